"""Measuring in an open pair: what is in hand and what was measured.

Measurements are part of the view, not of the document: nothing of them is saved until it is attached.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from ilmtool.core.geometry import FloatArray, Point
from ilmtool.core.scene import Acquisition
from ilmtool.errors import UserError
from ilmtool.session.measured_values import attach
from ilmtool.text import mark, tr

if TYPE_CHECKING:
    from ilmtool.imagery.ground import GroundMap
    from ilmtool.measure.measurement import Kind, Measurement
    from ilmtool.session.pair import Pair
    from ilmtool.session.workspace import Workspace

TOOLS: Mapping[str, str] = {
    "measure_path": mark("Distance: click from point to point; Enter or a double click ends, Esc leaves"),
    "measure_area": mark("Area: click around it; Enter, a double click or the first corner ends, Esc leaves"),
    "measure_base": mark(
        "Height: click the base of the wall, then the tip of its shadow; Shift+Z: from the roof"
    ),
    "measure_roof": mark(
        "Height: click the edge of the roof, then the tip of its shadow; Shift+Z: from the base"
    ),
}
"""Tools that measure, and what is said when one is taken in hand."""

_BENDS_M = 20_000.0
"""Longer sides are drawn as curves; a geodesic of this length is off a straight line by metres."""

_KEPT_LINES = 200


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """Where a measurement lies.

    Attributes
    ----------
    line : (N, 2) float64
        The geodesics between its corners, reference px; closed for an area.
    corners : (M, 2) float64
        The clicked corners.
    """

    line: FloatArray
    corners: FloatArray


class Measuring:
    """The verbs of measuring; the list itself is in the view state.

    Parameters
    ----------
    workspace : Workspace
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self.units = "metric"
        self._tool_before = "box"
        self.on_refused: Callable[[UserError], None] = lambda error: None  # noqa: ARG005
        """Told why a measurement was not made, in more words than `Workspace.say` has room for."""
        self._drawn: tuple[Pair | None, dict[int, tuple[Measurement, Drawn | None]]] = (None, {})

    @property
    def items(self) -> tuple[Measurement, ...]:
        """What was measured, the newest last."""
        return self._workspace.view.measurements

    def take(self, tool: str) -> None:
        """Take a tool in hand; the tool of heights, taken again, is the other way to tell them."""
        view = self._workspace.view
        if view.tool not in {*TOOLS, "area"}:
            self._tool_before = view.tool
        if tool == "measure_base" and view.tool == "measure_base":
            tool = "measure_roof"
        self._workspace.set_view(view.with_tool(tool))
        self._workspace.say(tr(TOOLS[tool]))

    def leave(self) -> None:
        """Back to the tool that was in hand before."""
        self._workspace.set_view(self._workspace.view.with_tool(self._tool_before))
        self._workspace.say("")

    def measure(self, kind: Kind, scene_id: str, corners: Sequence[Point]) -> Measurement:
        """What corners in px of a scene are on the ground.

        Raises
        ------
        UserError
            It cannot be measured; the sentence says why.
        """
        from ilmtool.measure.measurement import measured

        pair = self._workspace.pair
        ground = None if pair is None else pair.grounds.get(scene_id)
        return measured(kind, scene_id, corners, ground, self._taken(scene_id))

    def _taken(self, scene_id: str) -> Acquisition:
        """As the document has it, with the incidence angle of the file, for which a sidecar has no member."""
        pair = self._workspace.pair
        scene = self._workspace.document.scene(scene_id)
        taken = scene.acquisition if scene is not None else Acquisition()
        side = None if pair is None else pair.side_of(scene_id)
        if pair is None or side is None:
            return taken
        stated = pair.scene(side).facts.acquisition
        return replace(taken, incidence=stated.incidence) if taken.off_nadir == stated.off_nadir else taken

    def readout(self, kind: Kind, scene_id: str, corners: Sequence[Point]) -> str:
        """What stands beside the cursor."""
        from ilmtool.measure.measurement import brief

        if kind == "area" and len(corners) < 3:
            kind = "path"
        try:
            return brief(self.measure(kind, scene_id, corners), self.units)
        except UserError as error:
            return error.title

    def unmeasurable(self, scene_id: str, corner: Point) -> str:
        """Why nothing can be measured from a place; no text where it can."""
        pair = self._workspace.pair
        ground = None if pair is None else pair.grounds.get(scene_id)
        if not np.isfinite(corner).all():
            return tr("This point is beyond the image's placement")
        if ground is None or np.isfinite(ground.to_lonlat(np.array([corner], np.float64))).all():
            return ""
        return tr("This point has no place on the ground")

    def add(self, kind: Kind, scene_id: str, corners: Sequence[Point]) -> None:
        """Keep a measurement, or say why there is none."""
        from ilmtool.measure.measurement import headline

        try:
            item = self.measure(kind, scene_id, corners)
        except UserError as error:
            self._workspace.say(error.title)
            self.on_refused(error)
            return
        self._set((*self.items, item))
        remark = item.height.remark if item.height is not None else ""
        self._workspace.say(
            f"{headline(item, self.units)}. {remark}".strip(". ") if remark else headline(item, self.units)
        )

    def drawn(self, item: Measurement) -> Drawn | None:
        """What to draw of a measurement; None where its scene has no place in the open pair."""
        pair = self._workspace.pair
        placement = None if pair is None else pair.placements.get(item.scene_id)
        if pair is None or placement is None:
            return None
        if self._drawn[0] is not pair or len(self._drawn[1]) >= _KEPT_LINES:
            self._drawn = (pair, {})
        known = self._drawn[1].get(id(item))  # hashing a thousand corners for each frame would take too long
        if known is None or known[0] is not item:
            line = placement.forward(_line(item, pair.grounds.get(item.scene_id)))
            corners = placement.forward(np.array(item.corners, np.float64))
            placed = Drawn(line, corners) if np.isfinite(line).all() and np.isfinite(corners).all() else None
            known = self._drawn[1][id(item)] = (item, placed)
        return known[1]

    def label(self, item: Measurement) -> str:
        """What stands beside the line of a measurement."""
        from ilmtool.measure.measurement import short

        return short(item, self.units)

    def remove(self, place: int) -> None:
        """Forget one."""
        self._set((*self.items[:place], *self.items[place + 1 :]))

    def clear(self) -> None:
        """Forget all."""
        self._set(())

    def fly_to(self, place: int) -> None:
        """Bring one to the middle of the view."""
        pair, item = self._workspace.pair, self.items[place]
        placement = None if pair is None else pair.placements.get(item.scene_id)
        if placement is None:
            return
        points = placement.forward(np.array(item.corners, np.float64))
        if np.isfinite(points).all():
            (x0, y0), (x1, y1) = points.min(axis=0).tolist(), points.max(axis=0).tolist()
            self._workspace.fly_to_bounds((x0, y0, x1, y1))

    def attach(self, place: int) -> None:
        """Write the values of one into the selected annotation, as one step.

        Raises
        ------
        UserError
            Not one annotation is selected, or its label set does not allow a value.
        """
        workspace = self._workspace
        if len(workspace.chosen) != 1:
            raise UserError(tr("Select the one annotation that the values belong to."))
        edit = attach(
            workspace.document, workspace.chosen, self.items[place], workspace.labels, workspace.context()
        )
        workspace.dispatch(edit)

    def _set(self, items: tuple[Measurement, ...]) -> None:
        self._workspace.set_view(replace(self._workspace.view, measurements=items))


def _line(item: Measurement, ground: GroundMap | None) -> FloatArray:
    """Px of the scene: the corners, and points between them where a side is so long that it bends."""
    corners = [*item.corners, item.corners[0]] if item.kind == "area" else list(item.corners)
    if ground is None or not any(leg.length_m > _BENDS_M for leg in item.legs):
        return np.array(corners, np.float64)
    from ilmtool.measure.geodesy import densified

    return ground.to_pixel(densified(np.array(item.lonlat), _BENDS_M, closed=item.kind == "area"))
