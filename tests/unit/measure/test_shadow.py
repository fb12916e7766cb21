"""Heights from shadows of things whose height is known."""

from __future__ import annotations

import math
import random

import pytest

from ilmtool.core.scene import Acquisition
from ilmtool.demo.plan import passes
from ilmtool.errors import UserError
from ilmtool.measure.geodesy import Leg, between, destination
from ilmtool.measure.shadow import Angles, angles_of, height_from_shadow

BASE = (124.705, 39.66)


def _line(start: tuple[float, float], end: tuple[float, float]) -> Leg:
    return between(start, end)


def _seen(height: float, angles: Angles) -> tuple[tuple[float, float], tuple[float, float]]:
    """Where the edge of the roof and the tip of its shadow appear on flat ground."""
    assert angles.sun_elevation is not None
    assert angles.sun_azimuth is not None
    shadow = height / math.tan(math.radians(angles.sun_elevation))
    tip = destination(BASE, angles.sun_azimuth + 180, shadow)
    lean = height / math.tan(math.radians(angles.satellite_elevation or 90))
    return destination(BASE, (angles.satellite_azimuth or 0) + 180, lean), tip


def test_both_formulas_give_the_height_that_threw_the_shadow() -> None:
    draw = random.Random(5)
    together: list[str] = []
    for _ in range(200):
        angles = Angles(
            draw.uniform(8, 80), draw.uniform(0, 360), draw.uniform(50, 89.9), draw.uniform(0, 360)
        )
        height = draw.uniform(3, 150)
        roof, tip = _seen(height, angles)
        from_base = height_from_shadow(_line(BASE, tip), 40, angles)
        assert from_base.height_m == pytest.approx(height, rel=1e-4)
        assert from_base.stray_deg < 0.1
        try:
            from_roof = height_from_shadow(_line(roof, tip), 40, angles, "roof_to_tip")
        except UserError as refusal:
            together.append(refusal.title)
            continue
        assert from_roof.height_m == pytest.approx(height, rel=1e-3)
        assert from_roof.stray_deg < 1
    assert len(together) < 10
    assert all("lie on each other" in title for title in together)


def test_the_plus_minus_is_what_off_clicks_and_angles_do() -> None:
    """Against 4,000 heights from disturbed clicks and angles."""
    draw = random.Random(9)
    angles = Angles(35.0, 160.0, 68.0, 250.0)
    pixel_m = 0.5
    for method in ("base_to_tip", "roof_to_tip"):
        roof, tip = _seen(30.0, angles)
        line = _line(BASE if method == "base_to_tip" else roof, tip)
        said = height_from_shadow(line, line.length_m / pixel_m, angles, method)
        heights = []
        for _ in range(4000):
            off = Angles(
                35.0 + draw.gauss(0, angles.sun_pm),
                160.0 + draw.gauss(0, angles.sun_pm),
                68.0 + draw.gauss(0, angles.satellite_pm),
                250.0 + draw.gauss(0, angles.satellite_pm),
            )
            length = line.length_m + (draw.gauss(0, 1) - draw.gauss(0, 1)) * pixel_m
            heights.append(height_from_shadow(Leg(length, line.azimuth_deg, 0), 1, off, method).height_m)
        mean = sum(heights) / len(heights)
        spread = math.sqrt(sum((h - mean) ** 2 for h in heights) / (len(heights) - 1))
        assert said.height_pm_m == pytest.approx(spread, rel=0.05), method


@pytest.mark.parametrize(
    ("angles", "method", "reason"),
    [
        (Angles(None, None), "base_to_tip", "sun's elevation is not known"),
        (Angles(4.9, 10), "base_to_tip", "too low"),
        (Angles(85.1, 10), "base_to_tip", "too high"),
        (Angles(40, 10), "roof_to_tip", "satellite's angle is not known"),
        (Angles(40, None, 70, 10), "roof_to_tip", "sun's azimuth is not known"),
        (Angles(40, 10, 70, None), "roof_to_tip", "satellite's azimuth is not known"),
        (Angles(40, 10, 3, 10), "roof_to_tip", "satellite stood at 3.0°, too low"),
        (Angles(60, 120, 61, 121), "roof_to_tip", "lie on each other"),
    ],
)
def test_what_cannot_be_told_is_refused_with_the_reason(angles: Angles, method: str, reason: str) -> None:
    with pytest.raises(UserError, match=reason):
        height_from_shadow(Leg(20.0, 190.0, 10.0), 40.0, angles, method)  # type: ignore[arg-type]


def test_a_line_that_runs_elsewhere_is_remarked() -> None:
    angles = Angles(35.0, 160.0)
    assert "24° off azimuth 340°" in height_from_shadow(Leg(20, 4, 184), 40, angles).remark
    assert not height_from_shadow(Leg(20, 343, 163), 40, angles).remark
    assert "could not be checked" in height_from_shadow(Leg(20, 4, 184), 40, Angles(35.0, None)).remark


def test_the_sun_is_the_metadata_s_else_computed_and_says_which() -> None:
    stated = Acquisition(sun_elevation=33.3, sun_azimuth=155.0, off_nadir=25.0, azimuth=80.0)
    angles = angles_of(stated, BASE)
    assert (angles.sun_elevation, angles.sun_source) == (33.3, "metadata")
    # 25 degrees at the satellite are 27.7 at the ground for an orbit of 650 km.
    assert angles.satellite_elevation == pytest.approx(90 - 27.75, abs=0.02)
    timed = Acquisition(datetime="2019-02-16T02:15:00Z", datetime_precision="second")
    computed = angles_of(timed, BASE)
    assert computed.sun_source == "computed"
    assert computed.sun_elevation == pytest.approx(33.6, abs=1.5)
    assert (
        angles_of(Acquisition(datetime="2019-02-16T00:00:00Z", datetime_precision="day"), BASE).sun_elevation
        is None
    )
    assert angles_of(Acquisition(incidence=12.0, off_nadir=40.0), BASE).satellite_elevation == 78.0


def test_the_demo_s_renderer_draws_what_the_formula_undoes() -> None:
    """Shadow and lean of the invented site are drawn by code of their own."""
    for taken in passes():
        (sx, sy), (lx, ly) = taken.shadow, taken.lean
        dx, dy = 60.0 * (sx - lx), 60.0 * (sy - ly)  # x east, y south
        line = Leg(math.hypot(dx, dy), math.degrees(math.atan2(dx, -dy)) % 360, 0.0)
        angles = Angles(taken.sun_elevation, taken.sun_azimuth, 90 - taken.off_nadir, taken.azimuth)
        found = height_from_shadow(line, 100.0, angles, "roof_to_tip")
        assert found.height_m == pytest.approx(60.0, rel=1e-9)
        assert found.stray_deg == pytest.approx(0, abs=1e-6)
