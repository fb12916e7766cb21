"""CSV: one row an object, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ilmtool.core.geometry import ring_bounds
from ilmtool.datasets.features import FIXED, rows
from ilmtool.datasets.formats.base import Counts, Dataset, Format
from ilmtool.datasets.output import Output
from ilmtool.datasets.records import ClassEntry, DatasetObject
from ilmtool.datasets.settings import Settings

_NAME = "annotations.csv"
_NUMBERS = ("x0", "y0", "x1", "y1")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "'")


def quoted(text: str) -> str:
    """Text that a spreadsheet takes for no formula: an apostrophe before what might be one."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def unquoted(text: str) -> str:
    """What `quoted` was given."""
    return text[1:] if text.startswith("'") else text


def _write(dataset: Dataset, output: Output) -> Counts:
    counts: Counts = Counter()
    extra = sorted({key for _, values in rows(dataset) for key in values.keys() - set(FIXED)})
    columns = [*FIXED[:-1], *_NUMBERS, "image_ring", "geometry", *extra]
    with output.open(_NAME) as file:
        file.write(_line([quoted(column) for column in columns]))
        for item, values in rows(dataset):
            counts[values["split"], item.name] += 1
            full = {
                **values,
                **dict(zip(_NUMBERS, ring_bounds(item.ring), strict=True)),
                "geometry": _wkt(item),
            }
            file.write(_line([_cell(full.get(column)) for column in columns]))
    return counts


def _line(cells: Sequence[str]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerow(cells)
    return text.getvalue().encode()


def _cell(value: Any) -> str:
    if isinstance(value, str):
        return quoted(value)
    return "" if value is None else repr(value)


def _wkt(item: DatasetObject) -> str:
    if item.geometry == "null":
        return ""
    import shapely

    return str(shapely.to_wkt(shapely.from_geojson(item.geometry), rounding_precision=-1))


def _count(folder: Path, classes: Sequence[ClassEntry]) -> Counts:  # noqa: ARG001
    with (folder / _NAME).open(encoding="utf-8", newline="") as file:
        return Counter((unquoted(row["split"]), unquoted(row["class"])) for row in csv.DictReader(file))


def _conventions(_settings: Settings) -> str:
    return (
        "x0, y0, x1, y1 is the envelope and image_ring the outline (WKT) in px of the image, 0-based, "
        "half-open; geometry is WKT in WGS 84 longitude and latitude; class_id is the frozen id; text that "
        "starts with = + - @ or ' has an apostrophe before it."
    )


FORMATS = {"csv": Format("csv", "CSV", _write, _count, conventions=_conventions)}
