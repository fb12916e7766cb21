"""What the tools may know of the workspace, and what they ask it to make."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from ilmtool.core.annotation import Annotation
from ilmtool.core.boxindex import BoxIndex
from ilmtool.core.document import Document
from ilmtool.core.geometry import FloatArray, Point, Ring
from ilmtool.measure.measurement import Kind
from ilmtool.session import operations
from ilmtool.session.edit import Outline
from ilmtool.session.headings import heading_in_scene, north_heading
from ilmtool.session.pair import Pair
from ilmtool.session.workspace import Workspace


@dataclass(frozen=True)
class GestureContext:
    """The workspace as `tools.context.ToolContext` sees it, at the moment of a press.

    Attributes
    ----------
    workspace : Workspace
    pair : Pair
    visible_scene : str
        Id of the scene on screen under the pointer.
    """

    workspace: Workspace
    pair: Pair
    visible_scene: str

    @property
    def document(self) -> Document:
        return self.workspace.document

    @property
    def selection(self) -> frozenset[str]:
        return self.workspace.view.selection

    @property
    def index(self) -> BoxIndex:
        return self.workspace.index

    @property
    def current_label(self) -> str:
        return self.workspace.view.current_label

    @property
    def tool(self) -> str:
        return self.workspace.view.tool

    def scene_of(self, annotation: Annotation) -> str:
        """The scene in whose pixels an annotation's ring is."""
        return annotation.drawn_on or self.pair.after.id

    def to_scene(self, scene_id: str, points: FloatArray) -> FloatArray:
        """Reference px -> px of a scene, (N, 2)."""
        return self.pair.placements[scene_id].inverse(points)

    def to_reference(self, scene_id: str, points: FloatArray) -> FloatArray:
        """Px of a scene -> reference px, (N, 2)."""
        return self.pair.placements[scene_id].forward(points)

    def scene_size(self, scene_id: str) -> tuple[float, float]:
        """(width, height) of a scene in px."""
        return self.pair.size_of(scene_id) or (0.0, 0.0)

    def new_annotation(self, ring: Ring, shape: str, drawn_on: str) -> Annotation:
        """An annotation with everything filled in that the program knows."""
        context = self.workspace.context(self.visible_scene)
        edit = operations.create(self.document, context, ring, drawn_on, self.current_label, shape=shape)
        made = edit.patch.annotations[edit.ids[0]][1]
        if made is None:
            raise ValueError("a new annotation was not made")
        return made

    def replaced(self, edits: Mapping[str, tuple[Outline, str]]) -> Mapping[str, Annotation]:
        """Annotations with other outlines and shapes; what is derived from them follows."""
        edit = operations.reshape(
            self.document,
            {key: outline for key, (outline, _) in edits.items()},
            self.workspace.context(self.visible_scene),
            shapes={key: shape for key, (_, shape) in edits.items()},
        )
        return {key: after for key, (_, after) in edit.patch.annotations.items() if after is not None}

    @property
    def last_heading_deg(self) -> float:
        return self.workspace.view.last_heading_deg

    def north_deg(self, scene_id: str, center: Point) -> float | None:
        """Heading in a scene of a box whose top edge runs east; None without georeferencing."""
        return north_heading(self.pair.grounds.get(scene_id), center)

    def heading_in_scene(self, heading_deg: float, scene_id: str, center: Point) -> float:
        """A heading in reference px as it is in px of a scene."""
        return heading_in_scene(heading_deg, scene_id, center, self.pair)

    def measured(self, kind: str, scene_id: str, corners: Sequence[Point]) -> str:
        """What a measurement along corners (px of a scene) says, in a few words."""
        return self.workspace.measuring.readout(cast("Kind", kind), scene_id, corners)

    def unmeasurable(self, scene_id: str, corner: Point) -> str:
        """Why a place (px of a scene) cannot be measured from; no text where it can."""
        return self.workspace.measuring.unmeasurable(scene_id, corner)
