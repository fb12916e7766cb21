"""Takes out of a text what is nobody else's business: who the user is, and where which files lie.

A report is read by strangers. The user's home folder, name and computer never stand in it; other paths,
addresses and file names only if the user allows it.
"""

from __future__ import annotations

import os
import re
import socket
import sys
from collections.abc import Iterable
from pathlib import Path

_FILE_TYPES = (
    "geojson", "json", "tiff", "tif", "png", "jpeg", "jpg", "jp2", "j2k", "nitf", "ntf", "img", "vrt", "webp",
    "bmp", "gif", "mbtiles", "xml", "dim", "nc", "h5", "toml", "gpkg", "kml", "shp", "csv", "ovr", "journal",
)  # fmt: skip
_TYPES = "|".join(_FILE_TYPES)
_ROOT = r"(?:[A-Za-z]:[\\/]|\\\\|~[\\/]|/)"
_BEFORE = r"(?<![\w./\\~:<>-])"
# In this order: an address; a path up to a file type, spaces and all; a path up to the next space; a name.
_ADDRESS = re.compile(r"\b(?:https?|s3|ftp|file)://[^\s\"'<>]+|/vsi\w+/[^\s\"'<>]+", re.IGNORECASE)
_QUOTED = re.compile(rf"([\"'])({_ROOT}[^\"'\n]*)\1")
_PATH_OF_TYPE = re.compile(rf"{_BEFORE}{_ROOT}[^\n\"'<>|*?:]*?\.({_TYPES})\b", re.IGNORECASE)
_PATH = re.compile(rf"{_BEFORE}{_ROOT}[^\s\"'<>|:,;)\]]+")
_NAME = re.compile(rf"[^\s\"'<>/\\(\[=]+\.({_TYPES})\b", re.IGNORECASE)
_SOURCE = re.compile(r"File \"([^\"\n]+)\", line")
_PACKAGE = Path(__file__).resolve().parents[2]
_COMMON_NAMES = {"root", "user", "ilmtool", "admin"}


def clean(text: str, names: Iterable[str] = (), *, paths: bool = False) -> str:
    """The text without what tells on the user.

    Parameters
    ----------
    text : str
    names : iterable of str
        Paths, file names and addresses that are known to be in use, which no pattern needs to guess.
    paths : bool
        Leave paths, addresses and file names in; the home folder is `~`, and the user's name goes, anyway.
    """
    text = _without_user(_short_sources(text))
    if paths:
        return text
    for name in sorted({_without_user(n) for n in names if len(n) > 2}, key=len, reverse=True):
        # As a whole: an analyst called `ann` is not in `annotations`.
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", "<file>", text)
    text = _ADDRESS.sub("<address>", text)
    text = _QUOTED.sub(lambda m: f"{m[1]}{_standing_for(m[2])}{m[1]}", text)
    text = _PATH_OF_TYPE.sub(lambda m: f"<path>.{m[1]}", text)
    text = _PATH.sub("<path>", text)
    return _NAME.sub(lambda m: m[0] if m[0].startswith("<") else f"<file>.{m[1]}", text)


def shown(path: Path) -> str:
    """A path of the program's own folders, as it may be told: with `~` for the home folder."""
    return _without_user(str(path))


def _standing_for(path: str) -> str:
    match = re.search(rf"\.({_TYPES})$", path, re.IGNORECASE)
    return f"<path>.{match[1]}" if match is not None else "<path>"


def _short_sources(text: str) -> str:
    """Where the code of a traceback lies is told from the package on: `ilmtool/ui/canvas.py`."""
    roots = [str(_PACKAGE.parent), sys.prefix, sys.base_prefix, str(Path(os.__file__).parent)]
    markers = ("site-packages", "dist-packages", f"python{sys.version_info[0]}.{sys.version_info[1]}")

    def short(match: re.Match[str]) -> str:
        path = match[1].replace("\\", "/")
        for marker in markers:
            head, found, tail = path.rpartition(f"/{marker}/")
            if found and head is not None:
                return f'File "{tail}", line'
        for root in roots:
            start = root.replace("\\", "/").rstrip("/") + "/"
            if len(start) > 2 and path.startswith(start):
                return f'File "{path[len(start) :]}", line'
        return f'File "{path.rpartition("/")[2]}", line'

    return _SOURCE.sub(short, text)


def _without_user(text: str) -> str:
    for folder in _homes():
        text = re.sub(re.escape(folder) + r"(?=[\\/\s\"'.,:;)]|$)", "~", text)
    for name, stand_in in ((_user(), "<user>"), (_host(), "<host>")):
        if len(name) > 1 and name.casefold() not in _COMMON_NAMES:
            text = re.sub(rf"(?<![\w-]){re.escape(name)}(?![\w-])", stand_in, text, flags=re.IGNORECASE)
    return text


def _homes() -> list[str]:
    """The home folder, as it is named and as it really lies; never the root of the disk."""
    try:
        home = Path.home()
        found = {str(home), os.path.realpath(home)}
    except (OSError, RuntimeError):
        return []
    return sorted((f for f in found if len(Path(f).parts) > 1), key=len, reverse=True)


def _user() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def _host() -> str:
    try:
        return socket.gethostname()
    except OSError:
        return ""
