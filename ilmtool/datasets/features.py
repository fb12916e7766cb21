"""Objects as rows of a table, once each: for the formats of maps and spreadsheets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ilmtool.core.geometry import Ring
from ilmtool.datasets.formats.base import Dataset
from ilmtool.datasets.objects import ATTRIBUTES
from ilmtool.datasets.records import DatasetImage, DatasetObject

FIXED = (
    "id",
    "class",
    "class_id",
    "label",
    "shape",
    "split",
    "place",
    "image",
    "scene",
    "image_date",
    "image_taken",
    "visible",
    "truncated",
    *ATTRIBUTES,
    "image_ring",
)
"""Columns that every table has, in this order; attributes of the label set follow."""

_PREFIX = "attribute_"


def rows(dataset: Dataset, split: str | None = None) -> Iterator[tuple[DatasetObject, dict[str, Any]]]:
    """Each object once, on its first image, with its values by column; what is not known is absent."""
    place, seen = "", set[str]()
    for image in dataset.images(split):
        if image.place != place:
            place, seen = image.place, set()
        for item in image.objects:
            if item.id not in seen:
                seen.add(item.id)
                yield item, row_of(image, item)


def row_of(image: DatasetImage, item: DatasetObject) -> dict[str, Any]:
    """Values of one object by column."""
    values: dict[str, Any] = {
        "id": item.id,
        "class": item.name,
        "class_id": item.class_id,
        "label": item.label,
        "shape": item.shape,
        "split": image.split,
        "place": image.place,
        "image": image.file,
        "scene": image.scene,
        "image_date": image.role,
        "image_taken": image.moment.datetime,
        "visible": item.visible,
        "truncated": int(item.truncated),
        **item.attributes,
        "image_ring": wkt(item.ring, *item.holes),
    }
    values = {key: value for key, value in values.items() if value is not None}
    return values | {extra_name(key): value for key, value in item.extra.items()}


def extra_name(key: str) -> str:
    """The column of an attribute that the contract does not name."""
    return f"{_PREFIX}{key}" if key in FIXED else key


def wkt(*rings: Ring) -> str:
    """A polygon as WKT, its numbers in full."""
    texts = ["(" + ", ".join(f"{x!r} {y!r}" for x, y in ring) + ")" for ring in rings]
    return f"POLYGON ({', '.join(texts)})"
