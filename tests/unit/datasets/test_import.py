"""`ilmtool import`: every format into sidecars, read back from the disk; what cannot be held is listed."""

from __future__ import annotations

import json
import math
import shutil
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
from PIL import Image
from rasterio.errors import NotGeoreferencedWarning

from ilmtool.__main__ import main
from ilmtool.core.annotation import Annotation
from ilmtool.core.geometry import ring_bounds
from ilmtool.session.labels import read_label_set
from ilmtool.sidecar.codec import extra_properties
from ilmtool.sidecar.reader import read_sidecar
from ilmtool.sidecar.validate import validate_file

SIZE = (200, 100)
UNAVOIDABLE = {"few-scenes", "role-missing", "outside-scene"}
"""One image is no pair, and datasets may have boxes that reach out of their image."""


def picture(path: Path, size: tuple[int, int] = SIZE) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", NotGeoreferencedWarning)
        with rasterio.open(
            path, "w", driver="GTiff", width=size[0], height=size[1], count=1, dtype="uint8"
        ) as out:
            out.write(np.zeros((1, size[1], size[0]), np.uint8))
    return path


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, dict[str, Any]]:
    code = main(["import", "--json", *(str(argument) for argument in arguments)])
    told = capsys.readouterr()
    assert told.err == ""
    return code, json.loads(told.out)


