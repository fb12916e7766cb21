"""What an export is asked to do: the options that all formats share, and their values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Protocol

from ilmtool.core.annotation import CERTAINTIES, CHANGES, REVIEWS
from ilmtool.datasets.options import Option, checked
from ilmtool.errors import UserError

IMAGES = ("none", "scenes", "chips")
DATES = ("after", "before", "both")
PIXELS = ("png", "jpeg", "tiff")

WHAT, FILTER, PICTURE, CHIP, SPLIT, CLASS, TROUBLE = (
    "What",
    "Which objects",
    "Pixels",
    "Chips",
    "Splits",
    "Classes",
    "Trouble",
)

OPTIONS: tuple[Option, ...] = (
    Option("images", "choice", "Images", "which pixels go with the labels", None, IMAGES, group=WHAT),
    Option(
        "date",
        "choice",
        "Date",
        "whose pixels; both is a pair for change detection",
        "after",
        DATES,
        group=WHAT,
    ),
    Option(
        "visible-only",
        "flag",
        "Only what is there on the date",
        "leave `new` objects out of the before image and `removed` ones out of the after image",
        False,
        group=WHAT,
    ),
    Option("label", "names", "Labels", "only this label; may be repeated", (), metavar="NAME", group=FILTER),
    Option("certainty", "names", "Certainty", "only these, joined by commas", (), CERTAINTIES, group=FILTER),
    Option("change", "names", "Change", "only these", (), CHANGES, group=FILTER),
    Option("review", "names", "Review", "only these review states", (), REVIEWS, group=FILTER),
    Option(
        "author", "names", "Author", "only this author's; may be repeated", (), metavar="ID", group=FILTER
    ),
    Option(
        "taken",
        "text",
        "Taken",
        "only places whose after image was taken in this span",
        "",
        metavar="FROM..TO",
        group=FILTER,
    ),
    Option(
        "updated",
        "text",
        "Updated",
        "only objects last changed in this span",
        "",
        metavar="FROM..TO",
        group=FILTER,
    ),
    Option(
        "image-format",
        "choice",
        "Image format",
        "format of chips, and of scenes where given (else scenes are copied)",
        None,
        PIXELS,
        group=PICTURE,
    ),
    Option(
        "depth",
        "choice",
        "Sample depth",
        "8 bit, stretched as on screen, or the file's own samples (chips: 8)",
        None,
        ("8", "original"),
        group=PICTURE,
    ),
    Option("quality", "integer", "JPEG quality", "of JPEG images", 95, low=1, high=100, group=PICTURE),
    Option("tile-size", "integer", "Chip size", "side of a chip in px", 640, low=16, high=16384, group=CHIP),
    Option(
        "overlap",
        "integer",
        "Overlap",
        "px that neighbours of a grid share",
        0,
        low=0,
        high=16383,
        group=CHIP,
    ),
    Option(
        "layout",
        "choice",
        "Layout",
        "a grid over the scene, or a chip centred on each object",
        "grid",
        ("grid", "objects"),
        group=CHIP,
    ),
    Option(
        "min-visible",
        "number",
        "Least visible share",
        "objects of which less lies inside a chip are left out of it",
        0.3,
        low=0.0,
        high=1.0,
        group=CHIP,
    ),
    Option(
        "negatives",
        "number",
        "Negatives",
        "chips without objects from examined areas, at most so many per chip with objects",
        1.0,
        low=0.0,
        group=CHIP,
    ),
    Option(
        "complete",
        "flag",
        "Scenes are complete",
        "every scene was searched as a whole, so that all of it may give negatives",
        False,
        group=CHIP,
    ),
    Option("split", "text", "Split", "shares of train, val and test", "", metavar="70/15/15", group=SPLIT),
    Option("seed", "integer", "Seed", "another seed is another split", 0, group=SPLIT),
    Option(
        "split-by",
        "choice",
        "Split by",
        "hash: each place stays where it is when others are added; places, objects: exact shares of them",
        "hash",
        ("hash", "places", "objects"),
        group=SPLIT,
    ),
    Option(
        "classes",
        "file",
        "Class ids",
        "file of frozen class ids; new classes are added to it",
        None,
        metavar="FILE",
        group=CLASS,
    ),
    Option(
        "class-map",
        "file",
        "Class map",
        "TOML file that merges, renames and drops classes",
        None,
        metavar="FILE",
        group=CLASS,
    ),
    Option(
        "label-set",
        "text",
        "Label set",
        "name or file of the label set that gives class ids",
        "",
        metavar="SET",
        group=CLASS,
    ),
    Option(
        "scenes-at",
        "text",
        "Scenes at",
        "folder or URL under which the scenes lie by their file names, instead of where the sidecars say",
        "",
        metavar="PLACE",
        group=TROUBLE,
    ),
    Option(
        "missing",
        "choice",
        "Missing image",
        "stop, or leave the sidecar out and say so in the manifest",
        "stop",
        ("stop", "skip"),
        group=TROUBLE,
    ),
    Option(
        "changed",
        "choice",
        "Changed image",
        "an image that is not the annotated one: stop, skip it or use it",
        "stop",
        ("stop", "skip", "use"),
        group=TROUBLE,
    ),
    Option(
        "unreadable",
        "choice",
        "Unreadable sidecar",
        "stop, or leave it out and say so",
        "stop",
        ("stop", "skip"),
        group=TROUBLE,
    ),
)


class FormatNeeds(Protocol):
    """What a format has to say about options; `formats.base.Format` does."""

    @property
    def options(self) -> tuple[Option, ...]:
        """Its own ones."""
        ...

    @property
    def usual(self) -> Mapping[str, Any]:
        """Values of general options where nobody chose, by key."""
        ...

    @property
    def needs(self) -> Mapping[str, Any]:
        """Values of general options that it cannot do without, by key."""
        ...

    @property
    def pixel_formats(self) -> tuple[str, ...]:
        """Image formats that its readers know, the usual one first."""
        ...


@dataclass(frozen=True, slots=True)
class Settings:
    """Values of `OPTIONS` under their keys, and of the format's own options in `own`.

    Files are held as their text, so that every worker sees the same.
    """

    format: str
    images: str = "none"
    date: str = "after"
    visible_only: bool = False
    label: tuple[str, ...] = ()
    certainty: tuple[str, ...] = ()
    change: tuple[str, ...] = ()
    review: tuple[str, ...] = ()
    author: tuple[str, ...] = ()
    taken: str = ""
    updated: str = ""
    image_format: str | None = None
    depth: str | None = None
    quality: int = 95
    tile_size: int = 640
    overlap: int = 0
    layout: str = "grid"
    min_visible: float = 0.3
    negatives: float = 1.0
    complete: bool = False
    split: str = ""
    seed: int = 0
    split_by: str = "hash"
    classes: str | None = None
    class_map: str | None = None
    label_set: str = ""
    scenes_at: str = ""
    missing: str = "stop"
    changed: str = "stop"
    unreadable: str = "stop"
    own: Mapping[str, Any] = field(default_factory=dict)

    @property
    def roles(self) -> tuple[str, ...]:
        """The dates whose pixels are exported."""
        return ("before", "after") if self.date == "both" else (self.date,)

    @property
    def pixel_format(self) -> str:
        """Format of the images that are made here."""
        return self.image_format or "png"

    @property
    def stretched(self) -> bool:
        """Whether images that are made here are 8 bit as on screen."""
        return self.depth != "original"

    def recorded(self) -> dict[str, Any]:
        """What the manifest says of the settings: nothing of this computer."""
        skipped = {"classes", "class_map", "scenes_at", "own"}
        values = {f.name: getattr(self, f.name) for f in fields(self) if f.name not in skipped}
        label_set = self.label_set.replace("\\", "/").rpartition("/")[2]
        return {**values, "label_set": label_set, "own": dict(sorted(self.own.items()))}


def make_settings(format_name: str, given: Mapping[str, Any], own: FormatNeeds) -> Settings:
    """Settings from values by key.

    Parameters
    ----------
    format_name : str
    given : mapping
        Values that somebody chose; None counts as not chosen.
    own : FormatNeeds
        What the format adds, takes where nobody chose, and cannot do without.

    Raises
    ------
    UserError
        A value is impossible, or two contradict each other.
    """
    chosen = {key: value for key, value in given.items() if value is not None}
    for key, value in own.needs.items():
        if chosen.get(key, value) != value:
            option = key.replace("_", "-")
            raise UserError(
                f"The format {format_name} needs --{option} {value}.", f"{chosen[key]} was asked for.",
                "Leave the option out, or choose another format.",
            )  # fmt: skip
    values = checked(OPTIONS, {**own.usual, **chosen, **own.needs})
    if values["images"] is None:
        values["images"] = "none"
    if values["image_format"] is None and values["images"] == "chips":
        values["image_format"] = own.pixel_formats[0]
    made = Settings(format_name, **values, own=checked(own.options, chosen))
    if made.image_format is not None and made.image_format not in own.pixel_formats:
        raise UserError(
            f"The format {format_name} has no {made.image_format} images.", "",
            f"Choose --image-format {' or '.join(own.pixel_formats)}.",
        )  # fmt: skip
    if made.images == "chips" and made.overlap >= made.tile_size:
        raise UserError(
            f"--overlap {made.overlap} is not less than --tile-size {made.tile_size}.",
            "",
            "Give a smaller overlap.",
        )
    if made.depth == "original" and made.image_format == "jpeg":
        raise UserError(
            "JPEG holds 8 bits.",
            "--depth original keeps the file's samples.",
            "Choose --image-format png or tiff.",
        )
    return made
