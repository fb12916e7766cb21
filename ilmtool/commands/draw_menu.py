"""The commands of the Draw menu: what a drag makes, and drawing by keyboard."""

from __future__ import annotations

from functools import partial

from ilmtool.commands.command import Command, Context, is_open, on
from ilmtool.session.workspace import Workspace
from ilmtool.text import mark

_TOOLS = (
    ("box", mark("Boxes"), "D"),
    ("oriented_box", mark("Oriented boxes"), "O"),
    ("polygon", mark("Polygons"), "P"),
)


def _take(workspace: Workspace, tool: str) -> None:
    workspace.set_view(workspace.view.with_tool(tool))


def _in_hand(tool: str, context: Context) -> bool:
    return context.workspace.view.tool == tool


def draw_commands() -> list[Command]:
    """In the order of the menu."""
    tools = [
        Command(f"draw.{tool.replace('_', '-')}", title, "Draw", on(partial(_take, tool=tool)), (key,),
                is_open, partial(_in_hand, tool))
        for tool, title, key in _TOOLS
    ]  # fmt: skip
    return [
        *tools,
        Command("draw.keyboard", mark("Keyboard cursor; again: on the other date"), "Draw/keyboard",
                lambda c: c.window.start_keyboard_cursor(), ("K",), is_open),
    ]  # fmt: skip
