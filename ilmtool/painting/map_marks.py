"""Scale bar and north arrow, as one small opaque picture for a corner."""

from __future__ import annotations

import math

import cv2
import numpy as np

from ilmtool.core.layout import Rect
from ilmtool.painting.frame import Pixels
from ilmtool.painting.text import Color, TextSprites
from ilmtool.text import tr

PAPER: Color = (38, 38, 38)
INK: Color = (240, 240, 240)
MOST_BAR_PX = 150
"""Logical pixels that the bar has at most."""

_ARROW_PX = 34
_SHIFT = 4
"""OpenCV's fixed point: sixteenths of a pixel."""


def marks_sprite(
    sprites: TextSprites, text: str, width_px: float, north_deg: float | None, pixel_ratio: float
) -> Pixels:
    """The picture.

    Parameters
    ----------
    text : str
        Of the bar; empty for none.
    width_px : float
        Of the bar in device pixels, from the outer edge of one end to that of the other; it is drawn to the
        nearest whole one.
    north_deg : float or None
        Where the arrow points, clockwise from straight up; None for no arrow.
    pixel_ratio : float
        Device pixels per logical pixel.

    Returns
    -------
    ndarray
        uint8 BGRX, shape (rows, cols, 4).
    """
    parts = []
    if north_deg is not None:
        parts.append(_arrow(sprites, north_deg, pixel_ratio))
    if text:
        parts.append(_bar(sprites, text, width_px, pixel_ratio))
    height = max(part.shape[0] for part in parts)
    padded = [_on_paper(height, part, (height - part.shape[0]) // 2) for part in parts]
    return np.concatenate(padded, axis=1)


def _paper(rows: int, cols: int) -> Pixels:
    made = np.empty((rows, cols, 4), np.uint8)
    made[:] = (*PAPER[::-1], 255)
    return made


def _on_paper(rows: int, part: Pixels, top: int) -> Pixels:
    made = _paper(rows, part.shape[1])
    made[top : top + part.shape[0]] = part
    return made


def _bar(sprites: TextSprites, text: str, width_px: float, ratio: float) -> Pixels:
    """Text over a line with upright ends: whole pixels, so that it is sharp."""
    line, tick, pad = max(1, round(1.5 * ratio)), round(5 * ratio), round(8 * ratio)
    words = sprites.get(text, round(11 * ratio), INK, PAPER, round(2 * ratio))
    length = max(1, round(width_px))
    inner = max(length, words.shape[1])
    rows = words.shape[0] + tick + line + round(5 * ratio)
    made = _paper(rows, inner + 2 * pad)
    left = pad + (inner - words.shape[1]) // 2
    made[: words.shape[0], left : left + words.shape[1]] = words
    base, start = words.shape[0] + tick, pad + (inner - length) // 2
    ink = (*INK[::-1], 255)
    made[base : base + line, start : start + length] = ink
    made[base - tick : base, start : start + min(line, length)] = ink
    made[base - tick : base, start + length - min(line, length) : start + length] = ink
    return made


def _arrow(sprites: TextSprites, north_deg: float, ratio: float) -> Pixels:
    """A needle through the middle, its northern half filled, and an N before its tip."""
    side = round(_ARROW_PX * ratio)
    made, middle = _paper(side, side), side / 2
    turn = math.radians(north_deg)
    along, across = (math.sin(turn), -math.cos(turn)), (math.cos(turn), math.sin(turn))

    def at(forward: float, aside: float) -> tuple[int, int]:
        x = middle + (forward * along[0] + aside * across[0]) * ratio - 0.5
        y = middle + (forward * along[1] + aside * across[1]) * ratio - 0.5
        return round(x * 2**_SHIFT), round(y * 2**_SHIFT)

    ink, dim = (*map(float, INK[::-1]), 255.0), (130.0, 130.0, 130.0, 255.0)
    tip, left, right, foot = at(8, 0), at(-9, -6), at(-9, 6), at(-5.5, 0)
    for half, color in (((tip, left, foot), ink), ((tip, right, foot), dim)):
        cv2.fillPoly(made, [np.array(half, np.int32)], color, cv2.LINE_AA, _SHIFT)
    letter = sprites.get(tr("N", "north arrow"), round(9 * ratio), INK, PAPER, 0)
    rows, cols = letter.shape[:2]
    reach = 12.0 * ratio
    x, y = round(middle + along[0] * reach - cols / 2), round(middle + along[1] * reach - rows / 2)
    x, y = min(max(x, 0), side - cols), min(max(y, 0), side - rows)
    spot = made[y : y + rows, x : x + cols]
    np.maximum(spot, letter, out=spot)  # the letter's paper covers nothing of the needle
    return made


def marks_place(frame: Rect, sprite: Pixels, canvas: Rect, margin: int, lift: int = 0) -> Rect | None:
    """The lower left corner of a frame on the canvas, `lift` pixels up; None where it has no room."""
    rows, cols = sprite.shape[:2]
    if cols + 2 * margin > frame.w or rows + 2 * margin + lift > frame.h:
        return None
    bottom = min(frame.y + frame.h, canvas.y + canvas.h)
    return Rect(frame.x + margin, bottom - margin - lift - rows, cols, rows)
