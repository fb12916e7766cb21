"""Turning and scaling several annotations as one thing."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ilmtool.core.annotation import Annotation
from ilmtool.core.edits import shape_after
from ilmtool.core.geometry import Affine, Bounds, FloatArray, Point, apply, box_ring, ring_array
from ilmtool.core.group_edits import fits, least_factor, moved_outline, scale_about, turn_about
from ilmtool.text import mark, number
from ilmtool.tools.context import Outline, ToolContext, point_to_scene
from ilmtool.tools.cursors import resize_cursor
from ilmtool.tools.events import NOTHING, Cursor, Outcome, PointerEvent, Preview
from ilmtool.tools.move import ROTATE, Reshaped, movable, outcome_of, outline_of
from ilmtool.tools.press import Press
from ilmtool.tools.resize import STIR_SCREEN_PX
from ilmtool.tools.snap import STEP_DEG, angle_text

GROUP_UP_TO = 2000
"""With more annotations than this selected there is no frame around them."""

_OPPOSITE = {"nw": (1, 1), "sw": (1, 0), "se": (0, 0), "ne": (0, 1)}
"""Which corner of the bounds stays when one is dragged: 0 for left and top, 1 for right and bottom."""

CORNERS = tuple(_OPPOSITE)


@dataclass(frozen=True, slots=True)
class _Part:
    """The annotations of one scene, and where the group's fixed point lies in it."""

    scene: str
    fixed: Point
    items: tuple[Annotation, ...]
    outlines: tuple[Outline, ...]


class _Group:
    """What both gestures share: every scene's annotations move by one map about the same fixed point."""

    def __init__(self, context: ToolContext, event: PointerEvent, fixed: Point) -> None:
        self._context = context
        self._press = Press(event)
        self._fixed = fixed
        self.started = False
        by_scene: dict[str, list[Annotation]] = {}
        for item in movable(context):
            if item.ring is not None:
                by_scene.setdefault(context.scene_of(item), []).append(item)
        self._parts = tuple(
            _Part(scene, point_to_scene(context, scene, fixed), tuple(items), tuple(map(outline_of, items)))
            for scene, items in by_scene.items()
        )
        self._hidden = frozenset(item.id for part in self._parts for item in part.items)

    def _stirs(self, event: PointerEvent) -> bool:
        dx, dy = event.screen_offset(self._press.origin)
        self.started = self.started or max(abs(dx), abs(dy)) >= STIR_SCREEN_PX
        return self.started

    def _fit(self, maps: dict[str, Affine]) -> bool:
        return all(
            fits(part.outlines, maps[part.scene], self._context.scene_size(part.scene))
            for part in self._parts
        )

    def _preview(self, cursor: Cursor, maps: dict[str, Affine], readout: str) -> Preview:
        quads: list[FloatArray] = []
        polygons: list[FloatArray] = []
        for part in self._parts:
            for outline in part.outlines:
                points = apply(maps[part.scene], ring_array(outline[0]))
                placed = self._context.to_reference(part.scene, points)
                (quads if len(placed) == 4 else polygons).append(placed)
        ghosts = np.stack(quads) if quads else np.empty((0, 4, 2))
        return Preview(cursor, ghosts, tuple(polygons), self._hidden, readout=readout)

    def _outcome(self, title: str, maps: dict[str, Affine]) -> Outcome:
        return outcome_of(self._context, title, list(self._edits(maps)))

    def _edits(self, maps: dict[str, Affine]) -> Iterator[Reshaped]:
        for part in self._parts:
            for item, outline in zip(part.items, part.outlines, strict=True):
                moved = moved_outline(outline, maps[part.scene])
                shape = item.properties.shape
                yield item, moved, shape_after(moved[0], shape) if len(moved[0]) == 5 else shape


class RotateGroup(_Group):
    """Drag the knob: the selection turns about the middle of its frame. Shift: steps of 15 degrees.

    It stops where one of them would leave the image.
    """

    def __init__(self, context: ToolContext, event: PointerEvent, bounds: Bounds) -> None:
        super().__init__(context, event, ((bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2))
        self._start = self._angle(event)
        self._turn = 0.0

    def move(self, event: PointerEvent) -> Preview:
        maps = self._maps(event)
        if not self.started:
            return Preview(Cursor.ROTATE)
        return self._preview(Cursor.ROTATE, maps, angle_text(self._turn))

    def release(self, event: PointerEvent) -> Outcome:
        maps = self._maps(event)
        return self._outcome(ROTATE, maps) if self.started else NOTHING

    def _maps(self, event: PointerEvent) -> dict[str, Affine]:
        if self._stirs(event):
            turn = self._angle(event) - self._start
            if "shift" in self._press.held(event):
                turn = round(turn / STEP_DEG) * STEP_DEG
            if self._fit(self._turned(turn)):
                self._turn = turn
        return self._turned(self._turn)

    def _turned(self, turn: float) -> dict[str, Affine]:
        return {part.scene: turn_about(part.fixed, turn) for part in self._parts}

    def _angle(self, event: PointerEvent) -> float:
        x, y = event.screen_offset(self._fixed)
        return math.degrees(math.atan2(y, x))


class ScaleGroup(_Group):
    """Drag a corner of the frame: the selection grows or shrinks in proportion; the opposite corner stays.

    Oriented boxes would not stay boxes otherwise. It stops where one of them would leave the image.
    """

    def __init__(self, context: ToolContext, event: PointerEvent, bounds: Bounds, handle: str) -> None:
        right, bottom = _OPPOSITE[handle]
        super().__init__(context, event, (bounds[2 * right], bounds[1 + 2 * bottom]))
        x, y = bounds[2 - 2 * right], bounds[3 - 2 * bottom]
        self._corner = x - self._fixed[0], y - self._fixed[1]
        self._least = max((least_factor(part.outlines) for part in self._parts), default=1.0)
        self._factor = 1.0
        self._cursor = resize_cursor(ring_array(box_ring(*bounds)), handle, event.aspect, event.turn)

    def move(self, event: PointerEvent) -> Preview:
        maps = self._maps(event)
        if not self.started:
            return Preview(self._cursor)
        return self._preview(self._cursor, maps, f"{number(100 * self._factor, '.0f')} %")

    def release(self, event: PointerEvent) -> Outcome:
        maps = self._maps(event)
        return self._outcome(mark("Scale {what}"), maps) if self.started else NOTHING

    def _maps(self, event: PointerEvent) -> dict[str, Affine]:
        if self._stirs(event):
            (cx, cy), (px, py) = self._corner, self._press.origin
            x, y = event.position
            # How far along the diagonal the corner was dragged.
            along = ((x - px) * cx + (y - py) * cy) / (cx * cx + cy * cy)
            factor = max(1.0 + along, self._least)
            if self._fit(self._scaled(factor)):
                self._factor = factor
        return self._scaled(self._factor)

    def _scaled(self, factor: float) -> dict[str, Affine]:
        return {part.scene: scale_about(part.fixed, factor) for part in self._parts}
