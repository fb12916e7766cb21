"""Colleagues' files are not trusted: an error or a result, never a crash, a hang or a write."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

import pytest
import review_fuzz
import review_samples as samples

from ilmtool.cli.main import run
from ilmtool.core.geometry import box_ring
from ilmtool.errors import UserError
from ilmtool.session.review_files import read_all, review


def test_mutated_files_end_in_an_error_or_a_result() -> None:
    found, defects = review_fuzz.run(600, 7, 60.0, review_fuzz.corpus(None))
    assert defects == []
    assert found["compared"] > 50
    assert found["refused"] > 50


def test_files_of_a_public_collection_of_bad_geojson(shared_data: Path, tmp_path: Path) -> None:
    sound = samples.write(
        tmp_path / "sound.ilm.geojson", samples.document([samples.annotation("a", box_ring(0, 0, 9, 9))])
    )
    paths = sorted((shared_data / "annotations" / "geojsonhint").rglob("*.geojson"))
    assert len(paths) > 20
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in paths}
    done = 0
    for path in paths:
        for arguments in (
            ["review", str(sound), str(path), "--json"],
            ["diff", str(sound), str(path)],
            ["merge", str(sound), str(sound), str(path), "-o", str(tmp_path / "out")],
        ):
            try:
                run(arguments)
                done += 1
            except UserError:
                continue
    assert done > 0
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in paths} == before


@pytest.mark.parametrize(
    "scene",
    [
        {"proj:transform": [0, 0, 0, 0, 0, 0]},
        {"proj:transform": [1e300, 0, 0, 0, 1e300, 0], "proj:code": "EPSG:4326"},
        {"proj:code": "EPSG:999999"},
        {"proj:wkt2": "GEOGCRS[" * 200},
        {"proj:shape": [1, 10**15]},
        {"placement": {"method": "gcp", "corners": [[0, 0], [0, 0], [0, 0], [0, 0]]}},
        {"href": "/vsicurl/http://example.com/x.tif"},
        {"href": "../../../../etc/passwd"},
    ],
)
def test_a_header_that_lies_costs_no_more_than_itself(scene: dict, tmp_path: Path) -> None:
    drawn = samples.annotation("a", box_ring(0, 0, 9, 9), drawn_on=samples.BEFORE)
    sound = samples.write(tmp_path / "after.tif.a.ilm.geojson", samples.document([drawn]))
    data = json.loads(sound.read_text("utf-8"))
    for entry in data["ilmtool"]["scenes"]:
        entry.update(scene)
    bad = tmp_path / "after.tif.b.ilm.geojson"
    bad.write_text(json.dumps(data), "utf-8")
    for order in ((sound, bad), (bad, sound), (bad, bad)):
        with suppress(UserError):
            review(read_all(order))
    run(["review", str(bad), str(bad), "--html", str(tmp_path / "page.html")])


def test_a_registration_that_lies_costs_no_more_than_itself(tmp_path: Path) -> None:
    drawn = samples.annotation("a", box_ring(0, 0, 9, 9), drawn_on=samples.BEFORE)
    sound = samples.write(tmp_path / "a.ilm.geojson", samples.document([drawn]))
    for matrix in ([0] * 6, [1e300] * 6, [1e-300, 0, 0, 0, 1e-300, 0], [1, 0, 1e308, 0, 1, 1e308]):
        data = json.loads(sound.read_text("utf-8"))
        data["ilmtool"]["registration"] = [{"from": samples.BEFORE, "to": samples.AFTER, "matrix": matrix}]
        bad = tmp_path / "b.ilm.geojson"
        bad.write_text(json.dumps(data), "utf-8")
        for order in ((sound, bad), (bad, sound)):
            with suppress(UserError):
                review(read_all(order))
