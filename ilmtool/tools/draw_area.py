"""Drawing the rectangle that is to be searched."""

from __future__ import annotations

from ilmtool.core.geometry import Bounds
from ilmtool.text import number
from ilmtool.tools.events import NOTHING, Cursor, Outcome, PointerEvent, Preview
from ilmtool.tools.press import Press


class DrawArea:
    """Drag: a rectangle along the reference frame. It makes no annotation."""

    def __init__(self, event: PointerEvent) -> None:
        self._press = Press(event)
        self.started = False

    def move(self, event: PointerEvent) -> Preview:
        self.started = self.started or self._press.is_past_click(event)
        if not self.started:
            return Preview(Cursor.CROSSHAIR)
        x0, y0, x1, y1 = band = self._band(event)
        return Preview(
            Cursor.CROSSHAIR, band=band, readout=f"{number(x1 - x0, '.0f')} × {number(y1 - y0, '.0f')} px"
        )

    def release(self, event: PointerEvent) -> Outcome:
        self.started = self.started or self._press.is_past_click(event)
        return Outcome(area=self._band(event)) if self.started else NOTHING

    def _band(self, event: PointerEvent) -> Bounds:
        (ax, ay), (bx, by) = self._press.origin, event.position
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)
