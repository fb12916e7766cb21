"""Paints polygons with exact coverage into a window of an image.

Shapes are drawn enlarged and averaged down, so that a member thinner than a pixel covers it in part, the
way a sensor sees it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ilmtool.demo.noise import FloatImage

Points = NDArray[np.float64]

_SUBPIXEL_BITS = 4
_FAR_PX = 20000.0


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of each pixel of a window's part `rows`, `columns` a shape covers, 0-1."""

    rows: slice
    columns: slice
    share: FloatImage


def coverage(shapes: Sequence[Points], size: tuple[int, int], pad: int = 0) -> Coverage | None:
    """Cover of the union of polygons.

    Parameters
    ----------
    shapes : sequence of (N, 2) float64 arrays
        In pixels of the window, (0, 0) the outer corner of its first pixel.
    size : (rows, columns)
        The window's.
    pad : int
        Pixels around the shapes that the answer covers too, for what blurs it.

    Returns
    -------
    Coverage or None
        None if nothing of it lies in the window.
    """
    points = shapes[0] if len(shapes) == 1 else np.concatenate(shapes)
    low, high = points.min(axis=0), points.max(axis=0)
    x0, y0 = max(0, int(np.floor(low[0])) - pad), max(0, int(np.floor(low[1])) - pad)
    x1, y1 = min(size[1], int(np.ceil(high[0])) + 1 + pad), min(size[0], int(np.ceil(high[1])) + 1 + pad)
    if x0 >= x1 or y0 >= y1:
        return None
    area = (x1 - x0) * (y1 - y0)
    times = 4 if area <= 60_000 else 2
    mask = np.zeros(((y1 - y0) * times, (x1 - x0) * times), dtype=np.uint8)
    for shape in shapes:
        # OpenCV counts from the centre of the first pixel.
        inside = np.clip((shape - (x0, y0)) * times - 0.5, -_FAR_PX, _FAR_PX)
        cv2.fillPoly(
            mask, [np.round(inside * (1 << _SUBPIXEL_BITS)).astype(np.int32)], 255, shift=_SUBPIXEL_BITS
        )
    small = cv2.resize(mask, (x1 - x0, y1 - y0), interpolation=cv2.INTER_AREA)
    # The bounds of a bent road cover far more than the road: only the touched part is worth painting.
    left, top, columns, rows = cv2.boundingRect(small)
    if columns == 0:
        return None
    left, top = max(0, left - pad), max(0, top - pad)
    right, bottom = min(small.shape[1], left + columns + 2 * pad), min(small.shape[0], top + rows + 2 * pad)
    share = small[top:bottom, left:right].astype(np.float32) * np.float32(1 / 255)
    return Coverage(slice(y0 + top, y0 + bottom), slice(x0 + left, x0 + right), share)


def member_shapes(ends: Points, width_px: float) -> list[Points]:
    """Outlines of thin members: `ends` (N, 2, 2) in pixels -> N rectangles (4, 2)."""
    along = ends[:, 1] - ends[:, 0]
    length = np.maximum(np.linalg.norm(along, axis=1, keepdims=True), 1e-6)
    side = np.column_stack((-along[:, 1], along[:, 0])) / length * (width_px / 2)
    quads = np.stack((ends[:, 0] + side, ends[:, 1] + side, ends[:, 1] - side, ends[:, 0] - side), axis=1)
    return list(quads)


def lay(image: FloatImage, cover: Coverage, colour: FloatImage | Sequence[float], alpha: float) -> None:
    """Put `colour` (3,) or (rows, columns, 3) over the covered part of `image`, in place."""
    part = image[cover.rows, cover.columns]
    share = cover.share[..., None] * np.float32(alpha)
    part += (np.asarray(colour, dtype=np.float32) - part) * share
