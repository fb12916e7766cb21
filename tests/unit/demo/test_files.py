"""The demo pair as files: the same each time, whole or not at all, never over the user's work."""

from __future__ import annotations

import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest
import rasterio

from ilmtool.demo import DemoPair, write_demo
from ilmtool.errors import Cancelled, UserError

COARSENESS = 4
NAMES = {
    "site_20190216.IMD",
    "site_20190216.tif",
    "site_20190302.IMD",
    "site_20190302.tif",
    "site_20190302.tif.ilm.geojson",
}


def test_the_same_bytes_come_out_each_time(small_pair: DemoPair, tmp_path: Path, contents) -> None:
    told: list[float] = []
    again = write_demo(
        tmp_path / "new" / "folder", lambda share, _: told.append(share), coarseness=COARSENESS
    )
    first, second = contents(small_pair.before.parent), contents(again.before.parent)
    assert set(first) == set(second) == NAMES
    assert {n: c[0] for n, c in first.items()} == {n: c[0] for n, c in second.items()}
    assert told == sorted(told)
    assert told[0] == 0.0
    assert told[-1] == 1.0


@pytest.mark.parametrize(
    ("side", "gsd", "date", "platform", "sun"),
    [
        ("before", 2.0, "2019-02-16T02:15:00.000000Z", "WV02", ("150.5", "32.9")),
        ("after", 1.2, "2019-03-02T03:05:12.000000Z", "WV03", ("163.9", "41.7")),
    ],
)
def test_the_images_say_where_and_when(small_pair: DemoPair, side, gsd, date, platform, sun) -> None:
    with rasterio.open(getattr(small_pair, side)) as file:
        assert file.crs.to_epsg() == 32651
        assert tuple(file.transform)[:6] == pytest.approx((gsd, 0, 645900, 0, -gsd, 4391700))
        assert file.shape[0] * gsd >= 2000
        assert file.profile["tiled"]
        assert file.block_shapes == [(512, 512)] * 3
        assert file.profile["compress"] == "jpeg"
        assert file.overviews(1)
        assert max(file.shape) / file.overviews(1)[-1] <= 512
        assert file.tags()["TIFFTAG_DATETIME"].startswith(date[:4])
        imd = file.tags(ns="IMD")
        assert imd["IMAGE_1.firstLineTime"] == date
        assert imd["IMAGE_1.satId"].strip('"') == platform
        assert (imd["IMAGE_1.meanSunAz"], imd["IMAGE_1.meanSunEl"]) == sun
        assert float(imd["IMAGE_1.meanProductGSD"]) == gsd
        for name in ("meanCollectedGSD", "meanOffNadirViewAngle", "meanSatAz", "cloudCover"):
            float(imd[f"IMAGE_1.{name}"])


def _copied(pair: DemoPair, folder: Path) -> DemoPair:
    shutil.copytree(pair.before.parent, folder, dirs_exist_ok=True)
    return DemoPair(*(folder / p.name for p in (pair.before, pair.after, pair.sidecar)))


def test_a_finished_pair_is_used_again_and_an_edited_sidecar_stays(small_pair, tmp_path, contents) -> None:
    pair = _copied(small_pair, tmp_path)
    pair.sidecar.write_text("the user's work")
    were = contents(tmp_path)
    assert write_demo(tmp_path, coarseness=COARSENESS) == pair
    assert contents(tmp_path) == were


def test_a_missing_part_is_made_again_and_the_sidecar_stays(small_pair, tmp_path) -> None:
    pair = _copied(small_pair, tmp_path)
    pair.sidecar.write_text("the user's work")
    pair.after.unlink()
    write_demo(tmp_path, coarseness=COARSENESS)
    assert pair.after.read_bytes() == small_pair.after.read_bytes()
    assert pair.sidecar.read_text() == "the user's work"


def test_a_file_of_somebody_else_is_left_alone(tmp_path: Path, contents) -> None:
    (tmp_path / "site_20190302.tif").write_bytes(b"II*\0 my own image")
    were = contents(tmp_path)
    with pytest.raises(UserError, match=r"site_20190302\.tif"):
        write_demo(tmp_path, coarseness=COARSENESS)
    assert contents(tmp_path) == were


@pytest.mark.parametrize("limit", [0.0, 0.2, 0.5])
def test_stopping_leaves_nothing_half_made(tmp_path: Path, limit: float) -> None:
    share_now = [0.0]

    def progress(share: float, _: str) -> None:
        share_now[0] = share

    with pytest.raises(Cancelled):
        write_demo(tmp_path, progress, lambda: share_now[0] >= limit, coarseness=8)
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_named_before_the_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=10_000))
    with pytest.raises(UserError, match="no room") as caught:
        write_demo(tmp_path, coarseness=COARSENESS)
    assert str(tmp_path) in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_fills_up_on_the_way_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import ilmtool.demo.render
    import ilmtool.demo.world
    import ilmtool.demo.writer

    def full(path: Path, *_: object) -> None:
        path.write_bytes(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(ilmtool.demo.writer, "write_image", full)
    monkeypatch.setattr(ilmtool.demo.render, "Renderer", lambda *_: None)
    monkeypatch.setattr(ilmtool.demo.world, "build_ground", lambda *_: None)
    with pytest.raises(UserError, match="No space left"):
        write_demo(tmp_path, coarseness=8)
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_is_no_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UserError, match="file"):
        write_demo(tmp_path / "file" / "demo", coarseness=8)
