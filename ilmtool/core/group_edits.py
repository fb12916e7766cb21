"""Several outlines turned or scaled about one point, in pixel space of the scene that they are drawn on.

Outlines are (exterior, hole, ...). What cannot be done within the image is not done at all: the places of the
outlines to each other are what a group is about.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ilmtool.core.edits import MIN_SIDE, Size, cos_sin, room_of
from ilmtool.core.geometry import Affine, FloatArray, Point, Ring, apply, ring_array

Outline = tuple[Ring, ...]

_SLACK = 1e-6


def turn_about(center: Point, angle_deg: float) -> Affine:
    """The turn about a point, positive clockwise on screen."""
    cos, sin = cos_sin(angle_deg)
    x, y = center
    return cos, -sin, x - cos * x + sin * y, sin, cos, y - sin * x - cos * y


def scale_about(anchor: Point, factor: float) -> Affine:
    """The scaling that leaves `anchor` where it is."""
    x, y = anchor
    return factor, 0.0, x - factor * x, 0.0, factor, y - factor * y


def least_factor(outlines: Sequence[Outline]) -> float:
    """The smallest scaling that leaves every outline a side of `MIN_SIDE`."""
    extents = [np.ptp(ring_array(outline[0]), axis=0).min() for outline in outlines]
    least = min((e for e in extents if e > 0), default=1.0)
    return min(1.0, MIN_SIDE / float(least))


def fits(outlines: Sequence[Outline], moved: Affine, size: Size) -> bool:
    """Whether all outlines, moved, stay within the image, or where they stuck out of it already."""
    for outline in outlines:
        x0, y0, x1, y1 = room_of(outline[0], size)
        points = apply(moved, ring_array(outline[0]))
        (left, top), (right, bottom) = points.min(axis=0), points.max(axis=0)
        if left < x0 - _SLACK or top < y0 - _SLACK or right > x1 + _SLACK or bottom > y1 + _SLACK:
            return False
    return True


def moved_outline(outline: Outline, moved: Affine) -> Outline:
    """One outline, each of its rings moved."""
    return tuple(_ring(apply(moved, ring_array(ring))) for ring in outline)


def _ring(points: FloatArray) -> Ring:
    ring = tuple((x, y) for x, y in points.tolist())
    return (*ring, ring[0])
