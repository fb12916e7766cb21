"""Sentinel-2: the product's MTD_MSIL1C.xml or MTD_MSIL2A.xml and the granule's MTD_TL.xml.

The date is the product's sensing start, which its name has too; angles are stated by the granule only. The
view angle there is the one at the ground (incidence), the mean over all bands.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from ilmtool.imagery.metadata.claim import (
    Claim,
    LonLat,
    azimuth,
    circular_mean,
    claim,
    from_elevation,
    middle,
    number,
    percent,
    positive,
    text,
)
from ilmtool.imagery.metadata.moments import parse_moment
from ilmtool.imagery.metadata.plain_files import first_text

PRODUCT_ROOTS = ("Level-1C_User_Product", "Level-2A_User_Product")
GRANULE_ROOTS = ("Level-1C_Tile_ID", "Level-2A_Tile_ID")
_GSD = {
    10.0: ("B02", "B03", "B04", "B08", "TCI", "AOT", "WVP"),
    20.0: ("B05", "B06", "B07", "B8A", "B11", "B12", "SCL"),
    60.0: ("B01", "B09", "B10"),
}


def from_product(root: Element, image_name: str = "") -> Claim:
    """The claim of a product's metadata; `image_name` is the band's file, for its pixel size."""
    dated = parse_moment(first_text(root, "PRODUCT_START_TIME")) or parse_moment(
        first_text(root, "DATATAKE_SENSING_START")
    )
    return claim(
        "MTD",
        dated,
        place=_footprint(first_text(root, "EXT_POS_LIST")),
        platform=text(first_text(root, "SPACECRAFT_NAME")),
        gsd=band_gsd(image_name) or _finest(root),
        cloud_cover=percent(first_text(root, "Cloud_Coverage_Assessment")),
        attribution=f"Copernicus Sentinel data {dated[0][:4]}" if dated else None,
    )


def from_granule(root: Element, image_name: str = "") -> Claim:
    """The claim of a granule's metadata."""
    sun = root.find(".//Mean_Sun_Angle")
    views = list(root.iter("Mean_Viewing_Incidence_Angle"))
    zeniths = [z for z in (number(first_text(v, "ZENITH_ANGLE")) for v in views) if z is not None]
    azimuths = [a for a in (number(first_text(v, "AZIMUTH_ANGLE")) for v in views) if a is not None]
    return claim(
        "MTD",
        parse_moment(first_text(root, "SENSING_TIME")),
        gsd=band_gsd(image_name),
        azimuth=circular_mean(azimuths),
        incidence=round(sum(zeniths) / len(zeniths), 9) if zeniths else None,
        sun_elevation=from_elevation(first_text(sun, "ZENITH_ANGLE")) if sun is not None else None,
        sun_azimuth=azimuth(first_text(sun, "AZIMUTH_ANGLE")) if sun is not None else None,
        cloud_cover=percent(first_text(root, "CLOUDY_PIXEL_PERCENTAGE")),
    )


def band_gsd(name: str) -> float | None:
    """Metres per pixel of a band file, from its name: `..._B8A_20m.jp2` or `..._B04.jp2`."""
    if match := re.search(r"_(10|20|60)m\.[^.]+$", name, re.IGNORECASE):
        return float(match[1])
    if match := re.search(r"_(B\d\d|B8A|TCI)\.[^.]+$", name, re.IGNORECASE):
        return next((gsd for gsd, bands in _GSD.items() if match[1].upper() in bands), None)
    return None


def _finest(root: Element) -> float | None:
    found = [positive(e.text) for e in root.iter("RESOLUTION")]
    return min((v for v in found if v is not None), default=None)


def _footprint(positions: str | None) -> LonLat | None:
    """Middle of `lat lon lat lon ...`, or of triples with a height."""
    values = [number(word) for word in (positions or "").split()]
    step = 3 if len(values) % 3 == 0 and len(values) % 2 else 2
    return middle(zip(values[1::step], values[0::step], strict=False))
