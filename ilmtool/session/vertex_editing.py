"""The corners of the selected polygon by keyboard: go to the next, move it, put one in, take one out."""

from __future__ import annotations

from ilmtool.core.annotation import Annotation
from ilmtool.core.geometry import Ring
from ilmtool.core.vertices import delete_vertex, edge_middle, insert_vertex, nudge_vertex
from ilmtool.session import operations
from ilmtool.session.edit import Edit, burst, outline_of
from ilmtool.session.workspace import Workspace
from ilmtool.text import tr
from ilmtool.tools.handles import is_by_vertex
from ilmtool.tools.move_vertex import ADD_CORNER, CROSSES, DELETE_CORNER, MOVE_CORNER, TOO_FEW


def polygon_in_hand(workspace: Workspace) -> Annotation | None:
    """The one selected annotation, if it is edited corner by corner; None otherwise."""
    if len(workspace.chosen) != 1:
        return None
    (chosen,) = workspace.chosen
    item = workspace.document.annotations[chosen]
    return item if item.ring is not None and is_by_vertex(item) and not item.properties.locked else None


def corner_in_hand(workspace: Workspace) -> int | None:
    """The corner that keys move; None where there is none."""
    item, corner = polygon_in_hand(workspace), workspace.view.vertex
    if item is None or item.ring is None or corner is None or corner >= len(item.ring) - 1:
        return None
    return corner


def step_corner(workspace: Workspace, step: int) -> None:
    """The next (1) or previous (-1) corner, in the order of the ring."""
    item = polygon_in_hand(workspace)
    if item is None or item.ring is None:
        return
    count, now = len(item.ring) - 1, corner_in_hand(workspace)
    corner = (now + step) % count if now is not None else 0 if step > 0 else count - 1
    workspace.set_view(workspace.view.with_vertex(corner))
    workspace.say(
        tr(
            "Corner {corner} of {count}: arrows move it, Ins adds one after it, Del takes it away",
            corner=corner + 1,
            count=count,
        )
    )


def nudge_corner(workspace: Workspace, dx: float, dy: float) -> None:
    """Move the corner in hand by px of its scene; a burst is one step."""
    item, corner = polygon_in_hand(workspace), corner_in_hand(workspace)
    if item is None or item.ring is None or corner is None or workspace.pair is None:
        return
    size = workspace.pair.size_of(item.drawn_on) or workspace.pair.sizes[None]
    ring = nudge_vertex(item.ring, corner, dx, dy, size)
    _give(workspace, item, ring, MOVE_CORNER, burst(f"corner {corner}", (item.id,)))


def insert_corner(workspace: Workspace) -> None:
    """A new corner half-way to the next one; it is the one in hand then."""
    item, corner = polygon_in_hand(workspace), corner_in_hand(workspace)
    if item is None or item.ring is None or corner is None or workspace.pair is None:
        return
    size = workspace.pair.size_of(item.drawn_on) or workspace.pair.sizes[None]
    ring = insert_vertex(item.ring, corner, edge_middle(item.ring, corner), size)
    if _give(workspace, item, ring, ADD_CORNER):
        workspace.set_view(workspace.view.with_vertex(corner + 1))


def delete_corner(workspace: Workspace) -> None:
    """The corner in hand is gone; the one before it is in hand then."""
    item, corner = polygon_in_hand(workspace), corner_in_hand(workspace)
    if item is None or item.ring is None or corner is None:
        return
    ring = delete_vertex(item.ring, corner)
    if ring is None:
        workspace.say(tr(TOO_FEW))
    elif _give(workspace, item, ring, DELETE_CORNER):
        workspace.set_view(workspace.view.with_vertex(max(0, corner - 1)))


def _give(
    workspace: Workspace, item: Annotation, ring: Ring, name: str, merge_key: str | None = None
) -> bool:
    """Give a polygon another exterior; False, and said so, if it would cross itself."""
    from ilmtool.sidecar.outline import crosses_itself

    outline = (ring, *outline_of(item)[1:])
    if crosses_itself(outline):
        workspace.say(tr(CROSSES))
        return False
    edit = operations.reshape(
        workspace.document, {item.id: outline}, workspace.context(), name=name, shapes={item.id: "polygon"}
    )
    workspace.dispatch(Edit(edit.label, edit.patch, edit.ids, merge_key))
    return True
