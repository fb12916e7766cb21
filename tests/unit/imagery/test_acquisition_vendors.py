"""Vendors' own files beside an image, as they are shipped: names, places, missing pieces."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
from PIL import Image
from PIL.TiffImagePlugin import ImageFileDirectory_v2
from rasters import pattern, write_tiff

from ilmtool.cli.info import examine
from ilmtool.core.scene import Acquisition
from ilmtool.imagery.metadata.tiff_exif import exif_of_tiff
from ilmtool.imagery.source import open_source

MTL_1 = """GROUP = L1_METADATA_FILE
  GROUP = METADATA_FILE_INFO
    FILE_DATE = 2017-04-26T06:10:35Z
  END_GROUP = METADATA_FILE_INFO
  GROUP = PRODUCT_METADATA
    SPACECRAFT_ID = "LANDSAT_7"
    DATE_ACQUIRED = 2003-03-20
    SCENE_CENTER_TIME = "02:11:38.7540221Z"
    FILE_NAME_BAND_8 = "LE07_L1TP_119038_20030320_20170125_01_T1_B8.TIF"
  END_GROUP = PRODUCT_METADATA
  GROUP = IMAGE_ATTRIBUTES
    CLOUD_COVER = -1.00
    SUN_AZIMUTH = 132.9
    SUN_ELEVATION = 48.3
  END_GROUP = IMAGE_ATTRIBUTES
  GROUP = PROJECTION_PARAMETERS
    GRID_CELL_SIZE_PANCHROMATIC = 15.00
    GRID_CELL_SIZE_REFLECTIVE = 30.00
  END_GROUP = PROJECTION_PARAMETERS
