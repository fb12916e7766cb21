"""What a command writes is never one of the images that it reads."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from ilmtool.errors import UserError

if TYPE_CHECKING:
    from ilmtool.imagery.source import RasterSource


def check_apart(output: Path, sources: Iterable[RasterSource]) -> None:
    """Refuse a name under which one of the images is found, by whatever path or link.

    Raises
    ------
    UserError
        Writing there would replace an image.
    """
    if not output.exists():
        return
    for source in sources:
        for path in {source.facts.path, *source.files}:
            if path.exists() and path.samefile(output):
                raise UserError(f"{output.name} is one of the images.", "", "Choose another name.")
