"""Plane geometry that several formats need: envelopes, corners, rotation, clipping."""

from __future__ import annotations

import math

import numpy as np

from ilmtool.core.geometry import Bounds, Point, Ring, ring_bounds, signed_area
from ilmtool.datasets.records import DatasetObject

Corners = tuple[Point, Point, Point, Point]
"""The object's own top left, top right, bottom right, bottom left: clockwise on screen."""


def overhangs(ring: Ring, width: float, height: float) -> bool:
    """Whether a ring reaches beyond an image."""
    x0, y0, x1, y1 = ring_bounds(ring)
    return not (x0 >= 0 and y0 >= 0 and x1 <= width and y1 <= height)


def clipped_bounds(ring: Ring, width: float, height: float) -> Bounds | None:
    """The envelope of the part of a ring inside an image; None where that has no area."""
    x0, y0, x1, y1 = ring_bounds(ring)
    if overhangs(ring, width, height):
        if len(ring) == 5 and all(x in {x0, x1} and y in {y0, y1} for x, y in ring):
            x0, y0, x1, y1 = max(x0, 0.0), max(y0, 0.0), min(x1, float(width)), min(y1, float(height))
        else:
            parts = [ring_bounds(part) for part in clipped_rings(ring, width, height)]
            if not parts:
                return None
            x0, y0 = min(p[0] for p in parts), min(p[1] for p in parts)
            x1, y1 = max(p[2] for p in parts), max(p[3] for p in parts)
    return (x0, y0, x1, y1) if x1 > x0 and y1 > y0 else None


def clipped_rings(ring: Ring, width: float, height: float) -> tuple[Ring, ...]:
    """The parts of a ring inside an image, closed; none where nothing with an area is inside."""
    import shapely

    if not overhangs(ring, width, height):
        return (ring,)
    area = shapely.Polygon(ring)
    if not area.is_valid:
        area = shapely.make_valid(area)
    inside = shapely.intersection(area, shapely.box(0, 0, width, height))
    parts = [part for part in shapely.get_parts(inside) if part.geom_type == "Polygon" and part.area > 0]
    # GEOS may leave the image by the last bit.
    rings = [np.clip(np.asarray(part.exterior.coords), 0.0, (width, height)).tolist() for part in parts]
    return tuple(tuple((x, y) for x, y in points) for points in rings)


def is_box(item: DatasetObject) -> bool:
    """Whether it was drawn as a box with sides along the axes of its image."""
    return item.shape == "box" and len(item.ring) == 5


def corners_of(item: DatasetObject) -> tuple[Corners, bool]:
    """Corners of a box or oriented box; of the least rectangle around a polygon.

    Returns
    -------
    corners : Corners
        From the object's own top left, clockwise on screen, also where the map between two dates mirrors.
    exact : bool
        False for a polygon.
    """
    exact = item.shape in {"box", "oriented_box"} and len(item.ring) == 5
    ring = item.ring if exact else _least_rectangle(item.ring)
    top_left, bottom_left, bottom_right, top_right = ring[:4]
    if signed_area(ring) > 0:  # clockwise as it stands: TL, BL, BR, TR is counter-clockwise on screen
        bottom_left, top_right = top_right, bottom_left
    return (top_left, top_right, bottom_right, bottom_left), exact


def _least_rectangle(ring: Ring) -> Ring:
    import shapely

    x0, y0, x1, y1 = ring_bounds(ring)
    found = shapely.oriented_envelope(shapely.Polygon(ring))
    if found.geom_type != "Polygon" or found.area == 0:
        return ((x0, y0), (x0, y1), (x1, y1), (x1, y0), (x0, y0))
    points = [(x, y) for x, y in np.asarray(found.exterior.coords)[:4].tolist()]
    if signed_area((*points, points[0])) > 0:
        points.reverse()
    # The corner nearest the top left of its envelope begins, so that equal shapes give equal corners.
    first = min(range(4), key=lambda i: (round(points[i][0] + points[i][1], 6), i))
    turned = points[first:] + points[:first]
    return (*turned, turned[0])


def rotation_deg(corners: Corners) -> float:
    """How far an object's top edge is turned from the x axis, clockwise on screen, -180 to 180."""
    (x0, y0), (x1, y1), _, _ = corners
    if (x0, y0) == (x1, y1):
        return 0.0
    return math.degrees(math.atan2(y1 - y0, x1 - x0))


def unrotated(corners: Corners) -> tuple[float, float, float, float]:
    """[x, y, width, height] of a rectangle turned back about its centre."""
    (x0, y0), (x1, y1), _, (x3, y3) = corners
    width, height = math.hypot(x1 - x0, y1 - y0), math.hypot(x3 - x0, y3 - y0)
    cx, cy = (sum(p[i] for p in corners) / 4 for i in (0, 1))
    return cx - width / 2, cy - height / 2, width, height


def clipped_along_axes(corners: Corners, width: float, height: float) -> Corners | None:
    """A rectangle made smaller along its own axes, around the part of it that lies inside an image.

    Its rotation stays. None where nothing of it is inside.
    """
    inside = [point for ring in clipped_rings((*corners, corners[0]), width, height) for point in ring]
    if not inside:
        return None
    origin = np.asarray(corners[0])
    across, down = np.asarray(corners[1]) - origin, np.asarray(corners[3]) - origin
    if not across.any() or not down.any():
        return None
    basis = np.stack([across, down], axis=1)
    shares = np.linalg.solve(basis, (np.asarray(inside) - origin).T)
    (u0, v0), (u1, v1) = shares.min(axis=1).clip(0, 1), shares.max(axis=1).clip(0, 1)
    made = [origin + u * across + v * down for u, v in ((u0, v0), (u1, v0), (u1, v1), (u0, v1))]
    a, b, c, d = ((float(x), float(y)) for x, y in made)
    return a, b, c, d