END_GROUP = L1_METADATA_FILE
END
"""
GRANULE = """<?xml version="1.0"?>
<n1:Level-1C_Tile_ID xmlns:n1="https://psd-14.sentinel2.eo.esa.int/PSD/S2_PDI_Level-1C_Tile_Metadata.xsd">
 <n1:General_Info><SENSING_TIME>2023-08-23T09:57:11.5Z</SENSING_TIME><Archiving_Info>
 <ARCHIVING_TIME>2023-08-23T11:00:00Z</ARCHIVING_TIME></Archiving_Info></n1:General_Info>
 <n1:Geometric_Info><Tile_Angles><Mean_Sun_Angle><ZENITH_ANGLE unit="deg">44.5</ZENITH_ANGLE>
 <AZIMUTH_ANGLE unit="deg">163.25</AZIMUTH_ANGLE></Mean_Sun_Angle><Mean_Viewing_Incidence_Angle_List>
 <Mean_Viewing_Incidence_Angle bandId="0"><ZENITH_ANGLE unit="deg">5</ZENITH_ANGLE>
 <AZIMUTH_ANGLE unit="deg">350</AZIMUTH_ANGLE></Mean_Viewing_Incidence_Angle>
 <Mean_Viewing_Incidence_Angle bandId="1"><ZENITH_ANGLE unit="deg">7</ZENITH_ANGLE>
 <AZIMUTH_ANGLE unit="deg">20</AZIMUTH_ANGLE></Mean_Viewing_Incidence_Angle>
 </Mean_Viewing_Incidence_Angle_List></Tile_Angles></n1:Geometric_Info></n1:Level-1C_Tile_ID>"""
PRODUCT = """<n1:Level-1C_User_Product xmlns:n1="https://psd-14.sentinel2.eo.esa.int/PSD/User_Product_Level-1C.xsd">
 <n1:General_Info><Product_Info><PRODUCT_START_TIME>2023-08-23T09:55:59.024Z</PRODUCT_START_TIME>
 <GENERATION_TIME>2023-08-23T12:00:00Z</GENERATION_TIME><Datatake><SPACECRAFT_NAME>Sentinel-2B</SPACECRAFT_NAME>
 </Datatake></Product_Info></n1:General_Info>
 <n1:Quality_Indicators_Info><Cloud_Coverage_Assessment>6.9</Cloud_Coverage_Assessment>
 </n1:Quality_Indicators_Info></n1:Level-1C_User_Product>"""
PLANET = {
    "id": "20190605_170000_1009",
    "type": "Feature",
    "geometry": {"type": "Polygon", "coordinates": [[[10, 20], [11, 20], [11, 21], [10, 21], [10, 20]]]},
    "properties": {
        "acquired": "2019-06-05T17:00:00.123Z",
        "published": "2019-06-06T01:00:00Z",
        "updated": "2020-01-01T00:00:00Z",
        "cloud_cover": 0.12,
        "gsd": 3.9,
        "provider": "planetscope",
        "satellite_id": "1009",
        "satellite_azimuth": 98.1,
        "view_angle": -3.2,
        "sun_azimuth": 120.5,
        "sun_elevation": 61.4,
    },
}
DIMAP_1 = """<?xml version="1.0" encoding="ISO-8859-1"?>
<Dimap_Document name="METADATA.DIM">
<Metadata_Id><METADATA_FORMAT version="1.1">DIMAP</METADATA_FORMAT></Metadata_Id>
<Production><DATASET_PRODUCTION_DATE>2012-01-01T10:00:00</DATASET_PRODUCTION_DATE></Production>
<Data_Access><Data_File><DATA_FILE_PATH href="imagery.tif"/></Data_File></Data_Access>
<Dataset_Sources><Source_Information><Scene_Source><MISSION>SPOT</MISSION><MISSION_INDEX>5</MISSION_INDEX>
<IMAGING_DATE>2007-05-06</IMAGING_DATE><IMAGING_TIME>10:42:07</IMAGING_TIME>
<INCIDENCE_ANGLE>-17.3</INCIDENCE_ANGLE><THEORETICAL_RESOLUTION>2.5</THEORETICAL_RESOLUTION>
<SUN_AZIMUTH>151.1</SUN_AZIMUTH><SUN_ELEVATION>60.2</SUN_ELEVATION></Scene_Source></Source_Information>
</Dataset_Sources></Dimap_Document>"""


def image(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    return write_tiff(path, pattern(8, 8, 1))


def taken(path: Path) -> Acquisition:
    with open_source(path) as source:
        return source.facts.acquisition


def put(path: Path, content: str | dict[str, Any]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content if isinstance(content, str) else json.dumps(content))
    return path


@pytest.mark.parametrize(("band", "gsd"), [("B8", 15.0), ("B3", 30.0)])
def test_landsat_band_finds_its_mtl(tmp_path: Path, band: str, gsd: float) -> None:
    stem = "LE07_L1TP_119038_20030320_20170125_01_T1"
    put(tmp_path / f"{stem}_MTL.txt", MTL_1)
    put(tmp_path / "LE07_L1TP_119038_20020101_20170125_01_T1_MTL.txt", MTL_1.replace("2003", "2002"))
    found = taken(image(tmp_path / f"{stem}_{band}.TIF"))
    assert (found.datetime, found.datetime_source) == ("2003-03-20T02:11:38.754022Z", "MTL")
    assert (found.platform, found.gsd, found.sun_elevation) == ("LANDSAT_7", gsd, 48.3)
    assert found.cloud_cover is None  # -1 is unknown


def test_landsat_mtl_as_json_and_xml(tmp_path: Path) -> None:
    attributes = {"SPACECRAFT_ID": "LANDSAT_9", "DATE_ACQUIRED": "2022-05-01", "ROLL_ANGLE": "-7.1"}
    group = {"IMAGE_ATTRIBUTES": {**attributes, "SCENE_CENTER_TIME": "10:20:30.5Z", "SUN_ELEVATION": "60.5"}}
    put(tmp_path / "json" / "LC09_X_MTL.json", {"LANDSAT_METADATA_FILE": group})
    tags = "".join(f"<{k}>{v}</{k}>" for k, v in group["IMAGE_ATTRIBUTES"].items())
    body = f"<LANDSAT_METADATA_FILE><IMAGE_ATTRIBUTES>{tags}</IMAGE_ATTRIBUTES></LANDSAT_METADATA_FILE>"
    put(tmp_path / "xml" / "LC09_X_MTL.xml", body)
    for kind in ("json", "xml"):
        found = taken(image(tmp_path / kind / "LC09_X_B4.TIF"))
        assert (found.datetime, found.off_nadir) == ("2022-05-01T10:20:30.500Z", 7.1), kind
        alone = examine(tmp_path / kind / f"LC09_X_MTL.{kind}")
        assert (alone["driver"], alone["view:sun_elevation"]) == ("Landsat MTL", 60.5)


def test_landsat_before_2012() -> None:
    from ilmtool.imagery.metadata.landsat import from_mtl

    old = {
        "SPACECRAFT_ID": "Landsat5",
        "ACQUISITION_DATE": "1999-07-01",
        "SCENE_CENTER_SCAN_TIME": "10:00:01.5Z",
    }
    found = from_mtl(old)
    assert found is not None
    assert found.acquisition.datetime == "1999-07-01T10:00:01.500Z"


def test_sentinel_band_inside_its_product(tmp_path: Path) -> None:
    safe = tmp_path / "S2B_MSIL1C_20230823T095559_N0509_R122_T34UCF_20230823T124759.SAFE"
    granule = safe / "GRANULE" / "L1C_T34UCF_A033753_20230823T095553"
    put(safe / "MTD_MSIL1C.xml", PRODUCT)
    put(granule / "MTD_TL.xml", GRANULE)
    found = taken(image(granule / "IMG_DATA" / "T34UCF_20230823T095559_B8A.tif"))
    assert (found.datetime, found.datetime_source) == ("2023-08-23T09:55:59.024Z", "MTD")
    assert (found.platform, found.gsd, found.cloud_cover) == ("Sentinel-2B", 20.0, 6.9)
    assert (found.sun_elevation, found.sun_azimuth) == (45.5, 163.25)
    assert (found.incidence, found.azimuth) == (6.0, 5.0)  # the mean of 350 and 20 degrees is north
    assert found.attribution == "Copernicus Sentinel data 2023"
    product = examine(safe / "MTD_MSIL1C.xml")
    assert (product["datetime"], product["view:sun_elevation"]) == ("2023-08-23T09:55:59.024Z", 45.5)


def test_sentinel_product_is_not_looked_for_above_other_folders(tmp_path: Path) -> None:
    put(tmp_path / "MTD_MSIL1C.xml", PRODUCT)
    assert taken(image(tmp_path / "mine" / "shot.tif")).datetime is None


@pytest.mark.parametrize(
    "name",
    ["20190605_170000_1009_metadata.json", "20190605_170000_1009_3B_Visual_metadata.json", "metadata.json"],
)
def test_planet_json(tmp_path: Path, name: str) -> None:
    put(tmp_path / name, PLANET)
    found = taken(image(tmp_path / "20190605_170000_1009_3B_Visual.tif"))
    assert (found.datetime, found.datetime_source) == ("2019-06-05T17:00:00.123Z", "PLANET")
    assert (found.platform, found.gsd, found.off_nadir) == ("planetscope 1009", 3.9, 3.2)
    assert (found.azimuth, found.sun_elevation, found.cloud_cover) == (98.1, 61.4, 12.0)
    assert examine(tmp_path / name)["driver"] == "Planet metadata"


def test_another_scenes_planet_json_is_not_used(tmp_path: Path) -> None:
    put(tmp_path / "20190605_170000_1009_metadata.json", PLANET)
    assert taken(image(tmp_path / "20200101_100000_1010_3B_Visual.tif")).datetime == "2020-01-01T10:00:00Z"


def test_dimap_1(tmp_path: Path) -> None:
    put(tmp_path / "METADATA.DIM", DIMAP_1)
    found = taken(image(tmp_path / "IMAGERY.TIF"))
    assert (found.datetime, found.platform, found.gsd) == ("2007-05-06T10:42:07Z", "SPOT 5", 2.5)
    assert (found.incidence, found.off_nadir) == (17.3, None)


def test_a_mosaic_says_so(tmp_path: Path) -> None:
    second = "<Scene_Source><IMAGING_DATE>2007-06-01</IMAGING_DATE></Scene_Source></Source_Information>"
    path = put(tmp_path / "METADATA.DIM", DIMAP_1.replace("</Source_Information>", second))
    found = examine(path)
    assert found["datetime"] == "2007-05-06T10:42:07Z"
    assert "from 2007-05-06 to 2007-06-01" in found["notes"][0]


def test_maxar_imd_beside_a_tile_that_gdal_does_not_match(tmp_path: Path) -> None:
    imd = (
        'generationTime = 2020-01-01T00:00:00.000000Z;\nBEGIN_GROUP = IMAGE_1\n\tsatId = "WV02";\n'
        "\tfirstLineTime = 2019-03-02T02:15:31.000000Z;\n\tmeanSatEl = 61.5;\n\tmeanSatAz = 201.0;\n"
        "\tmeanOffNadirViewAngle = 25.2;\n\tcloudCover = -999.000;\nEND_GROUP = IMAGE_1\nEND;\n"
    )
    put(tmp_path / "19MAR02021531-P2AS-010.IMD", imd)
    Image.fromarray(np.zeros((9, 9), np.uint8)).save(tmp_path / "19MAR02021531-P2AS_R1C1-010.png")
    found = taken(tmp_path / "19MAR02021531-P2AS_R1C1-010.png")
    assert (found.datetime, found.datetime_source) == ("2019-03-02T02:15:31Z", "IMD")
    assert (found.platform, found.off_nadir, found.incidence) == ("WV02", 25.2, 28.5)
    assert (found.azimuth, found.cloud_cover) == (201.0, None)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("19MAR02021531-P2AS-010.tif", "2019-03-02T02:15:31Z"),
        ("IMG_PHR1A_PMS_201906170835123_ORT.tif", "2019-06-17T08:35:12Z"),
        ("LC82240782020027LGN00_B4.tif", "2020-01-27T00:00:00Z"),
        ("LC08_L2SP_224078_20200127_20200823_02_T1_SR_B4.tif", "2020-01-27T00:00:00Z"),
    ],
)
def test_names_of_vendors(tmp_path: Path, name: str, expected: str) -> None:
    assert taken(image(tmp_path / name)).datetime == expected


def test_geoeye_elevation_is_an_incidence(tmp_path: Path) -> None:
    from ilmtool.imagery.metadata.vendor_tags import from_imd

    found = from_imd(
        {
            "Source Image Metadata.Nominal Collection Azimuth": "55.2 degrees",
            "Source Image Metadata.Nominal Collection Elevation": "70.1 degrees",
            "Source Image Metadata.Sun Angle Azimuth": "141.8 degrees",
            "Source Image Metadata.Sun Angle Elevation": "58.8 degrees",
            "Source Image Metadata.Percent Cloud Cover": "5",
            "Product Order Metadata.Creation Date": "01/01/15",
        }
    )
    assert found is not None
    assert found.acquisition == Acquisition(
        azimuth=55.2, incidence=19.9, sun_azimuth=141.8, sun_elevation=58.8, cloud_cover=5.0
    )


def test_tags_that_a_converter_kept(tmp_path: Path) -> None:
    tags = {
        "DATATAKE_1_DATATAKE_SENSING_START": "2019-03-02T02:35:51.024Z",
        "GENERATION_TIME": "2019-03-02T06:00:00Z",
        "CLOUD_COVERAGE_ASSESSMENT": "3.5",
        "MEAN_SUN_ZENITH_ANGLE": "40",
    }
    found = taken(write_tiff(tmp_path / "a.tif", pattern(8, 8), tags=tags))
    assert (found.datetime, found.datetime_source) == ("2019-03-02T02:35:51.024Z", "TAGS")
    assert (found.cloud_cover, found.sun_elevation) == (3.5, 50.0)
    alone = taken(
        write_tiff(tmp_path / "b.tif", pattern(8, 8), tags={"GENERATION_TIME": "2019-03-02T06:00:00Z"})
    )
    assert alone.datetime is None


def test_exif_times_with_an_offset_are_utc(tmp_path: Path) -> None:
    exif = Image.Exif()
    details = exif.get_ifd(0x8769)
    details[0x9003], details[0x9011] = "2019:03:02 10:15:00", "+08:00"
    Image.fromarray(np.zeros((9, 9), np.uint8)).save(tmp_path / "a.jpg", exif=exif)
    assert taken(tmp_path / "a.jpg").datetime == "2019-03-02T02:15:00Z"


@pytest.mark.parametrize("big", [False, True])
def test_exif_in_a_tiff(tmp_path: Path, big: bool) -> None:
    tags = ImageFileDirectory_v2()
    tags[0x8769] = {0x9003: "2019:03:02 10:15:31", 0x9011: "+08:00"}
    tags[0x0132] = "2022:01:01 10:00:00"
    path = tmp_path / "a.tif"
    Image.fromarray(np.zeros((9, 9), np.uint8)).save(path, tiffinfo=tags, big_tiff=big)
    found = taken(path)
    assert (found.datetime, found.datetime_source) == ("2019-03-02T02:15:31Z", "EXIF")
    whole = path.read_bytes()
    for length in range(4, len(whole), 7):
        path.write_bytes(whole[:length])
        exif_of_tiff(path)  # whatever is missing, it ends
    size = 8 if big else 4
    pointer = whole.index((0x8769).to_bytes(2, "little")) + 4 + size
    for junk in (b"\xff" * size, b"\0" * size):
        path.write_bytes(whole[:pointer] + junk + whole[pointer + size :])
        assert exif_of_tiff(path) == {}


def write_nitf(path: Path, **options: str) -> Path:
    place = rasterio.Affine(0.001, 0, 10, 0, -0.001, 30)
    profile = {
        "width": 20,
        "height": 20,
        "count": 1,
        "dtype": "uint8",
        "crs": "EPSG:4326",
        "transform": place,
    }
    with rasterio.open(path, "w", driver="NITF", ICORDS="G", **profile, **options) as out:
        out.write(np.ones((1, 20, 20), np.uint8))
    return path


def test_nitf_header(tmp_path: Path) -> None:
    found = taken(write_nitf(tmp_path / "a.ntf", IDATIM="20190302021500", ISORCE="WV02"))
    assert (found.datetime, found.datetime_source, found.platform) == ("2019-03-02T02:15:00Z", "NITF", "WV02")
    placeholder = taken(write_nitf(tmp_path / "b.ntf"))
    assert placeholder.datetime is None  # GDAL writes one constant where it is told nothing


def test_nitf_extensions(tmp_path: Path) -> None:
    fields = (6, 12, 12, 5, 5, 5, 5, 5, 5, 5, 5, 5, 7, 5, 7, 6, 7, 1, 1, 7, 7, 3, 3, 3)
    values = (
        "PAN",
        "08102.123456",
        "00000312.340",
        "020.1",
        "019.1",
        "020.2",
        "020.0",
        "019.1",
        "020.2",
        "019.7",
    )
    values += (
        "089.9",
        "02047",
        "0001000",
        "00500",
        "123.456",
        "17.250",
        "265.100",
        "0",
        "0",
        "173.400",
        "+45.200",
    )
    tre = "".join(v.ljust(n) for v, n in zip((*values, "5.0", "", ""), fields, strict=True))
    assert len(tre) == 132
    found = taken(write_nitf(tmp_path / "a.ntf", IDATIM="20190302021500", TRE=f"CSEXRA={tre}"))
    assert (found.off_nadir, found.azimuth) == (17.25, 265.1)
    assert (found.sun_azimuth, found.sun_elevation) == (173.4, 45.2)
    assert found.gsd == pytest.approx(20.0 * 0.0254)  # inches
    cloud = taken(write_nitf(tmp_path / "b.ntf", TRE=f"PIAIMC={'012'.ljust(362)}"))
    assert cloud.cloud_cover == 12.0


@pytest.mark.parametrize("name", ["20190605_170000_1009.json", "item.json"])
def test_a_planet_item_under_any_name_is_found_by_its_id(tmp_path: Path, name: str) -> None:
    put(tmp_path / name, PLANET)
    put(tmp_path / "aaa.json", '{"acquired": ')
    mine = taken(image(tmp_path / "20190605_170000_1009_3B_AnalyticMS.tif"))
    assert (mine.datetime, mine.off_nadir) == ("2019-06-05T17:00:00.123Z", 3.2)
    other = taken(image(tmp_path / "20190605_170000_100a_3B_AnalyticMS.tif"))
    assert (other.datetime_source, other.off_nadir) == ("filename", None)


def test_a_landsat_stack_named_like_its_product(tmp_path: Path) -> None:
    stem = "LE07_L1TP_119038_20030320_20170125_01_T1"
    put(tmp_path / f"{stem}_MTL.txt", MTL_1)
    Image.fromarray(np.zeros((9, 9), np.uint8)).save(tmp_path / f"{stem}.png")
    assert taken(tmp_path / f"{stem}.png").datetime == "2003-03-20T02:11:38.754022Z"


def test_another_days_image_beside_a_sentinel_product(tmp_path: Path) -> None:
    put(tmp_path / "MTD_MSIL1C.xml", PRODUCT)
    found = taken(image(tmp_path / "before_20220101.tif"))
    assert (found.datetime, found.platform) == ("2022-01-01T00:00:00Z", None)
    assert taken(image(tmp_path / "T34UCF_20230823T095559_B04.tif")).platform == "Sentinel-2B"


def test_weak_dates_say_so(tmp_path: Path) -> None:
    made = write_tiff(tmp_path / "site.tif", pattern(8, 8), tags={"TIFFTAG_DATETIME": "2021:01:14 09:26:29"})
    assert examine(made)["datetime_source"] == "TIFFTAG"
    assert "may be when the file was made" in examine(made)["notes"][0]
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9003] = "2019:03:02 10:15:00"
    Image.fromarray(np.zeros((9, 9), np.uint8)).save(tmp_path / "a.jpg", exif=exif)
    assert "unknown time zone" in examine(tmp_path / "a.jpg")["notes"][0]
    exif.get_ifd(0x8769)[0x9011] = "+08:00"
    Image.fromarray(np.zeros((9, 9), np.uint8)).save(tmp_path / "b.jpg", exif=exif)
    assert examine(tmp_path / "b.jpg")["notes"] == []
    later = image(tmp_path / "site_20990302.tif")
    assert "in the future, on 2099-03-02" in examine(later)["notes"][0]
