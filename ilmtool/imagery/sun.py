"""Where the sun stood, by NOAA's formulas: for scenes whose metadata do not say.

The elevation is geometric, without refraction, as vendors state it. It is within 0.02 degrees of the Solar
Position Algorithm.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ilmtool.core.scene import Acquisition
from ilmtool.core.times import parse_utc

if TYPE_CHECKING:
    from ilmtool.imagery.source import SourceFacts

_J2000 = datetime(2000, 1, 1, 12, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Sun:
    """Degrees above the horizon, and clockwise from north."""

    elevation: float
    azimuth: float


def sun_position(moment: datetime, lon: float, lat: float) -> Sun:
    """The sun seen from a place.

    Parameters
    ----------
    moment : datetime
        With time zone.
    lon, lat : float
        Degrees, east and north positive.
    """
    days = (moment - _J2000).total_seconds() / 86_400
    century = days / 36_525
    longitude, obliquity, equation_min = _orbit(century)
    declination = math.asin(math.sin(obliquity) * math.sin(longitude))
    utc = moment.astimezone(UTC)
    minutes = utc.hour * 60 + utc.minute + (utc.second + utc.microsecond / 1e6) / 60
    hour_angle = math.radians((minutes + equation_min + 4 * lon) / 4 - 180)
    phi = math.radians(lat)
    sine = math.sin(phi) * math.sin(declination) + math.cos(phi) * math.cos(declination) * math.cos(
        hour_angle
    )
    # Counted from south to west by atan2, hence the half turn.
    west = math.sin(hour_angle) * math.cos(declination)
    south = math.sin(phi) * math.cos(declination) * math.cos(hour_angle) - math.cos(phi) * math.sin(
        declination
    )
    return Sun(
        math.degrees(math.asin(max(-1.0, min(1.0, sine)))),
        (math.degrees(math.atan2(west, south)) + 180) % 360,
    )


def computed_sun(acquisition: Acquisition, place: tuple[float, float] | None) -> Sun | None:
    """The sun of a scene, from its date and time and its place (lon, lat in degrees).

    None where the time of day or the place is not known: a date alone gives no angle.
    """
    if place is None or acquisition.datetime is None or acquisition.datetime_precision != "second":
        return None
    try:
        return sun_position(parse_utc(acquisition.datetime), *place)
    except ValueError:
        return None


def sun_of(facts: SourceFacts) -> Sun | None:
    """The computed sun of an open image: at its middle on the ground, or where its metadata place it."""
    if facts.acquisition.datetime_precision != "second":
        return None
    return computed_sun(facts.acquisition, place_of(facts))


def place_of(facts: SourceFacts) -> tuple[float, float] | None:
    """(lon, lat) of a scene's middle in degrees: on the ground, or where its metadata place it."""
    return _middle(facts) or facts.metadata_place


def _middle(facts: SourceFacts) -> tuple[float, float] | None:
    import numpy as np

    from ilmtool.imagery.ground import ground_map

    ground = ground_map(facts.georeference)
    if ground is None:
        return None
    lon, lat = ground.to_lonlat(np.array([[facts.width / 2, facts.height / 2]]))[0]
    return (float(lon), float(lat)) if np.isfinite((lon, lat)).all() else None


def _orbit(century: float) -> tuple[float, float, float]:
    """(apparent longitude, obliquity) of the sun in radians, and the equation of time in minutes."""
    mean_longitude = math.radians((280.46646 + century * (36000.76983 + century * 0.0003032)) % 360)
    anomaly = math.radians(357.52911 + century * (35999.05029 - 0.0001537 * century))
    eccentricity = 0.016708634 - century * (0.000042037 + 0.0000001267 * century)
    center = (
        math.sin(anomaly) * (1.914602 - century * (0.004817 + 0.000014 * century))
        + math.sin(2 * anomaly) * (0.019993 - 0.000101 * century)
        + math.sin(3 * anomaly) * 0.000289
    )
    node = math.radians(125.04 - 1934.136 * century)
    longitude = mean_longitude + math.radians(center - 0.00569 - 0.00478 * math.sin(node))
    seconds = 21.448 - century * (46.815 + century * (0.00059 - century * 0.001813))
    obliquity = math.radians(23 + (26 + seconds / 60) / 60 + 0.00256 * math.cos(node))
    y = math.tan(obliquity / 2) ** 2
    equation = (
        y * math.sin(2 * mean_longitude)
        - 2 * eccentricity * math.sin(anomaly)
        + 4 * eccentricity * y * math.sin(anomaly) * math.cos(2 * mean_longitude)
        - 0.5 * y * y * math.sin(4 * mean_longitude)
        - 1.25 * eccentricity * eccentricity * math.sin(2 * anomaly)
    )
    return longitude, obliquity, 4 * math.degrees(equation)
