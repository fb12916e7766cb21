"""Outlines of annotations mapped to the reference frame, many in one call."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from ilmtool.core.geometry import FloatArray, Ring

Forward = Callable[[FloatArray], FloatArray]
"""Maps points of one scene, shape (N, 2), float64 px, to the reference frame; same shape."""

_ALIGNED_PX = 1 / 128


def is_box(rings: tuple[Ring, ...]) -> bool:
    """Whether an outline is four corners, closed."""
    return len(rings) == 1 and len(rings[0]) == 5


def is_ragged(rings: tuple[Ring, ...]) -> bool:
    """Whether an outline needs its own arrays; one without an area has no place at all."""
    return bool(rings) and len(rings[0]) > 3 and not is_box(rings)


def map_boxes(rings: Sequence[Ring], forward: Forward) -> FloatArray:
    """Placed corners, (N, 4, 2), of closed rings of four corners each."""
    if not rings:
        return np.empty((0, 4, 2))
    numbers = chain.from_iterable(chain.from_iterable(rings))
    points = np.fromiter(numbers, np.float64, len(rings) * 10).reshape(-1, 5, 2)[:, :4]
    return forward(np.ascontiguousarray(points).reshape(-1, 2)).reshape(-1, 4, 2)


def map_polygons(polygons: Sequence[tuple[Ring, ...]], forward: Forward) -> list[tuple[FloatArray, ...]]:
    """Placed rings, not closed, of ragged polygons, mapped in one call."""
    flat = list(chain.from_iterable(ring[:-1] for polygon in polygons for ring in polygon))
    if not flat:
        return []
    placed = forward(np.asarray(flat, dtype=np.float64))
    result: list[tuple[FloatArray, ...]] = []
    start = 0
    for polygon in polygons:
        outlines = []
        for ring in polygon:
            end = start + max(0, len(ring) - 1)
            outlines.append(placed[start:end])
            start = end
        result.append(tuple(outlines))
    return result


def aligned(quads: FloatArray) -> NDArray[np.bool_]:
    """Which quads have sides along the axes (TL, BL, BR, TR, in either sense, also after a quarter turn)."""
    x, y = quads[..., 0], quads[..., 1]
    either: NDArray[np.bool_] = _level(x, y) | _level(y, x)
    return either


def _level(x: FloatArray, y: FloatArray) -> NDArray[np.bool_]:
    """Where the first and third side run along y, the others along x; (N, 4) each."""
    upright = np.maximum(np.abs(x[:, 0] - x[:, 1]), np.abs(x[:, 2] - x[:, 3])) <= _ALIGNED_PX
    level: NDArray[np.bool_] = np.maximum(np.abs(y[:, 0] - y[:, 3]), np.abs(y[:, 1] - y[:, 2])) <= _ALIGNED_PX
    return upright & level
