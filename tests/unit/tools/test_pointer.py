from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tool_drive import carry_out, click, context_of, drag, event, ring_of
from tool_fakes import FakeToolContext, annotation, document_of

from ilmtool.core.edits import heading
from ilmtool.core.geometry import Point, box_ring, ring_bounds, rotate_ring
from ilmtool.core.hit import handle_points, rotate_handle
from ilmtool.tools.events import NOTHING, Cursor, Outcome
from ilmtool.tools.pointer import PointerTool

BOX = box_ring(100.0, 100.0, 200.0, 160.0)


# -- drawing


def test_a_drag_on_empty_ground_draws_a_box_and_selects_it() -> None:
    context = context_of()
    outcome, preview = drag(context, (30.25, 40.5), (60, 70), (90.75, 55.125))
    assert ring_of(context, "new-1") == box_ring(30.25, 40.5, 90.75, 55.125)
    assert context.document.annotations["new-1"].properties.shape == "box"
    assert outcome.label == "Draw crane"
    assert context.selection == {"new-1"}
    assert preview.quads.tolist() == [[[30.25, 40.5], [30.25, 55.125], [90.75, 55.125], [90.75, 40.5]]]
    assert preview.readout == "60.5 x 14.6 px"
    assert preview.label == "crane"


@pytest.mark.parametrize("scale", [0.1, 1.0, 8.0, 64.0])
def test_two_screen_pixels_are_a_box(scale: float) -> None:
    context = context_of()
    side = 2.0 / scale
    drag(context, (100.0, 100.0), (100.0 + side, 100.0 + side), scale=scale)
    assert ring_of(context, "new-1") == box_ring(100.0, 100.0, 100.0 + side, 100.0 + side)


def test_less_than_two_pixels_along_one_axis_is_no_box() -> None:
    context = context_of(annotation("a", BOX), selected=("a",))
    assert drag(context, (300, 300), (360, 301.9))[0] == NOTHING  # nor a click: the selection stays
    assert context.selection == {"a"}
    assert drag(context, (300, 300), (301.9, 301.9))[0].patch is None
    assert context.selection == frozenset()


def test_a_box_brought_back_to_its_start_is_taken_back() -> None:
    assert drag(context_of(), (30, 40), (90, 90), (30.5, 80))[0] == NOTHING


def test_a_box_on_the_before_scene_is_upright_in_its_own_pixels() -> None:
    context = FakeToolContext()
    context.placements["before"] = (0.6, 0.02, 10.0, -0.01, 0.55, -5.0)
    start, end = context.to_reference("before", np.array([[100.0, 120.0], [160.0, 150.0]])).tolist()
    outcome, preview = drag(context, tuple(start), tuple(end), scene="before")
    made = context.document.annotations["new-1"]
    assert made.drawn_on == "before"
    assert np.array(made.ring) == pytest.approx(np.array(box_ring(100, 120, 160, 150)))
    assert preview.quads[0] == pytest.approx(context.to_reference("before", np.array(made.ring[:4])))  # type: ignore[index]
    assert preview.readout == "60.0 x 30.0 px"
    assert outcome.selection == {"new-1"}


def test_a_box_is_cut_to_its_scene() -> None:
    context = context_of()
    drag(context, (580, 450), (700, 700))
    assert ring_of(context, "new-1") == box_ring(580, 450, 600, 480)
    assert drag(context, (620, 450), (700, 470))[0] == NOTHING


def test_shift_draws_on_top_of_a_selected_box_without_making_a_square() -> None:
    context = context_of(annotation("a", BOX), selected=("a",))
    drag(context, (120, 110), (150, 120), keys="shift")
    assert ring_of(context, "new-1") == box_ring(120, 110, 150, 120)
    assert ring_of(context, "a") == BOX


