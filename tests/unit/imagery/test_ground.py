"""Pixels to longitude and latitude and back; size and shape of a pixel on the ground."""

from __future__ import annotations

import math

import numpy as np
import pytest
from pyproj import Geod, Transformer

from ilmtool.core.geometry import Affine
from ilmtool.imagery.ground import ground_map, ground_sample_distance, pixel_aspect
from ilmtool.imagery.placement import Georeference

NORTH_UP: Affine = (0.5, 0.0, 400_000.0, 0.0, -0.5, 4_000_000.0)


@pytest.mark.parametrize(
    ("transform", "code"),
    [
        (NORTH_UP, "EPSG:32651"),
        ((0.3, 0.1, 400_000.0, 0.1, -0.3, 4_000_000.0), "EPSG:32651"),
        ((0.0, 0.5, 400_000.0, 0.5, 0.0, 4_000_000.0), "EPSG:32731"),
        ((9e-6, 0.0, 114.2, 0.0, -9e-6, 22.3), "EPSG:4326"),
        ((1.0, 0.0, 1.2e7, 0.0, -1.0, 4.8e6), "EPSG:3857"),
    ],
)
def test_ground_and_back_keeps_the_pixel(transform: Affine, code: str) -> None:
    ground = ground_map(Georeference(transform, code, None, (20_000, 20_000)))
    assert ground is not None
    points = np.random.default_rng(0).uniform(0, 20_000, (100, 2))
    lonlat = ground.to_lonlat(points)
    assert np.abs(ground.to_pixel(lonlat) - points).max() < 1e-5
    x, y = transform[0] * points[:, 0] + transform[1] * points[:, 1] + transform[2], None
    y = transform[3] * points[:, 0] + transform[4] * points[:, 1] + transform[5]
    lon, lat = Transformer.from_crs(code, "EPSG:4326", always_xy=True).transform(x, y)
    assert np.abs(lonlat - np.stack([lon, lat], axis=1)).max() < 1e-12


def test_utm_at_half_a_metre_comes_back_to_a_hundred_millionth_of_a_pixel() -> None:
    ground = ground_map(Georeference(NORTH_UP, "EPSG:32651", None, (4000, 4000)))
    assert ground is not None
    points = np.random.default_rng(0).uniform(0, 4000, (200, 2))
    assert np.abs(ground.to_pixel(ground.to_lonlat(points)) - points).max() < 2e-8


def test_local_images_have_no_ground() -> None:
    local = 'LOCAL_CS["site",UNIT["metre",1]]'
    moon = 'GEOGCRS["Moon",DATUM["Moon",ELLIPSOID["Moon",1737400,0,LENGTHUNIT["metre",1]]],CS[ellipsoidal,2],'
    moon += 'AXIS["lat",north],AXIS["lon",east],ANGLEUNIT["degree",0.0174532925199433]]'
    for georeference in (
        Georeference(),
        Georeference(NORTH_UP),
        Georeference(NORTH_UP, None, local),
        Georeference((1e-4, 0.0, 1.0, 0.0, -1e-4, 1.0), None, moon),
        Georeference(NORTH_UP, "EPSG:0"),
    ):
        assert ground_map(georeference) is None
        assert ground_sample_distance(georeference) is None
    assert pixel_aspect(Georeference()) == 1.0


@pytest.mark.parametrize("latitude", [0.0, 22.3, 47.0, -70.0])
def test_degrees_are_drawn_with_the_right_aspect(latitude: float) -> None:
    where = Georeference((1e-5, 0.0, 100.0, 0.0, -1e-5, latitude), "EPSG:4326", None, (2, 2))
    geod = Geod(ellps="WGS84")
    width = geod.inv(100.0, latitude, 100.0 + 1e-5, latitude)[2]
    height = geod.inv(100.0, latitude - 5e-6, 100.0, latitude + 5e-6)[2]
    assert pixel_aspect(where) == pytest.approx(height / width, rel=1e-5)
    assert ground_sample_distance(where) == pytest.approx(math.sqrt(width * height), rel=1e-5)


def test_projected_grids_are_drawn_as_they_are() -> None:
    assert pixel_aspect(Georeference(NORTH_UP, "EPSG:32651", None, (9, 9))) == 1.0
    flat = (1.0, 0.0, 0.0, 0.0, -2.0, 0.0)
    assert pixel_aspect(Georeference(flat, "EPSG:32651", None, (9, 9))) == 2.0


def test_web_mercator_metres_are_not_ground_metres() -> None:
    y = 4_828_000.0  # 39.7 N
    where = Georeference((1.0, 0.0, 0.0, 0.0, -1.0, y), "EPSG:3857", None, (2, 2))
    assert ground_sample_distance(where) == pytest.approx(1 / 1.298, rel=3e-3)


def test_the_size_of_a_pixel_in_utm_is_that_of_the_geodesic() -> None:
    where = Georeference(NORTH_UP, "EPSG:32651", None, (1000, 1000))
    ground = ground_map(where)
    assert ground is not None
    (lon0, lat0), (lon1, lat1) = ground.to_lonlat(np.array([[499.5, 500.0], [500.5, 500.0]]))
    length = Geod(ellps="WGS84").inv(lon0, lat0, lon1, lat1)[2]
    assert ground_sample_distance(where) == pytest.approx(length, rel=1e-6)
