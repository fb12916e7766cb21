from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tool_fakes import annotation, document_of

from ilmtool.core.annotation import Annotation, Polygon, Properties
from ilmtool.core.boxindex import BoxIndex
from ilmtool.core.geometry import Ring, box_ring, rotate_ring
from ilmtool.core.hit import (
    ROTATE,
    handle_at,
    handle_points,
    hits_at,
    next_in_stack,
    rotate_handle,
    touching,
    touching_quad,
)

BOX = box_ring(100.0, 100.0, 200.0, 160.0)


def index_of(**rings: Ring) -> BoxIndex:
    document = document_of(*(annotation(key, ring) for key, ring in rings.items()))
    return BoxIndex(document, {"after": lambda points: points})


def caught(index: BoxIndex, *bounds: float) -> set[str]:
    return {index.ids[row] for row in touching(index, bounds)}  # type: ignore[arg-type]


def test_the_smallest_box_under_the_point_comes_first() -> None:
    index = index_of(small=box_ring(120, 120, 130, 130), large=BOX, middle=box_ring(110, 110, 150, 150))
    assert hits_at(index, (125, 125), 2).stack == ("small", "middle", "large")
    assert hits_at(index, (140, 140), 2).held == ("middle", "large")
    assert hits_at(index, (190, 150), 2).held == ("large",)
    assert hits_at(index, (300, 300), 2).stack == ()


def test_of_equal_boxes_the_latest_comes_first() -> None:
    assert hits_at(index_of(first=BOX, second=BOX, third=BOX), (150, 130), 1).held == (
        "third",
        "second",
        "first",
    )


@pytest.mark.parametrize("offset", [(0.0, 0.0), (4.0, 0.0), (0.0, -4.0), (-4.0, 3.0)])
def test_a_box_of_two_pixels_can_be_hit(offset: tuple[float, float]) -> None:
    index = index_of(around=BOX, dot=box_ring(149, 129, 151, 131))
    assert hits_at(index, (150 + offset[0], 130 + offset[1]), 6).held[0] == "dot"


def test_the_neighbour_does_not_take_a_click_inside_a_box() -> None:
    index = index_of(large=BOX, neighbour=box_ring(202, 100, 240, 160))
    hits = hits_at(index, (199, 130), 6)
    assert hits.held == ("large",)
    assert hits.near == ("neighbour",)


def test_an_outline_can_be_taken_from_outside() -> None:
    hits = hits_at(index_of(box=BOX), (204, 130), 6)
    assert (hits.held, hits.near, hits.on_outline) == ((), ("box",), True)
    assert hits_at(index_of(box=BOX), (207, 130), 6).stack == ()


def test_tolerance_is_a_distance_on_screen() -> None:
    index = index_of(box=BOX)
    assert hits_at(index, (150, 164), 6, aspect=1.0).stack
    assert not hits_at(index, (150, 164), 6, aspect=2.0).stack


def test_slanted_boxes_are_hit_by_their_shape_and_not_by_their_bounds() -> None:
    index = index_of(slanted=rotate_ring(BOX, 45.0, (150.0, 130.0)))
    assert hits_at(index, (150, 130), 1).held == ("slanted",)
    assert hits_at(index, (105, 160), 1).stack == ()


def test_a_hole_is_not_inside() -> None:
    properties = Properties(drawn_on="after", image_geometry=Polygon((BOX, box_ring(120, 110, 180, 150))))
    index = BoxIndex(document_of(Annotation("holed", properties)), {"after": lambda points: points})
    assert hits_at(index, (150, 130), 3).stack == ()
    assert hits_at(index, (110, 130), 3).held == ("holed",)
    assert hits_at(index, (122, 130), 3).near == ("holed",)


def test_hidden_boxes_are_not_hit() -> None:
    index = index_of(a=BOX, b=BOX)
    index.set_hidden(frozenset({"b"}))
    assert hits_at(index, (150, 130), 1).stack == ("a",)


def test_repeated_clicks_go_round() -> None:
    stack = ("a", "b", "c")
    assert [next_in_stack(stack, current) for current in ("a", "b", "c", "x", None)] == [
        "b",
        "c",
        "a",
        "a",
        "a",
    ]
    assert next_in_stack((), "a") is None


def test_a_band_takes_what_is_in_it_or_crosses_it() -> None:
    index = index_of(
        inside=box_ring(50, 50, 60, 60), crossing=box_ring(90, 50, 120, 60), apart=box_ring(150, 50, 160, 60)
    )
    assert caught(index, 40, 40, 100, 100) == {"inside", "crossing"}


def test_a_band_inside_a_box_does_not_take_that_box() -> None:
    index = index_of(
        area=box_ring(0, 0, 500, 500),
        slanted_area=rotate_ring(box_ring(0, 0, 500, 500), 20.0, (250.0, 250.0)),
        thing=box_ring(200, 200, 210, 210),
    )
    assert caught(index, 190, 190, 230, 230) == {"thing"}


def test_a_band_at_the_corner_of_the_bounds_misses_a_slanted_box() -> None:
    index = index_of(
        slanted=rotate_ring(BOX, 45.0, (150.0, 130.0)),
        triangle=((0.0, 0.0), (0.0, 90.0), (90.0, 0.0), (0.0, 0.0)),
    )
    assert caught(index, 93, 73, 103, 83) == set()
    assert caught(index, 80, 80, 90, 90) == set()
    assert caught(index, 40, 40, 60, 60) == {"triangle"}
    assert caught(index, 140, 80, 150, 130) == {"slanted"}


