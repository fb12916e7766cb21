"""Reads one property that may have been through another program, and says what was done to it."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import Enum
from typing import Any

import msgspec

from ilmtool.core.annotation import MAX_PIXEL, Comment, Polygon, Properties
from ilmtool.core.geometry import Ring
from ilmtool.core.times import format_utc, parse_utc
from ilmtool.sidecar.json_text import value_of
from ilmtool.sidecar.limits import MAX_TEXT, MAX_VERTICES
from ilmtool.text import tr

# (attribute, key in the file, default) in the order of the file.
FIELDS: dict[str, tuple[str, Any]] = {
    info.encode_name: (
        info.name,
        info.default_factory() if info.default_factory is not msgspec.NODEFAULT else info.default,
    )
    for info in msgspec.structs.fields(Properties)
}
ORDER = tuple(FIELDS)
TIMES = ("change_not_before", "change_not_after", "created", "updated", "reviewed")

_UTC = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_DAY = re.compile(r"\d{4}[-/]\d\d[-/]\d\d")


class State(Enum):
    """What became of a value while it was read."""

    AS_IS = "as it is"
    ABSENT = "null, which GDAL and geopandas write for absent"
    MENDED = "the same meaning in the contract's form"
    UNUSABLE = "left in the file as it is, and not used"


Read = tuple[Any, State, str]
"""(value, state, what to say about it)."""


def read_value(key: str, raw: bytes) -> Read:
    """The value of a known property.

    Parameters
    ----------
    key : str
        Name in the file, one of `FIELDS`.
    raw : bytes
        JSON text of bounded depth.

    Returns
    -------
    tuple
        (value for `Properties`, state, remark). With ABSENT and UNUSABLE the value is the default.
    """
    default = FIELDS[key][1]
    if raw == b"null":
        return default, State.ABSENT, ""
    try:
        value, state, remark = _READERS.get(key, _read_text)(value_of(raw), key)
    except (ValueError, RecursionError) as error:
        value, state, remark = None, State.UNUSABLE, tr("it cannot be read ({reason})", reason=error)
    return (default if state in (State.UNUSABLE, State.ABSENT) else value), state, remark


def _read_text(value: Any, _key: str) -> Read:
    if value is None:
        return None, State.ABSENT, ""
    if not isinstance(value, str):
        return None, State.UNUSABLE, tr("it is {kind} and not a text", kind=_kind(value))
    if len(value) > MAX_TEXT:
        return None, State.UNUSABLE, tr("it is longer than {limit} characters", limit=MAX_TEXT)
    if not value.isprintable() and any("\ud800" <= c <= "\udfff" for c in value):
        return None, State.UNUSABLE, tr("it contains half a character (a lone surrogate)")
    return value, State.AS_IS, ""


def _read_time(value: Any, key: str) -> Read:
    text, state, remark = _read_text(value, key)
    if state is not State.AS_IS or _UTC.fullmatch(text):
        return text, state, remark
    mended = mended_time(text, last=key == "change_not_after")
    if mended is None:
        return text, State.AS_IS, tr("it is not a UTC datetime like 2019-03-02T02:15:00Z")
    return mended, State.MENDED, tr("{value} is the same as {other}", value=text, other=mended)


def mended_time(text: str, *, last: bool = False) -> str | None:
    """A full UTC datetime from any ISO datetime; a bare date widens to the start or end of its day.

    None if the text is no datetime, or one with a fraction of a second, which would be lost.
    """
    try:
        moment = parse_utc(text)
    except (ValueError, OverflowError):
        return None
    if moment.microsecond:
        return None
    if last and _DAY.fullmatch(text.strip()):
        moment = moment.replace(hour=23, minute=59, second=59)
    return format_utc(moment)


def _read_flag(value: Any, _key: str) -> Read:
    """True or false; other programs make 1 and 0, or a text, of them."""
    if isinstance(value, bool):
        return value, State.AS_IS, ""
    words = {1: True, 0: False, "true": True, "false": False, "1": True, "0": False}
    known = value if isinstance(value, int) else value.strip().lower() if isinstance(value, str) else None
    if known in words:
        return (
            words[known],
            State.MENDED,
            tr("{value} is read as {other}", value=value, other=str(words[known]).lower()),
        )
    return None, State.UNUSABLE, tr("it is {kind} and not true or false", kind=_kind(value))


def _read_comments(value: Any, _key: str) -> Read:
    value, state = _unpacked(value)
    if not isinstance(value, list):
        return None, State.UNUSABLE, tr("it is {kind} and not a list of objects", kind=_kind(value))
    comments: list[Comment] = []
    for entry in value:
        if not isinstance(entry, dict):
            return None, State.UNUSABLE, tr("it holds {kind} and not only objects", kind=_kind(entry))
        parts = {name: _read_text(entry.get(name), name) for name in ("author", "time", "text", "resolved")}
        if any(part[1] is State.UNUSABLE for part in parts.values()):
            return None, State.UNUSABLE, tr("a comment's author, time, text and resolved must be texts")
        comments.append(Comment(**{name: part[0] or "" for name, part in parts.items()}))
    return tuple(comments), state, tr("it was a text of JSON") if state is State.MENDED else ""


def _read_image_geometry(value: Any, _key: str) -> Read:
    value, state = _unpacked(value)
    if not isinstance(value, dict) or value.get("type") != "Polygon":
        return None, State.UNUSABLE, tr("it is not a Polygon")
    coordinates = value.get("coordinates")
    if not isinstance(coordinates, list) or not coordinates:
        return None, State.UNUSABLE, tr("it has no coordinates")
    rings: list[Ring] = []
    remark = tr("it was a text of JSON") if state is State.MENDED else ""
    if sum(len(ring) for ring in coordinates if isinstance(ring, list)) > MAX_VERTICES:
        return None, State.UNUSABLE, tr("it has more than {limit} points", limit=MAX_VERTICES)
    for points in coordinates:
        ring = _ring(points)
        if isinstance(ring, str):
            return None, State.UNUSABLE, ring
        if len(ring) != len(points):
            state, remark = State.MENDED, tr("the ring was not closed")
        rings.append(ring)
    return Polygon(tuple(rings)), state, remark


def _ring(points: Any) -> Ring | str:
    """A closed ring, or why it is none."""
    if not isinstance(points, list):
        return tr("a ring is not a list")
    made: list[tuple[float, float]] = []
    for point in points:
        if not isinstance(point, list) or len(point) != 2:
            return tr("a point is not two numbers")
        x, y = point
        if any(isinstance(v, bool) or not isinstance(v, int | float) for v in point):
            return tr("a point is not two numbers")
        if not (abs(x) <= MAX_PIXEL and abs(y) <= MAX_PIXEL):
            return tr("a point lies outside every image")
        made.append((float(x), float(y)))
    if made and made[0] != made[-1]:
        made.append(made[0])
    return tuple(made) if len(made) >= 4 else tr("a ring has fewer than three corners")


def _unpacked(value: Any) -> tuple[Any, State]:
    """Nested data that geopandas and some GDAL versions turned into a text."""
    if isinstance(value, str) and value.lstrip()[:1] in ("{", "["):
        if len(value) > 64 * MAX_TEXT:
            raise ValueError(tr("too long"))
        return value_of(value.encode()), State.MENDED
    return value, State.AS_IS


def _kind(value: Any) -> str:
    names = {
        dict: tr("an object"),
        list: tr("a list"),
        str: tr("a text"),
        bool: tr("true or false"),
        type(None): "null",
    }
    return names.get(type(value), tr("a number"))


_READERS: dict[str, Callable[[Any, str], Read]] = {
    **dict.fromkeys(TIMES, _read_time),
    "comments": _read_comments,
    "locked": _read_flag,
    "imageGeometry": _read_image_geometry,
}
