"""Suggestions of change in a list, with what was searched and what they are worth."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDockWidget,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QProgressBar,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ilmtool.core.words import shown
from ilmtool.session.pair import Pair
from ilmtool.session.suggesting import State, Suggesting
from ilmtool.suggest.candidate import Candidate
from ilmtool.text import mark, number, tr
from ilmtool.ui.language import share_format

COLUMNS = ("#", mark("State"), mark("Score"), mark("Size"), mark("Evidence"))
STATE_WORDS: dict[State, str] = {
    "pending": "",
    "accepted": "✓",
    "rejected": "✗",
    "annotated": "▢",
}
_STATE_HINTS: dict[State, str] = {
    "pending": mark("Waits for a decision"),
    "accepted": mark("Accepted: it is an annotation now"),
    "rejected": mark("Rejected: it stays so when you search again"),
    "annotated": mark("There is an annotation here already"),
}
_WORTH = mark(
    "These are hints and no findings: look at each in both dates. What is not listed may have changed all "
    "the same. The score ranks; it is no probability."
)
_NOT_REGISTERED = mark(
    "This pair is not registered. Where its dates lie a few pixels apart, every edge looks like change: "
    "register it first."
)

_WHOLE_ROW = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
_BUTTONS = {
    "accept": (
        mark("Accept"),
        mark("Ctrl+Return: make an annotation of it with the current label; a number key: with that label"),
    ),
    "reject": (mark("Reject"), mark("Ctrl+Backspace: it is no change; remembered for this pair")),
    "previous": (mark("Previous"), mark("Ctrl+PgUp")),
    "next": (mark("Next"), mark("Ctrl+PgDown")),
    "search": (mark("Search"), mark("Compare both dates as they lie now")),
    "stop": (mark("Stop"), mark("Give the search up")),
    "register": (mark("Register first"), mark("Measure how the dates lie on each other")),
}


class SuggestionPanel(QWidget):
    """The list, its account, and the buttons.

    Parameters
    ----------
    suggesting : Suggesting
    pair : callable
        The open pair.
    verbs : mapping of str to callable
        `accept`, `reject`, `next`, `previous`, `search`, `stop` and `register`.
    """

    told = Signal(float)
    """The share of a search that is done; emitted from any thread."""
    left = Signal()
    """The keyboard goes back to the canvas."""

    def __init__(
        self,
        suggesting: Suggesting,
        pair: Callable[[], Pair | None],
        verbs: dict[str, Callable[[], None]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._suggesting, self._pair = suggesting, pair
        self._listed: tuple[Candidate, ...] = ()
        self._is_renewing = False
        self.account = _wrapped(tr("What was searched"))
        self.warning = _wrapped(tr("What to do before searching"))
        self.warning.setObjectName("remark")
        self.about = _wrapped(tr("Evidence of the suggestion that is looked at"))
        self.worth = _wrapped(tr("What suggestions are worth"))
        self.worth.setObjectName("muted")
        self.worth.setText(tr(_WORTH))
        self.bar = QProgressBar()
        self.bar.setRange(0, 100)
        self.bar.setFormat(share_format())
        self.bar.setAccessibleName(tr("Progress of the search"))
        self.bar.setFormat("%p %")
        self.list = QTreeWidget()
        self.list.setAccessibleName(tr("Suggestions"))
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setColumnCount(len(COLUMNS))
        self.list.setHeaderLabels([tr(title) for title in COLUMNS])
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        header = self.list.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(True)
        self.list.currentItemChanged.connect(self._chosen)
        self.buttons = {
            name: _button(tr(text), tr(hint), verbs[name]) for name, (text, hint) in _BUTTONS.items()
        }
        self.told.connect(self._show_share, Qt.ConnectionType.QueuedConnection)
        self._arrange()
        suggesting.subscribe(self.renew)
        self.renew()

    def _arrange(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 6, 8, 8)
        for widget in (self.account, self.warning):
            layout.addWidget(widget)
        first = QHBoxLayout()
        for name in ("register", "search"):
            first.addWidget(self.buttons[name])
        first.addStretch(1)
        layout.addLayout(first)
        busy = QHBoxLayout()
        busy.addWidget(self.bar, 1)
        busy.addWidget(self.buttons["stop"])
        layout.addLayout(busy)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.about)
        grid = QGridLayout()
        for place, name in enumerate(("accept", "reject", "previous", "next")):
            grid.addWidget(self.buttons[name], place // 2, place % 2)
        layout.addLayout(grid)
        layout.addWidget(self.worth)

    # -- showing -------------------------------------------------------------------------------

    def renew(self) -> None:
        """Show what is so now."""
        suggesting, pair = self._suggesting, self._pair()
        busy = suggesting.is_searching
        found = suggesting.found
        unready = pair is not None and not pair.is_registered and found is None and not busy
        said = _under_way(suggesting) if busy else account(suggesting)
        self.account.setText(said)
        self.account.setVisible(bool(said))
        warning = tr(_NOT_REGISTERED) if unready else _lie_words(suggesting)
        self.warning.setText(warning)
        self.warning.setVisible(bool(warning))
        if not busy:
            self.bar.setValue(0)
        self.bar.setVisible(busy)
        for name, visible in (
            ("stop", busy),
            ("register", pair is not None and not pair.is_registered and not busy),
            ("search", pair is not None and not busy),
        ):
            self.buttons[name].setVisible(visible)
        self.buttons["search"].setText(
            tr("Search again") if found is not None else tr("Search as it lies") if unready else tr("Search")
        )
        self._renew_list()
        candidate = suggesting.candidate
        self.about.setText(_about(candidate) if candidate is not None else "")
        any_pending = suggesting.counts["pending"] > 0
        self.buttons["accept"].setEnabled(suggesting.is_pending)
        self.buttons["reject"].setEnabled(suggesting.is_pending or suggesting.is_rejected)
        self.buttons["reject"].setText(tr("Put back") if suggesting.is_rejected else tr("Reject"))
        for name in ("previous", "next"):
            self.buttons[name].setEnabled(any_pending)

    def _renew_list(self) -> None:
        suggesting = self._suggesting
        self._is_renewing = True
        if self._listed is not suggesting.candidates:
            self._listed = suggesting.candidates
            self.list.clear()
            pair = self._pair()
            gsd = pair.after.facts.acquisition.gsd if pair is not None else None
            for candidate in self._listed:
                self.list.addTopLevelItem(QTreeWidgetItem(_row(candidate, gsd)))
        column = COLUMNS.index("State")
        for row, state in enumerate(suggesting.states):
            item = self.list.topLevelItem(row)
            if item is None:
                continue
            if item.text(column) != STATE_WORDS[state]:
                item.setText(column, STATE_WORDS[state])
            item.setToolTip(column, tr(_STATE_HINTS[state]))
            item.setData(column, Qt.ItemDataRole.AccessibleTextRole, tr(_STATE_HINTS[state]))
            wanted = state == "pending"
            if item.data(0, Qt.ItemDataRole.UserRole) != wanted:
                item.setData(0, Qt.ItemDataRole.UserRole, wanted)
                role = self.palette().text() if wanted else self.palette().placeholderText()
                for place in range(len(COLUMNS)):
                    item.setForeground(place, role)
        current = suggesting.current
        item = self.list.topLevelItem(current) if current is not None else None
        if item is not None and self.list.currentItem() is not item:
            self.list.setCurrentItem(item, 0, _WHOLE_ROW)
        elif item is None:
            self.list.clearSelection()
        self._is_renewing = False

    def _chosen(self, item: QTreeWidgetItem | None) -> None:
        if item is not None and not self._is_renewing:
            self._suggesting.look_at(self.list.indexOfTopLevelItem(item))

    def _show_share(self, share: float) -> None:
        if self._suggesting.is_searching:  # else it was posted by a worker that has been stopped
            self.bar.setValue(round(100 * share))


class SuggestionDock(QDockWidget):
    """The panel's place in the window; closing it hides the suggestions."""

    closed = Signal()

    def __init__(self, panel: SuggestionPanel, parent: QWidget | None = None) -> None:
        super().__init__(tr("Suggestions"), parent)
        self.setObjectName("suggestions")
        self.setAccessibleName(tr("Suggestions of change"))
        self.panel = panel
        self.setWidget(panel)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()


