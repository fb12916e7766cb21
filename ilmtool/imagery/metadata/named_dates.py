"""Dates in file names, by the customs of vendors and of people.

The first date of a name counts: where a name has several (Landsat, Sentinel-2, Sentinel-1), the first is the
acquisition and the rest are of its end or of the processing. What is ambiguous is not read: day, month and
year in numbers in that order, six digits alone, years alone. A picture of a screen carries the time at which
somebody pressed a key; its name says nothing of the imagery on it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from ilmtool.imagery.metadata.moments import MONTHS, Dated, day_of_year, moment_of, month_number

_HOUR, _SIXTY = r"(?:[01]\d|2[0-3])", r"[0-5]\d"
_YEAR, _MONTH, _DAY = r"19[5-9]\d|20\d\d|2100", r"0[1-9]|1[0-2]", r"0[1-9]|[12]\d|3[01]"

_PLAIN = re.compile(
    rf"(?<!\d)(?P<y>{_YEAR})(?P<sep>[-_.]?)(?P<m>{_MONTH})(?P=sep)(?P<d>{_DAY})"
    rf"(?:(?:[T_\- ]|[_\-]T)?(?P<H>{_HOUR})[-:_.]?(?P<M>{_SIXTY})[-:_.]?(?P<S>{_SIXTY})"
    # Airbus adds a tenth of a second; behind a gap eight digits are another date.
    r"(?:(?<=\d{14})\d{1,3})?(?!\d)"
    # Without seconds only where a T or the whole number says that it is a time: `_1009` is a Dove.
    rf"|(?:T|(?<=\d{{8}}))(?P<H2>{_HOUR})(?P<M2>{_SIXTY})(?!\d))?"
)
# 19MAR02021531-P2AS-..., and WV320190302021531M00 of the same vendor.
_MAXAR = re.compile(
    rf"(?<![A-Za-z0-9])(?P<y>\d\d)(?P<mon>{'|'.join(MONTHS)})(?P<d>\d\d)"
    r"(?P<H>\d\d)(?P<M>\d\d)(?P<S>\d\d)(?=[-_.])"
)
_MAXAR_CATALOGUE = re.compile(
    r"(?<![A-Za-z0-9])(?:WV0?[1-4]|GE0?1|QB0?2|IK0?2)(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)"
    r"(?P<H>\d\d)(?P<M>\d\d)(?P<S>\d\d)(?!\d)"
)
# AST_L1T_00303022019021512_20190303...: month, day, year; what follows is the processing.
_ASTER = re.compile(
    r"(?<![A-Za-z0-9])AST_\w{2,4}_\d{3}(?P<m>\d\d)(?P<d>\d\d)(?P<y>\d{4})(?P<H>\d\d)(?P<M>\d\d)(?P<S>\d\d)_"
)
# Year and day of the year: LC82240782020027LGN00, EO1A2240782019027110KF; HLS and MODIS between dots.
_SCENE_ID = re.compile(
    r"(?<![A-Za-z0-9])(?:L[CEMOT]0?[1-9]\d{6}(?P<y>19[7-9]\d|20\d\d)(?P<n>[0-3]\d\d)[A-Z]{3}"
    r"|EO1[AH]\d{6}(?P<y2>20\d\d)(?P<n2>[0-3]\d\d)\d{3})"
)
_DOTTED = re.compile(
    rf"\.A?(?P<y>19[7-9]\d|20\d\d)(?P<n>[0-3]\d\d)(?:T(?P<H>{_HOUR})(?P<M>{_SIXTY})(?P<S>{_SIXTY}))?(?=\.)"
)
_WORDS = "|".join(
    ("JAN(?:UARY)?", "FEB(?:RUARY)?", "MAR(?:CH)?", "APR(?:IL)?", "MAY", "JUNE?", "JULY?", "AUG(?:UST)?",
     "SEPT?(?:EMBER)?", "OCT(?:OBER)?", "NOV(?:EMBER)?", "DEC(?:EMBER)?")
)  # fmt: skip
_WORDED = (
    rf"(?<![A-Za-z0-9])(?P<d>\d\d?)[-_ .]?(?P<mon>{_WORDS})[-_ ,.]*(?P<y>{_YEAR})(?!\d)",
    rf"(?<![A-Za-z])(?P<mon>{_WORDS})[-_ .]?(?P<d>\d\d?)(?:ST|ND|RD|TH)?[-_ ,.]+(?P<y>{_YEAR})(?!\d)",
    rf"(?<!\d)(?P<y>{_YEAR})[-_ .]?(?P<mon>{_WORDS})[-_ .]?(?P<d>\d\d?)(?!\d)",
)
_SCREEN = re.compile(
    r"screen[-_ ]?(shot|capture|grab|recording)|bildschirm(foto|aufnahme)|capture d.?.?cran|snipping|"
    r"whats ?app image",
    re.IGNORECASE,
)


def date_in_name(name: str) -> Dated | None:
    """The date that a file name has, UTC, and its precision; None without one."""
    if _SCREEN.search(name):
        return None
    found = (dated for read in _READERS for dated in read(name))
    return next(found, None)


def _maxar(name: str) -> Iterator[Dated]:
    for match in _MAXAR.finditer(name):
        year = int(match["y"]) + (1900 if int(match["y"]) >= 90 else 2000)
        yield from _dated([year, month_number(match["mon"]), int(match["d"])], match)


def _numbered(pattern: re.Pattern[str]) -> Callable[[str], Iterator[Dated]]:
    def read(name: str) -> Iterator[Dated]:
        for match in pattern.finditer(name):
            yield from _dated([int(match[k]) for k in "ymd"], match)

    return read


def _plain(name: str) -> Iterator[Dated]:
    for match in _PLAIN.finditer(name):
        date = [int(match[k]) for k in "ymd"]
        if match["H2"] is not None:
            moment = moment_of([*date, int(match["H2"]), int(match["M2"]), 0, 0])
            if moment is not None:
                yield moment, "second"
            continue
        if match["H"] is None and not match["sep"] and re.match(r"\d", name[match.end() :]):
            continue  # part of a longer number, not a date
        yield from _dated(date, match)


def _scene_id(name: str) -> Iterator[Dated]:
    for match in _SCENE_ID.finditer(name):
        date = day_of_year(match["y"] or match["y2"], match["n"] or match["n2"])
        moment = moment_of([*date, 0, 0, 0, 0]) if date else None
        if moment is not None:
            yield moment, "day"


def _dotted(name: str) -> Iterator[Dated]:
    for match in _DOTTED.finditer(name):
        if date := day_of_year(match["y"], match["n"]):
            yield from _dated(date, match)


def _worded(name: str) -> Iterator[Dated]:
    for pattern in _WORDED:
        for match in re.finditer(pattern, name, re.IGNORECASE):
            moment = moment_of([int(match["y"]), month_number(match["mon"][:3]), int(match["d"]), 0, 0, 0, 0])
            if moment is not None:
                yield moment, "day"


def _dated(date: list[int], match: re.Match[str]) -> Iterator[Dated]:
    """A date with the match's `H`, `M`, `S`, if there is such a moment."""
    has_time = match["H"] is not None
    moment = moment_of([*date, *(int(match[k]) if has_time else 0 for k in "HMS"), 0])
    if moment is not None:
        yield moment, "second" if has_time else "day"


_READERS: tuple[Callable[[str], Iterator[Dated]], ...] = (
    _maxar,
    _numbered(_ASTER),
    _numbered(_MAXAR_CATALOGUE),
    _plain,
    _scene_id,
    _dotted,
    _worded,
)
