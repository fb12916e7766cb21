"""What is measured of every pixel of the working grid, tile by tile, at some bytes a pixel."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ilmtool.imagery.band_order import BandOrder
from ilmtool.suggest.grid import Grid, Planes
from ilmtool.suggest.matching import Alignment, Array, align

KNOWN, GREEN_BEFORE, GREEN_AFTER, APPEARED, GONE = 1, 2, 4, 8, 16
"""Bits of `Layers.marks`: both dates have data; vegetation; structure that only one date has."""

FULL_RANGE = 200.0
"""Of `tones`: from the darkest to the brightest per cent of both dates, with room on either side."""
DARKEST = 28.0

MOST_STRENGTH = 25.0
"""Beyond so many times the noise, more is not more of a change."""
STRENGTH_STEP = 0.1

GAIN_DOUBT = 0.03
"""By what share the radiometry of the dates may differ far from what is usual."""

HUE_STEPS, NEUTRAL = 120.0, 128.0

_SAMPLE_PX = 700
_SAMPLES = 30_000
_MARGIN = 16
_GREEN_NDVI = 0.25
_GREEN_EXCESS = 0.06
_EDGE_TONES = 14.0
_EDGE_RATIO = 2.0


@dataclass(frozen=True, slots=True, eq=False)
class Layers:
    """All of the grid; each array (rows, cols).

    Attributes
    ----------
    strength : uint8
        How far the dates differ beyond any shift within the residual, in `STRENGTH_STEP` of the noise.
    before, after : uint8
        Tones of both dates in one radiometry, see `FULL_RANGE`.
    marks : uint8
        Bits, see `KNOWN`.
    before_hue, after_hue : uint8 or None
        How blue rather than red each date is, against the whole of that date: `HUE_STEPS` times the natural
        logarithm of the ratio, from `NEUTRAL`; None where the bands are not known. Sky lights what the sun
        does not.
    reach : int
        Px of the grid by which the dates may lie apart.
    likeness : float
        Largest canonical correlation.
    """

    strength: NDArray[np.uint8]
    before: NDArray[np.uint8]
    after: NDArray[np.uint8]
    marks: NDArray[np.uint8]
    before_hue: NDArray[np.uint8] | None
    after_hue: NDArray[np.uint8] | None
    reach: int
    likeness: float

    @property
    def known(self) -> NDArray[np.bool_]:
        return (self.marks & KNOWN).astype(np.bool_)


@dataclass(frozen=True, slots=True, eq=False)
class _Tones:
    """How the visible bands of a date become tones."""

    bands: tuple[int, ...]
    gain: float
    offset: float

    def of(self, planes: Planes) -> NDArray[np.float32]:
        mean = planes[..., self.bands].mean(axis=-1)
        return np.asarray(mean * self.gain + self.offset, np.float32)


def measure(grid: Grid, residual_px: float, tell: Callable[[float], None]) -> Layers | None:
    """Measure a grid; None where too little of it has data on both dates."""
    sample = _sample(grid)
    if sample is None:
        return None
    tell(0.05)
    alignment, weights = align(*sample)
    tones = _tones(grid, *sample, weights)
    reach = max(1, math.ceil(residual_px / grid.step - 0.25))
    shape = (grid.height, grid.width)
    planes = [np.zeros(shape, np.uint8) for _ in range(4)]
    orders = (grid.before_order, grid.after_order)
    colored = all(order is not None for order in orders)
    hues = [np.zeros(shape, np.uint8) if colored else None for _ in orders]
    layers = Layers(
        planes[0],
        planes[1],
        planes[2],
        planes[3],
        hues[0],
        hues[1],
        reach,
        float(alignment.correlation.max()),
    )
    usual = [_usual_blue(data, order) for data, order in zip(sample, orders, strict=True)]
    tiles = list(grid.tiles(_MARGIN + 2 * reach))
    floors = tuple(np.percentile(data, 1, axis=0).astype(np.float32) for data in sample)
    for index, tile in enumerate(tiles):
        before, after = grid.read(tile.read)
        x0, y0, x1, y1 = tile.kept
        inner = (slice(y0 - tile.read[1], y1 - tile.read[1]), slice(x0 - tile.read[0], x1 - tile.read[0]))
        place = (slice(y0, y1), slice(x0, x1))
        known = np.isfinite(before[..., 0])
        if known.any():
            strength = _strength(alignment, before, after, known, reach)
            layers.strength[place] = strength[inner]
            marks, dark, light = _marks(grid, before, after, known, tones, floors, reach)
            layers.marks[place] = marks[inner]
            layers.before[place], layers.after[place] = dark[inner], light[inner]
            for out, data, order, middle in zip(hues, (before, after), orders, usual, strict=True):
                if out is not None and order is not None:
                    out[place] = _hue(data[inner], order, middle)
        tell(0.1 + 0.7 * (index + 1) / len(tiles))
    return layers


def _sample(grid: Grid) -> tuple[Array, Array] | None:
    """Both dates over the whole grid, coarsely: (N, p) and (N, q) of places that both know."""
    scale = min(1.0, _SAMPLE_PX / max(grid.size))
    size = max(1, round(grid.width * scale)), max(1, round(grid.height * scale))
    before, after = grid.read((0, 0, *grid.size), size)
    known = np.isfinite(before[..., 0])
    if known.sum() < 64:
        return None
    every = max(1, int(known.sum()) // _SAMPLES)
    return before[known][::every].astype(np.float64), after[known][::every].astype(np.float64)


def _tones(grid: Grid, before: Array, after: Array, weights: Array) -> tuple[_Tones, _Tones]:
    found = []
    for data, order in ((before, grid.before_order), (after, grid.after_order)):
        bands = order.natural if order is not None else tuple(range(min(3, data.shape[1])))
        grey = data[:, bands].mean(axis=1)
        mean = float(np.average(grey, weights=weights))
        spread = float(np.sqrt(np.average((grey - mean) ** 2, weights=weights))) or 1.0
        found.append((bands, grey, mean, spread))
    # By mean and spread of what did not change; the range is that of both dates together.
    standard = [(grey - mean) / spread for _, grey, mean, spread in found]
    low, high = np.percentile(np.concatenate(standard), (1, 99))
    gain = FULL_RANGE / max(1e-9, float(high - low))
    made = [
        _Tones(bands, gain / spread, DARKEST - gain * float(low) - gain * mean / spread)
        for bands, _, mean, spread in found
    ]
    return made[0], made[1]


def _strength(
    alignment: Alignment, before: Planes, after: Planes, known: NDArray[np.bool_], reach: int
) -> NDArray[np.uint8]:
    """How far each date lies outside of what the other one has within reach: edges that moved do not."""
    import cv2

    kernel = np.ones((2 * reach + 1, 2 * reach + 1), np.uint8)
    u, v = alignment.before_combined(before), alignment.after_combined(after)
    total = np.zeros(known.shape, np.float32)
    weights = 0.0
    for k in range(u.shape[-1]):
        one, other = (np.ascontiguousarray(planes[..., k]) for planes in (u, v))
        apart = np.zeros(known.shape, np.float32)
        for mine, theirs in ((one, other), (other, one)):
            high = cv2.dilate(np.where(known, theirs, -1e9), kernel)
            low = cv2.erode(np.where(known, theirs, 1e9), kernel)
            apart = np.maximum(apart, np.maximum(mine - high, low - mine))
        # A gain that is a little wrong there is no change of what is very bright or very dark.
        extreme = GAIN_DOUBT * np.maximum(np.abs(one), np.abs(other))
        apart = np.maximum(apart, 0.0) / np.sqrt(1 + np.where(known, extreme, 0.0) ** 2)
        # What the dates hardly share says little where they differ.
        weight = float(alignment.correlation[k])
        total += weight * np.where(known, apart, 0.0) ** 2
        weights += weight
    strength = np.sqrt(total / max(weights, 1e-6))
    return np.asarray(np.minimum(strength, MOST_STRENGTH) / STRENGTH_STEP, np.uint8)


def _marks(
    grid: Grid,
    before: Planes,
    after: Planes,
    known: NDArray[np.bool_],
    tones: tuple[_Tones, _Tones],
    floors: tuple[NDArray[np.float32], ...],
    reach: int,
) -> tuple[NDArray[np.uint8], NDArray[np.uint8], NDArray[np.uint8]]:
    import cv2

    marks = known.astype(np.uint8) * KNOWN
    greys = [np.where(known, tone.of(planes), 0) for tone, planes in zip(tones, (before, after), strict=True)]
    for planes, order, floor, bit in (
        (before, grid.before_order, floors[0], GREEN_BEFORE),
        (after, grid.after_order, floors[1], GREEN_AFTER),
    ):
        if order is not None:
            marks |= np.where(known & _is_green(planes, order, floor), bit, 0).astype(np.uint8)
    slopes = [_slope(grey) for grey in greys]
    kernel = np.ones((2 * reach + 3, 2 * reach + 3), np.uint8)
    inside = cv2.erode(known.astype(np.uint8), np.ones((5, 5), np.uint8), borderValue=1) > 0
    for mine, theirs, bit in ((slopes[1], slopes[0], APPEARED), (slopes[0], slopes[1], GONE)):
        only = inside & (mine > _EDGE_TONES) & (mine > _EDGE_RATIO * cv2.dilate(theirs, kernel))
        marks |= np.where(only, bit, 0).astype(np.uint8)
    eight = [np.clip(grey, 0, 255).astype(np.uint8) for grey in greys]
    return marks, eight[0], eight[1]


def _usual_blue(sample: Array, order: BandOrder | None) -> float:
    return 0.0 if order is None else float(np.median(_blue(sample, order)))


def _blue(data: NDArray[Any], order: BandOrder) -> NDArray[Any]:
    """Logarithm of blue over red."""
    blue, red = (np.maximum(data[..., band], 1.0) for band in (order.blue, order.red))
    return np.asarray(np.log(blue / red))


def _hue(planes: Planes, order: BandOrder, usual: float) -> NDArray[np.uint8]:
    value = np.nan_to_num(_blue(planes, order) - usual)
    return np.clip(NEUTRAL + HUE_STEPS * value, 0, 255).astype(np.uint8)


def _slope(grey: NDArray[np.float32]) -> NDArray[np.float32]:
    """Tones per px."""
    import cv2

    smooth = cv2.GaussianBlur(np.asarray(grey, np.float32), (0, 0), 0.7)
    across, down = (cv2.Scharr(smooth, cv2.CV_32F, *axis) / 32 for axis in ((1, 0), (0, 1)))
    return np.asarray(np.hypot(across, down), np.float32)


def _is_green(planes: Planes, order: BandOrder, floor: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Vegetation: by NDVI where there is a near infrared band, else by how much green exceeds the others."""
    with np.errstate(invalid="ignore", divide="ignore"):
        if order.nir is not None:
            nir, red = planes[..., order.nir], planes[..., order.red]
            return np.asarray((nir - red) / (nir + red) > _GREEN_NDVI)
        # Less what the air adds, which would make everything blue.
        red, green, blue = (np.maximum(planes[..., b] - floor[b], 0) for b in order.natural)
        return np.asarray((2 * green - red - blue) / (red + green + blue + 1e-6) > _GREEN_EXCESS)
