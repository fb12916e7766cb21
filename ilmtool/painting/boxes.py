"""Paints the annotations of a view as one batch: outlines around the object, dots where boxes are too
small to be outlined, and name tags.

Outlines lie outside the box, on whole device pixels: what the analyst drew around stays visible.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product

import cv2
import numpy as np
from numpy.typing import NDArray

from ilmtool.core.boxindex import ALIGNED, EXAMINED, POLYGON, SELECTED, BoxIndex
from ilmtool.core.camera import Camera, cos_sin
from ilmtool.core.geometry import Bounds, FloatArray, apply
from ilmtool.core.layout import Rect
from ilmtool.painting.frame import Pixels
from ilmtool.painting.lines import draw_lines_each
from ilmtool.painting.text import Color, TextSprites, readable_ink, stamp

Rows = NDArray[np.intp]
Targets = Sequence[Pixels]

CASING: Color = (0, 0, 0)
CHOSEN: Color = (255, 255, 255)
SEARCHED: Color = (200, 200, 200)

# Where each edge of a box is drawn, as fractions of its length: the second cue beside colour.
PATTERNS: dict[str, tuple[tuple[float, float], ...]] = {
    "solid": ((0.0, 1.0),),
    "dash": ((0.0, 0.22), (0.39, 0.61), (0.78, 1.0)),
    "dot": tuple((i / 11, (i + 1) / 11) for i in range(0, 11, 2)),
    "dash_dot": ((0.0, 0.3), (0.46, 0.54), (0.7, 1.0)),
}

TIE_PX = 1e-7
"""Far above a rounding error, far below what anybody sees."""

MARGIN_PX = 8
"""How far an outline may reach beyond its box, in device pixels at 100 %."""

DOT_BELOW_PX = 3.0
"""A box whose longer side is shorter than this on screen is a dot."""

THIN_ABOVE = 1500
"""With more outlines than this in view they are one pixel wide and plain."""

DOTS_ABOVE = 12_000
"""With more boxes than this in view all of them are dots."""

TAG_FROM_PX = 16.0
"""A box shorter than this on screen, at 100 %, has no name beside it unless it is selected."""

DOT_BLOCK = 8192
"""Boxes whose dots are drawn at a time."""

TAGS_UP_TO = 250
"""With more boxes than this in view the names are left out."""


@dataclass(frozen=True, slots=True)
class BoxStyle:
    """How the boxes of one label look; with `below`, the name stands below the box and not above it."""

    name: str
    color: Color
    outline: str = "solid"
    below: bool = False


@dataclass(frozen=True, slots=True)
class Detail:
    """How much of each box is drawn: decided once for a whole view, so that strips painted later agree."""

    dots_only: bool = False
    thin: bool = False
    tags: bool = True


def detail_for(boxes: BoxIndex, bounds: Bounds, show_names: bool) -> Detail:
    """The detail that a view of these reference bounds can carry."""
    rows = boxes.visible(bounds)
    count = len(rows) - int(np.count_nonzero(boxes.style[rows] & EXAMINED))
    return Detail(count > DOTS_ABOVE, count > THIN_ABOVE, show_names and count <= TAGS_UP_TO)


class BoxPainter:
    """Paints boxes into parts of the plane.

    Parameters
    ----------
    style_of : callable
        The style of a label by its name.
    sprites : TextSprites
    pixel_ratio : float
        Device pixels per logical pixel: line widths and text grow with it.
    examined_shown : bool
        Whether areas that were searched are drawn; a search grid shows them itself.
    """

    def __init__(
        self,
        style_of: Callable[[str], BoxStyle],
        sprites: TextSprites,
        pixel_ratio: float = 1.0,
        *,
        examined_shown: bool = True,
    ) -> None:
        self._examined_shown = examined_shown
        self._style_of = style_of
        self._styles: list[BoxStyle] = []
        self._sprites = sprites
        self._line = max(1, round(pixel_ratio))
        self._text_px = round(11 * pixel_ratio)

    def _follow(self, boxes: BoxIndex) -> None:
        """Look up the styles of labels that the index has met since the last time."""
        self._styles += [self._style_of(name) for name in boxes.label_names[len(self._styles) :]]

    @property
    def margin(self) -> int:
        """Device pixels that an outline may reach beyond its box."""
        return MARGIN_PX * self._line

    def tag_reach(self, boxes: BoxIndex) -> tuple[int, int]:
        """Device pixels that a name tag may reach to the right of and above its box."""
        self._follow(boxes)
        longest = max((len(style.name) for style in self._styles), default=0)
        return self.margin + longest * self._text_px, self.margin + 2 * self._text_px

    def paint(self, target: Pixels, rect: Rect, camera: Camera, boxes: BoxIndex, detail: Detail) -> None:
        """Draw what touches a plane rectangle; see `paint_each`."""
        self.paint_each((target,), rect, camera, boxes, detail)

    def paint_each(
        self, targets: Sequence[Pixels], rect: Rect, camera: Camera, boxes: BoxIndex, detail: Detail
    ) -> None:
        """Draw what touches a plane rectangle into each of several pictures of it.

        Parameters
        ----------
        targets : sequence of ndarray
            uint8 BGRX, shape (rect.h, rect.w, 4); drawn over. Both dates carry the same boxes: where they go
            is computed once.
        rect : Rect
            Where on the plane the targets lie.
        camera : Camera
        boxes : BoxIndex
        detail : Detail
            From `detail_for` of the whole view.
        """
        self._follow(boxes)
        right, up = self.tag_reach(boxes) if detail.tags else (self.margin, self.margin)
        down = up if detail.tags and any(style.below for style in self._styles) else self.margin
        reach = Rect(rect.x - right, rect.y - down, rect.w + right + self.margin, rect.h + down + up)
        rows = boxes.visible(camera.plane_bounds(*reach))
        searched = (boxes.style[rows] & EXAMINED) != 0
        if searched.any():
            if self._examined_shown:
                self._examined(targets, rect, camera, boxes, rows[searched])
            rows = rows[~searched]
        if not len(rows):
            return
        if detail.dots_only:
            self._dots(targets, rect, camera, boxes, rows)
            return
        x0, y0, x1, y1 = boxes.x0[rows], boxes.y0[rows], boxes.x1[rows], boxes.y1[rows]
        extent = np.maximum((x1 - x0) * camera.scale, (y1 - y0) * camera.scale_y)
        dots = extent < DOT_BELOW_PX
        if dots.any():
            self._dots(targets, rect, camera, boxes, rows[dots])
        if dots.all():
            return
        lines = ~dots
        rows = rows[lines]
        labels = boxes.label[rows]
        quads = apply(camera.to_plane(), boxes.quads[rows]) - (rect.x, rect.y)
        chosen = (boxes.flags[rows] & SELECTED) != 0
        self._outlines(targets, rows, quads, labels, boxes, camera, rect, detail)
        if chosen.any():
            ragged = (boxes.flags[rows] & POLYGON) != 0
            self._chosen(targets, _grown(quads[chosen & ~ragged], 3 * self._line))
            for ring in self._rings(boxes, rows[chosen & ragged], camera, rect):
                draw_lines_each(targets, _sides(ring[None]), 1, _bgrx(CHOSEN))
        if detail.tags:
            named = (extent[lines] >= TAG_FROM_PX * self._line) | chosen
            for quad, code in zip(quads[named], labels[named], strict=True):
                self._tag(targets, rect, quad, self._styles[code])

    def _examined(self, targets: Targets, rect: Rect, camera: Camera, boxes: BoxIndex, rows: Rows) -> None:
        """Searched areas: thin grey dots along the outline, without a name, unlike any label."""
        quads = apply(camera.to_plane(), boxes.quads[rows].reshape(-1, 2)).reshape(-1, 4, 2)
        large = (quads.max(axis=1) - quads.min(axis=1)).max(axis=1) >= DOT_BELOW_PX
        rows, quads = rows[large], quads[large] - (rect.x, rect.y)
        if not len(rows):
            return
        rings = _grown(quads, 0)
        upright = _is_upright(rings)
        dotted = _edges(rings, PATTERNS["dot"])
        for target in targets:
            cv2.polylines(target, _lines(rings[upright]), True, _bgrx(CASING), 1)
            cv2.polylines(target, _lines(dotted[upright]), False, _bgrx(SEARCHED), 1)
        draw_lines_each(targets, dotted[~upright].reshape(-1, 2, 2), self._line, _bgrx(SEARCHED))
        chosen = (boxes.flags[rows] & SELECTED) != 0
        if chosen.any():
            self._chosen(targets, _grown(quads[chosen], 3 * self._line))

    def _dots(self, targets: Targets, rect: Rect, camera: Camera, boxes: BoxIndex, rows: Rows) -> None:
        """Squares at the middles of boxes; what would lie beyond the target is cut."""
        colors = np.array([(*style.color[::-1], 255) for style in self._styles], dtype=np.uint8)
        packed = np.ascontiguousarray(colors).view(np.uint32).ravel()
        flats = [target.view(np.uint32)[..., 0] for target in targets]
        # In blocks whose arrays stay in the processor's cache: fresh memory costs more than the arithmetic.
        # Where blocks begin does not depend on what is in view, so strips overlap as the whole does.
        for block in np.split(rows, np.searchsorted(rows, np.arange(DOT_BLOCK, len(boxes), DOT_BLOCK))):
            ink = packed[boxes.label[block]]
            x = (boxes.x0[block] + boxes.x1[block]) * (camera.scale / 2)
            y = (boxes.y0[block] + boxes.y1[block]) * (camera.scale_y / 2)
            if not camera.is_upright:
                cos, sin = cos_sin(camera.turn)
                x, y = cos * x - sin * y, sin * x + cos * y
            x += camera.shift_x
            y += camera.shift_y
            left = np.floor(x).astype(np.intp) - (rect.x + self._line)
            top = np.floor(y).astype(np.intp) - (rect.y + self._line)
            for dy, dx in product(range(2 * self._line), repeat=2):
                at_x, at_y = left + dx, top + dy
                inside = (at_x >= 0) & (at_y >= 0) & (at_x < rect.w) & (at_y < rect.h)
                here = ink
                if not inside.all():
                    at_x, at_y, here = at_x[inside], at_y[inside], ink[inside]
                for flat in flats:
                    flat[at_y, at_x] = here

    def _outlines(
        self,
        targets: Targets,
        rows: Rows,
        quads: FloatArray,
        labels: NDArray[np.int32],
        boxes: BoxIndex,
        camera: Camera,
        rect: Rect,
        detail: Detail,
    ) -> None:
        """Outlines by label. What numpy can do for all labels at once is done once: a strip of a pan holds
        few boxes of many labels.
        """
        flags = boxes.flags[rows]
        ragged = (flags & POLYGON) != 0
        distances = (0,) if detail.thin else tuple(range(2 * self._line + 1))
        rings = [_grown(quads, distance) for distance in distances]
        straight = np.all([_is_upright(r) for r in rings], axis=0)  # in whole pixels
        if camera.is_upright:
            straight |= (flags & ALIGNED) != 0
        upright = straight & ~ragged
        slanted = ~upright & ~ragged
        # Whole outlines stay rings of four corners, broken ones become lines of two points each.
        edges: dict[str, list[NDArray[np.int32]]] = {"solid": rings}
        for code in np.unique(labels):
            style, own = self._styles[code], labels == code
            outline = "solid" if detail.thin or style.outline not in PATTERNS else style.outline
            if outline not in edges:
                edges[outline] = [_edges(ring, PATTERNS[outline]) for ring in rings]
            drawn = edges[outline]
            if (own & ragged).any():
                self._polygons(targets, boxes, rows[own & ragged], camera, rect, style.color)
            if (own & slanted).any():
                # Where upright lines end, the smooth one has its middle: its dark edge stays outside.
                shapes = drawn[-1][own & slanted]
                sides = _sides(shapes) if shapes.ndim == 3 else shapes.reshape(-1, 2, 2)
                if detail.thin:
                    draw_lines_each(targets, sides, 1, _bgrx(style.color))
                else:
                    self._slanted(targets, sides, style.color)
            plain = own & upright
            if not plain.any():
                continue
            colors = (
                [style.color] * len(drawn) if detail.thin else [style.color] * (len(drawn) - 1) + [CASING]
            )
            for ring, color in zip(drawn, colors, strict=True):
                lines = _lines(ring[plain])
                for target in targets:
                    cv2.polylines(target, lines, outline == "solid", _bgrx(color), 1)

    def _polygons(
        self, targets: Targets, boxes: BoxIndex, rows: Rows, camera: Camera, rect: Rect, color: Color
    ) -> None:
        rings = self._rings(boxes, rows, camera, rect)
        self._slanted(targets, np.concatenate([_sides(ring[None]) for ring in rings]), color)

    @staticmethod
    def _rings(boxes: BoxIndex, rows: Rows, camera: Camera, rect: Rect) -> list[NDArray[np.int32]]:
        """Outlines that are no four corners, in pixels of the target."""
        return [
            _rounded(apply(camera.to_plane(), points) - (rect.x, rect.y)).astype(np.int32)
            for row in rows
            for points in boxes.polygons[boxes.ids[row]]
        ]

    def _slanted(self, targets: Targets, lines: NDArray[np.int32], color: Color) -> None:
        """Smooth lines with a dark edge; whole-pixel lines would be ragged at an angle."""
        lines = lines.reshape(-1, 2, 2)
        for ink, width in ((CASING, 3 * self._line + 1), (color, self._line + 1)):
            draw_lines_each(targets, lines, width, _bgrx(ink))

    def _chosen(self, targets: Targets, rings: NDArray[np.int32]) -> None:
        upright = _is_upright(rings)
        for target in targets:
            cv2.polylines(target, list(rings[upright]), True, _bgrx(CHOSEN), 1)
        draw_lines_each(targets, _sides(rings[~upright]), 1, _bgrx(CHOSEN))

    def _tag(self, targets: Targets, rect: Rect, quad: FloatArray, style: BoxStyle) -> None:
        if not style.name:
            return
        sprite = self._sprites.get(
            style.name, self._text_px, readable_ink(style.color), style.color, 2 * self._line
        )
        x = int(_rounded(quad[:, 0].min())) - 2 * self._line + rect.x
        y = int(_rounded(quad[:, 1].min())) - 3 * self._line - sprite.shape[0] + rect.y
        if style.below:
            y = int(_rounded(quad[:, 1].max())) + 3 * self._line + rect.y
        for target in targets:
            stamp(target, rect, sprite, x, y)


def _lines(shapes: NDArray[np.int32]) -> list[NDArray[np.int32]]:
    """Rings (N, 4, 2) as N rings, edges (N, k, 2, 2) as N x k lines."""
    return list(shapes if shapes.ndim == 3 else shapes.reshape(-1, 2, 2))


def _is_upright(rings: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Whether the sides of rings (N, 4, 2) run along rows and columns of pixels."""
    along = rings[:, (1, 2, 3, 0)] == rings
    level = (along[:, (0, 2), 0] & along[:, (1, 3), 1]).all(axis=1)
    turned = (along[:, (0, 2), 1] & along[:, (1, 3), 0]).all(axis=1)
    return np.asarray(level | turned)


