"""`ilmtool review` on files: figures, tables, pages, consensus, folders, and colleagues' hostile files."""

from __future__ import annotations

import csv
import io
import json
import os
from dataclasses import replace
from pathlib import Path

import pytest
import review_samples as samples

from ilmtool.cli.main import run
from ilmtool.core.annotation import Annotation
from ilmtool.core.document import Document, Header
from ilmtool.core.geometry import box_ring
from ilmtool.core.scene import Registration, Scene
from ilmtool.errors import UserError
from ilmtool.sidecar.reader import read_sidecar
from ilmtool.sidecar.validate import validate_file


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ILMTOOL_CACHE_DIR", str(tmp_path / "cache"))


def planted() -> tuple[list[Annotation], list[Annotation]]:
    """Two analysts' boxes with one conflict of every kind."""
    rings = samples.grid(8)
    anna = [samples.annotation(f"a{i}", ring) for i, ring in enumerate(rings[:7])]
    ben = [samples.annotation(f"b{i}", ring, author="ben") for i, ring in enumerate(rings[:6])]
    ben[1] = samples.annotation("b1", rings[1], "vehicle", author="ben")
    ben[2] = samples.annotation("b2", rings[2], change="removed", author="ben")
    ben[3] = samples.annotation("b3", rings[3], change_not_after="2019-03-02T03:05:12Z", author="ben")
    ben[4] = samples.annotation("b4", rings[4], certainty="confirmed", author="ben")
    ben[5] = samples.annotation("b5", rings[5], likelihood="likely", author="ben")
    ben.append(samples.annotation("b7", rings[7], author="ben"))
    return anna, ben


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    anna, ben = planted()
    return (
        samples.write(tmp_path / "after.tif.anna.ilm.geojson", samples.document(anna)),
        samples.write(tmp_path / "after.tif.ben.ilm.geojson", samples.document(ben)),
    )


