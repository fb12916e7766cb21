"""Whose works the program is made of, and their licences: of a built program, or of what is installed."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from ilmtool import PROGRAM, __version__
from ilmtool.errors import reason_of
from ilmtool.resources import licence_dir, resource_dir

_TEXT_NAME = re.compile(r"(?:licen[cs]e|copying|notice)[\w.-]*$", re.IGNORECASE)
_REQUIREMENT = re.compile(r"[A-Za-z0-9][\w.-]*")
_ROW = re.compile(r"\| (?P<name>.+?) \| (?P<licence>.*?) \| \[.*?\]\((?P<folder>[^()/]+)/\) \|")
_LONGEST_NAME = 60
"""Some distributions have the whole text where the name of the licence belongs."""
_LONGEST_TEXT = 1_000_000
_LEAST = ("PySide6-Essentials",)
"""What a checkout that is not installed needs to be run at all."""


@dataclass(frozen=True, slots=True)
class Work:
    """A work, by whom it may concern.

    Attributes
    ----------
    name, version, licence : str
        The licence by its name; version and licence may be empty.
    texts : tuple of Path
        Files with the licence, its notices and what it refers to.
    """

    name: str
    version: str
    licence: str
    texts: tuple[Path, ...]

    def text(self) -> str:
        """All texts, one after another; those that cannot be read are named."""
        return "\n\n".join(_read(path) for path in self.texts)


def works() -> tuple[Work, ...]:
    """The program itself, then the works of others in it, by name."""
    return _ourselves(), *sorted(_others(), key=lambda work: work.name.casefold())


def _ourselves() -> Work:
    texts = _texts(_installed(PROGRAM)) or tuple(
        path for path in (resource_dir().parent / "LICENSE",) if path.is_file()
    )
    return Work(PROGRAM, __version__, "MIT", texts)


def _others() -> Iterator[Work]:
    page = _page_of_build()
    if page is not None:
        yield from _built(page)
        return
    for path in sorted(resource_dir().rglob("*LICENSE*")):
        name = path.stem.removesuffix("LICENSE").rstrip("-") or path.parent.name.capitalize()
        yield Work(name, "", "", (path,))
    for found in _needed():
        licence = _licence(found)
        yield Work(found.name, found.version, licence, _texts(found) or _common(licence))


def _page_of_build() -> Path | None:
    """The page that lists the works in a built program, where the builds for each system put it."""
    if not getattr(sys, "frozen", False):
        return None
    folder = Path(sys.executable).resolve().parent
    places = (
        folder / "licences",
        folder.parent / "Resources" / "licences",
        folder.parents[1] / "share" / "doc" / PROGRAM / "third-party" if len(folder.parents) > 1 else folder,
    )
    pages = (place / "THIRD_PARTY.md" for place in places)
    return next((page for page in pages if page.is_file()), None)


def _built(page: Path) -> Iterator[Work]:
    for row in _ROW.finditer(_read(page)):
        folder = page.parent / row["folder"]
        if folder.is_dir():
            texts = tuple(sorted(path for path in folder.iterdir() if path.is_file()))
            yield Work(row["name"], "", row["licence"], texts)


def _needed() -> Iterator[Distribution]:
    """Distributions that the program needs, and those that they need, as far as they are installed."""
    own = _installed(PROGRAM)
    waiting = list(own.requires or ()) if own is not None else list(_LEAST)
    seen = set()
    while waiting:
        requirement = waiting.pop()
        name = _REQUIREMENT.match(requirement)
        if name is None or "extra ==" in requirement:
            continue
        found = _installed(name[0])
        if found is None or found.name in seen:
            continue
        seen.add(found.name)
        waiting += found.requires or ()
        yield found


def _installed(name: str) -> Distribution | None:
    try:
        return distribution(name)
    except PackageNotFoundError:
        return None


def _licence(found: Distribution) -> str:
    told = found.metadata
    name = next((str(told[key]).strip() for key in ("License-Expression", "License") if key in told), "")
    if name and len(name) <= _LONGEST_NAME and "\n" not in name:
        return name
    kinds = [line for line in told.get_all("Classifier") or () if line.startswith("License ::")]
    return ", ".join(line.rpartition("::")[2].strip() for line in kinds)


def _texts(found: Distribution | None) -> tuple[Path, ...]:
    files = found.files or () if found is not None else ()
    named = [file for file in files if ".dist-info" in file.parts[0] and _TEXT_NAME.match(file.name)]
    return tuple(path for file in named if (path := Path(str(file.locate()))).is_file())


def _common(licence: str) -> tuple[Path, ...]:
    """Texts of the licences that a name speaks of; the LGPL refers to the GPL."""
    folder = licence_dir()
    return () if folder is None else tuple(p for p in sorted(folder.glob("*.txt")) if p.stem in licence)


def _read(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.read(_LONGEST_TEXT).decode("utf-8", "replace")
    except OSError as error:
        return f"{path}: {reason_of(error)}"
