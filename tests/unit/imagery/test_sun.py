"""The sun's place against published values and the geometry of the year."""

from __future__ import annotations

from datetime import datetime

import pytest

from ilmtool.core.scene import Acquisition
from ilmtool.imagery.sun import computed_sun, sun_position


@pytest.mark.parametrize(
    ("moment", "lon", "lat", "elevation", "azimuth"),
    [
        # Reda and Andreas (2008), NREL/TP-560-34302, A.5: zenith 50.11162, of which 0.01632 are refraction.
        ("2003-10-17T19:30:30+00:00", -105.1786, 39.742476, 39.88838 - 0.01632, 194.34024),
        # Meeus, Astronomical Algorithms, example 25.a: declination -7.78507 deg at 0h TT, 1992-10-13.
        # At the pole the elevation is the declination; the azimuth there has no meaning.
        ("1992-10-12T23:59:01+00:00", 0.0, 90.0, -7.78507, None),
    ],
)
def test_published_values(
    moment: str, lon: float, lat: float, elevation: float, azimuth: float | None
) -> None:
    sun = sun_position(datetime.fromisoformat(moment), lon, lat)
    assert sun.elevation == pytest.approx(elevation, abs=0.05)
    if azimuth is not None:
        assert sun.azimuth == pytest.approx(azimuth, abs=0.05)


def test_time_zones_and_sides() -> None:
    here = sun_position(datetime.fromisoformat("2019-03-02T10:15:00+08:00"), 121.5, 31.2)
    same = sun_position(datetime.fromisoformat("2019-03-02T02:15:00+00:00"), 121.5, 31.2)
    assert here == same
    assert 90 < here.azimuth < 180  # a morning north of the tropics: south-east
    south = sun_position(datetime.fromisoformat("2019-03-02T00:15:00+00:00"), 151.2, -33.9)
    assert south.azimuth < 90  # a morning south of them: north-east
    night = sun_position(datetime.fromisoformat("2019-03-02T15:00:00+00:00"), 121.5, 31.2)
    assert night.elevation < 0


def test_across_the_antimeridian() -> None:
    moment = datetime.fromisoformat("2019-06-01T00:00:00+00:00")
    west, east = (sun_position(moment, lon, 10.0) for lon in (-179.999, 179.999))
    assert west.elevation == pytest.approx(east.elevation, abs=0.01)
    assert west.azimuth == pytest.approx(east.azimuth, abs=0.1)


def test_a_date_alone_gives_no_angle() -> None:
    dated = Acquisition("2019-03-02T00:00:00Z", "filename", "day")
    assert computed_sun(dated, (121.5, 31.2)) is None
    assert computed_sun(Acquisition("2019-03-02T02:15:00Z", "IMD", "second"), None) is None
    assert computed_sun(Acquisition("soon", "manual", "second"), (121.5, 31.2)) is None
