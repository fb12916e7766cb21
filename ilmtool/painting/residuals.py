"""The residuals of a registration as a picture: where both dates were compared, and how far each is off.

Agreeing places are blue rings, disagreeing ones orange crosses (Okabe & Ito's colours, told apart by shape
as well), places that could not be found again hollow grey squares. A line runs from where the matrix puts a
place to where it was found, drawn longer by a factor that the legend states beside a bar of known length.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ilmtool.core.geometry import IDENTITY, Affine, Bounds, FloatArray, apply
from ilmtool.core.layout import Rect
from ilmtool.painting.text import TextSprites, stamp
from ilmtool.resources import resource_dir
from ilmtool.text import number, tr

if TYPE_CHECKING:
    from ilmtool.imagery.registration import Registered
    from ilmtool.imagery.source import RasterSource

Picture = NDArray[np.uint8]
"""(rows, cols, 4), BGRX."""

AGREES, DISAGREES, UNSEEN = (86, 180, 233), (230, 159, 0), (190, 190, 190)
_PAPER, _INK = (24, 24, 24), (240, 240, 240)
_DIM = 0.45
_LONGEST = 1 / 12
"""Of the picture's shorter side: the length that nearly all lines of agreeing places stay below."""
_FACTORS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
_BARS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50)
"""Px of the after scene."""
_ONE_ROW = 540
"""Px of the screen's layout: a narrower legend has the length of the lines beneath the marks."""
_SUBPIXEL = 4


