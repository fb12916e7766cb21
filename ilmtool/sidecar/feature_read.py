"""One feature that may have been through other programs, from its bytes to an annotation, with findings."""

from __future__ import annotations

import uuid

import msgspec

from ilmtool.core.annotation import Annotation, Properties
from ilmtool.core.document import OpaqueFeature
from ilmtool.sidecar.feature_values import FIELDS, State, read_value
from ilmtool.sidecar.findings import FeatureReport
from ilmtool.sidecar.geometry_text import BadGeometryError, is_closed, parts
from ilmtool.sidecar.json_text import depth_within, duplicate_keys, members, value_of, whole_characters
from ilmtool.sidecar.limits import MAX_FEATURE_BYTES, MAX_NESTING
from ilmtool.text import tr

UUID_LENGTH = 36

_NAMESPACE = uuid.UUID("6f1d1c1e-3a55-5b0c-9d0f-1b7a5d1f2c3e")


def read_feature(raw: bytes, report: FeatureReport) -> Annotation | OpaqueFeature:
    """An annotation from any feature, with findings; or the feature as it is where that cannot be.

    Parameters
    ----------
    raw : bytes
        JSON text of one item of `features`.
    report : FeatureReport
        Receives what was mended or could not be used.

    Raises
    ------
    OutsideLonLatError
        A position of `geometry` is not finite or not lon/lat: the whole file is refused.
    msgspec.DecodeError, UnicodeDecodeError
        It is not JSON.
    """
    if len(raw) > MAX_FEATURE_BYTES:
        return _opaque(
            raw,
            None,
            report,
            "feature-too-large",
            tr(
                "The feature is longer than {limit} bytes; it is kept in the file as it is and not shown.",
                limit=MAX_FEATURE_BYTES,
            ),
        )
    if not depth_within(raw):
        return _opaque(
            raw,
            None,
            report,
            "nested-too-deeply",
            tr(
                "The feature nests more than {limit} levels; it is kept in the file as it is and not shown.",
                limit=MAX_NESTING,
            ),
        )
    if raw[:1] != b"{":
        msgspec.json.decode(raw, type=msgspec.Raw)
        return _opaque(
            raw,
            None,
            report,
            "not-a-feature",
            tr("The feature is not an object; it is kept in the file as it is and not shown."),
        )
    whole = whole_characters(raw)
    if whole != raw:
        report.add("warning", "half-character", tr("Half a character (a lone surrogate) becomes U+FFFD."))
        raw = whole
    top = members(raw)
    inner = _object(top.get("properties", b"null"))
    found_id = _id(top, inner or {})
    report.feature_id = found_id
    for name in duplicate_keys(raw):
        report.add(
            "warning", "duplicate-key", tr("The member {name} occurs twice; the last one counts.", name=name)
        )
    if top.get("type") != b'"Feature"' and value_of(top.get("type", b"null")) != "Feature":
        return _opaque(
            raw,
            found_id,
            report,
            "not-a-feature",
            tr('The feature has no "type":"Feature"; it is kept in the file as it is and not shown.'),
        )
    if inner is None:
        return _opaque(
            raw,
            found_id,
            report,
            "properties-not-object",
            tr(
                "The feature has properties that are no object; it is kept in the file as it is and not "
                "shown."
            ),
        )
    geometry = top.get("geometry", b"null")
    has_area = _check_geometry(geometry, report)
    properties = _properties(inner, report)
    if properties.image_geometry is None:
        if not has_area:
            return _opaque(
                raw,
                found_id,
                report,
                "no-outline",
                tr(
                    "The feature has no polygon, in pixels or on the ground; it is kept in the file as it is "
                    "and not shown."
                ),
            )
        report.add(
            "warning",
            "no-image-geometry",
            tr("The feature has no imageGeometry; it can be placed from its geometry."),
            ".properties.imageGeometry",
        )
    if found_id is None:
        found_id = str(uuid.uuid5(_NAMESPACE, f"{report.index} {raw.hex()}"))
        report.feature_id = found_id
        report.add("info", "id-added", tr("The feature had no id; it gets {id}.", id=found_id), ".id")
    elif _plain(top.get("id", b"null")) != found_id and "id" in inner:
        report.add("info", "id-in-properties", tr("The id was found in properties.id."), ".properties.id")
    return Annotation(found_id, properties, geometry, raw)


def _object(raw: bytes) -> dict[str, bytes] | None:
    """Members of properties; GeoJSON allows null for none."""
    if raw == b"null":
        return {}
    return members(raw) if raw[:1] == b"{" else None


def _id(top: dict[str, bytes], inner: dict[str, bytes]) -> str | None:
    """The id: a text of the feature, else a text in properties.id, else a number.

    geopandas and QGIS move the id to properties.id, and may number the features themselves: a UUID counts
    more than another text.
    """
    own, other = (_plain(part.get("id", b"null")) for part in (top, inner))
    for value in (own, other):
        if isinstance(value, str) and is_uuid(value):
            return value
    for value in (own, other):
        if isinstance(value, str) and value:
            return value
    return str(own) if isinstance(own, int) and not isinstance(own, bool) else None


def is_uuid(text: str) -> bool:
    """Whether a text is a UUID in its usual form, of any version."""
    try:
        return len(text) == UUID_LENGTH and str(uuid.UUID(text)) == text.lower()
    except ValueError:
        return False


def _plain(raw: bytes) -> object:
    try:
        value = value_of(raw)
    except ValueError:
        return None
    if isinstance(value, str) and (len(value) > 1000 or any("\ud800" <= c <= "\udfff" for c in value)):
        return None
    return value


def _check_geometry(raw: bytes, report: FeatureReport) -> bool:
    """Whether `geometry` is an area that can be used; refuses positions that are no lon/lat."""
    try:
        polygons = parts(raw)
    except BadGeometryError as error:
        report.add(
            "warning", "bad-geometry", tr("The geometry cannot be used: {reason}.", reason=error), ".geometry"
        )
        return False
    if raw != b"null" and not polygons:
        report.add("warning", "geometry-not-an-area", tr("The geometry is not a polygon."), ".geometry")
    if polygons and not is_closed(raw):
        report.add("info", "ring-not-closed", tr("A ring of the geometry is not closed."), ".geometry")
    return bool(polygons)


def _properties(inner: dict[str, bytes], report: FeatureReport) -> Properties:
    values = {}
    for key, (attribute, _) in FIELDS.items():
        if key not in inner:
            continue
        value, state, remark = read_value(key, inner[key])
        values[attribute] = value
        if not remark:
            continue
        member = f".properties.{key}"
        if state is State.MENDED:
            report.add("info", "mended", f"{key}: {remark}.", member)
        elif state is State.UNUSABLE:
            report.add(
                "warning", "not-usable", tr("{key} is not used: {reason}.", key=key, reason=remark), member
            )
        else:
            report.add("warning", "bad-datetime", f"{key}: {remark}.", member)
    return Properties(**values)


def _opaque(
    raw: bytes, found_id: str | None, report: FeatureReport, code: str, message: str
) -> OpaqueFeature:
    report.feature_id = found_id
    report.add("error", code, message)
    return OpaqueFeature(raw, found_id, report.index)