def test_handles_stand_on_corners_and_edges() -> None:
    points = dict(handle_points(BOX))
    assert points["nw"] == (100, 100)
    assert points["se"] == (200, 160)
    assert points["n"] == (150, 100)
    assert points["w"] == (100, 130)
    assert len(points) == 8
    assert handle_points(((0.0, 0.0), (0.0, 9.0), (9.0, 0.0), (0.0, 0.0))) == [
        ("v0", (0, 0)),
        ("v1", (0, 9)),
        ("v2", (9, 0)),
    ]


sizes = st.floats(0, 400)


@settings(max_examples=80, deadline=None)
@given(sizes, sizes, st.floats(-180, 180), st.floats(0.05, 30), st.sampled_from([0.5, 1.0, 2.0]))
def test_every_painted_handle_can_be_taken_and_the_middle_is_free(
    width: float, height: float, turn: float, scale: float, aspect: float
) -> None:
    ring = rotate_ring(box_ring(500, 500, 500 + width, 500 + height), turn, (500.0, 500.0))
    if aspect != 1.0:  # turned in pixels, it is skewed on screen: handles then may come close
        ring = box_ring(500, 500, 500 + width, 500 + height)
    for name, point in handle_points(ring, scale, aspect):
        assert handle_at(ring, point, scale, aspect) == name
    knob = rotate_handle(ring, scale, aspect)
    assert knob is not None
    assert handle_at(ring, knob[1], scale, aspect) == ROTATE
    center = sum(x for x, _ in ring[:-1]) / 4, sum(y for _, y in ring[:-1]) / 4
    assert handle_at(ring, center, scale, aspect) is None


def test_the_knob_stands_a_screen_distance_above_the_top_edge() -> None:
    foot, knob = rotate_handle(BOX, 2.0) or ((0, 0), (0, 0))
    assert foot == (150, 100)
    assert knob == (150, 88)
    turned = rotate_ring(BOX, 90.0, (150.0, 130.0))
    foot, knob = rotate_handle(turned, 1.0) or ((0, 0), (0, 0))
    assert knob[0] == pytest.approx(foot[0] + 24)
    assert knob[1] == pytest.approx(foot[1])


@pytest.mark.parametrize(
    ("point", "name"),
    [
        ((130.0, 102.0), "n"),
        ((130.0, 97.0), "n"),
        ((198.0, 120.0), "e"),
        ((199.0, 158.0), "se"),
        ((150.0, 76.0), ROTATE),
        ((150.0, 130.0), None),
        ((150.0, 110.0), None),
        ((250.0, 130.0), None),
    ],
)
def test_the_handle_under_the_pointer(point: tuple[float, float], name: str | None) -> None:
    assert handle_at(BOX, point, 1.0) == name


def test_edges_of_a_turned_box_keep_their_names() -> None:
    turned = rotate_ring(BOX, 180.0, (150.0, 130.0))
    assert handle_at(turned, (150, 160), 1.0) == "n"
    assert math.dist(dict(handle_points(turned))["nw"], (200, 160)) < 1e-9


def test_a_polygon_has_its_vertices_and_the_middles_of_its_sides() -> None:
    triangle = ((0.0, 0.0), (0.0, 90.0), (90.0, 0.0), (0.0, 0.0))
    assert handle_at(triangle, (2, 88), 1.0) == "v1"
    assert handle_at(triangle, (0, 45), 1.0) == "m0", "the middle of a side"
    assert handle_at(triangle, (0, 25), 1.0) is None


# -- the rubber band of a turned view


@settings(max_examples=60, deadline=None)
@given(
    found=st.lists(
        st.tuples(*[st.floats(0, 100)] * 2, *[st.floats(0.5, 60)] * 2, st.sampled_from([0.0, 33.0])),
        min_size=1, max_size=12,
    ),
    band=st.tuples(*[st.floats(0, 80)] * 2, *[st.floats(2, 70)] * 2),
    turn=st.sampled_from([15.0, 45.0, 90.0, -130.0]),
)  # fmt: skip
def test_a_turned_band_catches_what_the_same_band_catches_of_turned_boxes(found, band, turn) -> None:
    """Turning the band one way is turning everything else the other way."""
    x, y, width, height = band
    rings = [rotate_ring(box_ring(a, b, a + w, b + h), angle, (a, b)) for a, b, w, h, angle in found]
    straight = index_of(**{f"b{n}": rotate_ring(ring, -turn, (50, 50)) for n, ring in enumerate(rings)})
    expected = caught(straight, x, y, x + width, y + height)
    # What only touches the band may go either way.
    for grown in (-1e-6, 1e-6):
        near = caught(straight, x - grown, y - grown, x + width + grown, y + height + grown)
        if near != expected:
            return
    corners = np.array(rotate_ring(box_ring(x, y, x + width, y + height), turn, (50, 50))[:4])
    index = index_of(**{f"b{n}": ring for n, ring in enumerate(rings)})
    assert {index.ids[row] for row in touching_quad(index, corners)} == expected


def test_a_turned_band_without_area_catches_nothing() -> None:
    line = np.array([[110.0, 110.0], [110.0, 110.0], [140.0, 140.0], [140.0, 140.0]])
    assert len(touching_quad(index_of(box=BOX), line)) == 0
