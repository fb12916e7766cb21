"""The Debian package in a bare root: installed, started by its menu entry, driven, removed."""

from __future__ import annotations

import configparser
import json
import os
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaged_drive import Window, features, until

import ilmtool

SIDECAR = "site_20190302.tif.ilm.geojson"


def release() -> tuple[str, str]:
    """This system's release of Debian, and where its packages come from, as apt is set up here."""
    lines = Path("/etc/os-release").read_text(encoding="utf-8").splitlines()
    about = dict(line.split("=", 1) for line in lines if "=" in line)
    name = about.get("VERSION_CODENAME", "").strip('"')
    told = subprocess.run(
        ["apt-get", "indextargets", "--format", "$(RELEASE) $(SITE)"],
        capture_output=True,
        text=True,
        check=False,
    )
    for line in told.stdout.splitlines():
        suite, _, site = line.partition(" ")
        if suite == name:
            return name, site
    pytest.skip("apt names no place of Debian's packages")


class Root:
    """A Debian of its own in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def command(self, *words: str, binds: tuple[str, ...] = ()) -> list[str]:
        """A command line that runs `words` inside. What is mounted for it goes with it."""
        mounts = [f"mount --bind {place} {self.folder}{place}" for place in ("/proc", *binds)]
        inside = f"exec chroot {shlex.quote(str(self.folder))} {shlex.join(words)}"
        return ["unshare", "--mount", "--propagation", "private", "sh", "-ec", "; ".join([*mounts, inside])]

    def run(self, *words: str) -> str:
        done = subprocess.run(
            self.command("env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/root", "LC_ALL=C.UTF-8",
                         "DEBIAN_FRONTEND=noninteractive", *words),
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def files(self) -> set[str]:
        """Everything below /usr and /etc."""
        return {
            str(path.relative_to(self.folder))
            for top in ("usr", "etc")
            for path in (self.folder / top).rglob("*")
        }


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Root]:
    """A bare Debian: what debootstrap calls minimal, and nothing else."""
    if os.geteuid() != 0 or any(shutil.which(tool) is None for tool in ("debootstrap", "unshare", "chroot")):
        pytest.skip("a root of its own needs the administrator and the package debootstrap")
    suite, site = release()
    folder = tmp_path_factory.mktemp("root")
    made = subprocess.run(
        ["debootstrap", "--variant=minbase", suite, str(folder), site],
        capture_output=True,
        text=True,
        check=False,
    )
    if made.returncode:
        pytest.skip(f"debootstrap: {made.stdout[-300:]}")
    if Path("/etc/resolv.conf").exists():
        shutil.copyfile("/etc/resolv.conf", folder / "etc" / "resolv.conf")
    (folder / "tmp" / ".X11-unix").mkdir(exist_ok=True)
    yield Root(folder)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def installed(root: Root, deb: Path) -> Root:
    """The same, with the package installed as a user would: apt brings what it depends on."""
    shutil.copyfile(deb, root.folder / "tmp" / "ilmtool.deb")
    root.run("apt-get", "update", "-q")
    root.run("apt-get", "install", "-y", "-q", "/tmp/ilmtool.deb")
    return root


def entry_of(root: Root, section: str) -> list[str]:
    """The words of an Exec line of the installed menu entry."""
    entry = configparser.ConfigParser(interpolation=None)
    entry.read(root.folder / "usr" / "share" / "applications" / "ilmtool.desktop", encoding="utf-8")
    return shlex.split(entry[section]["Exec"])


def test_the_program_is_on_the_path(installed: Root) -> None:
    assert installed.run("ilmtool", "--version") == f"ilmtool {ilmtool.__version__}\n"


def test_the_doctor_finds_nothing_wrong_in_a_bare_debian(installed: Root) -> None:
    told = json.loads(installed.run("env", "QT_QPA_PLATFORM=offscreen", "ilmtool", "doctor", "--json"))
    assert [line for line in told["lines"] if line["state"] == "problem"] == []


def test_no_library_is_missing(installed: Root) -> None:
    listing = installed.run(
        "sh",
        "-c",
        # The loader puts this folder first.
        "export LD_LIBRARY_PATH=/usr/lib/ilmtool/_internal; ldd /usr/lib/ilmtool/ilmtool; "
        "find /usr/lib/ilmtool -name '*.so*' -type f -exec ldd {} +",
    )
    assert {line.strip() for line in listing.splitlines() if "not found" in line} == set()


def test_the_desktop_knows_menu_entry_type_and_icon(installed: Root) -> None:
    share = installed.folder / "usr" / "share"
    assert "application/vnd.ilmtool.annotations+json:*.ilm.geojson" in (share / "mime" / "globs2").read_text()
    cache = (share / "applications" / "mimeinfo.cache").read_text()
    assert "application/vnd.ilmtool.annotations+json=ilmtool.desktop;" in cache
    assert "Comment[de]=" in (share / "applications" / "ilmtool.desktop").read_text(encoding="utf-8")
    assert (share / "icons" / "hicolor" / "48x48" / "apps" / "ilmtool.png").is_file()
    assert (share / "icons" / "hicolor" / "scalable" / "apps" / "ilmtool.svg").is_file()


def test_the_demo_opens_by_the_menu_entry_and_a_drawn_box_is_in_the_sidecar(
    installed: Root, display: str, tmp_path: Path
) -> None:
    command = entry_of(installed, "Desktop Action demo")
    assert command == ["ilmtool", "demo"]
    sidecar = installed.folder / "root" / ".local" / "share" / "ilmtool" / "demo" / SIDECAR
    inside = installed.command(
        "env",
        "-i",
        "PATH=/usr/bin:/bin",
        "HOME=/root",
        f"DISPLAY={display}",
        *command,
        binds=("/tmp/.X11-unix",),
    )
    window = Window(inside, display, {}, tmp_path / "log")
    try:
        drawn = window.draw_box(sidecar, (150, 250), (230, 300))
        assert drawn["properties"]["shape"] == "box"
        assert drawn["geometry"]["type"] == "Polygon"
        assert window.quit() == 0
    finally:
        window.kill()
    assert drawn["id"] in {feature["id"] for feature in features(sidecar)}


def test_a_double_clicked_sidecar_opens(installed: Root, display: str, tmp_path: Path) -> None:
    installed.run("ilmtool", "demo", "--write", "/root/pair")
    sidecar = installed.folder / "root" / "pair" / SIDECAR
    words = [
        f"/root/pair/{SIDECAR}" if word == "%F" else word for word in entry_of(installed, "Desktop Entry")
    ]
    assert words[1:] == [f"/root/pair/{SIDECAR}"]
    inside = installed.command(
        "env",
        "-i",
        "PATH=/usr/bin:/bin",
        "HOME=/root",
        f"DISPLAY={display}",
        *words,
        binds=("/tmp/.X11-unix",),
    )
    window = Window(inside, display, {}, tmp_path / "log")
    try:
        window.draw_box(sidecar, (150, 250), (230, 300))
        assert window.quit() == 0
    finally:
        window.kill()


def test_the_manual_page_and_the_licences_are_there(installed: Root) -> None:
    # A minimal Debian may be told to leave documents out; what the package holds is the package's own list.
    held = subprocess.run(
        ["dpkg-deb", "--contents", str(installed.folder / "tmp" / "ilmtool.deb")],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    for name in (
        "usr/share/man/man1/ilmtool.1.gz",
        "usr/share/doc/ilmtool/copyright",
        "usr/share/doc/ilmtool/changelog.gz",
        "usr/share/doc/ilmtool/third-party/THIRD_PARTY.md",
        "usr/share/doc/ilmtool/third-party/qt/qt.md",
    ):
        assert f"./{name}\n" in held


def test_z_it_is_removed_without_a_trace(installed: Root) -> None:
    """Last, as its name says: what the tests before have used goes away, the user's own work stays."""
    owned = set(installed.run("dpkg-query", "--listfiles", "ilmtool").splitlines())
    before = installed.files()
    installed.run("apt-get", "purge", "-y", "-q", "ilmtool")
    after = installed.files()
    assert [path for path in after if "ilmtool" in path] == []
    gone = {f"/{path}" for path in before - after}
    caches = {path for path in gone - owned if not path.endswith((".cache", "globs2"))}
    assert {path for path in caches if "/mime/" not in path and "/icons/" not in path} == set()
    assert after - before == set()
    share = installed.folder / "usr" / "share"
    for cache in (share / "mime" / "globs2", share / "applications" / "mimeinfo.cache"):
        until(lambda cache=cache: not cache.exists() or "ilmtool" not in cache.read_text(), str(cache))
    assert (installed.folder / "root" / "pair" / SIDECAR).is_file()
