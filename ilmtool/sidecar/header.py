"""The header: the `ilmtool` member and its neighbours, from and to `core.document.Header`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from ilmtool.core.document import Header
from ilmtool.core.geometry import Affine
from ilmtool.core.scene import Acquisition, Registration, Scene
from ilmtool.errors import UserError
from ilmtool.sidecar.findings import Report
from ilmtool.sidecar.json_text import anchored, compact, items, join_members, members, text_of, value_of
from ilmtool.sidecar.lines import LineCache
from ilmtool.text import mark, tr

FORMAT = "ilmtool-annotations"
VERSION = "1.0"
_MAJOR, _MINOR = 1, 0

# Key in the file -> (attribute, kind); the order is that of the file.
SCENE: dict[str, tuple[str, str]] = {
    "id": ("id", "text"),
    "role": ("role", "text"),
    "href": ("href", "text"),
    "datetime": ("acquisition.datetime", "text"),
    "datetime_source": ("acquisition.datetime_source", "text"),
    "datetime_precision": ("acquisition.datetime_precision", "text"),
    "platform": ("acquisition.platform", "text"),
    "gsd": ("acquisition.gsd", "number"),
    "view:off_nadir": ("acquisition.off_nadir", "number"),
    "view:azimuth": ("acquisition.azimuth", "number"),
    "view:sun_elevation": ("acquisition.sun_elevation", "number"),
    "view:sun_azimuth": ("acquisition.sun_azimuth", "number"),
    "eo:cloud_cover": ("acquisition.cloud_cover", "number"),
    "proj:code": ("crs_code", "text"),
    "proj:wkt2": ("crs_wkt", "text"),
    "proj:transform": ("transform", "affine"),
    "proj:shape": ("shape", "shape"),
    "file:size": ("file_size", "count"),
    "file:checksum": ("file_checksum", "text"),
    "attribution": ("acquisition.attribution", "text"),
}
REGISTRATION: dict[str, tuple[str, str]] = {
    "from": ("from_id", "text"),
    "to": ("to_id", "text"),
    "matrix": ("matrix", "affine"),
    "method": ("method", "text"),
    "rms_px": ("rms_px", "number"),
    "points": ("points", "count"),
    "created": ("created", "text"),
}
_KIND_WORDS = {
    "text": mark("text", "kind of value"),
    "number": mark("number", "kind of value"),
    "count": mark("count", "kind of value"),
    "affine": mark("affine", "kind of value"),
    "shape": mark("shape", "kind of value"),
}
_ILMTOOL = ("format", "version", "scenes", "registration", "labels")
_COLLECTION = ("type", "ilmtool", "features")


class NewerVersion(UserError):  # noqa: N818 - a kind of UserError, named for what it means
    """The file is of a newer major version: it can be shown read-only, but must not be written.

    Attributes
    ----------
    version : str
        The version that the file names.
    """

    def __init__(self, name: str, version: str) -> None:
        super().__init__(
            tr("{name} was written by a newer ilmtool.", name=name),
            tr(
                "Its format version is {version}; this program knows {major}.x.",
                version=version,
                major=_MAJOR,
            ),
            tr("Update ilmtool, or open the file read-only."),
        )
        self.version = version


def read_header(
    top: Mapping[str, bytes], name: str, report: Report, lines: LineCache
) -> tuple[Header, bool, tuple[int, int]]:
    """The header of a file.

    Parameters
    ----------
    top : mapping
        Members of the FeatureCollection as text, without `features`.
    name : str
        The file's name, for messages.
    report : Report
        Receives what was mended or could not be used.
    lines : LineCache
        Receives the text of scenes and unknown members.

    Returns
    -------
    header : Header
    had_header : bool
        False if there is no `ilmtool` member, as after geopandas and QGIS "Save as".
    version : tuple of int
        Major and minor.

    Raises
    ------
    UserError
        Another format, or scenes that cannot be read without losing some.
    """
    lines.members[""] = dict(top)
    foreign = {key: _remember(raw, lines) for key, raw in top.items() if key not in (*_COLLECTION, "crs")}
    raw_header = top.get("ilmtool")
    if raw_header is None or raw_header == b"null":
        return Header(foreign=foreign), False, (_MAJOR, _MINOR)
    try:
        inner = members(raw_header)
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise _refusal(name, "$.ilmtool", tr("it is not an object")) from None
    declared = value_of(inner.get("format", b"null"))
    if declared != FORMAT:
        if declared is not None:
            raise _refusal(
                name,
                "$.ilmtool.format",
                tr("it is {value!r} and not {expected!r}", value=declared, expected=FORMAT),
            )
        report.add(
            "warning",
            "format-missing",
            tr("The header does not name its format {format}.", format=FORMAT),
            "$.ilmtool",
        )
    version = _version(inner, name, report)
    lines.members["ilmtool"] = inner
    scenes = tuple(
        _scene(raw, index, name, report, lines) for index, raw in enumerate(_array(inner, "scenes", name))
    )
    _check_scene_ids(scenes, name)
    registrations = tuple(
        _registration(raw, index, name, report, lines)
        for index, raw in enumerate(_array(inner, "registration", name))
    )
    extra = {key: _remember(raw, lines) for key, raw in inner.items() if key not in _ILMTOOL[:4]}
    text = value_of(inner["version"]) if "version" in inner else VERSION
    return Header(scenes, registrations, str(text), extra, foreign), True, version


def _remember(raw: bytes, lines: LineCache) -> Any:
    value = value_of(raw)
    lines.values[id(value)] = (value, compact(raw))
    return value


def _refusal(name: str, path: str, why: str) -> UserError:
    return UserError(
        tr(
            "{name} cannot be read as an annotation file: at {path}, {reason}.",
            name=name,
            path=path,
            reason=why,
        ),
        tr("Nothing was changed."),
        tr("Correct the header in a text editor, or restore an earlier version of the file."),
    )


def _version(inner: Mapping[str, bytes], name: str, report: Report) -> tuple[int, int]:
    value = value_of(inner.get("version", b"null"))
    if value is None:
        report.add("warning", "version-missing", tr("The header does not name its version."), "$.ilmtool")
        return _MAJOR, _MINOR
    match = re.fullmatch(r"(\d{1,6})\.(\d{1,6})(?:\.\d{1,6})?", str(value))
    if match is None:
        raise _refusal(
            name,
            "$.ilmtool.version",
            tr("{value!r} is no version like {version!r}", value=str(value)[:40], version=VERSION),
        )
    return int(match.group(1)), int(match.group(2))


def _array(inner: Mapping[str, bytes], key: str, name: str) -> list[bytes]:
    raw = inner.get(key, b"null")
    if raw == b"null":
        return []
    try:
        return items(raw)
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise _refusal(name, f"$.ilmtool.{key}", tr("it is not a list")) from None


def _check_scene_ids(scenes: tuple[Scene, ...], name: str) -> None:
    ids = [scene.id for scene in scenes]
    for index, scene_id in enumerate(ids):
        if scene_id in ids[:index]:
            raise _refusal(
                name,
                f"$.ilmtool.scenes[{index}]",
                tr("the id {id!r} occurs twice", id=scene_id),
            )


def _scene(raw: bytes, index: int, name: str, report: Report, lines: LineCache) -> Scene:
    path = f"$.ilmtool.scenes[{index}]"
    values, extra = _read_entry(raw, SCENE, path, name, report)
    if not values.get("id"):
        raise _refusal(name, path, tr("the scene has no id"))
    acquisition = {key.removeprefix("acquisition."): values.pop(key) for key in list(values) if "." in key}
    scene = Scene(acquisition=Acquisition(**acquisition), extra=extra, **values)
    lines.scenes[id(scene)] = (scene, compact(raw))
    lines.members[f"scene {scene.id}"] = members(raw)
    return scene


def _registration(raw: bytes, index: int, name: str, report: Report, lines: LineCache) -> Registration:
    path = f"$.ilmtool.registration[{index}]"
    values, extra = _read_entry(raw, REGISTRATION, path, name, report)
    if not values.get("from_id") or not values.get("to_id"):
        raise _refusal(name, path, tr("it does not name the scenes it places"))
    if "matrix" in extra:
        raise _refusal(name, f"{path}.matrix", tr("it is not six finite numbers"))
    registration = Registration(extra=extra, **values)
    lines.registrations[id(registration)] = (registration, compact(raw))
    lines.members[f"registration {registration.from_id} {registration.to_id}"] = members(raw)
    return registration


def _read_entry(
    raw: bytes, table: Mapping[str, tuple[str, str]], path: str, name: str, report: Report
) -> tuple[dict[str, Any], dict[str, Any]]:
    """(attributes, the rest). A known member of the wrong type stays in the rest, and is reported."""
    try:
        parts = members(raw)
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise _refusal(name, path, tr("it is not an object")) from None
    values: dict[str, Any] = {}
    extra: dict[str, Any] = {}
    for key, text in parts.items():
        value = value_of(text)
        if key not in table:
            extra[key] = value
            continue
        attribute, kind = table[key]
        usable = None if value is None else _KINDS[kind](value)
        if usable is not None:
            values[attribute] = usable
        elif value is not None:
            extra[key] = value
            report.add(
                "warning",
                "wrong-type",
                tr(
                    "{key} is not a {kind} and is not used.",
                    key=key,
                    kind=tr(_KIND_WORDS[kind], "kind of value"),
                ),
                f"{path}.{key}",
            )
    return values, extra


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _number(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return value if abs(value) < 1e300 else None


def _count(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 1 << 62 else None


def _affine(value: Any) -> Affine | None:
    if not isinstance(value, list) or len(value) not in (6, 9):
        return None
    if len(value) == 9 and value[6:] != [0, 0, 1]:
        return None
    if any(_number(v) is None for v in value):
        return None
    a, b, c, d, e, f = (float(v) for v in value[:6])
    return (a, b, c, d, e, f)


def _shape(value: Any) -> tuple[int, int] | None:
    if not isinstance(value, list) or len(value) != 2 or any(not _count(v) for v in value):
        return None
    return value[0], value[1]


_KINDS: dict[str, Callable[[Any], Any]] = {
    "text": _text,
    "number": _number,
    "count": _count,
    "affine": _affine,
    "shape": _shape,
}


def encode_head(header: Header, lines: LineCache) -> bytes:
    """The file's bytes up to and with the line `"features":[`."""
    if lines.head is not None and lines.head[0] is header:
        return lines.head[1]
    inner: dict[str, bytes] = {"format": text_of(FORMAT), "version": text_of(header.version)}
    inner["scenes"] = _block([_scene_text(scene, lines) for scene in header.scenes], b"\n")
    inner["registration"] = _block([_registration_text(r, lines) for r in header.registrations], b"")
    if "labels" in header.extra:
        inner["labels"] = _value_text(header.extra["labels"], lines)
    ordered = _with_rest(lines.members.get("ilmtool", {}), inner, header.extra, _ILMTOOL, lines)
    parts = [text_of(key) + b":" + value for key, value in ordered.items()]
    # format and version share the first line; every other member starts one.
    body = b",\n".join([b",".join(parts[:2]), *parts[2:]])
    known = {"type": b'"FeatureCollection"', "ilmtool": b"{" + body + b"}"}
    top = _with_rest(lines.members.get("", {}), known, header.foreign, _COLLECTION, lines)
    head = b",\n".join(text_of(key) + b":" + value for key, value in top.items())
    return b"{" + head + b',\n"features":[\n'


