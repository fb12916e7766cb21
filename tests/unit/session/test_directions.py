"""Where north is on screen, against pyproj's geodesics."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod, Transformer

from ilmtool.core.camera import Camera, within_half_turn
from ilmtool.imagery.georeference import Georeference
from ilmtool.imagery.ground import ground_map
from ilmtool.session.directions import azimuth_on_screen, north_angle

GEOD = Geod(ellps="WGS84")


@dataclass
class FakeAfter:
    id: str = "after"


class FakePair:
    """What the functions ask of a pair."""

    def __init__(self, reference: Georeference | None) -> None:
        self.after = FakeAfter()
        self.grounds = {"after": None if reference is None else ground_map(reference)}


def geodesic_angle(reference, camera, at, azimuth_deg):
    """The direction on screen of a point 30 m away along a geodesic, by pyproj alone."""
    a, b, c, d, e, f = reference.transform
    x, y = a * at[0] + b * at[1] + c, d * at[0] + e * at[1] + f
    to_lonlat = Transformer.from_crs(reference.crs_code, "EPSG:4326", always_xy=True)
    lon, lat = to_lonlat.transform(x, y)
    ends = []
    for way in (azimuth_deg, azimuth_deg + 180):
        there = GEOD.fwd(lon, lat, way, 30.0)
        px, py = to_lonlat.transform(*there[:2], direction="INVERSE")
        if reference.crs_code == "EPSG:4326":
            px = x + (px - x + 180) % 360 - 180
        ends.append(np.linalg.solve([[a, b], [d, e]], [px - c, py - f]))
    dx, dy = camera.screen_step(tuple(ends[0] - ends[1]))
    return math.degrees(math.atan2(dx, -dy))


UTM = Georeference((0.5, 0.0, 200_000.0, 0.0, -0.5, 6_900_000.0), "EPSG:32651", None, (4000, 4000))
POLAR = Georeference((10.0, 0.0, -600_000.0, 0.0, -10.0, 900_000.0), "EPSG:3413", None, (4000, 4000))
DEGREES = Georeference((2e-5, 0.0, 179.99, 0.0, -1e-5, 60.0), "EPSG:4326", None, (4000, 4000))
TURNED = Georeference((0.3, 0.4, 500_000.0, 0.4, -0.3, 4_000_000.0), "EPSG:32633", None, (4000, 4000))


@pytest.mark.parametrize("reference", [UTM, POLAR, DEGREES, TURNED], ids=lambda r: r.crs_code)
@given(
    at=st.tuples(st.floats(0, 4000), st.floats(0, 4000)),
    turn=st.floats(-180, 180),
    azimuth=st.floats(0, 360),
    aspect=st.sampled_from([1.0, 0.5, 2.0]),
)
def test_directions_agree_with_geodesics(reference, at, turn, azimuth, aspect):
    camera = Camera(2.0, aspect, turn=turn)
    found = azimuth_on_screen(FakePair(reference), camera, at, azimuth)
    expected = geodesic_angle(reference, camera, at, azimuth)
    assert within_half_turn(found - expected) == pytest.approx(0.0, abs=2e-3)


def test_north_of_a_north_up_image_is_straight_up_and_turns_with_the_view():
    web = Georeference((1.0, 0.0, 8e6, 0.0, -1.0, 5e6), "EPSG:3857", None, (4000, 4000))
    pair = FakePair(web)
    assert north_angle(pair, Camera(), (100.0, 50.0)) == 0.0
    assert north_angle(pair, Camera(turn=40.0), (100.0, 50.0)) == 40.0
    assert north_angle(pair, Camera(turn=180.0), (100.0, 50.0)) == 180.0


def test_no_north_without_ground_and_at_the_pole():
    assert north_angle(FakePair(None), Camera(), (1.0, 1.0)) is None
    pole = Georeference((10.0, 0.0, -5000.0, 0.0, -10.0, 5000.0), "EPSG:3413", None, (1000, 1000))
    assert north_angle(FakePair(pole), Camera(), (500.0, 500.0)) is None
    assert north_angle(FakePair(pole), Camera(), (500.0, 400.0)) is not None
