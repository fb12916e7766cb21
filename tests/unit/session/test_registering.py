"""The edits of a registration, what they mean for pair and file, and work by hand without a window."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from fakes import FakeClock, QueueExecutor
from shifted_pairs import SHIFT, ShiftedPair, shifted_pair

from ilmtool.core.boxindex import BoxIndex
from ilmtool.core.document import Document, apply_patch
from ilmtool.core.geometry import IDENTITY, box_ring
from ilmtool.core.labels import LabelSet
from ilmtool.core.layout import CompareMode, Side
from ilmtool.core.scene import Registration
from ilmtool.core.tie_points import TiePair
from ilmtool.session import operations
from ilmtool.session.nudging import Nudging
from ilmtool.session.opening import OpenedPair, open_pair
from ilmtool.session.pair import Pair
from ilmtool.session.placer import Placer
from ilmtool.session.ports import ImmediateExecutor
from ilmtool.session.registering import (
    by_georeferencing,
    entry_in_force,
    is_registered,
    matrix_in_force,
    new_entry,
    register_edit,
    reset_edit,
    shift_of,
    tie_points_of,
)
from ilmtool.session.registrar import Measured, Registrar
from ilmtool.session.tie_points import TiePoints
from ilmtool.session.workspace import Workspace

NOW = "2026-11-25T12:00:00Z"
TURNED = (1.001, -0.0004, 7.25, 0.0003, 0.9993, -3.5)
CORNERS = ((100.0, 100.0), (520.0, 110.0), (300.0, 460.0), (90.0, 430.0))


@pytest.fixture
def files(tmp_path: Path) -> ShiftedPair:
    return shifted_pair(tmp_path / "yard")


@pytest.fixture
def opened(files: ShiftedPair) -> Iterator[OpenedPair]:
    found = open_pair(files.before, files.after)
    yield found
    found.pair.close()


class Bench:
    """A workspace with a pair that follows its registration, as the desk and the window have it."""

    def __init__(self, opened: OpenedPair) -> None:
        self.workspace = Workspace(FakeClock(), LabelSet(), "ab")
        self.placer = Placer(self.workspace, ImmediateExecutor(), dict, self.workspace.show_placed)
        index = BoxIndex(opened.document, opened.pair.forwards)
        self.workspace.show_pair(opened.pair, opened.document, index)
        self.workspace.set_canvas((800, 600))
        self.points = TiePoints(self.workspace, self.placer)
        self.nudging = Nudging(self.workspace, self.placer)

    @property
    def pair(self) -> Pair:
        assert self.workspace.pair is not None
        return self.workspace.pair

    @property
    def entry(self) -> Registration | None:
        return entry_in_force(self.workspace.document, self.pair)

    def forward(self, x: float, y: float) -> tuple[float, float]:
        """A pixel of the before scene in reference px."""
        return tuple(self.pair.before.placement.forward(np.array([[x, y]]))[0].tolist())

    def register(self, matrix: Any = TURNED) -> None:
        entry = new_entry(self.pair, matrix, "test", NOW, rms_px=0.2, points=9)
        self.workspace.dispatch(register_edit(self.workspace.document, entry))

    def draw(self, scene_id: str, x0: float, y0: float, x1: float, y1: float) -> str:
        ring = box_ring(x0, y0, x1, y1)
        edit = operations.create(self.workspace.document, self.workspace.context(), ring, scene_id, "crane")
        self.workspace.dispatch(edit)
        return edit.ids[0]


@pytest.fixture
def bench(opened: OpenedPair) -> Bench:
    return Bench(opened)


# -- the edit --------------------------------------------------------------------------------------


def test_the_pair_follows_the_document_through_edit_undo_and_redo(bench: Bench) -> None:
    assert bench.forward(10, 20) == (10, 20)
    bench.register()
    moved = bench.forward(10, 20)
    assert moved == pytest.approx((1.001 * 10 - 0.0004 * 20 + 7.25, 0.0003 * 10 + 0.9993 * 20 - 3.5))
    assert bench.pair.is_registered
    bench.workspace.undo()
    assert bench.forward(10, 20) == (10, 20)
    assert not bench.pair.is_registered
    bench.workspace.redo()
    assert bench.forward(10, 20) == moved


def test_a_box_of_the_before_scene_moves_on_screen_and_nowhere_else(bench: Bench) -> None:
    before = bench.draw(bench.pair.before.id, 100, 100, 140, 130)
    after = bench.draw(bench.pair.after.id, 300, 300, 340, 330)
    held = dict(bench.workspace.document.annotations)
    bench.register((1, 0, 7, 0, 1, -4))
    assert bench.workspace.index.bounds_of((before,)) == pytest.approx((107, 96, 147, 126))
    assert bench.workspace.index.bounds_of((after,)) == pytest.approx((300, 300, 340, 330))
    assert all(bench.workspace.document.annotations[key] is value for key, value in held.items())


def test_what_is_selected_and_hidden_stays_so(bench: Bench) -> None:
    one = bench.draw(bench.pair.before.id, 100, 100, 140, 130)
    other = bench.draw(bench.pair.before.id, 200, 200, 240, 230)
    bench.workspace.select((one,))
    bench.workspace.set_view(bench.workspace.view.hiding((other,)))
    camera = bench.workspace.camera
    bench.register()
    assert bench.workspace.view.selection == {one}
    assert bench.workspace.index.selection == {one}
    assert bench.workspace.index.hidden == {other}
    assert bench.workspace.camera == camera


def test_geometry_says_where_the_scene_s_own_georeferencing_puts_a_box(bench: Bench) -> None:
    plain = bench.draw(bench.pair.before.id, 100, 100, 140, 130)
    bench.register()
    shifted = bench.draw(bench.pair.before.id, 100, 100, 140, 130)
    held = bench.workspace.document.annotations
    assert held[plain].geometry == held[shifted].geometry


def test_registering_again_replaces_also_the_other_direction(bench: Bench) -> None:
    pair, document = bench.pair, bench.workspace.document
    other = Registration(pair.after.id, pair.before.id, (1, 0, -7, 0, 1, 4))
    elsewhere = Registration(pair.before.id, "third", (1, 0, 1, 0, 1, 1))
    header = replace(document.header, registrations=(elsewhere, other))
    document = replace(document, header=header)
    edit = register_edit(document, new_entry(pair, TURNED, "test", NOW))
    made = apply_patch(document, edit.patch).header.registrations
    assert [(r.from_id, r.to_id) for r in made] == [
        (pair.before.id, "third"),
        (pair.before.id, pair.after.id),
    ]
    reset = reset_edit(apply_patch(document, edit.patch), pair, NOW)
    left = apply_patch(apply_patch(document, edit.patch), reset.patch)
    # What registers the before scene onto a third one is not this pair's: it is overruled, not taken away.
    assert elsewhere in left.header.registrations
    assert entry_in_force(left, pair) is not None
    assert entry_in_force(left, pair).matrix == IDENTITY


def test_reset_takes_the_registration_away_and_undo_brings_it_back(bench: Bench) -> None:
    bench.register()
    workspace = bench.workspace
    workspace.dispatch(reset_edit(workspace.document, bench.pair, NOW))
    assert workspace.document.header.registrations == ()
    assert bench.forward(10, 20) == (10, 20)
    workspace.undo()
    assert bench.entry is not None
    assert bench.entry.matrix == TURNED
    assert bench.pair.is_registered


def test_many_boxes_are_placed_on_a_worker_and_none_that_is_drawn_meanwhile_is_lost(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ilmtool.session.placer.AT_ONCE", 0)
    executor = QueueExecutor()
    placer = Placer(bench.workspace, executor, dict, bench.workspace.show_placed)
    bench.placer.begin()
    bench.placer._adopt = lambda pair, index: None  # this one keeps still
    one = bench.draw(bench.pair.before.id, 100, 100, 140, 130)
    executor.jobs.clear()
    bench.register((1, 0, 7, 0, 1, -4))
    other = bench.draw(bench.pair.before.id, 200, 200, 240, 230)
    answer = executor.work()
    bench.workspace.dispatch(operations.delete(bench.workspace.document, {one}))
    answer()
    assert bench.workspace.index.bounds_of((other,)) == pytest.approx((207, 196, 247, 226))
    assert bench.workspace.index.row(one) is None
    bench.register((1, 0, 1, 0, 1, 1))
    bench.register((1, 0, 2, 0, 1, 2))
    executor.run()
    assert bench.forward(0, 0) == (2, 2), "the latest wins"
    assert placer.trial is None


def test_showing_the_pair_without_its_registration_changes_no_document(bench: Bench) -> None:
    bench.register()
    document = bench.workspace.document
    bench.placer.toggle()
    assert bench.forward(10, 20) == (10, 20)
    assert bench.workspace.document is document
    assert is_registered(document, bench.pair)
    bench.placer.toggle()
    assert bench.forward(10, 20) != (10, 20)
    bench.placer.toggle()
    bench.register((1, 0, 1, 0, 1, 1))
    assert bench.forward(10, 20) == (11, 21), "what was just registered is seen"


def test_the_shift_is_told_in_pixels_and_on_the_ground(bench: Bench) -> None:
    bench.register((1, 0, 6, 0, 1, -8))
    shift = shift_of(bench.pair)
    assert (shift.dx, shift.dy) == pytest.approx((6, -8))
    assert shift.px == pytest.approx(10)
    assert shift.metres == pytest.approx(5.0, rel=1e-3)  # pixels of 0.5 m, UTM's scale near its axis
    assert shift.way == "NE"
    assert shift.text == "10.0 px (5.0 m) NE"


def test_a_registration_the_other_way_round_is_gone_on_from(bench: Bench) -> None:
    pair, workspace = bench.pair, bench.workspace
    entry = Registration(pair.after.id, pair.before.id, (1, 0, -7, 0, 1, 4))
    workspace.dispatch(register_edit(workspace.document, entry))
    assert matrix_in_force(workspace.document, bench.pair) == pytest.approx((1, 0, 7, 0, 1, -4))
    bench.nudging.begin()
    bench.nudging.move(0.5, 0.25)
    bench.nudging.apply()
    assert bench.entry is not None
    assert bench.entry.matrix == pytest.approx((1, 0, 7.5, 0, 1, -3.75))


# -- the file --------------------------------------------------------------------------------------


def saved(opened: OpenedPair, document: Document) -> dict[str, Any]:
    opened.file.write(document, NOW)
    return json.loads(opened.file.path.read_text())


def test_reopening_adopts_nothing_and_has_the_registration(
    bench: Bench, opened: OpenedPair, files: ShiftedPair
) -> None:
    for x in (50, 200, 400):
        bench.draw(bench.pair.before.id, x, 100, x + 40, 130)
        bench.draw(bench.pair.after.id, x, 300, x + 40, 330)
    bench.register()
    document = bench.workspace.document
    written = saved(opened, document)
    assert written["ilmtool"]["registration"][0]["matrix"] == list(TURNED)
    again = open_pair(files.before, files.after)
    with again.pair as pair:
        assert pair.is_registered
        assert again.adoption.is_empty
        assert not [f for f in again.findings if f.code.startswith("geometry")]
        for key, annotation in document.annotations.items():
            assert again.document.annotations[key].ring == annotation.ring
            assert again.document.annotations[key].geometry == annotation.geometry


def test_tie_points_of_a_file_that_is_anybody_s() -> None:
    odd: list[Any] = [
        {"from": [1, 2], "to": [3.5, 4]}, {"from": [1, 2]}, {"from": [1, "2"], "to": [3, 4]}, 7, None,
        {"from": [1, 2, 3], "to": [1, 2]}, {"from": [True, 2], "to": [1, 2]},
        {"from": [1e300, 2], "to": [1, 2]},
    ]  # fmt: skip
    entry = Registration("a", "b", extra={"tie_points": odd})
    assert tie_points_of(entry, "a") == (TiePair((1, 2), (3.5, 4)),)
    assert tie_points_of(entry, "b") == (TiePair((3.5, 4), (1, 2)),)
    for wrong in (None, 3, {"from": 1}, "x"):
        assert tie_points_of(Registration("a", "b", extra={"tie_points": wrong}), "a") == ()


# -- tie points ------------------------------------------------------------------------------------


def click_all(points: TiePoints, count: int = 4) -> None:
    for x, y in CORNERS[:count]:
        points.place(Side.BEFORE, (x, y))
        points.place(Side.AFTER, (x + SHIFT[0], y + SHIFT[1]))


def test_the_pair_is_shown_by_the_fit_while_points_are_set(bench: Bench) -> None:
    points = bench.points
    points.begin()
    points.place(Side.AFTER, (107.5, 96.25))
    assert points.pending is Side.BEFORE
    assert bench.forward(0, 0) == (0, 0)
    points.place(Side.BEFORE, (100, 100))
    assert points.fit.model == "shift"
    assert bench.forward(0, 0) == (7.5, -3.75)
    points.leave()
    assert bench.forward(0, 0) == (0, 0)
    assert bench.entry is None
    points.begin()
    assert len(points.whole) == 1, "leaving loses no points"
    assert bench.forward(0, 0) == (7.5, -3.75)


def test_applied_points_are_in_the_entry_and_can_be_gone_on_with(bench: Bench) -> None:
    points = bench.points
    points.begin()
    click_all(points)
    points.place(Side.BEFORE, (5, 5))  # never finished
    points.apply()
    entry = bench.entry
    assert entry is not None
    assert (entry.method, entry.points, entry.rms_px) == ("tie-points", 4, 0.0)
    assert entry.matrix == pytest.approx((1, 0, 7, 0, 1, -4), abs=1e-9)
    assert entry.extra["tie_points"][0] == {"from": [100.0, 100.0], "to": [107.0, 96.0]}
    assert bench.forward(0, 0) == pytest.approx((7, -4), abs=1e-9)
    other = TiePoints(bench.workspace, bench.placer)
    other.begin()
    assert [p.before for p in other.points] == list(CORNERS)


def test_each_step_can_be_taken_back(bench: Bench) -> None:
    points = bench.points
    points.begin()
    click_all(points, 3)
    steps = [points.points]
    points.drag(1, Side.AFTER, (530.0, 110.0))
    points.drag(1, Side.AFTER, (531.0, 109.0))
    points.drop()
    steps.append(points.points)
    points.remove([0])
    steps.append(points.points)
    points.set_model("shift")
    points.undo()
    assert points.model == ""
    for step in reversed(steps):
        assert points.points == step
        points.undo()
    assert points.pending is Side.AFTER
    for _ in range(3):
        points.redo()
    assert points.points == steps[2]


def test_where_one_date_fills_the_screen_the_other_comes_up_for_the_second_click(bench: Bench) -> None:
    bench.workspace.set_mode(CompareMode.BEFORE)
    bench.points.begin()
    bench.points.place(Side.BEFORE, (100, 100))
    assert bench.workspace.view.mode is CompareMode.AFTER
    bench.points.place(Side.AFTER, (107, 96))
    assert bench.workspace.view.mode is CompareMode.AFTER, "the next point begins on what is on screen"
    bench.points.place(Side.AFTER, (200, 200))
    assert bench.workspace.view.mode is CompareMode.BEFORE


def test_a_point_by_keys_moves_by_what_was_asked(bench: Bench) -> None:
    bench.points.begin()
    click_all(bench.points, 1)
    bench.points.nudge(0.1, -1)
    assert bench.points.points[0].after == pytest.approx((107.1, 95.0))
    assert bench.points.points[0].before == (100.0, 100.0)


# -- without georeferencing ------------------------------------------------------------------------


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[Bench]:
    files = shifted_pair(tmp_path / "bare", placed=False)
    opened = open_pair(files.before, files.after)
    yield Bench(opened)
    opened.pair.close()


def test_without_georeferencing_the_matrix_is_applied_to_the_pixels_themselves(bare: Bench) -> None:
    assert by_georeferencing(bare.pair).basis == "size"
    bare.points.begin()
    click_all(bare.points)
    bare.points.apply()
    assert bare.entry is not None
    assert bare.entry.matrix == pytest.approx((1, 0, 7, 0, 1, -4), abs=1e-9)
    assert bare.forward(100, 100) == pytest.approx((107, 96), abs=1e-9)


def test_without_georeferencing_a_nudge_begins_with_the_fit_by_size(bare: Bench) -> None:
    start = bare.forward(10, 10)
    bare.nudging.begin()
    bare.nudging.move(3, -2)
    bare.nudging.apply()
    assert bare.forward(10, 10) == pytest.approx((start[0] + 3, start[1] - 2))


# -- measuring -------------------------------------------------------------------------------------


@pytest.mark.parametrize("placed", [True, False])
def test_the_measured_matrix_is_the_known_shift(tmp_path: Path, placed: bool) -> None:
    files = shifted_pair(tmp_path, placed=placed)
    opened = open_pair(files.before, files.after)
    with opened.pair as pair:
        answers: list[Measured] = []
        shares: list[float] = []
        registrar = Registrar(ImmediateExecutor())
        registrar.on_progress = shares.append
        registrar.measure(pair, answers.append, pytest.fail)
        (answer,) = answers
        assert not answer.found.is_refused
        nine = np.array([[x, y] for x in (60, 320, 580) for y in (50, 280, 510)], float)
        a, b, c, d, e, f = answer.matrix
        moved = nine @ np.array([[a, d], [b, e]]) + (c, f)
        assert moved == pytest.approx(nine + np.array(SHIFT), abs=0.1)
        for point in answer.tie_points:
            assert point.before is not None
            assert point.after == pytest.approx((point.before[0] + 7, point.before[1] - 4), abs=0.3)
        assert shares == sorted(shares)
        assert shares[-1] == 1.0
        assert answer.ground is not None
        assert not registrar.is_measuring


def test_a_measurement_that_is_cancelled_gives_no_answer(files: ShiftedPair) -> None:
    opened = open_pair(files.before, files.after)
    with opened.pair as pair:
        registrar = Registrar(ImmediateExecutor())
        registrar.on_progress = lambda share: registrar.cancel() if share > 0.1 else None
        registrar.measure(pair, pytest.fail, pytest.fail)
        assert not registrar.is_measuring
