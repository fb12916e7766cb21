from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tool_fakes import annotation, document_of

from ilmtool.core.annotation import CERTAINTIES, CHANGES, Annotation, Polygon, Properties
from ilmtool.core.boxindex import ALIGNED, HIDDEN, POLYGON, SELECTED, UNPLACED, BoxIndex
from ilmtool.core.document import Document, Patch, apply_patch
from ilmtool.core.geometry import FloatArray, Ring, apply, box_ring, rotate_ring

SHEAR = (0.6, 0.01, 10.0, -0.02, 0.6, -5.0)


def sheared(points: FloatArray) -> FloatArray:
    return apply(SHEAR, points)


FORWARDS = {"after": lambda points: points, "before": sheared, None: lambda points: points}

TRIANGLE: Ring = ((10.0, 10.0), (20.0, 40.0), (50.0, 15.0), (10.0, 10.0))
HOLED = Annotation(
    "holed",
    Properties(
        drawn_on="before",
        image_geometry=Polygon((box_ring(0, 0, 50, 50), box_ring(20, 20, 30, 30))),
    ),
)

rings = st.one_of(
    st.none(),
    st.just(TRIANGLE),
    st.builds(
        lambda x, y, w, h, turn: (
            rotate_ring(box_ring(x, y, x + w, y + h), turn, (x, y)) if turn else box_ring(x, y, x + w, y + h)
        ),
        *(st.integers(0, 300) for _ in range(2)),
        *(st.integers(1, 60) for _ in range(2)),
        st.sampled_from([0, 30]),
    ),
)
IDS = [f"id{i}" for i in range(12)]


@st.composite
def annotations(draw: st.DrawFn) -> Annotation:
    return annotation(
        draw(st.sampled_from(IDS)),
        draw(rings),
        label=draw(st.sampled_from(["crane", "trailer", ""])),
        certainty=draw(st.sampled_from([None, "probable", "our own word"])),
        drawn_on=draw(st.sampled_from(["after", "before", "elsewhere", None])),
    )


def rows_of(index: BoxIndex) -> dict[str, object]:
    """All that an index says of each annotation, free of row numbers and label codes."""
    return {
        key: (
            index.quads[row].tobytes(),
            tuple(float(column[row]).hex() for column in (index.x0, index.y0, index.x1, index.y1)),
            index.label_names[index.label[row]],
            int(index.style[row]),
            int(index.flags[row]),
            tuple(ring.tobytes() for ring in index.polygons.get(key, ())),
        )
        for row, key in enumerate(index.ids)
    }


def in_drawing_order(index: BoxIndex) -> list[str]:
    return [index.ids[row] for row in np.argsort(index.order)]


def assert_same(index: BoxIndex, document: Document) -> None:
    rebuilt = BoxIndex(document, FORWARDS)
    rebuilt.set_selection(index.selection)
    rebuilt.set_hidden(index.hidden)
    assert len(index) == len(index.ids) == len(document.annotations)
    assert rows_of(index) == rows_of(rebuilt)
    assert in_drawing_order(index) == list(document.annotations)
    assert set(index.polygons) == set(rebuilt.polygons)
    assert all(index.row(key) == row for row, key in enumerate(index.ids))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(annotations(), max_size=8),
    st.lists(st.lists(st.tuples(st.sampled_from(IDS), st.none() | annotations()), max_size=4), max_size=6),
    st.frozensets(st.sampled_from(IDS)),
    st.frozensets(st.sampled_from(IDS)),
)
def test_following_patches_equals_building_anew(first, steps, selected, hidden) -> None:  # type: ignore[no-untyped-def]
    document = document_of(*first)
    index = BoxIndex(document, FORWARDS)
    index.set_selection(selected)
    patches = []
    for step in steps:
        changes = {}
        for key, item in step:
            after = None if item is None else annotation_with_id(item, key)
            before = document.annotations.get(key)
            if before is not None or after is not None:
                changes[key] = (before, after)
        patch = Patch(changes)
        document = apply_patch(document, patch)
        index.apply(patch)
        patches.append(patch)
        assert_same(index, document)
    index.set_hidden(hidden)
    for patch in reversed(patches):
        document = apply_patch(document, patch.inverse())
        index.apply(patch.inverse())
        assert_same(index, document)


