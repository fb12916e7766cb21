"""Matching: the best assignment whatever the order, equal to brute force, never a matrix of everything."""

from __future__ import annotations

import itertools
import random

import numpy as np
import pytest
import review_samples as samples
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from ilmtool.core.geometry import box_ring, close_ring
from ilmtool.errors import UserError
from ilmtool.review import matching as matching_module
from ilmtool.review import overlap
from ilmtool.review.boxes import ALIGNED, PARALLELOGRAM, RAGGED, Boxes
from ilmtool.review.matching import Matching, match, match_at
from ilmtool.review.overlap import BY_CENTER, BY_IOU, Rules, find_edges


def pairs(matching: Matching, a: Boxes, b: Boxes) -> set[tuple[str, str]]:
    return {(a.ids[i], b.ids[j]) for i, j in zip(matching.a, matching.b, strict=True)}


def brute_force(a: Boxes, b: Boxes) -> tuple[int, float, int]:
    """(pairs, total IoU, equal labels) of the best of all assignments."""
    edges = find_edges(a, b, Rules())
    weight = {
        (i, j): (iou, a.labels[i] == b.labels[j])
        for i, j, iou in zip(edges.a.tolist(), edges.b.tolist(), edges.iou.tolist(), strict=True)
    }
    if len(a) > len(b):
        flipped = {(j, i): value for (i, j), value in weight.items()}
        return _best(len(b), len(a), flipped)
    return _best(len(a), len(b), weight)


def _best(few: int, many: int, weight: dict[tuple[int, int], tuple[float, bool]]) -> tuple[int, float, int]:
    best = (0, 0.0, 0)
    for chosen in itertools.permutations(range(many), few):
        taken = [weight[pair] for pair in enumerate(chosen) if pair in weight]
        found = (len(taken), round(sum(iou for iou, _ in taken), 9), sum(same for _, same in taken))
        best = max(best, found)
    return best


@settings(max_examples=150, deadline=None)
@given(samples.crowd("a"), samples.crowd("b"))
def test_the_assignment_is_the_best_of_all(a: Boxes, b: Boxes) -> None:
    found = match(a, b)
    labels = sum(a.labels[i] == b.labels[j] for i, j in zip(found.a, found.b, strict=True))
    expected = brute_force(a, b)
    assert (len(found), labels) == (expected[0], expected[2])
    assert found.iou.sum() == pytest.approx(expected[1], abs=1e-8)
    assert len(set(found.a)) == len(set(found.b)) == len(found)
    assert len(found) + len(found.only_a) == len(a)
    assert len(found) + len(found.only_b) == len(b)


@settings(max_examples=60, deadline=None)
@given(samples.crowd("a"), samples.crowd("b"), st.randoms(use_true_random=False))
def test_neither_the_order_of_files_nor_that_of_boxes_counts(a: Boxes, b: Boxes, rng: random.Random) -> None:
    there, back = match(a, b), match(b, a)
    assert {
        (i, j, iou, rule) for i, j, iou, rule in zip(there.a, there.b, there.iou, there.rule, strict=True)
    } == {(i, j, iou, rule) for j, i, iou, rule in zip(back.a, back.b, back.iou, back.rule, strict=True)}
    mixed_a, mixed_b = list(a.annotations), list(b.annotations)
    rng.shuffle(mixed_a)
    rng.shuffle(mixed_b)
    again_a, again_b = samples.boxes(mixed_a), samples.boxes(mixed_b)
    assert pairs(match(again_a, again_b), again_a, again_b) == pairs(there, a, b)


@settings(max_examples=60, deadline=None)
@given(samples.crowd("a"), samples.crowd("b"), st.randoms(use_true_random=False))
def test_ids_change_no_figure(a: Boxes, b: Boxes, rng: random.Random) -> None:
    keys = [f"{prefix}{i}" for prefix in "pq" for i in range(7)]
    rng.shuffle(keys)
    other_a = samples.permuted(a, dict(zip(a.ids, keys[:7], strict=False)))
    other_b = samples.permuted(b, dict(zip(b.ids, keys[7:], strict=False)))
    first, second = match(a, b), match(other_a, other_b)
    assert len(first) == len(second)
    assert first.iou.sum() == pytest.approx(second.iou.sum(), abs=1e-8)
    assert sorted(first.rule.tolist()) == sorted(second.rule.tolist()) or len(first) > 1


