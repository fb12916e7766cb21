"""A cursor for the keyboard: a place in one scene, moved by whole pixels of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from ilmtool.core.geometry import Point
from ilmtool.tools.context import ToolContext, point_to_scene

STEP_PX = 1
FAR_PX = 10
"""With Shift, as for nudging."""
LEAP_PX = 100
"""With Ctrl."""


@dataclass(frozen=True, slots=True)
class KeyCursor:
    """Where the keyboard points.

    It stands on corners of pixels, so that what is drawn with it has whole numbers.

    Attributes
    ----------
    scene_id : str
    at : Point
        Px of that scene.
    """

    scene_id: str
    at: Point

    @classmethod
    def near(cls, context: ToolContext, scene_id: str, position: Point) -> KeyCursor:
        """At the pixel corner nearest to `position` (reference px), within the image."""
        x, y = point_to_scene(context, scene_id, position)
        return cls(scene_id, _inside((round(x), round(y)), context.scene_size(scene_id)))

    def moved(self, context: ToolContext, dx: float, dy: float) -> KeyCursor:
        """Moved by (dx, dy) px of its scene, as far as the image reaches."""
        x, y = self.at
        return replace(self, at=_inside((x + dx, y + dy), context.scene_size(self.scene_id)))

    def position(self, context: ToolContext) -> Point:
        """The same place in reference px."""
        x, y = context.to_reference(self.scene_id, np.array([self.at], dtype=np.float64))[0].tolist()
        return x, y


def _inside(point: Point, size: tuple[float, float]) -> Point:
    return min(max(point[0], 0.0), size[0]), min(max(point[1], 0.0), size[1])
