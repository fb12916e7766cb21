"""Measuring by clicks: a path, an outline, or the line of a shadow. It makes no annotation."""

from __future__ import annotations

import numpy as np

from ilmtool.core.geometry import Point
from ilmtool.text import number, tr
from ilmtool.tools.context import ToolContext, point_to_scene
from ilmtool.tools.draw_polygon import CLOSING_SCREEN_PX
from ilmtool.tools.events import NOTHING, Cursor, Measured, Outcome, PointerEvent, Preview
from ilmtool.tools.move_vertex import CROSSES
from ilmtool.tools.press import CLICK_SCREEN_PX

KINDS = {
    "measure_path": "path",
    "measure_area": "area",
    "measure_base": "base_to_tip",
    "measure_roof": "roof_to_tip",
}
"""What each tool measures."""

LEAST = {"path": 2, "area": 3, "base_to_tip": 2, "roof_to_tip": 2}
"""Corners that it takes; a shadow takes no more."""

MOST_CORNERS = 1000


class Measure:
    """Each click is a corner of one date; a second one on the last, or Enter, ends.

    An area also ends with a click on its first corner, a shadow with its second click. Corners are kept in px
    of the scene, nothing rounded.
    """

    def __init__(self, context: ToolContext, event: PointerEvent) -> None:
        self._context = context
        self._scene = event.scene_id
        self._kind = KINDS[context.tool]
        self._corners: list[Point] = []
        self.started = True
        self.goes_on = False

    def move(self, event: PointerEvent) -> Preview:
        if not self._corners:
            return Preview(Cursor.CROSSHAIR)
        corners = [*self._corners, point_to_scene(self._context, self._scene, event.position)]
        if len(corners) > 2 and self._is_near(event, self._corners[-1]):
            corners.pop()  # here a click ends
        closes = self._kind == "area" and len(corners) > 2
        outline = np.array([*corners, corners[0]] if closes else corners, dtype=np.float64)
        return Preview(
            Cursor.CROSSHAIR,
            paths=(self._context.to_reference(self._scene, outline),),
            readout=self._context.measured(self._kind, self._scene, corners),
        )

    def release(self, event: PointerEvent) -> Outcome:
        self.goes_on = True
        at = point_to_scene(self._context, self._scene, event.position)
        if self._corners and self._ends(event):
            return self.finish()
        refused = self._context.unmeasurable(self._scene, at)
        if not refused and self._kind == "area" and _crosses([*self._corners, at]):
            refused = tr(CROSSES)
        if not refused and len(self._corners) >= MOST_CORNERS:
            refused = tr(
                "A measurement has {limit} corners at most: Enter ends it", limit=number(MOST_CORNERS)
            )
        if refused:
            self.goes_on = bool(self._corners)
            return Outcome(refused=refused)
        self._corners.append(at)
        if self._kind not in {"path", "area"} and len(self._corners) == 2:
            return self.finish()
        return NOTHING

    def finish(self) -> Outcome:
        """End with the corners that there are; go on where they are too few."""
        if len(self._corners) < LEAST[self._kind]:
            return NOTHING
        if self._kind == "area" and _crosses([*self._corners, self._corners[0]]):
            return Outcome(refused=tr(CROSSES))
        self.goes_on = False
        return Outcome(measured=Measured(self._kind, self._scene, tuple(self._corners)))

    def step_back(self) -> bool:
        """The last corner is gone; False if there is none left."""
        self._corners = self._corners[:-1]
        return bool(self._corners)

    def _ends(self, event: PointerEvent) -> bool:
        if self._is_near(event, self._corners[-1]):
            return True
        reach = CLOSING_SCREEN_PX if event.button != "key" else 0.0
        return (
            self._kind == "area" and len(self._corners) > 2 and self._is_near(event, self._corners[0], reach)
        )

    def _is_near(self, event: PointerEvent, corner: Point, reach: float | None = None) -> bool:
        if reach is None:
            reach = CLICK_SCREEN_PX if event.button != "key" else 0.0
        (x, y) = self._context.to_reference(self._scene, np.array([corner]))[0].tolist()
        return max(map(abs, event.screen_offset((x, y)))) <= reach + 1e-6


def _crosses(corners: list[Point]) -> bool:
    if len(corners) < 4:
        return False
    import shapely

    return not shapely.LineString(corners).is_simple
