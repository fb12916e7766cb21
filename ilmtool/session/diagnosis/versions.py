"""The program, Python, the system, and every library with its version beside what is declared."""

from __future__ import annotations

import importlib
import platform
import re
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from ilmtool import __version__
from ilmtool.session.diagnosis.line import Line
from ilmtool.session.diagnosis.private import shown

OLDEST_PYTHON = (3, 11)
_MODULES = {
    "pyside6-essentials": "PySide6", "opencv-python-headless": "cv2", "pillow": "PIL", "pyyaml": "yaml",
    "fpdf2": "fpdf",
}  # fmt: skip
"""Import name of a distribution, in small letters, where it is another one."""
_NEEDED = (
    "PySide6-Essentials", "numpy", "opencv-python-headless", "pillow", "platformdirs", "pyogrio", "pyproj",
    "pyqtgraph", "pyyaml", "rasterio", "shapely", "msgspec", "tomlkit", "scipy", "fpdf2",
)  # fmt: skip
"""What is looked at where the package's own declaration is not there (a frozen program)."""
_REQUIREMENT = re.compile(r"^([\w.-]+)(?:\[[^\]]*\])?\s*([^;]*)(;.*)?$")
_BOUND = re.compile(r"(>=|<=|==|!=|<|>|~=)\s*([\d.]+)")


def program() -> Iterator[Line]:
    """What runs here."""
    frozen = getattr(sys, "frozen", False)
    where = "installed program" if frozen else shown(Path(__file__).resolve().parents[2])
    yield Line("ok", "ilmtool", f"{__version__}, {where}")
    version = platform.python_version()
    text = f"{version}, {platform.python_implementation()}, {sys.maxsize.bit_length() + 1} bit"
    if sys.version_info < OLDEST_PYTHON:
        yield Line("problem", "Python", text, "Python 3.11 or newer is needed.")
    else:
        yield Line("ok", "Python", text)
    yield Line("ok", "System", f"{_system()}, {platform.machine()}")


def libraries() -> Iterator[Line]:
    """Each library that is needed, with its version."""
    for name, bounds in _declared():
        found = version_of(name)
        if found is None:
            yield Line("problem", name, "is missing", f"pip install '{name}{bounds}'")
        elif not fits(found, bounds):
            yield Line("problem", name, f"{found}, but {bounds} is needed", f"pip install '{name}{bounds}'")
        else:
            yield Line("ok", name, found)


def version_of(name: str) -> str | None:
    """Version of an installed distribution, or None."""
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        pass
    try:  # a frozen program has modules without their distributions
        module = importlib.import_module(_MODULES.get(name.lower(), name.replace("-", "_")))
    except ImportError:
        return None
    version = getattr(module, "__version__", None)
    return str(version) if version is not None else "there, version not known"


def fits(version: str, bounds: str) -> bool:
    """Whether a version keeps to bounds such as `>=6.8,<6.12`; one that is no plain number is let pass."""
    found = _numbers(version)
    if not found:
        return True
    for sign, text in _BOUND.findall(bounds):
        bound = _numbers(text)
        length = max(len(found), len(bound))
        a, b = (v + (0,) * (length - len(v)) for v in (found, bound))
        holds = {
            ">=": a >= b, "<=": a <= b, "==": a == b, "!=": a != b, "<": a < b, ">": a > b,
            "~=": a >= b and found[: len(bound) - 1] == bound[:-1],
        }  # fmt: skip
        if not holds[sign]:
            return False
    return True


def _numbers(version: str) -> tuple[int, ...]:
    match = re.match(r"\d+(?:\.\d+)*", version)
    return tuple(int(part) for part in match[0].split(".")) if match is not None else ()


def _declared() -> list[tuple[str, str]]:
    try:
        required = metadata.requires("ilmtool") or []
    except metadata.PackageNotFoundError:
        required = []
    found = []
    for text in required:
        match = _REQUIREMENT.match(text)
        if match is not None and "extra" not in (match[3] or ""):
            found.append((match[1], match[2].strip().strip("()").replace(" ", "")))
    return found or [(name, "") for name in _NEEDED]


def _system() -> str:
    if sys.platform.startswith("linux"):
        try:
            return platform.freedesktop_os_release().get("PRETTY_NAME", "Linux") + f", {platform.release()}"
        except OSError:
            pass
    return f"{platform.system()} {platform.release()}"
