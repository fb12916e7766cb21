"""At every display scale one image pixel is one device pixel, on both sides and in every mode."""

from __future__ import annotations

import math
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sample_pairs import write_tiff

from ilmtool.core.layout import CompareMode, Side

SCALES = ("1", "1.25", "1.5", "2")
MODES = (CompareMode.SIDE_BY_SIDE, CompareMode.SWIPE_VERTICAL, CompareMode.SWIPE_HORIZONTAL)
SHIFT = (40, 24)
"""The before image lies this many pixels further left and up; both have pixels of one size."""

Kept = dict[str, Any]


@pytest.fixture(scope="module")
def images(tmp_path_factory: pytest.TempPathFactory) -> dict[Side, Any]:
    """Both images: a checkerboard of single pixels whose brightness is different everywhere."""
    folder = tmp_path_factory.mktemp("checkered")
    rng = np.random.default_rng(7)
    found: dict[Side, Any] = {}
    for side, low in ((Side.BEFORE, 0), (Side.AFTER, 20)):
        rows, cols = np.mgrid[0:1700, 0:2300]
        board = ((rows + cols) % 2 * 120 + low + rng.integers(0, 100, rows.shape)).astype(np.uint8)
        pixels = np.repeat(board[..., None], 3, axis=2)
        pixels[..., 1] ^= 8  # not grey, so that nothing of the window is taken for it
        shift = SHIFT if side is Side.BEFORE else (0, 0)
        transform = (0.5, 0.0, 600_000.0 - 0.5 * shift[0], 0.0, -0.5, 4_400_000.0 + 0.5 * shift[1])
        path = write_tiff(folder / f"{side}_2019.tif", pixels, transform, "EPSG:32651", (2, 4, 8))
        found[side] = (path, pixels)
    return found


@pytest.fixture(scope="module", params=SCALES)
def kept(request: pytest.FixtureRequest, images: dict[Side, Any], tmp_path_factory: Any) -> Kept:
    """What the window showed at a display scale."""
    folder = tmp_path_factory.mktemp("scaled")
    out = folder / "kept.npz"
    script = Path(__file__).with_name("scaled_window.py")
    # The rounding policy is the program's own.
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "QT_SCALE_FACTOR": request.param,
        "ILMTOOL_CONFIG_DIR": str(folder),
    }
    done = subprocess.run(
        [sys.executable, str(script), str(images[Side.BEFORE][0]), str(images[Side.AFTER][0]), str(out)],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    with np.load(out) as file:
        result = {name: file[name] for name in file.files}
    assert result["ratio"] == pytest.approx(float(request.param))
    return result


def canvas_pixels(kept: Kept, mode: CompareMode) -> Any:
    """The canvas in whole device pixels: the first one that lies entirely inside the widget, and so on."""
    x, y = (math.ceil(v * float(kept["ratio"]) - 1e-6) for v in kept[f"{mode}/corner"].tolist())
    width, height = kept[f"{mode}/canvas"].tolist()
    picture = kept[f"{mode}/window"][y : y + height, x : x + width]
    assert picture.shape[:2] == (height, width)
    return picture


def test_the_canvas_has_every_device_pixel(kept: Kept):
    ratio = float(kept["ratio"])
    for mode in MODES:
        logical = kept[f"{mode}/logical size"].tolist()
        size = kept[f"{mode}/canvas"].tolist()
        for whole, part in zip(size, logical, strict=True):
            assert part * ratio - 2 < whole <= part * ratio + 1e-6


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("side", list(Side))
def test_one_image_pixel_is_one_device_pixel(
    kept: Kept, images: dict[Side, Any], mode: CompareMode, side: Side
):
    assert kept[f"{mode}/scale"].tolist() == pytest.approx([1, 1], abs=1e-12)
    picture = canvas_pixels(kept, mode)
    frame, clip = kept[f"{mode}/{side}/frame"].tolist(), kept[f"{mode}/{side}/clip"].tolist()
    ratio = float(kept["ratio"])
    # Without the caption's rows and the divider with its grip.
    top, edge = round(50 * ratio), round(20 * ratio)
    x0, y0 = clip[0] + edge, clip[1] + top
    x1, y1 = clip[0] + clip[2] - edge, clip[1] + clip[3] - top
    shown = picture[y0:y1, x0:x1]
    assert min(shown.shape[:2]) > 100
    origin_x, origin_y = kept[f"{mode}/origin"].tolist()
    shift = SHIFT if side is Side.BEFORE else (0, 0)
    image_x, image_y = origin_x + x0 - frame[0] + shift[0], origin_y + y0 - frame[1] + shift[1]
    pixels = images[side][1]
    # A centre on the edge between two pixels may show either, but the same everywhere.
    shifts = {
        (math.floor(image_x + dx), math.floor(image_y + dy)) for dx in (-1e-6, 1e-6) for dy in (-1e-6, 1e-6)
    }
    matches = [
        (pixels[row : row + shown.shape[0], col : col + shown.shape[1]] == shown).all() for col, row in shifts
    ]
    assert any(matches), "blurred, or at the wrong place"


@pytest.mark.parametrize("mode", MODES)
def test_captions_are_on_both_sides(kept: Kept, mode: CompareMode):
    picture, ratio = canvas_pixels(kept, mode), float(kept["ratio"])
    for side, paper in ((Side.BEFORE, 38), (Side.AFTER, 225)):
        x, y, w, h = kept[f"{mode}/{side}/clip"].tolist()
        found = (picture[y : y + h, x : x + w] == paper).all(axis=2)
        rows = np.flatnonzero(found.sum(axis=1) > 50 * ratio)
        assert len(rows), f"{side} has no caption"
        assert 15 * ratio < np.ptp(rows) + 1 < 30 * ratio, "as large on every display"
        assert np.ptp(np.flatnonzero(found[rows[0]])) > 100 * ratio


def test_the_dividers_are_where_the_dates_meet(kept: Kept):
    ratio = float(kept["ratio"])
    line = max(1, round(ratio))
    for mode in (CompareMode.SWIPE_VERTICAL, CompareMode.SWIPE_HORIZONTAL):
        picture = canvas_pixels(kept, mode)
        if mode is CompareMode.SWIPE_HORIZONTAL:
            picture = picture.transpose(1, 0, 2)
        at = round(picture.shape[1] * 0.5)
        third = picture[picture.shape[0] // 3]
        assert (third[at - line : at + line] == 255).all()
        assert (third[at - 2 * line : at - line] == 0).all()
        assert (third[at + line : at + 2 * line] == 0).all()
    picture = canvas_pixels(kept, CompareMode.SIDE_BY_SIDE)
    half = kept[f"{CompareMode.SIDE_BY_SIDE}/{Side.AFTER}/clip"].tolist()[0]
    assert (picture[:, half - line : half + line] == 0).all()
