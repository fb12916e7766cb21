"""What only the user can say while images are opened: which of several, whether to fetch, from where."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QMessageBox, QWidget

from ilmtool.imagery.address import public_url
from ilmtool.imagery.parts import ChoiceNeeded, ImagePart
from ilmtool.session.desk import Desk
from ilmtool.session.hrefs import ConsentNeeded
from ilmtool.text import tr

if TYPE_CHECKING:
    from ilmtool.ui.dialogs.finder import Choice


class OpeningQuestions:
    """Asks for the desk.

    Parameters
    ----------
    desk : Desk
    window : QWidget
    pop_up : callable
        Shows a list over the window.
    """

    def __init__(self, desk: Desk, window: QWidget, pop_up: Callable[[QDialog], None]) -> None:
        self._desk, self._window, self._pop_up = desk, window, pop_up
        desk.opener.on_choice = self.ask_which
        desk.opener.on_consent = self.ask_to_fetch

    def ask_which(self, error: ChoiceNeeded, chosen: Callable[[int], None]) -> None:
        """A list of the images in a file; typing narrows it, Esc opens nothing."""
        from ilmtool.ui.dialogs.finder import Choice, Finder

        def choice(part: ImagePart) -> Choice:
            size = ""
            if part.width and part.height:
                size = tr("{width} × {height} px", width=part.width, height=part.height)
            return Choice(f"{part.number}  {part.name}".strip(), size, lambda: chosen(part.number))

        def search(text: str) -> list[Choice]:
            words = text.casefold().split()
            return [choice(part) for part in error.parts if all(w in part.label.casefold() for w in words)]

        self._pop_up(Finder(tr("Which image of {name}?", name=error.address.name), search, self._window))

    def ask_to_fetch(self, error: ConsentNeeded, agree: Callable[[], None]) -> None:
        """Say what a sidecar would have fetched; nothing is, unless the user says so."""
        box = QMessageBox(
            QMessageBox.Icon.Question,
            "ilmtool",
            tr("{name} names images in the network.", name=error.sidecar.name),
            parent=self._window,
        )
        # Plain: the text comes from a file of somebody else's.
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setInformativeText("\n".join((tr("Fetch them from there?"), *map(public_url, error.urls))))
        fetch = box.addButton(tr("Fetch"), QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.buttonClicked.connect(lambda button: agree() if button is fetch else None)
        box.open()

    def ask_addresses(self) -> None:
        """Ask for both images' addresses and open them."""
        from ilmtool.ui.dialogs.addresses import AddressDialog

        AddressDialog(self._desk.open_images, self._window).open()
