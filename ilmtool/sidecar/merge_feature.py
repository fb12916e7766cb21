"""Three-way merge of one feature, member by member, on its JSON text, so that unknown members stay."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from ilmtool.core.annotation import Annotation
from ilmtool.core.document import OpaqueFeature
from ilmtool.sidecar.codec import encode_annotation, one_line
from ilmtool.sidecar.feature_read import read_feature
from ilmtool.sidecar.feature_values import FIELDS, ORDER
from ilmtool.sidecar.findings import FeatureReport, Report
from ilmtool.sidecar.json_text import anchored, join_members, members, text_of, value_or_text
from ilmtool.sidecar.merge_values import Choice, Decisions, changed_side, merge_order, same

Feature = Annotation | OpaqueFeature
Member = tuple[str, str]
"""("", name) of the feature itself, ("properties", name) of its properties."""
Members = dict[Member, bytes]

_IN = "properties"
_TOGETHER: tuple[tuple[Member, ...], ...] = (
    ((_IN, "imageGeometry"), ("", "geometry"), ("", "bbox"), (_IN, "shape"), (_IN, "drawn_on")),
    ((_IN, "review"), (_IN, "reviewer"), (_IN, "reviewed")),
)
"""Members that mean nothing one without the other; the first names the group."""

_GROUP = {member: group for group in _TOGETHER for member in group}
_LATEST = (((_IN, "updated"),), ((_IN, "visible_scene"),))
"""Every edit moves them: the later edit's stand, which is no conflict."""

_COMMENTS = ((_IN, "comments"),)
_NOTE = ((_IN, "note"),)
_COPIES = uuid.UUID("9b0c7d3e-2f64-5d0a-8c1b-51f0a4c6d7e2")


def same_feature(a: Feature | None, b: Feature | None) -> bool:
    """Whether two features say the same, however they are laid out."""
    if a is b or a == b:
        return True
    if not (isinstance(a, Annotation) and isinstance(b, Annotation)):
        return isinstance(a, OpaqueFeature) and isinstance(b, OpaqueFeature) and a.raw == b.raw
    first, second = members_of(a), members_of(b)
    return first.keys() == second.keys() and all(_same_text(v, second[k]) for k, v in first.items())


def members_of(feature: Annotation) -> Members:
    """The text of every member but type, id and null values, which other programs write for absent ones."""
    top = members(encode_annotation(feature))
    inner = members(top.pop(_IN, b"{}"))
    made: Members = {("", k): v for k, v in top.items() if k not in {"type", "id"}}
    made |= {(_IN, k): v for k, v in inner.items() if v != b"null" or k not in FIELDS}
    return made


def shown(feature: Feature | None) -> Any:
    """A feature as JSON would hold it, for showing a conflict."""
    if feature is None:
        return None
    raw = feature.raw if isinstance(feature, OpaqueFeature) else encode_annotation(feature)
    return value_or_text(raw)


def merge_feature(
    base: Annotation | None, ours: Annotation, theirs: Annotation, decisions: Decisions
) -> list[Annotation]:
    """One feature that both sides changed.

    Returns
    -------
    list of Annotation
        The merged one; and, where both places were chosen, a copy at their place.
    """
    sides = [{} if side is None else members_of(side) for side in (base, ours, theirs)]
    done: set[tuple[Member, ...]] = set()
    made: Members = {}
    copy: Members | None = None
    for name in merge_order(*sides):
        group = _GROUP.get(name, (name,))
        if group in done:
            continue
        done.add(group)
        parts = [{key: side[key] for key in group if key in side} for side in sides]
        if group in _LATEST:
            taken = _later(parts, sides)
        elif group == _COMMENTS and all(parts[1:]):
            taken = {group[0]: merge_comments([part.get(group[0], b"[]") for part in parts])}
        else:
            side = _side(parts)
            if side is None:
                side = _decide(ours.id, group, parts, decisions)
            taken = parts[2] if side == "theirs" else parts[1]
            if side == "both" and group == _NOTE:
                taken = {group[0]: _both_notes(parts[1][group[0]], parts[2][group[0]])}
            elif side == "both":
                copy = parts[2]
        made |= taken
    merged = [_built(ours.id, made, sides, (ours, theirs))]
    if copy is not None:
        place = b"".join(value for _, value in sorted(copy.items())).hex()
        rest = {key: value for key, value in made.items() if key not in _TOGETHER[0]}
        merged.append(
            _built(str(uuid.uuid5(_COPIES, f"{ours.id} {place}")), {**rest, **copy}, sides, (theirs, ours))
        )
    return merged


