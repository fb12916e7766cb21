"""Boxes can be drawn in every compare mode, on either side, down to two screen pixels."""

from __future__ import annotations

import numpy as np
import pytest
from person import SHIFT, Person, Spot
from PySide6.QtCore import Qt

from ilmtool.core.annotation import Annotation
from ilmtool.core.geometry import ring_bounds
from ilmtool.core.layout import CompareMode, Side

CRANE = (230, 159, 0)
"""Colour of the label that the first box gets, from the label set that ships."""


def bounds(annotation: Annotation) -> tuple[float, float, float, float]:
    assert annotation.ring is not None
    return ring_bounds(annotation.ring)


def corners(person: Person, side: Side, a: Spot, b: Spot) -> tuple[float, float, float, float]:
    """Bounds, in a side's pixels, between two canvas positions."""
    (ax, ay), (bx, by) = person.under(side, a), person.under(side, b)
    return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


@pytest.mark.parametrize(
    ("mode", "start", "side"),
    [
        (CompareMode.SIDE_BY_SIDE, (200, 300), Side.BEFORE),
        (CompareMode.SIDE_BY_SIDE, (600, 300), Side.AFTER),
        (CompareMode.SWIPE_VERTICAL, (200, 300), Side.BEFORE),
        (CompareMode.SWIPE_VERTICAL, (600, 300), Side.AFTER),
        (CompareMode.SWIPE_HORIZONTAL, (300, 200), Side.BEFORE),
        (CompareMode.SWIPE_HORIZONTAL, (300, 500), Side.AFTER),
        (CompareMode.BEFORE, (400, 300), Side.BEFORE),
        (CompareMode.AFTER, (400, 300), Side.AFTER),
    ],
)
def test_a_drag_is_a_box_in_every_mode(at_work: Person, mode: CompareMode, start: Spot, side: Side):
    if mode is not CompareMode.SIDE_BY_SIDE:
        at_work.mode(mode)
    end = (start[0] + 41, start[1] + 23)
    assert at_work.date_at(start) is side
    at_work.drag(start, end)
    (box,) = at_work.boxes
    assert box.drawn_on == at_work.workspace.pair.scene_id(side)
    assert bounds(box) == pytest.approx(corners(at_work, side, start, end), abs=1e-9)


@pytest.mark.parametrize(
    ("mode", "start", "shown"),
    [
        (CompareMode.SIDE_BY_SIDE, (600, 300), Side.BEFORE),
        (CompareMode.SIDE_BY_SIDE, (200, 300), Side.AFTER),
        (CompareMode.SWIPE_VERTICAL, (600, 300), Side.BEFORE),
        (CompareMode.AFTER, (400, 300), Side.BEFORE),
        (CompareMode.BEFORE, (400, 300), Side.AFTER),
    ],
)
def test_a_box_drawn_while_flickering_belongs_to_the_date_on_screen(
    at_work: Person, mode: CompareMode, start: Spot, shown: Side
):
    if mode is not CompareMode.SIDE_BY_SIDE:
        at_work.mode(mode)
    with at_work.holding(Qt.Key.Key_F):
        assert at_work.date_at(start) is shown
        end = (start[0] + 30, start[1] + 30)
        at_work.drag(start, end)
        expected = corners(at_work, shown, start, end)
    (box,) = at_work.boxes
    assert box.drawn_on == box.properties.visible_scene == at_work.workspace.pair.scene_id(shown)
    assert bounds(box) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("side", list(Side))
