"""Rows as text for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

_FORMULA = ("=", "+", "-", "@")
_CONTROLS = "".join(map(chr, range(32)))


def to_tsv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Tab-separated lines, one a row, which no spreadsheet takes for formulas.

    A cell that begins like a formula (= + - @, also behind blanks or control characters) gets an apostrophe
    before it, which spreadsheets read as "this is text". A cell with a tab, a quote or a line break stands in
    double quotes.
    """
    return "".join("\t".join(_cell(cell) for cell in row) + "\n" for row in (header, *rows))


def _cell(text: str) -> str:
    if text.lstrip(_CONTROLS + " \u00a0").startswith(_FORMULA):
        text = "'" + text
    if any(mark in text for mark in '\t"\n\r'):
        return '"' + text.replace('"', '""') + '"'
    return text
