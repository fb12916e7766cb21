"""Decodes wanted tiles on worker threads, newest wish first."""

from __future__ import annotations

import logging
import math
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ilmtool.errors import UserError
from ilmtool.imagery.cache import Bgrx, TileCache
from ilmtool.imagery.source import RasterSource, sample_bytes
from ilmtool.imagery.stretch import Stretch, to_bgrx
from ilmtool.imagery.tiles import TileKey, grid_size, tile_window
from ilmtool.text import tr

ROW_TILES = 24
"""Tiles cut at once from a row of an image that is stored in full-width strips: 24 MiB when decoded."""
_SLAB_BYTES = 64 << 20
"""Samples of such a row decoded at once."""
RETRY_S = 10.0
"""From a tile that the network did not bring to the next try, when it is wanted then."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Scene:
    source: RasterSource
    stretch: Stretch


@dataclass(frozen=True, eq=False, slots=True)
class _Job:
    """Tiles of one row that are read together; one tile, as a rule."""

    keys: tuple[TileKey, ...]
    scene: _Scene


class TileLoader:
    """A pool of threads that fills a `TileCache`.

    Parameters
    ----------
    cache : TileCache
    workers : int
        Two is what pays on two cores: 1.7 to 2 times one; a third adds little.
    on_tile : callable
        `on_tile(key)` from a worker thread, once a wanted tile is in the cache.
    on_error : callable
        `on_error(scene_id, error)` from a worker thread, once per scene.
    """

    def __init__(
        self,
        cache: TileCache,
        workers: int = 2,
        on_tile: Callable[[TileKey], None] | None = None,
        on_error: Callable[[str, UserError], None] | None = None,
    ) -> None:
        self._cache = cache
        self.on_tile = on_tile
        self.on_error = on_error
        self._scenes: dict[str, _Scene] = {}
        self._queue: deque[TileKey] = deque()
        self._wanted: frozenset[TileKey] = frozenset()
        self._running: list[_Job] = []
        self._failed: dict[TileKey, float] = {}
        self._reported: set[str] = set()
        self._closed = False
        self._served = False
        self._state = threading.Condition()
        self._threads = [
            threading.Thread(target=self._work, name=f"tiles-{index}", daemon=True)
            for index in range(workers)
        ]
        for thread in self._threads:
            thread.start()

    def add_scene(self, scene_id: str, source: RasterSource, stretch: Stretch) -> None:
        """Make a scene's tiles loadable; for a known id, its tiles are dropped and its errors forgotten."""
        with self._state:
            self._forget(scene_id)
            self._scenes[scene_id] = _Scene(source, stretch)

    def remove_scene(self, scene_id: str) -> None:
        """Drop a scene and its tiles. Reads under way end on their own; close the source afterwards."""
        with self._state:
            self._forget(scene_id)

    def refresh(self, scene_id: str, from_level: int) -> None:
        """A scene's levels from `from_level` on have become better: their tiles are loaded anew when wanted.

        Until then the old ones are shown.
        """
        with self._state:
            scene = self._scenes.get(scene_id)
            if scene is not None:
                # Another object: what is being read the old way is dropped when it arrives.
                self._scenes[scene_id] = _Scene(scene.source, scene.stretch)
                self._forget_failures(scene_id)
                self._cache.expire(scene_id, from_level)

    def want(self, keys: Sequence[TileKey]) -> None:
        """Replace what is to be loaded, first things first. Queued work that is not in `keys` is dropped."""
        now = time.monotonic()
        with self._state:
            self._wanted = frozenset(keys)
            self._queue = deque(
                key
                for key in dict.fromkeys(keys)
                if key.scene in self._scenes
                and not any(key in job.keys and job.scene is self._scenes[key.scene] for job in self._running)
                and self._failed.get(key, 0.0) <= now
                and key not in self._cache
            )
            if self._queue:
                self._state.notify_all()

    def wait_idle(self, timeout: float | None = None) -> bool:
        """Wait until nothing is queued or being decoded; False if `timeout` seconds passed before."""
        with self._state:
            return self._state.wait_for(lambda: not self._queue and not self._running, timeout)

    def close(self) -> None:
        """Drop the queue and end the threads; wait for them, unless a read may hang. Sources stay open."""
        with self._state:
            self._closed = True
            self._queue.clear()
            self._scenes.clear()
            self._state.notify_all()
            if any(job.scene.source.may_stall for job in self._running):
                return
        for thread in self._threads:
            if thread is not threading.current_thread():
                thread.join()

    def _forget(self, scene_id: str) -> None:
        self._scenes.pop(scene_id, None)
        self._queue = deque(key for key in self._queue if key.scene != scene_id)
        self._forget_failures(scene_id)
        self._reported.discard(scene_id)
        self._cache.discard_scene(scene_id)

    def _forget_failures(self, scene_id: str) -> None:
        self._failed = {key: until for key, until in self._failed.items() if key.scene != scene_id}

    def _work(self) -> None:
        while True:
            with self._state:
                self._state.wait_for(lambda: self._closed or self._queue or self._may_prepare())
                if self._closed:
                    return
                job = None
                if self._queue:
                    job = self._next_job()
                    self._running.append(job)
            if job is None:
                self._cache.prepare_spare()
                continue
            try:
                self._load(job)
            finally:
                with self._state:
                    self._running.remove(job)
                    self._served = True
                    self._state.notify_all()

    def _may_prepare(self) -> bool:
        """Whether an idle worker should make memory ready: never before the first frame is served."""
        return self._served and not self._running and self._cache.lacks_spares

    def _next_job(self) -> _Job:
        """The first tile of the queue; with its row, where that costs the same."""
        first = self._queue.popleft()
        scene = self._scenes[first.scene]
        if not scene.source.reads_rows(first.level):
            return _Job((first,), scene)
        row = [key.col for key in self._queue if key[:2] == first[:2] and key.row == first.row]
        left = right = first.col
        for col in sorted(row, key=lambda col: abs(col - first.col)):
            if max(right, col) - min(left, col) < ROW_TILES:
                left, right = min(left, col), max(right, col)
        # Neighbours for free: where one pans next.
        columns, _ = grid_size(scene.source.facts.levels[first.level])
        spare = ROW_TILES - (right - left + 1)
        left = max(0, left - spare // 2)
        right = min(columns, left + ROW_TILES) - 1
        keys = [first._replace(col=col) for col in range(left, right + 1)]
        busy = {key for job in self._running if job.scene is scene for key in job.keys}
        taken = tuple(key for key in keys if key not in busy and (key == first or key not in self._cache))
        self._queue = deque(key for key in self._queue if key not in taken)
        return _Job(taken, scene)

    def _load(self, job: _Job) -> None:
        scene = job.scene
        try:
            tiles = self._read_row(job) if len(job.keys) > 1 else {job.keys[0]: self._read_tile(job)}
        except UserError as error:
            self._fail(job, error)
            return
        except Exception as error:  # noqa: BLE001 - a worker must not die silently: the place goes to the log
            _log.exception("tile %s failed", job.keys[0])
            self._fail(
                job, UserError(tr("{name} cannot be shown.", name=scene.source.facts.path.name), repr(error))
            )
            return
        told = []
        with self._state:
            smallest = len(scene.source.facts.levels) - 1
            for key, tile in tiles.items():
                if self._scenes.get(key.scene) is not scene:
                    return  # replaced while decoding: a stale answer
                if self._failed.pop(key, None) is not None:
                    self._reported.discard(key.scene)
                self._cache.put(key, tile, pinned=key.level == smallest)
                if key in self._wanted and not self._closed:
                    told.append(key)
        if self.on_tile is not None:
            for key in told:
                self.on_tile(key)

    def _read_tile(self, job: _Job) -> Bgrx:
        (key,), scene = job.keys, job.scene
        x0, y0, x1, y1 = window = tile_window(scene.source.facts.levels[key.level], key.col, key.row)
        data, valid = scene.source.read_for_screen(key.level, window, scene.stretch.bands)
        return to_bgrx(data, valid, scene.stretch, self._cache.take_buffer(y1 - y0, x1 - x0))

    def _read_row(self, job: _Job) -> dict[TileKey, Bgrx]:
        """Tiles of one row, cut from full-width bands that are decoded once."""
        source, stretch = job.scene.source, job.scene.stretch
        level = source.facts.levels[job.keys[0].level]
        windows = {key: tile_window(level, key.col, key.row) for key in job.keys}
        left, right = min(w[0] for w in windows.values()), max(w[2] for w in windows.values())
        _, top, _, bottom = windows[job.keys[0]]
        tiles = {
            key: self._cache.take_buffer(bottom - top, x1 - x0) for key, (x0, _, x1, _) in windows.items()
        }
        rows = bottom - top
        while (
            job.keys[0].level == 0
            and rows > max(32, source.block_rows)
            and (rows * (right - left) * len(stretch.bands) * sample_bytes(source.facts.dtype) > _SLAB_BYTES)
        ):
            rows //= 2
        for start in range(top, bottom, rows):
            stop = min(start + rows, bottom)
            window = (left, start, right, stop)
            data, valid = source.read_for_screen(job.keys[0].level, window, stretch.bands)
            for key, (x0, _, x1, _) in windows.items():
                part = data[:, x0 - left : x1 - left]
                kept = None if valid is None else valid[:, x0 - left : x1 - left]
                to_bgrx(part, kept, stretch, tiles[key][start - top : stop - top])
        return tiles

    def _fail(self, job: _Job, error: UserError) -> None:
        key = job.keys[0]
        with self._state:
            if self._scenes.get(key.scene) is not job.scene or self._closed:
                return
            # What a network could not bring now it may bring later; a damaged file stays damaged.
            until = time.monotonic() + RETRY_S if job.scene.source.may_stall else math.inf
            self._failed.update(dict.fromkeys(job.keys, until))
            first = key.scene not in self._reported
            self._reported.add(key.scene)
        if first and self.on_error is not None:
            self.on_error(key.scene, error)
