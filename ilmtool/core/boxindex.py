"""All annotations of a document as columns of numbers, placed in the reference frame.

The canvas culls, paints and hit-tests 100,000 boxes many times a second; it reads these columns and never
walks the document. The index is derived from the document and follows it patch by patch. It is mutable and
belongs to one thread, that of the window.

Rows are dense: a removed row is filled with the last one, so row numbers hold until the next `apply`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from itertools import repeat

import numpy as np
from numpy.typing import NDArray

from ilmtool.core.annotation import CERTAINTIES, CHANGES, Annotation
from ilmtool.core.document import Document, Patch
from ilmtool.core.geometry import Bounds, FloatArray, Point, Ring
from ilmtool.core.placed_outlines import Forward, aligned, is_box, is_ragged, map_boxes, map_polygons

Rows = NDArray[np.intp]

HIDDEN, SELECTED, POLYGON, UNPLACED, ALIGNED = 1, 2, 4, 8, 16
"""Bits of `flags`. POLYGON: outline in `polygons`, the quad is its bounding box. UNPLACED: no pixel
geometry, or drawn on a scene that is not open; never visible. ALIGNED: sides along the axes of the
reference frame to 1/128 px, which is half a screen pixel at the largest zoom."""

EXAMINED = 64
"""Bit of `style`: an area that was searched, not a thing that was seen."""

_BLOCK = 2000

_FEW = 8
"""Rows near a view are looked at alone where they are fewer than one in so many."""

_CERTAINTY_CODE = {None: 0} | {name: code for code, name in enumerate(CERTAINTIES, 1)}
_CHANGE_CODE = {None: 0} | {name: code for code, name in enumerate(CHANGES, 1)}


OTHER_WORD = 7
"""Code in `style` of a certainty or change that is none of the contract's words."""


