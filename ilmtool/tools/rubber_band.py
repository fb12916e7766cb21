"""Selecting what a dragged rectangle catches."""

from __future__ import annotations

import numpy as np

from ilmtool.core.boxindex import Rows
from ilmtool.core.camera import Camera
from ilmtool.core.geometry import Bounds, FloatArray
from ilmtool.core.hit import touching, touching_quad
from ilmtool.text import tr
from ilmtool.tools.context import ToolContext
from ilmtool.tools.events import NOTHING, Cursor, Outcome, PointerEvent, Preview
from ilmtool.tools.press import Press


class RubberBand:
    """Drag: select what lies in the band or crosses its border. Shift: in addition to what is selected."""

    def __init__(self, context: ToolContext, event: PointerEvent) -> None:
        self._index = context.index
        self._selection = context.selection
        self._press = Press(event)
        self.started = False

    def move(self, event: PointerEvent) -> Preview:
        self.started = self.started or self._press.is_past_click(event)
        if not self.started:
            return Preview(Cursor.POINTING)
        count = len(self._caught(event))
        readout = tr("%n box(es)", "", count)
        if event.turn:
            return Preview(Cursor.CROSSHAIR, quad_band=self._quad(event), readout=readout)
        return Preview(Cursor.CROSSHAIR, band=self._band(event), readout=readout)

    def release(self, event: PointerEvent) -> Outcome:
        self.started = self.started or self._press.is_past_click(event)
        if not self.started:
            return NOTHING
        rows = self._caught(event).tolist()
        caught = frozenset(map(self._index.ids.__getitem__, rows))
        return Outcome(selection=caught | self._selection if "shift" in event.modifiers else caught)

    def _caught(self, event: PointerEvent) -> Rows:
        if event.turn:
            return touching_quad(self._index, self._quad(event))
        return touching(self._index, self._band(event))

    def _quad(self, event: PointerEvent) -> FloatArray:
        """Corners of the rectangle on screen between press and pointer, in reference px."""
        view = Camera(event.scale, event.aspect, turn=event.turn)
        (ax, ay), (bx, by) = view.map(self._press.origin), view.map(event.position)
        return np.array([view.unmap(corner) for corner in ((ax, ay), (ax, by), (bx, by), (bx, ay))])

    def _band(self, event: PointerEvent) -> Bounds:
        (ax, ay), (bx, by) = self._press.origin, event.position
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)
