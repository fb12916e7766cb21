"""Fits of tie points, against transforms that are known."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ilmtool.core.geometry import Affine, apply
from ilmtool.core.tie_points import fit_tie_points, model_for, model_of, turn_and_scale

SIZE = (1000.0, 800.0)
SPREAD = np.array(
    [[50.0, 60.0], [930.0, 90.0], [480.0, 700.0], [120.0, 640.0], [870.0, 610.0], [500.0, 400.0]]
)
TURNED: Affine = (
    1.01 * math.cos(0.03), -1.01 * math.sin(0.03), 12.5, 1.01 * math.sin(0.03), 1.01 * math.cos(0.03), -7.25,
)  # fmt: skip
SKEWED: Affine = (1.004, 0.013, -3.5, -0.006, 0.992, 8.75)


@pytest.mark.parametrize(
    ("count", "model"), [(0, ""), (1, "shift"), (2, "similarity"), (3, "affine"), (40, "affine")]
)
def test_the_model_follows_from_the_count(count: int, model: str) -> None:
    assert model_for(count) == model


@pytest.mark.parametrize(
    ("count", "matrix", "model"),
    [
        (1, (1, 0, 7.25, 0, 1, -3.5), "shift"),
        (2, TURNED, "similarity"),
        (3, SKEWED, "affine"),
        (6, SKEWED, "affine"),
    ],
)
def test_as_many_points_as_needed_give_the_transform_itself(count: int, matrix: Affine, model: str) -> None:
    fit = fit_tie_points(SPREAD[:count], apply(matrix, SPREAD[:count]), SIZE)
    assert not fit.is_refused
    assert fit.model == model
    assert fit.matrix == pytest.approx(matrix, abs=1e-9)
    assert max(fit.residuals_px) < 1e-9
    assert fit.is_exact == (count < 4)


@given(
    st.lists(st.tuples(st.floats(-2, 2), st.floats(-2, 2)), min_size=6, max_size=6),
    st.sampled_from(["shift", "similarity", "affine"]),
)
@settings(max_examples=40, deadline=None)
def test_no_other_transform_of_the_model_is_nearer(noise: list[tuple[float, float]], model: str) -> None:
    """Least squares: a small change of any parameter makes the sum of squares larger."""
    found = apply(TURNED, SPREAD) + np.array(noise)
    fit = fit_tie_points(SPREAD, found, SIZE, model)

    def squares(matrix: Affine) -> float:
        return float(((apply(matrix, SPREAD) - found) ** 2).sum())

    a, b, c, d, e, f = fit.matrix
    least = squares(fit.matrix)
    assert least == pytest.approx(sum(r**2 for r in fit.residuals_px), abs=1e-6)
    assert fit.rms_px == pytest.approx(math.sqrt(least / 6), abs=1e-9)
    steps: list[Affine] = [(a, b, c + 0.01, d, e, f), (a, b, c, d, e, f - 0.01)]
    if model != "shift":
        steps += [(a + 1e-5, b, c, d, e + 1e-5, f), (a, b - 1e-5, c, d + 1e-5, e, f)]
    if model == "affine":
        steps += [(a + 1e-5, b, c, d, e, f), (a, b, c, d, e - 1e-5, f)]
    assert all(squares(other) >= least - 1e-9 for other in steps)


def test_a_turn_on_the_ground_is_a_similarity_where_pixels_are_not_square() -> None:
    aspect = 2.0
    cos, sin = math.cos(0.1), math.sin(0.1)
    matrix: Affine = (cos, -sin * aspect, 4.0, sin / aspect, cos, 5.0)
    fit = fit_tie_points(SPREAD, apply(matrix, SPREAD), SIZE, "similarity", aspect)
    assert fit.matrix == pytest.approx(matrix, abs=1e-9)
    assert turn_and_scale(fit.matrix, aspect) == pytest.approx((math.degrees(0.1), 1.0))
    assert model_of(matrix, aspect) == "similarity"
    assert model_of(matrix) == "affine"


def test_a_model_is_told_however_its_matrix_was_put_together() -> None:
    """As `ilmtool register` measured one between two images without georeferencing."""
    assert model_of((1.0000230645, -1.4422e-5, -12.0, 1.4544e-5, 1.0000230645, 9.0)) == "similarity"
    assert model_of((1.0, 2e-8, 3.0, -1e-8, 1.0, 4.0)) == "shift"
    assert model_of((1.0, 5e-6, 3.0, 0.0, 1.0, 4.0)) == "affine"


def test_the_worst_point_is_the_one_that_was_misplaced() -> None:
    found = apply(TURNED, SPREAD)
    found[3] += (6.0, 0.0)
    assert fit_tie_points(SPREAD, found, SIZE, "similarity").worst == 3
    assert fit_tie_points(SPREAD[:3], found[:3], SIZE).worst is None  # residuals of an exact fit say nothing


@pytest.mark.parametrize(
    ("placed", "model", "reason"),
    [
        ([(10, 10), (300, 300), (600, 600)], "", "one line"),
        ([(10, 10), (500, 401), (990, 790), (700, 565)], "affine", "one line"),
        ([(10, 10), (10.2, 10.2)], "", "one place"),
        ([(10, 10), (14, 12)], "similarity", "too close together"),
        ([(10, 10), (20, 12), (14, 19)], "affine", "too close together"),
        ([(10, 10), (900, 700)], "affine", "needs 3 points"),
        ([(10, 10), (900, float("nan"))], "", "no place"),
    ],
)
def test_points_that_tell_too_little_are_refused(
    placed: list[tuple[float, float]], model: str, reason: str
) -> None:
    fit = fit_tie_points(placed, [(x + 3, y - 2) for x, y in placed], SIZE, model)
    assert fit.is_refused
    assert reason in fit.reason
    assert fit.residuals_px == ()


def test_exchanged_points_are_refused_as_a_mirror() -> None:
    found = SPREAD[:3][[1, 0, 2]]
    assert "mirror" in fit_tie_points(SPREAD[:3], found, SIZE).reason


def test_how_far_an_error_reaches_is_what_it_does() -> None:
    """`reach` against moving each point by one pixel and looking at the corner."""
    fit = fit_tie_points(SPREAD, SPREAD, SIZE)
    corners = np.array([[0, 0], [SIZE[0], 0], [0, SIZE[1]], SIZE], float)
    moved = np.zeros(4)
    for index in range(len(SPREAD)):
        found = SPREAD.copy()
        found[index, 0] += 1.0
        away = apply(fit_tie_points(SPREAD, found, SIZE).matrix, corners) - corners
        moved += away[:, 0] ** 2
    assert fit.reach == pytest.approx(math.sqrt(moved.max()), rel=1e-6)