class BoxIndex:
    """The columns, one row an annotation; read them freely, change them through the methods only.

    Parameters
    ----------
    document : Document
        What to index.
    forwards : mapping of scene id to Forward
        Placement of every scene whose annotations can be shown. The key None places annotations that name
        no scene.

    Attributes
    ----------
    ids : list of str
        Id of each row.
    quads : (N, 4, 2) float64
        Corners TL, BL, BR, TR in reference px; NaN where unplaced.
    x0, y0, x1, y1 : (N,) float64
        Bounds in reference px; NaN where unplaced.
    label : (N,) int32
        Index into `label_names`, which only grows.
    style : (N,) uint8
        What beside the label decides how a box looks: certainty in bits 0-2, change in bits 3-5 (0 unset,
        then 1 + place in `CERTAINTIES`, `CHANGES`; `OTHER_WORD`), bit 6 for `examined`.
    flags : (N,) uint8
        See `HIDDEN` and its fellows.
    order : (N,) int64
        Rises in drawing order: the larger one was added to the document later.
    polygons : dict of str to tuple of (M, 2) arrays
        Rings, exterior first and not closed, in reference px, of the annotations that are not four corners.
    """

    def __init__(self, document: Document, forwards: Mapping[str | None, Forward]) -> None:
        self._forwards = dict(forwards)
        self._rows: dict[str, int] = {}
        self._count = 0
        self._next_order = 0
        self._selection: frozenset[str] = frozenset()
        self._hidden: frozenset[str] = frozenset()
        self._label_codes: dict[str, int] = {}
        self.ids: list[str] = []
        self.label_names: list[str] = []
        self.polygons: dict[str, tuple[FloatArray, ...]] = {}
        self._near: Rows | None = None
        self._near_is_few = False
        self._near_place: Bounds = (0.0, 0.0, 0.0, 0.0)
        self._near_bounds: FloatArray = np.empty((4, 0))
        count = len(document.annotations)
        self._allocate(max(64, count + count // 4))  # memory that nothing touches costs nothing
        # In blocks: one numpy call over everything would keep other threads waiting for its whole length.
        everything = list(document.annotations.values())
        for start in range(0, len(everything), _BLOCK):
            self._append(everything[start : start + _BLOCK])

    def __len__(self) -> int:
        return self._count

    def __contains__(self, annotation_id: str) -> bool:
        return annotation_id in self._rows

    @property
    def quads(self) -> FloatArray:
        return self._quads[: self._count]

    @property
    def x0(self) -> FloatArray:
        return self._bounds[0, : self._count]

    @property
    def y0(self) -> FloatArray:
        return self._bounds[1, : self._count]

    @property
    def x1(self) -> FloatArray:
        return self._bounds[2, : self._count]

    @property
    def y1(self) -> FloatArray:
        return self._bounds[3, : self._count]

    @property
    def label(self) -> NDArray[np.int32]:
        return self._label[: self._count]

    @property
    def style(self) -> NDArray[np.uint8]:
        return self._style[: self._count]

    @property
    def flags(self) -> NDArray[np.uint8]:
        return self._flags[: self._count]

    @property
    def order(self) -> NDArray[np.int64]:
        return self._order[: self._count]

    @property
    def selection(self) -> frozenset[str]:
        return self._selection

    @property
    def hidden(self) -> frozenset[str]:
        return self._hidden

    def row(self, annotation_id: str) -> int | None:
        """Row of an annotation, or None."""
        return self._rows.get(annotation_id)

    def rows(self, annotation_ids: Iterable[str]) -> Rows:
        """Rows of those annotations that are in the index."""
        rows = np.fromiter(map(self._rows.get, annotation_ids, repeat(-1)), dtype=np.intp)
        return rows[rows >= 0]

    def ring(self, annotation_id: str) -> Ring | None:
        """Closed exterior ring in reference px, or None if the annotation is not placed."""
        row = self._rows.get(annotation_id)
        if row is None or self._flags[row] & UNPLACED:
            return None
        corners = self.polygons[annotation_id][0] if self._flags[row] & POLYGON else self._quads[row]
        points = [(x, y) for x, y in corners.tolist()]
        return (*points, points[0])

    def bounds_of(self, annotation_ids: Iterable[str]) -> Bounds | None:
        """Bounds of several annotations together in reference px; None if none of them is placed."""
        return self.bounds_of_rows(self.rows(annotation_ids))

    def bounds_of_rows(self, rows: Rows) -> Bounds | None:
        """As `bounds_of`, by row."""
        boxes = self._bounds[:, rows]
        boxes = boxes[:, ~np.isnan(boxes[0])]
        if boxes.shape[1] == 0:
            return None
        x0, y0 = boxes[:2].min(axis=1).tolist()
        x1, y1 = boxes[2:].max(axis=1).tolist()
        return x0, y0, x1, y1

    def visible(self, bounds: Bounds) -> Rows:
        """Rows whose bounds touch `bounds` (reference px), hidden ones left out, ascending."""
        near = self._nearby(bounds)
        if near is None:
            return np.flatnonzero(_touching(self._bounds[:, : self._count], bounds) & self._shown())
        rows: Rows = near[_touching(self._near_bounds, bounds)]
        seen: Rows = rows[(self._flags[rows] & HIDDEN) == 0]
        return seen

    def _shown(self) -> NDArray[np.bool_]:
        return np.asarray((self.flags & HIDDEN) == 0)

    def _nearby(self, bounds: Bounds) -> Rows | None:
        """Rows among which all that touch `bounds` are; None where looking at every row is as quick.

        A view asks for strips of itself, many times a frame: the rows around the last ones are kept, so that
        strips of the same place do not look at 100,000 rows each. Edits forget them.
        """
        x0, y0, x1, y1 = bounds
        reach = max(x1 - x0, y1 - y0)
        if self._count < _FEW * 100 or not math.isfinite(reach):
            return None
        kept = self._near is not None and _inside(bounds, self._near_place)
        # What was kept for a far wider view is no help.
        if kept and (self._near_is_few or self._near_place[2] - self._near_place[0] < 6 * reach):
            return self._near if self._near_is_few else None
        self._near_place = (x0 - reach, y0 - reach, x1 + reach, y1 + reach)
        self._near = np.flatnonzero(_touching(self._bounds[:, : self._count], self._near_place))
        self._near_is_few = len(self._near) * _FEW < self._count
        self._near_bounds = self._bounds[:, self._near] if self._near_is_few else np.empty((4, 0))
        return self._near if self._near_is_few else None

    def at(self, point: Point, tolerance: float, aspect: float = 1.0) -> Rows:
        """Rows whose bounds, widened by `tolerance` reference px, hold `point`; hidden ones left out.

        With pixels that are not square, `aspect` is their height over their width on screen and the
        tolerance counts along x.
        """
        (x, y), dy = point, tolerance / aspect
        return self.visible((x - tolerance, y - dy, x + tolerance, y + dy))

    def set_selection(self, annotation_ids: frozenset[str]) -> Rows:
        """Flags these annotations as selected and no others; ids that come back by undo count again.

        Returns
        -------
        (N,) intp
            Rows whose flag is another now, ascending.
        """
        self._selection = annotation_ids
        return self._flag(annotation_ids, SELECTED)

    def set_hidden(self, annotation_ids: frozenset[str]) -> None:
        """Flags these annotations as hidden and no others."""
        self._hidden = annotation_ids
        self._flag(annotation_ids, HIDDEN)

    def apply(self, patch: Patch) -> None:
        """Follow the document through a patch.

        Raises
        ------
        KeyError
            If the patch removes an annotation that the index does not hold.
        """
        self._near = None
        replaced: list[Annotation] = []
        added: list[Annotation] = []
        for key, (_, after) in patch.annotations.items():
            if after is None:
                self._remove(key)
            elif key in self._rows:
                replaced.append(after)
            else:
                added.append(after)
        if replaced:
            rows = np.fromiter((self._rows[a.id] for a in replaced), np.intp, len(replaced))
            self._fill(rows, replaced)
        if added:
            self._append(added)

    def moved(self, annotation_ids: Iterable[str], step: Point) -> BoxIndex:
        """The same with some annotations elsewhere by `step` (reference px), to be looked at only: it shares
        all else with this one, and follows no edit.
        """
        rows = self.rows(annotation_ids)
        made = copy(self)
        made._near = None
        made._quads, made._bounds = self._quads[: self._count].copy(), self._bounds[:, : self._count].copy()
        made._quads[rows] += step
        made._bounds[:, rows] += np.array([*step, *step])[:, None]
        outlines = {self.ids[row] for row in rows[(self._flags[rows] & POLYGON) != 0]}
        made.polygons = {
            key: tuple(ring + step for ring in rings) if key in outlines else rings
            for key, rings in self.polygons.items()
        }
        return made

    def _allocate(self, capacity: int) -> None:
        self._quads = np.empty((capacity, 4, 2))
        self._bounds = np.empty((4, capacity))
        self._label = np.empty(capacity, np.int32)
        self._style = np.empty(capacity, np.uint8)
        self._flags = np.empty(capacity, np.uint8)
        self._order = np.empty(capacity, np.int64)

    def _reserve(self, count: int) -> None:
        if count <= len(self._order):
            return
        used = self._count
        quads, bounds = self._quads, self._bounds
        label, style, flags, order = self._label, self._style, self._flags, self._order
        self._allocate(max(count, 2 * used))
        self._quads[:used], self._bounds[:, :used] = quads[:used], bounds[:, :used]
        self._label[:used], self._style[:used] = label[:used], style[:used]
        self._flags[:used], self._order[:used] = flags[:used], order[:used]

    def _append(self, annotations: Sequence[Annotation]) -> None:
        first, end = self._count, self._count + len(annotations)
        self._reserve(end)
        ids = [annotation.id for annotation in annotations]
        self.ids.extend(ids)
        self._rows.update(zip(ids, range(first, end), strict=True))
        self._order[first:end] = np.arange(self._next_order, self._next_order + len(ids))
        self._next_order += len(ids)
        self._count = end
        self._fill(np.arange(first, end), annotations)

    def _remove(self, key: str) -> None:
        row, last = self._rows.pop(key), self._count - 1
        self.polygons.pop(key, None)
        if row != last:
            moved = self.ids[last]
            self.ids[row] = moved
            self._rows[moved] = row
            self._bounds[:, row] = self._bounds[:, last]
            self._quads[row] = self._quads[last]
            self._label[row], self._style[row] = self._label[last], self._style[last]
            self._flags[row], self._order[row] = self._flags[last], self._order[last]
        self.ids.pop()
        self._count = last

    def _fill(self, rows: Rows, annotations: Sequence[Annotation]) -> None:
        """Everything but id and order of `rows`, from as many annotations."""
        quads = np.full((len(annotations), 4, 2), np.nan)
        flags = np.zeros(len(annotations), np.uint8)
        properties = [annotation.properties for annotation in annotations]
        geometries = [p.image_geometry for p in properties]
        rings = [() if geometry is None else geometry.coordinates for geometry in geometries]
        if self.polygons:
            for annotation in annotations:
                self.polygons.pop(annotation.id, None)
        for scene, places in _by_scene([p.drawn_on for p in properties]).items():
            forward = self._forwards.get(scene)
            if forward is None:
                continue
            here = [rings[i] for i in places]
            boxes = [r[0] for r in here if len(r) == 1 and len(r[0]) == 5]
            if len(boxes) == len(here):  # nearly always
                quads[places] = map_boxes(boxes, forward)
                continue
            quads[[i for i in places if is_box(rings[i])]] = map_boxes(boxes, forward)
            ragged = [i for i in places if is_ragged(rings[i])]
            mapped = map_polygons([rings[i] for i in ragged], forward)
            for i, outlines in zip(ragged, mapped, strict=True):
                self.polygons[annotations[i].id] = outlines
                (x0, y0), (x1, y1) = outlines[0].min(axis=0), outlines[0].max(axis=0)
                quads[i] = ((x0, y0), (x0, y1), (x1, y1), (x1, y0))
            flags[ragged] |= POLYGON
        # Twice pairwise is six times faster than a reduction over an axis of four.
        low = np.minimum(np.minimum(quads[:, 0], quads[:, 1]), np.minimum(quads[:, 2], quads[:, 3]))
        high = np.maximum(np.maximum(quads[:, 0], quads[:, 1]), np.maximum(quads[:, 2], quads[:, 3]))
        flags[aligned(quads) & (flags == 0)] |= ALIGNED
        flags[np.isnan(low[:, 0])] |= UNPLACED
        self._quads[rows] = quads
        self._bounds[0, rows], self._bounds[1, rows] = low[:, 0], low[:, 1]
        self._bounds[2, rows], self._bounds[3, rows] = high[:, 0], high[:, 1]
        self._flags[rows] = flags | self._view_flags(annotations)
        self._label[rows] = self._labels([p.label for p in properties])
        certainty, change = [p.certainty for p in properties], [p.change for p in properties]
        examined = np.array([p.kind == "examined" for p in properties], np.uint8)
        self._style[rows] = (
            _codes(certainty, _CERTAINTY_CODE) | _codes(change, _CHANGE_CODE) << 3 | examined << 6
        )

    def _labels(self, labels: list[str]) -> NDArray[np.int32]:
        for label in dict.fromkeys(labels):
            if label not in self._label_codes:
                self._label_codes[label] = len(self.label_names)
                self.label_names.append(label)
        return np.fromiter(map(self._label_codes.__getitem__, labels), np.int32, len(labels))

    def _view_flags(self, annotations: Sequence[Annotation]) -> NDArray[np.uint8]:
        flags = np.zeros(len(annotations), np.uint8)
        for ids, bit in ((self._selection, SELECTED), (self._hidden, HIDDEN)):
            if ids:
                marked = np.fromiter((a.id in ids for a in annotations), np.bool_, len(annotations))
                flags[marked] |= bit
        return flags

    def _flag(self, ids: frozenset[str], bit: int) -> Rows:
        """Set a bit for these and clear it for all others: rows where it is another now."""
        flags = self.flags & (255 - bit)
        flags[self.rows(ids)] |= bit
        changed: Rows = np.flatnonzero(flags != self.flags)
        self._flags[: self._count] = flags
        return changed


def _touching(boxes: FloatArray, bounds: Bounds) -> NDArray[np.bool_]:
    """Which of the boxes, as columns x0, y0, x1, y1, touch `bounds`."""
    x0, y0, x1, y1 = bounds
    hits: NDArray[np.bool_] = boxes[0] <= x1
    hits &= boxes[2] >= x0
    hits &= boxes[1] <= y1
    hits &= boxes[3] >= y0
    return hits


def _inside(inner: Bounds, outer: Bounds) -> bool:
    return inner[0] >= outer[0] and inner[1] >= outer[1] and inner[2] <= outer[2] and inner[3] <= outer[3]


def _by_scene(scenes: list[str | None]) -> dict[str | None, Sequence[int]]:
    """Places of each scene in the list."""
    names = dict.fromkeys(scenes)
    if len(names) == 1:
        return {scenes[0]: range(len(scenes))}
    places: dict[str | None, list[int]] = {name: [] for name in names}
    for place, scene in enumerate(scenes):
        places[scene].append(place)
    return dict(places)


def _codes(words: list[str | None], table: Mapping[str | None, int]) -> NDArray[np.uint8]:
    known = {word: table.get(word, OTHER_WORD) for word in dict.fromkeys(words)}
    return np.fromiter(map(known.__getitem__, words), np.uint8, len(words))
