"""The commands of one window with the user's own keys: found by typing, listed, given other keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from ilmtool.commands.catalog import HELD, all_commands
from ilmtool.commands.command import Command, Context
from ilmtool.commands.keymap import Keys, with_keys
from ilmtool.errors import Finding
from ilmtool.session.desk import Desk
from ilmtool.text import tr
from ilmtool.ui.key_text import key_text

if TYPE_CHECKING:
    from ilmtool.ui.dialogs.finder import Choice, Finder


class CommandBook:
    """What there is to run, and the dialogs over it.

    Parameters
    ----------
    desk : Desk
        Keeps the keys in its settings.
    context : Context
    run : callable
        Runs a command and shows what goes wrong.

    Attributes
    ----------
    commands : tuple of Command
        With the keys that are in use.
    findings : tuple of Finding
        Chosen keys that cannot be used.
    """

    def __init__(self, desk: Desk, context: Context, run: Callable[[Command], None]) -> None:
        self._desk, self._context, self._run = desk, context, run
        self.commands: tuple[Command, ...]
        self.findings: tuple[Finding, ...]
        self.commands, self.findings = with_keys(all_commands(), HELD, desk.settings.keys)

    def by_id(self, command_id: str) -> Command:
        """The command of that id."""
        return next(command for command in self.commands if command.id == command_id)

    def key_of(self, command_id: str) -> str:
        """The first key of a command as people read it; empty if it has none."""
        return key_text(self.by_id(command_id).keys[:1])

    def palette(self, parent: QWidget) -> Finder:
        """Every command, found by typing; those that cannot run now come last."""
        from ilmtool.ui.dialogs.finder import Choice, Finder

        context = self._context

        def searched(command: Command) -> str:
            # In English as well: guides and colleagues name commands so.
            english = f"{command.menu.split('/')[0]}: {command.title}"
            return f"{command.line_now(context)}\n{english}".casefold()

        def search(text: str) -> list[Choice]:
            words = text.casefold().split()
            found = [c for c in self.commands if all(word in searched(c) for word in words)]
            found.sort(key=lambda c: not c.when(context))
            return [
                Choice(c.line_now(context), key_text(c.keys), partial(self._run, c), enabled=c.when(context))
                for c in found
            ]

        return Finder(tr("Command"), search, parent)

    def show_keys(self, parent: QWidget) -> None:
        """Show all keys."""
        from ilmtool.ui.dialogs.keys import KeySheet

        _open(KeySheet(self.commands, HELD, self._context, parent))

    def change_keys(self, parent: QWidget, rekey: Callable[[tuple[Command, ...]], None]) -> None:
        """Give commands other keys; `rekey` is called with the commands after each change."""
        from ilmtool.ui.dialogs.key_editor import KeyEditor

        def use(keys: Keys) -> None:
            chosen = {name: tuple(own) for name, own in keys.items()}
            self._desk.change_settings(replace(self._desk.settings, keys=chosen))
            self.commands, _ = with_keys(all_commands(), HELD, chosen)
            rekey(self.commands)

        _open(KeyEditor(all_commands(), HELD, self._desk.settings.keys, use, parent))


def _open(dialog: QDialog) -> None:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
