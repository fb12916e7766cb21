"""The one file on disk that a session writes, and what must be true before it is written over."""

from __future__ import annotations

import errno
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ilmtool.core.document import Document
from ilmtool.errors import UserError

if TYPE_CHECKING:
    from ilmtool.sidecar.lines import LineCache

SUFFIX = ".ilm.geojson"
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Stamp:
    """What tells whether a file is still the one that was read or written here."""

    mtime_ns: int
    size: int
    digest: bytes

    @classmethod
    def of(cls, path: Path) -> Stamp | None:
        """The stamp of a file, or None if there is none.

        Raises
        ------
        OSError
            The file is there and cannot be read.
        """
        try:
            with path.open("rb") as file:
                digest = hashlib.blake2b(digest_size=16)
                while block := file.read(_CHUNK):
                    digest.update(block)
            status = path.stat()
        except FileNotFoundError:
            return None
        return cls(status.st_mtime_ns, status.st_size, digest.digest())


@dataclass(frozen=True, slots=True)
class Written:
    """What a write did.

    Attributes
    ----------
    path : Path
        The file that holds the document now.
    beside : Path or None
        The file that somebody else changed, so that ours was written beside it.
    """

    path: Path
    beside: Path | None = None


class SidecarFile:
    """A sidecar's place on disk during one session. Not thread-safe: the saver holds a lock.

    A file that changed on disk since it was read or written here is never written over: the document
    goes into `<name>.conflict-<utc>.ilm.geojson` beside it, and stays there from then on. A file that
    could not be read is never written over at all.

    Parameters
    ----------
    path : Path
    lines : LineCache, optional
        Lines of the file as it was read, so that unchanged features are not encoded again.
    stamp : Stamp, optional
        Of the file as it was read; None if there was none.
    refusal : UserError, optional
        Why the file must not be written over.
    """

    def __init__(
        self,
        path: Path,
        lines: LineCache | None = None,
        stamp: Stamp | None = None,
        refusal: UserError | None = None,
    ) -> None:
        self.path = path
        self.refusal = refusal
        self._lines = lines
        self._stamp = stamp

    @property
    def on_disk(self) -> bool:
        """Whether this session has read or written the file."""
        return self._stamp is not None

    def write(self, document: Document, now: str) -> Written:
        """Put the whole document on disk in one atomic step.

        Parameters
        ----------
        document : Document
        now : str
            UTC datetime, for the name of a conflict file.

        Raises
        ------
        UserError
            Nothing was written; the last good file is as it was.
        """
        from ilmtool.sidecar.codec import encode
        from ilmtool.sidecar.files import write_atomic

        if self.refusal is not None:
            raise self.refusal
        try:
            beside = self.path if self.changed_elsewhere() else None
            target = conflict_path(self.path, now) if beside is not None else self.path
            digest = hashlib.blake2b(digest_size=16)
            write_atomic(target, _digesting(encode(document, self._lines), digest))
            status = target.stat()
        except OSError as error:
            raise write_error(self.path, error) from error
        self.path = target
        self._stamp = Stamp(status.st_mtime_ns, status.st_size, digest.digest())
        return Written(target, beside)

    def set_aside(self) -> Path | None:
        """Rename the unreadable file to `<name>.broken`, which makes room for a new one.

        Returns
        -------
        Path or None
            The new name; None if the file is gone already.

        Raises
        ------
        UserError
            The file cannot be renamed.
        """
        aside: Path | None = free_path(self.path, ".broken")
        try:
            self.path.rename(aside or self.path)
        except FileNotFoundError:
            aside = None
        except OSError as error:
            raise UserError(
                f"{self.path} could not be renamed.",
                f"{error.strerror or error}.",
                "Rename it by hand, or make its folder writable.",
            ) from error
        self.refusal = None
        self._stamp = None
        self._lines = None
        return aside

    def changed_elsewhere(self) -> bool:
        """Whether the file on disk is not the one that this session read or wrote last.

        Raises
        ------
        OSError
            The file cannot be examined.
        """
        try:
            status = self.path.stat()
        except FileNotFoundError:
            return False  # deleted: writing it anew loses nothing
        if self._stamp is None:
            return True
        if (status.st_mtime_ns, status.st_size) == (self._stamp.mtime_ns, self._stamp.size):
            return False
        now = Stamp.of(self.path)
        return now is not None and now.digest != self._stamp.digest


def free_path(path: Path, suffix: str) -> Path:
    """`<name><suffix>`, with a number if that name is taken."""
    candidate = path.with_name(path.name + suffix)
    number = 2
    while candidate.exists():
        candidate = path.with_name(f"{path.name}{suffix}-{number}")
        number += 1
    return candidate


def conflict_path(path: Path, now: str) -> Path:
    """A free name beside `path` for our version of it: `<name>.conflict-20190302T021500Z.ilm.geojson`."""
    stem = path.name.removesuffix(SUFFIX)
    moment = now.replace("-", "").replace(":", "")
    candidate = path.with_name(f"{stem}.conflict-{moment}{SUFFIX}")
    number = 2
    while candidate.exists():
        candidate = path.with_name(f"{stem}.conflict-{moment}-{number}{SUFFIX}")
        number += 1
    return candidate


def conflict_files(path: Path) -> list[Path]:
    """Versions that were written beside `path` because it had changed, oldest first."""
    stem = path.name.removesuffix(SUFFIX)
    try:
        names = [
            p
            for p in path.parent.iterdir()
            if p.name.startswith(f"{stem}.conflict-") and p.name.endswith(SUFFIX)
        ]
    except OSError:
        return []
    return sorted(names)


def write_error(path: Path, error: OSError) -> UserError:
    """What to tell when a file could not be written."""
    title = f"{path.name} could not be saved."
    detail = f"{error.strerror or error} ({path})."
    match error.errno:
        case errno.EACCES | errno.EPERM | errno.EROFS:
            detail = f"The folder {path.parent} cannot be written to."
            hint = "Make the folder writable, or save the annotations in another folder."
        case errno.ENOSPC | errno.EDQUOT:
            detail = f"The disk that holds {path.parent} is full."
            hint = (
                "Free some space; saving is tried again by itself. Nothing drawn is lost while ilmtool runs."
            )
        case errno.ENOENT:
            detail = f"The folder {path.parent} is not there any more."
            hint = "Bring the folder back, or save the annotations in another folder."
        case _:
            hint = "Saving is tried again by itself; or save the annotations in another folder."
    return UserError(title, detail, hint)


def _digesting(chunks: Iterable[bytes], digest: hashlib.blake2b) -> Iterator[bytes]:
    for chunk in chunks:
        digest.update(chunk)
        yield chunk
