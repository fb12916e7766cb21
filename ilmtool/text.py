"""The words of the program, in the language that was installed; English by itself.

Every text that a window can show is written `tr("…")` where it arises, also below the window, and
translated there. Nothing here knows Qt: `ui.language` installs a lookup in Qt's catalogue. Without one, which
is the case for the command line, texts are the English ones of the source.

    tr("{name} was not found", name=path.name)
    tr("%n box(es) in {name}", "", count, name=path.name)      # 1 box in a.tif; 2,000 boxes in a.tif
    tr("%n entr(y|ies) (is|are) missing", "", count)
    tr("Open", "state of a difference")                        # a comment tells apart what English does not

What stands in a table made at import, before any language is known, is `mark("…")` there, and `tr(title)`
where it is shown. `lupdate` of Qt finds both by their literal first argument, so that must be a literal: no
f-string, no variable (`tr(title)` of what was marked aside), and no call inside of an f-string.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

Lookup = Callable[[str, str, int | None], str]
"""From source, comment and number to a translation, or to an empty text where there is none."""

_CHOICE = re.compile(r"(?<=\w)\((\w+)\)|\((\w*)\|(\w*)\)")
_TYPED = re.compile(r"([+-]?)((?=[.,]?\d)[\d.,]+)((?:[eE][+-]?\d{1,3})?)")
_BLANK_BETWEEN = re.compile(r"(?<=\d)[\s'\u2019\u066c](?=\d{3}(?!\d))")
_GROUPED = re.compile(r"([1-9]\d{0,2}(?:([.,])\d{3})(?:\2\d{3})*)(?:(?!\2)[.,](\d*))?")
_SINGLE = re.compile(r"(\d*)(?:([.,])(\d*))?")
_AS_ASCII = str.maketrans({"\u2212": "-", "\u066b": ".", "\u061c": "", "\u200e": "", "\u200f": ""})
"""Other signs for the minus and the decimals; marks of direction, which some languages write with a minus."""


@dataclass(frozen=True, slots=True)
class Language:
    """How texts and numbers are written.

    Attributes
    ----------
    lookup : callable, optional
        Gives translations; must be safe to call in any thread, and to pickle for other processes.
    signs : mapping of str to str
        What replaces the signs of an English number: `,` between groups of three, `.` before decimals,
        the digits and the minus. What is not in it stays.
    right_to_left : bool
        What is put into a text is then set apart by Unicode's isolates, so that paths, coordinates and ids
        keep their own order in it.
    """

    lookup: Lookup | None = None
    signs: dict[str, str] = field(default_factory=dict)
    right_to_left: bool = False


_language = Language()
_table: dict[int, str] = {}
_plain: ContextVar[bool] = ContextVar("plain", default=False)


def install(language: Language) -> None:
    """Use a language for all texts from now on; `Language()` is English again.

    What was translated before stays as it is: a window installs its language before it is built.
    """
    global _language, _table
    _language, _table = language, str.maketrans(language.signs)


def language() -> Language:
    """The one that was installed, for other processes to install."""
    return _language


@contextmanager
def in_english() -> Iterator[None]:
    """Texts and numbers within are English, in this thread: for files that others read."""
    token = _plain.set(True)
    try:
        yield
    finally:
        _plain.reset(token)


def tr(source: str, comment: str = "", n: int | None = None, /, **values: object) -> str:
    """A text in the language of the program.

    Parameters
    ----------
    source : str
        The English text, with `{name}` for what is put in, and `%n` for the number that decides singular and
        plural. `(s)` is added in English for every number but one; of `(y|ies)` the first is the singular.
    comment : str
        For translators; texts that differ only in it are translated each by itself.
    n : int, optional
        The number; `%n` is replaced by it, written as the language does. By its place, not by its name:
        that is how `lupdate` knows a text with plural forms.
    **values
        What is put in. Numbers for people go through `number` first; codes, years and line numbers do not.

    Returns
    -------
    str
    """
    lookup = _language.lookup
    text = lookup(source, comment, n) if lookup is not None and not _plain.get() else ""
    if text:
        try:
            return _filled(text, n, values)
        except (LookupError, ValueError, AttributeError):
            pass  # a translation with a slip costs its language, not the message
    return _filled(source if n is None else english(source, n), n, values)


def mark(source: str, comment: str = "") -> str:  # noqa: ARG001 - read by lupdate
    """The text itself; `tr` translates it where it is shown.

    A comment must be given again to `tr`.
    """
    return source


def english(source: str, n: int) -> str:
    """The English form of a text for a number; `%n` stays."""

    def chosen(match: re.Match[str]) -> str:
        more, one, other = match.groups(default="")
        return one if n == 1 else more or other

    return _CHOICE.sub(chosen, source)


def number(value: float, spec: str = ",") -> str:
    """A number for people, e.g. `1,234.5`, in German `1.234,5`.

    Not for what programs read, and not for coordinates: ISO 6709 and every tool they are copied into write a
    point.

    Parameters
    ----------
    value : int or float
    spec : str
        As for `format`; groups of three by default.
    """
    text = format(value, spec)
    return text.translate(_table) if _table and not _plain.get() else text


def in_sentence(text: str) -> str:
    """A text that is put into a sentence: English writes small there what it began large.

    Other languages keep it as it is translated: German nouns stay large, and a colon before it serves all.
    """
    return text[:1].lower() + text[1:] if _language.lookup is None or _plain.get() else text


def one_line(name: str) -> str:
    """A name from outside, as a title or a menu can show it: blanks for line breaks and the like."""
    return "".join(letter if letter.isprintable() else " " for letter in name)


class UnclearNumberError(ValueError):
    """A typed number that might be one of two."""


def read_number(text: str) -> float:
    """A number that somebody typed, by the language's decimal sign; the point is one in every language.

    `1,5` is 1.5 in German, and so is `1.5`. Signs between groups of three are understood where they can be
    nothing else, as in `1.234,5`; what might be either is refused: `1.500` in German, `1,500` in English.

    Parameters
    ----------
    text : str

    Returns
    -------
    float
        Finite.

    Raises
    ------
    ValueError
        It is no number, or `UnclearNumberError`: it might be one of two. Says so in a clause for people.
    """
    found = _TYPED.fullmatch(_BLANK_BETWEEN.sub("", text.strip().translate(_AS_ASCII)))
    sign, digits, power = found.groups() if found else ("", "", "")
    single, grouped = _SINGLE.fullmatch(digits), _GROUPED.fullmatch(digits)
    own = _language.signs.get(".", ".").translate(_AS_ASCII)
    values = []
    if digits and single:
        values.append(float(f"{sign}{single[1]}.{single[3] or ''}{power}"))
    if grouped and not (single and single[2] == own):
        whole = grouped[1].replace(grouped[2], "")
        values.append(float(f"{sign}{whole}.{grouped[3] or ''}{power}"))
    if not values or not math.isfinite(values[0]):
        raise ValueError(tr("a number is needed"))
    if len(values) > 1:
        one, other = (number(value, ".12g") for value in values)
        raise UnclearNumberError(tr("it might be {one} or {other}", one=one, other=other))
    return values[0]


def _filled(text: str, n: int | None, values: dict[str, object]) -> str:
    if n is not None:
        text = text.replace("%n", number(n))
    if not values:
        return text
    if _language.right_to_left and not _plain.get():
        values = {name: _isolated(value) for name, value in values.items()}
    return text.format(**values)


def set_apart(text: str) -> str:
    """A date, a size or a name that is joined with words outside of a sentence: it still runs from the left.

    After an Arabic word, 2019-02-16 would be shown as 16-02-2019 otherwise. Other languages: the text itself.
    """
    return f"\u2066{text}\u2069" if _language.right_to_left and not _plain.get() else text


def _isolated(value: object) -> object:
    return value if isinstance(value, int | float) or not str(value) else _Isolated(value)


@dataclass(frozen=True, slots=True)
class _Isolated:
    """A value that is set apart however it is put in: `{name!r}` would spell the signs of a text."""

    value: object

    def __format__(self, spec: str) -> str:
        return f"\u2068{format(self.value, spec)}\u2069"

    def __str__(self) -> str:
        return f"\u2068{self.value}\u2069"

    def __repr__(self) -> str:
        return f"\u2068{self.value!r}\u2069"
