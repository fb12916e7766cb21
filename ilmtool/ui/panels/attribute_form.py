"""What the label set asks about the selected annotations, as a form; gaps are pointed out, never enforced."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from ilmtool.core.annotation import Annotation
from ilmtool.core.attributes import AttributeDefinition, missing_and_wrong, parse_value, shown_value
from ilmtool.session.attribute_edits import attribute_values
from ilmtool.session.shown import Update
from ilmtool.session.workspace import Workspace
from ilmtool.text import mark, tr
from ilmtool.ui.panels.afterwards import Afterwards

NONE = "–"
SEVERAL = mark("(several)")
LOOK_AT = 1000
_DIFFER = object()


class AttributeEdit(QLineEdit):
    """A number or a text. Enter and leaving the field set it; Esc puts back what was there."""

    left = Signal()
    put_back = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.put_back.emit()
            self.left.emit()
            return
        super().keyPressEvent(event)
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not self.property("invalid"):
            self.left.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self.property("invalid"):
            self.put_back.emit()


class AttributeForm(QWidget):
    """Fields for the attributes of the selection's label; several annotations are edited together.

    It is empty, and takes no room, where the label set asks nothing.
    """

    left = Signal()
    rebuilt = Signal()
    """There are other fields now; they come last for Tab until somebody puts them in their place."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._asked: tuple[AttributeDefinition, ...] = ()
        self.fields: dict[str, QComboBox | AttributeEdit] = {}
        self._values: dict[str, Any] = {}
        self.form = QFormLayout()
        self.form.setContentsMargins(0, 0, 0, 0)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.finding = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.finding.setObjectName("finding")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(self.form)
        layout.addWidget(self.finding)
        self._afterwards = Afterwards(self._fill, self)
        workspace.subscribe(self.apply)
        self._fill()

    def apply(self, update: Update) -> None:
        """Bring the fields up to date with the workspace."""
        selected = update.old.view.selection != update.new.view.selection
        if update.change is not None or selected or update.relabelled:
            self._afterwards.fill(len(update.new.view.selection))

    def _fill(self) -> None:
        document, selection = self._workspace.document, self._workspace.view.selection
        chosen = [document.annotations[i] for i in list(selection)[:LOOK_AT]]
        names = {a.label for a in chosen}
        asked = self._workspace.labels.attributes_of(names.pop()) if len(names) == 1 else ()
        if asked != self._asked:
            self._asked = asked
            self._rebuild()
        self.setVisible(bool(asked))
        if asked:
            self._show(chosen)

    def _rebuild(self) -> None:
        while self.form.rowCount():
            self.form.removeRow(0)
        self.fields = {}
        for definition in self._asked:
            field = self._field(definition)
            field.setAccessibleName(
                tr("{name}, required", name=definition.shown) if definition.required else definition.shown
            )
            field.setAccessibleDescription(definition.description)
            field.setToolTip(definition.description)
            title = QLabel(definition.shown + (" *" if definition.required else ""))
            title.setTextFormat(Qt.TextFormat.PlainText)
            title.setWordWrap(True)
            title.setToolTip(definition.description)
            self.form.addRow(title, field)
            self.fields[definition.key] = field
        self.rebuilt.emit()

    def _field(self, definition: AttributeDefinition) -> QComboBox | AttributeEdit:
        if definition.kind in {"choice", "flag"}:
            box = QComboBox()
            words = definition.choices if definition.kind == "choice" else (tr("yes"), tr("no"))
            box.addItem(NONE, "")
            for word in words:
                box.addItem(word, word)
            box.activated.connect(lambda _, d=definition, b=box: self._set(d, b.currentData()))
            return box
        edit = AttributeEdit()
        edit.editingFinished.connect(lambda d=definition, e=edit: self._typed(d, e))
        edit.textEdited.connect(lambda _, d=definition, e=edit: self._check(d, e))
        edit.put_back.connect(lambda d=definition, e=edit: self._put_back(d, e))
        edit.left.connect(self.left)
        return edit

    def _show(self, chosen: list[Annotation]) -> None:
        each = [attribute_values(a) for a in chosen]
        for definition in self._asked:
            found = {repr(v.get(definition.key)): v.get(definition.key) for v in each}
            value = next(iter(found.values())) if len(found) == 1 else _DIFFER
            self._values[definition.key] = value
            field = self.fields[definition.key]
            if isinstance(field, QComboBox):
                text = "" if value is _DIFFER else shown_value(definition, value)
                field.setPlaceholderText(tr(SEVERAL) if value is _DIFFER else text)
                field.setCurrentIndex(-1 if value is _DIFFER else field.findData(text))
            elif not (field.hasFocus() and field.property("invalid")):
                self._put_back(definition, field)
        self._point_out(each)

    def _point_out(self, each: list[dict[str, Any]]) -> None:
        missing: dict[str, int] = {}
        wrong: dict[str, int] = {}
        for values in each:
            gaps, problems = missing_and_wrong(self._asked, values)
            for gap in gaps:
                missing[gap.shown] = missing.get(gap.shown, 0) + 1
            for problem in problems:
                wrong[problem] = wrong.get(problem, 0) + 1
        parts = list(wrong)[:3]
        if missing:
            parts.insert(0, tr("Not said yet: {names}.", names=", ".join(missing)))
        self.finding.setText("\n".join(parts))
        self.finding.setVisible(bool(parts))

    def _typed(self, definition: AttributeDefinition, edit: AttributeEdit) -> None:
        if edit.isModified() and self._check(definition, edit):
            edit.setModified(False)
            self._set(definition, edit.text())

    def _check(self, definition: AttributeDefinition, edit: AttributeEdit) -> bool:
        """Whether the text is a value; what is wrong stands below, and nothing is stored."""
        try:
            parse_value(definition, edit.text())
        except ValueError as error:
            self._mark(edit, invalid=True)
            self.finding.setText(str(error))
            self.finding.show()
            return False
        if edit.property("invalid"):
            self._mark(edit, invalid=False)
            self.finding.hide()
        return True

    def _put_back(self, definition: AttributeDefinition, edit: AttributeEdit) -> None:
        value = self._values.get(definition.key)
        text = "" if value is _DIFFER else shown_value(definition, value)
        edit.setPlaceholderText(tr(SEVERAL) if value is _DIFFER else "")
        if edit.text() != text:
            edit.setText(text)
        edit.setModified(False)
        self._mark(edit, invalid=False)

    def _mark(self, edit: AttributeEdit, *, invalid: bool) -> None:
        if bool(edit.property("invalid")) != invalid:
            edit.setProperty("invalid", invalid)
            edit.style().unpolish(edit)
            edit.style().polish(edit)

    def _set(self, definition: AttributeDefinition, text: str) -> None:
        self._workspace.set_attribute(definition, parse_value(definition, text))
