"""Resizing one box by a handle."""

from __future__ import annotations

from ilmtool.core.annotation import Annotation
from ilmtool.core.edits import frame_of, normalized, resize_ring, shape_after
from ilmtool.core.geometry import Point, Ring, ring_array
from ilmtool.text import mark, number
from ilmtool.tools.context import ToolContext, point_to_scene
from ilmtool.tools.cursors import resize_cursor
from ilmtool.tools.events import NOTHING, Outcome, PointerEvent, Preview
from ilmtool.tools.ghost import ghost_of
from ilmtool.tools.move import outcome_of, outline_of
from ilmtool.tools.press import Press

STIR_SCREEN_PX = 2.0
"""A handle is followed from this movement on, along either axis: whoever takes one means to use it."""


class Resize:
    """Drag a handle: the opposite side stays. Shift: keep the proportions. Alt or Ctrl: from the centre.

    Parameters
    ----------
    handle : str
        One of `edits.HANDLES`.
    """

    def __init__(
        self,
        context: ToolContext,
        event: PointerEvent,
        annotation: Annotation,
        handle: str,
        choosing: frozenset[str] = frozenset(),
    ) -> None:
        ring, scene = annotation.ring, context.scene_of(annotation)
        if ring is None:
            raise ValueError("an annotation without pixel geometry has no handles")
        self._context = context
        self._press = Press(event, choosing)
        self._annotation, self._handle, self._scene = annotation, handle, scene
        self._ring = normalized(ring, annotation.properties.shape)
        self._size = context.scene_size(scene)
        self._from = frame_of(self._ring).handle(handle)
        self._start = point_to_scene(context, scene, event.position)
        self.started = False

    def move(self, event: PointerEvent) -> Preview:
        ring = self._resized(event)
        quad = self._context.to_reference(self._scene, ring_array(ring))
        cursor = resize_cursor(quad, self._handle, event.aspect, event.turn)
        if not self.started:
            return Preview(cursor)
        return ghost_of(cursor, quad, self._annotation, _sides(ring))

    def release(self, event: PointerEvent) -> Outcome:
        ring = self._resized(event)
        if not self.started:
            return NOTHING
        shape = shape_after(ring, self._annotation.properties.shape)
        outline = (ring, *outline_of(self._annotation)[1:])
        return outcome_of(self._context, mark("Resize {what}"), [(self._annotation, outline, shape)])

    def _resized(self, event: PointerEvent) -> Ring:
        held = self._press.held(event)
        dx, dy = event.screen_offset(self._press.origin)
        self.started = self.started or max(abs(dx), abs(dy)) >= STIR_SCREEN_PX
        if not self.started:
            return self._ring
        x, y = point_to_scene(self._context, self._scene, event.position)
        to: Point = (self._from[0] + x - self._start[0], self._from[1] + y - self._start[1])
        return resize_ring(
            self._ring,
            self._handle,
            to,
            self._size,
            keep_aspect="shift" in held,
            from_center=bool(held & {"alt", "ctrl"}),
        )


def _sides(ring: Ring) -> str:
    frame = frame_of(ring)
    width, height = (number(high - low, ".1f") for low, high in (frame.u, frame.v))
    return f"{width} x {height} px"
