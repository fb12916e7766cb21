"""A team's folder: each pair with its files, who annotated, state of review, agreement; any can be opened."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ilmtool.core.words import shown
from ilmtool.review.bootstrap import Interval
from ilmtool.review.rating import Figure
from ilmtool.session.team_folder import TeamFile, TeamFolder, TeamPair
from ilmtool.text import mark, number, tr

_COLUMNS = (
    mark("Pair"),
    mark("By"),
    mark("Boxes"),
    mark("Review"),
    mark("F1, location"),
    mark("F1, label"),
    mark("Last change"),
)


class TeamFolderDialog(QDialog):
    """Shows a folder and opens what is chosen in it.

    Parameters
    ----------
    team : TeamFolder
    open_file : callable
        Opens an annotation file in the window.
    parent : QWidget
    """

    def __init__(self, team: TeamFolder, open_file: Callable[[Path], None], parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Team folder: {name}", name=team.root.name))
        self._open_file = open_file
        count = len(team.pairs)
        files = sum(len(pair.files) for pair in team.pairs)
        text = QLabel(
            tr(
                "{pairs}, {files}. Agreement of all: F1 by location {location}, with label {label}.",
                pairs=tr("%n pair(s)", "", count),
                files=tr("%n file(s)", "", files),
                location=_figure(team.f1_location, team.interval),
                label=_figure(team.f1_label, team.label_interval),
            )
        )
        text.setTextFormat(Qt.TextFormat.PlainText)
        text.setWordWrap(True)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(tr("Filter by pair or analyst"))
        self.filter.setAccessibleName(tr("Filter by pair or analyst"))
        self.filter.textChanged.connect(self._narrow)
        self.tree = QTreeWidget()
        self.tree.setAccessibleName(tr("Pairs and their annotation files"))
        self.tree.setHeaderLabels([tr(title) for title in _COLUMNS])
        self.tree.setUniformRowHeights(True)
        self.tree.addTopLevelItems([_pair_item(pair, team.root) for pair in team.pairs])
        header = self.tree.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(True)
        self.tree.itemActivated.connect(lambda item, _column: self._open(item))
        first = self.tree.topLevelItem(0)
        if first is not None:
            self.tree.setCurrentItem(first)
        if count == 1:
            self.tree.expandAll()
        buttons = QDialogButtonBox()
        self.open_button = QPushButton(tr("&Open"))
        self.open_button.setDefault(True)
        buttons.addButton(self.open_button, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(QDialogButtonBox.StandardButton.Close)
        buttons.accepted.connect(lambda: self._open(self.tree.currentItem()))
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for widget in (text, self.filter, self.tree, buttons):
            layout.addWidget(widget)
        self.resize(940, 520)
        self.tree.setFocus()

    def _open(self, item: QTreeWidgetItem | None) -> None:
        path = None if item is None else item.data(0, Qt.ItemDataRole.UserRole)
        if path is not None:
            self.accept()
            self._open_file(Path(path))

    def _narrow(self, text: str) -> None:
        words = text.casefold().split()
        for row in range(self.tree.topLevelItemCount()):
            item = self.tree.topLevelItem(row)
            if item is None:
                continue
            said = f"{item.text(0)} {item.text(1)}".casefold()
            item.setHidden(not all(word in said for word in words))


def _pair_item(pair: TeamPair, root: Path) -> QTreeWidgetItem:
    folder = pair.folder.relative_to(root).as_posix()
    item = QTreeWidgetItem(
        [
            pair.image if folder == "." else f"{folder}/{pair.image}",
            ", ".join(file.who for file in pair.analysts),
            number(pair.boxes),
            _states(dict(pair.reviews)),
            _figure(pair.f1_location),
            _figure(pair.f1_label),
            pair.last_change[:16].replace("T", " "),
        ]
    )
    settled = next((file for file in pair.files if file.is_consensus), pair.files[0])
    item.setData(0, Qt.ItemDataRole.UserRole, str(settled.path))
    item.addChildren([_file_item(file) for file in pair.files])
    return item


def _file_item(file: TeamFile) -> QTreeWidgetItem:
    facts = file.facts
    item = QTreeWidgetItem(
        [
            file.path.name,
            tr("consensus") if file.is_consensus else file.who,
            number(facts.boxes),
            facts.problem or _states(facts.reviews or {}),
            "",
            "",
            facts.last_change[:16].replace("T", " "),
        ]
    )
    item.setToolTip(3, facts.problem)
    item.setData(0, Qt.ItemDataRole.UserRole, str(file.path))
    return item


def _states(reviews: dict[str, int]) -> str:
    return ", ".join(f"{number(count)} {_state(state)}" for state, count in sorted(reviews.items()))


def _state(state: str) -> str:
    return tr("not submitted") if state == "none" else shown(state)


def _figure(figure: Figure, interval: Interval | None = None) -> str:
    if figure.value is None:
        return tr("n/a ({reason})", reason=tr(figure.reason))
    value = number(figure.value, ".2f")
    if interval is None or interval.low is None or interval.high is None:
        return value
    return tr(
        "{value} ({low} to {high} over scenes)",
        value=value,
        low=number(interval.low, ".2f"),
        high=number(interval.high, ".2f"),
    )
