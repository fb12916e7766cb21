"""The commands of the Measure menu, and those that speak of coordinates."""

from __future__ import annotations

from functools import partial

from ilmtool.commands.command import Command, Context, is_open
from ilmtool.text import mark

_TOOLS = (
    ("path", mark("Distance and path"), "measure_path", "'"),
    ("area", mark("Area"), "measure_area", '"'),
    ("height", mark("Height from shadow; again: from the roof"), "measure_base", "Shift+Z"),
)


def _take(tool: str, context: Context) -> None:
    context.workspace.measuring.take(tool)


def _in_hand(tool: str, context: Context) -> bool:
    held = context.workspace.view.tool
    return held == tool or (tool == "measure_base" and held == "measure_roof")


def _has_any(context: Context) -> bool:
    return bool(context.workspace.view.measurements)


def measure_commands() -> list[Command]:
    """In the order of the menu."""
    tools = [
        Command(f"measure.{name}", title, "Measure", partial(_take, tool), (key,), is_open,
                partial(_in_hand, tool))
        for name, title, tool, key in _TOOLS
    ]  # fmt: skip
    return [
        *tools,
        Command("measure.panel", mark("Measurements"), "Measure/list", lambda c: c.window.measures.show(),
                when=is_open),
        Command("measure.attach", mark("Attach to the selected annotation"), "Measure/list",
                lambda c: c.window.measures.attach(), (),
                lambda c: _has_any(c) and len(c.workspace.view.selection) == 1),
        Command("measure.copy", mark("Copy measurements"), "Measure/list", lambda c: c.window.measures.copy(),
                (), _has_any),
        Command("measure.clear", mark("Remove all measurements"), "Measure/list",
                lambda c: c.workspace.measuring.clear(), (), _has_any),
        Command("place.copy", mark("Copy coordinates"), "Measure/place",
                lambda c: c.window.measures.copy_place(), ("Ctrl+Shift+P",), is_open),
        Command("place.go", mark("Go to coordinates…"), "Measure/place",
                lambda c: c.window.measures.ask_place(), ("Ctrl+J",), is_open),
        Command("place.format", mark("Next form of coordinates"), "Measure/place",
                lambda c: c.window.measures.next_format(), ("Shift+G",)),
    ]  # fmt: skip


def map_mark_commands() -> list[Command]:
    """What is shown in the corner of the images."""
    return [
        Command("view.scale-bar", mark("Scale bar"), "View/show", lambda c: c.window.measures.toggle_bar(),
                checked=lambda c: c.window.measures.is_bar_shown),
        Command("view.north-arrow", mark("North arrow"), "View/show",
                lambda c: c.window.measures.toggle_north(),
                checked=lambda c: c.window.measures.is_north_shown),
    ]  # fmt: skip
