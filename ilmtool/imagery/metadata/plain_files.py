"""Text, XML, JSON and ODL from files that nobody vouches for: bounded, and never reaching for other files.

Each reader raises `BadMetadataError` with a sentence's tail; who reads a file beside an image makes a finding
of it.
"""

from __future__ import annotations

import json
import re
import stat
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from ilmtool.errors import reason_of
from ilmtool.text import tr

MAX_BYTES = 32 << 20
"""The largest real ones, DIMAP with attitude data and Sentinel-2 granules, have under 10 MB."""

MAX_ELEMENTS = 500_000
MAX_DEPTH = 64


class BadMetadataError(ValueError):
    """A metadata file that cannot be used; the text says why, to follow the file's name."""


def read_bytes(path: Path, limit: int = MAX_BYTES) -> bytes:
    """Content of a regular file.

    Raises
    ------
    BadMetadataError
        It is missing, no regular file, unreadable, or larger than `limit`.
    """
    try:
        facts = path.stat()
        if not stat.S_ISREG(facts.st_mode):
            raise BadMetadataError(tr("is not a regular file"))
        if facts.st_size > limit:
            raise BadMetadataError(
                tr("has {size} bytes; more than {limit} are not read", size=facts.st_size, limit=limit)
            )
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except (OSError, ValueError) as error:
        if isinstance(error, BadMetadataError):
            raise
        raise BadMetadataError(tr("cannot be read ({reason})", reason=reason_of(error))) from error
    if len(data) > limit:
        raise BadMetadataError(tr("has more than {limit} bytes", limit=limit))
    return data


def parse_xml(data: bytes) -> Element:
    """The root element; tags and attributes without their name space prefixes.

    Entity declarations are refused, so that nothing expands and nothing outside is read; expat fetches no
    DTD by itself.

    Raises
    ------
    BadMetadataError
        Not well-formed, or beyond the limits.
    """
    builder = TreeBuilder()
    depth = count = 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth, count
        depth, count = depth + 1, count + 1
        if depth > MAX_DEPTH or count > MAX_ELEMENTS:
            raise BadMetadataError(tr("is nested too deeply or has too many elements"))
        builder.start(_local(tag), {_local(k): v for k, v in attributes.items()})

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(_local(tag))

    def entity(*_: object) -> int:
        raise BadMetadataError(tr("declares XML entities, which are not accepted"))

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = builder.data
    parser.EntityDeclHandler = entity
    parser.ExternalEntityRefHandler = entity
    try:
        parser.Parse(data, True)
        return builder.close()
    except BadMetadataError:
        raise
    except (expat.ExpatError, AssertionError, UnicodeDecodeError, LookupError, ValueError) as error:
        raise BadMetadataError(tr("is not well-formed XML ({error})", error=error)) from error


def parse_json(data: bytes) -> Any:
    """The value of a JSON text.

    Raises
    ------
    BadMetadataError
        Not JSON, or nested too deeply.
    """
    try:
        return json.loads(data.decode("utf-8-sig"))
    except RecursionError as error:
        raise BadMetadataError(tr("is nested too deeply")) from error
    except (ValueError, UnicodeDecodeError) as error:
        raise BadMetadataError(tr("is not valid JSON ({error})", error=error)) from error


def parse_odl(data: bytes) -> dict[str, str]:
    """`GROUP.KEY` -> value of `KEY = value;` lines in nested groups (Landsat MTL, Maxar IMD, PVL).

    Of repeated keys the first counts. Lists over several lines are left out.
    """
    found: dict[str, str] = {}
    groups: list[str] = []
    for line in data.decode("utf-8", "replace").splitlines():
        key, equals, value = line.strip().partition("=")
        word = key.strip()
        if re.fullmatch(r"(BEGIN_)?(GROUP|OBJECT)", word, re.IGNORECASE) and equals:
            groups.append(value.strip().rstrip(";").strip())
            if len(groups) > MAX_DEPTH:
                raise BadMetadataError(tr("is nested too deeply"))
        elif re.fullmatch(r"END_(GROUP|OBJECT)", word.rstrip(";"), re.IGNORECASE):
            groups = groups[:-1]
        elif equals and word and len(found) < MAX_ELEMENTS:
            found.setdefault(".".join([*groups, word]), value.strip().rstrip(";").strip().strip('"'))
    return found


def parse_lines(data: bytes) -> dict[str, str]:
    """Key -> value of `Key: value` lines; of repeated keys the first counts."""
    found: dict[str, str] = {}
    for line in data.decode("utf-8", "replace").splitlines():
        key, colon, value = line.strip().partition(": ")
        if colon and 0 < len(key) <= 64 and value.strip() and len(found) < MAX_ELEMENTS:
            found.setdefault(key, value.strip())
    return found


def flat_xml(root: Element) -> dict[str, str]:
    """`Parent.Child` -> text of every leaf, below the root; of repeated ones the first counts."""
    found: dict[str, str] = {}

    def visit(element: Element, prefix: str) -> None:
        for child in element:
            name = f"{prefix}{child.tag}"
            if len(child):
                visit(child, f"{name}.")
            elif child.text and child.text.strip():
                found.setdefault(name, child.text.strip())

    visit(root, "")
    return found


def first_text(root: Element, tag: str) -> str | None:
    """Text of the first element of that name in document order that has any."""
    return next((e.text.strip() for e in root.iter(tag) if e.text and e.text.strip()), None)


def _local(name: str) -> str:
    return name.rpartition(":")[2]
