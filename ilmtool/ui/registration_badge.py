"""The registration in the status line and on the images: how far before is shifted, and if that is shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ilmtool.core.document import Document
from ilmtool.session.pair import Pair
from ilmtool.session.registering import entry_in_force, is_registered, quality_of, shift_of
from ilmtool.text import number, tr
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
        tip = tr(
            "The pair is shown without its registration; nothing of it is lost. Click, or `, to show it."
        )
        return Said(tr("registration off"), tr("Registration off"), tip)
    if trial:
        shift = shift_of(pair)
        return Said(
            tr("trial {shift} px", shift=number(shift.px, ".1f")),
            tr("Trial: shifted {shift}", shift=shift.text),
            tr("Not applied yet."),
        )
    if pair.before.placement.basis == "size":
        tip = tr("An image has no georeferencing. Click, or Ctrl+T, to set tie points.")
        return Said(tr("placed by size only: Ctrl+T"), tr("Placed by size only"), tip)
    if not registered:
        return Said()
    entry = entry_in_force(document, pair)
    if entry is not None and entry.method == "georeferencing":
        return Said()
    quality = quality_of(entry, pair.aspect)
    way = tr("` shows the pair without it, Ctrl+Shift+T removes it.")
    if pair.before.placement.basis == "identity":
        placed = tr("The before image is placed by hand.")
        return Said(
            tr("placed {quality}", quality=quality),
            tr("Placed: {quality}", quality=quality),
            f"{placed} {way}",
        )
    shift, shifted = shift_of(pair), tr("The before image is shifted.")
    return Said(
        tr("shifted {shift} px {way}", shift=number(shift.px, ".1f"), way=shift.way),
        tr("Shifted {shift} · {quality}", shift=shift.text, quality=quality),
        f"{shifted} {way}",
    )


class RegistrationBadge(ElidedButton):
    """Always there where the before image is shifted.

    Parameters
    ----------
    clicked : callable
        Shows the pair without its registration or with it, or leads to tie points.
    """

    def __init__(self, clicked: Callable[[], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(tr("Registration"))  # without a text it would be as high as an icon
        self.setAutoRaise(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys do the same
        self.setAccessibleName(tr("Registration"))
        self.clicked.connect(clicked)
        self.hide()

    def show_said(self, said: Said) -> None:
        """Say something else, or nothing."""
        self.setVisible(bool(said.badge))
        if said.badge and self.text() != said.badge:
            self.setText(said.badge)
            self.setAccessibleName(tr("Registration: {state}", state=said.badge))
        self.setToolTip(f"{said.badge}. {said.tip}" if said.badge else said.tip)
