"""Where the pixels of one scene lie in another: before px -> ground -> after px -> registration."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from ilmtool.core.geometry import Affine, Bounds, FloatArray, apply, compose, invert
from ilmtool.imagery.crs import same_crs, transformer

PointMap = Callable[[FloatArray], FloatArray]


@dataclass(frozen=True, slots=True)
class Georeference:
    """How an image lies on the ground.

    `transform` maps pixel corners to the CRS and is None without georeferencing; `shape` is (rows, cols).
    A transform without CRS is a local grid.
    """

    transform: Affine | None = None
    crs_code: str | None = None
    crs_wkt: str | None = None
    shape: tuple[int, int] = (1, 1)

    @property
    def crs(self) -> str | None:
        """What names the CRS best: the file's own WKT, else its code."""
        return self.crs_wkt or self.crs_code

    @property
    def bounds(self) -> Bounds:
        """The image's own extent in px."""
        return 0.0, 0.0, float(self.shape[1]), float(self.shape[0])


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
    """

    affine: Affine | None
    basis: str = "crs"
    _forward: PointMap | None = None
    _inverse: PointMap | None = None

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
    With a common CRS (or two local grids, which are taken as one) the map is one exact affine.
    """
    basis = _basis(before, after)
    if basis in {"size", "identity"}:
        if registration is not None:
            return PixelMap(registration, "identity")
        return PixelMap(size_fit(before.shape, after.shape), "size")
    if before.transform is None or after.transform is None:
        raise AssertionError
    from_ground = invert(after.transform)
    if registration is not None:
        from_ground = compose(registration, from_ground)
    if same_crs(before.crs, after.crs):
        return PixelMap(compose(from_ground, before.transform), basis)
    return _projected(before, after, from_ground)


def _basis(before: Georeference, after: Georeference) -> str:
    if before.transform is None or after.transform is None:
        return "size"
    if before.crs is None and after.crs is None:
        return "grid"
    if same_crs(before.crs, after.crs):
        return "crs"
    if before.crs is None or after.crs is None or transformer(before.crs, after.crs) is None:
        return "size"
    return "crs"


def _projected(before: Georeference, after: Georeference, from_ground: Affine) -> PixelMap:
    if before.crs is None or after.crs is None or before.transform is None:
        raise AssertionError
    project = transformer(before.crs, after.crs)
    if project is None:
        raise AssertionError
    to_ground, to_pixel, to_after = before.transform, invert(before.transform), invert(from_ground)

    def forward(points: FloatArray) -> FloatArray:
        return apply(from_ground, project.forward(apply(to_ground, points)))

    def inverse(points: FloatArray) -> FloatArray:
        return apply(to_pixel, project.inverse(apply(to_after, points)))

    return PixelMap(None, "crs", forward, inverse)


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
