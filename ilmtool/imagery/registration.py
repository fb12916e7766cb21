"""How much the before scene must be shifted to lie on the after scene: measured, or refused.

Coarse to fine. Small pictures of the whole overlap give a first matrix (`coarse_match`). Then patches spread
over the overlap are looked for again, first at lower and last at full resolution, which is read only where
the patches lie. They are compared by the direction of their edges (`structure`), which another sun, season,
sensor or band keeps, and a matrix is fitted to those that were found again (`tie_fit`). Clouds, changes and
shadows are patches that are not found, or disagree.

Refused, with the reason: too little to see, a pattern that repeats itself, too few places that were found
again or agree, places in one corner only, and what chance alone would give. A guess would be worse.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from ilmtool.core.geometry import IDENTITY, Affine, Bounds, apply, compose, invert
from ilmtool.errors import Cancelled
from ilmtool.imagery.coarse_match import SEARCH_PX, by_features, coarse_match, repeats
from ilmtool.imagery.placement import PixelMap, size_fit
from ilmtool.imagery.resampling import grey_bands, grey_on_grid
from ilmtool.imagery.source import RasterSource
from ilmtool.imagery.tie_fit import MIN_POINTS, MIN_SEEN, Agreement, Limits, agree
from ilmtool.imagery.tie_patches import Look, Seen, overlap_bounds, tie_points
from ilmtool.text import mark, tr

__all__ = ["METHOD", "Registered", "TiePoint", "behind_identity", "overlap_bounds", "register"]

Progress = Callable[[float], bool | None]
"""`progress(share)`, 0 to 1; False stops the job."""

METHOD = "edge-tiles+ransac"
INLIER_PX = 1.5
"""Px of the patches by which an agreeing place may be off."""
_STEP = 7.3
"""Largest ratio of resolution from one pass to the next."""
_LEAST_DATA, _LEAST_DATA_PX = 0.02, 400
"""Of the small pictures, what has data on both dates, at least."""
_PLACED = Limits()
_UNPLACED = Limits(turn_deg=180.0, scale=8.0, shear=0.15)
"""Without georeferencing nothing is known of turn and scale."""


@dataclass(frozen=True, slots=True)
class TiePoint:
    """One patch that was found on both dates.

    Attributes
    ----------
    placed : (x, y)
        Where the placement puts it, px of the after scene.
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
        Applied in after px, behind the placement that was given; see `behind_identity`. Identity where
        refused.
    rms_px : float
        Of the inliers, in after px; NaN without any.
    points : tuple of TiePoint
        All patches that were found again.
    inlier_share : float
        Of those.
    reason : str
        Why it was refused; empty if it was not.
    unmatched : tuple of (x, y)
        Places with enough to see that were not found again, px of the after scene.
    model : {"shift", "similarity", "affine", ""}
        How much of the matrix the evidence holds; empty where refused.
    """

    matrix: Affine
    rms_px: float
    points: tuple[TiePoint, ...]
    inlier_share: float
    reason: str = ""
    unmatched: tuple[tuple[float, float], ...] = ()
    model: str = ""

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
        Before px -> after px by georeferencing alone, without any registration. Where that is only a fit by
        size, other scales and turns are tried as well.
    progress : callable, optional

    Raises
    ------
    UserError
        An image cannot be read.
    Cancelled
        If `progress` returned False.
    """
    tell = _teller(progress)
    bands = grey_bands(before), grey_bands(after)
    starts = [Look(before, after, placement, bands)]
    limits = _PLACED
    if placement.basis == "size":
        limits = _UNPLACED
        starts = [
            Look(before, after, PixelMap(affine, "size"), bands) for affine in _guesses(before, after, bands)
        ]
    look, matrix, reason = _first(starts, limits, tell)
    if look is None:
        return _refused(reason)
    found = _fine(look, matrix, limits, tell)
    tell(1.0)
    return _behind(placement, found, look.placement)


def _refused(reason: str, points: Sequence[TiePoint] = (), share: float = 0.0) -> Registered:
    return Registered(IDENTITY, math.nan, tuple(points), share, reason)


def _teller(progress: Progress | None) -> Callable[[float], None]:
    def tell(share: float) -> None:
        if progress is not None and progress(min(1.0, share)) is False:
            raise Cancelled

    return tell


