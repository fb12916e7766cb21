"""Draws suggestions over both dates: thin broken outlines without a colour of their own, with their rank."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from ilmtool.core.camera import Camera
from ilmtool.core.geometry import FloatArray, apply, box_ring
from ilmtool.core.layout import Pane, Rect
from ilmtool.painting.frame import Pixels
from ilmtool.painting.text import TextSprites
from ilmtool.session.suggesting import Suggesting
from ilmtool.ui.canvas.overlay import draw_sprite

_TEXT_PX = 11
_DASH_PX, _SPACE_PX = 4.0, 3.0
_MOST_DASHES = 400
_GAP_PX = 3.0
_LEAST_PX = 6.0
"""A suggestion looks at least as large on screen, at 100 %: one of a few px is seen in a whole scene too."""


class Hints:
    """What the canvas paints of suggestions.

    Parameters
    ----------
    suggesting : Suggesting
    sprites : TextSprites
    """

    def __init__(self, suggesting: Suggesting, sprites: TextSprites) -> None:
        self._suggesting, self._sprites = suggesting, sprites

    def paint(self, painter: QPainter, pane: Pane, camera: Camera, ratio: float) -> None:
        """Those that wait for a decision, and the one that is looked at whatever became of it."""
        suggesting = self._suggesting
        if not suggesting.is_shown or not suggesting.candidates:
            return
        to_pane = camera.to_pane()
        # The best are on top, and the one that is looked at above all.
        order = [n for n, state in enumerate(suggesting.states) if state == "pending"]
        current = suggesting.current
        if current is not None:
            order = [current, *(n for n in order if n != current)]
        shown = []
        for number in order:
            candidate = suggesting.candidates[number]
            corners = apply(to_pane, np.array(box_ring(*candidate.bounds)[:4]))
            corners = corners + np.array([pane.frame.x, pane.frame.y])
            corners = _grown(corners, _GAP_PX * ratio, _LEAST_PX * ratio)
            if _is_near(corners, pane.clip, 20 * ratio):
                shown.append((candidate.rank, corners, number == current))
        for _, corners, is_current in reversed(shown):
            self._outline(painter, corners, ratio, is_current)
        taken: list[Rect] = []
        for rank, corners, is_current in shown:
            text = self._rank(rank, ratio, is_current)
            left, top = corners.min(axis=0)
            place = Rect(round(left), round(top) - text.shape[0], text.shape[1], text.shape[0])
            if all(place.intersected(other).is_empty for other in taken):
                draw_sprite(painter, text, place)
                taken.append(place)

    def _outline(self, painter: QPainter, corners: FloatArray, ratio: float, is_current: bool) -> None:
        width = max(1, round((2.0 if is_current else 1.0) * ratio))
        corners = np.rint(corners)
        dark = QPen(QColor(0, 0, 0), width + 2 * max(1, round(ratio)))
        light = QPen(QColor(255, 255, 255), width)
        for pen in (dark, light):
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(dark)
        painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in corners.tolist()]))
        painter.setPen(light)
        painter.drawLines(_dashes(corners, ratio))

    def _rank(self, rank: int, ratio: float, is_current: bool) -> Pixels:
        ink, paper = ((0, 0, 0), (255, 255, 255)) if is_current else ((255, 255, 255), (0, 0, 0))
        return self._sprites.get(str(rank), round(_TEXT_PX * ratio), ink, paper, round(2 * ratio))


def _dashes(corners: FloatArray, ratio: float) -> list[QLineF]:
    """Pieces of the outline, each from its own corner on.

    Not by Qt's dashes: where a part of a line is painted anew, they begin elsewhere.
    """
    found = []
    for start, end in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        length = float(np.hypot(*(end - start)))
        step = max((_DASH_PX + _SPACE_PX) * ratio, length / _MOST_DASHES)
        unit = (end - start) / max(length, 1e-9)
        on = step * _DASH_PX / (_DASH_PX + _SPACE_PX)
        for at in np.arange(0.0, length, step):
            one, other = np.rint(start + unit * at), np.rint(start + unit * min(at + on, length))
            found.append(QLineF(one[0], one[1], other[0], other[1]))
    return found


def _is_near(corners: FloatArray, clip: Rect, reach: float) -> bool:
    """Whether any of an outline, or of what stands beside it, is on the pane."""
    low, high = corners.min(axis=0), corners.max(axis=0)
    return bool(
        high[0] >= clip.x - reach
        and high[1] >= clip.y - reach
        and low[0] <= clip.x + clip.w + reach
        and low[1] <= clip.y + clip.h + reach
    )


def _grown(corners: FloatArray, gap: float, least: float) -> FloatArray:
    """The outline a little outside of the box, so that what is looked at stays free."""
    middle = corners.mean(axis=0)
    across, down = corners[3] - corners[0], corners[1] - corners[0]
    sides = []
    for side in (across, down):
        length = float(np.hypot(*side))
        unit = side / length if length > 1e-9 else np.array([1.0, 0.0])
        sides.append(unit * (max(length, least) / 2 + gap))
    signs = ((-1, -1), (-1, 1), (1, 1), (1, -1))
    return np.array([middle + a * sides[0] + b * sides[1] for a, b in signs])
