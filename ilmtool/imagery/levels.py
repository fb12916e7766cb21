"""Pyramid levels: the file's own overviews, and virtual ones where it has none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ilmtool.imagery.source import Level

SMALLEST = 512
"""The last level is at most this many px a side."""


@dataclass(frozen=True, slots=True)
class LevelBase:
    """What a level is decoded from: overview `overview` of the file (-1: the full resolution)."""

    overview: int
    exact: bool


def plan_levels(
    width: int, height: int, overviews: Sequence[int] = ()
) -> tuple[tuple[Level, ...], tuple[LevelBase, ...]]:
    """Levels of an image and what each is read from.

    Parameters
    ----------
    width, height : int
        Full size in px.
    overviews : sequence of int
        Reduction of each overview of the file, in the file's order.

    Notes
    -----
    Sizes are rounded up, as GDAL does. Where a format rounds otherwise, the reader scales the window by the
    overview's true size: the grid of a level is always exactly the full extent divided by its size.
    Gaps in the file's overviews are filled by levels read from the next finer one.
    """
    own = {factor: index for index, factor in reversed(list(enumerate(overviews))) if factor > 1}
    levels, bases = [Level(width, height)], [LevelBase(-1, True)]
    factor, finest, have = 1.0, -1, sorted(own)
    while max(levels[-1].width, levels[-1].height) > SMALLEST:
        wanted = factor * 2
        near = [f for f in have if wanted * 0.7 <= f <= wanted * 1.45 and f > factor * 1.2]
        if near:
            chosen = min(near, key=lambda f: abs(f - wanted))
            factor, finest, exact = float(chosen), own[chosen], True
        else:
            factor, exact = wanted, False
            finer = [f for f in have if f <= factor]
            finest = own[finer[-1]] if finer else -1
        w, h = max(1, -(-width // int(factor))), max(1, -(-height // int(factor)))
        levels.append(Level(w, h, width / w, height / h))
        bases.append(LevelBase(finest, exact))
    return tuple(levels), tuple(bases)
