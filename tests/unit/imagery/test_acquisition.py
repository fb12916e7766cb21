"""When an image was taken: every source, their order, and never the time of processing."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from rasters import pattern, write_tiff

from ilmtool.core.scene import Acquisition
from ilmtool.imagery.acquisition import date_in_name, parse_moment, read_acquisition
from ilmtool.imagery.source import open_source

MAXAR = {
    "generationTime": "2020-01-01T00:00:00.000000Z",
    "IMAGE_1.satId": '"WV03"',
    "IMAGE_1.firstLineTime": "2019-03-02T02:15:07.123456Z",
    "IMAGE_1.meanCollectedGSD": "0.334",
    "IMAGE_1.meanOffNadirViewAngle": "21.4",
    "IMAGE_1.meanSatAz": "101.5",
    "IMAGE_1.meanSunEl": "39.9",
    "IMAGE_1.meanSunAz": "151.2",
    "IMAGE_1.cloudCover": "0.027",
    "MAP_PROJECTED_PRODUCT.earliestAcqTime": "2020-01-01T00:00:00.000000Z",
}


def taken(path: Path) -> Acquisition:
    with open_source(path) as source:
        return source.facts.acquisition


def test_maxar_metadata_are_read_whole() -> None:
    assert read_acquisition("x.tif", imd=MAXAR) == Acquisition(
        datetime="2019-03-02T02:15:07.123456Z",
        datetime_source="IMD",
        datetime_precision="second",
        platform="WV03",
        gsd=0.334,
        off_nadir=21.4,
        azimuth=101.5,
        sun_elevation=39.9,
        sun_azimuth=151.2,
        cloud_cover=2.7,
    )


def test_an_unknown_cloud_cover_is_not_a_number() -> None:
    assert read_acquisition("x.tif", imd={**MAXAR, "IMAGE_1.cloudCover": "-999.0"}).cloud_cover is None
    assert read_acquisition("x.tif", imagery={"CLOUDCOVER": "999"}).cloud_cover is None
    assert read_acquisition("x.tif", imagery={"CLOUDCOVER": "16"}).cloud_cover == 16


def test_trust_goes_from_the_vendor_to_the_file_name_to_the_tiff_tag() -> None:
    name = "scene_20190216.tif"
    tags = {"TIFFTAG_DATETIME": "2021:01:14 09:26:29", "EXIF_DateTimeOriginal": "2018:01:01 10:00:00"}
    imagery = {"ACQUISITIONDATETIME": "2017-06-01 14:00:00"}

    def source(**arguments: object) -> tuple[str | None, str | None]:
        found = read_acquisition(**arguments)  # type: ignore[arg-type]
        return found.datetime_source, found.datetime

    assert source(name=name, tags=tags, imagery=imagery, imd=MAXAR) == ("IMD", "2019-03-02T02:15:07.123456Z")
    assert source(name=name, tags=tags, imagery=imagery) == ("IMAGERY", "2017-06-01T14:00:00Z")
    assert source(name=name, tags=tags) == ("EXIF", "2018-01-01T10:00:00Z")
    tags.pop("EXIF_DateTimeOriginal")
    assert source(name=name, tags=tags) == ("filename", "2019-02-16T00:00:00Z")
    assert source(name="scene.tif", tags=tags) == ("TIFFTAG", "2021-01-14T09:26:29Z")
    assert source(name="scene.tif") == (None, None)


def test_a_product_made_the_same_day_does_not_lend_its_time() -> None:
    found = read_acquisition("scene_20190216.tif", {"TIFFTAG_DATETIME": "2019:02:16 23:59:01"})
    assert (found.datetime, found.datetime_precision) == ("2019-02-16T00:00:00Z", "day")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("m_4709963_se_14_1_20090818.tif", ("2009-08-18T00:00:00Z", "day")),
        ("site-2019-02-16.tif", ("2019-02-16T00:00:00Z", "day")),
        ("site 2019_02_16 pan.tif", ("2019-02-16T00:00:00Z", "day")),
        ("20170831_162740_ssc1d1.tif", ("2017-08-31T16:27:40Z", "second")),
        ("S2A_MSIL1C_20230823T095559_N0509.jp2", ("2023-08-23T09:55:59Z", "second")),
        ("image_123456789012.tif", None),
        ("scene_20191345.tif", None),
        ("scene_18990101.tif", None),
        ("scene_20190231.tif", None),
        ("2000TM", None),
        ("scene.tif", None),
    ],
)
def test_dates_in_names(name: str, expected: tuple[str, str] | None) -> None:
    assert date_in_name(name) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2019-03-02T02:15:00Z", ("2019-03-02T02:15:00Z", "second")),
        ("2019-03-02T02:15:00.123456Z", ("2019-03-02T02:15:00.123456Z", "second")),
        ("2019:03:02 02:15:00", ("2019-03-02T02:15:00Z", "second")),
        ("2019:03:02 00:00:00", ("2019-03-02T00:00:00Z", "day")),
        ("2019-03-02", ("2019-03-02T00:00:00Z", "day")),
        ("2019-03-02T10:15:00+08:00", ("2019-03-02T02:15:00Z", "second")),
        (":  :     :  :", None),
        ("0000:00:00 00:00:00", None),
        ("", None),
        (None, None),
        ("soon", None),
    ],
)
def test_moments(text: str | None, expected: tuple[str, str] | None) -> None:
    assert parse_moment(text) == expected


def test_tags_written_into_a_file(tmp_path: Path) -> None:
    tags = {"TIFFTAG_DATETIME": "2019:03:02 02:15:00", "TIFFTAG_COPYRIGHT": "Contains invented data"}
    found = taken(write_tiff(tmp_path / "a.tif", pattern(9, 9), tags=tags))
    assert (found.datetime, found.datetime_source) == ("2019-03-02T02:15:00Z", "TIFFTAG")
    assert found.attribution == "Contains invented data"


@pytest.mark.parametrize("name", ["oscd_dubai", "oscd_hongkong"])
def test_dates_of_the_sentinel_pairs(shared_data: Path, name: str) -> None:
    folder = shared_data / "pairs" / name
    stated = [
        line.split(":")[1].strip() for line in (folder / "dates.txt").read_text().splitlines() if ":" in line
    ]
    for path, day in zip(sorted(folder.glob("*.tif")), stated, strict=True):
        found = taken(path)
        assert found.datetime == f"{day[:4]}-{day[4:6]}-{day[6:]}T00:00:00Z"
        assert found.datetime_precision == "day"
        assert found.attribution is not None


def test_the_time_at_which_envi_resized_a_scene_is_not_its_date(shared_data: Path) -> None:
    for year in ("2000", "2003"):
        found = taken(shared_data / "pairs" / "landsat_taizhou_envi" / f"{year}TM").datetime
        assert found is None or found.startswith(year)


def test_the_vendors_test_files_have_the_dates_that_gdal_expects(shared_data: Path) -> None:
    with (shared_data / "metadata" / "EXPECTED_acquisition.csv").open() as table:
        rows = [row for row in csv.DictReader(table) if row["field"] == "IMAGERY.ACQUISITIONDATETIME"]
    assert len(rows) >= 11
    for row in rows:
        found = taken(shared_data / row["file"]).datetime
        assert found == row["value"].replace(" ", "T") + "Z", row["file"]
