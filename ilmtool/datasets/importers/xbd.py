"""xBD: two JSON files a pair, before and after a disaster, with buildings that share a `uid`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ilmtool.core.geometry import Ring
from ilmtool.core.scene import Acquisition
from ilmtool.core.times import format_utc, parse_utc
from ilmtool.datasets.importers.found import (
    BadDatasetError,
    Found,
    FoundImage,
    FoundObject,
    Losses,
    rectangle_of,
    with_classes,
)
from ilmtool.datasets.importers.plain import attributes_of, json_of, size_of
from ilmtool.datasets.importers.wkt import polygons_of

_OWN = ("uid", "feature_type")
_BEFORE, _AFTER = "_pre_disaster", "_post_disaster"

Shapes = dict[str, tuple[dict[str, Any], list[tuple[Ring, tuple[Ring, ...]]]]]


def is_xbd(value: Any) -> bool:
    """Whether a JSON value is a file of xBD."""
    features = value.get("features") if isinstance(value, dict) else None
    return isinstance(features, dict) and isinstance(features.get("xy"), list) and "metadata" in value


def read(path: Path) -> Found:
    """A folder of files, or one of a pair.

    Raises
    ------
    BadDatasetError
    """
    folder = path.parent if path.is_file() else path
    files = sorted(folder.rglob("*.json"))
    pairs = {file.stem.removesuffix(_AFTER): file for file in files if file.stem.endswith(_AFTER)}
    if path.is_file():
        wanted = path.stem.removesuffix(_AFTER).removesuffix(_BEFORE)
        pairs = {name: file for name, file in pairs.items() if name == wanted}
    before = {file.stem.removesuffix(_BEFORE): file for file in files if file.stem.endswith(_BEFORE)}
    if not pairs:
        raise BadDatasetError(path, f"holds no files of xBD: none ends with {_AFTER}.json")
    losses = Losses()
    if path.is_dir():
        for name in sorted(before.keys() - pairs.keys()):
            losses.add(f"file without its pair {_AFTER}.json (left out)", before[name].name)
    return with_classes("xbd", _images(pairs, before, losses), losses)


def _images(pairs: dict[str, Path], before: dict[str, Path], losses: Losses) -> Iterator[FoundImage]:
    for stem, file in pairs.items():
        value = json_of(file)
        if not is_xbd(value):
            losses.add("file that is not of xBD", file.name)
            continue
        earlier = before.get(stem)
        earlier_value: Any = json_of(earlier) if earlier is not None else None
        objects = _objects(file.name, value, earlier_value, losses)
        metadata = value["metadata"] if isinstance(value["metadata"], dict) else {}
        known = size_of(metadata.get("width"), metadata.get("height"))
        name = str(metadata.get("img_name") or f"{file.stem}.png")
        name_before = f"{stem}{_BEFORE}.png"
        if isinstance(earlier_value, dict) and isinstance(earlier_value.get("metadata"), dict):
            name_before = str(earlier_value["metadata"].get("img_name") or name_before)
        yield FoundImage(
            name,
            file.parent,
            objects,
            known,
            before=name_before,
            attributes=attributes_of(metadata),
            taken=_taken(metadata),
            taken_before=_taken(earlier_value["metadata"] if is_xbd(earlier_value) else None),
        )


def _taken(metadata: Any) -> Acquisition:
    """Acquisition by xBD's names; what is no number or date says nothing."""
    if not isinstance(metadata, dict):
        return Acquisition()

    def number(name: str) -> float | None:
        value = metadata.get(name)
        return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else None

    try:
        moment = format_utc(parse_utc(str(metadata.get("capture_date", ""))))
    except ValueError:
        moment = None
    sensor = metadata.get("sensor")
    return Acquisition(
        datetime=moment,
        datetime_source=None if moment is None else "manual",
        datetime_precision=None if moment is None else "second",
        platform=sensor if isinstance(sensor, str) else None,
        gsd=number("gsd"),
        off_nadir=number("off_nadir_angle"),
        azimuth=number("target_azimuth"),
        sun_elevation=number("sun_elevation"),
        sun_azimuth=number("sun_azimuth"),
    )


def _objects(name: str, value: dict[str, Any], earlier: Any, losses: Losses) -> list[FoundObject]:
    after = _shapes(name, value, losses)
    before = _shapes(f"{name} (before)", earlier, losses) if is_xbd(earlier) else {}
    objects = []
    for uid in dict.fromkeys([*after, *before]):
        properties, parts = after.get(uid) or before[uid]
        if len(parts) > 1:
            losses.add("outline of several parts (each became an object)", f"{name}, {uid}")
        label = str(properties.get("feature_type") or "building")
        attributes = attributes_of(properties, _OWN)
        for number, (ring, holes) in enumerate(parts):
            key = uid if number == 0 else f"{uid}.{number}"
            there = before.get(uid) if uid in after else None
            ring_before = there[1][number][0] if there is not None and number < len(there[1]) else None
            known = attributes | {"uid": uid}
            outline, shape = (ring, "polygon") if holes else rectangle_of(ring)
            objects.append(
                FoundObject(key, label, outline, shape, holes, known, ring_before, uid not in after)
            )
    return objects


def _shapes(name: str, value: dict[str, Any], losses: Losses) -> Shapes:
    found: Shapes = {}
    for index, feature in enumerate(value["features"]["xy"]):
        properties = feature.get("properties") if isinstance(feature, dict) else None
        if not isinstance(properties, dict) or not isinstance(feature.get("wkt"), str):
            losses.add("feature without properties or outline", f"{name}, feature {index}")
            continue
        try:
            shapes = polygons_of(feature["wkt"])
        except ValueError as error:
            losses.add("outline that cannot be read", f"{name}, feature {index}: {error}")
            continue
        uid = str(properties.get("uid", index))
        if uid in found:
            losses.add(
                "uid that another feature has (its number was added)", f"{name}, feature {index}: {uid}"
            )
            uid = f"{uid}#{index}"
        found[uid] = (properties, shapes)
    return found
