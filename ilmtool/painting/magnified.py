"""A small picture of both dates around one place, much larger than the view shows it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ilmtool.core.camera import Camera
from ilmtool.core.geometry import Point
from ilmtool.core.layout import Rect, Side
from ilmtool.imagery.tiles import TileKey
from ilmtool.painting.boxes import Detail
from ilmtool.painting.frame import Pixels
from ilmtool.painting.raster import level_at, paint_scene, wanted
from ilmtool.painting.view import PairView

GAP_PX = 26
"""Logical pixels between the cursor and the magnifier: what is pointed at stays in view."""


@dataclass(frozen=True, eq=False)
class Magnified:
    """Both dates, magnified.

    Attributes
    ----------
    camera : Camera
        Of both pictures.
    pixels : dict of Side to ndarray
        uint8 BGRX, (side, side, 4).
    missing : list of TileKey
        Tiles that would make them sharp and are not in the cache.
    """

    camera: Camera
    pixels: dict[Side, Pixels]
    missing: list[TileKey]


def magnify(view: PairView, camera: Camera, point: Point, times: float, side_px: int) -> Magnified:
    """Paint both dates around a reference point, with boxes but without their names.

    Parameters
    ----------
    view : PairView
    camera : Camera
        Of the view; the pictures are turned as it is.
    point : (float, float)
        Reference px, in the middle of both pictures.
    times : float
        Larger than the view, as far as a camera can.
    side_px : int
        Width and height, device pixels.
    """
    near = camera.at_scale(camera.scale * times).with_point_at(point, (side_px / 2, side_px / 2))
    rect = Rect(near.origin_x, near.origin_y, side_px, side_px)
    pixels: dict[Side, Pixels] = {}
    missing: list[TileKey] = []
    for side in Side:
        layer, target = view.layer(side), np.empty((side_px, side_px, 4), np.uint8)
        level = 0 if layer is None else level_at(layer, near, rect)
        paint_scene(target, rect, near, layer, view.cache, level=level)
        pixels[side] = target
        if layer is not None:
            missing += [key for key in wanted(layer, near, rect) if key not in view.cache]
    for boxes, painter in view.painted_boxes:
        painter.paint_each(list(pixels.values()), rect, near, boxes, Detail(tags=False))
    return Magnified(near, pixels, missing)


def place_beside(at: Point, size: tuple[int, int], canvas: tuple[int, int], gap: int) -> Rect:
    """Where something of a size goes, so that it neither covers the cursor nor leaves the canvas.

    Right of and below the cursor, else on another side with room; where there is none on any side, in the
    corner that is farthest away.
    """
    (width, height), (x, y) = size, (round(at[0]), round(at[1]))
    right, left = x + gap, x - gap - width
    below, above = y + gap, y - gap - height
    fits_right, fits_left = right + width <= canvas[0], left >= 0
    fits_below, fits_above = below + height <= canvas[1], above >= 0
    free_x = min(max(0, x - width // 2), max(0, canvas[0] - width))
    free_y = min(max(0, y - height // 2), max(0, canvas[1] - height))
    if fits_right or fits_left:
        place_x = right if fits_right else left
        place_y = below if fits_below else above if fits_above else free_y
    elif fits_below or fits_above:
        place_x, place_y = free_x, below if fits_below else above
    else:
        place_x = 0 if x > canvas[0] / 2 else max(0, canvas[0] - width)
        place_y = 0 if y > canvas[1] / 2 else max(0, canvas[1] - height)
    return Rect(place_x, place_y, width, height)
