"""The same input gives the same bytes: twice, with any workers, on Dask, and after an interruption."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from dataset_sites import box, turned, write_site

from ilmtool.__main__ import main
from ilmtool.datasets import work
from ilmtool.datasets.export import Request
from ilmtool.datasets.export import export as run_export
from ilmtool.datasets.formats.registry import format_names, format_of
from ilmtool.datasets.runners import PoolRunner, SerialRunner
from ilmtool.datasets.settings import make_settings
from ilmtool.errors import Cancelled
from ilmtool.session.labels import load_label_set

from .conftest import Export, tree


@pytest.fixture
def sites(tmp_path: Path) -> Path:
    for n in range(3):
        items = [box(20, 20, 44, 40), turned(200, 100, 240, 120, 20, "trailer"), box(390, 200, 410, 220)]
        write_site(tmp_path / "sites", items, name=f"s{n}", seed=n, place=(1000.0 * n, 0), gsd=(0.75, 0.5))
    return tmp_path / "sites"


CHIPS = (
    "--images",
    "chips",
    "--tile-size",
    "128",
    "--date",
    "both",
    "--split",
    "50/50",
    "--split-by",
    "places",
)


@pytest.mark.parametrize("name", format_names())
def test_two_runs(sites: Path, export: Export, name: str) -> None:
    assert tree(export(sites, name, *CHIPS)) == tree(export(sites, name, *CHIPS))


@pytest.mark.parametrize("pixels", ["png", "jpeg", "tiff"])
def test_one_worker_and_two(sites: Path, export: Export, pixels: str) -> None:
    one = tree(export(sites, "coco", *CHIPS, "--image-format", pixels, "--workers", "1"))
    assert sum(name.startswith("images/") for name in one) > 10
    if pixels == "png":
        assert one == tree(export(sites, "coco", *CHIPS, "--image-format", pixels, "--workers", "2"))


def test_where_the_sidecars_lie_does_not_matter(sites: Path, export: Export, tmp_path: Path) -> None:
    moved = tmp_path / "far" / "away" / "sites"
    moved.parent.mkdir(parents=True)
    first = tree(export(sites, "coco", *CHIPS))
    sites.rename(moved)
    assert tree(export(moved, "coco", *CHIPS)) == first


def test_an_interrupted_export_goes_on(
    sites: Path,
    export: Export,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    whole = tree(export(sites, "yolo", *CHIPS))
    target = tmp_path / "interrupted"
    words = ["export", str(sites), "--format", "yolo", *CHIPS, "-o", str(target), "--workers", "1"]
    real, done = work.export_place, []

    def stops(job: work.Job, tick: object) -> work.PlaceDone:
        if len(done) == 2:
            raise KeyboardInterrupt
        done.append(job.key)
        return real(job)

    monkeypatch.setattr("ilmtool.datasets.export.export_place", stops)
    assert main(words) == 130
    assert not target.exists()
    partial = target.with_name("interrupted.partial")
    kept = {path: path.stat().st_mtime_ns for path in partial.rglob("*.png")}
    assert kept
    capsys.readouterr()
    assert main(words) == 2
    assert "--resume" in capsys.readouterr().err
    monkeypatch.undo()
    assert main([*words, "--seed", "9", "--resume"]) == 2
    assert "is another one" in capsys.readouterr().err
    assert main([*words, "--resume"]) == 0
    assert tree(target) == whole
    assert not partial.exists()
    again = {target / path.relative_to(partial): stamp for path, stamp in kept.items()}
    assert all(path.stat().st_mtime_ns == stamp for path, stamp in again.items())


def test_workers_end_when_somebody_stops(sites: Path, export: Export, tmp_path: Path) -> None:
    target = tmp_path / "stopped"
    made = format_of("coco")
    settings = make_settings("coco", {"images": "chips", "tile_size": 64, "layout": "objects"}, made)
    request = Request((sites,), target, settings, load_label_set("")[0])

    def stop(what: str, done: int, *_: int) -> None:
        if what == "export":
            raise Cancelled

    with pytest.raises(Cancelled):
        run_export(request, lambda _: PoolRunner(2), stop)
    assert not target.exists()
    assert (tmp_path / "stopped.partial" / ".parts" / "stop").exists()
    run_export(replace(request, resume=True), lambda _: SerialRunner())
    assert main(["export", "--verify", str(target)]) == 0
    words = ("--images", "chips", "--tile-size", "64", "--layout", "objects")
    assert tree(target) == tree(export(sites, "coco", *words))


@pytest.fixture
def cluster() -> Iterator[str]:
    """A real scheduler with two worker processes."""
    pytest.importorskip("distributed", reason="the extra dask is not installed")
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"tcp://127.0.0.1:{port}"
    run = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", str(port)]
    options = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "env": {**os.environ}}
    processes = [subprocess.Popen([*run, "--no-dashboard"], **options)]
    worker = [
        sys.executable,
        "-m",
        "distributed.cli.dask_worker",
        address,
        "--nworkers",
        "1",
        "--nthreads",
        "1",
    ]
    processes += [
        subprocess.Popen([*worker, "--no-dashboard", "--name", f"w{n}"], **options) for n in range(2)
    ]
    try:
        import distributed

        with distributed.Client(address, timeout="60s", set_as_default=False) as client:
            client.wait_for_workers(2, timeout=60)
        yield address
    finally:
        for process in reversed(processes):
            process.kill()
        for process in processes:
            process.wait(timeout=30)


@pytest.mark.filterwarnings("ignore")
def test_a_dask_cluster(sites: Path, export: Export, cluster: str) -> None:
    assert tree(export(sites, "coco", *CHIPS, "--dask", cluster)) == tree(export(sites, "coco", *CHIPS))


@pytest.mark.filterwarnings("ignore")
def test_no_dask_scheduler_there(
    sites: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("distributed", reason="the extra dask is not installed")
    monkeypatch.setattr("ilmtool.datasets.dask_runner._TIMEOUT", "1s")
    words = [
        "export",
        str(sites),
        "--format",
        "coco",
        "-o",
        str(tmp_path / "x"),
        "--dask",
        "tcp://127.0.0.1:9",
    ]
    assert main(words) == 2
    assert "No Dask scheduler answers" in capsys.readouterr().err
    assert not (tmp_path / "x").exists()
