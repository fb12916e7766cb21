"""Measuring by clicks and keys; coordinates read, copied and gone to. GeographicLib judges."""

from __future__ import annotations

import json
import re
from pathlib import Path

import numpy as np
import pytest
from person import ALT, CTRL, SHIFT, Person, Spot
from pyproj import Transformer
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from sample_pairs import SamplePair

from ilmtool.__main__ import main
from ilmtool.core.geometry import apply
from ilmtool.core.layout import CompareMode, Side
from ilmtool.measure.coordinates import FORMATS
from ilmtool.session.scene_edits import correct_acquisition
from ilmtool.session.table.columns import COLUMNS
from ilmtool.ui.dialogs.go_to import GoToDialog

geodesic = pytest.importorskip("geographiclib.geodesic", reason="GeographicLib judges independently")
WGS84 = geodesic.Geodesic.WGS84
Key = Qt.Key


def lonlat(pair: SamplePair, side: Side, x: float, y: float) -> tuple[float, float]:
    """By the file's own transform, apart from the program."""
    transform = pair.before_transform if side is Side.BEFORE else pair.after_transform
    east, north = apply(transform, np.array([[x, y]]))[0].tolist()
    lon, lat = Transformer.from_crs(pair.crs, "EPSG:4326", always_xy=True).transform(east, north)
    return lon, lat


def apart(
    pair: SamplePair, side: Side, a: tuple[float, float], b: tuple[float, float]
) -> tuple[float, float]:
    """(metres, azimuth) from one pixel position to another."""
    (lon1, lat1), (lon2, lat2) = lonlat(pair, side, *a), lonlat(pair, side, *b)
    found = WGS84.Inverse(lat1, lon1, lat2, lon2)
    return found["s12"], found["azi1"] % 360


def whole(person: Person, side: Side, x: float, y: float) -> tuple[Spot, Spot]:
    """(a canvas spot of whole pixels near a position of a side's image, the position exactly there)."""
    sx, sy = person.spot(side, x, y)
    spot = (round(sx), round(sy))
    return spot, person.under(side, spot)


def clipboard() -> str:
    return QGuiApplication.clipboard().text()


def quote(person: Person, double: bool = False) -> None:
    if double:
        person.type('"')
    else:
        person.key(Key.Key_Apostrophe)


def double_click(person: Person, spot: tuple[float, float]) -> None:
    person.click(spot)
    person.click(spot)


def lines(person: Person) -> list[str]:
    panel = person.window.measures.panel
    return [] if panel is None else [panel.list.item(i).text() for i in range(panel.list.count())]


@pytest.mark.parametrize("mode", [CompareMode.SIDE_BY_SIDE, CompareMode.SWIPE_VERTICAL, CompareMode.BEFORE])
@pytest.mark.parametrize("side", list(Side))
def test_a_distance_is_the_geodesic_of_the_date_that_is_pointed_at(
    at_work: Person, pair: SamplePair, mode: CompareMode, side: Side
):
    if mode is CompareMode.BEFORE and side is Side.AFTER:
        mode = CompareMode.AFTER
    at_work.mode(mode)
    near, far = ((60, 300), (240, 420)) if side is Side.BEFORE else ((620, 300), (800, 420))
    first, a = whole(at_work, side, *near)
    second, b = whole(at_work, side, *far)
    quote(at_work)
    at_work.click(first)
    at_work.move(second)
    assert at_work.window.canvas._pointer._preview.readout  # it tells while the pointer moves
    double_click(at_work, second)
    metres, azimuth = apart(pair, side, a, b)
    (line,) = lines(at_work)
    assert line == f"Distance {metres:.1f} m, azimuth {azimuth:05.1f}°  ({side.value})"
    assert not at_work.boxes, "nothing of it is in the document"
    at_work.check_screen()


def test_the_live_readout_tells_leg_total_and_azimuth(at_work: Person, pair: SamplePair):
    spots = [whole(at_work, Side.AFTER, x, y) for x, y in ((100, 100), (300, 100), (300, 400))]
    quote(at_work)
    at_work.click(spots[0][0])
    at_work.click(spots[1][0])
    at_work.move(spots[2][0])
    leg, azimuth = apart(pair, Side.AFTER, spots[1][1], spots[2][1])
    total = leg + apart(pair, Side.AFTER, spots[0][1], spots[1][1])[0]
    readout = at_work.canvas._pointer._preview.readout
    assert readout == f"{leg:.1f} m  {azimuth:05.1f}°  total {total:.1f} m"
    at_work.check_screen()


