"""One measurement: what was clicked on a scene, and what that is on the ground."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

import numpy as np

from ilmtool.core.geometry import FloatArray, Point
from ilmtool.core.scene import Acquisition
from ilmtool.errors import UserError
from ilmtool.measure.geodesy import Leg, Outline, between, legs, outline
from ilmtool.measure.shadow import Height, angles_of, height_from_shadow
from ilmtool.measure.wording import area_text, azimuth_text, height_text, length_text
from ilmtool.text import number, tr

Kind = Literal["path", "area", "base_to_tip", "roof_to_tip"]


class Ground(Protocol):
    """Pixels of a scene -> longitude and latitude."""

    def to_lonlat(self, points: FloatArray) -> FloatArray:
        """Px (N, 2) -> degrees (lon, lat); NaN where there is no answer."""
        ...


@dataclass(frozen=True, slots=True)
class Measurement:
    """What was measured.

    Attributes
    ----------
    kind : str
        `path`, `area`, `base_to_tip` or `roof_to_tip`.
    scene_id : str
        The scene that was pointed at.
    corners : tuple of Point
        In px of that scene; the outline of an area is not closed.
    lonlat : tuple of Point
        The same on the ground in degrees; empty where the scene has no georeferencing.
    legs : tuple of Leg
        From corner to corner; of an area, the last one back to the first corner.
    outline : Outline or None
        Of an area.
    height : Height or None
        Of a shadow.
    """

    kind: Kind
    scene_id: str
    corners: tuple[Point, ...]
    lonlat: tuple[Point, ...] = ()
    legs: tuple[Leg, ...] = ()
    outline: Outline | None = None
    height: Height | None = None

    @property
    def length_px(self) -> float:
        """Length of the path, or way around the area, in px of the scene."""
        closed = [*self.corners, self.corners[0]] if self.kind == "area" else self.corners
        steps = np.diff(np.array(closed, np.float64), axis=0)
        return float(np.hypot(steps[:, 0], steps[:, 1]).sum())

    @property
    def length_m(self) -> float | None:
        """The same in metres; None without georeferencing."""
        return math.fsum(leg.length_m for leg in self.legs) if self.legs else None

    @property
    def azimuth_deg(self) -> float | None:
        """From the first corner straight to the last; None without georeferencing and for an area."""
        if not self.legs or self.kind == "area":
            return None
        return self.legs[0].azimuth_deg if len(self.legs) == 1 else _straight(self.lonlat)


def _straight(lonlat: Sequence[Point]) -> float | None:
    leg = between(lonlat[0], lonlat[-1])
    return leg.azimuth_deg if leg.length_m > 0 else None


def measured(
    kind: Kind, scene_id: str, corners: Sequence[Point], ground: Ground | None, taken: Acquisition
) -> Measurement:
    """Measure what was clicked.

    Parameters
    ----------
    corners : sequence of Point
        In px of the scene. Between them sides are geodesics, not straight lines of the image.
    ground : Ground or None
        The scene's own ground map.
    taken : Acquisition
        For the sun and the satellite.

    Raises
    ------
    UserError
        A corner has no place, an outline crosses itself, or a height cannot be told.
    """
    points = tuple(corners)
    if ground is None:
        if kind in {"base_to_tip", "roof_to_tip"}:
            raise UserError(tr("This image has no georeferencing: its shadows have no length in metres."))
        return Measurement(kind, scene_id, points)
    lonlat = np.asarray(ground.to_lonlat(np.array(points, np.float64)), np.float64)
    places = tuple((float(lon), float(lat)) for lon, lat in lonlat)
    if kind == "area":
        around = outline(lonlat)
        return Measurement(kind, scene_id, points, places, legs(np.vstack([lonlat, lonlat[:1]])), around)
    ways = legs(lonlat)
    plain = Measurement(kind, scene_id, points, places, ways)
    if kind == "path":
        return plain
    height = height_from_shadow(ways[0], plain.length_px, angles_of(taken, places[0]), kind)
    return Measurement(kind, scene_id, points, places, ways, height=height)


_METHODS = {"base_to_tip": "base to shadow tip", "roof_to_tip": "roof edge to shadow tip"}
"""As files have them."""


def headline(item: Measurement, units: str = "metric") -> str:
    """The value, in one line: `Distance 123.4 m, azimuth 087.3°`."""
    if item.height is not None:
        height = height_text(item.height.height_m, item.height.height_pm_m, units)
        return tr("Height {height}", height=height)
    if item.kind == "area":
        if item.outline is None:
            return tr("Outline {length} around", length=_pixels(item))
        around = length_text(item.outline.perimeter_m, units)
        area = area_text(item.outline.area_m2, units)
        return tr("Area {area}, {length} around", area=area, length=around)
    count = len(item.corners) - 1
    name = tr("Distance") if count == 1 else tr("Path of %n leg(s)", "", count)
    length = _pixels(item) if item.length_m is None else length_text(item.length_m, units)
    azimuth = item.azimuth_deg
    if azimuth is None:
        return tr("{name} {length}", name=name, length=length)
    return tr("{name} {length}, azimuth {azimuth}", name=name, length=length, azimuth=azimuth_text(azimuth))


def _pixels(item: Measurement) -> str:
    return f"{number(item.length_px, '.1f')} px"


def details(item: Measurement, units: str = "metric") -> list[str]:
    """What stands below the value, line by line."""
    lines = []
    if item.height is not None:
        height = item.height
        lines.append(
            tr("From base to shadow tip, flat ground assumed; ± one standard deviation, 1 px a click")
            if height.method == "base_to_tip"
            else tr(
                "From roof edge to shadow tip, flat ground assumed; ± one standard deviation, 1 px a click"
            )
        )
        elevation = number(height.sun_elevation, ".1f")
        lines.append(
            tr("Sun {elevation}° high (computed)", elevation=elevation)
            if height.sun_source == "computed"
            else tr("Sun {elevation}° high (metadata)", elevation=elevation)
        )
        if height.remark:
            lines.append(height.remark)
    if item.legs and (item.height is not None or len(item.legs) > 1):
        lines += [
            tr(
                "{number}. {length}, azimuth {azimuth}, back {back}",
                number=index,
                length=length_text(leg.length_m, units),
                azimuth=azimuth_text(leg.azimuth_deg),
                back=azimuth_text(leg.back_azimuth_deg),
            )
            for index, leg in enumerate(item.legs, 1)
        ]
    elif item.legs:
        lines.append(tr("Back azimuth {azimuth}", azimuth=azimuth_text(item.legs[0].back_azimuth_deg)))
    else:
        lines.append(tr("The image has no georeferencing: pixels only"))
    return lines


def brief(item: Measurement, units: str = "metric") -> str:
    """What stands beside the cursor while clicking goes on: the last leg, the whole, the azimuth."""
    if item.height is not None:
        height = height_text(item.height.height_m, item.height.height_pm_m, units)
        if item.height.strays:
            off = number(item.height.stray_deg, ".0f")
            return tr("H {height}  {angle}° off the shadow!", height=height, angle=off)
        return tr("H {height}", height=height)
    if not item.legs:
        return _pixels(item)
    if item.outline is not None:
        around = length_text(item.outline.perimeter_m, units)
        return tr("{area}  around {length}", area=area_text(item.outline.area_m2, units), length=around)
    last = item.legs[-1]
    text = f"{length_text(last.length_m, units)}  {azimuth_text(last.azimuth_deg)}"
    if len(item.legs) == 1:
        return text
    return tr("{leg}  total {length}", leg=text, length=length_text(item.length_m or 0.0, units))


def short(item: Measurement, units: str = "metric") -> str:
    """What stands beside the line on the image."""
    if item.height is not None:
        return height_text(item.height.height_m, item.height.height_pm_m, units)
    if item.outline is not None:
        return area_text(item.outline.area_m2, units)
    return _pixels(item) if item.length_m is None else length_text(item.length_m, units)


def as_text(item: Measurement, units: str = "metric") -> str:
    """For the clipboard: value, scene, what it rests on, corners in degrees or px."""
    places = "; ".join(f"{lat:.7f}, {lon:.7f}" for lon, lat in item.lonlat)
    if not item.lonlat:
        places = "; ".join(f"px {x:.2f}, {y:.2f}" for x, y in item.corners)
    return "\n".join(
        [
            headline(item, units),
            tr("On {name}", name=item.scene_id),
            *details(item, units),
            tr("Corners {places}", places=places),
        ]
    )


def values(item: Measurement) -> dict[str, float | str]:
    """Flat properties for an annotation, the unit in each name; empty without georeferencing.

    Lengths to a centimetre, areas to a tenth of a square metre, angles and heights to a hundredth.
    """
    if item.height is not None:
        return {
            "height_m": round(item.height.height_m, 2),
            "height_pm_m": round(item.height.height_pm_m, 2),
            "height_method": f"shadow, {_METHODS[item.height.method]}",
        }
    if item.outline is not None:
        return {
            "area_m2": round(item.outline.area_m2, 1),
            "perimeter_m": round(item.outline.perimeter_m, 2),
        }
    if item.length_m is None:
        return {}
    found: dict[str, float | str] = {"length_m": round(item.length_m, 2)}
    if item.azimuth_deg is not None:
        found["azimuth_deg"] = round(item.azimuth_deg, 2) % 360.0
    return found
