"""Export of a labelled dataset: what, how, where; then progress, with a way to stop it."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from ilmtool.datasets.common_options import OPTIONS
from ilmtool.datasets.formats.registry import format_names, format_of, format_title
from ilmtool.datasets.options import Option, in_titles
from ilmtool.errors import UserError
from ilmtool.text import mark, number, tr
from ilmtool.ui.dialogs.option_form import OptionForm
from ilmtool.ui.language import share_format

Begin = Callable[[tuple[str, ...], Path, str, Mapping[str, Any], bool], None]
"""Starts an export: sidecars and folders, target, format, values by key, whether to resume."""

_SIDECARS = mark("Annotation files (*.ilm.geojson);;All files (*)")


_RESUME = Option("resume", "flag", mark("Go on"), "")
"""What is an option on the command line, and a button here."""


class ExportDialog(QDialog):
    """Asks for an export, and shows it while it runs. It knows nothing of how it is done.

    Parameters
    ----------
    sidecars : sequence of str
        What is in the list at first.
    begin : callable
    stop : callable
        Gives the running export up.
    """

    told = Signal(str, int, int, int)
    """What is done, places done, places in all, images; emitted from any thread."""

    def __init__(
        self, sidecars: Sequence[str], begin: Begin, stop: Callable[[], None], parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Export dataset"))
        self._begin, self._stop = begin, stop
        self._started: dict[str, float] = {}
        self.running = False
        self._make_what(sidecars)
        self._tabs = QTabWidget()
        self._tabs.setAccessibleName(tr("Options"))
        self._forms: list[OptionForm] = []
        groups: dict[str, list[Option]] = {}
        for option in OPTIONS:
            groups.setdefault(option.group, []).append(option)
        for title, options in groups.items():
            self._add_form(title, options)
        self._own = OptionForm(())
        self._make_below()
        layout = QVBoxLayout(self)
        layout.addLayout(self._what)
        layout.addWidget(self._tabs, 1)
        layout.addWidget(self.message)
        layout.addWidget(self.bar)
        layout.addWidget(self.buttons)
        self.formats.currentIndexChanged.connect(self._change_format)
        self._change_format()
        self.told.connect(self._show_progress, Qt.ConnectionType.QueuedConnection)
        self.resize(640, 600)

    def _make_what(self, sidecars: Sequence[str]) -> None:
        self.sidecars = QListWidget()
        # Paths begin with a slash, which would stand at their end in a list from right to left.
        self.sidecars.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.sidecars.setAccessibleName(tr("Annotation files and folders"))
        self.sidecars.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)
        self.sidecars.addItems(list(sidecars))
        self.sidecars.setMaximumHeight(110)
        self.formats = QComboBox()
        self.formats.setAccessibleName(tr("Format"))
        for name in format_names():
            self.formats.addItem(format_title(name), name)
        self.target = QLineEdit()
        self.target.setAccessibleName(tr("Folder to make"))
        self.target.setPlaceholderText(tr("a new folder"))
        buttons = QVBoxLayout()
        for text, verb in (
            (tr("Add files…"), self._add_files),
            (tr("Add folder…"), self._add_folder),
            (tr("Remove"), self._remove),
        ):
            button = QPushButton(text)
            button.setAutoDefault(False)
            button.clicked.connect(verb)
            buttons.addWidget(button)
        buttons.addStretch()
        browse = QPushButton(tr("Browse…"))
        browse.setAccessibleName(tr("Browse for the folder to make"))
        browse.setAutoDefault(False)
        browse.clicked.connect(self._choose_target)
        row = QHBoxLayout()
        row.addWidget(self.target)
        row.addWidget(browse)
        self._what = QGridLayout()
        for line, (text, buddy) in enumerate(
            ((tr("&Annotations"), self.sidecars), (tr("&Format"), self.formats), (tr("&Into"), self.target))
        ):
            label = QLabel(text)
            label.setBuddy(buddy)
            top = Qt.AlignmentFlag.AlignTop if line == 0 else Qt.AlignmentFlag.AlignVCenter
            self._what.addWidget(label, line, 0, top)
        self._what.addWidget(self.sidecars, 0, 1)
        self._what.addLayout(buttons, 0, 2)
        self._what.addWidget(self.formats, 1, 1)
        self._what.addLayout(row, 2, 1, 1, 2)

    def _make_below(self) -> None:
        self.message = QLabel()
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        self.message.setWordWrap(True)
        self.message.setAccessibleName(tr("State of the export"))
        self.message.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.bar = QProgressBar()
        self.bar.setFormat(share_format())
        self.bar.setAccessibleName(tr("Progress of the export"))
        self.bar.setFormat("%p %")
        self.bar.hide()
        self.buttons = QDialogButtonBox()
        self.start = self.buttons.addButton(tr("Export"), QDialogButtonBox.ButtonRole.ActionRole)
        self.start.setDefault(True)
        self.start.clicked.connect(lambda: self._run(resume=False))
        self.resume = self.buttons.addButton(tr("Go on"), QDialogButtonBox.ButtonRole.ActionRole)
        self.resume.setToolTip(tr("Go on with the export that was stopped"))
        self.resume.clicked.connect(lambda: self._run(resume=True))
        self.resume.hide()
        self.cancel = self.buttons.addButton(tr("Stop"), QDialogButtonBox.ButtonRole.ActionRole)
        self.cancel.clicked.connect(self._give_up)
        self.cancel.hide()
        self.buttons.addButton(QDialogButtonBox.StandardButton.Close)
        self.buttons.rejected.connect(self.close)

    def _add_form(self, title: str, options: Sequence[Option]) -> OptionForm:
        form = OptionForm(options)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(form)
        self._tabs.addTab(area, tr(title))
        self._forms.append(form)
        return form

    def _change_format(self) -> None:
        """The options of the format alone have a tab of their own, if there are any."""
        if self._own in self._forms:
            self._tabs.removeTab(self._tabs.count() - 1)
            self._forms.remove(self._own)
            self._own = OptionForm(())
        try:
            chosen = format_of(self.formats.currentData())
        except UserError as error:  # of another package
            self.message.setText(str(error))
            return
        if chosen.options:
            self._own = self._add_form(chosen.title, chosen.options)

    def values(self) -> dict[str, Any]:
        """What was chosen, by key."""
        return {key: value for form in self._forms for key, value in form.values().items()}

    def control(self, key: str) -> QWidget:
        """The control of an option."""
        return next(form.control(key) for form in self._forms if key in form.keys)

    # What happens

    def _add_files(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(self, tr("Annotation files"), "", tr(_SIDECARS))
        self.sidecars.addItems(names)

    def _add_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, tr("Folder with annotation files"))
        if name:
            self.sidecars.addItem(name)

    def _remove(self) -> None:
        for item in self.sidecars.selectedItems():
            self.sidecars.takeItem(self.sidecars.row(item))

    def _choose_target(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, tr("Folder to make"), self.target.text())
        if name:
            self.target.setText(name)

    def _run(self, *, resume: bool) -> None:
        names = tuple(self.sidecars.item(row).text() for row in range(self.sidecars.count()))
        if not names or not self.target.text().strip():
            self.message.setText(
                tr("Add annotation files or a folder.") if not names else tr("Name the folder to make.")
            )
            return
        self._started = {}
        self._set_running(True)
        self.message.setText(tr("Looking at the annotation files"))
        target = Path(self.target.text().strip())
        self._begin(names, target, self.formats.currentData(), self.values(), resume)

    def _set_running(self, running: bool) -> None:
        self.running = running
        self.bar.setVisible(running)
        self.bar.setRange(0, 0)
        self.cancel.setVisible(running)
        self.cancel.setEnabled(running)
        self.start.setVisible(not running)
        self.resume.hide()
        for widget in (self.sidecars, self.formats, self.target, self._tabs):
            widget.setEnabled(not running)

    def _give_up(self) -> None:
        self.cancel.setEnabled(False)
        self.message.setText(tr("Stopping"))
        self._stop()

    def _show_progress(self, what: str, done: int, total: int, images: int) -> None:
        if not self.running or not self.cancel.isEnabled():
            return
        now = time.monotonic()
        spent = now - self._started.setdefault(what, now)
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        said = [tr(_WORDS.get(what, what), done=number(done), total=number(total))]
        if images and spent > 0.5:
            said.append(tr("{rate} images a second", rate=number(images / spent, ",.0f")))
        if done and spent > 1:
            said.append(tr("about {seconds} s left", seconds=number(spent / done * (total - done), ",.0f")))
        self.message.setText(", ".join(said))

    def finished_well(self, text: str) -> None:
        """The dataset is there."""
        self._set_running(False)
        self.message.setText(self._in_titles(text))

    def failed(self, text: str, *, resumable: bool) -> None:
        """It could not be made, or was stopped."""
        self._set_running(False)
        self.resume.setVisible(resumable)
        self.message.setText(self._in_titles(text))

    def _in_titles(self, text: str) -> str:
        """Errors are worded for the command line: what they name is found here by its title."""
        return in_titles(text, (*OPTIONS, *self._own.options, _RESUME))

    def reject(self) -> None:
        """Esc closes, but not over a running export: that is stopped first."""
        if self.running:
            self._give_up()
        else:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """The same for the window's own button."""
        if self.running:
            self._give_up()
            event.ignore()
        else:
            super().closeEvent(event)


_WORDS = {
    "survey": mark("Looking: {done} of {total} places"),
    "export": mark("Exporting: {done} of {total} places"),
    "labels": mark("Writing labels: {done} of {total} places"),
}
