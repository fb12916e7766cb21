"""STAC items, 0.8 to 1.1: what they say of the acquisition, and where their assets lie.

Only relative hrefs inside the item's own folder tree become paths; nothing is fetched, and an item cannot
make the program read a file elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from ilmtool.core.scene import Acquisition
from ilmtool.core.times import parse_utc
from ilmtool.errors import Finding, UserError
from ilmtool.imagery.metadata.claim import (
    Claim,
    LonLat,
    azimuth,
    claim,
    elevation,
    off_nadir,
    percent,
    positive,
)
from ilmtool.imagery.metadata.claim import text as plain
from ilmtool.imagery.metadata.moments import Dated, parse_moment
from ilmtool.imagery.metadata.named_dates import date_in_name
from ilmtool.imagery.metadata.plain_files import BadMetadataError, parse_json, read_bytes
from ilmtool.imagery.metadata.positions import geometry_middle
from ilmtool.text import tr

MAX_ITEM_BYTES = 8 << 20
MAX_ASSETS = 1_000
_LONGEST_PASS = timedelta(minutes=2)
"""A span of one day that is longer does not say to the second when the image was taken."""
_RASTER_ENDINGS = (
    ".tif", ".tiff", ".jp2", ".j2k", ".ntf", ".nitf", ".img", ".vrt", ".png", ".jpg", ".jpeg", ".webp",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class StacAsset:
    """One asset of an item.

    Attributes
    ----------
    key : str
    href : str
        As it is written.
    path : Path or None
        Where it lies, inside the item's folder tree; None for remote and outside ones. It need not exist.
    media_type, title : str
    roles : tuple of str
    claim : Claim
        The item's statements with this asset's own over them (a band's GSD, for example).
    """

    key: str
    href: str
    path: Path | None
    media_type: str
    title: str
    roles: tuple[str, ...]
    claim: Claim

    @property
    def is_raster(self) -> bool:
        """Whether it is an image by its media type or name, and not a thumbnail, overview or metadata."""
        if {"thumbnail", "overview", "metadata"} & set(self.roles):
            return False
        name = PurePosixPath(urlsplit(self.href).path).name.lower()
        kind = self.media_type.lower()
        return kind.startswith("image/") or (not kind and name.endswith(_RASTER_ENDINGS))


@dataclass(frozen=True, slots=True)
class StacItem:
    """A STAC item as far as it matters here.

    Attributes
    ----------
    path : Path
        The item's file.
    id, version : str
    claim : Claim
        What it says of the acquisition.
    assets : tuple of StacAsset
        In the item's order.
    """

    path: Path
    id: str
    version: str
    claim: Claim
    assets: tuple[StacAsset, ...]

    @property
    def acquisition(self) -> Acquisition:
        return self.claim.acquisition

    @property
    def local_rasters(self) -> tuple[StacAsset, ...]:
        """Images that exist inside the item's folder tree, those with the role `data` or `visual` first."""
        found = [a for a in self.assets if a.is_raster and a.path is not None and a.path.is_file()]
        return tuple(sorted(found, key=lambda a: not {"data", "visual"} & set(a.roles)))

    def asset_of(self, image: Path) -> StacAsset | None:
        """The asset that is this file: by path, or by name where the item names it elsewhere."""
        target = image.resolve()
        by_path = (a for a in self.assets if a.path is not None and a.path == target)
        elsewhere = (a for a in self.assets if a.path is None or not a.path.exists())
        by_name = (a for a in elsewhere if _file_name(a.href) == image.name)
        return next(by_path, None) or next(by_name, None)


def is_stac_item(value: Any) -> bool:
    """Whether a JSON value is a STAC item."""
    return (
        isinstance(value, Mapping)
        and value.get("type") == "Feature"
        and isinstance(value.get("properties"), Mapping)
        and isinstance(value.get("assets"), Mapping)
        # What Planet's own items have; but nobody else's `stac_version`.
        and ("stac_version" in value or "acquired" not in value["properties"])
    )


def stac_item(path: Path) -> StacItem:
    """Read a STAC item.

    Raises
    ------
    UserError
        It is no STAC item, too large, not JSON, or cannot be read.
    """
    try:
        value = parse_json(read_bytes(path, MAX_ITEM_BYTES))
    except BadMetadataError as error:
        raise UserError(
            tr("{name} {error}.", name=path.name, error=error), hint=tr("Open another file.")
        ) from error
    if not is_stac_item(value):
        kind = value.get("type") if isinstance(value, Mapping) else None
        named = tr("It is a {kind}.", kind=kind) if kind in {"Catalog", "Collection"} else ""
        raise UserError(
            tr("{name} is not a STAC item.", name=path.name), named, tr("Open an item or an image.")
        )
    return item_of(value, path)


def item_of(value: Mapping[str, Any], path: Path) -> StacItem:
    """The item in a JSON value for which `is_stac_item` holds."""
    properties = value["properties"]
    place = geometry_middle(value.get("geometry")) or _bbox_middle(value.get("bbox"))
    assets = [
        _asset(str(key), asset, properties, place, path)
        for key, asset in list(value["assets"].items())[:MAX_ASSETS]
        if isinstance(asset, Mapping) and isinstance(asset.get("href"), str)
    ]
    whole = _claim(properties, {}, place)
    if whole.acquisition.gsd is None:
        finest = [a.claim.acquisition.gsd for a in assets if a.claim.acquisition.gsd and a.is_raster]
        whole = _claim({**properties, "gsd": min(finest, default=None)}, {}, place)
    item_id = str(value.get("id", ""))
    whole = replace(whole, findings=(*whole.findings, *_made_later(item_id, whole)))
    return StacItem(path, item_id, str(value.get("stac_version", "")), whole, tuple(assets))


def local_path(href: str, folder: Path) -> Path | None:
    """Where a relative href leads inside `folder`; None for URLs, absolute paths and ways out."""
    if not href or "\0" in href or re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", href) or href[0] in "/\\":
        return None
    root = folder.resolve()
    for name in dict.fromkeys((href, unquote(href))):
        try:
            target = (root / name.replace("\\", "/")).resolve()
            if target.is_relative_to(root) and (target.exists() or name == unquote(href)):
                return target
        except (OSError, ValueError, RuntimeError):
            return None
    return None


def _asset(
    key: str, asset: Mapping[str, Any], properties: Mapping[str, Any], place: LonLat | None, path: Path
) -> StacAsset:
    roles = asset.get("roles")
    return StacAsset(
        key=key,
        href=asset["href"],
        path=local_path(asset["href"], path.parent),
        media_type=str(asset.get("type") or ""),
        title=str(asset.get("title") or ""),
        roles=tuple(map(str, roles)) if isinstance(roles, list) else (),
        claim=_claim(properties, asset, place),
    )


def _claim(properties: Mapping[str, Any], asset: Mapping[str, Any], place: LonLat | None) -> Claim:
    def of(*names: str, read: Any = plain) -> Any:
        """The asset's own value, else the item's; names in order of age, newest first."""
        stated = (read(holder.get(name)) for holder in (asset, properties) for name in names)
        return next((v for v in stated if v is not None), None)

    dated, findings = _date(properties, asset)
    bands = asset.get("raster:bands") or asset.get("bands")
    resolution = None
    if isinstance(bands, list) and bands and isinstance(bands[0], Mapping):
        resolution = bands[0].get("spatial_resolution") or bands[0].get("raster:spatial_resolution")
    own = (
        positive(asset.get("gsd")) or positive(asset.get("raster:spatial_resolution")) or positive(resolution)
    )
    return claim(
        "STAC",
        dated,
        place=place,
        findings=findings,
        platform=of("platform", "eo:platform", "constellation", "eo:constellation"),
        gsd=own or of("gsd", "eo:gsd", read=positive),
        off_nadir=of("view:off_nadir", "eo:off_nadir", read=off_nadir),
        azimuth=of("view:azimuth", "eo:azimuth", read=azimuth),
        incidence=of("view:incidence_angle", read=off_nadir),
        sun_elevation=of("view:sun_elevation", "eo:sun_elevation", read=elevation),
        sun_azimuth=of("view:sun_azimuth", "eo:sun_azimuth", read=azimuth),
        cloud_cover=of("eo:cloud_cover", read=percent),
        attribution=of("attribution", "copyright") or _producers(properties.get("providers")),
    )


def _date(
    properties: Mapping[str, Any], asset: Mapping[str, Any]
) -> tuple[Dated | None, tuple[Finding, ...]]:
    for holder in (asset, properties):
        stated = parse_moment(holder.get("datetime"))
        if stated is not None:
            return stated, ()
        start, end = (parse_moment(holder.get(f"{word}_datetime")) for word in ("start", "end"))
        if start is not None:
            if end is None:
                return start, ()
            if start[0][:10] == end[0][:10]:
                is_one = parse_utc(end[0]) - parse_utc(start[0]) <= _LONGEST_PASS
                return (start if is_one else (start[0], "day")), ()
            words = tr(
                "Its item spans {start} to {end}; the start is used as the date.",
                start=start[0][:10],
                end=end[0][:10],
            )
            return (start[0], "day"), (Finding("warning", "several-dates", words),)
    return None, ()


def _made_later(item_id: str, found: Claim) -> list[Finding]:
    """Tools that make items of any file give them the present as their date."""
    named, stated = date_in_name(item_id), found.acquisition.datetime
    if named is None or stated is None or abs(parse_utc(stated) - parse_utc(named[0])) < timedelta(days=2):
        return []
    words = tr(
        "The STAC item {item_id} says {date}, unlike its own id; this may be when it was made.",
        item_id=item_id,
        date=stated[:10],
    )
    return [Finding("warning", "date-contradicts-name", words)]


def _producers(providers: Any) -> str | None:
    if not isinstance(providers, list):
        return None
    names = [
        p["name"]
        for p in providers[:20]
        if isinstance(p, Mapping)
        and isinstance(p.get("name"), str)
        and {"producer", "licensor"} & set(map(str, p.get("roles") or ()))
    ]
    return plain(", ".join(dict.fromkeys(names)))


def _bbox_middle(bbox: Any) -> LonLat | None:
    if not isinstance(bbox, list) or len(bbox) not in {4, 6}:
        return None
    half = len(bbox) // 2
    corners = [bbox[0:2], bbox[half : half + 2]]
    return geometry_middle({"coordinates": corners})


def _file_name(href: str) -> str:
    return PurePosixPath(unquote(urlsplit(href).path).replace("\\", "/")).name
