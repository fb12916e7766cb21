"""Review tables as CSV that a spreadsheet can open without running what a colleague wrote into a label."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

# The last four are the full-width forms of the first, which some locales take for them.
_FORMULA = frozenset("=+-@\t\r\n|%\uff1d\uff0b\uff0d\uff20")


def safe_cell(value: Any) -> Any:
    """Text that a spreadsheet would run is led by an apostrophe, which spreadsheets take as "this is text".

    Numbers stay numbers. See OWASP, CSV Injection.
    """
    if not isinstance(value, str):
        return "" if value is None else value
    start = value.lstrip(" \u00a0\ufeff")[:1]
    return f"'{value}" if start in _FORMULA and start else value


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """A table with a header, comma separated, every text quoted where it must be."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([safe_cell(value) for value in row] for row in rows)
    return buffer.getvalue()


PAIR_COLUMNS = ("a", "b", "label_a", "label_b", "iou", "offset_px", "rule", "conflict", "conflicts")


def pair_rows(report: dict[str, Any]) -> list[list[Any]]:
    """A row for each pair and for each box without a partner, for `PAIR_COLUMNS`."""
    rows = [
        [p["a"], p["b"], p["label_a"], p["label_b"], p["iou"], p["offset_px"], p["rule"], p["conflict"],
         "; ".join(p["conflicts"])]
        for p in report["pairs"]
    ]  # fmt: skip
    for box in report["unmatched"]:
        label_a, label_b = (box["label"], None) if box["a"] is not None else (None, box["label"])
        rows.append(
            [box["a"], box["b"], label_a, label_b, None, None, None, box["conflict"], box["conflict"]]
        )
    return rows
