"""Exact place and size of the selection, to read and to type; and its lock."""

from __future__ import annotations

from functools import partial
from operator import attrgetter

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCheckBox,
    QGridLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ilmtool.core.annotation import MAX_PIXEL
from ilmtool.session import editing
from ilmtool.session.exact import NAMES, Name, common_numbers, ground_text, set_number
from ilmtool.session.shown import Update
from ilmtool.session.workspace import Workspace
from ilmtool.text import mark, tr
from ilmtool.ui.panels.afterwards import Afterwards
from ilmtool.ui.panels.number_box import NumberBox

SEVERAL = mark("(several)")
_LOCKED = attrgetter("properties.locked")
_NONE = -MAX_PIXEL - 1.0
"""The lowest value, which shows a text in its place."""

_TITLES: dict[Name, tuple[str, str, str]] = {
    "x": (mark("Left"), " px", mark("Left of the bounds in pixels of its scene")),
    "y": (mark("Top"), " px", mark("Top of the bounds in pixels of its scene")),
    "width": (mark("Width"), " px", mark("Width in pixels; of a box along its own sides")),
    "height": (mark("Height"), " px", mark("Height in pixels; of a box along its own sides")),
    "angle": (
        mark("Angle"),
        "°",
        mark("Heading of the top edge in degrees, clockwise from the image's rows"),
    ),
}


class NumberField(NumberBox):
    """A number, or a word where there is none; Enter and Esc give the keyboard back to the canvas."""

    left = Signal()
    given = Signal(float)
    """The user typed or stepped to another number."""

    def __init__(self, name: Name) -> None:
        super().__init__()
        title, unit, tip = _TITLES[name]
        self._filling = False
        self.setRange(_NONE, MAX_PIXEL)
        self.setDecimals(3)
        self.setSuffix(unit)
        self.setSpecialValueText("–")
        # Wide enough for what images have, not for the limits of the format.
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance("-0000.000 px"))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.NoButtons)
        self.setAccessibleName(
            tr("{name} in degrees", name=tr(title))
            if name == "angle"
            else tr("{name} in pixels", name=tr(title))
        )
        self.setToolTip(tr(tip))
        self.valueChanged.connect(self._changed)

    def show_number(self, value: float | None, word: str) -> None:
        """Show a number, or the word."""
        self._filling = True
        self.setSpecialValueText(word)
        self.setValue(_NONE if value is None else value)
        self._filling = False

    def _changed(self, value: float) -> None:
        if not self._filling and value != _NONE:
            self.given.emit(value)

    def stepBy(self, steps: int) -> None:
        if self.value() != _NONE:
            super().stepBy(steps)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # scrolling the panel must not move a box

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            shown = self.value()
            self.show_number(
                None if shown == _NONE else shown, self.specialValueText()
            )  # what was typed goes
            self.left.emit()
            return
        super().keyPressEvent(event)
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.left.emit()


class NumbersForm(QWidget):
    """Left, top, width, height, angle, and where that is on the ground."""

    left = Signal()
    """The user is done typing."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.fields = {name: NumberField(name) for name in NAMES}
        self.lock = QCheckBox(tr("Locked"))
        self.lock.setToolTip(tr("Not to be moved, edited or deleted by accident (Ctrl+Shift+L)"))
        self.lock.clicked.connect(self._toggle_lock)
        self.ground = QLabel(textFormat=Qt.TextFormat.PlainText)
        self.ground.setAccessibleName(tr("Place and size on the ground"))
        self.ground.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        for place, name in enumerate(NAMES):
            field = self.fields[name]
            row, column = divmod(place, 2)
            label = QLabel(tr(_TITLES[name][0]))
            label.setBuddy(field)
            grid.addWidget(label, row, 2 * column)
            grid.addWidget(field, row, 2 * column + 1)
            field.given.connect(partial(self._give, name))
            field.left.connect(self.left)
        grid.addWidget(self.lock, 2, 2, 1, 2)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 4)
        layout.addLayout(grid)
        layout.addWidget(self.ground)
        self._afterwards = Afterwards(self._fill, self)
        workspace.subscribe(self.apply)
        self._fill()

    def apply(self, update: Update) -> None:
        """Follow the selection and its edits."""
        if update.change is not None or update.old.view.selection != update.new.view.selection:
            self._afterwards.fill(len(update.new.view.selection))

    def _fill(self) -> None:
        chosen = self._workspace.selected
        numbers = common_numbers(chosen)
        locked = sum(map(bool, map(_LOCKED, chosen)))
        word = tr(SEVERAL) if len(chosen) > 1 else "–"
        for name, field in self.fields.items():
            field.show_number(getattr(numbers, name), word)
            field.setEnabled(bool(chosen) and locked < len(chosen))
        self.lock.setEnabled(bool(chosen))
        self.lock.setTristate(0 < locked < len(chosen))
        states = Qt.CheckState
        some = states.PartiallyChecked if locked < len(chosen) else states.Checked
        self.lock.setCheckState(some if locked else states.Unchecked)
        pair = self._workspace.pair
        text = ground_text(chosen[0], pair) if len(chosen) == 1 and pair is not None else ""
        self.ground.setText(text)
        self.ground.setVisible(bool(text))

    def _give(self, name: Name, value: float) -> None:
        workspace = self._workspace
        if workspace.pair is None or not workspace.chosen:
            return
        edit = set_number(
            workspace.document, workspace.chosen, name, value, workspace.context(), workspace.pair
        )
        workspace.dispatch(edit, "inspector")
        self._fill()  # what the image had no room for is not shown

    def _toggle_lock(self) -> None:
        editing.toggle_lock(self._workspace)
        self._fill()
