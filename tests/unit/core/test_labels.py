"""Label sets: look-up, search, style, and what a bad file is told."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ilmtool.core.label_file import parse_label_set
from ilmtool.core.labels import OUTLINES, PALETTE, LabelClass, LabelSet, default_color, foreign_color
from ilmtool.errors import UserError


def make(*names: str) -> LabelSet:
    return LabelSet("set", tuple(LabelClass(i, n, "#dddddd") for i, n in enumerate(names)))


def names(found: tuple[LabelClass, ...]) -> list[str]:
    return [item.name for item in found]


def test_search_ranks_prefix_word_substring_letters():
    labels = make("overhead crane", "micrane", "c r a n e x", "crane", "crane truck", "door")
    assert names(labels.search("crane")) == [
        "crane",
        "crane truck",
        "overhead crane",
        "micrane",
        "c r a n e x",
    ]


def test_search_ignores_case_and_separators():
    labels = make("rail-mounted building", "Test Stand")
    assert names(labels.search("RAIL mounted")) == ["rail-mounted building"]
    assert names(labels.search("teststand")) == ["Test Stand"]
    assert names(labels.search("mb")) == ["rail-mounted building"]


def test_search_without_text_keeps_the_order():
    labels = make("b", "a")
    assert names(labels.search("  ")) == ["b", "a"]
    assert labels.search("zzz") == ()


@given(st.text(max_size=8), st.lists(st.text(min_size=1, max_size=12), max_size=6, unique=True))
@settings(max_examples=60, deadline=None)
def test_search_gives_each_class_at_most_once(text: str, words: list[str]):
    found = names(make(*words).search(text))
    assert len(found) == len(set(found))
    assert set(found) <= set(words)
    if text in words and text.strip():
        assert text in found


def test_unknown_label_has_a_stable_style_of_its_own():
    labels = make("crane")
    style = labels.style("submarine")
    assert style == LabelSet().style("submarine")
    assert style.color == foreign_color("submarine")
    assert (style.outline, style.known) == ("dot", False)
    assert "submarine" not in labels
    assert labels.style("crane").known


def test_unknown_labels_look_different_from_each_other():
    words = [f"{a} {b}" for a in ("tank", "hangar", "mast", "ramp") for b in ("north", "south", "old", "new")]
    colors = [LabelSet().style(word).color for word in words]
    assert len(set(colors)) >= 14
    for color in colors:
        assert (luminance(color) + 0.05) / (luminance("#3a3a3a") + 0.05) >= 2.0


def test_rgb():
    assert LabelClass(1, "a", "#e69f00").rgb == (0xE6, 0x9F, 0x00)


GOOD = """
name = "Mine"
[[class]]
id = 7
name = "vehicle"
color = "#E69F00"
key = "1"
[[class]]
id = 9
name = "truck"
parent = "vehicle"
outline = "dash"
key = 2
"""


def test_parse_reads_every_field():
    labels = parse_label_set(GOOD, "mine.toml")
    assert labels.name == "Mine"
    vehicle, truck = labels
    assert (vehicle.id, vehicle.color, vehicle.key, vehicle.outline) == (7, "#e69f00", "1", "solid")
    assert (truck.parent, truck.outline, truck.color) == ("vehicle", "dash", default_color("truck"))
    assert labels.by_key("2") is truck
    assert labels.by_key("3") is None
    assert labels.ancestors("truck") == ("vehicle",)


def entry(**values: object) -> str:
    lines = "\n".join(f"{k} = {v!r}".replace("'", '"') for k, v in values.items())
    return f"[[class]]\n{lines}\n"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("name = ", "not valid TOML"),
        ("", "no classes"),
        ("class = 3", "not a list of tables"),
        (entry(id=1), "has no name"),
        (entry(name="a"), "no id"),
        (entry(id=-1, name="a"), "no id"),
        (entry(id=1, name="a") + entry(id=1, name="b"), "same id 1"),
        (entry(id=1, name="New roof") + entry(id=2, name="new-roof"), "used twice"),
        (entry(id=1, name="a", key="1") + entry(id=2, name="b", key="1"), "same key 1"),
        (entry(id=1, name="a", key="x"), "not 1 to 9"),
        (entry(id=1, name="a", color="red"), "`red`"),
        (entry(id=1, name="a", outline="wavy"), "outline `wavy`"),
        (entry(id=1, name="a", parent="b"), "parent `b`"),
        (entry(id=1, name="a", parent="b") + entry(id=2, name="b", parent="a"), "own ancestor"),
        (entry(id=1, name="a", colour="#ffffff"), "`colour`"),
        (entry(id=1, name=3), "is not text"),
    ],
)
def test_a_bad_file_is_told_where_it_is_wrong(text: str, says: str):
    with pytest.raises(UserError) as caught:
        parse_label_set(text, "mine.toml")
    assert caught.value.title.startswith("mine.toml")
    assert says in str(caught.value)


def test_fields_of_a_later_version_pass():
    text = GOOD + 'icon = "truck.svg"\n[[class.sensor]]\nname = "colour"\n'
    assert len(parse_label_set(text, "mine.toml")) == 2


def luminance(color: str) -> float:
    values = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in values)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def test_palette_shows_on_dark_and_mid_grey():
    for color in PALETTE:
        assert re.fullmatch("#[0-9a-f]{6}", color)
        assert (luminance(color) + 0.05) / (luminance("#3a3a3a") + 0.05) >= 3.0


def test_outlines_are_known_words():
    assert "solid" in OUTLINES
