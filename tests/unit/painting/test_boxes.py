"""Boxes: outlines around the object and never on it, in whole or in strips; dots, names, selection."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tool_fakes import annotation, document_of

from ilmtool.core.boxindex import BoxIndex
from ilmtool.core.camera import Camera
from ilmtool.core.geometry import Ring, apply, box_ring, close_ring, invert, rotate_ring
from ilmtool.core.layout import Rect
from ilmtool.painting import boxes as boxes_module
from ilmtool.painting.boxes import BoxPainter, BoxStyle, Detail, detail_for
from ilmtool.painting.text import TextSprites
from ilmtool.resources import resource_dir

GREY = 100
COLORS = {
    "crane": (230, 159, 0),
    "trailer": (86, 180, 233),
    "material": (68, 187, 153),
    "new roof": (240, 228, 66),
}
OUTLINES = {"trailer": "dash", "material": "dot", "new roof": "dash_dot"}
NO_NAMES = Detail(tags=False)


@pytest.fixture(scope="module")
def painter() -> BoxPainter:
    return make_painter()


def make_painter(ratio: float = 1.0) -> BoxPainter:
    sprites = TextSprites(resource_dir() / "fonts" / "DejaVuSans.ttf")
    return BoxPainter(
        lambda name: BoxStyle(name, COLORS.get(name, (200, 200, 200)), OUTLINES.get(name, "solid")),
        sprites,
        ratio,
    )


def index_of(*rings: Ring, labels: tuple[str, ...] = ("crane",)) -> BoxIndex:
    made = [annotation(f"id-{n}", ring, label=labels[n % len(labels)]) for n, ring in enumerate(rings)]
    return BoxIndex(document_of(*made), {"after": lambda points: points})


def paint(
    painter: BoxPainter,
    index: BoxIndex,
    rect: Rect,
    camera: Camera | None = None,
    detail: Detail = NO_NAMES,
) -> np.ndarray:
    """BGRX of a rectangle of the plane on grey ground."""
    target = np.full((rect.h, rect.w, 4), GREY, np.uint8)
    painter.paint(target, rect, camera or Camera(), index, detail)
    return target


def is_touched(picture: np.ndarray) -> np.ndarray:
    return (picture[..., :3] != GREY).any(axis=2)


def is_color(picture: np.ndarray, rgb: tuple[int, int, int]) -> np.ndarray:
    return (picture[..., 2::-1] == rgb).all(axis=-1)


spans = st.tuples(st.floats(20, 120), st.floats(4, 60))


@settings(max_examples=60, deadline=None)
@given(x=spans, y=spans, label=st.sampled_from(list(COLORS)), scale=st.sampled_from([1.0, 1.7, 0.8]))
def test_the_outline_lies_around_the_box_and_never_on_it(x, y, label, scale):
    index = index_of(box_ring(x[0], y[0], sum(x), sum(y)), labels=(label,))
    picture = paint(make_painter(), index, Rect(0, 0, 330, 330), Camera(scale))
    touched = is_touched(picture)
    x0, y0, x1, y1 = (int(np.floor(v * scale + 0.5)) for v in (x[0], y[0], sum(x), sum(y)))
    if max(x1 - x0, y1 - y0) < 4:
        return
    assert not touched[y0:y1, x0:x1].any(), "what the analyst drew around stays visible"
    assert is_color(picture[y0 - 1, x0 - 1 : x1 + 1], COLORS[label]).any()
    for line in (picture[y0 - 1, x0:x1], picture[y1, x0:x1], picture[y0:y1, x0 - 1], picture[y0:y1, x1]):
        colored = is_color(line, COLORS[label])
        assert colored.any(), "an edge is missing"
        if label == "crane":
            assert colored.all()
        elif len(line) > 20:
            assert not colored.all(), "a second cue beside the colour"
    outside = touched.copy()
    outside[y0 - 6 : y1 + 6, x0 - 6 : x1 + 6] = False
    assert not outside.any(), "further than the margin"


@pytest.mark.parametrize("turn", [15.0, 45.0, 90.0, 180.0, -90.0, -137.0])
@pytest.mark.parametrize("label", list(COLORS))
def test_in_a_turned_view_too_the_outline_lies_around_the_box(turn, label):
    """To the softness of smooth lines, and the half pixel by which their corners are rounded."""
    camera = Camera(1.7, turn=turn).with_point_at((80.0, 70.0), (165.0, 165.0))
    index = index_of(box_ring(50.0, 45.0, 110.0, 95.0), labels=(label,))
    rect = Rect(camera.origin_x, camera.origin_y, 330, 330)
    picture = paint(make_painter(), index, rect, camera)
    y, x = np.mgrid[0:330, 0:330] + 0.5
    points = apply(invert(camera.to_pane()), np.stack((x, y), axis=-1))
    inward = np.minimum(points - (50.0, 45.0), (110.0, 95.0) - points).min(axis=-1) * 1.7
    touched = is_touched(picture)
    slack = 0.51 if turn % 90 == 0 else 1.9
    assert not touched[inward > slack].any(), "what the analyst drew around stays visible"
    assert not touched[inward < -8].any(), "further than the margin"
    sides = points[..., 0] - 50, points[..., 1] - 45, 110 - points[..., 0], 95 - points[..., 1]
    for side, length in zip(sides, (50, 60, 50, 60), strict=True):
        along = touched & (np.abs(side * 1.7 + 2) < 2.5) & (inward == side * 1.7)
        assert along.sum() > 0.4 * length * 1.7, "an edge is missing"


def test_a_quarter_turn_draws_the_same_outline_turned():
    index = index_of(box_ring(20, 30, 120, 90))
    upright = paint(make_painter(), index, Rect(0, 0, 150, 140))
    turned = paint(make_painter(), index, Rect(-140, 0, 140, 150), Camera(turn=90.0))
    assert (turned == np.rot90(upright, -1)).all()


def test_lines_grow_with_the_display_scale():
    index = index_of(box_ring(40, 40, 140, 120))
    widths = []
    for ratio in (1.0, 2.0):
        picture = paint(make_painter(ratio), index, Rect(0, 0, 200, 200))
        widths.append(int(is_touched(picture)[80, :40].sum()))
        assert not is_touched(picture)[40:120, 40:140].any()
    assert widths[1] == pytest.approx(2 * widths[0], abs=1)


rings = st.one_of(
    st.builds(
        lambda x, y, w, h: box_ring(x, y, x + w, y + h),
        *[st.floats(5, 150)] * 2,
        *[st.floats(0.5, 80)] * 2,
    ),
    st.builds(
        lambda x, y, w, h, angle: rotate_ring(box_ring(x, y, x + w, y + h), angle, (x, y)),
        *[st.floats(30, 120)] * 2, *[st.floats(3, 60)] * 2, st.floats(1, 359),
    ),
    st.builds(
        lambda x, y: close_ring(
            [(x, y), (x + 5, y + 40), (x + 30, y + 44), (x + 50, y + 20), (x + 22, y - 9)]
        ),
        *[st.floats(20, 120)] * 2,
    ),
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@example(  # turned by a quarter, its first side is level
    found=[((30.0, 30.0), (27.0, 30.0), (27.0, 33.0), (30.0, 33.0), (30.0, 30.0))],
    cuts=(1, 1), origin=(20, 0), names=False, chosen=False, turn=0.0, thin=False,
)  # fmt: skip
@example(  # a corner at 45 degrees comes to lie on the edge of two pixels
    found=[
        box_ring(5.0, 5.0, 6.0, 6.0), box_ring(5.0, 5.0, 6.0, 6.0),
        rotate_ring(box_ring(30.0, 30.0, 33.0, 34.0), 45.0, (30.0, 30.0)),
    ],
    cuts=(1, 1), origin=(0, 38), names=False, chosen=False, turn=180.0, thin=False,
)  # fmt: skip
@given(
    found=st.lists(rings, min_size=1, max_size=6),
    cuts=st.tuples(st.integers(1, 199), st.integers(1, 199)),
    origin=st.tuples(st.integers(-40, 40), st.integers(-40, 40)),
    names=st.booleans(),
    chosen=st.booleans(),
    turn=st.sampled_from([0.0, 0.0, 15.0, 90.0, 180.0, -127.0]),
    thin=st.booleans(),
)
def test_strips_painted_apart_make_the_picture_painted_at_once(
    found, cuts, origin, names, chosen, turn, thin
):
    painter = make_painter()
    index = index_of(*found, labels=tuple(COLORS))
    if chosen:
        index.set_selection(frozenset({"id-0"}))
    detail = Detail(tags=names, thin=thin)
    rect = Rect(*origin, 200, 200)
    x, y = Camera(turn=turn).map((100.0, 100.0))
    camera = Camera(turn=turn, shift_x=100.0 - x, shift_y=100.0 - y)
    whole = paint(painter, index, rect, camera, detail)
    parts = np.zeros_like(whole)
    for x0, x1 in pairwise((0, cuts[0], 200)):
        for y0, y1 in pairwise((0, cuts[1], 200)):
            part = Rect(rect.x + x0, rect.y + y0, x1 - x0, y1 - y0)
            parts[y0:y1, x0:x1] = paint(painter, index, part, camera, detail)
    assert (parts == whole).all()


def test_long_slanted_edges_are_the_same_in_every_strip():
    """Zoomed far in, where an edge is longer than the screen."""
    painter = make_painter()
    index = index_of(rotate_ring(box_ring(0, 0, 60, 50), 20, (30, 25)))
    camera = Camera(40.0)
    rect = Rect(300, -100, 500, 400)
    whole = paint(painter, index, rect, camera)
    assert is_color(whole, COLORS["crane"]).any()
    strips = np.zeros_like(whole)
    for x in range(0, 500, 7):
        strip = Rect(rect.x + x, rect.y, min(7, 500 - x), rect.h)
        strips[:, x : x + strip.w] = paint(painter, index, strip, camera)
    assert (strips == whole).all()


# -- small, many, hidden, selected ------------------------------------------------------------------


def test_a_box_too_small_for_an_outline_is_a_dot(painter: BoxPainter):
    picture = paint(painter, index_of(box_ring(50, 60, 51, 61)), Rect(0, 0, 100, 100))
    rows, cols = np.nonzero(is_touched(picture))
    assert is_color(picture, COLORS["crane"])[rows, cols].all()
    assert (cols.mean(), rows.mean()) == pytest.approx((50, 60), abs=1)
    assert len(rows) == 4


def test_zooming_in_turns_the_dot_into_an_outline(painter: BoxPainter):
    index = index_of(box_ring(10, 12, 11, 13))
    picture = paint(painter, index, Rect(0, 0, 200, 200), Camera(8.0))
    assert is_touched(picture).any()
    assert not is_touched(picture)[96:104, 80:88].any()


def test_ever_more_boxes_are_drawn_ever_simpler(painter: BoxPainter, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(boxes_module, "TAGS_UP_TO", 3)
    monkeypatch.setattr(boxes_module, "THIN_ABOVE", 5)
    monkeypatch.setattr(boxes_module, "DOTS_ABOVE", 7)
    found = []
    for count in (3, 4, 6, 8):
        index = index_of(*[box_ring(20 + 30 * n, 40, 40 + 30 * n, 60) for n in range(count)])
        found.append(detail_for(index, (0, 0, 300, 100), show_names=True))
    assert found == [
        Detail(),
        Detail(tags=False),
        Detail(thin=True, tags=False),
        Detail(dots_only=True, thin=True, tags=False),
    ]
    touched = [
        int(is_touched(paint(painter, index, Rect(0, 0, 300, 100), detail=d)).sum()) for d in found[1:]
    ]
    assert touched[0] > touched[1] > touched[2] > 0


def test_names_stand_above_their_box_and_can_be_left_out(painter: BoxPainter):
    index = index_of(box_ring(40, 60, 120, 90))
    plain = paint(painter, index, Rect(0, 0, 200, 120))
    named = paint(painter, index, Rect(0, 0, 200, 120), detail=Detail())
    rows, cols = np.nonzero((plain != named).any(axis=2))
    assert rows.max() < 60
    assert cols.min() >= 40 - 6
    assert is_color(named, COLORS["crane"])[rows, cols].mean() > 0.5, "on the label's colour"


def test_the_name_of_a_tiny_box_is_shown_only_while_it_is_selected(painter: BoxPainter):
    index = index_of(box_ring(40, 60, 48, 68))
    plain = paint(painter, index, Rect(0, 0, 200, 120))
    assert (paint(painter, index, Rect(0, 0, 200, 120), detail=Detail()) == plain).all()
    index.set_selection(frozenset({"id-0"}))
    assert is_touched(paint(painter, index, Rect(0, 0, 200, 120), detail=Detail()))[:50].any()


def test_a_selected_box_has_a_white_ring(painter: BoxPainter):
    index = index_of(box_ring(40, 40, 90, 90))
    assert not is_color(paint(painter, index, Rect(0, 0, 130, 130)), (255, 255, 255)).any()
    index.set_selection(frozenset({"id-0"}))
    white = is_color(paint(painter, index, Rect(0, 0, 130, 130)), (255, 255, 255))
    assert white[65, :40].sum() == white[65, 90:].sum() == white[:40, 65].sum() == white[90:, 65].sum() == 1
    assert not white[40:90, 40:90].any()


def test_hidden_boxes_are_not_drawn(painter: BoxPainter):
    index = index_of(box_ring(40, 40, 90, 90), box_ring(100, 40, 120, 90))
    index.set_hidden(frozenset({"id-0"}))
    touched = is_touched(paint(painter, index, Rect(0, 0, 140, 130)))
    assert not touched[:, :80].any()
    assert touched[:, 90:].any()


def test_boxes_of_many_labels_keep_their_colours(painter: BoxPainter):
    places = [box_ring(20, 20 + 40 * n, 60, 50 + 40 * n) for n in range(4)]
    picture = paint(painter, index_of(*places, labels=tuple(COLORS)), Rect(0, 0, 100, 200))
    for n, color in enumerate(COLORS.values()):
        assert (
            is_color(picture[35 + 40 * n, 10:20], color).any()
            or is_color(picture[10 + 40 * n : 60 + 40 * n, 10:70], color).any()
        )
        assert not is_color(picture[65 + 40 * n :, :], color).any() or n == 3
