"""What a tool may know and ask for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

import numpy as np

from ilmtool.core.annotation import Annotation
from ilmtool.core.boxindex import BoxIndex
from ilmtool.core.document import Document
from ilmtool.core.edits import Size
from ilmtool.core.geometry import FloatArray, Point, Ring

Outline = tuple[Ring, ...]
"""Exterior ring and holes."""


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

    @property
    def tool(self) -> str:
        """What a drag on empty ground makes: `box`, `oriented_box` or `polygon`."""
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

    def replaced(self, edits: Mapping[str, tuple[Outline, str]]) -> Mapping[str, Annotation]:
        """Annotations with other outlines, in px of the scenes they were drawn on, and shapes.

        What is derived from the outline, and when and on what it was edited, follows. What keeps its
        outline and its shape, and what is locked, is left out.
        """
        ...

    @property
    def last_heading_deg(self) -> float:
        """Heading of the oriented box that was made or turned last, in reference px."""
        ...

    def north_deg(self, scene_id: str, center: Point) -> float | None:
        """Heading, in px of a scene, of a box there whose top edge runs east; None where nobody knows."""
        ...

    def heading_in_scene(self, heading_deg: float, scene_id: str, center: Point) -> float:
        """A heading in reference px as it is in px of a scene, at a place there."""
        ...

    def measured(self, kind: str, scene_id: str, corners: Sequence[Point]) -> str:
        """What a measurement along corners (px of a scene) says, in a few words."""
        ...

    def unmeasurable(self, scene_id: str, corner: Point) -> str:
        """Why a place (px of a scene) cannot be measured from; no text where it can."""
        ...


def point_to_scene(context: ToolContext, scene_id: str, point: Point) -> Point:
    """One point from reference px to a scene's px."""
    x, y = context.to_scene(scene_id, np.array([point]))[0].tolist()
    return x, y
