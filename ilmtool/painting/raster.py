"""Paints a scene's tiles into a part of the plane.

A tile goes from its own pixels to the plane by one affine transform, and every plane pixel asks which tile
pixel lies under its centre; so neighbours meet without seams and nothing is shifted by rounding. What lies
askew, by its placement or because the view is turned, is painted by `slanted`. A scene whose placement is not
affine (another CRS) is painted in pieces small enough that the affine through each is right to 0.1 px.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field

import cv2
import numpy as np

from ilmtool.core.camera import Camera
from ilmtool.core.geometry import IDENTITY, Affine, Bounds, bounds_through, compose, invert
from ilmtool.core.layout import Rect
from ilmtool.imagery.cache import TileCache
from ilmtool.imagery.pieces import affine_pieces
from ilmtool.imagery.placement import PixelMap
from ilmtool.imagery.source import Level
from ilmtool.imagery.stretch import BACKGROUND
from ilmtool.imagery.tiles import (
    TILE,
    TileKey,
    ancestors,
    plan,
    tile_bounds,
    tiles_covering,
    wanted_level,
)
from ilmtool.painting.frame import Pixels
from ilmtool.painting.slanted import Window, paint_askew, plane_rect

_BACKGROUND_WORD = np.array(BACKGROUND, dtype=np.uint8).view(np.uint32)[0]


_TIE_PX = 1 / 512
"""In pixels of the tile: far more than OpenCV's rounding of coordinates, far less than anybody sees."""


@dataclass(frozen=True)
class SceneLayer:
    """One scene as the painter sees it.

    Attributes
    ----------
    scene_id : str
    levels : tuple of Level
        The pyramid, full resolution first.
    to_reference : PixelMap
        Scene pixels -> reference (after-scene) pixels.
    """

    scene_id: str
    levels: tuple[Level, ...]
    to_reference: PixelMap
    _pieces: dict[TileKey, tuple[tuple[Bounds, Affine], ...]] = field(default_factory=dict, repr=False)

    @property
    def size(self) -> tuple[int, int]:
        return self.levels[0].width, self.levels[0].height

    def tile_bounds(self, key: TileKey) -> Bounds:
        """Bounds of a tile in full-resolution scene pixels."""
        return tile_bounds(self.levels[key.level], key.col, key.row)

    def pieces(self, key: TileKey) -> tuple[tuple[Bounds, Affine], ...]:
        """Parts of a tile (full-resolution bounds) with the affine to the reference frame for each."""
        if self.to_reference.affine is not None:
            return ((self.tile_bounds(key), self.to_reference.affine),)
        found = self._pieces.get(key)
        if found is None:
            found = tuple(affine_pieces(self.to_reference, self.tile_bounds(key)))
            self._pieces[key] = found
        return found


def scale_of(layer: SceneLayer, camera: Camera, at: tuple[float, float] | None = None) -> float:
    """Device pixels per full-resolution scene pixel, along the finer axis, at reference point `at`."""
    affine = layer.to_reference.affine
    if affine is None:
        width, height = layer.size
        x, y = (width / 2, height / 2) if at is None else layer.to_reference.inverse(np.array([at]))[0]
        if not (math.isfinite(x) and math.isfinite(y)):
            x, y = width / 2, height / 2
        x, y = min(max(x, 0.0), float(width)), min(max(y, 0.0), float(height))
        p = layer.to_reference.forward(np.array([[x, y], [x + 1, y], [x, y + 1]]))
        affine = (
            p[1, 0] - p[0, 0], p[2, 0] - p[0, 0], 0.0, p[1, 1] - p[0, 1], p[2, 1] - p[0, 1], 0.0,
        )  # fmt: skip
    a, b, _, d, e, _ = affine
    return max(
        math.hypot(a * camera.scale, d * camera.scale_y), math.hypot(b * camera.scale, e * camera.scale_y)
    )


