"""Patches all over the overlap of two scenes, each looked for on the other date."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from ilmtool.core.geometry import IDENTITY, Affine, Bounds, FloatArray, apply, invert
from ilmtool.imagery.placement import PixelMap
from ilmtool.imagery.resampling import Grey, grey_on_grid
from ilmtool.imagery.source import RasterSource
from ilmtool.imagery.structure import Peak, best_shift, score_map, structure_of, taper
from ilmtool.imagery.tie_fit import MIN_POINTS
from ilmtool.text import number, tr

_SHARP = 6.0
"""Standard deviations by which a patch's peak stands out; unrelated images reach 5.7."""
_DISTINCT = 1.25
"""Times the second best peak."""
_PATCHES, _PATCHES_BETWEEN = 9, 6
"""Along the longer side of the overlap, at the finest resolution and on the way there."""
_MIN_DATA = 0.5
"""Share of a patch that both scenes must cover."""
_SMALLEST_PX = 16


@dataclass(frozen=True, slots=True)
class Look:
    """Both dates on one grid."""

    before: RasterSource
    after: RasterSource
    placement: PixelMap
    bands: tuple[tuple[int, ...], tuple[int, ...]]

    def pictures(self, bounds: Bounds, size: tuple[int, int], matrix: Affine) -> tuple[Grey, Grey]:
        """Both inside `bounds` of the after scene, the before one shifted by a matrix."""
        back = invert(matrix)
        there = grey_on_grid(
            self.before, lambda p: self.placement.inverse(apply(back, p)), bounds, size, self.bands[0]
        )
        return there, grey_on_grid(self.after, lambda p: p, bounds, size, self.bands[1])

    def overlap(self, matrix: Affine) -> Bounds | None:
        return overlap_bounds(self.before, self.after, self.placement, matrix)

    def apart(self, matrix: Affine) -> str:
        """Why there is no overlap, or too small a one."""
        low, high = _common(self.before, self.after, self.placement, matrix)
        width, height = (float(v) for v in high - low)
        if not (width > 0 and height > 0):
            return tr("the images do not overlap")
        return tr(
            "the images share only {width} x {height} px of the after scene; more than {least} px "
            "each way are needed",
            width=number(width, ".0f"),
            height=number(height, ".0f"),
            least=_SMALLEST_PX,
        )

    @property
    def threads(self) -> int:
        """Two, but one where a window costs whole rows, which each thread would decode for itself."""
        return (
            1 if any(s.reads_rows(0) or s.first_missing is not None for s in (self.before, self.after)) else 2
        )

    def union(self) -> Bounds:
        """Everything that either of them shows, px of the after scene."""
        from ilmtool.imagery.georeference import grid_points

        facts = self.before.facts
        moved = self.placement.forward(grid_points((0.0, 0.0, float(facts.width), float(facts.height)), 17))
        whole = np.array([[0.0, 0.0], [self.after.facts.width, self.after.facts.height]])
        both = np.vstack([moved, whole])
        low, high = np.nanmin(both, axis=0), np.nanmax(both, axis=0)
        return float(low[0]), float(low[1]), float(high[0]), float(high[1])

    def scale(self, overlap: Bounds) -> float:
        """Patch px per after px: 1 at the after scene's resolution, less where the before one is coarser."""
        middle = np.array([[(overlap[0] + overlap[2]) / 2, (overlap[1] + overlap[3]) / 2]])
        around = self.placement.inverse(middle + np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0]]))
        step = float(np.nanmax(np.hypot(*(around[1:] - around[0]).T))) if np.isfinite(around).all() else 1.0
        return min(1.0, step) if step > 0 else 1.0


def overlap_bounds(
    before: RasterSource, after: RasterSource, placement: PixelMap, matrix: Affine = IDENTITY
) -> Bounds | None:
    """The part of the after scene, in its px, in which the before scene lies; None without any."""
    low, high = _common(before, after, placement, matrix)
    if not (high - low > _SMALLEST_PX).all():
        return None
    return float(low[0]), float(low[1]), float(high[0]), float(high[1])


def _common(
    before: RasterSource, after: RasterSource, placement: PixelMap, matrix: Affine
) -> tuple[FloatArray, FloatArray]:
    """Low and high corner of what both cover, px of the after scene; the wrong way round without any."""
    from ilmtool.imagery.georeference import grid_points

    facts = before.facts
    size = np.array([after.facts.width, after.facts.height], np.float64)
    moved = placement.forward(grid_points((0.0, 0.0, float(facts.width), float(facts.height)), 17))
    moved = apply(matrix, moved[np.isfinite(moved).all(axis=1)])
    if not len(moved):
        return size, np.zeros(2)
    return np.maximum(moved.min(axis=0), 0.0), np.minimum(moved.max(axis=0), size)


