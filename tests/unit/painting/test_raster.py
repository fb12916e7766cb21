"""Every scene pixel lands where the map puts it, whole or in parts, at every zoom and placement."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from painted import coded, halved, position, put_scene, put_tile

from ilmtool.core.camera import Camera
from ilmtool.core.geometry import IDENTITY, Affine, FloatArray, apply, invert
from ilmtool.core.layout import Rect
from ilmtool.imagery.cache import TileCache
from ilmtool.imagery.placement import PixelMap
from ilmtool.imagery.tiles import TileKey
from ilmtool.painting.raster import BACKGROUND, SceneLayer, level_at, paint_scene, wanted

WIDTH, HEIGHT = 700, 600
IMAGE = coded(WIDTH, HEIGHT)
"""Larger than a tile in both directions."""


def painted(layer: SceneLayer, cache: TileCache, camera: Camera, rect: Rect, level: int = 0) -> np.ndarray:
    target = np.full((rect.h, rect.w, 4), 7, np.uint8)
    paint_scene(target, rect, camera, layer, cache, level=level)
    return target


def under(layer: SceneLayer, camera: Camera, rect: Rect) -> FloatArray:
    """Scene position, exactly, under the centre of each pixel of a plane rectangle: (h, w, 2)."""
    y, x = np.mgrid[rect.y : rect.y + rect.h, rect.x : rect.x + rect.w] + 0.5
    reference = apply(invert(camera.to_plane()), np.stack((x, y), axis=-1).reshape(-1, 2))
    return layer.to_reference.inverse(reference).reshape(rect.h, rect.w, 2)


def check_places(picture: np.ndarray, exact: FloatArray, tolerance: float = 0.02) -> None:
    """Each pixel shows the scene pixel under its centre, or its neighbour within the tolerance."""
    is_blank = (picture == BACKGROUND).all(axis=2)
    margin = np.minimum(exact, (WIDTH, HEIGHT) - exact).min(axis=2)
    assert not is_blank[margin > tolerance].any(), "a hole in the picture"
    assert is_blank[margin < -tolerance].all(), "painted outside the image"
    drawn = margin > tolerance
    distance = np.abs(position(picture[drawn]) + 0.5 - exact[drawn])
    if distance.size:
        assert distance.max() <= 1.5 + tolerance
        assert (distance > 0.5 + tolerance).mean() < 0.005


def setup(placement: Affine | PixelMap = IDENTITY) -> tuple[SceneLayer, TileCache]:
    cache = TileCache(1 << 28)
    return put_scene(cache, "s", [IMAGE, halved(IMAGE)], placement), cache


def test_at_three_to_one_each_pixel_is_a_square_of_nine():
    layer, cache = setup()
    rect = Rect(3 * 500, 3 * 500, 90, 60)  # across the corner where four tiles meet
    picture = painted(layer, cache, Camera(scale=3.0), rect)
    expected = np.repeat(np.repeat(IMAGE[500:520, 500:530], 3, axis=0), 3, axis=1)
    assert (picture == expected).all()


@pytest.mark.parametrize("shift", [0.0, -0.5, -0.25, -0.999])
def test_at_one_to_one_no_pixel_is_lost_or_doubled(shift: float):
    """Also where device pixels' centres fall on the edges of image pixels (OpenCV then rounds to even)."""
    layer, cache = setup()
    camera = Camera(shift_x=shift, shift_y=shift)
    picture = painted(layer, cache, camera, Rect(450, 460, 120, 100))
    places = position(picture)
    assert (np.diff(places[..., 0], axis=1) == 1).all()
    assert (np.diff(places[..., 1], axis=0) == 1).all()


