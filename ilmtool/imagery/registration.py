"""How much the before scene must be shifted to lie on the after scene: measured, or refused.

Coarse to fine. On a small picture of the overlap, the shift comes from phase correlation, and a turn and
scale from ORB features where they explain more. Then patches at full resolution, spread over the overlap, are
each correlated by phase (Kuglin & Hines 1975; the peak to a fraction of a pixel by its centroid), which does
not care for brightness and contrast, and an affine is fitted to them by RANSAC. Clouds, changes and shadows
are patches that disagree. Where fewer than 60 % of the patches agree there is no answer: a guess would be
worse.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from ilmtool.core.geometry import IDENTITY, Affine, Bounds, FloatArray, apply, compose, invert
from ilmtool.errors import Cancelled
from ilmtool.imagery.placement import PixelMap
from ilmtool.imagery.resampling import Grey, grey_bands, grey_on_grid
from ilmtool.imagery.source import RasterSource

Progress = Callable[[float], bool | None]
"""`progress(share)`, 0 to 1; False stops the job."""

METHOD = "phase-tiles+ransac"
MIN_SHARE = 0.6
MIN_POINTS = 8
_COARSE_PX = 768
_PATCH_PX = 256
_PATCHES = 10
"""Along the longer side of the overlap."""
_PASSES = 2
_INLIER_PX = 1.5
_WEAK_PEAK = 0.04
_MAX_TURN_DEG = 15.0
_MAX_STRETCH = 0.15
_MIN_DATA = 0.7
"""Share of a patch that both scenes must cover."""


@dataclass(frozen=True, slots=True)
class TiePoint:
    """One patch that was found on both dates.

    Attributes
    ----------
    placed : (x, y)
        Where georeferencing puts it, px of the after scene.
    found : (x, y)
        Where it is, px of the after scene.
    residual_px : float
        Distance from where the matrix puts it.
    is_inlier : bool
    """

    placed: tuple[float, float]
    found: tuple[float, float]
    residual_px: float
    is_inlier: bool


@dataclass(frozen=True, slots=True)
class Registered:
    """A measured registration, or why there is none.

    Attributes
    ----------
    matrix : Affine
        Applied in after px, behind placing by georeferencing; identity where refused.
    rms_px : float
        Of the inliers, in after px; NaN without any.
    points : tuple of TiePoint
        All patches with enough to see.
    inlier_share : float
    reason : str
        Why it was refused; empty if it was not.
    unmatched : tuple of (x, y)
        Places with enough to see that were not found again, px of the after scene.
    """

    matrix: Affine
    rms_px: float
    points: tuple[TiePoint, ...]
    inlier_share: float
    reason: str = ""
    unmatched: tuple[tuple[float, float], ...] = ()

    @property
    def is_refused(self) -> bool:
        return bool(self.reason)

    @property
    def inliers(self) -> int:
        return sum(point.is_inlier for point in self.points)


def register(
    before: RasterSource, after: RasterSource, placement: PixelMap, progress: Progress | None = None
) -> Registered:
    """Measure the registration of a pair.

    Parameters
    ----------
    before, after : RasterSource
    placement : PixelMap
        Before px -> after px by georeferencing alone, without any registration.
    progress : callable, optional

    Raises
    ------
    UserError
        An image cannot be read.
    Cancelled
        If `progress` returned False.
    """
    tell = _teller(progress)
    overlap = overlap_bounds(before, after, placement)
    if overlap is None:
        return _refused("the images do not overlap")
    bands = tuple(grey_bands(source) for source in (before, after))

    def pictures(bounds: Bounds, size: tuple[int, int], shift: Affine) -> tuple[Grey, Grey]:
        """Both dates inside `bounds` of the after scene, the before one shifted by a matrix."""
        back = invert(shift)
        there = grey_on_grid(before, lambda p: placement.inverse(apply(back, p)), bounds, size, bands[0])
        return there, grey_on_grid(after, lambda p: p, bounds, size, bands[1])

    coarse = _coarse(pictures, overlap, tell)
    if coarse is None:
        return _refused("there is too little data on both dates at the same place")
    matrix, found = coarse, _refused("nothing was found to compare")
    for turn in range(_PASSES):
        scale = _working_scale(placement, overlap)
        points = _tie_points(pictures, overlap, matrix, scale, lambda s, t=turn: tell(0.2 + 0.4 * (t + s)))  # type: ignore[misc]
        found = fit(points)
        if found.is_refused:
            return found
        matrix = found.matrix
    tell(1.0)
    return found


def _refused(reason: str, points: Sequence[TiePoint] = (), share: float = 0.0) -> Registered:
    return Registered(IDENTITY, math.nan, tuple(points), share, reason)


def _teller(progress: Progress | None) -> Callable[[float], None]:
    def tell(share: float) -> None:
        if progress is not None and progress(min(1.0, share)) is False:
            raise Cancelled

    return tell


def overlap_bounds(before: RasterSource, after: RasterSource, placement: PixelMap) -> Bounds | None:
    """The part of the after scene, in its px, in which the before scene lies; None without any."""
    from ilmtool.imagery.georeference import grid_points

    facts = before.facts
    moved = placement.forward(grid_points((0.0, 0.0, float(facts.width), float(facts.height)), 17))
    moved = moved[np.isfinite(moved).all(axis=1)]
    if not len(moved):
        return None
    low = np.maximum(moved.min(axis=0), 0.0)
    high = np.minimum(moved.max(axis=0), (after.facts.width, after.facts.height))
    return (float(low[0]), float(low[1]), float(high[0]), float(high[1])) if (high - low > 16).all() else None


Pictures = Callable[[Bounds, tuple[int, int], Affine], tuple[Grey, Grey]]


def _coarse(pictures: Pictures, overlap: Bounds, tell: Callable[[float], None]) -> Affine | None:
    """A first matrix from a small picture of the whole overlap; None where there is nothing to see."""
    width, height = overlap[2] - overlap[0], overlap[3] - overlap[1]
    scale = min(1.0, _COARSE_PX / max(width, height))
    size = max(16, round(width * scale)), max(16, round(height * scale))
    before, after = pictures(overlap, size, IDENTITY)
    tell(0.1)
    if _common(before, after) < 0.1:
        return None
    to_picture: Affine = (size[0] / width, 0.0, -overlap[0] * size[0] / width,
                          0.0, size[1] / height, -overlap[1] * size[1] / height)  # fmt: skip
    (dx, dy), _ = phase_shift(before, after)
    candidates: list[Affine] = [IDENTITY, (1.0, 0.0, dx, 0.0, 1.0, dy)]
    turned = _by_features(before, after)
    if turned is not None:
        candidates.append(turned)
    best = max(candidates, key=lambda matrix: _likeness(before, after, matrix))
    tell(0.2)
    return compose(invert(to_picture), compose(best, to_picture))


def _by_features(before: Grey, after: Grey) -> Affine | None:
    """Turn, scale and shift by ORB features on local contrast; None where they do not agree."""
    import cv2

    orb = cv2.ORB_create(nfeatures=3000, fastThreshold=5)  # type: ignore[attr-defined]
    found = [orb.detectAndCompute(_contrast_8bit(picture), None) for picture in (before, after)]
    if any(descriptors is None or len(points) < 20 for points, descriptors in found):
        return None
    matches = cv2.BFMatcher(cv2.NORM_HAMMING, crossCheck=True).match(found[0][1], found[1][1])
    if len(matches) < 20:
        return None
    source = np.array([found[0][0][m.queryIdx].pt for m in matches], np.float32)
    target = np.array([found[1][0][m.trainIdx].pt for m in matches], np.float32)
    matrix, inliers = cv2.estimateAffinePartial2D(source, target, ransacReprojThreshold=3.0, maxIters=5000)
    if matrix is None or int(inliers.sum()) < 12:
        return None
    made = tuple(float(v) for v in matrix.ravel())
    # From pixel indices, whose whole numbers are centres, to corners.
    shift: Affine = (1.0, 0.0, 0.5, 0.0, 1.0, 0.5)
    affine = compose(shift, compose((made[0], made[1], made[2], made[3], made[4], made[5]), invert(shift)))
    return affine if not implausible(affine) else None


def _contrast_8bit(picture: Grey) -> np.ndarray:
    import cv2

    filled = _filled(picture)
    mean = cv2.GaussianBlur(filled, (0, 0), 12)
    spread = np.sqrt(cv2.GaussianBlur((filled - mean) ** 2, (0, 0), 12)) + 1e-3 * (float(filled.std()) + 1e-6)
    return np.clip(128 + 50 * (filled - mean) / spread, 0, 255).astype(np.uint8)


def _likeness(before: Grey, after: Grey, matrix: Affine) -> float:
    """Correlation of the edges of both pictures, the first one moved by a matrix; -1 to 1."""
    import cv2

    a, b, c, d, e, f = compose((1, 0, -0.5, 0, 1, -0.5), compose(matrix, (1, 0, 0.5, 0, 1, 0.5)))
    moved = cv2.warpAffine(
        before, np.array([[a, b, c], [d, e, f]]), (after.shape[1], after.shape[0]),
        flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=float("nan"),
    )  # fmt: skip
    known = np.isfinite(moved) & np.isfinite(after)
    if known.mean() < 0.05:
        return -1.0
    one, other = (_edges(picture)[known] for picture in (np.asarray(moved, np.float32), after))
    one, other = one - one.mean(), other - other.mean()
    size = float(np.sqrt((one**2).sum() * (other**2).sum()))
    return float((one * other).sum()) / size if size > 0 else -1.0


def _edges(picture: Grey) -> Grey:
    import cv2

    blurred = cv2.GaussianBlur(_filled(picture), (0, 0), 1.5)
    size = np.hypot(cv2.Sobel(blurred, cv2.CV_32F, 1, 0), cv2.Sobel(blurred, cv2.CV_32F, 0, 1))
    return np.asarray(np.minimum(size, np.percentile(size, 98)), np.float32)


def _filled(picture: Grey) -> Grey:
    """With the mean where there is no data."""
    known = np.isfinite(picture)
    if known.all():
        return picture
    return np.where(known, picture, picture[known].mean() if known.any() else 0.0).astype(np.float32)


def _common(before: Grey, after: Grey) -> float:
    return float((np.isfinite(before) & np.isfinite(after)).mean())


def phase_shift(before: Grey, after: Grey) -> tuple[tuple[float, float], float]:
    """(dx, dy) by which `before` must move to lie on `after`, in px, and the height of the peak, 0 to 1."""
    import cv2

    known = np.isfinite(before) & np.isfinite(after)
    pictures = []
    for picture in (before, after):
        mean = float(picture[known].mean()) if known.any() else 0.0
        # No data on either date is no data on both, else its outline would be what is matched.
        pictures.append(np.where(known, picture - mean, 0.0).astype(np.float64))
    window = cv2.createHanningWindow((before.shape[1], before.shape[0]), cv2.CV_64F)
    (dx, dy), peak = cv2.phaseCorrelate(pictures[0], pictures[1], window)
    return (float(dx), float(dy)), float(peak)


def _working_scale(placement: PixelMap, overlap: Bounds) -> float:
    """Patch px per after px: 1 at the after scene's resolution, less where the before scene is coarser."""
    middle = np.array([[(overlap[0] + overlap[2]) / 2, (overlap[1] + overlap[3]) / 2]])
    around = placement.inverse(middle + np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0]]))
    step = float(np.nanmax(np.hypot(*(around[1:] - around[0]).T))) if np.isfinite(around).all() else 1.0
    return min(1.0, step) if step > 0 else 1.0


