"""A Debian package of the frozen program: menu entry, file type, icons, manual page, licences.

It has no scripts that run at installing: the packages that keep the caches of menus, file types and icons
watch those folders (dpkg's file triggers) and do their work by themselves, at removing too.
"""

from __future__ import annotations

import gzip
import shutil
import subprocess
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from pathlib import Path

from icons import SIZES, write_icons
from linked import depends, needs
from man_page import man_page

HERE = Path(__file__).resolve().parent
APPSTREAM = "io.github.ilmtool.ilmtool.metainfo.xml"
MAINTAINER = "The ilmtool developers <maintainers@ilmtool.invalid>"

_CONTROL = """\
Package: ilmtool
Version: {version}
Section: science
Priority: optional
Architecture: {architecture}
Maintainer: {maintainer}
Installed-Size: {size_kb}
Depends: {depends}
Recommends: desktop-file-utils, hicolor-icon-theme, shared-mime-info
Suggests: xdg-utils
Description: compare two satellite images of one place, and label what changed
 ilmtool shows an image from before and one from after at once, linked by the
 ground: side by side, by swipe, one at a time or by flicker. A box drawn on
 one date appears on both, with its label, certainty and change.
 .
 Everything is saved, a moment after each edit, into one GeoJSON file beside
 the after image, which QGIS, GDAL and geopandas read as it is. The image
 files are never changed.
 .
 This package brings its own Python, Qt and GDAL.
"""

_COPYRIGHT = """\
Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: ilmtool
Comment: The package also has libraries of others in it, under /usr/lib/ilmtool.
 They are listed, each with its licence, in
 /usr/share/doc/ilmtool/third-party/THIRD_PARTY.md, and their texts lie beside
 that page. Qt and PySide6 are under the LGPL, version 3: third-party/qt/qt.md
 says how to use your own build of them, and where their source is.

Files: *
Copyright: {holder}
License: Expat

License: Expat
{text}
"""

_OVERRIDES = """\
# The package brings its own Python, Qt and GDAL: Python wheels, whose libraries are one set, edited
# after linking: some cannot be stripped any more.
ilmtool: embedded-library *
ilmtool: unstripped-binary-or-object *
ilmtool: custom-library-search-path *
ilmtool: library-not-linked-against-libc *
ilmtool: shared-library-lacks-prerequisites *
ilmtool: sharedobject-in-library-directory-missing-soname *
ilmtool: executable-stack-in-shared-library *
ilmtool: spelling-error-in-binary *
ilmtool: extra-license-file *
# PyInstaller's loader.
ilmtool: hardening-no-pie *
# Pictures that ilmtool paints have the same letters on every system, whatever fonts it has.
ilmtool: duplicate-font-file *
ilmtool: font-in-non-font-package *
ilmtool: font-outside-font-dir *
# It is not of Debian's archive, and nobody asked there for it.
ilmtool: initial-upload-closes-no-bugs *
"""


@dataclass(frozen=True)
class Package:
    """What the package says of itself; `moment` is its source's, so that equal sources give equal files."""

    version: str
    architecture: str
    moment: datetime


