"""Reviewing one file by walking through it: which annotations, in which order, which of them by chance."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Literal

from ilmtool.core.annotation import Annotation
from ilmtool.core.document import Document
from ilmtool.errors import UserError
from ilmtool.text import read_number, tr

REVIEWED = frozenset({"approved", "changes_requested", "rejected"})
"""States that a reviewer gives; the others are the author's."""

State = Literal["unreviewed", "all", "changes_requested", "rejected", "approved", "open_comments"]
STATES: tuple[State, ...] = (
    "unreviewed", "all", "changes_requested", "rejected", "approved", "open_comments",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Walk:
    """Which annotations are walked through.

    Attributes
    ----------
    state : one of `STATES`
    author : str or None
        Only those that this person drew; None for everybody's.
    sample : frozenset of str or None
        Only these ids, drawn by chance; None for all.
    seed : int
        What the sample was drawn with, so that a colleague can draw the same one.
    """

    state: State = "unreviewed"
    author: str | None = None
    sample: frozenset[str] | None = None
    seed: int = 1

    def of_everybody(self) -> Walk:
        """The same walk without a sample."""
        return replace(self, sample=None)


def has_open_comment(annotation: Annotation) -> bool:
    """Whether somebody asked something that its author has not resolved."""
    return any(not comment.resolved for comment in annotation.properties.comments or ())


def is_reviewed(annotation: Annotation) -> bool:
    """Whether a reviewer has decided."""
    return annotation.properties.review in REVIEWED


def is_on(walk: Walk, annotation: Annotation) -> bool:
    """Whether the walk comes past an annotation."""
    p = annotation.properties
    if walk.sample is not None and annotation.id not in walk.sample:
        return False
    if walk.author is not None and (p.author or "") != walk.author:
        return False
    match walk.state:
        case "all":
            return True
        case "unreviewed":
            return not is_reviewed(annotation)
        case "open_comments":
            return has_open_comment(annotation)
        case _:
            return p.review == walk.state


def route(walk: Walk, document: Document) -> list[str]:
    """Ids on the walk, in the order of the document."""
    return [key for key, annotation in document.annotations.items() if is_on(walk, annotation)]


def next_on(walk: Walk, document: Document, active: str | None, step: int) -> str | None:
    """The next annotation on the walk after (before, for a negative step) the active one, round the end."""
    keys = list(document.annotations)
    if not keys:
        return None
    start = -1 if step > 0 else len(keys)
    if active is not None and active in document.annotations:
        start = keys.index(active)
    for number in range(1, len(keys) + 1):
        key = keys[(start + number * step) % len(keys)]
        if is_on(walk, document.annotations[key]):
            return key
    return None


def progress(walk: Walk, document: Document) -> tuple[int, int]:
    """(reviewed, all) of the annotations that the walk is about, whatever state they are in."""
    own = replace(walk, state="all")
    chosen = [a for a in document.annotations.values() if is_on(own, a)]
    return sum(map(is_reviewed, chosen)), len(chosen)


def authors(document: Document) -> list[str]:
    """Who drew in a document, by name."""
    return sorted({a.properties.author or "" for a in document.annotations.values()})


def draw_sample(ids: Iterable[str], wanted: str, seed: int) -> frozenset[str]:
    """Ids drawn by chance: the same ones for the same ids and seed, on every computer.

    Parameters
    ----------
    ids : iterable of str
    wanted : str
        A count, as `25`, or a share, as `10 %`.
    seed : int

    Raises
    ------
    UserError
        It is neither.
    """
    ordered = sorted(ids)
    return frozenset(random.Random(seed).sample(ordered, sample_size(wanted, ordered)))  # noqa: S311 - no secret


def sample_size(wanted: str, ids: Collection[str]) -> int:
    """How many annotations `25` or `10 %` are; of any, at least one.

    Raises
    ------
    UserError
        The text is neither a count nor a share.
    """
    text = wanted.strip()
    try:
        share = read_number(text.removesuffix("%")) / 100 if text.endswith("%") else None
        count = int(text) if share is None else round(len(ids) * share)
    except (ValueError, OverflowError):
        count, share = -1, None
    if count < 0 or (share is not None and not 0 < share <= 1) or (share is None and count == 0):
        raise UserError(
            tr("{text} is no size of a sample.", text=repr(wanted[:20])),
            "",
            tr("Write a count like 25, or a share like 10 %."),
        )
    return min(len(ids), max(count, 1))
