"""Turned views, views that are not linked, and the overview: what is drawn is where it was pointed at."""

from __future__ import annotations

import json
import math

import numpy as np
import pytest
from person import ALT, CTRL, LEFT, MIDDLE, SHIFT, Person, Spot, mark_centre
from pyproj import Geod
from PySide6.QtCore import Qt
from sample_pairs import BLUE, MAGENTA, SamplePair, write_tiff

from ilmtool.core.geometry import ring_bounds
from ilmtool.core.layout import CompareMode, Side
from ilmtool.session.turning import badge_text


def turn_to(person: Person, turn: float) -> None:
    """Turn the view by keys: 15 degrees each."""
    for _ in range(round(abs(turn) / 15)):
        person.key(Qt.Key.Key_BracketRight if turn > 0 else Qt.Key.Key_BracketLeft, ALT)
    person.rest()


def seen_marks(person: Person, pair: SamplePair, side: Side) -> int:
    """How many marks of a side are on screen exactly where the camera says."""
    shot, found = person.shot(), 0
    clip, scale = person.pane(side).clip, person.workspace.camera_of(side).scale
    for mark in pair.marks:
        x, y = person.spot(side, *pair.pixel(side.value, mark))
        reach = mark.side / 0.5 * scale * 0.75 + 3
        if not (clip.contains(x - reach, y - reach) and clip.contains(x + reach, y + reach)):
            continue
        assert mark_centre(shot, mark.color, clip) == pytest.approx((x, y), abs=0.8)
        found += 1
    return found


def clear_of_boxes(person: Person) -> None:
    person.key(Qt.Key.Key_Escape)
    person.move((30, 20))


# -- turning ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("turn", [15, 90, -45, 180])
@pytest.mark.parametrize("mode", [CompareMode.SIDE_BY_SIDE, CompareMode.SWIPE_VERTICAL])
def test_keys_turn_the_view_about_its_middle(at_work: Person, pair: SamplePair, turn: int, mode: CompareMode):
    if mode is not CompareMode.SIDE_BY_SIDE:
        at_work.mode(mode)
    frame = at_work.pane(Side.AFTER).frame
    middle = (frame.x + frame.w / 2, frame.y + frame.h / 2)
    before = at_work.under(Side.AFTER, middle)
    turn_to(at_work, turn)
    assert at_work.workspace.camera.turn == turn
    assert at_work.under(Side.AFTER, middle) == pytest.approx(before, abs=1e-6)
    clear_of_boxes(at_work)
    assert sum(seen_marks(at_work, pair, side) for side in Side) >= 3
    way = "clockwise" if turn > 0 else "counter-clockwise"
    assert badge_text(at_work.workspace) == f"Turned {abs(turn)}° {way}"
    at_work.check_screen()
    at_work.key(Qt.Key.Key_0, ALT)
    assert at_work.workspace.camera.turn == 0
    assert badge_text(at_work.workspace) == ""


@pytest.mark.parametrize("way", ["middle button", "space"])
def test_a_drag_with_shift_turns_freely(at_work: Person, way: str):
    """By the angle between press and pointer, seen from the middle; a readout stands beside the pointer."""
    frame = at_work.pane(Side.AFTER).frame
    x, y = frame.x + frame.w / 2, frame.y + frame.h / 2
    plain = at_work.shot()

    def at(angle: float) -> Spot:
        return x + 180 * math.cos(math.radians(angle)), y + 180 * math.sin(math.radians(angle))

    def turn_by_drag(end: float) -> None:
        button = MIDDLE if way == "middle button" else LEFT
        at_work.press(at(0), button, SHIFT)
        at_work.move(at(end / 2))
        at_work.move(at(end))
        assert (at_work.shot() != plain).any()
        at_work.release(at(end), button, SHIFT)

    def both() -> None:
        turn_by_drag(40)
        assert at_work.workspace.camera.turn == pytest.approx(40, abs=0.4)
        turn_by_drag(49)
        assert at_work.workspace.camera.turn == 90, "near a quarter turn it snaps"

    if way == "space":
        with at_work.holding(Qt.Key.Key_Space):
            both()
    else:
        both()
    assert at_work.boxes == []
    at_work.rest()
    at_work.check_screen()


