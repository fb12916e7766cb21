"""Directions on screen: where true north is, where buildings lean, and the turn that points them up.

A direction on screen is in degrees clockwise from straight up, above -180 up to 180; a camera's turn adds
to it.
"""

from __future__ import annotations

import math

import numpy as np

from ilmtool.core.camera import Camera, within_half_turn
from ilmtool.core.geometry import Point
from ilmtool.session.pair import Pair

_E2 = (2 - 1 / 298.257223563) / 298.257223563
"""Square of the eccentricity, WGS 84."""

_STEP_PX = 0.5
"""To either side of a point, the ground is asked: short enough to be straight, long enough to be exact."""

_CROSS = _STEP_PX * np.array([[-1.0, 0.0], [1.0, 0.0], [0.0, -1.0], [0.0, 1.0]])

_NOISE_DEG = 1e-6
"""A north-up image gives its axis but for the noise of the projection."""


def north_angle(pair: Pair, camera: Camera, at: Point) -> float | None:
    """Direction of true north on screen.

    Parameters
    ----------
    pair : Pair
    camera : Camera
        Its turn and aspect count, its place and scale do not.
    at : Point
        Where, in reference px: on a map, north is not the same everywhere.

    Returns
    -------
    float or None
        Degrees clockwise from straight up, above -180 up to 180; None without georeferencing of the after
        scene, where its place on the ground is unknown, and at the poles.
    """
    return azimuth_on_screen(pair, camera, at, 0.0)


def azimuth_on_screen(pair: Pair, camera: Camera, at: Point, azimuth_deg: float) -> float | None:
    """Direction on screen of an azimuth on the ground (degrees clockwise from true north); see
    `north_angle`.

    By the derivatives of the after scene's ground map: metres east and north of a pixel along x and along
    y, by the radii of curvature of the WGS 84 ellipsoid, solved for the pixels that go along the azimuth.
    """
    ground = pair.grounds.get(pair.after.id)
    if ground is None:
        return None
    ends = ground.to_lonlat(np.array([at], np.float64) + _CROSS)
    if not np.isfinite(ends).all():
        return None
    lon, lat = np.radians(ends).T
    # Differences over the antimeridian are short ones.
    turn = (lon[[1, 3]] - lon[[0, 2]] + math.pi) % (2 * math.pi) - math.pi
    rise = lat[[1, 3]] - lat[[0, 2]]
    middle = float(lat.mean())
    if math.cos(middle) <= 4 * float(np.abs(rise).max()):  # at a pole every direction is south, or north
        return None
    bulge = 1 - _E2 * math.sin(middle) ** 2
    # In units of the prime vertical's radius; what is common to both falls out of a direction.
    east = turn * math.cos(middle)
    north = rise * (1 - _E2) / bulge
    determinant = float(east[0] * north[1] - east[1] * north[0])
    if determinant == 0 or not math.isfinite(determinant):
        return None
    to_east, to_north = math.sin(math.radians(azimuth_deg)), math.cos(math.radians(azimuth_deg))
    step = (
        float(north[1] * to_east - east[1] * to_north) / determinant,
        float(east[0] * to_north - north[0] * to_east) / determinant,
    )
    dx, dy = camera.screen_step(step)
    found = math.degrees(math.atan2(dx, -dy))
    upright = within_half_turn(found - camera.turn)
    nearest = 90.0 * round(upright / 90.0)
    return within_half_turn(nearest + camera.turn) if abs(upright - nearest) < _NOISE_DEG else found
