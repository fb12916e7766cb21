"""How far a figure would have moved with other scenes: a percentile interval over resampled scenes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ilmtool.text import mark

SEED = 20190302
RESAMPLES = 2000
LEVEL = 0.95

_BLOCK = 1_000_000

_ONE_SCENE = mark("an interval over scenes needs two scenes or more")
_NO_BOXES = mark("no boxes")


@dataclass(frozen=True, slots=True)
class Interval:
    """An interval of a ratio, or why there is none.

    Attributes
    ----------
    low, high : float or None
    scenes : int
        How many scenes were resampled.
    reason : str
        In English; a window shows `tr(reason)`.
    """

    low: float | None
    high: float | None
    scenes: int
    reason: str = ""


def ratio_interval(parts: Sequence[float], wholes: Sequence[float]) -> Interval:
    """Interval of sum(parts) / sum(wholes) over scenes (B. Efron, 1979, Ann. Stat. 7, p. 1-26).

    Boxes of one scene are not independent of each other, scenes are: whole scenes are drawn with
    replacement. The draws are the same every time.

    Parameters
    ----------
    parts, wholes : sequence of float
        One value a scene, e.g. twice the matched boxes and the boxes of both files.
    """
    part, whole = np.asarray(parts, np.float64), np.asarray(wholes, np.float64)
    count = len(part)
    if count < 2:
        return Interval(None, None, count, _ONE_SCENE)
    rng = np.random.default_rng(SEED)
    values = []
    rows = max(1, _BLOCK // count)
    for start in range(0, RESAMPLES, rows):
        drawn = rng.integers(0, count, (min(rows, RESAMPLES - start), count))
        sums, wholes_drawn = part[drawn].sum(axis=1), whole[drawn].sum(axis=1)
        values.append(sums[wholes_drawn > 0] / wholes_drawn[wholes_drawn > 0])
    known = np.concatenate(values)
    if not len(known):
        return Interval(None, None, count, _NO_BOXES)
    low, high = np.quantile(known, [(1 - LEVEL) / 2, (1 + LEVEL) / 2]).tolist()
    return Interval(low, high, count)
