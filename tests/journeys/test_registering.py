"""Registering by real events: measured, by tie points, by hand; judged by the file and the screen."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from person import CTRL, NO, SHIFT, Person
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from sample_pairs import SamplePair
from shifted_pairs import SHIFT as TRUE_SHIFT
from shifted_pairs import ShiftedPair, shifted_pair

from ilmtool.cli.main import run
from ilmtool.core.layout import CompareMode, Side
from ilmtool.painting.caption import caption_sprite
from ilmtool.painting.text import font_sprites

KEY = Qt.Key
BACKTICK = KEY.Key_QuoteLeft


@pytest.fixture
def yard(tmp_path: Path) -> ShiftedPair:
    return shifted_pair(tmp_path / "yard")


@pytest.fixture
def surveyor(person: Person, yard: ShiftedPair) -> Person:
    """Somebody with the shifted pair open."""
    person.open(yard.before, yard.after)
    return person


def entries(sidecar: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(sidecar.read_text())["ilmtool"]["registration"]
    return found


def measure(person: Person) -> None:
    """Ctrl+Shift+R, and wait for the answer."""
    person.key(KEY.Key_R, CTRL | SHIFT)
    assert person.window.registration.is_measuring
    person.until(lambda: person.window.registration.dialog is not None)
    person.rest()


def push(person: Person, button: QAbstractButton) -> None:
    """Click on a button of the answer."""
    handle = button.window().windowHandle()
    assert handle is not None
    point = button.mapTo(button.window(), button.rect().center())
    QTest.mouseClick(handle, Qt.MouseButton.LeftButton, NO, point)
    person.until(lambda: person.window.registration.dialog is None)
    person.window.activateWindow()
    person.until(person.window.isActiveWindow)
    person.canvas.setFocus()
    person.rest()


def register(person: Person) -> None:
    measure(person)
    push(person, person.window.registration.dialog.apply)


def moved(person: Person, x: float, y: float) -> NDArray[np.float64]:
    """Where a pixel of the before image is shown, px of the after image."""
    assert person.workspace.pair is not None
    found: NDArray[np.float64] = person.workspace.pair.before.placement.forward(np.array([[x, y]]))[0]
    return found


def click_image(person: Person, side: Side, x: float, y: float) -> tuple[float, float]:
    """Click as near to a pixel of an image as the mouse can; the pixel that was clicked."""
    spot = person.spot(side, x, y)
    spot = round(spot[0]), round(spot[1])
    was = person.under(side, spot)
    person.click(spot)
    person.rest()
    return was


# -- measured --------------------------------------------------------------------------------------


def test_measured_applied_and_taken_back(surveyor: Person, yard: ShiftedPair) -> None:
    measure(surveyor)
    dialog = surveyor.window.registration.dialog
    said = {name: label.text() for name, label in dialog.values.items()}
    assert said["Model"] == "shift", "as simple as the places allow"
    assert said["Shift at the centre"].startswith("8.1 px (4.0 m) NE")
    assert said["RMS"].startswith("0.")
    assert not yard.sidecar.exists(), "nothing is kept before it is applied"
    assert "trial" in surveyor.canvas.picture.captions[Side.BEFORE]
    push(surveyor, dialog.apply)
    assert moved(surveyor, 300, 200) == pytest.approx((307, 196), abs=0.1)
    surveyor.saved()
    (entry,) = entries(yard.sidecar)
    assert (entry["from"], entry["to"]) == ("yard_20190216", "yard_20190302")
    a, b, c, d, e, f = entry["matrix"]
    assert (a * 300 + b * 200 + c, d * 300 + e * 200 + f) == pytest.approx((307, 196), abs=0.1)
    assert entry["points"] >= 8
    assert entry["rms_px"] < 0.3
    badge = surveyor.window.registration.badge
    assert badge.isVisible()
    assert badge.text().startswith("Shifted 8.1 px (4.0 m) NE · ")

    surveyor.key(KEY.Key_Z, CTRL)
    assert moved(surveyor, 300, 200) == pytest.approx((300, 200))
    assert not badge.isVisible()
    surveyor.saved()
    assert entries(yard.sidecar) == []
    surveyor.key(KEY.Key_Y, CTRL)
    surveyor.saved()
    assert entries(yard.sidecar) == [entry]


def test_the_answer_lies_beside_the_images_by_which_it_is_judged(surveyor: Person) -> None:
    surveyor.window.setGeometry(0, 0, 800, 780)  # within the screen of these tests
    surveyor.rest()
    measure(surveyor)
    dialog, canvas = surveyor.window.registration.dialog, surveyor.canvas
    hidden = dialog.frameGeometry().intersected(QRect(canvas.mapToGlobal(QPoint()), canvas.size()))
    assert hidden.width() * hidden.height() < 0.1 * canvas.width() * canvas.height()
    assert surveyor.window.screen().availableGeometry().contains(dialog.geometry())


def test_a_box_drawn_on_before_lies_on_the_same_thing_after(surveyor: Person, yard: ShiftedPair) -> None:
    """The same patch of ground is boxed on each date; on screen the two boxes fall together."""
    before, after = (200, 150, 260, 190), (207, 146, 267, 186)
    for side, (x0, y0, x1, y1) in ((Side.BEFORE, before), (Side.AFTER, after)):
        surveyor.drag(surveyor.spot(side, x0, y0), surveyor.spot(side, x1, y1), keys=SHIFT)
        surveyor.rest()
    one, other = surveyor.boxes
    drawn = [json.loads(json.dumps(box.ring)) for box in (one, other)]

    def gap() -> NDArray[np.float64]:
        place = surveyor.workspace.index.bounds_of
        return np.subtract(place((one.id,)), place((other.id,)))

    apart = gap()
    register(surveyor)
    assert gap() == pytest.approx(np.add(apart, (7, -4, 7, -4)), abs=0.1)
    assert np.abs(gap()).max() < 2.5, "a screen pixel is about two image pixels here"
    surveyor.saved()
    features = {f["id"]: f for f in json.loads(yard.sidecar.read_text())["features"]}
    for box, ring in zip((one, other), drawn, strict=True):
        assert features[box.id]["properties"]["imageGeometry"]["coordinates"][0] == ring
    surveyor.check_screen()


def test_the_file_is_valid_and_opens_with_gdal_and_again(surveyor: Person, yard: ShiftedPair) -> None:
    import pyogrio

    surveyor.drag(surveyor.spot(Side.BEFORE, 200, 150), surveyor.spot(Side.BEFORE, 260, 190))
    register(surveyor)
    surveyor.key(KEY.Key_T, CTRL)
    surveyor.rest()
    click_image(surveyor, Side.BEFORE, 100, 100)
    click_image(surveyor, Side.AFTER, 107, 96)
    surveyor.key(KEY.Key_Return)
    surveyor.saved()
    assert run(["validate", str(yard.sidecar)]) == 0
    info = pyogrio.read_info(yard.sidecar, force_feature_count=True)
    assert info["features"] == 1
    text = yard.sidecar.read_text()
    shown = moved(surveyor, 300, 200)
    other = surveyor.workspace.pair
    surveyor.program.open(type("Request", (), {"analyst": None, "demo": False, "files": (yard.sidecar,)})())
    surveyor.until(lambda: surveyor.workspace.pair is not other)
    surveyor.rest()
    assert moved(surveyor, 300, 200) == pytest.approx(shown, abs=1e-9)
    assert surveyor.window.registration.badge.isVisible()
    assert not surveyor.workspace.store.can_undo, "opening adopts nothing"
    held, again = json.loads(text), json.loads(yard.sidecar.read_text())
    assert again["features"] == held["features"]
    assert again["ilmtool"]["registration"] == held["ilmtool"]["registration"]


def test_one_key_shows_the_pair_without_it_and_one_removes_it(surveyor: Person, yard: ShiftedPair) -> None:
    register(surveyor)
    surveyor.saved()
    text = yard.sidecar.read_text()
    serial, shifted = surveyor.workspace.store.serial, surveyor.shot()
    surveyor.key(BACKTICK)
    surveyor.rest()
    assert moved(surveyor, 300, 200) == pytest.approx((300, 200))
    assert "registration off" in surveyor.canvas.picture.captions[Side.BEFORE]
    assert surveyor.window.registration.badge.text() == "Registration off"
    assert (surveyor.shot() != shifted).any()
    surveyor.check_screen()
    surveyor.key(BACKTICK)
    surveyor.rest()
    assert (surveyor.shot() == shifted).all()
    surveyor.saved()
    assert surveyor.workspace.store.serial == serial, "looking is no edit"
    assert entries(yard.sidecar) == json.loads(text)["ilmtool"]["registration"]

    surveyor.key(KEY.Key_T, CTRL | SHIFT)
    surveyor.saved()
    assert entries(yard.sidecar) == []
    assert moved(surveyor, 300, 200) == pytest.approx((300, 200))
    surveyor.key(KEY.Key_Z, CTRL)
    surveyor.saved()
    assert entries(yard.sidecar) == json.loads(text)["ilmtool"]["registration"]


def test_a_pair_that_is_registered_is_measured_anew_and_may_keep_the_old(
    surveyor: Person, yard: ShiftedPair
) -> None:
    surveyor.key(KEY.Key_N, CTRL)
    surveyor.key(KEY.Key_Right, SHIFT)
    surveyor.key(KEY.Key_Return)
    surveyor.saved()
    held = entries(yard.sidecar)
    measure(surveyor)
    dialog = surveyor.window.registration.dialog
    assert dialog.values["Shift at the centre"].text().startswith("8.1 px"), "measured from georeferencing"
    # (10, 0) where (7, -4) is right: 5 px.
    assert "misses these places by 5.00 px RMS" in dialog.values["Old registration"].text()
    assert dialog.keep.text() == "Keep the old"
    push(surveyor, dialog.keep)
    assert moved(surveyor, 300, 200) == pytest.approx((310, 200))
    surveyor.saved()
    assert entries(yard.sidecar) == held


def test_unrelated_images_are_refused_with_the_reason_and_what_to_do(person: Person, tmp_path: Path) -> None:
    files = shifted_pair(tmp_path / "unrelated", related=False)
    person.open(files.before, files.after)
    measure(person)
    dialog = person.window.registration.dialog
    assert dialog.windowTitle() == "Registration refused"
    assert dialog.measured.found.reason in dialog.summary.text()
    assert "tie points" in dialog.summary.text()
    assert not dialog.apply.isVisible()
    assert moved(person, 300, 200) == pytest.approx((300, 200))
    push(person, dialog.points)
    assert person.window.registration.is_setting_points
    assert not files.sidecar.exists()


def test_measuring_can_be_stopped(surveyor: Person, yard: ShiftedPair) -> None:
    registration = surveyor.window.registration
    surveyor.key(KEY.Key_R, CTRL | SHIFT)
    surveyor.until(registration.progress.isVisible)
    surveyor.click_on(registration.progress.cancel)
    assert not registration.is_measuring
    surveyor.rest()
    assert registration.dialog is None
    assert not registration.progress.isVisible()
    assert not yard.sidecar.exists()
    register(surveyor)  # and begun again
    surveyor.saved()
    assert entries(yard.sidecar)


def test_another_pair_is_opened_while_measuring(surveyor: Person, pair: SamplePair) -> None:
    surveyor.key(KEY.Key_R, CTRL | SHIFT)
    surveyor.open(pair.before, pair.after)
    registration = surveyor.window.registration
    assert not registration.is_measuring
    assert registration.dialog is None
    assert not registration.progress.isVisible()
    assert surveyor.workspace.document.header.registrations == ()


def test_the_window_is_closed_while_measuring(surveyor: Person, yard: ShiftedPair) -> None:
    surveyor.key(KEY.Key_R, CTRL | SHIFT)
    surveyor.window.close()
    assert not surveyor.window.isVisible()
    surveyor.until(lambda: surveyor.program.executor.is_idle)
    assert surveyor.window.registration.dialog is None
    assert not yard.sidecar.exists()


def test_what_a_colleague_registered_meanwhile_is_shown(
    surveyor: Person, yard: ShiftedPair, tmp_path: Path
) -> None:
    """Somebody else's file comes in by the merge: the pair lies by it, and undo takes it back."""
    surveyor.drag(surveyor.spot(Side.AFTER, 200, 150), surveyor.spot(Side.AFTER, 260, 190))
    surveyor.saved()
    text = json.loads(yard.sidecar.read_text())
    text["ilmtool"]["registration"] = [
        {"from": "yard_20190216", "to": "yard_20190302", "matrix": [1, 0, 7, 0, 1, -4], "method": "theirs"}
    ]
    yard.sidecar.write_text(json.dumps(text))
    surveyor.drag(surveyor.spot(Side.AFTER, 300, 250), surveyor.spot(Side.AFTER, 360, 290))
    surveyor.until(lambda: surveyor.workspace.document.header.registrations)
    surveyor.rest()
    assert moved(surveyor, 300, 200) == pytest.approx((307, 196))
    assert surveyor.window.registration.badge.text().startswith("Shifted 8.1 px")
    assert len(surveyor.boxes) == 2
    surveyor.saved()
    (entry,) = entries(yard.sidecar)
    assert entry["method"] == "theirs"


