"""What speaks for a place and against it: tones, vegetation, structure, and what only looks like change."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ilmtool.suggest.candidate import CLOUD, EDGE, SHADOW, VEGETATION
from ilmtool.suggest.layers import (
    APPEARED,
    GONE,
    GREEN_AFTER,
    GREEN_BEFORE,
    HUE_STEPS,
    KNOWN,
    STRENGTH_STEP,
    Layers,
)
from ilmtool.text import mark

PENALTIES = {SHADOW: 0.45, VEGETATION: 0.6, CLOUD: 0.35, EDGE: 0.6}
_TONES_DIFFER = 12.0
_MOSTLY = 0.5
_STRUCTURE = 0.04
"""Px of new edges per px of the place."""
_BLACK = 10.0
_SHADE = 0.68
"""Of its lit tone, that a shadow has at most."""
_BLUER = (-0.08, 0.3)
"""By how much shadow is bluer than lit ground, natural logarithm; other things are further off."""
_ATTACHED = 0.12
"""Share of what lies around it that is as dark."""
_CLOUD_OVER = 35.0
_CLOUD_TONE = 190.0


@dataclass(frozen=True, slots=True)
class Judged:
    """Evidence of one place; `factor` is what its merit is multiplied by."""

    evidence: tuple[str, ...]
    flags: tuple[str, ...]
    change: str
    factor: float


@dataclass(frozen=True, slots=True, eq=False)
class Light:
    """What is usual in a scene.

    Attributes
    ----------
    middle : (float, float)
        Median tone of either date.
    same_sun : bool
        Whether both dates are known to have the sun in the same place, so that shadows stay where they are.
    clouds : (rows, cols) bool
        See `clouds_of`.
    """

    middle: tuple[float, float]
    same_sun: bool
    clouds: NDArray[np.bool_]


def light_of(layers: Layers, same_sun: bool, cloud_px: float) -> Light:
    """Of both dates; `cloud_px` is the side of the smallest cloud."""
    found = [float(np.median(tones[layers.known])) for tones in (layers.before, layers.after)]
    return Light((found[0], found[1]), same_sun, clouds_of(layers, cloud_px))


def judge(layers: Layers, box: NDArray[np.int64], level: float, light: Light) -> Judged:
    """Look at one place."""
    x0, y0, x1, y1 = box.tolist()
    part = (slice(y0, y1), slice(x0, x1))
    above = layers.strength[part] >= level / STRENGTH_STEP
    if not above.any():
        above = np.ones_like(above)
    marks = layers.marks[part]
    before, after = (tones[part][above].astype(np.float32) for tones in (layers.before, layers.after))
    inside = marks[above]
    green = [float(((inside & bit) > 0).mean()) for bit in (GREEN_BEFORE, GREEN_AFTER)]
    around = layers.marks[max(0, y0 - 1) : y1 + 1, max(0, x0 - 1) : x1 + 1]
    size = float(above.sum())
    edges = [float(((around & bit) > 0).sum()) / np.sqrt(size) / 4 for bit in (APPEARED, GONE)]
    mean = float(before.mean()), float(after.mean())
    evidence = _tone_words(mean[1] - mean[0])
    flags = []
    appeared, gone = (
        edges[0] > 0.25 and edges[0] > 1.5 * edges[1],
        edges[1] > 0.25 and edges[1] > 1.5 * edges[0],
    )
    if appeared:
        evidence.append(mark("structure appeared"))
    if gone:
        evidence.append(mark("structure gone"))
    if green[1] - green[0] > _MOSTLY:
        evidence.append(mark("vegetation appeared"))
    if green[0] - green[1] > _MOSTLY:
        evidence.append(mark("vegetation gone"))
    if not light.same_sun and _is_shadow(layers, box, above, light):
        flags.append(SHADOW)
    if min(green) > _MOSTLY or (max(green) > _MOSTLY and not (appeared or gone)):
        flags.append(VEGETATION)
    if light.clouds[part][above].mean() > _MOSTLY:
        flags.append(CLOUD)
    margin = layers.reach + 1
    rows = slice(max(0, y0 - margin), y1 + margin)
    cols = slice(max(0, x0 - margin), x1 + margin)
    height, width = layers.marks.shape
    at_border = x0 < margin or y0 < margin or x1 > width - margin or y1 > height - margin
    if at_border or not ((layers.marks[rows, cols] & KNOWN) > 0).all():
        flags.append(EDGE)
    factor = float(np.prod([PENALTIES[flag] for flag in flags])) if flags else 1.0
    factor *= 1.0 + 0.5 * min(1.0, max(edges))
    change = "new" if appeared and not flags else "removed" if gone and not flags else "unknown"
    return Judged(tuple(evidence), tuple(flags), change, factor)


def _tone_words(difference: float) -> list[str]:
    if abs(difference) < _TONES_DIFFER:
        return [mark("other colour")]
    return [mark("brighter") if difference > 0 else mark("darker")]


def _is_shadow(layers: Layers, box: NDArray[np.int64], above: NDArray[np.bool_], light: Light) -> bool:
    """Whether the place is lit ground on one date and lies in shadow on the other.

    In shadow it is much darker, and bluer, as only the sky lights it. When lit it is no brighter than what
    lies around it. A shadow that moved hangs together with the part that both dates have in shadow.
    """
    part, inside = _part_around(box, above, layers.marks.shape)
    ring = _ring(inside) & ((layers.marks[part] & KNOWN) > 0)
    tones = [layers.before[part], layers.after[part]]
    means = [float(np.median(t[inside])) for t in tones]
    dark = 0 if means[0] < means[1] else 1
    lit = 1 - dark
    if means[dark] - _BLACK > _SHADE * (means[lit] - _BLACK) or means[dark] > 0.85 * light.middle[dark]:
        return False
    if not ring.any():
        return False
    if means[lit] > float(np.percentile(tones[lit][ring], 95)) + _TONES_DIFFER:
        return False
    attached = float((tones[dark][ring] < means[dark] + _TONES_DIFFER).mean())
    if attached < _ATTACHED:
        return False
    hues = (layers.before_hue, layers.after_hue)
    if hues[0] is None or hues[1] is None:
        return True
    blue = [float(np.median(hue[part][inside])) for hue in hues if hue is not None]
    return _BLUER[0] < (blue[dark] - blue[lit]) / HUE_STEPS < _BLUER[1]


def _ring(inside: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """A few px around a place."""
    import cv2

    mask = inside.astype(np.uint8)
    near, far = (cv2.dilate(mask, np.ones((size, size), np.uint8)) for size in (3, 9))
    return np.asarray((far > 0) & (near == 0))


def clouds_of(layers: Layers, side_px: float) -> NDArray[np.bool_]:
    """Where there is a cloud on one date: large, bright, solid, and brighter than its surroundings."""
    import cv2

    found = np.zeros(layers.marks.shape, np.bool_)
    size = max(3, int(side_px / 4) | 1)
    kernel = np.ones((size, size), np.uint8)
    for tones, other in ((layers.before, layers.after), (layers.after, layers.before)):
        over = cv2.subtract(tones, other) > _CLOUD_OVER
        bright = (over & (tones > _CLOUD_TONE) & layers.known).astype(np.uint8)
        if bright.sum() < side_px**2 / 2:
            continue
        # What was bright before leaves holes; roofs and dunes are too small or too thin.
        solid = cv2.morphologyEx(cv2.morphologyEx(bright, cv2.MORPH_CLOSE, kernel), cv2.MORPH_OPEN, kernel)
        count, labels, stats, _ = cv2.connectedComponentsWithStats(solid, connectivity=8)
        for label in range(1, count):
            x, y, w, h, area = (int(v) for v in stats[label])
            if min(w, h) < side_px * 0.8 or area < side_px**2 / 2:
                continue
            part, inside = _part_around(
                np.array((x, y, x + w, y + h)), labels[y : y + h, x : x + w] == label, labels.shape
            )
            ring = _ring(inside) & layers.known[part]
            over_ring = float(np.median(tones[part][inside])) - _CLOUD_OVER
            if ring.any() and float(np.median(tones[part][ring])) < over_ring:
                found[part] |= inside
    return found


def _part_around(
    box: NDArray[np.int64], above: NDArray[np.bool_], shape: tuple[int, ...]
) -> tuple[tuple[slice, slice], NDArray[np.bool_]]:
    """Slices of a place with some room around it, and the place within them."""
    x0, y0, x1, y1 = box.tolist()
    room = max(4, min(24, max(x1 - x0, y1 - y0) // 2))
    top, left = min(room, y0), min(room, x0)
    bottom, right = min(room, shape[0] - y1), min(room, shape[1] - x1)
    inside = np.pad(above, ((top, bottom), (left, right)))
    return (slice(y0 - top, y1 + bottom), slice(x0 - left, x1 + right)), inside
