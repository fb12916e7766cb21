"""The line at the bottom: where the cursor is, how large things are, whether all is saved."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QStatusBar, QWidget

from ilmtool.core.layout import Side
from ilmtool.session.saver import SaveStatus
from ilmtool.session.workspace import Update, Workspace

_STATES = {"saved": "Saved", "saving": "Saving…", "unsaved": "Unsaved", "failed": "NOT SAVED"}


class StatusLine(QStatusBar):
    """Read-only facts; nothing here is needed with the mouse."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._place = QLabel()
        self._place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._zoom = QLabel()
        self._saved = QLabel()
        self.setSizeGripEnabled(False)
        self.addWidget(self._place, 1)
        self.addPermanentWidget(self._zoom)
        self.addPermanentWidget(self._saved)
        workspace.subscribe(self.apply)

    def apply(self, update: Update) -> None:
        """Follow the zoom."""
        if update.new.pair is None:
            self._zoom.clear()
        elif (update.new.camera.scale, update.new.pair) != (update.old.camera.scale, update.old.pair):
            self._zoom.setText(zoom_text(update.new.camera.scale))

    def show_cursor(self, cursor: tuple[tuple[float, float], Side] | None) -> None:
        """Position of the cursor: the ground, and the pixel of the image under it."""
        pair = self._workspace.pair
        if cursor is None or pair is None:
            self._place.clear()
            return
        point, side = cursor
        scene = pair.scene(side)
        pixel = scene.placement.inverse(np.array([point]))
        x, y = pixel[0].tolist()
        text = f"{side.value} px {x:.1f}, {y:.1f}" if np.isfinite(pixel).all() else ""
        if scene.ground is not None and np.isfinite(pixel).all():
            lon, lat = scene.ground.to_lonlat(pixel)[0].tolist()
            text = f"{lat:.6f}, {lon:.6f}    {text}"
        self._place.setText(text)

    def show_saved(self, status: SaveStatus | None) -> None:
        """The state of the file."""
        self._saved.setText("" if status is None else f"{_STATES[status.state]}  {status.path.name}")
        reason = status.reason if status is not None else None
        self._saved.setToolTip(str(reason) if reason is not None else "")


def zoom_text(scale: float) -> str:
    """`2.00×`, `1:1`, `1:4.31`."""
    if abs(scale - 1) < 5e-4:
        return "1:1"
    return f"{scale:.2f}×" if scale > 1 else f"1:{1 / scale:.2f}"
