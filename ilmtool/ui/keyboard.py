"""Who gets a key: the field with the focus, the canvas, or a command."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QSlider,
    QWidget,
)

from ilmtool.ui.canvas.canvas import Canvas
from ilmtool.ui.panels.annotations import AnnotationPanel

_TYPED_INTO = (QLineEdit, QPlainTextEdit, QAbstractSpinBox)
_WALKING = {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}
_MOVING = {
    Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End,
    Qt.Key.Key_PageUp, Qt.Key.Key_PageDown,
}  # fmt: skip


class KeyRouter(QObject):
    """Watches the keys of one window before Qt makes commands of them.

    Parameters
    ----------
    window : QMainWindow
    canvas : Canvas
    annotations : AnnotationPanel
    fields : QWidget
        Holds the fields that Tab walks through.
    """

    def __init__(
        self, window: QMainWindow, canvas: Canvas, annotations: AnnotationPanel, fields: QWidget
    ) -> None:
        super().__init__(window)
        self._window, self._canvas = window, canvas
        self._annotations, self._forms = annotations, [fields]
        self._qt: QApplication | None = None
        self._focus: QWidget | None = None

    def watch(self, qt: QApplication) -> None:
        """Begin: the window, and whatever widget has the keyboard.

        Not the whole application: every event of every widget would pass through here, two hundred an edit.
        """
        self._qt = qt
        self._window.installEventFilter(self)
        qt.focusChanged.connect(self._on_focus)
        self._on_focus(None, QApplication.focusWidget())

    def leave(self) -> None:
        """End; does nothing the second time."""
        if self._qt is not None:
            self._qt.focusChanged.disconnect(self._on_focus)
            self._on_focus(self._focus, None)
            self._window.removeEventFilter(self)
            self._qt = None

    def _on_focus(self, old: QWidget | None, new: QWidget | None) -> None:
        if old is not None and old is self._focus and old is not self._window:
            old.removeEventFilter(self)
        self._focus = new
        if new is not None and new.window() is self._window:
            new.installEventFilter(self)

    def add_form(self, form: QWidget) -> None:
        """Another panel with fields to walk through."""
        self._forms.append(form)

    def drop_form(self, form: QWidget) -> None:
        """A panel that goes for good."""
        self._forms.remove(form)

    def _is_in_form(self, focus: QWidget) -> bool:
        """Whether Tab, Space and Esc mean there what they mean in any form."""
        return self._annotations.keeps_keys(focus) or any(form.isAncestorOf(focus) for form in self._forms)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._is_kept(event):
            event.accept()  # the focused widget keeps the key
            return True
        if kind in {QEvent.Type.KeyPress, QEvent.Type.KeyRelease} and isinstance(event, QKeyEvent):
            focus = QApplication.focusWidget()
            here = focus is not None and focus.window() is self._window and watched is focus
            if here and focus is not None and not isinstance(focus, _TYPED_INTO):
                return self._held(focus, event, kind == QEvent.Type.KeyPress)
        elif kind == QEvent.Type.WindowDeactivate and watched is self._window:
            self._canvas.release_held()
        return super().eventFilter(watched, event)

    def _held(self, focus: QWidget, event: QKeyEvent, pressed: bool) -> bool:
        """Keys that mean something while they are held belong to the canvas, except where Space presses a
        button; there, Esc gives the keyboard back.
        """
        if not self._is_in_form(focus):
            return self._canvas.hold_key(event, pressed)
        if pressed and event.key() == Qt.Key.Key_Escape:
            self._canvas.setFocus()
            return True
        return False

    def _is_kept(self, event: QKeyEvent) -> bool:
        """Whether the focused widget needs a key that is also a command."""
        focus = QApplication.focusWidget()
        if focus is None:
            return False
        in_form = self._is_in_form(focus)  # also in a panel that was taken out of the window
        if focus.window() is not self._window and not in_form:
            return False
        if focus is self._canvas:
            return self._canvas.needs_key(event)
        key = event.key()
        if key in _WALKING:
            return in_form
        moves = (QComboBox, QAbstractSpinBox, QSlider, type(self._annotations.table))
        return key in _MOVING and not event.modifiers() and isinstance(focus, moves)
