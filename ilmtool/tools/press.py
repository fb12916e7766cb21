"""What a gesture remembers of its press."""

from __future__ import annotations

from ilmtool.core.geometry import Point
from ilmtool.tools.events import Modifier, PointerEvent

CLICK_SCREEN_PX = 3.0
"""Up to this far, along either axis, a press and release is a click."""


class Press:
    """Where the button went down, and which modifiers count since.

    Parameters
    ----------
    event : PointerEvent
        The press.
    choosing : frozenset of {"shift", "ctrl", "alt"}
        Modifiers that chose the gesture. They shape it only once they were let go and pressed again:
        Shift that allows drawing on top of a selected box must not also make a square of it.
    """

    def __init__(self, event: PointerEvent, choosing: frozenset[str] = frozenset()) -> None:
        self.origin: Point = event.position
        self._spent: frozenset[str] = choosing & event.modifiers

    def held(self, event: PointerEvent) -> frozenset[Modifier]:
        """Modifiers that shape the gesture now."""
        self._spent &= event.modifiers
        return event.modifiers - self._spent

    def is_past_click(self, event: PointerEvent) -> bool:
        """Whether the pointer is further from the press than a click."""
        dx, dy = event.screen_offset(self.origin)
        return max(abs(dx), abs(dy)) > CLICK_SCREEN_PX
