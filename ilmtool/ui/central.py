"""The middle of the window: the images with the bars above them, and the panels beside them."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget


class Central(QSplitter):
    """Shows what can be done in an empty window, and nothing else, until there are images.

    Parameters
    ----------
    bars : iterable of QWidget
        Above the images, the topmost first.
    welcome, canvas : QWidget
        What is shown before there are images, and then.
    panels : iterable of QWidget
        Beside the images; the topmost comes first and takes the room that the others leave.

    Attributes
    ----------
    side : QSplitter
        With the panels.
    shares : dict of str to (QSplitter, list of int)
        Splitters by the names under which the settings keep them, with the sizes that ship.
    """

    def __init__(
        self, bars: Iterable[QWidget], welcome: QWidget, canvas: QWidget, panels: Iterable[QWidget]
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._canvas = canvas
        self._stack = QStackedWidget()
        self._stack.addWidget(welcome)
        self._stack.addWidget(canvas)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for bar in bars:
            column.addWidget(bar)
        column.addWidget(self._stack, 1)
        self.side = QSplitter(Qt.Orientation.Vertical)
        for panel in panels:
            self.side.addWidget(panel)
        self.side.setStretchFactor(0, 1)
        self.side.hide()
        self.addWidget(left)
        self.addWidget(self.side)
        self.setStretchFactor(0, 1)
        self.setCollapsible(0, False)
        self.shares = {"split": (self, [1100, 340]), "side": (self.side, [420, 380])}

    def show_images(self) -> None:
        """There are images now: show them and the panels."""
        self._stack.setCurrentWidget(self._canvas)
        self.side.show()
