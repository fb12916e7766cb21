"""Three-way merge: nobody's change is lost, and what both changed is asked about."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ilmtool.core.annotation import Annotation, Comment, Polygon, Properties
from ilmtool.core.document import Document, Header
from ilmtool.core.scene import Acquisition, Registration, Scene
from ilmtool.sidecar.codec import encode
from ilmtool.sidecar.merge import merge
from ilmtool.sidecar.reader import read_bytes, read_sidecar

TRAILER = "3c4a9a70-53b3-4d1c-8a5c-8c0d4d6a7e11"
RING = ((10.0, 10.0), (10.0, 20.0), (30.0, 20.0), (30.0, 10.0), (10.0, 10.0))


def text(document: Document) -> bytes:
    return b"".join(encode(document))


def box(key: str, **properties: Any) -> Annotation:
    return Annotation(key, Properties(label="crane", image_geometry=Polygon((RING,)), **properties), b"null")


def doc(*annotations: Annotation, header: Header | None = None) -> Document:
    return Document(header or Header(), {a.id: a for a in annotations})


def moved(annotation: Annotation, dx: float) -> Annotation:
    ring = tuple((x + dx, y) for x, y in RING)
    return annotation.edited(image_geometry=Polygon((ring,)), shape="box")


def with_edit(document: Document, key: str, **changes: Any) -> Document:
    annotations = {**document.annotations, key: document.annotations[key].edited(**changes)}
    return dataclasses.replace(document, annotations=annotations)


@pytest.fixture
def base(corpus: Path) -> Document:
    return read_sidecar(corpus / "ordinary.ilm.geojson").document


def test_changes_of_different_properties_are_both_taken(base: Document) -> None:
    ours = with_edit(base, TRAILER, label="crane", updated="2026-11-23T08:00:00Z")
    theirs = with_edit(base, TRAILER, note="seen twice", updated="2026-11-23T09:00:00Z")
    merged = merge(base, ours, theirs)
    properties = merged.document.annotations[TRAILER].properties
    assert merged.conflicts == ()
    assert (properties.label, properties.note) == ("crane", "seen twice")
    assert properties.updated == "2026-11-23T09:00:00Z"


def test_the_same_property_is_a_conflict_with_three_values_and_a_choice(base: Document) -> None:
    ours, theirs = with_edit(base, TRAILER, label="crane"), with_edit(base, TRAILER, label="truck")
    merged = merge(base, ours, theirs)
    (conflict,) = merged.conflicts
    assert (conflict.key, conflict.base, conflict.ours, conflict.theirs) == (
        (TRAILER, "label"), "trailer", "crane", "truck"
    )  # fmt: skip
    assert merged.document.annotations[TRAILER].label == "crane"
    chosen = merge(base, ours, theirs, {(TRAILER, "label"): "theirs"})
    assert chosen.document.annotations[TRAILER].label == "truck"
    assert chosen.conflicts[0].taken == "theirs"


def test_only_the_touched_features_differ_and_the_rest_is_shared(base: Document) -> None:
    theirs = read_bytes(text(with_edit(base, TRAILER, label="truck"))).document
    merged = merge(base, base, theirs).document
    assert [k for k, a in merged.annotations.items() if a is not base.annotations[k]] == [TRAILER]
    assert merged.header is base.header
    assert text(merged) == text(theirs)


@pytest.mark.parametrize("edited_by", ["ours", "theirs"])
def test_a_feature_removed_here_and_edited_there_stays_and_is_asked_about(
    base: Document, edited_by: str
) -> None:
    edited = with_edit(base, TRAILER, note="look again")
    removed = dataclasses.replace(
        base, annotations={k: a for k, a in base.annotations.items() if k != TRAILER}
    )
    pair = (edited, removed) if edited_by == "ours" else (removed, edited)
    merged = merge(base, *pair)
    assert merged.document.annotations[TRAILER].properties.note == "look again"
    (conflict,) = merged.conflicts
    assert (conflict.key, conflict.taken) == ((TRAILER, "feature"), edited_by)
    other = "theirs" if edited_by == "ours" else "ours"
    assert getattr(conflict, other) is None
    assert TRAILER not in merge(base, *pair, {conflict.key: other}).document.annotations


def test_removed_and_untouched_goes() -> None:
    base = doc(box("a"), box("b"), box("c"))
    merged = merge(base, doc(box("a"), box("b")), doc(box("b"), box("c"), box("d")))
    assert sorted(merged.document.annotations) == ["b", "d"]
    assert merged.conflicts == ()


def test_two_places_may_both_be_kept() -> None:
    base = doc(box("a", note="n"))
    ours, theirs = doc(moved(box("a", note="n"), 5.0)), doc(moved(box("a", note="n"), 9.0))
    (conflict,) = merge(base, ours, theirs).conflicts
    assert (conflict.key, conflict.options) == (("a", "imageGeometry"), ("ours", "theirs", "both"))
    assert conflict.theirs["imageGeometry"]["coordinates"][0][0] == [19, 10]
    both = merge(base, ours, theirs, {conflict.key: "both"}).document
    first, second = sorted(both.annotations.values(), key=lambda a: a.id != "a")
    assert first.ring == ours.annotations["a"].ring
    assert second.ring == theirs.annotations["a"].ring
    assert second.properties.note == "n"


def test_a_place_is_never_half_of_each(base: Document) -> None:
    old = base.annotations[TRAILER]
    ours = with_edit(base, TRAILER, image_geometry=Polygon((RING,)))
    theirs = with_edit(base, TRAILER, shape="oriented_box")
    taken = merge(base, ours, theirs, {(TRAILER, "imageGeometry"): "theirs"}).document.annotations[TRAILER]
    assert (taken.ring, taken.properties.shape) == (old.ring, "oriented_box")


def test_two_notes_may_both_be_kept() -> None:
    base, key = doc(box("a", note="old")), ("a", "note")
    one, two = doc(box("a", note="first")), doc(box("a", note="second"))
    for pair in ((one, two), (two, one)):
        assert merge(base, *pair, {key: "both"}).document.annotations["a"].properties.note == "first\nsecond"


def test_comments_of_both_are_kept_in_order_of_time() -> None:
    start = Comment("a", "2026-01-01T00:00:00Z", "start")
    ours, theirs = Comment("b", "2026-01-03T00:00:00Z", "later"), Comment("c", "2026-01-02T00:00:00Z", "x")
    base = doc(box("a", comments=(start,)))
    merged = merge(base, doc(box("a", comments=(start, ours))), doc(box("a", comments=(start, theirs))))
    assert merged.document.annotations["a"].properties.comments == (start, theirs, ours)
    assert merged.conflicts == ()
    removed = merge(base, doc(box("a")), doc(box("a", comments=(start, theirs))))
    assert [c.member for c in removed.conflicts] == ["comments"]


def test_a_review_goes_with_its_reviewer() -> None:
    base = doc(box("a", review="submitted"))
    ours = doc(box("a", review="approved", reviewer="ann", reviewed="2026-01-01T00:00:00Z"))
    theirs = doc(box("a", review="approved", reviewer="ben", reviewed="2026-01-02T00:00:00Z"))
    (conflict,) = merge(base, ours, theirs).conflicts
    assert conflict.member == "review"
    assert conflict.theirs == {
        "review": "approved", "reviewer": "ben", "reviewed": "2026-01-02T00:00:00Z"
    }  # fmt: skip


def with_members(raw: bytes, key: str, **members: Any) -> Document:
    """The file with unknown properties changed in one feature."""
    made = json.loads(raw)
    for feature in made["features"]:
        if feature.get("id") == key:
            feature["properties"].update(members)
    return read_bytes(json.dumps(made).encode()).document


def test_unknown_members_are_merged_one_by_one(ordinary: bytes) -> None:
    base = with_members(ordinary, TRAILER, team={"name": "x"}, pages=3, odd=None)
    ours = with_members(ordinary, TRAILER, team={"name": "x"}, pages=4, odd=None)
    theirs = with_members(ordinary, TRAILER, team={"name": "y"}, pages=3, odd=None, more=[1, 2])
    merged = merge(base, ours, theirs)
    assert merged.conflicts == ()
    feature = next(f for f in json.loads(text(merged.document))["features"] if f["id"] == TRAILER)
    names = ("team", "pages", "odd", "more")
    assert [feature["properties"][n] for n in names] == [{"name": "y"}, 4, None, [1, 2]]
    clash = with_members(ordinary, TRAILER, team={"name": "x"}, pages=True, odd=None)
    assert [c.member for c in merge(base, ours, clash).conflicts] == ["pages"]


def test_a_file_that_another_program_laid_out_anew_is_no_change(corpus: Path) -> None:
    elsewhere = read_sidecar(corpus / "written_elsewhere_geopandas.ilm.geojson").document
    base = read_bytes(text(elsewhere)).document
    ours = with_edit(base, next(iter(base.annotations)), note="mine")
    theirs = dataclasses.replace(elsewhere, header=base.header)
    merged = merge(base, ours, theirs)
    assert merged.conflicts == ()
    assert merged.document == ours


def test_features_that_cannot_be_read_are_kept(corpus: Path) -> None:
    base = read_sidecar(corpus / "features_that_cannot_be_read.ilm.geojson").document
    assert base.opaque
    ours = dataclasses.replace(base, opaque=base.opaque[1:])
    kept = merge(base, base, base).document
    assert text(kept) == text(base)
    assert text(merge(base, base, ours).document) == text(ours)
    assert text(merge(base, ours, base).document) == text(ours)


def test_a_feature_broken_on_one_side_and_edited_on_the_other_is_asked_about(ordinary: bytes) -> None:
    base = read_bytes(ordinary).document
    made = json.loads(ordinary)
    broken = next(f for f in made["features"] if f["id"] == TRAILER)
    broken["properties"], broken["geometry"] = {"label": "gone"}, None
    theirs = read_bytes(json.dumps(made).encode()).document
    assert TRAILER in {f.id for f in theirs.opaque}
    ours = with_edit(base, TRAILER, note="mine")
    merged = merge(base, ours, theirs)
    assert [c.key for c in merged.conflicts] == [(TRAILER, "feature")]
    assert merged.document.annotations[TRAILER].properties.note == "mine"
    assert merged.document.opaque == ()
    chosen = merge(base, ours, theirs, {(TRAILER, "feature"): "theirs"}).document
    assert TRAILER not in chosen.annotations
    assert {f.id for f in chosen.opaque} == {TRAILER}


def scene(**values: Any) -> Scene:
    return Scene("s1", "before", acquisition=Acquisition(**values))


def test_headers_merge_by_scene_and_member() -> None:
    base = Header((scene(gsd=0.5),), extra={"labels": {"crane": {"color": "#fff", "id": 1}}})
    ours = Header((scene(gsd=0.3),), extra={"labels": {"crane": {"color": "#000", "id": 1}}})
    theirs = Header(
        (scene(gsd=0.5, platform="WV3"), Scene("s2", "other")),
        (Registration("s1", "s2", (1, 0, 3, 0, 1, 4)),),
        extra={"labels": {"crane": {"color": "#fff", "id": 1}, "truck": {"id": 2}}, "new": [1]},
    )
    merged = merge(doc(header=base), doc(header=ours), doc(header=theirs))
    header = merged.document.header
    assert merged.conflicts == ()
    assert header.scenes == (scene(gsd=0.3, platform="WV3"), Scene("s2", "other"))
    assert header.registrations == theirs.registrations
    assert header.extra == {
        "labels": {"crane": {"color": "#000", "id": 1}, "truck": {"id": 2}}, "new": [1]
    }  # fmt: skip


def test_a_date_goes_with_its_source_and_a_conflict_names_the_member() -> None:
    def of(day: str, source: str) -> Document:
        return doc(header=Header((scene(datetime=f"2019-03-{day}T00:00:00Z", datetime_source=source),)))

    merged = merge(of("01", "filename"), of("02", "IMD"), of("03", "manual"))
    (conflict,) = merged.conflicts
    assert conflict.key == ("", "scenes/s1/datetime")
    assert conflict.theirs["datetime_source"] == "manual"
    taken = merge(
        of("01", "filename"), of("02", "IMD"), of("03", "manual"), {conflict.key: "theirs"}
    ).document
    assert taken.header.scenes[0].acquisition.datetime_source == "manual"


def test_a_registration_is_taken_whole() -> None:
    def of(x: float, rms: float | None) -> Document:
        return doc(header=Header((), (Registration("a", "b", (1, 0, x, 0, 1, 0), rms_px=rms),)))

    (conflict,) = merge(of(0, None), of(1, 0.1), of(2, 0.2)).conflicts
    assert conflict.member == "registration/a b"


# -- against a plain model -------------------------------------------------------------------------

_KEYS = [f"0000000{i}-0000-4000-8000-000000000000" for i in range(3)]
_record = st.fixed_dictionaries(
    {},
    optional={
        "label": st.sampled_from(["x", "y", "z"]),
        "note": st.sampled_from(["p", "q", "r"]),
        "place": st.integers(1, 2),  # no place is the first
        "extra": st.sampled_from(["u", "v", 1, True]),
    },
)
_state = st.dictionaries(st.sampled_from(_KEYS), _record, max_size=3)


def document_of(state: dict[str, dict[str, Any]]) -> Document:
    """Read from a file, as in life: unknown members are in the features' own lines."""
    made = {}
    for key, record in state.items():
        annotation = moved(box(key, note=record.get("note")), float(record.get("place", 0)))
        annotation = annotation.edited(label=record.get("label", ""))
        extra = {"team": record["extra"]} if "extra" in record else None
        made[key] = Annotation(key, annotation.properties, annotation.geometry, None, extra)
    return read_bytes(text(Document(annotations=made))).document


