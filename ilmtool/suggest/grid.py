"""The working grid: where both dates are read at one resolution, in tiles."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ilmtool.core.geometry import Bounds
from ilmtool.imagery.band_order import BandOrder, usual_order
from ilmtool.imagery.placement import PixelMap
from ilmtool.imagery.resampling import planes_on_grid
from ilmtool.imagery.source import RasterSource, SourceFacts

MOST_PX = 16_000_000
"""Px of the working grid at most: a scene of 20,000 px a side is searched at a fifth of its resolution."""
TILE_PX = 1024
MOST_BANDS = 16

Planes = NDArray[np.float32]
"""(rows, cols, bands), NaN where there is no data."""


@dataclass(frozen=True, slots=True)
class Tile:
    """A part of the grid: what is read, and the part of it that counts. Px of the grid, half-open."""

    read: tuple[int, int, int, int]
    kept: tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Grid:
    """Both dates on one grid.

    Attributes
    ----------
    bounds : Bounds
        What it covers, after px.
    width, height : int
    step : float
        After px per px of the grid.
    before_bands, after_bands : tuple of int
        What is compared, 0-based.
    before_order, after_order : BandOrder or None
        Which of *these* bands are red, green, blue and near infrared.
    """

    before: RasterSource
    after: RasterSource
    placement: PixelMap
    bounds: Bounds
    width: int
    height: int
    step: float
    before_bands: tuple[int, ...]
    after_bands: tuple[int, ...]
    before_order: BandOrder | None
    after_order: BandOrder | None

    @property
    def size(self) -> tuple[int, int]:
        return self.width, self.height

    def to_after(self, box: tuple[float, float, float, float]) -> Bounds:
        """Grid px -> after px."""
        x0, y0, x1, y1 = box
        sx = (self.bounds[2] - self.bounds[0]) / self.width
        sy = (self.bounds[3] - self.bounds[1]) / self.height
        left, top = self.bounds[:2]
        return (left + x0 * sx, top + y0 * sy, left + x1 * sx, top + y1 * sy)

    def tiles(self, margin: int) -> Iterator[Tile]:
        """All of the grid; each tile is read with `margin` px around it, as far as there are any."""
        for y in range(0, self.height, TILE_PX):
            for x in range(0, self.width, TILE_PX):
                kept = (x, y, min(x + TILE_PX, self.width), min(y + TILE_PX, self.height))
                read = (
                    max(0, x - margin), max(0, y - margin),
                    min(self.width, kept[2] + margin), min(self.height, kept[3] + margin),
                )  # fmt: skip
                yield Tile(read, kept)

    def read(
        self, box: tuple[float, float, float, float], size: tuple[int, int] | None = None
    ) -> tuple[Planes, Planes]:
        """Both dates inside a box of the grid, at its resolution or another size (width, height).

        NaN in all bands where either date has no data.
        """
        bounds = self.to_after(box)
        size = size or (round(box[2] - box[0]), round(box[3] - box[1]))
        before = planes_on_grid(self.before, self.placement.inverse, bounds, size, self.before_bands)
        after = planes_on_grid(self.after, lambda points: points, bounds, size, self.after_bands)
        missing = ~(np.isfinite(before).all(axis=-1) & np.isfinite(after).all(axis=-1))
        before[missing] = after[missing] = np.nan
        return before, after


def make_grid(
    before: RasterSource, after: RasterSource, placement: PixelMap, overlap: Bounds, step: float | None
) -> Grid:
    """The grid over the overlap of two scenes.

    Parameters
    ----------
    overlap : Bounds
        After px.
    step : float or None
        After px per px; None for the coarser of both dates' pixels, or coarser where that makes too many.
    """
    width, height = overlap[2] - overlap[0], overlap[3] - overlap[1]
    coarser = max(1.0, _before_pixel(placement, overlap))
    least = math.sqrt(width * height / MOST_PX)
    chosen = max(step if step is not None else coarser, least)
    cols, rows = max(1, round(width / chosen)), max(1, round(height / chosen))
    bands = (_usable(before.facts), _usable(after.facts))
    if _alike(before.facts, after.facts) or len(bands[0]) == len(bands[1]):
        common = min(len(bands[0]), len(bands[1]))
        bands = (bands[0][:common], bands[1][:common])
    return Grid(
        before, after, placement, overlap, cols, rows, width / cols, bands[0], bands[1],
        _order(before.facts, bands[0]), _order(after.facts, bands[1]),
    )  # fmt: skip


def _before_pixel(placement: PixelMap, overlap: Bounds) -> float:
    """Side of a before pixel in after px, in the middle of the overlap."""
    middle = np.array([[(overlap[0] + overlap[2]) / 2, (overlap[1] + overlap[3]) / 2]])
    around = placement.inverse(middle + np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0]]))
    if not np.isfinite(around).all():
        return 1.0
    area = abs(float(np.linalg.det(around[1:] - around[0])))
    return 1.0 / math.sqrt(area) if area > 0 else 1.0


def _usable(facts: SourceFacts) -> tuple[int, ...]:
    colors = facts.colors
    plain = (b for b in range(facts.bands) if b >= len(colors) or colors[b] != "alpha")
    return tuple(plain)[:MOST_BANDS]


def _alike(one: SourceFacts, other: SourceFacts) -> bool:
    return one.bands == other.bands and one.dtype == other.dtype


def _order(facts: SourceFacts, bands: tuple[int, ...]) -> BandOrder | None:
    """Red, green, blue and near infrared by their place in `bands`."""
    order = usual_order(facts)
    if order is None or not set(order.natural) <= set(bands):
        return None
    nir = bands.index(order.nir) if order.nir in bands else None
    red, green, blue = (bands.index(band) for band in order.natural)
    return BandOrder(red, green, blue, nir)
