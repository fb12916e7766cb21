"""What places an image that no affine places: ground control points, RPCs.

A curve is exact one way; the other way is found by Newton's method, so that both agree to a ten-millionth
of a pixel, whatever the size of the image.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable

import numpy as np

from ilmtool.core.geometry import Affine, FloatArray

_STEPS = 20


class Curve(ABC):
    """A map between pixels and a CRS. Immutable; may be used from any thread.

    Attributes
    ----------
    kind : {"gcp", "rpc"}
    crs_code, crs_wkt : str or None
        The CRS of its ground coordinates; both None for a local grid.
    height_m : float or None
        The ground height that it assumes, metres above the ellipsoid; None where height plays no part.
    """

    kind: str
    crs_code: str | None
    crs_wkt: str | None
    height_m: float | None

    @property
    @abstractmethod
    def affine(self) -> Affine | None:
        """The whole map, where it happens to be affine."""

    @property
    @abstractmethod
    def summary(self) -> str:
        """What it is made of, in a few words."""

    @abstractmethod
    def to_ground(self, points: FloatArray) -> FloatArray:
        """Px (N, 2) -> (x, y) of the CRS, shape (N, 2); NaN where there is no answer."""

    @abstractmethod
    def to_pixel(self, ground: FloatArray) -> FloatArray:
        """(x, y) of the CRS, shape (N, 2) -> px; NaN where there is no answer."""


Differentiable = Callable[[FloatArray], tuple[FloatArray, FloatArray]]
"""Points (N, 2) -> (values (N, 2), Jacobians (N, 2, 2) as d value / d point)."""


def solve(function: Differentiable, target: FloatArray, start: FloatArray, tolerance: float) -> FloatArray:
    """Points at which `function` takes the values `target`.

    Parameters
    ----------
    function : callable
    target, start : ndarray, (N, 2)
    tolerance : float
        Largest error of the value, in its units. One more step is made behind it, which squares the error.

    Returns
    -------
    ndarray, (N, 2)
        NaN where Newton's method does not arrive within 20 steps.
    """
    points = np.array(start, dtype=np.float64)
    with np.errstate(all="ignore"):
        for _ in range(_STEPS):
            value, jacobian = function(points)
            gap = value - target
            points -= _solve_2x2(jacobian, gap)
            near = np.abs(gap) <= tolerance
            if np.all(near | ~np.isfinite(gap)):
                break
        gap = function(points)[0] - target
        points[~(np.abs(gap) <= tolerance).all(axis=1)] = np.nan
    return points


def _solve_2x2(matrix: FloatArray, right: FloatArray) -> FloatArray:
    a, b, c, d = matrix[:, 0, 0], matrix[:, 0, 1], matrix[:, 1, 0], matrix[:, 1, 1]
    det = a * d - b * c
    x = (d * right[:, 0] - b * right[:, 1]) / det
    y = (a * right[:, 1] - c * right[:, 0]) / det
    return np.stack([x, y], axis=1)
