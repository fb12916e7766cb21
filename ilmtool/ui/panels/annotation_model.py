"""The document's annotations as a table model: no item per row, and a change touches its own rows."""

from __future__ import annotations

from bisect import bisect_left
from typing import Any

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

from ilmtool.core.annotation import Annotation
from ilmtool.core.labels import LabelClass
from ilmtool.session.store import Change
from ilmtool.session.workspace import Workspace

Index = QModelIndex | QPersistentModelIndex
COLUMNS = ("Label", "Certainty", "Change", "Note", "Author", "Updated")


class AnnotationModel(QAbstractTableModel):
    """Rows in the order in which annotations were made.

    Parameters
    ----------
    workspace : Workspace
    """

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._ids: list[str] = []
        # The index's drawing order: it rises with the rows and stays with its annotation, so that taking one
        # row out of 100,000 moves two lists and rewrites no look-up table.
        self._orders: list[int] = []
        self._icons: dict[tuple[str, str], QIcon] = {}
        self.reset()

    def reset(self) -> None:
        """Read everything anew."""
        self.beginResetModel()
        self._ids = list(self._workspace.document.annotations)
        # The index met the annotations in the document's own order.
        self._orders = np.sort(self._workspace.index.order).tolist()
        self.endResetModel()

    def _append(self, ids: list[str]) -> None:
        index = self._workspace.index
        self._ids.extend(ids)
        self._orders.extend(index.order[index.rows(ids)].tolist())

    def apply(self, change: Change) -> None:
        """Follow one change."""
        patch = change.patch.annotations
        added = [i for i, (before, after) in patch.items() if before is None and after is not None]
        removed = [i for i, (_, after) in patch.items() if after is None]
        if change.kind == "reset" or len(added) + len(removed) > 50:
            self.reset()
            return
        for annotation_id in removed:
            row = self._ids.index(annotation_id)  # the index has forgotten it already
            self.beginRemoveRows(QModelIndex(), row, row)
            del self._ids[row], self._orders[row]
            self.endRemoveRows()
        if added:
            first = len(self._ids)
            self.beginInsertRows(QModelIndex(), first, first + len(added) - 1)
            self._append(added)
            self.endInsertRows()
        touched = [self._row(i) for i, (b, a) in patch.items() if b is not None and a is not None]
        if touched:
            last = len(COLUMNS) - 1
            self.dataChanged.emit(self.index(min(touched), 0), self.index(max(touched), last))

    def id_at(self, row: int) -> str:
        """Id of the annotation in a row."""
        return self._ids[row]

    def row_of(self, annotation_id: str) -> int | None:
        """Row of an annotation."""
        return self._row(annotation_id) if annotation_id in self._workspace.index else None

    def _row(self, annotation_id: str) -> int:
        index = self._workspace.index
        return bisect_left(self._orders, int(index.order[index.rows((annotation_id,))[0]]))

    @property
    def ids(self) -> list[str]:
        """Ids in row order; do not change it."""
        return self._ids

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section] if orientation == Qt.Orientation.Horizontal else section + 1
        return None

    def data(self, index: Index, role: int = 0) -> Any:
        annotation = self._workspace.document.annotations[self._ids[index.row()]]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return _text(annotation, index.column())
        if role == Qt.ItemDataRole.DecorationRole and index.column() == 0:
            return self._icon(self._workspace.labels.style(annotation.label))
        return None

    def _icon(self, label: LabelClass) -> QIcon:
        key = (label.color, label.outline)
        if key not in self._icons:
            self._icons[key] = label_icon(label)
        return self._icons[key]


def label_icon(label: LabelClass, side: int = 12) -> QIcon:
    """A swatch in the label's colour; a label outside the set is hollow."""
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.fillRect(QRect(1, 1, side - 2, side - 2), QColor(*label.rgb))
    if not label.known:
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
        painter.fillRect(QRect(4, 4, side - 8, side - 8), Qt.GlobalColor.transparent)
    painter.end()
    return QIcon(pixmap)


def _text(annotation: Annotation, column: int) -> str:
    p = annotation.properties
    certainty = " / ".join(word for word in (p.certainty, p.certainty_term) if word)
    note = (p.note or "").split("\n", 1)[0]
    return (p.label, certainty, p.change or "", note, p.author or "", (p.updated or "").replace("T", " "))[
        column
    ]
