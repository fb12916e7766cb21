"""What two analysts say differently of one object."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ilmtool.core.annotation import Annotation, Properties
from ilmtool.core.times import parse_utc
from ilmtool.sidecar.codec import extra_properties
from ilmtool.text import mark

OTHER_LABEL = mark("other label")
OTHER_CHANGE = mark("other change")
OTHER_DATE = mark("other date")
OTHER_CERTAINTY = mark("other certainty")
OTHER_ATTRIBUTE = mark("other attribute")
ONLY_A = "only a"
ONLY_B = "only b"

KINDS = (OTHER_LABEL, OTHER_CHANGE, OTHER_DATE, OTHER_CERTAINTY, ONLY_B, ONLY_A, OTHER_ATTRIBUTE)
"""In the order in which they are settled: what a thing is, what happened to it and when, how sure, whether
it is there at all, the rest."""

_ATTRIBUTES = ("kind", "certainty_term", "likelihood", "confidence", "result")


def differences(a: Annotation, b: Annotation) -> tuple[str, ...]:
    """Kinds of conflict between two annotations of one object, in the order of `KINDS`.

    Who drew it and when, notes, comments and the state of review are nobody's claim about the object and do
    not count.
    """
    p, q = a.properties, b.properties
    found = []
    if p.label != q.label:
        found.append(OTHER_LABEL)
    if p.change != q.change:
        found.append(OTHER_CHANGE)
    if _dates(p) != _dates(q) and not _same_moments(p, q):
        found.append(OTHER_DATE)
    if p.certainty != q.certainty:
        found.append(OTHER_CERTAINTY)
    if any(getattr(p, name) != getattr(q, name) for name in _ATTRIBUTES) or _other_extra(a, b):
        found.append(OTHER_ATTRIBUTE)
    return tuple(found)


def _dates(properties: Properties) -> tuple[str | None, str | None]:
    return properties.change_not_before, properties.change_not_after


def _same_moments(p: Properties, q: Properties) -> bool:
    """Whether intervals are the same in another spelling."""
    for one, other in zip(_dates(p), _dates(q), strict=True):
        if one == other:
            continue
        if one is None or other is None:
            return False
        try:
            if parse_utc(one) != parse_utc(other):
                return False
        except (ValueError, OverflowError):
            return False
    return True


def _other_extra(a: Annotation, b: Annotation) -> bool:
    """Whether label-set attributes and unknown members differ."""
    if a.extra is None and b.extra is None and a.source == b.source:
        return False
    return own_attributes(a) != own_attributes(b)


def own_attributes(annotation: Annotation) -> Mapping[str, Any]:
    """What the contract does not name, without what a review has put there."""
    extra = extra_properties(annotation)
    return {k: v for k, v in extra.items() if not k.startswith("review_")} if extra else extra
