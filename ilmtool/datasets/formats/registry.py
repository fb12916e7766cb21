"""The list of formats, and those that other packages add."""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points

from ilmtool.datasets.formats.base import Format
from ilmtool.errors import UserError
from ilmtool.text import mark, tr

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

_TITLES = {
    "coco": mark("COCO detection (JSON)"),
    "yolo": mark("YOLO (Ultralytics)"),
    "yolo-obb": mark("YOLO OBB, turned boxes (Ultralytics)"),
    "voc": mark("Pascal VOC (XML)"),
    "dota": mark("DOTA, turned boxes (text)"),
    "xview": mark("xView (GeoJSON)"),
    "xbd": mark("xBD, pairs before and after (JSON)"),
    "stac": mark("STAC catalog with labels"),
    "labelme": mark("labelme (JSON)"),
    "geojson": mark("GeoJSON for maps"),
    "gpkg": mark("GeoPackage for maps"),
    "kml": mark("KML (Google Earth)"),
    "csv": mark("CSV table"),
}
"""What a dialog calls them: it lists them all, and loads only the one that is chosen."""


def format_names() -> tuple[str, ...]:
    """Names of all formats: our own in their order, then those of other packages."""
    return (*_MODULES, *sorted(_others().keys() - _MODULES.keys()))


def format_title(name: str) -> str:
    """What a dialog calls a format, in the language of the program; one of another package has its name."""
    return tr(_TITLES[name]) if name in _TITLES else name


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
                tr("The format {name} of {package} cannot be loaded.", name=name, package=entry.value),
                f"{error}.",
                tr("Update or remove that package."),
            ) from error
        if isinstance(loaded, Format):
            return loaded
        raise UserError(
            tr("The format {name} of {package} is not usable.", name=name, package=entry.value),
            tr("It is no Format."),
            tr("Update that package."),
        )
    raise UserError(
        tr("There is no format {name}.", name=name),
        "",
        tr("Choose one of {names}.", names=", ".join(format_names())),
    )