def account(suggesting: Suggesting) -> str:
    """What was found where: `143 suggestions; 98 % of the overlap compared.`"""
    found, counts = suggesting.found, suggesting.counts
    if found is None:
        return ""
    total = len(found.candidates)
    what = (
        tr(
            "{pending} of {total} suggestions to decide on.",
            pending=number(counts["pending"]),
            total=number(total),
        )
        if total
        else tr("Nothing stands out.")
    )
    said = {
        "share": f"{number(100 * found.compared_share, '.0f')} %",
        "shift": number(found.residual_px, ".1f"),
    }
    looked = (
        tr(
            "{share} of what both dates cover was compared, at {step} px; "
            "shifts up to {shift} px are no change.",
            step=number(found.step_px, ".1f"),
            **said,
        )
        if found.step_px > 1.05
        else tr(
            "{share} of what both dates cover was compared; shifts up to {shift} px are no change.", **said
        )
    )
    return f"{what} {looked}"


def _under_way(suggesting: Suggesting) -> str:
    """What a search does, and what the list below it is meanwhile."""
    what = tr(
        "Comparing brightness, structure and colour over all that both dates cover. "
        "Go on working; the list comes when it is done."
    )
    return what if suggesting.found is None else what + " " + tr("Until then, the last search is listed.")


