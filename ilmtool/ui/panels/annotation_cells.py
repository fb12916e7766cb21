"""How rows are painted: pictures of both dates, headings across all columns, and what is selected."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QIcon, QImage, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from ilmtool.core.annotation import Annotation
from ilmtool.core.layout import Side
from ilmtool.painting.frame import Pixels
from ilmtool.session.table.columns import COLUMNS
from ilmtool.session.table.rows import Heading
from ilmtool.session.workspace import Workspace
from ilmtool.ui.panels.annotation_model import AnnotationModel, heading_text

Index = QModelIndex | QPersistentModelIndex
GAP = 2
"""Logical pixels around a picture."""

_MARGIN = 4
_ICON = 12
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_ABSOLUTE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
_START = {
    Qt.LayoutDirection.LeftToRight: _ABSOLUTE | Qt.AlignmentFlag.AlignLeft,
    Qt.LayoutDirection.RightToLeft: _ABSOLUTE | Qt.AlignmentFlag.AlignRight,
}


class Pictures(Protocol):
    """Where the pictures come from."""

    def picture(self, annotation: Annotation, side: Side) -> Pixels | None:
        """The picture of one side, uint8 BGRX in device pixels, or None while there is none."""


class AnnotationCells(QStyledItemDelegate):
    """Paints the cells.

    What is selected is read from the workspace and not from Qt's selection, which cannot hold ten thousand
    scattered rows. Texts are drawn directly: Qt's own way asks the model seven times a cell, which for a
    screenful costs half a frame.
    """

    def __init__(
        self, table: QTableView, model: AnnotationModel, workspace: Workspace, pictures: Pictures
    ) -> None:
        super().__init__(table)
        self._table, self._model = table, model
        self._workspace, self._pictures = workspace, pictures

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = self._model.row(index.row())
        if isinstance(row, Heading):
            self._paint_heading(painter, option, heading_text(row))
            return
        if row is None:
            return
        palette, rect = option.palette, option.rect
        ink = QPalette.ColorRole.Text
        if row.id in self._workspace.view.selection:
            painter.fillRect(rect, palette.color(QPalette.ColorRole.Highlight))
            ink = QPalette.ColorRole.HighlightedText
        column = COLUMNS[index.column()]
        if column.kind == "picture":
            self._paint_picture(painter, option, self._pictures.picture(row, Side(column.id)))
            return
        left = rect.x() + _MARGIN
        if column.id == "label" and row.properties.kind != "examined":  # drawn in no label's colour
            icon: QIcon = self._model.icon(row)
            place = QRect(left, rect.y(), _ICON, rect.height())
            icon.paint(painter, QStyle.visualRect(option.direction, rect, place))
            left += _ICON + _MARGIN
        text = self._model.text(row, column)
        if text:
            room = QRect(left, rect.y(), rect.right() - _MARGIN - left, rect.height())
            painter.setPen(palette.color(ink))
            # By its own letters: coordinates and names keep their order in a table from right to left.
            painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
            shown = option.fontMetrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(QStyle.visualRect(option.direction, rect, room), _START[option.direction], shown)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """What a double click on the edge of a header makes room for."""
        row = self._model.row(index.row())
        metrics: QFontMetrics = option.fontMetrics
        height = self._table.verticalHeader().defaultSectionSize()
        column = COLUMNS[index.column()]
        if column.kind == "picture":
            return QSize(height, height)
        text = self._model.text(row, column) if isinstance(row, Annotation) else ""
        icon = _ICON + _MARGIN if column.id == "label" else 0
        return QSize(metrics.horizontalAdvance(text) + icon + 3 * _MARGIN, height)

    def _paint_picture(self, painter: QPainter, option: QStyleOptionViewItem, pixels: Pixels | None) -> None:
        side = option.rect.height() - 2 * GAP
        place = QRect(option.rect.x() + GAP, option.rect.y() + GAP, side, side)
        if pixels is None:
            painter.fillRect(place, option.palette.color(QPalette.ColorRole.Mid))
            return
        rows, cols = pixels.shape[:2]
        image = QImage(pixels.data, cols, rows, pixels.strides[0], QImage.Format.Format_RGB32)
        painter.drawImage(place, image)

    def _paint_heading(self, painter: QPainter, option: QStyleOptionViewItem, text: str) -> None:
        """One text across all columns: each cell paints its part of it."""
        palette = option.palette
        painter.save()
        painter.setClipRect(option.rect)
        painter.fillRect(option.rect, palette.color(QPalette.ColorRole.Button))
        font = QFont(option.font)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(palette.color(QPalette.ColorRole.ButtonText))
        left = -self._table.horizontalHeader().offset()
        line = QRect(QPoint(left + 6, option.rect.y()), QSize(1 << 15, option.rect.height()))
        painter.drawText(line, _LEFT, text)
        painter.restore()
