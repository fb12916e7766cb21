"""Where the work on places is done: here, in processes of this computer, or on a Dask cluster.

All give their answers in the order of the jobs, so that the dataset does not depend on who was faster.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from types import ModuleType, TracebackType
from typing import Any, Protocol, Self, TypeVar

from ilmtool.errors import UserError
from ilmtool.text import Language, install, language, tr

J = TypeVar("J")
R = TypeVar("R")

_AHEAD = 4
"""Jobs under way per worker: enough that none waits, few enough that answers do not pile up."""


class Runner(Protocol):
    """Does the same work on many jobs."""

    def map(self, work: Callable[[J], R], jobs: Iterable[J]) -> Iterator[R]:
        """Answers in the order of the jobs; the first error ends it."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


class SerialRunner:
    """One job after another in this process."""

    def map(self, work: Callable[[J], R], jobs: Iterable[J]) -> Iterator[R]:
        """See `Runner.map`."""
        return map(work, jobs)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return


class PoolRunner:
    """Processes of this computer.

    They are spawned, not forked: GDAL and OpenCV hold threads and locks that a fork would copy halfway.
    """

    def __init__(self, workers: int) -> None:
        context = multiprocessing.get_context("spawn")
        self._workers = workers
        self._pool = ProcessPoolExecutor(
            workers, mp_context=context, initializer=settle_worker, initargs=(language(),)
        )

    def map(self, work: Callable[[J], R], jobs: Iterable[J]) -> Iterator[R]:
        """See `Runner.map`."""

        def submit(job: J) -> Future[R]:
            with _without_main():
                return self._pool.submit(work, job)

        try:
            yield from in_order(submit, lambda future: future.result(), jobs, self._workers * _AHEAD)
        except BrokenProcessPool as error:
            raise UserError(
                tr("A worker process ended without an answer."),
                tr("The system may have stopped it for want of memory."),
                tr("Go on with --resume and fewer --workers."),
            ) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(cancel_futures=True)


@contextmanager
def _without_main() -> Iterator[None]:
    """Processes that start now do not run whatever script started us: they need nothing of it, and one
    without a guard would begin its whole work again in each of them.
    """
    known = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = known


def in_order(
    submit: Callable[[J], Any], answer: Callable[[Any], R], jobs: Iterable[J], ahead: int
) -> Iterator[R]:
    """Answers in the order of the jobs, with at most `ahead` of them under way."""
    waiting: deque[Any] = deque()
    try:
        for job in jobs:
            waiting.append(submit(job))
            if len(waiting) >= ahead:
                yield answer(waiting.popleft())
        while waiting:
            yield answer(waiting.popleft())
    finally:
        for future in waiting:
            future.cancel()


def settle_worker(spoken: Language) -> None:
    """One thread a worker: the processes share the cores between them. Ctrl+C is the parent's to handle.

    Errors are said in the language of the program that asks.
    """
    import signal

    import cv2

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    cv2.setNumThreads(1)
    install(spoken)


def usual_workers() -> int:
    """As many as this process may use cores."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def runner_for(workers: int | None, jobs: int, address: str = "") -> Runner:
    """The runner for so many jobs.

    Parameters
    ----------
    workers : int or None
        None takes every core.
    jobs : int
    address : str
        Of a Dask scheduler; "" for this computer.
    """
    if address:
        from ilmtool.datasets.dask_runner import DaskRunner

        return DaskRunner(address)
    count = min(workers or usual_workers(), jobs)
    return PoolRunner(count) if count > 1 else SerialRunner()
