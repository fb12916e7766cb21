"""What goes into the frozen program, and what is left out of it, with the reason."""

from __future__ import annotations

import importlib.metadata
import re
import sys
from pathlib import PurePosixPath

from ilmtool.session.settings import LANGUAGES, SYSTEM

HIDDEN = [
    # Named by strings (`import_module`), or imported from compiled code, where PyInstaller does not see it.
    *("pyogrio.raw", "pyogrio._io", "pyogrio._geometry", "pyogrio._vsi", "pyogrio._env"),
    *("rasterio.serde", "rasterio.sample", "rasterio.vrt", "rasterio._features", "rasterio._vsiopener"),
    *("rasterio.crs", "rasterio._show_versions", "rasterio.abc", "rasterio.windows", "rasterio.control"),
]

DATA_PACKAGES = {
    "rasterio": ["gdal_data", "proj_data"],
    "pyogrio": ["gdal_data", "proj_data"],
    "pyproj": ["proj_dir"],
}
"""Folders of data beside the code that uses them. Each of the three has its own GDAL or PROJ, of its own
version, which reads the tables of no other."""

UNUSED_MODULES = [
    # Qt: Core, Gui, Widgets, and Svg for icons, are what the window needs.
    *(f"PySide6.{name}" for name in ("QtNetwork", "QtQml", "QtQuick", "QtSql", "QtTest", "QtPrintSupport")),
    *(
        f"PySide6.{name}"
        for name in ("QtOpenGL", "QtOpenGLWidgets", "QtDBus", "QtDesigner", "QtHelp", "QtXml")
    ),
    # pyqtgraph's parts for other programs; ilmtool uses its histogram.
    *(f"pyqtgraph.{name}" for name in ("examples", "opengl", "console", "jupyter", "canvas", "dockarea")),
    # Companions of the libraries that may lie in the environment.
    *("pandas", "geopandas", "pyarrow", "matplotlib", "IPython", "dask", "distributed", "xarray", "fsspec"),
    *("sklearn", "numba", "cupy", "jinja2", "pytest", "hypothesis", "boto3", "lxml", "h5py", "OpenGL"),
    # Python's own that no part of the program needs.
    *("tkinter", "_tkinter", "lib2to3", "idlelib", "ensurepip", "venv", "turtle", "pydoc_data", "readline"),
    *("curses", "_curses", "dbm", "_dbm", "_gdbm", "nis", "crypt", "_crypt", "spwd"),
    *("audioop", "ossaudiodev", "setuptools", "pkg_resources", "pip", "wheel", "_distutils_hack"),
    # Tests and build tools inside the libraries.
    *("numpy.f2py", "numpy.distutils", "scipy.odr", "scipy.datasets", "rasterio.rio"),
]
"""Not put in, whatever imports them if they are there."""

PYTHONS_OWN = re.compile(r"^lib(?:python3[\w.]*|ssl|crypto|ffi|bz2|lzma|z|uuid|expat|sqlite3)\.(?:so|\d)")
"""Libraries that Python's standard library is linked to; releases of Linux differ in their versions.

Any other (X11, EGL, GLib, fontconfig, the C++ runtime) has to fit the graphics drivers of the system that the
program runs on, and is updated there: the package depends on them, see `linked.py`.
"""

QT_PLUGINS = {
    "platforms": {"qxcb", "qwayland", "qoffscreen", "qminimal", "qwindows", "qcocoa"},
    "iconengines": {"qsvgicon"},
    "imageformats": {"qsvg"},
    "platforminputcontexts": {"composeplatforminputcontextplugin", "ibusplatforminputcontextplugin"},
    "platformthemes": {"qxdgdesktopportal"},
    "styles": {"qwindowsvistastyle", "qmodernwindowsstyle", "qmacstyle"},
    "wayland-decoration-client": {"bradient", "adwaita"},
    "wayland-shell-integration": {"xdg-shell"},
}
"""Qt's plugins that are kept, by folder. Left out: network, SQL, printing, QML, EGL and GLX (nothing is drawn
by OpenGL), GTK's dialogs (they would ask for GTK), touch and virtual keyboards."""

QT_TEXTS = {f"qtbase_{code}" for code in LANGUAGES if code not in {SYSTEM, "en"}}
"""Qt's own texts, of its buttons and dialogs, in the languages of ilmtool; English is in the code."""

_QT_LIBRARIES = re.compile(
    r"^libQt6(?:Core|Gui|Widgets|Svg|DBus|XcbQpa|OpenGL|WaylandClient)\.so|^libicu(?:data|uc|i18n)\.so"
)
"""QtOpenGL is linked by the xcb and Wayland plugins, QtDBus by the desktop's theme and input methods."""

OWN_TEXTS = ("ilmtool", "_resources", "languages")
"""Here lies what the program reads, one .qm of each language, and in folders below what those are made of."""


def required() -> list[str]:
    """Distributions that ilmtool itself names as needed."""
    told = importlib.metadata.requires("ilmtool") or ()
    return [re.split(r"[^\w.-]", line, maxsplit=1)[0] for line in told if "extra ==" not in line]


def is_wanted(name: str, source: str, kind: str) -> bool:
    """Whether a file belongs into the frozen program.

    Parameters
    ----------
    name : str
        Its place in the program's folder.
    source : str
        Where it was found; for a link, the place in the program's folder that it leads to.
    kind : str
        PyInstaller's word for what it is.
    """
    path = PurePosixPath((source if kind == "SYMLINK" else name).replace("\\", "/"))
    first = path.parts[0]
    if first == "PySide6":
        return _is_wanted_of_qt(path)
    if first.endswith((".dist-info", ".egg-info")):
        # Versions, and our own licence; the others' lie in a folder of their own. Not where it was built.
        return path.name == "METADATA" or (
            first.startswith("ilmtool-") and path.name in {"RECORD", "LICENSE"}
        )
    if path.parts[:3] == OWN_TEXTS:
        return path.suffix == ".qm"
    if "gdal_data" in path.parts and (path.suffix == ".html" or path.name.startswith("s57")):
        return False  # templates of web pages, tables of sea charts
    if first in {"pyproj", "rasterio", "pyogrio", "cv2", "pyqtgraph"}:
        return not (path.suffix in {".pxd", ".pyx", ".pxi", ".c", ".h", ".pyi"} or "examples" in path.parts)
    if kind == "BINARY" and sys.platform.startswith("linux") and len(path.parts) == 1:
        return PYTHONS_OWN.match(path.name) is not None
    return True


def _is_wanted_of_qt(path: PurePosixPath) -> bool:
    parts = path.parts
    if "translations" in parts:
        return path.stem in QT_TEXTS
    if "qml" in parts:
        return False
    if "plugins" in parts:
        folder = parts[parts.index("plugins") + 1]
        return path.name.split(".")[0].removeprefix("lib") in QT_PLUGINS.get(folder, set())
    if "lib" in parts and path.name.startswith(("libQt6", "libicu")):
        return _QT_LIBRARIES.match(path.name) is not None
    return True
