"""Files of datasets: bounded reading, and values as the attributes of an annotation."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from ilmtool.datasets.importers.found import BadDatasetError
from ilmtool.imagery.metadata.plain_files import BadMetadataError, parse_xml, read_bytes

MAX_BYTES = 2 << 30
"""A COCO file of a million annotations has about 300 MB."""
MAX_TEXT_BYTES = 64 << 20
"""A text or XML file, which as a rule is of one image."""
_MAX_DIGITS = 10
"""Of a side of an image in px."""


def json_of(path: Path) -> Any:
    """The JSON value in a file.

    Raises
    ------
    BadDatasetError
        It cannot be read, is too large, not JSON, or nested too deeply.
    """
    import msgspec

    try:
        return msgspec.json.decode(read_bytes(path, MAX_BYTES).removeprefix(b"\xef\xbb\xbf"))
    except BadMetadataError as error:
        raise BadDatasetError(path, str(error)) from error
    except RecursionError as error:
        raise BadDatasetError(path, "is nested too deeply") from error
    except (ValueError, MemoryError) as error:
        raise BadDatasetError(path, f"is not valid JSON ({error})") from error


def xml_of(path: Path) -> Element:
    """The root of an XML file; no entities, bounded.

    Raises
    ------
    BadDatasetError
    """
    try:
        return parse_xml(read_bytes(path, MAX_TEXT_BYTES))
    except BadMetadataError as error:
        raise BadDatasetError(path, str(error)) from error


def lines_of(path: Path) -> list[str]:
    """Lines of a text file, without the blanks around them.

    Raises
    ------
    BadDatasetError
    """
    try:
        text = read_bytes(path, MAX_TEXT_BYTES).decode("utf-8-sig")
    except BadMetadataError as error:
        raise BadDatasetError(path, str(error)) from error
    except UnicodeDecodeError as error:
        raise BadDatasetError(path, f"is not UTF-8 text ({error})") from error
    return [line.strip() for line in text.splitlines()]


def number_of(value: Any) -> float:
    """A finite number from a number or its text.

    Raises
    ------
    ValueError
    """
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        raise ValueError(f"{value!r} is not a number")
    try:
        number = float(value)
    except OverflowError as error:
        raise ValueError("a whole number is beyond any image") from error
    if not math.isfinite(number):
        raise ValueError(f"{value!r} is not a finite number")
    return number


def size_of(width: Any, height: Any) -> tuple[int, int] | None:
    """(width, height) in px as a dataset states them, as numbers or text; None where it does not."""
    sides = []
    for value in (width, height):
        text = value.strip() if isinstance(value, str) else value
        if isinstance(text, str) and text.isdecimal() and len(text) < _MAX_DIGITS:
            text = int(text)
        if not isinstance(text, int) or isinstance(text, bool) or text <= 0:
            return None
        sides.append(text)
    return sides[0], sides[1]


def text_at(element: Element, tag: str) -> str:
    """Text of a child, without the blanks around it; empty without such a child."""
    return (element.findtext(tag) or "").strip()


def attributes_of(values: Mapping[str, Any], leave_out: Iterable[str] = ()) -> dict[str, Any]:
    """Members as flat attributes: what is neither text, number nor flag becomes its JSON text.

    Lists would be damaged by programs that read the sidecar; null and empty ones say nothing.
    """
    unwanted = set(leave_out)
    found: dict[str, Any] = {}
    for key, value in values.items():
        if key in unwanted or value is None or value in ("", [], {}):
            continue
        plain = isinstance(value, (str, bool, int)) or (isinstance(value, float) and math.isfinite(value))
        found[key] = value if plain else json.dumps(value, ensure_ascii=False)
    return found
