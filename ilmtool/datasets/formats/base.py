"""What a format is: how it lays out images, writes labels, and is read back for a check."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from ilmtool.datasets.common_options import PIXELS
from ilmtool.datasets.options import Option
from ilmtool.datasets.output import Output
from ilmtool.datasets.records import ClassEntry, DatasetImage, DatasetObject
from ilmtool.datasets.settings import Settings

Counts = Counter[tuple[str, str]]
"""Objects by (split, class name)."""


class Dataset(Protocol):
    """What a format writes: classes, splits, and images one after another."""

    @property
    def settings(self) -> Settings:
        """What was asked for."""
        ...

    @property
    def classes(self) -> Sequence[ClassEntry]:
        """The frozen classes, in their order."""
        ...

    @property
    def splits(self) -> Sequence[str]:
        """Names of the splits, `all` where there is one."""
        ...

    def images(self, split: str | None = None) -> Iterator[DatasetImage]:
        """The images, in the same order each time; may be asked for again."""
        ...

    def note(self, what: str, why: str, image: DatasetImage, item: DatasetObject) -> None:
        """Put into the manifest what the format could not keep of an object."""
        ...


@dataclass(frozen=True, slots=True)
class Format:
    """One format.

    Attributes
    ----------
    name : str
        As on the command line.
    title : str
        As in a dialog.
    write : callable
        Writes the labels of a dataset; the images are there already. Returns what it wrote.
    count : callable
        Objects by split and class, read back from the files of a dataset.
    image_path : callable
        Path of an image in the dataset from split, key, role and ending (`.png`).
    options : tuple of Option
        Those of this format alone; their names begin with the format's.
    usual : mapping
        Values of general options that this format takes where nobody chose, by key.
    needs : mapping
        Values of general options that it cannot do without.
    pixel_formats : tuple of str
    footprints : bool
        Whether it uses the outline of each image on the ground.
    conventions : callable
        What its numbers mean, for the manifest, from the settings.
    """

    name: str
    title: str
    write: Callable[[Dataset, Output], Counts]
    count: Callable[[Path, Sequence[ClassEntry]], Counts]
    image_path: Callable[[str, str, str, str], str] = field(
        default=lambda split, key, _role, end: f"images/{split}/{key}{end}"
    )
    options: tuple[Option, ...] = ()
    usual: Mapping[str, Any] = field(default_factory=dict)
    needs: Mapping[str, Any] = field(default_factory=dict)
    pixel_formats: tuple[str, ...] = PIXELS
    footprints: bool = False
    conventions: Callable[[Settings], str] = field(default=lambda _settings: "")
