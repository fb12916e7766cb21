"""What very many selected annotations say is read once the selection is on screen, not before."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

AT_ONCE = 1000
"""So many annotations are read without anybody noticing."""

LATER_MS = 30
"""Two frames: enough for the canvas to be painted first."""


class Afterwards(QObject):
    """Fills a form at once for few annotations, and shortly afterwards for many.

    Parameters
    ----------
    fill : callable
        Reads the selection and shows what it says.
    parent : QObject
        The form.
    """

    def __init__(self, fill: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._fill = fill
        self._timer = QTimer(self, singleShot=True, interval=LATER_MS)
        self._timer.timeout.connect(fill)

    def fill(self, count: int) -> None:
        """Show what so many selected annotations say; what was still to come is not needed any more."""
        if count > AT_ONCE:
            self._timer.start()
            return
        self._timer.stop()
        self._fill()

    def settle(self) -> None:
        """Show it now, where it is still to come: somebody is about to type over what is shown."""
        if self._timer.isActive():
            self._timer.stop()
            self._fill()
