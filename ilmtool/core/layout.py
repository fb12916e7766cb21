"""Where the two scenes lie on the canvas in each compare mode, in device pixels.

Every mode is the same picture cut differently: each side has one frame (all frames have the same size and
the same camera), placed on the canvas and clipped. Changing the mode changes rectangles, not pixels.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Rect(NamedTuple):
    """A rectangle of whole device pixels: left, top, width, height."""

    x: int
    y: int
    w: int
    h: int

    def intersected(self, other: Rect) -> Rect:
        """The common part; its width or height is 0 where there is none."""
        x0, y0 = max(self.x, other.x), max(self.y, other.y)
        x1, y1 = min(self.x + self.w, other.x + other.w), min(self.y + self.h, other.y + other.h)
        return Rect(x0, y0, max(0, x1 - x0), max(0, y1 - y0))

    def contains(self, x: float, y: float) -> bool:
        """Half-open: the right and bottom edges are outside."""
        return self.x <= x < self.x + self.w and self.y <= y < self.y + self.h

    @property
    def is_empty(self) -> bool:
        return self.w <= 0 or self.h <= 0


class CompareMode(StrEnum):
    """The ways of comparing two dates."""

    SIDE_BY_SIDE = "side-by-side"
    SWIPE_VERTICAL = "swipe"
    SWIPE_HORIZONTAL = "swipe-horizontal"
    BEFORE = "before"
    AFTER = "after"

    @property
    def is_swipe(self) -> bool:
        return self in {CompareMode.SWIPE_VERTICAL, CompareMode.SWIPE_HORIZONTAL}


class Side(StrEnum):
    """Which of the two dates; before is left or top."""

    BEFORE = "before"
    AFTER = "after"

    @property
    def other(self) -> Side:
        return Side.AFTER if self is Side.BEFORE else Side.BEFORE


@dataclass(frozen=True, slots=True)
class Pane:
    """One side's place on the canvas: its frame, of which `clip` is visible (both in canvas pixels)."""

    side: Side
    frame: Rect
    clip: Rect


def frame_size(mode: CompareMode, size: tuple[int, int]) -> tuple[int, int]:
    """Size of each side's frame for a canvas of (width, height) device pixels."""
    width, height = size
    return ((width + 1) // 2, height) if mode is CompareMode.SIDE_BY_SIDE else (width, height)


def divider_position(mode: CompareMode, size: tuple[int, int], fraction: float) -> int:
    """Device pixel at which the after side begins, from the divider's fraction of the canvas."""
    extent = size[1] if mode is CompareMode.SWIPE_HORIZONTAL else size[0]
    return min(extent, max(0, round(extent * fraction)))


def panes(
    mode: CompareMode, size: tuple[int, int], fraction: float = 0.5, flicker: bool = False
) -> tuple[Pane, ...]:
    """The visible panes, before first.

    Parameters
    ----------
    mode : CompareMode
    size : (int, int)
        Canvas width and height in device pixels.
    fraction : float
        Position of the swipe divider, 0 to 1 of the width or height.
    flicker : bool
        Shows the other date while a key is held: side by side both panes trade their dates, a swipe shows
        before everywhere, a single date shows the other one.
    """
    width, height = size
    whole = Rect(0, 0, width, height)
    if mode is CompareMode.SIDE_BY_SIDE:
        half = (width + 1) // 2
        left, right = Rect(0, 0, half, height), Rect(width - half, 0, half, height)
        sides = (Side.AFTER, Side.BEFORE) if flicker else (Side.BEFORE, Side.AFTER)
        # With an odd width the two equal halves share their middle column; the right one owns it.
        left_clip = Rect(0, 0, width - half, height)
        return Pane(sides[0], left, left_clip), Pane(sides[1], right, right)
    if mode.is_swipe:
        if flicker:
            return (Pane(Side.BEFORE, whole, whole),)
        at = divider_position(mode, size, fraction)
        if mode is CompareMode.SWIPE_VERTICAL:
            cuts = Rect(0, 0, at, height), Rect(at, 0, width - at, height)
        else:
            cuts = Rect(0, 0, width, at), Rect(0, at, width, height - at)
        return Pane(Side.BEFORE, whole, cuts[0]), Pane(Side.AFTER, whole, cuts[1])
    side = Side.BEFORE if mode is CompareMode.BEFORE else Side.AFTER
    return (Pane(side.other if flicker else side, whole, whole),)
