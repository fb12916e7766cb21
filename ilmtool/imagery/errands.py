"""Calls that may hang, on threads of their own, so that whoever asked can leave."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future, InvalidStateError
from concurrent.futures import TimeoutError as NotYet
from contextlib import suppress
from typing import Any, TypeVar

from ilmtool.errors import Cancelled

T = TypeVar("T")
_LOOK_S = 0.1


class Errands:
    """A few daemon threads: neither closing this nor leaving the program waits for a call that hangs.

    Parameters
    ----------
    name : str
        Of the threads.
    threads : int
        How many calls go on at once.
    """

    def __init__(self, name: str, threads: int = 4) -> None:
        self._queue: queue.SimpleQueue[tuple[Callable[[], Any], Future[Any]] | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._open: set[Future[Any]] = set()
        self._closed = False
        self._threads = threads
        for index in range(threads):
            threading.Thread(target=self._work, name=f"{name}-{index}", daemon=True).start()

    def run(self, work: Callable[[], T], cancelled: Callable[[], bool] | None = None) -> T:
        """Do `work` on one of the threads and wait for it.

        Raises
        ------
        Cancelled
            `cancelled` said so, or `close` was called; the work may still be going on, unheard.
        """
        future: Future[T] = Future()
        with self._lock:
            if self._closed:
                raise Cancelled
            self._open.add(future)
            self._queue.put((work, future))
        try:
            if cancelled is None:
                return future.result()
            while True:
                if cancelled():
                    raise Cancelled
                try:
                    return future.result(_LOOK_S)
                except NotYet:
                    if future.done():
                        raise
        finally:
            with self._lock:
                self._open.discard(future)

    def close(self, last: Callable[[], None] | None = None) -> None:
        """Let go of all who wait; `last` is done once every thread has come back, if ever."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
            waiting, self._open = self._open, set()
        for future in waiting:
            with suppress(InvalidStateError):
                future.set_exception(Cancelled())
        self._last = last
        for _ in range(self._threads):
            self._queue.put(None)

    def _work(self) -> None:
        while (job := self._queue.get()) is not None:
            work, future = job
            if future.done():
                continue
            try:
                result = work()
            except BaseException as error:  # noqa: BLE001 - handed over to whoever asked
                with suppress(InvalidStateError):
                    future.set_exception(error)
            else:
                with suppress(InvalidStateError):
                    future.set_result(result)
            del work, future, job
        with self._lock:
            self._threads -= 1
            last = self._last if self._threads == 0 else None
        if last is not None:
            last()
