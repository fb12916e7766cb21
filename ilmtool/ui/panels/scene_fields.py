"""Lines of the scene panel: elided while nobody is in them, whole to read, copy and edit."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ilmtool.text import tr

_MARGIN_PX = 10
"""What a line edit keeps free to both sides of its text."""


class ValueLine(QLineEdit):
    """A value to read and copy. What does not fit is elided, and is in the tooltip.

    Parameters
    ----------
    name : str
        What it is, for a screen reader.
    elide : Qt.TextElideMode
        Where text is left out.
    """

    left = Signal()
    """The user is done: the keyboard goes back to the canvas."""

    def __init__(
        self,
        name: str,
        elide: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._value, self._elide = "", elide
        self.setAccessibleName(name)
        self.setReadOnly(True)
        self.setFrame(False)
        self.setMinimumWidth(60)

    @property
    def value(self) -> str:
        """The whole text, also while it is shown elided."""
        return self._value

    def show_value(self, value: str) -> None:
        """Show another value."""
        self._value = value
        self._render()

    def _render(self) -> None:
        shown = self._value
        if not self.hasFocus():
            shown = self.fontMetrics().elidedText(shown, self._elide, self.width() - _MARGIN_PX)
        if self.text() != shown:
            self.setText(shown)
        self.setCursorPosition(0)
        self.setToolTip(self._value if shown != self._value else "")
        self.setAccessibleDescription(self._value if shown != self._value else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._render()
            if event.reason() != Qt.FocusReason.MouseFocusReason:
                self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:  # its own menu, with Copy
            self.deselect()
            self._render()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._render()


class EditLine(ValueLine):
    """A value that can be corrected: Enter or leaving gives it, Esc takes the typing back."""

    committed = Signal(str)
    """Another value was typed; whoever hears of it calls `accept` or `refuse`."""
    cancelled = Signal()
    """The typing was taken back."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent=parent)
        self.setReadOnly(False)
        self.setFrame(True)
        self.setPlaceholderText(tr("not known"))
        self._refused = False

    @property
    def is_refused(self) -> bool:
        """Whether what stands in it is no value, and waits for being corrected."""
        return self._refused

    def accept(self) -> None:
        """The value was taken over."""
        self._mark(refused=False)
        self.setModified(False)

    def refuse(self, why: str) -> None:
        """What was typed makes no sense; it stays to be corrected."""
        self._mark(refused=True)
        self.setAccessibleDescription(why)
        self.setToolTip(why)

    def reset(self) -> None:
        """Forget what was typed."""
        self.accept()
        self._render()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and (self._refused or self.isModified()):
            self.reset()
            self.cancelled.emit()
            return
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._commit()
            if not self._refused:
                self.left.emit()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        # The program's other windows, and its own menu, do not end the typing.
        if event.reason() not in {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason}:
            self._commit()
        super().focusOutEvent(event)

    def _commit(self) -> None:
        text = self.text().strip()
        if self.isModified() and text != self._value:
            self.committed.emit(text)
        elif not self._refused or text == self._value:
            self.accept()

    def _render(self) -> None:
        if not (self._refused or self.isModified()):
            super()._render()

    def _mark(self, *, refused: bool) -> None:
        if refused != self._refused:
            self._refused = refused
            self.setProperty("refused", refused)
            self.style().unpolish(self)
            self.style().polish(self)
