"""Turns the mouse over a pane into a tool's gestures, and paints what the tool shows meanwhile."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import cast

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter

from ilmtool.core.camera import Camera
from ilmtool.core.geometry import Bounds, FloatArray, Point, apply, box_ring
from ilmtool.core.hit import ROTATE, handle_points, rotate_handle
from ilmtool.core.layout import Pane, Rect, Side
from ilmtool.measure.measurement import Kind
from ilmtool.painting.frame import Pixels
from ilmtool.painting.text import TextSprites
from ilmtool.session.gestures import GestureContext
from ilmtool.session.workspace import Workspace
from ilmtool.tools.events import Button, Cursor, Modifier, Outcome, PointerEvent, Preview
from ilmtool.tools.group import CORNERS
from ilmtool.tools.handles import group_bounds, is_by_vertex
from ilmtool.tools.pointer import PointerTool
from ilmtool.ui.canvas import overlay
from ilmtool.ui.canvas.hand import HeldTool
from ilmtool.ui.canvas.measures import draw_dots, draw_measured

_MODIFIERS: tuple[tuple[Qt.KeyboardModifier, Modifier], ...] = (
    (Qt.KeyboardModifier.ShiftModifier, "shift"),
    (Qt.KeyboardModifier.ControlModifier, "ctrl"),
    (Qt.KeyboardModifier.AltModifier, "alt"),
)
MANY_GHOSTS = 500
"""More are not drawn one by one, but by a frame around them all."""


class Pointer:
    """One gesture at a time, from press to release."""

    def __init__(self, workspace: Workspace, sprites: TextSprites) -> None:
        self._workspace = workspace
        self._sprites = sprites
        self._everyday = PointerTool()
        self._tool: HeldTool = self._everyday
        self._pane: Pane | None = None
        self._preview: Preview | None = None
        self._last: tuple[float, float] = (0.0, 0.0)

    def use(self, tool: HeldTool | None) -> list[Bounds]:
        """Drive another tool from now on, or the everyday one again; a gesture that goes on is dropped."""
        bounds = self.cancel()
        self._tool = self._everyday if tool is None else tool
        return bounds

    @property
    def is_active(self) -> bool:
        """Whether a gesture goes on."""
        return self._pane is not None

    @property
    def is_down(self) -> bool:
        """Whether a button is held for it."""
        return self._tool.is_down

    @property
    def wants_clicks(self) -> bool:
        """Whether the gesture is made of clicks and not of one drag."""
        return self._tool.wants_clicks

    @property
    def can_finish(self) -> bool:
        """Whether a key can end the clicks that go on."""
        return self._tool is self._everyday and self._everyday.can_finish

    # -- events; positions in canvas device pixels ----------------------------------------------

    def press(self, pane: Pane, x: float, y: float, ratio: float, keys: Qt.KeyboardModifier) -> list[Bounds]:
        """The left button went down; returns where boxes look different now (reference px)."""
        return self._press(pane, self._event(x, y, ratio, keys, pane))

    def move(self, x: float, y: float, ratio: float, keys: Qt.KeyboardModifier) -> list[Bounds]:
        """The pointer moved with the button down."""
        return self._show(self._tool.move(self._event(x, y, ratio, keys)))

    def press_at(self, position: Point, pane: Pane, ratio: float, keys: Qt.KeyboardModifier) -> list[Bounds]:
        """As `press`, at an exact place (reference px)."""
        return self._press(pane, self._event_at(position, ratio, keys, pane, "key"))

    def move_to(self, position: Point, ratio: float) -> list[Bounds]:
        """As `move`, at an exact place."""
        return self._show(self._tool.move(self._event_at(position, ratio, button="key")))

    def release_at(self, position: Point, ratio: float) -> list[Bounds]:
        """As `release`, at an exact place."""
        return self._release(self._event_at(position, ratio, button="key"))

    def _press(self, pane: Pane, event: PointerEvent) -> list[Bounds]:
        # A gesture of several clicks stays on the date where it began.
        self._pane = self._pane or pane
        return self._show(self._tool.press(event, self.context(self._pane)))

    def release(self, x: float, y: float, ratio: float, keys: Qt.KeyboardModifier) -> list[Bounds]:
        """The button went up: the document changes now, if at all."""
        return self._release(self._event(x, y, ratio, keys))

    def _release(self, event: PointerEvent) -> list[Bounds]:
        outcome = self._tool.release(event)
        if self._tool.is_active:
            self._carry_out(outcome)
            return self._show(self._tool.move(event))
        self._pane = None
        # Shown again before the patch, so that the store's change finds the index as it should be.
        bounds = self._show(None)
        self._carry_out(outcome)
        return bounds

    def step_back(self) -> None:
        """Take back the last of several clicks."""
        preview = self._tool.step_back()
        if preview is None:
            self._pane = None
        self._show(preview)

    def finish(self) -> None:
        """End the clicks that go on, if there are enough of them."""
        outcome = self._everyday.finish()
        if not self._tool.is_active:
            self._pane = None
            self._show(None)
        self._carry_out(outcome)

    def cancel(self) -> list[Bounds]:
        """Drop the gesture."""
        self._tool.cancel()
        self._pane = None
        return self._show(None)

    def resettle(self, panes: Sequence[Pane]) -> list[Bounds]:
        """The canvas has another size or mode: clicks go on where their date is now, if it is seen at all; a
        drag is dropped.
        """
        pane = next((pane for pane in panes if pane.side is self.side), None)
        if pane is None or self.is_down or not self.wants_clicks:
            return self.cancel()
        self._pane = pane
        return []

    def hover(self, pane: Pane, x: float, y: float, ratio: float, keys: Qt.KeyboardModifier) -> Cursor:
        """The cursor for a pointer with no button down."""
        return self._tool.hover(self._event(x, y, ratio, keys, pane), self.context(pane))

    def _carry_out(self, outcome: Outcome) -> None:
        workspace = self._workspace
        if outcome.patch is not None:
            workspace.store.dispatch(outcome.label, outcome.patch, "canvas")
        if outcome.selection is not None:
            workspace.select(outcome.selection)
        if outcome.vertex is not None:
            workspace.set_view(workspace.view.with_vertex(outcome.vertex))
        if outcome.area is not None:
            workspace.search.take_area(outcome.area)
        if outcome.measured is not None:
            done = outcome.measured
            workspace.measuring.add(cast("Kind", done.kind), done.scene_id, done.corners)
        if outcome.refused:
            workspace.say(outcome.refused)

    def context(self, pane: Pane) -> GestureContext:
        """What tools see of the workspace, on a pane."""
        pair = self._workspace.pair
        if pair is None:
            raise ValueError("no pair is open")
        return GestureContext(self._workspace, pair, pair.scene_id(pane.side))

    def _event(
        self,
        x: float,
        y: float,
        ratio: float,
        keys: Qt.KeyboardModifier,
        pane: Pane | None = None,
    ) -> PointerEvent:
        pane = self._pane or pane
        if pane is None:
            raise ValueError("the pointer is over no pane")
        camera = self._workspace.camera_of(pane.side)
        return self._event_at(camera.unmap((x - pane.frame.x, y - pane.frame.y)), ratio, keys, pane)

    def _event_at(
        self,
        position: Point,
        ratio: float,
        keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
        pane: Pane | None = None,
        button: Button = "left",
    ) -> PointerEvent:
        pane = self._pane or pane
        if pane is None or self._workspace.pair is None:
            raise ValueError("the pointer is over no pane")
        camera = self._workspace.camera_of(pane.side)
        x, y = camera.map(position)
        self._last = (x + pane.frame.x, y + pane.frame.y)
        return PointerEvent(
            position=position,
            scene_id=self._workspace.pair.scene_id(pane.side),
            # Handles and thresholds are as large on a screen of twice the density.
            scale=camera.scale / ratio,
            aspect=camera.aspect,
            turn=camera.turn,
            modifiers=frozenset(name for bit, name in _MODIFIERS if keys & bit),
            button=button,
        )

    def _show(self, preview: Preview | None) -> list[Bounds]:
        self._preview = preview
        index = self._workspace.index
        hidden = preview.hidden if preview is not None else frozenset()
        before, wanted = index.hidden, hidden | self._workspace.hidden
        if wanted == before:
            return []
        index.set_hidden(wanted)
        each = (index.bounds_of((i,)) for i in before ^ wanted)
        return [bounds for bounds in each if bounds is not None]

    # -- painting --------------------------------------------------------------------------------

    def paint(self, painter: QPainter, pane: Pane, camera: Camera, ratio: float) -> None:
        """Draw ghosts and handles into a pane (canvas device pixels, already clipped)."""
        preview = self._preview
        if preview is None or not (
            preview.hidden
            or len(preview.quads)
            or preview.polygons
            or preview.paths
            or preview.band_corners is not None
        ):
            self._paint_handles(painter, pane, camera, ratio)
        if preview is None:
            return
        self.paint_ghosts(painter, pane, camera, ratio)
        for path in preview.paths:
            draw_measured(painter, _placed(path, pane, camera), ratio)
            draw_dots(painter, _placed(path, pane, camera), ratio)
        frame = _frame_of_many(preview)
        if frame is not None:
            overlay.draw_frame(painter, _placed(frame, pane, camera), ratio)
        band = preview.band_corners
        if band is not None:
            overlay.draw_band(painter, _placed(band, pane, camera), ratio)
        if preview.readout and self._pane is not None and pane.side is self._pane.side:
            sprite = self._readout(preview, ratio)
            overlay.draw_sprite(painter, sprite, self._readout_place(sprite, pane, ratio))

    def _readout(self, preview: Preview, ratio: float) -> Pixels:
        return self._sprites.get(
            preview.readout, round(11 * ratio), (255, 255, 255), (20, 20, 20), round(3 * ratio)
        )

    def _readout_place(self, sprite: Pixels, pane: Pane, ratio: float) -> Rect:
        """Below and right of the pointer; above or left of it where the pane ends."""
        rows, cols = sprite.shape[:2]
        gap, clip = round(14 * ratio), pane.clip
        x, y = round(self._last[0]), round(self._last[1])
        left = x + gap if x + gap + cols <= clip.x + clip.w else max(clip.x, x - gap - cols)
        top = y + gap if y + gap + rows <= clip.y + clip.h else y - gap - rows
        return Rect(left, top, cols, rows)

    def paint_ghosts(self, painter: QPainter, pane: Pane, camera: Camera, ratio: float) -> None:
        """Draw the outlines of what is being drawn or moved."""
        preview = self._preview
        if preview is None:
            return
        label = preview.label
        color = overlay.qcolor(self._workspace.labels.style(label).rgb) if label else QColor("white")
        for outline in self._ghosts(preview):
            overlay.draw_outline(painter, _placed(outline, pane, camera), color, ratio)

    @property
    def side(self) -> Side | None:
        """The date that a gesture works on, while one goes on."""
        return None if self._pane is None else self._pane.side

    def _ghosts(self, preview: Preview) -> Iterable[FloatArray]:
        yield from preview.quads[:MANY_GHOSTS]
        yield from preview.polygons

    def _handles(self, camera: Camera, ratio: float) -> list[tuple[str, Point]]:
        """Handles of the one selected box, or of the frame around several, in reference px."""
        workspace = self._workspace
        if workspace.pair is None:
            return []
        scale = camera.scale / ratio
        if len(workspace.view.selection) != 1:
            bounds = group_bounds(GestureContext(workspace, workspace.pair, ""))
            if bounds is None:
                return []
            ring = box_ring(*bounds)
            points = [entry for entry in handle_points(ring, scale, camera.aspect) if entry[0] in CORNERS]
            turn = rotate_handle(ring, scale, camera.aspect)
            return points if turn is None else [*points, (ROTATE, turn[1])]
        (chosen,) = workspace.view.selection
        found = workspace.index.ring(chosen)
        annotation = workspace.document.annotations[chosen]
        if found is None or annotation.properties.locked or chosen in workspace.hidden:
            return []
        by_vertex = is_by_vertex(annotation)
        points = handle_points(found, scale, camera.aspect, by_vertex=by_vertex)
        turn = None if by_vertex else rotate_handle(found, scale, camera.aspect)
        return points if turn is None else [*points, (ROTATE, turn[1])]

    def _paint_handles(self, painter: QPainter, pane: Pane, camera: Camera, ratio: float) -> None:
        handles = self._handles(camera, ratio)
        if len(self._workspace.view.selection) > 1 and handles:
            frame = np.array([point for name, point in handles if name != ROTATE])
            overlay.draw_frame(painter, _placed(frame, pane, camera), ratio)
        active = f"v{self._workspace.view.vertex}"
        reach = overlay.HANDLE_REACH_PX * ratio
        for name, point in handles:
            x, y = camera.map(point)
            x, y = x + pane.frame.x, y + pane.frame.y
            clip = pane.clip
            if clip.x - reach < x < clip.x + clip.w + reach and clip.y - reach < y < clip.y + clip.h + reach:
                kind = overlay.HandleKind.of(name, chosen=name == active)
                overlay.draw_handle(painter, x, y, kind, ratio)

    def overlay_rects(self, panes: Iterable[Pane], ratio: float) -> list[Rect]:
        """Canvas rectangles that handles and ghosts cover now."""
        return [
            rect
            for pane in panes
            for rect in self._overlay_rects(pane, self._workspace.camera_of(pane.side), ratio)
        ]

    def _overlay_rects(self, pane: Pane, camera: Camera, ratio: float) -> list[Rect]:
        margin = round(overlay.HANDLE_REACH_PX * ratio)
        groups = [np.array([p]) for _, p in self._handles(camera, ratio)]
        preview = self._preview
        if preview is not None:
            groups += [*self._ghosts(preview), *preview.paths]
            frame = _frame_of_many(preview)
            if frame is not None:
                groups.append(frame)
            band = preview.band_corners
            if band is not None:
                groups.append(band)
        rects: list[Rect] = []
        if groups:
            points = _placed(np.concatenate(groups), pane, camera)
            (x0, y0), (x1, y1) = np.floor(points.min(axis=0)), np.ceil(points.max(axis=0))
            rect = Rect(
                int(x0) - margin, int(y0) - margin, int(x1 - x0) + 2 * margin, int(y1 - y0) + 2 * margin
            )
            rects.append(rect.intersected(pane.clip))
        if preview is not None and preview.readout:
            place = self._readout_place(self._readout(preview, ratio), pane, ratio)
            rects.append(place.intersected(pane.clip))
        return [rect for rect in rects if not rect.is_empty]


def _frame_of_many(preview: Preview) -> FloatArray | None:
    """The corners of a frame around more ghosts than are drawn one by one; None for fewer."""
    if len(preview.quads) <= MANY_GHOSTS:
        return None
    corners = preview.quads.reshape(-1, 2)
    (x0, y0), (x1, y1) = corners.min(axis=0).tolist(), corners.max(axis=0).tolist()
    return np.array(box_ring(x0, y0, x1, y1)[:4])


def _placed(points: FloatArray, pane: Pane, camera: Camera) -> FloatArray:
    """Reference px (N, 2) -> canvas device pixels of a pane."""
    placed: FloatArray = apply(camera.to_pane(), points) + np.array([pane.frame.x, pane.frame.y], dtype=float)
    return placed
