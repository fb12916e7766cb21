"""Reads a sidecar: strict on what would lose or invent data, lenient on the rest, in slices.

A file of one feature a line (ilmtool's own, GDAL's, geopandas') is read as a stream of lines; any other
layout is taken apart whole. Between slices of a few hundred features the GIL is free for the window.
"""

from __future__ import annotations

import gc
import io
import os
import threading
import time
from array import array
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from ilmtool.core.annotation import Annotation
from ilmtool.core.document import Document, Header
from ilmtool.core.scene import Scene
from ilmtool.errors import Finding, UserError, reason_of
from ilmtool.sidecar.collection import NotByLinesError, Piece, check_crs, line_pieces, whole_pieces
from ilmtool.sidecar.files import FileStamp
from ilmtool.sidecar.findings import Report
from ilmtool.sidecar.header import NewerVersion, read_header
from ilmtool.sidecar.intake import Intake
from ilmtool.sidecar.json_text import TooManyDigitsError
from ilmtool.sidecar.limits import MAX_FILE_BYTES
from ilmtool.sidecar.lines import LineCache
from ilmtool.text import tr

_GIVE_WAY_S = 1e-4
"""On a worker, between slices of a millisecond or two: a window that waits for the GIL gets it here, and
not only when the interpreter takes it away after 5 ms."""

OnSlice = Callable[[int, int], None]
"""Called between slices with (bytes read, bytes in all), for progress; raise `Cancelled` in it to stop."""


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
            tr("{name} is not there.", name=path.name), f"({path})", tr("Check the name and the folder.")
        ) from error
    except IsADirectoryError as error:
        raise UserError(
            tr("{name} cannot be read: it is a folder.", name=path.name),
            f"({path})",
            tr("Name the annotation files in it."),
        ) from error
    except OSError as error:
        raise UserError(
            tr("{name} cannot be read.", name=path.name),
            f"{reason_of(error)} ({path}).",
            tr("Check its permissions."),
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
            tr("{name} is too large to be an annotation file.", name=name),
            tr(
                "It has {size} bytes; at most {limit} are read.",
                size=stamp.size,
                limit=MAX_FILE_BYTES,
            ),
            tr("Divide the file, e.g. with ogr2ogr and a query."),
        )
    with _without_collector():
        try:
            return _read(line_pieces, file, name, stamp, allow_newer, on_slice)
        except TooManyDigitsError as error:
            raise _endless_number(name, error) from error
        except NotByLinesError:
            file.seek(0)
        try:
            return _read(whole_pieces, file, name, stamp, allow_newer, on_slice)
        except TooManyDigitsError as error:
            raise _endless_number(name, error) from error


def _endless_number(name: str, error: TooManyDigitsError) -> UserError:
    return UserError(
        tr(
            "{name} cannot be read as an annotation file: beside its features it holds {reason}.",
            name=name,
            reason=error,
        ),
        tr("Nothing was changed."),
        tr("Correct the file in a text editor, or restore an earlier version of it."),
    )


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


def _read(
    pieces: Callable[[BinaryIO, str, Report], Iterator[Piece]],
    file: BinaryIO,
    name: str,
    stamp: FileStamp,
    allow_newer: bool,
    on_slice: OnSlice | None,
) -> LoadedSidecar:
    report, lines = Report(), LineCache()
    intake = Intake(name, report, lines, by_lines=pieces is line_pieces)
    header, had_header, version = Header(), False, (1, 0)
    for piece in pieces(file, name, report):
        if piece.top is not None:
            check_crs(piece.top, name)
            header, had_header, version = read_header(piece.top, name, report, lines)
            if version[0] > 1 and not allow_newer:
                raise NewerVersion(name, header.version)
            if piece.canonical_head is not None and had_header:
                lines.head = (header, piece.canonical_head)
        intake.take(piece)
        if threading.current_thread() is not threading.main_thread():
            time.sleep(_GIVE_WAY_S)
        if on_slice is not None:
            on_slice(min(piece.position, stamp.size), stamp.size)
    intake.finish()
    if not had_header:
        header = replace(header, scenes=named_scenes(intake.annotations.values(), report))
    return LoadedSidecar(
        document=Document(header, intake.annotations, tuple(intake.opaque)),
        findings=report.all(),
        lines=lines,
        had_header=had_header,
        newer_minor=version[0] == 1 and version[1] > 0,
        read_only=version[0] > 1,
        stamp=stamp,
        line_numbers=intake.numbers,
    )


def named_scenes(annotations: Iterable[Annotation], report: Report) -> tuple[Scene, ...]:
    """Scenes by the names that features carry, for a file that has lost its header: before, after, others."""
    roles: dict[str, str] = {}
    empty = True
    for annotation in annotations:
        empty = False
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
    if not empty:
        said = ", ".join(names) if names else "none"
        message = tr("The file has no ilmtool header; scenes named by the features: {scenes}.", scenes=said)
        report.add("warning", "no-header", message, "$.ilmtool")
    return tuple(Scene(name, roles[name]) for name in names)
