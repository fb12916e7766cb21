"""Two versions of one file side by side: where both changed the same thing, which one counts."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ilmtool.core.words import shown
from ilmtool.session.elsewhere import Disagreement
from ilmtool.sidecar.merge import Choice, Choices, Conflict
from ilmtool.text import mark, number, tr

_WORDS: dict[Choice, str] = {"ours": mark("Mine"), "theirs": mark("Theirs"), "both": mark("Both")}
_NAMES = {
    "imageGeometry": mark("place"),
    "feature": mark("the annotation"),
    "label": mark("label"),
    "note": mark("note"),
    "certainty": mark("certainty"),
    "certainty_term": mark("certainty term"),
    "change": mark("change"),
    "likelihood": mark("likelihood"),
    "confidence": mark("confidence"),
    "review": mark("review"),
    "reviewer": mark("reviewer"),
    "comments": mark("comments"),
    "locked": mark("locked"),
}
_CONTRACT = {"certainty", "change", "likelihood", "confidence", "review", "shape"}
"""Members whose values are words of the contract."""
_LONGEST = 300
_COLUMNS = (mark("Annotation"), mark("What"), mark("It was"), mark("Mine"), mark("Theirs"), mark("Keep"))


@dataclass(frozen=True, slots=True)
class Words:
    """What the dialog says; the text is given the file's `name` and `where`, like "2 things were"."""

    title: str = mark("Changed by somebody else")
    text: str = mark(
        "{name} was changed by somebody else meanwhile. "
        "What only one of you changed is merged; {where} changed by both."
    )
    hint: str = mark(
        "Until you decide, the file on disk stays theirs, and your work stays in the journal. "
        "Merging is one step, which undo takes back."
    )


