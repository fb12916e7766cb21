"""Edits a label set: names, colours, keys, parents and attributes of classes; ids are never touched."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QCheckBox,
    QColorDialog,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ilmtool.core.label_growth import with_changed, with_class, without_class
from ilmtool.core.labels import KEYS, OUTLINES, PALETTE, LabelClass, LabelSet
from ilmtool.errors import UserError
from ilmtool.text import mark, tr
from ilmtool.ui.dialogs.attribute_table import AttributeTable
from ilmtool.ui.panels.annotation_model import label_icon

_ID = Qt.ItemDataRole.UserRole
_OTHER = "other"
_OUTLINES = {
    "solid": mark("solid"),
    "dash": mark("dash"),
    "dot": mark("dot"),
    "dash_dot": mark("dash-dot"),
}


class LabelSetEditor(QDialog):
    """Works on a copy; OK saves it.

    Parameters
    ----------
    labels : LabelSet
    where : str
        Where it will be saved, for people.
    save : callable
        Saves the edited set; a `UserError` is shown and the dialog stays.
    """

    def __init__(
        self,
        labels: LabelSet,
        where: str,
        save: Callable[[LabelSet], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._original, self._save = labels, save
        self.labels = labels
        self._filling = False
        self.setWindowTitle(tr("Label set: {name}", name=labels.name))
        self.tree = QTreeWidget()
        self.tree.setAccessibleName(tr("Classes"))
        self.tree.setHeaderLabels([tr("Class"), tr("Key"), tr("Id")])
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.tree.currentItemChanged.connect(lambda *_: self._fill())
        self.add, self.remove = QPushButton(tr("Add class")), QPushButton(tr("Remove class"))
        self.add.clicked.connect(self._add)
        self.remove.clicked.connect(self._remove)
        self.name, self.description = QLineEdit(), QLineEdit()
        self.color, self.outline, self.key, self.parent_class = (QComboBox() for _ in range(4))
        for color in PALETTE:
            self.color.addItem(label_icon(LabelClass(0, "", color)), color, color)
        self.color.addItem(tr("Other…"), _OTHER)
        self.outline.addItems([tr(_OUTLINES[word]) for word in OUTLINES])
        self.key.addItems(["–", *KEYS])
        self.name.editingFinished.connect(lambda: self._change(name=self.name.text()))
        self.description.editingFinished.connect(
            lambda: self._change(description=self.description.text().strip())
        )
        self.color.activated.connect(self._choose_color)
        self.outline.activated.connect(lambda i: self._change(outline=OUTLINES[i]))
        self.key.activated.connect(lambda i: self._change(key=KEYS[i - 1] if i else None))
        self.parent_class.activated.connect(
            lambda _: self._change(parent=self.parent_class.currentData() or None)
        )
        self.attributes = AttributeTable(lambda made: self._change(attributes=made), self._say)
        self.relabel = QCheckBox(tr("Rename the labels of open annotations along with their class"))
        self.relabel.setChecked(True)
        self.problem = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.problem.setObjectName("finding")
        self._lay_out(where)
        self._list(labels.classes[0].id if len(labels) else -1)

    def _lay_out(self, where: str) -> None:
        left = QVBoxLayout()
        left.addWidget(self.tree)
        verbs = QHBoxLayout()
        for button in (self.add, self.remove):
            button.setAutoDefault(False)
            verbs.addWidget(button)
        left.addLayout(verbs)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for text, widget in (
            (tr("Name"), self.name),
            (tr("Description"), self.description),
            (tr("Colour"), self.color),
            (tr("Outline"), self.outline),
            (tr("Key"), self.key),
            (tr("Part of"), self.parent_class),
        ):
            form.addRow(text, widget)
            widget.setAccessibleName(text)
        right = QVBoxLayout()
        right.addLayout(form)
        right.addWidget(QLabel(tr("Attributes (narrower classes ask for them too)")))
        right.addWidget(self.attributes, 1)
        columns = QHBoxLayout()
        columns.addLayout(left, 2)
        columns.addLayout(right, 5)
        place = QLabel(where, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        place.setObjectName("muted")
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        self.save_button = buttons.button(QDialogButtonBox.StandardButton.Save)
        self.save_button.setAutoDefault(False)
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setAutoDefault(False)
        buttons.accepted.connect(self._keep)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addLayout(columns, 1)
        layout.addWidget(self.relabel)
        layout.addWidget(self.problem)
        layout.addWidget(place)
        layout.addWidget(buttons)
        self.problem.hide()
        self.resize(1040, 600)

    # -- what is shown -------------------------------------------------------------------------

    @property
    def current(self) -> LabelClass | None:
        """The class whose fields are shown."""
        row = self.tree.currentItem()
        return None if row is None else next((c for c in self.labels if c.id == row.data(0, _ID)), None)

    def _list(self, current_id: int) -> None:
        self._filling = True
        self.tree.clear()
        rows: dict[str, QTreeWidgetItem] = {}
        for item in self.labels:
            row = rows[item.name] = QTreeWidgetItem([item.name, item.key or "", str(item.id)])
            row.setIcon(0, label_icon(item))
            row.setData(0, _ID, item.id)
        for item in self.labels:
            if item.parent is None:
                self.tree.addTopLevelItem(rows[item.name])
            else:
                rows[item.parent].addChild(rows[item.name])
        self.tree.expandAll()
        self._filling = False
        chosen = next((rows[c.name] for c in self.labels if c.id == current_id), self.tree.topLevelItem(0))
        if chosen is not None:
            self.tree.setCurrentItem(chosen)
        self.remove.setEnabled(len(self.labels) > 1)
        self._fill()

    def _fill(self) -> None:
        item = self.current
        if self._filling or item is None:
            return
        self._filling = True
        self.name.setText(item.name)
        self.description.setText(item.description)
        place = self.color.findData(item.color)
        if place < 0:
            self.color.insertItem(0, label_icon(item), item.color, item.color)
            place = 0
        self.color.setCurrentIndex(place)
        self.outline.setCurrentIndex(OUTLINES.index(item.outline))
        self.key.setCurrentIndex(KEYS.index(item.key) + 1 if item.key else 0)
        self.parent_class.clear()
        self.parent_class.addItem("–", "")
        for other in self.labels:
            if other is not item and item.name not in self.labels.ancestors(other.name):
                self.parent_class.addItem(label_icon(other), other.name, other.name)
        self.parent_class.setCurrentIndex(max(0, self.parent_class.findData(item.parent or "")))
        self.attributes.show_definitions(item.attributes)
        self._filling = False

    def _say(self, text: str) -> None:
        self.problem.setText(text)
        self.problem.setVisible(bool(text))

    # -- edits ---------------------------------------------------------------------------------

    def _change(self, **values: object) -> None:
        item = self.current
        if self._filling or item is None:
            return
        new = replace(item, **values)  # type: ignore[arg-type]
        if new == item:
            return
        try:
            self.labels = with_changed(self.labels, item.name, new)
        except ValueError as error:
            self._say(str(error))
            self._fill()
            return
        self._say("")
        self._list(item.id)

    def _choose_color(self, place: int) -> None:
        color = self.color.itemData(place)
        item = self.current
        if color == _OTHER and item is not None:
            chosen = QColorDialog.getColor(QColor(item.color), self, tr("Colour of the class"))
            color = chosen.name() if chosen.isValid() else item.color
            self._fill()
        self._change(color=color)

    def _add(self) -> None:
        item, count = self.current, 1
        name = tr("new class")
        while name in self.labels:
            count += 1
            name = tr("new class {count}", count=count)
        parent = item.parent if item is not None else None
        self.labels = with_class(self.labels, name, parent=parent)
        self._list(self.labels.classes[-1].id)
        self.name.setFocus()
        self.name.selectAll()

    def _remove(self) -> None:
        item = self.current
        if item is None:
            return
        try:
            self.labels = without_class(self.labels, item.name)
        except ValueError as error:
            self._say(str(error))
            return
        # A class that was made here and never saved leaves no id behind.
        if all(c.id != item.id for c in self._original):
            self.labels = replace(self.labels, retired=self.labels.retired[:-1])
        self._list(self.labels.classes[0].id)

    @property
    def renamed(self) -> dict[str, str]:
        """Old name -> new name of the classes that have another one now."""
        now = {c.id: c.name for c in self.labels}
        return {
            c.name: now[c.id] for c in self._original if c.id in now and now[c.id] != c.name
        }  # fmt: skip

    def _keep(self) -> None:
        if self.labels == self._original:
            self.reject()
            return
        try:
            self._save(self.labels)
        except UserError as error:
            self._say(str(error))
            return
        self.accept()
