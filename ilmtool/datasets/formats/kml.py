"""KML for globes: a folder a split, a placemark an object. Text is escaped and no HTML is written."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ilmtool.datasets.features import rows
from ilmtool.datasets.formats.base import Counts, Dataset, Format
from ilmtool.datasets.output import Output
from ilmtool.datasets.records import ClassEntry, DatasetObject
from ilmtool.datasets.settings import Settings
from ilmtool.datasets.xml_text import xml_text

_NAME = "annotations.kml"
_SPACE = "http://www.opengis.net/kml/2.2"
_HEAD = f"""\
<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="{_SPACE}"><Document>
<name>annotations</name>
<Style id="object"><LineStyle><color>ff00d7ff</color><width>2</width></LineStyle>\
<PolyStyle><fill>0</fill></PolyStyle></Style>
"""


def _write(dataset: Dataset, output: Output) -> Counts:
    counts: Counts = Counter()
    with output.open(_NAME) as file:
        file.write(_HEAD.encode())
        for split in dataset.splits:
            file.write(f"<Folder><name>{xml_text(split)}</name>\n".encode())
            for item, values in rows(dataset, split):
                counts[split, item.name] += 1
                file.write(_placemark(item, values).encode())
            file.write(b"</Folder>\n")
        file.write(b"</Document></kml>\n")
    return counts


def _placemark(item: DatasetObject, values: dict[str, Any]) -> str:
    data = "".join(
        f'<Data name="{xml_text(key)}"><value>{xml_text(value)}</value></Data>'
        for key, value in values.items()
    )
    taken = values.get("image_taken")
    moment = f"<TimeStamp><when>{xml_text(taken)}</when></TimeStamp>" if taken else ""
    return (
        f"<Placemark><name>{xml_text(item.name)}</name>{moment}<styleUrl>#object</styleUrl>"
        f"<ExtendedData>{data}</ExtendedData>{_geometry(item)}</Placemark>\n"
    )


def _geometry(item: DatasetObject) -> str:
    table = json.loads(item.geometry, parse_float=str, parse_int=str)
    if table is None:
        return ""
    if table["type"] == "Polygon":
        return _polygon(table["coordinates"])
    return f"<MultiGeometry>{''.join(map(_polygon, table['coordinates']))}</MultiGeometry>"


def _polygon(rings: Sequence[Sequence[Sequence[str]]]) -> str:
    texts = []
    for index, ring in enumerate(rings):
        side = "innerBoundaryIs" if index else "outerBoundaryIs"
        points = " ".join(f"{lon},{lat}" for lon, lat in ring)
        texts.append(f"<{side}><LinearRing><coordinates>{points}</coordinates></LinearRing></{side}>")
    return f"<Polygon>{''.join(texts)}</Polygon>"


def _count(folder: Path, classes: Sequence[ClassEntry]) -> Counts:
    names = {xml_text(entry.name, escape=False): entry.name for entry in classes}
    found: Counts = Counter()
    root = ET.parse(folder / _NAME).getroot()  # noqa: S314 - our own file, no entities
    for part in root.iter(f"{{{_SPACE}}}Folder"):
        split = part.findtext(f"{{{_SPACE}}}name") or ""
        for mark in part.iter(f"{{{_SPACE}}}Placemark"):
            name = mark.findtext(f"{{{_SPACE}}}name") or ""
            found[split, names.get(name, name)] += 1
    return found


def _conventions(_settings: Settings) -> str:
    return (
        "geometry is WGS 84 longitude and latitude, absent without georeferencing; image_ring is WKT in px "
        "of the image, 0-based, half-open; class_id is the frozen id."
    )


FORMATS = {"kml": Format("kml", "KML", _write, _count, conventions=_conventions)}
