"""Measuring and coordinates in the window: panel, clipboard, dialog, and what the settings remember."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QDialog, QWidget

from ilmtool.core.geometry import Point
from ilmtool.core.layout import Side
from ilmtool.errors import UserError
from ilmtool.measure.coordinates import FORMATS, next_format
from ilmtool.session.cursor_place import place_text
from ilmtool.session.desk import Desk
from ilmtool.session.ports import Notice
from ilmtool.session.settings import Settings
from ilmtool.session.shown import Update
from ilmtool.text import tr
from ilmtool.ui.canvas.canvas import Canvas
from ilmtool.ui.side_tabs import SideTabs
from ilmtool.ui.status import StatusLine

if TYPE_CHECKING:
    from ilmtool.session.going import Destination
    from ilmtool.ui.panels.measurements import MeasurementPanel

MARKER_MS = 4000
"""So long a place that was gone to is pointed out."""


class MeasureUi(QObject):
    """Implements `commands.front_end.MeasureVerbs`.

    Parameters
    ----------
    desk : Desk
    canvas : Canvas
    status : StatusLine
    tabs : SideTabs
        Gets the panel with the first measurement.
    clipboard : QClipboard
    add_form : callable
        Told of the panel, for the keys in it.
    pop_up : callable
        Shows a dialog over the canvas.
    notify : callable
        Shows a notice.
    parent : QWidget
    """

    def __init__(
        self,
        desk: Desk,
        canvas: Canvas,
        status: StatusLine,
        tabs: SideTabs,
        clipboard: QClipboard,
        add_form: Callable[[QWidget], None],
        pop_up: Callable[[QDialog], None],
        notify: Callable[[Notice], None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._desk, self._workspace = desk, desk.workspace
        self._canvas, self._status, self._tabs = canvas, status, tabs
        self._clipboard, self._add_form, self._pop_up = clipboard, add_form, pop_up
        self._window, self._notify = parent, notify
        self.panel: MeasurementPanel | None = None
        self._cursor: tuple[Point, Side] | None = None
        self._marker = QTimer(self, singleShot=True, interval=MARKER_MS)
        self._marker.timeout.connect(self._unmark)
        canvas.cursor_moved.connect(self._on_cursor)
        self._workspace.measuring.on_refused = lambda error: notify(Notice.of(error))
        self._workspace.subscribe(self._on_update)
        desk.watch_settings(lambda _, new: self._follow(new))
        self._follow(desk.settings)

    # -- settings ------------------------------------------------------------------------------

    def _follow(self, settings: Settings) -> None:
        self._workspace.measuring.units = settings.units
        self._canvas.corner.show(bar=settings.show_scale_bar, north=settings.show_north_arrow)
        self._canvas.update()
        self._status.show_format(settings.coordinate_format)
        if self.panel is not None:
            self.panel.refresh()

    def toggle_bar(self) -> None:
        """Show the scale bar, or not."""
        settings = self._desk.settings
        self._desk.change_settings(replace(settings, show_scale_bar=not settings.show_scale_bar))

    def toggle_north(self) -> None:
        """Show the north arrow, or not."""
        settings = self._desk.settings
        self._desk.change_settings(replace(settings, show_north_arrow=not settings.show_north_arrow))

    @property
    def is_bar_shown(self) -> bool:
        return self._desk.settings.show_scale_bar

    @property
    def is_north_shown(self) -> bool:
        return self._desk.settings.show_north_arrow

    def next_format(self) -> None:
        """Write coordinates in the next form."""
        settings = self._desk.settings
        name = next_format(settings.coordinate_format)
        self._desk.change_settings(replace(settings, coordinate_format=name))  # type: ignore[arg-type]
        self._workspace.say(tr("Coordinates: {form}", form=tr(FORMATS[name])))

    def set_units(self, units: str) -> None:
        """Measure in other units."""
        self._desk.change_settings(replace(self._desk.settings, units=units))  # type: ignore[arg-type]

    # -- coordinates ---------------------------------------------------------------------------

    def _on_cursor(self, cursor: tuple[Point, Side] | None) -> None:
        if cursor is not None:
            self._cursor = cursor

    def copy_place(self) -> None:
        """The coordinates under the cursor into the clipboard."""
        pair = self._workspace.pair
        cursor = self._canvas.follower.place() or self._cursor
        text = place_text(pair, *cursor, self._desk.settings.coordinate_format)[0] if pair and cursor else ""
        if not text:
            self._workspace.say(tr("Point at a place first; K gives a cursor that the arrow keys move"))
            return
        self._clipboard.setText(text)
        self._workspace.say(tr("Copied {text}", text=text))

    def ask_place(self) -> None:
        """Ask for coordinates and go there."""
        from ilmtool.ui.dialogs.go_to import GoToDialog

        self._pop_up(GoToDialog(self._find, self._go, self._window))

    def _find(self, text: str) -> Destination:
        if self._workspace.pair is None:
            raise UserError(tr("No pair is open."))
        from ilmtool.session.going import destination

        return destination(text, self._workspace.pair, self._desk.settings.units)

    def _go(self, there: Destination) -> None:
        if there.at is None:
            return
        self._workspace.go_to(there.at)
        self._marker.start()
        self._workspace.say(there.sentence)

    def _unmark(self) -> None:
        if self._workspace.view.marker is not None:
            self._workspace.set_view(replace(self._workspace.view, marker=None))

    # -- measurements --------------------------------------------------------------------------

    def _on_update(self, update: Update) -> None:
        if update.old.pair is not update.new.pair:
            self._cursor = None
        if len(update.new.view.measurements) > len(update.old.view.measurements):
            self._make_panel()
            if self.panel is not None:
                self.panel.refresh(last=True)

    def _make_panel(self) -> None:
        if self.panel is None:
            from ilmtool.ui.panels.measurements import MeasurementPanel

            self.panel = MeasurementPanel(
                self._workspace, self.set_units, self._copy_chosen, self._attach_chosen
            )
            self.panel.left.connect(self._canvas.setFocus)
            self._tabs.add(self.panel, "measures", "ruler", tr("Measurements"))
            self._add_form(self.panel)

    def show(self) -> None:
        """Show the list of measurements."""
        self._make_panel()
        if self.panel is not None:
            self._tabs.setCurrentWidget(self.panel)
            self.panel.list.setFocus()

    def _chosen(self) -> int | None:
        if self.panel is not None and self.panel.place is not None:
            return self.panel.place
        count = len(self._workspace.view.measurements)
        return count - 1 if count else None

    def attach(self) -> None:
        """Write the values of the chosen measurement, else the last, into the selected annotation."""
        place = self._chosen()
        if place is not None:
            self._workspace.measuring.attach(place)

    def _attach_chosen(self) -> None:
        try:
            self.attach()
        except UserError as error:
            self._notify(Notice.of(error))

    def copy(self) -> None:
        """All measurements as text into the clipboard."""
        self._copy(range(len(self._workspace.view.measurements)))

    def _copy_chosen(self) -> None:
        place = self._chosen()
        self._copy([] if place is None else [place])

    def _copy(self, which: range | list[int]) -> None:
        from ilmtool.measure.measurement import as_text

        items = self._workspace.view.measurements
        units = self._workspace.measuring.units
        if which:
            self._clipboard.setText("\n\n".join(as_text(items[place], units) for place in which))
            self._workspace.say(tr("%n measurement(s) copied", "", len(which)))
