"""The journal: what was done is on disk before the next edit, and comes back after a crash."""

from __future__ import annotations

import dataclasses
import errno
import json
import os
import time
from pathlib import Path
from typing import Any

import pytest
from fakes import FakeClock, Messages, QueueExecutor

from ilmtool.core.annotation import Annotation, Polygon, Properties
from ilmtool.core.document import Document, Header, OpaqueFeature, Patch
from ilmtool.core.geometry import box_ring
from ilmtool.core.scene import Acquisition, Scene
from ilmtool.session.journal import AT_ONCE, Journal
from ilmtool.session.ports import ImmediateExecutor
from ilmtool.session.recovery import KEPT, left_journals, put_aside, recovery
from ilmtool.session.state_folder import STATE_ENV, discarded_dir, journals_dir
from ilmtool.session.store import Store
from ilmtool.sidecar.codec import encode
from ilmtool.sidecar.journal_file import read_journal

SIDECAR = Path("/data/site/after.tif.ilm.geojson")
IMAGES = (Path("/data/site/before.tif"), Path("/data/site/after.tif"))


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(STATE_ENV, str(tmp_path / "state"))
    return tmp_path / "state"


def box(number: int, label: str = "crane", **properties: Any) -> Annotation:
    outline = Polygon((box_ring(number, 2, number + 3, 4),))
    return Annotation(
        f"{number:08}-0000-4000-8000-000000000000",
        Properties(label=label, image_geometry=outline, **properties),
    )


class Bench:
    def __init__(self, *, immediate: bool = True, document: Document | None = None) -> None:
        self.clock, self.messages, self.queue = FakeClock(), Messages(), QueueExecutor()
        self.store = Store(document, clock=self.clock)
        executor = ImmediateExecutor() if immediate else self.queue
        self.journal = Journal(self.store, SIDECAR, IMAGES, executor, self.clock, self.messages)

    def put(self, annotation: Annotation, label: str = "Draw") -> None:
        old = self.store.document.annotations.get(annotation.id)
        self.store.dispatch(label, Patch({annotation.id: (old, annotation)}))

    def crash(self) -> None:
        """The process ends: the system lets go of its files."""
        if self.journal._file is not None:
            self.journal._file.close()


def text(document: Document) -> bytes:
    return b"".join(encode(document))


def recovered(document: Document) -> Document:
    """A document with what the one journal holds."""
    from ilmtool.core.document import apply_patch

    (left,) = left_journals(SIDECAR)
    made = apply_patch(document, recovery([left.read], document).patch)
    left.release()
    return made


def test_every_kind_of_change_comes_back() -> None:
    start = Document(annotations={a.id: a for a in (box(1), box(2), box(3))})
    bench = Bench(document=start)
    bench.put(box(1, "truck", note="line\nbreak “quoted”"))
    bench.put(Annotation(box(4).id, box(4).properties, extra={"team": 3}))
    first = box(2)
    old = bench.store.document.annotations[first.id]
    bench.store.dispatch("Delete", Patch({first.id: (old, None)}))
    bench.put(box(3, "wrong"))
    bench.store.undo()
    header = Header((Scene("s", acquisition=Acquisition(gsd=0.5)),), extra={"labels": {"a": [1, None]}})
    bench.store.dispatch("Scene", Patch(header=(bench.store.document.header, header)))
    odd = (OpaqueFeature(b'{"type":"Feature","x":[1]}', None, 0),)
    bench.store.dispatch("Merge", Patch(opaque=((), odd)))
    bench.crash()
    assert text(recovered(start)) == text(bench.store.document)


def test_nothing_is_written_before_the_first_edit(state: Path) -> None:
    bench = Bench()
    assert not state.exists()
    bench.put(box(1))
    assert len(list(journals_dir().iterdir())) == 1
    bench.journal.saved(bench.journal.number)
    assert bench.journal.close(keep=False) is None
    assert list(journals_dir().iterdir()) == []


def test_an_edit_is_with_the_system_when_dispatch_returns_and_on_the_disk_after_the_worker() -> None:
    bench = Bench(immediate=False)
    bench.put(box(1))
    bench.put(box(2))
    assert (bench.journal.written, bench.journal.durable) == (2, 0)
    bench.queue.run()
    assert bench.journal.durable == 2


