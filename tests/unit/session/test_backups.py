"""Earlier versions: what is kept, how many, and that keeping them never keeps anybody from saving."""

from __future__ import annotations

from pathlib import Path

import pytest
from fakes import FakeClock

from ilmtool.session import backups
from ilmtool.session.backups import EVERY_S, MOST_VERSIONS, Backups, versions


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "state"


@pytest.fixture
def sidecar(tmp_path: Path) -> Path:
    path = tmp_path / "a.tif.ilm.geojson"
    path.write_bytes(content(0))
    return path


def content(number: int) -> bytes:
    return b'{"features":[\n' + b'{"type":"Feature","id":"x"},\n' * number + b"]}\n" + str(number).encode()


def test_the_file_as_opened_and_then_one_every_while(folder: Path, sidecar: Path) -> None:
    clock = FakeClock()
    keeper = Backups(clock, lambda _: folder)
    assert keeper.keep(sidecar) is not None
    for number in range(1, 4):
        sidecar.write_bytes(content(number))
        clock.advance(EVERY_S / 2)
        keeper.keep(sidecar)
    assert [v.annotations for v in versions(sidecar, lambda _: folder)] == [2, 0]
    assert versions(sidecar, lambda _: folder)[0].time == "2019-03-03T00:10:00Z"
    assert (folder / "of.txt").read_text().strip() == str(sidecar)


def test_the_same_bytes_are_kept_once(folder: Path, sidecar: Path) -> None:
    for _ in range(3):
        Backups(FakeClock(), lambda _: folder).keep(sidecar)
    assert len(versions(sidecar, lambda _: folder)) == 1


def test_the_number_is_bounded_and_the_newest_stay(folder: Path, sidecar: Path) -> None:
    clock = FakeClock()
    for number in range(MOST_VERSIONS + 5):
        sidecar.write_bytes(content(number))
        Backups(clock, lambda _: folder).keep(sidecar)
        clock.advance(1 if number % 2 else 0)
    found = [v.annotations for v in versions(sidecar, lambda _: folder)]
    assert found == list(range(MOST_VERSIONS + 4, 4, -1))


def test_the_bytes_are_bounded_but_one_version_stays(
    folder: Path, sidecar: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backups, "MOST_BYTES", 2 * len(content(10)))
    for number in (10, 11, 12, 13, 500):
        sidecar.write_bytes(content(number))
        Backups(FakeClock(), lambda _: folder).keep(sidecar)
        assert sum(v.size for v in versions(sidecar, lambda _: folder)[1:]) <= 2 * len(content(10))
    assert [v.annotations for v in versions(sidecar, lambda _: folder)] == [500]


def test_what_cannot_be_kept_is_left_out(folder: Path, sidecar: Path) -> None:
    folder.write_text("a file where the folder should be")
    assert Backups(FakeClock(), lambda _: folder).keep(sidecar) is None
    assert versions(sidecar, lambda _: folder) == []
    sidecar.unlink()
    assert Backups(FakeClock(), lambda _: folder).keep(sidecar) is None
