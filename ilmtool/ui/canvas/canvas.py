"""The canvas: two cached frames, blitted; boxes and handles over them; the mouse turned into gestures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QMoveEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from ilmtool.core.boxindex import BoxIndex
from ilmtool.core.geometry import Bounds
from ilmtool.core.layout import CompareMode, Cut, Pane, Rect, Side, lens_disc, panes
from ilmtool.painting.composite import Tables
from ilmtool.painting.raster import BACKGROUND, SceneLayer
from ilmtool.painting.text import TextSprites
from ilmtool.session.measuring import TOOLS as MEASURING_TOOLS
from ilmtool.session.shown import Update
from ilmtool.session.spoken import selection_in_words
from ilmtool.session.workspace import Workspace
from ilmtool.text import tr
from ilmtool.ui.canvas import overlay
from ilmtool.ui.canvas.badge import draw_badge
from ilmtool.ui.canvas.blitter import Blitter
from ilmtool.ui.canvas.captions import Captions
from ilmtool.ui.canvas.compare_bar import CompareBar
from ilmtool.ui.canvas.cut_rects import cut_rects
from ilmtool.ui.canvas.frame_boxes import FrameBoxes
from ilmtool.ui.canvas.hand import Hand
from ilmtool.ui.canvas.held_keys import HeldKeys
from ilmtool.ui.canvas.hints import Hints
from ilmtool.ui.canvas.inset import Inset
from ilmtool.ui.canvas.keyboard import KeyboardCursor
from ilmtool.ui.canvas.lens import Lens, Rim
from ilmtool.ui.canvas.magnifier import Magnifier
from ilmtool.ui.canvas.map_corner import MapCorner
from ilmtool.ui.canvas.measures import MeasurePainter
from ilmtool.ui.canvas.mouse import Follower, Mouse
from ilmtool.ui.canvas.moved_layer import MovedLayer
from ilmtool.ui.canvas.picture import Picture
from ilmtool.ui.canvas.pointer import Pointer
from ilmtool.ui.canvas.surface import DeviceSurface
from ilmtool.ui.canvas.tile_feed import TileFeed
from ilmtool.ui.canvas.turn_drag import TurnDrag


class Canvas(DeviceSurface):
    """The comparison of two scenes.

    Parameters
    ----------
    workspace : Workspace
    sprites : TextSprites
    """

    backed_out = Signal()
    """Esc, and nothing was left here to back out of."""
    ratio_changed = Signal()
    """A device pixel has another size."""
    cursor_moved = Signal(object)
    """(reference point, Side), or None when the pointer left."""

    def __init__(self, workspace: Workspace, sprites: TextSprites, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._sprites = sprites
        self._picture: Picture | None = None
        self._blitter = Blitter()
        self.hints: Hints | None = None
        self._captions = Captions(workspace, sprites)
        self._is_new = self._is_first = False
        self._spot: tuple[float, float] | None = None
        self._pointer = Pointer(workspace, sprites)
        self._measures = MeasurePainter(workspace, sprites)
        self.corner = MapCorner(self, workspace, sprites)
        self.lens, self._rim = Lens(workspace), Rim()
        self.magnifier = Magnifier(self, workspace, self._pointer, sprites)
        self.follower = Follower(self, workspace)
        self.inset = Inset(workspace)
        self._turn_drag = TurnDrag(self, workspace, sprites)
        self._mouse = Mouse(self, workspace, self._pointer, self._turn_drag)
        self._keys = KeyboardCursor(self, workspace, self._pointer)
        self.hand: Hand | None = None
        self._held = HeldKeys(self, workspace, self._pointer, self._mouse, self._keys)
        self._boxes = FrameBoxes(workspace, sprites)
        self._moved = MovedLayer(self._boxes)
        self.tiles = TileFeed(self, workspace)
        # Pictures are not read from right to left: before stays on the left in every language.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(240, 160)
        self.setAccessibleName(tr("Comparison of both dates"))
        self.setAccessibleDescription(tr("K draws by keyboard; F1 shows the keys"))
        self.bar = CompareBar(workspace, sprites, self)
        workspace.anchor = self._keys.anchor
        workspace.subscribe(self.apply)

    # -- what is shown -------------------------------------------------------------------------

    def set_picture(self, picture: Picture | None) -> None:
        """Show another pair's pixels; the workspace has it already."""
        self._picture = picture
        self._blitter.forget()
        self.tiles.begin(picture)
        self.inset.forget()
        self.inset.is_dragging = False
        self._turn_drag.end()
        self._pointer.cancel()
        self._keys.leave()
        self._moved.forget()
        if picture is not None:
            self._renew()
        # Painted with the first paint event: by then the canvas has its size.
        self._is_new = self._is_first = picture is not None
        self.update()

    def set_captions(self, captions: Mapping[Side, str]) -> None:
        """What stands on each side has changed, e.g. a date was corrected."""
        if self._picture is not None and dict(self._picture.captions) != dict(captions):
            self._picture = replace(self._picture, captions=captions)
            self.update()

    @property
    def picture(self) -> Picture | None:
        return self._picture

    def apply(self, update: Update) -> None:
        """Bring the screen up to date with the workspace; the one place that decides what is repainted."""
        if self._picture is None or update.new.pair is None or update.new.pair is not update.old.pair:
            return
        if update.change is not None or update.new.view.selection != update.old.view.selection:
            self.setAccessibleDescription(selection_in_words(self._workspace))
        if self._is_new:
            self._renew()
            self.update()
            return
        old, new = update.old, update.new
        view = self._picture.view
        names = new.view.show_labels != old.view.show_labels
        boxes = new.view.hiding_what != old.view.hiding_what
        searching = (new.view.searching, new.view.search_cell) != (old.view.searching, old.view.search_cell)
        if searching or update.change is not None:
            self._boxes.renew_grid(view, self.ratio)
        restyled = names or boxes or update.relabelled or new.view.searching != old.view.searching
        if restyled:
            self._boxes.renew(view, self.ratio)
        if restyled or update.touched is None or update.touched:
            everything = restyled or update.touched is None
            if everything or not _only_chosen(update) or view.shows_selection:
                self.update_pane_rects(view.repaint(None if everything else update.touched))
            self.update_handles()
        if new.view.tool != old.view.tool and old.view.tool in MEASURING_TOOLS and self._pointer.is_active:
            self.update_handles()
            self._pointer.cancel()  # a path is no half of an area
            self.update_handles()
        if (new.view.measurements, new.view.marker) != (old.view.measurements, old.view.marker):
            self.update()
        if (new.camera, new.own_before, new.canvas, new.view.mode) != (
            old.camera, old.own_before, old.canvas, old.view.mode,
        ):  # fmt: skip
            if new.view.mode is not old.view.mode:
                self.follower.forget()
            if (new.canvas, new.view.mode) != (old.canvas, old.view.mode):
                self._turn_drag.end()
            if (new.canvas, new.view.mode) != (old.canvas, old.view.mode) and self._pointer.is_active:
                areas = panes(new.view.mode, new.canvas, new.view.cut, new.view.flicker_other)
                self.repaint_hidden(self._pointer.resettle(areas))
            self._reshow()
        elif new.view.flicker_other != old.view.flicker_other:
            self.update()
        elif new.view.cut != old.view.cut:
            self._update_cut(old.view.cut, new.view.cut)
        elif new.view.gain != old.view.gain:
            view.set_gain(new.view.gain)
            self.tiles.refine_soon()
            self.update()
        elif new.view.show_overview != old.view.show_overview or new.hand is not old.hand:
            self.tiles.request()
            self.update()
        elif (new.view.selection, new.view.vertex) != (old.view.selection, old.view.vertex):
            self.update_handles()
        self.magnifier.update()

    def set_tables(self, tables: Tables) -> None:
        """Both dates have been brought to one scale of grey: what compares them can be shown."""
        if self._picture is not None:
            self._picture.view.set_tables(tables)
            self.tiles.refine_soon()
            self.update()

    def take_up(self, hand: Hand) -> None:
        """Work with another tool, its keys and its marks, until it is put down."""
        self.hand = hand
        self.repaint_hidden(self._pointer.use(hand.tool))
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.update()

    def put_down(self) -> None:
        """Work with the everyday tool again."""
        self.hand = None
        self.repaint_hidden(self._pointer.use(None))
        self.update()

    def show_placed(self, layers: Mapping[Side, SceneLayer | None], captions: Mapping[Side, str]) -> None:
        """The same scenes lie otherwise on each other; the workspace has it already.

        A gesture that goes on is dropped, but for a measurement on the after image, which lies where it did;
        the keyboard cursor and what is in hand stay.
        """
        if self._picture is None:
            return
        self._picture.view.place(layers)
        self._picture = replace(self._picture, captions=captions)
        measures = self._workspace.view.tool in MEASURING_TOOLS and not self._pointer.is_down
        if not (measures and self._pointer.side is Side.AFTER):
            if self._pointer.is_active and measures:
                self._workspace.say(tr("The measurement was dropped: its image lies otherwise now"))
            self._pointer.cancel()
        self._moved.forget()
        self._renew()
        self._is_new = True
        self.update()

    def show_moved(
        self, layer: SceneLayer, boxes: BoxIndex | None = None, touched: tuple[Bounds, ...] | None = ()
    ) -> None:
        """Show the before scene elsewhere, with the next paint event; nothing else knows of it.

        Parameters
        ----------
        boxes : BoxIndex, optional
            Where the annotations are then; None for where the workspace has them.
        touched : tuple of Bounds or None
            Where they are that moved along, reference px; None for anywhere.
        """
        self._moved.put(layer, boxes, touched)
        self.update()

    def develop(self) -> None:
        """The contrast changed: ask for the tiles anew; what is painted stays until they come."""
        self.inset.forget()
        self.tiles.request()

    def set_rivals(self, boxes: BoxIndex | None) -> None:
        """Draw the boxes of open conflicts over the document's: mine solid, theirs dashed."""
        self._boxes.rivals = boxes
        if self._picture is not None:
            self._boxes.renew(self._picture.view, self.ratio)

    def _renew(self) -> None:
        if self._picture is not None:
            self._boxes.renew(self._picture.view, self.ratio)
            self._boxes.renew_grid(self._picture.view, self.ratio)

    def refresh(self) -> None:
        """Paint everything again (other label colours, another display scale)."""
        if self._picture is not None:
            self._renew()
            self._picture.view.repaint()
            self.tiles.refine_soon()
        self.update()

    def _reshow(self) -> None:
        self._show_view()
        self.update()

    def _show_view(self) -> None:
        if self._picture is None:
            return
        shown = self._workspace.shown
        view = self._picture.view
        grids = [(c.scale, c.turn) for c in map(view.camera_of, Side)]
        zoomed = grids != [(c.scale, c.turn) for c in map(shown.camera_of, Side)] and not self._is_first
        self._is_first = False
        if shown.view.mode.needs_matching:
            self._picture.want_tables()
        view.set_gain(shown.view.gain)
        view.show(shown.view.mode, shown.canvas, shown.camera, shown.own_before)
        if zoomed:
            # What a turning wheel passes through is not worth decoding; coarser levels stand in meanwhile.
            self.tiles.request_soon()
        else:
            self.tiles.request()
        self.tiles.refine_soon()

    # -- repainting ----------------------------------------------------------------------------

    def panes(self) -> tuple[Pane, ...]:
        """Where each date is on the canvas now."""
        if self._picture is None:
            return ()
        view = self._workspace.view
        return self._picture.view.panes(view.cut, view.flicker_other)

    def areas(self) -> tuple[Pane, ...]:
        """The same for what is drawn over the imagery: where both dates lie over each other, each has all."""
        panes = self.panes()
        if len(panes) == 2 and panes[0].frame == panes[1].frame == panes[1].clip:
            return tuple(replace(pane, clip=pane.frame, disc=None) for pane in panes)
        return panes

    def update_pane_rects(self, rects: list[Rect]) -> None:
        """Paint places of the frames again, on each pane that shows them."""
        for pane in self.panes():
            for rect in rects:
                moved = rect._replace(x=rect.x + pane.frame.x, y=rect.y + pane.frame.y)
                part = moved.intersected(pane.clip)
                if not part.is_empty:
                    self.update_device(part)

    def _update_cut(self, old: Cut, new: Cut) -> None:
        """Paint again what another divider, lens or fade changes."""
        mode = self._workspace.view.mode
        rects = cut_rects(mode, self._workspace.shown.canvas, old, new, self.lens, self.ratio)
        if rects is None:
            self.update()
            return
        if mode.is_swipe and self._picture is not None:
            rects += self._captions.moved(self.panes(), self._picture.captions, self.ratio)
        for rect in rects:
            self.update_device(rect)

    def update_handles(self) -> None:
        """Paint the places of handles and ghost again."""
        self.keep_clear(self._spot)
        for rect in self._pointer.overlay_rects(self.areas(), self.ratio):
            self.update_device(rect)

    # -- painting ------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._is_new:
            self._is_new = False
            self._show_view()
        if self._picture is not None and self._moved.show(self._picture.view, self.ratio):
            self.tiles.request_soon()
            self.tiles.refine_soon()
        painter = self.device_painter()
        try:
            self._paint(painter, self.dirty_rects(event))
        finally:
            painter.end()  # a painter that a traceback keeps alive would end the process

    def _paint(self, painter: QPainter, dirty: list[Rect]) -> None:
        panes, picture = self.panes(), self._picture
        canvas = Rect(0, 0, *self.device_size())
        for rect in dirty:
            if picture is None or rect.intersected(canvas) != rect:
                painter.fillRect(QRect(*rect), overlay.qcolor(BACKGROUND[2::-1]))
            if picture is not None:
                for pane in reversed(panes):  # what lies over another one comes last
                    self._blitter.draw(painter, picture.view, pane, rect)
        self._paint_overlay(painter, panes, dirty)

    def _paint_overlay(self, painter: QPainter, panes: tuple[Pane, ...], dirty: list[Rect]) -> None:
        if self._picture is None:
            return
        view, size = self._workspace.view, self._workspace.shown.canvas
        areas = self.areas()
        over = len(areas) == 2 and areas[0].clip == areas[1].clip
        for pane in areas:
            camera = self._workspace.camera_of(pane.side)
            painter.save()
            painter.setClipRect(QRect(*pane.clip))
            if not over or pane.side is (self._pointer.side or areas[0].side):
                if self.hints is not None:
                    self.hints.paint(painter, pane, camera, self.ratio)
                self._measures.paint(painter, pane, camera, self.ratio)
                self._pointer.paint(painter, pane, camera, self.ratio)
            if self.hand is not None:
                self.hand.paint(painter, pane, camera, self.ratio)
            self._keys.paint(painter, pane, camera, self.ratio)
            self.follower.paint(painter, pane, self.ratio)
            painter.restore()
        if len(panes) == 2 and not over:
            overlay.draw_divider(painter, view.mode, size, view.divider, self.ratio)
        elif view.mode is CompareMode.LENS:
            self._rim.draw(painter, lens_disc(size, view.cut), self.ratio)
        self._captions.paint(painter, panes, self._picture.captions, self.ratio, dirty)
        self.corner.paint(painter, dirty)
        for pane in areas:
            self._measures.paint_marker(painter, pane, self.ratio)
        draw_badge(painter, self._sprites, self._workspace, self.ratio)
        self.inset.paint(painter, self._picture.view, self.ratio)
        self._turn_drag.paint(painter, self.ratio)
        self.magnifier.paint(painter, dirty)

    def caption_height(self, side: Side) -> int:
        """Rows that the caption of a side takes, with the margin to what is beside it; 0 where it is not."""
        if self._picture is None:
            return 0
        return self._captions.height(side, self.panes(), self._picture.captions, self.ratio)

    def caption_places(self) -> list[QRect]:
        """Where the captions are, in the widget's own logical pixels."""
        if self._picture is None:
            return []
        drawn = self._captions.placed(self.panes(), self._picture.captions, self.ratio)
        return [QRect(*(round(length / self.ratio) for length in place)) for _, _, place in drawn]

    def keep_clear(self, at: tuple[float, float] | None) -> None:
        """The pointer is at a place (device pixels): the overview is in no gesture's way."""
        self._spot = at
        place = self.inset.step_aside(at if self._pointer.is_active or self._keys.is_on else None, self.ratio)
        if place is not None:
            self.update_device(place)

    # -- size ----------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.bar.place()
        self._workspace.set_canvas(self.device_size())

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        self._workspace.set_canvas(self.device_size())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._workspace.set_canvas(self.device_size())
            self.refresh()
            self.bar.renew()
            self.ratio_changed.emit()
        return super().event(event)

    # -- mouse and keys ------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._picture is not None:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self._keys.leave()
            self._mouse.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._picture is not None:
            self._mouse.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._mouse.release(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self._picture is not None:
            self._mouse.wheel(event)
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.follower.follow(None)

    def pane_at(self, x: float, y: float) -> Pane | None:
        """The pane that shows a place (canvas device pixels)."""
        return next((pane for pane in self.panes() if pane.clip.contains(x, y)), None)

    def repaint_hidden(self, bounds: list[tuple[float, float, float, float]]) -> None:
        """Boxes that a gesture carries are hidden where they were, or shown again."""
        if self._picture is not None and bounds:
            self.update_pane_rects(self._picture.view.repaint(bounds))

    # -- keys ----------------------------------------------------------------------------------

    def needs_key(self, event: QKeyEvent) -> bool:
        """Whether a key is the canvas's now, though it may be a command's otherwise."""
        return self._picture is not None and self._held.needs(event)

    def hold_key(self, event: QKeyEvent, pressed: bool) -> bool:
        """Act on a key; False if it was not for the canvas."""
        return self._picture is not None and self._held.take(event, pressed)

    def start_keyboard_cursor(self) -> None:
        """Show the keyboard cursor; if it is there, on the other date."""
        if self._picture is not None:
            self.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._keys.start()

    def release_held(self) -> None:
        """The window lost the keyboard: nothing is held any more."""
        self._held.release()


def _only_chosen(update: Update) -> bool:
    """Whether nothing but the selection is another."""
    old, new = update.old.view, update.new.view
    if update.change is not None or old.selection == new.selection:
        return False
    return replace(old, selection=new.selection, active_id=new.active_id, vertex=new.vertex) == new
