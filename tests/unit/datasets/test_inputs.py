"""What is read: files, folders, patterns; and scenes that lie elsewhere, also behind an address."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pytest
from dataset_sites import box, write_site
from range_server import serving

from ilmtool.__main__ import main
from ilmtool.datasets.inputs import find_sidecars

from .conftest import Export, manifest, tree


def test_files_folders_and_patterns_name_each_sidecar_once(tmp_path: Path) -> None:
    sidecars = [write_site(tmp_path / f"s{n}", [box(1, 1, 9, 9)], name=f"s{n}").sidecar for n in range(3)]
    conflict = sidecars[0].with_name("s0_after.tif.conflict-20190302T021500Z.ilm.geojson")
    conflict.write_bytes(sidecars[0].read_bytes())
    assert find_sidecars([tmp_path]) == (sidecars, tmp_path)
    assert find_sidecars([tmp_path / "*" / "*after.tif.ilm.geojson"])[0] == sidecars
    assert find_sidecars([tmp_path / "**" / "*1_after*.ilm.geojson"])[0] == [sidecars[1]]
    assert find_sidecars([sidecars[2], tmp_path, sidecars[0]])[0] == sidecars
    assert find_sidecars([conflict])[0] == [conflict]


def test_two_analysts_of_one_pair_are_one_place(tmp_path: Path, export: Export) -> None:
    site = write_site(tmp_path / "s", [box(10, 10, 30, 30)])
    site.sidecar.with_name("site_after.tif.anna.ilm.geojson").write_bytes(site.sidecar.read_bytes())
    write_site(tmp_path / "t", [box(10, 10, 30, 30)], name="other", place=(9000, 0), seed=4)
    for seed in range(3):
        folder = export(tmp_path, "coco", "--split", "50/50", "--split-by", "places", "--seed", str(seed))
        table = manifest(folder)
        of_site = {s["split"] for s in table["sources"] if s["sidecar"].startswith("s/")}
        assert len(of_site) == 1
        assert len({image["file"] for image in table["images"]}) == 3
        assert any("more than one sidecar" in remark for remark in table["remarks"])


def test_scenes_in_another_folder(tmp_path: Path, export: Export) -> None:
    site = write_site(tmp_path / "s", [box(60, 60, 90, 90)])
    chips = ("--images", "chips", "--tile-size", "64", "--date", "both")
    whole = tree(export(tmp_path / "s", "yolo", *chips))
    store = tmp_path / "store"
    store.mkdir()
    for path in (site.before, site.after):
        path.rename(store / path.name)
    export(tmp_path / "s", "yolo", *chips, code=2)
    assert tree(export(tmp_path / "s", "yolo", *chips, "--scenes-at", str(store))) == whole


def test_scenes_behind_an_address(tmp_path: Path, export: Export) -> None:
    site = write_site(tmp_path / "s", [box(60, 60, 90, 90), box(200, 100, 230, 140)])
    chips = ("--images", "chips", "--tile-size", "64")
    local = export(tmp_path / "s", "yolo", *chips)
    kept = tmp_path / "kept.tif"
    site.after.rename(kept)
    site.before.unlink()
    with serving(kept) as server:
        remote = export(tmp_path / "s", "yolo", *chips, "--scenes-at", server.url("").rstrip("/"))
    pixels = {name: data for name, data in tree(local).items() if name.endswith(".png")}
    assert pixels
    assert pixels == {name: data for name, data in tree(remote).items() if name.endswith(".png")}
    assert b"127.0.0.1" not in b"".join(tree(remote).values())


def test_a_script_without_a_guard_may_use_several_processes(tmp_path: Path) -> None:
    for n in range(2):
        write_site(tmp_path / "s", [box(10, 10, 30, 30)], name=f"s{n}", seed=n, place=(1000.0 * n, 0))
    script = tmp_path / "script.py"
    script.write_text(
        "from ilmtool.__main__ import main\n"
        f"code = main(['export', {str(tmp_path / 's')!r}, '--format', 'csv', '-o', "
        f"{str(tmp_path / 'out')!r}, '--workers', '2'])\n"
        "print('began')\n"
        "raise SystemExit(code)\n"
    )
    environment = {"PYTHONPATH": str(Path.cwd()), "PATH": ""}
    command = [sys.executable, str(script)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("began") == 1
    assert main(["export", "--verify", str(tmp_path / "out")]) == 0


def test_the_page_of_the_command_lists_every_option(capsys: pytest.CaptureFixture[str]) -> None:
    from ilmtool.datasets.common_options import OPTIONS

    with pytest.raises(SystemExit):
        main(["export", "--help"])
    page = capsys.readouterr().out
    assert [o.name for o in OPTIONS if f"--{o.name}" not in page] == []
    assert "--voc-base" in page


class Terminal(io.StringIO):
    """Standard error of somebody who looks."""

    def isatty(self) -> bool:
        return True


def test_progress_has_share_rate_and_time_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_site(tmp_path / "s", [box(60, 60, 90, 90)])
    words = ["export", str(tmp_path / "s"), "--format", "yolo", "--workers", "1"]
    assert main([*words, "-o", str(tmp_path / "quiet")]) == 0
    assert "%" not in capsys.readouterr().err
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    assert main([*words, "-o", str(tmp_path / "told")]) == 0
    shown = terminal.getvalue()
    assert "export 1/1 places  100%" in shown
    assert "images/s" in shown or "places/s" in shown
    assert "0:00 left" in shown
