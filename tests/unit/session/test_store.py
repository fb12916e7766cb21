"""The store: one writer, one event, undo without limit."""

from __future__ import annotations

import pytest
from fakes import FakeClock
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from ilmtool.core.annotation import Annotation, Properties
from ilmtool.core.document import Document, Header, Patch
from ilmtool.session.store import Change, Store, merge_patches


def box(key: str, label: str = "crane") -> Annotation:
    return Annotation(id=key, properties=Properties(label=label))


def add(store: Store, key: str, label: str = "crane") -> Annotation:
    made = box(key, label)
    store.dispatch(f"Draw {key}", Patch({key: (None, made)}))
    return made


def relabel(store: Store, key: str, label: str, merge_key: str | None = None) -> None:
    old = store.document.annotations[key]
    store.dispatch("Label", Patch({key: (old, old.edited(label=label))}), merge_key=merge_key)


def test_one_change_for_each_write():
    store, seen = Store(), []
    store.subscribe(seen.append)
    made = add(store, "a")
    assert [(c.kind, c.label, dict(c.patch.annotations)) for c in seen] == [
        ("edit", "Draw a", {"a": (None, made)})
    ]
    assert seen[0].document is store.document
    store.undo()
    store.redo()
    assert [c.kind for c in seen] == ["edit", "undo", "redo"]
    assert seen[1].patch.annotations["a"] == (made, None)
    assert seen[2].serial == seen[0].serial


def test_nothing_happens_for_an_empty_patch_or_without_history():
    store, seen = Store(), []
    store.subscribe(seen.append)
    assert store.dispatch("Nothing", Patch()) is None
    assert store.undo() is None
    assert store.redo() is None
    assert seen == []
    assert not store.dirty


def test_a_patch_of_another_document_changes_nothing():
    store = Store()
    add(store, "a")
    before = store.document
    with pytest.raises(ValueError, match="does not fit"):
        store.dispatch("Wrong", Patch({"a": (box("a"), None)}))
    assert store.document is before
    assert store.undo_label == "Draw a"


def test_a_new_edit_forgets_what_could_be_redone():
    store = Store()
    add(store, "a")
    store.undo()
    assert (store.can_undo, store.can_redo, store.redo_label) == (False, True, "Draw a")
    add(store, "b")
    assert (store.can_redo, store.undo_label) == (False, "Draw b")


def test_dirty_follows_the_saved_state_through_undo():
    store = Store()
    add(store, "a")
    assert store.dirty
    store.mark_saved(store.serial)
    assert not store.dirty
    add(store, "b")
    store.undo()
    assert not store.dirty
    store.undo()
    assert store.dirty


def test_a_burst_is_one_step():
    clock = FakeClock()
    store = Store(clock=clock, burst_s=1.0)
    add(store, "a", "one")
    for label in ("t", "tw", "two"):
        relabel(store, "a", label, merge_key="note:a")
        clock.advance(0.9)
    assert store.document.annotations["a"].label == "two"
    store.undo()
    assert store.document.annotations["a"].label == "one"
    store.redo()
    assert store.document.annotations["a"].label == "two"


@pytest.mark.parametrize("between", ["pause", "end", "other", "undo"])
def test_a_burst_ends(between: str):
    clock = FakeClock()
    store = Store(clock=clock, burst_s=1.0)
    add(store, "a", "one")
    relabel(store, "a", "two", merge_key="k")
    if between == "pause":
        clock.advance(1.1)
    elif between == "end":
        store.end_burst()
    elif between == "other":
        add(store, "b")
    else:
        store.undo()
        store.redo()
    relabel(store, "a", "three", merge_key="k")
    store.undo()
    assert store.document.annotations["a"].label == "two"


def test_a_burst_after_a_save_is_dirty_again():
    store = Store(clock=FakeClock())
    add(store, "a", "one")
    relabel(store, "a", "two", merge_key="k")
    store.mark_saved(store.serial)
    relabel(store, "a", "three", merge_key="k")
    assert store.dirty
    store.undo()
    assert store.document.annotations["a"].label == "one"
    assert store.dirty


def test_merged_patches_leave_out_what_ends_as_it_began():
    a, b = box("a", "one"), box("a", "two")
    assert merge_patches(Patch({"a": (a, b)}), Patch({"a": (b, a)})).is_empty
    assert merge_patches(Patch({"a": (None, a)}), Patch({"a": (a, None)})).is_empty
    old, mid, new = Header(), Header(version="1.1"), Header(version="1.2")
    merged = merge_patches(Patch(header=(old, mid)), Patch(header=(mid, new)))
    assert merged.header == (old, new)
    assert merge_patches(merged, Patch(header=(new, old))).is_empty


