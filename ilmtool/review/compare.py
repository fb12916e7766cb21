"""Two files of one pair compared: who drew what, what agrees, and the figures."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np

from ilmtool.review.boxes import Boxes
from ilmtool.review.conflicts import OTHER_LABEL, differences
from ilmtool.review.matching import Matching, match_at
from ilmtool.review.overlap import BY_IOU, Rules
from ilmtool.review.rating import NO_PAIRS, Figure, cohen_kappa, share
from ilmtool.text import mark

THRESHOLDS = (0.3, 0.5, 0.75)

BOTH_EMPTY = mark("agree (both empty)")

RULE_NAMES = {BY_IOU: "iou", 1 - BY_IOU: "centre"}


@dataclass(frozen=True, eq=False)
class Comparison:
    """Two files, matched.

    Attributes
    ----------
    a, b : Boxes
    rules : Rules
    matching : Matching
    conflicts : tuple of tuple of str
        For each pair of the matching the kinds of conflict (`conflicts.KINDS`), none where all agrees.
    counts_at : mapping
        Threshold of IoU -> how many pairs there are then.
    """

    a: Boxes
    b: Boxes
    rules: Rules
    matching: Matching
    conflicts: tuple[tuple[str, ...], ...]
    counts_at: dict[float, int]

    @property
    def matched(self) -> int:
        return len(self.matching)

    @property
    def only_a(self) -> int:
        return len(self.matching.only_a)

    @property
    def only_b(self) -> int:
        return len(self.matching.only_b)

    @property
    def label_differs(self) -> int:
        """Pairs with two labels."""
        return sum(OTHER_LABEL in kinds for kinds in self.conflicts)

    @property
    def attribute_differs(self) -> int:
        """Pairs that differ in anything else: change, date, certainty, attributes."""
        return sum(any(kind != OTHER_LABEL for kind in kinds) for kinds in self.conflicts)

    @property
    def labels(self) -> list[tuple[str, str]]:
        """Both labels of each pair."""
        a, b = self.a.labels, self.b.labels
        m = self.matching
        return [(a[i], b[j]) for i, j in zip(m.a.tolist(), m.b.tolist(), strict=True)]


def compare(a: Boxes, b: Boxes, rules: Rules | None = None) -> Comparison:
    """Match two files and find what they say differently.

    Raises
    ------
    UserError
        See `overlap.find_edges`.
    """
    rules = rules or Rules()
    matching, *others = match_at(a, b, rules, THRESHOLDS)
    conflicts = tuple(
        differences(a.annotations[i], b.annotations[j])
        for i, j in zip(matching.a.tolist(), matching.b.tolist(), strict=True)
    )
    counts = {iou: len(other) for iou, other in zip(THRESHOLDS, others, strict=True)}
    return Comparison(a, b, rules, matching, conflicts, counts)


def f1(pairs: float, n_a: int, n_b: int) -> Figure:
    """2 m / (nA + nB); undefined, but full agreement, where both files are empty."""
    return share(2 * pairs, n_a + n_b, BOTH_EMPTY, n_a + n_b)


def f1_location(comparison: Comparison) -> Figure:
    """How far the files agree on where there is something, whatever it is called."""
    return f1(comparison.matched, len(comparison.a), len(comparison.b))


def f1_label(comparison: Comparison) -> Figure:
    """The same, where a pair counts only with one label."""
    same = comparison.matched - comparison.label_differs
    return f1(same, len(comparison.a), len(comparison.b))


def f1_at(comparison: Comparison) -> dict[float, Figure]:
    """F1 of location at other thresholds of IoU."""
    a, b = comparison.a, comparison.b
    return {iou: f1(count, len(a), len(b)) for iou, count in comparison.counts_at.items()}


def kappa(comparison: Comparison) -> Figure:
    """Cohen's kappa of the labels of matched boxes."""
    pairs = comparison.labels
    return cohen_kappa([a for a, _ in pairs], [b for _, b in pairs])


def middle(values: np.ndarray[tuple[int], np.dtype[np.float64]]) -> tuple[Figure, Figure]:
    """(mean, median) of what matched pairs have."""
    if not len(values):
        return Figure(None, NO_PAIRS), Figure(None, NO_PAIRS)
    return Figure(float(np.mean(values)), n=len(values)), Figure(float(np.median(values)), n=len(values))


@dataclass(frozen=True, slots=True)
class ClassFigures:
    """One class: how many boxes each file has, how many pairs agree on it, F1."""

    label: str
    n_a: int
    n_b: int
    matched: int
    f1: Figure


def per_class(comparison: Comparison) -> list[ClassFigures]:
    """Figures of each label that occurs, by name."""
    count_a, count_b = Counter(comparison.a.labels), Counter(comparison.b.labels)
    agreed = Counter(a for a, b in comparison.labels if a == b)
    return [
        ClassFigures(name, count_a[name], count_b[name], agreed[name],
                     f1(agreed[name], count_a[name], count_b[name]))
        for name in sorted(count_a.keys() | count_b.keys())
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Confusion:
    """Who called what how.

    Attributes
    ----------
    labels : tuple of str
    matrix : tuple of tuple of int
        Rows are labels of a, columns those of b; one more row and column, the last, for "no box".
    """

    labels: tuple[str, ...]
    matrix: tuple[tuple[int, ...], ...]


def confusion(comparison: Comparison) -> Confusion:
    """The confusion matrix with a "no box" row and column."""
    names = sorted({*comparison.a.labels, *comparison.b.labels})
    code = {name: i for i, name in enumerate(names)}
    last = len(names)
    if last * last > 4_000_000:  # nobody reads such a matrix, and it would fill the memory
        return Confusion((), ())
    a = np.fromiter(map(code.__getitem__, comparison.a.labels), np.intp, len(comparison.a))
    b = np.fromiter(map(code.__getitem__, comparison.b.labels), np.intp, len(comparison.b))
    table = np.zeros((last + 1, last + 1), np.int64)
    m = comparison.matching
    np.add.at(table, (a[m.a], b[m.b]), 1)
    np.add.at(table, (a[m.only_a], np.full(len(m.only_a), last)), 1)
    np.add.at(table, (np.full(len(m.only_b), last), b[m.only_b]), 1)
    return Confusion(tuple(names), tuple(tuple(row) for row in table.tolist()))
