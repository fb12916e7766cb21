"""A file that somebody else changes: noticed by looking, saving and closing; never written over unasked."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from fakes import FakeClock, Messages, QueueExecutor
from safety.scenario import Session, start

from ilmtool.core.annotation import Annotation
from ilmtool.core.geometry import box_ring
from ilmtool.session import operations
from ilmtool.session.elsewhere import LOOK_EVERY_S, PATIENCE
from ilmtool.session.operations import EditContext
from ilmtool.session.ports import ImmediateExecutor
from ilmtool.session.state_folder import STATE_ENV
from ilmtool.sidecar.reader import read_sidecar

CONTEXT = EditContext("ann", "2026-01-01T00:00:00Z", "site_1", "site_2")


class Desk:
    """One open file and somebody who is asked."""

    def __init__(self, path: Path, executor: Any = None) -> None:
        self.clock, self.messages = FakeClock(), Messages()
        self.queue = executor
        self.session = Session(path, executor or ImmediateExecutor(), self.clock, self.messages, delay_s=1.0)
        self.store, self.saver = self.session.store, self.session.saver
        assert self.session.keeping.elsewhere is not None
        self.elsewhere = self.session.keeping.elsewhere

    def draw(self, number: int) -> Annotation:
        key = f"{number:08}-0000-4000-8000-000000000000"
        ring = box_ring(number, 2, number + 3, 4)
        edit = operations.create(self.store.document, CONTEXT, ring, "site_2", "crane", annotation_id=key)
        self.store.dispatch(edit.label, edit.patch)
        return self.store.document.annotations[key]

    def label(self, annotation: Annotation, label: str) -> None:
        edit = operations.set_label(self.store.document, [annotation.id], label, CONTEXT)
        self.store.dispatch(edit.label, edit.patch)

    @property
    def labels(self) -> list[str]:
        return [a.label for a in self.store.document.annotations.values()]


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(STATE_ENV, str(tmp_path / "state"))
    return tmp_path / "a.ilm.geojson"


@pytest.fixture
def desk(path: Path) -> Desk:
    desk = Desk(path)
    desk.draw(1)
    desk.draw(2)
    desk.saver.save_now()
    return desk


def colleague(path: Path, old: str, new: str) -> bytes:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path.read_bytes()


def labels_in(path: Path) -> list[str]:
    return [a.label for a in read_sidecar(path).document.annotations.values()]


def test_it_is_noticed_within_a_few_seconds_without_anybody_doing_anything(desk: Desk, path: Path) -> None:
    theirs = colleague(path, '"label":"crane"', '"label":"truck"')
    desk.clock.advance(LOOK_EVERY_S + 0.1)
    assert desk.labels == ["truck", "crane"]
    assert path.read_bytes() == theirs
    assert not desk.store.dirty
    assert desk.store.undo_label == "Merge changes made elsewhere"
    assert "1 changed" in desk.messages.notices[-1].detail
    desk.store.undo()
    desk.clock.advance(2)
    assert labels_in(path) == ["crane", "crane"], "undo is a decision of this user, and saved"


def test_it_is_noticed_at_a_save_and_both_are_kept(desk: Desk, path: Path) -> None:
    colleague(path, '"label":"crane"', '"label":"truck"')
    desk.draw(3)
    desk.saver.save_now()
    assert desk.labels == labels_in(path) == ["truck", "crane", "crane"]
    assert desk.saver.status.state == "saved"


def test_it_is_noticed_at_closing(desk: Desk, path: Path) -> None:
    colleague(path, '"label":"crane"', '"label":"truck"')
    desk.draw(3)
    assert desk.saver.close() is None
    assert labels_in(path) == ["truck", "crane", "crane"]
    assert list(path.parent.glob("*.conflict*")) == []


def test_a_touched_file_is_no_change(desk: Desk, path: Path) -> None:
    os.utime(path, ns=(1, 1))
    desk.clock.advance(LOOK_EVERY_S + 0.1)
    assert desk.messages.notices == []
    assert desk.store.undo_label == "Draw crane"


def test_what_is_drawn_while_the_file_is_read_is_in_the_merge(path: Path) -> None:
    queue = QueueExecutor()
    desk = Desk(path, queue)
    one = desk.draw(1)
    desk.saver.save_now()
    queue.run()
    colleague(path, '"certainty":"unknown"', '"certainty":"probable"')
    desk.elsewhere.look()
    answer = queue.work()
    desk.label(one, "door")
    answer()
    queue.run()
    merged = desk.store.document.annotations[one.id]
    assert (merged.label, merged.properties.certainty) == ("door", "probable")


def test_a_decision_about_other_values_is_asked_again(desk: Desk, path: Path) -> None:
    first = next(iter(desk.store.document.annotations.values()))
    desk.label(first, "mine")
    colleague(path, '"label":"crane"', '"label":"theirs"')
    desk.elsewhere.look()
    asked = desk.elsewhere.disagreement
    assert asked is not None
    newer = colleague(path, '"label":"theirs"', '"label":"theirs, later"')
    desk.elsewhere.decide({c.key: "ours" for c in asked.conflicts})
    again = desk.elsewhere.disagreement
    assert again is not None
    assert [c.theirs for c in again.conflicts] == ["theirs, later"]
    assert path.read_bytes() == newer
    desk.elsewhere.decide({c.key: "theirs" for c in again.conflicts})
    assert desk.elsewhere.disagreement is None
    assert desk.labels[0] == labels_in(path)[0] == "theirs, later"


def test_nothing_is_saved_while_a_question_is_open_but_the_journal_goes_on(desk: Desk, path: Path) -> None:
    first = next(iter(desk.store.document.annotations.values()))
    desk.label(first, "mine")
    theirs = colleague(path, '"label":"crane"', '"label":"theirs"')
    desk.elsewhere.look()
    desk.draw(3)
    desk.clock.advance(60)
    desk.saver.save_now()
    assert path.read_bytes() == theirs
    assert desk.saver.status.state == "failed"
    assert desk.session.is_safe()
    assert list(path.parent.glob("*.conflict*")) == []


def test_a_file_that_is_being_copied_is_waited_for(desk: Desk, path: Path) -> None:
    whole = path.read_text().replace('"label":"crane"', '"label":"truck"', 1)
    path.write_text(whole[:700])
    desk.draw(3)
    desk.saver.save_now()
    assert path.read_text() == whole[:700]
    path.write_text(whole)
    desk.clock.advance(LOOK_EVERY_S / PATIENCE + 0.1)
    assert labels_in(path) == desk.labels == ["truck", "crane", "crane"]
    assert list(path.parent.glob("*.conflict*")) == []


def test_a_file_that_stays_unreadable_is_left_alone_and_ours_goes_beside(desk: Desk, path: Path) -> None:
    path.write_text("not a sidecar")
    desk.draw(3)
    desk.saver.save_now()
    desk.clock.advance(LOOK_EVERY_S * 2)
    assert path.read_text() == "not a sidecar"
    (beside,) = path.parent.glob("*.conflict-*.ilm.geojson")
    assert len(labels_in(beside)) == 3
    assert desk.saver.path == beside


def test_a_file_that_vanishes_before_it_is_read_is_written_anew(path: Path) -> None:
    queue = QueueExecutor()
    desk = Desk(path, queue)
    desk.draw(1)
    desk.saver.save_now()
    queue.run()
    colleague(path, '"label":"crane"', '"label":"truck"')
    desk.draw(2)
    desk.saver.save_now()
    finds_it_changed = queue.work()
    finds_it_changed()
    path.unlink()
    queue.run()
    assert labels_in(path) == ["crane", "crane"]
    assert not desk.store.dirty


def test_a_decision_that_is_not_needed_any_more_lets_saving_go_on(desk: Desk, path: Path) -> None:
    ours = path.read_bytes()
    desk.label(next(iter(desk.store.document.annotations.values())), "mine")
    colleague(path, '"label":"crane"', '"label":"theirs"')
    desk.elsewhere.look()
    assert desk.elsewhere.disagreement is not None
    path.write_bytes(ours)
    desk.elsewhere.look()
    assert desk.elsewhere.disagreement is None
    assert labels_in(path) == ["mine", "crane"]


def test_a_lost_header_takes_no_scenes_away(desk: Desk, path: Path) -> None:
    """geopandas and QGIS drop it."""
    import json

    made = json.loads(path.read_text())
    del made["ilmtool"]
    made["features"][0]["properties"]["note"] = "from elsewhere"
    path.write_text(json.dumps(made))
    desk.elsewhere.look()
    assert desk.store.document.header.scenes == start().header.scenes
    assert [a.properties.note for a in desk.store.document.annotations.values()] == ["from elsewhere", None]
    assert '"scenes"' in path.read_text(), "the header is put back"


def test_features_that_cannot_be_read_arrive_and_stay(desk: Desk, path: Path) -> None:
    odd = '{"type":"Feature","id":"zz","geometry":null,"properties":{"strange":1}}'
    colleague(path, "}}}\n]}", "}}},\n" + odd + "\n]}")
    desk.elsewhere.look()
    assert [f.id for f in desk.store.document.opaque] == ["zz"]
    desk.draw(3)
    desk.saver.save_now()
    assert odd in path.read_text()
    desk.store.undo()
    desk.store.undo()
    assert desk.store.document.opaque == ()


def test_two_open_programs_take_turns_without_end_or_loss(path: Path) -> None:
    """Each follows the other's saves, and nobody writes what the other has written already."""
    one = Desk(path)
    first = one.draw(1)
    one.saver.save_now()
    two = Desk(path)
    two.saver.refuse(None)  # taken over
    two.draw(2)
    two.saver.save_now()
    one.elsewhere.look()
    assert len(one.store.document.annotations) == 2
    one.label(first, "door")
    one.saver.save_now()
    two.elsewhere.look()
    assert sorted(two.labels) == ["crane", "door"]
    stamp = path.stat().st_mtime_ns
    for _ in range(3):
        one.elsewhere.look()
        two.elsewhere.look()
    assert path.stat().st_mtime_ns == stamp
