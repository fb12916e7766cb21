"""Which keys run which command: the ones that ship, and those that the user chose instead."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from ilmtool.commands.command import Command, HeldKey, menu_keys
from ilmtool.errors import Finding
from ilmtool.text import tr

Keys = Mapping[str, Sequence[str]]
"""Command id -> its keys, in Qt's portable notation; commands that are not in it keep theirs."""

MAX_KEYS = 4
"""Keys of one command."""

_MODIFIERS = ("Meta", "Ctrl", "Alt", "Shift")
_NAMED = {
    name.casefold(): name
    for name in (
        "Esc", "Tab", "Backspace", "Return", "Enter", "Ins", "Del", "Home", "End", "Left", "Up", "Right",
        "Down", "PgUp", "PgDown", "Space", "Pause", "Print", "Menu", "Help",
    )
}  # fmt: skip
_ENDS_IN_PLUS = re.compile(r"(^|\+)\+$")
_FUNCTION = re.compile(r"F([1-9]|[12]\d|3[0-5])", re.IGNORECASE)


def normal_key(text: str) -> str:
    """A key in the one way it is written here: `shift+ctrl+z` becomes `Ctrl+Shift+Z`.

    Raises
    ------
    ValueError
        It is no key; the message is a sentence for people.
    """
    wanted = text.strip()
    # The plus key itself stands at the end: "+", or "Ctrl++".
    before, sign = (wanted[:-1].removesuffix("+"), "+") if _ENDS_IN_PLUS.search(wanted) else (wanted, "")
    *held, last = [*before.split("+"), sign] if before and sign else [sign] if sign else before.split("+")
    known = {name.casefold(): name for name in _MODIFIERS}
    modifiers = {known.get(name.strip().casefold(), "") for name in held}
    last = last.strip()
    if "" in modifiers or len(wanted) > 40:
        raise ValueError(_no_key(text))
    name = _NAMED.get(last.casefold())
    if name is None and _FUNCTION.fullmatch(last):
        name = last.upper()
    if name is None and len(last) == len(last.upper()) == 1 and last.isprintable() and not last.isspace():
        name = last.upper()
        if not last.isalnum():
            modifiers.discard("Shift")  # which sign needs Shift depends on the keyboard's layout
    if name is None:
        raise ValueError(_no_key(text))
    return "+".join([*(m for m in _MODIFIERS if m in modifiers), name])


def owner_of(
    key: str, commands: Iterable[Command], held: Iterable[HeldKey], *, beside: str = ""
) -> str | None:
    """What a key does already, as it is shown, the command `beside` left out; None if it is free."""
    listed = list(commands)
    for title, keys in [
        *((item.shown_title, (item.keys,)) for item in held),
        *((command.shown_title, command.keys) for command in listed if command.id != beside),
        *((_of_menu(menu), (menu_key,)) for menu_key, menu in menu_keys(listed).items()),
    ]:
        if key in keys:
            return title
    return None


def with_keys(
    commands: Sequence[Command], held: Sequence[HeldKey], chosen: Keys
) -> tuple[tuple[Command, ...], tuple[Finding, ...]]:
    """The commands with the user's keys.

    What cannot be used is left out with a finding, and its command keeps the key that ships: a key that is
    none, or that something else has. Commands of other versions of the program are passed over.
    """
    findings: list[Finding] = []
    own: dict[str, tuple[str, ...]] = {}
    titles = {command.id: command.shown_title for command in commands}
    for command_id, keys in chosen.items():
        if command_id in titles:
            try:
                own[command_id] = tuple(dict.fromkeys(normal_key(key) for key in keys[:MAX_KEYS]))
            except ValueError as error:
                findings.append(_finding(titles[command_id], str(error)))
    while True:
        made = tuple(replace(c, keys=own[c.id]) if c.id in own else c for c in commands)
        clash = _first_clash(made, held, own)
        if clash is None:
            return made, tuple(findings)
        command_id, key, other = clash
        del own[command_id]
        findings.append(_finding(titles[command_id], tr("{key} belongs to {other}.", key=key, other=other)))


def _first_clash(
    commands: Sequence[Command], held: Sequence[HeldKey], own: Mapping[str, object]
) -> tuple[str, str, str] | None:
    """(id of a command with keys of the user's, the key, what has it too)."""
    owners: dict[str, tuple[str, str]] = {item.keys: ("", item.shown_title) for item in held}
    owners |= {key: ("", _of_menu(menu)) for key, menu in menu_keys(commands).items()}
    # What ships comes first: of two that clash, the user's choice gives way.
    for command in sorted(commands, key=lambda c: c.id in own):
        for key in command.keys:
            if key in owners:
                return command.id, key, owners[key][1]
            owners[key] = (command.id, command.shown_title)
    return None


def _of_menu(menu: str) -> str:
    return tr("the {menu} menu", menu=menu)


def _no_key(text: str) -> str:
    return tr("{text} is no key.", text=repr(text[:40]))


def _finding(title: str, why: str) -> Finding:
    message = tr(
        "The key chosen for {command} is not used: {why} Help > Change keys… sets another.",
        command=title,
        why=why,
    )
    return Finding("warning", "key-not-used", message, "$.keys")
