"""The row of buttons over the images: how to compare, what to draw, undo."""

from __future__ import annotations

from PySide6.QtWidgets import QToolBar

from ilmtool.core.layout import CompareMode
from ilmtool.ui.actions import Actions

_GROUPS = (
    tuple(f"view.{mode}" for mode in CompareMode),
    ("view.fit", "view.one-to-one", "view.names", "view.boxes"),
    ("draw.box", "draw.oriented-box", "draw.polygon"),
    ("edit.undo", "edit.redo", "annotation.label"),
)
_SHORT = {"edit.undo": "Undo", "edit.redo": "Redo"}
"""What stays on a button whose command is named by what it would do; the tooltip says the rest."""


def make_toolbar(actions: Actions) -> QToolBar:
    """The toolbar; everything on it is a command and has a key."""
    bar = QToolBar("Compare")
    bar.setObjectName("compare")
    bar.setMovable(False)
    for number, names in enumerate(_GROUPS):
        if number:
            bar.addSeparator()
        for name in names:
            action = actions.action(name)
            if name in _SHORT:
                action.setIconText(_SHORT[name])
            bar.addAction(action)
    return bar
