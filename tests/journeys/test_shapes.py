"""Oriented boxes, polygons and their corners, and several boxes turned as one, by real events."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from person import ALT, CTRL, SHIFT, Person, Spot
from PySide6.QtCore import Qt
from sample_pairs import SamplePair

from ilmtool.core.edits import heading
from ilmtool.core.geometry import Ring, ring_array, ring_bounds
from ilmtool.core.hit import rotate_handle
from ilmtool.core.layout import Side

PENTAGON = ((300.0, 200.0), (300.0, 320.0), (380.0, 380.0), (460.0, 320.0), (460.0, 200.0), (300.0, 200.0))
"""In pixels of the after image."""


def feature(person: Person, ring: Ring) -> dict[str, Any]:
    """A polygon as another program draws it: a place on the ground and a name."""
    ground = person.workspace.pair.after.ground
    lonlat = ground.to_lonlat(np.array(ring)).tolist()
    return {
        "type": "Feature",
        "id": "8c7f0d2a-0f6e-4d43-9d7a-6f3c1c0b9a11",
        "geometry": {"type": "Polygon", "coordinates": [lonlat]},
        "properties": {"label": "new roof"},
    }


@pytest.fixture
def imported(person: Person, launch: Callable[..., Person], pair: SamplePair) -> Person:
    """Somebody who has opened a file in which another program drew a polygon; it is selected."""
    person.open(pair.before, pair.after)
    collection = {"type": "FeatureCollection", "features": [feature(person, PENTAGON)]}
    person.window.close()
    pair.sidecar.write_text(json.dumps(collection), encoding="utf-8")
    again = launch()
    again.open(pair.before, pair.after)
    assert len(again.boxes) == 1
    again.key(Qt.Key.Key_A, CTRL)
    return again


def ring_of(person: Person) -> np.ndarray:
    return ring_array(person.boxes[0].ring)


def at(person: Person, x: float, y: float) -> Spot:
    return person.spot(Side.AFTER, x, y)


def test_an_imported_polygon_shows_and_its_corners_move(imported: Person, pair: SamplePair):
    assert imported.boxes[0].properties.shape == "polygon"
    assert ring_of(imported) == pytest.approx(np.array(PENTAGON[:-1]), abs=0.05)
    imported.check_screen()
    start, end = at(imported, 380, 380), at(imported, 390, 420)
    imported.press(start)
    imported.move(((start[0] + end[0]) / 2, (start[1] + end[1]) / 2))
    imported.check_screen()
    imported.release(end)
    moved = ring_of(imported)
    assert moved[2] == pytest.approx((390, 420), abs=2 / imported.workspace.camera.scale)
    assert np.delete(moved, 2, axis=0) == pytest.approx(
        np.delete(np.array(PENTAGON[:-1]), 2, axis=0), abs=0.05
    )
    assert imported.window.actions_.action("edit.undo").text() == "Undo move corner of new roof"
    imported.check_screen()
    imported.saved()
    (written,) = json.loads(pair.sidecar.read_text("utf-8"))["features"]
    assert written["properties"]["imageGeometry"]["coordinates"][0][2] == pytest.approx(moved[2].tolist())
    assert len(written["geometry"]["coordinates"][0]) == 6


def test_a_corner_is_added_from_the_middle_of_a_side_and_taken_away(imported: Person):
    imported.drag(at(imported, 380, 200), at(imported, 380, 160))
    assert len(ring_of(imported)) == 6
    assert ring_of(imported)[5] == pytest.approx((380, 160), abs=2 / imported.workspace.camera.scale)
    imported.check_screen()
    imported.click(at(imported, *ring_of(imported)[5]), ALT)
    assert len(ring_of(imported)) == 5
    imported.check_screen()
    for _ in range(2):
        imported.key(Qt.Key.Key_Z, CTRL)
    assert ring_of(imported) == pytest.approx(np.array(PENTAGON[:-1]), abs=0.05)


def test_an_outline_that_would_cross_itself_is_refused_and_said(imported: Person):
    before = imported.boxes
    imported.drag(at(imported, 380, 380), at(imported, 380, 150))
    assert imported.boxes == before
    assert imported.window.status.said == "The outline would cross itself"
    imported.check_screen()


def test_corners_by_keyboard(imported: Person):
    for _ in range(3):
        imported.key(Qt.Key.Key_Q)
    imported.check_screen()
    imported.key(Qt.Key.Key_Down, SHIFT)
    imported.key(Qt.Key.Key_Right)
    assert ring_of(imported)[2] == pytest.approx((381, 390), abs=0.05)
    assert ring_of(imported)[0] == pytest.approx((300, 200), abs=0.05), "only that corner"
    imported.key(Qt.Key.Key_Insert)
    assert len(ring_of(imported)) == 6
    assert ring_of(imported)[3] == pytest.approx(((381 + 460) / 2, (390 + 320) / 2), abs=0.05)
    imported.key(Qt.Key.Key_Delete)
    assert len(ring_of(imported)) == 5
    for _ in range(20):
        imported.key(Qt.Key.Key_Up, SHIFT)
    assert imported.window.status.said == "The outline would cross itself"
    imported.key(Qt.Key.Key_Escape)
    assert imported.workspace.view.vertex is None
    assert len(imported.selected) == 1, "one Esc backs out of one thing"
    imported.key(Qt.Key.Key_Delete)
    assert imported.boxes == [], "without a corner in hand, Del means the polygon"


def test_a_polygon_is_drawn_by_clicks(at_work: Person):
    at_work.key(Qt.Key.Key_P)
    corners = [(620, 300), (700, 310), (690, 390), (630, 380)]
    for spot in corners:
        at_work.click(spot)
    at_work.move((650, 350))
    at_work.check_screen()
    at_work.click(corners[0])
    (made,) = at_work.boxes
    assert made.properties.shape == "polygon"
    expected = [at_work.under(Side.AFTER, spot) for spot in corners]
    assert ring_array(made.ring) == pytest.approx(np.array(expected), abs=1e-9)
    at_work.check_screen()
    at_work.key(Qt.Key.Key_D)
    at_work.drag((480, 300), (520, 340))
    assert at_work.boxes[1].properties.shape == "box"


def test_backspace_takes_back_the_last_corner_and_not_the_selection(at_work: Person):
    at_work.drag((480, 300), (520, 340))
    at_work.key(Qt.Key.Key_P)
    corners = [(620, 300), (700, 310), (790, 500), (690, 390), (630, 380)]
    for spot in corners[:3]:
        at_work.click(spot)
    at_work.key(Qt.Key.Key_Backspace)
    at_work.check_screen()
    for spot in (*corners[3:], corners[0]):
        at_work.click(spot)
    assert len(at_work.boxes) == 2
    assert len(at_work.boxes[1].ring) == 5
    at_work.click(corners[0], SHIFT)
    at_work.key(Qt.Key.Key_Backspace)
    assert not at_work.canvas._pointer.is_active, "no corner is left"
    at_work.check_screen()


def test_corners_stay_where_the_canvas_takes_another_size(at_work: Person):
    """A message, a panel or the full screen costs nobody the outline that is being drawn."""
    at_work.key(Qt.Key.Key_P)
    corners = [(620.0, 300.0), (700.0, 310.0), (690.0, 390.0), (630.0, 380.0)]
    pixels = [at_work.under(Side.AFTER, corner) for corner in corners]
    for corner in corners[:2]:
        at_work.click(corner)
    width = at_work.canvas.width()
    at_work.key(Qt.Key.Key_F11)
    at_work.until(lambda: at_work.canvas.width() != width)
    at_work.rest()
    at_work.click(at_work.spot(Side.AFTER, *pixels[2]))
    at_work.check_screen()
    at_work.key(Qt.Key.Key_F11)
    at_work.until(lambda: at_work.canvas.width() == width)
    at_work.rest()
    for pixel in (pixels[3], pixels[0]):
        at_work.click(at_work.spot(Side.AFTER, *pixel))
    (made,) = at_work.boxes
    assert ring_array(made.ring) == pytest.approx(np.array(pixels), abs=2.0)
    assert ring_array(made.ring)[:2] == pytest.approx(np.array(pixels[:2]), abs=1e-9)


def test_another_mode_ends_what_is_being_drawn(at_work: Person):
    at_work.key(Qt.Key.Key_O)
    at_work.drag((560, 300), (640, 340))
    at_work.key(Qt.Key.Key_B)
    at_work.rest()
    at_work.click((300, 300))
    assert at_work.boxes == []
    at_work.check_screen()


def test_an_oriented_box_is_drawn_and_others_snap_to_it(at_work: Person):
    at_work.key(Qt.Key.Key_O)
    assert at_work.window.actions_.action("draw.oriented-box").isChecked()
    at_work.drag((560, 300), (640, 340))
    at_work.move((600, 380))
    at_work.check_screen()
    at_work.click((550, 350))
    (first,) = at_work.boxes
    assert first.properties.shape == "oriented_box"
    angle = math.degrees(math.atan2(40, 80))
    assert heading(first.ring) == pytest.approx(angle)
    at_work.check_screen()

    at_work.key(Qt.Key.Key_D)
    at_work.drag((480, 420), (520, 440))
    second = at_work.boxes[1]
    at_work.key(Qt.Key.Key_R, SHIFT)
    (turned,) = at_work.selected
    assert turned.id == second.id
    assert heading(turned.ring) == pytest.approx(angle)
    assert at_work.window.actions_.action("edit.undo").text() == "Undo turn crane to the last angle"
    at_work.key(Qt.Key.Key_N, SHIFT)
    assert heading(at_work.selected[0].ring) == pytest.approx(north_in(at_work, second.ring), abs=1e-6)
    at_work.check_screen()


def north_in(person: Person, ring: Ring) -> float:
    """Heading of a box there whose top edge runs east, by the image's own ground."""
    ground = person.workspace.pair.after.ground
    x, y = ring_array(ring).mean(axis=0)
    lonlat = ground.to_lonlat(np.array([[x, y]]))
    up = ground.to_pixel(lonlat + np.array([[0.0, 1e-4]]))[0] - (x, y)
    return math.degrees(math.atan2(up[1], up[0])) + 90


