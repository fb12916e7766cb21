"""The mouse over the canvas: panning, the divider, gestures, and the crosshair on the other date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QMouseEvent, QPainter, QWheelEvent

from ilmtool.core.layout import CompareMode, Pane, Rect, Side, divider_position
from ilmtool.session.comparing import turn_wheel
from ilmtool.session.workspace import ZOOM_STEP, Workspace
from ilmtool.ui.canvas import overlay
from ilmtool.ui.canvas.pointer import Pointer
from ilmtool.ui.canvas.turn_drag import TurnDrag

if TYPE_CHECKING:
    from ilmtool.ui.canvas.canvas import Canvas

DIVIDER_REACH_PX = 7
"""Logical pixels to either side at which the divider can be taken."""


TELL_AFTER_MS = 40
"""The ground is read out no more often than this while a lens is carried about."""


class Follower:
    """Tells where the cursor is, and marks the same place on the other date."""

    def __init__(self, canvas: Canvas, workspace: Workspace) -> None:
        self._canvas, self._workspace = canvas, workspace
        self._mirror: tuple[Side, tuple[float, float]] | None = None
        self._spot: tuple[Pane, tuple[float, float]] | None = None
        self._later = QTimer(canvas, singleShot=True, interval=TELL_AFTER_MS)
        self._later.timeout.connect(self._tell)

    def place(self) -> tuple[tuple[float, float], Side] | None:
        """(reference point, side) under the cursor by what the view shows now; None where it has left."""
        if self._spot is None:
            return None
        pane, (x, y) = self._spot
        camera = self._workspace.camera_of(pane.side)
        return camera.unmap((x - pane.frame.x, y - pane.frame.y)), pane.side

    def follow(self, at: tuple[float, float] | None, pane: Pane | None = None, *, tell: bool = True) -> None:
        """The cursor is at a place (canvas device pixels) of a pane, the one that shows it by default.

        Without `tell`, only the crosshair follows: reading out the ground costs more than a frame of a swipe.
        """
        self._canvas.keep_clear(at)
        if at is not None:
            self._canvas.lens.follow(at, pane)
            pane = pane or self._canvas.pane_at(*at)
        self._canvas.magnifier.follow(at, pane)
        self._spot = (pane, at) if at is not None and pane is not None else None
        if at is None or pane is None:
            self._set(None)
            self._canvas.cursor_moved.emit(None)
            return
        inside = (at[0] - pane.frame.x, at[1] - pane.frame.y)
        workspace = self._workspace
        if tell:
            workspace.take_in_hand(pane.side)
            if workspace.view.mode is not CompareMode.LENS:
                self._tell()
            elif not self._later.isActive():
                self._later.start()
        if workspace.view.mode is CompareMode.SIDE_BY_SIDE:
            other = next(p for p in self._canvas.panes() if p.side is not pane.side)
            if not workspace.are_linked:
                place = workspace.camera_of(pane.side).unmap(inside)
                inside = workspace.camera_of(other.side).map(place)
            self._set((other.side, (inside[0] + other.frame.x, inside[1] + other.frame.y)))
        else:
            self._set(None)

    def _tell(self) -> None:
        place = self.place()
        if place is not None:
            self._canvas.cursor_moved.emit(place)

    def forget(self) -> None:
        """The panes are others now; the canvas paints everything anew."""
        self._mirror = self._spot = None

    def _set(self, mirror: tuple[Side, tuple[float, float]] | None) -> None:
        reach = round(overlay.CROSSHAIR_PX * self._canvas.ratio) + 2
        for spot in (self._mirror, mirror):
            if spot is not None:
                x, y = round(spot[1][0]), round(spot[1][1])
                self._canvas.update_device(Rect(x - reach, y - reach, 2 * reach, 2 * reach))
        self._mirror = mirror

    def paint(self, painter: QPainter, pane: Pane, ratio: float) -> None:
        """Draw the crosshair, if it is on this pane."""
        if self._mirror is not None and self._mirror[0] is pane.side:
            overlay.draw_crosshair(painter, self._mirror[1], ratio)


class Mouse:
    """Turns mouse events into panning, the divider's way, and the pointer's gestures."""

    def __init__(self, canvas: Canvas, workspace: Workspace, pointer: Pointer, turn_drag: TurnDrag) -> None:
        self._canvas, self._workspace, self._pointer = canvas, workspace, pointer
        self._turn_drag = turn_drag
        self._pan_from: tuple[float, float] | None = None
        self._space_held = False
        self._dragging_divider = False

    def cancel_turn(self) -> bool:
        """Turn back to where a drag began; False if there was none."""
        was_active = self._turn_drag.is_active
        self._turn_drag.cancel()
        return was_active

    def hold_space(self, held: bool) -> None:
        """While Space is held the left button pans."""
        if held != self._space_held:
            self._space_held = held
            self._canvas.setCursor(Qt.CursorShape.OpenHandCursor if held else Qt.CursorShape.CrossCursor)

    def press(self, event: QMouseEvent) -> None:
        """A button went down."""
        x, y = self._canvas.to_device(event.position())
        button = event.button()
        if self._turn_drag.is_active or self._canvas.inset.is_dragging:
            return
        if button == Qt.MouseButton.MiddleButton or (
            button == Qt.MouseButton.LeftButton and self._space_held
        ):
            pane = self._canvas.pane_at(x, y)
            if pane is not None:
                self._workspace.take_in_hand(pane.side)
            if pane is not None and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self._turn_drag.begin(pane, (x, y))
            else:
                self._pan_from = (x, y)
            self._canvas.setCursor(Qt.CursorShape.ClosedHandCursor)
        elif button == Qt.MouseButton.LeftButton and self._in_inset(x, y):
            self._canvas.inset.is_dragging = True
            self._canvas.inset.go((x, y), self._canvas.ratio)
        elif button == Qt.MouseButton.LeftButton and self._on_divider(x, y):
            self._dragging_divider = True
        elif button == Qt.MouseButton.LeftButton:
            pane = self._canvas.pane_at(x, y)
            if pane is not None:
                self._canvas.update_handles()
                self._canvas.repaint_hidden(
                    self._pointer.press(pane, x, y, self._canvas.ratio, event.modifiers())
                )
                self._canvas.update_handles()

    def move(self, event: QMouseEvent) -> None:
        """The mouse moved."""
        x, y = self._canvas.to_device(event.position())
        ratio = self._canvas.ratio
        if self._turn_drag.is_active:
            self._turn_drag.move((x, y))
        elif self._canvas.inset.is_dragging:
            self._canvas.inset.go((x, y), ratio)
            return
        elif self._pan_from is not None:
            dx, dy = round(x - self._pan_from[0]), round(y - self._pan_from[1])
            self._pan_from = (self._pan_from[0] + dx, self._pan_from[1] + dy)
            self._workspace.pan(dx, dy)
        elif self._dragging_divider:
            width, height = self._workspace.shown.canvas
            mode = self._workspace.view.mode
            fraction = x / width if mode is CompareMode.SWIPE_VERTICAL else y / height
            self._workspace.set_view(self._workspace.view.with_divider(fraction))
        elif self._pointer.is_active:
            self._canvas.update_handles()
            self._canvas.repaint_hidden(self._pointer.move(x, y, ratio, event.modifiers()))
            self._canvas.update_handles()
        else:
            self._hover(x, y, event.modifiers())
        # A pan keeps the place under the cursor; the divider's is told when it is let go.
        drags = self._pan_from is not None or self._dragging_divider or self._turn_drag.is_active
        self._canvas.follower.follow((x, y), tell=not drags)

    def release(self, event: QMouseEvent) -> None:
        """A button went up."""
        x, y = self._canvas.to_device(event.position())
        if self._canvas.inset.is_dragging and event.button() == Qt.MouseButton.LeftButton:
            self._canvas.inset.is_dragging = False
            self._hover(x, y, event.modifiers())
        elif (self._pan_from is not None or self._turn_drag.is_active) and event.button() in {
            Qt.MouseButton.MiddleButton,
            Qt.MouseButton.LeftButton,
        }:
            self._pan_from = None
            self._turn_drag.end()
            self._hover(x, y, event.modifiers())
            self._canvas.follower.follow((x, y))
        elif event.button() == Qt.MouseButton.LeftButton and self._dragging_divider:
            self._dragging_divider = False
            self._canvas.follower.follow((x, y))
        elif event.button() == Qt.MouseButton.LeftButton and self._pointer.is_active:
            self._canvas.update_handles()
            ratio = self._canvas.ratio
            self._canvas.repaint_hidden(self._pointer.release(x, y, ratio, event.modifiers()))
            self._canvas.update_handles()
            self._hover(x, y, event.modifiers())

    def wheel(self, event: QWheelEvent) -> None:
        """Zoom at the cursor."""
        x, y = self._canvas.to_device(event.position())
        pane = self._canvas.pane_at(x, y)
        steps = (event.angleDelta().y() or event.angleDelta().x()) / 120
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and turn_wheel(self._workspace, steps):
            return
        if pane is not None and steps and self._in_inset(x, y):
            self._workspace.zoom(ZOOM_STEP**steps, self._workspace.middle)
        elif pane is not None and steps:
            self._workspace.take_in_hand(pane.side)
            self._workspace.zoom(ZOOM_STEP**steps, (x - pane.frame.x, y - pane.frame.y))
            self._canvas.follower.follow((x, y))

    def _in_inset(self, x: float, y: float) -> bool:
        """Whether a press here is the overview's: not during a gesture of several clicks."""
        return not self._pointer.is_active and self._canvas.inset.contains((x, y), self._canvas.ratio)

    def _on_divider(self, x: float, y: float) -> bool:
        view = self._workspace.view
        if not view.mode.is_swipe or len(self._canvas.panes()) < 2:
            return False
        at = divider_position(view.mode, self._workspace.shown.canvas, view.divider)
        across = x if view.mode is CompareMode.SWIPE_VERTICAL else y
        # Near the edge the divider stays within reach.
        extent = self._workspace.shown.canvas[0 if view.mode is CompareMode.SWIPE_VERTICAL else 1]
        reach = DIVIDER_REACH_PX * self._canvas.ratio
        return abs(across - min(max(at, reach), extent - reach)) <= reach

    def _hover(self, x: float, y: float, modifiers: Qt.KeyboardModifier) -> None:
        canvas = self._canvas
        if self._space_held:
            canvas.setCursor(Qt.CursorShape.OpenHandCursor)
        elif self._in_inset(x, y):
            canvas.setCursor(Qt.CursorShape.PointingHandCursor)
        elif self._on_divider(x, y):
            upright = self._workspace.view.mode is CompareMode.SWIPE_VERTICAL
            canvas.setCursor(Qt.CursorShape.SplitHCursor if upright else Qt.CursorShape.SplitVCursor)
        else:
            pane = canvas.pane_at(x, y)
            if pane is not None:
                name = self._pointer.hover(pane, x, y, canvas.ratio, modifiers)
                canvas.setCursor(overlay.cursor_shape(name))
