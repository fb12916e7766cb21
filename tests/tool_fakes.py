"""Stand-ins for what tests do not want to build whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from ilmtool.core.annotation import Annotation, Polygon, Properties
from ilmtool.core.boxindex import BoxIndex
from ilmtool.core.document import Document, Patch, apply_patch
from ilmtool.core.geometry import IDENTITY, Affine, FloatArray, Point, Ring, apply, invert


def annotation(annotation_id: str, ring: Ring | None, **properties: object) -> Annotation:
    """An annotation drawn on scene `after` unless `properties` say otherwise."""
    geometry = None if ring is None else Polygon((ring,))
    values = {"label": "crane", "drawn_on": "after", **properties}
    return Annotation(annotation_id, Properties(image_geometry=geometry, **values))  # type: ignore[arg-type]


def document_of(*annotations: Annotation) -> Document:
    return Document(annotations={a.id: a for a in annotations})


@dataclass
class FakeToolContext:
    """A tool's context over a document, with scenes placed by affine maps (scene px -> reference px)."""

    document: Document = field(default_factory=Document)
    selection: frozenset[str] = frozenset()
    placements: dict[str, Affine] = field(
        default_factory=lambda: {"before": (0.6, 0.0, 10.0, 0.0, 0.6, -5.0), "after": IDENTITY}
    )
    sizes: dict[str, tuple[float, float]] = field(
        default_factory=lambda: {"before": (1000.0, 800.0), "after": (600.0, 480.0)}
    )
    current_label: str = "crane"
    tool: str = "box"
    made: int = 0
    last_heading_deg: float = 0.0
    north: float | None = 0.0

    def __post_init__(self) -> None:
        forwards = {scene: self._forward(scene) for scene in self.placements}
        self.index = BoxIndex(self.document, forwards)  # type: ignore[arg-type]
        self.index.set_selection(self.selection)

    def _forward(self, scene: str):  # type: ignore[no-untyped-def]
        return lambda points: apply(self.placements[scene], points)

    def scene_of(self, annotation: Annotation) -> str:
        return annotation.drawn_on or "after"

    def to_scene(self, scene_id: str, points: FloatArray) -> FloatArray:
        return apply(invert(self.placements[scene_id]), np.asarray(points, dtype=np.float64))

    def to_reference(self, scene_id: str, points: FloatArray) -> FloatArray:
        return apply(self.placements[scene_id], np.asarray(points, dtype=np.float64))

    def scene_size(self, scene_id: str) -> tuple[float, float]:
        return self.sizes[scene_id]

    def new_annotation(self, ring: Ring, shape: str, drawn_on: str) -> Annotation:
        self.made += 1
        return annotation(f"new-{self.made}", ring, shape=shape, drawn_on=drawn_on, label=self.current_label)

    def replaced(self, edits: Mapping[str, tuple[tuple[Ring, ...], str]]) -> dict[str, Annotation]:
        made = {}
        for key, (outline, shape) in edits.items():
            old = self.document.annotations[key]
            polygon = old.properties.image_geometry
            if (outline, shape) != (polygon.coordinates if polygon is not None else (), old.properties.shape):
                made[key] = old.edited(image_geometry=Polygon(outline), shape=shape, updated="now")
        return made

    def north_deg(self, scene_id: str, center: Point) -> float | None:
        return self.north

    def heading_in_scene(self, heading_deg: float, scene_id: str, center: Point) -> float:
        return heading_deg

    def dispatch(self, patch: Patch) -> None:
        """What the store and the canvas do with a patch."""
        self.document = apply_patch(self.document, patch)
        self.index.apply(patch)

    def select(self, *ids: str) -> None:
        self.selection = frozenset(ids)
        self.index.set_selection(self.selection)
