"""Measured values as other languages write them; coordinates, which tools read, as everywhere."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ilmtool.core.scene import Acquisition
from ilmtool.measure.coordinates import decimal, dms, pixel, utm
from ilmtool.measure.measurement import Measurement, headline, measured, values
from ilmtool.measure.reading import read_place
from ilmtool.measure.shadow import Height
from ilmtool.measure.wording import area_text, azimuth_text, height_text, length_text, wind_of
from ilmtool.text import Language, install

GERMAN = {
    ("Path of %n leg(s)", 2): "Weg mit %n Strecken",
    ("{name} {length}", None): "{name} {length}",
    ("before", None): "vorher",
    ("after", None): "nachher",
    ("north-east", None): "nordöstlich",
    ("{number} acres", None): "{number} Acres",
}


@pytest.fixture(autouse=True)
def german() -> Iterator[None]:
    install(Language(lambda source, comment, n: GERMAN.get((source, n), ""), {",": ".", ".": ","}))
    yield
    install(Language())


def test_lengths_areas_heights_and_angles_are_written_as_the_language_does() -> None:
    assert length_text(9.876) == "9,88 m"
    assert length_text(987.65) == "987,6 m"
    assert length_text(1_234_567.0) == "1.234,6 km"
    assert length_text(500.0, "imperial") == "1.640,4 ft"
    assert area_text(1234.56) == "1.234,6 m²"
    assert area_text(123_456.0) == "12,346 ha"
    assert area_text(100_000.0, "imperial") == "24,711 Acres"
    assert height_text(12.34, 0.81) == "12,3 ± 0,8 m"
    assert azimuth_text(87.31) == "087,3°"
    assert wind_of(46.0) == "nordöstlich"


def test_coordinates_are_the_same_in_every_language() -> None:
    assert decimal(124.7051234, 39.6601234) == "39.6601234, 124.7051234"
    assert dms(124.5, 39.25) == "39°15'00.000\"N 124°30'00.000\"E"
    assert utm(13.377, 52.516).startswith("33U 389")
    assert "," not in utm(13.377, 52.516)


@pytest.mark.parametrize("side", ["before", "after"])
def test_a_pixel_is_read_again_as_it_is_shown(side: str) -> None:
    shown = pixel(side, (120.5, 80.25))
    assert shown == f"{GERMAN[(side, None)]} px 120.50, 80.25"
    read = read_place(shown)
    assert (read.side, read.pixel) == (side, (120.5, 80.25))
    assert read_place(f"{side} px 120.5, 80.25").side == side, "and as files and colleagues write it"


def test_plurals_follow_the_number() -> None:
    item = measured("path", "a.tif", [(0.0, 0.0), (1000.0, 0.0), (1000.0, 500.5)], None, Acquisition())
    assert headline(item) == "Weg mit 2 Strecken 1500,5 px"


def test_what_goes_into_a_file_stays_english() -> None:
    height = Height(12.34, 0.81, "roof_to_tip", None, 0.0, 40.0, "metadata")
    item = Measurement("roof_to_tip", "a.tif", ((0.0, 0.0), (9.0, 9.0)), height=height)
    assert "12,3 ± 0,8 m" in headline(item)
    assert values(item) == {
        "height_m": 12.34,
        "height_pm_m": 0.81,
        "height_method": "shadow, roof edge to shadow tip",
    }
