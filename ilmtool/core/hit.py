"""What lies under the pointer: annotations, handles, and what a rubber band catches.

Everything is in reference px. A tolerance is given in reference px along x; `aspect` is the height of a
reference pixel over its width on screen (see `Camera`), so that distances are the ones people see.
"""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from ilmtool.core.boxindex import ALIGNED, POLYGON, BoxIndex, Rows
from ilmtool.core.edits import HANDLES
from ilmtool.core.geometry import Bounds, FloatArray, Point, Ring

ROTATE = "rotate"

HANDLE_RADIUS_SCREEN_PX = 7.0
EDGE_REACH_SCREEN_PX = 4.0
ROTATE_DISTANCE_SCREEN_PX = 24.0
_ROOM_FOR_EDGE_HANDLE = 4.0  # an edge handle is offered on edges this many radii long


def stack_at(index: BoxIndex, point: Point, tolerance: float, aspect: float = 1.0) -> tuple[str, ...]:
    """Ids of the annotations under a point, the one to take first in front.

    Those that hold the point come first, the smallest area in front, then the latest drawn. A box shorter
    than twice the tolerance counts as that big, so that boxes of 2 px can be hit. Those whose outline is
    merely near follow, nearest first.
    """
    rows = index.at(point, tolerance, aspect)
    if rows.size == 0:
        return ()
    stretch = np.array([1.0, aspect])
    at = np.asarray(point) * stretch
    quads = index.quads[rows] * stretch
    inside = _quads_contain(quads, at)
    distance = _quad_distances(quads, at)
    area = _quad_areas(quads)
    shortest = np.hypot(*np.moveaxis(quads - np.roll(quads, 1, axis=1), 2, 0)).min(axis=1)
    for place in np.flatnonzero(index.flags[rows] & POLYGON):
        outlines = [ring * stretch for ring in index.polygons[index.ids[rows[place]]]]
        inside[place] = sum(_ring_contains(ring, at) for ring in outlines) % 2 == 1
        distance[place] = min(_ring_distance(ring, at) for ring in outlines)
        area[place] = abs(_ring_area(outlines[0])) - sum(abs(_ring_area(ring)) for ring in outlines[1:])
    held = inside | (distance <= np.maximum(0.0, tolerance - shortest / 2))
    near = ~held & (distance <= tolerance)
    order = index.order[rows]
    first = np.lexsort((-order, area, ~held))
    then = np.lexsort((-order, distance))
    picked = [*first[: int(held.sum())].tolist(), *(i for i in then.tolist() if near[i])]
    return tuple(index.ids[rows[i]] for i in picked)


def next_in_stack(stack: tuple[str, ...], current: str | None) -> str | None:
    """What a repeated click at one place takes: the annotation below `current`, at the end the first one
    again; the first one if `current` is not there.
    """
    if not stack:
        return None
    return stack[(stack.index(current) + 1) % len(stack)] if current in stack else stack[0]


def touching(index: BoxIndex, bounds: Bounds) -> Rows:
    """Rows that a rubber band catches: what lies in it or crosses its border.

    A box that holds the whole band is not caught: somebody who drags inside a large area means the small
    things in it.
    """
    x0, y0, x1, y1 = bounds
    rows = index.visible(bounds)
    flags = index.flags[rows]
    holds = (index.x0[rows] < x0) & (index.x1[rows] > x1) & (index.y0[rows] < y0) & (index.y1[rows] > y1)
    caught = ~holds  # exact for upright boxes, which nearly all are
    slanted = np.flatnonzero((flags & (ALIGNED | POLYGON)) == 0)
    if slanted.size:
        quads = index.quads[rows[slanted]]
        band = np.array([[x0, y0], [x0, y1], [x1, y1], [x1, y0]])
        inside = np.all([_quads_contain(quads, corner) for corner in band], axis=0)
        caught[slanted] = _quads_meet(quads, band) & ~inside
    for place in np.flatnonzero(flags & POLYGON):
        rings = index.polygons[index.ids[rows[place]]]
        caught[place] = any(_outline_meets(ring, bounds) for ring in rings)
    result: Rows = rows[caught]
    return result


