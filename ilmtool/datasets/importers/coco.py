"""COCO object detection: `images`, `annotations`, `categories` in one JSON file, or several."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from ilmtool.core.geometry import Ring, close_ring, ring_bounds
from ilmtool.datasets.importers.found import (
    BadDatasetError,
    Found,
    FoundClass,
    FoundImage,
    FoundObject,
    Losses,
    box_object,
    rectangle_of,
)
from ilmtool.datasets.importers.plain import attributes_of, json_of, number_of, size_of

_OWN = ("id", "image_id", "category_id", "bbox", "segmentation", "area", "attributes")
_IMAGE_OWN = ("id", "file_name", "width", "height")


def is_coco(value: Any) -> bool:
    """Whether a JSON value is a COCO file."""
    return isinstance(value, dict) and isinstance(value.get("images"), list) and "annotations" in value


def read(path: Path) -> Found:
    """A file, or all files of a folder that are COCO.

    Raises
    ------
    BadDatasetError
    """
    files = [path] if path.is_file() else sorted(path.rglob("*.json"))
    losses = Losses()
    values = []
    for file in files:
        value = json_of(file)
        if is_coco(value):
            values.append((file, value))
        elif path.is_file():
            raise BadDatasetError(path, "has no `images` and `annotations`")
    if not values:
        raise BadDatasetError(path, "holds no COCO file")
    classes: dict[tuple[int, str], FoundClass] = {}
    for file, value in values:
        for category in _dicts(file, value, "categories"):
            found = FoundClass(
                _integer(file, category, "id"),
                str(category.get("name", "")),
                str(category.get("supercategory", "")),
            )
            classes.setdefault((found.id, found.name), found)
    return Found("coco", list(classes.values()), _images(values, losses), losses)


def _images(values: Sequence[tuple[Path, Any]], losses: Losses) -> Iterator[FoundImage]:
    for file, value in values:
        names = {c["id"]: str(c.get("name", "")) for c in _dicts(file, value, "categories")}
        by_image: dict[Any, list[dict[str, Any]]] = defaultdict(list)
        for annotation in _dicts(file, value, "annotations"):
            by_image[_key(annotation.get("image_id"))].append(annotation)
        for image in _dicts(file, value, "images"):
            name = image.get("file_name")
            if not isinstance(name, str) or not name:
                losses.add("image without a file name", f"{file.name}, image {image.get('id')}")
                continue
            objects = []
            for annotation in by_image.pop(_key(image.get("id")), ()):
                found = _object(annotation, names, f"{file.name}, annotation {annotation.get('id')}", losses)
                if found is not None:
                    objects.append(found)
            known = size_of(image.get("width"), image.get("height"))
            yield FoundImage(
                name.replace("\\", "/"),
                file.parent,
                objects,
                known,
                attributes=attributes_of(image, _IMAGE_OWN),
            )
        for key, orphans in by_image.items():
            losses.add(
                f"annotations of an image that is not listed ({len(orphans)})", f"{file.name}, image {key}"
            )


def _object(
    annotation: dict[str, Any], names: dict[Any, str], where: str, losses: Losses
) -> FoundObject | None:
    label = names.get(_key(annotation.get("category_id")), "")
    if not label:
        losses.add("category that is not declared", where)
        label = f"category {annotation.get('category_id')}"
    own = annotation.get("attributes")
    attributes = attributes_of(own if isinstance(own, dict) else {}) | attributes_of(annotation, _OWN)
    if annotation.get("iscrowd") == 0:
        attributes.pop("iscrowd", None)
    key = str(annotation.get("id"))
    try:
        bounds = _bounds(annotation.get("bbox"))
        rings = _rings(annotation.get("segmentation"))
    except (ValueError, TypeError) as error:
        losses.add("coordinates that are no numbers", f"{where}: {error}")
        return None
    if isinstance(annotation.get("segmentation"), dict):
        losses.add("mask (its bounding box is kept)", where)
    if len(rings) > 1:
        losses.add("outline of several parts (the bounding box is kept, the parts as an attribute)", where)
        attributes |= attributes_of({"segmentation": annotation["segmentation"]})
    if len(rings) == 1 and not (bounds is not None and _is_the_box(rings[0], bounds)):
        ring = rings[0]
        if (
            bounds is not None
            and max(abs(a - b) for a, b in zip(ring_bounds(ring), bounds, strict=True)) > 1.0
        ):
            attributes |= attributes_of({"bbox": annotation["bbox"]})
        outline, shape = rectangle_of(ring)
        return FoundObject(key, label, outline, shape, attributes=attributes)
    if bounds is None and rings:
        bounds = ring_bounds(tuple(point for ring in rings for point in ring))
    if bounds is None:
        losses.add("annotation without a box or outline", where)
        return None
    if attributes.get("rotation") not in {None, 0, "0", "0.0"}:
        losses.add(
            "rotation without an outline (the box is kept as written, the angle as an attribute)", where
        )
    return box_object(key, label, bounds, attributes)


def _bounds(bbox: Any) -> tuple[float, float, float, float] | None:
    if bbox is None or bbox == []:
        return None
    x, y, w, h = (number_of(value) for value in bbox)
    return x, y, x + w, y + h


def _rings(segmentation: Any) -> list[Ring]:
    """Rings, as they are written: x0 y0 x1 y1 ... A mask has none."""
    if not isinstance(segmentation, list):
        return []
    rings = []
    for flat in segmentation:
        numbers = [number_of(value) for value in flat]
        points = list(zip(numbers[::2], numbers[1::2], strict=True))
        if len(set(points)) >= 3:
            rings.append(close_ring(points))
    return rings


def _is_the_box(ring: Ring, bounds: tuple[float, float, float, float]) -> bool:
    x0, y0, x1, y1 = bounds
    return len(ring) == 5 and set(ring) == {(x0, y0), (x0, y1), (x1, y0), (x1, y1)}


def _dicts(file: Path, value: Any, name: str) -> list[dict[str, Any]]:
    found = value.get(name, [])
    if not isinstance(found, list) or not all(isinstance(entry, dict) for entry in found):
        raise BadDatasetError(file, f"has `{name}` that is no list of objects")
    return found


def _key(value: Any) -> Any:
    """An id, also where it is none that a table can have."""
    return value if isinstance(value, (int, str)) else repr(value)


def _integer(file: Path, value: dict[str, Any], name: str) -> int:
    found = value.get(name)
    if not isinstance(found, int) or isinstance(found, bool):
        raise BadDatasetError(file, f"has a category without a whole number as `{name}`")
    return found
