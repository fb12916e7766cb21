"""What lies under the pointer: annotations, handles, and what a rubber band catches.

Everything is in reference px. A tolerance is given in reference px along x; `aspect` is the height of a
reference pixel over its width on screen (see `Camera`), so that distances are the ones people see.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from ilmtool.core.boxindex import ALIGNED, EXAMINED, POLYGON, BoxIndex, Rows
from ilmtool.core.edits import HANDLES
from ilmtool.core.geometry import Bounds, FloatArray, Point, Ring, apply, invert

ROTATE = "rotate"

HANDLE_RADIUS_SCREEN_PX = 7.0
EDGE_REACH_SCREEN_PX = 4.0
ROTATE_DISTANCE_SCREEN_PX = 24.0
LEAST_FRAME_SCREEN_PX = 24.0
EDGE_HANDLE_FROM_SCREEN_PX = 36.0


@dataclass(frozen=True, slots=True)
class Hits:
    """What a point meets, the one to take first in front.

    Attributes
    ----------
    held : tuple of str
        Ids of the annotations that hold the point: the smallest area in front, then the latest drawn.
    near : tuple of str
        Ids of the others whose outline is within the tolerance, nearest first.
    on_outline : bool
        Whether any outline is within the tolerance, of those that hold the point too.
    """

    held: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    on_outline: bool = False

    @property
    def stack(self) -> tuple[str, ...]:
        """All of them in the order in which repeated clicks take them."""
        return self.held + self.near


def hits_at(index: BoxIndex, point: Point, tolerance: float, aspect: float = 1.0) -> Hits:
    """The annotations under a point.

    A box shorter than twice the tolerance counts as that big, so that boxes of 2 px can be hit.
    """
    rows = index.at(point, tolerance, aspect)
    if rows.size == 0:
        return Hits()
    stretch = np.array([1.0, aspect])
    at = np.asarray(point) * stretch
    quads = index.quads[rows] * stretch
    inside = _contain(quads, at)
    distance = _distances(quads, at).min(axis=1)
    area = _areas(quads)
    shortest = _lengths(quads).min(axis=1)
    for place in np.flatnonzero(index.flags[rows] & POLYGON):
        rings = [(ring * stretch)[None] for ring in index.polygons[index.ids[rows[place]]] if len(ring)]
        inside[place] = sum(bool(_contain(ring, at)[0]) for ring in rings) % 2 == 1
        distance[place] = min(_distances(ring, at).min() for ring in rings)
        area[place] = _areas(rings[0])[0] - sum(_areas(ring)[0] for ring in rings[1:])
    # A searched area is taken by its outline: what was seen lies in it, and is drawn in it.
    inside &= (index.style[rows] & EXAMINED) == 0
    held = inside | (distance <= np.maximum(0.0, tolerance - shortest / 2))
    near = ~held & (distance <= tolerance)
    order, ids = index.order[rows], index.ids
    by_area = [i for i in np.lexsort((-order, area)).tolist() if held[i]]
    by_distance = [i for i in np.lexsort((-order, distance)).tolist() if near[i]]
    return Hits(
        tuple(ids[rows[i]] for i in by_area),
        tuple(ids[rows[i]] for i in by_distance),
        bool((distance <= tolerance).any()),
    )


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
        inside = np.all([_contain(quads, corner) for corner in band], axis=0)
        caught[slanted] = _quads_meet(quads, band) & ~inside
    for place in np.flatnonzero(flags & POLYGON):
        rings = index.polygons[index.ids[rows[place]]]
        caught[place] = any(_outline_meets(ring, bounds) for ring in rings)
    result: Rows = rows[caught]
    return result


def touching_quad(index: BoxIndex, band: FloatArray) -> Rows:
    """The same for a rubber band along the screen of a turned view.

    Parameters
    ----------
    index : BoxIndex
    band : (4, 2) float64
        Its corners in reference px, in order around it: a parallelogram.
    """
    origin, across, down = band[0], band[3] - band[0], band[1] - band[0]
    if abs(across[0] * down[1] - across[1] * down[0]) < 1e-12:
        return np.empty(0, np.intp)
    # In the band's own frame it is the unit square.
    to_band = invert((across[0], down[0], origin[0], across[1], down[1], origin[1]))
    low, high = band.min(axis=0), band.max(axis=0)
    rows = index.visible((float(low[0]), float(low[1]), float(high[0]), float(high[1])))
    if not len(rows):
        return rows
    quads = apply(to_band, index.quads[rows])
    square = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 1.0], [1.0, 0.0]])
    overlaps = (quads.max(axis=1) >= 0).all(axis=1) & (quads.min(axis=1) <= 1).all(axis=1)
    holds = np.all([_contain(quads, corner) for corner in square], axis=0)
    caught = overlaps & _quads_meet(quads, square) & ~holds
    for place in np.flatnonzero(index.flags[rows] & POLYGON):
        rings = index.polygons[index.ids[rows[place]]]
        caught[place] = any(_outline_meets(apply(to_band, ring), (0.0, 0.0, 1.0, 1.0)) for ring in rings)
    result: Rows = rows[caught]
    return result


def handle_points(
    ring: Ring, scale: float | None = None, aspect: float = 1.0, *, by_vertex: bool = False
) -> list[tuple[str, Point]]:
    """The handles of an annotation, as (name, position), in the ring's order.

    Parameters
    ----------
    ring : Ring
        Closed, in reference px. Four corners give the eight `HANDLES`; other rings give one handle a
        vertex, named `v0`, `v1`, ..., and with a `scale` one in the middle of each longer side, `m0`, ...
    scale : float, optional
        Device px per reference px. If given, the handles of a box that is small on screen stand around it,
        so that its middle stays free, and edge handles are left out where they would crowd the corners.
    by_vertex : bool
        Four corners are those of a polygon, and not of a box.
    """
    if by_vertex or len(ring) != 5:
        return [(f"v{i}", point) for i, point in enumerate(ring[:-1])] + _middles(ring, scale, aspect)
    corners = handle_frame(ring, scale, aspect) if scale is not None else ring[:-1]
    points: list[tuple[str, Point]] = []
    for i, (a, b) in enumerate(pairwise((*corners, corners[0]))):
        points.append((HANDLES[2 * i], a))
        length = math.hypot(b[0] - a[0], (b[1] - a[1]) * aspect)
        if scale is None or length * scale >= EDGE_HANDLE_FROM_SCREEN_PX:
            points.append((HANDLES[2 * i + 1], ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)))
    return points


def _middles(ring: Ring, scale: float | None, aspect: float) -> list[tuple[str, Point]]:
    if scale is None:
        return []
    made = []
    for i, ((x0, y0), (x1, y1)) in enumerate(pairwise(ring)):
        if math.hypot(x1 - x0, (y1 - y0) * aspect) * scale >= EDGE_HANDLE_FROM_SCREEN_PX:
            made.append((f"m{i}", ((x0 + x1) / 2, (y0 + y1) / 2)))
    return made


def handle_frame(ring: Ring, scale: float, aspect: float = 1.0) -> tuple[Point, ...]:
    """Corners of the frame on which the handles of a box stand: the box itself, or one of at least
    `LEAST_FRAME_SCREEN_PX` a side around it.
    """
    tl, bl, br, tr = ((x, y * aspect) for x, y in ring[:4])
    cx, cy = (tl[0] + bl[0] + br[0] + tr[0]) / 4, (tl[1] + bl[1] + br[1] + tr[1]) / 4
    ax, ay = (tr[0] + br[0] - tl[0] - bl[0]) / 4, (tr[1] + br[1] - tl[1] - bl[1]) / 4
    dx, dy = (bl[0] + br[0] - tl[0] - tr[0]) / 4, (bl[1] + br[1] - tl[1] - tr[1]) / 4
    half_width, half_height = math.hypot(ax, ay), math.hypot(dx, dy)
    least = LEAST_FRAME_SCREEN_PX / 2 / scale
    if half_width >= least and half_height >= least:
        return ring[:4]
    # Directions. A line or a point has them too, and not those of its rounding noise.
    flat = max(1e-6 * max(half_width, half_height), 1e-9 * max(abs(cx), abs(cy)))
    across = (ax / half_width, ay / half_width) if half_width > flat else None
    down = (dx / half_height, dy / half_height) if half_height > flat else None
    if across is None:
        across = (1.0, 0.0) if down is None else (down[1], -down[0])
    if down is None:
        down = -across[1], across[0]
    half_width, half_height = max(half_width, least), max(half_height, least)
    ax, ay = across[0] * half_width, across[1] * half_width
    dx, dy = down[0] * half_height, down[1] * half_height
    signs = ((-1, -1), (-1, 1), (1, 1), (1, -1))
    return tuple((cx + u * ax + v * dx, (cy + u * ay + v * dy) / aspect) for u, v in signs)


def rotate_handle(ring: Ring, scale: float, aspect: float = 1.0) -> tuple[Point, Point] | None:
    """(foot, knob) of the rotate handle: the middle of the top edge, and a point a fixed screen distance
    outside of it. None for rings that are not four corners.
    """
    if len(ring) != 5:
        return None
    tl, bl, br, tr = handle_frame(ring, scale, aspect)
    foot = (tl[0] + tr[0]) / 2, (tl[1] + tr[1]) / 2
    dx, dy = foot[0] - (bl[0] + br[0]) / 2, (foot[1] - (bl[1] + br[1]) / 2) * aspect
    length = math.hypot(dx, dy)
    reach = ROTATE_DISTANCE_SCREEN_PX / scale / length
    return foot, (foot[0] + dx * reach, foot[1] + dy * reach / aspect)


def handle_at(
    ring: Ring, point: Point, scale: float, aspect: float = 1.0, *, by_vertex: bool = False
) -> str | None:
    """Name of the handle of a selected annotation under the pointer, or None.

    Corners come before the knob (`ROTATE`), that before edges; an edge can be taken anywhere along it. A
    polygon has its vertices and the middles of its sides only.
    """
    x, y = point

    def away(position: Point) -> float:
        return math.hypot(position[0] - x, (position[1] - y) * aspect) * scale

    by_vertex = by_vertex or len(ring) != 5
    points = handle_points(ring, scale, aspect, by_vertex=by_vertex)
    if not by_vertex:
        points = [entry for entry in points if len(entry[0]) == 2]
    # Of two at one distance the corner comes first.
    name, position = min(points, key=lambda entry: away(entry[1]))
    if away(position) <= HANDLE_RADIUS_SCREEN_PX:
        return name
    knob = None if by_vertex else rotate_handle(ring, scale, aspect)
    if knob is None:
        return None
    if away(knob[1]) <= HANDLE_RADIUS_SCREEN_PX:
        return ROTATE
    frame = np.array([handle_frame(ring, scale, aspect)]) * (1.0, aspect)
    distances = _distances(frame, np.array((x, y * aspect)))[0] * scale
    nearest = int(distances.argmin())
    # Side i runs from corner i to the next: its handle stands between theirs in HANDLES.
    return HANDLES[2 * nearest + 1] if distances[nearest] <= EDGE_REACH_SCREEN_PX else None


def _distances(rings: FloatArray, at: FloatArray) -> FloatArray:
    """(K, M) distances of a point to the sides of K rings of M corners, (K, M, 2)."""
    along = np.roll(rings, -1, axis=1) - rings
    to = at - rings
    square = np.einsum("kmi,kmi->km", along, along)
    t = np.einsum("kmi,kmi->km", to, along) / np.where(square > 0, square, 1.0)
    off = to - along * np.clip(t, 0.0, 1.0)[..., None]
    distances: FloatArray = np.sqrt(np.einsum("kmi,kmi->km", off, off))
    return distances


def _contain(quads: FloatArray, at: FloatArray) -> NDArray[np.bool_]:
    """Even-odd test of one point against K rings, (K, M, 2); half-open like `geometry.contains`."""
    x0, y0 = quads[..., 0], quads[..., 1]
    x1, y1 = np.roll(x0, -1, axis=1), np.roll(y0, -1, axis=1)
    spans = (y0 > at[1]) != (y1 > at[1])
    slope = (x1 - x0) / np.where(y1 == y0, 1.0, y1 - y0)
    inside: NDArray[np.bool_] = (spans & (at[0] < slope * (at[1] - y0) + x0)).sum(axis=1) % 2 == 1
    return inside


def _areas(quads: FloatArray) -> FloatArray:
    x0, y0 = quads[..., 0], quads[..., 1]
    x1, y1 = np.roll(x0, -1, axis=1), np.roll(y0, -1, axis=1)
    areas: FloatArray = np.abs((x0 * y1 - x1 * y0).sum(axis=1)) / 2
    return areas


def _lengths(rings: FloatArray) -> FloatArray:
    """(K, M) lengths of the sides of K rings."""
    sides = rings - np.roll(rings, 1, axis=1)
    lengths: FloatArray = np.hypot(sides[..., 0], sides[..., 1])
    return lengths


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
