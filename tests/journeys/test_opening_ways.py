"""The ways into a pair: dropped files, recent pairs, a sidecar, another pair while one is open."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from person import CTRL, Person
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QPushButton
from sample_pairs import SamplePair, utm_pair

from ilmtool.core.layout import Side
from ilmtool.session.ports import Notice


def shown(person: Person) -> list[Path]:
    """Before and after."""
    assert person.workspace.pair is not None
    return [person.workspace.pair.scene(side).facts.path for side in Side]


def opened(person: Person) -> None:
    person.until(lambda: person.workspace.pair is not None)
    person.rest()


def test_an_empty_window_offers_what_to_do(person: Person):
    buttons = [b.text() for b in person.window.welcome.findChildren(QPushButton)]
    assert person.window.welcome.isVisible()
    assert any("Open pair" in text for text in buttons)
    assert any("demo" in text for text in buttons)


@pytest.mark.parametrize("turned", [False, True])
def test_dropped_files_are_ordered_by_date(person: Person, pair: SamplePair, turned: bool):
    # A name that sorts the other way: the date decides.
    late = pair.after.rename(pair.after.with_name("a_20190302.tif"))
    person.drop([late, pair.before] if turned else [pair.before, late])
    opened(person)
    assert shown(person) == [pair.before, late]
    assert person.date_at((250, 330)) is Side.BEFORE
    assert person.date_at((650, 330)) is Side.AFTER
    person.check_screen()


def test_a_dropped_sidecar_opens_its_pair(launch: Callable[..., Person], pair: SamplePair):
    first = launch()
    first.open(pair.before, pair.after)
    first.drag((600, 300), (640, 340))
    first.window.close()
    second = launch()
    second.drop([pair.sidecar])
    opened(second)
    assert shown(second) == [pair.before, pair.after]
    assert len(second.boxes) == 1
    assert second.notices == ()


def test_one_dropped_image_is_answered_by_a_sentence(person: Person, pair: SamplePair):
    person.drop([pair.after])
    person.until(lambda: person.notices)
    assert "two images" in person.notices[0].detail
    assert person.workspace.pair is None


def test_the_open_dialog_orders_by_date_too(
    person: Person, pair: SamplePair, monkeypatch: pytest.MonkeyPatch
):
    chosen = [str(pair.after), str(pair.before)]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *a, **k: (chosen, ""))
    person.key(Qt.Key.Key_O, CTRL)
    opened(person)
    assert shown(person) == [pair.before, pair.after]


def test_recent_pairs_are_offered_and_open_by_a_click(launch: Callable[..., Person], pair: SamplePair):
    first = launch()
    first.open(pair.before, pair.after)
    first.window.close()

    second = launch()
    (button,) = [b for b in second.window.welcome.findChildren(QPushButton) if pair.before.name in b.text()]
    second.click_on(button)
    opened(second)
    assert shown(second) == [pair.before, pair.after]


def test_recent_pairs_stand_in_the_menu(launch: Callable[..., Person], pair: SamplePair):
    first = launch()
    first.open(pair.before, pair.after)
    first.window.close()

    second = launch()
    menu = second.window._recent_menu
    menu.aboutToShow.emit()
    (action,) = menu.actions()
    action.trigger()
    opened(second)
    assert shown(second) == [pair.before, pair.after]


def test_a_pair_that_is_gone_is_not_offered(launch: Callable[..., Person], pair: SamplePair):
    first = launch()
    first.open(pair.before, pair.after)
    first.window.close()
    pair.before.unlink()
    second = launch()
    texts = [b.text() for b in second.window.welcome.findChildren(QPushButton)]
    assert not any(pair.before.name in text for text in texts)


def test_opening_another_pair_saves_the_first(at_work: Person, pair: SamplePair, tmp_path: Path):
    other = utm_pair(tmp_path / "other")
    at_work.drag((600, 300), (640, 340))
    (box,) = at_work.boxes
    at_work.open(other.before, other.after)
    assert box.id in pair.sidecar.read_text(encoding="utf-8")
    assert at_work.boxes == [], "no box of one pair gets into another's file"
    assert not at_work.workspace.store.can_undo
    at_work.drag((600, 300), (640, 340))
    at_work.saved()
    assert box.id not in other.sidecar.read_text(encoding="utf-8")


def test_an_analyst_writes_a_file_of_their_own(launch: Callable[..., Person], pair: SamplePair):
    person = launch("anna")
    person.open(pair.before, pair.after)
    person.drag((600, 300), (640, 340))
    person.saved()
    assert not pair.sidecar.exists()
    own = pair.after.with_name(f"{pair.after.name}.anna.ilm.geojson")
    assert '"author":"anna"' in own.read_text(encoding="utf-8")


def test_degrees_open_with_the_right_shape(person: Person, north: SamplePair):
    """At 60 degrees north a pixel of EPSG:4326 is half as wide as it is high; it is drawn like that."""
    person.open(north.before, north.after)
    camera = person.workspace.camera
    assert camera.aspect == pytest.approx(2.0, abs=0.02)
    person.drag((600, 300), (660, 350))
    (box,) = person.boxes
    assert box.ring is not None
    (x0, y0), _, (x1, y1) = box.ring[:3]
    assert (x1 - x0) * camera.scale == pytest.approx(60, abs=1e-6)
    assert (y1 - y0) * camera.scale == pytest.approx(50 / camera.aspect, abs=1e-6)


def test_captions_tell_side_date_source_and_pixel_size(at_work: Person, pair: SamplePair):
    picture = at_work.canvas.picture
    assert picture is not None
    assert picture.captions[Side.BEFORE].split("  ") == ["BEFORE", "2019-02-16", pair.before.name, "0.75 m"]
    assert picture.captions[Side.AFTER].split("  ") == ["AFTER", "2019-03-02", pair.after.name, "0.50 m"]
    for key in (Qt.Key.Key_S, Qt.Key.Key_W, Qt.Key.Key_E, Qt.Key.Key_B, Qt.Key.Key_A):
        at_work.key(key)
        at_work.rest()
        shot = at_work.shot()
        for pane in at_work.panes():
            x, y, w, h = pane.clip
            part = shot[y : y + h, x : x + w]
            paper = (38, 38, 38) if pane.side is Side.BEFORE else (225, 225, 225)
            count = int((part == paper).all(axis=2).sum())
            assert count > 2000, f"{pane.side} has no caption in {at_work.workspace.view.mode}"


def test_the_first_choice_of_an_empty_window_has_the_keyboard(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(
        QFileDialog, "getOpenFileNames", staticmethod(lambda *a, **_k: (asked.append(a[1]), ([], ""))[1])
    )
    person.key(Qt.Key.Key_Return)
    assert len(asked) == 1


def test_the_log_keeps_what_was_dismissed(person: Person) -> None:
    person.window.notify(Notice("error", "broken.tif cannot be opened.", "", "Copy it again."))
    person.window.notices.dismiss()
    assert "broken.tif cannot be opened. Copy it again." in person.program.log.text()


@pytest.mark.skipif(sys.platform == "win32", reason="no such names there")
def test_a_line_break_in_a_name_breaks_no_title(launch: Callable[..., Person], pair: SamplePair):
    odd = pair.before.rename(pair.before.with_name("be\nfore.tif"))
    first = launch()
    first.open(odd, pair.after)
    assert first.window.windowTitle().startswith(f"be fore.tif → {pair.after.name}")
    first.window.close()
    second = launch()
    (button,) = [b for b in second.window.welcome.findChildren(QPushButton) if pair.after.name in b.text()]
    assert "\n" not in button.text()