def _tie_points(
    pictures: Pictures, overlap: Bounds, matrix: Affine, scale: float, tell: Callable[[float], None]
) -> list[tuple[tuple[float, float], tuple[float, float], float]]:
    """(placed, found, peak) of patches over the overlap, in after px."""
    width, height = overlap[2] - overlap[0], overlap[3] - overlap[1]
    side = min(_PATCH_PX / scale, width / 2, height / 2)
    px = max(32, round(side * scale))
    most = max(width, height)
    cols = max(3, min(round(_PATCHES * width / most), int(2 * width / side)))
    rows = max(3, min(round(_PATCHES * height / most), int(2 * height / side)))
    back = invert(matrix)
    found = []
    for index, (row, col) in enumerate((r, c) for r in range(rows) for c in range(cols)):
        tell(index / (rows * cols))
        x = overlap[0] + side / 2 + (width - side) * (col / (cols - 1))
        y = overlap[1] + side / 2 + (height - side) * (row / (rows - 1))
        bounds = (x - side / 2, y - side / 2, x + side / 2, y + side / 2)
        before, after = pictures(bounds, (px, px), matrix)
        if _common(before, after) < _MIN_DATA or not _has_texture(before) or not _has_texture(after):
            continue
        (dx, dy), peak = phase_shift(before, after)
        if peak < _WEAK_PEAK or max(abs(dx), abs(dy)) > px / 4:
            # Also a patch that cannot be told counts against the answer: it was seen, and is not the same.
            dx, dy = math.nan, math.nan
        placed = apply(back, np.array([[x, y]]))[0]
        found.append(((float(placed[0]), float(placed[1])), (x + dx * side / px, y + dy * side / px), peak))
    return found


