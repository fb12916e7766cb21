"""The strip on each side that says which image is shown, so that nobody labels the wrong one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable

from ilmtool.core.layout import CompareMode, Cut, Pane, Rect, Side
from ilmtool.painting.frame import Pixels
from ilmtool.painting.text import LONGEST, Color, TextSprites, stamp
from ilmtool.text import mark, tr

PAPER: dict[Side, Color] = {Side.BEFORE: (38, 38, 38), Side.AFTER: (225, 225, 225)}
INK: dict[Side, Color] = {Side.BEFORE: (240, 240, 240), Side.AFTER: (20, 20, 20)}


_SOURCE = 2
"""The part of a caption that says where the image comes from, perhaps by a long file name."""


def caption_sprite(
    sprites: TextSprites, text: str, side: Side, pixel_ratio: float, room: int | None = None
) -> Pixels:
    """The caption of one side: light on dark for before, dark on light for after.

    Parameters
    ----------
    text : str
        Parts divided by two blanks: side, date, source, and what else there is to say.
    room : int, optional
        Columns that there are. A longer caption loses the middle of its source, so that date and GSD stay;
        then the source, then what stands at the end.
    """
    size, padding = round(12 * pixel_ratio), round(6 * pixel_ratio)
    if room is not None:
        text = _shortened(
            text, lambda said: len(said) <= LONGEST and sprites.width(said, size, padding) <= room
        )
    return sprites.get(text, size, INK[side], PAPER[side], padding)


def _shortened(text: str, fits: Callable[[str], bool]) -> str:
    parts = text.split("  ")
    if len(parts) <= _SOURCE or fits(text):
        return text
    source = parts[_SOURCE]

    def keeping(count: int) -> str:
        head, tail = source[: (count + 1) // 2], source[len(source) - count // 2 :]
        return "  ".join((*parts[:_SOURCE], f"{head}…{tail}", *parts[_SOURCE + 1 :]))

    kept = bisect_left(range(len(source)), True, key=lambda count: not fits(keeping(count)))
    if kept > 0:
        return keeping(kept - 1)
    # Whole parts go from the end, rather than that one is cut through.
    rest = [*parts[:_SOURCE], *parts[_SOURCE + 1 :]]
    while len(rest) > _SOURCE and not fits("  ".join(rest)):
        rest.pop()
    return "  ".join(rest)


_ROLES: dict[CompareMode, dict[Side, str]] = {
    CompareMode.DIFFERENCE: {Side.BEFORE: mark("matched"), Side.AFTER: mark("difference")},
    CompareMode.SIGNED_DIFFERENCE: {Side.BEFORE: mark("matched"), Side.AFTER: mark("minus before")},
    CompareMode.EDGES: {Side.BEFORE: mark("edges orange"), Side.AFTER: mark("edges blue")},
    CompareMode.RED_CYAN: {Side.BEFORE: mark("in red"), Side.AFTER: mark("in cyan")},
}
"""What each date is to a composed picture."""


def captioned(
    mode: CompareMode, shown: tuple[Pane, ...], canvas: Rect, cut: Cut
) -> tuple[tuple[Pane, str], ...]:
    """Where captions go, and what they say beside the date: of a pane, or of half of the canvas where both
    dates lie over each other.

    Parameters
    ----------
    mode : CompareMode
    shown : tuple of Pane
        What is on the canvas.
    canvas : Rect
    cut : Cut
    """
    if mode is CompareMode.LENS:
        words = {shown[0].side: tr("in the lens"), shown[0].side.other: tr("around it")}
    elif len(shown) == 2 and shown[0].frame == shown[1].frame == shown[1].clip:
        percent = round(cut.fade * 100)
        words = {Side.BEFORE: f"{100 - percent} %", Side.AFTER: f"{percent} %"}
    elif shown and shown[0].composed:
        words = {side: tr(role) for side, role in _ROLES[mode].items()}
    else:
        return tuple((pane, "") for pane in shown)
    middle = canvas.w // 2
    halves = {
        Side.BEFORE: Rect(canvas.x, canvas.y, middle, canvas.h),
        Side.AFTER: Rect(canvas.x + middle, canvas.y, canvas.w - middle, canvas.h),
    }
    return tuple((Pane(side, canvas, halves[side]), words[side]) for side in halves)


def with_words(text: str, words: str) -> str:
    """A caption with what is to be said of its date, where no lack of room cuts it off."""
    side, blanks, rest = text.partition("  ")
    return f"{side} ({words}){blanks}{rest}" if words else text


def caption_room(pane: Pane, canvas: Rect, margin: int) -> int:
    """Columns that a caption may have: of the canvas, or of half of it where both dates are side by side.

    The divider of a swipe does not matter, so that nothing is drawn anew while it moves; it may hide an end.
    """
    return (canvas.w if pane.clip.w == canvas.w else canvas.w // 2) - 2 * margin


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