# -- tie points ------------------------------------------------------------------------------------

CORNERS = ((90, 80), (540, 100), (520, 470), (110, 440), (320, 270))


def set_points(person: Person, off: Callable[[int], float] = lambda index: 0.0) -> list[tuple[float, ...]]:
    """Click five corners on both dates, either date first; (before x, y, after x, y) of each as clicked."""
    person.key(KEY.Key_T, CTRL)
    person.rest()
    clicked = []
    for index, (x, y) in enumerate(CORNERS):
        there = x + TRUE_SHIFT[0] + off(index), y + TRUE_SHIFT[1]
        order = [(Side.BEFORE, x, y), (Side.AFTER, *there)]
        at = {side: click_image(person, side, *to) for side, *to in order[:: -1 if index % 2 else 1]}
        clicked.append((*at[Side.BEFORE], *at[Side.AFTER]))
    return clicked


def table_of(person: Person) -> list[list[str]]:
    table = person.window.registration.dock.panel.table
    return [[table.item(r, c).text() for c in range(table.columnCount())] for r in range(table.rowCount())]


def test_tie_points_by_clicks(surveyor: Person, yard: ShiftedPair) -> None:
    clicked = set_points(surveyor, lambda index: 12.0 if index == 2 else 0.0)
    rows = table_of(surveyor)
    assert len(rows) == 5
    for row, (bx, by, ax, ay) in zip(rows, clicked, strict=True):
        assert row[0] == f"{bx:.1f}, {by:.1f}"
        assert row[1] == f"{ax:.1f}, {ay:.1f}"
    # The same fit by hand, from what was clicked.
    points = np.array(clicked)
    design = np.column_stack((points[:, :2], np.ones(5)))
    solution, *_ = np.linalg.lstsq(design, points[:, 2:], rcond=None)
    gaps = np.hypot(*(design @ solution - points[:, 2:]).T)
    assert [float(row[2]) for row in rows] == pytest.approx(gaps.tolist(), abs=0.006)
    assert [float(row[3]) for row in rows] == pytest.approx((gaps * 0.5).tolist(), abs=0.006)
    panel = surveyor.window.registration.dock.panel
    assert panel.table.item(int(np.argmax(gaps)), 0).font().bold(), "the worst one stands out"

    surveyor.click_on(panel.apply)
    surveyor.saved()
    (entry,) = entries(yard.sidecar)
    assert (entry["method"], entry["points"]) == ("tie-points", 5)
    expected = [*solution[:, 0][[0, 1, 2]], *solution[:, 1][[0, 1, 2]]]
    assert entry["matrix"] == pytest.approx(expected, abs=1e-6)
    assert entry["rms_px"] == pytest.approx(float(np.sqrt(np.mean(gaps**2))), abs=1e-4)
    for point, (bx, by, ax, ay) in zip(entry["tie_points"], clicked, strict=True):
        assert point["from"] == pytest.approx((bx, by), abs=1e-9), "nothing is rounded"
        assert point["to"] == pytest.approx((ax, ay), abs=1e-9)
    assert not surveyor.window.registration.dock.isVisible()

    surveyor.key(KEY.Key_T, CTRL)
    assert table_of(surveyor) == rows, "the work goes on where it was left"


