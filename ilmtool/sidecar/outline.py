"""From a place on the ground back to pixels: the rings that a `geometry` means in a scene's image."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from ilmtool.core.geometry import FloatArray, Ring, box_ring, ring_array
from ilmtool.sidecar.derive import PixelToGround
from ilmtool.sidecar.geometry_text import Part
from ilmtool.sidecar.self_crossing import valid_outline

TOLERANCE_PX = 0.5
"""What counts as the same place, by the contract."""

_STRAIGHT_PX = 0.1
"""Points this near to the line between their neighbours only made a long edge follow the ground."""


def rings_in_pixels(parts: list[Part], ground: PixelToGround) -> list[FloatArray] | None:
    """Exterior and holes of a geometry in pixels, each closed, shape (N, 2).

    Parts that meet, as those cut at the antimeridian do, are put together again.

    Returns
    -------
    list of array, or None
        None if the parts do not make one polygon, or have no place in the image.
    """
    placed = [[ground.to_pixel(np.asarray(ring, np.float64)) for ring in part] for part in parts]
    if not placed or not all(np.isfinite(ring).all() for part in placed for ring in part):
        return None
    if len(placed) == 1:
        return placed[0]
    import shapely

    # The cut is exact only to the last decimal: overlap the parts a little, then take that off again.
    grown = [shapely.Polygon(part[0], part[1:]).buffer(0.05, join_style="mitre") for part in placed]
    whole = shapely.union_all(grown).buffer(-0.05, join_style="mitre")
    if whole.geom_type != "Polygon" or whole.is_empty:
        return None
    return [np.asarray(ring.coords) for ring in (whole.exterior, *whole.interiors)]


def same_place(rings: list[FloatArray], others: list[FloatArray], tolerance: float = TOLERANCE_PX) -> bool:
    """Whether two polygons in pixels cover the same, up to a strip of `tolerance` px along their edges."""
    import shapely

    one, two = (
        valid_outline(shapely.Polygon(part[0], [r for r in part[1:] if len(r) >= 4]))
        for part in (rings, others)
    )
    return bool(
        shapely.difference(one, shapely.buffer(two, tolerance, join_style="mitre")).is_empty
        and shapely.difference(two, shapely.buffer(one, tolerance, join_style="mitre")).is_empty
    )


def tidy_rings(
    rings: list[FloatArray], old: Ring | None, shape: str | None = None
) -> tuple[tuple[Ring, ...], str]:
    """Rings for `imageGeometry`, and their shape.

    Parameters
    ----------
    rings : list of array
        Closed, in pixels.
    old : Ring or None
        The exterior until now: it says where an oriented box begins, and so which way it heads.

    shape : str or None
        What it was until now: an oriented box or a polygon does not become a box for lying straight.

    Returns
    -------
    rings : tuple of Ring
    shape : {"box", "oriented_box", "polygon"}
        What is a box within half a pixel is a box.
    """
    import shapely

    simple = [
        ring[:-1]
        if len(ring) == 5
        else np.asarray(shapely.simplify(shapely.LinearRing(ring), _STRAIGHT_PX).coords)[:-1]
        for ring in rings
    ]
    exterior = _without_straight_start(simple[0])
    if len(simple) == 1 and len(exterior) == 4 and shape != "polygon":
        x0, y0 = np.sort(exterior, axis=0)[:2].mean(axis=0)
        x1, y1 = np.sort(exterior, axis=0)[2:].mean(axis=0)
        box = box_ring(float(x0), float(y0), float(x1), float(y1))
        if shape != "oriented_box" and _corners_match(exterior, ring_array(box)):
            return (box,), "box"
        corners = _rectangle(exterior)
        if corners is not None:
            return (_closed(_begun_like(corners, old)),), "oriented_box"
    return tuple(_closed(ring) for ring in (exterior, *simple[1:])), "polygon"


def _without_straight_start(points: FloatArray) -> FloatArray:
    """Simplifying keeps the first point even where it lies on a straight edge."""
    before, at, after = points[-1], points[0], points[1]
    along = after - before
    length = math.hypot(*along)
    if len(points) <= 3 or length == 0:
        return points
    off = abs(along[0] * (at - before)[1] - along[1] * (at - before)[0]) / length
    return points[1:] if off <= _STRAIGHT_PX else points


def _corners_match(points: FloatArray, corners: FloatArray) -> bool:
    gaps = np.hypot(*(points[:, None, :] - corners[None, :, :]).transpose(2, 0, 1))
    nearest = gaps.argmin(axis=1)
    return bool((gaps.min(axis=1) <= TOLERANCE_PX).all() and len(set(nearest.tolist())) == 4)


def _rectangle(points: FloatArray) -> FloatArray | None:
    """The rectangle with the mean sides of four corners, if it is within half a pixel of them."""
    center = points.mean(axis=0)
    along = ((points[1] - points[0]) + (points[2] - points[3])) / 4
    across = ((points[3] - points[0]) + (points[2] - points[1])) / 4
    length = math.hypot(*along)
    if length == 0:
        return None
    normal = np.array([-along[1], along[0]]) / length
    across = normal * float(across @ normal)
    corners = np.stack(
        (center - along - across, center + along - across, center + along + across, center - along + across)
    )
    return corners if np.hypot(*(corners - points).T).max() <= TOLERANCE_PX else None


def _begun_like(corners: FloatArray, old: Ring | None) -> FloatArray:
    """The corners in the direction of the contract (TL, BL, BR, TR), begun at the corner that was first."""
    x, y = corners[:, 0], corners[:, 1]
    if float(x @ np.roll(y, -1) - y @ np.roll(x, -1)) > 0:  # clockwise on screen
        corners = corners[::-1]
    if old is not None and len(old) == 5:
        before = ring_array(old) - ring_array(old).mean(axis=0)
        centred = corners - corners.mean(axis=0)
        turns = [np.roll(centred, -k, axis=0) for k in range(4)]
        best = min(range(4), key=lambda k: float(np.square(turns[k] - before).sum()))
        return np.roll(corners, -best, axis=0)
    start = int(np.lexsort((corners[:, 0], corners[:, 1]))[0])
    return np.roll(corners, -start, axis=0)


def _closed(points: FloatArray) -> Ring:
    ring = tuple((float(x), float(y)) for x, y in points)
    return (*ring, ring[0])


def is_rectangle(ring: Ring) -> bool:
    """Whether a ring has four corners that are those of a rectangle within half a pixel."""
    return len(ring) == 5 and _rectangle(ring_array(ring)) is not None


def crosses_itself(rings: Sequence[Ring]) -> bool:
    """Whether the outline of an area, exterior and holes, meets itself anywhere but at its corners."""
    if len(rings) == 1 and len(rings[0]) == 5 and is_convex(rings[0]):
        return False
    import shapely

    return not shapely.Polygon(rings[0], rings[1:]).is_valid


def covers_nothing(rings: Sequence[Ring]) -> bool:
    """Whether all corners lie on one line, so that there is no area."""
    x, y = np.asarray(rings[0], np.float64).T
    x, y = x - x[0], y - y[0]
    far = int(np.argmax(np.hypot(x, y)))
    length = math.hypot(x[far], y[far])
    if length == 0.0:
        return True
    return bool(np.abs(x[far] * y - y[far] * x).max() / length <= 1e-9 * length)


def is_convex(ring: Ring) -> bool:
    """Whether a ring of four corners turns one way at all of them: then it cannot cross itself."""
    turns = []
    for i in range(4):
        (x0, y0), (x1, y1), (x2, y2) = ring[i], ring[i + 1], ring[(i + 2) % 4]
        turns.append((x1 - x0) * (y2 - y1) - (x2 - x1) * (y1 - y0))
    return all(t > 0 for t in turns) or all(t < 0 for t in turns)
