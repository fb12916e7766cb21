"""Where the two scenes lie on the canvas in each compare mode, in device pixels.

Most modes are the same picture cut differently: each side has one frame (all frames have the same size and
the same camera), placed on the canvas, clipped to a rectangle or a disc, or laid over the other one half
transparent. Changing the mode changes shapes, not pixels. The composed modes show a third frame, computed
from both scenes.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
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
    LENS = "lens"
    FADE = "fade"
    DIFFERENCE = "difference"
    SIGNED_DIFFERENCE = "signed-difference"
    EDGES = "edges"
    RED_CYAN = "red-cyan"

    @property
    def is_swipe(self) -> bool:
        return self in {CompareMode.SWIPE_VERTICAL, CompareMode.SWIPE_HORIZONTAL}

    @property
    def is_composed(self) -> bool:
        """Whether it shows a picture that is computed from both dates."""
        return self in _COMPOSED

    @property
    def lays_over(self) -> bool:
        """Whether it shows both dates in one place."""
        return self in _COMPOSED or self in {CompareMode.LENS, CompareMode.FADE}

    @property
    def needs_matching(self) -> bool:
        """Whether that picture compares grey levels, so that both dates must be on one scale."""
        return self in _COMPOSED and self is not CompareMode.EDGES

    @property
    def has_gain(self) -> bool:
        """Whether weak differences can be made stronger in it."""
        return self in _COMPOSED and self is not CompareMode.RED_CYAN


_COMPOSED = frozenset(
    {
        CompareMode.DIFFERENCE,
        CompareMode.SIGNED_DIFFERENCE,
        CompareMode.EDGES,
        CompareMode.RED_CYAN,
    }
)


class Side(StrEnum):
    """Which of the two dates; before is left or top."""

    BEFORE = "before"
    AFTER = "after"

    @property
    def other(self) -> Side:
        return Side.AFTER if self is Side.BEFORE else Side.BEFORE


class Disc(NamedTuple):
    """A round area: the device pixels whose centres lie nearer than `radius` to the corner point (x, y)."""

    x: int
    y: int
    radius: int

    @property
    def bounds(self) -> Rect:
        return Rect(self.x - self.radius, self.y - self.radius, 2 * self.radius, 2 * self.radius)

    def contains(self, x: float, y: float) -> bool:
        """Whether the pixel at a position belongs to it."""
        return math.hypot(math.floor(x) + 0.5 - self.x, math.floor(y) + 0.5 - self.y) < self.radius

    def rows(self) -> Iterator[Rect]:
        """Its pixels, row by row from the top."""
        for row in range(-self.radius, self.radius):
            half = math.ceil(math.sqrt(self.radius**2 - (row + 0.5) ** 2) - 0.5)
            if half > 0:
                yield Rect(self.x - half, self.y + row, 2 * half, 1)


LENS_RANGE = (30.0, 1200.0)
"""Radius of the lens, device pixels."""


@dataclass(frozen=True, slots=True)
class Cut:
    """How the canvas is divided between the two dates.

    Attributes
    ----------
    divider : float
        Where the divider of a swipe stands, 0 to 1 of the width or height.
    lens_at : (float, float)
        Centre of the lens, as shares of the canvas's width and height.
    lens_radius : float
        Device pixels.
    fade : float
        Share of the after date in a fade, 0 to 1.
    """

    divider: float = 0.5
    lens_at: tuple[float, float] = (0.5, 0.5)
    lens_radius: float = 130.0
    fade: float = 0.5


FIRST_CUT = Cut()
"""What a new view begins with."""


@dataclass(frozen=True, slots=True)
class Pane:
    """One side's place on the canvas.

    Attributes
    ----------
    side : Side
        The date that a press there works on.
    frame : Rect
        Where the side's frame lies, in canvas pixels.
    clip : Rect
        The part of it that is visible.
    disc : Disc or None
        Of `clip`, no more than this is visible.
    opacity : float
        Below 1, what lies beneath shines through.
    composed : bool
        Shows the frame that is computed from both dates, not the side's own.
    """

    side: Side
    frame: Rect
    clip: Rect
    disc: Disc | None = None
    opacity: float = 1.0
    composed: bool = False

    def contains(self, x: float, y: float) -> bool:
        """Whether a canvas position is on it."""
        return self.clip.contains(x, y) and (self.disc is None or self.disc.contains(x, y))


def frame_size(mode: CompareMode, size: tuple[int, int]) -> tuple[int, int]:
    """Size of each side's frame for a canvas of (width, height) device pixels."""
    width, height = size
    return ((width + 1) // 2, height) if mode is CompareMode.SIDE_BY_SIDE else (width, height)


def divider_position(mode: CompareMode, size: tuple[int, int], fraction: float) -> int:
    """Device pixel at which the after side begins, from the divider's fraction of the canvas."""
    extent = size[1] if mode is CompareMode.SWIPE_HORIZONTAL else size[0]
    return min(extent, max(0, round(extent * fraction)))


def lens_disc(size: tuple[int, int], cut: Cut) -> Disc:
    """The lens on a canvas of (width, height) device pixels."""
    return Disc(round(cut.lens_at[0] * size[0]), round(cut.lens_at[1] * size[1]), round(cut.lens_radius))


def panes(
    mode: CompareMode, size: tuple[int, int], cut: Cut = FIRST_CUT, flicker: bool = False
) -> tuple[Pane, ...]:
    """The visible panes: before first, except that one that lies over another comes before it.

    The first pane that contains a place is the one that is seen there, or seen best.

    Parameters
    ----------
    mode : CompareMode
    size : (int, int)
        Canvas width and height in device pixels.
    cut : Cut
    flicker : bool
        Shows the other date while a key is held: side by side both panes trade their dates, as inside and
        outside of the lens do; a swipe and the composed modes show before everywhere; a fade shows the date
        that is seen less; a single date shows the other one.
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
        at = divider_position(mode, size, cut.divider)
        if mode is CompareMode.SWIPE_VERTICAL:
            cuts = Rect(0, 0, at, height), Rect(at, 0, width - at, height)
        else:
            cuts = Rect(0, 0, width, at), Rect(0, at, width, height - at)
        return Pane(Side.BEFORE, whole, cuts[0]), Pane(Side.AFTER, whole, cuts[1])
    if mode is CompareMode.LENS:
        inside = Side.AFTER if flicker else Side.BEFORE
        disc = lens_disc(size, cut)
        clip = disc.bounds.intersected(whole)
        return Pane(inside, whole, clip, disc), Pane(inside.other, whole, whole)
    if mode is CompareMode.FADE:
        return _faded(whole, cut.fade, flicker)
    if mode.is_composed and not flicker:
        return (Pane(Side.AFTER, whole, whole, composed=True),)
    side = Side.BEFORE if mode is CompareMode.BEFORE else Side.AFTER
    return (Pane(side.other if flicker else side, whole, whole),)


def _faded(whole: Rect, fade: float, flicker: bool) -> tuple[Pane, ...]:
    """The date that is seen better, over the other one; alone at either end."""
    # Screens mix in 256 steps: what rounds to none of a date is none of it.
    share = round(fade * 256) / 256
    better = Side.AFTER if share >= 0.5 else Side.BEFORE
    if flicker:
        return (Pane(better.other, whole, whole),)
    if share in {0.0, 1.0}:
        return (Pane(better, whole, whole),)
    opacity = share if better is Side.AFTER else 1 - share
    return Pane(better, whole, whole, opacity=opacity), Pane(better.other, whole, whole)