def test_points_are_removed_dragged_and_each_step_taken_back(surveyor: Person, yard: ShiftedPair) -> None:
    set_points(surveyor)
    rows = table_of(surveyor)
    start = surveyor.spot(Side.AFTER, *map(float, rows[1][1].split(",")))
    surveyor.drag(start, (start[0] + 12, start[1] + 6))
    surveyor.rest()
    dragged = table_of(surveyor)
    assert dragged[1][0] == rows[1][0]
    assert dragged[1][1] != rows[1][1]
    surveyor.key(KEY.Key_Delete)
    assert len(table_of(surveyor)) == 4
    surveyor.key(KEY.Key_Z, CTRL)
    assert table_of(surveyor) == dragged
    surveyor.key(KEY.Key_Z, CTRL)
    assert table_of(surveyor) == rows
    panel = surveyor.window.registration.dock.panel
    surveyor.click_on(panel.table.viewport(), panel.table.visualItemRect(panel.table.item(3, 0)).center())
    camera = surveyor.workspace.camera
    assert surveyor.window.registration.tie_points.selected == 3
    pane = surveyor.workspace.shown.pane
    middle = camera.unmap((pane[0] / 2, pane[1] / 2))
    assert middle == pytest.approx(tuple(map(float, rows[3][1].split(","))), abs=2), "selecting goes there"
    surveyor.key(KEY.Key_Delete)
    assert [row[0] for row in table_of(surveyor)] == [rows[i][0] for i in (0, 1, 2, 4)]
    surveyor.key(KEY.Key_Z, CTRL)
    assert len(table_of(surveyor)) == 5
    surveyor.canvas.setFocus()
    surveyor.key(KEY.Key_Escape)
    assert not surveyor.window.registration.is_setting_points
    assert surveyor.workspace.document.header.registrations == ()
    assert moved(surveyor, 300, 200) == pytest.approx((300, 200)), "leaving shows the document again"
    assert not yard.sidecar.exists()


