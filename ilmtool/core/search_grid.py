"""A search grid: an area of one scene in equal cells, to be looked at one by one until none is left."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ilmtool.core.annotation import MAX_PIXEL, RESULTS
from ilmtool.core.geometry import Bounds, FloatArray, Point, Ring, box_ring
from ilmtool.text import number, tr

MEMBER = "search_grid"
"""Member of the sidecar's `ilmtool` object that holds the grid."""

MAX_CELLS = 40_000
"""At a second a cell, more than a working day; a smaller cell size is a slip."""

MIN_CELL_PX = 8.0
UNSEEN = 0
CODES = {None: UNSEEN} | {word: code for code, word in enumerate(RESULTS, 1)}
"""Result -> number in an array of cells."""

SAME_PX = 0.01
"""Rings that are so close to a cell's are that cell's; numbers in files have their decimals cut."""


@dataclass(frozen=True, slots=True)
class SearchGrid:
    """Columns and rows over an area.

    Attributes
    ----------
    scene : str
        Id of the scene whose pixels `bounds` are in.
    bounds : Bounds
        The area of interest, px.
    columns, rows : int
    """

    scene: str
    bounds: Bounds
    columns: int
    rows: int

    def __len__(self) -> int:
        return self.columns * self.rows

    @property
    def cell_size(self) -> tuple[float, float]:
        """Width and height of a cell, px."""
        x0, y0, x1, y1 = self.bounds
        return (x1 - x0) / self.columns, (y1 - y0) / self.rows

    def lines(self) -> tuple[FloatArray, FloatArray]:
        """X of the columns' edges and y of the rows', px; the last are exactly the area's."""
        x0, y0, x1, y1 = self.bounds
        return np.linspace(x0, x1, self.columns + 1), np.linspace(y0, y1, self.rows + 1)

    def cell(self, index: int) -> Bounds:
        """Bounds of a cell, px; neighbours share their edges exactly."""
        xs, ys = self.lines()
        row, column = divmod(index, self.columns)
        return float(xs[column]), float(ys[row]), float(xs[column + 1]), float(ys[row + 1])

    def ring(self, index: int) -> Ring:
        """Outline of a cell as the sidecar has it."""
        return box_ring(*self.cell(index))

    def at(self, point: Point) -> int | None:
        """The cell that holds a point (px of the scene), or None outside."""
        x0, y0, x1, y1 = self.bounds
        if not (x0 <= point[0] < x1 and y0 <= point[1] < y1):
            return None
        width, height = self.cell_size
        column = min(self.columns - 1, int((point[0] - x0) / width))
        return min(self.rows - 1, int((point[1] - y0) / height)) * self.columns + column

    def cell_of(self, ring: Ring | None) -> int | None:
        """The cell whose outline a ring is, or None."""
        if ring is None or len(ring) != 5:
            return None
        xs, ys = [p[0] for p in ring], [p[1] for p in ring]
        bounds = min(xs), min(ys), max(xs), max(ys)
        index = self.at(((bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2))
        if index is None:
            return None
        cell = self.cell(index)
        return index if all(abs(a - b) <= SAME_PX for a, b in zip(bounds, cell, strict=True)) else None

    def corners(self) -> FloatArray:
        """TL, BL, BR, TR of all cells, shape (N, 4, 2), px."""
        xs, ys = self.lines()
        left, top = np.meshgrid(xs[:-1], ys[:-1])
        right, bottom = np.meshgrid(xs[1:], ys[1:])
        x = np.stack((left, left, right, right), axis=-1)
        y = np.stack((top, bottom, bottom, top), axis=-1)
        return np.stack((x, y), axis=-1).reshape(-1, 4, 2)

    def path(self) -> NDArray[np.intp]:
        """The cells in the order in which they are looked at: to and fro, so that the next is a neighbour."""
        order = np.arange(len(self)).reshape(self.rows, self.columns)
        order[1::2] = order[1::2, ::-1]
        return order.ravel()


def grid_over(scene: str, bounds: Bounds, cell: tuple[float, float]) -> SearchGrid:
    """A grid that covers an area exactly with equal cells no larger than asked for.

    Raises
    ------
    ValueError
        The area is empty, or the cells are too small or too many; the message is a sentence for people.
    """
    x0, y0, x1, y1 = bounds
    if not all(map(math.isfinite, (*bounds, *cell))) or x1 - x0 < 1 or y1 - y0 < 1:
        raise ValueError(tr("There is no area to search."))
    if min(cell) < MIN_CELL_PX:
        raise ValueError(
            tr(
                "Cells of less than {least} px are too small to search.",
                least=number(MIN_CELL_PX, "g"),
            )
        )
    columns, rows = math.ceil((x1 - x0) / cell[0] - 1e-9), math.ceil((y1 - y0) / cell[1] - 1e-9)
    if columns * rows > MAX_CELLS:
        raise ValueError(
            tr(
                "{count} cells are too many to search; {limit} is the limit.",
                count=number(columns * rows),
                limit=number(MAX_CELLS),
            )
        )
    return SearchGrid(scene, bounds, columns, rows)


def encoded(grid: SearchGrid) -> dict[str, Any]:
    """The grid as the header's `search_grid` has it."""
    return {
        "scene": grid.scene,
        "bounds": list(grid.bounds),
        "columns": grid.columns,
        "rows": grid.rows,
    }


def decoded(value: Any) -> SearchGrid | None:
    """The grid in a header, or None where there is none that makes sense: the file is somebody else's."""
    if not isinstance(value, Mapping) or not isinstance(value.get("scene"), str):
        return None
    bounds, columns, rows = value.get("bounds"), value.get("columns"), value.get("rows")
    if not isinstance(bounds, list) or len(bounds) != 4:
        return None
    for edge in bounds:
        if isinstance(edge, bool) or not isinstance(edge, int | float) or not abs(edge) <= MAX_PIXEL:
            return None
    if type(columns) is not int or type(rows) is not int:
        return None
    x0, y0, x1, y1 = (float(edge) for edge in bounds)
    if x1 - x0 < 1 or y1 - y0 < 1 or min(columns, rows) < 1 or columns * rows > MAX_CELLS:
        return None
    return SearchGrid(value["scene"], (x0, y0, x1, y1), columns, rows)
