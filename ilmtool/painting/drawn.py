"""What is drawn over both dates: annotations, those of open conflicts, and the search grid."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

from ilmtool.core.boxindex import EXAMINED, BoxIndex
from ilmtool.core.camera import Camera
from ilmtool.core.geometry import Bounds, bounds_through
from ilmtool.core.layout import Rect, Side
from ilmtool.painting.boxes import BoxPainter, Detail, detail_for
from ilmtool.painting.frame import Pixels
from ilmtool.painting.grid import GridOverlay, GridPainter

SIDES = (Side.BEFORE, Side.AFTER)

Details = dict[Side, Detail]


class Drawn:
    """The overlays of a `PairView`, and in how much detail each side shows them now."""

    def __init__(self) -> None:
        self._boxes: BoxIndex | None = None
        self._painter: BoxPainter | None = None
        self._names = True
        self._second: tuple[BoxIndex, BoxPainter] | None = None
        self._grid: tuple[GridOverlay, GridPainter] | None = None
        self.detail: Details = dict.fromkeys(SIDES, Detail())
        self._second_detail: Details = dict.fromkeys(SIDES, Detail())

    def set_boxes(self, boxes: BoxIndex | None, painter: BoxPainter | None, names: bool) -> None:
        """Draw these annotations from now on."""
        self._boxes, self._painter, self._names = boxes, painter, names

    def set_second(self, boxes: BoxIndex | None, painter: BoxPainter | None) -> None:
        """Draw these annotations over the others, always with their names."""
        self._second = None if boxes is None or painter is None else (boxes, painter)

    def set_grid(self, grid: GridOverlay | None, painter: GridPainter | None) -> None:
        """Draw this search grid from now on."""
        self._grid = None if grid is None or painter is None else (grid, painter)

    @property
    def boxes(self) -> list[tuple[BoxIndex, BoxPainter]]:
        """The annotations that are drawn, and what draws them."""
        first = [] if self._boxes is None or self._painter is None else [(self._boxes, self._painter)]
        return first if self._second is None else [*first, self._second]

    @property
    def shows_selection(self) -> bool:
        """Whether a box looks different when it is selected: among very many, each is only a dot."""
        if self._boxes is None:
            return False
        return not all(d.dots_only for d in self.detail.values()) or bool(
            (self._boxes.style & EXAMINED).any()
        )

    def wanted_detail(
        self, cameras: Mapping[Side, Camera], pane: Callable[[Side], Rect], *, linked: bool
    ) -> Details:
        """The detail in which each side's boxes should be drawn now; once for both where they show the same.

        That of the second boxes is taken over at once: few as they are, they are repainted with the others.
        """
        seen = {side: cameras[side].plane_bounds(*pane(side)) for side in SIDES}

        def of(boxes: BoxIndex, names: bool) -> Details:
            after = detail_for(boxes, seen[Side.AFTER], names)
            before = after if linked else detail_for(boxes, seen[Side.BEFORE], names)
            return {Side.BEFORE: before, Side.AFTER: after}

        if self._second is not None:
            self._second_detail = of(self._second[0], True)
        return self.detail if self._boxes is None else of(self._boxes, self._names)

    def reach_of(self, bounds: Bounds, side: Side, camera: Camera) -> Rect:
        """Plane pixels that an annotation of these reference bounds may touch, its name included."""
        x0, y0, x1, y1 = bounds_through(camera.to_plane(), bounds)
        x0, y0, x1, y1 = math.floor(x0), math.floor(y0), math.ceil(x1), math.ceil(y1)
        margin, right, up, down = 1, 0, 0, 0
        if self._painter is not None:
            margin += self._painter.margin
            if self._boxes is not None and self.detail[side].tags:
                right, up = self._painter.tag_reach(self._boxes)
        if self._second is not None:
            far, high = self._second[1].tag_reach(self._second[0])
            right, up, down = max(right, far), max(up, high), high
        return Rect(
            x0 - margin,
            y0 - margin - up,
            x1 - x0 + 2 * margin + right,
            y1 - y0 + 2 * margin + up + down,
        )

    def paint(self, targets: Sequence[Pixels], rect: Rect, camera: Camera, side: Side) -> None:
        """Draw over the same plane rectangle of several frames of one camera.

        Parameters
        ----------
        side : Side
            Whose detail holds; sides of one camera have one.
        """
        if self._grid is not None:
            grid, painter = self._grid
            for target in targets:
                painter.paint(target, rect, camera, grid)
        if self._boxes is not None and self._painter is not None:
            self._painter.paint_each(targets, rect, camera, self._boxes, self.detail[side])
        if self._second is not None:
            boxes, second = self._second
            second.paint_each(targets, rect, camera, boxes, self._second_detail[side])