def exchanged(choices: dict[tuple[str, str], str]) -> dict[tuple[str, str], str]:
    return {key: "ours" if side == "theirs" else "theirs" for key, side in choices.items()}


@given(_state, _state, _state, st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_no_change_is_lost_and_the_sides_can_be_exchanged(
    first: dict[str, Any], second: dict[str, Any], third: dict[str, Any], random: Any
) -> None:
    base, ours, theirs = (document_of(state) for state in (first, second, third))
    merged = merge(base, ours, theirs)
    conflicts = {c.key for c in merged.conflicts}
    for key in _KEYS:
        # What a record leaves out and what it says by default is the same in the file.
        records = [
            {"label": "", "place": 0, **state[key]} if key in state else None
            for state in (first, second, third)
        ]
        if (key, "feature") in conflicts:
            assert (records[1] is None) != (records[2] is None)
            assert key in merged.document.annotations
            continue
        if None in records[1:]:
            expected = records[1] if records[0] == records[2] else records[2]
            assert (key in merged.document.annotations) == (expected is not None)
            continue
        properties = json.loads(text(merged.document))["features"]
        found = next(f["properties"] for f in properties if f["id"] == key)
        for name, member in (("label", "label"), ("note", "note"), ("extra", "team")):
            empty = "" if name == "label" else None
            old, own, other = (None if r is None else r.get(name, empty) for r in records)
            if name == "extra" and bool in {type(value) for value in (old, own, other)}:
                continue  # true is not 1: Python's == cannot be the model here
            clash = own != other and old not in (own, other)
            assert ((key, member) in conflicts) == clash
            assert found.get(member, empty) == (own if old == other or clash else other)
    choices = {c.key: random.choice(["ours", "theirs"]) for c in merged.conflicts}
    one = merge(base, ours, theirs, choices).document
    other = merge(base, theirs, ours, exchanged(choices)).document
    assert text(one) == text(other)
    assert text(merge(base, ours, base).document) == text(ours)
    assert text(merge(base, base, theirs).document) == text(theirs)
    assert text(merge(base, ours, ours).document) == text(ours)
    assert text(read_bytes(text(one)).document) == text(one)
