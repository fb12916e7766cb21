"""The loader: newest wish first, stale work dropped, one error a scene, no thread left behind."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from ilmtool.core.scene import Acquisition
from ilmtool.errors import UserError
from ilmtool.imagery.cache import TileCache
from ilmtool.imagery.levels import plan_levels
from ilmtool.imagery.loader import TileLoader
from ilmtool.imagery.source import Pixels, RasterSource, SourceFacts, Window
from ilmtool.imagery.stretch import Stretch
from ilmtool.imagery.tiles import TileKey

AS_IT_IS = Stretch((0,), as_it_is=True)
WAIT_S = 30
FACTS = SourceFacts(
    path=Path("scene.tif"),
    driver="GTiff",
    width=4096,
    height=4096,
    bands=1,
    dtype="uint8",
    nodata=None,
    levels=plan_levels(4096, 4096)[0],
    crs_wkt=None,
    crs_code=None,
    transform=None,
    acquisition=Acquisition(),
    file_size=1,
)


class FakeSource(RasterSource):
    """Reads at once, or only when `gate` opens; fails for the level-0 columns in `broken`."""

    def __init__(self, value: int = 1, gated: bool = False, broken: Sequence[int] = ()) -> None:
        self.facts = replace(FACTS)
        self.value = value
        self.gate = threading.Event()
        self.started = threading.Semaphore(0)
        self.order: list[tuple[int, Window]] = []
        self.broken = broken
        if not gated:
            self.gate.set()

    def read(self, level: int, window: Window, bands: Sequence[int] | None = None) -> Pixels:
        self.order.append((level, window))
        self.started.release()
        assert self.gate.wait(WAIT_S)
        if level == 0 and window[0] // 512 in self.broken:
            raise UserError("scene.tif is gone.")
        x0, y0, x1, y1 = window
        return np.full((y1 - y0, x1 - x0, 1), self.value, np.uint8), None

    def close(self) -> None:
        """Nothing to close."""


def keys(*cols: int, scene: str = "a") -> list[TileKey]:
    return [TileKey(scene, 0, col, 0) for col in cols]


def test_wanted_tiles_arrive_and_are_told_once_each() -> None:
    cache, told = TileCache(64 << 20), []
    loader = TileLoader(cache, on_tile=told.append)
    loader.add_scene("a", FakeSource(77), AS_IT_IS)
    loader.want(keys(0, 1, 2, 3))
    assert loader.wait_idle(WAIT_S)
    loader.want(keys(0, 1, 2, 3))  # all there: nothing to do
    assert loader.wait_idle(WAIT_S)
    loader.close()
    assert sorted(told) == keys(0, 1, 2, 3)
    tile = cache.get(keys(2)[0])
    assert tile is not None
    assert tile[0, 0].tolist() == [77, 77, 77, 255]


def test_one_worker_follows_the_order_given() -> None:
    source = FakeSource()
    loader = TileLoader(TileCache(64 << 20), workers=1)
    loader.add_scene("a", source, AS_IT_IS)
    loader.want(keys(3, 1, 2, 0))
    assert loader.wait_idle(WAIT_S)
    loader.close()
    assert [window[0] // 512 for _, window in source.order] == [3, 1, 2, 0]


def test_a_new_wish_drops_what_is_queued_but_not_what_is_being_read() -> None:
    source, told = FakeSource(gated=True), []
    cache = TileCache(64 << 20)
    loader = TileLoader(cache, workers=1, on_tile=told.append)
    loader.add_scene("a", source, AS_IT_IS)
    loader.want(keys(0, 1, 2))
    assert source.started.acquire(timeout=WAIT_S)
    loader.want(keys(5, 6))
    source.gate.set()
    assert loader.wait_idle(WAIT_S)
    loader.close()
    assert [window[0] // 512 for _, window in source.order] == [0, 5, 6]
    assert told == keys(5, 6)  # the first is no longer wanted, but was paid for
    assert keys(0)[0] in cache


def test_an_error_is_told_once_a_scene_and_the_rest_goes_on() -> None:
    errors: list[tuple[str, str]] = []
    told: list[TileKey] = []
    source = FakeSource(broken=(0, 1, 2))
    loader = TileLoader(
        TileCache(64 << 20),
        on_tile=told.append,
        on_error=lambda scene, error: errors.append((scene, error.title)),
    )
    loader.add_scene("a", source, AS_IT_IS)
    for _ in range(3):
        loader.want(keys(0, 1, 2, 3))
        assert loader.wait_idle(WAIT_S)
    assert errors == [("a", "scene.tif is gone.")]
    assert told == keys(3)
    assert len(source.order) == 4  # what failed is not tried again and again
    source.broken = ()
    loader.add_scene("a", source, AS_IT_IS)  # opened anew: everything is tried again
    loader.want(keys(0))
    assert loader.wait_idle(WAIT_S)
    loader.close()
    assert told[-1] == keys(0)[0]


def test_a_defect_in_a_reader_does_not_end_the_worker() -> None:
    class Defective(FakeSource):
        def read(self, level: int, window: Window, bands: Sequence[int] | None = None) -> Pixels:
            if window[0] == 0:
                raise ZeroDivisionError
            return super().read(level, window, bands)

    errors, told = [], []
    loader = TileLoader(
        TileCache(64 << 20), workers=1, on_tile=told.append, on_error=lambda *args: errors.append(args)
    )
    loader.add_scene("a", Defective(), AS_IT_IS)
    loader.want(keys(0, 1))
    assert loader.wait_idle(WAIT_S)
    loader.close()
    assert len(errors) == 1
    assert told == keys(1)


def test_a_stale_answer_of_a_replaced_scene_is_dropped() -> None:
    old, new = FakeSource(1, gated=True), FakeSource(2)
    cache = TileCache(64 << 20)
    loader = TileLoader(cache, workers=2)
    loader.add_scene("a", old, AS_IT_IS)
    loader.want(keys(0))
    assert old.started.acquire(timeout=WAIT_S)
    loader.add_scene("a", new, AS_IT_IS)
    loader.want(keys(0))  # although the same tile is still being read from the old source
    assert new.started.acquire(timeout=WAIT_S)
    old.gate.set()
    assert loader.wait_idle(WAIT_S)
    loader.close()
    tile = cache.get(keys(0)[0])
    assert tile is not None
    assert tile[0, 0, 0] == 2


def test_better_levels_are_loaded_again_and_the_old_tiles_shown_until_then() -> None:
    source, cache = FakeSource(1), TileCache(64 << 20)
    loader = TileLoader(cache, workers=1)
    loader.add_scene("a", source, AS_IT_IS)
    coarse, fine = TileKey("a", 2, 0, 0), TileKey("a", 0, 0, 0)
    loader.want([coarse, fine])
    assert loader.wait_idle(WAIT_S)
    source.value = 9
    loader.refresh("a", 1)
    assert fine in cache
    assert coarse not in cache
    old = cache.get(coarse)
    assert old is not None
    assert old[0, 0, 0] == 1
    loader.want([coarse, fine])
    assert loader.wait_idle(WAIT_S)
    loader.close()
    assert [cache.get(key)[0, 0, 0] for key in (coarse, fine)] == [9, 1]  # type: ignore[index]
    assert coarse in cache


class Striped(FakeSource):
    """Full-width strips: a tile costs as much as its whole row. Column numbers are the pixels."""

    def reads_rows(self, level: int) -> bool:
        return level == 0

    def read(self, level: int, window: Window, bands: Sequence[int] | None = None) -> Pixels:
        super().read(level, window, bands)
        x0, y0, x1, y1 = window
        row = (np.arange(x0, x1) // 512 + 16 * (np.arange(y0, y1)[:, None] // 512)).astype(np.uint8)
        return row[..., np.newaxis], None


def test_a_row_of_strips_is_read_once_for_all_of_its_tiles() -> None:
    source, cache, told = Striped(), TileCache(64 << 20), []
    loader = TileLoader(cache, workers=1, on_tile=told.append)
    loader.add_scene("a", source, AS_IT_IS)
    wanted = [TileKey("a", 0, col, row) for row in (2, 3) for col in (5, 3, 4)]
    loader.want(wanted)
    assert loader.wait_idle(WAIT_S)
    loader.close()
    assert sorted(told) == sorted(wanted)
    assert {window[1] // 512 for _, window in source.order} == {2, 3}
    assert sum(window[3] - window[1] for _, window in source.order) == 2 * 512, "no row of pixels twice"
    for col in range(8):  # the neighbours came for nothing
        for row in (2, 3):
            tile = cache.get(TileKey("a", 0, col, row))
            assert tile is not None
            assert (tile[..., 0] == col + 16 * row).all()


def test_a_removed_scene_leaves_nothing_and_its_keys_are_ignored() -> None:
    cache = TileCache(64 << 20)
    loader = TileLoader(cache)
    loader.add_scene("a", FakeSource(), AS_IT_IS)
    loader.want(keys(0, 1))
    assert loader.wait_idle(WAIT_S)
    loader.remove_scene("a")
    loader.want(keys(0, 1))
    assert loader.wait_idle(WAIT_S)
    loader.close()
    assert len(cache) == 0


def test_the_smallest_level_is_never_evicted() -> None:
    cache = TileCache(2 << 20)
    loader = TileLoader(cache)
    loader.add_scene("a", FakeSource(), AS_IT_IS)
    smallest = TileKey("a", len(FACTS.levels) - 1, 0, 0)
    loader.want([smallest, *keys(*range(8))])
    assert loader.wait_idle(WAIT_S)
    loader.close()
    assert smallest in cache


def test_close_joins_all_threads_even_while_work_is_queued() -> None:
    before = threading.active_count()
    source = FakeSource(gated=True)
    loader = TileLoader(TileCache(1 << 20), workers=2)
    loader.add_scene("a", source, AS_IT_IS)
    loader.want(keys(*range(8)))
    assert source.started.acquire(timeout=WAIT_S)
    source.gate.set()
    loader.close()
    assert threading.active_count() == before


def test_a_real_file_through_the_loader(tmp_path: Path) -> None:
    from rasters import JPEG, pattern, write_tiff

    from ilmtool.imagery.source import open_source
    from ilmtool.imagery.stretch import stretch_of

    path = write_tiff(tmp_path / "a.tif", pattern(1300, 1100), overviews=(2, 4), **JPEG)
    cache = TileCache(64 << 20)
    loader = TileLoader(cache)
    with open_source(path) as source:
        loader.add_scene("a", source, stretch_of(source))
        wanted = [TileKey("a", 0, col, row) for col in range(3) for row in range(3)]
        loader.want(wanted)
        assert loader.wait_idle(WAIT_S)
        corner = cache.get(TileKey("a", 0, 2, 2))
        exact, _ = source.read(0, (1024, 1024, 1100, 1300))
    loader.close()
    assert corner is not None
    assert corner.shape == (276, 76, 4)
    assert np.abs(corner[..., [2, 1, 0]].astype(int) - exact).max() <= 8
