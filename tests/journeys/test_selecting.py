"""Choosing many annotations in every way there is; hiding, locking, duplicating and labelling them."""

from __future__ import annotations

import json

import numpy as np
import pytest
from person import ALT, CTRL, SHIFT, Person
from PySide6.QtCore import Qt
from sample_pairs import SamplePair

from ilmtool.core.annotation import Annotation
from ilmtool.core.geometry import ring_bounds

PLACES = ((480, 240), (560, 240), (640, 240), (480, 330), (560, 330))
LABELS = (1, 1, 2, 3, 1)
"""Keys of the labels that `five` gives: crane, trailer, new roof."""


def number(digit: int) -> Qt.Key:
    return Qt.Key(Qt.Key.Key_0.value + digit)


@pytest.fixture
def five(at_work: Person) -> Person:
    """Somebody with five boxes of three labels; the last crane is confirmed. Nothing is selected."""
    for (x, y), label in zip(PLACES, LABELS, strict=True):
        at_work.drag((x, y), (x + 40, y + 30))
        at_work.key(number(label))
    at_work.key(number(1), CTRL)
    at_work.key(Qt.Key.Key_Escape)
    assert [b.label for b in at_work.boxes] == ["crane", "crane", "trailer", "new roof", "crane"]
    return at_work


def chosen(person: Person) -> list[int]:
    """Which boxes are selected, by their number in drawing order."""
    return [i for i, box in enumerate(person.boxes) if box in person.selected]


def middle(place: int) -> tuple[float, float]:
    x, y = PLACES[place]
    return x + 20, y + 15


def test_click_ctrl_click_and_shift_click(five: Person):
    five.click(middle(0))
    five.click(middle(2), CTRL)
    five.click(middle(3), SHIFT)
    assert chosen(five) == [0, 2, 3]
    five.click(middle(2), CTRL)
    assert chosen(five) == [0, 3]
    five.check_screen()


def test_a_rubber_band_selects_and_adds(five: Person):
    five.drag((470, 230), (610, 280), keys=CTRL)
    assert chosen(five) == [0, 1]
    five.drag((470, 320), (530, 370), keys=CTRL | SHIFT)
    assert chosen(five) == [0, 1, 3]
    five.check_screen()


def test_all_none_and_invert(five: Person):
    five.key(Qt.Key.Key_A, CTRL)
    assert chosen(five) == [0, 1, 2, 3, 4]
    five.key(Qt.Key.Key_A, CTRL | SHIFT)
    assert chosen(five) == []
    five.click(middle(1))
    five.key(Qt.Key.Key_I, CTRL)
    assert chosen(five) == [0, 2, 3, 4]
    five.check_screen()


def test_all_of_a_label_and_all_that_are_similar(five: Person):
    five.click(middle(0))
    five.key(Qt.Key.Key_E, CTRL)
    assert chosen(five) == [0, 1], "the third crane is confirmed, these are not"
    five.key(Qt.Key.Key_E, CTRL | SHIFT)
    assert chosen(five) == [0, 1, 4]
    assert "3 annotations" in five.window.status.said


def test_one_edit_of_many_is_one_named_step(five: Person):
    menu = five.window.actions_
    five.key(Qt.Key.Key_A, CTRL)
    five.key(number(4), ALT)
    assert {b.properties.change for b in five.boxes} == {"moved"}
    assert menu.action("edit.undo").text() == "Undo set change of 5 boxes to moved"
    five.key(Qt.Key.Key_Right)
    assert menu.action("edit.undo").text() == "Undo nudge 5 boxes"
    five.drag(middle(0), (middle(0)[0] + 8, middle(0)[1] + 8))
    assert menu.action("edit.undo").text() == "Undo move 5 boxes"
    five.key(Qt.Key.Key_Z, CTRL)
    assert five.window.status.said == "Undid: Move 5 boxes"
    assert menu.action("edit.undo").text() == "Undo nudge 5 boxes"
    assert menu.action("edit.redo").text() == "Redo move 5 boxes"
    five.key(Qt.Key.Key_Z, CTRL | SHIFT)
    assert five.window.status.said == "Redid: Move 5 boxes"
    for _ in range(3):
        five.key(Qt.Key.Key_Z, CTRL)
    assert {b.properties.change for b in five.boxes} == {"new"}


def test_undo_works_across_saving(five: Person, pair: SamplePair):
    five.key(Qt.Key.Key_A, CTRL)
    five.key(number(7))
    five.saved()
    five.key(Qt.Key.Key_Z, CTRL)
    five.saved()
    labels = [f["properties"]["label"] for f in json.loads(pair.sidecar.read_text("utf-8"))["features"]]
    assert sorted(labels) == ["crane", "crane", "crane", "new roof", "trailer"]


def test_the_last_label_is_repeated(five: Person):
    five.click(middle(2))
    five.key(number(8))
    five.click(middle(3))
    five.key(Qt.Key.Key_R)
    assert [b.label for b in five.boxes][2:4] == ["test stand", "test stand"]