def test_shift_pressed_again_makes_a_square_and_alt_the_centre() -> None:
    context = context_of()
    drag(context, (100, 100), (130, 110), then="shift")
    assert ring_of(context, "new-1") == box_ring(100, 100, 130, 130)
    drag(context, (300, 300), (330, 310), then="alt")
    assert ring_of(context, "new-2") == box_ring(270, 290, 330, 310)

    tool = PointerTool()
    tool.press(event(400, 400, "shift"), context)
    tool.move(event(410, 405))
    tool.move(event(430, 410, "shift"))
    outcome = tool.release(event(430, 410, "shift"))
    carry_out(context, outcome)
    assert ring_of(context, "new-3") == box_ring(400, 400, 430, 430)


def test_an_unselected_box_is_drawn_over_and_not_moved() -> None:
    context = context_of(annotation("a", BOX))
    drag(context, (120, 110), (150, 120))
    assert ring_of(context, "a") == BOX
    assert "new-1" in context.document.annotations


def test_nothing_happens_before_the_release_and_esc_drops_it() -> None:
    context = context_of(annotation("a", BOX), selected=("a",))
    before = context.document
    tool = PointerTool()
    tool.press(event(150, 130), context)
    assert tool.move(event(190, 170)).hidden == {"a"}
    assert tool.is_active
    assert tool.cancel()
    assert not tool.cancel()
    assert tool.release(event(190, 170)) == NOTHING
    assert context.document is before
    assert tool.move(event(1, 1)).hidden == frozenset()


# -- clicking


def test_a_click_selects_the_smallest_and_on_empty_ground_clears() -> None:
    context = context_of(annotation("small", box_ring(120, 120, 130, 130)), annotation("large", BOX))
    click(context, 125, 125)
    assert context.selection == {"small"}
    click(context, 180, 150)
    assert context.selection == {"large"}
    click(context, 400, 400)
    assert context.selection == frozenset()


def test_a_shaky_click_is_a_click() -> None:
    context = context_of(annotation("a", BOX))
    outcome, _ = drag(context, (150, 130), (153, 131), (151, 130))
    assert outcome == Outcome(selection=frozenset({"a"}))


def test_ctrl_toggles_and_shift_adds() -> None:
    context = context_of(annotation("a", BOX), annotation("b", box_ring(300, 300, 350, 350)))
    click(context, 150, 130)
    click(context, 320, 320, "ctrl")
    assert context.selection == {"a", "b"}
    click(context, 150, 130, "ctrl")
    assert context.selection == {"b"}
    click(context, 150, 130, "shift")
    click(context, 150, 130, "shift")
    assert context.selection == {"a", "b"}
    click(context, 500, 50, "ctrl")
    assert context.selection == {"a", "b"}


def test_clicking_again_in_one_place_goes_down_the_stack() -> None:
    context = context_of(
        annotation("small", box_ring(140, 120, 160, 140)), annotation("large", BOX), annotation("same", BOX)
    )
    tool = PointerTool()
    seen = []
    for shake in (0, 1, 0, -1):
        click(context, 150 + shake, 130, tool=tool)
        seen += context.selection
    assert seen == ["small", "same", "large", "small"]


def test_clicking_elsewhere_or_later_starts_at_the_top_again() -> None:
    context = context_of(annotation("small", box_ring(130, 110, 170, 150)), annotation("large", BOX))
    tool = PointerTool()
    click(context, 150, 130, tool=tool)
    click(context, 160, 140, tool=tool)
    assert context.selection == {"small"}
    click(context, 160, 140, tool=tool)
    assert context.selection == {"large"}
    context.select()
    click(context, 160, 140, tool=tool)
    assert context.selection == {"small"}


def test_alt_click_takes_the_next_one_at_once() -> None:
    context = context_of(
        annotation("small", box_ring(130, 110, 170, 150)), annotation("large", BOX), selected=("small",)
    )
    click(context, 150, 130, "alt")
    assert context.selection == {"large"}


def test_a_click_on_a_handle_beside_its_box_keeps_the_selection() -> None:
    context = context_of(annotation("a", BOX), selected=("a",))
    knob = rotate_handle(BOX, 1.0)
    assert knob is not None
    assert click(context, *knob[1]) == NOTHING


