"""A scripted session: what somebody does in an hour, in a second, the same every time for one seed.

Everything that touches the disk is the program's own: store, saver, journal, sidecar file, backups, lock.
Only the window is left out. `tests/safety/window_driver.py` is the same with it.
"""

from __future__ import annotations

import queue
import random
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from ilmtool.core.document import Document, Header, Patch
from ilmtool.core.geometry import box_ring
from ilmtool.core.scene import Acquisition, Scene
from ilmtool.core.times import utc_now
from ilmtool.errors import Cancelled
from ilmtool.session import operations
from ilmtool.session.asks import Asks
from ilmtool.session.operations import Edit, EditContext
from ilmtool.session.ports import CancelToken, Notice
from ilmtool.session.safekeeping import Arrival, Safekeeping
from ilmtool.session.saver import Saver
from ilmtool.session.sidecar_file import SidecarFile
from ilmtool.session.store import Store
from ilmtool.sidecar.codec import encode
from ilmtool.sidecar.reader import read_sidecar

SCENES = (
    Scene("site_1", "before", "site_1.tif", Acquisition("2019-02-16T02:15:00Z"), shape=(900, 900)),
    Scene("site_2", "after", "site_2.tif", Acquisition("2019-03-02T02:15:00Z"), shape=(900, 900)),
)
LABELS = ("crane", "trailer", "Kran – 起重机", 'quo"ted\\')
IMPORTED = 40
"""Annotations of one large step: the journal leaves those to its worker."""

Step = Callable[[Store], None]


def start() -> Document:
    """The document of a pair that was never annotated."""
    return Document(Header(SCENES))


def text(document: Document) -> bytes:
    """The file that says exactly this."""
    return b"".join(encode(document))


def script(seed: int, steps: int) -> Iterator[Step]:
    """What is done, step by step; each step is one finished edit, undo or redo."""
    dice = random.Random(seed)
    for number in range(steps):
        yield _step(number, dice)


def states(seed: int, steps: int) -> list[bytes]:
    """The document's text before the first step and after each."""
    store = Store(start())
    made = [text(store.document)]
    for step in script(seed, steps):
        step(store)
        made.append(text(store.document))
    return made


def _step(number: int, dice: random.Random) -> Step:
    kind = dice.choices(
        ("draw", "label", "note", "delete", "nudge", "certainty", "import", "scene", "undo", "redo"),
        (30, 12, 12, 8, 12, 8, 2, 3, 9, 6),
    )[0]
    value, place = dice.random(), dice.randrange(1, 800)
    moment = f"2026-01-01T{number // 3600:02}:{number // 60 % 60:02}:{number % 60:02}Z"
    context = EditContext("ann", moment, "site_1", "site_2", "site_2")
    new_id = str(uuid.UUID(int=dice.getrandbits(128), version=4))

    def step(store: Store) -> None:
        document = store.document
        if kind == "undo":
            store.undo()
            return
        if kind == "redo":
            store.redo()
            return
        keys = list(document.annotations)
        ids = keys[int(value * len(keys)) :][:3]
        edit: Edit | None = None
        if kind == "label" and ids:
            edit = operations.set_label(document, ids, LABELS[place % len(LABELS)], context)
        elif kind == "note" and ids:
            edit = operations.set_note(document, ids, f"note {number}\nline “two”", context)
        elif kind == "delete" and ids:
            edit = operations.delete(document, ids)
        elif kind == "nudge" and ids:
            edit = operations.nudge(document, ids, value * 3, -1.0, context)
        elif kind == "certainty" and ids:
            edit = operations.set_certainty(document, ids, "probable", context)
        elif kind == "scene":
            old = document.header
            note = {"labels": {"crane": {"seen": number}}}
            store.dispatch("Scene", Patch(header=(old, Header(old.scenes, extra=note))))
            return
        elif kind == "import":
            patch: dict[str, Any] = {}
            for index in range(IMPORTED):
                ring = box_ring(place, index, place + 5, index + 5)
                key = str(uuid.uuid5(uuid.UUID(new_id), str(index)))
                made = operations.create(document, context, ring, "site_2", "crane", annotation_id=key)
                patch |= made.patch.annotations
            store.dispatch("Import", Patch(patch))
            return
        if edit is None:
            ring = box_ring(place, place / 3, place + 20.25, place / 3 + 10)
            edit = operations.create(
                document, context, ring, "site_2", LABELS[number % len(LABELS)], annotation_id=new_id
            )
        # No merge key: how bursts merge depends on the time, and this must not.
        store.dispatch(edit.label, edit.patch)

    return step


