"""What the window asks about the dates of the open document."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from ilmtool.core.layout import Side
from ilmtool.session.desk import Desk
from ilmtool.text import tr
from ilmtool.ui.file_filters import image_files


class DateVerbs:
    """Dialogs over `Desk.dates`.

    Parameters
    ----------
    desk : Desk
    window : QWidget
        Parent of the dialogs.
    """

    def __init__(self, desk: Desk, window: QWidget) -> None:
        self._desk, self._window = desk, window

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

    def add(self) -> None:
        """Ask for further images of the place, and add them to the document."""
        folder = self._desk.settings.last_folder
        names, _ = QFileDialog.getOpenFileNames(self._window, tr("Add images"), folder, image_files())
        self._desk.dates.add([Path(name) for name in names])