# -- the rubber band


def test_ctrl_drag_selects_what_the_band_catches() -> None:
    boxes = [annotation(f"b{i}", box_ring(20.0 * i, 10, 20.0 * i + 10, 20)) for i in range(6)]
    context = context_of(*boxes, selected=("b5",))
    _, preview = drag(context, (15, 5), (50, 15), (65, 30), keys="ctrl")
    assert context.selection == {"b1", "b2", "b3"}
    assert preview.band == (15, 5, 65, 30)
    assert preview.readout == "3 boxes"
    drag(context, (105, 30), (95, 5), keys="ctrl shift")
    assert context.selection == {"b1", "b2", "b3", "b5"}
    drag(context, (300, 300), (350, 350), keys="ctrl")
    assert context.selection == frozenset()


def test_the_band_starts_on_anything() -> None:
    context = context_of(annotation("a", BOX), selected=("a",))
    drag(context, (200, 160), (190, 300), keys="ctrl")
    assert context.selection == {"a"}
    assert ring_of(context, "a") == BOX


# -- moving


def test_dragging_a_selected_box_moves_all_that_is_selected() -> None:
    context = context_of(
        annotation("a", BOX),
        annotation("b", box_ring(300, 300, 350, 350)),
        annotation("c", BOX),
        selected=("a", "b"),
    )
    outcome, preview = drag(context, (150, 130), (170, 135), (160.5, 122.25))
    assert ring_of(context, "a") == box_ring(110.5, 92.25, 210.5, 152.25)
    assert ring_of(context, "b") == box_ring(310.5, 292.25, 360.5, 342.25)
    assert ring_of(context, "c") == BOX
    assert outcome.label == "Move 2 boxes"
    assert outcome.selection is None
    assert preview.hidden == {"a", "b"}
    assert preview.quads.shape == (2, 4, 2)
    assert preview.readout == "+10.5, -7.8 px"


def test_boxes_stop_at_the_edge_together() -> None:
    context = context_of(
        annotation("a", BOX), annotation("b", box_ring(20, 300, 50, 350)), selected=("a", "b")
    )
    drag(context, (150, 130), (10, 140))
    assert ring_of(context, "a") == box_ring(80, 110, 180, 170)
    assert ring_of(context, "b") == box_ring(0, 310, 30, 360)


def test_a_box_of_the_other_scene_moves_in_its_own_pixels() -> None:
    context = context_of(
        annotation("a", BOX),
        annotation("b", box_ring(300, 300, 350, 350), drawn_on="before"),
        selected=("a", "b"),
    )
    _, preview = drag(context, (150, 130), (162, 136))
    assert ring_of(context, "a") == box_ring(112, 106, 212, 166)
    assert np.array(ring_of(context, "b")) == pytest.approx(np.array(box_ring(320, 310, 370, 360)))
    assert len(preview.quads) == 2


def test_a_polygon_moves_with_its_ghost() -> None:
    triangle = ((10.0, 10.0), (10.0, 90.0), (90.0, 10.0), (10.0, 10.0))
    context = context_of(
        annotation("t", triangle, shape="polygon"), annotation("a", BOX), selected=("t", "a")
    )
    _, preview = drag(context, (30, 30), (40, 30))
    assert ring_of(context, "t") == tuple((x + 10, y) for x, y in triangle)
    assert [ring.tolist() for ring in preview.polygons] == [[[20, 10], [20, 90], [100, 10]]]
    assert len(preview.quads) == 1
    assert context.document.annotations["t"].properties.shape == "polygon"


def test_shift_moves_along_one_axis() -> None:
    context = context_of(annotation("a", BOX), selected=("a",))
    drag(context, (150, 130), (170, 135), then="shift")
    assert ring_of(context, "a") == box_ring(120, 100, 220, 160)


