"""The columns of the table: what each shows of an annotation, and by what it sorts."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from ilmtool.core.annotation import (
    CERTAINTIES,
    CHANGES,
    CONFIDENCES,
    KINDS,
    LIKELIHOODS,
    REVIEWS,
    SHAPES,
    Annotation,
)
from ilmtool.core.words import shown
from ilmtool.session.examined import RESULT_WORDS
from ilmtool.session.measured_values import measured_text
from ilmtool.session.table.extent import extents_m, extents_px
from ilmtool.text import mark, number, tr

if TYPE_CHECKING:
    from ilmtool.imagery.ground import GroundMap

Key = str | float
"""What rows are compared by; one type within a column."""

Kind = Literal["picture", "word", "text", "time", "number"]
"""`word`: few different values, so that rows can be grouped by it. `time`: text that sorts as it stands.
`number`: may be compared with a number. `picture`: has no text."""

SHORT_ID = 8
"""Characters of an id that the table shows."""


@dataclass(frozen=True)
class Facts:
    """What the columns need beside the annotation.

    Attributes
    ----------
    grounds : mapping
        Ground map of each scene, None where there is none; see `Pair.grounds`.
    after_id : str or None
        The scene of annotations that name none.
    """

    grounds: Mapping[str, GroundMap | None] = field(default_factory=dict)
    after_id: str | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes
    ----------
    id : str
        Stable name, also in the filter line.
    title : str
        In the header. Marked, as is the hint: `tr` where it is shown.
    hint : str
        What it means, in a few words.
    kind : Kind
    text : callable
        What its cell says in the contract's words: by it rows are sorted, grouped and filtered, in every
        language alike.
    words : tuple of str
        The contract's words in their own order, by which they sort.
    measure : callable or None
        For a number: the value of each of several annotations, NaN where there is none.
    fields : tuple of str
        For a word: the properties that its text is made of.
    said : callable or None
        A text as the window says it; see `shown`.
    display : callable or None
        What the window says in the cell, where that does not follow from the text.
    """

    id: str
    title: str
    hint: str
    kind: Kind
    text: Callable[[Annotation, Facts], str]
    words: tuple[str, ...] = ()
    measure: Callable[[Sequence[Annotation], Facts], list[float]] | None = None
    fields: tuple[str, ...] = ()
    said: Callable[[str], str] | None = None
    display: Callable[[Annotation, Facts], str] | None = None

    def cell(self, annotation: Annotation, facts: Facts) -> str:
        """What the cell of an annotation says in the language of the window."""
        if self.display is not None:
            return self.display(annotation, facts)
        return self.shown(self.text(annotation, facts))

    def shown(self, text: str) -> str:
        """A text of this column in the language of the window."""
        return text if self.said is None or not text else self.said(text)

    @property
    def is_groupable(self) -> bool:
        """Whether rows can be grouped by it."""
        return self.kind == "word"

    def keys(self, annotations: Sequence[Annotation], facts: Facts) -> list[Key]:
        """Sort key of each annotation; what has no value comes first."""
        if self.measure is not None:
            return [value if value == value else -1.0 for value in self.measure(annotations, facts)]  # noqa: PLR0124 - NaN
        text = self.text
        if self.words:
            places = {word: f"{place:02d}" for place, word in enumerate(self.words)}
            return [_word_key(text(a, facts), places) for a in annotations]
        if self.kind == "time":
            return [text(a, facts) for a in annotations]
        return [text(a, facts).casefold() for a in annotations]


def _word_key(word: str, places: Mapping[str, str]) -> str:
    """The contract's words in their order, before others by the alphabet; none comes first."""
    return places.get(word) or (f"99{word.casefold()}" if word else "")


def _named(annotation: Annotation, facts: Facts) -> str:  # noqa: ARG001
    """The label; of a cell that was searched, which has none, what was seen in it."""
    properties = annotation.properties
    if properties.label or properties.kind != "examined":
        return properties.label
    result = RESULT_WORDS.get(properties.result or "")
    return tr("searched: {result}", result=tr(result)) if result else tr("searched")


def _size(annotation: Annotation, facts: Facts) -> str:
    long, short = extents_m([annotation], facts)[0]
    if long == long:  # noqa: PLR0124 - not NaN
        return f"{long:.1f} × {short:.1f}"
    long, short = extents_px(annotation)
    return f"{long:.0f} × {short:.0f} px" if long == long else ""  # noqa: PLR0124


