"""How large annotations are on the ground."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

import numpy as np

from ilmtool.core.annotation import Annotation
from ilmtool.core.geometry import FloatArray, Ring

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ilmtool.imagery.ground import GroundMap

# WGS 84, the ellipsoid that longitudes and latitudes stand on.
_A_M, _F = 6_378_137.0, 1 / 298.257223563
_E2 = _F * (2 - _F)


class Grounds(Protocol):
    """Where scenes lie; see `columns.Facts`."""

    @property
    def grounds(self) -> Mapping[str, GroundMap | None]: ...

    @property
    def after_id(self) -> str | None: ...


def extents_m(annotations: Sequence[Annotation], grounds: Grounds) -> FloatArray:
    """Longer and shorter side in metres, float64 (N, 2); NaN without georeferencing or outline.

    Sides of boxes, also of turned ones; of a polygon, its reach along east and north. By the ellipsoid's
    radii of curvature at the annotation, so not stretched as lengths in a map grid are.
    """
    found = np.full((len(annotations), 2), np.nan)
    places: dict[str | None, list[int]] = {}
    for place, annotation in enumerate(annotations):
        if annotation.ring is not None:
            places.setdefault(annotation.drawn_on or grounds.after_id, []).append(place)
    for scene, own in places.items():
        ground = grounds.grounds.get(scene) if scene is not None else None
        if ground is None:
            continue
        rings = [annotations[place].ring or () for place in own]
        boxes = [i for i, ring in enumerate(rings) if len(ring) == 5]
        if boxes:
            corners = np.array([rings[i][:4] for i in boxes], np.float64)
            metres = _metres(ground.to_lonlat(corners.reshape(-1, 2)).reshape(-1, 4, 2))
            down, across = metres[:, 1] - metres[:, 0], metres[:, 3] - metres[:, 0]
            sides = np.stack((np.hypot(*down.T), np.hypot(*across.T)), axis=1)
            found[[own[i] for i in boxes]] = np.sort(sides, axis=1)[:, ::-1]
        for i in set(range(len(rings))).difference(boxes):
            outline = _metres(ground.to_lonlat(np.array(rings[i], np.float64))[None])[0]
            found[own[i]] = np.sort(np.ptp(outline, axis=0))[::-1]
    return found


def extents_px(annotation: Annotation) -> tuple[float, float]:
    """The same in pixels of the annotation's own scene; NaN without an outline."""
    ring: Ring | None = annotation.ring
    if ring is None or len(ring) < 4:
        return math.nan, math.nan
    if len(ring) == 5:
        sides = [math.dist(ring[0], ring[1]), math.dist(ring[0], ring[3])]
    else:
        points = np.asarray(ring)
        sides = np.ptp(points, axis=0).tolist()
    return max(sides), min(sides)


def _metres(lonlat: FloatArray) -> FloatArray:
    """East and north in metres of the points (N, k, 2) of N outlines, from their first points."""
    start = lonlat[:, :1]
    turn = (lonlat[..., 0] - start[..., 0] + 180.0) % 360.0 - 180.0
    middle = np.radians(start[..., 1])
    bulge = 1 - _E2 * np.sin(middle) ** 2
    east = np.radians(turn) * _A_M / np.sqrt(bulge) * np.cos(middle)
    north = np.radians(lonlat[..., 1] - start[..., 1]) * _A_M * (1 - _E2) / bulge**1.5
    return np.stack((east, north), axis=2)
