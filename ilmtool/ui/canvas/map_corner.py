"""Scale bar and north arrow in the lower left corner of each frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QPainter

from ilmtool.core.camera import Camera
from ilmtool.core.layout import CompareMode, Pane, Rect, Side
from ilmtool.painting.frame import Pixels
from ilmtool.painting.map_marks import MOST_BAR_PX, marks_place, marks_sprite
from ilmtool.painting.text import TextSprites
from ilmtool.session.map_scale import MapMarks, map_marks
from ilmtool.session.workspace import Workspace
from ilmtool.ui.canvas import overlay

if TYPE_CHECKING:
    from ilmtool.ui.canvas.canvas import Canvas

_MARGIN_PX = 8

_Look = tuple[object, ...]


class MapCorner:
    """The marks of each side, made anew when scale, turn or units change, and after a pan has come to rest:
    within a view they change by less than a pixel, and a pan shall not wait for them.

    Parameters
    ----------
    canvas : Canvas
    workspace : Workspace
    sprites : TextSprites
    """

    def __init__(self, canvas: Canvas, workspace: Workspace, sprites: TextSprites) -> None:
        self._canvas, self._workspace, self._sprites = canvas, workspace, sprites
        self.bar = self.north = True
        self._made: dict[Side, tuple[_Look, Camera, Pixels | None]] = {}

    def show(self, *, bar: bool, north: bool) -> None:
        """Which of the two are shown."""
        if (bar, north) != (self.bar, self.north):
            self.bar, self.north = bar, north
            self._canvas.update()

    def settle(self) -> None:
        """The view has come to rest: what was made for another place is made for this one."""
        for side, (look, camera, sprite) in list(self._made.items()):
            if camera != self._camera(side):
                self._sprite(side, anew=True)
                if self._made[side][2] is not sprite or self._made[side][0] != look:
                    self._canvas.update()

    def _camera(self, side: Side) -> Camera:
        return self._workspace.camera_of(side)

    def _sprite(self, side: Side, *, anew: bool = False) -> Pixels | None:
        pair, units = self._workspace.pair, self._workspace.measuring.units
        if pair is None or not (self.bar or self.north):
            return None
        camera, pane, ratio = self._camera(side), self._workspace.shown.pane, self._canvas.ratio
        look: _Look = (
            pair,
            camera.scale,
            camera.aspect,
            camera.turn,
            pane,
            ratio,
            units,
            self.bar,
            self.north,
        )
        known = self._made.get(side)
        if known is not None and known[0] == look and not anew:
            return known[2]
        marks = self.marks(side)
        sprite = None
        if not marks.is_empty:
            bar = marks.bar
            sprite = marks_sprite(
                self._sprites, bar.text if bar else "", bar.width_px if bar else 0.0, marks.north_deg, ratio
            )
        self._made[side] = (look, camera, sprite)
        return sprite

    def marks(self, side: Side) -> MapMarks:
        """What the corner of a side says of what is in view now."""
        pair = self._workspace.pair
        if pair is None:
            return MapMarks()
        shown, most = self._workspace.shown, MOST_BAR_PX * self._canvas.ratio
        return map_marks(
            pair, side, self._camera(side), shown.pane, most, self._workspace.measuring.units,
            bar=self.bar, north=self.north,
        )  # fmt: skip

    def places(self) -> list[tuple[Rect, Pixels]]:
        """Where on the canvas, and what; one for each frame, so that a swipe has one for both dates."""
        ratio, found = self._canvas.ratio, []
        canvas = Rect(0, 0, *self._workspace.shown.canvas)
        stacked = self._workspace.view.mode is CompareMode.SWIPE_HORIZONTAL
        lift = self._canvas.caption_height(Side.AFTER) if stacked else 0
        for frame, side in self._frames().items():
            sprite = self._sprite(side)
            if sprite is not None:
                margin = round(_MARGIN_PX * ratio)
                place = marks_place(frame, sprite, canvas, margin, lift)
                if place is not None:
                    found.append((self._above_bar(place, margin), sprite))
        return found

    def _above_bar(self, place: Rect, margin: int) -> Rect:
        """Above the slider and its legend, where the canvas is too narrow for both beside each other."""
        bar, ratio = self._canvas.bar, self._canvas.ratio
        if bar.isHidden():
            return place
        box = bar.geometry()
        left, top = round(box.x() * ratio), round(box.y() * ratio)
        taken = Rect(left, top, round(box.width() * ratio), round(box.height() * ratio))
        if place.intersected(taken).is_empty:
            return place
        return place._replace(y=max(0, top - margin - place.h))

    def _frames(self) -> dict[Rect, Side]:
        """By the after date where both lie in one frame, unless only before is on the ground."""
        pair, frames = self._workspace.pair, dict[Rect, Side]()
        panes: tuple[Pane, ...] = self._canvas.panes()
        for pane in panes:
            frames[pane.frame] = pane.side
        if pair is not None and len(frames) < len(panes) and pair.after.ground is None:
            frames = dict.fromkeys(frames, Side.BEFORE)
        return frames

    def paint(self, painter: QPainter, dirty: list[Rect]) -> None:
        """Draw them where something was painted under them."""
        for place, sprite in self.places():
            if any(not place.intersected(rect).is_empty for rect in dirty):
                overlay.draw_sprite(painter, sprite, place)
