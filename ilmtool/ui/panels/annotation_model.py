"""The listing as a table model: no item per row, and an edit touches its own rows."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

from ilmtool.core.annotation import Annotation
from ilmtool.core.labels import LabelClass
from ilmtool.core.layout import Side
from ilmtool.session.table.columns import COLUMNS, Column
from ilmtool.session.table.listing import Listing
from ilmtool.session.table.rows import Heading, Step
from ilmtool.session.workspace import Workspace
from ilmtool.text import number, tr

Index = QModelIndex | QPersistentModelIndex
PLACES = {column.id: place for place, column in enumerate(COLUMNS)}
"""Section of each column; the header shows and moves them."""

_HEADING = Qt.ItemFlag.ItemIsEnabled
_ROW = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren


class AnnotationModel(QAbstractTableModel):
    """Follows a `Listing`.

    Parameters
    ----------
    workspace : Workspace
    listing : Listing
    """

    def __init__(self, workspace: Workspace, listing: Listing, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace, self._listing = workspace, listing
        self._icons: dict[tuple[str, str], QIcon] = {}
        self.is_moving = False
        listing.show_to(self)

    # -- what the listing tells ----------------------------------------------------------------

    def begin(self, step: Step) -> None:
        """Tell the views that rows are about to come or go; what they deselect then, nobody has."""
        self.is_moving = True
        if step.kind == "insert":
            self.beginInsertRows(QModelIndex(), step.first, step.last)
        elif step.kind == "remove":
            self.beginRemoveRows(QModelIndex(), step.first, step.last)

    def end(self, step: Step) -> None:
        """Tell them that it is done."""
        if step.kind == "insert":
            self.endInsertRows()
        elif step.kind == "remove":
            self.endRemoveRows()
        else:
            self.dataChanged.emit(self.index(step.first, 0), self.index(step.last, len(COLUMNS) - 1))
        self.is_moving = False

    def begin_reset(self) -> None:
        """Everything is about to change."""
        self.beginResetModel()

    def end_reset(self) -> None:
        """It has."""
        self.endResetModel()

    # -- reading -------------------------------------------------------------------------------

    def row(self, row: int) -> Annotation | Heading | None:
        """What a row shows; None for an annotation that was deleted while rows are being arranged."""
        found = self._listing.rows.at(row)
        return found if isinstance(found, Heading) else self._listing.annotation(found)

    def annotation_at(self, row: int) -> Annotation | None:
        """The annotation of a row; None for a heading."""
        found = self.row(row)
        return found if isinstance(found, Annotation) else None

    def heading_at(self, row: int) -> Heading | None:
        """The heading that a row is, or None."""
        found = self.row(row) if self._listing.rows.spec.group else None
        return found if isinstance(found, Heading) else None

    def text(self, annotation: Annotation, column: Column) -> str:
        """A cell is one line; what follows is in the tip."""
        return column.cell(annotation, self._listing.facts).split("\n", 1)[0]

    def icon(self, annotation: Annotation) -> QIcon:
        """The swatch of an annotation's label."""
        label = self._workspace.labels.style(annotation.label)
        key = (label.color, label.outline)
        if key not in self._icons:
            self._icons[key] = label_icon(label)
        return self._icons[key]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._listing.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return section + 1 if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return tr(COLUMNS[section].title)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tr(COLUMNS[section].hint)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        return _HEADING if self.heading_at(index.row()) is not None else _ROW

    def data(self, index: Index, role: int = 0) -> Any:
        annotation = self.row(index.row())
        if isinstance(annotation, Heading):
            if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
                return heading_text(annotation)
            return None
        if annotation is None:
            return None
        column = COLUMNS[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(annotation, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return annotation.id if column.id == "id" else column.cell(annotation, self._listing.facts)
        if role == Qt.ItemDataRole.AccessibleTextRole and column.kind == "picture":
            label = self.text(annotation, COLUMNS[PLACES["label"]])
            if column.id == Side.BEFORE:
                return tr("{label}, before image", label=label)
            return tr("{label}, after image", label=label)
        is_seen = annotation.properties.kind != "examined"
        if role == Qt.ItemDataRole.DecorationRole and column.id == "label" and is_seen:
            return self.icon(annotation)
        return None


def heading_text(heading: Heading) -> str:
    """`crane  12`, with a sign for whether its rows are on show."""
    sign, title = "▸" if heading.collapsed else "▾", heading.title or tr("(none)")
    return f"{sign} {title}   {number(heading.count)}"


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
    icon = QIcon(pixmap)
    icon.addPixmap(pixmap, QIcon.Mode.Selected)  # Qt would tint it: the colour is what it says
    return icon
