"""The registration in the status line and on the images: how far before is shifted, and if that is shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ilmtool.core.document import Document
from ilmtool.session.pair import Pair
from ilmtool.session.registering import entry_in_force, is_registered, quality_of, shift_of
from ilmtool.ui.elided import ElidedButton


@dataclass(frozen=True, slots=True)
class Said:
    """What is to be said of how the pair lies on each other.

    Attributes
    ----------
    caption : str
        At the end of the before image's caption; empty where nothing is to be said.
    badge, tip : str
        In the status line; empty where there is none.
    """

    caption: str = ""
    badge: str = ""
    tip: str = ""


def said_of(document: Document, pair: Pair | None, *, unregistered: bool, trial: bool) -> Said:
    """What the window says of the registration."""
    if pair is None:
        return Said()
    registered = is_registered(document, pair)
    if unregistered and (registered or trial):
        tip = "The pair is shown without its registration; nothing of it is lost. Click, or `, to show it."
        return Said("registration off", "Registration off", tip)
    if trial:
        shift = shift_of(pair)
        return Said(f"trial {shift.px:.1f} px", f"Trial: shifted {shift.text}", "Not applied yet.")
    if pair.before.placement.basis == "size":
        tip = "An image has no georeferencing. Click, or Ctrl+T, to set tie points."
        return Said("placed by size only: Ctrl+T", "Placed by size only", tip)
    if not registered:
        return Said()
    entry = entry_in_force(document, pair)
    if entry is not None and entry.method == "georeferencing":
        return Said()
    quality = quality_of(entry, pair.aspect)
    way = "` shows the pair without it, Ctrl+Shift+T removes it."
    if pair.before.placement.basis == "identity":
        return Said(f"placed {quality}", f"Placed: {quality}", f"The before image is placed by hand. {way}")
    shift = shift_of(pair)
    badge = f"Shifted {shift.text} · {quality}"
    return Said(f"shifted {shift.px:.1f} px {shift.way}", badge, f"The before image is shifted. {way}")


class RegistrationBadge(ElidedButton):
    """Always there where the before image is shifted.

    Parameters
    ----------
    clicked : callable
        Shows the pair without its registration or with it, or leads to tie points.
    """

    def __init__(self, clicked: Callable[[], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText("Registration")  # without a text it would be as high as an icon
        self.setAutoRaise(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys do the same
        self.setAccessibleName("Registration")
        self.clicked.connect(clicked)
        self.hide()

    def show_said(self, said: Said) -> None:
        """Say something else, or nothing."""
        self.setVisible(bool(said.badge))
        if said.badge and self.text() != said.badge:
            self.setText(said.badge)
            self.setAccessibleName(f"Registration: {said.badge}")
        self.setToolTip(f"{said.badge}. {said.tip}" if said.badge else said.tip)
