"""Paints a scene that lies askew on the plane: turned by the view, by its placement, or sheared.

Every plane pixel computes, in double precision and from its own place alone, which pixel of the pyramid
level lies under its centre, and OpenCV fetches it. So tiles have no seams, nothing is painted twice or left
out, and a strip painted later is, bit by bit, what the whole would have been.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from ilmtool.core.geometry import Affine, FloatArray, bounds_through, invert
from ilmtool.core.layout import Rect
from ilmtool.painting.frame import Pixels

BLOCK = 256
"""Side of the parts in which the plane is painted: the pixels under each stay in the processor's cache."""

_TIE_PX = 1e-6
"""A centre on the edge of two pixels means the one to the right or below in the scene, rounding or not."""

_FAR = 30_000
"""OpenCV counts pixels of an image in 16 bits; what lies beyond is outside of a block's pixels anyway."""

_FRACTIONS = 32
"""Steps of a pixel between which OpenCV interpolates."""

Window = tuple[int, int, int, int]
Fetch = Callable[[Window], Pixels]


def paint_askew(
    target: Pixels,
    rect: Rect,
    to_plane: Affine,
    size: tuple[int, int],
    fetch: Fetch,
    *,
    smooth: bool,
) -> None:
    """Paint one level of a scene over a plane rectangle; what lies outside the image stays as it is.

    Parameters
    ----------
    target : ndarray
        uint8, shape (rect.h, rect.w, 4).
    rect : Rect
        Where on the plane the target lies.
    to_plane : Affine
        Pixels of the level -> plane.
    size : (int, int)
        Width and height of the level.
    fetch : callable
        The pixels of a window (x0, y0, x1, y1) of the level.
    smooth : bool
        Bilinear instead of nearest.
    """
    to_level = invert(to_plane)
    for part in _blocks(rect):
        x0, y0, x1, y1 = bounds_through(
            to_level, (float(part.x), float(part.y), float(part.x + part.w), float(part.y + part.h))
        )
        # Bilinear needs a neighbour on each side.
        window = (
            max(0, math.floor(x0) - 2), max(0, math.floor(y0) - 2),
            min(size[0], math.ceil(x1) + 2), min(size[1], math.ceil(y1) + 2),
        )  # fmt: skip
        if window[2] <= window[0] or window[3] <= window[1]:
            continue
        y, x = part.y - rect.y, part.x - rect.x
        view = target[y : y + part.h, x : x + part.w]
        source = fetch(window)
        places = _places(part, to_level, window)
        if not smooth:
            _nearest(view, source, places)
        elif x0 < 1 or y0 < 1 or x1 > size[0] - 1 or y1 > size[1] - 1:
            edges = (-window[0], -window[1], size[0] - window[0], size[1] - window[1])
            _within(view, source, places, edges, smooth=True)
        else:
            _bilinear(view, source, places)


def paint_askew_part(
    target: Pixels, rect: Rect, to_plane: Affine, source: Pixels, inside: tuple[float, float, float, float],
    *, smooth: bool,
) -> None:  # fmt: skip
    """Paint a part of one tile where the scene's map is not one affine.

    Parameters
    ----------
    to_plane : Affine
        Pixels of the tile -> plane, for this part.
    source : ndarray
        The whole tile.
    inside : (x0, y0, x1, y1)
        The part in px of the tile, grown by what neighbours, whose maps are others, may leave between. Beyond
        the tile its outermost pixels go on.
    """
    place = plane_rect(to_plane, inside).intersected(rect)
    if place.is_empty:
        return
    whole = (0, 0, source.shape[1], source.shape[0])
    view = target[
        place.y - rect.y : place.y - rect.y + place.h, place.x - rect.x : place.x - rect.x + place.w
    ]
    _within(view, source, _places(place, invert(to_plane), whole), inside, smooth=smooth)


def _within(
    view: Pixels,
    source: Pixels,
    places: tuple[FloatArray, FloatArray],
    inside: tuple[float, float, float, float],
    *,
    smooth: bool,
) -> None:
    """Paint where the place lies inside of bounds; the source's outermost pixels go on beyond it."""
    x, y = places
    low_x, low_y, high_x, high_y = (v - _TIE_PX for v in inside)
    within = (x >= low_x) & (x < high_x) & (y >= low_y) & (y < high_y)
    drawn = np.empty_like(view)
    if smooth:
        _bilinear(drawn, source, places)
    else:
        _nearest(drawn, source, places, cv2.BORDER_REPLICATE)
    np.copyto(view, drawn, where=within[..., None])


def plane_rect(to_plane: Affine, bounds: tuple[float, float, float, float]) -> Rect:
    """The plane pixels that the image of `bounds` touches."""
    x0, y0, x1, y1 = bounds_through(to_plane, bounds)
    left, top = math.floor(x0), math.floor(y0)
    return Rect(left, top, math.ceil(x1) - left, math.ceil(y1) - top)


def _blocks(rect: Rect) -> Iterator[Rect]:
    for y in range(0, rect.h, BLOCK):
        for x in range(0, rect.w, BLOCK):
            yield Rect(rect.x + x, rect.y + y, min(BLOCK, rect.w - x), min(BLOCK, rect.h - y))


def _places(part: Rect, to_level: Affine, window: Window) -> tuple[FloatArray, FloatArray]:
    """What lies under the centre of each plane pixel, in px of the window.

    Columns and rows are computed from their absolute numbers, whatever the part begins with.
    """
    a, b, c, d, e, f = to_level
    across = np.arange(part.x, part.x + part.w) + 0.5
    down = (np.arange(part.y, part.y + part.h) + 0.5)[:, None]
    x: FloatArray = a * across + (b * down + c)
    y: FloatArray = d * across + (e * down + f)
    x -= window[0]
    y -= window[1]
    return x, y


def _nearest(
    view: Pixels,
    source: Pixels,
    places: tuple[FloatArray, FloatArray],
    border: int = cv2.BORDER_TRANSPARENT,
) -> None:
    index = np.empty((*view.shape[:2], 2), np.int16)
    for axis in (0, 1):
        index[..., axis] = np.clip(np.floor(places[axis] + _TIE_PX), -_FAR, _FAR)
    cv2.remap(source, index, None, cv2.INTER_NEAREST, view, border)  # type: ignore[call-overload]


def _bilinear(view: Pixels, source: Pixels, places: tuple[FloatArray, FloatArray]) -> None:
    index = np.empty((*view.shape[:2], 2), np.int16)
    share: NDArray[np.uint16] = np.zeros(view.shape[:2], np.uint16)
    for axis in (0, 1):
        steps = np.floor((places[axis] - 0.5) * _FRACTIONS + (0.5 + _TIE_PX * _FRACTIONS)).astype(np.int64)
        index[..., axis] = np.clip(steps >> 5, -_FAR, _FAR)
        share += ((steps & (_FRACTIONS - 1)) * (1 if axis == 0 else _FRACTIONS)).astype(np.uint16)
    cv2.remap(source, index, share, cv2.INTER_LINEAR, view, cv2.BORDER_REPLICATE)
