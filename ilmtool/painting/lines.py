"""Smooth slanted lines that do not depend on what they are cut by.

OpenCV clips a line to the image and then draws what is left from another start: a line drawn in two strips is
not the line drawn at once, and a pan would leave kinks. So it is given whole lines only; for long ones, which
are few, every pixel asks for its distance to the line.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from ilmtool.painting.frame import Pixels

Ink = tuple[int, int, int, int]
Lines = NDArray[np.int32]

LONG_PX = 1024


def draw_lines(target: Pixels, lines: Lines, width: int, color: Ink) -> None:
    """Blend straight lines with round ends over an image; see `draw_lines_each`."""
    draw_lines_each((target,), lines, width, color)


def draw_lines_each(targets: Sequence[Pixels], lines: Lines, width: int, color: Ink) -> None:
    """Blend straight lines with round ends over each of several images of one size.

    Parameters
    ----------
    targets : sequence of ndarray
        uint8, shape (rows, cols, 4); drawn over.
    lines : ndarray
        int32, shape (N, 2, 2): both ends as (x, y) pixel indices, which may lie outside.
    width : int
        In pixels.
    color : (int, int, int, int)
        One value for each band.
    """
    if not len(lines):
        return
    size = np.array((targets[0].shape[1], targets[0].shape[0]))
    low, high = lines.min(axis=1) - width - 2, lines.max(axis=1) + width + 2
    seen = (high >= 0).all(axis=1) & (low < size).all(axis=1)
    is_long = (high - low).max(axis=1) > LONG_PX
    inside = (low >= 0).all(axis=1) & (high < size).all(axis=1)
    near, far = np.flatnonzero(seen & ~is_long), lines[seen & is_long]
    # In the order of the lines, whichever of them are cut: where smooth lines cross, the order shows.
    runs = np.split(near, np.flatnonzero(np.diff(inside[near])) + 1) if len(near) else []
    for target in targets:
        for run in runs:
            if inside[run[0]]:
                cv2.polylines(target, list(lines[run]), False, color, width, cv2.LINE_AA)
                continue
            for place in run:
                _through_patch(target, lines[place], low[place], high[place], width, color)
        if len(far):
            _by_distance(target, far, width, color)


def _through_patch(
    target: Pixels, line: Lines, low: NDArray[np.int32], high: NDArray[np.int32], width: int, color: Ink
) -> None:
    """Draw a line that leaves the image on a piece of paper large enough, and copy what lies inside."""
    (x0, y0), (x1, y1) = low.tolist(), (high + 1).tolist()
    patch = np.zeros((y1 - y0, x1 - x0, 4), dtype=np.uint8)
    left, top = max(0, x0), max(0, y0)
    right, bottom = min(target.shape[1], x1), min(target.shape[0], y1)
    part = patch[top - y0 : bottom - y0, left - x0 : right - x0]
    part[:] = target[top:bottom, left:right]
    cv2.polylines(patch, [line - low], False, color, width, cv2.LINE_AA)
    target[top:bottom, left:right] = part


def _by_distance(target: Pixels, lines: Lines, width: int, color: Ink) -> None:
    x, y, share = _covered(target.shape[0], target.shape[1], lines.astype(np.int64), width / 2 + 0.5)
    places = y * target.shape[1] + x
    cover = np.zeros(target.shape[0] * target.shape[1], dtype=np.float32)
    np.maximum.at(cover, places, share)  # where lines meet, nothing is blended twice
    share = cover[places]
    ground = target[y, x]
    for band, ink in enumerate(color):
        own = ground[:, band].astype(np.float32)
        ground[:, band] = own + share * (np.float32(ink) - own) + np.float32(0.5)
    target[y, x] = ground


def _covered(
    rows: int, cols: int, lines: NDArray[np.int64], reach: float
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float32]]:
    """Pixels nearer than `reach` to a line, once for each such line: x, y, and the share that is covered.

    Each line is walked along the axis that it follows more, a few pixels to either side of it. Everything is
    counted from the line's own start, so that no rounding depends on where the image lies.
    """
    start, step = lines[:, 0], lines[:, 1] - lines[:, 0]
    steep = np.abs(step[:, 1]) > np.abs(step[:, 0])
    # (along, across) instead of (x, y) or (y, x).
    start = np.where(steep[:, None], start[:, ::-1], start)
    step = np.where(steep[:, None], step[:, ::-1], step)
    limit = np.where(steep, rows, cols)
    beyond = int(np.ceil(reach))
    first = np.maximum(np.minimum(start[:, 0], start[:, 0] + step[:, 0]) - beyond, 0)
    last = np.minimum(np.maximum(start[:, 0], start[:, 0] + step[:, 0]) + beyond, limit - 1)
    count = np.maximum(last - first + 1, 0)
    which = np.repeat(np.arange(len(lines)), count)
    turn = np.arange(len(which)) - np.repeat(np.cumsum(count) - count, count)
    along = first[which] + turn - start[which, 0]
    slope = step[:, 1] / np.where(step[:, 0] == 0, 1, step[:, 0])
    length = np.hypot(step[:, 0], step[:, 1])
    aside = np.arange(-int(np.ceil(reach * np.sqrt(2.0))), int(np.ceil(reach * np.sqrt(2.0))) + 1)
    middle = along * slope[which]
    nearest = np.floor(middle + 0.5)
    # Unit vector of each line, the first axis being the one it follows more.
    unit_a = np.where(length > 0, step[:, 0] / np.maximum(length, 1), 1.0)
    unit_b = np.where(length > 0, step[:, 1] / np.maximum(length, 1), 0.0)
    off = (nearest - middle)[:, None] + aside
    distance = np.abs(off * np.abs(unit_a)[which][:, None])
    # How far before the start or behind the end the foot of the perpendicular lies.
    foot = (along * unit_a[which] + nearest * unit_b[which])[:, None] + unit_b[which][:, None] * aside
    past = np.maximum(-foot, foot - length[which][:, None])
    ends = past > 0
    distance[ends] = np.hypot(distance[ends], past[ends])
    share = np.minimum(reach - distance, 1.0).astype(np.float32)
    seen = share > 0
    line, shift = np.nonzero(seen)
    share = share[seen]
    along = along[line] + start[which[line], 0]
    across = nearest[line].astype(np.int64) + aside[shift] + start[which[line], 1]
    turned = steep[which[line]]
    x, y = np.where(turned, across, along), np.where(turned, along, across)
    inside = (x >= 0) & (x < cols) & (y >= 0) & (y < rows)
    return x[inside], y[inside], share[inside]
