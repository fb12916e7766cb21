"""Planet: the item's `metadata.json`, and the XML beside PlanetScope and RapidEye analytic images."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from xml.etree.ElementTree import Element

from ilmtool.imagery.metadata.claim import (
    Claim,
    azimuth,
    claim,
    elevation,
    fraction,
    middle,
    number,
    off_nadir,
    percent,
    positive,
    text,
)
from ilmtool.imagery.metadata.moments import parse_moment
from ilmtool.imagery.metadata.plain_files import first_text
from ilmtool.imagery.metadata.positions import geometry_middle

XML_ROOT = "EarthObservation"


def is_planet(value: Any) -> bool:
    """Whether a JSON value is an item of Planet's catalogue."""
    properties = value.get("properties") if isinstance(value, Mapping) else None
    return isinstance(properties, Mapping) and "acquired" in properties and "stac_version" not in value


def from_planet(item: Mapping[str, Any]) -> Claim:
    """The claim of a Planet item. `published` and `updated` are times of processing."""
    found = item["properties"]
    cloud = percent(found.get("cloud_percent"))
    return claim(
        "PLANET",
        parse_moment(found.get("acquired")),
        place=geometry_middle(item.get("geometry")),
        platform=text(" ".join(str(found[k]) for k in ("provider", "satellite_id") if found.get(k))),
        gsd=positive(found.get("gsd")) or positive(found.get("pixel_resolution")),
        off_nadir=off_nadir(found.get("view_angle")),
        azimuth=azimuth(found.get("satellite_azimuth")),
        sun_elevation=elevation(found.get("sun_elevation")),
        sun_azimuth=azimuth(found.get("sun_azimuth")),
        cloud_cover=cloud if cloud is not None else fraction(found.get("cloud_cover")),
    )


def from_planet_xml(root: Element) -> Claim:
    """The claim of an EarthObservation document. Its `azimuthAngle` is not defined well enough to be used."""
    platform = root.find(".//Platform")
    names = (
        [first_text(platform, t) for t in ("shortName", "serialIdentifier")] if platform is not None else []
    )
    return claim(
        "PLANET",
        parse_moment(first_text(root, "acquisitionDateTime"))
        or parse_moment(first_text(root, "acquisitionDate")),
        place=middle([_first_pos(root)]),
        platform=text(" ".join(n for n in names if n)),
        gsd=positive(first_text(root, "rowGsd")) or positive(first_text(root, "resolution")),
        off_nadir=off_nadir(first_text(root, "spaceCraftViewAngle")),
        incidence=off_nadir(first_text(root, "incidenceAngle")),
        sun_elevation=elevation(first_text(root, "illuminationElevationAngle")),
        sun_azimuth=azimuth(first_text(root, "illuminationAzimuthAngle")),
        cloud_cover=percent(first_text(root, "cloudCoverPercentage")),
        attribution=text(first_text(root, "copyright")),
    )


def _first_pos(root: Element) -> tuple[float | None, float | None]:
    """The centre is written `lon lat` by Planet."""
    words = (first_text(root, "pos") or "").split()
    return (number(words[0]), number(words[1])) if len(words) >= 2 else (None, None)
