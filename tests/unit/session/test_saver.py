"""Autosave: when it writes, what it says, and that nothing is lost when it cannot."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from fakes import FakeClock, Messages, QueueExecutor

from ilmtool.core.annotation import Annotation, Properties
from ilmtool.core.document import Document, Header, Patch
from ilmtool.errors import UserError
from ilmtool.session.ports import ImmediateExecutor
from ilmtool.session.saver import Saver
from ilmtool.session.sidecar_file import ReadOnlyHere, Written
from ilmtool.session.store import Store


class FakeFile:
    """A place on disk that remembers what was written, and fails on demand."""

    def __init__(self, *, on_disk: bool = False) -> None:
        self.path = Path("scene.tif.ilm.geojson")
        self.refusal: UserError | None = None
        self.unwritable: UserError | None = None
        self.on_disk = on_disk
        self.written: list[Document] = []
        self.error: Exception | None = None
        self.beside: Path | None = None
        self.changed = False

    def write(self, document: Document, now: str, *, beside: bool = True, complete: object = None) -> Written:
        if self.refusal is not None:
            raise self.refusal
        if self.error is not None:
            raise self.error
        self.written.append(document)
        self.on_disk = True
        beside, self.beside = self.beside, None
        return Written(self.path, beside)

    def changed_elsewhere(self) -> bool:
        return self.changed

    def moved_to(self, path: Path, stamp: object = None) -> FakeFile:
        other = FakeFile()
        other.path = path
        return other

    def set_aside(self) -> Path:
        self.refusal = None
        return Path("aside")


class Bench:
    """A saver with everything around it."""

    def __init__(self, *, immediate: bool = True, on_disk: bool = False, **options: object) -> None:
        self.clock, self.messages = FakeClock(), Messages()
        self.store = Store(clock=self.clock)
        self.file = FakeFile(on_disk=on_disk)
        self.queue = QueueExecutor()
        executor = ImmediateExecutor() if immediate else self.queue
        self.saver = Saver(self.store, self.file, executor, self.clock, self.messages, **options)
        self.states: list[str] = []
        self.saver.subscribe(lambda status: self.states.append(status.state))

    def add(self, key: str) -> None:
        made = Annotation(id=key, properties=Properties(label="crane"))
        self.store.dispatch(f"Draw {key}", Patch({key: (None, made)}))

    def remove(self, key: str) -> None:
        self.store.dispatch("Delete", Patch({key: (self.store.document.annotations[key], None)}))

    @property
    def state(self) -> str:
        return self.saver.status.state

    @property
    def saved_ids(self) -> list[list[str]]:
        return [sorted(d.annotations) for d in self.file.written]


def full_disk() -> UserError:
    return UserError("scene.tif.ilm.geojson could not be saved.", "The disk is full.")


def test_saves_a_moment_after_the_last_edit():
    bench = Bench()
    bench.add("a")
    bench.clock.advance(0.9)
    bench.add("b")
    bench.clock.advance(0.9)
    assert bench.file.written == []
    assert bench.state == "unsaved"
    bench.clock.advance(0.2)
    assert bench.saved_ids == [["a", "b"]]
    assert bench.states == ["unsaved", "saving", "saved"]
    assert not bench.store.dirty


def test_never_waits_longer_than_the_limit():
    bench = Bench()
    for number in range(20):
        bench.add(f"{number:02}")
        bench.clock.advance(0.5)
    assert 2 <= len(bench.file.written) <= 3
    assert len(bench.file.written[0].annotations) == 10


def test_opening_alone_writes_nothing():
    bench = Bench()
    bench.clock.advance(100)
    bench.saver.save_now()
    assert bench.saver.close() is None
    assert bench.file.written == []


def test_a_box_drawn_and_deleted_leaves_no_file():
    bench = Bench()
    bench.add("a")
    bench.remove("a")
    bench.clock.advance(10)
    assert bench.saver.close() is None
    assert bench.file.written == []
    assert bench.state == "saved"


def test_deleting_the_last_box_of_a_file_is_saved():
    bench = Bench()
    bench.add("a")
    bench.clock.advance(2)
    bench.remove("a")
    bench.clock.advance(2)
    assert bench.saved_ids == [["a"], []]


def test_undo_is_saved_and_undoing_to_the_saved_state_is_not():
    bench = Bench()
    bench.add("a")
    bench.clock.advance(2)
    bench.add("b")
    bench.store.undo()
    bench.clock.advance(20)
    assert bench.saved_ids == [["a"]]
    bench.add("b")
    bench.clock.advance(2)
    bench.store.undo()
    bench.clock.advance(2)
    assert bench.saved_ids == [["a"], ["a", "b"], ["a"]]


def test_a_header_edit_alone_is_saved():
    bench = Bench()
    old = bench.store.document.header
    bench.store.dispatch("Register", Patch(header=(old, Header(version="1.0", extra={"x": 1}))))
    bench.clock.advance(2)
    assert len(bench.file.written) == 1


def test_edits_during_a_save_are_saved_next():
    bench = Bench(immediate=False)
    bench.add("a")
    bench.clock.advance(1)
    assert bench.state == "saving"
    bench.add("b")
    bench.clock.advance(3)
    assert len(bench.queue.jobs) == 1
    bench.queue.run()
    assert bench.state == "unsaved"
    bench.clock.advance(1)
    bench.queue.run()
    assert bench.saved_ids == [["a"], ["a", "b"]]
    assert bench.state == "saved"


def test_undo_during_a_save_is_saved_next():
    bench = Bench(immediate=False, on_disk=True)
    bench.add("a")
    bench.clock.advance(1)
    answer = bench.queue.work()
    bench.store.undo()
    assert not bench.store.dirty
    answer()
    assert bench.store.dirty
    bench.clock.advance(1)
    bench.queue.run()
    assert bench.saved_ids == [["a"], []]


def test_a_failure_is_told_once_and_stays_dirty_until_it_works():
    bench = Bench()
    bench.file.error = full_disk()
    bench.add("a")
    bench.clock.advance(1)
    assert bench.state == "failed"
    assert bench.saver.status.reason is bench.file.error
    bench.file.error = full_disk()
    bench.clock.advance(65)
    bench.add("b")
    bench.clock.advance(10)
    assert len(bench.messages.notices) == 1
    assert bench.store.dirty
    bench.file.error = UserError("scene.tif.ilm.geojson could not be saved.", "Read-only.")
    bench.clock.advance(60)
    assert [n.detail for n in bench.messages.notices] == ["The disk is full.", "Read-only."]
    bench.file.error = None
    bench.clock.advance(30)
    assert bench.saved_ids == [["a", "b"]]
    assert bench.state == "saved"
    bench.file.error = full_disk()
    bench.add("c")
    bench.clock.advance(1)
    assert len(bench.messages.notices) == 3


def test_asking_to_save_tells_a_known_failure_again():
    bench = Bench()
    bench.file.error = full_disk()
    bench.add("a")
    bench.saver.save_now()
    bench.saver.save_now()
    assert len(bench.messages.notices) == 2


def test_keeps_off_a_failing_disk_for_longer_and_longer():
    bench = Bench()
    bench.file.error = full_disk()
    attempts: list[float] = []
    write = bench.file.write

    def counted(document: Document, now: str, *, beside: bool = True, complete: object = None) -> Written:
        attempts.append(bench.clock.seconds)
        return write(document, now)

    bench.file.write = counted
    for number in range(120):
        bench.add(str(number))
        bench.clock.advance(2)
    assert len(attempts) < 20
    assert bench.clock.seconds - attempts[-1] <= 62


def test_a_file_that_must_stay_is_refused_once_and_never_retried():
    bench = Bench()
    bench.file.refusal = UserError("scene.tif.ilm.geojson is not written over.", "It cannot be read.")
    bench.add("a")
    bench.clock.advance(300)
    assert bench.state == "failed"
    assert len(bench.messages.notices) == 1
    assert bench.saver.set_aside() == Path("aside")
    assert bench.saved_ids == [["a"]]
    assert bench.state == "saved"


def test_a_defect_is_reported_and_leaves_the_document_dirty():
    bench = Bench()
    bench.file.error = ZeroDivisionError("oops")
    bench.add("a")
    with pytest.raises(ZeroDivisionError):
        bench.clock.advance(1)
    assert bench.state == "failed"
    assert "ZeroDivisionError" in bench.messages.notices[0].detail
    bench.clock.advance(40)
    assert len(bench.messages.notices) == 1


def test_closing_saves_what_is_not_due_yet():
    bench = Bench(immediate=False)
    bench.add("a")
    assert bench.saver.close() is None
    assert bench.saved_ids == [["a"]]
    bench.add("b")
    bench.clock.advance(100)
    assert bench.queue.jobs == type(bench.queue.jobs)()


def test_closing_tells_why_it_could_not_save():
    bench = Bench()
    bench.add("a")
    bench.file.error = full_disk()
    error = bench.saver.flush()
    assert error is bench.file.error
    assert bench.store.dirty
    bench.file.error = None
    assert bench.saver.close() is None
    assert bench.saved_ids == [["a"]]


def test_a_job_still_queued_at_the_end_does_not_write_an_older_state():
    bench = Bench(immediate=False)
    bench.add("a")
    bench.clock.advance(1)
    bench.add("b")
    assert bench.saver.flush() is None
    bench.queue.run()
    assert bench.saved_ids == [["a", "b"]]
    assert bench.state == "saved"


def test_flush_waits_for_the_save_under_way():
    bench = Bench(immediate=False)
    started, release = threading.Event(), threading.Event()
    write = bench.file.write

    def slow(document: Document, now: str, *, beside: bool = True, complete: object = None) -> Written:
        started.set()
        assert release.wait(10)
        return write(document, now)

    bench.file.write = slow
    bench.add("a")
    bench.clock.advance(1)
    worker = threading.Thread(target=bench.queue.work)
    worker.start()
    assert started.wait(10)
    releaser = threading.Timer(0.01, release.set)
    releaser.start()
    assert bench.saver.flush() is None
    worker.join()
    releaser.join()
    assert bench.saved_ids == [["a"]]
    assert not bench.store.dirty


def test_somebody_elses_change_is_told():
    bench = Bench()
    bench.file.beside = Path("scene.tif.ilm.geojson")
    bench.add("a")
    bench.clock.advance(1)
    assert bench.messages.notices[0].severity == "warning"
    assert "changed by somebody else" in bench.messages.notices[0].title
    assert bench.state == "saved"


def test_what_is_learned_later_is_written_without_an_edit():
    seen: list[Path] = []

    def prepare(document: Document, path: Path) -> Document:
        seen.append(path)
        return document

    bench = Bench(prepare=prepare)
    bench.saver.save_again()
    assert bench.file.written == []
    bench.add("a")
    bench.clock.advance(1)
    bench.saver.save_again()
    assert bench.saved_ids == [["a"], ["a"]]
    assert seen == [bench.file.path] * 2
    assert not bench.store.dirty
    bench.file.changed = True
    bench.saver.save_again()
    assert len(bench.file.written) == 2


def test_save_as_goes_on_under_the_new_name(tmp_path: Path):
    bench = Bench(immediate=False)
    bench.add("a")
    bench.clock.advance(1)
    answer = bench.queue.work()
    bench.saver.save_as(tmp_path / "new.ilm.geojson")
    answer()
    assert bench.store.dirty
    bench.clock.advance(1)
    bench.queue.run()
    assert bench.state == "saved"
    assert bench.saver.path == tmp_path / "new.ilm.geojson"


def test_save_as_does_not_replace_a_file_unasked(tmp_path: Path):
    bench = Bench()
    (tmp_path / "there.ilm.geojson").write_text("theirs")
    with pytest.raises(UserError, match="exists already"):
        bench.saver.save_as(tmp_path / "there.ilm.geojson")
    bench.saver.save_as(tmp_path / "there.ilm.geojson", replace=True)
    assert bench.state == "saved"


def test_another_document_is_not_saved_over_the_first():
    bench = Bench()
    bench.add("a")
    bench.store.reset(Document())
    bench.clock.advance(100)
    assert bench.file.written == []


def test_the_answer_to_an_old_save_does_not_concern_a_new_document():
    bench = Bench(immediate=False)
    bench.add("a")
    bench.clock.advance(1)
    answer = bench.queue.work()
    bench.store.reset(Document())
    bench.add("b")
    answer()
    assert bench.store.dirty
    assert bench.state == "unsaved"
    bench.clock.advance(1)
    bench.queue.run()
    assert bench.saved_ids == [["a"], ["b"]]


def test_discarding_saves_nothing_more():
    bench = Bench()
    bench.add("a")
    bench.saver.discard()
    bench.add("b")
    bench.clock.advance(100)
    assert bench.file.written == []


def test_a_file_taken_over_while_a_save_is_being_refused_is_saved_at_once():
    bench = Bench(immediate=False)
    refusal = ReadOnlyHere("somebody else has it open")
    bench.saver.refuse(refusal)
    bench.add("a")
    bench.saver.save_now()
    answer = bench.queue.work()
    bench.saver.refuse(None)
    answer()
    bench.queue.run()
    assert bench.saved_ids == [["a"]]
    assert bench.state == "saved"
