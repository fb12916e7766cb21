from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ilmtool.core.edits import (
    HANDLES,
    MIN_SIDE,
    box_from_corners,
    frame_of,
    heading,
    is_canonical,
    move_ring,
    move_vertex,
    normalized,
    resize_ring,
    set_heading,
    shape_after,
    turn_ring,
)
from ilmtool.core.geometry import Ring, box_ring, ring_bounds, ring_center, rotate_ring, signed_area

SIZE = (400.0, 300.0)
BOX = box_ring(100.0, 80.0, 160.0, 120.0)

few = settings(max_examples=60, deadline=None)

coordinate = st.floats(-500, 900, allow_nan=False)
point = st.tuples(coordinate, coordinate)
handle = st.sampled_from(HANDLES)


@st.composite
def upright(draw: st.DrawFn) -> Ring:
    x0, y0 = draw(st.floats(0, 380)), draw(st.floats(0, 280))
    width, height = draw(st.floats(0.5, SIZE[0] - x0)), draw(st.floats(0.5, SIZE[1] - y0))
    return box_ring(x0, y0, x0 + width, y0 + height)


# Closer to an axis than that, rounding of the coordinates decides whether a box is turned at all.
angle = st.floats(-180, 180).filter(lambda a: min(abs(a) % 90, 90 - abs(a) % 90) > 1e-3)


@st.composite
def oriented(draw: st.DrawFn) -> Ring:
    width, height = draw(st.floats(0.5, 150)), draw(st.floats(0.5, 150))
    reach = math.hypot(width, height) / 2
    cx, cy = draw(st.floats(reach, SIZE[0] - reach)), draw(st.floats(reach, SIZE[1] - reach))
    ring = box_ring(cx - width / 2, cy - height / 2, cx + width / 2, cy + height / 2)
    return rotate_ring(ring, draw(angle), (cx, cy))


rings = st.one_of(upright(), oriented())


def is_inside(ring: Ring) -> bool:
    return all(0 <= x <= SIZE[0] and 0 <= y <= SIZE[1] for x, y in ring)


def turn_between(a: Ring, b: Ring) -> float:
    return abs((heading(a) - heading(b) + 180) % 360 - 180)


def close(a: Ring, b: Ring, tolerance: float = 1e-9) -> bool:
    return len(a) == len(b) and all(math.dist(p, q) <= tolerance for p, q in zip(a, b, strict=True))


# -- drawing


@few
@given(point, point)
def test_a_drawn_box_is_canonical_and_inside(start: tuple[float, float], end: tuple[float, float]) -> None:
    ring = box_from_corners(start, end, SIZE)
    if ring is not None:
        assert is_canonical(ring)
        assert is_inside(ring)
        assert signed_area(ring) < 0


def test_a_drawn_box_keeps_the_corners_to_the_last_bit() -> None:
    assert box_from_corners((30.1, 40.7), (10.3, 20.9), SIZE) == box_ring(10.3, 20.9, 30.1, 40.7)


def test_a_box_is_cut_to_the_image() -> None:
    assert box_from_corners((-50, 10), (20, 1000), SIZE) == box_ring(0, 10, 20, 300)


@pytest.mark.parametrize("end", [(-80.0, 20.0), (-50.0, 400.0)])
def test_a_drag_outside_the_image_is_no_box(end: tuple[float, float]) -> None:
    assert box_from_corners((-50.0, 10.0), end, SIZE) is None


@few
@given(point, point, st.booleans())
def test_a_square_stays_square_at_the_edge(
    start: tuple[float, float], end: tuple[float, float], from_center: bool
) -> None:
    ring = box_from_corners(start, end, SIZE, square=True, from_center=from_center)
    if ring is not None:
        x0, y0, x1, y1 = ring_bounds(ring)
        assert x1 - x0 == pytest.approx(y1 - y0, abs=1e-9)
        assert is_inside(ring)


def test_from_the_centre_grows_to_both_sides() -> None:
    assert box_from_corners((100, 100), (130, 90), SIZE, from_center=True) == box_ring(70, 90, 130, 110)


# -- moving


@few
@given(rings, point)
def test_moving_keeps_size_and_stays_inside(ring: Ring, delta: tuple[float, float]) -> None:
    moved = move_ring(ring, delta, SIZE)
    assert is_inside(moved) or not is_inside(ring)
    assert close(move_ring(moved, tuple(a - b for a, b in zip(ring[0], moved[0], strict=True)), SIZE), ring)
    assert is_canonical(moved) == is_canonical(ring)


def test_a_moved_box_slides_along_the_edge() -> None:
    assert move_ring(BOX, (-1000, 13), SIZE) == box_ring(0, 93, 60, 133)