def build_deb(frozen: Path, licences: Path, out: Path, package: Package, *, compression: str = "xz") -> Path:
    """Make the package.

    Parameters
    ----------
    frozen : Path
        PyInstaller's folder, with the program `ilmtool` in it.
    licences : Path
        What `third_party.write` made.
    out : Path
        Folder for the package; a folder `deb` in it is made anew.
    compression : str
        dpkg-deb's word: xz, or zstd, which is faster to make and larger.

    Returns
    -------
    Path
        The package.
    """
    root = out / "deb"
    if root.exists():
        shutil.rmtree(root)
    share = root / "usr" / "share"
    library = root / "usr" / "lib" / "ilmtool"
    shutil.copytree(frozen, library, symlinks=True)
    _set_modes(library)
    (root / "usr" / "bin").mkdir(parents=True)
    (root / "usr" / "bin" / "ilmtool").symlink_to("../lib/ilmtool/ilmtool")
    _put(HERE / "ilmtool.desktop", share / "applications" / "ilmtool.desktop")
    _put(HERE / "ilmtool-mime.xml", share / "mime" / "packages" / "ilmtool.xml")
    _put(HERE / APPSTREAM, share / "metainfo" / APPSTREAM)
    icons = write_icons(out / "icons")
    theme = share / "icons" / "hicolor"
    for size in SIZES:
        _put(icons[str(size)], theme / f"{size}x{size}" / "apps" / "ilmtool.png")
    _put(icons["svg"], theme / "scalable" / "apps" / "ilmtool.svg")
    _zip(share / "man" / "man1" / "ilmtool.1.gz", man_page(package.moment))
    doc = share / "doc" / "ilmtool"
    shutil.copytree(licences, doc / "third-party")
    (doc / "copyright").write_text(_copyright(), encoding="utf-8")
    _zip(doc / "changelog.gz", _changelog(package))
    _write(share / "lintian" / "overrides" / "ilmtool", _OVERRIDES)
    _set_modes(share)

    size_kb = sum(path.lstat().st_size for path in root.rglob("*") if not path.is_dir()) // 1024 + 1
    control = _CONTROL.format(
        version=package.version, architecture=package.architecture, maintainer=MAINTAINER,
        size_kb=size_kb, depends=", ".join(depends(needs(library))),
    )  # fmt: skip
    _write(root / "DEBIAN" / "control", control)
    _write(root / "DEBIAN" / "md5sums", _sums(root))
    target = out / f"ilmtool_{package.version}_{package.architecture}.deb"
    subprocess.run(
        ["dpkg-deb", "--root-owner-group", f"-Z{compression}", "--build", str(root), str(target)],
        check=True,
        env={**_environment(), "SOURCE_DATE_EPOCH": str(int(package.moment.timestamp()))},
        stdout=subprocess.DEVNULL,
    )
    return target


def this_architecture() -> str:
    """Debian's name for the kind of machine that this is."""
    return subprocess.run(
        ["dpkg", "--print-architecture"], capture_output=True, text=True, check=True
    ).stdout.strip()


def debian_version(version: str) -> str:
    """`0.2.0rc1` as Debian orders it: a release candidate comes before its release."""
    for mark in ("a", "b", "rc", ".dev"):
        head, found, tail = version.partition(mark)
        if found and tail.isdecimal():
            return f"{head}~{mark.strip('.')}{tail}"
    return version


def _put(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    path.chmod(0o644)
    path.parent.chmod(0o755)


def _zip(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    # Without name and time, so that it is the same each time.
    path.write_bytes(gzip.compress(text.encode("utf-8"), 9, mtime=0))


def _set_modes(folder: Path) -> None:
    """Readable by all; only the program itself may be run."""
    folder.chmod(0o755)
    for path in folder.rglob("*"):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path == folder / "ilmtool" else 0o644)


def _copyright() -> str:
    text = (HERE.parent / "LICENSE").read_text(encoding="utf-8")
    holder = next(line for line in text.splitlines() if line.startswith("Copyright"))
    lines = (f" {line}" if line.strip() else " ." for line in text.strip().splitlines())
    return _COPYRIGHT.format(
        holder=holder.removeprefix("Copyright").removeprefix(" (c)").strip(), text="\n".join(lines)
    )


def _changelog(package: Package) -> str:
    return (
        f"ilmtool ({package.version}) unstable; urgency=medium\n\n"
        f"  * See CHANGELOG.md in the source.\n\n"
        f" -- {MAINTAINER}  {format_datetime(package.moment)}\n"
    )


def _sums(root: Path) -> str:
    import hashlib

    return "".join(
        f"{hashlib.md5(path.read_bytes()).hexdigest()}  {path.relative_to(root)}\n"  # noqa: S324 - dpkg's format
        for path in sorted(root.rglob("*"))
        if path.is_file() and not path.is_symlink() and "DEBIAN" not in path.parts
    )


def _environment() -> dict[str, str]:
    import os

    return dict(os.environ)
