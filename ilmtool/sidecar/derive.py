"""The `geometry` member, derived from rings in pixel space when a box is edited.

RFC 7946: WGS 84 longitude and latitude, closed, counter-clockwise, cut at the antimeridian, no edge longer
than 300 m (straight in pixels and straight in degrees differ), 8 decimals, 9 below 0.08 m a pixel.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Protocol, cast

import numpy as np

from ilmtool.core.geometry import FloatArray, Ring

if TYPE_CHECKING:
    from shapely import Polygon

MAX_EDGE_M = 300.0
FINE_PIXEL_M = 0.08
_M_PER_DEG = 111_700.0
"""Never less than the length of a degree on WGS 84, so that an edge is never taken for shorter than it is."""
_MAX_PIECES = 10_000

LonLatRing = list[tuple[float, float]]


class PixelToGround(Protocol):
    """What places pixels on the ground; `imagery.ground.GroundMap` does."""

    def to_lonlat(self, points: FloatArray) -> FloatArray:
        """Px (N, 2) -> degrees (lon, lat), shape (N, 2); NaN where there is no answer."""
        ...

    def to_pixel(self, lonlat: FloatArray) -> FloatArray:
        """Degrees (lon, lat), shape (N, 2) -> px (N, 2); NaN where there is no answer."""
        ...


def derive_geometry(rings: Ring | Sequence[Ring], ground: PixelToGround | None) -> bytes:
    """The `geometry` member of an annotation.

    Parameters
    ----------
    rings : Ring, or sequence of Ring
        Exterior ring in pixel space of the scene that it is drawn on, then holes.
    ground : PixelToGround or None
        None for an image without georeferencing.

    Returns
    -------
    bytes
        JSON text: a Polygon, a MultiPolygon where the ring crosses the antimeridian, or `null` if the
        pixels have no place on the ground.
    """
    listed = _listed(rings)
    if ground is None or not listed:
        return b"null"
    placed: list[LonLatRing] = []
    decimals = 8
    for index, ring in enumerate(listed):
        lonlat, pixel_m = _on_ground(ring, ground)
        if lonlat is None:
            return b"null"
        if index == 0 and pixel_m < FINE_PIXEL_M:
            decimals = 9
        placed.append(lonlat)
    polygons = _cut(placed)
    texts = [
        "[" + ",".join(_ring_text(ring, decimals, hole=i > 0) for i, ring in enumerate(polygon)) + "]"
        for polygon in polygons
    ]
    if len(texts) == 1:
        return f'{{"type":"Polygon","coordinates":{texts[0]}}}'.encode()
    return f'{{"type":"MultiPolygon","coordinates":[{",".join(texts)}]}}'.encode()


def _listed(rings: Ring | Sequence[Ring]) -> list[Ring]:
    single = bool(rings) and not isinstance(rings[0][0], tuple)
    return [cast("Ring", rings)] if single else list(cast("Sequence[Ring]", rings))


def _on_ground(ring: Ring, ground: PixelToGround) -> tuple[LonLatRing | None, float]:
    """(closed ring in degrees with short edges, size of a pixel in m); None where it has no place."""
    x, y = ring[0]
    corners = _lonlat([*ring, (x + 1.0, y), (x, y + 1.0)], ground)
    probes = [corners.pop(), corners.pop()]
    if not _is_finite(corners):
        return None, math.inf
    sizes = [_length_m(corners[0], probe) for probe in probes]
    pixel_m = min((size for size in sizes if math.isfinite(size)), default=math.inf)
    pieces = [
        max(1, min(_MAX_PIECES, math.ceil(_length_m(start, end) / MAX_EDGE_M)))
        for start, end in pairwise(corners)
    ]
    if max(pieces, default=1) > 1:
        dense = [
            (x0 + (x1 - x0) * step / count, y0 + (y1 - y0) * step / count)
            for ((x0, y0), (x1, y1)), count in zip(pairwise(ring), pieces, strict=True)
            for step in range(count)
        ]
        corners = _lonlat([*dense, ring[-1]], ground)
        if not _is_finite(corners):
            return None, math.inf
    return corners, pixel_m


def _lonlat(points: Sequence[tuple[float, float]], ground: PixelToGround) -> LonLatRing:
    placed = ground.to_lonlat(np.array(points, dtype=np.float64))
    return [(lon, lat) for lon, lat in placed.tolist()]


def _is_finite(points: LonLatRing) -> bool:
    return all(math.isfinite(lon) and math.isfinite(lat) for lon, lat in points)


def _length_m(start: tuple[float, float], end: tuple[float, float]) -> float:
    """Length of an edge in degrees, at most a few per mille too long."""
    east = (end[0] - start[0] + 180.0) % 360.0 - 180.0
    lat = min(abs(start[1]), abs(end[1]))
    return math.hypot(east * math.cos(math.radians(lat)), end[1] - start[1]) * _M_PER_DEG


def lengths_m(starts: FloatArray, ends: FloatArray) -> FloatArray:
    """Lengths of edges in degrees, (..., 2); the same estimate as for one edge, at most a few per mille too
    long.
    """
    east = (ends[..., 0] - starts[..., 0] + 180.0) % 360.0 - 180.0
    lat = np.minimum(np.abs(starts[..., 1]), np.abs(ends[..., 1]))
    found: FloatArray = np.hypot(east * np.cos(np.radians(lat)), ends[..., 1] - starts[..., 1]) * _M_PER_DEG
    return found


def _cut(rings: list[LonLatRing]) -> list[list[LonLatRing]]:
    """Polygons within -180 to 180 degrees."""
    unwrapped = [_unwrapped(ring) for ring in rings]
    longitudes = [lon for ring in unwrapped for lon, _ in ring]
    if min(longitudes) >= -180.0 and max(longitudes) <= 180.0:
        return [unwrapped]
    import shapely
    from shapely import affinity

    reference = unwrapped[0][0][0]
    holes = [_shifted(ring, 360.0 * round((reference - ring[0][0]) / 360.0)) for ring in unwrapped[1:]]
    whole = shapely.make_valid(shapely.Polygon(unwrapped[0], holes))
    pieces: list[Polygon] = []
    for turn in range(math.floor((min(longitudes) + 180) / 360), math.ceil((max(longitudes) + 180) / 360)):
        west = -180.0 + 360.0 * turn
        inside = shapely.intersection(whole, shapely.box(west, -90.0, west + 360.0, 90.0))
        pieces += _areas(affinity.translate(inside, -360.0 * turn))
    # Around a pole the pieces meet again; at the antimeridian they do not.
    whole = shapely.union_all(pieces)
    return [[list(ring.coords) for ring in (part.exterior, *part.interiors)] for part in _areas(whole)]


def _areas(geometry: object) -> list[Polygon]:
    import shapely

    return [part for part in shapely.get_parts(geometry) if part.geom_type == "Polygon" and part.area > 0]


def _unwrapped(ring: LonLatRing) -> LonLatRing:
    """Longitudes without jumps at 180 degrees; a ring around a pole is led over the pole."""
    made = [ring[0]]
    for lon, lat in ring[1:]:
        last = made[-1][0]
        made.append((lon + 360.0 * round((last - lon) / 360.0), lat))
    (first_lon, first_lat), (last_lon, _) = made[0], made[-1]
    if abs(last_lon - first_lon) > 180.0:
        pole = math.copysign(90.0, first_lat)
        made += [(last_lon, pole), (first_lon, pole), (first_lon, first_lat)]
    else:
        made[-1] = made[0]
    return made


def _shifted(ring: LonLatRing, degrees: float) -> LonLatRing:
    return [(lon + degrees, lat) for lon, lat in ring]


def _ring_text(ring: LonLatRing, decimals: int, *, hole: bool) -> str:
    """Counter-clockwise, or clockwise for a hole, from the same first point."""
    lon0, lat0 = ring[0]
    area = sum((x0 - lon0) * (y1 - lat0) - (x1 - lon0) * (y0 - lat0) for (x0, y0), (x1, y1) in pairwise(ring))
    ordered = ring if (area > 0) != hole else ring[::-1]
    return "[" + ",".join(f"[{_number(x, decimals)},{_number(y, decimals)}]" for x, y in ordered) + "]"


def _number(value: float, decimals: int) -> str:
    text = f"{value:.{decimals}f}".rstrip("0")
    text = text + "0" if text.endswith(".") else text
    return "0.0" if text == "-0.0" else text
