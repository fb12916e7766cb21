"""COCO, judged by its own evaluator and by what the file says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from dataset_sites import box, turned, write_site

from ilmtool.__main__ import main


def exported(folder: Path, *more: str, format_name: str = "coco") -> Path:
    target = folder / "dataset"
    assert (
        main(["export", str(folder), "--format", format_name, "-o", str(target), "--workers", "1", *more])
        == 0
    )
    return target


def instances(folder: Path, split: str = "all") -> dict[str, Any]:
    table: dict[str, Any] = json.loads((folder / "annotations" / f"instances_{split}.json").read_bytes())
    return table


def test_a_set_scored_against_itself_is_perfect(tmp_path: Path) -> None:
    pycocotools = pytest.importorskip("pycocotools.coco")
    from pycocotools.cocoeval import COCOeval

    for number in range(3):
        items = [box(20 + 30 * i, 40, 40 + 30 * i, 70, ("crane", "trailer")[i % 2]) for i in range(5)]
        write_site(tmp_path / f"s{number}", items, name=f"s{number}", seed=number, place=(1000.0 * number, 0))
    folder = exported(tmp_path)
    truth = pycocotools.COCO(str(folder / "annotations" / "instances_all.json"))
    found = [
        {"image_id": a["image_id"], "category_id": a["category_id"], "bbox": a["bbox"], "score": 0.9}
        for a in truth.dataset["annotations"]
    ]
    assert len(found) == 15
    evaluation = COCOeval(truth, truth.loadRes(found), "bbox")
    evaluation.evaluate()
    evaluation.accumulate()
    evaluation.summarize()
    assert evaluation.stats[0] == pytest.approx(1.0, abs=1e-9)


def test_ids_boxes_and_areas_are_as_readers_need_them(tmp_path: Path) -> None:
    write_site(
        tmp_path,
        [
            box(10.25, 20.5, 30.75, 40.5, certainty="possible"),
            box(-10, -5, 20, 25, "trailer"),
            turned(100, 100, 140, 120, 30, "crane"),
        ],
    )
    table = instances(exported(tmp_path))
    ids = [a["id"] for a in table["annotations"]]
    assert ids == [1, 2, 3]
    assert [c["id"] for c in table["categories"]] == list(range(1, len(table["categories"]) + 1))
    for annotation in table["annotations"]:
        x, y, w, h = annotation["bbox"]
        assert annotation["iscrowd"] == 0
        assert w > 0
        assert h > 0
        assert annotation["area"] == w * h
        assert min(x, y) >= 0
    by_area = sorted(table["annotations"], key=lambda a: a["area"])
    assert by_area[0]["bbox"] == [10.25, 20.5, 20.5, 20.0]
    assert by_area[0]["segmentation"] == []
    clipped = next(a for a in table["annotations"] if a["bbox"][:2] == [0.0, 0.0])
    assert clipped["bbox"] == [0.0, 0.0, 20.0, 25.0]
    rotated = next(a for a in table["annotations"] if "rotation" in a["attributes"])
    assert rotated["attributes"]["rotation"] == pytest.approx(30)
    assert rotated["attributes"]["unrotated"] == pytest.approx([100, 100, 40, 20])
    assert len(rotated["segmentation"][0]) == 8