def test_backspace_takes_a_point_back_enter_ends_and_esc_leaves(at_work: Person, pair: SamplePair):
    spots = [whole(at_work, Side.AFTER, x, y) for x, y in ((100, 100), (500, 120), (300, 100))]
    quote(at_work)
    for spot, _ in spots[:2]:
        at_work.click(spot)
    at_work.key(Key.Key_Backspace)
    at_work.click(spots[2][0])
    at_work.key(Key.Key_Return)
    metres, _ = apart(pair, Side.AFTER, spots[0][1], spots[2][1])
    assert lines(at_work)[0].startswith(f"Distance {metres:.1f} m")
    at_work.click(spots[1][0])
    at_work.key(Key.Key_Escape)
    assert len(lines(at_work)) == 1, "the clicks are dropped"
    assert at_work.workspace.view.tool == "measure_path", "the tool stays in hand"
    at_work.key(Key.Key_Escape)
    at_work.drag((700, 300), (800, 360))
    assert len(at_work.boxes) == 1, "and now boxes are drawn again"
    at_work.check_screen()


def test_an_area_ends_at_its_first_corner(at_work: Person, pair: SamplePair):
    corners = [whole(at_work, Side.AFTER, x, y) for x, y in ((100, 100), (400, 120), (420, 380), (90, 300))]
    quote(at_work, double=True)
    for spot, _ in corners:
        at_work.click(spot)
    at_work.click(corners[0][0])
    polygon = WGS84.Polygon()
    for _, at in corners:
        lon, lat = lonlat(pair, Side.AFTER, *at)
        polygon.AddPoint(lat, lon)
    _, perimeter, area = polygon.Compute(False, True)
    area = abs(area)
    shown = f"{area:,.1f} m²" if area < 1e4 else f"{area / 1e4:,.3f} ha"
    assert lines(at_work) == [f"Area {shown}, {perimeter:.1f} m around  (after)"]
    at_work.check_screen()


def test_an_outline_that_crosses_itself_is_refused_and_goes_on(at_work: Person):
    quote(at_work, double=True)
    for x, y in ((100, 100), (400, 400), (400, 100), (100, 401)):
        at_work.click(whole(at_work, Side.AFTER, x, y)[0])
    assert "cross" in at_work.window.status.said
    assert not lines(at_work)
    at_work.click(whole(at_work, Side.AFTER, 300, 50)[0])
    at_work.key(Key.Key_Return)
    assert len(lines(at_work)) == 1


def test_the_keyboard_measures_whole_pixels(at_work: Person, pair: SamplePair):
    quote(at_work)
    at_work.key(Key.Key_K)
    at_work.key(Key.Key_Return)
    for _ in range(3):
        at_work.key(Key.Key_Right, CTRL)
    at_work.key(Key.Key_Down, SHIFT)
    at_work.key(Key.Key_Return)
    at_work.key(Key.Key_Return)
    (item,) = at_work.workspace.view.measurements
    (x0, y0), (x1, y1) = item.corners
    assert (x1 - x0, y1 - y0) == pytest.approx((300, 10), abs=1e-9)
    metres, _ = apart(pair, Side.AFTER, (x0, y0), (x1, y1))
    assert lines(at_work)[0].startswith(f"Distance {metres:.1f} m")


def give_angles(person: Person, **angles: float) -> None:
    """What the scene panel does when they are entered."""
    workspace = person.workspace
    assert workspace.pair is not None
    workspace.dispatch(
        correct_acquisition(workspace.document, workspace.pair.after.id, workspace.context(), **angles)
    )


def shadow(person: Person, azimuth: float, metres: float) -> tuple[Spot, Spot]:
    """Canvas spots from which a line runs at an azimuth; the images are north up but for 0.7 degrees."""
    dx, dy = np.sin(np.radians(azimuth)) / 0.5 * metres, -np.cos(np.radians(azimuth)) / 0.5 * metres
    return whole(person, Side.AFTER, 500, 500)[0], whole(person, Side.AFTER, 500 + dx, 500 + dy)[0]


