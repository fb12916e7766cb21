"""Pascal VOC: one XML file an image; whole numbers that count from 1 and include both ends.

Some tools write edges counted from 0 instead. A 0 betrays them; else it has to be said.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

from ilmtool.core.geometry import box_ring, rotate_ring
from ilmtool.datasets.importers.found import (
    BadDatasetError,
    Found,
    FoundImage,
    FoundObject,
    Losses,
    box_object,
    shape_of,
    those_of,
    with_classes,
)
from ilmtool.datasets.importers.plain import number_of, size_of, text_at, xml_of

_OWN = frozenset({"name", "bndbox", "robndbox", "part", "actions", "attributes", "polygon"})


def is_voc(root: Element) -> bool:
    """Whether an XML file is of Pascal VOC. LabelMe's, whose objects have outlines alone, are not."""
    if root.tag != "annotation" or root.find("imagesize") is not None:
        return False
    objects = root.findall("object")
    boxed = any(found.find("bndbox") is not None or found.find("robndbox") is not None for found in objects)
    return boxed or (not objects and root.find("filename") is not None)


def read(path: Path, *, zero_based: bool = False) -> Found:
    """A folder, or one file.

    Parameters
    ----------
    zero_based : bool
        Coordinates are edges counted from 0.

    Raises
    ------
    BadDatasetError
    """
    files = [path] if path.is_file() else sorted(path.rglob("*.xml"))
    losses = Losses()
    chosen = those_of("Pascal VOC", files, lambda file: is_voc(xml_of(file)), losses)
    if not chosen:
        raise BadDatasetError(path, "holds no file of Pascal VOC")
    if not zero_based:
        betrayed = next((file for file in chosen if _has_zero(xml_of(file))), None)
        if betrayed is not None:
            zero_based = True
            losses.add("edges counted from 0, against the standard (so taken in all files)", betrayed.name)
    return with_classes("voc", _images(chosen, 0.0 if zero_based else 1.0, losses), losses)


def _has_zero(root: Element) -> bool:
    starts = [*root.iterfind(".//bndbox/xmin"), *root.iterfind(".//bndbox/ymin")]
    return any((start.text or "").strip() in {"0", "0.0"} for start in starts)


def _images(files: list[Path], first: float, losses: Losses) -> Iterator[FoundImage]:
    for file in files:
        root = xml_of(file)
        objects: list[FoundObject] = []
        for number, element in enumerate(root.findall("object"), start=1):
            where = f"{file.name}, object {number}"
            try:
                objects += _objects(element, str(number), first)
            except ValueError as error:
                losses.add("object that cannot be read", f"{where}: {error}")
        size = size_of(text_at(root, "size/width"), text_at(root, "size/height"))
        yield FoundImage(text_at(root, "filename") or file.stem, file.parent, objects, size)


def _objects(element: Element, key: str, first: float) -> list[FoundObject]:
    """The object, and its parts as objects of their own that name it."""
    label = text_at(element, "name")
    if not label:
        raise ValueError("it has no name")
    attributes = {
        child.tag: _value(child.text) for child in element if child.tag not in _OWN and not len(child)
    }
    attributes = {name: value for name, value in attributes.items() if value not in ("", None)}
    # 0 is the default; what only says so is not worth an attribute.
    attributes = {n: v for n, v in attributes.items() if not (n in {"difficult", "truncated"} and v is False)}
    for action in element.iterfind("actions/*"):
        attributes[f"action:{action.tag}"] = _value(action.text)
    for entry in element.iterfind("attributes/attribute"):
        attributes[text_at(entry, "name")] = _value(text_at(entry, "value"))
    found = [_one(element, key, label, attributes, first)]
    for number, part in enumerate(element.findall("part"), start=1):
        name = text_at(part, "name") or "part"
        found.append(_one(part, f"{key}.{number}", name, {"part_of": f"{label} {key}"}, first))
    return found


def _value(text: str | None) -> object:
    text = (text or "").strip()
    return {"0": False, "1": True}.get(text, text)


def _one(element: Element, key: str, label: str, attributes: dict[str, object], first: float) -> FoundObject:
    turned = element.find("robndbox")
    if turned is not None:
        cx, cy, width, height, angle = (
            number_of(text_at(turned, name)) for name in ("cx", "cy", "w", "h", "angle")
        )
        ring = box_ring(cx - width / 2, cy - height / 2, cx + width / 2, cy + height / 2)
        turned_ring = rotate_ring(ring, angle * 57.29577951308232, (cx, cy))
        return FoundObject(key, label, turned_ring, shape_of(turned_ring), attributes=attributes)
    box = element.find("bndbox")
    if box is None:
        raise ValueError("it has no box")
    x0, y0, x1, y1 = (number_of(text_at(box, name)) for name in ("xmin", "ymin", "xmax", "ymax"))
    # Counted from 1, both ends are inside: 1..1 is the pixel from edge 0 to edge 1. From 0 edges are counted.
    return box_object(key, label, (x0 - first, y0 - first, x1, y1), attributes)
