"""The list of tie points: where each is on both dates, how far the fit is off, and what is fitted."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, Qt, Signal
from PySide6.QtGui import QBrush, QCloseEvent, QColor, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDockWidget,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QSizePolicy,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ilmtool.core.layout import Side
from ilmtool.core.tie_points import turn_and_scale
from ilmtool.session.registering import shift_by, turn_text
from ilmtool.session.search_setup import metres_per_px
from ilmtool.session.tie_points import TiePoints
from ilmtool.session.workspace import Workspace
from ilmtool.text import mark, number, tr
from ilmtool.ui.canvas.tie_hand import is_redo, is_undo

COLUMNS = (mark("Before px"), mark("After px"), mark("px off"), mark("m off"))
_MODELS = {
    "": mark("By the number of points"),
    "shift": mark("Shift"),
    "similarity": mark("Shift, turn, scale"),
    "affine": mark("Affine"),
}
_NAMES = {
    "shift": mark("Shift"),
    "similarity": mark("Shift, turn and scale"),
    "affine": mark("Affine"),
}
_WIDEST = "00000  00000.0, 00000.0  00000.0, 00000.0  "
_WORST = QColor(213, 94, 0)


class _Table(QTableWidget):
    """Keeps the keys that work on points while it has the keyboard."""

    def __init__(self, points: TiePoints) -> None:
        super().__init__(0, len(COLUMNS))
        self._points = points

    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._is_own(event)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self._points.remove([index.row() for index in self.selectionModel().selectedRows()])
        else:
            super().keyPressEvent(event)

    def _is_own(self, event: QKeyEvent) -> bool:
        return event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}


class TiePointPanel(QWidget):
    """The list and the fit.

    Parameters
    ----------
    points : TiePoints
    workspace : Workspace
    measure : callable
        Measures points automatically, to be edited here.
    """

    left = Signal()
    """The keyboard goes back to the canvas."""

    def __init__(
        self,
        points: TiePoints,
        workspace: Workspace,
        measure: Callable[[], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._points, self._workspace = points, workspace
        self._filling = False
        self.hint = _text("hint", tr("What to do next"))
        self.table = _Table(points)
        self._arrange_table()
        self.model = QComboBox()
        for name, title in _MODELS.items():
            self.model.addItem(tr(title), name)
        self.model.setAccessibleName(tr("What is fitted to the points"))
        self.model.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.model.setMinimumContentsLength(12)
        self.model.activated.connect(lambda _: points.set_model(self.model.currentData()))
        self.fit = _text("fit", tr("The fit of the points"))
        self.remark = _text("remark", tr("What speaks against the fit"))
        self.remove = _button(tr("Remove"), tr("Remove the selected points (Del)"), self._remove)
        self.automatic = _button(
            tr("Measure"), tr("Measure points automatically, to be edited here"), measure
        )
        self.apply = _button(
            tr("Apply"), tr("Register the before image by these points (Enter)"), points.apply
        )
        self.cancel = _button(
            tr("Leave"), tr("Leave without registering; the points are kept (Esc)"), points.leave
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 6, 8, 8)
        layout.addWidget(self.hint)
        layout.addWidget(self.table, 1)
        form = QGridLayout()
        form.setColumnStretch(1, 1)
        fitted = QLabel(tr("Fit"))
        fitted.setBuddy(self.model)
        form.addWidget(fitted, 0, 0)
        form.addWidget(self.model, 0, 1)
        layout.addLayout(form)
        layout.addWidget(self.fit)
        layout.addWidget(self.remark)
        for pair in ((self.remove, self.automatic), (self.apply, self.cancel)):
            row = QHBoxLayout()
            for button in pair:
                row.addWidget(button, 1)
            layout.addLayout(row)
        for control in (self.table, self.model, self.remove, self.automatic, self.apply, self.cancel):
            control.installEventFilter(self)
        points.subscribe(self.refresh)

    def _arrange_table(self) -> None:
        table = self.table
        table.setHorizontalHeaderLabels([tr(title) for title in COLUMNS])
        table.setAccessibleName(tr("Tie points"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        table.horizontalHeader().setSectionResizeMode(len(COLUMNS) - 1, QHeaderView.ResizeMode.Stretch)
        table.horizontalHeader().setMinimumSectionSize(
            table.fontMetrics().horizontalAdvance(tr("m off")) + 12
        )
        bar = table.verticalScrollBar().sizeHint().width()
        table.setMinimumWidth(
            table.fontMetrics().horizontalAdvance(_WIDEST + "  ".join(map(tr, COLUMNS[2:]))) + bar
        )
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.verticalHeader().setDefaultSectionSize(table.fontMetrics().height() + 8)
        table.setMinimumHeight(5 * (table.fontMetrics().height() + 8))
        table.itemSelectionChanged.connect(self._choose)

    # -- keys ----------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Undo is the list's own, whatever control of the panel has the keyboard."""
        if isinstance(event, QKeyEvent) and (is_undo(event) or is_redo(event)):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                if is_undo(event):
                    self._points.undo()
                else:
                    self._points.redo()
                return True
        return super().eventFilter(watched, event)

    # -- showing -------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show the points as they are now."""
        if not self._points.is_on or self._workspace.pair is None:
            return
        self._filling = True
        try:
            self._fill()
        finally:
            self._filling = False
        points, fit = self._points, self._points.fit
        self.hint.setText(self._hint())
        self.model.setCurrentIndex(max(0, self.model.findData(points.model)))
        self.fit.setText(self._fit_text())
        self.remark.setText(self._remark())
        self.remark.setVisible(bool(self.remark.text()))
        self.apply.setEnabled(not fit.is_refused)
        self.remove.setEnabled(bool(points.points))

    def _fill(self) -> None:
        table, points = self.table, self._points
        residuals, worst = points.residuals(), points.worst
        metres = metres_per_px(self._workspace.pair) if self._workspace.pair is not None else None
        unit = (metres[0] * metres[1]) ** 0.5 if metres is not None else None
        table.setRowCount(len(points.points))
        table.setVerticalHeaderLabels([str(i + 1) for i in range(len(points.points))])
        for row in range(len(points.points)):
            gap = residuals[row]
            places = [points.position(row, side) for side in (Side.BEFORE, Side.AFTER)]
            texts, tips = [_place(at) for at in places], [*(_exactly(at) for at in places), "", ""]
            known = gap is not None and not points.fit.is_exact
            texts.append(number(gap, ".2f") if known and gap is not None else "")
            texts.append(number(gap * unit, ".2f") if known and unit is not None and gap is not None else "")
            for column, text in enumerate(texts):
                item = table.item(row, column)
                if item is None:
                    item = QTableWidgetItem()
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                    table.setItem(row, column, item)
                item.setText(text)
                item.setToolTip(tips[column])
                item.setForeground(QBrush(_WORST) if row == worst else QBrush())
                font = item.font()
                font.setBold(row == worst)
                item.setFont(font)
        if points.selected is None:
            table.clearSelection()
        elif [i.row() for i in table.selectionModel().selectedRows()] != [points.selected]:
            index = table.model().index(points.selected, 0)
            flags = QItemSelectionModel.SelectionFlag
            table.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
            table.scrollTo(index)

    def _hint(self) -> str:
        pending = self._points.pending
        if pending is not None:
            return (
                tr("Click the same thing on the before image.")
                if pending is Side.BEFORE
                else tr("Click the same thing on the after image.")
            )
        if not self._points.points:
            return tr(
                "Click a thing on one image that is also on the other, best a sharp corner on the ground."
            )
        return tr("Click the next thing on either image; drag a marker to correct it.")

    def _fit_text(self) -> str:
        pair, fit = self._workspace.pair, self._points.fit
        if pair is None or fit.is_refused:
            return tr("No shift yet.") if not fit.reason else ""
        turn, scale = turn_and_scale(fit.matrix, pair.aspect)
        parts = [f"{tr(_NAMES[fit.model])}: {shift_by(pair, fit.matrix).text}"]
        if fit.model != "shift":
            parts.append(
                tr("turned {angle}, scale {scale}", angle=turn_text(turn), scale=number(scale, ".5f"))
            )
        if fit.is_exact:
            parts.append(tr("exact; one more point tells how well it holds"))
        else:
            parts.append(tr("RMS {rms} px", rms=number(fit.rms_px, ".2f")))
        return "; ".join(parts) + "."

    def _remark(self) -> str:
        fit = self._points.fit
        if fit.reason:
            return tr("Not fitted: {reason}.", reason=fit.reason)
        if not fit.is_refused and fit.reach > 4:
            return tr(
                "An error of 1 px in a point is {reach} px at the far corner; spread the points.",
                reach=number(fit.reach, ".0f"),
            )
        return ""

    # -- doing ---------------------------------------------------------------------------------

    def _choose(self) -> None:
        if self._filling:
            return
        rows = [index.row() for index in self.table.selectionModel().selectedRows()]
        if len(rows) == 1:
            self._points.select(rows[0], fly=True)

    def _remove(self) -> None:
        rows = [index.row() for index in self.table.selectionModel().selectedRows()]
        self._points.remove(rows or [len(self._points.points) - 1])


class TiePointDock(QDockWidget):
    """The panel's place in the window; closing it leaves the points.

    Parameters
    ----------
    panel : TiePointPanel
    points : TiePoints
    """

    def __init__(self, panel: TiePointPanel, points: TiePoints, parent: QWidget | None = None) -> None:
        super().__init__(tr("Tie points"), parent)
        self.setObjectName("tie-points")
        self.setAccessibleName(tr("Tie points that register the before image"))
        self.panel, self._points = panel, points
        self.setWidget(panel)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self._points.leave()


def _text(kind: str, name: str) -> QLabel:
    label = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
    label.setObjectName(kind)
    label.setAccessibleName(name)
    label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return label


def _button(text: str, tip: str, verb: Callable[[], object]) -> QPushButton:
    button = QPushButton(text)
    button.setToolTip(tip)
    button.setAccessibleName(tip)
    button.setAutoDefault(False)
    button.clicked.connect(verb)
    return button


def _place(at: tuple[float, float] | None) -> str:
    return tr("click it") if at is None else f"{at[0]:.1f}, {at[1]:.1f}"


def _exactly(at: tuple[float, float] | None) -> str:
    return "" if at is None else f"{at[0]:.4f}, {at[1]:.4f}"
