"""What wheel and sdist hold, and that what they hold works; built here, without the network."""

from __future__ import annotations

import email.parser
import json
import os
import re
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest
from make import build_python

import ilmtool

ROOT = Path(__file__).resolve().parents[2]
CODE = """
import json, sys
import ilmtool
from ilmtool.resources import resource_dir
from ilmtool.session.labels import load_label_set
labels, findings = load_label_set("launch_site")
print(json.dumps([ilmtool.__file__, str(resource_dir()), len(labels.classes), len(findings)]))
"""


def files_below(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The unpacked sdist."""
    folder = tmp_path_factory.mktemp("sdist")
    with tarfile.open(build_python("sdist", folder)) as archive:
        archive.extractall(folder / "unpacked", filter="data")
    (inside,) = (folder / "unpacked").iterdir()
    return inside


@pytest.fixture(scope="module")
def wheel(sdist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The unpacked wheel, built from the sdist: what an index would hand out."""
    folder = tmp_path_factory.mktemp("wheel")
    with zipfile.ZipFile(build_python("wheel", folder, sdist)) as archive:
        archive.extractall(folder / "unpacked")
    return folder / "unpacked"


def run_in(folder: Path, place: Path, *arguments: str) -> str:
    """Run Python on the copy of ilmtool in `folder`, and on no other."""
    environment = {**os.environ, "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, *arguments], cwd=place, env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout


def test_the_wheel_holds_all_code_and_all_resources(wheel: Path) -> None:
    # Of a language, what the program reads; what that is made of, a folder each, is for translators.
    resources = {
        name: data
        for name, data in files_below(ROOT / "resources").items()
        if not re.match(r"languages/\w+/", name)
    }
    assert {path.rpartition(".")[2] for path in resources if path.startswith("languages/")} <= {"qm"}
    assert files_below(wheel / "ilmtool" / "_resources") == resources
    assert files_below(wheel / "ilmtool" / "_licences") == files_below(
        ROOT / "packaging" / "licences" / "common"
    )
    guide = files_below(wheel / "ilmtool" / "_guide")
    assert guide == {
        name: data for name, data in files_below(ROOT / "docs").items() if not name.endswith(".py")
    }
    code = {name: data for name, data in files_below(wheel / "ilmtool").items() if name.endswith(".py")}
    assert code == {
        name: data for name, data in files_below(ROOT / "ilmtool").items() if name.endswith(".py")
    }


def test_the_wheel_holds_nothing_else(wheel: Path) -> None:
    assert {path.name for path in wheel.iterdir()} == {"ilmtool", f"ilmtool-{ilmtool.__version__}.dist-info"}


def test_the_wheel_names_command_licence_and_python(wheel: Path) -> None:
    facts = wheel / f"ilmtool-{ilmtool.__version__}.dist-info"
    said = email.parser.Parser().parsestr((facts / "METADATA").read_text(encoding="utf-8"))
    assert said["Version"] == ilmtool.__version__
    assert said["Requires-Python"] == ">=3.11"
    assert said["License-Expression"] == "MIT"
    assert "ilmtool = ilmtool.__main__:main" in (facts / "entry_points.txt").read_text(encoding="utf-8")
    assert (facts / "licenses" / "LICENSE").read_bytes() == (ROOT / "LICENSE").read_bytes()


def test_the_sdist_holds_what_building_testing_and_packaging_need(sdist: Path) -> None:
    for folder in ("ilmtool", "resources", "packaging"):
        assert files_below(sdist / folder).items() >= files_below(ROOT / folder).items(), folder
    for name in ("tests/conftest.py", "docs/index.md", "README.md", "LICENSE", "pyproject.toml"):
        assert (sdist / name).read_bytes() == (ROOT / name).read_bytes()


@pytest.mark.parametrize("kind", ["wheel", "sdist"])
def test_the_program_finds_its_resources_in(
    kind: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    folder: Path = request.getfixturevalue(kind)
    loaded, resources, labels, findings = json.loads(run_in(folder, tmp_path, "-c", CODE))
    assert Path(loaded).is_relative_to(folder)
    assert Path(resources).is_relative_to(folder)
    assert labels > 5
    assert findings == 0


def test_the_program_of_the_wheel_says_its_version(wheel: Path, tmp_path: Path) -> None:
    assert run_in(wheel, tmp_path, "-m", "ilmtool", "--version") == f"ilmtool {ilmtool.__version__}\n"
