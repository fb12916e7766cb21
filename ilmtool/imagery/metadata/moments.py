"""Dates and times as vendors write them, and dates in file names; all to UTC."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

Dated = tuple[str, str]
"""(UTC datetime, precision): `second` or `day`. Fractions of a second are kept as far as they were stated."""

YEARS = range(1957, 2101)
_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_ZONE = r"(?P<zone>Z|UTC?|GMT|[+-]\d\d(?::?\d\d)?)"
_CLOCK = r"(?P<H>\d\d):?(?P<M>\d\d)(?::?(?P<S>\d\d)(?:[.,](?P<f>\d*))?)?"
_STATED = re.compile(
    r"(?P<y>\d{4})(?P<sep>[-:/.]?)(?P<m>\d\d)(?P=sep)(?P<d>\d\d)"
    rf"(?:(?:[T ,]+|(?<=\d{{8}})){_CLOCK}\s*{_ZONE}?)?\s*",
    re.IGNORECASE,
)
_DAY_OF_YEAR = re.compile(rf"(?P<y>\d{{4}})-?(?P<n>\d{{3}})(?:[T ]+{_CLOCK}\s*{_ZONE}?)?\s*", re.IGNORECASE)

_NAME_DATE = re.compile(
    r"(?<!\d)(?P<y>19[5-9]\d|20\d\d|2100)(?P<sep>[-_.]?)(?P<m>0[1-9]|1[0-2])(?P=sep)(?P<d>0[1-9]|[12]\d|3[01])"
    r"(?:[T_\- ]?(?P<H>[01]\d|2[0-3])[-:_.]?(?P<M>[0-5]\d)[-:_.]?(?P<S>[0-5]\d)"
    # Airbus adds a tenth of a second; behind a gap eight digits are another date.
    r"(?:(?<=\d{14})\d{1,3})?(?!\d))?"
)
# Maxar's 19MAR02021531-P2AS-..., Landsat's LC82240782020027LGN00 (year and day of the year).
_NAME_MAXAR = re.compile(
    rf"(?<![A-Za-z0-9])(?P<y>\d\d)(?P<mon>{'|'.join(_MONTHS)})(?P<d>\d\d)(?P<H>\d\d)(?P<M>\d\d)(?P<S>\d\d)(?=[-_.])"
)
_NAME_LANDSAT = re.compile(
    r"(?<![A-Za-z0-9])L[CEMOT]0?[1-9]\d{6}(?P<y>19[7-9]\d|20\d\d)(?P<n>[0-3]\d\d)[A-Z]{3}"
)


def parse_moment(text: object) -> Dated | None:
    """UTC and precision from ISO 8601, EXIF or TIFF notation; None for blanks and nonsense.

    A time without a zone is taken as UTC, which is what vendors mean. Midnight sharp without a zone means
    that only the day is known.
    """
    stated = str(text or "").strip().strip('"').strip()
    if len(stated) > 64:
        return None
    match = _STATED.fullmatch(stated) or _DAY_OF_YEAR.fullmatch(stated)
    if match is None:
        return None
    parts = match.groupdict()
    hour, minute, second = (int(parts[k] or 0) for k in "HMS")
    fraction = int(f"{parts['f'] or '0':0<6}"[:6])
    zone = (parts["zone"] or "").upper()
    date = _day_of_year(parts["y"], parts["n"]) if "n" in parts else [int(parts[k]) for k in "ymd"]
    if date is None:
        return None
    dated = _moment([*date, hour, minute, min(second, 59), fraction], zone)
    if dated is None:
        return None
    only_day = parts["H"] is None or (hour, minute, second, fraction, zone) == (0, 0, 0, 0, "")
    return dated, "day" if only_day else "second"


def join_moment(date: object, time: object) -> Dated | None:
    """A date and a time of day from two fields; the day alone where there is no usable time.

    The time may be `13:36:10.3946240Z`, `133610.39` or `133610`.
    """
    day = parse_moment(str(date or "").strip().strip('"')[:10].strip())
    if day is None:
        return None
    clock = str(time or "").strip().strip('"').strip()
    if re.fullmatch(r"\d{5}(\.\d*)?", clock):
        clock = f"0{clock}"
    if not re.match(r"\d\d", clock):
        return day[0], "day"
    whole = parse_moment(f"{day[0][:10]}T{clock}")
    return whole or (day[0], "day")


def date_in_name(name: str) -> Dated | None:
    """The first date in a file name: YYYYMMDD or YYYY-MM-DD (also with _ or .), HHMMSS may follow.

    Also Maxar's 19MAR02021531 and the day of the year in Landsat's scene ids. Where a name has several dates
    (Landsat, Sentinel-2), the first is the acquisition and the rest are of processing.
    """
    if match := _NAME_MAXAR.search(name):
        p = match.groupdict()
        year = int(p["y"]) + (1900 if int(p["y"]) >= 90 else 2000)
        fields = [year, _MONTHS.index(p["mon"]) + 1, *(int(p[k]) for k in "dHMS"), 0]
        if dated := _moment(fields):
            return dated, "second"
    for match in _NAME_DATE.finditer(name):
        p = match.groupdict()
        if p["H"] is None and not p["sep"] and re.match(r"\d", name[match.end() :]):
            continue  # part of a longer number, not a date
        dated = _moment([*(int(p[k] or 0) for k in "ymdHMS"), 0])
        if dated:
            return dated, "day" if p["H"] is None else "second"
    if match := _NAME_LANDSAT.search(name):
        date = _day_of_year(match["y"], match["n"])
        dated = _moment([*date, 0, 0, 0, 0]) if date else None
        return (dated, "day") if dated else None
    return None


def nitf_moment(text: object) -> Dated | None:
    """NITF 2.1 CCYYMMDDhhmmss (hyphens for unknown digits) or NITF 2.0 DDHHMMSSZMONYY."""
    stated = str(text or "").strip()
    if re.fullmatch(r"\d{8}[\d-]{0,6}", stated):
        clock = stated[8:]
        day = _moment([int(stated[:4]), int(stated[4:6]), int(stated[6:8]), 0, 0, 0, 0])
        if day is None or not re.fullmatch(r"\d{6}", clock):
            return (day, "day") if day else None
        dated = _moment([int(part) for part in re.findall(r"^\d{4}|\d\d", stated)] + [0])
    elif match := re.fullmatch(r"(\d\d)(\d\d)(\d\d)(\d\d)Z([A-Z]{3})(\d\d)", stated):
        day_, hour, minute, second, year = (int(match.group(i)) for i in (1, 2, 3, 4, 6))
        month = month_number(match.group(5))
        dated = _moment([year + (1900 if year >= 60 else 2000), month, day_, hour, minute, second, 0])
    else:
        return None
    return (dated, "second") if dated else None


def month_number(word: str) -> int:
    """1-12 of `MAR`; 0 for another word."""
    return _MONTHS.index(word.upper()) + 1 if word.upper() in _MONTHS else 0


def _day_of_year(year: str, number: str) -> list[int] | None:
    if not 1 <= int(number) <= 366:
        return None
    moment = datetime(int(year), 1, 1, tzinfo=UTC) + timedelta(days=int(number) - 1)
    return [moment.year, moment.month, moment.day] if moment.year == int(year) else None


def _moment(fields: Sequence[int], zone: str = "") -> str | None:
    """Text of [year, month, day, hour, minute, second, microsecond], or None if there is no such moment."""
    year, month, day, hour, minute, second, fraction = fields
    if year not in YEARS:
        return None
    try:
        moment = datetime(year, month, day, hour, minute, second, fraction, tzinfo=UTC)
        if zone[:1] in {"+", "-"}:
            sign = -1 if zone[0] == "-" else 1
            digits = zone[1:].replace(":", "").ljust(4, "0")
            moment -= sign * timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    except (ValueError, OverflowError):
        return None
    if not moment.microsecond:
        return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    spec = "microseconds" if moment.microsecond % 1000 else "milliseconds"
    return f"{moment.replace(tzinfo=None).isoformat(timespec=spec)}Z"
