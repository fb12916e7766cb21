"""Fixtures for every test: where the shared test data lies, and Qt without a screen."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# English, whatever the computer speaks; what other languages do is set by the tests of it.
os.environ["LC_ALL"] = os.environ["LANG"] = "C.UTF-8"
os.environ.pop("LANGUAGE", None)
# Settings, the log and what is kept of images in the network go nowhere near the user's own.
_own = tempfile.TemporaryDirectory(prefix="ilmtool-tests-")
os.environ["ILMTOOL_CONFIG_DIR"] = os.environ["ILMTOOL_DATA_DIR"] = _own.name
# Journals and the log then go below the settings; a developer's own are neither read nor cleared.
os.environ.pop("ILMTOOL_STATE_DIR", None)


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    """No test finds or leaves anything in the user's cache."""
    os.environ["ILMTOOL_CACHE_DIR"] = str(tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Folder of the shared test data; the test is skipped where it is absent."""
    named = os.environ.get("ILMTOOL_TEST_DATA")
    folder = Path(named) if named else Path(__file__).resolve().parents[2] / "shared" / "data"
    if not folder.is_dir():
        pytest.skip(f"no shared test data at {folder}; set ILMTOOL_TEST_DATA")
    return folder
