"""Values that others wrote down of real and upstream files, against what `ilmtool info` says of them."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from ilmtool.cli.info import examine
from ilmtool.core.times import parse_utc

# Field in the table -> key in our JSON; a date is told from a number by the value.
KEYS = {
    "IMAGERY.ACQUISITIONDATETIME": "datetime",
    "DATE_ACQUIRED": "datetime",
    "SCENE_CENTER_TIME": "datetime",
    "IMAGING_DATE": "datetime",
    "IMAGING_TIME": "datetime",
    "PRODUCT_START_TIME": "datetime",
    "DATATAKE_SENSING_START": "datetime",
    "datetime": "datetime",
    "acquisition date 1": "datetime",
    "acquisition date 2": "datetime",
    "VIEWING_ANGLE": "view:off_nadir",  # at the satellite
    "NADIR_OFFNADIR": "view:off_nadir",
    "INCIDENCE_ANGLE": "view:incidence_angle",  # at the ground
    "SUN_AZIMUTH": "view:sun_azimuth",
    "SUN_ELEVATION": "view:sun_elevation",
    "view:off_nadir": "view:off_nadir",
    "view:incidence_angle": "view:incidence_angle",
    "view:sun_elevation": "view:sun_elevation",
    "view:sun_azimuth": "view:sun_azimuth",
    "CLOUD_COVER": "eo:cloud_cover",
    "MISSION": "platform",
}
NEITHER_DATE_NOR_ANGLE = {"PROCESSING_BASELINE"}


def image_of(path: Path, field: str) -> Path:
    """The file that a row speaks of; rows of a pair name its folder and the n-th image by date."""
    return sorted(path.glob("*.tif"))[int(field[-1]) - 1] if path.is_dir() else path


def same(value: str, found: Any) -> bool:
    if value == "NADIR":
        return bool(found is not None and found < 0.1)
    if re.fullmatch(r"\d{2}:\d{2}:\d{2}[.\d]*Z?", value):
        clock = parse_utc(found).time()
        stated = datetime.fromisoformat(f"2000-01-01T{value}").time()
        return clock == stated
    if re.fullmatch(r"\d{8}|\d{4}-\d{2}-\d{2}", value):
        return bool(found[:10].replace("-", "") == value.replace("-", ""))
    if re.match(r"\d{4}-\d{2}-\d{2}[T ]", value):
        return parse_utc(found) == parse_utc(value)
    if re.fullmatch(r"-?[\d.]+", value):
        return bool(found == pytest.approx(float(value), abs=1e-9))
    return bool(str(found).startswith(value))


def test_every_row_of_the_table(shared_data: Path) -> None:
    described: Callable[[Path], dict[str, Any]] = cache(examine)
    with (shared_data / "metadata" / "EXPECTED_acquisition.csv").open() as table:
        rows = list(csv.DictReader(table))
    wrong, read = [], 0
    for row in rows:
        field = row["field"].removesuffix(" (first occurrence)")
        if field in NEITHER_DATE_NOR_ANGLE:
            continue
        found = described(image_of(shared_data / row["file"], field))[KEYS[field]]
        read += 1
        if found is None or not same(row["value"], found):
            wrong.append((row["file"], field, row["value"], found))
    assert not wrong
    assert read >= 60


def test_a_time_of_processing_is_nowhere_taken_for_the_date(shared_data: Path) -> None:
    traps = {
        "zoo/gdal/gdrivers/dimap2/vhr2020_ms_fs/MS-FS/DIM_MS-FS.XML": "2021",  # PRODUCTION_DATE
        "zoo/gdal/gdrivers/dimap2/vhr2020_ms_fs/MS-FS/IMG_RGB_R1C1.TIF": "2021",  # and TIFFTAG_DATETIME
        "zoo/gdal/gcore/md_dg.tif": "2015",  # generationTime
        "metadata/landsat/LC08_L2SP_224078_20200127_02_T1_MTL.txt": "2020-08",  # DATE_PRODUCT_GENERATED
        "metadata/sentinel2_l2a/MTD_MSIL2A.xml": "2023-08-23T12",  # GENERATION_TIME
        "pairs/landsat_taizhou_envi/2000TM": "2012",  # description
    }
    for name, wrong in traps.items():
        assert not (examine(shared_data / name)["datetime"] or "").startswith(wrong), name


def test_an_image_inside_a_dimap_folder_says_what_its_product_says(shared_data: Path) -> None:
    folder = shared_data / "zoo" / "gdal" / "gdrivers" / "dimap2" / "vhr2020_ms_fs"
    keys = ("datetime", "view:off_nadir", "view:incidence_angle", "view:sun_elevation", "platform", "gsd")
    product = examine(folder / "MS-FS" / "DIM_MS-FS.XML")
    for other in ("MS-FS/IMG_RGB_R1C1.TIF", "MS-FS/IMG_NED_R1C1.TIF", "VOL_PNEO.XML"):
        found = examine(folder / other)
        assert {k: found[k] for k in keys} == {k: product[k] for k in keys}, other
    assert product["datetime_source"] == "DIMAP"
    # The satellite stood west of the scene, not along the scan lines.
    assert product["view:azimuth"] == pytest.approx(281.1, abs=0.1)


def test_metadata_files_print_every_key_of_an_image(shared_data: Path) -> None:
    image = examine(shared_data / "zoo" / "gdal" / "gcore" / "md_dg.tif")
    for name, kind in (
        ("metadata/landsat/LC08_L2SP_224078_20200127_02_T1_MTL.txt", "Landsat MTL"),
        ("metadata/sentinel2_l2a/MTD_MSIL2A.xml", "Sentinel-2 MTD"),
        ("zoo/rio-tiler/stac.json", "STAC item"),
        ("zoo/gdal/gcore/md_dg.IMD", "Maxar IMD"),
        ("zoo/gdal/gcore/md_dg_2.XML", "Maxar IMD"),
        ("zoo/gdal/gcore/md_ov.pvl", "vendor metadata"),
        ("zoo/gdal/gcore/md_ge_metadata.txt", "vendor metadata"),
        ("zoo/gdal/gcore/md_re_metadata.xml", "Planet metadata"),
    ):
        found = examine(shared_data / name)
        assert image.keys() == found.keys(), name
        assert (found["driver"], found["size"], found["crs"]) == (kind, None, None)
        assert found["datetime"] is not None


def test_the_computed_sun_is_where_vendors_say(shared_data: Path) -> None:
    """Scene centres against stated angles: metadata give the place to a kilometre or so."""
    from ilmtool.imagery.metadata.documents import read_metadata_file
    from ilmtool.imagery.sun import computed_sun

    for name in (
        "metadata/landsat/LC08_L2SP_224078_20200127_02_T1_MTL.txt",
        "zoo/gdal/gdrivers/dimap2/vhr2020_ms_fs/MS-FS/DIM_MS-FS.XML",
    ):
        found = read_metadata_file(shared_data / name)
        assert found is not None
        sun = computed_sun(found.acquisition, found.place)
        assert sun is not None
        assert sun.elevation == pytest.approx(found.acquisition.sun_elevation, abs=0.1), name
        assert sun.azimuth == pytest.approx(found.acquisition.sun_azimuth, abs=0.2), name
