"""Moving the before scene by hand: how far it is moved, and the edit that keeps it so."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ilmtool.core.geometry import IDENTITY, Affine, compose
from ilmtool.session.pair import Pair
from ilmtool.session.placer import Placer
from ilmtool.session.registering import (
    BY_NUDGE,
    Shift,
    described,
    entry_in_force,
    matrix_in_force,
    middle_of,
    new_entry,
    register_edit,
    tie_points_of,
)
from ilmtool.session.workspace import Workspace
from ilmtool.text import tr

if TYPE_CHECKING:
    from ilmtool.imagery.placement import PixelMap


class Nudging:
    """The before scene under the hand.

    Parameters
    ----------
    workspace : Workspace
    placer : Placer

    Attributes
    ----------
    is_on : bool
    dx, dy : float
        By how much it is moved, beyond where it was, px of the after scene.
    """

    def __init__(self, workspace: Workspace, placer: Placer) -> None:
        self._workspace, self._placer = workspace, placer
        self.is_on = False
        self.dx = self.dy = 0.0
        self._start: tuple[float, float] | None = None
        self._listeners: list[Callable[[], None]] = []

    def subscribe(self, listener: Callable[[], None]) -> None:
        """Be told of every change."""
        self._listeners.append(listener)

    def _tell(self) -> None:
        for listener in self._listeners:
            listener()

    def begin(self) -> None:
        """Take the before scene in hand."""
        if self._workspace.pair is None:
            return
        self._placer.show_registered()
        self.is_on, self.dx, self.dy, self._start = True, 0.0, 0.0, None
        self._tell()

    def leave(self) -> None:
        """Let go of it: it lies where it was."""
        if self.is_on:
            self.is_on, self.dx, self.dy, self._start = False, 0.0, 0.0, None
            self._tell()

    def move(self, dx: float, dy: float) -> None:
        """Move it on by after px."""
        if self.is_on and (dx or dy):
            self.dx, self.dy = self.dx + dx, self.dy + dy
            self._tell()

    def hold(self) -> None:
        """A drag begins."""
        self._start = (self.dx, self.dy)

    def drag(self, dx: float, dy: float) -> None:
        """Move it by after px since the drag began."""
        if self.is_on and self._start is not None:
            moved = self._start[0] + dx, self._start[1] + dy
            if moved != (self.dx, self.dy):
                self.dx, self.dy = moved
                self._tell()

    def drop(self, *, back: bool = False) -> None:
        """The drag ends; with `back`, where it began."""
        start, self._start = self._start, None
        if back and start is not None and start != (self.dx, self.dy):
            self.dx, self.dy = start
            self._tell()

    @property
    def shift(self) -> Shift | None:
        """How far it is moved by hand."""
        pair = self._workspace.pair
        return None if pair is None else described(pair, middle_of(pair), (self.dx, self.dy))

    @property
    def matrix(self) -> Affine:
        """What moves the before scene on screen, in after px."""
        return (1.0, 0.0, self.dx, 0.0, 1.0, self.dy)

    def placement(self, pair: Pair) -> PixelMap:
        """The before scene's pixels -> reference px, moved."""
        return moved_map(pair.before.placement, self.matrix)

    def apply(self) -> None:
        """Keep it where it is, as one step of undo."""
        pair = self._workspace.pair
        if pair is None or not self.is_on:
            return
        if not (self.dx or self.dy):
            self.leave()
            return
        document, shift = self._workspace.document, self.shift
        points = tie_points_of(entry_in_force(document, pair), pair.before.id)
        matrix = compose(self.matrix, matrix_in_force(document, pair))
        entry = new_entry(pair, matrix, BY_NUDGE, self._workspace.context().now, tie_points=points)
        self.leave()
        self._workspace.dispatch(register_edit(document, entry, tr("Nudge the before image")))
        if shift is not None:
            self._workspace.say(tr("Before image moved by {shift}", shift=shift.text))


def moved_map(placement: PixelMap, matrix: Affine) -> PixelMap:
    """A placement with a matrix behind it."""
    from ilmtool.imagery.placement import PixelMap
    from ilmtool.session.linking import chained

    return placement if matrix == IDENTITY else chained(placement, PixelMap(matrix, placement.basis))
