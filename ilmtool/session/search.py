"""A search in progress: which cells have been seen, which one is looked at, and going on to the next."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ilmtool.core.annotation import Annotation
from ilmtool.core.document import Patch
from ilmtool.core.geometry import Bounds, FloatArray
from ilmtool.core.search_grid import CODES, UNSEEN, SearchGrid
from ilmtool.errors import UserError
from ilmtool.session.examined import RESULT_WORDS, grid_of, mark_cells, results_of, set_grid
from ilmtool.text import number, tr

if TYPE_CHECKING:
    from ilmtool.session.shown import Update
    from ilmtool.session.workspace import Workspace

FIT_SHARE = 0.92
"""A cell that is gone to fills so much of the pane."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a search is."""

    seen: int
    total: int
    by_result: Mapping[str, int]

    @property
    def text(self) -> str:
        """`12 of 40 cells seen (30 % of the area)`."""
        return tr(
            "{seen} of {total} cells seen ({share} % of the area)",
            seen=number(self.seen), total=number(self.total), share=self._share,
        )  # fmt: skip

    @property
    def brief(self) -> str:
        """`12 of 40 (30 %)`, for where there is no room."""
        return tr(
            "{seen} of {total} ({share} %)",
            seen=number(self.seen), total=number(self.total), share=self._share,
        )  # fmt: skip

    @property
    def _share(self) -> str:
        share = 100 * self.seen / max(1, self.total)
        # Never "100 %" before the last cell, never "0 %" after the first.
        return number(share, ".0f" if 1 <= share <= 99 or self.seen in {0, self.total} else ".1f")