@pytest.mark.parametrize("mode", [CompareMode.SWIPE_VERTICAL, CompareMode.BEFORE])
def test_the_date_on_screen_is_the_one_that_is_pointed_at(
    surveyor: Person, yard: ShiftedPair, mode: CompareMode
) -> None:
    surveyor.mode(mode)
    surveyor.key(KEY.Key_T, CTRL)
    surveyor.rest()
    if mode is CompareMode.BEFORE:
        first = click_image(surveyor, Side.BEFORE, 320, 270)
        assert surveyor.workspace.view.mode is CompareMode.AFTER, "the other date comes up by itself"
        second = click_image(surveyor, Side.AFTER, 327, 266)
    else:
        first = click_image(surveyor, Side.BEFORE, 200, 270)
        x, y = surveyor.spot(Side.BEFORE, 200, 270)
        with surveyor.holding(KEY.Key_F):
            pass
        surveyor.workspace.set_view(surveyor.workspace.view.with_divider(0.1))
        surveyor.rest()
        second = surveyor.under(Side.AFTER, (round(x), round(y)))
        surveyor.click((x, y))
        surveyor.rest()
    surveyor.key(KEY.Key_Return)
    surveyor.saved()
    (entry,) = entries(yard.sidecar)
    assert entry["tie_points"][0]["from"] == pytest.approx(first)
    assert entry["tie_points"][0]["to"] == pytest.approx(second)


