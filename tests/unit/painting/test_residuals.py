"""The residual picture: which marks and lines it shows, read from its pixels."""

from __future__ import annotations

import math

import numpy as np
import pytest
from numpy.typing import NDArray

from ilmtool.core.geometry import IDENTITY
from ilmtool.imagery.registration import Registered, TiePoint
from ilmtool.painting.residuals import AGREES, DISAGREES, UNSEEN, exaggeration, residual_picture

BOUNDS = (0.0, 0.0, 1000.0, 800.0)
SIZE = (500, 456)


def point(x: float, y: float, dx: float, dy: float, good: bool = True) -> TiePoint:
    return TiePoint((x, y), (x + dx, y + dy), math.hypot(dx, dy), good)


def shown(picture: NDArray[np.uint8], color: tuple[int, int, int]) -> NDArray[np.bool_]:
    """Where a colour is, above the legend's strip (two rows of 26 px)."""
    wanted = np.array(color[::-1], np.int16)
    return (np.abs(picture[: SIZE[1] - 52, :, :3].astype(np.int16) - wanted) < 12).all(axis=2)


def test_a_line_runs_from_where_the_matrix_puts_a_place_to_where_it_was_found() -> None:
    points = (point(500, 400, 0.3, 0.0), point(200, 200, 0.0, 0.0))
    picture = residual_picture(Registered(IDENTITY, 0.2, points, 1.0), SIZE, BOUNDS)
    assert picture.shape == (SIZE[1], SIZE[0], 4)
    factor = exaggeration(Registered(IDENTITY, 0.2, points, 1.0), 0.5, 404)
    ys, xs = np.nonzero(shown(picture, AGREES)[:, 245:])
    assert xs.max() + 245 == pytest.approx(250 + 0.3 * 0.5 * factor, abs=3)
    assert abs(float(np.median(ys)) - 202) <= 3
    assert not shown(picture, DISAGREES).any()


def test_what_disagrees_and_what_was_not_found_have_marks_of_their_own() -> None:
    points = (point(500, 400, 0.3, 0.0), point(800, 200, 300.0, 0.0, good=False))
    found = Registered(IDENTITY, 0.2, points, 0.5, unmatched=((200.0, 600.0),))
    picture = residual_picture(found, SIZE, BOUNDS)
    ys, xs = np.nonzero(shown(picture, DISAGREES))
    assert float(np.median(ys)) == pytest.approx(101, abs=4)
    assert xs.min() >= 390
    assert xs.max() < 500, "a wild place's line is cut, not drawn across the picture"
    ys, xs = np.nonzero(shown(picture, UNSEEN))
    assert (xs.mean(), ys.mean()) == pytest.approx((100, 303), abs=4)


def test_the_ground_is_dimmed_and_in_its_own_proportions() -> None:
    ground = np.full((80, 100), 200, np.uint8)
    picture = residual_picture(Registered(IDENTITY, math.nan, (), 0.0, "why"), (900, 426), BOUNDS, ground)
    row = picture[200, :, 0]
    assert np.count_nonzero(row == 90) == 500
    assert row[0] == row[-1] != 90


@pytest.mark.parametrize(("rms", "side", "least"), [(0.02, 400, 100), (0.5, 400, 20), (40.0, 400, 1)])
def test_lines_stay_readable(rms: float, side: int, least: int) -> None:
    found = Registered(IDENTITY, rms, tuple(point(x, x, rms, 0) for x in range(9)), 1.0)
    factor = exaggeration(found, 1.0, side)
    assert factor >= least
    assert factor == 1 or factor * rms <= side / 12


@pytest.mark.parametrize("size", [(1, 1), (40, 20), (3000, 30)])
def test_no_size_is_too_small(size: tuple[int, int]) -> None:
    found = Registered(IDENTITY, 0.1, (point(5, 5, 0.1, 0), point(9, 9, 4, 0, good=False)), 0.5)
    assert residual_picture(found, size, BOUNDS).shape[2] == 4
