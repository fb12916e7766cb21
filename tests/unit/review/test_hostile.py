"""Colleagues' files are not trusted: an error or a result, never a crash, a hang or a write."""

from __future__ import annotations

import json
import math
from contextlib import suppress
from pathlib import Path

import msgspec
import pytest
import review_fuzz
import review_samples as samples
import shapely

from ilmtool.cli.main import run
from ilmtool.core.geometry import box_ring, close_ring
from ilmtool.errors import UserError
from ilmtool.session.review_files import read_all, review
from ilmtool.sidecar.codec import encode_annotation, extra_properties
from ilmtool.sidecar.reader import read_sidecar


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


@pytest.mark.parametrize("place", ["foreign", "header", "scene", "type", "crs", "property"])
def test_a_number_without_end_is_refused_or_kept_and_never_a_crash(tmp_path: Path, place: str) -> None:
    sound = samples.write(
        tmp_path / "sound.ilm.geojson", samples.document([samples.annotation("a", box_ring(0, 0, 9, 9))])
    )
    made = json.loads(sound.read_text("utf-8"))
    holder = {
        "header": made["ilmtool"],
        "scene": made["ilmtool"]["scenes"][0],
        "property": made["features"][0]["properties"],
    }.get(place, made)
    holder[place if place in {"type", "crs"} else "x"] = "DIGITS"
    bad = tmp_path / "bad.ilm.geojson"
    bad.write_text(json.dumps(made).replace('"DIGITS"', "9" * 5000), "utf-8")
    before = bad.read_bytes()
    for arguments in (
        ["review", str(sound), str(bad)],
        ["diff", str(bad), str(sound)],
        ["validate", str(bad)],
    ):
        with suppress(UserError):
            run(arguments)
    assert bad.read_bytes() == before


def test_a_number_without_end_stays_when_other_attributes_are_edited(tmp_path: Path) -> None:
    path = samples.write(
        tmp_path / "a.ilm.geojson",
        samples.document([samples.annotation("a", box_ring(0, 0, 9, 9), extra={"n": "DIGITS", "m": 1})]),
    )
    path.write_text(path.read_text("utf-8").replace('"DIGITS"', "9" * 5000), "utf-8")
    (read,) = read_sidecar(path).document.annotations.values()
    extra = {**extra_properties(read), "m": 2}
    again = encode_annotation(msgspec.structs.replace(read, extra=extra))
    assert b'"n":' + b"9" * 5000 + b',"m":2' in again


def test_an_outline_that_crosses_itself_everywhere_does_not_hold_up_the_review(tmp_path: Path) -> None:
    star = [(500 + i * math.cos(2.4 * i), 400 + i * math.sin(2.4 * i)) for i in range(400)]
    bowtie = close_ring(((10.0, 10.0), (30.0, 30.0), (30.0, 10.0), (10.0, 30.0)))
    made = [
        samples.annotation("star", close_ring(star), shape="polygon"),
        samples.annotation("tie", bowtie, shape="polygon"),
    ]
    path = samples.write(tmp_path / "a.ilm.geojson", samples.document(made))
    (boxes, _) = review(read_all([path, path])).boxes
    hull = shapely.Polygon(star).convex_hull.area
    assert boxes.area.tolist() == pytest.approx([hull, 200.0])
    assert review(read_all([path, path])).pairs[0, 1].matching.iou.tolist() == pytest.approx([1.0, 1.0])
