"""The lens over the canvas: it goes with the cursor, of the mouse or of the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

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
        """What looks different on the canvas after the lens has moved or changed its size."""
        size, rim = self._workspace.shown.canvas, round(RING_PX * ratio) + 1
        rects = []
        for cut in (old, new):
            x, y, w, h = lens_disc(size, cut).bounds
            rects.append(Rect(x - rim, y - rim, w + 2 * rim, h + 2 * rim))
        return rects


def draw_lens_ring(painter: QPainter, disc: Disc, ratio: float) -> None:
    """The rim: a light line on a dark one, seen on every ground."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for breadth, shade in ((RING_PX, 0), (RING_PX / 2, 255)):
        painter.setPen(QPen(QColor(shade, shade, shade), breadth * ratio))
        painter.drawEllipse(QPointF(disc.x, disc.y), disc.radius, disc.radius)
    painter.restore()
