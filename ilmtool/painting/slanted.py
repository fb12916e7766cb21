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
    limits: Window | None = None,
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
    limits : Window, optional
        The part of the level that is painted; all of it by default.
    """
    limits = (0, 0, *size) if limits is None else limits
    reach = (0, 0, *size) if smooth else limits
    to_level = invert(to_plane)
    bounds = tuple(float(v) for v in limits)
    for part in _blocks(plane_rect(to_plane, (bounds[0], bounds[1], bounds[2], bounds[3])).intersected(rect)):
        x0, y0, x1, y1 = bounds_through(
            to_level, (float(part.x), float(part.y), float(part.x + part.w), float(part.y + part.h))
        )
        # Bilinear needs a neighbour on each side.
        window = (
            max(reach[0], math.floor(x0) - 2), max(reach[1], math.floor(y0) - 2),
            min(reach[2], math.ceil(x1) + 2), min(reach[3], math.ceil(y1) + 2),
        )  # fmt: skip
        if window[2] <= window[0] or window[3] <= window[1]:
            continue
        y, x = part.y - rect.y, part.x - rect.x
        view = target[y : y + part.h, x : x + part.w]
        source = fetch(window)
        places = _places(part, to_level, window)
        if not smooth:
            _nearest(view, source, places)
        elif x0 < limits[0] + 1 or y0 < limits[1] + 1 or x1 > limits[2] - 1 or y1 > limits[3] - 1:
            edges = (
                limits[0] - window[0], limits[1] - window[1], limits[2] - window[0], limits[3] - window[1],
            )  # fmt: skip
            _bilinear_within(view, source, places, edges)
        else:
            _bilinear(view, source, places)


def _bilinear_within(
    view: Pixels,
    source: Pixels,
    places: tuple[FloatArray, FloatArray],
    inside: tuple[float, float, float, float],
) -> None:
    """Paint where the place lies inside of bounds; the source's outermost pixels go on beyond it."""
    x, y = places
    low_x, low_y, high_x, high_y = (v - _TIE_PX for v in inside)
    within = (x >= low_x) & (x < high_x) & (y >= low_y) & (y < high_y)
    drawn = np.empty_like(view)
    _bilinear(drawn, source, places)
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


def _nearest(view: Pixels, source: Pixels, places: tuple[FloatArray, FloatArray]) -> None:
    index = np.empty((*view.shape[:2], 2), np.int16)
    for axis in (0, 1):
        pixels = places[axis] + _TIE_PX
        np.floor(pixels, out=pixels)
        _keep_near(pixels)
        index[..., axis] = pixels
    cv2.remap(source, index, None, cv2.INTER_NEAREST, view, cv2.BORDER_TRANSPARENT)  # type: ignore[call-overload]


def _bilinear(view: Pixels, source: Pixels, places: tuple[FloatArray, FloatArray]) -> None:
    index = np.empty((*view.shape[:2], 2), np.int16)
    share: NDArray[np.uint16] = np.zeros(view.shape[:2], np.uint16)
    for axis, place in enumerate(places):
        steps = (place - (0.5 - _TIE_PX)) * _FRACTIONS
        steps += 0.5
        np.floor(steps, out=steps)
        _keep_near(steps, _FRACTIONS)
        whole = steps.astype(np.int32)
        index[..., axis] = whole >> 5
        whole &= _FRACTIONS - 1
        share += (whole if axis == 0 else whole * _FRACTIONS).astype(np.uint16)
    cv2.remap(source, index, share, cv2.INTER_LINEAR, view, cv2.BORDER_REPLICATE)


def _keep_near(values: FloatArray, unit: float = 1.0) -> None:
    """Bring what is too far for 16 bits to where it is outside all the same; affine values end at corners."""
    corners = values[:: max(1, values.shape[0] - 1), :: max(1, values.shape[1] - 1)]
    if np.abs(corners).max() > _FAR * unit:
        np.clip(values, -_FAR * unit, _FAR * unit, out=values)
