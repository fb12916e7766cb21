"""What the window asks about a search, and the slow part of it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ilmtool.core.geometry import Bounds
from ilmtool.errors import UserError
from ilmtool.session.desk import Desk
from ilmtool.session.examined import cells_without_image
from ilmtool.session.ports import Notice


class SearchUi:
    """Implements `commands.front_end.SearchVerbs`: dialogs over `Workspace.search`.

    Parameters
    ----------
    desk : Desk
    window : QWidget
        Parent of the dialogs.
    """

    def __init__(self, desk: Desk, window: QWidget) -> None:
        self._desk, self._window = desk, window
        desk.workspace.search.on_area = self.new

    def new(self, drawn: Bounds | None = None) -> None:
        """Ask for the area and the cells of a search, and begin it; `drawn` is an area in reference px."""
        from ilmtool.ui.dialogs.new_search import NewSearchDialog

        workspace = self._desk.workspace
        dialog = NewSearchDialog(workspace, drawn, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def begin() -> None:
            if dialog.wants_drawing:
                workspace.search.draw_area()
            elif dialog.grid is not None:
                workspace.search.start(dialog.grid)

        dialog.accepted.connect(begin)
        dialog.open()

    def mark_without_image(self) -> None:
        """Find the cells in which a date shows nothing, on a worker, and mark those that are unseen."""
        workspace = self._desk.workspace
        pair, grid = workspace.pair, workspace.search.grid
        if pair is None or grid is None:
            return

        def done(cells: tuple[int, ...]) -> None:
            if workspace.pair is pair and workspace.search.grid == grid:
                workspace.search.mark_without_image(cells)

        def failed(error: Exception) -> None:
            if not isinstance(error, UserError):
                raise error
            self._desk.notify(Notice.of(error))

        self._desk.executor.submit(lambda: cells_without_image(pair, grid), done, failed)
