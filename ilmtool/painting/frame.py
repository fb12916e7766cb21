"""A frame buffer that wraps around, so that panning paints only the strips that came into view."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from ilmtool.core.layout import Rect

Pixels = NDArray[np.uint8]


class ToroidalFrame:
    """The pixels of one layer for one pane.

    The plane pixel (X, Y) is stored at column (X - a) mod width, row (Y - b) mod height; moving the pane over
    the plane copies nothing. (a, b) is where the pane's corner lay when all of it was last painted, so that a
    full repaint is one piece.

    Parameters
    ----------
    width, height : int
        Size in device pixels, at least 1.

    Attributes
    ----------
    pixels : ndarray
        uint8, shape (height, width, 4), owned by the frame.
    origin : (int, int)
        Plane pixel at the pane's top-left corner.
    """

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = max(1, width), max(1, height)
        self.pixels: Pixels = np.zeros((self.height, self.width, 4), dtype=np.uint8)
        self.origin = (0, 0)
        self._phase = (0, 0)
        self._painted = False

    @property
    def rect(self) -> Rect:
        """The part of the plane that the frame holds."""
        return Rect(*self.origin, self.width, self.height)

    def invalidate(self) -> None:
        """Forget the content: the next move asks for all of it."""
        self._painted = False

    def move_to(self, origin: tuple[int, int]) -> list[Rect]:
        """Put the pane's corner at plane pixel `origin`.

        Returns
        -------
        list of Rect
            Plane rectangles that the frame does not hold yet and that must be painted now.
        """
        old, self.origin = self.rect, origin
        new = self.rect
        kept = new.intersected(old)
        if not self._painted or kept.is_empty:
            self._painted = True
            self._phase = origin
            return [new]
        return list(_uncovered(new, kept))

    def views(self, rect: Rect) -> Iterator[tuple[Rect, Pixels]]:
        """Split a plane rectangle at the seams of the buffer.

        Yields
        ------
        (Rect, ndarray)
            A part of the rectangle (clipped to what the frame holds) and the writable view of its pixels.
        """
        rect = rect.intersected(self.rect)
        if rect.is_empty:
            return
        for y, rows in _wrapped(rect.y, rect.h, self.height, self._phase[1]):
            for x, cols in _wrapped(rect.x, rect.w, self.width, self._phase[0]):
                part = Rect(x, y, cols.stop - cols.start, rows.stop - rows.start)
                yield part, self.pixels[rows, cols]

    def blits(self, pane_rect: Rect) -> Iterator[tuple[int, int, Rect]]:
        """How to copy a part of the pane to the screen.

        Yields
        ------
        (int, int, Rect)
            Where in the pane (x, y), and which rectangle of `pixels` belongs there.
        """
        ox, oy = self.origin
        rect = Rect(pane_rect.x + ox, pane_rect.y + oy, pane_rect.w, pane_rect.h).intersected(self.rect)
        if rect.is_empty:
            return
        for y, rows in _wrapped(rect.y, rect.h, self.height, self._phase[1]):
            for x, cols in _wrapped(rect.x, rect.w, self.width, self._phase[0]):
                source = Rect(cols.start, rows.start, cols.stop - cols.start, rows.stop - rows.start)
                yield x - ox, y - oy, source

    def copy_into(self, target: Pixels, at: tuple[int, int], pane_rect: Rect) -> None:
        """Copy a part of the pane into `target` (uint8 (rows, cols, 4)), the pane's corner lying at `at`."""
        for x, y, source in self.blits(pane_rect):
            rows = slice(at[1] + y, at[1] + y + source.h)
            cols = slice(at[0] + x, at[0] + x + source.w)
            target[rows, cols] = self.pixels[source.y : source.y + source.h, source.x : source.x + source.w]


def lay_over(target: Pixels, pixels: Pixels, opacity: float) -> None:
    """Copy pixels over a part of a canvas; with an opacity below 1, mix them in 256 steps as Qt does."""
    if opacity >= 1:
        target[:] = pixels
        return
    share = round(opacity * 256) * 255 >> 8
    mixed = pixels.astype(np.uint16) * share + target.astype(np.uint16) * (255 - share)
    target[:] = (mixed + (mixed >> 8) + 128 >> 8).astype(np.uint8)


def _wrapped(start: int, length: int, period: int, phase: int) -> Iterator[tuple[int, slice]]:
    """The pieces (plane coordinate, slice of the buffer) of a run that wraps around."""
    while length > 0:
        at = (start - phase) % period
        run = min(length, period - at)
        yield start, slice(at, at + run)
        start += run
        length -= run


def _uncovered(new: Rect, kept: Rect) -> Iterator[Rect]:
    """`new` without `kept` (which lies inside it): full-width bands above and below, then the sides."""
    top, bottom = kept.y - new.y, new.y + new.h - (kept.y + kept.h)
    left, right = kept.x - new.x, new.x + new.w - (kept.x + kept.w)
    if top > 0:
        yield Rect(new.x, new.y, new.w, top)
    if bottom > 0:
        yield Rect(new.x, kept.y + kept.h, new.w, bottom)
    if left > 0:
        yield Rect(new.x, kept.y, left, kept.h)
    if right > 0:
        yield Rect(kept.x + kept.w, kept.y, right, kept.h)
