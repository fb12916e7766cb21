"""Where the pixels of one scene lie in another: before px -> ground -> after px -> registration."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from ilmtool.core.geometry import IDENTITY, Affine, Bounds, FloatArray, apply, compose, invert
from ilmtool.imagery.crs import MAX_LATITUDE, geographic_of, is_geographic, period_of, same_crs, transformer
from ilmtool.imagery.georeference import Georeference, grid_points, outline_points

__all__ = ["Georeference", "PixelMap", "outline_points", "overlaps", "place", "size_fit"]

PointMap = Callable[[FloatArray], FloatArray]
Seams = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class PixelMap:
    """A map from the pixels of scene `before` to those of scene `after`.

    Attributes
    ----------
    affine : Affine or None
        The whole map where it is exactly affine; None where a projection lies between.
    basis : {"crs", "grid", "size", "identity"}
        What it rests on: a common ground; a common local grid without CRS; image sizes only (no
        georeferencing on a side); or nothing but the registration.
    seams : tuple of float
        Columns of `before` (px) at which the map jumps, because `after` is cut at a meridian there.
    """

    affine: Affine | None
    basis: str = "crs"
    _forward: PointMap | None = None
    _inverse: PointMap | None = None
    seams: Seams = ()

    def forward(self, points: FloatArray) -> FloatArray:
        """Before px -> after px, shape (N, 2), float64. NaN where a point has no image."""
        points = np.asarray(points, dtype=np.float64)
        if self._forward is None:
            return apply(self._exact(), points)
        return self._forward(points)

    def inverse(self, points: FloatArray) -> FloatArray:
        """After px -> before px, shape (N, 2), float64. NaN where a point has no image."""
        points = np.asarray(points, dtype=np.float64)
        if self._inverse is None:
            return apply(invert(self._exact()), points)
        return self._inverse(points)

    def _exact(self) -> Affine:
        if self.affine is None:
            raise ValueError("a map needs an affine or two functions")
        return self.affine


def place(before: Georeference, after: Georeference, registration: Affine | None = None) -> PixelMap:
    """The map from `before` px to `after` px.

    Parameters
    ----------
    before, after : Georeference
    registration : Affine, optional
        Applied in after px, behind the placing by georeferencing. Where either image has none, the sidecar
        contract puts it behind identity, so it then replaces the fit by size.

    Notes
    -----
    With a common CRS (or two local grids, which are taken as one) the map is one exact affine, unless GCPs or
    RPCs bend it, or both images reach around the Earth and are cut at different meridians.
    """
    basis = _basis(before, after)
    if basis == "size":
        if registration is not None:
            return PixelMap(registration, "identity")
        return PixelMap(size_fit(before.shape, after.shape), "size")
    affine, seams = _common_affine(before, after)
    if affine is not None:
        return PixelMap(affine if registration is None else compose(registration, affine), basis)
    return _general(before, after, registration or IDENTITY, basis, seams)


def _basis(before: Georeference, after: Georeference) -> str:
    if not (before.is_placed and after.is_placed):
        return "size"
    if before.crs is None and after.crs is None:
        return "grid"
    if same_crs(before.crs, after.crs):
        return "crs"
    if before.crs is None or after.crs is None or transformer(before.crs, after.crs) is None:
        return "size"
    # Coordinates that their own CRS does not know, as metres called degrees, place nothing.
    return "crs" if _is_possible(before) and _is_possible(after) else "size"


def _is_possible(georeference: Georeference) -> bool:
    """Whether any of the image has a place on its globe."""
    crs = georeference.crs or ""
    ground = georeference.to_ground(grid_points(georeference.bounds, 5))
    if is_geographic(crs):
        with np.errstate(invalid="ignore"):
            return bool((np.abs(ground[:, 1]) <= MAX_LATITUDE).any())
    globe = geographic_of(crs)
    if globe is None:
        return bool(np.isfinite(ground).all(axis=1).any())
    return bool(np.isfinite(globe.forward(ground)).all(axis=1).any())


def _common_affine(before: Georeference, after: Georeference) -> tuple[Affine | None, Seams]:
    """The whole map as an affine, or (None, where it is torn) if there is none."""
    own, other = before.affine, after.affine
    if own is None or other is None or not same_crs(before.crs, after.crs):
        return None, ()
    period = period_of(before.crs)
    if period is None:
        return compose(invert(other), own), ()
    west, east = before.extent_x()
    low, high = after.extent_x()
    shift = period * round(((low + high) - (west + east)) / 2 / period)
    # Another turn of `before` may reach `after` as well: -180 to 180 degrees over 0 to 360.
    slack = 1e-9 * period
    torn = any(west + other_turn < high - slack and east + other_turn > low + slack
               for other_turn in (shift - period, shift + period))  # fmt: skip
    a, b, c, d, e, f = own
    if not torn:
        return compose(invert(other), (a, b, c + shift, d, e, f)), ()
    if b != 0 or a == 0:
        return None, ()  # turned grids: the pieces find the tear by themselves
    edges = {meridian + turn for meridian in (low, high, (low + high - period) / 2)
             for turn in (-2 * period, -period, 0.0, period, 2 * period)}  # fmt: skip
    return None, tuple(sorted((edge - c) / a for edge in edges if west < edge < east))


def _general(
    before: Georeference, after: Georeference, registration: Affine, basis: str, seams: Seams
) -> PixelMap:
    back = invert(registration)
    project = None
    if basis == "crs" and not same_crs(before.crs, after.crs):
        project = transformer(before.crs or "", after.crs or "")

    def forward(points: FloatArray) -> FloatArray:
        ground = before.to_ground(points)
        return apply(registration, after.to_pixel(ground if project is None else project.forward(ground)))

    def inverse(points: FloatArray) -> FloatArray:
        ground = after.to_ground(apply(back, points))
        return before.to_pixel(ground if project is None else project.inverse(ground))

    return PixelMap(None, basis, forward, inverse, seams)


def size_fit(before: tuple[int, int], after: tuple[int, int]) -> Affine:
    """The affine that centres shape `before` (rows, cols) in shape `after` at the largest even scale."""
    scale = min(after[0] / before[0], after[1] / before[1])
    return (scale, 0.0, (after[1] - before[1] * scale) / 2, 0.0, scale, (after[0] - before[0] * scale) / 2)


def overlaps(before: Georeference, after: Georeference, pixel_map: PixelMap) -> bool:
    """Whether any of `before` falls into `after`; images that merely touch do not overlap."""
    return _enters(before.bounds, after.bounds, pixel_map.forward) or _enters(
        after.bounds, before.bounds, pixel_map.inverse
    )


def _enters(inner: Bounds, outer: Bounds, move: PointMap) -> bool:
    """Whether the outline of `inner`, moved, shares area with `outer`."""
    import cv2

    outline = outline_points(inner)
    moved = move(outline)
    moved = moved[np.isfinite(moved).all(axis=1)]
    if len(moved) < 3:
        return False
    x0, y0, x1, y1 = outer
    # float32 inside OpenCV: near the origin of `outer` it is exact enough, far away only the sign matters.
    span = max(x1 - x0, y1 - y0)
    moved = np.clip(moved, [x0 - 1e3 * span, y0 - 1e3 * span], [x1 + 1e3 * span, y1 + 1e3 * span])
    hull = cv2.convexHull(moved.astype(np.float32))
    box = np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]], np.float32)
    area, _ = cv2.intersectConvexConvex(hull, box)
    return bool(area > 0.25)
