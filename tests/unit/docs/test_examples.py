"""What the guide shows developers works as it stands there."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from dataset_sites import box, turned, write_site
from jsonschema import Draft202012Validator

from ilmtool.__main__ import main
from ilmtool.imagery import source
from ilmtool.resources import resource_dir

DOCS = Path(__file__).resolve().parents[3] / "docs"


def blocks(page: str, language: str) -> list[str]:
    text = (DOCS / page).read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def test_the_exporter_of_the_guide_is_found_exports_and_verifies(tmp_path: Path) -> None:
    """In a process of its own, with the package installed as pip would leave it."""
    site = write_site(tmp_path / "site", [box(10, 20, 30, 60), turned(50, 50, 70, 60, 30, "trailer")])
    (code,), (project,) = blocks("add-an-exporter.md", "python"), blocks("add-an-exporter.md", "toml")
    installed = tmp_path / "installed"
    facts = installed / "point_lines-1.0.dist-info"
    facts.mkdir(parents=True)
    (installed / "point_lines.py").write_text(code, encoding="utf-8")
    (facts / "METADATA").write_text("Metadata-Version: 2.1\nName: point-lines\nVersion: 1.0\n")
    entries = tomllib.loads(project)["project"]["entry-points"]["ilmtool.exporters"]
    lines = [f"{name} = {value}" for name, value in entries.items()]
    (facts / "entry_points.txt").write_text("\n".join(["[ilmtool.exporters]", *lines, ""]))
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(installed), str(DOCS.parent)])}

    def run(*arguments: str) -> None:
        command = [sys.executable, "-m", "ilmtool", "export", *arguments]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr

    target = tmp_path / "middles"
    run(str(site.sidecar), "--format", "points", "-o", str(target))
    run("--verify", str(target))
    rows = [json.loads(line) for line in (target / "points.jsonl").read_text().splitlines()]
    found = {row["class"]: row["xy"] for row in rows}
    assert found["crane"] == pytest.approx([20, 40])
    assert found["trailer"] == pytest.approx([60, 55])


def test_the_reader_of_the_guide_opens_a_pair(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code, listed = blocks("add-a-reader.md", "python")
    module = ModuleType("ilmtool.imagery.npy_source")
    exec(compile(code, "add-a-reader.md", "exec"), module.__dict__)
    monkeypatch.setitem(sys.modules, module.__name__, module)
    names: dict[str, object] = {"Reader": source.Reader}
    exec(compile(listed, "add-a-reader.md", "exec"), names)
    monkeypatch.setattr(source, "readers", names["readers"])

    # Four quarters of one colour each.
    data = np.zeros((1200, 1600, 3), np.uint8)
    data[:600, :800], data[:600, 800:], data[600:, :800] = (200, 40, 40), (40, 200, 40), (40, 40, 200)
    before, after = tmp_path / "site_20190216.npy", tmp_path / "site_20190302.npy"
    np.save(before, data)
    np.save(after, data)
    with source.open_source(after) as opened:
        assert opened.facts.acquisition.datetime_source == "filename"
        assert (opened.read(0, (3, 5, 40, 60))[0] == data[5:60, 3:40]).all()
        last = len(opened.facts.levels) - 1
        small, valid = opened.read(last, (0, 0, 400, 300), [2, 0])
        assert valid is None
        assert small.shape == (300, 400, 2)
        assert (small[0, 0] == (40, 200)).all()
        assert (small[299, 0] == (200, 40)).all()
    assert main(["render", str(before), str(after), "-o", str(tmp_path / "pair.png")]) == 0
    capsys.readouterr()
    assert main(["info", str(after), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["size"] == [1600, 1200]

    broken = tmp_path / "broken.npy"
    broken.write_bytes(after.read_bytes()[:1000])
    assert main(["info", str(broken)]) == 2
    np.save(broken, np.zeros((3, 3), np.float64))
    assert main(["info", str(broken)]) == 2
    assert "is not an image" in capsys.readouterr().err


def test_the_annotation_file_of_the_guide_keeps_the_schema() -> None:
    schema = json.loads((resource_dir() / "schema" / "ilmtool-annotations-1.0.schema.json").read_text())
    feature, header = map(json.loads, blocks("sidecar-format.md", "json"))
    whole = {"type": "FeatureCollection", **header, "features": [feature]}
    Draft202012Validator(schema).validate(whole)
    page = (DOCS / "sidecar-format.md").read_text(encoding="utf-8")
    rules = schema["$defs"]
    named = {
        *rules["header"]["properties"],
        *rules["scene"]["properties"],
        *rules["registration"]["properties"],
    }
    named |= set(rules["properties"]["properties"]) | set(rules["comment"]["properties"])
    assert sorted(name for name in named if f"`{name}`" not in page) == []
