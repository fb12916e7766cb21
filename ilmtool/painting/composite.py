"""Pictures that are computed from both scenes: differences, edges over each other, red and cyan.

All work on displayed values at screen resolution, pixel by pixel or from a few neighbours, so that strips
painted apart are the whole. Where one of the dates shows nothing, the result is the background: that is no
change.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from ilmtool.core.layout import CompareMode
from ilmtool.imagery.stretch import BACKGROUND
from ilmtool.painting.frame import Pixels

Plane = NDArray[np.uint8]
Tables = NDArray[np.uint8]
"""Displayed value of before -> the value that unchanged ground has after: (256, 3), blue, green, red."""

UNMATCHED: Tables = np.repeat(np.arange(256, dtype=np.uint8)[:, None], 3, axis=1)

DARKER = (230, 120, 20)
"""Blue, green, red of what became darker: with `BRIGHTER`, blue and orange, told apart by everybody."""
SAME = (120, 120, 120)
BRIGHTER = (20, 150, 255)

EDGE_BEFORE = (30, 130, 255)
EDGE_AFTER = (225, 125, 0)
"""Blue, green, red; where both dates have an edge the two add up to white."""
DIMMED = 0.45
"""Of the after image beneath the edges."""
EDGE_FROM = 15.0
"""A step of so many grey levels along a row or column is an edge, with gain 1."""
EDGE_REACH_PX = 4
"""From how far pixels decide about an edge: blur, gradient, thinning."""

_SAME_AT = 128


def margin_of(mode: CompareMode) -> int:
    """Device pixels around a rectangle that its composition looks at."""
    return EDGE_REACH_PX if mode is CompareMode.EDGES else 0


def compose(
    mode: CompareMode, before: Pixels, after: Pixels, tables: Tables = UNMATCHED, gain: float = 1.0
) -> Pixels:
    """The picture of a composed mode.

    Parameters
    ----------
    mode : CompareMode
        A composed one.
    before, after : ndarray
        uint8 BGRX, shape (rows, cols, 4); the fourth channel is 255 where there is data.
    tables : ndarray
        uint8, (256, 3): brings the before scene's values to the scale of the after scene's.
    gain : float
        Factor on differences, or on the strength of edges.

    Returns
    -------
    ndarray
        uint8 BGRX of the same shape. The outermost `margin_of(mode)` pixels know too little of their
        surroundings: leave them out.
    """
    matched = _matched(before, tables)
    picture = _WAYS[mode](matched, after, gain)
    data = cv2.min(cv2.extractChannel(before, 3), cv2.extractChannel(after, 3))
    nothing = np.asarray(data) < 255
    if nothing.any():
        picture[nothing] = BACKGROUND
    return picture


def _matched(pixels: Pixels, tables: Tables) -> Pixels:
    if tables is UNMATCHED:
        return pixels
    whole = np.concatenate((tables, UNMATCHED[:, :1]), axis=1)
    return np.asarray(cv2.LUT(pixels, np.ascontiguousarray(whole[None])), np.uint8)


def _grey(pixels: Pixels) -> Plane:
    """Luma of ITU-R BT.601."""
    return np.asarray(cv2.cvtColor(pixels, cv2.COLOR_BGRA2GRAY), np.uint8)


def _difference(before: Pixels, after: Pixels, gain: float) -> Pixels:
    """Black where nothing changed; the channel that changed most decides how bright it is."""
    blue, green, red, _ = cv2.split(cv2.absdiff(before, after))
    most = cv2.convertScaleAbs(cv2.max(cv2.max(blue, green), red), alpha=gain)
    return np.asarray(cv2.cvtColor(most, cv2.COLOR_GRAY2BGRA), np.uint8)


def _signed(before: Pixels, after: Pixels, gain: float) -> Pixels:
    half = gain / 2
    level = cv2.addWeighted(_grey(after), half, _grey(before), -half, _SAME_AT)
    return np.asarray(cv2.LUT(cv2.cvtColor(level, cv2.COLOR_GRAY2BGRA), SIGNED_COLORS), np.uint8)


def _signed_colors() -> Pixels:
    """Colour of each level of a signed difference, (1, 256, 4); `_SAME_AT` is no change."""
    share = (np.arange(256) - float(_SAME_AT))[:, None] / np.array([[127.0]])
    ends = np.where(share < 0, DARKER, BRIGHTER)
    mixed = np.asarray(SAME) + np.minimum(1.0, np.abs(share)) * (ends - np.asarray(SAME))
    table = np.full((1, 256, 4), 255, np.uint8)
    table[0, :, :3] = np.rint(mixed).astype(np.uint8)
    return table


SIGNED_COLORS = _signed_colors()
"""uint8 BGRX, (1, 256, 4): from much darker over no change to much brighter."""


def _red_cyan(before: Pixels, after: Pixels, gain: float) -> Pixels:  # noqa: ARG001
    """Before in red, after in green and blue: what did not change is grey."""
    old, new = _grey(before), _grey(after)
    return np.asarray(cv2.merge((new, new, old, np.full_like(new, 255))), np.uint8)


def _edges(before: Pixels, after: Pixels, gain: float) -> Pixels:
    old, new = _edge_strength(before, gain), _edge_strength(after, gain)
    dim = cv2.convertScaleAbs(_grey(after), alpha=DIMMED)
    none = cv2.bitwise_not(cv2.max(old, new))
    ground = cv2.multiply(dim, none, scale=1 / 255)
    planes = []
    for first, second in zip(EDGE_BEFORE, EDGE_AFTER, strict=True):
        lines = cv2.addWeighted(old, first / 255, new, second / 255, 0)
        planes.append(cv2.add(ground, lines))
    return np.asarray(cv2.merge((*planes, np.full_like(dim, 255))), np.uint8)


def _edge_strength(pixels: Pixels, gain: float) -> Plane:
    """How much of an edge each pixel is, 0 to 255: the crest of Scharr's gradient, one or two pixels wide.

    No hysteresis as in Canny's detector: whether a pixel is an edge would depend on pixels far away, and
    strips painted apart would not meet.
    """
    smooth = cv2.GaussianBlur(_grey(pixels), (3, 3), 0)
    across = cv2.convertScaleAbs(cv2.Scharr(smooth, cv2.CV_16S, 1, 0), alpha=1 / 16)
    down = cv2.convertScaleAbs(cv2.Scharr(smooth, cv2.CV_16S, 0, 1), alpha=1 / 16)
    strength = cv2.addWeighted(across, 1.0, down, 1.0, 0)
    upright = cv2.compare(across, down, cv2.CMP_GE)
    crest_x = cv2.compare(strength, cv2.dilate(strength, np.ones((1, 3), np.uint8)), cv2.CMP_GE)
    crest_y = cv2.compare(strength, cv2.dilate(strength, np.ones((3, 1), np.uint8)), cv2.CMP_GE)
    crest = cv2.bitwise_or(
        cv2.bitwise_and(crest_x, upright), cv2.bitwise_and(crest_y, cv2.bitwise_not(upright))
    )
    shown = cv2.bitwise_and(cv2.LUT(strength, _edge_table(gain)), crest)
    # The rim of the data is no edge on the ground.
    data = cv2.erode(cv2.extractChannel(pixels, 3), np.ones((7, 7), np.uint8))
    shown[np.asarray(data) < 255] = 0
    return np.asarray(shown, np.uint8)


@lru_cache(maxsize=64)
def _edge_table(gain: float) -> Plane:
    """How strongly each strength is shown: nothing below a threshold, then ever more."""
    shown = np.clip((np.arange(256) - EDGE_FROM / gain) * 2 * gain, 0, 255)
    return np.asarray(shown, np.uint8)


_WAYS: dict[CompareMode, Callable[[Pixels, Pixels, float], Pixels]] = {
    CompareMode.DIFFERENCE: _difference,
    CompareMode.SIGNED_DIFFERENCE: _signed,
    CompareMode.EDGES: _edges,
    CompareMode.RED_CYAN: _red_cyan,
}
