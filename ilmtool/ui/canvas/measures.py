"""What was measured, drawn over both dates, and the place that is pointed out for a moment."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from ilmtool.core.camera import Camera
from ilmtool.core.geometry import FloatArray, Point, apply
from ilmtool.core.layout import Pane, Rect
from ilmtool.painting.text import TextSprites
from ilmtool.session.workspace import Workspace
from ilmtool.ui.canvas import overlay

_DASH = [5.0, 4.0]
"""In widths of the line."""
_DOT_PX = 2.5
_MARKER_PX = 13
_FAR_PX = 1e5
"""Points further than this outside of the canvas are not given to the painter's arithmetic."""


class MeasurePainter:
    """Draws measurements: neutral and dashed, so that none is taken for a box.

    Parameters
    ----------
    workspace : Workspace
    sprites : TextSprites
    """

    def __init__(self, workspace: Workspace, sprites: TextSprites) -> None:
        self._workspace, self._sprites = workspace, sprites

    def paint(self, painter: QPainter, pane: Pane, camera: Camera, ratio: float) -> None:
        """Draw all of them into a pane (canvas device pixels, already clipped)."""
        measuring = self._workspace.measuring
        for item in measuring.items:
            drawn = measuring.drawn(item)
            if drawn is not None:
                placed = _placed(drawn.line, pane, camera)
                draw_measured(painter, placed, ratio)
                draw_dots(painter, _placed(drawn.corners, pane, camera), ratio)
                self._label(painter, measuring.label(item), placed, pane, ratio)

    def paint_marker(self, painter: QPainter, pane: Pane, ratio: float) -> None:
        """Point the place out that was gone to: over the divider, which lies in the middle too."""
        marker = self._workspace.view.marker
        if marker is not None:
            camera = self._workspace.camera_of(pane.side)
            (spot,) = _placed(np.array([marker]), pane, camera).tolist()
            painter.save()
            painter.setClipRect(QRect(*pane.frame))
            draw_marker(painter, (spot[0], spot[1]), ratio)
            painter.restore()

    def _label(self, painter: QPainter, text: str, line: FloatArray, pane: Pane, ratio: float) -> None:
        low, high = line.min(axis=0), line.max(axis=0)
        x, y = ((low + high) / 2).tolist()
        sprite = self._sprites.get(text, round(11 * ratio), (255, 255, 255), (20, 20, 20), round(3 * ratio))
        rows, cols = sprite.shape[:2]
        # Below the line where it lies flat, beside it where it stands.
        flat = high[0] - low[0] > high[1] - low[1]
        left, top = (x - cols / 2, y + 8 * ratio) if flat else (x + 8 * ratio, y - rows / 2)
        place = Rect(round(left), round(top), cols, rows)
        if not place.intersected(pane.clip).is_empty:
            overlay.draw_sprite(painter, sprite, place)


def _placed(points: FloatArray, pane: Pane, camera: Camera) -> FloatArray:
    """Reference px (N, 2) -> canvas device pixels of a pane."""
    placed: FloatArray = apply(camera.to_pane(), points) + np.array([pane.frame.x, pane.frame.y], float)
    return np.clip(placed, -_FAR_PX, _FAR_PX)


def draw_measured(painter: QPainter, line: FloatArray, ratio: float) -> None:
    """An open line through (N, 2) device points, dashed on a dark casing."""
    polyline = QPolygonF([QPointF(x, y) for x, y in line.tolist()])
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    dashed = QPen(QColor(255, 255, 255), 1.5 * ratio, Qt.PenStyle.CustomDashLine)
    dashed.setDashPattern(_DASH)
    dashed.setCapStyle(Qt.PenCapStyle.FlatCap)
    for pen in (QPen(QColor(0, 0, 0, 190), 3 * ratio), dashed):
        painter.setPen(pen)
        painter.drawPolyline(polyline)
    painter.restore()


def draw_dots(painter: QPainter, corners: FloatArray, ratio: float) -> None:
    """Small discs at (N, 2) device points."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(0, 0, 0), ratio))
    painter.setBrush(QColor(255, 255, 255))
    for x, y in corners.tolist():
        painter.drawEllipse(QPointF(x, y), _DOT_PX * ratio, _DOT_PX * ratio)
    painter.restore()


def draw_marker(painter: QPainter, spot: Point, ratio: float) -> None:
    """A ring with four ticks around a place, which itself stays free."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    x, y = spot
    reach = _MARKER_PX * ratio
    for color, width in ((QColor(0, 0, 0), 4.0), (QColor(255, 235, 0), 2.0)):
        painter.setPen(QPen(color, width * ratio, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        painter.drawEllipse(QPointF(x, y), reach * 0.7, reach * 0.7)
        for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            near, far = reach * 0.7, reach * 1.5
            painter.drawLine(QPointF(x + dx * near, y + dy * near), QPointF(x + dx * far, y + dy * far))
    painter.restore()