def _sides(rings: NDArray[np.int32]) -> NDArray[np.int32]:
    """The sides of rings (N, k, 2) as lines (N x k, 2, 2)."""
    return np.stack((rings, np.roll(rings, -1, axis=1)), axis=2).reshape(-1, 2, 2)


def _rounded(values: FloatArray | np.float64) -> FloatArray:
    """Nearest whole numbers, halves upwards: unlike rounding to even, it does not depend on where a strip
    begins.
    """
    return np.asarray(np.floor(values + 0.5))


def _bgrx(color: Color) -> tuple[int, int, int, int]:
    return color[2], color[1], color[0], 255


def _edges(rings: NDArray[np.int32], pattern: tuple[tuple[float, float], ...]) -> NDArray[np.int32]:
    """The drawn parts of the edges of rings (N, 4, 2), as lines (N, 4 x parts, 2, 2)."""
    following = rings[:, (1, 2, 3, 0)]
    shares = np.asarray(pattern)[:, :, None]
    starts, steps = rings[:, :, None, None], (following - rings)[:, :, None, None]
    # Rounded from the corner on, so that it does not matter where the corner is.
    lines = (starts + _rounded(steps * shares)).astype(np.int32)
    return np.asarray(lines.reshape(len(rings), -1, 2, 2), np.int32)


