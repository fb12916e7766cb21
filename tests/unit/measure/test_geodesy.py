"""Lengths, azimuths and areas, against GeographicLib's own Python code."""

from __future__ import annotations

import math
import random

import numpy as np
import pytest
from measure_places import places

from ilmtool.errors import UserError
from ilmtool.measure.geodesy import crosses_itself, legs, outline

geographiclib = pytest.importorskip("geographiclib.geodesic", reason="GeographicLib judges independently")
WGS84 = geographiclib.Geodesic.WGS84


def test_legs_are_geographiclib_s() -> None:
    points = places(seed=11)
    random.Random(3).shuffle(points)
    for start, end, leg in zip(points, points[1:], legs(np.array(points)), strict=False):
        theirs = WGS84.Inverse(start[1], start[0], end[1], end[0])
        assert leg.length_m == pytest.approx(theirs["s12"], abs=1e-6, rel=1e-12)
        if 1 < theirs["s12"] < 1.9e7 and max(abs(start[1]), abs(end[1])) < 89.9:
            assert abs((leg.azimuth_deg - theirs["azi1"] + 180) % 360 - 180) < 1e-6
            assert abs((leg.back_azimuth_deg - theirs["azi2"]) % 360 - 180) < 1e-6
        assert 0 <= leg.azimuth_deg < 360
        assert 0 <= leg.back_azimuth_deg < 360


def _judged(corners: list[tuple[float, float]]) -> tuple[float, float]:
    polygon = WGS84.Polygon()
    for lon, lat in corners:
        polygon.AddPoint(lat, lon)
    _, perimeter, area = polygon.Compute(False, True)
    return abs(area), perimeter


def _around(
    lon: float, lat: float, radius_deg: float, count: int, draw: random.Random
) -> list[tuple[float, float]]:
    """A star-shaped outline around a place, which may be a pole or lie on the antimeridian."""
    bearings = sorted(draw.uniform(0, 360) for _ in range(count))
    if max(b - a for a, b in zip(bearings, [*bearings[1:], bearings[0] + 360], strict=True)) > 170:
        bearings = [360 * i / count for i in range(count)]
    ends = []
    for bearing in bearings:
        to = WGS84.Direct(lat, lon, bearing, radius_deg * 111_000 * draw.uniform(0.5, 1))
        ends.append((to["lon2"], to["lat2"]))
    return ends


@pytest.mark.parametrize(
    ("lon", "lat"), [(13.4, 52.5), (180.0, 10.0), (-179.9999, -65.0), (0.0, 90.0), (70.0, -90.0), (24.0, 0.0)]
)
def test_areas_are_geographiclib_s_over_the_antimeridian_and_around_poles(lon: float, lat: float) -> None:
    draw = random.Random(f"{lon},{lat}")
    for radius in (1e-5, 0.001, 0.3, 5.0, 40.0):
        for count in (3, 4, 9, 40):
            corners = _around(lon, lat, radius, count, draw)
            area, perimeter = _judged(corners)
            for turned in (corners, corners[::-1], corners[2:] + corners[:2]):
                found = outline(np.array(turned))
                assert found.area_m2 == pytest.approx(area, rel=1e-8, abs=1e-3)
                assert found.perimeter_m == pytest.approx(perimeter, rel=1e-11, abs=1e-7)


@pytest.mark.parametrize("size", [1e-6, 0.01, 20.0, 60.0])
@pytest.mark.parametrize(("lon", "lat"), [(0.0, 0.0), (180.0, 20.0), (33.0, 89.99999), (-70.0, -60.0)])
def test_an_outline_that_crosses_itself_has_no_area(lon: float, lat: float, size: float) -> None:
    def at(bearing: float) -> tuple[float, float]:
        to = WGS84.Direct(lat, lon, bearing, size * 111_000)
        return to["lon2"], to["lat2"]

    plain = np.array([at(10), at(100), at(190), at(280)])
    bow = plain[[0, 2, 1, 3]]
    assert not crosses_itself(plain)
    assert crosses_itself(bow)
    with pytest.raises(UserError, match="crosses itself"):
        outline(bow)


def test_a_band_around_the_earth_cuts_it_in_halves() -> None:
    equator = np.array([(lon, 0.0) for lon in range(-180, 180, 30)])
    assert outline(equator).area_m2 == pytest.approx(510_065_621_724_088.5 / 2, rel=1e-12)


def test_web_mercator_lengths_are_those_of_the_ground() -> None:
    """100 m on the ground reads 129.8 m in Web Mercator at 39.7 N (design notes)."""
    from pyproj import Transformer

    to_lonlat = Transformer.from_crs("EPSG:3857", "EPSG:4326", always_xy=True)
    x, y = Transformer.from_crs("EPSG:4326", "EPSG:3857", always_xy=True).transform(124.7, 39.7)
    line = np.array([to_lonlat.transform(x, y), to_lonlat.transform(x + 129.8, y)])
    assert legs(line)[0].length_m == pytest.approx(100.0, abs=0.05)


def test_points_without_a_place_are_refused() -> None:
    with pytest.raises(UserError, match="no place"):
        legs(np.array([[0.0, 0.0], [math.nan, 0.0]]))
    with pytest.raises(UserError, match="three corners"):
        outline(np.array([[0.0, 0.0], [1.0, 0.0]]))