def test_tie_points_by_the_keyboard_alone(surveyor: Person, yard: ShiftedPair) -> None:
    surveyor.key(KEY.Key_T, CTRL)
    surveyor.key(KEY.Key_K)
    surveyor.key(KEY.Key_Return)  # on the after image
    surveyor.key(KEY.Key_K)  # over to the other date
    for _ in range(2):
        surveyor.key(KEY.Key_Left)
    surveyor.key(KEY.Key_Return)
    surveyor.key(KEY.Key_Escape)  # the cursor goes, the points stay
    surveyor.key(KEY.Key_Right, CTRL)  # a tenth of a pixel
    surveyor.key(KEY.Key_Return)
    surveyor.saved()
    (entry,) = entries(yard.sidecar)
    (point,) = entry["tie_points"]
    assert point["from"] == pytest.approx((point["to"][0] - 1.9, point["to"][1]), abs=1e-6)
    assert entry["matrix"] == pytest.approx([1, 0, 1.9, 0, 1, 0], abs=1e-6)


def test_too_little_is_refused_with_the_reason(surveyor: Person) -> None:
    surveyor.key(KEY.Key_T, CTRL)
    surveyor.rest()
    for x in (100, 250, 400):
        click_image(surveyor, Side.BEFORE, x, 200)
        click_image(surveyor, Side.AFTER, x, 200)
    panel = surveyor.window.registration.dock.panel
    assert "one line" in panel.remark.text()
    assert not panel.apply.isEnabled()
    panel.model.setCurrentIndex(panel.model.findData("similarity"))
    panel.model.activated.emit(panel.model.currentIndex())
    assert panel.apply.isEnabled()
    panel.model.setFocus()
    surveyor.key(KEY.Key_Z, CTRL)
    assert panel.model.currentData() == "", "undo is the list's own wherever the keyboard is in the panel"
    assert len(table_of(surveyor)) == 3
    surveyor.key(KEY.Key_Z, CTRL)
    assert [row[1] for row in table_of(surveyor)][2] == "click it"


