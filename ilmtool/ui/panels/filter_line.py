"""The line that filters the table, with completion."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QToolButton, QWidget

from ilmtool.session.table.query import completions
from ilmtool.text import tr


class FilterLine(QLineEdit):
    """Esc clears it, and gives the keyboard back when it is empty; Down and Enter go to the rows.

    Parameters
    ----------
    values_of : callable
        The values that a column has now, for completion.
    """

    left = Signal()
    """The keyboard goes back to the canvas."""

    entered = Signal()
    """The keyboard goes on to the rows."""

    def __init__(self, values_of: Callable[[str], Sequence[str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values_of = values_of
        self.setPlaceholderText(tr("Filter, e.g. label:crane text"))
        self.setAccessibleName(tr("Filter of the annotations"))
        self.setToolTip(
            tr(
                "Words that must occur, and columns: label:crane certainty=probable,possible -author:me\n"
                'size>20 updated>=2026-03 note="" "two words"'
            )
        )
        self.setClearButtonEnabled(True)
        for button in self.findChildren(QToolButton):
            button.setAccessibleName(tr("Clear the filter"))
        self._offers = QStringListModel(self)
        completer = QCompleter(self._offers, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(completer)
        self.textEdited.connect(self._offer)

    def _offer(self, text: str) -> None:
        typed = text[: self.cursorPosition()]
        found = completions(typed, self._values_of) if self.cursorPosition() == len(text) else []
        self._offers.setStringList([line for line in found if line != text])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            if self.text():
                self.clear()
            else:
                self.left.emit()
            return
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down}:
            self.entered.emit()
            return
        super().keyPressEvent(event)