def test_a_half_size_picture_takes_every_second_pixel():
    layer, cache = setup()
    picture = painted(layer, cache, Camera(scale=0.5), Rect(0, 0, WIDTH // 2, HEIGHT // 2))
    places = position(picture)
    assert (np.diff(places[..., 0], axis=1) == 2).all()
    assert (np.diff(places[..., 1], axis=0) == 2).all()


turns = st.sampled_from([0.0, 0.0, 15.0, 90.0, 180.0, -90.0, -137.3])
"""By which the view may be turned, in degrees."""

PLACEMENTS = {
    "identity": IDENTITY,
    "finer": (0.6, 0.0, 10.3, 0.0, 0.6, -5.2),
    "south-up": (0.75, 0.0, 20.0, 0.0, -0.75, 500.0),
    "mirrored": (-1.0, 0.0, 690.0, 0.0, 1.0, 3.0),
    "turned by 10 degrees": (0.985, -0.174, 100.0, 0.174, 0.985, -20.0),
    "turned by 90 degrees": (0.0, -1.0, 620.0, 1.0, 0.0, 10.0),
    "sheared": (1.0, 0.2, 0.0, 0.05, 1.1, 0.0),
}


@pytest.mark.parametrize("placement", PLACEMENTS.values(), ids=PLACEMENTS.keys())
@settings(max_examples=12, deadline=None)
@given(
    scale=st.floats(0.3, 4.0),
    aspect=st.sampled_from([1.0, 1.7]),
    shift=st.tuples(st.floats(-1, 0), st.floats(-1, 0)),
    at=st.tuples(st.floats(-0.1, 1.05), st.floats(-0.1, 1.05)),
    turn=turns,
)
def test_every_pixel_is_the_one_under_its_centre(placement, scale, aspect, shift, at, turn):
    layer, cache = setup(placement)
    camera = Camera(scale, aspect, shift_x=shift[0], shift_y=shift[1], turn=turn)
    middle = apply(camera.to_plane(), layer.to_reference.forward(np.array([(at[0] * WIDTH, at[1] * HEIGHT)])))
    rect = Rect(int(middle[0, 0]) - 60, int(middle[0, 1]) - 40, 120, 80)
    check_places(painted(layer, cache, camera, rect), under(layer, camera, rect))


def bent(strength: float) -> PixelMap:
    """A map that no affine can be: x bends with y, as between two projections."""

    def forward(points: FloatArray) -> FloatArray:
        x, y = points.T
        return np.stack((x + strength * (y - 300) ** 2, y), axis=1)

    def inverse(points: FloatArray) -> FloatArray:
        x, y = points.T
        return np.stack((x - strength * (y - 300) ** 2, y), axis=1)

    return PixelMap(None, "crs", forward, inverse)


@pytest.mark.parametrize("turn", [0.0, 15.0, 90.0, -120.0])
def test_a_map_that_is_not_affine_is_right_to_a_tenth_of_a_pixel(turn):
    layer, cache = setup(bent(2e-4))
    for x, y in ((87.0, 75.0), (262.0, 250.0), (525.0, 500.0)):
        camera = Camera(scale=2.0, turn=turn)
        left, top = apply(camera.to_plane(), np.array([(x, y)]))[0]
        rect = Rect(int(left) - 150, int(top) - 150, 300, 300)
        # A pixel within a tenth of the image's edge may go either way.
        check_places(painted(layer, cache, camera, rect), under(layer, camera, rect), tolerance=0.12)


@settings(max_examples=30, deadline=None)
@given(
    placement=st.sampled_from(list(PLACEMENTS.values())),
    scale=st.sampled_from([0.25, 0.5, 0.77, 1.0, 1.3, 2.0, 3.7]),
    shift=st.sampled_from([0.0, -0.5, -0.3]),
    cut=st.tuples(st.integers(1, 119), st.integers(1, 79)),
    smooth=st.booleans(),
    turn=turns,
)
def test_parts_painted_apart_make_the_same_picture(placement, scale, shift, cut, smooth, turn):
    layer, cache = setup(placement)
    camera = Camera(scale, shift_x=shift, shift_y=shift, turn=turn)
    x, y = apply(camera.to_plane(), layer.to_reference.forward(np.array([[500.0, 505.0]])))[0]
    rect = Rect(int(x) - 60, int(y) - 40, 120, 80)
    whole = np.zeros((rect.h, rect.w, 4), np.uint8)
    paint_scene(whole, rect, camera, layer, cache, level=0, smooth=smooth)
    parts = np.zeros_like(whole)
    for x0, x1 in ((0, cut[0]), (cut[0], rect.w)):
        for y0, y1 in ((0, cut[1]), (cut[1], rect.h)):
            part = Rect(rect.x + x0, rect.y + y0, x1 - x0, y1 - y0)
            # The painter writes into views of its frame.
            paint_scene(parts[y0:y1, x0:x1], part, camera, layer, cache, level=0, smooth=smooth)
    assert (parts == whole).all()


@settings(max_examples=40, deadline=None)
@given(
    scale=st.floats(0.6, 6.0),
    aspect=st.sampled_from([1.0, 1.7]),
    turn=st.one_of(st.floats(-179.9, -0.1), st.floats(0.1, 180)),
    at=st.tuples(st.floats(0, WIDTH), st.floats(0, HEIGHT)),
)
def test_a_turned_view_shows_exactly_the_pixels_that_the_camera_says(scale, aspect, turn, at):
    """No seam, no hole: not one pixel is another than the one under its centre."""
    layer, cache = setup()
    camera = Camera(scale, aspect, turn=turn).with_point_at(at, (150.0, 150.0))
    rect = Rect(camera.origin_x, camera.origin_y, 300, 300)
    picture, exact = painted(layer, cache, camera, rect), under(layer, camera, rect)
    places = np.floor(exact + 1e-6).astype(int)
    inside = ((places >= 0) & (places < (WIDTH, HEIGHT))).all(axis=2)
    expected = np.full_like(picture, BACKGROUND)
    expected[inside] = IMAGE[places[inside][:, 1], places[inside][:, 0]]
    near_a_tie = (np.abs(exact + 1e-6 - np.round(exact + 1e-6)) < 1e-8).any(axis=2)
    assert ((picture == expected).all(axis=2) | near_a_tie).all()


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_quarter_turn_at_one_to_one_is_the_image_turned(quarters):
    layer, cache = setup()
    camera = Camera(turn=(90.0, 180.0, -90.0)[quarters - 1])
    x0, y0 = np.floor(
        apply(camera.to_plane(), np.array([(450.0, 460.0), (570.0, 560.0)])).min(axis=0)
    ).astype(int)
    width, height = (120, 100) if quarters == 2 else (100, 120)
    picture = painted(layer, cache, camera, Rect(int(x0), int(y0), width, height))
    assert (picture == np.rot90(IMAGE[460:560, 450:570], -quarters)).all()


def test_smooth_in_a_turned_view_mixes_neighbours_of_any_tile():
    """A ramp stays a ramp over the edges of tiles, and to the image's own edge."""
    cache = TileCache(1 << 28)
    ramp = np.full((HEIGHT, WIDTH, 4), 255, np.uint8)
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH]
    ramp[..., :3] = ((x + y) // 6)[..., None]
    layer = put_scene(cache, "s", [ramp])
    camera = Camera(0.8, turn=30.0).with_point_at((512.0, 512.0), (100.0, 100.0))
    rect = Rect(camera.origin_x, camera.origin_y, 200, 200)
    target = np.zeros((200, 200, 4), np.uint8)
    paint_scene(target, rect, camera, layer, cache, level=0, smooth=True)
    exact = under(layer, camera, rect)
    inside = ((exact > 0) & (exact < (WIDTH, HEIGHT))).all(axis=2)
    wrong = np.abs(target[..., 0] - (exact.sum(axis=2) - 1) / 6)
    assert wrong[inside].max() < 1.2
    assert (target[~inside] == BACKGROUND).all()


# -- levels and missing tiles ----------------------------------------------------------------------


def pyramid() -> list[np.ndarray]:
    """Three levels, each of a colour of its own."""
    levels = [np.full((1200, 1400, 4), 255, np.uint8)]
    levels += [halved(levels[0]), halved(halved(levels[0]))]
    for number, level in enumerate(levels):
        level[..., :3] = (40 + 80 * number, 0, 0)
    return levels


def test_the_level_follows_the_zoom():
    cache = TileCache(1 << 28)
    layer = put_scene(cache, "s", pyramid())
    rect = Rect(0, 0, 100, 100)
    chosen = [level_at(layer, Camera(scale=scale), rect) for scale in (4.0, 1.0, 0.7, 0.5, 0.26, 0.25, 0.01)]
    assert chosen == [0, 0, 0, 1, 1, 2, 2]
    for scale, level in ((1.0, 0), (0.5, 1)):
        assert {k.level for k in wanted(layer, Camera(scale=scale), rect)} == {2, level}


def test_a_missing_tile_is_stood_in_for_by_the_sharpest_coarser_one():
    cache = TileCache(1 << 28)
    levels = pyramid()
    layer = put_scene(cache, "s", levels, skip={(0, 1, 0), (1, 0, 0)})
    rect = Rect(412, 100, 200, 100)
    target = np.zeros((100, 200, 4), np.uint8)
    assert not paint_scene(target, rect, Camera(), layer, cache, level=0)
    assert (target[:, :100, 0] == 40).all(), "the tile that is there is sharp"
    assert (target[:, 100:, 0] == 200).all(), "two levels up, for want of the one between"
    put_tile(cache, TileKey("s", 1, 0, 0), layer.levels[1], levels[1])
    assert not paint_scene(target, rect, Camera(), layer, cache, level=0)
    assert (target[:, 100:, 0] == 120).all()
    put_tile(cache, TileKey("s", 0, 1, 0), layer.levels[0], levels[0])
    assert paint_scene(target, rect, Camera(), layer, cache, level=0)
    assert (target[..., 0] == 40).all()


def test_without_any_tile_there_is_grey():
    layer = put_scene(TileCache(1 << 20), "s", [IMAGE])
    target = np.zeros((50, 60, 4), np.uint8)
    assert not paint_scene(target, Rect(0, 0, 60, 50), Camera(), layer, TileCache(1 << 20), level=0)
    assert (target == BACKGROUND).all()


def test_a_side_without_a_scene_is_grey():
    target = np.zeros((50, 60, 4), np.uint8)
    assert paint_scene(target, Rect(0, 0, 60, 50), Camera(), None, TileCache(1), level=0)
    assert (target == BACKGROUND).all()


@pytest.mark.parametrize("turn", [0.0, 25.0, 90.0])
def test_a_stand_in_lies_where_the_sharp_tile_will(turn):
    """A level at half size shows each mark at the same place, to half of its pixels."""
    cache = TileCache(1 << 28)
    layer = put_scene(cache, "s", [IMAGE, halved(IMAGE)], skip={(0, c, r) for c in (0, 1) for r in (0, 1)})
    camera = Camera(turn=turn).with_point_at((510.0, 515.0), (30.0, 25.0))
    rect = Rect(camera.origin_x, camera.origin_y, 60, 50)
    picture = painted(layer, cache, camera, rect)
    exact = under(layer, camera, rect)
    # Every second pixel was kept: it stands for itself and the next one.
    assert np.abs(position(picture) + 1.0 - exact).max() <= 1.0 + 0.01


def test_reduced_pictures_are_smooth_only_when_asked_and_enlarged_ones_never():
    cache = TileCache(1 << 28)
    board = np.full((400, 400, 4), 255, np.uint8)
    y, x = np.mgrid[0:400, 0:400]
    board[..., :3] = ((x + y) % 2 * 200)[..., None]
    layer = put_scene(cache, "s", [board])
    rect = Rect(20, 20, 80, 80)
    for scale, smooth, greys in (
        (0.7, False, False),
        (0.7, True, True),
        (1.0, True, False),
        (2.3, True, False),
    ):
        target = np.zeros((80, 80, 4), np.uint8)
        paint_scene(target, rect, Camera(scale), layer, cache, level=0, smooth=smooth)
        between = (target[..., 0] > 10) & (target[..., 0] < 190)
        assert between.any() == greys, (scale, smooth)
