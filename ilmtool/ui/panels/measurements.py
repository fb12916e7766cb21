"""The list of what was measured, with what can be done with it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QListWidget, QPushButton, QVBoxLayout, QWidget

from ilmtool.core.words import shown
from ilmtool.measure.measurement import Measurement, details, headline
from ilmtool.measure.wording import UNITS
from ilmtool.session.shown import Update
from ilmtool.session.workspace import Workspace
from ilmtool.text import mark, tr

_NONE = mark("Nothing is measured. ' measures distances, \" areas, Shift+Z heights from shadows.")


class MeasurementList(QListWidget):
    """Enter goes to a measurement, Delete removes it, Esc leaves."""

    left = Signal()
    chosen = Signal()
    removed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Escape:
                self.left.emit()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.chosen.emit()
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace:
                self.removed.emit()
            case _:
                super().keyPressEvent(event)


class MeasurementPanel(QWidget):
    """Values, legs, and the buttons that copy, attach, go to and remove.

    Parameters
    ----------
    workspace : Workspace
    set_units : callable
        Told of the units that were chosen.
    copy, attach : callable
        Do so with the chosen measurement.
    """

    left = Signal()

    def __init__(
        self,
        workspace: Workspace,
        set_units: Callable[[str], None],
        copy: Callable[[], None],
        attach: Callable[[], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.list = MeasurementList()
        self.list.setAccessibleName(tr("Measurements"))
        self.list.setWordWrap(True)
        self.list.left.connect(self.left)
        self.list.chosen.connect(self._fly)
        self.list.removed.connect(self._remove)
        self.list.itemDoubleClicked.connect(lambda _: self._fly())
        self.list.currentRowChanged.connect(lambda _: self._show_details())
        self.details = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.details.setAccessibleName(tr("Details of the measurement"))
        self.details.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.units = QComboBox()
        self.units.setAccessibleName(tr("Units"))
        for key, name in UNITS.items():
            self.units.addItem(tr(name), key)
        self.units.activated.connect(lambda _: set_units(self.units.currentData()))
        self.attach = self._button(tr("Attach"), tr("Write the values into the selected annotation"), attach)
        self.copy = self._button(tr("Copy"), tr("Copy the measurement as text"), copy)
        self.go = self._button(tr("Go to"), tr("Bring the measurement to the middle (Enter)"), self._fly)
        self.remove = self._button(tr("Remove"), tr("Remove the measurement (Delete)"), self._remove)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.details)
        grid = QGridLayout()
        for place, button in enumerate((self.attach, self.copy, self.go, self.remove)):
            grid.addWidget(button, place // 2, place % 2)
        layout.addLayout(grid)
        layout.addWidget(self.units)
        workspace.subscribe(self.apply)
        self.refresh()

    def _button(self, text: str, tip: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(text)
        button.setToolTip(tip)
        button.setAccessibleDescription(tip)
        button.clicked.connect(lambda _=False: act())
        return button

    @property
    def place(self) -> int | None:
        """Number of the chosen measurement; the last one where none is chosen."""
        row, count = self.list.currentRow(), len(self._workspace.view.measurements)
        if not count:
            return None
        return row if 0 <= row < count else count - 1

    def apply(self, update: Update) -> None:
        """Follow the workspace."""
        old, new = update.old, update.new
        if old.view.measurements != new.view.measurements or old.pair is not new.pair:
            grew = len(new.view.measurements) > len(old.view.measurements)
            self.refresh(last=grew)
        elif old.view.selection != new.view.selection:
            self._show_buttons()

    def refresh(self, *, last: bool = False) -> None:
        """List everything anew, in the present units."""
        row = self.list.currentRow()
        items = self._workspace.view.measurements
        self.list.blockSignals(True)
        self.list.clear()
        for item in items:
            self.list.addItem(self._line(item))
        if items:
            self.list.setCurrentRow(len(items) - 1 if last else min(max(row, 0), len(items) - 1))
        self.list.blockSignals(False)
        self.units.setCurrentIndex(self.units.findData(self._workspace.measuring.units))
        self._show_details()

    def _line(self, item: Measurement) -> str:
        pair = self._workspace.pair
        side = None if pair is None else pair.side_of(item.scene_id)
        on = item.scene_id if side is None else shown(side.value)
        return f"{headline(item, self._workspace.measuring.units)}  ({on})"

    def _show_details(self) -> None:
        place = self.place
        if place is None:
            self.details.setText(tr(_NONE))
        else:
            item = self._workspace.view.measurements[place]
            lines = details(item, self._workspace.measuring.units)
            more = len(lines) - _MOST_LINES
            shown = (
                lines if more <= 0 else [*lines[:_MOST_LINES], tr("… and %n more: Copy has all", "", more)]
            )
            self.details.setText("\n".join(shown))
        self._show_buttons()

    def _show_buttons(self) -> None:
        has = self.place is not None
        for button in (self.copy, self.go, self.remove):
            button.setEnabled(has)
        self.attach.setEnabled(has and len(self._workspace.chosen) == 1)

    def _fly(self) -> None:
        if self.place is not None:
            self._workspace.measuring.fly_to(self.place)

    def _remove(self) -> None:
        if self.place is not None:
            self._workspace.measuring.remove(self.place)


_MOST_LINES = 8
