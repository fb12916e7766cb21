"""The row of buttons over the images: how to compare, what to draw, undo."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QMenu, QToolBar, QToolButton

from ilmtool.commands.icons import OVER
from ilmtool.core.layout import CompareMode
from ilmtool.text import mark, tr
from ilmtool.ui.actions import Actions
from ilmtool.ui.icons import icon

_OVER = tuple(f"view.{mode}" for mode in CompareMode if mode.lays_over)
"""Both dates in one place: behind one button, so that the row fits a window of 1280 px."""
_GROUPS = (
    tuple(f"view.{mode}" for mode in CompareMode if not mode.lays_over),
    ("view.fit", "view.one-to-one", "view.names", "view.boxes"),
    ("draw.box", "draw.oriented-box", "draw.polygon"),
    ("edit.undo", "edit.redo", "annotation.label"),
    ("measure.path", "measure.area", "search.toggle", "suggest.show", "registration.measure", "view.scenes"),
)
ICON_SIZE = QSize(18, 18)
"""Logical pixels: a row no higher than one of words, so that the images keep their room."""
_SHORT = {"edit.undo": mark("Undo"), "edit.redo": mark("Redo")}
"""What stays on a button whose command is named by what it would do; the tooltip says the rest."""


def make_toolbar(actions: Actions) -> QToolBar:
    """The toolbar; everything on it is a command and has a key."""
    bar = QToolBar(tr("Compare"))
    bar.setObjectName("compare")
    bar.setMovable(False)
    bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
    bar.setIconSize(ICON_SIZE)
    for number, names in enumerate(_GROUPS):
        if number:
            bar.addSeparator()
        for name in names:
            action = actions.action(name)
            if name in _SHORT:
                action.setIconText(tr(_SHORT[name]))
            bar.addAction(action)
        if number == 0:
            bar.addWidget(_over_button(actions, bar))
    return bar


def _over_button(actions: Actions, bar: QToolBar) -> QToolButton:
    """The ways of comparing that show both dates in one place."""
    button = QToolButton(bar)
    menu = QMenu(button)
    for name in _OVER:
        menu.addAction(actions.action(name))
    menu.addAction(actions.action("view.magnifier"))
    button.setText(tr("Both in one ▾"))
    button.setStyleSheet("QToolButton::menu-indicator { image: none; }")  # it would lie on the text
    button.setAccessibleName(tr("Ways of comparing that show both dates in one place"))
    button.setToolTip(tr("Lens, fade, difference, edges, red and cyan; magnifier"))
    button.setMenu(menu)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    button.setIcon(icon(OVER))
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # each has a key
    return button
