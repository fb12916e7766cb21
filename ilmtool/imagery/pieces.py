"""Cuts a map that is not affine into pieces that are, as far as a screen can show."""

from __future__ import annotations

import numpy as np

from ilmtool.core.geometry import Affine, Bounds, FloatArray, apply
from ilmtool.imagery.placement import PixelMap

_GRID = 5
_SMALLEST_PX = 1.0
_DEEPEST = 8


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
    pending = [(bounds, 0)]
    while pending:
        box, depth = pending.pop()
        grid = _grid(box)
        image = pixel_map.forward(grid)
        finite = np.isfinite(image).all(axis=1)
        x0, y0, x1, y1 = box
        last = depth >= _DEEPEST or max(x1 - x0, y1 - y0) <= _SMALLEST_PX
        if not finite.any() and (last or depth > 2):
            continue
        if finite.all():
            affine = fit_affine(grid, image)
            if last or np.abs(apply(affine, grid) - image).max() <= tolerance_px:
                found.append((box, affine))
                continue
        if last:
            continue
        xm, ym = (x0 + x1) / 2, (y0 + y1) / 2
        pending += [
            (part, depth + 1)
            for part in ((x0, y0, xm, ym), (xm, y0, x1, ym), (x0, ym, xm, y1), (xm, ym, x1, y1))
        ]
    return found


def fit_affine(points: FloatArray, image: FloatArray) -> Affine:
    """Least-squares affine through point pairs, both of shape (N, 2), N >= 3."""
    center, target = points.mean(axis=0), image.mean(axis=0)
    # Centred, so that the normal equations stay well conditioned far from the origin.
    matrix, *_ = np.linalg.lstsq(points - center, image - target, rcond=None)
    (a, d), (b, e) = matrix
    c, f = target - matrix.T @ center
    return (float(a), float(b), float(c), float(d), float(e), float(f))


def _grid(box: Bounds) -> FloatArray:
    x0, y0, x1, y1 = box
    xs, ys = np.meshgrid(np.linspace(x0, x1, _GRID), np.linspace(y0, y1, _GRID))
    return np.stack([xs.ravel(), ys.ravel()], axis=1)
