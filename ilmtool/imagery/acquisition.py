"""When and how an image was taken, from what its file and neighbours say.

Order of trust for the date (the first that gives one wins, and is named in `datetime_source`):

1. `IMD`: the vendor's own metadata, Maxar's first line time. Its generation and "acquisition" times of the
   *product* are left alone: in the test data they lie years after the scene.
2. `DIMAP`: imaging date and time of Airbus products.
3. `IMAGERY`: GDAL's digest of other vendors' files (UTC; satellite and cloud cover beside it).
4. `NITF`: IDATIM.
5. `EXIF`: DateTimeOriginal only; DateTime and DateTimeDigitized are times of editing and scanning.
6. `filename`: a date in the file's name.
7. `TIFFTAG`: TIFFTAG_DATETIME last. By the TIFF 6.0 specification it is when the *file* was made, and
   processing chains write it so (a Pleiades Neo product of 2017 says 2021). Midnight sharp means a date
   without a time; such a date that confirms the one in the name is named as source. A time of day is not
   joined to the name's date: it may be that of a product made the same day.

Free text such as ENVI's `description` (it carries the time of the last resize) is never searched.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ilmtool.core.scene import Acquisition
from ilmtool.core.times import format_utc
from ilmtool.imagery.ground import ground_sample_distance
from ilmtool.imagery.placement import Georeference

Tags = Mapping[str, str]
Dated = tuple[str, str]
"""(UTC datetime, precision)."""

YEARS = range(1960, 2101)
_NAME_DATE = re.compile(
    r"(?<!\d)(?P<y>19[6-9]\d|20\d\d|2100)(?P<sep>[-_.]?)(?P<m>0[1-9]|1[0-2])(?P=sep)(?P<d>0[1-9]|[12]\d|3[01])"
    r"(?:[T_\- ]?(?P<H>[01]\d|2[0-3])[-:_.]?(?P<M>[0-5]\d)[-:_.]?(?P<S>[0-5]\d)(?!\d))?"
)
_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")


def read_acquisition(
    name: str,
    tags: Tags | None = None,
    imd: Tags | None = None,
    imagery: Tags | None = None,
    driver: str = "",
) -> Acquisition:
    """Everything the metadata say, in the order of trust above.

    Parameters
    ----------
    name : str
        File name; its date is used where metadata have none.
    tags, imd, imagery : mapping, optional
        The dataset's own tags (EXIF_..., TIFFTAG_..., NITF_...), and GDAL's `IMD` and `IMAGERY` domains.
    driver : str, optional
        GDAL driver; `DIMAP` tags are trusted only from there.
    """
    tags, imagery = tags or {}, imagery or {}
    image = _maxar(imd or {})
    source, dated = _first_date(name, tags, image, imagery, driver)
    cloud = _number(image.get("cloudcover"))
    percent = _number(imagery.get("CLOUDCOVER"))
    return Acquisition(
        datetime=dated[0] if dated else None,
        datetime_source=source,
        datetime_precision=dated[1] if dated else None,
        platform=_text(image.get("satid"))
        or _text(imagery.get("SATELLITEID"))
        or _dimap_platform(tags, driver),
        gsd=_positive(image.get("meanproductgsd")) or _positive(image.get("meancollectedgsd")),
        off_nadir=_angle(image.get("meanoffnadirviewangle"), -90, 90),
        azimuth=_angle(image.get("meansataz"), -360, 360),
        sun_elevation=_angle(image.get("meansunel"), -90, 90),
        sun_azimuth=_angle(image.get("meansunaz"), -360, 360),
        # IMD has a fraction, GDAL's digest whole percent with 999 for unknown; STAC wants percent.
        cloud_cover=_percent(None if cloud is None else cloud * 100, percent),
        attribution=_text(tags.get("TIFFTAG_COPYRIGHT")) or _text(tags.get("EXIF_Copyright")),
    )


def acquisition_of_dataset(dataset: Any, path: Path) -> Acquisition:
    """Acquisition of an open rasterio dataset."""

    def domain(name: str | None) -> Tags:
        try:
            return dict(dataset.tags(ns=name) if name else dataset.tags())
        except (OSError, ValueError, UnicodeDecodeError):
            return {}  # one bad tag must not stop an image

    return read_acquisition(path.name, domain(None), domain("IMD"), domain("IMAGERY"), dataset.driver)


def with_pixel_gsd(acquisition: Acquisition, georeference: Georeference) -> tuple[Acquisition, str | None]:
    """The acquisition with a GSD, and whether it is from `metadata` or the `pixel`'s size."""
    if acquisition.gsd is not None:
        return acquisition, "metadata"
    gsd = ground_sample_distance(georeference)
    if gsd is None:
        return acquisition, None
    return replace(acquisition, gsd=float(f"{gsd:.6g}")), "pixel"


