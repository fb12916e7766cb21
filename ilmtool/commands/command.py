"""What a command is, and the rule that no two of them share a key."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

from ilmtool.core.layout import Side
from ilmtool.session.workspace import Field, Workspace
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


class SafetyVerbs(Protocol):
    """What commands ask about keeping work safe."""

    def recover(self) -> None:
        """Offer unsaved work of a program that ended."""

    def resolve(self) -> None:
        """Show where somebody else changed the same as was changed here."""

    def take_over(self) -> None:
        """Write a file that somebody else has open."""

    def show_versions(self) -> None:
        """Show earlier versions of the file."""

    @property
    def can_resolve(self) -> bool: ...

    @property
    def can_take_over(self) -> bool: ...


class ReviewVerbs(Protocol):
    """What commands ask of a review."""

    @property
    def is_settling(self) -> bool:
        """Whether two files are being settled."""

    @property
    def has_conflict(self) -> bool:
        """Whether a conflict is looked at."""

    def show(self) -> None:
        """Show the panel of the review."""

    def compare(self) -> None:
        """Ask for a colleague's file and settle it with the open one."""

    def show_folder(self) -> None:
        """Ask for a team's folder and show what is in it."""

    def step(self, step: int) -> None:
        """On to the next thing to review."""

    def judge(self, state: str) -> None:
        """Give the selection a state of review."""

    def choose(self, choice: str) -> None:
        """Settle the conflict that is looked at."""

    def write_comment(self) -> None:
        """Put the cursor into the field for remarks."""


class MeasureVerbs(Protocol):
    """What commands ask about measuring and coordinates."""

    def show(self) -> None:
        """Show the list of measurements."""

    def attach(self) -> None:
        """Write the values of a measurement into the selected annotation."""

    def copy(self) -> None:
        """All measurements as text into the clipboard."""

    def copy_place(self) -> None:
        """The coordinates under the cursor into the clipboard."""

    def ask_place(self) -> None:
        """Ask for coordinates and go there."""

    def next_format(self) -> None:
        """Write coordinates in the next form."""

    def toggle_bar(self) -> None:
        """Show the scale bar, or not."""

    def toggle_north(self) -> None:
        """Show the north arrow, or not."""

    @property
    def is_bar_shown(self) -> bool: ...

    @property
    def is_north_shown(self) -> bool: ...


class RegistrationVerbs(Protocol):
    """What commands ask about how the before image lies on the after image."""

    def measure(self) -> None:
        """Measure it."""

    def stop(self) -> None:
        """Give up measuring."""

    def toggle_points(self) -> None:
        """Set tie points by hand, or no more."""

    def nudge(self) -> None:
        """Move the before image by hand, or no more."""

    def toggle_shift(self) -> None:
        """Show the pair without its registration, or with it."""

    def reset(self) -> None:
        """Take the registration away."""

    @property
    def is_measuring(self) -> bool: ...

    @property
    def can_toggle(self) -> bool: ...

    @property
    def is_off(self) -> bool: ...

    @property
    def is_setting_points(self) -> bool: ...

    @property
    def is_nudging(self) -> bool: ...

    @property
    def can_reset(self) -> bool: ...


class SuggestVerbs(Protocol):
    """What commands ask of suggestions of change."""

    @property
    def is_shown(self) -> bool:
        """Whether suggestions are on screen."""

    @property
    def has_any(self) -> bool:
        """Whether there are some to go through."""

    @property
    def is_pending(self) -> bool:
        """Whether one is looked at that waits for a decision."""

    @property
    def is_rejected(self) -> bool:
        """Whether one is looked at that was rejected."""

    @property
    def is_searching(self) -> bool: ...

    @property
    def can_search(self) -> bool: ...

    def toggle(self) -> None:
        """Show suggestions and search for them, or hide them."""

    def search(self) -> None:
        """Search again."""

    def stop(self) -> None:
        """Give a search up."""

    def accept(self) -> None:
        """Make an annotation of the one that is looked at."""

    def reject(self) -> None:
        """Remember that the one that is looked at is no change, or put it back."""

    def step(self, step: int) -> None:
        """The next or previous one that waits for a decision."""


