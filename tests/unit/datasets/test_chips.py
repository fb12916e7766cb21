"""Chips: which windows, which objects, and pixels that are exactly where they belong."""

from __future__ import annotations

import itertools
import json
import warnings
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
import rasterio
from dataset_sites import Item, box, texture, turned, write_image, write_site
from numpy.typing import NDArray

from ilmtool.core.geometry import apply, box_ring, invert
from ilmtool.datasets.chips import centred, grid
from ilmtool.datasets.records import DatasetObject

from .conftest import Export, manifest

SHIFT = (1.0, 0.0007, 6.31, -0.0007, 1.0, -4.87)


def picture(path: Path) -> NDArray[Any]:
    """Samples of a dataset's image, (rows, cols, bands), red first."""
    if path.suffix == ".tif":
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with rasterio.open(path) as image:
                return np.moveaxis(image.read(), 0, 2)
    read = cv2.imread(str(path), cv2.IMREAD_UNCHANGED)
    return read[..., None] if read.ndim == 2 else read[..., ::-1]


@pytest.mark.parametrize(("tile", "overlap"), [(128, 0), (128, 32), (100, 99), (1000, 0), (400, 0)])
def test_a_grid_covers_the_image_with_whole_tiles(tile: int, overlap: int) -> None:
    size = (400, 300)
    windows = grid(size, tile, overlap)
    covered = np.zeros((300, 400), bool)
    for x0, y0, x1, y1 in windows:
        assert (x1 - x0, y1 - y0) == (min(tile, 400), min(tile, 300))
        covered[y0:y1, x0:x1] = True
    assert covered.all()
    assert windows == sorted(windows, key=lambda w: (w[1], w[0]))
    rows = [x for x, y, *_ in windows if y == 0]
    assert all(b - a <= tile - overlap for a, b in itertools.pairwise(rows))


def test_a_centred_chip_has_its_object_in_the_middle() -> None:
    def item(ring: Any) -> DatasetObject:
        return DatasetObject("a", "a", "a", 1, 0, "box", ring)

    assert centred((400, 300), 100, [item(box_ring(190, 140, 210, 160))]) == [(150, 100, 250, 200)]
    assert centred((400, 300), 100, [item(box_ring(0, 0, 10, 10))]) == [(0, 0, 100, 100)]
    assert centred((400, 300), 100, [item(box_ring(-90, 0, -10, 10))]) == []


def test_chips_hold_the_pixels_of_their_window(tmp_path: Path, export: Export) -> None:
    site = write_site(tmp_path / "s", [box(60, 60, 90, 90), box(250, 200, 280, 230)], gsd=(0.75, 0.5))
    for date, path in (("after", site.after), ("before", site.before)):
        folder = export(tmp_path / "s", "coco", "--images", "chips", "--tile-size", "64", "--date", date)
        with rasterio.open(path) as image:
            whole = np.moveaxis(image.read(), 0, 2)
        images = manifest(folder)["images"]
        assert images
        for entry in images:
            x0, y0, x1, y1 = entry["window"]
            assert entry["grid"] == entry["scene"] == f"site_{date}"
            assert (picture(folder / entry["file"]) == whole[y0:y1, x0:x1]).all()


