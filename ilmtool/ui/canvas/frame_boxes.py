"""What is drawn into the frames over the imagery: annotations, the boxes of a review, the search grid."""

from __future__ import annotations

from ilmtool.core.boxindex import BoxIndex
from ilmtool.painting.boxes import BoxPainter, BoxStyle
from ilmtool.painting.grid import GridOverlay, GridPainter
from ilmtool.painting.text import TextSprites
from ilmtool.painting.view import PairView
from ilmtool.session.reviewer import rival_style
from ilmtool.session.workspace import Workspace


class FrameBoxes:
    """Gives a view what the workspace has to be drawn.

    Attributes
    ----------
    rivals : BoxIndex or None
        Boxes of open conflicts, drawn over the document's.
    moved : BoxIndex or None
        Where the annotations are while the before scene is shown elsewhere; None for where the workspace has
        them.
    """

    def __init__(self, workspace: Workspace, sprites: TextSprites) -> None:
        self._workspace, self._sprites = workspace, sprites
        self.rivals: BoxIndex | None = None
        self.moved: BoxIndex | None = None

    def renew(self, view: PairView, ratio: float) -> None:
        """Draw the boxes as they are styled now; `ratio` is device pixels per logical pixel."""
        workspace = self._workspace
        painter = BoxPainter(self._style_of, self._sprites, ratio, examined_shown=not workspace.search.is_on)
        index = workspace.index if self.moved is None else self.moved
        shown = index if workspace.view.show_annotations else None
        view.set_boxes(shown, painter, workspace.view.show_labels)
        view.set_second(self.rivals, BoxPainter(rival_style, self._sprites, ratio))

    def renew_grid(self, view: PairView, ratio: float) -> None:
        """Draw the cells of the search as they are now."""
        search = self._workspace.search
        grid = GridOverlay(search.quads, search.codes, search.current) if search.is_on else None
        view.set_grid(grid, GridPainter(self._sprites, ratio))

    def _style_of(self, name: str) -> BoxStyle:
        label = self._workspace.labels.style(name)
        return BoxStyle(label.name, label.rgb, label.outline)
