"""Plain GeoJSON: one file a split, one feature an object, with an integer `class_id` as torchgeo needs it.

Each feature also has its outline in image pixels (`image_ring`, WKT), so that nothing is lost where there is
no georeferencing.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ilmtool.datasets.features import rows
from ilmtool.datasets.formats.base import Counts, Dataset, Format
from ilmtool.datasets.output import Output
from ilmtool.datasets.records import ONE_SPLIT, ClassEntry
from ilmtool.datasets.settings import Settings


def _name(split: str) -> str:
    return "annotations.geojson" if split == ONE_SPLIT else f"annotations_{split}.geojson"


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def _write(dataset: Dataset, output: Output) -> Counts:
    counts: Counts = Counter()
    for split in dataset.splits:
        with output.open(_name(split)) as file:
            file.write(b'{"type":"FeatureCollection",\n"features":[')
            for index, (item, values) in enumerate(rows(dataset, split)):
                counts[split, item.name] += 1
                # The geometry is text already, with the decimals that the sidecar has.
                line = (
                    f'{{"type":"Feature","id":{_text(item.id)},"geometry":{item.geometry},'
                    f'"properties":{_text(values)}}}'
                )
                file.write((",\n" if index else "\n").encode() + line.encode())
            file.write(b"\n]}\n")
    return counts


def _count(folder: Path, classes: Sequence[ClassEntry]) -> Counts:  # noqa: ARG001
    found: Counts = Counter()
    for path in sorted(folder.glob("annotations*.geojson")):
        for feature in json.loads(path.read_bytes())["features"]:
            found[feature["properties"]["split"], feature["properties"]["class"]] += 1
    return found


def conventions(_settings: Settings) -> str:
    """What the numbers of the table formats mean."""
    return (
        "geometry is WGS 84 longitude and latitude, null without georeferencing; image_ring is WKT in px of"
        " the image, 0-based, half-open, a box's ring from its own top left, counter-clockwise on screen; "
        "class_id is the frozen id."
    )


FORMATS = {"geojson": Format("geojson", "GeoJSON", _write, _count, conventions=conventions)}