@settings(max_examples=60, deadline=None)
@given(samples.crowd("a"))
def test_a_file_agrees_with_itself(a: Boxes) -> None:
    found = match(a, a)
    assert found.a.tolist() == found.b.tolist() == list(range(len(a)))
    assert found.iou == pytest.approx(1.0)


@pytest.mark.parametrize("turned", [False, True])
def test_jitter_below_the_threshold_keeps_every_pair(turned: bool) -> None:
    rng = np.random.default_rng(5)
    for size in (3, 6, 10, 40):
        rings, moved = [], []
        for i in range(200):
            x, y = 100.0 * (i % 20) + 50, 100.0 * (i // 20) + 50
            dx, dy = rng.uniform(-1, 1, 2)
            angle = rng.uniform(0, 90) if turned else 0.0
            rings.append(samples.turned_ring(x, y, size, size, angle))
            moved.append(samples.turned_ring(x + dx, y + dy, size, size, angle))
        a, b = samples.of_rings(rings, "a"), samples.of_rings(moved, "b")
        assert len(match(a, b)) == 200


def test_small_boxes_match_by_their_centres_and_say_so() -> None:
    def rule(side: float, shift: float) -> int | None:
        one, other = box_ring(0, 0, side, side), box_ring(shift, 0, shift + side, side)
        found = match(samples.of_rings([one], "a"), samples.of_rings([other], "b"))
        return found.rule.tolist()[0] if len(found) else None

    assert rule(20, 6) == BY_IOU
    assert rule(20, 7) is None  # IoU 0.48, too large for the other rule
    assert rule(6, 1) == BY_IOU
    assert rule(6, 3) == BY_CENTER
    assert rule(6, 3.1) is None
    assert rule(11.9, 5.9) == BY_CENTER
    assert rule(12, 5.9) is None
    assert rule(1, 2) == BY_CENTER  # they do not even touch
    assert rule(1, 2.1) is None


def test_a_small_thing_inside_a_large_one_is_another_thing() -> None:
    a = samples.of_rings([box_ring(0, 0, 400, 400)], "a")
    b = samples.of_rings([box_ring(198, 198, 202, 202)], "b")
    assert len(match(a, b)) == 0


def test_of_equal_overlaps_the_same_label_and_then_the_same_id_win() -> None:
    ring = box_ring(0, 0, 20, 20)
    a = samples.boxes([samples.annotation("x", ring, "crane"), samples.annotation("y", ring, "vehicle")])
    b = samples.boxes([samples.annotation("1", ring, "vehicle"), samples.annotation("2", ring, "crane")])
    assert pairs(match(a, b), a, b) == {("x", "2"), ("y", "1")}
    c = samples.boxes([samples.annotation(key, ring) for key in ("k", "m", "z")])
    d = samples.boxes([samples.annotation(key, ring) for key in ("a", "m", "n", "z")])
    assert {("m", "m"), ("z", "z")} < pairs(match(c, d), c, d)
    one = samples.boxes([samples.annotation("q", ring)])
    assert pairs(match(one, d), one, d) == {("q", "a")}


def test_more_pairs_count_more_than_better_ones() -> None:
    a = samples.of_rings([box_ring(0, 0, 20, 20), box_ring(6, 0, 26, 20)], "a")
    b = samples.of_rings([box_ring(0, 0, 20, 20), box_ring(-6, 0, 14, 20)], "b")
    # a0 fits b0 perfectly, but then a1 and b1 stay alone.
    assert pairs(match(a, b), a, b) == {("a00000", "b00001"), ("a00001", "b00000")}


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_overlap_is_that_of_geos(data: st.DataObject) -> None:
    number = st.floats(-60, 60, allow_nan=False, width=32)
    side = st.floats(0.125, 50, width=32)
    rings = []
    for _ in range(2):
        x, y, w, h = data.draw(number), data.draw(number), data.draw(side), data.draw(side)
        rings.append(samples.turned_ring(x, y, w, h, data.draw(st.sampled_from((0, 10, 45, 90, 133.3)))))
    a, b = samples.of_rings(rings[:1], "a"), samples.of_rings(rings[1:], "b")
    one, other = (shapely.Polygon(ring) for ring in rings)
    expected = one.intersection(other).area / one.union(other).area
    zero = np.zeros(1, np.intp)
    assert overlap.iou_of(a, b, zero, zero)[0] == pytest.approx(expected, abs=1e-7)
    assert overlap.iou_of(a, b, zero, zero)[0] == overlap.iou_of(b, a, zero, zero)[0]


def test_every_kind_of_outline_is_compared() -> None:
    star = close_ring([(0, 0), (10, 3), (20, 0), (17, 10), (20, 20), (10, 17), (0, 20), (3, 10)])
    bow_tie = close_ring([(0, 100), (20, 120), (20, 100), (0, 120)])
    kite = close_ring([(100, 0), (95, 20), (100, 60), (120, 20)])
    a = samples.of_rings([star, bow_tie, kite, samples.turned_ring(200, 50, 30, 20, 20)], "a")
    assert a.form.tolist() == [RAGGED, RAGGED, RAGGED, PARALLELOGRAM]
    b = samples.of_rings([box_ring(0, 0, 20, 20), bow_tie, kite, box_ring(185, 40, 215, 60)], "b")
    assert b.form.tolist() == [ALIGNED, RAGGED, RAGGED, ALIGNED]
    found = match(a, b)
    assert found.b.tolist() == [0, 1, 2, 3]
    assert found.iou[0] == pytest.approx(shapely.Polygon(star).area / 400)
    assert found.iou[1:3] == pytest.approx([1, 1])


def test_a_box_turned_by_a_quarter_is_along_the_axes() -> None:
    ring = ((0.0, 10.0), (20.0, 10.0), (20.0, 0.0), (0.0, 0.0), (0.0, 10.0))
    assert samples.of_rings([ring]).form.tolist() == [ALIGNED]


def test_outlines_without_area_match_where_they_are_the_same() -> None:
    point, line = box_ring(5, 5, 5, 5), box_ring(50, 50, 90, 50)
    a = samples.of_rings([point, line], "a")
    assert len(match(a, samples.of_rings([point, line], "b"))) == 2
    assert len(match(a, samples.of_rings([box_ring(0, 0, 10, 10)], "c"))) == 0


def chain(count: int, shift: float) -> list:
    """Boxes in a row, each lying on its neighbours."""
    return [box_ring(i * 6 + shift, 0, i * 6 + shift + 20, 20) for i in range(count)]


def test_a_long_tangle_is_solved_without_its_matrix(monkeypatch: pytest.MonkeyPatch) -> None:
    a, b = samples.of_rings(chain(60, 0), "a"), samples.of_rings(chain(60, 2), "b")
    dense = match(a, b)
    monkeypatch.setattr(matching_module, "_DENSE_CELLS", 10)
    sparse = match(a, b)
    assert len(dense) == len(sparse) == 60
    assert sparse.iou.sum() == pytest.approx(dense.iou.sum(), abs=1e-6)
    c = samples.of_rings(chain(45, 5), "c")
    assert len(match(a, c)) == 45


def test_thousands_of_boxes_on_one_spot_are_an_error_and_no_hang() -> None:
    ring = box_ring(0, 0, 20, 20)
    a, b = samples.of_rings([ring] * 3000, "a"), samples.of_rings([ring] * 3000, "b")
    with pytest.raises(UserError, match="lie on each other"):
        match(a, b)


def test_a_thousand_copies_still_match_one_to_one() -> None:
    ring = box_ring(0, 0, 20, 20)
    a, b = samples.of_rings([ring] * 300, "a"), samples.of_rings([ring] * 290, "b")
    found = match(a, b)
    assert len(found) == 290
    assert found.a.tolist() == found.b.tolist()


def test_other_thresholds_are_matched_anew() -> None:
    rings = [box_ring(0, 0, 20, 20)] * 1
    a, b = samples.of_rings(rings, "a"), samples.of_rings([box_ring(8, 0, 28, 20)], "b")
    assert [len(m) for m in match_at(a, b, Rules(0.5), (0.3, 0.5, 0.75))] == [0, 1, 0, 0]


def test_empty_files() -> None:
    nothing, one = samples.of_rings([]), samples.of_rings([box_ring(0, 0, 9, 9)])
    assert len(match(nothing, nothing)) == 0
    assert match(nothing, one).only_b.tolist() == [0]
    assert match(one, nothing).only_a.tolist() == [0]


@pytest.mark.parametrize("iou", [0.0, -1.0, 1.01, float("nan")])
def test_a_threshold_out_of_range_is_refused(iou: float) -> None:
    with pytest.raises(UserError, match="out of range"):
        Rules(iou)
