"""Edits of one ring, in pixel space of the scene that it was drawn on.

A box is edited in its own axes: `across` runs along its top edge from TL to TR, `down` along its left edge
from TL to BL. So an oriented box is resized like any other, and the contract's order TL, BL, BR, TR and
with it the heading survive every edit. Sizes are (width, height) of the image in px; what lies inside the
image stays inside, what came from elsewhere and sticks out never gets further out.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ilmtool.core.geometry import Bounds, Point, Ring, box_ring, is_axis_aligned, ring_bounds, translate_ring

Size = tuple[float, float]

HANDLES = ("nw", "w", "sw", "s", "se", "e", "ne", "n")
"""The eight handles in the ring's order, named as on a box with heading 0."""

MIN_SIDE = 0.01
"""Shortest side in px that drawing makes and resizing leaves: at the largest zoom, 2 screen px are 0.03."""

_SIDES = {
    "nw": (-1, -1),
    "w": (-1, 0),
    "sw": (-1, 1),
    "s": (0, 1),
    "se": (1, 1),
    "e": (1, 0),
    "ne": (1, -1),
    "n": (0, -1),
}
_SLACK = 1e-9  # rounding noise of corners computed twice must not count as leaving the image

Extent = tuple[float, float]


@dataclass(frozen=True, slots=True)
class BoxFrame:
    """A box as extents along its own axes; `across` and `down` are unit vectors.

    The frame of an axis-aligned box is the image's own, so that its numbers come back bit for bit.
    """

    origin: Point
    across: Point
    down: Point
    u: Extent
    v: Extent

    def point(self, u: float, v: float) -> Point:
        """Image position of own coordinates."""
        (ox, oy), (ax, ay), (dx, dy) = self.origin, self.across, self.down
        return ox + u * ax + v * dx, oy + u * ay + v * dy

    def coordinates(self, point: Point) -> Point:
        """Own coordinates of an image position."""
        (ox, oy), (ax, ay), (dx, dy) = self.origin, self.across, self.down
        x, y = point[0] - ox, point[1] - oy
        det = ax * dy - ay * dx
        return (x * dy - y * dx) / det, (ax * y - ay * x) / det

    def handle(self, name: str) -> Point:
        """Image position of one of `HANDLES`."""
        hu, hv = _SIDES[name]
        return self.point(_at(self.u, hu), _at(self.v, hv))

    def ring(self) -> Ring:
        """Closed ring TL, BL, BR, TR, TL."""
        (u0, u1), (v0, v1) = self.u, self.v
        tl = self.point(u0, v0)
        return (tl, self.point(u0, v1), self.point(u1, v1), self.point(u1, v0), tl)


def is_canonical(ring: Ring) -> bool:
    """Whether the ring is exactly an axis-aligned box in the order TL, BL, BR, TR, TL."""
    return len(ring) == 5 and ring == box_ring(*ring_bounds(ring))


def shape_after(ring: Ring, shape: str) -> str:
    """The shape that an edited ring has: only an exactly axis-aligned one is a `box`."""
    if shape == "polygon":
        return shape
    return "box" if is_canonical(ring) else "oriented_box"


def normalized(ring: Ring, shape: str) -> Ring:
    """The ring to edit: a `box` that was written with other corners first gets the contract's order."""
    return box_ring(*ring_bounds(ring)) if shape == "box" and is_axis_aligned(ring) else ring


