"""When and how an image was taken, from what its file and its neighbours say.

Order of trust. Member by member the first source that states it counts; a date keeps the name of its source
in `datetime_source`, and its precision with it.

1. `IMD`, `DIMAP`, `MTL`, `MTD`, `PLANET`: the vendor's own metadata file, embedded or beside the image
   (Maxar, Airbus and SPOT, Landsat, Sentinel-2, Planet). Of Maxar's times only the first line's: the
   generation time and the "acquisition" times of the *product* lie years after the scene in real files.
2. `IMAGERY`: GDAL's digest of other vendors' files (GeoEye, Ikonos, OrbView, RapidEye, ALOS, EROS, KOMPSAT,
   Resurs; in UTC), with angles and GSD from the same files.
3. `NITF`: IDATIM and the extensions.
4. `STAC`: an item beside the file, of the same name or naming it as an asset.
5. `ENVI`, `TAGS`: acquisition time in an ENVI header, and tags that converters carry over from products
   (`PRODUCT_START_TIME`, `DATE_ACQUIRED`, ...).
6. `EXIF`: DateTimeOriginal only; DateTime and DateTimeDigitized are times of editing and scanning. A GPS
   time beside it is UTC and is preferred; without any offset the camera's clock is taken as UTC.
7. `filename`: a date in the file's name, by the customs of `metadata.named_dates`. That of a screenshot is
   when somebody pressed a key, and is not used.
8. `TIFFTAG`: TIFFTAG_DATETIME. By the TIFF 6.0 specification it is when the *file* was made, and processing
   chains write it so (a Pleiades Neo product of 2017 says 2021): so it never overrules a date in the name.
   Midnight sharp means a date without a time; such a date that confirms the one in the name is named as
   source. A time of day is not joined to the name's date: it may be that of a product made the same day.

Free text such as ENVI's `description` (it carries the time of the last resize) is never searched.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ilmtool.core.scene import Acquisition
from ilmtool.core.times import parse_utc
from ilmtool.errors import Finding
from ilmtool.imagery.ground import ground_sample_distance
from ilmtool.imagery.metadata.claim import Claim, LonLat, Tags, claim, merged, text
from ilmtool.imagery.metadata.landsat import from_mtl
from ilmtool.imagery.metadata.moments import Dated, parse_moment
from ilmtool.imagery.metadata.named_dates import date_in_name
from ilmtool.imagery.metadata.nitf import from_nitf
from ilmtool.imagery.metadata.tiff_exif import exif_of_tiff
from ilmtool.imagery.metadata.vendor_tags import from_dataset_tags, from_envi, from_imagery, from_imd
from ilmtool.imagery.placement import Georeference
from ilmtool.text import mark, tr

if TYPE_CHECKING:
    from ilmtool.imagery.source import SourceFacts

__all__ = [
    "Taken",
    "acquisition_of_dataset",
    "date_in_name",
    "parse_moment",
    "read_acquisition",
    "taken_of_dataset",
    "taken_of_picture",
    "with_item",
    "with_pixel_gsd",
]

_DISAGREES = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Taken:
    """The acquisition of one image, and what is to be said about where it comes from.

    Attributes
    ----------
    acquisition : Acquisition
    place : (lon, lat) or None
        Middle of the scene in degrees by its metadata, for images that are not georeferenced.
    findings : tuple of Finding
        Metadata files that could not be used, and sources that contradict each other.
    """

    acquisition: Acquisition
    place: LonLat | None = None
    findings: tuple[Finding, ...] = ()


def read_acquisition(
    name: str,
    tags: Tags | None = None,
    imd: Tags | None = None,
    imagery: Tags | None = None,
    driver: str = "",
) -> Acquisition:
    """Everything that tags and the file's name say, in the order of trust above.

    Parameters
    ----------
    name : str
        File name; its date is used where metadata have none.
    tags, imd, imagery : mapping, optional
        The dataset's own tags (EXIF_..., TIFFTAG_..., NITF_...), and GDAL's `IMD` and `IMAGERY` domains.
    driver : str, optional
        GDAL driver; `DIMAP` tags are trusted only from there.
    """
    return merged(_claims(name, tags or {}, imd or {}, imagery or {}, driver=driver))


def taken_of_dataset(dataset: Any, path: Path) -> Taken:
    """Acquisition of an open rasterio dataset, the metadata files beside it included."""

    def domain(name: str | None) -> Tags:
        try:
            return dict(dataset.tags(ns=name) if name else dataset.tags())
        except (OSError, ValueError, UnicodeDecodeError):
            return {}  # one bad tag must not stop an image

    tags = domain(None)
    if dataset.driver == "GTiff" and "EXIF_DateTimeOriginal" not in tags and path.is_file():
        tags = {**tags, **exif_of_tiff(path)}
    inside = _claims(
        path.name,
        tags,
        domain("IMD"),
        domain("IMAGERY"),
        driver=dataset.driver,
        envi=domain("ENVI") if dataset.driver == "ENVI" else {},
        tre=domain("xml:TRE").get("xml:TRE", "") if dataset.driver == "NITF" else "",
    )
    return _taken(path, inside, tags)


def taken_of_picture(path: Path, tags: Tags) -> Taken:
    """Acquisition of a picture without a dataset: its EXIF tags by GDAL's names, and the files beside it."""
    return _taken(path, _claims(path.name, tags, {}, {}), tags)


