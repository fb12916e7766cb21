"""How far a search is, above the images while it goes on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QSizePolicy, QToolButton, QWidget

from ilmtool.commands.search_menu import RESULT_KEYS
from ilmtool.session.examined import RESULT_WORDS
from ilmtool.session.shown import Update
from ilmtool.session.workspace import Workspace
from ilmtool.text import mark, number, tr
from ilmtool.ui.key_text import key_text

_NAMES = {
    "no_change_seen": mark("Clear"),
    "change_seen": mark("Change seen"),
    "obscured": mark("Obscured"),
    "no_image": mark("No image"),
}
_VERBS = tuple(f"search.{word.replace('_', '-')}" for word in RESULT_KEYS)


class SearchBar(QFrame):
    """Progress and the verbs of the search; all of them have keys.

    Parameters
    ----------
    workspace : Workspace
    action : callable
        The action of a command.
    """

    def __init__(
        self, workspace: Workspace, action: Callable[[str], QAction], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.text = QLabel()
        self.text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(110)
        self.bar.setAccessibleName(tr("Progress of the search"))
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(10, 3, 5, 3)
        row.addWidget(self.bar)
        row.addWidget(self.text, 1)
        self._words: list[tuple[QToolButton, tuple[str, ...]]] = []
        for verb, (result, key) in zip(_VERBS, RESULT_KEYS.items(), strict=True):
            short = tr(_NAMES[result])
            name = tr("{command} ({keys})", command=short, keys=key_text([key]))
            self._words.append((self._button(name, action(verb)), (name, name, short, key_text([key]))))
        following, brief = tr("Next unseen"), tr("Next")
        button = self._button(following, action("search.next"))
        self._words.append((button, (following, following, brief, brief)))
        for button, _ in self._words:
            row.addWidget(button)
        row.addWidget(self._button("✕", action("search.toggle"), tr("Leave the search; it can be resumed")))
        self.text.setMinimumWidth(self.text.fontMetrics().horizontalAdvance("0,000 / 0,000"))
        self._needs = [self._width_of(level) for level in range(4)]
        self._say_briefly(0)
        workspace.subscribe(self.apply)
        self.hide()

    def _button(self, text: str, action: QAction, name: str = "") -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys do the same
        button.setAccessibleName(name or text)
        button.setToolTip(name or action.toolTip())
        button.clicked.connect(action.trigger)
        return button

    def minimumSizeHint(self) -> QSize:
        """Of the briefest words: the bar never keeps the window wider than its screen."""
        return QSize(self._needs[-1], super().minimumSizeHint().height())

    def _width_of(self, level: int) -> int:
        self._say_briefly(level)
        self._row.invalidate()
        return self._row.minimumSize().width()

    def _say_briefly(self, level: int) -> None:
        """0: all of it; 1: no picture of the progress; 2: words without their keys; 3: keys without words.

        The tooltips say both.
        """
        self._level = level
        self.bar.setVisible(level == 0)
        for button, texts in self._words:
            button.setText(texts[level])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the words readable."""
        super().resizeEvent(event)
        level = next((i for i, need in enumerate(self._needs) if need <= self.width()), 3)
        if level != self._level:
            self._say_briefly(level)
        self._row.activate()
        self._fit()

    def _fit(self) -> None:
        progress = self._workspace.search.progress
        fits = self.text.fontMetrics().horizontalAdvance(progress.text) <= self.text.width()
        self.text.setText(progress.text if fits else progress.brief)

    def apply(self, update: Update) -> None:
        """Follow the workspace."""
        search = self._workspace.search
        self.setVisible(search.is_on)
        if not search.is_on or (update.change is None and update.old.view == update.new.view):
            return
        progress = search.progress
        self.bar.setMaximum(max(1, progress.total))
        self.bar.setValue(progress.seen)
        counts = ", ".join(
            tr("{count} {result}", count=number(n), result=tr(RESULT_WORDS[word]))
            for word, n in progress.by_result.items()
            if n
        )
        self._fit()
        self.text.setToolTip(counts)
        self.text.setAccessibleDescription(counts)
        self.bar.setAccessibleDescription(progress.text)
