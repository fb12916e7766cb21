"""The camera: there and back at every turn and aspect, and what it keeps."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilmtool.core.camera import Camera, cos_sin, within_half_turn
from ilmtool.core.geometry import apply, ring_bounds

turns = st.one_of(
    st.sampled_from([0.0, 15.0, 90.0, -90.0, 180.0, 1e-9]), st.floats(-180, 180, exclude_min=True)
)
places = st.tuples(st.floats(-5e4, 5e4), st.floats(-5e4, 5e4))
cameras = st.builds(
    Camera,
    scale=st.floats(0.01, 64),
    aspect=st.floats(0.3, 3),
    origin_x=st.integers(-100_000, 100_000),
    origin_y=st.integers(-100_000, 100_000),
    shift_x=st.floats(-1, 0),
    shift_y=st.floats(-1, 0),
    turn=turns,
)


@given(camera=cameras, point=places)
def test_there_and_back(camera, point):
    slack = 1e-9 * (1e5 + 2e5 / camera.scale)
    assert camera.unmap(camera.map(point)) == pytest.approx(point, abs=slack)
    mapped = apply(camera.to_pane(), np.array([point]))[0]
    assert mapped.tolist() == pytest.approx(camera.map(point), abs=1e-6)


@given(camera=cameras, a=places, b=places)
def test_a_turn_keeps_shapes_on_screen(camera, a, b):
    """It comes after the aspect: distances on screen are those without it."""
    upright = Camera(camera.scale, camera.aspect)
    (ax, ay), (bx, by) = upright.map(a), upright.map(b)
    (cx, cy), (dx, dy) = camera.map(a), camera.map(b)
    assert math.hypot(dx - cx, dy - cy) == pytest.approx(math.hypot(bx - ax, by - ay), rel=1e-9, abs=1e-5)


def test_clockwise_is_positive():
    x, y = Camera(scale=2.0, turn=90.0).map((10.0, 0.0))
    assert (x, y) == (0.0, 20.0)
    assert Camera(aspect=2.0, turn=90.0).map((0.0, 10.0)) == (-20.0, 0.0)
    assert Camera(turn=180.0).map((3.0, 4.0)) == (-3.0, -4.0)


@given(camera=cameras, anchor=st.tuples(st.floats(0, 4000), st.floats(0, 3000)), turn=st.floats(-720, 720))
def test_turning_and_zooming_keep_the_point_under_the_anchor(camera, anchor, turn):
    point = camera.unmap(anchor)
    for other in (camera.turned(turn, anchor), camera.zoomed(1.7, anchor), camera.zoomed(0.01, anchor)):
        assert other.map(point) == pytest.approx(anchor, abs=1e-4)
        assert -1 <= other.shift_x <= 0
        assert -1 <= other.shift_y <= 0
    assert -180 < camera.turned(turn, anchor).turn <= 180


@given(
    turn=turns,
    aspect=st.floats(0.3, 3),
    box=st.tuples(st.floats(-1e4, 1e4), st.floats(-1e4, 1e4), st.floats(1, 1e4), st.floats(1, 1e4)),
    pane=st.tuples(st.integers(50, 4000), st.integers(50, 4000)),
)
def test_fitted_shows_all_of_it_and_fills_the_pane_one_way(turn, aspect, box, pane):
    x, y, width, height = box
    bounds = (x, y, x + width, y + height)
    camera = Camera(aspect=aspect, turn=turn).fitted(bounds, pane, margin=0.0)
    corners = np.array([(a, b) for a in bounds[::2] for b in bounds[1::2]])
    low, high = (f(apply(camera.to_pane(), corners), axis=0) for f in (np.min, np.max))
    assert (low >= -1e-3).all()
    assert (high <= np.array(pane) + 1e-3).all()
    if camera.scale < 64:
        assert ((high - low) / pane).max() == pytest.approx(1.0, rel=1e-6)


@given(camera=cameras, pane=st.tuples(st.integers(1, 4000), st.integers(1, 4000)))
def test_what_is_visible_is_the_hull_of_the_corners(camera, pane):
    hull = ring_bounds(camera.outline(pane))
    slack = 1e-9 * (1e5 + 2e5 / camera.scale)
    assert camera.visible(pane) == pytest.approx(hull, abs=slack)
    assert camera.plane_bounds(camera.origin_x, camera.origin_y, *pane) == pytest.approx(hull, abs=slack)


@pytest.mark.parametrize("turn", [0.0, 90.0, 180.0, -90.0])
def test_one_to_one_is_edge_on_edge_at_quarter_turns(turn):
    camera = Camera(3.7, turn=turn).with_point_at((100.3, 40.6), (55.2, 70.9)).one_to_one((55.2, 70.9))
    assert camera.scale == 1
    assert (camera.shift_x, camera.shift_y) == (0, 0)
    assert all(v == round(v) for v in camera.map((7.0, 11.0)))
    assert camera.map((100.3, 40.6)) == pytest.approx((55.2, 70.9), abs=0.51)


def test_one_to_one_between_quarter_turns_keeps_the_point_exactly():
    camera = Camera(3.7, turn=15.0).with_point_at((100.3, 40.6), (55.2, 70.9)).one_to_one((55.2, 70.9))
    assert camera.scale == 1
    assert camera.map((100.3, 40.6)) == pytest.approx((55.2, 70.9))


@given(degrees=st.floats(-1e4, 1e4))
def test_within_half_turn(degrees):
    turned = within_half_turn(degrees)
    assert -180 < turned <= 180
    assert np.allclose(cos_sin(turned), cos_sin(degrees), atol=1e-9)


@given(camera=cameras, step=st.tuples(st.integers(-500, 500), st.integers(-500, 500)))
def test_a_pan_keeps_the_grid(camera, step):
    panned = camera.panned(*step)
    assert panned.grid == camera.grid
    x, y = camera.map((0.0, 0.0))
    assert panned.map((0.0, 0.0)) == pytest.approx((x + step[0], y + step[1]), abs=1e-6)


@pytest.mark.parametrize(
    ("turn", "right"),
    [(0.0, (1, 0)), (44.0, (1, 0)), (46.0, (0, -1)), (90.0, (0, -1)), (180.0, (-1, 0)), (-90.0, (0, 1))],
)
def test_an_arrow_moves_along_the_pixels_that_lie_nearest_to_it(turn, right):
    camera = Camera(2.0, turn=turn)
    assert camera.pixel_step((1, 0)) == right
    x, y = camera.screen_step(right)
    assert x > 0
    assert x > abs(y)