class Search:
    """Follows the document's search grid for the two dates that are shown.

    Attributes
    ----------
    grid : SearchGrid or None
    codes : (N,) uint8
        `CODES` of each cell.
    quads : (N, 4, 2) float64
        Corners of each cell in reference px; NaN where the scene of the grid has no place.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self.on_area: Callable[[Bounds], None] = lambda bounds: None  # noqa: ARG005
        """Asks for the cells of an area that was drawn (reference px); the window does."""
        self.grid: SearchGrid | None = None
        self._cells: dict[int, Annotation] = {}
        self._forget()

    def _forget(self) -> None:
        self.grid = None
        self._cells = {}
        self.codes: NDArray[np.uint8] = np.zeros(0, np.uint8)
        self.quads: FloatArray = np.empty((0, 4, 2))

    # -- following the document ----------------------------------------------------------------

    def apply(self, update: Update) -> tuple[Bounds, ...] | None:
        """Follow an update before anybody else is told of it.

        Returns
        -------
        tuple of Bounds or None
            Where the grid looks different now, reference px; None for anywhere.
        """
        old, new = update.old, update.new
        change = update.change
        if change is not None and (change.kind == "reset" or change.patch.header is not None):
            before = self.grid
            self._rebuild()
            return None if (before, change.kind) != (self.grid, "edit") else ()
        touched: list[Bounds] = []
        if change is not None and self.grid is not None and change.patch.annotations:
            touched += self._follow(change.patch.annotations)
        if old.view.searching != new.view.searching:
            return None
        if old.view.search_cell != new.view.search_cell:
            touched += [b for c in (old.view.search_cell, new.view.search_cell) if (b := self.bounds(c))]
        return tuple(touched) if new.view.searching else ()

    def _rebuild(self) -> None:
        pair = self._workspace.pair
        self._forget()
        grid = grid_of(self._workspace.document)
        if pair is None or grid is None:
            return
        self.grid = grid
        forward = pair.forwards.get(grid.scene)
        corners = grid.corners()
        self.quads = (
            np.full(corners.shape, np.nan)
            if forward is None
            else forward(corners.reshape(-1, 2)).reshape(-1, 4, 2)
        )
        self._cells = results_of(
            self._workspace.document.annotations.values(), grid, pair.before.id, pair.after.id
        )
        self.codes = np.zeros(len(grid), np.uint8)
        for cell, item in self._cells.items():
            self.codes[cell] = CODES[item.properties.result]

    def _follow(self, patch: Mapping[str, tuple[Annotation | None, Annotation | None]]) -> list[Bounds]:
        pair, grid = self._workspace.pair, self.grid
        if pair is None or grid is None:
            return []
        touched: set[int] = set()
        for which in (0, 1):
            items = [item for both in patch.values() if (item := both[which]) is not None]
            for cell, item in results_of(items, grid, pair.before.id, pair.after.id).items():
                touched.add(cell)
                if which == 1:
                    self._cells[cell] = item
                elif cell in self._cells and self._cells[cell].id == item.id:
                    del self._cells[cell]
        for cell in touched:
            item = self._cells.get(cell)
            self.codes[cell] = CODES[item.properties.result] if item is not None else UNSEEN
        return [b for cell in touched if (b := self.bounds(cell)) is not None]

    # -- what is so ----------------------------------------------------------------------------

    @property
    def is_on(self) -> bool:
        """Whether cells are being looked at."""
        return self.grid is not None and self._workspace.view.searching

    def bounds(self, cell: int | None) -> Bounds | None:
        """Where a cell lies in reference px."""
        if cell is None or not 0 <= cell < len(self.quads):
            return None
        (x0, y0), (x1, y1) = self.quads[cell].min(axis=0).tolist(), self.quads[cell].max(axis=0).tolist()
        return (x0, y0, x1, y1) if np.isfinite((x0, y0, x1, y1)).all() else None

    @property
    def current(self) -> int | None:
        """The cell that is looked at."""
        cell = self._workspace.view.search_cell
        return cell if cell is not None and cell < len(self.codes) else None

    @property
    def progress(self) -> Progress:
        """How far the search of these two dates is."""
        counts = np.bincount(self.codes, minlength=len(CODES))
        by_result = {word: int(counts[code]) for word, code in CODES.items() if word is not None}
        return Progress(len(self.codes) - int(counts[UNSEEN]), len(self.codes), by_result)

    def draw_area(self) -> None:
        """The next drag draws the area to search."""
        workspace = self._workspace
        workspace.set_view(workspace.view.with_tool("area"))
        workspace.say(tr("Drag a rectangle over the area to search; Esc leaves"))

    def take_area(self, bounds: Bounds) -> None:
        """The area has been drawn."""
        self.leave_area()
        self.on_area(bounds)

    def leave_area(self) -> None:
        """The next drag draws a box again."""
        workspace = self._workspace
        workspace.set_view(workspace.view.with_tool("box"))
        workspace.say("")

    # -- verbs ---------------------------------------------------------------------------------

    def start(self, grid: SearchGrid) -> None:
        """Search an area from its first cell on."""
        self._workspace.dispatch(set_grid(self._workspace.document, grid))
        self.resume()

    def resume(self) -> None:
        """Go on where the search was: to the next unseen cell.

        Raises
        ------
        UserError
            There is no grid, or it has no place in this pair.
        """
        if self.grid is None:
            raise UserError(tr("There is no search grid yet."), "", tr("Search > New search grid… lays one."))
        if not np.isfinite(self.quads).all():
            raise UserError(
                tr(
                    "The search grid cannot be placed: {scene} has no place in this pair.",
                    scene=self.grid.scene,
                )
            )
        workspace = self._workspace
        workspace.set_view(replace(workspace.view, searching=True))
        self.next(include_current=True)

    def leave(self) -> None:
        """Look at the images without the grid; the search can be resumed."""
        workspace = self._workspace
        workspace.set_view(replace(workspace.view, searching=False))

    def mark(self, result: str | None) -> None:
        """Give the cell that is looked at a result, and go on to the next unseen one."""
        cell, grid, workspace = self.current, self.grid, self._workspace
        if cell is None or grid is None or not self.is_on:
            return
        self._mark({cell: result})
        if result is None:
            workspace.say(
                tr("Cell {cell}: unseen again. {progress}", cell=cell + 1, progress=self.progress.text)
            )
        elif self.progress.seen < self.progress.total:
            self.next()
        else:
            workspace.say(self._summary())

    def mark_without_image(self, cells: Sequence[int]) -> None:
        """Mark unseen cells as showing no image, as one step."""
        unseen = [cell for cell in cells if cell < len(self.codes) and self.codes[cell] == UNSEEN]
        self._mark(dict.fromkeys(unseen, "no_image"))
        text = tr(
            "%n cell(s) (has|have) no image on one of the dates. {progress}", "", len(unseen),
            progress=self.progress.text,
        )  # fmt: skip
        self._workspace.say(text)

    def revisit(self, patch: Patch) -> None:
        """After undo or redo: look again at the one cell that it changed; its annotation is not selected."""
        pair, grid, workspace = self._workspace.pair, self.grid, self._workspace
        if pair is None or grid is None or not self.is_on:
            return
        items = [item for both in patch.annotations.values() for item in both if item is not None]
        cells = results_of(items, grid, pair.before.id, pair.after.id)
        if len(cells) == 1:
            workspace.select(())
            self.go(next(iter(cells)))

    def _mark(self, results: Mapping[int, str | None]) -> None:
        workspace = self._workspace
        if self.grid is None or workspace.pair is None:
            return
        known = {cell: item.id for cell, item in self._cells.items()}
        edit = mark_cells(workspace.document, self.grid, results, known, workspace.context())
        workspace.dispatch(edit)

    def next(self, *, include_current: bool = False) -> None:
        """Go to the next unseen cell, on from the present one and round; stay if there is none."""
        if self.grid is None:
            return
        path = self.grid.path()
        place = self._place(path)
        start = 0 if place is None else place + (0 if include_current else 1)
        ahead = np.roll(path, -start)
        unseen = ahead[self.codes[ahead] == UNSEEN]
        if len(unseen):
            self.go(int(unseen[0]))
        else:
            self._workspace.say(self._summary())

    def step(self, step: int) -> None:
        """The neighbouring cell along the path, seen or not."""
        if self.grid is None:
            return
        path = self.grid.path()
        place = self._place(path)
        self.go(int(path[0 if place is None else (place + step) % len(path)]))

    def _place(self, path: NDArray[np.intp]) -> int | None:
        current = self.current
        return None if current is None else int(np.flatnonzero(path == current)[0])

    def go(self, cell: int) -> None:
        """Look at a cell: centred in both dates, filling the pane."""
        bounds, workspace = self.bounds(cell), self._workspace
        if bounds is None or self.grid is None:
            return
        workspace.set_view(replace(workspace.view, search_cell=cell))
        pane, camera = workspace.shown.pane, workspace.camera_in_hand
        width, height = camera.extent_on_screen((bounds[2] - bounds[0], bounds[3] - bounds[1]))
        scale = FIT_SHARE * min(pane[0] / width, pane[1] / height)
        center = ((bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2)
        workspace.set_camera(camera.at_scale(scale).with_point_at(center, (pane[0] / 2, pane[1] / 2)))
        row, column = divmod(cell, self.grid.columns)
        item = self._cells.get(cell)
        state = tr(RESULT_WORDS[item.properties.result or ""]) if item is not None else tr("unseen")
        workspace.say(
            tr(
                "Row {row}, column {column}: {state}. {progress}",
                row=row + 1, column=column + 1, state=state, progress=self.progress.text,
            )
        )  # fmt: skip

    def _summary(self) -> str:
        counts = ((number(n), tr(RESULT_WORDS[word])) for word, n in self.progress.by_result.items() if n)
        listed = ", ".join(tr("{count} {result}", count=count, result=word) for count, word in counts)
        return tr("Every cell has been seen: {results}.", results=listed)