def test_esc_during_such_a_drag_turns_back(at_work: Person):
    camera = at_work.workspace.camera
    frame = at_work.pane(Side.AFTER).frame
    middle = (frame.x + frame.w // 2, frame.y + frame.h // 2)
    at_work.press((middle[0] + 100, middle[1]), MIDDLE, SHIFT)
    at_work.move((middle[0], middle[1] + 100))
    assert at_work.workspace.camera.turn == pytest.approx(90, abs=1)
    at_work.key(Qt.Key.Key_Escape)
    assert at_work.workspace.camera == camera
    at_work.release((middle[0], middle[1] + 100), MIDDLE, SHIFT)
    assert at_work.workspace.camera == camera


@pytest.mark.parametrize("side", [Side.AFTER, Side.BEFORE])
@pytest.mark.parametrize("turn", [15, 90, -135])
def test_a_box_drawn_in_a_turned_view_is_upright_between_press_and_release(
    at_work: Person, pair: SamplePair, side: Side, turn: int
):
    """As the file has it; and it is painted, turned, around the mark it was drawn around."""
    turn_to(at_work, turn)
    blue = next(m for m in pair.marks if m.color == BLUE)
    x, y = pair.pixel(side.value, blue)
    half = 12.0 / (0.75 if side is Side.BEFORE else 0.5) / 2 + 6
    start, end = at_work.spot(side, x - half, y - half), at_work.spot(side, x + half, y + half)
    start, end = tuple(map(round, start)), tuple(map(round, end))
    at_work.drag(start, end)
    at_work.saved()
    (feature,) = json.loads(pair.sidecar.read_text())["features"]
    assert feature["properties"]["drawn_on"] == at_work.workspace.pair.scene_id(side)
    ring = feature["properties"]["imageGeometry"]["coordinates"][0]
    (ax, ay), (bx, by) = at_work.under(side, start), at_work.under(side, end)
    expected = min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)
    assert ring_bounds(ring) == pytest.approx(expected, abs=2e-3)
    assert {tuple(p) for p in ring} == {
        (u, v) for u in ring_bounds(ring)[::2] for v in ring_bounds(ring)[1::2]
    }
    at_work.rest()
    at_work.check_screen()
    # A click on the mark, which is inside of it, selects it.
    clear_of_boxes(at_work)
    at_work.click(tuple(map(round, at_work.spot(side, x, y))))
    assert len(at_work.selected) == 1


def test_the_ghost_is_the_box_that_will_be(at_work: Person):
    turn_to(at_work, 30)
    start, end = (650, 300), (720, 380)
    at_work.press(start)
    at_work.move((680, 330))
    at_work.move(end)
    preview = at_work.canvas._pointer._preview
    assert preview is not None
    ghost = preview.quads[0]
    at_work.release(end)
    (box,) = at_work.boxes
    np.testing.assert_allclose(np.array(box.ring[:4]), ghost, atol=1e-6)


def test_a_rubber_band_in_a_turned_view_selects_what_is_in_it_on_screen(at_work: Person):
    """And not what lies in the bounds of its corners in the image."""
    at_work.mode(CompareMode.AFTER)
    boxes = [(300 + 60 * col, 250 + 60 * row) for col in range(6) for row in range(4)]
    for x, y in boxes:
        at_work.drag((x, y), (x + 8, y + 8), keys=SHIFT)
    turn_to(at_work, 45)
    at_work.key(Qt.Key.Key_Escape)
    low, high = (330, 200), (470, 420)
    at_work.drag(low, high, keys=CTRL)
    inside = set()
    for box in at_work.boxes:
        spots = np.array([at_work.spot(Side.AFTER, *p) for p in box.ring[:4]])
        if (spots.max(axis=0) >= low).all() and (spots.min(axis=0) <= high).all():
            inside.add(box.id)
    assert 2 < len(inside) < len(boxes)
    assert {box.id for box in at_work.selected} <= inside
    middles = {
        b.id for b in at_work.boxes
        if all(low[i] < v < high[i] for i, v in enumerate(at_work.spot(
            Side.AFTER, *np.mean(b.ring[:4], axis=0))))
    }  # fmt: skip
    assert middles <= {box.id for box in at_work.selected}


