"""Who has a file open: told, taken over, and never believed of the dead."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import msgspec
import pytest

from ilmtool.session.presence import STALE_S, Holder, claim, lock_path, read_lock, release, renew
from ilmtool.session.safekeeping import describe
from ilmtool.session.state_folder import STATE_ENV, state_dir
from ilmtool.sidecar.holding import Owner

NOW = "2026-01-01T00:00:00Z"


@pytest.fixture
def sidecar(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(STATE_ENV, str(tmp_path / "state"))
    (tmp_path / "site").mkdir()
    return tmp_path / "site" / "a.tif.ilm.geojson"


def left_by(sidecar: Path, owner: Owner, age_s: float = 0.0) -> None:
    lock_path(sidecar).write_bytes(msgspec.json.encode(Holder("ben", owner, NOW, "their token")))
    then = time.time() - age_s
    os.utime(lock_path(sidecar), (then, then))


def test_the_second_is_told_and_may_take_over(sidecar: Path) -> None:
    first = claim(sidecar, "ann", NOW)
    assert first.other is None
    second = claim(sidecar, "ben", NOW)
    assert second.other is not None
    assert (second.other.who, second.other.since, second.other.owner.pid) == ("ann", NOW, os.getpid())
    assert describe(second.other) == "ann on this computer"
    release(second)
    assert renew(first) is None, "who only looked leaves no trace"
    taken = claim(sidecar, "ben", NOW, take_over=True)
    assert taken.other is None
    lost = renew(first)
    assert lost is not None
    assert lost.who == "ben"
    release(first)
    assert lock_path(sidecar).exists(), "it is not the first one's any more"
    release(taken)
    assert list(sidecar.parent.iterdir()) == []


def test_the_same_window_may_open_it_again(sidecar: Path) -> None:
    first = claim(sidecar, "ann", NOW)
    again = claim(sidecar, "ann", NOW, own=[first.token])
    assert again.other is None


def test_a_dead_process_has_nothing_open(sidecar: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True
    )
    left_by(sidecar, Owner(Owner.this().host, int(done.stdout), ""))
    assert claim(sidecar, "ann", NOW).other is None


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the system says when a process began")
def test_another_process_with_the_same_number_is_another(sidecar: Path) -> None:
    left_by(sidecar, Owner(Owner.this().host, os.getpid(), "12345"))
    assert claim(sidecar, "ann", NOW).other is None


def test_another_computer_is_believed_while_it_touches_its_lock(sidecar: Path) -> None:
    far = Owner("far-away", 1, "")
    left_by(sidecar, far, STALE_S - 60)
    held = claim(sidecar, "ann", NOW)
    assert held.other is not None
    assert describe(held.other) == "ben on far-away"
    left_by(sidecar, far, STALE_S + 60)
    assert claim(sidecar, "ann", NOW).other is None


def test_where_nothing_can_be_written_beside_the_users_own_folder_serves(
    sidecar: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sidecar = sidecar.parent / "gone" / sidecar.name
    first = claim(sidecar, "ann", NOW)
    assert first.path is not None
    assert state_dir() in first.path.parents
    assert claim(sidecar, "ann", NOW).other is not None
    monkeypatch.setenv(STATE_ENV, str(sidecar.parent.parent / "file"))
    (sidecar.parent.parent / "file").write_text("")
    nowhere = claim(sidecar, "ann", NOW)
    assert (nowhere.path, nowhere.other) == (None, None)
    release(nowhere)


def test_without_hard_links_it_works_as_well(sidecar: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import errno

    def no_links(*args: object, **more: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", no_links)
    first = claim(sidecar, "ann", NOW)
    assert first.other is None
    assert claim(sidecar, "ben", NOW).other is not None
    release(first)
    assert list(sidecar.parent.iterdir()) == []


@pytest.mark.parametrize("raw", [b"", b"{", b"[]", b'{"owner":7}', b"x" * 100_000])
def test_a_lock_that_makes_no_sense_is_nobodys(sidecar: Path, raw: bytes) -> None:
    lock_path(sidecar).write_bytes(raw)
    assert read_lock(lock_path(sidecar)) is None
    assert claim(sidecar, "ann", NOW).other is None
