"""Both dates of a pair, painted for one canvas: what the window shows and `ilmtool render` writes."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np

from ilmtool.core.boxindex import EXAMINED, BoxIndex
from ilmtool.core.camera import Camera
from ilmtool.core.geometry import Bounds, bounds_through
from ilmtool.core.layout import CompareMode, Pane, Rect, Side, frame_size, panes
from ilmtool.imagery.cache import TileCache
from ilmtool.imagery.tiles import TileKey
from ilmtool.painting.boxes import BoxPainter, Detail, detail_for
from ilmtool.painting.frame import Pixels, ToroidalFrame
from ilmtool.painting.grid import GridOverlay, GridPainter
from ilmtool.painting.raster import (
    SceneLayer,
    is_reduced,
    level_at,
    paint_scene,
    scene_bounds,
    tile_rect,
    wanted,
)

SIDES = (Side.BEFORE, Side.AFTER)


class PairView:
    """Keeps one finished frame a side and repaints no more than what changed.

    Both frames are always kept up, also in modes that show one of them, so that flicker and a change of
    mode never show an unfinished picture.

    Parameters
    ----------
    cache : TileCache
    layers : mapping of Side to SceneLayer or None
        None where a side has no image.
    """

    def __init__(self, cache: TileCache, layers: Mapping[Side, SceneLayer | None]) -> None:
        self._cache = cache
        self._layers = dict(layers)
        self._boxes: BoxIndex | None = None
        self._painter: BoxPainter | None = None
        self._names = True
        self._grid: GridOverlay | None = None
        self._grid_painter: GridPainter | None = None
        self._second: tuple[BoxIndex, BoxPainter] | None = None
        self._second_detail = dict.fromkeys(SIDES, Detail())
        self.mode = CompareMode.SIDE_BY_SIDE
        self.size = (1, 1)
        self._cameras = dict.fromkeys(SIDES, Camera())
        self._frames = {side: ToroidalFrame(1, 1) for side in SIDES}
        self._levels = dict.fromkeys(SIDES, 0)
        self._incomplete = dict.fromkeys(SIDES, False)
        self._detail = dict.fromkeys(SIDES, Detail())
        self._refined_rows = dict.fromkeys(SIDES, 0)
        self.pixels_painted = 0

    # -- what is shown -------------------------------------------------------------------------

    @property
    def pane_size(self) -> tuple[int, int]:
        """Width and height of each side's frame, device pixels."""
        return frame_size(self.mode, self.size)

    @property
    def camera(self) -> Camera:
        """The after side's camera, which is that of both unless the views are not linked."""
        return self._cameras[Side.AFTER]

    def camera_of(self, side: Side) -> Camera:
        """The camera of one side."""
        return self._cameras[side]

    @property
    def is_linked(self) -> bool:
        """Whether both sides have one camera: then what is painted on both is computed once."""
        return self._cameras[Side.BEFORE] == self._cameras[Side.AFTER]

    def frame(self, side: Side) -> ToroidalFrame:
        """The frame of one side."""
        return self._frames[side]

    def layer(self, side: Side) -> SceneLayer | None:
        """The scene of one side."""
        return self._layers[side]

    def aim(
        self, mode: CompareMode, size: tuple[int, int], camera: Camera, before: Camera | None = None
    ) -> None:
        """Say what will be shown, without painting: for `wanted_tiles` before the first `show`."""
        self.mode, self.size = mode, (max(1, size[0]), max(1, size[1]))
        self._cameras = {Side.BEFORE: before or camera, Side.AFTER: camera}

    def show(
        self, mode: CompareMode, size: tuple[int, int], camera: Camera, before: Camera | None = None
    ) -> bool:
        """Show another mode, canvas size or place; paints what is missing.

        Parameters
        ----------
        before : Camera, optional
            Of the before side, where the views are not linked.

        Returns
        -------
        bool
            True if pixels that were on screen have been painted anew (not merely moved).
        """
        old = self._cameras
        self.aim(mode, size, camera, before)
        width, height = self.pane_size
        resized = (self._frames[Side.AFTER].width, self._frames[Side.AFTER].height) != (width, height)
        if resized:
            self._frames = {side: ToroidalFrame(width, height) for side in SIDES}
        detail = self._wanted_detail()
        strips: dict[Side, list[Rect]] = {}
        anew = False
        for side in SIDES:
            frame, layer, own = self._frames[side], self._layers[side], self._cameras[side]
            whole = resized or own.grid != old[side].grid or detail[side] != self._detail[side]
            anew = anew or whole
            if whole:
                frame.invalidate()
            strips[side] = frame.move_to((own.origin_x, own.origin_y))
            if whole and layer is not None:
                self._levels[side] = level_at(layer, own, frame.rect)
                self._incomplete[side] = False
            if strips[side]:
                self._refined_rows[side] = 0
        self._detail = detail
        if self.is_linked and strips[Side.BEFORE] == strips[Side.AFTER]:
            for strip in strips[Side.AFTER]:
                self._paint(strip)
        else:
            for side in SIDES:
                for strip in strips[side]:
                    self._paint(strip, (side,))
        return anew

    def set_boxes(self, boxes: BoxIndex | None, painter: BoxPainter | None, names: bool) -> None:
        """Draw these annotations from now on; call `repaint` for what they change on screen."""
        self._boxes, self._painter, self._names = boxes, painter, names

    @property
    def shows_selection(self) -> bool:
        """Whether a box looks different when it is selected: among very many, each is only a dot."""
        if self._boxes is None:
            return False
        return not all(d.dots_only for d in self._detail.values()) or bool(
            (self._boxes.style & EXAMINED).any()
        )

    def set_grid(self, grid: GridOverlay | None, painter: GridPainter | None) -> None:
        """Draw this search grid from now on; call `repaint` for what it changes on screen."""
        self._grid, self._grid_painter = grid, painter

    def set_second(self, boxes: BoxIndex | None, painter: BoxPainter | None) -> None:
        """Draw these annotations over the others, always with their names: what a review has to settle."""
        self._second = None if boxes is None or painter is None else (boxes, painter)

    def _wanted_detail(self) -> dict[Side, Detail]:
        """The detail of each side's boxes; once for both where they show the same."""
        seen = {side: self._cameras[side].plane_bounds(*self._pane_rect(side)) for side in SIDES}

        def of(boxes: BoxIndex, names: bool) -> dict[Side, Detail]:
            after = detail_for(boxes, seen[Side.AFTER], names)
            linked = self.is_linked
            return {
                Side.BEFORE: after if linked else detail_for(boxes, seen[Side.BEFORE], names),
                Side.AFTER: after,
            }

        if self._second is not None:
            self._second_detail = of(self._second[0], True)
        return self._detail if self._boxes is None else of(self._boxes, self._names)

    def _pane_rect(self, side: Side) -> Rect:
        """What a side's pane shows of its plane."""
        camera = self._cameras[side]
        return Rect(camera.origin_x, camera.origin_y, *self.pane_size)

    # -- painting ------------------------------------------------------------------------------

    def repaint(self, bounds: Iterable[Bounds] | None = None) -> list[Rect]:
        """Paint again what lies in these reference bounds, or everything.

        Returns
        -------
        list of Rect
            What changed, in pane device pixels.
        """
        detail = self._wanted_detail()
        anew = bounds is None or detail != self._detail
        self._detail = detail
        places = () if bounds is None else tuple(dict.fromkeys(bounds))
        if self.is_linked:
            return self._repaint(places, SIDES, anew=anew)
        return [rect for side in SIDES for rect in self._repaint(places, (side,), anew=anew)]

    def _repaint(self, bounds: Sequence[Bounds], sides: Sequence[Side], *, anew: bool) -> list[Rect]:
        """`repaint` for sides that share a camera."""
        whole = self._pane_rect(sides[0])
        rects = [whole]
        if not anew:
            reaches = (self._reach_of(b, sides[0]).intersected(whole) for b in bounds)
            rects = [rect for rect in reaches if not rect.is_empty]
            if sum(r.w * r.h for r in rects) > whole.w * whole.h:
                rects = [whole]
        for rect in rects:
            self._paint(rect, sides)
        return [replace_origin(rect, whole) for rect in rects]

    def _reach_of(self, bounds: Bounds, side: Side) -> Rect:
        """Plane pixels that an annotation of these reference bounds may touch, its name included."""
        x0, y0, x1, y1 = bounds_through(self._cameras[side].to_plane(), bounds)
        x0, y0, x1, y1 = math.floor(x0), math.floor(y0), math.ceil(x1), math.ceil(y1)
        margin, right, up, down = 1, 0, 0, 0
        if self._painter is not None:
            margin += self._painter.margin
            if self._boxes is not None and self._detail[side].tags:
                right, up = self._painter.tag_reach(self._boxes)
        if self._second is not None:
            far, high = self._second[1].tag_reach(self._second[0])
            right, up, down = max(right, far), max(up, high), high
        return Rect(
            x0 - margin,
            y0 - margin - up,
            x1 - x0 + 2 * margin + right,
            y1 - y0 + 2 * margin + up + down,
        )

    def _paint(self, rect: Rect, sides: Sequence[Side] = SIDES, *, smooth: bool = False) -> None:
        """Paint a plane rectangle of sides of one camera: smoothly where asked for or where it was so."""
        camera = self._cameras[sides[0]]
        rect = rect.intersected(self._frames[sides[0]].rect)
        if rect.is_empty:
            return
        targets: list[Pixels] = []
        seams: list[tuple[Pixels, list[tuple[Rect, Pixels]]]] = []
        for side in sides:
            parts = list(self._frames[side].views(rect))
            target = parts[0][1]
            if len(parts) > 1:  # cut by the seams of the buffer: painted in one piece beside it
                target = np.empty((rect.h, rect.w, 4), np.uint8)
                seams.append((target, parts))
            complete = paint_scene(
                target, rect, camera, self._layers[side], self._cache,
                level=self._levels[side], smooth=smooth or self._is_refined(side),
            )  # fmt: skip
            self._incomplete[side] = self._incomplete[side] or not complete
            if self._grid is not None and self._grid_painter is not None:
                self._grid_painter.paint(target, rect, camera, self._grid)
            targets.append(target)
        if self._boxes is not None and self._painter is not None:
            self._painter.paint_each(targets, rect, camera, self._boxes, self._detail[sides[0]])
        if self._second is not None:
            boxes, painter = self._second
            painter.paint_each(targets, rect, camera, boxes, self._second_detail[sides[0]])
        for target, parts in seams:
            for part, pixels in parts:
                y, x = part.y - rect.y, part.x - rect.x
                pixels[:] = target[y : y + part.h, x : x + part.w]
        self.pixels_painted += rect.w * rect.h * len(targets)

    # -- tiles ---------------------------------------------------------------------------------

    def wanted_tiles(self) -> list[TileKey]:
        """Tiles that would make the view sharp and are not in the cache, the most needed first."""
        lists = [
            wanted(layer, self._cameras[side], self._pane_rect(side))
            for side, layer in self._layers.items()
            if layer is not None
        ]
        keys: list[TileKey] = []
        for index in range(max((len(items) for items in lists), default=0)):
            keys += [items[index] for items in lists if index < len(items)]
        return [key for key in keys if key not in self._cache]

    def tiles_arrived(self, keys: Iterable[TileKey]) -> list[Rect]:
        """Paint tiles that have come into the cache.

        Returns
        -------
        list of Rect
            What changed, in pane device pixels.
        """
        changed: list[Rect] = []
        for key in keys:
            for side, layer in self._layers.items():
                if layer is None or key.scene != layer.scene_id or key.level < self._levels[side]:
                    continue
                if key.level > self._levels[side] and not self._incomplete[side]:
                    continue
                whole = self._pane_rect(side)
                rect = tile_rect(layer, self._cameras[side], key).intersected(whole)
                if not rect.is_empty:
                    self._paint(rect, (side,))
                    changed.append(replace_origin(rect, whole))
        return changed

    def visible_windows(self) -> dict[Side, tuple[int, tuple[int, int, int, int]]]:
        """What each side shows of its own scene: pyramid level, and the window in its pixels."""
        windows = {}
        for side, layer in self._layers.items():
            if layer is None:
                continue
            level = layer.levels[self._levels[side]]
            x0, y0, x1, y1 = scene_bounds(layer, self._cameras[side], self._pane_rect(side))
            window = (
                max(0, math.floor(x0 / level.factor_x)),
                max(0, math.floor(y0 / level.factor_y)),
                min(level.width, math.ceil(x1 / level.factor_x)),
                min(level.height, math.ceil(y1 / level.factor_y)),
            )
            if window[2] > window[0] and window[3] > window[1]:
                windows[side] = (self._levels[side], window)
        return windows

    # -- refining when idle --------------------------------------------------------------------

    def _is_refined(self, side: Side) -> bool:
        return self._refined_rows[side] >= self._frames[side].height

    def refine(self, rows: int) -> list[Rect]:
        """Paint the next band smoothly; nearest is for moving, this is for looking.

        Parameters
        ----------
        rows : int
            Height of the band, device pixels.

        Returns
        -------
        list of Rect
            What changed, in pane device pixels; empty when there is nothing left to refine.
        """
        changed = []
        for side in SIDES:
            layer, frame = self._layers[side], self._frames[side]
            done = self._refined_rows[side]
            if layer is None or done >= frame.height:
                continue
            if not is_reduced(layer, self._cameras[side]):
                self._refined_rows[side] = frame.height
                continue
            band = Rect(frame.rect.x, frame.rect.y + done, frame.width, min(rows, frame.height - done))
            self._paint(band, (side,), smooth=True)
            self._refined_rows[side] = done + band.h
            changed.append(replace_origin(band, frame.rect))
        return changed

    # -- composing -----------------------------------------------------------------------------

    def panes(self, divider: float, flicker: bool) -> tuple[Pane, ...]:
        """Where the sides lie on the canvas now."""
        return panes(self.mode, self.size, divider, flicker)

    def blits(self, pane: Pane, dirty: Rect) -> Iterator[tuple[int, int, Rect]]:
        """Copies that bring a dirty canvas rectangle up to date: (canvas x, canvas y, rectangle of the
        side's `frame(side).pixels`).
        """
        part = pane.clip.intersected(dirty)
        inside = Rect(part.x - pane.frame.x, part.y - pane.frame.y, part.w, part.h)
        for x, y, source in self._frames[pane.side].blits(inside):
            yield x + pane.frame.x, y + pane.frame.y, source

    def compose(self, divider: float = 0.5, flicker: bool = False) -> Pixels:
        """The whole canvas as one new array, uint8 BGRX, shape (height, width, 4)."""
        canvas = np.empty((self.size[1], self.size[0], 4), dtype=np.uint8)
        for pane in self.panes(divider, flicker):
            pixels = self._frames[pane.side].pixels
            for x, y, s in self.blits(pane, Rect(0, 0, *self.size)):
                canvas[y : y + s.h, x : x + s.w] = pixels[s.y : s.y + s.h, s.x : s.x + s.w]
        return canvas


def replace_origin(rect: Rect, base: Rect) -> Rect:
    """The rectangle counted from another one's corner."""
    return rect._replace(x=rect.x - base.x, y=rect.y - base.y)


def centred(camera: Camera, point: tuple[float, float], pane: tuple[int, int]) -> Camera:
    """The camera with a reference point in the middle of a pane of (width, height) device pixels."""
    return camera.with_point_at(point, (pane[0] / 2, pane[1] / 2))
