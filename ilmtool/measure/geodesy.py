"""Distances, azimuths and areas on the WGS 84 ellipsoid, by Karney's geodesics as PROJ has them.

Sides are geodesics, the shortest ways between corners: not the straight lines of any map or image.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from ilmtool.core.geometry import FloatArray, Point
from ilmtool.errors import UserError
from ilmtool.text import mark, tr

if TYPE_CHECKING:
    from pyproj import Geod

_LOCAL_COS = math.cos(math.radians(75.0))
"""Corners this near to their middle are looked at in one plane, in which geodesics are straight lines."""

MOST_BETWEEN = 200
CROSSES = mark("The outline crosses itself, so it has no area.")


@lru_cache(maxsize=1)
def wgs84() -> Geod:
    """The ellipsoid's geodesics; pyproj is imported by the first who asks."""
    from pyproj import Geod

    return Geod(ellps="WGS84")


@dataclass(frozen=True, slots=True)
class Leg:
    """The shortest way from one point to the next.

    Attributes
    ----------
    length_m : float
    azimuth_deg : float
        Where it leads at its start, degrees clockwise from true north, 0 to 360.
    back_azimuth_deg : float
        Where it comes from, seen from its end.
    """

    length_m: float
    azimuth_deg: float
    back_azimuth_deg: float


@dataclass(frozen=True, slots=True)
class Outline:
    """An outline on the ground.

    Attributes
    ----------
    area_m2 : float
        Of the smaller of the two parts into which it cuts the Earth.
    perimeter_m : float
    """

    area_m2: float
    perimeter_m: float


def legs(lonlat: FloatArray) -> tuple[Leg, ...]:
    """The legs of a path through points (lon, lat) in degrees, shape (N, 2)."""
    points = _checked(lonlat)
    if len(points) < 2:
        return ()
    start, end = points[:-1], points[1:]
    there, back, length = wgs84().inv(start[:, 0], start[:, 1], end[:, 0], end[:, 1])
    return tuple(
        Leg(float(metres), float(a) % 360.0, float(b) % 360.0)
        for a, b, metres in zip(there, back, length, strict=True)
    )


def between(start: Point, end: Point) -> Leg:
    """The leg between two places (lon, lat) in degrees."""
    return legs(np.array([start, end], np.float64))[0]


def outline(lonlat: FloatArray) -> Outline:
    """Area and perimeter of an outline, also over the antimeridian and around a pole.

    Parameters
    ----------
    lonlat : ndarray
        Corners in degrees, shape (N, 2), N at least 3; the last one is not the first one again.

    Raises
    ------
    UserError
        It crosses itself, or a corner has no place.
    """
    points = _checked(lonlat)
    if len(points) < 3:
        raise UserError(tr("An area has three corners at least."))
    if crosses_itself(points):
        raise UserError(tr(CROSSES), "", tr("Walk around it so that no side crosses another."))
    area, perimeter = wgs84().polygon_area_perimeter(points[:, 0], points[:, 1])
    return Outline(abs(float(area)), float(perimeter))


def densified(lonlat: FloatArray, step_m: float, *, closed: bool = False) -> FloatArray:
    """The corners (N, 2) in degrees, with points on the geodesics between them, at most `step_m` apart.

    No side gets more than `MOST_BETWEEN` of them.
    """
    points = _checked(lonlat)
    if closed:
        points = np.vstack([points, points[:1]])
    parts = [points[:1]]
    for start, end, leg in zip(points[:-1], points[1:], legs(points), strict=True):
        between_count = min(MOST_BETWEEN, math.ceil(leg.length_m / step_m) - 1)
        if between_count > 0:
            (a, b), (c, d) = start.tolist(), end.tolist()
            parts.append(np.array(wgs84().npts(a, b, c, d, between_count), np.float64))
        parts.append(end[None, :])
    return np.concatenate(parts)


def destination(start: Point, azimuth_deg: float, length_m: float) -> Point:
    """The place (lon, lat) at the end of a geodesic."""
    lon, lat, _ = wgs84().fwd(start[0], start[1], azimuth_deg, length_m)
    return float(lon), float(lat)


def crosses_itself(lonlat: FloatArray) -> bool:
    """Whether two sides of a closed outline, corners (N, 2) in degrees, meet other than in a shared corner.

    Sides are taken for great circles; from geodesics they differ less than any outline is drawn.
    """
    unit = _unit(np.radians(_checked(lonlat)))
    middle = unit.mean(axis=0)
    size = float(np.linalg.norm(middle))
    if size > 1e-6 and float((unit @ (middle / size)).min()) > _LOCAL_COS:
        import shapely

        flat = _gnomonic(np.radians(np.asarray(lonlat, np.float64)), middle / size)
        return not shapely.LinearRing(flat).is_simple
    return _arcs_cross(unit)


def _unit(radians: FloatArray) -> FloatArray:
    lon, lat = radians[:, 0], radians[:, 1]
    return np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1)


def _gnomonic(radians: FloatArray, middle: FloatArray) -> FloatArray:
    """Great circles become straight lines; exact to the last digits also where corners are a metre apart."""
    lon0, lat0 = math.atan2(middle[1], middle[0]), math.asin(max(-1.0, min(1.0, float(middle[2]))))
    lon, lat = radians[:, 0] - lon0, radians[:, 1]
    # Of small angles the difference is taken, not the sine's own digits.
    half = np.sin(lon / 2) ** 2
    cosine = np.cos(lat - lat0) - 2 * math.cos(lat0) * np.cos(lat) * half
    east = np.cos(lat) * np.sin(lon)
    north = np.sin(lat - lat0) + 2 * math.sin(lat0) * np.cos(lat) * half
    return np.stack([east / cosine, north / cosine], axis=1)


def _arcs_cross(unit: FloatArray) -> bool:
    """Whether two of the closed path's arcs cross, for outlines that reach around the Earth."""
    start, end = unit, np.roll(unit, -1, axis=0)
    poles = np.cross(start, end)
    count = len(unit)
    for first in range(count - 2):
        others = np.arange(first + 2, count if first else count - 1)
        if not len(others):
            continue
        at = np.cross(poles[first], poles[others])
        # The two places where the great circles meet; on both arcs at once, the arcs meet.
        for sign in (1.0, -1.0):
            place = sign * at
            if (_on_arc(place, start[first], end[first], poles[first])
                    & _on_arc(place, start[others], end[others], poles[others])).any():  # fmt: skip
                return True
    return False


def _on_arc(place: FloatArray, start: FloatArray, end: FloatArray, pole: FloatArray) -> np.ndarray:
    after_start = (np.cross(start, place) * pole).sum(axis=-1)
    before_end = (np.cross(place, end) * pole).sum(axis=-1)
    return np.asarray((after_start > 0) & (before_end > 0))


def _checked(lonlat: FloatArray) -> FloatArray:
    points = np.asarray(lonlat, np.float64)
    if not np.isfinite(points).all():
        raise UserError(
            tr("A point has no place on the ground."), "", tr("Measure where the image is placed.")
        )
    return points
