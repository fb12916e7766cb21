"""How one image lies on the ground: by an affine, or by a curve through control points or RPCs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from ilmtool.core.geometry import Affine, Bounds, FloatArray, apply, invert
from ilmtool.imagery.crs import period_of
from ilmtool.imagery.curve import Curve

_NOWHERE = (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Georeference:
    """How an image lies on the ground.

    Attributes
    ----------
    transform : Affine or None
        Pixel corners -> CRS.
    crs_code, crs_wkt : str or None
        Both None for a local grid.
    shape : (rows, cols)
    curve : Curve or None
        What places the image where no transform does. Its CRS is in `crs_code` and `crs_wkt` too.
    """

    transform: Affine | None = None
    crs_code: str | None = None
    crs_wkt: str | None = None
    shape: tuple[int, int] = (1, 1)
    curve: Curve | None = None

    @property
    def crs(self) -> str | None:
        """What names the CRS best: the file's own WKT, else its code."""
        return self.crs_wkt or self.crs_code

    @property
    def bounds(self) -> Bounds:
        """The image's own extent in px."""
        return 0.0, 0.0, float(self.shape[1]), float(self.shape[0])

    @property
    def is_placed(self) -> bool:
        """Whether its pixels have coordinates at all, in a CRS or a local grid."""
        return self.transform is not None or self.curve is not None

    @property
    def affine(self) -> Affine | None:
        """Px -> CRS as one affine, where that is exact."""
        if self.transform is not None or self.curve is None:
            return self.transform
        return self.curve.affine

    def to_ground(self, points: FloatArray) -> FloatArray:
        """Px (N, 2) -> (x, y) of the CRS, shape (N, 2); NaN where there is no answer."""
        points = np.asarray(points, dtype=np.float64)
        affine = self.affine
        if affine is not None:
            return apply(affine, points)
        if self.curve is None:
            raise ValueError("an image that is not placed has no ground")
        return self.curve.to_ground(points)

    def to_pixel(self, ground: FloatArray) -> FloatArray:
        """(x, y) of the CRS, shape (N, 2) -> px; NaN where there is no answer.

        Longitudes are taken at the turn of 360 degrees that brings them to the image.
        """
        ground = self.near(np.asarray(ground, dtype=np.float64))
        affine = self.affine
        if affine is not None:
            return apply(invert(affine), ground)
        if self.curve is None:
            raise ValueError("an image that is not placed has no ground")
        return self.curve.to_pixel(ground)

    def near(self, ground: FloatArray) -> FloatArray:
        """Ground coordinates, shape (N, 2), moved by whole turns around the Earth to be near the image."""
        period = period_of(self.crs)
        if period is None:
            return ground
        west, east = _extent(self)
        x = ground[:, 0]
        turns = np.round((x - (west + east) / 2) / period)
        with np.errstate(invalid="ignore"):
            # An image may reach a little further than once around.
            turns[(x >= west) & (x <= east)] = 0
        if not turns.any():
            return ground
        moved = ground.copy()
        moved[:, 0] -= period * turns
        return moved

    def extent_x(self) -> tuple[float, float]:
        """West and east end in the CRS, by the image's outline."""
        return _extent(self)


@lru_cache(maxsize=64)
def _extent(georeference: Georeference) -> tuple[float, float]:
    ground = georeference.to_ground(outline_points(georeference.bounds, 4))[:, 0]
    ground = ground[np.isfinite(ground)]
    return (float(ground.min()), float(ground.max())) if len(ground) else _NOWHERE


def outline_points(bounds: Bounds, each_side: int = 16) -> FloatArray:
    """Points along the outline of a box, shape (4 * each_side, 2)."""
    x0, y0, x1, y1 = bounds
    t = np.arange(each_side) / each_side
    ones = np.ones_like(t)
    return np.concatenate(
        [
            np.stack([x0 + (x1 - x0) * t, y0 * ones], axis=1),
            np.stack([x1 * ones, y0 + (y1 - y0) * t], axis=1),
            np.stack([x1 - (x1 - x0) * t, y1 * ones], axis=1),
            np.stack([x0 * ones, y1 - (y1 - y0) * t], axis=1),
        ]
    )


def grid_points(bounds: Bounds, each_side: int) -> FloatArray:
    """A regular grid over a box, its edges included, row by row; shape (each_side ** 2, 2)."""
    x0, y0, x1, y1 = bounds
    xs, ys = np.meshgrid(np.linspace(x0, x1, each_side), np.linspace(y0, y1, each_side))
    return np.stack([xs.ravel(), ys.ravel()], axis=1)