def _has_texture(picture: Grey) -> bool:
    known = picture[np.isfinite(picture)]
    return known.size > 0 and float(known.std()) > 1e-3 * (abs(float(known.mean())) + 1e-6)


def fit(points: Sequence[tuple[tuple[float, float], tuple[float, float], float]]) -> Registered:
    """The affine through tie points (placed, found, peak), or a refusal.

    Deterministic: the random choices of RANSAC begin with the same seed each time.
    """
    import cv2

    placed = np.array([p for p, _, _ in points], np.float64).reshape(-1, 2)
    found = np.array([f for _, f, _ in points], np.float64).reshape(-1, 2)
    seen = np.isfinite(found).all(axis=1)
    if len(points) < MIN_POINTS:
        return _refused(f"only {len(points)} places have enough to see on both dates")
    if int(seen.sum()) < MIN_POINTS:
        return _refused("hardly any place looks alike on both dates", _tied(placed, found, None), 0.0)
    origin = placed[seen].mean(axis=0)
    cv2.setRNGSeed(7)
    made, mask = cv2.estimateAffine2D(
        placed[seen] - origin, found[seen] - origin, ransacReprojThreshold=_INLIER_PX, maxIters=5000,
        confidence=0.999, refineIters=20,
    )  # fmt: skip
    if made is None:
        return _refused("the places do not agree on any shift", _tied(placed, found, None), 0.0)
    inliers = np.zeros(len(points), np.bool_)
    inliers[np.flatnonzero(seen)[mask.ravel() > 0]] = True
    share = float(inliers.mean())
    if int(inliers.sum()) < MIN_POINTS or share < MIN_SHARE:
        reason = f"only {share:.0%} of {len(points)} places agree on one shift; {MIN_SHARE:.0%} are needed"
        return _refused(reason, _tied(placed, found, None), share)
    matrix = _least_squares(placed[inliers], found[inliers])
    wrong = implausible(matrix)
    if wrong:
        return _refused(wrong, _tied(placed, found, None), share)
    tied = _tied(placed, found, matrix, inliers)
    rms = math.sqrt(float(np.mean([point.residual_px**2 for point in tied if point.is_inlier])))
    return Registered(matrix, rms, tied, share)