class Loop:
    """An executor with real threads, and a clock: answers and timers run in `pump`."""

    def __init__(self) -> None:
        self._lanes: dict[str, ThreadPoolExecutor] = {}
        self._answers: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._timers: list[tuple[float, _Timer, Callable[[], None]]] = []
        self._running = 0
        self._lock = threading.Lock()
        self.notices: list[Notice] = []

    def submit(
        self,
        work: Callable[[], Any],
        on_done: Callable[[Any], None] | None = None,
        on_error: Callable[[Exception], None] | None = None,
        *,
        token: CancelToken | None = None,
        lane: str = "pool",
    ) -> None:
        if lane not in self._lanes:
            self._lanes[lane] = ThreadPoolExecutor(1, thread_name_prefix=lane)

        def run() -> None:
            try:
                result = work()
            except Cancelled:
                self._answers.put(lambda: None)
            except Exception as error:  # noqa: BLE001 - carried to the loop
                failure = error
                self._answers.put(lambda: on_error(failure) if on_error else _raise(failure))
            else:
                self._answers.put(lambda: on_done(result) if on_done else None)

        with self._lock:
            self._running += 1
        self._lanes[lane].submit(run)

    def now(self) -> str:
        return utc_now()

    def monotonic(self) -> float:
        return time.monotonic()

    def schedule(self, delay_s: float, call: Callable[[], None]) -> _Timer:
        timer = _Timer()
        self._timers.append((time.monotonic() + delay_s, timer, call))
        return timer

    def pump(self) -> None:
        """Run what is due."""
        due = [entry for entry in self._timers if entry[0] <= time.monotonic()]
        self._timers = [entry for entry in self._timers if entry not in due]
        for _, timer, call in due:
            if not timer.cancelled:
                call()
        while not self._answers.empty():
            answer = self._answers.get()
            with self._lock:
                self._running -= 1
            answer()

    def wait(self, reached: Callable[[], bool]) -> None:
        """Pump until something is so."""
        end = time.monotonic() + 30
        while not reached():
            if time.monotonic() > end:
                raise TimeoutError
            self.pump()
            time.sleep(0)

    @property
    def is_idle(self) -> bool:
        return self._running == 0 and self._answers.empty()

    def close(self) -> None:
        for lane in self._lanes.values():
            lane.shutdown()


class _Timer:
    cancelled = False

    def cancel(self) -> None:
        self.cancelled = True


def _raise(error: Exception) -> None:
    raise error


class Session:
    """One open sidecar, as the desk sets it up."""

    def __init__(
        self, sidecar: Path, executor: Any, clock: Any, notify: Callable[[Notice], None], delay_s: float
    ) -> None:
        self.sidecar = sidecar
        images = (sidecar.parent / "site_1.tif", sidecar.parent / "site_2.tif")
        arrival = Arrival.at(sidecar, "ann", utc_now())
        if sidecar in sidecar.parent.iterdir():  # not `exists`, which is among the calls that may fail
            loaded = read_sidecar(sidecar)
            document = loaded.document
            file = SidecarFile(sidecar, loaded.lines, loaded.stamp, loaded.document)
        else:
            document, file = start(), SidecarFile(sidecar)
        self.store = Store(document)
        self.offers: list[Any] = []
        asks = Asks(recover=self.offers.append)
        self.keeping = Safekeeping(self.store, sidecar, images, arrival, "ann", executor, clock, notify, asks)
        self.saver = Saver(self.store, file, executor, clock, notify, delay_s=delay_s, longest_s=4 * delay_s)
        self.keeping.attach(self.saver, {})

    @property
    def journal(self) -> Any:
        return self.keeping.journal

    def is_safe(self) -> bool:
        """Whether every edit so far is with the system: in the journal, or in the file."""
        return bool(self.journal.written >= self.journal.number)


def run(sidecar: Path, seed: int, steps: int, tell: Callable[[int, bool], None]) -> Loop:
    """Play the whole script with real threads; `tell(step, at_once)` after each edit that is safe.

    `at_once` says whether it was so when the edit itself returned. The program is then ended as by the
    window's close button.
    """
    loop, dice = Loop(), random.Random(-seed - 1)
    session = Session(sidecar, loop, loop, loop.notices.append, delay_s=0.004)
    session.keeping.ask()
    for number, step in enumerate(script(seed, steps), 1):
        step(session.store)
        at_once = session.is_safe()
        loop.wait(session.is_safe)
        tell(number, at_once)
        if dice.random() < 0.3:
            end = time.monotonic() + dice.random() * 0.006
            loop.wait(lambda end=end: time.monotonic() >= end)  # type: ignore[misc]
        loop.pump()
    problem = session.saver.close()
    assert problem is None, problem
    session.keeping.close()
    loop.close()
    return loop
