"""Exact numbers: read and typed in the inspector, for one annotation and for many."""

from __future__ import annotations

import numpy as np
import pytest
from person import CTRL, SHIFT, Person
from PySide6.QtCore import Qt

from ilmtool.core.edits import frame_of, heading
from ilmtool.core.geometry import ring_bounds
from ilmtool.core.layout import Side
from ilmtool.ui.panels.numbers import NumberField


def field(person: Person, name: str) -> NumberField:
    return person.window.inspector.numbers.fields[name]


def give(person: Person, name: str, text: str, end: Qt.Key = Qt.Key.Key_Return) -> None:
    """Type a number into a field of the inspector."""
    field(person, name).setFocus()
    field(person, name).selectAll()
    person.type(text)
    person.key(end)


@pytest.fixture
def boxed(at_work: Person) -> Person:
    at_work.drag((600, 300), (700, 360))
    return at_work


def bounds(person: Person, place: int = 0) -> tuple[float, float, float, float]:
    return ring_bounds(person.boxes[place].ring)


def test_numbers_are_shown_and_typed(boxed: Person):
    x0, y0, x1, y1 = bounds(boxed)
    shown = [field(boxed, name).value() for name in ("x", "y", "width", "height", "angle")]
    assert shown == pytest.approx([x0, y0, x1 - x0, y1 - y0, 0], abs=1e-3)
    give(boxed, "x", "300")
    assert boxed.canvas.hasFocus(), "Enter gives the keyboard back"
    give(boxed, "y", "250.5")
    give(boxed, "width", "42.25")
    give(boxed, "height", "17")
    assert bounds(boxed) == pytest.approx((300, 250.5, 342.25, 267.5), abs=1e-9)
    assert boxed.window.actions_.action("edit.undo").text() == "Undo resize crane"
    boxed.check_screen()
    give(boxed, "angle", "30")
    (box,) = boxed.boxes
    assert heading(box.ring) == pytest.approx(30)
    frame = frame_of(box.ring)
    assert (frame.u[1] - frame.u[0], frame.v[1] - frame.v[0]) == pytest.approx((42.25, 17))
    assert box.properties.shape == "oriented_box"
    boxed.check_screen()
    for _ in range(5):
        boxed.key(Qt.Key.Key_Z, CTRL)
    assert bounds(boxed) == pytest.approx((x0, y0, x1, y1))


def test_looking_at_numbers_changes_nothing(boxed: Person):
    before = boxed.boxes
    for name in ("x", "y", "width", "height", "angle"):
        field(boxed, name).setFocus()
        boxed.key(Qt.Key.Key_Return)
    assert boxed.boxes == before, "what is shown rounded is not written back"


def test_escape_drops_what_was_typed(boxed: Person):
    before = boxed.boxes
    give(boxed, "x", "1", Qt.Key.Key_Escape)
    assert boxed.boxes == before
    assert field(boxed, "x").value() == pytest.approx(bounds(boxed)[0], abs=1e-3)
    assert boxed.canvas.hasFocus()


def test_numbers_end_at_the_image_s_edge(boxed: Person):
    give(boxed, "x", "5000")
    assert bounds(boxed)[2] == pytest.approx(1000)
    assert field(boxed, "x").value() == pytest.approx(bounds(boxed)[0], abs=1e-3)
    give(boxed, "height", "9999")
    assert bounds(boxed)[3] == pytest.approx(800)
    give(boxed, "width", "0")
    assert bounds(boxed)[2] - bounds(boxed)[0] == pytest.approx(0.01)


def test_arrows_step_a_number_and_a_burst_is_one_step(boxed: Person):
    before = bounds(boxed)
    field(boxed, "x").setFocus()
    for _ in range(3):
        boxed.key(Qt.Key.Key_Up)
    assert bounds(boxed)[0] == pytest.approx(before[0] + 3, abs=2e-3)
    boxed.key(Qt.Key.Key_Escape)
    boxed.key(Qt.Key.Key_Z, CTRL)
    assert bounds(boxed) == before


