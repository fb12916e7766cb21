"""Attributes of classes, the lines that messages name, search through a hierarchy, and ids that only grow."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ilmtool.core.attributes import (
    AttributeDefinition,
    missing_and_wrong,
    parse_value,
    problem_of,
    shown_value,
)
from ilmtool.core.label_file import parse_label_set
from ilmtool.core.label_growth import (
    added,
    free_look,
    growth_problem,
    with_changed,
    with_class,
    without_class,
)
from ilmtool.core.labels import LabelSet
from ilmtool.errors import UserError
from ilmtool.text import Language, install

TEXT = """\
name = "Mine"
retired = [2]

[[class]]
id = 1
name = "vehicle"
description = "Anything with wheels"

[[class.attribute]]
key = "length_m"
kind = "number"
unit = "m"
min = 0
max = 60
required = true

[[class]]
id = 3
name = "truck"
parent = "vehicle"
color = "#ee8866"

[[class.attribute]]
key = "load"
kind = "choice"
choices = ["empty", "full"]

[[class.attribute]]
key = "covered"
kind = "flag"

[[class]]
id = 4
name = "door"
"""


@pytest.fixture
def labels() -> LabelSet:
    return parse_label_set(TEXT, "mine.toml")


def test_a_class_asks_for_the_attributes_of_its_parent_too(labels: LabelSet):
    assert [a.key for a in labels.attributes_of("truck")] == ["length_m", "load", "covered"]
    assert [a.key for a in labels.attributes_of("vehicle")] == ["length_m"]
    assert labels.attributes_of("unheard of") == ()
    length = labels.attributes_of("truck")[0]
    assert (length.low, length.high, length.required, length.shown) == (0.0, 60.0, True, "length m (m)")


def test_search_finds_by_parent_and_description(labels: LabelSet):
    assert [c.name for c in labels.search("vehic")] == ["vehicle", "truck"]
    assert [c.name for c in labels.search("wheels")] == ["vehicle"]
    assert [c.name for c in labels.children(None)] == ["vehicle", "door"]
    assert [c.name for c in labels.children("vehicle")] == ["truck"]


@pytest.mark.parametrize(
    ("change", "at", "says"),
    [
        (("id = 4", "id = 3"), "id = 3", "same id 3"),
        (("id = 4", "id = 2"), "id = 2", "was taken out"),
        (('color = "#ee8866"', 'color = "red"'), "color", "`red`"),
        (('parent = "vehicle"', 'parent = "lorry"'), "parent", "parent `lorry`"),
        (('key = "load"', 'key = "a b"'), 'key = "a b"', "no key of letters"),
        (('key = "load"', 'key = "note"'), 'key = "note"', "property of every annotation"),
        (('key = "covered"', 'key = "load"'), 'key = "load"', "twice"),
        (
            ('key = "covered"', 'key = "length_m"'),
            'kind = "flag"',
            "a number of `vehicle` but a flag of `truck`",
        ),
        (('kind = "flag"', 'kind = "list"'), 'kind = "list"', "kind `list`"),
        (('choices = ["empty", "full"]', "choices = [1]"), "choices", "not a list of words"),
        (
            ('choices = ["empty", "full"]', ""),
            '[[class.attribute]]\nkey = "load"',
            "choice without `choices`",
        ),
        (('choices = ["empty", "full"]', 'choices = ["a", "a"]'), "choices", "word twice"),
        (("max = 60", "max = -1"), "min", "larger than `max`"),
        (("max = 60", "max = nan"), "max", "`max`"),
        (("required = true", "required = 1"), "required", "not true or false"),
        (("required = true", "requierd = true"), "requierd", "`requierd`"),
        (("retired = [2]", "retired = 2"), "retired", "`retired`"),
    ],
)
def test_a_mistake_is_told_with_its_line(change: tuple[str, str], at: str, says: str):
    text = TEXT.replace(*change, 1)
    line = text[: text.rindex(at)].count("\n") + 1
    with pytest.raises(UserError) as caught:
        parse_label_set(text, "mine.toml", frozenset({"note"}))
    message = str(caught.value)
    assert message.startswith(f"mine.toml, line {line},"), message
    assert says in message


def test_values_are_read_as_they_are_typed():
    height = AttributeDefinition("height_m", "number", low=0, high=10, unit="m")
    assert parse_value(height, " 2,5 ") == 2.5
    assert parse_value(height, "3") == 3
    assert isinstance(parse_value(height, "3.0"), int)
    assert parse_value(height, "") is None
    for text in ("11", "-0.1", "tall", "nan", "inf", "1e400", "1,2,3"):
        with pytest.raises(ValueError, match="height m"):
            parse_value(height, text)
    assert parse_value(AttributeDefinition("f", "flag"), "Yes") is True
    assert problem_of(AttributeDefinition("c", "choice", choices=("a",)), "b")
    assert problem_of(AttributeDefinition("t", "text"), 3)
    assert not problem_of(AttributeDefinition("f", "flag"), 1.0)


def test_what_is_missing_and_what_is_wrong(labels: LabelSet):
    asked = labels.attributes_of("truck")
    missing, wrong = missing_and_wrong(asked, {"load": "heavy", "covered": True})
    assert [d.key for d in missing] == ["length_m"]
    assert len(wrong) == 1
    assert "heavy" in wrong[0]
    assert missing_and_wrong(asked, {"length_m": 12}) == ((), ())


def test_an_id_is_never_given_twice(labels: LabelSet):
    shrunk = without_class(labels, "door")
    assert shrunk.retired == (2, 4)
    grown = with_class(shrunk, "gate")
    assert grown.classes[-1].id == 5
    again = with_class(without_class(grown, "gate"), "gate")
    assert again.classes[-1].id == 6


def test_renaming_takes_the_narrower_classes_along_and_keeps_the_id(labels: LabelSet):
    vehicle = labels.by_name("vehicle")
    assert vehicle is not None
    changed = with_changed(labels, "vehicle", replace(vehicle, name="car", id=99, key="1"))
    car = changed.by_name("car")
    assert car is not None
    assert car.id == 1
    assert changed.ancestors("truck") == ("car",)
    with pytest.raises(ValueError, match="cannot be its parent"):
        with_changed(changed, "car", replace(car, parent="truck"))
    with pytest.raises(ValueError, match="already"):
        with_changed(changed, "car", replace(car, name="DOOR"))
    assert [c.parent for c in without_class(labels, "vehicle")] == [None, None]


def test_a_key_goes_to_who_asks_for_it_last(labels: LabelSet):
    first = with_changed(labels, "truck", replace(labels.classes[1], key="1"))
    second = with_changed(first, "door", replace(first.classes[2], key="1"))
    assert [c.key for c in second] == [None, None, "1"]


def test_new_looks_differ_until_the_palette_is_used_up():
    labels = added(LabelSet("x"), [f"class {n}" for n in range(48)])
    assert len({(c.color, c.outline) for c in labels}) == 48
    assert free_look(labels)[0]


@given(st.lists(st.tuples(st.sampled_from("ard"), st.integers(0, 5)), max_size=12))
@settings(max_examples=60, deadline=None)
def test_whatever_is_edited_no_id_changes_its_meaning(steps: list[tuple[str, int]]):
    first = parse_label_set(TEXT, "mine.toml")
    labels, given_ids = first, {c.id for c in first} | set(first.retired)
    for number, (verb, place) in enumerate(steps):
        item = labels.classes[place % len(labels)]
        before = {c.id for c in labels}
        if verb == "a":
            labels = with_class(labels, f"new {number}")
            assert labels.classes[-1].id not in given_ids
        elif verb == "r":
            labels = with_changed(labels, item.name, replace(item, name=f"renamed {number}"))
            assert {c.id for c in labels} == before
        elif len(labels) > 1:
            labels = without_class(labels, item.name)
        given_ids |= {c.id for c in labels}
        assert given_ids == {c.id for c in labels} | set(labels.retired)
    assert growth_problem(first, labels) == ""


def test_growth_refuses_what_would_free_an_id(labels: LabelSet):
    forgotten = replace(without_class(labels, "door"), retired=(2,))
    assert "door" not in forgotten
    assert growth_problem(labels, forgotten)
    assert growth_problem(labels, replace(labels, retired=()))


def test_values_are_shown_and_typed_as_the_language_writes_them() -> None:
    number, flag = AttributeDefinition("height_m", "number", unit="m"), AttributeDefinition("covered", "flag")
    words = {"yes": "ja", "no": "nein", "{low} or more": "{low} oder mehr"}
    install(Language(lambda source, comment, n: words.get(source, ""), {".": ",", ",": "."}))
    try:
        assert shown_value(number, 2.5) == "2,5"
        assert parse_value(number, shown_value(number, -2.5)) == -2.5
        for value, shown in ((True, "ja"), (False, "nein")):
            assert shown_value(flag, value) == shown
            assert parse_value(flag, shown.upper()) is value
        assert parse_value(flag, "yes") is True, "files and habits speak English"
        problem = problem_of(AttributeDefinition("height_m", "number", low=1.5), 0.5)
        assert "1,5 oder mehr" in problem
    finally:
        install(Language())
