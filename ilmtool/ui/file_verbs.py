"""The verbs of files that need the window: what to open, where to save, what to do when that fails."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QDialog, QFileDialog, QMenu, QMessageBox, QWidget

from ilmtool.errors import UserError
from ilmtool.imagery.address import place_of
from ilmtool.session.desk import Desk
from ilmtool.session.settings import RecentPair
from ilmtool.text import one_line, tr
from ilmtool.ui.file_filters import annotation_files, image_files
from ilmtool.ui.opening import OpeningQuestions
from ilmtool.ui.safety import Safety

if TYPE_CHECKING:
    from ilmtool.ui.export_verbs import ExportVerbs


class FileUi:
    """Implements `commands.front_end.FileVerbs`.

    Parameters
    ----------
    desk : Desk
    safety : Safety
        Asked first where a file is somebody else's.
    make_demo : callable
        Makes the demo pair in the background and opens it.
    pop_up : callable
        Shows a dialog over the canvas.
    window : QWidget
        Parent of the dialogs.

    Attributes
    ----------
    exports : ExportVerbs or None
        Made when something is first exported.
    """

    def __init__(
        self,
        desk: Desk,
        safety: Safety,
        make_demo: Callable[[], None],
        pop_up: Callable[[QDialog], None],
        window: QWidget,
    ) -> None:
        self._desk, self._safety, self._window = desk, safety, window
        self._make_demo = make_demo
        self._questions = OpeningQuestions(desk, window, pop_up)
        self.exports: ExportVerbs | None = None

    # -- opening -------------------------------------------------------------------------------

    def open_pair(self) -> None:
        """Ask for two images; they are put in order by date."""
        folder = self._desk.settings.last_folder
        title = tr("Choose both images")
        names, _ = QFileDialog.getOpenFileNames(self._window, title, folder, image_files())
        if len(names) == 1:
            start = str(Path(names[0]).parent)
            title = tr("Choose the other image")
            other, _ = QFileDialog.getOpenFileName(self._window, title, start, image_files())
            names = [names[0], other] if other else []
        if names:
            self._desk.open_dropped([Path(name) for name in names])

    def open_sidecar(self) -> None:
        """Ask for an annotation file."""
        folder = self._desk.settings.last_folder
        title = tr("Open annotation file")
        name, _ = QFileDialog.getOpenFileName(self._window, title, folder, annotation_files())
        if name:
            self._desk.open_annotations(Path(name))

    def open_addresses(self) -> None:
        """Ask for the addresses of two images."""
        self._questions.ask_addresses()

    def open_dropped(self, urls: Sequence[QUrl]) -> bool:
        """Open what was dropped on the window; False where there is no file among it."""
        paths = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
        if paths:
            self._desk.open_dropped(paths)
        return bool(paths)

    def open_demo(self) -> None:
        """Make the demo pair and open it."""
        self._make_demo()

    def open_recent(self, pair: RecentPair) -> None:
        """Open a pair that was open before."""
        self._desk.open_images(place_of(pair.before), place_of(pair.after))

    def fill_recent(self, menu: QMenu) -> None:
        """Make a menu of the pairs that were open before and are still there."""
        menu.clear()
        for pair in self._desk.settings.existing_recent():
            names = (one_line(place_of(path).name) for path in (pair.before, pair.after))
            text = " → ".join(names).replace("&", "&&")
            action = menu.addAction(text)
            action.setToolTip(pair.after)
            action.triggered.connect(lambda _=False, p=pair: self.open_recent(p))
        menu.setEnabled(True)
        if menu.isEmpty():
            menu.addAction(tr("No recent pairs")).setEnabled(False)

    def stop_opening(self) -> None:
        """Give up what is being opened."""
        self._desk.opener.stop()

    @property
    def is_opening(self) -> bool:
        return self._desk.opener.is_opening

    # -- saving --------------------------------------------------------------------------------

    @property
    def can_save(self) -> bool:
        return self._desk.saver is not None

    def save(self) -> None:
        """Save at once; an unreadable file in the way is asked about."""
        saver = self._desk.saver
        if saver is None:
            return
        if self._safety.can_take_over:
            self._safety.take_over()
            return
        if saver.refusal is not None and self._agreed(
            tr("{name} cannot be read, so it is not written over.", name=saver.path.name),
            tr("Rename it and save the annotations made now in its place?"),
            tr("Rename and save"),
        ):
            saver.set_aside()
            return
        saver.save_now()

    def save_as(self) -> None:
        """Ask for a name and save there."""
        saver = self._desk.saver
        if saver is None:
            return
        title = tr("Save annotations as")
        name, _ = QFileDialog.getSaveFileName(self._window, title, str(saver.path), annotation_files())
        if name:
            saver.save_as(Path(name), replace=True)  # the dialog has asked

    def put_away(self) -> bool:
        """Save and close the open pair; where it cannot be saved, ask. False if the window is to stay."""
        problem = self._desk.put_away()
        while problem is not None:
            if not self._dealt_with(problem):
                return False
            problem = self._desk.put_away()
        return True

    def _dealt_with(self, problem: UserError) -> bool:
        box = QMessageBox(QMessageBox.Icon.Warning, "ilmtool", problem.title, parent=self._window)
        box.setInformativeText(f"{problem.detail} {problem.hint}".strip())
        again = box.addButton(tr("Try again"), QMessageBox.ButtonRole.AcceptRole)
        elsewhere = box.addButton(tr("Save as…"), QMessageBox.ButtonRole.AcceptRole)
        discard = box.addButton(tr("Discard annotations"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.exec()
        clicked = box.clickedButton()
        if clicked is discard:
            self._desk.abandon()
        elif clicked is elsewhere:
            self.save_as()
        return clicked in {again, elsewhere, discard}

    def _agreed(self, text: str, question: str, verb: str) -> bool:
        box = QMessageBox(QMessageBox.Icon.Question, "ilmtool", text, parent=self._window)
        box.setInformativeText(question)
        yes = box.addButton(verb, QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.exec()
        return box.clickedButton() is yes

    # -- exporting -----------------------------------------------------------------------------

    def export(self) -> None:
        """Ask for a labelled dataset and make it in the background."""
        if self.exports is None:
            from ilmtool.ui.export_verbs import ExportVerbs

            self.exports = ExportVerbs(self._desk, self._window)
        self.exports.show()

    def stop_export(self) -> None:
        """Give up what is being exported."""
        if self.exports is not None:
            self.exports.stop()
