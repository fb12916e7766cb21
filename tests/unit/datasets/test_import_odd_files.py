"""`ilmtool import` of files that are broken, hostile or lie among others: listed, never lost in silence."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
from rasterio.transform import Affine

from ilmtool.__main__ import main
from ilmtool.session.labels import read_label_set
from ilmtool.sidecar.reader import read_sidecar

geopandas = pytest.importorskip("geopandas")

EAST, NORTH = 600_000.0, 4_400_000.0
BOX = "<bndbox><xmin>2</xmin><ymin>3</ymin><xmax>10</xmax><ymax>11</ymax></bndbox>"
CAR = f"<object><name>car</name>{BOX}</object>"
MANY_DIGITS = "9" * 5000


@pytest.fixture
def images(tmp_path: Path) -> Path:
    """`a.tif` and `b.tif`, side by side on the ground; `test.tif` beyond."""
    folder = tmp_path / "images"
    folder.mkdir()
    for step, name in enumerate(("a", "b", "test")):
        grid = Affine(0.5, 0.0, EAST + 500 * step, 0.0, -0.5, NORTH)
        with rasterio.open(
            folder / f"{name}.tif", "w", driver="GTiff", width=400, height=300, count=1, dtype="uint8",
            crs="EPSG:32651", transform=grid,
        ) as out:  # fmt: skip
            out.write(np.zeros((1, 300, 400), np.uint8))
    return folder


def files(folder: Path, contents: dict[str, Any]) -> Path:
    for name, content in contents.items():
        path = folder / "dataset" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content if isinstance(content, str) else json.dumps(content))
    return folder / "dataset"


def imported(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, int, dict[str, list[str]]]:
    """(exit code, objects, what is listed)."""
    code = main(["import", "--json", *map(str, arguments)])
    told = capsys.readouterr()
    assert told.err == ""
    found = json.loads(told.out)
    listed = {entry["what"]: entry["where"] for entry in found["listed"]}
    return code, found["objects"], listed


def coco(**more: Any) -> dict[str, Any]:
    return {
        "images": [{"id": 1, "file_name": "a.tif"}],
        "categories": [{"id": 1, "name": "car"}],
        "annotations": [{"id": 1, "image_id": 1, "category_id": 1, "bbox": [1, 2, 3, 4], **more}],
    }


def voc(body: str, name: str = "", width: str = "400") -> str:
    named = f"<filename>{name}</filename>" if name else ""
    size = f"<size><width>{width}</width><height>300</height></size>"
    return f"<annotation>{named}{size}{body}</annotation>"


def cvat(body: str) -> str:
    image = '<image id="0" name="a.tif" width="400" height="300"/>'
    return f"<annotations>{image}{body}</annotations>"


@pytest.mark.parametrize(
    ("content", "objects", "listed"),
    [
        ({"c.json": coco(image_id=[1])},
         0, "annotations of an image that is not listed (1)"),
        ({"c.json": coco(category_id=[1])},
         1, "category that is not declared"),
        ({"c.json": coco(bbox=[1, 2, 3, 10**400])},
         0, "coordinates that are no numbers"),
        ({"c.json": coco(attributes={"rotation": 30.0})},
         1, "rotation without an outline (the box is kept as written, the angle as an attribute)"),
        ({"a.xml": voc(CAR, "a.tif", MANY_DIGITS)}, 1, ""),
        ({"a.xml": cvat('<track id="0"><box frame="x" xtl="1" ytl="1" xbr="5" ybr="5"/></track>')},
         0, "shape of a track without a frame"),
        ({"a.xml": cvat("").replace("400", MANY_DIGITS)}, 0, ""),
    ],
)  # fmt: skip
def test_values_that_no_table_or_number_can_hold_are_no_crash(
    tmp_path: Path,
    images: Path,
    capsys: pytest.CaptureFixture[str],
    content: dict[str, Any],
    objects: int,
    listed: str,
) -> None:
    code, found, said = imported(capsys, files(tmp_path, content), "--images", images)
    assert (code, found, list(said)) == ((1, objects, [listed]) if listed else (0, objects, []))


@pytest.mark.parametrize(
    ("content", "objects", "listed"),
    [
        ({"a.xml": voc(CAR, "a.tif"), "b.xml": voc(f"{CAR}<object><name>none</name></object>", "b.tif")},
         2, "object that cannot be read"),
        ({"a.xml": voc(CAR, "a.tif"), "b.xml": voc(CAR)}, 2, ""),
        ({"a.xml": voc(CAR, "a.tif"), "b.xml": "<other/>"}, 1, "file that is not of Pascal VOC (left out)"),
        ({"a.txt": "1 2 3 bad\n30 30 40 30 40 40 30 40 car 1\n", "b.txt": "1 1 2 1 2 2 1 2 car 0\n"},
         2, "row that cannot be read"),
        ({"labels/a.txt": "0 0.5 0.5 0.1 0.1\n", "labels/b.txt": "car 0.5 0.5 0.1 0.1\n"},
         1, "file that is not of YOLO (left out)"),
        ({"labels/a.txt": "0 0.5 0.5 0.1 0.1\n", "labels/test.txt": "0 0.5 0.5 0.1 0.1\n",
          "train.txt": "images/a.tif\n"}, 2, ""),
    ],
)  # fmt: skip
def test_no_file_of_a_folder_is_dropped_in_silence(
    tmp_path: Path,
    images: Path,
    capsys: pytest.CaptureFixture[str],
    content: dict[str, Any],
    objects: int,
    listed: str,
) -> None:
    folder = files(
        tmp_path, {"data.yaml": "names: [car]\n", **content} if "labels/a.txt" in content else content
    )
    _, found, said = imported(capsys, folder, "--images", images)
    assert (found, list(said)) == (objects, [listed] if listed else [])


def test_a_uid_twice_and_a_before_file_alone_are_listed(
    tmp_path: Path, images: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    known = {"uid": "u", "feature_type": "building"}
    features = [{"properties": known, "wkt": f"POLYGON (({x} 1, {x + 4} 1, {x} 9, {x} 1))"} for x in (10, 50)]
    page = {"features": {"xy": features}, "metadata": {"img_name": "a.tif"}}
    folder = files(tmp_path, {"a_post_disaster.json": page, "b_pre_disaster.json": page})
    code, found, said = imported(capsys, folder, "--images", images)
    assert (code, found) == (1, 2)
    assert sorted(said) == [
        "file without its pair _post_disaster.json (left out)",
        "uid that another feature has (its number was added)",
    ]


def test_class_names_may_hold_what_looks_like_an_anchor(
    tmp_path: Path, images: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = {"labels/a.txt": "0 0.5 0.5 0.1 0.1\n", "data.yaml": "# ** all **\nnames: ['food & drink']\n"}
    assert imported(capsys, files(tmp_path, content), "--images", images) == (0, 1, {})


@pytest.mark.parametrize("ending", ["geojson", "gpkg", "shp"])
def test_a_folder_of_map_data_is_one_dataset(
    tmp_path: Path, images: Path, capsys: pytest.CaptureFixture[str], ending: str
) -> None:
    from shapely.geometry import box

    folder = files(tmp_path, {})
    folder.mkdir()
    for step in (0, 1):
        area = box(EAST + 500 * step + 10, NORTH - 20, EAST + 500 * step + 20, NORTH - 10)
        frame = geopandas.GeoDataFrame({"label": ["roof"]}, geometry=[area], crs="EPSG:32651")
        frame.to_file(folder / f"part_{step}.{ending}")
    assert imported(capsys, folder, "--images", images) == (0, 2, {})


def test_a_shapefile_without_its_crs_is_refused(
    tmp_path: Path, images: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from shapely.geometry import box

    path = tmp_path / "roofs.shp"
    area = box(EAST + 10, NORTH - 20, EAST + 20, NORTH - 10)
    geopandas.GeoDataFrame({"label": ["roof"]}, geometry=[area], crs="EPSG:32651").to_file(path)
    path.with_suffix(".prj").unlink()
    assert main(["import", str(path), "--images", str(images)]) == 2
    assert ".prj" in capsys.readouterr().err
    assert not list(images.glob("*.ilm.geojson"))


@pytest.mark.parametrize("name", ["map.geojson", "map.kml", "map.gml"])
def test_map_data_cannot_name_other_files(
    tmp_path: Path, images: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    from shapely.geometry import box

    area = box(EAST + 10, NORTH - 20, EAST + 20, NORTH - 10)
    private = tmp_path / "private.gpkg"
    geopandas.GeoDataFrame({"label": ["secret"]}, geometry=[area], crs="EPSG:32651").to_file(private)
    layer = f'<OGRVRTLayer name="private"><SrcDataSource>{private}</SrcDataSource></OGRVRTLayer>'
    folder = files(tmp_path, {name: f"<OGRVRTDataSource>{layer}</OGRVRTDataSource>"})
    assert main(["import", str(folder / name), "--format", "vector", "--images", str(images)]) == 2
    assert "cannot be read as map data" in capsys.readouterr().err


def test_class_numbers_beyond_any_reader_get_others(
    tmp_path: Path, images: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = coco()
    page["categories"] = [{"id": 10**300, "name": "far"}, {"id": 1, "name": "car"}]
    _, found, said = imported(capsys, files(tmp_path, {"c.json": page}), "--images", images)
    assert (found, list(said)) == (
        1,
        ["class number that is taken, negative or too large (another was given)"],
    )
    labels = read_label_set(images / "dataset.labels.toml")
    assert [(entry.id, entry.name) for entry in labels] == [(2, "far"), (1, "car")]
    assert len(read_sidecar(images / "a.tif.ilm.geojson").document.annotations) == 1


def test_images_of_another_size_are_told_though_nothing_else_is_written(
    tmp_path: Path, images: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = files(tmp_path, {"a.xml": voc(CAR, "a.tif", "999")})
    code, found, said = imported(capsys, folder, "--images", images, "-o", tmp_path / "out")
    assert (code, found) == (1, 0)
    assert list(said) == ["image of another size than the dataset says (1 objects are not imported)"]


def test_a_folder_of_xview_is_one_dataset(
    tmp_path: Path, images: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def page(name: str) -> dict[str, Any]:
        known = {"bounds_imcoords": "1,2,30,40", "type_id": 73, "image_id": f"{name}.tif"}
        feature = {"type": "Feature", "geometry": None, "properties": known}
        return {"type": "FeatureCollection", "features": [feature]}

    content = {"xView_train.geojson": page("a"), "xView_val.geojson": page("b"), "manifest.json": {}}
    assert imported(capsys, files(tmp_path, content), "--images", images) == (0, 2, {})
