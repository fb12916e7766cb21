"""`ilmtool suggest` as a script sees it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
from changed_sites import ChangedSite, hits, make_site
from PIL import Image

from ilmtool.cli.main import run
from ilmtool.errors import UserError


@pytest.fixture
def site(tmp_path: Path) -> ChangedSite:
    return make_site(tmp_path / "site", seed=5, side=360, changes=4, shift=(6.0, -4.0))


def answer(capsys: pytest.CaptureFixture[str], *words: object) -> dict[str, Any]:
    assert run(["suggest", *map(str, words), "--json"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_it_registers_first_and_ranks_what_changed(
    site: ChangedSite, capsys: pytest.CaptureFixture[str]
) -> None:
    found = answer(capsys, site.before, site.after)
    assert found["registration"]["source"] == "measured"
    assert found["registration"]["matrix"][2] == pytest.approx(-6.0, abs=0.4)
    assert found["parameters"]["residual_px"] >= 1.0
    top = found["candidates"][:6]
    assert all(any(hits(c["bounds"], thing) for c in top) for thing in site.changed)
    first = top[0]
    assert first["rank"] == 1
    assert 0 < first["score"] <= 1
    assert first["evidence"]
    ring = np.array(first["geometry"]["coordinates"][0])
    with rasterio.open(site.after) as image:
        x, y = rasterio.warp.transform("EPSG:4326", image.crs, *ring.T)
        away = np.array(x) - image.transform.c, np.array(y) - image.transform.f
    corners = np.stack([away[0] / 0.5, away[1] / -0.5], axis=1)
    assert (*corners.min(axis=0), *corners.max(axis=0)) == pytest.approx(first["bounds"], abs=0.1)


def test_it_writes_nothing_beside_the_images(site: ChangedSite, capsys: pytest.CaptureFixture[str]) -> None:
    before = sorted(p.name for p in site.after.parent.iterdir())
    answer(capsys, site.before, site.after, "--top", 3)
    assert sorted(p.name for p in site.after.parent.iterdir()) == before


def test_the_sidecar_s_registration_is_used(site: ChangedSite, capsys: pytest.CaptureFixture[str]) -> None:
    scenes = [
        {"id": site.before.stem, "role": "before", "href": site.before.name},
        {"id": site.after.stem, "role": "after", "href": site.after.name},
    ]
    entry = {"from": site.before.stem, "to": site.after.stem, "matrix": [1, 0, -6, 0, 1, 4], "rms_px": 1.2}
    header = {"format": "ilmtool-annotations", "version": "1.0", "scenes": scenes, "registration": [entry]}
    sidecar = site.after.with_name(site.after.name + ".ilm.geojson")
    sidecar.write_text(json.dumps({"type": "FeatureCollection", "ilmtool": header, "features": []}))
    written = sidecar.read_bytes()
    found = answer(capsys, site.before, site.after)
    assert found["registration"]["source"] == "sidecar"
    assert found["parameters"]["residual_px"] == pytest.approx(2.9)  # twice the RMS, and half a px
    assert any(hits(found["candidates"][0]["bounds"], thing) for thing in site.changed)
    assert sidecar.read_bytes() == written


def test_top_residual_and_text(site: ChangedSite, capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, site.before, site.after, "--top", 2, "--residual", 1.5, "--step", 2)
    assert len(found["candidates"]) == 2
    assert found["parameters"]["residual_px"] == 1.5
    assert found["parameters"]["step_px"] == pytest.approx(2.0, abs=0.02)
    assert run(["suggest", str(site.before), str(site.after), "--top", "2"]) == 0
    text = capsys.readouterr().out
    assert text.startswith("2 places; ")
    assert "These are hints" in text


def test_map_features_are_written_where_asked(
    site: ChangedSite, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "hints.geojson"
    found = answer(capsys, site.before, site.after, "--geojson", out)
    features = json.loads(out.read_text())["features"]
    assert [f["properties"]["rank"] for f in features] == [c["rank"] for c in found["candidates"]]
    assert features[0]["geometry"] == found["candidates"][0]["geometry"]


@pytest.mark.parametrize("name", ["hints.ilm.geojson", "site_2021-01-01.tif"])
def test_it_writes_over_no_annotation_file_and_no_image(
    site: ChangedSite, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = site.after.read_bytes()
    with pytest.raises(UserError):
        run(["suggest", str(site.before), str(site.after), "--geojson", str(site.after.with_name(name))])
    assert site.after.read_bytes() == before
    assert not site.after.with_name("hints.ilm.geojson").exists()


@pytest.mark.parametrize("words", [["--top", "0"], ["--top", "x"], ["--residual", "-1"], ["--step", "nan"]])
def test_wrong_use_is_one_sentence(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        run(["suggest", "a.tif", "b.tif", *words])
    assert ended.value.code == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_taizhou_s_best_lie_on_its_mask_of_change(
    shared_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = shared_data / "pairs" / "landsat_taizhou_envi"
    masks = []
    for name in ("change", "unchanged"):
        with Image.open(folder / f"{name}.bmp") as image:
            masks.append(np.array(image.convert("L")) > 0)
    found = answer(capsys, folder / "2000TM", folder / "2003TM", "--top", 50)
    real, wrong = 0, 0
    for candidate in found["candidates"]:
        x0, y0, x1, y1 = (int(v) for v in candidate["bounds"])
        changed, unchanged = (int(mask[y0:y1, x0:x1].sum()) for mask in masks)
        real += changed > unchanged
        wrong += unchanged >= changed and unchanged > 0
    assert real >= 30
    assert wrong <= 2
