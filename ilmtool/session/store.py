"""The store: the only writer of the document."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from ilmtool.core.annotation import Annotation
from ilmtool.core.document import Document, Patch, apply_patch
from ilmtool.core.history import History
from ilmtool.session.ports import Clock, PlainClock

Kind = Literal["edit", "undo", "redo", "reset"]


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to the document, told once to everybody who listens.

    Attributes
    ----------
    patch : Patch
        From the state before to `document`; for an undo already turned round. Empty for a `reset`, after
        which everything has to be read anew.
    document : Document
        The state after this change.
    label : str
        Name of the step, e.g. "Draw crane".
    initiator : str
        Who asked for it, so that a view can tell its own edits from others'.
    kind : {"edit", "undo", "redo", "reset"}
    serial : int
        Number of the state after this change; equal numbers mean equal documents.
    """

    patch: Patch
    document: Document
    label: str
    initiator: str
    kind: Kind
    serial: int


Subscriber = Callable[[Change], None]


class Store:
    """Holds the document and its history; every write goes through `dispatch`, `undo` or `redo`.

    Parameters
    ----------
    document : Document
    clock : Clock, optional
        Tells how long a burst of edits with one `merge_key` has paused.
    burst_s : float
        A pause longer than this starts a new undo step.
    """

    def __init__(
        self, document: Document | None = None, clock: Clock | None = None, burst_s: float = 1.5
    ) -> None:
        self._document = document if document is not None else Document()
        self._history = History()
        self._saved_serial = 0
        self._clock: Clock = clock if clock is not None else PlainClock()
        self._burst_s = burst_s
        self._burst: tuple[str, float] | None = None
        self._subscribers: tuple[Subscriber, ...] = ()
        self._pending: deque[Change] = deque()
        self._telling = False

    @property
    def document(self) -> Document:
        return self._document

    @property
    def history(self) -> History:
        return self._history

    @property
    def serial(self) -> int:
        """Number of the present state."""
        return self._history.serial

    @property
    def saved_serial(self) -> int:
        """Number of the state that is on disk."""
        return self._saved_serial

    @property
    def dirty(self) -> bool:
        """Whether the present state is not the one on disk; undoing back to that one makes it clean."""
        return self._history.serial != self._saved_serial

    @property
    def can_undo(self) -> bool:
        return self._history.done is not None

    @property
    def can_redo(self) -> bool:
        return self._history.undone is not None

    @property
    def undo_label(self) -> str:
        """Name of the step that undo takes back, or no text."""
        return self._history.done.top.label if self._history.done is not None else ""

    @property
    def redo_label(self) -> str:
        """Name of the step that redo does again, or no text."""
        return self._history.undone.top.label if self._history.undone is not None else ""

    def subscribe(self, subscriber: Subscriber) -> Callable[[], None]:
        """Be told of every change from now on, after those who subscribed earlier.

        Returns
        -------
        callable
            Ends the subscription; calling it again does nothing.
        """
        # A wrapper of its own, so that one function subscribed twice can be taken off once.
        entry: Subscriber = lambda change: subscriber(change)  # noqa: E731, PLW0108
        self._subscribers = (*self._subscribers, entry)

        def unsubscribe() -> None:
            self._subscribers = tuple(s for s in self._subscribers if s is not entry)

        return unsubscribe

    def dispatch(
        self, label: str, patch: Patch, initiator: str = "", *, merge_key: str | None = None
    ) -> Change | None:
        """Apply a patch as one undo step.

        Parameters
        ----------
        label : str
            Name of the step in the Undo menu.
        patch : Patch
            Made from the present document. An empty one does nothing.
        initiator : str
            Passed on in the `Change`.
        merge_key : str, optional
            Successive patches with the same key, without a pause or another step between, make one undo
            step: for nudging by keys and for typing.

        Returns
        -------
        Change or None
            What the subscribers were told, or None for an empty patch.

        Raises
        ------
        ValueError
            If the patch was made from another document; nothing has changed then.
        """
        if patch.is_empty:
            return None
        document = apply_patch(self._document, patch)
        if self._joins(merge_key) and self._history.done is not None:
            history = self._history.amend(merge_patches(self._history.done.top.patch, patch))
        else:
            history = self._history.push(label, patch)
        self._burst = (merge_key, self._clock.monotonic()) if merge_key is not None else None
        return self._set(document, history, Change(patch, document, label, initiator, "edit", history.serial))

    def end_burst(self) -> None:
        """The next edit is a step of its own, whatever its `merge_key` (key released, focus lost)."""
        self._burst = None

    def undo(self, initiator: str = "") -> Change | None:
        """Take the last step back; None if there is none."""
        self._burst = None
        found = self._history.undo()
        if found is None:
            return None
        history, step = found
        patch = step.patch.inverse()
        document = apply_patch(self._document, patch)
        return self._set(
            document, history, Change(patch, document, step.label, initiator, "undo", history.serial)
        )

    def redo(self, initiator: str = "") -> Change | None:
        """Do the last undone step again; None if there is none."""
        self._burst = None
        found = self._history.redo()
        if found is None:
            return None
        history, step = found
        document = apply_patch(self._document, step.patch)
        return self._set(
            document, history, Change(step.patch, document, step.label, initiator, "redo", history.serial)
        )

    def reset(self, document: Document, initiator: str = "") -> Change:
        """Another document altogether, clean and without history: for loading."""
        self._burst = None
        self._saved_serial = 0
        return self._set(document, History(), Change(Patch(), document, "", initiator, "reset", 0))

    def mark_saved(self, serial: int) -> None:
        """The state of that number is on disk now."""
        self._saved_serial = serial

    def _joins(self, merge_key: str | None) -> bool:
        return (
            merge_key is not None
            and self._burst is not None
            and self._burst[0] == merge_key
            and self._clock.monotonic() - self._burst[1] <= self._burst_s
        )

    def _set(self, document: Document, history: History, change: Change) -> Change:
        self._document, self._history = document, history
        self._pending.append(change)
        if not self._telling:
            self._tell()
        return change

    def _tell(self) -> None:
        """Every listener hears every change in order, also one that a listener causes, and also when
        another listener fails: autosave must not miss an edit because a panel broke.
        """
        failure: Exception | None = None
        self._telling = True
        try:
            while self._pending:
                change = self._pending.popleft()
                for subscriber in self._subscribers:
                    try:
                        subscriber(change)
                    except Exception as error:  # noqa: BLE001 - raised below, when all have been told
                        failure = failure or error
        finally:
            self._telling = False
        if failure is not None:
            raise failure


def merge_patches(first: Patch, second: Patch) -> Patch:
    """One patch that does both, `first` and then `second`; what ends as it began is left out."""
    annotations: dict[str, tuple[Annotation | None, Annotation | None]] = dict(first.annotations)
    for key, (before, after) in second.annotations.items():
        start = annotations[key][0] if key in annotations else before
        if start is after:
            annotations.pop(key, None)
        else:
            annotations[key] = (start, after)
    header = second.header if first.header is None else first.header
    if first.header is not None and second.header is not None:
        header = (first.header[0], second.header[1])
    if header is not None and header[0] is header[1]:
        header = None
    opaque = second.opaque if first.opaque is None else first.opaque
    if first.opaque is not None and second.opaque is not None:
        opaque = (first.opaque[0], second.opaque[1])
    if opaque is not None and opaque[0] is opaque[1]:
        opaque = None
    return Patch(annotations, header, opaque)