def _grown(quads: FloatArray, distance: int) -> NDArray[np.int32]:
    """Pixel rings, shape (N, 4, 2), that run `distance` whole pixels outside the quads.

    Corners are TL, BL, BR, TR of the box, also where it is turned. A line of distance 0 touches the box
    from outside: its left column is the one before the box's first, its right column the one after its last.
    """
    down = quads[:, 1] - quads[:, 0]
    across = quads[:, 3] - quads[:, 0]
    down /= np.maximum(np.hypot(down[:, 0], down[:, 1]), 1e-9)[:, None]
    across /= np.maximum(np.hypot(across[:, 0], across[:, 1]), 1e-9)[:, None]
    # The middle of the line, and from there to the index of its pixel: half a pixel to the left and up.
    edge, out = _rounded(quads) - 0.5, distance + 0.5
    grown = np.empty_like(edge)
    grown[:, 0] = edge[:, 0] - out * across - out * down
    grown[:, 1] = edge[:, 1] - out * across + out * down
    grown[:, 2] = edge[:, 2] + out * across + out * down
    grown[:, 3] = edge[:, 3] + out * across - out * down
    # At 45 degrees two steps cancel out and leave a half give or take a rounding error, which depends on
    # where the strip begins: all of these go up.
    return _rounded(grown + TIE_PX).astype(np.int32)
