"""Builds the levels that an image lacks, in one pass over it, into the user's cache.

Full-width bands are decoded on two threads and halved by OpenCV; each level collects rows until a row of
tiles is full, writes it, and hands it on, halved. So memory holds one row of tiles a level, whatever the
image's height, and the image is read once.
"""

from __future__ import annotations

import logging
import shutil
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import numpy as np
from rasterio.errors import RasterioError

from ilmtool.errors import Cancelled, UserError
from ilmtool.imagery.address import Address
from ilmtool.imagery.gdal_env import GDAL_ERRORS, gdal_env
from ilmtool.imagery.gdal_source import open_gdal
from ilmtool.imagery.pyramid_files import JPEG_TILE, JpegLevel, LevelFile, LosslessLevel
from ilmtool.imagery.pyramid_store import PyramidStore, identity
from ilmtool.imagery.reduce import Planes, Valid, shrink
from ilmtool.imagery.source import RasterSource, SourceFacts, sample_bytes

Progress = Callable[[int, int], bool | None]
"""`progress(rows_done, all_rows)`; False stops the job."""

_BAND_BYTES = 12 << 20
"""Decoded at once by each thread."""
_ROW_BYTES = 96 << 20
"""A row of tiles of the largest level, at most."""
_SPARE_DISK = 256 << 20

_log = logging.getLogger(__name__)


def _level_path(folder: Path, level: int) -> Path:
    return folder / f"level-{level}.tif"


def open_levels(folder: Path, facts: SourceFacts, first: int) -> list[RasterSource]:
    """The files of a pyramid, one for each level from `first` on.

    Raises
    ------
    OSError
        One is missing, damaged or of another size.
    """
    opened: list[RasterSource] = []
    try:
        for index in range(first, len(facts.levels)):
            path, level = _level_path(folder, index), facts.levels[index]
            found = open_gdal(Address(path))
            if found is None:
                raise OSError(f"{path} is not an image")
            opened.append(found)
            if (found.facts.width, found.facts.height) != (level.width, level.height):
                raise OSError(f"{path} has another size than its level")
    except (OSError, UserError) as error:
        for source in opened:
            source.close()
        raise OSError(str(error)) from error
    return opened


def build_pyramid(
    source: RasterSource, store: PyramidStore, progress: Progress | None = None, workers: int = 2
) -> Path | None:
    """Make and keep the levels that an image lacks.

    Nothing is found in the store before all of it is written. The image and its folder are only read.

    Parameters
    ----------
    source : RasterSource
        With `first_missing`; read from several threads, and not closed.
    store : PyramidStore
    progress : callable, optional
    workers : int

    Returns
    -------
    Path or None
        The pyramid's folder; None if it could not be kept (the log says why): no room, a read-only disk.

    Raises
    ------
    Cancelled
        If `progress` returned False.
    UserError
        If the image cannot be read.
    """
    if source.first_missing is None:
        return None
    facts = source.facts
    part: Path | None = None
    try:
        name = identity(source)
        found = store.find(name)
        if found is not None:
            return found
        needed = _estimate(source)
        if store.room() < needed + _SPARE_DISK:
            _log.warning(
                "no pyramid for %s: about %d MB are needed in %s", facts.path.name, needed >> 20, store.folder
            )
            return None
        part = store.begin(name)
        _build(source, part, progress, workers)
        for level in open_levels(part, facts, source.first_missing):
            level.close()  # a full disk may only show here
        return store.finish(part, name)
    except (OSError, RasterioError) as error:
        _log.warning("no pyramid for %s: %s", facts.path.name, error)
        return None
    finally:
        if part is not None:
            shutil.rmtree(part, ignore_errors=True)


def _as_jpeg(source: RasterSource) -> bool:
    facts = source.facts
    return source.is_plain and facts.dtype == "uint8" and facts.bands in {1, 3}


def _estimate(source: RasterSource) -> int:
    """Bytes that a pyramid will take, on the safe side."""
    first = source.first_missing or 0
    px = sum(level.width * level.height for level in source.facts.levels[first:])
    raw = px * source.facts.bands * sample_bytes(source.facts.dtype)
    return raw // 4 if _as_jpeg(source) else raw


