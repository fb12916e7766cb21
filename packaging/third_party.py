"""Whose work is in the frozen program: finds the licence text of everything that went into it.

What went in is known exactly: PyInstaller's lists, which the spec keeps as `contents.json`. Each file belongs
to a distribution, to Python, or is a library that `licences/components.toml` knows. A file that is nobody's,
or a distribution without a text, stops the build.
"""

from __future__ import annotations

import importlib.metadata
import json
import os
import re
import shutil
import sys
import sysconfig
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

LICENCES = Path(__file__).resolve().parent / "licences"
_TEXT_NAME = re.compile(r"(?:licen[cs]e|copying|notice|authors)[\w.-]*$", re.IGNORECASE)


class UnlicensedError(Exception):
    """Something is bundled and nobody has said under which terms."""


@dataclass
class Component:
    """One work that is bundled.

    Attributes
    ----------
    licence : str
        SPDX expression where the maker gives one, else his words.
    texts : list of Path
        Files to be passed on with it.
    inside : list of str
        Where it lies, if it is part of another component.
    """

    name: str
    version: str
    licence: str
    texts: list[Path] = field(default_factory=list)
    inside: list[str] = field(default_factory=list)


def components(contents: Iterable[tuple[str, str, str]], tables: Path = LICENCES) -> list[Component]:
    """Everything bundled, by name.

    Parameters
    ----------
    contents : iterable of (name, source, kind)
        PyInstaller's lists: place in the program's folder, where it was found, what it is.

    Raises
    ------
    UnlicensedError
        Names every file and distribution for which no text is known.
    """
    known = tomllib.loads((tables / "components.toml").read_text(encoding="utf-8"))
    distributions, inside, strangers = _sort_out(contents, known)
    found = [_python(), *_resources()]
    for key, distribution in sorted({**distributions, **_builder()}.items()):
        extra = known["distributions"].get(key, {})
        texts = [*_texts(distribution), *(tables / each for each in extra.get("texts", ()))]
        if not texts:
            strangers.add(f"{distribution.name} (a distribution without a licence text)")
        for library in extra.get("contains", ()):
            inside.setdefault(library, set()).add(distribution.name)
        licence = extra.get("licence") or _licence(distribution)
        found.append(Component(distribution.name, distribution.version, licence, texts))
    if strangers:
        raise UnlicensedError(
            f"No licence is known for {', '.join(sorted(strangers))}. Say so in {tables / 'components.toml'}."
        )
    for library, places in sorted(inside.items()):
        row = known["native"][library]
        texts = [tables / each for each in (row["text"], *row.get("more", ()))]
        found.append(Component(library, "", row["licence"], texts, sorted(places)))
    return sorted(found, key=lambda component: component.name.lower())


def _sort_out(
    contents: Iterable[tuple[str, str, str]], known: dict[str, dict]
) -> tuple[dict[str, importlib.metadata.Distribution], dict[str, set[str]], set[str]]:
    """Whose the files are: distributions by name, libraries and where they lie, and what is nobody's."""
    owners = _owners()
    distributions: dict[str, importlib.metadata.Distribution] = {}
    inside: dict[str, set[str]] = {}
    strangers: set[str] = set()
    for name, source, kind in contents:
        if kind == "SYMLINK" or not source or source == "-":
            continue
        owner = owners.get(os.path.realpath(source))
        if owner is not None:
            distributions[_normal(owner.name)] = owner
            if known["distributions"].get(_normal(owner.name), {}).get("own_libraries"):
                continue
        library = library_of(name, known["native"]) if kind == "BINARY" else None
        of_a_wheel = owner is not None and ".libs" not in PurePosixPath(name).parts[0]
        if library is not None:
            inside.setdefault(library, set()).add("Python" if owner is None else owner.name)
        elif not (of_a_wheel or _is_pythons(source) or _is_ours(source)):
            strangers.add(name)
    return distributions, inside, strangers


def library_of(name: str, native: dict[str, dict]) -> str | None:
    """Which known library a file is, by its name: `libgeos_c-23da760b.so.1.20.5` is GEOS.

    Wheels add a part of a checksum to their libraries' names, and Windows leaves out `lib`.
    """
    file = PurePosixPath(name.replace("\\", "/")).name.removeprefix("lib")
    for title, row in native.items():
        for known in row["files"]:
            stem = re.escape(known.rstrip("*").removeprefix("lib")) + (r"\w*" if known.endswith("*") else "")
            if re.match(rf"{stem}(?:-r\d)?(?:-[0-9a-f]{{8,}})?[.\d]*\.(?:so|dylib|dll)\b", file):
                return title
    return None


