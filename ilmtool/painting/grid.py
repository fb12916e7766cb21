"""Paints a search grid: its lines, what became of each cell, and the cell that is looked at.

Lines only, no tint: colour of the imagery is evidence.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import product

import numpy as np
from numpy.typing import NDArray

from ilmtool.core.camera import Camera
from ilmtool.core.geometry import FloatArray, apply
from ilmtool.core.layout import Rect
from ilmtool.painting.frame import Pixels
from ilmtool.painting.lines import draw_lines
from ilmtool.painting.text import Color, TextSprites, readable_ink, stamp
from ilmtool.text import mark, tr

LIGHT, DARK = 255, 0
BADGES: dict[int, tuple[str, str, Color]] = {
    1: (mark("clear"), mark("C", "search cell"), (0x44, 0xBB, 0x99)),
    2: (mark("change"), "!", (0xE6, 0x9F, 0x00)),
    3: (mark("obscured"), mark("O", "search cell"), (0x99, 0xDD, 0xFF)),
    4: (mark("no image"), "–", (0xBB, 0xBB, 0xBB)),
}
"""Code of a result (see `core.search_grid.CODES`) -> word, letter for a small cell, ground of the badge."""

WORD_FROM_PX = 90.0
LETTER_FROM_PX = 22.0
LINES_FROM_PX = 5.0
"""Cells smaller than this on screen, at 100 %, have no word, no letter, no lines."""

_UPRIGHT_PX = 1 / 128


@dataclass(frozen=True, slots=True, eq=False)
class GridOverlay:
    """What is to be drawn.

    Attributes
    ----------
    quads : (N, 4, 2) float64
        Corners TL, BL, BR, TR of each cell in reference px.
    codes : (N,) uint8
        Result of each cell, 0 for unseen; read at each painting, so that it may change in place.
    current : int or None
        The cell that is looked at.
    low, high : (N, 2) float64
        Bounds of each cell.
    is_upright : bool
        Whether all sides run along the axes of the reference frame.
    """

    quads: FloatArray
    codes: NDArray[np.uint8]
    current: int | None = None
    low: FloatArray = field(init=False)
    high: FloatArray = field(init=False)
    is_upright: bool = field(init=False)

    def __post_init__(self) -> None:
        quads = self.quads
        object.__setattr__(self, "low", quads.min(axis=1))
        object.__setattr__(self, "high", quads.max(axis=1))
        leaning = np.abs(quads[:, 0, 0] - quads[:, 1, 0]), np.abs(quads[:, 0, 1] - quads[:, 3, 1])
        object.__setattr__(self, "is_upright", all(bool((d <= _UPRIGHT_PX).all()) for d in leaning))


class GridPainter:
    """Paints a grid into parts of the plane.

    Parameters
    ----------
    sprites : TextSprites
    pixel_ratio : float
        Device pixels per logical pixel.
    """

    def __init__(self, sprites: TextSprites, pixel_ratio: float = 1.0) -> None:
        self._sprites = sprites
        self._line = max(1, round(pixel_ratio))
        self._text_px = round(11 * pixel_ratio)

    def paint(self, target: Pixels, rect: Rect, camera: Camera, overlay: GridOverlay) -> None:
        """Draw what touches a plane rectangle.

        Parameters
        ----------
        target : ndarray
            uint8 BGRX, shape (rect.h, rect.w, 4); drawn over.
        rect : Rect
            Where on the plane the target lies.
        camera : Camera
        overlay : GridOverlay
        """
        if not len(overlay.quads):
            return
        reach = 4 * self._line + 1
        x0, y0, x1, y1 = camera.plane_bounds(
            rect.x - reach, rect.y - reach, rect.w + 2 * reach, rect.h + 2 * reach
        )
        low, high = overlay.low, overlay.high
        upright = overlay.is_upright and camera.turn % 90.0 == 0
        seen = (low[:, 0] <= x1) & (high[:, 0] >= x0) & (low[:, 1] <= y1) & (high[:, 1] >= y0)
        rows = np.flatnonzero(seen)
        if not len(rows):
            return
        quads = apply(camera.to_plane(), overlay.quads[rows].reshape(-1, 2)).reshape(-1, 4, 2)
        # The first cell speaks for all, so that strips painted apart agree.
        extent = float(min((high[0] - low[0]) * (camera.scale, camera.scale_y)))
        edges = np.floor(quads + 0.5).astype(np.int64) - (rect.x, rect.y)
        if extent >= LINES_FROM_PX * self._line:
            self._outlines(target, edges, upright)
        if extent >= LETTER_FROM_PX * self._line:
            self._badges(target, rect, quads, overlay.codes[rows], extent, turned=not camera.is_upright)
        else:
            self._dots(target, edges, overlay.codes[rows])
        if overlay.current is not None and seen[overlay.current]:
            place = int(np.searchsorted(rows, overlay.current))
            self._frame(target, edges[place], upright)

    def _outlines(self, target: Pixels, edges: NDArray[np.int64], upright: bool) -> None:
        if not upright:
            sides = np.stack((edges, np.roll(edges, -1, axis=1)), axis=2).reshape(-1, 2, 2)
            # Neighbours share a side: drawn twice, its smooth edges would be darker where both are in view.
            turned = (sides[:, 0] > sides[:, 1])[:, 0] | (
                (sides[:, 0, 0] == sides[:, 1, 0]) & (sides[:, 0, 1] > sides[:, 1, 1])
            )
            sides[turned] = sides[turned][:, ::-1]
            lines = np.unique(sides, axis=0).astype(np.int32)
            for value, width in ((DARK, 3 * self._line), (LIGHT, self._line)):
                draw_lines(target, lines, width, (value, value, value, 255))
            return
        line = self._line
        # The cells in view are a block of a lattice: whole lines, not four for each cell.
        xs, ys = (np.unique(edges[:, (0, 2), axis]).tolist() for axis in (0, 1))
        width, height = xs[-1] - xs[0] + line, ys[-1] - ys[0] + line
        # Dark and light side by side stand out on any ground; crossings are light in the end.
        for shift, value in ((-line, DARK), (0, LIGHT)):
            for x in xs:
                _fill(target, x + shift, ys[0] + shift, line, height, value)
            for y in ys:
                _fill(target, xs[0] + shift, y + shift, width, line, value)

    def _badges(
        self,
        target: Pixels,
        rect: Rect,
        quads: FloatArray,
        codes: NDArray[np.uint8],
        extent: float,
        *,
        turned: bool,
    ) -> None:
        inset = 4 * self._line
        for quad, code in zip(quads, codes.tolist(), strict=True):
            if code not in BADGES:
                continue
            word, letter, color = BADGES[code]
            text, padding = tr(word), 2 * self._line
            room = extent - 2 * inset
            if extent < WORD_FROM_PX * self._line or self._sprites.width(text, self._text_px, padding) > room:
                text = tr(letter, "search cell")
            sprite = self._sprites.get(text, self._text_px, readable_ink(color), color, padding)
            if turned:  # the middle is in the cell at every angle
                height, width = sprite.shape[:2]
                x, y = np.floor(quad.mean(axis=0) + 0.5 - (width / 2, height / 2)).astype(int).tolist()
                stamp(target, rect, sprite, x, y)
            else:
                x, y = np.floor(quad[0] + 0.5).astype(int).tolist()
                stamp(target, rect, sprite, x + inset, y + inset)

    def _dots(self, target: Pixels, edges: NDArray[np.int64], codes: NDArray[np.uint8]) -> None:
        middles = (edges[:, 0] + edges[:, 2]) // 2 - self._line
        for code, (_, _, color) in BADGES.items():
            corner = middles[codes == code]
            for dy, dx in product(range(2 * self._line), repeat=2):
                x, y = corner[:, 0] + dx, corner[:, 1] + dy
                inside = (x >= 0) & (y >= 0) & (x < target.shape[1]) & (y < target.shape[0])
                target[y[inside], x[inside], :3] = color[::-1]

    def _frame(self, target: Pixels, quad: NDArray[np.int64], upright: bool) -> None:
        """The cell that is looked at, framed on the inside."""
        line = self._line
        if not upright:
            ring = quad[None].astype(np.int32)
            sides = np.stack((ring, np.roll(ring, -1, axis=1)), axis=2).reshape(-1, 2, 2)
            for value, width in ((DARK, 5 * line), (LIGHT, 3 * line)):
                draw_lines(target, sides, width, (value, value, value, 255))
            return
        (x0, y0), (x1, y1) = quad.min(axis=0).tolist(), quad.max(axis=0).tolist()
        for inset, width, value in ((0, 4 * line, DARK), (line, 2 * line, LIGHT)):
            left, top, right, bottom = x0 + inset, y0 + inset, x1 - inset, y1 - inset
            _fill(target, left, top, width, bottom - top, value)
            _fill(target, right - width, top, width, bottom - top, value)
            _fill(target, left, top, right - left, width, value)
            _fill(target, left, bottom - width, right - left, width, value)


def _fill(target: Pixels, x: int, y: int, width: int, height: int, value: int | tuple[int, ...]) -> None:
    """One rectangle in one colour, cut at the target's edges."""
    x1, y1 = x + width, y + height
    if x1 > 0 and y1 > 0:
        target[max(0, y) : y1, max(0, x) : x1, :3] = value
