"""Levels that a file does not have, made while somebody waits: exactly where quick, else from samples.

A file is stored in blocks: tiles, or strips of a few full-width rows. A block is decoded whole or not at all,
so the cost of a picture is the number of blocks it touches. Above `BUDGET` decoded bytes only some of them
are read, spread evenly, and each stands for its neighbours until a pyramid has been built.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ilmtool.imagery.reduce import Planes, Valid, shrink, squeeze
from ilmtool.imagery.source import Window

BUDGET = 64 << 20
"""Decoded bytes for one read of a level that the file lacks: about 0.25 s of LZW or deflate."""

Native = Callable[[Window], tuple[Planes, Valid | None]]
"""Reads a window of the stored image: planes (bands, rows, cols) and validity."""


@dataclass(frozen=True, slots=True)
class Stored:
    """The stored image that a level is made from.

    Attributes
    ----------
    width, height : int
    block_width, block_height : int
    pixel_bytes : int
        Decoded bytes a pixel: of all bands where they are stored together, else of the wanted ones.
    """

    width: int
    height: int
    block_width: int
    block_height: int
    pixel_bytes: int

    @property
    def block_bytes(self) -> int:
        """Decoded bytes of one block."""
        return self.block_width * self.block_height * self.pixel_bytes


def read_reduced(
    read: Native, stored: Stored, window: Window, factor: int, *, average: bool, budget: int = BUDGET
) -> tuple[Planes, Valid | None]:
    """Pixels of a level that is `factor` times smaller than what is stored.

    Parameters
    ----------
    read : callable
    stored : Stored
    window : (x0, y0, x1, y1)
        Px of the level; its last column and row may reach beyond what is stored.
    factor : int
    average : bool
        See `reduce.shrink`.
    budget : int
        Bytes to decode at most, though at least one block.
    """
    x0, y0, x1, y1 = (v * factor for v in window)
    x1, y1 = min(x1, stored.width), min(y1, stored.height)
    cols = -(-x1 // stored.block_width) - x0 // stored.block_width
    rows = -(-y1 // stored.block_height) - y0 // stored.block_height
    if cols * rows * stored.block_bytes <= budget:
        planes, valid = read((x0, y0, x1, y1))
        return shrink(planes, valid, factor, average)
    blocks = max(1, budget // stored.block_bytes)
    rows_out, cols_out = window[3] - window[1], window[2] - window[0]
    rows_kept = min(rows, rows_out, max(1, math.isqrt(blocks * rows // cols)))
    if cols == 1:
        rows_kept = min(rows, rows_out, blocks)
    cols_kept = min(cols, cols_out, max(1, blocks // rows_kept))
    ys = _spans(y0, y1, stored.block_height, factor, rows_kept)
    xs = _spans(x0, x1, stored.block_width, factor, cols_kept)
    return _gather(read, ys, xs, (rows_out, cols_out), (x0 // factor, y0 // factor), average)


def _spans(start: int, stop: int, block: int, factor: int, count: int) -> list[tuple[int, int, int, int]]:
    """`count` places along one axis: (from, to) in stored px and (from, to) in level px.

    Each lies in one block. In blocks that hold whole level pixels, it is all of those; in smaller ones it
    is the block, for the one level pixel that it belongs to.
    """
    spans: dict[int, tuple[int, int, int, int]] = {}
    for index in range(count):
        middle = start + (2 * index + 1) * (stop - start) // (2 * count)
        low = max(start, middle // block * block)
        high = min(stop, middle // block * block + block)
        first, last = -(-low // factor), high // factor
        if last > first:
            span = (first * factor, last * factor, first, last)
        else:
            cell = middle // factor
            low, high = max(low, cell * factor), min(high, cell * factor + factor)
            span = (low, high, cell, cell + 1)
        spans.setdefault(span[2], span)
    return list(spans.values())


def _gather(
    read: Native,
    ys: list[tuple[int, int, int, int]],
    xs: list[tuple[int, int, int, int]],
    shape: tuple[int, int],
    origin: tuple[int, int],
    average: bool,
) -> tuple[Planes, Valid | None]:
    left, top = origin
    out: NDArray[Any] | None = None
    kept: NDArray[np.bool_] | None = None
    for y0, y1, row0, row1 in ys:
        for x0, x1, col0, col1 in xs:
            planes, valid = read((x0, y0, x1, y1))
            planes, valid = squeeze(planes, valid, row1 - row0, col1 - col0, average)
            if out is None or kept is None:
                out = np.zeros((planes.shape[0], *shape), planes.dtype)
                kept = np.ones(shape, np.bool_)
            place = (slice(row0 - top, row1 - top), slice(col0 - left, col1 - left))
            out[:, *place] = planes
            kept[place] = True if valid is None else valid
    if out is None or kept is None:
        raise ValueError("nothing to read")
    rows = _nearest([(a - top, b - top) for _, _, a, b in ys], shape[0])
    cols = _nearest([(a - left, b - left) for _, _, a, b in xs], shape[1])
    out, kept = out[:, rows][:, :, cols], kept[rows][:, cols]
    return out, None if kept.all() else kept


def _nearest(spans: list[tuple[int, int]], size: int) -> NDArray[np.intp]:
    """For each place along an axis, the nearest one that was read."""
    known = np.concatenate([np.arange(a, b) for a, b in sorted(spans)])
    wanted = np.arange(size)
    after = np.clip(np.searchsorted(known, wanted), 0, len(known) - 1)
    before = np.maximum(after - 1, 0)
    closer = np.abs(known[before] - wanted) <= np.abs(known[after] - wanted)
    return np.asarray(np.where(closer, known[before], known[after]), np.intp)
