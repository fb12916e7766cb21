"""Words of the contract as people read them."""

from __future__ import annotations

import pytest

from ilmtool.core import annotation as contract
from ilmtool.core.layout import Side
from ilmtool.core.words import property_name, shown
from ilmtool.text import Language, install

WORDS = (
    *contract.CERTAINTIES,
    *contract.CHANGES,
    *contract.REVIEWS,
    *contract.LIKELIHOODS,
    *contract.CONFIDENCES,
    *contract.SHAPES,
    *(side.value for side in Side),
)


@pytest.mark.parametrize("word", WORDS)
def test_every_word_is_translated(word: str) -> None:
    assert shown(word) == word.replace("_", " ")
    try:
        install(Language(lambda source, comment, n: f"<{source}>"))
        assert shown(word) == f"<{word.replace('_', ' ')}>"
    finally:
        install(Language())


def test_a_word_of_a_team_stays() -> None:
    try:
        install(Language(lambda source, comment, n: "translated"))
        assert shown("apparent {x}") == "apparent {x}"
    finally:
        install(Language())


def test_properties_have_names() -> None:
    assert property_name("change_not_before") == "change not before"
    assert property_name("crane_height") == "crane height"
    try:
        install(Language(lambda source, comment, n: f"<{source}>"))
        assert property_name("change_not_before") == "<change not before>"
        assert property_name("crane_height") == "crane height"
    finally:
        install(Language())
