"""Kills the program at seeded moments of scripted editing, saving and journalling, and reopens what is left.

    python tests/safety/kill.py --points 1000 --seed 1 --window 30

Each point is a real process (a fork of this one) that plays `scenario.run` and is ended by SIGKILL: before,
in the middle of or after its n-th call of the file system, or at its n-th line of ilmtool's code, on whatever
thread that happens. Every second one of those that have something to recover is killed again, while it
recovers. What counts as a completed edit: the edit returned, and, for steps of more than
`session.journal.AT_ONCE` annotations, the journal's worker has written it. After each kill

- the sidecar is absent or whole, without a finding, and says a state that the session was in;
- sidecar and journal together say the state after the last completed edit, or, if the kill came between an
  edit's return and its report, the one after it.

`--window` adds runs of the whole program with its window and real mouse events, killed at any time.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parents[1]), str(HERE.parent), str(HERE)]

import scenario  # noqa: E402

from ilmtool.core.document import apply_patch  # noqa: E402
from ilmtool.session.recovery import left_journals, recovery  # noqa: E402
from ilmtool.session.safekeeping import digest_of  # noqa: E402
from ilmtool.session.state_folder import STATE_ENV  # noqa: E402
from ilmtool.sidecar.reader import read_sidecar  # noqa: E402

STEPS = 40
CALLS = (
    "open", "write", "fsync", "replace", "rename", "ftruncate", "unlink", "link", "utime", "mkdir", "close",
    "chmod",
)  # fmt: skip
SOURCES = tuple(str(Path("ilmtool", part)) for part in ("session", "sidecar"))
DEVNULL = os.open(os.devnull, os.O_WRONLY)


class KillPoint:
    """Ends this process at one moment."""

    def __init__(self, kind: str, number: int, where: str) -> None:
        self.kind, self.number, self.where = kind, number, where
        self.count = 0
        self._lock = threading.Lock()

    def install(self) -> None:
        if self.kind == "call":
            for name in CALLS:
                setattr(os, name, self._wrapped(name, getattr(os, name)))
        else:
            threading.settrace(self._trace)
            sys.settrace(self._trace)

    def _due(self) -> bool:
        with self._lock:
            self.count += 1
            return self.count == self.number

    def _wrapped(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **more: Any) -> Any:
            if not self._due():
                return real(*args, **more)
            if self.where == "after" or (self.where == "half" and name != "write"):
                real(*args, **more)
            elif self.where == "half":
                real(args[0], bytes(args[1])[: max(1, len(args[1]) // 2)])
            _die()
            raise AssertionError

        return call

    def _trace(self, frame: Any, event: str, argument: Any) -> Any:
        name = frame.f_code.co_filename
        return self._line if any(source in name for source in SOURCES) else None

    def _line(self, frame: Any, event: str, argument: Any) -> Any:
        if event == "line" and self._due():
            _die()
        return self._line


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)
    while True:  # a signal to oneself may take a moment to arrive
        time.sleep(1)


def forked(work: Callable[[Callable[[bytes], None]], None]) -> tuple[bytes, int]:
    """Run something in a process of its own; (what it told, its status)."""
    read_end, write_end = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read_end)
        write = os.write
        code = 1
        try:
            os.dup2(DEVNULL, 1)
            work(lambda data: write(write_end, data))
            code = 0
        except BaseException:  # noqa: BLE001 - told to the parent
            import traceback

            write(write_end, b"\nfailed: " + traceback.format_exc().encode())
        finally:
            os._exit(code)
    os.close(write_end)
    with os.fdopen(read_end, "rb") as pipe:
        told = pipe.read()
    return told, os.waitpid(child, 0)[1]


def play(sidecar: Path, seed: int, point: KillPoint | None) -> tuple[int, bool, int, bytes]:
    """(completed steps, whether it was killed, steps that were safe only later, what failed)."""

    def work(tell: Callable[[bytes], None]) -> None:
        if point is not None:
            point.install()
        scenario.run(sidecar, seed, STEPS, lambda _, at_once: tell(b"+" if at_once else b"-"))

    told, status = forked(work)
    told, _, failure = told.partition(b"\nfailed: ")
    return len(told), os.WIFSIGNALED(status), told.count(b"-"), failure


def recover(sidecar: Path, point: KillPoint | None) -> tuple[bool, bytes]:
    """Reopen in another process and recover as the user would; (whether it was killed, what failed)."""

    def work(tell: Callable[[bytes], None]) -> None:
        if point is not None:
            point.install()
        loop = scenario.Loop()
        session = scenario.Session(sidecar, loop, loop, loop.notices.append, delay_s=0.004)
        session.keeping.ask()
        loop.wait(lambda: loop.is_idle)
        if session.offers:
            session.keeping.recover()
        problem = session.saver.close()
        if problem is not None:
            raise problem
        session.keeping.close()

    told, status = forked(work)
    return os.WIFSIGNALED(status), told.partition(b"failed: ")[2]


def on_disk(sidecar: Path) -> bytes | None:
    """What the sidecar says; None if there is none."""
    if not sidecar.exists():
        return None
    loaded = read_sidecar(sidecar)
    assert loaded.findings == (), loaded.findings
    return scenario.text(loaded.document)


def with_journal(sidecar: Path) -> bytes:
    """What sidecar and journals say together."""
    document = read_sidecar(sidecar).document if sidecar.exists() else scenario.start()
    left = left_journals(sidecar)
    if left:
        found = recovery([journal.read for journal in left], document, digest_of(sidecar))
        assert found.damaged == 0
        document = apply_patch(document, found.patch)
        for journal in left:
            journal.release()
    return scenario.text(document)


def one(seed: int, folder: Path, limits: dict[str, int], counts: Counter[str]) -> str | None:
    """One kill point; what is wrong, or None."""
    dice = random.Random(seed)
    kind = dice.choice(["call", "call", "line"])
    where = dice.choice(["before", "half", "after"])
    point = KillPoint(kind, dice.randrange(1, limits[kind]), where)
    sidecar = folder / "site_2.tif.ilm.geojson"
    os.environ[STATE_ENV] = str(folder / "state")
    done, killed, late, failure = play(sidecar, seed, point)
    name = f"seed {seed}, {kind} {point.number} {where}, after {done} steps"
    if failure:
        return f"{name}: {failure.decode()}"
    counts["killed"] += killed
    counts[f"killed at a {kind}"] += killed
    counts["edits"] += done
    counts["edits safe only after the worker"] += late
    made = scenario.states(seed, STEPS)
    if (found := on_disk(sidecar)) is not None and found not in made:
        return f"{name}: the file says what never was"
    wanted = made[done : done + 2]
    before = with_journal(sidecar)
    if before not in wanted:
        place = made.index(before) if before in made else None
        return f"{name}: what is left is state {place}"
    if left := left_journals(sidecar):
        counts["with something to recover"] += 1
        for journal in left:
            journal.release()
        if dice.random() < 0.5:
            again = KillPoint("call", dice.randrange(1, 60), where)
            killed, failure = recover(sidecar, again)
            counts["killed again while recovering"] += killed
            if failure:
                return f"{name}: recovering: {failure.decode()}"
            if with_journal(sidecar) != before:
                return f"{name}: killed while recovering at call {again.number} {where}: lost"
    _, failure = recover(sidecar, None)
    if failure:
        return f"{name}: recovering: {failure.decode()}"
    expected = None if before == made[0] and not sidecar.exists() else before
    if on_disk(sidecar) != expected:
        return f"{name}: the file lacks what was recovered"
    if left_journals(sidecar):
        return f"{name}: a journal stayed behind"
    return None


def measured(folder: Path) -> dict[str, int]:
    """How many calls and lines a run has, so that kill points can lie anywhere in it."""
    os.environ[STATE_ENV] = str(folder / "state")
    limits = {}
    for kind in ("call", "line"):

        def work(tell: Callable[[bytes], None], kind: str = kind) -> None:
            point = KillPoint(kind, -1, "before")
            point.install()
            scenario.run(folder / f"{kind}.ilm.geojson", 7, STEPS, lambda *_: None)
            tell(str(point.count).encode())

        told, _ = forked(work)
        limits[kind] = int(told)
    return limits


def window_runs(count: int, seed: int, counts: Counter[str]) -> list[str]:
    """The whole program, killed at any moment; what is wrong."""
    from sample_pairs import utm_pair

    dice, wrong = random.Random(seed), []
    for number in range(count):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            pair = utm_pair(folder / "site")
            state = folder / "state"
            environment = {
                **os.environ,
                "ILMTOOL_CONFIG_DIR": str(folder), STATE_ENV: str(state), "QT_QPA_PLATFORM": "offscreen",
            }  # fmt: skip
            delay = dice.choice(["0.1", "60"])
            command = [sys.executable, str(HERE / "window_driver.py"), str(pair.before), str(pair.after)]
            process = subprocess.Popen(
                [*command, "40", delay], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
                env=environment,
            )  # fmt: skip
            assert process.stdout is not None
            last = 0
            for _ in range(dice.randrange(1, 30)):
                last = int(process.stdout.readline().split()[1])
            time.sleep(dice.random() * 0.25)
            process.kill()
            lines = [line for line in process.stdout.read().splitlines() if len(line.split()) == 2]
            process.wait()
            # Boxes only grow by one, or go back by one for an undo: what was told last, or one step on.
            if lines:
                last = int(lines[-1].split()[1])
            os.environ[STATE_ENV] = str(state)
            document = read_sidecar(pair.sidecar).document if pair.sidecar.exists() else scenario.Document()
            left = left_journals(pair.sidecar)
            if left:
                reads = [journal.read for journal in left]
                digest = digest_of(pair.sidecar)
                document = apply_patch(document, recovery(reads, document, digest).patch)
            found = len(document.annotations)
            counts["killed with its window"] += 1
            if abs(found - last) > 1:
                wrong.append(f"window run {number}: {found} boxes are left of {last}")
    return wrong


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--points", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--window", type=int, default=0)
    options = parser.parse_args()
    began, counts, wrong = time.monotonic(), Counter[str](), []
    with tempfile.TemporaryDirectory(prefix="ilmtool-kill-") as name:
        root = Path(name)
        limits = measured(root)
        seed = options.seed * 1_000_000
        while counts["killed"] < options.points:
            folder = root / str(seed)
            folder.mkdir()
            problem = one(seed, folder, limits, counts)
            if problem is not None:
                wrong.append(problem)
                print(problem, file=sys.stderr)
            else:
                shutil.rmtree(folder)
            counts["runs"] += 1
            if counts["runs"] % 100 == 0:
                print(f"{counts['killed']} killed, {len(wrong)} wrong", file=sys.stderr, flush=True)
            seed += 1
    wrong += window_runs(options.window, options.seed, counts)
    print(
        json.dumps(
            {**counts, "calls": limits["call"], "lines": limits["line"], "wrong": wrong,
             "seconds": round(time.monotonic() - began, 1)}, indent=2
        )
    )  # fmt: skip
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
