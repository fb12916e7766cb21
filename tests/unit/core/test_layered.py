"""A layered mapping is the dict that it stands for, whatever happened to it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ilmtool.core import layered
from ilmtool.core.layered import Layered, changed

KEYS = [f"k{i}" for i in range(14)]
CHANGES = st.dictionaries(st.sampled_from(KEYS), st.one_of(st.none(), st.integers()), max_size=4)


@settings(max_examples=200, deadline=None)
@given(steps=st.lists(st.tuples(CHANGES, st.booleans()), max_size=14), start=st.integers(0, 10))
def test_it_reads_as_a_dict_after_any_changes(steps, start):
    plain = dict.fromkeys(KEYS[:start], 0)
    held = dict(plain)
    kept = []
    for changes, walked in steps:
        allowed = {key: value for key, value in changes.items() if value is not None or key in plain}
        held = changed(held, allowed, large=0)
        assert isinstance(held, Layered) or not allowed
        for key, value in allowed.items():
            if value is None:
                del plain[key]
            else:
                plain[key] = value
        assert len(held) == len(plain)
        for key in KEYS:
            assert (key in held) == (key in plain)
            assert held.get(key) == plain.get(key)
            assert held.get(key, "none") == plain.get(key, "none")
        if isinstance(held, Layered):
            assert held.pick(KEYS) == [plain[key] for key in KEYS if key in plain]
        if walked:
            assert list(held) == list(plain)
            assert list(held.items()) == list(plain.items())
            assert list(held.values()) == list(plain.values())
            assert held == plain
            assert dict(held) == plain
        kept.append((held, dict(plain)))
    # Earlier states are what they were.
    for state, was in kept:
        assert list(state.items()) == list(was.items())
    for missing in set(KEYS) - plain.keys():
        with pytest.raises(KeyError):
            held[missing]


def test_many_changes_are_worked_in(monkeypatch):
    monkeypatch.setattr(layered, "UP_TO", 3)
    held = changed(dict.fromkeys(KEYS, 0), {"k1": 1, "k2": None}, large=0)
    assert isinstance(held, Layered)
    held = changed(held, {"k3": 3, "new": 4}, large=0)
    assert isinstance(held, dict)
    assert list(held) == [key for key in KEYS if key != "k2"] + ["new"]


def test_small_mappings_stay_dicts():
    base = {"a": 1}
    assert changed(base, {"b": 2}) == {"a": 1, "b": 2}
    assert type(changed(base, {"b": 2})) is dict
    assert base == {"a": 1}
