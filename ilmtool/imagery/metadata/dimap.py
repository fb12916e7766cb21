"""DIMAP 1 (SPOT) and 2 (Pleiades, Pleiades Neo, SPOT 6/7, PeruSat, ...): the product's XML file.

The angles are those of the first located point, whose time is the `IMAGING_TIME`; over a scene they differ by
tenths of a degree. `VIEWING_ANGLE` is the angle at the satellite, hence off-nadir; `INCIDENCE_ANGLE` is the
one at the ground. DIMAP's `AZIMUTH_ANGLE` is the orientation of the scan lines, not where the satellite
stood: that direction follows from it and the two components of the incidence.
"""

from __future__ import annotations

import math
from xml.etree.ElementTree import Element

from ilmtool.errors import Finding
from ilmtool.imagery.metadata.claim import (
    Claim,
    LonLat,
    azimuth,
    claim,
    elevation,
    mean_gsd,
    middle,
    number,
    off_nadir,
    percent,
    positive,
    text,
)
from ilmtool.imagery.metadata.moments import Dated, join_moment, parse_moment
from ilmtool.imagery.metadata.plain_files import first_text
from ilmtool.text import tr

ROOT = "Dimap_Document"


def from_dimap(root: Element) -> Claim:
    """The claim of a dataset's document (not of a volume, which only lists others)."""
    sources = [e for e in root.iter() if e.tag in {"Scene_Source", "Strip_Source", "Source_Identification"}]
    sources = [e for e in sources if e.find("IMAGING_DATE") is not None] or [root]
    dates = sorted(d for d in map(_date, sources) if d is not None)
    first = sources[0]
    located = root.find(".//Located_Geometric_Values")
    angles = located if located is not None else first
    return claim(
        "DIMAP",
        _date(first) or (dates[0] if dates else parse_moment(_of(angles, "TIME"))),
        place=_place(root),
        findings=_mosaic(dates),
        platform=text(" ".join(filter(None, (_of(first, "MISSION"), _of(first, "MISSION_INDEX"))))),
        gsd=mean_gsd(_of(angles, "GSD_ACROSS_TRACK"), _of(angles, "GSD_ALONG_TRACK"))
        or positive(first_text(root, "THEORETICAL_RESOLUTION")),
        off_nadir=off_nadir(_of(angles, "VIEWING_ANGLE")),
        azimuth=_satellite_azimuth(angles),
        incidence=off_nadir(_of(angles, "INCIDENCE_ANGLE") or _of(first, "INCIDENCE_ANGLE")),
        sun_elevation=elevation(_of(angles, "SUN_ELEVATION") or _of(first, "SUN_ELEVATION")),
        sun_azimuth=azimuth(_of(angles, "SUN_AZIMUTH") or _of(first, "SUN_AZIMUTH")),
        cloud_cover=percent(first_text(root, "CLOUD_COVERAGE")),
        attribution=text(first_text(root, "COPYRIGHT")),
    )


def component_hrefs(root: Element, tag: str) -> list[str]:
    """What `Data_File`'s `DATA_FILE_PATH` or a volume's `COMPONENT_PATH` elements point to."""
    return [href for e in root.iter(tag) if (href := e.get("href"))]


def _of(element: Element, tag: str) -> str | None:
    return first_text(element, tag)


def _date(source: Element) -> Dated | None:
    return join_moment(_of(source, "IMAGING_DATE"), _of(source, "IMAGING_TIME"))


def _mosaic(dates: list[Dated]) -> list[Finding]:
    days = sorted({d[0][:10] for d in dates})
    if len(days) < 2:
        return []
    words = tr(
        "It is made of images taken from {first} to {last}; the date of the first listed is used.",
        first=days[0],
        last=days[-1],
    )
    return [Finding("warning", "several-dates", words)]


def _satellite_azimuth(angles: Element) -> float | None:
    lines = number(_of(angles, "AZIMUTH_ANGLE"))
    along = number(_of(angles, "INCIDENCE_ANGLE_ALONG_TRACK"))
    across = number(_of(angles, "INCIDENCE_ANGLE_ACROSS_TRACK"))
    if lines is None or along is None or across is None or (along, across) == (0, 0):
        return None
    if max(abs(along), abs(across)) >= 90:
        return None
    turned = math.atan2(math.tan(math.radians(across)), math.tan(math.radians(along)))
    return round((lines - math.degrees(turned)) % 360, 6)


def _place(root: Element) -> LonLat | None:
    for center in root.iter():
        if center.tag in {"Center", "Scene_Center"}:
            found = middle([(_lonlat(center, "LON"), _lonlat(center, "LAT"))])
            if found is not None:
                return found
    return middle((_lonlat(e, "LON"), _lonlat(e, "LAT")) for e in root.iter("Vertex"))


def _lonlat(element: Element, axis: str) -> float | None:
    return number(_of(element, axis) or _of(element, f"FRAME_{axis}"))
