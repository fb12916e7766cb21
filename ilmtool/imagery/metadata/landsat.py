"""Landsat's MTL file as text, XML or JSON: Collections 1 and 2, and the names used before 2012."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ilmtool.imagery.metadata.claim import (
    Claim,
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
from ilmtool.imagery.metadata.moments import join_moment

ROOTS = ("LANDSAT_METADATA_FILE", "L1_METADATA_FILE")


def from_mtl(flat: Mapping[str, Any], image_name: str = "") -> Claim | None:
    """The claim of an MTL file.

    Parameters
    ----------
    flat : mapping
        `GROUP.KEY` -> value, with or without groups; of repeated keys the first counts.
    image_name : str
        The band's file: its number decides between the 15 m and the 30 m grid.

    Returns
    -------
    Claim or None
        None if the tags are not Landsat's.
    """
    found: dict[str, Any] = {}
    for key, value in flat.items():
        found.setdefault(key.rpartition(".")[2].upper(), value)
    if "SPACECRAFT_ID" not in found or not {"DATE_ACQUIRED", "ACQUISITION_DATE"} & found.keys():
        return None
    date = found.get("DATE_ACQUIRED") or found.get("ACQUISITION_DATE")
    time = found.get("SCENE_CENTER_TIME") or found.get("SCENE_CENTER_SCAN_TIME")
    return claim(
        "MTL",
        join_moment(date, time),
        place=middle(
            (number(found.get(f"CORNER_{c}_LON_PRODUCT")), number(found.get(f"CORNER_{c}_LAT_PRODUCT")))
            for c in ("UL", "UR", "LL", "LR")
        ),
        platform=text(found.get("SPACECRAFT_ID")),
        gsd=_gsd(found, image_name),
        off_nadir=_off_nadir(found),
        sun_elevation=elevation(found.get("SUN_ELEVATION")),
        sun_azimuth=azimuth(found.get("SUN_AZIMUTH")),
        cloud_cover=percent(found.get("CLOUD_COVER")),
        attribution=text(found.get("ORIGIN")),
    )


def named_images(flat: Mapping[str, Any]) -> set[str]:
    """File names that the MTL lists, in lower case."""
    return {
        str(value).strip('"').lower()
        for key, value in flat.items()
        if "FILE_NAME" in key.rpartition(".")[2].upper()
    }


def _off_nadir(found: Mapping[str, Any]) -> float | None:
    """The spacecraft's roll is its off-nadir angle; looking straight down it is 0."""
    roll = off_nadir(found.get("ROLL_ANGLE"))
    if roll is not None:
        return roll
    return 0.0 if text(found.get("NADIR_OFFNADIR")) == "NADIR" else None


def _gsd(found: Mapping[str, Any], image_name: str) -> float | None:
    is_pan = re.search(r"_B(8|80)\.[^.]+$", image_name, re.IGNORECASE) is not None
    kinds = ("PANCHROMATIC", "PAN") if is_pan else ("REFLECTIVE", "REF", "THERMAL")
    names = [f"GRID_CELL_SIZE_{kind}" for kind in kinds]
    return next((v for v in (positive(found.get(name)) for name in names) if v is not None), None)
