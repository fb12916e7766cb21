"""Pan, zoom, swipe and flicker: both dates stay in step, and no frame is blank."""

from __future__ import annotations

import numpy as np
import pytest
import rasterio
from person import CTRL, LEFT, MIDDLE, Person, date_of, mark_centre
from PySide6.QtCore import QEvent, QObject, Qt
from sample_pairs import LIME, MAGENTA, RED, SamplePair

from ilmtool.core.layout import CompareMode, Side


def mark_spots(person: Person, color: tuple[int, int, int]) -> dict[Side, tuple[float, float]]:
    """Where each pane shows a mark, from the pane's own corner, as painted."""
    shot, found = person.shot(), {}
    for side in Side:
        pane = person.pane(side)
        x, y = mark_centre(shot, color, pane.clip)
        found[side] = (x - pane.frame.x, y - pane.frame.y)
    return found


def test_the_same_ground_lies_at_the_same_place_in_both_panes(at_work: Person, pair: SamplePair):
    for notches, spot in ((0, (0, 0)), (2, (700, 330)), (1, (650, 350))):
        if notches:
            at_work.wheel(spot, notches)
            at_work.rest()
            at_work.move((30, 20))
        checked = 0
        for mark in pair.marks:
            x, y = at_work.spot(Side.AFTER, *pair.pixel("after", mark))
            clip = at_work.pane(Side.AFTER).clip
            reach = 14 * at_work.workspace.camera.scale + 2
            if not (clip.contains(x - reach, y - reach) and clip.contains(x + reach, y + reach)):
                continue
            spots = mark_spots(at_work, mark.color)
            assert spots[Side.BEFORE] == pytest.approx(spots[Side.AFTER], abs=0.5)
            checked += 1
        assert checked >= 1


@pytest.mark.parametrize("notches", [3, -2])
def test_the_wheel_keeps_the_ground_under_the_cursor(at_work: Person, pair: SamplePair, notches: int):
    mark = next(m for m in pair.marks if m.color == MAGENTA)
    spot = tuple(round(v) for v in at_work.spot(Side.AFTER, *pair.pixel("after", mark)))
    before = at_work.under(Side.AFTER, spot), at_work.under(Side.BEFORE, other_pane(at_work, spot))
    scale = at_work.workspace.camera.scale
    at_work.wheel(spot, notches)
    assert at_work.workspace.camera.scale == pytest.approx(scale * 1.25**notches)
    assert at_work.under(Side.AFTER, spot) == pytest.approx(before[0], abs=1e-9)
    assert at_work.under(Side.BEFORE, other_pane(at_work, spot)) == pytest.approx(before[1], abs=1e-9)
    at_work.rest()
    at_work.move((30, 20))
    left = at_work.pane(Side.AFTER).frame.x
    for painted in mark_spots(at_work, MAGENTA).values():
        assert painted == pytest.approx((spot[0] - left, spot[1]), abs=1.1)  # it was painted to whole pixels


def other_pane(person: Person, spot: tuple[float, float]) -> tuple[float, float]:
    return spot[0] - person.pane(Side.AFTER).frame.x, spot[1]


@pytest.mark.parametrize("way", ["middle button", "space"])
def test_a_drag_pans_both_panes_by_the_same_whole_pixels(at_work: Person, way: str):
    at_work.wheel((700, 330), 2)
    at_work.rest()
    at_work.move((30, 20))
    old = mark_spots(at_work, LIME)
    if way == "space":
        with at_work.holding(Qt.Key.Key_Space):
            at_work.drag((650, 300), (633, 322), button=LEFT)
    else:
        at_work.drag((650, 300), (633, 322), button=MIDDLE)
    at_work.rest()
    at_work.move((30, 20))
    for side, (x, y) in mark_spots(at_work, LIME).items():
        assert (x, y) == (old[side][0] - 17, old[side][1] + 22)
    assert at_work.boxes == []


def test_after_space_is_let_go_a_drag_draws_again(at_work: Person):
    with at_work.holding(Qt.Key.Key_Space):
        at_work.drag((600, 300), (620, 310))
    at_work.drag((600, 300), (620, 330))
    assert len(at_work.boxes) == 1


def test_a_panned_view_is_the_one_painted_afresh(at_work: Person):
    """What is scrolled and what strips add make the same picture as painting all of it."""
    at_work.drag((600, 300), (640, 330))
    at_work.key(Qt.Key.Key_Escape)
    at_work.wheel((700, 330), 3)
    at_work.rest()
    for step in ((9, 4), (-25, 13), (14, -31), (3, 2)):
        at_work.drag((650, 300), (650 + step[0], 300 + step[1]), button=MIDDLE, steps=2)
    at_work.rest()
    at_work.move((30, 20))
    scrolled = at_work.shot()
    at_work.canvas.refresh()
    at_work.rest()
    assert (at_work.shot() == scrolled).all()


