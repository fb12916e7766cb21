"""The everyday tool: draws, selects, moves, resizes and rotates, by where and how the drag begins."""

from __future__ import annotations

from ilmtool.core.geometry import Point
from ilmtool.core.hit import Hits, hits_at, next_in_stack
from ilmtool.tools.context import ToolContext
from ilmtool.tools.draw_area import DrawArea
from ilmtool.tools.draw_box import DrawBox
from ilmtool.tools.draw_oriented import DrawOriented
from ilmtool.tools.draw_polygon import DrawPolygon
from ilmtool.tools.events import NOTHING, Clicked, Cursor, Gesture, Outcome, PointerEvent, Preview
from ilmtool.tools.handles import OF_HANDLES, handle_under
from ilmtool.tools.measure import KINDS, Measure
from ilmtool.tools.move import Move
from ilmtool.tools.press import CLICK_SCREEN_PX, Press
from ilmtool.tools.rubber_band import RubberBand

HIT_SCREEN_PX = 6.0
"""How near a click must be to an outline, or to a tiny box."""

_SHIFT: frozenset[str] = frozenset({"shift"})


class PointerTool:
    """Decides at the press.

    ==========================  ==========================================
    Ctrl                        rubber band (with Shift: add to selection)
    Shift                       draw, on top of anything
    on a handle                 resize, rotate, move a corner; of several: rotate, scale
    in a selected annotation    move all that is selected
    elsewhere                   draw what the tool in hand makes
    ==========================  ==========================================

    With a tool in hand that measures, every click is one of its corners.

    A press and release in one place is a click: it selects the smallest annotation there. Ctrl toggles it,
    Shift adds it; Alt, or clicking again in the same place, takes the next one below. A click on empty
    space clears the selection.
    """

    def __init__(self) -> None:
        self._context: ToolContext | None = None
        self._event: PointerEvent | None = None
        self._press: Press | None = None
        self._gesture: Gesture | None = None
        self._strayed = self._down = False
        self._last_event: PointerEvent | None = None
        self._last_click: tuple[Point, str] | None = None

    @property
    def is_active(self) -> bool:
        """Whether a gesture goes on: a button is down, or more clicks are to come."""
        return self._gesture is not None

    @property
    def is_down(self) -> bool:
        """Whether a button is down for it."""
        return self._down

    @property
    def wants_clicks(self) -> bool:
        """Whether the gesture that goes on is made of several clicks."""
        return isinstance(self._gesture, Clicked)

    def press(self, event: PointerEvent, context: ToolContext) -> Preview:
        """The left button went down; other buttons are the canvas's own."""
        self._down = True
        if self._gesture is not None:  # the next of several clicks
            return self._gesture.move(event)
        self._context, self._event, self._press = context, event, Press(event)
        self._strayed = False
        self._gesture = self._begin(event, context)
        return self._gesture.move(event)

    def move(self, event: PointerEvent) -> Preview:
        """The pointer or the modifiers changed; the empty preview if no button is down."""
        if self._gesture is None:
            return Preview()
        self._last_event = event
        self._watch(event)
        return self._gesture.move(event)

    def release(self, event: PointerEvent) -> Outcome:
        """The button went up: the gesture's outcome, or a click's."""
        gesture, press, context = self._gesture, self._event, self._context
        if gesture is None or press is None or context is None:
            return NOTHING
        self._down, self._last_event = False, event
        self._watch(event)
        outcome = gesture.release(event)
        if isinstance(gesture, Clicked) and gesture.goes_on:
            return outcome
        self.cancel()
        if gesture.started or outcome is not NOTHING:
            self._last_click = None
            return outcome
        # A long thin drag is neither a box nor a click.
        return NOTHING if self._strayed else self._click(press, context, isinstance(gesture, OF_HANDLES))

    def step_back(self) -> Preview | None:
        """Take back the last of several clicks; None if that ended the gesture, or there was none."""
        gesture, at = self._gesture, self._last_event
        if gesture is None or at is None or not isinstance(gesture, Clicked):
            return None
        if not gesture.step_back():
            self.cancel()
            return None
        return gesture.move(at)

    @property
    def can_finish(self) -> bool:
        """Whether a key can end the gesture that goes on."""
        return isinstance(self._gesture, Measure) and not self._down

    def finish(self) -> Outcome:
        """End a gesture of clicks by a key, if enough was clicked."""
        gesture = self._gesture
        if not isinstance(gesture, Measure):
            return NOTHING
        outcome = gesture.finish()
        if not gesture.goes_on:
            self.cancel()
        return outcome

    def cancel(self) -> bool:
        """Drop the gesture; False if there was none, so that Esc can back out of something else."""
        was_active = self._gesture is not None
        self._gesture = self._press = self._event = self._context = None
        self._down = False
        return was_active

    def hover(self, event: PointerEvent, context: ToolContext) -> Cursor:
        """Which shape the pointer has with no button down; ask again when the modifiers change."""
        if context.tool in KINDS:
            return Cursor.CROSSHAIR
        if "ctrl" in event.modifiers:
            return Cursor.POINTING
        if "shift" in event.modifiers:
            return Cursor.CROSSHAIR
        taken = handle_under(event, context)
        if taken is not None:
            return taken.cursor(event.aspect, event.turn)
        hits = _hits(event, context)
        if _takes_hold(hits, context):
            return Cursor.MOVE
        return Cursor.POINTING if hits.on_outline else Cursor.CROSSHAIR

    def _watch(self, event: PointerEvent) -> None:
        if self._press is not None:
            self._strayed = self._strayed or self._press.is_past_click(event)

    def _begin(self, event: PointerEvent, context: ToolContext) -> Gesture:
        if context.tool in KINDS:
            return Measure(context, event)
        if "ctrl" in event.modifiers:
            return RubberBand(context, event)
        hits = _hits(event, context)
        if "shift" not in event.modifiers:
            taken = handle_under(event, context)
            if taken is not None:
                return taken.gesture(context, event)
            if _takes_hold(hits, context):
                return Move(context, event)
        if context.tool == "area":
            return DrawArea(event)
        if context.tool == "oriented_box":
            return DrawOriented(context, event, _SHIFT)
        if context.tool == "polygon":
            is_free = not hits.stack or "shift" in event.modifiers
            return DrawPolygon(context, event, may_select=not is_free)
        return DrawBox(context, event, _SHIFT)

    def _click(self, event: PointerEvent, context: ToolContext, on_handle: bool) -> Outcome:
        stack = _hits(event, context).stack
        selection, adding = context.selection, bool(event.modifiers & {"ctrl", "shift"})
        if not stack:
            self._last_click = None
            # A click on a handle that stands beside its box means the box.
            return NOTHING if adding or on_handle or not selection else Outcome(selection=frozenset())
        current = next(iter(selection)) if len(selection) == 1 else None
        picked = stack[0]
        if "ctrl" in event.modifiers:
            return Outcome(selection=selection ^ {picked})
        if "shift" in event.modifiers:
            return Outcome(selection=selection | {picked})
        if "alt" in event.modifiers or self._is_repeated(event, current):
            picked = next_in_stack(stack, current) or picked
        self._last_click = (event.position, picked)
        return Outcome(selection=frozenset({picked}))

    def _is_repeated(self, event: PointerEvent, current: str | None) -> bool:
        if self._last_click is None:
            return False
        place, picked = self._last_click
        dx, dy = event.screen_offset(place)
        return picked == current and max(abs(dx), abs(dy)) <= CLICK_SCREEN_PX


def _hits(event: PointerEvent, context: ToolContext) -> Hits:
    return hits_at(context.index, event.position, HIT_SCREEN_PX / event.scale, event.aspect)


def _takes_hold(hits: Hits, context: ToolContext) -> bool:
    """Whether a drag from here moves the selection: a locked annotation is ground like any other."""
    annotations = context.document.annotations
    return any(i in context.selection and not annotations[i].properties.locked for i in hits.held)
