"""What a command is, and the rule that no two of them share a key."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ilmtool.commands.front_end import FrontEnd
from ilmtool.session.workspace import Workspace
from ilmtool.text import mark, tr

MOUSE = "Mouse"
"""Group of gestures on the key sheet; no menu."""

_MENUS = {
    "File": mark("&File"),
    "Edit": mark("&Edit"),
    "Draw": mark("&Draw"),
    "Annotation": mark("&Annotation"),
    "Review": mark("&Review"),
    "Search": mark("&Search"),
    "Measure": mark("&Measure"),
    "Pair": mark("&Pair"),
    "View": mark("&View"),
    "Help": mark("&Help"),
    MOUSE: mark("Mouse"),
}


@dataclass(frozen=True, slots=True)
class Context:
    """What a command works on."""

    workspace: Workspace
    window: FrontEnd


def always(context: Context) -> bool:  # noqa: ARG001
    """A command that can always run."""
    return True


def is_open(context: Context) -> bool:
    """A command that needs a pair."""
    return context.workspace.pair is not None


def is_selected(context: Context) -> bool:
    """A command that needs a selection."""
    return context.workspace.has_selection


def is_annotated(context: Context) -> bool:
    """A command that needs annotations."""
    return bool(context.workspace.document.annotations)


def on(verb: Callable[[Workspace], object]) -> Callable[[Context], None]:
    """What a command runs, for a verb that needs the workspace only."""

    def run(context: Context) -> None:
        verb(context.workspace)

    return run


@dataclass(frozen=True, slots=True)
class Command:
    """One verb.

    Attributes
    ----------
    id : str
        Stable name, e.g. `view.fit`.
    title : str
        As menus show it, in English; what is shown is `shown_title` or `title_now`.
    menu : str
        Menu it stands in, in English; text after `/` names a group within it.
    run : callable
    keys : tuple of str
        Shortcuts in Qt's portable notation, the first is shown in the menu.
    when : callable
        Whether it can run now.
    checked : callable or None
        For a command that is on or off.
    named : callable or None
        A title that depends on the state, e.g. "Undo draw crane", in the language of the window.
    """

    id: str
    title: str
    menu: str
    run: Callable[[Context], object]
    keys: tuple[str, ...] = ()
    when: Callable[[Context], bool] = always
    checked: Callable[[Context], bool] | None = None
    named: Callable[[Context], str] | None = None

    @property
    def shown_title(self) -> str:
        """Its title in the language of the window, whatever the state."""
        return tr(self.title)

    def title_now(self, context: Context) -> str:
        """Its title in the language of the window, as the state has it."""
        return self.named(context) if self.named is not None else tr(self.title)

    @property
    def shown_menu(self) -> str:
        """Its menu's name in the language of the window."""
        return menu_name(self.menu)

    @property
    def line(self) -> str:
        """Menu and title, as lists of commands have them."""
        return tr("{menu}: {command}", menu=self.shown_menu, command=self.shown_title)

    def line_now(self, context: Context) -> str:
        """Menu and title as the state has it."""
        return tr("{menu}: {command}", menu=self.shown_menu, command=self.title_now(context))


@dataclass(frozen=True, slots=True)
class HeldKey:
    """A key or gesture that is no command; listed on the key sheet. In English, like a command."""

    keys: str
    title: str
    menu: str

    @property
    def is_gesture(self) -> bool:
        """Whether `keys` are words for the mouse, to be translated, and no key."""
        return self.menu == MOUSE

    @property
    def shown_title(self) -> str:
        """What it does, in the language of the window."""
        return tr(self.title)


def menu_title(menu: str) -> str:
    """A menu's title in the language of the window, with `&` before the letter that opens it."""
    return tr(_MENUS[menu.split("/", maxsplit=1)[0]])


def menu_name(menu: str) -> str:
    """The same without the `&`."""
    return menu_title(menu).replace("&", "")


def menu_keys(commands: Iterable[Command]) -> dict[str, str]:
    """The keys that open the menus in the language of the window, and the menus' names there."""
    titles = dict.fromkeys(menu_title(command.menu) for command in commands)
    return {
        f"Alt+{letter[:1].upper()}": title.replace("&", "")
        for title in titles
        for _, sign, letter in (title.partition("&"),)
        if sign and letter
    }


def checked_list(commands: Iterable[Command], held: Iterable[HeldKey] = ()) -> tuple[Command, ...]:
    """The commands, if no id and no key occurs twice.

    Raises
    ------
    ValueError
        Names the clash; it is a defect of the program and fails at start.
    """
    result = tuple(commands)
    owners: dict[str, str] = {item.keys: item.title for item in held} | menu_keys(result)
    seen: set[str] = set()
    for command in result:
        if command.id in seen:
            raise ValueError(f"two commands are called {command.id}")
        seen.add(command.id)
        for key in command.keys:
            if key in owners:
                raise ValueError(f"{key} belongs to both {owners[key]} and {command.id}")
            owners[key] = command.id
    return result
