"""The journal: every change of the document is on disk before the next one, whatever happens to the program.

It lies in the user's own state folder, so that it works where the sidecar's folder is read-only or gone. A
change is handed to the system as it is dispatched, in well under a millisecond, so that neither a crash nor
`kill -9` loses it; a worker then waits for the disk, so that a power failure loses what happened in that
moment at most. Large changes are written by the worker as a whole. Each save that succeeds empties it.
"""

from __future__ import annotations

import secrets
import threading
from collections import deque
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from ilmtool.core.annotation import Annotation
from ilmtool.core.document import Patch
from ilmtool.errors import UserError
from ilmtool.imagery.address import Place, address_of
from ilmtool.session.ports import Clock, Executor, Notice, Notify
from ilmtool.session.state_folder import journals_dir, key_of
from ilmtool.session.store import Change, Store
from ilmtool.sidecar.files import write_error
from ilmtool.sidecar.holding import Owner
from ilmtool.sidecar.journal_file import (
    SUFFIX,
    JournalFile,
    LineMemory,
    Opening,
    SavedRecord,
    SavingRecord,
    frame,
    step_record,
)
from ilmtool.text import tr

AT_ONCE = 8
"""Annotations whose lines are made on the window's thread; a change of more is left to the worker."""


PATIENCE_S = 0.001
"""How long an edit waits for a worker that is writing to the journal at this moment."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """One change, without the document after it: many of these would keep many documents in memory."""

    number: int
    time: str
    label: str
    kind: str
    patch: Patch

    @property
    def is_small(self) -> bool:
        return len(self.patch.annotations) <= AT_ONCE and self.patch.opaque is None


class Journal:
    """Follows one store until it is closed.

    Parameters
    ----------
    store : Store
    sidecar : Path
        Where the document is saved.
    images : tuple of Path or Address
        Before and after.
    executor, clock, notify
    folder : callable
        Where journals lie.
    """

    def __init__(
        self,
        store: Store,
        sidecar: Path,
        images: tuple[Place, ...],
        executor: Executor,
        clock: Clock,
        notify: Notify,
        folder: Callable[[], Path] = journals_dir,
    ) -> None:
        self._sidecar, self._images, self._folder = sidecar, images, folder
        self._executor, self._clock, self._notify = executor, clock, notify
        self._number = 0  # of the last change; written by the window's thread only
        self._inbox: deque[_Entry] = deque()
        self._told = self._flushing = self._closed = False
        # Guarded by the lock: the file, and what no sidecar holds yet.
        self._lock = threading.Lock()
        self._file: JournalFile | None = None
        self._pending: deque[_Entry] = deque()
        self._written = self._durable = 0
        self._memory = LineMemory()
        self._old: list[JournalFile] = []
        self.failure: UserError | None = None
        self._unsubscribe = store.subscribe(self._on_change)

    def know(self, original: Callable[[], Mapping[str, Annotation]]) -> None:
        """Where annotations are found whose line need not be made; see `LineMemory`."""
        self._memory.original = original

    @property
    def number(self) -> int:
        """Number of the last change."""
        return self._number

    @property
    def written(self) -> int:
        """Up to which change the system has it: a crash of the program loses none of these."""
        return self._written

    @property
    def durable(self) -> int:
        """Up to which change the disk has it: a power failure loses none of these."""
        return self._durable

    @property
    def path(self) -> Path | None:
        """The file, once there is one."""
        return self._file.path if self._file is not None else None

    def saving(self, number: int, digest: str) -> None:
        """A file of that digest, with every change up to that number, is about to replace the sidecar.

        If the program ends before `saved`, the file itself tells whether it did. From any thread.
        """
        with self._lock:
            self._take_in()
            if self._file is None or self._try_to_write() is not None:
                return
            try:
                self._file.append(frame(SavingRecord(number, digest)))
                flush = self._file.flusher()
            except OSError:
                return  # the next change tells that the journal fails
        with suppress(OSError):
            flush()

    def saved(self, number: int) -> None:
        """Every change up to that number is in the sidecar. May be called from any thread."""
        with self._lock:
            self._take_in()
            while self._pending and self._pending[0].number <= number:
                self._pending.popleft()
            self._durable = max(self._durable, number)
            try:
                if self._file is not None:
                    if self._pending:
                        self._file.append(frame(SavedRecord(number)))
                    else:
                        self._file.clear()
            except OSError:
                # Harmless: what is in the sidecar already is no difference when the journal is read.
                return
            if not self._pending:
                self._written = max(self._written, number)
                self.failure = None
                self._remove_old()

    def moved(self, sidecar: Path) -> None:
        """The document belongs to another file from now on."""
        with self._lock:
            if sidecar == self._sidecar:
                return
            self._sidecar = sidecar
            self._begin_anew()
        if self._pending or self._inbox:
            self._submit_flush()

    def close(self, *, keep: bool) -> Path | None:
        """Listen no more.

        Parameters
        ----------
        keep : bool
            Leave the file, because it holds what no sidecar has; otherwise it is deleted.

        Returns
        -------
        Path or None
            The file that was left.
        """
        self._closed = True
        self._unsubscribe()
        with self._lock:
            if keep:
                self._take_in()
                self._try_to_write()
            file, self._file = self._file, None
            self._remove_old()
            if file is None:
                return None
            if keep and self._pending:
                file.close()
                return file.path
            file.remove()
        return None

    def _on_change(self, change: Change) -> None:
        if change.kind == "reset" or self._closed:
            return
        self._number += 1
        now = self._clock.now()
        self._inbox.append(_Entry(self._number, now, change.label, change.kind, change.patch))
        problem: UserError | None = None
        small = all(entry.is_small for entry in tuple(self._inbox))
        if small and self.failure is None and self._lock.acquire(timeout=PATIENCE_S):
            try:
                # Another thread may have taken in a large one meanwhile; it is behind what was before it.
                if self._written + len(self._inbox) == self._number:
                    self._take_in()
                    problem = self._try_to_write()
            finally:
                self._lock.release()
        self._tell(problem)
        self._submit_flush()

    def _submit_flush(self) -> None:
        if not self._flushing:
            self._flushing = True
            self._executor.submit(self._flush, self._flushed, self._flush_failed, lane="journal")

    def _flush(self) -> UserError | None:
        """On the worker: write what is left, and wait for the disk once for all of it."""
        self._flushing = False  # what comes from now on asks again
        with self._lock:
            self._take_in()
            problem = self._try_to_write()
            file, written = self._file, self._written
            if problem is not None or file is None or not self._pending:
                return problem
            try:
                flush = file.flusher()
            except OSError as error:
                return self._failed(error)
        try:
            flush()  # without the lock: edits need not wait for the disk
        except OSError as error:
            with self._lock:
                return self._failed(error)
        with self._lock:
            self._durable = max(self._durable, written)
            if self._file is file:
                self._remove_old()
        return None

    def _flushed(self, problem: UserError | None) -> None:
        self._tell(problem)

    def _flush_failed(self, error: Exception) -> None:
        self._flushing = False
        raise error

    def _take_in(self) -> None:
        while self._inbox:
            self._pending.append(self._inbox.popleft())

    def _try_to_write(self) -> UserError | None:
        """With the lock: every pending change that is not in the file yet."""
        try:
            if self._file is not None and self._file.is_lost:
                self._begin_anew()
            if self._file is None:
                if not self._pending:
                    return None
                self._file = self._made()
                self._written = self._pending[0].number - 1
            first = self._pending[0].number if self._pending else 0
            for entry in islice(self._pending, max(0, self._written + 1 - first), None):
                self._file.append(self._framed(entry))
                self._written = entry.number
        except OSError as error:
            return self._failed(error)
        self.failure = None
        return None

    def _remove_old(self) -> None:
        for old in self._old:
            old.remove()
        self._old.clear()

    def _made(self) -> JournalFile:
        opening = Opening(
            str(self._sidecar.absolute()),
            tuple(address_of(image).absolute().text for image in self._images),
            Owner.this(),
            self._clock.now(),
        )
        name = f"{key_of(self._sidecar)}-{secrets.token_hex(6)}{SUFFIX}"
        return JournalFile(self._folder() / name, opening)

    def _begin_anew(self) -> None:
        """Another file; the old one goes when the new one holds everything."""
        if self._file is not None:
            self._old.append(self._file)
        self._file = None

    def _framed(self, entry: _Entry) -> bytes:
        return frame(
            step_record(entry.number, entry.time, entry.label, entry.kind, entry.patch, self._memory)
        )

    def _failed(self, error: OSError) -> UserError:
        """The next attempt makes a new file: what is wrong may be wrong with this one only."""
        self._begin_anew()
        cause = write_error(self._folder() / "journal", error)
        self.failure = UserError(
            tr("Unsaved work cannot be noted down, so a crash could lose it."),
            cause.detail,
            tr("Work goes on and is saved as always; make room or allow writing there."),
        )
        return self.failure

    def _tell(self, problem: UserError | None) -> None:
        """Once: the same message at every edit would be in the way."""
        if problem is not None and not self._told:
            self._told = True
            self._notify(Notice("warning", problem.title, problem.detail, problem.hint))