def _first_date(
    name: str, tags: Tags, image: Tags, imagery: Tags, driver: str
) -> tuple[str | None, Dated | None]:
    named, tiff = date_in_name(name), parse_moment(tags.get("TIFFTAG_DATETIME"))
    found_in = "TIFFTAG" if named is not None and named == tiff else "filename"
    dimap = f"{tags.get('IMAGING_DATE', '')} {tags.get('IMAGING_TIME', '')}" if driver == "DIMAP" else None
    candidates: Iterable[tuple[str, Dated | None]] = (
        ("IMD", parse_moment(image.get("firstlinetime"))),
        ("DIMAP", parse_moment(dimap)),
        ("IMAGERY", parse_moment(imagery.get("ACQUISITIONDATETIME"))),
        ("NITF", _idatim(tags.get("NITF_IDATIM"))),
        ("EXIF", parse_moment(tags.get("EXIF_DateTimeOriginal"))),
        (found_in, named),
        ("TIFFTAG", tiff),
    )
    return next(((source, dated) for source, dated in candidates if dated), (None, None))


def date_in_name(name: str) -> Dated | None:
    """The first date in a file name: YYYYMMDD or YYYY-MM-DD (also with _ or .), HHMMSS may follow."""
    for match in _NAME_DATE.finditer(name):
        parts = match.groupdict()
        if parts["H"] is None and not parts["sep"] and re.match(r"\d", name[match.end() :]):
            continue  # part of a longer number, not a date
        dated = _moment([int(parts[k] or 0) for k in "ymdHMS"])
        if dated:
            return dated, "day" if parts["H"] is None else "second"
    return None


def parse_moment(text: str | None) -> Dated | None:
    """UTC and precision from ISO 8601, EXIF or TIFF notation; None for blanks and nonsense.

    Midnight sharp without a zone means that only the day is known.
    """
    match = re.fullmatch(
        r"(\d{4})[-:/](\d\d)[-:/](\d\d)"
        r"(?:[T ,]+(\d\d):(\d\d)(?::(\d\d)(?:\.\d*)?)?\s*(Z|UTC|GMT|[+-]\d\d:?\d\d)?)?",
        _text(text) or "",
    )
    if match is None:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in match.groups()[:6])
    zone = match.group(7)
    dated = _moment([year, month, day, hour, minute, min(second, 59)], zone)
    if dated is None:
        return None
    only_day = match.group(4) is None or (hour, minute, second, zone) == (0, 0, 0, None)
    return dated, "day" if only_day else "second"


def _moment(fields: Sequence[int], zone: str | None = None) -> str | None:
    year, month, day, hour, minute, second = fields
    if year not in YEARS:
        return None
    try:
        moment = datetime(year, month, day, hour, minute, second, tzinfo=UTC)
        if zone and zone[0] in "+-":
            moment = datetime.fromisoformat(f"{moment:%Y-%m-%dT%H:%M:%S}{zone}")
        return format_utc(moment)
    except (ValueError, OverflowError):
        return None


def _idatim(text: str | None) -> Dated | None:
    """NITF 2.1 CCYYMMDDhhmmss or NITF 2.0 DDHHMMSSZMONYY."""
    text = _text(text) or ""
    if re.fullmatch(r"\d{14}", text):
        dated = _moment([int(part) for part in re.findall(r"^\d{4}|\d\d", text)])
    elif match := re.fullmatch(r"(\d\d)(\d\d)(\d\d)(\d\d)Z([A-Z]{3})(\d\d)", text):
        day, hour, minute, second, year = (int(match.group(i)) for i in (1, 2, 3, 4, 6))
        month = _MONTHS.index(match.group(5)) + 1 if match.group(5) in _MONTHS else 0
        dated = _moment([year + (1900 if year >= 60 else 2000), month, day, hour, minute, second])
    else:
        return None
    return (dated, "second") if dated else None


def _maxar(imd: Tags) -> dict[str, str]:
    """Image fields of a Maxar IMD or XML, lower case, without their group name.

    Only fields of an image group count; the first image wins.
    """
    fields: dict[str, str] = {}
    for key, value in imd.items():
        group, _, field = key.rpartition(".")
        if re.fullmatch(r"IMAGE(_\d+)?|", group, re.IGNORECASE):
            fields.setdefault(field.lower(), value)
    # Other vendors' files come through the same domain: only Maxar's have these two.
    return fields if {"satid", "firstlinetime"} & fields.keys() else {}


def _dimap_platform(tags: Tags, driver: str) -> str | None:
    if driver != "DIMAP":
        return None
    return _text(" ".join(tags.get(k, "") for k in ("MISSION", "MISSION_INDEX")))


def _text(value: str | None) -> str | None:
    cleaned = (value or "").strip().strip('"').strip()
    return cleaned or None


def _number(value: str | None) -> float | None:
    try:
        number = float(_text(value) or "")
    except ValueError:
        return None
    return number if -1e6 < number < 1e6 else None


def _positive(value: str | None) -> float | None:
    number = _number(value)
    return number if number is not None and number > 0 else None


def _angle(value: str | None, low: float, high: float) -> float | None:
    number = _number(value)
    return number if number is not None and low <= number <= high else None


def _percent(*values: float | None) -> float | None:
    return next((round(v, 6) for v in values if v is not None and 0 <= v <= 100), None)