def test_what_sticks_out_does_not_jump_in_but_can_come_in() -> None:
    out = box_ring(-20, 10, 20, 30)
    assert move_ring(out, (-5, 0), SIZE) == out
    assert move_ring(out, (0, 7), SIZE) == box_ring(-20, 17, 20, 37)
    assert move_ring(out, (25, 0), SIZE) == box_ring(5, 10, 45, 30)


@pytest.mark.parametrize("index", range(3))
def test_a_moved_vertex_leaves_the_others_and_keeps_the_ring_closed(index: int) -> None:
    triangle = ((10.0, 10.0), (20.0, 40.0), (50.0, 15.0), (10.0, 10.0))
    moved = move_vertex(triangle, index, (60.0, -5.0), SIZE)
    assert moved[index] == (60.0, 0.0)
    assert moved[0] == moved[-1]
    assert [p for i, p in enumerate(moved[:-1]) if i != index] == [
        p for i, p in enumerate(triangle[:-1]) if i != index
    ]


# -- resizing


@few
@given(rings, handle, point, st.booleans(), st.booleans())
def test_a_resized_box_is_a_box_inside_the_image_with_its_heading(
    ring: Ring, name: str, to: tuple[float, float], keep_aspect: bool, from_center: bool
) -> None:
    resized = resize_ring(ring, name, to, SIZE, keep_aspect=keep_aspect, from_center=from_center)
    assert signed_area(resized) < 0
    assert is_inside(resized)
    assert is_canonical(resized) == is_canonical(ring)
    frame = frame_of(resized)
    shorter = min(frame.u[1] - frame.u[0], frame.v[1] - frame.v[0])
    assert turn_between(resized, ring) * shorter < 1e-6  # the heading of a sliver drowns in rounding


@few
@given(rings, handle, point)
def test_the_opposite_side_stays(ring: Ring, name: str, to: tuple[float, float]) -> None:
    opposite = HANDLES[(HANDLES.index(name) + 4) % 8]
    fixed = frame_of(ring).handle(opposite)
    frame = frame_of(resize_ring(ring, name, to, SIZE))
    # Once crossed, the fixed side carries another name.
    assert any(math.dist(frame.handle(other), fixed) < 1e-6 for other in HANDLES if len(other) == len(name))


@few
@given(rings, handle, point)
def test_opposite_handles_mirror_each_other_about_the_centre(
    ring: Ring, name: str, to: tuple[float, float]
) -> None:
    cx, cy = ring_center(ring)
    opposite = HANDLES[(HANDLES.index(name) + 4) % 8]
    mirrored = 2 * cx - to[0], 2 * cy - to[1]
    roomy = (10_000.0, 10_000.0)
    ring = tuple((x + 4000, y + 4000) for x, y in ring)
    to, mirrored = (to[0] + 4000, to[1] + 4000), (mirrored[0] + 4000, mirrored[1] + 4000)
    a = resize_ring(ring, name, to, roomy, from_center=True)
    b = resize_ring(ring, opposite, mirrored, roomy, from_center=True)
    assert close(a, b, 1e-6)


@few
@given(rings, handle, st.floats(0.2, 3))
def test_keeping_the_aspect(ring: Ring, name: str, factor: float) -> None:
    frame = frame_of(ring)
    old = (frame.u[1] - frame.u[0]) / (frame.v[1] - frame.v[0])
    (ax, ay), (cx, cy) = frame.handle(name), ring_center(ring)
    to = cx + factor * (ax - cx) + 3.0, cy + factor * (ay - cy)
    frame = frame_of(resize_ring(ring, name, to, SIZE, keep_aspect=True))
    width, height = frame.u[1] - frame.u[0], frame.v[1] - frame.v[0]
    if min(width, height) > 0.1:
        assert width / height == pytest.approx(old, rel=1e-6)


@few
@given(rings, handle, point)
def test_a_handle_dragged_there_and_back(ring: Ring, name: str, to: tuple[float, float]) -> None:
    start = frame_of(ring).handle(name)
    resized = resize_ring(ring, name, to, SIZE)
    frame = frame_of(resized)
    if frame.u[1] - frame.u[0] <= 0.1 or frame.v[1] - frame.v[0] <= 0.1:
        return
    # The handle that now stands where the pointer left the first one; crossing over renames it.
    opposite = frame_of(ring).handle(HANDLES[(HANDLES.index(name) + 4) % 8])
    back = max(
        (other for other in HANDLES if {*other} <= set("nesw") and len(other) == len(name)),
        key=lambda other: math.dist(frame.handle(other), opposite) if _same_axis(other, name) else -1.0,
    )
    assert close(resize_ring(resized, back, start, SIZE), ring, 1e-6)


def _same_axis(a: str, b: str) -> bool:
    return len(a) == 2 or (a in "ns") == (b in "ns")


