"""Moving one corner of a polygon, and putting a new one into a side."""

from __future__ import annotations

from ilmtool.core.annotation import Annotation
from ilmtool.core.geometry import Point, Ring, ring_array
from ilmtool.core.vertices import delete_vertex, edge_middle, insert_vertex, move_vertex
from ilmtool.sidecar.outline import crosses_itself
from ilmtool.text import mark, tr
from ilmtool.tools.context import ToolContext, point_to_scene
from ilmtool.tools.events import NOTHING, Cursor, Outcome, PointerEvent, Preview
from ilmtool.tools.ghost import ghost_of
from ilmtool.tools.move import outcome_of, outline_of
from ilmtool.tools.press import Press
from ilmtool.tools.resize import STIR_SCREEN_PX

CROSSES = mark("The outline would cross itself")
TOO_FEW = mark("A polygon has three corners at least")

MOVE_CORNER = mark("Move corner of {what}")
ADD_CORNER = mark("Add corner to {what}")
DELETE_CORNER = mark("Delete corner of {what}")


class MoveVertex:
    """Drag a corner; drag the middle of a side to make a corner of it. Alt and a click take a corner away.

    An outline that would cross itself is shown, said so, and refused.

    Parameters
    ----------
    handle : str
        `v<n>` for corner n, `m<n>` for the middle of the side that begins there.
    """

    def __init__(
        self, context: ToolContext, event: PointerEvent, annotation: Annotation, handle: str
    ) -> None:
        ring = annotation.ring
        if ring is None:
            raise ValueError("an annotation without pixel geometry has no corners")
        self._context = context
        self._press = Press(event)
        self._annotation, self._ring = annotation, ring
        self._holes = outline_of(annotation)[1:]
        self._scene = context.scene_of(annotation)
        self._size = context.scene_size(self._scene)
        self._is_new, self._place = handle.startswith("m"), int(handle[1:])
        self._from: Point = edge_middle(ring, self._place) if self._is_new else ring[self._place]
        self._start = point_to_scene(context, self._scene, event.position)
        self.started = False

    def move(self, event: PointerEvent) -> Preview:
        ring = self._moved(event)
        if not self.started:
            return Preview(Cursor.MOVE)
        quad = self._context.to_reference(self._scene, ring_array(ring))
        readout = tr(CROSSES) if self._crosses(ring) else ""
        return ghost_of(Cursor.MOVE, quad, self._annotation, readout)

    def release(self, event: PointerEvent) -> Outcome:
        ring = self._moved(event)
        if not self.started:
            return self._clicked("alt" in event.modifiers)
        if self._crosses(ring):
            return Outcome(refused=tr(CROSSES))
        return self._outcome(ADD_CORNER if self._is_new else MOVE_CORNER, ring)

    def _clicked(self, alt: bool) -> Outcome:
        if self._is_new:
            return NOTHING
        if not alt:
            return Outcome(vertex=self._place)
        ring = delete_vertex(self._ring, self._place)
        if ring is None:
            return Outcome(refused=tr(TOO_FEW))
        return Outcome(refused=tr(CROSSES)) if self._crosses(ring) else self._outcome(DELETE_CORNER, ring)

    def _outcome(self, title: str, ring: Ring) -> Outcome:
        return outcome_of(self._context, title, [(self._annotation, (ring, *self._holes), "polygon")])

    def _crosses(self, ring: Ring) -> bool:
        return crosses_itself((ring, *self._holes))

    def _moved(self, event: PointerEvent) -> Ring:
        dx, dy = event.screen_offset(self._press.origin)
        self.started = self.started or max(abs(dx), abs(dy)) >= STIR_SCREEN_PX
        if not self.started:
            return self._ring
        x, y = point_to_scene(self._context, self._scene, event.position)
        to = (self._from[0] + x - self._start[0], self._from[1] + y - self._start[1])
        if self._is_new:
            return insert_vertex(self._ring, self._place, to, self._size)
        return move_vertex(self._ring, self._place, to, self._size)
