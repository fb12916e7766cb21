"""When the tour is shown: once, with the first pair of a real start, and whenever it is asked for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QToolBar, QWidget

from ilmtool.session.desk import Desk
from ilmtool.session.shown import Update
from ilmtool.text import tr
from ilmtool.ui.actions import Actions
from ilmtool.ui.canvas.canvas import Canvas
from ilmtool.ui.keyboard import KeyRouter

if TYPE_CHECKING:
    from ilmtool.ui.tour import Bubble


class TourUi:
    """The tour of one window.

    Parameters
    ----------
    desk : Desk
    window : QMainWindow
    canvas : Canvas
        Has the keyboard before and afterwards.
    actions : Actions
    toolbar : QToolBar
    saved : QWidget
        Says whether all is saved.
    router : KeyRouter
        Tab and Space mean in the bubble what they mean in any form.
    """

    def __init__(
        self,
        desk: Desk,
        window: QMainWindow,
        canvas: Canvas,
        actions: Actions,
        toolbar: QToolBar,
        saved: QWidget,
        router: KeyRouter,
    ) -> None:
        self._desk, self._window, self._canvas = desk, window, canvas
        self._actions, self._toolbar, self._saved, self._router = actions, toolbar, saved, router
        self.bubble: Bubble | None = None
        self._awaited = False

    def await_pair(self) -> None:
        """Show it with the first pair that is opened, unless it was shown before."""
        if not self._desk.settings.tour_seen and not self._awaited:
            self._awaited = True
            self._desk.workspace.subscribe(self._on_update)

    def _on_update(self, update: Update) -> None:
        if self._awaited and update.new.pair is not None:
            self._awaited = False
            # When the window has been laid out for the pair.
            QTimer.singleShot(0, self._window, self._begin_unasked)

    def _begin_unasked(self) -> None:
        if QApplication.activeModalWidget() is not None:
            self._awaited = True  # a question about the work comes first; the next pair brings the tour
            return
        self.show()

    def show(self) -> None:
        """From its first step."""
        from ilmtool.ui.tour import Bubble, steps_of

        self.leave()
        saver = self._desk.saver
        name = saver.path.name if saver is not None else tr("a file beside the after image")
        bubble = self.bubble = Bubble(
            self._window, steps_of(self._keys, self._target, name), self._gone, self._plates
        )
        self._router.add_form(bubble)
        bubble.take_keyboard()
        self._desk.change_settings(replace(self._desk.settings, tour_seen=True))

    def leave(self) -> None:
        """End it, if it is shown."""
        if self.bubble is not None:
            self.bubble.leave()

    def _gone(self) -> None:
        if self.bubble is not None:
            self._router.drop_form(self.bubble)
            self.bubble = None
            self._canvas.setFocus()

    def _plates(self) -> list[QRect]:
        """Where the images say in the window which they are."""
        corner = self._canvas.mapTo(self._window, QPoint(0, 0))
        return [place.translated(corner) for place in self._canvas.caption_places()]

    def _keys(self, command_id: str) -> str:
        """The first key of a command, or its name where the user has taken its keys away."""
        action = self._actions.action(command_id)
        shortcut = action.shortcut()
        return shortcut.toString(shortcut.SequenceFormat.NativeText) or tr(
            "“{command}”", command=action.text()
        )

    def _target(self, name: str) -> QWidget | None:
        if name == "saved":
            return self._saved
        command = {"compare": "view.side-by-side", "draw": "draw.box"}[name]
        return self._toolbar.widgetForAction(self._actions.action(command))
