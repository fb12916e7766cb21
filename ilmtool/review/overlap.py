"""Which boxes of two files lie on each other: candidates from an STRtree, then exact overlap.

Overlap is intersection over union (IoU). Boxes along the axes need four comparisons; turned boxes are cut by
an exact integral that numpy computes for all pairs at once (`_cut`); any other outline goes to GEOS.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ilmtool.core.geometry import FloatArray
from ilmtool.errors import UserError
from ilmtool.review.boxes import PARALLELOGRAM, RAGGED, Boxes
from ilmtool.text import number, tr

Rows = NDArray[np.intp]

BY_IOU, BY_CENTER = 0, 1
"""Values of `Edges.rule`: by which rule two boxes may be one object."""

MAX_CANDIDATES = 40_000_000
MAX_EDGES = 4_000_000
"""Far more than any scene holds; a file of boxes that all lie on each other would fill the memory."""

_ROUNDING = 1e-9
"""Numbers that differ by less are equal: a box far from the origin has sides of 11.999999999 px."""

_CHUNK = 8192
"""Pairs of turned boxes cut at a time: their arrays stay in the processor's cache."""

_ALIKE = 16.0
"""By the rule of centres, one area is at most so many times the other: a vehicle is no hall."""


@dataclass(frozen=True, slots=True)
class Rules:
    """When two boxes may be the same object.

    Attributes
    ----------
    iou : float
        Least intersection over union.
    small_px : float
        Where the smaller side of the two boxes is below this, centres close to each other are enough: an
        honest jitter of one pixel leaves IoU 0.5 to half of the boxes of 6 px only.
    center_px : float
        How far such centres may be apart, or half that smaller side where this is more.
    """

    iou: float = 0.5
    small_px: float = 12.0
    center_px: float = 2.0

    def __post_init__(self) -> None:
        if not 0.0 < self.iou <= 1.0:
            raise UserError(
                tr("The overlap {iou} is out of range.", iou=number(self.iou, "g")),
                "",
                tr("Choose more than 0 and at most 1, like 0.5."),
            )


@dataclass(frozen=True, eq=False)
class Edges:
    """Pairs of boxes that may be one object, sorted by row of `a`, then of `b`.

    Attributes
    ----------
    a, b : (E,) intp
        Rows of the two files' boxes.
    iou : (E,) float64
    offset : (E,) float64
        Distance of the centres in px.
    near : (E,) bool
        Whether the rule of centres holds.
    rule : (E,) uint8
        `BY_IOU`, or `BY_CENTER` where only the other rule holds.
    """

    a: Rows
    b: Rows
    iou: FloatArray
    offset: FloatArray
    near: NDArray[np.bool_]
    rule: NDArray[np.uint8]

    def __len__(self) -> int:
        return len(self.a)

    def at(self, least_iou: float) -> Edges:
        """Those that hold where this much overlap is asked for."""
        enough = self.iou >= least_iou - _ROUNDING
        keep = enough | self.near
        rule = np.where(enough, BY_IOU, BY_CENTER).astype(np.uint8)
        return Edges(
            self.a[keep], self.b[keep], self.iou[keep], self.offset[keep], self.near[keep], rule[keep]
        )


def find_edges(a: Boxes, b: Boxes, rules: Rules, least_iou: float | None = None) -> Edges:
    """All pairs that may be one object.

    Parameters
    ----------
    a, b : Boxes
    rules : Rules
    least_iou : float, optional
        Find those of a lower overlap too; `Edges.at` then gives those of each threshold.

    Raises
    ------
    UserError
        So many boxes lie on each other that the files cannot be annotations of a scene.
    """
    least = rules.iou if least_iou is None else min(least_iou, rules.iou)
    found: list[tuple[Any, ...]] = []
    seen = kept = 0
    for rows_a, rows_b in _candidates(a, b, rules):
        seen += len(rows_a)
        overlap = iou_of(a, b, rows_a, rows_b, least)
        gap = a.center[rows_a] - b.center[rows_b]
        offset = np.hypot(gap[:, 0], gap[:, 1])
        near = _near(a, b, rows_a, rows_b, offset, rules)
        bounded = np.flatnonzero(near & (overlap < least - _ROUNDING))
        overlap[bounded] = iou_of(a, b, rows_a[bounded], rows_b[bounded])
        keep = np.flatnonzero((overlap >= least - _ROUNDING) | near)
        kept += len(keep)
        if seen > MAX_CANDIDATES or kept > MAX_EDGES:
            raise UserError(
                tr("The files cannot be compared: boxes lie on each other by the thousand."),
                tr("No scene looks like that; the boxes were probably copied on top of each other."),
                tr("Remove the copies, e.g. with QGIS's 'Delete duplicate geometries'."),
            )
        found.append((rows_a[keep], rows_b[keep], overlap[keep], offset[keep], near[keep]))
    if not found:
        none = np.empty(0)
        empty = np.empty(0, np.intp)
        return Edges(empty, empty, none, none, np.empty(0, np.bool_), np.empty(0, np.uint8))
    ea, eb, overlap, offset, near = (np.concatenate(part) for part in zip(*found, strict=True))
    order = np.argsort(ea * len(b) + eb, kind="stable")
    rule = np.where(overlap >= least - _ROUNDING, BY_IOU, BY_CENTER).astype(np.uint8)
    return Edges(ea[order], eb[order], overlap[order], offset[order], near[order], rule[order])


