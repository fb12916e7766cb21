"""Likelihood and confidence of the judgement: two controls, each with its definition beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from ilmtool.core.annotation import CONFIDENCES, LIKELIHOODS, Annotation
from ilmtool.core.judgement import CONFIDENCE_MEANINGS, SEPARATE, likelihood_meaning
from ilmtool.core.words import shown
from ilmtool.session.field_edits import Field
from ilmtool.session.shown import Update
from ilmtool.session.workspace import Workspace
from ilmtool.text import mark, tr
from ilmtool.ui.panels.afterwards import Afterwards

NONE = "–"
SEVERAL = mark("(several)")
LOOK_AT = 1000
"""Values of at most so many selected annotations are compared."""


class JudgementSection(QWidget):
    """What the analyst concludes, apart from what the thing is; the program fills none of it in."""

    asked = Signal()
    """The user wants to read what all the words mean."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.likelihood, self._likely = self._axis(
            tr("Likelihood of the judgement"), LIKELIHOODS, likelihood_meaning, "likelihood"
        )
        self.confidence, self._sure = self._axis(
            tr("Confidence in the judgement"), CONFIDENCES, CONFIDENCE_MEANINGS.__getitem__, "confidence"
        )
        self.words = QToolButton()
        self.words.setText("?")
        self.words.setToolTip(tr("What the words mean"))
        self.words.setAccessibleName(tr("What the words of judgement mean"))
        self.words.clicked.connect(self.asked)
        form = self.form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        first = QHBoxLayout()
        first.addWidget(self.likelihood, 1)
        first.addWidget(self.words)
        title = QLabel(tr("Likelihood"))
        title.setBuddy(self.likelihood)
        form.addRow(title, first)
        form.addRow(self._likely)
        form.addRow(tr("Confidence"), self.confidence)
        form.addRow(self._sure)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(form)
        self._afterwards = Afterwards(self._fill, self)
        workspace.subscribe(self.apply)
        self._fill()

    def _axis(
        self, name: str, terms: Iterable[str], meaning: Callable[[str], str], field: Field
    ) -> tuple[QComboBox, QLabel]:
        box = QComboBox()
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.addItem(NONE, "")
        for term in terms:
            box.addItem(shown(term), term)
            box.setItemData(box.count() - 1, tr(meaning(term)), Qt.ItemDataRole.ToolTipRole)
        box.setAccessibleName(name)
        box.setToolTip(tr(SEPARATE))
        box.activated.connect(lambda _: self._workspace.set_field(field, box.currentData()))
        note = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        note.setObjectName("muted")
        note.setIndent(12)
        return box, note

    def apply(self, update: Update) -> None:
        """Bring both controls up to date with the workspace."""
        if update.change is not None or update.old.view.selection != update.new.view.selection:
            self._afterwards.fill(len(update.new.view.selection))

    def _fill(self) -> None:
        document, selection = self._workspace.document, self._workspace.view.selection
        chosen = [document.annotations[i] for i in list(selection)[:LOOK_AT]]
        self.setEnabled(bool(chosen))
        likelihood = _shared(chosen, lambda a: a.properties.likelihood)
        confidence = _shared(chosen, lambda a: a.properties.confidence)
        _show(self.likelihood, self._likely, likelihood, likelihood_meaning, LIKELIHOODS)
        _show(self.confidence, self._sure, confidence, CONFIDENCE_MEANINGS.__getitem__, CONFIDENCES)


def _shared(chosen: list[Annotation], value: Callable[[Annotation], str | None]) -> str | None:
    """The value that all share, no text for none; None where they differ."""
    found = {value(a) or "" for a in chosen}
    return found.pop() if len(found) == 1 else (None if found else "")


def _show(
    box: QComboBox, note: QLabel, value: str | None, meaning: Callable[[str], str], terms: Sequence[str]
) -> None:
    box.setPlaceholderText(tr(SEVERAL) if value is None else value)
    # A word that is none of the terms stays readable and is not changed by looking at it.
    box.setCurrentIndex(-1 if value is None else box.findData(value))
    text = tr(meaning(value)) if value and value in terms else ""
    note.setText(text)
    note.setVisible(bool(text))
    box.setAccessibleDescription(text)
