"""Both dates of a pair, painted for one canvas: what the window shows and `ilmtool render` writes."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np

from ilmtool.core.boxindex import BoxIndex
from ilmtool.core.camera import Camera
from ilmtool.core.geometry import Bounds
from ilmtool.core.layout import FIRST_CUT, CompareMode, Cut, Pane, Rect, Side, frame_size, panes
from ilmtool.imagery.cache import TileCache
from ilmtool.imagery.tiles import TileKey
from ilmtool.painting.boxes import BoxPainter
from ilmtool.painting.composer import Composer
from ilmtool.painting.composite import Tables
from ilmtool.painting.drawn import SIDES, Drawn
from ilmtool.painting.frame import Pixels, ToroidalFrame, lay_over
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
        self._drawn = Drawn()
        self.mode = CompareMode.SIDE_BY_SIDE
        self.size = (1, 1)
        self._cameras = dict.fromkeys(SIDES, Camera())
        self._frames = {side: ToroidalFrame(1, 1) for side in SIDES}
        self._levels = dict.fromkeys(SIDES, 0)
        self._incomplete = dict.fromkeys(SIDES, False)
        self._refined_rows = dict.fromkeys(SIDES, 0)
        self._composer = Composer(cache, self._layers)
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

    def frame_of(self, pane: Pane) -> ToroidalFrame:
        """The frame that a pane shows."""
        if pane.composed and self._composer.frame is not None:
            return self._composer.frame
        return self._frames[pane.side]

    @property
    def cache(self) -> TileCache:
        """Where its tiles are."""
        return self._cache

    @property
    def painted_boxes(self) -> list[tuple[BoxIndex, BoxPainter]]:
        """The annotations that are drawn, and what draws them."""
        return self._drawn.boxes

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
        detail = self._drawn.wanted_detail(self._cameras, self._pane_rect, linked=self.is_linked)
        strips: dict[Side, list[Rect]] = {}
        anew = False
        for side in SIDES:
            frame, layer, own = self._frames[side], self._layers[side], self._cameras[side]
            whole = resized or own.grid != old[side].grid or detail[side] != self._drawn.detail[side]
            anew = anew or whole
            if whole:
                frame.invalidate()
            strips[side] = frame.move_to((own.origin_x, own.origin_y))
            if whole and layer is not None:
                self._levels[side] = level_at(layer, own, frame.rect)
                self._incomplete[side] = False
            if strips[side]:
                self._refined_rows[side] = 0
        self._drawn.detail = detail
        if self.is_linked and strips[Side.BEFORE] == strips[Side.AFTER]:
            for strip in strips[Side.AFTER]:
                self._paint(strip, composing=False)
        else:
            for side in SIDES:
                for strip in strips[side]:
                    self._paint(strip, (side,), composing=False)
        return self._show_composed(anew) or anew

    def _show_composed(self, whole: bool) -> bool:
        composer = self._composer
        composer.show(self.mode, self.pane_size)
        frame = composer.frame
        if frame is None:
            return False
        if whole or not composer.can_compose:
            frame.invalidate()
        if not composer.can_compose:
            return False
        strips = frame.move_to((self.camera.origin_x, self.camera.origin_y))
        if strips:
            composer.refined_rows = 0
        for strip in strips:
            self._paint(strip, ())
        return strips == [frame.rect]

    def set_tables(self, tables: Tables | None) -> None:
        """What brings the before scene's grey levels to the after scene's, see `painting.composite`.

        Until it is known, the modes that need it show the after date.
        """
        self._composer.set_tables(tables)
        self._compose_anew()

    def set_gain(self, gain: float) -> None:
        """Show differences and edges so much stronger than they are."""
        if gain != self._composer.gain:
            self._composer.gain = gain
            self._compose_anew()

    def _compose_anew(self) -> None:
        if self._composer.frame is not None:
            self._composer.frame.invalidate()
            self._show_composed(False)

    @property
    def can_compose(self) -> bool:
        """Whether a composed mode shows its own picture by now, and not the after date."""
        return self._composer.can_compose

    def set_boxes(self, boxes: BoxIndex | None, painter: BoxPainter | None, names: bool) -> None:
        """Draw these annotations from now on; call `repaint` for what they change on screen."""
        self._drawn.set_boxes(boxes, painter, names)

    @property
    def shows_selection(self) -> bool:
        """Whether a box looks different when it is selected: among very many, each is only a dot."""
        return self._drawn.shows_selection

    def set_grid(self, grid: GridOverlay | None, painter: GridPainter | None) -> None:
        """Draw this search grid from now on; call `repaint` for what it changes on screen."""
        self._drawn.set_grid(grid, painter)

    def set_second(self, boxes: BoxIndex | None, painter: BoxPainter | None) -> None:
        """Draw these annotations over the others, always with their names: what a review has to settle."""
        self._drawn.set_second(boxes, painter)

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
        detail = self._drawn.wanted_detail(self._cameras, self._pane_rect, linked=self.is_linked)
        anew = bounds is None or detail != self._drawn.detail
        self._drawn.detail = detail
        places = () if bounds is None else tuple(dict.fromkeys(bounds))
        if self.is_linked:
            return self._repaint(places, SIDES, anew=anew)
        return [rect for side in SIDES for rect in self._repaint(places, (side,), anew=anew)]

    def _repaint(self, bounds: Sequence[Bounds], sides: Sequence[Side], *, anew: bool) -> list[Rect]:
        """`repaint` for sides that share a camera."""
        whole = self._pane_rect(sides[0])
        rects = [whole]
        if not anew:
            side, camera = sides[0], self._cameras[sides[0]]
            reaches = (self._drawn.reach_of(b, side, camera).intersected(whole) for b in bounds)
            rects = [rect for rect in reaches if not rect.is_empty]
            if sum(r.w * r.h for r in rects) > whole.w * whole.h:
                rects = [whole]
        for rect in rects:
            self._paint(rect, sides)
        return [replace_origin(rect, whole) for rect in rects]

    def place(self, layers: Mapping[Side, SceneLayer | None]) -> None:
        """The same scenes, placed otherwise from now on; all of it is painted with the next `show`."""
        self._layers.update(layers)
        for side, layer in self._layers.items():
            frame = self._frames[side]
            frame.invalidate()
            self._incomplete[side], self._refined_rows[side] = False, 0
            if layer is not None:
                self._levels[side] = level_at(layer, self._cameras[side], frame.rect)
        if self._composer.frame is not None:
            self._composer.frame.invalidate()

    def move_layer(self, side: Side, layer: SceneLayer, touched: Sequence[Bounds] | None = ()) -> None:
        """Show a side's scene placed otherwise from now on; its whole frame is painted.

        Parameters
        ----------
        touched : sequence of Bounds or None
            Where annotations look different on the other side as well, reference px; None for anywhere.
        """
        self._layers[side] = layer
        rect = self._frames[side].rect
        self._levels[side] = level_at(layer, self._cameras[side], rect)
        self._incomplete[side], self._refined_rows[side] = False, 0
        if touched is None and self.is_linked:
            self._paint(rect)
            return
        self._paint(rect, (side,))
        self._repaint(touched or (), (side.other,), anew=touched is None)

    def _paint(
        self, rect: Rect, sides: Sequence[Side] = SIDES, *, smooth: bool = False, composing: bool = True
    ) -> None:
        """Paint a plane rectangle of sides of one camera, smoothly where asked for or where it was so; and of
        the composed frame, if there is one, whose camera is the after side's.
        """
        first = sides[0] if sides else Side.AFTER
        camera = self._cameras[first]
        rect = rect.intersected(self._frames[first].rect)
        if rect.is_empty:
            return
        targets: list[Pixels] = []
        seams: list[tuple[Pixels, list[tuple[Rect, Pixels]]]] = []

        def place(frame: ToroidalFrame) -> Pixels:
            parts = list(frame.views(rect))
            target = parts[0][1]
            if len(parts) > 1:  # cut by the seams of the buffer: painted in one piece beside it
                target = np.empty((rect.h, rect.w, 4), np.uint8)
                seams.append((target, parts))
            targets.append(target)
            return target

        for side in sides:
            target = place(self._frames[side])
            complete = paint_scene(
                target, rect, camera, self._layers[side], self._cache,
                level=self._levels[side], smooth=smooth or self._is_refined(side),
            )  # fmt: skip
            self._incomplete[side] = self._incomplete[side] or not complete
        composer = self._composer
        if composing and composer.frame is not None and composer.can_compose:
            target = place(composer.frame)
            composer.paint(target, rect, camera, self._levels, smooth=smooth or composer.is_refined)
        if not targets:
            return
        self._drawn.paint(targets, rect, camera, first)
        for target, parts in seams:
            for part, pixels in parts:
                y, x = part.y - rect.y, part.x - rect.x
                pixels[:] = target[y : y + part.h, x : x + part.w]
        self.pixels_painted += rect.w * rect.h * len(targets)

    # -- tiles ---------------------------------------------------------------------------------

    def wanted_tiles(self) -> list[TileKey]:
        """Tiles that would make the view sharp and are not in the cache, the most needed first."""
        margin = self._composer.margin
        lists = [
            wanted(layer, self._cameras[side], _grown(self._pane_rect(side), margin))
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
                rect = _grown(tile_rect(layer, self._cameras[side], key), self._composer.margin)
                rect = rect.intersected(whole)
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

    # -- the overview ----------------------------------------------------------------------------

    def overview_tiles(self, camera: Camera, size: tuple[int, int]) -> list[TileKey]:
        """Tiles of the after scene that `overview` needs and that are not in the cache."""
        layer = self._layers[Side.AFTER]
        if layer is None:
            return []
        keys = wanted(layer, camera, Rect(camera.origin_x, camera.origin_y, *size))
        return [key for key in keys if key not in self._cache]

    def overview(self, camera: Camera, size: tuple[int, int]) -> Pixels:
        """A small picture of the after scene, uint8 BGRX, (height, width, 4), of tiles that are there."""
        rect = Rect(camera.origin_x, camera.origin_y, *size)
        target = np.empty((size[1], size[0], 4), np.uint8)
        layer = self._layers[Side.AFTER]
        level = 0 if layer is None else level_at(layer, camera, rect)
        paint_scene(target, rect, camera, layer, self._cache, level=level, smooth=True)
        return target

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
            self._paint(band, (side,), smooth=True, composing=False)
            self._refined_rows[side] = done + band.h
            changed.append(replace_origin(band, frame.rect))
        return changed or self._refine_composed(rows)

    def _refine_composed(self, rows: int) -> list[Rect]:
        """The same for the composed frame, once both scenes are smooth."""
        composer = self._composer
        frame, done = composer.frame, composer.refined_rows
        if frame is None or composer.is_refined or not composer.can_compose:
            return []
        reduced = [layer for layer in self._layers.values() if layer and is_reduced(layer, self.camera)]
        if not reduced:
            composer.refined_rows = frame.height
            return []
        band = Rect(frame.rect.x, frame.rect.y + done, frame.width, min(rows, frame.height - done))
        self._paint(band, (), smooth=True)
        composer.refined_rows = done + band.h
        return [replace_origin(band, frame.rect)]

    @property
    def is_refined(self) -> bool:
        """Whether all that is shown is painted smoothly."""
        return all(map(self._is_refined, SIDES)) and self._composer.is_refined

    # -- composing -----------------------------------------------------------------------------

    def panes(self, cut: Cut = FIRST_CUT, flicker: bool = False) -> tuple[Pane, ...]:
        """Where the sides lie on the canvas now."""
        mode = self.mode
        if mode.is_composed and not self._composer.can_compose:
            mode = CompareMode.AFTER
        return panes(mode, self.size, cut, flicker)

    def blits(self, pane: Pane, dirty: Rect) -> Iterator[tuple[int, int, Rect]]:
        """Copies that bring a dirty canvas rectangle up to date, but for the pane's disc and opacity:
        (canvas x, canvas y, rectangle of the pixels of `frame_of(pane)`).
        """
        part = pane.clip.intersected(dirty)
        inside = Rect(part.x - pane.frame.x, part.y - pane.frame.y, part.w, part.h)
        for x, y, source in self.frame_of(pane).blits(inside):
            yield x + pane.frame.x, y + pane.frame.y, source

    def compose(self, cut: Cut = FIRST_CUT, flicker: bool = False) -> Pixels:
        """The whole canvas as one new array, uint8 BGRX, shape (height, width, 4)."""
        whole = Rect(0, 0, *self.size)
        canvas = np.empty((whole.h, whole.w, 4), dtype=np.uint8)
        for pane in reversed(self.panes(cut, flicker)):
            areas = [pane.clip] if pane.disc is None else pane.disc.rows()
            for area in areas:
                for x, y, s in self.blits(pane, area.intersected(whole)):
                    pixels = self.frame_of(pane).pixels[s.y : s.y + s.h, s.x : s.x + s.w]
                    lay_over(canvas[y : y + s.h, x : x + s.w], pixels, pane.opacity)
        return canvas


def _grown(rect: Rect, by: int) -> Rect:
    return Rect(rect.x - by, rect.y - by, rect.w + 2 * by, rect.h + 2 * by)


def replace_origin(rect: Rect, base: Rect) -> Rect:
    """The rectangle counted from another one's corner."""
    return rect._replace(x=rect.x - base.x, y=rect.y - base.y)


def centred(camera: Camera, point: tuple[float, float], pane: tuple[int, int]) -> Camera:
    """The camera with a reference point in the middle of a pane of (width, height) device pixels."""
    return camera.with_point_at(point, (pane[0] / 2, pane[1] / 2))
