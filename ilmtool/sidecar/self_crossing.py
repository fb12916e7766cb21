"""Outlines that cross themselves, made into areas without an endless computation.

A file from elsewhere may hold any ring. GEOS's default repair takes a minute for a ring of 300 corners whose
sides all cross each other, growing with their fourth power; the other method (`structure`) is some hundred
times faster, and gives what a reader of the outline sees as covered: lobes that overlap are joined.
"""

from __future__ import annotations

from typing import Any

import numpy as np

MOST_CROSSINGS = 5_000
"""Sides whose bounds touch, beyond a side and its neighbours: as many take some 20 ms. What an analyst draws
has a few."""

_FEW = 32
"""Corners of a ring that GEOS's default repair mends in some milliseconds at worst."""

_SIDES = 64
"""Looked up at a time, so that a hopeless ring is known after a few of its sides."""


def valid_outline(polygon: Any) -> Any:
    """A shapely polygon as a valid geometry of the same area.

    One that crosses itself more often than anybody draws is given its convex hull.

    Parameters
    ----------
    polygon : shapely.Polygon
        Of finite coordinates.
    """
    import shapely

    if polygon.is_valid:
        return polygon
    if shapely.get_num_coordinates(polygon) <= _FEW:
        # The other method loses parts of a box that is as thin as the rounding of its corners.
        return shapely.make_valid(polygon)
    if _crosses_endlessly(polygon):
        return polygon.convex_hull
    return shapely.make_valid(polygon, method="structure", keep_collapsed=True)


def _crosses_endlessly(polygon: Any) -> bool:
    import shapely

    rings = [shapely.get_coordinates(ring) for ring in (polygon.exterior, *polygon.interiors)]
    sides = shapely.linestrings(np.concatenate([np.stack((r[:-1], r[1:]), axis=1) for r in rings]))
    tree = shapely.STRtree(sides)
    found = 0
    for start in range(0, len(sides), _SIDES):
        block = sides[start : start + _SIDES]
        found += len(tree.query(block)[0]) - 3 * len(block)
        if found > 2 * MOST_CROSSINGS:  # each is found from both of its sides
            return True
    return False
