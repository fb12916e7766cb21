"""Menu entry, file type, AppStream page, manual page, icons: by the tools that desktops themselves use."""

from __future__ import annotations

import configparser
import os
import plistlib
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from datetime import UTC, datetime
from pathlib import Path

import pytest
from debian_package import APPSTREAM, debian_version
from icons import SIZES, write_icons
from macos import INFO
from man_page import man_page
from PIL import Image

import ilmtool
from ilmtool.imagery.pyramid_store import CACHE_ENV
from ilmtool.session.folders import DATA_ENV
from ilmtool.session.settings import CONFIG_ENV, LANGUAGES, SYSTEM
from ilmtool.session.state_folder import STATE_ENV

ROOT = Path(__file__).resolve().parents[2]
PACKAGING = ROOT / "packaging"
ANNOTATIONS = "application/vnd.ilmtool.annotations+json"


def run_tool(name: str, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    if shutil.which(name) is None:
        pytest.skip(f"{name} is not installed")
    return subprocess.run(
        [name, *arguments], capture_output=True, text=True, check=False, env={**os.environ, **more}
    )


def metainfo() -> ET.Element:
    return ET.parse(PACKAGING / APPSTREAM).getroot()


def desktop_entry() -> configparser.ConfigParser:
    entry = configparser.ConfigParser(interpolation=None, strict=True)
    entry.optionxform = str  # type: ignore[assignment,method-assign]
    entry.read(PACKAGING / "ilmtool.desktop", encoding="utf-8")
    return entry


def test_the_desktop_entry_is_valid() -> None:
    done = run_tool("desktop-file-validate", str(PACKAGING / "ilmtool.desktop"))
    assert (done.stdout + done.stderr, done.returncode) == ("", 0)


def test_the_appstream_page_is_valid() -> None:
    done = run_tool("appstreamcli", "validate", "--no-net", "--explain", str(PACKAGING / APPSTREAM))
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_appstream_page_speaks_of_this_program() -> None:
    page = metainfo()
    assert page.findtext("id") == APPSTREAM.removesuffix(".metainfo.xml")
    assert page.findtext("launchable") == "ilmtool.desktop"
    assert page.findtext("provides/mediatype") in desktop_entry()["Desktop Entry"]["MimeType"].split(";")
    newest = page.find("releases/release")
    assert newest is not None
    assert newest.get("version") == ilmtool.__version__


SPOKEN = LANGUAGES.keys() - {SYSTEM, "en"}
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def test_the_desktop_says_all_in_every_language_of_the_program() -> None:
    keys = {"GenericName", "Comment", "Keywords"}
    entry = desktop_entry()
    for section, said in (("Desktop Entry", keys), ("Desktop Action demo", {"Name"})):
        for code in SPOKEN:
            assert {key for key in said if entry[section].get(f"{key}[{code}]")} == said
    # An element's translations stand behind it, one for each language.
    texts = {"summary", "p", "li", "developer_name", "comment", "expanded-acronym"}
    for path in (PACKAGING / APPSTREAM, PACKAGING / "ilmtool-mime.xml"):
        for parent in ET.parse(path).iter():
            own = [(each.tag.rpartition("}")[2], each.get(LANG, "en")) for each in parent]
            for code in SPOKEN:
                english = [tag for tag, spoken in own if spoken == "en" and tag in texts]
                assert [tag for tag, spoken in own if spoken == code and tag in texts] == english, path.name
            if parent.tag == "keywords":
                assert {spoken for _, spoken in own} == {"en", *SPOKEN}
    assert {each.text for each in metainfo().iter("lang")} == {"en", *SPOKEN}
    assert set(INFO["CFBundleLocalizations"]) == {"en", *SPOKEN}


def test_each_action_of_the_menu_entry_starts_the_program() -> None:
    entry = desktop_entry()
    actions = [name for name in entry["Desktop Entry"]["Actions"].split(";") if name]
    assert actions == ["demo"]
    assert [entry[f"Desktop Action {name}"]["Exec"].split() for name in actions] == [["ilmtool", "demo"]]


TYPES_OF = """
import sys
from PySide6.QtCore import QMimeDatabase
for path in sys.argv[1:]:
    print(QMimeDatabase().mimeTypeForFile(path).name())
"""


def test_an_annotation_file_is_told_from_other_geojson(tmp_path: Path) -> None:
    shared = Path("/usr/share/mime/packages/freedesktop.org.xml")
    if not shared.is_file():
        pytest.skip("the desktops' list of file types (shared-mime-info) is not installed")
    packages = tmp_path / "share" / "mime" / "packages"
    packages.mkdir(parents=True)
    shutil.copyfile(shared, packages / shared.name)
    shutil.copyfile(PACKAGING / "ilmtool-mime.xml", packages / "ilmtool.xml")
    done = run_tool("update-mime-database", str(packages.parent), PKGSYSTEM_ENABLE_FSYNC="0")
    assert done.returncode == 0, done.stderr

    ours = '{"type":"FeatureCollection",\n"ilmtool":{"format":"ilmtool-annotations"},\n"features":[]}'
    files = {
        tmp_path / "after.tif.ilm.geojson": (ours, ANNOTATIONS),
        tmp_path / "new.ilm.geojson": ("", ANNOTATIONS),
        tmp_path / "kept as a copy": (ours, ANNOTATIONS),
        tmp_path / "roads.geojson": ('{"type":"FeatureCollection","features":[]}', "application/geo+json"),
    }
    for path, (text, _) in files.items():
        path.write_text(text, encoding="utf-8")
    place = str(tmp_path / "share")
    asked = subprocess.run(
        [sys.executable, "-c", TYPES_OF, *map(str, files)],
        env={**os.environ, "XDG_DATA_HOME": place, "XDG_DATA_DIRS": place},
        capture_output=True,
        text=True,
        check=True,
    )
    assert asked.stdout.split("\n")[:-1] == [kind for _, kind in files.values()]


def test_the_manual_page_has_every_command_and_no_place_of_this_machine(tmp_path: Path) -> None:
    page = man_page(datetime(2026, 1, 2, tzinfo=UTC))
    assert page.startswith(f'.TH ILMTOOL 1 "2026-01-02" "ilmtool {ilmtool.__version__}"')
    for command in ("demo", "export", "info", "render", "review", "validate"):
        assert f"\n.SS ilmtool {command}\n" in page
    assert "\\-\\-format" in page
    for name in (CONFIG_ENV, STATE_ENV, CACHE_ENV, DATA_ENV):
        assert f"\n.I {name}\n" in page
    assert str(Path.home()) not in page.replace("~", "")
    assert os.environ["ILMTOOL_CONFIG_DIR"] not in page
    path = tmp_path / "ilmtool.1"
    path.write_text(page, encoding="utf-8")
    done = run_tool("man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z", str(path))
    assert (done.returncode, done.stderr) == (0, "")


def test_the_icons_are_drawn_in_every_size(tmp_path: Path) -> None:
    made = write_icons(tmp_path)
    for size in SIZES:
        with Image.open(made[str(size)]) as picture:
            assert picture.size == (size, size)
            assert picture.mode == "RGBA"
            # Corners are clear, the middle is the white line between the dates.
            assert picture.getpixel((0, 0))[3] == 0
            assert picture.getpixel((size // 2, size // 2))[3] == 255
    with Image.open(made["ico"]) as picture:
        assert (256, 256) in picture.info["sizes"]
    with Image.open(made["icns"]) as picture:
        assert picture.format == "ICNS"


@pytest.mark.parametrize(
    ("version", "debian"),
    [("0.1.0", "0.1.0"), ("0.2.0rc1", "0.2.0~rc1"), ("1.0.dev3", "1.0~dev3"), ("1.0b2", "1.0~b2")],
)
def test_debian_orders_versions_as_python_does(version: str, debian: str) -> None:
    assert debian_version(version) == debian
    done = run_tool("dpkg", "--compare-versions", debian, "le", version)
    assert done.returncode == 0


def test_the_macos_bundle_offers_itself_for_annotation_files() -> None:
    told = plistlib.loads(plistlib.dumps(INFO))
    (exported,) = told["UTExportedTypeDeclarations"]
    assert exported["UTTypeTagSpecification"] == {
        "public.filename-extension": ["ilm.geojson"],
        "public.mime-type": [ANNOTATIONS],
    }
    opened = {kind for each in told["CFBundleDocumentTypes"] for kind in each["LSItemContentTypes"]}
    assert exported["UTTypeIdentifier"] in opened


def test_the_windows_installer_names_what_there_is() -> None:
    script = (PACKAGING / "windows" / "ilmtool.iss").read_text(encoding="utf-8")
    spec = (PACKAGING / "ilmtool.spec").read_text(encoding="utf-8")
    programs = set(re.findall(r"\{app\}\\(\w+)\.exe", script))
    assert programs == {"ilmtoolw"}
    assert 'program("ilmtoolw"' in spec
    assert re.findall(r"^LicenseFile=\{#Root\}\\(.+)$", script, re.MULTILINE) == ["LICENSE"]
    sections = re.findall(r"^\[(\w+)\]$", script, re.MULTILINE)
    assert sections == ["Setup", "Tasks", "Files", "Icons", "Registry", "Run", "Code"]
    # Windows goes by the last suffix: nothing of other people's GeoJSON is taken over.
    assert r"Software\Classes\.geojson\OpenWithProgids" in script
    assert not re.search(r'Subkey: "Software\\Classes\\\.geojson"', script)
