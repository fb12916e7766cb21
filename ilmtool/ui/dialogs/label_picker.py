"""Chooses a class: the label set as a tree, narrowed by typing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ilmtool.core.labels import LabelClass, LabelSet, fold
from ilmtool.text import tr
from ilmtool.ui.panels.annotation_model import label_icon

SHOWN_MATCHES = 300
LEAD = 32
"""Characters of a description that may stand before what was found in it."""
_NAME = Qt.ItemDataRole.UserRole


class LabelPicker(QDialog):
    """Typing narrows the tree to a list, best match first; arrows move, Enter takes, Esc leaves.

    Parameters
    ----------
    labels : LabelSet
    take : callable
        Told the name of the class that was chosen.
    current : str
        The class to begin with.
    """

    def __init__(
        self, labels: LabelSet, take: Callable[[str], None], current: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self._labels, self._take_name, self._current = labels, take, current
        self.setWindowTitle(tr("Label"))
        self.setAccessibleName(tr("Label"))
        self.field = QLineEdit(
            placeholderText=tr("Search {name} by name, group or description", name=labels.name)
        )
        self.field.setAccessibleName(tr("Label"))
        self.tree = QTreeWidget()
        self.tree.setAccessibleName(tr("Label: matches"))
        self.tree.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.tree.setHeaderHidden(True)
        self.tree.setColumnCount(3)
        self.tree.setUniformRowHeights(True)
        header = self.tree.header()
        header.setStretchLastSection(True)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.note = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.note.setObjectName("muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addWidget(self.field)
        layout.addWidget(self.tree)
        layout.addWidget(self.note)
        self.field.textChanged.connect(self._renew)
        self.field.installEventFilter(self)
        self.tree.itemClicked.connect(lambda *_: self._take())
        self.tree.currentItemChanged.connect(lambda now, _: self._describe(now))
        self.resize(560, 440)
        self._renew("")

    def _renew(self, text: str) -> None:
        self.tree.clear()
        if text.strip():
            found = self._labels.search(text)
            for item in found[:SHOWN_MATCHES]:
                self.tree.addTopLevelItem(self._row(item, self._reason(item, text)))
            self.tree.setRootIsDecorated(False)
            self._go_to(self.tree.topLevelItem(0))
            return
        self.tree.setRootIsDecorated(any(c.parent is not None for c in self._labels))
        rows = {item.name: self._row(item, item.description) for item in self._labels}
        for item in self._labels:
            if item.parent is None:
                self.tree.addTopLevelItem(rows[item.name])
            else:
                rows[item.parent].addChild(rows[item.name])
        self.tree.expandAll()
        self._go_to(rows.get(self._current) or self.tree.topLevelItem(0))

    def _reason(self, item: LabelClass, text: str) -> str:
        """Group and description; where the description alone has what was typed, the part that has it."""
        wider = tuple(reversed(self._labels.ancestors(item.name)))
        wanted = fold(text)
        at = item.description.casefold().find(wanted)
        if at < 0 or any(wanted in fold(name) for name in (item.name, *wider)):
            return " – ".join(part for part in (" / ".join(wider), item.description) if part)
        if at <= LEAD:
            return item.description
        return "…" + item.description[item.description.rfind(" ", 0, at - LEAD // 2) + 1 :]

    def _go_to(self, row: QTreeWidgetItem | None) -> None:
        if row is not None:
            self.tree.setCurrentItem(row)
        else:
            self._describe(None)

    def _row(self, item: LabelClass, remark: str) -> QTreeWidgetItem:
        row = QTreeWidgetItem([item.name, item.key or "", remark])
        row.setIcon(0, label_icon(item))
        row.setData(0, _NAME, item.name)
        row.setToolTip(0, item.description)
        row.setToolTip(2, item.description)
        return row

    def _describe(self, row: QTreeWidgetItem | None) -> None:
        item = self._labels.by_name(row.data(0, _NAME)) if row is not None else None
        if row is None or item is None:
            self.note.setText(tr("No class matches.") if self.field.text().strip() else "")
            return
        self.note.setText(item.description)
        self.field.setAccessibleDescription(f"{item.name}. {item.description}")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
            if event.key() in steps:
                self._move(steps[Qt.Key(event.key())])
                return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._take()
                return True
        return super().eventFilter(watched, event)

    def _move(self, steps: int) -> None:
        row: QTreeWidgetItem | None = self.tree.currentItem()
        for _ in range(abs(steps)):
            if row is None:
                return
            following = self.tree.itemBelow(row) if steps > 0 else self.tree.itemAbove(row)
            if following is None:
                break
            row = following
        self._go_to(row)

    def _take(self) -> None:
        row = self.tree.currentItem()
        if row is not None:
            self.accept()
            self._take_name(row.data(0, _NAME))
