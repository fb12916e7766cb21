"""The search for change: both dates on one grid and in one radiometry, what differs, and the best places."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from ilmtool.core.geometry import Bounds
from ilmtool.errors import Cancelled
from ilmtool.imagery.placement import PixelMap
from ilmtool.imagery.registration import overlap_bounds
from ilmtool.imagery.source import RasterSource
from ilmtool.imagery.sun import sun_of
from ilmtool.suggest.blobs import find_blobs
from ilmtool.suggest.candidate import Candidate, Options, Progress, Suggestions
from ilmtool.suggest.evidence import judge, light_of
from ilmtool.suggest.grid import Grid, make_grid
from ilmtool.suggest.layers import measure

POOL = 4
"""So many times as many places as are wanted are looked at more closely."""
CROWDED = 0.93
"""By what a place falls for each better one near to it."""
NEAR_SHARE = 0.03
SAME_SUN_DEG = 1.5
CLOUD_M = 100.0
HALF_MERIT = 15.0
LEAST_SCORE = 0.02


def suggest(
    before: RasterSource,
    after: RasterSource,
    placement: PixelMap,
    options: Options | None = None,
    progress: Progress | None = None,
) -> Suggestions:
    """Where two dates probably differ.

    Parameters
    ----------
    before, after : RasterSource
    placement : PixelMap
        Before px -> after px, with the registration.
    options : Options, optional
    progress : callable, optional

    Raises
    ------
    UserError
        An image cannot be read.
    Cancelled
        If `progress` returned False.
    """
    options = options or Options()
    tell = _teller(progress)
    overlap = overlap_bounds(before, after, placement)
    if overlap is None:
        return Suggestions((), (0.0, 0.0, 0.0, 0.0), 0.0, 1.0, options.residual_px, ((), ()), 0.0)
    grid = make_grid(before, after, placement, overlap, options.step_px)
    bands = (grid.before_bands, grid.after_bands)
    layers = measure(grid, options.residual_px, tell)
    if layers is None:
        return Suggestions((), overlap, 0.0, grid.step, options.residual_px, bands, 0.0)
    blobs = find_blobs(layers, POOL * options.most)
    tell(0.92)
    light = light_of(layers, _is_same_sun(before, after), _cloud_px(after, grid.step))
    judged = [judge(layers, box, level, light) for box, level in zip(blobs.boxes, blobs.levels, strict=True)]
    scores = [_score(merit * j.factor) for merit, j in zip(blobs.merits, judged, strict=True)]
    candidates = []
    for rank, (row, score) in enumerate(_spread(grid, blobs.boxes, scores, options.most), 1):
        j = judged[row]
        bounds = _bounds(grid, blobs.boxes[row], after)
        candidates.append(Candidate(rank, bounds, round(score, 4), j.evidence, j.flags, j.change))
    tell(1.0)
    share = float(layers.known.mean())
    return Suggestions(
        tuple(candidates), overlap, share, grid.step, options.residual_px, bands, layers.likeness
    )


def _score(merit: float) -> float:
    """From 0 to 1; half of it where the merit is `HALF_MERIT`."""
    return max(0.0, merit) / (max(0.0, merit) + HALF_MERIT)


def _is_same_sun(before: RasterSource, after: RasterSource) -> bool:
    """Whether both dates are known to have the sun within `SAME_SUN_DEG` of one place in the sky."""
    suns = []
    for source in (before, after):
        stated = source.facts.acquisition
        if stated.sun_elevation is not None and stated.sun_azimuth is not None:
            suns.append((stated.sun_elevation, stated.sun_azimuth))
        elif (sun := sun_of(source.facts)) is not None:
            suns.append((sun.elevation, sun.azimuth))
    if len(suns) < 2:
        return False
    turn = abs((suns[0][1] - suns[1][1] + 180) % 360 - 180)
    return abs(suns[0][0] - suns[1][0]) < SAME_SUN_DEG and turn < SAME_SUN_DEG


def _cloud_px(after: RasterSource, step: float) -> float:
    """Side of the smallest cloud in px of the grid; without a GSD, a guess."""
    gsd_m = after.facts.acquisition.gsd
    return 48.0 if not gsd_m else max(32.0, CLOUD_M / (gsd_m * step))


def _teller(progress: Progress | None) -> Callable[[float], None]:
    def tell(share: float) -> None:
        if progress is not None and progress(min(1.0, share)) is False:
            raise Cancelled

    return tell


def _bounds(grid: Grid, box: np.ndarray, after: RasterSource) -> Bounds:
    """Whole after px around a box of the grid, inside of the image."""
    left, top, right, bottom = box.tolist()
    x0, y0, x1, y1 = grid.to_after((left, top, right, bottom))
    facts = after.facts
    return (
        float(max(0, math.floor(x0 + 1e-6))), float(max(0, math.floor(y0 + 1e-6))),
        float(min(facts.width, math.ceil(x1 - 1e-6))), float(min(facts.height, math.ceil(y1 - 1e-6))),
    )  # fmt: skip


def _spread(grid: Grid, boxes: np.ndarray, scores: list[float], most: int) -> list[tuple[int, float]]:
    """The best first, each lowered by better ones near to it: the top is not one corner of the scene."""
    if not len(boxes):
        return []
    centers = (boxes[:, :2] + boxes[:, 2:]) / 2
    left = np.array(scores)
    near = NEAR_SHARE * math.hypot(grid.width, grid.height)
    found = []
    for _ in range(min(most, len(boxes))):
        row = int(left.argmax())
        if left[row] < LEAST_SCORE:
            break
        found.append((row, float(left[row])))
        left[row] = -1.0
        close = np.hypot(*(centers - centers[row]).T) < near
        left[close & (left >= 0)] *= CROWDED
    return found
