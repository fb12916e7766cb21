"""Turning the view by a drag about the middle of a pane, with the angle beside the pointer."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtGui import QPainter

from ilmtool.core.camera import Camera
from ilmtool.core.layout import Pane, Rect
from ilmtool.painting.text import TextSprites
from ilmtool.session.turning import snapped, turn_in_words
from ilmtool.session.workspace import Workspace
from ilmtool.ui.canvas import overlay

if TYPE_CHECKING:
    from ilmtool.ui.canvas.canvas import Canvas

_DEAD_PX = 8.0
"""Logical pixels around the middle in which a direction means nothing."""


class _Drag(NamedTuple):
    pane: Pane
    start: Camera
    angle: float | None
    """Direction of the pointer from the middle at the press, degrees; None as long as it is too near."""
    at: tuple[float, float]


class TurnDrag:
    """From press to release; what is in the middle of the pane stays there."""

    def __init__(self, canvas: Canvas, workspace: Workspace, sprites: TextSprites) -> None:
        self._canvas, self._workspace, self._sprites = canvas, workspace, sprites
        self._drag: _Drag | None = None

    @property
    def is_active(self) -> bool:
        """Whether the view is being turned."""
        return self._drag is not None

    def begin(self, pane: Pane, at: tuple[float, float]) -> None:
        """The button went down at a place (canvas device pixels)."""
        self._workspace.take_in_hand(pane.side)
        self._drag = _Drag(pane, self._workspace.camera_of(pane.side), self._angle(pane, at), at)
        self._canvas.update()

    def move(self, at: tuple[float, float]) -> None:
        """The pointer moved."""
        drag = self._drag
        if drag is None:
            return
        angle = self._angle(drag.pane, at)
        if drag.angle is None or angle is None:
            self._drag = drag._replace(angle=drag.angle if drag.angle is not None else angle, at=at)
            return
        self._drag = drag._replace(at=at)
        middle = self._workspace.middle
        self._workspace.set_camera(
            drag.start.turned(snapped(drag.start.turn + angle - drag.angle), middle), side=drag.pane.side
        )
        self._canvas.update()

    def end(self) -> None:
        """The button went up."""
        self._drag = None
        self._canvas.update()

    def cancel(self) -> None:
        """Turned back to where the drag began."""
        if self._drag is not None:
            self._workspace.set_camera(self._drag.start, side=self._drag.pane.side)
            self.end()

    def _angle(self, pane: Pane, at: tuple[float, float]) -> float | None:
        dx = at[0] - pane.frame.x - pane.frame.w / 2
        dy = at[1] - pane.frame.y - pane.frame.h / 2
        if math.hypot(dx, dy) < _DEAD_PX * self._canvas.ratio:
            return None
        return math.degrees(math.atan2(dy, dx))

    def paint(self, painter: QPainter, ratio: float) -> None:
        """The angle beside the pointer, and a cross at the middle."""
        if self._drag is None:
            return
        pane = self._drag.pane
        middle = pane.frame.x + pane.frame.w / 2, pane.frame.y + pane.frame.h / 2
        overlay.draw_crosshair(painter, middle, ratio)
        text = turn_in_words(self._workspace.camera_of(pane.side).turn) or "0°"
        sprite = self._sprites.get(text, round(11 * ratio), (255, 255, 255), (20, 20, 20), round(3 * ratio))
        (height, width), clip, beside = sprite.shape[:2], pane.clip, 14 * ratio
        x, y = round(self._drag.at[0] + beside), round(self._drag.at[1] + beside)
        place = Rect(
            max(clip.x, min(x, clip.x + clip.w - width)), max(clip.y, min(y, clip.y + clip.h - height)),
            width, height,
        )  # fmt: skip
        overlay.draw_sprite(painter, sprite, place)
