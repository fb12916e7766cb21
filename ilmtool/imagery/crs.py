"""Coordinate reference systems by name: whether two are the same, and the way between them."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from ilmtool.core.geometry import FloatArray

LONLAT = "OGC:CRS84"
MAX_LATITUDE = 90.0 + 1e-9
_EARTH_RADIUS_M = 6_378_137.0
_KIND = re.compile(r"\b(GEOGCRS|GEOGCS|PROJCRS|PROJCS|GEODCRS|GEOCCS|ENGCRS|LOCAL_CS)\[")
_WEB_MERCATOR = re.compile(r"Popular Visualisation Pseudo|AUTHORITY\[\"EPSG\",\"3857\"\]\]$")
_RADIUS = re.compile(r"\b(?:ELLIPSOID|SPHEROID)\[\"[^\"]*\",\s*([0-9.eE+]+)")


@dataclass(frozen=True, slots=True)
class Projection:
    """A pair of maps between two CRS; points are (x, y) or (lon, lat), shape (N, 2).

    pyproj's Transformer keeps one PROJ context per thread, so one instance serves all threads.
    """

    _transformer: Any

    def forward(self, points: FloatArray) -> FloatArray:
        """Source -> target; NaN where PROJ finds no answer."""
        return self._run(points, "FORWARD")

    def inverse(self, points: FloatArray) -> FloatArray:
        """Target -> source; NaN where PROJ finds no answer."""
        return self._run(points, "INVERSE")

    def _run(self, points: FloatArray, direction: str) -> FloatArray:
        x, y = self._transformer.transform(points[..., 0], points[..., 1], direction=direction)
        out = np.stack([np.asarray(x, np.float64), np.asarray(y, np.float64)], axis=-1)
        out[~np.isfinite(out)] = np.nan
        return out


@lru_cache(maxsize=64)
def _parsed(name: str) -> Any:
    """The CRS as pyproj has it, or None for text that it does not understand."""
    from pyproj import CRS
    from pyproj.exceptions import CRSError

    try:
        return CRS.from_user_input(name)
    except CRSError:
        return None


def crs_name(name: str) -> str:
    """What people call a CRS: `WGS 84 / UTM zone 51N`; empty for text that is not understood."""
    crs = _parsed(name)
    return "" if crs is None else str(crs.name)


def same_crs(first: str | None, second: str | None) -> bool:
    """Whether two names (codes or WKT) mean the same CRS; None is the same only as None."""
    if first == second:
        return True
    if first is None or second is None:
        return False
    a, b = _parsed(first), _parsed(second)
    return a is not None and b is not None and bool(a.equals(b, ignore_axis_order=True))


@lru_cache(maxsize=64)
def _kind(name: str) -> tuple[str, float]:
    """("geographic" | "projected" | "other", equatorial radius in metres) of a CRS.

    A WKT is read by its own words, so that opening a file does not wait for pyproj (60-130 ms).
    """
    found = _KIND.search(name)
    if found is not None:
        radius = _RADIUS.search(name)
        kinds = {"GEOG": "geographic", "PROJ": "projected"}
        return kinds.get(found.group(1)[:4], "other"), float(radius.group(1)) if radius else _EARTH_RADIUS_M
    crs = _parsed(name)
    if crs is None or not (crs.is_geographic or crs.is_projected):
        return "other", 0.0
    ellipsoid = crs.ellipsoid
    radius_m = float(ellipsoid.semi_major_metre) if ellipsoid is not None else _EARTH_RADIUS_M
    return "geographic" if crs.is_geographic else "projected", radius_m


def is_on_earth(name: str | None) -> bool:
    """Whether it leads to lon/lat on the Earth: engineering CRS and those of other bodies do not."""
    if name is None:
        return False
    kind, radius_m = _kind(name)
    return kind != "other" and abs(radius_m / _EARTH_RADIUS_M - 1) < 0.01


def is_in_degrees(name: str | None) -> bool:
    """Whether coordinates are longitude and latitude on the Earth."""
    return name is not None and is_on_earth(name) and _kind(name)[0] == "geographic"


def is_geographic(name: str | None) -> bool:
    """Whether coordinates are longitude and latitude on the Earth or another body."""
    return name is not None and _kind(name)[0] == "geographic"


def period_of(name: str | None) -> float | None:
    """How far x goes in once around the globe, where the same place may have several x; else None."""
    if name is None:
        return None
    if is_geographic(name):
        return 360.0
    # Web maps of the Pacific run on past 180 degrees.
    is_web_mercator = name == "EPSG:3857" or _WEB_MERCATOR.search(name) is not None
    return 2 * math.pi * _EARTH_RADIUS_M if is_web_mercator else None


@lru_cache(maxsize=64)
def transformer(source: str, target: str) -> Projection | None:
    """The way from one CRS to another of the same body; None where there is none."""
    from pyproj import Transformer
    from pyproj.exceptions import ProjError

    a, b = _parsed(source), _parsed(target)
    if a is None or b is None or not _share_a_globe(source, target):
        return None
    try:
        return Projection(Transformer.from_crs(a, b, always_xy=True))
    except ProjError:
        return None


def _share_a_globe(source: str, target: str) -> bool:
    (kind, radius_m), (other_kind, other_m) = _kind(source), _kind(target)
    return "other" not in {kind, other_kind} and abs(radius_m - other_m) < 0.01 * radius_m


@lru_cache(maxsize=64)
def geographic_of(name: str) -> Projection | None:
    """The way from a projected CRS to longitude and latitude on its own globe."""
    from pyproj import Transformer
    from pyproj.exceptions import CRSError, ProjError

    crs = _parsed(name)
    if crs is None or crs.geodetic_crs is None or _kind(name)[0] == "other":
        return None
    try:
        return Projection(Transformer.from_crs(crs, crs.geodetic_crs, always_xy=True))
    except (ProjError, CRSError):
        return None
