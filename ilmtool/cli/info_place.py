"""The part of `ilmtool info` that says where an image lies, and where single points of it are."""

from __future__ import annotations

import argparse
import math
import re
from typing import Any

import numpy as np

from ilmtool.core.geometry import Point
from ilmtool.errors import UserError
from ilmtool.imagery.source import SourceFacts

DESCRIPTION = """\
An image is placed by the first of these that it has (`placement`): an affine transform (`affine`; from
NAME.tif.aux.xml, else the image's own tags, else NAME.tab, else a world file), ground control points (`gcp`,
polynomials as GDAL fits them), RPCs at their mean height (`rpc`; `placement_height`, metres above the
ellipsoid). `placement_source` says where it comes from, `placement_ignored` what says otherwise, and how far
off. --at and --at-lonlat convert single points by the exact placement; pixel 0,0 is the outer corner of the
top left pixel, its centre is 0.5,0.5.
"""

PLACE_MEMBERS = (
    "placement",
    "placement_source",
    "placement_detail",
    "placement_height",
    "placement_ignored",
    "crs",
    "transform",
)
"""What `place_members` gives of an image."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add `--at` and `--at-lonlat`."""
    # Else `--at-lonlat -122.4,37.8` is taken for two options.
    parser._negative_number_matcher = re.compile(r"-\d[\d.,eE+-]*|-\.\d[\d.,eE+-]*")
    at = parser.add_mutually_exclusive_group()
    at.add_argument("--at", metavar="X,Y", type=_point, help="also print where this pixel is on the ground")
    at.add_argument(
        "--at-lonlat", metavar="LON,LAT", type=_point, help="also print which pixel is there (WGS 84 degrees)"
    )


def _point(text: str) -> Point:
    try:
        x, y = (float(part) for part in text.split(","))
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not two numbers like 120.5,80") from None
    if not (math.isfinite(x) and math.isfinite(y)):
        raise argparse.ArgumentTypeError(f"{text!r} is not a place")
    return x, y


def place_members(facts: SourceFacts) -> dict[str, Any]:
    """How the image is placed, by what, and what was not used for it."""
    values = (
        facts.placement,
        facts.placement_source,
        None if facts.curve is None else facts.curve.summary,
        None if facts.curve is None else facts.curve.height_m,
        list(facts.placement_ignored),
        facts.crs_code or facts.crs_wkt,
        None if facts.transform is None else list(facts.transform),
    )
    return dict(zip(PLACE_MEMBERS, values, strict=True))


def at_member(facts: SourceFacts, at: Point | None, at_lonlat: Point | None) -> dict[str, Any]:
    """`{"at": ...}` for the point that was asked for, else nothing.

    The point as `x`, `y` in px, `ground` in the CRS (or local grid), `lon`, `lat` in degrees, and the
    `height` in metres that RPCs were given; None for what it has not.

    Raises
    ------
    UserError
        A longitude and latitude is asked of an image that has none.
    """
    if at is None and at_lonlat is None:
        return {}
    from ilmtool.imagery.ground import ground_map

    reference = facts.georeference
    ground = ground_map(reference)
    if at is not None:
        pixel = np.array([at], np.float64)
        lonlat = np.full((1, 2), np.nan) if ground is None else ground.to_lonlat(pixel)
    elif ground is None:
        why = "It is not georeferenced." if not reference.is_placed else "Its coordinates are local."
        raise UserError(
            f"{facts.path.name} has no longitude and latitude.", why, "Ask for a pixel with --at."
        )
    else:
        lonlat = np.array([at_lonlat], np.float64)
        pixel = ground.to_pixel(lonlat)
    xy = reference.to_ground(pixel) if reference.is_placed else np.full((1, 2), np.nan)
    x, y, lon, lat = (_number(value) for value in (*pixel[0], *lonlat[0]))
    placed = [_number(value) for value in xy[0]]
    return {
        "at": {
            "x": x,
            "y": y,
            "ground": None if None in placed else placed,
            "lon": lon,
            "lat": lat,
            "height": None if facts.curve is None else facts.curve.height_m,
        }
    }


def shown_at(at: dict[str, Any]) -> str:
    """One line for people."""
    if at["x"] is None:
        return "outside of what the image's placement covers"
    parts = [f"pixel {at['x']:.6f}, {at['y']:.6f}"]
    if at["ground"] is not None:
        parts.append(f"ground {at['ground'][0]:.12g}, {at['ground'][1]:.12g}")
    parts.append("no lon/lat" if at["lon"] is None else f"lon/lat {at['lon']:.10f}, {at['lat']:.10f}")
    return "; ".join(parts)


def _number(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None
