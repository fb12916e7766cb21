"""A document to the file's bytes: fixed order, one feature a line, unknown members kept."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from operator import is_, lt
from typing import Any

import msgspec

from ilmtool.core.annotation import Annotation, Comment, Polygon, Properties
from ilmtool.core.document import Document, OpaqueFeature
from ilmtool.sidecar.feature_values import FIELDS, ORDER, State, read_value
from ilmtool.sidecar.header import encode_head
from ilmtool.sidecar.json_text import (
    anchored,
    compact,
    items,
    join_members,
    members,
    text_of,
    value_of,
    value_or_text,
)
from ilmtool.sidecar.lines import LineCache
from ilmtool.sidecar.plain_read import CANONICAL_START

BLOCK = 500
"""Features a chunk: some 0.4 MB, a fraction of a millisecond with the GIL held."""

Feature = Annotation | OpaqueFeature


class _KnownPolygon(
    Polygon, frozen=True, gc=False, forbid_unknown_fields=True, tag_field="type", tag="Polygon"
):
    """A pixel polygon with nothing else in it."""


class _KnownProperties(Properties, frozen=True, gc=False, forbid_unknown_fields=True):
    """Properties of the contract, and no others; no comments either, which may hold other members."""

    comments: None = None
    image_geometry: msgspec.Raw = msgspec.field(  # type: ignore[assignment]  # its text is wanted here
        default=msgspec.Raw(b"null"), name="imageGeometry"
    )


class _KnownFeature(msgspec.Struct, gc=False, forbid_unknown_fields=True, tag_field="type", tag="Feature"):
    """A feature with the four members of the contract, and no others."""

    id: str
    geometry: msgspec.Raw
    properties: _KnownProperties


_decode_known = msgspec.json.Decoder(_KnownFeature).decode
_decode_polygon = msgspec.json.Decoder(_KnownPolygon | None).decode

_FEATURE = ("type", "id", "geometry", "properties")


def encode(document: Document, lines: LineCache | None = None) -> Iterator[bytes]:
    """The file's bytes, in chunks of a few hundred features.

    The same document always gives the same bytes, and a document that was read from a file in the
    canonical layout gives the bytes of that file.

    Parameters
    ----------
    document : Document
    lines : LineCache, optional
        From `read_sidecar`, or an empty one for a new file. Annotations that it has seen are not encoded
        again, and it learns the others.

    Yields
    ------
    bytes
    """
    cache = LineCache() if lines is None else lines
    yield encode_head(document.header, cache)
    features: Mapping[str, Feature] = document.annotations
    if document.opaque:
        features = {**{f.id: f for f in document.opaque if f.id is not None}, **features}
    keys = sorted(features)
    values = _InOrder(features)
    written: list[Feature] = []
    texts: list[bytes] = []
    for start in range(0, len(keys), BLOCK):
        block = keys[start : start + BLOCK]
        now = values.of(block)
        lines_now = _block(block, now, cache)
        yield b",\n".join([b"", *lines_now] if start else lines_now)
        written += now
        texts += lines_now
    cache.order, cache.aligned, cache.texts = keys, written, texts
    nameless = [one_line(f) for f in sorted(document.opaque, key=_index) if f.id is None]
    if nameless:
        yield b",\n".join([b"", *nameless] if keys else nameless)
    yield b"\n]}\n" if keys or nameless else b"]}\n"


class _InOrder:
    """Values of a mapping for sorted blocks of its keys, almost without looking keys up.

    A document is read in sorted order, edits keep their place and additions go to the end, so that a block
    mostly is a slice. 100,000 look-ups would cost as much as writing the file.
    """

    def __init__(self, features: Mapping[str, Feature]) -> None:
        self._features = features
        self._keys, self._values = list(features), list(features.values())
        rising = list(map(lt, self._keys, self._keys[1:]))
        self._sorted = rising.index(False) + 1 if False in rising else len(self._keys)

    def of(self, block: list[str]) -> list[Feature]:
        start = bisect_left(self._keys, block[0], 0, self._sorted)
        if self._keys[start : start + len(block)] == block:
            return self._values[start : start + len(block)]
        return [self._features[key] for key in block]


def _index(feature: OpaqueFeature) -> int:
    return feature.index


def _block(keys: list[str], values: list[Feature], cache: LineCache) -> list[bytes]:
    """Lines of a block: those written last time, where the values still are the same."""
    start = bisect_left(cache.order, keys[0])
    stop = start + len(keys)
    if cache.order[start:stop] != keys:
        return [_line(key, value, cache) for key, value in zip(keys, values, strict=True)]
    known, texts = cache.aligned[start:stop], cache.texts[start:stop]
    if all(map(is_, values, known)):
        return texts
    triples = zip(keys, values, known, texts, strict=True)
    return [text if value is old else _line(key, value, cache) for key, value, old, text in triples]


def _line(key: str, value: Feature, cache: LineCache) -> bytes:
    if isinstance(value, OpaqueFeature):
        return one_line(value)
    if cache.original.get(key) is value and value.source is not None:
        return value.source
    known = cache.encoded.get(key)
    if known is None or known[0] is not value:
        known = cache.encoded[key] = (value, encode_annotation(value))
    return known[1]


def one_line(feature: OpaqueFeature) -> bytes:
    """The bytes of a feature that could not be read; line breaks, which only stand between tokens, go."""
    raw = feature.raw
    return raw if b"\n" not in raw else raw.replace(b"\r", b" ").replace(b"\n", b" ")


def encode_annotation(annotation: Annotation) -> bytes:
    """The line of one annotation, without comma and line feed.

    What the annotation says in the same way as its `source` keeps the source's text; the rest is
    encoded. Unknown members stay where they stood.

    Raises
    ------
    ValueError
        A coordinate of the ring is not finite.
    """
    _check_finite(annotation.properties.image_geometry)
    if annotation.source is None:
        return _encode_new(annotation)
    plain = _encode_plain(annotation, annotation.source) if annotation.extra is None else None
    return plain or _encode_mixed(annotation, annotation.source)


def _encode_plain(annotation: Annotation, source: bytes) -> bytes | None:
    """The line, if the source has nothing but what the contract names; else None.

    Ten times as fast as taking the source apart, which matters when ten thousand boxes get a new label.
    """
    if not source.startswith(CANONICAL_START) or b"\\u" in source or b"\\/" in source:
        return None
    try:
        known = _decode_known(source)
        raw = bytes(known.properties.image_geometry)
        old, now = _decode_polygon(raw), annotation.properties.image_geometry
        unchanged = old is not None and now is not None and old.coordinates == now.coordinates
        text = msgspec.json.encode(annotation.properties)
    except ValueError:
        return None
    if unchanged and b" " not in raw:
        # The last member: it keeps the text of its numbers.
        text = text[: text.rindex(b',"imageGeometry":')] + b',"imageGeometry":' + raw + b"}"
    return _joined(annotation, text)


def _encode_mixed(annotation: Annotation, source: bytes) -> bytes:
    """The line, with what the source has beyond the contract, and the text of what has not changed."""
    top = members(source)
    raw = top.get("properties", b"null")
    inner = members(raw) if raw[:1] == b"{" else {}
    same_geometry = top.get("geometry", b"null") == annotation.geometry
    known = {
        "type": b'"Feature"',
        "id": _id_text(annotation.id, top),
        "geometry": compact(annotation.geometry),
        "properties": join_members(_properties(annotation, inner)),
    }
    # A bounding box of the geometry that was there is wrong for the one that is there now.
    rest = {
        key: b"" if key in _FEATURE else compact(value)
        for key, value in top.items()
        if key != "bbox" or same_geometry
    }
    made = anchored(rest, known, _FEATURE)
    return join_members({"type": made.pop("type"), **made})


def _encode_new(annotation: Annotation) -> bytes:
    try:
        properties = msgspec.json.encode(annotation.properties)
    except UnicodeEncodeError:
        properties = join_members(_properties(annotation, {}))
    else:
        if annotation.extra:
            known = members(properties)
            extra = {k: text_of(v) for k, v in annotation.extra.items() if k not in FIELDS}
            properties = join_members({**known, **extra})
    return _joined(annotation, properties)


def _joined(annotation: Annotation, properties: bytes) -> bytes:
    start = b'{"type":"Feature","id":' + text_of(annotation.id)
    return b"".join((start, b',"geometry":', annotation.geometry, b',"properties":', properties, b"}"))


def _id_text(annotation_id: str, top: Mapping[str, bytes]) -> bytes:
    """The id; a number that was read as its text is written as the number again."""
    own = top.get("id", b"")
    return own if own == annotation_id.encode() and own.isdigit() else text_of(annotation_id)


def _properties(annotation: Annotation, inner: dict[str, bytes]) -> dict[str, bytes]:
    known: dict[str, bytes] = {}
    for key, (attribute, _) in FIELDS.items():
        value = getattr(annotation.properties, attribute)
        text = _known_text(key, value, inner.get(key))
        if text is not None:
            known[key] = text
    unknown = {key: value for key, value in inner.items() if key not in FIELDS}
    if "id" in unknown and _same_id(unknown["id"], annotation.id):
        del unknown["id"]  # geopandas and QGIS moved it here; it is the feature's own id again
    added: dict[str, bytes] = {}
    if annotation.extra is not None:
        wanted = {k: v for k, v in annotation.extra.items() if k not in FIELDS}
        added = {key: text_of(value) for key, value in wanted.items() if key not in unknown}
        unknown = {
            key: raw if _same_value(raw, wanted[key]) else text_of(wanted[key])
            for key, raw in unknown.items()
            if key in wanted
        }
    places = {
        key: compact(unknown[key]) if key in unknown else b""
        for key in inner
        if key in FIELDS or key in unknown
    }
    return {**anchored(places, known, ORDER), **added}


def _same_id(raw: bytes, annotation_id: str) -> bool:
    return bool(value_or_text(raw) == annotation_id)


def _same_value(raw: bytes, value: Any) -> bool:
    old = value_or_text(raw)
    return bool(old == value) and type(old) is type(value)


def _known_text(key: str, value: Any, raw: bytes | None) -> bytes | None:
    """Text of a known property, None to leave it out."""
    if raw is None:
        return None if value is None else text_of(value)
    old, state, _ = read_value(key, raw)
    if state is State.ABSENT:
        return None if value is None else text_of(value)
    if old == value and state in (State.AS_IS, State.UNUSABLE):
        return compact(raw)
    if value is None:
        return None
    if key == "comments" and old:
        return _comments_text(value, old, raw)
    return text_of(value)


def _comments_text(comments: tuple[Comment, ...], old: tuple[Comment, ...], raw: bytes) -> bytes:
    """Comments, each with the members that its counterpart in the source has beyond the known ones."""
    value = value_of(raw)
    texts = items(value.encode() if isinstance(value, str) else raw)
    free = list(range(len(old)))
    made: list[bytes] = []
    for comment in comments:
        match = next((i for i in free if old[i] == comment), None)
        if match is None:
            match = next((i for i in free if _same_remark(old[i], comment) and old[i] not in comments), None)
        if match is None:
            made.append(text_of(comment))
            continue
        free.remove(match)
        if old[match] == comment:
            made.append(compact(texts[match]))
        else:
            parts = msgspec.structs.asdict(comment)
            places = {name: compact(text) for name, text in members(texts[match]).items()}
            known = {name: text_of(part) for name, part in parts.items() if part}
            made.append(join_members(anchored(places, known, tuple(parts))))
    return b"[" + b",".join(made) + b"]"


def _same_remark(old: Comment, new: Comment) -> bool:
    return (old.author, old.time) == (new.author, new.time)


def _check_finite(polygon: Polygon | None) -> None:
    rings = () if polygon is None else polygon.coordinates
    if not all(math.isfinite(x) and math.isfinite(y) for ring in rings for x, y in ring):
        raise ValueError("the ring of an annotation is not finite")


def extra_properties(annotation: Annotation) -> dict[str, Any]:
    """Properties that the contract does not name (label-set attributes, members of other programs).

    To edit them, make an annotation with `extra` set to a changed copy. What Python cannot hold, as a number
    of thousands of digits, is its JSON text, and stays as it is in the file.
    """
    if annotation.extra is not None:
        return dict(annotation.extra)
    if annotation.source is None or _is_known(annotation.source):
        return {}
    raw = members(annotation.source).get("properties", b"null")
    inner = members(raw) if raw[:1] == b"{" else {}
    made = {key: value_or_text(value) for key, value in inner.items() if key not in FIELDS}
    if made.get("id") == annotation.id:
        del made["id"]
    return made


def _is_known(source: bytes) -> bool:
    """Whether a feature surely has nothing but what the contract names: told in a microsecond, for most."""
    try:
        _decode_known(source)
    except (ValueError, RecursionError):
        return False
    return True
