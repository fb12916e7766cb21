"""Which format a dataset is in, by its content."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path

from ilmtool.datasets.importers import coco, cvat, dota, labelme, vector, voc, xbd, xview, yolo
from ilmtool.datasets.importers.found import BadDatasetError, Found
from ilmtool.datasets.importers.plain import json_of, xml_of

_LOOKED_AT = 50
"""Files of a folder of which at least one must be telling."""


@dataclass(frozen=True, slots=True)
class Importer:
    """One format.

    Attributes
    ----------
    name : str
    title : str
    read : callable
        From a file or folder; raises `BadDatasetError`.
    """

    name: str
    title: str
    read: Callable[[Path], Found]


def importers(*, label_field: str = "", label: str = "", zero_based: bool = False) -> dict[str, Importer]:
    """All formats by name. New ones are added here, by hand."""
    of_spacenet = partial(vector.read, label_field=label_field, label=label or "building")
    of_map = partial(vector.read, label_field=label_field, label=label)
    listed = (
        Importer("coco", "COCO JSON", coco.read),
        Importer("yolo", "YOLO text files", yolo.read),
        Importer("yolo-obb", "YOLO-OBB text files", partial(yolo.read, oriented=True)),
        Importer("voc", "Pascal VOC XML", partial(voc.read, zero_based=zero_based)),
        Importer("dota", "DOTA text files", dota.read),
        Importer("xview", "xView GeoJSON", xview.read),
        Importer("xbd", "xBD JSON", xbd.read),
        Importer("labelme", "labelme JSON, LabelMe XML", labelme.read),
        Importer("cvat", "CVAT XML 1.1", cvat.read),
        Importer("spacenet", "SpaceNet GeoJSON", of_spacenet),
        Importer("vector", "GeoJSON, GeoPackage, Shapefile, KML", of_map),
    )  # fmt: skip
    return {importer.name: importer for importer in listed}


def detect(path: Path) -> str:
    """The format of a file or folder.

    Raises
    ------
    BadDatasetError
        None fits, or the files of a folder are of several.
    """
    if path.is_file():
        found = _of_file(path)
        if found is None:
            raise BadDatasetError(path, "is in no format that can be imported")
        return found
    if not path.is_dir():
        raise BadDatasetError(path, "does not exist")
    seen: dict[str, Path] = {}
    reason: BadDatasetError | None = None
    suffixes = {".xml", ".txt", *vector.SUFFIXES}
    files = (file for file in sorted(path.rglob("*")) if file.suffix.lower() in suffixes and file.is_file())
    for file in islice(files, _LOOKED_AT):
        try:
            found = _of_file(file)
        except BadDatasetError as error:
            reason = error
            continue
        if found is not None:
            seen.setdefault(found, file)
    if len(seen) == 1:
        return next(iter(seen))
    if seen:
        names = ", ".join(f"{name} ({file.name})" for name, file in seen.items())
        raise BadDatasetError(path, f"holds files of several formats: {names}; choose one with --format")
    if reason is not None:
        raise reason
    raise BadDatasetError(path, "holds no files in a format that can be imported")


def _of_file(file: Path) -> str | None:
    suffix = file.suffix.lower()
    if suffix in {".yaml", ".yml"} or file.name == "obj.data":
        return "yolo"
    if suffix == ".txt":
        if file.name.lower() in {"classes.txt", "names.txt"}:
            return None
        if dota.is_dota(file):
            return "dota"
        return ("yolo-obb" if _is_oriented(file) else "yolo") if yolo.is_yolo(file) else None
    if suffix == ".xml":
        root = xml_of(file)
        tests = ((cvat.is_cvat, "cvat"), (labelme.is_labelme_xml, "labelme"), (voc.is_voc, "voc"))
        return next((name for fits, name in tests if fits(root)), None)
    if suffix in {".json", ".geojson"}:
        value = json_of(file)
        kinds = (
            (coco.is_coco, "coco"),
            (xbd.is_xbd, "xbd"),
            (labelme.is_labelme, "labelme"),
            (xview.is_xview, "xview"),
        )
        found = next((name for fits, name in kinds if fits(value)), None)
        is_map = isinstance(value, dict) and value.get("type") in {"FeatureCollection", "Feature"}
        return found or ("vector" if is_map else None)
    return "vector" if suffix in vector.SUFFIXES else None


def _is_oriented(file: Path) -> bool:
    rows = [
        line.split() for line in file.read_text("utf-8-sig", errors="replace").splitlines() if line.strip()
    ]
    return bool(rows) and all(len(row) in {9, 10} for row in rows)
