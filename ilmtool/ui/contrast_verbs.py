"""The verbs of contrast that need the window: the panel, made when it is first looked at, and the canvas."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ilmtool.core.layout import Side
from ilmtool.session.contrast import Contrast, Developed
from ilmtool.session.desk import Desk
from ilmtool.text import tr
from ilmtool.ui.canvas.canvas import Canvas
from ilmtool.ui.side_tabs import SideTabs

if TYPE_CHECKING:
    from ilmtool.ui.panels.contrast import ContrastPanel


class ContrastUi(QObject):
    """Implements `commands.front_end.ContrastVerbs`.

    Parameters
    ----------
    desk : Desk
    canvas : Canvas
    tabs : SideTabs
        Gets the panel's tab at once; the panel itself takes a third of a second for its plots.
    add_form : callable
        Told of the panel, whose fields are walked through by Tab.
    show_side : callable
        Shows the part of the window that the tabs are in.

    Attributes
    ----------
    panel : ContrastPanel or None
        Once its tab has been in front.
    """

    changed = Signal()
    """The images look otherwise now."""

    def __init__(
        self,
        desk: Desk,
        canvas: Canvas,
        tabs: SideTabs,
        add_form: Callable[[QWidget], None],
        show_side: Callable[[], None],
    ) -> None:
        super().__init__(tabs)
        self._desk, self._canvas, self._tabs = desk, canvas, tabs
        self._add_form, self._show_side = add_form, show_side
        self.panel: ContrastPanel | None = None
        self._tab = QWidget()
        self._column = QVBoxLayout(self._tab)
        self._column.setContentsMargins(0, 0, 0, 0)
        tabs.add(self._tab, "contrast", "sliders-horizontal", tr("Contrast"))
        tabs.currentChanged.connect(self.renew)
        desk.light_table.on_contrast = self._on_contrast

    def show(self) -> None:
        """Show levels, gamma and bands."""
        self._show_side()
        self._tabs.setCurrentWidget(self._tab)

    def renew(self) -> None:
        """Show the open pair's contrast, if the tab is in front."""
        if self._tabs.currentWidget() is not self._tab:
            return
        if self.panel is None:
            from ilmtool.ui.panels.contrast import ContrastPanel

            self.panel = ContrastPanel(self._change, self.stretch_to_view)
            self._column.addWidget(self.panel)
            self._add_form(self.panel)
        pair, darkroom = self._desk.workspace.pair, self._desk.light_table.darkroom
        if pair is not None and darkroom is not None:
            self.panel.show_pair(pair)
            darkroom.renew()

    def stretch_to_view(self) -> None:
        """Take the contrast from what is in view now, and freeze it."""
        picture, darkroom = self._canvas.picture, self._desk.light_table.darkroom
        if picture is not None and darkroom is not None:
            darkroom.freeze_views(picture.view.visible_windows())

    def toggle_matching(self) -> None:
        """Give the before image the histogram of the after image, or not."""
        darkroom = self._desk.light_table.darkroom
        if darkroom is not None:
            darkroom.change(replace(darkroom.contrast, matched=not darkroom.contrast.matched))

    @property
    def is_matched(self) -> bool:
        darkroom = self._desk.light_table.darkroom
        return darkroom is not None and darkroom.contrast.matched

    def _change(self, contrast: Contrast) -> None:
        if self._desk.light_table.darkroom is not None:
            self._desk.light_table.darkroom.change(contrast)

    def _on_contrast(self, developed: Developed, changed: frozenset[Side]) -> None:
        if changed:
            self._canvas.develop()
            self.changed.emit()
        if self.panel is not None:
            self.panel.show_developed(developed)
