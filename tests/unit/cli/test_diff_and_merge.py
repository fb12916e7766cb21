"""`ilmtool diff` and `ilmtool merge`, by themselves and as git's drivers in a real repository."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import review_samples as samples

from ilmtool.cli.main import run
from ilmtool.core.annotation import Annotation, Comment
from ilmtool.core.geometry import box_ring
from ilmtool.errors import UserError
from ilmtool.sidecar.merge_record import conflicts_of
from ilmtool.sidecar.merge_settle import settle
from ilmtool.sidecar.reader import read_sidecar
from ilmtool.sidecar.validate import validate_file

ROOT = Path(__file__).resolve().parents[3]


def key(number: int) -> str:
    """A UUID that tells its number at its start."""
    return f"{number:04x}a1c0-53b3-4d1c-8a5c-8c0d4d6a7e11"


def box(number: int, label: str = "crane", **values: object) -> Annotation:
    x = 50.0 * number
    values = {"updated": "2019-03-04T09:00:00Z", **values}
    ring = values.pop("ring", box_ring(x, 10, x + 24, 28))
    return samples.annotation(key(number), ring, label, **values)  # type: ignore[arg-type]


def sidecar(path: Path, *boxes: Annotation) -> Path:
    return samples.write(path, samples.document(boxes))


def lines(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return capsys.readouterr().out.splitlines()


# ---- diff ----------------------------------------------------------------------------------------------


def test_changes_are_told_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    moved = box_ring(402.4, 10, 426.4, 28)
    old = sidecar(tmp_path / "old", box(8), box(9), box(10), box(11), box(12), box(13), box(14), box(15))
    new = sidecar(
        tmp_path / "new",
        box(8, ring=moved, certainty="probable", updated="2019-03-05T09:00:00Z"),
        box(9, "mast"),
        box(10, ring=samples.turned_ring(512, 19, 24, 18, 30), shape="oriented_box"),
        box(11, ring=box_ring(550, 10, 580, 28)),
        box(13, note="two of them"),
        box(14, comments=(Comment("ben", "2019-03-05T09:00:00Z", "sure?"),), review="changes_requested"),
        box(15, extra={"length_m": 12}),
        box(16, "vehicle", author="ben"),
    )
    assert run(["diff", str(old), str(new)]) == 1
    assert lines(capsys) == [
        "~ crane 0008 moved 2.4 px, possible -> probable",
        "~ crane 0009 crane -> mast",
        "~ crane 000a turned 30.0°, shape box -> oriented_box",
        "~ crane 000b moved 3 px, resized 24 x 18 -> 30 x 18 px",
        "- crane 000c at 612, 19 (24 x 18 px) on site_20190302, possible, new, by anna",
        '~ crane 000d note none -> "two of them"',
        '~ crane 000e review none -> changes_requested, comment by ben: "sure?"',
        "~ crane 000f length_m none -> 12",
        "+ vehicle 0010 at 812, 19 (24 x 18 px) on site_20190302, possible, new, by ben",
        "1 drawn, 1 removed, 7 changed",
    ]


def test_no_difference_is_silent(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old = sidecar(tmp_path / "old", box(1))
    new = tmp_path / "new"
    new.write_bytes(old.read_bytes().replace(b"\n", b"\r\n"))
    assert run(["diff", str(old), str(new)]) == 0
    assert lines(capsys) == []
    assert run(["diff", str(old), str(new), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_what_a_colleague_wrote_cannot_reach_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = sidecar(tmp_path / "old", box(1))
    new = sidecar(
        tmp_path / "new", box(1, note="\x1b]0;owned\x07\u202egnp\n+ crane added", certainty="\x9b31m")
    )
    run(["diff", str(old), str(new)])
    shown = capsys.readouterr().out
    assert len(shown.splitlines()) == 2
    assert not any(ord(c) < 32 and c != "\n" for c in shown)
    assert "\u202e" not in shown
    assert "\x9b" not in shown


def test_ids_are_as_long_as_they_must_be(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ring = box_ring(0, 0, 9, 9)
    old = sidecar(
        tmp_path / "old", samples.annotation("abcdef-1", ring), samples.annotation("abcdef-2", ring)
    )
    new = sidecar(tmp_path / "new")
    run(["diff", str(old), str(new)])
    assert [line.split()[2] for line in lines(capsys)[:2]] == ["abcdef-1", "abcdef-2"]


def test_textconv_has_a_line_for_each_box(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = sidecar(tmp_path / "f", box(1, note="n"), box(2, "mast"))
    assert run(["diff", "--textconv", str(path)]) == 0
    shown = lines(capsys)
    assert [line.split()[0] for line in shown] == ["scene", "scene", "crane", "mast"]
    assert key(1) in shown[2]
    assert "note n" in shown[2]


# ---- merge ---------------------------------------------------------------------------------------------


def test_a_merge_takes_both_sides_and_lists_what_disagrees(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    base = sidecar(tmp_path / "base", box(1), box(2), box(3), box(4))
    ours = sidecar(tmp_path / "ours", box(1, certainty="probable"), box(2, "mast"), box(3), box(5))
    theirs = sidecar(tmp_path / "theirs", box(1, note="seen"), box(2, "vehicle"), box(4), box(6))
    before = [p.read_bytes() for p in (base, ours, theirs)]
    out = tmp_path / "out"
    assert run(["merge", str(base), str(ours), str(theirs), "-o", str(out)]) == 1
    assert "label of 0002" in capsys.readouterr().err
    assert [p.read_bytes() for p in (base, ours, theirs)] == before
    made = read_sidecar(out).document
    assert sorted(made.annotations) == [key(n) for n in (1, 2, 5, 6)]
    first = made.annotations[key(1)].properties
    assert (first.certainty, first.note) == ("probable", "seen")
    assert made.annotations[key(2)].label == "mast"
    (conflict,) = conflicts_of(made.header)
    assert (conflict.id, conflict.member, conflict.base) == (key(2), "label", "crane")
    assert (conflict.ours, conflict.theirs, conflict.taken) == ("mast", "vehicle", "ours")
    assert "merge-conflict" in {f.code for f in validate_file(out)}


def test_a_merge_without_conflicts_is_clean_and_may_replace_ours(tmp_path: Path) -> None:
    base = sidecar(tmp_path / "base", box(1), box(2))
    ours = sidecar(tmp_path / "ours", box(1, "mast"), box(2))
    theirs = sidecar(tmp_path / "theirs", box(1), box(2, "mast"))
    assert run(["merge", str(base), str(ours), str(theirs), "-o", str(ours)]) == 0
    assert ours.read_bytes() == sidecar(tmp_path / "expected", box(1, "mast"), box(2, "mast")).read_bytes()


def test_conflicts_stay_listed_until_somebody_settles_them(tmp_path: Path) -> None:
    base = sidecar(tmp_path / "base", box(1), box(2))
    ours, theirs = (
        sidecar(tmp_path / "o", box(1, "mast"), box(2)),
        sidecar(tmp_path / "t", box(1, "van"), box(2)),
    )
    first = tmp_path / "first"
    assert run(["merge", str(base), str(ours), str(theirs), "-o", str(first)]) == 1
    loaded = read_sidecar(first)
    second = tmp_path / "second"
    assert run(["merge", str(first), str(first), str(first), "-o", str(second)]) == 1
    assert conflicts_of(read_sidecar(second).document.header) == conflicts_of(loaded.document.header)
    settled = sidecar(tmp_path / "settled", box(1, "mast"), box(2))
    assert run(["merge", str(first), str(settled), str(first), "-o", str(second)]) == 0
    assert conflicts_of(read_sidecar(second).document.header) == ()


@pytest.mark.parametrize("which", [0, 1, 2])
def test_what_cannot_be_read_is_not_merged(tmp_path: Path, which: int) -> None:
    paths = [sidecar(tmp_path / name, box(1)) for name in ("base", "ours", "theirs")]
    paths[which].write_bytes(b"<<<<<<< HEAD\n")
    before = paths[1].read_bytes()
    with pytest.raises(UserError):
        run(["merge", *map(str, paths), "-o", str(paths[1])])
    assert paths[1].read_bytes() == before


# ---- git -----------------------------------------------------------------------------------------------

NAME = "after.tif.ilm.geojson"


@pytest.fixture
def git(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """`git` in a new repository, without anybody's configuration."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    folder = tmp_path / "repository"
    folder.mkdir()
    who = {
        f"GIT_{role}_{what}": "x@example.com"
        for role in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    }
    environment = {
        **os.environ, **who, "HOME": str(tmp_path), "GIT_CONFIG_NOSYSTEM": "1", "PYTHONPATH": str(ROOT),
    }  # fmt: skip

    def call(*arguments: str, ok: bool = True) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            ["git", *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=False
        )
        assert not ok or done.returncode == 0, done.stderr + done.stdout
        return done

    call("init", "-q", "-b", "main")
    return call


