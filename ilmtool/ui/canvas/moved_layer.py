"""The before scene shown elsewhere for now, with the boxes that move along; nothing else knows of it."""

from __future__ import annotations

from ilmtool.core.boxindex import BoxIndex
from ilmtool.core.geometry import Bounds
from ilmtool.core.layout import Side
from ilmtool.painting.raster import SceneLayer
from ilmtool.painting.view import PairView
from ilmtool.ui.canvas.frame_boxes import FrameBoxes


class MovedLayer:
    """Of the moves since the last painting, the last one is shown.

    Parameters
    ----------
    boxes : FrameBoxes
        Draws annotations where they are then.
    """

    def __init__(self, boxes: FrameBoxes) -> None:
        self._boxes = boxes
        self._waiting: tuple[SceneLayer, BoxIndex | None, tuple[Bounds, ...] | None] | None = None
        self._touched: tuple[Bounds, ...] | None = None

    def put(self, layer: SceneLayer, boxes: BoxIndex | None, touched: tuple[Bounds, ...] | None) -> None:
        """Show it there at the next painting; see `Canvas.show_moved`."""
        self._waiting = (layer, boxes, touched)

    def forget(self) -> None:
        """The scene is where the workspace has it."""
        self._waiting = self._boxes.moved = self._touched = None

    def show(self, view: PairView, ratio: float) -> bool:
        """Paint what waits to be shown; False if nothing does."""
        if self._waiting is None:
            return False
        layer, boxes, touched = self._waiting
        self._waiting = None
        both: tuple[Bounds, ...] | None = ()
        if boxes is not self._boxes.moved:
            self._boxes.moved = boxes
            self._boxes.renew(view, ratio)
            both = None if touched is None or self._touched is None else (*self._touched, *touched)
        self._touched = None if boxes is None else touched
        view.move_layer(Side.BEFORE, layer, both)
        return True
