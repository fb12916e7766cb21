"""What an installed copy needs is there, once, and nothing of a developer's machine is in the tree."""

from __future__ import annotations

import importlib.metadata
import re
import subprocess
import tomllib
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

import ilmtool
from ilmtool.__main__ import main
from ilmtool.resources import resource_dir

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

MACHINE_PATHS = re.compile(rb"(?<![\w.)}>~])/(?:home|Users|work|workspace)/[\w.-]+")
"""Folders in which people and build machines keep their checkouts."""

INVENTED = {"/home/anna", "/home/annabel"}
"""People who live in tests only."""


def tracked_files() -> list[Path]:
    try:
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git checkout")
    names = [name for name in listed.decode("utf-8").split("\0") if name]
    return [path for name in names if (path := ROOT / name).is_file()]


def test_every_resource_that_the_program_reads_ships() -> None:
    folder = resource_dir()
    names = [
        "labels/launch_site.toml",
        "labels/general_overhead.toml",
        "fonts/DejaVuSans.ttf",
        "fonts/DejaVuSans-LICENSE.txt",
        "icons/ilmtool.svg",
        "icons/lucide/LICENSE.txt",
        "schema/ilmtool-annotations-1.0.schema.json",
    ]
    assert [name for name in names if not (folder / name).is_file()] == []


def test_the_command_is_installed() -> None:
    (entry,) = importlib.metadata.entry_points(group="console_scripts", name="ilmtool")
    assert entry.load() is main


def test_the_version_has_one_source(capsys: pytest.CaptureFixture[str]) -> None:
    assert importlib.metadata.version("ilmtool") == ilmtool.__version__
    with pytest.raises(SystemExit) as left:
        main(["--version"])
    assert left.value.code == 0
    assert capsys.readouterr().out == f"ilmtool {ilmtool.__version__}\n"
    assert "version" not in PROJECT["project"]


def test_the_changelog_speaks_of_this_version() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(rf"^## \[?{re.escape(ilmtool.__version__)}\]?|^## \[Unreleased\]", text, re.MULTILINE)


def test_no_tracked_file_names_a_machine() -> None:
    own = str(ROOT).encode()
    found = []
    for path in tracked_files():
        data = path.read_bytes()
        if b"\0" not in data:
            named = [match.group().decode() for match in MACHINE_PATHS.finditer(data)]
            named += [own.decode()] if own in data else []
            found += [f"{path.relative_to(ROOT)}: {name}" for name in named if name not in INVENTED]
    assert found == []


def test_links_in_the_documents_lead_somewhere() -> None:
    documents = [path for path in tracked_files() if path.suffix == ".md"]
    assert documents
    broken = [
        f"{document.name}: {target}"
        for document in documents
        for target in re.findall(r"\]\(([^)#\s]+)", document.read_text(encoding="utf-8"))
        if "://" not in target and not (document.parent / target).exists()
    ]
    assert broken == []


def test_the_readme_has_both_commands() -> None:
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    make = "python3 -m venv .venv && .venv/bin/pip install"
    assert f"{make} . && .venv/bin/ilmtool demo" in lines
    assert f"{make} -e '.[test]' && .venv/bin/python -m pytest" in lines


def test_the_desktop_files_name_the_program_and_its_types() -> None:
    entry = (ROOT / "packaging" / "ilmtool.desktop").read_text(encoding="utf-8")
    main = entry.partition("[Desktop Action")[0]
    keys = dict(line.split("=", 1) for line in main.splitlines() if "=" in line)
    assert keys["Exec"].split() == ["ilmtool", "%F"]
    assert keys["Icon"] == "ilmtool"
    types = ET.parse(ROOT / "packaging" / "ilmtool-mime.xml").getroot()
    space = "{http://www.freedesktop.org/standards/shared-mime-info}"
    named = {each.get("type") for each in types.iter(f"{space}mime-type")}
    assert named <= set(keys["MimeType"].split(";"))
    assert [each.get("pattern") for each in types.iter(f"{space}glob")] == ["*.ilm.geojson"]
