"""Which tiles a view needs. Pure arithmetic over levels; nothing is read here."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from ilmtool.core.camera import level_for
from ilmtool.core.geometry import Bounds, Point
from ilmtool.imagery.source import Level, Window

TILE = 512
"""Side of a tile in px of its level; tiles at the right and bottom edge are smaller."""

_SLACK = 1.02
"""Overviews are rarely exact halves: a level that would be enlarged by up to 2 % still counts as sharp."""


class TileKey(NamedTuple):
    """One tile of one scene's pyramid."""

    scene: str
    level: int
    col: int
    row: int


def grid_size(level: Level) -> tuple[int, int]:
    """(columns, rows) of tiles."""
    return -(-level.width // TILE), -(-level.height // TILE)


def tile_window(level: Level, col: int, row: int) -> Window:
    """The tile in px of its level."""
    x0, y0 = col * TILE, row * TILE
    return x0, y0, min(x0 + TILE, level.width), min(y0 + TILE, level.height)


def tile_bounds(level: Level, col: int, row: int) -> Bounds:
    """The tile in full-resolution px, exactly."""
    x0, y0, x1, y1 = tile_window(level, col, row)
    return x0 * level.factor_x, y0 * level.factor_y, x1 * level.factor_x, y1 * level.factor_y


def tiles_covering(level: Level, bounds: Bounds) -> list[tuple[int, int]]:
    """(col, row) of the tiles that `bounds` (full-resolution px) touch, row by row; empty if none."""
    x0, y0, x1, y1 = bounds
    if not all(math.isfinite(v) for v in bounds) or x1 <= x0 or y1 <= y0:
        return []
    cols, rows = grid_size(level)
    side_x, side_y = TILE * level.factor_x, TILE * level.factor_y
    width, height = level.width * level.factor_x, level.height * level.factor_y
    if x1 <= 0 or y1 <= 0 or x0 >= width or y0 >= height:
        return []
    # Keep the edge of a tile from touching its neighbour by rounding of the factor alone.
    eps = 1e-9
    col0, col1 = max(0, math.floor(x0 / side_x + eps)), min(cols - 1, math.ceil(x1 / side_x - eps) - 1)
    row0, row1 = max(0, math.floor(y0 / side_y + eps)), min(rows - 1, math.ceil(y1 / side_y - eps) - 1)
    return [(col, row) for row in range(row0, row1 + 1) for col in range(col0, col1 + 1)]


def wanted_level(levels: Sequence[Level], scale: float) -> int:
    """Index of the level to draw at `scale` device px per full-resolution px."""
    return level_for(scale, tuple(max(1.0, level.factor / _SLACK) for level in levels))


def plan(
    scene: str, levels: Sequence[Level], bounds: Bounds, scale: float, center: Point | None = None
) -> list[TileKey]:
    """The tiles of one scene that a view needs, in the order in which to load them.

    Parameters
    ----------
    scene : str
        Scene id for the keys.
    levels : sequence of Level
    bounds : (x0, y0, x1, y1)
        What is visible, in full-resolution px of the scene; may reach beyond it.
    scale : float
        Device px per scene px; where both axes differ, the larger.
    center : (x, y), optional
        Where the user looks, in the same px; the middle of `bounds` by default.

    Returns
    -------
    list of TileKey
        First the smallest level's tiles (nothing is behind them), then the wanted level's, nearest first.
    """
    smallest = len(levels) - 1
    wanted = wanted_level(levels, scale)
    keys = _nearest_first(scene, levels, smallest, bounds, center)
    if wanted != smallest:
        keys += _nearest_first(scene, levels, wanted, bounds, center)
    return keys


def _nearest_first(
    scene: str, levels: Sequence[Level], index: int, bounds: Bounds, center: Point | None
) -> list[TileKey]:
    x, y = center or ((bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2)
    level = levels[index]

    def distance(place: tuple[int, int]) -> float:
        x0, y0, x1, y1 = tile_bounds(level, *place)
        return ((x0 + x1) / 2 - x) ** 2 + ((y0 + y1) / 2 - y) ** 2

    return [TileKey(scene, index, *place) for place in sorted(tiles_covering(level, bounds), key=distance)]


def ancestors(key: TileKey, levels: Sequence[Level]) -> list[tuple[TileKey, ...]]:
    """What can stand in for a tile: for each coarser level, finest first, the tiles that cover it.

    A level whose factor is not a multiple of the tile's own may need two or four.
    """
    bounds = tile_bounds(levels[key.level], key.col, key.row)
    return [
        tuple(TileKey(key.scene, index, col, row) for col, row in tiles_covering(levels[index], bounds))
        for index in range(key.level + 1, len(levels))
    ]
