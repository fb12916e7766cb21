"""A picture of a pair without a window, by the window's own painter."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ilmtool.core.boxindex import BoxIndex
from ilmtool.core.camera import MAX_SCALE, MIN_SCALE, Camera
from ilmtool.core.geometry import Point
from ilmtool.core.labels import LabelSet
from ilmtool.core.layout import FIRST_CUT, CompareMode, Cut, Rect, Side, frame_size
from ilmtool.errors import UserError
from ilmtool.imagery.cache import TileCache
from ilmtool.imagery.loader import TileLoader
from ilmtool.imagery.source import RasterSource
from ilmtool.imagery.stretch import stretch_of
from ilmtool.imagery.tiles import TileKey
from ilmtool.painting.boxes import BoxPainter, BoxStyle
from ilmtool.painting.caption import (
    caption_place,
    caption_room,
    caption_sprite,
    captioned,
    stamp_caption,
    with_words,
)
from ilmtool.painting.frame import Pixels
from ilmtool.painting.legend import legend_sprite
from ilmtool.painting.map_marks import MOST_BAR_PX, marks_place, marks_sprite
from ilmtool.painting.raster import SceneLayer
from ilmtool.painting.ring import draw_ring
from ilmtool.painting.text import TextSprites, font_sprites, stamp
from ilmtool.painting.view import PairView
from ilmtool.session.grey_levels import tables_of
from ilmtool.session.map_scale import map_marks
from ilmtool.session.opening import OpenedPair
from ilmtool.session.pair import Pair
from ilmtool.session.pyramids import SharpImages
from ilmtool.text import number, tr

CACHE_BYTES = 1 << 30
MAX_SIDE = 16_384
_MARGIN = 8
_CAPTION_LIFT = 30
"""Pixels that the caption in the lower left corner of an up-and-down swipe takes."""


@dataclass(frozen=True, slots=True)
class PictureRequest:
    """What to paint.

    Attributes
    ----------
    mode : CompareMode
    size : (int, int)
        Width and height in px.
    center : Point or None
        Reference px in the middle of each pane; None for the middle of the pair.
    scale : float or None
        Picture px per after-scene px (along its rows); None fits the pair.
    names : bool
        Whether labels stand beside the boxes.
    scale_bar : str
        Units of a scale bar with a north arrow in the lower left corner; empty for none.
    cut : Cut
        Where the divider or the lens is, or how far a fade is.
    gain : float
        How much stronger differences are shown than they are.
    """

    mode: CompareMode = CompareMode.SIDE_BY_SIDE
    size: tuple[int, int] = (1600, 900)
    center: Point | None = None
    scale: float | None = None
    names: bool = True
    scale_bar: str = ""
    cut: Cut = FIRST_CUT
    gain: float = 2.0


def camera_for(pair: Pair, request: PictureRequest, pane: tuple[int, int]) -> Camera:
    """The camera that a request means.

    Raises
    ------
    UserError
        The scale is out of range.
    """
    camera = Camera(aspect=pair.aspect).fitted(pair.extent, pane)
    if request.scale is not None:
        if not MIN_SCALE <= request.scale <= MAX_SCALE:
            raise UserError(
                tr("The scale {scale} is out of range.", scale=number(request.scale, "g")),
                "",
                tr("Choose {least} to {most}.", least=number(MIN_SCALE, "g"), most=number(MAX_SCALE, "g")),
            )
        camera = camera.at_scale(request.scale)
    x0, y0, x1, y1 = pair.extent
    center = request.center or ((x0 + x1) / 2, (y0 + y1) / 2)
    return camera.with_point_at(center, (pane[0] / 2, pane[1] / 2))


def paint_picture(opened: OpenedPair, labels: LabelSet, request: PictureRequest) -> Pixels:
    """The picture, uint8 BGRX, shape (height, width, 4).

    Raises
    ------
    UserError
        An image cannot be read, or the scale is out of range.
    """
    pair = opened.pair
    cache = TileCache(CACHE_BYTES)
    errors: list[UserError] = []
    loader = TileLoader(cache, 2, on_error=lambda _scene, error: errors.append(error))
    try:
        layers: dict[Side, SceneLayer | None] = {}
        for side in Side:
            scene = pair.scene(side)
            layers[side] = SceneLayer(scene.id, scene.facts.levels, scene.placement)
        view = PairView(cache, layers)
        sprites = font_sprites()

        def style_of(name: str) -> BoxStyle:
            label = labels.style(name)
            return BoxStyle(label.name, label.rgb, label.outline)

        index = BoxIndex(opened.document, pair.forwards)
        view.set_boxes(index, BoxPainter(style_of, sprites), request.names)
        camera = camera_for(pair, request, frame_size(request.mode, request.size))
        view.aim(request.mode, request.size, camera)
        with SharpImages(_reduced(pair, view.wanted_tiles())):
            stretches = {side: stretch_of(pair.scene(side).source) for side in Side}
            for side in Side:
                scene = pair.scene(side)
                loader.add_scene(scene.id, scene.source, stretches[side])
            if request.mode.needs_matching:
                view.set_tables(tables_of(pair, stretches))
            loader.want(view.wanted_tiles())
            loader.wait_idle()
        if errors:
            raise errors[0]
        view.set_gain(request.gain)
        view.show(request.mode, request.size, camera)
        while view.refine(256):
            pass
        canvas = view.compose(request.cut)
    finally:
        loader.close()
    _finish(canvas, view, pair, sprites, request)
    if request.scale_bar:
        _stamp_marks(canvas, view, pair, sprites, request)
    return canvas


def _reduced(pair: Pair, keys: list[TileKey]) -> dict[str, RasterSource]:
    """The images of which levels are wanted that their files lack, be it for their contrast alone."""
    found = {}
    for side in Side:
        scene = pair.scene(side)
        finest = min((key.level for key in keys if key.scene == scene.id), default=0)
        missing = scene.source.first_missing
        if missing is not None and (finest >= missing or scene.facts.dtype != "uint8"):
            found[scene.id] = scene.source
    return found


def _finish(
    canvas: Pixels, view: PairView, pair: Pair, sprites: TextSprites, request: PictureRequest
) -> None:
    """Divider or ring, legend and captions."""
    mode, cut = request.mode, request.cut
    height, width = canvas.shape[:2]
    whole, shown = Rect(0, 0, width, height), view.panes(cut)
    if mode is CompareMode.SWIPE_HORIZONTAL:
        at = shown[1].clip
        canvas[max(0, at.y - 1) : at.y + 1] = 255
    elif mode.is_swipe or mode is CompareMode.SIDE_BY_SIDE:
        at, shade = shown[1].clip, 255 if mode.is_swipe else 0
        canvas[:, max(0, at.x - 1) : at.x + 1] = (shade, shade, shade, 255)
    elif shown[0].disc is not None:
        draw_ring(canvas, shown[0].disc)
    legend = legend_sprite(sprites, mode, 1.0)
    if legend is not None:
        rows, cols = legend.shape[:2]
        stamp(canvas, whole, legend, (width - cols) // 2, height - rows - _MARGIN)
    for pane, words in captioned(mode, shown, whole, cut):
        text = with_words(pair.scene(pane.side).caption, words)
        sprite = caption_sprite(sprites, text, pane.side, 1.0, caption_room(pane, whole, _MARGIN))
        place = caption_place(pane, sprite, whole, _MARGIN)
        if place is not None:
            stamp_caption(canvas, sprite, place)


def _stamp_marks(
    canvas: Pixels, view: PairView, pair: Pair, sprites: TextSprites, request: PictureRequest
) -> None:
    """Scale bar and north arrow, once for each frame.

    Raises
    ------
    UserError
        The after image has no georeferencing.
    """
    if pair.after.ground is None:
        name = pair.after.facts.name
        raise UserError(
            tr("{name} has no georeferencing, so there is no scale.", name=name),
            "",
            tr("Leave --scale-bar out."),
        )
    height, width = canvas.shape[:2]
    whole = Rect(0, 0, width, height)
    panes, units = view.panes(request.cut), request.scale_bar
    frames = {pane.frame: pane for pane in panes}
    for frame, pane in frames.items():
        marks = map_marks(pair, pane.side, view.camera, (frame.w, frame.h), MOST_BAR_PX, units)
        if marks.is_empty:
            continue
        bar = marks.bar
        sprite = marks_sprite(
            sprites, bar.text if bar else "", bar.width_px if bar else 0.0, marks.north_deg, 1.0
        )
        stacked = len(panes) == 2 and pane.clip.h < height
        place = marks_place(frame, sprite, whole, _MARGIN, lift=_CAPTION_LIFT if stacked else 0)
        if place is not None:
            stamp(canvas, whole, sprite, place.x, place.y)


def save_picture(pixels: Pixels, path: Path) -> None:
    """Write a picture in the format of its name, whole or not at all.

    Raises
    ------
    UserError
        The format is not known or the file cannot be written.
    """
    import io

    from PIL import Image

    from ilmtool.sidecar.files import write_atomic

    formats = {
        ".png": "PNG",
        ".jpg": "JPEG",
        ".jpeg": "JPEG",
        ".webp": "WEBP",
        ".tif": "TIFF",
        ".tiff": "TIFF",
    }
    kind = formats.get(path.suffix.lower())
    if kind is None:
        raise UserError(
            tr("{name} has no ending that names a picture format.", name=path.name),
            "",
            tr("Choose one of {endings}.", endings=", ".join(formats)),
        )
    buffer = io.BytesIO()
    Image.fromarray(np.ascontiguousarray(pixels[..., 2::-1])).save(buffer, kind)
    write_atomic(path, [buffer.getvalue()])
