"""What an empty window teaches."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from ilmtool.imagery.address import place_of
from ilmtool.session.settings import RecentPair

SHOWN = 6


class Welcome(QWidget):
    """Open a pair, drop two files, try the demo, or go on where one was."""

    def __init__(
        self,
        verbs: Sequence[tuple[str, Callable[[], None]]],
        open_recent: Callable[[RecentPair], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._open_recent = open_recent
        layout = QVBoxLayout(self)
        layout.addStretch(2)
        title = QLabel("Compare two dates of one place")
        title.setObjectName("welcomeTitle")
        text = QLabel("Drop two images here, or a sidecar (.ilm.geojson).")
        text.setObjectName("muted")
        for label in (title, text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            layout.addWidget(label)
        layout.addSpacing(16)
        for name, verb in verbs:
            button = QPushButton(name)
            button.setMinimumWidth(280)
            button.clicked.connect(verb)
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addSpacing(16)
        self._recent = QVBoxLayout()
        layout.addLayout(self._recent)
        hint = QLabel("F1 shows all keys. Ctrl+K finds any command.")
        hint.setObjectName("muted")
        hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout.addSpacing(16)
        layout.addWidget(hint)
        layout.addStretch(3)

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
            button.setMinimumWidth(280)
            button.clicked.connect(lambda _=False, p=pair: self._open_recent(p))
            self._recent.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
