"""How rows are painted: pictures of both dates, headings across all columns, and what is selected."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont, QImage, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from ilmtool.core.annotation import Annotation
from ilmtool.core.layout import Side
from ilmtool.painting.frame import Pixels
from ilmtool.session.table.columns import COLUMNS
from ilmtool.session.workspace import Workspace
from ilmtool.ui.panels.annotation_model import AnnotationModel, heading_text

Index = QModelIndex | QPersistentModelIndex
GAP = 2
"""Logical pixels around a picture."""


class Pictures(Protocol):
    """Where the pictures come from."""

    def picture(self, annotation: Annotation, side: Side) -> Pixels | None:
        """The picture of one side, uint8 BGRX in device pixels, or None while there is none."""


class AnnotationCells(QStyledItemDelegate):
    """Paints the cells.

    What is selected is read from the workspace and not from Qt's selection, which cannot hold ten thousand
    scattered rows.
    """

    def __init__(
        self, table: QTableView, model: AnnotationModel, workspace: Workspace, pictures: Pictures
    ) -> None:
        super().__init__(table)
        self._table, self._model = table, model
        self._workspace, self._pictures = workspace, pictures

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        heading = self._model.heading_at(index.row())
        if heading is not None:
            self._paint_heading(painter, option, heading_text(heading))
            return
        annotation = self._model.annotation_at(index.row())
        if annotation is None:
            return
        chosen = annotation.id in self._workspace.view.selection
        state = QStyle.StateFlag.State_Selected
        option.state = option.state | state if chosen else option.state & ~state
        super().paint(painter, option, index)
        column = COLUMNS[index.column()]
        if column.kind == "picture":
            self._paint_picture(painter, option, self._pictures.picture(annotation, Side(column.id)))

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        state = option.state
        super().initStyleOption(option, index)
        option.state = state

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002 - Qt's signature
        return QSize(60, self._table.verticalHeader().defaultSectionSize())

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
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        painter.restore()
