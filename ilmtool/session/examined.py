"""Edits of what was searched: a grid over an area, and a result for each of its cells."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from ilmtool.core.annotation import RESULTS, Annotation, Polygon, Properties
from ilmtool.core.document import Document, Patch
from ilmtool.core.geometry import Bounds
from ilmtool.core.layout import Side
from ilmtool.core.search_grid import MEMBER, SearchGrid, decoded, encoded
from ilmtool.session.edit import Changed, Edit, EditContext, one_of, stamped
from ilmtool.session.pair import Pair
from ilmtool.text import mark, tr

if TYPE_CHECKING:
    from ilmtool.imagery.source import RasterSource

RESULT_WORDS = {
    "no_change_seen": mark("clear"),
    "change_seen": mark("change seen"),
    "obscured": mark("obscured"),
    "no_image": mark("no image"),
}
"""As people read them, for `tr` where they are shown; `clear` says that nothing was seen, not that nothing is
there.
"""


def grid_of(document: Document) -> SearchGrid | None:
    """The grid that a document's header has, if its scene is there."""
    grid = decoded(document.header.extra.get(MEMBER))
    return grid if grid is not None and document.scene(grid.scene) is not None else None


def set_grid(document: Document, grid: SearchGrid | None) -> Edit:
    """Another grid; what was examined stays."""
    extra = {key: value for key, value in document.header.extra.items() if key != MEMBER}
    if grid is not None:
        extra[MEMBER] = encoded(grid)
    if extra == document.header.extra:
        return Edit("", Patch())
    name = tr("Remove search grid") if grid is None else tr("Start search of %n cell(s)", "", len(grid))
    return Edit(name, Patch({}, (document.header, replace(document.header, extra=extra))))


def mark_cells(
    document: Document,
    grid: SearchGrid,
    results: Mapping[int, str | None],
    known: Mapping[int, str],
    context: EditContext,
) -> Edit:
    """Give cells a result, or take it away.

    Parameters
    ----------
    results : mapping
        Number of the cell -> one of `RESULTS`, or None for a cell that is unseen again.
    known : mapping
        Number of the cell -> id of the annotation that has its result now.

    Raises
    ------
    ValueError
        For another word.
    """
    changed: Changed = {}
    locked = 0
    for cell, result in results.items():
        one_of(result, RESULTS)
        old = document.annotations.get(known.get(cell, ""))
        if old is not None and old.properties.locked:
            locked += 1
            continue
        if result is None:
            if old is not None:
                changed[old.id] = (old, None)
        elif old is None:
            made = _examined(grid, cell, result, context)
            changed[made.id] = (None, made)
        elif old.properties.result != result:
            changed[old.id] = (old, stamped(old, context, {"result": result}))
    words = ", ".join(sorted({tr(RESULT_WORDS[r]) if r else tr("unseen") for r in results.values()}))
    if len(results) == 1:
        name = tr("Mark cell {results}", results=words)
    else:
        name = tr("Mark %n cell(s) {results}", "", len(changed), results=words)
    return Edit(name, Patch(changed), tuple(changed), locked=locked)


def _examined(grid: SearchGrid, cell: int, result: str, context: EditContext) -> Annotation:
    from ilmtool.sidecar.derive import derive_geometry

    ring = grid.ring(cell)
    return Annotation(
        id=str(uuid.uuid4()),
        properties=Properties(
            kind="examined",
            shape="box",
            scene_before=context.before_id,
            scene_after=context.after_id,
            drawn_on=grid.scene,
            visible_scene=context.visible_scene or context.after_id,
            result=result,
            author=context.author or None,
            created=context.now,
            updated=context.now,
            review="draft",
            image_geometry=Polygon(coordinates=(ring,)),
        ),
        geometry=derive_geometry((ring,), context.grounds.get(grid.scene)),
    )


