"""Sets of other tools, imported and exported to their own format again: what was there is there."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from dataset_sites import box, turned, write_site

from ilmtool.__main__ import main
from ilmtool.sidecar.reader import read_sidecar

Boxes = Counter[tuple[str, str, tuple[float, ...]]]
"""(stem of the image, class, numbers)"""


def of_coco(folder: Path) -> Boxes:
    found: Boxes = Counter()
    for path in folder.rglob("*.json"):
        value = json.loads(path.read_text("utf-8"))
        if not isinstance(value, dict) or "annotations" not in value or "categories" not in value:
            continue
        images = {image["id"]: Path(image["file_name"]).stem for image in value["images"]}
        names = {category["id"]: category["name"] for category in value["categories"]}
        for entry in value["annotations"]:
            box = tuple(round(float(v), 4) for v in entry["bbox"])
            found[(images[entry["image_id"]], names[entry["category_id"]], box)] += 1
    return found


def of_text(folder: Path, name_at: int, numbers: slice, names: list[str] | None, digits: int) -> Boxes:
    found: Boxes = Counter()
    for path in folder.rglob("*.txt"):
        for line in path.read_text("utf-8").splitlines():
            row = line.split()
            if len(row) < 5 or not row[0].replace(".", "").isdecimal():
                continue
            name = row[name_at] if names is None else names[int(row[name_at])]
            stem = path.stem.split("-")[0]  # the second image of one name gets a number behind it
            found[(stem, name, tuple(round(float(v), digits) for v in row[numbers]))] += 1
    return found


def of_yolo(folder: Path) -> Boxes:
    text = next(iter([*folder.rglob("data.yaml"), *folder.rglob("obj.names")])).read_text("utf-8")
    if "names:" in text:
        import yaml

        listed = yaml.safe_load(text)["names"]
        names = list(listed.values()) if isinstance(listed, dict) else listed
    else:
        names = text.split()
    return of_text(folder, 0, slice(1, 5), names, 5)


def of_dota(folder: Path) -> Boxes:
    """Corners in any order: this set's run against the standard's direction."""
    found: Boxes = Counter()
    for (stem, name, numbers), count in of_text(folder, 8, slice(0, 8), None, 1).items():
        corners = sorted(zip(numbers[::2], numbers[1::2], strict=True))
        found[(stem, name, tuple(v for corner in corners for v in corner))] += count
    return found


def of_voc(folder: Path) -> Boxes:
    """Edges; a 0 says that they count from 0 and not from 1."""
    texts = [path.read_text("utf-8") for path in folder.rglob("*.xml")]
    first = 0.0 if any("min>0<" in text for text in texts) else 1.0
    found: Boxes = Counter()
    for path in folder.rglob("*.xml"):
        root = ET.parse(path).getroot()
        for element in [*root.iter("object"), *root.iter("part")]:
            box = element.find("bndbox")
            assert box is not None
            x0, y0, x1, y1 = (float(box.findtext(n, "nan")) for n in ("xmin", "ymin", "xmax", "ymax"))
            found[(path.stem, element.findtext("name", ""), (x0 - first, y0 - first, x1, y1))] += 1
    return found


def of_labelme(folder: Path) -> Boxes:
    """The web tool's XML, or labelme's JSON; a box of four points is that of two corners."""
    found: Boxes = Counter()
    for path in folder.rglob("*.xml"):
        for element in ET.parse(path).getroot().iter("object"):
            points = [(float(p.findtext("x", "")), float(p.findtext("y", ""))) for p in element.iter("pt")]
            mask = element.find("segm/box")
            if mask is not None:
                x0, y0, x1, y1 = (float(mask.findtext(n, "")) for n in ("xmin", "ymin", "xmax", "ymax"))
                points = [(x0, y0), (x1, y1)]
            found[(path.stem, element.findtext("name", ""), _extent(points))] += 1
    for path in folder.rglob("*.json"):
        value = json.loads(path.read_text("utf-8"))
        for shape in value.get("shapes", []) if isinstance(value, dict) else []:
            found[(path.stem, shape["label"], _extent(shape["points"]))] += 1
    return found


def _extent(points: list) -> tuple[float, ...]:
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return min(xs), min(ys), max(xs), max(ys), float(len({tuple(p) for p in points}) > 4)


SETS = [
    ("coco_dataset/coco", "coco", of_coco),
    ("coco_dataset/coco_roboflow", "coco", of_coco),
    ("roboflow_dataset/coco", "coco", of_coco),
    ("yolo_dataset/strict", "yolo", of_yolo),
    ("yolo_dataset/labels", "yolo", of_yolo),
    ("roboflow_dataset/yolo", "yolo", of_yolo),
    ("dota_dataset", "dota", of_dota),
    ("roboflow_dataset/yolo_obb", "dota", of_dota),
    ("roboflow_dataset/voc", "voc", of_voc),
    ("labelme_dataset", "labelme", of_labelme),
]


@pytest.mark.parametrize(("name", "kind", "boxes"), SETS)
def test_nothing_is_lost_on_the_way(
    shared_data: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    name: str,
    kind: str,
    boxes: Callable[[Path], Boxes],
) -> None:
    source = tmp_path / "source"
    shutil.copytree(shared_data / "annotations" / "datumaro" / name, source, copy_function=shutil.copyfile)
    assert main(["import", str(source), "-o", str(tmp_path / "sidecars")]) in {0, 1}
    labels = next((tmp_path / "sidecars").glob("*.labels.toml"))
    arguments = ["export", str(tmp_path / "sidecars"), "--format", kind, "-o", str(tmp_path / "out")]
    assert main([*arguments, "--label-set", str(labels)]) == 0
    capsys.readouterr()
    before, after = boxes(source), boxes(tmp_path / "out")
    assert sum(before.values()) > 0
    assert after == before


@pytest.mark.parametrize("format_name", ["coco", "dota", "labelme", "yolo-obb"])
def test_boxes_at_an_angle_come_back_as_what_they_were(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], format_name: str
) -> None:
    site = write_site(
        tmp_path / "sites", [box(10.25, 20, 30, 40.5), *(turned(60, 60, 120, 90, a) for a in (30, 100, -170))]
    )
    target, back = tmp_path / "dataset", tmp_path / "back"
    words = ["--format", format_name, "-o", str(target), "--workers", "1"]
    assert main(["export", str(site.sidecar), *words]) == 0
    main(["import", str(target), "-o", str(back)])
    capsys.readouterr()
    (made,) = back.glob("*.ilm.geojson")

    def boxes(path: Path) -> list[tuple[str, list[tuple[float, float]]]]:
        found = read_sidecar(path).document.annotations.values()
        rings = [(a.properties.shape, [(round(x, 4), round(y, 4)) for x, y in a.ring or ()]) for a in found]
        return sorted(rings)

    assert boxes(made) == boxes(site.sidecar)


@pytest.mark.parametrize("kind", ["coco", "labelme", "geojson", "gpkg"])
def test_our_own_export_comes_back_whole(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    """Certainty, change, note, author and times return to the properties that they were."""
    import numpy as np
    import rasterio

    from ilmtool.sidecar.reader import read_sidecar

    for name in ("site_20190216.tif", "site_20190302.tif"):
        with rasterio.open(
            tmp_path / name, "w", driver="GTiff", width=200, height=150, count=1, dtype="uint8",
            crs="EPSG:32651", transform=rasterio.Affine(0.5, 0, 4e5, 0, -0.5, 4.39e6),
        ) as out:  # fmt: skip
            out.write(np.zeros((1, 150, 200), np.uint8))
    ring = [[20, 30], [20, 60], [90, 60], [90, 30], [20, 30]]
    said = {
        "label": "crane", "certainty": "probable", "certainty_term": "apparent", "change": "new",
        "note": "north side", "author": "ann", "created": "2026-11-22T12:01:00Z",
        "updated": "2026-11-22T12:05:00Z", "review": "approved",
    }  # fmt: skip
    feature = {
        "type": "Feature", "id": "8f0c1f5e-0b5e-4a39-9d2e-1f6f0a1b2c3d", "geometry": None,
        "properties": {
            "schema": "ilmtool/1", "kind": "observation", "shape": "box", **said,
            "scene_before": "site_20190216", "scene_after": "site_20190302", "drawn_on": "site_20190302",
            "boom": "long",
            "imageGeometry": {"type": "Polygon", "coordinates": [ring]},
        },
    }  # fmt: skip
    scenes = [
        {"id": name, "role": role, "href": f"{name}.tif", "proj:code": "EPSG:32651", "proj:shape": [150, 200],
         "proj:transform": [0.5, 0, 4e5, 0, -0.5, 4.39e6]}
        for name, role in (("site_20190216", "before"), ("site_20190302", "after"))
    ]  # fmt: skip
    header = {"format": "ilmtool-annotations", "version": "1.0", "scenes": scenes}
    sidecar = tmp_path / "site_20190302.tif.ilm.geojson"
    sidecar.write_text(json.dumps({"type": "FeatureCollection", "ilmtool": header, "features": [feature]}))
    assert main(["export", str(sidecar), "--format", kind, "-o", str(tmp_path / "out")]) == 0
    path = next((tmp_path / "out").rglob(f"*.{kind}"), tmp_path / "out")
    arguments = ["import", "--json", str(path), "--images", str(tmp_path), "-o", str(tmp_path / "again")]
    capsys.readouterr()
    code = main(arguments)
    found = json.loads(capsys.readouterr().out)
    assert (code, found["listed"]) == (0, [])
    (annotation,) = read_sidecar(Path(found["sidecars"][0])).document.annotations.values()
    assert {name: getattr(annotation.properties, name) for name in said} == said
    assert annotation.ring is not None
    assert [list(point) for point in annotation.ring] == [
        [pytest.approx(x, abs=0.02), pytest.approx(y, abs=0.02)] for x, y in ring
    ]


def test_chip_options_without_chips_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = [
        "export",
        str(tmp_path),
        "--format",
        "coco",
        "--tile-size",
        "64",
        "-o",
        str(tmp_path / "out"),
    ]
    assert main(arguments) == 2
    assert "--tile-size is for chips" in capsys.readouterr().err
