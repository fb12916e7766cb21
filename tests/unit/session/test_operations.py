"""What an edit changes, what it fills in, and when it changes nothing."""

from __future__ import annotations

import json
import uuid
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace as replace_struct

from ilmtool.core.annotation import Annotation, Polygon, Properties
from ilmtool.core.document import Document, Header, Patch, apply_patch
from ilmtool.core.geometry import Ring, box_ring, rotate_ring
from ilmtool.core.scene import Acquisition, Scene
from ilmtool.imagery.ground import ground_map
from ilmtool.imagery.placement import Georeference
from ilmtool.session import operations as op
from ilmtool.session.operations import Edit, EditContext
from ilmtool.text import Language, install

TRANSFORM = (0.5, 0.0, 600_000.0, 0.0, -0.5, 4_400_000.0)
GROUND = ground_map(Georeference(TRANSFORM, "EPSG:32651", None, (300, 400)))
BEFORE = Scene(
    "old", "before", "old.tif", Acquisition("2019-02-16T02:15:00Z", "IMD", "second"), shape=(300, 400)
)
AFTER = Scene(
    "new", "after", "new.tif", Acquisition("2019-03-02T00:00:00Z", "filename", "day"), shape=(300, 400)
)
EMPTY = Document(Header((BEFORE, AFTER)))
FIRST = EditContext("jn", "2019-03-03T08:00:00Z", "old", "new", "new", {"old": GROUND, "new": GROUND})
LATER = replace(FIRST, now="2019-03-03T09:00:00Z", author="mk", visible_scene="old")
RING = box_ring(10.25, 20.5, 12.75, 30.125)


def done(document: Document, edit: Edit) -> Document:
    return apply_patch(document, edit.patch)


def one_box(ring: Ring = RING) -> tuple[Document, str]:
    edit = op.create(EMPTY, FIRST, ring, "new", "crane")
    return done(EMPTY, edit), edit.ids[0]


def test_create_fills_in_the_evidence():
    edit = op.create(EMPTY, FIRST, RING, "new", "crane")
    document = done(EMPTY, edit)
    (made,) = document.annotations.values()
    assert edit.label == "Draw crane"
    assert edit.ids == (made.id,)
    assert str(uuid.UUID(made.id)) == made.id
    p = made.properties
    assert (p.kind, p.label, p.shape, p.certainty, p.change, p.review) == (
        "observation",
        "crane",
        "box",
        "unknown",
        "new",
        "draft",
    )
    assert (p.scene_before, p.scene_after, p.drawn_on, p.visible_scene) == ("old", "new", "new", "new")
    assert (p.change_not_before, p.change_not_after, p.change_precision) == (
        "2019-02-16T02:15:00Z",
        "2019-03-02T23:59:59Z",
        "day",
    )
    assert (p.author, p.created, p.updated) == ("jn", FIRST.now, FIRST.now)
    assert made.ring == RING


def test_geometry_is_derived_through_the_scene_it_was_drawn_on():
    document, key = one_box()
    geometry = json.loads(document.annotations[key].geometry)
    assert geometry["type"] == "Polygon"
    ring = geometry["coordinates"][0]
    assert ring[0] == ring[-1]
    area = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))
    assert area > 0  # counter-clockwise
    without = replace(FIRST, grounds={})
    assert op.create(EMPTY, without, RING, "new", "x").patch.annotations.popitem()[1][1].geometry == b"null"


@pytest.mark.parametrize(
    ("ring", "shape"),
    [
        (RING, "box"),
        (rotate_ring(RING, 30, (11, 25)), "oriented_box"),
        (((0.0, 0.0), (0.0, 9.0), (9.0, 9.0), (0.0, 0.0)), "polygon"),
        (((0.0, 0.0), (0.0, 9.0), (9.0, 10.0), (9.0, 0.0), (0.0, 0.0)), "polygon"),
    ],
)
def test_the_shape_follows_from_the_ring(ring: Ring, shape: str):
    assert op.shape_of(ring) == shape


@pytest.mark.parametrize(
    "ring",
    [
        (),
        ((0.0, 0.0), (1.0, 1.0), (0.0, 0.0)),
        ((0.0, 0.0), (0.0, 1.0), (1.0, 1.0), (1.0, 0.0)),
        ((0.0, 0.0), (0.0, float("nan")), (1.0, 1.0), (0.0, 0.0)),
    ],
)
def test_what_is_no_outline_is_refused(ring: Ring):
    with pytest.raises(ValueError, match="ring"):
        op.create(EMPTY, FIRST, ring, "new", "crane")


