"""Correcting when and how a scene was taken, and the change intervals that follow on demand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from fakes import utm_facts

from ilmtool.core.document import Document, Header, Patch, apply_patch
from ilmtool.core.geometry import box_ring
from ilmtool.core.scene import Acquisition, Scene
from ilmtool.session import operations as op
from ilmtool.session.matching import match_scenes
from ilmtool.session.operations import EditContext
from ilmtool.session.scene_edits import (
    correct_acquisition,
    outdated_intervals,
    recompute_intervals,
    reset_acquisition,
    set_acquisition,
)
from ilmtool.session.store import Store
from ilmtool.text import Language, install

OLD = Scene("old", "before", "old.tif", Acquisition("2019-02-16T02:15:00Z", "IMD", "second", "WV02", 0.5))
NEW = Scene("new", "after", "new.tif", Acquisition("2021-01-14T00:00:00Z", "TIFFTAG", "day"))
DOCUMENT = Document(Header((OLD, NEW)))
CONTEXT = EditContext("jn", "2019-03-03T08:00:00Z", "old", "new")
LATER = replace(CONTEXT, now="2019-03-04T08:00:00Z")


def done(document: Document, patch: Patch) -> Document:
    return apply_patch(document, patch)


def taken(document: Document, scene_id: str = "new") -> Acquisition:
    scene = document.scene(scene_id)
    assert scene is not None
    return scene.acquisition


@pytest.mark.parametrize(
    ("stated", "moment", "precision"),
    [
        ("2019-03-02T02:15:00Z", "2019-03-02T02:15:00Z", "second"),
        ("2019-03-02 10:15 +08:00", "2019-03-02T02:15:00Z", "second"),
        ("2019-03-02T02:15:00.75Z", "2019-03-02T02:15:00Z", "second"),
        ("2019-03-02", "2019-03-02T00:00:00Z", "day"),
    ],
)
def test_a_corrected_date_is_manual(stated: str, moment: str, precision: str) -> None:
    edit = set_acquisition(DOCUMENT, "new", datetime=stated)
    found = taken(done(DOCUMENT, edit.patch))
    assert (found.datetime, found.datetime_source, found.datetime_precision) == (moment, "manual", precision)
    assert edit.label == "Correct date of new"
    assert taken(done(DOCUMENT, edit.patch), "old") == OLD.acquisition


def test_a_time_can_be_declared_unknown() -> None:
    found = taken(done(DOCUMENT, set_acquisition(DOCUMENT, "old", datetime_precision="day").patch), "old")
    assert (found.datetime, found.datetime_precision) == ("2019-02-16T00:00:00Z", "day")
    assert found.datetime_source == "manual"


def test_other_members_leave_the_date_and_its_source() -> None:
    edit = set_acquisition(DOCUMENT, "old", platform=" WV 03 ", off_nadir="21.5", sun_elevation=-2, gsd="")
    found = taken(done(DOCUMENT, edit.patch), "old")
    assert (found.platform, found.off_nadir, found.sun_elevation, found.gsd) == ("WV 03", 21.5, -2.0, None)
    assert (found.datetime, found.datetime_source) == ("2019-02-16T02:15:00Z", "IMD")
    assert edit.label == "Correct acquisition of old"


def test_what_is_said_already_is_no_edit() -> None:
    edit = set_acquisition(DOCUMENT, "old", datetime="2019-02-16T02:15:00Z", platform="WV02", gsd=0.5)
    assert edit.patch.is_empty


@pytest.mark.parametrize(
    "changes",
    [
        {"datetime": "last spring"},
        {"datetime": "2019-13-01"},
        {"datetime_precision": "year"},
        {"off_nadir": 91},
        {"off_nadir": "steep"},
        {"gsd": -1},
        {"gsd": "nan"},
        {"cloud_cover": 101},
        {"datetime_source": "IMD"},
        {"colour": "red"},
    ],
)
def test_nonsense_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"\.$"):
        set_acquisition(DOCUMENT, "new", **changes)


@pytest.mark.parametrize(
    ("member", "typed", "value"),
    [
        ("gsd", "46 cm", 0.46),
        ("gsd", "0,5 m", 0.5),
        ("off_nadir", "21.5°", 21.5),
        ("sun_elevation", "-2 deg", -2.0),
        ("cloud_cover", " 12 % ", 12.0),
    ],
)
def test_units_can_be_typed(member: str, typed: str, value: float) -> None:
    found = taken(done(DOCUMENT, set_acquisition(DOCUMENT, "new", **{member: typed}).patch))
    assert getattr(found, member) == pytest.approx(value)


@pytest.mark.parametrize("decimal", [".", ","])
@pytest.mark.parametrize(
    ("typed", "english", "german"),
    [
        ("1.500", 1.5, None),
        ("1,500", None, 1.5),
        ("1.5 m", 1.5, 1.5),
        ("1,5m", 1.5, 1.5),
        ("1,234.5", 1234.5, 1234.5),
        ("1.234,5 m", 1234.5, 1234.5),
        ("1 500 cm", 15.0, 15.0),
    ],
)
def test_a_number_is_read_as_the_language_writes_it_or_not_at_all(
    decimal: str, typed: str, english: float | None, german: float | None
) -> None:
    value = english if decimal == "." else german
    install(Language(None, {} if decimal == "." else {".": ",", ",": "."}))
    try:
        if value is None:
            with pytest.raises(ValueError, match=r"GSD 1.500 is not clear, it might be 1.5 or 1500"):
                set_acquisition(DOCUMENT, "new", gsd=typed)
            return
        edit = set_acquisition(DOCUMENT, "new", gsd=typed)
    finally:
        install(Language())
    assert taken(done(DOCUMENT, edit.patch)).gsd == pytest.approx(value)


def test_what_was_corrected_is_listed_and_reset() -> None:
    mine = op.create(DOCUMENT, CONTEXT, box_ring(0, 0, 5, 5), "new", "crane", annotation_id="mine")
    document = done(DOCUMENT, mine.patch)
    found = replace(OLD.acquisition, datetime="2019-02-16T02:15:00Z")
    edit = correct_acquisition(document, "old", LATER, off_nadir=21.5, platform="WV03", datetime="2019-02-20")
    assert edit.ids == ("mine",)
    corrected = done(document, edit.patch)
    scene = corrected.scene("old")
    assert scene is not None
    assert scene.extra == {"corrected": ["platform", "view:off_nadir"]}
    assert corrected.annotations["mine"].properties.change_not_before == "2019-02-20T00:00:00Z"
    back = reset_acquisition(corrected, "old", found, LATER)
    assert (back.ids, back.label) == (("mine",), "Reset acquisition of old")
    after = done(corrected, back.patch)
    assert after.scene("old") == OLD
    assert after.annotations["mine"].properties.change_not_before == "2019-02-16T02:15:00Z"
    assert reset_acquisition(after, "old", found, LATER).patch.is_empty


def test_the_list_keeps_what_it_does_not_know() -> None:
    strange = replace(OLD, extra={"corrected": ["eo:snow", "gsd"], "x": 1})
    document = Document(Header((strange, NEW)))
    edited = done(document, set_acquisition(document, "old", platform="WV03").patch).scene("old")
    assert edited is not None
    assert edited.extra == {"x": 1, "corrected": ["platform", "gsd", "eo:snow"]}


def test_a_date_in_the_future_is_refused() -> None:
    with pytest.raises(ValueError, match="2019-06-01 is in the future"):
        correct_acquisition(DOCUMENT, "new", CONTEXT, datetime="2019-06-01")


def test_an_unknown_scene_is_refused() -> None:
    with pytest.raises(ValueError, match="no scene third"):
        set_acquisition(DOCUMENT, "third", platform="x")


def test_undo_brings_the_old_date_back() -> None:
    store = Store(DOCUMENT)
    edit = set_acquisition(store.document, "new", datetime="2019-03-02")
    store.dispatch(edit.label, edit.patch)
    assert taken(store.document).datetime == "2019-03-02T00:00:00Z"
    store.undo()
    assert store.document.header == DOCUMENT.header


def test_intervals_from_the_old_dates_follow_when_asked() -> None:
    mine = op.create(DOCUMENT, CONTEXT, box_ring(0, 0, 5, 5), "new", "crane", annotation_id="mine")
    document = done(DOCUMENT, mine.patch)
    own = op.create(document, CONTEXT, box_ring(9, 9, 12, 12), "new", "crane", annotation_id="own")
    document = done(document, own.patch)
    set_by_hand = document.annotations["own"].edited(change_not_after="2019-06-01T00:00:00Z")
    document = replace(document, annotations={**document.annotations, "own": set_by_hand})

    edit = set_acquisition(document, "new", datetime="2019-03-02T02:15:00Z")
    assert edit.patch.header is not None
    corrected = done(document, edit.patch)
    assert corrected.annotations == document.annotations  # nothing silently
    assert outdated_intervals(corrected, edit.patch.header[0]) == ("mine",)

    follow = recompute_intervals(corrected, edit.patch.header[0], LATER)
    assert (follow.ids, follow.label) == (("mine",), "Update change interval of 1 annotation")
    after = done(corrected, follow.patch)
    p = after.annotations["mine"].properties
    assert (p.change_not_before, p.change_not_after) == ("2019-02-16T02:15:00Z", "2019-03-02T02:15:00Z")
    assert (p.change_precision, p.updated) == ("second", LATER.now)
    assert after.annotations["own"] is set_by_hand
    assert recompute_intervals(after, edit.patch.header[0], LATER).patch.is_empty


def test_a_correction_survives_reopening_and_the_file_fills_only_what_is_open() -> None:
    path = Path("/site/new.tif")
    facts = replace(
        utm_facts(path),
        acquisition=Acquisition(
            "2021-01-14T09:26:29.500Z", "TIFFTAG", "second", "PNEO 4", off_nadir=10.0, incidence=11.0
        ),
    )
    before = utm_facts(Path("/site/old.tif"))
    sidecar = Path("/site/new.tif.ilm.geojson")

    def reopened(document: Document) -> Acquisition:
        return taken(match_scenes(document, before, facts, sidecar, is_new=False).document)

    fresh = reopened(Document())
    assert fresh.datetime == "2021-01-14T09:26:29Z"  # the sidecar's format has whole seconds
    assert fresh.incidence is None
    corrected = done(DOCUMENT, set_acquisition(DOCUMENT, "new", datetime="2019-03-02").patch)
    found = reopened(corrected)
    assert (found.datetime, found.datetime_source) == ("2019-03-02T00:00:00Z", "manual")
    assert (found.platform, found.off_nadir) == ("PNEO 4", 10.0)
    gone = reopened(done(DOCUMENT, set_acquisition(DOCUMENT, "new", datetime=None).patch))
    assert (gone.datetime, gone.datetime_source, gone.datetime_precision) == (None, "manual", None)
    without = done(corrected, set_acquisition(corrected, "new", platform="x").patch)
    assert reopened(done(without, set_acquisition(without, "new", platform="").patch)).platform is None