def annotation_with_id(item: Annotation, key: str) -> Annotation:
    return Annotation(key, item.properties)


def test_growing_beyond_the_first_capacity_keeps_every_row() -> None:
    document = document_of(annotation("first", box_ring(1, 2, 3, 4), label="wall"), HOLED)
    index = BoxIndex(document, FORWARDS)
    for i in range(300):
        new = annotation(f"n{i}", box_ring(i, 0, i + 1, 1))
        patch = Patch({new.id: (None, new)})
        document = apply_patch(document, patch)
        index.apply(patch)
    assert_same(index, document)


def test_boxes_of_both_scenes_lie_in_the_reference_frame() -> None:
    ring = box_ring(100.0, 50.0, 140.0, 90.0)
    index = BoxIndex(document_of(annotation("a", ring), annotation("b", ring, drawn_on="before")), FORWARDS)
    assert index.quads[index.row("a")].tolist() == [[100, 50], [100, 90], [140, 90], [140, 50]]
    assert index.quads[index.row("b")] == pytest.approx(sheared(np.array(ring[:4])))
    assert index.ring("a") == ring
    assert index.flags[index.row("a")] == ALIGNED
    assert index.flags[index.row("b")] == 0


def test_each_scene_is_mapped_in_one_call() -> None:
    calls: list[int] = []

    def counted(points: FloatArray) -> FloatArray:
        calls.append(len(points))
        return points

    BoxIndex(
        document_of(*(annotation(f"a{i}", box_ring(i, 0, i + 1, 1)) for i in range(50))), {"after": counted}
    )
    assert calls == [200]


def test_what_cannot_be_placed_is_never_visible() -> None:
    index = BoxIndex(
        document_of(
            annotation("no ring", None),
            annotation("other scene", box_ring(0, 0, 9, 9), drawn_on="third"),
            annotation("degenerate", ((5.0, 5.0), (6.0, 6.0), (5.0, 5.0))),
        ),
        FORWARDS,
    )
    assert set(index.flags.tolist()) == {UNPLACED}
    assert index.visible((-1e9, -1e9, 1e9, 1e9)).size == 0
    assert index.ring("other scene") is None
    assert index.bounds_of(index.ids) is None


def test_visible_is_what_touches_and_is_not_hidden() -> None:
    boxes = {
        "in": (10, 10, 20, 20),
        "touching": (20, 20, 30, 30),
        "apart": (30.1, 0, 40, 10),
        "around": (0, 0, 99, 99),
    }
    index = BoxIndex(
        document_of(*(annotation(k, box_ring(*map(float, b))) for k, b in boxes.items())), FORWARDS
    )

    def seen() -> set[str]:
        return {index.ids[row] for row in index.visible((5, 5, 20, 20))}

    assert seen() == {"in", "touching", "around"}
    index.set_hidden(frozenset({"around"}))
    assert seen() == {"in", "touching"}
    index.set_hidden(frozenset({"in"}))
    assert seen() == {"touching", "around"}


def test_a_selection_tells_which_rows_it_changes() -> None:
    boxes = [annotation(key, box_ring(n, 0, n + 5, 5)) for n, key in enumerate("abcd")]
    index = BoxIndex(document_of(*boxes), FORWARDS)
    assert index.set_selection(frozenset("ab")).tolist() == [0, 1]
    assert index.set_selection(frozenset({"b", "d", "not there"})).tolist() == [0, 3]
    assert index.set_selection(index.selection).tolist() == []
    assert [bool(flag & SELECTED) for flag in index.flags] == [False, True, False, True]
    assert index.bounds_of_rows(np.array([1, 3])) == index.bounds_of("bd")


def test_selection_survives_deletion_and_undo() -> None:
    box = annotation("a", box_ring(0, 0, 5, 5))
    index = BoxIndex(document_of(box), FORWARDS)
    index.set_selection(frozenset({"a"}))
    index.set_hidden(frozenset({"a"}))
    index.apply(Patch({"a": (box, None)}))
    assert len(index) == 0
    index.apply(Patch({"a": (None, box)}))
    assert index.flags[0] == SELECTED | HIDDEN | ALIGNED


