"""Tie points on the canvas: numbered markers on both dates, and the keys that work on them."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen

from ilmtool.core.camera import Camera
from ilmtool.core.layout import Pane, Rect
from ilmtool.painting.text import TextSprites
from ilmtool.session.tie_board import MarkerBoard
from ilmtool.session.tie_points import TiePoints
from ilmtool.session.workspace import Workspace
from ilmtool.tools.registering import TiePointTool
from ilmtool.ui.canvas import overlay
from ilmtool.ui.canvas.hand import HeldTool

_KEY = Qt.Key
_MODIFIERS = Qt.KeyboardModifier
_ARROWS = {
    _KEY.Key_Left: (-1, 0),
    _KEY.Key_Right: (1, 0),
    _KEY.Key_Up: (0, -1),
    _KEY.Key_Down: (0, 1),
}
_STEPS = {_MODIFIERS.NoModifier: 1.0, _MODIFIERS.ShiftModifier: 10.0, _MODIFIERS.ControlModifier: 0.1}
_REMOVING = {_KEY.Key_Delete, _KEY.Key_Backspace}

# Okabe & Ito's colours; the shape says the same.
POINT, WORST, CHOSEN, PENDING = (
    QColor(240, 228, 66),
    QColor(213, 94, 0),
    QColor(255, 255, 255),
    QColor(86, 180, 233),
)
RING_PX, ARM_PX, GAP_PX = 8.0, 15.0, 3.0
"""Logical pixels: a ring around the place, arms beyond it, and a gap in which the pixel itself is seen."""


def arrow_of(event: QKeyEvent) -> tuple[int, int, float] | None:
    """(x, y, step in px) of an arrow key: 1, with Shift 10, with Ctrl 0.1; None for other keys."""
    step = _STEPS.get(event.modifiers() & ~_MODIFIERS.KeypadModifier)
    arrow = _ARROWS.get(_KEY(event.key()))
    return None if step is None or arrow is None else (*arrow, step)


def on_screen_step(camera: Camera, arrow: tuple[int, int, float]) -> tuple[float, float]:
    """The step of an arrow key in reference px: along the screen, also where the view is turned."""
    x, y, length = arrow
    dx, dy = camera.reference_step((x, y))
    size = math.hypot(dx, dy)
    return dx / size * length, dy / size * length


class TieHand:
    """Implements `Hand`.

    Parameters
    ----------
    points : TiePoints
    workspace : Workspace
    sprites : TextSprites
    """

    def __init__(self, points: TiePoints, workspace: Workspace, sprites: TextSprites) -> None:
        self._points, self._workspace, self._sprites = points, workspace, sprites
        self._tool = TiePointTool(MarkerBoard(points, workspace))

    @property
    def tool(self) -> HeldTool:
        return self._tool

    # -- keys ----------------------------------------------------------------------------------

    def needs(self, event: QKeyEvent) -> bool:
        """See `Hand`."""
        held = event.modifiers() & ~_MODIFIERS.KeypadModifier
        key = _KEY(event.key())
        if key in _REMOVING or is_undo(event) or is_redo(event):
            return True
        if arrow_of(event) is not None:
            return self._points.selected is not None
        return key in {_KEY.Key_Return, _KEY.Key_Enter} and held == _MODIFIERS.NoModifier

    def take(self, event: QKeyEvent) -> bool:
        """See `Hand`."""
        if not self.needs(event):
            return False
        arrow = arrow_of(event)
        if is_undo(event):
            self._points.undo()
        elif is_redo(event):
            self._points.redo()
        elif arrow is not None:
            self._points.nudge(*on_screen_step(self._workspace.camera_of(self._points.last_side), arrow))
        elif event.key() in _REMOVING:
            self._points.remove_selected()
        elif not event.isAutoRepeat():
            self._points.apply()
        return True

    def back_out(self) -> None:
        """See `Hand`."""
        self._points.back_out()

    # -- painting ------------------------------------------------------------------------------

    def paint(self, painter: QPainter, pane: Pane, camera: Camera, ratio: float) -> None:
        """See `Hand`."""
        points = self._points
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index, (x, y) in enumerate(points.on_screen(pane.side).tolist()):
            if math.isfinite(x) and math.isfinite(y):
                chosen, whole = index == points.selected, points.points[index].is_whole
                color = WORST if index == points.worst else POINT if whole else PENDING
                self._marker(painter, pane, camera, ratio, (x, y), str(index + 1), color, chosen, whole)
        expected = points.expected()
        if expected is not None and expected[0] is pane.side:
            number = f"{len(points.points)}?"
            self._marker(painter, pane, camera, ratio, expected[1], number, PENDING, False, False)
        painter.restore()

    def _marker(
        self,
        painter: QPainter,
        pane: Pane,
        camera: Camera,
        ratio: float,
        at: tuple[float, float],
        number: str,
        color: QColor,
        chosen: bool,
        whole: bool,
    ) -> None:
        x, y = camera.map(at)
        center = QPointF(x + pane.frame.x, y + pane.frame.y)
        reach = 40 * ratio
        clip = pane.clip
        if not (clip.x - reach < center.x() < clip.x + clip.w + reach
                and clip.y - reach < center.y() < clip.y + clip.h + reach):  # fmt: skip
            return
        ring, arm, gap = RING_PX * ratio, ARM_PX * ratio, GAP_PX * ratio
        style = Qt.PenStyle.SolidLine if whole else Qt.PenStyle.DotLine
        width = (2.5 if chosen else 1.5) * ratio
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for pen in (
            QPen(QColor(0, 0, 0), width + 2 * ratio),
            QPen(CHOSEN if chosen else color, width, style),
        ):
            painter.setPen(pen)
            painter.drawEllipse(center, ring, ring)
        for pen in (QPen(QColor(0, 0, 0), 3 * ratio), QPen(color, ratio)):
            painter.setPen(pen)
            for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)):
                for start, end in ((gap, ring), (ring, arm)):
                    painter.drawLine(
                        QPointF(center.x() + dx * start, center.y() + dy * start),
                        QPointF(center.x() + dx * end, center.y() + dy * end),
                    )
        paper = CHOSEN if chosen else color
        sprite = self._sprites.get(
            number, round(11 * ratio), (0, 0, 0), (paper.red(), paper.green(), paper.blue()), round(3 * ratio)
        )
        rows, cols = sprite.shape[:2]
        x, y = round(center.x() + 9 * ratio), round(center.y() - 9 * ratio) - rows
        overlay.draw_sprite(painter, sprite, Rect(x, y, cols, rows))


def is_undo(event: QKeyEvent) -> bool:
    """Whether a key means to take a step back."""
    held = event.modifiers() & ~_MODIFIERS.KeypadModifier
    return event.key() == _KEY.Key_Z and held == _MODIFIERS.ControlModifier


def is_redo(event: QKeyEvent) -> bool:
    """Whether a key means to do a step again."""
    held = event.modifiers() & ~_MODIFIERS.KeypadModifier
    both = _MODIFIERS.ControlModifier | _MODIFIERS.ShiftModifier
    return (event.key() == _KEY.Key_Z and held == both) or (
        event.key() == _KEY.Key_Y and held == _MODIFIERS.ControlModifier
    )