def test_a_box_drawn_on_one_date_shows_on_both(at_work: Person, side: Side):
    start, end = ((200, 300), (241, 323)) if side is Side.BEFORE else ((628, 300), (669, 323))
    at_work.drag(start, end)
    at_work.key(Qt.Key.Key_Escape)  # unselected: only the outline is left
    assert not at_work.selected
    at_work.move((100, 650))
    shot = at_work.shot()
    left, right = at_work.pane(Side.BEFORE).frame, at_work.pane(Side.AFTER).frame
    for frame in (left, right):
        x0 = frame.x + start[0] - (left.x if side is Side.BEFORE else right.x)
        x1, y0, y1 = x0 + 41, 300, 323
        middle_x, middle_y = (x0 + x1) // 2, (y0 + y1) // 2
        outline = [(x0 - 1, middle_y), (x1, middle_y), (middle_x, y0 - 1), (middle_x, y1)]
        assert [tuple(shot[y, x]) for x, y in outline] == [CRANE] * 4
        # The outline lies outside: what the analyst drew around stays visible, to its last pixel.
        inside = shot[y0:y1, x0:x1].astype(int)
        assert np.ptp(inside, axis=2).max() == 0, "grey ground only"


def test_two_screen_pixels_are_a_box_and_one_is_not(at_work: Person):
    at_work.drag((600, 300), (602, 302), steps=2)
    assert len(at_work.boxes) == 1
    assert bounds(at_work.boxes[0]) == pytest.approx(
        corners(at_work, Side.AFTER, (600, 300), (602, 302)), abs=1e-9
    )
    at_work.drag((650, 400), (651, 401), steps=1)
    assert len(at_work.boxes) == 1


def test_a_box_drawn_beyond_the_image_ends_at_its_edge(at_work: Person):
    at_work.mode(CompareMode.AFTER)
    right, bottom = at_work.spot(Side.AFTER, 1000, 800)
    assert right < at_work.size[0]
    at_work.drag((right - 30, bottom - 20), (at_work.size[0] - 1, bottom + 15))
    x0, y0, x1, y1 = bounds(at_work.boxes[0])
    assert (x1, y1) == (1000, 800)
    assert x0 < 1000
    assert y0 < 800


def test_nothing_is_drawn_outside_the_image(at_work: Person):
    at_work.mode(CompareMode.AFTER)
    left, top = at_work.spot(Side.AFTER, 0, 0)
    assert top > 20
    at_work.drag((left + 50, top - 18), (left + 90, top - 3))
    assert at_work.boxes == []


def test_a_drag_that_leaves_the_window_still_ends(at_work: Person):
    at_work.press((600, 300))
    at_work.move((640, 340))
    at_work.move((640, -200))
    at_work.release((640, -200))
    (box,) = at_work.boxes
    assert bounds(box)[1] == 0
    at_work.move((700, 400))
    at_work.drag((500, 400), (520, 420))
    assert len(at_work.boxes) == 2


def test_escape_drops_a_drag_and_nothing_else(at_work: Person):
    at_work.drag((500, 400), (540, 440))
    at_work.press((600, 300))
    at_work.move((660, 360))
    at_work.key(Qt.Key.Key_Escape)
    at_work.move((680, 380))
    at_work.release((680, 380))
    assert len(at_work.boxes) == 1
    assert len(at_work.selected) == 1, "one Esc backs out of one thing"
    at_work.key(Qt.Key.Key_Escape)
    assert at_work.selected == []


def test_shift_draws_on_top_of_a_selected_box(at_work: Person):
    at_work.drag((550, 300), (650, 400))
    at_work.drag((580, 330), (600, 350), keys=SHIFT)
    assert len(at_work.boxes) == 2


def test_the_size_is_told_while_dragging_and_the_ghost_is_gone_after(at_work: Person):
    empty = at_work.shot()
    at_work.press((600, 300))
    at_work.move((660, 360))
    assert (at_work.shot() != empty).any()
    at_work.key(Qt.Key.Key_Escape)
    at_work.release((660, 360))
    at_work.move((30, 650))
    # The images fill the rows from 200 to 480; the mirrored cursor is far below.
    assert (at_work.shot()[200:480] == empty[200:480]).all()


def test_bytes_on_disk_follow_each_mode(at_work: Person, pair):
    """What is drawn in a swipe is saved like the rest."""
    at_work.mode(CompareMode.SWIPE_HORIZONTAL)
    at_work.drag((300, 200), (330, 230))
    at_work.saved()
    assert at_work.boxes[0].id in pair.sidecar.read_text(encoding="utf-8")