def residual_picture(
    registered: Registered,
    size: tuple[int, int],
    bounds: Bounds,
    ground: NDArray[np.uint8] | None = None,
    scale: float = 1.0,
) -> Picture:
    """Paint the residuals of a registration.

    Parameters
    ----------
    registered : Registered
        Measured or refused; refused, the lines run from where georeferencing puts a place.
    size : (width, height)
        Of the picture, device px, the legend's strip included.
    bounds : (x0, y0, x1, y1)
        What of the after scene is shown, its px; drawn as large as it fits, in its own proportions.
    ground : ndarray of uint8, (rows, cols) or (rows, cols, 3 or 4), optional
        That part of the after scene at any resolution, BGR; see `ground_of`. Shown dimmed.
    scale : float
        Device px per px of the screen's layout: lines, marks and text grow with it.

    Returns
    -------
    ndarray of uint8, (height, width, 4)
        BGRX.
    """
    width, height = max(16, size[0]), max(16, size[1])
    picture = np.empty((height, width, 4), np.uint8)
    picture[:] = (*_PAPER[::-1], 255)
    rows = 1 if width >= _ONE_ROW * scale else 2
    strip = min(round(26 * rows * scale), height // 3)
    to_picture = _fit(bounds, (width, height - strip))
    _lay_ground(picture, ground, bounds, to_picture)
    factor = exaggeration(registered, to_picture[0], min(width, height - strip))
    _draw_marks(picture[: height - strip], registered, to_picture, factor, scale)
    legend = Rect(0, height - strip, width, strip)
    _draw_legend(picture, legend, registered, to_picture[0], factor, scale, rows)
    return picture


def ground_of(after: RasterSource, bounds: Bounds, longest: int = 1024) -> NDArray[np.uint8]:
    """A grey picture of a part of the after scene, stretched from its 2nd to its 98th percentile.

    Parameters
    ----------
    after : RasterSource
    bounds : (x0, y0, x1, y1)
        Px of the scene.
    longest : int
        Px of its longer side, at most.

    Returns
    -------
    ndarray of uint8, (rows, cols)
        0 where there is no data.
    """
    from ilmtool.imagery.resampling import grey_bands, grey_on_grid

    width, height = bounds[2] - bounds[0], bounds[3] - bounds[1]
    share = min(1.0, longest / max(width, height))
    size = max(1, round(width * share)), max(1, round(height * share))
    grey = grey_on_grid(after, lambda points: points, bounds, size, grey_bands(after))
    known = np.isfinite(grey)
    if not known.any():
        return np.zeros(grey.shape, np.uint8)
    low, high = np.percentile(grey[known], (2, 98))
    level = (np.where(known, grey, low) - low) / max(float(high - low), 1e-9)
    return np.where(known, 20 + np.clip(level, 0, 1) * 235, 0).astype(np.uint8)


def exaggeration(registered: Registered, px_per_px: float, side: int) -> int:
    """By how much residuals are drawn longer: the largest round factor that keeps the lines readable."""
    _, _, gaps, good = _residuals(registered)
    lengths = np.hypot(*gaps[good if good.any() else np.isfinite(gaps).all(axis=1)].T)
    if not lengths.size:
        return 1
    long = max(float(np.percentile(lengths, 90)), 0.05) * px_per_px
    return max((f for f in _FACTORS if f * long <= _LONGEST * side), default=1)


def _residuals(registered: Registered) -> tuple[FloatArray, FloatArray, FloatArray, NDArray[np.bool_]]:
    """Where the matrix puts each place, where it was found, the difference, and which agree."""
    placed = np.array([point.placed for point in registered.points], np.float64).reshape(-1, 2)
    found = np.array([point.found for point in registered.points], np.float64).reshape(-1, 2)
    moved = apply(IDENTITY if registered.is_refused else registered.matrix, placed)
    return moved, found, found - moved, np.array([p.is_inlier for p in registered.points], np.bool_)


def _fit(bounds: Bounds, room: tuple[int, int]) -> Affine:
    """After px -> px of the picture: the largest even scale, centred."""
    width, height = max(bounds[2] - bounds[0], 1e-9), max(bounds[3] - bounds[1], 1e-9)
    k = min(room[0] / width, room[1] / height)
    left, top = (room[0] - k * width) / 2, (room[1] - k * height) / 2
    return (k, 0.0, left - k * bounds[0], 0.0, k, top - k * bounds[1])


def _lay_ground(
    picture: Picture, ground: NDArray[np.uint8] | None, bounds: Bounds, to_picture: Affine
) -> None:
    import cv2

    if ground is None or not ground.size:
        return
    corners = np.round(apply(to_picture, np.array([bounds[:2], bounds[2:]], np.float64))).astype(int)
    (x0, y0), (x1, y1) = corners.tolist()
    if x1 <= x0 or y1 <= y0:
        return
    colour = ground[..., :3] if ground.ndim == 3 else cv2.cvtColor(ground, cv2.COLOR_GRAY2BGR)
    shrinks = colour.shape[1] > x1 - x0
    sized = cv2.resize(
        colour, (x1 - x0, y1 - y0), interpolation=cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR
    )
    picture[y0:y1, x0:x1, :3] = cv2.convertScaleAbs(sized, alpha=_DIM)


def _draw_marks(
    target: Picture, registered: Registered, to_picture: Affine, factor: int, scale: float
) -> None:
    unseen = np.array(registered.unmatched, np.float64).reshape(-1, 2)
    for x, y in apply(to_picture, unseen):
        _mark(target, (x, y), "square", scale)
    moved, _, gaps, good = _residuals(registered)
    starts = apply(to_picture, moved)
    lines = gaps * to_picture[0] * factor
    longest = 2 * _LONGEST * min(target.shape[:2])
    length = np.maximum(np.hypot(lines[:, 0], lines[:, 1]), 1e-12)
    ends = starts + lines * np.minimum(1.0, longest / length)[:, None]
    # Agreeing ones last, so that they lie on top.
    for index in np.argsort(good, kind="stable").tolist():
        shape = "ring" if good[index] else "cross"
        _line(target, starts[index], ends[index], AGREES if good[index] else DISAGREES, scale)
        _mark(target, tuple(starts[index].tolist()), shape, scale)


def _draw_legend(
    picture: Picture,
    strip: Rect,
    registered: Registered,
    px_per_px: float,
    factor: int,
    scale: float,
    rows: int,
) -> None:
    good = registered.inliers
    entries = [
        ("ring", tr("%n agree(s|)", "", good)),
        ("cross", tr("%n disagree(s|)", "", len(registered.points) - good)),
    ]
    if registered.unmatched:
        entries.append(("square", tr("%n not found", "", len(registered.unmatched))))
    size, gap, middle = max(7, round(12 * scale)), round(10 * scale), strip.y + strip.h / 2 / rows
    everything = Rect(0, 0, picture.shape[1], picture.shape[0])

    def write(text: str, x: float) -> float:
        sprite = _sprites().get(text, size, _INK, _PAPER, 1)
        stamp(picture, everything, sprite, round(x), round(middle - sprite.shape[0] / 2))
        return float(x + sprite.shape[1] + gap)

    x = float(gap)
    for shape, text in entries:
        _mark(picture, (x, middle), shape, scale)
        x = write(text, x + 8 * scale)
    if rows == 2:
        x, middle = float(gap), middle + strip.h / rows
    # A bar of a round number of px, exaggerated like the lines, about as long as the longest of them.
    unit = px_per_px * factor
    bar = max(
        (b for b in _BARS if b * unit <= 70 * scale),
        default=0.01,
    )
    _line(picture, np.array([x, middle]), np.array([x + bar * unit, middle]), _INK, scale)
    length = number(bar, "g")
    if factor > 1:
        words = tr("{length} px, lines drawn {factor} times as long", length=length, factor=factor)
    else:
        words = f"{length} px"
    write(words, x + bar * unit + 6 * scale)


@cache
def _sprites() -> TextSprites:
    return TextSprites(resource_dir() / "fonts" / "DejaVuSans.ttf")


def _mark(target: Picture, at: tuple[float, float], shape: str, scale: float) -> None:
    """A ring, a cross or a square, with a dark edge so that it shows on any ground."""
    import cv2

    one = 1 << _SUBPIXEL
    x, y = (round((v - 0.5) * one) for v in at)
    half = round(4 * scale * one)
    for ink, width in (((0, 0, 0), 3.4), (_colour(shape), 1.6)):
        thick, bgr = max(1, round(width * scale)), (*ink[::-1], 255)
        if shape == "ring":
            cv2.circle(target, (x, y), half, bgr, thick, cv2.LINE_AA, _SUBPIXEL)
        elif shape == "cross":
            for sign in (-1, 1):
                cv2.line(
                    target,
                    (x - half, y - sign * half),
                    (x + half, y + sign * half),
                    bgr,
                    thick,
                    cv2.LINE_AA,
                    _SUBPIXEL,
                )
        else:
            small = round(0.75 * half)
            cv2.rectangle(
                target, (x - small, y - small), (x + small, y + small), bgr, thick, cv2.LINE_AA, _SUBPIXEL
            )


def _colour(shape: str) -> tuple[int, int, int]:
    return {"ring": AGREES, "cross": DISAGREES}.get(shape, UNSEEN)


def _line(
    target: Picture, start: FloatArray, end: FloatArray, ink: tuple[int, int, int], scale: float
) -> None:
    import cv2

    one = 1 << _SUBPIXEL
    a, b = (tuple(round((float(v) - 0.5) * one) for v in p) for p in (start, end))
    for colour, width in (((0, 0, 0), 4.0), (ink, 2.0)):
        cv2.line(target, a, b, (*colour[::-1], 255), max(1, round(width * scale)), cv2.LINE_AA, _SUBPIXEL)
