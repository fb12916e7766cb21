"""Three-way merge of documents, by feature id and property: for colleagues in one file, and for git.

What one side changed is taken. Where both changed the same thing in different ways, the conflict is listed
and one value stands, so that merging never stops half-way: ours, unless something else was chosen. A feature
that one side removed and the other worked on stays.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from ilmtool.core.annotation import Annotation
from ilmtool.core.document import Document, OpaqueFeature
from ilmtool.sidecar.merge_feature import Feature, line_of, merge_feature, same_feature, shown
from ilmtool.sidecar.merge_header import merge_headers
from ilmtool.sidecar.merge_values import Choice, Choices, Conflict, Decisions, Merged

__all__ = ["Choice", "Choices", "Conflict", "Merged", "merge"]


def merge(
    base: Document,
    ours: Document,
    theirs: Document,
    choices: Choices | None = None,
    *,
    prefer: Choice = "ours",
) -> Merged:
    """One document with what both sides made of the base.

    Parameters
    ----------
    base : Document
        What both started from; an empty document if they have nothing in common.
    ours, theirs : Document
    choices : mapping, optional
        `Conflict.key` -> what to take for it; see `Conflict.options`.
    prefer : {"ours", "theirs"}
        What is taken where nothing was chosen. Between a removed feature and an edited one it is always
        the edited one.

    Returns
    -------
    Merged
        `document` shares its parts with `ours` where these did not change, so that a `Patch` from one to
        the other is small.

    Notes
    -----
    Pure. Exchanging `ours` and `theirs`, with every choice exchanged, gives the same document (of two places
    that were both kept, the copy is at theirs). Taking what one side alone changed costs microseconds a
    feature; only features that both changed, or that were laid out anew, are taken apart.
    """
    decisions = Decisions(choices or {}, prefer)
    header = merge_headers(base.header, ours.header, theirs.header, decisions)
    annotations, opaque = _merge_features(base, ours, theirs, decisions)
    document = replace(
        ours,
        header=header,
        annotations=annotations,
        opaque=opaque + _merge_nameless(base, ours, theirs),
    )
    return Merged(document, tuple(sorted(decisions.found, key=lambda c: c.key)))


def _merge_features(
    base: Document, ours: Document, theirs: Document, decisions: Decisions
) -> tuple[Mapping[str, Annotation], tuple[OpaqueFeature, ...]]:
    old, own, other = _by_id(base), _by_id(ours), _by_id(theirs)
    taken: dict[str, list[Feature]] = {}
    for key, feature in other.items():
        before = old.get(key)
        if feature is not before and not (before is not None and same_feature(before, feature)):
            taken[key] = _merge_one(before, own.get(key), feature, decisions)
    for key in old.keys() - other.keys():
        taken[key] = _merge_one(old[key], own.get(key), None, decisions)
    annotations = dict(ours.annotations)
    opaque = {f.id: f for f in ours.opaque if f.id is not None}
    for key, features in taken.items():
        if not features or isinstance(features[0], OpaqueFeature):
            annotations.pop(key, None)
        if not features or isinstance(features[0], Annotation):
            opaque.pop(key, None)
        for feature in features:
            if isinstance(feature, Annotation):
                annotations[feature.id] = feature
            elif feature.id is not None:
                opaque[feature.id] = feature
    return annotations, tuple(opaque.values())


def _by_id(document: Document) -> Mapping[str, Feature]:
    if not document.opaque:
        return document.annotations
    return {**{f.id: f for f in document.opaque if f.id is not None}, **document.annotations}


def _merge_one(
    base: Feature | None, ours: Feature | None, theirs: Feature | None, decisions: Decisions
) -> list[Feature]:
    """What stands for a feature that `theirs` changed, added or removed."""
    if _alike(ours, theirs) or _alike(base, ours):
        taken = ours if _alike(ours, theirs) else theirs
        return [] if taken is None else [taken]
    if isinstance(ours, Annotation) and isinstance(theirs, Annotation):
        start = base if isinstance(base, Annotation) else None
        return list(merge_feature(start, ours, theirs, decisions))
    key = next(f.id for f in (ours, theirs) if f is not None) or ""
    edited: Choice | None = "theirs" if ours is None else "ours" if theirs is None else None
    values = (shown(base), shown(ours), shown(theirs))
    chosen = decisions.decide((key, "feature"), values, default=edited)
    taken = theirs if chosen == "theirs" else ours
    return [] if taken is None else [taken]


def _alike(a: Feature | None, b: Feature | None) -> bool:
    return a is b or (a is not None and b is not None and same_feature(a, b))


def _merge_nameless(base: Document, ours: Document, theirs: Document) -> tuple[OpaqueFeature, ...]:
    """Features without an id that cannot be read: as many of each as the side says that changed it."""
    sides = [[f for f in d.opaque if f.id is None] for d in (base, ours, theirs)]
    old, own, other = (Counter(line_of(f) for f in side) for side in sides)
    made: list[OpaqueFeature] = []
    for feature in sides[1] + sides[2]:
        raw = line_of(feature)
        wanted = own[raw] if other[raw] == old[raw] else other[raw]
        if own[raw] != old[raw] and other[raw] != old[raw]:
            wanted = max(own[raw], other[raw])
        if sum(line_of(f) == raw for f in made) < wanted:
            made.append(feature)
    return tuple(made)
