"""The scene panel: both dates side by side, corrected by the analyst, swapped where they are reversed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from person import CTRL, SHIFT, Person
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPushButton
from sample_pairs import MAGENTA, SamplePair

from ilmtool.core.layout import CompareMode, Side
from ilmtool.ui.panels.scenes import ScenePanel

IMD = """version = "28.4";
BEGIN_GROUP = IMAGE_1
	satId = "{platform}";
	firstLineTime = {date}T02:15:31.123456Z;
	meanProductGSD = {gsd};
	meanSunAz = {sun_az};
	meanSunEl = {sun_el};
	meanSatAz = {sat_az};
	meanSatEl = {sat_el};
	meanOffNadirViewAngle = {off_nadir};
	cloudCover = 0.02;
END_GROUP = IMAGE_1
END;
"""


@pytest.fixture
def with_imd(pair: SamplePair) -> SamplePair:
    """The UTM pair with Maxar's metadata beside both images."""
    common = {"platform": "WV02", "gsd": 0.5, "sun_az": 150.0}
    angles = {"sun_el": 32.0, "sat_az": 100.0, "sat_el": 84.4, "off_nadir": 5.0}
    pair.before.with_suffix(".IMD").write_text(IMD.format(date="2019-02-16", **common, **angles))
    angles = {"sun_el": 38.0, "sat_az": 260.0, "sat_el": 62.3, "off_nadir": 25.0}
    pair.after.with_suffix(".IMD").write_text(IMD.format(date="2019-03-02", **common, **angles))
    return pair


def panel(person: Person) -> ScenePanel:
    """Opened by its key; the keyboard stays with the images."""
    if not person.window.scenes.is_shown:
        person.key(Qt.Key.Key_G)
        assert person.window.scenes.dock is not None
        person.until(person.window.scenes.dock.isVisible)
    assert person.window.scenes.dock is not None
    return person.window.scenes.dock.panel


def enter(person: Person, key: str, side: Side, text: str, end: Qt.Key = Qt.Key.Key_Return) -> None:
    """Type a value into a field of the panel, as a person does."""
    line = panel(person).edits[key, side]
    person.click_on(line)
    person.key(Qt.Key.Key_A, CTRL)
    if text:
        person.type(text)
    else:
        person.key(Qt.Key.Key_Delete)
    person.key(end)


def scenes_on_disk(path: Path) -> dict[str, dict[str, Any]]:
    header = json.loads(path.read_text(encoding="utf-8"))["ilmtool"]
    return {scene["role"]: scene for scene in header["scenes"]}


def test_both_dates_stand_side_by_side(person: Person, with_imd: SamplePair) -> None:
    person.open(with_imd.before, with_imd.after)
    shown = panel(person)
    assert person.canvas.hasFocus()
    values = {key: (shown.edits[key, Side.BEFORE].value, shown.edits[key, Side.AFTER].value) for key in (
        "datetime", "platform", "gsd", "off_nadir", "azimuth", "sun_elevation", "sun_azimuth", "cloud_cover"
    )}  # fmt: skip
    assert values == {
        "datetime": ("2019-02-16 02:15:31Z", "2019-03-02 02:15:31Z"),
        "platform": ("WV02", "WV02"),
        "gsd": ("0.5", "0.5"),
        "off_nadir": ("5", "25"),
        "azimuth": ("100", "260"),
        "sun_elevation": ("32", "38"),
        "sun_azimuth": ("150", "150"),
        "cloud_cover": ("2", "2"),
    }
    assert shown.sources["datetime", Side.AFTER].text() == "from Maxar IMD"
    assert shown.sources["gsd", Side.AFTER].text() == "stated"
    assert shown.values["Size", Side.BEFORE].value == "720 × 640 px"
    assert shown.values["CRS", Side.BEFORE].value == "EPSG:32651"
    assert shown.values["Folder", Side.AFTER].value == str(with_imd.after.parent)
    assert shown.asides.text() == "14 days apart."
    # Incidence 5.6° and 27.7° from opposite sides: 10 m × |tan + tan| nearly, in 0.5 m pixels.
    assert "Geometry differs" in shown.remarks.text()
    assert "6.2 m (12 px)" in shown.remarks.text()
    # 10 / tan 32° - 10 / tan 38°
    assert "3.2 m (6 px) shorter on the after scene" in shown.remarks.text()


def test_every_control_has_a_name(person: Person, with_imd: SamplePair) -> None:
    person.open(with_imd.before, with_imd.after)
    controls = [*panel(person).findChildren(QLineEdit), *panel(person).findChildren(QComboBox)]
    controls += panel(person).findChildren(QPushButton)
    names = [c.accessibleName() or c.text() for c in controls]
    assert len(names) >= 39
    assert all(names)
    assert sorted(set(names)) == sorted(names)