def test_without_the_sun_a_height_is_refused_politely(at_work: Person):
    at_work.key(Key.Key_Z, SHIFT)
    for spot in shadow(at_work, 340, 60):
        at_work.click(spot)
    assert "The sun's elevation is not known" in at_work.window.status.said
    (notice,) = at_work.notices
    assert "View > Scenes" in notice.hint
    assert not lines(at_work)


def test_a_shadow_gives_a_height_with_plus_minus(at_work: Person):
    give_angles(at_work, sun_elevation=35.0, sun_azimuth=160.0)
    at_work.key(Key.Key_Z, SHIFT)
    for spot in shadow(at_work, 340, 60):
        at_work.click(spot)
    (item,) = at_work.workspace.view.measurements
    height = item.legs[0].length_m * np.tan(np.radians(35))
    pm = np.hypot(np.sqrt(2) * item.legs[0].length_m / item.length_px * np.tan(np.radians(35)),
                  item.legs[0].length_m / np.cos(np.radians(35)) ** 2 * np.radians(0.1))  # fmt: skip
    assert lines(at_work) == [f"Height {height:.1f} ± {pm:.1f} m  (after)"]
    told = at_work.window.measures.panel.details.text()
    assert "base to shadow tip, flat ground assumed" in told
    assert "Sun 35.0° high (metadata)" in told
    assert "off azimuth" not in told
    for spot in shadow(at_work, 15, 60):
        at_work.click(spot)
    assert "° off azimuth 340°" in at_work.window.measures.panel.details.text()
    assert "° off azimuth 340°" in at_work.window.status.said


def test_shift_z_again_measures_from_the_roof(at_work: Person, pair: SamplePair):
    give_angles(at_work, sun_elevation=35.0, sun_azimuth=160.0, off_nadir=20.0, azimuth=250.0)
    at_work.key(Key.Key_Z, SHIFT)
    at_work.key(Key.Key_Z, SHIFT)
    height, incidence = 40.0, np.arcsin(np.sin(np.radians(20)) * (6371 + 650) / 6371)
    tip = height / np.tan(np.radians(35)) * np.array([np.sin(np.radians(340)), np.cos(np.radians(340))])
    roof = height * np.tan(incidence) * np.array([np.sin(np.radians(70)), np.cos(np.radians(70))])
    for east, north in (roof, tip):
        at_work.click(whole(at_work, Side.AFTER, 500 + east / 0.5, 500 - north / 0.5)[0])
    (item,) = at_work.workspace.view.measurements
    assert item.height.method == "roof_to_tip"
    assert abs(item.height.height_m - height) < 2 * item.height.height_pm_m
    assert item.height.stray_deg < 2
    at_work.drag((700, 300), (800, 360))
    assert len(at_work.workspace.view.measurements) == 1
    at_work.key(Key.Key_Escape)
    at_work.key(Key.Key_Escape)
    at_work.drag((700, 300), (800, 360))
    at_work.window.run_by_id("measure.attach")
    at_work.saved()
    (feature,) = json.loads(pair.sidecar.read_text())["features"]
    properties = feature["properties"]
    assert properties["height_m"] == round(item.height.height_m, 2)
    assert properties["height_pm_m"] == round(item.height.height_pm_m, 2)
    assert properties["height_method"] == "shadow, roof edge to shadow tip"


def test_units_are_chosen_and_remembered(at_work: Person, config: Path):
    quote(at_work)
    at_work.click(whole(at_work, Side.AFTER, 100, 100)[0])
    double_click(at_work, whole(at_work, Side.AFTER, 300, 100)[0])
    panel = at_work.window.measures.panel
    at_work.window.measures.show()
    panel.units.setCurrentIndex(panel.units.findData("imperial"))
    panel.units.activated.emit(panel.units.currentIndex())
    metres = at_work.workspace.view.measurements[0].length_m
    assert lines(at_work)[0].startswith(f"Distance {metres / 0.3048:,.1f} ft")
    at_work.until(lambda: at_work.program.executor.is_idle)
    assert json.loads((config / "settings.json").read_text())["units"] == "imperial"