def is_reduced(layer: SceneLayer, camera: Camera) -> bool:
    """Whether a scene pixel is smaller than a device pixel; rounding does not make 1:1 a reduction."""
    return scale_of(layer, camera) < 1 - 1e-9


def scene_bounds(layer: SceneLayer, camera: Camera, rect: Rect) -> Bounds:
    """Full-resolution scene bounds (not clipped to the image) of a plane rectangle."""
    affine = layer.to_reference.affine
    if affine is not None and not camera.is_upright:  # not the bounds of bounds, which are larger
        x, y, width, height = rect
        to_scene = invert(compose(camera.to_plane(), affine))
        return bounds_through(to_scene, (float(x), float(y), float(x + width), float(y + height)))
    x0, y0, x1, y1 = camera.plane_bounds(*rect)
    if affine is not None:
        return bounds_through(invert(affine), (x0, y0, x1, y1))
    xs, ys = np.meshgrid(np.linspace(x0, x1, 5), np.linspace(y0, y1, 5))
    mapped = layer.to_reference.inverse(np.column_stack((xs.ravel(), ys.ravel())))
    mapped = mapped[np.isfinite(mapped).all(axis=1)]
    if not len(mapped):
        return 0.0, 0.0, 0.0, 0.0
    low, high = mapped.min(axis=0), mapped.max(axis=0)
    return float(low[0]), float(low[1]), float(high[0]), float(high[1])


def level_at(layer: SceneLayer, camera: Camera, rect: Rect) -> int:
    """The pyramid level to draw under a plane rectangle."""
    x0, y0, x1, y1 = camera.plane_bounds(*rect)
    return wanted_level(layer.levels, scale_of(layer, camera, ((x0 + x1) / 2, (y0 + y1) / 2)))


def wanted(layer: SceneLayer, camera: Camera, rect: Rect) -> list[TileKey]:
    """Tiles that a plane rectangle needs to be sharp, the most needed first."""
    x0, y0, x1, y1 = camera.plane_bounds(*rect)
    scale = scale_of(layer, camera, ((x0 + x1) / 2, (y0 + y1) / 2))
    keys = plan(layer.scene_id, layer.levels, scene_bounds(layer, camera, rect), scale)
    if camera.is_upright:
        return keys
    # Of what lies askew, the bounds have corners that are out of sight.
    return [key for key in keys if not tile_rect(layer, camera, key).intersected(rect).is_empty]


def tile_rect(layer: SceneLayer, camera: Camera, key: TileKey) -> Rect:
    """Plane pixels that a tile may touch."""
    to_plane = camera.to_plane()
    rects = [plane_rect(compose(to_plane, affine), bounds) for bounds, affine in layer.pieces(key)]
    left, top = min(r.x for r in rects) - 1, min(r.y for r in rects) - 1
    right, bottom = max(r.x + r.w for r in rects) + 1, max(r.y + r.h for r in rects) + 1
    return Rect(left, top, right - left, bottom - top)


