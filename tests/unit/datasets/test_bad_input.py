"""Bad input ends in a clear sentence or an entry of the manifest, never in a silently shorter dataset."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from dataset_sites import Item, Site, box, texture, write_image, write_site

from ilmtool.__main__ import main
from ilmtool.core.geometry import box_ring

from .conftest import Export, manifest


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return write_site(tmp_path / "sites", [box(10, 10, 30, 30), box(100, 100, 120, 140, "trailer")])


def refused(capsys: pytest.CaptureFixture[str], target: Path, *words: str) -> str:
    assert main(["export", *words, "-o", str(target), "--workers", "1"]) == 2
    assert not target.exists()
    return capsys.readouterr().err


def test_a_missing_image_stops_or_is_listed(
    site: Site, tmp_path: Path, export: Export, capsys: pytest.CaptureFixture[str]
) -> None:
    write_site(tmp_path / "sites", [box(1, 1, 9, 9)], name="other", seed=5, place=(5000, 0))
    site.after.unlink()
    target = tmp_path / "out"
    said = refused(capsys, target, str(tmp_path / "sites"), "--format", "coco")
    assert site.after.name in said
    assert "--missing skip" in said
    assert not target.with_name("out.partial").exists()
    folder = export(tmp_path / "sites", "coco", "--missing", "skip")
    (skipped,) = manifest(folder)["skipped_sidecars"]
    assert skipped["sidecar"] == site.sidecar.name
    assert site.after.name in skipped["why"]
    assert manifest(folder)["places"] == 1
    # Without pixels the header says enough.
    assert manifest(export(tmp_path / "sites", "geojson"))["places"] == 2


def test_a_size_that_nobody_knows(site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site.after.unlink()
    site.sidecar.write_text(site.sidecar.read_text().replace('"proj:shape":[300,400]', '"other":0'))
    said = refused(capsys, tmp_path / "out", str(site.sidecar), "--format", "coco", "--images", "none")
    assert "the size of site_after is not known" in said


def test_an_image_that_is_another_one(
    site: Site, tmp_path: Path, export: Export, capsys: pytest.CaptureFixture[str]
) -> None:
    write_image(site.after, texture(200, 100), (0.5, 0, 600_000.0, 0, -0.5, 4_400_000.0))
    said = refused(capsys, tmp_path / "out", str(site.sidecar), "--format", "coco")
    assert "is not the one that was annotated. Mend that" in said
    folder = export(site.sidecar, "coco", "--changed", "use")
    assert any("not the ones that were annotated" in remark for remark in manifest(folder)["remarks"])


def test_a_checksum_tells_an_edited_image(
    site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = site.sidecar.read_text().replace('"proj:code"', f'"file:checksum":"1220{"0" * 64}","proj:code"', 1)
    site.sidecar.write_text(text)
    assert "not the one" in refused(capsys, tmp_path / "out", str(site.sidecar), "--format", "csv")


def test_a_sidecar_that_changes_meanwhile(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from ilmtool.datasets import export as exporting

    real = exporting.assign

    def edited(*args: Any) -> list[str]:
        # Between the survey and the work, somebody saves.
        site.sidecar.write_text(site.sidecar.read_text().replace('"crane"', '"unheard of"'))
        return real(*args)

    monkeypatch.setattr(exporting, "assign", edited)
    said = refused(capsys, tmp_path / "out", str(site.sidecar), "--format", "coco")
    assert "was changed while it was exported" in said


@pytest.mark.parametrize("content", ["", "{", '{"type":"FeatureCollection","features":[]}', "[]"])
def test_a_sidecar_that_cannot_be_used(
    site: Site, tmp_path: Path, export: Export, capsys: pytest.CaptureFixture[str], content: str
) -> None:
    bad = tmp_path / "sites" / "bad.tif.ilm.geojson"
    bad.write_text(content)
    said = refused(capsys, tmp_path / "out", str(tmp_path / "sites"), "--format", "coco")
    assert "bad.tif.ilm.geojson" in said
    assert "--unreadable skip" in said
    folder = export(tmp_path / "sites", "coco", "--unreadable", "skip")
    assert [s["sidecar"] for s in manifest(folder)["skipped_sidecars"]] == [bad.name]


def test_features_that_cannot_be_objects_are_listed(tmp_path: Path, export: Export) -> None:
    site = write_site(
        tmp_path / "sites",
        [
            box(10, 10, 30, 30),
            box(-50, -50, -20, -20),
            box(50, 50, 50, 90),
            box(395, 10, 405, 20),
            box(1, 1, 9, 9, ""),
        ],
    )
    lines = site.sidecar.read_text().split("\n")
    broken = {"type": "Feature", "id": "zz-broken", "geometry": None, "properties": {"kind": 7}}
    lines[-3] += ","
    lines.insert(-2, json.dumps(broken))
    site.sidecar.write_text("\n".join(lines))
    table = manifest(export(tmp_path / "sites", "coco"))
    notes = {(note["what"], note["why"]): note["feature"] for note in table["notes"]}
    assert notes["skipped", "unreadable feature"] == "zz-broken"
    assert notes["skipped", "outside the after image"] == site.ids[1]
    assert notes["skipped", "empty box"] == site.ids[2]
    assert notes["clipped", "reaches beyond the image"] == site.ids[3]
    assert notes["skipped", "no label"] == site.ids[4]
    assert table["splits"]["all"]["objects"] == 2


def test_a_target_that_is_not_empty_is_left_alone(
    site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "out"
    target.mkdir()
    (target / "mine.txt").write_text("mine")
    assert main(["export", str(site.sidecar), "--format", "coco", "-o", str(target)]) == 2
    assert "not empty" in capsys.readouterr().err
    assert [p.name for p in target.iterdir()] == ["mine.txt"]
    (target / "mine.txt").unlink()
    assert main(["export", str(site.sidecar), "--format", "coco", "-o", str(target), "--workers", "1"]) == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--format", "coca"), "Choose one of coco, yolo"),
        (("--format", "coco", "--split", "70"), "70/15/15"),
        (("--format", "coco", "--images", "tiles"), "none, scenes, chips"),
        (("--format", "coco", "--tile-size", "0"), "16"),
        (("--format", "coco", "--images", "chips", "--overlap", "640"), "smaller overlap"),
        (("--format", "xbd", "--date", "after"), "needs --date both"),
        (("--format", "xview", "--image-format", "png"), "tiff"),
        (("--format", "coco", "--depth", "original", "--image-format", "jpeg"), "8 bits"),
        (("--format", "coco", "--certainty", "sure"), "confirmed"),
        (("--format", "coco", "--taken", "yesterday"), "2019-01-01..2019-12-31"),
        (("--format", "coco", "--class-map", "nowhere.toml"), "cannot be read"),
        (("--format", "coco", "--label-set", "nowhere"), "does not exist"),
    ],
)
def test_options_that_make_no_sense(
    site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], said: str
) -> None:
    assert said in refused(capsys, tmp_path / "out", str(site.sidecar), *words)


def test_no_sidecar_at_all(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = refused(capsys, tmp_path / "out", str(tmp_path / "no*.ilm.geojson"), "--format", "coco")
    assert "no annotation file" in said


@pytest.mark.parametrize("format_name", ["coco", "gpkg"])
def test_a_disk_that_is_full_leaves_nothing_that_looks_finished(
    site: Site, tmp_path: Path, format_name: str
) -> None:
    pytest.importorskip("resource", reason="limits of a process are POSIX")
    target = tmp_path / "out"
    words = ["export", str(site.sidecar), "--format", format_name, "-o", str(target), "--workers", "1"]
    limited = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))\n"
        "from ilmtool.__main__ import main; sys.exit(main(sys.argv[1:]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", limited, *words], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "could not be written" in done.stderr
    assert not target.exists()
    assert main([*words, "--resume"]) == 0
    assert main(["export", "--verify", str(target)]) == 0


def _delete_image(folder: Path) -> None:
    next((folder / "images").rglob("*.tif")).unlink()


def _edit_label(folder: Path) -> None:
    path = next((folder / "labels").rglob("*.txt"))
    path.write_text("".join(path.read_text().splitlines(keepends=True)[1:]))


def _add_file(folder: Path) -> None:
    (folder / "extra.txt").write_text("x")


def _edit_card(folder: Path) -> None:
    (folder / "README.md").write_text("nothing")


def _edit_classes(folder: Path) -> None:
    path = folder / "classes.toml"
    path.write_text(path.read_text().replace("crane", "kran"))


def _move_split(folder: Path) -> None:
    path = folder / "manifest.json"
    path.write_text(path.read_text().replace('"split": "all"', '"split": "train"', 1))


@pytest.mark.parametrize(
    "spoil", [_delete_image, _edit_label, _add_file, _edit_card, _edit_classes, _move_split]
)
def test_verify_finds_what_was_changed(
    site: Site, export: Export, spoil: Callable[[Path], None], capsys: pytest.CaptureFixture[str]
) -> None:
    folder = export(site.sidecar, "yolo")
    capsys.readouterr()
    spoil(folder)
    assert main(["export", "--verify", str(folder)]) == 1
    assert capsys.readouterr().out


def test_verify_compares_with_the_sources(
    site: Site, export: Export, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = export(tmp_path / "sites", "coco")
    words = ["export", "--verify", str(folder), "--sources", str(tmp_path / "sites")]
    assert main(words) == 0
    shutil.copyfile(site.before, site.after)
    assert main(words) == 1
    assert "site_after" in capsys.readouterr().out


@pytest.mark.parametrize("format_name", ["coco", "labelme", "geojson", "gpkg", "csv"])
def test_verify_says_what_of_the_labels_is_broken(
    site: Site, export: Export, capsys: pytest.CaptureFixture[str], format_name: str
) -> None:
    folder = export(site.sidecar, format_name, "--images", "none")
    label = next(
        path
        for path in sorted(folder.rglob("*"))
        if path.suffix in {".json", ".geojson", ".gpkg", ".csv"} and path.name != "manifest.json"
    )
    label.write_bytes(b"[5]\n")
    capsys.readouterr()
    assert main(["export", "--verify", str(folder)]) == 1
    said = capsys.readouterr().out
    assert f"{label.name}: was changed" in said
    assert "the labels cannot be read" in said or "0 objects of crane, the manifest says 1" in said


def test_a_target_that_cannot_be_renamed_onto_is_refused_before_the_work(
    site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "real").mkdir()
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "real")
    assert main(["export", str(site.sidecar), "--format", "csv", "-o", str(link)]) == 2
    assert "is a link" in capsys.readouterr().err
    assert not (tmp_path / "link.partial").exists()


def test_an_unwritable_file_of_ids_costs_no_finished_work(
    site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["export", str(site.sidecar), "--format", "coco", "-o", str(tmp_path / "out"), "--workers", "1"]
    blocked = tmp_path / "ids"
    blocked.write_text("")
    ids = blocked / "classes.toml"
    assert main([*words, "--classes", str(ids)]) == 2
    assert not (tmp_path / "out").exists()
    blocked.unlink()
    blocked.mkdir()
    capsys.readouterr()
    assert main([*words, "--classes", str(ids), "--resume"]) == 0
    assert "crane" in ids.read_text()


def test_a_registration_without_inverse_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    flat = write_site(tmp_path / "sites", [box(10, 10, 30, 30)], registration=(0, 0, 0, 0, 0, 0))
    said = refused(capsys, tmp_path / "out", str(flat.sidecar), "--format", "xbd")
    assert "registration" in said


@pytest.mark.parametrize("option", ["--taken", "--updated"])
def test_a_wrong_span_is_not_blamed_on_the_sidecars(
    site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str], option: str
) -> None:
    words = [str(site.sidecar), "--format", "coco", option, "2020", "--unreadable", "skip"]
    said = refused(capsys, tmp_path / "out", *words)
    assert f"{option} 2020 is not a span of time" in said
    assert site.sidecar.name not in said


@pytest.mark.parametrize("drawn_on", ["before", "after"])
def test_a_place_that_the_sidecar_does_not_state_is_computed(
    tmp_path: Path, export: Export, drawn_on: str
) -> None:
    item = Item(box_ring(10, 20, 50, 60), drawn_on=drawn_on)
    site = write_site(tmp_path / "sites", [item])
    stated = json.loads((export(site.sidecar, "geojson") / "annotations.geojson").read_text())
    table = json.loads(site.sidecar.read_text())
    table["features"][0]["geometry"] = None
    site.sidecar.write_text(json.dumps(table))
    computed = json.loads((export(site.sidecar, "geojson") / "annotations.geojson").read_text())
    assert computed["features"][0]["geometry"] == stated["features"][0]["geometry"] is not None


def test_long_scene_names_in_any_script_fit_the_file_system(tmp_path: Path, export: Export) -> None:
    site = write_site(tmp_path / "sites", [box(10, 10, 30, 30)], name="site")
    text = site.sidecar.read_text(encoding="utf-8")
    site.sidecar.write_text(text.replace('"site_after"', json.dumps("\u5bb6" * 100, ensure_ascii=False)))
    folder = export(site.sidecar, "xbd", "--images", "chips")
    assert len(list(folder.rglob("*.png"))) == 2


def test_a_folder_that_is_no_dataset(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "--verify", str(tmp_path)]) == 2
    assert "not a dataset" in capsys.readouterr().err
    (tmp_path / "manifest.json").write_text('{"format": "ilmtool-dataset", "version": "1.0"}')
    assert main(["export", "--verify", str(tmp_path)]) == 2
    assert "not complete" in capsys.readouterr().err
