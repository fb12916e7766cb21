"""The table of annotations, in step with the canvas."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QMenu, QToolButton, QVBoxLayout, QWidget

from ilmtool.core.annotation import Annotation
from ilmtool.core.boxindex import EXAMINED
from ilmtool.core.layout import Side
from ilmtool.errors import UserError
from ilmtool.painting.frame import Pixels
from ilmtool.session.shown import Update
from ilmtool.session.table.columns import BY_ID, COLUMNS
from ilmtool.session.table.listing import Listing, remembered_spec
from ilmtool.session.thumbnails import Request, Thumbnails
from ilmtool.session.workspace import Workspace
from ilmtool.text import number, tr
from ilmtool.ui.panels.annotation_cells import AnnotationCells
from ilmtool.ui.panels.annotation_menus import column_menu, options_menu
from ilmtool.ui.panels.annotation_model import PLACES, AnnotationModel
from ilmtool.ui.panels.annotation_view import AnnotationTable
from ilmtool.ui.panels.filter_line import FilterLine

MARK_UP_TO = 500
"""So many selected rows are known to Qt, which extends them by Shift; more are painted only."""


class AnnotationPanel(QWidget):
    """A filter line over a table; choosing rows selects on the canvas and flies there.

    Parameters
    ----------
    workspace : Workspace
    listing : Listing
    thumbnails : Thumbnails
    look : mapping
        What `look` gave the last time.
    """

    def __init__(
        self,
        workspace: Workspace,
        listing: Listing,
        thumbnails: Thumbnails,
        look: Mapping[str, Any],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace, self._listing, self._thumbnails = workspace, listing, thumbnails
        self._following = self._choosing = False
        self.model = AnnotationModel(workspace, listing, self)
        self.table = AnnotationTable(self.model)
        self.table.setItemDelegate(AnnotationCells(self.table, self.model, workspace, self))
        self.filter = FilterLine(lambda column: [value for value, _ in listing.values(column)])
        self.options = QToolButton()
        table = tr("Table")
        self.options.setText(f"{table} ▾")
        self.options.setAccessibleName(tr("Columns, groups and pictures of the table"))
        self.options.setToolTip(tr("Columns, groups, pictures"))
        self.options.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._problem = QLabel(wordWrap=True)
        self._problem.setObjectName("finding")
        self._problem.hide()
        self._invitation = QLabel(wordWrap=True)
        self._invitation.setObjectName("muted")
        self._invitation.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._invitation.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._count = QLabel()
        self._count.setObjectName("muted")
        self._lay_out()
        self._connect()
        self._restore(look)
        self._show_count()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(4, 4, 4, 0)
        top.setSpacing(4)
        top.addWidget(self.filter, 1)
        top.addWidget(self.options)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(top)
        layout.addWidget(self._problem)
        layout.addWidget(self.table)
        layout.addWidget(self._count)
        QVBoxLayout(self.table.viewport()).addWidget(self._invitation)

    def _connect(self) -> None:
        self.filter.textChanged.connect(self._filter)
        self.filter.entered.connect(self.enter_rows)
        self.options.clicked.connect(self._show_options)
        self.table.selectionModel().selectionChanged.connect(self._on_rows_chosen)
        self.table.folded.connect(self._listing.collapse)
        self.table.painted.connect(self._want_pictures)
        header = self.table.horizontalHeader()
        header.sortIndicatorChanged.connect(self._on_sorted)
        header.customContextMenuRequested.connect(self._show_column_menu)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._show_row_menu)
        self._listing.on_changed = self._on_listed
        self._thumbnails.on_made = self.table.viewport().update
        self._workspace.subscribe(self.apply)

    # -- remembering ---------------------------------------------------------------------------

    def _restore(self, look: Mapping[str, Any]) -> None:
        self.table.arrange_columns(look)
        sort, group = look.get("sort"), look.get("group")
        self._listing.ask(
            remembered_spec(
                sort if isinstance(sort, str) else "",
                look.get("descending") is True,
                group if isinstance(group, str) else "",
            )
        )

    def reset_look(self) -> None:
        """Columns and pictures as they ship; order and groups stay."""
        self.table.arrange_columns({})

    def look(self) -> dict[str, Any]:
        """How the table looks, for the next session; the filter is not kept."""
        spec = self._listing.spec
        order = {"sort": spec.sort, "descending": spec.descending, "group": spec.group}
        return self.table.look() | order

    # -- following -----------------------------------------------------------------------------

    def apply(self, update: Update) -> None:
        """Bring the selection up to date with the workspace."""
        if update.relabelled:
            self.table.viewport().update()  # other colours; the rows are the same
        former, selection = update.old.view.selection, update.new.view.selection
        if former == selection:
            return
        if not self._choosing:
            self._mark(selection)
        self.table.repaint_rows(former, selection)
        self._show_count()

    def _on_listed(self) -> None:
        """The rows are others."""
        spec = self._listing.spec
        header = self.table.horizontalHeader()
        direction = Qt.SortOrder.DescendingOrder if spec.descending else Qt.SortOrder.AscendingOrder
        header.setSortIndicator(PLACES[spec.sort] if spec.sort else -1, direction)
        self._mark(self._workspace.view.selection)
        self._show_count()

    def _mark(self, ids: frozenset[str]) -> None:
        """Select the rows of these annotations, and bring the active one into view."""
        chosen = QItemSelection()
        rows: list[int] = []
        if len(ids) <= MARK_UP_TO:
            rows = sorted(row for i in ids if (row := self._listing.row_of(i)) is not None)
        for first, last in _runs(rows):
            chosen.select(self.model.index(first, 0), self.model.index(last, len(COLUMNS) - 1))
        flags = QItemSelectionModel.SelectionFlag
        self._following = True
        try:
            self.table.selectionModel().select(chosen, flags.ClearAndSelect)
            active = self._workspace.view.active_id
            row = self._listing.row_of(active) if active is not None else None
            if row is not None:
                header = self.table.horizontalHeader()
                backwards = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
                column = header.logicalIndexAt(header.viewport().width() - 1 if backwards else 0)
                index = self.model.index(row, max(0, column))
                self.table.selectionModel().setCurrentIndex(index, flags.NoUpdate)
                self.table.scrollTo(index)
        finally:
            self._following = False

    def _on_rows_chosen(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        if self._following or self.model.is_moving:
            return
        ids = self._ids_of(self.table.selectionModel().selection())
        if QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier:
            # Added and taken out one by one: what the table does not show stays selected.
            kept = self._workspace.view.selection - set(self._ids_of(deselected))
            ids = [*kept, *(i for i in self._ids_of(selected) if i not in kept)]
        self._choosing = True
        try:
            self._workspace.select(ids, fly=True)
        finally:
            self._choosing = False

    def _ids_of(self, selection: QItemSelection) -> list[str]:
        runs = sorted((part.top(), part.bottom()) for part in selection)
        return [i for first, last in runs for i in self._listing.rows.ids_between(first, last)]

    def _show_count(self) -> None:
        total, shown = self._listing.total, len(self._listing.rows.ids)
        chosen = len(self._workspace.view.selection)
        searched = int(np.count_nonzero(self._workspace.index.style & EXAMINED))
        seen = total - searched
        parts = [tr("%n annotation(s)", "", seen) if seen else tr("No annotations yet")]
        if searched:
            parts.append(tr("%n searched area(s)", "", searched))
        if self._listing.spec.query:
            parts.append(tr("{count} shown", count=number(shown)))
        unseen = self._listing.chosen_unseen if chosen else 0
        if unseen:
            parts.append(
                tr("{count} selected ({unseen} filtered out)", count=number(chosen), unseen=number(unseen))
            )
        elif chosen:
            parts.append(tr("{count} selected", count=number(chosen)))
        self._count.setText(", ".join(parts))
        self._invite(total, shown)

    def _invite(self, total: int, shown: int) -> None:
        """Where there are no rows, it says how they come."""
        text = ""
        if total == 0:
            text = tr("Drag a box on either image around what changed: it is listed here.")
        elif shown == 0 and self._listing.spec.query:
            text = tr("No annotation passes the filter. Esc in its line brings all back.")
        self._invitation.setText(text)
        self._invitation.setVisible(bool(text))

    # -- asking --------------------------------------------------------------------------------

    def _filter(self, line: str) -> None:
        try:
            self._listing.filter(line)
        except UserError as error:
            self._problem.setText(str(error))
            self._problem.show()
        else:
            self._problem.hide()

    def _on_sorted(self, section: int, order: Qt.SortOrder) -> None:
        column = COLUMNS[section].id if section >= 0 else ""
        if column and BY_ID[column].kind == "picture":
            self._on_listed()  # pictures have no order
            return
        self._listing.sort(column, order == Qt.SortOrder.DescendingOrder)

    def start_filter(self) -> None:
        """The keyboard goes to the filter line."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def enter_rows(self) -> None:
        """The keyboard goes to the rows."""
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if not self.table.currentIndex().isValid() and self.model.rowCount():
            flags = QItemSelectionModel.SelectionFlag
            self.table.selectionModel().setCurrentIndex(self.model.index(0, 0), flags.NoUpdate)

    def keeps_keys(self, focus: QWidget) -> bool:
        """Whether the focused widget needs Tab and Space itself."""
        return focus in {self.filter, self.options}

    def copy_rows(self) -> None:
        """The selected rows (all of them, where none is) as text for a spreadsheet."""
        columns = [BY_ID[c] for c in self.table.shown_columns if BY_ID[c].kind != "picture"]
        chosen, facts = self._workspace.view.selection, self._listing.facts
        ids = self._listing.rows.ids_between(0, self.model.rowCount() - 1)
        annotations = [self._listing.annotation(i) for i in ids if not chosen or i in chosen]
        rows = (
            [a.id if c.id == "id" else c.text(a, facts) for c in columns]
            for a in annotations
            if a is not None
        )
        from ilmtool.session.table.tsv import to_tsv

        QApplication.clipboard().setText(to_tsv([tr(c.title) for c in columns], rows))

    # -- menus ---------------------------------------------------------------------------------

    def _show_options(self) -> None:
        menu = options_menu(
            self, self._listing, self.table.shown_columns, self.table.show_column,
            self.table.picture_px, self.table.set_picture_px,
        )  # fmt: skip
        self._pop_up(menu, self.options.mapToGlobal(self.options.rect().bottomLeft()))

    def _show_column_menu(self, point: QPoint) -> None:
        header = self.table.horizontalHeader()
        section = header.logicalIndexAt(point)
        if section >= 0:
            self._pop_up(self._column_menu(section), header.mapToGlobal(point))

    def _column_menu(self, section: int) -> QMenu:
        return column_menu(
            self, COLUMNS[section], self._listing, self.filter.text(), self.filter.setText,
            lambda column: self.table.show_column(column, False),
        )  # fmt: skip

    def _show_row_menu(self, point: QPoint) -> None:
        menu = QMenu(self)
        index = self.table.indexAt(point)
        heading = self.model.heading_at(index.row()) if index.isValid() else None
        if heading is not None:
            members = self._listing.rows.members(index.row())
            menu.addAction(tr("Select all {count}", count=number(heading.count))).triggered.connect(
                lambda: self._workspace.select(members, fly=True)
            )
        menu.addAction(tr("Copy rows as text")).triggered.connect(self.copy_rows)
        if index.isValid():
            menu.addMenu(self._column_menu(index.column()))
        self._pop_up(menu, self.table.viewport().mapToGlobal(point))

    def _pop_up(self, menu: QMenu, at: QPoint) -> None:
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)

    # -- pictures ------------------------------------------------------------------------------

    def _request(self, annotation: Annotation) -> Request | None:
        ring = self._workspace.index.ring(annotation.id)
        if ring is None:
            return None
        ratio = self.devicePixelRatioF()
        side = max(8, round(self.table.picture_px * ratio))
        style = self._workspace.labels.style(annotation.label)
        return Request(ring, style.rgb, (side, side), max(1, round(ratio)))

    def picture(self, annotation: Annotation, side: Side) -> Pixels | None:
        """See `annotation_cells.Pictures`."""
        request = self._request(annotation)
        made = self._thumbnails.get(request) if request is not None else None
        return made[side] if made is not None else None

    def _want_pictures(self) -> None:
        if not self.table.shows_pictures:
            return
        found = (self.model.annotation_at(row) for row in self.table.visible_rows())
        wanted = [r for a in found if a is not None and (r := self._request(a)) is not None]
        self._thumbnails.want(wanted)


def _runs(rows: list[int]) -> list[tuple[int, int]]:
    """Ascending numbers as (first, last) of each unbroken run."""
    runs: list[tuple[int, int]] = []
    for row in rows:
        if runs and runs[-1][1] == row - 1:
            runs[-1] = (runs[-1][0], row)
        else:
            runs.append((row, row))
    return runs