def paint_scene(
    target: Pixels,
    rect: Rect,
    camera: Camera,
    layer: SceneLayer | None,
    cache: TileCache,
    *,
    level: int,
    smooth: bool = False,
) -> bool:
    """Paint a scene over a plane rectangle.

    Parameters
    ----------
    target : ndarray
        uint8, shape (rect.h, rect.w, 4); every pixel of it is written.
    rect : Rect
        Where on the plane the target lies.
    camera : Camera
    layer : SceneLayer or None
        None paints the background alone.
    cache : TileCache
        Where the tiles are; nothing is read from files here.
    level : int
        Pyramid level to draw. The caller chooses it for the whole pane, so that strips painted at
        different moments agree.
    smooth : bool
        Bilinear instead of nearest where the picture is reduced. Enlarged pixels always stay square, so
        that the analyst sees what the sensor saw.

    Returns
    -------
    bool
        True if all tiles of the level were there; False if a coarser level stood in for some.
    """
    if layer is None:
        _clear(target)
        return True
    bounds = scene_bounds(layer, camera, rect)
    width, height = layer.size
    keys = [
        TileKey(layer.scene_id, level, col, row) for col, row in tiles_covering(layer.levels[level], bounds)
    ]
    affine = layer.to_reference.affine
    if affine is None or not _is_upright(compose(camera.to_plane(), affine)):
        return _paint_askew(target, rect, camera, layer, cache, keys, level, smooth=smooth)
    tiles = [(key, cache.get(key)) for key in keys]
    complete = all(tile is not None for _, tile in tiles)
    inside = bounds[0] >= 0 and bounds[1] >= 0 and bounds[2] <= width and bounds[3] <= height
    if not (complete and inside):
        _clear(target)
    interpolation = cv2.INTER_LINEAR if smooth and is_reduced(layer, camera) else cv2.INTER_NEAREST
    for key, tile in tiles:
        if tile is not None:
            _paint_tile(target, rect, camera, layer, key, tile, interpolation)
        else:
            _paint_stand_in(target, rect, camera, layer, key, cache)
    return complete


