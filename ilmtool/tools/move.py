"""Moving the selected annotations together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from ilmtool.core.annotation import Annotation
from ilmtool.core.boxindex import HIDDEN, UNPLACED
from ilmtool.core.document import Patch
from ilmtool.core.edits import Size, clamp_delta, move_ring
from ilmtool.core.geometry import Bounds, FloatArray, Point, translate_ring
from ilmtool.text import mark, number, tr
from ilmtool.tools.context import Outline, ToolContext, point_to_scene
from ilmtool.tools.events import NOTHING, Cursor, Outcome, PointerEvent, Preview
from ilmtool.tools.press import Press

ROTATE = mark("Rotate {what}")

Reshaped = tuple[Annotation, Outline, str]
"""An annotation, its new outline in px of its scene, and its new shape."""


@dataclass(frozen=True, slots=True)
class _Group:
    """The moved annotations of one scene, as they were at the press."""

    scene: str
    start: Point
    bounds: Bounds
    items: Sequence[Annotation]
    points: FloatArray
    splits: Sequence[int]
    are_quads: bool


class Move:
    """Drag: all that is selected moves, in the pixels of the scene each was drawn on. Shift: along one axis.

    At the image's edge they stop together, so that they keep their places to each other.
    """

    def __init__(
        self, context: ToolContext, event: PointerEvent, choosing: frozenset[str] = frozenset()
    ) -> None:
        self._context = context
        self._press = Press(event, choosing)
        self.started = False
        by_scene: dict[str, list[Annotation]] = {}
        for annotation in movable(context):
            if annotation.ring is not None:
                by_scene.setdefault(context.scene_of(annotation), []).append(annotation)
        self._groups = [
            self._group(scene, items, point_to_scene(context, scene, event.position))
            for scene, items in by_scene.items()
        ]
        self._hidden = frozenset(a.id for group in self._groups for a in group.items)
        labels = {a.label for group in self._groups for a in group.items}
        self._label = labels.pop() if len(labels) == 1 else ""

    @staticmethod
    def _group(scene: str, items: Sequence[Annotation], start: Point) -> _Group:
        rings = [outline_of(item)[0] for item in items]
        corners = [len(ring) - 1 for ring in rings]
        numbers = chain.from_iterable(chain.from_iterable(ring[:-1] for ring in rings))
        points = np.fromiter(numbers, np.float64, 2 * sum(corners)).reshape(-1, 2)
        x0, y0 = points.min(axis=0).tolist()
        x1, y1 = points.max(axis=0).tolist()
        splits = np.cumsum(corners)[:-1].tolist()
        return _Group(scene, start, (x0, y0, x1, y1), items, points, splits, set(corners) == {4})

    def move(self, event: PointerEvent) -> Preview:
        held = self._press.held(event)
        self.started = self.started or self._press.is_past_click(event)
        if not self.started:
            return Preview(Cursor.MOVE)
        quads: list[FloatArray] = []
        polygons: list[FloatArray] = []
        dx = dy = 0.0
        for group in self._groups:
            dx, dy = self._delta(group, event, "shift" in held)
            moved = group.points + np.array((dx, dy))
            placed = self._context.to_reference(group.scene, moved)
            if group.are_quads:
                quads.append(placed.reshape(-1, 4, 2))
                continue
            for outline in np.split(placed, group.splits):
                if len(outline) == 4:
                    quads.append(outline[None])
                else:
                    polygons.append(outline)
        ghosts = np.concatenate(quads) if quads else np.empty((0, 4, 2))
        # Minus zero would be read as a direction.
        readout = ""
        if len(self._groups) == 1:
            readout = f"{number(dx + 0.0, '+.1f')}, {number(dy + 0.0, '+.1f')} px"
        return Preview(Cursor.MOVE, ghosts, tuple(polygons), self._hidden, None, readout, self._label)

    def release(self, event: PointerEvent) -> Outcome:
        held = self._press.held(event)
        self.started = self.started or self._press.is_past_click(event)
        if not self.started:
            return NOTHING
        edits: list[Reshaped] = []
        for group in self._groups:
            delta = self._delta(group, event, "shift" in held)
            size = self._context.scene_size(group.scene)
            for annotation, moved in zip(group.items, _all_moved(group, delta, size), strict=True):
                edits.append((annotation, moved, annotation.properties.shape))
        return outcome_of(self._context, mark("Move {what}"), edits)

    def _delta(self, group: _Group, event: PointerEvent, one_axis: bool) -> Point:
        x, y = point_to_scene(self._context, group.scene, event.position)
        dx, dy = x - group.start[0], y - group.start[1]
        if one_axis:
            dx, dy = (dx, 0.0) if abs(dx) >= abs(dy) else (0.0, dy)
        return clamp_delta(group.bounds, (dx, dy), self._context.scene_size(group.scene))


def _all_moved(group: _Group, delta: Point, size: Size) -> Iterator[Outline]:
    """The outlines of a group, moved; thousands of boxes well inside the image all at once."""
    outlines = [outline_of(item) for item in group.items]
    moved = group.points + np.array(delta)
    inside = moved.min() >= 0.0 and (moved.max(axis=0) <= size).all()
    if not (inside and group.are_quads and all(len(outline) == 1 for outline in outlines)):
        yield from (_moved(outline, delta, size) for outline in outlines)
        return
    for a, b, c, d in moved.reshape(-1, 4, 2).tolist():
        first = (a[0], a[1])
        yield ((first, (b[0], b[1]), (c[0], c[1]), (d[0], d[1]), first),)


def _moved(outline: Outline, delta: Point, size: Size) -> Outline:
    exterior, *holes = outline
    return move_ring(exterior, delta, size), *(translate_ring(ring, *delta) for ring in holes)


def movable(context: ToolContext) -> list[Annotation]:
    """The selected annotations that are on screen and not locked: what nobody sees is not edited with the
    pointer.
    """
    index = context.index
    rows = index.rows(sorted(context.selection))
    rows = rows[(index.flags[rows] & (HIDDEN | UNPLACED)) == 0]
    annotations = context.document.annotations
    found = (annotations[index.ids[row]] for row in rows.tolist())
    return [annotation for annotation in found if not annotation.properties.locked]


def outline_of(annotation: Annotation) -> Outline:
    """Exterior and holes in px of the scene that an annotation is drawn on."""
    polygon = annotation.properties.image_geometry
    return polygon.coordinates if polygon is not None else ()


def outcome_of(context: ToolContext, title: str, edits: Sequence[Reshaped]) -> Outcome:
    """The patch that gives annotations other outlines and shapes.

    Its name is `title`, a marked text with `{what}`. Unchanged ones are left out, and so are annotations that
    are no longer what they were at the press.
    """
    present = context.document.annotations
    wanted = {
        a.id: (outline, shape)
        for a, outline, shape in edits
        if present.get(a.id) is a and outline != outline_of(a)
    }
    made = context.replaced(wanted)
    if not made:
        return NOTHING
    touched = [present[key] for key in made]
    what = tr("%n box(es)", "", len(touched))
    if len(touched) == 1:
        what = touched[0].label or tr("box")
    return Outcome(Patch({a.id: (a, made[a.id]) for a in touched}), tr(title, what=what))