def test_a_tiny_box_can_be_moved() -> None:
    context = context_of(annotation("dot", box_ring(50, 50, 52, 52)), selected=("dot",))
    drag(context, (54, 51), (74, 61))
    assert ring_of(context, "dot") == box_ring(70, 60, 72, 62)


def test_hidden_boxes_are_left_where_they_are() -> None:
    context = context_of(annotation("a", BOX), annotation("b", BOX), selected=("a", "b"))
    context.index.set_hidden(frozenset({"b"}))
    drag(context, (150, 130), (170, 130))
    assert ring_of(context, "a") != BOX
    assert ring_of(context, "b") == BOX


def test_a_move_that_comes_back_is_no_step() -> None:
    context = context_of(annotation("a", BOX), selected=("a",))
    assert drag(context, (150, 130), (170, 135), (150, 130))[0].patch is None


def test_a_box_that_vanished_meanwhile_is_left_out() -> None:
    context = context_of(annotation("a", BOX), annotation("b", BOX), selected=("a", "b"))
    tool = PointerTool()
    tool.press(event(150, 130), context)
    tool.move(event(170, 130))
    gone = context.document.annotations["b"]
    context.document = document_of(context.document.annotations["a"])
    outcome = tool.release(event(170, 130))
    assert gone.id == "b"
    assert outcome.patch is not None
    assert set(outcome.patch.annotations) == {"a"}


# -- resizing and rotating


def test_a_handle_resizes_the_single_selected_box() -> None:
    context = context_of(annotation("a", BOX), selected=("a",))
    outcome, preview = drag(context, (201, 161), (211, 150))
    assert ring_of(context, "a") == box_ring(100, 100, 210, 149)
    assert outcome.label == "Resize crane"
    assert preview.hidden == {"a"}
    assert preview.readout == "110.0 x 49.0 px"
    assert preview.cursor == Cursor.SIZE_FDIAG


def test_an_edge_can_be_taken_anywhere() -> None:
    context = context_of(annotation("a", BOX), selected=("a",))
    drag(context, (115, 98), (130, 88))
    assert ring_of(context, "a") == box_ring(100, 90, 200, 160)


def test_resizing_with_shift_and_alt() -> None:
    context = context_of(annotation("a", BOX), selected=("a",))
    drag(context, (200, 160), (300, 150), then="shift")
    assert ring_of(context, "a") == box_ring(100, 100, 300, 220)
    drag(context, (300, 220), (310, 225), then="alt")
    assert ring_of(context, "a") == box_ring(90, 95, 310, 225)


def test_with_two_selected_there_are_no_handles() -> None:
    context = context_of(
        annotation("a", BOX), annotation("b", box_ring(300, 300, 350, 350)), selected=("a", "b")
    )
    drag(context, (200.5, 160.5), (220, 180))
    assert ring_of(context, "a") == BOX
    assert "new-1" in context.document.annotations


@pytest.mark.parametrize("scene", ["after", "before"])
def test_the_knob_turns_a_box_with_the_pointer(scene: str) -> None:
    context = context_of(annotation("a", BOX, drawn_on=scene), selected=("a",))
    shown = context.index.ring("a")
    assert shown is not None
    knob = rotate_handle(shown, 1.0)
    assert knob is not None
    cx, cy = (shown[0][0] + shown[2][0]) / 2, (shown[0][1] + shown[2][1]) / 2
    away = math.dist(knob[1], (cx, cy))
    angle = math.radians(-90 + 40)
    end = cx + away * math.cos(angle), cy + away * math.sin(angle)
    outcome, preview = drag(context, knob[1], end)
    assert heading(ring_of(context, "a")) == pytest.approx(40.0)
    assert context.document.annotations["a"].properties.shape == "oriented_box"
    assert outcome.label == "Rotate crane"
    assert preview.readout == "40.0\N{DEGREE SIGN}"


