"""What the program and its libraries reported, notices that were put away too, to read and to copy."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QFontDatabase, QGuiApplication, QTextCursor
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from ilmtool.text import tr


class LogDialog(QDialog):
    """A text, as it is, and the file that holds it and what was before.

    Parameters
    ----------
    text : str
        What was reported since the program started.
    file : Path
        The log file; it is there as soon as anything was reported.
    """

    def __init__(self, text: str, file: Path, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Log"))
        view = QPlainTextEdit(text or tr("Nothing was reported."), readOnly=True)
        view.setAccessibleName(tr("Log"))
        view.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        view.moveCursor(QTextCursor.MoveOperation.End)  # the newest is at the end
        view.moveCursor(QTextCursor.MoveOperation.StartOfLine)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copy = buttons.addButton(tr("Copy"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(text))
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(view)
        where = QLabel(tr("Kept in {file}", file=file))
        where.setTextFormat(Qt.TextFormat.PlainText)
        where.setWordWrap(True)
        where.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        where.setAccessibleName(tr("Where the log file is"))
        show = buttons.addButton(tr("Open file"), QDialogButtonBox.ButtonRole.ActionRole)
        show.setEnabled(file.is_file())
        show.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(file))))
        layout.addWidget(where)
        layout.addWidget(buttons)
        self.resize(800, 500)