def test_fit_shows_both_images_whole(at_work: Person, pair: SamplePair):
    at_work.wheel((700, 330), 6)
    at_work.key(Qt.Key.Key_0)
    at_work.rest()
    clip = at_work.pane(Side.AFTER).clip
    for side, size in ((Side.BEFORE, pair.before_size), (Side.AFTER, pair.after_size)):
        for corner in ((0, 0), size):
            x, y = at_work.spot(side, *corner)
            frame = at_work.pane(side).frame
            assert 0 <= x - frame.x <= clip.w
            assert 0 <= y - frame.y <= clip.h


def test_a_fitted_view_stays_fitted_in_a_larger_window(at_work: Person):
    scale = at_work.workspace.camera.scale
    at_work.window.resize(1500, 900)
    at_work.until(lambda: at_work.workspace.camera.scale > scale)


def test_one_to_one_shows_the_files_own_pixels(at_work: Person, pair: SamplePair):
    at_work.mode(CompareMode.AFTER)
    at_work.key(Qt.Key.Key_0, CTRL)
    at_work.rest()
    at_work.move((5, 690))
    shot = at_work.shot()
    with rasterio.open(pair.after) as image:
        pixels = np.moveaxis(image.read(), 0, 2)
    x, y = at_work.spot(Side.AFTER, 400, 300)
    assert (x, y) == (round(x), round(y)), "edge on edge"
    assert (shot[int(y) : int(y) + 200, int(x) : int(x) + 200] == pixels[300:500, 400:600]).all()


# -- swipe -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("mode", [CompareMode.SWIPE_VERTICAL, CompareMode.SWIPE_HORIZONTAL])
@pytest.mark.parametrize("along", [0.03, 0.5, 0.97])
def test_the_divider_is_dragged_anywhere_along_its_length(at_work: Person, mode: CompareMode, along: float):
    at_work.mode(mode)
    width, height = at_work.size
    upright = mode is CompareMode.SWIPE_VERTICAL
    start = (width / 2, along * height) if upright else (along * width, height / 2)
    end = (width * 0.3, start[1]) if upright else (start[0], height * 0.4)
    at_work.drag(start, end)
    assert at_work.boxes == []
    at_work.rest()
    probes = ((end[0] - 12, 330), (end[0] + 12, 330)) if upright else ((300, end[1] - 12), (300, end[1] + 12))
    assert [at_work.date_at(p) for p in probes] == [Side.BEFORE, Side.AFTER]


def test_the_divider_at_the_edge_can_be_taken_again(at_work: Person):
    at_work.mode(CompareMode.SWIPE_VERTICAL)
    width = at_work.size[0]
    at_work.drag((width / 2, 300), (-80, 300))
    assert at_work.workspace.view.divider == 0
    assert at_work.date_at((340, 330)) is Side.AFTER
    at_work.drag((2, 300), (400, 300))
    assert at_work.date_at((380, 330)) is Side.BEFORE
    at_work.drag((400, 300), (width + 200, 300))
    assert at_work.workspace.view.divider == 1
    assert at_work.date_at((width - 340, 330)) is Side.BEFORE
    at_work.drag((width - 2, 300), (500, 300))
    assert at_work.date_at((520, 330)) is Side.AFTER
    assert at_work.boxes == []


def test_the_swipe_moves_no_ground(at_work: Person, pair: SamplePair):
    """A mark cut by the divider is whole: both halves are at one place."""
    at_work.mode(CompareMode.SWIPE_VERTICAL)
    mark = next(m for m in pair.marks if m.color == LIME)
    x, y = (round(v) for v in at_work.spot(Side.AFTER, *pair.pixel("after", mark)))
    at_work.drag((at_work.size[0] / 2, 600), (at_work.size[0] - 3, 600))
    whole = mark_centre(at_work.shot(), LIME)
    at_work.drag((at_work.size[0] - 3, 600), (2, 600))
    assert mark_centre(at_work.shot(), LIME) == pytest.approx(whole, abs=0.5)
    at_work.drag((2, 600), (x, 600))
    rows = np.flatnonzero((at_work.shot()[:, x - 5] == LIME).all(axis=1))
    others = np.flatnonzero((at_work.shot()[:, x + 5] == LIME).all(axis=1))
    assert abs(rows.min() - others.min()) <= 1
    assert abs(rows.max() - others.max()) <= 1
    assert y == pytest.approx((rows.min() + rows.max() + 1) / 2, abs=1)


