"""Metadata files that lie beside an image, found by the vendors' own naming, and what each claims.

Looked at are the image's folder, its parent for STAC items, and for Sentinel-2 the folders above it up to the
product. A file that cannot be used becomes a finding and never stops the image.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from ilmtool.core.scene import Acquisition
from ilmtool.core.times import parse_utc
from ilmtool.errors import Finding
from ilmtool.imagery.metadata.claim import Claim
from ilmtool.imagery.metadata.dimap import ROOT as DIMAP_ROOT
from ilmtool.imagery.metadata.dimap import component_hrefs, from_dimap
from ilmtool.imagery.metadata.landsat import ROOTS as MTL_ROOTS
from ilmtool.imagery.metadata.landsat import from_mtl, named_images
from ilmtool.imagery.metadata.named_dates import date_in_name
from ilmtool.imagery.metadata.plain_files import (
    BadMetadataError,
    flat_xml,
    parse_json,
    parse_odl,
    parse_xml,
    read_bytes,
)
from ilmtool.imagery.metadata.planet import XML_ROOT as PLANET_ROOT
from ilmtool.imagery.metadata.planet import from_planet, from_planet_xml, is_planet
from ilmtool.imagery.metadata.sentinel2 import GRANULE_ROOTS, PRODUCT_ROOTS, from_granule, from_product
from ilmtool.imagery.metadata.stac import MAX_ITEM_BYTES, is_stac_item, item_of
from ilmtool.imagery.metadata.vendor_tags import from_maxar
from ilmtool.text import tr

MAX_ENTRIES = 20_000
"""Entries of a folder that are looked at."""

MAX_ITEMS = 64
"""JSON files of a folder that are opened in search of the item that names the image."""

_MAX_SEARCHED = 1 << 20
_SAFE_LEVELS = 5


class Beside:
    """The metadata files around one image.

    Attributes
    ----------
    findings : list of Finding
        What could not be used, in words that name the file.
    """

    def __init__(self, image: Path) -> None:
        self.image = image
        self.findings: list[Finding] = []
        self._stem = image.stem.lower()
        self._names = _names(image.parent)

    def claims(self) -> list[Claim]:
        """In the order of trust: the vendor's own file first, then a STAC item."""
        found = [
            *self._each(self._maxar_files(), self._maxar),
            *self._each(self._dimap_files(), self._dimap),
            *self._each(self._mtl_files(), self._mtl),
            *self._sentinel2(),
            *(self._each(self._planet_files(), self._planet) or self._planet_by_id()),
            *self._stac(),
        ]
        for each in found:
            self.findings += each.findings
        return found

    def _each(self, files: Iterator[Path], read: Callable[[Path], Claim | None]) -> list[Claim]:
        """The first claim that one of the files makes."""
        for path in files:
            try:
                found = read(path)
            except BadMetadataError as error:
                words = tr(
                    "{name} beside {image} {error}; it is not used.",
                    name=path.name,
                    image=self.image.name,
                    error=error,
                )
                self.findings.append(Finding("warning", "metadata-unreadable", words))
                continue
            if found is not None and found.acquisition != Acquisition():
                return [found]
        return []

    def _matching(self, pattern: str) -> Iterator[tuple[re.Match[str], Path]]:
        for name, path in self._names.items():
            match = re.fullmatch(pattern, name)
            if match is not None and path != self.image:
                yield match, path

    def _maxar_files(self) -> Iterator[Path]:
        # 19MAR...-P2AS_R1C2-0500_P001.TIF belongs to 19MAR...-P2AS-0500_P001.IMD.
        stems = dict.fromkeys((self._stem, re.sub(r"_r\d+c\d+(?=-|$)", "", self._stem)))
        for stem in stems:
            for ending in ("imd", "xml"):
                path = self._names.get(f"{stem}.{ending}")
                if path is not None and path != self.image:
                    yield path

    def _maxar(self, path: Path) -> Claim | None:
        data = read_bytes(path)
        if path.suffix.lower() == ".imd":
            return from_maxar(parse_odl(data))
        root = parse_xml(data)
        imd = root.find("IMD")
        return from_maxar(flat_xml(imd)) if root.tag == "isd" and imd is not None else None

    def _dimap_files(self) -> Iterator[Path]:
        tile = re.fullmatch(r"img_(.+?)_r\d+c\d+", self._stem)
        likely = f"dim_{tile[1]}.xml" if tile else ""
        found = [path for _, path in self._matching(r"dim_.*\.xml|.*_dim\.xml|metadata\.dim|.*\.dim")]
        yield from sorted(found, key=lambda path: (path.name.lower() != likely, path.name))[:16]

    def _dimap(self, path: Path) -> Claim | None:
        root = parse_xml(read_bytes(path))
        if root.tag != DIMAP_ROOT:
            return None
        hrefs = component_hrefs(root, "DATA_FILE_PATH")
        named = {re.split(r"[\\/]", href)[-1].lower() for href in hrefs}
        return from_dimap(root) if self.image.name.lower() in named else None

    def _mtl_files(self) -> Iterator[Path]:
        order = {".txt": 0, ".json": 1, ".xml": 2}
        found = [
            (not f"{self._stem}_".startswith(f"{match[1]}_"), order[path.suffix.lower()], path.name, path)
            for match, path in self._matching(r"(.+)_mtl\.(?:txt|json|xml)")
        ]
        yield from (entry[-1] for entry in sorted(found)[:16])

    def _mtl(self, path: Path) -> Claim | None:
        flat = flat_mtl(path)
        prefix = path.stem.lower().removesuffix("_mtl")
        mine = f"{self._stem}_".startswith(f"{prefix}_") or self.image.name.lower() in named_images(flat)
        return from_mtl(flat, self.image.name) if mine else None

    def _sentinel2(self) -> list[Claim]:
        product: list[Claim] = []
        granule: list[Claim] = []
        folder, names = self.image.parent, self._names
        for _ in range(_SAFE_LEVELS + 1):
            documents = [
                path
                for name, path in names.items()
                if re.fullmatch(r"mtd_msil(1c|2a)\.xml|mtd_tl\.xml|s2._.*mtd_(safl|l)(1c|2a).*\.xml", name)
            ]
            for path in sorted(documents)[:8]:
                if path == self.image:
                    continue
                found = self._each(iter((path,)), self._mtd)
                (granule if found and found[0].acquisition.platform is None else product).extend(found)
            if product or folder.parent == folder or not _is_safe(folder, self.image):
                break
            folder = folder.parent
            names = _names(folder)
        return [*product, *granule]

    def _mtd(self, path: Path) -> Claim | None:
        root = parse_xml(read_bytes(path))
        if root.tag in PRODUCT_ROOTS:
            found = from_product(root, self.image.name)
        elif root.tag in GRANULE_ROOTS:
            found = from_granule(root, self.image.name)
        else:
            return None
        return found if self._may_be_of(found.acquisition) else None

    def _may_be_of(self, taken: Acquisition) -> bool:
        """Whether the image's name does not say another day: somebody put it beside a product."""
        named = date_in_name(self.image.name)
        if named is None or taken.datetime is None:
            return True
        return abs(parse_utc(named[0]) - parse_utc(taken.datetime)) < timedelta(days=2)

    def _planet_files(self) -> Iterator[Path]:
        found = [
            (-len(match[1]), path.name, path)
            for match, path in self._matching(r"(.+?)_metadata\.(?:json|xml)")
            if self._stem == match[1] or self._stem.startswith(f"{match[1]}_")
        ]
        yield from (entry[-1] for entry in sorted(found)[:8])
        for name in (f"{self._stem}.json", "metadata.json"):
            if name in self._names:
                yield self._names[name]

    def _planet_by_id(self) -> list[Claim]:
        """An item saved under any name: its id is what the image's name begins with."""
        candidates = [path for name, path in self._names.items() if name.endswith(".json")]
        for path in sorted(candidates)[:MAX_ITEMS]:
            try:
                data = read_bytes(path, _MAX_SEARCHED)
                value: Any = parse_json(data) if b'"acquired"' in data else None
            except BadMetadataError:
                continue  # any other program's file; that it is broken is not our business
            item_id = str(value.get("id") or "").lower() if is_planet(value) else ""
            if item_id and f"{self._stem}_".startswith(f"{item_id}_"):
                return [from_planet(value)]
        return []

    def _planet(self, path: Path) -> Claim | None:
        data = read_bytes(path)
        if path.suffix.lower() == ".json":
            value = parse_json(data)
            return from_planet(value) if is_planet(value) else None
        root = parse_xml(data)
        return from_planet_xml(root) if root.tag == PLANET_ROOT else None

    def _stac(self) -> list[Claim]:
        likely = [
            self._names[name]
            for name in (f"{self._stem}.json", f"{self.image.name.lower()}.json", f"{self._stem}.stac.json")
            if name in self._names
        ]
        found = self._each(iter(likely), lambda path: self._item(path, must_name=False))
        if found:
            return found
        for names in (self._names, _names(self.image.parent.parent)):
            others = [path for name, path in names.items() if name.endswith(".json") and path not in likely]
            for path in sorted(others)[:MAX_ITEMS]:
                try:
                    claim = self._item(path, must_name=True)
                except BadMetadataError:
                    continue  # any other program's file; that it is broken is not our business
                if claim is not None:
                    return [claim]
        return []

    def _item(self, path: Path, *, must_name: bool) -> Claim | None:
        data = read_bytes(path, _MAX_SEARCHED if must_name else MAX_ITEM_BYTES)
        if must_name and self.image.name.encode() not in data:
            return None
        value: Any = parse_json(data)
        if not is_stac_item(value):
            return None
        item = item_of(value, path)
        asset = item.asset_of(self.image)
        if asset is not None:
            return asset.claim
        return None if must_name else item.claim


