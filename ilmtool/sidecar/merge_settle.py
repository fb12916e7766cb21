"""Settles conflicts that a merge left in a file: takes the value of the other side where that was chosen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ilmtool.core.annotation import Annotation
from ilmtool.core.document import Document
from ilmtool.sidecar.codec import encode_annotation
from ilmtool.sidecar.feature_read import read_feature
from ilmtool.sidecar.findings import FeatureReport, Report
from ilmtool.sidecar.json_text import join_members, members, text_of
from ilmtool.sidecar.merge_record import conflicts_of, with_conflicts
from ilmtool.sidecar.merge_values import Choices, Conflict

_TOGETHER = {
    "imageGeometry": ("imageGeometry", "shape", "drawn_on"),
    "review": ("review", "reviewer", "reviewed"),
}
"""Properties that go with the one that a conflict is named after."""

_OF_FEATURE = ("geometry", "bbox")


def settle(document: Document, choices: Choices) -> Document:
    """The document after choosing; conflicts that were not chosen for stay listed.

    Parameters
    ----------
    document : Document
    choices : mapping
        `Conflict.key` -> "ours" or "theirs".

    Notes
    -----
    What cannot be applied, because the feature is gone or the listed value is none that it could have, stays
    listed too: the list comes from a file that anybody may have written.
    """
    annotations: Mapping[str, Annotation] = document.annotations
    left: list[Conflict] = []
    for conflict in conflicts_of(document.header):
        choice = choices.get(conflict.key)
        if choice is None or choice not in conflict.options:
            left.append(conflict)
        elif choice != conflict.taken:
            made = _applied(annotations, conflict, conflict.theirs if choice == "theirs" else conflict.ours)
            if made is None:
                left.append(conflict)
            else:
                annotations = made
    return with_conflicts(replace(document, annotations=annotations), left)


def _applied(
    annotations: Mapping[str, Annotation], conflict: Conflict, value: Any
) -> Mapping[str, Annotation] | None:
    if conflict.member == "feature":
        rest = {key: a for key, a in annotations.items() if key != conflict.id}
        if value is None:
            return rest
        made = _read(text_of(value)) if isinstance(value, dict) else None
    else:
        old = annotations.get(conflict.id)
        made = None if old is None else _read(_with_value(old, conflict.member, value))
    if made is None or made.id != conflict.id:
        return None
    return {**annotations, conflict.id: made}


def _with_value(annotation: Annotation, member: str, value: Any) -> bytes:
    """The feature's line with another value of a member; None takes the member away."""
    top = members(encode_annotation(annotation))
    inner = members(top["properties"])
    if member in _TOGETHER and isinstance(value, dict):
        values = {name: value.get(name) for name in _TOGETHER[member]}
        if member == "imageGeometry":
            for name in _OF_FEATURE:
                _put(top, name, value.get(name))
            top.setdefault("geometry", b"null")
        for name, own in values.items():
            _put(inner, name, own)
    elif member.startswith("$."):
        _put(top, member[2:], value)
    else:
        _put(inner, member, value)
    return join_members({**top, "properties": join_members(inner)})


def _put(target: dict[str, bytes], name: str, value: Any) -> None:
    if value is None:
        target.pop(name, None)
    else:
        target[name] = text_of(value)


def _read(line: bytes) -> Annotation | None:
    try:
        read = read_feature(line, FeatureReport(Report(), 0, None))
    except (ValueError, RecursionError):
        return None
    return read if isinstance(read, Annotation) else None
