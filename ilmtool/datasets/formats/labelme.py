"""labelme: one JSON file beside each image."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ilmtool.core.geometry import is_axis_aligned, ring_bounds
from ilmtool.datasets.formats.base import Counts, Dataset, Format
from ilmtool.datasets.output import Output
from ilmtool.datasets.records import ClassEntry, DatasetImage, DatasetObject
from ilmtool.datasets.settings import Settings
from ilmtool.datasets.shapes import is_box

_VERSION = "5.5.0"
"""The layout that is written; later versions of labelme read it."""


def _write(dataset: Dataset, output: Output) -> Counts:
    counts: Counts = Counter()
    for image in dataset.images():
        for item in image.objects:
            counts[image.split, item.name] += 1
            if item.holes:
                dataset.note("converted", "holes are not kept", image, item)
        page: dict[str, Any] = {
            "version": _VERSION,
            "flags": {},
            "shapes": [_shape(item) for item in image.objects],
            "imagePath": _image_name(image),
            "imageData": None,
            "imageHeight": image.height,
            "imageWidth": image.width,
        }
        text = json.dumps(page, ensure_ascii=False, allow_nan=False, indent=1)
        output.write(f"{image.split}/{image.key}.json", text.encode() + b"\n")
    output.write("labels.txt", "".join(f"{' '.join(c.name.split())}\n" for c in dataset.classes).encode())
    return counts


def _image_name(image: DatasetImage) -> str:
    """The image, from the folder of its page."""
    return image.file.removeprefix(f"{image.split}/")


def _shape(item: DatasetObject) -> dict[str, Any]:
    if is_box(item) and is_axis_aligned(item.ring):
        x0, y0, x1, y1 = ring_bounds(item.ring)
        kind, points = "rectangle", [[x0, y0], [x1, y1]]
    else:
        kind, points = "polygon", [[x, y] for x, y in item.ring[:-1]]
    return {
        "label": item.name,
        "points": points,
        "group_id": None,
        "description": item.attributes.get("note", ""),
        "shape_type": kind,
        "flags": {},
        "mask": None,
        # labelme keeps members that it does not know.
        "ilmtool": {
            **item.extra, **item.attributes, "id": item.id, "label": item.label, "shape": item.shape,
            "truncated": item.truncated, "visible": item.visible,
        },
    }  # fmt: skip


def _count(folder: Path, classes: Sequence[ClassEntry]) -> Counts:  # noqa: ARG001
    found: Counts = Counter()
    for path in sorted(folder.glob("*/*.json")):
        found.update((path.parent.name, shape["label"]) for shape in json.loads(path.read_bytes())["shapes"])
    return found


def _conventions(_settings: Settings) -> str:
    return (
        "points are in px, 0-based, half-open, unclipped; a box is a rectangle of two corners, all else a "
        "polygon; a rotated box is a polygon of its own top left, bottom left, bottom right, top right."
    )


FORMATS = {
    "labelme": Format(
        "labelme",
        "labelme",
        _write,
        _count,
        image_path=lambda split, key, _role, ending: f"{split}/{key}{ending}",
        usual={"images": "scenes"},
        conventions=_conventions,
    )
}
