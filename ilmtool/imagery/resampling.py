"""Grey pictures of a part of a scene on another scene's grid, for measuring how they lie on each other."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from ilmtool.core.geometry import Bounds, FloatArray
from ilmtool.imagery.source import RasterSource

Grey = NDArray[np.float32]
"""(rows, cols); NaN where there is no data."""

PointMap = Callable[[FloatArray], FloatArray]

_BORDER = 0.5 + 1e-6
_KNOT_PX = 32
"""The map is evaluated on a grid of so many px and interpolated between: far below a thousandth of a px."""


def grey_bands(source: RasterSource) -> tuple[int, ...]:
    """Visible bands where they are named, else the first three at most; no alpha."""
    colors = source.facts.colors
    named = [colors.index(name) for name in ("red", "green", "blue") if name in colors]
    if len(named) == 3:
        return tuple(named)
    plain = (index for index in range(source.facts.bands) if colors[index : index + 1] != ("alpha",))
    return tuple(plain)[:3]


def grey_on_grid(
    source: RasterSource, to_source: PointMap, bounds: Bounds, size: tuple[int, int], bands: Sequence[int]
) -> Grey:
    """What a scene shows inside `bounds` of another frame, in pixels of that frame's own grid.

    Parameters
    ----------
    source : RasterSource
    to_source : callable
        Frame (N, 2) -> full-resolution px of the scene (N, 2); NaN where there is none.
    bounds : (x0, y0, x1, y1)
        In the frame.
    size : (width, height)
        Of the picture.
    bands : sequence of int
        0-based; their mean is the grey.

    Returns
    -------
    ndarray of float32, (height, width)
        NaN outside of the image and where it has no data. Read from the pyramid level whose pixels are not
        larger than the picture's, and smoothed to the picture's, so that nothing aliases.

    Raises
    ------
    UserError
        The image cannot be read.
    """
    planes = _on_grid(source, to_source, bounds, size, bands, np.mean)
    return planes[..., 0]


def planes_on_grid(
    source: RasterSource, to_source: PointMap, bounds: Bounds, size: tuple[int, int], bands: Sequence[int]
) -> NDArray[np.float32]:
    """The same band by band, (height, width, bands); see `grey_on_grid`."""
    return _on_grid(source, to_source, bounds, size, bands, None)


def _on_grid(
    source: RasterSource,
    to_source: PointMap,
    bounds: Bounds,
    size: tuple[int, int],
    bands: Sequence[int],
    reduce: Callable[..., NDArray[np.float32]] | None,
) -> NDArray[np.float32]:
    import cv2

    width, height = size
    nothing = np.full((height, width, 1 if reduce is not None else len(bands)), np.nan, np.float32)
    xs, ys = _places(to_source, bounds, size)
    with np.errstate(invalid="ignore"):
        finite = np.isfinite(xs) & np.isfinite(ys)
    if not finite.any():
        return nothing
    step = _step(xs, ys)
    level = _level(source, step)
    factor_x, factor_y = source.facts.levels[level].factor_x, source.facts.levels[level].factor_y
    px, py = xs / factor_x - 0.5, ys / factor_y - 0.5
    shape = source.facts.levels[level]
    x0, x1 = max(0, math.floor(px[finite].min()) - 1), min(shape.width, math.ceil(px[finite].max()) + 3)
    y0, y1 = max(0, math.floor(py[finite].min()) - 1), min(shape.height, math.ceil(py[finite].max()) + 3)
    if x1 <= x0 or y1 <= y0:
        return nothing
    data, valid = source.read(level, (x0, y0, x1, y1), bands)
    planes = np.abs(data).astype(np.float32) if np.iscomplexobj(data) else data.astype(np.float32)
    if reduce is not None:
        planes = reduce(planes, axis=2, keepdims=True)
    if valid is not None:
        planes[~valid] = np.nan
    ratio = step / source.facts.levels[level].factor
    u, v = px - x0, py - y0
    # A border pixel reaches half a px beyond its middle, and there it is what it is.
    outside = ~finite
    for at, count in ((px, shape.width), (py, shape.height)):
        with np.errstate(invalid="ignore"):
            outside |= ~((at >= -_BORDER) & (at <= count - 1 + _BORDER))
    u, v = (np.where(outside, 0.0, at).astype(np.float32) for at in (u, v))
    moved = [
        cv2.remap(
            _without_aliases(np.ascontiguousarray(planes[..., band]), ratio), u, v, cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_REPLICATE,
        )
        for band in range(planes.shape[2])
    ]  # fmt: skip
    made = np.stack(moved, axis=-1).astype(np.float32, copy=False)
    made[outside] = np.nan
    return made


def _places(to_source: PointMap, bounds: Bounds, size: tuple[int, int]) -> tuple[FloatArray, FloatArray]:
    """Where the centre of each pixel of the picture lies in the scene, two arrays (height, width)."""
    width, height = size
    x0, y0, x1, y1 = bounds
    cols, rows = max(2, -(-width // _KNOT_PX) + 1), max(2, -(-height // _KNOT_PX) + 1)
    step_x, step_y = (x1 - x0) / width, (y1 - y0) / height
    # Knots at the centres of the first and the last pixel and evenly between.
    kx = np.linspace(x0 + step_x / 2, x1 - step_x / 2, cols)
    ky = np.linspace(y0 + step_y / 2, y1 - step_y / 2, rows)
    points = np.stack(np.meshgrid(kx, ky), axis=-1).reshape(-1, 2)
    placed = to_source(points).reshape(rows, cols, 2)
    # Not by OpenCV: its weights are 32nds, which between knots 32 px apart are half a px.
    across = _between(placed, width, axis=1)
    found = _between(across, height, axis=0)
    return np.ascontiguousarray(found[..., 0]), np.ascontiguousarray(found[..., 1])


def _between(knots: FloatArray, count: int, axis: int) -> FloatArray:
    """`count` places from the first knot along an axis to the last, linear between neighbours."""
    at = np.linspace(0.0, knots.shape[axis] - 1.0, count)
    low = np.minimum(at.astype(np.intp), knots.shape[axis] - 2)
    weight = (at - low).reshape([-1 if i == axis else 1 for i in range(knots.ndim)])
    one, other = knots.take(low, axis), knots.take(low + 1, axis)
    return np.asarray(one + weight * (other - one), np.float64)


def _step(xs: FloatArray, ys: FloatArray) -> float:
    """Px of the scene per px of the picture, along its rows: their median."""
    if xs.shape[1] < 2:
        return 1.0
    # A few rows tell it: the map is smooth.
    rows = slice(None, None, max(1, xs.shape[0] // 8))
    step = np.hypot(np.diff(xs[rows], axis=1), np.diff(ys[rows], axis=1))
    step = step[np.isfinite(step)]
    return float(np.median(step)) if step.size else 1.0


def _level(source: RasterSource, step: float) -> int:
    """The coarsest level whose pixels are no larger than those of the picture."""
    fitting = [index for index, level in enumerate(source.facts.levels) if level.factor <= step * 1.01]
    return max(fitting, default=0)


def _without_aliases(grey: Grey, ratio: float) -> Grey:
    """Smoothed for pixels `ratio` times as large, so that finer detail does not turn into false edges."""
    import cv2

    if ratio < 1.2:
        return grey
    return np.asarray(cv2.GaussianBlur(grey, (0, 0), 0.45 * math.sqrt(ratio * ratio - 1)), np.float32)
