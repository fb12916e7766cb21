"""Decoded tiles, ready to paint, in a fixed amount of memory."""

from __future__ import annotations

import threading
from collections import OrderedDict

import numpy as np
from numpy.typing import NDArray

from ilmtool.imagery.tiles import TileKey

Bgrx = NDArray[np.uint8]


class TileCache:
    """Least recently used tiles go first. All methods may be called from any thread.

    Parameters
    ----------
    max_bytes : int
        Pixel bytes kept at most; pinned tiles (the smallest level of each scene) count but never go.
    """

    def __init__(self, max_bytes: int) -> None:
        self.max_bytes = max_bytes
        self._tiles: OrderedDict[TileKey, Bgrx] = OrderedDict()
        self._pinned: dict[TileKey, Bgrx] = {}
        self._bytes = 0
        self._lock = threading.Lock()

    @property
    def bytes_used(self) -> int:
        with self._lock:
            return self._bytes

    def __len__(self) -> int:
        with self._lock:
            return len(self._tiles) + len(self._pinned)

    def __contains__(self, key: TileKey) -> bool:
        with self._lock:
            return key in self._tiles or key in self._pinned

    def get(self, key: TileKey) -> Bgrx | None:
        """The tile, marked as just used, or None. It is shared: do not write to it."""
        with self._lock:
            tile = self._tiles.get(key)
            if tile is not None:
                self._tiles.move_to_end(key)
                return tile
            return self._pinned.get(key)

    def put(self, key: TileKey, tile: Bgrx, pinned: bool = False) -> None:
        """Keep a tile; it is made read-only. Tiles unused for longest make room."""
        tile.flags.writeable = False
        with self._lock:
            self._remove(key)
            (self._pinned if pinned else self._tiles)[key] = tile
            self._bytes += tile.nbytes
            while self._bytes > self.max_bytes and self._tiles:
                _, old = self._tiles.popitem(last=False)
                self._bytes -= old.nbytes

    def discard_scene(self, scene: str) -> None:
        """Forget all tiles of a scene, e.g. when its stretch changes."""
        with self._lock:
            for key in [k for k in (*self._tiles, *self._pinned) if k.scene == scene]:
                self._remove(key)

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._tiles.clear()
            self._pinned.clear()
            self._bytes = 0

    def _remove(self, key: TileKey) -> None:
        for store in (self._tiles, self._pinned):
            old = store.pop(key, None)
            if old is not None:
                self._bytes -= old.nbytes