def acquisition_of_dataset(dataset: Any, path: Path) -> Acquisition:
    """The acquisition alone; see `taken_of_dataset`."""
    return taken_of_dataset(dataset, path).acquisition


def with_pixel_gsd(acquisition: Acquisition, georeference: Georeference) -> tuple[Acquisition, str | None]:
    """The acquisition with a GSD, and whether it is from `metadata` or the `pixel`'s size."""
    if acquisition.gsd is not None:
        return acquisition, "metadata"
    gsd = ground_sample_distance(georeference)
    if gsd is None:
        return acquisition, None
    return replace(acquisition, gsd=float(f"{gsd:.6g}")), "pixel"


def with_item(facts: SourceFacts, item: Claim) -> SourceFacts:
    """The facts of an image that was opened through a STAC item, with what the item says of it.

    Parameters
    ----------
    item : Claim
        Of the asset: `StacAsset.claim`.
    """
    own = facts.acquisition if facts.gsd_source == "metadata" else replace(facts.acquisition, gsd=None)
    claims = [Claim("", own), item]
    if own.datetime_source in {None, "ENVI", "TAGS", "EXIF", "filename", "TIFFTAG"}:
        claims.reverse()
    found = merged(claims)
    source = facts.gsd_source if found.gsd is None else "metadata"
    if found.gsd is None:
        found = replace(found, gsd=facts.acquisition.gsd)
    place = facts.metadata_place or item.place
    findings = tuple(dict.fromkeys((*facts.findings, *item.findings)))
    return replace(facts, acquisition=found, gsd_source=source, metadata_place=place, findings=findings)


def _taken(path: Path, inside: list[Claim], tags: Tags) -> Taken:
    from ilmtool.imagery.metadata.beside import Beside
    from ilmtool.imagery.metadata.documents import read_metadata_file

    beside = Beside(path)
    claims = beside.claims()
    findings = list(beside.findings)
    itself = read_metadata_file(path)  # a DIMAP product is opened by its XML file
    if itself is not None:
        claims.insert(0, Claim(itself.acquisition.datetime_source or "", itself.acquisition, itself.place))
        findings += itself.findings
    # A STAC item is a catalogue's copy: the vendor's words inside the image come before it.
    catalogue = [c for c in claims if c.source == "STAC"]
    ordered = [c for c in claims if c.source != "STAC"]
    first = [c for c in inside if c.source in _BEFORE_STAC]
    ordered = [*ordered, *first, *catalogue, *(c for c in inside if c.source not in _BEFORE_STAC)]
    place = next((c.place for c in ordered if c.place is not None), None)
    return Taken(merged(ordered), place, (*findings, *_remarks(path, ordered, tags)))


_BEFORE_STAC = frozenset({"IMD", "MTL", "DIMAP", "IMAGERY", "NITF"})


