"""Coordinates as people type and paste them."""

from __future__ import annotations

import math

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from measure_places import places

from ilmtool.errors import UserError
from ilmtool.measure.coordinates import decimal, dms
from ilmtool.measure.reading import MAX_TEXT, read_place

HERE = (124.705, 39.66)

SAME = [
    "39.66, 124.705",
    "39.66 124.705",
    "39.66;124.705",
    "39.66,124.705",
    "+39.66 +124.705",
    "39,66; 124,705",
    "39,66 124,705",
    "(39.66, 124.705)",
    "39.66N 124.705E",
    "39.66N124.705E",
    "N39.66 E124.705",
    "n 39.66, e 124.705",
    "124.705E 39.66N",
    "E124.705, N39.66",
    "39.66° N, 124.705° E",
    "39.66º n 124.705˚ e",
    "lat 39.66 lon 124.705",
    "Latitude: 39.66, Longitude: 124.705",
    "lon=124.705; lat=39.66",
    "39.66 north, 124.705 east",
    "39°39'36\"N 124°42'18\"E",
    "39°39′36″N, 124°42′18″E",  # noqa: RUF001
    "39°39’36” N 124°42’18” E",
    "39° 39' 36'' N 124° 42' 18'' E",
    "N 39 39 36 E 124 42 18",
    "39 39 36 124 42 18",
    "39 39 36, 124 42 18",
    "39 39 36,124 42 18",
    "39:39:36N 124:42:18E",
    "39d39m36N 124d42m18E",
    "39 deg 39 min 36 sec N 124 deg 42 min 18 sec E",
    "39°39,6'N 124°42,3'E",
    "39 39.6 124 42.3",
    "124°42'18\"E 39°39'36\"N",
    "39d39m36sN 124d42m18sE",
    "39-39-36N 124-42-18E",
    "39-39.6N, 124-42.3E",
    "393936N 1244218E",
    "393936N1244218E",
    "3939.6N 12442.3E",
    "geo:39.66,124.705",
    "\u00a039.66\u2009,\u00a0124.705 ",
    "３９.６６, １２４.７０５",  # noqa: RUF001
]


@pytest.mark.parametrize("text", SAME)
def test_one_place_written_in_many_ways(text: str) -> None:
    read = read_place(text)
    assert read.lonlat == pytest.approx(HERE, abs=1e-12)
    assert read.understood.startswith(("latitude", "longitude"))


@pytest.mark.parametrize(
    ("text", "lonlat"),
    [
        ("−39.66, −124.705", (-124.705, -39.66)),  # noqa: RUF001 - the typographic minus is the point
        ("39.66S 124.705W", (-124.705, -39.66)),
        ("-0 30 0, -0 0 36", (-0.01, -0.5)),
        ("0°30'S 0°0'36\"W", (-0.01, -0.5)),
        ("45, 270", (-90.0, 45.0)),
        ("90 N 10 E", (10.0, 90.0)),
        ("39,124", (124.0, 39.0)),
    ],
)
def test_signs_and_turns(text: str, lonlat: tuple[float, float]) -> None:
    assert read_place(text).lonlat == pytest.approx(lonlat, abs=1e-12)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("33U 389880 5819700", "band U"),
        ("33U 389880mE 5819700mN", "band U"),
        ("UTM zone 33U, 389880, 5819700", "band U"),
        ("33N 389880 5819700", "N as hemisphere"),
        ("33 north 389880 5819700", "zone 33 north"),
    ],
)
def test_utm_says_how_its_letter_was_understood(text: str, says: str) -> None:
    read = read_place(text)
    assert read.lonlat == pytest.approx((13.377143332, 52.516275112), abs=1e-8)
    assert says in read.understood


