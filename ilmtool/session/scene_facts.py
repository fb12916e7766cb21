"""What the scene panel shows of both dates: the acquisition with its sources, and the files' own facts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ilmtool.core.document import Document
from ilmtool.core.layout import Side
from ilmtool.core.scene import Acquisition, Scene
from ilmtool.core.times import parse_utc
from ilmtool.imagery.address import Address, public_url
from ilmtool.session.corrections import corrected_members
from ilmtool.session.matching import as_recorded
from ilmtool.session.scene_comparison import (
    Geometry,
    Remark,
    date_remarks,
    geometry_remarks,
    incidence_of,
)
from ilmtool.text import mark, number, tr

if TYPE_CHECKING:
    from ilmtool.imagery.sun import Sun
    from ilmtool.session.pair import Pair, PairScene


@dataclass(frozen=True, slots=True)
class Said:
    """What stands in one cell.

    Attributes
    ----------
    text : str
        The value; empty where nobody knows. What can be edited is written as it can be typed.
    note : str
        Where it comes from, or what the file says instead.
    """

    text: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the panel.

    Attributes
    ----------
    key : str
        Member of `Acquisition`, or the name of a fact of the file.
    name : str
    before, after : Said
    """

    key: str
    name: str
    before: Said
    after: Said

    def of(self, side: Side) -> Said:
        """The cell of a side."""
        return self.before if side is Side.BEFORE else self.after


NAMES: Mapping[str, str] = {
    "datetime": mark("Date (UTC)"),
    "datetime_precision": mark("Precision"),
    "platform": mark("Platform"),
    "gsd": mark("GSD, m"),
    "off_nadir": mark("Off-nadir, °"),
    "azimuth": mark("View azimuth, °"),
    "sun_elevation": mark("Sun elevation, °"),
    "sun_azimuth": mark("Sun azimuth, °"),
    "cloud_cover": mark("Cloud, %"),
    "attribution": mark("Attribution"),
}
"""Members that can be edited, in the order of the panel; `tr` gives their names where they are shown."""

Taken = Mapping[Side, Acquisition]


def _folder(address: Address) -> str:
    """Where an image is, without its name."""
    return public_url(address.url).rpartition("/")[0] if address.url else str(address.path.parent)


def acquisition_of(document: Document, pair: Pair, side: Side) -> Acquisition:
    """What the document says now of the scene on a side."""
    scene = document.scene(pair.scene_id(side))
    return scene.acquisition if scene is not None else Acquisition()


def acquisition_rows(document: Document, pair: Pair) -> tuple[Row, ...]:
    """When and how both scenes were taken."""
    cells = {side: _acquisition_cells(document, pair.scene(side)) for side in Side}
    return tuple(
        Row(key, tr(name), cells[Side.BEFORE][key], cells[Side.AFTER][key]) for key, name in NAMES.items()
    )


def file_rows(pair: Pair) -> tuple[Row, ...]:
    """What the two files are and how they are placed. It does not change while the pair is open."""
    cells = {side: _file_cells(pair.scene(side)) for side in Side}
    before, after = cells[Side.BEFORE], cells[Side.AFTER]
    return tuple(Row(name, tr(name), before[name], after[name]) for name in FILE_FACTS)


def notes_of(pair: Pair, side: Side) -> tuple[str, ...]:
    """What is to be known of a file: findings, and where sources of its placement contradict each other."""
    facts = pair.scene(side).facts
    ignored = tuple(tr("Not used for placing: {what}", what=text) for text in facts.placement_ignored)
    return (*(finding.message for finding in facts.findings), *ignored)


def remarks_on(document: Document, pair: Pair) -> tuple[Remark, ...]:
    """Dates that are reversed, equal or unknown, and what differing geometry does."""
    taken = {side: acquisition_of(document, pair, side) for side in Side}
    geometries = {side: _geometry(taken[side], pair.scene(side)) for side in Side}
    gsd = _pixel_m(pair.after) or taken[Side.AFTER].gsd
    return (
        *date_remarks(taken[Side.BEFORE], taken[Side.AFTER]),
        *geometry_remarks(geometries[Side.BEFORE], geometries[Side.AFTER], gsd),
    )


def is_corrected(document: Document, pair: Pair, side: Side) -> bool:
    """Whether the document says anything else of a scene than its file."""
    return acquisition_of(document, pair, side) != as_recorded(pair.scene(side).facts.acquisition)


