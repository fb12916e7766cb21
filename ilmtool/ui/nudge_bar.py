"""What a nudge has come to, above the images while it goes on."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from ilmtool.session.nudging import Nudging
from ilmtool.text import mark, number, tr
from ilmtool.ui.elided import ElidedLabel

_HELP = mark("Drag, or arrows: 1 px, Shift 10, Ctrl 0.1")


class NudgeBar(QFrame):
    """How far the before image is moved, and the two ways to end.

    Parameters
    ----------
    nudging : Nudging
    """

    def __init__(self, nudging: Nudging, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._nudging = nudging
        self.moved = QLabel()
        self.moved.setAccessibleName(tr("How far the before image is moved"))
        help_ = ElidedLabel()
        help_.setText(tr(_HELP))
        help_.setObjectName("muted")
        help_.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        help_.setToolTip(tr(_HELP))
        self.keep = self._button(tr("Keep (Enter)"), tr("Keep the before image where it is"), nudging.apply)
        self.drop = self._button(tr("Drop (Esc)"), tr("Put the before image back"), nudging.leave)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 3, 5, 3)
        row.setSpacing(12)
        row.addWidget(self.moved)
        row.addWidget(help_, 1)
        row.addWidget(self.keep)
        row.addWidget(self.drop)
        nudging.subscribe(self.refresh)
        self.hide()

    def _button(self, text: str, name: str, verb: object) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys do the same
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.clicked.connect(verb)
        return button

    def refresh(self) -> None:
        """Say how far it is moved now."""
        self.setVisible(self._nudging.is_on)
        shift = self._nudging.shift
        if not self._nudging.is_on or shift is None:
            return
        x, y = number(self._nudging.dx, "+.1f"), number(self._nudging.dy, "+.1f")
        if shift.px >= 0.05:
            text = tr("Before image moved by {x}, {y} px: {shift}", x=x, y=y, shift=shift.text)
        else:
            text = tr("Before image moved by {x}, {y} px", x=x, y=y)
        self.moved.setText(text)