def _lie_words(suggesting: Suggesting) -> str:
    found, lie = suggesting.found, suggesting.lie
    older = found is not None and suggesting.lies_otherwise and not suggesting.is_searching
    if suggesting.is_on_trial and not older:
        return tr(
            "The before image lies by a shift on trial, which is not applied: what is found holds for "
            "that shift alone."
        )
    if found is None or lie is None or suggesting.is_searching:
        return ""
    if suggesting.lies_otherwise:
        return tr(
            "The dates lie otherwise now than when they were searched: what is listed may be no change. "
            "Search again."
        )
    if found.candidates and found.likeness < 0.5:
        return tr("Both dates have little in common, so the list is hardly worth going through.")
    return (
        tr("Searched without a registration: expect edges among the hints.") if lie.source == "none" else ""
    )


def _words(candidate: Candidate) -> str:
    words = ", ".join(map(tr, candidate.evidence))
    return f"{words} ({', '.join(map(tr, candidate.flags))})" if candidate.flags else words


def _about(candidate: Candidate) -> str:
    text = f"{candidate.rank}: {_words(candidate)}."
    if candidate.change == "unknown":
        return text
    probably = tr("Probably {change}.", change=shown(candidate.change))
    return f"{text} {probably}"


def _row(candidate: Candidate, gsd_m: float | None) -> list[str]:
    x0, y0, x1, y1 = candidate.bounds
    if gsd_m is not None:
        sides = (number(v, ".1f" if v < 9.95 else ".0f") for v in ((x1 - x0) * gsd_m, (y1 - y0) * gsd_m))
        size = f"{' × '.join(sides)} m"
    else:
        size = f"{number(x1 - x0, '.0f')} × {number(y1 - y0, '.0f')} px"
    return [str(candidate.rank), "", number(candidate.score, ".2f"), size, _words(candidate)]


def _wrapped(name: str) -> QLabel:
    label = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
    label.setAccessibleName(name)
    return label


def _button(text: str, hint: str, verb: Callable[[], None]) -> QPushButton:
    button = QPushButton(text)
    button.setToolTip(hint)
    button.setAccessibleName(text)
    button.setAccessibleDescription(hint)
    button.setAutoDefault(False)
    button.clicked.connect(lambda _=False: verb())
    return button