def flat_mtl(path: Path) -> dict[str, Any]:
    """An MTL file's `GROUP.KEY` -> value, from text, XML or JSON.

    Raises
    ------
    BadMetadataError
        It cannot be read or is none.
    """
    data = read_bytes(path)
    ending = path.suffix.lower()
    if ending == ".json":
        value = parse_json(data)
        root = next((value[r] for r in MTL_ROOTS if r in value), None) if isinstance(value, dict) else None
        return flat_json(root) if isinstance(root, dict) else {}
    if ending == ".xml":
        element = parse_xml(data)
        return dict(flat_xml(element)) if element.tag in MTL_ROOTS else {}
    return dict(parse_odl(data))


def flat_json(value: dict[str, Any], prefix: str = "", depth: int = 0) -> dict[str, Any]:
    """`GROUP.KEY` -> value of nested objects."""
    found: dict[str, Any] = {}
    for key, part in value.items():
        if isinstance(part, dict) and depth < 8:
            found.update(flat_json(part, f"{prefix}{key}.", depth + 1))
        elif not isinstance(part, list | dict):
            found[f"{prefix}{key}"] = part
    return found


def _names(folder: Path) -> dict[str, Path]:
    """Files of a folder by their names in lower case."""
    found: dict[str, Path] = {}
    try:
        with os.scandir(folder) as entries:
            for number, entry in enumerate(entries):
                if number >= MAX_ENTRIES:
                    break
                if entry.is_file():
                    found[entry.name.lower()] = folder / entry.name
    except OSError:
        return {}
    return found


def _is_safe(folder: Path, image: Path) -> bool:
    """Whether to look further up: only inside what is laid out as a Sentinel-2 product."""
    return (
        folder.name.upper() in {"IMG_DATA", "GRANULE", "R10M", "R20M", "R60M", "QI_DATA", "AUX_DATA"}
        or folder.parent.name.upper() == "GRANULE"
        or image.name.upper().startswith("MTD_TL")
    )
