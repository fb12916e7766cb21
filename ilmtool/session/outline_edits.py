"""Edits of outlines: each ring in pixel space of the scene that its annotation is drawn on."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any

import numpy as np
from msgspec.structs import replace

from ilmtool.core.annotation import Annotation, Polygon
from ilmtool.core.document import Document, Patch
from ilmtool.core.geometry import Ring, is_axis_aligned, ring_bounds, translate_ring
from ilmtool.session.edit import (
    Changed,
    Edit,
    EditContext,
    Outline,
    burst,
    derived,
    editable,
    outline_of,
    present,
    stamped,
    what,
)
from ilmtool.text import mark, tr

MOVE = mark("Move {what}")


def shape_of(ring: Ring) -> str:
    """`box`, `oriented_box` or `polygon`, by what the ring is."""
    if is_axis_aligned(ring):
        return "box"
    return "oriented_box" if _is_rectangle(ring) else "polygon"


def _is_rectangle(ring: Ring) -> bool:
    if len(ring) != 5:
        return False
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = ring[:4]
    size = max(math.hypot(cx - ax, cy - ay), math.hypot(dx - bx, dy - by), 1e-12)
    middles_meet = math.hypot(ax + cx - bx - dx, ay + cy - by - dy) <= 1e-6 * size
    diagonals_equal = abs(math.hypot(cx - ax, cy - ay) - math.hypot(dx - bx, dy - by)) <= 1e-6 * size
    return middles_meet and diagonals_equal


def reshape(
    document: Document,
    outlines: Mapping[str, Outline],
    context: EditContext,
    *,
    name: str = MOVE,
    shapes: Mapping[str, str] | None = None,
) -> Edit:
    """Other outlines, exterior and holes, each in pixel space of its annotation's own scene.

    `updated`, `visible_scene` and the derived geometry follow. A box that was turned becomes an
    `oriented_box`, and stays one when it is turned back, because its corners have an order then. Locked
    annotations keep theirs.

    Parameters
    ----------
    name : str
        Of the undo step, as it was marked: "Resize {what}".
    shapes : mapping of str to str, optional
        What some of them are now; by what they were, and by the ring, otherwise.

    Raises
    ------
    ValueError
        A ring is not closed, is not finite, or has fewer than three corners.
    """
    chosen, locked = editable(document, outlines)
    given = shapes if shapes is not None else {}
    touched = {
        key: old
        for key, old in chosen.items()
        if old.properties.image_geometry is None
        or outlines[key] != old.properties.image_geometry.coordinates
        or given.get(key, old.properties.shape) != old.properties.shape
    }
    by_scene: dict[str, list[str]] = {}
    made: dict[str, Annotation] = {}
    check_outlines([outlines[key] for key in touched])
    for key, old in touched.items():
        rings = outlines[key]
        scene_id = old.drawn_on or context.after_id
        values: dict[str, Any] = {"image_geometry": Polygon(coordinates=rings), "drawn_on": scene_id}
        if key in given:
            values["shape"] = given[key]
        elif old.properties.shape == "box":
            values["shape"] = shape_of(rings[0]) if len(rings) == 1 else "polygon"
        made[key] = stamped(old, context, values)
        by_scene.setdefault(scene_id, []).append(key)
    changed: Changed = {key: (old, None) for key, old in touched.items()}
    for scene_id, keys in by_scene.items():
        geometries = derived([outlines[key] for key in keys], context.grounds.get(scene_id))
        for key, geometry in zip(keys, geometries, strict=True):
            changed[key] = (touched[key], replace(made[key], geometry=geometry))
    return Edit(tr(name, what=what(touched.values())), Patch(changed), tuple(changed), locked=locked)


def set_rings(
    document: Document, rings: Mapping[str, Ring], context: EditContext, *, name: str = MOVE
) -> Edit:
    """Other exterior rings; holes stay where they are. See `reshape`."""
    outlines: dict[str, Outline] = {}
    for key, old in present(document, rings).items():
        polygon = old.properties.image_geometry
        outlines[key] = (rings[key], *(polygon.coordinates[1:] if polygon is not None else ()))
    return reshape(document, outlines, context, name=name)


def set_ring(
    document: Document, annotation_id: str, ring: Ring, context: EditContext, *, name: str = MOVE
) -> Edit:
    """Another outline for one annotation; see `set_rings`."""
    return set_rings(document, {annotation_id: ring}, context, name=name)


def nudge(document: Document, ids: Iterable[str], dx: float, dy: float, context: EditContext) -> Edit:
    """Moved by (dx, dy) px of each annotation's own scene, together, and not out of the image.

    A burst of nudges is one step.
    """
    ids = tuple(ids)
    chosen, locked = editable(document, ids)
    outlines = {key: outline_of(item) for key, item in chosen.items() if item.ring is not None}
    for key in outlines:
        dx, dy = _kept_inside(document, chosen[key], dx, dy)
    moved = {key: tuple(translate_ring(r, dx, dy) for r in rings) for key, rings in outlines.items()}
    shapes = {key: chosen[key].properties.shape for key in moved}
    edit = reshape(document, moved, context, name=mark("Nudge {what}"), shapes=shapes)
    return Edit(edit.label, edit.patch, edit.ids, burst("nudge", ids), locked)


def check_outlines(outlines: Sequence[Outline]) -> None:
    """Refuse what is no outline, as `check_ring`; quick for many."""
    listed = [ring for rings in outlines for ring in rings]
    numbers = chain.from_iterable(chain.from_iterable(listed))
    if not np.isfinite(np.fromiter(numbers, np.float64)).all() or any(
        len(ring) < 4 or ring[0] != ring[-1] for ring in listed
    ):
        for ring in listed:
            check_ring(ring)  # says which


def check_ring(ring: Ring) -> None:
    """Refuse what is no outline.

    Raises
    ------
    ValueError
        The ring is not closed, is not finite, or has fewer than three corners.
    """
    if len(ring) < 4 or ring[0] != ring[-1]:
        raise ValueError("the ring is not closed or has fewer than three corners")
    if not all(math.isfinite(v) for point in ring for v in point):
        raise ValueError("the ring has a coordinate that is not finite")


def _kept_inside(document: Document, item: Annotation, dx: float, dy: float) -> tuple[float, float]:
    """The part of a move that keeps an outline in its image; one already outside may only come back."""
    scene = document.scene(item.drawn_on)
    if scene is None or scene.shape is None or item.ring is None:
        return dx, dy
    x0, y0, x1, y1 = ring_bounds(item.ring)
    rows, cols = scene.shape
    return (
        min(max(dx, min(0.0, -x0)), max(0.0, cols - x1)),
        min(max(dy, min(0.0, -y0)), max(0.0, rows - y1)),
    )