def test_values_are_attached_as_one_step_saved_and_exported(
    at_work: Person, pair: SamplePair, tmp_path: Path
):
    at_work.drag((700, 300), (800, 360))
    quote(at_work)
    first, a = whole(at_work, Side.AFTER, 100, 100)
    second, b = whole(at_work, Side.AFTER, 300, 160)
    at_work.click(first)
    double_click(at_work, second)
    at_work.window.run_by_id("measure.attach")
    at_work.saved()
    metres, azimuth = apart(pair, Side.AFTER, a, b)
    (feature,) = json.loads(pair.sidecar.read_text())["features"]
    assert feature["properties"]["length_m"] == pytest.approx(metres, abs=0.006)
    assert feature["properties"]["azimuth_deg"] == pytest.approx(azimuth, abs=0.006)
    assert "Measured: Length" in at_work.window.inspector.facts.text()
    column = next(i for i, c in enumerate(COLUMNS) if c.id == "measured")
    model = at_work.window.annotations.model
    assert f"Length {round(metres, 2)}" in model.index(0, column).data()
    target = tmp_path / "set"
    assert main(["export", str(pair.sidecar), "--format", "geojson", "-o", str(target)]) == 0
    (exported,) = json.loads(next(target.glob("**/*.geojson")).read_text())["features"]
    assert exported["properties"]["length_m"] == feature["properties"]["length_m"]
    at_work.key(Key.Key_Z, CTRL)
    at_work.saved()
    (feature,) = json.loads(pair.sidecar.read_text())["features"]
    assert "length_m" not in feature["properties"]
    assert len(at_work.boxes) == 1


def test_measurements_are_copied_removed_and_flown_to(at_work: Person):
    quote(at_work)
    at_work.click(whole(at_work, Side.AFTER, 100, 100)[0])
    double_click(at_work, whole(at_work, Side.AFTER, 140, 100)[0])
    at_work.window.measures.show()
    at_work.key(Key.Key_Return)
    at_work.rest()
    x, y = at_work.spot(Side.AFTER, 120, 100)
    frame = at_work.pane(Side.AFTER).frame
    assert (x, y) == pytest.approx((frame.x + frame.w / 2, frame.y + frame.h / 2), abs=2)
    at_work.click_on(at_work.window.measures.panel.copy)
    metres = at_work.workspace.view.measurements[0].length_m
    assert clipboard().startswith(f"Distance {metres:.1f} m, azimuth 090.7°\nOn site_20190302\n")
    assert "Corners 39." in clipboard()
    at_work.window.measures.panel.list.setFocus()
    at_work.key(Key.Key_Delete)
    assert not lines(at_work)
    at_work.check_screen()


def test_the_place_under_the_cursor_is_copied_in_each_form(at_work: Person, pair: SamplePair, config: Path):
    spot, at = whole(at_work, Side.AFTER, 333, 222)
    at_work.move(spot)
    lon, lat = lonlat(pair, Side.AFTER, *at)
    mgrs = pytest.importorskip("mgrs", reason="the mgrs package judges independently").MGRS()
    utm = pytest.importorskip("utm", reason="the utm package judges independently")
    east, north, zone, band = utm.from_latlon(lat, lon)
    seen = {}
    for _ in FORMATS:
        at_work.key(Key.Key_P, CTRL | SHIFT)
        form = at_work.desk.settings.coordinate_format
        seen[form] = clipboard()
        assert at_work.window.status._place.text().startswith(clipboard())
        at_work.key(Key.Key_G, SHIFT)
    assert [float(part) for part in seen["decimal"].split(",")] == pytest.approx([lat, lon], abs=1e-7)
    zone_text, easting, northing = seen["utm"].split()
    assert zone_text == f"{zone}{band}"
    assert (float(easting), float(northing)) == pytest.approx((east, north), abs=0.01)
    assert seen["mgrs"] == mgrs.toMGRS(lat, lon)
    degrees, minutes, seconds = map(float, re.match(r"(\d+)°(\d+)'([\d.]+)\"N ", seen["dms"]).groups())
    assert degrees + minutes / 60 + seconds / 3600 == pytest.approx(lat, abs=3e-7)
    assert [float(v) for v in re.findall(r"[\d.]+", seen["pixel"])] == pytest.approx(at, abs=0.006)
    at_work.key(Key.Key_G, SHIFT)
    at_work.until(lambda: at_work.program.executor.is_idle)
    assert json.loads((config / "settings.json").read_text())["coordinate_format"] == "dms"


