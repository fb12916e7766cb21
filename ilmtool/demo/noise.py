"""Random fields of several scales, cheap: small random grids, enlarged.

The random grids are laid out in metres, so that the same ground comes out at every resolution.
"""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from ilmtool.demo.plan import SEED

FloatImage = NDArray[np.float32]


def generator(*tags: int) -> np.random.Generator:
    """A random generator of its own for each purpose, so that adding one leaves the others as they were."""
    return np.random.default_rng([SEED, *tags])


def octave(
    rng: np.random.Generator, side_m: float, period_m: float, size: int, smooth: bool = True
) -> FloatImage:
    """Noise of one scale, shape (size, size), about -1..1, for a square of `side_m` metres."""
    cells = max(2, round(side_m / period_m))
    grid = rng.random((cells, cells), dtype=np.float32)
    grid = grid * np.float32(2) - np.float32(1)
    way = cv2.INTER_CUBIC if smooth else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(grid, (size, size), interpolation=way), dtype=np.float32)


def fractal(
    rng: np.random.Generator, side_m: float, period_m: float, octaves: int, size: int, falloff: float = 0.5
) -> FloatImage:
    """Sum of `octaves` octaves from `period_m` downwards, each `falloff` times the last; about -1..1.

    Octaves finer than two cells of the result are drawn (the sequence stays the same) and left out.
    """
    total = np.zeros((size, size), dtype=np.float32)
    weight, norm = 1.0, 0.0
    for level in range(octaves):
        period = period_m / 2**level
        norm += weight
        if period * size / side_m >= 1.5:
            cv2.scaleAdd(octave(rng, side_m, period, size), weight, total, total)
        weight *= falloff
    return total * np.float32(1.0 / norm)


def tileable(rng: np.random.Generator, size: int, finest: int, octaves: int, falloff: float) -> FloatImage:
    """Noise that repeats without a seam, shape (size, size), standard deviation 1.

    Parameters
    ----------
    finest : int
        Period of the finest octave in cells; each further octave is twice as coarse and weighs
        1 / `falloff` times as much.
    """
    total = np.zeros((size, size), dtype=np.float32)
    weight = 1.0
    for level in range(octaves):
        step = finest * 2**level
        cells = size // step
        grid = rng.standard_normal((cells, cells), dtype=np.float32)
        pad = 2
        grid = np.pad(grid, pad, mode="wrap")
        big = cv2.resize(grid, None, fx=step, fy=step, interpolation=cv2.INTER_CUBIC)
        inner = big[pad * step : pad * step + size, pad * step : pad * step + size]
        cv2.scaleAdd(np.ascontiguousarray(inner), weight, total, total)
        weight /= falloff
    return np.asarray(total / np.float32(total.std()), dtype=np.float32)


def ramp(low: float, high: float, value: NDArray[np.floating[Any]]) -> FloatImage:
    """0 where `value` <= `low`, 1 where >= `high`, smooth between."""
    share = np.clip((value - np.float32(low)) * np.float32(1.0 / (high - low)), 0.0, 1.0)
    return np.asarray(share * share * (np.float32(3.0) - np.float32(2.0) * share), dtype=np.float32)
