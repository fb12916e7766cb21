"""Coordinates that somebody typed or pasted: which place they mean, and how they were understood.

Latitude comes first where no letter says otherwise. What can be read in two ways is refused with both.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from ilmtool.core.geometry import Point
from ilmtool.core.words import shown
from ilmtool.errors import UserError
from ilmtool.measure.coordinates import decimal
from ilmtool.measure.grids import BANDS, band_limits, corner_of, from_grid
from ilmtool.text import mark, number, tr

MAX_TEXT = 120
"""Characters; longer texts are no coordinates."""

_MAX_WORDS = 24
_KINDS = mark(
    "Write 39.66, 124.705 (latitude first), 39°39'36\"N 124°42'18\"E, 51S 646261 4391410, "
    "51SXD4626191410, or px 120.5, 80."
)


@dataclass(frozen=True, slots=True)
class Read:
    """What a text means.

    Attributes
    ----------
    lonlat : Point or None
        Degrees; None for a pixel.
    pixel : Point or None
    side : str
        `before` or `after`, if the text names the image of a pixel.
    understood : str
        As what it was read, in a few words.
    size_m : float
        Side of the square that the text names; its middle is meant. 0 for a point.
    """

    lonlat: Point | None
    pixel: Point | None
    side: str
    understood: str
    size_m: float = 0.0


_PLAIN = str.maketrans({
    **dict.fromkeys("−–—‒‐‑﹣-", "-"),  # noqa: RUF001
    **dict.fromkeys("′’‘´`ʹʼ＇‛", "'"),  # noqa: RUF001
    **dict.fromkeys("″“”˝ʺ„＂", '"'),  # noqa: RUF001
    **dict.fromkeys("º˚°", "°"),
})  # fmt: skip

_NUMBER = r"\d{1,12}(?:\.\d{0,15})?|\.\d{1,15}"
_PIXEL = re.compile(
    rf"(?:(BEFORE|AFTER)\s+)?(?:PX|PIXELS?)\s*[:=]?\s*(-?(?:{_NUMBER}))\s*(?:[,;]\s*|\s+)(-?(?:{_NUMBER}))"
)
_MGRS = re.compile(r"(?:(\d{1,2}) ?([C-HJ-NP-X])|([ABYZ])) ?([A-HJ-NP-Z]{2})((?: ?\d{1,12}){0,2})")
_UTM = re.compile(
    rf"(?:UTM\s*)?(?:ZONE\s*)?(\d{{1,2}})\s*(NORTH|SOUTH|[A-Z])?\s*[,;:]?\s+"
    rf"(?:E\s*[:=]?\s*)?({_NUMBER})\s*M?\s*E?(?:\s*[,;]?\s+|[,;](?=\d{{4}}))(?:N\s*[:=]?\s*)?({_NUMBER})\s*M?\s*N?"
)
_ZONE_LAST = re.compile(
    r"^(\d{6}(?:\.\d+)?\s*M?\s*E?)[,;]?\s+(\d{1,8}(?:\.\d+)?\s*M?\s*N?)[,;]?\s+"
    r"((?:UTM\s*)?(?:ZONE\s*)?\d{1,2}\s*(?:NORTH|SOUTH|[A-Z]))$"
)
_UPS = re.compile(
    rf"(?:UPS\s+(NORTH|SOUTH)|(?:UPS\s*)?([ABYZ]))\s*[,;:]?\s+({_NUMBER})\s*M?\s*E?\s*[,;]?\s+({_NUMBER})\s*M?\s*N?"
)
_HALF = re.compile(
    rf"(?P<label>LATITUDE|LAT|LONGITUDE|LONG|LON|LNG)?\s*[:=]?\s*(?P<pre>[NSEW])?\s*(?P<sign>[+-])?\s*"
    rf"(?P<d>{_NUMBER})\s*(?P<degree>°|DEG(?:REES)?|D)?\s*"
    rf"(?:(?P<m>{_NUMBER})\s*(?:'|MIN(?:UTES)?|M)?\s*(?:(?P<s>{_NUMBER})\s*(?:\"|SEC(?:ONDS)?|S(?=\s*[NSEW]))?\s*)?)?"
    r"(?P<post>[NSEW])?"
)
_DASHED = re.compile(r"(?<![\d.-])\d{1,3}-\d{1,2}(?:-\d{1,2})?(?:\.\d{1,15})?(?= ?[NSEW](?![A-Z]))")
_PACKED = re.compile(
    r"(?<![\d.])((?:\d{4}|\d{6})(?=[\d.]*[NS])|(?:\d{5}|\d{7})(?=[\d.]*[EW]))(\.\d{1,15})?([NSEW])(?![A-Z])"
)
_AXES = {"N": "lat", "S": "lat", "E": "lon", "W": "lon"}


def read_place(text: str) -> Read:
    """The place that a text means.

    Raises
    ------
    UserError
        It is no place, lies beyond the globe, or can be read in two ways; the message says how it was
        understood.
    """
    if len(text) > MAX_TEXT:
        raise UserError(tr("That is too long for coordinates."), "", tr(_KINDS))
    if any(unicodedata.category(sign) == "No" for sign in text):
        raise UserError(
            tr("{text} has signs that only look like digits.", text=text.strip()[:60]), "", tr(_KINDS)
        )
    plain = _normalised(text)
    if not plain:
        raise UserError(tr("There are no coordinates."), "", tr(_KINDS))
    if len(plain) > 2 * MAX_TEXT:  # one sign may stand for many
        raise UserError(tr("That is too long for coordinates."), "", tr(_KINDS))
    found = _pixel(plain) or _mgrs(plain) or _ups(plain) or _utm(plain)
    return found or _angles(_PACKED.sub(_unpacked, _DASHED.sub(_undashed, plain)), text.strip())


def _normalised(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text.translate(_PLAIN)).translate(_PLAIN).upper()
    plain = plain.replace("''", '"').strip(" \t\r\n()[]{}.")
    plain = re.sub(r"\b(NORTH|SOUTH|EAST|WEST)(?=[\s,;]|$)", _word, plain)
    plain = re.sub(r"(?<=\d):(?=\d)", " ", plain)
    plain = re.sub(r"^GEO:", "", plain)
    return re.sub(r"\s+", " ", plain)


def _undashed(found: re.Match[str]) -> str:
    """`39-39-36N` is `39 39 36N`; a letter is there, so that the dashes are no minus signs."""
    return found.group(0).replace("-", " ")


def _unpacked(found: re.Match[str]) -> str:
    """`393936N` and `1244218E`, as aviation and armies write, are `39 39 36 N` and `124 42 18 E`."""
    digits, rest, letter = found.groups()
    degrees = 2 if letter in "NS" else 3
    return " ".join([digits[:degrees], *re.findall("..", digits[degrees:])]) + f"{rest or ''} {letter} "


def _word(found: re.Match[str]) -> str:
    """`39 north` is 39 N; `33 north` before two numbers of metres stays, and is looked at later."""
    return found.group(0) if re.match(r"\s*\d{5}", found.string[found.end() :]) else found.group(0)[0]


def _pixel(text: str) -> Read | None:
    for word in ("before", "after"):
        own = shown(word).upper()  # as `coordinates.pixel` writes it
        if text.startswith(f"{own} "):
            text = f"{word.upper()}{text[len(own) :]}"
    found = _PIXEL.fullmatch(text)
    if found is None:
        return None
    side = (found.group(1) or "").lower()
    point = float(found.group(2)), float(found.group(3))
    return Read(
        None,
        point,
        side,
        _of_image(side, f"{point[0]:g}", f"{point[1]:g}"),
    )


def _of_image(side: str, x: str, y: str) -> str:
    if side == "before":
        return tr("pixel {x}, {y} of the before image", x=x, y=y)
    return tr("pixel {x}, {y} of the after image", x=x, y=y)


# -- grids -----------------------------------------------------------------------------------------


def _mgrs(text: str) -> Read | None:
    found = _MGRS.fullmatch(re.sub(r"^(?:MGRS|USNG)[ :]*", "", text))
    if found is None:
        return None
    zone, letter, square = int(found.group(1) or 0), found.group(2) or found.group(3), found.group(4)
    groups = found.group(5).split()
    digits = "".join(groups)
    if len(digits) % 2 or len(digits) > 10 or (len(groups) == 2 and len(groups[0]) != len(groups[1])):
        raise UserError(
            tr("MGRS {text} has %n digit(s) that (is|are) no pair.", "", len(digits), text=text),
            tr("Easting and northing have equally many, 0 to 5 each."),
        )
    name = f"{zone}{letter}" if zone else letter
    if zone > 60 or (found.group(1) and not zone) or (letter == "X" and zone in {32, 34, 36}):
        raise UserError(
            tr("There is no MGRS zone {name}.", name=name),
            tr("Zones are 1 to 60; 32X, 34X and 36X do not exist."),
        )
    corner = corner_of(zone, letter, square)
    if corner is None:
        raise UserError(tr("There is no square {square} in MGRS zone {name}.", square=square, name=name))
    half = len(digits) // 2
    step = 10.0 ** (5 - half)
    easting = corner[0] + (int(digits[:half]) * step if half else 0.0) + step / 2
    northing = corner[1] + (int(digits[half:]) * step if half else 0.0) + step / 2
    lonlat = from_grid(zone, letter >= "N", easting, northing)
    if zone:
        south, north = band_limits(letter)
        slack = step / 100_000  # a square on a band's edge belongs to both
        if not south - slack <= lonlat[1] <= north + slack:
            raise UserError(
                tr("MGRS {text} does not exist.", text=text),
                tr(
                    "That place is at {latitude}, and band {letter} reaches from {south} to {north}.",
                    latitude=_latitude(lonlat[1]),
                    letter=letter,
                    south=_latitude(south),
                    north=_latitude(north),
                ),
            )
    side = f"{number(step / 1000, 'g')} km" if step >= 1000 else f"{number(step, 'g')} m"
    return Read(lonlat, None, "", tr("MGRS, the middle of a square of {side}", side=side), step)


def _utm(text: str) -> Read | None:
    found = _UTM.fullmatch(_ZONE_LAST.sub(r"\3 \1 \2", text))
    if found is None:
        return None
    zone, letter = int(found.group(1)), found.group(2) or ""
    easting, northing = float(found.group(3)), float(found.group(4))
    if easting < 1000:  # degrees, whatever letters stand between
        return None
    if not 1 <= zone <= 60 or (len(letter) == 1 and letter not in BANDS):
        raise UserError(
            tr("There is no UTM zone {zone}{letter}.", zone=zone, letter=letter),
            tr("Zones are 1 to 60 with a latitude band C to X."),
        )
    if not (100_000 <= easting <= 900_000 and northing <= 10_000_000):
        raise UserError(
            tr(
                "Understood as UTM, easting {easting} and northing {northing}: that is outside of the grid.",
                easting=f"{easting:g}",
                northing=f"{northing:g}",
            ),
            tr("Eastings are 100,000 to 900,000 m, northings up to 10,000,000 m, easting first."),
        )
    if not letter:
        raise UserError(
            tr("UTM zone {zone} of which hemisphere?", zone=zone),
            "",
            tr("Write {zone} north or {zone} south, or its band.", zone=zone),
        )
    is_north, how = _hemisphere(zone, letter, easting, northing)
    lonlat = from_grid(zone, is_north, easting, northing)
    return Read(
        lonlat,
        None,
        "",
        tr(
            "UTM zone {zone} {how}, easting {easting}, northing {northing}",
            zone=zone,
            how=how,
            easting=f"{easting:.12g}",
            northing=f"{northing:.12g}",
        ),
    )


def _hemisphere(zone: int, letter: str, easting: float, northing: float) -> tuple[bool, str]:
    """Whether a UTM place is in the north, and how its letter was understood."""
    if len(letter) > 1:
        return letter == "NORTH", tr("north", "hemisphere") if letter == "NORTH" else tr(
            "south", "hemisphere"
        )
    south, north = band_limits(letter)
    is_north = letter >= "N"
    lat = from_grid(zone, is_north, easting, northing)[1]
    if south - 0.5 <= lat <= north + 0.5:
        if letter == "S":
            return True, tr("band S (32 to 40° N; write SOUTH for the southern hemisphere)")
        return is_north, tr("north (band N)") if letter == "N" else tr("band {letter}", letter=letter)
    if letter == "N":
        return True, tr("north (N as hemisphere)")
    if letter == "S":
        return False, tr("south (S as hemisphere: this is not in band S)")
    raise UserError(
        tr(
            "UTM zone {zone}{letter} reaches from {south} to {north}, and a northing of "
            "{northing} is at {latitude}.",
            zone=zone,
            letter=letter,
            south=_latitude(south),
            north=_latitude(north),
            northing=f"{northing:.12g}",
            latitude=_latitude(lat),
        ),
        "",
        tr("Correct the band, or write NORTH or SOUTH in its place."),
    )


def _ups(text: str) -> Read | None:
    found = _UPS.fullmatch(text)
    if found is None:
        return None
    is_north = (found.group(1) == "NORTH") if found.group(1) else found.group(2) in "YZ"
    easting, northing = float(found.group(3)), float(found.group(4))
    lonlat = from_grid(0, is_north, easting, northing)
    if not (800_000 <= easting <= 3_200_000 and 800_000 <= northing <= 3_200_000):
        raise UserError(
            tr(
                "Understood as UPS, easting {easting} and northing {northing}: not on the grid.",
                easting=f"{easting:g}",
                northing=f"{northing:g}",
            )
        )
    pole = tr("north", "hemisphere") if is_north else tr("south", "hemisphere")
    return Read(
        lonlat,
        None,
        "",
        tr(
            "UPS {pole}, easting {easting}, northing {northing}",
            pole=pole,
            easting=f"{easting:.12g}",
            northing=f"{northing:.12g}",
        ),
    )


# -- latitude and longitude --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Angle:
    degrees: float
    axis: str
    parts: int
    is_marked: bool


def _angles(text: str, typed: str) -> Read:
    readings: dict[tuple[float, float], str] = {}
    problems: list[UserError] = []
    for halves in _splits(text):
        first, second = _half(halves[0]), _half(halves[1])
        if first is None or second is None:
            continue
        if first.parts != second.parts and not (first.is_marked and second.is_marked):
            continue
        try:
            lonlat, how = _ordered(first, second)
        except UserError as error:
            problems.append(error)
            continue
        readings.setdefault(lonlat, how)
    if len(readings) == 1:
        lonlat, how = next(iter(readings.items()))
        return Read(lonlat, None, "", how)
    if readings:
        one, other = (decimal(*lonlat) for lonlat in list(readings)[:2])
        raise UserError(
            tr("{text} can be read in two ways, as {one} or {other}.", text=typed, one=one, other=other),
            "",
            tr("Write decimals with a dot, and ; between."),
        )
    if problems:
        raise problems[0]
    raise UserError(tr("{text} is no place that is understood.", text=typed[:60]), _reason(text), tr(_KINDS))


def _reason(text: str) -> str:
    """Why angles were not understood, where that can be told."""
    if re.fullmatch(r"[-+\d,]+", text) and text.count(",") > 1:
        return tr("Commas may stand in the numbers or between them: put ; or a blank between.")
    if re.search(r"-\s*[\d.]+[^NSEW,;]*[NSEW]|[NSEW]\s*-", text):
        return tr("A minus sign and a letter say the direction twice.")
    return ""


def _splits(text: str) -> list[tuple[str, str]]:
    """All ways to cut a text into two halves: at its only separator, or between words; commas in numbers
    also as decimal points.
    """
    ways = [text]
    if "." not in text and re.search(r"\d,\d", text):
        ways.append(re.sub(r"(?<=\d),(?=\d)", ".", text))
    found: list[tuple[str, str]] = []
    for way in ways:
        separators = [i for i, c in enumerate(way) if c in ",;/"]
        if len(separators) == 1:
            found.append((way[: separators[0]].strip(), way[separators[0] + 1 :].strip()))
        elif not separators:
            # Before and behind letters there need not be a blank.
            words = re.sub(r"(?<=[NSEW\"'°])(?=[-+\d])|(?<=[\d\"'°.])(?=[NSEW])", " ", way).split()
            if len(words) <= _MAX_WORDS:
                found += [(" ".join(words[:i]), " ".join(words[i:])) for i in range(1, len(words))]
    return found


def _half(text: str) -> _Angle | None:
    """One angle, or None for what is none."""
    found = _HALF.fullmatch(text)
    if found is None or (found["pre"] and found["post"]):
        return None
    numbers = [part for part in (found["d"], found["m"], found["s"]) if part is not None]
    if any("." in part for part in numbers[:-1]):
        return None
    values = [float(part) for part in numbers]
    if any(value >= 60.0 for value in values[1:]):
        return None
    letter = found["pre"] or found["post"] or ""
    axis = _AXES.get(letter, "")
    if found["label"]:
        named = "lat" if found["label"].startswith("LA") else "lon"
        if axis and axis != named:
            return None
        axis = named
    if found["sign"] == "-" and letter:
        return None  # minus and S: nobody knows
    size = sum(value / 60.0**power for power, value in enumerate(values))
    negative = found["sign"] == "-" or letter in {"S", "W"}
    is_marked = bool(found["degree"] or letter or found["label"])
    return _Angle(-size if negative else size, axis, len(values), is_marked)


def _ordered(first: _Angle, second: _Angle) -> tuple[Point, str]:
    """((lon, lat), how they were understood) of two angles."""
    if first.axis and first.axis == second.axis:
        both = (
            tr("Both numbers are latitudes.") if first.axis == "lat" else tr("Both numbers are longitudes.")
        )
        raise UserError(both, "", tr("One of N or S, and one of E or W."))
    named = bool(first.axis or second.axis)
    swapped = first.axis == "lon" or second.axis == "lat"
    lat, lon = (second.degrees, first.degrees) if swapped else (first.degrees, second.degrees)
    order = tr("longitude, latitude") if swapped else tr("latitude, longitude")
    if abs(lat) > 90.0:
        hint = tr("Latitude comes first; write E or W at the longitude.") if not named else ""
        if not named and abs(lon) <= 90.0 and abs(lat) <= 360.0:
            hint = tr(
                "If longitude comes first, write {lonlat}; for a pixel, px {pixel}.",
                lonlat=f"{abs(lat):g}{'EW'[lat < 0]} {abs(lon):g}{'NS'[lon < 0]}",
                pixel=f"{lat:g}, {lon:g}",
            )
        raise UserError(
            tr(
                "Understood as {order}: a latitude of {lat}° is beyond the pole.",
                order=order,
                lat=f"{lat:g}",
            ),
            "",
            hint,
        )
    if abs(lon) > 360.0:
        raise UserError(
            tr(
                "Understood as {order}: a longitude of {lon}° is more than once around the Earth.",
                order=order,
                lon=f"{lon:g}",
            )
        )
    how = tr("{order}, by the letters", order=order) if named else tr("{order} in this order", order=order)
    if abs(lon) > 180.0:
        turned = (lon + 180.0) % 360.0 - 180.0
        return (turned, lat), tr("{how}; {lon}° is {turned}°", how=how, lon=f"{lon:g}", turned=f"{turned:g}")
    return (lon, lat), how


def _latitude(degrees: float) -> str:
    return f"{abs(degrees):.3g}° {'S' if degrees < 0 else 'N'}"