def _block(texts: list[bytes], first: bytes) -> bytes:
    return b"[" + first + b",\n".join(texts) + b"]" if texts else b"[]"


def _with_rest(
    source: Mapping[str, bytes],
    known: dict[str, bytes],
    rest: Mapping[str, Any],
    order: tuple[str, ...],
    lines: LineCache,
) -> dict[str, bytes]:
    """Members for writing: the known ones in order, those of `rest` where they stood, new ones last."""
    others = {key: value for key, value in rest.items() if key not in known}
    kept = {key: _value_text(others[key], lines) for key in source if key in others}
    places = {key: kept.get(key, b"") for key in source if key in kept or key in order}
    made = anchored(places, known, order)
    # Nothing may stand before the member that tells what the file is.
    first = {key: made[key] for key in order[:2] if key in made}
    made = {**first, **made}
    return {**made, **{key: _value_text(value, lines) for key, value in others.items() if key not in kept}}


def _value_text(value: Any, lines: LineCache) -> bytes:
    known = lines.values.get(id(value))
    return known[1] if known is not None and known[0] is value else text_of(value)


def _scene_text(scene: Scene, lines: LineCache) -> bytes:
    known = lines.scenes.get(id(scene))
    if known is None:
        source = lines.members.get(f"scene {scene.id}", {})
        known = (scene, _entry_text(scene, SCENE, scene.extra, source))
        lines.scenes[id(scene)] = known
    return known[1]


