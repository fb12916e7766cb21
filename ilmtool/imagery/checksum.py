"""The checksum by which a scene is known again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from ilmtool.errors import Cancelled
from ilmtool.imagery.filecheck import unreadable

_CHUNK = 1 << 20
MULTIHASH_SHA256 = "1220"


def file_checksum(path: Path, progress: Callable[[int, int], bool | None] | None = None) -> str:
    """Multihash of a file: `1220` and the hex SHA-256 of all its bytes.

    Parameters
    ----------
    path : Path
    progress : callable, optional
        Called as `progress(done_bytes, all_bytes)` after each MiB; the job stops when it returns False.

    Raises
    ------
    Cancelled
        If `progress` returned False.
    UserError
        If the file cannot be read.
    """
    digest, done = hashlib.sha256(), 0
    try:
        total = path.stat().st_size
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)  # releases the GIL
                done += len(chunk)
                if progress is not None and progress(done, max(total, done)) is False:
                    raise Cancelled
    except OSError as error:
        raise unreadable(path, str(error)) from error
    return MULTIHASH_SHA256 + digest.hexdigest()
