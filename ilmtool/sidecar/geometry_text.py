"""The `geometry` member: checked against what the contract refuses, and what it lets pass."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from typing import Annotated, Any

import msgspec
import numpy as np

from ilmtool.sidecar.json_text import value_of
from ilmtool.sidecar.limits import MAX_VERTICES
from ilmtool.text import tr

_Lon = Annotated[float, msgspec.Meta(ge=-180, le=180)]
_Lat = Annotated[float, msgspec.Meta(ge=-90, le=90)]
_Positions = tuple[tuple[_Lon, _Lat], ...]
_Ring = Annotated[_Positions, msgspec.Meta(min_length=4)]
_Rings = Annotated[tuple[_Ring, ...], msgspec.Meta(min_length=1)]


class LonLatPolygon(msgspec.Struct, gc=False, tag_field="type", tag="Polygon"):
    """A GeoJSON polygon, coordinates in range."""

    coordinates: _Rings


class LonLatMultiPolygon(msgspec.Struct, gc=False, tag_field="type", tag="MultiPolygon"):
    """A GeoJSON multipolygon, coordinates in range."""

    coordinates: tuple[_Rings, ...]


decode_area = msgspec.json.Decoder(LonLatPolygon | LonLatMultiPolygon | None).decode
"""Fast and strict: areas whose positions are lon/lat in range and whose rings have four positions or more.
Whether they are closed is left to `parts`."""

_BOX = b'{"type":"Polygon","coordinates":[[[.,.],[.,.],[.,.],[.,.],[.,.]]]}'
_DIGITS = b"0123456789-"


def boxes_in_range(geometries: Sequence[bytes]) -> bool:
    """Whether all are polygons of four corners well within longitude and latitude.

    A third of the time of decoding them: nearly every geometry is such a box. False may also mean that
    one is unusual (null, other types, 180 degrees exactly) and has to be decoded to know.

    Parameters
    ----------
    geometries : sequence of bytes
        Valid JSON; only if they are does True mean anything.
    """
    text = b"".join(geometries)
    if text.translate(None, _DIGITS) != _BOX * len(geometries):
        return False
    # What is left to vary are plain decimals, ten to a box: look at the digits before each point.
    characters = np.frombuffer(text, dtype=np.uint8)
    points = np.flatnonzero(characters == ord("."))
    tens, hundreds, thousands = (characters[points - k] - np.uint8(ord("0")) for k in (2, 3, 4))
    two = tens < 10
    three = two & (hundreds < 10)
    lon, lat = slice(0, None, 2), slice(1, None, 2)
    bad_lon = three[lon] & ((thousands[lon] < 10) | (hundreds[lon] > 1) | (tens[lon] > 7))
    bad_lat = three[lat] | (two[lat] & (tens[lat] > 8))
    return not (bad_lon.any() or bad_lat.any())


_DEPTHS = {
    "Point": 0,
    "MultiPoint": 1,
    "LineString": 1,
    "MultiLineString": 2,
    "Polygon": 2,
    "MultiPolygon": 3,
}

Part = list[list[tuple[float, float]]]


class OutsideLonLatError(ValueError):
    """A position is not finite, or not within longitude and latitude: another CRS, or a damaged file."""


class BadGeometryError(ValueError):
    """The member is no GeoJSON geometry."""


def parts(raw: bytes) -> list[Part]:
    """The polygons of a geometry, leniently: unclosed rings are closed, heights left out.

    Parameters
    ----------
    raw : bytes
        JSON text of bounded depth.

    Returns
    -------
    list
        One entry for each polygon: its rings of (lon, lat). Empty for null and for geometries that are
        no areas; their positions are checked all the same.

    Raises
    ------
    OutsideLonLatError, BadGeometryError
    """
    try:
        value = value_of(raw)
    except ValueError:  # an integer of more digits than Python reads: as a float it is not finite
        value = json.loads(raw, parse_int=float)
    return [] if value is None else _parts(value)


def _parts(value: Any) -> list[Part]:
    if not isinstance(value, dict):
        raise BadGeometryError(tr("geometry is not an object"))
    kind = value.get("type")
    if kind == "GeometryCollection":
        geometries = value.get("geometries")
        if not isinstance(geometries, list):
            raise BadGeometryError(tr("a GeometryCollection has no geometries"))
        return [part for geometry in geometries for part in _parts(geometry)]
    if not isinstance(kind, str) or kind not in _DEPTHS:
        raise BadGeometryError(tr("{kind!r} is no type of geometry", kind=str(kind)[:40]))
    coordinates = value.get("coordinates")
    count = [0]
    if kind == "Polygon":
        polygons = [coordinates]
    elif kind == "MultiPolygon":
        if not isinstance(coordinates, list):
            raise BadGeometryError(tr("coordinates are not nested as its type demands"))
        polygons = coordinates
    else:
        _positions(coordinates, _DEPTHS[kind], count)
        return []
    made: list[Part] = []
    for polygon in polygons:
        rings = _positions(polygon, 2, count)
        if not rings:
            continue  # `"coordinates":[]`: an empty polygon, as OGR writes it
        made.append([_closed(ring) for ring in rings])
    return made


def _closed(ring: Any) -> list[tuple[float, float]]:
    if ring and ring[0] != ring[-1]:
        ring = [*ring, ring[0]]
    if len(ring) < 4:
        raise BadGeometryError(tr("a ring has fewer than three corners"))
    return list(ring)


def _positions(value: Any, depth: int, count: list[int]) -> Any:
    if not isinstance(value, list):
        raise BadGeometryError(tr("coordinates are not nested as its type demands"))
    if depth:
        return [_positions(item, depth - 1, count) for item in value]
    count[0] += 1
    if count[0] > MAX_VERTICES:
        raise BadGeometryError(tr("it has more than {limit} positions", limit=MAX_VERTICES))
    if len(value) < 2 or any(isinstance(v, bool) or not isinstance(v, int | float) for v in value):
        raise BadGeometryError(tr("a position is not two numbers or more"))
    lon, lat = value[0], value[1]
    if not (abs(lon) <= 180 and abs(lat) <= 90) or not all(abs(v) < math.inf for v in value):
        raise OutsideLonLatError(
            tr(
                "[{lon}, {lat}] is not a longitude and a latitude",
                lon=_short(lon),
                lat=_short(lat),
            )
        )
    return float(lon), float(lat)


def _short(number: float) -> str:
    return f"{number:.9g}" if abs(number) < 1e300 else tr("a number without bound")


def is_closed(raw: bytes) -> bool:
    """Whether every ring of an area is closed; True for what is no area."""
    try:
        area = decode_area(raw)
    except (ValueError, RecursionError):
        return True
    if area is None:
        return True
    polygons = [area.coordinates] if isinstance(area, LonLatPolygon) else area.coordinates
    return all(ring[0] == ring[-1] for polygon in polygons for ring in polygon)
