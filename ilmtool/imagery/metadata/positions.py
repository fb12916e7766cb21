"""Positions in GeoJSON that nobody vouches for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ilmtool.imagery.metadata.claim import LonLat, middle, number

_MOST = 10_000


def geometry_middle(geometry: Any) -> LonLat | None:
    """Mean of the vertices of a GeoJSON geometry, (lon, lat) in degrees; None if there is none."""
    if not isinstance(geometry, dict):
        return None
    points: list[tuple[float | None, float | None]] = []
    for point in _positions(geometry.get("coordinates"), 0):
        points.append(point)
        if len(points) >= _MOST:
            break
    if len(points) > 1 and points[0] == points[-1]:
        points.pop()
    return middle(points)


def _positions(value: Any, depth: int) -> Iterator[tuple[float | None, float | None]]:
    if not isinstance(value, list) or depth > 5:
        return
    if len(value) >= 2 and all(isinstance(v, int | float) for v in value[:2]):
        yield number(value[0]), number(value[1])
        return
    for part in value:
        yield from _positions(part, depth + 1)
