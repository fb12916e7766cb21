"""`ilmtool info IMAGE`: what a file says about itself."""

from __future__ import annotations

import argparse
import json
from typing import Any

from ilmtool.cli import info_place
from ilmtool.cli.info_acquisition import acquisition_members, describe_metadata_file
from ilmtool.cli.info_place import place_members
from ilmtool.core.geometry import Point
from ilmtool.errors import UserError
from ilmtool.imagery.address import Place, address_of, place_of
from ilmtool.imagery.source import RasterSource, open_source

_DESCRIPTION = """\
Print what an image file says about itself: when and how it was taken, its size, where it lies on the ground
and how it is stored. No pixels are decoded.

The date comes from the first of these that has one: the vendor's metadata inside the image or beside it
(IMD, DIMAP, Landsat MTL, Sentinel-2 MTD, Planet), GDAL's IMAGERY domain, NITF, a STAC item beside it, EXIF,
the file name, TIFFTAG_DATETIME; `datetime_source` says which. A date that is only known to the day has
`datetime_precision` "day". Sun angles that nobody states are computed from time and place (`sun_source`).

A metadata file of these kinds can be named itself, also where its image is not there. Of a file that holds
several images the first is described, and `images` lists all: name another by its number, FILE#2. A file with
nothing but such images, a netCDF for example, has no first one: name one.
"""
_EPILOG = """\
exit codes:
  0  the facts were printed
  2  the file is missing, unreadable, cut short or not an image (one sentence on standard error)

examples:
  ilmtool info after.tif
  ilmtool info after.tif --json | jq -r .datetime
  ilmtool info after.tif --checksum --json | jq .bands[].checksum
  ilmtool info after.tif --at 120.5,80.5
  ilmtool info after.tif --at-lonlat -122.41,37.77 --json | jq .at
  ilmtool info LC08_L2SP_224078_20200127_02_T1_MTL.txt
"""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the command."""
    parser = subparsers.add_parser(
        "info",
        help="print what an image file says about itself",
        description=f"{_DESCRIPTION}\n{info_place.DESCRIPTION}",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "image", metavar="IMAGE", type=place_of, help="image file, FILE#N, URL, or a metadata file"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument(
        "--checksum", action="store_true", help="also read all pixels and print GDAL's checksum of each band"
    )
    info_place.add_arguments(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the facts; 0. Raises `UserError` for files that cannot be opened."""
    found = examine(args.image, checksum=args.checksum, at=args.at, at_lonlat=args.at_lonlat)
    print(json.dumps(found, indent=2, ensure_ascii=False) if args.json else as_text(found))
    return 0


def examine(
    place: Place | str, *, checksum: bool = False, at: Point | None = None, at_lonlat: Point | None = None
) -> dict[str, Any]:
    """What is printed of an image, or of a metadata file whose image cannot be opened.

    `checksum` reads all pixels; `at` (x, y in px) or `at_lonlat` (degrees) asks for the place of one point as
    well.

    Raises
    ------
    UserError
        It is neither.
    """
    try:
        with open_source(place, first=True) as source:
            found = describe(source, checksum=checksum)
            return {**found, **info_place.at_member(source.facts, at, at_lonlat)}
    except UserError as error:
        address = address_of(place)
        if address.is_remote or address.part:
            raise
        metadata = describe_metadata_file(address.path, error)
        if metadata is None or checksum or at or at_lonlat:
            raise
        return metadata


def describe(source: RasterSource, *, checksum: bool = False) -> dict[str, Any]:
    """Facts under the names that STAC and the sidecar use; None for what is not known.

    `size` is [width, height] and `levels` a list of such, in px; `transform` maps pixel corners to the CRS in
    the order of `proj:transform`; `gsd` is in metres, angles in degrees, `eo:cloud_cover` in percent. `bands`
    are those that the file holds: one of a palette, whose colours are shown.
    """
    from ilmtool.imagery.sun import sun_of

    facts = source.facts
    taken = facts.acquisition
    sun = sun_of(facts) if taken.sun_elevation is None and taken.sun_azimuth is None else None
    return {
        "file": facts.address.text,
        "driver": facts.driver,
        "size": [facts.width, facts.height],
        "bands": _bands(source, checksum=checksum),
        "dtype": facts.dtype,
        "nodata": _plain(facts.nodata),
        "levels": [[level.width, level.height] for level in facts.levels],
        "file_size": facts.file_size or None,
        "images": [part.label for part in facts.images],
        **acquisition_members(taken, facts.gsd_source, sun),
        **place_members(facts),
        "notes": [finding.message for finding in facts.findings],
    }


def _bands(source: RasterSource, *, checksum: bool) -> list[dict[str, Any]]:
    from ilmtool.imagery.band_checksum import band_checksums

    with source.as_stored() as stored:
        facts = stored.facts
        colors = facts.colors or ("undefined",) * facts.bands
        bands: list[dict[str, Any]] = [
            {"band": number, "dtype": facts.dtype, "color": color}
            for number, color in enumerate(colors, start=1)
        ]
        for band, value in zip(bands, band_checksums(stored) if checksum else (), strict=False):
            band["checksum"] = value
    return bands


def as_text(found: dict[str, Any]) -> str:
    """Aligned lines of name and value; what is not known is left out."""
    rows = [(name, _shown(name, value)) for name, value in found.items() if value not in (None, [])]
    width = max(len(name) for name, _ in rows)
    return "\n".join(f"{name:<{width}}  {value}" for name, value in rows)


def _shown(name: str, value: Any) -> str:
    if name == "size":
        return f"{value[0]} x {value[1]} px"
    if name == "bands":
        return ", ".join(
            f"{band['color']} {band['checksum']}" if "checksum" in band else band["color"] for band in value
        )
    if name == "levels":
        return ", ".join(f"{width} x {height}" for width, height in value)
    if name == "placement_ignored":
        return "; ".join(value)
    if name == "crs" and "[" in value:
        return str(value).split('"')[1]  # the name in a WKT
    if name == "gsd":
        return f"{value:.4g} m"
    if name == "at":
        return info_place.shown_at(value)
    if isinstance(value, list):
        return ", ".join(f"{v:.12g}" if isinstance(v, float) else str(v) for v in value)
    return f"{value:.12g}" if isinstance(value, float) else str(value).replace("\n", " ")


def _plain(value: float | None) -> float | str | None:
    """JSON has no NaN or infinity: those are given as text."""
    if value is None or abs(value) < float("inf"):
        return value
    return "nan" if value != value else str(value)  # noqa: PLR0124 - the test for NaN
