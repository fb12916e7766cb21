"""From strengths to boxes: connected places above several thresholds, the best of those that overlap."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ilmtool.suggest.layers import STRENGTH_STEP, Layers

LEAST_STRENGTH = 1.2
"""Times the noise: below, nothing is looked at."""
LEVEL_RATIO = 1.35
LEVELS = 8
LEAST_AREA = 5
LEAST_SIDE = 2
MOST_SHARE = 0.04
"""Of the scene, that one box may have."""
SPARSE = 0.38
"""Share of its box that a place must fill; else, it is cut into pieces."""
PIECE_PX = 32
MAX_NODES = 60_000
OVERLAP = 0.3
"""Of the smaller of two boxes: more is the same place."""
JOINED_FILL = 0.8
MOST_JOINED_PX = 256
_SMOOTH_PX = 0.8


@dataclass(frozen=True, slots=True, eq=False)
class Blobs:
    """Places that stand out.

    Attributes
    ----------
    boxes : (N, 4) int64
        x0, y0, x1, y1 in px of the grid, half-open.
    areas : (N,)
        Px above the threshold.
    strengths : (N,)
        Their mean, in units of the noise.
    merits : (N,)
        For choosing between them.
    levels : (N,)
        Thresholds, in units of the noise.
    """

    boxes: NDArray[np.int64]
    areas: NDArray[np.float64]
    strengths: NDArray[np.float64]
    merits: NDArray[np.float64]
    levels: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.boxes)

    def taken(self, rows: NDArray[np.intp]) -> Blobs:
        """Only some, in that order."""
        return Blobs(
            self.boxes[rows], self.areas[rows], self.strengths[rows], self.merits[rows], self.levels[rows]
        )


def find_blobs(layers: Layers, most: int) -> Blobs:
    """At most `most` places that do not overlap, the most striking first."""
    import cv2

    smooth = np.asarray(cv2.GaussianBlur(layers.strength, (0, 0), _SMOOTH_PX), np.uint8)
    parts = [_at_level(smooth, level) for level in _levels(smooth[layers.known])]
    parts = [part for part in parts if len(part)]
    if not parts:
        empty = np.zeros(0)
        return Blobs(np.zeros((0, 4), np.int64), empty, empty, empty, empty)
    names = ("boxes", "areas", "strengths", "merits", "levels")
    blobs = Blobs(*(np.concatenate([getattr(part, name) for part in parts]) for name in names))
    order = np.argsort(-blobs.merits, kind="stable")[:MAX_NODES]
    blobs = blobs.taken(order)
    return _joined(blobs.taken(_apart(blobs.boxes, most)))


def _levels(values: NDArray[np.uint8]) -> list[float]:
    """Thresholds in units of the noise, rising."""
    if not values.size:
        return []
    first = max(LEAST_STRENGTH, float(np.percentile(values, 85)) * STRENGTH_STEP)
    last = float(values.max()) * STRENGTH_STEP
    found: list[float] = []
    level = first
    while level < last and len(found) < LEVELS:
        found.append(level)
        level *= LEVEL_RATIO
    return found


def _at_level(smooth: NDArray[np.uint8], level: float) -> Blobs:
    import cv2

    above = (smooth >= level / STRENGTH_STEP).astype(np.uint8)
    count, found, stats, _ = cv2.connectedComponentsWithStats(above, connectivity=8)
    labels = np.asarray(found, np.int32)
    boxes = stats[:, :4].astype(np.int64)
    boxes[:, 2:] += boxes[:, :2]
    areas = stats[:, cv2.CC_STAT_AREA].astype(np.float64)
    strengths = np.bincount(labels.ravel(), smooth.ravel(), count) * STRENGTH_STEP / np.maximum(areas, 1)
    room = (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])
    large = (room > MOST_SHARE * smooth.size) | ((areas < SPARSE * room) & (room > PIECE_PX**2))
    # A line of single px is what an edge leaves that moved by a little more than it may.
    slim = np.minimum(boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]) < LEAST_SIDE
    kept = (areas >= LEAST_AREA) & ~large & ~slim
    kept[0] = large[0] = False
    pieces = [_pieces(labels, smooth, index, boxes[index]) for index in np.flatnonzero(large).tolist()]
    all_boxes = np.concatenate([boxes[kept], *(p[0] for p in pieces)])
    all_areas = np.concatenate([areas[kept], *(p[1] for p in pieces)])
    all_strengths = np.concatenate([strengths[kept], *(p[2] for p in pieces)])
    merits = _merit(all_boxes, all_areas, all_strengths)
    return Blobs(all_boxes, all_areas, all_strengths, merits, np.full(len(all_boxes), level))


def _pieces(
    labels: NDArray[np.int32], smooth: NDArray[np.uint8], label: int, box: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.float64]]:
    """A large or winding place in pieces of a grid: boxes, areas, strengths."""
    x0, y0, x1, y1 = box.tolist()
    rows, cols = np.nonzero(labels[y0:y1, x0:x1] == label)
    values = smooth[y0:y1, x0:x1][rows, cols] * STRENGTH_STEP
    across = -(-(x1 - x0) // PIECE_PX)
    keys, inverse = np.unique(rows // PIECE_PX * across + cols // PIECE_PX, return_inverse=True)
    areas = np.bincount(inverse).astype(np.float64)
    boxes = np.empty((len(keys), 4), np.int64)
    for axis, (values_of, origin) in enumerate(((cols, x0), (rows, y0))):
        low = np.full(len(keys), np.iinfo(np.int64).max)
        high = np.full(len(keys), -1, np.int64)
        np.minimum.at(low, inverse, values_of)
        np.maximum.at(high, inverse, values_of)
        boxes[:, axis], boxes[:, axis + 2] = low + origin, high + origin + 1
    kept = areas >= 4 * LEAST_AREA
    return boxes[kept], areas[kept], (np.bincount(inverse, values) / areas)[kept]


def _merit(
    boxes: NDArray[np.int64], areas: NDArray[np.float64], strengths: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Strong, not tiny, and filling its box."""
    room = (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])
    fill = areas / np.maximum(room, 1)
    size = np.log2(1 + areas / LEAST_AREA) ** 0.8
    return np.asarray((strengths - LEAST_STRENGTH) * np.sqrt(fill) * size)


