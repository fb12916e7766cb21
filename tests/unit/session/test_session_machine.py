"""A session against a plain model: edits, undo, redo, save, reopening, crash, and colleagues in the file.

Real are the store, the saver, the journal, recovery, the merge and the files; the model is a dictionary of
records and a list of them. To add an edit: a line in `EDITS`.
"""

from __future__ import annotations

import dataclasses
import os
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from fakes import FakeClock, Messages
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from safety.scenario import Session, start

from ilmtool.core.annotation import Annotation, Polygon
from ilmtool.core.attributes import AttributeDefinition
from ilmtool.core.document import Document, Patch
from ilmtool.core.geometry import box_ring
from ilmtool.session import operations
from ilmtool.session.attribute_edits import set_attribute
from ilmtool.session.operations import Edit, EditContext
from ilmtool.session.ports import ImmediateExecutor
from ilmtool.session.presence import release
from ilmtool.session.state_folder import STATE_ENV
from ilmtool.sidecar.codec import encode, extra_properties
from ilmtool.sidecar.files import write_atomic
from ilmtool.sidecar.reader import read_sidecar

Record = dict[str, Any]
State = dict[str, Record]

KEYS = [f"{n:08}-0000-4000-8000-000000000000" for n in range(4)]
PROPERTIES = ("label", "note", "certainty", "certainty_term", "change", "likelihood", "confidence", "locked")


def record_of(annotation: Annotation) -> Record:
    """What the model knows of an annotation; absent properties are left out."""
    made = {name: getattr(annotation.properties, name) for name in PROPERTIES}
    made["place"] = annotation.ring[0] if annotation.ring is not None else None
    made["team"] = extra_properties(annotation).get("team")
    made["size"] = extra_properties(annotation).get("size")
    return {name: value for name, value in made.items() if value not in (None, False)}


def state_of(document: Document) -> State:
    return {key: record_of(annotation) for key, annotation in document.annotations.items()}


@dataclasses.dataclass(frozen=True)
class Verb:
    """One edit of the program, and what it does to a record of the model.

    `values` are what it may be given; `real` makes the edit, `plain` changes a record. Locked annotations
    are passed over unless `even_locked`.
    """

    values: tuple[Any, ...]
    real: Callable[[Document, list[str], Any, EditContext], Edit]
    plain: Callable[[Record, Any], None]
    even_locked: bool = False


def sets(name: str, values: tuple[Any, ...], real: Callable[..., Edit], **more: Any) -> Verb:
    """A verb that gives one property a value; None, no text and False take it away."""

    def plain(record: Record, value: Any) -> None:
        record.pop(name, None)
        if value not in (None, "", False):
            record[name] = value

    return Verb(values, real, plain, **more)


def _moved(record: Record, by: tuple[float, float]) -> None:
    x, y = record["place"]
    record["place"] = (x + by[0], y + by[1])


def _set_team(document: Document, ids: list[str], value: str, context: EditContext) -> Edit:
    """A property that ilmtool does not know."""
    changed: dict[str, Any] = {}
    for key in ids:
        old = document.annotations[key]
        if not old.properties.locked and extra_properties(old).get("team") != value:
            extra = {**extra_properties(old), "team": value}
            new = Annotation(old.id, old.properties, old.geometry, old.source, extra)
            changed[key] = (old, new)
    return Edit("Team", Patch(changed))


SIZE = AttributeDefinition("size", "number")


def set_attribute_of(
    definition: AttributeDefinition, document: Document, ids: list[str], value: Any, context: EditContext
) -> Edit:
    """An attribute that a label set defines."""
    return set_attribute(document, ids, definition, value, context)


EDITS: dict[str, Verb] = {
    "label": sets("label", ("crane", "truck", "door"), operations.set_label),
    "note": sets("note", ("", "one", "two\nlines"), operations.set_note),
    "certainty": sets("certainty", (None, "probable", "possible"), operations.set_certainty),
    "term": sets("certainty_term", ("", "apparent"), operations.set_certainty_term),
    "change": sets("change", (None, "new", "removed"), operations.set_change),
    "likelihood": sets("likelihood", (None, "likely"), operations.set_likelihood),
    "confidence": sets("confidence", (None, "low"), operations.set_confidence),
    "lock": sets("locked", (True, False), operations.set_locked, even_locked=True),
    "team": sets("team", ("red", "blue"), _set_team),
    "attribute": sets("size", (None, 3, 4.5), partial(set_attribute_of, SIZE)),
    "nudge": Verb(
        ((1.0, 0.0), (0.0, 2.5)),
        lambda d, ids, v, c: operations.nudge(d, ids, v[0], v[1], c),
        _moved,
    ),
    "reshape": Verb(
        ((40.0, 30.0), (7.5, 9.25)),
        lambda d, ids, v, c: operations.reshape(
            d, {key: (box_ring(*v, v[0] + 6.0, v[1] + 4.0),) for key in ids}, c
        ),
        lambda record, v: record.update(place=v),
    ),
}


