"""Large images as vendors ship them: LZW strips without overviews, before and after there is a pyramid."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import images
import numpy as np
import rasterio
import targets
from context import Context
from measure import Result, judged, peak_memory, result, say, times_of
from rasterio.windows import Window as RioWindow
from startup import open_and_see
from window import Rig

from ilmtool.core.layout import Side
from ilmtool.session.pyramids import lacking

Pair = tuple[Path, Path]


def measure_strips(context: Context) -> Iterator[Result]:
    """First frame, sharp tiles and the pyramid, beside GDAL reading the same windows of the same files."""
    os.environ["ILMTOOL_CACHE_DIR"] = str(context.work / "cache")
    pair = _pair(context)
    size = context.sizes[0]
    case = {"size": "{}x{}".format(*size), "side": context.side, "layout": "LZW strips, no overviews"}
    limit_frame = times_of(lambda: _overview_by_gdal(pair, size), 1)
    yield result("GDAL, the same first view", limit_frame, **case)
    frame = ("GDAL, the same first view", limit_frame[0])

    rig = Rig()
    start = time.perf_counter()
    open_and_see(rig, pair)
    first = [(time.perf_counter() - start) * 1000]
    rig.program.desk.light_table.stop_sharpening()
    rig.until_painted(lambda: not rig.view.wanted_tiles() and not rig.canvas.tiles.has_arrived)
    yield result("first frame, no pyramid", first, frame, None, **case)
    yield result(
        "first view complete, no pyramid", [(time.perf_counter() - start) * 1000], frame, None, **case
    )

    rig.fit_canvas(*size)
    places = _places(context)
    by_gdal = [_windows_by_gdal(pair, place, size) for place in places]
    yield result("GDAL, the same windows at 1:1", by_gdal, **case)
    windows = ("GDAL, the same windows at 1:1, p50", float(np.median(by_gdal)))
    yield result("jump until sharp", [_jump(rig, place) for place in places], windows, None, **case)
    memory: Result = {"name": "peak memory, no pyramid", "case": case, "value_bytes": peak_memory()}
    yield judged(memory, None, targets.STRIPED_MEMORY)

    rig.workspace.fit()
    rig.settle()
    start = time.perf_counter()
    rig.open(pair)
    sources = {str(side): rig.pair.scene(side).source for side in Side}
    rig.until(lambda: not lacking(sources), poll_ms=20)
    seconds = time.perf_counter() - start
    say(f"    both pyramids after {seconds:.1f} s")
    yield result("pyramid, each", [seconds * 500], frame, targets.PYRAMID, **case)
    memory = {"name": "peak memory while building", "case": case, "value_bytes": peak_memory()}
    yield judged(memory, None, targets.PYRAMID_MEMORY)

    rig.settle()
    taken = []
    for _ in range(context.repeats(9)):
        start = time.perf_counter()
        open_and_see(rig, pair)
        rig.until_painted(lambda: not rig.view.wanted_tiles() and not rig.canvas.tiles.has_arrived)
        taken.append((time.perf_counter() - start) * 1000)
        rig.settle()
    yield result("first view complete, with pyramid", taken, frame, targets.FIRST_FRAME, **case)
    rig.close()


def _pair(context: Context) -> Pair:
    paths = tuple(context.keep / f"{name}-strips-{context.side}.tif" for name in ("before", "after"))
    for index, path in enumerate(paths):
        if not path.exists():
            _write(path.with_suffix(".part"), context.side, index)
            path.with_suffix(".part").replace(path)
    return paths[0], paths[1]


def _write(path: Path, side: int, seed: int) -> None:
    """RGB, 8 bits, LZW in GDAL's own strips."""
    say(f"    writing {path.name}")
    tile = images.texture(seed)
    rows = tile.shape[0]
    row = np.ascontiguousarray(np.moveaxis(np.tile(tile, (1, -(-side // rows), 1))[:, :side], -1, 0))
    with rasterio.open(
        path, "w", driver="GTiff", width=side, height=side, count=3, dtype="uint8", compress="lzw",
        photometric="rgb", bigtiff="if_safer", num_threads=2, crs=f"EPSG:{images.EPSG}",
        transform=rasterio.Affine(images.GSD_M, 0, 400_000, 0, -images.GSD_M, 4_400_000),
    ) as out:  # fmt: skip
        out.update_tags(TIFFTAG_DATETIME=images.DATES[seed])
        for top in range(0, side, rows):
            count = min(rows, side - top)
            out.write(row[:, :count], window=RioWindow(0, top, side, count))


def _places(context: Context) -> list[tuple[float, float]]:
    rng = np.random.default_rng(5)
    low, high = context.side * 0.1, context.side * 0.9
    return [tuple(place) for place in rng.uniform(low, high, (context.repeats(8), 2)).tolist()]


def _overview_by_gdal(pair: Pair, size: tuple[int, int]) -> None:
    """Each whole image, reduced to half of the canvas, as side by side shows it."""
    side = min(size[0] // 2, size[1])
    for path in pair:
        with rasterio.open(path) as dataset:
            dataset.read(out_shape=(3, side, side))


def _windows_by_gdal(pair: Pair, place: tuple[float, float], size: tuple[int, int]) -> float:
    """Milliseconds for what both panes show at 1:1 around a place."""
    width, height = size[0] // 2, size[1]
    window = RioWindow(int(place[0] - width / 2), int(place[1] - height / 2), width, height)

    def read() -> None:
        for path in pair:
            with rasterio.open(path) as dataset:
                dataset.read(window=window)

    return times_of(read, 1)[0]


def _jump(rig: Rig, place: tuple[float, float]) -> float:
    start = time.perf_counter()
    rig.look_at(*place, 1.0)
    rig.until_painted(lambda: not rig.view.wanted_tiles() and not rig.canvas.tiles.has_arrived)
    taken = (time.perf_counter() - start) * 1000
    rig.settle()
    return taken
