"""What commands ask of the front end around the workspace: one protocol a part of the window."""

from __future__ import annotations

from typing import Protocol

from ilmtool.core.layout import Side
from ilmtool.session.field_edits import Field


class FileVerbs(Protocol):
    """What commands ask about opening, saving and exporting."""

    def open_pair(self) -> None:
        """Ask for two images and open them."""

    def open_sidecar(self) -> None:
        """Ask for an annotation file and open its pair."""

    def open_addresses(self) -> None:
        """Ask for the addresses of two images and open them."""

    def open_demo(self) -> None:
        """Make the demo pair and open it."""

    def stop_opening(self) -> None:
        """Give up what is being opened."""

    @property
    def is_opening(self) -> bool: ...

    def save(self) -> None:
        """Save at once."""

    def save_as(self) -> None:
        """Ask for a name and save there."""

    @property
    def can_save(self) -> bool: ...

    def export(self) -> None:
        """Ask for a labelled dataset and make it."""


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


class SceneVerbs(Protocol):
    """What commands ask about the scenes of the document."""

    def toggle(self) -> None:
        """Show dates, angles and files of both scenes, or hide them."""

    @property
    def is_shown(self) -> bool:
        """Whether their panel is on show."""

    def swap(self) -> None:
        """Exchange before and after, with everything that was annotated."""

    def choose(self) -> None:
        """Ask which two of the document's images to compare."""

    def step(self, side: Side, step: int) -> None:
        """Show the next later or earlier image on one side."""

    def add(self) -> None:
        """Ask for further images of the place."""


class ContrastVerbs(Protocol):
    """What commands ask about how values become grey."""

    def show(self) -> None:
        """Show levels, gamma and bands."""

    def stretch_to_view(self) -> None:
        """Take the contrast from what is in view now, and freeze it."""

    def toggle_matching(self) -> None:
        """Give the before image the histogram of the after image, or not."""

    @property
    def is_matched(self) -> bool: ...


class ClipboardVerbs(Protocol):
    """What commands ask of the system's clipboard."""

    def copy(self) -> object:
        """The selection into the clipboard."""

    def cut(self) -> None:
        """The selection into the clipboard, and out of the document."""

    def paste(self) -> None:
        """What the clipboard holds, at its place in the open pair."""


class LabelVerbs(Protocol):
    """What commands ask about labels and the set that they are of."""

    def pick(self) -> None:
        """Search the label set by typing."""

    def choose(self) -> None:
        """Ask for a label set."""

    def edit(self) -> None:
        """Change the label set in use."""

    def map_outside(self) -> None:
        """Add the file's own labels to the set, or map them onto its classes."""


class SearchVerbs(Protocol):
    """What commands ask about a search, besides what `Workspace.search` does."""

    def new(self) -> None:
        """Ask for the area and the cells of a search."""

    def mark_without_image(self) -> None:
        """Mark the unseen cells in which a date shows nothing."""


class SettingsVerbs(Protocol):
    """What commands ask about settings."""

    def show(self) -> None:
        """Show the settings."""

    def toggle_theme(self) -> None:
        """Dark or light."""

    @property
    def is_light(self) -> bool: ...

    def set_analyst(self) -> None:
        """Ask who annotates."""


class HelpVerbs(Protocol):
    """What commands ask about how the program is used."""

    def show_palette(self) -> None:
        """Find any command by typing."""

    def show_keys(self) -> None:
        """Show all keys."""

    def change_keys(self) -> None:
        """Give commands other keys."""

    def show_guide(self) -> None:
        """Show the user guide."""

    def show_words(self) -> None:
        """Show what the words of judgement mean."""

    def show_log(self) -> None:
        """Show what the program and its libraries reported."""

    def show_about(self) -> None:
        """Say what this program is."""


class FrontEnd(Protocol):
    """What commands ask of the window around the workspace."""

    def close(self) -> object:
        """Leave the program; everything is saved first."""

    def edit_field(self, field: Field) -> None:
        """Put the cursor into a field of the inspector."""

    def filter_table(self) -> None:
        """Filter the table of annotations by typing."""

    def copy_rows(self) -> None:
        """Rows of the table as text for a spreadsheet."""

    def start_keyboard_cursor(self) -> None:
        """Draw without the mouse; called again, on the other date."""

    def stop_sharpening(self) -> None:
        """Give up the small levels that are being built."""

    @property
    def is_sharpening(self) -> bool: ...

    def next_panel(self) -> None:
        """The keyboard goes on to the next panel."""

    def show_tour(self) -> None:
        """Show the first steps beside the parts of the window."""

    def toggle_full_screen(self) -> None:
        """The window fills the screen, or not."""

    @property
    def is_full_screen(self) -> bool: ...

    @property
    def files(self) -> FileVerbs: ...

    @property
    def clipboard(self) -> ClipboardVerbs: ...

    @property
    def labels(self) -> LabelVerbs: ...

    @property
    def search(self) -> SearchVerbs: ...

    @property
    def settings(self) -> SettingsVerbs: ...

    @property
    def help(self) -> HelpVerbs: ...

    @property
    def scenes(self) -> SceneVerbs: ...

    @property
    def contrast(self) -> ContrastVerbs: ...

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
