"""Processes are killed and system calls fail; completed edits stay and no file is ever broken."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from fakes import FakeClock, Messages
from safety import scenario

from ilmtool.core.document import apply_patch
from ilmtool.session.ports import ImmediateExecutor
from ilmtool.session.recovery import left_journals, recovery
from ilmtool.session.safekeeping import digest_of
from ilmtool.session.state_folder import STATE_ENV
from ilmtool.sidecar.reader import read_sidecar

HERE = Path(__file__).resolve().parent
POINTS = 30
STEPS = 12
SAVE_EVERY = 4
ERRORS = (errno.ENOSPC, errno.EACCES, errno.EIO)
CALLS = ("open", "write", "fsync", "replace", "ftruncate", "unlink", "link", "mkdir", "dup", "chmod", "stat")

posix = pytest.mark.skipif(not hasattr(os, "fork"), reason="kill points are forks of a process")


@posix
def test_a_killed_process_loses_no_completed_edit() -> None:
    """Seeded kill points; `python tests/safety/kill.py --points 1000 --window 30` runs more of them."""
    command = [sys.executable, str(HERE / "kill.py"), "--points", str(POINTS), "--seed", "11"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    counts = json.loads(done.stdout)
    assert counts["killed"] >= POINTS
    assert counts["with something to recover"] > POINTS // 3
    assert counts["killed again while recovering"] > 0


class Faults:
    """Counts calls of the file system and lets one of them fail, or all from there on."""

    def __init__(self, at: int = -1, error: int = 0, *, lasting: bool = False, only: str = "") -> None:
        self.at, self.error, self.lasting, self.only = at, error, lasting, only
        self.names: list[str] = []

    @contextmanager
    def installed(self) -> Iterator[None]:
        with pytest.MonkeyPatch.context() as patch:
            for name in CALLS:
                patch.setattr(os, name, self._wrapped(name, getattr(os, name)))
            yield

    def _wrapped(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **more: Any) -> Any:
            if self.only and name != self.only:
                return real(*args, **more)
            self.names.append(name)
            number = len(self.names)
            if number == self.at or (self.lasting and number > self.at >= 0):
                if name == "write" and self.error == errno.ENOSPC:
                    real(args[0], bytes(args[1])[: len(args[1]) // 3])  # the last bytes that had room
                raise OSError(self.error, os.strerror(self.error))
            return real(*args, **more)

        return call


def play(folder: Path, faults: Faults, seed: int) -> tuple[int, Messages, scenario.Session | None]:
    """Run the script, saving now and then; the process then ends without closing anything.

    Returns
    -------
    (int, Messages, Session or None)
        Steps that were safe in the journal or the file, in sequence from the first; what was told.
    """
    messages, clock = Messages(), FakeClock()
    safe, session = 0, None
    with faults.installed():
        session = scenario.Session(
            folder / "site_2.tif.ilm.geojson", ImmediateExecutor(), clock, messages, delay_s=1.0
        )
        for number, step in enumerate(scenario.script(seed, STEPS), 1):
            step(session.store)
            clock.advance(0.1)
            if number % SAVE_EVERY == 0:
                session.saver.save_now()
            if session.is_safe():
                safe = number
    if session.journal._file is not None:
        session.journal._file.close()
    for old in session.journal._old:
        old.close()
    return safe, messages, session


def reopened(folder: Path) -> bytes:
    """What file and journals say together; fails if the file is broken."""
    sidecar = folder / "site_2.tif.ilm.geojson"
    document = scenario.start()
    if sidecar.exists():
        loaded = read_sidecar(sidecar)
        assert loaded.findings == ()
        document = loaded.document
    left = left_journals(sidecar)
    if left:
        found = recovery([journal.read for journal in left], document, digest_of(sidecar))
        document = apply_patch(document, found.patch)
        for journal in left:
            journal.release()
    return scenario.text(document)


def prepare(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder.mkdir()
    monkeypatch.setenv(STATE_ENV, str(folder / "state"))
    return folder


@posix
@pytest.mark.parametrize("lasting", [False, True], ids=["once", "from there on"])
def test_each_system_call_may_fail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lasting: bool) -> None:
    seed = 5
    states = scenario.states(seed, STEPS)
    counted = Faults()
    play(prepare(tmp_path / "counted", monkeypatch), counted, seed)
    assert reopened(tmp_path / "counted") == states[STEPS]
    assert {"open", "write", "fsync", "replace", "ftruncate", "unlink", "link", "mkdir"} <= set(counted.names)
    lost = 0
    for at in range(1, len(counted.names) + 1):
        error = ERRORS[at % len(ERRORS)]
        folder = prepare(tmp_path / str(at), monkeypatch)
        safe, messages, _ = play(folder, Faults(at, error, lasting=lasting), seed)
        name = f"call {at} ({counted.names[at - 1]}) fails with {errno.errorcode[error]}"
        found = reopened(folder)
        assert found in states, f"{name}: a state that never was"
        assert found in states[safe:], f"{name}: state {states.index(found)} of {safe} completed edits"
        if found != states[STEPS]:
            lost += 1
            assert lasting, f"{name}: one failing call costs nothing"
            assert messages.notices, f"{name}: nobody was told"
        assert list(folder.glob("*.tmp")) == [] or lasting or counted.names[at - 1] == "unlink", name
    assert lost or not lasting


@posix
@pytest.mark.parametrize("error", [errno.EACCES, errno.EIO, errno.ENOSPC])
def test_where_no_rename_works_the_journal_keeps_everything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: int
) -> None:
    folder = prepare(tmp_path / "site", monkeypatch)
    faults = Faults(0, error, lasting=True, only="replace")
    safe, messages, session = play(folder, faults, 5)
    assert safe == STEPS
    assert session is not None
    assert session.saver.status.state == "failed"
    assert len([n for n in messages.notices if "could not be saved" in n.title]) >= 1
    assert reopened(folder) == scenario.states(5, STEPS)[STEPS]


def test_a_folder_that_vanishes_and_comes_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A network drive: the journal goes on, and the next save writes everything."""
    site = tmp_path / "drive"
    site.mkdir()
    monkeypatch.setenv(STATE_ENV, str(tmp_path / "state"))
    messages, clock = Messages(), FakeClock()
    session = scenario.Session(site / "a.ilm.geojson", ImmediateExecutor(), clock, messages, 1.0)
    script = list(scenario.script(9, 20))
    for step in script[:10]:
        step(session.store)
    clock.advance(2)
    away = site.rename(tmp_path / "away")
    for step in script[10:]:
        step(session.store)
        clock.advance(2)
        assert session.is_safe()
    assert "not there any more" in messages.notices[-1].detail
    away.rename(site)
    session.saver.save_now()
    assert not session.store.dirty
    assert scenario.text(read_sidecar(site / "a.ilm.geojson").document) == scenario.states(9, 20)[20]