def test_the_copied_place_is_where_the_cursor_is_after_the_view_moved(at_work: Person, pair: SamplePair):
    at_work.mode(CompareMode.AFTER)
    at_work.move((400, 300))
    at_work.key(Key.Key_Right, CTRL)
    at_work.rest()
    at_work.key(Key.Key_P, CTRL | SHIFT)
    lon, lat = lonlat(pair, Side.AFTER, *at_work.under(Side.AFTER, (400, 300)))
    assert [float(part) for part in clipboard().split(",")] == pytest.approx([lat, lon], abs=1e-7)


def test_the_keyboard_cursor_s_place_is_copied(at_work: Person, pair: SamplePair):
    at_work.key(Key.Key_K)
    at_work.key(Key.Key_P, CTRL | SHIFT)
    (x, y) = at_work.canvas._keys._cursor.at
    lon, lat = lonlat(pair, Side.AFTER, x, y)
    assert [float(part) for part in clipboard().split(",")] == pytest.approx([lat, lon], abs=1e-7)


def go_to(person: Person) -> GoToDialog:
    person.key(Key.Key_J, CTRL)
    dialogs = [w for w in QApplication.topLevelWidgets() if isinstance(w, GoToDialog) and w.isVisible()]
    assert len(dialogs) == 1
    return dialogs[0]


def test_going_to_coordinates_shows_how_they_are_understood(at_work: Person, pair: SamplePair):
    at_work.wheel((500, 300), 5)
    at_work.rest()
    dialog = go_to(at_work)
    lon, lat = lonlat(pair, Side.AFTER, 700, 600)
    dialog.field.setText(f"{lon:.7f}, {lat:.7f}")
    assert "beyond the pole" in dialog.understood.text()
    assert not dialog.go_button.isEnabled()
    dialog.field.setText(f"{lat:.8f} {lon:.8f}")
    assert "latitude, longitude in this order" in dialog.understood.text()
    dialog.field.setFocus()
    at_work.key(Key.Key_Return)
    at_work.rest()
    frame = at_work.pane(Side.AFTER).frame
    middle = (frame.x + frame.w / 2, frame.y + frame.h / 2)
    assert at_work.spot(Side.AFTER, 700, 600) == pytest.approx(middle, abs=0.1)
    shot = at_work.shot()
    ring = shot[round(middle[1]), round(middle[0]) + 15]
    assert tuple(ring) == (255, 235, 0), "the place is marked"
    at_work.check_screen()


def test_a_place_outside_is_told_politely(at_work: Person, pair: SamplePair):
    camera = at_work.workspace.camera
    dialog = go_to(at_work)
    lon, lat = lonlat(pair, Side.AFTER, 1000, 400)
    to = WGS84.Direct(lat, lon, 90, 3200)
    dialog.field.setText(f"{to['lat2']:.7f}, {to['lon2']:.7f}")
    assert "3.200 km east of the after image" in dialog.understood.text()
    dialog.field.setText("px 5000, 10")
    assert "outside" in dialog.understood.text()
    dialog.field.setFocus()
    at_work.key(Key.Key_Return)
    assert dialog.isVisible()
    at_work.key(Key.Key_Escape)
    assert at_work.workspace.camera == camera


def test_a_measurement_stays_with_its_place_in_all_modes(at_work: Person):
    quote(at_work)
    at_work.click(whole(at_work, Side.AFTER, 100, 200)[0])
    double_click(at_work, whole(at_work, Side.AFTER, 500, 200)[0])
    at_work.key(Key.Key_Escape)
    at_work.move((5, 5))
    for mode in (
        CompareMode.AFTER,
        CompareMode.BEFORE,
        CompareMode.SWIPE_HORIZONTAL,
        CompareMode.SIDE_BY_SIDE,
    ):
        at_work.mode(mode)
        side = Side.BEFORE if mode is CompareMode.BEFORE else Side.AFTER
        item = at_work.workspace.measuring.drawn(at_work.workspace.view.measurements[0]).line
        (x0, y0), (x1, _) = (at_work.workspace.camera.map(tuple(p)) for p in item.tolist())
        frame = at_work.pane(side).frame
        shot = at_work.shot()
        xs = np.arange(round(x0) + 8, round(x1) - 8) + frame.x
        band = shot[round(y0 + frame.y) - 1 : round(y0 + frame.y) + 2, xs].max(axis=(0, 2))
        white = (band > 160).mean()
        assert 0.35 < white < 0.8, f"{mode}: dashed, {white:.2f} of it white"
        at_work.check_screen()


