"""Three dates in one document: stepping, drawing on any, and tightening the change interval."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from person import CTRL, SHIFT, Person
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from sample_pairs import SamplePair, paint_marks, write_tiff
from sample_pairs import ground as plain_ground

from ilmtool.core.layout import Side
from ilmtool.sidecar.validate import validate_file
from ilmtool.ui.dialogs.dates import DatesDialog

MIDDLE_GREY = 110


@pytest.fixture
def middle(pair: SamplePair) -> Path:
    """A third date of the same place, between the two, with pixels of 0.6 m."""
    east, north = 600_000.0, 4_400_000.0
    transform = (0.6, 0.0, east - 12, 0.0, -0.6, north + 12)
    pixels = plain_ground((840, 680), MIDDLE_GREY)
    paint_marks(pixels, transform, pair.marks)
    return write_tiff(pair.after.with_name("site_20190222.tif"), pixels, transform, pair.crs, (2, 4))


@pytest.fixture
def series(person: Person, pair: SamplePair, middle: Path) -> Person:
    """Somebody with all three dates open; the command line gave them in no order."""
    person.open(pair.after, pair.before, middle)
    return person


def shown(person: Person) -> tuple[str, str]:
    pair = person.workspace.pair
    assert pair is not None
    return pair.before.id, pair.after.id


def on_disk(person: Person, pair: SamplePair) -> dict[str, Any]:
    person.saved()
    assert [f for f in validate_file(pair.sidecar) if f.severity != "info"] == []
    found: dict[str, Any] = json.loads(pair.sidecar.read_text())
    return found


def step(person: Person, key: Qt.Key, keys: Any = Qt.KeyboardModifier.NoModifier) -> None:
    old = person.workspace.pair
    person.key(key, keys)
    person.until(lambda: person.workspace.pair is not old)
    person.rest()


def test_three_images_are_one_document_in_order_of_their_dates(series: Person, pair: SamplePair):
    assert shown(series) == ("site_20190216", "site_20190302")
    series.drag((700, 300), (740, 340))
    header = on_disk(series, pair)["ilmtool"]
    assert {s["id"]: (s["role"], s["href"]) for s in header["scenes"]} == {
        "site_20190216": ("before", "site_20190216.tif"),
        "site_20190222": ("other", "site_20190222.tif"),
        "site_20190302": ("after", "site_20190302.tif"),
    }


def test_marks_on_stepped_dates_tighten_the_interval(series: Person, pair: SamplePair):
    series.drag((700, 300), (740, 340))
    (wide,) = on_disk(series, pair)["features"]
    assert wide["properties"]["change_not_before"] == "2019-02-16T00:00:00Z"
    assert wide["properties"]["change_not_after"] == "2019-03-02T23:59:59Z"

    step(series, Qt.Key.Key_Comma)  # an earlier date as after
    assert shown(series) == ("site_20190216", "site_20190222")
    assert [a.id for a in series.selected] == [wide["id"]], "the selection stays"
    series.key(Qt.Key.Key_I)  # first seen here
    (tight,) = on_disk(series, pair)["features"]
    p = tight["properties"]
    assert (p["change_not_before"], p["change_not_after"]) == ("2019-02-16T00:00:00Z", "2019-02-22T23:59:59Z")
    assert (p["scene_before"], p["scene_after"], p["visible_scene"]) == (
        "site_20190216",
        "site_20190222",
        "site_20190222",
    )
    assert p["change_precision"] == "day"
    assert p["drawn_on"] == "site_20190302", "where it was drawn does not change"
    assert tight["geometry"] == wide["geometry"]

    series.key(Qt.Key.Key_Z, CTRL)
    assert on_disk(series, pair)["features"] == [wide], "one step, across the change of dates"
    # The other way: not there yet on the middle date.
    step(series, Qt.Key.Key_Period)
    step(series, Qt.Key.Key_Period, CTRL)
    assert shown(series) == ("site_20190222", "site_20190302")
    series.key(Qt.Key.Key_I, SHIFT)
    p = on_disk(series, pair)["features"][0]["properties"]
    assert (p["change_not_before"], p["change_not_after"]) == ("2019-02-22T00:00:00Z", "2019-03-02T23:59:59Z")
    assert p["visible_scene"] == "site_20190222"


def test_a_mark_that_would_turn_the_interval_round_is_refused(series: Person, pair: SamplePair):
    series.drag((700, 300), (740, 340))
    step(series, Qt.Key.Key_Comma)
    series.key(Qt.Key.Key_I)
    series.saved()
    before = pair.sidecar.read_bytes()
    series.key(Qt.Key.Key_A)  # only the date on which it is seen: it cannot be missing there
    series.key(Qt.Key.Key_I, SHIFT)
    assert "cannot be last not seen" in series.notices[-1].title
    series.saved()
    assert pair.sidecar.read_bytes() == before


def test_a_box_drawn_on_any_date_shows_at_its_ground_place_on_all(series: Person, pair: SamplePair):
    step(series, Qt.Key.Key_Comma)
    mark = pair.marks[4]
    assert series.workspace.pair is not None
    shape = series.workspace.pair.after.facts.transform
    assert shape is not None
    col, row = (mark.x - shape[2]) / shape[0], (mark.y - shape[5]) / shape[4]
    half = mark.side / 2 / shape[0]
    series.drag(
        series.spot(Side.AFTER, col - half, row - half), series.spot(Side.AFTER, col + half, row + half)
    )
    (box,) = series.boxes
    assert box.drawn_on == "site_20190222"
    before = series.workspace.index.bounds_of((box.id,))
    step(series, Qt.Key.Key_Period)
    bounds = series.workspace.index.bounds_of((box.id,))
    assert bounds is not None
    assert before is not None
    # Centre of the box in pixels of the after image, whose marks are known.
    found = ((bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2)
    assert found == pytest.approx(pair.pixel("after", mark), abs=2.0)
    assert (bounds[2] - bounds[0]) / (before[2] - before[0]) == pytest.approx(0.6 / 0.5, rel=1e-6)
    series.check_screen()
    on_disk(series, pair)


def test_stepping_keeps_place_and_scale(series: Person, pair: SamplePair):
    series.wheel(series.spot(Side.AFTER, *pair.pixel("after", pair.marks[4])), 6)
    series.rest()
    middle = (series.size[0] * 0.75, series.size[1] / 2)

    def ground(person: Person) -> tuple[float, float]:
        there = person.workspace.pair
        assert there is not None
        a, _, c, _, e, f = there.after.facts.transform or (0,) * 6
        x, y = person.under(Side.AFTER, middle)
        return a * x + c, e * y + f

    place, metres = ground(series), 0.5 / series.workspace.camera.scale
    step(series, Qt.Key.Key_Comma)
    assert ground(series) == pytest.approx(place, abs=0.6 / series.workspace.camera.scale)
    assert 0.6 / series.workspace.camera.scale == pytest.approx(metres, rel=1e-6)
    series.check_screen()
    step(series, Qt.Key.Key_Period)
    assert ground(series) == pytest.approx(place, abs=1.0 / series.workspace.camera.scale)


def test_adding_an_image_is_one_step_and_reopening_knows_it(
    at_work: Person, pair: SamplePair, middle: Path, launch: Any
):
    at_work.drag((700, 300), (740, 340))
    at_work.desk.dates.add([middle])
    at_work.until(lambda: len(at_work.desk.dates.scenes()) == 3)
    at_work.key(Qt.Key.Key_D, SHIFT)
    dialog = QApplication.activeWindow()
    assert isinstance(dialog, DatesDialog)
    at_work.key(Qt.Key.Key_Up)
    old = at_work.workspace.pair
    at_work.key(Qt.Key.Key_Return)
    at_work.until(lambda: at_work.workspace.pair is not old)
    at_work.rest()
    assert shown(at_work) == ("site_20190216", "site_20190222")
    assert len(on_disk(at_work, pair)["ilmtool"]["scenes"]) == 3

    # Taken back while it is on screen: the document's own pair comes back.
    middle_pair = at_work.workspace.pair
    at_work.key(Qt.Key.Key_Z, CTRL)
    at_work.until(lambda: at_work.workspace.pair is not middle_pair)
    at_work.rest()
    assert shown(at_work) == ("site_20190216", "site_20190302")
    assert len(on_disk(at_work, pair)["ilmtool"]["scenes"]) == 2
    at_work.key(Qt.Key.Key_Z, CTRL | SHIFT)
    assert len(on_disk(at_work, pair)["ilmtool"]["scenes"]) == 3

    at_work.window.close()
    again = launch()
    again.open(pair.sidecar)
    assert shown(again) == ("site_20190216", "site_20190302")
    step(again, Qt.Key.Key_Comma)
    assert shown(again) == ("site_20190216", "site_20190222")


def test_an_image_of_another_place_is_refused(
    at_work: Person, pair: SamplePair, north: SamplePair, tmp_path: Path
):
    at_work.desk.dates.add([north.after])
    at_work.until(lambda: at_work.notices)
    assert "do not overlap" in at_work.notices[-1].title
    assert len(at_work.desk.dates.scenes()) == 2


def test_a_date_whose_file_has_gone_leaves_the_present_one_on_screen(series: Person, middle: Path):
    shutil.move(middle, middle.with_suffix(".gone"))
    series.key(Qt.Key.Key_Comma)
    series.until(lambda: series.notices)
    assert "site_20190222" in f"{series.notices[-1]}"
    assert shown(series) == ("site_20190216", "site_20190302")
    series.drag((700, 300), (740, 340))
    assert len(series.boxes) == 1
    series.key(Qt.Key.Key_Period)  # the end of the row
    assert shown(series) == ("site_20190216", "site_20190302")
