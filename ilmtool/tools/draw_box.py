"""Dragging out a new box, axis-aligned in the pixels of the scene it is drawn on."""

from __future__ import annotations

from ilmtool.core.document import Patch
from ilmtool.core.edits import box_from_corners
from ilmtool.core.geometry import Ring, ring_array, ring_bounds
from ilmtool.text import number, tr
from ilmtool.tools.context import ToolContext, point_to_scene
from ilmtool.tools.events import NOTHING, Cursor, Outcome, PointerEvent, Preview
from ilmtool.tools.press import Press

DRAG_SCREEN_PX = 2.0
"""Moved this far along x and along y, a drag is a box: boxes a few pixels small are boxes."""

LEAST_SIDE_SCREEN_PX = 1.0
"""A box brought back below this was taken back; at the image's edge it is a sliver."""


class DrawBox:
    """Drag: box between two corners. Shift: square. Alt or Ctrl: from the centre."""

    def __init__(
        self, context: ToolContext, event: PointerEvent, choosing: frozenset[str] = frozenset()
    ) -> None:
        self._context = context
        self._press = Press(event, choosing)
        self._scene = event.scene_id
        self._size = context.scene_size(event.scene_id)
        self._start = point_to_scene(context, self._scene, event.position)
        self.started = False

    def move(self, event: PointerEvent) -> Preview:
        ring = self._ring(event)
        if ring is None or not self.started:
            return Preview(Cursor.CROSSHAIR)
        quad = self._context.to_reference(self._scene, ring_array(ring))
        return Preview(
            Cursor.CROSSHAIR, quad[None], readout=size_text(ring), label=self._context.current_label
        )

    def release(self, event: PointerEvent) -> Outcome:
        ring = self._ring(event)
        if ring is None or not self.started or not self._is_seen(ring, event):
            return NOTHING
        made = self._context.new_annotation(ring, "box", self._scene)
        return Outcome(Patch({made.id: (None, made)}), draw_title(made.label), selection=frozenset({made.id}))

    def _ring(self, event: PointerEvent) -> Ring | None:
        held = self._press.held(event)
        dx, dy = event.screen_offset(self._press.origin)
        self.started = self.started or min(abs(dx), abs(dy)) >= DRAG_SCREEN_PX - 1e-6
        end = point_to_scene(self._context, self._scene, event.position)
        return box_from_corners(
            self._start, end, self._size, square="shift" in held, from_center=bool(held & {"alt", "ctrl"})
        )

    def _is_seen(self, ring: Ring, event: PointerEvent) -> bool:
        corners = self._context.to_reference(self._scene, ring_array(ring)) * (1.0, event.aspect)
        tl, bl, _, tr = corners
        across, down = ((tr - tl) ** 2).sum() ** 0.5, ((bl - tl) ** 2).sum() ** 0.5
        # 1e-6: a side of exactly the least length must not fail by rounding.
        return bool(min(across, down) * event.scale >= LEAST_SIDE_SCREEN_PX - 1e-6)


def size_text(ring: Ring) -> str:
    """`42.3 x 18.0 px` of an upright ring."""
    x0, y0, x1, y1 = ring_bounds(ring)
    return f"{number(x1 - x0, '.1f')} x {number(y1 - y0, '.1f')} px"


def draw_title(label: str) -> str:
    """Name of the step that draws a box."""
    return tr("Draw {label}", label=label) if label else tr("Draw box")
