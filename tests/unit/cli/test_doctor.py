"""`ilmtool doctor`, run as a user does: what it says, what it keeps to itself, and its exit code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest

from ilmtool.session.diagnosis.private import clean
from ilmtool.session.diagnosis.versions import fits, version_of


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / "home" / "a.nalyst"
    home.mkdir(parents=True)
    return home


def doctor(home: Path, *arguments: str, drop: tuple[str, ...] = (), **more: str) -> Any:
    own = {"ILMTOOL_CONFIG_DIR", "ILMTOOL_STATE_DIR", "ILMTOOL_CACHE_DIR", "ILMTOOL_DATA_DIR", *drop}
    environment = {k: v for k, v in os.environ.items() if k not in own and not k.startswith("XDG_")}
    environment |= {"HOME": str(home), "USERPROFILE": str(home), "LOGNAME": "a.nalyst", "USER": "a.nalyst"}
    environment |= more
    return subprocess.run(
        [sys.executable, "-m", "ilmtool", "doctor", *arguments],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


def lines(answer: Any) -> dict[str, dict[str, str]]:
    return {line["about"]: line for line in json.loads(answer.stdout)["lines"]}


def test_everything_is_looked_at_and_nobody_is_named(home: Path):
    answer = doctor(home)
    assert answer.returncode == 0, answer.stdout + answer.stderr
    assert answer.stderr == ""
    for word in (
        "ilmtool", "Python", "numpy", "PySide6", "rasterio", "GeoTIFF", "JPEG 2000", "NITF", "GeoPackage",
        "PROJ", "Platform plugins", "offscreen", "SVG", "Screen 1", "Settings folder", "State folder",
        "Cache folder", "GB free", "Launch site", "Unsaved work",
    ):  # fmt: skip
        assert word in answer.stdout, word
    assert "PROBLEM" not in answer.stdout
    assert "no problems" in answer.stdout
    assert "~" in answer.stdout
    assert str(home) not in answer.stdout
    assert "a.nalyst" not in answer.stdout


def test_json_has_the_same(home: Path):
    answer = doctor(home, "--json")
    table = json.loads(answer.stdout)
    assert {line["state"] for line in table["lines"]} <= {"ok", "warning", "problem"}
    assert table["counts"]["problem"] == 0
    assert all(line["remedy"] for line in table["lines"] if line["state"] != "ok")
    assert "a.nalyst" not in answer.stdout


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems always have a display")
def test_without_a_display_it_says_so_and_looks_at_the_rest(home: Path):
    drop = ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY")
    answer = doctor(home, "--json", drop=drop)
    assert answer.returncode == 0
    assert lines(answer)["Display"]["state"] == "warning"
    assert lines(answer)["Qt"]["state"] == "ok"


def test_a_qt_that_lacks_a_library_is_named_with_its_package(home: Path, tmp_path: Path):
    fake = tmp_path / "broken" / "PySide6"
    fake.mkdir(parents=True)
    (fake / "__init__.py").write_text("")
    (fake / "QtWidgets.py").write_text(
        "raise ImportError('libEGL.so.1: cannot open shared object file: No such file or directory')"
    )
    answer = doctor(home, "--json", PYTHONPATH=os.pathsep.join([str(fake.parent), str(Path.cwd())]))
    assert answer.returncode == 1
    assert lines(answer)["Qt"]["state"] == "problem"
    assert "libegl1" in lines(answer)["Qt"]["text"]
    assert lines(answer)["Unsaved work"]["state"] == "ok", "the rest is looked at all the same"


def test_a_qt_that_ends_the_process_is_a_problem(home: Path):
    answer = doctor(home, "--json", QT_QPA_PLATFORM="no-such-platform")
    assert answer.returncode == 1
    assert lines(answer)["Qt"]["state"] == "problem"
    assert "exit code" in lines(answer)["Qt"]["text"]


def test_a_library_that_is_gone_or_too_old_is_named_with_what_is_needed(home: Path, tmp_path: Path):
    old = tmp_path / "old"
    info = old / "numpy-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: numpy\nVersion: 1.0\n")
    (old / "rasterio.py").write_text("raise ImportError('no rasterio')")
    answer = doctor(home, "--json", PYTHONPATH=os.pathsep.join([str(old), str(Path.cwd())]))
    assert answer.returncode == 1
    assert lines(answer)["numpy"]["state"] == "problem"
    assert ">=1.26 is needed" in lines(answer)["numpy"]["text"]
    assert "no rasterio" in lines(answer)["GDAL"]["text"]


@pytest.mark.parametrize(
    "name", ["PySide6-Essentials", "pyside6-essentials", "opencv-python-headless", "PyYAML"]
)
def test_without_its_distribution_a_library_is_known_by_its_module(
    name: str, monkeypatch: pytest.MonkeyPatch
):
    def gone(name: str) -> str:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "version", gone)
    assert version_of(name) is not None


def test_folders_and_settings_that_cannot_be_used_are_told(home: Path, tmp_path: Path):
    config = tmp_path / "config"
    config.mkdir()
    (config / "settings.json").write_text('{"units": "parsecs"}')
    (tmp_path / "file").touch()
    answer = doctor(
        home, "--json", ILMTOOL_CONFIG_DIR=str(config), ILMTOOL_STATE_DIR=str(tmp_path / "file" / "s")
    )
    assert answer.returncode == 1
    assert "parsecs" in lines(answer)["Settings"]["text"]
    assert lines(answer)["State folder"]["state"] == "problem"
    (config / "settings.json").write_text("{")
    assert lines(doctor(home, "--json", ILMTOOL_CONFIG_DIR=str(config)))["Settings"]["state"] == "warning"
    assert (config / "settings.json").read_text() == "{", "a doctor changes nothing"


@pytest.mark.parametrize(
    ("version", "bounds", "good"),
    [
        ("6.11.3", ">=6.8,<6.12", True),
        ("6.12", ">=6.8,<6.12", False),
        ("6.12.0", "<6.12", False),
        ("6.7.9", ">=6.8", False),
        ("10.0", ">=9.9", True),
        ("2", ">=2.0.0", True),
        ("1.5rc1", "!=1.5", False),
        ("there, version not known", ">=3", True),
        ("1.4.2", "~=1.4", True),
        ("2.0", "~=1.4", False),
    ],
)
def test_bounds(version: str, bounds: str, good: bool):
    assert fits(version, bounds) is good


# -- what reports leave out ----------------------------------------------------------------------


@pytest.fixture
def anna(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", "/home/anna")
    monkeypatch.setenv("USERPROFILE", "/home/anna")
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.setenv(name, "anna")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("cannot read /data/Secret Site/2019 scene.tif: gone", "cannot read <path>.tif: gone"),
        ("'/mnt/p/x y'", "'<path>'"),
        (
            "OSError: [Errno 2] No such file: '/srv/a b/c.geojson'",
            "OSError: [Errno 2] No such file: '<path>.geojson'",
        ),
        (r"C:\Users\bob\site one.ntf failed", "<path>.ntf failed"),
        (r"\\server\share\x.tif", "<path>.tif"),
        ("see https://example.com/a/b.tif?key=1 now", "see <address> now"),
        ("/vsicurl/https://example.com/b.tif", "<address>"),
        ("secret-site_2019.tif has no date", "<file>.tif has no date"),
        ("1/2 of and/or 3 px/m", "1/2 of and/or 3 px/m"),
        ("home is /home/anna/x and /home/annabel", "home is <path> and <path>"),
        ("written by anna.", "written by <user>."),
        ("savanna", "savanna"),
    ],
)
@pytest.mark.usefixtures("anna")
def test_paths_names_and_the_user_are_left_out(text: str, told: str):
    assert clean(text) == told


@pytest.mark.usefixtures("anna")
def test_with_leave_paths_stay_and_the_user_does_not():
    assert clean("/home/anna/x.tif and /data/x.tif", paths=True) == "~/x.tif and /data/x.tif"


@pytest.mark.usefixtures("anna")
def test_a_traceback_says_where_in_the_code():
    source = Path(clean.__code__.co_filename)
    numpy = "/home/anna/py/lib/python3.11/site-packages/numpy/a.py"
    text = f'  File "{source}", line 7, in clean\n  File "{numpy}", line 1'
    assert clean(text) == (
        '  File "ilmtool/session/diagnosis/private.py", line 7, in clean\n  File "numpy/a.py", line 1'
    )


@pytest.mark.usefixtures("anna")
def test_known_names_go_wherever_they_stand():
    assert clean("boxes of Alpha Base pair", ["Alpha Base"]) == "boxes of <file> pair"
    assert clean("annotations of ann", ["ann"]) == "annotations of <file>"
    assert clean("in /data/a b/c d now", ["/data/a b/c d", "/data"]) == "in <file> now"
