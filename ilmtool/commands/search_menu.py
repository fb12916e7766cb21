"""Commands of a systematic search: a grid, and one key for what became of a cell."""

from __future__ import annotations

from functools import partial

from ilmtool.commands.command import Command, Context, is_open
from ilmtool.text import mark

RESULT_KEYS = {"no_change_seen": "X", "change_seen": "Y", "obscured": "U", "no_image": "Shift+U"}
_TITLES = {
    "no_change_seen": mark("Cell is clear: no change seen"),
    "change_seen": mark("Change seen in cell"),
    "obscured": mark("Cell is obscured"),
    "no_image": mark("Cell has no image"),
}


def _on(context: Context) -> bool:
    return context.workspace.search.is_on


def _toggle(context: Context) -> None:
    search = context.workspace.search
    if search.is_on:
        search.leave()
    elif search.grid is None:
        context.window.search.new()
    else:
        search.resume()


def search_commands() -> list[Command]:
    """In the order of the menu."""
    marks = [
        Command(f"search.{result.replace('_', '-')}", title, "Search/mark",
                partial(lambda c, r: c.workspace.search.mark(r), r=result), (RESULT_KEYS[result],), _on)
        for result, title in _TITLES.items()
    ]  # fmt: skip
    return [
        Command("search.toggle", mark("Search the grid"), "Search", _toggle, ("Ctrl+G",), is_open,
                checked=_on),
        Command("search.new", mark("New search grid…"), "Search", lambda c: c.window.search.new(),
                ("Ctrl+Shift+G",), is_open),
        *marks,
        Command("search.unseen", mark("Cell is unseen again"), "Search/mark",
                lambda c: c.workspace.search.mark(None), ("Shift+X",), _on),
        Command("search.next", mark("Next unseen cell"), "Search/go", lambda c: c.workspace.search.next(),
                ("PgDown",), _on),
        Command("search.forward", mark("Next cell"), "Search/go", lambda c: c.workspace.search.step(1),
                ("Shift+PgDown",), _on),
        Command("search.back", mark("Previous cell"), "Search/go", lambda c: c.workspace.search.step(-1),
                ("PgUp",), _on),
        Command("search.mark-without-image", mark("Mark all cells without image"), "Search/all",
                lambda c: c.window.search.mark_without_image(), (), _on),
    ]  # fmt: skip
