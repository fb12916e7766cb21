"""What a new search grid is laid over, and how large its cells are."""

from __future__ import annotations

import math

import numpy as np

from ilmtool.core.geometry import Bounds
from ilmtool.core.search_grid import MIN_CELL_PX, SearchGrid, grid_over
from ilmtool.errors import UserError
from ilmtool.session.examined import overlap
from ilmtool.session.pair import Pair, georeference
from ilmtool.session.workspace import Workspace
from ilmtool.text import tr

AREAS = ("overlap", "view", "selection")
DEFAULT_SHARE = 0.9
"""Of what the pane shows at 1:1; the rest is room around the cell."""


def default_cell(workspace: Workspace) -> tuple[float, float]:
    """Width and height of a cell, px of the after scene, that fits the screen at 1:1."""
    pane, aspect = workspace.shown.pane, workspace.camera.aspect
    width, height = pane[0] * DEFAULT_SHARE, pane[1] * DEFAULT_SHARE / aspect
    return max(MIN_CELL_PX, _even(width)), max(MIN_CELL_PX, _even(height))


def _even(value: float) -> float:
    return float(math.floor(value / 10) * 10)


def metres_per_px(pair: Pair) -> tuple[float, float] | None:
    """Width and height of a pixel of the after scene on the ground; None without georeferencing."""
    from ilmtool.imagery.ground import ground_sample_distance

    gsd = ground_sample_distance(georeference(pair.after.facts))
    if gsd is None:
        return None
    root = math.sqrt(pair.aspect)
    return gsd / root, gsd * root


def area_bounds(workspace: Workspace, area: str) -> Bounds | None:
    """The part of the overlap of both images that is meant, px of the after scene; None where there is none.

    Parameters
    ----------
    area : str
        One of `AREAS`: all of it, what is in view, or the bounds of what is selected.
    """
    pair = workspace.pair
    if pair is None:
        return None
    x0, y0, x1, y1 = overlap(pair)
    other: Bounds | None = (x0, y0, x1, y1)
    if area == "view":
        other = workspace.camera_in_hand.visible(workspace.shown.pane)
    elif area == "selection":
        other = workspace.index.bounds_of(workspace.view.selection)
    return None if other is None else _common((x0, y0, x1, y1), other)


def drawn_area(workspace: Workspace, bounds: Bounds) -> Bounds | None:
    """The part of a drawn rectangle (reference px) that both images show."""
    return None if workspace.pair is None else _common(overlap(workspace.pair), bounds)


def _common(a: Bounds, b: Bounds) -> Bounds | None:
    found = max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3])
    if found[2] - found[0] < 1 or found[3] - found[1] < 1:
        return None
    # Whole pixels, so that a cell's numbers are short in the file.
    x0, y0, x1, y1 = np.floor(found[:2]).tolist() + np.ceil(found[2:]).tolist()
    return x0, y0, x1, y1


def new_grid(workspace: Workspace, bounds: Bounds | None, cell: tuple[float, float]) -> SearchGrid:
    """A grid over an area of the after scene.

    Raises
    ------
    UserError
        No pair is open, the area is empty, or its cells are too small or too many.
    """
    if workspace.pair is None or bounds is None:
        raise UserError(tr("There is no area to search."), "", tr("Choose an area that both images show."))
    try:
        return grid_over(workspace.pair.after.id, bounds, cell)
    except ValueError as error:
        raise UserError(
            tr("The search grid cannot be laid."), str(error), tr("Choose larger cells.")
        ) from error
