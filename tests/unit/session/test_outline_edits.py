"""Locked annotations, holes, copies, headings: what edits of outlines promise."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ilmtool.core.annotation import Annotation, Polygon
from ilmtool.core.attributes import AttributeDefinition
from ilmtool.core.document import Document, Header, apply_patch
from ilmtool.core.edits import heading, is_canonical
from ilmtool.core.geometry import Ring, box_ring, ring_array, rotate_ring
from ilmtool.core.group_edits import fits, moved_outline, scale_about, turn_about
from ilmtool.core.scene import Acquisition, Scene
from ilmtool.core.vertices import delete_vertex, insert_vertex, nudge_vertex
from ilmtool.imagery.ground import ground_map
from ilmtool.imagery.placement import Georeference
from ilmtool.session import operations as op
from ilmtool.session import selecting
from ilmtool.session.attribute_edits import set_attribute
from ilmtool.session.copies import copy_of, on_the_ground
from ilmtool.session.edit import Edit, EditContext
from ilmtool.session.evidence import mark_change
from ilmtool.session.headings import nearest_quarter, north_heading
from ilmtool.sidecar.codec import encode
from ilmtool.sidecar.derive import derive_geometry
from ilmtool.sidecar.outline import covers_nothing, crosses_itself
from ilmtool.sidecar.reader import read_bytes

TRANSFORM = (0.5, 0.0, 600_000.0, 0.0, -0.5, 4_400_000.0)
GROUND = ground_map(Georeference(TRANSFORM, "EPSG:32651", None, (300, 400)))
BEFORE, AFTER = (
    Scene(name, role, f"{name}.tif", Acquisition(date, "IMD", "second"), shape=(300, 400))
    for name, role, date in (
        ("old", "before", "2019-02-16T02:15:00Z"),
        ("new", "after", "2019-03-02T03:00:00Z"),
    )
)
FIRST = EditContext("jn", "2019-03-03T08:00:00Z", "old", "new", "new", {"old": GROUND, "new": GROUND})
LATER = replace(FIRST, now="2019-03-03T09:00:00Z", author="mk", visible_scene="old")
EMPTY = Document(Header((BEFORE, AFTER)))
RING = box_ring(10.25, 20.5, 12.75, 30.125)
HOLED = (box_ring(100, 100, 180, 160), box_ring(120, 110, 140, 130))


def done(document: Document, edit: Edit) -> Document:
    return apply_patch(document, edit.patch)


def with_boxes(count: int = 1) -> tuple[Document, tuple[str, ...]]:
    document, ids = EMPTY, []
    for i in range(count):
        edit = op.create(document, FIRST, box_ring(10 + i, 20, 30 + i, 40), "new", "crane")
        document = done(document, edit)
        ids += edit.ids
    return document, tuple(ids)


def with_hole() -> tuple[Document, str]:
    document, (key,) = with_boxes()
    old = document.annotations[key]
    new = old.edited(image_geometry=Polygon(HOLED), shape="polygon")
    return replace(document, annotations={key: new}), key


# -- locked ------------------------------------------------------------------------------------------

SOME = AttributeDefinition("boom", "text")
EDITS: dict[str, Callable[[Document, tuple[str, ...]], Edit]] = {
    "label": lambda d, ids: op.set_label(d, ids, "trailer", LATER),
    "certainty": lambda d, ids: op.set_certainty(d, ids, "confirmed", LATER),
    "term": lambda d, ids: op.set_certainty_term(d, ids, "apparent", LATER),
    "change": lambda d, ids: op.set_change(d, ids, "removed", LATER),
    "likelihood": lambda d, ids: op.set_likelihood(d, ids, "likely", LATER),
    "confidence": lambda d, ids: op.set_confidence(d, ids, "low", LATER),
    "note": lambda d, ids: op.set_note(d, ids, "hm", LATER),
    "attribute": lambda d, ids: set_attribute(d, ids, SOME, "long", LATER),
    "evidence": lambda d, ids: mark_change(d, ids, "old", "last_not_seen", LATER),
    "rings": lambda d, ids: op.set_rings(d, dict.fromkeys(ids, RING), LATER),
    "nudge": lambda d, ids: op.nudge(d, ids, 1, 1, LATER),
    "delete": op.delete,
}


@pytest.mark.parametrize("name", EDITS)
def test_every_edit_passes_a_locked_annotation_over_and_counts_it(name: str) -> None:
    document, ids = with_boxes(3)
    document = done(document, op.set_locked(document, ids[1:2], True, LATER))
    edit = EDITS[name](document, ids)
    assert ids[1] not in edit.patch.annotations
    assert edit.locked == 1
    if name != "evidence":  # the interval says so already
        assert len(edit.patch.annotations) == 2


def test_a_lock_is_kept_in_the_file_and_leaves_no_trace_when_it_is_gone() -> None:
    document, (key,) = with_boxes()
    locked = done(document, op.set_locked(document, (key,), True, LATER))
    text = b"".join(encode(locked))
    assert b'"locked":true' in text
    again = read_bytes(text).document
    assert again.annotations[key].properties.locked is True
    assert b"".join(encode(again)) == text
    free = done(again, op.set_locked(again, (key,), False, LATER))
    assert b"locked" not in b"".join(encode(free))
    assert op.set_locked(free, (key,), False, LATER).patch.is_empty


@pytest.mark.parametrize(
    ("text", "value"), [(b"true", True), (b"1", True), (b'"true"', True), (b"0", False), (b'"no"', None)]
)
def test_what_other_programs_make_of_a_lock(text: bytes, value: bool | None) -> None:
    document, (key,) = with_boxes()
    image = b',"imageGeometry":'
    written = b"".join(encode(document)).replace(image, b',"locked":' + text + image)
    read = read_bytes(written).document
    assert read.annotations[key].properties.locked is value
    kept = text if value is None else b"true" if value else b"false"
    assert b'"locked":' + kept in b"".join(encode(read)), "the same meaning, or the text as it was"


# -- holes and corners ---------------------------------------------------------------------------------


def test_holes_move_with_their_polygon() -> None:
    document, key = with_hole()
    moved = done(document, op.nudge(document, (key,), 5, -3, LATER)).annotations[key]
    polygon = moved.properties.image_geometry
    assert polygon is not None
    for ring, old in zip(polygon.coordinates, HOLED, strict=True):
        assert ring_array(ring) == pytest.approx(ring_array(old) + np.array((5, -3)))
    assert len(json.loads(moved.geometry)["coordinates"]) == 2
    assert moved.geometry == derive_geometry(polygon.coordinates, GROUND)


def test_a_ring_that_is_none_is_refused_and_named() -> None:
    document, ids = with_boxes(2)
    for ring in (RING[:-1], ((0.0, 0.0), (float("nan"), 1.0), (1.0, 1.0), (0.0, 0.0)), RING[:2]):
        with pytest.raises(ValueError, match="the ring"):
            op.set_rings(document, {ids[0]: RING, ids[1]: ring}, LATER)


def test_corners_are_put_in_and_taken_out() -> None:
    triangle: Ring = ((0.0, 0.0), (0.0, 10.0), (10.0, 0.0), (0.0, 0.0))
    four = insert_vertex(triangle, 1, (6, 6), (100, 100))
    assert four == ((0, 0), (0, 10), (6, 6), (10, 0), (0, 0))
    assert insert_vertex(triangle, 2, (4, -9), (100, 100))[3] == (4, 0), "not out of the image"
    assert delete_vertex(four, 2) == triangle
    assert delete_vertex(four, 0) == ((0, 10), (6, 6), (10, 0), (0, 10))
    assert delete_vertex(triangle, 0) is None
    assert nudge_vertex(triangle, 0, 3, 4, (100, 100)) == ((3, 4), (0, 10), (10, 0), (3, 4))


def test_crossing_and_empty_outlines_are_known() -> None:
    bow = ((0.0, 0.0), (10.0, 10.0), (10.0, 0.0), (0.0, 10.0), (0.0, 0.0))
    assert crosses_itself((bow,))
    assert not crosses_itself(HOLED)
    assert crosses_itself((HOLED[0], box_ring(170, 110, 190, 120))), "a hole that leaves its polygon"
    assert covers_nothing((((0.0, 0.0), (5.0, 5.0), (9.0, 9.0), (0.0, 0.0)),))
    assert covers_nothing((box_ring(4, 4, 4, 4),))
    assert not covers_nothing((box_ring(4, 4, 4.01, 4.01),))


@settings(max_examples=60, deadline=None)
@given(st.floats(-720, 720), st.floats(1, 300), st.floats(1, 300), st.floats(0.01, 9))
def test_a_group_map_keeps_what_it_must(angle: float, x: float, y: float, factor: float) -> None:
    turned = moved_outline((RING,), turn_about((x, y), angle))[0]
    back = moved_outline((turned,), turn_about((x, y), -angle))[0]
    assert ring_array(back) == pytest.approx(ring_array(RING), abs=1e-9)
    gap = (heading(turned) - heading(RING) - angle) % 360
    assert min(gap, 360 - gap) == pytest.approx(0, abs=1e-6)
    scaled = moved_outline((RING,), scale_about((x, y), factor))[0]
    assert np.ptp(ring_array(scaled), axis=0) == pytest.approx(factor * np.ptp(ring_array(RING), axis=0))
    assert heading(scaled) == 0


def test_a_group_fits_where_every_corner_stays_inside() -> None:
    outline = (box_ring(10, 10, 20, 20),)
    assert fits([outline], turn_about((15, 15), 45), (100, 100))
    assert not fits([outline], turn_about((5, 5), 90), (100, 100))
    assert fits([(box_ring(-5, 10, 5, 20),)], (1, 0, 1, 0, 1, 0), (100, 100)), "one outside may come back"


# -- copies --------------------------------------------------------------------------------------------


def test_a_copy_says_the_same_but_is_its_maker_s_own() -> None:
    document, (key,) = with_boxes()
    item = document.annotations[key].edited(
        note="by the fence", review="approved", reviewer="mk", reviewed=LATER.now, locked=True, author="jn"
    )
    item = Annotation(item.id, item.properties, item.geometry, extra={"boom": "long"})
    copy = copy_of(item, (RING,), "old", LATER)
    p = copy.properties
    assert copy.id != key
    assert (p.label, p.note, p.certainty, p.change) == ("crane", "by the fence", "unknown", "new")
    assert (p.author, p.created, p.updated, p.drawn_on) == ("mk", LATER.now, LATER.now, "old")
    assert (p.review, p.reviewer, p.reviewed, p.comments, p.locked) == ("draft", None, None, None, None)
    assert copy.extra == {"boom": "long"}
    placed = on_the_ground([copy], {"old": GROUND})[copy.id]
    assert placed.geometry == derive_geometry((RING,), GROUND)


# -- headings ------------------------------------------------------------------------------------------


def test_north_in_an_image_whose_rows_run_north_east() -> None:
    assert GROUND is not None
    assert north_heading(GROUND, (200, 150)) == pytest.approx(0, abs=2), "grid north is near to true north"
    # Rows run at 30 degrees to the parallels: so does the box that heads along them.
    a, b = 0.5 * np.cos(np.radians(30)), 0.5 * np.sin(np.radians(30))
    turned = ground_map(Georeference((a, b, 500_000.0, b, -a, 4_400_000.0), "EPSG:32651", None, (300, 400)))
    assert north_heading(turned, (200, 150)) == pytest.approx(30, abs=0.1)
    assert north_heading(None, (0, 0)) is None


@given(st.floats(-400, 400), st.floats(-180, 180))
def test_the_nearest_quarter_is_at_most_45_degrees_away(wanted: float, now: float) -> None:
    found = nearest_quarter(wanted, now)
    assert abs(found - now) <= 45 + 1e-9
    assert (found - wanted) % 90 == pytest.approx(0, abs=1e-6) or (found - wanted) % 90 == pytest.approx(90)


# -- selecting -----------------------------------------------------------------------------------------


def test_alike_inverted_and_hidden() -> None:
    document, ids = with_boxes(4)
    document = done(document, op.set_label(document, ids[3:], "trailer", LATER))
    document = done(document, op.set_certainty(document, ids[2:3], "confirmed", LATER))
    none: Any = frozenset()
    assert selecting.alike(document, ids[:1], selecting.label_of, none) == set(ids[:3])
    assert selecting.alike(document, ids[:1], selecting.likeness, none) == set(ids[:2])
    assert selecting.alike(document, ids[:1], selecting.label_of, {ids[1]}) == {ids[0], ids[2]}
    assert selecting.inverted(document, {ids[0]}, {ids[1]}) == set(ids[2:])
    assert selecting.visible(document, {ids[1]}) == {ids[0], ids[2], ids[3]}


def test_a_turned_box_is_oriented_and_a_ring_of_it_is_no_canonical_one() -> None:
    document, (key,) = with_boxes()
    ring = rotate_ring(box_ring(10, 20, 30, 40), 90, (20, 30))
    turned = done(document, op.reshape(document, {key: (ring,)}, LATER)).annotations[key]
    assert not is_canonical(ring)
    assert turned.properties.shape in {"box", "oriented_box"}
