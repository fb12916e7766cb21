"""Tells that something went wrong, what became of the work, and offers a report that can be sent."""

from __future__ import annotations

import logging
from collections.abc import Callable

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ilmtool.session.log_file import log_path
from ilmtool.text import tr

_log = logging.getLogger("ilmtool")


class CrashDialog(QDialog):
    """Continue, or close the program.

    Parameters
    ----------
    report : callable
        `report(paths)`: the report, with paths and file names in it or not.
    """

    LEAVE = 2
    """What `finished` says when the program is to be closed."""

    def __init__(self, report: Callable[[bool], str], parent: QWidget | None) -> None:
        super().__init__(parent)
        self._report = report
        self.setWindowTitle(tr("Something went wrong"))
        self.headline = QLabel(tr("Something unexpected happened in ilmtool."))
        font = self.headline.font()
        font.setBold(True)
        self.headline.setFont(font)
        self.saved, self.what = QLabel(), QLabel()
        for label in (self.saved, self.what):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.what.setObjectName("help")
        self.what.setAccessibleName(tr("What happened"))
        self.saved.setAccessibleName(tr("What became of your work"))
        self.text = QPlainTextEdit(readOnly=True)
        self.text.setAccessibleName(tr("Report"))
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setTabChangesFocus(True)
        self.paths = QCheckBox(tr("Include file paths and names"))
        self.paths.setToolTip(tr("Without it, the report says <path> and <file> in their place."))
        self.paths.toggled.connect(self._fill)
        self.copy = QPushButton(tr("Copy report"))
        self.folder = QPushButton(tr("Open log folder"))
        self.proceed = QPushButton(tr("Continue"))
        self.leave = QPushButton(tr("Close ilmtool"))
        self.leave.setToolTip(tr("Saves first, as always."))
        buttons = QDialogButtonBox()
        buttons.addButton(self.copy, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(self.folder, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(self.leave, QDialogButtonBox.ButtonRole.DestructiveRole)
        buttons.addButton(self.proceed, QDialogButtonBox.ButtonRole.AcceptRole)
        self.copy.clicked.connect(self._copy)
        self.folder.clicked.connect(_open_log_folder)
        self.leave.clicked.connect(lambda: self.done(self.LEAVE))
        self.proceed.clicked.connect(self.accept)
        self.proceed.setDefault(True)
        layout = QVBoxLayout(self)
        layout.addWidget(self.headline)
        layout.addWidget(self.saved)
        layout.addWidget(self.what)
        told = QLabel(tr("This is the report; nothing is sent by itself."))
        told.setBuddy(self.text)
        layout.addWidget(told)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.paths)
        layout.addWidget(buttons)
        self.resize(720, 480)
        self.proceed.setFocus()

    def tell(self, what: str, saved: str, *, is_saved: bool, more: int) -> None:
        """Show what happened; called again when more did, while the dialog is open."""
        self.what.setText(tr("{what} And %n more since.", "", more, what=what) if more else what)
        self.saved.setText(saved)
        self.saved.setObjectName("" if is_saved else "finding")
        self.saved.style().polish(self.saved)
        self._fill()

    def _fill(self) -> None:
        self.text.setPlainText(self._made())

    def _made(self) -> str:
        try:
            return self._report(self.paths.isChecked())
        except Exception:  # noqa: BLE001 - the dialog has to open
            _log.exception("a report could not be made")
            return tr("The report could not be made; the log has what happened.")

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._made())
        self.copy.setText(tr("Copied"))


def _open_log_folder() -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(log_path().parent)))
