"""Text into annotations: whatever comes is pasted, or refused in a sentence; what is copied comes back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from fakes import FakeClock
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sample_pairs import utm_pair

from ilmtool.core.boxindex import BoxIndex
from ilmtool.core.document import apply_patch
from ilmtool.core.geometry import box_ring, ring_array, rotate_ring
from ilmtool.core.labels import LabelSet
from ilmtool.core.layout import Side
from ilmtool.errors import UserError
from ilmtool.session import operations
from ilmtool.session.clipping import Paste, copied, pasted
from ilmtool.session.opening import open_pair
from ilmtool.session.workspace import Workspace
from ilmtool.sidecar.outline import crosses_itself


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """A workspace over an open pair without annotations."""
    sample = utm_pair(tmp_path_factory.mktemp("site"))
    opened = open_pair(sample.before, sample.after)
    workspace = Workspace(FakeClock(), LabelSet(), "mk")
    workspace.show_pair(opened.pair, opened.document, BoxIndex(opened.document, opened.pair.forwards))
    yield workspace
    opened.pair.close()


def paste(desk: Workspace, text: str) -> Paste:
    assert desk.pair is not None
    return pasted(text, desk.document, desk.pair, desk.context(), "thing")


def check(desk: Workspace, text: str) -> Paste | None:
    """Paste; what comes of it is sound, or it is refused in a sentence."""
    refusal = None
    try:
        made = paste(desk, text)
    except UserError as error:
        refusal = error
    if refusal is not None:
        assert refusal.title.startswith("The clipboard")
        assert len(str(refusal)) < 1000
        return None
    document = apply_patch(desk.document, made.edit.patch)
    for key in made.edit.ids:
        item = document.annotations[key]
        assert item.ring is not None
        assert item.properties.drawn_on in desk.pair.placements  # type: ignore[union-attr]
        assert not crosses_itself(item.properties.image_geometry.coordinates)  # type: ignore[union-attr]
        assert json.loads(item.geometry) is not None
        assert len(item.label) <= 200
    return made


def test_a_public_collection_of_bad_geojson_is_refused_or_pasted(desk: Workspace, shared_data: Path) -> None:
    paths = sorted((shared_data / "annotations").rglob("*.*json"))
    assert paths
    for path in paths:
        if path.stat().st_size < 1_000_000:
            check(desk, path.read_text(encoding="utf-8", errors="replace"))


@given(st.text(max_size=60))
def test_any_text(desk: Workspace, text: str) -> None:
    check(desk, text)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)
NUMBERS = st.floats(-200, 200) | st.just(float("nan")) | st.integers(-(10**30), 10**30)
GEOMETRY = st.fixed_dictionaries(
    {
        "type": st.sampled_from(["Polygon", "MultiPolygon", "Point", "GeometryCollection", "Curve"]),
        "coordinates": st.lists(st.lists(st.lists(NUMBERS, max_size=3), max_size=6), max_size=3) | JSON,
    }
)
FEATURE = st.fixed_dictionaries(
    {"type": st.just("Feature"), "geometry": GEOMETRY | JSON, "properties": JSON},
    optional={"id": JSON, "bbox": JSON},
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(GEOMETRY | FEATURE | JSON | st.lists(FEATURE | JSON, max_size=3))
def test_any_json_that_looks_like_geojson(desk: Workspace, value: Any) -> None:
    if isinstance(value, list):
        value = {"type": "FeatureCollection", "features": value}
    check(desk, json.dumps(value))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.floats(5, 900), st.floats(5, 700), st.floats(0.5, 80), st.floats(0.5, 80), st.floats(-180, 180)
        ),
        min_size=1,
        max_size=4,
    ),
    st.sampled_from(list(Side)),
)
def test_copy_and_paste_is_the_identity_on_the_same_images(
    desk: Workspace, places: list[tuple[float, ...]], side: Side
) -> None:
    assert desk.pair is not None
    document, scene = desk.document, desk.pair.scene_id(side)
    for x, y, w, h, angle in places:
        ring = rotate_ring(box_ring(x, y, x + w, y + h), angle, (x, y))
        edit = operations.create(document, desk.context(), ring, scene, "crane", shape="oriented_box")
        document = apply_patch(document, edit.patch)
    made = pasted(copied(document, document.annotations), document, desk.pair, desk.context())
    size = desk.pair.size_of(scene)
    assert size is not None
    inside = [
        a
        for a in document.annotations.values()
        if (ring_array(a.ring).max(axis=0) > 0).all() and (ring_array(a.ring).min(axis=0) < size).all()  # type: ignore[arg-type]
    ]
    after = [item for _, item in made.edit.patch.annotations.values() if item is not None]
    assert sorted(a.ring for a in after) == sorted(a.ring for a in inside)  # type: ignore[type-var]
    assert {a.geometry for a in after} == {a.geometry for a in inside}
    assert not {a.id for a in after} & set(document.annotations)


def test_a_clip_that_lost_its_header_is_placed_by_the_ground(desk: Workspace) -> None:
    """As QGIS copies features of the annotation file: their pixels may be of an image of another size."""
    assert desk.pair is not None
    scene = desk.pair.scene_id(Side.AFTER)
    edit = operations.create(desk.document, desk.context(), box_ring(100, 120, 180, 150), scene, "crane")
    document = apply_patch(desk.document, edit.patch)
    clip = json.loads(copied(document, edit.ids))
    del clip["ilmtool"]
    feature = clip["features"][0]
    feature["properties"]["imageGeometry"]["coordinates"] = [[[0, 0], [0, 9], [9, 9], [9, 0], [0, 0]]]
    made = paste(desk, json.dumps(clip))
    ((_, item),) = made.edit.patch.annotations.values()
    assert item is not None
    assert item.ring is not None
    assert np.array(item.ring) == pytest.approx(np.array(box_ring(100, 120, 180, 150)), abs=0.01)
    assert item.properties.shape == "box"


def test_too_much_is_refused_before_it_is_read(desk: Workspace) -> None:
    with pytest.raises(UserError, match="too much"):
        paste(desk, '{"type":"FeatureCollection","features":[' + " " * (65 << 20) + "]}")