def test_north_is_not_known_without_georeferencing(person: Person, tmp_path: Any):
    from sample_pairs import ground, write_tiff

    paths = [write_tiff(tmp_path / name, ground((600, 500), 90), None, None) for name in ("a.tif", "b.tif")]
    person.open(*paths)
    person.drag((600, 300), (640, 340))
    before = person.boxes
    person.key(Qt.Key.Key_N, SHIFT)
    assert person.boxes == before
    assert "Where north is in b is not known" in person.notices[-1].title


@pytest.fixture
def several(at_work: Person) -> Person:
    """Somebody with two boxes on the after side and one on the before side, all selected."""
    at_work.drag((600, 300), (640, 330))
    at_work.drag((690, 340), (720, 380))
    at_work.drag((180, 380), (215, 410))
    at_work.key(Qt.Key.Key_A, CTRL)
    return at_work


def test_several_are_turned_by_the_knob_of_their_frame(several: Person):
    bounds = several.workspace.index.bounds_of(several.workspace.view.selection)
    knob = rotate_handle(
        ((bounds[0], bounds[1]), (bounds[0], bounds[3]), (bounds[2], bounds[3]), (bounds[2], bounds[1]),
         (bounds[0], bounds[1])), several.workspace.camera.scale,
    )  # fmt: skip
    start = several.spot(Side.AFTER, *knob[1])
    centre = several.spot(Side.AFTER, (bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2)
    before = several.boxes
    several.check_screen()
    radius = centre[1] - start[1]
    several.press(start)
    several.move((centre[0] + radius / 2, centre[1] - radius))
    several.check_screen()
    several.release((centre[0] + radius, centre[1] - radius))
    several.check_screen()
    turns = [heading(b.ring) for b in several.boxes]
    assert max(turns) - min(turns) == pytest.approx(0, abs=1e-9)
    assert turns[0] == pytest.approx(45, abs=1.5)
    places = [several.workspace.index.bounds_of((b.id,)) for b in several.boxes]
    assert places[0][0] > 0
    assert several.window.actions_.action("edit.undo").text() == "Undo rotate 3 boxes"
    several.key(Qt.Key.Key_Z, CTRL)
    assert [b.ring for b in several.boxes] == [b.ring for b in before]


def test_several_are_turned_as_one_by_key(several: Person):
    before = [np.array(ring_bounds(b.ring)) for b in several.boxes]
    for _ in range(3):
        several.key(Qt.Key.Key_BracketRight, CTRL)
    assert [heading(b.ring) for b in several.boxes] == pytest.approx([3, 3, 3], abs=1e-9)
    moved = [
        np.abs(np.array(ring_bounds(b.ring)) - old).max()
        for b, old in zip(several.boxes, before, strict=True)
    ]
    assert min(moved) > 0.5, "about the middle of all, not of each"
    several.check_screen()
    for _ in range(3):
        several.key(Qt.Key.Key_BracketLeft, CTRL)
    back = [np.array(ring_bounds(b.ring)) for b in several.boxes]
    assert np.abs(np.array(back) - before).max() < 1e-6, "as many steps back lead back"
    for _ in range(2):
        several.key(Qt.Key.Key_BracketRight, CTRL)
    several.key(Qt.Key.Key_Z, CTRL)
    assert [np.array(ring_bounds(b.ring)).tolist() for b in several.boxes] == [b.tolist() for b in before]