def _apart(boxes: NDArray[np.int64], most: int) -> NDArray[np.intp]:
    """Rows of boxes, in their order, that do not lie on one that came before."""
    chosen: list[int] = []
    cell = 64
    nearby: dict[tuple[int, int], list[int]] = {}
    for row, (x0, y0, x1, y1) in enumerate(boxes.tolist()):
        across, down = range(x0 // cell, x1 // cell + 1), range(y0 // cell, y1 // cell + 1)
        cells = [(cx, cy) for cx in across for cy in down]
        near = {other for place in cells for other in nearby.get(place, ())}
        if any(_overlaps((x0, y0, x1, y1), boxes[other].tolist()) for other in near):
            continue
        chosen.append(row)
        for place in cells:
            nearby.setdefault(place, []).append(row)
        if len(chosen) >= most:
            break
    return np.array(chosen, np.intp)


def _joined(blobs: Blobs) -> Blobs:
    """Neighbours that make one box together are one: a hall is no four quarters of a hall."""
    boxes = [tuple(box) for box in blobs.boxes.tolist()]
    rows: list[tuple[int, ...]] = [(row,) for row in range(len(boxes))]
    at = 0
    while at < len(boxes):
        other = next((i for i in range(at + 1, len(boxes)) if _fit(boxes[at], boxes[i])), None)
        if other is None:
            at += 1
            continue
        boxes[at] = _union(boxes[at], boxes.pop(other))
        rows[at] += rows.pop(other)
        at = 0 if at else at  # what has grown may fit what it did not before
    return _merged(blobs, np.array(boxes, np.int64).reshape(-1, 4), rows)


def _fit(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    """Whether two boxes touch, and fill the box around both."""
    if max(one[0], other[0]) > min(one[2], other[2]) + 1 or max(one[1], other[1]) > min(one[3], other[3]) + 1:
        return False
    x0, y0, x1, y1 = _union(one, other)
    if max(x1 - x0, y1 - y0) > MOST_JOINED_PX:
        return False
    filled = sum((b[2] - b[0]) * (b[3] - b[1]) for b in (one, other))
    return filled > JOINED_FILL * (x1 - x0) * (y1 - y0)


def _union(one: tuple[int, ...], other: tuple[int, ...]) -> tuple[int, ...]:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])


def _merged(blobs: Blobs, boxes: NDArray[np.int64], rows: list[tuple[int, ...]]) -> Blobs:
    areas = np.array([blobs.areas[list(group)].sum() for group in rows])
    sums = np.array([(blobs.areas * blobs.strengths)[list(group)].sum() for group in rows])
    levels = np.array([blobs.levels[list(group)].min() for group in rows])
    strengths = sums / np.maximum(areas, 1)
    merits = _merit(boxes, areas, strengths)
    order = np.argsort(-merits, kind="stable")
    return Blobs(boxes, areas, strengths, merits, levels).taken(order)


def _overlaps(one: tuple[int, int, int, int], other: list[int]) -> bool:
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    if width <= 0 or height <= 0:
        return False
    least = min((b[2] - b[0]) * (b[3] - b[1]) for b in (one, other))
    return width * height > OVERLAP * least
