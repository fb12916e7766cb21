"""A first matrix from small pictures of the whole overlap: right to a pixel or two of them.

Edges are compared at all shifts at once, for a few turns and scales; where that says little, ORB features
(Rublee et al. 2011) may know a larger turn or scale. What both propose is judged by one measure, how far the
peak of the edges' correlation stands out.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from ilmtool.core.geometry import IDENTITY, Affine, compose
from ilmtool.imagery.resampling import Grey
from ilmtool.imagery.structure import Peak, best_shift, score_map, structure_of
from ilmtool.imagery.tie_fit import Limits, implausible

SEARCH_PX = 384
"""Longer side of the pictures that are compared."""
_TURNED_PX = 192
_TURNS_DEG = (-3.0, -1.5, 1.5, 3.0)
_SURE = 12.0
"""Standard deviations above the rest of the map: nothing else needs to be tried."""
_REACH = 0.4
_LEAST = 0.3
_REPEATS = 0.75

Tell = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Coarse:
    """What lies best on what.

    Attributes
    ----------
    matrix : Affine
        In px of the pictures, corners of pixels.
    sharpness : float
        Height of the peak above the other shifts, in their standard deviations.
    """

    matrix: Affine
    sharpness: float


def coarse_match(
    before: Grey, after: Grey, limits: Limits, *, reach: float = _REACH, turn: bool = True
) -> Coarse:
    """The best matrix for two pictures of one shape.

    Parameters
    ----------
    before, after : ndarray of float32, (rows, cols)
        NaN without data; at most about `SEARCH_PX` a side.
    limits : Limits
    reach : float
        Largest shift, as a share of the sides.
    turn : bool
        Whether to try turns and scales where the plain shift is not sure.
    """
    best = _shifted(before, after, IDENTITY, reach)
    if best.sharpness >= _SURE or not turn:
        return best
    proposals = [_by_turning(before, after, reach)]
    featured = by_features(before, after)
    if featured is not None and not implausible(featured, limits):
        proposals.append(featured)
    for proposal in proposals:
        found = _shifted(before, after, proposal, reach)
        # A turn has to be worth it.
        if found.sharpness > 1.1 * best.sharpness:
            best = found
    return best


def repeats(before: Grey, after: Grey, reach: float) -> bool:
    """Whether two pictures that lie on each other would also do so elsewhere, because the pattern repeats."""
    peak = _peak(before, after, reach)
    return peak.height > 0.25 and peak.second > _REPEATS * peak.height


def _shifted(before: Grey, after: Grey, matrix: Affine, reach: float) -> Coarse:
    """A matrix, and the shift behind it that fits best."""
    peak = _peak(before if matrix == IDENTITY else moved(before, matrix), after, reach)
    sharpness = peak.height / max(peak.noise, 1e-6) if not peak.at_edge else 0.0
    return Coarse(compose((1.0, 0.0, peak.dx, 0.0, 1.0, peak.dy), matrix), sharpness)


def _peak(before: Grey, after: Grey, reach: float) -> Peak:
    rows, cols = after.shape
    furthest = max(2, round(reach * rows)), max(2, round(reach * cols))
    # Empty room around both, so that nothing reaches across the edge.
    shape = tuple(_fast(length + far) for length, far in zip(after.shape, furthest, strict=True))
    one, other = (structure_of(_padded(picture, shape)) for picture in (before, after))
    # Where the after scene is much the smaller one, it cannot meet more of the template than it is.
    least = _LEAST * min(1.0, float(other.known.sum()) / max(1.0, float(one.known.sum())))
    score = score_map(one, other, np.ones(shape, np.float32), furthest, least)
    return best_shift(score, near=6)


def _padded(picture: Grey, shape: tuple[int, ...]) -> Grey:
    out = np.full(shape, np.nan, np.float32)
    out[: picture.shape[0], : picture.shape[1]] = picture
    return out


def _fast(length: int) -> int:
    """The next length that an FFT likes: no prime factors above 5."""
    while True:
        rest = length
        for factor in (2, 3, 5):
            while rest % factor == 0:
                rest //= factor
        if rest == 1:
            return length
        length += 1


def _by_turning(before: Grey, after: Grey, reach: float) -> Affine:
    """The best of some turns and scales, on even smaller pictures: first the turn, then both more finely."""
    import cv2

    rows, cols = after.shape
    share = min(1.0, _TURNED_PX / max(rows, cols))
    size = max(16, round(cols * share)), max(16, round(rows * share))
    small = [
        np.asarray(cv2.resize(p, size, interpolation=cv2.INTER_AREA), np.float32) for p in (before, after)
    ]

    def sharpness(turn: float, scale: float) -> float:
        return _shifted(small[0], small[1], _about_middle(size, turn, scale), reach).sharpness

    turn = max((0.0, *_TURNS_DEG), key=lambda t: sharpness(t, 1.0))
    scale = max((1.0, 0.98, 1.02), key=lambda s: sharpness(turn, s))
    turn = max((turn, turn - 0.75, turn + 0.75), key=lambda t: sharpness(t, scale))
    return _about_middle((cols, rows), turn, scale)


def _about_middle(size: tuple[int, int], turn_deg: float, scale: float) -> Affine:
    a, d = scale * math.cos(math.radians(turn_deg)), scale * math.sin(math.radians(turn_deg))
    x, y = size[0] / 2, size[1] / 2
    return (a, -d, x - a * x + d * y, d, a, y - d * x - a * y)


def moved(picture: Grey, matrix: Affine, shape: tuple[int, int] | None = None) -> Grey:
    """A picture shifted by a matrix in its px, NaN where it does not reach."""
    import cv2

    a, b, c, d, e, f = compose((1, 0, -0.5, 0, 1, -0.5), compose(matrix, (1, 0, 0.5, 0, 1, 0.5)))
    rows, cols = shape or picture.shape
    out = cv2.warpAffine(
        picture, np.array([[a, b, c], [d, e, f]]), (cols, rows), flags=cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_CONSTANT, borderValue=float("nan"),
    )  # fmt: skip
    return np.asarray(out, np.float32)


def by_features(before: Grey, after: Grey) -> Affine | None:
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
    cv2.setRNGSeed(7)
    matrix, inliers = cv2.estimateAffinePartial2D(source, target, ransacReprojThreshold=3.0, maxIters=5000)
    if matrix is None or int(inliers.sum()) < 12:
        return None
    made = tuple(float(v) for v in matrix.ravel())
    # From pixel indices, whose whole numbers are centres, to corners.
    shift: Affine = (1.0, 0.0, 0.5, 0.0, 1.0, 0.5)
    back: Affine = (1.0, 0.0, -0.5, 0.0, 1.0, -0.5)
    return compose(shift, compose((made[0], made[1], made[2], made[3], made[4], made[5]), back))


def _contrast_8bit(picture: Grey) -> np.ndarray:
    import cv2

    known = np.isfinite(picture)
    filled = np.where(known, picture, picture[known].mean() if known.any() else 0.0).astype(np.float32)
    mean = cv2.GaussianBlur(filled, (0, 0), 12)
    spread = np.sqrt(cv2.GaussianBlur((filled - mean) ** 2, (0, 0), 12)) + 1e-3 * (float(filled.std()) + 1e-6)
    return np.clip(128 + 50 * (filled - mean) / spread, 0, 255).astype(np.uint8)
