"""The journal's file: one record a line, each with its length and checksum, so that a torn one is noticed.

A journal holds what happened to one sidecar's document since it was last saved. Each step has, for every
feature that it touched, the feature's line before and after; so it can be read without the file that it
belongs to, and merged into another version of it.
"""

from __future__ import annotations

import os
import threading
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import sleep

import msgspec

from ilmtool.core.annotation import Annotation
from ilmtool.core.document import Document, Header, OpaqueFeature, Patch
from ilmtool.errors import UserError
from ilmtool.sidecar.codec import encode_annotation, one_line
from ilmtool.sidecar.files import flush_folder
from ilmtool.sidecar.header import encode_head
from ilmtool.sidecar.holding import Owner, hold
from ilmtool.sidecar.lines import LineCache

SUFFIX = ".journal"
MAX_JOURNAL_BYTES = 1 << 31

_SLICE = 200
_GIVE_WAY_S = 1e-4
"""On a worker, a window that waits for the GIL gets it between slices of a large change."""

_NOTHING = msgspec.Raw(b"null")
_Line = tuple[str, msgspec.Raw, msgspec.Raw]


class Opening(msgspec.Struct, frozen=True, tag_field="record", tag="opening"):
    """The first record: whose journal it is.

    Attributes
    ----------
    path : str
        The sidecar, absolute.
    images : tuple of str
        Before and after, absolute: a sidecar that was never saved cannot name them.
    owner : Owner
    time : str
        Full UTC datetime.
    """

    path: str
    images: tuple[str, ...] = ()
    owner: Owner = Owner()
    time: str = ""
    version: int = 1


class StepRecord(msgspec.Struct, frozen=True, tag_field="record", tag="step"):
    """One change of the document, also an undo or redo.

    `features` has (id, before, after), `header` and `opaque` (before, after); null where there is nothing.
    """

    number: int
    time: str
    label: str
    kind: str
    features: tuple[_Line, ...] = ()
    header: tuple[msgspec.Raw, msgspec.Raw] | None = None
    opaque: tuple[tuple[msgspec.Raw, ...], tuple[msgspec.Raw, ...]] | None = None


class SavingRecord(msgspec.Struct, frozen=True, tag_field="record", tag="saving"):
    """The sidecar is about to be replaced by a file that has every step up to that number.

    `digest` is the SHA-256 of that file. If the program ends before it can note that it did, this tells.
    """

    number: int
    digest: str


class SavedRecord(msgspec.Struct, frozen=True, tag_field="record", tag="saved"):
    """Every step up to that number is in the sidecar."""

    number: int


Record = Opening | StepRecord | SavingRecord | SavedRecord
_decode = msgspec.json.Decoder(Record).decode
_encode = msgspec.json.Encoder().encode


@dataclass(frozen=True, slots=True)
class ReadJournal:
    """What a journal says.

    Attributes
    ----------
    opening : Opening
    steps : tuple of StepRecord
        Those that are in no sidecar, as far as the journal knows.
    torn : bool
        The end could not be read: a record that was being written when the power failed.
    savings : tuple of SavingRecord
        Saves that were begun after the last one that is known to have ended.
    """

    opening: Opening
    steps: tuple[StepRecord, ...]
    torn: bool
    savings: tuple[SavingRecord, ...] = ()


def frame(record: Record) -> bytes:
    """A record as one line: checksum, length, JSON."""
    payload = _encode(record)
    return b"%08x %d %b\n" % (zlib.crc32(payload), len(payload), payload)


def step_record(number: int, time: str, label: str, kind: str, patch: Patch, lines: LineMemory) -> StepRecord:
    """A change as a record.

    Raises
    ------
    ValueError
        A coordinate is not finite.
    """
    features: list[_Line] = []
    for key, (before, after) in patch.annotations.items():
        features.append((key, lines.raw(before), lines.raw(after)))
        if len(features) % _SLICE == 0 and threading.current_thread() is not threading.main_thread():
            sleep(_GIVE_WAY_S)
    header = None if patch.header is None else (_head(patch.header[0]), _head(patch.header[1]))
    opaque = None
    if patch.opaque is not None:
        opaque = (_raws(patch.opaque[0]), _raws(patch.opaque[1]))
    return StepRecord(number, time, label, kind, tuple(features), header, opaque)


class LineMemory:
    """Lines of the annotations that were written last: the next step's `before` mostly is one of them.

    Attributes
    ----------
    original : callable
        Annotations as they were read from a file in the canonical layout: their `source` is their line.
    """

    _MANY = 2_000

    def __init__(self) -> None:
        self.original: Callable[[], Mapping[str, Annotation]] = dict
        self._known: dict[str, tuple[Annotation, msgspec.Raw]] = {}

    def raw(self, annotation: Annotation | None) -> msgspec.Raw:
        """The line of an annotation."""
        if annotation is None:
            return _NOTHING
        if annotation.source is not None and self.original().get(annotation.id) is annotation:
            return msgspec.Raw(annotation.source)
        known = self._known.get(annotation.id)
        if known is not None and known[0] is annotation:
            return known[1]
        if len(self._known) >= self._MANY:
            self._known.clear()
        made = msgspec.Raw(encode_annotation(annotation))
        self._known[annotation.id] = (annotation, made)
        return made


