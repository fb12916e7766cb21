"""The shift, turn and scale on which tie points agree, or why there is none.

Robust in three steps. Similarities through two points each (RANSAC, Fischler & Bolles 1981, with a fixed
seed) find the largest group that agrees. A matrix through all of them, weighted, is then made again and
again without what has turned out to be far off (Tukey's biweight): each point weighs h^2 / (1 - h^2) squared,
h its correlation, because places that lean or have changed look less alike and are shifted. At last the
evidence decides how much of the matrix is real: a shift, a similarity or an affine by the Bayesian
information criterion (Schwarz 1978), and never more than what the spread of the points holds in the corners.

Not chance: were the peaks of two unrelated images spread at random over what was searched, the expected
number of groups as large as the one found (a contrario, Moisan & Stival 2004) has to be below one in a
million. Nor a corner: the agreeing places have to reach over the data that both dates share.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ilmtool.core.geometry import IDENTITY, Affine, FloatArray, apply
from ilmtool.text import number, tr

MIN_SHARE = 0.6
"""Of the places that were found again, so many have to agree."""
MIN_SEEN = 0.15
"""Of the places with enough to see, so many have to agree."""
MIN_POINTS = 8
MIN_SPREAD = 0.25
"""Of the shared data's extent, in its narrower direction too."""
MAX_CHANCE = 1e-6
_SAMPLES = 2000
_CORNER_SHARE, _DECISIVE = 0.25, 40.0
"""Standard error of an affine in the corners of the frame, at most, as a share of the tolerance; unless the
criterion prefers it by so much.
"""

Model = str
"""`shift`, `similarity` or `affine`."""
_PARAMETERS = {"shift": 2, "similarity": 4, "affine": 6}


@dataclass(frozen=True, slots=True)
class Limits:
    """What two images of one place may differ by.

    Attributes
    ----------
    turn_deg : float
        Largest turn.
    scale : float
        Largest scale, and one through the smallest.
    shear : float
        Largest ratio of both scales, less one.
    """

    turn_deg: float = 15.0
    scale: float = 1.15
    shear: float = 0.15


@dataclass(frozen=True, slots=True)
class Agreement:
    """A matrix through tie points.

    Attributes
    ----------
    matrix : Affine
        Placed -> found; identity where refused.
    model : str
        `shift`, `similarity` or `affine`; empty where refused.
    inliers : ndarray of bool, (N,)
    reason : str
        Why there is none; empty otherwise.
    """

    matrix: Affine
    model: Model
    inliers: NDArray[np.bool_]
    reason: str = ""


def agree(
    placed: FloatArray,
    found: FloatArray,
    heights: FloatArray,
    *,
    tolerance: float,
    searched: float,
    limits: Limits,
    extent: FloatArray | None = None,
    frame: FloatArray | None = None,
) -> Agreement:
    """Fit a matrix to tie points.

    Parameters
    ----------
    placed, found : ndarray, (N, 2)
        Where a place is by georeferencing, and where it was found; any frame of square pixels.
    heights : ndarray, (N,)
        Correlation of each, 0 to 1.
    tolerance : float
        How far a point may be off and still agree.
    searched : float
        Largest shift that was looked for, same unit.
    limits : Limits
    extent : ndarray, (M, 2), optional
        Where both dates have data, in the frame of `found`; the points themselves by default.
    frame : ndarray, (M, 2), optional
        What the matrix is to hold for: `extent` and what lies around it; `extent` by default.
    """
    count = len(placed)
    none = np.zeros(count, np.bool_)
    if count < MIN_POINTS:
        return Agreement(
            IDENTITY, "", none, tr("only %n place(s) (was|were) found again on the other date", "", count)
        )
    extent = found if extent is None else extent
    origin = found.mean(axis=0)
    corners = _corners(extent if frame is None else frame) - origin
    source, target = placed - origin, found - origin
    weights = (heights**2 / (1.02 - heights**2)) ** 2
    inliers = _largest_group(source, target, tolerance, limits)
    share = float(inliers.mean())
    if int(inliers.sum()) >= MIN_POINTS:
        inliers, matrix, model = _refined(source, target, weights, inliers, tolerance, corners)
        share = float(inliers.mean())
    if int(inliers.sum()) < MIN_POINTS or share < MIN_SHARE:
        reason = tr(
            "only {share} of the {count} places that were found again agree on one shift; {least_share} "
            "and {least} places are needed",
            share=number(share, ".0%"),
            count=count,
            least_share=number(MIN_SHARE, ".0%"),
            least=MIN_POINTS,
        )
        return Agreement(IDENTITY, "", inliers, reason)
    wrong = implausible(matrix, limits)
    if wrong:
        return Agreement(IDENTITY, "", inliers, wrong)
    if log_chance(count, int(inliers.sum()), tolerance, searched) > math.log(MAX_CHANCE):
        return Agreement(
            IDENTITY,
            "",
            inliers,
            tr("%n place(s) (agrees|agree), which may be chance", "", int(inliers.sum())),
        )
    narrow = _spread(target[inliers], extent - origin)
    if narrow < MIN_SPREAD:
        reason = tr(
            "the places that agree cover only {share} of the shared area in one direction; {least} "
            "are needed",
            share=number(narrow, ".0%"),
            least=number(MIN_SPREAD, ".0%"),
        )
        return Agreement(IDENTITY, "", inliers, reason)
    a, b, c, d, e, f = matrix
    x, y = (float(v) for v in origin)
    return Agreement((a, b, c + x - a * x - b * y, d, e, f + y - d * x - e * y), model, inliers)