def frame_of(ring: Ring) -> BoxFrame:
    """The frame of a ring of four corners.

    Raises
    ------
    ValueError
        If the ring has another number of corners.
    """
    if len(ring) != 5:
        raise ValueError(f"a box has 4 corners, not {len(ring) - 1}")
    if is_canonical(ring):
        x0, y0, x1, y1 = ring_bounds(ring)
        return BoxFrame((0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (x0, x1), (y0, y1))
    tl, bl, br, tr = ring[:4]
    center = (tl[0] + bl[0] + br[0] + tr[0]) / 4, (tl[1] + bl[1] + br[1] + tr[1]) / 4
    ax, ay = (tr[0] - tl[0] + br[0] - bl[0]) / 2, (tr[1] - tl[1] + br[1] - bl[1]) / 2
    dx, dy = (bl[0] - tl[0] + br[0] - tr[0]) / 2, (bl[1] - tl[1] + br[1] - tr[1]) / 2
    width, height = math.hypot(ax, ay), math.hypot(dx, dy)
    if width > 0:
        ax, ay = ax / width, ay / width
    if height > 0:
        dx, dy = dx / height, dy / height
    if width == 0 and height == 0:
        ax, ay, dx, dy = 1.0, 0.0, 0.0, 1.0
    elif width == 0 or abs(ax * dy - ay * dx) < _SLACK:  # a box without width or height still has a direction
        if height > width:
            ax, ay = dy, -dx
        else:
            dx, dy = -ay, ax
    half_u, half_v = width / 2, height / 2
    return BoxFrame(center, (ax, ay), (dx, dy), (-half_u, half_u), (-half_v, half_v))


def heading(ring: Ring) -> float:
    """Direction of the top edge from TL to TR in degrees, clockwise on screen, in (-180, 180]."""
    ax, ay = frame_of(ring).across
    return math.degrees(math.atan2(ay, ax))


def box_from_corners(
    start: Point, end: Point, size: Size, *, square: bool = False, from_center: bool = False
) -> Ring | None:
    """The box between two drag points, cut to the image; None if no more than a sliver lies inside.

    With `square` the longer side counts; with `from_center` the box grows about `start` to both sides.
    Both keep their promise at the image's edge by growing less.
    """
    ax, ay = _clamp(start[0], 0.0, size[0]), _clamp(start[1], 0.0, size[1])
    bx, by = _clamp(end[0], 0.0, size[0]), _clamp(end[1], 0.0, size[1])
    reach_x, reach_y = abs(bx - ax), abs(by - ay)
    room_x = size[0] - ax if end[0] >= start[0] else ax
    room_y = size[1] - ay if end[1] >= start[1] else ay
    if from_center:
        room_x, room_y = min(ax, size[0] - ax), min(ay, size[1] - ay)
        reach_x, reach_y = min(reach_x, room_x), min(reach_y, room_y)
    if square:
        reach_x = reach_y = min(max(reach_x, reach_y), room_x, room_y)
    if reach_x < MIN_SIDE or reach_y < MIN_SIDE:
        return None
    if square or from_center:
        bx = ax + math.copysign(reach_x, end[0] - start[0])
        by = ay + math.copysign(reach_y, end[1] - start[1])
        if from_center:
            ax, ay = 2 * ax - bx, 2 * ay - by
    ring = box_ring(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))
    return _clip(ring, (0.0, 0.0, size[0], size[1]))


def clamp_delta(bounds: Bounds, delta: Point, size: Size) -> Point:
    """The part of a movement that keeps `bounds` inside the image; each axis on its own, so that a box
    slides along the edge.
    """
    x0, y0, x1, y1 = bounds
    return (
        _clamp(delta[0], min(0.0, -x0), max(0.0, size[0] - x1)),
        _clamp(delta[1], min(0.0, -y0), max(0.0, size[1] - y1)),
    )


def move_ring(ring: Ring, delta: Point, size: Size) -> Ring:
    """The ring moved by `delta` px as far as the image allows (also nudging by keys)."""
    dx, dy = clamp_delta(ring_bounds(ring), delta, size)
    return _clip(translate_ring(ring, dx, dy), room_of(ring, size))


def move_vertex(ring: Ring, index: int, to: Point, size: Size) -> Ring:
    """The ring with one corner moved to `to`, cut to the image; the closing point follows the first."""
    x0, y0, x1, y1 = room_of(ring, size)
    points = list(ring[:-1])
    points[index] = (_clamp(to[0], x0, x1), _clamp(to[1], y0, y1))
    return (*points, points[0])


def resize_ring(
    ring: Ring, handle: str, to: Point, size: Size, *, keep_aspect: bool = False, from_center: bool = False
) -> Ring:
    """The box with one of `HANDLES` dragged to `to`.

    The opposite side stays (with `from_center` the centre does). Dragged across it, the box turns over
    without turning round: order and heading are kept. At the image's edge it stops growing, each of its
    axes on its own; with `keep_aspect` both.
    """
    frame, room = frame_of(ring), room_of(ring, size)
    if keep_aspect and frame.u[1] > frame.u[0] and frame.v[1] > frame.v[0]:
        resized = _resize_in_proportion(frame, handle, to, room, from_center)
    else:
        resized = _resize_freely(frame, handle, to, room, from_center)
    return _clip(resized.ring(), room)


