"""Both scenes side by side: when and how they were taken, what the files are, and what differs."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDockWidget,
    QGridLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ilmtool.core.layout import Side
from ilmtool.session.matching import as_recorded
from ilmtool.session.operations import Edit
from ilmtool.session.scene_edits import PRECISIONS, correct_acquisition, reset_acquisition
from ilmtool.session.scene_facts import (
    FILE_FACTS,
    NAMES,
    Row,
    acquisition_rows,
    file_rows,
    is_corrected,
    notes_of,
    remarks_on,
)
from ilmtool.session.shown import Update
from ilmtool.session.workspace import Workspace
from ilmtool.text import mark, tr
from ilmtool.ui.panels.scene_fields import EditLine, ValueLine
from ilmtool.ui.panels.scroll_panel import ScrollPanel

_COLUMNS = {Side.BEFORE: 1, Side.AFTER: 2}
_ELIDED_IN_MIDDLE = {"File", "Folder"}
_WIDEST_DATE = "2000-00-00 00:00:00Z"
_PRECISIONS = {"second": mark("second"), "day": mark("day")}
_HINTS = {
    "datetime": mark("Like 2019-03-02 02:15Z, or 2019-03-02 where only the day is known; UTC without a zone"),
    "gsd": mark("Metres, or 50 cm"),
    "off_nadir": mark("Degrees at the satellite, 0 to 90"),
    "azimuth": mark("Where the satellite stood, degrees clockwise from north"),
    "sun_elevation": mark("Degrees above the horizon"),
    "sun_azimuth": mark("Degrees clockwise from north"),
    "cloud_cover": mark("Percent"),
}


class ScenePanel(ScrollPanel):
    """Facts of both scenes; what an analyst can correct is a field.

    Parameters
    ----------
    workspace : Workspace
    swap : callable
        Exchanges before and after.
    """

    left = Signal()
    """The user is done typing: the keyboard goes back to the canvas."""

    def __init__(self, workspace: Workspace, swap: Callable[[], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._stale = True
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.remarks = _wrapped("remark")
        self.remarks.setAccessibleName(tr("What differs between the scenes"))
        self.asides = _wrapped("muted")
        self.asides.setAccessibleName(tr("What is alike between the scenes"))
        self.edits: dict[tuple[str, Side], EditLine] = {}
        self.precisions: dict[Side, QComboBox] = {}
        self.values: dict[tuple[str, Side], ValueLine] = {}
        self.sources: dict[tuple[str, Side], QLabel] = {}
        self.resets: dict[Side, QPushButton] = {}
        self.notes: dict[Side, QLabel] = {}
        self.swap = QPushButton(tr("Swap before and after"))
        self.swap.clicked.connect(swap)
        self._arrange()
        workspace.subscribe(self.apply)

    # -- building ------------------------------------------------------------------------------

    def _arrange(self) -> None:
        body = self._body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(8, 6, 8, 8)
        layout.addWidget(self.remarks)
        layout.addWidget(self.asides)
        layout.addWidget(self.swap, 0, Qt.AlignmentFlag.AlignLeft)
        grid = self._grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        for side, column in _COLUMNS.items():
            heading = QLabel(tr("Before") if side is Side.BEFORE else tr("After"))
            font = heading.font()
            font.setBold(True)
            heading.setFont(font)
            grid.addWidget(heading, 0, column)
        for key, name in NAMES.items():
            self._add_row(name, {side: self._field(key, name, side) for side in Side})
        self._add_row("", {side: self._reset_button(side) for side in Side})
        for name in FILE_FACTS:
            self._add_row(name, {side: self._value(name, side) for side in Side})
        self._add_row(mark("Notes"), {side: self._note(side) for side in Side})
        layout.addLayout(grid)
        layout.addStretch(1)
        self.setWidget(body)

    def _add_row(self, name: str, cells: dict[Side, QWidget]) -> None:
        row = self._grid.rowCount()
        label = QLabel(tr(name))
        label.setMinimumHeight(self.fontMetrics().height() + 6)
        self._grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        for side, cell in cells.items():
            self._grid.addWidget(cell, row, _COLUMNS[side], Qt.AlignmentFlag.AlignTop)

    def _with_source(self, key: str, side: Side, widget: QWidget) -> QWidget:
        cell = QWidget()
        column = QVBoxLayout(cell)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        source = self.sources[key, side] = _wrapped("muted")
        source.hide()
        column.addWidget(widget)
        column.addWidget(source)
        return cell

    def _field(self, key: str, name: str, side: Side) -> QWidget:
        said = (
            tr("{name} of the before scene", name=tr(name))
            if side is Side.BEFORE
            else tr("{name} of the after scene", name=tr(name))
        )
        if key == "datetime_precision":
            box = self.precisions[side] = QComboBox()
            for word in PRECISIONS:
                box.addItem(tr(_PRECISIONS[word]), word)
            box.setAccessibleName(said)
            box.setPlaceholderText("–")
            box.activated.connect(lambda: self._correct(side, key, box.currentData()))
            return box
        line = self.edits[key, side] = EditLine(said)
        if key == "datetime":
            line.setMinimumWidth(self.fontMetrics().horizontalAdvance(_WIDEST_DATE) + 20)
        line.setToolTip(_hint(key))
        line.committed.connect(partial(self._correct, side, key))
        line.cancelled.connect(self.refresh)
        line.left.connect(self.left)
        return self._with_source(key, side, line)

    def _value(self, name: str, side: Side) -> QWidget:
        elide = Qt.TextElideMode.ElideMiddle if name in _ELIDED_IN_MIDDLE else Qt.TextElideMode.ElideRight
        said = (
            tr("{name} of the before image", name=tr(name))
            if side is Side.BEFORE
            else tr("{name} of the after image", name=tr(name))
        )
        line = self.values[name, side] = ValueLine(said, elide)
        line.left.connect(self.left)
        return self._with_source(name, side, line)

    def _reset_button(self, side: Side) -> QWidget:
        button = self.resets[side] = QPushButton(tr("Reset to the file"))
        button.setAccessibleName(
            tr("Reset the before scene to what its file says")
            if side is Side.BEFORE
            else tr("Reset the after scene to what its file says")
        )
        button.setToolTip(tr("Take every correction of this scene back"))
        button.clicked.connect(lambda: self._reset(side))
        return button

    def _note(self, side: Side) -> QWidget:
        label = self.notes[side] = _wrapped("")
        label.setAccessibleName(
            tr("Notes on the before image") if side is Side.BEFORE else tr("Notes on the after image")
        )
        return label

    # -- showing -------------------------------------------------------------------------------

    def apply(self, update: Update) -> None:
        """Bring the panel up to date with the workspace, at once if it is seen."""
        changed = update.change is not None and (
            update.change.kind == "reset" or update.change.patch.header is not None
        )
        if changed or update.old.pair is not update.new.pair:
            self._stale = True
            if update.old.pair is not update.new.pair:
                for line in self.edits.values():
                    line.reset()
            if self.isVisible():
                self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        if self._stale:
            self.refresh()
        super().showEvent(event)

    def refresh(self) -> None:
        """Show what the document and the files say now."""
        pair, document = self._workspace.pair, self._workspace.document
        self._body.setEnabled(pair is not None)
        if pair is None:
            return
        self._stale = False
        for row in acquisition_rows(document, pair):
            for side in Side:
                self._show_cell(row, side)
        for row in file_rows(pair):
            for side in Side:
                self.values[row.key, side].show_value(row.of(side).text or "–")
                _say(self.sources[row.key, side], row.of(side).note)
        for side in Side:
            self.resets[side].setEnabled(is_corrected(document, pair, side))
            self.notes[side].setText("\n".join(notes_of(pair, side)) or "–")
        remarks = remarks_on(document, pair)
        for label, severity, sign in ((self.remarks, "warning", "⚠ "), (self.asides, "info", "")):
            lines = [sign + remark.text for remark in remarks if remark.severity == severity]
            label.setText("\n".join(lines))
            label.setVisible(bool(lines))

    def _show_cell(self, row: Row, side: Side) -> None:
        said = row.of(side)
        if row.key == "datetime_precision":
            box = self.precisions[side]
            box.setCurrentIndex(box.findData(said.text))
            box.setEnabled(bool(said.text))
            return
        line = self.edits[row.key, side]
        line.show_value(said.text)
        if not line.is_refused:
            if not line.toolTip():
                line.setToolTip(_hint(row.key))
            _say(self.sources[row.key, side], said.note, refused=False)

    # -- correcting ----------------------------------------------------------------------------

    def _correct(self, side: Side, key: str, text: str) -> None:
        pair = self._workspace.pair
        if pair is None:
            return
        line = self.edits.get((key, side))
        context = self._workspace.context()
        try:
            edit = correct_acquisition(
                self._workspace.document, pair.scene_id(side), context, **{key: text or None}
            )
        except ValueError as error:
            if line is not None:
                line.refuse(str(error))
                _say(self.sources[key, side], str(error), refused=True)
            return
        if line is not None:
            line.accept()
        self._carry_out(edit)

    def _reset(self, side: Side) -> None:
        pair = self._workspace.pair
        if pair is None:
            return
        for (_, of), line in self.edits.items():
            if of is side:
                line.reset()
        scene = pair.scene(side)
        self._carry_out(
            reset_acquisition(
                self._workspace.document,
                scene.id,
                as_recorded(scene.facts.acquisition),
                self._workspace.context(),
            )
        )

    def _carry_out(self, edit: Edit) -> None:
        if edit.patch.is_empty:
            self.refresh()
            return
        self._workspace.dispatch(edit, "scenes")
        if edit.ids:
            self._workspace.say(
                tr("{edit}; change interval of %n annotation(s) follows", "", len(edit.ids), edit=edit.label)
            )


class ScenesDock(QDockWidget):
    """The panel's place in the window."""

    def __init__(self, workspace: Workspace, swap: Callable[[], None], parent: QWidget | None = None) -> None:
        super().__init__(tr("Scenes"), parent)
        self.setObjectName("scenes")
        self.setAccessibleName(tr("Scenes: dates, angles and files of both images"))
        self.panel = ScenePanel(workspace, swap)
        self.setWidget(self.panel)

    def toggle(self) -> None:
        """Show it, or hide it. The keyboard stays where it is: its first field is a date, and whoever goes on
        with the keys of the images would type over it.
        """
        if self.isVisible():
            self.hide()
            self.panel.left.emit()
            return
        self.show()
        self.raise_()

    @property
    def first(self) -> QWidget:
        """The field that gets the keyboard."""
        return self.panel.edits["datetime", Side.BEFORE]


def _hint(key: str) -> str:
    return tr(_HINTS[key]) if key in _HINTS else ""


def _wrapped(name: str) -> QLabel:
    label = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
    label.setObjectName(name)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    return label


def _say(label: QLabel, text: str, *, refused: bool = False) -> None:
    label.setText(text)
    label.setVisible(bool(text))
    _style(label, "severity", "error" if refused else "")


def _style(widget: QWidget, name: str, value: str) -> None:
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
