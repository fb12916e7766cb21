"""DOTA: one text file an image, eight corner coordinates in px, class, difficulty."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ilmtool.datasets.importers.found import (
    BadDatasetError,
    Found,
    FoundImage,
    FoundObject,
    Losses,
    quad_object,
    those_of,
    with_classes,
)
from ilmtool.datasets.importers.plain import lines_of, number_of
from ilmtool.datasets.importers.yolo import label_files

_HEAD_LINES = 5


def is_dota(path: Path) -> bool:
    """Whether a text file looks like DOTA's labels."""
    try:
        rows = [line.split() for line in lines_of(path)[:_HEAD_LINES] if line and ":" not in line]
        return bool(rows) and all(_is_row(row) for row in rows)
    except ValueError:
        return False


def _is_row(row: list[str]) -> bool:
    """Eight numbers and a class; nine or ten numbers are rows of YOLO."""
    return len(row) in {9, 10} and _corners(row) is not None and not row[8].replace(".", "", 1).isdecimal()


def _has_rows(path: Path) -> bool:
    """Whether a file has a row of DOTA anywhere, however bad the others are, or no rows at all."""
    rows = [line.split() for line in lines_of(path) if line and ":" not in line]
    return not rows or any(map(_is_row, rows))


def read(path: Path) -> Found:
    """A folder of label files, or one.

    Raises
    ------
    BadDatasetError
    """
    losses = Losses()
    files = those_of("DOTA", label_files(path), _has_rows, losses)
    if not files:
        raise BadDatasetError(path, "holds no label files of DOTA")
    return with_classes("dota", _images(files, losses), losses)


def _images(files: list[Path], losses: Losses) -> Iterator[FoundImage]:
    for file in files:
        objects: list[FoundObject] = []
        head: dict[str, str] = {}
        for number, line in enumerate(lines_of(file), start=1):
            name, colon, value = line.partition(":")
            if colon and number <= _HEAD_LINES and " " not in name:
                head[name] = value.strip()
                continue
            if not line:
                continue
            try:
                objects.append(_object(line.split(), str(number)))
            except ValueError as error:
                losses.add("row that cannot be read", f"{file.name}:{number}: {error}")
        yield FoundImage(file.stem, file.parent, objects, attributes=head)


def _object(row: list[str], key: str) -> FoundObject:
    corners = _corners(row)
    if corners is None or len(row) < 9:
        raise ValueError("it has not eight numbers, a class and a difficulty")
    attributes: dict[str, object] = {}
    if len(row) > 9:
        if row[9] not in {"0", "1", "2"}:
            raise ValueError(f"the difficulty is {row[9]!r}")
        attributes = {"difficult": True} if row[9] == "1" else {"difficult": row[9]} if row[9] == "2" else {}
    return quad_object(key, row[8], corners, attributes)


def _corners(row: list[str]) -> list[tuple[float, float]] | None:
    try:
        values = [number_of(text) for text in row[:8]]
    except ValueError:
        return None
    return list(zip(values[::2], values[1::2], strict=True)) if len(values) == 8 else None