def set_up(git: Callable[..., object], folder: Path) -> None:
    """The two lines of the documentation, with this program."""
    (folder / ".gitattributes").write_text("*.ilm.geojson diff=ilmtool merge=ilmtool\n", "utf-8")
    program = f'"{sys.executable}" -m ilmtool'
    git("config", "merge.ilmtool.driver", f"{program} merge %O %A %B -o %A")
    git("config", "diff.ilmtool.command", f"{program} diff")


def branches(git: Callable[..., object], folder: Path, base: list, ours: list, theirs: list) -> None:
    """main has `ours`, the branch `theirs`; both began with `base`."""
    sidecar(folder / NAME, *base)
    git("add", ".")
    git("commit", "-q", "-m", "base")
    git("checkout", "-q", "-b", "theirs")
    sidecar(folder / NAME, *theirs)
    git("commit", "-q", "-a", "-m", "theirs")
    git("checkout", "-q", "main")
    sidecar(folder / NAME, *ours)
    git("commit", "-q", "-a", "-m", "ours")


def test_git_merges_edits_of_different_boxes_without_any_driver(tmp_path: Path, git) -> None:
    folder = tmp_path / "repository"
    base = [box(n) for n in range(1, 10)]
    ours = [box(1, "mast"), *base[1:4], *base[5:], box(40)]
    theirs = [*base[:6], box(7, certainty="confirmed"), base[7], base[8]]
    branches(git, folder, base, ours, theirs)
    git("merge", "-q", "theirs")
    made = read_sidecar(folder / NAME).document.annotations
    assert sorted(made) == [key(n) for n in (1, 2, 3, 4, 6, 7, 8, 9, 40)]
    assert (made[key(1)].label, made[key(7)].properties.certainty) == ("mast", "confirmed")