def write(found: Iterable[Component], folder: Path) -> Path:
    """Write all texts and a page that lists them; the page's path.

    `folder` is made anew: `THIRD_PARTY.md`, and a folder for each component.
    """
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    rows = []
    for component in found:
        own = folder / re.sub(r"[^\w.+-]+", "-", component.name).lower()
        own.mkdir()
        for number, text in enumerate(component.texts):
            target = own / text.name if not (own / text.name).exists() else own / f"{number}-{text.name}"
            # Texts for people: whatever encoding they were written in, they come out as UTF-8.
            target.write_text(_decoded(text.read_bytes()), encoding="utf-8", newline="\n")
        where = f" (in {', '.join(component.inside)})" if component.inside else ""
        title = f"{component.name} {component.version}".rstrip() + where
        rows.append(f"| {title} | {component.licence} | [{own.name}]({own.name}/) |")
    shared = folder / "common"
    shutil.copytree(LICENCES / "common", shared)
    page = folder / "THIRD_PARTY.md"
    page.write_text(_PAGE + "\n".join(rows) + "\n", encoding="utf-8", newline="\n")
    return page


_PAGE = """\
# What others made, in this build of ilmtool

ilmtool is under the MIT licence. This build also has the works below in it, each under its own terms, whose
texts lie in the folder named beside it. Libraries that come without a text of their own have the notices that
Debian records for them; where one speaks of `/usr/share/common-licenses`, the text is in `common/`. Qt,
PySide6, GEOS, FFmpeg and fpdf2 are under the GNU Lesser General Public License: [qt.md](qt/qt.md) says how to
use your own build of them, and where their source is.

| work | licence | texts |
|---|---|---|
"""


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _owners() -> dict[str, importlib.metadata.Distribution]:
    """Each installed file and the distribution that brought it."""
    owners = {}
    for distribution in importlib.metadata.distributions():
        # Links are followed in the folder, not in each of ten thousand files.
        place = os.path.realpath(str(distribution.locate_file("")))
        for file in distribution.files or ():
            owners[os.path.normpath(f"{place}/{file}")] = distribution
    return owners


def _builder() -> dict[str, importlib.metadata.Distribution]:
    """PyInstaller: its boot loader is the program's executable, whatever the lists say."""
    return {"pyinstaller": importlib.metadata.distribution("pyinstaller")}


def _python() -> Component:
    places = (Path(sysconfig.get_path("stdlib")) / "LICENSE.txt", Path(sys.base_prefix) / "LICENSE.txt")
    for place in places:
        if place.is_file():
            return Component("Python", sys.version.split()[0], "PSF-2.0", [place])
    raise UnlicensedError(f"Python's own licence is at none of {', '.join(map(str, places))}.")


def _resources() -> Iterator[Component]:
    """What lies in `resources/` and is of others: it has its licence beside it."""
    for text in sorted((LICENCES.parents[1] / "resources").rglob("*LICENSE*")):
        name = text.stem.removesuffix("LICENSE").strip("-") or text.parent.name
        yield Component(f"{name} ({text.parent.name})", "", "see its text", [text])


def _is_pythons(source: str) -> bool:
    path = Path(source).resolve()
    base = Path(sys.base_prefix).resolve()
    return path.is_relative_to(base) and "site-packages" not in path.relative_to(base).parts


def _is_ours(source: str) -> bool:
    path = Path(source).resolve()
    return path.is_relative_to(LICENCES.parents[1]) or path.name in {"base_library.zip", "PYZ.pyz"}


def _texts(distribution: importlib.metadata.Distribution) -> list[Path]:
    """Licence files that the distribution itself brings."""
    return sorted(
        path
        for file in distribution.files or ()
        if ".dist-info" in file.parts[0]
        and (_TEXT_NAME.search(file.name) or file.parts[1] in {"licenses", "license_files"})
        and (path := Path(str(distribution.locate_file(file)))).is_file()
    )


def _licence(distribution: importlib.metadata.Distribution) -> str:
    said = distribution.metadata.get("License-Expression") or distribution.metadata.get("License") or ""
    if not said or "\n" in said.strip() or len(said) > 60:
        classified = [
            each.rpartition(" :: ")[2]
            for each in distribution.metadata.get_all("Classifier") or ()
            if each.startswith("License ::")
        ]
        said = ", ".join(classified) or "see its text"
    return said.strip()


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def read_contents(path: Path) -> Iterator[tuple[str, str, str]]:
    """What the spec wrote down."""
    yield from (tuple(entry) for entry in json.loads(path.read_text(encoding="utf-8")))
