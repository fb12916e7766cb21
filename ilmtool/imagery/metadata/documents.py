"""A metadata file opened by itself: what it says of the acquisition, also where its pixels are not there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ilmtool.core.scene import Acquisition
from ilmtool.errors import Finding
from ilmtool.imagery.metadata.beside import flat_json
from ilmtool.imagery.metadata.claim import Claim, LonLat, merged
from ilmtool.imagery.metadata.dimap import ROOT as DIMAP_ROOT
from ilmtool.imagery.metadata.dimap import component_hrefs, from_dimap
from ilmtool.imagery.metadata.landsat import ROOTS as MTL_ROOTS
from ilmtool.imagery.metadata.landsat import from_mtl
from ilmtool.imagery.metadata.plain_files import (
    BadMetadataError,
    flat_xml,
    parse_json,
    parse_lines,
    parse_odl,
    parse_xml,
    read_bytes,
)
from ilmtool.imagery.metadata.planet import XML_ROOT as PLANET_ROOT
from ilmtool.imagery.metadata.planet import from_planet, from_planet_xml, is_planet
from ilmtool.imagery.metadata.sentinel2 import GRANULE_ROOTS, PRODUCT_ROOTS, from_granule, from_product
from ilmtool.imagery.metadata.stac import is_stac_item, item_of, local_path
from ilmtool.imagery.metadata.vendor_tags import from_dataset_tags, from_imd, from_maxar

_ENDINGS = {".xml", ".dim", ".json", ".geojson", ".txt", ".imd", ".pvl", ".safe"}
_MAX_GRANULES = 64


@dataclass(frozen=True, slots=True)
class MetadataFile:
    """What a vendor's metadata file says.

    Attributes
    ----------
    path : Path
    kind : str
        Stands where an image has its driver: `Landsat MTL`, `Sentinel-2 MTD`, `DIMAP`, `STAC item`,
        `Planet metadata`, `Maxar IMD`, `vendor metadata`.
    acquisition : Acquisition
    place : (lon, lat) or None
        Middle of the scene in degrees.
    findings : tuple of Finding
    """

    path: Path
    kind: str
    acquisition: Acquisition
    place: LonLat | None = None
    findings: tuple[Finding, ...] = ()


def read_metadata_file(path: Path) -> MetadataFile | None:
    """Read a metadata file; None if it is none of a known kind, or broken."""
    try:
        return identify(path)
    except BadMetadataError:
        return None


def identify(path: Path) -> MetadataFile | None:
    """Read a metadata file; None if it is none of a known kind.

    Raises
    ------
    BadMetadataError
        It has such a file's name and cannot be read.
    """
    ending = path.suffix.lower()
    if ending not in _ENDINGS:
        return None
    data = read_bytes(path)
    if data.lstrip()[:1] == b"<":
        found = _from_xml(data, path)
    elif ending in {".json", ".geojson"}:
        found = _from_json(parse_json(data), path)
    else:
        found = _from_odl(data)
    if found is None:
        return None
    kind, claims = found
    place = next((c.place for c in claims if c.place is not None), None)
    findings = tuple(f for c in claims for f in c.findings)
    return MetadataFile(path, kind, merged(claims), place, findings)


Found = tuple[str, list[Claim]]


def _from_xml(data: bytes, path: Path) -> Found | None:
    root = parse_xml(data)
    if root.tag == DIMAP_ROOT:
        part = _dimap_part(component_hrefs(root, "COMPONENT_PATH"), path)
        return "DIMAP", [from_dimap(part if part is not None else root)]
    if root.tag in PRODUCT_ROOTS:
        return "Sentinel-2 MTD", [from_product(root), *_granule(path)]
    if root.tag in GRANULE_ROOTS:
        return "Sentinel-2 MTD", [from_granule(root), *_product(path)]
    if root.tag in MTL_ROOTS:
        found = from_mtl(flat_xml(root))
        return ("Landsat MTL", [found]) if found is not None else None
    if root.tag == PLANET_ROOT:
        return "Planet metadata", [from_planet_xml(root)]
    if root.tag == "isd" and (imd := root.find("IMD")) is not None:
        found = from_imd(flat_xml(imd))
        return ("Maxar IMD", [found]) if found is not None else None
    return None


def _from_json(value: Any, path: Path) -> Found | None:
    if is_planet(value):
        return "Planet metadata", [from_planet(value)]
    if is_stac_item(value):
        return "STAC item", [item_of(value, path).claim]
    if isinstance(value, dict):
        root = next((value[r] for r in MTL_ROOTS if isinstance(value.get(r), dict)), None)
        found = from_mtl(flat_json(root)) if root is not None else None
        return ("Landsat MTL", [found]) if found is not None else None
    return None


def _from_odl(data: bytes) -> Found | None:
    flat = parse_odl(data)
    landsat = from_mtl(flat)
    if landsat is not None:
        return "Landsat MTL", [landsat]
    maxar = from_maxar(flat)
    if maxar is not None:
        return "Maxar IMD", [maxar]
    # OrbView's PVL, GeoEye's and Ikonos' `Key: value` lines, and their like: only with a date of acquisition.
    other = from_dataset_tags(flat) or from_dataset_tags(parse_lines(data))
    return ("vendor metadata", [replace(other, acquisition=_sourced(other.acquisition))]) if other else None


def _sourced(acquisition: Acquisition) -> Acquisition:
    return replace(acquisition, datetime_source="IMAGERY")


def _dimap_part(hrefs: list[str], path: Path) -> Any:
    """The first dataset's document that a volume lists, inside the volume's folder."""
    for href in hrefs[:16]:
        part = local_path(href, path.parent)
        if part is None or part == path.resolve() or not part.is_file():
            continue
        try:
            root = parse_xml(read_bytes(part))
        except BadMetadataError:
            continue
        if root.tag == DIMAP_ROOT and root.find(".//IMAGING_DATE") is not None:
            return root
    return None


def _granule(product: Path) -> list[Claim]:
    """The angles of a product's only granule; those of one among several would not be the product's."""
    try:
        folders = [
            f for _, f in zip(range(_MAX_GRANULES), (product.parent / "GRANULE").iterdir(), strict=False)
        ]
    except OSError:
        return []
    files = [f for folder in folders for f in (folder / "MTD_TL.xml",) if f.is_file()]
    return _claims_of(files, from_granule) if len(files) == 1 else []


def _product(granule: Path) -> list[Claim]:
    names = ("MTD_MSIL2A.xml", "MTD_MSIL1C.xml")
    files = [f for f in (granule.parent.parent.parent / n for n in names) if f.is_file()]
    return _claims_of(files[:1], from_product)


def _claims_of(files: list[Path], read: Any) -> list[Claim]:
    try:
        return [read(parse_xml(read_bytes(file))) for file in files]
    except BadMetadataError:
        return []
