"""What the colours of a composed picture mean, as a small strip."""

from __future__ import annotations

import numpy as np

from ilmtool.core.layout import CompareMode
from ilmtool.painting.composite import EDGE_AFTER, EDGE_BEFORE, SIGNED_COLORS
from ilmtool.painting.frame import Pixels
from ilmtool.painting.text import Color, TextSprites

PAPER: Color = (38, 38, 38)
INK: Color = (240, 240, 240)
_RAMP_PX, _SWATCH_PX, _TEXT_PX, _PADDING_PX = 72, 16, 11, 5

_SPOKEN = {
    CompareMode.DIFFERENCE: "Black did not change; the brighter, the more it changed",
    CompareMode.SIGNED_DIFFERENCE: "Blue became darker, grey did not change, orange became brighter",
    CompareMode.EDGES: "Edges of the before image in orange, of the after image in blue, of both in white",
    CompareMode.RED_CYAN: "Red was brighter before, grey did not change, cyan is brighter after",
}


def legend_in_words(mode: CompareMode) -> str:
    """The legend for whoever cannot see it; empty for a mode that has none."""
    return _SPOKEN.get(mode, "")


def gain_text(gain: float) -> str:
    """How much stronger differences are shown: `×2`, `×1.4`."""
    return f"×{gain:.1f}".removesuffix(".0")


def legend_sprite(sprites: TextSprites, mode: CompareMode, pixel_ratio: float) -> Pixels | None:
    """The legend of a mode, uint8 BGRX, or None for a mode that needs none."""

    def text(words: str) -> Pixels:
        return sprites.get(words, round(_TEXT_PX * pixel_ratio), INK, PAPER, round(_PADDING_PX * pixel_ratio))

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
            parts = text("no change"), strip(ramp, _RAMP_PX), text("changed")
        case CompareMode.SIGNED_DIFFERENCE:
            parts = text("darker"), strip(SIGNED_COLORS[0], _RAMP_PX), text("brighter")
        case CompareMode.EDGES:
            parts = (
                swatch(*EDGE_BEFORE), text("before"), swatch(*EDGE_AFTER), text("after"),
                swatch(255, 255, 255), text("both"),
            )  # fmt: skip
        case CompareMode.RED_CYAN:
            parts = (
                swatch(0, 0, 255), text("brighter before"), swatch(255, 255, 0), text("brighter after"),
            )  # fmt: skip
        case _:
            return None
    pad = strip(np.array([(*PAPER[::-1], 255)], np.uint8), _PADDING_PX)
    return np.concatenate((pad, *parts, pad), axis=1)
