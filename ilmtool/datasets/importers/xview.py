"""xView: GeoJSON whose features name an image, a class number and bounds in px."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ilmtool.datasets.importers.found import (
    BadDatasetError,
    Found,
    FoundClass,
    FoundImage,
    FoundObject,
    Losses,
    box_object,
    those_of,
)
from ilmtool.datasets.importers.plain import attributes_of, json_of, number_of

_OWN = ("bounds_imcoords", "type_id", "image_id", "class", "label")

# The class numbers of the xView detection challenge (Lam et al. 2018, arXiv:1802.07856).
CLASSES = {
    11: "Fixed-wing Aircraft", 12: "Small Aircraft", 13: "Cargo Plane", 15: "Helicopter",
    17: "Passenger Vehicle", 18: "Small Car", 19: "Bus", 20: "Pickup Truck", 21: "Utility Truck", 23: "Truck",
    24: "Cargo Truck", 25: "Truck w/Box", 26: "Truck Tractor", 27: "Trailer", 28: "Truck w/Flatbed",
    29: "Truck w/Liquid", 32: "Crane Truck", 33: "Railway Vehicle", 34: "Passenger Car", 35: "Cargo Car",
    36: "Flat Car", 37: "Tank car", 38: "Locomotive", 40: "Maritime Vessel", 41: "Motorboat", 42: "Sailboat",
    44: "Tugboat", 45: "Barge", 47: "Fishing Vessel", 49: "Ferry", 50: "Yacht", 51: "Container Ship",
    52: "Oil Tanker", 53: "Engineering Vehicle", 54: "Tower crane", 55: "Container Crane",
    56: "Reach Stacker", 57: "Straddle Carrier", 59: "Mobile Crane", 60: "Dump Truck", 61: "Haul Truck",
    62: "Scraper/Tractor", 63: "Front loader/Bulldozer", 64: "Excavator", 65: "Cement Mixer",
    66: "Ground Grader", 71: "Hut/Tent", 72: "Shed", 73: "Building", 74: "Aircraft Hangar",
    76: "Damaged Building", 77: "Facility", 79: "Construction Site", 83: "Vehicle Lot", 84: "Helipad",
    86: "Storage Tank", 89: "Shipping container lot", 91: "Shipping Container", 93: "Pylon", 94: "Tower",
}  # fmt: skip


def is_xview(value: Any) -> bool:
    """Whether a JSON value is an xView file."""
    features = value.get("features") if isinstance(value, dict) else None
    if not isinstance(features, list) or not features:
        return False
    first = features[0].get("properties") if isinstance(features[0], dict) else None
    return isinstance(first, dict) and "bounds_imcoords" in first


def read(path: Path) -> Found:
    """One file, or all files of a folder that are of xView.

    Raises
    ------
    BadDatasetError
    """
    losses, classes = Losses(), list[FoundClass]()
    files = [path] if path.is_file() else sorted([*path.rglob("*.geojson"), *path.rglob("*.json")])
    values = {file: json_of(file) for file in files}
    if path.is_dir():
        files = those_of("xView", files, lambda file: is_xview(values[file]), losses)
    if not files or not is_xview(values[files[0]]):
        raise BadDatasetError(path, "has no features with `bounds_imcoords`")
    numbers: set[int] = set()
    images = (
        image for file in files for image in _images(file, values[file]["features"], losses, classes, numbers)
    )
    return Found("xview", classes, images, losses)


def _images(
    path: Path, features: list[Any], losses: Losses, classes: list[FoundClass], numbers: set[int]
) -> Iterator[FoundImage]:
    by_image: dict[str, list[FoundObject]] = defaultdict(list)
    for index, feature in enumerate(features):
        where = f"{path.name}, feature {index}"
        properties = feature.get("properties") if isinstance(feature, dict) else None
        if not isinstance(properties, dict):
            losses.add("feature without properties", where)
            continue
        try:
            image, number, found = _object(properties, str(feature.get("id", index)))
        except (ValueError, TypeError) as error:
            losses.add("feature that cannot be read", f"{where}: {error}")
            continue
        if number not in numbers:
            numbers.add(number)
            classes.append(FoundClass(number, found.label))
        by_image[image].append(found)
    for name, objects in by_image.items():
        yield FoundImage(name, path.parent, objects)


def _object(properties: dict[str, Any], key: str) -> tuple[str, int, FoundObject]:
    bounds = [number_of(text) for text in str(properties.get("bounds_imcoords", "")).split(",")]
    image, number = properties.get("image_id"), int(number_of(properties.get("type_id")))
    if len(bounds) != 4:
        raise ValueError("bounds_imcoords are not four numbers")
    if not isinstance(image, str) or not image:
        raise ValueError("it names no image")
    label = properties.get("class") or properties.get("label") or CLASSES.get(number, f"class {number}")
    attributes = attributes_of(properties, _OWN)
    return (
        image,
        number,
        box_object(key, str(label), (bounds[0], bounds[1], bounds[2], bounds[3]), attributes),
    )
