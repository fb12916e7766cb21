"""What an export is asked to do: the values of the options, checked against each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Protocol

from ilmtool.datasets.common_options import OPTIONS
from ilmtool.datasets.options import Option, checked
from ilmtool.errors import UserError
from ilmtool.text import tr


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
                tr(
                    "The format {name} needs --{option} {value}.",
                    name=format_name,
                    option=option,
                    value=value,
                ),
                tr("{value} was asked for.", value=chosen[key]),
                tr("Leave the option out, or choose another format."),
            )
    values = checked(OPTIONS, {**own.usual, **chosen, **own.needs})
    if values["images"] is None:
        values["images"] = "none"
    if values["image_format"] is None and values["images"] == "chips":
        values["image_format"] = own.pixel_formats[0]
    made = Settings(format_name, **values, own=checked(own.options, chosen))
    if made.image_format is not None and made.image_format not in own.pixel_formats:
        raise UserError(
            tr("The format {name} has no {format} images.", name=format_name, format=made.image_format),
            "",
            tr(
                "Choose --image-format {formats}.",
                formats=tr(" or ", "between choices").join(own.pixel_formats),
            ),
        )
    if made.images == "chips" and made.overlap >= made.tile_size:
        raise UserError(
            tr(
                "--overlap {overlap} is not less than --tile-size {size}.",
                overlap=made.overlap,
                size=made.tile_size,
            ),
            "",
            tr("Give a smaller overlap."),
        )
    if made.depth == "original" and made.image_format == "jpeg":
        raise UserError(
            tr("JPEG holds 8 bits."),
            tr("--depth original keeps the file's samples."),
            tr("Choose --image-format png or tiff."),
        )
    return made
