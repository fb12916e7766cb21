"""Brings one date's displayed values to the scale of the other's, so that what did not change looks alike."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

LEAST_SAMPLES = 200
"""Fewer places that both dates show tell nothing about their radiometry."""

_SHARES = np.linspace(0.005, 0.995, 67)


def matching_tables(before: NDArray[np.uint8], after: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """A monotone table per channel from the values of one date to those of another.

    Histogram specification (Gonzalez & Woods, Digital Image Processing) by quantiles with straight lines
    between them, beyond the outermost with slope 1: values that the sample lacks are not torn apart, and
    alike dates give exactly the identity. Quantiles, not a fit of pairs of values: where the ground
    changed much, a fit tends to the mean of the after date.

    Parameters
    ----------
    before, after : ndarray
        uint8, (N, channels): displayed values of the same N places on both dates.

    Returns
    -------
    ndarray
        uint8, (256, channels); the identity where there are fewer than `LEAST_SAMPLES` places.
    """
    channels = before.shape[1]
    levels = np.arange(256, dtype=np.float64)
    tables = np.repeat(levels[:, None], channels, axis=1)
    if len(before) >= LEAST_SAMPLES:
        for channel in range(channels):
            tables[:, channel] = _table(before[:, channel], after[:, channel], levels)
    return np.rint(np.clip(tables, 0, 255)).astype(np.uint8)


def _table(
    before: NDArray[np.uint8], after: NDArray[np.uint8], levels: NDArray[np.float64]
) -> NDArray[np.float64]:
    ours, theirs = np.quantile(before, _SHARES), np.quantile(after, _SHARES)
    knots, place = np.unique(ours, return_inverse=True)
    values = np.bincount(place, theirs) / np.bincount(place)
    table = np.interp(levels, knots, values)
    table += np.minimum(0, levels - knots[0]) + np.maximum(0, levels - knots[-1])
    return np.asarray(table, np.float64)