def test_no_interval_is_claimed_against_the_dates():
    assert op.interval_of(EMPTY, "new", "old") == (None, None, None)
    assert op.interval_of(EMPTY, "old", "gone") == ("2019-02-16T02:15:00Z", None, "second")
    bad = Document(Header((replace(BEFORE, acquisition=Acquisition("soon")), AFTER)))
    assert op.interval_of(bad, "old", "new") == (None, None, None)


SETTERS = [
    (op.set_label, "label", "trailer"),
    (op.set_certainty, "certainty", "probable"),
    (op.set_certainty_term, "certainty_term", "apparent"),
    (op.set_change, "change", "moved"),
    (op.set_likelihood, "likelihood", "likely"),
    (op.set_confidence, "confidence", "moderate"),
    (op.set_note, "note", "two of them {here}"),
]


@pytest.mark.parametrize(("setter", "name", "value"), SETTERS)
def test_setting_a_value(setter, name: str, value: str):
    document, key = one_box()
    edit = setter(document, [key], value, LATER)
    after = done(document, edit).annotations[key]
    assert getattr(after.properties, name) == value
    assert (after.properties.updated, after.properties.visible_scene) == (LATER.now, "old")
    assert (after.properties.author, after.properties.created) == ("jn", FIRST.now)
    assert after.geometry == document.annotations[key].geometry
    assert edit.label
    assert "{" not in edit.label
    again = setter(done(document, edit), [key], value, replace(LATER, now="2020-01-01T00:00:00Z"))
    assert again.patch.is_empty


@pytest.mark.parametrize("setter", [op.set_certainty_term, op.set_note])
def test_no_text_takes_the_member_away(setter):
    document, key = one_box()
    assert setter(document, [key], "", LATER).patch.is_empty
    document = done(document, setter(document, [key], "x", LATER))
    after = done(document, setter(document, [key], "", LATER)).annotations[key].properties
    assert after.note is None
    assert after.certainty_term is None


@pytest.mark.parametrize("setter", [op.set_change, op.set_likelihood, op.set_confidence])
def test_a_word_outside_the_contract_is_refused(setter):
    document, key = one_box()
    with pytest.raises(ValueError, match="none of"):
        setter(document, [key], "perhaps", LATER)
    assert key in done(document, setter(document, [key], None, LATER)).annotations


def test_several_at_once_are_one_patch_and_only_those_that_differ():
    document, first = one_box()
    edit = op.create(document, FIRST, box_ring(1, 1, 2, 2), "old", "trailer")
    document, second = done(document, edit), edit.ids[0]
    both = op.set_label(document, [first, second, "gone"], "trailer", LATER)
    assert set(both.patch.annotations) == {first}
    assert both.label == "Label crane as trailer"
    many = op.set_certainty(document, [second, first, first], "possible", LATER)
    assert set(many.patch.annotations) == {first, second}
    assert many.label == "Set certainty of 2 boxes to possible"


def test_steps_are_named_in_the_language_of_the_window_whatever_a_label_holds():
    document, key = one_box()
    texts = {
        ("Label {what} as {label}", False): "{label} statt {what}",
        ("%n box(es)", True): "%n Kisten",
        ("Delete {what}", False): "{what} weg",
        ("possible", False): "möglich",
        ("Set certainty of {what} to {certainty}", False): "{what}: {certainty}",
    }
    first = document.annotations[key]
    odd = Annotation("odd", replace_struct(first.properties, label="{crane}"))
    document = replace(document, annotations={**document.annotations, "odd": odd})
    assert op.set_label(document, ["odd"], "{0}", LATER).label == "Label {crane} as {0}"
    try:
        install(Language(lambda source, _, n: texts.get((source, n is not None), ""), {",": "."}))
        assert op.set_label(document, ["odd"], "{0}", LATER).label == "{0} statt {crane}"
        edit = op.set_certainty(document, [key], "possible", LATER)
        assert edit.label == "crane: möglich"
        assert done(document, edit).annotations[key].properties.certainty == "possible"
        assert op.delete(document, [key, "odd"]).label == "2 Kisten weg"
    finally:
        install(Language())


