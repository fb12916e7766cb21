"""Select, move, resize, rotate and delete, by mouse and by key; the screen is right after each step."""

from __future__ import annotations

import math

import numpy as np
import pytest
from person import CTRL, SHIFT, Person, Spot
from PySide6.QtCore import Qt

from ilmtool.core.annotation import Annotation
from ilmtool.core.edits import heading
from ilmtool.core.geometry import ring_bounds
from ilmtool.core.hit import rotate_handle
from ilmtool.core.layout import CompareMode, Side
from ilmtool.ui.panels.annotation_model import PLACES

TOP_LEFT, BOTTOM_RIGHT = (600, 300), (700, 380)
"""Corners on the canvas of the box that `boxed` has drawn."""


@pytest.fixture
def boxed(at_work: Person) -> Person:
    """Somebody with one box on the after side, selected."""
    at_work.drag(TOP_LEFT, BOTTOM_RIGHT)
    assert len(at_work.selected) == 1
    return at_work


def bounds(annotation: Annotation) -> np.ndarray:
    assert annotation.ring is not None
    return np.array(ring_bounds(annotation.ring))


def change(person: Person, before: np.ndarray) -> np.ndarray:
    """How far left, top, right and bottom of the only box have moved, in screen pixels."""
    (box,) = person.boxes
    return (bounds(box) - before) * person.workspace.camera.scale


def test_a_click_selects_and_a_click_beside_clears(boxed: Person):
    boxed.drag((480, 300), (520, 340))
    first, second = boxed.boxes
    assert boxed.selected == [second]
    boxed.click((650, 340))
    assert boxed.selected == [first]
    boxed.check_screen()
    boxed.click((560, 420))
    assert boxed.selected == []
    boxed.check_screen()
    boxed.click((500, 320))
    boxed.click((650, 340), CTRL)
    assert boxed.selected == [first, second]
    boxed.check_screen()


def test_a_box_is_selected_on_the_date_it_was_not_drawn_on(boxed: Person):
    boxed.key(Qt.Key.Key_Escape)
    shift = boxed.pane(Side.AFTER).frame.x
    boxed.click((650 - shift, 340))
    assert len(boxed.selected) == 1


def test_clicks_at_one_place_go_down_the_pile(boxed: Person):
    boxed.drag((630, 320), (660, 350), keys=SHIFT)
    outer, inner = boxed.boxes
    boxed.click((560, 420))
    boxed.click((645, 335))
    assert boxed.selected == [inner]
    boxed.click((645, 335))
    assert boxed.selected == [outer]


def test_ctrl_drag_selects_what_it_touches(boxed: Person):
    boxed.drag((480, 300), (520, 340))
    boxed.drag((480, 420), (520, 450))
    boxed.drag((470, 290), (720, 400), keys=CTRL)
    assert boxed.selected == boxed.boxes[:2]
    assert len(boxed.boxes) == 3
    boxed.check_screen()


@pytest.mark.parametrize("side", list(Side))
def test_dragging_a_selected_box_moves_it(boxed: Person, side: Side):
    old = bounds(boxed.boxes[0])
    shift = 0 if side is Side.AFTER else boxed.pane(Side.AFTER).frame.x
    boxed.drag((650 - shift, 340), (667 - shift, 329))
    assert change(boxed, old) == pytest.approx([17, -11, 17, -11], abs=1e-6)
    assert boxed.boxes[0].drawn_on == boxed.workspace.pair.scene_id(Side.AFTER)
    boxed.check_screen()
    boxed.key(Qt.Key.Key_Z, CTRL)
    assert change(boxed, old) == pytest.approx([0, 0, 0, 0])
    boxed.check_screen()


def test_several_boxes_move_together(boxed: Person):
    boxed.drag((480, 300), (520, 340))
    old = [bounds(b) for b in boxed.boxes]
    boxed.key(Qt.Key.Key_A, CTRL)
    boxed.drag((650, 340), (660, 350))
    scale = boxed.workspace.camera.scale
    for box, before in zip(boxed.boxes, old, strict=True):
        assert (bounds(box) - before) * scale == pytest.approx([10, 10, 10, 10], abs=1e-6)
    boxed.key(Qt.Key.Key_Z, CTRL)
    assert [bounds(b).tolist() for b in boxed.boxes] == [o.tolist() for o in old], "one undo step"


