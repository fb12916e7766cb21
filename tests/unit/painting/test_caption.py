"""Captions stand on their own side, whatever the mode and wherever the divider."""

from __future__ import annotations

import numpy as np
import pytest

from ilmtool.core.layout import CompareMode, Cut, Pane, Rect, Side, panes
from ilmtool.painting.caption import INK, PAPER, caption_place, caption_sprite, captioned, stamp_caption
from ilmtool.painting.text import TextSprites
from ilmtool.resources import resource_dir

SIZE = (800, 600)
CANVAS = Rect(0, 0, *SIZE)
MARGIN = 8
OVER = (CompareMode.LENS, CompareMode.FADE)


@pytest.fixture(scope="module")
def sprites() -> TextSprites:
    return TextSprites(resource_dir() / "fonts" / "DejaVuSans.ttf")


def places(sprites: TextSprites, mode: CompareMode, divider: float = 0.5, flicker: bool = False):
    found: dict[Side, tuple[Pane, Rect | None]] = {}
    cut = Cut(divider=divider, fade=divider, lens_at=(divider, divider))
    for pane, _ in captioned(mode, panes(mode, SIZE, cut, flicker), CANVAS, cut):
        sprite = caption_sprite(sprites, "AFTER  2019-03-02  WV02  0.30 m", pane.side, 1.0)
        found[pane.side] = (pane, caption_place(pane, sprite, CANVAS, MARGIN))
    return found


@pytest.mark.parametrize("mode", list(CompareMode))
@pytest.mark.parametrize("divider", [0.2, 0.5, 0.85])
@pytest.mark.parametrize("flicker", [False, True])
def test_each_caption_lies_inside_its_own_pane(sprites, mode, divider, flicker):
    found = places(sprites, mode, divider, flicker)
    assert found
    for pane, place in found.values():
        assert place is not None
        assert place.intersected(pane.clip) == place


@pytest.mark.parametrize("mode", [mode for mode in CompareMode if mode.is_composed or mode in OVER])
def test_dates_over_each_other_have_a_caption_each_that_says_which_is_which(mode):
    cut = Cut(fade=0.3)
    for flicker in (False, True):
        shown = panes(mode, SIZE, cut, flicker)
        found = captioned(mode, shown, CANVAS, cut)
        if len(shown) == 1 and not shown[0].composed:
            assert [(pane.side, words) for pane, words in found] == [(shown[0].side, "")]
            continue
        assert [pane.side for pane, _ in found] == [Side.BEFORE, Side.AFTER]
        words = [words for _, words in found]
        assert all(words)
        assert words[0] != words[1]
    assert [w for _, w in captioned(CompareMode.FADE, panes(CompareMode.FADE, SIZE, cut), CANVAS, cut)] == [
        "70 %",
        "30 %",
    ]
    inside = panes(CompareMode.LENS, SIZE, cut, flicker=True)
    assert [w for _, w in captioned(CompareMode.LENS, inside, CANVAS, cut)] == ["around it", "in the lens"]


def test_before_is_left_or_on_top_and_after_right_or_below(sprites):
    for mode in (CompareMode.SIDE_BY_SIDE, CompareMode.SWIPE_VERTICAL):
        found = places(sprites, mode)
        assert found[Side.BEFORE][1].x == MARGIN
        right = found[Side.AFTER][1]
        assert right.x + right.w == SIZE[0] - MARGIN
        assert right.y == found[Side.BEFORE][1].y == MARGIN
    found = places(sprites, CompareMode.SWIPE_HORIZONTAL)
    assert found[Side.BEFORE][1].y == MARGIN
    below = found[Side.AFTER][1]
    assert below.y + below.h == SIZE[1] - MARGIN


def test_a_sliver_of_a_pane_has_no_caption(sprites):
    found = places(sprites, CompareMode.SWIPE_VERTICAL, 0.01)
    assert found[Side.BEFORE][1] is None
    assert found[Side.AFTER][1] is not None


def test_a_caption_too_long_for_its_pane_is_cut(sprites):
    found = places(sprites, CompareMode.SWIPE_VERTICAL, 0.15)
    place = found[Side.BEFORE][1]
    assert place.w == round(0.15 * SIZE[0]) - 2 * MARGIN
    canvas = np.zeros((SIZE[1], SIZE[0], 4), np.uint8)
    stamp_caption(canvas, caption_sprite(sprites, "a long text " * 9, Side.BEFORE, 1.0), place)
    inside = canvas[place.y : place.y + place.h, place.x : place.x + place.w]
    assert (inside[..., 3] == 255).all()
    assert (canvas[..., 3] == 255).sum() == place.w * place.h


def test_both_sides_look_different_and_can_be_read(sprites):
    for side in Side:
        sprite = caption_sprite(sprites, "2019-03-02", side, 1.0)
        assert (sprite[0, 0, 2::-1] == PAPER[side]).all()
        assert abs(sum(INK[side]) - sum(PAPER[side])) > 400
        assert np.ptp(sprite[..., 0]) > 100, "there is text on it"
    assert abs(sum(PAPER[Side.BEFORE]) - sum(PAPER[Side.AFTER])) > 400


def test_text_grows_with_the_display_scale(sprites):
    heights = [caption_sprite(sprites, "2019", Side.AFTER, ratio).shape[0] for ratio in (1.0, 1.5, 2.0)]
    assert heights[1] == pytest.approx(1.5 * heights[0], abs=2)
    assert heights[2] == pytest.approx(2 * heights[0], abs=2)


def test_control_characters_and_endless_texts_do_no_harm(sprites):
    sprite = caption_sprite(sprites, "a\nb\x00c\u202e" * 100, Side.BEFORE, 1.0)
    assert sprite.shape[0] < 40
    assert sprite.shape[1] < 2000


@pytest.mark.parametrize("name", ["20MAR02021507-M1BS-500123456010_01_P001.tif", "x" * 200, "a\nb" * 30])
@pytest.mark.parametrize("ratio", [1.0, 2.0])
def test_a_long_file_name_costs_neither_date_nor_gsd(sprites: TextSprites, name: str, ratio: float):
    start, end = "BEFORE  2020-03-02 02:15Z  ", "  0.31 m"

    def drawn(text: str, room: int | None = None):
        return caption_sprite(sprites, text, Side.BEFORE, ratio, room)

    whole, room = drawn(start + name + end), round(400 * ratio)
    short = drawn(start + name + end, room)
    assert whole.shape[1] > room >= short.shape[1] > 0.9 * room
    shortened = (f"{name[:n]}…{name[-k:]}" for n in range(1, len(name)) for k in (n, n - 1) if k)
    assert any(short is drawn(start + source + end) for source in shortened)
    assert drawn(start + name[:9] + end, room) is drawn(start + name[:9] + end)


def test_where_there_is_little_room_whole_parts_go_and_none_is_cut_through(sprites: TextSprites):
    def drawn(text: str, room: int | None = None):
        return caption_sprite(sprites, text, Side.BEFORE, 1.0, room)

    parts = ["BEFORE", "2020-03-02 02:15Z", "WV02", "0.31 m", "shifted 6.5 px NE"]
    for left in (["0.31 m", "shifted 6.5 px NE"], ["0.31 m"], []):
        said = "  ".join([*parts[:2], *left])
        assert drawn("  ".join(parts), drawn(said).shape[1]) is drawn(said)
