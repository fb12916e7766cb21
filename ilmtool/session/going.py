"""Going to coordinates: where a typed place is in the open pair, and how far outside of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ilmtool.core.geometry import Point
from ilmtool.core.layout import Side
from ilmtool.errors import UserError
from ilmtool.measure.coordinates import decimal
from ilmtool.measure.geodesy import between
from ilmtool.measure.reading import Read, read_place
from ilmtool.measure.wording import length_text, wind_of
from ilmtool.session.pair import Pair, PairScene
from ilmtool.text import number, tr

_EACH_SIDE = 16
"""Points along each side of an image among which the nearest to a place outside is looked for."""


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a text leads.

    Attributes
    ----------
    at : Point or None
        Reference px; None where the images do not reach.
    sentence : str
        How the text was understood, and where that is.
    """

    at: Point | None
    sentence: str


def destination(text: str, pair: Pair, units: str = "metric") -> Destination:
    """Where a typed place is in a pair.

    Raises
    ------
    UserError
        The text is no place, or the pair has none for it.
    """
    read = read_place(text)
    if read.pixel is not None:
        return _of_pixel(read, pair)
    if read.lonlat is None:
        raise UserError(tr("There are no coordinates."))
    form, place = read.understood, decimal(*read.lonlat)
    distance = ""
    for side in (Side.AFTER, Side.BEFORE):
        scene = pair.scene(side)
        if scene.ground is None:
            continue
        pixel = scene.ground.to_pixel(np.array([read.lonlat]))
        if _is_inside(pixel[0].tolist(), scene):
            sentence = tr("Understood as {form}: {place}.", form=form, place=place)
            return Destination(_reference(pixel, scene), sentence)
        distance = distance or _how_far(read.lonlat, scene, units)
    if not distance:
        raise UserError(
            tr(
                "Understood as {form}: {place}, but neither image is georeferenced.",
                form=form,
                place=place,
            ),
            "",
            tr("Go to a pixel: px 120.5, 80."),
        )
    sentence = tr("Understood as {form}: {place}: {distance}.", form=form, place=place, distance=distance)
    return Destination(None, sentence)


def _of_pixel(read: Read, pair: Pair) -> Destination:
    assert read.pixel is not None  # noqa: S101 - the caller has looked
    side = Side(read.side) if read.side else Side.AFTER
    scene = pair.scene(side)
    form = read.understood
    if not _is_inside(read.pixel, scene):
        size = f"{number(scene.facts.width)} × {number(scene.facts.height)} px"
        sentence = tr("Understood as {form}: outside of it, it has {size}.", form=form, size=size)
        return Destination(None, sentence)
    return Destination(_reference(np.array([read.pixel]), scene), tr("Understood as {form}.", form=form))


def _is_inside(pixel: Point | list[float], scene: PairScene) -> bool:
    """Whether it lies in the image, its edges included; not a number is nowhere."""
    return 0 <= pixel[0] <= scene.facts.width and 0 <= pixel[1] <= scene.facts.height


def _reference(pixel: np.ndarray, scene: PairScene) -> Point | None:
    x, y = scene.placement.forward(pixel)[0].tolist()
    return (x, y) if np.isfinite((x, y)).all() else None


def _how_far(lonlat: Point, scene: PairScene, units: str) -> str:
    """`3.2 km east of the after image`, from the nearest point of its outline."""
    from ilmtool.imagery.placement import outline_points

    assert scene.ground is not None  # noqa: S101 - the caller has looked
    outline = outline_points((0.0, 0.0, float(scene.facts.width), float(scene.facts.height)), _EACH_SIDE)
    around = scene.ground.to_lonlat(outline)
    around = around[np.isfinite(around).all(axis=1)]
    if not len(around):
        return tr("outside of the images")
    legs = [between((float(lon), float(lat)), lonlat) for lon, lat in around]
    nearest = min(legs, key=lambda leg: leg.length_m)
    far = length_text(nearest.length_m, units)
    wind = wind_of(nearest.azimuth_deg)
    if scene.side is Side.BEFORE:
        return tr("{length} {wind} of the before image", length=far, wind=wind)
    return tr("{length} {wind} of the after image", length=far, wind=wind)