def test_git_without_the_driver_stops_at_the_same_box(tmp_path: Path, git) -> None:
    folder = tmp_path / "repository"
    branches(git, folder, [box(1)], [box(1, "mast")], [box(1, note="seen")])
    assert git("merge", "-q", "theirs", ok=False).returncode == 1
    assert b"<<<<<<<" in (folder / NAME).read_bytes()
    (folder / ".gitattributes").write_text("*.ilm.geojson diff=ilmtool\n", "utf-8")
    git("config", "diff.ilmtool.command", f'"{sys.executable}" -m ilmtool diff')
    assert "cannot be read" in git("diff", "HEAD").stdout


def test_git_with_the_driver_merges_the_same_box_by_property(tmp_path: Path, git) -> None:
    folder = tmp_path / "repository"
    set_up(git, folder)
    base = [box(n) for n in range(1, 7)]
    ours = [box(1, "mast"), box(2), box(3, certainty="confirmed"), box(5), box(6), box(8)]
    theirs = [box(1, note="seen"), box(2, change="moved"), box(4), box(5), box(6), box(7), box(9)]
    branches(git, folder, base, ours, theirs)
    done = git("merge", "-q", "theirs", ok=False)
    # Box 3: edited by us, deleted by them. It stays, and is listed.
    assert done.returncode == 1
    assert key(3) in done.stderr + done.stdout
    path = folder / NAME
    assert b"<<<<<<<" not in path.read_bytes()
    loaded = read_sidecar(path)
    made = loaded.document.annotations
    assert sorted(made) == [key(n) for n in (1, 2, 3, 5, 6, 7, 8, 9)]
    assert (made[key(1)].label, made[key(1)].properties.note) == ("mast", "seen")
    assert made[key(2)].properties.change == "moved"
    assert [(c.id, c.member) for c in conflicts_of(loaded.document.header)] == [(key(3), "feature")]
    git("commit", "-q", "-a", "-m", "merged, one conflict listed in the file")


