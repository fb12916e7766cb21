"""What differing dates, views and suns are said to do to a comparison."""

from __future__ import annotations

import math

import pytest

from ilmtool.core.scene import Acquisition
from ilmtool.session.scene_comparison import (
    Geometry,
    date_remarks,
    geometry_remarks,
    incidence_of,
)


def at(moment: str | None, precision: str = "second") -> Acquisition:
    return Acquisition(moment, None if moment is None else "IMD", None if moment is None else precision)


@pytest.mark.parametrize(
    ("before", "after", "code", "words"),
    [
        (at("2019-02-16T02:15:00Z"), at("2019-03-02T02:15:00Z"), "apart", "14 days apart."),
        (at("2019-03-02T02:15:00Z"), at("2019-03-02T04:20:00Z"), "apart", "2 h 05 min apart."),
        (at("2009-08-18T00:00:00Z", "day"), at("2020-08-31T00:00:00Z", "day"), "apart", "11.0 years"),
        (at("2019-03-02T02:15:00Z"), at("2019-02-16T02:15:00Z"), "dates-reversed", "14 days after"),
        (at("2019-03-02T02:15:00Z"), at("2019-03-02T02:15:00Z"), "dates-equal", "moment, 2019-03-02 02:15Z"),
        (at("2019-03-02T02:15:00Z"), at("2019-03-02T00:00:00Z", "day"), "dates-equal", "day, 2019-03-02"),
        (at(None), at("2019-03-02T02:15:00Z"), "date-unknown", "date of before is"),
        (at(None), at(None), "date-unknown", "date of before and after is"),
        (at("nonsense"), at("2019-03-02T02:15:00Z"), "date-unknown", "date of before is"),
    ],
)
def test_dates(before: Acquisition, after: Acquisition, code: str, words: str) -> None:
    (remark,) = date_remarks(before, after)
    assert remark.code == code
    assert words in remark.text
    assert remark.severity == ("info" if code == "apart" else "warning")


def test_the_incidence_follows_from_the_off_nadir_angle() -> None:
    # Sine rule: 25 degrees off nadir from 650 km are 27.75 at the ground; 17 px per 10 m of height at 0.31 m.
    found = incidence_of(Acquisition(off_nadir=25.0))
    assert found == pytest.approx(27.76, abs=0.02)
    assert 10 * math.tan(math.radians(found or 0)) / 0.31 == pytest.approx(17, abs=0.1)
    assert incidence_of(Acquisition(off_nadir=25.0, incidence=28.5)) == 28.5
    assert incidence_of(Acquisition()) is None
    assert incidence_of(Acquisition(off_nadir=80.0)) is None  # it misses the Earth


def texts(before: Geometry, after: Geometry, gsd_m: float | None = 0.5) -> str:
    return " ".join(remark.text for remark in geometry_remarks(before, after, gsd_m))


def test_leans_add_up_from_opposite_sides() -> None:
    sun = (40.0, 150.0)
    opposite = texts(Geometry(20.0, 90.0, *sun), Geometry(20.0, 270.0, *sun))
    assert "7.3 m (15 px)" in opposite  # 2 x 10 tan 20°
    assert "Geometry differs" in opposite
    same_side = texts(Geometry(20.0, 90.0, *sun), Geometry(25.0, 90.0, *sun))
    assert "1.0 m (2 px)" in same_side  # 10 (tan 25° - tan 20°)
    unknown_side = texts(Geometry(20.0, None, *sun), Geometry(25.0, 90.0, *sun))
    assert "at least 1.0 m (2 px)" in unknown_side


def test_shadows_shrink_and_turn() -> None:
    view = (10.0, 90.0)
    found = texts(Geometry(*view, 32.9, 150.5), Geometry(*view, 41.7, 163.9), 0.3)
    assert "4.2 m (14 px) shorter on the after scene" in found
    assert "turned by 13°" in found
    across_north = texts(Geometry(*view, 30.0, 350.0), Geometry(*view, 29.0, 10.0), None)
    assert "0.7 m longer" in across_north
    assert "turned by 20°" in across_north
    assert "too low" in texts(Geometry(*view, 1.0, 90.0), Geometry(*view, 40.0, 150.0))


def test_what_is_alike_or_unknown_is_no_warning() -> None:
    whole = Geometry(10.0, 90.0, 40.0, 150.0)
    (remark,) = geometry_remarks(whole, Geometry(10.5, 91.0, 40.2, 150.2), 0.5)
    assert (remark.severity, remark.code) == ("info", "geometry-same")
    (remark,) = geometry_remarks(whole, Geometry(None, None, 40.0, 150.0), 0.5)
    assert (remark.severity, remark.code) == ("info", "geometry-unknown")
    assert "view angles" in remark.text
