"""Placing one scene in another: against PROJ by GDAL and by pyproj, and against common sense."""

from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from rasters import pattern, write_tiff

from ilmtool.core.geometry import Affine, apply, invert
from ilmtool.imagery.pieces import affine_pieces
from ilmtool.imagery.placement import Georeference, PixelMap, overlaps, place, size_fit
from ilmtool.imagery.source import SourceFacts, open_source

UTM50 = Georeference((0.5, 0.0, 700_000.0, 0.0, -0.5, 4_400_000.0), "EPSG:32650", None, (4000, 4000))
# The same ground in the next zone, far from its central meridian.
UTM51 = Georeference((0.3, 0.0, 185_600.0, 0.0, -0.3, 4_404_000.0), "EPSG:32651", None, (9000, 9000))
LONLAT = Georeference((4e-6, 0.0, 119.335, 0.0, -3e-6, 39.73), "EPSG:4326", None, (9000, 9000))


def georeference(facts: SourceFacts) -> Georeference:
    return Georeference(facts.transform, facts.crs_code, facts.crs_wkt, (facts.height, facts.width))


def grid(shape: tuple[int, int], count: int = 7) -> NDArray[np.float64]:
    xs, ys = np.meshgrid(np.linspace(0, shape[1], count), np.linspace(0, shape[0], count))
    return np.stack([xs.ravel(), ys.ravel()], axis=1)


