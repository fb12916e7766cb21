"""Commands that lay the before image on the after image."""

from __future__ import annotations

from ilmtool.commands.command import Command, Context, is_open
from ilmtool.text import mark, tr


def _can_measure(context: Context) -> bool:
    return is_open(context) and not context.window.registration.is_measuring


def _toggle_title(context: Context) -> str:
    off = context.window.registration.is_off
    if off:
        return tr("Show the pair with its registration")
    return tr("Show the pair without its registration")


def registration_commands() -> list[Command]:
    """In the order of the menu."""
    return [
        Command("registration.measure", mark("Register the before image…"), "Pair",
                lambda c: c.window.registration.measure(), ("Ctrl+Shift+R",), _can_measure),
        Command("registration.stop", mark("Stop registering"), "Pair", lambda c: c.window.registration.stop(),
                when=lambda c: c.window.registration.is_measuring),
        Command("registration.points", mark("Tie points"), "Pair",
                lambda c: c.window.registration.toggle_points(), ("Ctrl+T",), is_open,
                lambda c: c.window.registration.is_setting_points),
        Command("registration.nudge", mark("Nudge the before image"), "Pair",
                lambda c: c.window.registration.nudge(), ("Ctrl+N",), is_open,
                lambda c: c.window.registration.is_nudging),
        Command("registration.toggle", mark("Show the pair without its registration"), "Pair/shift",
                lambda c: c.window.registration.toggle_shift(), ("`",),
                lambda c: c.window.registration.can_toggle, named=_toggle_title),
        Command("registration.reset", mark("Remove the registration"), "Pair/shift",
                lambda c: c.window.registration.reset(), ("Ctrl+Shift+T",),
                lambda c: c.window.registration.can_reset),
    ]  # fmt: skip
