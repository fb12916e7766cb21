"""Rings and affine maps in pixel space.

Pixel space has x to the right and y down; (0, 0) is the outer corner of the top-left pixel and its centre
is (0.5, 0.5). Boxes are half-open. A ring is closed: its last point repeats its first.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Point = tuple[float, float]
Ring = tuple[Point, ...]
Bounds = tuple[float, float, float, float]
Affine = tuple[float, float, float, float, float, float]
"""(a, b, c, d, e, f): x' = a x + b y + c, y' = d x + e y + f (the order of rasterio and `proj:transform`)."""

FloatArray = NDArray[np.float64]

IDENTITY: Affine = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0)


def compose(outer: Affine, inner: Affine) -> Affine:
    """The affine that applies `inner` first and `outer` second."""
    a, b, c, d, e, f = outer
    g, h, i, j, k, m = inner
    return (a * g + b * j, a * h + b * k, a * i + b * m + c, d * g + e * j, d * h + e * k, d * i + e * m + f)


def invert(affine: Affine) -> Affine:
    """The inverse affine.

    Raises
    ------
    ValueError
        If the affine maps the plane onto a line or a point.
    """
    a, b, c, d, e, f = affine
    det = a * e - b * d
    if det == 0 or not math.isfinite(det):
        raise ValueError("the transform has no inverse")
    ia, ib, id_, ie = e / det, -b / det, -d / det, a / det
    return (ia, ib, -(ia * c + ib * f), id_, ie, -(id_ * c + ie * f))


def apply(affine: Affine, points: FloatArray) -> FloatArray:
    """Map points, shape (..., 2), float64; returns a new array of the same shape."""
    a, b, c, d, e, f = affine
    x, y = points[..., 0], points[..., 1]
    return np.stack((a * x + b * y + c, d * x + e * y + f), axis=-1)


def bounds_through(affine: Affine, bounds: Bounds) -> Bounds:
    """Bounds of the image of a rectangle. Plain arithmetic: the painter asks this for every tile."""
    a, b, c, d, e, f = affine
    x0, y0, x1, y1 = bounds
    ax0, ax1, by0, by1 = a * x0, a * x1, b * y0, b * y1
    dx0, dx1, ey0, ey1 = d * x0, d * x1, e * y0, e * y1
    return (
        min(ax0, ax1) + min(by0, by1) + c,
        min(dx0, dx1) + min(ey0, ey1) + f,
        max(ax0, ax1) + max(by0, by1) + c,
        max(dx0, dx1) + max(ey0, ey1) + f,
    )


def box_ring(x0: float, y0: float, x1: float, y1: float) -> Ring:
    """Closed ring of an axis-aligned box in the contract's order TL, BL, BR, TR, TL."""
    return ((x0, y0), (x0, y1), (x1, y1), (x1, y0), (x0, y0))


def close_ring(points: Iterable[Point]) -> Ring:
    """The ring with its first point repeated at the end unless it already is."""
    ring = tuple((float(x), float(y)) for x, y in points)
    return ring if len(ring) > 1 and ring[0] == ring[-1] else (*ring, ring[0])


def ring_array(ring: Ring) -> FloatArray:
    """Points of a closed ring without the repeated one, shape (N, 2)."""
    return np.asarray(ring[:-1], dtype=np.float64)


def ring_bounds(ring: Ring) -> Bounds:
    """(x0, y0, x1, y1) of a ring."""
    xs = [p[0] for p in ring]
    ys = [p[1] for p in ring]
    return min(xs), min(ys), max(xs), max(ys)


def signed_area(ring: Ring) -> float:
    """Shoelace area in px^2; positive when counter-clockwise in a y-up frame (clockwise on screen)."""
    total = 0.0
    for (x0, y0), (x1, y1) in pairwise(ring):
        total += x0 * y1 - x1 * y0
    return total / 2.0


def translate_ring(ring: Ring, dx: float, dy: float) -> Ring:
    """The ring moved by (dx, dy) px."""
    return tuple((x + dx, y + dy) for x, y in ring)


def rotate_ring(ring: Ring, angle_deg: float, center: Point) -> Ring:
    """The ring turned about `center`, positive clockwise on screen; the order of its points is kept."""
    cos, sin = math.cos(math.radians(angle_deg)), math.sin(math.radians(angle_deg))
    cx, cy = center
    return tuple(
        (cx + cos * (x - cx) - sin * (y - cy), cy + sin * (x - cx) + cos * (y - cy)) for x, y in ring
    )


def ring_center(ring: Ring) -> Point:
    """Mean of the ring's corners."""
    points = ring[:-1]
    return sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points)


def is_axis_aligned(ring: Ring, tolerance: float = 1e-9) -> bool:
    """Whether a ring is a box of four corners with sides along the axes."""
    if len(ring) != 5:
        return False
    x0, y0, x1, y1 = ring_bounds(ring)
    slack = tolerance * max(1.0, abs(x0), abs(y0), abs(x1), abs(y1))
    return all(
        min(abs(x - x0), abs(x - x1)) <= slack and min(abs(y - y0), abs(y - y1)) <= slack for x, y in ring
    )


def contains(ring: Ring, point: Point) -> bool:
    """Even-odd test; points on the left or top edge are inside (half-open)."""
    x, y = point
    inside = False
    for (x0, y0), (x1, y1) in pairwise(ring):
        if (y0 > y) != (y1 > y) and x < (x1 - x0) * (y - y0) / (y1 - y0) + x0:
            inside = not inside
    return inside