def by_gdal(before: Georeference, after: Georeference, points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Before px -> after px by GDAL's own PROJ, not by pyproj."""
    from rasterio.warp import transform

    assert before.transform is not None
    assert after.transform is not None
    ground = apply(before.transform, points)
    xs, ys = transform(before.crs, after.crs, ground[:, 0], ground[:, 1])
    return apply(invert(after.transform), np.stack([xs, ys], axis=1))


def test_one_crs_gives_one_exact_affine() -> None:
    after = Georeference((0.25, 0.0, 700_100.0, 0.0, -0.25, 4_399_900.0), "EPSG:32650", None, (4000, 4000))
    found = place(UTM50, after)
    assert found.affine == (2.0, 0.0, -400.0, 0.0, 2.0, -400.0)
    assert found.basis == "crs"


@pytest.mark.parametrize(
    ("before", "after"), [(UTM50, UTM51), (UTM51, UTM50), (UTM50, LONLAT), (LONLAT, UTM51)]
)
def test_other_crs_agree_with_gdal_and_come_back(before: Georeference, after: Georeference) -> None:
    found = place(before, after)
    points = grid(before.shape)
    moved = found.forward(points)
    assert found.affine is None
    assert np.abs(moved - by_gdal(before, after, points)).max() < 1e-3
    assert np.abs(found.inverse(moved) - points).max() < 1e-6


@given(
    x=st.floats(0, 4000),
    y=st.floats(0, 4000),
    angle=st.floats(-3.1, 3.1),
    size=st.floats(0.1, 30),
    flip=st.booleans(),
)
@settings(max_examples=40, deadline=None)
def test_rotated_and_south_up_grids_come_back(
    x: float, y: float, angle: float, size: float, flip: bool
) -> None:
    cos, sin = size * np.cos(angle), size * np.sin(angle) * (1 if flip else -1)
    turned: Affine = (cos, sin, 700_500.0, sin, cos if flip else -cos, 4_399_500.0)
    before = Georeference(turned, "EPSG:32650", None, (4000, 4000))
    if abs(cos * (cos if flip else -cos) - sin * sin) < 1e-3:
        return
    for after in (UTM50, UTM51):
        found = place(before, after)
        there = found.forward(np.array([[x, y]]))
        assert np.abs(found.inverse(there) - [[x, y]]).max() < 1e-5


def test_registration_comes_last_in_after_pixels() -> None:
    shift: Affine = (1.0, 0.0, 3.0, 0.0, 1.0, -2.0)
    points = grid(UTM50.shape)
    for after in (UTM50, UTM51):
        plain, shifted = place(UTM50, after), place(UTM50, after, shift)
        assert np.allclose(shifted.forward(points), plain.forward(points) + np.array([3.0, -2.0]), atol=1e-9)
        assert np.abs(shifted.inverse(shifted.forward(points)) - points).max() < 1e-6


def test_without_georeferencing_sizes_decide_until_a_registration_says_better() -> None:
    before, after = Georeference(shape=(1000, 2000)), Georeference(shape=(500, 1000))
    assert place(before, after).affine == (0.5, 0.0, 0.0, 0.0, 0.5, 0.0)
    assert place(before, after).basis == "size"
    given_ = (0.6, 0.0, 5.0, 0.0, 0.6, 7.0)
    assert place(before, after, given_).affine == given_
    assert place(before, after, given_).basis == "identity"
    assert place(before, UTM50).basis == "size"


def test_the_fit_by_size_centres_other_proportions() -> None:
    fit = size_fit((1000, 1000), (500, 1000))
    assert apply(fit, np.array([[500.0, 500.0]])).tolist() == [[500.0, 250.0]]
    assert apply(fit, np.array([[0.0, 0.0], [1000.0, 1000.0]])).tolist() == [[250.0, 0.0], [750.0, 500.0]]


def test_two_local_grids_are_one_ground() -> None:
    before = Georeference((1.0, 0.0, 10.0, 0.0, -1.0, 90.0), None, None, (50, 50))
    after = Georeference((0.5, 0.0, 0.0, 0.0, -0.5, 100.0), None, None, (200, 200))
    assert place(before, after).basis == "grid"
    assert place(before, after).affine == (2.0, 0.0, 20.0, 0.0, 2.0, 20.0)


def test_engineering_and_other_bodies_crs_are_local() -> None:
    local = (
        'ENGCRS["site",EDATUM["site"],CS[Cartesian,2],AXIS["x",east],AXIS["y",north],LENGTHUNIT["metre",1]]'
    )
    site = Georeference((1.0, 0.0, 0.0, 0.0, -1.0, 100.0), None, local, (100, 100))
    assert place(site, UTM50).basis == "size"
    assert place(site, site).basis == "crs"
    moon = Georeference((1e-4, 0.0, 10.0, 0.0, -1e-4, 10.0), "IAU_2015:30100", None, (100, 100))
    assert place(moon, LONLAT).basis == "size"


def test_a_code_and_a_wkt_of_the_same_crs_are_the_same() -> None:
    from rasterio.crs import CRS

    wkt = CRS.from_epsg(32650).to_wkt()
    other = Georeference(UTM50.transform, None, wkt, UTM50.shape)
    assert place(UTM50, other).affine == (1.0, 0.0, 0.0, 0.0, 1.0, 0.0)


def test_points_without_an_image_become_nan() -> None:
    world = Georeference(
        (1.0, 0.0, -180.0, 0.0, -1.0, 100.0), "EPSG:4326", None, (200, 360)
    )  # beyond the pole
    moved = place(world, UTM51).forward(np.array([[299.0, 5.0], [299.0, 60.0]]))
    assert np.isnan(moved[0]).all()
    assert np.isfinite(moved[1]).all()


def test_pairs_overlap_or_not() -> None:
    def at(x: float, y: float) -> Georeference:
        return Georeference((0.5, 0.0, x, 0.0, -0.5, y), "EPSG:32650", None, (4000, 4000))

    def overlap(before: Georeference, after: Georeference) -> bool:
        return overlaps(before, after, place(before, after))

    assert overlap(UTM50, UTM50)
    assert overlap(UTM50, UTM51)
    assert overlap(UTM50, at(701_995.0, 4_400_000.0))  # ten columns
    assert not overlap(UTM50, at(702_000.0, 4_400_000.0))  # they touch
    assert not overlap(UTM50, at(900_000.0, 4_400_000.0))
    assert not overlap(UTM50, Georeference(UTM51.transform, "EPSG:32631", None, UTM51.shape))
    inside = Georeference((0.5, 0.0, 700_900.0, 0.0, -0.5, 4_399_100.0), "EPSG:32650", None, (10, 10))
    assert overlap(inside, UTM50)
    assert overlap(UTM50, inside)


@pytest.mark.parametrize(("before", "after"), [(UTM50, UTM51), (UTM50, LONLAT)])
def test_pieces_cover_the_tile_and_stay_within_a_tenth_of_a_pixel(
    before: Georeference, after: Georeference
) -> None:
    found = place(before, after)
    pieces = affine_pieces(found, before.bounds, 0.1)
    area = sum((x1 - x0) * (y1 - y0) for (x0, y0, x1, y1), _ in pieces)
    assert area == pytest.approx(4000 * 4000)
    rng = np.random.default_rng(0)
    for (x0, y0, x1, y1), affine in pieces:
        points = rng.uniform((x0, y0), (x1, y1), (200, 2))
        assert np.abs(apply(affine, points) - by_gdal(before, after, points)).max() <= 0.1


def test_an_affine_map_is_one_piece() -> None:
    found = place(UTM50, UTM50)
    assert affine_pieces(found, (0, 0, 512, 512)) == [((0, 0, 512, 512), found.affine)]


def test_a_map_that_ends_inside_a_tile_gives_pieces_only_where_it_exists() -> None:
    def forward(points: NDArray[np.float64]) -> NDArray[np.float64]:
        out = points * 2.0
        out[points[:, 0] > 300] = np.nan
        return out

    pieces = affine_pieces(PixelMap(None, "crs", forward, forward), (0, 0, 512, 512))
    assert pieces
    assert max(bounds[2] for bounds, _ in pieces) <= 300
    assert max(bounds[2] for bounds, _ in pieces) > 290


def test_a_map_without_any_image_gives_no_piece() -> None:
    nowhere = PixelMap(None, "crs", lambda points: points * np.nan, lambda points: points * np.nan)
    assert affine_pieces(nowhere, (0, 0, 512, 512)) == []


def test_many_threads_share_a_map() -> None:
    found = place(UTM50, UTM51)
    points = grid(UTM50.shape, 40)
    expected = found.forward(points)
    wrong: list[int] = []

    def work() -> None:
        wrong.extend(1 for _ in range(20) if not np.array_equal(found.forward(points), expected))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


def test_written_files_in_two_zones_agree_to_a_tenth_of_a_pixel(tmp_path: Path) -> None:
    pair = []
    for name, where in (("before.tif", UTM50), ("after.tif", UTM51)):
        path = write_tiff(tmp_path / name, pattern(400, 400, 1), where.transform, where.crs_code)
        with open_source(path) as source:
            pair.append(georeference(source.facts))
    points = grid((400, 400))
    assert np.abs(place(*pair).forward(points) - by_gdal(UTM50, UTM51, points)).max() < 0.1


def test_hong_kong_lands_by_ground_although_pixels_differ_in_size(shared_data: Path) -> None:
    folder = shared_data / "pairs" / "oscd_hongkong"
    facts = []
    for name in ("hongkong_20160927_RGB.tif", "hongkong_20180323_RGB.tif"):
        with open_source(folder / name) as source:
            facts.append(source.facts)
    before, after = (georeference(f) for f in facts)
    found = place(before, after)
    assert found.affine is not None
    rng = np.random.default_rng(3)
    points = rng.uniform((0, 0), (538, 693), (10, 2))
    ax, ay = 9.346008300778618e-05 / 9.380751826060323e-05, 9.345954908060023e-05 / 9.372927360897136e-05
    assert np.abs(found.forward(points) - points * [ax, ay]).max() < 1e-6
    assert np.abs(found.forward(points) - points).max() > 1  # pixel to pixel would be wrong


def test_naip_is_placed_with_its_shift_of_a_fifth_of_a_pixel(shared_data: Path) -> None:
    folder = shared_data / "pairs" / "naip_northdakota"
    facts = []
    for year in ("20090818", "20200831"):
        with open_source(folder / f"m_4709963_se_14_1_{year}.tif") as source:
            facts.append(source.facts)
    found = place(*(georeference(f) for f in facts))
    assert found.affine == pytest.approx((1.0, 0.0, 0.2, 0.0, 1.0, -0.2))
