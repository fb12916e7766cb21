"""Many outlines placed at once come out as one by one, to the byte."""

from __future__ import annotations

import numpy as np
import pytest

from ilmtool.core.geometry import Ring, box_ring, rotate_ring
from ilmtool.imagery.ground import GroundMap, ground_map
from ilmtool.imagery.placement import Georeference
from ilmtool.sidecar.derive import derive_geometry
from ilmtool.sidecar.derive_many import derive_many

GROUNDS = {
    "utm, half a metre": ((0.5, 0.0, 600_000.0, 0.0, -0.5, 4_400_000.0), "EPSG:32651"),
    "utm, five centimetres": ((0.05, 0.0, 600_000.0, 0.0, -0.05, 4_400_000.0), "EPSG:32651"),
    "utm, ten metres": ((10.0, 0.0, 600_000.0, 0.0, -10.0, 4_400_000.0), "EPSG:32651"),
    "turned, south up": ((0.3, 0.1, 300_000.0, 0.1, 0.3, 6_200_000.0), "EPSG:32733"),
    "degrees, over the antimeridian": ((1e-4, 0.0, 179.95, 0.0, -1e-4, -16.0), "EPSG:4326"),
    "degrees, over zero": ((1e-5, 0.0, -0.005, 0.0, -1e-5, 0.005), "EPSG:4326"),
}


def ground_of(name: str) -> GroundMap:
    transform, crs = GROUNDS[name]
    found = ground_map(Georeference(transform, crs, None, (1000, 1000)))
    assert found is not None
    return found


def outlines(count: int = 60) -> list[tuple[Ring, ...]]:
    """Boxes, whole pixels too, turned ones either way round, a polygon, one with a hole, lines and points."""
    rng = np.random.default_rng(7)
    made: list[tuple[Ring, ...]] = []
    for x, y, w, h, angle in rng.uniform((0, 0, 0.5, 0.5, 0), (950, 950, 50, 50, 360), (count, 5)).tolist():
        ring = box_ring(x, y, x + w, y + h)
        made += [(ring,), (rotate_ring(ring, angle, (x, y)),), (ring[::-1],)]
        made.append((box_ring(round(x), round(y), round(x) + 8, round(y) + 8),))
    made.append((((10.0, 10.0), (20.0, 40.0), (60.0, 30.0), (10.0, 10.0)),))
    made.append((box_ring(0, 0, 100, 100), box_ring(20, 20, 40, 40)))
    made += [(box_ring(5, 5, 5, 9),), (box_ring(5, 5, 5, 5),), (box_ring(500, 500, 500, 500),)]
    made.append((box_ring(0, 0, 1000, 1000),))
    return made


@pytest.mark.parametrize("name", GROUNDS)
def test_it_is_the_same_to_the_byte(name: str) -> None:
    ground, listed = ground_of(name), outlines()
    assert derive_many(listed, ground) == [derive_geometry(rings, ground) for rings in listed]


def test_without_a_ground_there_is_no_geometry() -> None:
    assert derive_many(outlines(2), None) == [b"null"] * len(outlines(2))


def test_nothing_gives_nothing() -> None:
    assert derive_many([], ground_of("utm, half a metre")) == []
