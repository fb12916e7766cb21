"""A person at the window: real mouse and key events go in, pixels and files come out.

Positions are canvas pixels at 100 % display scale. Events go to the native window, as the system sends them,
so that focus, grabs, shortcuts and event filters take part.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QMouseEvent,
    QPixmap,
    QWindow,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from sample_pairs import AFTER_GREY, BEFORE_GREY, Rgb

from ilmtool.app import Program
from ilmtool.core.annotation import Annotation
from ilmtool.core.layout import CompareMode, Pane, Rect, Side, panes
from ilmtool.session.ports import Notice

Spot = tuple[float, float]
NO, SHIFT, CTRL, ALT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)
LEFT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton
GUARD_S = 30.0
"""A test that waits longer than this has failed; nothing depends on how long it takes otherwise."""


def wait_until(qtbot: Any, reached: Callable[[], object]) -> None:
    """Let the program run until something is so."""
    qtbot.waitUntil(lambda: bool(reached()), timeout=int(GUARD_S * 1000))


class Person:
    """Drives one `Program`.

    Parameters
    ----------
    qtbot : QtBot
    program : Program
    """

    def __init__(self, qtbot: Any, program: Program) -> None:
        self._qtbot = qtbot
        self.program = program
        self.window = program.window
        self.canvas = program.window.canvas
        self.workspace = program.workspace
        self.desk = program.desk

    # -- waiting -------------------------------------------------------------------------------

    def until(self, reached: Callable[[], object]) -> None:
        wait_until(self._qtbot, reached)

    def open(self, *paths: Path) -> None:
        """Open as the command line does, and wait for the pair."""
        before = self.workspace.pair
        self.program.open(_Request(paths))
        self.until(lambda: self.workspace.pair is not None and self.workspace.pair is not before)
        self.rest()

    def rest(self) -> None:
        """Wait until nothing is loading and nothing is to be painted any more."""

        def calm() -> bool:
            canvas, loader = self.canvas, self.desk.light_table.loader
            view = canvas.picture.view if canvas.picture is not None else None
            return (
                self.program.executor.is_idle
                and (loader is None or loader.wait_idle(0))
                and not canvas.tiles.has_arrived
                and (view is None or not view.wanted_tiles())
                and not canvas.tiles.will_refine
                and (view is None or view.is_refined)
            )

        self.until(calm)
        QApplication.sendPostedEvents()

    def saved(self) -> None:
        """Wait until the program says that all is on disk."""
        self.until(
            lambda: (
                self.program.executor.is_idle
                and self.desk.saver is not None
                and self.desk.saver.status.state == "saved"
            )
        )

    # -- what is on screen -----------------------------------------------------------------------

    def shot(self) -> NDArray[np.uint8]:
        """The canvas as it is on screen when all repainting asked for is done; (rows, cols, 3) RGB."""
        QApplication.processEvents()
        # What the last of those events asked for.
        QApplication.sendPostedEvents(self.window, QEvent.Type.UpdateRequest)
        return self.on_screen()

    def on_screen(self) -> NDArray[np.uint8]:
        """The canvas as it is on screen at this moment, (rows, cols, 3) RGB."""
        corner = self.canvas.mapTo(self.window, QPoint(0, 0))
        screen = self.window.screen()
        picture = screen.grabWindow(
            self.window.winId(), corner.x(), corner.y(), self.canvas.width(), self.canvas.height()
        )
        return _array(picture)

    def check_screen(self) -> None:
        """What was repainted bit by bit is what painting everything now would show."""
        shown = self.shot()
        different = (shown != _array(self.canvas.grab())).any(axis=2)
        rows, cols = np.nonzero(different)
        assert not len(rows), (
            f"{len(rows)} px, in x {cols.min()} to {cols.max()}, y {rows.min()} to {rows.max()}, are stale"
        )

    @property
    def size(self) -> tuple[int, int]:
        return self.canvas.width(), self.canvas.height()

    def panes(self) -> tuple[Pane, ...]:
        view = self.workspace.view
        return panes(view.mode, self.workspace.shown.canvas, view.cut, view.flicker_other)

    def pane(self, side: Side) -> Pane:
        return next(pane for pane in self.panes() if pane.side is side)

    def date_at(self, spot: Spot) -> Side | None:
        """Which date of a `sample_pairs` pair a canvas position shows; None for neither."""
        return date_of(self.shot()[round(spot[1]), round(spot[0])])

    def spot(self, side: Side, x: float, y: float) -> Spot:
        """Where a pixel position of a side's image is on the canvas."""
        pair = self.workspace.pair
        assert pair is not None
        point = pair.scene(side).placement.forward(np.array([[x, y]]))[0]
        px, py = self.workspace.camera_of(side).map((float(point[0]), float(point[1])))
        frame = self.pane(side).frame
        return px + frame.x, py + frame.y

    def under(self, side: Side, spot: Spot) -> Spot:
        """Which pixel position of a side's image is at a canvas position."""
        pair = self.workspace.pair
        assert pair is not None
        frame = self.pane(side).frame
        point = self.workspace.camera_of(side).unmap((spot[0] - frame.x, spot[1] - frame.y))
        x, y = pair.scene(side).placement.inverse(np.array([point]))[0].tolist()
        return x, y

    @property
    def title(self) -> str:
        return self.window.windowTitle()

    @property
    def notices(self) -> tuple[Notice, ...]:
        return self.window.notices.notices

    @property
    def boxes(self) -> list[Annotation]:
        """In the order in which they were drawn."""
        return list(self.workspace.document.annotations.values())

    @property
    def selected(self) -> list[Annotation]:
        return [a for a in self.boxes if a.id in self.workspace.view.selection]

    # -- mouse ---------------------------------------------------------------------------------

    def _at(self, spot: Spot) -> tuple[QWindow, QPoint]:
        handle = self.window.windowHandle()
        assert handle is not None
        return handle, self.canvas.mapTo(self.window, QPoint(round(spot[0]), round(spot[1])))

    def press(self, spot: Spot, button: Qt.MouseButton = LEFT, keys: Qt.KeyboardModifier = NO) -> None:
        self.move(spot)
        handle, point = self._at(spot)
        QTest.mousePress(handle, button, keys, point)

    def move(self, spot: Spot, keys: Qt.KeyboardModifier = NO) -> None:
        handle, point = self._at(spot)
        if keys == NO:
            QTest.mouseMove(handle, point)
            return
        # QTest moves without modifiers; this is the event that the canvas would get.
        inside = QPointF(self.canvas.mapFrom(self.window, point))
        event = QMouseEvent(
            QEvent.Type.MouseMove, inside, self.canvas.mapToGlobal(inside), Qt.MouseButton.NoButton,
            LEFT, keys,
        )  # fmt: skip
        QApplication.sendEvent(self.canvas, event)

    def release(self, spot: Spot, button: Qt.MouseButton = LEFT, keys: Qt.KeyboardModifier = NO) -> None:
        handle, point = self._at(spot)
        QTest.mouseRelease(handle, button, keys, point)

    def drag(
        self,
        start: Spot,
        end: Spot,
        *,
        button: Qt.MouseButton = LEFT,
        keys: Qt.KeyboardModifier = NO,
        steps: int = 4,
    ) -> None:
        """Press, move in steps, release."""
        self.press(start, button, keys)
        for step in range(1, steps + 1):
            share = step / steps
            self.move((start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share), keys)
        self.release(end, button, keys)

    def click_on(self, widget: QWidget, point: QPoint | None = None) -> None:
        """Click on another widget of the window."""
        handle = self.window.windowHandle()
        assert handle is not None
        inside = widget.mapTo(self.window, point if point is not None else widget.rect().center())
        QTest.mouseMove(handle, inside)
        QTest.mouseClick(handle, LEFT, NO, inside)

    def click(self, spot: Spot, keys: Qt.KeyboardModifier = NO) -> None:
        self.press(spot, LEFT, keys)
        self.release(spot, LEFT, keys)

    def wheel(self, spot: Spot, notches: int) -> None:
        self.move(spot)
        handle, point = self._at(spot)
        QTest.wheelEvent(handle, QPointF(point), QPoint(0, 120 * notches))

    # -- keyboard ------------------------------------------------------------------------------

    def _focused(self) -> QWindow:
        if QGuiApplication.focusWindow() is None:
            # A window manager gives the keyboard back when a dialog closes; the offscreen platform has none.
            self.window.activateWindow()
            self.until(self.window.isActiveWindow)
        handle = QGuiApplication.focusWindow()
        assert handle is not None
        return handle

    def key(self, key: Qt.Key, keys: Qt.KeyboardModifier = NO) -> None:
        QTest.keyClick(self._focused(), key, keys)

    def type(self, text: str) -> None:
        for letter in text:
            QTest.keyClick(self._focused(), letter)

    @contextmanager
    def holding(self, key: Qt.Key) -> Iterator[None]:
        QTest.keyPress(self._focused(), key)
        try:
            yield
        finally:
            QTest.keyRelease(self._focused(), key)

    # -- files ---------------------------------------------------------------------------------

    def drop(self, paths: Sequence[Path]) -> None:
        """Drop files on the window."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        handle, point = self._at((50, 50))
        actions = Qt.DropAction.CopyAction
        enter = QDragEnterEvent(point, actions, data, LEFT, NO)
        QApplication.sendEvent(handle, enter)
        assert enter.isAccepted()
        QApplication.sendEvent(handle, QDropEvent(QPointF(point), actions, data, LEFT, NO))

    def mode(self, mode: CompareMode) -> None:
        """Choose a compare mode by its key."""
        keys = {
            CompareMode.SIDE_BY_SIDE: Qt.Key.Key_S,
            CompareMode.SWIPE_VERTICAL: Qt.Key.Key_W,
            CompareMode.SWIPE_HORIZONTAL: Qt.Key.Key_E,
            CompareMode.BEFORE: Qt.Key.Key_B,
            CompareMode.AFTER: Qt.Key.Key_A,
        }
        shifted = {
            CompareMode.LENS: Qt.Key.Key_W,
            CompareMode.FADE: Qt.Key.Key_F,
            CompareMode.DIFFERENCE: Qt.Key.Key_S,
            CompareMode.SIGNED_DIFFERENCE: Qt.Key.Key_V,
            CompareMode.EDGES: Qt.Key.Key_E,
            CompareMode.RED_CYAN: Qt.Key.Key_C,
        }
        if mode in shifted:
            self.key(shifted[mode], SHIFT)
        else:
            self.key(keys[mode])
        assert self.workspace.view.mode is mode
        self.rest()


class _Request:
    """What the command line would ask the program to open."""

    analyst = None
    demo = False

    def __init__(self, files: Sequence[Path]) -> None:
        self.files = tuple(files)


def date_of(rgb: NDArray[np.uint8]) -> Side | None:
    """Which date of a `sample_pairs` pair has a ground of this colour."""
    low, high = int(rgb.min()), int(rgb.max())
    for side, grey in ((Side.BEFORE, BEFORE_GREY), (Side.AFTER, AFTER_GREY)):
        if grey <= low <= high <= grey + 4:
            return side
    return None


def mark_centre(shot: NDArray[np.uint8], color: Rgb, area: Rect | None = None) -> Spot:
    """Centre of all pixels of a mark's colour, in the coordinates of pixel corners; the mark is whole."""
    x, y, w, h = area if area is not None else (0, 0, shot.shape[1], shot.shape[0])
    found = np.argwhere((shot[y : y + h, x : x + w] == color).all(axis=2))
    assert len(found), f"nothing of {color} is on screen"
    (top, left), (bottom, right) = found.min(axis=0), found.max(axis=0)
    return x + (left + right + 1) / 2, y + (top + bottom + 1) / 2


def _array(picture: QPixmap) -> NDArray[np.uint8]:
    image = picture.toImage().convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : 3 * image.width()].reshape(image.height(), image.width(), 3).copy()
