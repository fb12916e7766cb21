"""Corners of a polygon: put in, taken out, moved; each ring closed, in pixel space of its scene."""

from __future__ import annotations

from ilmtool.core.edits import Size, move_vertex
from ilmtool.core.geometry import Point, Ring

LEAST_CORNERS = 3

__all__ = ["LEAST_CORNERS", "delete_vertex", "edge_middle", "insert_vertex", "move_vertex", "nudge_vertex"]


def insert_vertex(ring: Ring, edge: int, at: Point, size: Size) -> Ring:
    """The ring with one more corner on side `edge`, which runs from corner `edge` to the next, at `at`."""
    points = list(ring[:-1])
    points.insert(edge + 1, points[edge])
    return move_vertex((*points, points[0]), edge + 1, at, size)


def delete_vertex(ring: Ring, index: int) -> Ring | None:
    """The ring without one of its corners; None if too few would be left for an area."""
    points = list(ring[:-1])
    if len(points) <= LEAST_CORNERS:
        return None
    del points[index]
    return (*points, points[0])


def nudge_vertex(ring: Ring, index: int, dx: float, dy: float, size: Size) -> Ring:
    """The ring with one corner moved by (dx, dy) px, as far as the image reaches."""
    x, y = ring[index]
    return move_vertex(ring, index, (x + dx, y + dy), size)


def edge_middle(ring: Ring, edge: int) -> Point:
    """The middle of side `edge`."""
    (x0, y0), (x1, y1) = ring[edge], ring[edge + 1]
    return (x0 + x1) / 2, (y0 + y1) / 2
