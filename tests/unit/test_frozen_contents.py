"""What the frozen program leaves out is not used, what it takes along has its licence; no build needed."""

from __future__ import annotations

import ast
import importlib.metadata
import os
import re
import tomllib
from pathlib import Path

import pytest
from contents import UNUSED_MODULES, is_wanted, required
from linked import PACKAGES, Needs, UnknownLibraryError, depends
from make import is_loadable
from third_party import LICENCES, UnlicensedError, components, library_of, write

from ilmtool import qt_check

ROOT = Path(__file__).resolve().parents[2]
TABLE = tomllib.loads((LICENCES / "components.toml").read_text(encoding="utf-8"))


def imported_by_ilmtool() -> set[str]:
    names = set()
    for path in (ROOT / "ilmtool").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


def test_nothing_that_the_program_imports_is_left_out() -> None:
    left_out = set(UNUSED_MODULES)
    missed = {
        name
        for name in imported_by_ilmtool()
        for end in range(1, name.count(".") + 2)
        if ".".join(name.split(".")[:end]) in left_out
    }
    # An export on a Dask cluster asks for it, and says what is missing.
    assert missed <= {"distributed"}


@pytest.mark.parametrize(
    ("name", "source", "kind", "wanted"),
    [
        ("PySide6/Qt/lib/libQt6Core.so.6", "x", "BINARY", True),
        ("PySide6/Qt/lib/libQt6Network.so.6", "x", "BINARY", False),
        ("libQt6Network.so.6", "PySide6/Qt/lib/libQt6Network.so.6", "SYMLINK", False),
        ("PySide6/Qt/plugins/platforms/libqxcb.so", "x", "BINARY", True),
        ("PySide6/Qt/plugins/platformthemes/libqgtk3.so", "x", "BINARY", False),
        ("PySide6/Qt/translations/qtbase_de.qm", "x", "DATA", True),
        ("PySide6/Qt/translations/qtbase_fr.qm", "x", "DATA", False),
        ("PySide6/Qt/translations/qt_de.qm", "x", "DATA", False),
        ("numpy-2.4.6.dist-info/METADATA", "x", "DATA", True),
        ("numpy-2.4.6.dist-info/RECORD", "x", "DATA", False),
        ("ilmtool-0.1.0.dist-info/RECORD", "x", "DATA", True),
        ("ilmtool-0.1.0.dist-info/licenses/LICENSE", "x", "DATA", True),
        ("ilmtool-0.1.0.dist-info/direct_url.json", "x", "DATA", False),
        ("ilmtool/_resources/languages/ilmtool_de.qm", "x", "DATA", True),
        ("ilmtool/_resources/languages/de/ui.ts", "x", "DATA", False),
        ("libpython3.11.so.1.0", "/usr/lib/libpython3.11.so.1.0", "BINARY", True),
        ("libsqlite3.so.0", "/usr/lib/libsqlite3.so.0", "BINARY", True),
        ("rasterio.libs/libgdal-1.so", "x", "BINARY", True),
        ("pyproj/_crs.pyx", "x", "DATA", False),
        ("pyogrio/gdal_data/leaflet_template.html", "x", "DATA", False),
        ("pyogrio/gdal_data/tms_NZTM2000.json", "x", "DATA", True),
        ("pyproj/proj_dir/share/proj/proj.db", "x", "DATA", True),
    ],
)
def test_what_goes_into_the_frozen_program(name: str, source: str, kind: str, wanted: bool) -> None:
    assert is_wanted(name, source, kind) is wanted


