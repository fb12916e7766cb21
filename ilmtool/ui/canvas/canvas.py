"""The canvas: two cached frames, blitted; boxes and handles over them; the mouse turned into gestures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QRect, Qt, QTimer, Signal
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
from ilmtool.core.layout import CompareMode, Cut, Pane, Rect, Side, divider_position, lens_disc, panes
from ilmtool.imagery.tiles import TileKey
from ilmtool.painting.boxes import BoxPainter, BoxStyle
from ilmtool.painting.composite import Tables
from ilmtool.painting.grid import GridOverlay, GridPainter
from ilmtool.painting.raster import BACKGROUND, SceneLayer
from ilmtool.painting.text import TextSprites
from ilmtool.painting.view import PairView
from ilmtool.session.measuring import TOOLS as MEASURING_TOOLS
from ilmtool.session.reviewer import rival_style
from ilmtool.session.shown import Update
from ilmtool.session.spoken import selection_in_words
from ilmtool.session.workspace import Workspace
from ilmtool.text import tr
from ilmtool.ui.canvas import overlay
from ilmtool.ui.canvas.badge import draw_badge
from ilmtool.ui.canvas.blitter import Blitter
from ilmtool.ui.canvas.captions import Captions
from ilmtool.ui.canvas.compare_bar import CompareBar
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
from ilmtool.ui.canvas.pointer import Pointer
from ilmtool.ui.canvas.surface import DeviceSurface
from ilmtool.ui.canvas.turn_drag import TurnDrag

REFINE_AFTER_MS = 120
REFINE_ROWS = 128
REQUEST_AFTER_MS = 40
"""From the last step of a zoom to the asking for its tiles."""


@dataclass(frozen=True, slots=True)
class Picture:
    """What the canvas shows of an open pair.

    Attributes
    ----------
    view : PairView
    request : callable
        Asks for tiles, the most needed first; they arrive by `Canvas.tile_arrived`.
    captions : mapping of Side to str
    want_tables : callable
        Asks for what brings both dates to one scale of grey; it arrives by `Canvas.set_tables`.
    """

    view: PairView
    request: Callable[[list[TileKey]], None]
    captions: Mapping[Side, str]
    want_tables: Callable[[], None] = lambda: None


class Canvas(DeviceSurface):
    """The comparison of two scenes.

    Parameters
    ----------
    workspace : Workspace
    sprites : TextSprites
    """

    tile_arrived = Signal()
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
        self._rivals: BoxIndex | None = None
        self._blitter = Blitter()
        self.hints: Hints | None = None
        self._arrived: list[TileKey] = []
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
        self._moved: tuple[SceneLayer, BoxIndex | None, tuple[Bounds, ...] | None] | None = None
        self._touched: tuple[Bounds, ...] | None = None
        self._moved_boxes: BoxIndex | None = None
        self._held = HeldKeys(self, workspace, self._pointer, self._mouse, self._keys)
        self._refine_timer = QTimer(self, singleShot=True, interval=REFINE_AFTER_MS)
        self._refine_timer.timeout.connect(self._refine)
        self._request_timer = QTimer(self, singleShot=True, interval=REQUEST_AFTER_MS)
        self._request_timer.timeout.connect(self._request_tiles)
        self.tile_arrived.connect(self._paint_tiles, Qt.ConnectionType.QueuedConnection)
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
        self._arrived.clear()
        self.inset.forget()
        self.inset.is_dragging = False
        self._turn_drag.end()
        self._pointer.cancel()
        self._keys.leave()
        self._moved = self._moved_boxes = self._touched = None
        if picture is not None:
            self._renew_boxes()
            self._renew_grid()
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

    def note_arrival(self, key: TileKey) -> None:
        """A tile has come into the cache; may be called from any thread."""
        first = not self._arrived
        self._arrived.append(key)
        if first:
            self.tile_arrived.emit()

    def apply(self, update: Update) -> None:
        """Bring the screen up to date with the workspace; the one place that decides what is repainted."""
        if self._picture is None or update.new.pair is None or update.new.pair is not update.old.pair:
            return
        if update.change is not None or update.new.view.selection != update.old.view.selection:
            self.setAccessibleDescription(selection_in_words(self._workspace))
        if self._is_new:
            self._renew_boxes()
            self._renew_grid()
            self.update()
            return
        old, new = update.old, update.new
        view = self._picture.view
        names = new.view.show_labels != old.view.show_labels
        boxes = new.view.hiding_what != old.view.hiding_what
        searching = (new.view.searching, new.view.search_cell) != (old.view.searching, old.view.search_cell)
        if searching or update.change is not None:
            self._renew_grid()
        restyled = names or boxes or update.relabelled or new.view.searching != old.view.searching
        if restyled:
            self._renew_boxes()
        if restyled or update.touched is None or update.touched:
            everything = restyled or update.touched is None
            if everything or not _only_chosen(update) or view.shows_selection:
                self._update_pane_rects(view.repaint(None if everything else update.touched))
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
            self._refine_timer.start()
            self.update()
        elif new.view.show_overview != old.view.show_overview or new.hand is not old.hand:
            self._request_tiles()
            self.update()
        elif (new.view.selection, new.view.vertex) != (old.view.selection, old.view.vertex):
            self.update_handles()
        self.magnifier.update()

    def set_tables(self, tables: Tables) -> None:
        """Both dates have been brought to one scale of grey: what compares them can be shown."""
        if self._picture is not None:
            self._picture.view.set_tables(tables)
            self._refine_timer.start()
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
        self._moved = self._moved_boxes = self._touched = None
        self._renew_boxes()
        self._renew_grid()
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
        self._moved = (layer, boxes, touched)
        self.update()

    def _show_moved(self) -> None:
        moved, self._moved = self._moved, None
        if moved is None or self._picture is None:
            return
        layer, boxes, touched = moved
        both: tuple[Bounds, ...] | None = ()
        if boxes is not self._moved_boxes:
            self._moved_boxes = boxes
            self._renew_boxes()
            both = None if touched is None or self._touched is None else (*self._touched, *touched)
        self._touched = None if boxes is None else touched
        self._picture.view.move_layer(Side.BEFORE, layer, both)
        self._request_timer.start()
        self._refine_timer.start()

    def develop(self) -> None:
        """The contrast changed: ask for the tiles anew; what is painted stays until they come."""
        self.inset.forget()
        self._request_tiles()

    def _renew_boxes(self) -> None:
        if self._picture is None:
            return
        workspace = self._workspace
        painter = BoxPainter(
            self._style_of, self._sprites, self.ratio, examined_shown=not workspace.search.is_on
        )
        index = workspace.index if self._moved_boxes is None else self._moved_boxes
        shown = index if workspace.view.show_annotations else None
        self._picture.view.set_boxes(shown, painter, workspace.view.show_labels)
        rivals = BoxPainter(rival_style, self._sprites, self.ratio)
        self._picture.view.set_second(self._rivals, rivals)

    def set_rivals(self, boxes: BoxIndex | None) -> None:
        """Draw the boxes of open conflicts over the document's: mine solid, theirs dashed."""
        self._rivals = boxes
        self._renew_boxes()

    def _renew_grid(self) -> None:
        if self._picture is None:
            return
        search = self._workspace.search
        grid = GridOverlay(search.quads, search.codes, search.current) if search.is_on else None
        self._picture.view.set_grid(grid, GridPainter(self._sprites, self.ratio))

    def _style_of(self, name: str) -> BoxStyle:
        label = self._workspace.labels.style(name)
        return BoxStyle(label.name, label.rgb, label.outline)

    def refresh(self) -> None:
        """Paint everything again (other label colours, another display scale)."""
        if self._picture is not None:
            self._renew_boxes()
            self._renew_grid()
            self._picture.view.repaint()
            self._refine_timer.start()
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
            self._request_timer.start()
        else:
            self._request_tiles()
        self._refine_timer.start()

    def _request_tiles(self) -> None:
        self._request_timer.stop()
        if self._picture is not None:
            view = self._picture.view
            keys = [*view.wanted_tiles(), *self.magnifier.missing]
            if self._workspace.view.show_overview:  # last: it is small, and mostly of tiles that are there
                keys += [key for key in self.inset.wanted_tiles(view, self.ratio) if key not in keys]
            self._picture.request(keys)

    def want_tiles(self) -> None:
        """More tiles are wanted than those of the view."""
        self._request_timer.start()

    # -- tiles and refinement ------------------------------------------------------------------

    def _paint_tiles(self) -> None:
        keys, self._arrived = self._arrived, []
        if self._picture is not None and keys:
            self._update_pane_rects(self._picture.view.tiles_arrived(keys))
            self.magnifier.update()
            place = self.inset.arrived(keys, self.ratio)
            if place is not None:
                self.update_device(place)
            self._refine_timer.start()

    def _refine(self) -> None:
        """One band at a time, so that the next gesture never waits."""
        if self._picture is None:
            return
        self.corner.settle()
        changed = self._picture.view.refine(REFINE_ROWS)
        if changed:
            self._update_pane_rects(changed)
            QTimer.singleShot(0, self, self._refine_next)

    def _refine_next(self) -> None:
        if not self._refine_timer.isActive():
            self._refine()

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

    def _update_pane_rects(self, rects: list[Rect]) -> None:
        for pane in self.panes():
            for rect in rects:
                moved = rect._replace(x=rect.x + pane.frame.x, y=rect.y + pane.frame.y)
                part = moved.intersected(pane.clip)
                if not part.is_empty:
                    self.update_device(part)

    def _update_cut(self, old: Cut, new: Cut) -> None:
        """Paint again what another divider, lens or fade changes."""
        mode = self._workspace.view.mode
        if mode is CompareMode.LENS:
            for rect in self.lens.rects(old, new, self.ratio):
                self.update_device(rect)
        elif mode is CompareMode.FADE:
            self.update()
        elif mode.is_swipe:
            self._update_swipe(old.divider, new.divider)

    def _update_swipe(self, old: float, new: float) -> None:
        size, mode = self._workspace.shown.canvas, self._workspace.view.mode
        ends = sorted((divider_position(mode, size, old), divider_position(mode, size, new)))
        reach = round(overlay.DIVIDER_GRIP_PX * self.ratio)
        start, length = ends[0] - reach, ends[1] - ends[0] + 2 * reach
        if mode is CompareMode.SWIPE_VERTICAL:
            self.update_device(Rect(start, 0, length, size[1]))
        else:
            self.update_device(Rect(0, start, size[0], length))
        if self._picture is not None:
            for rect in self._captions.moved(self.panes(), self._picture.captions, self.ratio):
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
        self._show_moved()
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
            self._update_pane_rects(self._picture.view.repaint(bounds))

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
