"""Levels that an image lacks: usable at once, built behind, kept for the next time, never trusted blindly."""

from __future__ import annotations

import os
import time
import warnings
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import rasterio
from numpy.typing import NDArray
from rasterio.errors import NotGeoreferencedWarning
from rasters import HALF_METRE, UTM51

from ilmtool.errors import Cancelled, UserError
from ilmtool.imagery import pyramid, pyramid_store
from ilmtool.imagery.pyramid import build_pyramid
from ilmtool.imagery.pyramid_source import PyramidSource
from ilmtool.imagery.pyramid_store import PyramidStore
from ilmtool.imagery.source import RasterSource, open_source

SIDE = 8400
"""Of an 8-bit image just too large for its small levels to be made while somebody waits."""
NODATA = 7


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two large images in strips without overviews: `grey.tif`, 8 bits; `deep.tif`, 16 bits with nodata."""
    made = tmp_path_factory.mktemp("striped")
    for name, side, dtype in (("grey.tif", SIDE, "uint8"), ("deep.tif", 6100, "uint16")):
        with rasterio.open(
            made / name, "w", driver="GTiff", width=side, height=side, count=1, dtype=dtype, crs=UTM51,
            transform=rasterio.Affine(*HALF_METRE), compress="deflate", zlevel=1, blockysize=8,
            nodata=NODATA if dtype == "uint16" else None,
        ) as out:  # fmt: skip
            out.write(values(side, dtype), 1)
    return made


def values(side: int, dtype: str) -> NDArray[np.generic]:
    """A smooth pattern; a square of nodata in the deep one."""
    y, x = np.ogrid[0:side, 0:side]
    plane = 120 + 60 * np.sin(x / 300) + 50 * np.cos(y / 411)
    if dtype == "uint8":
        return plane.astype(dtype)
    deep = (plane * 200).astype(dtype)
    deep[1000:2000, 3000:4000] = NODATA
    return deep


@pytest.fixture
def grey(folder: Path) -> Iterator[PyramidSource]:
    yield from opened(folder / "grey.tif")


@pytest.fixture
def deep(folder: Path) -> Iterator[PyramidSource]:
    yield from opened(folder / "deep.tif")


def opened(path: Path) -> Iterator[PyramidSource]:
    with open_source(path) as source:
        assert isinstance(source, PyramidSource)
        assert not source.is_sharp
        yield source


def whole(source: RasterSource, level: int) -> tuple[NDArray[np.float64], NDArray[np.bool_] | None]:
    size = source.facts.levels[level]
    data, valid = source.read(level, (0, 0, size.width, size.height))
    return data[..., 0].astype(np.float64), valid


def blocks(plane: NDArray[np.generic], factor: int) -> NDArray[np.float64]:
    """Means of whole blocks."""
    rows, cols = (n // factor for n in plane.shape)
    cut = plane[: rows * factor, : cols * factor].reshape(rows, factor, cols, factor)
    means: NDArray[np.float64] = cut.mean(axis=(1, 3), dtype=np.float64)
    return means


def test_before_there_is_a_pyramid_samples_show_the_scene(grey: PyramidSource) -> None:
    """In place: each is of the ground that it stands for."""
    assert grey.first_missing == 1
    for level in (2, len(grey.facts.levels) - 1):
        shown, _ = whole(grey, level)
        factor = round(grey.facts.levels[level].factor)
        expected = blocks(values(SIDE, "uint8"), factor)
        inside = shown[: expected.shape[0], : expected.shape[1]]
        # Strips stand for their neighbours: the pattern changes by half a grey level in a strip's reach.
        assert np.abs(inside - expected).max() <= 6


def test_a_pyramid_holds_the_means_of_the_ground(deep: PyramidSource, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    place = build_pyramid(deep, PyramidStore(tmp_path), lambda done, rows: told.append((done, rows)))
    assert place is not None
    assert deep.attach(place)
    assert deep.is_sharp
    assert told[-1] == (6100, 6100)
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    plane = values(6100, "uint16")
    for level in range(1, len(deep.facts.levels)):
        factor = 2**level
        shown, valid = whole(deep, level)
        expected = blocks(plane, factor)
        rows, cols = expected.shape
        gone = blocks(plane == NODATA, factor)
        assert valid is not None
        assert (valid[:rows, :cols] == (gone < 1)).all(), "valid as soon as any pixel beneath is"
        sure = gone == 0
        # Each halving rounds to a whole number once more.
        assert np.abs(shown[:rows, :cols] - expected)[sure].max() <= 0.5 * level + 0.01
    edge = (gone > 0) & (gone < 1)
    assert np.abs(shown[:rows, :cols][edge] - expected[edge]).min() > 100, "nodata is in no mean"


def test_eight_bits_are_kept_as_jpeg_for_the_screen(grey: PyramidSource, tmp_path: Path) -> None:
    place = build_pyramid(grey, PyramidStore(tmp_path))
    assert place is not None
    assert grey.attach(place)
    for level in range(1, len(grey.facts.levels)):
        size = grey.facts.levels[level]
        expected = blocks(values(SIDE, "uint8"), 2**level)
        shown, _ = grey.read_for_screen(level, (0, 0, size.width, size.height))
        rows, cols = expected.shape
        assert np.abs(shown[:rows, :cols, 0].astype(float) - expected).max() <= 5
    pixels = sum(level.width * level.height for level in grey.facts.levels[1:])
    assert sum(file.stat().st_size for file in place.iterdir()) < pixels / 4
    for file in place.iterdir():  # a third party reads it too
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", NotGeoreferencedWarning)
            with rasterio.open(file) as level_file:
                assert level_file.read(1).std() > 10


def test_the_image_and_its_folder_are_only_read(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in folder.iterdir()}
    with open_source(folder / "grey.tif") as source:
        assert build_pyramid(source, PyramidStore(tmp_path)) is not None
    assert {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in folder.iterdir()} == before


def test_the_next_opening_finds_it_also_under_another_name(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ILMTOOL_CACHE_DIR", str(tmp_path / "cache"))
    link = tmp_path / "renamed.tif"
    os.link(folder / "grey.tif", link)
    with open_source(folder / "grey.tif") as source:
        assert isinstance(source, PyramidSource)
        assert not source.is_sharp
        assert build_pyramid(source, PyramidStore.of_user()) is not None
    for path in (folder / "grey.tif", link):
        with open_source(path) as source:
            assert isinstance(source, PyramidSource)
            assert source.is_sharp


@pytest.mark.parametrize("how", ["time", "content"])
def test_another_file_has_another_pyramid(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    monkeypatch.setenv("ILMTOOL_CACHE_DIR", str(tmp_path / "cache"))
    path = tmp_path / "a.tif"
    path.write_bytes((folder / "grey.tif").read_bytes())
    os.utime(path, (1e9, 1e9))
    with open_source(path) as source:
        assert build_pyramid(source, PyramidStore.of_user()) is not None
    if how == "time":
        os.utime(path, (1e9 + 1, 1e9 + 1))
    else:
        with path.open("r+b") as file:
            file.seek(-100, os.SEEK_END)
            file.write(b"x" * 100)
        os.utime(path, (1e9, 1e9))
    with open_source(path) as source:
        assert isinstance(source, PyramidSource)
        assert not source.is_sharp


def test_a_job_that_is_cancelled_leaves_nothing(grey: PyramidSource, tmp_path: Path) -> None:
    store, told = PyramidStore(tmp_path), []

    def stop(done: int, rows: int) -> bool:
        told.append(done)
        return len(told) < 3

    with pytest.raises(Cancelled):
        build_pyramid(grey, store, stop)
    assert len(told) == 3
    assert list(tmp_path.iterdir()) == []
    shown, _ = whole(grey, 2)
    assert shown.std() > 10
    assert build_pyramid(grey, store) is not None


def test_a_damaged_image_is_no_pyramid(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.tif"
    data = bytearray((folder / "grey.tif").read_bytes())
    middle = len(data) // 2
    data[middle : middle + 20_000] = bytes(20_000)
    path.write_bytes(data)
    with open_source(path) as source, pytest.raises(UserError, match=r"a\.tif"):
        build_pyramid(source, PyramidStore(tmp_path / "store"))
    assert list((tmp_path / "store").iterdir()) == []


@pytest.mark.parametrize("damage", ["cut", "gone", "swapped"])
def test_a_damaged_pyramid_is_not_used(grey: PyramidSource, tmp_path: Path, damage: str) -> None:
    place = build_pyramid(grey, PyramidStore(tmp_path))
    assert place is not None
    first, second = sorted(place.iterdir())[:2]
    if damage == "cut":
        first.write_bytes(first.read_bytes()[:5000])
    elif damage == "gone":
        first.unlink()
    else:
        second.replace(first)
    assert not grey.attach(place)
    assert not grey.is_sharp
    shown, _ = whole(grey, 1)
    assert shown.std() > 10


def test_a_pyramid_that_breaks_while_in_use_is_left(grey: PyramidSource, tmp_path: Path) -> None:
    place = build_pyramid(grey, PyramidStore(tmp_path))
    assert place is not None
    assert grey.attach(place)
    file = sorted(place.iterdir())[0]
    with file.open("r+b") as out:
        out.seek(1000)
        out.write(bytes(file.stat().st_size // 2))
    shown, _ = whole(grey, 1)
    assert np.abs(shown[: SIDE // 2, : SIDE // 2] - blocks(values(SIDE, "uint8"), 2)).max() <= 6
    assert not grey.is_sharp


def test_without_room_there_is_no_pyramid_and_no_harm(grey: PyramidSource, tmp_path: Path) -> None:
    assert build_pyramid(grey, PyramidStore(tmp_path, max_bytes=1 << 20)) is None
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_halfway_leaves_nothing(
    deep: PyramidSource, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, count = pyramid.LosslessLevel.write_row, 0

    def full(self: object, *args: object) -> None:
        nonlocal count
        count += 1
        if count > 4:
            raise OSError(28, "No space left on device")
        real(self, *args)  # type: ignore[arg-type]

    monkeypatch.setattr(pyramid.LosslessLevel, "write_row", full)
    assert build_pyramid(deep, PyramidStore(tmp_path)) is None
    assert list(tmp_path.iterdir()) == []


def test_the_longest_unused_go_first(tmp_path: Path) -> None:
    store = PyramidStore(tmp_path, max_bytes=2500)
    for age, name in enumerate(("new", "middle", "old")):
        part = store.begin(name)
        (part / "level-1.tif").write_bytes(bytes(1000))
        part.rename(tmp_path / name)
        os.utime(tmp_path / name, (1e9 - age, 1e9 - age))
    assert store.find("old") is not None  # looked at: now the youngest
    part = store.begin("another")
    (part / "level-1.tif").write_bytes(bytes(1000))
    assert store.finish(part, "another") == tmp_path / "another"
    assert {path.name for path in tmp_path.iterdir()} == {"old", "another"}


def test_what_a_crash_left_is_cleared_away_after_a_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = PyramidStore(tmp_path)
    forgotten, under_way = store.begin("a"), store.begin("b")
    long_ago = time.time() - 2 * pyramid_store._ABANDONED_S
    os.utime(forgotten, (long_ago, long_ago))
    store.evict()
    assert {path.name for path in tmp_path.iterdir()} == {under_way.name}
    assert store.find("a") is None


def test_two_windows_that_build_the_same_agree(grey: PyramidSource, tmp_path: Path) -> None:
    store = PyramidStore(tmp_path)
    name = pyramid_store.identity(grey)
    mine = store.begin(name)
    (mine / "mine").write_text("")
    place = build_pyramid(grey, store)
    assert place is not None
    assert store.finish(mine, name) == place
    assert not (place / "mine").exists()
    assert {path.name for path in tmp_path.iterdir()} == {name}
