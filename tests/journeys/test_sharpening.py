"""A striped file without small levels gets sharp behind the window, which says so and can be told to stop."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import rasterio
from person import Person
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from sample_pairs import SamplePair

from ilmtool.core.layout import CompareMode

SIDE = 8400
"""More than what is made from samples at once: 64 MB."""


@pytest.fixture(scope="module")
def striped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Lines of one dark and one light row: mid grey as soon as rows are averaged, not while sampled."""
    path = tmp_path_factory.mktemp("striped") / "striped_20190305.tif"
    with rasterio.open(
        path, "w", driver="GTiff", width=SIDE, height=SIDE, count=1, dtype="uint8", compress="deflate",
        zlevel=1, blockysize=8, crs="EPSG:32651",
        transform=rasterio.Affine(0.06, 0, 600_000, 0, -0.06, 4_400_000),
    ) as out:  # fmt: skip
        rows = np.where(np.arange(SIDE) % 2, 40, 200).astype(np.uint8)
        out.write(np.broadcast_to(rows[:, None], (SIDE, SIDE)), 1)
    return path


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ILMTOOL_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path / "cache" / "pyramids"


def test_progress_is_shown_and_the_picture_gets_sharp(
    person: Person, pair: SamplePair, striped: Path, cache: Path
) -> None:
    progress = person.window.progress
    seen: list[tuple[bool, int]] = []
    progress.told.connect(
        lambda *_: seen.append((progress.isVisible(), progress.bar.value())),
        Qt.ConnectionType.QueuedConnection,
    )
    person.open(pair.before, striped)
    person.mode(CompareMode.AFTER)
    person.until(lambda: len(seen) > 3 and not progress.isVisible())
    person.rest()
    values = [value for visible, value in seen if visible]
    assert len(values) > 3
    assert values == sorted(values)
    assert "striped_20190305.tif" in progress.bar.accessibleName()
    assert [folder.is_dir() for folder in cache.iterdir() if not folder.name.startswith(".")] == [True]
    person.move((5, 5))
    middle = person.shot()[300:400, 300:400]
    assert np.abs(middle.astype(int) - 120).max() <= 3, "rows are averaged, not left out"

    seen.clear()  # the second time it is there at once
    person.open(pair.after, striped)
    assert person.program.executor.is_idle
    assert seen == []


@pytest.mark.parametrize("way", ["button", "command"])
def test_stopping_leaves_a_usable_picture_and_no_trace(
    person: Person, pair: SamplePair, striped: Path, cache: Path, way: str
) -> None:
    progress = person.window.progress
    appeared: list[bool] = []

    def stop() -> None:
        if progress.isVisible():
            appeared.append(person.window.actions_.action("view.stop-sharpening").isEnabled())
            if way == "button":
                QTest.mouseClick(progress.cancel, Qt.MouseButton.LeftButton)
            else:
                person.window.run_by_id("view.stop-sharpening")

    progress.changed.connect(stop)
    person.open(pair.before, striped)
    person.until(lambda: appeared)
    person.rest()
    assert appeared == [True]
    assert not progress.isVisible()
    assert not person.window.actions_.action("view.stop-sharpening").isEnabled()
    assert not cache.exists() or list(cache.iterdir()) == []
    person.mode(CompareMode.AFTER)
    person.move((5, 5))
    assert person.shot()[300:400, 300:400].std() < 100
    assert set(np.unique(person.shot()[300:400, 300:400])) <= set(range(38, 203))
