"""The truth sidecar follows the contract and speaks of everything that changed."""

from __future__ import annotations

import json
from collections import Counter

import numpy as np

from ilmtool.core.geometry import IDENTITY, ring_bounds, signed_area
from ilmtool.core.times import change_interval
from ilmtool.demo import DemoPair
from ilmtool.demo.solids import AFTER, BEFORE
from ilmtool.demo.world import build_world
from ilmtool.imagery.checksum import file_checksum
from ilmtool.imagery.ground import ground_map
from ilmtool.imagery.placement import Georeference
from ilmtool.sidecar.files import sidecar_path
from ilmtool.sidecar.reader import read_sidecar


def test_the_sidecar_reads_without_a_finding(small_pair: DemoPair) -> None:
    loaded = read_sidecar(small_pair.sidecar)
    assert loaded.findings == ()
    assert small_pair.sidecar == sidecar_path(small_pair.after, None)


def test_what_changed_is_all_there(small_pair: DemoPair) -> None:
    document = read_sidecar(small_pair.sidecar).document
    found = Counter((a.label, a.properties.change) for a in document.annotations.values())
    assert found == {
        ("crane", "new"): 2,
        ("trailer", "new"): 5,
        ("new roof", "new"): 1,
        ("new wall", "new"): 2,
        ("construction material", "new"): 3,
        ("vehicle", "new"): 1,
        ("rail-mounted building", "moved"): 2,
    }


def test_no_named_thing_is_forgotten(small_pair: DemoPair) -> None:
    world = build_world()
    named = {t.name for t in world.things if t.name and t.present in (AFTER, BEFORE)}
    document = read_sidecar(small_pair.sidecar).document
    assert len(document.annotations) == len(named)


def test_each_observation_stands_alone(small_pair: DemoPair) -> None:
    document = read_sidecar(small_pair.sidecar).document
    before, after = document.by_role("before"), document.by_role("after")
    assert before is not None
    assert after is not None
    interval = change_interval(before.acquisition, after.acquisition)
    for annotation in document.annotations.values():
        said = annotation.properties
        assert (said.change_not_before, said.change_not_after, said.change_precision) == interval
        assert (said.scene_before, said.scene_after, said.drawn_on) == (before.id, after.id, after.id)
        assert said.author == "demo"
        assert said.created == said.updated
        assert said.shape in ("box", "oriented_box")
        x0, y0, x1, y1 = ring_bounds(annotation.ring)
        assert x0 >= 0
        assert y0 >= 0
        assert x1 <= after.shape[1]
        assert y1 <= after.shape[0]
        # TL, BL, BR, TR: with y down that runs counter-clockwise on the screen.
        assert signed_area(annotation.ring) < 0
        if said.label == "trailer":
            assert (said.certainty, said.certainty_term) == ("possible", "apparent")


def test_geometry_lies_where_the_pixels_do(small_pair: DemoPair) -> None:
    document = read_sidecar(small_pair.sidecar).document
    after = document.by_role("after")
    ground = ground_map(Georeference(after.transform, after.crs_code, None, after.shape))
    for annotation in document.annotations.values():
        outline = np.array(json.loads(annotation.geometry)["coordinates"][0])
        pixels = ground.to_pixel(outline)
        ring = np.array(annotation.ring)
        for point in ring:
            assert np.hypot(*(pixels - point).T).min() < 0.05


def test_the_scenes_are_recorded(small_pair: DemoPair) -> None:
    header = read_sidecar(small_pair.sidecar).document.header
    for scene, path in zip(header.scenes, (small_pair.before, small_pair.after), strict=True):
        assert scene.href == path.name
        assert scene.file_size == path.stat().st_size
        assert scene.file_checksum == file_checksum(path)
        said = scene.acquisition
        assert said.datetime_source == "IMD"
        assert None not in (said.platform, said.gsd, said.off_nadir, said.azimuth, said.sun_elevation)
    first, second = (s.acquisition for s in header.scenes)
    assert abs(first.sun_azimuth - second.sun_azimuth) > 10
    (registration,) = header.registrations
    assert (registration.from_id, registration.to_id) == tuple(s.id for s in header.scenes)
    assert registration.matrix != IDENTITY
