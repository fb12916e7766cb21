"""Progress of work that nobody waits for, in the status line, with a way to stop it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QToolButton, QWidget

from ilmtool.text import number, tr

_NAME_PX, _BAR_PX = 180, 90


class BackgroundProgress(QWidget):
    """What is being done, and how far; hidden when there is nothing.

    Parameters
    ----------
    stop : callable
        Gives the work up.
    says : callable
        What is done, from the name of the file that it is done with.
    stops : str
        Name of the button that stops it.
    tip : str
        What that button's tooltip says.
    why : str
        Said in the tooltip of the progress.
    """

    told = Signal(str, float)
    """A file's name and its share from 0 to 1, where 1 means that it has ended; emitted from any thread."""
    changed = Signal()
    """It appeared or vanished."""

    def __init__(
        self,
        stop: Callable[[], None],
        says: Callable[[str], str],
        stops: str,
        tip: str,
        why: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._stop, self._says, self._why = stop, says, why
        self._stopped = False
        self._name = QLabel()
        self._name.setMaximumWidth(_NAME_PX)
        self.bar = QProgressBar()
        self.bar.setRange(0, 100)
        self.bar.setFixedWidth(_BAR_PX)
        self.bar.setMaximumHeight(self.fontMetrics().height())
        self.bar.setTextVisible(False)
        self.cancel = QToolButton()
        self.cancel.setText("✕")
        self.cancel.setAutoRaise(True)
        self.cancel.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # a command does the same
        self.cancel.setAccessibleName(stops)
        self.cancel.setToolTip(tip)
        self.cancel.clicked.connect(self.stop)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for widget in (self._name, self.bar, self.cancel):
            row.addWidget(widget)
        self.told.connect(self._show, Qt.ConnectionType.QueuedConnection)
        self.hide()

    def begin(self) -> None:
        """Another pair is open."""
        self._stopped = False
        self._vanish()

    def stop(self) -> None:
        """Give the work up."""
        self._stopped = True
        self._stop()
        self._vanish()

    def _show(self, name: str, share: float) -> None:
        if share >= 1 or self._stopped:
            self._vanish()
            return
        text = self._says(name)
        self._name.setText(self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, _NAME_PX))
        self.bar.setValue(round(share * 100))
        self.bar.setAccessibleName(text)
        shown = tr("{what}: {share}.", what=text, share=number(share, ".0%"))
        self.setToolTip(f"{shown} {self._why}".rstrip())
        if self.isHidden():
            self.show()
            self.changed.emit()

    def _vanish(self) -> None:
        if not self.isHidden():
            self.hide()
            self.changed.emit()