@dataclass(frozen=True, slots=True)
class Seen:
    """What one pass over the patches found, in after px."""

    placed: FloatArray
    found: FloatArray
    heights: FloatArray
    unmatched: FloatArray
    ambiguous: int
    extent: FloatArray
    reach: float

    @property
    def visible(self) -> int:
        return len(self.placed) + len(self.unmatched)

    @property
    def repeats(self) -> bool:
        return self.ambiguous >= MIN_POINTS and self.ambiguous > len(self.placed)


def tie_points(
    look: Look, overlap: Bounds, matrix: Affine, scale: float, finest: bool, tell: Callable[[float], None]
) -> Seen:
    """Patches over the overlap, looked for on the other date."""
    width, height = overlap[2] - overlap[0], overlap[3] - overlap[1]
    room = min(width, height) * scale
    px = next((side for side, needed in ((192, 600), (128, 320), (96, 200), (64, 100)) if room >= needed), 48)
    px = min(px, int(room))
    reach, side = px // 8, px / scale
    longest, most = max(width, height), _PATCHES if finest else _PATCHES_BETWEEN
    cols, rows = (max(3, min(round(most * d / longest), int(2 * d / side))) for d in (width, height))
    weights = taper(px, px, reach)
    xs = np.linspace(overlap[0] + side / 2, overlap[2] - side / 2, cols)
    ys = np.linspace(overlap[1] + side / 2, overlap[3] - side / 2, rows)
    places = [(float(x), float(y)) for y in ys for x in xs]

    def compared(place: tuple[float, float]) -> Peak | bool:
        """The peak of one patch; whether both dates have data there, if there is too little to see."""
        x, y = place
        bounds = (x - side / 2, y - side / 2, x + side / 2, y + side / 2)
        pictures = look.pictures(bounds, (px, px), matrix)
        if min(float(np.isfinite(p).mean()) for p in pictures) < _MIN_DATA:
            return False
        one, other = (structure_of(p) for p in pictures)
        if float((one.known & other.known).mean()) < _MIN_DATA * 0.8:
            return False
        if not (_has_edges(one.field) and _has_edges(other.field)):
            return True
        return best_shift(score_map(one, other, weights, (reach, reach), _MIN_DATA))

    back, ambiguous = invert(matrix), 0
    placed, found, heights, unmatched, extent = [], [], [], [], []
    for (x, y), peak in zip(places, _in_turn(compared, places, look.threads, tell), strict=True):
        if peak is False:
            continue
        extent.append((x, y))
        if peak is True:
            continue
        sharp = peak.height >= _SHARP * peak.noise and not peak.at_edge
        if not sharp or peak.height < _DISTINCT * peak.second:
            # Also a place that cannot be told counts: it was seen, and is not the same.
            ambiguous += peak.height > 0.25 and peak.second * _DISTINCT >= peak.height
            unmatched.append((x, y))
            continue
        placed.append(apply(back, np.array([[x, y]]))[0])
        found.append((x + peak.dx / scale, y + peak.dy / scale))
        heights.append(peak.height)
    return Seen(
        _points(placed),
        _points(found),
        np.array(heights),
        _points(unmatched),
        ambiguous,
        _points(extent),
        reach / scale,
    )


def _in_turn(
    work: Callable[[tuple[float, float]], Peak | bool],
    places: Sequence[tuple[float, float]],
    threads: int,
    tell: Callable[[float], None],
) -> Iterator[Peak | bool]:
    """The answers in order, worked out by some threads: one decodes while the other compares."""
    pool = ThreadPoolExecutor(threads, "registration")
    try:
        waiting = [pool.submit(work, place) for place in places]
        for index, answer in enumerate(waiting):
            tell(index / len(places))
            yield answer.result()
    finally:
        pool.shutdown(cancel_futures=True)


def _points(values: Sequence[object]) -> FloatArray:
    return np.array(values, np.float64).reshape(-1, 2)


def _has_edges(field: np.ndarray) -> bool:
    """Whether edges are in more than half of nine parts of a patch, and not one thing alone."""
    strength = np.abs(field) ** 2
    parts = [part.mean() for rows in np.array_split(strength, 3) for part in np.array_split(rows, 3, axis=1)]
    return sum(float(part) > 0.01 for part in parts) >= 5
