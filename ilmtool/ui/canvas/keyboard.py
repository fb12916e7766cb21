"""Drawing by keyboard: a crosshair that the arrows move, and Enter for what the mouse button does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QPainter

from ilmtool.core.camera import Camera
from ilmtool.core.layout import CompareMode, Pane, Rect
from ilmtool.session.workspace import Workspace
from ilmtool.text import tr
from ilmtool.tools.key_cursor import FAR_PX, LEAP_PX, STEP_PX, KeyCursor
from ilmtool.ui.canvas import overlay
from ilmtool.ui.canvas.pointer import Pointer

if TYPE_CHECKING:
    from ilmtool.ui.canvas.canvas import Canvas

_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_MODIFIERS = Qt.KeyboardModifier
_STEPS = {
    _MODIFIERS.NoModifier: STEP_PX,
    _MODIFIERS.ShiftModifier: FAR_PX,
    _MODIFIERS.ControlModifier: LEAP_PX,
}
EDGE_SHARE = 0.08
"""The view follows a cursor that comes this near to the edge of its pane."""

# Whatever is under the cursor, Enter draws: as for the mouse with Shift.
_DRAWING = _MODIFIERS.ShiftModifier


class KeyboardCursor:
    """The cursor's life: there or not, moving, drawing.

    Enter begins with the tool in hand, arrows size, Enter ends; Esc drops the gesture, then the cursor.
    """

    def __init__(self, canvas: Canvas, workspace: Workspace, pointer: Pointer) -> None:
        self._canvas, self._workspace, self._pointer = canvas, workspace, pointer
        self._cursor: KeyCursor | None = None
        self._painted: list[Rect] = []

    @property
    def is_on(self) -> bool:
        return self._cursor is not None

    def anchor(self) -> tuple[float, float] | None:
        """Where it is in its pane (device pixels): a zoom by key keeps that place."""
        pane = self._pane()
        if self._cursor is None or pane is None:
            return None
        return self._workspace.camera_of(pane.side).map(self._position(self._cursor, pane))

    def start(self) -> None:
        """Show it in the middle of the view; where it is there already, go over to the other date."""
        panes = self._canvas.areas()
        if not panes or self._pointer.is_active:
            return
        if self._cursor is None:
            # The after image, where most is drawn; of two that lie over each other, the one seen better.
            over = panes[0].clip == panes[-1].clip
            pane = panes[0] if over else panes[-1]
            width, height = self._workspace.shown.pane
            position = self._workspace.camera_of(pane.side).unmap((width / 2, height / 2))
        else:
            now = self._pane()
            pane = next((p for p in panes if now is None or p.side is not now.side), panes[0])
            position = self._cursor.position(self._pointer.context(now or pane))
        context = self._pointer.context(pane)
        self._show(KeyCursor.near(context, context.visible_scene, position))
        self._workspace.say(tr("Keyboard cursor: arrows move it, Enter draws, Esc leaves"))

    def leave(self) -> bool:
        """Hide it; False if it was not there."""
        if self._cursor is None:
            return False
        self._show(None)
        self._workspace.say("")
        return True

    def needs(self, event: QKeyEvent) -> bool:
        """Whether it takes a key that is also a command's."""
        keys = event.modifiers() & ~_MODIFIERS.KeypadModifier
        key = Qt.Key(event.key())
        return self._cursor is not None and (
            (key in _ARROWS and keys in _STEPS) or (key in _ENTER and keys == _MODIFIERS.NoModifier)
        )

    def take(self, event: QKeyEvent) -> bool:
        """Act on a key; False if it is not for the cursor."""
        cursor, pane = self._cursor, self._pane()
        if cursor is None or not self.needs(event):
            return False
        if pane is None:  # its date is not on screen any more
            self.start()
            return True
        key = Qt.Key(event.key())
        if key in _ENTER:
            if not event.isAutoRepeat():
                self._enter(cursor, pane)
            return True
        step = _STEPS[event.modifiers() & ~_MODIFIERS.KeypadModifier]
        # In a turned view too, an arrow moves whole pixels, in the direction in which it points.
        dx, dy = self._workspace.camera_of(pane.side).pixel_step(_ARROWS[key])
        moved = cursor.moved(self._pointer.context(pane), dx * step, dy * step)
        self._show(moved)
        if self._pointer.is_active:
            self._canvas.update_handles()
            self._canvas.repaint_hidden(
                self._pointer.move_to(self._position(moved, pane), self._canvas.ratio)
            )
            self._canvas.update_handles()
        return True

    def _enter(self, cursor: KeyCursor, pane: Pane) -> None:
        pointer, canvas = self._pointer, self._canvas
        position = self._position(cursor, pane)
        canvas.update_handles()
        was_down = pointer.is_down
        if not was_down:
            keys = _MODIFIERS.NoModifier if pointer.is_active else _DRAWING
            canvas.repaint_hidden(pointer.press_at(position, pane, self._canvas.ratio, keys))
        # What takes several clicks lets go of the button in between.
        if was_down or pointer.wants_clicks:
            canvas.repaint_hidden(pointer.release_at(position, self._canvas.ratio))
        canvas.update_handles()

    def _position(self, cursor: KeyCursor, pane: Pane) -> tuple[float, float]:
        return cursor.position(self._pointer.context(pane))

    def _pane(self) -> Pane | None:
        """The pane of the cursor's scene; where one date covers the other, the one that shows the place."""
        pair = self._workspace.pair
        if self._cursor is None or pair is None:
            return None
        side = pair.side_of(self._cursor.scene_id)
        return next((p for p in self._canvas.areas() if p.side is side), None)

    def _spot(self) -> tuple[float, float] | None:
        """Where it is on the canvas (device pixels)."""
        pane = self._pane()
        if self._cursor is None or pane is None:
            return None
        x, y = self._workspace.camera_of(pane.side).map(self._position(self._cursor, pane))
        return x + pane.frame.x, y + pane.frame.y

    def _show(self, cursor: KeyCursor | None) -> None:
        self._update()
        self._cursor = cursor
        self._keep_in_view()
        self._update()
        self._canvas.follower.follow(self._spot(), self._pane())

    def _keep_in_view(self) -> None:
        spot, pane = self._spot(), self._pane()
        if spot is None or pane is None:
            return
        clip = pane.clip
        if self._workspace.view.mode is CompareMode.SIDE_BY_SIDE:
            clip = pane.frame
        shift = [0, 0]
        for axis, (start, length) in enumerate(((clip.x, clip.w), (clip.y, clip.h))):
            margin = length * EDGE_SHARE
            low, high = start + margin, start + length - margin
            if not low <= spot[axis] <= high:
                # By a good part of the pane, so that it does not creep along with every step.
                target = (
                    start + length / 2
                    if spot[axis] < start or spot[axis] > start + length
                    else (low + length / 4 if spot[axis] < low else high - length / 4)
                )
                shift[axis] = round(target - spot[axis])
        self._workspace.pan(shift[0], shift[1], pane.side)

    def _update(self) -> None:
        spot, pane = self._spot(), self._pane()
        if spot is not None and pane is not None:
            for rect in overlay.key_cursor_rects(spot, pane.clip, self._canvas.ratio):
                self._canvas.update_device(rect)

    def paint(self, painter: QPainter, pane: Pane, camera: Camera, ratio: float) -> None:  # noqa: ARG002
        """Draw it, if it is on this pane."""
        own, spot = self._pane(), self._spot()
        if own is not None and spot is not None and own.side is pane.side:
            overlay.draw_key_cursor(painter, spot, pane.clip, ratio)
