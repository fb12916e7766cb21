"""The verbs of help: keys, commands found by typing, the guide, the log, what the program is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QDialog, QMessageBox, QWidget

from ilmtool import PROGRAM, __version__
from ilmtool.commands.command import Command
from ilmtool.resources import guide_dir
from ilmtool.text import tr
from ilmtool.ui.command_book import CommandBook

if TYPE_CHECKING:
    from ilmtool.ui.dialogs.guide import GuideWindow


class HelpUi:
    """Implements `commands.front_end.HelpVerbs`.

    Parameters
    ----------
    book : CommandBook
    rekey : callable
        Told of the commands after their keys were changed.
    log : callable
        The text of the log.
    pop_up : callable
        Shows a dialog over the canvas.
    window : QWidget
        Parent of the dialogs.
    """

    def __init__(
        self,
        book: CommandBook,
        rekey: Callable[[tuple[Command, ...]], None],
        log: Callable[[], str],
        pop_up: Callable[[QDialog], None],
        window: QWidget,
    ) -> None:
        self._book, self._rekey, self._log = book, rekey, log
        self._pop_up, self._window = pop_up, window
        self._guide: GuideWindow | None = None

    def show_palette(self) -> None:
        """Find any command by typing."""
        self._pop_up(self._book.palette(self._window))

    def show_keys(self) -> None:
        """Show all keys."""
        self._book.show_keys(self._window)

    def change_keys(self) -> None:
        """Give commands other keys."""
        self._book.change_keys(self._window, self._rekey)

    def show_guide(self) -> None:
        """Show the user guide, in the one window that it has."""
        if self._guide is None:
            from ilmtool.ui.dialogs.guide import GuideWindow

            self._guide = GuideWindow(guide_dir(), self._window)
        self._guide.show()
        self._guide.raise_()
        self._guide.activateWindow()

    def show_words(self) -> None:
        """Show what the words of judgement mean."""
        from ilmtool.ui.dialogs.words import WordsDialog

        WordsDialog(self._window).exec()

    def show_log(self) -> None:
        """Show what the program and its libraries reported."""
        from ilmtool.session.log_file import log_path
        from ilmtool.ui.dialogs.log import LogDialog

        LogDialog(self._log(), log_path(), self._window).exec()

    def show_about(self) -> None:
        """Say what this program is."""
        what = tr("What changed between two images, with evidence.")
        free = tr(
            "Free software under the MIT licence. It uses Qt {qt} under the LGPL, GDAL and other free "
            "software, whose licences come with the program.",
            qt=qVersion(),
        )
        box = QMessageBox(self._window)
        box.setWindowTitle(tr("About ilmtool"))
        box.setIconPixmap(self._window.windowIcon().pixmap(64))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(f"{PROGRAM} {__version__}\n\n{what}\n\n{free}")
        licences = box.addButton(tr("Licences…"), QMessageBox.ButtonRole.ActionRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Close))
        box.exec()
        if box.clickedButton() is licences:
            self._show_licences()

    def _show_licences(self) -> None:
        from ilmtool.session.licences import works
        from ilmtool.ui.dialogs.licences import LicencesDialog

        LicencesDialog(works(), self._window).exec()
