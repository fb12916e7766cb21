"""A pair's view: whatever was panned, zoomed, edited or loaded, the picture is the one painted afresh."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from painted import coded, halved, put_scene, put_tile
from tool_fakes import annotation, document_of

from ilmtool.core.boxindex import BoxIndex
from ilmtool.core.camera import Camera
from ilmtool.core.document import Patch
from ilmtool.core.geometry import box_ring
from ilmtool.core.layout import CompareMode, Cut, Rect, Side
from ilmtool.imagery.cache import TileCache
from ilmtool.painting.boxes import DOTS_ABOVE, BoxPainter, BoxStyle
from ilmtool.painting.composite import UNMATCHED
from ilmtool.painting.text import TextSprites
from ilmtool.painting.view import PairView
from ilmtool.resources import resource_dir

SIZE = (260, 180)
LEVELS = [coded(1300, 1100)]
LEVELS += [halved(LEVELS[0]), halved(halved(LEVELS[0]))]
PLACEMENTS = {Side.BEFORE: (1.5, 0.0, -60.0, 0.0, 1.5, -40.0), Side.AFTER: (1.0, 0.0, 0.0, 0.0, 1.0, 0.0)}
SPRITES = TextSprites(resource_dir() / "fonts" / "DejaVuSans.ttf")


def boxes(*extra) -> BoxIndex:
    made = [
        annotation(f"b{n}", box_ring(300 + 25 * n, 300 + 17 * n, 320 + 25 * n, 330 + 17 * n), label="crane")
        for n in range(6)
    ]
    return BoxIndex(document_of(*made, *extra), {"after": lambda points: points})


def new_view(cache: TileCache | None = None, skip=None, index: BoxIndex | None = None) -> PairView:
    cache = cache if cache is not None else TileCache(1 << 28)
    layers = {side: put_scene(cache, str(side), LEVELS, PLACEMENTS[side], skip) for side in Side}
    view = PairView(cache, layers)
    painter = BoxPainter(lambda name: BoxStyle(name, (230, 159, 0)), SPRITES)
    view.set_boxes(index if index is not None else boxes(), painter, names=True)
    view.set_tables(UNMATCHED)
    return view


def check_fresh(view: PairView, index: BoxIndex | None = None) -> None:
    """Both frames are what a new view paints at once."""
    fresh = new_view(index=index)
    fresh.show(view.mode, view.size, view.camera, view.camera_of(Side.BEFORE))
    for side in Side:
        for shown, expected in zip(pane_of(view, side), pane_of(fresh, side), strict=True):
            assert (shown == expected).all()
    assert (view.compose() == fresh.compose()).all(), "also the picture that is composed of both"


def pane_of(view: PairView, side: Side) -> Iterator[np.ndarray]:
    width, height = view.pane_size
    target = np.zeros((height, width, 4), np.uint8)
    view.frame(side).copy_into(target, (0, 0), Rect(0, 0, width, height))
    yield target


def looking_at(x: float, y: float, scale: float, size=SIZE) -> Camera:
    return Camera(scale).with_point_at((x, y), (size[0] / 2, size[1] / 2))


moves = st.lists(
    st.one_of(
        st.tuples(st.just("pan"), st.integers(-90, 90), st.integers(-70, 70)),
        st.tuples(st.just("zoom"), st.sampled_from([0.5, 0.8, 1.25, 2.0]), st.integers(0, 100)),
        st.tuples(st.just("mode"), st.sampled_from(list(CompareMode)), st.just(0)),
        st.tuples(st.just("turn"), st.sampled_from([0, 15, 90, 180, -90, -133]), st.integers(0, 100)),
        st.tuples(st.just("unlink"), st.integers(-90, 90), st.sampled_from([0, 20])),
        st.tuples(st.just("link"), st.just(0), st.just(0)),
    ),
    min_size=1,
    max_size=7,
)


@settings(max_examples=20, deadline=None)
@given(moves, st.sampled_from([0.4, 1.0, 1.9]))
def test_any_way_there_gives_the_same_picture(path, scale):
    view = new_view()
    camera, mode, before = looking_at(360, 350, scale), CompareMode.SIDE_BY_SIDE, None
    view.show(mode, SIZE, camera)
    for kind, first, second in path:
        if kind == "pan":
            camera = camera.panned(first, second)
        elif kind == "zoom":
            camera = camera.zoomed(first, (float(second), 60.0))
        elif kind == "turn":
            camera = camera.turned(first, (float(second), 60.0))
        elif kind == "unlink":
            before = (before or camera).panned(first, 10).turned(second, (30.0, 40.0))
        elif kind == "link":
            before = None
        else:
            mode = first
        view.show(mode, SIZE, camera, before)
    check_fresh(view)


def test_refining_band_by_band_gives_the_whole():
    """Up to the 1/32 px by which OpenCV rounds where it interpolates."""
    ramp = np.dstack([np.add.outer(np.arange(1100), np.arange(1300)) // 10 % 250] * 4).astype(np.uint8)
    levels = [ramp, halved(ramp), halved(halved(ramp))]
    frames = []
    for rows in (1000, 7):
        cache = TileCache(1 << 28)
        layers = {side: put_scene(cache, str(side), levels, PLACEMENTS[side]) for side in Side}
        view = PairView(cache, layers)
        view.show(CompareMode.AFTER, SIZE, looking_at(360, 350, 0.7))
        while view.refine(rows):
            pass
        frames.append([next(pane_of(view, side)).astype(int) for side in Side])
    for whole, bands in zip(*frames, strict=True):
        apart = np.minimum(np.abs(whole - bands), 250 - np.abs(whole - bands))
        assert apart.max() <= 1


def test_a_pan_paints_no_more_than_the_strips():
    view = new_view()
    camera = looking_at(360, 350, 1.0)
    view.show(CompareMode.AFTER, SIZE, camera)
    start = view.pixels_painted
    view.show(CompareMode.AFTER, SIZE, camera.panned(5, 0))
    assert view.pixels_painted - start == 2 * 5 * SIZE[1], "five columns in both frames"
    start = view.pixels_painted
    view.show(CompareMode.AFTER, SIZE, camera.panned(5, 0))
    assert view.pixels_painted == start


def test_swiping_and_flickering_paint_nothing():
    view = new_view()
    view.show(CompareMode.SWIPE_VERTICAL, SIZE, looking_at(360, 350, 1.0))
    start = view.pixels_painted
    pictures = [view.compose(Cut(divider)) for divider in (0.1, 0.5, 0.9)]
    pictures.append(view.compose(flicker=True))
    assert view.pixels_painted == start
    assert len({p.tobytes() for p in pictures}) == 4


@pytest.mark.parametrize(
    "label", ["crane", "rail-mounted building with a long name"], ids=["same label", "new long label"]
)
@pytest.mark.parametrize("turn", [0.0, 30.0, 180.0])
def test_an_edit_repaints_what_it_touches(label: str, turn: float):
    """Also the whole name of a label that was never seen before, and in views that are not linked."""
    index = boxes()
    view = new_view(index=index)
    camera = looking_at(360, 350, 1.0).turned(turn, (130.0, 90.0))
    view.show(CompareMode.AFTER, SIZE, camera, camera.panned(31, 7) if turn == 30 else None)
    added = annotation("new", box_ring(290, 380, 330, 400), label=label)
    index.apply(Patch({"new": (None, added)}))
    view.repaint([index.bounds_of(("new",))])
    check_fresh(view, boxes(added))
    moved = added.edited(label="other")
    bounds = index.bounds_of(("new",))
    index.apply(Patch({"new": (added, moved)}))
    view.repaint([bounds])
    check_fresh(view, boxes(moved))
    index.apply(Patch({"new": (moved, None)}))
    view.repaint([bounds])
    check_fresh(view)


@pytest.mark.parametrize("searched", [False, True], ids=["seen", "an area searched"])
def test_a_view_of_dots_says_whether_a_selection_shows(searched: bool):
    """Where it says no, nothing has to be painted again."""
    dots = [
        annotation(f"d{n}", box_ring(300 + n % 120, 310 + n // 120 % 90, 305 + n % 120, 315 + n // 120 % 90))
        for n in range(DOTS_ABOVE + 1)
    ]
    if searched:
        dots[0] = annotation("d0", box_ring(300, 310, 400, 390), kind="examined")
        dots.append(annotation("one more", box_ring(310, 320, 315, 325)))
    index = BoxIndex(document_of(*dots), {"after": lambda points: points})
    view = new_view(index=index)
    view.show(CompareMode.AFTER, SIZE, looking_at(360, 350, 1.0))
    index.set_selection(frozenset({"d0", "d1", "d5000"}))
    assert view.shows_selection is searched
    if searched:
        view.repaint([index.bounds_of(index.selection)])
    check_fresh(view, index)
    assert new_view().shows_selection


@pytest.mark.parametrize("turn", [0.0, 30.0, 90.0])
def test_tiles_that_arrive_late_take_their_place(turn: float):
    cache = TileCache(1 << 28)
    # All but the smallest level are missing at first.
    missing = {(level, col, row) for level in (0, 1) for col in range(3) for row in range(3)}
    view = new_view(cache, missing)
    camera = looking_at(500, 500, 1.0).turned(turn, (130.0, 90.0))
    view.show(CompareMode.AFTER, SIZE, camera, camera.zoomed(1.1, (3.0, 9.0)) if turn else None)
    wanted = view.wanted_tiles()
    assert {key.scene for key in wanted} == {"before", "after"}
    assert {key.level for key in wanted} == {0}
    for count, key in enumerate(wanted):
        layer = view.layer(Side(key.scene))
        assert layer is not None
        put_tile(cache, key, layer.levels[key.level], LEVELS[key.level])
        assert view.tiles_arrived([key]), f"tile {count} changes something"
    assert view.wanted_tiles() == []
    check_fresh(view)


def test_a_tile_of_another_zoom_changes_nothing():
    view = new_view()
    view.show(CompareMode.AFTER, SIZE, looking_at(500, 500, 0.25))
    start = view.pixels_painted
    from ilmtool.imagery.tiles import TileKey

    assert view.tiles_arrived([TileKey("after", 0, 0, 0)]) == []
    assert view.pixels_painted == start


def test_both_halves_of_side_by_side_show_the_same_ground():
    view = new_view()
    camera = looking_at(400, 350, 2.0, (SIZE[0] // 2, SIZE[1]))
    view.show(CompareMode.SIDE_BY_SIDE, SIZE, camera)
    picture = view.compose()
    left, right = view.panes()
    assert (left.frame.w, left.frame.h) == (right.frame.w, right.frame.h)
    assert picture.shape == (SIZE[1], SIZE[0], 4)
    for pane in (left, right):
        x, y = 65, 90  # the middle of the pane is reference (400, 350)
        shown = picture[y, pane.frame.x + x]
        px = (400 + 60) / 1.5 if pane.side is Side.BEFORE else 400
        assert int(shown[0]) | (int(shown[2]) & 15) << 8 == int(px)


def test_names_and_boxes_can_be_hidden():
    view = new_view()
    camera = looking_at(360, 350, 1.0)
    view.show(CompareMode.AFTER, SIZE, camera)
    named = view.compose()
    painter = BoxPainter(lambda name: BoxStyle(name, (230, 159, 0)), SPRITES)
    view.set_boxes(boxes(), painter, names=False)
    view.repaint()
    unnamed = view.compose()
    view.set_boxes(None, painter, names=False)
    view.repaint()
    bare = view.compose()
    ink = [int((p[..., :3] == (0, 159, 230)).all(axis=2).sum()) for p in (named, unnamed, bare)]
    assert ink[0] > ink[1] > ink[2] == 0


@pytest.mark.parametrize("mode", [mode for mode in CompareMode if mode.is_composed])
@pytest.mark.parametrize("turn", [0.0, 33.0])
def test_a_composed_picture_is_the_same_however_one_came_there(mode: CompareMode, turn: float):
    """Panned by strips, of tiles that came one by one, with another gain before: as painted at once."""
    cache = TileCache(1 << 28)
    index = boxes()
    view = new_view(cache, {(0, 1, 1), (0, 1, 0)}, index)
    camera = replace(looking_at(500, 450, 1.0), turn=turn)
    view.show(mode, SIZE, camera)
    view.set_gain(4.0)
    for step in ((37, -12), (-80, 45)):
        camera = camera.panned(*step)
        view.show(mode, SIZE, camera)
    wanted = view.wanted_tiles()
    assert wanted
    for side in Side:
        put_scene(cache, str(side), LEVELS, PLACEMENTS[side])
    view.tiles_arrived(wanted)
    fresh = new_view(index=index)
    fresh.set_gain(4.0)
    fresh.show(mode, SIZE, camera)
    assert (view.compose()[..., :3] == fresh.compose()[..., :3]).all()


def test_a_mode_that_compares_greys_waits_for_their_matching():
    cache = TileCache(1 << 28)
    layers = {side: put_scene(cache, str(side), LEVELS, PLACEMENTS[side]) for side in Side}
    view = PairView(cache, layers)
    view.show(CompareMode.DIFFERENCE, SIZE, looking_at(500, 450, 1.0))
    (pane,) = view.panes()
    assert not pane.composed, "the after date until then"
    view.set_tables(UNMATCHED)
    (pane,) = view.panes()
    assert pane.composed
    assert view.compose()[..., :3].any()
    view.show(CompareMode.EDGES, SIZE, looking_at(500, 450, 1.0))
    view.show(CompareMode.AFTER, SIZE, looking_at(500, 450, 1.0))
    assert view._composer.frame is None, "no frame is kept up for nothing"
