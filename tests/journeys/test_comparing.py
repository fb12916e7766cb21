"""Lens, fade, differences, edges, red and cyan, the magnifier and the full screen, by mouse and keys."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from person import ALT, CTRL, SHIFT, Person, Spot
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtTest import QTest
from sample_pairs import AFTER_GREY, BEFORE_GREY, LIME, RED, SamplePair

from ilmtool.core.layout import CompareMode, Side

COMPOSED = [mode for mode in CompareMode if mode.is_composed]
GROUND: Spot = (400, 330)
"""A canvas position where both dates of the sample pair show nothing but ground."""


def turn(person: Person, spot: Spot, notches: int) -> None:
    """The wheel with Shift held."""
    person.move(spot)
    handle, point = person._at(spot)
    QTest.wheelEvent(handle, QPointF(point), QPoint(0, 120 * notches), QPoint(), SHIFT)


def drawn_on(person: Person, pair: SamplePair) -> list[str]:
    """Which scene each box was drawn on by the file, in the order of drawing: `before` or `after`."""
    person.saved()
    saved = json.loads(pair.sidecar.read_text())
    roles = {scene["id"]: scene["role"] for scene in saved["ilmtool"]["scenes"]}
    found = {feature["id"]: roles[feature["properties"]["drawn_on"]] for feature in saved["features"]}
    return [found[box.id] for box in person.boxes]


# -- lens ----------------------------------------------------------------------------------------------


def test_the_lens_shows_before_around_the_cursor_and_nowhere_else(at_work: Person):
    at_work.mode(CompareMode.LENS)
    for centre in (GROUND, (300, 400), (500, 250)):
        at_work.move(centre)
        radius = round(at_work.workspace.view.cut.lens_radius)
        shot = at_work.shot()
        shot[:40], shot[560:] = 0, 0  # captions, scale bar
        rows, cols = np.nonzero((shot >= BEFORE_GREY).all(axis=2) & (shot <= BEFORE_GREY + 4).all(axis=2))
        away = np.hypot(cols + 0.5 - centre[0], rows + 0.5 - centre[1])
        assert away.max() < radius + 3, "no more than the rim is beyond"
        inside = np.hypot(*np.mgrid[-radius + 4 : radius - 3, -radius + 4 : radius - 3]) < radius - 4
        assert len(rows) > 0.9 * inside.sum(), "but for a mark, all of it is the before date"
        at_work.check_screen()


def test_the_lens_leaves_nothing_behind_however_fast_it_goes(at_work: Person):
    at_work.mode(CompareMode.LENS)
    for spot in ((100, 100), (800, 600), (5, 5), (845, 20), (420, 330)):
        at_work.move(spot)
        at_work.check_screen()


def test_held_flicker_swaps_inside_and_outside(at_work: Person):
    at_work.mode(CompareMode.LENS)
    at_work.move(GROUND)
    radius = at_work.workspace.view.cut.lens_radius
    beside = (GROUND[0] + radius + 20, GROUND[1])
    inside = (GROUND[0] + 20, GROUND[1])
    assert (at_work.date_at(inside), at_work.date_at(beside)) == (Side.BEFORE, Side.AFTER)
    with at_work.holding(Qt.Key.Key_F):
        assert (at_work.date_at(inside), at_work.date_at(beside)) == (Side.AFTER, Side.BEFORE)
        at_work.check_screen()
    assert (at_work.date_at(inside), at_work.date_at(beside)) == (Side.BEFORE, Side.AFTER)


def test_wheel_with_shift_and_keys_size_the_lens_and_it_is_remembered(
    at_work: Person, pair: SamplePair, config: Path
):
    at_work.mode(CompareMode.LENS)
    first, scale = at_work.workspace.view.cut.lens_radius, at_work.workspace.camera.scale
    turn(at_work, GROUND, 2)
    grown = at_work.workspace.view.cut.lens_radius
    assert grown == pytest.approx(first * 1.21)
    at_work.check_screen()
    at_work.key(Qt.Key.Key_Down, ALT)
    assert at_work.workspace.view.cut.lens_radius == pytest.approx(first * 1.1)
    at_work.key(Qt.Key.Key_Up, ALT)
    assert at_work.workspace.camera.scale == scale, "no zoom"
    at_work.wheel(GROUND, 1)
    assert at_work.workspace.camera.scale > scale, "the plain wheel zooms, as everywhere"
    at_work.mode(CompareMode.AFTER)
    at_work.until(lambda: at_work.program.executor.is_idle)
    assert json.loads((config / "settings.json").read_text())["lens_size"] == round(2 * grown)


def test_what_is_drawn_in_the_lens_is_drawn_on_what_it_shows(at_work: Person, pair: SamplePair):
    """The lens goes with the pointer: by its date from corner to corner, also far beyond where it was."""
    at_work.mode(CompareMode.LENS)
    at_work.drag((250, 300), (620, 420))
    with at_work.holding(Qt.Key.Key_F):
        at_work.drag((300, 200), (340, 230))
    assert drawn_on(at_work, pair) == ["before", "after"]
    at_work.check_screen()


def test_a_lens_that_stays_can_be_drawn_beside(at_work: Person, pair: SamplePair):
    at_work.mode(CompareMode.LENS)
    at_work.move(GROUND)
    at_work.window.run_by_id("view.hold-lens")
    radius = at_work.workspace.view.cut.lens_radius
    outside = (GROUND[0] + radius + 30, GROUND[1])
    at_work.move(outside)
    assert at_work.date_at((GROUND[0] + 20, GROUND[1])) is Side.BEFORE, "it did not come along"
    at_work.drag(outside, (outside[0] + 40, outside[1] + 30))
    at_work.drag(GROUND, (GROUND[0] + 40, GROUND[1] + 30), keys=SHIFT)
    assert drawn_on(at_work, pair) == ["after", "before"]


def test_the_lens_goes_with_the_keyboard_cursor(at_work: Person):
    at_work.mode(CompareMode.LENS)
    at_work.move((5, 600))
    at_work.move((100, 600))
    at_work.key(Qt.Key.Key_K)
    for _ in range(3):
        at_work.key(Qt.Key.Key_Right, CTRL)
    spot = at_work.canvas._keys._spot()
    assert spot is not None
    assert at_work.date_at((spot[0] + 20, spot[1] + 20)) is Side.BEFORE
    at_work.check_screen()
    at_work.key(Qt.Key.Key_K)  # over to the date around it: the lens makes way
    spot = at_work.canvas._keys._spot()
    assert spot is not None
    assert at_work.date_at((spot[0] + 20, spot[1] + 20)) is Side.AFTER
    at_work.check_screen()


# -- fade ----------------------------------------------------------------------------------------------


def test_the_slider_fades_from_one_date_to_the_other(at_work: Person):
    at_work.mode(CompareMode.BEFORE)
    at_work.move((5, 600))
    alone = {Side.BEFORE: at_work.shot()}
    at_work.mode(CompareMode.AFTER)
    alone[Side.AFTER] = at_work.shot()
    at_work.mode(CompareMode.FADE)
    bar = at_work.canvas.bar
    assert bar.isVisible()
    x, y = GROUND[0], GROUND[1]
    for percent in (0, 25, 50, 80, 100):
        bar.slider.setValue(percent)
        grey = int(at_work.shot()[y, x, 0])
        assert grey == pytest.approx(BEFORE_GREY + (AFTER_GREY - BEFORE_GREY) * percent / 100, abs=5)
        assert bar.value.text() == f"{percent} %"
        at_work.check_screen()
    below_captions, above_bar = 40, at_work.size[1] - 60
    for percent, side in ((0, Side.BEFORE), (100, Side.AFTER)):
        bar.slider.setValue(percent)
        shown = at_work.shot()[below_captions:above_bar]
        assert (shown == alone[side][below_captions:above_bar]).all(), "exactly the one date"


def test_keys_wheel_and_the_keyboard_on_the_slider_fade(at_work: Person):
    at_work.mode(CompareMode.FADE)
    at_work.key(Qt.Key.Key_Right, ALT)
    assert at_work.workspace.view.cut.fade == pytest.approx(0.52)
    at_work.key(Qt.Key.Key_Left, ALT)
    turn(at_work, GROUND, -2)
    assert at_work.workspace.view.cut.fade == pytest.approx(0.4)
    slider = at_work.canvas.bar.slider
    at_work.until(lambda: slider.value() == 40)
    while not slider.hasFocus():
        at_work.key(Qt.Key.Key_F6)
    at_work.key(Qt.Key.Key_Right)
    assert at_work.workspace.view.cut.fade == pytest.approx(0.41)
    assert slider.accessibleName()
    at_work.key(Qt.Key.Key_Escape)
    assert at_work.canvas.hasFocus()


def test_a_fade_works_on_the_date_that_is_seen_better(at_work: Person, pair: SamplePair):
    at_work.mode(CompareMode.FADE)
    for percent, start in ((80, (250, 300)), (20, (450, 300))):
        at_work.canvas.bar.slider.setValue(percent)
        at_work.drag(start, (start[0] + 60, start[1] + 50))
    assert drawn_on(at_work, pair) == ["after", "before"]
    at_work.check_screen()


def test_flicker_shows_the_date_that_is_seen_less(at_work: Person):
    at_work.mode(CompareMode.FADE)
    at_work.canvas.bar.slider.setValue(90)
    with at_work.holding(Qt.Key.Key_F):
        assert at_work.date_at(GROUND) is Side.BEFORE
    at_work.canvas.bar.slider.setValue(10)
    with at_work.holding(Qt.Key.Key_F):
        assert at_work.date_at(GROUND) is Side.AFTER


# -- composed ------------------------------------------------------------------------------------------


def test_unchanged_ground_is_no_difference_though_its_brightness_is_another(at_work: Person):
    """The ground is 70 levels brighter on the after date: matched, that is no change."""
    at_work.mode(CompareMode.DIFFERENCE)
    x, y = GROUND
    assert at_work.shot()[y - 5 : y + 5, x - 5 : x + 5].max() <= 2 * 10
    at_work.mode(CompareMode.SIGNED_DIFFERENCE)
    assert np.abs(at_work.shot()[y, x].astype(int) - 120).max() <= 15, "neutral"
    at_work.mode(CompareMode.RED_CYAN)
    assert np.ptp(at_work.shot()[y, x].astype(int)) <= 6, "grey"


@pytest.mark.parametrize("mode", COMPOSED)
def test_a_composed_picture_is_right_wherever_one_pans_and_zooms(at_work: Person, mode: CompareMode):
    at_work.mode(mode)
    at_work.wheel(GROUND, 2)
    at_work.drag((300, 300), (371, 255), button=Qt.MouseButton.MiddleButton)
    at_work.drag((300, 300), (340, 330))
    at_work.rest()
    at_work.check_screen()
    shown = at_work.shot()
    at_work.canvas.refresh()
    at_work.rest()
    difference = np.abs(at_work.shot().astype(int) - shown)
    assert (difference > 8).mean() < 1e-4, "painted afresh, it is the same"


@pytest.mark.parametrize("mode", COMPOSED)
def test_boxes_are_drawn_over_a_composed_picture_on_the_after_date(
    at_work: Person, pair: SamplePair, mode: CompareMode
):
    at_work.mode(mode)
    at_work.drag((300, 200), (360, 250))
    assert drawn_on(at_work, pair) == ["after"]
    with at_work.holding(Qt.Key.Key_F):
        assert at_work.date_at(GROUND) is Side.BEFORE
    at_work.check_screen()


def test_a_change_of_mode_shows_no_unfinished_picture(at_work: Person):
    """Unmatched, a difference would show change everywhere: the after date stays until then."""
    at_work.mode(CompareMode.AFTER)
    view = at_work.canvas.picture.view
    at_work.key(Qt.Key.Key_S, SHIFT)
    if not view.can_compose:
        assert at_work.date_at(GROUND) is Side.AFTER
    at_work.until(lambda: view.can_compose)
    at_work.rest()
    assert at_work.date_at(GROUND) is None


def test_the_gain_makes_weak_differences_strong(at_work: Person, pair: SamplePair):
    at_work.mode(CompareMode.DIFFERENCE)
    at_work.move((5, 600))
    means = [at_work.shot().mean()]
    for _ in range(6):
        at_work.key(Qt.Key.Key_Up, ALT)
    at_work.rest()
    means.append(at_work.shot().mean())
    turn(at_work, GROUND, -12)
    at_work.rest()
    means.append(at_work.shot().mean())
    assert means[1] > means[0] > means[2]
    at_work.check_screen()


# -- magnifier -----------------------------------------------------------------------------------------


def test_the_slider_does_not_lie_on_the_scale_bar(at_work: Person):
    """However narrow panels make the canvas."""
    at_work.mode(CompareMode.DIFFERENCE)
    bar, corner = at_work.canvas.bar, at_work.canvas.corner
    ((low, _),) = corner.places()
    for width in (1200, 900, 820):
        at_work.window.resize(width, 620)
        at_work.rest()
        ((place, _),) = corner.places()
        over = QRect(place.x, place.y, place.w, place.h)
        assert not over.intersects(bar.geometry())
        assert at_work.canvas.rect().contains(over)
        at_work.check_screen()
    at_work.mode(CompareMode.AFTER)
    ((place, _),) = corner.places()
    assert at_work.canvas.height() - place.y < low.h + 20, "down again with nothing below"


@pytest.mark.parametrize("mode", list(CompareMode))
def test_the_magnifier_shows_both_dates_beside_the_cursor_in_every_mode(
    at_work: Person, pair: SamplePair, mode: CompareMode
):
    if mode is not CompareMode.SIDE_BY_SIDE:
        at_work.mode(mode)
    at_work.key(Qt.Key.Key_M, SHIFT)
    mark = next(m for m in pair.marks if m.color == LIME)
    side = at_work.panes()[0].side
    at_work.move((3, 600))
    at_work.move(at_work.spot(side, *pair.pixel(str(side), mark)))
    at_work.rest()
    place = at_work.canvas.magnifier.place()
    assert place is not None
    shot = at_work.shot()[place.y : place.y + place.h, place.x : place.x + place.w]
    halves = shot[:, : place.w // 2], shot[:, place.w // 2 :]
    for half in halves:
        found = np.argwhere((half == LIME).all(axis=2))
        middle = (half.shape[1] / 2, half.shape[0] - half.shape[1] / 2)
        assert np.abs(found.mean(axis=0)[::-1] - middle).max() < 6, "in the middle of both pictures"
    at_work.check_screen()
    at_work.key(Qt.Key.Key_M, SHIFT)
    at_work.check_screen()


@pytest.mark.parametrize("date", ["2019-02-16", "2019-02-16 02:15Z", "2019-02-16 02:15:20Z to 03:15Z"])
def test_the_magnifier_s_caption_has_a_margin_at_both_ends(at_work: Person, date: str):
    magnifier = at_work.canvas.magnifier
    for side in Side:
        plate = magnifier._caption(f"{side.name}  {date}  after.tif  0.5 m", side, 160)[..., :3].astype(int)
        assert plate.shape[1] <= 160
        paper = plate[0, 0]
        letters = np.flatnonzero((abs(plate - paper).max(axis=2) > 40).any(axis=0))
        assert letters[0] >= 3
        assert plate.shape[1] - letters[-1] > 3


def test_the_magnifier_neither_covers_the_cursor_nor_leaves_the_window(at_work: Person):
    at_work.key(Qt.Key.Key_M, SHIFT)
    width, height = at_work.size
    for x in (1, width // 2 - 3, width - 2):
        for y in (1, height // 2, height - 2):
            at_work.move((x, y))
            place = at_work.canvas.magnifier.place()
            assert place is not None
            assert not place.contains(x, y)
            assert place.x >= 0
            assert place.y >= 0
            assert place.x + place.w <= width
            assert place.y + place.h <= height
            at_work.check_screen()


def test_the_magnifier_goes_along_while_drawing_and_with_the_keyboard_cursor(at_work: Person):
    at_work.mode(CompareMode.AFTER)
    at_work.key(Qt.Key.Key_M, SHIFT)
    at_work.press((300, 300))
    at_work.move((340, 330))
    first = at_work.canvas.magnifier.place()
    at_work.check_screen()
    at_work.move((500, 420))
    assert at_work.canvas.magnifier.place() != first
    at_work.release((500, 420))
    at_work.check_screen()
    at_work.key(Qt.Key.Key_K)
    here = at_work.canvas.magnifier.place()
    at_work.key(Qt.Key.Key_Right, CTRL)
    assert at_work.canvas.magnifier.place() != here
    at_work.check_screen()


# -- full screen ---------------------------------------------------------------------------------------


def test_the_full_screen_is_for_the_images_and_all_comes_back(at_work: Person):
    window = at_work.window
    window.scenes.toggle()
    parts = (window.menuBar(), window.statusBar(), window._toolbar, window._side, window.scenes.dock)
    before = [part.isVisible() for part in parts]
    assert all(before)
    at_work.key(Qt.Key.Key_F11)
    assert not any(part.isVisible() for part in parts)
    assert window.is_full_screen
    assert window._full_screen.hint.isVisible()
    assert "Esc" in window._full_screen.hint.text()
    hint = window._full_screen.hint
    at_work.until(lambda: abs(hint.geometry().center().x() - at_work.canvas.rect().center().x()) <= 1)
    at_work.mode(CompareMode.SWIPE_VERTICAL)  # keys of a hidden menu work
    at_work.drag((300, 200), (360, 250))
    assert len(at_work.boxes) == 1
    at_work.key(Qt.Key.Key_Z, CTRL)
    assert not at_work.boxes
    at_work.key(Qt.Key.Key_Escape)
    assert not window.is_full_screen
    assert [part.isVisible() for part in parts] == before
    at_work.key(Qt.Key.Key_F11)
    at_work.key(Qt.Key.Key_F11)
    assert [part.isVisible() for part in parts] == before
    assert not window._full_screen.hint.isVisible()


def test_tie_points_and_suggestions_share_one_place(at_work: Person):
    """Beneath each other neither would have room for its list on a small screen."""
    window = at_work.window
    window.resize(1280, 720)
    at_work.key(Qt.Key.Key_F, CTRL | SHIFT)
    at_work.rest()
    suggestions = window.suggestions.dock
    assert suggestions is not None
    alone = suggestions.height()
    at_work.key(Qt.Key.Key_T, CTRL)
    at_work.rest()
    points = window.registration.dock
    assert points is not None
    assert not points.visibleRegion().isEmpty(), "the one asked for is in front"
    assert points.height() > alone - 40
    at_work.key(Qt.Key.Key_Escape)
    at_work.rest()
    assert points.isHidden()
    assert not suggestions.visibleRegion().isEmpty()
    at_work.key(Qt.Key.Key_T, CTRL)
    at_work.rest()
    assert not points.visibleRegion().isEmpty()
    at_work.key(Qt.Key.Key_F, CTRL | SHIFT)
    at_work.rest()
    assert suggestions.isHidden()
    assert points.height() > alone - 40


def test_a_panel_whose_work_was_ended_in_full_screen_does_not_come_back(at_work: Person):
    window = at_work.window
    at_work.key(Qt.Key.Key_F, CTRL | SHIFT)
    at_work.key(Qt.Key.Key_T, CTRL)
    docks = window.registration.dock, window.suggestions.dock
    assert all(dock is not None and not dock.isHidden() for dock in docks)
    at_work.key(Qt.Key.Key_F11)
    at_work.key(Qt.Key.Key_F11)
    assert all(dock is not None and not dock.isHidden() for dock in docks)
    at_work.key(Qt.Key.Key_F11)
    at_work.key(Qt.Key.Key_T, CTRL)
    at_work.key(Qt.Key.Key_F, CTRL | SHIFT)
    at_work.key(Qt.Key.Key_F11)
    assert all(dock is not None and dock.isHidden() for dock in docks)


def test_esc_takes_the_gesture_back_before_the_full_screen(at_work: Person):
    at_work.key(Qt.Key.Key_F11)
    at_work.press((300, 300))
    at_work.move((350, 350))
    at_work.key(Qt.Key.Key_Escape)
    assert at_work.window.is_full_screen
    at_work.release((350, 350))
    at_work.key(Qt.Key.Key_Escape)
    assert not at_work.window.is_full_screen


def test_marks_of_another_colour_are_changes(at_work: Person, pair: SamplePair):
    """A saturated mark on the same ground differs in nothing but the matching of its own levels."""
    at_work.mode(CompareMode.RED_CYAN)
    mark = next(m for m in pair.marks if m.color == RED)
    x, y = (round(v) for v in at_work.spot(Side.AFTER, *pair.pixel("after", mark)))
    red, green, blue = (int(v) for v in at_work.shot()[y, x])
    assert green == blue
    assert red != green
