"""The attributes of one class as an editable table."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ilmtool.core.attributes import KEY, KINDS, AttributeDefinition
from ilmtool.text import mark, number, read_number, tr

COLUMNS = (
    mark("Property"),
    mark("Kind"),
    mark("Title"),
    mark("Required"),
    mark("Choices (a; b)"),
    mark("Min"),
    mark("Max"),
    mark("Unit"),
    mark("Description"),
)
_KINDS = {"choice": mark("choice"), "number": mark("number"), "text": mark("text"), "flag": mark("flag")}
_KEY, _KIND, _TITLE, _REQUIRED, _CHOICES, _LOW, _HIGH, _UNIT, _DESCRIPTION = range(len(COLUMNS))


class AttributeTable(QWidget):
    """Rows of definitions; each sound change is told at once, an unsound one is said and kept for correcting.

    Parameters
    ----------
    changed : callable
        Told the definitions as they are now.
    say : callable
        Told what is wrong, or no text.
    """

    def __init__(
        self, changed: Callable[[tuple[AttributeDefinition, ...]], None], say: Callable[[str], None]
    ) -> None:
        super().__init__()
        self._changed, self._say = changed, say
        self._shown: tuple[AttributeDefinition, ...] | None = None
        self._filling = False
        self.table = QTableWidget(0, len(COLUMNS))
        self.table.setAccessibleName(tr("Attributes"))
        self.table.setHorizontalHeaderLabels([tr(title) for title in COLUMNS])
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 14)
        for column, width in enumerate((110, 84, 90, 76, 140, 46, 46, 46)):
            needed = self.table.horizontalHeader().sectionSizeHint(column)
            self.table.setColumnWidth(column, max(width, needed))
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.itemChanged.connect(lambda _: self._tell())
        self.add, self.remove = QPushButton(tr("Add attribute")), QPushButton(tr("Remove attribute"))
        self.add.clicked.connect(self._add)
        self.remove.clicked.connect(self._remove)
        verbs = QHBoxLayout()
        for button in (self.add, self.remove):
            button.setAutoDefault(False)
            verbs.addWidget(button)
        verbs.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.table)
        layout.addLayout(verbs)

    def show_definitions(self, definitions: tuple[AttributeDefinition, ...]) -> None:
        """Show these; the same ones again leave the cursor where it is."""
        if definitions == self._shown:
            return
        self._shown = definitions
        self._filling = True
        self.table.setRowCount(0)
        for definition in definitions:
            self._append(definition)
        self._filling = False

    def _append(self, definition: AttributeDefinition) -> None:
        row = self.table.rowCount()
        self.table.insertRow(row)
        texts = {
            _KEY: definition.key,
            _TITLE: definition.title,
            _CHOICES: "; ".join(definition.choices),
            _LOW: "" if definition.low is None else number(definition.low, ".15g"),
            _HIGH: "" if definition.high is None else number(definition.high, ".15g"),
            _UNIT: definition.unit,
            _DESCRIPTION: definition.description,
        }
        for column, text in texts.items():
            self.table.setItem(row, column, QTableWidgetItem(text))
        self._choose(row, _KIND, {kind: tr(_KINDS[kind]) for kind in KINDS}, definition.kind)
        self._choose(
            row, _REQUIRED, {"no": tr("no"), "yes": tr("yes")}, "yes" if definition.required else "no"
        )

    def _choose(self, row: int, column: int, words: Mapping[str, str], word: str) -> None:
        box = QComboBox()
        for value, title in words.items():
            box.addItem(title, value)
        box.setAccessibleName(
            tr("{title} of attribute {row}", title=tr(COLUMNS[column]), row=number(row + 1))
        )
        box.setCurrentIndex(box.findData(word))
        box.activated.connect(lambda _: self._tell())
        self.table.setCellWidget(row, column, box)

    def _add(self) -> None:
        taken = {self._text(row, _KEY) for row in range(self.table.rowCount())}
        key = next(k for n in range(1, 1000) if (k := f"attribute_{n}") not in taken)
        self._filling = True
        self._append(AttributeDefinition(key, "text"))
        self._filling = False
        self.table.setCurrentCell(self.table.rowCount() - 1, _KEY)
        self._tell()

    def _remove(self) -> None:
        row = self.table.currentRow()
        if row >= 0:
            self.table.removeRow(row)
            self._tell()

    def _text(self, row: int, column: int) -> str:
        box = self.table.cellWidget(row, column)
        if isinstance(box, QComboBox):
            return str(box.currentData())
        item = self.table.item(row, column)
        return "" if item is None else item.text().strip()

    def _tell(self) -> None:
        if self._filling:
            return
        try:
            made = tuple(self._read(row) for row in range(self.table.rowCount()))
            if len({d.key for d in made}) < len(made):
                raise ValueError(tr("Two attributes have the same property."))
        except ValueError as error:
            self._say(str(error))
            return
        self._say("")
        self._shown = made
        self._changed(made)

    def _read(self, row: int) -> AttributeDefinition:
        key = self._text(row, _KEY)
        if not KEY.fullmatch(key):
            raise ValueError(
                tr("{key} is no property: letters, digits and _, a letter first.", key=key)
                if key
                else tr("An empty text is no property: letters, digits and _, a letter first.")
            )
        kind = self._text(row, _KIND)
        choices = tuple(c for part in self._text(row, _CHOICES).split(";") if (c := part.strip()))
        is_number = kind == "number"
        if kind == "choice" and not choices:
            raise ValueError(tr("{key} needs its choices, with ; between them.", key=key))
        return AttributeDefinition(
            key=key,
            kind=kind,
            title=self._text(row, _TITLE),
            required=self._text(row, _REQUIRED) == "yes",
            choices=choices if kind == "choice" else (),
            low=_limit(key, self._text(row, _LOW)) if is_number else None,
            high=_limit(key, self._text(row, _HIGH)) if is_number else None,
            unit=self._text(row, _UNIT),
            description=self._text(row, _DESCRIPTION),
        )


def _limit(key: str, text: str) -> float | None:
    if not text:
        return None
    try:
        return read_number(text)
    except ValueError as error:
        raise ValueError(
            tr("{text} is no limit of {key}: {why}.", text=text[:40], key=key, why=error)
        ) from error
