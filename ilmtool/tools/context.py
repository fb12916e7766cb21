"""What a tool may know and ask for."""

from __future__ import annotations

from typing import Protocol

import numpy as np

from ilmtool.core.annotation import Annotation
from ilmtool.core.boxindex import BoxIndex
from ilmtool.core.document import Document
from ilmtool.core.edits import Size
from ilmtool.core.geometry import FloatArray, Point, Ring


class ToolContext(Protocol):
    """The state at the time of asking, and the two ways to make an annotation."""

    @property
    def document(self) -> Document:
        """What is being annotated."""
        ...

    @property
    def selection(self) -> frozenset[str]:
        """Ids of the selected annotations."""
        ...

    @property
    def index(self) -> BoxIndex:
        """Index of `document` in the reference frame."""
        ...

    @property
    def current_label(self) -> str:
        """The label that the next box gets."""
        ...

    def scene_of(self, annotation: Annotation) -> str:
        """The scene in whose pixels an annotation's ring is: `drawn_on`, or the one taken for it."""
        ...

    def to_scene(self, scene_id: str, points: FloatArray) -> FloatArray:
        """Reference px -> px of a scene, (N, 2) -> (N, 2)."""
        ...

    def to_reference(self, scene_id: str, points: FloatArray) -> FloatArray:
        """Px of a scene -> reference px, (N, 2) -> (N, 2)."""
        ...

    def scene_size(self, scene_id: str) -> Size:
        """(width, height) of a scene in px."""
        ...

    def new_annotation(self, ring: Ring, shape: str, drawn_on: str) -> Annotation:
        """An annotation with a new id, and everything filled in that the program knows."""
        ...

    def replaced(self, annotation: Annotation, ring: Ring, shape: str) -> Annotation:
        """The annotation with another exterior ring, in px of the scene it was drawn on; what is derived
        from the ring, and when and on what it was edited, follows.
        """
        ...


def point_to_scene(context: ToolContext, scene_id: str, point: Point) -> Point:
    """One point from reference px to a scene's px."""
    x, y = context.to_scene(scene_id, np.array([point]))[0].tolist()
    return x, y
