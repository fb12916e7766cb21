"""What two acquisitions differ in, and what that does to the comparison: dates, view, sun.

Lean: on an image placed on flat ground, what stands h high is moved by h tan(i) away from the satellite, i
being the incidence angle at the ground. Where only the angle at the satellite is known, the incidence follows
from the sine rule on a spherical Earth, for an orbit of 650 km (very high resolution satellites fly at 450 to
770 km, which changes the result by less than 3 %). Shadow: h / tan(sun elevation) long, away from the sun.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from ilmtool.core.scene import Acquisition
from ilmtool.core.times import parse_utc

HEIGHT_M = 10.0
"""Height of the object for which displacements are told."""

WORTH_TELLING_PX = 1.0
_EARTH_M, _ORBIT_M = 6_371_000.0, 650_000.0
_LOWEST_SUN_DEG = 3.0
"""Below it shadows have no length to speak of."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One sentence about a pair.

    Attributes
    ----------
    severity : {"warning", "info"}
    code : str
        Stable name: `dates-reversed`, `dates-equal`, `date-unknown`, `apart`, `geometry-differs`,
        `geometry-unknown`, `geometry-same`.
    text : str
    """

    severity: Literal["warning", "info"]
    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Geometry:
    """How a scene was seen and lit, in degrees; None where nobody knows.

    Attributes
    ----------
    incidence : float or None
        From the vertical at the ground to the satellite.
    azimuth, sun_elevation, sun_azimuth : float or None
    """

    incidence: float | None
    azimuth: float | None
    sun_elevation: float | None
    sun_azimuth: float | None


def incidence_of(taken: Acquisition) -> float | None:
    """The incidence angle, stated or from the off-nadir angle."""
    if taken.incidence is not None:
        return taken.incidence
    if taken.off_nadir is None:
        return None
    sine = math.sin(math.radians(taken.off_nadir)) * (_EARTH_M + _ORBIT_M) / _EARTH_M
    return math.degrees(math.asin(sine)) if sine < 1 else None


def date_remarks(before: Acquisition, after: Acquisition) -> list[Remark]:
    """Whether the dates are known and in order, and how far apart they are."""
    first, second = _moment(before), _moment(after)
    unknown = [name for name, moment in (("before", first), ("after", second)) if moment is None]
    if first is None or second is None:
        names = " and ".join(unknown)
        text = f"The date of {names} is not known: no change interval can be given. Enter it if you know it."
        return [Remark("warning", "date-unknown", text)]
    to_the_day = "day" in {before.datetime_precision, after.datetime_precision}
    equal = first.date() == second.date() if to_the_day else first == second
    if equal:
        when = f"day, {first:%Y-%m-%d}" if to_the_day else f"moment, {first:%Y-%m-%d %H:%MZ}"
        text = f"Both scenes are dated to the same {when}. Is one date wrong?"
        return [Remark("warning", "dates-equal", text)]
    apart = _apart(abs(second - first), to_the_day)
    if first > second:
        text = (
            f"The before scene was taken {apart} after the after scene: no change interval is recorded. "
            "Swap the two, or correct a date."
        )
        return [Remark("warning", "dates-reversed", text)]
    return [Remark("info", "apart", f"{apart} apart.")]


def geometry_remarks(before: Geometry, after: Geometry, gsd_m: float | None) -> list[Remark]:
    """What differing views and suns do to the comparison, in pixels of `gsd_m`.

    Parameters
    ----------
    gsd_m : float or None
        Ground size of a pixel of the after scene; None gives metres.
    """
    told = [t for t in (_lean(before, after, gsd_m), _shadow(before, after, gsd_m)) if t]
    if told:
        return [Remark("warning", "geometry-differs", f"Geometry differs. {text}") for text in told[:1]] + [
            Remark("warning", "geometry-differs", text) for text in told[1:]
        ]
    unknown = [
        words
        for words, values in (
            ("view", (before.incidence, after.incidence)),
            ("sun", (before.sun_elevation, after.sun_elevation)),
        )
        if None in values
    ]
    if unknown:
        text = f"Whether the geometry differs cannot be told: {' and '.join(unknown)} angles are not known."
        return [Remark("info", "geometry-unknown", text)]
    return [Remark("info", "geometry-same", "View and sun are alike on both dates.")]


def _lean(before: Geometry, after: Geometry, gsd_m: float | None) -> str | None:
    if before.incidence is None or after.incidence is None:
        return None
    if max(before.incidence, after.incidence) >= 89:
        return None
    leans = [HEIGHT_M * math.tan(math.radians(g.incidence or 0)) for g in (before, after)]
    angles = f"{before.incidence:.1f}° and {after.incidence:.1f}° from the vertical"
    if before.azimuth is None or after.azimuth is None:
        moved, word = abs(leans[0] - leans[1]), "at least "
    else:
        moved, word = _distance(leans[0], before.azimuth, leans[1], after.azimuth), ""
        angles += f", from azimuth {before.azimuth:.0f}° and {after.azimuth:.0f}°"
    if not _matters(moved, gsd_m):
        return None
    return (
        f"Seen {angles}: what stands {HEIGHT_M:g} m high is {word}{_size(moved, gsd_m)} off between the "
        "dates where the ground fits; no shift mends that."
    )


def _shadow(before: Geometry, after: Geometry, gsd_m: float | None) -> str | None:
    if before.sun_elevation is None or after.sun_elevation is None:
        return None
    suns = (before.sun_elevation, after.sun_elevation)
    if min(suns) < _LOWEST_SUN_DEG:
        low = " and ".join(f"{sun:.1f}°" for sun in suns)
        return f"Sun at {low}: too low for shadows to be compared."
    lengths = [HEIGHT_M / math.tan(math.radians(min(sun, 89.99))) for sun in suns]
    changed = lengths[1] - lengths[0]
    moved, turn = abs(changed), None
    if before.sun_azimuth is not None and after.sun_azimuth is not None:
        moved = _distance(lengths[0], before.sun_azimuth, lengths[1], after.sun_azimuth)
        turn = abs((after.sun_azimuth - before.sun_azimuth + 180) % 360 - 180)
    if not _matters(moved, gsd_m):
        return None
    parts = [f"Sun at {suns[0]:.1f}° and {suns[1]:.1f}°: the shadow of what stands {HEIGHT_M:g} m high is"]
    parts.append(f"{_size(abs(changed), gsd_m)} {'longer' if changed > 0 else 'shorter'} on the after scene")
    if turn is not None and turn >= 1:
        parts.append(f"and turned by {turn:.0f}°")
    return " ".join(parts) + "."


def _distance(a: float, azimuth_a: float, b: float, azimuth_b: float) -> float:
    """Between the ends of two lengths that point along two azimuths."""
    angle = math.radians(azimuth_b - azimuth_a)
    return math.sqrt(max(0.0, a * a + b * b - 2 * a * b * math.cos(angle)))


def _matters(metres: float, gsd_m: float | None) -> bool:
    return metres >= WORTH_TELLING_PX * (gsd_m if gsd_m else 1.0)


def _size(metres: float, gsd_m: float | None) -> str:
    return f"{metres:.1f} m ({metres / gsd_m:.0f} px)" if gsd_m else f"{metres:.1f} m"


def _moment(taken: Acquisition) -> datetime | None:
    try:
        return None if taken.datetime is None else parse_utc(taken.datetime)
    except ValueError:
        return None


def _apart(gap: timedelta, to_the_day: bool) -> str:
    if gap < timedelta(days=2) and not to_the_day:
        hours, minutes = divmod(round(gap.total_seconds() / 60), 60)
        return f"{hours} h {minutes:02} min"
    days = max(1, round(gap.total_seconds() / 86_400))
    if days < 730:
        return "1 day" if days == 1 else f"{days} days"
    return f"{days / 365.2425:.1f} years"