def test_polygons_keep_their_rings_and_are_bounded() -> None:
    index = BoxIndex(document_of(annotation("t", TRIANGLE), HOLED), FORWARDS)
    assert [len(ring) for ring in index.polygons["holed"]] == [4, 4]
    assert index.ring("t") == TRIANGLE
    assert index.bounds_of(["t"]) == (10, 10, 50, 40)
    assert index.flags[index.row("t")] & POLYGON
    index.apply(Patch({"t": (annotation("t", TRIANGLE), annotation("t", box_ring(1, 1, 2, 2)))}))
    assert "t" not in index.polygons


def test_style_tells_certainty_change_and_kind_apart() -> None:
    looks = [
        {"certainty": certainty, "change": change, "kind": kind}
        for certainty in (None, *CERTAINTIES, "a team's word")
        for change in (None, *CHANGES, "another word")
        for kind in ("observation", "examined")
    ]
    index = BoxIndex(
        document_of(*(annotation(f"a{i}", None, **look) for i, look in enumerate(looks))), FORWARDS
    )
    assert len(set(index.style.tolist())) == len(looks)
    probable_new = looks.index({"certainty": "probable", "change": "new", "kind": "examined"})
    assert index.style[index.row(f"a{probable_new}")] == 2 | 1 << 3 | 1 << 6


@settings(max_examples=40, deadline=None)
@given(
    places=st.lists(st.tuples(st.integers(0, 4000), st.integers(0, 4000)), min_size=1, max_size=8),
    size=st.sampled_from([30, 400, 9000]),
    edits=st.lists(st.integers(0, 899), max_size=4),
)
def test_strips_of_a_view_find_what_looking_at_every_row_finds(places, size, edits):
    """Among many rows, those near the last strips are remembered; edits and hidden rows are never missed."""
    made = [
        annotation(f"n{i}", box_ring(i % 30 * 130, i // 30 * 130, i % 30 * 130 + 40, i // 30 * 130 + 40))
        for i in range(900)
    ]
    document = document_of(*made)
    index = BoxIndex(document, FORWARDS)
    for turn, (x, y) in enumerate(places):
        for bounds in ((x, y, x + size, y + size), (x, y, x + size, y + 8), (x + 9, y, x + 12, y + size)):
            hits = (index.x0 <= bounds[2]) & (index.x1 >= bounds[0])
            hits &= (index.y0 <= bounds[3]) & (index.y1 >= bounds[1]) & ((index.flags & HIDDEN) == 0)
            assert index.visible(bounds).tolist() == np.flatnonzero(hits).tolist()
        if turn < len(edits):
            key = f"n{edits[turn]}"
            old = document.annotations[key]
            patch = Patch({key: (old, annotation(key, box_ring(x, y, x + 40, y + 40)))})
            document = apply_patch(document, patch)
            index.apply(patch)
        index.set_hidden(frozenset({f"n{turn}"}))


def test_some_boxes_moved_lie_elsewhere_and_the_index_itself_stays() -> None:
    star = annotation("star", ((0.0, 0.0), (4.0, 9.0), (9.0, 2.0), (0.0, 0.0)), shape="polygon")
    document = document_of(
        annotation("a", box_ring(10, 10, 20, 20)), annotation("b", box_ring(30, 30, 40, 40)), star
    )
    index = BoxIndex(document, {None: lambda p: p, "after": lambda p: p, "before": lambda p: p})
    before = {key: index.bounds_of((key,)) for key in ("a", "b", "star")}
    moved = index.moved(("a", "star", "nobody"), (5.0, -3.0))
    assert moved.bounds_of(("a",)) == (15, 7, 25, 17)
    assert moved.bounds_of(("b",)) == (30, 30, 40, 40)
    assert moved.ring("a") == box_ring(15, 7, 25, 17)
    assert moved.ring("star") == ((5, -3), (9, 6), (14, -1), (5, -3))
    assert [moved.ids[row] for row in moved.visible((20, 10, 22, 12))] == ["a"]
    assert {key: index.bounds_of((key,)) for key in before} == before
