"""The folder of a dataset while it is made: it bears another name until everything is in it."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from ilmtool.errors import UserError, reason_of
from ilmtool.text import tr

PARTIAL = ".partial"
PARTS = ".parts"
"""Folder inside an unfinished dataset with what is done so far."""
STOP = "stop"
"""File in it that asks workers to end."""


class Writer:
    """A file under construction that knows its own checksum."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self._digest, self.size = file, hashlib.sha256(), 0

    def write(self, data: bytes) -> None:
        """Append bytes."""
        self._file.write(data)
        self._digest.update(data)
        self.size += len(data)

    @property
    def sha256(self) -> str:
        return self._digest.hexdigest()


class Output:
    """Files of a dataset, with their sizes and checksums.

    Parameters
    ----------
    folder : Path
        Of the unfinished dataset.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files: dict[str, tuple[int, str]] = {}
        self._made: set[Path] = set()

    def write(self, name: str, data: bytes) -> tuple[int, str]:
        """Write a whole file; `name` is its path in the dataset. Returns its size and sha256."""
        with self.open(name) as file:
            file.write(data)
        return self.files[name]

    @contextmanager
    def open(self, name: str) -> Iterator[Writer]:
        """A new file.

        Raises
        ------
        UserError
            It cannot be written, e.g. because the disk is full.
        """
        path = self.folder / name
        with writing(path):
            self._make(path.parent)
            with path.open("wb") as file:
                writer = Writer(file)
                yield writer
        self.files[name] = (writer.size, writer.sha256)

    def path(self, name: str) -> Path:
        """Where a library may write a file; to be followed by `adopt`."""
        path = self.folder / name
        with writing(path):
            self._make(path.parent)
        return path

    def _make(self, folder: Path) -> None:
        if folder not in self._made:
            folder.mkdir(parents=True, exist_ok=True)
            self._made.add(folder)

    def adopt(self, name: str) -> tuple[int, str]:
        """Take note of a file that a library has written."""
        path = self.folder / name
        with writing(path):
            self.files[name] = (path.stat().st_size, sha256_of(path))
        return self.files[name]

    def copy(self, source: Path, name: str) -> tuple[int, str]:
        """Copy a file as it is."""
        path = self.path(name)
        with writing(path):
            shutil.copyfile(source, path)
        return self.adopt(name)


def sha256_of(path: Path) -> str:
    """Hex SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turns what the system says of a failed write into a sentence."""
    try:
        yield
    except OSError as error:
        match error.errno:
            case errno.ENOSPC | errno.EDQUOT:
                title, hint = (
                    tr("The disk is full."),
                    tr("Free some space, then repeat the command with --resume."),
                )
            case errno.EFBIG:
                title, hint = (
                    tr("The file system does not hold files of that size."),
                    tr("Choose another folder."),
                )
            case errno.EACCES | errno.EPERM | errno.EROFS:
                title, hint = (
                    tr("The folder cannot be written to."),
                    tr("Allow writing there, or choose another folder."),
                )
            case _:
                title, hint = f"{reason_of(error)}.", tr("Choose another folder.")
        raise UserError(tr("{path} could not be written.", path=path), title, hint) from error


def partial_of(target: Path) -> Path:
    """Where the unfinished dataset lies."""
    return target.with_name(target.name + PARTIAL)


def check_target(target: Path, *, resume: bool) -> None:
    """Raise `UserError` unless a dataset may be made at `target`."""
    partial = partial_of(target)
    try:
        taken = target.is_dir() and any(target.iterdir())
        if target.exists() and not target.is_dir():
            raise UserError(
                tr("{path} is a file.", path=target),
                tr("A dataset is a folder."),
                tr("Choose another name with -o."),
            )
        if target.is_symlink() or os.path.ismount(target):
            raise UserError(
                tr("{path} is a link.", path=target)
                if target.is_symlink()
                else tr("{path} is a mounted volume.", path=target),
                tr("A finished dataset gets its name by renaming its folder, which cannot replace that."),
                tr("Name a folder in it, such as {path}.", path=target / "dataset"),
            )
    except OSError as error:
        raise UserError(
            tr("{path} cannot be looked into.", path=target),
            f"{reason_of(error)}.",
            tr("Choose another folder."),
        ) from error
    if taken:
        raise UserError(
            tr("{path} exists and is not empty.", path=target),
            tr("Nothing is written over."),
            tr("Choose another folder, or empty it."),
        )
    if partial.exists() and not resume:
        raise UserError(
            tr("An unfinished export lies in {path}.", path=partial),
            tr("It was interrupted, or is still running."),
            tr("Go on with --resume, or delete that folder."),
        )


def finish(partial: Path, target: Path) -> None:
    """Give the finished dataset its name.

    Raises
    ------
    UserError
        Somebody else put something there meanwhile.
    """
    with writing(target):
        if target.exists():
            target.rmdir()
        partial.rename(target)
