"""The tools of registration: setting tie points by clicks, and moving the before scene by a drag."""

from __future__ import annotations

from typing import Protocol

from ilmtool.core.geometry import Point
from ilmtool.tools.context import ToolContext, point_to_scene
from ilmtool.tools.events import NOTHING, Cursor, Outcome, PointerEvent, Preview
from ilmtool.tools.press import Press

MARKER_SCREEN_PX = 9.0
"""How near to a marker a press takes hold of it."""


class TieBoard(Protocol):
    """What the clicks work on; positions are px of the named scene."""

    def nearest(self, scene_id: str, event: PointerEvent) -> tuple[int, float] | None:
        """The marker of a scene that lies nearest, and how far away on screen; None without any."""
        ...

    def place(self, scene_id: str, at: Point) -> None:
        """Point at something."""
        ...

    def hold(self, index: int, scene_id: str) -> Point:
        """Take hold of a marker; where it is."""
        ...

    def drag(self, to: Point) -> None:
        """Move the marker that is held."""
        ...

    def drop(self, *, back: bool = False) -> None:
        """Let go of it, with `back` where it was."""
        ...


class TiePointTool:
    """A click points at something; a drag that begins on a marker moves it. Nothing is rounded or snapped."""

    wants_clicks = True
    """One press of Enter of the keyboard cursor is a whole click."""

    def __init__(self, board: TieBoard) -> None:
        self._board = board
        self._context: ToolContext | None = None
        self._press: Press | None = None
        self._held: Point | None = None
        """Where the marker that is held was, reference px."""
        self._moved = False

    @property
    def is_active(self) -> bool:
        return self._press is not None

    @property
    def is_down(self) -> bool:
        return self._press is not None

    def press(self, event: PointerEvent, context: ToolContext) -> Preview:
        """Take hold of a marker, or begin to point."""
        self._context, self._press, self._moved = context, Press(event), False
        near = self._near(event)
        if near is not None:
            at = self._board.hold(near, event.scene_id)
            self._held = at
        else:
            self._held = None
        return self.move(event)

    def move(self, event: PointerEvent) -> Preview:
        """The marker that is held follows by as much as the pointer moved."""
        press, context = self._press, self._context
        if press is None or context is None:
            return Preview(Cursor.CROSSHAIR)
        self._moved = self._moved or press.is_past_click(event)
        if self._held is not None and self._moved:
            (ax, ay), (bx, by), (hx, hy) = press.origin, event.position, self._held
            self._board.drag(point_to_scene(context, event.scene_id, (hx + bx - ax, hy + by - ay)))
        x, y = point_to_scene(context, event.scene_id, event.position)
        return Preview(Cursor.CROSSHAIR, readout=f"{x:.2f}, {y:.2f}")

    def release(self, event: PointerEvent) -> Outcome:
        """The marker stays where it is, or the pointer has pointed at something."""
        context, held = self._context, self._held
        if self._press is None or context is None:
            return NOTHING
        self.move(event)
        self._press = self._held = None
        if held is not None:
            self._board.drop()
        else:
            self._board.place(event.scene_id, point_to_scene(context, event.scene_id, event.position))
        return NOTHING

    def step_back(self) -> Preview | None:
        """There is nothing between press and release to take back."""
        self.cancel()
        return None

    def cancel(self) -> bool:
        """Drop the gesture; False if there was none."""
        was_active, held = self.is_active, self._held
        self._press = self._held = self._context = None
        if held is not None:
            self._board.drop(back=True)
        return was_active

    def hover(self, event: PointerEvent, context: ToolContext) -> Cursor:  # noqa: ARG002
        """A hand over a marker."""
        return Cursor.MOVE if self._near(event) is not None else Cursor.CROSSHAIR

    def _near(self, event: PointerEvent) -> int | None:
        near = self._board.nearest(event.scene_id, event)
        return near[0] if near is not None and near[1] <= MARKER_SCREEN_PX else None


class Movable(Protocol):
    """What a drag moves, by after px."""

    def hold(self) -> None:
        """A drag begins."""
        ...

    def drag(self, dx: float, dy: float) -> None:
        """Move it by so much since then."""
        ...

    def drop(self, *, back: bool = False) -> None:
        """The drag ends, with `back` where it began."""
        ...


class NudgeTool:
    """A drag anywhere moves the before scene."""

    wants_clicks = False

    def __init__(self, scene: Movable) -> None:
        self._scene = scene
        self._origin: Point | None = None

    @property
    def is_active(self) -> bool:
        return self._origin is not None

    @property
    def is_down(self) -> bool:
        return self._origin is not None

    def press(self, event: PointerEvent, context: ToolContext) -> Preview:  # noqa: ARG002
        """Take hold."""
        self._origin = event.position
        self._scene.hold()
        return Preview(Cursor.MOVE)

    def move(self, event: PointerEvent) -> Preview:
        """It follows the pointer."""
        if self._origin is not None:
            self._scene.drag(event.position[0] - self._origin[0], event.position[1] - self._origin[1])
        return Preview(Cursor.MOVE)

    def release(self, event: PointerEvent) -> Outcome:
        """Let go."""
        self.move(event)
        self._origin = None
        self._scene.drop()
        return NOTHING

    def step_back(self) -> Preview | None:
        """There is nothing between press and release to take back."""
        self.cancel()
        return None

    def cancel(self) -> bool:
        """It goes back to where the drag began; False if there was none."""
        was_active, self._origin = self.is_active, None
        if was_active:
            self._scene.drop(back=True)
        return was_active

    def hover(self, event: PointerEvent, context: ToolContext) -> Cursor:  # noqa: ARG002
        """It can be taken anywhere."""
        return Cursor.MOVE
