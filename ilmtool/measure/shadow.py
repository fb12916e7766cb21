"""Heights from shadows, on flat ground.

Two formulas, after what was clicked:

- **base to tip**: from the foot of the edge to the tip of its shadow, H = L tan(sun elevation).
- **roof to tip**: the foot is hidden; from the edge of the roof to the tip of its shadow. On an image
  placed on flat ground the roof leans away from the satellite by H / tan(satellite elevation), and its
  shadow falls away from the sun by H / tan(sun elevation): H = |m| / |u_shadow / tan(sun) - u_lean /
  tan(satellite)|, with u_shadow towards the sun's azimuth + 180° and u_lean towards the satellite's azimuth
  + 180°.

The plus-minus is one standard deviation: each click is taken to be off by one pixel along the line, the sun
and the satellite by what their source is worth, all independent (first-order propagation). What it cannot
know is said beside it: that the ground is flat, and that the tip belongs to the edge.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from ilmtool.core.scene import Acquisition
from ilmtool.errors import UserError
from ilmtool.measure.geodesy import Leg
from ilmtool.text import number, tr

Method = Literal["base_to_tip", "roof_to_tip"]

LEAST_SUN_DEG, MOST_SUN_DEG = 5.0, 85.0
LEAST_FACTOR = 0.1
"""Of shadow and lean together, in heights: below, roof and tip lie too close to say anything."""
POINTING_PX = 1.0
STRAY_DEG = 10.0
"""A line that is this far off the direction in which it must run deserves a remark."""
_STEP_DEG = 1e-4
_EARTH_M, _ORBIT_M = 6_371_000.0, 650_000.0


@dataclass(frozen=True, slots=True)
class Angles:
    """Where sun and satellite stood, in degrees; azimuths clockwise from north, seen from the ground.

    Attributes
    ----------
    sun_elevation, sun_azimuth : float or None
    satellite_elevation, satellite_azimuth : float or None
    sun_source : str
        `metadata`, or `computed` from date, time and place.
    sun_pm, satellite_pm : float
        Standard deviation of each angle.
    """

    sun_elevation: float | None
    sun_azimuth: float | None
    satellite_elevation: float | None = None
    satellite_azimuth: float | None = None
    sun_source: str = "metadata"
    sun_pm: float = 0.1
    satellite_pm: float = 0.5


@dataclass(frozen=True, slots=True)
class Height:
    """A height from a shadow.

    Attributes
    ----------
    height_m, height_pm_m : float
        And its standard deviation.
    method : {"base_to_tip", "roof_to_tip"}
    expected_azimuth_deg : float or None
        Where the line must run; None where the sun's azimuth is not known.
    stray_deg : float
        How far the drawn line is off that; 0 where it is not known.
    sun_elevation : float
        Degrees, as used.
    sun_source : str
    """

    height_m: float
    height_pm_m: float
    method: Method
    expected_azimuth_deg: float | None
    stray_deg: float
    sun_elevation: float
    sun_source: str

    @property
    def strays(self) -> bool:
        """Whether the line runs where no shadow of that edge can fall."""
        return self.stray_deg > STRAY_DEG

    @property
    def remark(self) -> str:
        """What to look at, or no text."""
        if self.expected_azimuth_deg is None:
            return tr("The sun's azimuth is not known, so the direction of the line could not be checked.")
        if self.strays:
            return tr(
                "The line runs {angle}° off azimuth {azimuth}°, where the tip must lie.",
                angle=number(self.stray_deg, ".0f"),
                azimuth=number(self.expected_azimuth_deg, ".0f"),
            )
        return ""


def angles_of(taken: Acquisition, place: tuple[float, float] | None) -> Angles:
    """The angles of an image: the sun's stated, else computed for a place (lon, lat) in degrees.

    The satellite's elevation is that of the incidence angle, else follows from the off-nadir angle for an
    orbit of 650 km; 450 or 850 km would change it by 1.1° at 30° off nadir.
    """
    from ilmtool.imagery.sun import computed_sun

    computed = computed_sun(taken, place)
    elevation, azimuth, source, spread = taken.sun_elevation, taken.sun_azimuth, "metadata", 0.1
    if elevation is None and computed is not None:
        # Within 0.02 degrees; a time to the second moves the sun by 0.004.
        elevation, azimuth, source, spread = computed.elevation, computed.azimuth, "computed", 0.05
    elif azimuth is None and computed is not None:
        azimuth = computed.azimuth
    incidence, satellite_pm = taken.incidence, 0.5
    if incidence is None and taken.off_nadir is not None:
        sine = math.sin(math.radians(abs(taken.off_nadir))) * (_EARTH_M + _ORBIT_M) / _EARTH_M
        incidence = math.degrees(math.asin(sine)) if sine < 1 else None
        satellite_pm = 1.0
    satellite = None if incidence is None else 90.0 - abs(incidence)
    return Angles(elevation, azimuth, satellite, taken.azimuth, source, spread, satellite_pm)


def height_from_shadow(line: Leg, length_px: float, angles: Angles, method: Method = "base_to_tip") -> Height:
    """The height of what throws a shadow.

    Parameters
    ----------
    line : Leg
        From the base, or the edge of the roof, to the tip of the shadow.
    length_px : float
        Its length in pixels of the image, for what one pixel is worth.
    angles : Angles
    method : {"base_to_tip", "roof_to_tip"}

    Raises
    ------
    UserError
        An angle is missing or useless; the message says which and what to do.
    """
    sun = _usable_sun(angles)
    if line.length_m <= 0 or length_px <= 0:
        raise UserError(tr("The line has no length."), "", tr("Click the edge, then the tip of its shadow."))
    if method == "roof_to_tip":
        _check_satellite(angles)
    factor, expected = _factor(angles, method)
    if factor < LEAST_FACTOR:
        raise UserError(
            tr("Roof and shadow tip lie on each other: the satellite stood where the sun stood."),
            tr("The height cannot be told from the line between them."),
            tr("Measure from the base of the wall instead."),
        )
    height = line.length_m / factor
    pm = _spread(line, length_px, angles, method)
    stray = 0.0 if expected is None else abs((line.azimuth_deg - expected + 180.0) % 360.0 - 180.0)
    return Height(height, pm, method, expected, stray, sun, angles.sun_source)


def _usable_sun(angles: Angles) -> float:
    elevation = angles.sun_elevation
    if elevation is None:
        raise UserError(
            tr("The sun's elevation is not known for this image."),
            tr("Its metadata do not say, and without date, time of day and place it cannot be computed."),
            tr("Enter the sun's angles, or the time, in {menu}.", menu=_menu()),
        )
    if not LEAST_SUN_DEG <= elevation <= MOST_SUN_DEG:
        stood = number(elevation, ".1f")
        raise UserError(
            tr("The sun stood at {elevation}°, too low for a height from a shadow.", elevation=stood)
            if elevation < LEAST_SUN_DEG
            else tr("The sun stood at {elevation}°, too high for a height from a shadow.", elevation=stood),
            tr(
                "It takes {least}° to {most}°.",
                least=number(LEAST_SUN_DEG, ".0f"),
                most=number(MOST_SUN_DEG, ".0f"),
            ),
        )
    return elevation


def _menu() -> str:
    """Where angles and times are entered, as the menus say it."""
    view, scenes = tr("&View").replace("&", ""), tr("Scenes: dates and angles")
    return f"{view} > {scenes}"


def _check_satellite(angles: Angles) -> None:
    if angles.satellite_elevation is None or angles.sun_azimuth is None:
        raise UserError(
            tr("The sun's azimuth is not known for this image, and roof to shadow tip needs it.")
            if angles.sun_azimuth is None
            else tr("The satellite's angle is not known for this image, and roof to shadow tip needs it."),
            "",
            tr("Measure from the base of the wall, or enter the angles in {menu}.", menu=_menu()),
        )
    if angles.satellite_elevation < LEAST_SUN_DEG:
        raise UserError(
            tr(
                "The satellite stood at {elevation}°, too low for a height from a shadow.",
                elevation=number(angles.satellite_elevation, ".1f"),
            )
        )
    # Looking straight down nothing leans, from wherever.
    if angles.satellite_azimuth is None and angles.satellite_elevation < 89.5:
        raise UserError(
            tr("The satellite's azimuth is not known for this image, and roof to shadow tip needs it."),
            "",
            tr("Measure from the base of the wall, or enter the azimuth in {menu}.", menu=_menu()),
        )


def _factor(angles: Angles, method: Method) -> tuple[float, float | None]:
    """(metres of line for a metre of height, azimuth of the line or None)."""
    sun = 1.0 / math.tan(math.radians(angles.sun_elevation or 0.0))
    if method == "base_to_tip" or angles.sun_azimuth is None:
        azimuth = None if angles.sun_azimuth is None else (angles.sun_azimuth + 180.0) % 360.0
        return sun, azimuth
    lean = 1.0 / math.tan(math.radians(min(angles.satellite_elevation or 90.0, 90.0)))
    to_tip = math.radians(angles.sun_azimuth + 180.0)
    to_roof = math.radians((angles.satellite_azimuth or 0.0) + 180.0)
    east = sun * math.sin(to_tip) - lean * math.sin(to_roof)
    north = sun * math.cos(to_tip) - lean * math.cos(to_roof)
    return math.hypot(east, north), math.degrees(math.atan2(east, north)) % 360.0


def _spread(line: Leg, length_px: float, angles: Angles, method: Method) -> float:
    """Standard deviation of the height, metres."""
    pixel_m = line.length_m / length_px
    factor, _ = _factor(angles, method)
    parts = [math.sqrt(2.0) * POINTING_PX * pixel_m / factor]

    def moved(change: Callable[[float], Angles], spread: float) -> float:
        more, less = _factor(change(_STEP_DEG), method)[0], _factor(change(-_STEP_DEG), method)[0]
        slope = (line.length_m / more - line.length_m / less) / (2 * _STEP_DEG)
        return abs(slope) * spread

    sun, azimuth = angles.sun_elevation or 0.0, angles.sun_azimuth
    parts.append(moved(lambda d: replace(angles, sun_elevation=sun + d), angles.sun_pm))
    if method == "roof_to_tip" and azimuth is not None:
        satellite = min(angles.satellite_elevation or 90.0, 90.0 - _STEP_DEG)
        stood = angles.satellite_azimuth or 0.0
        parts.append(moved(lambda d: replace(angles, sun_azimuth=azimuth + d), angles.sun_pm))
        parts.append(moved(lambda d: replace(angles, satellite_elevation=satellite + d), angles.satellite_pm))
        parts.append(moved(lambda d: replace(angles, satellite_azimuth=stood + d), angles.satellite_pm))
    return math.hypot(*parts)
