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
from ilmtool.core.words import shown
from ilmtool.text import mark, number, tr

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
        names = shown(unknown[0])
        if len(unknown) > 1:
            names = tr("{one} and {other}", one=names, other=shown(unknown[1]))
        text = tr(
            "The date of {names} is not known: no change interval can be given. Enter it if you know it.",
            names=names,
        )
        return [Remark("warning", "date-unknown", text)]
    to_the_day = "day" in {before.datetime_precision, after.datetime_precision}
    equal = first.date() == second.date() if to_the_day else first == second
    if equal:
        text = tr(
            "Both scenes are dated to the same moment, {moment}. Is one date wrong?",
            moment=first.strftime("%Y-%m-%d %H:%MZ"),
        )
        if to_the_day:
            day = first.strftime("%Y-%m-%d")
            text = tr("Both scenes are dated to the same day, {day}. Is one date wrong?", day=day)
        return [Remark("warning", "dates-equal", text)]
    apart = _apart(abs(second - first), to_the_day)
    if first > second:
        text = tr(
            "The before scene was taken {time} after the after scene: no change interval is recorded."
            " Swap the two, or correct a date.",
            time=apart,
        )
        return [Remark("warning", "dates-reversed", text)]
    return [Remark("info", "apart", tr("{time} apart.", time=apart))]


def geometry_remarks(before: Geometry, after: Geometry, gsd_m: float | None) -> list[Remark]:
    """What differing views and suns do to the comparison, in pixels of `gsd_m`.

    Parameters
    ----------
    gsd_m : float or None
        Ground size of a pixel of the after scene; None gives metres.
    """
    told = [t for t in (_lean(before, after, gsd_m), _shadow(before, after, gsd_m)) if t]
    if told:
        told[0] = tr("Geometry differs. {how}", how=told[0])
        return [Remark("warning", "geometry-differs", text) for text in told]
    no_view = None in (before.incidence, after.incidence)
    no_sun = None in (before.sun_elevation, after.sun_elevation)
    if no_view or no_sun:
        return [Remark("info", "geometry-unknown", tr(_NOT_KNOWN[no_view, no_sun]))]
    return [Remark("info", "geometry-same", tr("View and sun are alike on both dates."))]


_NOT_KNOWN = {
    (True, False): mark("Whether the geometry differs cannot be told: view angles are not known."),
    (False, True): mark("Whether the geometry differs cannot be told: sun angles are not known."),
    (True, True): mark("Whether the geometry differs cannot be told: view and sun angles are not known."),
}
"""By whether the view and the sun are unknown."""


def _lean(before: Geometry, after: Geometry, gsd_m: float | None) -> str | None:
    if before.incidence is None or after.incidence is None:
        return None
    if max(before.incidence, after.incidence) >= 89:
        return None
    leans = [HEIGHT_M * math.tan(math.radians(g.incidence or 0)) for g in (before, after)]
    angles = {"before": number(before.incidence, ".1f"), "after": number(after.incidence, ".1f")}
    height = number(HEIGHT_M, "g")
    if before.azimuth is None or after.azimuth is None:
        moved = abs(leans[0] - leans[1])
        if not _matters(moved, gsd_m):
            return None
        return tr(
            "Seen {before}° and {after}° from the vertical: what stands {height} m high is at least {size}"
            " off between the dates where the ground fits; no shift mends that.",
            height=height, size=_size(moved, gsd_m), **angles,
        )  # fmt: skip
    moved = _distance(leans[0], before.azimuth, leans[1], after.azimuth)
    if not _matters(moved, gsd_m):
        return None
    return tr(
        "Seen {before}° and {after}° from the vertical, from azimuth {azimuth_before}° and {azimuth_after}°:"
        " what stands {height} m high is {size} off between the dates where the ground fits; no shift mends"
        " that.",
        azimuth_before=number(before.azimuth, ".0f"), azimuth_after=number(after.azimuth, ".0f"),
        height=height, size=_size(moved, gsd_m), **angles,
    )  # fmt: skip


def _shadow(before: Geometry, after: Geometry, gsd_m: float | None) -> str | None:
    if before.sun_elevation is None or after.sun_elevation is None:
        return None
    suns = (before.sun_elevation, after.sun_elevation)
    angles = {"before": number(suns[0], ".1f"), "after": number(suns[1], ".1f")}
    if min(suns) < _LOWEST_SUN_DEG:
        return tr("Sun at {before}° and {after}°: too low for shadows to be compared.", **angles)
    lengths = [HEIGHT_M / math.tan(math.radians(min(sun, 89.99))) for sun in suns]
    changed = lengths[1] - lengths[0]
    moved, turn = abs(changed), None
    if before.sun_azimuth is not None and after.sun_azimuth is not None:
        moved = _distance(lengths[0], before.sun_azimuth, lengths[1], after.sun_azimuth)
        turn = abs((after.sun_azimuth - before.sun_azimuth + 180) % 360 - 180)
    if not _matters(moved, gsd_m):
        return None
    told = {"height": number(HEIGHT_M, "g"), "size": _size(abs(changed), gsd_m), **angles}
    is_turned = turn is not None and turn >= 1
    if is_turned:
        told["turn"] = number(turn or 0, ".0f")
    return tr(_SHADOWS[changed > 0, is_turned], **told)


_SHADOWS = {
    (True, False): mark(
        "Sun at {before}° and {after}°: the shadow of what stands {height} m high is {size} longer on the"
        " after scene."
    ),
    (False, False): mark(
        "Sun at {before}° and {after}°: the shadow of what stands {height} m high is {size} shorter on the"
        " after scene."
    ),
    (True, True): mark(
        "Sun at {before}° and {after}°: the shadow of what stands {height} m high is {size} longer on the"
        " after scene and turned by {turn}°."
    ),
    (False, True): mark(
        "Sun at {before}° and {after}°: the shadow of what stands {height} m high is {size} shorter on the"
        " after scene and turned by {turn}°."
    ),
}
"""By whether it is longer, and whether it is turned."""


def _distance(a: float, azimuth_a: float, b: float, azimuth_b: float) -> float:
    """Between the ends of two lengths that point along two azimuths."""
    angle = math.radians(azimuth_b - azimuth_a)
    return math.sqrt(max(0.0, a * a + b * b - 2 * a * b * math.cos(angle)))


def _matters(metres: float, gsd_m: float | None) -> bool:
    return metres >= WORTH_TELLING_PX * (gsd_m if gsd_m else 1.0)


def _size(metres: float, gsd_m: float | None) -> str:
    length = number(metres, ".1f")
    return f"{length} m ({number(metres / gsd_m, '.0f')} px)" if gsd_m else f"{length} m"


def _moment(taken: Acquisition) -> datetime | None:
    try:
        return None if taken.datetime is None else parse_utc(taken.datetime)
    except ValueError:
        return None


def _apart(gap: timedelta, to_the_day: bool) -> str:
    if gap < timedelta(days=2) and not to_the_day:
        hours, minutes = divmod(round(gap.total_seconds() / 60), 60)
        return tr("{hours} h {minutes} min", hours=hours, minutes=number(minutes, "02"))
    days = max(1, round(gap.total_seconds() / 86_400))
    if days < 730:
        return tr("%n day(s)", "", days)
    return tr("{count} years", count=number(days / 365.2425, ".1f"))
