"""Drawing a polygon corner by corner."""

from __future__ import annotations

import numpy as np

from ilmtool.core.document import Patch
from ilmtool.core.geometry import Point, Ring
from ilmtool.core.vertices import LEAST_CORNERS
from ilmtool.sidecar.outline import crosses_itself
from ilmtool.text import tr
from ilmtool.tools.context import ToolContext, point_to_scene
from ilmtool.tools.events import NOTHING, Cursor, Outcome, PointerEvent, Preview
from ilmtool.tools.move_vertex import CROSSES
from ilmtool.tools.press import CLICK_SCREEN_PX, Press

CLOSING_SCREEN_PX = 7.0
"""A click this near to the first corner closes the outline."""


class DrawPolygon:
    """Each click is a corner; one on the first corner, or a second one on the last, closes the outline.

    Parameters
    ----------
    may_select : bool
        A first click on something that is there already is not meant for drawing.
    """

    def __init__(self, context: ToolContext, event: PointerEvent, may_select: bool = False) -> None:
        self._context = context
        self._press = Press(event)
        self._scene = event.scene_id
        self._may_select = may_select
        self._size = context.scene_size(self._scene)
        self._corners: list[Point] = []
        self.started = False
        self.goes_on = False

    def move(self, event: PointerEvent) -> Preview:
        if not self._corners:
            return Preview(Cursor.CROSSHAIR)
        corners = [*self._corners, self._at(event)]
        outline = self._context.to_reference(self._scene, np.array(corners, dtype=np.float64))
        closes = len(self._corners) >= LEAST_CORNERS and self._closes(event)
        readout = tr("Click to close") if closes else tr("%n corner(s)", "", len(self._corners))
        return Preview(
            Cursor.CROSSHAIR, polygons=(outline,), readout=readout, label=self._context.current_label
        )

    def release(self, event: PointerEvent) -> Outcome:
        if self._may_select and not self._corners and not self._press.is_past_click(event):
            return NOTHING
        self.started = self.goes_on = True
        if self._corners and self._closes(event):
            return self._closed() if len(self._corners) >= LEAST_CORNERS else NOTHING
        corner = self._at(event)
        if _path_crosses([*self._corners, corner]):
            return Outcome(refused=CROSSES)
        self._corners.append(corner)
        return NOTHING

    def step_back(self) -> bool:
        """The last corner is gone; False if there is none left."""
        self._corners = self._corners[:-1]
        return bool(self._corners)

    def _closed(self) -> Outcome:
        ring: Ring = (*self._corners, self._corners[0])
        if crosses_itself((ring,)):
            return Outcome(refused=CROSSES)
        self.goes_on = False
        made = self._context.new_annotation(ring, "polygon", self._scene)
        return Outcome(
            Patch({made.id: (None, made)}),
            tr("Draw {label}", label=made.label) if made.label else tr("Draw polygon"),
            selection=frozenset({made.id}),
        )

    def _at(self, event: PointerEvent) -> Point:
        x, y = point_to_scene(self._context, self._scene, event.position)
        return min(max(x, 0.0), self._size[0]), min(max(y, 0.0), self._size[1])

    def _closes(self, event: PointerEvent) -> bool:
        first, last = self._context.to_reference(self._scene, np.array([self._corners[0], self._corners[-1]]))
        near_first = max(map(abs, event.screen_offset((float(first[0]), float(first[1])))))
        near_last = max(map(abs, event.screen_offset((float(last[0]), float(last[1])))))
        reach = CLICK_SCREEN_PX if event.button != "key" else 0.0
        return near_last <= reach + 1e-6 or (
            near_first <= (CLOSING_SCREEN_PX if event.button != "key" else 0.0) + 1e-6
            and len(self._corners) >= LEAST_CORNERS
        )


def _path_crosses(corners: list[Point]) -> bool:
    if len(corners) < LEAST_CORNERS + 1:
        return False
    import shapely

    return not shapely.LineString(corners).is_simple
