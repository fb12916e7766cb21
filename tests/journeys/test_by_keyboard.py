"""A pair is annotated, from opening to the saved file, without one mouse event."""

from __future__ import annotations

import json

import pytest
from person import ALT, CTRL, SHIFT, Person
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from sample_pairs import SamplePair

from ilmtool.core.geometry import box_ring, ring_bounds
from ilmtool.core.layout import CompareMode, Side
from ilmtool.ui.dialogs.finder import Finder

MOUSE = {
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseButtonRelease,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
}


class NoMouse(QObject):
    """Notes every mouse event that reaches the program."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[QEvent.Type] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in MOUSE:
            self.seen.append(event.type())
        return False


def cursor_at(person: Person) -> tuple[float, float]:
    """Where the keyboard cursor is, in px of its scene."""
    cursor = person.canvas._keys._cursor
    assert cursor is not None
    return cursor.at


def walk(person: Person, right: int = 0, down: int = 0) -> None:
    """Move the cursor by so many px, in hundreds, tens and ones."""
    for count, forth, back in (
        (right, Qt.Key.Key_Right, Qt.Key.Key_Left),
        (down, Qt.Key.Key_Down, Qt.Key.Key_Up),
    ):
        key = forth if count > 0 else back
        for step, keys in ((100, CTRL), (10, SHIFT), (1, Qt.KeyboardModifier.NoModifier)):
            for _ in range(abs(count) % (step * 10 if step < 100 else 10**6) // step):
                person.key(key, keys)


def test_from_open_to_the_saved_file(person: Person, pair: SamplePair, monkeypatch: pytest.MonkeyPatch):
    watcher = NoMouse()
    QApplication.instance().installEventFilter(watcher)
    # The dialog is the system's own, and is not drawn here; which files it was given is what counts.
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(pair.after), str(pair.before)], ""))
    person.key(Qt.Key.Key_O, CTRL)
    person.until(lambda: person.workspace.pair is not None)
    person.rest()

    # A box on the after image.
    person.key(Qt.Key.Key_K)
    x, y = cursor_at(person)
    assert (x, y) == (round(x), round(y)), "on the corner of a pixel"
    walk(person, 40, -30)
    assert cursor_at(person) == (x + 40, y - 30)
    person.key(Qt.Key.Key_Return)
    walk(person, 123, 37)
    person.rest()
    person.check_screen()
    person.key(Qt.Key.Key_Return)
    (first,) = person.boxes
    assert first.ring == box_ring(x + 40, y - 30, x + 163, y + 7), "exact to the pixel"
    assert first.drawn_on == person.workspace.pair.scene_id(Side.AFTER)
    person.check_screen()
    person.key(Qt.Key.Key_3)
    person.key(Qt.Key.Key_2, CTRL)
    person.key(Qt.Key.Key_2, ALT)
    person.key(Qt.Key.Key_N)
    person.type("by the fence")
    person.key(Qt.Key.Key_Escape)

    # One on the before image.
    person.key(Qt.Key.Key_K)
    walk(person, -20, 25)
    person.key(Qt.Key.Key_Return)
    walk(person, 9, 5)
    person.key(Qt.Key.Key_Return)
    second = person.boxes[1]
    assert second.drawn_on == person.workspace.pair.scene_id(Side.BEFORE)
    x0, y0, x1, y1 = ring_bounds(second.ring)
    assert (x1 - x0, y1 - y0) == pytest.approx((9, 5), abs=1e-9)
    assert second.label == "new roof", "the last label sticks"

    # Label by search, walk, undo, redo, delete, save.
    person.key(Qt.Key.Key_L)
    person.until(lambda: isinstance(QApplication.activeWindow(), Finder) or QApplication.activeModalWidget())
    person.type("mater")
    person.key(Qt.Key.Key_Return)
    assert person.boxes[1].label == "construction material"
    person.key(Qt.Key.Key_Escape)
    person.key(Qt.Key.Key_Tab)
    person.key(Qt.Key.Key_Right)
    assert person.boxes[0].ring == box_ring(x + 41, y - 30, x + 164, y + 7), (
        "without the cursor, arrows nudge"
    )
    person.key(Qt.Key.Key_Z, CTRL)
    assert person.boxes[0].ring == first.ring
    person.key(Qt.Key.Key_S, CTRL)
    person.saved()
    features = json.loads(pair.sidecar.read_text("utf-8"))["features"]
    said = sorted((f["properties"]["label"], f["properties"]["change"]) for f in features)
    assert said == [("construction material", "new"), ("new roof", "removed")]
    assert "by the fence" in pair.sidecar.read_text("utf-8")
    QApplication.instance().removeEventFilter(watcher)
    assert watcher.seen == []


def test_escape_drops_the_box_then_the_cursor_then_the_selection(at_work: Person):
    at_work.drag((600, 300), (640, 340))
    at_work.move((20, 20))
    shot = at_work.shot()
    at_work.key(Qt.Key.Key_K)
    at_work.key(Qt.Key.Key_Return)
    walk(at_work, 30, 30)
    at_work.key(Qt.Key.Key_Escape)
    assert at_work.canvas._keys.is_on
    walk(at_work, -10, -10)
    at_work.key(Qt.Key.Key_Escape)
    assert not at_work.canvas._keys.is_on
    assert len(at_work.boxes) == 1
    assert len(at_work.selected) == 1
    at_work.check_screen()
    at_work.move((40, 40))
    at_work.move((20, 20))
    assert (at_work.shot() == shot).all(), "nothing of it is left"
    at_work.key(Qt.Key.Key_Escape)
    assert at_work.selected == []


def test_the_cursor_is_seen_on_both_dates_and_told(at_work: Person):
    at_work.key(Qt.Key.Key_K)
    x, y = cursor_at(at_work)
    spot = at_work.spot(Side.AFTER, x, y)
    shot = at_work.shot()
    column, row = round(spot[0]), round(spot[1])
    assert tuple(shot[row, column - 40]) == (255, 235, 0)
    assert tuple(shot[row - 40, column]) == (255, 235, 0)
    assert tuple(shot[row, column]) != (255, 235, 0), "what is pointed at stays in view"
    assert f"after px {x:.1f}, {y:.1f}" in at_work.window.status._place.text()
    left, right = at_work.pane(Side.BEFORE).frame, at_work.pane(Side.AFTER).frame
    other = shot[row - 10 : row + 10, column - right.x + left.x - 10 : column - right.x + left.x + 10]
    assert (other == 255).all(axis=2).any(), "the crosshair on the other date"


def test_the_view_follows_the_cursor_and_it_stops_at_the_image_s_edge(at_work: Person):
    for _ in range(6):
        at_work.key(Qt.Key.Key_Plus)
    at_work.key(Qt.Key.Key_K)
    for _ in range(12):
        at_work.key(Qt.Key.Key_Right, CTRL)
    assert cursor_at(at_work)[0] == 1000
    spot = at_work.spot(Side.AFTER, *cursor_at(at_work))
    assert at_work.pane(Side.AFTER).frame.contains(*spot)
    at_work.rest()
    at_work.check_screen()


def test_a_zoom_by_key_keeps_the_cursor_s_place(at_work: Person):
    at_work.key(Qt.Key.Key_K)
    walk(at_work, 130, 70)
    before = at_work.spot(Side.AFTER, *cursor_at(at_work))
    for _ in range(4):
        at_work.key(Qt.Key.Key_Plus)
    assert at_work.spot(Side.AFTER, *cursor_at(at_work)) == pytest.approx(before, abs=1e-6)
    at_work.rest()
    at_work.check_screen()


def test_oriented_boxes_and_polygons_by_keyboard(at_work: Person):
    at_work.key(Qt.Key.Key_O)
    at_work.key(Qt.Key.Key_K)
    x, y = cursor_at(at_work)
    at_work.key(Qt.Key.Key_Return)
    walk(at_work, 80, 60)
    at_work.key(Qt.Key.Key_Return)
    walk(at_work, -80, 15)
    at_work.check_screen()
    at_work.key(Qt.Key.Key_Return)
    (box,) = at_work.boxes
    assert box.properties.shape == "oriented_box"
    assert box.ring[0] == pytest.approx((x, y))
    assert box.ring[3] == pytest.approx((x + 80, y + 60))
    at_work.key(Qt.Key.Key_P)
    corners = [cursor_at(at_work)]
    at_work.key(Qt.Key.Key_Return)
    for right, down in ((40, 10), (5, 50), (-60, 20)):
        walk(at_work, right, down)
        corners.append(cursor_at(at_work))
        at_work.key(Qt.Key.Key_Return)
    at_work.key(Qt.Key.Key_Return)
    assert len(at_work.boxes) == 2
    assert at_work.boxes[1].ring == (*corners, corners[0])
    at_work.check_screen()


@pytest.mark.parametrize("mode", list(CompareMode))
def test_a_box_is_drawn_by_keyboard_in_every_mode(at_work: Person, mode: CompareMode):
    if mode is not CompareMode.SIDE_BY_SIDE:
        at_work.mode(mode)
    at_work.key(Qt.Key.Key_K)
    x, y = cursor_at(at_work)
    at_work.key(Qt.Key.Key_Return)
    walk(at_work, 25, 12)
    at_work.check_screen()
    at_work.key(Qt.Key.Key_Return)
    (box,) = at_work.boxes
    assert ring_bounds(box.ring) == pytest.approx((x, y, x + 25, y + 12), abs=1e-9)
    at_work.check_screen()


def test_the_view_is_moved_by_keyboard(at_work: Person):
    at_work.key(Qt.Key.Key_Plus)
    before = at_work.workspace.camera
    at_work.key(Qt.Key.Key_Right, CTRL)
    at_work.key(Qt.Key.Key_Up, CTRL)
    now = at_work.workspace.camera
    assert now.origin_x > before.origin_x
    assert now.origin_y < before.origin_y
    at_work.mode(CompareMode.SWIPE_VERTICAL)
    at_work.key(Qt.Key.Key_Right, ALT)
    assert at_work.workspace.view.divider == pytest.approx(0.52)
    at_work.rest()
    at_work.check_screen()
