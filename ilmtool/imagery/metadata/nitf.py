"""NITF and NSIF: the image's header and its extensions (TREs), as GDAL names them.

GSDs of USE00A, CSEXRA and PIAIMC are in inches. Their obliquity is what producers fill with the angle off
nadir. IDATIM is the time of acquisition by the standard; files that GDAL wrote without being told one carry
the same placeholder in IDATIM and FDT, which is not a date of anything.
"""

from __future__ import annotations

import re
from typing import Any
from xml.etree.ElementTree import Element

from ilmtool.imagery.metadata.claim import (
    Claim,
    Tags,
    azimuth,
    claim,
    elevation,
    middle,
    number,
    off_nadir,
    percent,
    positive,
    text,
)
from ilmtool.imagery.metadata.moments import Dated, month_number, nitf_moment
from ilmtool.imagery.metadata.plain_files import BadMetadataError, parse_xml

_PLACEHOLDER = "20021216151629"
_INCH_M = 0.0254
_SEGMENTS = r"(\d{2,3})(\d\d)(\d\d)([NSEW])"


def from_nitf(tags: Tags, tre_xml: str = "") -> Claim | None:
    """The claim of `NITF_...` tags and of the text in GDAL's `xml:TRE` domain; None without any."""
    found = {k[5:]: v for k, v in tags.items() if k.startswith("NITF_")}
    if not found:
        return None
    sensor = _sensrb(tre_xml)

    def first(*names: str, read: Any = text) -> Any:
        return next((v for v in (read(found.get(name)) for name in names) if v is not None), None)

    platform = first("STDIDC_MISSION", "PIAIMC_SENSNAME", "AIMIDB_MISSION_NO") or text(sensor.get("PLATFORM"))
    gsd = first("CSEXRA_GEO_MEAN_GSD", "CSEXRA_MAX_GSD", "USE00A_MEAN_GSD", "PIAIMC_MEANGSD", read=positive)
    source = first("ISORCE")
    return claim(
        "NITF",
        _date(found, sensor),
        place=_corners(found.get("IGEOLO", "")),
        platform=platform or (source if source and source.lower() != "unknown" else None),
        gsd=None if gsd is None else float(f"{gsd * _INCH_M:.6g}"),
        off_nadir=first("CSEXRA_OBLIQUITY_ANGLE", "USE00A_OBL_ANG", read=off_nadir),
        azimuth=first("CSEXRA_AZ_OF_OBLIQUITY", read=azimuth),
        sun_elevation=first("CSEXRA_SUN_ELEVATION", "USE00A_SUN_EL", "MPD26A_SUN_EL", read=elevation),
        sun_azimuth=first("CSEXRA_SUN_AZIMUTH", "USE00A_SUN_AZ", "MPD26A_SUN_AZ", read=azimuth),
        cloud_cover=first("PIAIMC_CLOUDCVR", "ICLOUD", read=percent),
    )


def _date(found: Tags, sensor: Tags) -> Dated | None:
    stated = found.get("IDATIM", "").strip()
    # Compared as text: the file's own date (FDT) is never a date of acquisition.
    placeholder = stated == _PLACEHOLDER and found.get("FDT", stated).strip() == _PLACEHOLDER
    extensions = (
        "STDIDC_ACQUISITION_DATE",
        "STDIDB_ACQUISITION_DATE",
        "AIMIDB_ACQUISITION_DATE",
        "CSDIDA_TIME",
    )
    candidates = ["" if placeholder else stated, *(found.get(name, "") for name in extensions)]
    year, day = found.get("CSDIDA_YEAR", ""), found.get("CSDIDA_DAY", "")
    begun = sensor.get("START_DATE", "") + _clock(sensor.get("START_TIME"))
    candidates += [begun, f"{year}{month_number(found.get('CSDIDA_MONTH', '')):02}{day}"]
    read = [d for d in (nitf_moment(text) for text in candidates) if d is not None]
    return next((d for d in read if d[1] == "second"), read[0] if read else None)


def _clock(seconds: str | None) -> str:
    """Hhmmss from seconds after midnight."""
    value = number(seconds)
    if value is None or not 0 <= value < 86_400:
        return ""
    return f"{int(value) // 3600:02}{int(value) // 60 % 60:02}{int(value) % 60:02}"


def _sensrb(tre_xml: str) -> dict[str, str]:
    if "SENSRB" not in tre_xml:
        return {}
    try:
        root: Element = parse_xml(tre_xml.encode())
    except BadMetadataError:
        return {}
    tre = next((e for e in root.iter("tre") if e.get("name") == "SENSRB"), None)
    fields = tre.iter("field") if tre is not None else ()
    return {e.get("name", ""): e.get("value", "").strip() for e in fields}


def _corners(igeolo: str) -> tuple[float, float] | None:
    """Middle of `ddmmssXdddmmssY` four times (ICORDS G)."""
    if not re.fullmatch(r"(?:\d{6}[NS]\d{7}[EW]){4}", igeolo.strip()):
        return None
    points = []
    for lat, lon in re.findall(r"(\d{6}[NS])(\d{7}[EW])", igeolo):
        points.append((_degrees(lon), _degrees(lat)))
    return middle(points)


def _degrees(text_: str) -> float | None:
    match = re.fullmatch(_SEGMENTS, text_)
    if match is None:
        return None
    size = int(match[1]) + int(match[2]) / 60 + int(match[3]) / 3600
    return -size if match[4] in "SW" else size
