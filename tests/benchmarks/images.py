"""Two large georeferenced images, written in seconds.

A pool of encoded tiles is made once and laid out over the whole pyramid, so the files are what GDAL would
write (BigTIFF, 512 px tiles, overviews, UTM) without encoding 1.6 gigapixels. The texture is
self-similar: a tile of an overview looks like one of the full resolution.
"""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

TILE = 512
EPSG = 32651
GSD_M = 0.5
DATES = ("2019:02:16 02:15:00", "2019:03:02 02:18:00")
SHIFT_PX = (3.4, -2.6)
"""How the before image's grid lies on the after image's: not by whole pixels, as in life."""

_SHORT, _LONG, _RATIONAL, _ASCII, _DOUBLE, _LONG8 = 3, 4, 5, 2, 12, 16
_FORMAT = {_SHORT: "H", _LONG: "I", _RATIONAL: "II", _ASCII: "s", _DOUBLE: "d", _LONG8: "Q"}


def write_pair(folder: Path, layout: str, side: int) -> tuple[Path, Path]:
    """Write both images unless they are there already.

    Parameters
    ----------
    folder : Path
    layout : {"jpeg", "deflate"}
        JPEG tiles are written one by one (about 200 MB a file); deflate tiles refer to a pool in the same
        file, which reads and decodes the same and saves gigabytes of disk.
    side : int
        Width and height in px.
    """
    folder.mkdir(parents=True, exist_ok=True)
    paths = folder / f"before-{layout}-{side}.tif", folder / f"after-{layout}-{side}.tif"
    for index, path in enumerate(paths):
        if not path.exists():
            origin = (400_000.0, 4_400_000.0)
            if index == 0:
                origin = (origin[0] + SHIFT_PX[0] * GSD_M, origin[1] + SHIFT_PX[1] * GSD_M)
            partial = path.with_suffix(".part")
            _write(partial, layout, side, origin, DATES[index], _pool(layout, seed=index))
            partial.replace(path)
    return paths


