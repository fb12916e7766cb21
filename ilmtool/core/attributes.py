"""What a class asks an analyst to say about a thing beyond its label, and whether a value answers that."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ilmtool.text import UnclearNumberError, number, read_number, tr

KINDS = ("choice", "number", "text", "flag")
KEY = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,62}")
"""An attribute's key is a column in every program that reads the file."""

MAX_TEXT = 2_000
MAX_CHOICES = 200
MAX_MAGNITUDE = 1e15
"""Beyond it, programs that read numbers as 64-bit floats lose whole units."""

Value = str | float | bool
"""Flat, because other programs corrupt lists."""


@dataclass(frozen=True, slots=True)
class AttributeDefinition:
    """One thing to say about every annotation of a class.

    Attributes
    ----------
    key : str
        Property in the sidecar; see `KEY`.
    kind : str
        One of `KINDS`.
    title : str
        As forms show it; the key with blanks where it is empty.
    required : bool
        A missing value is a finding, never an obstacle.
    choices : tuple of str
        Of a `choice`.
    low, high : float or None
        Limits of a `number`, both inclusive.
    unit : str
        Of a `number`, e.g. `m`.
    description : str
    """

    key: str
    kind: str
    title: str = ""
    required: bool = False
    choices: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    unit: str = ""
    description: str = ""

    @property
    def shown(self) -> str:
        """Title for people, with the unit."""
        title = self.title or self.key.replace("_", " ")
        return f"{title} ({self.unit})" if self.unit else title


def parse_value(definition: AttributeDefinition, text: str) -> Value | None:
    """The value that a typed text means; None for no text, which takes the value away.

    Raises
    ------
    ValueError
        The text is no such value; the message is a sentence for people.
    """
    text = text.strip()
    if not text:
        return None
    match definition.kind:
        case "number":
            try:
                typed = read_number(text)
            except UnclearNumberError as error:
                raise ValueError(
                    tr(
                        "{name}: {value} is not clear, {why}.",
                        name=definition.shown,
                        value=text[:40],
                        why=error,
                    )
                ) from error
            except ValueError as error:
                raise ValueError(
                    tr("{name} is a number, not {value}.", name=definition.shown, value=text[:40])
                ) from error
            value: Value = int(typed) if typed.is_integer() and abs(typed) < MAX_MAGNITUDE else typed
        case "flag":
            words = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
            words |= {tr("yes").casefold(): True, tr("no").casefold(): False}
            if text.casefold() not in words:
                raise ValueError(
                    tr("{name} is yes or no, not {value}.", name=definition.shown, value=text[:40])
                )
            value = words[text.casefold()]
        case _:
            value = text
    problem = problem_of(definition, value)
    if problem:
        raise ValueError(problem)
    return value


def problem_of(definition: AttributeDefinition, value: Any) -> str:
    """What is wrong with a value that a file or a form gives, or no text; None is "not said"."""
    if value is None:
        return ""
    name = definition.shown
    match definition.kind:
        case "number":
            if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
                return tr("{name} is a number, not {value}.", name=name, value=str(value)[:40])
            low = -MAX_MAGNITUDE if definition.low is None else definition.low
            high = MAX_MAGNITUDE if definition.high is None else definition.high
            if not low <= value <= high:
                return tr(
                    "{name} must be {limits}, not {value}.",
                    name=name,
                    limits=_limits(definition),
                    value=number(value, "g"),
                )
        case "flag":
            # A table of booleans with gaps comes back from other programs as 1, 0 and null.
            if value not in (True, False):
                return tr("{name} is yes or no, not {value}.", name=name, value=str(value)[:40])
        case "choice":
            if value not in definition.choices:
                return tr(
                    "{name} is none of {choices}: {value}.",
                    name=name,
                    choices=", ".join(definition.choices)[:200],
                    value=str(value)[:40],
                )
        case _:
            if not isinstance(value, str):
                return tr("{name} is text, not {value}.", name=name, value=str(value)[:40])
            if len(value) > MAX_TEXT:
                return tr("{name} is longer than {limit} characters.", name=name, limit=number(MAX_TEXT, "d"))
    return ""


def shown_value(definition: AttributeDefinition, value: Any) -> str:
    """The value as a form shows it; no text for none."""
    if value is None:
        return ""
    if definition.kind == "flag" and value in (True, False):
        return tr("yes") if value else tr("no")
    if isinstance(value, float):
        return number(value, ".15g")
    return str(value)


def missing_and_wrong(
    definitions: tuple[AttributeDefinition, ...], values: Mapping[str, Any]
) -> tuple[tuple[AttributeDefinition, ...], tuple[str, ...]]:
    """(required attributes without a value, what is wrong with the values that are there)."""
    missing = tuple(d for d in definitions if d.required and values.get(d.key) in (None, ""))
    wrong = tuple(p for d in definitions if (p := problem_of(d, values.get(d.key))))
    return missing, wrong


def _limits(definition: AttributeDefinition) -> str:
    if definition.low is not None and definition.high is not None:
        return tr("from {low} to {high}", low=number(definition.low, "g"), high=number(definition.high, "g"))
    if definition.low is not None:
        return tr("{low} or more", low=number(definition.low, "g"))
    if definition.high is not None:
        return tr("{high} or less", high=number(definition.high, "g"))
    return tr("within {limit}", limit=number(MAX_MAGNITUDE, "g"))