class FrontEnd(Protocol):
    """What commands ask of the window around the workspace."""

    def open_pair(self) -> None:
        """Ask for two images and open them."""

    def open_sidecar(self) -> None:
        """Ask for an annotation file and open its pair."""

    def open_addresses(self) -> None:
        """Ask for the addresses of two images and open them."""

    def stop_opening(self) -> None:
        """Give up what is being opened."""

    @property
    def is_opening(self) -> bool: ...

    def open_demo(self) -> None:
        """Make the demo pair and open it."""

    def save(self) -> None:
        """Save at once."""

    def save_as(self) -> None:
        """Ask for a name and save there."""

    def close(self) -> object:
        """Leave the program; everything is saved first."""

    def copy(self) -> object:
        """The selection into the system's clipboard."""

    def cut(self) -> None:
        """The selection into the clipboard, and out of the document."""

    def paste(self) -> None:
        """What the clipboard holds, at its place in the open pair."""

    def pick_label(self) -> None:
        """Search the label set by typing."""

    def edit_field(self, field: Field) -> None:
        """Put the cursor into a field of the inspector."""

    def filter_table(self) -> None:
        """Filter the table of annotations by typing."""

    def copy_rows(self) -> None:
        """Rows of the table as text for a spreadsheet."""

    def start_keyboard_cursor(self) -> None:
        """Draw without the mouse; called again, on the other date."""

    def show_contrast(self) -> None:
        """Show levels, gamma and bands."""

    def stretch_to_view(self) -> None:
        """Take the contrast from what is in view now, and freeze it."""

    def toggle_matching(self) -> None:
        """Give the before image the histogram of the after image, or not."""

    @property
    def is_matched(self) -> bool: ...

    def stop_sharpening(self) -> None:
        """Give up the small levels that are being built."""

    @property
    def is_sharpening(self) -> bool: ...

    def show_scenes(self) -> None:
        """Show dates, angles and files of both scenes, or hide them."""

    @property
    def is_showing_scenes(self) -> bool: ...

    def swap_scenes(self) -> None:
        """Exchange before and after, with everything that was annotated."""

    def next_panel(self) -> None:
        """The keyboard goes on to the next panel."""

    def show_palette(self) -> None:
        """Find any command by typing."""

    def show_keys(self) -> None:
        """Show all keys."""

    def change_keys(self) -> None:
        """Give commands other keys."""

    def show_settings(self) -> None:
        """Show the settings."""

    def show_log(self) -> None:
        """Show what the program and its libraries reported."""

    def show_about(self) -> None:
        """Say what this program is."""

    def show_guide(self) -> None:
        """Show the user guide."""

    def show_tour(self) -> None:
        """Show the first steps beside the parts of the window."""

    def toggle_theme(self) -> None:
        """Dark or light."""

    def toggle_full_screen(self) -> None:
        """The window fills the screen, or not."""

    def choose_label_set(self) -> None:
        """Ask for a label set."""

    def edit_label_set(self) -> None:
        """Change the label set in use."""

    def map_labels(self) -> None:
        """Add the file's own labels to the set, or map them onto its classes."""

    def new_search(self) -> None:
        """Ask for the area and the cells of a search."""

    def mark_cells_without_image(self) -> None:
        """Mark the unseen cells in which a date shows nothing."""

    def export_dataset(self) -> None:
        """Ask for a labelled dataset and make it."""

    def choose_dates(self) -> None:
        """Ask which two of the document's images to compare."""

    def step_date(self, side: Side, step: int) -> None:
        """Show the next later or earlier image on one side."""

    def add_images(self) -> None:
        """Ask for further images of the place."""

    def show_words(self) -> None:
        """Show what the words of judgement mean."""

    def set_analyst(self) -> None:
        """Ask who annotates."""

    @property
    def is_full_screen(self) -> bool: ...

    @property
    def is_light(self) -> bool: ...

    @property
    def can_save(self) -> bool: ...

    @property
    def safety(self) -> SafetyVerbs: ...

    @property
    def review(self) -> ReviewVerbs: ...

    @property
    def measures(self) -> MeasureVerbs: ...

    @property
    def registration(self) -> RegistrationVerbs: ...

    @property
    def suggestions(self) -> SuggestVerbs: ...


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
