"""Going to coordinates that are typed or pasted, with how they are understood while typing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from ilmtool.errors import UserError
from ilmtool.measure.reading import MAX_TEXT
from ilmtool.session.going import Destination
from ilmtool.text import tr

_EXAMPLES = "39.66, 124.705   51S 646262 4391411   51SXD4626191410   px 120.5, 80"


class GoToDialog(QDialog):
    """One field; Enter goes there.

    Parameters
    ----------
    find : callable
        Where a text leads; raises `UserError`.
    go : callable
        Goes there.
    """

    def __init__(
        self,
        find: Callable[[str], Destination],
        go: Callable[[Destination], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._find, self._go = find, go
        self._found: Destination | None = None
        self.setWindowTitle(tr("Go to coordinates"))
        self.field = QLineEdit()
        self.field.setMaxLength(4 * MAX_TEXT)
        self.field.setPlaceholderText(_EXAMPLES)
        self.field.setAccessibleName(tr("Coordinates"))
        self.understood = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.understood.setAccessibleName(tr("How they are understood"))
        self.understood.setMinimumHeight(self.fontMetrics().lineSpacing() * 4)
        self.understood.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.go_button = self.buttons.addButton(tr("Go"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.go_button.setDefault(True)
        self.buttons.accepted.connect(self._accepted)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(QLabel(tr("Latitude and longitude, UTM, MGRS, or a pixel (before px 12, 34)")))
        layout.addWidget(self.field)
        layout.addWidget(self.understood)
        layout.addWidget(self.buttons)
        self.resize(520, self.sizeHint().height())
        self.field.textChanged.connect(self._show)
        self._show("")

    def _show(self, text: str) -> None:
        self._found, said = None, ""
        if text.strip():
            try:
                self._found = self._find(text)
                said = self._found.sentence
            except UserError as error:
                said = str(error)
        self.understood.setText(said)
        self.understood.setAccessibleDescription(said)
        self.go_button.setEnabled(self._found is not None and self._found.at is not None)

    def _accepted(self) -> None:
        if self._found is not None and self._found.at is not None:
            self._go(self._found)
            self.accept()
