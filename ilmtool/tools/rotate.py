"""Turning one box about its centre."""

from __future__ import annotations

import math

from ilmtool.core.annotation import Annotation
from ilmtool.core.edits import heading, normalized, set_heading, shape_after, turn_ring
from ilmtool.core.geometry import Point, Ring, ring_array, ring_center
from ilmtool.tools.context import ToolContext, point_to_scene
from ilmtool.tools.events import NOTHING, Cursor, Outcome, PointerEvent, Preview
from ilmtool.tools.ghost import ghost_of
from ilmtool.tools.move import ROTATE, outcome_of, outline_of
from ilmtool.tools.press import Press
from ilmtool.tools.resize import STIR_SCREEN_PX
from ilmtool.tools.snap import angle_text, snapped


class Rotate:
    """Drag the knob: the box turns with the pointer. Shift: headings in steps of 15 degrees. Ctrl: the
    heading of the box that was turned last, or north, or a right angle to them.
    """

    def __init__(
        self,
        context: ToolContext,
        event: PointerEvent,
        annotation: Annotation,
        choosing: frozenset[str] = frozenset(),
    ) -> None:
        ring, scene = annotation.ring, context.scene_of(annotation)
        if ring is None:
            raise ValueError("an annotation without pixel geometry cannot be turned")
        self._context = context
        self._press = Press(event, choosing)
        self._annotation, self._scene = annotation, scene
        self._ring = normalized(ring, annotation.properties.shape)
        self._center = ring_center(self._ring)
        self._heading = heading(self._ring)
        self._size = context.scene_size(scene)
        self._start = self._angle(event)
        self._kept_to = ""
        self.started = False

    def move(self, event: PointerEvent) -> Preview:
        ring = self._turned(event)
        if not self.started:
            return Preview(Cursor.ROTATE)
        quad = self._context.to_reference(self._scene, ring_array(ring))
        return ghost_of(Cursor.ROTATE, quad, self._annotation, angle_text(heading(ring), self._kept_to))

    def release(self, event: PointerEvent) -> Outcome:
        ring = self._turned(event)
        if not self.started:
            return NOTHING
        shape = shape_after(ring, self._annotation.properties.shape)
        outline = (ring, *outline_of(self._annotation)[1:])
        return outcome_of(self._context, ROTATE, [(self._annotation, outline, shape)])

    def _turned(self, event: PointerEvent) -> Ring:
        held = self._press.held(event)
        dx, dy = event.screen_offset(self._press.origin)
        self.started = self.started or max(abs(dx), abs(dy)) >= STIR_SCREEN_PX
        turn = self._angle(event) - self._start
        free = self._heading + turn
        kept, self._kept_to = snapped(self._context, self._scene, self._center, free, held)
        if held & {"shift", "ctrl"}:
            return set_heading(self._ring, kept, self._size)
        return turn_ring(self._ring, turn, self._size)

    def _angle(self, event: PointerEvent) -> float:
        x, y = point_to_scene(self._context, self._scene, event.position)
        center: Point = self._center
        return math.degrees(math.atan2(y - center[1], x - center[0]))