def test_the_place_on_the_ground_is_told(boxed: Person):
    give(boxed, "x", "200")
    give(boxed, "y", "100")
    give(boxed, "width", "40")
    give(boxed, "height", "20")
    text = boxed.window.inspector.numbers.ground.text()
    place, size = text.split("\n")
    lat, lon = (float(part) for part in place.split(", "))
    ground = boxed.workspace.pair.after.ground
    assert ground.to_pixel(np.array([[lon, lat]]))[0] == pytest.approx((220, 110), abs=0.3)
    # Pixels of 0.5 m in UTM, whose scale there is 0.9997.
    assert size.startswith("20.01 × 10.00 m, top edge 0")


def test_values_that_differ_are_shown_as_such_and_an_edit_makes_them_one(boxed: Person):
    boxed.drag((480, 420), (520, 440))
    boxed.key(Qt.Key.Key_3)
    boxed.key(Qt.Key.Key_A, CTRL)
    inspector = boxed.window.inspector
    assert inspector.label.text() == "(several)"
    assert field(boxed, "width").text() == "(several)"
    assert field(boxed, "angle").value() == 0, "which they share"
    give(boxed, "width", "24")
    widths = [bounds(boxed, i)[2] - bounds(boxed, i)[0] for i in (0, 1)]
    assert widths == pytest.approx([24, 24])
    assert field(boxed, "width").value() == pytest.approx(24)
    assert boxed.window.actions_.action("edit.undo").text() == "Undo resize 2 boxes"
    inspector.term.setFocus()
    boxed.type("apparent")
    boxed.key(Qt.Key.Key_Return)
    assert {b.properties.certainty_term for b in boxed.boxes} == {"apparent"}
    boxed.key(Qt.Key.Key_Z, CTRL)
    assert {b.properties.certainty_term for b in boxed.boxes} == {None}, "one step for both"
    boxed.key(Qt.Key.Key_Z, CTRL)
    assert bounds(boxed, 1)[2] - bounds(boxed, 1)[0] != pytest.approx(24)


def test_a_thousand_move_as_one_and_a_difference_far_down_is_seen(boxed: Person):
    for _ in range(10):
        boxed.key(Qt.Key.Key_A, CTRL)
        boxed.key(Qt.Key.Key_D, CTRL)
    assert len(boxed.boxes) == 1024
    last = bounds(boxed, -1)
    spot = boxed.spot(Side.AFTER, (last[0] + last[2]) / 2, (last[1] + last[3]) / 2)
    boxed.key(Qt.Key.Key_A, CTRL)
    boxed.press(spot)
    boxed.move((spot[0] - 40, spot[1] - 30))
    boxed.check_screen()
    boxed.release((spot[0] - 40, spot[1] - 30))
    boxed.check_screen()
    assert boxed.window.actions_.action("edit.undo").text() == "Undo move 1,024 boxes"
    boxed.workspace.select([boxed.boxes[-1].id])
    boxed.key(Qt.Key.Key_4)
    boxed.key(Qt.Key.Key_A, CTRL)
    inspector = boxed.window.inspector
    boxed.until(lambda: inspector.label.text() == "(several)")  # of very many, once they are painted
    boxed.until(lambda: inspector.numbers.fields["x"].text() == "(several)")
    boxed.workspace.select([boxed.boxes[-1].id])
    assert inspector.label.text() == "new wall  (4)"
    boxed.key(Qt.Key.Key_A, CTRL)
    inspector.note.setFocus()
    assert inspector.label.text() == "(several)", "whoever types sees what he types over"


def test_a_locked_annotation_has_no_numbers_to_edit(boxed: Person):
    boxed.window.inspector.numbers.lock.setFocus()
    boxed.key(Qt.Key.Key_Space)
    assert boxed.boxes[0].properties.locked
    assert not field(boxed, "x").isEnabled()
    boxed.drag((480, 420), (520, 440))
    boxed.key(Qt.Key.Key_A, CTRL)
    lock = boxed.window.inspector.numbers.lock
    assert lock.checkState() == Qt.CheckState.PartiallyChecked
    boxed.key(Qt.Key.Key_L, CTRL | SHIFT)
    assert lock.checkState() == Qt.CheckState.Checked
    lock.setFocus()
    boxed.key(Qt.Key.Key_Space)
    assert [b.properties.locked for b in boxed.boxes] == [None, None]
