"""Annotations from lines that keep to the contract, which nearly all do, as fast as can be."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from ilmtool.core.annotation import Annotation, Polygon, Properties
from ilmtool.sidecar.geometry_text import boxes_in_range, decode_area
from ilmtool.sidecar.limits import MAX_TEXT

CANONICAL_START = b'{"type":"Feature","id":"'
LONG = MAX_TEXT
"""Bytes from which a line may break a limit; shorter ones cannot, and are not examined for it."""

_ID = slice(len(CANONICAL_START), len(CANONICAL_START) + 36)
_GEOMETRY = b'","geometry":'
_PROPERTIES = b',"properties":{'
_IMAGE = b',"imageGeometry":'
_AFTER_ID = slice(_ID.stop, _ID.stop + len(_GEOMETRY))
_HEX = b"0123456789abcdefABCDEF-"
_MANY = 4_096


class _Feature(msgspec.Struct, gc=False, tag_field="type", tag="Feature"):
    id: str
    geometry: msgspec.Raw
    properties: Properties


_decode = msgspec.json.Decoder(_Feature).decode
_decode_properties = msgspec.json.Decoder(Properties).decode
_decode_polygon = msgspec.json.Decoder(Polygon).decode
_check_json = msgspec.json.Decoder(msgspec.Raw).decode
_copy = Properties.__copy__  # type: ignore[attr-defined]  # every msgspec struct has it
_set = msgspec.structs.force_setattr


class PlainReader:
    """Reads the plain lines of one file.

    In a file of 100,000 features most have the same properties up to the ring: they come from one import,
    with a handful of labels. What was decoded once from a text is not decoded again but shared, which
    halves the memory that the annotations take, and with it the time to load.
    """

    def __init__(self) -> None:
        self._known: dict[bytes, Properties] = {}
        self._misses = 0

    def read(self, lines: Sequence[bytes]) -> list[Annotation | None]:
        """Annotations from features, one a line.

        Parameters
        ----------
        lines : sequence of bytes
            One feature each.

        Returns
        -------
        list of Annotation or None
            None where anything is unusual: white space, a type, a ring that is not closed, coordinates out
            of range, not JSON. `feature_read.read_feature` then finds out what.
        """
        found: list[Annotation | None] = []
        for line in lines:
            annotation = None
            if line.startswith(CANONICAL_START) and len(line) < LONG:
                try:
                    annotation = self._read_shared(line) or _read_alone(line)
                except (ValueError, RecursionError):
                    annotation = None
            found.append(annotation)
        geometries = [annotation.geometry for annotation in found if annotation is not None]
        if not (boxes_in_range(geometries) and _is_json(geometries)):
            return [a if a is not None and _is_area(a.geometry) else None for a in found]
        return found

    def _read_shared(self, line: bytes) -> Annotation | None:
        """The annotation of a line in exactly the layout of ilmtool; None for others.

        Each part is checked by itself to be whole JSON (the geometry by the caller), so that the line is.
        """
        if line[_AFTER_ID] != _GEOMETRY or line[-2:] != b"}}" or self._misses > _MANY:
            return None
        properties_at = line.find(_PROPERTIES, _AFTER_ID.stop)
        image_at = line.rfind(_IMAGE)
        if not 0 < properties_at < image_at:
            return None
        head = line[properties_at + len(_PROPERTIES) : image_at]
        known = self._known.get(head)
        if known is None:
            known = self._learn(head)
            if known is None:
                return None
        key = line[_ID]
        if key.translate(None, _HEX):
            return None
        polygon = _decode_polygon(line[image_at + len(_IMAGE) : -2])
        for ring in polygon.coordinates:
            if ring[0] != ring[-1]:
                return None
        properties = _copy(known)
        _set(properties, "image_geometry", polygon)
        return Annotation(key.decode(), properties, line[_AFTER_ID.stop : properties_at], line)

    def _learn(self, head: bytes) -> Properties | None:
        self._misses += 1
        try:
            known = _decode_properties(b"{" + head + b"}")
        except ValueError:
            return None
        if len(self._known) >= _MANY:
            self._known.clear()
        self._known[head] = known
        return known


def _read_alone(line: bytes) -> Annotation | None:
    feature = _decode(line)
    polygon = feature.properties.image_geometry
    if polygon is None or len(feature.id) != _ID.stop - _ID.start:
        return None
    for ring in polygon.coordinates:
        if ring[0] != ring[-1]:
            return None
    return Annotation(feature.id, feature.properties, bytes(feature.geometry), line)


def _is_json(geometries: Sequence[bytes]) -> bool:
    try:
        _check_json(b"[" + b",".join(geometries) + b"]")
    except (ValueError, RecursionError):
        return False
    return True


def _is_area(geometry: bytes) -> bool:
    try:
        decode_area(geometry)
    except (ValueError, RecursionError):
        return False
    return True
