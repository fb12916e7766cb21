"""The strip on each side that says which image is shown, so that nobody labels the wrong one."""

from __future__ import annotations

from ilmtool.core.layout import Pane, Rect, Side
from ilmtool.painting.frame import Pixels
from ilmtool.painting.text import Color, TextSprites, stamp

PAPER: dict[Side, Color] = {Side.BEFORE: (38, 38, 38), Side.AFTER: (225, 225, 225)}
INK: dict[Side, Color] = {Side.BEFORE: (240, 240, 240), Side.AFTER: (20, 20, 20)}


def caption_sprite(sprites: TextSprites, text: str, side: Side, pixel_ratio: float) -> Pixels:
    """The caption of one side: light on dark for before, dark on light for after."""
    return sprites.get(text, round(12 * pixel_ratio), INK[side], PAPER[side], round(6 * pixel_ratio))


def caption_place(pane: Pane, sprite: Pixels, canvas: Rect, margin: int) -> Rect | None:
    """Where a pane's caption lies on the canvas, or None where its clip leaves no room for any of it.

    Before is left (or top), after right (or bottom), always on its own side of a divider.
    """
    height, width = sprite.shape[:2]
    clip = pane.clip
    stacked = clip.w == canvas.w and clip.h < canvas.h
    room_x, room_y = clip.w - 2 * margin, clip.h - 2 * margin
    if room_x < 8 * margin or room_y < height:
        return None
    width = min(width, room_x)
    x = clip.x + margin if pane.side is Side.BEFORE or stacked else clip.x + clip.w - margin - width
    y = clip.y + margin if not (stacked and pane.side is Side.AFTER) else clip.y + clip.h - margin - height
    return Rect(x, y, width, height)


def stamp_caption(target: Pixels, sprite: Pixels, place: Rect) -> None:
    """Copy a caption to its place on a canvas array."""
    stamp(target, Rect(0, 0, target.shape[1], target.shape[0]), sprite[:, : place.w], place.x, place.y)
