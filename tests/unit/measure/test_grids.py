"""UTM, UPS and MGRS, against GeographicLib's own program and against GEOTRANS and `utm`."""

from __future__ import annotations

import math
import re
import shutil
import subprocess

import pytest
from measure_places import places

from ilmtool.measure.coordinates import utm
from ilmtool.measure.grids import from_grid, mgrs, to_grid
from ilmtool.measure.reading import read_place

PLACES = places()


def _geoconvert(*options: str) -> list[str]:
    program = shutil.which("GeoConvert")
    if program is None:
        pytest.skip("GeoConvert (geographiclib-tools) is not installed")
    text = "\n".join(f"{lat:.18f} {lon:.18f}" for lon, lat in PLACES)
    run = subprocess.run([program, *options], input=text, capture_output=True, text=True, check=True)
    return run.stdout.splitlines()


def test_mgrs_is_geographiclib_s_at_every_place() -> None:
    theirs = _geoconvert("-m", "-p", "0")
    assert [mgrs(lon, lat) for lon, lat in PLACES] == theirs


def test_utm_and_ups_are_geographiclib_s_to_a_micrometre() -> None:
    for (lon, lat), line in zip(PLACES, _geoconvert("-u", "-p", "9"), strict=True):
        zone, easting, northing = line.split()
        place = to_grid(lon, lat)
        assert zone == (f"{place.zone:02d}" if place.zone else "") + ("n" if lat >= 0 else "s"), (lon, lat)
        assert math.hypot(place.easting - float(easting), place.northing - float(northing)) < 1e-6, (lon, lat)


def test_mgrs_agrees_with_geotrans() -> None:
    package = pytest.importorskip("mgrs", reason="the mgrs package judges independently")
    judge = package.MGRS()
    off = 0
    for lon, lat in PLACES:
        if abs(lat - 84) < 2e-5 or abs(lat + 80) < 2e-5 or abs((lon + 3) % 6 - 3) < 1e-8:
            continue  # GEOTRANS keeps these borders in UTM, and takes a hair beside a zone's border for it
        place, theirs, ours = to_grid(lon, lat), judge.toMGRS(lat, lon), mgrs(lon, lat)
        if theirs == ours:
            continue
        # GEOTRANS adds half a millimetre before it cuts: only places that near to the edge of their square.
        edge = min(abs(v - round(v)) for v in (place.easting, place.northing))
        assert edge < 2e-3, (lon, lat, ours, theirs)
        off += 1
    assert off < len(PLACES) * 0.2  # those that were put onto borders on purpose are many


def test_utm_agrees_with_the_utm_package() -> None:
    package = pytest.importorskip("utm", reason="the utm package judges independently")
    for lon, lat in PLACES:
        place = to_grid(lon, lat)
        if not place.zone or lon >= 180:
            continue
        easting, northing, zone, letter = package.from_latlon(lat, lon)
        assert zone == place.zone, (lon, lat)
        assert letter == place.letter, (lon, lat)
        # By a short series: a millimetre within the zone, some more in the wide ones of the north.
        assert math.hypot(easting - place.easting, northing - place.northing) < 0.01, (lon, lat)


def test_grids_lead_back_to_the_place() -> None:
    for lon, lat in PLACES:
        place = to_grid(lon, lat)
        back_lon, back_lat = from_grid(place.zone, lat >= 0, place.easting, place.northing)
        assert abs(back_lat - lat) < 1e-9
        assert abs((back_lon - lon + 180) % 360 - 180) * math.cos(math.radians(lat)) < 1e-9


@pytest.mark.parametrize("digits", range(6))
def test_a_square_is_read_as_its_middle_at_every_precision(digits: int) -> None:
    half = 10 ** (5 - digits) / 2
    for lon, lat in PLACES[:: 1 if digits == 5 else 7]:
        read = read_place(mgrs(lon, lat, digits))
        assert read.lonlat is not None
        assert read.size_m == 2 * half
        place = to_grid(lon, lat)
        # In the square's own zone, whatever zone its middle lies in.
        from pyproj import Proj

        if place.zone:
            grid = Proj(proj="utm", zone=place.zone, south=lat < 0, ellps="WGS84")
            easting, northing = grid(*read.lonlat)
            assert abs(easting - place.easting) <= half + 1e-6
            assert abs(northing - place.northing) <= half + 1e-6


def test_utm_text_is_read_again_to_half_a_centimetre() -> None:
    for lon, lat in PLACES:
        text = utm(lon, lat)
        assert re.fullmatch(r"(\d\d[C-X]|[ABYZ]) \d+\.\d\d \d+\.\d\d", text), text
        read = read_place(text)
        assert read.lonlat is not None
        metres = math.hypot(
            (read.lonlat[1] - lat) * 111_700,
            ((read.lonlat[0] - lon + 180) % 360 - 180) * 111_700 * math.cos(math.radians(lat)),
        )
        assert metres < 0.0075, (lon, lat, text)
