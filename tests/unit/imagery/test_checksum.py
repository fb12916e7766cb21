"""Checksums of files."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from ilmtool.errors import Cancelled, UserError
from ilmtool.imagery.checksum import file_checksum


def test_it_is_the_multihash_of_all_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a.bin"
    path.write_bytes(bytes(range(256)) * 9001)
    told: list[tuple[int, int]] = []
    found = file_checksum(path, lambda done, total: told.append((done, total)))
    assert found == "1220" + hashlib.sha256(path.read_bytes()).hexdigest()
    assert told[-1] == (256 * 9001, 256 * 9001)
    assert [done for done, _ in told] == sorted(done for done, _ in told)


def test_it_can_be_stopped(tmp_path: Path) -> None:
    path = tmp_path / "a.bin"
    path.write_bytes(bytes(5 << 20))
    told: list[int] = []

    def stop(done: int, _total: int) -> bool:
        told.append(done)
        return False

    with pytest.raises(Cancelled):
        file_checksum(path, stop)
    assert told == [1 << 20]


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"gone\.tif"):
        file_checksum(tmp_path / "gone.tif")