def _lengths(annotations: Sequence[Annotation], facts: Facts) -> list[float]:
    found: list[float] = extents_m(annotations, facts)[:, 0].tolist()
    return found


def _interval(annotation: Annotation, facts: Facts) -> str:  # noqa: ARG001
    p = annotation.properties
    if not (p.change_not_before or p.change_not_after):
        return ""
    return f"{(p.change_not_before or '?')[:10]} – {(p.change_not_after or '?')[:10]}"


def _time(value: str | None) -> str:
    """`2019-03-02 02:15:00Z`, as it stands in the file but for the letter T."""
    return (value or "").replace("T", " ", 1)


def _word(text: str) -> str:
    """A word of the contract; of a shape, the spaces are its own."""
    return shown(text.replace(" ", "_") if text in _SHAPES else text)


def _kind(text: str) -> str:
    return tr(_KINDS[text]) if text in _KINDS else text


def _measures(text: str) -> str:
    """Numbers as the language writes them; nothing else is in it."""
    return _NUMBER.sub(lambda found: number(float(found[0]), f".{len(found[1] or '')}f"), text)


_SHAPES = tuple(shape.replace("_", " ") for shape in SHAPES)
_KINDS = {"observation": mark("observation"), "examined": mark("examined")}
_NUMBER = re.compile(r"\d+(?:\.(\d+))?")


def _picture(annotation: Annotation, facts: Facts) -> str:  # noqa: ARG001
    return ""


COLUMNS: tuple[Column, ...] = (
    Column("before", mark("Before"), mark("The place in the before image"), "picture", _picture),
    Column("after", mark("After"), mark("The place in the after image"), "picture", _picture),
    Column("id", mark("Id"), mark("First characters of the id"), "text", lambda a, _: a.id[:SHORT_ID]),
    Column("label", mark("Label"), mark("What it is"), "word",
           lambda a, _: a.properties.label, fields=("label",), display=_named),
    Column("certainty", mark("Certainty"), mark("Of the identification"), "word",
           lambda a, _: a.properties.certainty or "", CERTAINTIES, fields=("certainty",), said=_word),
    Column("term", mark("Term"), mark("The analyst's own word for the certainty"), "word",
           lambda a, _: a.properties.certainty_term or "", fields=("certainty_term",)),
    Column("likelihood", mark("Likelihood"), mark("Estimative probability"), "word",
           lambda a, _: a.properties.likelihood or "", LIKELIHOODS, fields=("likelihood",), said=_word),
    Column("confidence", mark("Confidence"), mark("In the judgement and its sources"), "word",
           lambda a, _: a.properties.confidence or "", CONFIDENCES, fields=("confidence",), said=_word),
    Column("change", mark("Change"), mark("What changed"), "word",
           lambda a, _: a.properties.change or "", CHANGES, fields=("change",), said=_word),
    Column("interval", mark("Interval"),
           mark("From the last image in the old state to the first in the new one"), "word",
           _interval, fields=("change_not_before", "change_not_after")),
    Column("author", mark("Author"), mark("Who drew it"), "word",
           lambda a, _: a.properties.author or "", fields=("author",)),
    Column("review", mark("Review"), mark("State of the review"), "word",
           lambda a, _: a.properties.review or "", REVIEWS, fields=("review",), said=_word),
    Column("note", mark("Note"), mark("The note"), "text", lambda a, _: a.properties.note or ""),
    Column("updated", mark("Updated"), mark("When it was last edited, UTC"), "time",
           lambda a, _: _time(a.properties.updated)),
    Column("size", mark("Size (m)"), mark("Length and width on the ground in metres; sorts by the length"),
           "number", _size, measure=_lengths, said=_measures),
    Column("shape", mark("Shape"), mark("Box, oriented box or polygon"), "word",
           lambda a, _: a.properties.shape.replace("_", " "), _SHAPES, fields=("shape",), said=_word),
    Column("kind", mark("Kind"), mark("Observation, or an examined area"), "word",
           lambda a, _: a.properties.kind, KINDS, fields=("kind",), said=_kind),
    Column("measured", mark("Measured"), mark("Values that were measured and attached"), "text",
           lambda a, _: measured_text(a, plain=True), display=lambda a, _: measured_text(a)),
)  # fmt: skip

BY_ID = {column.id: column for column in COLUMNS}


DEFAULT = ("before", "after", "label", "certainty", "change", "note", "size", "author", "updated")
"""Columns that are shown until somebody chooses others."""
