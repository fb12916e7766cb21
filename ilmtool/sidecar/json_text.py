"""JSON as text: members of an object without parsing them, white space, depth, places of errors.

msgspec checks the grammar; what it cannot do is keep the text of a number or the order of members, which
is what "lose nothing" needs.
"""

from __future__ import annotations

import json
import re
from typing import Any, Never

import msgspec

from ilmtool.sidecar.limits import MAX_NESTING
from ilmtool.text import tr

_MEMBERS = msgspec.json.Decoder(dict[str, msgspec.Raw])
_ITEMS = msgspec.json.Decoder(list[msgspec.Raw])
_ANY = msgspec.json.Decoder()

_STRING = re.compile(rb'"(?:[^"\\]|\\.)*"', re.DOTALL)
_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*"|(?<!\d)-?\d++\.\d{9,}(?:[eE][+-]?\d+)?', re.DOTALL)
_ESCAPE = re.compile(
    rb"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(u[dD][89a-fA-F][0-9a-fA-F]{2})|.)",
    re.DOTALL,
)
_BYTE = re.compile(r"\(byte (\d+)\)")


def members(raw: bytes | msgspec.Raw) -> dict[str, bytes]:
    """Members of a JSON object as text, in the order of the file; of two with one name the last counts.

    Raises
    ------
    msgspec.DecodeError, UnicodeDecodeError, RecursionError
        It is not an object, not JSON, or nested very deeply.
    """
    return {key: bytes(value) for key, value in _MEMBERS.decode(raw).items()}


def items(raw: bytes) -> list[bytes]:
    """Items of a JSON array as text; raises like `members`."""
    return [bytes(value) for value in _ITEMS.decode(raw)]


class TooManyDigitsError(ValueError):
    """An integer of more digits than Python reads: nothing that anybody measured."""


def value_of(raw: bytes) -> Any:
    """The Python value of JSON text of bounded depth.

    Integers of any size that Python reads stay integers; lone surrogates stay in the string.

    Raises
    ------
    ValueError
        It is not JSON; `TooManyDigitsError` for an integer of more digits than Python reads.
    """
    try:
        return _ANY.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return json.loads(raw, parse_constant=_no_constant, parse_int=_integer)


def _integer(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise TooManyDigitsError(tr("a number of %n digit(s)", "", len(text))) from None


def value_or_text(raw: bytes) -> Any:
    """The Python value of JSON text, or the text itself where Python cannot hold the value."""
    try:
        return value_of(raw)
    except (ValueError, RecursionError):
        return raw.decode("utf-8", "replace")


def _no_constant(name: str) -> Never:
    raise ValueError(f"{name} is no JSON number")


def text_of(value: Any) -> bytes:
    """JSON text of a value, without white space; half characters (lone surrogates) become U+FFFD."""
    try:
        return msgspec.json.encode(value)
    except (UnicodeEncodeError, OverflowError, TypeError):
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
        return text.encode("utf-8", "surrogatepass").decode("utf-8", "replace").encode()


def join_members(parts: dict[str, bytes]) -> bytes:
    """A JSON object of members that are JSON text already."""
    return b"{" + b",".join(text_of(key) + b":" + value for key, value in parts.items()) + b"}"


def compact(raw: bytes) -> bytes:
    """JSON text without white space between tokens, everything else as it is.

    Numbers that GDAL wrote with `%.17g` become the shortest text of the same number, so that an edit
    with GDAL leaves no trace in members that it did not touch.
    """
    return _TOKEN.sub(_shortest, msgspec.json.format(raw, indent=-1))


def _shortest(match: re.Match[bytes]) -> bytes:
    token = match.group()
    if token[:1] == b'"':
        return token
    number = float(token)
    return repr(number).encode() if b"%.17g" % number == token else token


def whole_characters(raw: bytes) -> bytes:
    """JSON text with escapes of half a character (lone surrogates) as U+FFFD, of the same length.

    JavaScript writes them and Python's json reads them; they are no text, and msgspec refuses them.
    """
    if b"\\ud" not in raw and b"\\uD" not in raw:
        return raw
    return _ESCAPE.sub(lambda match: b"\\ufffd" if match.group(1) else match.group(), raw)


def depth_within(raw: bytes, limit: int = MAX_NESTING) -> bool:
    """Whether arrays and objects are nested at most `limit` deep. Linear, not recursive."""
    if raw.count(b"[") + raw.count(b"{") <= limit:
        return True
    brackets = _STRING.sub(b"", raw).translate(None, delete=_NOT_BRACKETS)
    depth = 0
    for byte in brackets:
        depth += 1 if byte in b"[{" else -1
        if depth > limit:
            return False
    return True


_NOT_BRACKETS = bytes(b for b in range(256) if b not in b"[]{}")


def offset_in(error: Exception) -> int | None:
    """The byte at which a decoder stopped, where it says so."""
    if isinstance(error, UnicodeDecodeError):
        return error.start
    found = _BYTE.search(str(error))
    return int(found.group(1)) if found else None


def line_and_column(data: bytes, offset: int) -> tuple[int, int]:
    """1-based line and column (in bytes) of an offset."""
    before = data[:offset]
    return before.count(b"\n") + 1, offset - (before.rfind(b"\n") + 1) + 1


def duplicate_keys(raw: bytes) -> list[str]:
    """Names that occur twice in one object, anywhere in JSON text of bounded depth."""
    found: list[str] = []

    def check(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(pairs)
        if len(made) != len(pairs):
            names = [key for key, _ in pairs]
            found.extend(sorted({key for key in names if names.count(key) > 1}))
        return made

    json.loads(raw, object_pairs_hook=check, parse_int=str, parse_float=str, parse_constant=str)
    return found


def anchored(source: dict[str, bytes], known: dict[str, bytes], order: tuple[str, ...]) -> dict[str, bytes]:
    """Members for writing: `known` in the fixed order, the others of `source` where they stood.

    An unknown member stays behind the known one that it followed; where that is gone, behind the one
    before in the fixed order.

    Parameters
    ----------
    source : dict
        Members as they were read, the unknown ones with the text to write.
    known : dict
        Text of the members named in `order`; absent ones are not written.
    order : tuple of str
        The fixed order.
    """
    names = set(order)
    behind: dict[str, list[str]] = {}
    anchor = ""
    for key in source:
        if key in names:
            anchor = key
        else:
            behind.setdefault(anchor, []).append(key)
    made: dict[str, bytes] = {key: source[key] for key in behind.get("", ())}
    for key in order:
        if key in known:
            made[key] = known[key]
        for other in behind.get(key, ()):
            made[other] = source[other]
    return made
