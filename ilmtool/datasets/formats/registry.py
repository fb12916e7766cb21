"""The list of formats, and those that other packages add."""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points

from ilmtool.datasets.formats.base import Format
from ilmtool.errors import UserError

GROUP = "ilmtool.exporters"
"""Entry points of this group name a `Format` of another package."""

_MODULES = {
    "coco": "coco",
    "yolo": "yolo",
    "yolo-obb": "yolo",
    "voc": "voc",
    "dota": "dota",
    "xview": "xview",
    "xbd": "xbd",
    "stac": "stac",
    "labelme": "labelme",
    "geojson": "geojson",
    "gpkg": "gpkg",
    "kml": "kml",
    "csv": "csv",
}
"""Format -> its module in this package. New formats are added here, by hand."""


def format_names() -> tuple[str, ...]:
    """Names of all formats: our own in their order, then those of other packages."""
    return (*_MODULES, *sorted(_others().keys() - _MODULES.keys()))


@lru_cache(maxsize=1)
def _others() -> dict[str, EntryPoint]:
    """Formats of other packages. Looking through all that are installed takes 20 ms."""
    return {entry.name: entry for entry in entry_points(group=GROUP)}


def format_of(name: str) -> Format:
    """The format of a name.

    Raises
    ------
    UserError
        There is none, or another package's cannot be loaded.
    """
    module = _MODULES.get(name)
    if module is not None:
        found: Format = import_module(f"ilmtool.datasets.formats.{module}").FORMATS[name]
        return found
    entry = _others().get(name)
    if entry is not None:
        try:
            loaded = entry.load()
        except Exception as error:
            raise UserError(
                f"The format {name} of {entry.value} cannot be loaded.",
                f"{error}.",
                "Update or remove that package.",
            ) from error
        if isinstance(loaded, Format):
            return loaded
        raise UserError(
            f"The format {name} of {entry.value} is not usable.", "It is no Format.", "Update that package."
        )
    raise UserError(f"There is no format {name}.", "", f"Choose one of {', '.join(format_names())}.")
