"""Coordinate reference systems by name: whether two are the same, and the way between them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from ilmtool.core.geometry import FloatArray

LONLAT = "OGC:CRS84"
_EARTH_RADIUS_M = 6_378_137.0


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


def same_crs(first: str | None, second: str | None) -> bool:
    """Whether two names (codes or WKT) mean the same CRS; None is the same only as None."""
    if first == second:
        return True
    if first is None or second is None:
        return False
    a, b = _parsed(first), _parsed(second)
    return a is not None and b is not None and bool(a.equals(b, ignore_axis_order=True))


def is_on_earth(name: str | None) -> bool:
    """Whether it leads to lon/lat on the Earth: engineering CRS and those of other bodies do not."""
    if name is None:
        return False
    crs = _parsed(name)
    if crs is None or not (crs.is_geographic or crs.is_projected):
        return False
    ellipsoid = crs.ellipsoid
    return ellipsoid is None or abs(ellipsoid.semi_major_metre / _EARTH_RADIUS_M - 1) < 0.01


@lru_cache(maxsize=64)
def transformer(source: str, target: str) -> Projection | None:
    """The way from one CRS to another; None where there is none."""
    from pyproj import Transformer
    from pyproj.exceptions import ProjError

    a, b = _parsed(source), _parsed(target)
    if a is None or b is None or not (is_on_earth(source) and is_on_earth(target)):
        return None
    try:
        return Projection(Transformer.from_crs(a, b, always_xy=True))
    except ProjError:
        return None