@pytest.mark.parametrize(("turn", "moved"), [(0, (1, 0)), (30, (1, 0)), (90, (0, -1)), (180, (-1, 0))])
def test_an_arrow_key_nudges_the_way_it_points_by_whole_pixels(
    at_work: Person, turn: int, moved: tuple[int, int]
):
    at_work.drag((650, 300), (700, 350))
    turn_to(at_work, turn)
    old = np.array(at_work.boxes[0].ring)
    spot = at_work.spot(Side.AFTER, *old[0])
    at_work.key(Qt.Key.Key_Right)
    new = np.array(at_work.boxes[0].ring)
    np.testing.assert_allclose(new - old, np.broadcast_to(moved, old.shape), atol=1e-9)
    assert at_work.spot(Side.AFTER, *new[0])[0] > spot[0], "to the right on screen"


def test_the_keyboard_cursor_goes_where_the_arrows_point(at_work: Person):
    turn_to(at_work, 90)
    at_work.key(Qt.Key.Key_K)
    old = at_work.canvas._keys._spot()
    at_work.key(Qt.Key.Key_Right, SHIFT)
    new = at_work.canvas._keys._spot()
    assert new == pytest.approx((old[0] + 10 * at_work.workspace.camera.scale, old[1]), abs=1e-6)
    at_work.key(Qt.Key.Key_Return)
    at_work.key(Qt.Key.Key_Right, CTRL)
    at_work.key(Qt.Key.Key_Down, CTRL)
    at_work.key(Qt.Key.Key_Return)
    (box,) = at_work.boxes
    x0, y0, x1, y1 = ring_bounds(box.ring)
    assert (x1 - x0, y1 - y0) == (100, 100)
    at_work.check_screen()


def test_handles_of_a_box_work_in_a_turned_view(at_work: Person):
    at_work.drag((650, 300), (710, 360))
    turn_to(at_work, 60)
    (box,) = at_work.boxes
    corner = box.ring[2]  # bottom right in the image
    start = tuple(map(round, at_work.spot(Side.AFTER, *corner)))
    end = (start[0] + 10, start[1] + 40)
    aim, there = at_work.under(Side.AFTER, start), at_work.under(Side.AFTER, end)
    at_work.drag(start, end)
    (resized,) = at_work.boxes
    assert resized.ring[0] == box.ring[0]
    step = there[0] - aim[0], there[1] - aim[1]
    assert resized.ring[2] == pytest.approx((corner[0] + step[0], corner[1] + step[1]), abs=1e-6)
    at_work.rest()
    at_work.check_screen()


def test_a_turned_view_panned_and_zoomed_is_the_one_painted_afresh(at_work: Person):
    at_work.drag((600, 300), (640, 330))
    at_work.key(Qt.Key.Key_Escape)
    turn_to(at_work, 30)
    at_work.wheel((700, 330), 3)
    at_work.rest()
    for step in ((9, 4), (-25, 13), (14, -31)):
        at_work.drag((650, 300), (650 + step[0], 300 + step[1]), button=MIDDLE, steps=2)
    at_work.rest()
    at_work.move((30, 20))
    scrolled = at_work.shot()
    at_work.canvas.refresh()
    at_work.rest()
    assert (at_work.shot() == scrolled).all()


# -- north up, up is up ---------------------------------------------------------------------------------


