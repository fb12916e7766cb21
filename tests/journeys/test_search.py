"""A systematic search: cells of a grid, one key each, until none is left; and going on another day."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from person import CTRL, SHIFT, Person
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from sample_pairs import SamplePair

from ilmtool.core.layout import Side
from ilmtool.core.search_grid import grid_over
from ilmtool.session.examined import cells_without_image
from ilmtool.sidecar.validate import validate_file
from ilmtool.ui.dialogs.new_search import NewSearchDialog


def start(person: Person, width: float = 400, height: float = 300) -> None:
    """Lay a grid over the whole overlap, by keyboard."""
    person.key(Qt.Key.Key_G, CTRL)
    dialog = QApplication.activeWindow()
    assert isinstance(dialog, NewSearchDialog)
    dialog.width_.setFocus()
    for box, value in ((dialog.width_, width), (dialog.height_, height)):
        box.setFocus()
        box.selectAll()
        person.type(f"{value:.0f}")
    dialog.area.setFocus()
    person.key(Qt.Key.Key_Return)
    person.rest()


def on_disk(person: Person, pair: SamplePair) -> list[dict[str, Any]]:
    person.saved()
    assert [f for f in validate_file(pair.sidecar) if f.severity != "info"] == []
    features: list[dict[str, Any]] = json.loads(pair.sidecar.read_text())["features"]
    return features


def test_a_grid_is_searched_by_one_key_a_cell(at_work: Person, pair: SamplePair):
    start(at_work)
    search = at_work.workspace.search
    assert search.grid is not None
    # The after image lies wholly in the before one: 1000 x 800 px in cells of 400 x 300 at most.
    assert (search.grid.columns, search.grid.rows) == (3, 3)
    assert search.current == 0
    for key in (Qt.Key.Key_X, Qt.Key.Key_Y, Qt.Key.Key_U):
        at_work.key(key)
    assert search.current == 5, "to and fro: below the last one, not back at the left"
    assert search.progress.text.startswith("3 of 9 cells seen (33 %")
    assert "3 of 9" in at_work.window.search_bar.text.text()
    at_work.key(Qt.Key.Key_U, SHIFT)
    found = on_disk(at_work, pair)
    assert sorted(f["properties"]["result"] for f in found) == [
        "change_seen",
        "no_change_seen",
        "no_image",
        "obscured",
    ]
    for feature in found:
        p = feature["properties"]
        assert (p["kind"], p["shape"], p["label"]) == ("examined", "box", "")
        assert (p["scene_before"], p["scene_after"]) == ("site_20190216", "site_20190302")
        assert p["drawn_on"] == "site_20190302"
        assert p["created"] == p["updated"]
        assert p["author"]
        assert feature["geometry"]["type"] == "Polygon"
    rings = [f["properties"]["imageGeometry"]["coordinates"][0] for f in found]
    assert min(min(x for x, _ in ring) for ring in rings) == 0
    assert max(max(x for x, _ in ring) for ring in rings) == 1000
    at_work.rest()
    at_work.check_screen()


def test_the_keys_act_at_once_and_not_only_after_a_save(
    launch: Callable[..., Person], config: Path, pair: SamplePair
):
    (config / "settings.json").write_text(json.dumps({"autosave": False}))
    person = launch()
    person.open(pair.before, pair.after)
    start(person)
    for key in (Qt.Key.Key_X, Qt.Key.Key_Y):
        person.key(key)
    assert person.workspace.search.progress.seen == 2


def test_the_cell_is_centred_and_fills_the_pane_in_both_dates(at_work: Person):
    start(at_work)
    at_work.key(Qt.Key.Key_X)
    at_work.rest()
    search = at_work.workspace.search
    bounds = search.bounds(search.current)
    assert bounds is not None
    frame = at_work.pane(Side.AFTER).frame
    corners = [at_work.spot(Side.AFTER, bounds[i], bounds[j]) for i, j in ((0, 1), (2, 3))]
    middle = np.mean(corners, axis=0) - (frame.x, frame.y)
    assert middle == pytest.approx((frame.w / 2, frame.h / 2), abs=1)
    share = max(
        (corners[1][0] - corners[0][0]) / frame.w,
        (corners[1][1] - corners[0][1]) / frame.h,
    )
    assert share == pytest.approx(0.92, abs=0.01)
    # The frame of the cell stands on both dates.
    for side in Side:
        at = at_work.pane(side).frame
        shot = at_work.shot()
        x = round(corners[0][0] - frame.x + at.x)
        strip = shot[round((corners[0][1] + corners[1][1]) / 2), max(0, x) : x + 4]
        assert (strip == 255).all(axis=1).any()
        assert (strip == 0).all(axis=1).any()


def test_undo_and_reopening_know_where_one_was(
    at_work: Person, pair: SamplePair, launch: Callable[..., Person]
):
    start(at_work)
    at_work.key(Qt.Key.Key_X)
    at_work.key(Qt.Key.Key_X)
    at_work.key(Qt.Key.Key_Z, CTRL)
    assert at_work.workspace.search.progress.seen == 1
    assert at_work.window.annotations._count.text() == "No annotations yet, 1 searched area"
    assert at_work.workspace.search.current == 1, "the cell is looked at again"
    assert at_work.selected == []
    assert len(on_disk(at_work, pair)) == 1
    at_work.key(Qt.Key.Key_Z, CTRL | SHIFT)
    assert len(on_disk(at_work, pair)) == 2

    at_work.window.close()
    again = launch()
    again.open(pair.before, pair.after)
    assert not again.window.search_bar.isVisible()
    again.key(Qt.Key.Key_G, CTRL)  # go on, without asking anything
    search = again.workspace.search
    assert search.progress.seen == 2
    assert search.current == 2
    again.key(Qt.Key.Key_PageUp)  # back to the second one: it was not clear after all
    again.key(Qt.Key.Key_Y)
    results = {f["properties"]["result"] for f in on_disk(again, pair)}
    assert results == {"no_change_seen", "change_seen"}
    assert len(on_disk(again, pair)) == 2, "the same feature says something else now"
    again.key(Qt.Key.Key_G, CTRL)
    again.rest()
    assert not again.window.search_bar.isVisible()
    again.check_screen()


def test_things_are_drawn_and_taken_inside_a_searched_cell(at_work: Person, pair: SamplePair):
    start(at_work)
    at_work.key(Qt.Key.Key_Y)
    at_work.key(Qt.Key.Key_PageUp)
    at_work.rest()
    at_work.drag((700, 300), (740, 340))
    at_work.key(Qt.Key.Key_1)
    box = next(b for b in at_work.boxes if b.properties.kind == "observation")
    assert at_work.selected == [box]
    at_work.click((800, 420))  # inside the cell, beside the box
    assert at_work.selected == []
    at_work.click((720, 320))
    assert at_work.selected == [box]
    at_work.key(Qt.Key.Key_G, CTRL)
    at_work.key(Qt.Key.Key_Tab)
    at_work.key(Qt.Key.Key_Tab)
    assert at_work.selected == [box], "walking goes through what was seen, not through what was searched"
    at_work.rest()
    at_work.check_screen()


def test_the_area_can_be_drawn(at_work: Person, pair: SamplePair):
    at_work.key(Qt.Key.Key_G, CTRL)
    dialog = QApplication.activeWindow()
    assert isinstance(dialog, NewSearchDialog)
    dialog.area.setFocus()
    at_work.key(Qt.Key.Key_End)
    at_work.key(Qt.Key.Key_Return)
    corners = at_work.spot(Side.AFTER, 100, 200), at_work.spot(Side.AFTER, 500, 400)
    at_work.drag(*corners)
    assert at_work.boxes == [], "it is no annotation"
    dialog = QApplication.activeWindow()
    assert isinstance(dialog, NewSearchDialog)
    assert dialog.grid is not None
    at_work.key(Qt.Key.Key_Return)
    at_work.rest()
    grid = at_work.workspace.search.grid
    assert grid is not None
    assert grid.bounds == pytest.approx((100, 200, 500, 400), abs=3)
    at_work.key(Qt.Key.Key_X)
    assert len(on_disk(at_work, pair)) == 1
    at_work.key(Qt.Key.Key_G, CTRL)
    at_work.drag((700, 300), (740, 340))  # a drag draws a box again
    assert len(on_disk(at_work, pair)) == 2


def test_the_last_cell_says_that_all_are_seen(at_work: Person, pair: SamplePair):
    start(at_work, 1000, 400)
    at_work.key(Qt.Key.Key_X)
    at_work.key(Qt.Key.Key_U, SHIFT)
    assert "Every cell has been seen: 1 clear, 1 no image" in at_work.window.status.said
    at_work.key(Qt.Key.Key_X, SHIFT)
    assert at_work.workspace.search.progress.seen == 1
    assert len(on_disk(at_work, pair)) == 1


def test_cells_that_show_nothing_are_marked_only_when_asked(at_work: Person, pair: SamplePair):
    """A grid that reaches 50 m beyond the after image on the right."""
    workspace = at_work.workspace
    assert workspace.pair is not None
    grid = grid_over(workspace.pair.after.id, (900.0, 0.0, 1100.0, 800.0), (100.0, 400.0))
    assert cells_without_image(workspace.pair, grid) == (1, 3)
    workspace.search.start(grid)
    assert workspace.search.progress.seen == 0
    at_work.key(Qt.Key.Key_K, CTRL)
    at_work.type("cells without image")
    at_work.key(Qt.Key.Key_Return)
    at_work.until(lambda: workspace.search.progress.seen == 2)
    assert workspace.search.codes.tolist() == [0, 4, 0, 4]
    at_work.key(Qt.Key.Key_Z, CTRL)
    assert workspace.search.progress.seen == 0, "one step"


def test_a_grid_that_makes_no_sense_is_kept_and_not_used(pair: SamplePair, person: Person):
    person.open(pair.before, pair.after)
    person.drag((700, 300), (740, 340))
    person.saved()
    text = pair.sidecar.read_text()
    bad = (
        '"search_grid":{"scene":"site_20190302","bounds":[0,0,1e99,5],"columns":-3,"rows":2},\n"registration"'
    )
    person.program.desk.abandon()
    pair.sidecar.write_text(text.replace('"registration"', bad, 1))
    person.open(pair.before, pair.after)
    assert person.workspace.search.grid is None
    person.drag((500, 300), (540, 340))
    person.saved()
    assert '"bounds":[0,0,1e99,5]' in pair.sidecar.read_text()


def test_the_progress_is_not_cut_off_where_there_is_little_room(at_work: Person):
    start(at_work)
    text = at_work.window.search_bar.text
    for width, long in ((1900, True), (1200, False), (1900, True)):
        at_work.window.resize(width, 760)
        at_work.rest()
        assert text.text().startswith("0 of 9")
        assert ("cells seen" in text.text()) is long
        assert text.fontMetrics().horizontalAdvance(text.text()) <= text.width()
