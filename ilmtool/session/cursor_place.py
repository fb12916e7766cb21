"""The place under the cursor as text, in the format that was chosen."""

from __future__ import annotations

import numpy as np

from ilmtool.core.geometry import Point
from ilmtool.core.layout import Side
from ilmtool.core.words import shown
from ilmtool.measure.coordinates import ground_text, pixel
from ilmtool.session.pair import Pair


def place_text(pair: Pair, at: Point, side: Side, form: str) -> tuple[str, str]:
    """(the place in a format, the pixel of the date that is pointed at) for a point in reference px.

    By the date's own ground map. The first is the pixel too where that is the format, or where the ground is
    not known; both are empty where the image does not reach.
    """
    scene = pair.scene(side)
    there = scene.placement.inverse(np.array([at], np.float64))
    if not np.isfinite(there).all():
        return "", ""
    x, y = there[0].tolist()
    in_pixels = pixel(side.value, (x, y))
    if form == "pixel" or scene.ground is None:
        return in_pixels, in_pixels
    lon, lat = scene.ground.to_lonlat(there)[0].tolist()
    if not np.isfinite((lon, lat)).all():
        return in_pixels, in_pixels
    return ground_text(form, lon, lat), f"{shown(side.value)} px {x:.1f}, {y:.1f}"
