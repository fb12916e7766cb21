"""Tile planning: coverage without gaps, the right level, nearest first, stand-ins."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ilmtool.imagery.levels import plan_levels
from ilmtool.imagery.source import Level
from ilmtool.imagery.tiles import (
    TILE,
    TileKey,
    ancestors,
    grid_size,
    plan,
    tile_bounds,
    tile_window,
    tiles_covering,
    wanted_level,
)

LEVELS, _ = plan_levels(20_000, 15_001)


@given(width=st.integers(1, 60_000), height=st.integers(1, 60_000))
@settings(max_examples=50, deadline=None)
def test_levels_halve_down_to_512_px_and_cover_the_image_exactly(width: int, height: int) -> None:
    levels, bases = plan_levels(width, height)
    assert len(levels) == len(bases)
    assert (levels[0].width, levels[0].height) == (width, height)
    assert max(levels[-1].width, levels[-1].height) <= 512
    for level in levels:
        assert level.width * level.factor_x == pytest.approx(width)
        assert level.height * level.factor_y == pytest.approx(height)


def test_the_files_overviews_are_used_and_gaps_between_them_filled() -> None:
    levels, bases = plan_levels(16_384, 16_384, (4, 16))
    assert [level.factor for level in levels] == [1, 2, 4, 8, 16, 32]
    assert [(base.overview, base.exact) for base in bases] == [
        (-1, True),
        (-1, False),
        (0, True),
        (0, False),
        (1, True),
        (1, False),
    ]


def test_overviews_by_three_and_in_odd_order_are_used() -> None:
    levels, bases = plan_levels(9000, 9000, (9, 3, 1))
    assert [level.factor_x for level in levels[:2]] == [1, 9000 / 4500]
    assert bases[0].overview == -1
    used = [base.overview for base in bases if base.exact and base.overview >= 0]
    assert 2 not in used  # a reduction of 1 is no overview


@given(index=st.integers(0, len(LEVELS) - 1), x=st.floats(0, 20_000), y=st.floats(0, 15_001))
@settings(max_examples=80, deadline=None)
def test_each_place_of_the_image_lies_in_exactly_one_tile(index: int, x: float, y: float) -> None:
    level = LEVELS[index]
    cols, rows = grid_size(level)
    inside = []
    for row in range(rows):
        for col in range(cols):
            x0, y0, x1, y1 = tile_bounds(level, col, row)
            if x0 <= x < x1 and y0 <= y < y1:
                inside.append((col, row))
    assert len(inside) == (1 if x < 20_000 and y < 15_001 else 0)


def test_tile_windows_end_with_the_level() -> None:
    level = Level(1000, 600)
    assert grid_size(level) == (2, 2)
    assert tile_window(level, 1, 1) == (512, 512, 1000, 600)


def test_covering_a_tile_takes_just_that_tile_at_any_factor() -> None:
    for level in LEVELS:
        cols, rows = grid_size(level)
        for place in {(0, 0), (cols - 1, rows - 1), (cols // 2, rows // 2)}:
            assert tiles_covering(level, tile_bounds(level, *place)) == [place]


@pytest.mark.parametrize(
    "bounds", [(-50, -50, 0, 0), (20_000, 0, 20_100, 50), (5, 5, 5, 9), (float("nan"), 0, 5, 5), (9, 9, 3, 3)]
)
def test_nothing_visible_needs_nothing(bounds: tuple[float, float, float, float]) -> None:
    assert tiles_covering(LEVELS[0], bounds) == []
    assert plan("a", LEVELS, bounds, 1.0) == []


def test_the_level_is_the_coarsest_that_is_still_sharp() -> None:
    assert [wanted_level(LEVELS, scale) for scale in (4, 1, 0.6, 0.5, 0.25, 0.2, 1e-4)] == [
        0,
        0,
        0,
        1,
        2,
        2,
        6,
    ]


def test_an_overview_a_hair_off_the_half_still_serves_one_to_two() -> None:
    assert (
        wanted_level((Level(20_003, 20_003), Level(10_001, 10_001, 20_003 / 10_001, 20_003 / 10_001)), 0.5)
        == 1
    )


def test_the_plan_has_the_smallest_level_first_then_the_nearest() -> None:
    center = (9000.0, 7000.0)
    keys = plan("a", LEVELS, (8000, 6200, 10_000, 7800), 1.0, center)
    last = len(LEVELS) - 1
    assert [key.level for key in keys] == sorted((key.level for key in keys), reverse=True)
    assert keys[0] == TileKey("a", last, 0, 0)
    sharp = [key for key in keys if key.level == 0]
    assert {(key.col, key.row) for key in sharp} == set(tiles_covering(LEVELS[0], (8000, 6200, 10_000, 7800)))
    assert (sharp[0].col, sharp[0].row) == (9000 // TILE, 7000 // TILE)


def test_the_plan_names_no_tile_twice_when_the_smallest_level_is_wanted() -> None:
    keys = plan("a", LEVELS, (0, 0, 20_000, 15_001), 0.01)
    assert len(keys) == len(set(keys)) == 1


@given(index=st.integers(0, len(LEVELS) - 2), col=st.integers(0, 39), row=st.integers(0, 29))
@settings(max_examples=60, deadline=None)
def test_stand_ins_cover_the_tile_whole(index: int, col: int, row: int) -> None:
    cols, rows = grid_size(LEVELS[index])
    key = TileKey("a", index, min(col, cols - 1), min(row, rows - 1))
    x0, y0, x1, y1 = tile_bounds(LEVELS[index], key.col, key.row)
    groups = ancestors(key, LEVELS)
    assert [group[0].level for group in groups] == list(range(index + 1, len(LEVELS)))
    for group in groups:
        boxes = [tile_bounds(LEVELS[k.level], k.col, k.row) for k in group]
        slack = 1e-6 * LEVELS[group[0].level].factor
        assert min(b[0] for b in boxes) <= x0 + slack
        assert min(b[1] for b in boxes) <= y0 + slack
        assert max(b[2] for b in boxes) >= x1 - slack
        assert max(b[3] for b in boxes) >= y1 - slack