def write_cog(folder: Path, side: int) -> Path:
    """A cloud-optimised GeoTIFF of deflate tiles, each of them stored: 1 GB at a side of 22,000 px.

    Directories come first, then the tiles from the smallest overview to the full resolution.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"cog-{side}.tif"
    if path.exists():
        return path
    pool, sizes = _pool("deflate", seed=2), [side]
    while sizes[-1] > TILE:
        sizes.append(-(-sizes[-1] // 2))
    rng = np.random.default_rng(side)
    choices = [rng.integers(0, len(pool), (-(-size // TILE)) ** 2) for size in sizes]
    counts = [[len(pool[c]) for c in choice] for choice in choices]
    start = len(_directories(sizes, [[0] * len(c) for c in counts], counts))
    offsets: list[list[int]] = []
    for level in reversed(counts):
        offsets.insert(0, [start + before for before in np.cumsum([0, *level[:-1]]).tolist()])
        start += sum(level)
    partial = path.with_suffix(".part")
    with partial.open("wb") as file:
        file.write(_directories(sizes, offsets, counts))
        for choice in reversed(choices):
            file.writelines(pool[c] for c in choice)
    partial.replace(path)
    return path


def _directories(sizes: Sequence[int], offsets: Sequence[list[int]], counts: Sequence[list[int]]) -> bytes:
    file = io.BytesIO(struct.pack("<2sHHHQ", b"II", 43, 8, 0, 0))
    file.seek(0, io.SEEK_END)
    link = 8
    for index, size in enumerate(sizes):
        tags = _tags(size, "deflate", offsets[index], counts[index], reduced=index > 0)
        if index == 0:
            tags |= _ground_tags((400_000.0, 4_400_000.0), DATES[0])
        link = _append_directory(file, tags, link)
    return file.getvalue()


def texture(seed: int, side: int = 2048) -> NDArray[np.uint8]:
    """Ground-like noise with as much detail at every scale, (side, side, 3) RGB; it repeats seamlessly."""
    rng = np.random.default_rng(seed)
    plane = np.zeros((side, side), np.float32)
    step = side // 4
    while step >= 1:
        coarse = rng.normal(0, 11, (side // step, side // step)).astype(np.float32)
        plane += cv2.resize(np.pad(coarse, 2, mode="wrap"), None, fx=step, fy=step)[
            2 * step : 2 * step + side, 2 * step : 2 * step + side
        ]
        step //= 2
    grey = 120 + plane
    return np.clip(np.stack((grey * 1.02, grey, grey * 0.9), axis=2), 0, 255).astype(np.uint8)


def _pool(layout: str, seed: int) -> list[bytes]:
    whole = texture(seed)
    cells = range(0, whole.shape[0], TILE)
    tiles = [whole[y : y + TILE, x : x + TILE] for y in cells for x in cells]
    tiles += [np.ascontiguousarray(tile[::-1]) for tile in tiles]
    return [_jpeg(tile) if layout == "jpeg" else _deflate(tile) for tile in tiles]


def _jpeg(tile: NDArray[np.uint8]) -> bytes:
    options = [cv2.IMWRITE_JPEG_QUALITY, 85]
    return cv2.imencode(".jpg", cv2.cvtColor(tile, cv2.COLOR_RGB2BGR), options)[1].tobytes()


def _deflate(tile: NDArray[np.uint8]) -> bytes:
    steps = tile.copy()
    steps[:, 1:] -= tile[:, :-1]  # horizontal predictor
    return zlib.compress(steps.tobytes(), 6)


def _write(
    path: Path, layout: str, side: int, origin: tuple[float, float], date: str, pool: Sequence[bytes]
) -> None:
    sizes = [side]
    while sizes[-1] > TILE:
        sizes.append(-(-sizes[-1] // 2))
    rng = np.random.default_rng(side)
    with path.open("wb") as file:
        file.write(struct.pack("<2sHHHQ", b"II", 43, 8, 0, 0))
        shared = [] if layout == "jpeg" else [_append(file, data) for data in pool]
        link = 8
        for index, size in enumerate(sizes):
            choice = rng.integers(0, len(pool), (-(-size // TILE)) ** 2)
            spans = [shared[c] if shared else _append(file, pool[c]) for c in choice]
            tags = _tags(size, layout, [s[0] for s in spans], [s[1] for s in spans], reduced=index > 0)
            if index == 0:
                tags |= _ground_tags(origin, date)
            link = _append_directory(file, tags, link)


def _append(file, data: bytes) -> tuple[int, int]:
    offset = file.tell()
    file.write(data)
    return offset, len(data)


def _tags(
    size: int, layout: str, offsets: list[int], counts: list[int], *, reduced: bool
) -> dict[int, tuple[int, list]]:
    tags = {
        254: (_LONG, [1 if reduced else 0]),
        256: (_LONG, [size]),
        257: (_LONG, [size]),
        258: (_SHORT, [8, 8, 8]),
        259: (_SHORT, [7 if layout == "jpeg" else 8]),
        262: (_SHORT, [6 if layout == "jpeg" else 2]),
        277: (_SHORT, [3]),
        284: (_SHORT, [1]),
        322: (_LONG, [TILE]),
        323: (_LONG, [TILE]),
        324: (_LONG8, offsets),
        325: (_LONG, counts),
    }
    if layout == "jpeg":
        tags[530] = (_SHORT, [2, 2])
        tags[532] = (_RATIONAL, [0, 1, 255, 1, 128, 1, 255, 1, 128, 1, 255, 1])
    else:
        tags[317] = (_SHORT, [2])
    return tags


def _ground_tags(origin: tuple[float, float], date: str) -> dict[int, tuple[int, list]]:
    keys = [1, 1, 0, 3, 1024, 0, 1, 1, 1025, 0, 1, 1, 3072, 0, 1, EPSG]
    return {
        306: (_ASCII, [date.encode() + b"\0"]),
        33550: (_DOUBLE, [GSD_M, GSD_M, 0.0]),
        33922: (_DOUBLE, [0.0, 0.0, 0.0, *origin, 0.0]),
        34735: (_SHORT, keys),
    }


def _append_directory(file, tags: dict[int, tuple[int, list]], link: int) -> int:
    """Write one image directory, hook it to the chain; returns where its own link lies."""
    entries = []
    for tag, (kind, values) in sorted(tags.items()):
        if kind == _ASCII:
            count, data = len(values[0]), values[0]
        else:
            count = len(values) // len(_FORMAT[kind])
            data = struct.pack("<" + str(len(values)) + _FORMAT[kind][0], *values)
        if len(data) > 8:
            data = struct.pack("<Q", _append(file, data)[0])
        entries.append(struct.pack("<HHQ", tag, kind, count) + data.ljust(8, b"\0"))
    file.write(b"\0" * (-file.tell() % 8))
    start = file.tell()
    file.write(struct.pack("<Q", len(entries)) + b"".join(entries) + struct.pack("<Q", 0))
    end = file.tell()
    file.seek(link)
    file.write(struct.pack("<Q", start))
    file.seek(end)
    return end - 8
