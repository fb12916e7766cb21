"""A form made from declared options: one control each, its value by key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QWidget,
)

from ilmtool.core.words import shown
from ilmtool.datasets.options import Option
from ilmtool.text import in_sentence, mark, tr
from ilmtool.ui.panels.number_box import NumberBox, WholeNumberBox

_UNSET = mark("usual")
"""What stands for "not chosen" in a list whose option does not say it better."""
_CHECKS_IN_A_ROW = 3
_MANY = 1_000_000
_TOML = mark("TOML files (*.toml);;All files (*)")


class OptionForm(QWidget):
    """Controls for options; what nobody changed is not chosen.

    Parameters
    ----------
    options : sequence of Option
    """

    def __init__(self, options: Sequence[Option], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.options = tuple(options)
        self._readers: dict[str, Callable[[], Any]] = {}
        self._controls: dict[str, QWidget] = {}
        self._layout = QFormLayout(self)
        self._layout.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        for option in options:
            self._add(option)

    def values(self) -> dict[str, Any]:
        """Chosen values by key, without those that are still as declared."""
        read = {key: reader() for key, reader in self._readers.items()}
        return {key: value for key, value in read.items() if value is not None}

    def control(self, key: str) -> QWidget:
        """The control of an option."""
        return self._controls[key]

    @property
    def keys(self) -> tuple[str, ...]:
        """Keys of the options."""
        return tuple(self._readers)

    def _add(self, option: Option) -> None:
        made, control, reader = _MAKERS[option.kind](option)
        title, help_ = tr(option.title), tr(option.help)
        if option.kind == "names" and not option.choices:
            help_ = tr("{help}; several with commas between them", help=help_)
        control.setToolTip(help_)
        control.setObjectName(option.key)
        control.setAccessibleName(title)
        control.setAccessibleDescription(help_)
        self._readers[option.key] = reader
        self._controls[option.key] = control
        if isinstance(made, QCheckBox):
            made.setText(title)
            self._layout.addRow("", made)
        else:
            self._layout.addRow(title, made)


Made = tuple[QWidget, QWidget, Callable[[], Any]]
"""What stands in the form, the control in it, and what reads its value."""


def _flag(option: Option) -> Made:
    box = QCheckBox()
    box.setChecked(bool(option.default))
    return box, box, lambda: box.isChecked() or None


def _choice(option: Option) -> Made:
    box = QComboBox()
    if option.default is None:
        box.addItem(tr(option.unset or _UNSET), None)
    for choice in option.choices:
        box.addItem(option.title_of(choice), choice)
    if option.default is not None:
        box.setCurrentIndex(box.findData(option.default))

    def value() -> str | None:
        chosen: str | None = box.currentData()
        return None if chosen == option.default else chosen

    return box, box, value


def _integer(option: Option) -> Made:
    box = WholeNumberBox()
    box.setRange(-_MANY if option.low is None else int(option.low), int(option.high or _MANY))
    box.setValue(option.default)
    return box, box, lambda: None if box.value() == option.default else box.value()


def _real(option: Option) -> Made:
    box = NumberBox()
    box.setRange(-_MANY if option.low is None else option.low, option.high or _MANY)
    box.setSingleStep(0.1)
    box.setValue(option.default)
    return box, box, lambda: None if box.value() == option.default else box.value()


def _text(option: Option) -> Made:
    line = QLineEdit(option.default or "")
    line.setPlaceholderText(tr(option.example))
    return line, line, lambda: line.text().strip() or None


def _names(option: Option) -> Made:
    if option.choices:
        return _checks(option)
    line = QLineEdit(", ".join(option.default or ()))
    line.setPlaceholderText(tr("all"))

    def value() -> tuple[str, ...] | None:
        return tuple(part.strip() for part in line.text().split(",") if part.strip()) or None

    return line, line, value


def _checks(option: Option) -> Made:
    """A box to check for each word of the contract."""
    area = QWidget()
    layout = QGridLayout(area)
    layout.setContentsMargins(0, 0, 0, 6)
    boxes = {}
    for number, choice in enumerate(option.choices):
        box = boxes[choice] = QCheckBox(shown(choice))
        box.setObjectName(f"{option.key}-{choice}")
        box.setAccessibleDescription(f"{tr(option.title)}: {tr(option.help)}")
        box.setChecked(choice in (option.default or ()))
        layout.addWidget(box, *divmod(number, _CHECKS_IN_A_ROW))
        layout.setColumnStretch(number % _CHECKS_IN_A_ROW, 1)

    def value() -> tuple[str, ...] | None:
        chosen = tuple(choice for choice, box in boxes.items() if box.isChecked())
        return None if chosen == tuple(option.default or ()) else chosen

    return area, area, value


def _file(option: Option) -> Made:
    row = QWidget()
    line = QLineEdit()
    button = QPushButton(tr("Browse…"))
    title = tr(option.title)
    button.setAccessibleName(tr("Browse for {what}", what=in_sentence(title)))

    def browse() -> None:
        name, _ = QFileDialog.getOpenFileName(row, title, line.text(), tr(_TOML))
        if name:
            line.setText(name)

    button.clicked.connect(browse)
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(line)
    layout.addWidget(button)
    return row, line, lambda: line.text().strip() or None


_MAKERS: dict[str, Callable[[Option], Made]] = {
    "flag": _flag,
    "choice": _choice,
    "integer": _integer,
    "number": _real,
    "text": _text,
    "names": _names,
    "file": _file,
}
