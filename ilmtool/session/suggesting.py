"""Suggestions on the open pair: searched on request, gone through one by one, accepted or rejected.

They are no part of the document. Accepting one makes an ordinary annotation by a patch; a rejection is
remembered for the pair in the user's state folder. Whether a suggestion is accepted is read from the
document, so undo makes it pending again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from ilmtool.core.annotation import Annotation
from ilmtool.core.document import Patch
from ilmtool.core.geometry import Affine, Bounds, box_ring
from ilmtool.errors import UserError
from ilmtool.session import operations
from ilmtool.session.change_search import Lie, is_on_trial, lie_of, placed_by, search_pair
from ilmtool.session.operations import Edit
from ilmtool.session.pair import Pair
from ilmtool.session.ports import CancelToken, Executor, Notice, Notify
from ilmtool.session.rejected import RejectedFile, any_same, pair_key
from ilmtool.session.shown import Update
from ilmtool.session.workspace import Workspace
from ilmtool.suggest.candidate import Candidate, Options, Suggestions
from ilmtool.text import tr

Placed = frozenset[tuple[str, str, Affine]]
State = Literal["pending", "accepted", "rejected", "annotated"]

SUGGESTED = "suggested"
"""Property of an accepted suggestion: what it began as is part of its evidence."""
SEEN_WELL = 0.08
"""Of the pane, that a suggestion fills at least when it is gone to."""
_COVERED = 0.5


@dataclass(frozen=True, slots=True)
class Found:
    """What the worker hands over."""

    suggestions: Suggestions
    lie: Lie
    placed: Placed
    file: RejectedFile
    rejected: tuple[Bounds, ...]
    notices: tuple[Notice, ...]


class Suggesting:
    """The suggestions of one workspace.

    Parameters
    ----------
    workspace : Workspace
    executor : Executor
    notify : Notify

    Attributes
    ----------
    is_shown : bool
        Whether suggestions are on screen; off by default.
    found : Suggestions or None
        The answer of the last search of this pair.
    lie : Lie or None
        How the dates lay on each other in it.
    current : int or None
        Number of the candidate that is looked at, from 0.
    on_progress : callable
        Told the share of a search, from any thread.
    """

    def __init__(self, workspace: Workspace, executor: Executor, notify: Notify) -> None:
        self._workspace, self._executor, self._notify = workspace, executor, notify
        self._token: CancelToken | None = None
        self._listeners: list[Callable[[], None]] = []
        self.on_progress: Callable[[float], None] = lambda share: None  # noqa: ARG005
        self.is_shown = False
        self._forget()
        workspace.subscribe(self._on_update)
        workspace.take_back = self._taking_back
        workspace.label_first = self._accept_with

    def _forget(self) -> None:
        self.found: Suggestions | None = None
        self.lie: Lie | None = None
        self._placed: Placed = frozenset()
        self.current: int | None = None
        self._file: RejectedFile | None = None
        self._boxes: list[Bounds] = []
        self._rejected: set[int] = set()
        self._accepted: dict[int, str] = {}
        self._recent: list[tuple[int, int]] = []
        self._states: tuple[State, ...] = ()

    def subscribe(self, listener: Callable[[], None]) -> None:
        """Be told of every change of the suggestions, their states, or the one that is looked at."""
        self._listeners.append(listener)

    def _tell(self) -> None:
        self._states = self._judge()
        for listener in self._listeners:
            listener()

    # -- state ---------------------------------------------------------------------------------

    @property
    def is_searching(self) -> bool:
        return self._token is not None

    @property
    def is_on_trial(self) -> bool:
        """Whether the dates lie by a shift that is tried and not applied: what is found holds for it."""
        pair = self._workspace.pair
        return pair is not None and is_on_trial(pair, self._workspace.document)

    @property
    def lies_otherwise(self) -> bool:
        """Whether the dates lie otherwise now than when they were searched."""
        pair = self._workspace.pair
        return self.found is not None and pair is not None and placed_by(pair.registrations) != self._placed

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        return self.found.candidates if self.found is not None else ()

    @property
    def states(self) -> tuple[State, ...]:
        """What became of each candidate."""
        return self._states

    @property
    def candidate(self) -> Candidate | None:
        """The one that is looked at."""
        return self.candidates[self.current] if self.current is not None else None

    @property
    def is_pending(self) -> bool:
        """Whether one is looked at that waits for a decision."""
        return self.is_shown and self.current is not None and self._states[self.current] == "pending"

    @property
    def is_rejected(self) -> bool:
        """Whether one is looked at that was rejected."""
        return self.is_shown and self.current is not None and self._states[self.current] == "rejected"

    @property
    def counts(self) -> dict[State, int]:
        """How many there are of each state."""
        names: tuple[State, ...] = ("pending", "accepted", "rejected", "annotated")
        return {name: self._states.count(name) for name in names}

    def _judge(self) -> tuple[State, ...]:
        made: list[State] = []
        annotations = self._workspace.document.annotations
        for number, candidate in enumerate(self.candidates):
            if self._accepted.get(number) in annotations:
                made.append("accepted")
            elif number in self._rejected:
                made.append("rejected")
            else:
                made.append("annotated" if self._is_annotated(candidate.bounds) else "pending")
        return tuple(made)

    def _is_annotated(self, bounds: Bounds) -> bool:
        """Whether an observation is there already: half of the smaller of both boxes is shared."""
        index = self._workspace.index
        rows = index.visible(bounds)
        if not len(rows):
            return False
        low = np.maximum(np.stack([index.x0[rows], index.y0[rows]]), np.array([bounds[:2]]).T)
        high = np.minimum(np.stack([index.x1[rows], index.y1[rows]]), np.array([bounds[2:]]).T)
        shared = np.clip(high - low, 0, None).prod(axis=0)
        theirs = (index.x1[rows] - index.x0[rows]) * (index.y1[rows] - index.y0[rows])
        mine = (bounds[2] - bounds[0]) * (bounds[3] - bounds[1])
        # What is far larger, as an examined cell is, is about something else.
        alike = (theirs < 16 * mine) & (mine < 16 * theirs)
        return bool((alike & (shared >= _COVERED * np.minimum(theirs, mine))).any())

    # -- searching -----------------------------------------------------------------------------

    def search(self, options: Options | None = None) -> None:
        """Search the open pair as it lies, on a worker; what was found before is replaced when it is done."""
        pair = self._workspace.pair
        if pair is None or self._token is not None:
            return
        token = self._token = CancelToken()
        lie, placed = lie_of(pair, self._workspace.document), placed_by(pair.registrations)
        chosen = options or Options(residual_px=lie.residual_px)

        def tell(share: float) -> bool:
            self.on_progress(share)
            return not token.cancelled

        def work() -> Found:
            suggestions = search_pair(pair, chosen, tell)
            file = RejectedFile(pair_key(pair.before.facts, pair.after.facts))
            rejected, findings = file.read()
            notices = tuple(Notice("warning", f.message) for f in findings)
            return Found(suggestions, lie, placed, file, rejected, notices)

        def failed(error: Exception) -> None:
            self._token = None
            self._tell()
            if not isinstance(error, UserError):
                raise error
            self._notify(Notice.of(error))

        self.is_shown = True
        self._tell()
        self._executor.submit(work, self._take, failed, token=token)

    def _take(self, found: Found) -> None:
        # The pair may lie otherwise by now; another pair would have stopped the search.
        self._token = None
        self._forget()
        self.found, self.lie, self._file = found.suggestions, found.lie, found.file
        self._placed = found.placed
        self._boxes = list(found.rejected)
        self._rejected = {n for n, c in enumerate(self.candidates) if any_same(c.bounds, self._boxes)}
        for notice in found.notices:
            self._notify(notice)
        self._states = self._judge()
        self.current = self._next_pending(-1, 1)
        self._go()
        self._tell()

    def stop(self) -> None:
        """Give a search up; what was found before stays."""
        if self._token is not None:
            self._token.cancel()
            self._token = None
            self._tell()

    def show(self, shown: bool) -> None:
        """Show suggestions, or hide them; a search under way is given up with the last look at them."""
        if not shown:
            self.stop()
        if shown != self.is_shown:
            self.is_shown = shown
            self._tell()

    # -- going through them --------------------------------------------------------------------

    def step(self, step: int) -> None:
        """The next or previous one that waits for a decision, in the middle of both dates."""
        if not self.is_shown or not self.candidates:
            return
        start = self.current if self.current is not None else (-1 if step > 0 else len(self.candidates))
        found = self._next_pending(start, step)
        if found is None:
            self._workspace.say(tr("No suggestion is left to decide on"))
            return
        self.look_at(found)

    def _next_pending(self, start: int, step: int) -> int | None:
        """Beyond `start`, and round to the other end."""
        count = len(self._states)
        order = [(start + step * (i + 1)) % count for i in range(count)] if count else []
        return next((i for i in order if self._states[i] == "pending"), None)

    def look_at(self, number: int) -> None:
        """Go to one of the list."""
        if 0 <= number < len(self.candidates):
            self.current = number
            self._go()
            self._tell()

    def _go(self) -> None:
        if self.candidate is not None:
            self._workspace.select(())
            self._workspace.fly_to_bounds(self.candidate.bounds, SEEN_WELL)

    # -- deciding ------------------------------------------------------------------------------

    def accept(self, label: str | None = None) -> None:
        """Make an annotation of the one that is looked at, and go on to the next."""
        pair, candidate, number = self._workspace.pair, self.candidate, self.current
        if pair is None or candidate is None or number is None or not self.is_pending:
            return
        workspace = self._workspace
        if label is not None:
            workspace.set_view(workspace.view.with_label(label))
        edit = accepted(workspace, pair, candidate, workspace.view.current_label)
        self._accepted[number] = edit.ids[0]
        workspace.dispatch(edit)
        said = workspace.view.current_label
        text = tr("Accepted suggestion {rank} as a box", rank=candidate.rank)
        if said:
            text = tr("Accepted suggestion {rank} as {label}", rank=candidate.rank, label=said)
        workspace.say(text)
        self._go_on(number)

    def _accept_with(self, label: str) -> bool:
        """A label by its number key: accepts where that is all it can mean."""
        if not self.is_pending or self._workspace.has_selection:
            return False
        self.accept(label)
        return True

    def reject(self) -> None:
        """Remember that the one that is looked at is no change, and go on; a rejected one is put back."""
        candidate, number = self.candidate, self.current
        if candidate is None or number is None:
            return
        if self.is_rejected:
            self._put_back(number)
            return
        if not self.is_pending:
            return
        self._boxes.append(candidate.bounds)
        self._rejected.add(number)
        self._recent.append((number, self._workspace.store.serial))
        self._remember()
        self._states = self._judge()
        self._workspace.say(tr("Rejected suggestion {rank}; Ctrl+Z brings it back", rank=candidate.rank))
        self._go_on(number)

    def _go_on(self, number: int) -> None:
        self._states = self._judge()
        self.current = self._next_pending(number, 1)
        if self.current is None:
            self._workspace.say(tr("All suggestions are decided"))
        self._go()
        self._tell()

    def _taking_back(self) -> Callable[[], None] | None:
        """What undo does, where the last thing that happened was a rejection."""
        if not self.is_shown or not self._recent or self._recent[-1][1] != self._workspace.store.serial:
            return None
        number = self._recent[-1][0]
        return lambda: self._put_back(number)

    def _put_back(self, number: int) -> None:
        box = self.candidates[number].bounds
        self._recent = [entry for entry in self._recent if entry[0] != number]
        self._boxes = [other for other in self._boxes if not any_same(box, (other,))]
        self._rejected.discard(number)
        self._remember()
        self._workspace.say(tr("Suggestion {rank} is open again", rank=self.candidates[number].rank))
        self._states = self._judge()
        self.look_at(number)

    def _remember(self) -> None:
        pair, file = self._workspace.pair, self._file
        if pair is None or file is None:
            return
        boxes, names = tuple(self._boxes), (pair.before.facts.name, pair.after.facts.name)

        def failed(error: Exception) -> None:
            if not isinstance(error, UserError):
                raise error
            self._notify(Notice.of(error))

        self._executor.submit(lambda: file.write(boxes, names), None, failed, lane="save")

    # -- following the workspace -----------------------------------------------------------------

    def _on_update(self, update: Update) -> None:
        if update.new.pair is not update.old.pair:
            same = update.old.pair is not None and update.new.pair is not None and _is_same(update)
            if not same:
                self.stop()
                self._forget()
                self._tell()
            elif self.is_shown and self.found is None and self._became_registered(update):
                self.stop()  # what was looked for as the dates lay before
                self.search()  # which is what the registration was asked for
            else:
                self._tell()
        elif update.change is not None and self.candidates:
            if update.change.kind in {"undo", "redo"}:
                self._follow_undo(update.change.patch)
            self._tell()

    def _became_registered(self, update: Update) -> bool:
        """Whether the pair lies by a registration of the document from now on; one on trial is none."""
        old, new = update.old.pair, update.new.pair
        applied = self._workspace.document.header.registrations
        if old is None or new is None or not new.is_registered or new.registrations != applied:
            return False
        return not old.is_registered or old.registrations != applied

    def _follow_undo(self, patch: Patch) -> None:
        """Undo leads back to the suggestion that it opens again."""
        gone = {key for key, (_, after) in patch.annotations.items() if after is None}
        number = next((n for n, key in self._accepted.items() if key in gone), None)
        if number is not None and self.is_shown:
            self.current = number
            self._workspace.fly_to_bounds(self.candidates[number].bounds, SEEN_WELL)


def _is_same(update: Update) -> bool:
    """Whether the same two images are shown, as after a registration: boxes in after px stay right."""
    old, new = update.old.pair, update.new.pair
    if old is None or new is None:
        return False
    return old.before.source is new.before.source and old.after.source is new.after.source


def accepted(workspace: Workspace, pair: Pair, candidate: Candidate, label: str) -> Edit:
    """A new annotation of a suggestion, drawn on the after image, as yet uncertain."""
    context = replace(workspace.context(), change=candidate.change)
    made = operations.create(workspace.document, context, box_ring(*candidate.bounds), pair.after.id, label)
    key = made.ids[0]
    annotation = made.patch.annotations[key][1]
    assert annotation is not None  # noqa: S101 - it was just made
    marked = _marked(annotation)
    name = tr("Accept {label}", label=label) if label else tr("Accept box")
    return Edit(name, Patch({key: (None, marked)}), (key,))


def _marked(annotation: Annotation) -> Annotation:
    import msgspec

    return msgspec.structs.replace(annotation, extra={SUGGESTED: True})
