"""What a file makes GDAL open beside itself, looked at before GDAL sees it.

A VRT, a DIMAP volume, an .aux.xml or an overview file comes from a colleague, a mail, a download. GDAL
follows what they name without asking. So whatever is a text that leads to other files is read here first,
and refused if it leads out of its own folder tree, into the network, or into GDAL's virtual file systems
(`/vsi...`):

- the file itself, if it is text, and the files that GDAL opens with it by their names (`.ovr`, `.msk`,
  `.aux.xml`);
- of a VRT every source, mask, overview, elevation model and table that it names, and VRTs among them in turn;
  besides, code in it (Python pixel functions) and sources that are no plain files;
- of other text every word that is a path to a file that exists elsewhere.

A pipe or a device whose name begins like the image's is refused too: GDAL would wait for it without end.

Inside its folder tree a file may name what it likes, also by an absolute path. A link in the tree that leads
out of it counts as out. Formats that only lead to others (tile indices, web services) are not opened at all:
see `no_network`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PureWindowsPath
from xml.parsers import expat

from ilmtool.errors import UserError
from ilmtool.text import tr

MAX_TEXT_BYTES = 16 << 20
"""A text that leads to other files and is larger than this is refused: nobody could look it through."""
MAX_FILES = 2_000
_HEAD = 65536
_SHARE = re.compile(r"\\\\[\w.-]+\\[\w.$-]+")
_COMPANIONS = (".ovr", ".msk", ".aux.xml", ".msk.ovr", ".ovr.msk", ".ovr.ovr")
_ADDRESS = re.compile(r"/vsi[a-z0-9_]+[/?]|^[A-Za-z][A-Za-z0-9+.-]+://|^file:", re.IGNORECASE)
_DRIVER = re.compile(r"^[A-Za-z0-9_]{2,}:")
_PART_OF = re.compile(r'^(?:GTIFF_DIR:\d+|NITF_IM:\d+|NETCDF|HDF5):"?(.+?)"?(?::[^/\\":]+(?:/[^/\\":]+)*)?$')
_NOT_PATHS = frozenset(
    {"SRS", "GeoTransform", "Description", "MDI", "Category", "UnitType", "ColorInterp", "Expression"}
    | {"Cutline", "HistItem", "Entry", "GCP", "Kernel", "PixelFunctionType", "InterleaveType"}
)
"""Elements of a VRT that hold words for people, numbers or a CRS, and lead nowhere."""
_PATHS = re.compile(r"FileName$|^SourceDataset$|^DEMPath$|^OVERVIEW_FILE$|^filename$", re.IGNORECASE)
_WORDS = re.compile(r"""[^\s"'<>|*?]+""")
_QUOTED = re.compile(r"""["'>]([^"'<>|*?\n]*[/\\][^"'<>|*?\n]*)["'<]""")


def check_overview_tag(named: str | None, path: Path) -> None:
    """Let pass what an image's own tags (`OVERVIEW_FILE`) name as its overviews.

    Raises
    ------
    UserError
        It is outside the image's folder tree.
    """
    if named:
        look = _Look(path.absolute())
        look.source(named, path.absolute(), relative=True)


def check_references(path: Path) -> None:
    """Let a file pass that leads GDAL nowhere else.

    Raises
    ------
    UserError
        It names something outside its own folder tree, code to run, or more than can be looked through; or
        what lies beside it would stall whoever reads it.
    """
    _check_neighbours(path.absolute())
    look = _Look(path.absolute())
    look.at(path.absolute())


def _check_neighbours(path: Path) -> None:
    """Refuse an image beside which something lies that never ends and that GDAL would open by its name."""
    try:
        with os.scandir(path.parent) as entries:
            for entry in entries:
                if not entry.name.startswith(path.stem) or entry.is_file() or entry.is_dir():
                    continue
                if entry.is_symlink() and not Path(entry.path).exists():
                    continue
                raise UserError(
                    tr(
                        "{name} is not opened: {other} beside it is a pipe, a socket or a device.",
                        name=path.name,
                        other=entry.name,
                    ),
                    tr("Reading it might never end."),
                    tr("Remove it, or copy the image to another folder."),
                )
    except OSError:
        return  # whoever opens the image says why


