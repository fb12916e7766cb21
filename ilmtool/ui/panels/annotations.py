"""The list of annotations, in step with the canvas."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QItemSelectionModel
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLabel, QTableView, QVBoxLayout, QWidget

from ilmtool.session.workspace import Update, Workspace
from ilmtool.ui.panels.annotation_model import AnnotationModel

SHOW_UP_TO = 5000
"""More selected rows than this are counted, not marked one by one."""


class AnnotationTable(QTableView):
    """Leaves Tab and the arrows with modifiers to the window's commands."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() and event.text().isprintable():
            event.ignore()  # typing does not search: letters are commands
            return
        super().keyPressEvent(event)


class AnnotationPanel(QWidget):
    """A table over the document; choosing a row selects on the canvas and flies there."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._following = False
        self.model = AnnotationModel(workspace, self)
        self.table = AnnotationTable()
        self.table.setModel(self.model)
        self.table.setAccessibleName("Annotations")
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.setAlternatingRowColors(True)
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.setWordWrap(False)
        rows = self.table.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(self.fontMetrics().height() + 8)
        rows.hide()
        columns = self.table.horizontalHeader()
        columns.setHighlightSections(False)
        columns.setStretchLastSection(True)
        for column, width in enumerate((140, 120, 80, 140, 80)):
            columns.resizeSection(column, width)
        self._count = QLabel()
        self._count.setObjectName("muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.table)
        layout.addWidget(self._count)
        self.table.selectionModel().selectionChanged.connect(self._on_rows_chosen)
        workspace.subscribe(self.apply)
        self._show_count()

    def apply(self, update: Update) -> None:
        """Bring the table up to date with the workspace."""
        self._following = True
        try:
            if update.change is not None:
                self.model.apply(update.change)
            selection = update.new.view.selection
            if update.change is not None or selection != update.old.view.selection:
                self._mark(selection)
        finally:
            self._following = False
        if update.relabelled:
            self.table.viewport().update()  # other colours; the rows are the same
        if update.change is not None or update.new.view.selection is not update.old.view.selection:
            self._show_count()

    def _mark(self, ids: frozenset[str]) -> None:
        chosen = QItemSelection()
        rows = sorted(row for i in ids if (row := self.model.row_of(i)) is not None)
        if len(rows) <= SHOW_UP_TO:
            for first, last in _runs(rows):
                chosen.select(self.model.index(first, 0), self.model.index(last, 0))
        flags = QItemSelectionModel.SelectionFlag
        self.table.selectionModel().select(chosen, flags.ClearAndSelect | flags.Rows)
        active = self._workspace.view.active_id
        row = self.model.row_of(active) if active is not None else None
        if row is not None and len(rows) <= SHOW_UP_TO:
            index = self.model.index(row, 0)
            self.table.selectionModel().setCurrentIndex(index, flags.NoUpdate)
            self.table.scrollTo(index)

    def _on_rows_chosen(self) -> None:
        if self._following:
            return
        rows = {index.row() for index in self.table.selectionModel().selectedRows()}
        self._workspace.select([self.model.id_at(row) for row in sorted(rows)], fly=True)

    def _show_count(self) -> None:
        total, chosen = self.model.rowCount(), len(self._workspace.view.selection)
        text = "No annotations yet" if total == 0 else f"{total:,} annotation{'s' if total != 1 else ''}"
        self._count.setText(f"{text}, {chosen:,} selected" if chosen else text)

    @property
    def order(self) -> list[str]:
        """Ids in the order of the rows, for walking."""
        return self.model.ids


def _runs(rows: list[int]) -> list[tuple[int, int]]:
    """Ascending numbers as (first, last) of each unbroken run."""
    runs: list[tuple[int, int]] = []
    for row in rows:
        if runs and runs[-1][1] == row - 1:
            runs[-1] = (runs[-1][0], row)
        else:
            runs.append((row, row))
    return runs
