"""Figures: as scikit-learn has them where it defines the same thing, and n/a where nothing is defined."""

from __future__ import annotations

import warnings

import numpy as np
import pytest
import review_samples as samples
from hypothesis import given, settings
from hypothesis import strategies as st

from ilmtool.core.geometry import box_ring
from ilmtool.review.bootstrap import ratio_interval
from ilmtool.review.boxes import Boxes
from ilmtool.review.compare import compare, f1_label, f1_location, per_class
from ilmtool.review.conflicts import (
    OTHER_ATTRIBUTE,
    OTHER_CERTAINTY,
    OTHER_CHANGE,
    OTHER_DATE,
    OTHER_LABEL,
    differences,
)
from ilmtool.review.rating import cohen_kappa, krippendorff_alpha
from ilmtool.review.report import report_of
from ilmtool.review.worklist import worklist

LABELS = ("crane", "vehicle", "trailer", "mast")
labels = st.lists(st.sampled_from(LABELS[:3]), min_size=1, max_size=30)


def two_files(first: list[str | None], second: list[str | None]) -> tuple[Boxes, Boxes]:
    """Files of boxes at the same places; None where one has no box."""
    places = samples.grid(len(first))
    return tuple(  # type: ignore[return-value]
        samples.boxes(
            samples.annotation(f"{prefix}{i:04d}", ring, name)
            for i, (ring, name) in enumerate(zip(places, names, strict=True))
            if name is not None
        )
        for prefix, names in (("a", first), ("b", second))
    )


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_kappa_is_that_of_scikit_learn(data: st.DataObject) -> None:
    metrics = pytest.importorskip("sklearn.metrics")
    first = data.draw(labels)
    second = data.draw(st.lists(st.sampled_from(LABELS), min_size=len(first), max_size=len(first)))
    figure = cohen_kappa(first, second)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        expected = metrics.cohen_kappa_score(first, second)
    if figure.value is None:
        assert figure.reason == "one class only"
        assert np.isnan(expected)
    else:
        assert figure.value == pytest.approx(expected)
    assert figure.n == len(first)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_confusion_and_f1_of_a_class_are_those_of_scikit_learn(data: st.DataObject) -> None:
    metrics = pytest.importorskip("sklearn.metrics")
    name = st.sampled_from([*LABELS, None])
    first = data.draw(st.lists(name, min_size=1, max_size=25))
    second = data.draw(st.lists(name, min_size=len(first), max_size=len(first)))
    a, b = two_files(first, second)
    report = report_of(compare(a, b))
    every = [*sorted({x for x in (*first, *second) if x is not None}), "(no box)"]
    one, other = ([x or "(no box)" for x in side] for side in (first, second))
    drawn = [i for i, (x, y) in enumerate(zip(first, second, strict=True)) if x is not None or y is not None]
    if not drawn:
        assert report["confusion"] == {"labels": ["(no box)"], "matrix": [[0]]}
        return
    matrix = metrics.confusion_matrix([one[i] for i in drawn], [other[i] for i in drawn], labels=every)
    assert report["confusion"] == {"labels": every, "matrix": matrix.tolist()}
    for label in every[:-1]:
        expected = metrics.f1_score([x == label for x in one], [x == label for x in other], zero_division=0)
        assert report["per_class"][label]["f1"] == pytest.approx(expected, abs=1e-6)


def test_alpha_is_that_of_its_author() -> None:
    # K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), section C: alpha = 0.743.
    nothing = None
    data = [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, nothing, nothing, nothing],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, nothing, 3],
        [nothing, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, nothing],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, nothing],
    ]
    units = [[row[i] for row in data if row[i] is not nothing] for i in range(12)]
    figure = krippendorff_alpha(units)
    assert figure.value == pytest.approx(0.743, abs=5e-4)
    assert figure.n == 11


@settings(max_examples=40, deadline=None)
@given(labels)
def test_alpha_of_two_raters_is_kappa_with_pooled_chances(first: list[str]) -> None:
    second = first[1:] + first[:1]
    n = len(first)
    both = first + second
    chance = sum(both.count(c) * (both.count(c) - 1) for c in set(both)) / (2 * n * (2 * n - 1))
    observed = sum(x == y for x, y in zip(first, second, strict=True)) / n
    figure = krippendorff_alpha(list(zip(first, second, strict=True)))
    if chance == 1:
        assert figure.value is None
    else:
        assert figure.value == pytest.approx((observed - chance) / (1 - chance))