def turn_ring(ring: Ring, angle_deg: float, size: Size) -> Ring:
    """The ring turned about its centre, positive clockwise on screen, and pushed back inside the image
    where a corner left it. A ring that no longer fits at that angle comes back unchanged.
    """
    if angle_deg % 360 == 0:
        return ring
    points = ring[:-1]
    cx, cy = sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points)
    cos, sin = cos_sin(angle_deg)
    turned = tuple(
        (cx + cos * (x - cx) - sin * (y - cy), cy + sin * (x - cx) + cos * (y - cy)) for x, y in points
    )
    return _pushed_inside(ring, (*turned, turned[0]), size)


def set_heading(ring: Ring, heading_deg: float, size: Size) -> Ring:
    """The box turned about its centre to a heading; exact for multiples of 90 degrees, so that heading 0
    gives an axis-aligned box again.
    """
    frame = frame_of(ring)
    (ax, ay), (dx, dy) = frame.across, frame.down
    if abs(ax * dx + ay * dy) > _SLACK:  # a skewed box from elsewhere has no right angles to rebuild
        return turn_ring(ring, heading_deg - heading(ring), size)
    (u0, u1), (v0, v1) = frame.u, frame.v
    cos, sin = cos_sin(heading_deg)
    hand = math.copysign(1.0, ax * dy - ay * dx)
    half_u, half_v = (u1 - u0) / 2, (v1 - v0) / 2
    turned = BoxFrame(
        frame.point((u0 + u1) / 2, (v0 + v1) / 2),
        (cos, sin),
        (-sin * hand, cos * hand),
        (-half_u, half_u),
        (-half_v, half_v),
    )
    return _pushed_inside(ring, turned.ring(), size)


def room_of(ring: Ring, size: Size) -> Bounds:
    """Where an edited ring may lie: the image, and what it already covered outside."""
    x0, y0, x1, y1 = ring_bounds(ring)
    return min(0.0, x0), min(0.0, y0), max(size[0], x1), max(size[1], y1)


def _resize_freely(frame: BoxFrame, handle: str, to: Point, room: Bounds, from_center: bool) -> BoxFrame:
    hu, hv = _SIDES[handle]
    if frame.across == (1.0, 0.0) and frame.down == (0.0, 1.0):  # exact edges at the image's border
        to = _clamp(to[0], room[0], room[2]), _clamp(to[1], room[1], room[3])
    tu, tv = frame.coordinates(to)
    if not hv:
        return _stretched_across(frame, hu, tu, room, from_center)
    if not hu:
        return _stretched_down(frame, hv, tv, room, from_center)
    # Near the image's edge a slanted box ends differently by which axis goes first: take the better.
    ends = (
        _stretched_down(_stretched_across(frame, hu, tu, room, from_center), hv, tv, room, from_center),
        _stretched_across(_stretched_down(frame, hv, tv, room, from_center), hu, tu, room, from_center),
    )
    return min(ends, key=lambda end: min(math.dist(corner, to) for corner in end.ring()))


def _stretched_across(frame: BoxFrame, side: int, target: float, room: Bounds, from_center: bool) -> BoxFrame:
    anchor = _anchor(frame.u, side, from_center)
    wanted = _extent(anchor, target, from_center)
    start = [frame.point(anchor, v) for v in frame.v]
    t = _reach([*start, *start], [frame.point(u, v) for u in wanted for v in frame.v], room)
    return replace(frame, u=_at_least(_scaled(wanted, anchor, t), frame.u, side, from_center))


def _stretched_down(frame: BoxFrame, side: int, target: float, room: Bounds, from_center: bool) -> BoxFrame:
    anchor = _anchor(frame.v, side, from_center)
    wanted = _extent(anchor, target, from_center)
    start = [frame.point(u, anchor) for u in frame.u]
    t = _reach([*start, *start], [frame.point(u, v) for v in wanted for u in frame.u], room)
    return replace(frame, v=_at_least(_scaled(wanted, anchor, t), frame.v, side, from_center))


