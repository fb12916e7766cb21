"""A place as people write it: latitude and longitude, decimal or sexagesimal, UTM, MGRS, pixel.

What a text keeps of a place, half of its last digit: decimal 1e-7 degrees (5.6 mm), DMS a thousandth of a
second (16 mm), UTM and UPS a centimetre (5 mm). MGRS is a square of 1 m: the text names the one that holds
the place, and read again it is the middle of it, up to 0.71 m off. A pixel keeps two decimals.
"""

from __future__ import annotations

from collections.abc import Mapping

from ilmtool.core.geometry import Point
from ilmtool.core.words import shown
from ilmtool.measure.grids import mgrs, to_grid
from ilmtool.text import mark

FORMATS: Mapping[str, str] = {
    "decimal": mark("Latitude, longitude"),
    "dms": mark("Degrees, minutes, seconds"),
    "utm": "UTM",
    "mgrs": "MGRS",
    "pixel": mark("Pixel"),
}
"""Names of the formats by their ids, in the order in which the window cycles through them."""

_PER_DEGREE = 3_600_000
"""Thousandths of a second."""


def next_format(name: str) -> str:
    """The format after one, going round."""
    names = list(FORMATS)
    return names[(names.index(name) + 1) % len(names)] if name in FORMATS else names[0]


def ground_text(name: str, lon: float, lat: float) -> str:
    """A place on the ground in a format, degrees in.

    Raises
    ------
    ValueError
        The format is none of the ground.
    """
    match name:
        case "decimal":
            return decimal(lon, lat)
        case "dms":
            return dms(lon, lat)
        case "utm":
            return utm(lon, lat)
        case "mgrs":
            return mgrs(lon, lat)
    raise ValueError(f"{name!r} is no format of the ground")


def decimal(lon: float, lat: float) -> str:
    """`39.6601234, 124.7051234`: latitude first."""
    return f"{lat:.7f}, {lon:.7f}"


def dms(lon: float, lat: float) -> str:
    """`39°39'36.444"N 124°42'18.444"E`."""
    return f"{_sexagesimal(lat, 'NS')} {_sexagesimal(lon, 'EW')}"


def _sexagesimal(degrees: float, letters: str) -> str:
    # In whole thousandths, so that 59.9996" is the next minute and never 60.000".
    thousandths = round(abs(degrees) * _PER_DEGREE)
    whole, rest = divmod(thousandths, _PER_DEGREE)
    minutes, rest = divmod(rest, 60_000)
    letter = letters[1] if degrees < 0 and thousandths else letters[0]
    return f"{whole}°{minutes:02d}'{rest // 1000:02d}.{rest % 1000:03d}\"{letter}"


def utm(lon: float, lat: float) -> str:
    """`33U 389880.12 5819700.45`: zone and latitude band, easting, northing; UPS at the poles."""
    place = to_grid(lon, lat)
    return f"{place.name} {place.easting:.2f} {place.northing:.2f}"


def pixel(side: str, point: Point) -> str:
    """`after px 120.50, 80.25`; (0, 0) is the outer corner of the top-left pixel."""
    return f"{shown(side)} px {point[0]:.2f}, {point[1]:.2f}"