def test_a_measurement_under_way_goes_on_in_another_mode(at_work: Person, pair: SamplePair):
    quote(at_work)
    spot, start = whole(at_work, Side.AFTER, 100, 200)
    at_work.click(spot)
    at_work.key(Key.Key_W)
    at_work.key(Key.Key_A)
    spot, end = whole(at_work, Side.AFTER, 500, 200)
    double_click(at_work, spot)
    (line,) = lines(at_work)
    metres, _ = apart(pair, Side.AFTER, start, end)
    (item,) = at_work.workspace.view.measurements
    assert at_work.workspace.measuring.drawn(item).line.shape[0] >= 2
    assert f"{metres:.1f} m" in line
    at_work.click(whole(at_work, Side.AFTER, 100, 300)[0])
    at_work.key(Key.Key_B)
    at_work.key(Key.Key_A)
    double_click(at_work, whole(at_work, Side.AFTER, 500, 300)[0])
    assert len(lines(at_work)) == 1, "its date was away meanwhile: a path of one corner is none"


def test_a_measurement_of_the_after_image_survives_another_shift(at_work: Person):
    quote(at_work)
    for side, kept in ((Side.AFTER, True), (Side.BEFORE, False)):
        at_work.click(whole(at_work, side, 100, 200)[0])
        at_work.desk.placer.try_out((1.0, 0.0, 3.0 + kept, 0.0, 1.0, 0.0))
        at_work.key(Key.Key_Return)
        assert ("was dropped" in at_work.window.status.said) is not kept
        at_work.click(whole(at_work, side, 300, 200)[0])
        at_work.key(Key.Key_Return)
        assert len(lines(at_work)) == 1


def test_measuring_ignores_alt_and_boxes_below(at_work: Person):
    at_work.drag((700, 300), (800, 360))
    quote(at_work)
    at_work.click((710, 310), ALT)
    double_click(at_work, (790, 350))
    assert len(lines(at_work)) == 1
    assert len(at_work.boxes) == 1


@pytest.mark.parametrize("mode", ["lens", "fade", "difference", "red-cyan"])
def test_it_measures_in_the_modes_that_lay_both_dates_over_each_other(
    at_work: Person, pair: SamplePair, mode: str
):
    at_work.window.run_by_id(f"view.{mode}")
    at_work.rest()
    quote(at_work)
    (first, second) = ((200, 200), (420, 330))
    at_work.click(first)
    double_click(at_work, second)
    (item,) = at_work.workspace.view.measurements
    assert at_work.workspace.pair is not None
    side = at_work.workspace.pair.side_of(item.scene_id)
    metres, azimuth = apart(pair, side, at_work.under(side, first), at_work.under(side, second))
    assert lines(at_work) == [f"Distance {metres:.1f} m, azimuth {azimuth:05.1f}°  ({side.value})"]


def test_a_turned_view_measures_the_same_and_turns_the_corner(at_work: Person, pair: SamplePair):
    at_work.mode(CompareMode.AFTER)
    upright = at_work.shot()
    at_work.workspace.turn(40.0)
    at_work.rest()
    quote(at_work)
    first, second = (300, 300), (520, 380)
    a, b = at_work.under(Side.AFTER, first), at_work.under(Side.AFTER, second)
    at_work.click(first)
    double_click(at_work, second)
    metres, azimuth = apart(pair, Side.AFTER, a, b)
    assert lines(at_work) == [f"Distance {metres:.1f} m, azimuth {azimuth:05.1f}°  (after)"]
    ((place, _),) = at_work.canvas.corner.places()
    arrow = np.s_[place.y : place.y + place.h, place.x : place.x + 34]
    assert (at_work.shot()[arrow] != upright[arrow]).any(), "north is elsewhere"
    at_work.check_screen()


