"""Takes a FeatureCollection apart into its header and the text of each feature."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO

import msgspec
import numpy as np

from ilmtool.errors import UserError
from ilmtool.sidecar.findings import Report
from ilmtool.sidecar.json_text import (
    depth_within,
    duplicate_keys,
    items,
    line_and_column,
    members,
    offset_in,
    value_of,
    whole_characters,
)
from ilmtool.sidecar.limits import MAX_HEADER_BYTES, MAX_NESTING
from ilmtool.text import tr

SLICE = 1 << 18
"""Bytes a slice: 300 to 500 features, one or two milliseconds of work."""

_FEATURES = re.compile(rb'"features"[ \t]*:[ \t]*\[[ \t]*\r?\n')
_CANONICAL_HEAD = b'{"type":"FeatureCollection",\n"ilmtool":{"format":"ilmtool-annotations","version":"1.'
_WGS84 = re.compile(r"(?:.*[:/])?(?:CRS84|(?:EPSG[:/](?:[\d.]*[:/])?)4326)", re.IGNORECASE)


class NotByLinesError(Exception):
    """The file does not keep one feature a line; it has to be taken apart whole."""


@dataclass(slots=True)
class Piece:
    """A slice of the file.

    Attributes
    ----------
    features : list of bytes
        Text of each feature, without the comma.
    line : int
        Line of the first one; the others follow it, one a line, unless `line_numbers` says where.
    line_numbers : list of int or None
    position : int
        Bytes read so far.
    top : dict or None
        Members of the FeatureCollection without `features`; with the first piece.
    canonical_head : bytes or None
        Bytes up to the features, if these are in the canonical layout; with the first piece.
    """

    features: list[bytes]
    line: int
    position: int
    line_numbers: list[int] | None = None
    top: dict[str, bytes] | None = None
    canonical_head: bytes | None = None


def line_pieces(file: BinaryIO, name: str, report: Report) -> Iterator[Piece]:
    """Slices of a file with one feature a line, as they are read.

    Raises
    ------
    NotByLinesError
        Another layout, or not JSON; nothing of what was yielded may be used then.
    UserError
        The file is refused.
    """
    head, rest = _read_head(file)
    bom = head.startswith(codecs.BOM_UTF8)
    top = _frame(head[3:] if bom else head)
    line = head.count(b"\n") + 1
    position = len(head)
    crlf = head.endswith(b"\r\n")
    _note_encoding(report, bom=bom, crlf=crlf)
    canonical = head.startswith(_CANONICAL_HEAD) and head.endswith(b'"features":[\n')
    yield Piece([], line, len(head), top=top, canonical_head=head if canonical else None)
    due, found = True, False  # whether another feature is due: at the start, and after a comma
    texts = _whole_lines(file, rest)
    for text in texts:
        position += len(text)
        _check_utf8(text, name, line)
        features, end = _plain_lines(text) if due else None, None
        if features is None:
            features, due, end = _single_lines(text, due, found)
        found = found or bool(features)
        yield Piece(features, line, position)
        line += text.count(b"\n")
        if end is not None:
            # Members behind the features, or something that is not JSON: not for here.
            if b"".join(end.split()) != b"]}" or any(more.strip() for more in texts):
                raise NotByLinesError
            return
    raise NotByLinesError


def _whole_lines(file: BinaryIO, rest: bytes) -> Iterator[bytes]:
    """The rest of a file in slices that end with a line feed, or with the file."""
    while block := file.read(SLICE):
        cut = block.rfind(b"\n") + 1
        if cut:
            yield rest + block[:cut]
            rest = block[cut:]
        else:
            rest += block
            if len(rest) > 2 * MAX_HEADER_BYTES:
                raise NotByLinesError
    if rest:
        yield rest


def _plain_lines(text: bytes) -> list[bytes] | None:
    """The features, if every line is one and ends with a comma, as is the rule; else None."""
    characters = np.frombuffer(text, dtype=np.uint8)
    ends = np.flatnonzero(characters == ord("\n"))
    if len(ends) == 0 or ends[0] < 3 or ends[-1] != len(text) - 1:
        return None
    starts = np.concatenate(([0], ends[:-1] + 1))
    if (
        (characters[ends - 1] != ord(",")).any()
        or (characters[ends - 2] != ord("}")).any()
        or (characters[starts] != ord("{")).any()
    ):
        return None
    return [text[start:end] for start, end in zip(starts.tolist(), (ends - 1).tolist(), strict=True)]


def _single_lines(text: bytes, due: bool, found: bool) -> tuple[list[bytes], bool, bytes | None]:
    """(features, whether another is due, the text from the closing bracket on)."""
    features: list[bytes] = []
    start = 0
    for line in text.splitlines(keepends=True):
        raw = line.strip(b" \t\r\n")
        if raw.startswith(b"]") and not (due and (found or features)):
            return features, due, text[start:]
        if not due or not raw.startswith(b"{") or not raw.endswith((b"}", b"},")):
            raise NotByLinesError
        due = raw.endswith(b",")
        features.append(raw[:-1] if due else raw)
        start += len(line)
    return features, due, None


def _read_head(file: BinaryIO) -> tuple[bytes, bytes]:
    """(the bytes up to the first feature, what was read beyond)."""
    data = b""
    while block := file.read(SLICE):
        start = max(0, len(data) - 64)
        data += block
        found = _FEATURES.search(data, start)
        if found:
            return data[: found.end()], data[found.end() :]
        if len(data) > MAX_HEADER_BYTES:
            break
    raise NotByLinesError


def _frame(head: bytes) -> dict[str, bytes]:
    """Members before `features`, which must be the last one, of the collection itself."""
    data = head + b"]}"
    try:
        if not depth_within(data) or duplicate_keys(data):
            raise NotByLinesError
        parts = members(data)
    except (ValueError, RecursionError):
        raise NotByLinesError from None
    if b"".join(parts.pop("features", b"").split()) != b"[]":
        raise NotByLinesError
    if value_of(parts.get("type", b"null")) != "FeatureCollection":
        raise NotByLinesError
    return parts


def whole_pieces(file: BinaryIO, name: str, report: Report) -> Iterator[Piece]:
    """The features of a file in any layout.

    Raises
    ------
    UserError
        The file is refused.
    """
    data = file.read()
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise _refused(name, tr("it is UTF-16 and not UTF-8"), tr("Save it as UTF-8."))
    bom = data.startswith(codecs.BOM_UTF8)
    if bom:
        data = data[3:]
    if not data.strip():
        raise _refused(
            name, tr("it is empty"), tr("Restore an earlier version of it, or delete it to start anew.")
        )
    _check_utf8(data, name, 1)
    try:
        top = _members(data, report)
        raw_features = top.pop("features", None)
        features = None if raw_features is None else items(raw_features)
    except msgspec.ValidationError as error:
        raise _refused(name, tr("it is not a FeatureCollection ({reason})", reason=error)) from error
    except RecursionError as error:
        raise _refused(
            name, tr("it nests objects more than {limit} levels deep", limit=MAX_NESTING)
        ) from error
    except ValueError as error:
        raise not_json(name, data, error, 1) from error
    kind = value_of(top.get("type", b"null")) if depth_within(top.get("type", b"null")) else None
    if kind != "FeatureCollection" or features is None:
        said = (
            tr('its "type" is {kind!r}', kind=str(kind)[:40]) if kind is not None else tr('it has no "type"')
        )
        if kind == "FeatureCollection":
            said = tr('it has no "features"')
        raise _refused(name, tr("it is not a FeatureCollection: {reason}", reason=said))
    for key, raw in top.items():
        if not depth_within(raw):
            raise _refused(
                name,
                tr(
                    "$.{key} is nested more than {limit} levels deep",
                    key=key[:40],
                    limit=MAX_NESTING,
                ),
            )
    _refuse_duplicates(data.replace(raw_features or b"[]", b"[]", 1), name)
    _note_encoding(report, bom=bom, crlf=b"\r\n" in data)
    yield Piece([], 0, 0, top=top)
    numbers = _line_numbers(data, features)
    step = 500
    for start in range(0, len(features), step):
        stop = min(start + step, len(features))
        yield Piece(features[start:stop], 0, len(data) * stop // len(features), numbers[start:stop])


def _members(data: bytes, report: Report) -> dict[str, bytes]:
    try:
        return members(data)
    except msgspec.ValidationError:
        raise
    except msgspec.DecodeError:
        whole = whole_characters(data)
        if whole == data:
            raise
        made = members(whole)
        report.add("warning", "half-character", tr("Half a character (a lone surrogate) becomes U+FFFD."))
        return made


def _refuse_duplicates(frame: bytes, name: str) -> None:
    """Two members of one name outside the features: one of them would be lost."""
    twice = duplicate_keys(frame) if depth_within(frame) else []
    if twice:
        raise _refused(name, tr("the member {name!r} occurs twice", name=twice[0][:40]))


def _line_numbers(data: bytes, features: list[bytes]) -> list[int]:
    """Line on which each feature starts; the features stand in the data in this order."""
    numbers: list[int] = []
    found = re.search(rb'"features"\s*:', data)
    position, line = (found.end(), data.count(b"\n", 0, found.end()) + 1) if found else (0, 1)
    for raw in features:
        at = data.find(raw, position)
        if at < 0:  # `features` stands elsewhere too; a number that is a little off beats none
            at = position
        line += data.count(b"\n", position, at)
        numbers.append(line)
        line += raw.count(b"\n")
        position = at + len(raw)
    return numbers


def check_crs(top: Mapping[str, bytes], name: str) -> None:
    """Refuse a `crs` member that names anything but WGS 84 longitude and latitude."""
    raw = top.get("crs", b"null")
    value = value_of(raw)
    if value is None:
        return
    named = value
    if isinstance(value, dict):
        properties = value.get("properties")
        named = properties.get("name") if isinstance(properties, dict) else None
    if isinstance(named, str) and _WGS84.fullmatch(named.strip()):
        return
    raise _refused(
        name,
        tr("its crs member at $.crs names another CRS ({name})", name=str(named)[:80]),
        tr("Convert it to WGS 84, e.g. with: ogr2ogr -t_srs EPSG:4326 -lco RFC7946=YES NEW OLD"),
    )


def _check_utf8(data: bytes, name: str, first_line: int) -> None:
    if data.isascii():
        return
    try:
        data.decode()
    except UnicodeDecodeError as error:
        line, column = line_and_column(data, error.start)
        raise _refused(
            name,
            tr(
                "line {line}, column {column}: it is not UTF-8",
                line=first_line + line - 1,
                column=column,
            ),
            tr("Save it as UTF-8."),
        ) from error


def _note_encoding(report: Report, *, bom: bool, crlf: bool) -> None:
    if bom:
        report.add("info", "byte-order-mark", tr("The file starts with a UTF-8 byte order mark."), line=1)
    if crlf:
        report.add("info", "crlf", tr("Lines end with CR LF."), line=1)


def not_json(name: str, data: bytes, error: Exception, first_line: int) -> UserError:
    """The refusal of a file that is not JSON, with the place."""
    offset = offset_in(error)
    reason = str(error).removeprefix("JSON is malformed: ").split(" (byte")[0]
    if "truncated" in reason:
        offset, reason = len(data), tr("the file ends too early")
    if offset is None:
        return _refused(name, tr("it is not JSON: {reason}", reason=reason))
    line, column = line_and_column(data, offset)
    why = tr(
        "it is not JSON: line {line}, column {column}: {reason}",
        line=first_line + line - 1,
        column=column,
        reason=reason,
    )
    return _refused(name, why)


def _refused(name: str, why: str, hint: str = "") -> UserError:
    return UserError(
        tr("{name} cannot be read as an annotation file: {reason}.", name=name, reason=why),
        tr("Nothing was changed."),
        hint or tr("Correct the file in a text editor, or restore an earlier version of it."),
    )