def _guesses(
    before: RasterSource, after: RasterSource, bands: tuple[tuple[int, ...], tuple[int, ...]]
) -> list[Affine]:
    """Where an image without georeferencing may lie: by size, pixel by pixel, or as features say."""
    sizes = [(float(s.facts.width), float(s.facts.height)) for s in (before, after)]
    guesses = [size_fit((before.facts.height, before.facts.width), (after.facts.height, after.facts.width))]
    (bw, bh), (aw, ah) = sizes
    if sizes[0] != sizes[1]:
        guesses.append((1.0, 0.0, (aw - bw) / 2, 0.0, 1.0, (ah - bh) / 2))
    small, factors = [], []
    for source, (width, height), chosen in zip((before, after), sizes, bands, strict=True):
        k = min(1.0, 2 * SEARCH_PX / max(width, height))
        size = max(1, round(width * k)), max(1, round(height * k))
        small.append(grey_on_grid(source, lambda p: p, (0.0, 0.0, width, height), size, chosen))
        factors.append((size[0] / width, size[1] / height))
    featured = by_features(small[0], small[1]) if min(min(p.shape) for p in small) >= 64 else None
    if featured is not None:
        (px, py), (qx, qy) = factors
        guesses.append(
            compose((1 / qx, 0.0, 0.0, 0.0, 1 / qy, 0.0), compose(featured, (px, 0.0, 0.0, 0.0, py, 0.0)))
        )
    return guesses


def _first(
    starts: Sequence[Look], limits: Limits, tell: Callable[[float], None]
) -> tuple[Look | None, Affine, str]:
    """The start that fits best, its coarse matrix, and why there is none."""
    best: tuple[float, Look, Affine] | None = None
    reason = tr("the images do not overlap")
    for index, look in enumerate(starts):
        tell(0.15 * index / len(starts))
        bounds = look.overlap(IDENTITY)
        if bounds is None:
            reason = look.apart(IDENTITY)
            continue
        if limits is _UNPLACED:
            # A small image may lie anywhere in a large one.
            bounds = look.union()
        width, height = bounds[2] - bounds[0], bounds[3] - bounds[1]
        share = min(1.0, (SEARCH_PX if limits is _PLACED else 1.5 * SEARCH_PX) / max(width, height))
        size = max(16, round(width * share)), max(16, round(height * share))
        before, after = look.pictures(bounds, size, IDENTITY)
        tell(0.15 * (index + 0.5) / len(starts))
        seen = np.isfinite(before) & np.isfinite(after)
        if seen.mean() < _LEAST_DATA or seen.sum() < _LEAST_DATA_PX:
            reason = tr("there is too little data on both dates at the same place")
            continue
        found = coarse_match(before, after, limits, reach=0.4 if limits is _PLACED else 0.5, turn=index == 0)
        if best is None or found.sharpness > best[0]:
            kx, ky = size[0] / width, size[1] / height
            to_picture: Affine = (kx, 0.0, -bounds[0] * kx, 0.0, ky, -bounds[1] * ky)
            best = found.sharpness, look, compose(invert(to_picture), compose(found.matrix, to_picture))
    tell(0.2)
    return (None, IDENTITY, reason) if best is None else (best[1], best[2], "")


def _fine(look: Look, matrix: Affine, limits: Limits, tell: Callable[[float], None]) -> Registered:
    """From a first matrix to the answer, pass by pass."""
    overlap = look.overlap(matrix)
    if overlap is None:
        return _refused(look.apart(matrix))
    finest = look.scale(overlap)
    longest = max(overlap[2] - overlap[0], overlap[3] - overlap[1])
    between = max(0, math.ceil(math.log(max(1.0, finest * longest / SEARCH_PX)) / math.log(_STEP)) - 1)
    scales = [
        SEARCH_PX / longest * (finest * longest / SEARCH_PX) ** (k / (between + 1))
        for k in range(1, between + 1)
    ]
    scales += [finest, finest]
    found = _refused(tr("nothing was found to compare"))
    for index, scale in enumerate(scales):
        overlap = look.overlap(matrix)
        if overlap is None:
            return _refused(look.apart(matrix))
        seen = tie_points(look, overlap, matrix, scale, scale == finest, _part(tell, index, len(scales)))
        found = _answer(seen, overlap, scale, limits)
        if found.is_refused:
            if scale < finest and not seen.repeats:
                continue  # what is blurred here may be plain at full resolution
            return found
        before, matrix = matrix, found.matrix
        if index == len(scales) - 2 and _step(before, matrix, overlap) * scale < 2.0:
            break
    if _repeats(look, overlap, matrix):
        return replace(_refused(tr(_REPEATING), found.points, found.inlier_share), unmatched=found.unmatched)
    return found


_REPEATING = mark("the pattern repeats itself: several shifts fit equally well")


def _part(tell: Callable[[float], None], index: int, count: int) -> Callable[[float], None]:
    """Progress of one of several passes."""
    return lambda share: tell(0.2 + 0.78 * (index + share) / count)