def _registration_text(registration: Registration, lines: LineCache) -> bytes:
    known = lines.registrations.get(id(registration))
    if known is None:
        source = lines.members.get(f"registration {registration.from_id} {registration.to_id}", {})
        known = (registration, _entry_text(registration, REGISTRATION, registration.extra, source))
        lines.registrations[id(registration)] = known
    return known[1]


def _entry_text(
    entry: Scene | Registration,
    table: Mapping[str, tuple[str, str]],
    extra: Mapping[str, Any],
    source: Mapping[str, bytes],
) -> bytes:
    parts: dict[str, bytes] = {}
    for key, (attribute, kind) in table.items():
        value: Any = entry
        for step in attribute.split("."):
            value = getattr(value, step)
        if value is None or (attribute == "href" and value == ""):
            if key in extra:
                parts[key] = text_of(extra[key])
            continue
        old = source.get(key)
        same = old is not None and _KINDS[kind](value_of(old)) == value
        parts[key] = compact(old) if same and old is not None else text_of(value)
    order = tuple(table)
    unknown = {k: v for k, v in extra.items() if k not in table}
    kept: dict[str, bytes] = {}
    for key, old in source.items():
        if key in table:
            kept[key] = b""
        elif key in unknown:
            kept[key] = compact(old) if value_of(old) == unknown[key] else text_of(unknown[key])
    made = anchored(kept, parts, order)
    return join_members({**made, **{k: text_of(v) for k, v in unknown.items() if k not in made}})