def test_what_is_not_defined_is_not_a_number() -> None:
    nothing = samples.of_rings([])
    one = samples.of_rings(samples.grid(1), "a", ["crane"])
    far = samples.of_rings([box_ring(500, 500, 520, 520)], "b", ["crane"])

    both_empty = report_of(compare(nothing, nothing))
    assert both_empty["f1_location"] is both_empty["f1_label"] is None
    assert both_empty["reason"] == "agree (both empty)"
    assert both_empty["per_class"] == {}
    for key in ("mean_iou", "median_iou", "mean_offset_px", "kappa"):
        assert both_empty[key] is None
        assert both_empty["reasons"][key] == "no matched boxes"

    one_empty = report_of(compare(one, nothing))
    assert (one_empty["f1_location"], one_empty["f1_label"], one_empty["reason"]) == (0.0, 0.0, None)
    assert one_empty["per_class"]["crane"]["f1"] == 0.0

    apart = report_of(compare(one, far))
    assert (apart["f1_location"], apart["only_a"], apart["only_b"]) == (0.0, 1, 1)
    assert apart["reasons"]["kappa"] == "no matched boxes"

    same = report_of(compare(one, samples.of_rings(samples.grid(1), "b", ["crane"])))
    assert same["kappa"] is None
    assert same["reasons"]["kappa"] == "one class only"
    assert same["f1_location_interval"] is None
    assert "two scenes" in same["f1_location_interval_reason"]

    assert krippendorff_alpha([]).reason == "no matched boxes"
    assert krippendorff_alpha([["x"], ["y"]]).reason == "no matched boxes"
    assert krippendorff_alpha([["x", "x"], ["x", "x", "x"]]).reason == "one class only"


def test_two_identical_files_of_ten_boxes_agree_fully() -> None:
    a = samples.of_rings(samples.grid(10), "a", list(LABELS) * 2 + ["crane", "mast"])
    comparison = compare(a, a)
    assert f1_location(comparison).value == f1_label(comparison).value == 1.0
    assert all(c.f1.value == 1.0 for c in per_class(comparison))
    assert worklist(comparison) == ()


def test_counts_of_ninety_boxes_in_a_hundred() -> None:
    names = [LABELS[i % 3] for i in range(100)]
    a, b = two_files(list(names), [*names[:90], *[None] * 10])
    report = report_of(compare(a, b))
    assert report["f1_location"] == pytest.approx(180 / 190, abs=1e-6)
    assert report["kappa"] == 1.0
    assert report["kappa_n"] == 90
    assert (report["matched"], report["only_a"], report["only_b"]) == (90, 10, 0)


def test_each_kind_of_conflict_is_a_kind_of_its_own() -> None:
    ring = box_ring(0, 0, 20, 20)
    dates = {"change_not_before": "2019-02-16T02:15:00Z", "change_not_after": "2019-03-02T03:05:12Z"}
    base = samples.annotation("a", ring, **dates)

    def kinds(**values: object) -> tuple[str, ...]:
        return differences(base, samples.annotation("b", ring, **{**dates, **values}))

    assert kinds() == ()
    assert kinds(label="vehicle") == (OTHER_LABEL,)
    assert kinds(change="removed") == (OTHER_CHANGE,)
    assert kinds(change_not_before="2019-01-01T00:00:00Z") == (OTHER_DATE,)
    assert kinds(change_not_after=None) == (OTHER_DATE,)
    assert kinds(change_not_before="2019-02-16T03:15:00+01:00") == ()
    assert kinds(certainty="confirmed") == (OTHER_CERTAINTY,)
    assert kinds(likelihood="likely") == (OTHER_ATTRIBUTE,)
    assert kinds(certainty_term="apparent") == (OTHER_ATTRIBUTE,)
    assert kinds(extra={"length_m": 12}) == (OTHER_ATTRIBUTE,)
    assert kinds(author="ben", note="seen twice", review="approved", created="2020-01-01T00:00:00Z") == ()
    assert kinds(label="mast", certainty="confirmed") == (OTHER_LABEL, OTHER_CERTAINTY)


def test_the_worklist_goes_by_kind_and_size() -> None:
    small, large = box_ring(0, 0, 10, 10), box_ring(100, 0, 160, 60)
    other = box_ring(300, 0, 320, 20)
    a = samples.boxes([
        samples.annotation("a1", small, "crane"), samples.annotation("a2", large, "crane"),
        samples.annotation("a3", other, "crane"), samples.annotation("a4", box_ring(500, 0, 540, 40)),
    ])  # fmt: skip
    b = samples.boxes([
        samples.annotation("b1", small, "vehicle"), samples.annotation("b2", large, "vehicle"),
        samples.annotation("b3", other, "crane", certainty="confirmed"),
        samples.annotation("b5", box_ring(700, 0, 720, 20), "crane"),
    ])  # fmt: skip
    items = worklist(compare(a, b))
    assert [item.key for item in items] == ["a2|b2", "a1|b1", "a3|b3", "|b5", "a4|"]
    assert items[0].bounds == (100, 0, 160, 60)


def test_an_interval_holds_the_figure_and_is_the_same_every_time() -> None:
    rng = np.random.default_rng(1)
    wholes = rng.integers(10, 60, 40)
    parts = wholes * rng.uniform(0.6, 1.0, 40)
    first, again = ratio_interval(parts, wholes), ratio_interval(parts, wholes)
    assert first == again
    assert first.low is not None
    assert first.high is not None
    assert first.low < parts.sum() / wholes.sum() < first.high
    assert first.high - first.low < 0.12
    assert ratio_interval([5.0], [6.0]).low is None
    assert ratio_interval([0, 0], [0, 0]).reason == "no boxes"
    same = ratio_interval([4, 8, 12], [8, 16, 24])
    assert (same.low, same.high) == (0.5, 0.5)