def test_git_with_the_driver_merges_cleanly_what_lines_cannot(tmp_path: Path, git) -> None:
    folder = tmp_path / "repository"
    set_up(git, folder)
    branches(
        git, folder, [box(1), box(2)],
        [box(1, "mast"), box(2), box(3)], [box(1, note="seen"), box(2, certainty="confirmed"), box(4)],
    )  # fmt: skip
    git("merge", "-q", "theirs")
    made = read_sidecar(folder / NAME).document
    assert sorted(made.annotations) == [key(n) for n in (1, 2, 3, 4)]
    assert conflicts_of(made.header) == ()
    assert git("status", "--porcelain").stdout == ""


def test_git_with_the_driver_merges_a_file_that_both_added(tmp_path: Path, git) -> None:
    folder = tmp_path / "repository"
    set_up(git, folder)
    git("add", ".")
    git("commit", "-q", "-m", "attributes")
    git("checkout", "-q", "-b", "theirs")
    sidecar(folder / NAME, box(1))
    git("add", ".")
    git("commit", "-q", "-m", "theirs")
    git("checkout", "-q", "main")
    sidecar(folder / NAME, box(2))
    git("add", ".")
    git("commit", "-q", "-m", "ours")
    git("merge", "-q", "theirs")
    assert sorted(read_sidecar(folder / NAME).document.annotations) == [key(1), key(2)]


def test_git_diff_speaks_in_boxes(tmp_path: Path, git) -> None:
    folder = tmp_path / "repository"
    set_up(git, folder)
    sidecar(folder / NAME, box(1), box(2))
    git("add", ".")
    git("commit", "-q", "-m", "base")
    sidecar(folder / NAME, box(1, ring=box_ring(53.1, 10, 77.1, 28), certainty="probable"), box(3))
    shown = git("diff").stdout.splitlines()
    assert shown[0] == f"ilmtool diff {NAME}"
    assert shown[1] == "~ crane 0001 moved 3.1 px, possible -> probable"
    assert [line[:12] for line in shown[2:4]] == ["- crane 0002", "+ crane 0003"]
    git("config", "--unset", "diff.ilmtool.command")
    git("config", "diff.ilmtool.textconv", f'"{sys.executable}" -m ilmtool diff --textconv')
    assert any(line.startswith("+crane") and "probable" in line for line in git("diff").stdout.splitlines())
    git("commit", "-q", "-a", "-m", "next")
    assert "+crane" in git("log", "-p").stdout


# ---- settling what a merge left ------------------------------------------------------------------------


