"""The tiles of what is on the canvas: asked for, painted when they come, refined when all is at rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from ilmtool.imagery.tiles import TileKey
from ilmtool.session.workspace import Workspace
from ilmtool.ui.canvas.picture import Picture

if TYPE_CHECKING:
    from ilmtool.ui.canvas.canvas import Canvas

REFINE_AFTER_MS = 120
REFINE_ROWS = 128
REQUEST_AFTER_MS = 40
"""From the last step of a zoom to the asking for its tiles."""


class TileFeed(QObject):
    """Feeds one canvas.

    Parameters
    ----------
    canvas : Canvas
    workspace : Workspace
    """

    _came = Signal()

    def __init__(self, canvas: Canvas, workspace: Workspace) -> None:
        super().__init__(canvas)
        self._canvas, self._workspace = canvas, workspace
        self._picture: Picture | None = None
        self._arrived: list[TileKey] = []
        self._refining = QTimer(self, singleShot=True, interval=REFINE_AFTER_MS)
        self._refining.timeout.connect(self._refine)
        self._asking = QTimer(self, singleShot=True, interval=REQUEST_AFTER_MS)
        self._asking.timeout.connect(self.request)
        self._came.connect(self._paint, Qt.ConnectionType.QueuedConnection)

    def begin(self, picture: Picture | None) -> None:
        """Feed another picture."""
        self._picture = picture
        self._arrived.clear()

    @property
    def has_arrived(self) -> bool:
        """Whether tiles have come that are not painted yet."""
        return bool(self._arrived)

    @property
    def will_refine(self) -> bool:
        """Whether what is painted is going to be refined."""
        return self._refining.isActive()

    def note(self, key: TileKey) -> None:
        """A tile has come into the cache; may be called from any thread."""
        first = not self._arrived
        self._arrived.append(key)
        if first:
            self._came.emit()

    def request(self) -> None:
        """Ask for what the view needs now."""
        self._asking.stop()
        if self._picture is None:
            return
        canvas, view = self._canvas, self._picture.view
        keys = [*view.wanted_tiles(), *canvas.magnifier.missing]
        if self._workspace.view.show_overview:  # last: it is small, and mostly of tiles that are there
            keys += [key for key in canvas.inset.wanted_tiles(view, canvas.ratio) if key not in keys]
        self._picture.request(keys)

    def request_soon(self) -> None:
        """Ask a moment later: more may change until then."""
        self._asking.start()

    def refine_soon(self) -> None:
        """Refine what is painted, once nothing has changed for a moment."""
        self._refining.start()

    def _paint(self) -> None:
        keys, self._arrived = self._arrived, []
        if self._picture is None or not keys:
            return
        canvas = self._canvas
        canvas.update_pane_rects(self._picture.view.tiles_arrived(keys))
        canvas.magnifier.update()
        place = canvas.inset.arrived(keys, canvas.ratio)
        if place is not None:
            canvas.update_device(place)
        self.refine_soon()

    def _refine(self) -> None:
        """One band at a time, so that the next gesture never waits."""
        if self._picture is None:
            return
        self._canvas.corner.settle()
        changed = self._picture.view.refine(REFINE_ROWS)
        if changed:
            self._canvas.update_pane_rects(changed)
            QTimer.singleShot(0, self, self._refine_next)

    def _refine_next(self) -> None:
        if not self._refining.isActive():
            self._refine()
