"""Marks on scenes: precision, order, and several annotations at once."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from ilmtool.core.annotation import Annotation, Properties
from ilmtool.core.document import Document, Header, apply_patch
from ilmtool.core.scene import Acquisition, Scene
from ilmtool.errors import UserError
from ilmtool.session.evidence import Mark, mark_change
from ilmtool.session.operations import EditContext

CONTEXT = EditContext("jn", "2020-01-01T00:00:00Z", "a", "d", "c")


def scene(name: str, moment: str | None, precision: str = "second") -> Scene:
    return Scene(name, acquisition=Acquisition(datetime=moment, datetime_precision=precision))


SCENES = (
    scene("a", "2019-02-16T02:15:00Z"),
    scene("b", "2019-02-20T00:00:00Z", "day"),
    scene("c", "2019-02-25T02:10:00Z"),
    scene("d", "2019-03-02T02:20:00Z"),
    scene("e", None),
)


def document(**values: Any) -> Document:
    known = {
        "label": "crane",
        "change_not_before": "2019-02-16T02:15:00Z",
        "change_not_after": "2019-03-02T02:20:00Z",
        "change_precision": "second",
        "scene_before": "a",
        "scene_after": "d",
    }
    item = Annotation("1", Properties(**{**known, **values}))
    return Document(Header(SCENES), {"1": item})


def marked(doc: Document, scene_id: str, which: Mark) -> Properties:
    edit = mark_change(doc, ["1"], scene_id, which, CONTEXT)
    return apply_patch(doc, edit.patch).annotations["1"].properties


def test_the_interval_takes_the_exact_moment_of_an_exact_scene():
    p = marked(document(), "c", "first_seen")
    assert (p.change_not_before, p.change_not_after) == ("2019-02-16T02:15:00Z", "2019-02-25T02:10:00Z")
    assert (p.change_precision, p.scene_after, p.visible_scene) == ("second", "c", "c")
    assert p.updated == CONTEXT.now


def test_a_scene_dated_to_the_day_widens_and_makes_the_interval_one_of_days():
    p = marked(document(), "b", "last_not_seen")
    assert (p.change_not_before, p.change_precision) == ("2019-02-20T00:00:00Z", "day")
    p = marked(document(), "b", "first_seen")
    assert (p.change_not_after, p.change_precision) == ("2019-02-20T23:59:59Z", "day")


def test_precision_comes_back_with_an_exact_scene():
    doc = document(change_precision="day", scene_before="b", change_not_before="2019-02-20T00:00:00Z")
    assert marked(doc, "a", "last_not_seen").change_precision == "second"


@pytest.mark.parametrize(
    ("scene_id", "which"),
    [("a", "first_seen"), ("d", "last_not_seen")],
)
def test_one_scene_cannot_show_both_states(scene_id: str, which: Mark):
    with pytest.raises(UserError, match="crane cannot be"):
        mark_change(document(), ["1"], scene_id, which, CONTEXT)


def test_an_order_that_contradicts_itself_is_refused():
    doc = document(scene_after="b", change_not_after="2019-02-20T23:59:59Z")
    with pytest.raises(UserError, match="last not seen on 2019-02-25"):
        mark_change(doc, ["1"], "c", "last_not_seen", CONTEXT)


def test_a_scene_without_a_date_says_nothing():
    with pytest.raises(UserError, match="date of e is not known"):
        mark_change(document(), ["1"], "e", "first_seen", CONTEXT)


def test_an_open_end_is_closed():
    doc = document(change_not_before=None, scene_before=None, change_precision=None)
    p = marked(doc, "c", "last_not_seen")
    assert (p.change_not_before, p.scene_before) == ("2019-02-25T02:10:00Z", "c")


def test_the_same_mark_again_is_no_step_and_searched_areas_have_none():
    assert mark_change(document(), ["1"], "d", "first_seen", CONTEXT).patch.is_empty
    doc = document()
    examined = doc.annotations["1"].edited(kind="examined")
    assert mark_change(
        replace(doc, annotations={"1": examined}), ["1"], "c", "first_seen", CONTEXT
    ).patch.is_empty
