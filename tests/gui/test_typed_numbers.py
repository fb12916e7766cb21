"""Fields for numbers in a language with a decimal comma, and words of the contract in another language."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDoubleSpinBox, QSpinBox

from ilmtool.core.attributes import AttributeDefinition
from ilmtool.datasets.options import Option
from ilmtool.text import Language, install
from ilmtool.ui.dialogs.attribute_table import AttributeTable
from ilmtool.ui.dialogs.option_form import OptionForm
from ilmtool.ui.language import signs_of
from ilmtool.ui.panels.number_box import NumberBox, WholeNumberBox


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    """German signs, and every text in other words than English."""
    before, locale = QLocale(), QLocale("de")
    QLocale.setDefault(locale)
    install(Language(lambda source, _comment, _n: f"«{source}»", signs_of(locale)))
    yield
    install(Language())
    QLocale.setDefault(before)


def give(box: QDoubleSpinBox | QSpinBox, text: str) -> None:
    box.selectAll()
    QTest.keyClicks(box.lineEdit(), text)
    QTest.keyClick(box, Qt.Key.Key_Return)


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize(
    ("typed", "value", "shown"),
    [
        ("1,5", 1.5, "1,50 m"),
        ("1.5", 1.5, "1,50 m"),
        ("1234.5 m", 1234.5, "1234,50 m"),
        ("1.234,5", 1234.5, "1234,50 m"),
        ("1.500", 7.0, "7,00 m"),  # might be two numbers
        ("-3", 7.0, "7,00 m"),  # out of range
        ("", 7.0, "7,00 m"),
    ],
)
def test_a_field_takes_over_what_was_meant_or_nothing(typed: str, value: float, shown: str) -> None:
    box = NumberBox()
    box.setRange(0, 1e6)
    box.setSuffix(" m")
    box.setValue(7)
    heard: list[float] = []
    box.valueChanged.connect(heard.append)
    give(box, typed)
    assert (box.value(), box.text()) == (value, shown)
    assert heard == ([] if value == 7 else [value]), "nothing on the way to it"


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize(("typed", "value"), [("12", 12), ("1.5", 7), ("1,5", 7), ("1.234.567", 1234567)])
def test_a_whole_number_is_never_one_without_its_sign(typed: str, value: int) -> None:
    box = WholeNumberBox()
    box.setRange(0, 10_000_000)
    box.setValue(7)
    give(box, typed)
    assert box.value() == value


@pytest.mark.usefixtures("german")
def test_forms_give_the_values_of_the_declaration_whatever_they_show() -> None:
    form = OptionForm(
        [
            Option("mode", "choice", "Mode", "Which.", choices=("crop", "pad")),
            Option("scale", "number", "Scale", "How large.", default=1.0),
        ]
    )
    mode, scale = form.control("mode"), form.control("scale")
    assert mode.accessibleName() == "«Mode»"
    assert [mode.itemText(i) for i in range(mode.count())] == ["«usual»", "«crop»", "«pad»"]
    assert form.values() == {}
    mode.setCurrentIndex(2)
    give(scale, "2.5")
    assert form.values() == {"mode": "pad", "scale": 2.5}


@pytest.mark.usefixtures("german")
def test_a_table_of_attributes_keeps_the_contracts_words() -> None:
    made: list[tuple[AttributeDefinition, ...]] = []
    said: list[str] = []
    table = AttributeTable(made.append, said.append)
    table.show_definitions((AttributeDefinition("height", "number", low=0.5, high=1234.5),))
    kind = table.table.cellWidget(0, 1)
    assert kind.currentText() == "«number»"
    assert [table.table.item(0, column).text() for column in (5, 6)] == ["0,5", "1234,5"]
    table.table.item(0, 6).setText("2,5")
    assert made[-1] == (AttributeDefinition("height", "number", low=0.5, high=2.5),)
    table.table.item(0, 6).setText("1.500")
    assert "1.500" in said[-1]
    assert len(made) == 1
    table.table.item(0, 6).setText("1500")
    kind.setCurrentIndex(kind.findData("text"))
    kind.activated.emit(kind.currentIndex())
    assert made[-1] == (AttributeDefinition("height", "text"),)


def test_a_table_of_attributes_keeps_limits_of_many_digits() -> None:
    made: list[tuple[AttributeDefinition, ...]] = []
    table = AttributeTable(made.append, lambda _: None)
    table.show_definitions((AttributeDefinition("count", "number", low=-1234567.25, high=98765432.0),))
    table.table.item(0, 2).setText("How many")
    assert made[-1] == (AttributeDefinition("count", "number", "How many", low=-1234567.25, high=98765432.0),)
