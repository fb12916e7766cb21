"""The annotations of one file as columns of numbers, in the frame in which files are compared."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ilmtool.core.annotation import Annotation, Polygon
from ilmtool.core.boxindex import POLYGON, UNPLACED, BoxIndex
from ilmtool.core.document import Document
from ilmtool.core.geometry import FloatArray, close_ring
from ilmtool.core.placed_outlines import Forward
from ilmtool.sidecar.self_crossing import valid_outline

ALIGNED, PARALLELOGRAM, RAGGED = 0, 1, 2
"""Values of `Boxes.form`: sides along the axes; four corners whose sides are parallel; any other outline."""

_EXACT_PX = 1e-6
"""Outlines that differ from a box by less are boxes: rounding of a projection there and back."""

_MAX_PX = 1e9
"""Farther out is no place in any image, and areas would lose their last digits."""


@dataclass(frozen=True, eq=False)
class Boxes:
    """The observations of one file, sorted by id, so that the order of a file plays no part.

    Attributes
    ----------
    annotations : tuple of Annotation
    ids, labels : tuple of str
    quads : (N, 4, 2) float64
        Corners in px of the common frame; of a ragged outline the corners of its bounds.
    bounds : (N, 4) float64
        x0, y0, x1, y1.
    form : (N,) uint8
        See `ALIGNED` and its fellows.
    area : (N,) float64
        Px^2.
    small_side : (N,) float64
        The smaller side of the box, of a ragged outline that of its smallest rectangle.
    center : (N, 2) float64
        Mean of the corners; of a ragged outline its centroid.
    outlines : mapping
        Row -> shapely geometry, valid, of every row that is not aligned and not a parallelogram; the
        convex hull of one that crosses itself endlessly (`sidecar.self_crossing`).
    unplaced : tuple of Annotation
        Observations without a place in the frame; they cannot be compared by place.
    examined : tuple of Annotation
        Areas that were searched. They are no objects and take no part in matching.
    """

    annotations: tuple[Annotation, ...]
    ids: tuple[str, ...]
    labels: tuple[str, ...]
    quads: FloatArray
    bounds: FloatArray
    form: NDArray[np.uint8]
    area: FloatArray
    small_side: FloatArray
    center: FloatArray
    outlines: Mapping[int, Any] = field(default_factory=dict)
    unplaced: tuple[Annotation, ...] = ()
    examined: tuple[Annotation, ...] = ()

    def __len__(self) -> int:
        return len(self.ids)

    def row(self, key: str) -> int:
        """The row of an id.

        Raises
        ------
        KeyError
            No box has it.
        """
        at = bisect_left(self.ids, key)
        if at == len(self.ids) or self.ids[at] != key:
            raise KeyError(key)
        return at

    def polygon(self, row: int) -> Polygon:
        """The outline of a row in px of the common frame, holes included; of one that falls into several
        areas the bounds.
        """
        outline = self.outlines.get(row)
        rings: list[Any] = [self.quads[row]]
        if outline is not None and outline.geom_type == "Polygon" and not outline.is_empty:
            rings = [list(ring.coords)[:-1] for ring in (outline.exterior, *outline.interiors)]
        return Polygon(tuple(close_ring((float(x), float(y)) for x, y in ring) for ring in rings))

    def comes_before(self, other: Boxes) -> bool:
        """Whether this file is the first of two by its content alone, whichever was named first."""
        if self.ids != other.ids:
            return self.ids < other.ids
        if self.labels != other.labels:
            return self.labels < other.labels
        return self.quads.tobytes() <= other.quads.tobytes()


def boxes_of(document: Document, forwards: Mapping[str | None, Forward]) -> Boxes:
    """The observations of a document, placed.

    Parameters
    ----------
    document : Document
    forwards : mapping of scene id to Forward
        Scene px -> px of the common frame; the key None for annotations that name no scene.
    """
    examined = [a for a in document.annotations.values() if a.properties.kind == "examined"]
    own = document
    if examined:
        kept = {k: a for k, a in document.annotations.items() if a.properties.kind != "examined"}
        own = Document(document.header, kept)
    index = BoxIndex(own, forwards)
    places: NDArray[np.bool_] = (index.flags & UNPLACED) == 0
    quads = index.quads
    with np.errstate(invalid="ignore"):
        places &= np.isfinite(quads).all(axis=(1, 2)) & (np.abs(quads) <= _MAX_PX).all(axis=(1, 2))
    everything = list(own.annotations.values())
    order = sorted(np.flatnonzero(places).tolist(), key=index.ids.__getitem__)
    unplaced = sorted((everything[i] for i in np.flatnonzero(~places).tolist()), key=_id)
    rows = np.asarray(order, np.intp)
    placed = [everything[i] for i in order]
    ragged = (index.flags[rows] & POLYGON) != 0
    rings = {row: index.polygons[placed[row].id] for row in np.flatnonzero(ragged).tolist()}
    return _columns(placed, quads[rows], rings, tuple(unplaced), tuple(sorted(examined, key=_id)))


def _id(annotation: Annotation) -> str:
    return annotation.id


def _columns(
    placed: list[Annotation],
    quads: FloatArray,
    rings: Mapping[int, tuple[FloatArray, ...]],
    unplaced: tuple[Annotation, ...],
    examined: tuple[Annotation, ...],
) -> Boxes:
    form = _forms(quads)
    form[list(rings)] = RAGGED
    low, high = quads.min(axis=1, initial=np.inf), quads.max(axis=1, initial=-np.inf)
    bounds = np.concatenate((low, high), axis=1)
    edges = np.roll(quads, -1, axis=1) - quads
    lengths = np.hypot(edges[..., 0], edges[..., 1])
    small = np.minimum(np.minimum(lengths[:, 0], lengths[:, 2]), np.minimum(lengths[:, 1], lengths[:, 3]))
    area = np.abs(_cross(edges[:, 0], edges[:, 3]))
    upright = form == ALIGNED
    size = high[upright] - low[upright]
    area[upright] = size[:, 0] * size[:, 1]
    center = quads.mean(axis=1)
    outlines = _outlines(np.flatnonzero(form == RAGGED).tolist(), quads, rings, area, small, center)
    return Boxes(
        annotations=tuple(placed),
        ids=tuple(a.id for a in placed),
        labels=tuple(a.label for a in placed),
        quads=quads,
        bounds=bounds,
        form=form,
        area=area,
        small_side=small,
        center=center,
        outlines=outlines,
        unplaced=unplaced,
        examined=examined,
    )


def _forms(quads: FloatArray) -> NDArray[np.uint8]:
    form = np.full(len(quads), RAGGED, np.uint8)
    tl, bl, br, tr = (quads[:, i] for i in range(4))
    size = np.maximum(np.abs(br - tl).max(axis=1, initial=0.0), np.abs(tr - bl).max(axis=1, initial=0.0))
    bent = np.abs(tl + br - bl - tr).max(axis=1, initial=0.0)
    form[bent <= _EXACT_PX * np.maximum(size, 1.0)] = PARALLELOGRAM
    down, across = np.abs(bl - tl), np.abs(tr - tl)
    as_drawn = (down[:, 0] <= _EXACT_PX) & (across[:, 1] <= _EXACT_PX)
    turned = (down[:, 1] <= _EXACT_PX) & (across[:, 0] <= _EXACT_PX)
    form[(form == PARALLELOGRAM) & (as_drawn | turned)] = ALIGNED
    return form


def _cross(a: FloatArray, b: FloatArray) -> FloatArray:
    return np.asarray(a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0])


def _outlines(
    rows: list[int],
    quads: FloatArray,
    rings: Mapping[int, tuple[FloatArray, ...]],
    area: FloatArray,
    small: FloatArray,
    center: FloatArray,
) -> dict[int, Any]:
    """Valid shapely geometries of ragged rows; their area, smaller side and centre go into the columns."""
    if not rows:
        return {}
    import shapely

    made: dict[int, Any] = {}
    for row in rows:
        exterior, *holes = rings.get(row, (quads[row],))
        holes = [hole for hole in holes if len(hole) >= 3 and np.isfinite(hole).all()]
        made[row] = valid_outline(shapely.Polygon(exterior, holes))
    geometries = np.array(list(made.values()), dtype=object)
    area[rows] = shapely.area(geometries)
    x, y = shapely.get_x(middles := shapely.centroid(geometries)), shapely.get_y(middles)
    center[rows] = np.where(np.isfinite(x)[:, None], np.stack((x, y), axis=1), center[rows])
    with np.errstate(all="ignore"):  # outlines without area have none; that is an answer and no mishap
        envelopes = shapely.minimum_rotated_rectangle(geometries)
    small[rows] = [_small_side(envelope) for envelope in envelopes]
    return made


def _small_side(envelope: Any) -> float:
    """Of a rectangle; 0 for what has no area."""
    import shapely

    points = shapely.get_coordinates(envelope)
    if len(points) < 4:
        return 0.0
    sides = np.hypot(*(points[1:3] - points[:2]).T)
    return float(sides.min())
