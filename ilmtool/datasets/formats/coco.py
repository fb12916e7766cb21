"""COCO object detection: one JSON file a split, read by pycocotools and most trainers.

Rules that consumers really need: annotation ids from 1 (pycocotools takes 0 for "no match"), `iscrowd` 0
always (1 makes all scores -1), category ids from 1 without gaps, boxes inside the image with w, h > 0, `area`
= w h, no NaN.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from ilmtool.datasets.formats.base import Counts, Dataset, Format
from ilmtool.datasets.options import Option
from ilmtool.datasets.output import Output, Writer
from ilmtool.datasets.records import ClassEntry, DatasetImage, DatasetObject
from ilmtool.datasets.settings import Settings
from ilmtool.datasets.shapes import (
    clipped_bounds,
    clipped_rings,
    corners_of,
    is_box,
    overhangs,
    rotation_deg,
    unrotated,
)
from ilmtool.text import mark

_RINGS = Option(
    "coco-rings",
    "flag",
    mark("Rings of boxes"),
    mark("write the outline of boxes as segmentation (datumaro then reads each as two objects)"),
    False,
)


def _text(value: Any) -> bytes:
    # Numbers are finite: the reader of sidecars refuses others, and attributes were looked through.
    return msgspec.json.encode(value)


def _write(dataset: Dataset, output: Output) -> Counts:
    counts: Counts = Counter()
    for split in dataset.splits:
        with output.open(f"annotations/instances_{split}.json") as file:
            file.write(b'{"info":{"description":"Exported by ilmtool","version":"1.0"},\n"licenses":[],\n')
            categories = [
                {"id": position, "name": entry.name, "supercategory": ""}
                for position, entry in enumerate(dataset.classes, start=1)
            ]
            file.write(b'"categories":' + _text(categories) + b',\n"images":[')
            _write_list(file, (_image(i, image) for i, image in enumerate(dataset.images(split), start=1)))
            file.write(b'],\n"annotations":[')
            _write_list(file, _annotations(dataset, split, counts))
            file.write(b"]}\n")
    return counts


def _write_list(file: Writer, items: Iterator[dict[str, Any]]) -> None:
    for index, item in enumerate(items):
        file.write((b",\n" if index else b"\n") + _text(item))


def _image(number: int, image: DatasetImage) -> dict[str, Any]:
    name = image.file.removeprefix(f"images/{image.split}/")
    made: dict[str, Any] = {"id": number, "file_name": name, "width": image.width, "height": image.height}
    if image.moment.datetime is not None:
        made["date_captured"] = image.moment.datetime
    made["attributes"] = {"date": image.role, "place": image.place, "scene": image.scene}
    if image.pair:
        made["attributes"]["pair"] = image.pair
    return made


def _annotations(dataset: Dataset, split: str, counts: Counts) -> Iterator[dict[str, Any]]:
    number = 0
    for image_number, image in enumerate(dataset.images(split), start=1):
        for item in image.objects:
            made = _annotation(dataset, image, item)
            if made is not None:
                number += 1
                counts[split, item.name] += 1
                yield {"id": number, "image_id": image_number, **made}


def _annotation(dataset: Dataset, image: DatasetImage, item: DatasetObject) -> dict[str, Any] | None:
    inside = clipped_bounds(item.ring, image.width, image.height)
    if inside is None:
        dataset.note("skipped", "empty box", image, item)
        return None
    x0, y0, x1, y1 = inside
    if overhangs(item.ring, image.width, image.height):
        dataset.note("clipped", "reaches beyond the image", image, item)
    attributes: dict[str, Any] = {
        **item.attributes,
        **item.extra,
        "feature": item.id,
        "truncated": item.truncated,
    }
    if item.label != item.name:
        attributes["label"] = item.label
    segmentation: list[list[float]] = []
    if not is_box(item) or dataset.settings.own["coco_rings"]:
        rings = clipped_rings(item.ring, image.width, image.height)
        segmentation = [[value for point in ring[:-1] for value in point] for ring in rings]
        if item.holes:
            dataset.note("converted", "holes are not kept", image, item)
    if item.shape == "oriented_box" and len(item.ring) == 5:
        corners, _ = corners_of(item)
        attributes["rotation"] = rotation_deg(corners)
        attributes["unrotated"] = list(unrotated(corners))
    return {
        "category_id": item.position + 1,
        "bbox": [x0, y0, x1 - x0, y1 - y0],
        "area": (x1 - x0) * (y1 - y0),
        "iscrowd": 0,
        "segmentation": segmentation,
        "attributes": attributes,
    }


def _count(folder: Path, classes: Sequence[ClassEntry]) -> Counts:  # noqa: ARG001
    found: Counts = Counter()
    for path in sorted((folder / "annotations").glob("instances_*.json")):
        table = json.loads(path.read_bytes())
        names = {category["id"]: category["name"] for category in table["categories"]}
        split = path.stem.removeprefix("instances_")
        found.update((split, names[item["category_id"]]) for item in table["annotations"])
    return found


def _conventions(settings: Settings) -> str:
    rings = "with" if settings.own["coco_rings"] else "without"
    return (
        "bbox is [x, y, width, height] in px, 0-based, half-open, clipped to the image; category ids are "
        f"1-based places in classes.toml; boxes are written {rings} segmentation; rotated boxes have "
        "attributes.rotation in degrees clockwise and the unrotated box."
    )


FORMATS = {
    "coco": Format(
        "coco",
        "COCO",
        _write,
        _count,
        options=(_RINGS,),
        usual={"images": "scenes"},
        conventions=_conventions,
    )
}
