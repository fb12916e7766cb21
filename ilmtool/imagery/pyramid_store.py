"""Where pyramids are kept: the user's cache, within a total size, each named after its image."""

from __future__ import annotations

import hashlib
import logging
import os
import secrets
import shutil
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ilmtool.imagery.preferences import GB, preferences
from ilmtool.imagery.source import RasterSource

CACHE_ENV = "ILMTOOL_CACHE_DIR"
_FORMAT = "ilmtool pyramid 1"
_SAMPLES, _SAMPLE_BYTES = 16, 16384
_ABANDONED_S = 24 * 3600.0
_PART = ".part"
_log = logging.getLogger(__name__)


def cache_dir() -> Path:
    """Folder of what can be made again: `ILMTOOL_CACHE_DIR`, the one that the user chose, or where the system
    keeps such things.
    """
    named = os.environ.get(CACHE_ENV) or preferences().cache_folder
    if named:
        return Path(named)
    import platformdirs

    return Path(platformdirs.user_cache_dir("ilmtool", appauthor=False))


def identity(source: RasterSource) -> str:
    """Name of an image's pyramid.

    The same for a file that was moved or renamed with its modification time kept; another one as soon as
    size, time, 16 samples of the content, or how the file is understood change. For an image of several
    files, size and time of each count. A few milliseconds, whatever the size.

    Raises
    ------
    OSError
        A file cannot be read.
    """
    facts = source.facts
    digest = hashlib.sha256(_FORMAT.encode())
    understood = (
        facts.driver,
        facts.width,
        facts.height,
        facts.bands,
        facts.dtype,
        facts.nodata,
        facts.palette,
        facts.part,
    )
    digest.update(repr((*understood, source.first_missing, source.is_plain)).encode())
    for path in source.files:
        status = path.stat()
        digest.update(repr((status.st_size, status.st_mtime_ns)).encode())
    with facts.path.open("rb") as file:
        size = facts.path.stat().st_size
        for index in range(_SAMPLES):
            file.seek(max(0, size - _SAMPLE_BYTES) * index // (_SAMPLES - 1))
            digest.update(file.read(_SAMPLE_BYTES))
    return digest.hexdigest()[:40]


@dataclass(frozen=True, slots=True)
class PyramidStore:
    """The folder of all pyramids, one subfolder each.

    Attributes
    ----------
    folder : Path
    max_bytes : int
        All pyramids together; the ones unused for longest go first.
    """

    folder: Path
    max_bytes: int = 10 * GB

    @classmethod
    def of_user(cls) -> PyramidStore:
        """The user's own."""
        return cls(cache_dir() / "pyramids", preferences().cache_bytes)

    def find(self, name: str) -> Path | None:
        """The folder of a finished pyramid, marked as just used, or None."""
        path = self.folder / name
        if not path.is_dir():
            return None
        with suppress(OSError):  # a cache that may not be written to can still be read
            os.utime(path)
        return path

    def begin(self, name: str) -> Path:
        """A new folder to build in, which nobody takes for a pyramid.

        Raises
        ------
        OSError
        """
        path = self.folder / f"{name}.{secrets.token_hex(4)}{_PART}"
        path.mkdir(parents=True)
        return path

    def finish(self, part: Path, name: str) -> Path:
        """Give a finished pyramid its name, in one step, and make room.

        Raises
        ------
        OSError
        """
        path = self.folder / name
        try:
            part.rename(path)
        except OSError:
            if not path.is_dir():
                raise
            shutil.rmtree(part, ignore_errors=True)  # another window was quicker
        os.utime(path)
        self.evict(keep=name)
        return path

    def room(self) -> int:
        """Free bytes where pyramids are kept.

        Raises
        ------
        OSError
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        return min(shutil.disk_usage(self.folder).free, self.max_bytes)

    def evict(self, keep: str = "") -> None:
        """Delete pyramids, longest unused first, until all fit; and what a crash left half built."""
        found: list[tuple[float, int, Path]] = []
        with suppress(OSError):
            for path in self.folder.iterdir():
                used = path.stat().st_mtime
                if path.name.endswith(_PART):
                    if time.time() - used > _ABANDONED_S:
                        shutil.rmtree(path, ignore_errors=True)
                    continue
                size = sum(file.stat().st_size for file in path.iterdir())
                found.append((used, size, path))
        total = sum(size for _, size, _ in found)
        for _, size, path in sorted(found):
            if total <= self.max_bytes:
                return
            if path.name == keep:
                continue
            doomed = path.with_name(f"{path.name}.{secrets.token_hex(4)}{_PART}")
            try:
                path.rename(doomed)  # from now on nobody finds it half deleted
            except OSError:
                continue  # open in another window, where the system minds
            shutil.rmtree(doomed, ignore_errors=True)
            _log.info("deleted the pyramid %s to make room", path.name)
            total -= size