def _near(
    a: Boxes, b: Boxes, rows_a: Rows, rows_b: Rows, offset: FloatArray, rules: Rules
) -> NDArray[np.bool_]:
    small = np.minimum(a.small_side[rows_a], b.small_side[rows_b])
    reach = np.maximum(rules.center_px, small / 2) + _ROUNDING
    near: NDArray[np.bool_] = (small < rules.small_px - _ROUNDING) & (offset <= reach)
    if near.any():
        areas_a, areas_b = a.area[rows_a], b.area[rows_b]
        near &= np.maximum(areas_a, areas_b) <= _ALIKE * np.minimum(areas_a, areas_b)
    return near


def _candidates(a: Boxes, b: Boxes, rules: Rules) -> Iterator[tuple[Rows, Rows]]:
    """Pairs whose bounds touch, in blocks of bounded size.

    Bounds below twice the reach of the rule of centres are widened by it: only such can be near each other
    without touching.
    """
    import shapely

    if not len(a) or not len(b):
        return
    wanted = a.bounds
    thin = np.minimum(wanted[:, 2] - wanted[:, 0], wanted[:, 3] - wanted[:, 1]) < 2 * rules.center_px
    if thin.any():
        reach = np.array([-1.0, -1.0, 1.0, 1.0]) * rules.center_px
        wanted = wanted + thin[:, None] * reach
    seekers, targets = _diagonals(wanted, b.bounds)
    tree = shapely.STRtree(targets)
    start, size = 0, 512
    while start < len(seekers):
        block = seekers[start : start + size]
        rows_a, rows_b = tree.query(block)
        yield rows_a + start, rows_b
        start += len(block)
        # Next time about a million pairs, as far as this block tells.
        size = max(16, int(1_000_000 * len(block) / max(len(rows_a), 1)))
        size = min(size, 1_000_000)


def _diagonals(*bounds: FloatArray) -> list[NDArray[np.object_]]:
    """Geometries with these bounds: a diagonal is made in half the time that a box takes.

    Without the garbage collector, which would walk all objects of the program several times meanwhile.
    """
    import shapely

    enabled = gc.isenabled()
    gc.disable()
    try:
        return [shapely.linestrings(np.ascontiguousarray(own).reshape(-1, 2, 2)) for own in bounds]
    finally:
        if enabled:
            gc.enable()


def iou_of(a: Boxes, b: Boxes, rows_a: Rows, rows_b: Rows, least: float = 0.0) -> FloatArray:
    """Intersection over union of pairs, shape (E,); the same, bit for bit, with the files exchanged.

    Two outlines without an area have none, also when they are the same. Where either is turned and the bounds
    alone show that it is below `least`, the answer is a bound below `least`.
    """
    shared = _shared_bounds(a, b, rows_a, rows_b)
    form = np.maximum(a.form[rows_a], b.form[rows_b])
    areas_a, areas_b = a.area[rows_a], b.area[rows_b]
    smaller, together = np.minimum(areas_a, areas_b), areas_a + areas_b
    np.minimum(shared, smaller, out=shared)
    for code, kind in ((PARALLELOGRAM, _shared_turned), (RAGGED, _shared_ragged)):
        rows = np.flatnonzero((form == code) & (shared > 0))
        # What the bounds share is no less than what the outlines do.
        rows = rows[shared[rows] >= (least - _ROUNDING) * (together[rows] - shared[rows])]
        for start in range(0, len(rows), _CHUNK):
            part = rows[start : start + _CHUNK]
            shared[part] = kind(a, b, rows_a[part], rows_b[part])
    np.minimum(shared, smaller, out=shared)
    union = together - shared
    return np.divide(shared, union, out=np.zeros_like(shared), where=union > 0)


