"""Drawing an oriented box: one side by a drag, then its width by a click."""

from __future__ import annotations

import math

from ilmtool.core.document import Patch
from ilmtool.core.edits import BoxFrame, frame_of, resize_ring, shape_after
from ilmtool.core.geometry import Point, Ring, ring_array
from ilmtool.text import number
from ilmtool.tools.context import ToolContext, point_to_scene
from ilmtool.tools.draw_box import DRAG_SCREEN_PX, LEAST_SIDE_SCREEN_PX, draw_title
from ilmtool.tools.events import NOTHING, Cursor, Outcome, PointerEvent, Preview
from ilmtool.tools.press import Press
from ilmtool.tools.snap import angle_text, snapped


class DrawOriented:
    """Drag along one side of the thing, let go, and click where the opposite side is.

    The side is the box's top edge, so that the way it is dragged is the way the box heads. Shift: steps of 15
    degrees; Ctrl: the last angle or north. By keyboard, Enter sets the three points.
    """

    def __init__(
        self, context: ToolContext, event: PointerEvent, choosing: frozenset[str] = frozenset()
    ) -> None:
        self._context = context
        self._press = Press(event, choosing)
        self._scene = event.scene_id
        self._size = context.scene_size(self._scene)
        self._start = self._inside(point_to_scene(context, self._scene, event.position))
        self._side: Ring | None = None
        self.started = False
        self.goes_on = False

    def move(self, event: PointerEvent) -> Preview:
        ring, name = self._ring(event)
        if ring is None:
            return Preview(Cursor.CROSSHAIR)
        quad = self._context.to_reference(self._scene, ring_array(ring))
        frame = frame_of(ring)
        length, width = frame.u[1] - frame.u[0], frame.v[1] - frame.v[0]
        ax, ay = frame.across
        angle = angle_text(math.degrees(math.atan2(ay, ax)), name)
        size = number(length, ".1f")
        if self._side is not None:
            size = f"{size} x {number(width, '.1f')}"
        return Preview(
            Cursor.CROSSHAIR, quad[None], readout=f"{size} px, {angle}", label=self._context.current_label
        )

    def release(self, event: PointerEvent) -> Outcome:
        ring, _ = self._ring(event)
        if self._side is not None:
            return self._finished(ring, event)
        # The keyboard has no drag: its first Enter is over where it began.
        self.goes_on = ring is not None or event.button == "key"
        if ring is not None:
            self._side = ring
        return NOTHING

    def step_back(self) -> bool:
        """The side is gone, and with it the whole box."""
        return False

    def _finished(self, ring: Ring | None, event: PointerEvent) -> Outcome:
        if ring is None or not self._is_seen(ring, event):
            return NOTHING  # not wide enough yet
        self.goes_on = False
        made = self._context.new_annotation(ring, shape_after(ring, "oriented_box"), self._scene)
        return Outcome(Patch({made.id: (None, made)}), draw_title(made.label), selection=frozenset({made.id}))

    def _ring(self, event: PointerEvent) -> tuple[Ring | None, str]:
        """The box so far, without a width at first; None before it has a side."""
        at = point_to_scene(self._context, self._scene, event.position)
        if self._side is not None:
            return resize_ring(self._side, "s", at, self._size), ""
        dx, dy = event.screen_offset(self._press.origin)
        self.started = self.started or math.hypot(dx, dy) >= DRAG_SCREEN_PX
        (x0, y0), (x1, y1) = self._start, self._inside(at)
        if not self.started or (x0, y0) == (x1, y1):
            return None, ""
        held = self._press.held(event)
        free = math.degrees(math.atan2(y1 - y0, x1 - x0))
        heading, name = snapped(self._context, self._scene, self._start, free, held)
        along = math.cos(math.radians(heading)), math.sin(math.radians(heading))
        if heading % 90 == 0:
            along = float(round(along[0])), float(round(along[1]))
        length = (x1 - x0) * along[0] + (y1 - y0) * along[1]
        length = min(length, _room(self._start, along, self._size))
        if length <= 0:
            return None, ""
        frame = BoxFrame(self._start, along, (-along[1], along[0]), (0.0, length), (0.0, 0.0))
        return frame.ring(), name

    def _inside(self, point: Point) -> Point:
        width, height = self._size
        return min(max(point[0], 0.0), width), min(max(point[1], 0.0), height)

    def _is_seen(self, ring: Ring, event: PointerEvent) -> bool:
        corners = self._context.to_reference(self._scene, ring_array(ring)) * (1.0, event.aspect)
        across, down = corners[3] - corners[0], corners[1] - corners[0]
        least = min(math.hypot(*across), math.hypot(*down)) * event.scale
        return least >= LEAST_SIDE_SCREEN_PX - 1e-6


def _room(start: Point, along: Point, size: tuple[float, float]) -> float:
    """How far a side can go from `start` until it leaves the image."""
    found = math.inf
    for at, step, extent in zip(start, along, size, strict=True):
        if step > 0:
            found = min(found, (extent - at) / step)
        elif step < 0:
            found = min(found, -at / step)
    return found
