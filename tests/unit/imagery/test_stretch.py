"""Samples to the screen: what is shown as it is, what is stretched, and what is nothing."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from rasters import pattern, write_tiff

from ilmtool.imagery.source import open_source
from ilmtool.imagery.stretch import BACKGROUND, Stretch, display_bands, percentiles, stretch_of, to_bgrx

AS_IT_IS = Stretch((0, 1, 2), as_it_is=True)


def test_eight_bit_colour_reaches_the_screen_unchanged(tmp_path: Path) -> None:
    planes = pattern(60, 50)
    with open_source(write_tiff(tmp_path / "a.tif", planes)) as source:
        stretch = stretch_of(source)
        out = to_bgrx(*source.read(0, (0, 0, 50, 60), stretch.bands), stretch)
    assert stretch.as_it_is
    assert np.array_equal(out[..., [2, 1, 0]], np.moveaxis(planes, 0, -1))
    assert (out[..., 3] == 255).all()


@pytest.mark.parametrize("layout", ["planar", "interleaved", "reversed"])
def test_every_memory_layout_gives_the_same_picture(layout: str) -> None:
    data = np.moveaxis(pattern(40, 30), 0, -1)
    if layout == "interleaved":
        data = np.ascontiguousarray(data)
    if layout == "reversed":
        data = np.ascontiguousarray(data[..., ::-1])[..., ::-1]
    out = to_bgrx(data, None, AS_IT_IS)
    assert np.array_equal(out[..., [2, 1, 0]], data)


def test_the_result_is_written_into_given_memory() -> None:
    data = np.moveaxis(pattern(40, 30), 0, -1)
    for stretch in (AS_IT_IS, Stretch((0,), as_it_is=True), Stretch((0, 1, 2), (0.0,) * 3, (99.0,) * 3)):
        buffer = np.zeros((40, 30, 4), np.uint8)
        chosen = data[..., : len(stretch.bands)]
        out = to_bgrx(chosen, None, stretch, buffer)
        assert np.shares_memory(out, buffer)
        assert np.array_equal(buffer, to_bgrx(chosen, None, stretch))


def test_what_is_not_data_is_background() -> None:
    valid = np.ones((40, 30), bool)
    valid[5:9] = False
    out = to_bgrx(np.moveaxis(pattern(40, 30), 0, -1), valid, AS_IT_IS)
    assert (out[5:9] == BACKGROUND).all()
    assert (out[9:, :, 3] == 255).all()


@pytest.mark.parametrize("dtype", ["uint16", "int16", "uint32", "int32", "float32", "float64", "int8"])
def test_other_types_are_stretched_between_the_percentiles(tmp_path: Path, dtype: str) -> None:
    planes = (pattern(300, 200, 1, "float32") * 90 + 10).astype(dtype)
    with open_source(write_tiff(tmp_path / "a.tif", planes)) as source:
        stretch = stretch_of(source)
        out = to_bgrx(*source.read(0, (0, 0, 200, 300), stretch.bands), stretch)[..., 0]
    low, high = np.percentile(planes, (2, 98))
    assert stretch.low[0] == pytest.approx(low)
    expected = np.clip((planes[0].astype(float) - low) / (high - low) * 255, 0, 255)
    assert np.abs(out - expected).max() <= 1


def test_nodata_does_not_pull_the_stretch(tmp_path: Path) -> None:
    planes = pattern(300, 200, 1, "uint16") // 100 + 500
    low = planes.min()
    planes[:, :200] = 0
    with open_source(write_tiff(tmp_path / "a.tif", planes, nodata=0)) as source:
        assert stretch_of(source).low[0] >= low


@pytest.mark.parametrize("dtype", ["uint16", "int16", "float32"])
def test_a_constant_band_is_mid_grey(tmp_path: Path, dtype: str) -> None:
    with open_source(write_tiff(tmp_path / "a.tif", np.full((1, 20, 20), 7, dtype))) as source:
        stretch = stretch_of(source)
        out = to_bgrx(*source.read(0, (0, 0, 20, 20), stretch.bands), stretch)
    assert set(np.unique(out[..., :3])) == {128}


def test_a_few_bright_things_on_flat_ground_are_seen(tmp_path: Path) -> None:
    planes = np.full((1, 100, 100), 5, np.uint16)
    planes[0, 3, 3] = 900
    with open_source(write_tiff(tmp_path / "a.tif", planes)) as source:
        stretch = stretch_of(source)
        out = to_bgrx(*source.read(0, (0, 0, 100, 100), stretch.bands), stretch)
    assert out[3, 3, 0] == 255
    assert out[0, 0, 0] == 0


def test_a_scene_without_any_data_still_opens(tmp_path: Path) -> None:
    for planes, options in (
        (np.full((1, 9, 9), np.nan, np.float32), {}),
        (np.zeros((1, 9, 9), "u2"), {"nodata": 0}),
    ):
        with open_source(write_tiff(tmp_path / "a.tif", planes, **options)) as source:
            stretch = stretch_of(source)
            out = to_bgrx(*source.read(0, (0, 0, 9, 9), stretch.bands), stretch)
        assert (out == BACKGROUND).all()


def test_extreme_floats_do_not_overflow(tmp_path: Path) -> None:
    planes = np.array([[[-3.4e38, 3.4e38, 0.0, 1.0, np.inf, np.nan]]], np.float32)
    with open_source(write_tiff(tmp_path / "a.tif", planes)) as source:
        stretch = Stretch((0,), (0.0,), (1.0,))
        out = to_bgrx(*source.read(0, (0, 0, 6, 1)), stretch)
    assert out[0, :4, 0].tolist() == [0, 255, 0, 255]


def test_complex_samples_are_shown_as_decibels(tmp_path: Path) -> None:
    planes = (pattern(50, 50, 1, "float32") * 10 * (1 + 1j)).astype(np.complex64)
    with open_source(write_tiff(tmp_path / "a.tif", planes)) as source:
        stretch = stretch_of(source)
        out = to_bgrx(*source.read(0, (0, 0, 50, 50), stretch.bands), stretch)
    assert stretch.decibel
    assert stretch.high[0] == pytest.approx(20 * np.log10(np.percentile(np.abs(planes), 98)), abs=0.1)
    assert out[..., 0].max() == 255


def test_palette_images_show_their_colours(tmp_path: Path) -> None:
    import rasterio

    indices = np.array([[[0, 1], [2, 1]]], np.uint8)
    path = write_tiff(tmp_path / "a.tif", indices)
    with rasterio.open(path, "r+") as out:
        out.write_colormap(1, {0: (255, 0, 0, 255), 1: (0, 255, 0, 255), 2: (0, 0, 255, 255)})
    with open_source(path) as source:
        stretch = stretch_of(source)
        picture = to_bgrx(*source.read(0, (0, 0, 2, 2), stretch.bands), stretch)
    assert picture[..., :3].tolist() == [[[0, 0, 255], [0, 255, 0]], [[255, 0, 0], [0, 255, 0]]]


def test_one_bit_masks_are_black_and_white(tmp_path: Path) -> None:
    planes = (pattern(64, 64, 1) > 128).astype(np.uint8)
    with open_source(write_tiff(tmp_path / "a.tif", planes, nbits=1)) as source:
        stretch = stretch_of(source)
        out = to_bgrx(*source.read(0, (0, 0, 64, 64), stretch.bands), stretch)
    assert np.array_equal(out[..., 0], planes[0] * 255)


@pytest.mark.parametrize(
    ("bands", "colors", "expected"),
    [
        (3, ("red", "green", "blue"), (0, 1, 2)),
        (4, ("blue", "green", "red", "nir"), (2, 1, 0)),
        (4, ("gray", "undefined", "undefined", "undefined"), (0, 1, 2)),
        (2, ("gray", "alpha"), (0,)),
        (1, ("gray",), (0,)),
        (4, ("alpha", "undefined", "undefined", "undefined"), (1, 2, 3)),
        (2, ("undefined", "undefined"), (0,)),
    ],
)
def test_bands_to_show(bands: int, colors: tuple[str, ...], expected: tuple[int, ...]) -> None:
    from dataclasses import replace

    from test_loader import FACTS

    assert display_bands(replace(FACTS, bands=bands, colors=colors)) == expected


def test_percentiles_of_nothing_are_harmless() -> None:
    assert percentiles(np.zeros((0, 0, 2)), None) == ((0.0, 0.0), (1.0, 1.0))
