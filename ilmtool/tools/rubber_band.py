"""Selecting what a dragged rectangle catches."""

from __future__ import annotations

from ilmtool.core.geometry import Bounds
from ilmtool.core.hit import touching
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
        band = self._band(event)
        count = len(touching(self._index, band))
        return Preview(Cursor.CROSSHAIR, band=band, readout="1 box" if count == 1 else f"{count:,} boxes")

    def release(self, event: PointerEvent) -> Outcome:
        self.started = self.started or self._press.is_past_click(event)
        if not self.started:
            return NOTHING
        rows = touching(self._index, self._band(event)).tolist()
        caught = frozenset(map(self._index.ids.__getitem__, rows))
        return Outcome(selection=caught | self._selection if "shift" in event.modifiers else caught)

    def _band(self, event: PointerEvent) -> Bounds:
        (ax, ay), (bx, by) = self._press.origin, event.position
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)
