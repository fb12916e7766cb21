"""Where the window and its panels were, put back at the next start."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QByteArray, QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDockWidget, QMainWindow, QSplitter

from ilmtool.session.settings import Settings

USUAL = QSize(1440, 900)
_STATE_VERSION = 1
_DOCKS = "docks"
_WORKING = "workingPanel"
_MIN_SEEN_PX = 80
"""Of the window's title, which has to be on a screen to be dragged."""


class WindowLayout:
    """Keeps and puts back the place of a window, its docks and toolbars, and the shares of its splitters.

    Parameters
    ----------
    window : QMainWindow
    splitters : mapping of str to (QSplitter, list of int)
        By name, with the sizes that ship.
    """

    def __init__(self, window: QMainWindow, splitters: Mapping[str, tuple[QSplitter, list[int]]]) -> None:
        self._window, self._splitters = window, splitters
        self._were_shown = False
        self._shipped = QByteArray()
        for splitter, sizes in splitters.values():
            splitter.setSizes(sizes)

    def restore_window(self, settings: Settings) -> None:
        """The window's own place; on a screen that is there, whatever was remembered."""
        window = self._window
        window.resize(USUAL.boundedTo(window.screen().availableSize()))
        if settings.geometry:
            window.restoreGeometry(_bytes(settings.geometry))
            self._bring_into_sight()

    def restore_panels(self, settings: Settings) -> bool:
        """Panels, once there is something to show in them; whether that was now."""
        if self._were_shown:
            return False
        self._were_shown = True
        self._shipped = self._window.saveState(_STATE_VERSION)
        for name, (splitter, _) in self._splitters.items():
            kept = settings.panels.get(name)
            if isinstance(kept, str):
                splitter.restoreState(_bytes(kept))
        if settings.window_state:
            self._window.restoreState(_bytes(settings.window_state), _STATE_VERSION)
        return True

    def kept_in(self, settings: Settings) -> Settings:
        """The settings with the present layout in them; panels that were never shown stay as they are."""
        settings = replace(settings, geometry=_text(self._window.saveGeometry()))
        if not self._were_shown:
            return settings
        panels = {name: _text(splitter.saveState()) for name, (splitter, _) in self._splitters.items()}
        docks = [d.objectName() for d in self._window.findChildren(QDockWidget) if not d.isHidden()]
        return replace(
            settings,
            window_state=_text(self._window.saveState(_STATE_VERSION)),
            panels={**settings.panels, **panels, _DOCKS: docks},
        )

    def reset(self) -> None:
        """Everything where it is in a new installation."""
        window = self._window
        window.showNormal()
        area = window.screen().availableGeometry()
        window.resize(USUAL.boundedTo(area.size()))
        window.move(area.center() - window.rect().center())
        for splitter, sizes in self._splitters.values():
            splitter.setSizes(sizes)
        if self._were_shown:
            window.restoreState(self._shipped, _STATE_VERSION)

    def was_open(self, settings: Settings, dock: str) -> bool:
        """Whether a dock, by its object name, was on show when the window was last closed."""
        return _was_open(settings, dock)

    def _bring_into_sight(self) -> None:
        """The monitor on which it was may be gone."""
        window = self._window
        frame = window.frameGeometry()
        title = QRect(frame.topLeft(), QSize(frame.width(), 30))
        for screen in QGuiApplication.screens():
            seen = screen.availableGeometry().intersected(title)
            if seen.width() >= min(_MIN_SEEN_PX, title.width()) and seen.height() > 0:
                return
        area = (QGuiApplication.primaryScreen() or window.screen()).availableGeometry()
        window.resize(window.size().boundedTo(area.size()))
        window.move(area.center() - window.rect().center())


def _bytes(text: str) -> QByteArray:
    return QByteArray.fromBase64(text.encode())


def _text(data: QByteArray) -> str:
    return bytes(data.toBase64().data()).decode()


def beginning(window: QMainWindow) -> Qt.DockWidgetArea:
    """Where lines begin: Qt mirrors rows and menus in languages from right to left, but no docks."""
    if window.layoutDirection() == Qt.LayoutDirection.RightToLeft:
        return Qt.DockWidgetArea.RightDockWidgetArea
    return Qt.DockWidgetArea.LeftDockWidgetArea


def add_working_panel(window: QMainWindow, dock: QDockWidget, settings: Settings) -> None:
    """Put a panel of a task where lines begin, or where it was when the window was last closed with it.

    Two such panels are tabs of one place: beneath each other neither has room for its list.
    """
    window.addDockWidget(beginning(window), dock)
    dock.setProperty(_WORKING, True)
    window.restoreDockWidget(dock)
    if dock.isFloating() or _was_open(settings, dock.objectName()):
        return
    for other in window.findChildren(QDockWidget):
        if other is dock or not other.property(_WORKING) or other.isFloating():
            continue
        if window.dockWidgetArea(other) == window.dockWidgetArea(dock):
            window.tabifyDockWidget(other, dock)
            return


def _was_open(settings: Settings, dock: str) -> bool:
    shown = settings.panels.get(_DOCKS)
    return isinstance(shown, list) and dock in shown
