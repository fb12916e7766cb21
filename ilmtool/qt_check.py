"""Names the system package that Qt lacks, before Qt itself ends the process without a word.

It speaks English: what knows the user's language is what cannot be loaded.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import re
import sys
from pathlib import Path

from ilmtool.errors import UserError

# Library -> (Debian and Ubuntu package, Fedora package).
_PACKAGES = {
    "libEGL": ("libegl1", "libglvnd-egl"),
    "libGL": ("libgl1", "libglvnd-glx"),
    "libOpenGL": ("libopengl0", "libglvnd-opengl"),
    "libxkbcommon-x11": ("libxkbcommon-x11-0", "libxkbcommon-x11"),
    "libxkbcommon": ("libxkbcommon0", "libxkbcommon"),
    "libxcb-cursor": ("libxcb-cursor0", "xcb-util-cursor"),
    "libxcb-icccm": ("libxcb-icccm4", "xcb-util-wm"),
    "libxcb-image": ("libxcb-image0", "xcb-util-image"),
    "libxcb-keysyms": ("libxcb-keysyms1", "xcb-util-keysyms"),
    "libxcb-render-util": ("libxcb-render-util0", "xcb-util-renderutil"),
    "libxcb-shape": ("libxcb-shape0", "libxcb"),
    "libxcb-randr": ("libxcb-randr0", "libxcb"),
    "libxcb-render": ("libxcb-render0", "libxcb"),
    "libxcb-shm": ("libxcb-shm0", "libxcb"),
    "libxcb-sync": ("libxcb-sync1", "libxcb"),
    "libxcb-xfixes": ("libxcb-xfixes0", "libxcb"),
    "libxcb-xkb": ("libxcb-xkb1", "libxcb"),
    "libX11-xcb": ("libx11-xcb1", "libX11-xcb"),
    "libX11": ("libx11-6", "libX11"),
    "libxcb-util": ("libxcb-util1", "xcb-util"),
    "libxcb": ("libxcb1", "libxcb"),
    "libfontconfig": ("libfontconfig1", "fontconfig"),
    "libfreetype": ("libfreetype6", "freetype"),
    "libdbus-1": ("libdbus-1-3", "dbus-libs"),
    "libglib-2.0": ("libglib2.0-0", "glib2"),
    "libgthread-2.0": ("libglib2.0-0", "glib2"),
}


def check_qt() -> None:
    """Load what Qt needs from the system.

    Raises
    ------
    UserError
        A library is missing; names the package that has it.
    """
    try:
        import PySide6.QtWidgets  # noqa: F401
    except ImportError as error:
        raise missing_library(str(error)) from error
    if not sys.platform.startswith("linux") or not _will_use_xcb():
        return
    spec = importlib.util.find_spec("PySide6")
    for folder in spec.submodule_search_locations or () if spec is not None else ():
        plugin = Path(folder) / "Qt" / "plugins" / "platforms" / "libqxcb.so"
        if plugin.is_file():
            try:
                ctypes.CDLL(str(plugin))
            except OSError as error:
                raise missing_library(str(error)) from error


def _will_use_xcb() -> bool:
    platform = os.environ.get("QT_QPA_PLATFORM", "")
    if platform:
        return platform.startswith("xcb")
    return bool(os.environ.get("DISPLAY")) and not os.environ.get("WAYLAND_DISPLAY")


def missing_library(message: str) -> UserError:
    """What to tell for a loader's message such as `libEGL.so.1: cannot open shared object file`."""
    found = re.search(r"(lib[\w+.-]+?)\.so[.\d]*", message)
    if found is None:
        what = f"The window library Qt cannot be loaded: {message}."
    elif found.group(1) not in _PACKAGES:
        what = f"The system library {found.group(0)}, which the window needs, is missing: install it."
    else:
        debian, fedora = _PACKAGES[found.group(1)]
        what = (
            f"The system library {found.group(0)}, which the window needs, is missing: install the package "
            f"{debian} (Debian, Ubuntu: sudo apt install {debian}) or {fedora} (Fedora)."
        )
    return UserError(what)
