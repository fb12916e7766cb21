"""What the window asks about the dates of the open document."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from ilmtool.core.layout import Side
from ilmtool.session.desk import Desk


class DateVerbs:
    """Dialogs over `Desk.dates`.

    Parameters
    ----------
    desk : Desk
    window : QWidget
        Parent of the dialogs.
    images : str
        Filter of the file dialog.
    """

    def __init__(self, desk: Desk, window: QWidget, images: str) -> None:
        self._desk, self._window, self._images = desk, window, images

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
        names, _ = QFileDialog.getOpenFileNames(self._window, "Add images", folder, self._images)
        self._desk.dates.add([Path(name) for name in names])