@dataclass
class _Look:
    """One walk from an opened file through what it names."""

    opened: Path
    seen: set[Path] = field(default_factory=set)

    def at(self, path: Path) -> None:
        """Look into a file and its companions, once."""
        for candidate in (path, *(path.with_name(path.name + ending) for ending in _COMPANIONS)):
            if candidate in self.seen or not _is_file(candidate):
                continue
            self.seen.add(candidate)
            if len(self.seen) > MAX_FILES:
                raise self._refusal(
                    path,
                    tr("more than {count} files", count=MAX_FILES),
                    tr("which are too many to look through"),
                )
            if candidate != path:
                self._stays(candidate, candidate.name, path)
            text = self._text(candidate)
            if text is None:
                continue
            if "<VRTDataset" in text:
                self._vrt(text, candidate)
            elif "<PAMDataset" in text:
                self._xml(text, candidate, only=_PATHS)
            else:
                self._words(text, candidate)

    def _text(self, path: Path) -> str | None:
        """The file as text; None for a file of pixels."""
        try:
            with path.open("rb") as file:
                head = file.read(_HEAD)
                is_xml = b"<VRTDataset" in head or head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
                if not is_xml and not _is_text(head):
                    return None
                # Labels of planetary images are text up to their pixels.
                data = head + (file.read(MAX_TEXT_BYTES + 1 - len(head)) if b"\0" not in head else b"")
        except OSError:
            return None  # whoever opens it says why
        if is_xml and len(data) > MAX_TEXT_BYTES:
            raise self._refusal(
                path,
                tr("{size} MB of XML", size=MAX_TEXT_BYTES >> 20),
                tr("too much to look through"),
            )
        if not is_xml:
            data = data.partition(b"\0")[0]
        return data.decode("utf-8", "replace")

    def _vrt(self, text: str, path: Path) -> None:
        if re.search(r"PixelFunctionLanguage\s*>\s*python|PixelFunctionCode", text, re.IGNORECASE):
            raise self._refusal(path, tr("Python code"), tr("which is not run"))
        self._xml(text, path)

    def _xml(self, text: str, path: Path, only: re.Pattern[str] | None = None) -> None:
        for name, value, relative in _values(text, path):
            is_path = _PATHS.search(name) is not None
            if only is not None and not is_path:
                continue
            if is_path:
                self.source(value, path, relative)
            elif name not in _NOT_PATHS:
                self._word(value, path)

    def source(self, value: str, path: Path, relative: bool | None) -> None:
        """A text that GDAL opens as a dataset or a file."""
        value = value.strip().removeprefix(":::BASE:::")
        if not value:
            return
        if value[0] in "<{" or "\0" in value or len(value) > 4096:
            raise self._refusal(path, tr("a source that is no file"), tr("which is not opened"))
        self._no_address(value, path)
        part = _PART_OF.match(value)
        if part is not None:
            value = part[1]
        if _DRIVER.match(value) and not PureWindowsPath(value).drive:
            raise self._refusal(path, value, tr("which is no plain file"))
        self._no_address(value, path)
        value = value.replace("\\", "/")
        target = self._stays(path.parent / value, value, path)
        if target is not None:
            self.at(target)
        if relative is not True and _is_file(Path(value)):
            self._stays(Path.cwd() / value, value, path)  # GDAL looks there, not beside the file

    def _words(self, text: str, path: Path) -> None:
        if "/" not in text and "\\" not in text:
            return
        for match in _QUOTED.finditer(text):
            self._word(match[1].strip(), path)
        for match in _WORDS.finditer(text):
            if "/" in match[0] or "\\" in match[0]:
                self._word(match[0], path)

    def _word(self, word: str, path: Path) -> None:
        """A text that may be a path; only one that is there matters."""
        if "/vsi" in word:
            self._no_address(word, path)
        word = word.removeprefix("file://")
        if len(word) > 4096 or "\0" in word or "://" in word:
            return  # an address: GDAL has nothing left to fetch it with
        # What follows the last equals sign or colon may be a path; a drive's colon is not meant.
        for piece in dict.fromkeys((word, re.split(r"[=,;(]|:(?=[/.])|(?<=\w\w):", word)[-1])):
            if _SHARE.match(piece):
                raise self._refusal(path, piece, tr("in the network"))
            if piece[:1] not in ("/", "\\") and ".." not in piece and not PureWindowsPath(piece).drive:
                continue
            target = path.parent / piece.replace("\\", "/")
            if _is_file(target):
                self._stays(target, piece, path)

    def _no_address(self, value: str, path: Path) -> None:
        if _ADDRESS.search(value):
            raise self._refusal(path, value, tr("which is an address and not a file beside it"))
        if value.startswith(("\\\\", "//")):
            raise self._refusal(path, value, tr("in the network"))

    def _stays(self, target: Path, named: str, path: Path) -> Path | None:
        """The file, if it is there and inside the folder tree of `path`; None if it is not there."""
        try:
            found = target.resolve()
            inside = any(found.is_relative_to(p.parent.resolve()) for p in (path, path.resolve()))
        except (OSError, RuntimeError, ValueError):
            return None
        if not inside:
            raise self._refusal(path, named, tr("outside its own folder"))
        return target if _is_file(found) else None

    def _refusal(self, path: Path, what: str, why: str) -> UserError:
        shown = what if what.isprintable() else repr(what)
        shown = shown if len(shown) <= 120 else f"{shown[:120]}…"
        rule = tr("A file may lead only to files in its own folder and below.")
        by = "" if path == self.opened else tr("Its file {name} says so.", name=path.name)
        return UserError(
            tr(
                "{name} is not opened: it leads to {target}, {why}.",
                name=self.opened.name,
                target=shown,
                why=why,
            ),
            f"{rule} {by}".rstrip(),
            tr("If you trust it, put the files together in one folder, or open the image itself."),
        )


