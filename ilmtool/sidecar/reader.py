"""Reads a sidecar: strict on what would lose or invent data, lenient on the rest, in slices.

A file of one feature a line (ilmtool's own, GDAL's, geopandas') is read as a stream of lines; any other
layout is taken apart whole. Between slices of a few hundred features the GIL is free for the window.
"""

from __future__ import annotations

import gc
import io
import os
from array import array
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from ilmtool.core.annotation import Annotation
from ilmtool.core.document import Document, Header, OpaqueFeature
from ilmtool.core.scene import Scene
from ilmtool.errors import Finding, UserError
from ilmtool.sidecar.collection import (
    NotByLinesError,
    Piece,
    check_crs,
    line_pieces,
    not_json,
    whole_pieces,
)
from ilmtool.sidecar.feature_read import CANONICAL_START, LONG, read_feature, read_plain
from ilmtool.sidecar.files import FileStamp
from ilmtool.sidecar.findings import FeatureReport, Report
from ilmtool.sidecar.geometry_text import OutsideLonLatError
from ilmtool.sidecar.header import NewerVersion, read_header
from ilmtool.sidecar.limits import MAX_FEATURES, MAX_FILE_BYTES
from ilmtool.sidecar.lines import LineCache

OnSlice = Callable[[int, int], None]
"""Called between slices with (bytes read, bytes in all). Sleep in it to let other threads run, or raise
`Cancelled` to stop."""


@dataclass(frozen=True, slots=True)
class LoadedSidecar:
    """What a file said.

    Attributes
    ----------
    document : Document
    findings : tuple of Finding
    lines : LineCache
        To be given to `encode` when the document is saved to the same place.
    had_header : bool
        False if the `ilmtool` member was lost; the scenes are then those that the features name.
    newer_minor : bool
        The file is of a newer minor version: readable, its additions are kept.
    read_only : bool
        The file is of a newer major version, and was read because that was allowed.
    stamp : FileStamp
        Of the file as it was read.
    line_numbers : array of int
        1-based line of each annotation, in the order of `document.annotations`.
    """

    document: Document
    findings: tuple[Finding, ...]
    lines: LineCache
    had_header: bool
    newer_minor: bool
    read_only: bool
    stamp: FileStamp
    line_numbers: array[int]


def read_sidecar(path: Path, *, allow_newer: bool = False, on_slice: OnSlice | None = None) -> LoadedSidecar:
    """Read a sidecar from disk.

    Parameters
    ----------
    path : Path
    allow_newer : bool
        Read a file of a newer major version as far as it is understood, instead of refusing it. It must
        not be written then.
    on_slice : callable, optional
        See `OnSlice`.

    Raises
    ------
    UserError
        The file is refused; nothing was changed. `NewerVersion` for a newer major version.
    """
    try:
        with path.open("rb") as file:
            return read_stream(file, path.name, allow_newer=allow_newer, on_slice=on_slice)
    except FileNotFoundError as error:
        raise UserError(
            f"{path.name} is not there.", f"({path})", "Check the name and the folder."
        ) from error
    except OSError as error:
        raise UserError(
            f"{path.name} cannot be read.", f"{error.strerror or error} ({path}).", "Check its permissions."
        ) from error


def read_bytes(data: bytes, name: str = "the sidecar", *, allow_newer: bool = False) -> LoadedSidecar:
    """Read a sidecar from memory; like `read_sidecar`."""
    return read_stream(io.BytesIO(data), name, allow_newer=allow_newer)


def read_stream(
    file: BinaryIO, name: str, *, allow_newer: bool = False, on_slice: OnSlice | None = None
) -> LoadedSidecar:
    """Read a sidecar from a seekable binary file; like `read_sidecar`."""
    stamp = _stamp(file)
    if stamp.size > MAX_FILE_BYTES:
        raise UserError(
            f"{name} is too large to be a sidecar.",
            f"It has {stamp.size} bytes; at most {MAX_FILE_BYTES} are read.",
            "Divide the file, e.g. with ogr2ogr and a query.",
        )
    with _without_collector():
        try:
            return _Reading(file, name, stamp, allow_newer, on_slice).run(line_pieces)
        except NotByLinesError:
            file.seek(0)
            return _Reading(file, name, stamp, allow_newer, on_slice).run(whole_pieces)


def _stamp(file: BinaryIO) -> FileStamp:
    try:
        return FileStamp.from_stat(os.fstat(file.fileno()))
    except (OSError, AttributeError):
        size = file.seek(0, io.SEEK_END)
        file.seek(0)
        return FileStamp(size, 0, 0)