def test_a_large_change_is_left_to_the_worker_and_keeps_its_place() -> None:
    bench = Bench(immediate=False)
    many = {a.id: (None, a) for a in map(box, range(AT_ONCE + 1))}
    bench.store.dispatch("Import", Patch(many))
    bench.put(box(0, "truck"))
    assert bench.journal.written == 0
    bench.queue.run()
    assert bench.journal.durable == 2
    bench.crash()
    assert text(recovered(Document())) == text(bench.store.document)


def test_a_save_empties_it_but_for_what_came_after_the_snapshot() -> None:
    bench = Bench()
    bench.put(box(1))
    snapshot, number = bench.store.document, bench.journal.number
    bench.put(box(2))
    bench.journal.saved(number)
    path = bench.journal.path
    assert path is not None
    read = read_journal(path)
    assert read is not None
    assert [step.number for step in read.steps] == [2]
    bench.crash()
    assert text(recovered(snapshot)) == text(bench.store.document)
    bench.journal._file = None


def test_a_program_that_ended_between_saving_and_emptying_has_nothing_to_recover() -> None:
    bench = Bench()
    bench.put(box(1))
    bench.put(box(1, "truck"))
    bench.crash()
    (left,) = left_journals(SIDECAR)
    assert recovery([left.read], bench.store.document).patch.is_empty
    left.remove()
    assert left_journals(SIDECAR) == []


def test_a_torn_end_costs_its_record_and_nothing_else() -> None:
    bench = Bench()
    states = [Document()]
    for number in range(4):
        bench.put(box(number, "Kran – 起重机"))
        states.append(bench.store.document)
    path = bench.journal.path
    assert path is not None
    bench.crash()
    data = path.read_bytes()
    ends = [i + 1 for i, byte in enumerate(data) if byte == ord("\n")]
    near = {end + step for end in ends for step in (-2, -1, 0, 1)}
    for length in sorted(near | set(range(ends[0], len(data), 37))):
        if not ends[0] <= length <= len(data):
            continue
        path.write_bytes(data[:length])
        read = read_journal(path)
        assert read is not None
        whole = sum(end <= length for end in ends[1:])
        assert len(read.steps) == whole
        assert read.torn == (length not in ends)
    for length in range(0, ends[0], 11):
        path.write_bytes(data[:length])
        assert read_journal(path) is None


def test_a_flipped_bit_ends_what_can_be_read() -> None:
    bench = Bench()
    for number in range(3):
        bench.put(box(number))
    path = bench.journal.path
    assert path is not None
    bench.crash()
    lines = path.read_bytes().splitlines(keepends=True)
    broken = bytearray(lines[2])
    broken[40] ^= 1
    path.write_bytes(b"".join([*lines[:2], bytes(broken), *lines[3:]]))
    read = read_journal(path)
    assert read is not None
    assert len(read.steps) == 1


def test_a_living_programs_journal_is_not_offered() -> None:
    bench = Bench()
    bench.put(box(1))
    assert left_journals(SIDECAR) == []
    bench.crash()
    (left,) = left_journals(SIDECAR)
    assert left_journals(SIDECAR) == [], "one program at a time may decide about it"
    assert (left.sidecar, left.images) == (SIDECAR, IMAGES)
    assert left_journals(Path("/data/other.ilm.geojson")) == []
    left.release()


def test_recovery_says_what_it_does_and_keeps_what_others_did_meanwhile() -> None:
    start = Document(annotations={a.id: a for a in (box(1, note="n"), box(2), box(3))})
    bench = Bench(document=start)
    bench.put(box(1, "truck", note="n"))
    bench.put(box(5))
    bench.store.dispatch("Delete", Patch({box(2).id: (start.annotations[box(2).id], None)}))
    bench.crash()
    theirs = {**start.annotations, box(1).id: box(1, note="theirs"), box(9).id: box(9)}
    del theirs[box(3).id]
    now = Document(annotations=theirs)
    (left,) = left_journals(SIDECAR)
    found = recovery([left.read], now)
    assert {(i.kind, i.label, i.what) for i in found.items} == {
        ("changed", "truck", ("label",)), ("added", "crane", ()), ("removed", "crane", ())
    }  # fmt: skip
    assert [found.count(k) for k in ("added", "changed", "removed")] == [1, 1, 1]
    left.release()
    after = recovered(now)
    assert after.annotations[box(1).id].properties.note == "theirs"
    assert sorted(after.annotations) == sorted(box(n).id for n in (1, 5, 9))
    clash = dataclasses.replace(now, annotations={**theirs, box(1).id: box(1, "door", note="n")})
    (left,) = left_journals(SIDECAR)
    found = recovery([left.read], clash)
    assert [(c.member, c.ours, c.theirs) for c in found.conflicts] == [("label", "truck", "door")]
    left.release()