def _side(parts: list[Members]) -> Choice | None:
    texts = [{f"{a}/{b}": text for (a, b), text in part.items()} for part in parts]
    if texts[1] == texts[2] or texts[0] == texts[2]:
        return "ours"
    values = [{key: value_or_text(text) for key, text in part.items()} for part in texts]
    return changed_side(*values)


def _decide(key: str, group: tuple[Member, ...], parts: list[Members], decisions: Decisions) -> Choice:
    options: tuple[Choice, ...] = ("ours", "theirs")
    if (group == _NOTE or group is _TOGETHER[0]) and all(parts[1:]):
        options = ("ours", "theirs", "both")
    values: list[Any] = [{name: value_or_text(text) for (_, name), text in part.items()} for part in parts]
    if len(group) == 1:
        values = [value.get(group[0][1]) for value in values]
    # A property may be named like a member of the feature itself.
    name = group[0][1] if group[0][0] == _IN else f"$.{group[0][1]}"
    return decisions.decide((key, name), (values[0], values[1], values[2]), options=options)


def _later(parts: list[Members], sides: list[Members]) -> Members:
    """What the side with the later `updated` says; the greater text where both say the same moment."""

    def rank(side: int) -> tuple[str, str]:
        moment = value_or_text(sides[side].get((_IN, "updated"), b"null"))
        return str(moment or ""), "".join(str(value_or_text(text)) for text in parts[side].values())

    unchanged = _side(parts)
    if unchanged is not None:
        return parts[2] if unchanged == "theirs" else parts[1]
    return parts[1] if rank(1) >= rank(2) else parts[2]


def merge_comments(texts: list[bytes]) -> bytes:
    """Everybody's remarks: those of the base in order, without what a side removed, then what each added."""
    base, ours, theirs = (_list(text) for text in texts)
    if not all(isinstance(side, list) for side in (base, ours, theirs)):
        return max(texts[1], texts[2])
    kept = [remark for remark in base if _has(ours, remark) and _has(theirs, remark)]
    new = [remark for remark in ours if not _has(base, remark)]
    new += [remark for remark in theirs if not _has(base, remark) and not _has(new, remark)]
    return text_of(kept + sorted(new, key=_moment))


def _list(text: bytes) -> Any:
    value = value_or_text(text)
    return value_or_text(value.encode()) if isinstance(value, str) else value


def _has(remarks: Iterable[Any], remark: Any) -> bool:
    return any(same(other, remark) for other in remarks)


def _moment(remark: Any) -> tuple[str, str]:
    time = remark.get("time") if isinstance(remark, dict) else None
    return str(time or ""), text_of(remark).decode()


def _both_notes(ours: bytes, theirs: bytes) -> bytes:
    return text_of("\n".join(sorted(str(value_or_text(text)) for text in (ours, theirs))))


def _built(
    key: str, made: Members, sides: list[Members], sources: tuple[Annotation, Annotation]
) -> Annotation:
    """An annotation of merged members: known ones in the order of the file, the others where they stood."""
    inner = {name: text for (where, name), text in made.items() if where == _IN}
    # Unknown members keep the place they had in one of the versions, in the order of the merge.
    places = {
        name: b"" if name in FIELDS else inner[name]
        for where, name in merge_order(*sides)
        if where == _IN and (name in FIELDS or name in inner)
    }
    known = {name: text for name, text in inner.items() if name in FIELDS}
    rest = {name: text for (where, name), text in made.items() if where == ""}
    text = join_members(
        {
            "type": b'"Feature"',
            "id": text_of(key),
            "geometry": rest.pop("geometry", b"null"),
            "properties": join_members(anchored(places, known, ORDER)),
            **rest,
        }
    )
    read = read_feature(text, FeatureReport(Report(), 0, None))
    if isinstance(read, Annotation) and read.id == key:
        return read
    # What both sides can be read as, half of each can as well; an id that only the source explains cannot.
    return sources[0].edited(**_known_values(read)) if isinstance(read, Annotation) else sources[0]


def _known_values(annotation: Annotation) -> Mapping[str, Any]:
    return {attribute: getattr(annotation.properties, attribute) for attribute, _ in FIELDS.values()}


def _same_text(a: bytes, b: bytes) -> bool:
    return a == b or same(value_or_text(a), value_or_text(b))


def line_of(feature: Feature) -> bytes:
    """The feature's line in the file."""
    return one_line(feature) if isinstance(feature, OpaqueFeature) else encode_annotation(feature)
