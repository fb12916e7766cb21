"""View transitions."""

from __future__ import annotations

import pytest

from ilmtool.core.layout import CompareMode, Cut
from ilmtool.session.view_state import ViewState


@pytest.mark.parametrize(("asked", "given"), [(-1.0, 0.0), (0.25, 0.25), (7.0, 1.0)])
def test_the_divider_stays_reachable(asked: float, given: float):
    assert ViewState().with_divider(asked).divider == given


def test_another_mode_keeps_everything_but_the_flicker():
    view = ViewState(selection=frozenset("a"), active_id="a", cut=Cut(divider=0.3)).with_flicker(True)
    other = view.with_mode(CompareMode.SWIPE_VERTICAL)
    assert other.selection == {"a"}
    assert (other.divider, other.flicker_other) == (0.3, False)


def test_the_active_one_is_always_selected():
    view = ViewState().selecting("ab", "b")
    assert view.active_id == "b"
    assert view.selecting("bc").active_id == "b"
    assert view.selecting("ac", "z").active_id == "a"
    assert view.selecting(()).active_id is None
    assert view.toggling("b").selection == {"a"}
    assert view.toggling("b").active_id == "a"
    assert view.toggling("c").active_id == "c"


def test_pruning_drops_what_is_gone():
    view = ViewState().selecting("ab", "b")
    assert view.pruned({"a": 1, "b": 2}) is view
    pruned = view.pruned({"a": 1})
    assert (pruned.selection, pruned.active_id) == ({"a"}, "a")


def test_stepping_goes_round():
    order = ("a", "b", "c")
    view = ViewState().stepped(order, 1)
    assert view.active_id == "a"
    assert view.stepped(order, -1).active_id == "c"
    assert view.stepped(order, 1).selection == {"b"}
    assert ViewState().stepped(order, -1).active_id == "c"
    assert view.stepped((), 1) is view


def test_hidden_labels():
    view = ViewState().with_label_hidden("crane", True)
    assert view.hidden_labels == {"crane"}
    assert view.with_label_hidden("crane", False).hidden_labels == frozenset()
