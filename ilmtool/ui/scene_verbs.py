"""The verbs of scenes that need the window: their panel, which two are compared, further ones."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QMainWindow, QWidget

from ilmtool.core.layout import Side
from ilmtool.session.desk import Desk
from ilmtool.text import tr
from ilmtool.ui.canvas.canvas import Canvas
from ilmtool.ui.file_filters import image_files
from ilmtool.ui.window_layout import add_working_panel

if TYPE_CHECKING:
    from ilmtool.ui.panels.scenes import ScenesDock


class SceneUi(QObject):
    """Implements `commands.front_end.SceneVerbs`.

    Parameters
    ----------
    desk : Desk
    canvas : Canvas
    add_form : callable
        Told of the panel, whose fields are walked through by Tab.
    window : QMainWindow
        Gets the dock and the dialogs.

    Attributes
    ----------
    dock : ScenesDock or None
        Once it has been wanted.
    """

    changed = Signal()
    """The panel is shown now, or no more."""

    def __init__(
        self, desk: Desk, canvas: Canvas, add_form: Callable[[QWidget], None], window: QMainWindow
    ) -> None:
        super().__init__(window)
        self._desk, self._canvas, self._add_form, self._window = desk, canvas, add_form, window
        self.dock: ScenesDock | None = None

    # -- the panel -----------------------------------------------------------------------------

    def toggle(self) -> None:
        """Show dates, angles and files of both scenes, or hide them."""
        if self.dock is None:
            from ilmtool.ui.panels.scenes import ScenesDock

            self.dock = ScenesDock(self._desk.workspace, self.swap, self._window)
            self.dock.panel.left.connect(self._canvas.setFocus)
            add_working_panel(self._window, self.dock, self._desk.settings)
            self._add_form(self.dock)
            self.dock.hide()
            self.dock.visibilityChanged.connect(self.changed)
        self.dock.toggle()

    @property
    def is_shown(self) -> bool:
        return self.dock is not None and self.dock.isVisible()

    # -- which scenes --------------------------------------------------------------------------

    def swap(self) -> None:
        """Exchange before and after, with everything that was annotated."""
        self._desk.swap()

    def choose(self) -> None:
        """Ask which two of the document's images to compare."""
        from ilmtool.ui.dialogs.dates import DatesDialog

        pair, dates = self._desk.workspace.pair, self._desk.dates
        if pair is None:
            return
        dialog = DatesDialog(dates.scenes(), (pair.before.id, pair.after.id), self.add, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: dates.show(dialog.chosen(Side.BEFORE), dialog.chosen(Side.AFTER)))
        dialog.open()

    def step(self, side: Side, step: int) -> None:
        """Show the next later or earlier image on one side."""
        self._desk.dates.step(side, step)

    def add(self) -> None:
        """Ask for further images of the place, and add them to the document."""
        folder = self._desk.settings.last_folder
        names, _ = QFileDialog.getOpenFileNames(self._window, tr("Add images"), folder, image_files())
        self._desk.dates.add([Path(name) for name in names])