def _largest_group(
    source: FloatArray, target: FloatArray, tolerance: float, limits: Limits
) -> NDArray[np.bool_]:
    """The points that one similarity through two of them brings together, then one affine."""
    count = len(source)
    rng = np.random.default_rng(7)
    first, second = np.triu_indices(count, 1)
    if len(first) > _SAMPLES:
        chosen = rng.choice(len(first), _SAMPLES, replace=False)
        first, second = first[chosen], second[chosen]
    # As complex numbers a similarity is one factor and one shift.
    z, w = source @ [1, 1j], target @ [1, 1j]
    apart = z[second] - z[first]
    usable = np.abs(apart) > 0.1 * max(1e-9, float(np.abs(z - z.mean()).max()))
    first, second, apart = first[usable], second[usable], apart[usable]
    factor = (w[second] - w[first]) / apart
    size, turn = np.abs(factor), np.abs(np.degrees(np.angle(factor)))
    fine = (turn <= limits.turn_deg) & (size <= limits.scale) & (size >= 1 / limits.scale)
    if not fine.any():
        return np.zeros(count, np.bool_)
    factor, first = factor[fine], first[fine]
    shift = w[first] - factor * z[first]
    off = np.abs(factor[:, None] * z + shift[:, None] - w)
    # A similarity through two points is off far from them, and a real affine is not quite one.
    loose = 2.0 * tolerance
    best, most = np.zeros(count, np.bool_), -1.0
    for index in np.argsort(-(1 - np.minimum(off / loose, 1) ** 2).sum(axis=1))[:12]:
        gaps = off[index]
        group = gaps <= loose
        for _ in range(6):
            if int(group.sum()) < 4:
                break
            matrix = _weighted(source[group], target[group], np.ones(int(group.sum())), "affine")
            gaps = np.hypot(*(apply(matrix, source) - target).T)
            group = gaps <= tolerance
        score = float((1 - np.minimum(gaps / tolerance, 1) ** 2).sum())
        if score > most:
            best, most = group, score
    return best


def _refined(
    source: FloatArray,
    target: FloatArray,
    weights: FloatArray,
    inliers: NDArray[np.bool_],
    tolerance: float,
    corners: FloatArray,
) -> tuple[NDArray[np.bool_], Affine, Model]:
    """Inliers, matrix and model after reweighting."""
    matrix, least, _ = _reweighted(source, target, weights, inliers, tolerance, "shift", corners)
    chosen: Model = "shift"
    for model in ("similarity", "affine"):
        more, criterion, error = _reweighted(source, target, weights, inliers, tolerance, model, corners)
        # Stretching the image in one direction takes points all over it, or overwhelming ones.
        unsure = model == "affine" and error > _CORNER_SHARE * tolerance and least - criterion < _DECISIVE
        if criterion < least and not unsure:
            matrix, least, chosen = more, criterion, model
    return np.hypot(*(apply(matrix, source) - target).T) <= tolerance, matrix, chosen


