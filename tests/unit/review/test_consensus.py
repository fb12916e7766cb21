"""Consensus of three and more: quorum, a real box of one of them, votes; ties are left to a person."""

from __future__ import annotations

import itertools

import numpy as np
import review_samples as samples

from ilmtool.core.geometry import box_ring
from ilmtool.review.consensus import AGREED, MINORITY, TIED, alpha, cluster


def file_of(prefix: str, *drawn: tuple[float, float, str]):
    """Boxes of 20 px at (x, y) with labels."""
    return samples.boxes(
        samples.annotation(f"{prefix}{i}", box_ring(x, y, x + 20, y + 20), label)
        for i, (x, y, label) in enumerate(drawn)
    )


def test_the_middle_one_of_three_is_kept_as_it_is() -> None:
    files = [
        file_of("a", (0, 0, "crane")),
        file_of("b", (1, 0, "crane")),
        file_of("c", (3, 0, "vehicle")),
    ]
    (found,) = cluster(files)
    assert found.presence == AGREED
    assert found.label == "crane"
    assert found.votes == (("crane", 2), ("vehicle", 1))
    assert found.chosen == (1, 0)
    assert found.members == ((0, 0), (1, 0), (2, 0))


def test_what_most_have_is_not_dropped_unseen_by_a_high_quorum() -> None:
    files = [file_of(name, (0, 0, "crane")) for name in "abc"] + [file_of("d")]
    (found,) = cluster(files, quorum=4)
    assert found.presence == TIED
    assert not found.is_settled


def test_quorum_minority_and_ties() -> None:
    files = [
        file_of("a", (0, 0, "crane"), (100, 0, "crane"), (200, 0, "crane"), (300, 0, "crane")),
        file_of("b", (0, 0, "crane"), (100, 0, "crane"), (300, 0, "vehicle")),
        file_of("c", (0, 0, "crane"), (300, 0, "mast")),
        file_of("d", (0, 0, "crane"), (300, 0, "mast")),
    ]
    found = {files[n].bounds[row][0]: c for c in cluster(files) for n, row in c.members[:1]}
    assert (found[0].presence, found[0].label) == (AGREED, "crane")
    assert found[100].presence == TIED
    assert found[200].presence == MINORITY
    assert (found[300].presence, found[300].label) == (AGREED, None)
    assert [found[x].is_settled for x in (0, 100, 200, 300)] == [True, False, True, False]
    low = {files[n].bounds[row][0]: c for c in cluster(files, quorum=2) for n, row in c.members[:1]}
    assert low[100].presence == AGREED
    assert low[300].label == "mast"


def test_the_order_of_files_does_not_count() -> None:
    rng = np.random.default_rng(3)
    places = [(float(x), float(y), "crane") for x in range(0, 400, 40) for y in range(0, 400, 40)]
    files = []
    for prefix in "abc":
        drawn = [
            (x + rng.normal(0, 2), y + rng.normal(0, 2), label)
            for x, y, label in places
            if rng.random() > 0.1
        ]
        files.append(file_of(prefix, *drawn))

    def groups(order: tuple[int, ...]) -> set[tuple[frozenset[str], str, str]]:
        chosen = [files[i] for i in order]
        return {
            (
                frozenset(chosen[n].ids[row] for n, row in c.members),
                c.presence,
                chosen[c.chosen[0]].ids[c.chosen[1]],
            )
            for c in cluster(chosen)
        }

    expected = groups((0, 1, 2))
    assert len(expected) >= 100
    for order in itertools.permutations(range(3)):
        assert groups(order) == expected


def test_no_cluster_has_two_boxes_of_one_file() -> None:
    files = [
        file_of("a", (0, 0, "crane"), (8, 0, "crane")),
        file_of("b", (4, 0, "crane")),
        file_of("c", (5, 0, "crane"), (11, 0, "crane")),
    ]
    for found in cluster(files):
        numbers = [number for number, _ in found.members]
        assert len(set(numbers)) == len(numbers)


def test_alpha_is_on_matched_boxes_only() -> None:
    files = [
        file_of("a", (0, 0, "crane"), (100, 0, "mast"), (500, 0, "mast")),
        file_of("b", (0, 0, "crane"), (100, 0, "mast")),
        file_of("c", (0, 0, "crane"), (100, 0, "mast"), (900, 0, "crane")),
    ]
    figure = alpha(cluster(files), files)
    assert (figure.value, figure.n) == (1.0, 2)
