"""What one source says of an acquisition, and how several are put together."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from ilmtool.core.scene import Acquisition
from ilmtool.errors import Finding
from ilmtool.imagery.metadata.moments import Dated

Tags = Mapping[str, str]
LonLat = tuple[float, float]
_DATE_FIELDS = ("datetime", "datetime_source", "datetime_precision")


@dataclass(frozen=True, slots=True)
class Claim:
    """What one source says.

    Attributes
    ----------
    source : str
        Becomes `datetime_source` if its date is used: `IMD`, `DIMAP`, `MTL`, ...
    acquisition : Acquisition
        Only what this source states.
    place : (lon, lat) or None
        Middle of the scene in degrees, for computing where the sun stood.
    findings : tuple of Finding
    """

    source: str
    acquisition: Acquisition = field(default_factory=Acquisition)
    place: LonLat | None = None
    findings: tuple[Finding, ...] = ()


def claim(
    source: str,
    dated: Dated | None,
    *,
    place: LonLat | None = None,
    findings: Iterable[Finding] = (),
    **values: Any,
) -> Claim:
    """A claim with a date, if there is one."""
    taken = Acquisition(**values)
    if dated is not None:
        taken = replace(taken, datetime=dated[0], datetime_precision=dated[1], datetime_source=source)
    return Claim(source, taken, place, tuple(findings))


def merged(claims: Iterable[Claim]) -> Acquisition:
    """Member by member the first claim that has one; a date keeps its own source and precision."""
    found: dict[str, Any] = {}
    for each in claims:
        taken = each.acquisition
        if taken.datetime is not None and "datetime" not in found:
            found.update({name: getattr(taken, name) for name in _DATE_FIELDS})
        for member in fields(Acquisition):
            value = getattr(taken, member.name)
            if member.name not in _DATE_FIELDS and value is not None:
                found.setdefault(member.name, value)
    return Acquisition(**found)


def text(value: object) -> str | None:
    """Stripped of blanks and quotes; None for nothing and for non-text."""
    cleaned = value.strip().strip('"').strip() if isinstance(value, str) else ""
    return " ".join(cleaned.split())[:500] or None


def number(value: object) -> float | None:
    """A finite number from a number or a text like `0.87 meters` or `+5.4e+01`; None otherwise."""
    if isinstance(value, bool):
        return None
    if isinstance(value, str):
        words = value.strip().strip('"').split()
        value = words[0] if words else ""
    try:
        found = float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError):
        return None
    return found if -1e6 < found < 1e6 else None


def positive(value: object) -> float | None:
    """A number above zero."""
    found = number(value)
    return found if found is not None and found > 0 else None


def off_nadir(value: object) -> float | None:
    """An angle from nadir or zenith, 0-90 degrees; the sign that some vendors give to the side is dropped."""
    found = number(value)
    return abs(found) if found is not None and abs(found) <= 90 else None


def from_elevation(value: object) -> float | None:
    """Angle from the zenith of something that stands so high above the horizon."""
    found = number(value)
    return round(90 - found, 9) if found is not None and 0 <= found <= 90 else None


def elevation(value: object) -> float | None:
    """An elevation above the horizon, -90 to 90 degrees."""
    found = number(value)
    return found if found is not None and abs(found) <= 90 else None


def azimuth(value: object) -> float | None:
    """An azimuth; -180 to 0 becomes 180 to 360."""
    found = number(value)
    if found is None or not -360 <= found <= 360:
        return None
    return round(found + 360, 9) if found < 0 else found


def percent(value: object) -> float | None:
    """0-100; what vendors write for "unknown" (-1, 999) is None."""
    found = number(value)
    return round(found, 6) if found is not None and 0 <= found <= 100 else None


def fraction(value: object) -> float | None:
    """Percent from 0-1."""
    found = number(value)
    return percent(found * 100) if found is not None else None


def mean_gsd(*values: object) -> float | None:
    """Geometric mean of two spacings in metres, or the one that is given."""
    found = [v for v in map(positive, values) if v is not None]
    return float(f"{math.prod(found) ** (1 / len(found)):.9g}") if found else None


def middle(points: Iterable[tuple[float | None, float | None]]) -> LonLat | None:
    """Mean of (lon, lat) points in degrees, also across the antimeridian; None without points."""
    kept = [
        (lon, lat)
        for lon, lat in points
        if lon is not None and lat is not None and abs(lon) <= 180 and abs(lat) <= 90
    ]
    if not kept:
        return None
    x = sum(math.cos(math.radians(lon)) for lon, _ in kept)
    y = sum(math.sin(math.radians(lon)) for lon, _ in kept)
    return math.degrees(math.atan2(y, x)), sum(lat for _, lat in kept) / len(kept)


def circular_mean(degrees: Iterable[float]) -> float | None:
    """Mean direction, 0-360; None without any."""
    found = list(degrees)
    if not found:
        return None
    x = sum(math.cos(math.radians(d)) for d in found)
    y = sum(math.sin(math.radians(d)) for d in found)
    return round(math.degrees(math.atan2(y, x)) % 360, 9)
