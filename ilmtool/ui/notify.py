"""Tells the user what happened, without stopping the work: a strip above the canvas, never a question."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from ilmtool.session.ports import Notice
from ilmtool.text import mark, tr

_SYMBOLS = {"error": "✖", "warning": "⚠", "info": "ℹ"}
_WORDS = {"error": mark("Error"), "warning": mark("Warning"), "info": mark("Note")}


class NoticeStrip(QFrame):
    """Shows the newest notice; earlier ones that were not dismissed come back after it.

    Parameters
    ----------
    action : callable
        The action of a command, for what a notice offers.
    """

    def __init__(self, action: Callable[[str], QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._action = action
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
        self.mend = QPushButton(
            tr("Save as…")
        )  # what mends the notice that is shown, as its command is called
        self.mend.clicked.connect(self._mend)
        self.mend.hide()
        close = QToolButton()
        close.setText("✕")
        close.setAutoRaise(True)
        close.setAccessibleName(tr("Dismiss this message"))
        close.setToolTip(tr("Dismiss"))
        close.clicked.connect(self.dismiss)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 5, 5, 5)
        row.addWidget(self._symbol, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1)
        row.addWidget(self.mend, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._more)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def show_notice(self, notice: Notice, *, stays: bool = False) -> None:
        """Show one; the same one twice is shown once.

        With `stays` it is about the program, not the pair: only the user puts it away.
        """
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

    def clear(self) -> None:
        """Those about a pair no longer matter."""
        self._notices = list(self._staying)
        self._renew()

    @property
    def notices(self) -> tuple[Notice, ...]:
        return tuple(self._notices)

    def _mend(self) -> None:
        if self._notices:
            self._action(self._notices[-1].command).trigger()

    def _renew(self) -> None:
        if not self._notices:
            self.hide()
            return
        notice = self._notices[-1]
        text = "\n".join(
            line for line in (notice.title, " ".join(x for x in (notice.detail, notice.hint) if x)) if line
        )
        self._symbol.setText(_SYMBOLS[notice.severity])
        self._text.setText(text)
        self._text.setAccessibleName(tr("{kind}: {text}", kind=tr(_WORDS[notice.severity]), text=text))
        self.mend.setVisible(bool(notice.command))
        if notice.command:
            self.mend.setText(self._action(notice.command).text().replace("&", ""))
        others = len(self._notices) - 1
        self._more.setText(tr("+%n more", "", others) if others else "")
        self.setProperty("severity", notice.severity)
        self.style().unpolish(self)
        self.style().polish(self)
        self.show()
