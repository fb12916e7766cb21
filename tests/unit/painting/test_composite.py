"""What is computed from both dates: change where it is, none where nothing changed or nothing is known."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ilmtool.core.layout import CompareMode
from ilmtool.imagery.grey_levels import matching_tables
from ilmtool.imagery.stretch import BACKGROUND
from ilmtool.painting.composite import BRIGHTER, DARKER, SAME, compose, margin_of

COMPOSED = [mode for mode in CompareMode if mode.is_composed]
RNG = np.random.default_rng(3)


def scene(grey: int | None = None, size: tuple[int, int] = (60, 80)) -> np.ndarray:
    """An uneven grey scene, or an even one; all of it data."""
    pixels = np.full((*size, 4), 255, np.uint8)
    pixels[..., :3] = RNG.integers(40, 200, (*size, 1)) if grey is None else grey
    return pixels


def test_alike_dates_have_no_difference():
    same = scene()
    for gain in (0.5, 2.0, 16.0):
        assert (compose(CompareMode.DIFFERENCE, same, same, gain=gain)[..., :3] == 0).all()
        assert (compose(CompareMode.SIGNED_DIFFERENCE, same, same, gain=gain)[..., :3] == SAME).all()
    assert (np.ptp(compose(CompareMode.RED_CYAN, same, same)[..., :3].astype(int), axis=2) == 0).all()


def test_a_patch_that_changed_is_where_it_changed():
    before = scene(100)
    after = before.copy()
    after[10:20, 30:45, :3] = 160
    after[40:50, 30:45, :3] = 40
    plain = compose(CompareMode.DIFFERENCE, before, after, gain=1.0)[..., 0]
    assert set(np.unique(plain)) == {0, 60}
    assert (plain[10:20, 30:45] == 60).all()
    assert (compose(CompareMode.DIFFERENCE, before, after, gain=2.0)[15, 35, :3] == 120).all()
    signed = compose(CompareMode.SIGNED_DIFFERENCE, before, after, gain=16.0)
    assert (signed[15, 35, :3] == BRIGHTER).all()
    assert np.abs(signed[45, 35, :3].astype(int) - DARKER).max() <= 1
    assert (signed[0, 0, :3] == SAME).all()
    blue, green, red = (int(v) for v in compose(CompareMode.RED_CYAN, before, after)[15, 35, :3])
    assert blue == green == 160
    assert red == 100


def test_the_difference_sees_a_change_of_colour_without_one_of_brightness():
    before, after = scene(100), scene(100)
    after[20:30, 20:30, :3] = (100, 76, 147)
    assert compose(CompareMode.DIFFERENCE, before, after, gain=1.0)[25, 25, 0] == 47


@pytest.mark.parametrize("mode", COMPOSED)
def test_where_a_date_shows_nothing_there_is_no_change(mode: CompareMode):
    before, after = scene(), scene()
    before[:, :20] = BACKGROUND
    after[:15] = BACKGROUND
    picture = compose(mode, before, after, gain=8.0)
    nothing = (before[..., 3] == 0) | (after[..., 3] == 0)
    assert (picture[nothing] == BACKGROUND).all()
    assert (picture[~nothing][:, 3] == 255).all()


def test_the_rim_of_the_data_is_no_edge():
    before, after = scene(200), scene(200)
    before[:, :20] = BACKGROUND
    picture = compose(CompareMode.EDGES, before, after, gain=16.0)
    assert len(np.unique(picture[:, 20:].reshape(-1, 4), axis=0)) == 1


def test_edges_of_both_dates_are_told_apart_and_white_where_they_meet():
    before, after = scene(60), scene(60)
    before[:, 20:, :3] = 160
    after[:, 20:, :3] = 160
    picture = compose(CompareMode.EDGES, before, after, gain=4.0)
    assert (picture[30, 19:21, :3] > 200).all()
    after = scene(60)
    after[:, 26:, :3] = 160
    picture = compose(CompareMode.EDGES, before, after, gain=4.0).astype(int)
    blue, _, red = picture[30, 18:22, :3].max(axis=0)
    assert red > 1.5 * blue, "before: orange"
    blue, _, red = picture[30, 24:28, :3].max(axis=0)
    assert blue > 1.5 * red, "after: blue, six pixels beside it: misregistered"


@settings(max_examples=15, deadline=None)
@given(st.integers(8, 52), st.sampled_from(COMPOSED), st.sampled_from([1.0, 5.0]))
def test_strips_composed_apart_are_the_whole(cut: int, mode: CompareMode, gain: float):
    before, after = scene(), scene()
    after[20:40, 30:50] = before[20:40, 30:50]
    whole, margin = compose(mode, before, after, gain=gain), margin_of(mode)
    above = compose(mode, before[: cut + margin], after[: cut + margin], gain=gain)[:cut]
    start = max(0, cut - margin)
    below = compose(mode, before[start:], after[start:], gain=gain)[cut - start :]
    assert (np.concatenate((above, below)) == whole).all()


# -- matching --------------------------------------------------------------------------------------------


def values(count: int = 5000) -> np.ndarray:
    return RNG.integers(20, 200, (count, 3)).astype(np.uint8)


def test_alike_dates_are_matched_by_the_identity():
    """Exactly, also for values that the sample lacks."""
    sample = values()
    sample[:, 0] = sample[:, 0] // 16 * 16
    assert (matching_tables(sample, sample) == np.arange(256)[:, None]).all()


@pytest.mark.parametrize(("factor", "offset"), [(1.0, 40), (0.6, 10), (1.2, 5)])
def test_another_light_is_taken_off_though_a_tenth_changed(factor: float, offset: float):
    before = values()
    after = np.clip(before * factor + offset, 0, 255).astype(np.uint8)
    after[:500] = RNG.integers(0, 255, (500, 3))
    tables = matching_tables(before, after)
    levels = np.arange(40, 180)
    expected = np.clip(levels * factor + offset, 0, 255)
    assert np.abs(tables[levels, 1] - expected).max() < 8


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(200, 900))
def test_tables_never_fall(seed: int, count: int):
    rng = np.random.default_rng(seed)
    before = rng.integers(0, rng.integers(1, 256), (count, 3)).astype(np.uint8)
    after = rng.integers(rng.integers(0, 255), 256, (count, 3)).astype(np.uint8)
    assert (np.diff(matching_tables(before, after).astype(int), axis=0) >= 0).all()


def test_too_few_places_tell_nothing():
    assert (matching_tables(values(50), values(50)) == np.arange(256)[:, None]).all()
