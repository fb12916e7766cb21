"""What one setting is: declared once; the settings file, the dialog and the user guide follow."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, Literal

from ilmtool.errors import UserError
from ilmtool.text import mark, number, tr

Kind = Literal["flag", "choice", "text", "integer", "number", "folder", "label_set"]
Effect = Literal["at once", "next pair", "next start"]

_KEY = "setting"
_WHEN = {
    "next pair": (mark("from the next pair on"), mark("From the next pair on.")),
    "next start": (mark("from the next start on"), mark("From the next start on.")),
}


@dataclass(frozen=True, slots=True)
class Setting:
    """One choice that the user has.

    Attributes
    ----------
    kind : str
        `folder` is an absolute path, or no text for the usual place; `label_set` the short name of a
        shipped set, or the path of a TOML file.
    title : str
        What stands beside it in the dialog. Marked, as are help, group and choices: `tr` where it is shown.
    help : str
        A sentence: what it does.
    group : str
        Page of the dialog on which it stands.
    choices : mapping
        Of a choice: what stands in the dialog for each value of the file.
    low, high : float or None
        Bounds of a number, both allowed.
    unit : str
        Of a number, as it stands behind it.
    check : callable, optional
        Of a text that is not empty: gives back what is kept of it, or raises `UserError`.
    effect : {"at once", "next pair", "next start"}
        When a change acts; see `when` and `later`.
    name : str
        Key in the file.
    default : Any
    """

    kind: Kind
    title: str
    help: str
    group: str
    choices: Mapping[str, str] = field(default_factory=dict)
    low: float | None = None
    high: float | None = None
    unit: str = ""
    check: Callable[[str], str] | None = None
    effect: Effect = "at once"
    name: str = ""
    default: Any = None

    @property
    def when(self) -> str:
        """From when on a change acts, as a clause in the user's language; no text if at once."""
        return tr(_WHEN[self.effect][0]) if self.effect in _WHEN else ""

    @property
    def later(self) -> str:
        """The same as a sentence."""
        return tr(_WHEN[self.effect][1]) if self.effect in _WHEN else ""

    @property
    def allowed(self) -> str:
        """What a value of the file must be, as a clause: `dark, light or system`; in the user's language."""
        if self.kind == "flag":
            return tr("true or false", "values of a file, which stay as they are")
        if self.kind == "choice":
            *most, last = self.choices
            return tr("{most} or {last}", most=", ".join(most), last=last)
        if self.kind in {"integer", "number"}:
            low, high = (number(bound or 0, "g") for bound in (self.low, self.high))
            if self.kind == "integer":
                return tr("a whole number from {low} to {high}", low=low, high=high)
            return tr("a number from {low} to {high}", low=low, high=high)
        if self.kind == "folder":
            return tr("the absolute path of a folder, or nothing for the usual place")
        if self.kind == "label_set":
            return tr("the name of a label set that ships, or the path of a TOML file")
        return tr("a text") if self.check is None else tr("letters, digits, - and _")

    def value_of(self, raw: Any) -> Any:
        """The value in its own type.

        Raises
        ------
        ValueError
            It is not allowed.
        """
        if self.kind == "flag":
            usable = isinstance(raw, bool)
        elif self.kind == "choice":
            usable = isinstance(raw, str) and raw in self.choices
        elif self.kind in {"integer", "number"}:
            return self._number(raw)
        else:
            return self._text(raw)
        if not usable:
            raise ValueError(self.allowed)
        return raw

    def nearest(self, raw: Any) -> Any:
        """The value to use for one that is not allowed: a bound for a number beyond it, else the default."""
        if isinstance(raw, int | float) and not isinstance(raw, bool) and not math.isnan(raw):
            if self.low is not None and raw < self.low:
                return self._kind_of_number(self.low)
            if self.high is not None and raw > self.high:
                return self._kind_of_number(self.high)
        return self.default

    def _number(self, raw: Any) -> int | float:
        whole = self.kind == "integer"
        usable = isinstance(raw, int if whole else int | float) and not isinstance(raw, bool)
        # Also false for NaN.
        if not usable or not (self.low or 0) <= raw <= (math.inf if self.high is None else self.high):
            raise ValueError(self.allowed)
        return self._kind_of_number(raw)

    def _kind_of_number(self, value: float) -> int | float:
        return int(value) if self.kind == "integer" else float(value)

    def _text(self, raw: Any) -> str:
        if not isinstance(raw, str) or "\0" in raw:
            raise ValueError(self.allowed)
        if self.kind == "folder" and raw:
            from pathlib import Path

            if not Path(raw).is_absolute():
                raise ValueError(self.allowed)
        if self.check is None or not raw:
            return raw
        try:
            return self.check(raw)
        except UserError as error:
            raise ValueError(self.allowed) from error


def declared(default: Any, kind: Kind, title: str, help: str, group: str, **more: Any) -> Any:  # noqa: A002
    """A field of a dataclass of settings, with its declaration."""
    setting = Setting(kind, title, help, group, default=default, **more)
    return field(default=default, metadata={_KEY: setting})


def declared_in(kind: type) -> dict[str, Setting]:
    """The settings that a dataclass declares, by name, in their order."""
    return {f.name: replace(f.metadata[_KEY], name=f.name) for f in fields(kind) if _KEY in f.metadata}
