"""Which handle is under the pointer, of one annotation or of the frame around several, and what it begins."""

from __future__ import annotations

from dataclasses import dataclass

from ilmtool.core.annotation import Annotation
from ilmtool.core.boxindex import HIDDEN
from ilmtool.core.geometry import Bounds, Ring, box_ring, ring_array
from ilmtool.core.hit import ROTATE, handle_at
from ilmtool.tools.context import ToolContext
from ilmtool.tools.cursors import resize_cursor
from ilmtool.tools.events import Cursor, Gesture, PointerEvent
from ilmtool.tools.group import CORNERS, GROUP_UP_TO, RotateGroup, ScaleGroup
from ilmtool.tools.move_vertex import MoveVertex
from ilmtool.tools.resize import Resize
from ilmtool.tools.rotate import Rotate

OF_HANDLES = (Resize, Rotate, MoveVertex, RotateGroup, ScaleGroup)
"""Gestures that begin on a handle, which may stand beside its box."""


def is_by_vertex(annotation: Annotation) -> bool:
    """Whether an annotation is edited corner by corner."""
    return annotation.properties.shape == "polygon" or (
        annotation.ring is not None and len(annotation.ring) != 5
    )


@dataclass(frozen=True, slots=True)
class OwnHandle:
    """A handle of the one selected annotation; `ring` is its outline in reference px."""

    annotation: Annotation
    name: str
    ring: Ring

    def cursor(self, aspect: float, turn: float = 0.0) -> Cursor:
        """The pointer's shape over it."""
        if self.name == ROTATE:
            return Cursor.ROTATE
        return resize_cursor(ring_array(self.ring), self.name, aspect, turn)

    def gesture(self, context: ToolContext, event: PointerEvent) -> Gesture:
        """What a drag from it does."""
        if self.name == ROTATE:
            return Rotate(context, event, self.annotation)
        if is_by_vertex(self.annotation):
            return MoveVertex(context, event, self.annotation, self.name)
        return Resize(context, event, self.annotation, self.name)


@dataclass(frozen=True, slots=True)
class GroupHandle:
    """A handle of the frame around all that is selected."""

    bounds: Bounds
    name: str

    def cursor(self, aspect: float, turn: float = 0.0) -> Cursor:
        """The pointer's shape over it."""
        if self.name == ROTATE:
            return Cursor.ROTATE
        return resize_cursor(ring_array(box_ring(*self.bounds)), self.name, aspect, turn)

    def gesture(self, context: ToolContext, event: PointerEvent) -> Gesture:
        """What a drag from it does."""
        if self.name == ROTATE:
            return RotateGroup(context, event, self.bounds)
        return ScaleGroup(context, event, self.bounds, self.name)


def handle_under(event: PointerEvent, context: ToolContext) -> OwnHandle | GroupHandle | None:
    """The handle under the pointer, if there is one."""
    if len(context.selection) != 1:
        return _group_handle(event, context)
    (chosen,) = context.selection
    index = context.index
    row, ring = index.row(chosen), index.ring(chosen)
    annotation = context.document.annotations.get(chosen)
    if row is None or ring is None or annotation is None:
        return None
    if annotation.properties.locked or index.flags[row] & HIDDEN:
        return None
    by_vertex = is_by_vertex(annotation)
    name = handle_at(ring, event.position, event.scale, event.aspect, by_vertex=by_vertex)
    return None if name is None else OwnHandle(annotation, name, ring)


def group_bounds(context: ToolContext) -> Bounds | None:
    """The frame around what is selected, in reference px; None for one, for very many, and for a point."""
    if not 1 < len(context.selection) <= GROUP_UP_TO:
        return None
    annotations, index = context.document.annotations, context.index
    seen = [i for i in context.selection if i in annotations and not annotations[i].properties.locked]
    if index.hidden:
        seen = [i for i in seen if i not in index.hidden]
    bounds = index.bounds_of(seen) if len(seen) > 1 else None
    return bounds if bounds is not None and bounds[0] < bounds[2] and bounds[1] < bounds[3] else None


def _group_handle(event: PointerEvent, context: ToolContext) -> GroupHandle | None:
    bounds = group_bounds(context)
    if bounds is None:
        return None
    name = handle_at(box_ring(*bounds), event.position, event.scale, event.aspect)
    return GroupHandle(bounds, name) if name in {*CORNERS, ROTATE} and name is not None else None
