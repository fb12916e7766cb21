"""The exact place and size of annotations as numbers: to read, and to type.

In pixels of the scene that an annotation is drawn on: `x`, `y` are the left and the top of its bounds;
`width`, `height` those of a box along its own sides, of a polygon along the image's; `angle` is the heading
of a box.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from ilmtool.core.annotation import Annotation
from ilmtool.core.document import Document
from ilmtool.core.edits import MIN_SIDE, Size, clamp_delta, frame_of, heading, resize_ring, set_heading
from ilmtool.core.geometry import Ring, ring_array, ring_bounds, ring_center, translate_ring
from ilmtool.core.group_edits import fits, moved_outline
from ilmtool.session.edit import Edit, EditContext, Outline, burst, editable, outline_of
from ilmtool.session.outline_edits import MOVE, reshape
from ilmtool.session.pair import Pair
from ilmtool.text import mark, number, tr
from ilmtool.tools.handles import is_by_vertex

Name = Literal["x", "y", "width", "height", "angle"]
NAMES: tuple[Name, ...] = ("x", "y", "width", "height", "angle")

COMPARE_UP_TO = 2000
"""Annotations whose numbers are compared, which takes a few microseconds each."""

_TITLES: Mapping[Name, str] = {
    "x": MOVE,
    "y": MOVE,
    "width": mark("Resize {what}"),
    "height": mark("Resize {what}"),
    "angle": mark("Rotate {what}"),
}


@dataclass(frozen=True, slots=True)
class Numbers:
    """Place and size; None where there is none, or where several annotations differ."""

    x: float | None = None
    y: float | None = None
    width: float | None = None
    height: float | None = None
    angle: float | None = None


def numbers_of(item: Annotation) -> Numbers:
    """The numbers of one annotation."""
    ring = item.ring
    if ring is None:
        return Numbers()
    x0, y0, x1, y1 = ring_bounds(ring)
    if is_by_vertex(item):
        return Numbers(x0, y0, x1 - x0, y1 - y0)
    frame = frame_of(ring)
    return Numbers(x0, y0, frame.u[1] - frame.u[0], frame.v[1] - frame.v[0], heading(ring) + 0.0)


def common_numbers(items: Sequence[Annotation]) -> Numbers:
    """The numbers that all annotations share; very many are not compared, and share none."""
    if len(items) > COMPARE_UP_TO:
        return Numbers()
    shared: list[float | None] | None = None
    for item in items:
        found = numbers_of(item)
        values = [getattr(found, name) for name in NAMES]
        shared = (
            values
            if shared is None
            else [
                a if a is not None and b is not None and math.isclose(a, b, abs_tol=1e-9) else None
                for a, b in zip(shared, values, strict=True)
            ]
        )
        if not any(value is not None for value in shared):
            break
    return Numbers(*shared) if shared is not None else Numbers()


def set_number(
    document: Document, ids: Iterable[str], name: Name, value: float, context: EditContext, pair: Pair
) -> Edit:
    """Give annotations an exact number, as far as their images have room. A burst of steps is one step."""
    free, locked = editable(document, ids)
    outlines: dict[str, Outline] = {}
    for key, item in free.items():
        size = pair.size_of(item.drawn_on or context.after_id)
        if item.ring is not None and size is not None:
            outlines[key] = _with_number(item, name, value, size)
    edit = reshape(document, outlines, context, name=_TITLES[name])
    return Edit(edit.label, edit.patch, edit.ids, burst(f"number {name}", outlines), locked)


def _with_number(item: Annotation, name: Name, value: float, size: Size) -> Outline:
    outline = outline_of(item)
    ring = outline[0]
    bounds = ring_bounds(ring)
    x0, y0 = bounds[:2]
    if name in {"x", "y"}:
        wanted = (value - x0, 0.0) if name == "x" else (0.0, value - y0)
        dx, dy = clamp_delta(bounds, wanted, size)
        return tuple(translate_ring(r, dx, dy) for r in outline)
    if is_by_vertex(item):
        return outline if name == "angle" else _stretched(outline, name, max(value, MIN_SIDE), size)
    if name == "angle":
        return (set_heading(ring, value, size),)
    return (_sized(ring, name, max(value, MIN_SIDE), size),)


def _sized(ring: Ring, name: Name, value: float, size: Size) -> Ring:
    """A box with another width or height; its top left corner stays."""
    frame = frame_of(ring)
    (u0, u1), (v0, v1) = frame.u, frame.v
    if name == "width":
        return resize_ring(ring, "e", frame.point(u0 + value, (v0 + v1) / 2), size)
    return resize_ring(ring, "s", frame.point((u0 + u1) / 2, v0 + value), size)


def _stretched(outline: Outline, name: Name, value: float, size: Size) -> Outline:
    """A polygon with another width or height; left and top stay."""
    x0, y0, x1, y1 = ring_bounds(outline[0])
    if name == "width":
        factor = value / (x1 - x0) if x1 > x0 else 1.0
        moved = (factor, 0.0, x0 - factor * x0, 0.0, 1.0, 0.0)
    else:
        factor = value / (y1 - y0) if y1 > y0 else 1.0
        moved = (1.0, 0.0, 0.0, 0.0, factor, y0 - factor * y0)
    return moved_outline(outline, moved) if fits([outline], moved, size) else outline


def ground_text(item: Annotation, pair: Pair) -> str:
    """Where an annotation is on the ground, how large, and which way a box heads; no text without a ground.

    `39.660123, 124.705112` on one line (latitude, longitude of the middle), `21.2 x 9.0 m, top edge 093.5°`
    on the next: sides along the ellipsoid, the azimuth clockwise from true north.
    """
    ground = pair.grounds.get(item.drawn_on or pair.after.id)
    ring = item.ring
    if ground is None or ring is None:
        return ""
    if is_by_vertex(item):
        x0, y0, x1, y1 = ring_bounds(ring)
        corners = np.array([[x0, y0], [x0, y1], [x1, y1], [x1, y0]])
        middle = (x0 + x1) / 2, (y0 + y1) / 2
    else:
        corners, middle = ring_array(ring), ring_center(ring)
    placed = ground.to_lonlat(np.vstack((corners, [middle])))
    if not np.isfinite(placed).all():
        return ""
    from pyproj import Geod

    (top_left, low_left, _, top_right, (lon, lat)) = placed.tolist()
    geod = Geod(ellps="WGS84")
    azimuth, _, across = geod.inv(*top_left, *top_right)
    _, _, down = geod.inv(*top_left, *low_left)
    size = f"{number(across, '.2f')} × {number(down, '.2f')} m"
    if not is_by_vertex(item):
        size = tr("{size}, top edge {azimuth}°", size=size, azimuth=number(azimuth % 360.0, "05.1f"))
    return f"{lat:.6f}, {lon:.6f}\n{size}"
