"""Decoded tiles, ready to paint, in a fixed amount of memory."""

from __future__ import annotations

import sys
import threading
from collections import OrderedDict

import numpy as np
from numpy.typing import NDArray

from ilmtool.imagery.tiles import TILE, TileKey

Bgrx = NDArray[np.uint8]

SPARE_TILES = 48
"""Buffers (1 MiB each) kept ready beyond `max_bytes`: about what two views of 1080p need for a jump."""
_FULL_SHAPE = (TILE, TILE, 4)


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
        self._expired: set[TileKey] = set()
        self._bytes = 0
        self._lock = threading.Lock()
        self._spare: list[Bgrx] = []
        # How many references a tile has that only the local name below holds, counted the same way in `put`.
        probe = OrderedDict({TileKey("", 0, 0, 0): np.empty(0, np.uint8)})
        _, old = probe.popitem(last=False)
        self._alone = sys.getrefcount(old)

    @property
    def bytes_used(self) -> int:
        with self._lock:
            return self._bytes

    def __len__(self) -> int:
        with self._lock:
            return len(self._tiles) + len(self._pinned)

    def __contains__(self, key: TileKey) -> bool:
        with self._lock:
            return key not in self._expired and (key in self._tiles or key in self._pinned)

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
                gone, old = self._tiles.popitem(last=False)
                self._expired.discard(gone)
                self._bytes -= old.nbytes
                # Nobody looks at it any more (a view of it would hold a reference): its memory serves again.
                if sys.getrefcount(old) <= self._alone and len(self._spare) < SPARE_TILES:
                    self._keep_spare(old)

    def take_buffer(self, rows: int, cols: int) -> Bgrx:
        """Memory for a tile, (rows, cols, 4), contents undefined; the caller owns it until `put`.

        Touching fresh memory costs more than decoding a JPEG into it (20 tiles on two threads: 50 ms fresh,
        11 ms reused), so full tiles come from those that were evicted or prepared.
        """
        if (rows, cols) == (TILE, TILE):
            with self._lock:
                if self._spare:
                    return self._spare.pop()
        return np.empty((rows, cols, 4), np.uint8)

    def give_back(self, buffer: Bgrx) -> None:
        """Return a buffer that came from `take_buffer` and was not used."""
        with self._lock:
            if len(self._spare) < SPARE_TILES:
                self._keep_spare(buffer)

    @property
    def lacks_spares(self) -> bool:
        """Whether `prepare_spare` would help."""
        return len(self._spare) < SPARE_TILES // 2

    def prepare_spare(self) -> None:
        """Make one buffer ready, its pages touched; for idle threads (about 0.6 ms)."""
        self.give_back(np.full(_FULL_SHAPE, 0, np.uint8))

    def _keep_spare(self, buffer: Bgrx) -> None:
        if buffer.shape == _FULL_SHAPE and buffer.base is None:
            buffer.flags.writeable = True
            self._spare.append(buffer)

    def expire(self, scene: str, from_level: int) -> None:
        """Better tiles of these levels can be had: the old ones are shown until those come.

        `get` still gives them; `in` says that they are not here.
        """
        with self._lock:
            keys = (*self._tiles, *self._pinned)
            self._expired.update(key for key in keys if key.scene == scene and key.level >= from_level)

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
            self._expired.clear()
            self._spare.clear()
            self._bytes = 0

    def _remove(self, key: TileKey) -> None:
        self._expired.discard(key)
        for store in (self._tiles, self._pinned):
            old = store.pop(key, None)
            if old is not None:
                self._bytes -= old.nbytes
