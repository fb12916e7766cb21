"""CVAT's XML 1.1: images with boxes, outlines and tracks."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

from ilmtool.core.geometry import box_ring, rotate_ring
from ilmtool.datasets.importers.found import (
    BadDatasetError,
    Found,
    FoundClass,
    FoundImage,
    FoundObject,
    Losses,
    box_object,
    outline_object,
    with_classes,
)
from ilmtool.datasets.importers.plain import attributes_of, number_of, size_of, text_at, xml_of

_SHAPES = frozenset({"box", "polygon", "polyline", "points", "ellipse", "mask", "cuboid", "skeleton"})
_PLACE = frozenset({"label", "xtl", "ytl", "xbr", "ybr", "points", "cx", "cy", "rx", "ry", "rotation",
                    "rle", "left", "top", "width", "height", "frame", "keyframe", "outside"})  # fmt: skip
_ELLIPSE_POINTS = 64
_MAX_DIGITS = 9
"""Of the number of a frame."""


def is_cvat(root: Element) -> bool:
    """Whether an XML file is CVAT's."""
    return root.tag == "annotations" and (root.find("image") is not None or root.find("track") is not None)


def read(path: Path) -> Found:
    """A folder, or one file.

    Raises
    ------
    BadDatasetError
    """
    files = [path] if path.is_file() else sorted(path.rglob("*.xml"))
    losses = Losses()
    roots = []
    for file in files:
        root = xml_of(file)
        if is_cvat(root):
            roots.append((file, root))
        else:
            losses.add("file that is not of CVAT (left out)", file.name)
    if not roots:
        raise BadDatasetError(path, "holds no XML file of CVAT")
    names = dict.fromkeys(
        text_at(label, "name") for _, root in roots for label in root.iterfind(".//labels/label")
    )
    classes = [FoundClass(number, name) for number, name in enumerate(names) if name]
    images = (image for file, root in roots for image in _of_images(file, root, losses))
    return with_classes("cvat", images, losses, classes)


def _of_images(file: Path, root: Element, losses: Losses) -> Iterator[FoundImage]:
    for element in root.iterfind("image"):
        name = element.get("name", "")
        objects = []
        for number, shape in enumerate(element):
            if shape.tag == "tag":
                losses.add("tag of a whole image", f"{file.name}, {name}: {shape.get('label')}")
            elif shape.tag in _SHAPES:
                found = _shape(shape, shape.get("label", ""), str(number), f"{file.name}, {name}", losses)
                if found is not None:
                    objects.append(found)
        subset = element.get("subset")
        path = f"{subset}/{name}" if subset and not name.startswith(f"{subset}/") else name
        known = size_of(element.get("width"), element.get("height"))
        yield FoundImage(path, file.parent, objects, known)
    frames: dict[int, list[FoundObject]] = defaultdict(list)
    for track in root.iterfind("track"):
        for shape in track:
            if shape.tag not in _SHAPES or shape.get("outside") == "1":
                continue  # outside: the object is not in this frame
            text = shape.get("frame", "")
            if not text.isdecimal() or len(text) > _MAX_DIGITS:
                losses.add(
                    "shape of a track without a frame", f"{file.name}, track {track.get('id')}: {text[:40]}"
                )
                continue
            number = int(text)
            key = f"{track.get('id')}.{number}"
            where = f"{file.name}, track {track.get('id')}, frame {number}"
            found = _shape(shape, track.get("label", ""), key, where, losses)
            if found is not None:
                attributes = {**found.attributes, "track": track.get("id", "")}
                frames[number].append(
                    FoundObject(key, found.label, found.ring, found.shape, found.holes, attributes)
                )
    for number, objects in sorted(frames.items()):
        yield FoundImage(f"frame_{number:06d}", file.parent, objects)


def _shape(shape: Element, label: str, key: str, where: str, losses: Losses) -> FoundObject | None:
    where = f"{where}, {shape.tag} {key}"
    attributes = {k: v for k, v in shape.attrib.items() if k not in _PLACE}
    for name in ("occluded", "z_order"):  # 0 is the default
        if attributes.get(name) == "0":
            del attributes[name]
    if attributes.get("source") == "manual":
        del attributes["source"]
    kept = attributes_of(attributes)
    kept |= {entry.get("name", ""): (entry.text or "").strip() for entry in shape.iterfind("attribute")}
    try:
        if shape.tag == "box":
            return _box(shape, key, label, kept)
        if shape.tag == "polygon":
            pairs = [pair.split(",") for pair in shape.get("points", "").split(";")]
            return outline_object(key, label, [(number_of(x), number_of(y)) for x, y in pairs], kept)
        if shape.tag == "ellipse":
            losses.add("ellipse (kept as an outline of 64 points)", where)
            return _ellipse(shape, key, label, kept)
        if shape.tag == "mask":
            losses.add("mask (its bounding box is kept)", where)
            left, top, width, height = (number_of(shape.get(n)) for n in ("left", "top", "width", "height"))
            return box_object(key, label, (left, top, left + width, top + height), kept)
    except (ValueError, TypeError) as error:
        losses.add("shape that cannot be read", f"{where}: {error}")
        return None
    losses.add(f"{shape.tag}, which has no area", where)
    return None


def _box(shape: Element, key: str, label: str, attributes: dict[str, object]) -> FoundObject:
    x0, y0, x1, y1 = (number_of(shape.get(name)) for name in ("xtl", "ytl", "xbr", "ybr"))
    angle = number_of(shape.get("rotation", "0"))
    if angle % 360.0 == 0.0:
        return box_object(key, label, (x0, y0, x1, y1), attributes)
    ring = rotate_ring(box_ring(x0, y0, x1, y1), angle, ((x0 + x1) / 2, (y0 + y1) / 2))
    return FoundObject(key, label, ring, "oriented_box", attributes=attributes)


def _ellipse(shape: Element, key: str, label: str, attributes: dict[str, object]) -> FoundObject:
    cx, cy, rx, ry = (number_of(shape.get(name)) for name in ("cx", "cy", "rx", "ry"))
    steps = [2 * math.pi * k / _ELLIPSE_POINTS for k in range(_ELLIPSE_POINTS)]
    found = outline_object(
        key, label, [(cx + rx * math.cos(t), cy + ry * math.sin(t)) for t in steps], attributes
    )
    angle = number_of(shape.get("rotation", "0"))
    ring = rotate_ring(found.ring, angle, (cx, cy)) if angle else found.ring
    return FoundObject(key, label, ring, "polygon", attributes=attributes)
