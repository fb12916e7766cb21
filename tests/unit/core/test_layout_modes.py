"""Lens and fade: which pixels are whose, and which date a place belongs to."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilmtool.core.layout import CompareMode, Cut, Disc, Side, panes
from ilmtool.painting.magnified import place_beside

SIZE = (400, 300)


@given(st.integers(2, 60), st.integers(-20, 20), st.integers(-20, 20))
def test_a_disc_is_its_rows(radius: int, x: int, y: int):
    disc = Disc(x, y, radius)
    rows = {(row.y, col) for row in disc.rows() for col in range(row.x, row.x + row.w)}
    ys, xs = np.mgrid[y - radius - 2 : y + radius + 2, x - radius - 2 : x + radius + 2]
    inside = np.hypot(xs + 0.5 - x, ys + 0.5 - y) < radius
    assert rows == {(int(b), int(a)) for a, b in zip(xs[inside], ys[inside], strict=True)}
    assert all(disc.contains(col + 0.3, row + 0.9) for row, col in list(rows)[:20])


def test_the_date_of_a_place_is_the_one_in_the_lens_or_around_it():
    cut = Cut(lens_at=(0.5, 0.5), lens_radius=50)
    for flicker, inside in ((False, Side.BEFORE), (True, Side.AFTER)):
        shown = panes(CompareMode.LENS, SIZE, cut, flicker)
        at = [next(p.side for p in shown if p.contains(x, 150)) for x in (200, 240, 251, 10)]
        assert at == [inside, inside, inside.other, inside.other]


@pytest.mark.parametrize(("fade", "sides"), [(0.0, "before"), (1.0, "after"), (0.001, "before")])
def test_at_the_ends_of_a_fade_one_date_is_alone(fade: float, sides: str):
    (pane,) = panes(CompareMode.FADE, SIZE, Cut(fade=fade))
    assert (pane.side, pane.opacity) == (Side(sides), 1.0)


@given(st.floats(0.01, 0.99))
def test_in_a_fade_the_date_that_is_seen_better_comes_first(fade: float):
    first, second = panes(CompareMode.FADE, SIZE, Cut(fade=fade))
    assert first.side is (Side.AFTER if round(fade * 256) >= 128 else Side.BEFORE)
    assert 0.5 <= first.opacity < 1
    assert second.opacity == 1
    assert panes(CompareMode.FADE, SIZE, Cut(fade=fade), flicker=True)[0].side is second.side


@given(st.integers(0, 399), st.integers(0, 299), st.integers(20, 180), st.integers(20, 120))
def test_what_goes_beside_the_cursor_is_beside_it(x: int, y: int, width: int, height: int):
    place = place_beside((x, y), (width, height), SIZE, 12)
    assert not place.contains(x, y)
    assert place.x >= 0
    assert place.y >= 0
    assert place.x + place.w <= SIZE[0]
    assert place.y + place.h <= SIZE[1]
