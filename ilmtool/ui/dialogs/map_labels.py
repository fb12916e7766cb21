"""Asks what to do with labels that the label set lacks: leave them, add them, or map them onto classes."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ilmtool.core.labels import LabelSet
from ilmtool.session.label_mapping import likely_class
from ilmtool.text import number, tr
from ilmtool.ui.panels.annotation_model import label_icon

LEAVE, ADD = "leave", "add"
SHOWN_LABELS = 500


class MapLabelsDialog(QDialog):
    """One row a label. A label that differs from a class only in spelling is mapped to it by default.

    Parameters
    ----------
    outside : mapping of label to number of annotations
    labels : LabelSet
    """

    def __init__(self, outside: Mapping[str, int], labels: LabelSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Labels outside the set"))
        self._names = list(outside)[:SHOWN_LABELS]
        self.choices: dict[str, QComboBox] = {}
        intro = QLabel(
            tr(
                "These labels are not in the label set {name}. They stay in the file as they are unless "
                "you map them; mapping is one step that can be undone.",
                name=labels.name,
            ),
            wordWrap=True,
            textFormat=Qt.TextFormat.PlainText,
        )
        self.table = QTableWidget(len(self._names), 3)
        self.table.setAccessibleName(tr("Labels outside the set"))
        self.table.setHorizontalHeaderLabels([tr("Label"), tr("Annotations"), tr("What to do")])
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 14)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        for row, name in enumerate(self._names):
            item = QTableWidgetItem(label_icon(labels.style(name)), name)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled)
            count = QTableWidgetItem(number(outside[name]))
            count.setFlags(Qt.ItemFlag.ItemIsEnabled)
            count.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.table.setItem(row, 0, item)
            self.table.setItem(row, 1, count)
            self.table.setCellWidget(row, 2, self._choice(name, labels))
        add_all = QPushButton(tr("Add all to the set"))
        add_all.clicked.connect(lambda: self._all(ADD))
        leave_all = QPushButton(tr("Leave all"))
        leave_all.clicked.connect(lambda: self._all(LEAVE))
        for button in (add_all, leave_all):
            button.setAutoDefault(False)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.addButton(add_all, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(leave_all, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(intro)
        layout.addWidget(self.table)
        layout.addWidget(buttons)
        self.resize(640, 420)
        if self._names:
            self.choices[self._names[0]].setFocus()

    def _choice(self, name: str, labels: LabelSet) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(tr("What to do with {name}", name=name))
        box.addItem(tr("Leave as it is"), LEAVE)
        likely = likely_class(name, labels)
        if likely is None:
            box.addItem(tr("Add to the label set"), ADD)
        box.insertSeparator(box.count())
        for item in labels:
            depth = len(labels.ancestors(item.name))
            box.addItem(label_icon(item), f"{'   ' * depth}→ {item.name}", (item.name,))
        if likely is not None:
            box.setCurrentIndex(next(i for i in range(box.count()) if box.itemData(i) == (likely,)))
        self.choices[name] = box
        return box

    def _all(self, what: str) -> None:
        for box in self.choices.values():
            place = box.findData(what)
            if place >= 0:
                box.setCurrentIndex(place)

    @property
    def to_add(self) -> tuple[str, ...]:
        """Labels that become classes."""
        return tuple(name for name in self._names if self.choices[name].currentData() == ADD)

    @property
    def mapping(self) -> dict[str, str]:
        """Label -> class, for those to be mapped."""
        chosen = ((name, self.choices[name].currentData()) for name in self._names)
        return {name: data[0] for name, data in chosen if isinstance(data, tuple | list)}