# -- acquisition -----------------------------------------------------------------------------------


def _acquisition_cells(document: Document, shown: PairScene) -> dict[str, Said]:
    scene = document.scene(shown.id) or Scene(shown.id)
    taken, found = scene.acquisition, as_recorded(shown.facts.acquisition)
    by_hand = corrected_members(scene)
    cells = {
        key: _member(key, taken, found, key in by_hand) for key in NAMES if not key.startswith("datetime")
    }
    if cells["gsd"].text and not cells["gsd"].note:
        cells["gsd"] = replace(cells["gsd"], note=_gsd_source(shown.facts.gsd_source))
    sun = _computed_sun(taken, shown)
    if sun is not None:
        for key, value in (("sun_elevation", sun.elevation), ("sun_azimuth", sun.azimuth)):
            note = tr("computed {value} from time and place", value=number(value, ".1f"))
            cells[key] = replace(cells[key], note=", ".join(filter(None, (note, cells[key].note))))
    if not cells["off_nadir"].text and shown.facts.acquisition.incidence is not None:
        angle = number(shown.facts.acquisition.incidence, ".4g")
        note = tr("{angle} from the vertical at the ground", angle=angle)
        cells["off_nadir"] = replace(cells["off_nadir"], note=note)
    cells["datetime"] = Said(moment_text(taken), _date_note(taken, found))
    cells["datetime_precision"] = Said(taken.datetime_precision or "")
    return cells


_GSD_SOURCES = {"metadata": mark("stated"), "pixel": mark("size of a pixel")}


def _gsd_source(source: str | None) -> str:
    return tr(_GSD_SOURCES[source]) if source in _GSD_SOURCES else ""


def _member(key: str, taken: Acquisition, found: Acquisition, by_hand: bool) -> Said:
    value, other = getattr(taken, key), getattr(found, key)
    if value == other:
        return Said(_typed(value))
    who = tr("by hand") if by_hand else tr("as the annotation file says")
    return Said(_typed(value), _against(who, _typed(other)))


def _against(note: str, stated: str) -> str:
    """Where a value comes from, and what the file says instead."""
    if not stated:
        return tr("{note}; the file says nothing", note=note)
    return tr("{note}; the file says {value}", note=note, value=stated)


def _typed(value: float | str | None) -> str:
    return number(value, ".10g") if isinstance(value, float | int) else value or ""


def moment_text(taken: Acquisition) -> str:
    """`2019-03-02 02:15:31Z`, `2019-03-02` where only the day is known, or nothing."""
    if taken.datetime is None:
        return ""
    try:
        moment = parse_utc(taken.datetime)
    except ValueError:
        return taken.datetime
    return moment.strftime("%Y-%m-%d" if taken.datetime_precision == "day" else "%Y-%m-%d %H:%M:%SZ")


_SOURCES = {  # those that are no names are marked
    "IMD": "Maxar IMD",
    "MTL": "Landsat MTL",
    "MTD": "Sentinel-2 MTD",
    "PLANET": mark("Planet metadata"),
    "IMAGERY": mark("vendor metadata"),
    "STAC": mark("STAC item"),
    "ENVI": mark("ENVI header"),
    "TAGS": mark("tags of the image"),
    "filename": mark("file name"),
    "TIFFTAG": "TIFFTAG_DATETIME",
}


def _date_note(taken: Acquisition, found: Acquisition) -> str:
    source = taken.datetime_source or ""
    if source == "manual":
        stated, origin = moment_text(found), _source_name(found.datetime_source or "")
        return _against(tr("by hand"), f"{stated} ({origin})" if stated else "")
    note = tr("from {source}", source=_source_name(source)) if source else ""
    if taken.datetime != found.datetime and taken.datetime is not None:
        note = _against(note or tr("as the annotation file says"), moment_text(found))
    return note


def _source_name(source: str) -> str:
    return tr(_SOURCES[source]) if source in _SOURCES else source


def _computed_sun(taken: Acquisition, shown: PairScene) -> Sun | None:
    """Only where neither angle is stated."""
    from ilmtool.imagery.sun import computed_sun, place_of

    if taken.sun_elevation is not None or taken.sun_azimuth is not None:
        return None
    if taken.datetime is None or taken.datetime_precision != "second":
        return None
    return computed_sun(taken, place_of(shown.facts))


