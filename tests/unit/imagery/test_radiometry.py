"""Bands, levels, gamma, colours and matching: what reaches the screen."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from rasters import pattern, write_tiff

from ilmtool.imagery.radiometry import (
    Look,
    LookMethod,
    color_table,
    histogram_of,
    matching_curves,
    presets,
    smallest,
    stretch_for,
    view_levels,
)
from ilmtool.imagery.source import RasterSource, open_source
from ilmtool.imagery.stretch import to_bgrx


@pytest.fixture
def deep(tmp_path: Path):
    """Four bands of 16 bit, each a ramp of its own: band b runs from 1000 b to 1000 b + 2047."""
    ramp = np.broadcast_to(np.linspace(0, 2047, 400), (300, 400))
    planes = np.stack([ramp + 1000 * band for band in range(4)]).astype("uint16")
    with open_source(write_tiff(tmp_path / "deep.tif", planes)) as source:
        yield source


def shown(source: RasterSource, look: Look) -> np.ndarray:
    stretch = stretch_for(source, look)
    data, valid = smallest(source, stretch.bands)
    return to_bgrx(data, valid, stretch)


def test_min_max_uses_the_whole_range_and_percentile_cuts_the_ends(deep: RasterSource):
    whole = stretch_for(deep, Look(LookMethod.MIN_MAX, bands=(1,)))
    assert (whole.low, whole.high) == ((1000.0,), (3047.0,))
    cut = stretch_for(deep, Look(LookMethod.PERCENTILE, bands=(1,)))
    assert cut.low[0] == pytest.approx(1000 + 0.02 * 2047, abs=10)
    assert cut.high[0] == pytest.approx(1000 + 0.98 * 2047, abs=10)


def test_levels_set_by_hand_are_black_and_white(deep: RasterSource):
    grey = shown(deep, Look(LookMethod.MANUAL, bands=(0,), low=(500.0,), high=(1500.0,)))[0, :, 0]
    values = smallest(deep, (0,))[0][0, :, 0]
    assert grey[values <= 500].max() == 0
    assert grey[values >= 1500].min() == 255
    assert grey[np.argmin(abs(values.astype(int) - 1000))] == pytest.approx(128, abs=2)


@pytest.mark.parametrize("gamma", [0.5, 2.2])
def test_gamma_keeps_the_ends_and_follows_its_formula(deep: RasterSource, gamma: float):
    look = Look(LookMethod.MIN_MAX, bands=(0,), gamma=gamma)
    grey = shown(deep, look)[0, :, 0]
    share = smallest(deep, (0,))[0][0, :, 0] / 2047.0
    assert (grey[0], grey[-1]) == (0, 255)
    assert np.abs(grey - 255 * share ** (1 / gamma)).max() <= 1


def test_gamma_works_on_floats_as_on_integers(tmp_path: Path):
    planes = np.linspace(0, 1, 256, dtype="float32").reshape(1, 1, 256)
    with open_source(write_tiff(tmp_path / "float.tif", planes)) as source:
        grey = shown(source, Look(LookMethod.MIN_MAX, gamma=2.0))[0, :, 0]
    assert np.abs(grey - 255 * np.sqrt(planes[0, 0])).max() <= 1


def test_bands_are_shown_in_the_order_chosen(deep: RasterSource):
    look = Look(LookMethod.MANUAL, bands=(3, 0, 1), low=(3000.0, 0.0, 1000.0), high=(6000.0, 4000.0, 9000.0))
    pixel = shown(deep, look)[0, -1]
    expected = [(2047 / 8000), 2047 / 4000, 2047 / 3000]  # blue, green, red: bands 1, 0, 3
    assert pixel[:3] == pytest.approx([255 * value for value in expected], abs=1)


def test_presets_offer_natural_and_false_colour(deep: RasterSource):
    found = {preset.name: preset.bands for preset in presets(deep.facts)}
    assert found["False colour NIR"] == (3, 0, 1)
    assert found["Band 4"] == (3,)
    eight = replace(deep.facts, bands=8, colors=("undefined",) * 8)
    assert {p.name: p.bands for p in presets(eight)}["Natural colour"] == (4, 2, 1)


def test_a_colour_map_colours_a_single_band_only(deep: RasterSource):
    table = np.frombuffer(color_table("viridis") or b"", np.uint8).reshape(256, 3)
    picture = shown(deep, Look(LookMethod.MIN_MAX, bands=(0,), color_map="viridis"))
    assert picture[0, 0, 2::-1].tolist() == table[0].tolist()
    assert picture[0, -1, 2::-1].tolist() == table[255].tolist()
    three = shown(deep, Look(LookMethod.MIN_MAX, bands=(0, 1, 2), color_map="viridis"))
    assert three[0, -1, :3].tolist() == [255, 255, 255]


def test_nodata_takes_no_part(tmp_path: Path):
    planes = np.full((1, 200, 200), 60_000, "uint16")
    planes[0, :100] = np.linspace(100, 200, 200)
    path = write_tiff(tmp_path / "holes.tif", planes, nodata=60_000)
    with open_source(path) as source:
        stretch = stretch_for(source, Look(LookMethod.MIN_MAX))
        histogram = histogram_of(source, (0,))
        picture = shown(source, Look(LookMethod.MIN_MAX))
    assert (stretch.low, stretch.high) == ((100.0,), (200.0,))
    assert histogram.edges[-1] == 200.0
    assert histogram.counts.sum() == 100 * 200
    assert picture[150, 0].tolist() == [58, 58, 58, 0]


def test_a_frozen_view_takes_its_levels_from_the_window(deep: RasterSource):
    low, high = view_levels(deep, (0,), 0, (0, 0, 100, 300))
    assert low[0] == pytest.approx(0.02 * 2047 / 4, abs=10)
    assert high[0] == pytest.approx(0.98 * 2047 / 4, abs=10)


def test_eight_bit_stays_as_it_is_until_somebody_chooses(tmp_path: Path):
    planes = pattern(120, 150) // 2 + 20
    with open_source(write_tiff(tmp_path / "eight.tif", planes)) as source:
        assert np.array_equal(shown(source, Look())[..., 2::-1], np.moveaxis(planes, 0, -1))
        assert shown(source, Look(LookMethod.MIN_MAX))[..., :3].max() == 255


def test_matching_gives_the_before_image_the_histogram_of_the_after_image(tmp_path: Path):
    scene = pattern(256, 256, bands=3)
    dull = (scene * 0.4 + 90).astype("uint8")
    paths = write_tiff(tmp_path / "dull.tif", dull), write_tiff(tmp_path / "clear.tif", scene)
    with open_source(paths[0]) as before, open_source(paths[1]) as after:
        own, other = stretch_for(before, Look()), stretch_for(after, Look())
        matched = replace(own, curves=matching_curves(before, own, after, other))
        data, valid = smallest(before, own.bands)
        picture = to_bgrx(data, valid, matched)[..., 2::-1].astype(int)
    # The same scene under another contrast: matched, it is the other image but for its coarser steps.
    assert np.abs(picture - np.moveaxis(scene, 0, -1)).mean() < 2


def test_nothing_is_matched_between_grey_and_colour(deep: RasterSource):
    grey, colour = stretch_for(deep, Look(bands=(0,))), stretch_for(deep, Look(bands=(0, 1, 2)))
    assert matching_curves(deep, grey, deep, colour) == ()
