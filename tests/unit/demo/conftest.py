"""A small demo pair (1.2 m and 2 m pixels), made once."""

from __future__ import annotations

from pathlib import Path

import pytest

from ilmtool.demo import DemoPair, write_demo

COARSENESS = 4


@pytest.fixture(scope="session")
def small_pair(tmp_path_factory: pytest.TempPathFactory) -> DemoPair:
    return write_demo(tmp_path_factory.mktemp("demo"), coarseness=COARSENESS)


@pytest.fixture
def contents():
    """What lies in a folder: name -> (bytes, modification time)."""

    def look(folder: Path) -> dict[str, tuple[bytes, int]]:
        return {p.name: (p.read_bytes(), p.stat().st_mtime_ns) for p in sorted(folder.iterdir())}

    return look