@pytest.mark.parametrize(
    ("handle", "by", "expected"),
    [
        ((700, 380), (20, 10), [0, 0, 20, 10]),
        ((600, 300), (-12, 14), [-12, 14, 0, 0]),
        ((700, 300), (8, -9), [0, -9, 8, 0]),
        ((600, 380), (-15, 25), [-15, 0, 0, 25]),
        # Edges, taken anywhere along them: only they move.
        ((700, 340), (20, 13), [0, 0, 20, 0]),
        ((600, 322), (-11, 5), [-11, 0, 0, 0]),
        ((627, 380), (6, 18), [0, 0, 0, 18]),
        ((673, 300), (6, -18), [0, -18, 0, 0]),
    ],
)
def test_handles_and_edges_resize(boxed: Person, handle: Spot, by: Spot, expected: list[float]):
    old = bounds(boxed.boxes[0])
    boxed.drag(handle, (handle[0] + by[0], handle[1] + by[1]))
    assert change(boxed, old) == pytest.approx(expected, abs=1e-6)
    assert boxed.boxes[0].properties.shape == "box"
    boxed.check_screen()


def knob(person: Person) -> Spot:
    """Where the rotate handle of the selected box stands on the after side."""
    ring = person.workspace.index.ring(person.selected[0].id)
    assert ring is not None
    found = rotate_handle(ring, person.workspace.camera.scale)
    assert found is not None
    return person.spot(Side.AFTER, *found[1])


def test_the_knob_turns_the_box(boxed: Person):
    x, y = knob(boxed)
    center = (650, 340)
    assert (x, y) == pytest.approx((650, 300 - 24), abs=1)
    radius = center[1] - y
    angle = math.radians(30)
    boxed.drag((x, y), (center[0] + radius * math.sin(angle), center[1] - radius * math.cos(angle)))
    (box,) = boxed.boxes
    assert box.ring is not None
    assert box.properties.shape == "oriented_box"
    assert heading(box.ring) == pytest.approx(30, abs=1)
    sides = np.hypot(*np.diff(np.array(box.ring), axis=0).T) * boxed.workspace.camera.scale
    assert sides == pytest.approx([80, 100, 80, 100], abs=1e-6)
    boxed.check_screen()


def test_shift_turns_in_steps_of_15_degrees(boxed: Person):
    x, y = knob(boxed)
    boxed.press((x, y))
    boxed.move((x + 30, y + 3), SHIFT)
    boxed.release((x + 30, y + 3), keys=SHIFT)
    assert heading(boxed.boxes[0].ring) == pytest.approx(30, abs=1e-9)


def test_brackets_turn_by_a_degree(boxed: Person):
    for _ in range(3):
        boxed.key(Qt.Key.Key_BracketRight)
    boxed.key(Qt.Key.Key_BracketLeft)
    assert heading(boxed.boxes[0].ring) == pytest.approx(2, abs=1e-9)
    boxed.check_screen()


def test_arrows_nudge_by_pixels_of_the_image(boxed: Person):
    old = bounds(boxed.boxes[0])
    boxed.key(Qt.Key.Key_Left)
    boxed.key(Qt.Key.Key_Down, SHIFT)
    assert bounds(boxed.boxes[0]) - old == pytest.approx([-1, 10, -1, 10], abs=1e-9)
    boxed.check_screen()


def test_delete_and_undo_bring_back_the_same_box(boxed: Person):
    (box,) = boxed.boxes
    boxed.key(Qt.Key.Key_Delete)
    assert boxed.boxes == []
    boxed.check_screen()
    boxed.key(Qt.Key.Key_Z, CTRL)
    assert boxed.boxes == [box]
    assert boxed.selected == [box], "what came back is shown"
    boxed.check_screen()


def test_escape_puts_a_moved_box_back(boxed: Person):
    (box,) = boxed.boxes
    boxed.press((650, 340))
    boxed.move((600, 400))
    boxed.key(Qt.Key.Key_Escape)
    boxed.release((600, 400))
    assert boxed.boxes == [box]
    boxed.check_screen()


def test_a_box_stays_inside_its_image(boxed: Person):
    boxed.drag((650, 340), (boxed.size[0] - 2, 5))
    x0, y0, x1, y1 = bounds(boxed.boxes[0])
    assert 0 <= x0 < x1 <= 1000
    assert y0 == 0
    assert y1 <= 800


# -- going through the annotations -----------------------------------------------------------------


