"""What the user decided about images, for the whole process.

Where small levels are kept, how much of them, and whether addresses may be opened.

The settings lie above this package; whoever starts the program, or changes them, says so here by `prefer`.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ilmtool.errors import UserError
from ilmtool.text import tr

GB = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Preferences:
    """One set of decisions.

    Attributes
    ----------
    cache_folder : Path or None
        None for the system's usual place.
    cache_bytes : int
        All pyramids together.
    remote : bool
        Whether images in the network may be opened.
    """

    cache_folder: Path | None = None
    cache_bytes: int = 10 * GB
    remote: bool = True


class _Current:
    """The one that holds; replaced as a whole, so that any thread may read it at any time."""

    value = Preferences()


def preferences() -> Preferences:
    """What holds now."""
    return _Current.value


def prefer(chosen: Preferences) -> None:
    """What holds from now on, in this process."""
    _Current.value = chosen


def check_remote(name: str) -> None:
    """Refuse an image in the network, unless such images are allowed.

    Raises
    ------
    UserError
        They are switched off.
    """
    if not preferences().remote:
        raise UserError(
            tr("{name} was not fetched: images from the network are switched off.", name=name),
            "",
            tr(
                "The setting {setting}, on the page {page}, allows them.",
                setting=tr("Images from the network"),
                page=tr("Files"),
            ),
        )