@contextmanager
def _without_collector() -> Iterator[None]:
    """No garbage collection meanwhile; afterwards what was read is exempt from it.

    A million small tuples without cycles would be walked by the next collection, which would stop the
    window for tens of milliseconds. `gc.freeze` takes them out; they are freed by reference count as ever.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        if enabled:
            gc.enable()


class _Reading:
    """One pass over one file."""

    def __init__(
        self, file: BinaryIO, name: str, stamp: FileStamp, allow_newer: bool, on_slice: OnSlice | None
    ) -> None:
        self._file, self._name, self._stamp = file, name, stamp
        self._allow_newer, self._on_slice = allow_newer, on_slice
        self._report = Report()
        self._annotations: dict[str, Annotation] = {}
        self._opaque: list[OpaqueFeature] = []
        self._opaque_ids: dict[str, int | None] = {}
        self._numbers = array("l")
        self._count = 0
        self._by_lines = False

    def run(self, pieces: Callable[[BinaryIO, str, Report], Iterator[Piece]]) -> LoadedSidecar:
        self._by_lines = pieces is line_pieces
        lines = LineCache()
        header, had_header, version = Header(), False, (1, 0)
        for piece in pieces(self._file, self._name, self._report):
            if piece.top is not None:
                check_crs(piece.top, self._name)
                header, had_header, version = read_header(piece.top, self._name, self._report, lines)
                if version[0] > 1 and not self._allow_newer:
                    raise NewerVersion(self._name, header.version)
                if piece.canonical_head is not None and had_header:
                    lines.head = (header, piece.canonical_head)
            self._take(piece)
            if self._on_slice is not None:
                self._on_slice(min(piece.position, self._stamp.size), self._stamp.size)
        if not had_header:
            header = self._rebuilt(header)
        for key, line in self._opaque_ids.items():
            if key in self._annotations:
                raise self._duplicate(key, line)
        self._remember(lines)
        return LoadedSidecar(
            Document(header, self._annotations, tuple(self._opaque)),
            self._report.all(),
            lines,
            had_header,
            version[0] == 1 and version[1] > 0,
            version[0] > 1,
            self._stamp,
            self._numbers,
        )

    def _take(self, piece: Piece) -> None:
        """Annotations of one slice. The loop is written out: it runs once for each of 100,000 features."""
        annotations, numbers = self._annotations, self._numbers
        number = piece.line
        places = piece.line_numbers or range(number, number + len(piece.features))
        for raw, line in zip(piece.features, places, strict=True):
            self._count += 1
            if len(raw) < LONG and raw.startswith(CANONICAL_START):
                try:
                    annotation = read_plain(raw)
                except (ValueError, RecursionError):
                    pass
                else:
                    if annotation.id in annotations:
                        raise self._duplicate(annotation.id, line)
                    annotations[annotation.id] = annotation
                    numbers.append(line)
                    continue
            self._take_unusual(raw, line)
        if self._count > MAX_FEATURES:
            raise UserError(
                f"{self._name} has more than {MAX_FEATURES} features.",
                "That many are not read.",
                "Divide the file, e.g. with ogr2ogr and a query.",
            )

    def _take_unusual(self, raw: bytes, line: int) -> None:
        report = FeatureReport(self._report, self._count - 1, line)
        try:
            read = read_feature(raw, report)
        except OutsideLonLatError as error:
            raise UserError(
                f"{self._name} is not in longitude and latitude.",
                f"Line {line}, $.features[{report.index}].geometry: {error}. Nothing was changed.",
                "Convert it to WGS 84, e.g. with: ogr2ogr -t_srs EPSG:4326 -lco RFC7946=YES NEW OLD",
            ) from error
        except (ValueError, RecursionError) as error:
            if self._by_lines:
                raise NotByLinesError from error
            raise not_json(self._name, raw, error, line) from error
        if isinstance(read, OpaqueFeature):
            if read.id is not None:
                if read.id in self._opaque_ids:
                    raise self._duplicate(read.id, line)
                self._opaque_ids[read.id] = line
            self._opaque.append(read)
            return
        if read.id in self._annotations:
            raise self._duplicate(read.id, line)
        self._annotations[read.id] = read
        self._numbers.append(line)

    def _duplicate(self, key: str, line: int | None) -> UserError:
        first = self._opaque_ids.get(key)
        if key in self._annotations:
            first = self._numbers[list(self._annotations).index(key)]
        where = f"lines {first} and {line}" if first is not None and first != line else f"line {line}"
        return UserError(
            f"{self._name} has two features with the id {key}.",
            f"They are in {where}. One would be lost, so the file is not opened and nothing was changed.",
            "Remove one of them in a text editor, or give it another id.",
        )

    def _remember(self, lines: LineCache) -> None:
        """What need not be encoded again: annotations whose text is in the canonical layout."""
        plain = {
            key: value.source
            for key, value in self._annotations.items()
            if value.source is not None and value.source.startswith(CANONICAL_START)
        }
        lines.lines = plain
        lines.seen = (
            dict(self._annotations)
            if len(plain) == len(self._annotations)
            else {key: self._annotations[key] for key in plain}
        )

    def _rebuilt(self, header: Header) -> Header:
        """Scenes by the names that features carry, for a file that has lost its header."""
        roles: dict[str, str] = {}
        for annotation in self._annotations.values():
            properties = annotation.properties
            for scene_id, role in (
                (properties.scene_before, "before"),
                (properties.scene_after, "after"),
                (properties.drawn_on, "other"),
                (properties.visible_scene, "other"),
            ):
                if scene_id and roles.get(scene_id, "other") == "other":
                    roles[scene_id] = role
        order = ("before", "after", "other")
        names = sorted(roles, key=lambda key: (order.index(roles[key]), key))
        if self._annotations:
            said = ", ".join(names) if names else "none"
            self._report.add(
                "warning",
                "no-header",
                f"The file has no ilmtool header; scenes named by the features: {said}.",
                "$.ilmtool",
            )
        return Header(tuple(Scene(name, roles[name]) for name in names), foreign=header.foreign)
