"""Pascal VOC: one XML file an image, whole pixels."""

from __future__ import annotations

import math
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from ilmtool.core.annotation import CERTAINTIES
from ilmtool.datasets.formats.base import Counts, Dataset, Format
from ilmtool.datasets.options import Option
from ilmtool.datasets.output import Output
from ilmtool.datasets.records import ClassEntry, DatasetImage, DatasetObject
from ilmtool.datasets.settings import Settings
from ilmtool.datasets.shapes import clipped_bounds, corners_of, overhangs, rotation_deg
from ilmtool.datasets.xml_text import xml_text
from ilmtool.text import mark

_BASE = Option(
    "voc-base",
    "choice",
    mark("First pixel"),
    mark("number of the first pixel: 1 as in VOC, or 0 as some trainers assume"),
    "1",
    ("1", "0"),
    titles=(mark("1, as in VOC"), mark("0, as some trainers assume")),
)
_DIFFICULT = Option(
    "voc-difficult",
    "names",
    mark("Difficult"),
    mark("certainties that are marked as difficult"),
    (),
    CERTAINTIES,
)


def _write(dataset: Dataset, output: Output) -> Counts:
    counts: Counts = Counter()
    for split in dataset.splits:
        keys = []
        for image in dataset.images(split):
            keys.append(image.key)
            output.write(f"Annotations/{image.key}.xml", _page(dataset, image, counts))
        output.write(f"ImageSets/Main/{split}.txt", "".join(f"{key}\n" for key in keys).encode())
    # The list of classes as CVAT and datumaro read it; without it they refuse names that VOC has not.
    lines = [
        "# label:color_rgb:parts:actions",
        "background:0,0,0::",
        *(f"{_text(c.name)}:::" for c in dataset.classes),
    ]
    output.write("labelmap.txt", "".join(f"{line}\n" for line in lines).encode())
    return counts


def _text(value: object) -> str:
    """Text that XML can hold, on one line."""
    return xml_text(" ".join(str(value).splitlines()), escape=False)


def _add(parent: ET.Element, tag: str, value: object = None) -> ET.Element:
    child = ET.SubElement(parent, tag)
    if value is not None:
        child.text = _text(value)
    return child


def _page(dataset: Dataset, image: DatasetImage, counts: Counts) -> bytes:
    root = ET.Element("annotation")
    _add(root, "folder", "JPEGImages")
    _add(root, "filename", image.file.rpartition("/")[2])
    source = _add(root, "source")
    _add(source, "database", "ilmtool")
    _add(source, "scene", image.scene)
    _add(source, "date", image.moment.datetime or "")
    size = _add(root, "size")
    for tag, value in (("width", image.width), ("height", image.height), ("depth", image.bands or 3)):
        _add(size, tag, value)
    _add(root, "segmented", 0)
    for item in image.objects:
        if _object(dataset, image, item, root):
            counts[image.split, item.name] += 1
    ET.indent(root)
    text: str = ET.tostring(root, encoding="unicode")
    return text.encode() + b"\n"


def _object(dataset: Dataset, image: DatasetImage, item: DatasetObject, root: ET.Element) -> bool:
    inside = clipped_bounds(item.ring, image.width, image.height)
    if inside is None:
        dataset.note("skipped", "empty box", image, item)
        return False
    cut = overhangs(item.ring, image.width, image.height)
    if cut:
        dataset.note("clipped", "reaches beyond the image", image, item)
    if item.shape != "box":
        dataset.note("converted", "outline to its envelope", image, item)
    x0, y0, x1, y1 = inside
    own = dataset.settings.own
    # Pixels that the box touches, counted from 1, the last one included.
    shift = int(own["voc_base"])
    child = _add(root, "object")
    _add(child, "name", item.name)
    _add(child, "pose", "Unspecified")
    _add(child, "truncated", int(cut or item.truncated))
    _add(child, "difficult", int(item.attributes.get("certainty") in own["voc_difficult"]))
    box = _add(child, "bndbox")
    _add(box, "xmin", math.floor(x0) + shift)
    _add(box, "ymin", math.floor(y0) + shift)
    _add(box, "xmax", math.ceil(x1) + shift - 1)
    _add(box, "ymax", math.ceil(y1) + shift - 1)
    attributes = {**item.attributes, **item.extra, "feature": item.id}
    if item.shape == "oriented_box" and len(item.ring) == 5:
        attributes["rotation"] = rotation_deg(corners_of(item)[0])
    listed = _add(child, "attributes")
    for name, value in attributes.items():
        entry = _add(listed, "attribute")
        _add(entry, "name", name)
        _add(entry, "value", value)
    return True


def _count(folder: Path, classes: Sequence[ClassEntry]) -> Counts:
    names = {_text(entry.name): entry.name for entry in classes}
    found: Counts = Counter()
    for listed in sorted((folder / "ImageSets" / "Main").glob("*.txt")):
        for key in listed.read_text(encoding="utf-8").splitlines():
            page = ET.parse(folder / "Annotations" / f"{key}.xml")  # noqa: S314 - our own file, no entities
            found.update(
                (listed.stem, names.get(name.text or "", name.text or ""))
                for name in page.iterfind("object/name")
            )
    return found


def _conventions(settings: Settings) -> str:
    base = settings.own["voc_base"]
    last = "ceil(x1)" if base == "1" else "ceil(x1) - 1"
    first = "floor(x0) + 1" if base == "1" else "floor(x0)"
    return (
        f"bndbox is in whole px, {base}-based, inclusive: xmin = {first}, xmax = {last}; rotated boxes "
        "become their envelope and keep the attribute rotation."
    )


FORMATS = {
    "voc": Format(
        "voc",
        "Pascal VOC",
        _write,
        _count,
        image_path=lambda _split, key, _role, ending: f"JPEGImages/{key}{ending}",
        options=(_BASE, _DIFFICULT),
        usual={"images": "scenes"},
        conventions=_conventions,
    )
}
