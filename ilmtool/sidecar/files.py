"""Names of sidecars, and writing one in a single atomic step."""

from __future__ import annotations

import errno
import os
import re
import secrets
import stat
import time
import unicodedata
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ilmtool.errors import UserError, reason_of
from ilmtool.text import tr

SUFFIX = ".ilm.geojson"
CONSENSUS = "consensus"

_TEMPORARY = ".ilmtool-"
_LEFT_S = 3600.0
"""A temporary file of that age belongs to no save that is under way."""

_ANALYST = re.compile(r"[\w-]{1,64}")


def analyst_id(text: str) -> str:
    """The analyst id as it stands in file names and in `author`.

    Parameters
    ----------
    text : str
        What the user typed: letters and digits of any script, `-` and `_`; spaces become `-`. No dot,
        because dots separate the parts of a sidecar's name.

    Raises
    ------
    UserError
        Other characters, more than 64, or the reserved `consensus`.
    """
    name = re.sub(r"\s+", "-", unicodedata.normalize("NFC", text).strip())
    if not _ANALYST.fullmatch(name):
        raise UserError(
            tr("{text!r} cannot be an analyst id.", text=text),
            tr("It becomes part of a file name: letters, digits, - and _, at most 64 of them, no dot."),
            tr("Choose an id such as anna or analyst-7."),
        )
    if name.casefold() == CONSENSUS:
        raise UserError(
            tr("{text!r} cannot be an analyst id.", text=text),
            tr("The name is reserved for the file that a review writes."),
            tr("Choose another id."),
        )
    return name


def sidecar_path(after_image: Path, analyst: str | None = None) -> Path:
    """Where the annotations of an after image lie.

    Parameters
    ----------
    after_image : Path
    analyst : str, optional
        Analyst id; None or empty for the file without one.

    Returns
    -------
    Path
        `<image>.ilm.geojson` or `<image>.<analyst>.ilm.geojson`, beside the image.

    Raises
    ------
    UserError
        The analyst id cannot be part of a file name; see `analyst_id`.
    """
    part = f".{analyst_id(analyst)}" if analyst else ""
    return after_image.with_name(f"{after_image.name}{part}{SUFFIX}")


def consensus_path(after_image: Path) -> Path:
    """Where a review of several analysts' files goes."""
    return after_image.with_name(f"{after_image.name}.{CONSENSUS}{SUFFIX}")


def analysts_beside(after_image: Path) -> dict[str | None, Path]:
    """Sidecars that lie beside an image: analyst id (None without one) -> file."""
    found: dict[str | None, Path] = {}
    with suppress(OSError):
        for path in sorted(after_image.parent.iterdir()):
            if not (path.name.startswith(after_image.name) and path.name.endswith(SUFFIX)):
                continue
            middle = path.name[len(after_image.name) : -len(SUFFIX)]
            if not middle:
                found[None] = path
            elif middle[0] == "." and _ANALYST.fullmatch(middle[1:]):
                found[middle[1:]] = path
    return found


@dataclass(frozen=True, slots=True)
class FileStamp:
    """What the file system says about a file: enough to notice that somebody else wrote it."""

    size: int
    mtime_ns: int
    inode: int

    @classmethod
    def from_stat(cls, status: os.stat_result) -> FileStamp:
        return cls(status.st_size, status.st_mtime_ns, status.st_ino)


def write_atomic(path: Path, chunks: Iterable[bytes], ready: Callable[[], None] | None = None) -> FileStamp:
    """Write a file so that at every moment either the old or the new content is there, whole.

    A temporary file in the same folder is written, flushed to the disk and renamed over `path`; the
    folder is flushed too, where the system can. Permissions of an existing file are kept; a symbolic
    link stays one, and its target is written.

    Parameters
    ----------
    path : Path
    chunks : iterable of bytes
        If it raises, the old file stays and the exception goes through.
    ready : callable, optional
        Called when the new file is on the disk, just before it takes the name; it may raise as well.

    Returns
    -------
    FileStamp
        Of the new file.

    Raises
    ------
    UserError
        The file could not be written; the old one is as it was. Its `__cause__` is the `OSError`.
    """
    try:
        target = Path(os.path.realpath(path))
        mode = _mode_of(target)
        return _replace(target, mode, chunks, ready)
    except OSError as error:
        raise write_error(path, error) from error


def _mode_of(target: Path) -> int | None:
    """Permissions of the file that will be replaced, None if there is none."""
    try:
        status = target.stat()
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(target))
    if not os.access(target, os.W_OK):
        # A rename would succeed, but whoever made the file read-only did not mean that.
        raise PermissionError(errno.EACCES, "the file is read-only", str(target))
    return stat.S_IMODE(status.st_mode)


def _replace(
    target: Path, mode: int | None, chunks: Iterable[bytes], ready: Callable[[], None] | None
) -> FileStamp:
    temporary = target.with_name(f"{_TEMPORARY}{secrets.token_hex(8)}.tmp")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    handle = os.open(temporary, flags, 0o666)
    try:
        try:
            for chunk in chunks:
                _write_all(handle, chunk)
            if mode is not None and os.name == "posix":
                temporary.chmod(mode)
            os.fsync(handle)
            stamp = FileStamp.from_stat(os.fstat(handle))
        finally:
            os.close(handle)
        if ready is not None:
            ready()
        temporary.replace(target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    flush_folder(target.parent)
    return stamp


def _write_all(handle: int, chunk: bytes) -> None:
    view = memoryview(chunk)
    while view:
        view = view[os.write(handle, view) :]


def sweep(folder: Path) -> None:
    """Delete what killed programs left half-written in a folder. On a worker."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(_TEMPORARY) and entry.name.endswith(".tmp"):
                with suppress(OSError):
                    if time.time() - entry.stat().st_mtime > _LEFT_S:
                        Path(entry.path).unlink()


def flush_folder(folder: Path) -> None:
    """Make new names in a folder durable. The files are in place already: failing here loses nothing."""
    if os.name != "posix":
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def write_error(path: Path, error: OSError) -> UserError:
    """What to tell the user when writing `path` failed."""
    title = tr("{name} could not be saved; the file on disk is as it was.", name=path.name)
    folder = path.parent
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            detail = tr("There is no space left for it in {folder}.", folder=folder)
            hint = tr("Free some space and save again, or save to another folder.")
        case errno.EACCES | errno.EPERM | errno.EROFS:
            detail = tr("{folder}, or the file itself, cannot be written to.", folder=folder)
            if os.name == "nt":
                detail = tr(
                    "{folder} cannot be written to, or another program has the file open.", folder=folder
                )
            hint = tr("Allow writing there, or save to another folder.")
        case errno.ENOENT | errno.ENOTDIR | errno.ESTALE:
            detail = tr("The folder {folder} is not there any more.", folder=folder)
            hint = tr("Bring the folder or drive back and save again, or save to another folder.")
        case errno.EISDIR:
            detail = tr("{path} is a folder.", path=path)
            hint = tr("Choose another name.")
        case errno.ENAMETOOLONG:
            detail = tr("The name is too long for this file system.")
            hint = tr("Save under a shorter name.")
        case errno.EFBIG:
            detail = tr("The file system of {folder} does not hold files of that size.", folder=folder)
            hint = tr("Save to another folder.")
        case _:
            detail = f"{reason_of(error)} ({path})."
            hint = tr("Save again, or save to another folder.")
    return UserError(title, detail, hint)
