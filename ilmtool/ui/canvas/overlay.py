"""What lies over the imagery for a moment: divider, handles, ghosts, crosshair. Device pixels."""

from __future__ import annotations

from enum import Enum

import numpy as np
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPolygonF

from ilmtool.core.geometry import FloatArray
from ilmtool.core.hit import ROTATE
from ilmtool.core.layout import CompareMode, Rect, divider_position
from ilmtool.painting.frame import Pixels
from ilmtool.tools.events import Cursor

# Logical pixels.
DIVIDER_GRIP_PX = 14
HANDLE_PX = 8
HANDLE_REACH_PX = 40
CROSSHAIR_PX = 14

_CURSORS = {
    Cursor.CROSSHAIR: Qt.CursorShape.CrossCursor,
    Cursor.MOVE: Qt.CursorShape.SizeAllCursor,
    Cursor.POINTING: Qt.CursorShape.PointingHandCursor,
    Cursor.ROTATE: Qt.CursorShape.OpenHandCursor,
    Cursor.SIZE_HOR: Qt.CursorShape.SizeHorCursor,
    Cursor.SIZE_VER: Qt.CursorShape.SizeVerCursor,
    Cursor.SIZE_FDIAG: Qt.CursorShape.SizeFDiagCursor,
    Cursor.SIZE_BDIAG: Qt.CursorShape.SizeBDiagCursor,
}


def cursor_shape(cursor: Cursor) -> Qt.CursorShape:
    """Qt's shape for a tool's cursor."""
    return _CURSORS[cursor]


def qcolor(rgb: tuple[int, ...]) -> QColor:
    """A colour from red, green, blue."""
    return QColor(rgb[0], rgb[1], rgb[2])


def _pens(color: QColor, ratio: float, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> tuple[QPen, QPen]:
    """A dark casing and the line on it: visible on every ground."""
    return QPen(QColor(0, 0, 0), 3 * ratio), QPen(color, ratio, style)


def draw_divider(
    painter: QPainter, mode: CompareMode, size: tuple[int, int], fraction: float, ratio: float
) -> None:
    """The line between two dates, with a grip where it can be dragged."""
    width, height = size
    line, dark, light = max(1, round(ratio)), QColor(0, 0, 0), QColor(255, 255, 255)
    if mode is CompareMode.SIDE_BY_SIDE:
        painter.fillRect(QRect(width - (width + 1) // 2 - line, 0, 2 * line, height), dark)
        return
    at = divider_position(mode, size, fraction)
    upright = mode is CompareMode.SWIPE_VERTICAL
    bars = [(at - 2 * line, 4 * line, dark), (at - line, 2 * line, light)]
    for start, breadth, color in bars:
        rect = QRect(start, 0, breadth, height) if upright else QRect(0, start, width, breadth)
        painter.fillRect(rect, color)
    grip = DIVIDER_GRIP_PX * ratio
    center = QPointF(at, height / 2) if upright else QPointF(width / 2, at)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(dark, 1.5 * ratio))
    painter.setBrush(light)
    painter.drawEllipse(center, grip * 0.8, grip * 0.8)
    painter.setBrush(dark)
    for sign in (-1, 1):
        tip, base, spread = sign * grip * 0.55, sign * grip * 0.2, grip * 0.3
        points = (
            [QPointF(tip, 0), QPointF(base, -spread), QPointF(base, spread)]
            if upright
            else [QPointF(0, tip), QPointF(-spread, base), QPointF(spread, base)]
        )
        painter.drawPolygon(QPolygonF([p + center for p in points]))
    painter.restore()


def draw_outline(painter: QPainter, points: FloatArray, color: QColor, ratio: float) -> None:
    """A ghost: closed outline through (N, 2) device points, on pixel edges."""
    edges = np.rint(points)
    polygon = QPolygonF([QPointF(x, y) for x, y in edges.tolist()])
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, not _is_upright(edges))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for pen in _pens(color, ratio):
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        painter.drawPolygon(polygon)
    painter.restore()


def _is_upright(corners: FloatArray) -> bool:
    """Whether every side of a polygon runs along rows or columns."""
    along = np.roll(corners, -1, axis=0) == corners
    return bool(along.any(axis=1).all())


def draw_band(painter: QPainter, corners: FloatArray, ratio: float) -> None:
    """A rubber band through four device points."""
    polygon = QPolygonF([QPointF(x, y) for x, y in corners.tolist()])
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(255, 255, 255, 40))
    painter.drawPolygon(polygon)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for pen in _pens(QColor(255, 255, 255), ratio, Qt.PenStyle.DashLine):
        painter.setPen(pen)
        painter.drawPolygon(polygon)


class HandleKind(Enum):
    """How a handle looks."""

    SQUARE = "square"
    DISC = "disc"
    """For turning."""
    SMALL = "small"
    """The middle of a polygon's side."""
    CHOSEN = "chosen"
    """The corner that keys move."""

    @classmethod
    def of(cls, name: str, *, chosen: bool = False) -> HandleKind:
        """By the handle's name."""
        if chosen:
            return cls.CHOSEN
        return cls.DISC if name == ROTATE else cls.SMALL if name.startswith("m") else cls.SQUARE


