"""Everything in a file that is not as the contract says, found and named."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from ilmtool.cli import validate as command
from ilmtool.resources import resource_dir
from ilmtool.sidecar.validate import validate_file

VALID = ("ordinary", "empty", "not_georeferenced", "written_elsewhere_gdal")
GROUND = b'"geometry":{"type":"Polygon","coordinates":[[[124.70536765,39.66005941]'


def run(*arguments: str) -> int:
    parser = argparse.ArgumentParser()
    command.add_parser(parser.add_subparsers())
    args = parser.parse_args(["validate", *arguments])
    return args.run(args)


@pytest.fixture
def found(tmp_path: Path) -> Callable[[bytes], list[str]]:
    """Codes of warnings and errors in some bytes."""

    def check(data: bytes) -> list[str]:
        path = tmp_path / "checked.ilm.geojson"
        path.write_bytes(data)
        return [f.code for f in validate_file(path) if f.severity != "info"]

    return check


@pytest.mark.parametrize("name", VALID)
def test_valid_files(corpus: Path, name: str) -> None:
    assert [f for f in validate_file(corpus / f"{name}.ilm.geojson") if f.severity != "info"] == []


def test_the_example_of_the_contract_is_valid(shared_data: Path) -> None:
    path = shared_data.parent / "examples" / "two_observations.ilm.geojson"
    if not path.is_file():
        pytest.skip(f"no example at {path}")
    assert validate_file(path) == []


SLIPS = {
    "twice": (b'"label":"trailer"', b'"label":"crane","label":"trailer"', "duplicate-key"),
    "kind": (b'"kind":"observation","label":"trailer"', b'"kind":"guess","label":"trailer"', "unknown-word"),
    "change": (b'"change":"new"', b'"change":"brand new"', "unknown-word"),
    "review": (b'"review":"draft"', b'"review":"done"', "unknown-word"),
    "likelihood": (b'"likelihood":"very likely"', b'"likelihood":"sure"', "unknown-word"),
    "confidence": (b'"confidence":"moderate"', b'"confidence":"some"', "unknown-word"),
    "precision": (b'"change_precision":"day"', b'"change_precision":"week"', "unknown-word"),
    "schema": (
        b'"schema":"ilmtool/1","kind":"observation","label":"tr',
        b'"schema":"x/9","kind":"observation","label":"tr',
        "unknown-schema",
    ),
    "no schema": (
        b'"schema":"ilmtool/1","kind":"observation","label":"tr',
        b'"kind":"observation","label":"tr',
        "member-missing",
    ),
    "no drawn_on": (b'"drawn_on":"pad_20190302",', b"", "member-missing"),
    "no label": (b'"label":"trailer"', b'"label":""', "label-missing"),
    "id": (b'"id":"3c4a9a70-53b3-4d1c-8a5c-8c0d4d6a7e11"', b'"id":"number 7"', "id-not-uuid"),
    "time": (b'"created":"2026-11-22T12:02:00Z"', b'"created":"yesterday"', "bad-datetime"),
    "date": (b'"created":"2026-11-22T12:02:00Z"', b'"created":"2026-11-22"', "bad-datetime"),
    "interval": (
        b'"change_not_before":"2019-02-16T02:15:00Z"',
        b'"change_not_before":"2020-02-16T02:15:00Z"',
        "interval-order",
    ),
    "scene": (b'"scene_before":"pad_20190216"', b'"scene_before":"pad_1"', "unknown-scene"),
    "visible": (b'"visible_scene":"pad_20190302"', b'"visible_scene":"pad_1"', "unknown-scene"),
    "examined": (
        b'"kind":"observation","label":"trailer"',
        b'"kind":"examined","label":"trailer"',
        "member-missing",
    ),
    "slanted": (b"[1310,958.5]", b"[1311,958.5]", "box-not-aligned"),
    "oriented": (
        b'"shape":"box","certainty":"possible"',
        b'"shape":"oriented_box","certainty":"possible"',
        None,
    ),
    "outside": (
        b"[[[1310,940],[1310,958.5],[1352.25,958.5],[1352.25,940],[1310,940]]]",
        b"[[[6660,940],[6660,958.5],[6667.5,958.5],[6667.5,940],[6660,940]]]",
        "outside-scene",
    ),
    "bow tie": (b"[1310,958.5],[1352.25,958.5]", b"[1352.25,958.5],[1310,958.5]", "not-simple"),
    "no area": (
        b"[[[1310,940],[1310,958.5],[1352.25,958.5],[1352.25,940],[1310,940]]]",
        b"[[[1310,940],[1310,940],[1310,940],[1310,940],[1310,940]]]",
        "zero-area",
    ),
    "elsewhere": (
        b"[[[1310,940],[1310,958.5],[1352.25,958.5],[1352.25,940],[1310,940]]]",
        b"[[[1311,940],[1311,958.5],[1353.25,958.5],[1353.25,940],[1311,940]]]",
        "geometry-disagrees",
    ),
    "null": (GROUND, b'"geometry":null,"x":{"y":[[[0]', "geometry-missing"),
    "clockwise": (
        b"[124.70536642,39.66000942],[124.70551411,39.66000725],[124.70551534,39.66005724]",
        b"[124.70551534,39.66005724],[124.70551411,39.66000725],[124.70536642,39.66000942]",
        "ring-orientation",
    ),
    "role": (b'"role":"before"', b'"role":"first"', "unknown-role"),
    "roles": (b'"role":"before"', b'"role":"other"', "role-missing"),
    "href": (b'"href":"pad_20190216.tif"', b'"href":"/nowhere/me/pad.tif"', "href-absolute"),
    "url": (b'"href":"pad_20190216.tif"', b'"href":"https://example.com/pad_20190216.tif"', None),
    "drive": (b'"href":"pad_20190216.tif"', b'"href":"C:\\\\pad.tif"', "href-absolute"),
    "backslash": (b'"href":"pad_20190216.tif"', b'"href":"a\\\\pad.tif"', "href-backslash"),
    "no href": (b'"href":"pad_20190216.tif",', b"", "href-missing"),
    "scene time": (b'"datetime":"2019-03-02T00:00:00Z"', b'"datetime":"2019-03-02"', "bad-datetime"),
    "checksum": (b'"1220ab', b'"1320ab', "bad-checksum"),
    "transform": (b"[0.3,0,645900.0,0,-0.3,4391700.0]", b"[0.3,0,645900.0,0.3,0,4391700.0]", "bad-transform"),
    "registration": (b'"from":"pad_20190216"', b'"from":"pad_1"', "unknown-scene"),
    "matrix": (b"[1.0,0.0003,11.42,-0.0003,1.0,-6.87]", b"[0,0,0,0,0,0]", "bad-transform"),
}


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_is_found(ordinary: bytes, found: Callable[[bytes], list[str]], name: str) -> None:
    old, new, code = SLIPS[name]
    assert old in ordinary
    codes = found(ordinary.replace(old, new, 1))
    if code is None:
        assert codes == []
    else:
        assert code in codes


def test_a_finding_names_line_path_and_feature(ordinary: bytes, tmp_path: Path) -> None:
    path = tmp_path / "x.ilm.geojson"
    path.write_bytes(ordinary.replace(b'"review":"approved"', b'"review":"fine"'))
    (finding,) = validate_file(path)
    assert finding.line == 9
    assert finding.feature_id == "8f0c1f5e-0b5e-4a39-9d2e-1f6f0a1b2c3d"
    assert finding.path.endswith(".properties.review")


def test_a_word_of_the_teams_own_list_is_information(ordinary: bytes, tmp_path: Path) -> None:
    path = tmp_path / "x.ilm.geojson"
    path.write_bytes(ordinary.replace(b'"certainty":"possible"', b'"certainty":"assessed"'))
    assert [(f.severity, f.code) for f in validate_file(path)] == [("info", "own-certainty")]


def test_a_newer_version_is_an_error(ordinary: bytes, found: Callable[[bytes], list[str]]) -> None:
    assert found(ordinary.replace(b'"version":"1.0"', b'"version":"2.0"')) == ["newer-version"]


# ---- the command ---------------------------------------------------------------------------------------


def test_exit_codes(corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, poor = (
        str(corpus / f"{name}.ilm.geojson") for name in ("ordinary", "features_that_cannot_be_read")
    )
    broken = tmp_path / "broken.ilm.geojson"
    broken.write_bytes(b"{")
    assert run(good) == 0
    assert capsys.readouterr() == ("", "")
    assert run(good, poor) == 1
    out, err = capsys.readouterr()
    assert f"{poor}:9: error no-outline " in out
    assert err == ""
    assert run(str(broken), poor, str(tmp_path / "gone")) == 2
    out, err = capsys.readouterr()
    assert "error no-outline" in out
    assert len(err.strip().split("\n")) == 2
    assert "it is not JSON: line 1, column 2" in err


def test_information_alone_is_valid(
    ordinary: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "x.ilm.geojson"
    path.write_bytes(b"\xef\xbb\xbf" + ordinary)
    assert run(str(path)) == 0
    assert "info byte-order-mark" in capsys.readouterr().out


def test_json_for_scripts(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    poor = str(corpus / "features_that_cannot_be_read.ilm.geojson")
    assert run("--json", poor) == 1
    listed = json.loads(capsys.readouterr().out)
    assert {"file", "severity", "code", "message", "path", "line", "feature_id"} == set(listed[0])
    assert {entry["file"] for entry in listed} == {poor}
    assert run("--json", str(corpus / "ordinary.ilm.geojson")) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_the_help_is_a_page(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run("--help")
    page = capsys.readouterr().out
    for part in ("exit codes:", "examples:", "--json", "error", "warning", "info"):
        assert part in page


# ---- the schema ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def schema():
    jsonschema = pytest.importorskip("jsonschema")
    text = (resource_dir() / "schema" / "ilmtool-annotations-1.0.schema.json").read_text(encoding="utf-8")
    made = json.loads(text)
    jsonschema.Draft202012Validator.check_schema(made)
    return jsonschema.Draft202012Validator(made)


@pytest.mark.parametrize("name", ["ordinary", "empty", "not_georeferenced", "unknown_members"])
def test_the_schema_accepts_the_corpus(schema, corpus: Path, name: str) -> None:
    assert list(schema.iter_errors(json.loads((corpus / f"{name}.ilm.geojson").read_bytes()))) == []


def test_the_schema_accepts_the_example(schema, shared_data: Path) -> None:
    path = shared_data.parent / "examples" / "two_observations.ilm.geojson"
    if not path.is_file():
        pytest.skip(f"no example at {path}")
    assert list(schema.iter_errors(json.loads(path.read_bytes()))) == []


@pytest.mark.parametrize(
    "name",
    [
        "kind",
        "change",
        "review",
        "likelihood",
        "confidence",
        "precision",
        "no schema",
        "id",
        "time",
        "role",
        "checksum",
        "examined",
    ],
)
def test_the_schema_refuses_slips(schema, ordinary: bytes, name: str) -> None:
    old, new, _ = SLIPS[name]
    assert list(schema.iter_errors(json.loads(ordinary.replace(old, new, 1))))


def test_the_schema_names_every_property() -> None:
    from ilmtool.sidecar.feature_values import ORDER

    text = (resource_dir() / "schema" / "ilmtool-annotations-1.0.schema.json").read_text(encoding="utf-8")
    assert list(json.loads(text)["$defs"]["properties"]["properties"]) == list(ORDER)
