"""The wrapping frame buffer: what strips leave is what painting everything gives."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from ilmtool.core.layout import Rect
from ilmtool.painting.frame import Pixels, ToroidalFrame

sizes = st.tuples(st.integers(1, 23), st.integers(1, 19))
origins = st.tuples(st.integers(-60, 60), st.integers(-60, 60))


def plane(rect: Rect) -> Pixels:
    """What the plane shows at a rectangle: every pixel another value."""
    y, x = np.mgrid[rect.y : rect.y + rect.h, rect.x : rect.x + rect.w]
    return np.dstack([(x * 3 + y * 5 * k) % 251 for k in (1, 2, 3, 4)]).astype(np.uint8)


def paint(frame: ToroidalFrame, rect: Rect) -> int:
    """Paint a plane rectangle; how many pixels that were."""
    count = 0
    for part, view in frame.views(rect):
        assert view.shape[:2] == (part.h, part.w)
        view[:] = plane(part)
        count += part.w * part.h
    return count


def shown(frame: ToroidalFrame) -> Pixels:
    target = np.zeros((frame.height, frame.width, 4), np.uint8)
    frame.copy_into(target, (0, 0), Rect(0, 0, frame.width, frame.height))
    return target


@settings(max_examples=60, deadline=None)
@given(sizes, st.lists(origins, min_size=1, max_size=8))
def test_strips_make_the_whole_picture_and_nothing_is_painted_twice(size, path):
    frame = ToroidalFrame(*size)
    old: Rect | None = None
    for origin in path:
        painted = sum(paint(frame, strip) for strip in frame.move_to(origin))
        kept = 0 if old is None else old.intersected(frame.rect).w * old.intersected(frame.rect).h
        assert painted == size[0] * size[1] - kept
        assert (shown(frame) == plane(frame.rect)).all()
        old = frame.rect


@settings(max_examples=40, deadline=None)
@given(sizes, origins, origins, st.data())
def test_a_repainted_part_lands_where_it_belongs(size, first, second, data):
    frame = ToroidalFrame(*size)
    for origin in (first, second):
        for strip in frame.move_to(origin):
            paint(frame, strip)
    frame.pixels[:] = 0
    x, y = data.draw(origins)
    part = Rect(x, y, data.draw(st.integers(1, 40)), data.draw(st.integers(1, 40)))
    inside = part.intersected(frame.rect)
    assert paint(frame, part) == inside.w * inside.h
    expected = np.zeros_like(frame.pixels)
    if not inside.is_empty:
        left, top = inside.x - frame.rect.x, inside.y - frame.rect.y
        expected[top : top + inside.h, left : left + inside.w] = plane(inside)
    assert (shown(frame) == expected).all()


@settings(max_examples=40, deadline=None)
@given(sizes, origins, origins, st.data())
def test_a_part_of_the_pane_is_copied_to_its_place(size, first, second, data):
    frame = ToroidalFrame(*size)
    for origin in (first, second):
        for strip in frame.move_to(origin):
            paint(frame, strip)
    x, y = data.draw(st.integers(0, size[0] - 1)), data.draw(st.integers(0, size[1] - 1))
    w, h = data.draw(st.integers(1, size[0] - x)), data.draw(st.integers(1, size[1] - y))
    target = np.zeros((size[1] + 4, size[0] + 3, 4), np.uint8)
    frame.copy_into(target, (3, 4), Rect(x, y, w, h))
    expected = np.zeros_like(target)
    expected[4 + y : 4 + y + h, 3 + x : 3 + x + w] = plane(frame.rect)[y : y + h, x : x + w]
    assert (target == expected).all()


def test_an_invalid_frame_asks_for_everything():
    frame = ToroidalFrame(10, 8)
    assert frame.move_to((3, 4)) == [Rect(3, 4, 10, 8)]
    assert frame.move_to((3, 4)) == []
    frame.invalidate()
    assert frame.move_to((4, 4)) == [Rect(4, 4, 10, 8)]
