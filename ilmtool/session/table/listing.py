"""The table of the open pair: follows the workspace, and arranges anew away from the window's thread."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from operator import attrgetter
from typing import Protocol

from ilmtool.core.annotation import Annotation
from ilmtool.core.document import Document
from ilmtool.session.pair import Pair
from ilmtool.session.ports import CancelToken, Executor
from ilmtool.session.shown import Update
from ilmtool.session.table.arrange import Arrangement, Spec, arrange
from ilmtool.session.table.columns import BY_ID, Column, Facts
from ilmtool.session.table.query import Query, parse_query
from ilmtool.session.table.rows import Rows, Step
from ilmtool.session.workspace import Workspace

AT_ONCE = 3000
"""So many annotations are arranged within a frame; more go to a worker."""

ONE_BY_ONE = 50
"""An edit of more annotations arranges anew instead of moving rows one by one."""


class Follower(Protocol):
    """What shows the rows; told before and after each thing that happens to them."""

    def begin(self, step: Step) -> None:
        """A step is about to be taken."""

    def end(self, step: Step) -> None:
        """It has been taken."""

    def begin_reset(self) -> None:
        """All rows are about to be others."""

    def end_reset(self) -> None:
        """They are."""


class Listing:
    """Rows of the workspace's document under a filter, an order and a grouping.

    Parameters
    ----------
    workspace : Workspace
    executor : Executor

    Attributes
    ----------
    rows : Rows
    spec : Spec
        What was asked for; `rows.spec` is what is shown, which may be a moment behind.
    """

    def __init__(self, workspace: Workspace, executor: Executor) -> None:
        self._workspace, self._executor = workspace, executor
        self._follower: Follower | None = None
        self._token = CancelToken()
        self._arranging: object = None
        self.rows = Rows()
        self.spec = Spec()
        self._values: dict[str, tuple[Document, list[tuple[str, int]]]] = {}
        self.on_changed: Callable[[], None] = lambda: None
        self.rows.adopt(Arrangement(), self.spec, Facts())
        workspace.subscribe(self.apply)
        workspace.walk = self.neighbour

    def show_to(self, follower: Follower) -> None:
        """Tell this one from now on."""
        self._follower = follower

    # -- asking --------------------------------------------------------------------------------

    @property
    def is_up_to_date(self) -> bool:
        """Whether the rows are those of the present document."""
        return self._arranging is None

    def filter(self, line: str) -> None:
        """Show what passes a filter line.

        Raises
        ------
        UserError
            The line makes no sense; the rows stay.
        """
        self.ask(replace(self.spec, query=parse_query(line)))

    def sort(self, column: str, descending: bool = False) -> None:
        """Order by a column; by none in the order in which annotations were made."""
        self.ask(replace(self.spec, sort=column, descending=descending))

    def group(self, column: str) -> None:
        """Put rows under headings, or (by no column) not."""
        self.ask(replace(self.spec, group=column))

    def ask(self, spec: Spec) -> None:
        """Show something else."""
        if spec != self.spec:
            self.spec = spec
            self._arrange()

    def collapse(self, key: str, collapsed: bool) -> None:
        """Hide or show the members of a group."""
        self._carry_out(self.rows.collapse(key, collapsed))
        self.on_changed()

    def collapse_all(self, collapsed: bool) -> None:
        """The same for all groups."""
        for heading in self.rows.headings:
            self._carry_out(self.rows.collapse(heading.key, collapsed))
        self.on_changed()

    def annotation(self, annotation_id: str) -> Annotation | None:
        """The annotation of a row; None for one that was deleted while rows are being arranged."""
        return self._workspace.document.annotations.get(annotation_id)

    def row_of(self, annotation_id: str) -> int | None:
        """Row of an annotation, None where it is not on show."""
        annotation = self.annotation(annotation_id)
        return None if annotation is None else self.rows.row_of(annotation)

    def neighbour(self, annotation_id: str | None, step: int) -> str | None:
        """The annotation after (1) or before (-1) another one in the order on show; None without rows."""
        annotation = self.annotation(annotation_id) if annotation_id is not None else None
        return self.rows.neighbour(annotation, step) if self.is_up_to_date else None

    def values(self, column: str, limit: int = 200) -> list[tuple[str, int]]:
        """The values that a column of words has in the document with their counts, the commonest first."""
        document = self._workspace.document
        known = self._values.get(column)
        if known is None or known[0] is not document:
            known = self._values[column] = (document, self._counted(BY_ID[column]))
        return known[1][:limit]

    def _counted(self, column: Column) -> list[tuple[str, int]]:
        # By what the cells are made of, without making each: 100,000 annotations within a frame.
        annotations = self._workspace.document.annotations.values()
        raw = list(map(attrgetter(*(f"properties.{name}" for name in column.fields)), annotations))
        samples = dict(zip(raw, annotations, strict=True))
        counts: Counter[str] = Counter()
        for value, count in Counter(raw).items():
            counts[column.text(samples[value], self.facts)] += count
        return sorted(counts.items(), key=lambda item: (-item[1], item[0].casefold()))

    @property
    def facts(self) -> Facts:
        """What the columns need to know of the open pair."""
        return _facts(self._workspace.pair)

    @property
    def total(self) -> int:
        """Annotations, filtered or not."""
        return len(self._workspace.document.annotations)

    @property
    def chosen_unseen(self) -> int:
        """Selected annotations that the filter leaves out; 0 where there are too many to ask."""
        chosen = self._workspace.view.selection
        if not self.rows.spec.query or len(chosen) > AT_ONCE:
            return 0
        found = (self.annotation(i) for i in chosen)
        return sum(1 for a in found if a is not None and not self.rows.shows(a))

    # -- following -----------------------------------------------------------------------------

    def apply(self, update: Update) -> None:
        """Follow the workspace."""
        change = update.change
        if change is not None:
            many = len(change.patch.annotations) > ONE_BY_ONE
            if (
                change.kind == "reset"
                or many
                or not self.is_up_to_date
                or update.new.pair is not update.old.pair
            ):
                self._arrange()
            else:
                self._carry_out(self.rows.steps(change.patch))
                self.on_changed()

    def _carry_out(self, steps: Iterator[Step]) -> None:
        for step in steps:
            if self._follower is not None and step.is_seen:
                self._follower.begin(step)
            self.rows.take(step)
            if self._follower is not None and step.is_seen:
                self._follower.end(step)

    def _arrange(self) -> None:
        self._token.cancel()
        token = self._token = CancelToken()
        document, spec, facts = self._workspace.document, self.spec, self.facts
        if len(document.annotations) <= AT_ONCE:
            self._arranging = None
            self._adopt(arrange(document.annotations, spec, facts), spec, facts)
            return
        self._arranging = token

        def done(arrangement: Arrangement) -> None:
            if self._workspace.document is not document:
                self._arrange()
                return
            self._arranging = None
            self._adopt(arrangement, spec, facts)

        self._executor.submit(
            lambda: arrange(document.annotations, spec, facts, token.check), done, token=token
        )

    def _adopt(self, arrangement: Arrangement, spec: Spec, facts: Facts) -> None:
        if self._follower is not None:
            self._follower.begin_reset()
        self.rows.adopt(arrangement, spec, facts)
        if self._follower is not None:
            self._follower.end_reset()
        self.on_changed()


def _facts(pair: Pair | None) -> Facts:
    return Facts() if pair is None else Facts(pair.grounds, pair.after.id)


def remembered_spec(sort: str, descending: bool, group: str) -> Spec:
    """Order and grouping as they were remembered; what makes no sense any more is left out."""
    column = BY_ID.get(group)
    return Spec(
        Query(),
        sort if sort in BY_ID and BY_ID[sort].kind != "picture" else "",
        descending,
        group if column is not None and column.is_groupable else "",
    )
