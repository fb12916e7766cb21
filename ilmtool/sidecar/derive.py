"""The `geometry` member, derived from rings in pixel space when a box is edited.

RFC 7946: WGS 84 longitude and latitude, closed, counter-clockwise, cut at the antimeridian, no edge longer
than 300 m (straight in pixels and straight in degrees differ), 8 decimals, 9 below 0.08 m a pixel.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
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
        points = np.asarray(ring, dtype=np.float64)
        lonlat, pixel_m = _on_ground(points, ground)
        if lonlat is None:
            return b"null"
        if index == 0 and pixel_m < FINE_PIXEL_M:
            decimals = 9
        placed.append([(float(lon), float(lat)) for lon, lat in lonlat])
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


def _on_ground(points: FloatArray, ground: PixelToGround) -> tuple[FloatArray | None, float]:
    """(closed ring in degrees with short edges, size of a pixel in m); None where it has no place."""
    probes = points[:1] + np.array([[1.0, 0.0], [0.0, 1.0]])
    found = ground.to_lonlat(np.concatenate((points, probes)))
    corners = found[: len(points)]
    if not np.isfinite(corners).all():
        return None, math.inf
    sizes = _edges_m(np.stack((corners[[0, 0]], found[-2:]), axis=1))
    pixel_m = float(np.nanmin(sizes)) if np.isfinite(sizes).any() else math.inf
    lengths = _edges_m(np.stack((corners[:-1], corners[1:]), axis=1))
    pieces = np.clip(np.ceil(lengths / MAX_EDGE_M), 1, _MAX_PIECES).astype(int)
    if (pieces > 1).any():
        dense = [
            start + (end - start) * (np.arange(count)[:, None] / count)
            for start, end, count in zip(points[:-1], points[1:], pieces, strict=True)
        ]
        corners = ground.to_lonlat(np.concatenate((*dense, points[-1:])))
        if not np.isfinite(corners).all():
            return None, math.inf
    return corners, pixel_m


def _edges_m(edges: FloatArray) -> FloatArray:
    """Lengths of edges (N, 2, 2) in degrees, at most a few per mille too long."""
    delta = edges[:, 1] - edges[:, 0]
    east = (delta[:, 0] + 180.0) % 360.0 - 180.0
    lat = np.minimum(np.abs(edges[:, 0, 1]), np.abs(edges[:, 1, 1]))
    return np.asarray(np.hypot(east * np.cos(np.radians(lat)), delta[:, 1]) * _M_PER_DEG)


def _cut(rings: list[LonLatRing]) -> list[list[LonLatRing]]:
    """Polygons within -180 to 180 degrees."""
    unwrapped = [_unwrapped(ring) for ring in rings]
    longitudes = [lon for ring in unwrapped for lon, _ in ring]
    if min(longitudes) >= -180.0 and max(longitudes) <= 180.0:
        return [unwrapped]
    import shapely

    reference = unwrapped[0][0][0]
    holes = [_shifted(ring, 360.0 * round((reference - ring[0][0]) / 360.0)) for ring in unwrapped[1:]]
    whole = shapely.make_valid(shapely.Polygon(unwrapped[0], holes))
    polygons: list[list[LonLatRing]] = []
    for turn in range(math.floor((min(longitudes) + 180) / 360), math.ceil((max(longitudes) + 180) / 360)):
        west = -180.0 + 360.0 * turn
        inside = shapely.intersection(whole, shapely.box(west, -90.0, west + 360.0, 90.0))
        for part in _areas(inside):
            exterior, *inner = [list(ring.coords) for ring in (part.exterior, *part.interiors)]
            polygons.append([_shifted(ring, -360.0 * turn) for ring in (exterior, *inner)])
    return polygons


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
    area = sum(
        (x0 - lon0) * (y1 - lat0) - (x1 - lon0) * (y0 - lat0)
        for (x0, y0), (x1, y1) in itertools.pairwise(ring)
    )
    ordered = ring if (area > 0) != hole else ring[::-1]
    return "[" + ",".join(f"[{_number(x, decimals)},{_number(y, decimals)}]" for x, y in ordered) + "]"


def _number(value: float, decimals: int) -> str:
    text = f"{value:.{decimals}f}".rstrip("0")
    text = text + "0" if text.endswith(".") else text
    return "0.0" if text == "-0.0" else text
