"""The before image under the hand: drag or arrows move it, Enter keeps it, Esc drops it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QPainter

from ilmtool.core.camera import Camera
from ilmtool.core.layout import Pane, Side
from ilmtool.session.nudging import Nudging
from ilmtool.session.workspace import Workspace
from ilmtool.tools.registering import NudgeTool
from ilmtool.ui.canvas.hand import HeldTool
from ilmtool.ui.canvas.tie_hand import arrow_of, is_undo, on_screen_step

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class NudgeHand:
    """Implements `Hand`.

    Parameters
    ----------
    nudging : Nudging
    workspace : Workspace
    """

    def __init__(self, nudging: Nudging, workspace: Workspace) -> None:
        self._nudging, self._workspace = nudging, workspace
        self._tool = NudgeTool(nudging)

    @property
    def tool(self) -> HeldTool:
        return self._tool

    def needs(self, event: QKeyEvent) -> bool:
        """See `Hand`."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        return (
            arrow_of(event) is not None
            or is_undo(event)
            or (event.key() in _ENTER and held == Qt.KeyboardModifier.NoModifier)
        )

    def take(self, event: QKeyEvent) -> bool:
        """See `Hand`."""
        if not self.needs(event):
            return False
        arrow = arrow_of(event)
        if arrow is not None:
            self._nudging.move(*on_screen_step(self._workspace.camera_of(Side.BEFORE), arrow))
        elif is_undo(event):
            self._nudging.move(-self._nudging.dx, -self._nudging.dy)
        elif not event.isAutoRepeat():
            self._nudging.apply()
        return True

    def back_out(self) -> None:
        """See `Hand`."""
        self._nudging.leave()

    def paint(self, painter: QPainter, pane: Pane, camera: Camera, ratio: float) -> None:
        """See `Hand`: the image itself shows it."""
