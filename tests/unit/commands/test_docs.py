"""The tables of keys, labels and settings in the user guide are the program's own.

Run this file to write them into the guide again:

    .venv/bin/python tests/unit/commands/test_docs.py
"""

from __future__ import annotations

import json
from pathlib import Path

from ilmtool.commands.catalog import HELD, all_commands
from ilmtool.session.labels import read_label_set, shipped_label_sets
from ilmtool.session.settings import DECLARED

GUIDE = Path(__file__).resolve().parents[3] / "docs"
PAGES = {"keys": "keyboard.md", "labels": "label-sets.md", "settings": "settings.md"}
REMEDY = f"run {Path(__file__).name}, or correct the page by hand"


def code(key: str) -> str:
    """A key as Markdown code, a backtick too."""
    return f"`` {key} ``" if "`" in key else f"`{key}`"


def key_tables() -> str:
    """All keys by menu, as Markdown, in the order of the menus."""
    menus: dict[str, list[str]] = {}
    for item in HELD:
        menus.setdefault(item.menu, []).append(f"| `{item.keys}` | {item.title} |")
    for command in all_commands():
        if command.keys:
            keys = " or ".join(code(key) for key in command.keys)
            menus.setdefault(command.menu.split("/")[0], []).append(f"| {keys} | {command.title} |")
    tables = [f"**{menu}**\n\n| key | what |\n|---|---|\n" + "\n".join(rows) for menu, rows in menus.items()]
    return "\n" + "\n\n".join(tables) + "\n\n"


def label_tables() -> str:
    """The shipped label sets, as Markdown."""
    tables = []
    for short, path in shipped_label_sets().items():
        labels = read_label_set(path)
        rows = [
            f"| {label.key or ''} | {label.name} | {label.parent or ''} | {label.description} |"
            for label in labels
        ]
        head = f"**{labels.name}** (`{short}`): {labels.description}"
        tables.append(f"{head}\n\n| key | class | part of | what belongs in it |\n|---|---|---|---|\n")
        tables[-1] += "\n".join(rows)
    return "\n" + "\n\n".join(tables) + "\n\n"


def settings_tables() -> str:
    """The settings by page, as Markdown."""
    groups: dict[str, list[str]] = {}
    for name, s in DECLARED.items():
        value = "nothing" if s.default == "" else f"`{json.dumps(s.default)}`"
        unit = f" {s.unit}" if s.unit else ""
        later = f" {s.when.capitalize()}." if s.when else ""
        row = f"| {s.title} | {s.help}{later} | `{name}` | {s.allowed}{unit} | {value} |"
        groups.setdefault(s.group, []).append(row)
    head = "| setting | what it does | key in the file | may be | ships as |\n|---|---|---|---|---|\n"
    tables = [f"**{group}**\n\n{head}" + "\n".join(rows) for group, rows in groups.items()]
    return "\n" + "\n\n".join(tables) + "\n\n"


TABLES = {"keys": key_tables, "labels": label_tables, "settings": settings_tables}


def marks(name: str) -> tuple[str, str]:
    return f"<!-- {name}: start -->\n", f"<!-- {name}: end -->"


def written(name: str) -> str:
    start, end = marks(name)
    return (GUIDE / PAGES[name]).read_text(encoding="utf-8").split(start, 1)[1].split(end, 1)[0]


def write(name: str, table: str) -> None:
    page = GUIDE / PAGES[name]
    start, end = marks(name)
    before, rest = page.read_text(encoding="utf-8").split(start, 1)
    after = rest.split(end, 1)[1]
    page.write_text(f"{before}{start}{table}{end}{after}", encoding="utf-8", newline="\n")


def test_the_guide_has_every_key_of_every_command() -> None:
    table = written("keys")
    missing = [key for command in all_commands() for key in command.keys if code(key) not in table]
    assert not missing, REMEDY


def test_the_guide_s_keys_say_what_the_commands_say() -> None:
    assert written("keys") == key_tables(), REMEDY


def test_the_guide_lists_the_shipped_label_sets_as_they_are() -> None:
    assert written("labels") == label_tables(), REMEDY


def test_the_guide_s_settings_are_those_that_are_declared() -> None:
    assert written("settings") == settings_tables(), REMEDY


if __name__ == "__main__":
    for each, made in TABLES.items():
        write(each, made())
