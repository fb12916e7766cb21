"""The table widget: rows, headings that fold, columns that are chosen, moved and remembered."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from ilmtool.session.table.columns import BY_ID, COLUMNS, DEFAULT
from ilmtool.text import tr
from ilmtool.ui.panels.annotation_cells import GAP
from ilmtool.ui.panels.annotation_model import PLACES, AnnotationModel

_WIDTHS = {"label": 150, "certainty": 80, "note": 140, "updated": 140, "interval": 160, "id": 76}
_DEFAULT_WIDTH = 90
_TITLE_ROOM = 18
"""Beside a title: what the theme pads the header with, and the edge that is dragged."""

_CELL_ROOM = 14
"""Beside the text of a cell: its margins."""


class AnnotationTable(QTableView):
    """Leaves letters and the arrows with modifiers to the window's commands."""

    folded = Signal(str, bool)
    """Key of a group, and whether it is to be collapsed."""

    painted = Signal()
    """Rows are on screen; others may have been before."""

    def __init__(self, model: AnnotationModel) -> None:
        super().__init__()
        self._rows = model
        self.picture_px = 0
        self.setModel(model)
        self.setAccessibleName(tr("Annotations"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.hide()
        columns = self.horizontalHeader()
        columns.setHighlightSections(False)
        columns.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        columns.setSectionsMovable(True)
        columns.setSectionsClickable(True)
        columns.setSortIndicatorShown(True)
        columns.setSortIndicatorClearable(True)
        columns.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        columns.setStretchLastSection(True)
        columns.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        columns.setAccessibleName(tr("Columns of the annotations"))

    # -- columns -------------------------------------------------------------------------------

    @property
    def shown_columns(self) -> list[str]:
        """Ids of the columns on show, from left to right."""
        header = self.horizontalHeader()
        places = [header.logicalIndex(i) for i in range(header.count())]
        return [COLUMNS[place].id for place in places if not header.isSectionHidden(place)]

    def show_column(self, column: str, shown: bool) -> None:
        """Show or hide one; the last one stays."""
        if shown or self.shown_columns != [column]:
            self.horizontalHeader().setSectionHidden(PLACES[column], not shown)
            self._fit_rows()

    def arrange_columns(self, look: Mapping[str, Any]) -> None:
        """Columns, their order and widths as they were remembered; what makes no sense is left out."""
        wanted = look.get("columns")
        known = [c for c in wanted if c in BY_ID] if isinstance(wanted, list) else []
        columns = list(dict.fromkeys(known)) or list(DEFAULT)
        header = self.horizontalHeader()
        for place, column in enumerate(columns):
            header.moveSection(header.visualIndex(PLACES[column]), place)
        widths = look.get("widths")
        for column in COLUMNS:
            header.setSectionHidden(PLACES[column.id], column.id not in columns)
            width = widths.get(column.id) if isinstance(widths, dict) else None
            if not (isinstance(width, int) and 20 <= width <= 2000):
                width = max(_WIDTHS.get(column.id, _DEFAULT_WIDTH), self._title_width(column.id))
                width = max(width, self._words_width(column.id))
            if column.kind == "picture":  # as narrow as another language left it, its title would be cut
                width = max(width, self._title_width(column.id))
            header.resizeSection(PLACES[column.id], width)
        size = look.get("pictures")
        if not (isinstance(size, int) and 0 <= size <= 200):
            size = 44
        self.set_picture_px(size, fit_width=widths is None)

    def look(self) -> dict[str, Any]:
        """What `arrange_columns` takes."""
        header = self.horizontalHeader()
        shown = self.shown_columns
        last = COLUMNS[header.logicalIndex(header.count() - 1)].id
        widths = {c: header.sectionSize(PLACES[c]) for c in shown if c not in {shown[-1], last}}
        return {"columns": shown, "widths": widths, "pictures": self.picture_px}

    def set_picture_px(self, size: int, fit_width: bool = True) -> None:
        """Another size of the pictures, logical px; 0 for none at all."""
        self.picture_px = size
        if size and fit_width:
            for column in ("before", "after"):
                width = max(size + 2 * GAP + 2, self._title_width(column))
                self.horizontalHeader().resizeSection(PLACES[column], width)
        self._fit_rows()

    def _title_width(self, column: str) -> int:
        """What a column's title needs in the language of the window, logical px."""
        title = tr(COLUMNS[PLACES[column]].title)
        return self.horizontalHeader().fontMetrics().horizontalAdvance(title) + _TITLE_ROOM

    def _words_width(self, column: str) -> int:
        """What the longest of the contract's words needs, where a column has such words; logical px."""
        of, metrics = COLUMNS[PLACES[column]], self.fontMetrics()
        return max((metrics.horizontalAdvance(of.shown(w)) + _CELL_ROOM for w in of.words), default=0)

    @property
    def shows_pictures(self) -> bool:
        """Whether a column of pictures is on show."""
        header = self.horizontalHeader()
        return self.picture_px > 0 and not all(
            header.isSectionHidden(PLACES[column]) for column in ("before", "after")
        )

    def _fit_rows(self) -> None:
        text = self.fontMetrics().height() + 8
        height = max(text, self.picture_px + 2 * GAP) if self.shows_pictures else text
        self.verticalHeader().setDefaultSectionSize(height)

    def visible_rows(self) -> range:
        """Rows on screen, those partly seen as well."""
        first, last = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        count = self.model().rowCount()
        if first < 0 or count == 0:
            return range(0)
        return range(first, (last if last >= 0 else count - 1) + 1)

    def repaint_rows(self, former: Collection[str], now: Collection[str]) -> None:
        """Paint the rows on screen again whose annotation is in one of these, but not in both."""
        for row in self.visible_rows():
            annotation = self._rows.annotation_at(row)
            if annotation is not None and (annotation.id in former) != (annotation.id in now):
                y = self.rowViewportPosition(row)
                self.viewport().update(0, y, self.viewport().width(), self.rowHeight(row))

    # -- events --------------------------------------------------------------------------------

    def _fold(self, index: QModelIndex, collapsed: bool | None = None) -> bool:
        """Fold the heading at an index, or unfold it; False if there is none."""
        heading = self._rows.heading_at(index.row()) if index.isValid() else None
        if heading is None:
            return False
        self.folded.emit(heading.key, not heading.collapsed if collapsed is None else collapsed)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() and event.text().isprintable():
            event.ignore()  # typing does not search: letters are commands
            return
        folds = {
            Qt.Key.Key_Left: True,
            Qt.Key.Key_Right: False,
            Qt.Key.Key_Return: None,
            Qt.Key.Key_Enter: None,
        }
        key = Qt.Key(event.key())
        if not event.modifiers() and key in folds and self._fold(self.currentIndex(), folds[key]):
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and self._fold(index):
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            return
        super().mousePressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self.painted.emit()