def test_long_values_are_elided_and_whole_to_copy(person: Person, with_imd: SamplePair) -> None:
    person.open(with_imd.before, with_imd.after)
    line = panel(person).values["Folder", Side.AFTER]
    whole = str(with_imd.after.parent)
    assert line.text() != whole
    assert "…" in line.text()
    assert line.toolTip() == whole
    line.setFocus(Qt.FocusReason.TabFocusReason)
    person.key(Qt.Key.Key_C, CTRL)
    assert QApplication.clipboard().text() == whole
    person.key(Qt.Key.Key_Escape)
    assert person.canvas.hasFocus()
    assert "…" in line.text()


def test_a_corrected_date_is_kept_and_the_intervals_follow(person: Person, with_imd: SamplePair) -> None:
    person.open(with_imd.before, with_imd.after)
    person.drag((700, 300), (760, 350))
    assert person.boxes[0].properties.change_not_after == "2019-03-02T02:15:31Z"
    enter(person, "datetime", Side.AFTER, "2019-03-05")
    assert person.canvas.hasFocus()
    assert person.boxes[0].properties.change_not_after == "2019-03-05T23:59:59Z"
    assert person.boxes[0].properties.change_precision == "day"
    assert "change interval of 1 annotation follows" in person.window.status.said
    shown = panel(person)
    assert shown.precisions[Side.AFTER].currentText() == "day"
    assert shown.sources["datetime", Side.AFTER].text() == (
        "by hand; the file says 2019-03-02 02:15:31Z (Maxar IMD)"
    )
    assert person.canvas.picture is not None
    assert "2019-03-05" in person.canvas.picture.captions[Side.AFTER]
    person.saved()
    scene = scenes_on_disk(with_imd.sidecar)["after"]
    assert (scene["datetime"], scene["datetime_source"], scene["datetime_precision"]) == (
        "2019-03-05T00:00:00Z",
        "manual",
        "day",
    )
    person.key(Qt.Key.Key_Z, CTRL)  # one step
    assert person.boxes[0].properties.change_not_after == "2019-03-02T02:15:31Z"
    assert shown.edits["datetime", Side.AFTER].value == "2019-03-02 02:15:31Z"
    assert "2019-03-02" in person.canvas.picture.captions[Side.AFTER]
    person.key(Qt.Key.Key_Z, CTRL | SHIFT)
    assert shown.edits["datetime", Side.AFTER].value == "2019-03-05"


def test_corrections_survive_reopening_and_can_be_reset(person: Person, with_imd: SamplePair) -> None:
    person.open(with_imd.before, with_imd.after)
    enter(person, "off_nadir", Side.BEFORE, "12,5", Qt.Key.Key_Tab)
    enter(person, "gsd", Side.BEFORE, "46 cm")
    enter(person, "azimuth", Side.BEFORE, "")
    enter(person, "attribution", Side.BEFORE, "Maxar 2019")
    person.saved()
    scene = scenes_on_disk(with_imd.sidecar)["before"]
    assert (scene["view:off_nadir"], scene["gsd"], scene["attribution"]) == (12.5, 0.46, "Maxar 2019")
    assert "view:azimuth" not in scene
    assert scene["corrected"] == ["gsd", "view:off_nadir", "view:azimuth", "attribution"]

    person.open(with_imd.before, with_imd.after)
    shown = panel(person)
    assert shown.edits["off_nadir", Side.BEFORE].value == "12.5"
    assert shown.edits["azimuth", Side.BEFORE].value == "", "what was taken away does not come back"
    assert shown.sources["azimuth", Side.BEFORE].text() == "by hand; the file says 100"
    assert not shown.resets[Side.AFTER].isEnabled()
    shown.resets[Side.BEFORE].setFocus()
    person.key(Qt.Key.Key_Space)
    assert shown.edits["off_nadir", Side.BEFORE].value == "5"
    assert shown.edits["azimuth", Side.BEFORE].value == "100"
    person.saved()
    scene = scenes_on_disk(with_imd.sidecar)["before"]
    assert (scene["view:off_nadir"], scene["view:azimuth"]) == (5.0, 100.0)
    assert "corrected" not in scene
    person.key(Qt.Key.Key_Escape)
    person.key(Qt.Key.Key_Z, CTRL)
    assert shown.edits["off_nadir", Side.BEFORE].value == "12.5"


@pytest.mark.parametrize(
    ("key", "text", "why"),
    [
        ("datetime", "last spring", "last spring is not a date like 2019-03-02"),
        ("datetime", "2099-01-01", "2099-01-01 is in the future."),
        ("off_nadir", "91", "The off-nadir angle must be from 0 to 90, not 91."),
        ("gsd", "30 feet", "The GSD is not a number: 30 feet."),
    ],
)
def test_nonsense_is_refused_where_it_was_typed(
    person: Person, with_imd: SamplePair, key: str, text: str, why: str
) -> None:
    person.open(with_imd.before, with_imd.after)
    enter(person, key, Side.AFTER, text)
    shown = panel(person)
    line = shown.edits[key, Side.AFTER]
    assert line.hasFocus()
    assert line.text() == text, "it stays to be corrected"
    assert why in shown.sources[key, Side.AFTER].text()
    assert why in line.accessibleDescription()
    assert not person.workspace.store.can_undo
    old = line.value
    person.key(Qt.Key.Key_Escape)
    assert line.text() == old
    assert why not in shown.sources[key, Side.AFTER].text()


