"""Which annotations become objects of a dataset."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from ilmtool.core.annotation import Properties
from ilmtool.core.times import parse_utc
from ilmtool.datasets.settings import Settings
from ilmtool.errors import UserError
from ilmtool.text import tr

Span = tuple[datetime | None, datetime | None]
"""From and before; None is open."""


def parse_span(text: str, option: str) -> Span | None:
    """`2019-01-01..2019-12-31`, either end open, the last day included; None for no text.

    Raises
    ------
    UserError
        It is no such span.
    """
    if not text:
        return None
    first, dots, last = text.partition("..")
    try:
        if not dots:
            last = first
        start = parse_utc(first) if first.strip() else None
        end = parse_utc(last) if last.strip() else None
    except ValueError:
        raise UserError(
            tr("--{option} {text} is not a span of time.", option=option, text=text),
            "",
            tr("Write it like 2019-01-01..2019-12-31."),
        ) from None
    if end is not None:
        end += timedelta(days=1) if len(last.strip()) <= len("2019-01-01") else timedelta(seconds=1)
    return start, end


def is_within(moment: str | None, span: Span) -> bool:
    """Whether a datetime lies in a span; one that is not known does not."""
    if moment is None:
        return False
    try:
        when = parse_utc(moment)
    except ValueError:
        return False
    start, end = span
    return (start is None or when >= start) and (end is None or when < end)


@dataclass(frozen=True, slots=True)
class Filter:
    """Says of each annotation why it is left out."""

    label: frozenset[str]
    certainty: frozenset[str]
    change: frozenset[str]
    review: frozenset[str]
    author: frozenset[str]
    updated: Span | None

    @classmethod
    def of(cls, settings: Settings) -> Filter:
        """The filter that the settings ask for."""
        return cls(
            frozenset(settings.label),
            frozenset(settings.certainty),
            frozenset(settings.change),
            frozenset(settings.review),
            frozenset(settings.author),
            parse_span(settings.updated, "updated"),
        )

    def refusal(self, properties: Properties) -> str | None:
        """Which filter leaves it out, None if it stays. What is not said counts as `unknown` or `draft`."""
        if self.label and properties.label not in self.label:
            return "label"
        if self.certainty and (properties.certainty or "unknown") not in self.certainty:
            return "certainty"
        if self.change and (properties.change or "unknown") not in self.change:
            return "change"
        if self.review and (properties.review or "draft") not in self.review:
            return "review"
        if self.author and (properties.author or "") not in self.author:
            return "author"
        if self.updated is not None and not is_within(properties.updated or properties.created, self.updated):
            return "updated"
        return None
