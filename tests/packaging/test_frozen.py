"""The frozen program: every capability from the command line, the window by real events, nothing missing."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from contents import required
from packaged_drive import Window, features, lock_of
from PIL import Image, ImageChops, ImageGrab

import ilmtool
from ilmtool.session.settings import CONFIG_ENV, LANGUAGES, SYSTEM

ROOT = Path(ilmtool.__file__).resolve().parents[1]
BEFORE, AFTER = "site_20190216.tif", "site_20190302.tif"
SIDECAR = f"{AFTER}.ilm.geojson"


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    """Folders of a user's own, and nothing of the developer's environment."""
    names = {"CONFIG", "CACHE", "DATA", "STATE"}
    own = {f"ILMTOOL_{name}_DIR": str(tmp_path / "home" / name.lower()) for name in names}
    return {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path / "home"), "LANG": "C.UTF-8", **own}


def run(
    program: Path | list[str], home: dict[str, str], *arguments: object
) -> subprocess.CompletedProcess[str]:
    command = [str(program)] if isinstance(program, Path) else program
    return subprocess.run(
        [*command, *map(str, arguments)], env=home, capture_output=True, text=True, check=False, timeout=600
    )


@pytest.fixture(scope="module")
def pair(frozen: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of the demo pair, made by the frozen program."""
    folder = tmp_path_factory.mktemp("pair")
    done = run(
        frozen, {"PATH": "/usr/bin:/bin", "HOME": str(folder / "home")}, "demo", "--write", folder / "demo"
    )
    assert (done.returncode, done.stderr) == (0, "")
    return folder / "demo"


def copied(pair: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(pair, tmp_path / "own"))


def test_it_says_its_version_and_how_to_use_it(frozen: Path, home: dict[str, str]) -> None:
    assert run(frozen, home, "--version").stdout == f"ilmtool {ilmtool.__version__}\n"
    assert "ilmtool BEFORE AFTER" in run(frozen, home, "--help").stdout


@pytest.mark.parametrize("command", ["export", "import", "info", "register", "render", "review", "validate"])
def test_each_command_has_its_page(command: str, frozen: Path, home: dict[str, str]) -> None:
    done = run(frozen, home, command, "--help")
    assert done.returncode == 0
    assert done.stdout.startswith(f"usage: ilmtool {command}")


def test_wrong_use_is_told_in_one_sentence(frozen: Path, home: dict[str, str]) -> None:
    done = run(frozen, home, "info", "missing.tif")
    assert done.returncode == 2
    assert done.stderr.startswith("ilmtool: missing.tif does not exist.")


def test_the_doctor_finds_nothing_wrong_with_it(frozen: Path, home: dict[str, str]) -> None:
    done = run(frozen, {**home, "QT_QPA_PLATFORM": "offscreen"}, "doctor", "--json")
    told = json.loads(done.stdout)
    assert [line for line in told["lines"] if line["state"] == "problem"] == []
    assert (done.returncode, done.stderr) == (0, "")
    # Each library with its version, as the environment has it that the program was built in.
    versions = [line["text"] for line in told["lines"] if line["section"] == "Libraries"]
    assert len(versions) == len(required())
    assert all(version[0].isdigit() for version in versions)


