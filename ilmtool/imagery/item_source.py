"""A STAC item opened as a scene: the raster beside it that one of its assets names.

Only assets inside the item's own folder tree are looked at, and nothing is fetched; see `metadata.stac`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from ilmtool.errors import UserError
from ilmtool.imagery.acquisition import with_item
from ilmtool.imagery.address import Address
from ilmtool.imagery.metadata.plain_files import BadMetadataError, parse_json, read_bytes
from ilmtool.imagery.metadata.stac import MAX_ITEM_BYTES, StacAsset, StacItem, is_stac_item, item_of
from ilmtool.imagery.parts import MAX_NAMED, ChoiceNeeded, ImagePart, chosen
from ilmtool.imagery.source import SourceFacts
from ilmtool.text import tr

_ENDINGS = {".json", ".geojson"}


@dataclass(frozen=True, slots=True)
class FoundAsset:
    """The raster that an item stands for.

    Attributes
    ----------
    address : Address
        Of the raster itself: annotations lie beside it, and it is opened without the item next time.
    asset : StacAsset
    """

    address: Address
    asset: StacAsset

    def applied(self, facts: SourceFacts) -> SourceFacts:
        """The raster's facts with what the item says of it."""
        return with_item(facts, self.asset.claim)


def asset_of_item(address: Address, *, first: bool = False) -> FoundAsset | None:
    """The raster that a STAC item names; None if the file is no such item.

    Raises
    ------
    ChoiceNeeded
        It names several local rasters, and the address none of them.
    UserError
        It names none that is here.
    """
    if address.path.suffix.lower() not in _ENDINGS:
        return None
    try:
        value = parse_json(read_bytes(address.path, MAX_ITEM_BYTES))
    except BadMetadataError:
        return None
    if not is_stac_item(value):
        return None
    item = item_of(value, address.path)
    assets = item.local_rasters
    if not assets:
        raise _nothing_here(item)
    parts = tuple(_part(number, asset) for number, asset in enumerate(assets, 1))
    if address.part:
        asset = assets[chosen(address, parts).number - 1]
    elif len(assets) == 1 or first:
        asset = assets[0]
    else:
        title = tr(
            "{name} is a STAC item of %n image(s) that (is|are) here.",
            "",
            len(assets),
            name=address.path.name,
        )
        raise ChoiceNeeded(address, parts, title)
    if asset.path is None:
        raise _nothing_here(item)
    return FoundAsset(Address(asset.path), asset)


def is_item_file(address: Address) -> bool:
    """Whether a JSON file is a STAC item, and not annotations; reads it."""
    if address.path.suffix.lower() not in _ENDINGS:
        return False
    try:
        return is_stac_item(parse_json(read_bytes(address.path, MAX_ITEM_BYTES)))
    except BadMetadataError:
        return False


def _part(number: int, asset: StacAsset) -> ImagePart:
    return ImagePart(number, asset.key[:80] if asset.key.isprintable() else "")


def _nothing_here(item: StacItem) -> UserError:
    rasters = [asset for asset in item.assets if asset.is_raster]
    elsewhere = [json.dumps(asset.href[:120], ensure_ascii=True) for asset in rasters if asset.path is None]
    named = (
        tr("It names {files}.", files=", ".join(elsewhere[:MAX_NAMED]))
        if elsewhere
        else tr("It names no image that is here.")
    )
    hint = tr("Download the image into the item's folder, or open it by its address: ilmtool URL.")
    return UserError(
        tr("{name} is a STAC item without an image in its own folder.", name=item.path.name), named, hint
    )
