"""Says on the canvas that views are turned or not linked."""

from __future__ import annotations

from PySide6.QtGui import QPainter

from ilmtool.core.layout import Rect
from ilmtool.painting.text import TextSprites
from ilmtool.session.turning import badge_text
from ilmtool.session.workspace import Workspace
from ilmtool.ui.canvas import overlay

_TOP_PX = 40
"""Logical pixels from the canvas's upper edge: below the line of the captions."""

_PLAIN = (255, 255, 255), (20, 20, 20)
_WARNING = (20, 20, 20), (255, 176, 0)
"""Ink and paper."""


def draw_badge(painter: QPainter, sprites: TextSprites, workspace: Workspace, ratio: float) -> None:
    """Draw what there is to say, in the middle (device pixels)."""
    text = badge_text(workspace)
    if not text:
        return
    ink, paper = _PLAIN if workspace.shown.own_before is None else _WARNING
    sprite = sprites.get(text, round(12 * ratio), ink, paper, round(5 * ratio))
    height, width = sprite.shape[:2]
    room = workspace.shown.canvas[0]
    width = min(width, room)
    overlay.draw_sprite(painter, sprite, Rect((room - width) // 2, round(_TOP_PX * ratio), width, height))
