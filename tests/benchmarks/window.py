"""The real program, driven by real mouse events, with a stopwatch at its paint event."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from ilmtool.app import Program
from ilmtool.core.camera import Camera
from ilmtool.painting.view import PairView
from ilmtool.session.pair import Pair
from ilmtool.ui.canvas.canvas import Canvas

LEFT, MIDDLE, NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton, Qt.MouseButton.NoButton
NO_KEYS = Qt.KeyboardModifier.NoModifier
PATIENCE_S = 60.0


class Rig:
    """One program and its window.

    Waiting is always done inside an event loop, which lets go of the interpreter: the threads that decode
    must run as they do when a person looks on.
    """

    def __init__(self) -> None:
        self.qt = QApplication.instance() or QApplication(["benchmark"])
        self.painted = 0
        self.cpu_ms: list[float] = []
        """Of each frame, the processor time of the window's thread: a busy machine does not stretch it."""
        self.cpu_of: dict[str, list[float]] = {}
        self.on_painted: Callable[[], None] = _nothing
        self._watch_paints()
        self.program = Program(self.qt)
        self.window = self.program.window
        self.workspace = self.program.workspace
        self.canvas = self.window.canvas
        self.window.show()
        self.until(lambda: self.window.windowHandle() is not None and self.window.windowHandle().isExposed())
        # Without a window manager nobody gives the window the keyboard, which its shortcuts need.
        self.window.activateWindow()
        self.until(self.window.isActiveWindow)

    def _watch_paints(self) -> None:
        paint = Canvas.paintEvent
        rig = self

        def paint_and_count(canvas: Canvas, event: object) -> None:
            paint(canvas, event)
            rig.painted += 1
            rig.on_painted()

        Canvas.paintEvent = paint_and_count

    def close(self) -> None:
        """End the program."""
        self.window.close()
        self.program.close()

    @staticmethod
    def platform() -> str:
        """Name of Qt's platform plugin."""
        return QGuiApplication.platformName()

    # -- waiting -------------------------------------------------------------------------------

    def wait(self, ms: float) -> None:
        """Run the event loop for a while."""
        loop = QEventLoop()
        timer = QTimer(singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        timer.timeout.connect(loop.quit)
        timer.start(max(0, round(ms)))
        loop.exec()

    def until(self, condition: Callable[[], object], poll_ms: int = 5) -> None:
        """Run the event loop until the condition holds."""
        end = time.perf_counter() + PATIENCE_S
        while not condition():
            if time.perf_counter() > end:
                raise TimeoutError("the window did not get there")
            self.wait(poll_ms)

    def until_painted(self, condition: Callable[[], object]) -> None:
        """Run the event loop until the condition holds right after a paint event: no polling delay."""
        if condition():
            return
        loop = QEventLoop()
        guard = QTimer(singleShot=True, interval=int(PATIENCE_S * 1000))
        guard.timeout.connect(loop.quit)
        guard.start()

        def check() -> None:
            if condition():
                loop.quit()

        self.on_painted = check
        loop.exec()
        self.on_painted = _nothing
        if not guard.isActive():
            raise TimeoutError("the window did not get there")

    def settle(self) -> None:
        """Wait until nothing is being decoded, refined, saved or computed."""
        self.wait(150)
        still = 0
        while still < 3:
            before = self.painted
            self.wait(60)
            idle = (
                self.painted == before and self.program.executor.is_idle and not self.view.wanted_tiles()
                if self.canvas.picture is not None
                else self.program.executor.is_idle
            )
            still = still + 1 if idle else 0

    # -- the window ----------------------------------------------------------------------------

    def open(self, images: tuple[Path, Path]) -> None:
        """Open a pair and wait until it is shown."""
        former = self.workspace.pair
        self.program.desk.open_images(*images)
        self.until(lambda: self.pair is not None and self.pair is not former and self.canvas.picture)

    def fit_canvas(self, width: int, height: int) -> None:
        """Make the canvas exactly so many device pixels large."""
        for _ in range(10):
            have = self.canvas.device_size()
            if have == (width, height):
                break
            size = self.window.size()
            self.window.resize(size.width() + width - have[0], size.height() + height - have[1])
            self.wait(80)
        else:
            raise RuntimeError(f"the canvas has {self.canvas.device_size()}, not {(width, height)}")
        self.settle()

    @property
    def pair(self) -> Pair | None:
        return self.workspace.pair

    @property
    def view(self) -> PairView:
        picture = self.canvas.picture
        if picture is None:
            raise RuntimeError("no pair is shown")
        return picture.view

    def look_at(self, x: float, y: float, scale: float) -> None:
        """Put a reference point in the middle of each pane."""
        pane = self.workspace.shown.pane
        camera: Camera = self.workspace.camera.at_scale(scale)
        self.workspace.set_camera(camera.with_point_at((x, y), (pane[0] / 2, pane[1] / 2)))

    # -- events --------------------------------------------------------------------------------

    def mouse(
        self,
        kind: QEvent.Type,
        at: tuple[float, float],
        button: Qt.MouseButton = NONE,
        held: Qt.MouseButton = NONE,
        keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        """Send a mouse event to the canvas, at a position in it."""
        local = QPointF(*at)
        screen = QPointF(self.canvas.mapToGlobal(QPoint(0, 0))) + local
        scene = QPointF(self.canvas.mapTo(self.window, QPoint(0, 0))) + local
        event = QMouseEvent(kind, local, scene, screen, button, held, keys)
        QApplication.sendEvent(self.canvas, event)

    def press(
        self, at: tuple[float, float], button: Qt.MouseButton = LEFT, keys: Qt.KeyboardModifier = NO_KEYS
    ) -> None:
        self.mouse(QEvent.Type.MouseButtonPress, at, button, button, keys)

    def drag(
        self, at: tuple[float, float], button: Qt.MouseButton = LEFT, keys: Qt.KeyboardModifier = NO_KEYS
    ) -> None:
        self.mouse(QEvent.Type.MouseMove, at, NONE, button, keys)

    def release(
        self, at: tuple[float, float], button: Qt.MouseButton = LEFT, keys: Qt.KeyboardModifier = NO_KEYS
    ) -> None:
        self.mouse(QEvent.Type.MouseButtonRelease, at, button, NONE, keys)

    def wheel(self, at: tuple[float, float], steps: int) -> None:
        """Turn the wheel over the canvas."""
        local = QPointF(*at)
        screen = QPointF(self.canvas.mapToGlobal(QPoint(0, 0))) + local
        event = QWheelEvent(
            local, screen, QPoint(), QPoint(0, 120 * steps), NONE, Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(self.canvas, event)

    def frame(self, action: Callable[[], object]) -> float:
        """Milliseconds from an event until what it changed has been painted and handed to the screen."""
        before = self.painted
        start, own = time.perf_counter(), time.thread_time()
        action()
        while self.painted == before:
            self.qt.processEvents()
            if time.perf_counter() - start > PATIENCE_S:
                raise TimeoutError("nothing was painted")
        self.cpu_ms.append((time.thread_time() - own) * 1000)
        return (time.perf_counter() - start) * 1000


class StallWatch:
    """The longest time for which the event loop did not turn, by the gaps of a 1 ms timer."""

    def __init__(self) -> None:
        self.longest_ms = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer(interval=1, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self) -> None:
        now = time.perf_counter()
        self.longest_ms = max(self.longest_ms, (now - self._last) * 1000)
        self._last = now

    def stop(self) -> float:
        """End, and tell the longest gap in milliseconds."""
        self._tick()
        self._timer.stop()
        return self.longest_ms


def _nothing() -> None:
    return
