"""The one file on disk that a session writes, and what must be true before it is written over."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ilmtool.core.annotation import Annotation
from ilmtool.core.document import Document
from ilmtool.errors import UserError, reason_of
from ilmtool.sidecar.codec import encode
from ilmtool.sidecar.files import SUFFIX, FileStamp, write_atomic, write_error
from ilmtool.sidecar.lines import LineCache
from ilmtool.text import tr

if TYPE_CHECKING:
    from ilmtool.sidecar.reader import LoadedSidecar


def stamp_of(path: Path) -> FileStamp | None:
    """The stamp of the file at `path`, or None if there is none.

    Raises
    ------
    OSError
        The folder cannot be looked into.
    """
    try:
        return FileStamp.from_stat(path.stat())
    except FileNotFoundError:
        return None


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


@dataclass(frozen=True, eq=False)
class Foreign:
    """Somebody else's version of the file.

    Attributes
    ----------
    loaded : LoadedSidecar
    base : Document
        What this session read or wrote last, from which both versions come.
    """

    loaded: LoadedSidecar
    base: Document


class ChangedElsewhere(UserError):  # noqa: N818 - a kind of UserError, named for what it means
    """The file on disk is not the one that this session read or wrote last; nothing was written."""


class ReadOnlyHere(UserError):  # noqa: N818 - a kind of UserError, named for what it means
    """Somebody else has the file open; it is shown here, and followed, but not written."""


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
    stamp : FileStamp, optional
        Of the file as it was read; None if there was none.
    document : Document, optional
        What was read.
    refusal : UserError, optional
        Why the file must not be written over.
    """

    def __init__(
        self,
        path: Path,
        lines: LineCache | None = None,
        stamp: FileStamp | None = None,
        document: Document | None = None,
        refusal: UserError | None = None,
    ) -> None:
        self.path = path
        self.refusal = refusal
        self.makes_folder = False
        """Whether the folder is ours to make: one for images in the network, which have none."""
        self.unwritable: UserError | None = None
        """Why nothing can be written there, as far as was seen before anything was; see `look_for_room`."""
        self._lines = lines if lines is not None else LineCache()
        self._stamp = stamp
        self._content = document

    @property
    def original(self) -> Mapping[str, Annotation]:
        """Annotations as they were read from a file in the canonical layout: their `source` is their line."""
        return self._lines.original

    @property
    def on_disk(self) -> bool:
        """Whether this session has read or written the file."""
        return self._stamp is not None

    def look_for_room(self) -> UserError | None:
        """See whether the file could be written, before anybody draws in vain; it may be possible later."""
        folder = self.path.parent
        there = self.path if self.path.exists() else None
        if folder.is_dir() and not (
            os.access(folder, os.W_OK | os.X_OK) and (there is None or os.access(there, os.W_OK))
        ):
            self.unwritable = UserError(
                tr("Annotations cannot be saved in {name}.", name=self.path.name),
                tr("{folder}, or the file itself, cannot be written to.", folder=folder),
                tr("Allow writing there, or save to another folder: File > Save as…"),
            )
        return self.unwritable

    def write(
        self,
        document: Document,
        now: str,
        *,
        beside: bool = True,
        complete: Callable[[str], None] | None = None,
    ) -> Written:
        """Put the whole document on disk in one atomic step.

        Parameters
        ----------
        document : Document
        now : str
            UTC datetime, for the name of a conflict file.
        beside : bool
            Write into a conflict file where somebody else changed the file; otherwise that is an error.
        complete : callable, optional
            Called with the SHA-256 of the new content before it takes the file's name.

        Raises
        ------
        UserError
            Nothing was written; the last good file is as it was. `ChangedElsewhere` without `beside`.
        """
        if self.refusal is not None:
            raise self.refusal
        try:
            other = self.path if self.changed_elsewhere() else None
        except OSError as error:
            raise write_error(self.path, error) from error
        if other is None:
            try:
                return self._put(self.path, document, complete)
            except ChangedElsewhere:
                if not beside:
                    raise
        elif not beside:
            raise self._changed()
        other = self.path
        self._put(conflict_path(self.path, now), document, complete)
        return Written(self.path, other)

    def _changed(self) -> ChangedElsewhere:
        return ChangedElsewhere(
            tr("{name} was changed by somebody else since it was opened.", name=self.path.name),
            tr("It is not written over."),
            tr("The two versions are being merged."),
        )

    def _put(self, target: Path, document: Document, complete: Callable[[str], None] | None) -> Written:
        if self.makes_folder:
            try:
                target.parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise write_error(target, error) from error

        def ready() -> None:
            # Writing takes a while; somebody else may have saved in it.
            if target == self.path and self.changed_elsewhere():
                raise self._changed()

        chunks = encode(document, self._lines)
        self._stamp = write_atomic(target, chunks if complete is None else _told(chunks, complete), ready)
        self.path, self._content, self.unwritable = target, document, None
        return Written(target)

    def read_elsewhere(self) -> Foreign | None:
        """Somebody else's version, if there is one, and the file can be looked at.

        Raises
        ------
        UserError
            It cannot be read.
        """
        readable = self.refusal is None or isinstance(self.refusal, ReadOnlyHere)
        try:
            if not (readable and self.changed_elsewhere()):
                return None
        except OSError:
            return None  # a folder that is not there: saving tells that, where there is something to save
        from ilmtool.sidecar.reader import read_sidecar

        loaded = read_sidecar(self.path)
        return Foreign(loaded, self._content if self._content is not None else Document())

    def adopt(self, foreign: Foreign) -> None:
        """Somebody else's version counts as read: the next write replaces it."""
        loaded = foreign.loaded
        self._lines, self._stamp, self._content = loaded.lines, loaded.stamp, loaded.document

    def moved_to(self, path: Path, stamp: FileStamp | None = None) -> SidecarFile:
        """The same document's place under another name; `stamp` is of a file there that may be replaced."""
        return SidecarFile(path, self._lines, stamp)

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
                tr("{path} could not be renamed.", path=self.path),
                f"{reason_of(error)}.",
                tr("Rename it by hand, or make its folder writable."),
            ) from error
        self.refusal = None
        self._stamp = self._content = None
        return aside

    def changed_elsewhere(self) -> bool:
        """Whether the file on disk is not the one that this session read or wrote last.

        Raises
        ------
        OSError
            The file cannot be examined.
        """
        stamp = stamp_of(self.path)
        if stamp is None:
            return False  # deleted: writing it anew loses nothing
        if stamp == self._stamp:
            return False
        if not self._has_same_bytes():
            return True
        self._stamp = stamp
        return False

    def _has_same_bytes(self) -> bool:
        """Whether the file was only touched or copied back: then nobody's work is in it but ours."""
        if self._stamp is None or self._content is None:
            return False
        with self.path.open("rb") as file:
            ours = encode(self._content, self._lines)
            return all(file.read(len(chunk)) == chunk for chunk in ours) and not file.read(1)


def _told(chunks: Iterable[bytes], complete: Callable[[str], None]) -> Iterator[bytes]:
    digest = hashlib.sha256()
    for chunk in chunks:
        digest.update(chunk)
        yield chunk
    complete(digest.hexdigest())


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