def test_delete_and_its_undo():
    document, key = one_box()
    edit = op.delete(document, [key, "gone"])
    assert edit.label == "Delete crane"
    assert done(document, edit).annotations == {}
    assert apply_patch(done(document, edit), edit.patch.inverse()).annotations == document.annotations


def test_moving_recomputes_the_geometry_and_keeps_the_rest():
    document, key = one_box()
    old = document.annotations[key]
    ring = box_ring(11.25, 20.5, 13.75, 30.125)
    edit = op.set_ring(document, key, ring, LATER, name="Resize {what}")
    new = done(document, edit).annotations[key]
    assert edit.label == "Resize crane"
    assert new.ring == ring
    assert new.geometry != old.geometry
    assert (new.properties.updated, new.properties.visible_scene) == (LATER.now, "old")
    assert (new.properties.drawn_on, new.properties.shape) == ("new", "box")
    assert op.set_ring(document, key, RING, LATER).patch.is_empty


def test_a_turned_box_becomes_and_stays_oriented():
    document, key = one_box()
    turned = done(document, op.set_ring(document, key, rotate_ring(RING, 20, (11, 25)), LATER))
    assert turned.annotations[key].properties.shape == "oriented_box"
    back = done(turned, op.set_ring(turned, key, RING, LATER))
    assert back.annotations[key].properties.shape == "oriented_box"


def test_holes_and_unknown_members_survive_a_move():
    hole = box_ring(11, 22, 12, 24)
    item = Annotation(
        "p",
        Properties(label="x", shape="polygon", drawn_on="new", image_geometry=Polygon((RING, hole))),
        source=b'{"x":1}',
        extra={"colour": "red"},
    )
    document = replace(EMPTY, annotations={"p": item})
    moved = box_ring(9, 20, 13, 31)
    after = done(document, op.set_ring(document, "p", moved, LATER)).annotations["p"]
    assert after.properties.image_geometry == Polygon((moved, hole))
    assert (after.source, after.extra, after.properties.shape) == (b'{"x":1}', {"colour": "red"}, "polygon")


def test_nudge_is_one_burst_and_stays_in_the_image():
    document, key = one_box()
    edit = op.nudge(document, [key], 1, -10, LATER)
    assert edit.label == "Nudge crane"
    assert edit.merge_key == op.nudge(document, [key], 0, 1, LATER).merge_key
    assert edit.merge_key != op.nudge(document, ["other"], 0, 1, LATER).merge_key
    assert done(document, edit).annotations[key].ring == box_ring(11.25, 10.5, 13.75, 20.125)
    far = done(document, op.nudge(document, [key], -1000, 1000, LATER))
    assert far.annotations[key].ring == box_ring(0, 290.375, 2.5, 300)
    assert op.nudge(far, [key], -1, 0, LATER).patch.is_empty


def test_a_box_outside_may_come_back_by_nudging():
    document, key = one_box(box_ring(-5, 10, -1, 20))
    assert op.nudge(document, [key], -1, 0, LATER).patch.is_empty
    back = done(document, op.nudge(document, [key], 1, 0, LATER))
    assert back.annotations[key].ring == box_ring(-4, 10, 0, 20)


def test_nudged_together_boxes_keep_their_distance():
    document, first = one_box(box_ring(1, 10, 5, 20))
    edit = op.create(document, FIRST, box_ring(50, 10, 60, 20), "new", "crane")
    document, second = done(document, edit), edit.ids[0]
    after = done(document, op.nudge(document, [first, second], -10, 0, LATER))
    assert after.annotations[first].ring == box_ring(0, 10, 4, 20)
    assert after.annotations[second].ring == box_ring(49, 10, 59, 20)


coordinate = st.floats(0, 300, allow_nan=False, width=32)


@given(coordinate, coordinate, coordinate, coordinate)
@settings(max_examples=40, deadline=None)
def test_pixel_geometry_is_kept_exactly(x0: float, y0: float, x1: float, y1: float):
    ring = box_ring(x0, y0, x1, y1)
    document, key = one_box(ring)
    assert document.annotations[key].ring == ring
    patch: Patch = op.set_label(document, [key], "door", LATER).patch
    assert apply_patch(document, patch).annotations[key].ring == ring