def refused(capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    assert main(["import", *(str(argument) for argument in arguments)]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert len(told.err.strip().splitlines()) == 1
    return told.err


def annotations(sidecar: Path) -> list[Annotation]:
    """In the order of their labels and places; the sidecar keeps to the contract."""
    wrong = [f for f in validate_file(sidecar) if f.code not in UNAVOIDABLE]
    assert wrong == []
    found = read_sidecar(sidecar).document.annotations.values()
    return sorted(found, key=lambda a: (a.label, a.ring))


def rings(sidecar: Path) -> dict[str, tuple[str, tuple[float, float, float, float]]]:
    return {a.label: (a.properties.shape, ring_bounds(a.ring)) for a in annotations(sidecar) if a.ring}


def what(found: dict[str, Any]) -> list[str]:
    return sorted({entry["what"] for entry in found["listed"]})


# -- COCO ------------------------------------------------------------------------------------------


def coco(folder: Path, entries: list[dict[str, Any]], **more: Any) -> Path:
    picture(folder / "images" / "a.tif")
    path = folder / "instances.json"
    value = {
        "images": [{"id": 5, "file_name": "a.tif", "width": SIZE[0], "height": SIZE[1], "license": 2}],
        "categories": [
            {"id": 3, "name": "crane", "supercategory": "machine"}, {"id": 8, "name": "never used"},
        ],
        "annotations": [{"id": n, "image_id": 5, "category_id": 3, **e} for n, e in enumerate(entries)],
        **more,
    }  # fmt: skip
    path.write_text(json.dumps(value))
    return path


def test_coco_boxes_outlines_and_attributes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = coco(
        tmp_path,
        [
            {"bbox": [10.5, 20, 30, 15.25], "area": 1, "iscrowd": 0, "score": 0.75, "segmentation": []},
            {"bbox": [1, 2, 20, 30], "segmentation": [[1, 2, 21, 2, 15, 32]], "iscrowd": 1,
             "attributes": {"certainty": "probable", "note": "roof", "colour": "red", "spots": [1, 2]}},
            {"bbox": [50, 60, 10, 10], "segmentation": [[50, 60, 60, 60, 60, 70, 50, 70]]},
        ],
    )  # fmt: skip
    code, found = run(capsys, path, "--images", tmp_path / "images")
    assert (code, found["objects"], found["images"], found["listed"]) == (0, 3, 1, [])
    (sidecar,) = (Path(name) for name in found["sidecars"])
    assert sidecar == tmp_path / "images" / "a.tif.ilm.geojson"
    triangle, plain, square = annotations(sidecar)
    assert plain.ring == ((10.5, 20.0), (10.5, 35.25), (40.5, 35.25), (40.5, 20.0), (10.5, 20.0))
    assert (plain.properties.shape, plain.label) == ("box", "crane")
    assert extra_properties(plain) == {"score": 0.75}
    assert triangle.properties.shape == "polygon"
    assert triangle.ring == ((1, 2), (21, 2), (15, 32), (1, 2))
    assert (triangle.properties.certainty, triangle.properties.note) == ("probable", "roof")
    assert extra_properties(triangle) == {"iscrowd": 1, "colour": "red", "spots": "[1, 2]"}
    assert square.properties.shape == "box"
    scene = read_sidecar(sidecar).document.header.scenes[0]
    assert scene.extra["dataset"] == {"license": 2}
    labels = read_label_set(Path(found["label_set"]))
    assert [(item.id, item.name) for item in labels] == [(3, "crane"), (8, "never used")]


def test_what_coco_has_beyond_boxes_is_listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = coco(
        tmp_path,
        [
            {"bbox": [1, 2, 3, 4], "segmentation": {"counts": [1, 2], "size": [100, 200]}},
            {"bbox": [1, 2, 9, 9], "segmentation": [[1, 2, 5, 2, 5, 6], [7, 8, 10, 8, 10, 11]]},
            {"caption": "nice"},
            {"bbox": [1, 2, 3, 4], "category_id": 99},
            {"bbox": [1, 2, "x", 4]},
            {"bbox": [5, 5, 5, 5], "image_id": 77},
        ],
    )
    code, found = run(capsys, path, "--images", tmp_path / "images")
    assert code == 1
    assert found["objects"] == 3
    assert what(found) == [
        "annotation without a box or outline",
        "annotations of an image that is not listed (1)",
        "category that is not declared",
        "coordinates that are no numbers",
        "mask (its bounding box is kept)",
        "outline of several parts (the bounding box is kept, the parts as an attribute)",
    ]
    parts = [extra_properties(a) for a in annotations(Path(found["sidecars"][0]))]
    assert {"segmentation": "[[1, 2, 5, 2, 5, 6], [7, 8, 10, 8, 10, 11]]"} in parts


def test_an_image_without_objects_gets_its_sidecar_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, found = run(capsys, coco(tmp_path, []), "--images", tmp_path / "images")
    assert (code, found["objects"], found["images"]) == (0, 0, 1)
    assert annotations(Path(found["sidecars"][0])) == []


# -- YOLO ------------------------------------------------------------------------------------------


def yolo(folder: Path, text: str, names: str = "names:\n  0: crane\n  1: trailer\n") -> Path:
    picture(folder / "images" / "train" / "a.tif")
    picture(folder / "images" / "val" / "a.tif", (50, 50))
    (folder / "labels" / "train").mkdir(parents=True)
    (folder / "labels" / "train" / "a.txt").write_text(text)
    (folder / "data.yaml").write_text(names)
    return folder


def test_yolo_rows_of_every_length(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = yolo(tmp_path, "0 0.5 0.5 0.1 0.2\n1 0.25 0.25 0.1 0.1 0.875\n\n1 0.1 0.1 0.2 0.1 0.15 0.3\n")
    code, found = run(capsys, folder)
    assert (code, found["format"], found["objects"]) == (0, "yolo", 3)
    (sidecar,) = found["sidecars"]
    assert Path(sidecar).parent.name == "train", "labels/train goes with images/train"
    crane, outline, scored = annotations(Path(sidecar))
    assert ring_bounds(crane.ring) == (90.0, 40.0, 110.0, 60.0)
    assert ring_bounds(scored.ring) == (40.0, 20.0, 60.0, 30.0)
    assert extra_properties(scored) == {"score": 0.875}
    assert outline.ring == ((20, 10), (40, 10), (30, 30), (20, 10))
    assert outline.properties.shape == "polygon"


def test_yolo_obb_keeps_angle_and_heading(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Corners run clockwise from the object's own top left; a share is 200 px wide here, and 100 high."""
    corners = [(60.0, 30.0), (100.0, 60.0), (85.0, 80.0), (45.0, 50.0)]
    row = "1 " + " ".join(f"{x / 200:.8f} {y / 100:.8f}" for x, y in corners)
    code, found = run(capsys, yolo(tmp_path, row + "\n"))
    assert (code, found["format"]) == (0, "yolo-obb")
    (box,) = annotations(Path(found["sidecars"][0]))
    assert box.properties.shape == "oriented_box"
    tl, tr, br, bl = corners
    assert np.asarray(box.ring) == pytest.approx(np.asarray([tl, bl, br, tr, tl]), abs=1e-4)


def test_bad_yolo_rows_are_listed_and_cost_only_themselves(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "0 0.5 0.5 0.1 0.2\n0 0.5 nan 0.1 0.1\n0 0.5 0.5\n7 0.5 0.5 0.1 0.1\nx 0 0 1 1\n0 1e400 0 0 0\n"
    code, found = run(capsys, yolo(tmp_path, text), "--format", "yolo")
    assert (code, found["objects"]) == (1, 2)
    assert what(found) == ["class without a name", "row that cannot be read"]
    assert [
        entry["where"].split(":")[:2] for entry in found["listed"] if entry["what"].startswith("row")
    ] == [["a.txt", line] for line in "2356"]


@pytest.mark.parametrize(
    "names",
    ["names: [crane, trailer]", "names:\n- crane\n- trailer", "names: {0: crane, 1: trailer}"],
)
def test_class_names_in_every_way_that_yolo_writes_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], names: str
) -> None:
    _, found = run(capsys, yolo(tmp_path, "1 0.5 0.5 0.1 0.1\n", names))
    assert annotations(Path(found["sidecars"][0]))[0].label == "trailer"


def test_a_yaml_bomb_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [{','.join([f'*{chr(97 + n)}'] * 9)}]\n" for n in range(9)
    )
    folder = yolo(tmp_path, "1 0.5 0.5 0.1 0.1\n", bomb)
    assert "anchors" in refused(capsys, folder, "--format", "yolo")


# -- DOTA, VOC, xView ------------------------------------------------------------------------------


def test_dota_heads_difficulty_and_corners(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    picture(tmp_path / "images" / "P0001.tif")
    (tmp_path / "labelTxt").mkdir()
    (tmp_path / "labelTxt" / "P0001.txt").write_text(
        "imagesource:GoogleEarth\ngsd:0.146\n"
        "10.0 20.0 40.0 20.0 40.0 30.0 10.0 30.0 storage-tank 0\n"
        "60 30 100 60 85 80 45 50 ship 1\n"
        "1 1 50 2 60 70 3 40 harbour 0\n"
    )
    code, found = run(capsys, tmp_path)
    assert (code, found["format"], found["objects"]) == (0, "dota", 3)
    harbour, ship, tank = annotations(Path(found["sidecars"][0]))
    assert (tank.properties.shape, ring_bounds(tank.ring)) == ("box", (10, 20, 40, 30))
    assert ship.properties.shape == "oriented_box"
    assert ship.ring == ((60, 30), (45, 50), (85, 80), (100, 60), (60, 30))
    assert extra_properties(ship) == {"difficult": True}
    assert harbour.properties.shape == "polygon"
    scene = read_sidecar(Path(found["sidecars"][0])).document.header.scenes[0]
    assert scene.extra["dataset"] == {"imagesource": "GoogleEarth", "gsd": "0.146"}


VOC = """<annotation><filename>a.tif</filename><size><width>200</width><height>100</height></size>
<object><name>kran "größer"</name><truncated>1</truncated><difficult>0</difficult><pose>Left</pose>
<bndbox><xmin>11</xmin><ymin>21</ymin><xmax>40</xmax><ymax>30</ymax></bndbox>
<part><name>boom</name><bndbox><xmin>1</xmin><ymin>1</ymin><xmax>2</xmax><ymax>2</ymax></bndbox></part></object>
</annotation>"""


@pytest.mark.parametrize("zero_based", [False, True])
def test_voc_counts_from_one_and_includes_both_ends(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], zero_based: bool
) -> None:
    picture(tmp_path / "JPEGImages" / "a.tif")
    (tmp_path / "Annotations").mkdir()
    (tmp_path / "Annotations" / "a.xml").write_text(VOC, "utf-8")
    code, found = run(capsys, tmp_path, *(["--zero-based"] if zero_based else []))
    assert (code, found["format"], found["objects"]) == (0, "voc", 2)
    part, crane = annotations(Path(found["sidecars"][0]))
    shift = 1.0 if zero_based else 0.0
    assert ring_bounds(crane.ring) == (10 + shift, 20 + shift, 40, 30)
    assert crane.label == 'kran "größer"'
    assert extra_properties(crane) == {"truncated": True, "pose": "Left"}
    assert ring_bounds(part.ring) == (shift, shift, 2, 2)
    assert extra_properties(part)["part_of"].startswith('kran "größer"')


def test_a_zero_in_voc_betrays_who_counts_from_zero(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, text in (("a", VOC), ("b", VOC.replace("a.tif", "b.tif").replace("<xmin>1<", "<xmin>0<"))):
        picture(tmp_path / f"{name}.tif")
        (tmp_path / f"{name}.xml").write_text(text, "utf-8")
    code, found = run(capsys, tmp_path)
    assert code == 1
    assert what(found) == ["edges counted from 0, against the standard (so taken in all files)"]
    assert ring_bounds(annotations(tmp_path / "a.tif.ilm.geojson")[1].ring) == (11, 21, 40, 30)


def test_xview_names_classes_by_number(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    picture(tmp_path / "images" / "104.tif")
    features = [
        {"type": "Feature", "geometry": None, "properties": properties}
        for properties in (
            {"bounds_imcoords": "10,20,30,40", "type_id": 59, "image_id": "104.tif", "feature_id": 7},
            {"bounds_imcoords": "50,60,70,80", "type_id": 999, "image_id": "104.tif"},
            {"bounds_imcoords": "50,60,70", "type_id": 59, "image_id": "104.tif"},
            {"bounds_imcoords": "1,2,3,4", "type_id": 59, "image_id": "gone.tif"},
        )
    ]
    path = tmp_path / "xView_train.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    code, found = run(capsys, path, "--images", tmp_path / "images")
    assert (code, found["format"], found["objects"]) == (1, "xview", 2)
    assert rings(Path(found["sidecars"][0])) == {
        "Mobile Crane": ("box", (10, 20, 30, 40)),
        "class 999": ("box", (50, 60, 70, 80)),
    }
    assert what(found) == [
        "feature that cannot be read",
        "image that was not found or is not clear (1 objects)",
    ]


# -- xBD -------------------------------------------------------------------------------------------


def test_xbd_becomes_a_pair_with_both_dates(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = {kind: f"site_00000001_{kind}_disaster" for kind in ("pre", "post")}
    for kind, date, shift in (
        ("pre", "2019-02-16T02:15:00.000Z", 0),
        ("post", "2019-03-02T02:18:00.000Z", 3),
    ):
        picture(tmp_path / "images" / f"{names[kind]}.tif")
        damage = {"subtype": "destroyed"} if shift else {}
        x0, x1 = 10 + shift, 40 + shift
        xy = [
            {"properties": {"feature_type": "building", "uid": "u1", **damage},
             "wkt": f"POLYGON (({x0} 20, {x1} 20, {x1} 50, {x0} 50, {x0} 20))"},
        ]  # fmt: skip
        if not shift:
            xy.append({"properties": {"feature_type": "building", "uid": "u2"},
                       "wkt": "POLYGON ((100 10, 120 10, 110 40, 100 10))"})  # fmt: skip
        value = {
            "features": {"xy": xy, "lng_lat": []},
            "metadata": {"img_name": f"{names[kind]}.tif", "width": 200, "height": 100, "capture_date": date,
                         "sensor": "WORLDVIEW02", "gsd": 1.5, "off_nadir_angle": 20.5},
        }  # fmt: skip
        (tmp_path / "labels").mkdir(exist_ok=True)
        (tmp_path / "labels" / f"{names[kind]}.json").write_text(json.dumps(value))
    code, found = run(capsys, tmp_path)
    assert (code, found["format"], found["objects"], found["listed"]) == (0, "xbd", 2, [])
    sidecar = Path(found["sidecars"][0])
    assert sidecar.name == f"{names['post']}.tif.ilm.geojson"
    document = read_sidecar(sidecar).document
    before, after = document.header.scenes
    assert (before.role, after.role) == ("before", "after")
    assert before.acquisition.datetime == "2019-02-16T02:15:00Z"
    assert (after.acquisition.platform, after.acquisition.off_nadir) == ("WORLDVIEW02", 20.5)
    gone, burnt = annotations(sidecar)[1], annotations(sidecar)[0]
    if gone.drawn_on == after.id:
        gone, burnt = burnt, gone
    assert (burnt.drawn_on, burnt.properties.shape) == (
        after.id,
        "polygon" if burnt.ring[1][0] > 20 else "box",
    )
    extra = extra_properties(burnt)
    assert (extra["subtype"], extra["uid"]) == ("destroyed", "u1")
    assert json.loads(extra["before_outline"])[0] == [10.0, 20.0]
    assert burnt.properties.change_not_before == "2019-02-16T02:15:00Z"
    assert (gone.drawn_on, gone.ring[1]) == (before.id, (120.0, 10.0))


# -- labelme, CVAT ---------------------------------------------------------------------------------


def test_labelme_shapes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    picture(tmp_path / "a.tif")
    shapes = [
        {
            "label": "box",
            "shape_type": "rectangle",
            "points": [[40, 50], [10, 20]],
            "flags": {"old": True, "x": False},
        },
        {"label": "poly", "shape_type": "polygon", "points": [[1, 1], [9, 1], [5, 9]], "group_id": 4},
        {
            "label": "turned",
            "shape_type": "oriented_rectangle",
            "points": [[60, 30], [100, 60], [85, 80], [45, 50]],
        },
        {"label": "round", "shape_type": "circle", "points": [[100, 50], [100, 60]]},
        {"label": "dot", "shape_type": "point", "points": [[3, 3]]},
        {"label": "line", "shape_type": "linestrip", "points": [[3, 3], [4, 4]]},
        {"label": "bad", "shape_type": "polygon", "points": [[3, None]]},
    ]
    size = {"imageWidth": 200, "imageHeight": 100}
    value = {"imagePath": "..\\a.tif", **size, "shapes": shapes, "imageData": "A" * 1000}
    (tmp_path / "a.json").write_text(json.dumps(value))
    code, found = run(capsys, tmp_path / "a.json")
    assert (code, found["objects"]) == (1, 4)
    sidecar = Path(found["sidecars"][0])
    shown = rings(sidecar)
    assert shown["box"] == ("box", (10, 20, 40, 50))
    assert shown["poly"][0] == "polygon"
    assert shown["turned"][0] == "oriented_box"
    assert shown["round"] == ("polygon", pytest.approx((90, 40, 110, 60)))
    by_label = {a.label: a for a in annotations(sidecar)}
    assert extra_properties(by_label["box"]) == {"old": True}
    assert extra_properties(by_label["poly"]) == {"group_id": 4}
    assert len(what(found)) == 4
    assert "AAAA" not in sidecar.read_text()


def test_cvat_boxes_tracks_and_attributes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("a.tif", "frame_000003.tif"):
        picture(tmp_path / "images" / name)
    (tmp_path / "annotations.xml").write_text(
        "<annotations><meta><task><labels><label><name>crane</name></label><label><name>unused</name></label></labels>"
        '</task></meta><image id="0" name="a.tif" width="200" height="100">'
        '<box label="crane" xtl="10" ytl="20" xbr="50" ybr="40" occluded="1" z_order="0" rotation="90">'
        '<attribute name="boom">long</attribute></box>'
        '<ellipse label="tank" cx="100" cy="50" rx="20" ry="10"/>'
        '<polyline label="crane" points="1,1;2,2"/><tag label="cloudy"/></image>'
        '<track id="4" label="truck"><box frame="3" outside="0" xtl="1" ytl="2" xbr="3" ybr="4"/>'
        '<box frame="5" outside="1" xtl="1" ytl="2" xbr="3" ybr="4"/></track></annotations>'
    )
    code, found = run(capsys, tmp_path)
    assert (code, found["format"], found["objects"], found["images"]) == (1, "cvat", 3, 2)
    crane, tank = annotations(tmp_path / "images" / "a.tif.ilm.geojson")
    assert crane.properties.shape == "oriented_box"
    # A quarter turn clockwise about (30, 30): its own top left lies at the top right.
    assert crane.ring[0] == pytest.approx((40, 10))
    assert extra_properties(crane) == {"occluded": "1", "boom": "long"}
    assert ring_bounds(tank.ring) == pytest.approx((80, 40, 120, 60))
    (truck,) = annotations(tmp_path / "images" / "frame_000003.tif.ilm.geojson")
    assert extra_properties(truck) == {"track": "4"}
    assert [item.name for item in read_label_set(Path(found["label_set"]))] == [
        "crane",
        "unused",
        "tank",
        "truck",
    ]


# -- map data --------------------------------------------------------------------------------------


def scene(path: Path, crs: str, transform: tuple[float, ...], size: tuple[int, int] = (400, 300)) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with rasterio.open(
        path, "w", driver="GTiff", width=size[0], height=size[1], count=1, dtype="uint8", crs=crs,
        transform=rasterio.Affine(*transform),
    ) as out:  # fmt: skip
        out.write(np.zeros((1, size[1], size[0]), np.uint8))
    return path


@pytest.mark.parametrize("ending", ["gpkg", "shp", "geojson"])
@pytest.mark.parametrize("crs", ["EPSG:32651", "EPSG:4326", "EPSG:3857"])
def test_map_data_in_any_crs_lands_on_the_pixels(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], ending: str, crs: str
) -> None:
    import geopandas
    from shapely import Point, Polygon, box

    grid = (0.5, 0.0, 400_000.0, 0.0, -0.5, 4_390_000.0)
    scene(tmp_path / "images" / "a.tif", "EPSG:32651", grid)
    scene(tmp_path / "images" / "elsewhere.tif", "EPSG:32651", (0.5, 0.0, 500_000.0, 0.0, -0.5, 4_390_000.0))

    def there(*pixels: tuple[float, float]) -> list[tuple[float, float]]:
        return [(400_000 + 0.5 * x, 4_390_000 - 0.5 * y) for x, y in pixels]

    upright = box(*there((20, 60))[0], *there((60, 40))[0])
    turned = Polygon(there((100, 50), (140, 80), (125, 100), (85, 70)))
    cut = Polygon(
        there((200, 100), (250, 100), (240, 160), (200, 150)), [there((210, 110), (220, 110), (220, 120))]
    )
    far = box(600_000, 4_300_000, 600_010, 4_300_010)
    frame = geopandas.GeoDataFrame(
        {"kind": ["shed", "boat", "yard", "lost", "tree"], "height": [4.5, 2.0, None, 1.0, 9.0]},
        geometry=[upright, turned, cut, far, Point(*there((5, 5))[0])],
        crs="EPSG:32651",
    ).to_crs(crs)
    path = tmp_path / f"things.{ending}"
    if ending == "shp":
        frame = frame[:-1]  # a Shapefile holds one kind of geometry
    if ending == "geojson":
        frame = frame.to_crs("EPSG:4326")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        frame.to_file(path)
    code, found = run(capsys, path, "--images", tmp_path / "images", "--label-field", "kind")
    assert (code, found["objects"], found["images"]) == (1, 3, 1)
    assert what(found) == ["Point, which has no area", "place that no image shows"][ending == "shp" :]
    boat, shed, yard = annotations(tmp_path / "images" / "a.tif.ilm.geojson")
    near = 1e-3 if ending != "geojson" else 0.02  # GDAL writes seven decimals of a degree
    assert np.asarray(shed.ring) == pytest.approx(
        np.asarray([(20, 40), (20, 60), (60, 60), (60, 40), (20, 40)]), abs=near
    )
    assert boat.properties.shape == "oriented_box"
    assert {(round(x), round(y)) for x, y in boat.ring} == {(100, 50), (140, 80), (125, 100), (85, 70)}
    assert len(yard.properties.image_geometry.coordinates) == 2, "its hole is kept"
    assert extra_properties(shed) == {"height": 4.5}
    assert extra_properties(yard) == {}


def test_spacenet_buildings_need_no_class(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    scene(tmp_path / "a.tif", "EPSG:4326", (3e-6, 0.0, -115.3, 0.0, -3e-6, 36.2))
    ring = [
        [-115.2999, 36.1999],
        [-115.2998, 36.1999],
        [-115.2998, 36.1998],
        [-115.2999, 36.1998],
        [-115.2999, 36.1999],
    ]
    feature = {
        "type": "Feature",
        "properties": {"OBJECTID": 1},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
    (tmp_path / "img1.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    code, found = run(capsys, tmp_path / "img1.geojson", "--format", "spacenet")
    assert found["objects"] == 1
    assert code == 1
    assert what(found) == ["class (no field names one: each became `building`)"]
    (building,) = annotations(tmp_path / "a.tif.ilm.geojson")
    assert ring_bounds(building.ring) == pytest.approx((33.333, 33.333, 66.667, 66.667), abs=0.01)
    assert (building.label, extra_properties(building)) == ("building", {"OBJECTID": 1})


def test_an_area_cut_at_the_antimeridian_is_one_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scene(tmp_path / "a.tif", "EPSG:32760", (10.0, 0.0, 814_000.0, 0.0, -10.0, 8_122_000.0), (1000, 600))
    west = [[179.99, -17.01], [180.0, -17.01], [180.0, -17.0], [179.99, -17.0], [179.99, -17.01]]
    east = [[-180.0, -17.01], [-179.99, -17.01], [-179.99, -17.0], [-180.0, -17.0], [-180.0, -17.01]]
    geometry = {"type": "MultiPolygon", "coordinates": [[west], [east]]}
    feature = {"type": "Feature", "properties": {"label": "reef"}, "geometry": geometry}
    (tmp_path / "r.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    code, found = run(capsys, tmp_path / "r.geojson")
    assert (code, found["objects"]) == (0, 1)
    (reef,) = annotations(tmp_path / "a.tif.ilm.geojson")
    x0, _, x1, _ = ring_bounds(reef.ring)
    assert x1 - x0 == pytest.approx(213, abs=3), "0.02 degrees are 2.13 km"


# -- what holds for all of them --------------------------------------------------------------------


def test_ids_are_the_same_in_every_import(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = coco(tmp_path, [{"bbox": [1, 2, 3, 4]}, {"bbox": [1, 2, 3, 4]}, {"bbox": [5, 6, 7, 8]}])
    _, first = run(capsys, path, "--images", tmp_path / "images", "-o", tmp_path / "one")
    _, second = run(capsys, path, "--images", tmp_path / "images", "-o", tmp_path / "two")
    ids = [[a.id for a in annotations(Path(found["sidecars"][0]))] for found in (first, second)]
    assert ids[0] == ids[1]
    assert len(set(ids[0])) == 3
    code, again = run(capsys, path, "--images", tmp_path / "images", "-o", tmp_path / "one")
    assert (code, again["sidecars"], len(again["unchanged"])) == (0, [], 1)


def test_an_annotation_file_that_exists_is_never_written_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = coco(tmp_path, [{"bbox": [1, 2, 3, 4]}])
    mine = tmp_path / "images" / "a.tif.ilm.geojson"
    mine.write_bytes(b'{"type":"FeatureCollection",\n"features":[\n]}\n')
    before = mine.read_bytes()
    code, found = run(capsys, path, "--images", tmp_path / "images")
    assert (code, found["sidecars"]) == (1, [])
    assert any("exists already" in entry for entry in what(found))
    assert mine.read_bytes() == before
    code, found = run(capsys, path, "--images", tmp_path / "images", "--analyst", "ann")
    assert [Path(name).name for name in found["sidecars"]] == ["a.tif.ann.ilm.geojson"]
    assert annotations(Path(found["sidecars"][0]))[0].properties.author == "ann"


def test_images_of_an_earlier_date_make_pairs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = coco(tmp_path, [{"bbox": [1, 2, 3, 4]}])
    picture(tmp_path / "2018" / "a.tif")
    code, found = run(capsys, path, "--images", tmp_path / "images", "--before", tmp_path / "2018")
    assert code == 0
    assert validate_file(Path(found["sidecars"][0])) == []
    scenes = read_sidecar(Path(found["sidecars"][0])).document.header.scenes
    assert [(s.role, s.href) for s in scenes] == [("before", "../2018/a.tif"), ("after", "a.tif")]
    assert scenes[0].id != scenes[1].id


def test_an_image_of_another_size_gets_no_wrong_boxes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = coco(tmp_path, [{"bbox": [1, 2, 3, 4]}])
    picture(tmp_path / "images" / "a.tif", (400, 200))
    code, found = run(capsys, path, "--images", tmp_path / "images")
    assert (code, found["sidecars"]) == (1, [])
    assert found["listed"][0]["where"] == "a.tif: 400x200, not 200x100"


def test_a_name_that_fits_several_images_equally_is_not_guessed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = coco(tmp_path, [{"bbox": [1, 2, 3, 4]}])
    picture(tmp_path / "images" / "x" / "a.tif")
    picture(tmp_path / "images" / "y" / "a.tif")
    (tmp_path / "images" / "a.tif").unlink()
    assert "None of the images" in refused(capsys, path, "--images", tmp_path / "images")


def test_a_dataset_leads_nowhere_outside_of_its_folders(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = coco(tmp_path / "set", [{"bbox": [1, 2, 3, 4]}])
    picture(tmp_path / "secret.tif")
    value = json.loads(path.read_text())
    for name in ("../../secret.tif", str(tmp_path / "secret.tif"), "/vsicurl/http://127.0.0.1:9/secret.tif"):
        value["images"][0]["file_name"] = name
        path.write_text(json.dumps(value))
        assert "None of the images" in refused(capsys, path, "--images", tmp_path / "set" / "images")
    assert not (tmp_path / "secret.tif.ilm.geojson").exists()


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.json", b"{", "is not valid JSON"),
        ("a.json", b'{"images": 3}', "no format that can be imported"),
        ("a.json", b"[" * 100_000, "nested too deeply"),
        ("a.json", b'{"images": [3], "annotations": []}', "`images` that is no list of objects"),
        (
            "a.json",
            b'{"images": [], "annotations": [], "categories": [{"id": "x"}]}',
            "without a whole number",
        ),
        ("a.xml", b"<annotation>", "not well-formed"),
        (
            "a.xml",
            b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><annotation>&x;</annotation>',
            "entities",
        ),
        ("a.txt", b"hello world", "no format that can be imported"),
        ("a.txt", b"\xff\xfe\x00\x01", "no format that can be imported"),
        ("a.gpkg", b"SQLite format 3\x00rubbish", "cannot be read as map data"),
        ("a.bin", b"", "no format that can be imported"),
    ],
)
def test_a_file_that_is_no_dataset_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, content: bytes, told: str
) -> None:
    (tmp_path / name).write_bytes(content)
    message = refused(capsys, tmp_path / name)
    assert name in message
    assert told in message
    assert sorted(path.name for path in tmp_path.iterdir()) == [name]


def test_folders_and_formats_that_are_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "does not exist" in refused(capsys, tmp_path / "gone")
    assert "holds no files in a format" in refused(capsys, tmp_path)
    path = coco(tmp_path, [])
    assert "no format pdf" in refused(capsys, path, "--format", "pdf")
    assert "not a folder of images" in refused(capsys, path, "--images", tmp_path / "gone")


# -- real sets of other tools ----------------------------------------------------------------------

REAL = [
    ("coco_dataset/coco", "coco", 2, 3),
    ("coco_dataset/coco_roboflow", "coco", 2, 3),
    ("roboflow_dataset/coco", "coco", 3, 4),
    ("yolo_dataset/labels", "yolo", 2, 4),
    ("yolo_dataset/strict", "yolo", 1, 2),
    ("yolo_dataset/annotations", "yolo", 1, 2),
    ("roboflow_dataset/yolo", "yolo", 3, 4),
    ("roboflow_dataset/yolo_obb", "dota", 3, 4),
    ("dota_dataset", "dota", 3, 4),
    ("voc_dataset/voc_dataset1", "voc", 1, 3),
    ("roboflow_dataset/voc", "voc", 3, 4),
    ("cvat_dataset/for_images/export_task", "cvat", 2, 2),
    ("cvat_dataset/for_images/export_project", "cvat", 6, 6),
    ("labelme_dataset", "labelme", 1, 7),
]


@pytest.mark.parametrize(("name", "kind", "images", "objects"), REAL)
def test_real_sets(
    shared_data: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    name: str,
    kind: str,
    images: int,
    objects: int,
) -> None:
    folder = tmp_path / "set"
    shutil.copytree(shared_data / "annotations" / "datumaro" / name, folder, copy_function=shutil.copyfile)
    kept = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    _, found = run(capsys, folder, "-o", tmp_path / "out")
    assert (found["format"], found["images"], found["objects"]) == (kind, images, objects)
    for sidecar in found["sidecars"]:
        assert all(math.isfinite(v) for a in annotations(Path(sidecar)) for point in a.ring for v in point)
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == kept


def test_buildings_that_qgis_wrote(
    shared_data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every area of a real file that an image shows, at its place."""
    import geopandas

    path = shared_data / "annotations" / "ogr_written_geojson" / "buildings.geojson"
    frame = geopandas.read_file(path)
    west, south, east, north = frame.total_bounds
    step = max(east - west, north - south) / 2000
    scene(tmp_path / "a.tif", "EPSG:4326", (step, 0.0, west - step, 0.0, -step, north + step), (2003, 2003))
    _, found = run(capsys, path, "--images", tmp_path)
    assert found["objects"] == len(frame.geometry.explode())
    shown = annotations(tmp_path / "a.tif.ilm.geojson")
    area = sum(
        pixel_area(a.properties.image_geometry.coordinates) for a in shown if a.properties.image_geometry
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        assert area * step**2 == pytest.approx(frame.area.sum(), rel=1e-3)


def pixel_area(coordinates: Any) -> float:
    from shapely import Polygon

    return float(Polygon(coordinates[0], coordinates[1:]).area)


def test_a_stored_size_is_that_of_the_upright_picture(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Labels of a phone's photograph are in the pixels that people see."""
    image = Image.new("L", (100, 200))
    exif = image.getexif()
    exif[0x0112] = 6
    image.save(tmp_path / "a.jpg", exif=exif)
    (tmp_path / "a.txt").write_text("0 0.5 0.5 0.1 0.2\n")
    _, found = run(capsys, tmp_path / "a.txt", "--format", "yolo")
    (box,) = annotations(Path(found["sidecars"][0]))
    assert ring_bounds(box.ring) == (90.0, 40.0, 110.0, 60.0)
