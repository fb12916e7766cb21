"""UTM, UPS and MGRS: which zone a place is in, its easting and northing, and the letters of its square.

Zones follow NGA.STND.0037: Norway (32V) and Svalbard (31X, 33X, 35X, 37X) included; from 84° N on and south
of 80° S the grid is UPS, zones Y and Z, A and B. Eastings and northings are PROJ's, exact to nanometres.
The letters are our own: the `mgrs` package (GEOTRANS) adds half a millimetre before it cuts, so that one
place in 1,400 reads a metre off, and it stays in UTM at 84° N.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

BANDS = "CDEFGHJKLMNPQRSTUVWX"
"""Of 8 degrees each from 80° S; X has 12."""
UTM_NORTH, UTM_SOUTH = 84.0, -80.0
_SQUARE_M = 100_000
_FALSE_M = 2_000_000
_COLUMNS = ("ABCDEFGH", "JKLMNPQR", "STUVWXYZ")
_ROWS = "ABCDEFGHJKLMNPQRSTUV"
_UPS_COLUMNS = {"A": "JKLPQRSTUXYZ", "B": "ABCFGHJKLPQR", "Y": "RSTUXYZ", "Z": "ABCFGHJ"}
_UPS_ROWS = {"A": "ABCDEFGHJKLMNPQRSTUVWXYZ", "B": "ABCDEFGHJKLMNPQRSTUVWXYZ",
             "Y": "ABCDEFGHJKLMNP", "Z": "ABCDEFGHJKLMNP"}  # fmt: skip
_HAIR_M = 1e-7
"""What is nearer to the next metre than this belongs to it: the rounding of the projection."""


@dataclass(frozen=True, slots=True)
class GridPlace:
    """A place in UTM or UPS.

    Attributes
    ----------
    zone : int
        1 to 60; 0 for UPS.
    letter : str
        Latitude band C to X; for UPS A, B, Y or Z.
    easting, northing : float
        Metres, false origins included.
    """

    zone: int
    letter: str
    easting: float
    northing: float

    @property
    def is_north(self) -> bool:
        return self.letter >= "N"

    @property
    def name(self) -> str:
        """`33U`, or `Z`."""
        return f"{self.zone:02d}{self.letter}" if self.zone else self.letter


def zone_of(lon: float, lat: float) -> int:
    """The UTM zone of a place in degrees, 1 to 60; 0 where the grid is UPS."""
    if not UTM_SOUTH <= lat < UTM_NORTH:
        return 0
    lon = (lon + 180.0) % 360.0 - 180.0
    zone = min(60, math.floor((lon + 180.0) / 6.0) + 1)
    if 56.0 <= lat < 64.0 and 3.0 <= lon < 12.0:
        return 32
    if lat >= 72.0 and 0.0 <= lon < 42.0:
        return 31 if lon < 9.0 else 33 if lon < 21.0 else 35 if lon < 33.0 else 37
    return zone


def band_of(lat: float) -> str:
    """The latitude band of UTM."""
    return BANDS[max(0, min(len(BANDS) - 1, math.floor((lat - UTM_SOUTH) / 8.0)))]


def band_limits(letter: str) -> tuple[float, float]:
    """Southern and northern limit of a band in degrees."""
    south = UTM_SOUTH + 8.0 * BANDS.index(letter)
    return south, UTM_NORTH if letter == "X" else south + 8.0


@lru_cache(maxsize=128)
def _projection(zone: int, north: bool) -> Any:
    from pyproj import Proj

    if zone:
        return Proj(proj="utm", zone=zone, south=not north, ellps="WGS84")
    pole = 90 if north else -90
    return Proj(proj="stere", lat_0=pole, k_0=0.994, x_0=_FALSE_M, y_0=_FALSE_M, ellps="WGS84")


def to_grid(lon: float, lat: float) -> GridPlace:
    """The place in UTM, or in UPS near the poles."""
    zone = zone_of(lon, lat)
    lon = (lon + 180.0) % 360.0 - 180.0
    north = lat >= 0
    easting, northing = _projection(zone, north)(lon, lat)
    if zone:
        letter = band_of(lat)
    else:
        east = easting + _HAIR_M >= _FALSE_M
        letter = ("Z" if east else "Y") if north else ("B" if east else "A")
    return GridPlace(zone, letter, float(easting), float(northing))


def from_grid(zone: int, north: bool, easting: float, northing: float) -> tuple[float, float]:
    """(lon, lat) in degrees of a UTM place, or of UPS for zone 0; infinite where there is none."""
    lon, lat = _projection(zone, north)(easting, northing, inverse=True)
    return float(lon), float(lat)


def mgrs(lon: float, lat: float, digits: int = 5) -> str:
    """The MGRS square that a place is in, cut and not rounded, as the standard has it.

    Parameters
    ----------
    digits : int
        Of easting and northing each: 5 for 1 m, 0 for 100 km.
    """
    place = to_grid(lon, lat)
    easting, northing = math.floor(place.easting + _HAIR_M), math.floor(place.northing + _HAIR_M)
    column, row = easting // _SQUARE_M, northing // _SQUARE_M
    if place.zone:
        letters = _COLUMNS[(place.zone - 1) % 3][column - 1] + _ROWS[(row + _row_shift(place.zone)) % 20]
    else:
        first_column, first_row = _ups_origin(place.letter)
        letters = _UPS_COLUMNS[place.letter][column - first_column] + _UPS_ROWS[place.letter][row - first_row]
    step = 10 ** (5 - digits)
    numbers = "" if digits == 0 else "".join(
        f"{value % _SQUARE_M // step:0{digits}d}" for value in (easting, northing)
    )  # fmt: skip
    return f"{place.name}{letters}{numbers}"


def _row_shift(zone: int) -> int:
    """Rows begin with A in odd zones and with F in even ones."""
    return 0 if zone % 2 else 5


def _ups_origin(letter: str) -> tuple[int, int]:
    """Column and row, in squares of 100 km, of the first letters of a UPS zone."""
    column = 20 if letter in "BZ" else 8 if letter == "A" else 13
    return column, 8 if letter in "AB" else 13


def corner_of(zone: int, letter: str, square: str) -> tuple[float, float] | None:
    """South-western corner (easting, northing) in metres of a 100 km square; None for one that is not there.

    Parameters
    ----------
    zone : int
        1 to 60; 0 for UPS.
    letter : str
        Latitude band, or UPS zone.
    square : str
        Two letters.
    """
    if not zone:
        columns, rows = _UPS_COLUMNS[letter], _UPS_ROWS[letter]
        if square[0] not in columns or square[1] not in rows:
            return None
        first_column, first_row = _ups_origin(letter)
        return (
            float((columns.index(square[0]) + first_column) * _SQUARE_M),
            float((rows.index(square[1]) + first_row) * _SQUARE_M),
        )
    columns = _COLUMNS[(zone - 1) % 3]
    if square[0] not in columns or square[1] not in _ROWS:
        return None
    easting = float((columns.index(square[0]) + 1) * _SQUARE_M)
    row = (_ROWS.index(square[1]) - _row_shift(zone)) % 20
    south, north = band_limits(letter)
    for turn in range(5):  # letters of rows repeat every 2,000 km
        northing = float((row + 20 * turn) * _SQUARE_M)
        if _touches(zone, letter >= "N", easting, northing, south, north):
            return easting, northing
    return None


def _touches(zone: int, is_north: bool, easting: float, northing: float, south: float, north: float) -> bool:
    """Whether any of a 100 km square lies between two parallels."""
    lats = [
        from_grid(zone, is_north, easting + dx, northing + dy)[1]
        for dx in (0.0, _SQUARE_M / 2, _SQUARE_M)
        for dy in (0.0, _SQUARE_M)
    ]
    return min(lats) < north + 1e-9 and max(lats) > south - 1e-9
