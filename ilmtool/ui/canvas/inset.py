"""The overview: a small picture of the whole pair in a corner, with what is in view outlined."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPolygonF

from ilmtool.core.camera import Camera
from ilmtool.core.geometry import FloatArray, Point, apply
from ilmtool.core.layout import Rect, Side
from ilmtool.imagery.tiles import TileKey
from ilmtool.painting.frame import Pixels
from ilmtool.painting.view import PairView
from ilmtool.session.workspace import Workspace

LONG_SIDE_PX = 190
LEAST_SIDE_PX = 40
MARGIN_PX = 10
"""Logical pixels."""

LARGEST_SHARE = 0.3
"""Of the canvas, that it takes at most along either side."""

_IN_VIEW = QColor(255, 176, 0)
_BEFORE = QColor(120, 200, 255)


class Inset:
    """The overview of one canvas.

    It stands in the bottom right corner, where no caption is, shows the after image upright, and is out of
    the way while a gesture passes over it: it is not painted then. A press in it is its own: the view goes
    there.

    Parameters
    ----------
    workspace : Workspace
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._pixels: Pixels | None = None
        self._painted_for: tuple[object, ...] = ()
        self.is_aside = False
        self.is_dragging = False

    # -- where it is -----------------------------------------------------------------------------

    def place(self, ratio: float) -> Rect | None:
        """Where it lies on the canvas, device pixels; None where it is off, or there is no room for it."""
        workspace = self._workspace
        pair = workspace.pair
        if pair is None or not workspace.view.show_overview:
            return None
        width, height = workspace.shown.canvas
        x0, y0, x1, y1 = pair.extent
        across, down = max(1e-9, x1 - x0), max(1e-9, (y1 - y0) * pair.aspect)
        room = (
            min(LONG_SIDE_PX * ratio, LARGEST_SHARE * width),
            min(LONG_SIDE_PX * ratio, LARGEST_SHARE * height),
        )
        scale = min(room[0] / across, room[1] / down)
        # A long strip of an image is framed by grey rather than a line of pixels.
        least = min(LEAST_SIDE_PX * ratio, *room)
        w, h = round(max(across * scale, least)), round(max(down * scale, least))
        margin = round(MARGIN_PX * ratio)
        if w < 1 or h < 1 or width < w + 2 * margin or height < h + 2 * margin:
            return None
        return Rect(width - margin - w, height - margin - h, w, h)

    def contains(self, at: tuple[float, float], ratio: float) -> bool:
        """Whether a place (canvas device pixels) is in it, and it is there to be pressed."""
        place = self.place(ratio)
        return place is not None and not self.is_aside and place.contains(*at)

    def camera(self, place: Rect) -> Camera | None:
        """Reference px -> the inset's own pixels."""
        pair = self._workspace.pair
        if pair is None:
            return None
        return Camera(aspect=pair.aspect).fitted(pair.extent, (place.w, place.h), margin=0.0)

    def step_aside(self, at: tuple[float, float] | None, ratio: float) -> Rect | None:
        """A gesture is at a place, or over; returns what has to be painted again."""
        place = self.place(ratio)
        aside = place is not None and at is not None and not self.is_dragging and place.contains(*at)
        if aside == self.is_aside:
            return None
        self.is_aside = aside
        return place and _grown(place, 2 * max(1, round(ratio)))

    # -- going there -------------------------------------------------------------------------------

    def go(self, at: tuple[float, float], ratio: float) -> None:
        """Bring what is pointed at to the middle of the view; of the pane in hand, where not linked."""
        place = self.place(ratio)
        camera = self.camera(place) if place is not None else None
        pair = self._workspace.pair
        if place is None or camera is None or pair is None:
            return
        x, y = camera.unmap((at[0] - place.x, at[1] - place.y))
        x0, y0, x1, y1 = pair.extent
        point: Point = min(max(x, x0), x1), min(max(y, y0), y1)
        workspace = self._workspace
        workspace.set_camera(
            workspace.camera_in_hand.with_point_at(point, workspace.middle), side=workspace.shown.hand
        )

    # -- its picture -------------------------------------------------------------------------------

    def wanted_tiles(self, view: PairView, ratio: float) -> list[TileKey]:
        """Tiles that its picture needs and that are not there."""
        place = self.place(ratio)
        camera = self.camera(place) if place is not None else None
        if place is None or camera is None:
            return []
        return view.overview_tiles(camera, (place.w, place.h))

    def forget(self) -> None:
        """Another pair, or another contrast: the picture is made anew when it is next painted."""
        self._pixels, self._painted_for = None, ()

    def arrived(self, keys: Iterable[TileKey], ratio: float) -> Rect | None:
        """Tiles came; where the picture has to be painted again because of them."""
        pair, place = self._workspace.pair, self.place(ratio)
        if pair is None or place is None or not any(key.scene == pair.after.id for key in keys):
            return None
        self.forget()
        return place

    def _picture(self, view: PairView, place: Rect, camera: Camera) -> Pixels:
        wanted = (view, place.w, place.h, camera)
        if self._pixels is None or self._painted_for != wanted:
            self._pixels = view.overview(camera, (place.w, place.h))
            self._painted_for = wanted
        return self._pixels

    def outlines(self, camera: Camera) -> list[tuple[Side, FloatArray]]:
        """What each view shows, (4, 2) in the inset's pixels; one where the views are linked."""
        shown = self._workspace.shown
        sides = (Side.AFTER,) if shown.own_before is None else (Side.BEFORE, Side.AFTER)
        rings = [(side, shown.camera_of(side).outline(shown.pane)[:4]) for side in sides]
        return [(side, apply(camera.to_pane(), np.asarray(ring))) for side, ring in rings]

    def paint(self, painter: QPainter, view: PairView, ratio: float) -> None:
        """Draw it over the canvas (device pixels)."""
        place = self.place(ratio)
        camera = self.camera(place) if place is not None else None
        if place is None or camera is None or self.is_aside:
            return
        pixels = self._picture(view, place, camera)
        image = QImage(pixels.data, place.w, place.h, pixels.strides[0], QImage.Format.Format_RGB32)
        line = max(1, round(ratio))
        for grow, color in ((2 * line, QColor(0, 0, 0)), (line, QColor(255, 255, 255))):
            painter.fillRect(QRect(*_grown(place, grow)), color)
        painter.drawImage(QRect(*place), image, QRect(0, 0, place.w, place.h))
        painter.save()
        painter.setClipRect(QRect(*place))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for side, corners in self.outlines(camera):
            polygon = QPolygonF(
                [QPointF(x + place.x, y + place.y) for x, y in _seen(corners, ratio).tolist()]
            )
            for color, width in (
                (QColor(0, 0, 0), 3.5 * ratio),
                (_BEFORE if side is Side.BEFORE else _IN_VIEW, 1.75 * ratio),
            ):
                painter.setPen(QPen(color, width))
                painter.drawPolygon(polygon)
        painter.restore()


def _seen(corners: FloatArray, ratio: float) -> FloatArray:
    """Of a view that is a dot here, a frame that can be seen; far outside nothing is drawn by the mile."""
    middle = corners.mean(axis=0)
    least = 6 * ratio
    reach = float(np.hypot(*(corners - middle).T).max())
    if reach < least:
        corners = middle + (corners - middle) * (least / max(reach, 1e-9))
    return np.clip(corners, -1e5, 1e5)


def _grown(rect: Rect, by: int) -> Rect:
    return Rect(rect.x - by, rect.y - by, rect.w + 2 * by, rect.h + 2 * by)
