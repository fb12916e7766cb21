"""What an empty window teaches."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from ilmtool.imagery.address import place_of
from ilmtool.session.settings import RecentPair
from ilmtool.text import tr
from ilmtool.ui.file_verbs import FileUi

SHOWN = 6
WIDTH_PX = 280


class Welcome(QWidget):
    """Open a pair, drop two files, try the demo, or go on where one was.

    Parameters
    ----------
    verbs : sequence of (str, callable)
        What can be done, and what does it.
    open_recent, stop : callable
    hint : str
        The last line.
    """

    def __init__(
        self,
        verbs: Sequence[tuple[str, Callable[[], None]]],
        open_recent: Callable[[RecentPair], None],
        stop: Callable[[], None],
        hint: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._open_recent = open_recent
        layout = QVBoxLayout(self)
        layout.addStretch(2)
        title = QLabel(tr("Compare two dates of one place"))
        title.setObjectName("welcomeTitle")
        text = QLabel(tr("Drop two images here, or an annotation file (.ilm.geojson)."))
        text.setObjectName("muted")
        for label in (title, text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
            layout.addWidget(label)
        layout.addSpacing(16)
        self._choices = QWidget()
        choices = QVBoxLayout(self._choices)
        choices.setContentsMargins(0, 0, 0, 0)
        self.buttons: list[QPushButton] = []
        for name, verb in verbs:
            button = QPushButton(name)
            self.buttons.append(button)
            button.setMinimumWidth(WIDTH_PX)
            button.clicked.connect(verb)
            button.setAutoDefault(True)  # Enter presses the one that has the keyboard
            choices.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        choices.addSpacing(16)
        self._recent = QVBoxLayout()
        choices.addLayout(self._recent)
        layout.addWidget(self._choices)
        self._opening = self._opening_box(stop)
        layout.addWidget(self._opening)
        self._opening.hide()
        keys = QLabel(hint)
        keys.setObjectName("muted")
        keys.setAlignment(Qt.AlignmentFlag.AlignCenter)
        keys.setWordWrap(True)
        layout.addSpacing(16)
        layout.addWidget(keys)
        layout.addStretch(3)

    def showEvent(self, event: QShowEvent) -> None:
        """The first choice has the keyboard at once."""
        super().showEvent(event)
        if self.buttons and self.buttons[0].isVisible():
            self.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _opening_box(self, stop: Callable[[], None]) -> QWidget:
        """What stands in place of the choices while images are read."""
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        self.what = QLabel(alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self.what.setTextFormat(Qt.TextFormat.PlainText)
        bar = QProgressBar(textVisible=False, minimum=0, maximum=0)
        bar.setFixedSize(WIDTH_PX, bar.fontMetrics().height() // 2)
        bar.setAccessibleName(tr("The images are being opened"))
        self.stop = QPushButton(tr("Stop"))
        self.stop.setToolTip(tr("Stops opening; nothing is changed"))
        self.stop.clicked.connect(stop)
        column.addWidget(self.what)
        for widget in (bar, self.stop):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        return box

    def show_opening(self, text: str) -> None:
        """What is being opened, with a way to stop it; nothing when it has ended."""
        self.what.setText(text)
        self._opening.setVisible(bool(text))
        self._choices.setVisible(not text)

    def show_recent(self, pairs: Sequence[RecentPair]) -> None:
        """Offer pairs that were open before."""
        while (item := self._recent.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for pair in pairs[:SHOWN]:
            before, after = place_of(pair.before), place_of(pair.after)
            button = QPushButton(f"{before.name}  →  {after.name}", flat=True)
            button.setToolTip(pair.after)
            button.setMinimumWidth(WIDTH_PX)
            button.clicked.connect(lambda _=False, p=pair: self._open_recent(p))
            self._recent.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)


def make_welcome(files: FileUi, key_of: Callable[[str], str], recent: Sequence[RecentPair]) -> Welcome:
    """What an empty window shows: the verbs of files with their keys, and pairs that were open before."""

    def named(name: str, command_id: str) -> str:
        return f"{name}    {key_of(command_id)}"

    welcome = Welcome(
        [
            (named(tr("Open pair…"), "file.open"), files.open_pair),
            (named(tr("Open annotation file…"), "file.open-sidecar"), files.open_sidecar),
            (named(tr("Try the demo"), "file.demo"), files.open_demo),
        ],
        files.open_recent,
        files.stop_opening,
        tr(
            "{keys} shows all keys. {palette} finds any command.",
            keys=key_of("help.keys"),
            palette=key_of("help.palette"),
        ),
    )
    welcome.show_recent(recent)
    return welcome
