"""Short texts as small images, drawn once and kept."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from ilmtool.core.layout import Rect
from ilmtool.painting.frame import Pixels
from ilmtool.resources import resource_dir

if TYPE_CHECKING:
    from PIL import ImageFont

Color = tuple[int, int, int]
"""Red, green, blue, 0 to 255."""

LONGEST = 120
"""Characters of a text that are drawn."""

_KEPT = 2000

_ISOLATES = "\u2066\u2068\u2069"
"""Set a text apart from its surroundings, as `ilmtool.text.set_apart` does; they have no width."""


class TextSprites:
    """Makes and keeps text images of one font.

    Parameters
    ----------
    font : Path
        A TrueType file.
    """

    def __init__(self, font: Path) -> None:
        self._font_path = font
        self._fonts: dict[int, ImageFont.FreeTypeFont] = {}
        self._lengths: dict[tuple[str, int], int] = {}
        self._sprites: dict[tuple[str, int, Color, Color, int], Pixels] = {}

    def get(self, text: str, size_px: int, ink: Color, paper: Color, padding: int) -> Pixels:
        """A one-line text on an opaque ground.

        Parameters
        ----------
        text : str
            Control characters are shown as spaces; what is too long to be read is cut with an ellipsis.
        size_px : int
            Font size in device pixels.
        ink, paper : (int, int, int)
            Red, green, blue of text and ground.
        padding : int
            Device pixels around the text.

        Returns
        -------
        ndarray
            uint8 BGRX, shape (rows, cols, 4); shared, do not write to it.
        """
        key = (text, size_px, ink, paper, padding)
        sprite = self._sprites.get(key)
        if sprite is None:
            if len(self._sprites) >= _KEPT:
                self._sprites.clear()
            sprite = self._sprites[key] = self._draw(_shown(text), size_px, ink, paper, padding)
        return sprite

    def width(self, text: str, size_px: int, padding: int) -> int:
        """Columns of the sprite of a text."""
        key = (text, size_px)
        length = self._lengths.get(key)
        if length is None:
            if len(self._lengths) >= _KEPT:
                self._lengths.clear()
            length = self._lengths[key] = max(1, round(self._font(size_px).getlength(_shown(text))))
        return length + 2 * padding

    def _font(self, size_px: int) -> ImageFont.FreeTypeFont:
        font = self._fonts.get(size_px)
        if font is None:
            from PIL import ImageFont  # an empty window draws no text on images

            font = self._fonts[size_px] = ImageFont.truetype(str(self._font_path), size_px)
        return font

    def _draw(self, text: str, size_px: int, ink: Color, paper: Color, padding: int) -> Pixels:
        from PIL import Image, ImageDraw

        font = self._font(size_px)
        ascent, descent = font.getmetrics()
        width = self.width(text, size_px, padding)
        height = ascent + descent + padding
        image = Image.new("RGB", (width, height), paper)
        ImageDraw.Draw(image).text((padding, padding // 2), text, font=font, fill=ink)
        rgb = np.asarray(image)
        sprite = np.full((height, width, 4), 255, dtype=np.uint8)
        sprite[..., :3] = rgb[..., ::-1]
        return sprite


def _shown(text: str) -> str:
    return "".join(c if c.isprintable() or c in _ISOLATES else " " for c in text[:LONGEST])


def stamp(target: Pixels, rect: Rect, sprite: Pixels, x: int, y: int) -> None:
    """Copy a sprite to plane pixel (x, y) of a target that lies at `rect`, cut at its edges."""
    rows, cols = sprite.shape[:2]
    place = Rect(x, y, cols, rows).intersected(rect)
    if place.is_empty:
        return
    target[place.y - rect.y : place.y - rect.y + place.h, place.x - rect.x : place.x - rect.x + place.w] = (
        sprite[place.y - y : place.y - y + place.h, place.x - x : place.x - x + place.w]
    )


def readable_ink(paper: Color) -> Color:
    """Black or white, whichever stands out from `paper` (relative luminance, ITU-R BT.709)."""
    luminance = 0.2126 * paper[0] + 0.7152 * paper[1] + 0.0722 * paper[2]
    return (0, 0, 0) if luminance > 120 else (255, 255, 255)


def font_sprites() -> TextSprites:
    """Text in the font that ships with the program."""
    return TextSprites(resource_dir() / "fonts" / "DejaVuSans.ttf")
