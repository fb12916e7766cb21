"""Placing two images on each other, and what stands beside them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from fakes import FakeSource, utm_facts

from ilmtool.core.document import Document, Header
from ilmtool.core.layout import Side
from ilmtool.core.scene import Acquisition, Registration, Scene
from ilmtool.session.matching import match_scenes
from ilmtool.session.pair import Pair, caption, gsd_text, make_pair
from ilmtool.text import Language, install

SIDECAR = Path("/site/new.tif.ilm.geojson")


def open_fake(before, after, *extra: Scene, registrations: tuple[Registration, ...] = ()) -> Pair:
    header = Header(scenes=extra, registrations=registrations)
    matched = match_scenes(Document(header), before, after, SIDECAR, is_new=True)
    return make_pair(
        matched.document, FakeSource(before), FakeSource(after), matched.before_id, matched.after_id
    )


def test_after_is_the_reference_and_before_is_placed_by_ground():
    pair = open_fake(
        utm_facts(Path("/site/old.tif"), gsd=0.5),
        utm_facts(Path("/site/new.tif"), gsd=0.25, east=600_010.0),
    )
    points = np.array([[20.0, 0.0], [120.0, 50.0]])
    np.testing.assert_allclose(pair.forwards["old"](points), [[0.0, 0.0], [200.0, 100.0]], atol=1e-9)
    assert pair.forwards["new"](points).tolist() == points.tolist()
    assert pair.forwards[None](points).tolist() == points.tolist()
    assert pair.extent == pytest.approx((-40.0, 0.0, 760.0, 600.0))
    assert pair.before.placement.affine is not None
    assert (pair.side_of("old"), pair.side_of("new"), pair.side_of("x")) == (Side.BEFORE, Side.AFTER, None)
    assert pair.size_of("old") == pair.size_of(None) == (400.0, 300.0)
    assert pair.size_of("x") is None
    assert not pair.is_placed_by_size


def test_a_registration_shifts_the_before_scene():
    shift = Registration("old", "new", (1.0, 0.0, 5.0, 0.0, 1.0, -3.0))
    facts = utm_facts(Path("/site/old.tif")), utm_facts(Path("/site/new.tif"))
    pair = open_fake(*facts, registrations=(shift,))
    assert pair.is_registered
    np.testing.assert_allclose(pair.forwards["old"](np.array([[10.0, 10.0]])), [[15.0, 7.0]], atol=1e-9)


def test_a_far_larger_before_image_does_not_spoil_the_fit():
    pair = open_fake(
        utm_facts(Path("/site/old.tif"), size=(8000, 8000), east=599_000.0, north=4_401_000.0),
        utm_facts(Path("/site/new.tif")),
    )
    assert pair.extent == (0.0, 0.0, 400.0, 300.0)


def test_without_georeferencing():
    pair = open_fake(
        utm_facts(Path("/site/old.png"), georeferenced=False, size=(200, 150)),
        utm_facts(Path("/site/new.png"), georeferenced=False),
    )
    assert pair.is_placed_by_size
    assert pair.grounds == {"old": None, "new": None}
    np.testing.assert_allclose(pair.forwards["old"](np.array([[200.0, 150.0]])), [[400.0, 300.0]])


def test_scenes_that_are_not_open_are_placed_by_the_header():
    other = Scene(
        "third",
        "other",
        "third.tif",
        crs_code="EPSG:32651",
        transform=(1.0, 0.0, 600_000.0, 0.0, -1.0, 4_400_000.0),
        shape=(50, 60),
    )
    nothing = Scene("fourth", "other", "fourth.tif")
    facts = utm_facts(Path("/site/old.tif")), utm_facts(Path("/site/new.tif"))
    pair = open_fake(*facts, other, nothing)
    np.testing.assert_allclose(pair.forwards["third"](np.array([[10.0, 10.0]])), [[20.0, 20.0]], atol=1e-9)
    assert "fourth" not in pair.forwards
    assert pair.size_of("third") == (60.0, 50.0)


def test_close_closes_both():
    pair = open_fake(utm_facts(Path("/site/old.tif")), utm_facts(Path("/site/new.tif")))
    pair.close()
    assert pair.before.source.closed
    assert pair.after.source.closed


@pytest.mark.parametrize(
    ("acquisition", "text"),
    [
        (
            Acquisition("2019-02-16T02:15:31Z", "IMD", "second", "WV02", 0.5),
            "BEFORE  2019-02-16 02:15Z  WV02  0.50 m",
        ),
        (
            Acquisition("2019-02-16T00:00:00Z", "filename", "day", None, 10.0),
            "BEFORE  2019-02-16  old.tif  10 m",
        ),
        (Acquisition(), "BEFORE  date unknown  old.tif"),
        (Acquisition("yesterday"), "BEFORE  date unknown  old.tif"),
    ],
)
def test_caption(acquisition: Acquisition, text: str):
    assert caption(Scene("old", acquisition=acquisition), Side.BEFORE, "old.tif") == text


def test_the_parts_of_a_caption_keep_their_order_where_text_runs_from_the_right():
    acquisition = Acquisition("2019-02-16T02:15:31Z", "IMD", "second", "WV02", 0.5)
    install(Language(right_to_left=True))
    try:
        said = caption(Scene("old", acquisition=acquisition), Side.BEFORE)
    finally:
        install(Language())
    # Each by itself: after an Arabic word, a bare 2019-02-16 would be shown as 16-02-2019.
    assert said == "BEFORE  \u20662019-02-16 02:15Z\u2069  \u2066WV02\u2069  \u20660.50 m\u2069"


def test_gsd_text():
    assert [gsd_text(v) for v in (0.3, 1.0, 9.94, 9.96, 30.0)] == [
        "0.30 m",
        "1.00 m",
        "9.94 m",
        "10 m",
        "30 m",
    ]
