"""Dates and times as vendors write them, all to UTC."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

Dated = tuple[str, str]
"""(UTC datetime, precision): `second` or `day`. Fractions of a second are kept as far as they were stated."""

YEARS = range(1957, 2101)
_FARTHEST_ZONE = timedelta(hours=14)
MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_ZONE = r"(?P<zone>Z|UTC?|GMT|[+-]\d\d(?::?\d\d)?)"
_CLOCK = r"(?P<H>\d\d):?(?P<M>\d\d)(?::?(?P<S>\d\d)(?:[.,](?P<f>\d*))?)?"
_STATED = re.compile(
    r"(?P<y>\d{4})(?P<sep>[-:/.]?)(?P<m>\d\d)(?P=sep)(?P<d>\d\d)"
    rf"(?:(?:[T ,_]+|(?<=\d{{8}})){_CLOCK}\s*{_ZONE}?|(?:Z|[+-]\d\d:\d\d))?\s*",
    re.IGNORECASE,
)
_NAMED_MONTH = re.compile(
    rf"(?P<d>\d\d?)[- ](?P<mon>{'|'.join(MONTHS)})[A-Z]*[- ](?P<y>\d{{4}})(?:[T ,]+{_CLOCK}\s*{_ZONE}?)?\s*",
    re.IGNORECASE,
)
_EPOCH = "1970-01-01T00:00:00Z"
_DAY_OF_YEAR = re.compile(rf"(?P<y>\d{{4}})-?(?P<n>\d{{3}})(?:[T ]+{_CLOCK}\s*{_ZONE}?)?\s*", re.IGNORECASE)


def parse_moment(text: object) -> Dated | None:
    """UTC and precision from ISO 8601, EXIF, TIFF or `02-MAR-2019` notation; None for blanks and nonsense.

    A time without a zone is taken as UTC, which is what vendors mean. Midnight sharp without a zone means
    that only the day is known. The first moment of 1970 is a counter at zero, not a date.
    """
    stated = str(text or "").strip().strip('"').strip()
    if len(stated) > 64:
        return None
    match = _STATED.fullmatch(stated) or _DAY_OF_YEAR.fullmatch(stated) or _NAMED_MONTH.fullmatch(stated)
    if match is None:
        return None
    parts = match.groupdict()
    hour, minute, second = (int(parts[k] or 0) for k in "HMS")
    fraction = int(f"{parts['f'] or '0':0<6}"[:6])
    zone = (parts["zone"] or "").upper()
    date: list[int] | None
    if "n" in parts:
        date = day_of_year(parts["y"], parts["n"])
    else:
        month = month_number(parts["mon"]) if "mon" in parts else int(parts["m"])
        date = [int(parts["y"]), month, int(parts["d"])]
    if date is None:
        return None
    dated = moment_of([*date, hour, minute, min(second, 59), fraction], zone)
    if dated is None or dated == _EPOCH:
        return None
    only_day = parts["H"] is None or (hour, minute, second, fraction, zone) == (0, 0, 0, 0, "")
    return dated, "day" if only_day else "second"


def join_moment(date: object, time: object) -> Dated | None:
    """A date and a time of day from two fields; the day alone where there is no usable time.

    The time may be `13:36:10.3946240Z`, `133610.39` or `133610`.
    """
    stated = str(date or "").strip().strip('"').strip()
    day = parse_moment(stated[:10].strip()) or parse_moment(stated[:11].strip())  # 02-MAR-2019 is longer
    if day is None:
        return None
    clock = str(time or "").strip().strip('"').strip()
    if re.fullmatch(r"\d{5}(\.\d*)?", clock):
        clock = f"0{clock}"
    if not re.match(r"\d\d", clock):
        return day[0], "day"
    whole = parse_moment(f"{day[0][:10]}T{clock}")
    return whole or (day[0], "day")


def nitf_moment(text: object) -> Dated | None:
    """NITF 2.1 CCYYMMDDhhmmss (hyphens for unknown digits) or NITF 2.0 DDHHMMSSZMONYY."""
    stated = str(text or "").strip()
    if re.fullmatch(r"\d{8}[\d-]{0,6}", stated):
        clock = stated[8:]
        day = moment_of([int(stated[:4]), int(stated[4:6]), int(stated[6:8]), 0, 0, 0, 0])
        if day is None or not re.fullmatch(r"\d{6}", clock):
            return (day, "day") if day else None
        dated = moment_of([int(part) for part in re.findall(r"^\d{4}|\d\d", stated)] + [0])
    elif match := re.fullmatch(r"(\d\d)(\d\d)(\d\d)(\d\d)Z([A-Z]{3})(\d\d)", stated):
        day_, hour, minute, second, year = (int(match.group(i)) for i in (1, 2, 3, 4, 6))
        month = month_number(match.group(5))
        dated = moment_of([year + (1900 if year >= 60 else 2000), month, day_, hour, minute, second, 0])
    else:
        return None
    return (dated, "second") if dated else None


def month_number(word: str) -> int:
    """1-12 of `MAR`; 0 for another word."""
    return MONTHS.index(word.upper()) + 1 if word.upper() in MONTHS else 0


def day_of_year(year: str, number: str) -> list[int] | None:
    """[year, month, day] of the n-th day of a year, or None if it has no such day."""
    if not 1 <= int(number) <= 366:
        return None
    moment = datetime(int(year), 1, 1, tzinfo=UTC) + timedelta(days=int(number) - 1)
    return [moment.year, moment.month, moment.day] if moment.year == int(year) else None


def moment_of(fields: Sequence[int], zone: str = "") -> str | None:
    """Text of [year, month, day, hour, minute, second, microsecond], or None if there is no such moment."""
    year, month, day, hour, minute, second, fraction = fields
    if year not in YEARS:
        return None
    try:
        moment = datetime(year, month, day, hour, minute, second, fraction, tzinfo=UTC)
        if zone[:1] in {"+", "-"}:
            sign = -1 if zone[0] == "-" else 1
            digits = zone[1:].replace(":", "").ljust(4, "0")
            offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
            if offset > _FARTHEST_ZONE or int(digits[2:]) > 59:
                return None
            moment -= sign * offset
    except (ValueError, OverflowError):
        return None
    if not moment.microsecond:
        return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    spec = "microseconds" if moment.microsecond % 1000 else "milliseconds"
    return f"{moment.replace(tzinfo=None).isoformat(timespec=spec)}Z"
