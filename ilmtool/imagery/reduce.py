"""Makes images smaller by whole numbers: each pixel becomes the mean of the data under it."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Planes = NDArray[Any]
"""Samples, (bands, rows, cols)."""
Valid = NDArray[np.bool_]

_DIRECT = frozenset(("u1", "u2", "i2", "f4", "f8"))
_THROUGH_DOUBLE = frozenset(("i1", "i4", "u4", "f2"))


def can_average(dtype: np.dtype[Any]) -> bool:
    """Whether a mean of such samples means anything and keeps their precision."""
    return dtype.str[1:] in _DIRECT | _THROUGH_DOUBLE


def shrink(
    planes: Planes, valid: Valid | None, factor: int, average: bool = True
) -> tuple[Planes, Valid | None]:
    """Reduce by a whole number along both axes.

    Parameters
    ----------
    planes : ndarray, (bands, rows, cols)
    valid : ndarray of bool, (rows, cols), or None
    factor : int
    average : bool
        False takes the pixel in the middle of each block instead: for palette indices, classes and phases.

    Returns
    -------
    planes : ndarray, (bands, ceil(rows / factor), ceil(cols / factor))
        In the same type. The mean leaves out what is not valid; what lies beyond the last row or column
        repeats it.
    valid : ndarray of bool or None
        True where any pixel underneath is valid.
    """
    _, rows, cols = planes.shape
    rest_y, rest_x = -rows % factor, -cols % factor
    if rest_y or rest_x:
        planes = np.pad(planes, ((0, 0), (0, rest_y), (0, rest_x)), mode="edge")
        if valid is not None:
            valid = np.pad(valid, ((0, rest_y), (0, rest_x)), mode="edge")
    return squeeze(planes, valid, (rows + rest_y) // factor, (cols + rest_x) // factor, average)


def squeeze(
    planes: Planes, valid: Valid | None, rows: int, cols: int, average: bool = True
) -> tuple[Planes, Valid | None]:
    """Reduce to a given size, by any ratio; see `shrink`."""
    if planes.shape[1:] == (rows, cols):
        return planes, valid
    if not (average and can_average(planes.dtype)):
        return _middle(planes, valid, rows, cols)
    if valid is None:
        return np.stack([_mean(plane, rows, cols) for plane in planes]), None
    share = _area(valid.astype(np.float32), rows, cols)
    kept = share > 0
    return np.stack([_weighted(plane, valid, share, rows, cols) for plane in planes]), kept


def _middle(planes: Planes, valid: Valid | None, rows: int, cols: int) -> tuple[Planes, Valid | None]:
    ys = ((np.arange(rows) + 0.5) * planes.shape[1] / rows).astype(np.intp)
    xs = ((np.arange(cols) + 0.5) * planes.shape[2] / cols).astype(np.intp)
    taken = planes[:, ys[:, None], xs]
    return taken, None if valid is None else np.asarray(valid[ys[:, None], xs], np.bool_)


def _mean(plane: NDArray[Any], rows: int, cols: int) -> NDArray[Any]:
    if plane.dtype.str[1:] in _DIRECT:
        return _area(plane, rows, cols)
    return _back(_area(plane.astype(np.float64), rows, cols), plane.dtype)


def _weighted(
    plane: NDArray[Any], valid: Valid, share: NDArray[np.float32], rows: int, cols: int
) -> NDArray[Any]:
    """Mean of the valid samples; where there is none, a sample of what is there (the nodata value)."""
    fine = np.float64 if plane.dtype.itemsize > 2 else np.float32
    total = _area(np.where(valid, plane, 0).astype(fine), rows, cols)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        mean = total / share
    found, _ = _middle(plane[np.newaxis], None, rows, cols)
    kept = share > 0
    result: NDArray[Any] = found[0].copy()
    result[kept] = _back(mean[kept], plane.dtype)
    return result


def _area(plane: NDArray[Any], rows: int, cols: int) -> NDArray[Any]:
    contiguous = np.ascontiguousarray(plane)
    area: NDArray[Any] = cv2.resize(contiguous, (cols, rows), interpolation=cv2.INTER_AREA)
    return area.reshape(rows, cols)


def _back(values: NDArray[Any], dtype: np.dtype[Any]) -> NDArray[Any]:
    if dtype.kind not in "iu":
        return values.astype(dtype)
    limits = np.iinfo(dtype)
    whole: NDArray[Any] = np.clip(np.rint(values), limits.min, limits.max).astype(dtype)
    return whole
