"""Pyramids of an open pair: built behind the window, used when they are there, given up without a trace."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import rasterio
from fakes import QueueExecutor

from ilmtool.imagery.pyramid_source import PyramidSource
from ilmtool.imagery.pyramid_store import PyramidStore
from ilmtool.imagery.source import RasterSource, open_source
from ilmtool.session.pyramids import Sharpener, SharpImages, lacking

SIDE = 8400


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("striped") / "a.tif"
    y, x = np.ogrid[0:SIDE, 0:SIDE]
    with rasterio.open(
        made, "w", driver="GTiff", width=SIDE, height=SIDE, count=1, dtype="uint8", compress="deflate",
        zlevel=1, blockysize=8, crs="EPSG:32651", transform=rasterio.Affine(1, 0, 4e5, 0, -1, 4e6),
    ) as out:  # fmt: skip
        out.write((120 + 60 * np.sin(x / 300) + 50 * np.cos(y / 411)).astype(np.uint8), 1)
    return made


@pytest.fixture
def sources(path: Path) -> Iterator[dict[str, RasterSource]]:
    with open_source(path) as source:
        yield {"a": source}


class Told:
    """What a sharpener says."""

    def __init__(self) -> None:
        self.shares: list[float] = []
        self.sharp: list[tuple[str, int]] = []

    def progress(self, name: str, share: float) -> None:
        assert name == "a.tif"
        self.shares.append(share)


def test_progress_is_told_by_the_percent_and_the_end_once(
    sources: dict[str, RasterSource], tmp_path: Path
) -> None:
    executor, told = QueueExecutor(), Told()
    sharpener = Sharpener(executor, told.progress, lambda *what: told.sharp.append(what))
    sharpener.start(sources, PyramidStore(tmp_path))
    executor.run()
    assert told.sharp == [("a", 1)]
    assert told.shares == sorted(told.shares)
    assert told.shares[-1] == 1.0
    assert 5 < len(told.shares) <= 101
    assert lacking(sources) == {}


def test_stopping_leaves_nothing_and_says_that_it_has_ended(
    sources: dict[str, RasterSource], tmp_path: Path
) -> None:
    executor, told = QueueExecutor(), Told()

    def progress(name: str, share: float) -> None:
        told.progress(name, share)
        if share > 0.2:
            sharpener.stop()

    sharpener = Sharpener(executor, progress, lambda *what: told.sharp.append(what))
    sharpener.start(sources, PyramidStore(tmp_path))
    executor.run()
    assert told.shares[-1] == 1.0
    assert max(told.shares[:-1]) < 0.6
    assert told.sharp == []
    assert list(tmp_path.iterdir()) == []
    assert set(lacking(sources)) == {"a"}


def test_a_picture_uses_a_pyramid_even_where_none_can_be_kept(
    sources: dict[str, RasterSource], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("ILMTOOL_CACHE_DIR", str(tmp_path / "file"))
    source = sources["a"]
    assert isinstance(source, PyramidSource)
    with SharpImages(sources):
        assert source.is_sharp
        data, _ = source.read(1, (0, 0, 4200, 4200))
        assert data.std() > 10
