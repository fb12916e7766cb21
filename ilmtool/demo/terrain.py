"""The lie of the land and what covers it, on a coarse grid (2 m): coast, hills, forest, bare ground."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ilmtool.demo.noise import FloatImage, fractal, generator, ramp
from ilmtool.demo.plan import MARGIN_M, SIDE_M, Pass

EXTENT_M = SIDE_M + 2 * MARGIN_M
Outline = NDArray[np.float64]
"""Points in metres on the ground, shape (N, 2)."""

SEA_DEEP = (38.0, 62.0, 78.0)
SEA_SHALLOW = (78.0, 100.0, 98.0)
SAND = (190.0, 178.0, 152.0)
MUD = (112.0, 106.0, 94.0)
ROCK = (128.0, 122.0, 112.0)
SOIL = (150.0, 130.0, 105.0)
DRY_GRASS = (126.0, 114.0, 84.0)
SCRUB = (98.0, 92.0, 68.0)
LITTER = (92.0, 80.0, 64.0)
GRADED = (158.0, 144.0, 122.0)


@dataclass(frozen=True, slots=True)
class Terrain:
    """Maps of shape (size, size), float32, over the ground with its margin.

    Attributes
    ----------
    cell_m : float
        Side of a cell.
    elevation : array
        Metres above the sea; negative under water.
    albedo : array
        Colour of the bare ground, shape (size, size, 3), 0-255, without anything that stands on it.
    forest : array
        0-1, how densely trees stand.
    conifers : array
        0-1, share of evergreen trees.
    land : array
        0 in the sea, 1 on land.
    thicket : array
        0-1, where single trees and bushes of the open land gather.
    clear : array
        1 where people keep the ground open.
    """

    cell_m: float
    elevation: FloatImage
    albedo: FloatImage
    forest: FloatImage
    conifers: FloatImage
    land: FloatImage
    thicket: FloatImage
    clear: FloatImage


def make_terrain(size: int, plateaus: Sequence[Outline], clearings: Sequence[Outline]) -> Terrain:
    """The terrain on a grid of `size` cells a side.

    Parameters
    ----------
    plateaus : sequence of array
        Where the ground was levelled.
    clearings : sequence of array
        Where nothing grows.
    """
    cell = EXTENT_M / size
    axis = (np.arange(size, dtype=np.float32) + np.float32(0.5)) * np.float32(cell) - np.float32(MARGIN_M)
    x, y = axis[None, :], axis[:, None]
    inland = _inland(x, y, size)
    # Edges of the plain wander too, or they would follow the map's own axes.
    bend = fractal(generator(9), EXTENT_M, 380.0, 5, size, 0.55) * np.float32(230.0)
    x, y = x + bend, y - bend
    plain = ramp(-40.0, 160.0, x * 0.75 - y * 0.55 - 430.0) * ramp(-200.0, 120.0, 700.0 - y)
    plain = np.maximum(plain, ramp(0.0, 160.0, x - 1420.0) * ramp(0.0, 140.0, y - 1190.0))
    ridges = 1.0 - np.abs(fractal(generator(2), EXTENT_M, 620.0, 8, size, 0.5) * np.float32(2.3))
    height = np.clip(ridges - 0.18, 0.0, None) * 88.0 * ramp(20.0, 420.0, inland)
    height *= 1.0 - 0.93 * plain
    level = _mask(plateaus, size, cell, blur_m=34.0)
    height *= 1.0 - level
    rough = fractal(generator(3), EXTENT_M, 90.0, 6, size, 0.66)
    base = 15.0 * (1.0 - np.exp(-np.clip(inland, 0.0, None) / 38.0)) + np.clip(inland, -60.0, 0.0) * 0.09
    elevation = base + height + rough * (4.2 - 3.75 * level) * ramp(-12.0, 30.0, inland)
    elevation = np.asarray(elevation, dtype=np.float32)

    dx = cv2.Sobel(elevation, cv2.CV_32F, 1, 0, ksize=3, scale=1.0 / (8.0 * cell))
    dy = cv2.Sobel(elevation, cv2.CV_32F, 0, 1, ksize=3, scale=1.0 / (8.0 * cell))
    slope = np.sqrt(dx * dx + dy * dy)
    land = ramp(-0.25, 0.35, elevation)
    clear = _mask(clearings, size, cell, blur_m=2.5)
    patchy = fractal(generator(4), EXTENT_M, 210.0, 6, size, 0.6)
    hilly = ramp(3.0, 17.0, height)
    thicket = ramp(0.1, 0.55, fractal(generator(8), EXTENT_M, 160.0, 5, size, 0.6) * np.float32(1.6))
    forest = ramp(0.26, 0.56, hilly * 0.75 + patchy * 0.75 - slope * 0.12)
    forest *= (1.0 - plain * 0.93) * (1.0 - ramp(0.15, 0.6, clear)) * ramp(4.0, 9.0, elevation)
    conifers = ramp(-0.25, 0.3, fractal(generator(5), EXTENT_M, 330.0, 5, size, 0.55) + 0.12)
    albedo = _ground_colour(elevation, slope, hilly, level, size)
    return Terrain(cell, elevation, albedo, np.asarray(forest, np.float32), conifers, land, thicket, clear)


def hillshade(terrain: Terrain, sun_from: Pass) -> FloatImage:
    """Direct light on the ground relative to flat ground under the same sun; 0 facing away."""
    scale = 1.0 / (8.0 * terrain.cell_m)
    dx = cv2.Sobel(terrain.elevation, cv2.CV_32F, 1, 0, ksize=3, scale=scale)
    dy = cv2.Sobel(terrain.elevation, cv2.CV_32F, 0, 1, ksize=3, scale=scale)
    sx, sy, sz = sun_from.sun
    lit = (sz - dx * np.float32(sx) - dy * np.float32(sy)) / np.sqrt(1.0 + dx * dx + dy * dy)
    lit = np.clip(lit / sz, 0.0, 1.9)
    # Water is level, whatever its bed does.
    return np.asarray(lit * terrain.land + (1.0 - terrain.land), dtype=np.float32)


def _inland(x: FloatImage, y: FloatImage, size: int) -> FloatImage:
    """Metres from the shore, positive on land: a coast that runs from west to south, with coves."""
    wander = fractal(generator(1), EXTENT_M, 560.0, 6, size, 0.5)
    return np.asarray((1500.0 - y) * 0.86 + (x - 560.0) * 0.5 + wander * 260.0, dtype=np.float32)


def _mask(outlines: Sequence[Outline], size: int, cell: float, blur_m: float) -> FloatImage:
    mask = np.zeros((size, size), dtype=np.uint8)
    for outline in outlines:
        points = np.round(((outline + MARGIN_M) / cell - 0.5) * 16).astype(np.int32)
        cv2.fillPoly(mask, [points], 255, lineType=cv2.LINE_AA, shift=4)
    soft = cv2.GaussianBlur(mask, (0, 0), max(0.6, blur_m / cell))
    return soft.astype(np.float32) * np.float32(1.0 / 255.0)


def _ground_colour(
    elevation: FloatImage, slope: FloatImage, hilly: FloatImage, level: FloatImage, size: int
) -> FloatImage:
    broad = fractal(generator(6), EXTENT_M, 420.0, 5, size, 0.6)
    fine = fractal(generator(7), EXTENT_M, 60.0, 5, size, 0.65)
    out = np.empty((size, size, 3), dtype=np.float32)
    grass = ramp(-0.35, 0.35, broad + fine * 0.8)
    scrub = ramp(0.0, 0.5, fine + broad * 0.5 + hilly * 0.25)
    litter = ramp(0.25, 0.8, hilly)
    stone = ramp(0.42, 0.7, slope + fine * 0.12)
    graded = ramp(0.35, 0.75, level + fine * 0.22)
    shore = (1.0 - ramp(0.8, 3.4, elevation + fine * 1.2)) * ramp(-1.2, 0.2, elevation)
    cliffs = ramp(0.2, 0.45, slope) * (1.0 - ramp(9.0, 14.0, elevation))
    wet = 1.0 - ramp(-0.1, 1.0, elevation + fine * 0.5)
    depth = ramp(-5.2, 0.0, elevation + broad * 0.8)
    water = 1.0 - ramp(-0.12, 0.12, elevation + fine * 0.12)
    foam = np.clip(1.0 - np.abs(elevation + 0.12 + fine * 0.5) / 0.34, 0.0, 1.0) * ramp(
        -0.5, 0.35, broad + fine * 1.5
    )
    for band in range(3):
        colour = SOIL[band] + (DRY_GRASS[band] - SOIL[band]) * grass
        colour += (SCRUB[band] - colour) * scrub * 0.7
        colour += (LITTER[band] - colour) * litter * 0.85
        colour += (GRADED[band] - colour) * graded * 0.8
        colour += (ROCK[band] - colour) * np.maximum(stone, cliffs) * 0.8
        colour += (SAND[band] - colour) * shore * (1.0 - cliffs) * 0.9
        colour += (MUD[band] - colour) * wet * 0.6
        colour *= 1.0 + fine * 0.13 + broad * 0.09
        sea = SEA_DEEP[band] + (SEA_SHALLOW[band] - SEA_DEEP[band]) * depth
        colour += (sea - colour) * water
        colour += (226.0 - colour) * foam * 0.8
        out[..., band] = colour
    return out
