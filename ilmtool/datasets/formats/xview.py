"""xView GeoJSON: one file a split, boxes in whole pixels of `.tif` images."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from ilmtool.datasets.formats.base import Counts, Dataset, Format
from ilmtool.datasets.output import Output
from ilmtool.datasets.records import ClassEntry, DatasetImage, DatasetObject
from ilmtool.datasets.settings import Settings
from ilmtool.datasets.shapes import clipped_bounds, overhangs

_CLASSES = "xview_class_labels.txt"


def _write(dataset: Dataset, output: Output) -> Counts:
    counts: Counts = Counter()
    number = 0
    for split in dataset.splits:
        with output.open(f"xView_{split}.geojson") as file:
            file.write(b'{"type":"FeatureCollection",\n"features":[')
            first = True
            for image in dataset.images(split):
                for item in image.objects:
                    line = _feature(dataset, image, item, number + 1)
                    if line is not None:
                        number += 1
                        counts[split, item.name] += 1
                        file.write(("\n" if first else ",\n").encode() + line.encode())
                        first = False
            file.write(b"\n]}\n")
    lines = "".join(f"{entry.id}:{' '.join(entry.name.split())}\n" for entry in dataset.classes)
    output.write(_CLASSES, lines.encode())
    return counts


def _feature(dataset: Dataset, image: DatasetImage, item: DatasetObject, number: int) -> str | None:
    inside = clipped_bounds(item.ring, image.width, image.height)
    if inside is None:
        dataset.note("skipped", "empty box", image, item)
        return None
    if overhangs(item.ring, image.width, image.height):
        dataset.note("clipped", "reaches beyond the image", image, item)
    if item.shape != "box":
        dataset.note("converted", "outline to its envelope", image, item)
    x0, y0, x1, y1 = inside
    bounds = (math.floor(x0), math.floor(y0), math.ceil(x1), math.ceil(y1))
    properties = {
        **item.extra,
        **item.attributes,
        "bounds_imcoords": ",".join(map(str, bounds)),
        "type_id": item.class_id,
        "image_id": f"{image.key}.tif",
        "feature_id": number,
        "class": item.name,
        "ilmtool_id": item.id,
    }
    text = json.dumps(properties, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return f'{{"type":"Feature","geometry":{item.geometry},"properties":{text}}}'


def _count(folder: Path, classes: Sequence[ClassEntry]) -> Counts:
    names = {entry.id: entry.name for entry in classes}
    found: Counts = Counter()
    for path in sorted(folder.glob("xView_*.geojson")):
        split = path.stem.removeprefix("xView_")
        for feature in json.loads(path.read_bytes())["features"]:
            found[split, names[feature["properties"]["type_id"]]] += 1
    return found


def _conventions(_settings: Settings) -> str:
    return (
        "bounds_imcoords is xmin,ymin,xmax,ymax in whole px, 0-based, half-open, rounded outwards and "
        "clipped to the image; type_id is the frozen id; rotated boxes become their envelope."
    )


FORMATS = {
    "xview": Format(
        "xview",
        "xView GeoJSON",
        _write,
        _count,
        image_path=lambda split, key, _role, _ending: f"{split}_images/{key}.tif",
        usual={"images": "scenes"},
        pixel_formats=("tiff",),
        conventions=_conventions,
    )
}
