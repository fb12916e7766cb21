"""The tile cache: bounded, least recently used out first, memory used again only when nobody looks."""

from __future__ import annotations

import numpy as np
import pytest

from ilmtool.imagery.cache import TileCache
from ilmtool.imagery.tiles import TILE, TileKey

FULL = TILE * TILE * 4


def key(col: int, scene: str = "a") -> TileKey:
    return TileKey(scene, 0, col, 0)


def put(cache: TileCache, name: TileKey, value: int = 0, pinned: bool = False) -> None:
    """Fill a buffer of the cache and hand it over, keeping no reference."""
    buffer = cache.take_buffer(TILE, TILE)
    buffer[:] = value
    cache.put(name, buffer, pinned)


def test_the_least_recently_used_goes_first_and_bytes_stay_bounded() -> None:
    cache = TileCache(3 * FULL)
    for col in range(3):
        put(cache, key(col))
    assert cache.get(key(0)) is not None
    put(cache, key(3))
    assert [key(col) in cache for col in range(4)] == [True, False, True, True]
    assert cache.bytes_used == 3 * FULL
    assert len(cache) == 3


def test_pinned_tiles_stay() -> None:
    cache = TileCache(2 * FULL)
    put(cache, key(0), pinned=True)
    for col in range(1, 5):
        put(cache, key(col))
    assert key(0) in cache
    assert cache.bytes_used <= 2 * FULL


def test_putting_a_key_again_replaces_it() -> None:
    cache = TileCache(4 * FULL)
    put(cache, key(0), 1)
    put(cache, key(0), 2)
    tile = cache.get(key(0))
    assert tile is not None
    assert tile.max() == 2
    assert cache.bytes_used == FULL


def test_tiles_are_read_only() -> None:
    cache = TileCache(4 * FULL)
    put(cache, key(0))
    tile = cache.get(key(0))
    assert tile is not None
    with pytest.raises(ValueError, match="read-only"):
        tile[0, 0] = 1


def test_a_tile_that_somebody_still_holds_is_never_written_over() -> None:
    cache = TileCache(FULL)
    put(cache, key(0), 7)
    tile = cache.get(key(0))
    assert tile is not None
    part = tile[10:20, 10:20]
    del tile
    for col in range(1, 6):
        put(cache, key(col), 9)
    assert part.min() == part.max() == 7


def test_the_memory_of_a_tile_that_nobody_holds_serves_again() -> None:
    cache = TileCache(FULL)
    first = cache.take_buffer(TILE, TILE)
    address = first.ctypes.data
    cache.put(key(0), first)
    del first
    put(cache, key(1))  # evicts the first
    again = cache.take_buffer(TILE, TILE)
    assert again.ctypes.data == address
    assert again.flags.writeable


def test_prepared_memory_is_handed_out() -> None:
    cache = TileCache(FULL)
    assert cache.lacks_spares
    while cache.lacks_spares:
        cache.prepare_spare()
    assert cache.take_buffer(TILE, TILE).shape == (TILE, TILE, 4)
    assert cache.take_buffer(100, 30).shape == (100, 30, 4)


def test_discarding_a_scene_leaves_the_other() -> None:
    cache = TileCache(4 * FULL)
    put(cache, key(0, "a"))
    put(cache, key(1, "a"), pinned=True)
    put(cache, key(0, "b"))
    cache.discard_scene("a")
    assert (key(0, "a") in cache, key(1, "a") in cache, key(0, "b") in cache) == (False, False, True)
    assert cache.bytes_used == FULL
    cache.clear()
    assert cache.bytes_used == len(cache) == 0


def test_small_tiles_count_their_own_bytes() -> None:
    cache = TileCache(FULL)
    cache.put(key(0), np.zeros((10, 10, 4), np.uint8))
    assert cache.bytes_used == 400
