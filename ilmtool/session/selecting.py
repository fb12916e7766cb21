"""Which annotations a word selects: all, those of a label, those that are alike, the others."""

from __future__ import annotations

from collections.abc import Callable, Container, Hashable, Iterable

from ilmtool.core.annotation import Annotation
from ilmtool.core.document import Document

Key = Callable[[Annotation], Hashable]


def label_of(annotation: Annotation) -> Hashable:
    """What "all of this label" compares."""
    return annotation.label


def likeness(annotation: Annotation) -> Hashable:
    """What "similar" compares: label, certainty and change."""
    p = annotation.properties
    return p.label, p.certainty, p.change


def visible(document: Document, hidden: Container[str]) -> frozenset[str]:
    """All annotations that are drawn: nobody should select, and then delete, what is not seen."""
    return frozenset(i for i in document.annotations if i not in hidden)


def alike(document: Document, ids: Iterable[str], key: Key, hidden: Container[str]) -> frozenset[str]:
    """All drawn annotations that are in `key` like any of `ids`."""
    wanted = {key(document.annotations[i]) for i in ids if i in document.annotations}
    return frozenset(i for i, a in document.annotations.items() if key(a) in wanted and i not in hidden)


def inverted(document: Document, ids: Container[str], hidden: Container[str]) -> frozenset[str]:
    """All drawn annotations that are not in `ids`."""
    return frozenset(i for i in document.annotations if i not in ids and i not in hidden)