def test_measured_points_can_be_edited(surveyor: Person, yard: ShiftedPair) -> None:
    measure(surveyor)
    push(surveyor, surveyor.window.registration.dialog.points)
    rows = table_of(surveyor)
    assert len(rows) >= 8
    surveyor.key(KEY.Key_Return)
    surveyor.saved()
    (entry,) = entries(yard.sidecar)
    assert (entry["method"], entry["points"]) == ("tie-points", len(rows))
    assert len(entry["tie_points"]) == len(rows)
    assert moved(surveyor, 300, 200) == pytest.approx((307, 196), abs=0.1)


def test_without_georeferencing_the_hint_leads_to_tie_points(person: Person, tmp_path: Path) -> None:
    files = shifted_pair(tmp_path / "bare", placed=False)
    person.open(files.before, files.after)
    caption = person.canvas.picture.captions[Side.BEFORE]
    assert "Ctrl+T" in caption
    without = caption.rpartition("  ")[0]
    narrow, less = (
        caption_sprite(font_sprites(), said, Side.BEFORE, 1.0, 370) for said in (caption, without)
    )
    assert not np.array_equal(narrow, less), "it is said in a narrow pane, too"
    badge = person.window.registration.badge
    assert badge.text() == "Placed by size only"
    person.click_on(badge)
    assert person.window.registration.is_setting_points
    for x, y in CORNERS[:4]:
        click_image(person, Side.BEFORE, x, y)
        click_image(person, Side.AFTER, x + 7, y - 4)
    person.key(KEY.Key_Return)
    person.saved()
    (entry,) = entries(files.sidecar)
    assert entry["matrix"] == pytest.approx([1, 0, 7, 0, 1, -4], abs=2.5)
    assert "placed by size" not in person.canvas.picture.captions[Side.BEFORE]


def test_what_is_to_be_done_is_said_as_long_as_it_is_to_be_done(surveyor: Person, pair: SamplePair) -> None:
    status = surveyor.window.status
    for key in (KEY.Key_T, KEY.Key_N):
        surveyor.key(key, CTRL)
        assert status.said
        surveyor.key(KEY.Key_Escape)
        assert status.said == ""
        surveyor.key(key, CTRL)
        surveyor.open(pair.before, pair.after)
        assert status.said == "", "the other pair has nothing of it"
    surveyor.key(KEY.Key_T, CTRL)
    click_image(surveyor, Side.BEFORE, 20, 20)
    click_image(surveyor, Side.AFTER, 30, 30)
    surveyor.key(KEY.Key_Return)
    assert status.said.startswith("Registered by 1 tie point")


# -- nudging ---------------------------------------------------------------------------------------


