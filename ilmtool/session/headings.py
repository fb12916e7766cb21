"""Headings of oriented boxes: from one scene's pixels to another's, and where north is.

A heading is the direction of a box's top edge, in degrees clockwise on screen from the x axis of a pixel
space.
"""

from __future__ import annotations

import math

import numpy as np

from ilmtool.core.annotation import Annotation
from ilmtool.core.edits import frame_of
from ilmtool.core.geometry import Point, ring_center
from ilmtool.imagery.ground import GroundMap
from ilmtool.session.pair import Pair

_STEP_PX = 16.0
"""Over this length a direction is measured: short enough to be straight, long enough to be exact."""

_STEP_DEG = 1e-5
"""The same for latitude: about a metre."""


def heading_in_reference(annotation: Annotation | None, pair: Pair) -> float | None:
    """Heading of an oriented box in reference px; None for anything else and what is not placed."""
    if annotation is None or annotation.properties.shape != "oriented_box" or annotation.ring is None:
        return None
    placement = pair.placements.get(annotation.drawn_on)
    if placement is None or len(annotation.ring) != 5:
        return None
    center = ring_center(annotation.ring)
    across = frame_of(annotation.ring).across
    return _direction(placement.forward(_two_points(center, across)))


def heading_in_scene(heading_deg: float, scene_id: str, center: Point, pair: Pair) -> float:
    """A heading in reference px as it is in the px of a scene at `center` (px of that scene)."""
    placement = pair.placements[scene_id]
    along = math.cos(math.radians(heading_deg)), math.sin(math.radians(heading_deg))
    (start,) = placement.forward(np.array([center]))
    found = _direction(placement.inverse(_two_points((float(start[0]), float(start[1])), along)))
    return heading_deg if found is None else found


def north_heading(ground: GroundMap | None, center: Point) -> float | None:
    """Heading of a box whose top edge runs west to east at `center` (px); None without georeferencing."""
    if ground is None:
        return None
    lonlat = ground.to_lonlat(np.array([center]))
    north = _direction(ground.to_pixel(lonlat + np.array([[0.0, 0.0], [0.0, _STEP_DEG]])))
    if north is None:
        return None
    turned = north + 90.0
    # A north-up image gives its axis but for the noise of the projection.
    nearest = 90.0 * round(turned / 90.0)
    return nearest if abs(turned - nearest) < 1e-6 else turned


def nearest_quarter(heading_deg: float, now_deg: float) -> float:
    """The one of four headings, 90 degrees apart, that is nearest to where a box heads now."""
    return heading_deg + 90.0 * round((now_deg - heading_deg) / 90.0)


def _two_points(start: Point, along: Point) -> np.ndarray:
    x, y = start
    return np.array([[x, y], [x + _STEP_PX * along[0], y + _STEP_PX * along[1]]])


def _direction(points: np.ndarray) -> float | None:
    dx, dy = (points[1] - points[0]).tolist()
    if not (math.isfinite(dx) and math.isfinite(dy)) or (dx == 0 and dy == 0):
        return None
    return math.degrees(math.atan2(dy, dx))
