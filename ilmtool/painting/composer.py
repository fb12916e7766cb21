"""The third frame: what a composed mode shows, kept up beside the frames of both dates."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from ilmtool.core.camera import Camera
from ilmtool.core.layout import CompareMode, Rect, Side
from ilmtool.imagery.cache import TileCache
from ilmtool.painting.composite import UNMATCHED, Tables, compose, margin_of
from ilmtool.painting.frame import Pixels, ToroidalFrame
from ilmtool.painting.raster import SceneLayer, paint_scene

BAND_ROWS = 96
"""Rows composed at a time: what lies between the scenes and the result stays in the processor's cache."""


class Composer:
    """Composes both scenes of a view; there is a frame only while a composed mode is on.

    Parameters
    ----------
    cache : TileCache
    layers : mapping of Side to SceneLayer or None

    Attributes
    ----------
    frame : ToroidalFrame or None
    refined_rows : int
        Rows from the top that are composed of smoothly painted scenes.
    gain : float
        Factor on differences and edges.
    """

    def __init__(self, cache: TileCache, layers: Mapping[Side, SceneLayer | None]) -> None:
        self._cache, self._layers = cache, layers
        self.mode = CompareMode.DIFFERENCE
        self.frame: ToroidalFrame | None = None
        self.refined_rows = 0
        self.gain = 1.0
        self._tables: Tables | None = None
        self._scratch: dict[Side, Pixels] = {}

    @property
    def is_on(self) -> bool:
        return self.frame is not None

    @property
    def can_compose(self) -> bool:
        """Whether the grey levels of both dates can be compared, if the mode does that."""
        return self._tables is not None or not self.mode.needs_matching

    @property
    def margin(self) -> int:
        """Device pixels around a place that its composition looks at."""
        return margin_of(self.mode) if self.is_on else 0

    def set_tables(self, tables: Tables | None) -> None:
        """What brings the before scene to the after scene's grey levels; None until it is known."""
        self._tables = tables

    def show(self, mode: CompareMode, size: tuple[int, int]) -> None:
        """Make, keep or drop the frame; a new one, or one of another mode, holds nothing yet."""
        if not mode.is_composed:
            self.frame = None
            self._scratch.clear()
            return
        if self.frame is None or (self.frame.width, self.frame.height) != size:
            self.frame = ToroidalFrame(*size)
            self.refined_rows = 0
        elif mode is not self.mode:
            self.frame.invalidate()
            self.refined_rows = 0
        self.mode = mode

    @property
    def is_refined(self) -> bool:
        return self.frame is None or self.refined_rows >= self.frame.height

    def paint(
        self, target: Pixels, rect: Rect, camera: Camera, levels: Mapping[Side, int], *, smooth: bool
    ) -> None:
        """Compose a plane rectangle, without boxes.

        Parameters
        ----------
        target : ndarray
            uint8, shape (rect.h, rect.w, 4); every pixel of it is written.
        rect : Rect
        camera : Camera
        levels : mapping of Side to int
            Pyramid level of each scene.
        smooth : bool
            Bilinear where the picture is reduced.
        """
        margin = self.margin
        for top in range(0, rect.h, BAND_ROWS):
            rows = min(BAND_ROWS, rect.h - top)
            wide = Rect(rect.x - margin, rect.y + top - margin, rect.w + 2 * margin, rows + 2 * margin)
            pixels = {side: self._buffer(side, wide) for side in Side}
            for side, place in pixels.items():
                paint_scene(
                    place, wide, camera, self._layers[side], self._cache, level=levels[side], smooth=smooth
                )
            tables = UNMATCHED if self._tables is None else self._tables
            picture = compose(self.mode, pixels[Side.BEFORE], pixels[Side.AFTER], tables, self.gain)
            target[top : top + rows] = picture[margin : margin + rows, margin : margin + rect.w]

    def _buffer(self, side: Side, rect: Rect) -> Pixels:
        """Memory for a band, used again and again."""
        needed = rect.w * rect.h * 4
        held = self._scratch.get(side)
        if held is None or held.size < needed:
            held = self._scratch[side] = np.empty(needed, np.uint8)
        return held[:needed].reshape(rect.h, rect.w, 4)