def draw_handle(painter: QPainter, x: float, y: float, kind: HandleKind, ratio: float) -> None:
    """One handle: a white square, or a disc for turning."""
    side = round((HANDLE_PX - 2 if kind is HandleKind.SMALL else HANDLE_PX) * ratio)
    edge = max(1, round(ratio))
    box = QRect(round(x) - side // 2, round(y) - side // 2, side, side)
    if kind in {HandleKind.DISC, HandleKind.SMALL}:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(0, 0, 0), edge))
        painter.setBrush(QColor(255, 255, 255))
        painter.drawEllipse(QRectF(box))
        painter.restore()
    else:  # whole pixels: crisp, and the same whatever part of it is repainted
        painter.fillRect(box.adjusted(-edge, -edge, edge, edge), QColor(0, 0, 0))
        painter.fillRect(box, QColor(255, 160, 0) if kind is HandleKind.CHOSEN else QColor(255, 255, 255))


def draw_frame(painter: QPainter, corners: FloatArray, ratio: float) -> None:
    """The frame around several selected annotations: whole pixels, broken so that it is no box.

    In a turned view the frame is turned too: `corners` are in order around it.
    """
    if not _is_upright(np.rint(corners)):
        draw_band(painter, corners, ratio)
        return
    (x0, y0), (x1, y1) = np.floor(corners.min(axis=0)), np.ceil(corners.max(axis=0))
    line, step = max(1, round(ratio)), 6 * max(1, round(ratio))
    left, top, right, bottom = int(x0), int(y0), int(x1), int(y1)
    dark, light = QColor(0, 0, 0), QColor(255, 255, 255)
    # Where a dash is depends on its place on the canvas only, so that parts repainted later agree.
    for y in (top, bottom):
        painter.fillRect(left, y, right - left + line, line, dark)
        for x in range(left - left % (2 * step), right, 2 * step):
            start, end = max(x, left), min(x + step, right)
            painter.fillRect(start, y, max(0, end - start), line, light)
    for x in (left, right):
        painter.fillRect(x, top, line, bottom - top + line, dark)
        for y in range(top - top % (2 * step), bottom, 2 * step):
            start, end = max(y, top), min(y + step, bottom)
            painter.fillRect(x, start, line, max(0, end - start), light)


def draw_crosshair(painter: QPainter, at: tuple[float, float], ratio: float) -> None:
    """Where the cursor would be on the other date."""
    x, y, reach, gap = round(at[0]), round(at[1]), round(CROSSHAIR_PX * ratio), round(4 * ratio)
    line = max(1, round(ratio))
    arms = ((-reach, -gap), (gap, reach))
    for grow, color in ((line, QColor(0, 0, 0)), (0, QColor(255, 255, 255))):
        for low, high in arms:
            length = high - low
            painter.fillRect(x + low - grow, y - grow, length + 2 * grow, line + 2 * grow, color)
            painter.fillRect(x - grow, y + low - grow, line + 2 * grow, length + 2 * grow, color)


def draw_cross(painter: QPainter, at: tuple[int, int], ratio: float) -> None:
    """Where the cursor is in a magnified picture: fine lines that meet at the edge between two pixels."""
    (x, y), reach, gap, line = at, round(22 * ratio), round(5 * ratio), max(1, round(ratio))
    for grow, color in ((line, QColor(0, 0, 0)), (0, QColor(255, 235, 0))):
        for low, high in ((-reach, -gap), (gap, reach)):
            painter.fillRect(x + low, y - grow, high - low, line + 2 * grow, color)
            painter.fillRect(x - grow, y + low, line + 2 * grow, high - low, color)


def key_cursor_rects(at: tuple[float, float], clip: Rect, ratio: float) -> list[Rect]:
    """What the keyboard cursor covers of a pane."""
    x, y, breadth = round(at[0]), round(at[1]), 3 * max(1, round(ratio))
    across = Rect(clip.x, y - breadth, clip.w, 2 * breadth)
    down = Rect(x - breadth, clip.y, 2 * breadth, clip.h)
    return [rect.intersected(clip) for rect in (across, down)]


def draw_key_cursor(painter: QPainter, at: tuple[float, float], clip: Rect, ratio: float) -> None:
    """Hair lines over the whole pane that meet at the cursor, with a gap there: what is pointed at is seen.

    The lines run along the edge between two pixels, as boxes do.
    """
    x, y, line, gap = round(at[0]), round(at[1]), max(1, round(ratio)), round(5 * ratio)
    for grow, color in ((line, QColor(0, 0, 0)), (0, QColor(255, 235, 0))):
        for start, end in ((clip.x, x - gap), (x + gap, clip.x + clip.w)):
            if end > start:
                painter.fillRect(start, y - grow, end - start, line + 2 * grow, color)
        for start, end in ((clip.y, y - gap), (y + gap, clip.y + clip.h)):
            if end > start:
                painter.fillRect(x - grow, start, line + 2 * grow, end - start, color)


def draw_sprite(painter: QPainter, sprite: Pixels, place: Rect) -> None:
    """A text image, cut to its place."""
    height, width = sprite.shape[:2]
    image = QImage(sprite.data, width, height, sprite.strides[0], QImage.Format.Format_RGB32)
    painter.drawImage(QRect(*place), image, QRect(0, 0, place.w, place.h))