@pytest.mark.parametrize("name", ["libX11.so.6", "libxcb.so.1", "libstdc++.so.6", "libglib-2.0.so.0"])
def test_what_belongs_to_the_display_is_the_systems(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    assert not is_wanted(name, f"/usr/lib/{name}", "BINARY")


def test_what_is_required_is_named_without_extras() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = {re.split(r"[^\w.-]", line, maxsplit=1)[0].lower() for line in project["dependencies"]}
    assert {name.lower() for name in required()} == named


def dependencies() -> set[str]:
    """Names of what an installed ilmtool brings along, without extras."""
    found: set[str] = set()
    asked = ["ilmtool"]
    while asked:
        for line in importlib.metadata.requires(asked.pop()) or ():
            match = re.match(r"[\w.-]+", line)
            assert match is not None
            name = match.group().lower()
            if name in found or re.search(r"extra ==|sys_platform|platform_system", line):
                continue
            try:
                importlib.metadata.version(name)
            except importlib.metadata.PackageNotFoundError:
                continue  # for another version of Python
            found.add(name)
            asked.append(name)
    return found


def line_of(name: str) -> tuple[str, str, str]:
    """One of PyInstaller's lines for a distribution."""
    distribution = importlib.metadata.distribution(name)
    file = next(file for file in distribution.files or () if file.suffix == ".py")
    return str(file), str(distribution.locate_file(file)), "PYMODULE"


@pytest.fixture
def _without_builder(monkeypatch: pytest.MonkeyPatch) -> None:
    """PyInstaller need not be installed to look for the others' licences."""
    monkeypatch.setattr("third_party._builder", dict)


@pytest.mark.usefixtures("_without_builder")
def test_every_bundled_distribution_has_a_licence_text(tmp_path: Path) -> None:
    names = dependencies()
    assert {"numpy", "rasterio", "pyside6-essentials", "shiboken6"} <= names
    found = components(line_of(name) for name in names)
    page = write(found, tmp_path / "licences")
    told = page.read_text(encoding="utf-8")
    assert "LGPL-3.0-only" in told
    assert "| DejaVuSans (fonts) |" in told
    for component in found:
        assert component.texts, component.name
        folder = page.parent / re.search(rf"\| {re.escape(component.name)}[ |].*\]\((.+)/\) \|", told)[1]  # type: ignore[index]
        texts = [path.read_text(encoding="utf-8") for path in folder.iterdir()]
        assert max(map(len, texts)) > 200, component.name
    qt = (page.parent / "qt" / "qt.md").read_text(encoding="utf-8")
    assert "Replace them with" in qt
    assert (page.parent / "shiboken6" / "LGPL-3.0.txt").is_file()


@pytest.mark.usefixtures("_without_builder")
def test_a_library_that_nobody_knows_stops_the_build(tmp_path: Path) -> None:
    lines = [("libmystery.so.1", str(tmp_path / "libmystery.so.1"), "BINARY")]
    with pytest.raises(UnlicensedError, match=r"libmystery\.so\.1"):
        components(lines)


@pytest.mark.parametrize(
    ("file", "library"),
    [
        ("rasterio.libs/libgeos_c-23da760b.so.1.20.5", "GEOS"),
        ("libcrypto.so.3", "OpenSSL"),
        ("x/libopenblasp-r0-59ffcd50.3.15.so", "OpenBLAS"),
        ("scipy.libs/libscipy_openblas-6cdc3b4a.so", "OpenBLAS"),
        ("PySide6/Qt/lib/libQt6Widgets.so.6", "Qt"),
        ("rasterio.libs/libLerc-c957a4c5.so.4", "LERC"),
        ("libsz-582805cb.so.2.0.1", "libaec"),
        ("libmystery.so.1", None),
    ],
)
def test_a_library_is_known_by_its_name(file: str, library: str | None) -> None:
    assert library_of(file, TABLE["native"]) == library


def test_all_licence_texts_are_there_and_all_are_used() -> None:
    rows = [*TABLE["native"].values()]
    named = {each for row in rows for each in (row["text"], *row.get("more", ()))}
    named |= {each for row in TABLE["distributions"].values() for each in row.get("texts", ())}
    assert [each for each in named if not (LICENCES / each).is_file()] == []
    native = {f"native/{path.name}" for path in (LICENCES / "native").iterdir()}
    assert native - named == set()
    contained = {each for row in TABLE["distributions"].values() for each in row.get("contains", ())}
    assert contained - TABLE["native"].keys() == set()


def test_packages_are_named_by_what_is_linked() -> None:
    found = Needs({"libxcb.so.1": "a", "libc.so.6": "a", "libstdc++.so.6": "b"}, (2, 36), 30)
    assert depends(found) == ["libc6 (>= 2.36)", "libstdc++6 (>= 12)", "libxcb1"]
    with pytest.raises(UnknownLibraryError, match=r"a/b needs libmystery\.so\.1"):
        depends(Needs({"libmystery.so.1": "a/b"}, (2, 36), 0))


def test_the_package_depends_on_what_the_program_tells_its_user_to_install() -> None:
    known = {library.split(".so")[0]: package for library, package in PACKAGES.items()}
    told = {library: debian for library, (debian, _) in qt_check._PACKAGES.items()}
    both = known.keys() & told.keys()
    assert len(both) > 20
    assert {name: told[name] for name in both if told[name] not in known[name]} == {}


def test_a_library_whose_segments_cannot_be_mapped_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    good = (
        "    LOAD off    0x0000000000001000 vaddr 0x0000000000401000 paddr 0x0000000000401000 align 2**12\n"
    )
    bad = good.replace("off    0x0000000000001000", "off    0x0000000000001a30")
    for told, expected in ((good, True), (good + bad, False), ("", False)):
        monkeypatch.setattr(
            "make.subprocess.run", lambda *_, told=told, **__: type("Done", (), {"stdout": told})
        )
        assert is_loadable(Path("x.so")) is expected


def test_programs_that_it_starts_load_their_own_libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    from launch import without_our_libraries

    monkeypatch.setenv("LD_LIBRARY_PATH", "/usr/lib/ilmtool/_internal")
    without_our_libraries()
    assert "LD_LIBRARY_PATH" not in os.environ
    monkeypatch.setenv("LD_LIBRARY_PATH", "/usr/lib/ilmtool/_internal:/opt/own")
    monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", "/opt/own")
    without_our_libraries()
    assert os.environ["LD_LIBRARY_PATH"] == "/opt/own"
    assert "LD_LIBRARY_PATH_ORIG" not in os.environ