def _values(text: str, path: Path) -> Iterator[tuple[str, str, bool | None]]:
    """(element or attribute name, text, relativeToVRT) of all that an XML text says; entities are refused.

    The `key` of an `MDI` element stands for its name.
    """
    found: list[tuple[str, str, bool | None]] = []
    open_: list[tuple[str, dict[str, str], list[str]]] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if len(open_) > 64 or len(found) > 2_000_000:
            raise _BadXmlError
        open_.append((name, attributes, []))
        found.extend((f"{name}@{key}", value, None) for key, value in attributes.items() if _may_lead(value))

    def data(piece: str) -> None:
        if open_:
            open_[-1][2].append(piece)

    def end(_: str) -> None:
        name, attributes, pieces = open_.pop()
        value = "".join(pieces).strip()
        if value:
            key = attributes.get("key") or attributes.get("name") or ""
            named = key if _PATHS.search(key) else name
            said = next((v for k, v in attributes.items() if k.lower() == "relativetovrt"), None)
            found.append((named, value, None if said is None and name != "SourceFilename" else said == "1"))

    def entity(*_: object) -> int:
        raise _BadXmlError

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = data
    parser.EntityDeclHandler = entity
    parser.ExternalEntityRefHandler = entity
    try:
        parser.Parse(text.encode("utf-8", "replace"), True)
    except (_BadXmlError, expat.ExpatError, ValueError, LookupError) as error:
        raise UserError(
            tr("{name} is not opened: its XML cannot be looked through.", name=path.name),
            tr("It declares entities or is nested too deeply.")
            if isinstance(error, _BadXmlError)
            else tr("It is not well-formed ({error}).", error=error),
            tr("Ask for the file again, or open the image that it stands for."),
        ) from error
    return iter(found)


def _is_text(head: bytes) -> bool:
    """Whether a file starts like a text or a label that may name other files; NITF and JSON name none."""
    label = head.partition(b"\0")[0]
    if len(label) < 16 or label.startswith((b"NITF", b"NSIF", b"{", b"[")):
        return False
    if any(byte < 9 or 13 < byte < 32 for byte in label[:4096]):
        return False
    try:
        label[:4096].decode()
    except UnicodeDecodeError as error:
        return error.start > 4090  # a character cut in two
    return True


class _BadXmlError(Exception):
    pass


def _may_lead(value: str) -> bool:
    return "/" in value or "\\" in value


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False