def tilted_pair(folder, azimuth: float | None, crs: str | None = "EPSG:32651"):
    """Two images turned by 30 degrees against the grid of UTM, some way from the meridian in the middle."""
    cos, sin = 0.5 * math.cos(math.radians(30)), 0.5 * math.sin(math.radians(30))
    transform = (cos, sin, 700_000.0, sin, -cos, 5_400_000.0) if crs else None
    grey = np.full((600, 700, 3), 120, np.uint8)
    paths = [
        write_tiff(folder / f"tilted_{day}.tif", grey, transform, crs) for day in ("20200101", "20210101")
    ]
    if azimuth is not None:
        for path in paths[1:]:
            path.with_suffix(".IMD").write_text(
                f'BEGIN_GROUP = IMAGE_1\n\tsatId = "WV02";\n\tmeanSatAz = {azimuth};\n'
                "\tmeanOffNadirViewAngle = 20.0;\nEND_GROUP = IMAGE_1\nEND;\n"
            )
    return paths


def lonlat_at(person: Person, spot: Spot) -> tuple[float, float]:
    ground = person.workspace.pair.after.ground
    lon, lat = ground.to_lonlat(np.array([person.under(Side.AFTER, spot)]))[0].tolist()
    return lon, lat


def up_on_the_ground(person: Person) -> float:
    """Azimuth, by pyproj, of the way from a little below to a little above the middle of the after pane."""
    frame = person.pane(Side.AFTER).frame
    x, y = frame.x + frame.w / 2, frame.y + frame.h / 2
    azimuth, _, _ = Geod(ellps="WGS84").inv(*lonlat_at(person, (x, y + 2)), *lonlat_at(person, (x, y - 2)))
    return azimuth


def test_north_up_puts_true_north_straight_up(person: Person, tmp_path):
    person.open(*tilted_pair(tmp_path, None))
    assert abs(up_on_the_ground(person)) > 20
    person.key(Qt.Key.Key_N, CTRL | SHIFT)
    assert up_on_the_ground(person) == pytest.approx(0.0, abs=0.01)
    # Far from the meridian in the middle, true north is not that of the grid.
    assert abs(abs(person.workspace.camera.turn) - 30) > 0.5
    action = person.window.actions_.action("view.up-is-up")
    assert not action.isEnabled()
    assert "from where it was taken" in action.text()


def test_up_is_up_turns_the_tops_of_buildings_up(person: Person, tmp_path):
    """The satellite stood in the south-east: what is high leans to the north-west, which is up then."""
    person.open(*tilted_pair(tmp_path, 135.0))
    assert person.workspace.pair.after.scene.acquisition.azimuth == 135.0
    person.key(Qt.Key.Key_U, CTRL | SHIFT)
    assert up_on_the_ground(person) == pytest.approx(135.0 - 180.0, abs=0.01)


def test_without_georeferencing_both_say_why_not(person: Person, tmp_path):
    person.open(*tilted_pair(tmp_path, 135.0, crs=None))
    for name in ("view.north-up", "view.up-is-up"):
        action = person.window.actions_.action(name)
        assert not action.isEnabled()
        assert "no georeferencing" in action.text()
    person.key(Qt.Key.Key_N, CTRL | SHIFT)
    assert person.workspace.camera.turn == 0


# -- views that are not linked ----------------------------------------------------------------------------


