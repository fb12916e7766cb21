"""Small pictures of annotations in both dates, made on a worker for the rows in view and kept for a while."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ilmtool.core.camera import Camera
from ilmtool.core.geometry import FloatArray, Ring, apply
from ilmtool.core.layout import Rect, Side
from ilmtool.errors import UserError
from ilmtool.imagery.cache import TileCache
from ilmtool.imagery.stretch import Stretch, to_bgrx
from ilmtool.imagery.tiles import TileKey, tile_window
from ilmtool.painting.frame import Pixels
from ilmtool.painting.lines import draw_lines
from ilmtool.painting.raster import SceneLayer, level_at, paint_scene, wanted
from ilmtool.session.pair import Pair, PairScene
from ilmtool.session.ports import CancelToken, Executor

KEPT_BYTES = 24 << 20
"""Finished pictures: some hundred rows at 100 %."""

TILE_BYTES = 24 << 20
"""Tiles that the view has no use for; neighbours in the table are often neighbours on the ground."""

AT_A_TIME = 4
"""Pictures a job: between jobs, rows that have been scrolled away are forgotten."""

PADDING = 0.6
"""Room around the box on each side, as a share of its longer side."""

MIN_ROOM_PX = 12.0
"""Reference pixels around the box at least."""

MAX_SCALE = 4.0
"""A tiny box is not enlarged beyond this, so that it stays recognisable by its surroundings."""


@dataclass(frozen=True, slots=True)
class Request:
    """One annotation's pictures; equal requests have equal pictures.

    Attributes
    ----------
    ring : Ring
        Closed outline in reference px.
    color : (int, int, int)
        Red, green, blue of the outline.
    size : (int, int)
        Width and height in device pixels.
    line : int
        Width of the outline in device pixels.
    """

    ring: Ring
    color: tuple[int, int, int]
    size: tuple[int, int]
    line: int = 1


Pictures = Mapping[Side, Pixels]
"""uint8 BGRX, (rows, cols, 4), of each side."""


class Thumbnails:
    """The pictures of one open pair at a time.

    Parameters
    ----------
    executor : Executor
    cache : TileCache
        The view's tiles, which are used where they are there.
    """

    def __init__(self, executor: Executor, cache: TileCache) -> None:
        self._executor, self._cache = executor, cache
        self._studio: _Studio | None = None
        self._made: OrderedDict[Request, Pictures | None] = OrderedDict()
        self._bytes = 0
        self._wanted: list[Request] = []
        self._token: CancelToken | None = None
        self.on_made: Callable[[], None] = lambda: None

    def open(
        self, pair: Pair, layers: Mapping[Side, SceneLayer | None], stretches: Mapping[Side, Stretch]
    ) -> None:
        """Make pictures of this pair from now on, or of the same one in another contrast."""
        self.close()
        self._studio = _Studio(pair, layers, dict(stretches), self._cache)
        self.on_made()

    def close(self) -> None:
        """Forget everything; what is being made is dropped when it comes."""
        if self._token is not None:
            self._token.cancel()
        self._token, self._studio = None, None
        self._wanted.clear()
        self._made.clear()
        self._bytes = 0

    def get(self, request: Request) -> Pictures | None:
        """The pictures, if they are there."""
        pictures = self._made.get(request)
        if pictures is not None:
            self._made.move_to_end(request)
        return pictures

    def want(self, requests: Sequence[Request]) -> None:
        """Make these next, in this order, and forget earlier wishes."""
        self._wanted = [r for r in dict.fromkeys(requests) if r not in self._made]
        self._begin()

    def _begin(self) -> None:
        studio = self._studio
        if studio is None or self._token is not None or not self._wanted:
            return
        batch, self._wanted = self._wanted[:AT_A_TIME], self._wanted[AT_A_TIME:]
        token = self._token = CancelToken()

        def work() -> list[Pictures | None]:
            return [studio.paint(request, token) for request in batch]

        def done(pictures: list[Pictures | None]) -> None:
            self._token = None
            for request, made in zip(batch, pictures, strict=True):
                self._keep(request, made)
            self.on_made()
            self._begin()

        def failed(error: Exception) -> None:
            self._token = None
            raise error

        self._executor.submit(work, done, failed, token=token)

    def _keep(self, request: Request, pictures: Pictures | None) -> None:
        self._made[request] = pictures
        self._bytes += _bytes(pictures)
        while self._bytes > KEPT_BYTES and len(self._made) > 1:
            _, old = self._made.popitem(last=False)
            self._bytes -= _bytes(old)


def _bytes(pictures: Pictures | None) -> int:
    return 0 if pictures is None else sum(pixels.nbytes for pixels in pictures.values())


class _Studio:
    """Paints on the worker; knows nothing of what is wanted next."""

    def __init__(
        self,
        pair: Pair,
        layers: Mapping[Side, SceneLayer | None],
        stretches: Mapping[Side, Stretch],
        view_cache: TileCache,
    ) -> None:
        self._pair, self._layers, self._stretches = pair, layers, stretches
        self._view_cache, self._tiles = view_cache, TileCache(TILE_BYTES)

    def paint(self, request: Request, token: CancelToken) -> Pictures | None:
        """Both sides of one annotation; None where an image cannot be read."""
        try:
            return {side: self._paint_side(side, request, token) for side in Side}
        except UserError:
            return None  # the view says what is wrong with the file

    def _paint_side(self, side: Side, request: Request, token: CancelToken) -> Pixels:
        token.check()
        camera = framing(request.ring, request.size, self._pair.aspect)
        rect = Rect(camera.origin_x, camera.origin_y, *request.size)
        target = np.empty((rect.h, rect.w, 4), np.uint8)
        layer, tiles = self._layers[side], self._tiles
        level = 0
        if layer is not None:
            level = level_at(layer, camera, rect)
            for key in wanted(layer, camera, rect):
                if key.level == level and key not in tiles:
                    token.check()
                    tiles.put(key, self._tile(side, key))
        paint_scene(target, rect, camera, layer, tiles, level=level, smooth=True)
        _outline(target, apply(camera.to_plane(), np.asarray(request.ring)) - (rect.x, rect.y), request)
        return target

    def _tile(self, side: Side, key: TileKey) -> Pixels:
        # A tile whose contrast is being replaced is not taken from the view.
        shared = self._view_cache.get(key) if key in self._view_cache else None
        if shared is not None:
            return shared
        scene: PairScene = self._pair.scene(side)
        stretch = self._stretches[side]
        window = tile_window(scene.facts.levels[key.level], key.col, key.row)
        data, valid = scene.source.read_for_screen(key.level, window, stretch.bands)
        return to_bgrx(data, valid, stretch)


def framing(ring: Ring, size: tuple[int, int], aspect: float) -> Camera:
    """The camera that shows an outline in the middle of a picture, with some of what is around it."""
    points = np.asarray(ring, np.float64)
    (x0, y0), (x1, y1) = points.min(axis=0).tolist(), points.max(axis=0).tolist()
    room = max(MIN_ROOM_PX, PADDING * max(x1 - x0, (y1 - y0) * aspect))
    bounds = (x0 - room, y0 - room / aspect, x1 + room, y1 + room / aspect)
    camera = Camera(aspect=aspect).fitted(bounds, size, margin=0.0)
    middle = ((x0 + x1) / 2, (y0 + y1) / 2)
    return camera.at_scale(min(camera.scale, MAX_SCALE)).with_point_at(middle, (size[0] / 2, size[1] / 2))


def _outline(target: Pixels, points: FloatArray, request: Request) -> None:
    if not np.isfinite(points).all():
        return
    corners = np.floor(points).clip(-(1 << 20), 1 << 20).astype(np.int32)
    sides = np.stack((corners[:-1], corners[1:]), axis=1)
    red, green, blue = request.color
    draw_lines(target, sides, request.line + 3, (0, 0, 0, 255))
    draw_lines(target, sides, request.line + 1, (blue, green, red, 255))
