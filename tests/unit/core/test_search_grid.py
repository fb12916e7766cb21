"""Cells of a search grid: they cover the area, each once, and are found again from a file's rings."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ilmtool.core.geometry import ring_bounds
from ilmtool.core.search_grid import MAX_CELLS, SearchGrid, decoded, encoded, grid_over

SIZE = st.floats(20, 3000, allow_nan=False)


@given(st.floats(-500, 500), st.floats(-500, 500), SIZE, SIZE, SIZE, SIZE)
@settings(max_examples=60, deadline=None)
def test_cells_cover_the_area_and_are_no_larger_than_asked(
    x: float, y: float, width: float, height: float, cell_w: float, cell_h: float
):
    bounds = (x, y, x + width, y + height)
    grid = grid_over("s", bounds, (cell_w, cell_h))
    cells = [grid.cell(i) for i in range(len(grid))]
    assert sum((c[2] - c[0]) * (c[3] - c[1]) for c in cells) == pytest.approx(
        (bounds[2] - bounds[0]) * (bounds[3] - bounds[1])
    )
    assert (cells[0][:2], cells[-1][2:]) == (bounds[:2], bounds[2:])
    own_w, own_h = grid.cell_size
    assert own_w <= cell_w * (1 + 1e-6)
    assert own_h <= cell_h * (1 + 1e-6)
    for index, cell in enumerate(cells):
        assert grid.at(((cell[0] + cell[2]) / 2, (cell[1] + cell[3]) / 2)) == index
        assert grid.cell_of(grid.ring(index)) == index
        # As another program writes numbers.
        cut = tuple((round(a, 3), round(b, 3)) for a, b in grid.ring(index))
        assert grid.cell_of(cut) == index


def test_the_path_goes_to_a_neighbour_each_time():
    grid = SearchGrid("s", (0, 0, 70, 50), 7, 5)
    path = grid.path()
    assert sorted(path) == list(range(35))
    rows, columns = np.divmod(path, 7)
    assert (np.abs(np.diff(rows)) + np.abs(np.diff(columns)) == 1).all()


def test_corners_are_those_of_the_rings():
    grid = SearchGrid("s", (3.5, -2, 70, 51.25), 3, 4)
    for index, quad in enumerate(grid.corners()):
        assert [tuple(p) for p in quad] == list(grid.ring(index)[:4])
        assert ring_bounds(grid.ring(index)) == grid.cell(index)


def test_another_ring_is_no_cell():
    grid = SearchGrid("s", (0, 0, 100, 100), 2, 2)
    assert grid.cell_of(((0, 0), (0, 50), (50, 50), (50, 0), (0, 0))) == 0
    assert grid.cell_of(((0, 0), (0, 40), (50, 40), (50, 0), (0, 0))) is None
    assert grid.cell_of(None) is None
    assert grid.at((100, 50)) is None


@pytest.mark.parametrize(
    ("bounds", "cell", "says"),
    [
        ((0, 0, 0, 100), (50, 50), "no area"),
        ((0, 0, float("nan"), 100), (50, 50), "no area"),
        ((0, 0, 100, 100), (2, 50), "too small"),
        ((0, 0, 1e6, 1e6), (8, 8), "too many"),
    ],
)
def test_what_cannot_be_searched(bounds: Any, cell: Any, says: str):
    with pytest.raises(ValueError, match=says):
        grid_over("s", bounds, cell)


GOOD = {"scene": "a", "bounds": [0, 0, 100.5, 80], "columns": 3, "rows": 2}


def test_a_grid_survives_the_file():
    grid = decoded(json.loads(json.dumps(GOOD)))
    assert grid is not None
    assert decoded(json.loads(json.dumps(encoded(grid)))) == grid


@pytest.mark.parametrize(
    "change",
    [
        {"scene": 3},
        {"bounds": [0, 0, 100]},
        {"bounds": "0,0,1,1"},
        {"bounds": [0, 0, "1", 1]},
        {"bounds": [0, 0, 1e300, 1]},
        {"bounds": [0, 0, True, 1]},
        {"bounds": [10, 0, 5, 80]},
        {"columns": 0},
        {"columns": 1.5},
        {"columns": True},
        {"columns": 10**30},
        {"columns": MAX_CELLS, "rows": 2},
        {"rows": None},
    ],
)
def test_a_grid_that_makes_no_sense_is_none(change: dict[str, Any]):
    assert decoded({**GOOD, **change}) is None


@pytest.mark.parametrize("value", [None, 3, [], "grid", {}])
def test_what_is_no_grid_is_none(value: Any):
    assert decoded(value) is None