def test_each_pane_moves_on_its_own_until_linked_again(at_work: Person, pair: SamplePair):
    at_work.key(Qt.Key.Key_Backslash)
    after = at_work.workspace.camera
    at_work.wheel((250, 300), 3)
    at_work.drag((250, 300), (290, 330), button=MIDDLE)
    turn_to(at_work, 30)
    assert at_work.workspace.camera == after
    own = at_work.workspace.camera_of(Side.BEFORE)
    assert own.scale == pytest.approx(after.scale * 1.25**3)
    assert own.turn == 30
    assert "not linked" in badge_text(at_work.workspace)
    at_work.move((30, 20))
    assert seen_marks(at_work, pair, Side.BEFORE) >= 1
    assert seen_marks(at_work, pair, Side.AFTER) >= 3
    at_work.check_screen()
    # Drawn in both panes, read from the file.
    spots = {Side.BEFORE: ((200, 300), (260, 350)), Side.AFTER: ((700, 300), (760, 350))}
    for start, end in spots.values():
        at_work.drag(start, end)
    at_work.saved()
    features = {f["properties"]["drawn_on"]: f for f in json.loads(pair.sidecar.read_text())["features"]}
    for side, (start, end) in spots.items():
        feature = features[at_work.workspace.pair.scene_id(side)]
        (ax, ay), (bx, by) = at_work.under(side, start), at_work.under(side, end)
        ring = feature["properties"]["imageGeometry"]["coordinates"][0]
        assert ring_bounds(ring) == pytest.approx(
            (min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)), abs=2e-3
        )
    at_work.rest()
    at_work.check_screen()
    # The before pane was touched last.
    at_work.wheel((250, 300), 1)
    own = at_work.workspace.camera_of(Side.BEFORE)
    at_work.key(Qt.Key.Key_Backslash)
    assert at_work.workspace.camera == own
    assert at_work.workspace.are_linked
    at_work.rest()
    clear_of_boxes(at_work)
    at_work.drag((700, 300), (690, 280), button=MIDDLE)
    assert at_work.workspace.camera_of(Side.BEFORE) == at_work.workspace.camera
    at_work.rest()
    at_work.check_screen()


def test_a_drag_that_leaves_its_pane_goes_on_moving_it(at_work: Person):
    at_work.key(Qt.Key.Key_Backslash)
    before, after = at_work.workspace.camera_of(Side.BEFORE), at_work.workspace.camera
    at_work.drag((400, 300), (700, 310), button=MIDDLE, steps=6)
    assert at_work.workspace.camera == after
    assert at_work.workspace.camera_of(Side.BEFORE) == before.panned(300, 10)


def test_the_crosshair_marks_the_same_ground_in_the_other_pane(at_work: Person, pair: SamplePair):
    at_work.key(Qt.Key.Key_Backslash)
    at_work.wheel((250, 300), 2)
    at_work.rest()
    mark = next(m for m in pair.marks if m.color == MAGENTA)
    at_work.move(tuple(map(round, at_work.spot(Side.AFTER, *pair.pixel("after", mark)))))
    side, spot = at_work.canvas.follower._mirror
    assert side is Side.BEFORE
    assert spot == pytest.approx(at_work.spot(Side.BEFORE, *pair.pixel("before", mark)), abs=2)


def test_other_modes_show_both_dates_by_one_camera(at_work: Person, pair: SamplePair):
    at_work.key(Qt.Key.Key_Backslash)
    at_work.wheel((250, 300), 3)
    at_work.rest()
    at_work.mode(CompareMode.SWIPE_VERTICAL)
    assert at_work.workspace.camera_of(Side.BEFORE) == at_work.workspace.camera
    at_work.move((30, 20))
    assert sum(seen_marks(at_work, pair, side) for side in Side) >= 3
    at_work.mode(CompareMode.SIDE_BY_SIDE)
    assert at_work.workspace.camera_of(Side.BEFORE) != at_work.workspace.camera


def test_going_to_a_box_shows_it_in_both_panes(at_work: Person):
    at_work.drag((700, 300), (730, 330))
    at_work.key(Qt.Key.Key_Backslash)
    at_work.wheel((250, 300), 6)
    at_work.key(Qt.Key.Key_Z)
    for side in Side:
        frame = at_work.pane(side).frame
        (box,) = at_work.boxes
        x, y = at_work.workspace.camera_of(side).map(tuple(np.mean(box.ring[:4], axis=0).tolist()))
        assert (x, y) == pytest.approx((frame.w / 2, frame.h / 2), abs=1)


# -- the overview -----------------------------------------------------------------------------------------


def inset_rect(person: Person):
    place = person.canvas.inset.place(person.canvas.ratio)
    assert place is not None
    return place


