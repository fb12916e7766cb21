"""The table's rows as they stand, and how each edit moves them.

It is mutable and belongs to one thread, as the box index does: an edit among 100,000 rows moves two list
entries and recomputes nothing else. What it holds is always what `arrange` would make of the document.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from ilmtool.core.annotation import Annotation
from ilmtool.core.document import Patch
from ilmtool.session.table.arrange import Arrangement, RowKey, Spec, group_title, row_keys
from ilmtool.session.table.columns import BY_ID, Facts


@dataclass(frozen=True, slots=True)
class Heading:
    """A row that names a group.

    Attributes
    ----------
    key : str
        What identifies the group.
    title : str
        The value that its members share, in the language of the window; may be empty.
    count : int
        Members that pass the filter.
    collapsed : bool
        Whether the members are out of sight.
    """

    key: str
    title: str
    count: int
    collapsed: bool


@dataclass(slots=True)
class _Group:
    key: str
    count: int
    start: int = 0
    """Place of its first member among `ids`."""
    top: int = 0
    """Row of its heading, or of its first member where there are no headings."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happens to rows; carried out by `Rows.take`.

    Attributes
    ----------
    kind : {"insert", "remove", "change"}
    first, last : int
        Rows concerned, as a table model counts them: for an insertion, where they will be.
    carry_out : callable
    """

    kind: Literal["insert", "remove", "change"]
    first: int
    last: int
    carry_out: Callable[[], None]

    @property
    def is_seen(self) -> bool:
        """Whether any row on show is concerned; members of a collapsed group are not."""
        return self.last >= self.first


class Rows:
    """Rows of one arrangement.

    Attributes
    ----------
    spec : Spec
    facts : Facts
    ids : list of str
        Annotations that pass the filter, ascending; do not change it.
    """

    def __init__(self, spec: Spec | None = None, facts: Facts | None = None) -> None:
        self.spec = spec if spec is not None else Spec()
        self.facts = facts if facts is not None else Facts()
        self.ids: list[str] = []
        self._keys: list[RowKey] = []
        self._orders: dict[str, int] = {}
        self._next_order = 0
        self._groups: list[_Group] = []
        self._collapsed: set[str] = set()
        self._tops: list[int] = []
        self._starts: list[int] = []
        self._count = 0

    def adopt(self, arrangement: Arrangement, spec: Spec, facts: Facts) -> None:
        """Show something else from now on; groups stay collapsed as long as the grouping is the same."""
        if spec.group != self.spec.group:
            self._collapsed.clear()
        self.spec, self.facts = spec, facts
        self.ids, self._keys, self._orders = arrangement.ids, arrangement.keys, arrangement.orders
        self._next_order = len(self._orders)
        self._groups = []
        place = 0
        while self._is_grouped and place < len(self._keys):
            key = self._keys[place][0]
            end = bisect_right(self._keys, key, place, key=lambda k: k[0])
            self._groups.append(_Group(key, end - place))
            place = end
        if not self._is_grouped:
            self._groups = [_Group("", len(self.ids))]
        self._lay_out()

    # -- reading -------------------------------------------------------------------------------

    def __len__(self) -> int:
        """Rows on show, headings included."""
        return self._count

    @property
    def _is_grouped(self) -> bool:
        return bool(self.spec.group)

    @property
    def headings(self) -> list[Heading]:
        """All groups, in their order; none without grouping."""
        return [self._heading(group) for group in self._groups] if self._is_grouped else []

    def at(self, row: int) -> str | Heading:
        """Id of the annotation in a row, or the heading that it is."""
        group = self._groups[bisect_right(self._tops, row) - 1]
        if self._is_grouped and row == group.top:
            return self._heading(group)
        return self.ids[self._place(group, row - group.top - self._is_grouped)]

    def ids_between(self, first: int, last: int) -> list[str]:
        """Ids of the annotations in rows `first` to `last`, both included; headings have none."""
        found: list[str] = []
        while first <= last:
            group = self._groups[bisect_right(self._tops, first) - 1]
            if self._is_grouped and first == group.top:
                first += 1
                continue
            offset = group.top + self._is_grouped
            end = min(last, offset + group.count - 1)
            a, b = self._place(group, first - offset), self._place(group, end - offset)
            part = self.ids[min(a, b) : max(a, b) + 1]
            found += part[::-1] if self.spec.descending else part
            first = end + 1
        return found

    def members(self, row: int) -> list[str]:
        """Ids of the annotations under the heading in a row, on show or not."""
        group = self._groups[bisect_right(self._tops, row) - 1]
        part = self.ids[group.start : group.start + group.count]
        return part[::-1] if self.spec.descending else part

    def row_of(self, annotation: Annotation) -> int | None:
        """Row of an annotation; None where the filter or a collapsed group leaves it out."""
        place = self._find(annotation)
        if place is None:
            return None
        group = self._groups[bisect_right(self._starts, place) - 1]
        return None if group.key in self._collapsed else self._row(group, place)

    def shows(self, annotation: Annotation) -> bool:
        """Whether it passes the filter."""
        return self._find(annotation) is not None

    def neighbour(self, annotation: Annotation | None, step: int) -> str | None:
        """The next (`step` 1) or previous (-1) annotation in the order on show, going round.

        From an annotation that is not on show, or from none, the first or the last one.
        """
        ranges = [
            range(g.start, g.start + g.count)[:: -1 if self.spec.descending else 1] for g in self._groups
        ]
        ranges = [r for r in ranges if len(r)]
        if not ranges:
            return None
        place = self._find(annotation) if annotation is not None else None
        if place is None:
            return self.ids[ranges[0][0] if step > 0 else ranges[-1][-1]]
        at = next(i for i, r in enumerate(ranges) if place in r)
        inside = ranges[at].index(place) + step
        if 0 <= inside < len(ranges[at]):
            return self.ids[ranges[at][inside]]
        following = ranges[(at + step) % len(ranges)]
        return self.ids[following[0 if step > 0 else -1]]

    def _find(self, annotation: Annotation) -> int | None:
        order = self._orders.get(annotation.id)
        if order is None:
            return None
        key = row_keys([annotation], [order], self.spec, self.facts)[0]
        place = bisect_left(self._keys, key)
        found = place < len(self.ids) and self.ids[place] == annotation.id
        return place if found else None

    def _heading(self, group: _Group) -> Heading:
        title, column = group_title(group.key), BY_ID.get(self.spec.group)
        title = title if column is None else column.shown(title)
        return Heading(group.key, title, group.count, group.key in self._collapsed)

    def _place(self, group: _Group, number: int) -> int:
        """Place among `ids` of the member shown as number so-and-so of its group; or the other way round."""
        return group.start + (group.count - 1 - number if self.spec.descending else number)

    def _row(self, group: _Group, place: int) -> int:
        number = place - group.start
        shown = group.count - 1 - number if self.spec.descending else number
        return group.top + self._is_grouped + shown

    def _lay_out(self) -> None:
        start = top = 0
        for group in self._groups:
            group.start, group.top = start, top
            start += group.count
            top += self._is_grouped + (0 if group.key in self._collapsed else group.count)
        self._tops = [group.top for group in self._groups]
        self._starts = [group.start for group in self._groups]
        self._count = top

    # -- following -----------------------------------------------------------------------------

    def take(self, step: Step) -> None:
        """Carry a step out."""
        step.carry_out()
        self._lay_out()

    def steps(self, patch: Patch) -> Iterator[Step]:
        """What a patch does to the rows, one after another: take each before asking for the next."""
        items: Mapping[str, tuple[Annotation | None, Annotation | None]] = patch.annotations
        for key, (before, after) in items.items():
            if before is None and after is not None:
                self._orders[key] = self._next_order
                self._next_order += 1
        was, now = (self._keyed([pair[side] for pair in items.values()]) for side in (0, 1))
        for key, old, new in zip(items, was, now, strict=True):
            if old is not None and old == new:
                row = self._row_at(bisect_left(self._keys, old))
                if row is not None:
                    yield Step("change", row, row, _nothing)
                continue
            if old is not None:
                yield from self._removal(old)
            if new is not None:
                yield from self._insertion(key, new)
        for key, (_, after) in items.items():
            if after is None:
                self._orders.pop(key, None)

    def collapse(self, key: str, collapsed: bool) -> Iterator[Step]:
        """Hide or show the members of a group."""
        group = next((g for g in self._groups if g.key == key), None)
        if group is None or not self._is_grouped or (key in self._collapsed) == collapsed:
            return
        first, last = group.top + 1, group.top + group.count
        change = self._collapsed.add if collapsed else self._collapsed.discard
        yield Step("remove" if collapsed else "insert", first, last, lambda: change(key))
        yield Step("change", group.top, group.top, _nothing)

    def _keyed(self, annotations: list[Annotation | None]) -> list[RowKey | None]:
        """The row key of each annotation that is there and passes the filter."""
        there = [a for a in annotations if a is not None]
        keys = row_keys(there, [self._orders[a.id] for a in there], self.spec, self.facts)
        passed = self.spec.query.test(self.facts)(there)
        found = iter([key if holds else None for key, holds in zip(keys, passed, strict=True)])
        return [None if a is None else next(found) for a in annotations]

    def _row_at(self, place: int) -> int | None:
        group = self._groups[bisect_right(self._starts, place) - 1]
        return None if group.key in self._collapsed else self._row(group, place)

    def _removal(self, key: RowKey) -> Iterator[Step]:
        place = bisect_left(self._keys, key)
        at = bisect_right(self._starts, place) - 1
        group = self._groups[at]

        def carry_out() -> None:
            del self.ids[place], self._keys[place]
            group.count -= 1
            if group.count == 0 and self._is_grouped:
                del self._groups[at]

        row = self._row_at(place)
        if self._is_grouped and group.count == 1:
            yield Step("remove", group.top, group.top + (row is not None), carry_out)
            return
        yield Step("remove", row or 0, row if row is not None else -1, carry_out)
        if self._is_grouped:
            yield Step("change", group.top, group.top, _nothing)

    def _insertion(self, annotation_id: str, key: RowKey) -> Iterator[Step]:
        place = bisect_left(self._keys, key)
        at = bisect_left([group.key for group in self._groups], key[0]) if self._is_grouped else 0
        is_new = at == len(self._groups) or self._groups[at].key != key[0]
        top = self._groups[at].top if at < len(self._groups) else self._count
        group = _Group(key[0], 0, place, top) if is_new else self._groups[at]
        is_seen = key[0] not in self._collapsed

        def carry_out() -> None:
            self.ids.insert(place, annotation_id)
            self._keys.insert(place, key)
            group.count += 1
            if is_new:
                self._groups.insert(at, group)

        if is_new:
            yield Step("insert", top, top + is_seen, carry_out)
            return
        number = place - group.start
        row = top + self._is_grouped + (group.count - number if self.spec.descending else number)
        yield Step("insert", row, row if is_seen else row - 1, carry_out)
        if self._is_grouped:
            yield Step("change", group.top, group.top, _nothing)


def _nothing() -> None:
    return
