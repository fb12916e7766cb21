"""Pyramid levels: the file's own overviews, and virtual ones where it has none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ilmtool.imagery.source import Level

SMALLEST = 512
"""The last level is at most this many px a side."""


@dataclass(frozen=True, slots=True)
class LevelBase:
    """What a level is decoded from.

    Attributes
    ----------
    overview : int
        Overview of the file; -1 for the full resolution.
    shrink : int
        Px of that overview per px of the level, along both axes; 1 where the level is in the file.
    """

    overview: int
    shrink: int = 1

    @property
    def exact(self) -> bool:
        """Whether the file has this level."""
        return self.shrink == 1


def plan_levels(
    width: int, height: int, overviews: Sequence[int] = (), *, by_halves: bool = False
) -> tuple[tuple[Level, ...], tuple[LevelBase, ...]]:
    """Levels of an image and what each is read from.

    Parameters
    ----------
    width, height : int
        Full size in px.
    overviews : sequence of int
        Reduction of each overview of the file, in the file's order.
    by_halves : bool
        Levels that the file lacks have pixels of exactly 2 x 2, 4 x 4, ... px of the next finer one that it
        has, so that they can be made from any part of it; the last column and row may reach beyond the image.
        Otherwise the full extent is divided evenly by a level's size.

    Notes
    -----
    Sizes are rounded up, as GDAL does. Where a format rounds otherwise, the reader scales the window by the
    overview's true size: the grid of a level in the file is always the full extent divided by its size.
    """
    own = {factor: index for index, factor in reversed(list(enumerate(overviews))) if factor > 1}
    levels, bases = [Level(width, height)], [LevelBase(-1)]
    factor, have, stored = 1.0, sorted(own), 0
    while max(levels[-1].width, levels[-1].height) > SMALLEST:
        wanted = factor * 2
        near = [f for f in have if wanted * 0.7 <= f <= wanted * 1.45 and f > factor * 1.2]
        if near:
            chosen = min(near, key=lambda f: abs(f - wanted))
            factor, stored, base = float(chosen), len(levels), LevelBase(own[chosen])
        else:
            factor = wanted
            base = LevelBase(bases[stored].overview, 2 * bases[-1].shrink)
        w, h = max(1, -(-width // int(factor))), max(1, -(-height // int(factor)))
        fx, fy = width / w, height / h
        if by_halves and not base.exact:
            w, h = max(1, -(-levels[-1].width // 2)), max(1, -(-levels[-1].height // 2))
            fx, fy = (base.shrink * f for f in (levels[stored].factor_x, levels[stored].factor_y))
        levels.append(Level(w, h, fx, fy))
        bases.append(base)
    return tuple(levels), tuple(bases)
