"""Ground control points: polynomials through them, by least squares.

The order is GDAL's own choice (`GDALCreateGCPTransformer` with order 0): second order from six points on,
else first. GDAL fits the way back by itself, so that its round trip is off by as much as the points
contradict each other; here the way back is the inverse.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from ilmtool.core.geometry import Affine, FloatArray, apply, compose, invert
from ilmtool.imagery.curve import Curve, solve
from ilmtool.text import number, tr

_SECOND_ORDER_FROM = 6
_REACH = 4.0
"""Beyond this many half extents of the points, a second-order polynomial folds back and means nothing."""


@dataclass(frozen=True, slots=True, eq=False)
class Gcps(Curve):
    """An image placed by a polynomial through ground control points.

    Attributes
    ----------
    count : int
        Number of points.
    pixel_unit, ground_unit : Affine
        From px and from the CRS to coordinates between about -1 and 1, which keep the fit well conditioned.
    coefficients : ndarray, (3 or 6, 2)
        Of 1, x, y, x^2, x y, y^2 in those, for ground x and y.
    rms_px : float
        How far the points lie from the polynomial, in px.
    """

    count: int
    pixel_unit: Affine
    ground_unit: Affine
    coefficients: FloatArray
    rms_px: float
    crs_code: str | None
    crs_wkt: str | None
    kind: str = field(default="gcp", init=False)
    height_m: float | None = field(default=None, init=False)

    @property
    def order(self) -> int:
        """1 or 2."""
        return 1 if len(self.coefficients) == 3 else 2

    @property
    def affine(self) -> Affine | None:
        if self.order == 2:
            return None
        return compose(invert(self.ground_unit), compose(self._linear(), self.pixel_unit))

    @property
    def summary(self) -> str:
        return tr(
            "%n GCP(s), order {order}, RMS {rms} px",
            "",
            self.count,
            order=self.order,
            rms=number(self.rms_px, ".2g"),
        )

    def to_ground(self, points: FloatArray) -> FloatArray:
        points = np.asarray(points, np.float64)
        return apply(invert(self.ground_unit), _value(apply(self.pixel_unit, points), self.coefficients))

    def to_pixel(self, ground: FloatArray) -> FloatArray:
        target = apply(self.ground_unit, np.asarray(ground, np.float64))
        start = apply(invert(self._linear()), target)
        if self.order == 2:
            start = solve(self._differentiated, target, start, 1e-11)
            with np.errstate(invalid="ignore"):
                start[~(np.abs(start) <= _REACH).all(axis=1)] = np.nan
        return apply(invert(self.pixel_unit), start)

    def _linear(self) -> Affine:
        (c, f), (a, d), (b, e) = self.coefficients[:3].tolist()
        return (a, b, c, d, e, f)

    def _differentiated(self, unit: FloatArray) -> tuple[FloatArray, FloatArray]:
        x, y = unit[:, 0], unit[:, 1]
        one, zero = np.ones_like(x), np.zeros_like(x)
        by_x = np.stack([zero, one, zero, 2 * x, y, zero], axis=1) @ self.coefficients
        by_y = np.stack([zero, zero, one, zero, x, 2 * y], axis=1) @ self.coefficients
        return _value(unit, self.coefficients), np.stack([by_x, by_y], axis=2)


def fit_gcps(
    pixels: Sequence[tuple[float, float]],
    ground: Sequence[tuple[float, float]],
    crs_code: str | None = None,
    crs_wkt: str | None = None,
    *,
    is_degrees: bool = False,
) -> Gcps:
    """The polynomial through control points.

    Parameters
    ----------
    pixels : sequence of (column, row)
        0 is the outer edge of the first pixel.
    ground : sequence of (x, y)
        In the CRS.
    is_degrees : bool
        Longitudes, which may jump at 180 degrees from point to point.

    Raises
    ------
    ValueError
        If there are fewer than three usable points, or all on one line.
    """
    at, to = np.asarray(pixels, np.float64).reshape(-1, 2), np.asarray(ground, np.float64).reshape(-1, 2)
    usable = np.isfinite(at).all(axis=1) & np.isfinite(to).all(axis=1)
    at, to = at[usable], to[usable]
    if len(at) < 3:
        raise ValueError(tr("{count} of three or more points can be used", count=len(at)))
    if is_degrees:
        to[:, 0] -= 360.0 * np.round((to[:, 0] - to[0, 0]) / 360.0)
    pixel_unit, ground_unit = _to_unit(at), _to_unit(to)
    unit, target = apply(pixel_unit, at), apply(ground_unit, to)
    for terms in (6, 3) if len(at) >= _SECOND_ORDER_FROM else (3,):
        solution, _, rank, _ = np.linalg.lstsq(_design(unit, terms), target, rcond=1e-10)
        coefficients = np.asarray(solution, np.float64)
        if rank == terms and abs(np.linalg.det(coefficients[1:3])) > 1e-9:
            break
    else:
        raise ValueError(tr("all points lie on one line"))
    fitted = Gcps(len(at), pixel_unit, ground_unit, coefficients, 0.0, crs_code, crs_wkt)
    gap = fitted.to_pixel(to) - at
    rms = float(np.sqrt(np.nanmean((gap**2).sum(axis=1)))) if np.isfinite(gap).any() else float("nan")
    return Gcps(len(at), pixel_unit, ground_unit, coefficients, rms, crs_code, crs_wkt)


def _to_unit(points: FloatArray) -> Affine:
    """The affine that brings points between -1 and 1, both axes by themselves."""
    low, high = points.min(axis=0), points.max(axis=0)
    (cx, cy), (sx, sy) = (low + high) / 2, (high - low) / 2
    if not (sx > 0 and sy > 0):
        raise ValueError(tr("all points lie on one line"))
    return (float(1 / sx), 0.0, float(-cx / sx), 0.0, float(1 / sy), float(-cy / sy))


def _design(unit: FloatArray, terms: int) -> FloatArray:
    x, y = unit[:, 0], unit[:, 1]
    return np.stack([np.ones_like(x), x, y, x * x, x * y, y * y][:terms], axis=1)


def _value(unit: FloatArray, coefficients: FloatArray) -> FloatArray:
    made: FloatArray = _design(unit, len(coefficients)) @ coefficients
    return made
