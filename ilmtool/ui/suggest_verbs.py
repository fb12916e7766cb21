"""The verbs of suggestions that need the window: the panel, the label that is asked for once, the canvas."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QMainWindow, QWidget

from ilmtool.session.desk import Desk
from ilmtool.session.pair import Pair
from ilmtool.ui.canvas.canvas import Canvas
from ilmtool.ui.window_layout import add_working_panel

if TYPE_CHECKING:
    from ilmtool.ui.panels.suggestions import SuggestionDock


class SuggestUi(QObject):
    """Implements `commands.front_end.SuggestVerbs`.

    Parameters
    ----------
    desk : Desk
    canvas : Canvas
    window : QMainWindow
    add_form : callable
        Told of the panel, whose fields are walked through by Tab.
    pop_up : callable
        Shows a dialog over the canvas.
    run : callable
        Runs the command of an id.
    """

    changed = Signal()
    """Which verbs can run may be different now."""

    def __init__(
        self,
        desk: Desk,
        canvas: Canvas,
        window: QMainWindow,
        add_form: Callable[[QWidget], None],
        pop_up: Callable[[QDialog], None],
        run: Callable[[str], None],
    ) -> None:
        super().__init__(window)
        self._desk, self._canvas, self._window = desk, canvas, window
        self._add_form, self._pop_up, self._run = add_form, pop_up, run
        self._suggesting = desk.suggesting
        self.dock: SuggestionDock | None = None
        self._asked_for: Pair | None = None
        self._suggesting.subscribe(self._on_change)

    # -- state ---------------------------------------------------------------------------------

    @property
    def is_shown(self) -> bool:
        return self._suggesting.is_shown

    @property
    def has_any(self) -> bool:
        return self.is_shown and self._suggesting.counts["pending"] > 0

    @property
    def is_pending(self) -> bool:
        return self._suggesting.is_pending

    @property
    def is_rejected(self) -> bool:
        return self._suggesting.is_rejected

    @property
    def is_searching(self) -> bool:
        return self._suggesting.is_searching

    @property
    def can_search(self) -> bool:
        return self.is_shown and not self.is_searching and self._desk.workspace.pair is not None

    def is_over(self, part: QWidget) -> bool:
        """Whether a part of the window is the panel of suggestions, and they are not shown."""
        return part is self.dock and not self.is_shown

    # -- verbs ---------------------------------------------------------------------------------

    def toggle(self) -> None:
        """Show suggestions, or hide them; a registered pair is searched at once."""
        if self.is_shown:
            self._close()
            return
        dock = self._dock()
        self._suggesting.show(True)
        dock.show()
        dock.raise_()
        pair = self._desk.workspace.pair
        if self._suggesting.found is None and pair is not None:
            if self._suggesting.is_on_trial:  # what is found by it would outlast it
                dock.panel.buttons["search"].setFocus(Qt.FocusReason.ShortcutFocusReason)
            elif pair.is_registered:
                self.search()
            else:
                dock.panel.buttons["register"].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _dock(self) -> SuggestionDock:
        if self.dock is None:
            from ilmtool.ui.panels.suggestions import SuggestionDock, SuggestionPanel

            verbs = {
                "accept": self.accept,
                "reject": self.reject,
                "next": lambda: self.step(1),
                "previous": lambda: self.step(-1),
                "search": self.search,
                "stop": self.stop,
                "register": lambda: self._run("registration.measure"),
            }
            panel = SuggestionPanel(self._suggesting, lambda: self._desk.workspace.pair, verbs)
            self.dock = SuggestionDock(panel, self._window)
            self._suggesting.on_progress = panel.told.emit
            add_working_panel(self._window, self.dock, self._desk.settings)
            self.dock.closed.connect(self._close)
            self._add_form(self.dock)
        return self.dock

    def _close(self) -> None:
        self._suggesting.show(False)
        if self.dock is not None and not self.dock.isHidden():
            self.dock.hide()
        self._canvas.setFocus()

    def search(self) -> None:
        """Compare both dates as they lie now."""
        self._suggesting.search()
        self._canvas.setFocus()

    def stop(self) -> None:
        """Give a search up."""
        self._suggesting.stop()

    def accept(self) -> None:
        """Make an annotation of the one that is looked at; the first time, its label is asked for."""
        workspace, pair = self._desk.workspace, self._desk.workspace.pair
        first = workspace.labels.classes[0].name if len(workspace.labels) else ""
        chosen = workspace.view.current_label not in {"", first} or bool(self._suggesting.counts["accepted"])
        if not self.is_pending:
            return
        if chosen or self._asked_for is pair or not len(workspace.labels):
            self._suggesting.accept()
            return
        from ilmtool.ui.dialogs.label_picker import LabelPicker

        def take(name: str) -> None:
            self._asked_for = pair
            self._suggesting.accept(name)

        self._pop_up(LabelPicker(workspace.labels, take, workspace.view.current_label, self._window))

    def reject(self) -> None:
        """Remember that the one that is looked at is no change, or put it back."""
        self._suggesting.reject()

    def step(self, step: int) -> None:
        """The next or previous one that waits for a decision."""
        self._suggesting.step(step)

    def _on_change(self) -> None:
        self._canvas.update()
        self.changed.emit()
