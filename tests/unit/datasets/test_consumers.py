"""Every format read back by its own readers: same count, same geometry within its quantum, rotation kept.

Readers that are not installed are skipped by name: ultralytics, supervision and datumaro pin libraries that
the program uses in other versions.
"""

from __future__ import annotations

import json
import math
import warnings
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
from dataset_sites import Item, box, turned, write_site

from ilmtool.core.geometry import Ring, ring_bounds

from .conftest import Export, manifest, voc_boxes

SIZE = (400, 300)
ITEMS = [
    box(10.25, 20.5, 30.75, 40.5, certainty="possible"),
    box(-10, -5, 20, 25, "trailer"),
    turned(100, 100, 140, 120, 30, "storage tank"),
    turned(375, 150, 405, 170, -60),
    Item(((200, 200), (215, 250), (250, 240), (230, 205), (200, 200)), "pond", "polygon"),
]
TRAINING = ("coco", "yolo", "yolo-obb", "voc", "dota", "labelme", "xview")
SPLIT = ("--split", "34/33/33", "--split-by", "places")


@pytest.fixture
def sites(tmp_path: Path) -> Path:
    folder = tmp_path / "sites"
    for n in range(3):
        write_site(folder / f"s{n}", ITEMS, name=f"s{n}", seed=n, place=(1000.0 * n, 0), size=SIZE)
    return folder


def imported(name: str) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return pytest.importorskip(name, reason=f"{name} is not installed", exc_type=ImportError)


def clipped(ring: Ring) -> tuple[float, float, float, float]:
    shape = shapely.intersection(shapely.Polygon(ring), shapely.box(0, 0, *SIZE))
    return tuple(shape.bounds)  # type: ignore[return-value]


def pixel_options(images: str) -> tuple[str, ...]:
    return ("--images", images, "--tile-size", "256") if images == "chips" else ("--images", images)


