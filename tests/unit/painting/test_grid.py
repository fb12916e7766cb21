"""The search grid on screen: what strips show is what the whole shows, and each result looks different."""

from __future__ import annotations

import numpy as np
import pytest

from ilmtool.core.camera import Camera
from ilmtool.core.geometry import FloatArray
from ilmtool.core.layout import Rect
from ilmtool.core.search_grid import grid_over
from ilmtool.painting.grid import GridOverlay, GridPainter
from ilmtool.painting.text import TextSprites
from ilmtool.resources import resource_dir
from ilmtool.text import Language, install

WHOLE = Rect(-20, -30, 400, 300)


def painter(ratio: float = 1.0) -> GridPainter:
    fonts = sorted((resource_dir() / "fonts").rglob("*.ttf"))
    return GridPainter(TextSprites(fonts[0]), ratio)


def turned(quads: FloatArray, angle: float) -> FloatArray:
    c, s = np.cos(angle), np.sin(angle)
    return quads @ np.array([[c, s], [-s, c]])


def overlay(angle: float = 0.0) -> GridOverlay:
    grid = grid_over("s", (0.0, 0.0, 90.0, 66.0), (18.0, 17.0))
    codes = (np.arange(len(grid)) % 5).astype(np.uint8)
    return GridOverlay(turned(grid.corners(), angle), codes, current=7)


@pytest.mark.parametrize("angle", [0.0, 0.2])
@pytest.mark.parametrize("scale", [0.2, 0.9, 2.3, 7.7])
@pytest.mark.parametrize(("ratio", "turn"), [(1.0, 0.0), (2.0, 0.0), (1.0, 90.0), (1.0, 15.0), (2.0, -160.0)])
def test_strips_show_what_the_whole_shows(angle: float, scale: float, ratio: float, turn: float):
    camera, shown = Camera(scale=scale, turn=turn), overlay(angle)
    x, y = camera.map((45.0, 33.0))
    camera = Camera(scale=scale, turn=turn, shift_x=150.3 - x, shift_y=110.7 - y)
    whole = np.full((WHOLE.h, WHOLE.w, 4), 90, np.uint8)
    painter(ratio).paint(whole, WHOLE, camera, shown)
    assert (whole != 90).any()
    pieced = np.full_like(whole, 90)
    for x in range(0, WHOLE.w, 57):
        for y in range(0, WHOLE.h, 41):
            part = Rect(WHOLE.x + x, WHOLE.y + y, min(57, WHOLE.w - x), min(41, WHOLE.h - y))
            target = np.full((part.h, part.w, 4), 90, np.uint8)
            painter(ratio).paint(target, part, camera, shown)
            pieced[y : y + part.h, x : x + part.w] = target
    different = np.abs(pieced.astype(int) - whole).max(axis=2)
    assert different.max() == 0, np.argwhere(different)[:5]


def test_every_result_has_a_look_of_its_own():
    looks = []
    for code in range(5):
        shown = GridOverlay(
            np.array([[[10.0, 10], [10, 190], [190, 190], [190, 10]]]), np.array([code], np.uint8)
        )
        target = np.full((200, 200, 4), 90, np.uint8)
        painter().paint(target, Rect(0, 0, 200, 200), Camera(), shown)
        looks.append(target.tobytes())
        assert (target[60:180, 60:180] == 90).all(), "the imagery inside is left as it is"
    assert len(set(looks)) == 5


def test_a_grid_without_a_place_is_not_drawn():
    target = np.full((50, 50, 4), 90, np.uint8)
    shown = GridOverlay(np.full((3, 4, 2), np.nan), np.zeros(3, np.uint8))
    painter().paint(target, Rect(0, 0, 50, 50), Camera(), shown)
    assert (target == 90).all()


def test_a_word_that_is_wider_than_its_cell_gives_way_to_its_letter():
    def drawn(word: str) -> bytes:
        install(Language(lambda source, comment, n: {"clear": word, "C": "Q"}.get(source, "")))
        target = np.full((120, 120, 4), 90, np.uint8)
        shown = GridOverlay(
            np.array([[[10.0, 10], [10, 110], [110, 110], [110, 10]]]), np.array([1], np.uint8)
        )
        painter().paint(target, Rect(0, 0, 120, 120), Camera(), shown)
        assert (target[:, 111:] == 90).all()
        return target.tobytes()

    try:
        assert drawn("nichts zu sehen, gar nichts") == drawn("überhaupt keine Änderung") != drawn("leer")
    finally:
        install(Language())
