"""The magnifier beside the cursor: both dates, edge on edge, with a cross at the same place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QPainter

from ilmtool.core.geometry import Point
from ilmtool.core.layout import Pane, Rect, Side
from ilmtool.imagery.tiles import TileKey
from ilmtool.painting.caption import INK, PAPER
from ilmtool.painting.frame import Pixels
from ilmtool.painting.magnified import GAP_PX, magnify, place_beside
from ilmtool.painting.text import TextSprites
from ilmtool.session.workspace import Workspace
from ilmtool.ui.canvas import overlay
from ilmtool.ui.canvas.pointer import Pointer

if TYPE_CHECKING:
    from ilmtool.ui.canvas.canvas import Canvas

SIDE_PX = 160
"""Logical pixels of each of the two pictures."""
_LEAST_PX = 40
_PADDING_PX, _SMALLEST_PX = 4, 9
_GAP = 2


class Magnifier:
    """Follows the cursor while it is on.

    Parameters
    ----------
    canvas : Canvas
    workspace : Workspace
    pointer : Pointer
        Its ghosts are drawn in the pictures too: drawing exactly is what they are for.
    sprites : TextSprites
    """

    def __init__(self, canvas: Canvas, workspace: Workspace, pointer: Pointer, sprites: TextSprites) -> None:
        self._canvas, self._workspace = canvas, workspace
        self._pointer, self._sprites = pointer, sprites
        self._at: tuple[Point, Pane] | None = None
        self._painted: Rect | None = None
        self._asked: frozenset[TileKey] = frozenset()
        self.missing: list[TileKey] = []
        """Tiles that its pictures lack."""

    def follow(self, at: Point | None, pane: Pane | None) -> None:
        """The cursor is at a place of the canvas (device pixels), over a pane; None: it is gone."""
        self._at = None if at is None or pane is None else (at, pane)
        self.update()

    def update(self) -> None:
        """Something under it, or its place, is another: paint it again."""
        place = self.place()
        for rect in dict.fromkeys((self._painted, place)):
            if rect is not None:
                self._canvas.update_device(Rect(rect.x - 1, rect.y - 1, rect.w + 2, rect.h + 2))
        if place is None and self.missing:
            self.missing, self._asked = [], frozenset()

    def place(self) -> Rect | None:
        """Where it is on the canvas (device pixels), or None."""
        if self._at is None or not self._workspace.view.magnifier:
            return None
        side, size = self._side, self._workspace.shown.canvas
        width, height = 2 * side + _GAP, side + self._caption_rows
        return place_beside(self._at[0], (width, height), size, round(GAP_PX * self._canvas.ratio))

    @property
    def _side(self) -> int:
        """Device pixels of each picture: even, so that the cross is on an edge between pixels."""
        width, height = self._workspace.shown.canvas
        room = min((width - _GAP) // 2, height // 2)
        side = max(round(_LEAST_PX * self._canvas.ratio), min(round(SIDE_PX * self._canvas.ratio), room))
        return side - side % 2

    @property
    def _caption_rows(self) -> int:
        rows: int = self._sprites.get("x", self._text_px, INK[Side.AFTER], PAPER[Side.AFTER], 4).shape[0]
        return rows

    @property
    def _text_px(self) -> int:
        return round(11 * self._canvas.ratio)

    def paint(self, painter: QPainter, dirty: list[Rect]) -> None:
        """Draw it over everything, where a part of it is to be painted."""
        place = self.place()
        self._painted = place
        picture = self._canvas.picture
        if place is None or picture is None or self._at is None:
            return
        if all(place.intersected(rect).is_empty for rect in dirty):
            return
        (x, y), pane = self._at
        camera, ratio, side = self._workspace.camera_of(pane.side), self._canvas.ratio, self._side
        point = camera.unmap((x - pane.frame.x, y - pane.frame.y))
        shown = magnify(picture.view, camera, point, self._workspace.view.magnification, side)
        self._ask(shown.missing)
        painter.fillRect(QRect(place.x - 1, place.y - 1, place.w + 2, place.h + 2), QColor(0, 0, 0))
        for number, which in enumerate(Side):
            left = place.x + number * (side + _GAP)
            sprite = self._caption(picture.captions[which], which, side)
            rows, cols = sprite.shape[:2]
            painter.fillRect(QRect(left, place.y, side, rows), overlay.qcolor(PAPER[which]))
            overlay.draw_sprite(painter, sprite, Rect(left, place.y, min(cols, side), rows))
            area = Rect(left, place.y + rows, side, side)
            overlay.draw_sprite(painter, shown.pixels[which], area)
            painter.save()
            painter.setClipRect(QRect(*area))
            self._pointer.paint_ghosts(painter, Pane(which, area, area), shown.camera, ratio)
            overlay.draw_cross(painter, (left + side // 2, place.y + rows + side // 2), ratio)
            painter.restore()

    def _caption(self, text: str, which: Side, room: int) -> Pixels:
        """Side and date, in letters that leave a margin at both ends; the date alone where that is little."""
        name, date = (*text.split("  "), "")[:2]
        padding = round(_PADDING_PX * self._canvas.ratio)
        size = self._text_px
        for said in (f"{name}  {date}", date or name):
            for size in range(self._text_px, round(_SMALLEST_PX * self._canvas.ratio) - 1, -1):
                if self._sprites.width(said, size, padding) <= room:
                    return self._sprites.get(said, size, INK[which], PAPER[which], padding)
        return self._sprites.get(date or name, size, INK[which], PAPER[which], padding)

    def _ask(self, missing: list[TileKey]) -> None:
        self.missing = missing
        wished = frozenset(missing)
        if wished and wished != self._asked:
            self._asked = wished
            self._canvas.tiles.request_soon()