def test_a_duplicate_is_beside_its_original_and_says_the_same(five: Person):
    five.click(middle(4))
    five.key(Qt.Key.Key_D, CTRL)
    original, copy = five.boxes[4], five.boxes[5]
    assert five.selected == [copy]
    assert copy.id != original.id
    assert (copy.label, copy.properties.certainty) == ("crane", "confirmed")
    gap = np.subtract(ring_bounds(copy.ring), ring_bounds(original.ring)) * five.workspace.camera.scale
    assert gap == pytest.approx([12, 12, 12, 12], abs=1e-6)
    assert five.window.actions_.action("edit.undo").text() == "Undo duplicate crane"
    five.check_screen()


# -- hidden ------------------------------------------------------------------------------------------


def test_hidden_boxes_are_counted_and_come_back(five: Person, pair: SamplePair):
    all_of_them = five.boxes
    status = five.window.status
    assert not status.hidden.isVisible()
    five.click(middle(0))
    five.click(middle(1), CTRL)
    five.key(Qt.Key.Key_H, SHIFT)
    assert status.hidden.isVisible()
    assert status.hidden.text() == "2 hidden"
    assert five.selected == []
    five.check_screen()
    five.click(middle(0))
    assert five.selected == [], "what is not drawn cannot be hit"
    five.key(Qt.Key.Key_A, CTRL)
    assert chosen(five) == [2, 3, 4], "nor selected unseen"
    for _ in range(4):
        five.key(Qt.Key.Key_Tab)
        assert chosen(five)[0] in {2, 3, 4}
    five.saved()
    assert len(json.loads(pair.sidecar.read_text("utf-8"))["features"]) == 5, "the file keeps them"
    five.key(Qt.Key.Key_H, CTRL)
    assert not status.hidden.isVisible()
    assert five.boxes == all_of_them
    five.rest()
    five.check_screen()


def test_choosing_a_hidden_row_of_the_table_shows_it(five: Person):
    five.click(middle(2))
    five.key(Qt.Key.Key_H, SHIFT)
    table = five.window.annotations.table
    model = table.model()
    cells = [model.index(row, column) for row in range(5) for column in range(model.columnCount())]
    trailer = next(cell for cell in cells if cell.data() == "trailer")
    five.click_on(table.viewport(), table.visualRect(trailer).center())
    assert chosen(five) == [2]
    assert five.workspace.hidden == frozenset()


def test_all_but_the_selection_is_hidden_and_a_click_brings_it_back(five: Person):
    five.click(middle(3))
    five.key(Qt.Key.Key_H, CTRL | SHIFT)
    assert five.window.status.hidden.text() == "4 hidden"
    assert chosen(five) == [3]
    five.click_on(five.window.status.hidden)
    assert five.workspace.hidden == frozenset()
    five.check_screen()


def test_with_all_boxes_hidden_nothing_is_edited_and_a_new_box_shows_them(five: Person):
    before = five.boxes
    five.key(Qt.Key.Key_A, CTRL)
    five.key(Qt.Key.Key_H)
    assert five.window.status.hidden.text() == "5 hidden"
    five.key(Qt.Key.Key_Delete)
    five.key(number(9))
    five.key(Qt.Key.Key_Left)
    assert five.boxes == before
    five.drag((680, 420), (720, 460))
    assert len(five.boxes) == 6
    assert five.workspace.hidden == frozenset()
    five.check_screen()


# -- locked ------------------------------------------------------------------------------------------


def place_of(box: Annotation) -> tuple[float, float, float, float]:
    assert box.ring is not None
    return ring_bounds(box.ring)


def test_a_locked_box_is_left_alone_by_mouse_and_key(five: Person, pair: SamplePair):
    five.click(middle(0))
    five.key(Qt.Key.Key_L, CTRL | SHIFT)
    (locked,) = [b for b in five.boxes if b.properties.locked]
    assert five.window.actions_.action("edit.lock").isChecked()
    five.drag(middle(0), (700, 420))
    assert len(five.boxes) == 6, "a drag over it draws: it is no handle"
    five.click(middle(0))
    five.drag((480, 240), (450, 220))
    assert len(five.boxes) == 7, "nor are its corners"
    five.key(Qt.Key.Key_A, CTRL)
    five.key(Qt.Key.Key_Right, SHIFT)
    five.key(number(7))
    assert five.window.status.said == "1 locked annotation was left as it is"
    five.key(Qt.Key.Key_Delete)
    assert five.boxes == [locked], "of seven"
    five.saved()
    (feature,) = json.loads(pair.sidecar.read_text("utf-8"))["features"]
    assert feature["properties"]["locked"] is True
    five.key(Qt.Key.Key_A, CTRL)
    five.key(Qt.Key.Key_L, CTRL | SHIFT)
    five.key(Qt.Key.Key_Right)
    assert place_of(five.boxes[0])[0] == place_of(locked)[0] + 1
    five.saved()
    (feature,) = json.loads(pair.sidecar.read_text("utf-8"))["features"]
    assert "locked" not in feature["properties"]