def _geometry(taken: Acquisition, shown: PairScene) -> Geometry:
    stated = shown.facts.acquisition
    if taken.off_nadir == stated.off_nadir:
        taken = replace(taken, incidence=stated.incidence)
    sun = _computed_sun(taken, shown)
    return Geometry(
        incidence_of(taken),
        taken.azimuth,
        taken.sun_elevation if sun is None else sun.elevation,
        taken.sun_azimuth if sun is None else sun.azimuth,
    )


def _pixel_m(shown: PairScene) -> float | None:
    from ilmtool.imagery.ground import ground_sample_distance

    return ground_sample_distance(shown.facts.georeference)


# -- files -----------------------------------------------------------------------------------------


def _file_cells(shown: PairScene) -> dict[str, Said]:
    return {name: read(shown) for name, read in FILE_FACTS.items()}


def _size(shown: PairScene) -> Said:
    facts = shown.facts
    smallest = facts.levels[-1]
    levels = tr(
        "%n level(s), the smallest {width} × {height}", "", len(facts.levels),
        width=number(smallest.width, "d"), height=number(smallest.height, "d"),
    )  # fmt: skip
    size = f"{number(facts.width)} × {number(facts.height)} px"
    return Said(size, levels if len(facts.levels) > 1 else "")


def _bands(shown: PairScene) -> Said:
    facts = shown.facts
    said = facts.band_names or tuple(tr(_COLORS.get(color, color)) for color in facts.colors)
    is_told = set(facts.band_names or facts.colors) - {"undefined", "gray"}
    names = ", ".join(name or "–" for name in said) if is_told else ""
    text = f"{facts.bands} × {facts.dtype}"
    if facts.value_bits is not None:
        text = tr("{values}, {bits} bit used", values=text, bits=facts.value_bits)
    return Said(text, names)


_COLORS = {
    "red": mark("red"),
    "green": mark("green"),
    "blue": mark("blue"),
    "alpha": mark("alpha"),
    "gray": mark("gray"),
    "palette": mark("palette"),
    "undefined": mark("undefined"),
}
"""GDAL's names of what a band shows, where they are words."""


def _nodata(shown: PairScene) -> Said:
    value = shown.facts.nodata
    return Said("" if value is None else number(value, ".10g"))


def _crs(shown: PairScene) -> Said:
    from ilmtool.imagery.crs import crs_name

    facts = shown.facts
    if facts.crs_code is None and facts.crs_wkt is None:
        return Said(tr("none", "coordinate reference system"))
    name = crs_name(facts.crs_wkt or facts.crs_code or "")
    return Said(facts.crs_code or name, name if facts.crs_code is not None else "")


def _placement(shown: PairScene) -> Said:
    facts = shown.facts
    if facts.placement == "none":
        return Said(tr("none", "placement"), tr("scaled to the other image"))
    height_m = facts.curve.height_m if facts.curve is not None else None
    words = {"affine": tr("affine"), "gcp": tr("ground control points"), "rpc": "RPC"}
    text = words.get(facts.placement, facts.placement)
    if height_m is not None:
        text = tr("{placement}, at {height} m height", placement=text, height=number(height_m, "g"))
    if facts.placement_source == "internal":
        return Said(text, tr("from the image"))
    return Said(text, tr("from {source}", source=facts.placement_source))


def _file_size(shown: PairScene) -> Said:
    size = float(shown.facts.file_size)
    for unit in ("B", "kB", "MB"):
        if size < 1000:
            return Said(f"{number(size, '.3g' if unit != 'B' else '.0f')} {unit}")
        size /= 1000
    return Said(f"{number(size, '.2f')} GB")


FILE_FACTS: Mapping[str, Callable[[PairScene], Said]] = {
    mark("File"): lambda shown: Said(shown.facts.name, shown.id if shown.id != shown.facts.path.stem else ""),
    mark("Folder"): lambda shown: Said(_folder(shown.facts.address)),
    mark("Format"): lambda shown: Said(shown.facts.driver),
    mark("Size"): _size,
    mark("Bands"): _bands,
    mark("Nodata"): _nodata,
    mark("File size"): _file_size,
    mark("CRS"): _crs,
    mark("Placement"): _placement,
}