def test_the_precision_can_be_corrected(person: Person, with_imd: SamplePair) -> None:
    person.open(with_imd.before, with_imd.after)
    box = panel(person).precisions[Side.BEFORE]
    box.setFocus()
    person.key(Qt.Key.Key_Down)
    assert panel(person).edits["datetime", Side.BEFORE].value == "2019-02-16"
    assert person.workspace.store.undo_label.startswith("Correct date")


def test_tab_walks_through_the_fields_and_f6_reaches_them(person: Person, with_imd: SamplePair) -> None:
    person.open(with_imd.before, with_imd.after)
    shown = panel(person)
    for _ in range(3):
        person.key(Qt.Key.Key_F6)
    person.key(Qt.Key.Key_Tab)
    assert shown.edits["datetime", Side.AFTER].hasFocus()
    person.key(Qt.Key.Key_Tab)
    assert shown.precisions[Side.BEFORE].hasFocus()
    person.key(Qt.Key.Key_Escape)
    assert person.canvas.hasFocus()
    for _ in range(3):
        person.key(Qt.Key.Key_F6)
    assert shown.edits["datetime", Side.BEFORE].hasFocus()
    person.key(Qt.Key.Key_Escape)
    person.key(Qt.Key.Key_G)
    assert not person.window.scenes.is_shown
    assert person.canvas.hasFocus()


def test_keys_go_on_to_the_images_while_the_scenes_are_shown(person: Person, with_imd: SamplePair) -> None:
    person.open(with_imd.before, with_imd.after)
    shown = panel(person)
    date = shown.edits["datetime", Side.BEFORE].text()
    person.key(Qt.Key.Key_W)
    assert person.workspace.view.mode is CompareMode.SWIPE_VERTICAL
    assert shown.edits["datetime", Side.BEFORE].text() == date
    person.key(Qt.Key.Key_G)
    assert not person.window.scenes.is_shown


def test_a_reversed_pair_is_swapped_with_its_annotations(person: Person, with_imd: SamplePair) -> None:
    early, late = with_imd.before, with_imd.after
    person.open(late, early)
    drawn = person.drag((700, 300), (740, 340)) or person.boxes[0]
    assert drawn.properties.change_not_before is None
    assert drawn.properties.change == "new"
    person.saved()
    old = early.with_name(early.name + ".ilm.geojson")
    shown = panel(person)
    assert "taken 14 days after the after scene" in shown.remarks.text()
    before = person.workspace.pair
    person.click_on(shown.swap)
    person.until(lambda: person.workspace.pair is not before)
    person.rest()
    person.saved()
    assert person.workspace.pair is not None
    assert person.workspace.pair.before.facts.path == early
    assert "taken" not in shown.remarks.text()
    assert shown.edits["datetime", Side.BEFORE].value == "2019-02-16 02:15:31Z"
    (box,) = person.boxes
    assert box.id == drawn.id
    assert box.ring == drawn.ring
    p = box.properties
    assert (p.change, p.scene_before, p.scene_after) == ("removed", early.stem, late.stem)
    assert (p.change_not_before, p.change_not_after) == ("2019-02-16T02:15:31Z", "2019-03-02T02:15:31Z")
    scenes = scenes_on_disk(with_imd.sidecar)
    assert (scenes["before"]["id"], scenes["after"]["id"]) == (early.stem, late.stem)
    person.until(lambda: not old.exists())
    assert old.with_name(old.name + ".swapped").exists()
    assert any("swapped" in notice.title for notice in person.notices)


def test_nothing_is_swapped_over_other_annotations(person: Person, with_imd: SamplePair) -> None:
    person.open(with_imd.before, with_imd.after)
    person.drag((700, 300), (740, 340))
    person.saved()
    other = with_imd.before.with_name(with_imd.before.name + ".ilm.geojson")
    other.write_bytes(b"somebody's")
    person.window.run_by_id("file.swap")
    person.until(lambda: person.notices)
    assert "were not swapped" in person.notices[0].title
    assert other.read_bytes() == b"somebody's"
    assert person.workspace.pair is not None
    assert person.workspace.pair.before.facts.path == with_imd.before


def test_the_marks_lie_where_they_lay_after_a_swap(person: Person, with_imd: SamplePair) -> None:
    person.open(with_imd.after, with_imd.before)
    person.window.run_by_id("file.swap")
    person.until(
        lambda: (
            person.workspace.pair is not None and person.workspace.pair.before.facts.path == with_imd.before
        )
    )
    person.rest()
    mark = next(m for m in with_imd.marks if m.color == MAGENTA)
    x, y = person.spot(Side.AFTER, *with_imd.pixel("after", mark))
    person.move((30, 20))
    assert tuple(person.shot()[int(y), int(x)]) == MAGENTA
    assert not list(with_imd.before.parent.glob("site*.geojson*")), (
        "nothing was annotated, nothing is written"
    )
