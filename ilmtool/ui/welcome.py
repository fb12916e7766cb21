"""What an empty window teaches."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent, QPalette, QShowEvent
from PySide6.QtWidgets import (
    QLabel,
    QProgressBar,
    QPushButton,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QVBoxLayout,
    QWidget,
)

from ilmtool.imagery.address import place_of
from ilmtool.session.settings import RecentPair
from ilmtool.text import one_line, tr
from ilmtool.ui.file_verbs import FileUi

SHOWN = 6
WIDTH_PX = 280
_EDGE_PX = 12
_KEY_OPACITY = 0.75
_END = Qt.AlignmentFlag.AlignRight


class KeyedButton(QPushButton):
    """A button that says its key at its end, so that those of several are in a column."""

    def __init__(self, text: str, key: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.key = key
        self.setAccessibleDescription(key)

    def sizeHint(self) -> QSize:
        """With room for the key."""
        size, wide = super().sizeHint(), self.fontMetrics().horizontalAdvance
        return size.expandedTo(QSize(wide(self.text()) + wide(self.key) + 4 * _EDGE_PX, 0))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        inside = self.rect().adjusted(_EDGE_PX, 0, -_EDGE_PX, 0)
        with QStylePainter(self) as painter:
            painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
            role = QPalette.ColorRole.ButtonText
            for text, edge in ((self.text(), Qt.AlignmentFlag.AlignLeft), (self.key, _END)):
                painter.setOpacity(1.0 if text == self.text() else _KEY_OPACITY)
                place = QStyle.visualAlignment(self.layoutDirection(), edge | Qt.AlignmentFlag.AlignVCenter)
                self.style().drawItemText(
                    painter, inside, place, self.palette(), self.isEnabled(), text, role
                )


class Welcome(QWidget):
    """Open a pair, drop two files, try the demo, or go on where one was.

    Parameters
    ----------
    verbs : sequence of (str, str, callable)
        What can be done, its key if it has one, and what does it.
    open_recent, stop : callable
    hint : str
        The last line.
    """

    def __init__(
        self,
        verbs: Sequence[tuple[str, str, Callable[[], None]]],
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
        self.buttons: list[KeyedButton] = []
        for name, key, verb in verbs:
            button = KeyedButton(name, key)
            self.buttons.append(button)
            button.clicked.connect(verb)
            button.setAutoDefault(True)  # Enter presses the one that has the keyboard
            choices.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        for button in self.buttons:  # one column, whatever their words
            button.setMinimumWidth(max(WIDTH_PX, *(each.sizeHint().width() for each in self.buttons)))
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
            names = (one_line(place_of(path).name) for path in (pair.before, pair.after))
            button = QPushButton("  →  ".join(names).replace("&", "&&"), flat=True)
            button.setToolTip(pair.after)
            button.setMinimumWidth(WIDTH_PX)
            button.clicked.connect(lambda _=False, p=pair: self._open_recent(p))
            self._recent.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)


def make_welcome(files: FileUi, key_of: Callable[[str], str], recent: Sequence[RecentPair]) -> Welcome:
    """What an empty window shows: the verbs of files with their keys, and pairs that were open before."""
    welcome = Welcome(
        [
            (tr("Open pair…"), key_of("file.open"), files.open_pair),
            (tr("Open annotation file…"), key_of("file.open-sidecar"), files.open_sidecar),
            (tr("Try the demo"), key_of("file.demo"), files.open_demo),
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