class _Level:
    """One level being made: collects rows, writes rows of tiles, passes them on halved."""

    def __init__(self, file: LevelFile, below: _Level | None, average: bool) -> None:
        self._file, self._below, self._average = file, below, average
        self._planes: list[Planes] = []
        self._valid: list[Valid | None] = []
        self._rows = 0

    def push(self, planes: Planes, valid: Valid | None) -> None:
        """The next rows, of any number."""
        while planes.shape[1]:
            take = min(planes.shape[1], self._file.tile - self._rows)
            self._planes.append(planes[:, :take])
            self._valid.append(None if valid is None else valid[:take])
            self._rows += take
            planes, valid = planes[:, take:], None if valid is None else valid[take:]
            if self._rows == self._file.tile:
                self._flush()

    def end(self) -> None:
        """No more rows."""
        if self._rows:
            self._flush()
        self._file.close()
        if self._below is not None:
            self._below.end()

    def abandon(self) -> None:
        """Close the files as they are; they are about to be deleted."""
        with suppress(*GDAL_ERRORS):
            self._file.close()
        if self._below is not None:
            self._below.abandon()

    def _flush(self) -> None:
        planes = np.concatenate(self._planes, axis=1)
        valid = None
        if any(v is not None for v in self._valid):
            parts = [
                np.ones(p.shape[1:], np.bool_) if v is None else v
                for p, v in zip(self._planes, self._valid, strict=True)
            ]
            valid = np.concatenate(parts)
        self._planes, self._valid, self._rows = [], [], 0
        self._file.write_row(planes, valid)
        if self._below is not None:
            self._below.push(*shrink(planes, valid, 2, self._average))


def _build(source: RasterSource, folder: Path, progress: Progress | None, workers: int) -> None:
    facts, first = source.facts, source.first_missing or 1
    base = facts.levels[first - 1]
    average = facts.palette is None
    rows = _band_rows(source)
    with gdal_env():
        top: _Level | None = None
        tile = _tile_side(facts, first)
        for index in reversed(range(first, len(facts.levels))):
            top = _Level(_file(source, folder, index, tile), top, average)
    if top is None:
        return

    def halved(start: int) -> tuple[Planes, Valid | None]:
        data, valid = source.read(first - 1, (0, start, base.width, min(start + rows, base.height)))
        return shrink(np.moveaxis(data, -1, 0), valid, 2, average)

    waiting: deque[tuple[int, Future[tuple[Planes, Valid | None]]]] = deque()
    starts = iter(range(0, base.height, rows))
    pool = ThreadPoolExecutor(workers, thread_name_prefix="pyramid")
    try:
        while True:
            while len(waiting) <= workers and (start := next(starts, None)) is not None:
                waiting.append((start, pool.submit(halved, start)))
            if not waiting:
                break
            start, answer = waiting.popleft()
            band = answer.result()
            with gdal_env():
                top.push(*band)
            if progress is not None and progress(min(start + rows, base.height), base.height) is False:
                raise Cancelled
        with gdal_env():
            top.end()
    except BaseException:
        with gdal_env():
            top.abandon()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def _band_rows(source: RasterSource) -> int:
    """Rows to decode at once: an even number of whole blocks, as memory allows."""
    facts = source.facts
    base = facts.levels[(source.first_missing or 1) - 1]
    row = base.width * facts.bands * sample_bytes(facts.dtype)
    block = source.block_rows
    blocks = max(1, _BAND_BYTES // (row * block))
    if block % 2:  # halving needs pairs of rows
        blocks = max(2, blocks - blocks % 2)
    return blocks * block


def _tile_side(facts: SourceFacts, first: int) -> int:
    row = facts.levels[first].width * (facts.bands + 1) * sample_bytes(facts.dtype)
    side = JPEG_TILE
    while side > 64 and side * row > _ROW_BYTES:
        side //= 2
    return side


def _file(source: RasterSource, folder: Path, level: int, tile: int) -> LevelFile:
    facts = source.facts
    path, size = _level_path(folder, level), facts.levels[level]
    if _as_jpeg(source):
        return JpegLevel(path, size.width, size.height, facts.bands)
    masked = not source.is_plain or np.dtype(facts.dtype.replace("complex_int16", "c8")).kind in "fc"
    return LosslessLevel(path, size.width, size.height, facts.bands, facts.dtype, masked=masked, tile=tile)
