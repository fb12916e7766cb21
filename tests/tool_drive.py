"""Drives the pointer tool without a window: presses, moves and releases over a fake context."""

from __future__ import annotations

from tool_fakes import FakeToolContext, document_of

from ilmtool.core.annotation import Annotation
from ilmtool.core.geometry import Point, Ring
from ilmtool.tools.events import Outcome, PointerEvent, Preview
from ilmtool.tools.pointer import PointerTool


def event(
    x: float, y: float, *keys: str, scene: str = "after", scale: float = 1.0, aspect: float = 1.0
) -> PointerEvent:
    return PointerEvent((x, y), scene, scale, aspect, frozenset(keys))  # type: ignore[arg-type]


def drag(
    context: FakeToolContext, *points: Point, keys: str = "", then: str | None = None, **view: object
) -> tuple[Outcome, Preview]:
    """Press at the first point, go through the others, release at the last; `then` are the keys from the
    second point on. The outcome is carried out.
    """
    tool = PointerTool()
    later = (keys if then is None else then).split()
    tool.press(event(*points[0], *keys.split(), **view), context)  # type: ignore[arg-type]
    preview = Preview()
    for point in points[1:]:
        preview = tool.move(event(*point, *later, **view))  # type: ignore[arg-type]
    outcome = tool.release(event(*points[-1], *later, **view))  # type: ignore[arg-type]
    carry_out(context, outcome)
    return outcome, preview


def click(
    context: FakeToolContext, x: float, y: float, *keys: str, tool: PointerTool | None = None
) -> Outcome:
    tool = tool or PointerTool()
    tool.press(event(x, y, *keys), context)
    outcome = tool.release(event(x, y, *keys))
    carry_out(context, outcome)
    return outcome


def carry_out(context: FakeToolContext, outcome: Outcome) -> None:
    if outcome.patch is not None:
        context.dispatch(outcome.patch)
    if outcome.selection is not None:
        context.select(*outcome.selection)


def context_of(*annotations: Annotation, selected: tuple[str, ...] = ()) -> FakeToolContext:
    return FakeToolContext(document_of(*annotations), frozenset(selected))


def ring_of(context: FakeToolContext, key: str) -> Ring:
    ring = context.document.annotations[key].ring
    assert ring is not None
    return ring