@pytest.mark.parametrize("gsd", [(0.5, 0.5), (0.75, 0.5), (0.5, 1.5)])
def test_before_chips_lie_exactly_on_after_chips(
    tmp_path: Path, export: Export, gsd: tuple[float, float]
) -> None:
    site = write_site(tmp_path / "s", [box(100, 90, 140, 130)], gsd=gsd, registration=SHIFT)
    folder = export(
        tmp_path / "s",
        "coco",
        "--images",
        "chips",
        "--tile-size",
        "96",
        "--layout",
        "objects",
        "--date",
        "both",
    )
    images = {entry["role"]: entry for entry in manifest(folder)["images"]}
    assert images["before"]["window"] == images["after"]["window"]
    assert (images["before"]["grid"], images["before"]["scene"]) == ("site_after", "site_before")
    x0, y0, x1, y1 = images["before"]["window"]
    xs, ys = np.meshgrid(np.arange(x0, x1) + 0.5, np.arange(y0, y1) + 0.5)
    # After px -> registration taken back -> ground -> before px, written out by hand.
    unshifted = apply(invert(SHIFT), np.stack([xs, ys], axis=2))
    at = unshifted * gsd[1] / gsd[0] - 0.5
    with rasterio.open(site.before) as image:
        whole = np.moveaxis(image.read(), 0, 2).astype(float)
    scale = round(gsd[1] / gsd[0])
    if scale > 1:
        rows, cols = (side // scale * scale for side in whole.shape[:2])
        whole = whole[:rows, :cols].reshape(rows // scale, scale, cols // scale, scale, 3).mean(axis=(1, 3))
        at = (at + 0.5) / scale - 0.5
    column, row = np.floor(at[..., 0]).astype(int), np.floor(at[..., 1]).astype(int)
    fx, fy = (at[..., 0] - column)[..., None], (at[..., 1] - row)[..., None]

    def corner(dx: int, dy: int) -> NDArray[Any]:
        r = np.clip(row + dy, 0, whole.shape[0] - 1)
        c = np.clip(column + dx, 0, whole.shape[1] - 1)
        return whole[r, c]

    top = corner(0, 0) * (1 - fx) + corner(1, 0) * fx
    bottom = corner(0, 1) * (1 - fx) + corner(1, 1) * fx
    wanted = top * (1 - fy) + bottom * fy
    found = picture(folder / images["before"]["file"])
    # Means of blocks are rounded once more.
    assert np.abs(found - wanted).max() <= (0.51 if scale == 1 else 2.0)


def test_objects_of_a_pair_are_in_the_same_pixels(tmp_path: Path, export: Export) -> None:
    items = [box(100, 90, 140, 130, change="unchanged"), Item(box_ring(150, 90, 170, 110), drawn_on="before")]
    write_site(tmp_path / "s", items, gsd=(0.75, 0.5), registration=SHIFT)
    folder = export(tmp_path / "s", "coco", "--images", "chips", "--tile-size", "400", "--date", "both")
    table = json.loads((folder / "annotations" / "instances_all.json").read_text())
    boxes: dict[str, list[tuple[float, ...]]] = {}
    roles = {image["id"]: image["attributes"]["date"] for image in table["images"]}
    for annotation in table["annotations"]:
        boxes.setdefault(roles[annotation["image_id"]], []).append(tuple(annotation["bbox"]))
    assert sorted(boxes["before"]) == sorted(boxes["after"])
    assert (100.0, 90.0, 40.0, 40.0) in boxes["after"]
    ring = apply(SHIFT, np.array(box_ring(150, 90, 170, 110)) * 1.5)
    x0, y0 = ring.min(axis=0)
    assert any(np.allclose(found[:2], (x0, y0), atol=1e-6) for found in boxes["after"])


def test_only_what_is_there_on_a_date(tmp_path: Path, export: Export) -> None:
    items = [
        box(10, 10, 30, 30, "new", change="new"),
        box(50, 10, 70, 30, "gone", change="removed"),
        box(90, 10, 110, 30, "same", change="unchanged"),
        box(130, 10, 150, 30, "moved", change="moved"),
    ]
    write_site(tmp_path / "s", items)
    for images in ("scenes", "chips"):
        folder = export(tmp_path / "s", "coco", "--images", images, "--date", "both", "--visible-only")
        table = json.loads((folder / "annotations" / "instances_all.json").read_text())
        names = {c["id"]: c["name"] for c in table["categories"]}
        roles = {image["id"]: image["attributes"]["date"] for image in table["images"]}
        found = {(roles[a["image_id"]], names[a["category_id"]]) for a in table["annotations"]}
        assert found == {
            ("before", "gone"), ("before", "same"), ("after", "new"), ("after", "same"), ("after", "moved")
        }  # fmt: skip
        assert {n["why"] for n in manifest(folder)["note_counts"]} == {
            "not there on the before date (new)",
            "not there on the before date (moved)",
            "not there on the after date (removed)",
        }


@pytest.mark.parametrize(("least", "held"), [(0.3, 1), (0.1, 2), (0.8, 0)])
def test_small_parts_at_an_edge_are_left_out(tmp_path: Path, export: Export, least: float, held: int) -> None:
    # 75 % of it in the left tile, 25 % in the right one.
    write_site(tmp_path / "s", [box(185, 50, 205, 70), box(20, 20, 30, 30), box(300, 20, 310, 30)])
    folder = export(
        tmp_path / "s", "coco", "--images", "chips", "--tile-size", "200", "--min-visible", str(least)
    )
    table = json.loads((folder / "annotations" / "instances_all.json").read_text())
    parts = [a for a in table["annotations"] if a["attributes"]["truncated"]]
    assert len(parts) == held
    assert all(a["bbox"][2] < 20 for a in parts)
    notes = [n["why"] for n in manifest(folder)["notes"] if n["what"] == "skipped"]
    assert notes == ([] if held else ["in no chip with its least visible share"])


def examined(x0: float, y0: float, x1: float, y1: float, result: str) -> Item:
    return Item(box_ring(x0, y0, x1, y1), "", kind="examined", properties={"result": result})


def negatives(folder: Path) -> list[tuple[int, ...]]:
    return [tuple(entry["window"]) for entry in manifest(folder)["images"] if entry.get("negative")]


def test_negatives_come_from_examined_areas_only(tmp_path: Path, export: Export) -> None:
    chips = ("--images", "chips", "--tile-size", "100", "--negatives", "99")
    items = [
        box(10, 10, 30, 30),
        box(110, 110, 130, 130, "filtered"),
        examined(0, 0, 400, 200, "no_change_seen"),
        examined(310, 10, 330, 30, "obscured"),
        examined(0, 200, 400, 300, "no_image"),
    ]
    write_site(tmp_path / "s", items)
    folder = export(tmp_path / "s", "coco", *chips, "--label", "crane")
    # Tiles with a box are no negatives, whether it is exported or not; nor is the one partly under cloud.
    assert negatives(folder) == [
        (100, 0, 200, 100), (200, 0, 300, 100), (0, 100, 100, 200), (200, 100, 300, 200), (300, 100, 400, 200)
    ]  # fmt: skip
    assert manifest(folder)["splits"]["all"]["negatives"] == 5
    assert len(negatives(export(tmp_path / "s", "coco", *chips[:-1], "2", "--label", "crane"))) == 2
    assert negatives(export(tmp_path / "s", "coco", *chips[:-1], "0")) == []
    assert len(negatives(export(tmp_path / "s", "coco", *chips, "--complete"))) == 5
    write_site(tmp_path / "t", items[:2])
    assert negatives(export(tmp_path / "t", "coco", *chips)) == []
    assert len(negatives(export(tmp_path / "t", "coco", *chips, "--complete"))) == 10


def test_no_negatives_where_a_feature_cannot_be_read(tmp_path: Path, export: Export) -> None:
    site = write_site(tmp_path / "s", [box(10, 10, 30, 30), examined(0, 0, 400, 300, "no_change_seen")])
    chips = ("--images", "chips", "--tile-size", "100", "--negatives", "99")
    assert len(negatives(export(tmp_path / "s", "coco", *chips))) == 11
    text = site.sidecar.read_text().replace(
        "\n]}\n", ',\n{"type":"Feature","id":"zz","properties":{"kind":1}}\n]}\n'
    )
    site.sidecar.write_text(text)
    assert negatives(export(tmp_path / "s", "coco", *chips)) == []


@pytest.mark.parametrize(
    ("pixels", "depth", "dtype", "bands"),
    [
        ("png", "original", "uint16", 3),
        ("png", "original", "uint8", 1),
        ("tiff", "original", "uint16", 8),
        ("tiff", "original", "float32", 2),
    ],
)
def test_original_samples_are_kept(
    tmp_path: Path, export: Export, pixels: str, depth: str, dtype: str, bands: int
) -> None:
    site = write_site(tmp_path / "s", [box(60, 60, 90, 90)], dtype=dtype, bands=bands)
    folder = export(
        tmp_path / "s",
        "coco",
        "--images",
        "chips",
        "--tile-size",
        "64",
        "--image-format",
        pixels,
        "--depth",
        depth,
    )
    with rasterio.open(site.after) as image:
        whole = np.moveaxis(image.read(), 0, 2)
    for entry in manifest(folder)["images"]:
        x0, y0, x1, y1 = entry["window"]
        found = picture(folder / entry["file"])
        assert found.dtype == whole.dtype
        assert (found == whole[y0:y1, x0:x1]).all()


def test_samples_that_png_does_not_hold(
    tmp_path: Path, export: Export, capsys: pytest.CaptureFixture[str]
) -> None:
    write_site(tmp_path / "s", [box(60, 60, 90, 90)], dtype="float32")
    export(tmp_path / "s", "coco", "--images", "chips", "--depth", "original", code=2)
    assert "--image-format tiff" in capsys.readouterr().err


def test_deeper_samples_are_stretched_alike_in_all_chips(tmp_path: Path, export: Export) -> None:
    site = write_site(tmp_path / "s", [box(60, 60, 90, 90), box(250, 200, 280, 230)], dtype="uint16")
    folder = export(tmp_path / "s", "coco", "--images", "chips", "--tile-size", "64")
    with rasterio.open(site.after) as image:
        whole = np.moveaxis(image.read(), 0, 2).astype(float)
    low, high = np.percentile(whole.reshape(-1, 3), (2, 98), axis=0)
    for entry in manifest(folder)["images"]:
        x0, y0, x1, y1 = entry["window"]
        wanted = np.clip((whole[y0:y1, x0:x1] - low) / (high - low), 0, 1) * 255
        assert np.abs(picture(folder / entry["file"]) - wanted).max() < 1


def test_geotiff_chips_lie_where_the_scene_does(tmp_path: Path, export: Export) -> None:
    site = write_site(tmp_path / "s", [box(60, 60, 90, 90)], gsd=(0.75, 0.5), registration=SHIFT)
    folder = export(
        tmp_path / "s",
        "coco",
        "--images",
        "chips",
        "--tile-size",
        "64",
        "--image-format",
        "tiff",
        "--date",
        "both",
    )
    with rasterio.open(site.after) as scene:
        for entry in manifest(folder)["images"]:
            with rasterio.open(folder / entry["file"]) as chip:
                assert chip.crs == scene.crs
                corner = apply(tuple(scene.transform)[:6], np.array(entry["window"][:2], float))
                assert (chip.transform.c, chip.transform.f) == pytest.approx(tuple(corner))
                assert chip.transform.a == scene.transform.a


def test_what_lies_beyond_the_other_date_is_masked(tmp_path: Path, export: Export) -> None:
    far = (1.0, 0.0, 150.0, 0.0, 1.0, 0.0)
    write_site(tmp_path / "s", [box(100, 60, 200, 90)], registration=far)
    folder = export(
        tmp_path / "s",
        "coco",
        "--images",
        "chips",
        "--tile-size",
        "400",
        "--image-format",
        "tiff",
        "--date",
        "both",
    )
    before = next(entry for entry in manifest(folder)["images"] if entry["role"] == "before")
    with rasterio.open(folder / before["file"]) as chip:
        mask = chip.dataset_mask()
    assert not mask[:, :150].any()
    assert mask[:, 151:].all()


def test_a_turned_object_is_held_by_its_own_area(tmp_path: Path, export: Export) -> None:
    # The envelope of this thin bar reaches far into the second tile, its area does not.
    write_site(tmp_path / "s", [turned(85, 165, 255, 175, 45), box(300, 20, 310, 30)], size=(400, 400))
    folder = export(tmp_path / "s", "dota", "--images", "chips", "--tile-size", "200", "--min-visible", "0.5")
    rows = [row for path in folder.glob("all/labelTxt/*.txt") for row in path.read_text().splitlines()]
    assert len(rows) == 2


@pytest.mark.filterwarnings("ignore")
def test_a_picture_that_its_metadata_turn_is_not_copied(tmp_path: Path, export: Export) -> None:
    from PIL import Image

    site = write_site(tmp_path / "s", [box(10, 20, 60, 50)], size=(80, 200), crs=None)
    shown = texture(80, 200)
    turned_back = Image.fromarray(np.rot90(shown))
    exif = turned_back.getexif()
    exif[0x0112] = 6
    turned_back.save(site.after.with_suffix(".png"), exif=exif)
    site.after.unlink()
    text = site.sidecar.read_text().replace("site_after.tif", "site_after.png")
    site.sidecar.write_text(text)
    folder = export(tmp_path / "s", "yolo", "--images", "scenes")
    (entry,) = manifest(folder)["images"]
    assert (picture(folder / entry["file"]) == shown).all()


def test_a_scene_is_converted_with_its_mask(tmp_path: Path, export: Export) -> None:
    site = write_site(tmp_path / "s", [box(10, 10, 30, 30)], size=(64, 1600))
    pixels = texture(64, 1600, 1)
    pixels[700:750, 5:40] = 0
    pixels[pixels.sum(axis=2) == 0] = 0
    write_image(site.after, pixels, (0.5, 0.0, 600_000.0, 0.0, -0.5, 4_400_000.0), nodata=0)
    folder = export(
        tmp_path / "s", "coco", "--images", "scenes", "--image-format", "tiff", "--depth", "original"
    )
    (entry,) = manifest(folder)["images"]
    with rasterio.open(folder / entry["file"]) as made, rasterio.open(site.after) as scene:
        assert made.crs == scene.crs
        assert made.transform == scene.transform
        assert (made.read() == scene.read()).all()
        assert ((made.dataset_mask() > 0) == (scene.dataset_mask() > 0)).all()
        assert not made.dataset_mask()[710, 10]


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", ["coco", "geojson", "stac", "kml", "csv", "gpkg", "xview", "xbd"])
def test_scenes_without_georeferencing(tmp_path: Path, export: Export, name: str) -> None:
    write_site(tmp_path / "s", [box(60, 60, 90, 90), turned(200, 200, 240, 220, 30)], crs=None)
    date = ("--date", "both") if name in {"xbd", "stac"} else ()
    folder = export(tmp_path / "s", name, "--images", "chips", "--tile-size", "400", *date)
    assert manifest(folder)["splits"]["all"]["objects"] == (4 if name == "xbd" else 2)
