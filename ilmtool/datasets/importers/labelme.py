"""labelme's JSON, one file an image; and the XML of the older LabelMe web tool."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from ilmtool.datasets.importers.found import (
    BadDatasetError,
    Found,
    FoundImage,
    FoundObject,
    Losses,
    box_object,
    outline_object,
    quad_object,
    rectangle_of,
    those_of,
    with_classes,
)
from ilmtool.datasets.importers.plain import attributes_of, json_of, number_of, size_of, text_at, xml_of

_OWN = ("label", "points", "shape_type", "flags", "attributes", "mask")
_CIRCLE_POINTS = 64


def is_labelme(value: Any) -> bool:
    """Whether a JSON value is of labelme."""
    return isinstance(value, dict) and isinstance(value.get("shapes"), list) and "imagePath" in value


def is_labelme_xml(root: Element) -> bool:
    """Whether an XML file is of the LabelMe web tool."""
    if root.tag != "annotation" or root.find("filename") is None:
        return False
    return any(
        found.find("polygon") is not None or found.find("segm") is not None
        for found in root.findall("object")
    )


def read(path: Path) -> Found:
    """A folder, or one file.

    Raises
    ------
    BadDatasetError
    """
    files = [path] if path.is_file() else sorted([*path.rglob("*.json"), *path.rglob("*.xml")])
    losses = Losses()
    chosen = those_of("labelme", files, _fits, losses)
    if not chosen:
        raise BadDatasetError(path, "holds no file of labelme")
    images = (_from_xml(f, losses) if f.suffix.lower() == ".xml" else _from_json(f, losses) for f in chosen)
    return with_classes("labelme", images, losses)


def _fits(file: Path) -> bool:
    if file.suffix.lower() == ".xml":
        return is_labelme_xml(xml_of(file))
    return is_labelme(json_of(file))


def _from_json(file: Path, losses: Losses) -> FoundImage:
    value = json_of(file)
    objects = []
    for index, shape in enumerate(value["shapes"]):
        where = f"{file.name}, shape {index}"
        try:
            found = _shape(shape, str(index), where, losses)
        except (ValueError, TypeError, AttributeError) as error:
            losses.add("shape that cannot be read", f"{where}: {error}")
            continue
        if found is not None:
            objects.append(found)
    known = size_of(value.get("imageWidth"), value.get("imageHeight"))
    flags = value.get("flags")
    attributes = attributes_of(flags if isinstance(flags, dict) else {})
    return FoundImage(
        str(value["imagePath"]).replace("\\", "/"), file.parent, objects, known, attributes=attributes
    )


def _shape(shape: dict[str, Any], key: str, where: str, losses: Losses) -> FoundObject | None:
    label = str(shape.get("label") or "")
    kind = str(shape.get("shape_type") or "polygon")
    attributes = attributes_of(shape, _OWN)
    for name in ("flags", "attributes"):
        more = shape.get(name)
        attributes |= attributes_of(
            {k: v for k, v in more.items() if v is not False} if isinstance(more, dict) else {}
        )
    exported = attributes.pop("ilmtool", None)
    if exported is not None and isinstance(shape["ilmtool"], dict):
        # What an export of ilmtool says beside the outline; `description` is its note again.
        attributes = attributes_of(shape["ilmtool"], ("id", "truncated", "visible")) | {
            name: value for name, value in attributes.items() if name != "description"
        }
    points = [(number_of(x), number_of(y)) for x, y in shape.get("points", [])]
    if kind == "rectangle" and len(points) in {2, 4}:
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        return box_object(key, label, (min(xs), min(ys), max(xs), max(ys)), attributes)
    if kind in {"rotation", "oriented_rectangle", "rotated_rectangle"} and len(points) == 4:
        attributes.pop("direction", None)
        return quad_object(key, label, points, attributes)
    if kind == "polygon" and len(points) >= 3:
        found = outline_object(key, label, points, attributes)
        own = shape.get("ilmtool")
        if isinstance(own, dict) and own.get("shape") == "oriented_box":
            # labelme has no rotated boxes: an export writes their outline, and what they were.
            corners, known = rectangle_of(found.ring)
            found = replace(found, ring=corners, shape=known)
        return found
    if kind == "circle" and len(points) == 2:
        losses.add("circle (kept as an outline of 64 points)", where)
        (cx, cy), edge = points[0], points[1]
        radius = math.dist(points[0], edge)
        steps = [2 * math.pi * k / _CIRCLE_POINTS for k in range(_CIRCLE_POINTS)]
        ring = [(cx + radius * math.cos(t), cy + radius * math.sin(t)) for t in steps]
        return outline_object(key, label, ring, attributes)
    if kind == "mask" and len(points) == 2:
        losses.add("mask (its bounding box is kept)", where)
        (x0, y0), (x1, y1) = points
        return box_object(key, label, (x0, y0, x1 + 1, y1 + 1), attributes)
    losses.add(f"{kind} of {len(points)} points, which has no area", where)
    return None


def _from_xml(file: Path, losses: Losses) -> FoundImage:
    root = xml_of(file)
    objects = []
    for index, element in enumerate(root.findall("object")):
        where = f"{file.name}, object {index}"
        try:
            found = _element(element, str(index), where, losses)
        except ValueError as error:
            losses.add("object that cannot be read", f"{where}: {error}")
            continue
        if found is not None:
            objects.append(found)
    known = size_of(text_at(root, "imagesize/ncols"), text_at(root, "imagesize/nrows"))
    folder = text_at(root, "folder")
    name = text_at(root, "filename")
    return FoundImage(f"{folder}/{name}" if folder else name, file.parent, objects, known)


def _element(element: Element, key: str, where: str, losses: Losses) -> FoundObject | None:
    if text_at(element, "deleted") == "1":
        losses.add("object that is marked as deleted", where)
        return None
    label = text_at(element, "name")
    names = ("attributes", "occluded", "date", "verified", "parts/hasparts", "parts/ispartof")
    attributes = {name.rpartition("/")[2]: text_at(element, name) for name in names}
    attributes |= {"username": text_at(element, "polygon/username") or text_at(element, "segm/username")}
    kept = attributes_of(
        {k: v for k, v in attributes.items() if not (k in {"verified", "occluded"} and v in {"0", "no"})}
    )
    segment = element.find("segm/box")
    if segment is not None:
        losses.add("mask (its bounding box is kept)", where)
        x0, y0, x1, y1 = (number_of(text_at(segment, name)) for name in ("xmin", "ymin", "xmax", "ymax"))
        return box_object(key, label, (x0, y0, x1, y1), kept)
    points = [
        (number_of(text_at(point, "x")), number_of(text_at(point, "y")))
        for point in element.iterfind("polygon/pt")
    ]
    if len(points) < 3:
        losses.add(f"outline of {len(points)} points, which has no area", where)
        return None
    if text_at(element, "type") == "bounding_box":
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        return box_object(key, label, (min(xs), min(ys), max(xs), max(ys)), kept)
    found = outline_object(key, label, points, kept)
    ring, shape = rectangle_of(found.ring, 0.0)
    return FoundObject(key, label, ring, shape, attributes=kept)
