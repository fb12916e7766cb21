"""Geometry edited in another program is adopted; a scene that changed is not followed."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable

import msgspec
import numpy as np
import pytest

from ilmtool.core.annotation import Annotation, Polygon, Properties
from ilmtool.core.document import Document, Header, apply_patch
from ilmtool.core.geometry import Ring, box_ring, rotate_ring
from ilmtool.core.scene import Scene
from ilmtool.sidecar.derive import derive_geometry
from ilmtool.sidecar.reconcile import SceneState, reconcile, replace_from_geometry

Ground = Callable[..., object]
BOX = box_ring(100.0, 200.0, 140.5, 231.25)
SCENES = (Scene("before1", "before"), Scene("after1", "after"))


def document_of(*annotations: Annotation) -> Document:
    return Document(Header(SCENES), {a.id: a for a in annotations})


def annotation_of(
    ring: Ring, ground, *, moved: tuple[float, float] = (0.0, 0.0), shape: str = "box", **more
) -> Annotation:
    """Drawn at `ring`; its geometry says that it is `moved` px from there."""
    there = tuple((x + moved[0], y + moved[1]) for x, y in ring)
    properties = Properties(
        label="crane", shape=shape, drawn_on="after1", image_geometry=Polygon((ring,)), **more
    )
    return Annotation("a", properties, derive_geometry(there, ground))


def changed_shape(document: Document, ground) -> Annotation:
    result = reconcile(document, {"after1": SceneState(ground)})
    return apply_patch(document, result.patch).annotations["a"]


@pytest.mark.parametrize("scale", [5e-6, 1e-6, 2e-8])
@pytest.mark.parametrize(
    "ring",
    [
        BOX,
        BOX[::-1],
        rotate_ring(BOX, 31.0, (120.0, 215.0)),
        box_ring(0.0, 0.0, 9000.0, 9000.0),
        ((0.0, 0.0), (0.0, 50.0), (20.0, 80.0), (50.0, 50.0), (50.0, 0.0), (0.0, 0.0)),
    ],
)
def test_rounding_and_divided_edges_are_no_edit(flat_ground: Ground, ring: Ring, scale: float) -> None:
    ground = flat_ground(scale=scale)
    result = reconcile(document_of(annotation_of(ring, ground)), {"after1": SceneState(ground)})
    assert result.patch.is_empty
    assert result.findings == ()


def test_holes_and_the_antimeridian_are_no_edit(flat_ground: Ground) -> None:
    ground = flat_ground(lon=179.9994, lat=-16.0)
    rings = (BOX, box_ring(110.0, 205.0, 120.0, 210.0))
    properties = Properties(shape="polygon", drawn_on="after1", image_geometry=Polygon(rings))
    annotation = Annotation("a", properties, derive_geometry(rings, ground))
    assert json.loads(annotation.geometry)["type"] == "MultiPolygon"
    assert reconcile(document_of(annotation), {"after1": SceneState(ground)}).patch.is_empty


def test_another_first_corner_and_direction_are_no_edit(flat_ground: Ground) -> None:
    ground = flat_ground()
    annotation = annotation_of(BOX, ground)
    ring = json.loads(annotation.geometry)["coordinates"][0][:-1]
    for turned in (ring[2:] + ring[:2], ring[::-1]):
        geometry = json.dumps({"type": "Polygon", "coordinates": [[*turned, turned[0]]]}).encode()
        edited = msgspec.structs.replace(annotation, geometry=geometry)
        assert reconcile(document_of(edited), {"after1": SceneState(ground)}).patch.is_empty


@pytest.mark.parametrize(("by", "adopted"), [(0.45, False), (0.6, True)])
def test_half_a_pixel_decides(flat_ground: Ground, by: float, adopted: bool) -> None:
    ground = flat_ground()
    for ring, shape in ((BOX, "box"), ((*BOX[:4], (120.0, 190.0), BOX[0]), "polygon")):
        document = document_of(annotation_of(ring, ground, moved=(by, 0.0), shape=shape))
        assert reconcile(document, {"after1": SceneState(ground)}).patch.is_empty is not adopted


def test_a_box_moved_elsewhere_stays_a_box(flat_ground: Ground) -> None:
    ground = flat_ground()
    document = document_of(annotation_of(BOX, ground, moved=(30.0, -12.0), note="mine"))
    result = reconcile(document, {"after1": SceneState(ground)})
    moved = apply_patch(document, result.patch).annotations["a"]
    assert moved.properties.shape == "box"
    assert moved.properties.note == "mine"
    assert moved.geometry == document.annotations["a"].geometry
    expected = box_ring(130.0, 188.0, 170.5, 219.25)
    assert np.allclose(moved.ring, expected, atol=0.01)
    (x0, _), (x1, y1), (_, y2), *_ = moved.ring
    assert x0 == x1
    assert y1 == y2
    assert [f.code for f in result.findings] == ["geometry-adopted"]
    assert (
        apply_patch(apply_patch(document, result.patch), result.patch.inverse()).annotations
        == document.annotations
    )


def test_a_box_turned_elsewhere_becomes_an_oriented_box(flat_ground: Ground) -> None:
    ground = flat_ground()
    turned = rotate_ring(BOX, 25.0, (120.0, 215.0))
    annotation = msgspec.structs.replace(annotation_of(BOX, ground), geometry=derive_geometry(turned, ground))
    made = changed_shape(document_of(annotation), ground)
    assert made.properties.shape == "oriented_box"
    assert np.allclose(made.ring, turned, atol=0.01)


def test_an_oriented_box_keeps_its_heading(flat_ground: Ground) -> None:
    ground = flat_ground()
    ring = rotate_ring(BOX, 120.0, (120.0, 215.0))
    annotation = annotation_of(ring, ground, moved=(20.0, 5.0), shape="oriented_box")
    made = changed_shape(document_of(annotation), ground)
    assert made.properties.shape == "oriented_box"
    assert np.allclose(made.ring, np.array(ring) + np.array([20.0, 5.0]), atol=0.01)


def test_a_corner_dragged_makes_a_polygon(flat_ground: Ground) -> None:
    ground = flat_ground()
    bent = ((100.0, 200.0), (100.0, 231.0), (140.0, 231.0), (180.0, 200.0), (100.0, 200.0))
    annotation = msgspec.structs.replace(annotation_of(BOX, ground), geometry=derive_geometry(bent, ground))
    made = changed_shape(document_of(annotation), ground)
    assert made.properties.shape == "polygon"
    assert np.allclose(made.ring, bent, atol=0.01)


def test_points_of_divided_edges_go_again(flat_ground: Ground) -> None:
    ground = flat_ground()
    large = box_ring(0.0, 0.0, 3000.0, 2000.0)
    made = changed_shape(document_of(annotation_of(large, ground, moved=(40.0, 40.0))), ground)
    assert made.properties.shape == "box"
    assert np.allclose(made.ring, box_ring(40.0, 40.0, 3040.0, 2040.0), atol=0.05)


def test_a_shape_drawn_in_another_program_is_placed(flat_ground: Ground) -> None:
    ground = flat_ground()
    drawn = Annotation("a", Properties(label="new"), derive_geometry(BOX, ground))
    document = document_of(drawn)
    result = reconcile(document, {"after1": SceneState(ground), "before1": SceneState(flat_ground())})
    made = apply_patch(document, result.patch).annotations["a"]
    assert made.drawn_on == "after1"
    assert made.properties.shape == "box"
    assert np.allclose(made.ring, BOX, atol=0.01)
    assert [f.code for f in result.findings] == ["placed-from-geometry"]


def test_two_places_are_not_adopted(flat_ground: Ground) -> None:
    ground = flat_ground()
    parts = [
        json.loads(derive_geometry(box_ring(x, 0.0, x + 9.0, 9.0), ground))["coordinates"]
        for x in (0.0, 50.0)
    ]
    geometry = json.dumps({"type": "MultiPolygon", "coordinates": parts}).encode()
    annotation = msgspec.structs.replace(annotation_of(BOX, ground), geometry=geometry)
    result = reconcile(document_of(annotation), {"after1": SceneState(ground)})
    assert result.patch.is_empty
    assert [f.code for f in result.findings] == ["geometry-not-adopted"]


@pytest.mark.parametrize(
    ("state", "code"),
    [
        ({"same_checksum": False}, "scene-changed"),
        ({"same_transform": False}, "scene-changed"),
        ({"same_transform": False, "same_shape": True}, "scene-changed"),
        ({"same_checksum": False, "same_shape": False}, "scene-resized"),
    ],
)
def test_a_scene_that_changed_keeps_the_pixels(
    flat_ground: Ground, state: dict[str, bool], code: str
) -> None:
    ground = flat_ground()
    document = document_of(annotation_of(BOX, ground, moved=(30.0, 0.0)))
    result = reconcile(document, {"after1": SceneState(ground, **state)})
    assert result.patch.is_empty
    assert result.changed_scenes == ("after1",)
    assert [f.code for f in result.findings] == [code]
    patch = replace_from_geometry(document, "after1", ground)
    assert np.allclose(
        apply_patch(document, patch).annotations["a"].ring, box_ring(130.0, 200.0, 170.5, 231.25), atol=0.01
    )


def test_what_is_not_known_counts_as_unchanged() -> None:
    assert not SceneState(None).changed
    assert not SceneState(None, same_checksum=True).changed


def test_null_geometry_and_other_scenes_are_left_alone(flat_ground: Ground) -> None:
    ground = flat_ground()
    plain = msgspec.structs.replace(annotation_of(BOX, ground), geometry=b"null")
    assert reconcile(document_of(plain), {"after1": SceneState(ground)}).patch.is_empty
    moved = annotation_of(BOX, ground, moved=(30.0, 0.0))
    assert reconcile(document_of(moved), {"before1": SceneState(ground)}).patch.is_empty
    assert reconcile(document_of(moved), {"after1": SceneState(None)}).patch.is_empty


def test_many_are_compared_at_once(flat_ground: Ground) -> None:
    """The ground is asked a few times, and not once for each box."""
    calls = []

    class Counting(type(flat_ground())):  # type: ignore[misc]
        def to_pixel(self, lonlat):
            calls.append(len(lonlat))
            return super().to_pixel(lonlat)

    ground = Counting()
    template = annotation_of(BOX, ground)
    document = document_of(template)
    many = {str(i): msgspec.structs.replace(template, id=str(i)) for i in range(5000)}
    reconcile(dataclasses.replace(document, annotations=many), {"after1": SceneState(ground)})
    assert len(calls) < 20
