"""The lens over the canvas: it goes with the cursor, of the mouse or of the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from ilmtool.core.layout import CompareMode, Cut, Disc, Pane, Rect, Side, lens_disc
from ilmtool.painting.ring import RING_PX
from ilmtool.session.workspace import Workspace

BESIDE = 1.2
"""Radii that the lens keeps from a keyboard cursor on the date around it."""


class Lens:
    """Moves the lens and says what that changes on screen.

    It goes with the cursor during a gesture too: so that what lies under the pointer, where an edge is being
    placed, is the date that the gesture works on.

    Parameters
    ----------
    workspace : Workspace
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def follow(self, at: tuple[float, float], pane: Pane | None) -> None:
        """The cursor is at a place of the canvas (device pixels).

        Parameters
        ----------
        at : (float, float)
        pane : Pane or None
            The date that a keyboard cursor is on; beside one on the outer date, so that it can be seen.
        """
        workspace, view = self._workspace, self._workspace.view
        if view.mode is not CompareMode.LENS or view.lens_held:
            return
        width, height = workspace.shown.canvas
        x, y = at
        inside = Side.AFTER if view.flicker_other else Side.BEFORE
        if pane is not None and pane.side is not inside:
            away = view.cut.lens_radius * BESIDE
            x += away if x + away < width else -away
        workspace.set_view(view.with_lens_at(x / width, y / height))

    def rects(self, old: Cut, new: Cut, ratio: float) -> list[Rect]:
        """What looks different on the canvas after the lens has moved or changed its size.

        One rectangle where the two places overlap: blitting within one is far cheaper than around corners.
        """
        size, rim = self._workspace.shown.canvas, round(RING_PX * ratio) + 1
        first, second = (_grown(lens_disc(size, cut).bounds, rim) for cut in (old, new))
        if first.intersected(second).is_empty:
            return [first, second]
        x, y = min(first.x, second.x), min(first.y, second.y)
        right = max(first.x + first.w, second.x + second.w)
        below = max(first.y + first.h, second.y + second.h)
        return [Rect(x, y, right - x, below - y)]


def _grown(rect: Rect, by: int) -> Rect:
    return Rect(rect.x - by, rect.y - by, rect.w + 2 * by, rect.h + 2 * by)


class Rim:
    """The rim of the lens: a light line on a dark one, seen on every ground; drawn once for each radius."""

    def __init__(self) -> None:
        self._made: tuple[int, float, QImage] | None = None

    def draw(self, painter: QPainter, disc: Disc, ratio: float) -> None:
        """Draw it around a disc (canvas device pixels)."""
        reach = disc.radius + round(RING_PX * ratio) + 1
        if self._made is None or self._made[:2] != (disc.radius, ratio):
            self._made = disc.radius, ratio, self._image(disc.radius, reach, ratio)
        painter.drawImage(QPoint(disc.x - reach, disc.y - reach), self._made[2])

    def _image(self, radius: int, reach: int, ratio: float) -> QImage:
        image = QImage(2 * reach, 2 * reach, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for breadth, shade in ((RING_PX, 0), (RING_PX / 2, 255)):
            painter.setPen(QPen(QColor(shade, shade, shade), breadth * ratio))
            painter.drawEllipse(QPointF(reach, reach), radius, radius)
        painter.end()
        return image