def test_rotating_with_shift_snaps_and_can_make_a_box_again() -> None:
    slanted = rotate_ring(BOX, 20.0, (150.0, 130.0))
    context = context_of(annotation("a", slanted, shape="oriented_box"), selected=("a",))
    knob = rotate_handle(slanted, 1.0)
    assert knob is not None
    back = rotate_handle(rotate_ring(BOX, 4.0, (150.0, 130.0)), 1.0)
    assert back is not None
    drag(context, knob[1], back[1], then="shift")
    assert np.array(ring_of(context, "a")) == pytest.approx(np.array(BOX))
    assert context.document.annotations["a"].properties.shape == "box"


def test_a_vertex_of_a_polygon_can_be_moved() -> None:
    triangle = ((10.0, 10.0), (10.0, 90.0), (90.0, 10.0), (10.0, 10.0))
    context = context_of(annotation("t", triangle, shape="polygon"), selected=("t",))
    _, preview = drag(context, (11, 90), (21, 120))
    assert ring_of(context, "t") == ((10, 10), (20, 120), (90, 10), (10, 10))
    assert len(preview.polygons) == 1


@settings(max_examples=60, deadline=None)
@given(
    st.floats(-180, 180),
    st.integers(0, 7),
    st.tuples(st.floats(-300, 700), st.floats(-300, 700)),
    st.floats(0.2, 8),
    st.sampled_from(["after", "before"]),
)
def test_any_handle_drag_leaves_a_box_in_its_image(
    turn: float, which: int, end: Point, scale: float, scene: str
) -> None:
    ring = rotate_ring(box_ring(250, 200, 330, 250), turn, (290.0, 225.0))
    context = context_of(annotation("a", ring, shape="oriented_box", drawn_on=scene), selected=("a",))
    shown = context.index.ring("a")
    assert shown is not None
    handles = handle_points(shown, scale)
    _, start = handles[which % len(handles)]
    drag(context, start, end, scale=scale)
    x0, y0, x1, y1 = ring_bounds(ring_of(context, "a"))
    width, height = context.scene_size(scene)
    assert x0 >= 0
    assert y0 >= 0
    assert x1 <= width
    assert y1 <= height
    assert x1 > x0
    assert y1 > y0


# -- hovering


@pytest.mark.parametrize(
    ("point", "keys", "cursor"),
    [
        ((150, 130), "", Cursor.MOVE),
        ((150, 130), "shift", Cursor.CROSSHAIR),
        ((150, 130), "ctrl", Cursor.POINTING),
        ((200, 160), "", Cursor.SIZE_FDIAG),
        ((200, 100), "", Cursor.SIZE_BDIAG),
        ((120, 100), "", Cursor.SIZE_VER),
        ((200, 130), "", Cursor.SIZE_HOR),
        ((150, 76), "", Cursor.ROTATE),
        ((400, 300), "", Cursor.CROSSHAIR),
        ((250, 400), "", Cursor.POINTING),
        ((300, 420), "", Cursor.CROSSHAIR),
    ],
)
def test_the_cursor_tells_what_a_press_would_do(point: Point, keys: str, cursor: Cursor) -> None:
    other = annotation("other", box_ring(250, 380, 350, 450))
    context = context_of(annotation("a", BOX), other, selected=("a",))
    assert PointerTool().hover(event(*point, *keys.split()), context) == cursor


def test_resize_cursors_turn_with_the_box() -> None:
    slanted = rotate_ring(BOX, 45.0, (150.0, 130.0))
    context = context_of(annotation("a", slanted, shape="oriented_box"), selected=("a",))
    handles = dict(handle_points(slanted, 1.0))
    tool = PointerTool()
    assert tool.hover(event(*handles["e"]), context) == Cursor.SIZE_FDIAG
    assert tool.hover(event(*handles["n"]), context) == Cursor.SIZE_BDIAG
    assert tool.hover(event(*handles["se"]), context) == Cursor.SIZE_VER


def test_a_thin_drag_out_and_back_is_not_a_click() -> None:
    context = context_of(annotation("a", BOX), selected=("a",))
    assert drag(context, (300, 300), (360, 301), (300, 300))[0] == NOTHING
    assert context.selection == {"a"}
