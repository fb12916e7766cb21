"""Suggestions of change: asked for, gone through by keys, accepted or rejected."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from changed_sites import ChangedSite, hits, make_site
from person import CTRL, SHIFT, Person
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ilmtool.core.layout import Side
from ilmtool.session.rejected import rejected_dir
from ilmtool.sidecar.validate import validate_file
from ilmtool.ui.dialogs.label_picker import LabelPicker

SIDE = 320


@pytest.fixture
def site(tmp_path: Path) -> ChangedSite:
    return make_site(tmp_path / "site", seed=5, side=SIDE, changes=4)


def sidecar(site: ChangedSite) -> Path:
    return site.after.with_name(site.after.name + ".ilm.geojson")


def register(site: ChangedSite) -> None:
    """Say in the file that the dates lie on each other."""
    matrix = [1, 0, 0, 0, 1, 0]
    scenes = [
        {"id": site.before.stem, "role": "before", "href": site.before.name},
        {"id": site.after.stem, "role": "after", "href": site.after.name},
    ]
    entry = {"from": site.before.stem, "to": site.after.stem, "matrix": matrix, "rms_px": 0.2}
    header = {"format": "ilmtool-annotations", "version": "1.0", "scenes": scenes, "registration": [entry]}
    text = json.dumps({"type": "FeatureCollection", "ilmtool": header, "features": []})
    sidecar(site).write_text(text)


def features(site: ChangedSite) -> list[dict[str, Any]]:
    assert [f for f in validate_file(sidecar(site)) if f.severity != "info"] == []
    found: list[dict[str, Any]] = json.loads(sidecar(site).read_text())["features"]
    return found


def ask(person: Person) -> None:
    """Ask for suggestions and wait for them."""
    person.key(Qt.Key.Key_F, CTRL | SHIFT)
    person.until(lambda: not person.desk.suggesting.is_searching)
    person.rest()


@pytest.fixture
def looking(person: Person, site: ChangedSite) -> Person:
    """Somebody with the suggestions of a registered site before them."""
    register(site)
    person.open(site.before, site.after)
    ask(person)
    return person


def test_off_until_asked_for_and_nothing_is_written_unaccepted(person: Person, site: ChangedSite):
    register(site)
    before = sidecar(site).read_bytes()
    person.open(site.before, site.after)
    plain = person.shot()
    assert not person.desk.suggesting.is_shown
    ask(person)
    suggesting = person.desk.suggesting
    assert len(suggesting.candidates) >= 4
    assert all(any(hits(c.bounds, t) for c in suggesting.candidates[:6]) for t in site.changed)
    person.workspace.fit()
    person.rest()
    assert person.window.suggestions.dock is not None
    person.key(Qt.Key.Key_F, CTRL | SHIFT)
    person.rest()
    assert (person.shot() == plain).all(), "closing the panel hides them"
    assert person.title.count("•") == 0
    person.window.close()
    assert sidecar(site).read_bytes() == before


def test_accepting_makes_a_box_like_any_other_and_undo_opens_it_again(looking: Person, site: ChangedSite):
    suggesting = looking.desk.suggesting
    first = suggesting.candidate
    assert first is not None
    looking.key(Qt.Key.Key_Return, CTRL)
    picker = QApplication.activeWindow()
    assert isinstance(picker, LabelPicker), "the first time, its label is asked for"
    looking.type("trailer")
    looking.key(Qt.Key.Key_Return)
    looking.rest()
    (box,) = looking.boxes
    assert (box.label, box.properties.certainty, box.drawn_on) == ("trailer", "unknown", site.after.stem)
    assert suggesting.states[0] == "accepted"
    assert suggesting.candidate is suggesting.candidates[1], "and on to the next"
    looking.key(Qt.Key.Key_Return, CTRL)  # asked once
    looking.saved()
    written = {f["properties"]["label"] for f in features(site)}
    assert written == {"trailer"}
    assert len(features(site)) == 2
    (feature,) = [f for f in features(site) if f["id"] == box.id]
    ring = np.array(feature["properties"]["imageGeometry"]["coordinates"][0])
    assert (*ring.min(axis=0), *ring.max(axis=0)) == first.bounds
    assert feature["properties"]["suggested"] is True
    assert feature["properties"]["change"] == first.change
    looking.key(Qt.Key.Key_Z, CTRL)
    looking.key(Qt.Key.Key_Z, CTRL)
    looking.rest()
    assert looking.boxes == []
    assert suggesting.states[0] == "pending"
    assert suggesting.candidate is first
    looking.saved()
    assert features(site) == []


def test_a_number_key_accepts_with_its_label_only_while_nothing_is_selected(looking: Person):
    looking.key(Qt.Key.Key_2)
    (box,) = looking.boxes
    wanted = looking.workspace.labels.by_key("2")
    assert wanted is not None
    assert box.label == wanted.name
    looking.workspace.select((box.id,))
    looking.key(Qt.Key.Key_3)
    (box,) = looking.boxes
    relabelled = looking.workspace.labels.by_key("3")
    assert relabelled is not None
    assert box.label == relabelled.name


def test_rejected_ones_stay_rejected_after_a_restart_and_in_a_new_search(
    launch: Callable[..., Person], site: ChangedSite
):
    register(site)
    person = launch()
    person.open(site.before, site.after)
    ask(person)
    rejected = person.desk.suggesting.candidate
    assert rejected is not None
    person.key(Qt.Key.Key_Backspace, CTRL)
    assert person.desk.suggesting.states[0] == "rejected"
    assert person.desk.suggesting.current == 1
    person.rest()
    person.window.close()
    again = launch()
    again.open(site.before, site.after)
    ask(again)
    suggesting = again.desk.suggesting
    assert suggesting.states[0] == "rejected"
    assert suggesting.current == 1
    assert features(site) == []
    # Another residual makes other boxes of the same place.
    from ilmtool.suggest.candidate import Options

    suggesting.search(Options(residual_px=2.0))
    again.until(lambda: not suggesting.is_searching)
    here = [
        s
        for c, s in zip(suggesting.candidates, suggesting.states, strict=True)
        if hits(c.bounds, rejected.bounds)
    ]
    assert here
    assert set(here) == {"rejected"}


def test_a_rejection_is_taken_back_by_undo_or_by_the_same_key(looking: Person):
    suggesting = looking.desk.suggesting
    looking.key(Qt.Key.Key_Backspace, CTRL)
    looking.key(Qt.Key.Key_Z, CTRL)
    assert suggesting.states[0] == "pending"
    assert suggesting.current == 0
    looking.key(Qt.Key.Key_Backspace, CTRL)
    suggesting.look_at(0)
    looking.key(Qt.Key.Key_Backspace, CTRL)
    assert suggesting.states[0] == "pending"
    looking.rest()
    assert list(rejected_dir().glob("*.json")) == []


def test_next_and_previous_fly_there_and_pass_what_is_decided(looking: Person):
    suggesting = looking.desk.suggesting
    looking.key(Qt.Key.Key_PageDown, CTRL)
    assert suggesting.current == 1
    candidate = suggesting.candidate
    assert candidate is not None
    middle = (
        (candidate.bounds[0] + candidate.bounds[2]) / 2,
        (candidate.bounds[1] + candidate.bounds[3]) / 2,
    )
    x, y = looking.spot(Side.AFTER, *middle)
    clip = looking.pane(Side.AFTER).clip
    assert abs(x - (clip.x + clip.w / 2)) < 2
    assert abs(y - (clip.y + clip.h / 2)) < 2
    looking.key(Qt.Key.Key_Backspace, CTRL)
    assert suggesting.current == 2
    looking.key(Qt.Key.Key_PageUp, CTRL)
    assert suggesting.current == 0


def test_they_are_drawn_apart_on_both_dates_and_repainted_whole(looking: Person):
    looking.rest()
    shot = looking.shot()
    for side in Side:
        pane = looking.pane(side).clip
        part = shot[pane.y : pane.y + pane.h, pane.x : pane.x + pane.w]
        assert (part == 255).all(axis=2).sum() > 40, f"nothing is drawn on {side}"
    looking.check_screen()
    looking.workspace.pan(37, 21)
    looking.rest()
    looking.check_screen()


def test_an_unregistered_pair_is_asked_about_first(person: Person, site: ChangedSite):
    person.open(site.before, site.after)
    person.key(Qt.Key.Key_F, CTRL | SHIFT)
    suggesting, dock = person.desk.suggesting, person.window.suggestions.dock
    assert dock is not None
    assert suggesting.found is None
    assert not suggesting.is_searching
    assert "register" in dock.panel.warning.text()
    dock.panel.buttons["search"].setFocus()
    person.key(Qt.Key.Key_Space)
    person.until(lambda: suggesting.found is not None)
    assert "100 %" in dock.panel.account.text()
    assert "without a registration" in dock.panel.warning.text()


def test_what_has_a_box_already_is_passed_over(person: Person, site: ChangedSite):
    register(site)
    person.open(site.before, site.after)
    ask(person)
    person.key(Qt.Key.Key_4)
    person.saved()
    number = len(person.desk.suggesting.candidates)
    person.window.suggestions.search()
    person.until(lambda: not person.desk.suggesting.is_searching)
    assert len(person.desk.suggesting.candidates) == number
    assert person.desk.suggesting.states[0] == "annotated"
    assert person.desk.suggesting.current == 1


def test_another_pair_has_no_suggestions_of_this_one(looking: Person, tmp_path: Path):
    other = make_site(tmp_path / "other", seed=6, side=SIDE, changes=2)
    looking.open(other.before, other.after)
    assert looking.desk.suggesting.candidates == ()
    looking.check_screen()


def test_registering_from_the_panel_leads_to_the_search(person: Person, tmp_path: Path):
    site = make_site(tmp_path / "apart", seed=5, side=480, changes=4, shift=(5.0, -3.0))
    person.open(site.before, site.after)
    person.key(Qt.Key.Key_F, CTRL | SHIFT)
    person.key(Qt.Key.Key_Space)  # the keyboard is on "Register first"
    suggesting = person.desk.suggesting
    person.until(lambda: person.window.registration.dialog is not None)
    person.rest()
    assert suggesting.found is None, "a shift that is not applied is no registration to search by"
    assert not suggesting.is_searching
    dialog = person.window.registration.dialog
    assert dialog is not None
    dialog.apply.click()
    person.until(lambda: suggesting.found is not None)
    person.rest()
    assert person.workspace.pair is not None
    assert person.workspace.pair.is_registered
    assert suggesting.lie is not None
    assert suggesting.lie.source == "sidecar"
    assert suggesting.lie.rms_px is not None
    assert all(any(hits(c.bounds, t) for c in suggesting.candidates[:8]) for t in site.changed)


def test_a_search_survives_a_look_at_the_pair_without_its_registration(person: Person, site: ChangedSite):
    register(site)
    person.open(site.before, site.after)
    person.key(Qt.Key.Key_F, CTRL | SHIFT)
    suggesting, dock = person.desk.suggesting, person.window.suggestions.dock
    assert dock is not None
    assert suggesting.is_searching
    person.key(Qt.Key.Key_QuoteLeft)
    assert suggesting.is_searching
    person.until(lambda: not suggesting.is_searching)
    person.rest()
    assert len(suggesting.candidates) >= 4
    assert not dock.panel.bar.isVisible(), "nothing is said to go on that has ended"


def test_a_shift_on_trial_is_searched_on_request_only_and_said_with_what_it_found(
    person: Person, site: ChangedSite
):
    register(site)
    person.open(site.before, site.after)
    person.key(Qt.Key.Key_F, CTRL | SHIFT)
    dock = person.window.suggestions.dock
    assert dock is not None
    assert "brightness" in dock.panel.account.text(), "what is going on"
    person.until(lambda: not person.desk.suggesting.is_searching)
    person.rest()
    assert not dock.panel.warning.isVisible()
    person.desk.placer.try_out((1.0, 0.0, 7.0, 0.0, 1.0, 0.0))
    assert "lie otherwise" in dock.panel.warning.text()
    person.window.suggestions.search()
    assert "on trial" in dock.panel.warning.text()
    assert "last search is listed" in dock.panel.account.text()
    person.until(lambda: not person.desk.suggesting.is_searching)
    assert "on trial" in dock.panel.warning.text(), "said with what was found by it"
    person.desk.placer.try_out(None)
    assert "lie otherwise" in dock.panel.warning.text(), "the list outlasts the trial, and says so"
    person.window.suggestions.search()
    person.until(lambda: not person.desk.suggesting.is_searching)
    assert not dock.panel.warning.isVisible()


def test_asking_for_suggestions_with_a_shift_on_trial_searches_nothing_by_itself(
    person: Person, site: ChangedSite
):
    person.open(site.before, site.after)
    person.desk.placer.try_out((1.0, 0.0, 7.0, 0.0, 1.0, 0.0))
    person.key(Qt.Key.Key_F, CTRL | SHIFT)
    dock = person.window.suggestions.dock
    assert dock is not None
    assert not person.desk.suggesting.is_searching
    assert "on trial" in dock.panel.warning.text()