def test_it_makes_the_same_demo_and_knows_where_it_lies(
    frozen: Path, home: dict[str, str], pair: Path
) -> None:
    done = run(frozen, home, "info", pair / AFTER, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    # The ground needs PROJ's tables, the facts GDAL's.
    assert (
        done.stdout
        == run(
            [sys.executable, "-m", "ilmtool"], {**os.environ, **home}, "info", pair / AFTER, "--json"
        ).stdout
    )
    assert "EPSG:32651" in done.stdout
    assert run(frozen, home, "validate", pair / SIDECAR).returncode == 0


def test_it_paints_the_same_picture(frozen: Path, home: dict[str, str], pair: Path, tmp_path: Path) -> None:
    checkout = [sys.executable, "-m", "ilmtool"]
    for program, name in ((frozen, "frozen.png"), (checkout, "checkout.png")):
        environment = home if program is frozen else {**os.environ, **home}
        done = run(
            program,
            environment,
            "render",
            pair / BEFORE,
            pair / AFTER,
            "-o",
            tmp_path / name,
            "--mode",
            "swipe",
        )
        assert done.returncode == 0, done.stderr
    with Image.open(tmp_path / "frozen.png") as ours, Image.open(tmp_path / "checkout.png") as theirs:
        assert ImageChops.difference(ours.convert("RGB"), theirs.convert("RGB")).getbbox() is None


def test_its_worker_processes_export_a_dataset(
    frozen: Path, home: dict[str, str], pair: Path, tmp_path: Path
) -> None:
    options = ["--format", "coco", "--images", "chips"]
    for workers in (1, 2):
        done = run(
            frozen,
            home,
            "export",
            pair / SIDECAR,
            *options,
            "--workers",
            workers,
            "-o",
            tmp_path / f"set{workers}",
        )
        assert done.returncode == 0, done.stderr
    one, two = (
        {path.relative_to(tmp_path / name): path.read_bytes() for path in (tmp_path / name).rglob("*.png")}
        for name in ("set1", "set2")
    )
    assert one
    assert one == two
    assert run(frozen, home, "export", "--verify", tmp_path / "set2").returncode == 0


@pytest.mark.parametrize("kind", ["gpkg", "kml", "geojson", "csv"])
def test_it_writes_map_data(
    kind: str, frozen: Path, home: dict[str, str], pair: Path, tmp_path: Path
) -> None:
    done = run(frozen, home, "export", pair / SIDECAR, "--format", kind, "-o", tmp_path / kind)
    assert done.returncode == 0, done.stderr
    made = next((tmp_path / kind).rglob(f"*.{kind}"))
    assert made.stat().st_size > 1000


def test_it_reads_map_data(frozen: Path, home: dict[str, str], pair: Path, tmp_path: Path) -> None:
    run(frozen, home, "export", pair / SIDECAR, "--format", "gpkg", "-o", tmp_path / "set")
    (made,) = (tmp_path / "set").rglob("*.gpkg")
    done = run(frozen, home, "import", made, "--images", pair, "-o", tmp_path / "back")
    assert done.returncode in {0, 1}, done.stderr
    assert "Traceback" not in done.stderr


def test_it_registers_and_reviews(frozen: Path, home: dict[str, str], pair: Path, tmp_path: Path) -> None:
    done = run(frozen, home, "register", pair / BEFORE, pair / AFTER, "--json")
    assert done.returncode in {0, 3}, done.stderr
    assert json.loads(done.stdout)
    second = tmp_path / "second.ilm.geojson"
    shutil.copyfile(pair / SIDECAR, second)
    report = tmp_path / "review.pdf"
    done = run(frozen, home, "review", pair / SIDECAR, second, "--pdf", report)
    assert done.returncode == 0, done.stderr
    assert report.read_bytes().startswith(b"%PDF")


def test_a_sidecar_opens_and_a_box_drawn_by_hand_is_saved(
    frozen: Path, home: dict[str, str], pair: Path, tmp_path: Path, display: str
) -> None:
    folder = copied(pair, tmp_path)
    sidecar = folder / SIDECAR
    count = len(features(sidecar))
    # What a double click runs.
    window = Window([str(frozen), str(sidecar)], display, home, tmp_path / "log")
    try:
        drawn = window.draw_box(sidecar, (150, 250), (230, 300))
        assert drawn["properties"]["shape"] == "box"
        assert window.quit() == 0
    finally:
        window.kill()
    assert len(features(sidecar)) == count + 1
    assert not lock_of(sidecar).exists()
    assert window.told() == ""


def test_a_second_window_on_the_same_file_takes_nothing_over(
    frozen: Path, home: dict[str, str], pair: Path, tmp_path: Path, display: str
) -> None:
    folder = copied(pair, tmp_path)
    sidecar = folder / SIDECAR
    first = Window([str(frozen), str(sidecar)], display, home, tmp_path / "first")
    try:
        first.until(lock_of(sidecar).exists, "the first has it open")
        holder = lock_of(sidecar).read_bytes()
        second = Window([str(frozen), str(sidecar)], display, home, tmp_path / "second")
        try:
            second.until(second.shown, "the second window")
            assert lock_of(sidecar).read_bytes() == holder
            assert first.shown()
        finally:
            second.kill()
        assert lock_of(sidecar).read_bytes() == holder
    finally:
        first.kill()


Part = Callable[[int, int], tuple[int, int, int, int]]
"""From width and height of a window to left, top, right and bottom of what is looked at: without a cursor."""


def pictures(
    command: list[str], language: str, opens: tuple[str, str, Part], home: dict[str, str], display: str
) -> list[Image.Image]:
    """The menu bar of a program, and part of the window that one of its commands opens.

    `opens` names the command, the title of its window, and the part.
    """
    name, title, part = opens
    environment = {**home, CONFIG_ENV: f"{home[CONFIG_ENV]}-{language}"}
    config = Path(environment[CONFIG_ENV])
    config.mkdir(parents=True, exist_ok=True)
    settings = {"language": language, "tour_seen": True, "keys": {name: ["Ctrl+Alt+E"]}}
    (config / "settings.json").write_text(json.dumps(settings))
    window = Window(command, display, environment, config / "log")
    try:
        window.until(window.shown, "a window")
        (main,) = window.shown()
        window.xdotool("windowfocus", "--sync", main, "key", "ctrl+alt+e")
        window.until(lambda: window.named(title), title)
        (other,) = window.named(title)
        seen: list[Image.Image] = []

        def are_still() -> bool:
            (left, top, wide, _), (x, y, *size) = window.place(main), window.place(other)
            x0, y0, x1, y1 = part(*size)
            screen = ImageGrab.grab(xdisplay=display)
            strips = [(left, top, left + wide, top + 24), (x + x0, y + y0, x + x1, y + y1)]
            now = [screen.crop(strip) for strip in strips]
            again = now == seen and all(len(strip.getcolors(strip.width * strip.height)) > 8 for strip in now)
            seen[:] = now
            return again

        window.until(are_still, "a window that is drawn")
        window.xdotool("windowfocus", "--sync", other, "key", "Escape")
        window.until(lambda: not window.named(title), f"{title} is closed")
        assert window.quit() == 0
    finally:
        window.kill()
    log = Path(home["ILMTOOL_STATE_DIR"]) / "ilmtool.log"
    assert not log.exists() or "no texts of" not in log.read_text(encoding="utf-8")
    return seen


def test_it_speaks_german_with_the_buttons_of_qt(frozen: Path, home: dict[str, str], display: str) -> None:
    """As from a checkout, by the pixel: the checkout has Qt's catalogues where Qt itself puts them."""

    def buttons(width: int, height: int) -> tuple[int, int, int, int]:
        return 0, height - 48, width, height

    german = "file.settings", "Einstellungen", buttons
    frozens = pictures([str(frozen)], "de", german, home, display)
    checkout = [sys.executable, "-m", "ilmtool"]
    assert frozens == pictures(checkout, "de", german, home, display)
    english = pictures([str(frozen)], "en", ("file.settings", "Settings", buttons), home, display)
    assert [one != other for one, other in zip(frozens, english, strict=True)] == [True, True]


def test_it_shows_the_guide_with_its_pictures(frozen: Path, home: dict[str, str], display: str) -> None:
    def text(width: int, height: int) -> tuple[int, int, int, int]:
        return width // 3, 64, width, height

    guide = "help.guide", "User guide", text
    shown = pictures([str(frozen)], "en", guide, home, display)
    assert shown == pictures([sys.executable, "-m", "ilmtool"], "en", guide, home, display)
    # A picture of satellite images has more colours than words have.
    assert len(shown[1].getcolors(shown[1].width * shown[1].height)) > 2000


def test_a_library_of_qt_can_be_exchanged(
    frozen: Path, home: dict[str, str], tmp_path: Path, display: str
) -> None:
    copy = Path(shutil.copytree(frozen.parent, tmp_path / "copy", symlinks=True))
    for library in (copy / "_internal" / "PySide6" / "Qt" / "lib").glob("libQt6*.so*"):
        with library.open("ab") as file:
            file.write(b"another build")
    window = Window([str(copy / frozen.name)], display, home, tmp_path / "log")
    try:
        window.until(window.shown, "a window")
        assert window.quit() == 0
    finally:
        window.kill()
    # fpdf2 too is there as source.
    assert (copy / "_internal" / "fpdf" / "fpdf.py").is_file()


def test_every_licence_is_in_the_folder(frozen: Path) -> None:
    page = (frozen.parent / "licences" / "THIRD_PARTY.md").read_text(encoding="utf-8")
    rows = [line for line in page.splitlines() if line.startswith("| ") and "](" in line]
    assert len(rows) > 50
    for row in rows:
        folder = frozen.parent / "licences" / row.rpartition("](")[2].rstrip(" |)/")
        assert any(path.stat().st_size > 200 for path in folder.iterdir()), row


def test_our_own_licence_is_in_it_and_no_place_where_it_was_built(frozen: Path) -> None:
    (facts,) = (frozen.parent / "_internal").glob("ilmtool-*.dist-info")
    assert (facts / "licenses" / "LICENSE").read_bytes() == (ROOT / "LICENSE").read_bytes()
    for path in frozen.parent.rglob("*.dist-info/*"):
        assert not path.is_file() or str(ROOT).encode() not in path.read_bytes(), path


def test_no_link_leads_nowhere(frozen: Path) -> None:
    assert [path for path in frozen.parent.rglob("*") if path.is_symlink() and not path.exists()] == []


def test_what_is_not_used_is_not_there(frozen: Path) -> None:
    names = {path.name.lower() for path in frozen.parent.rglob("*")}
    assert [name for name in names if "qml" in name or "qtnetwork" in name or "qt6quick" in name] == []
    assert not any(name.endswith(".ts") for name in names)
    texts = {name for name in names if name.endswith(".qm")}
    spoken = LANGUAGES.keys() - {SYSTEM, "en"}
    assert texts == {f"{whose}_{code}.qm" for whose in ("ilmtool", "qtbase") for code in spoken}
    assert "tkinter" not in names
