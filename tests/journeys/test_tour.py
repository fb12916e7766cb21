"""The tour of the first start: three steps beside the parts of the window, once, stopping nobody."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from person import CTRL, SHIFT, Person
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QWidget
from sample_pairs import SamplePair

from ilmtool.ui.tour import Bubble


@pytest.fixture
def first(launch: Callable[..., Person], pair: SamplePair) -> Person:
    """Somebody whose program has been started for the first time, with a pair, as `app.run` does."""
    person = launch()
    person.window.tour.await_pair()
    person.open(pair.before, pair.after)
    person.until(lambda: person.window.tour.bubble is not None)
    return person


def bubble_of(person: Person) -> Bubble:
    bubble = person.window.tour.bubble
    assert bubble is not None
    return bubble


def inside(person: Person, widget: QWidget) -> QRect:
    """Where a widget is in the window."""
    return QRect(widget.mapTo(person.window, QPoint(0, 0)), widget.size())


def test_three_steps_by_enter(first: Person, config: Path):
    told = []
    for step in range(3):
        bubble = bubble_of(first)
        assert bubble.step == step
        told.append(bubble.text)
        assert bubble.on.hasFocus()
        first.key(Qt.Key.Key_Return)
    assert first.window.tour.bubble is None
    assert first.canvas.hasFocus()
    compare, draw, saved = told
    assert "S, W, B and A" in compare
    assert "1 to 9" in draw
    assert "site" not in draw
    assert "after_2019.tif.ilm.geojson" in saved or first.desk.saver.path.name in saved
    first.until(lambda: "tour_seen" in json.loads((config / "settings.json").read_text("utf-8")))


def test_it_points_at_the_parts_and_stays_in_the_window(first: Person):
    window = first.window
    for size in ((1200, 760), (1280, 720), (900, 600)):
        window.resize(*size)
        first.rest()
        window.show_tour()
        for command in ("view.side-by-side", "draw.box", None):
            bubble = bubble_of(first)
            bubble.place()
            at = inside(first, bubble)
            assert window.rect().contains(at)
            target = (
                window.status.saved
                if command is None
                else window._toolbar.widgetForAction(window.actions_.action(command))
            )
            part = inside(first, target)
            assert not at.intersects(part), "it hides what it is about"
            corner = first.canvas.mapTo(window, QPoint(0, 0))
            plates = [place.translated(corner) for place in first.canvas.caption_places()]
            assert len(plates) == 2
            assert not any(at.intersects(plate) for plate in plates), "it hides which image is which"
            assert at.left() < part.center().x() < at.right()
            frame = bubble._frame
            if frame.isVisible():  # under the plates: what it is about is framed
                assert inside(first, frame).contains(part)
                assert min(at.top() - plate.bottom() for plate in plates) < 12
            else:
                assert min(abs(at.top() - part.bottom()), abs(part.top() - at.bottom())) < 10
            assert bubble.skip.isVisible() == (command is not None), "there is nothing left to skip"
            for label in (bubble._title, bubble._text):
                assert label.height() >= label.heightForWidth(label.width())
            bubble.on.click()


def test_esc_skips_it_for_good(first: Person, launch: Callable[..., Person], pair: SamplePair):
    first.key(Qt.Key.Key_Escape)
    assert first.window.tour.bubble is None
    first.until(lambda: first.program.executor.is_idle)
    again = launch()
    again.window.tour.await_pair()
    again.open(pair.before, pair.after)
    again.rest()
    assert again.window.tour.bubble is None


def test_esc_on_the_images_skips_it_too(first: Person):
    first.canvas.setFocus()
    first.key(Qt.Key.Key_Escape)
    assert first.window.tour.bubble is None


def test_a_panel_that_comes_up_does_not_cover_it(first: Person):
    bubble = bubble_of(first)
    for key, keys in ((Qt.Key.Key_T, CTRL), (Qt.Key.Key_F, CTRL | SHIFT)):
        first.canvas.setFocus()
        first.key(key, keys)
        first.rest()
        at = inside(first, bubble)
        for corner in (at.center(), at.topLeft() + QPoint(20, 40), at.bottomRight() - QPoint(20, 20)):
            seen = first.window.childAt(corner)
            assert seen is not None
            assert seen is bubble or bubble.isAncestorOf(seen)


def test_work_goes_on_beside_it(first: Person, pair: SamplePair):
    first.drag((800, 420), (850, 470))
    first.key(Qt.Key.Key_2)
    assert [box.properties.label for box in first.boxes] == ["trailer"]
    assert first.window.tour.bubble is not None
    first.saved()
    assert json.loads(pair.sidecar.read_text("utf-8"))["features"]
    first.key(Qt.Key.Key_Z, CTRL)
    first.key(Qt.Key.Key_Z, CTRL)
    assert not first.boxes


def test_help_shows_it_again_and_the_keyboard_reaches_all_of_it(at_work: Person):
    assert at_work.window.tour.bubble is None, "only a real start shows it by itself"
    at_work.window.run_by_id("help.tour")
    bubble = bubble_of(at_work)
    at_work.key(Qt.Key.Key_Return)
    assert bubble.step == 1
    bubble.back.setFocus()
    at_work.key(Qt.Key.Key_Space)
    assert bubble.step == 0
    assert bubble.on.hasFocus(), "the way back is gone on the first step"
    at_work.canvas.setFocus()
    for _ in range(8):
        at_work.key(Qt.Key.Key_F6)
        if bubble.on.hasFocus():
            break
    assert bubble.on.hasFocus()
    assert bubble.accessibleName().startswith("Tour, 1 of 3: Compare both dates.")
    bubble.skip.setFocus()
    at_work.key(Qt.Key.Key_Return)
    assert at_work.window.tour.bubble is None


def test_it_names_the_keys_that_the_user_chose(at_work: Person):
    window = at_work.window
    window.actions_.action("view.swipe").setShortcuts([])
    window.show_tour()
    assert "“Swipe left and right”" in bubble_of(at_work).text


def test_a_question_comes_first(first: Person):
    bubble = bubble_of(first)
    first.window.settings.show()
    assert not bubble.isVisible()
    dialog = first.window.settings.dialog
    assert dialog is not None
    dialog.reject()
    assert bubble.isVisible()
    assert bubble.step == 0
