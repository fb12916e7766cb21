"""Autosave: saved means saved, a moment after each edit, off the window's thread."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from ilmtool.core.annotation import Annotation
from ilmtool.core.document import Document
from ilmtool.errors import UserError
from ilmtool.session.ports import SAVE_AS, Clock, Executor, Handle, Notice, Notify
from ilmtool.session.save_status import SaveStatus, State, conflict_notice, defect, same_problem
from ilmtool.session.sidecar_file import (
    ChangedElsewhere,
    Foreign,
    ReadOnlyHere,
    SidecarFile,
    Written,
    stamp_of,
)
from ilmtool.session.store import Change, Store
from ilmtool.session.witness import Witness
from ilmtool.sidecar.files import write_error
from ilmtool.text import tr

__all__ = ["SaveStatus", "Saver", "State"]


def _as_it_is(document: Document, path: Path) -> Document:  # noqa: ARG001
    return document


class Saver:
    """Writes the store's document to its file when it is due.

    An edit is saved `delay_s` after the last one, but never later than `longest_s` after the first one
    that is not on disk. A failed save leaves the document dirty and the last good file in place; it is
    told once, and tried again after `retry_s` or at the next edit.

    One saver belongs to one file: `close` it before the store is given another document.

    Parameters
    ----------
    by_itself : bool
        Without it, nothing is saved until `save_now` or `flush`; see `set_pace`.
    prepare : callable, optional
        (document, path) -> the document to write: puts in what is known by now and is no edit
        (checksums, paths relative to the file). Called on the worker.

    Attributes
    ----------
    witness : Witness or None
        Without one, a file that somebody else changed is left alone and ours written beside it.
    """

    def __init__(
        self,
        store: Store,
        file: SidecarFile,
        executor: Executor,
        clock: Clock,
        notify: Notify,
        *,
        delay_s: float = 1.0,
        by_itself: bool = True,
        longest_s: float = 5.0,
        retry_s: float = 30.0,
        prepare: Callable[[Document, Path], Document] = _as_it_is,
    ) -> None:
        self._store, self._file = store, file
        self._executor, self._clock, self._notify = executor, clock, notify
        self._delay_s, self._longest_s, self._retry_s = delay_s, longest_s, retry_s
        self._by_itself = by_itself
        self._prepare = prepare
        self._subscribers: tuple[Callable[[SaveStatus], None], ...] = ()
        self._timer: Handle | None = None
        self._due_at = 0.0
        self._first_unsaved: float | None = None
        self._failures = 0
        self._reported: UserError | None = None
        self._reason: UserError | None = None
        self._in_flight = 0
        self._closed = False
        self._held: UserError | None = None
        self.witness: Witness | None = None
        # The worker's side, guarded by the lock: which job wrote last, and which state is on disk.
        self._lock = threading.Lock()
        self._next_job = self._first_job = 1
        self._written_job = 0
        self._disk_serial: int | None = store.saved_serial
        self._never_started = not file.on_disk
        self._opening_header = store.document.header
        self._told = self.status
        self._unsubscribe = store.subscribe(self._on_change)

    @property
    def path(self) -> Path:
        """The file that is written; it changes when somebody else's version was found there."""
        return self._file.path

    @property
    def original(self) -> Mapping[str, Annotation]:
        """Annotations as they were read, whose `source` is their line."""
        return self._file.original

    def completed(self, document: Document) -> Document:
        """A document as a save would write it. For a worker."""
        return self._prepare(document, self._file.path)

    @property
    def refusal(self) -> UserError | None:
        """Why the file must not be written over, or None."""
        return self._file.refusal

    @property
    def status(self) -> SaveStatus:
        """The present state, for the title."""
        state: State = "saved"
        if self._in_flight:
            state = "saving"
        elif self._needs_saving():
            state = "failed" if self._reason is not None else "unsaved"
        reason = self._reason if state == "failed" else None
        file = self._file
        refusal = file.refusal or file.unwritable
        return SaveStatus(state, file.path, reason, self._by_itself, refusal, file.on_disk)

    def subscribe(self, subscriber: Callable[[SaveStatus], None]) -> Callable[[], None]:
        """Be told when the status changes; the result ends that."""
        self._subscribers = (*self._subscribers, subscriber)

        def unsubscribe() -> None:
            self._subscribers = tuple(s for s in self._subscribers if s is not subscriber)

        return unsubscribe

    def set_pace(self, delay_s: float, *, by_itself: bool) -> None:
        """Save that long after the last edit from now on, or not by itself at all."""
        if (delay_s, by_itself) == (self._delay_s, self._by_itself):
            return
        self._delay_s, self._by_itself = delay_s, by_itself
        self._cancel_timer()
        if self._needs_saving() and not self._closed:
            self._schedule()
        self._tell()

    def save_now(self) -> None:
        """Start saving at once if anything is unsaved; a failure is told even if it was told before."""
        self._reported = None
        if self._needs_saving():
            self._start()

    def save_again(self) -> None:
        """Write what `prepare` has learned since the last save of this session, if nothing else is due.

        It is no edit: where somebody else changed the file meanwhile, nothing is written.
        """
        if self._written_job and not self._closed and not self._store.dirty and not self._in_flight:
            self._start(again=True)

    def save_as(self, path: Path, *, replace: bool = False) -> None:
        """Write to another file from now on, beginning at once.

        Parameters
        ----------
        path : Path
        replace : bool
            The user agreed to replace a file of that name.

        Raises
        ------
        UserError
            A file of that name exists and must stay, or cannot be read.
        """
        try:
            stamp = stamp_of(path)
        except OSError as error:
            raise write_error(path, error) from error
        if stamp is not None and not replace:
            raise UserError(
                tr("{name} exists already.", name=path.name),
                str(path),
                tr("Choose another name, or replace it."),
            )
        with self._lock:
            self._file = self._file.moved_to(path, stamp)
            self._disk_serial = None
        self._never_started = False
        self._held = None
        self._forget_failure()
        self._store.mark_saved(-1)
        self._start()

    def set_aside(self) -> Path | None:
        """Rename the unreadable file, so that saving is possible again, and save.

        Raises
        ------
        UserError
            The file cannot be renamed.
        """
        with self._lock:
            aside = self._file.set_aside()
        self._forget_failure()
        self.save_now()
        self._tell()
        return aside

    def refuse(self, reason: UserError | None) -> None:
        """Write nothing to the file, for that reason; None allows it again."""
        self._file.refusal = reason
        self._forget_failure()
        if reason is None and self._needs_saving():
            self._start()
        self._tell()

    def hold(self, reason: UserError) -> None:
        """Write nothing until somebody else's version is adopted; closing writes ours beside it."""
        self._held = self._reason = reason
        self._cancel_timer()
        self._tell()

    def release(self) -> None:
        """What was held for is over: somebody else's version is gone, or ours again."""
        self._held = None
        self._forget_failure()
        if self._needs_saving():
            self._start()
        self._tell()

    def read_elsewhere(self) -> Foreign | None:
        """Somebody else's version of the file, if there is one. For a worker; raises `UserError`."""
        with self._lock:
            return self._file.read_elsewhere()

    def write_beside(self) -> None:
        """Somebody else's version cannot be read: ours is written beside it, from now on."""
        self._start(beside=True)

    def adopt(self, foreign: Foreign) -> None:
        """The document has somebody else's changes in it: the next save may replace their version."""
        with self._lock:
            self._file.adopt(foreign)
            self._disk_serial = None
        self._never_started = False
        self._store.mark_saved(-1)
        self._held = None
        self._forget_failure()

    def settle(self) -> None:
        """The present document is what the file says already."""
        with self._lock:
            self._disk_serial = self._store.serial
        self._store.mark_saved(self._store.serial)
        if self.witness is not None:
            told = partial(self.witness.written, self._number(), self._file.path)
            self._executor.submit(told, lane="save")
        self._first_unsaved = None
        self._cancel_timer()
        self._tell()

    def flush(self) -> UserError | None:
        """Save on the calling thread and wait for it, also for a save under way: for closing.

        Returns
        -------
        UserError or None
            Why what is in the window is not on disk, or None if it is.
        """
        self._cancel_timer()
        if not self._needs_saving() and not self._in_flight:
            return None
        error = self._flush_once(beside=self.witness is None or self._held is not None)
        if isinstance(error, ChangedElsewhere) and self.witness is not None:
            merged = self.witness.changed_elsewhere(now=True)
            error = self._flush_once(beside=not merged)
        return error

    def _flush_once(self, *, beside: bool) -> UserError | None:
        job, serial, number = self._take_job(), self._store.serial, self._number()
        try:
            written = self._write(job, serial, self._store.document, number, beside=beside)
        except ChangedElsewhere as error:
            return error
        except UserError as error:
            self._failed(error)
            return error
        self._held = None
        self._succeeded(written)
        return None

    def close(self) -> UserError | None:
        """`flush`, and listen no more."""
        error = self.flush()
        self.discard()
        return error

    def discard(self) -> None:
        """Listen no more and save nothing more: the user gave up what is unsaved. A save under way ends."""
        self._cancel_timer()
        self._closed = True
        self._unsubscribe()

    def _needs_saving(self) -> bool:
        if not self._store.dirty:
            return False
        document = self._store.document
        never_anything = (
            self._never_started
            and not self._file.on_disk
            and not document.annotations
            and not document.opaque
            and document.header is self._opening_header
        )
        # A box drawn and deleted before it was ever saved leaves no file behind.
        return not never_anything

    def _on_change(self, change: Change) -> None:
        if change.kind == "reset":
            # A save under way has its snapshot and ends as it should; its answer concerns the old document.
            self._first_unsaved = None
            self._in_flight = 0
            self._cancel_timer()
            self._forget_failure()
            with self._lock:
                self._first_job = self._next_job
                self._disk_serial = change.serial
        elif self._needs_saving():
            self._schedule()
        elif not self._in_flight:
            self._first_unsaved = None
            self._cancel_timer()
        self._tell()

    def _schedule(self) -> None:
        """Due a moment after now, later when it keeps failing, but bounded by the first unsaved edit."""
        if not self._by_itself:
            return
        now = self._clock.monotonic()
        if self._first_unsaved is None:
            self._first_unsaved = now
        delay = max(0.0, min(self._delay_s, self._first_unsaved + self._longest_s - now))
        if self._failures:
            delay = min(self._retry_s, self._delay_s * 2.0 ** min(self._failures, 10))
            if self._timer is not None and self._due_at <= now + delay:
                return  # editing on must not put the next attempt off
        self._schedule_in(delay)

    def _schedule_in(self, delay_s: float) -> None:
        self._cancel_timer()
        self._due_at = self._clock.monotonic() + delay_s
        self._timer = self._clock.schedule(delay_s, self._due)

    def _due(self) -> None:
        self._timer = None
        if not self._closed and self._needs_saving():
            self._start()

    def _number(self) -> int:
        return self.witness.number() if self.witness is not None else 0

    def _start(self, *, again: bool = False, beside: bool = False) -> None:
        self._cancel_timer()
        if self._in_flight or (self._held is not None and not beside):
            return  # when it ends, what is unsaved by then is scheduled
        job, serial, document = self._take_job(), self._store.serial, self._store.document
        number, beside = self._number(), beside or self.witness is None
        self._in_flight = job
        self._first_unsaved = None
        self._tell()
        self._executor.submit(
            lambda: self._write(job, serial, document, number, again=again, beside=beside),
            lambda written: self._job_done(job, written),
            lambda error: self._job_failed(job, error),
            lane="save",
        )

    def _take_job(self) -> int:
        job, self._next_job = self._next_job, self._next_job + 1
        return job

    def _write(
        self, job: int, serial: int, document: Document, number: int, *, again: bool = False, beside: bool
    ) -> Written | None:
        """On the worker, or on the window's thread at the end: one at a time, and never an older state
        after a newer one. None if there was nothing left to do.
        """
        with self._lock:
            if job < self._written_job or (serial == self._disk_serial and not again):
                return None
            if again and self._file.changed_elsewhere():
                return None
            if self.witness is not None and self._file.refusal is None:
                self.witness.before_write(self._file.path)
            prepared = self._prepare(document, self._file.path)
            complete = None if self.witness is None else partial(self.witness.writing, number)
            written = self._file.write(prepared, self._clock.now(), beside=beside, complete=complete)
            if job >= self._first_job:
                self._written_job, self._disk_serial = job, serial
                if self.witness is not None:
                    self.witness.written(number, written.path)
            return written

    def _job_done(self, job: int, written: Written | None) -> None:
        if self._in_flight == job:
            self._in_flight = 0
        if not self._closed and job >= max(self._written_job, self._first_job):
            self._succeeded(written)

    def _job_failed(self, job: int, error: Exception) -> None:
        if self._in_flight == job:
            self._in_flight = 0
        if self._closed or job < max(self._written_job, self._first_job):
            return
        if isinstance(error, ReadOnlyHere) and self._file.refusal is not error:
            self.release()  # it was taken over while this job was under way
            return
        if isinstance(error, ChangedElsewhere) and self.witness is not None:
            self.witness.changed_elsewhere(now=False)
            self._tell()
            return
        if isinstance(error, UserError):
            self._failed(error)
            return
        known = defect(self._file.path, error)
        is_new = not same_problem(known, self._reported)
        self._failed(known)
        if is_new:
            raise error  # to the exception hook, once

    def _succeeded(self, written: Written | None) -> None:
        # Not the state this job was given: the file may be another one by now.
        if self._disk_serial is not None:
            self._store.mark_saved(self._disk_serial)
        self._forget_failure()
        if self._needs_saving() and not self._closed:
            self._schedule()
        if written is not None and written.beside is not None:
            self._notify(conflict_notice(written))
        self._tell()

    def _failed(self, error: UserError) -> None:
        self._failures += 1
        self._reason = error
        is_new = not same_problem(error, self._reported)
        self._reported = error
        # A file that must not be written over stays so: only the user can change that.
        if self._file.refusal is None and not self._closed and self._by_itself:
            self._schedule_in(self._retry_s)
        if is_new:
            # Whoever has the file open elsewhere is asked first; see `take_over`.
            elsewhere = "" if isinstance(error, ReadOnlyHere) else SAVE_AS
            self._notify(Notice.of(error, elsewhere))
        self._tell()

    def _forget_failure(self) -> None:
        self._failures = 0
        self._reported = None
        self._reason = self._held

    def _cancel_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _tell(self) -> None:
        status = self.status
        if status != self._told:
            self._told = status
            for subscriber in self._subscribers:
                subscriber(status)
