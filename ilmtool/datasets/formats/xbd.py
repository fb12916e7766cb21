"""xBD: pairs for damage and change detection, two JSON files a pair, one `uid` on both dates."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ilmtool.datasets.features import wkt
from ilmtool.datasets.formats.base import Counts, Dataset, Format
from ilmtool.datasets.output import Output
from ilmtool.datasets.records import ClassEntry, DatasetImage, DatasetObject
from ilmtool.datasets.settings import Settings

_SUFFIX = {"before": "_pre_disaster", "after": "_post_disaster"}
DAMAGE = ("no-damage", "minor-damage", "major-damage", "destroyed", "un-classified")
"""The words that `subtype` has."""
_OF_CHANGE = {"unchanged": "no-damage", "removed": "destroyed"}


def _name(key: str, role: str) -> str:
    return key.removesuffix(f"_{role}") + _SUFFIX[role]


def _write(dataset: Dataset, output: Output) -> Counts:
    counts: Counts = Counter()
    for image in dataset.images():
        for item in image.objects:
            counts[image.split, item.name] += 1
        page = {
            "features": {
                "lng_lat": [
                    _feature(image, item, _lonlat(item)) for item in image.objects if item.geometry != "null"
                ],
                "xy": [_feature(image, item, wkt(item.ring, *item.holes)) for item in image.objects],
            },
            "metadata": _metadata(image),
        }
        text = json.dumps(page, ensure_ascii=False, allow_nan=False)
        output.write(f"{image.split}/labels/{_name(image.key, image.role)}.json", text.encode() + b"\n")
    return counts


def _lonlat(item: DatasetObject) -> str:
    import shapely

    return str(shapely.to_wkt(shapely.from_geojson(item.geometry), rounding_precision=-1))


def _feature(image: DatasetImage, item: DatasetObject, text: str) -> dict[str, Any]:
    properties: dict[str, Any] = {"feature_type": item.name, "uid": item.id}
    if image.role == "after":
        properties["subtype"] = _damage(item)
    if "change" in item.attributes:
        properties["change"] = item.attributes["change"]
    return {"properties": properties, "wkt": text}


def _damage(item: DatasetObject) -> str:
    """What an attribute of the label set says, else what follows from the change for certain."""
    for name in ("subtype", "damage"):
        if item.extra.get(name) in DAMAGE:
            return str(item.extra[name])
    return _OF_CHANGE.get(item.attributes.get("change", ""), "un-classified")


def _metadata(image: DatasetImage) -> dict[str, Any]:
    moment = image.moment
    return {
        "sensor": moment.platform or "",
        "provider_asset_type": moment.platform or "",
        "gsd": moment.gsd,
        "capture_date": moment.datetime,
        "off_nadir_angle": moment.off_nadir,
        "pan_resolution": None,
        "sun_azimuth": moment.sun_azimuth,
        "sun_elevation": moment.sun_elevation,
        "target_azimuth": moment.azimuth,
        "disaster": image.place,
        "disaster_type": "",
        "catalog_id": image.scene,
        "original_width": image.width,
        "original_height": image.height,
        "width": image.width,
        "height": image.height,
        "id": image.key,
        "img_name": _name(image.key, image.role) + Path(image.file).suffix,
    }


def _count(folder: Path, classes: Sequence[ClassEntry]) -> Counts:  # noqa: ARG001
    found: Counts = Counter()
    for path in sorted(folder.glob("*/labels/*.json")):
        split = path.parent.parent.name
        features = json.loads(path.read_bytes())["features"]["xy"]
        found.update((split, feature["properties"]["feature_type"]) for feature in features)
    return found


def _conventions(_settings: Settings) -> str:
    return (
        "xy is WKT in px of each image, 0-based, half-open, unclipped; lng_lat is WGS 84; uid is the "
        "feature id, the same on both dates; subtype is the attribute subtype or damage, else no-damage for"
        " unchanged, destroyed for removed, un-classified for the rest."
    )


FORMATS = {
    "xbd": Format(
        "xbd",
        "xBD",
        _write,
        _count,
        image_path=lambda split, key, role, ending: f"{split}/images/{_name(key, role)}{ending}",
        usual={"images": "scenes"},
        needs={"date": "both"},
        conventions=_conventions,
    )
}