def merged_record(base: Record, ours: Record, theirs: Record, mine: bool) -> tuple[Record, bool]:
    """Both sides' changes, and whether they clash."""
    made, clash = {}, False
    for name in {*base, *ours, *theirs}:
        old, own, other = (side.get(name) for side in (base, ours, theirs))
        if own == other or other == old:
            value = own
        elif own == old:
            value = other
        else:
            clash, value = True, own if mine else other
        if value is not None:
            made[name] = value
    return made, clash


def merged_state(base: State, ours: State, theirs: State, mine: bool) -> tuple[State, bool]:
    made: State = {}
    clashes = False
    for key in {*base, *ours, *theirs}:
        old, own, other = base.get(key), ours.get(key), theirs.get(key)
        if own == other or other == old:
            record = own
        elif own == old:
            record = other
        elif own is None or other is None:
            clashes, record = True, own if mine else other
        else:
            record, clash = merged_record(old or {}, own, other, mine)
            clashes = clashes or clash
        if record is not None:
            made[key] = record
    return made, clashes


class SessionMachine(RuleBasedStateMachine):
    """One sidecar over several sessions."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        self.path = Path(self._folder.name) / "a.ilm.geojson"
        self._state_env = os.environ.get(STATE_ENV)
        os.environ[STATE_ENV] = str(Path(self._folder.name) / "state")
        self.clock, self.messages = FakeClock(), Messages()
        self.moment = 0
        self.disk: State | None = None
        self.saved_at: int | None = 0
        self.open()
        self.states: list[State] = [{}]
        self.at = 0

    def open(self) -> None:
        self.session = Session(self.path, ImmediateExecutor(), self.clock, self.messages, delay_s=1e6)
        self.store = self.session.store

    def teardown(self) -> None:
        self.session.saver.discard()
        self.session.keeping.close()
        if self._state_env is None:
            del os.environ[STATE_ENV]
        else:
            os.environ[STATE_ENV] = self._state_env
        self._folder.cleanup()

    @property
    def state(self) -> State:
        return self.states[self.at]

    def context(self) -> EditContext:
        self.moment += 1
        return EditContext(
            "ann", f"2026-01-01T00:{self.moment // 60:02}:{self.moment % 60:02}Z", "site_1", "site_2"
        )

    def push(self, state: State) -> None:
        if state == self.state:
            return
        if self.saved_at is not None and self.saved_at > self.at:
            self.saved_at = None
        del self.states[self.at + 1 :]
        self.states.append(state)
        self.at += 1

    # -- edits ---------------------------------------------------------------------------------

    @rule(key=st.sampled_from(KEYS), place=st.integers(0, 3))
    def draw(self, key: str, place: int) -> None:
        if key in self.state:
            return
        ring = box_ring(10.0 * place + 10, 20, 10.0 * place + 15, 30)
        edit = operations.create(
            self.store.document, self.context(), ring, "site_2", "crane", annotation_id=key
        )
        self.store.dispatch(edit.label, edit.patch)
        drawn = {"label": "crane", "certainty": "unknown", "change": "new", "place": ring[0]}
        self.push({**self.state, key: drawn})

    @rule(ids=st.lists(st.sampled_from(KEYS), min_size=1, max_size=3, unique=True), data=st.data())
    def edit(self, ids: list[str], data: st.DataObject) -> None:
        verb = EDITS[data.draw(st.sampled_from(sorted(EDITS)))]
        value = data.draw(st.sampled_from(verb.values))
        ids = [key for key in ids if key in self.state]
        edit = verb.real(self.store.document, ids, value, self.context())
        self.store.dispatch(edit.label, edit.patch)
        made = {key: dict(record) for key, record in self.state.items()}
        for key in ids:
            if verb.even_locked or not made[key].get("locked"):
                verb.plain(made[key], value)
        self.push(made)

    @rule(ids=st.lists(st.sampled_from(KEYS), min_size=1, max_size=2, unique=True))
    def delete(self, ids: list[str]) -> None:
        edit = operations.delete(self.store.document, ids)
        self.store.dispatch(edit.label, edit.patch)
        gone = [key for key in ids if not self.state.get(key, {}).get("locked")]
        self.push({key: record for key, record in self.state.items() if key not in gone})

    @precondition(lambda self: self.at > 0)
    @rule()
    def undo(self) -> None:
        self.store.undo()
        self.at -= 1

    @precondition(lambda self: self.at < len(self.states) - 1)
    @rule()
    def redo(self) -> None:
        self.store.redo()
        self.at += 1

    # -- the file ------------------------------------------------------------------------------

    @rule()
    def save(self) -> None:
        self.session.saver.save_now()
        if self.disk is not None or self.store.history.serial:
            self.disk = self.state if self.path.exists() else None
        assert self.session.saver.status.state == "saved"
        self.saved_at = self.at

    @rule()
    def close_and_reopen(self) -> None:
        assert self.session.saver.close() is None
        self.session.keeping.close()
        self.disk = self.state if self.path.exists() else None
        self.open()
        self.states, self.at, self.saved_at = [self.disk or {}], 0, 0

    @rule()
    def crash_and_recover(self) -> None:
        """The process ends at once; the next one brings back what was done."""
        journal = self.session.journal._file
        if journal is not None:
            journal.close()
        before = self.state
        self.session.saver.discard()
        release(self.session.keeping.claim)  # the next process would see that this one is gone
        self.open()
        self.session.keeping.ask()
        self.states, self.at, self.saved_at = [self.disk or {}], 0, 0
        if self.session.offers:
            assert before != (self.disk or {}), "there was nothing to recover"
            self.session.keeping.recover()
            self.push(before)
            self.disk, self.saved_at = before, self.at
        else:
            assert before == (self.disk or {})

    @precondition(lambda self: self.disk is not None)
    @rule(
        key=st.sampled_from(KEYS),
        what=st.sampled_from(["label", "note", "place", "delete", "add", "team"]),
        value=st.sampled_from(["theirs", "other"]),
        mine=st.booleans(),
    )
    def change_elsewhere(self, key: str, what: str, value: str, mine: bool) -> None:
        """A colleague changes the file; where both say different things, the user chooses."""
        assert self.disk is not None
        loaded = read_sidecar(self.path)
        base, annotations = self.disk, dict(loaded.document.annotations)
        known = annotations.get(key)
        if what == "add" and known is None:
            ring = box_ring(100, 100, 110, 110)
            made = operations.create(start(), self.context(), ring, "site_2", value, annotation_id=key)
            annotations[key] = made.patch.annotations[key][1]  # type: ignore[assignment]
        elif what == "delete" and known is not None:
            del annotations[key]
        elif what in {"label", "note"} and known is not None:
            annotations[key] = known.edited(**{what: value})
        elif what == "place" and known is not None:
            x = 200.0 + len(value)
            annotations[key] = known.edited(image_geometry=Polygon((box_ring(x, 5, x + 3, 9),)))
        elif what == "team" and known is not None:
            extra = {**extra_properties(known), "team": value}
            annotations[key] = Annotation(known.id, known.properties, known.geometry, known.source, extra)
        theirs = dataclasses.replace(loaded.document, annotations=annotations)
        write_atomic(self.path, encode(theirs, loaded.lines))
        elsewhere = self.session.keeping.elsewhere
        assert elsewhere is not None
        elsewhere.look()
        merged, clashes = merged_state(base, self.state, state_of(theirs), mine)
        asked = elsewhere.disagreement
        assert (asked is not None) == clashes
        if asked is not None:
            assert state_of(read_sidecar(self.path).document) == state_of(theirs), "written over unasked"
            elsewhere.decide({c.key: "ours" if mine else "theirs" for c in asked.conflicts})
            assert elsewhere.disagreement is None
        if state_of(theirs) == base:
            return
        self.push(merged)
        self.disk, self.saved_at = merged, self.at

    # -- what must always be so -------------------------------------------------------------------

    @invariant()
    def agrees(self) -> None:
        assert state_of(self.store.document) == self.state
        assert (self.store.can_undo, self.store.can_redo) == (self.at > 0, self.at < len(self.states) - 1)
        if self.disk is not None:
            loaded = read_sidecar(self.path)
            assert loaded.findings == ()
            assert state_of(loaded.document) == self.disk
        if not self.store.dirty:
            assert self.state == (self.disk or {})
        assert self.session.journal.durable == self.session.journal.number


SessionMachine.TestCase.settings = settings(
    max_examples=25,
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
TestSessionMachine = SessionMachine.TestCase
