"""Words on the canvas: every letter that a language needs has a picture of its own."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

import numpy as np
import pytest

from ilmtool.painting.text import TextSprites
from ilmtool.resources import resource_dir

RESOURCES = resource_dir()
MISSING = "中"
"""Not in the font; it is drawn as the box for what is missing."""


@pytest.fixture(scope="module")
def sprites() -> TextSprites:
    return TextSprites(RESOURCES / "fonts" / "DejaVuSans.ttf")


def picture(sprites: TextSprites, text: str) -> np.ndarray:
    return sprites.get(text, 24, (0, 0, 0), (255, 255, 255), 2)


def is_missing(sprites: TextSprites, letter: str) -> bool:
    drawn, box = picture(sprites, letter), picture(sprites, MISSING)
    return drawn.shape == box.shape and bool((drawn == box).all())


def letters_of(path: Path) -> set[str]:
    """All letters and signs of the translations of a .ts file."""
    root = ET.parse(path)
    words = ("".join(each.itertext()) for each in root.iter("translation"))
    return {letter for text in words for letter in text if letter.isprintable() and letter != " "}


def test_the_box_for_a_missing_letter_is_found(sprites: TextSprites) -> None:
    assert is_missing(sprites, "文")
    assert not is_missing(sprites, "A")


@pytest.mark.parametrize("letter", [*"ÄÖÜäöüßẞéñčłøğ„“–…×°²±ЖжΩλ"])
def test_letters_beyond_english_are_drawn(sprites: TextSprites, letter: str) -> None:
    assert not is_missing(sprites, letter)


def test_an_umlaut_is_more_than_its_letter(sprites: TextSprites) -> None:
    for plain, other in zip("AOUaou", "ÄÖÜäöü", strict=True):
        ink, more = (int((picture(sprites, each) < 128).sum()) for each in (plain, other))
        assert more > ink


TRANSLATIONS = sorted((RESOURCES / "languages").glob("*/painting.ts"))
"""The sources of the translations are not installed."""


@pytest.mark.skipif(not TRANSLATIONS, reason="translations are there as sources only in a checkout")
def test_every_letter_of_every_translation_is_drawn(sprites: TextSprites) -> None:
    for path in TRANSLATIONS:
        missing = {letter for letter in letters_of(path) if is_missing(sprites, letter)}
        assert not missing, f"{path.parent.name}: {missing}"


def test_a_date_after_an_arabic_word_keeps_its_order(sprites: TextSprites) -> None:
    """Whether Pillow can is said by itself; its wheels can."""
    features = pytest.importorskip("PIL.features")
    if not features.check("raqm"):
        pytest.skip("this Pillow draws no text from right to left")
    date, word = "2019-03-02", "بعد"
    shown = picture(sprites, f"{word} \u2066{date}\u2069")
    alone = picture(sprites, date)[:, 2:-2]
    places = range(shown.shape[1] - alone.shape[1] + 1)
    assert any((shown[:, x : x + alone.shape[1]] == alone).all() for x in places)
    bare = picture(sprites, f"{word} {date}")
    assert shown.shape == bare.shape
    assert (shown != bare).any()