def _shared_bounds(a: Boxes, b: Boxes, rows_a: Rows, rows_b: Rows) -> FloatArray:
    left, right = a.bounds[rows_a], b.bounds[rows_b]
    low = np.maximum(left[:, :2], right[:, :2])
    size = np.minimum(left[:, 2:], right[:, 2:])
    size -= low
    np.maximum(size, 0.0, out=size)
    return np.asarray(size[:, 0] * size[:, 1])


def _shared_turned(a: Boxes, b: Boxes, rows_a: Rows, rows_b: Rows) -> FloatArray:
    """Area shared by parallelograms, shape (E,)."""
    first, second = a.quads[rows_a], b.quads[rows_b]
    # The cut treats its two sides differently; a fixed order makes the last digit the same both ways.
    swap = _is_greater(first.reshape(-1, 8), second.reshape(-1, 8))[:, None, None]
    return _cut(np.where(swap, second, first), np.where(swap, first, second))


def _is_greater(left: FloatArray, right: FloatArray) -> NDArray[np.bool_]:
    """Row by row, by the first number that differs."""
    differs = left != right
    at = differs.argmax(axis=1)
    rows = np.arange(len(left))
    return np.asarray(left[rows, at] > right[rows, at])


def _cut(frames: FloatArray, quads: FloatArray) -> FloatArray:
    """Area of quads (E, 4, 2) within parallelograms (E, 4, 2).

    In coordinates where the parallelogram is the unit square, Green's theorem gives the area of the common
    part as the integral of clamp(y, 0, 1) dx along the quad's outline, over the part with x in [0, 1]. Along
    an edge it is elementary. Nothing is decided by the sign of a rounded number: no case is lost where edges
    lie on each other, as they do for two copies of one box.
    """
    origin = frames[:, 0]
    u, v = frames[:, 3] - origin, frames[:, 1] - origin
    det = u[:, 0] * v[:, 1] - u[:, 1] * v[:, 0]
    safe = np.where(det == 0, 1.0, det)
    moved = quads - origin[:, None]
    x = (moved[..., 0] * v[:, None, 1] - moved[..., 1] * v[:, None, 0]) / safe[:, None]
    y = (moved[..., 1] * u[:, None, 0] - moved[..., 0] * u[:, None, 1]) / safe[:, None]
    x1, y1 = np.roll(x, -1, axis=1), np.roll(y, -1, axis=1)
    dx, dy = x1 - x, y1 - y
    from_x, to_x = np.clip(x, 0.0, 1.0), np.clip(x1, 0.0, 1.0)
    slope = np.divide(dy, dx, out=np.zeros_like(dx), where=dx != 0)
    from_y = np.where(from_x == x, y, y + (from_x - x) * slope)
    to_y = np.where(to_x == x1, y1, y + (to_x - x) * slope)
    rise = to_y - from_y
    low, high = np.clip(from_y, 0.0, 1.0), np.clip(to_y, 0.0, 1.0)
    flat = rise == 0
    per = np.divide(1.0, rise, out=np.zeros_like(rise), where=~flat)
    # Shares of the edge that run inside the square and above it.
    inside = np.where(flat, (from_y >= 0) & (from_y <= 1), (high - low) * per)
    above = np.where(flat, from_y > 1, (np.maximum(to_y, 1.0) - np.maximum(from_y, 1.0)) * per)
    mean = inside * (low + high) / 2 + above
    shared = np.abs(((to_x - from_x) * mean).sum(axis=1))
    return np.where(det == 0, 0.0, shared * np.abs(det))


def _shared_ragged(a: Boxes, b: Boxes, rows_a: Rows, rows_b: Rows) -> FloatArray:
    import shapely

    left, right = _geometries(a, rows_a), _geometries(b, rows_b)
    # As above: the same digits both ways.
    swap = np.array([x.wkb > y.wkb for x, y in zip(left, right, strict=True)], np.bool_)
    first, second = np.where(swap, right, left), np.where(swap, left, right)
    return np.asarray(shapely.area(shapely.intersection(first, second)))


def _geometries(boxes: Boxes, rows: Rows) -> NDArray[np.object_]:
    import shapely

    made = np.empty(len(rows), dtype=object)
    own = boxes.form[rows] != RAGGED
    made[own] = shapely.polygons(boxes.quads[rows[own]])
    made[~own] = [boxes.outlines[row] for row in rows[~own].tolist()]
    return made
