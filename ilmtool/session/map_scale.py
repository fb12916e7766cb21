"""How long the scale bar is: a round length on the ground, exact in the middle of the view."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from ilmtool.core.camera import Camera
from ilmtool.core.layout import Side
from ilmtool.errors import UserError
from ilmtool.measure.wording import FOOT_M, MILE_M, NAUTICAL_MILE_M
from ilmtool.session.directions import north_angle
from ilmtool.session.pair import Pair
from ilmtool.text import number

_STEPS = (1, 2, 5)
_TURNS = 6
"""Of the search for the bar's end: each one squares the error, two do for all but whole continents."""

_LEAST_PX = 4.0


@dataclass(frozen=True, slots=True)
class ScaleBar:
    """A bar of a round length.

    Attributes
    ----------
    length_m : float
    text : str
        `100 m`.
    width_px : float
        In device pixels.
    """

    length_m: float
    text: str
    width_px: float


@dataclass(frozen=True, slots=True)
class MapMarks:
    """What the corner of a map says.

    Attributes
    ----------
    bar : ScaleBar or None
    north_deg : float or None
        True north at the middle of the view, degrees clockwise from straight up.
    """

    bar: ScaleBar | None = None
    north_deg: float | None = None

    @property
    def is_empty(self) -> bool:
        return self.bar is None and self.north_deg is None


def map_marks(
    pair: Pair,
    side: Side,
    camera: Camera,
    pane: tuple[int, int],
    most_px: float,
    units: str = "metric",
    *,
    bar: bool = True,
    north: bool = True,
) -> MapMarks:
    """Scale and north of what a pane shows; nothing where the ground is not known."""
    middle = (pane[0] / 2, pane[1] / 2)
    return MapMarks(
        scale_bar(pair, side, camera, pane, most_px, units) if bar else None,
        north_angle(pair, camera, camera.unmap(middle)) if north else None,
    )


def scale_bar(
    pair: Pair, side: Side, camera: Camera, pane: tuple[int, int], most_px: float, units: str = "metric"
) -> ScaleBar | None:
    """The longest bar of a round length within `most_px` device pixels; None without georeferencing.

    Laid across the middle of the view along a row of the screen, its two ends are that geodesic length apart.
    """
    longest = _span_m(pair, side, camera, pane, most_px)
    if longest is None or longest <= 0:
        return None
    found = _round_length(longest, units)
    if found is None:
        return None
    length, text = found
    width = most_px * length / longest
    for _ in range(_TURNS):
        reached = _span_m(pair, side, camera, pane, width)
        if reached is None or reached <= 0:
            return None
        if abs(reached - length) < 1e-6 * length:
            break
        width = min(most_px, width * length / reached)
    return ScaleBar(length, text, width) if width >= _LEAST_PX else None


def _span_m(pair: Pair, side: Side, camera: Camera, pane: tuple[int, int], width_px: float) -> float | None:
    """Geodesic length of a stretch of the middle row of a pane."""
    from ilmtool.measure.geodesy import between

    scene = pair.scene(side)
    if scene.ground is None:
        return None
    x, y = pane[0] / 2, pane[1] / 2
    ends = np.array([camera.unmap((x - width_px / 2, y)), camera.unmap((x + width_px / 2, y))])
    lonlat = scene.ground.to_lonlat(scene.placement.inverse(ends))
    if not np.isfinite(lonlat).all():
        return None
    (a, b), (c, d) = lonlat.tolist()
    try:
        return between((a, b), (c, d)).length_m
    except UserError:
        return None


def _round_length(longest_m: float, units: str) -> tuple[float, str] | None:
    """(metres, text) of the largest 1, 2 or 5 times a power of ten that is not longer."""
    unit, name = 1.0, "m"
    if units == "imperial":
        unit, name = (MILE_M, "mi") if longest_m >= MILE_M else (FOOT_M, "ft")
    elif units == "nautical" and longest_m >= NAUTICAL_MILE_M:
        unit, name = NAUTICAL_MILE_M, "nmi"
    elif longest_m >= 1000:
        unit, name = 1000.0, "km"
    power = math.floor(math.log10(longest_m / unit) + 1e-12)
    if not -4 <= power <= 5:
        return None
    step = max(s for s in _STEPS if s * 10.0**power <= longest_m / unit * (1 + 1e-9))
    count = step * 10.0**power
    return count * unit, f"{number(count, f',.{max(0, -power)}f')} {name}"