def test_scale_bar_and_arrow_are_toggled_and_remembered(at_work: Person, config: Path):
    at_work.mode(CompareMode.AFTER)
    ((place, _),) = at_work.canvas.corner.places()
    corner = np.s_[place.y : place.y + place.h, place.x : place.x + place.w]
    assert (at_work.shot()[corner] == (38, 38, 38)).all(axis=2).mean() > 0.5
    at_work.window.run_by_id("view.scale-bar")
    ((alone, _),) = at_work.canvas.corner.places()
    assert alone.w < place.w
    at_work.window.run_by_id("view.north-arrow")
    assert (at_work.shot()[corner] == (38, 38, 38)).all(axis=2).mean() < 0.1
    at_work.check_screen()
    at_work.until(lambda: at_work.program.executor.is_idle)
    kept = json.loads((config / "settings.json").read_text())
    assert (kept["show_scale_bar"], kept["show_north_arrow"]) == (False, False)


def test_the_bar_on_screen_is_right_at_high_latitude_in_degrees(person: Person, north: SamplePair):
    person.open(north.before, north.after)
    person.mode(CompareMode.AFTER)
    person.wheel((400, 300), 3)
    person.rest()
    shot = person.shot()
    best, row = 0, 0
    for number, line in enumerate((shot == (240, 240, 240)).all(axis=2)[-60:]):
        edges = np.flatnonzero(np.diff(np.concatenate(([0], line[:250], [0]))))
        longest = int((edges[1::2] - edges[::2]).max()) if len(edges) else 0
        if longest > best:
            best, row = longest, number
    assert row > 20
    metres = person.canvas.corner.marks(Side.AFTER).bar.length_m
    width, height = person.size
    ends = [person.under(Side.AFTER, (width / 2 + s * best / 2, height / 2)) for s in (-1, 1)]
    assert apart(north, Side.AFTER, *ends)[0] == pytest.approx(metres, abs=0.51 * metres / best)


def test_panes_of_their_own_view_measure_by_it_and_have_their_own_bars(at_work: Person, pair: SamplePair):
    at_work.mode(CompareMode.SIDE_BY_SIDE)
    at_work.workspace.unlink()
    at_work.workspace.set_camera(at_work.workspace.camera.zoomed(3.0, (200.0, 300.0)), side=Side.BEFORE)
    at_work.rest()
    bars = [at_work.canvas.corner.marks(side).bar for side in Side]
    assert bars[0].length_m / bars[0].width_px == pytest.approx(
        bars[1].length_m / bars[1].width_px / 3, rel=1e-3
    )
    quote(at_work)
    first, second = (120, 250), (300, 380)
    at_work.click(first)
    double_click(at_work, second)
    metres, azimuth = apart(
        pair, Side.BEFORE, at_work.under(Side.BEFORE, first), at_work.under(Side.BEFORE, second)
    )
    assert lines(at_work) == [f"Distance {metres:.1f} m, azimuth {azimuth:05.1f}°  (before)"]


def test_another_tool_drops_the_clicks_of_the_last(at_work: Person):
    quote(at_work)
    at_work.click((600, 200))
    at_work.click((700, 200))
    quote(at_work, double=True)
    assert not at_work.canvas._pointer.is_active
    for spot in ((600, 300), (700, 300), (700, 400)):
        at_work.click(spot)
    at_work.key(Key.Key_Return)
    assert [text.split()[0] for text in lines(at_work)] == ["Area"]
    at_work.check_screen()


def test_the_place_that_was_gone_to_is_seen_over_the_divider(at_work: Person):
    at_work.mode(CompareMode.SWIPE_VERTICAL)
    dialog = go_to(at_work)
    dialog.field.setText("px 500, 400")
    dialog.field.setFocus()
    at_work.key(Key.Key_Return)
    at_work.rest()
    x, y = at_work.spot(Side.AFTER, 500, 400)
    assert tuple(at_work.shot()[round(y), round(x) + 15]) == (255, 235, 0)
    at_work.check_screen()


def test_esc_takes_up_the_tool_before(at_work: Person):
    at_work.key(Key.Key_P)
    quote(at_work)
    at_work.key(Key.Key_Escape)
    assert at_work.workspace.view.tool == "polygon"
