"""The derived `geometry`: RFC 7946, eight decimals, and back to the same pixels."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from ilmtool.core.geometry import FloatArray, box_ring, rotate_ring
from ilmtool.sidecar.derive import derive_geometry

Ground = Callable[..., object]
BOX = box_ring(10.0, 20.0, 40.5, 31.25)


def shape_of(raw: bytes) -> shapely.Geometry:
    return shapely.from_geojson(raw)


def test_the_rings_of_the_contract(flat_ground: Ground) -> None:
    raw = derive_geometry(BOX, flat_ground())
    assert json.loads(raw) == {
        "type": "Polygon",
        "coordinates": [
            [
                [10.00005, 49.9999],
                [10.00005, 49.99984375],
                [10.0002025, 49.99984375],
                [10.0002025, 49.9999],
                [10.00005, 49.9999],
            ]
        ],
    }
    assert b" " not in raw


def test_no_place_on_the_ground(flat_ground: Ground) -> None:
    assert derive_geometry(BOX, None) == b"null"

    class Nowhere:
        def to_lonlat(self, points: FloatArray) -> FloatArray:
            return np.full_like(points, np.nan)

        to_pixel = to_lonlat

    assert derive_geometry(BOX, Nowhere()) == b"null"


def test_a_long_ring_with_corners_on_each_other(flat_ground: Ground) -> None:
    ring = ((0.0, 0.0), (0.0, 500.0), (0.0, 500.0), (0.0, 0.0), (0.0, 0.0))
    points = json.loads(derive_geometry(ring, flat_ground()))["coordinates"][0]
    assert points[0] == points[-1]
    assert {lon for lon, _ in points} == {points[0][0]}


@pytest.mark.parametrize("ring", [BOX, BOX[::-1], rotate_ring(BOX, 33.0, (25.0, 25.0))])
def test_counter_clockwise_and_closed_from_the_same_corner(flat_ground: Ground, ring) -> None:
    ground = flat_ground()
    area = shape_of(derive_geometry(ring, ground))
    assert area.exterior.is_ccw
    assert area.is_valid
    first = ground.to_lonlat(np.array(ring[:1]))[0]
    assert np.allclose(area.exterior.coords[0], first, atol=1e-8)


def test_holes_are_clockwise(flat_ground: Ground) -> None:
    hole = box_ring(15.0, 22.0, 20.0, 25.0)
    for inner in (hole, hole[::-1]):
        area = shape_of(derive_geometry([BOX, inner], flat_ground()))
        assert not area.interiors[0].is_ccw
        assert area.is_valid


def test_decimals_follow_the_pixel_size(flat_ground: Ground) -> None:
    ring = rotate_ring(BOX, 17.0, (25.0, 25.0))
    for metres, decimals in ((0.3, 8), (0.081, 8), (0.05, 9)):
        raw = derive_geometry(ring, flat_ground(lat=0.001, scale=metres / 111_320)).decode()
        assert max(len(d) for d in re.findall(r"\.(\d+)", raw)) == decimals
        assert "e" not in raw.split("coordinates", 1)[1].removeprefix('"')


@given(st.floats(-170, 170), st.floats(-80, 80), st.floats(0.1, 5), st.floats(0, 360), st.floats(2, 400))
@settings(max_examples=60, deadline=None)
def test_back_to_the_same_pixels(
    flat_ground: Ground, lon: float, lat: float, metres: float, angle: float, size: float
) -> None:
    ground = flat_ground(lon=lon, lat=lat, scale=metres / 111_320)
    ring = rotate_ring(box_ring(0.0, 0.0, size, size / 2), angle, (9.0, 9.0))
    area = shape_of(derive_geometry(ring, ground))
    placed = shapely.Polygon(ground.to_pixel(np.asarray(area.exterior.coords)))
    assert placed.hausdorff_distance(shapely.Polygon(ring)) < 0.03


def test_long_edges_are_divided(flat_ground: Ground) -> None:
    ring = box_ring(0.0, 0.0, 3000.0, 100.0)
    area = shape_of(derive_geometry(ring, flat_ground(scale=5e-6)))
    points = np.asarray(area.exterior.coords)
    for (lon0, lat0), (lon1, lat1) in pairwise(points):
        east = (lon1 - lon0) * 111_320 * np.cos(np.radians(lat0))
        assert np.hypot(east, (lat1 - lat0) * 111_320) <= 300.0
    assert 9 < len(points) < 20


def test_the_antimeridian_cuts(flat_ground: Ground) -> None:
    ground = flat_ground(lon=179.9999, lat=-16.0)
    ring = box_ring(0.0, 0.0, 60.0, 40.0)
    raw = derive_geometry(ring, ground)
    areas = shape_of(raw)
    assert areas.geom_type == "MultiPolygon"
    assert len(areas.geoms) == 2
    for part in areas.geoms:
        assert part.exterior.is_ccw
        west, _, east, _ = part.bounds
        assert east - west < 0.001
        assert west >= -180
        assert east <= 180
    assert areas.area == pytest.approx(60 * 40 * ground.scale**2, rel=1e-3)
    hole = box_ring(15.0, 10.0, 30.0, 20.0)
    assert shape_of(derive_geometry([ring, hole], ground)).area < areas.area


def test_a_ring_around_the_pole() -> None:
    class Polar:
        """Pixels of 100 m about the north pole."""

        def to_lonlat(self, points: FloatArray) -> FloatArray:
            x, y = points[:, 0] - 50, points[:, 1] - 50
            return np.stack((np.degrees(np.arctan2(x, y)), 90 - np.hypot(x, y) * 0.0009), axis=1)

        def to_pixel(self, lonlat: FloatArray) -> FloatArray:
            raise NotImplementedError

    areas = shape_of(derive_geometry(box_ring(40.0, 40.0, 60.0, 60.0), Polar()))
    assert shapely.is_valid(areas)
    west, _, east, north = areas.bounds
    assert (west, east, north) == (-180.0, 180.0, 90.0)