def test_an_s_is_the_band_where_that_is_possible_and_the_hemisphere_elsewhere() -> None:
    band, hemisphere = read_place("33S 389880 4000000"), read_place("33S 389880 5819700")
    assert band.lonlat is not None
    assert hemisphere.lonlat is not None
    assert band.lonlat[1] == pytest.approx(36.138, abs=1e-3)
    assert "SOUTH" in band.understood
    assert hemisphere.lonlat[1] == pytest.approx(-37.763, abs=1e-3)
    assert read_place("33 south 389880 4000000").lonlat == pytest.approx((13.314, -54.13), abs=0.01)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("124.705, 39.66", "Understood as latitude, longitude.*124.705E 39.66N"),
        ("99N 10E", "beyond the pole"),
        ("10, 400", "more than once around"),
        ("45N 30N", "Both numbers are latitudes"),
        ("39,66,124,705", "Commas may stand in the numbers or between"),
        ("-39S 10E", "direction twice"),
        ("39 75 00 N 124 00 00 E", "no place that is understood"),
        ("33 389880 5819700", "which hemisphere"),
        ("33U 389880 1000000", "48° N to 56° N"),
        ("61U 389880 5819700", "no UTM zone 61U"),
        ("33U 9389880 5819700", "outside of the grid"),
        ("33UUU898", "3 digits"),
        ("33UUU 898 1970", "no pair"),
        ("32XNF12", "no MGRS zone 32X"),
        ("33UAA1212", "no square AA"),
        ("51SUE0280092300", "does not exist"),
        ("39.66", "no place that is understood"),
        ("", "no coordinates"),
        ("1" * (MAX_TEXT + 1), "too long"),
        ("396000N 1244218E", "beyond the pole|no place"),
        ("39½, 124", "look like digits"),
        ("10², 5", "look like digits"),
        ("somewhere else", "no place that is understood"),
    ],
)
def test_what_is_no_place_is_refused_with_its_reason(text: str, reason: str) -> None:
    with pytest.raises(UserError) as refusal:
        read_place(text)
    import re

    assert re.search(reason, str(refusal.value)), str(refusal.value)


@pytest.mark.parametrize(
    "text",
    [
        "51S 646261 4391410",
        "646261 4391410 51S",
        "646261mE, 4391410mN, zone 51 north",
        "51S 646261,4391410",
        "USNG 51SXD4626191410",
    ],
)
def test_a_grid_place_is_written_in_many_ways(text: str) -> None:
    assert read_place(text).lonlat == pytest.approx((124.70499, 39.66), abs=1e-5)


def test_a_northing_of_six_digits_is_no_packed_latitude() -> None:
    assert read_place("51N 646261E 391410N").lonlat == pytest.approx((124.317, 3.540), abs=1e-3)


def test_pixels_name_their_image() -> None:
    read = read_place("before px 120.5, 80")
    assert (read.side, read.pixel, read.lonlat) == ("before", (120.5, 80.0), None)
    assert read_place("px 3;4").side == ""


def test_decimal_and_dms_are_read_again_to_half_of_their_last_digit() -> None:
    for lon, lat in places():
        for text, slack in ((decimal(lon, lat), 0.51e-7), (dms(lon, lat), 0.51 / 3.6e6)):
            read = read_place(text)
            assert read.lonlat is not None
            assert abs(read.lonlat[1] - lat) <= slack, text
            assert abs((read.lonlat[0] - lon + 180) % 360 - 180) <= slack, text


def test_sixty_seconds_are_the_next_minute() -> None:
    assert dms(-0.00000001, 59.99999999) == "60°00'00.000\"N 0°00'00.000\"E"


@given(st.text(max_size=2 * MAX_TEXT))
@example("ﷺ" * MAX_TEXT)
@example("1 " * 60)
@example("°'\"" * 40)
@example("N" * MAX_TEXT)
@example("٣٩ ١٢٤")
@example("1,2,3;4/5" * 10)
def test_any_text_gives_a_place_on_the_earth_or_one_sentence(text: str) -> None:
    try:
        read = read_place(text)
    except UserError as refusal:
        said = refusal.title
    else:
        said = read.understood
        if read.lonlat is not None:
            lon, lat = read.lonlat
            assert math.isfinite(lon)
            assert -90 <= lat <= 90
            assert -180 <= lon <= 180
    assert said


@given(st.text(alphabet="0123456789.,; -+NSEWUX°'\"px", max_size=40))
def test_texts_that_look_like_coordinates_neither(text: str) -> None:
    test_any_text_gives_a_place_on_the_earth_or_one_sentence.hypothesis.inner_test(text)