def _step(one: Affine, other: Affine, bounds: Bounds) -> float:
    """The largest distance between two matrices' places of the corners."""
    x0, y0, x1, y1 = bounds
    corners = np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]])
    return float(np.hypot(*(apply(one, corners) - apply(other, corners)).T).max())


def _repeats(look: Look, overlap: Bounds, matrix: Affine) -> bool:
    """Whether other shifts fit nearly as well: small ones, seen more sharply, and ones beyond the overlap."""
    x0, y0, x1, y1 = overlap
    width, height = x1 - x0, y1 - y0
    for margin, reach in ((0.0, 0.4), (0.5, 0.4)):
        bounds = x0 - margin * width, y0 - margin * height, x1 + margin * width, y1 + margin * height
        share = min(1.0, SEARCH_PX / ((1 + 2 * margin) * max(width, height)))
        size = (
            max(16, round((bounds[2] - bounds[0]) * share)),
            max(16, round((bounds[3] - bounds[1]) * share)),
        )
        if repeats(*look.pictures(bounds, size, matrix), reach):
            return True
    return False


def _answer(seen: Seen, overlap: Bounds, scale: float, limits: Limits) -> Registered:
    """The matrix on which the patches of one pass agree, or a refusal."""
    count, visible = len(seen.placed), seen.visible
    tolerance = INLIER_PX / scale
    if visible < MIN_POINTS:
        reason = tr(
            "only %n place(s) (has|have) enough to see on both dates; {least} are needed",
            "",
            visible,
            least=MIN_POINTS,
        )
        agreement = Agreement(IDENTITY, "", np.zeros(count, np.bool_), reason)
    elif seen.repeats:
        agreement = Agreement(IDENTITY, "", np.zeros(count, np.bool_), tr(_REPEATING))
    elif count < max(MIN_POINTS, MIN_SEEN * visible):
        reason = (
            tr(
                "only %n of {visible} places with enough to see look alike on both dates",
                "",
                count,
                visible=visible,
            )
            if count
            else tr("none of {visible} places with enough to see look alike on both dates", visible=visible)
        )
        agreement = Agreement(IDENTITY, "", np.zeros(count, np.bool_), reason)
    else:
        agreement = agree(
            seen.placed, seen.found, seen.heights, tolerance=tolerance, searched=seen.reach, limits=limits,
            extent=seen.extent, frame=np.array(overlap).reshape(2, 2),
        )  # fmt: skip
        if not agreement.reason and agreement.inliers.sum() < MIN_SEEN * visible:
            reason = tr(
                "only %n of {visible} places agree on one shift",
                "",
                int(agreement.inliers.sum()),
                visible=visible,
            )
            agreement = Agreement(IDENTITY, "", agreement.inliers, reason)
    gaps = np.hypot(*(apply(agreement.matrix, seen.placed) - seen.found).T)
    good = agreement.inliers & (not agreement.reason)
    points = tuple(
        TiePoint((float(p[0]), float(p[1])), (float(q[0]), float(q[1])), float(gap), bool(ok))
        for p, q, gap, ok in zip(seen.placed, seen.found, gaps, good, strict=True)
    )
    rms = math.sqrt(float(np.mean(gaps[good] ** 2))) if good.any() else math.nan
    share = float(agreement.inliers.mean()) if count else 0.0
    unmatched = tuple((float(x), float(y)) for x, y in seen.unmatched)
    return Registered(agreement.matrix, rms, points, share, agreement.reason, unmatched, agreement.model)


def _behind(placement: PixelMap, found: Registered, guess: PixelMap) -> Registered:
    """An answer that was measured behind one placement, behind another one."""
    if guess.affine is None or placement.affine is None or guess.affine == placement.affine:
        return found
    change = compose(guess.affine, invert(placement.affine))
    at = np.array([point.placed for point in found.points], np.float64).reshape(-1, 2)
    points = tuple(
        replace(point, placed=(float(x), float(y)))
        for point, (x, y) in zip(found.points, apply(invert(change), at), strict=True)
    )
    matrix = found.matrix if found.is_refused else compose(found.matrix, change)
    turns = (change[0], change[1], change[3], change[4]) != (1.0, 0.0, 0.0, 1.0)
    model = "similarity" if found.model == "shift" and turns else found.model
    return replace(found, matrix=matrix, points=points, model=model)


def behind_identity(found: Registered, placement: PixelMap) -> Registered:
    """The answer as the annotation file holds it: a fit by size is part of the matrix, because without
    georeferencing that is applied to the before scene's own px.
    """
    return _behind(PixelMap(IDENTITY, "identity"), found, placement) if placement.basis == "size" else found