def _reweighted(
    source: FloatArray, target: FloatArray, weights: FloatArray, inliers: NDArray[np.bool_],
    tolerance: float, model: Model, corners: FloatArray,
) -> tuple[Affine, float, float]:  # fmt: skip
    """Matrix, information criterion, and standard error in the worst corner."""
    s, t, w = source[inliers], target[inliers], weights[inliers]
    w = w / w.mean()
    use = w
    matrix = _weighted(s, t, use, model)
    for _ in range(12):
        gaps = np.hypot(*(apply(matrix, s) - t).T)
        # 1.18 sigma is the median of a distance in the plane; weighted, as the fit is.
        sigma = max(_weighted_median(gaps, w) / 1.1774, 0.03 * tolerance)
        use = w * np.maximum(0.0, 1 - (gaps / min(4.685 * sigma, 2 * tolerance)) ** 2) ** 2
        if np.count_nonzero(use) < 4:
            use = w
            break
        matrix = _weighted(s, t, use, model)
    gaps2 = ((apply(matrix, s) - t) ** 2).sum(axis=1)
    limit = (tolerance * 0.75) ** 2
    effective = max(4.0, float(w.sum()) ** 2 / float((w**2).sum()))
    loss = float((w * np.minimum(gaps2, limit)).sum() / w.sum()) + (0.02 * tolerance) ** 2
    criterion = 2 * effective * math.log(loss) + _PARAMETERS[model] * math.log(2 * effective)
    spare = max(1.0, 2 * effective - _PARAMETERS[model])
    variance = float((use * gaps2).sum() / max(use.sum(), 1e-12)) * effective / spare
    center = np.average(s, axis=0, weights=use)
    around = s - center
    share = use / use.sum()
    if model == "affine":
        shape = (around * share[:, None]).T @ around + 1e-9 * np.eye(2)
        far = corners - center
        lever = np.einsum("ij,jk,ik->i", far, np.linalg.inv(shape), far)
    else:
        spread = float((share * (around**2).sum(axis=1)).sum()) + 1e-9
        lever = ((corners - center) ** 2).sum(axis=1) / spread * (model == "similarity")
    error = math.sqrt(variance / effective * (1 + float(lever.max())))
    return matrix, criterion, error


def _weighted_median(values: FloatArray, weights: FloatArray) -> float:
    order = np.argsort(values)
    total = np.cumsum(weights[order])
    return float(values[order][np.searchsorted(total, total[-1] / 2)])


def _weighted(source: FloatArray, target: FloatArray, weights: FloatArray, model: Model) -> Affine:
    """The weighted least squares matrix of one model."""
    share = weights / weights.sum()
    at, to = share @ source, share @ target
    s, t = source - at, target - to
    if model == "shift":
        a, b, d, e = 1.0, 0.0, 0.0, 1.0
    elif model == "similarity":
        z, w = s @ [1, 1j], t @ [1, 1j]
        factor = complex((share * z.conj() * w).sum() / max(float((share * np.abs(z) ** 2).sum()), 1e-12))
        a, b, d, e = factor.real, -factor.imag, factor.imag, factor.real
    else:
        root = np.sqrt(share)[:, None]
        solution, *_ = np.linalg.lstsq(s * root, t * root, rcond=None)
        (a, d), (b, e) = solution.tolist()
    return (a, b, float(to[0] - a * at[0] - b * at[1]), d, e, float(to[1] - d * at[0] - e * at[1]))


def implausible(matrix: Affine, limits: Limits | None = None) -> str:
    """Why two images of one place cannot lie so on each other; empty if they can."""
    limits = limits or Limits()
    a, b, _, d, e, _ = matrix
    turn = math.degrees(math.atan2(d - b, a + e))
    if abs(turn) > limits.turn_deg:
        return tr("the best shift turns the image by %n degree(s)", "", round(turn))
    long, short = (float(v) for v in np.linalg.svd(np.array([[a, b], [d, e]]), compute_uv=False))
    if long > limits.scale or short * limits.scale < 1 or a * e - b * d <= 0:
        return tr(
            "the best shift stretches the image by {share}",
            share=number(max(abs(long - 1), abs(short - 1)), ".0%"),
        )
    if long / short - 1 > limits.shear:
        return tr(
            "the best shift stretches the image by {share} in one direction",
            share=number(long / short - 1, ".0%"),
        )
    return ""


def log_chance(count: int, agreeing: int, tolerance: float, searched: float) -> float:
    """Natural logarithm of the number of groups so large that chance alone would make.

    Two points make a similarity; each of the others falls within `tolerance` of it with the probability
    p = pi t^2 / (2 s)^2, so the number is C(n, 2) times the tail of the binomial distribution.
    """
    p = min(0.999, math.pi * tolerance**2 / (2 * searched) ** 2)
    pairs, rest, needed = math.comb(count, 2), count - 2, agreeing - 2
    terms = [
        math.log(math.comb(rest, k)) + k * math.log(p) + (rest - k) * math.log1p(-p)
        for k in range(max(0, needed), rest + 1)
    ]
    if not terms:
        return 0.0
    top = max(terms)
    return math.log(pairs) + top + math.log(sum(math.exp(term - top) for term in terms))


def _corners(points: FloatArray) -> FloatArray:
    low, high = points.min(axis=0), points.max(axis=0)
    return np.array([[low[0], low[1]], [high[0], low[1]], [high[0], high[1]], [low[0], high[1]]])


def _spread(points: FloatArray, extent: FloatArray) -> float:
    """Extent of `points` as a share of that of `extent`, in the direction where it is least."""
    turns = np.radians(np.arange(0, 180, 15))
    ways = np.stack([np.cos(turns), np.sin(turns)])
    return float((np.ptp(points @ ways, axis=0) / np.maximum(np.ptp(extent @ ways, axis=0), 1e-9)).min())