def report(capsys: pytest.CaptureFixture[str], *arguments: object) -> dict:
    assert run(["review", *map(str, arguments), "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_the_report_has_every_conflict_and_no_file_is_touched(
    files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    before = [(path.read_bytes(), path.stat().st_mtime_ns) for path in files]
    found = report(capsys, *files)
    assert (found["matched"], found["only_a"], found["only_b"]) == (6, 1, 1)
    assert (found["label_differs"], found["attribute_differs"]) == (1, 4)
    assert found["f1_location"] == pytest.approx(12 / 14, abs=1e-6)
    assert found["f1_label"] == pytest.approx(10 / 14, abs=1e-6)
    assert found["mean_iou"] == found["median_iou"] == 1.0
    assert {p["a"]: p["conflict"] for p in found["pairs"]} == {
        "a0": None, "a1": "other label", "a2": "other change", "a3": "other date", "a4": "other certainty",
        "a5": "other attribute",
    }  # fmt: skip
    assert {p["rule"] for p in found["pairs"]} == {"iou"}
    assert found["confusion"]["labels"] == ["crane", "vehicle", "(no box)"]
    assert found["confusion"]["matrix"] == [[5, 1, 1], [0, 0, 0], [1, 0, 0]]
    assert found["per_class"]["vehicle"] == {"n_a": 0, "n_b": 1, "matched": 0, "f1": 0.0}
    assert [f["analysts"] for f in found["files"]] == [["anna"], ["ben"]]
    assert [(path.read_bytes(), path.stat().st_mtime_ns) for path in files] == before


def test_exchanged_files_give_the_same_figures(
    files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    there, back = report(capsys, *files), report(capsys, *reversed(files))
    for key in ("f1_location", "f1_label", "matched", "mean_iou", "kappa", "label_differs", "f1_at"):
        assert there[key] == back[key]
    assert {(p["a"], p["b"], p["iou"]) for p in there["pairs"]} == {
        (p["b"], p["a"], p["iou"]) for p in back["pairs"]
    }


def test_tables_and_pages_are_safe_to_open(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    evil = '=HYPERLINK("http://example.com")'
    caplog.set_level("WARNING")
    script = "\U0001f3d7<script>alert(1)</script><img src=x onerror=alert(2)>\x1b[31m\u202e"
    anna = samples.document([samples.annotation("a", box_ring(0, 0, 20, 20), evil)])
    ben = samples.document([samples.annotation("b", box_ring(0, 0, 20, 20), script, author=script)])
    one = samples.write(tmp_path / "one.ilm.geojson", anna)
    other = samples.write(tmp_path / "other.ilm.geojson", ben)
    table, page, pdf = tmp_path / "t.csv", tmp_path / "p.html", tmp_path / "p.pdf"
    assert (
        run(["review", str(one), str(other), "--csv", str(table), "--html", str(page), "--pdf", str(pdf)])
        == 0
    )
    shown = capsys.readouterr().out
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    (row,) = csv.DictReader(io.StringIO(table.read_text("utf-8-sig")))
    assert row["label_a"] == "'" + evil
    html = page.read_text("utf-8")
    assert "<script" not in html
    assert "<img src=x" not in html
    assert "&lt;script&gt;" in html
    assert "default-src 'none'" in html
    assert 'src="http' not in html
    assert "There are no pictures" in html  # the images are not there
    assert pdf.read_bytes().startswith(b"%PDF-")
    assert b"/JavaScript" not in pdf.read_bytes()
    assert not [record for record in caplog.records if record.name.startswith("fpdf")]


def test_three_files_give_votes_and_a_consensus_file(
    tmp_path: Path, files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    anna, _ = planted()
    third = samples.write(
        tmp_path / "after.tif.cem.ilm.geojson",
        samples.document(a.edited(author="cem") for a in anna[:5]),
    )
    out = tmp_path / "after.tif.consensus.ilm.geojson"
    found = report(capsys, *files, third, "--consensus", out)
    assert found["matched"] == 6 + 5 + 5
    assert len(found["pairwise"]) == 3
    assert found["alpha_n"] == 6
    assert {c["presence"] for c in found["consensus"]} == {"agreed", "minority"}
    made = read_sidecar(out)
    assert not [f for f in validate_file(out) if f.severity == "error"]
    assert len(made.document.annotations) == 6
    lines = [
        json.loads(line.rstrip(","))
        for line in out.read_text("utf-8").splitlines()
        if 'Feature",' in line[:20]
    ]
    sources = {feature["properties"]["review_source"] for feature in lines}
    assert sources <= {path.name for path in (*files, third)}
    votes = sorted(feature["properties"]["review_votes"] for feature in lines)
    assert votes == ["2 of 3", "3 of 3", "3 of 3", "3 of 3", "3 of 3", "3 of 3"]
    recorded = made.document.header.extra["review"]["sources"]
    assert [s["file"] for s in recorded] == [path.name for path in (*files, third)]
    assert all(s["checksum"].startswith("1220") for s in recorded)


def test_boxes_drawn_on_different_dates_are_compared_in_one_frame(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    grid = {"crs_code": "EPSG:32651", "shape": (900, 1200)}
    before = Scene("old", "before", "old.tif", transform=(1.0, 0, 500000, 0, -1.0, 4000000), **grid)
    after = Scene("new", "after", "new.tif", transform=(0.5, 0, 500010, 0, -0.5, 4000000), **grid)
    shift = Registration("old", "new", (1.0, 0.0, 6.0, 0.0, 1.0, -4.0))
    header = Header((before, after), (shift,))
    on_old = samples.annotation("a", box_ring(30, 20, 50, 40), drawn_on="old")
    # Twice as fine and 10 m further east: (x - 10) * 2 + 6, y * 2 - 4.
    on_new = samples.annotation("b", box_ring(46, 36, 86, 76), drawn_on="new")
    one = samples.write(tmp_path / "one.ilm.geojson", Document(header, {"a": on_old}))
    other = samples.write(tmp_path / "other.ilm.geojson", Document(header, {"b": on_new}))
    found = report(capsys, one, other)
    assert found["matched"] == 1
    assert found["mean_iou"] == pytest.approx(1.0, abs=1e-6)
    # A colleague's file that lost its header still is of the same scenes.
    lost = samples.write(tmp_path / "lost.ilm.geojson", Document(Header(), {"b": on_new}))
    data = json.loads(lost.read_text("utf-8"))
    del data["ilmtool"]
    data["features"][0]["properties"].update(scene_before="old", scene_after="new")
    lost.write_text(json.dumps(data), "utf-8")
    assert report(capsys, one, lost)["matched"] == 1


def test_boxes_drawn_in_a_map_program_have_a_place_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = (0.0001, 0, 10.0, 0, -0.0001, 50.0)
    scenes = (
        Scene("old", "before", "old.tif", transform=place, crs_code="EPSG:4326", shape=(900, 1200)),
        Scene("new", "after", "new.tif", transform=place, crs_code="EPSG:4326", shape=(900, 1200)),
    )
    pixels = samples.annotation("a", box_ring(100, 50, 140, 80), drawn_on="new")
    one = samples.write(tmp_path / "one.ilm.geojson", samples.document([pixels], scenes))
    data = json.loads(samples.write(tmp_path / "x", samples.document([], scenes)).read_text("utf-8"))
    ring = [[10.01, 49.995], [10.01, 49.992], [10.014, 49.992], [10.014, 49.995], [10.01, 49.995]]
    data["features"] = [
        {"type": "Feature", "id": "q", "geometry": {"type": "Polygon", "coordinates": [ring]},
         "properties": {"label": "crane"}}
    ]  # fmt: skip
    other = tmp_path / "other.ilm.geojson"
    other.write_text(json.dumps(data), "utf-8")
    found = report(capsys, one, other)
    assert (found["matched"], found["unplaced_b"]) == (1, 0)
    assert found["mean_iou"] == pytest.approx(1.0, abs=1e-4)


def test_files_of_other_pairs_are_refused(tmp_path: Path, files: tuple[Path, Path]) -> None:
    scenes = [replace(scene, id=f"x{scene.id}") for scene in samples.SCENES]
    other = samples.write(tmp_path / "z.ilm.geojson", samples.document([], scenes))
    with pytest.raises(UserError, match="another pair"):
        run(["review", str(files[0]), str(other)])


@pytest.mark.parametrize("option", ["--csv", "--html", "--pdf", "--consensus"])
def test_a_source_is_never_written_over(files: tuple[Path, Path], option: str) -> None:
    before = files[1].read_bytes()
    with pytest.raises(UserError, match="is one of the files"):
        run(["review", *map(str, files), str(files[0]), option, str(files[1])])
    assert files[1].read_bytes() == before


def test_wrong_use_is_one_sentence(files: tuple[Path, Path], tmp_path: Path) -> None:
    for arguments in (
        [files[0]],
        [*files, "--iou", "0"],
        [*files, "--quorum", "3"],
        [*files, "--consensus", tmp_path / "c"],
        [files[0], tmp_path / "missing.ilm.geojson"],
        [files[0], tmp_path],
    ):
        with pytest.raises(UserError):
            run(["review", *map(str, arguments)])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_not_waited_for(files: tuple[Path, Path], tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.ilm.geojson"
    os.mkfifo(pipe)
    with pytest.raises(UserError, match="not a file"):
        run(["review", str(files[0]), str(pipe)])


# ---- a folder ------------------------------------------------------------------------------------------


@pytest.fixture
def team(tmp_path: Path) -> Path:
    root = tmp_path / "team"
    anna, ben = planted()
    for number in range(3):
        folder = root / f"site-{number}"
        folder.mkdir(parents=True)
        samples.write(folder / "after.tif.anna.ilm.geojson", samples.document(anna))
        samples.write(folder / "after.tif.ben.ilm.geojson", samples.document(ben[: 3 + number]))
    samples.write(root / "site-0" / "after.tif.consensus.ilm.geojson", samples.document(anna))
    (root / "site-1" / "after.tif.cem.ilm.geojson").write_bytes(b"no JSON")
    return root


def test_a_folder_tells_who_annotated_what_and_how_well_they_agree(
    team: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = report(capsys, team)
    assert [pair["folder"] for pair in found["pairs"]] == ["site-0", "site-1", "site-2"]
    first, second, third = found["pairs"]
    assert {f["analyst"] for f in first["files"]} == {"anna", "ben", "consensus"}
    assert first["has_consensus"]
    assert first["boxes"] == 7 + 3
    assert first["f1_location"] == pytest.approx(6 / 10, abs=1e-6)
    assert "JSON" in next(f["problem"] for f in second["files"] if f["analyst"] == "cem")
    assert third["f1_location"] == pytest.approx(10 / 12, abs=1e-6)
    assert found["f1_location"] == pytest.approx((6 + 8 + 10) / (10 + 11 + 12), abs=1e-6)
    low, high = found["f1_location_interval"]
    assert 0.6 - 1e-6 <= low < found["f1_location"] < high <= 10 / 12 + 1e-6
    assert found["scenes"] == 3


@pytest.mark.parametrize("name", ["after.tif.final.ilm.geojson", "result.ilm.geojson"])
def test_a_consensus_is_no_analyst_whatever_its_name(
    team: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    before = report(capsys, team)
    folder = team / "site-2"
    files = [folder / f"after.tif.{who}.ilm.geojson" for who in ("anna", "ben")]
    report(capsys, *files, files[0], "--consensus", folder / name)
    after = report(capsys, team)
    assert after["f1_location"] == before["f1_location"]
    assert after["pairs"][2]["has_consensus"]
    assert after["pairs"][2]["boxes"] == before["pairs"][2]["boxes"]


def test_the_index_is_used_renewed_and_may_be_thrown_away(
    team: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from ilmtool.session import team_folder

    read: list[str] = []
    original = team_folder.read_reviewed

    def counted(path: Path, name: str | None = None):
        read.append(path.name)
        return original(path, name)

    monkeypatch.setattr(team_folder, "read_reviewed", counted)
    first = report(capsys, team)
    assert read
    read.clear()
    assert report(capsys, team) == first
    unreadable = "after.tif.cem.ilm.geojson"
    assert read == [unreadable], "it is asked again: why it cannot be read is said in the language of the day"
    anna, _ = planted()
    changed = team / "site-2" / "after.tif.ben.ilm.geojson"
    samples.write(changed, samples.document(anna))
    os.utime(changed, ns=(1, 1))
    again = report(capsys, team)
    assert again["pairs"][2]["f1_location"] == 1.0
    assert set(read) <= {"after.tif.ben.ilm.geojson", "after.tif.anna.ilm.geojson", unreadable}
    (index,) = (tmp_path / "cache" / "review").glob("*.sqlite")
    for damage in (b"", b"SQLite format 3\x00 and then nothing", os.urandom(5000)):
        index.write_bytes(damage)
        assert report(capsys, team) == again
    index.unlink()
    assert report(capsys, team) == again


def test_a_folder_without_sidecars_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty").mkdir()
    found = report(capsys, tmp_path / "empty")
    assert found["f1_location"] is None
    assert found["reason"] == "no pair has two files"
