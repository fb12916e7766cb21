"""Turning and unlinking without a window: steps, snapping, words, which way buildings lean."""

from __future__ import annotations

from pathlib import Path

import pytest
from fakes import FakeClock, FakeSource, utm_facts
from hypothesis import given
from hypothesis import strategies as st

from ilmtool.core.boxindex import BoxIndex
from ilmtool.core.document import Document
from ilmtool.core.labels import LabelSet
from ilmtool.core.layout import CompareMode, Side
from ilmtool.session import turning
from ilmtool.session.directions import azimuth_on_screen
from ilmtool.session.matching import match_scenes
from ilmtool.session.pair import make_pair
from ilmtool.session.workspace import Workspace


def at_work(before: dict | None = None, after: dict | None = None, georeferenced: bool = True) -> Workspace:
    """A pair open whose two images have these angles."""
    facts = [
        utm_facts(Path(f"/site/{name}.tif"), georeferenced=georeferenced, **(angles or {}))
        for name, angles in (("old", before), ("new", after))
    ]
    matched = match_scenes(Document(), *facts, Path("/site/new.tif.ilm.geojson"), is_new=True)
    pair = make_pair(
        matched.document, FakeSource(facts[0]), FakeSource(facts[1]), matched.before_id, matched.after_id
    )
    workspace = Workspace(FakeClock(), LabelSet(), "mk")
    workspace.set_canvas((1000, 600))
    workspace.show_pair(pair, matched.document, BoxIndex(matched.document, pair.forwards))
    return workspace


def test_steps_lead_to_multiples_of_15_degrees():
    workspace, seen = at_work(), []
    workspace.turn(7.0)
    for way in (1, 1, -1, -1, -1):
        turning.turn_by_step(workspace, way)
        seen.append(workspace.camera.turn)
    assert seen == [15, 30, 15, 0, -15]
    workspace.turn(175.0)
    turning.turn_by_step(workspace, 1)
    turning.turn_by_step(workspace, 1)
    assert workspace.camera.turn == -165
    turning.reset_turn(workspace)
    assert workspace.camera.turn == 0


@given(turn=st.floats(-500, 500))
def test_a_free_turn_snaps_to_quarters_only(turn):
    found = turning.snapped(turn)
    away = abs((turn + 45) % 90 - 45)
    assert (found % 90 == 0) == (away <= turning.SNAP_DEG)
    assert abs((found - turn + 180) % 360 - 180) <= turning.SNAP_DEG + 1e-9


@pytest.mark.parametrize(
    ("turn", "words"),
    [(0, ""), (15, "15° clockwise"), (-7.5, "7.5° counter-clockwise"), (180, "180° clockwise")],
)
def test_a_turn_in_words(turn, words):
    assert turning.turn_in_words(turn) == words


def test_buildings_lean_away_from_the_satellite_by_the_after_image_else_the_before_one():
    after = {"azimuth": 90.0, "off_nadir": 20.0}
    before = {"azimuth": 200.0, "off_nadir": 15.0}
    assert turning.lean_of(at_work(before, after)) == (270.0, Side.AFTER)
    assert turning.lean_of(at_work(before, None)) == (20.0, Side.BEFORE)
    straight = {"azimuth": 90.0, "off_nadir": 0.4}
    assert turning.lean_of(at_work(before, straight)) == (20.0, Side.BEFORE)
    assert turning.lean_of(at_work(None, {"azimuth": 10.0})) == (190.0, Side.AFTER)
    assert turning.lean_of(at_work(straight, None)) is None


def test_up_is_up_puts_the_lean_straight_up():
    """A tower's top, a little along the lean from its foot, is right above it on screen."""
    workspace = at_work(after={"azimuth": 120.0, "off_nadir": 25.0})
    turning.up_is_up(workspace)
    camera, pair = workspace.camera, workspace.pair
    foot = camera.unmap(workspace.middle)
    assert azimuth_on_screen(pair, camera, foot, 300.0) == pytest.approx(0.0, abs=1e-9)
    # The image is north-up but for the meridians' convergence: 300 degrees are turned up by 60 clockwise.
    assert camera.turn == pytest.approx(60.0, abs=1.5)


def test_reasons():
    assert turning.why_no_north(at_work()) == ""
    assert "georeferencing" in turning.why_no_north(at_work(georeferenced=False))
    assert "from where" in turning.why_no_lean(at_work())
    assert turning.why_no_lean(at_work(after={"azimuth": 10.0, "off_nadir": 9.0})) == ""
    workspace = at_work(georeferenced=False)
    turning.north_up(workspace)
    turning.up_is_up(workspace)
    assert workspace.camera.turn == 0


def test_unlinked_views_part_and_meet_again():
    workspace = at_work()
    linked = workspace.camera
    workspace.set_mode(CompareMode.AFTER)
    workspace.unlink()
    assert workspace.are_linked, "only side by side"
    workspace.set_mode(CompareMode.SIDE_BY_SIDE)
    workspace.unlink()
    workspace.take_in_hand(Side.BEFORE)
    workspace.turn(45.0)
    workspace.zoom(3.0)
    assert workspace.camera == linked
    assert turning.badge_text(workspace) == "Views not linked · before turned 45° clockwise"
    own = workspace.camera_of(Side.BEFORE)
    workspace.set_canvas((1200, 700))
    middle = own.unmap((250, 300))
    assert workspace.camera_of(Side.BEFORE).unmap(workspace.middle) == pytest.approx(middle)
    workspace.link()
    assert workspace.camera.turn == 45
    assert workspace.camera_of(Side.BEFORE) == workspace.camera
    assert turning.badge_text(workspace) == "Turned 45° clockwise"


def test_fit_and_fly_in_a_turned_view_show_all_of_it():
    workspace = at_work()
    workspace.turn(30.0)
    workspace.fit()
    x0, y0, x1, y1 = workspace.pair.extent
    width, height = workspace.shown.pane
    for corner in ((x0, y0), (x0, y1), (x1, y0), (x1, y1)):
        x, y = workspace.camera.map(corner)
        assert 0 <= x <= width
        assert 0 <= y <= height
    workspace.fly_to_bounds((10.0, 10.0, 300.0, 30.0))
    assert workspace.camera.unmap(workspace.middle) == pytest.approx((155.0, 20.0))
