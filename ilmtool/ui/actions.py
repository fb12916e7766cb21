"""Menus and shortcuts, made from the commands."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from ilmtool.commands.command import Command, Context, menu_title
from ilmtool.commands.icons import ICONS
from ilmtool.session.shown import Shown, Update
from ilmtool.text import mark, tr
from ilmtool.ui.icons import icon
from ilmtool.ui.key_text import key_text, sequence

_SUBMENUS = {
    "Annotation/labels": mark("Label as"),
    "Annotation/certainty": mark("Certainty"),
    "Annotation/change": mark("Change"),
    "Edit/turn": mark("Turn"),
    "Edit/nudge": mark("Nudge"),
    "Edit/corner": mark("Corners"),
    "View/both": mark("Both dates in one"),
    "View/show": mark("Show and hide"),
    "View/move": mark("Move"),
    "View/turn": mark("Turn the view"),
    "View/dates": mark("Dates"),
}
"""Groups that are a menu of their own, so that no menu is higher than a screen of 720 px."""
_REPEATING = ("edit.", "view.zoom", "view.pan", "view.divider", "view.size")


class Actions:
    """One `QAction` a command, enabled and named by the command's own functions.

    Parameters
    ----------
    window : QMainWindow
    commands : sequence of Command
    context : Context
    run : callable
        Runs a command and shows what goes wrong.
    """

    def __init__(
        self,
        window: QMainWindow,
        commands: Sequence[Command],
        context: Context,
        run: Callable[[Command], None],
    ) -> None:
        self._commands = commands
        self._context = context
        self._actions: dict[str, QAction] = {}
        self._menus: dict[str, QMenu] = {}
        self._submenus: dict[str, QMenu] = {}
        groups: dict[str, str] = {}
        for command in commands:
            name, _, group = command.menu.partition("/")
            menu = self._menus.get(name)
            if menu is None:
                menu = self._menus[name] = window.menuBar().addMenu(menu_title(name))
                menu.aboutToShow.connect(self.refresh)
            elif groups.get(name, "") != group and not _SUBMENUS.keys() >= {
                command.menu, f"{name}/{groups[name]}"
            }:  # fmt: skip
                menu.addSeparator()
            groups[name] = group
            if command.menu in _SUBMENUS:
                menu = self._submenu(menu, command.menu)
            action = QAction(command.shown_title.replace("&", "&&"), window)
            action.setShortcuts([sequence(key) for key in command.keys])
            if command.id in ICONS:
                action.setIcon(icon(ICONS[command.id]))
            action.setAutoRepeat(command.id.startswith(_REPEATING))
            action.setCheckable(command.checked is not None)
            # In a menu its place is that of the check mark.
            action.setIconVisibleInMenu(command.checked is None)
            action.setToolTip(_tip(command.shown_title, command.keys))
            action.triggered.connect(lambda _=False, c=command: run(c))
            menu.addAction(action)
            window.addAction(action)  # keys of a hidden menu bar would be dead
            self._actions[command.id] = action
        self.refresh()

    def _submenu(self, menu: QMenu, group: str) -> QMenu:
        """The menu of a group; made where its first command stands."""
        sub = self._submenus.get(group)
        if sub is None:
            sub = self._submenus[group] = menu.addMenu(tr(_SUBMENUS[group]))
        return sub

    def rekey(self, commands: Sequence[Command]) -> None:
        """The same commands with other keys."""
        self._commands = commands
        for command in commands:
            action = self._actions[command.id]
            action.setShortcuts([sequence(key) for key in command.keys])
            action.setToolTip(_tip(command.shown_title, command.keys))
        self.refresh()

    def menu(self, name: str) -> QMenu:
        """The menu of that English name."""
        return self._menus[name]

    def action(self, command_id: str) -> QAction:
        """The action of a command."""
        return self._actions[command_id]

    def refusal(self, pressed: QKeySequence) -> str:
        """What to say of a key whose command cannot run now; its name says why, where that is not plain."""
        for action in self._actions.values():
            if not action.isEnabled() and pressed in action.shortcuts():
                return tr("Not possible now: {command}", command=action.text().replace("&&", "&"))
        return ""

    def follow(self, update: Update) -> None:
        """Something happened in the workspace: refresh, if that decides what can run or is checked."""
        old, new = update.old, update.new
        if update.change is not None or old.pair is not new.pair or _verbs_of(old) != _verbs_of(new):
            self.refresh()

    def refresh(self) -> None:
        """Bring what can run, its names and its check marks up to date."""
        for command in self._commands:
            action = self._actions[command.id]
            action.setEnabled(command.when(self._context))
            if command.named is not None:
                name = command.named(self._context)
                if action.text() != name.replace("&", "&&"):
                    action.setText(name.replace("&", "&&"))
                    action.setToolTip(_tip(name, command.keys))
            if command.checked is not None:
                action.setChecked(command.checked(self._context))


def _verbs_of(shown: Shown) -> tuple[object, ...]:
    """What of the view decides which commands can run and which are checked: not where the divider is."""
    view = shown.view
    compared = view.mode, view.lens_held, view.magnifier
    drawn = view.show_labels, view.hiding_what, len(view.measurements), view.show_overview
    looking = shown.before_camera is None, shown.camera_of(shown.hand).turn == 0.0
    return compared, drawn, looking, view.selection, view.vertex, view.tool, view.searching


def _tip(name: str, keys: Sequence[str]) -> str:
    """What a button without words says: its name, and its keys as this platform writes them."""
    text = key_text(keys)
    return tr("{command} ({keys})", command=name, keys=text) if text else name