def test_a_burst_that_returns_takes_its_step_away():
    store = Store(clock=FakeClock())
    a = add(store, "a", "one")
    b = a.edited(label="two")
    store.dispatch("Label", Patch({"a": (a, b)}), merge_key="k")
    store.dispatch("Label", Patch({"a": (b, a)}), merge_key="k")
    assert store.undo_label == "Draw a"
    store.mark_saved(store.serial)
    relabel(store, "a", "three")
    store.undo()
    assert not store.dirty


def test_a_listener_may_write_and_everybody_hears_in_order():
    store, first, second = Store(), [], []

    def writes(change: Change) -> None:
        first.append(change.serial)
        if "b" not in store.document.annotations:
            add(store, "b")

    store.subscribe(writes)
    store.subscribe(lambda c: second.append(c.serial))
    add(store, "a")
    assert first == second == [1, 2]
    assert set(store.document.annotations) == {"a", "b"}


def test_a_failing_listener_does_not_keep_the_others_from_hearing():
    store, seen = Store(), []

    def breaks(change: Change) -> None:
        raise RuntimeError("panel")

    store.subscribe(breaks)
    store.subscribe(seen.append)
    with pytest.raises(RuntimeError, match="panel"):
        add(store, "a")
    assert len(seen) == 1
    assert "a" in store.document.annotations


def test_unsubscribe_ends_only_that_subscription():
    store, seen = Store(), []
    end = store.subscribe(seen.append)
    store.subscribe(seen.append)
    end()
    end()
    add(store, "a")
    assert len(seen) == 1


def test_reset_is_clean_and_without_history():
    store, seen = Store(), []
    add(store, "a")
    store.subscribe(seen.append)
    fresh = Document(annotations={"z": box("z")})
    store.reset(fresh)
    assert [c.kind for c in seen] == ["reset"]
    assert store.document is fresh
    assert not store.dirty
    assert not store.can_undo


class StoreMachine(RuleBasedStateMachine):
    """The store against a list of plain dictionaries."""

    def __init__(self) -> None:
        super().__init__()
        self.clock = FakeClock()
        self.store = Store(clock=self.clock)
        self.states: list[dict[str, str]] = [{}]
        self.at = 0
        self.saved: int | None = 0
        self.mirror: dict[str, str] = {}
        self.store.subscribe(self._heard)

    def _heard(self, change: Change) -> None:
        for key, (before, after) in change.patch.annotations.items():
            assert (self.mirror.get(key) is None) == (before is None)
            if after is None:
                del self.mirror[key]
            else:
                self.mirror[key] = after.label

    def _push(self, state: dict[str, str]) -> None:
        if self.saved is not None and self.saved > self.at:
            self.saved = None
        del self.states[self.at + 1 :]
        self.states.append(state)
        self.at += 1

    @rule(key=st.sampled_from("abcd"), label=st.sampled_from(["x", "y", "z"]))
    def put(self, key: str, label: str) -> None:
        old = self.store.document.annotations.get(key)
        self.store.dispatch("Put", Patch({key: (old, box(key, label))}))
        self._push({**self.states[self.at], key: label})

    @rule(key=st.sampled_from("abcd"), labels=st.lists(st.text("pq", max_size=2), min_size=1, max_size=3))
    def type_label(self, key: str, labels: list[str]) -> None:
        if key not in self.states[self.at]:
            return
        self.store.end_burst()
        for label in labels:
            relabel(self.store, key, label, merge_key="note")
        self._push({**self.states[self.at], key: labels[-1]})

    @rule()
    def clear(self) -> None:
        gone = {k: (a, None) for k, a in self.store.document.annotations.items()}
        self.store.dispatch("Clear", Patch(gone))
        if gone:
            self._push({})

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

    @rule()
    def save(self) -> None:
        self.store.mark_saved(self.store.serial)
        self.saved = self.at

    @invariant()
    def agrees(self) -> None:
        expected = self.states[self.at]
        assert {k: a.label for k, a in self.store.document.annotations.items()} == expected
        assert self.mirror == expected
        assert self.store.can_undo == (self.at > 0)
        assert self.store.can_redo == (self.at < len(self.states) - 1)
        assert self.store.dirty == (self.saved != self.at)


StoreMachine.TestCase.settings = settings(
    max_examples=50,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
TestStoreMachine = StoreMachine.TestCase