def _head(header: Header) -> msgspec.Raw:
    # Line feeds stand between tokens only.
    return msgspec.Raw((encode_head(header, LineCache()) + b"]}").replace(b"\n", b""))


def _raws(features: Iterable[OpaqueFeature]) -> tuple[msgspec.Raw, ...]:
    return tuple(msgspec.Raw(one_line(feature)) for feature in features)


def read_annotation(raw: msgspec.Raw) -> Annotation | None:
    """The annotation of a record's line; None for null.

    Raises
    ------
    ValueError
        It is none.
    """
    data = bytes(raw)
    if data == b"null":
        return None
    read = _read(data, 0)
    if not isinstance(read, Annotation):
        raise ValueError("a feature of the journal cannot be read")
    return read


def read_head(raw: msgspec.Raw) -> Header:
    """The header of a record; raises ValueError."""
    try:
        return _document(raw).header
    except UserError as error:
        raise ValueError(str(error)) from error


def _read(data: bytes, index: int) -> Annotation | OpaqueFeature:
    from ilmtool.sidecar.feature_read import read_feature
    from ilmtool.sidecar.findings import FeatureReport, Report

    return read_feature(data, FeatureReport(Report(), index, None))


def _document(raw: msgspec.Raw) -> Document:
    from ilmtool.sidecar.reader import read_bytes

    return read_bytes(bytes(raw)).document


def read_opaque(raws: tuple[msgspec.Raw, ...]) -> tuple[OpaqueFeature, ...]:
    """Features that cannot be read, from a record."""
    made: list[OpaqueFeature] = []
    for index, raw in enumerate(raws):
        read = _read(bytes(raw), index)
        made.append(read if isinstance(read, OpaqueFeature) else OpaqueFeature(bytes(raw), read.id, index))
    return tuple(made)


def read_journal(path: Path) -> ReadJournal | None:
    """What a journal says, up to the first record that is not whole; None if not even the first one is.

    Raises
    ------
    OSError
        The file cannot be read.
    """
    with path.open("rb") as file:
        records = _records(file)
        opening = next(records, None)
        if not isinstance(opening, Opening):
            return None
        steps: list[StepRecord] = []
        savings: list[SavingRecord] = []
        saved, last = 0, file.tell()
        for record in records:
            if isinstance(record, StepRecord):
                steps.append(record)
            elif isinstance(record, SavingRecord):
                savings.append(record)
            elif isinstance(record, SavedRecord):
                saved = max(saved, record.number)
            last = file.tell()
        torn = last != os.fstat(file.fileno()).st_size
    return ReadJournal(
        opening,
        tuple(step for step in steps if step.number > saved),
        torn,
        tuple(saving for saving in savings if saving.number > saved),
    )


def _records(file: Iterable[bytes]) -> Iterator[Record]:
    for line in iter(file.readline, b""):  # type: ignore[attr-defined]
        parts = line.split(b" ", 2)
        if len(parts) != 3 or not line.endswith(b"\n"):
            return
        payload = parts[2][:-1]
        try:
            whole = int(parts[1]) == len(payload) and int(parts[0], 16) == zlib.crc32(payload)
            if not whole:
                return
            yield _decode(payload)
        except ValueError:
            return


class JournalFile:
    """An open journal that is appended to. Not thread-safe: the journal holds a lock.

    Parameters
    ----------
    path : Path
        Must not exist yet.
    opening : Opening

    Raises
    ------
    OSError
        It cannot be made.
    """

    def __init__(self, path: Path, opening: Opening) -> None:
        self.path = path
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_APPEND | getattr(os, "O_BINARY", 0)
        self._handle = os.open(path, flags, 0o600)
        self._start = self._end = 0
        self._torn = self._new = False
        try:
            hold(self._handle)
            self.append(frame(opening))
        except BaseException:
            self.remove()
            raise
        self._start = self._end
        self._new = True

    @property
    def is_lost(self) -> bool:
        """Somebody deleted the file: what is written is read by nobody."""
        return os.fstat(self._handle).st_nlink == 0

    def append(self, data: bytes) -> None:
        """Write to the end. What is written half stays behind no record: it is cut off again.

        Raises
        ------
        OSError
        """
        if self._torn:
            os.ftruncate(self._handle, self._end)
            self._torn = False
        view = memoryview(data)
        self._torn = True
        while view:
            view = view[os.write(self._handle, view) :]
        self._torn = False
        self._end += len(data)

    def flusher(self) -> Callable[[], None]:
        """Something that waits until what was appended by now is on the disk, and raises OSError.

        It has a handle of its own, so that it may run beside everything else that is done to the file. It
        must be called, once.
        """
        handle, folder = os.dup(self._handle), self.path.parent if self._new else None
        self._new = False

        def flush() -> None:
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
            if folder is not None:
                flush_folder(folder)

        return flush

    def clear(self) -> None:
        """Forget every step; raises OSError."""
        if self._end != self._start or self._torn:
            os.ftruncate(self._handle, self._start)
            self._end, self._torn = self._start, False

    def close(self) -> None:
        """Let go of the file and leave it."""
        if self._handle >= 0:
            with suppress(OSError):
                os.close(self._handle)
            self._handle = -1

    def remove(self) -> None:
        """Close and delete it."""
        self.close()
        with suppress(OSError):
            self.path.unlink()
