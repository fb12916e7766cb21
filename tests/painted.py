"""Scenes of which every pixel tells where it is, tiled in memory as the loader would."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ilmtool.core.geometry import IDENTITY, Affine
from ilmtool.imagery.cache import TileCache
from ilmtool.imagery.placement import PixelMap
from ilmtool.imagery.source import Level
from ilmtool.imagery.tiles import TileKey, grid_size, tile_window
from ilmtool.painting.raster import SceneLayer

Pixels = NDArray[np.uint8]


def coded(width: int, height: int) -> Pixels:
    """BGRX pixels, (height, width, 4), that hold their own position; see `position`."""
    y, x = np.mgrid[0:height, 0:width]
    return np.dstack((x & 255, y & 255, x >> 8 | (y >> 8) << 4, np.full_like(x, 255))).astype(np.uint8)


def position(pixels: Pixels) -> NDArray[np.int64]:
    """(x, y) of the scene pixel that each coded pixel is, shape (..., 2)."""
    b, g, r = (pixels[..., band].astype(np.int64) for band in range(3))
    return np.stack((b | (r & 15) << 8, g | (r >> 4) << 8), axis=-1)


def halved(pixels: Pixels) -> Pixels:
    """The next pyramid level: every second pixel."""
    return np.ascontiguousarray(pixels[::2, ::2])


def put_scene(
    cache: TileCache,
    scene_id: str,
    levels: list[Pixels],
    placement: Affine | PixelMap = IDENTITY,
    skip: set[tuple[int, int, int]] | None = None,
) -> SceneLayer:
    """Put a pyramid's tiles into a cache, without those in `skip` (level, col, row)."""
    height, width = levels[0].shape[:2]
    sizes = tuple(
        Level(level.shape[1], level.shape[0], width / level.shape[1], height / level.shape[0])
        for level in levels
    )
    for number, (level, pixels) in enumerate(zip(sizes, levels, strict=True)):
        cols, rows = grid_size(level)
        for col in range(cols):
            for row in range(rows):
                if (number, col, row) not in (skip or set()):
                    put_tile(cache, TileKey(scene_id, number, col, row), level, pixels)
    if not isinstance(placement, PixelMap):
        placement = PixelMap(placement)
    return SceneLayer(scene_id, sizes, placement)


def put_tile(cache: TileCache, key: TileKey, level: Level, pixels: Pixels) -> None:
    """Put one tile of a level into a cache."""
    x0, y0, x1, y1 = tile_window(level, key.col, key.row)
    cache.put(key, np.ascontiguousarray(pixels[y0:y1, x0:x1]))
