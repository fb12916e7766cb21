"""The verbs of registration that need the window: measuring, tie points, nudging, and what is said of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMainWindow, QWidget

from ilmtool.core.geometry import Bounds
from ilmtool.core.tie_points import TiePair
from ilmtool.errors import UserError
from ilmtool.painting.raster import SceneLayer
from ilmtool.painting.text import TextSprites
from ilmtool.session.desk import Desk
from ilmtool.session.nudging import Nudging
from ilmtool.session.pair import Pair
from ilmtool.session.ports import Notice
from ilmtool.session.registering import (
    entry_in_force,
    is_registered,
    new_entry,
    register_edit,
    reset_edit,
    shift_by,
)
from ilmtool.session.registrar import Measured
from ilmtool.session.shown import Update
from ilmtool.session.tie_points import TiePoints
from ilmtool.session.touched import MANY
from ilmtool.text import tr
from ilmtool.ui.canvas.canvas import Canvas
from ilmtool.ui.canvas.nudge_hand import NudgeHand
from ilmtool.ui.canvas.tie_hand import TieHand
from ilmtool.ui.nudge_bar import NudgeBar
from ilmtool.ui.progress import BackgroundProgress
from ilmtool.ui.registration_badge import RegistrationBadge, Said, said_of
from ilmtool.ui.window_layout import add_working_panel

if TYPE_CHECKING:
    from ilmtool.ui.dialogs.registration import RegistrationDialog
    from ilmtool.ui.panels.tie_points import TiePointDock


class RegistrationUi(QObject):
    """Implements `commands.front_end.RegistrationVerbs`.

    Parameters
    ----------
    desk : Desk
    canvas : Canvas
    sprites : TextSprites
        For the numbers of the markers.
    add_form : callable
        Told of the panel, whose fields are walked through by Tab.
    window : QMainWindow
        Gets the dock and the dialogs.
    """

    changed = Signal()
    """Which verbs can run, or what the captions say, may be different now."""
    _progressed = Signal(float)

    def __init__(
        self,
        desk: Desk,
        canvas: Canvas,
        sprites: TextSprites,
        add_form: Callable[[QWidget], None],
        window: QMainWindow,
    ) -> None:
        super().__init__(window)
        self._desk, self._canvas, self._window, self._add_form = desk, canvas, window, add_form
        self._workspace, self._placer = desk.workspace, desk.placer
        self.tie_points = TiePoints(desk.workspace, desk.placer)
        self.nudging = Nudging(desk.workspace, desk.placer)
        self._tie_hand = TieHand(self.tie_points, desk.workspace, sprites)
        self._nudge_hand = NudgeHand(self.nudging, desk.workspace)
        self.bar = NudgeBar(self.nudging)
        self.badge = RegistrationBadge(self._on_badge)
        self.progress = BackgroundProgress(
            desk.registrar.cancel,
            lambda _: tr("Registering"),
            tr("Stop registering"),
            tr("Stop registering; the images stay usable as they are"),
        )
        self.dock: TiePointDock | None = None
        self.dialog: RegistrationDialog | None = None
        self._nudged = False
        self._along: tuple[object, frozenset[str]] = (None, frozenset())
        desk.registrar.on_progress = self._progressed.emit
        self._progressed.connect(self._on_progress, Qt.ConnectionType.QueuedConnection)
        desk.registrar.on_end = self._on_end
        self.tie_points.subscribe(self._on_points)
        self.nudging.subscribe(self._on_nudge)
        desk.workspace.subscribe(self._on_update)

    # -- what there is -------------------------------------------------------------------------

    @property
    def is_measuring(self) -> bool:
        return self._desk.registrar.is_measuring

    @property
    def can_toggle(self) -> bool:
        """Whether there is a shift, or one on trial, to be shown or not."""
        return self._placer.is_registered() or self._placer.trial is not None

    @property
    def is_off(self) -> bool:
        return self._placer.is_off

    @property
    def is_setting_points(self) -> bool:
        return self.tie_points.is_on

    @property
    def is_nudging(self) -> bool:
        return self.nudging.is_on

    @property
    def said(self) -> Said:
        """What is to be said of the registration now."""
        workspace = self._workspace
        trial = self._placer.trial is not None
        said = said_of(
            workspace.document, workspace.pair, unregistered=workspace.view.unregistered, trial=trial
        )
        # The panel of tie points says how far, and leaves little room for captions.
        return replace(said, caption=tr("trial")) if trial and self.is_setting_points else said

    # -- measuring -----------------------------------------------------------------------------

    def measure(self) -> None:
        """Measure the registration on a worker; the answer comes as a dialog."""
        self._begin_measuring(self._show_answer)

    def _begin_measuring(self, done: Callable[[Measured], None]) -> None:
        pair = self._workspace.pair
        if pair is None or self.is_measuring:
            return
        self._close_dialog()
        self.nudging.leave()
        self._placer.show_registered()
        pair = self._workspace.pair
        if pair is None:
            return
        self._desk.registrar.measure(pair, done, self._failed)
        self.progress.begin()
        self.progress.told.emit("", 0.0)
        self._workspace.say(tr("Registering the before image…"))
        self.changed.emit()

    def stop(self) -> None:
        """Give up measuring."""
        if self.is_measuring:
            self.progress.stop()
            self._workspace.say(tr("Registering was stopped; nothing has changed"))

    def _on_progress(self, share: float) -> None:
        if self.is_measuring:  # else it was posted by a worker that has been stopped
            self.progress.told.emit("", min(share, 0.99))

    def _on_end(self) -> None:
        self.progress.told.emit("", 1.0)
        self.changed.emit()

    def _failed(self, error: UserError) -> None:
        self._desk.notify(Notice.of(error))

    def _show_answer(self, measured: Measured) -> None:
        from ilmtool.ui.dialogs.registration import RegistrationDialog

        self.tie_points.leave()
        self.nudging.leave()
        dialog = RegistrationDialog(measured, self._workspace.document, self._window)
        dialog.applied.connect(lambda: self._apply(measured))
        dialog.points_wanted.connect(lambda: self.set_points(measured.tie_points or None))
        dialog.nudge_wanted.connect(self.nudge)
        dialog.finished.connect(self._on_dialog_end)
        dialog.rejected.connect(lambda: self._workspace.say(""))
        self.dialog = dialog
        self._workspace.say(
            tr("The registration was refused")
            if measured.found.is_refused
            else tr("The registration was measured")
        )
        if not measured.found.is_refused:
            self._placer.try_out(measured.matrix)
        dialog.show_beside(self._canvas)

    def _apply(self, measured: Measured) -> None:
        from ilmtool.imagery.registration import METHOD

        pair, found = self._workspace.pair, measured.found
        if pair is None or not _same_images(pair, measured.pair):
            return
        now = self._workspace.context().now
        entry = new_entry(pair, measured.matrix, METHOD, now, rms_px=found.rms_px, points=found.inliers)
        self._placer.begin()
        self._workspace.dispatch(register_edit(self._workspace.document, entry))
        shift = shift_by(pair, measured.matrix).text
        self._workspace.say(tr("Registered: shifted by {shift}", shift=shift))

    def _on_dialog_end(self) -> None:
        self.dialog = None
        if not (self.is_setting_points or self.is_nudging):
            self._placer.try_out(None)
            self._canvas.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _close_dialog(self) -> None:
        if self.dialog is not None:
            self.dialog.reject()

    # -- by hand -------------------------------------------------------------------------------

    def toggle_points(self) -> None:
        """Set tie points, or no more."""
        if self.is_setting_points:
            self.tie_points.leave()
        else:
            self.set_points(None)

    def is_over(self, part: QWidget) -> bool:
        """Whether a part of the window is the panel of tie points, and none are being set."""
        return part is self.dock and not self.is_setting_points

    def set_points(self, points: tuple[TiePair, ...] | None) -> None:
        """Set tie points by hand, going on from these or from those that there are."""
        if self._workspace.pair is None:
            return
        self._close_dialog()
        self.nudging.leave()
        self._workspace.select(())
        self.tie_points.begin(points)

    def nudge(self) -> None:
        """Move the before image by drag and keys; called again, drop it."""
        if self.is_nudging:
            self.nudging.leave()
            return
        if self._workspace.pair is None:
            return
        self._close_dialog()
        self.tie_points.leave()
        self.nudging.begin()

    def toggle_shift(self) -> None:
        """Show the pair without its registration, or with it."""
        self._placer.toggle()
        if self.is_off:
            self._workspace.say(tr("The pair is shown without its registration"))
        else:
            self._workspace.say(tr("The pair is shown with its registration"))
        self.changed.emit()

    def reset(self) -> None:
        """Take the registration away, as a step that undo takes back."""
        workspace = self._workspace
        if workspace.pair is not None:
            now = workspace.context().now
            workspace.dispatch(reset_edit(workspace.document, workspace.pair, now))

    @property
    def can_reset(self) -> bool:
        """Whether there is a registration to take away."""
        pair, document = self._workspace.pair, self._workspace.document
        if pair is None or not is_registered(document, pair):
            return False
        entry = entry_in_force(document, pair)
        return entry is None or entry.method != "georeferencing"

    def _on_badge(self) -> None:
        if self.can_toggle:
            self.toggle_shift()
        else:
            self.toggle_points()

    # -- following -----------------------------------------------------------------------------

    def _on_points(self) -> None:
        points, canvas = self.tie_points, self._canvas
        if points.is_on:
            self._show_dock()
            if canvas.hand is not self._tie_hand:
                canvas.take_up(self._tie_hand)
                self._workspace.say(tr("Click a thing on one image, then the same thing on the other"))
        elif canvas.hand is self._tie_hand:
            canvas.put_down()
            self._workspace.say("")  # what was to be done is not to be done any more
            if self.dock is not None:
                self.dock.hide()
            canvas.setFocus(Qt.FocusReason.OtherFocusReason)
        canvas.update()
        self.changed.emit()

    def _show_dock(self) -> None:
        if self.dock is None:
            from ilmtool.ui.panels.tie_points import TiePointDock, TiePointPanel

            panel = TiePointPanel(self.tie_points, self._workspace, self._measure_points)
            panel.left.connect(self._canvas.setFocus)
            self.dock = TiePointDock(panel, self.tie_points, self._window)
            add_working_panel(self._window, self.dock, self._desk.settings)
            self._add_form(self.dock)
            panel.refresh()
        if not self.dock.isVisible():
            self.dock.show()
            self.dock.raise_()

    def _measure_points(self) -> None:
        """Measure, and put the places that agree into the list."""

        def take(measured: Measured) -> None:
            if measured.found.is_refused:
                text = tr("No points were measured: {reason}.", reason=measured.found.reason)
                self._desk.notify(Notice("warning", text, "", tr("Set them by hand.")))
            elif self.is_setting_points:
                self.tie_points.begin((*self.tie_points.whole, *measured.tie_points))

        self._begin_measuring(take)

    def _on_nudge(self) -> None:
        nudging, canvas, pair = self.nudging, self._canvas, self._workspace.pair
        begins = nudging.is_on and canvas.hand is not self._nudge_hand
        ends = not nudging.is_on and canvas.hand is self._nudge_hand
        if begins:
            canvas.take_up(self._nudge_hand)
            self._workspace.say(tr("Drag the before image, or move it with the arrow keys"))
        elif ends:
            canvas.put_down()
            self._workspace.say("")
        moved = nudging.is_on and (nudging.dx or nudging.dy)
        if pair is not None and (moved or self._nudged):
            self._show_moved(pair)
        self._nudged = bool(moved)
        if begins or ends:  # not with every step: each menu would be looked through
            self.changed.emit()

    def _show_moved(self, pair: Pair) -> None:
        scene, nudging = pair.before, self.nudging
        placement = nudging.placement(pair) if nudging.is_on else scene.placement
        layer = SceneLayer(scene.id, scene.facts.levels, placement)
        along, index = self._moved_along(pair), self._workspace.index
        boxes = index.moved(along, (nudging.dx, nudging.dy)) if nudging.is_on and along else None
        touched: tuple[Bounds, ...] | None = None
        if len(along) <= MANY:
            each = ((boxes or index).bounds_of((key,)) for key in along)
            touched = tuple(bounds for bounds in each if bounds is not None)
        self._canvas.show_moved(layer, boxes, touched)

    def _moved_along(self, pair: Pair) -> frozenset[str]:
        """The annotations of the before image, looked for once in a document."""
        annotations = self._workspace.document.annotations
        if self._along[0] is not annotations:
            mine = frozenset(key for key, a in annotations.items() if a.drawn_on == pair.before.id)
            self._along = (annotations, mine)
        return self._along[1]

    def placed(self) -> None:
        """The pair was placed anew; a nudge that goes on goes on from there."""
        if self.nudging.is_on and self._workspace.pair is not None:
            self._show_moved(self._workspace.pair)

    def _on_update(self, update: Update) -> None:
        old, new = update.old.pair, update.new.pair
        if old is not new and not _same_images(old, new):
            self._close_dialog()
            self.nudging.leave()
            self.tie_points.forget()
            self.progress.begin()
        elif update.old.view.tool != update.new.view.tool:  # another tool was taken in hand
            self.nudging.leave()
            self.tie_points.leave()
        header = update.change is not None and update.change.patch.header is not None
        if old is not new or header:
            self.tie_points.follow(self._workspace.document, new)
        if update.change is not None and self._nudged and old is new and new is not None:
            self._show_moved(new)  # boxes that are moved along were edited
        if old is not new or header or update.old.view.unregistered != update.new.view.unregistered:
            self.badge.show_said(self.said)

    def close(self) -> None:
        """The window closes."""
        self._desk.registrar.cancel()
        self._close_dialog()


def _same_images(one: Pair | None, other: Pair | None) -> bool:
    return (
        one is not None
        and other is not None
        and one.before.source is other.before.source
        and one.after.source is other.after.source
    )
