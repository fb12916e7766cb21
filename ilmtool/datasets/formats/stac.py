"""A STAC catalog with the Label extension 1.0.1: an item an image, and one of labels."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from ilmtool.datasets.features import row_of
from ilmtool.datasets.formats.base import Counts, Dataset, Format
from ilmtool.datasets.output import Output
from ilmtool.datasets.records import ClassEntry, DatasetImage
from ilmtool.datasets.settings import Settings

_LABEL = "https://stac-extensions.github.io/label/v1.0.1/schema.json"
_VIEW = "https://stac-extensions.github.io/view/v1.0.0/schema.json"
_TYPES = {
    ".tif": "image/tiff; application=geotiff",
    ".tiff": "image/tiff; application=geotiff",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
}
_JSON, _GEOJSON = "application/json", "application/geo+json"
_OPEN_START = "1900-01-01T00:00:00Z"
"""No image is older: the start of the interval in which one of unknown date was taken."""


def _text(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, indent=1).encode() + b"\n"


def _write(dataset: Dataset, output: Output) -> Counts:
    counts: Counts = Counter()
    for split in dataset.splits:
        links = [_link("root", "../catalog.json", _JSON), _link("parent", "../catalog.json", _JSON)]
        for images in _pairs(dataset.images(split)):
            links += _write_items(dataset, output, split, images, counts)
        output.write(f"{split}/catalog.json", _text(_catalog(f"labels-{split}", f"Split {split}", links)))
    children = [_link("root", "catalog.json", _JSON)]
    children += [_link("child", f"{split}/catalog.json", _JSON) for split in dataset.splits]
    output.write("catalog.json", _text(_catalog("labels", "Labelled images", children)))
    return counts


def _catalog(name: str, description: str, links: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "type": "Catalog",
        "stac_version": "1.0.0",
        "id": name,
        "description": description,
        "links": links,
    }


def _link(rel: str, href: str, kind: str, **more: Any) -> dict[str, Any]:
    return {"rel": rel, "href": href, "type": kind, **more}


def _pairs(images: Iterator[DatasetImage]) -> Iterator[list[DatasetImage]]:
    """Images that belong together: both dates of a window, which follow each other, or one alone."""
    waiting: list[DatasetImage] = []
    for image in images:
        if waiting and waiting[-1].pair == image.key:
            yield [*waiting, image]
            waiting = []
            continue
        if waiting:
            yield waiting
        waiting = [image]
    if waiting:
        yield waiting


def _write_items(
    dataset: Dataset, output: Output, split: str, images: list[DatasetImage], counts: Counts
) -> list[dict[str, Any]]:
    for image in images:
        output.write(f"{split}/{image.key}/{image.key}.json", _text(_image_item(image)))
    last = images[-1]
    stem = (last.key.removesuffix(f"_{last.role}") if last.pair else last.key) + "_labels"
    features, own = _features(images)
    for name, number in own.items():
        counts[split, name] += number
    with output.open(f"{split}/{stem}/{stem}.geojson") as file:
        file.write(b'{"type":"FeatureCollection",\n"features":[\n' + b",\n".join(features) + b"\n]}\n")
    output.write(f"{split}/{stem}/{stem}.json", _text(_label_item(dataset, images, stem, own)))
    names = [image.key for image in images] + [stem]
    return [_link("item", f"{name}/{name}.json", _GEOJSON) for name in names]


def _item(name: str, image: DatasetImage, extensions: list[str]) -> dict[str, Any]:
    geometry = json.loads(image.footprint)
    made: dict[str, Any] = {
        "type": "Feature",
        "stac_version": "1.0.0",
        "stac_extensions": extensions,
        "id": name,
        "geometry": geometry,
    }
    if geometry is not None:
        made["bbox"] = _bbox(geometry)
    links = [_link("root", "../../catalog.json", _JSON), _link("parent", "../catalog.json", _JSON)]
    return {**made, "properties": {}, "links": links, "assets": {}}


def _bbox(geometry: dict[str, Any]) -> list[float]:
    """West, south, east, north; west of a footprint over the antimeridian is the larger number (RFC 7946)."""
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    spans = [([x for x, _ in p[0]], [y for _, y in p[0]]) for p in polygons]
    south, north = min(min(ys) for _, ys in spans), max(max(ys) for _, ys in spans)
    west, east = min(min(xs) for xs, _ in spans), max(max(xs) for xs, _ in spans)
    if west == -180.0 and east == 180.0 and len(spans) > 1:
        west = min(min(xs) for xs, _ in spans if max(xs) == 180.0)
        east = max(max(xs) for xs, _ in spans if min(xs) == -180.0)
    return [west, south, east, north]


def _when(images: Sequence[DatasetImage]) -> dict[str, Any]:
    known = sorted(i.moment.datetime for i in images if i.moment.datetime is not None)
    if len(known) == len(images) == 1:
        return {"datetime": known[0]}
    if len(known) == len(images):
        return {"datetime": known[-1], "start_datetime": known[0], "end_datetime": known[-1]}
    # An unknown date: some time before the labels were drawn.
    drawn = [
        item.attributes[k] for i in images for item in i.objects for k in ("created",) if k in item.attributes
    ]
    return {
        "datetime": None,
        "start_datetime": _OPEN_START,
        "end_datetime": max([*known, *drawn], default="2100-01-01T00:00:00Z"),
        "ilmtool:date_unknown": True,
    }


def _image_item(image: DatasetImage) -> dict[str, Any]:
    moment = image.moment
    view = {
        "view:off_nadir": moment.off_nadir,
        "view:azimuth": moment.azimuth,
        "view:sun_elevation": moment.sun_elevation,
        "view:sun_azimuth": moment.sun_azimuth,
    }
    known = {key: value for key, value in view.items() if value is not None}
    made = _item(image.key, image, [_VIEW] if known else [])
    made["properties"] = {**_when([image]), **known, "ilmtool:date": image.role, "ilmtool:place": image.place}
    for key, value in (("platform", moment.platform), ("gsd", moment.gsd)):
        if value is not None:
            made["properties"][key] = value
    kind = _TYPES.get(Path(image.file).suffix.lower(), "application/octet-stream")
    href = f"../../{image.file}"
    made["assets"] = {"image": {"href": href, "type": kind, "roles": ["data"]}}
    return made


def _features(images: Sequence[DatasetImage]) -> tuple[list[bytes], Counter[str]]:
    """Each object of the dates once, on the last of them that has it."""
    last = {item.id: (image, item) for image in images for item in image.objects}
    features = [
        (
            f'{{"type":"Feature","id":{json.dumps(item.id, ensure_ascii=False)},"geometry":{item.geometry},'
            f'"properties":{json.dumps(row_of(image, item), ensure_ascii=False, allow_nan=False)}}}'
        ).encode()
        for image, item in last.values()
    ]
    return features, Counter(item.name for _, item in last.values())


def _label_item(
    dataset: Dataset, images: Sequence[DatasetImage], name: str, counts: Counter[str]
) -> dict[str, Any]:
    made = _item(name, images[-1], [_LABEL])
    made["properties"] = {
        **_when(images),
        "label:properties": ["class"],
        "label:classes": [{"name": "class", "classes": [entry.name for entry in dataset.classes]}],
        "label:description": f"Boxes on {images[-1].scene}",
        "label:type": "vector",
        "label:tasks": ["detection"],
        "label:methods": ["manual"],
        "label:overviews": [
            {"property_key": "class", "counts": [{"name": n, "count": counts[n]} for n in sorted(counts)]}
        ],
    }  # fmt: skip
    made["links"] += [
        _link("source", f"../{image.key}/{image.key}.json", _GEOJSON, **{"label:assets": ["image"]})
        for image in images
    ]
    made["assets"] = {"labels": {"href": f"{name}.geojson", "type": _GEOJSON, "roles": ["labels"]}}
    return made


def _count(folder: Path, classes: Sequence[ClassEntry]) -> Counts:  # noqa: ARG001
    found: Counts = Counter()
    for path in sorted(folder.glob("*/*_labels/*_labels.geojson")):
        for feature in json.loads(path.read_bytes())["features"]:
            found[path.parent.parent.name, feature["properties"]["class"]] += 1
    return found


def _conventions(_settings: Settings) -> str:
    return (
        "geometry is WGS 84 longitude and latitude; the property class is the label; image_ring is WKT in "
        "px of the image, 0-based, half-open; an object of a pair stands once, with the image of its last "
        "date."
    )


FORMATS = {
    "stac": Format(
        "stac",
        "STAC Label catalog",
        _write,
        _count,
        footprints=True,
        conventions=_conventions,
    )
}
