"""What the canvas has in hand beside its everyday tool: a tool with keys of its own, and what it paints."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtGui import QKeyEvent, QPainter

from ilmtool.core.camera import Camera
from ilmtool.core.layout import Pane
from ilmtool.tools.events import Preview, Tool


class HeldTool(Tool, Protocol):
    """A tool as the pointer drives it; see `tools.pointer.PointerTool`."""

    @property
    def is_active(self) -> bool: ...

    @property
    def is_down(self) -> bool: ...

    @property
    def wants_clicks(self) -> bool: ...

    def step_back(self) -> Preview | None:
        """Take back the last of several clicks."""


class Hand(Protocol):
    """A mode of the canvas, from `Canvas.take_up` to `Canvas.put_down`."""

    @property
    def tool(self) -> HeldTool:
        """What the mouse drives meanwhile."""
        ...

    def needs(self, event: QKeyEvent) -> bool:
        """Whether it takes a key that may also be a command's."""
        ...

    def take(self, event: QKeyEvent) -> bool:
        """Act on a key that went down; False if it is not for this."""
        ...

    def back_out(self) -> None:
        """Esc, when no gesture goes on."""
        ...

    def paint(self, painter: QPainter, pane: Pane, camera: Camera, ratio: float) -> None:
        """Draw into a pane (canvas device pixels, already clipped)."""
        ...