def test_a_full_disk(tmp_path: Path) -> None:
    """A real one, of 96 kB; where it cannot be mounted, a limit on the size of files stands in."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = _mounted(disk)
    program = f"""
import resource, signal, sys
sys.path[:0] = {[str(HERE.parents[1]), str(HERE.parent), str(HERE)]!r}
import scenario
from pathlib import Path
if not {mounted}:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))
loop = scenario.Loop()
session = scenario.Session(Path({str(disk / "a.ilm.geojson")!r}), loop, loop, loop.notices.append, 0.004)
safe = 0
for number, step in enumerate(scenario.script(21, 300), 1):
    step(session.store)
    loop.pump()
    if session.is_safe():
        safe = number
print(safe, flush=True)
print(session.saver.flush())
for notice in loop.notices:
    print(notice.title)
import os
os._exit(0)
"""
    environment = {**os.environ, STATE_ENV: str(disk / "state")}
    try:
        done = subprocess.run(
            [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True
        )
        safe, *told = done.stdout.splitlines()
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv(STATE_ENV, str(disk / "state"))
            document = scenario.start()
            sidecar = disk / "a.ilm.geojson"
            if sidecar.exists():
                loaded = read_sidecar(sidecar)
                assert loaded.findings == ()
                document = loaded.document
            left = left_journals(sidecar)
            found = recovery([journal.read for journal in left], document, digest_of(sidecar))
            states = scenario.states(21, 300)
            end = scenario.text(apply_patch(document, found.patch))
            for journal in left:
                journal.release()
        assert end in states[int(safe) :]
        assert int(safe) < 300, "the disk was never full"
        assert any("could not be saved" in title for title in told)
    finally:
        if mounted:
            subprocess.run(["umount", "-l", str(disk)], check=False)


def _mounted(disk: Path) -> bool:
    if not sys.platform.startswith("linux"):
        pytest.skip("needs a file system of a fixed size, or limits of POSIX")
    command = ["mount", "-t", "tmpfs", "-o", "size=96k", "tmpfs", str(disk)]
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False
