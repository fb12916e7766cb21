"""Tells the user what happened, without stopping the work: a strip above the canvas, never a question."""

from __future__ import annotations

import logging
from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from ilmtool.session.ports import Notice
from ilmtool.text import mark, tr

NOTICES = "ilmtool.notice"
"""The logger of what was shown, which keeps it with its time when it is long put away."""

_log = logging.getLogger(NOTICES)
_log.setLevel(logging.INFO)
_LEVELS = {"error": logging.ERROR, "warning": logging.WARNING, "info": logging.INFO}
_SYMBOLS = {"error": "✖", "warning": "⚠", "info": "ℹ"}
_WORDS = {"error": mark("Error"), "warning": mark("Warning"), "info": mark("Note")}


class NoticeStrip(QFrame):
    """Shows the newest notice; earlier ones that were not dismissed come back after it.

    All are in the log, whatever became of them.

    Parameters
    ----------
    action : callable, optional
        The action of a command, for the button of notices that name one.
    """

    left = Signal()
    """It is gone, and had the keyboard."""

    def __init__(self, action: Callable[[str], QAction] | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._notices: list[Notice] = []
        self._staying: list[Notice] = []
        self._symbol = QLabel()
        self._text = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._more = QLabel()
        self._more.setObjectName("muted")
        self.mend = QPushButton()
        self.mend.setAccessibleName(tr("Do what this message advises"))
        self.mend.clicked.connect(self._mend)
        self.mend.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keyboard on the images
        self._action = action
        self.close_button = close = QToolButton()
        close.setText("✕")
        close.setAutoRaise(True)
        close.setAccessibleName(tr("Dismiss this message"))
        close.setToolTip(tr("Dismiss"))
        close.clicked.connect(self.dismiss)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 5, 5, 5)
        row.addWidget(self._symbol, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1)
        row.addWidget(self._more)
        row.addWidget(self.mend)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def show_notice(self, notice: Notice, *, stays: bool = False) -> None:
        """Show one; the same one twice is shown once.

        With `stays` it is about the program, not the pair: only the user puts it away.
        """
        _log.log(_LEVELS[notice.severity], "%s", " ".join(" ".join(notice.lines).split()))
        if stays and notice not in self._staying:
            self._staying.append(notice)
        if notice not in self._notices:
            self._notices.append(notice)
        self._renew()

    def dismiss(self) -> None:
        """The newest one has been read."""
        if self._notices:
            gone = self._notices.pop()
            self._staying = [n for n in self._staying if n != gone]
        self._renew()

    def withdraw(self, command: str) -> None:
        """What went wrong, and is mended by that command, is over."""
        self._notices = [n for n in self._notices if n.command != command or n.severity != "error"]
        self._renew()

    def clear(self) -> None:
        """Those about a pair no longer matter."""
        self._notices = list(self._staying)
        self._renew()

    @property
    def first(self) -> QWidget:
        """Where the keyboard goes to when it comes here."""
        return self.mend if self.mend.isVisible() else self.close_button

    @property
    def notices(self) -> tuple[Notice, ...]:
        return tuple(self._notices)

    def _mend(self) -> None:
        command = self._notices[-1].command if self._notices else ""
        if command and self._action is not None:
            self._action(command).trigger()

    def _renew(self) -> None:
        if not self._notices:
            focus = QApplication.focusWidget()
            had_keyboard = focus is not None and self.isAncestorOf(focus)
            self.hide()
            if had_keyboard:
                self.left.emit()
            return
        notice = self._notices[-1]
        text = "\n".join(notice.lines)
        self.mend.setVisible(bool(notice.command) and self._action is not None)
        if notice.command and self._action is not None:
            action = self._action(notice.command)
            self.mend.setText(action.text())
            self.mend.setToolTip(action.toolTip())
            self.mend.setAccessibleName(action.text().replace("&", ""))
        self._symbol.setText(_SYMBOLS[notice.severity])
        self._text.setText(text)
        self._text.setAccessibleName(tr("{kind}: {text}", kind=tr(_WORDS[notice.severity]), text=text))
        others = len(self._notices) - 1
        self._more.setText(tr("+%n more", "", others) if others else "")
        self.setProperty("severity", notice.severity)
        self.style().unpolish(self)
        self.style().polish(self)
        self.show()
