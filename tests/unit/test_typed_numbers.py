"""Numbers as people type them: by the decimal sign of their language, and never as another number."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale

from ilmtool.core.attributes import AttributeDefinition, parse_value, shown_value
from ilmtool.review.walk import sample_size
from ilmtool.text import Language, install, read_number
from ilmtool.ui.language import signs_of


@pytest.fixture
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    install(Language(None, signs_of(QLocale(request.param))))
    yield request.param
    install(Language())


@pytest.mark.parametrize(
    ("language", "typed", "value"),
    [
        ("de", "1,5", 1.5),
        ("de", "1.5", 1.5),
        ("de", "1,500", 1.5),
        ("de", "0.125", 0.125),
        ("de", "1.234,5", 1234.5),
        ("de", "1,234.5", 1234.5),
        ("de", "1.234.567", 1234567.0),
        ("de", "\u22122,5e3", -2500.0),
        ("en", "1.500", 1.5),
        ("en", "1,5", 1.5),
        ("en", "1,234.5", 1234.5),
        ("en", " .5 ", 0.5),
        ("en", "1.", 1.0),
        ("en", "10,000,000", 10_000_000.0),
        ("fr", "1 234,5", 1234.5),
        ("fr", "1\u202f234,5", 1234.5),
        ("fr", "1.5", 1.5),
        ("de_CH", "1\u2019234.5", 1234.5),
        ("ar_EG", "\u061c-\u0661\u0662\u066b\u0665", -12.5),
        ("ar_EG", "1.500", 1.5),
    ],
    indirect=["language"],
)
def test_a_typed_number_is_what_its_writer_meant(language: str, typed: str, value: float) -> None:
    assert read_number(typed) == value


@pytest.mark.parametrize(
    ("language", "typed", "why"),
    [
        ("de", "1.500", "it might be 1,5 or 1500"),
        ("de", "-12.345", "it might be -12,345 or -12345"),
        ("en", "1,500", "it might be 1.5 or 1500"),
        ("fr", "1.500", "it might be 1,5 or 1500"),
        ("en", "", "a number is needed"),
        ("en", ".", "a number is needed"),
        ("en", "1.2.3", "a number is needed"),
        ("de", "1,2,3", "a number is needed"),
        ("en", "1,23,456", "a number is needed"),
        ("en", "1_000", "a number is needed"),
        ("en", "0x10", "a number is needed"),
        ("en", "nan", "a number is needed"),
        ("en", "1e999", "a number is needed"),
    ],
    indirect=["language"],
)
def test_what_might_be_another_number_is_refused(language: str, typed: str, why: str) -> None:
    with pytest.raises(ValueError, match=why.replace(".", r"\.")):
        read_number(typed)


@pytest.mark.parametrize("language", ["de"], indirect=True)
def test_attributes_and_samples_read_what_was_typed_and_show_it_the_same(language: str) -> None:
    height = AttributeDefinition("height", "number", title="Height", unit="m")
    assert parse_value(height, "1,125") == 1.125
    assert shown_value(height, 1.125) == "1,125"
    assert parse_value(height, shown_value(height, 1234.5678)) == 1234.5678
    with pytest.raises(ValueError, match=r"Height \(m\): 1\.125 is not clear, it might be 1,125 or 1125\."):
        parse_value(height, "1.125")
    with pytest.raises(ValueError, match=r"Height \(m\) is a number, not tall\."):
        parse_value(height, "tall")
    assert sample_size("12,5 %", [str(n) for n in range(80)]) == 10
