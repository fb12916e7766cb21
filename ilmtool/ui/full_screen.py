"""The whole screen for the images: everything else goes away, and comes back as it was."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QDockWidget, QLabel, QMainWindow, QWidget

from ilmtool.text import tr

HINT_MS = 4000
_HINT_TOP_PX = 48
"""Below the captions."""


class _Hint(QLabel):
    """In the middle of its canvas, also when that gets the room that the panels left."""

    def __init__(self, text: str, canvas: QWidget) -> None:
        super().__init__(text, canvas)
        self._canvas = canvas

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._canvas.installEventFilter(self)  # for these seconds only: the canvas has many events

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._canvas.removeEventFilter(self)

    def centre(self) -> None:
        """Move there."""
        self.move((self._canvas.width() - self.width()) // 2, _HINT_TOP_PX)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.centre()
        return super().eventFilter(watched, event)


class FullScreen:
    """Follows the window's state, whoever changed it.

    Parameters
    ----------
    window : QMainWindow
    canvas : QWidget
        What stays, and gets the keyboard.
    parts : sequence of QWidget
        What goes, beside docks.
    is_over : callable
        Whether what a panel is for has ended meanwhile, so that it does not come back.
    """

    def __init__(
        self,
        window: QMainWindow,
        canvas: QWidget,
        parts: Sequence[QWidget],
        is_over: Callable[[QWidget], bool],
    ) -> None:
        self._window, self._canvas, self._parts, self._is_over = window, canvas, parts, is_over
        self._away: list[QWidget] = []
        self._is_on = False
        self.hint = _Hint(tr("Full screen: F11 or Esc goes back"), canvas)
        self.hint.setAutoFillBackground(True)
        self.hint.setMargin(8)
        self.hint.hide()
        self._timer = QTimer(self.hint, singleShot=True, interval=HINT_MS)
        self._timer.timeout.connect(self.hint.hide)

    @property
    def is_on(self) -> bool:
        return bool(self._window.windowState() & Qt.WindowState.WindowFullScreen)

    def toggle(self) -> None:
        """Into it, or out of it."""
        self._window.setWindowState(self._window.windowState() ^ Qt.WindowState.WindowFullScreen)
        self.follow()

    def leave(self) -> None:
        """Out of it, if it is on."""
        if self.is_on:
            self.toggle()

    def follow(self) -> None:
        """The window's state may be another: put away, or put back."""
        if self.is_on == self._is_on:
            return
        self._is_on = self.is_on
        if self._is_on:
            self.renew()
            self._canvas.setFocus(Qt.FocusReason.OtherFocusReason)
            self.hint.adjustSize()
            self.hint.centre()
            self.hint.show()
            self.hint.raise_()
            self._timer.start()
            return
        self.hint.hide()
        self._timer.stop()
        away, self._away = self._away, []
        for part in away:
            if not self._is_over(part):
                part.show()

    def renew(self) -> None:
        """Put away what has been shown meanwhile, such as the panels of a pair that was just opened."""
        if not self._is_on:
            return
        docks = [dock for dock in self._window.findChildren(QDockWidget) if not dock.isFloating()]
        for part in (*self._parts, *docks):
            if not part.isHidden():
                part.hide()
                if part not in self._away:
                    self._away.append(part)