@pytest.mark.parametrize(
    ("name", "to", "expected"),
    [
        ("e", (200.0, 5.0), box_ring(100, 80, 200, 120)),
        ("nw", (90.5, 70.25), box_ring(90.5, 70.25, 160, 120)),
        ("w", (190.0, 100.0), box_ring(160, 80, 190, 120)),
        ("se", (40.0, 20.0), box_ring(40, 20, 100, 80)),
        ("se", (1000.0, 130.0), box_ring(100, 80, 400, 130)),
    ],
    ids=["edge", "corner", "edge crossed", "corner crossed", "stopped by the image"],
)
def test_upright_boxes_resize_exactly(name: str, to: tuple[float, float], expected: Ring) -> None:
    assert resize_ring(BOX, name, to, SIZE) == expected


def test_a_box_is_never_resized_to_nothing() -> None:
    x0, _, x1, _ = ring_bounds(resize_ring(BOX, "e", (100.0, 100.0), SIZE))
    assert x1 - x0 == pytest.approx(MIN_SIDE)


def test_no_room_on_the_far_side() -> None:
    ring = box_ring(0.0, 10.0, 40.0, 30.0)
    resized = resize_ring(ring, "e", (-50.0, 20.0), SIZE)
    assert ring_bounds(resized) == pytest.approx((0.0, 10.0, MIN_SIDE, 30.0))


# -- turning


@few
@given(rings, st.floats(-360, 360))
def test_turned_there_and_back(ring: Ring, angle: float) -> None:
    shifted = tuple((x + 4000, y + 4000) for x, y in ring)
    roomy = (10_000.0, 10_000.0)
    assert close(turn_ring(turn_ring(shifted, angle, roomy), -angle, roomy), shifted)


@few
@given(rings, st.floats(-360, 360))
def test_a_turned_ring_stays_inside_and_keeps_its_size(ring: Ring, angle: float) -> None:
    turned = turn_ring(ring, angle, SIZE)
    assert is_inside(turned) or not is_inside(ring)
    assert signed_area(turned) == pytest.approx(signed_area(ring), abs=1e-6)


@few
@given(oriented(), st.integers(-4, 4))
def test_headings_of_quarter_turns_are_exact(ring: Ring, quarters: int) -> None:
    upright_again = set_heading(ring, 90.0 * quarters, SIZE)
    if upright_again == ring:  # no room for it at that angle
        return
    x0, y0, x1, y1 = ring_bounds(upright_again)
    assert {x for x, _ in upright_again} == {x0, x1}
    assert {y for _, y in upright_again} == {y0, y1}
    assert shape_after(upright_again, "oriented_box") == ("box" if quarters % 4 == 0 else "oriented_box")


def test_turning_is_clockwise_on_screen() -> None:
    assert heading(turn_ring(BOX, 30.0, SIZE)) == pytest.approx(30.0)
    assert heading(set_heading(BOX, -40.0, SIZE)) == pytest.approx(-40.0)


def test_shapes_follow_the_ring() -> None:
    assert shape_after(turn_ring(BOX, 10.0, SIZE), "box") == "oriented_box"
    assert shape_after(turn_ring(BOX, 90.0, SIZE), "box") == "oriented_box"
    assert shape_after(BOX, "oriented_box") == "box"
    assert shape_after(BOX, "polygon") == "polygon"


def test_a_ring_too_large_for_its_angle_stays_as_it_was() -> None:
    ring = box_ring(0.0, 100.0, 400.0, 200.0)
    assert turn_ring(ring, 90.0, SIZE) == ring


def test_a_box_written_in_another_order_is_put_in_order() -> None:
    clockwise = ((160.0, 80.0), (160.0, 120.0), (100.0, 120.0), (100.0, 80.0), (160.0, 80.0))
    assert normalized(clockwise, "box") == BOX
    assert normalized(clockwise, "oriented_box") == clockwise


def test_lines_and_points_can_be_resized() -> None:
    for flat in (box_ring(10, 10, 10, 30), box_ring(10, 10, 30, 10), box_ring(10, 10, 10, 10)):
        for ring in (flat, rotate_ring(flat, 30.0, (10.0, 10.0))):
            resized = resize_ring(ring, "se", (60.0, 70.0), SIZE)
            assert abs(signed_area(resized)) > 1


def test_a_slanted_box_against_the_edge_still_follows_the_handle() -> None:
    slanted = rotate_ring(box_ring(20.0, 10.0, 60.0, 210.0), 10.0, (40.0, 110.0))
    against = move_ring(slanted, (-500.0, 0.0), SIZE)  # its lowest corner is at the left edge
    frame = frame_of(against)
    # Wider is only possible once it is shorter.
    to = frame.point(frame.u[0] - 10.0, frame.v[0] + 30.0)
    assert min(math.dist(corner, to) for corner in resize_ring(against, "sw", to, SIZE)) < 1e-6
