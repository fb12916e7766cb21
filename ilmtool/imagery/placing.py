"""By what a GDAL dataset is placed, where several sources say so, and what they say differently.

The first of these that can be used places the image; it is GDAL's own order:

1. an affine transform, from `NAME.tif.aux.xml`, else from the image's own tags, else from a MapInfo
   `NAME.tab`, else from a world file;
2. ground control points (`gcps`);
3. RPCs at their mean height (`rpc`).

What was not used is named with its distance, because two placements that differ mean that one is wrong. An
affine whose coordinates its CRS cannot have (metres called degrees) gives way to GCPs and RPCs.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ilmtool.errors import Finding
from ilmtool.imagery.affine_sources import INTERNAL, affine_sources, usable_affine
from ilmtool.imagery.crs import is_geographic
from ilmtool.imagery.curve import Curve
from ilmtool.imagery.gcps import Gcps, fit_gcps
from ilmtool.imagery.gdal_env import GDAL_ERRORS
from ilmtool.imagery.georeference import Georeference
from ilmtool.imagery.ground import center_lonlat
from ilmtool.imagery.rpc import rpc_of_tags
from ilmtool.imagery.world_file import beside
from ilmtool.text import number, tr

_FAR_M = 1_000.0
_RPC_FILE = re.compile(r"\.rpb$|rpc\.(txt|xml|aux)$|^rpc_|_metadata\.pass$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Placing:
    """How an image is placed, and why so.

    Attributes
    ----------
    georeference : Georeference
    kind : {"affine", "gcp", "rpc", "none"}
    source : str or None
        `internal`, or the name of the file beside the image that it comes from.
    ignored : tuple of str
        Other sources, with how far from the used one they would put the image.
    findings : tuple of Finding
    """

    georeference: Georeference
    kind: str
    source: str | None
    ignored: tuple[str, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Candidate:
    kind: str
    source: str
    name: str
    georeference: Georeference


def placing_of(dataset: Any, path: Path) -> Placing:
    """How an open rasterio dataset is placed. Reads no pixels; a bad tag costs no more than itself."""
    shape = (int(dataset.height), int(dataset.width))
    names = _names_beside(path)
    candidates: list[_Candidate] = []
    ignored: list[str] = []
    transform = usable_affine(tuple(dataset.transform)[:6])
    if transform is not None:
        wkt, code = _crs_of(dataset)
        reference = Georeference(transform, code, wkt, shape)
        source, others = affine_sources(dataset, path, transform, names, shape)
        ignored += others
        candidates.append(_Candidate("affine", source, tr("affine transform"), reference))
    elif not dataset.transform.is_identity and any(tuple(dataset.transform)[:6]):
        # All zeros is what formats without a place give.
        ignored.append(tr("affine transform: it is not finite or maps the image onto a line"))
    for kind, made in (("gcp", _gcps(dataset)), ("rpc", _rpc(dataset))):
        if isinstance(made, str):
            ignored.append(f"{'GCPs' if kind == 'gcp' else 'RPC'}: {made}")
        elif made is not None:
            reference = Georeference(None, made.crs_code, made.crs_wkt, shape, made)
            source = _curve_source(dataset, path, kind, names)
            candidates.append(_Candidate(kind, source, made.summary, reference))
    return _chosen(candidates, ignored, path.name, shape)


def _chosen(
    candidates: Sequence[_Candidate], ignored: list[str], name: str, shape: tuple[int, int]
) -> Placing:
    usable = [candidate for candidate in candidates if not _is_impossible(candidate.georeference)]
    used = next(iter(usable or candidates), None)
    if used is None:
        return Placing(Georeference(shape=shape), "none", None, tuple(ignored), _unplaced(name, ignored))
    farthest = 0.0
    for other in candidates:
        if other is not used:
            distance = _distance_m(used.georeference, other.georeference)
            farthest = max(farthest, distance or 0.0)
            ignored.append(f"{other.name}: {_away(other, distance)}")
    findings = _findings(name, ignored, farthest)
    if not usable:
        text = tr(
            "{name} says that it lies in {crs}, but its coordinates are no degrees; it has no "
            "longitude and latitude.",
            name=name,
            crs=used.georeference.crs_code or tr("degrees"),
        )
        findings = (*findings, Finding("warning", "placement-impossible", text))
    return Placing(used.georeference, used.kind, used.source, tuple(ignored), findings)


def _unplaced(name: str, ignored: Sequence[str]) -> tuple[Finding, ...]:
    if not ignored:
        return ()
    text = tr(
        "{name} has no usable place on the ground; not used: {ignored}.",
        name=name,
        ignored="; ".join(ignored),
    )
    return (Finding("info", "placement-ignored", text),)


def _findings(name: str, ignored: Sequence[str], farthest_m: float) -> tuple[Finding, ...]:
    if not ignored:
        return ()
    text = tr(
        "{name} is placed by more than one source; not used: {ignored}.",
        name=name,
        ignored="; ".join(ignored),
    )
    return (Finding("warning" if farthest_m > _FAR_M else "info", "placement-ignored", text),)


def _away(other: _Candidate, distance_m: float | None) -> str:
    if _is_impossible(other.georeference):
        return tr("its coordinates are no degrees")
    return (
        tr("elsewhere, distance unknown")
        if distance_m is None
        else tr("{distance} m away at the centre", distance=number(distance_m, ",.1f"))
    )


def _distance_m(one: Georeference, other: Georeference) -> float | None:
    """Between the centres of the image by both, on a sphere; None where one of them is not on the Earth."""
    a, b = center_lonlat(one), center_lonlat(other)
    if a is None or b is None:
        return None
    (lon0, lat0), (lon1, lat1) = np.radians(a), np.radians(b)
    half = (
        math.sin((lat1 - lat0) / 2) ** 2 + math.cos(lat0) * math.cos(lat1) * math.sin((lon1 - lon0) / 2) ** 2
    )
    return 2 * 6_371_008.8 * math.asin(min(1.0, math.sqrt(half)))


def _is_impossible(georeference: Georeference) -> bool:
    if not is_geographic(georeference.crs):
        return False
    rows, cols = georeference.shape
    lat = georeference.to_ground(np.array([[0.0, 0.0], [cols, 0.0], [0.0, rows], [cols, rows]]))[:, 1]
    return not bool((np.abs(lat) <= 90.0 + 1e-9).any())


def _gcps(dataset: Any) -> Gcps | str | None:
    """The polynomial through the control points; why there is none; or None where there are no points."""
    try:
        points, crs = dataset.gcps
    except (*GDAL_ERRORS, RuntimeError) as error:
        return str(error)
    if not points:
        return None
    wkt, code = crs_names(crs)
    if wkt is None:
        wkt, code = _crs_of(dataset)
    try:
        return fit_gcps(
            [(point.col, point.row) for point in points],
            [(point.x, point.y) for point in points],
            code,
            wkt,
            is_degrees=is_geographic(wkt or code),
        )
    except (ValueError, TypeError) as error:
        return str(error)


def _rpc(dataset: Any) -> Curve | str | None:
    # Not `dataset.rpcs`: it raises on placeholders and on numbers that it does not need.
    try:
        tags = dict(dataset.tags(ns="RPC"))
    except (*GDAL_ERRORS, UnicodeDecodeError) as error:
        return str(error)
    if not tags:
        return None
    try:
        made = rpc_of_tags(tags)
    except ValueError as error:
        return str(error)
    center = np.array([[dataset.width / 2, dataset.height / 2]])
    return made if np.isfinite(made.to_ground(center)).all() else tr("they give the image no place")


def _curve_source(dataset: Any, path: Path, kind: str, names: frozenset[str]) -> str:
    """The file that GCPs or RPCs come from, as far as that can be told."""
    if kind == "rpc":
        files = [Path(name).name for name in dataset.files]
        return next((name for name in files if name != path.name and _RPC_FILE.search(name)), INTERNAL)
    found = beside(names, f"{path.name}.aux.xml")
    return INTERNAL if found is None else found


def _names_beside(path: Path) -> frozenset[str]:
    try:
        return frozenset(entry.name for entry in path.absolute().parent.iterdir())
    except OSError:
        return frozenset()


def _crs_of(dataset: Any) -> tuple[str | None, str | None]:
    try:
        return crs_names(dataset.crs)
    except (*GDAL_ERRORS, RuntimeError):
        return None, None


def crs_names(crs: Any) -> tuple[str | None, str | None]:
    """(WKT2, code) of rasterio's CRS; None for what it has not. One bad CRS must not stop an image."""
    try:
        if crs is None or not crs.to_wkt():
            return None, None
        # 70: PROJ finds the same definition under another name, as in ENVI headers.
        authority = crs.to_authority(confidence_threshold=70)
        return crs.to_wkt(version="WKT2_2019"), ":".join(authority) if authority else None
    except (*GDAL_ERRORS, RuntimeError):
        return None, None