class DisagreementDialog(QDialog):
    """Shows every conflict with the three values and a choice.

    Parameters
    ----------
    disagreement : Disagreement
    decide : callable
        Receives the choices. Closing the dialog leaves the file on disk as it is.
    go_to : callable
        Shows an annotation in the window.
    words : Words, optional
    """

    def __init__(
        self,
        disagreement: Disagreement,
        decide: Callable[[Choices], None],
        go_to: Callable[[str], None],
        parent: QWidget | None,
        words: Words | None = None,
    ) -> None:
        super().__init__(parent)
        words = words or Words()
        self.setWindowTitle(tr(words.title))
        self._conflicts, self._decide = disagreement.conflicts, decide
        count = len(self._conflicts)
        where = tr("%n thing(s) (was|were)", "", count)
        text = QLabel(tr(words.text, name=disagreement.path.name, where=where))
        text.setTextFormat(Qt.TextFormat.PlainText)
        text.setWordWrap(True)
        self.table = QTableWidget(count, len(_COLUMNS))
        self.table.setAccessibleName(tr("What both changed"))
        self.table.setHorizontalHeaderLabels([tr(title) for title in _COLUMNS])
        self.table.verticalHeader().hide()
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.choices: list[QComboBox] = []
        for row, conflict in enumerate(self._conflicts):
            self._fill(row, conflict, disagreement.names.get(conflict.id, ""))
        header = self.table.horizontalHeader()
        for column in range(len(_COLUMNS)):
            wide = 2 <= column <= 4
            mode = QHeaderView.ResizeMode.Stretch if wide else QHeaderView.ResizeMode.ResizeToContents
            header.setSectionResizeMode(column, mode)
        self.table.currentCellChanged.connect(lambda row, *_: self._go(row, go_to))
        row_of = QHBoxLayout()
        self.all_mine, self.all_theirs = QPushButton(tr("All &mine")), QPushButton(tr("All &theirs"))
        for button in (self.all_mine, self.all_theirs):
            button.setAutoDefault(False)
        self.all_mine.clicked.connect(lambda: self._choose_all("ours"))
        self.all_theirs.clicked.connect(lambda: self._choose_all("theirs"))
        row_of.addWidget(self.all_mine)
        row_of.addWidget(self.all_theirs)
        row_of.addStretch()
        buttons = QDialogButtonBox()
        self.merge = QPushButton(tr("&Merge"))
        self.later = QPushButton(tr("Decide &later"))
        self.merge.setDefault(True)
        buttons.addButton(self.merge, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(self.later, QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self._done)
        buttons.rejected.connect(self.reject)
        hint = QLabel(tr(words.hint))
        hint.setObjectName("muted")
        hint.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.addWidget(text)
        layout.addWidget(self.table)
        layout.addLayout(row_of)
        layout.addWidget(hint)
        layout.addWidget(buttons)
        self.resize(900, 460)

    def _fill(self, row: int, conflict: Conflict, name: str) -> None:
        title = name or conflict.id or tr("Scenes")
        member = conflict.member
        own = conflict.id and member not in _NAMES  # an attribute of the label set is named as it is
        what = member if own else tr(_NAMES.get(member, member))
        if conflict.id:
            what = what.replace("_", " ")
        values = [conflict.base, conflict.ours, conflict.theirs]
        if conflict.member in _CONTRACT:
            values = [shown(value) if isinstance(value, str) else value for value in values]
        texts = (title, what, *map(value_text, values))
        for column, text in enumerate(texts):
            item = QTableWidgetItem(text)
            item.setToolTip(conflict.id if column == 0 else text)
            self.table.setItem(row, column, item)
        choice = QComboBox()
        choice.setAccessibleName(tr("Keep for {what} of {title}", what=what, title=title))
        for option in conflict.options:
            choice.addItem(tr(_WORDS[option]), option)
        choice.setCurrentIndex(conflict.options.index(conflict.taken))
        self.choices.append(choice)
        self.table.setCellWidget(row, len(_COLUMNS) - 1, choice)

    def _go(self, row: int, go_to: Callable[[str], None]) -> None:
        if 0 <= row < len(self._conflicts) and self._conflicts[row].id:
            go_to(self._conflicts[row].id)

    def _choose_all(self, option: Choice) -> None:
        for choice in self.choices:
            choice.setCurrentIndex(choice.findData(option))

    def _done(self) -> None:
        self.accept()
        self._decide(
            {
                conflict.key: choice.currentData()
                for conflict, choice in zip(self._conflicts, self.choices, strict=True)
            }
        )


def value_text(value: Any) -> str:
    """A JSON value for a cell: short, and in words where something is not there."""
    if value is None:
        return tr("— not there —")
    if isinstance(value, str):
        return value[:_LONGEST] or tr("— empty —")
    if isinstance(value, dict) and "imageGeometry" in value:
        return _place_text(value)
    if isinstance(value, dict) and value.get("type") == "Feature":
        properties = value.get("properties")
        note = properties.get("note") if isinstance(properties, dict) else None
        label = properties.get("label") if isinstance(properties, dict) else None
        return str(label or tr("annotation")) + (f": {note}"[:_LONGEST] if note else "")
    if isinstance(value, dict):
        parts = (f"{key} {value_text(part)}" for key, part in value.items() if part is not None)
        return ", ".join(parts)[:_LONGEST]
    return json.dumps(value, ensure_ascii=False)[:_LONGEST]


def _place_text(value: dict[str, Any]) -> str:
    """Where and how large, in pixels."""
    try:
        ring = value["imageGeometry"]["coordinates"][0]
        xs, ys = [float(p[0]) for p in ring], [float(p[1]) for p in ring]
        width, height = (number(max(each) - min(each), ".1f") for each in (xs, ys))
        return tr(
            "{width} × {height} px at {place} ({shape})",
            width=width,
            height=height,
            place=f"{min(xs):.1f}, {min(ys):.1f}",
            shape=shown(str(value["shape"])) if "shape" in value else tr("shape unknown"),
        )
    except (KeyError, IndexError, TypeError, ValueError):
        return json.dumps(value, ensure_ascii=False)[:_LONGEST]
