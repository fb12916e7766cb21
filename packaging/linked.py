"""What a folder of Linux programs and libraries needs from the system, read from the files themselves."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PACKAGES = {
    # Alternatives: the name since Debian 13 and Ubuntu 24.04, then the one before.
    "libglib-2.0.so.0": "libglib2.0-0t64 | libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0t64 | libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libOpenGL.so.0": "libopengl0",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libICE.so.6": "libice6",
    "libSM.so.6": "libsm6",
    "libXext.so.6": "libxext6",
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xinerama.so.0": "libxcb-xinerama0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libgcc_s.so.1": "libgcc-s1",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
    "libexpat.so.1": "libexpat1",
    "libbrotlidec.so.1": "libbrotli1",
    "libjpeg.so.62": "libjpeg62-turbo",
    "libcap.so.2": "libcap2",
}
"""Which package of Debian and Ubuntu has a library."""

_LIBC = re.compile(
    r"^(?:libc|libm|libdl|libpthread|librt|libutil|libresolv|libanl|libmvec|ld-linux[\w-]*)\.so"
)
# Which release of GCC brought which version 3.4.N of its C++ library's interface:
# https://gcc.gnu.org/onlinedocs/libstdc++/manual/abi.html
_GCC_OF = {28: "9", 29: "11", 30: "12", 31: "13", 32: "13", 33: "14", 34: "15"}


class UnknownLibraryError(Exception):
    """Something is linked to a library whose package `PACKAGES` does not have."""


@dataclass(frozen=True)
class Needs:
    """What all files together need from outside of their folder.

    Attributes
    ----------
    libraries : dict
        Name of each library, and one of the files that need it.
    glibc : tuple of int
        Least version of the C library.
    glibcxx : int
        Least version of the C++ library's interface, 3.4.N; 0 if nothing needs it.
    """

    libraries: dict[str, str]
    glibc: tuple[int, ...]
    glibcxx: int


def needs(folder: Path) -> Needs:
    """Read all programs and libraries below `folder` (with `objdump`, of binutils)."""
    there = {path.name for path in folder.rglob("*")}
    libraries: dict[str, str] = {}
    glibc, glibcxx = (2, 0), 0
    for path in _elf_files(folder):
        told = subprocess.run(["objdump", "-p", str(path)], capture_output=True, text=True, check=True).stdout
        for name in re.findall(r"^\s+NEEDED\s+(\S+)", told, re.MULTILINE):
            if name not in there:
                libraries.setdefault(name, str(path.relative_to(folder)))
        # What is asked for; what a bundled library itself offers does not count.
        asked = told.partition("Version References:")[2]
        for version in re.findall(r"GLIBC_(\d+(?:\.\d+)+)", asked):
            glibc = max(glibc, tuple(int(part) for part in version.split(".")))
        for version in re.findall(r"GLIBCXX_3\.4\.(\d+)", asked):
            glibcxx = max(glibcxx, int(version))
    return Needs(libraries, glibc, glibcxx)


def depends(found: Needs) -> list[str]:
    """The packages that have all that, as Debian's control file names them.

    Raises
    ------
    UnknownLibraryError
        Of one of them it is not known which package has it.
    """
    packages = {f"libc6 (>= {'.'.join(map(str, found.glibc))})"}
    for name, wanted_by in sorted(found.libraries.items()):
        if name == "libstdc++.so.6":
            release = next((gcc for level, gcc in sorted(_GCC_OF.items()) if level >= found.glibcxx), None)
            if release is None:
                raise UnknownLibraryError(f"GLIBCXX_3.4.{found.glibcxx} is of no known release of GCC.")
            packages.add(f"libstdc++6 (>= {release})")
        elif name in PACKAGES:
            packages.add(PACKAGES[name])
        elif not _LIBC.match(name):
            raise UnknownLibraryError(
                f"{wanted_by} needs {name}: say in {Path(__file__).name} which package has it."
            )
    return sorted(packages)


def _elf_files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as file:
                if file.read(4) == b"\x7fELF":
                    yield path
