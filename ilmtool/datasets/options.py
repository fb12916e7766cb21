"""Options of an export or import: declared once, read by the command line, the dialog and the manifest."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import inf
from typing import Any, Literal

from ilmtool.errors import UserError
from ilmtool.text import number, tr

_NAMED = re.compile(
    r"--(\u2068)?(?P<name>[a-z]+(?:-[a-z]+)*)(?(1)\u2069)(?: (?P<open>\u2068)?(?P<word>\w+)(?(open)\u2069))?"
)
"""What was put into a text may be set apart, as `text.tr` does from right to left."""

Kind = Literal["flag", "choice", "text", "integer", "number", "names", "file"]


@dataclass(frozen=True, slots=True)
class Option:
    """One setting.

    Attributes
    ----------
    name : str
        Kebab-case; on the command line `--name`.
    kind : str
        `names` is a tuple of words, given by repeating the option; `file` a path of a file that is read.
    title : str
        What stands beside it in a dialog. This and all that follows for people is marked, and a dialog shows
        `tr` of it; the command line shows it as it is.
    help : str
        One clause.
    default : Any
        Of the kind's Python type: bool, str, int, float, tuple of str; None for "not given".
    choices : tuple of str
        For `choice`, and for `names` where only some words are allowed.
    low, high : float or None
        Bounds of a number, both allowed.
    metavar : str
    group : str
        Heading under which it stands.
    titles : tuple of str
        What a dialog calls each of `choices`, in their order; the same words where there are none.
    example : str
        What a dialog shows in an empty field.
    unset : str
        What a dialog calls "not chosen" of a choice whose default is None.
    """

    name: str
    kind: Kind
    title: str
    help: str
    default: Any = None
    choices: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    metavar: str = ""
    group: str = ""
    titles: tuple[str, ...] = ()
    example: str = ""
    unset: str = ""

    def title_of(self, choice: str) -> str:
        """What a dialog calls one of `choices`, in the language of the program."""
        return tr(self.titles[self.choices.index(choice)] if self.titles else choice)

    @property
    def key(self) -> str:
        """The name as a Python identifier, as manifests have it."""
        return self.name.replace("-", "_")

    def value_of(self, text: str) -> Any:
        """The value that a text means.

        Raises
        ------
        UserError
            It means none, or one out of bounds.
        """
        if self.kind == "flag":
            if text.lower() in {"1", "true", "yes", "on"}:
                return True
            if text.lower() in {"0", "false", "no", "off", ""}:
                return False
            raise self._wrong(text, tr("yes or no"))
        if self.kind in {"integer", "number"}:
            return self._number(text)
        if self.kind == "names":
            return self.names_of((text,))
        if self.kind == "choice" and text not in self.choices:
            raise self._wrong(text, ", ".join(self.choices))
        return text

    def names_of(self, texts: Iterable[str]) -> tuple[str, ...]:
        """Words from several texts; those of a fixed choice may be joined by commas."""
        if not self.choices:
            return tuple(text for text in texts if text)
        names = tuple(part.strip() for text in texts for part in text.split(",") if part.strip())
        for name in names:
            if name not in self.choices:
                raise self._wrong(name, ", ".join(self.choices))
        return names

    def _number(self, text: str) -> int | float:
        try:
            value = int(text) if self.kind == "integer" else float(text)
        except ValueError:
            wanted = tr("a whole number") if self.kind == "integer" else tr("a number")
            raise self._wrong(text, wanted) from None
        low = -inf if self.low is None else self.low
        high = inf if self.high is None else self.high
        if not low <= value <= high:
            least = number(low, "g")
            raise self._wrong(
                text,
                tr("{low} or more", low=least)
                if self.high is None
                else tr("{low} to {high}", low=least, high=number(high, "g")),
            )
        return value

    def _wrong(self, text: str, wanted: str) -> UserError:
        return UserError(
            tr("--{option}: {text} is not possible.", option=self.name, text=repr(text)),
            "",
            tr("Give {wanted}.", wanted=wanted),
        )


def in_titles(text: str, options: Iterable[Option]) -> str:
    """A sentence for people at a dialog: `--missing skip` becomes “Missing image: Leave its annotations out”.

    What names no option stays.
    """
    known = {option.name: option for option in options}

    def named(match: re.Match[str]) -> str:
        option, word = known.get(match["name"]), match["word"]
        if option is None:
            return match[0]
        if word in option.choices:
            return tr("“{title}: {choice}”", title=tr(option.title), choice=option.title_of(word))
        return tr("“{title}”", title=tr(option.title)) + (f" {word}" if word else "")

    return _NAMED.sub(named, text)


def defaults(options: Iterable[Option]) -> dict[str, Any]:
    """The default of each option, by key."""
    return {option.key: option.default for option in options}


def checked(options: Iterable[Option], given: Mapping[str, Any]) -> dict[str, Any]:
    """All values: those given, or the defaults.

    Raises
    ------
    UserError
        A value is not one of the option's choices, or out of bounds.
    """
    values: dict[str, Any] = {}
    for option in options:
        value = given.get(option.key, option.default)
        if value is not None and option.kind in {"choice", "integer", "number"}:
            value = option.value_of(str(value))
        elif option.kind == "names":
            value = option.names_of((value,) if isinstance(value, str) else value or ())
        values[option.key] = value
    return values