def results_of(
    annotations: Iterable[Annotation], grid: SearchGrid, before_id: str, after_id: str
) -> dict[int, Annotation]:
    """Which cells have a result for these two dates: another pair of dates was not searched by that.

    The last of several counts.
    """
    found: dict[int, Annotation] = {}
    for item in annotations:
        p = item.properties
        if p.kind != "examined" or p.drawn_on != grid.scene or p.result not in RESULTS:
            continue
        if (p.scene_before, p.scene_after) != (before_id, after_id):
            continue
        cell = grid.cell_of(item.ring)
        if cell is not None:
            found[cell] = item
    return found


def overlap(pair: Pair) -> Bounds:
    """Bounds of what both images show, in px of the after scene."""
    from ilmtool.imagery.placement import outline_points

    facts = pair.before.facts
    placed = pair.before.placement.forward(
        outline_points((0.0, 0.0, float(facts.width), float(facts.height)))
    )
    placed = placed[np.isfinite(placed).all(axis=1)]
    own = (0.0, 0.0, float(pair.after.facts.width), float(pair.after.facts.height))
    if not len(placed):
        return own
    (x0, y0), (x1, y1) = placed.min(axis=0).tolist(), placed.max(axis=0).tolist()
    return max(x0, own[0]), max(y0, own[1]), min(x1, own[2]), min(y1, own[3])


def cells_without_image(pair: Pair, grid: SearchGrid) -> tuple[int, ...]:
    """Cells of which at least one date shows nothing at all: no data, or outside the image. For a worker.

    Judged on samples of a small pyramid level, 16 to a side at most; one valid sample is enough for a cell to
    be seen.

    Raises
    ------
    UserError
        An image cannot be read.
    """
    corners = grid.corners().reshape(-1, 2)
    reference = pair.placements[grid.scene].forward(corners).reshape(-1, 4, 2)
    empty = np.zeros(len(grid), bool)
    steps = (np.arange(_SAMPLES) + 0.5) / _SAMPLES
    u, v = (a.ravel() for a in np.meshgrid(steps, steps))
    weights = np.stack(((1 - u) * (1 - v), (1 - u) * v, u * v, u * (1 - v)))
    for side in Side:
        scene = pair.scene(side)
        factors, valid = _validity(scene.source)
        for start in range(0, len(grid), _CELLS_AT_A_TIME):
            quads = reference[start : start + _CELLS_AT_A_TIME]
            points = np.einsum("nck,cs->nsk", quads, weights)
            at = scene.placement.inverse(points.reshape(-1, 2)) / factors
            seen = _sampled(valid, at).reshape(len(quads), -1).any(axis=1)
            empty[start : start + len(quads)] |= ~seen
    return tuple(np.flatnonzero(empty).tolist())


_SAMPLES = 16
_CELLS_AT_A_TIME = 1000
_LEVEL_SIDE_PX = 2048


def _validity(source: RasterSource) -> tuple[np.ndarray, np.ndarray]:
    """(reduction along x and y, whether each pixel of a small level is data)."""
    levels = source.facts.levels
    place = next((i for i, lv in enumerate(levels) if max(lv.width, lv.height) <= _LEVEL_SIDE_PX), -1)
    level = levels[place]
    data, valid = source.read(place % len(levels), (0, 0, level.width, level.height))
    if valid is None:
        valid = np.ones(data.shape[:2], bool)
    return np.array([level.factor_x, level.factor_y]), valid


def _sampled(valid: np.ndarray, at: np.ndarray) -> np.ndarray:
    """Whether points (N, 2) of a level lie on data."""
    rows, cols = valid.shape
    with np.errstate(invalid="ignore"):
        inside = (at >= 0).all(axis=1) & (at[:, 0] < cols) & (at[:, 1] < rows)
    found = np.zeros(len(at), bool)
    place = at[inside].astype(np.intp)
    found[inside] = valid[place[:, 1], place[:, 0]]
    return found