@pytest.mark.parametrize("images", ["scenes", "chips"])
@pytest.mark.parametrize("name", ["yolo", "yolo-obb"])
def test_ultralytics_takes_every_label(
    sites: Path, export: Export, name: str, images: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("YOLO_CONFIG_DIR", str(tmp_path / "config"))
    monkeypatch.setenv("YOLO_OFFLINE", "true")
    utils = imported("ultralytics.data.utils")
    folder = export(sites, name, *pixel_options(images), *SPLIT)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        facts = utils.check_det_dataset(str(folder / "data.yaml"))
        assert facts["nc"] == len(facts["names"]) == len(manifest(folder)["classes"])
        found = 0
        for label in sorted(folder.glob("labels/*/*.txt")):
            image = next((folder / "images" / label.parent.name).glob(f"{label.stem}.*"))
            answer = utils.verify_image_label((str(image), str(label), "", False, facts["nc"], 0, 0, False))
            rows = label.read_text().splitlines()
            assert answer[8] == 0, answer[9]
            assert answer[9] == ""
            assert len(answer[1]) == len(rows)
            found += len(rows)
    assert found == sum(split["objects"] for split in manifest(folder)["splits"].values())


@pytest.mark.parametrize("images", ["scenes", "chips"])
def test_supervision_reads_the_same_boxes(sites: Path, export: Export, images: str) -> None:
    sv = imported("supervision")
    yolo = export(sites, "yolo", *pixel_options(images), "--image-format", "png", *SPLIT)
    coco = export(sites, "coco", *pixel_options(images), "--image-format", "png", *SPLIT)
    voc = export(sites, "voc", *pixel_options(images), "--image-format", "png")
    read: dict[str, list[tuple[float, ...]]] = {"yolo": [], "coco": [], "voc": []}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        sets = [
            ("voc", sv.DetectionDataset.from_pascal_voc(str(voc / "JPEGImages"), str(voc / "Annotations")))
        ]
        for split in ("train", "val", "test"):
            pages = str(coco / f"annotations/instances_{split}.json")
            sets.append(("coco", sv.DetectionDataset.from_coco(str(coco / f"images/{split}"), pages)))
            labels, images_of = str(yolo / f"labels/{split}"), str(yolo / f"images/{split}")
            sets.append(("yolo", sv.DetectionDataset.from_yolo(images_of, labels, str(yolo / "data.yaml"))))
        for name, dataset in sets:
            for _, _, found in dataset:
                read[name] += [tuple(map(float, box)) for box in found.xyxy]
    assert len(read["yolo"]) == len(read["coco"]) == len(read["voc"]) > 0
    assert np.allclose(sorted(read["yolo"]), sorted(read["coco"]), atol=1e-3)
    if images == "scenes":
        truth = sorted(clipped(item.ring) for item in ITEMS for _ in range(3))
        assert np.allclose(sorted(read["coco"]), truth, atol=1e-3)


def test_datumaro_reads_each_set(sites: Path, export: Export) -> None:
    dm = imported("datumaro")
    wanted = {"coco": 15, "voc": 15, "yolo": 15, "dota": 15}
    for name, number in wanted.items():
        folder = export(sites, name, "--images", "scenes", "--image-format", "png", *SPLIT)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            read = dm.Dataset.import_from(str(folder), name)
            kinds = Counter(a.type.name for item in read for a in item.annotations)
        assert set(read.subsets()) == {"train", "val", "test"}
        assert kinds["rotated_bbox" if name == "dota" else "bbox"] == number


@pytest.mark.parametrize("images", ["scenes", "chips"])
def test_dota_rows_are_what_parsers_split(sites: Path, export: Export, images: str) -> None:
    folder = export(sites, "dota", *pixel_options(images), *SPLIT)
    found: list[tuple[str, Any]] = []
    for path in folder.glob("*/labelTxt/*.txt"):
        text = path.read_text()
        for row in text.split("\n")[:-1]:
            fields = row.split(" ")
            assert len(fields) == 10
            assert fields[9] in {"0", "1"}
            # torchgeo: float(x) of the first eight, the ninth is the label.
            found.append((fields[8], np.array([float(value) for value in fields[:8]]).reshape(4, 2)))
        assert text == "" or text.endswith("\n")
    assert len(found) == sum(split["objects"] for split in manifest(folder)["splits"].values())
    for _, corners in found:
        assert shapely.LinearRing(corners).is_ccw  # y points down: clockwise on screen
    tanks = [corners for label, corners in found if label == "storage-tank"]
    assert len(tanks) >= 3
    for corners in tanks:
        (x0, y0), (x1, y1) = corners[0], corners[1]
        assert math.degrees(math.atan2(y1 - y0, x1 - x0)) == pytest.approx(30, abs=1e-3)
        assert math.dist(corners[0], corners[1]) == pytest.approx(40, abs=1e-4)


def test_obb_corners_overhang_and_keep_their_angle(sites: Path, export: Export) -> None:
    folder = export(sites, "yolo-obb")
    names = [c["name"] for c in manifest(folder)["classes"]]
    rows = [row.split() for path in folder.glob("labels/all/*.txt") for row in path.read_text().splitlines()]
    assert {len(row) for row in rows} == {9}
    corners = [(names[int(row[0])], np.array(row[1:], float).reshape(4, 2) * SIZE) for row in rows]
    cranes = [c for label, c in corners if label == "crane" and c[:, 0].max() > SIZE[0]]
    assert len(cranes) == 3
    for corner in cranes:
        (x0, y0), (x1, y1) = corner[0], corner[1]
        assert math.degrees(math.atan2(y1 - y0, x1 - x0)) == pytest.approx(-60, abs=1e-4)


def test_voc_boxes_count_from_one_and_include_the_last_pixel(sites: Path, export: Export) -> None:
    truth = sorted(clipped(item.ring) for item in ITEMS for _ in range(3))
    for base in (1, 0):
        folder = export(sites, "voc", "--voc-base", str(base))
        found = sorted(values for _, _, values in voc_boxes(folder))
        rounded = sorted(
            (math.floor(x0) + base, math.floor(y0) + base, math.ceil(x1) + base - 1, math.ceil(y1) + base - 1)
            for x0, y0, x1, y1 in truth
        )
        assert found == rounded
        assert f"{base}-based" in manifest(folder)["conventions"]


def test_voc_flags_are_numbers(sites: Path, export: Export) -> None:
    import xml.etree.ElementTree as ET

    folder = export(sites, "voc", "--voc-difficult", "possible,unknown")
    flags = Counter(
        (item.findtext("difficult"), item.findtext("truncated"))
        for path in (folder / "Annotations").glob("*.xml")
        for item in ET.parse(path).iterfind("object")
    )
    assert flags == {("1", "0"): 3, ("0", "1"): 6, ("0", "0"): 6}
    assert (folder / "ImageSets" / "Main" / "all.txt").read_text().split() == [
        "s0_after",
        "s1_after",
        "s2_after",
    ]


def test_labelme_pages_have_what_its_loader_asks_for(sites: Path, export: Export) -> None:
    folder = export(sites, "labelme")
    pages = [json.loads(path.read_text()) for path in sorted(folder.glob("all/*.json"))]
    keys = {"version", "imageData", "imagePath", "shapes", "flags", "imageHeight", "imageWidth"}
    for path, page in zip(sorted(folder.glob("all/*.json")), pages, strict=True):
        assert keys <= set(page)
        assert (path.parent / page["imagePath"]).is_file()
        assert (page["imageWidth"], page["imageHeight"]) == SIZE
        for shape in page["shapes"]:
            assert {"label", "points", "shape_type", "flags", "group_id"} <= set(shape)
            assert (
                len(shape["points"]) == 2 if shape["shape_type"] == "rectangle" else len(shape["points"]) > 2
            )
    shapes = [shape for page in pages for shape in page["shapes"]]
    points = sorted(tuple(p) for s in shapes if s["shape_type"] == "polygon" for p in s["points"])
    assert points == sorted(
        p for item in ITEMS if item.shape != "box" for p in item.ring[:-1] for _ in range(3)
    )


def test_xview_boxes_are_whole_numbers_with_tif_names(sites: Path, export: Export) -> None:
    folder = export(sites, "xview")
    table = json.loads((folder / "xView_all.geojson").read_text())
    ids = {c["id"]: c["name"] for c in manifest(folder)["classes"]}
    found = []
    for feature in table["features"]:
        properties = feature["properties"]
        assert properties["image_id"].endswith(".tif")
        assert (folder / "all_images" / properties["image_id"]).is_file()
        assert properties["type_id"] in ids
        found.append(tuple(int(part) for part in properties["bounds_imcoords"].split(",")))
    truth = [clipped(item.ring) for item in ITEMS for _ in range(3)]
    assert sorted(found) == sorted(
        (math.floor(x0), math.floor(y0), math.ceil(x1), math.ceil(y1)) for x0, y0, x1, y1 in truth
    )


@pytest.mark.parametrize("images", ["scenes", "chips"])
def test_xbd_pairs_share_their_uids(sites: Path, export: Export, images: str) -> None:
    folder = export(sites, "xbd", *pixel_options(images))
    posts = sorted(folder.glob("all/labels/*_post_disaster.json"))
    assert posts
    count = 0
    for post in posts:
        pre = post.with_name(post.name.replace("_post_", "_pre_"))
        before, after = (json.loads(path.read_text()) for path in (pre, post))
        uids = [[f["properties"]["uid"] for f in page["features"]["xy"]] for page in (before, after)]
        assert uids[0] == uids[1]
        count += len(uids[0])
        for page, path in ((before, pre), (after, post)):
            name = page["metadata"]["img_name"]
            assert (folder / "all" / "images" / name).is_file()
            assert Path(name).stem == path.stem
            for feature in page["features"]["xy"] + page["features"]["lng_lat"]:
                assert shapely.from_wkt(feature["wkt"]).area > 0
                assert ("subtype" in feature["properties"]) == (page is after)
    assert count == (15 if images == "scenes" else count)


@pytest.mark.parametrize("name", ["geojson", "gpkg", "kml", "csv"])
def test_gdal_reads_the_same_places(sites: Path, export: Export, name: str) -> None:
    geopandas = pytest.importorskip("geopandas")
    folder = export(sites, name)
    ids = {name: {"gpkg": "feature_id"}.get(name, "id")}
    path = folder / f"annotations.{name}"
    if name == "csv":
        import pandas as pd

        table = pd.read_csv(path)
        table["geometry"] = shapely.from_wkt(table["geometry"])
    elif name == "kml":
        parts = [geopandas.read_file(path, layer=layer) for layer in geopandas.list_layers(path)["name"]]
        table = parts[0]
    else:
        table = geopandas.read_file(path)
    assert len(table) == 15
    column = ids[name]
    truth = {}
    for sidecar in sites.rglob("*.ilm.geojson"):
        for feature in json.loads(sidecar.read_text())["features"]:
            truth[feature["id"]] = (
                feature["properties"]["label"],
                shapely.geometry.shape(feature["geometry"]),
            )
    found = {row[column]: row for _, row in table.iterrows()}
    assert set(found) == set(truth)
    for key, (label, shape) in truth.items():
        assert shapely.equals_exact(found[key]["geometry"].normalize(), shape.normalize(), tolerance=1e-9)
        assert found[key]["class"] == label
        assert int(found[key]["class_id"]) > 0
    rings = Counter(shapely.from_wkt(row["image_ring"]).bounds for row in found.values())
    assert rings == Counter(ring_bounds(item.ring) for item in ITEMS for _ in range(3))


def test_stac_items_are_valid_and_link_to_each_date(sites: Path, export: Export) -> None:
    pystac = pytest.importorskip("pystac")
    jsonschema = pytest.importorskip("jsonschema")
    folder = export(sites, "stac", "--date", "both", *SPLIT)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        catalog = pystac.Catalog.from_file(str(folder / "catalog.json"))
        items = list(catalog.get_items(recursive=True))
        for item in items:
            # The schemas of extensions are fetched from the network; those of the core come with pystac.
            item.stac_extensions, kept = [], item.stac_extensions
            item.validate()
            item.stac_extensions = kept
    labels = [item for item in items if "label:type" in item.properties]
    assert (len(items), len(labels)) == (9, 3)
    total = 0
    for item in labels:
        jsonschema.validate(item.properties, LABEL_RULES)
        sources = [link for link in item.links if link.rel == "source"]
        dates = {link.resolve_stac_object().target.properties["ilmtool:date"] for link in sources}
        assert dates == {"before", "after"}
        total += len(json.loads(Path(item.assets["labels"].get_absolute_href()).read_text())["features"])
    assert total == 15


LABEL_RULES = {
    "type": "object",
    "required": ["label:properties", "label:classes", "label:description", "label:type"],
    "properties": {
        "label:properties": {"type": ["array", "null"], "items": {"type": "string"}},
        "label:classes": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["name", "classes"],
                "properties": {"classes": {"type": "array", "items": {"type": ["string", "number"]}}},
            },
        },
        "label:description": {"type": "string"},
        "label:type": {"enum": ["vector", "raster"]},
        "label:tasks": {"type": "array", "items": {"type": "string"}},
        "label:methods": {"type": "array", "items": {"type": "string"}},
        "label:overviews": {"type": "array", "items": {"type": "object", "required": ["property_key"]}},
    },
}
"""The required fields and types of the Label extension 1.0.1."""
