"""Brings two dates to one radiometry by what did not change: iteratively reweighted canonical correlation.

The multivariate alteration detection of Nielsen, Conradsen & Simpson (1998) looks for the linear combinations
of the bands of either date that are most alike; their differences do not depend on gain, offset or mixture
of the bands, so that sensors, sun and haze that act on a whole scene fall out. Nielsen (2007) repeats it
with weights that leave out what changed. His weights, a probability of no change, can shrink to a patch of
sea that is alike to perfection; here they are those of Student's t, which leave out outliers and no more.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

ROUNDS = 30
FREEDOM = 3.0
"""Of Student's t: the smaller, the less an outlier weighs."""
LEAST_NOISE = 0.02
"""Of the spread of a combination: between copies of one image, any rounding would be much."""
_RIDGE = 1e-4
_SETTLED = 1e-4


@dataclass(frozen=True, slots=True, eq=False)
class Alignment:
    """Linear combinations of the bands of both dates that are alike where nothing changed.

    Attributes
    ----------
    before_mean, after_mean : (p,), (q,)
    before, after : (p, k), (q, k)
        Columns are combinations, k the smaller number of bands; the most alike last, as in the literature.
    noise : (k,)
        Standard deviation of what remains where nothing changed.
    correlation : (k,)
        Canonical correlations.
    """

    before_mean: Array
    after_mean: Array
    before: Array
    after: Array
    noise: Array
    correlation: Array

    def before_combined(self, planes: NDArray[np.float32]) -> NDArray[np.float32]:
        """(..., p) -> (..., k), in units of the noise."""
        mixed = (self.before / self.noise).astype(np.float32)
        return np.asarray((planes - self.before_mean.astype(np.float32)) @ mixed, np.float32)

    def after_combined(self, planes: NDArray[np.float32]) -> NDArray[np.float32]:
        """(..., q) -> (..., k), in the same units."""
        mixed = (self.after / self.noise).astype(np.float32)
        return np.asarray((planes - self.after_mean.astype(np.float32)) @ mixed, np.float32)


def align(before: Array, after: Array) -> tuple[Alignment, Array]:
    """Find the combinations.

    Parameters
    ----------
    before, after : (N, p), (N, q)
        Samples of the same places, all finite.

    Returns
    -------
    Alignment
    weights : (N,)
        0 to 1: how well each place agrees.
    """
    weights = np.ones(len(before))
    last = np.zeros(min(before.shape[1], after.shape[1]))
    for _ in range(ROUNDS):
        found = _canonical(before, after, weights)
        u = (before - found.before_mean) @ found.before
        v = (after - found.after_mean) @ found.after
        noise = np.sqrt(np.average((v - u) ** 2, axis=0, weights=weights))
        found = Alignment(
            found.before_mean, found.after_mean, found.before, found.after,
            np.maximum(noise, LEAST_NOISE), found.correlation,
        )  # fmt: skip
        distance = (((v - u) / found.noise) ** 2).sum(axis=1)
        size = len(found.noise)
        weights = (FREEDOM + size) / (FREEDOM + distance) * (FREEDOM / (FREEDOM + size))
        if np.abs(found.correlation - last).max() < _SETTLED:
            break
        last = found.correlation
    return found, weights


def _canonical(before: Array, after: Array, weights: Array) -> Alignment:
    mean_x, mean_y = (np.average(data, axis=0, weights=weights) for data in (before, after))
    x, y = before - mean_x, after - mean_y
    total = weights.sum()
    xx, yy, xy = ((a * weights[:, None]).T @ b / total for a, b in ((x, x), (y, y), (x, y)))
    root_x, root_y = _inverse_root(xx), _inverse_root(yy)
    left, correlation, right = np.linalg.svd(root_x @ xy @ root_y)
    count = len(correlation)
    a, b = root_x @ left[:, :count], root_y @ right.T[:, :count]
    order = np.argsort(correlation)
    a, b, correlation = a[:, order], b[:, order], np.clip(correlation[order], 0.0, 1.0)
    return Alignment(mean_x, mean_y, a, b, np.ones(count), correlation)


def _inverse_root(covariance: Array) -> Array:
    """Symmetric inverse square root, with a ridge: bands may be copies of each other, or constant."""
    values, vectors = np.linalg.eigh(covariance)
    floor = max(_RIDGE * float(values.max(initial=0.0)), 1e-12)
    return np.asarray((vectors / np.sqrt(np.maximum(values, 0.0) + floor)) @ vectors.T)