def test_nudged_by_drag_and_keys(surveyor: Person, yard: ShiftedPair) -> None:
    surveyor.mode(CompareMode.SWIPE_VERTICAL)
    surveyor.key(KEY.Key_N, CTRL)
    start, end = (300.0, 300.0), (324.0, 288.0)
    scale = surveyor.workspace.camera.scale
    surveyor.drag(start, end)
    surveyor.key(KEY.Key_Right)
    surveyor.key(KEY.Key_Up, SHIFT)
    surveyor.key(KEY.Key_Left, CTRL)
    expected = 24 / scale + 1 - 0.1, -12 / scale - 10
    bar = surveyor.window.registration.bar
    assert bar.isVisible()
    assert f"{expected[0]:+.1f}, {expected[1]:+.1f} px" in bar.moved.text()
    assert not yard.sidecar.exists()
    live = surveyor.shot()
    surveyor.key(KEY.Key_Return)
    surveyor.rest()
    surveyor.saved()
    (entry,) = entries(yard.sidecar)
    assert entry["method"] == "nudge"
    assert "rms_px" not in entry
    assert entry["matrix"] == pytest.approx([1, 0, expected[0], 0, 1, expected[1]], abs=1e-9)
    assert not bar.isVisible()
    kept = surveyor.shot()
    low = 120  # below the bar's place, which is the image's again
    assert kept.shape[0] > live.shape[0]
    assert (kept[low:] != live[: kept.shape[0] - low]).any()
    surveyor.check_screen()

    surveyor.key(KEY.Key_N, CTRL)
    surveyor.key(KEY.Key_Down)
    surveyor.key(KEY.Key_Return)
    surveyor.saved()
    (entry,) = entries(yard.sidecar)
    assert entry["matrix"] == pytest.approx([1, 0, expected[0], 0, 1, expected[1] + 1], abs=1e-9)


@pytest.mark.parametrize("mode", list(CompareMode))
def test_a_nudge_is_seen_at_once_in_every_mode_and_dropped_by_esc(
    surveyor: Person, yard: ShiftedPair, mode: CompareMode
) -> None:
    surveyor.workspace.set_mode(mode)
    surveyor.rest()
    surveyor.key(KEY.Key_N, CTRL)
    surveyor.rest()
    before = surveyor.shot()
    surveyor.key(KEY.Key_Right, SHIFT)
    moved_ = surveyor.shot()
    if mode is CompareMode.AFTER:
        assert (moved_ == before).all()
    else:
        assert (moved_ != before).any()
    surveyor.check_screen()
    surveyor.key(KEY.Key_Z, CTRL)
    surveyor.rest()
    assert (surveyor.shot() == before).all()
    surveyor.key(KEY.Key_Right, SHIFT)
    surveyor.key(KEY.Key_Escape)
    surveyor.rest()
    assert not surveyor.window.registration.is_nudging
    assert surveyor.workspace.document.header.registrations == ()
    assert not yard.sidecar.exists()
    surveyor.check_screen()


def test_boxes_of_the_before_image_follow_a_nudge_while_it_goes_on(surveyor: Person) -> None:
    surveyor.drag(surveyor.spot(Side.BEFORE, 200, 150), surveyor.spot(Side.BEFORE, 260, 190))
    surveyor.key(KEY.Key_Escape)
    surveyor.rest()
    surveyor.mode(CompareMode.AFTER)
    before = surveyor.shot()
    surveyor.key(KEY.Key_N, CTRL)
    surveyor.key(KEY.Key_Right, SHIFT)
    assert (surveyor.shot() != before[-surveyor.canvas.height() :]).any()
    surveyor.check_screen()
    surveyor.key(KEY.Key_Escape)
    QApplication.processEvents()
    surveyor.rest()
    surveyor.check_screen()


def test_drawing_is_as_before_when_registering_is_over(surveyor: Person) -> None:
    surveyor.key(KEY.Key_T, CTRL)
    surveyor.key(KEY.Key_Escape)
    surveyor.key(KEY.Key_N, CTRL)
    surveyor.key(KEY.Key_Escape)
    surveyor.rest()
    surveyor.drag(surveyor.spot(Side.AFTER, 200, 150), surveyor.spot(Side.AFTER, 260, 190))
    assert len(surveyor.boxes) == 1
    assert surveyor.canvas.mapToGlobal(QPoint(0, 0)) is not None
