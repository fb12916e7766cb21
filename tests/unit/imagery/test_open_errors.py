"""What bad input gets: one sentence that names it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ilmtool.errors import UserError
from ilmtool.imagery.source import open_source


def refused(path: Path) -> UserError:
    with pytest.raises(UserError) as caught:
        open_source(path)
    assert path.name in caught.value.title
    return caught.value


def test_missing(tmp_path: Path) -> None:
    assert "does not exist" in refused(tmp_path / "nothing.tif").title


def test_a_folder(tmp_path: Path) -> None:
    assert "folder" in refused(tmp_path).title


def test_empty(tmp_path: Path) -> None:
    (tmp_path / "empty.tif").touch()
    assert "empty" in refused(tmp_path / "empty.tif").title


def test_text(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("not an image")
    assert "not an image" in refused(tmp_path / "notes.txt").title


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_without_permission(tmp_path: Path) -> None:
    path = tmp_path / "secret.tif"
    path.write_bytes(b"II*\0")
    path.chmod(0)
    assert "may not be read" in refused(path).title


def test_a_name_that_no_system_takes(tmp_path: Path) -> None:
    assert refused(tmp_path / ("x" * 5000)).title