def handle_points(ring: Ring, scale: float | None = None, aspect: float = 1.0) -> list[tuple[str, Point]]:
    """The handles of an annotation, as (name, position), in the ring's order.

    Parameters
    ----------
    ring : Ring
        Closed, in reference px. Four corners give the eight `HANDLES`; other rings give one handle a
        vertex, named `v0`, `v1`, ...
    scale : float, optional
        Device px per reference px. If given, edge handles are left out where an edge is too short on
        screen to tell them from the corners.
    """
    if len(ring) != 5:
        return [(f"v{i}", point) for i, point in enumerate(ring[:-1])]
    points: list[tuple[str, Point]] = []
    room = _ROOM_FOR_EDGE_HANDLE * HANDLE_RADIUS_SCREEN_PX
    for i, (a, b) in enumerate(pairwise(ring)):
        points.append((HANDLES[2 * i], a))
        length = math.hypot(b[0] - a[0], (b[1] - a[1]) * aspect)
        if scale is None or length * scale >= room:
            points.append((HANDLES[2 * i + 1], ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)))
    return points


def rotate_handle(ring: Ring, scale: float, aspect: float = 1.0) -> tuple[Point, Point] | None:
    """(foot, knob) of the rotate handle: the middle of the top edge, and a point a fixed screen distance
    outside of it. None for rings that are not four corners.
    """
    if len(ring) != 5:
        return None
    tl, bl, br, tr = ring[:4]
    foot = (tl[0] + tr[0]) / 2, (tl[1] + tr[1]) / 2
    dx, dy = foot[0] - (bl[0] + br[0]) / 2, (foot[1] - (bl[1] + br[1]) / 2) * aspect
    length = math.hypot(dx, dy)
    dx, dy = (dx / length, dy / length) if length > 0 else (0.0, -1.0)
    reach = ROTATE_DISTANCE_SCREEN_PX / scale
    return foot, (foot[0] + dx * reach, foot[1] + dy * reach / aspect)


def handle_at(ring: Ring, point: Point, scale: float, aspect: float = 1.0) -> str | None:
    """Name of the handle of a selected annotation under the pointer, or None.

    Corners come before the rotate handle, that before edges; an edge can be taken anywhere along it. Inside
    a small box the handles give way, so that its middle can be taken to move it.
    """
    x, y = point
    near = HANDLE_RADIUS_SCREEN_PX / scale
    edge = EDGE_REACH_SCREEN_PX / scale
    stretched = np.asarray(ring[:-1], dtype=np.float64) * (1.0, aspect)
    at = np.array((x, y * aspect))
    if _ring_contains(stretched, at):
        sides = np.hypot(*(stretched - np.roll(stretched, 1, axis=0)).T)
        near, edge = min(near, float(sides.min()) / 4), min(edge, float(sides.min()) / 4)

    def away(position: Point) -> float:
        return math.hypot(position[0] - x, (position[1] - y) * aspect)

    points = handle_points(ring, scale, aspect)
    corners = [entry for entry in points if entry[0].startswith("v") or len(entry[0]) == 2]
    name, position = min(corners, key=lambda entry: away(entry[1]))
    if away(position) <= near:
        return name
    knob = rotate_handle(ring, scale, aspect)
    if knob is None:
        return None
    if away(knob[1]) <= HANDLE_RADIUS_SCREEN_PX / scale:
        return ROTATE
    distances = _segment_distances(stretched[None], at)[0]
    nearest = int(distances.argmin())
    # Segment i of the quad runs from corner i to the next: the edge handle between the two in HANDLES.
    return HANDLES[2 * nearest + 1] if distances[nearest] <= edge else None


