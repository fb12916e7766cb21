"""Files that hold several images: which is meant, and how it is found again."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from rasters import write_tiff

from ilmtool.errors import UserError
from ilmtool.imagery.address import Address, address_of, place_of
from ilmtool.imagery.parts import MAX_NAMED, ChoiceNeeded
from ilmtool.imagery.pyramid_store import identity
from ilmtool.imagery.source import RasterSource, open_source

SIZES = ((30, 20), (64, 48), (30, 20))


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """A TIFF of three pages, grey 50, 100 and 150."""
    images = [Image.new("L", size, 50 * n) for n, size in enumerate(SIZES, 1)]
    images[0].save(tmp_path / "pages.tif", save_all=True, append_images=images[1:])
    return tmp_path / "pages.tif"


def first_value(source: RasterSource) -> int:
    with source:
        return int(source.read(0, (0, 0, 1, 1))[0][0, 0, 0])


def test_a_tiff_of_several_pages_asks_which(pages: Path):
    with pytest.raises(ChoiceNeeded) as caught:
        open_source(pages)
    assert [part.label for part in caught.value.parts] == [
        "1 (30 x 20 px)",
        "2 (64 x 48 px)",
        "3 (30 x 20 px)",
    ]
    text = str(caught.value)
    assert "pages.tif holds 3 images." in text
    assert "2 (64 x 48 px)" in text
    assert "pages.tif#3" in text
    assert caught.value.address == Address(pages)


def test_a_page_is_named_by_its_number(pages: Path):
    for number, (width, height) in enumerate(SIZES, 1):
        source = open_source(f"{pages}#{number}")
        facts = source.facts
        assert (facts.width, facts.height, facts.part) == (width, height, str(number))
        assert facts.name == f"pages.tif#{number}"
        assert facts.address == Address(pages, part=str(number))
        assert first_value(source) == 50 * number


@pytest.mark.parametrize("part", ["4", "0", "99999999999999999999", "second", "-1"])
def test_a_page_that_is_not_there_is_told_with_those_that_are(pages: Path, part: str):
    with pytest.raises(ChoiceNeeded, match=f"has no image '{part}'; it holds 3") as caught:
        open_source(f"{pages}#{part}")
    assert "2 (64 x 48 px)" in str(caught.value)


def test_a_long_list_is_bounded(tmp_path: Path):
    images = [Image.new("L", (4, 4), n) for n in range(40)]
    images[0].save(tmp_path / "many.tif", save_all=True, append_images=images[1:])
    with pytest.raises(ChoiceNeeded) as caught:
        open_source(tmp_path / "many.tif")
    assert len(caught.value.parts) == 40
    assert str(caught.value).count("4 x 4 px") == MAX_NAMED
    assert f"and {40 - MAX_NAMED} more" in str(caught.value)


def test_a_file_whose_name_has_a_number_sign_is_that_file(tmp_path: Path):
    write_tiff(tmp_path / "site#2.tif", np.full((1, 8, 8), 9, np.uint8))
    write_tiff(tmp_path / "site", np.full((1, 8, 8), 1, np.uint8))
    assert address_of(str(tmp_path / "site#2.tif")) == Address(tmp_path / "site#2.tif")
    assert first_value(open_source(str(tmp_path / "site#2.tif"))) == 9
    assert place_of("nothing#here.tif") == Path("nothing#here.tif")


def test_the_only_image_of_a_file_is_number_one_and_keeps_its_plain_name(tmp_path: Path):
    path = write_tiff(tmp_path / "one.tif", np.full((1, 8, 8), 9, np.uint8))
    with open_source(f"{path}#1") as source:
        assert source.facts.name == "one.tif"
    with pytest.raises(ChoiceNeeded, match="it holds 1"):
        open_source(f"{path}#2")


def test_two_pages_of_one_size_have_pyramids_of_their_own(pages: Path):
    with open_source(f"{pages}#1") as first, open_source(f"{pages}#3") as third:
        assert identity(first) != identity(third)


@pytest.mark.parametrize(("ending", "options"), [("gif", {}), ("webp", {"lossless": True}), ("png", {})])
def test_frames_of_pictures_are_parts_too(tmp_path: Path, ending: str, options: dict[str, object]):
    frames = [Image.new("RGB", (20, 10), (60 * n, 0, 0)) for n in (1, 2, 3)]
    path = tmp_path / f"moving.{ending}"
    frames[0].save(path, save_all=True, append_images=frames[1:], **options)
    with pytest.raises(ChoiceNeeded) as caught:
        open_source(path)
    assert [(part.width, part.height) for part in caught.value.parts] == [(20, 10)] * 3
    assert first_value(open_source(path, first=True)) == 60
    assert [first_value(open_source(f"{path}#{n}")) for n in (1, 2, 3)] == [60, 120, 180]


def test_a_picture_of_one_frame_is_not_asked_about(tmp_path: Path):
    Image.new("P", (20, 10), 3).save(tmp_path / "still.gif")
    with open_source(tmp_path / "still.gif") as source:
        assert (source.facts.width, source.facts.height, source.facts.images) == (20, 10, ())


def test_nitf_with_two_images(shared_data: Path):
    path = shared_data / "zoo" / "gdal" / "gdrivers" / "nitf" / "two_images_jpeg.ntf"
    with pytest.raises(ChoiceNeeded) as caught:
        open_source(path)
    assert [(part.width, part.height) for part in caught.value.parts] == [(20, 20), (20, 20)]
    with open_source(f"{path}#2") as source:
        assert source.facts.driver == "NITF"
        assert source.facts.name == "two_images_jpeg.ntf#2"


def test_components_of_a_dimap_volume_have_names(shared_data: Path):
    path = shared_data / "zoo" / "gdal" / "gdrivers" / "dimap2" / "bundle" / "VOL_PHR.XML"
    with pytest.raises(ChoiceNeeded) as caught:
        open_source(path)
    assert [part.name for part in caught.value.parts] == ["First component", "Second component"]
    with open_source(f"{path}#Second component") as source:
        assert source.facts.part == "2"


def test_a_container_of_variables_is_asked_about_by_name(tmp_path: Path):
    """GeoPackage stands for all of them: no image of its own, two inside."""
    import rasterio

    path = tmp_path / "tiles.gpkg"
    for number, table in enumerate(("before", "after"), 1):
        profile = {
            "driver": "GPKG", "width": 256, "height": 256, "count": 1, "dtype": "uint8", "crs": "EPSG:32651",
            "transform": rasterio.Affine(1, 0, 400_000, 0, -1, 4_000_000), "RASTER_TABLE": table,
        }  # fmt: skip
        with rasterio.open(path, "w", **profile, APPEND_SUBDATASET="NO" if number == 1 else "YES") as dataset:
            dataset.write(np.full((1, 256, 256), 50 * number, np.uint8))
    with pytest.raises(ChoiceNeeded) as caught:
        open_source(path)
    assert [part.name for part in caught.value.parts] == ["before", "after"]
    with pytest.raises(ChoiceNeeded):
        open_source(path, first=True)
    assert first_value(open_source(f"{path}#after")) == 100


def test_variables_of_a_netcdf_are_images(tmp_path: Path):
    from rasterio.shutil import copy

    planes = np.stack([np.full((20, 30), value, np.uint8) for value in (50, 60)])
    copy(str(write_tiff(tmp_path / "a.tif", planes)), str(tmp_path / "a.nc"), driver="netCDF")
    with pytest.raises(ChoiceNeeded) as caught:
        open_source(tmp_path / "a.nc")
    assert [part.label for part in caught.value.parts] == ["1: Band1 (30 x 20 px)", "2: Band2 (30 x 20 px)"]
    with open_source(f"{tmp_path / 'a.nc'}#Band2") as source:
        assert source.facts.crs_code == "EPSG:32651"
        assert source.facts.name == "a.nc#2"
        assert (source.read(0, (0, 0, 5, 5))[0] == 60).all()


def test_a_sentence_names_the_file_where_a_part_is_damaged(pages: Path):
    pages.write_bytes(pages.read_bytes()[:900])
    with pytest.raises(UserError, match=r"pages\.tif"):
        first_value(open_source(f"{pages}#3"))