def test_the_overview_shows_the_pair_and_moves_the_view(at_work: Person, pair: SamplePair):
    assert at_work.canvas.inset.place(1.0) is None
    at_work.key(Qt.Key.Key_M, CTRL)
    at_work.rest()
    place = inset_rect(at_work)
    inset = at_work.canvas.inset.camera(place)
    at_work.wheel((700, 330), 5)
    turn_to(at_work, 30)
    at_work.move((30, 20))
    shot = at_work.shot()
    for mark in pair.marks:
        x, y = inset.map(pair.pixel("after", mark))
        red, green, blue = shot[place.y + int(y), place.x + int(x)].tolist()
        assert (red, green, blue) == pytest.approx(mark.color, abs=70), "the whole pair is in it"
    # A click goes there, a drag further on; both panes follow.
    for mark in (pair.marks[0], pair.marks[5]):
        x, y = inset.map(pair.pixel("after", mark))
        spot = place.x + round(x), place.y + round(y)
        at_work.click(spot)
        width, height = at_work.workspace.shown.pane
        there = at_work.workspace.camera.unmap((width / 2, height / 2))
        assert inset.map(there) == pytest.approx((round(x), round(y)), abs=1e-6)
        assert at_work.boxes == []
    start, end = (place.x + 30, place.y + 30), (place.x + 60, place.y + 45)
    at_work.drag(start, end)
    there = at_work.workspace.camera.unmap((width / 2, height / 2))
    assert inset.map(there) == pytest.approx((60, 45), abs=1e-6)
    assert at_work.workspace.camera.turn == 30
    at_work.rest()
    at_work.check_screen()


def test_the_outline_in_the_overview_is_what_the_view_shows(at_work: Person):
    at_work.key(Qt.Key.Key_M, CTRL)
    at_work.wheel((700, 330), 6)
    turn_to(at_work, 45)
    at_work.rest()
    at_work.move((30, 20))
    place = inset_rect(at_work)
    ((_, corners),) = at_work.canvas.inset.outlines(at_work.canvas.inset.camera(place))
    shot = at_work.shot()
    for a, b in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        x, y = (a + b) / 2 + (place.x, place.y)
        near = shot[int(y) - 2 : int(y) + 3, int(x) - 2 : int(x) + 3].reshape(-1, 3).astype(int)
        assert (np.abs(near - (255, 176, 0)).sum(axis=1) < 120).any()


def test_the_overview_is_remembered(at_work: Person, config):
    at_work.key(Qt.Key.Key_M, CTRL)
    at_work.rest()
    assert json.loads((config / "settings.json").read_text())["show_overview"] is True
    at_work.key(Qt.Key.Key_M, CTRL)
    at_work.rest()
    assert not json.loads((config / "settings.json").read_text()).get("show_overview", False)


def test_the_overview_is_in_no_gesture_s_way(at_work: Person):
    """A box is drawn out over it: it is not there meanwhile, and back afterwards."""
    at_work.key(Qt.Key.Key_M, CTRL)
    at_work.wheel((700, 330), 3)  # so that there is image under it
    at_work.rest()
    at_work.move((30, 20))
    place = inset_rect(at_work)
    shown = at_work.shot()
    inside = (place.x + 40, place.y + 40)
    at_work.press((place.x - 30, place.y - 30))
    at_work.move((place.x + 20, place.y + 20))
    at_work.move(inside)
    assert at_work.canvas.inset.is_aside
    at_work.check_screen()
    at_work.release(inside)
    (box,) = at_work.boxes
    assert at_work.spot(Side.AFTER, *box.ring[2]) == pytest.approx(inside, abs=0.01)
    at_work.key(Qt.Key.Key_Z, CTRL)
    at_work.move((30, 20))
    at_work.rest()
    assert (at_work.shot()[place.y : place.y + 20] == shown[place.y : place.y + 20]).all()
    at_work.check_screen()