def _paint_askew(
    target: Pixels,
    rect: Rect,
    camera: Camera,
    layer: SceneLayer,
    cache: TileCache,
    keys: list[TileKey],
    number: int,
    *,
    smooth: bool,
) -> bool:
    """Paint a scene whose rows are no rows of the screen; as `paint_scene`."""
    level = layer.levels[number]
    # The level's own pixels, edge on edge: what is missing in it is filled as it is in an upright view.
    own = Camera(1 / level.factor_x, level.factor_x / level.factor_y)
    upright = SceneLayer(layer.scene_id, layer.levels, _IDENTITY)
    complete = True

    def fetch(window: Window) -> Pixels:
        nonlocal complete
        x0, y0, x1, y1 = window
        pixels = np.empty((y1 - y0, x1 - x0, 4), np.uint8)
        place = Rect(x0, y0, x1 - x0, y1 - y0)
        for row in range(y0 // TILE, -(-y1 // TILE)):
            for col in range(x0 // TILE, -(-x1 // TILE)):
                key = TileKey(layer.scene_id, number, col, row)
                part = Rect(col * TILE, row * TILE, TILE, TILE).intersected(place)
                view = pixels[part.y - y0 : part.y - y0 + part.h, part.x - x0 : part.x - x0 + part.w]
                tile = cache.get(key)
                if tile is None:
                    complete = complete and tile_rect(layer, camera, key).intersected(rect).is_empty
                    view[:] = BACKGROUND
                    _paint_stand_in(view, part, own, upright, key, cache)
                else:
                    top, left = part.y - row * TILE, part.x - col * TILE
                    view[:] = tile[top : top + part.h, left : left + part.w]
        return pixels

    _clear(target)
    smooth = smooth and is_reduced(layer, camera)
    size, scaled = (level.width, level.height), (level.factor_x, 0.0, 0.0, 0.0, level.factor_y, 0.0)
    for to_reference, limits in _parts_of(layer, level, keys):
        to_plane = compose(camera.to_plane(), compose(to_reference, scaled))
        paint_askew(target, rect, to_plane, size, fetch, smooth=smooth, limits=limits)
    return complete


def _parts_of(layer: SceneLayer, level: Level, keys: list[TileKey]) -> Iterator[tuple[Affine, Window | None]]:
    """The affines to the reference frame by which a scene is painted, and the part of the level of each.

    The maps of two pieces of a bent scene may differ by a tenth of a pixel where they meet: each is painted
    with a seam of one pixel more, so that nothing is left between.
    """
    if layer.to_reference.affine is not None:
        yield layer.to_reference.affine, None
        return
    for key in keys:
        for (x0, y0, x1, y1), affine in layer.pieces(key):
            yield (
                affine,
                (
                    max(0, math.floor(x0 / level.factor_x) - 1),
                    max(0, math.floor(y0 / level.factor_y) - 1),
                    min(level.width, math.ceil(x1 / level.factor_x) + 1),
                    min(level.height, math.ceil(y1 / level.factor_y) + 1),
                ),
            )


_IDENTITY = PixelMap(IDENTITY, "identity")


def _clear(target: Pixels) -> None:
    """Fill with the background: as whole pixels, which is seventy times as fast as byte by byte."""
    target.view(np.uint32)[:] = _BACKGROUND_WORD


def _is_upright(affine: Affine) -> bool:
    return affine[1] == 0 and affine[3] == 0 and affine[0] > 0 and affine[4] > 0


def _paint_stand_in(
    target: Pixels, rect: Rect, camera: Camera, layer: SceneLayer, missing: TileKey, cache: TileCache
) -> None:
    """Fill a missing tile's place from the sharpest coarser tiles that are there."""
    bounds = layer.tile_bounds(missing)
    for keys in ancestors(missing, layer.levels):
        tiles = [(key, cache.get(key)) for key in keys]
        if any(tile is None for _, tile in tiles):
            continue
        for key, tile in tiles:
            if tile is not None:
                _paint_tile(target, rect, camera, layer, key, tile, cv2.INTER_NEAREST, only=bounds)
        return


def _paint_tile(
    target: Pixels,
    rect: Rect,
    camera: Camera,
    layer: SceneLayer,
    key: TileKey,
    tile: Pixels,
    interpolation: int,
    only: Bounds | None = None,
) -> None:
    """Paint a tile of a scene that lies upright on the plane, or the part of it inside bounds."""
    level, affine = layer.levels[key.level], layer.to_reference.affine
    assert affine is not None  # noqa: S101 - it is upright
    own = layer.tile_bounds(key)
    bounds = own if only is None else _common(own, only)
    if bounds is None:
        return
    to_plane = compose(camera.to_plane(), affine)
    # Plane pixel centre -> tile pixel index (whose integer values are pixel centres).
    sx, sy = 1 / level.factor_x, 1 / level.factor_y
    to_tile = (sx, 0.0, -key.col * TILE - 0.5, 0.0, sy, -key.row * TILE - 0.5)
    a, b, c, d, e, f = compose(to_tile, invert(to_plane))
    # A centre on the edge of two pixels means the one to the right or below on screen, between tiles as
    # within them. Left to OpenCV 5, such ties go to the even pixel: every other one is shown twice, its
    # neighbour never.
    half = 0.5 + _TIE_PX / max(abs(a), abs(b), abs(d), abs(e))
    place = _destination(to_plane, bounds, half).intersected(rect)
    if place.is_empty:
        return
    px, py = place.x + half, place.y + half
    matrix = np.array([[a, b, a * px + b * py + c], [d, e, d * px + e * py + f]])
    view = target[
        place.y - rect.y : place.y - rect.y + place.h, place.x - rect.x : place.x - rect.x + place.w
    ]
    # The destination is exactly this tile, so edge pixels may repeat: no seam, no second pass.
    cv2.warpAffine(
        tile, matrix, (place.w, place.h), dst=view,
        flags=interpolation | cv2.WARP_INVERSE_MAP, borderMode=cv2.BORDER_REPLICATE,
    )  # fmt: skip


def _destination(to_plane: Affine, bounds: Bounds, half: float) -> Rect:
    """Plane pixels whose centres, `half` a pixel from their corners, lie in the image of `bounds`."""
    x0, y0, x1, y1 = bounds_through(to_plane, bounds)
    left, top = math.ceil(x0 - half), math.ceil(y0 - half)
    right, bottom = math.ceil(x1 - half), math.ceil(y1 - half)
    return Rect(left, top, max(0, right - left), max(0, bottom - top))


def _common(a: Bounds, b: Bounds) -> Bounds | None:
    x0, y0, x1, y1 = max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3])
    return (x0, y0, x1, y1) if x1 > x0 and y1 > y0 else None
