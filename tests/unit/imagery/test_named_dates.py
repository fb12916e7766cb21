"""Dates in file names as vendors and people write them, and notations of dates in metadata."""

from __future__ import annotations

import pytest

from ilmtool.imagery.metadata.moments import join_moment, parse_moment
from ilmtool.imagery.metadata.named_dates import date_in_name


@pytest.mark.parametrize(
    ("name", "moment"),
    [
        ("S2A_MSIL1C_20170105T013442_N0204_R031_T53NMJ_20170105T013443.tif", "2017-01-05T01:34:42Z"),
        ("S1A_IW_GRDH_1SDV_20190302T021512_20190302T021537_026123_02EA00.tiff", "2019-03-02T02:15:12Z"),
        ("20190302_021500_1009_3B_AnalyticMS.tif", "2019-03-02T02:15:00Z"),
        ("WV02_20190216021512_103001008A3B1C00_19FEB16021512-M1BS-502.tif", "2019-02-16T02:15:12Z"),
        ("PHR1A_PMS_201903020215123_ORT.tif", "2019-03-02T02:15:12Z"),
        ("19MAR02021512-M2AS-012345678010_01_P001.TIF", "2019-03-02T02:15:12Z"),
        ("WV320190302021512M00.tif", "2019-03-02T02:15:12Z"),
        ("HLS.S30.T49QHE.2018082T025539.v1.5.tif", "2018-03-23T02:55:39Z"),
        ("maxar_20190302_T021512Z_ortho.tif", "2019-03-02T02:15:12Z"),
        ("site_20190302T0215Z.tif", "2019-03-02T02:15:00Z"),
        ("AST_L1T_00303022019021512_20190303101112_1.tif", "2019-03-02T02:15:12Z"),  # not the processing
    ],
)
def test_a_time_in_a_name(name: str, moment: str) -> None:
    assert date_in_name(name) == (moment, "second")


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("LC08_L1TP_224078_20200127_20200823_02_T1_B4.TIF", "2020-01-27"),
        ("EO1A2240782019027110KF_1T.tif", "2019-01-27"),
        ("MCD43A4.A2019061.h08v05.006.tif", "2019-03-02"),
        ("20190302_1009_ortho.tif", "2019-03-02"),  # a satellite's number is no time
        ("20190302_251234.tif", "2019-03-02"),  # nor is there such a time
        ("pad 16 Feb 2019.png", "2019-02-16"),
        ("pad_2March2019.png", "2019-03-02"),
        ("March 2nd, 2019 pad.png", "2019-03-02"),
        ("2019-Mar-02.png", "2019-03-02"),
    ],
)
def test_a_day_in_a_name(name: str, day: str) -> None:
    assert date_in_name(name) == (f"{day}T00:00:00Z", "day")


@pytest.mark.parametrize(
    "name",
    [
        "Screenshot 2019-03-02 at 02.15.12.png",
        "Screenshot_20190302-021512.png",
        "WhatsApp Image 2019-03-02 at 02.15.12.jpeg",
        "site_02-03-2019.tif",  # March or February
        "site_20191302.tif",
        "site_20190231.tif",
        "12345620190302.tif",
        "20190302251234.tif",
        "190302.tif",
        "Febc 31 2019.tif",
        "31 Feb 2019.tif",
        "LC82240782020367LGN00.tif",
    ],
)
def test_no_date_is_read_into_a_name(name: str) -> None:
    assert date_in_name(name) is None


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("02-MAR-2019 02:15:12.5", ("2019-03-02T02:15:12.500Z", "second")),
        ("2-Mar-2019", ("2019-03-02T00:00:00Z", "day")),
        ("2019-03-02_02:15:12", ("2019-03-02T02:15:12Z", "second")),
        ("2019-03-02+00:00", ("2019-03-02T00:00:00Z", "day")),
        ("2019-03-02T11:15:12+09:00", ("2019-03-02T02:15:12Z", "second")),
        ("2019-03-02T02:15:12+25:00", None),
        ("2019-03-02T02:15:12+09:75", None),
        ("1970-01-01T00:00:00Z", None),  # a counter at zero
        ("1970:01:01 00:00:00", None),
        ("2019-02-29", None),
        ("0000:00:00 00:00:00", None),
    ],
)
def test_notations(stated: str, expected: tuple[str, str] | None) -> None:
    assert parse_moment(stated) == expected


def test_a_date_with_a_named_month_takes_its_time() -> None:
    assert join_moment("02-MAR-2019", "02:15:12.345") == ("2019-03-02T02:15:12.345Z", "second")
