"""Colours that mean something can be told apart by everybody, or a sign says the same; text can be read."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from color_vision import SIGHTS, contrast, distance
from person import Person
from PySide6.QtGui import QColor

from ilmtool.core.labels import LabelClass, LabelSet
from ilmtool.painting import composite, residuals
from ilmtool.painting.boxes import PATTERNS
from ilmtool.painting.grid import BADGES
from ilmtool.painting.text import readable_ink
from ilmtool.resources import resource_dir
from ilmtool.session.labels import load_label_set
from ilmtool.ui.canvas import tie_hand
from ilmtool.ui.panels.suggestions import STATE_WORDS
from ilmtool.ui.theme import DARK, LIGHT

SETS = sorted(path.stem for path in (resource_dir() / "labels").glob("*.toml"))
EASILY, AT_ALL = 12.0, 9.0
"""CIE76; five and four times what can just be told apart: boxes are thin lines, and lie apart."""
FEW = 12
"""Classes that there are colours for; more of them share colours and differ by their outline."""

Rgb = tuple[int, int, int]


def of(name: str) -> LabelSet:
    labels, findings = load_label_set(name)
    assert not findings
    return labels


def least(a: Rgb, b: Rgb) -> float:
    """How different two colours look to whom they look the most alike."""
    return min(distance(a, b, sight) for sight in SIGHTS)


def rgb(color: QColor) -> Rgb:
    return color.red(), color.green(), color.blue()


def test_the_simulation_knows_whom_red_and_green_look_alike_to():
    red, green, blue = (200, 90, 30), (120, 135, 20), (60, 90, 220)
    assert distance(red, green, "full colour vision") > 50
    assert distance(red, green, "deuteranopia") < 25
    assert distance(red, blue, "deuteranopia") > 80
    greys = (120, 120, 120)
    for sight in SIGHTS:  # white stays white in Machado's model
        assert distance(greys, greys, sight) == 0
        assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)


@pytest.mark.parametrize("name", SETS)
def test_classes_of_one_outline_differ_in_colour_to_every_eye(name: str):
    classes = of(name).classes
    wanted = EASILY if len(classes) <= FEW else AT_ALL
    alike = [
        (a.name, b.name, round(least(a.rgb, b.rgb), 1))
        for a, b in combinations(classes, 2)
        if a.outline == b.outline and least(a.rgb, b.rgb) < wanted
    ]
    assert not alike


@pytest.mark.parametrize("name", SETS)
def test_neighbours_in_a_set_are_told_apart_at_once(name: str):
    def differ(a: LabelClass, b: LabelClass) -> bool:
        return a.outline != b.outline or least(a.rgb, b.rgb) >= EASILY

    for a, b in pairwise(of(name).classes):
        assert differ(a, b), (a.name, b.name)


@pytest.mark.parametrize("name", SETS)
def test_every_class_has_an_outline_and_a_name_that_can_be_read(name: str):
    for each in of(name).classes:
        assert each.outline in PATTERNS
        assert contrast(readable_ink(each.rgb), each.rgb) >= 4.5, each.name
        assert contrast((0, 0, 0), each.rgb) >= 4.5, "each outline is cased in black"


@pytest.mark.parametrize(
    "colors",
    [
        (residuals.AGREES, residuals.DISAGREES, residuals.UNSEEN),
        (composite.DARKER, composite.SAME, composite.BRIGHTER),
        (composite.EDGE_BEFORE, composite.EDGE_AFTER),
        tuple(rgb(c) for c in (tie_hand.POINT, tie_hand.WORST, tie_hand.CHOSEN, tie_hand.PENDING)),
    ],
    ids=["residuals", "darker and brighter", "edges", "tie points"],
)
def test_states_on_the_images_differ_to_every_eye(colors: tuple[Rgb, ...]):
    # Composed pictures name blue first, residuals are given as they are: both orders have to do.
    for a, b in combinations(colors, 2):
        assert min(least(a, b), least(a[::-1], b[::-1])) >= EASILY


def test_results_of_a_search_and_of_suggestions_are_signs_too():
    assert len({letter for _, letter, _ in BADGES.values()}) == len(BADGES)
    assert len({word for word, _, _ in BADGES.values()}) == len(BADGES)
    assert len(set(STATE_WORDS.values())) == len(STATE_WORDS)
    for _, _, ground in BADGES.values():
        assert contrast(readable_ink(ground), ground) >= 4.5


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=["dark", "light"])
def test_text_of_both_themes_can_be_read(theme: dict[str, str]):
    def of_theme(name: str) -> Rgb:
        return rgb(QColor(theme[name]))

    for ink, papers in {
        "text": ("window", "base", "alternate", "button"),
        "help": ("window", "base"),
        "error": ("window", "base"),
        "warning": ("window", "base"),
        "link": ("window", "base"),
        "disabled": ("base",),  # what an empty field asks for
        "highlighted": ("highlight",),
    }.items():
        for paper in papers:
            ratio = contrast(of_theme(ink), of_theme(paper))
            assert ratio >= 4.5, f"{ink} on {paper}: {ratio:.2f}"
    for paper in ("window", "base"):  # the frame of what has the keyboard
        assert contrast(of_theme("link"), of_theme(paper)) >= 3


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=["dark", "light"])
def test_no_grey_of_a_theme_has_a_tint(theme: dict[str, str]):
    for name in ("window", "base", "alternate", "text", "button", "mid", "disabled", "help"):
        assert len(set(rgb(QColor(theme[name])))) == 1, name


def test_saved_or_not_is_a_sign_and_a_word(at_work: Person):
    label = at_work.window.status.saved
    assert label.text().startswith("○"), "nothing to save yet"
    at_work.drag((800, 300), (840, 340))
    assert label.text().startswith("●")
    at_work.saved()
    assert label.text() == "✓ Saved"