def _resize_in_proportion(
    frame: BoxFrame, handle: str, to: Point, room: Bounds, from_center: bool
) -> BoxFrame:
    hu, hv = _SIDES[handle]
    target = frame.coordinates(to)
    # Signed growth along each axis that the handle pulls: negative once the anchor is crossed.
    pulls = []
    for extent, side, goal in ((frame.u, hu, target[0]), (frame.v, hv, target[1])):
        anchor = _anchor(extent, side, from_center)
        pulls.append((goal - anchor) / (_at(extent, side) - anchor) if side else 0.0)
    least = min(1.0, MIN_SIDE / min(frame.u[1] - frame.u[0], frame.v[1] - frame.v[0]))
    growth = max(abs(pulls[0]), abs(pulls[1]), least)
    anchors = _anchor(frame.u, hu, from_center), _anchor(frame.v, hv, from_center)

    def grown(factor: float, signs: tuple[float, float]) -> BoxFrame:
        u, v = (
            _sorted(*(anchor + sign * factor * (edge - anchor) for edge in extent))
            for extent, anchor, sign in zip((frame.u, frame.v), anchors, signs, strict=True)
        )
        return replace(frame, u=u, v=v)

    signs = math.copysign(1.0, pulls[0]), math.copysign(1.0, pulls[1])
    wanted = grown(growth, signs)
    t = _reach([frame.point(*anchors)] * 4, wanted.ring()[:4], room)
    if t >= 1.0:
        return wanted
    # Against the image's edge there may be no room on the far side at all: then the smallest box on this one.
    return grown(growth * t, signs) if growth * t >= least else grown(least, (1.0, 1.0))


def _anchor(extent: Extent, side: int, from_center: bool) -> float:
    return (extent[0] + extent[1]) / 2 if from_center or side == 0 else _at(extent, -side)


def _at(extent: Extent, side: int) -> float:
    return (extent[0] + extent[1]) / 2 if side == 0 else extent[0] if side < 0 else extent[1]


def _extent(anchor: float, target: float, from_center: bool) -> Extent:
    return _sorted(2 * anchor - target if from_center else anchor, target)


def _scaled(extent: Extent, anchor: float, t: float) -> Extent:
    return extent if t >= 1.0 else (anchor + t * (extent[0] - anchor), anchor + t * (extent[1] - anchor))


def _at_least(extent: Extent, former: Extent, side: int, from_center: bool) -> Extent:
    """`extent`, or the smallest one on the side where the box was and so has room."""
    if extent[1] - extent[0] >= MIN_SIDE:
        return extent
    shortest = min(MIN_SIDE, former[1] - former[0]) or MIN_SIDE
    anchor = _anchor(former, side, from_center)
    if from_center:
        return anchor - shortest / 2, anchor + shortest / 2
    return _sorted(anchor, anchor + side * shortest)


def _reach(start: Sequence[Point], end: Sequence[Point], room: Bounds) -> float:
    """How far, from 0 to 1, all points can go from `start` (inside) to `end` without leaving `room`."""
    t = 1.0
    for source, target in zip(start, end, strict=True):
        for axis in (0, 1):
            s, e = source[axis], target[axis]
            # A start that rounding put outside must not hold everything back.
            low, high = min(room[axis] - _SLACK, s), max(room[axis + 2] + _SLACK, s)
            if e > high:
                t = min(t, (high - s) / (e - s))
            elif e < low:
                t = min(t, (low - s) / (e - s))
    return max(0.0, t)


def _pushed_inside(former: Ring, ring: Ring, size: Size) -> Ring:
    left, top, right, bottom = room_of(former, size)
    x0, y0, x1, y1 = ring_bounds(ring)
    if x1 - x0 > right - left + _SLACK or y1 - y0 > bottom - top + _SLACK:
        return former
    dx = left - x0 if x0 < left else min(0.0, right - x1)
    dy = top - y0 if y0 < top else min(0.0, bottom - y1)
    return _clip(translate_ring(ring, dx, dy), (left, top, right, bottom)) if dx or dy else ring


def _clip(ring: Ring, room: Bounds) -> Ring:
    """Takes off rounding noise beyond `room`; what is equal stays equal."""
    x0, y0, x1, y1 = room
    return tuple((_clamp(x, x0, x1), _clamp(y, y0, y1)) for x, y in ring)


def cos_sin(angle_deg: float) -> Point:
    """Cosine and sine, exact for multiples of 90 degrees."""
    quarters, rest = divmod(angle_deg, 90.0)
    if rest == 0:
        return ((1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0))[int(quarters) % 4]
    return math.cos(math.radians(angle_deg)), math.sin(math.radians(angle_deg))


def _sorted(a: float, b: float) -> Extent:
    return (a, b) if a <= b else (b, a)


def _clamp(value: float, low: float, high: float) -> float:
    return min(max(value, low), high)
