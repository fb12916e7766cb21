"""Keys that are the canvas's own: held ones, Esc, and what drives a gesture or the keyboard cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from ilmtool.session.measuring import TOOLS as MEASURING_TOOLS
from ilmtool.session.workspace import Workspace
from ilmtool.ui.canvas.keyboard import KeyboardCursor
from ilmtool.ui.canvas.mouse import Mouse
from ilmtool.ui.canvas.pointer import Pointer

if TYPE_CHECKING:
    from ilmtool.ui.canvas.canvas import Canvas

_TAKING_BACK = {Qt.Key.Key_Backspace, Qt.Key.Key_Delete}
"""Keys that take back the last of several clicks."""
_ENDING = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
"""Keys that end a measurement."""


class HeldKeys:
    """What no command does, because it depends on a key being held or on a gesture that goes on.

    Parameters
    ----------
    canvas : Canvas
    workspace : Workspace
    pointer : Pointer
    mouse : Mouse
    cursor : KeyboardCursor
    """

    def __init__(
        self, canvas: Canvas, workspace: Workspace, pointer: Pointer, mouse: Mouse, cursor: KeyboardCursor
    ) -> None:
        self._canvas, self._workspace = canvas, workspace
        self._pointer, self._mouse, self._cursor = pointer, mouse, cursor

    def needs(self, event: QKeyEvent) -> bool:
        """Whether a key is needed here now, though it may be a command's otherwise."""
        hand = self._canvas.hand
        if self._cursor.needs(event) or (hand is not None and hand.needs(event)):
            return True
        return (self._pointer.wants_clicks and event.key() in _TAKING_BACK) or (
            self._pointer.can_finish and event.key() in _ENDING
        )

    def take(self, event: QKeyEvent, pressed: bool) -> bool:
        """Act on a key; False if it was not for the canvas."""
        key = event.key()
        if pressed and self._canvas.hasFocus() and self._cursor.take(event):
            return True
        hand = self._canvas.hand
        if pressed and hand is not None and self._canvas.hasFocus() and hand.take(event):
            return True
        if pressed and key in _TAKING_BACK and self._pointer.wants_clicks:
            self._canvas.update_handles()
            self._pointer.step_back()
            self._canvas.update_handles()
            return True
        if pressed and key in _ENDING and self._pointer.can_finish:
            self._canvas.update_handles()
            self._pointer.finish()
            self._canvas.update_handles()
            return True
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        # Space with Shift turns the view, whichever of them was pressed first.
        if key == Qt.Key.Key_Space and not held & ~Qt.KeyboardModifier.ShiftModifier:
            if not event.isAutoRepeat():
                self._mouse.hold_space(pressed)
            return True
        if held:
            return False
        if key == Qt.Key.Key_F:
            if not event.isAutoRepeat():
                self._workspace.set_view(self._workspace.view.with_flicker(pressed))
            return True
        if key == Qt.Key.Key_Escape and pressed:
            self.back_out()
            return True
        return False

    def back_out(self) -> None:
        """Esc: drop the gesture; without one, leave the keyboard cursor, what is in hand, the area,
        measuring, the corner, then the selection.
        """
        workspace = self._workspace
        if self._mouse.cancel_turn():
            return
        if self._pointer.is_active:
            self._canvas.update_handles()
            self._canvas.repaint_hidden(self._pointer.cancel())
            self._canvas.update_handles()
        elif self._cursor.leave():
            return
        elif self._canvas.hand is not None:
            self._canvas.hand.back_out()
        elif workspace.view.tool == "area":
            workspace.search.leave_area()
        elif workspace.view.tool in MEASURING_TOOLS:
            workspace.measuring.leave()
        elif workspace.view.vertex is not None:
            workspace.set_view(workspace.view.with_vertex(None))
            workspace.say("")
        elif workspace.has_selection:
            workspace.select(())
        else:
            self._canvas.backed_out.emit()

    def release(self) -> None:
        """The window lost the keyboard: nothing is held any more."""
        self._mouse.hold_space(False)
        if self._workspace.view.flicker_other:
            self._workspace.set_view(self._workspace.view.with_flicker(False))
