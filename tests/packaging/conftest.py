"""Tests of the built program and package. They need a build of some minutes, so they are asked for:

    ILMTOOL_BUILD=1 python -m pytest tests/packaging

builds (needs the extra `packaging`) and tests; ILMTOOL_BUILD=DIR tests what `make.py --out DIR` made.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ASKED = os.environ.get("ILMTOOL_BUILD", "")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if not ASKED:
        reason = (
            "needs a build of some minutes: ILMTOOL_BUILD=1 makes and tests one, ILMTOOL_BUILD=DIR tests that"
        )
        for item in items:
            if Path(__file__).parent in item.path.parents:
                item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder with the frozen program (`ilmtool/`) and, on Debian, the package."""
    if ASKED != "1":
        return Path(ASKED).resolve()
    folder = tmp_path_factory.mktemp("built")
    steps = ["frozen", *(["deb"] if Path("/usr/bin/dpkg-deb").is_file() else [])]
    command = [sys.executable, str(ROOT / "packaging" / "make.py"), *steps, "--fast", "--out", str(folder)]
    subprocess.run(command, check=True)
    return folder


@pytest.fixture(scope="session")
def frozen(built: Path) -> Path:
    """The frozen program."""
    name = "ilmtool.exe" if sys.platform == "win32" else "ilmtool"
    return built / "ilmtool" / name


@pytest.fixture(scope="session")
def deb(built: Path) -> Path:
    """The Debian package."""
    found = sorted(built.glob("*.deb"))
    if not found:
        pytest.skip(f"no Debian package in {built}: packaging/make.py deb makes one")
    return found[-1]


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    """An X display of our own, 1440 x 900."""
    import shutil

    for tool in ("Xvfb", "xdotool"):
        if shutil.which(tool) is None:
            pytest.skip(f"{tool} is not installed")
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1440x900x24", "-nolisten", "tcp", "-noreset"],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            yield f":{told.readline().strip()}"
    finally:
        server.terminate()
        server.wait()
