"""The keyboard's walk from panel to panel."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

Stop = tuple[QWidget, QWidget]
"""A panel, and what in it gets the keyboard."""


def go_on(stops: Iterable[Stop]) -> None:
    """Give the keyboard to the next panel on show after the one that has it; after the last, to the first.

    Parameters
    ----------
    stops : iterable of Stop
        All panels, in the order of the walk; one that lies in another comes before it.
    """
    seen = [(owner, stop) for owner, stop in stops if owner.isVisible()]
    focus = QApplication.focusWidget()
    at = next((i for i, (owner, _) in enumerate(seen) if focus is not None and _holds(owner, focus)), -1)
    seen[(at + 1) % len(seen)][1].setFocus(Qt.FocusReason.ShortcutFocusReason)


def _holds(owner: QWidget, focus: QWidget) -> bool:
    return owner is focus or owner.isAncestorOf(focus)
