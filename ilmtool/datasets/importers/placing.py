"""Brings what was found onto the images: into px, with the shape that it has there."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from ilmtool.core.annotation import MAX_PIXEL
from ilmtool.core.edits import is_canonical
from ilmtool.core.geometry import Ring, box_ring, ring_bounds
from ilmtool.datasets.importers.found import FoundObject, rectangle_of, shape_of
from ilmtool.sidecar.derive import PixelToGround

_DECIMALS = 6
"""A millionth of a pixel: below it are only the traces of arithmetic."""
_STRAIGHT_PX = 0.05
"""Vertices nearer to a straight line were put there to follow the Earth, not the object."""


def from_shares(objects: Iterable[FoundObject], width: int, height: int) -> Iterator[FoundObject]:
    """Shares of an image's sides -> px; what was a rectangle is looked at again, because px are square."""

    def scaled(ring: Ring) -> Ring:
        return tuple((round(x * width, _DECIMALS), round(y * height, _DECIMALS)) for x, y in ring)

    for found in objects:
        ring = scaled(found.ring)
        shape = found.shape
        if shape == "box":
            ring = box_ring(*ring_bounds(ring))
        elif len(ring) == 5 and shape != "polygon":
            shape = shape_of(ring)
        yield replace(found, ring=ring, shape=shape, holes=tuple(scaled(hole) for hole in found.holes))


def from_ground(
    objects: Sequence[FoundObject], ground: PixelToGround, width: int, height: int
) -> Iterator[tuple[int, FoundObject]]:
    """Those objects that an image shows, (index, object in px): their middle lies in it."""
    middles = np.array([_middle(found.ring) for found in objects], np.float64).reshape(-1, 2)
    pixels = ground.to_pixel(middles)
    with np.errstate(invalid="ignore"):
        inside = (pixels >= 0).all(axis=1) & (pixels[:, 0] < width) & (pixels[:, 1] < height)
    for index in np.flatnonzero(inside).tolist():
        found = objects[index]
        rings = [_on_image(ring, ground) for ring in (found.ring, *found.holes)]
        if all(ring is not None for ring in rings):
            exterior, *holes = (ring for ring in rings if ring is not None)
            ring, shape = (exterior, "polygon") if holes else rectangle_of(exterior, from_top_left=True)
            yield index, replace(found, ring=ring, shape=shape, holes=tuple(holes))


def _middle(ring: Ring) -> tuple[float, float]:
    x0, y0, x1, y1 = ring_bounds(ring)
    return (x0 + x1) / 2, (y0 + y1) / 2


def _on_image(ring: Ring, ground: PixelToGround) -> Ring | None:
    import shapely

    points = ground.to_pixel(np.asarray(ring, np.float64))
    if not np.isfinite(points).all():
        return None
    straight = shapely.simplify(shapely.Polygon(points), _STRAIGHT_PX)
    if straight.geom_type == "Polygon" and not straight.is_empty:
        points = np.asarray(straight.exterior.coords)
    made = [(round(float(x), _DECIMALS), round(float(y), _DECIMALS)) for x, y in points]
    return (*made[:-1], made[0])


def checked(found: FoundObject) -> FoundObject | None:
    """The object, its shape in step with its ring; None if its coordinates are none of an image."""
    points = [point for ring in (found.ring, *found.holes) for point in ring]
    if not all(math.isfinite(v) and abs(v) <= MAX_PIXEL for point in points for v in point):
        return None
    if found.shape == "box" and not is_canonical(found.ring):
        return replace(found, shape=shape_of(found.ring))
    return found