def _least_squares(placed: FloatArray, found: FloatArray) -> Affine:
    center = placed.mean(axis=0)
    design = np.column_stack([placed - center, np.ones(len(placed))])
    solution, *_ = np.linalg.lstsq(design, found, rcond=None)
    (a, d), (b, e), (c, f) = solution.tolist()
    return (a, b, c - a * center[0] - b * center[1], d, e, f - d * center[0] - e * center[1])


def implausible(matrix: Affine) -> str:
    """Why two images of one place cannot lie so on each other; empty if they can."""
    a, b, _, d, e, _ = matrix
    turn = math.degrees(math.atan2(d - b, a + e))
    if abs(turn) > _MAX_TURN_DEG:
        return f"the best shift turns the image by {turn:.0f} degrees"
    stretch = np.linalg.svd(np.array([[a, b], [d, e]]), compute_uv=False)
    if max(abs(stretch - 1.0)) > _MAX_STRETCH:
        return f"the best shift stretches the image by {max(abs(stretch - 1.0)):.0%}"
    return ""


def _tied(
    placed: FloatArray, found: FloatArray, matrix: Affine | None, inliers: np.ndarray | None = None
) -> tuple[TiePoint, ...]:
    moved = placed if matrix is None else apply(matrix, placed)
    gaps = np.hypot(*(moved - found).T)
    chosen = np.zeros(len(placed), np.bool_) if inliers is None else inliers
    return tuple(
        TiePoint((float(p[0]), float(p[1])), (float(q[0]), float(q[1])), float(gap), bool(good))
        for p, q, gap, good in zip(placed, found, gaps, chosen, strict=True)
        if np.isfinite(q).all()
    )
