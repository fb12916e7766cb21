"""Oriented boxes, polygons, corners and groups, without a window."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tool_drive import carry_out, context_of, drag, event, ring_of
from tool_fakes import FakeToolContext, annotation

from ilmtool.core.edits import frame_of, heading
from ilmtool.core.geometry import Point, box_ring, ring_array, ring_bounds, rotate_ring, signed_area
from ilmtool.core.hit import handle_points, rotate_handle
from ilmtool.tools.events import NOTHING, Outcome
from ilmtool.tools.handles import group_bounds
from ilmtool.tools.pointer import PointerTool

PENTAGON = ((100.0, 100.0), (100.0, 200.0), (160.0, 240.0), (220.0, 200.0), (220.0, 100.0), (100.0, 100.0))
BOX = box_ring(100.0, 100.0, 200.0, 160.0)


def clicks(context: FakeToolContext, *points: Point, keys: str = "", by_key: bool = False) -> list[Outcome]:
    """Click at each point with one tool, moving there first; outcomes are carried out."""
    tool, outcomes = PointerTool(), []
    for x, y in points:
        at = event(x, y, *keys.split())
        if by_key:
            at = replace(at, button="key")
        if tool.is_active:
            tool.move(at)
        tool.press(at, context)
        outcomes.append(tool.release(at))
        carry_out(context, outcomes[-1])
    return outcomes


# -- oriented boxes ----------------------------------------------------------------------------------


def oriented(context: FakeToolContext, start: Point, end: Point, width_at: Point, keys: str = "") -> Outcome:
    """Drag the first side, then click where the opposite one is."""
    context.tool = "oriented_box"
    tool = PointerTool()
    tool.press(event(*start), context)
    tool.move(event(*end, *keys.split()))
    assert tool.release(event(*end, *keys.split())) is NOTHING
    assert tool.is_active
    preview = tool.move(event(*width_at))
    assert len(preview.quads) == 1
    tool.press(event(*width_at), context)
    outcome = tool.release(event(*width_at))
    carry_out(context, outcome)
    return outcome


@pytest.mark.parametrize("side", [1.0, -1.0])
def test_an_oriented_box_is_one_side_and_a_width(side: float) -> None:
    context = context_of()
    along = np.array([math.cos(0.5), math.sin(0.5)])
    down = np.array([-along[1], along[0]])
    start = np.array([200.0, 150.0])
    end, width_at = start + 80 * along, start + 30 * along + side * 25 * down
    outcome = oriented(context, tuple(start), tuple(end), tuple(width_at))
    ring = ring_of(context, "new-1")
    assert outcome.label == "Draw crane"
    assert context.document.annotations["new-1"].properties.shape == "oriented_box"
    assert heading(ring) == pytest.approx(math.degrees(0.5))
    frame = frame_of(ring)
    assert (frame.u[1] - frame.u[0], frame.v[1] - frame.v[0]) == pytest.approx((80, 25))
    assert signed_area(ring) < 0, "TL, BL, BR, TR whichever side the width is on"
    corners = ring_array(ring)
    assert min(np.hypot(*(corners - start).T)) == pytest.approx(0, abs=1e-9)
    assert min(np.hypot(*(corners - end).T)) == pytest.approx(0, abs=1e-9)


def test_shift_draws_in_steps_of_15_degrees_and_ctrl_to_the_last_angle_or_north() -> None:
    context = context_of()
    context.last_heading_deg, context.north = 33.0, 2.0
    for keys, at, expected in (
        ("shift", (280, 190), 30.0),
        ("ctrl", (280, 200), 33.0),
        ("ctrl", (280, 153), 2.0),
        ("ctrl", (205, 240), 92.0),
        ("ctrl", (150, 220), 123.0),
    ):
        oriented(context, (200, 150), at, (260, 260), keys)
        made = ring_of(context, f"new-{context.made}")
        assert heading(made) == pytest.approx(expected), (keys, at)
        context.select()


def test_an_oriented_box_stays_inside_the_image() -> None:
    context = context_of()
    oriented(context, (560, 430), (640, 450), (300, 900))
    x0, y0, x1, y1 = ring_bounds(ring_of(context, "new-1"))
    assert x0 >= 0
    assert y0 >= 0
    assert x1 <= 600 + 1e-9
    assert y1 <= 480 + 1e-9


def test_a_width_of_nothing_goes_on_and_esc_drops_all() -> None:
    context = context_of()
    context.tool = "oriented_box"
    tool = PointerTool()
    tool.press(event(200, 150), context)
    tool.release(event(280, 190))
    tool.press(event(280, 190), context)
    assert tool.release(event(280, 190)) is NOTHING
    assert tool.is_active
    assert tool.cancel()
    assert not tool.is_active


def test_by_keyboard_three_points_make_an_oriented_box() -> None:
    context = context_of()
    context.tool = "oriented_box"
    clicks(context, (200, 150), (280, 210), (200, 250), by_key=True)
    assert heading(ring_of(context, "new-1")) == pytest.approx(math.degrees(math.atan2(60, 80)))


def test_a_click_with_the_oriented_tool_still_selects() -> None:
    context = context_of(annotation("a", BOX))
    context.tool = "oriented_box"
    clicks(context, (150, 130))
    assert context.selection == {"a"}


# -- polygons ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("by_key", [False, True])
@pytest.mark.parametrize("closing", [(300.0, 300.0), (320.0, 380.0)])
def test_a_polygon_is_closed_at_its_first_or_its_last_corner(closing: Point, by_key: bool) -> None:
    context = context_of()
    context.tool = "polygon"
    outcomes = clicks(context, (300, 300), (400, 310), (320, 380), closing, by_key=by_key)
    assert outcomes[-1].label == "Draw crane"
    assert ring_of(context, "new-1") == ((300, 300), (400, 310), (320, 380), (300, 300))
    assert context.document.annotations["new-1"].properties.shape == "polygon"


def test_a_corner_that_would_cross_the_outline_is_refused_and_the_rest_stays() -> None:
    context = context_of()
    context.tool = "polygon"
    outcomes = clicks(context, (300, 300), (400, 300), (400, 400), (350, 250), (300, 400), (300, 300))
    assert outcomes[3].refused == "The outline would cross itself"
    assert ring_of(context, "new-1") == ((300, 300), (400, 300), (400, 400), (300, 400), (300, 300))


def test_a_closing_that_would_cross_the_outline_is_refused() -> None:
    context = context_of()
    context.tool = "polygon"
    outcomes = clicks(context, (300, 300), (400, 300), (400, 400), (450, 350), (450, 350))
    assert outcomes[-1].refused == "The outline would cross itself"
    assert context.made == 0


def test_a_first_click_on_an_annotation_selects_it_and_with_shift_draws() -> None:
    context = context_of(annotation("a", BOX))
    context.tool = "polygon"
    clicks(context, (150, 130))
    assert context.selection == {"a"}
    context.select()
    clicks(context, (120, 120), (180, 120), (150, 150), (150, 150), keys="shift")
    assert context.made == 1


# -- corners -----------------------------------------------------------------------------------------


def polygon(selected: bool = True, **properties: object) -> FakeToolContext:
    return context_of(
        annotation("a", PENTAGON, shape="polygon", **properties), selected=("a",) if selected else ()
    )


def test_a_corner_is_dragged() -> None:
    context = polygon()
    outcome, _ = drag(context, (160, 240), (170, 255))
    assert outcome.label == "Move corner of crane"
    assert ring_of(context, "a") == (*PENTAGON[:2], (170, 255), *PENTAGON[3:])


def test_the_middle_of_a_side_becomes_a_corner() -> None:
    context = polygon()
    outcome, _ = drag(context, (160, 100), (165, 80))
    assert outcome.label == "Add corner to crane"
    assert ring_of(context, "a") == (*PENTAGON[:5], (165, 80), PENTAGON[0])


def test_alt_and_a_click_take_a_corner_away_until_three_are_left() -> None:
    context = polygon()
    for place, left in (((160, 240), 4), ((220, 200), 3)):
        (outcome,) = clicks(context, place, keys="alt")
        assert outcome.label == "Delete corner of crane"
        assert len(ring_of(context, "a")) - 1 == left
    (outcome,) = clicks(context, (220, 100), keys="alt")
    assert outcome.refused == "A polygon has three corners at least"
    assert len(ring_of(context, "a")) == 4


def test_a_click_on_a_corner_takes_it_in_hand() -> None:
    (outcome,) = clicks(polygon(), (160, 240))
    assert outcome.vertex == 2
    assert outcome.patch is None


@pytest.mark.parametrize("end", [(160, 60), (300, 160)])
def test_an_outline_that_would_cross_itself_is_said_and_refused(end: Point) -> None:
    context = polygon()
    start = (160, 240) if end[0] == 160 else (100, 150)
    outcome, preview = drag(context, start, end)
    assert preview.readout == "The outline would cross itself"
    assert outcome.refused == "The outline would cross itself"
    assert ring_of(context, "a") == PENTAGON


def test_a_polygon_of_four_corners_is_edited_by_corner_too() -> None:
    kite = ((100.0, 150.0), (150.0, 220.0), (200.0, 150.0), (150.0, 100.0), (100.0, 150.0))
    context = context_of(annotation("a", kite, shape="polygon"), selected=("a",))
    drag(context, (150, 220), (150, 260))
    assert ring_of(context, "a") == (*kite[:1], (150, 260), *kite[2:])


def test_a_locked_polygon_has_no_corners() -> None:
    context = polygon(locked=True)
    drag(context, (160, 240), (170, 255))
    assert ring_of(context, "a") == PENTAGON


# -- several -----------------------------------------------------------------------------------------


def three(**properties: object) -> FakeToolContext:
    """Two boxes on the after scene and one on the before scene, which is scaled and shifted."""
    return context_of(
        annotation("a", box_ring(200, 200, 240, 220)),
        annotation("b", rotate_ring(box_ring(300, 260, 340, 300), 20, (320, 280)), shape="oriented_box"),
        annotation("c", box_ring(400, 300, 460, 350), drawn_on="before", **properties),
        selected=("a", "b", "c"),
    )


def in_reference(context: FakeToolContext) -> dict[str, np.ndarray]:
    return {
        key: context.to_reference(a.drawn_on or "after", ring_array(a.ring))  # type: ignore[arg-type]
        for key, a in context.document.annotations.items()
    }


def test_several_turn_about_the_middle_of_their_frame() -> None:
    context = three()
    bounds = group_bounds(context)
    assert bounds is not None
    before = in_reference(context)
    knob = rotate_handle(box_ring(*bounds), 1.0)
    assert knob is not None
    cx, cy = (bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2
    radius = cy - knob[1][1]
    turn = math.radians(30)
    outcome, preview = drag(context, knob[1], (cx + radius * math.sin(turn), cy - radius * math.cos(turn)))
    assert outcome.label == "Rotate 3 boxes"
    assert preview.readout == "30.0\N{DEGREE SIGN}"
    assert preview.hidden == {"a", "b", "c"}
    for key, points in in_reference(context).items():
        x, y = (before[key] - (cx, cy)).T
        expected = np.stack(
            (cx + x * math.cos(turn) - y * math.sin(turn), cy + x * math.sin(turn) + y * math.cos(turn)),
            axis=1,
        )
        assert points == pytest.approx(expected, abs=1e-6)
        assert context.document.annotations[key].properties.shape == "oriented_box"


def test_several_scale_from_the_opposite_corner() -> None:
    context = three()
    bounds = group_bounds(context)
    assert bounds is not None
    before = in_reference(context)
    x0, y0, x1, y1 = bounds
    outcome, preview = drag(context, (x1, y1), (x1 + (x1 - x0) / 2, y1 + (y1 - y0) / 2))
    assert outcome.label == "Scale 3 boxes"
    assert preview.readout == "150 %"
    for key, points in in_reference(context).items():
        assert points == pytest.approx((x0, y0) + 1.5 * (before[key] - (x0, y0)), abs=1e-6)


def test_a_locked_one_is_not_of_the_group() -> None:
    context = three(locked=True)
    before = in_reference(context)["c"]
    bounds = group_bounds(context)
    assert bounds is not None
    assert bounds[3] == pytest.approx(before[:, 1].max()) or bounds[3] < before[:, 1].max() + 200
    drag(context, (bounds[2], bounds[3]), (bounds[2] + 30, bounds[3] + 30))
    assert in_reference(context)["c"] == pytest.approx(before)


def test_a_group_stops_where_the_image_ends() -> None:
    context = context_of(
        annotation("a", box_ring(10, 10, 40, 30)),
        annotation("b", box_ring(500, 20, 590, 60)),
        selected=("a", "b"),
    )
    bounds = group_bounds(context)
    assert bounds is not None
    drag(context, (bounds[2], bounds[3]), (400, 300), (700, 500))
    for key in ("a", "b"):
        x0, y0, x1, y1 = ring_bounds(ring_of(context, key))
        assert x0 >= -1e-6
        assert x1 <= 600 + 1e-6
        assert y0 >= -1e-6
        assert y1 <= 480 + 1e-6


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(st.floats(60, 500), st.floats(60, 400), st.floats(2, 60), st.floats(2, 60)),
        min_size=2,
        max_size=5,
    ),
    st.floats(-250, 250),
    st.floats(-250, 250),
    st.sampled_from(["nw", "sw", "se", "ne", "rotate"]),
)
def test_boxes_stay_boxes_and_inside_whatever_is_done_to_the_group(
    places: list[tuple[float, float, float, float]], dx: float, dy: float, handle: str
) -> None:
    boxes = {
        f"{i}": box_ring(x, y, min(600, x + w), min(480, y + h)) for i, (x, y, w, h) in enumerate(places)
    }
    context = context_of(*(annotation(k, r) for k, r in boxes.items()), selected=tuple(boxes))
    bounds = group_bounds(context)
    assert bounds is not None
    frame = box_ring(*bounds)
    knob = rotate_handle(frame, 1.0)
    assert knob is not None
    handles = dict(handle_points(frame, 1.0)) | {"rotate": knob[1]}
    x, y = handles[handle]
    drag(context, (x, y), (x + dx / 2, y + dy / 2), (x + dx, y + dy))
    for key in boxes:
        ring = ring_of(context, key)
        x0, y0, x1, y1 = ring_bounds(ring)
        assert min(x0, y0, 600 - x1, 480 - y1) >= -1e-5
        sides = np.diff(np.array(ring), axis=0)
        assert abs(float(sides[0] @ sides[1])) <= 1e-6 * max(1.0, float(np.abs(sides).max()) ** 2)
        assert np.hypot(*sides.T).min() >= 0.0099


# -- turning one ---------------------------------------------------------------------------------------


def test_ctrl_turns_to_the_last_angle_or_to_north() -> None:
    context = context_of(annotation("a", BOX), selected=("a",))
    context.last_heading_deg, context.north = 37.0, 5.0
    knob = rotate_handle(BOX, 1.0)
    assert knob is not None
    (x, y), center = knob[1], (150, 130)
    radius = center[1] - y
    for angle, expected, name in ((34, 37, "last angle"), (3, 5, "north"), (-50, -53, "last angle")):
        tool = PointerTool()
        tool.press(event(x, y), context)
        turn = math.radians(angle)
        end = center[0] + radius * math.sin(turn), center[1] - radius * math.cos(turn)
        preview = tool.move(event(*end, "ctrl"))
        outcome = tool.release(event(*end, "ctrl"))
        assert preview.readout == f"{expected:.1f}\N{DEGREE SIGN} ({name})"
        assert outcome.patch is not None
        after = outcome.patch.annotations["a"][1]
        assert after is not None
        assert after.ring is not None
        assert heading(after.ring) == pytest.approx(expected)