def test_modes_keep_place_and_zoom(at_work: Person):
    at_work.wheel((650, 330), 4)
    clip = at_work.pane(Side.AFTER)
    centre = at_work.under(Side.AFTER, (clip.frame.x + clip.frame.w / 2, clip.frame.h / 2))
    scale = at_work.workspace.camera.scale
    for mode in (
        CompareMode.SWIPE_VERTICAL,
        CompareMode.SWIPE_HORIZONTAL,
        CompareMode.BEFORE,
        CompareMode.AFTER,
        CompareMode.SIDE_BY_SIDE,
    ):
        at_work.mode(mode)
        assert at_work.workspace.camera.scale == scale
        pane = at_work.panes()[-1]
        middle = (pane.frame.x + pane.frame.w / 2, pane.frame.y + pane.frame.h / 2)
        if pane.side is Side.AFTER:
            assert at_work.under(Side.AFTER, middle) == pytest.approx(centre, abs=1e-6)


# -- flicker ---------------------------------------------------------------------------------------


class Frames(QObject):
    """Collects every picture that came onto the screen."""

    def __init__(self, person: Person, spots: list[tuple[int, int]]) -> None:
        super().__init__()
        self.seen: list[tuple[Side | None, ...]] = []
        self._person, self._spots = person, spots
        person.window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.UpdateRequest:
            self.look()  # the picture that the next one replaces
        return False

    def look(self) -> None:
        shot = self._person.on_screen()
        self.seen.append(tuple(date_of(shot[y, x]) for x, y in self._spots))

    def stop(self) -> None:
        self._person.window.removeEventFilter(self)
        self.look()


@pytest.mark.parametrize(
    ("mode", "steady", "held"),
    [
        (CompareMode.SIDE_BY_SIDE, (Side.BEFORE, Side.AFTER), (Side.AFTER, Side.BEFORE)),
        (CompareMode.SWIPE_VERTICAL, (Side.BEFORE, Side.AFTER), (Side.BEFORE, Side.BEFORE)),
        (CompareMode.AFTER, (Side.AFTER, Side.AFTER), (Side.BEFORE, Side.BEFORE)),
        (CompareMode.BEFORE, (Side.BEFORE, Side.BEFORE), (Side.AFTER, Side.AFTER)),
    ],
)
def test_flicker_shows_the_other_date_and_never_a_blank(
    at_work: Person, mode: CompareMode, steady: tuple[Side, Side], held: tuple[Side, Side]
):
    if mode is not CompareMode.SIDE_BY_SIDE:
        at_work.mode(mode)
    spots = [(250, 330), (650, 330)]
    at_work.move((100, 650))
    assert tuple(at_work.date_at(s) for s in spots) == steady
    frames = Frames(at_work, spots)
    for _ in range(2):
        with at_work.holding(Qt.Key.Key_F):
            assert tuple(at_work.date_at(s) for s in spots) == held
        assert tuple(at_work.date_at(s) for s in spots) == steady
    frames.stop()
    assert set(frames.seen) == {steady, held}, "nothing but the two dates was ever painted"


def test_flicker_ends_when_the_window_loses_the_keyboard(at_work: Person):
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QDialog

    at_work.mode(CompareMode.AFTER)
    QTest.keyPress(at_work.window.windowHandle(), Qt.Key.Key_F)
    assert at_work.date_at((400, 330)) is Side.BEFORE
    other = QDialog()
    other.show()
    other.activateWindow()
    at_work.until(other.isActiveWindow)
    assert at_work.date_at((400, 330)) is Side.AFTER
    other.close()
    other.deleteLater()


# -- what is always visible ------------------------------------------------------------------------


def test_the_cursor_is_mirrored_on_the_other_date(at_work: Person):
    at_work.move((650, 330))
    frame = at_work.pane(Side.AFTER).frame
    shot = at_work.shot()
    x, y = 650 - frame.x, 330
    arm = shot[y, x + 6 : x + 12]
    assert (arm == 255).all(), "a cross at the same ground in the before pane"
    assert (shot[y, 650 + 6 : 650 + 12] != 255).all(), "none under the cursor itself"


def test_the_status_line_tells_the_ground_under_the_cursor(at_work: Person, pair: SamplePair):
    import pyproj

    mark = next(m for m in pair.marks if m.color == RED)
    lon, lat = pyproj.Transformer.from_crs(pair.crs, 4326, always_xy=True).transform(mark.x, mark.y)
    for side in Side:
        at_work.move(at_work.spot(side, *pair.pixel(str(side), mark)))
        text = at_work.window.status._place.text()
        shown = [float(part) for part in text.split("  ")[0].split(",")]
        assert shown == pytest.approx([lat, lon], abs=1.5 / 0.38 * 0.5 / 1e5)  # a screen pixel
        assert f"{side} px" in text
