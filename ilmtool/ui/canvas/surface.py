"""A widget whose paint coordinates are whole device pixels, at every display scale."""

from __future__ import annotations

import math

from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTransform
from PySide6.QtWidgets import QWidget

from ilmtool.core.layout import Rect

_SLACK = 1e-6


class DeviceSurface(QWidget):
    """Base of the canvas.

    At 125 % a widget may begin in the middle of a device pixel. Everything here is counted from the first
    whole device pixel inside the widget, so that one image pixel can be one screen pixel.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Every pixel is painted by us: Qt need not clear the background first.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)

    @property
    def ratio(self) -> float:
        """Device pixels per logical pixel."""
        return self.devicePixelRatioF()

    def _insets(self) -> tuple[float, float]:
        """Device pixels from the widget's corner to its first whole device pixel, 0 to 1."""
        corner = self.mapTo(self.window(), QPoint(0, 0))
        x, y = corner.x() * self.ratio, corner.y() * self.ratio
        return math.ceil(x - _SLACK) - x, math.ceil(y - _SLACK) - y

    def device_size(self) -> tuple[int, int]:
        """Whole device pixels inside the widget: width, height."""
        inset_x, inset_y = self._insets()
        width = math.floor(self.width() * self.ratio - inset_x + _SLACK)
        height = math.floor(self.height() * self.ratio - inset_y + _SLACK)
        return max(1, width), max(1, height)

    def to_device(self, point: QPointF) -> tuple[float, float]:
        """Device coordinates of a position in the widget."""
        inset_x, inset_y = self._insets()
        return point.x() * self.ratio - inset_x, point.y() * self.ratio - inset_y

    def from_device(self, x: float, y: float) -> QPointF:
        """Position in the widget of device coordinates."""
        inset_x, inset_y = self._insets()
        return QPointF((x + inset_x) / self.ratio, (y + inset_y) / self.ratio)

    def logical_rect(self, rect: Rect) -> QRect:
        """The smallest widget rectangle around a device rectangle."""
        inset_x, inset_y = self._insets()
        x0 = math.floor((rect.x + inset_x) / self.ratio)
        y0 = math.floor((rect.y + inset_y) / self.ratio)
        x1 = math.ceil((rect.x + rect.w + inset_x) / self.ratio)
        y1 = math.ceil((rect.y + rect.h + inset_y) / self.ratio)
        return QRect(x0, y0, x1 - x0, y1 - y0)

    def update_device(self, rect: Rect) -> None:
        """Paint a device rectangle again."""
        self.update(self.logical_rect(rect))

    def device_painter(self) -> QPainter:
        """A painter in device coordinates. End it before the paint event returns."""
        painter = QPainter(self)
        inset_x, inset_y = self._insets()
        ratio = self.ratio
        painter.setTransform(QTransform(1 / ratio, 0, 0, 1 / ratio, inset_x / ratio, inset_y / ratio))
        return painter

    def dirty_rects(self, event: QPaintEvent) -> list[Rect]:
        """What must be painted, as device rectangles that cover it."""
        inset_x, inset_y = self._insets()
        rects = []
        for box in event.region():
            x0 = math.floor(box.x() * self.ratio - inset_x)
            y0 = math.floor(box.y() * self.ratio - inset_y)
            x1 = math.ceil((box.x() + box.width()) * self.ratio - inset_x)
            y1 = math.ceil((box.y() + box.height()) * self.ratio - inset_y)
            rects.append(Rect(x0, y0, x1 - x0, y1 - y0))
        return rects
