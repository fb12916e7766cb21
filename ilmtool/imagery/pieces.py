"""Cuts a map that is not affine into pieces that are, as far as a screen can show."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from ilmtool.core.geometry import Affine, Bounds, FloatArray
from ilmtool.imagery.placement import PixelMap

_GRID = 5
_SMALLEST_PX = 1.0
_DEEPEST = 8
_TORN = 8.0
"""A smallest piece with an error of this many tolerances lies over a tear of the map and is left out."""

_UNIT = np.stack(np.meshgrid(np.linspace(0, 1, _GRID), np.linspace(0, 1, _GRID)), axis=-1).reshape(-1, 2)
# Least squares over the same grid every time: affine = _FIT @ image, centred on the middle of the piece.
_FIT = np.linalg.pinv(np.column_stack([_UNIT - 0.5, np.ones(len(_UNIT))]))
_INSET = 1e-9
"""Share of a piece by which its edges are moved inwards: at a seam, each side has its own image."""


def affine_pieces(
    pixel_map: PixelMap, bounds: Bounds, tolerance_px: float = 0.1
) -> list[tuple[Bounds, Affine]]:
    """Sub-bounds of `bounds` (before px), each with the affine that stands for the map there.

    Parameters
    ----------
    pixel_map : PixelMap
    bounds : (x0, y0, x1, y1)
        Part of the before scene, e.g. a tile.
    tolerance_px : float
        Largest error allowed, in after px, checked on a 5 x 5 grid of each piece.

    Returns
    -------
    list of (bounds, affine)
        Pieces cover `bounds` without overlap, except where the map has no image at all.
    """
    if pixel_map.affine is not None:
        return [(bounds, pixel_map.affine)]
    found: list[tuple[Bounds, Affine]] = []
    boxes = _cut_at(bounds, pixel_map.seams)
    for depth in range(_DEEPEST + 1):
        if not len(boxes):
            break
        image = _images(pixel_map, boxes)
        finite = np.asarray(np.isfinite(image).all(axis=2), np.bool_)
        affines, errors = _fitted(boxes, image)
        last = np.full(len(boxes), depth == _DEEPEST)
        last |= (boxes[:, 2:] - boxes[:, :2]).max(axis=1) <= _SMALLEST_PX
        whole = finite.all(axis=1)
        good = whole & (errors <= tolerance_px * np.where(last, _TORN, 1.0))
        found += [
            ((x0, y0, x1, y1), (a, b, c, d, e, f))
            for (x0, y0, x1, y1), (a, b, c, d, e, f) in zip(
                boxes[good].tolist(), affines[good].tolist(), strict=True
            )
        ]
        hopeless = ~finite.any(axis=1) & (depth > 2)
        boxes = _quartered(boxes[~(good | last | hopeless)])
    return found


def _cut_at(bounds: Bounds, seams: tuple[float, ...]) -> FloatArray:
    """The box as one or more, shape (N, 4), none of which has a seam inside."""
    x0, y0, x1, y1 = bounds
    edges = [x0, *(seam for seam in seams if x0 < seam < x1), x1]
    return np.array([(left, y0, right, y1) for left, right in pairwise(edges)])


def _images(pixel_map: PixelMap, boxes: FloatArray) -> FloatArray:
    """The map of each box's grid, shape (N, 25, 2): all in one call, as projecting has a price by itself."""
    low, size = boxes[:, None, :2], boxes[:, None, 2:] - boxes[:, None, :2]
    points = low + size * (_INSET + (1 - 2 * _INSET) * _UNIT)
    return pixel_map.forward(points.reshape(-1, 2)).reshape(points.shape)


def _fitted(boxes: FloatArray, image: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Least-squares affines, shape (N, 6), and their largest errors, (N,); NaN where an image is missing."""
    middle = image[:, len(_UNIT) // 2, None]
    # Relative to the middle, so that pixels far from the origin keep their last digits.
    fit = _FIT @ (image - middle)
    errors = np.abs(np.column_stack([_UNIT - 0.5, np.ones(len(_UNIT))]) @ fit - (image - middle))
    size = boxes[:, 2:] - boxes[:, :2]
    center = (boxes[:, 2:] + boxes[:, :2]) / 2
    slope = fit[:, :2] / size[:, :, None]
    origin = middle[:, 0] + fit[:, 2] - (center[:, :, None] * slope).sum(axis=1)
    affines = np.column_stack(
        [slope[:, 0, 0], slope[:, 1, 0], origin[:, 0], slope[:, 0, 1], slope[:, 1, 1], origin[:, 1]]
    )
    return affines, errors.max(axis=(1, 2))


def _quartered(boxes: FloatArray) -> FloatArray:
    x0, y0, x1, y1 = boxes.T
    xm, ym = (x0 + x1) / 2, (y0 + y1) / 2
    quarters = [(x0, y0, xm, ym), (xm, y0, x1, ym), (x0, ym, xm, y1), (xm, ym, x1, y1)]
    return np.concatenate([np.stack(quarter, axis=1) for quarter in quarters])