def test_discarded_work_is_put_aside_and_bounded(state: Path) -> None:
    for number in range(KEPT + 3):
        bench = Bench()
        bench.put(box(number))
        bench.crash()
        (left,) = left_journals(SIDECAR)
        kept = left.discard()
        assert kept is not None
        os.utime(kept, (number, number))
    assert left_journals(SIDECAR) == []
    assert len(list(discarded_dir().iterdir())) == KEPT


def test_an_empty_or_unreadable_journal_is_no_offer() -> None:
    bench = Bench()
    bench.put(box(1))
    bench.journal.saved(1)
    bench.crash()
    assert left_journals(SIDECAR) == []
    assert list(journals_dir().iterdir()) == []
    broken = journals_dir() / "x.journal"
    broken.write_bytes(b"nonsense\n")
    assert left_journals() == []
    assert broken.exists(), "it may be one that is being made"
    old = time.time() - 3600
    os.utime(broken, (old, old))
    assert left_journals() == []
    assert not broken.exists()
    assert (discarded_dir() / "x.journal").read_bytes() == b"nonsense\n"


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EACCES, errno.EIO])
@pytest.mark.parametrize("call", ["write", "open", "fsync"])
def test_a_failing_journal_is_told_once_and_made_good(
    monkeypatch: pytest.MonkeyPatch, call: str, code: int
) -> None:
    bench = Bench()
    bench.put(box(1))
    real = getattr(os, call)
    if call == "open":
        bench.journal._begin_anew()
    with monkeypatch.context() as patch:

        def fail(*args: Any, **more: Any) -> Any:
            if call == "write":
                real(args[0], args[1][:5])
            raise OSError(code, os.strerror(code))

        patch.setattr(os, call, fail)
        for number in (2, 3, 4):
            bench.put(box(number))
        assert len(bench.messages.notices) == 1
        assert "could lose it" in bench.messages.notices[0].title
        assert bench.journal.failure is not None
    bench.put(box(5))
    assert bench.journal.failure is None
    assert bench.journal.durable == 5
    bench.crash()
    assert text(recovered(Document())) == text(bench.store.document)
    assert len(bench.messages.notices) == 1


def test_a_folder_that_somebody_deletes_is_made_again() -> None:
    bench = Bench()
    bench.put(box(1))
    path = bench.journal.path
    assert path is not None
    path.unlink()
    journals_dir().rmdir()
    bench.put(box(2))
    bench.crash()
    assert text(recovered(Document())) == text(bench.store.document)


def test_it_follows_the_document_to_another_file() -> None:
    bench = Bench()
    bench.put(box(1))
    other = Path("/data/other.ilm.geojson")
    bench.journal.moved(other)
    bench.put(box(2))
    bench.crash()
    assert left_journals(SIDECAR) == []
    (left,) = left_journals(other)
    assert len(left.read.steps) == 2
    left.release()


def test_what_is_closed_unsaved_stays(state: Path) -> None:
    bench = Bench()
    bench.put(box(1))
    kept = bench.journal.close(keep=True)
    assert kept is not None
    assert put_aside(kept) == discarded_dir() / kept.name
    bench.put(box(2))
    assert not kept.exists()


def test_a_record_is_one_line_with_its_checksum() -> None:
    """So that it can be looked into, and so that a torn one is noticed."""
    import zlib

    bench = Bench()
    bench.put(box(1))
    path = bench.journal.path
    assert path is not None
    for line in path.read_bytes().splitlines():
        checksum, length, payload = line.split(b" ", 2)
        assert (int(checksum, 16), int(length)) == (zlib.crc32(payload), len(payload))
        assert json.loads(payload)["record"] in {"opening", "step"}
