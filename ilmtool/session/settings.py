"""What the program remembers between sessions; `settings_file` reads and writes it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal, NamedTuple

from ilmtool.errors import UserError
from ilmtool.imagery.address import Place, address_of, remote_url
from ilmtool.session.labels import DEFAULT
from ilmtool.session.setting import Setting, declared, declared_in
from ilmtool.text import mark

CONFIG_ENV = "ILMTOOL_CONFIG_DIR"
MAX_RECENT = 10

Theme = Literal["dark", "light", "system"]
Units = Literal["metric", "imperial", "nautical"]
CoordinateFormat = Literal["decimal", "dms", "utm", "mgrs", "pixel"]

SYSTEM = "system"
LANGUAGES = {SYSTEM: mark("As the system"), "en": "English", "de": "Deutsch"}
"""Languages that ship, each by its own name in every language; `resources/languages` has the texts."""

YOU, LOOK, IMAGES = mark("You"), mark("Appearance"), mark("On the images")
MEASURES, FILES = mark("Measurements"), mark("Files")
GROUPS = (YOU, LOOK, IMAGES, MEASURES, FILES)
"""Pages of the dialog, in their order; marked, like all words of the declarations."""


class RecentPair(NamedTuple):
    """Two images that were opened together: absolute paths, perhaps with a part, or URLs."""

    before: str
    after: str


def _analyst(text: str) -> str:
    from ilmtool.sidecar.files import analyst_id

    return analyst_id(text)


@dataclass(frozen=True, slots=True)
class Settings:
    """The user's choices; each change makes a new one.

    What stands in the dialog is declared with its field (`DECLARED`). The others are remembered
    by themselves:

    Attributes
    ----------
    recent : tuple of RecentPair
    last_folder : str
    geometry, window_state : str
        What the window gave to be put back, as text.
    panels : mapping
        The same of what is inside the window, by name.
    looks : mapping
        Contrast and bands by sensor; see `session.contrast`.
    keys : mapping
        Keys that the user gave commands instead of those that ship, by command id.
    table : mapping
        Columns, order and grouping of the table of annotations.
    tour_seen : bool
        Whether the tour was shown.
    """

    analyst: str = declared(
        "",
        "text",
        mark("Analyst id"),
        mark(
            "Author of your annotations at once, and part of the annotation file's name from the next pair"
            " on. Without one, your login name is the author."
        ),
        YOU,
        check=_analyst,
    )
    label_set: str = declared(
        DEFAULT,
        "label_set",
        mark("Label set"),
        mark("The classes that the number keys and the label list give."),
        YOU,
    )
    theme: Theme = declared(
        "dark",
        "choice",
        mark("Theme"),
        mark("Colours of the window; the grey around images never has a tint."),
        LOOK,
        choices={"dark": mark("Dark"), "light": mark("Light"), "system": mark("As the system")},
    )
    language: str = declared(
        SYSTEM,
        "choice",
        mark("Language"),
        mark(
            "Of the window's texts. Files, coordinates and the command line are the same in every language."
        ),
        LOOK,
        choices=LANGUAGES,
        effect="next start",
    )
    show_labels: bool = declared(
        True,
        "flag",
        mark("Names beside boxes"),
        mark("Whether the names of boxes are shown."),
        IMAGES,
    )
    show_scale_bar: bool = declared(
        True, "flag", mark("Scale bar"), mark("A bar of a round length on the ground."), IMAGES
    )
    show_north_arrow: bool = declared(
        True, "flag", mark("North arrow"), mark("Where north is in the image."), IMAGES
    )
    show_overview: bool = declared(
        False,
        "flag",
        mark("Overview"),
        mark("A small picture of the whole pair, with the part that is in view."),
        IMAGES,
    )
    lens_size: int = declared(
        260,
        "integer",
        mark("Size of the lens"),
        mark("Diameter of the round window onto the other date."),
        IMAGES,
        low=60,
        high=1200,
        unit="px",
    )
    units: Units = declared(
        "metric",
        "choice",
        mark("Units"),
        mark("Of lengths, areas and heights."),
        MEASURES,
        choices={
            "metric": mark("Metric (m, km, ha)"),
            "imperial": mark("Imperial (ft, mi, acres)"),
            "nautical": mark("Nautical (m, nmi)"),
        },
    )
    coordinate_format: CoordinateFormat = declared(
        "decimal",
        "choice",
        mark("Coordinates"),
        mark("How the place under the cursor is written and copied."),
        MEASURES,
        choices={
            "decimal": mark("Degrees, decimal"),
            "dms": mark("Degrees, minutes, seconds"),
            "utm": "UTM",
            "mgrs": "MGRS",
            "pixel": mark("Pixels of the image"),
        },
    )
    autosave: bool = declared(
        True,
        "flag",
        mark("Save by itself"),
        mark(
            "Saves a moment after each edit. Without it, annotations are saved by Save now, and when another"
            " pair is opened or the window closed; a crash loses nothing either way."
        ),
        FILES,
    )
    autosave_delay_s: float = declared(
        1.0,
        "number",
        mark("Save after"),
        mark("From the last edit to the save."),
        FILES,
        low=0.1,
        high=60.0,
        unit="s",
    )
    cache_folder: str = declared(
        "",
        "folder",
        mark("Cache folder"),
        mark("Where small levels of large images are kept, and what else can be made again."),
        FILES,
        effect="next pair",
    )
    cache_gb: float = declared(
        10.0,
        "number",
        mark("Size of the cache"),
        mark("All small levels together; the longest unused go first."),
        FILES,
        low=0.1,
        high=10_000.0,
        unit="GB",
    )
    remote_access: bool = declared(
        True,
        "flag",
        mark("Images from the network"),
        mark(
            "Whether addresses (https://, s3://) may be opened. Nothing is ever fetched that you did not"
            " name."
        ),
        FILES,
    )
    recent: tuple[RecentPair, ...] = ()
    last_folder: str = ""
    geometry: str = ""
    window_state: str = ""
    panels: Mapping[str, Any] = field(default_factory=dict)
    looks: Mapping[str, Any] = field(default_factory=dict)
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    table: Mapping[str, Any] = field(default_factory=dict)
    tour_seen: bool = False

    def with_recent(self, before: Place, after: Place) -> Settings:
        """A pair put on top of the recent ones."""
        first, second = (address_of(place).absolute() for place in (before, after))
        pair = RecentPair(first.text, second.text)
        rest = tuple(p for p in self.recent if p != pair)
        local = next((a.path for a in (second, first) if not a.is_remote), None)
        folder = self.last_folder if local is None else str(local.parent)
        return replace(self, recent=(pair, *rest)[:MAX_RECENT], last_folder=folder)

    def existing_recent(self) -> tuple[RecentPair, ...]:
        """The recent pairs whose files are both there now."""
        return tuple(p for p in self.recent if _is_there(p.before) and _is_there(p.after))

    def was_opened(self, path: Path) -> bool:
        """Whether the user opened that image before: a sidecar that points there may be followed."""
        names = {name for pair in self.recent for name in pair}
        return str(path.absolute()) in names or str(path.resolve()) in names


def _is_there(name: str) -> bool:
    """Whether an image is there; of one in the network nobody asks."""
    try:
        return remote_url(name) is not None or address_of(name).path.is_file()
    except (OSError, ValueError, UserError):  # a vanished network drive, a name that is no path
        return False


def config_dir() -> Path:
    """Folder of the settings: `ILMTOOL_CONFIG_DIR`, or where the system keeps such things."""
    named = os.environ.get(CONFIG_ENV)
    if named:
        return Path(named)
    import platformdirs

    return Path(platformdirs.user_config_dir("ilmtool", appauthor=False))


def settings_path() -> Path:
    """The settings file."""
    return config_dir() / "settings.json"


def author_of(settings: Settings) -> str:
    """Who annotates: the analyst, or else whoever is logged in."""
    if settings.analyst:
        return settings.analyst
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no user database (containers, some Windows services)
        return "unknown"


DECLARED: dict[str, Setting] = declared_in(Settings)
"""What stands in the dialog, by name, in its order."""
