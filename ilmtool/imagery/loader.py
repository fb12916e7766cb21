"""Decodes wanted tiles on worker threads, newest wish first."""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ilmtool.errors import UserError
from ilmtool.imagery.cache import TileCache
from ilmtool.imagery.source import RasterSource
from ilmtool.imagery.stretch import Stretch, to_bgrx
from ilmtool.imagery.tiles import TileKey, tile_window

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Scene:
    source: RasterSource
    stretch: Stretch


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
        self._running: list[tuple[TileKey, _Scene]] = []
        self._failed: set[TileKey] = set()
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

    def want(self, keys: Sequence[TileKey]) -> None:
        """Replace what is to be loaded, first things first. Queued work that is not in `keys` is dropped."""
        with self._state:
            self._wanted = frozenset(keys)
            self._queue = deque(
                key
                for key in dict.fromkeys(keys)
                if key.scene in self._scenes
                and not any(key == run and scene is self._scenes[key.scene] for run, scene in self._running)
                and key not in self._failed
                and key not in self._cache
            )
            if self._queue:
                self._state.notify_all()

    def wait_idle(self, timeout: float | None = None) -> bool:
        """Wait until nothing is queued or being decoded; False if `timeout` seconds passed before."""
        with self._state:
            return self._state.wait_for(lambda: not self._queue and not self._running, timeout)

    def close(self) -> None:
        """Drop the queue, end the threads and wait for them. The sources stay open."""
        with self._state:
            self._closed = True
            self._queue.clear()
            self._state.notify_all()
        for thread in self._threads:
            if thread is not threading.current_thread():
                thread.join()

    def _forget(self, scene_id: str) -> None:
        self._scenes.pop(scene_id, None)
        self._queue = deque(key for key in self._queue if key.scene != scene_id)
        self._failed = {key for key in self._failed if key.scene != scene_id}
        self._reported.discard(scene_id)
        self._cache.discard_scene(scene_id)

    def _work(self) -> None:
        while True:
            with self._state:
                self._state.wait_for(lambda: self._closed or self._queue or self._may_prepare())
                if self._closed:
                    return
                job = None
                if self._queue:
                    key = self._queue.popleft()
                    job = (key, self._scenes[key.scene])
                    self._running.append(job)
            if job is None:
                self._cache.prepare_spare()
                continue
            try:
                self._load(*job)
            finally:
                with self._state:
                    self._running.remove(job)
                    self._served = True
                    self._state.notify_all()

    def _may_prepare(self) -> bool:
        """Whether an idle worker should make memory ready: never before the first frame is served."""
        return self._served and not self._running and self._cache.lacks_spares

    def _load(self, key: TileKey, scene: _Scene) -> None:
        levels = scene.source.facts.levels
        try:
            x0, y0, x1, y1 = window = tile_window(levels[key.level], key.col, key.row)
            data, valid = scene.source.read_for_screen(key.level, window, scene.stretch.bands)
            tile = to_bgrx(data, valid, scene.stretch, self._cache.take_buffer(y1 - y0, x1 - x0))
        except UserError as error:
            self._fail(key, scene, error)
            return
        except Exception as error:  # noqa: BLE001 - a worker must not die silently: the place goes to the log
            _log.exception("tile %s failed", key)
            self._fail(key, scene, UserError(f"{scene.source.facts.path.name} cannot be shown.", repr(error)))
            return
        with self._state:
            if self._scenes.get(key.scene) is not scene:
                return  # replaced while decoding: a stale answer
            self._cache.put(key, tile, pinned=key.level == len(levels) - 1)
            tell = key in self._wanted and not self._closed
        if tell and self.on_tile is not None:
            self.on_tile(key)

    def _fail(self, key: TileKey, scene: _Scene, error: UserError) -> None:
        with self._state:
            if self._scenes.get(key.scene) is not scene or self._closed:
                return
            self._failed.add(key)
            first = key.scene not in self._reported
            self._reported.add(key.scene)
        if first and self.on_error is not None:
            self.on_error(key.scene, error)
