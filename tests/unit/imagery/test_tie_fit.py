"""Fitting tie points: models, outliers, and the refusals that a whole image pair would hardly show."""

from __future__ import annotations

import math

import numpy as np
import pytest

from ilmtool.core.geometry import Affine, FloatArray, apply
from ilmtool.imagery.tie_fit import Agreement, Limits, agree, log_chance

SIMILAR: Affine = (1.001, -0.0005, 3.0, 0.0005, 1.001, -2.0)
AFFINE: Affine = (1.004, 0.001, 3.0, -0.0006, 0.998, -2.0)
AREA = np.array([[0.0, 0.0], [2000.0, 0.0], [2000.0, 2000.0], [0.0, 2000.0]])


def grid(count: int = 8, side: float = 2000.0) -> FloatArray:
    at = np.linspace(0.1 * side, 0.9 * side, count)
    return np.stack(np.meshgrid(at, at), axis=-1).reshape(-1, 2)


def fitted(placed: FloatArray, found: FloatArray, heights: FloatArray | None = None) -> Agreement:
    alike = np.full(len(placed), 0.6) if heights is None else heights
    return agree(placed, found, alike, tolerance=1.5, searched=24.0, limits=Limits(), extent=AREA)


def off(found: Agreement, true: Affine) -> float:
    return float(np.hypot(*(apply(found.matrix, AREA) - apply(true, AREA)).T).max())


@pytest.mark.parametrize(
    ("true", "model"), [((1, 0, 4.25, 0, 1, 7.5), "shift"), (SIMILAR, "similarity"), (AFFINE, "affine")]
)
def test_the_model_is_what_the_points_show(true: Affine, model: str) -> None:
    rng = np.random.default_rng(1)
    found = apply(true, grid()) + rng.normal(0, 0.1, (64, 2))
    wild = rng.permutation(64)[:16]
    found[wild] += rng.uniform(-24, 24, (16, 2))
    answer = fitted(grid(), found)
    assert (answer.reason, answer.model) == ("", model)
    assert off(answer, true) < 0.25
    assert answer.inliers.sum() >= 48


def test_places_that_look_less_alike_pull_less() -> None:
    """Forest leans by a pixel and correlates worse; the ground does not move."""
    rng = np.random.default_rng(2)
    leans = rng.random(64) < 0.5
    found = grid() + rng.normal(0, 0.05, (64, 2)) + leans[:, None] * (1.0, 0.0)
    assert off(fitted(grid(), found, np.where(leans, 0.65, 0.88)), (1, 0, 0, 0, 1, 0)) < 0.2


def test_few_places_in_a_row_make_no_affine() -> None:
    placed = np.column_stack([np.linspace(200, 1800, 9), np.linspace(200, 1800, 9) + 4])
    answer = fitted(placed, placed + np.random.default_rng(3).normal((3.0, 1.0), 0.3, (9, 2)))
    assert "in one direction" in answer.reason


def test_a_corner_is_not_the_whole() -> None:
    corner = grid(4, 400.0)
    assert "in one direction" in fitted(corner, apply((1, 0, 3.0, 0, 1, 1.0), corner)).reason


@pytest.mark.parametrize("count", [8, 20, 60, 100])
def test_scattered_peaks_are_refused(count: int) -> None:
    for seed in range(20):
        rng = np.random.default_rng(seed)
        placed = rng.uniform(0, 2000, (count, 2))
        assert fitted(placed, placed + rng.uniform(-24, 24, (count, 2))).reason


@pytest.mark.parametrize(
    ("matrix", "word"),
    [((0.9, -0.43, 0.0, 0.43, 0.9, 0.0), "agree"), ((1.3, 0.0, 0.0, 0.0, 1.3, 0.0), "agree")],
)
def test_no_two_images_of_one_place_lie_so(matrix: Affine, word: str) -> None:
    assert word in fitted(grid(), apply(matrix, grid())).reason


def test_chance_is_what_trials_show() -> None:
    """The bound on the expected number of groups, beside what random points really make."""
    rng, searched, tolerance, count = np.random.default_rng(5), 24.0, 3.0, 12
    made = 0
    for _ in range(200):
        z = rng.uniform(-searched, searched, count) + 1j * rng.uniform(-searched, searched, count)
        first, second = np.triu_indices(count, 1)
        middle = (z[first] + z[second]) / 2
        # A shift through two points' mean, as the simplest model.
        near = (np.abs(z[None] - middle[:, None]) <= tolerance).sum(axis=1)
        made += int((near >= 6).sum())
    assert made / 200 <= math.exp(log_chance(count, 6, tolerance, searched)) * 10
    assert log_chance(40, 30, 1.5, 24.0) < log_chance(40, 10, 1.5, 24.0) < 0
    assert log_chance(10, 2, 1.5, 24.0) > 0
