"""What noting each edit down costs: the window's wait, and until it is on the disk."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import targets
from context import Context
from measure import Result, result, times_of

from ilmtool.core.document import Patch
from ilmtool.session.journal import Journal
from ilmtool.session.ports import PlainClock
from ilmtool.session.state_folder import STATE_ENV
from ilmtool.session.store import Store
from ilmtool.sidecar.files import sidecar_path
from ilmtool.sidecar.merge import merge
from ilmtool.sidecar.reader import read_sidecar

BETWEEN_S = 0.002
"""Somebody who edits by keys is slower; back to back, edits would wait for each other's records."""


class _Lane:
    """An executor of one thread."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(1)

    def submit(self, work: Any, on_done: Any = None, on_error: Any = None, **_: Any) -> None:
        self._pool.submit(work)

    def wait(self) -> None:
        self._pool.submit(lambda: None).result()


def measure_journal(context: Context) -> Iterator[Result]:
    """One edit with and without the journal, the flush, a change of everything, and a merge."""
    count = context.counts[-1]
    loaded = read_sidecar(sidecar_path(context.pair(boxes_in_it=count)[1]))
    os.environ[STATE_ENV] = str(context.work / "state")
    case, repeats = {"boxes": count}, context.repeats(300)
    keys = list(loaded.document.annotations)

    def edits(store: Store) -> list[float]:
        times = []
        for turn in range(repeats):
            old = store.document.annotations[keys[turn % len(keys)]]
            patch = Patch({old.id: (old, old.edited(note=f"note {turn}"))})
            times += times_of(lambda p=patch: store.dispatch("Note", p), 1)
            time.sleep(BETWEEN_S)
        return times

    bare = edits(Store(loaded.document))
    yield result("edit, store alone", bare, None, None, **case)
    lane, store, marks = _Lane(), Store(loaded.document), []
    # Subscribers are told in turn: what lies between these two is the journal.
    store.subscribe(lambda _: marks.append(time.perf_counter()))
    journal = Journal(store, Path("a.ilm.geojson"), (), lane, PlainClock(), print)  # type: ignore[arg-type]
    journal.know(lambda: loaded.lines.original)
    store.subscribe(lambda _: marks.append(time.perf_counter()))
    limit = ("the same edit without a journal, p50", sorted(bare)[len(bare) // 2])
    yield result("edit, with the journal", edits(store), limit, None, **case)
    lane.wait()
    own = [1000 * (end - start) for start, end in zip(marks[::2], marks[1::2], strict=True)]
    yield result("of that, the journal", own, None, targets.JOURNAL, **case)
    path = journal.path
    assert path is not None
    record = path.read_bytes().splitlines(keepends=True)[-1]
    yield from _until_on_disk(context.work, store, journal, record, case, repeats)
    everything = Patch({k: (a, a.edited(label="truck")) for k, a in store.document.annotations.items()})
    yield result("edit of all, window", times_of(lambda: store.dispatch("All", everything), 1), **case)
    yield result("edit of all, on the disk", times_of(lane.wait, 1), **case)
    journal.close(keep=False)
    ours, theirs = store.document, read_sidecar(sidecar_path(context.pair(boxes_in_it=count)[1])).document
    times = times_of(lambda: merge(loaded.document, ours, theirs), context.repeats(5))
    yield result("merge, all of ours changed", times, None, None, **case)


def _until_on_disk(
    work: Path, store: Store, journal: Journal, record: bytes, case: dict[str, object], repeats: int
) -> Iterator[Result]:
    handle = os.open(work / "bare.bin", os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def write_and_sync() -> None:
        os.write(handle, record)
        os.fsync(handle)

    bare = sorted(times_of(write_and_sync, repeats))
    os.close(handle)
    key = next(iter(store.document.annotations))

    def edit(turn: int) -> None:
        old = store.document.annotations[key]
        store.dispatch("Note", Patch({key: (old, old.edited(note=f"again {turn}"))}))
        while journal.durable < journal.number:
            time.sleep(0)

    times = [times_of(lambda t=turn: edit(t), 1)[0] for turn in range(repeats)]
    yield result(
        "edit, on the disk", times, ("write and fsync of the record, p50", bare[len(bare) // 2]), None, **case
    )