def _claims(
    name: str,
    tags: Tags,
    imd: Tags,
    imagery: Tags,
    *,
    driver: str = "",
    envi: Tags | None = None,
    tre: str = "",
) -> list[Claim]:
    candidates: Iterable[Claim | None] = (
        from_mtl(imd, name) or from_imd(imd),
        _from_dimap_tags(tags) if driver == "DIMAP" else None,
        from_imagery(imagery) if imagery else None,
        from_nitf(tags, tre),
        from_envi(envi) if envi else None,
        from_dataset_tags(tags) if driver not in {"DIMAP", "NITF"} else None,
        claim("EXIF", _exif_moment(tags), attribution=text(tags.get("EXIF_Copyright"))),
        *_file_dates(name, tags),
    )
    return [c for c in candidates if c is not None]


def _from_dimap_tags(tags: Tags) -> Claim:
    dated = parse_moment(f"{tags.get('IMAGING_DATE', '')} {tags.get('IMAGING_TIME', '')}")
    platform = text(" ".join(tags.get(k, "") for k in ("MISSION", "MISSION_INDEX")))
    return claim("DIMAP", dated, platform=platform)


def _exif_moment(tags: Tags) -> Dated | None:
    if gps := _gps_moment(tags):
        return gps
    taken = text(tags.get("EXIF_DateTimeOriginal")) or ""
    offset = text(tags.get("EXIF_OffsetTimeOriginal")) or ""
    return parse_moment(taken + offset) or parse_moment(taken)


def _gps_moment(tags: Tags) -> Dated | None:
    """UTC from GPSDateStamp and GPSTimeStamp, `(2) (15) (31)` in GDAL's notation."""
    parts = (tags.get("EXIF_GPSTimeStamp") or "").replace("(", " ").replace(")", " ").split()
    try:
        hour, minute, second = (int(float(part)) for part in parts)
    except ValueError:
        return None
    return parse_moment(f"{text(tags.get('EXIF_GPSDateStamp'))} {hour:02}:{minute:02}:{second:02}Z")


def _file_dates(name: str, tags: Tags) -> list[Claim]:
    named, tiff = date_in_name(name), parse_moment(tags.get("TIFFTAG_DATETIME"))
    rights = text(tags.get("TIFFTAG_COPYRIGHT"))
    found_in = "TIFFTAG" if named is not None and named == tiff else "filename"
    return [claim(found_in, named), claim("TIFFTAG", tiff, attribution=rights)]


def _remarks(path: Path, claims: list[Claim], tags: Tags) -> list[Finding]:
    """What speaks against the date that is used, or makes it weaker than it looks."""
    used = merged(claims)
    if used.datetime is None or used.datetime_source is None:
        return []
    moment = parse_utc(used.datetime)
    found = []
    if moment > datetime.now(UTC) + _CLOCKS_DIFFER:
        words = tr(
            "{name} would have been taken in the future, on {date}; correct its date.",
            name=path.name,
            date=used.datetime[:10],
        )
        found.append(Finding("warning", "date-in-future", words))
    named = next((c.acquisition.datetime for c in claims if c.source == "filename"), None)
    named = None if used.datetime_source == "filename" else named
    if named is not None and abs(moment - parse_utc(named)) >= _DISAGREES:
        words = tr(
            "{name} has {named} in its name, but its metadata ({source}) say {date}, which "
            "is used. Correct the date if it is that of the processing.",
            name=path.name,
            named=named[:10],
            source=used.datetime_source,
            date=used.datetime[:10],
        )
        found.append(Finding("warning", "date-contradicts-name", words))
    weak = _WEAK.get(used.datetime_source)
    # Midnight sharp is no clock's: somebody put a date of acquisition there.
    is_set = used.datetime_source == "TIFFTAG" and used.datetime_precision == "day"
    if weak and not is_set and not (used.datetime_source == "EXIF" and _has_zone(tags)):
        found.append(Finding("info", "date-uncertain", tr(weak, name=path.name)))
    return found


_CLOCKS_DIFFER = timedelta(days=1)
_WEAK = {
    "TIFFTAG": mark("The date of {name} is from TIFFTAG_DATETIME, which may be when the file was made."),
    "EXIF": mark("The date of {name} is from a camera's clock of unknown time zone, taken as UTC."),
}


def _has_zone(tags: Tags) -> bool:
    return _gps_moment(tags) is not None or bool(text(tags.get("EXIF_OffsetTimeOriginal")))