@pytest.fixture
def three(at_work: Person) -> Person:
    """Somebody with three boxes, zoomed in so that not all are in view."""
    for x, y in ((480, 240), (700, 300), (560, 450)):
        at_work.drag((x, y), (x + 30, y + 20))
    at_work.key(Qt.Key.Key_Escape)
    at_work.wheel((600, 330), 8)
    at_work.rest()
    return at_work


def centred(person: Person, annotation: Annotation) -> None:
    """Both panes have the annotation in their middle."""
    side = person.workspace.pair.side_of(annotation.drawn_on)
    x0, y0, x1, y1 = bounds(annotation)
    pane = person.pane(side)
    x, y = person.spot(side, (x0 + x1) / 2, (y0 + y1) / 2)
    assert (x - pane.frame.x, y - pane.frame.y) == pytest.approx(
        (pane.frame.w / 2, pane.frame.h / 2), abs=1e-6
    )


def test_tab_walks_through_the_boxes_and_back(three: Person):
    for index in (0, 1, 2, 0):
        three.key(Qt.Key.Key_Tab)
        assert three.selected == [three.boxes[index]]
        centred(three, three.boxes[index])
    three.key(Qt.Key.Key_Backtab, SHIFT)
    assert three.selected == [three.boxes[2]]
    three.rest()
    three.check_screen()


def test_a_row_of_the_list_selects_and_flies_there(three: Person):
    table = three.window.annotations.table
    index = table.model().index(1, PLACES["label"])
    three.click_on(table.viewport(), table.visualRect(index).center())
    assert three.selected == [three.boxes[1]]
    centred(three, three.boxes[1])
    three.key(Qt.Key.Key_Down)
    assert three.selected == [three.boxes[2]]
    centred(three, three.boxes[2])


def test_the_list_follows_the_canvas(three: Person):
    table = three.window.annotations.table
    three.key(Qt.Key.Key_0)
    three.rest()
    for box in three.boxes:
        x0, y0, x1, y1 = bounds(box)
        three.click(three.spot(Side.AFTER, (x0 + x1) / 2, (y0 + y1) / 2))
        rows = [index.row() for index in table.selectionModel().selectedRows()]
        assert rows == [three.boxes.index(box)]
    three.key(Qt.Key.Key_3)
    assert table.model().index(2, PLACES["label"]).data() == "new roof"
    three.key(Qt.Key.Key_Delete)
    assert table.model().rowCount() == 2


def test_letters_are_commands_while_the_list_has_the_keyboard(three: Person):
    table = three.window.annotations.table
    three.click_on(table.viewport(), table.visualRect(table.model().index(0, 0)).center())
    assert table.hasFocus()
    three.key(Qt.Key.Key_4)
    assert three.boxes[0].label == "new wall"
    three.key(Qt.Key.Key_W)
    assert three.workspace.view.mode is CompareMode.SWIPE_VERTICAL


@pytest.mark.parametrize("mode", [m for m in CompareMode if m is not CompareMode.SIDE_BY_SIDE])
def test_the_screen_is_right_after_work_in_every_mode(at_work: Person, mode: CompareMode):
    """Dirty rectangles cover what changed: drawing, moving, labelling, undoing, swiping."""
    at_work.mode(mode)
    at_work.drag((200, 200), (260, 250))
    at_work.check_screen()
    at_work.drag((500, 480), (560, 520))
    at_work.key(Qt.Key.Key_7)  # a long name
    at_work.check_screen()
    at_work.drag((530, 500), (400, 330))
    at_work.check_screen()
    at_work.press((420, 340))
    at_work.move((500, 400))
    at_work.check_screen()
    at_work.move((410, 300))
    at_work.check_screen()
    at_work.release((410, 300))
    at_work.check_screen()
    at_work.key(Qt.Key.Key_Escape)
    at_work.key(Qt.Key.Key_L, CTRL)  # no names
    at_work.check_screen()
    at_work.key(Qt.Key.Key_H)  # no boxes
    at_work.check_screen()
    at_work.key(Qt.Key.Key_H)
    at_work.key(Qt.Key.Key_Z, CTRL)
    at_work.check_screen()
    if mode.is_swipe:
        start = (at_work.size[0] / 2, at_work.size[1] / 2)
        at_work.press(start)
        for share in (0.9, 0.2, 0.02, 0.5):
            at_work.move((share * at_work.size[0], share * at_work.size[1]))
            at_work.check_screen()
        at_work.release(start)
