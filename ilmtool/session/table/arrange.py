"""Which rows a table has and in what order: a pure function of the annotations, the filter and the order.

For 100,000 annotations it takes a few frames, so it runs on a worker. Nothing in it holds the interpreter for
long: texts are made and sorted in pieces, and numpy sorts numbers, not texts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from ilmtool.core.annotation import Annotation
from ilmtool.session.table.columns import BY_ID, Facts, Key
from ilmtool.session.table.query import Query

RowKey = tuple[str, Key, int]
"""Group, value of the sorted column, and place among the annotations: rows ascend by it."""

_BLOCK = 2000


@dataclass(frozen=True, slots=True)
class Spec:
    """What the table is asked to show.

    Attributes
    ----------
    query : Query
    sort : str
        Id of a column, or empty for the order in which annotations were made.
    descending : bool
        Rows within their groups; equal ones are turned round as well.
    group : str
        Id of a column whose values become headings, or empty.
    """

    query: Query = field(default_factory=Query)
    sort: str = ""
    descending: bool = False
    group: str = ""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Rows, ascending by key whatever the direction in which they are shown.

    Attributes
    ----------
    ids : list of str
        Of the annotations that pass the filter; whoever takes the arrangement owns the lists.
    keys : list of RowKey
        Of the same rows.
    orders : dict
        Place of every annotation, also of those that do not pass.
    """

    ids: list[str] = field(default_factory=list)
    keys: list[RowKey] = field(default_factory=list)
    orders: dict[str, int] = field(default_factory=dict)


def arrange(
    annotations: Mapping[str, Annotation], spec: Spec, facts: Facts, check: Callable[[], None] = lambda: None
) -> Arrangement:
    """The rows of all annotations.

    Parameters
    ----------
    check : callable
        Called now and then; may raise to give up.
    """
    everything = list(annotations.values())
    test = spec.query.test(facts)
    kept: list[Annotation] = []
    keys: list[RowKey] = []
    orders: dict[str, int] = {}
    for start in range(0, len(everything), _BLOCK):
        check()
        block = everything[start : start + _BLOCK]
        places = range(start, start + len(block))
        orders.update(zip((a.id for a in block), places, strict=True))
        passed = [
            pair for pair, holds in zip(zip(block, places, strict=True), test(block), strict=True) if holds
        ]
        kept += [a for a, _ in passed]
        keys += row_keys([a for a, _ in passed], [place for _, place in passed], spec, facts)
    if spec.sort or spec.group:
        rising = _rising(keys, check).tolist()
        keys = [keys[i] for i in rising]
        kept = [kept[i] for i in rising]
    return Arrangement([a.id for a in kept], keys, orders)


def row_keys(
    annotations: Sequence[Annotation], orders: Sequence[int], spec: Spec, facts: Facts
) -> list[RowKey]:
    """The key of each annotation, whether or not it passes the filter."""
    groups = _groups(annotations, spec, facts)
    column = BY_ID.get(spec.sort)
    values: list[Key] = column.keys(annotations, facts) if column is not None else [""] * len(annotations)
    return list(zip(groups, values, orders, strict=True))


def group_title(key: str) -> str:
    """What the heading of a group says, from the first part of its rows' keys."""
    return key.rpartition("\0")[2]


def _groups(annotations: Sequence[Annotation], spec: Spec, facts: Facts) -> list[str]:
    column = BY_ID.get(spec.group)
    if column is None:
        return [""] * len(annotations)
    # The key sorts, the text keeps `Crane` and `crane` apart and is the title.
    keys = column.keys(annotations, facts)
    return [f"{key}\0{column.text(a, facts)}" for key, a in zip(keys, annotations, strict=True)]


def _rising(keys: Sequence[RowKey], check: Callable[[], None]) -> NDArray[np.intp]:
    """Places of the keys in ascending order; they come in the order of their third part."""
    group, _ = _ranks([key[0] for key in keys], check)
    value, count = _ranks([key[1] for key in keys], check)
    return np.argsort(group * max(1, count) + value, kind="stable")


def _ranks(values: Sequence[Key], check: Callable[[], None]) -> tuple[NDArray[np.int64], int]:
    """Rank of each value among the different ones, and how many those are."""
    different: set[Key] = set()
    for block in _blocks(values):
        different.update(block)
    rising = sorted_in_pieces(list(different), check)
    ranks = {value: rank for rank, value in enumerate(rising)}
    return np.array([ranks[value] for value in values], np.int64), len(rising)


def sorted_in_pieces(values: list[Key], check: Callable[[], None] = lambda: None) -> list[Key]:
    """As `sorted`, without holding the interpreter for the whole of it: runs are sorted, then merged."""
    runs = [sorted(block) for block in _blocks(values)] or [[]]
    while len(runs) > 1:
        check()
        # Timsort finds the two runs and merges them in one pass.
        runs = [sorted([key for run in runs[i : i + 2] for key in run]) for i in range(0, len(runs), 2)]
    return runs[0]


def _blocks(values: Sequence[Key]) -> Iterator[Sequence[Key]]:
    for start in range(0, len(values), _BLOCK):
        yield values[start : start + _BLOCK]
