"""The licences of the program and of the works in it, to read."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QListWidget,
    QPlainTextEdit,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from ilmtool.session.licences import Work
from ilmtool.text import tr


class LicencesDialog(QDialog):
    """A list of works, and the texts of the one that is chosen.

    Parameters
    ----------
    works : sequence of Work
    """

    def __init__(self, works: Sequence[Work], parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Licences"))
        self._works = tuple(works)
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Works in ilmtool"))
        for work in self._works:
            self.list.addItem(" ".join(part for part in (work.name, work.version) if part))
        self.text = QPlainTextEdit(readOnly=True)
        self.text.setAccessibleName(tr("Text of the licence"))
        self.text.setTabChangesFocus(True)
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        self.text.setFont(font)
        both = QSplitter(Qt.Orientation.Horizontal)
        both.addWidget(self.list)
        both.addWidget(self.text)
        both.setStretchFactor(1, 1)
        both.setSizes([240, 660])
        both.setChildrenCollapsible(False)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(both, 1)
        layout.addWidget(buttons)
        self.resize(940, 600)
        self.list.currentRowChanged.connect(self._show)
        self.list.setCurrentRow(0)
        self.list.setFocus()

    def _show(self, row: int) -> None:
        if row < 0:
            return
        work = self._works[row]
        licence = work.licence or tr("not named")
        said = work.text() or tr(
            "{name} came without a text of its licence, which is: {licence}.", name=work.name, licence=licence
        )
        self.text.setPlainText("\n\n".join(part for part in (work.licence, said) if part))