def test_listed_conflicts_are_settled_by_taking_the_other_side(tmp_path: Path) -> None:
    base = sidecar(tmp_path / "base", *(box(n) for n in range(1, 6)))
    ours = sidecar(
        tmp_path / "ours", box(1, "mast"), box(2, ring=box_ring(100, 10, 120, 30)), box(3, note="n"),
        box(4, certainty="confirmed"),
        box(5, review="approved", reviewer="a", reviewed="2019-03-05T09:00:00Z"),
    )  # fmt: skip
    theirs = sidecar(
        tmp_path / "theirs", box(1, "van"), box(2, ring=box_ring(101, 12, 131, 40)),
        box(4, certainty="unknown"),
        box(5, review="rejected", reviewer="b", reviewed="2019-03-06T09:00:00Z"),
    )  # fmt: skip
    out = tmp_path / "out"
    assert run(["merge", str(base), str(ours), str(theirs), "-o", str(out)]) == 1
    document = read_sidecar(out).document
    listed = conflicts_of(document.header)
    assert [(c.id[:4], c.member) for c in listed] == [
        ("0001", "label"), ("0002", "imageGeometry"), ("0003", "feature"), ("0004", "certainty"),
        ("0005", "review"),
    ]  # fmt: skip
    choices = {c.key: "theirs" for c in listed if c.id != key(4)}
    settled = settle(document, choices)
    assert [c.id for c in conflicts_of(settled.header)] == [key(4)]
    made = settled.annotations
    assert made[key(1)].label == "van"
    assert made[key(2)].ring == box_ring(101, 12, 131, 40)
    assert key(3) not in made
    assert made[key(4)].properties.certainty == "confirmed"
    review = made[key(5)].properties
    assert (review.review, review.reviewer) == ("rejected", "b")
    rest = settle(settled, {conflicts_of(settled.header)[0].key: "ours"})
    assert conflicts_of(rest.header) == ()
    assert rest.annotations[key(4)].properties.certainty == "confirmed"
    path = samples.write(tmp_path / "end", rest)
    assert "merge-conflict" not in {f.code for f in validate_file(path)}


def test_a_list_of_conflicts_that_anybody_wrote_does_no_harm(tmp_path: Path) -> None:
    from dataclasses import replace

    made = samples.document([box(1)])
    own = {"id": key(1), "taken": "ours"}
    entries = [
        {**own, "member": "label", "ours": "a", "theirs": ["no", "label"], "options": 7},
        {**own, "member": "note", "theirs": "x", "options": ["theirs"]},
        {**own, "member": "imageGeometry", "ours": {}, "theirs": {"imageGeometry": 5}},
        {**own, "member": "feature", "ours": 1, "theirs": {"type": "Feature", "id": "x"}},
        {**own, "member": "$.id", "theirs": "other"},
        {**own, "member": "$.properties", "theirs": 3},
        {"id": "nowhere", "member": "label", "theirs": "x", "taken": "ours"},
        {"id": 5}, None, [], "x",
    ]  # fmt: skip
    header = replace(made.header, extra={"conflicts": entries})
    path = samples.write(tmp_path / "f", replace(made, header=header))
    document = read_sidecar(path).document
    listed = conflicts_of(document.header)
    assert all(c.taken in c.options for c in listed)
    settled = settle(document, {c.key: "theirs" for c in listed})
    assert list(settled.annotations) == [key(1)]
    again = samples.write(tmp_path / "again", settled)
    assert not [f for f in validate_file(again) if f.severity == "error"]


def test_a_box_that_one_side_deleted_is_told_in_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    box = samples.annotation("a", box_ring(0, 0, 20, 20))
    base = samples.write(tmp_path / "base", samples.document([box]))
    ours = samples.write(tmp_path / "ours", samples.document([]))
    theirs = samples.write(tmp_path / "theirs", samples.document([box.edited(note="look")]))
    assert run(["merge", str(base), str(ours), str(theirs), "-o", str(tmp_path / "out")]) == 1
    told = capsys.readouterr().err
    assert "ours deleted a, theirs changed it; theirs stands." in told
    assert "{" not in told
