"""The list of tie points as the mouse and the keyboard cursor see it: markers of a scene."""

from __future__ import annotations

import math

from ilmtool.core.geometry import Point
from ilmtool.core.layout import Side
from ilmtool.session.tie_points import TiePoints
from ilmtool.session.workspace import Workspace
from ilmtool.text import tr
from ilmtool.tools.events import PointerEvent


class MarkerBoard:
    """Implements `tools.registering.TieBoard`.

    Parameters
    ----------
    points : TiePoints
    workspace : Workspace
    """

    def __init__(self, points: TiePoints, workspace: Workspace) -> None:
        self._points, self._workspace = points, workspace
        self._held: tuple[int, Side] | None = None

    def nearest(self, scene_id: str, event: PointerEvent) -> tuple[int, float] | None:
        """See `TieBoard`."""
        side = self._side(scene_id)
        if side is None:
            return None
        away = [
            (math.hypot(*event.screen_offset((x, y))), index)
            for index, (x, y) in enumerate(self._points.on_screen(side).tolist())
            if math.isfinite(x) and math.isfinite(y)
        ]
        distance, index = min(away, default=(math.inf, -1))
        return (index, distance) if index >= 0 else None

    def place(self, scene_id: str, at: Point) -> None:
        """See `TieBoard`."""
        side, pair = self._side(scene_id), self._workspace.pair
        if side is None or pair is None:
            return
        width, height = pair.size_of(scene_id) or (math.inf, math.inf)
        if not (0 <= at[0] <= width and 0 <= at[1] <= height):
            self._workspace.say(
                tr("There is no before image here")
                if side is Side.BEFORE
                else tr("There is no after image here")
            )
            return
        self._points.place(side, at)

    def hold(self, index: int, scene_id: str) -> Point:
        """See `TieBoard`."""
        side = self._side(scene_id) or Side.AFTER
        self._held = (index, side)
        self._points.last_side = side
        self._points.select(index)
        x, y = self._points.on_screen(side)[index].tolist()
        return x, y

    def drag(self, to: Point) -> None:
        """See `TieBoard`."""
        if self._held is not None and math.isfinite(to[0]) and math.isfinite(to[1]):
            self._points.drag(*self._held, to)

    def drop(self, *, back: bool = False) -> None:
        """See `TieBoard`."""
        self._held = None
        if back:
            self._points.cancel_drag()
        else:
            self._points.drop()

    def _side(self, scene_id: str) -> Side | None:
        pair = self._workspace.pair
        return None if pair is None else pair.side_of(scene_id)
