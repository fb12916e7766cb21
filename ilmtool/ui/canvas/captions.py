"""The captions over the canvas: side and date of what is shown where."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QPainter

from ilmtool.core.layout import Pane, Rect, Side
from ilmtool.painting.caption import caption_place, caption_room, caption_sprite, captioned, with_words
from ilmtool.painting.frame import Pixels
from ilmtool.painting.text import TextSprites
from ilmtool.session.workspace import Workspace
from ilmtool.ui.canvas import overlay

MARGIN_PX = 8


class Captions:
    """Draws them, and knows where they were drawn last.

    Parameters
    ----------
    workspace : Workspace
    sprites : TextSprites
    """

    def __init__(self, workspace: Workspace, sprites: TextSprites) -> None:
        self._workspace, self._sprites = workspace, sprites
        self._drawn: dict[Side, Rect] = {}

    def placed(
        self, shown: tuple[Pane, ...], texts: Mapping[Side, str], ratio: float
    ) -> list[tuple[Side, Pixels, Rect]]:
        """Each caption that there is room for: its side, its picture, its place on the canvas."""
        view, canvas = self._workspace.view, Rect(0, 0, *self._workspace.shown.canvas)
        margin, found = round(MARGIN_PX * ratio), []
        for pane, words in captioned(view.mode, shown, canvas, view.cut):
            text, room = with_words(texts[pane.side], words), caption_room(pane, canvas, margin)
            sprite = caption_sprite(self._sprites, text, pane.side, ratio, room)
            place = caption_place(pane, sprite, canvas, margin)
            if place is not None:
                found.append((pane.side, sprite, place))
        return found

    def paint(
        self,
        painter: QPainter,
        shown: tuple[Pane, ...],
        texts: Mapping[Side, str],
        ratio: float,
        dirty: list[Rect],
    ) -> None:
        """Draw those that a repainted part touches."""
        captions = self.placed(shown, texts, ratio)
        for _, sprite, place in captions:
            if any(not place.intersected(rect).is_empty for rect in dirty):
                overlay.draw_sprite(painter, sprite, place)
        self._drawn = {side: place for side, _, place in captions}

    def moved(self, shown: tuple[Pane, ...], texts: Mapping[Side, str], ratio: float) -> list[Rect]:
        """Canvas rectangles of captions that are elsewhere than they were drawn."""
        places = {side: place for side, _, place in self.placed(shown, texts, ratio)}
        changed = [side for side in Side if places.get(side) != self._drawn.get(side)]
        rects = [where.get(side) for side in changed for where in (places, self._drawn)]
        return [rect for rect in rects if rect is not None]

    def height(self, side: Side, shown: tuple[Pane, ...], texts: Mapping[Side, str], ratio: float) -> int:
        """Rows that the caption of a side takes, with the margin to what is beside it; 0 where it is not."""
        places = {which: place for which, _, place in self.placed(shown, texts, ratio)}
        return places[side].h + round(MARGIN_PX * ratio) if side in places else 0
