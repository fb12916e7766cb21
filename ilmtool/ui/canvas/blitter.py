"""Puts finished frames on the screen: rectangles, a disc, or one half transparent over another."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QBitmap, QImage, QPainter, QRegion

from ilmtool.core.layout import Disc, Pane, Rect
from ilmtool.painting.frame import Pixels
from ilmtool.painting.view import PairView


class Blitter:
    """Draws panes; holds Qt's images over the frames' own memory."""

    def __init__(self) -> None:
        self._images: dict[str, tuple[Pixels, QImage]] = {}
        self._round: tuple[int, QRegion] | None = None

    def forget(self) -> None:
        """The frames are others now."""
        self._images.clear()

    def draw(self, painter: QPainter, view: PairView, pane: Pane, rect: Rect) -> None:
        """Draw what a pane shows within a canvas rectangle; all of it where nothing is seen through it."""
        if pane.disc is not None and pane.disc.bounds.intersected(rect).is_empty:
            return
        image = self._image(view, pane)
        plain = pane.disc is None and pane.opacity == 1.0
        if not plain:
            painter.save()
        if pane.opacity < 1.0:
            # The fourth channel tells data from none; over a ragged clip Qt would take it for transparency.
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
            painter.setOpacity(pane.opacity)
        if pane.disc is not None:
            painter.setClipRegion(self._region(pane.disc))
        for x, y, source in view.blits(pane, rect):
            painter.drawImage(QPoint(x, y), image, QRect(*source))
        if not plain:
            painter.restore()

    def _image(self, view: PairView, pane: Pane) -> QImage:
        """A Qt image over the frame's memory: nothing is copied."""
        pixels = view.frame_of(pane).pixels
        key = "composed" if pane.composed else pane.side.value
        held = self._images.get(key)
        if held is None or held[0] is not pixels:
            height, width = pixels.shape[:2]
            image = QImage(pixels.data, width, height, pixels.strides[0], QImage.Format.Format_RGB32)
            self._images[key] = held = (pixels, image)
        return held[1]

    def _region(self, disc: Disc) -> QRegion:
        """The disc's pixels as a region; made anew only for another radius."""
        if self._round is None or self._round[0] != disc.radius:
            side, corner = 2 * disc.radius, disc.bounds
            mask = np.zeros((side, side), np.uint8)
            for row in disc.rows():
                mask[row.y - corner.y, row.x - corner.x : row.x - corner.x + row.w] = 1
            bits = np.packbits(mask, axis=1, bitorder="little").tobytes()
            bitmap = QBitmap.fromData(QSize(side, side), bits, QImage.Format.Format_MonoLSB)
            self._round = disc.radius, QRegion(bitmap)
        return self._round[1].translated(disc.bounds.x, disc.bounds.y)
