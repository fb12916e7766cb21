"""The line at the bottom: where the cursor is, what just happened, what is hidden, whether all is saved."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QStatusBar, QToolButton, QWidget

from ilmtool.core.layout import Side
from ilmtool.session.cursor_place import place_text
from ilmtool.session.saver import SaveStatus
from ilmtool.session.shown import Shown, Update
from ilmtool.session.workspace import Workspace
from ilmtool.text import mark, number, one_line, tr
from ilmtool.ui.elided import ElidedLabel

_STATES = {
    "saved": mark("✓ Saved"),
    "saving": mark("● Saving…"),
    "unsaved": mark("● Unsaved"),
    "failed": mark("✖ NOT SAVED"),
}
"""A sign of its own beside the word and, in the theme, a colour: three cues."""


_AROUND = 8
"""Logical pixels between a field's text and the lines beside it."""


class StatusLine(QStatusBar):
    """Facts; nothing here is needed with the mouse.

    Parameters
    ----------
    workspace : Workspace
    show_hidden : callable
        Draws again what is hidden.
    """

    def __init__(
        self, workspace: Workspace, show_hidden: Callable[[], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._format = "decimal"
        self._cursor: tuple[tuple[float, float], Side] | None = None
        self._place = ElidedLabel()
        self._place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._said = ElidedLabel()
        self._said.setAccessibleName(tr("What was done last"))
        self.hidden = QToolButton()
        self.hidden.setAutoRaise(True)
        self.hidden.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Ctrl+H does the same
        self.hidden.clicked.connect(show_hidden)
        self.hidden.hide()
        self._zoom = QLabel()
        self._saved = QLabel()
        self._saved.setObjectName("saved")
        self._file = ElidedLabel(Qt.TextElideMode.ElideMiddle)
        self._file.setAccessibleName(tr("Annotation file"))
        self._file.setContentsMargins(0, 0, 6, 0)
        for label in (self._said, self._zoom, self._saved):
            label.setContentsMargins(_AROUND, 0, _AROUND, 0)
        self.setSizeGripEnabled(False)
        self.addWidget(self._place, 1)
        self.addPermanentWidget(self._said)
        self.addPermanentWidget(self.hidden)
        self.addPermanentWidget(self._zoom)
        self.addPermanentWidget(self._saved)
        self.addPermanentWidget(self._file)
        workspace.subscribe(self.apply)

    def apply(self, update: Update) -> None:
        """Follow the zoom and what is hidden."""
        self._show_hidden(len(self._workspace.hidden))
        if update.change is not None and update.change.kind == "edit":
            self.say(update.change.label)
        if update.new.pair is None:
            self._zoom.clear()
            self._zoom.setToolTip("")
        elif (_scale(update.new), update.new.pair) != (_scale(update.old), update.old.pair):
            scale = _scale(update.new)
            self._zoom.setText(zoom_text(scale))
            self._zoom.setToolTip(_zoom_meaning(scale))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A line before each field, so that none reads on into the next."""
        super().paintEvent(event)
        with QPainter(self) as painter:
            painter.setPen(self.palette().color(QPalette.ColorRole.Mid))
            backwards = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            for field in self.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
                is_bare = isinstance(field, QLabel) and not field.text()
                if field in {self._place, self._file} or is_bare or not field.isVisible():
                    continue
                rect = field.geometry()
                x = rect.right() + 2 if backwards else rect.left() - 2
                painter.drawLine(x, rect.top() + 3, x, rect.bottom() - 3)

    def say(self, text: str) -> None:
        """What just happened; it stays until something else does."""
        self._said.setText(text)
        self._said.setToolTip(text)
        self.update()

    @property
    def saved(self) -> QWidget:
        """Where it says whether all is saved."""
        return self._saved

    @property
    def said(self) -> str:
        """What it says was done last."""
        return self._said.text()

    def _show_hidden(self, count: int) -> None:
        self.hidden.setVisible(count > 0)
        text = tr("%n hidden", "", count)
        if self.hidden.text() != text:
            self.hidden.setText(text)
            self.hidden.setToolTip(
                tr(
                    "%n annotation(s) (is|are) not drawn; nothing is lost. Click, or Ctrl+H, to show them.",
                    "",
                    count,
                )
            )
            self.hidden.setAccessibleName(tr("%n annotation(s) (is|are) hidden: show them", "", count))

    def show_cursor(self, cursor: tuple[tuple[float, float], Side] | None) -> None:
        """Position of the cursor: the ground, and the pixel of the image under it."""
        self._cursor = cursor
        pair = self._workspace.pair
        if cursor is None or pair is None:
            self._place.clear()
            self._place.setMinimumWidth(0)
            return
        place, in_pixels = place_text(pair, *cursor, self._format)
        if place != in_pixels:
            place = tr("{place}    {pixels}", place=place, pixels=in_pixels)
        self._place.setText(place)
        # Others give way first: their tooltips have the whole of them, and over this one the mouse is gone.
        needed = self._place.fontMetrics().horizontalAdvance(place) + _AROUND
        self._place.setMinimumWidth(max(self._place.minimumWidth(), min(needed, self.width() // 3)))

    def show_format(self, name: str) -> None:
        """How the place of the cursor is written; see `measure.coordinates.FORMATS`."""
        if name != self._format:
            self._format = name
            self.show_cursor(self._cursor)

    def show_saved(self, status: SaveStatus | None) -> None:
        """The state of the file."""
        if status is None:
            for label in (self._saved, self._file):
                label.clear()
                label.setToolTip("")
            return
        waits = status.state == "unsaved" and not status.by_itself
        said = tr("● Unsaved, autosave is off:") if waits else tr(_STATES[status.state])
        if status.is_read_only:
            said = tr("⊘ Read-only")
        elif status.is_empty:
            said = tr("○ Nothing to save yet")
        self._saved.setText(said)
        is_there = status.is_on_disk or status.state != "saved"
        self._file.setText(one_line(status.path.name) if is_there else "")
        self._file.setToolTip(str(status.path))
        look = "unsaved" if status.is_read_only else "empty" if status.is_empty else status.state
        if self._saved.property("state") != look:
            self._saved.setProperty("state", look)
            self._saved.style().unpolish(self._saved)
            self._saved.style().polish(self._saved)
        hint = ""
        if waits:
            hint = tr("Save now saves it; so does opening another pair or closing the window.")
        elif status.is_empty:
            hint = tr("The first annotation makes {path}.", path=status.path)
        reason = status.refusal if status.is_read_only else status.reason
        self._saved.setToolTip(str(reason) if reason is not None else hint)


def _scale(shown: Shown) -> float:
    """Of the pane in hand, where views are not linked."""
    return shown.camera_of(shown.hand).scale


def zoom_text(scale: float) -> str:
    """Width of a pixel of the image on the screen, `Zoom 7.63 %`; not `1:13.1`, which is a map's scale."""
    percent = 100 * scale
    exact = abs(percent - round(percent)) < 5e-3 or percent >= 100
    shown = number(percent, ",.0f" if exact and percent >= 1 else ".1f" if percent >= 10 else ".2f")
    return tr("Zoom {percent} %", percent=shown)


def _zoom_meaning(scale: float) -> str:
    if scale >= 1:
        times = number(scale, ",.4g")
        return tr("One pixel of the after image is {count} pixels of the screen wide.", count=times)
    return tr(
        "One pixel of the screen is {count} pixels of the after image wide.", count=number(1 / scale, ",.4g")
    )
