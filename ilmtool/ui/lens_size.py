"""The size of the lens: in the settings as people see it, in the view as the screen has it."""

from __future__ import annotations

from dataclasses import replace

from ilmtool.core.layout import CompareMode
from ilmtool.session.desk import Desk
from ilmtool.session.settings import Settings
from ilmtool.session.shown import Update
from ilmtool.ui.canvas.canvas import Canvas


class LensSize:
    """Takes the size from the settings, and keeps what wheel and keys made of it.

    Parameters
    ----------
    desk : Desk
    canvas : Canvas
        Says how many device pixels a logical one has.
    """

    def __init__(self, desk: Desk, canvas: Canvas) -> None:
        self._desk, self._canvas, self._workspace = desk, canvas, desk.workspace
        self._use(desk.settings.lens_size)
        desk.watch_settings(self._follow_settings)
        self._workspace.subscribe(self._follow_view)
        canvas.ratio_changed.connect(lambda: self._use(desk.settings.lens_size))

    def _use(self, diameter: float) -> None:
        radius = diameter * self._canvas.ratio / 2
        self._workspace.set_view(self._workspace.view.with_lens_radius(radius))

    def _follow_settings(self, old: Settings, new: Settings) -> None:
        if new.lens_size not in {old.lens_size, self._present}:
            self._use(new.lens_size)

    @property
    def _present(self) -> int:
        return round(2 * self._workspace.view.cut.lens_radius / self._canvas.ratio)

    def _follow_view(self, update: Update) -> None:
        if update.old.view.mode is CompareMode.LENS and update.new.view.mode is not CompareMode.LENS:
            self.keep()

    def keep(self) -> None:
        """Remember the present size: when the lens is put away, and at the end."""
        if self._present != self._desk.settings.lens_size:
            self._desk.change_settings(replace(self._desk.settings, lens_size=self._present))
