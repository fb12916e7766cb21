"""What the colours of a composed picture mean, as a small strip."""

from __future__ import annotations

import numpy as np

from ilmtool.core.layout import CompareMode
from ilmtool.painting.composite import EDGE_AFTER, EDGE_BEFORE, SIGNED_COLORS
from ilmtool.painting.frame import Pixels
from ilmtool.painting.text import Color, TextSprites
from ilmtool.text import mark, number, tr

PAPER: Color = (38, 38, 38)
INK: Color = (240, 240, 240)
_RAMP_PX, _SWATCH_PX, _TEXT_PX, _PADDING_PX = 72, 16, 11, 5

_SPOKEN = {
    CompareMode.DIFFERENCE: mark("Black did not change; the brighter, the more it changed"),
    CompareMode.SIGNED_DIFFERENCE: mark("Blue became darker, grey did not change, orange became brighter"),
    CompareMode.EDGES: mark(
        "Edges of the before image in orange, of the after image in blue, of both in white"
    ),
    CompareMode.RED_CYAN: mark("Red was brighter before, grey did not change, cyan is brighter after"),
}


def legend_in_words(mode: CompareMode) -> str:
    """The legend for whoever cannot see it; empty for a mode that has none."""
    words = _SPOKEN.get(mode)
    return tr(words) if words else ""


def gain_text(gain: float) -> str:
    """How much stronger differences are shown: `×2`, `×1.4`."""
    shown = round(gain, 1)
    return f"×{number(shown, '.0f' if shown.is_integer() else '.1f')}"


def legend_sprite(sprites: TextSprites, mode: CompareMode, pixel_ratio: float) -> Pixels | None:
    """The legend of a mode, uint8 BGRX, or None for a mode that needs none."""

    def text(words: str) -> Pixels:
        return sprites.get(words, round(_TEXT_PX * pixel_ratio), INK, PAPER, round(_PADDING_PX * pixel_ratio))

    def said(marked: str) -> Pixels:
        return text(tr(marked))

    height = text("x").shape[0]

    def strip(colors: Pixels, width_px: int) -> Pixels:
        """Colours (N, 4) spread over so many logical pixels, with room above and below."""
        width, inset = round(width_px * pixel_ratio), round(_PADDING_PX * pixel_ratio)
        part = np.full((height, width, 4), 255, np.uint8)
        part[..., :3] = PAPER[::-1]
        columns = np.arange(width) * len(colors) // width
        part[inset : height - inset] = colors[columns]
        return part

    def swatch(*bgr: int) -> Pixels:
        return strip(np.array([(*bgr, 255)], np.uint8), _SWATCH_PX)

    ramp = np.repeat(np.arange(256, dtype=np.uint8)[:, None], 4, axis=1)
    ramp[:, 3] = 255
    parts: tuple[Pixels, ...]
    match mode:
        case CompareMode.DIFFERENCE:
            parts = said(mark("no change")), strip(ramp, _RAMP_PX), said(mark("changed"))
        case CompareMode.SIGNED_DIFFERENCE:
            parts = said(mark("darker")), strip(SIGNED_COLORS[0], _RAMP_PX), said(mark("brighter"))
        case CompareMode.EDGES:
            parts = (
                swatch(*EDGE_BEFORE), said(mark("before")), swatch(*EDGE_AFTER), said(mark("after")),
                swatch(255, 255, 255), said(mark("both")),
            )  # fmt: skip
        case CompareMode.RED_CYAN:
            parts = (
                swatch(0, 0, 255), said(mark("brighter before")),
                swatch(255, 255, 0), said(mark("brighter after")),
            )  # fmt: skip
        case _:
            return None
    pad = strip(np.array([(*PAPER[::-1], 255)], np.uint8), _PADDING_PX)
    return np.concatenate((pad, *parts, pad), axis=1)