def _segment_distances(rings: FloatArray, at: FloatArray) -> FloatArray:
    """(K, M) distances of a point to the sides of K rings of M corners, (K, M, 2)."""
    along = np.roll(rings, -1, axis=1) - rings
    to = at - rings
    square = np.einsum("kmi,kmi->km", along, along)
    t = np.einsum("kmi,kmi->km", to, along) / np.where(square > 0, square, 1.0)
    off = to - along * np.clip(t, 0.0, 1.0)[..., None]
    distances: FloatArray = np.sqrt(np.einsum("kmi,kmi->km", off, off))
    return distances


def _quad_distances(quads: FloatArray, at: FloatArray) -> FloatArray:
    nearest: FloatArray = _segment_distances(quads, at).min(axis=1)
    return nearest


def _quads_contain(quads: FloatArray, at: FloatArray) -> NDArray[np.bool_]:
    """Even-odd test of one point against K rings, (K, M, 2); half-open like `geometry.contains`."""
    x0, y0 = quads[..., 0], quads[..., 1]
    x1, y1 = np.roll(x0, -1, axis=1), np.roll(y0, -1, axis=1)
    spans = (y0 > at[1]) != (y1 > at[1])
    slope = (x1 - x0) / np.where(y1 == y0, 1.0, y1 - y0)
    inside: NDArray[np.bool_] = (spans & (at[0] < slope * (at[1] - y0) + x0)).sum(axis=1) % 2 == 1
    return inside


def _quad_areas(quads: FloatArray) -> FloatArray:
    x0, y0 = quads[..., 0], quads[..., 1]
    x1, y1 = np.roll(x0, -1, axis=1), np.roll(y0, -1, axis=1)
    areas: FloatArray = np.abs((x0 * y1 - x1 * y0).sum(axis=1)) / 2
    return areas


def _ring_contains(ring: FloatArray, at: FloatArray) -> bool:
    return bool(_quads_contain(ring[None], at)[0])


def _ring_distance(ring: FloatArray, at: FloatArray) -> float:
    return float(_quad_distances(ring[None], at)[0]) if len(ring) else math.inf


def _ring_area(ring: FloatArray) -> float:
    return float(_quad_areas(ring[None])[0])


def _quads_meet(quads: FloatArray, band: FloatArray) -> NDArray[np.bool_]:
    """Whether convex quads overlap an upright rectangle with whose bounds theirs overlap: no side of the
    quad separates the two (the separating axis theorem; the rectangle's own axes are the bounds).
    """
    meet = np.ones(len(quads), np.bool_)
    for side in (0, 1):
        along = quads[:, side + 1] - quads[:, side]
        normal = np.stack((-along[:, 1], along[:, 0]), axis=1)
        own = np.einsum("kmi,ki->km", quads, normal)
        other = np.einsum("mi,ki->km", band, normal)
        meet &= (own.min(axis=1) <= other.max(axis=1)) & (own.max(axis=1) >= other.min(axis=1))
    return meet


def _outline_meets(ring: FloatArray, bounds: Bounds) -> bool:
    """Whether any side of a ring has a point in the rectangle (Liang and Barsky's clipping, all at once)."""
    if len(ring) == 0:
        return False
    x0, y0, x1, y1 = bounds
    along = np.roll(ring, -1, axis=0) - ring
    start, end = np.zeros(len(ring)), np.ones(len(ring))
    for axis, low, high in ((0, x0, x1), (1, y0, y1)):
        flat = along[:, axis] == 0
        step = np.where(flat, 1.0, along[:, axis])
        a, b = (low - ring[:, axis]) / step, (high - ring[:, axis]) / step
        outside = flat & ((ring[:, axis] < low) | (ring[:, axis] > high))
        start = np.where(flat, np.where(outside, 2.0, start), np.maximum(start, np.minimum(a, b)))
        end = np.where(flat, end, np.minimum(end, np.maximum(a, b)))
    return bool((start <= end).any())
