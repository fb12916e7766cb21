"""Commands about suggestions of change."""

from __future__ import annotations

from ilmtool.commands.command import Command, Context, is_open
from ilmtool.text import mark, tr


def _can_accept(context: Context) -> bool:
    return context.window.suggestions.is_pending


def _can_reject(context: Context) -> bool:
    suggestions = context.window.suggestions
    return suggestions.is_pending or suggestions.is_rejected


def _can_step(context: Context) -> bool:
    return context.window.suggestions.has_any


def _reject_title(context: Context) -> str:
    if context.window.suggestions.is_rejected:
        return tr("Put the suggestion back")
    return tr("Reject the suggestion")


def suggest_commands() -> list[Command]:
    """For the menu Annotation."""
    return [
        Command("suggest.show", mark("Suggest changes…"), "Annotation/suggestions",
                lambda c: c.window.suggestions.toggle(), ("Ctrl+Shift+F",), is_open,
                lambda c: c.window.suggestions.is_shown),
        Command("suggest.accept", mark("Accept the suggestion"), "Annotation/suggestions",
                lambda c: c.window.suggestions.accept(), ("Ctrl+Return",), _can_accept),
        Command("suggest.reject", mark("Reject the suggestion"), "Annotation/suggestions",
                lambda c: c.window.suggestions.reject(), ("Ctrl+Backspace",), _can_reject,
                named=_reject_title),
        Command("suggest.next", mark("Next suggestion"), "Annotation/suggestions",
                lambda c: c.window.suggestions.step(1), ("Ctrl+PgDown",), _can_step),
        Command("suggest.previous", mark("Previous suggestion"), "Annotation/suggestions",
                lambda c: c.window.suggestions.step(-1), ("Ctrl+PgUp",), _can_step),
        Command("suggest.again", mark("Search for suggestions again"), "Annotation/suggestions",
                lambda c: c.window.suggestions.search(), (), lambda c: c.window.suggestions.can_search),
        Command("suggest.stop", mark("Stop searching for suggestions"), "Annotation/suggestions",
                lambda c: c.window.suggestions.stop(), (), lambda c: c.window.suggestions.is_searching),
    ]  # fmt: skip
