"""The filter line: `label:crane certainty:possible text`, as a value and a test of annotations.

Every term must hold. A term is a word, which is looked for in id, label, term, note and author; or names a
column: `label:crane` holds it, `label=crane` is it, `label=crane,tower` is one of them, `note=""` is empty,
`size>20` and `updated>=2026-03` compare. A leading `-` turns a term round. What has blanks stands in double
quotes. Case never matters.

Columns and the contract's words are the same in every language, so that a line means the same everywhere.
Those of the window's language are understood as well: `certainty:möglich`, `Gewissheit:möglich`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ilmtool.core.annotation import Annotation
from ilmtool.errors import UserError
from ilmtool.session.table.columns import BY_ID, COLUMNS, Column, Facts
from ilmtool.text import UnclearNumberError, number, read_number, tr

Test = Callable[[Sequence[Annotation]], list[bool]]

MAX_CHARACTERS = 2000

_TOKEN = re.compile(r'(?:"[^"]*"?|[^\s"])+')
_NAMED = re.compile(r"(?P<name>[^\W\d]+)(?P<op>:|>=|<=|=|>|<)(?P<value>.*)", re.DOTALL)
_ITEM = re.compile(r'"(?P<quoted>[^"]*)"?|(?P<bare>[^",]+)')
_COMPARED = {"number", "time"}


@dataclass(frozen=True, slots=True)
class Term:
    """One condition.

    Attributes
    ----------
    column : str
        Id of a column; empty for a word that any searched column may hold.
    op : {":", "=", "<", ">", "<=", ">="}
    values : tuple of str
        Casefolded; one of them suffices. None at all, while somebody types, holds for everything.
    negated : bool
    """

    column: str
    op: str
    values: tuple[str, ...]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """A filter: all terms must hold. Without terms, everything passes."""

    terms: tuple[Term, ...] = ()

    def __bool__(self) -> bool:
        return any(term.values for term in self.terms)

    def test(self, facts: Facts) -> Test:
        """The test of several annotations at once."""
        tests = [_test(term, facts) for term in self.terms if term.values]

        def holds(annotations: Sequence[Annotation]) -> list[bool]:
            kept = [True] * len(annotations)
            for test in tests:
                kept = [a and b for a, b in zip(kept, test(annotations), strict=True)]
            return kept

        return holds


def parse_query(text: str) -> Query:
    """The filter that a line means.

    Raises
    ------
    UserError
        A column that does not exist, or a comparison that makes no sense; it names the place.
    """
    if len(text) > MAX_CHARACTERS:
        raise UserError(
            tr("The filter is longer than {limit} characters.", limit=number(MAX_CHARACTERS)),
            "",
            tr("Shorten it."),
        )
    return Query(tuple(_term(token) for token in _TOKEN.findall(text) if token.strip("-")))


def _term(token: str) -> Term:
    negated = token.startswith("-") and len(token) > 1
    body = token[1:] if negated else token
    named = _NAMED.fullmatch(body)
    if named is None:
        return Term("", ":", tuple(_items(body, split=False)), negated)
    op = named["op"]
    column = _column(named["name"])
    if column is None or column.kind == "picture":
        names = ", ".join(c.id for c in COLUMNS if c.kind != "picture")
        raise UserError(
            tr("There is no column “{name}”.", name=named["name"]),
            tr("Columns are {names}.", names=names),
            tr('Put text with a colon in quotes: "{text}".', text=body),
        )  # fmt: skip
    compares = op not in {":", "="}
    is_number = column.kind == "number"
    # A comma in what is compared is of the number: nothing is larger than one of several.
    values = tuple(_items(named["value"], split=not (compares and is_number)))
    if compares and column.kind not in _COMPARED:
        raise UserError(
            tr("{column} has no order for {sign}.", column=tr(column.title), sign=op),
            "",
            tr("Write {column}:… or {column}=…", column=column.id),
        )
    if is_number and op != ":":
        values = tuple(_plain_number(column, value) for value in values)
    return Term(column.id, op, values, negated)


def _column(name: str) -> Column | None:
    """By its id, or by its title in the language of the window, without a unit behind it."""
    name = name.casefold()
    if name in BY_ID:
        return BY_ID[name]
    return next((c for c in COLUMNS if tr(c.title).partition(" (")[0].casefold() == name), None)


def _items(text: str, *, split: bool) -> list[str]:
    if not split:
        return [text.replace('"', "").casefold()] if text.replace('"', "") else []
    # A quoted empty text is a value: the empty cell.
    return [(m["quoted"] if m["quoted"] is not None else m["bare"]).casefold() for m in _ITEM.finditer(text)]


def _plain_number(column: Column, text: str) -> str:
    """A typed number as `float` reads it."""
    hint = tr("Write for example {column}>20.", column=column.id)
    try:
        return repr(read_number(text))
    except UnclearNumberError as error:
        raise UserError(tr("“{text}” is not clear, {why}.", text=text, why=error), "", hint) from None
    except ValueError:
        raise UserError(tr("“{text}” is no number.", text=text), "", hint) from None


def _test(term: Term, facts: Facts) -> Test:
    column = BY_ID.get(term.column)
    if column is None:
        return _word_test(term)
    if column.measure is not None and term.op != ":":
        return _number_test(term, column, facts)
    text, said = column.text, _saying(term, column)

    def words(cell: str, annotation: Annotation) -> tuple[str, ...]:
        if column.kind == "word" or column.display is not None:
            return cell, column.cell(annotation, facts)
        return (cell,)

    known: dict[str, bool] = {}

    def holds(annotations: Sequence[Annotation]) -> list[bool]:
        found = []
        for annotation in annotations:
            # The whole id, though the cell shows its beginning.
            cell = annotation.id if term.column == "id" else text(annotation, facts)
            answer = known.get(cell)
            if answer is None:
                answer = any(said(each.casefold()) for each in words(cell, annotation)) != term.negated
                if len(known) < 10_000:
                    known[cell] = answer
            found.append(answer)
        return found

    return holds


def _saying(term: Term, column: Column) -> Callable[[str], bool]:
    values = term.values
    match term.op:
        case ":":
            return lambda cell: any(value in cell if value else not cell for value in values)
        case "=":
            if column.id == "id":
                return lambda cell: any(cell.startswith(value) for value in values)
            return lambda cell: cell in values
        # A time is compared as far as it is given: <=2026-03-01 holds the whole day.
        case ">":
            return lambda cell: all(bool(cell) and cell[: len(v)] > v for v in values)
        case ">=":
            return lambda cell: all(bool(cell) and cell[: len(v)] >= v for v in values)
        case "<":
            return lambda cell: all(bool(cell) and cell[: len(v)] < v for v in values)
        case _:
            return lambda cell: all(bool(cell) and cell[: len(v)] <= v for v in values)


def _number_test(term: Term, column: Column, facts: Facts) -> Test:
    compare: dict[str, Callable[[float, float], bool]] = {
        "=": lambda a, b: abs(a - b) < 0.05,  # what the cell shows
        ">": lambda a, b: a > b,
        ">=": lambda a, b: a >= b,
        "<": lambda a, b: a < b,
        "<=": lambda a, b: a <= b,
    }
    holds = compare[term.op]
    numbers = [float(value) for value in term.values]
    measure = column.measure
    if measure is None:
        raise ValueError(f"{column.id} is no number")

    def test(annotations: Sequence[Annotation]) -> list[bool]:
        # NaN, no size at all, passes no comparison, also not a negated one.
        return [
            value == value and any(holds(value, n) for n in numbers) != term.negated  # noqa: PLR0124
            for value in measure(annotations, facts)
        ]

    return test


def _word_test(term: Term) -> Test:
    needles = term.values

    def holds(annotations: Sequence[Annotation]) -> list[bool]:
        found = []
        for a in annotations:
            p = a.properties
            parts = (a.id, p.label, p.certainty_term or "", p.note or "", p.author or "")
            text = "\n".join(parts).casefold()
            found.append(any(needle in text for needle in needles) != term.negated)
        return found

    return holds


def with_values(text: str, column: str, values: Sequence[str] | None) -> str:
    """The filter line with exactly these values of a column (None: without a term on it)."""
    kept = [t for t in _TOKEN.findall(text) if not re.match(rf"-?{column}(:|=|<|>)", t, re.IGNORECASE)]
    if values is not None:
        kept.append(f"{column}={','.join(quoted(value) for value in values)}")
    return " ".join(kept)


def quoted(value: str) -> str:
    """A value as the filter line takes it."""
    value = value.replace('"', " ")
    return value if re.fullmatch(r'[^\s",:=<>]+', value) else f'"{value}"'


def completions(text: str, values_of: Callable[[str], Sequence[str]], limit: int = 30) -> list[str]:
    """Whole lines that what is being typed may become: names of columns, then their values.

    Parameters
    ----------
    text : str
        The line up to the cursor.
    values_of : callable
        The values that a column has now.
    """
    tokens = _TOKEN.findall(text)
    last = tokens[-1] if tokens and not text[-1:].isspace() else ""
    head = text[: len(text) - len(last)]
    minus = "-" if last.startswith("-") else ""
    body = last.removeprefix("-")
    named = _NAMED.fullmatch(body)
    if named is None:
        if not body:
            return []
        start = body.casefold()
        names = [c.id for c in COLUMNS if c.kind != "picture" and any(n.startswith(start) for n in _names(c))]
        return [f"{head}{minus}{name}:" for name in names][:limit]
    column = BY_ID.get(named["name"].lower())
    if column is None or column.kind != "word" or named["op"] not in {":", "="}:
        return []
    before, comma, typed = named["value"].rpartition(",")
    start = f"{head}{minus}{column.id}{named['op']}{before}{comma}"
    typed = typed.strip('"').casefold()
    offered = (value for value in values_of(column.id) if value)
    return [
        start + quoted(value)
        for value in offered
        if typed in value.casefold() or typed in column.shown(value).casefold()
    ][:limit]


def _names(column: Column) -> tuple[str, str]:
    """What a column may be called while its name is typed."""
    return column.id, tr(column.title).casefold()
