"""The verbs of editing that need more than the document: each works on the selection of a workspace."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ilmtool.core.document import Patch
from ilmtool.core.edits import Size, clamp_delta, heading, set_heading, turn_ring
from ilmtool.core.geometry import Point, Ring, ring_bounds, ring_center, translate_ring
from ilmtool.core.group_edits import fits, moved_outline, turn_about
from ilmtool.errors import UserError
from ilmtool.session import operations, selecting
from ilmtool.session.copies import copy_of, on_the_ground
from ilmtool.session.edit import Edit, Outline, burst, editable, outline_of, present, what
from ilmtool.session.headings import heading_in_scene, nearest_quarter, north_heading
from ilmtool.session.vertex_editing import corner_in_hand, delete_corner, nudge_corner
from ilmtool.session.workspace import Workspace
from ilmtool.text import mark, tr

BOX_POINTS = 5
"""Points of the closed ring of a box."""

DUPLICATE_OFFSET_SCREEN_PX = 12.0
"""How far beside the original a duplicate stands: seen, and still about the same thing."""


def repeat_label(workspace: Workspace) -> None:
    """The label that was given last, for the selection."""
    if workspace.view.current_label:
        workspace.set_field("label", workspace.view.current_label)


# -- selecting -----------------------------------------------------------------------------------------


def select_all(workspace: Workspace) -> None:
    """Everything that is drawn."""
    workspace.select(selecting.visible(workspace.document, workspace.hidden))


def select_label(workspace: Workspace) -> None:
    """Everything with a label of the selection; with none, with the label of the next box."""
    document, hidden = workspace.document, workspace.hidden
    if workspace.has_selection:
        found = selecting.alike(document, workspace.view.selection, selecting.label_of, hidden)
    else:
        label = workspace.view.current_label
        found = frozenset(i for i, a in document.annotations.items() if a.label == label and i not in hidden)
    workspace.select(found)
    workspace.say(tr("%n annotation(s) selected", "", len(found)))


def select_similar(workspace: Workspace) -> None:
    """Everything with label, certainty and change of the selection."""
    document = workspace.document
    found = selecting.alike(document, workspace.view.selection, selecting.likeness, workspace.hidden)
    workspace.select(found)
    workspace.say(tr("%n annotation(s) selected", "", len(found)))


def invert_selection(workspace: Workspace) -> None:
    """What is drawn and was not selected, and not what was."""
    workspace.select(selecting.inverted(workspace.document, workspace.view.selection, workspace.hidden))


# -- hiding --------------------------------------------------------------------------------------------


def hide_selection(workspace: Workspace) -> None:
    """The selection is not drawn any more; it stays in the document and in the file."""
    workspace.set_view(workspace.view.hiding(workspace.chosen))


def hide_others(workspace: Workspace) -> None:
    """Only the selection is drawn."""
    others = selecting.inverted(workspace.document, workspace.view.selection, workspace.hidden)
    workspace.set_view(workspace.view.hiding(others))


def show_hidden(workspace: Workspace) -> None:
    """Everything is drawn again."""
    count = len(workspace.hidden)
    workspace.set_view(workspace.view.showing_all())
    workspace.say(tr("%n annotation(s) shown again", "", count))


# -- locking -------------------------------------------------------------------------------------------


def toggle_lock(workspace: Workspace) -> None:
    """Lock the selection, or unlock it if all of it is locked."""
    chosen = present(workspace.document, workspace.chosen)
    if workspace.pair is not None and chosen:
        locked = not is_locked(workspace)
        workspace.dispatch(operations.set_locked(workspace.document, chosen, locked, workspace.context()))


def is_locked(workspace: Workspace) -> bool:
    """Whether all that is selected is locked."""
    chosen = workspace.view.selection
    annotations = workspace.document.annotations
    return bool(chosen) and all(annotations[i].properties.locked for i in chosen)


# -- moving and turning --------------------------------------------------------------------------------


def nudge(workspace: Workspace, dx: float, dy: float) -> None:
    """Move the selection by pixels of its own scene, or the one corner in hand.

    (dx, dy) is meant as on screen: in a turned view, along the rows or columns of pixels nearest to it.
    """
    dx, dy = workspace.camera_in_hand.pixel_step((dx, dy))
    if corner_in_hand(workspace) is not None:
        nudge_corner(workspace, dx, dy)
    elif workspace.chosen and workspace.pair is not None:
        workspace.dispatch(
            operations.nudge(workspace.document, workspace.chosen, dx, dy, workspace.context())
        )


def delete(workspace: Workspace) -> None:
    """The selection is gone, or the one corner in hand."""
    if corner_in_hand(workspace) is not None:
        delete_corner(workspace)
    else:
        workspace.delete_selection()


def rotate_group(workspace: Workspace, angle_deg: float) -> None:
    """Turn the selection as one thing, if the image has room for all of it; a burst is one step.

    The fixed point is the mean of the middles, which turning leaves where it is: as many steps back lead
    back.
    """
    pair = workspace.pair
    free, locked = editable(workspace.document, workspace.chosen)
    found = (workspace.index.ring(key) for key in free)
    middles = [ring_center(ring) for ring in found if ring is not None]
    if pair is None or not middles:
        return
    center = np.mean(middles, axis=0)[None]
    outlines: dict[str, Outline] = {}
    for key, item in free.items():
        scene_id = item.drawn_on or pair.after.id
        size, placement = pair.size_of(scene_id), pair.placements.get(scene_id)
        if item.ring is None or size is None or placement is None:
            continue
        x, y = placement.inverse(center)[0].tolist()
        turn = turn_about((x, y), angle_deg)
        if not fits([outline_of(item)], turn, size):
            workspace.say(tr("There is no room in the image to turn all of them"))
            return
        outlines[key] = moved_outline(outline_of(item), turn)
    edit = operations.reshape(workspace.document, outlines, workspace.context(), name=mark("Rotate {what}"))
    merge_key = burst("rotate group", outlines)
    workspace.dispatch(Edit(edit.label, edit.patch, edit.ids, merge_key, locked))


def rotate(workspace: Workspace, angle_deg: float) -> None:
    """Turn each selected annotation about its own middle, clockwise positive, as far as the image has room.

    A burst is one step.
    """

    def turned(outline: Outline, scene_id: str, size: Size) -> Outline:  # noqa: ARG001
        if len(outline) == 1 and len(outline[0]) == BOX_POINTS:
            return (turn_ring(outline[0], angle_deg, size),)
        turn = turn_about(ring_center(outline[0]), angle_deg)
        return moved_outline(outline, turn) if fits([outline], turn, size) else outline

    _turn(workspace, mark("Rotate {what}"), turned, is_burst=True)


def turn_to_last(workspace: Workspace) -> None:
    """Each selected box gets the heading of the box that was turned last, or a right angle to it."""
    pair, last = workspace.pair, workspace.view.last_heading_deg
    if pair is None:
        return

    def turned(outline: Outline, scene_id: str, size: Size) -> Outline:
        return _quarter(outline, lambda ring: heading_in_scene(last, scene_id, ring_center(ring), pair), size)

    _turn(workspace, mark("Turn {what} to the last angle"), turned)


def turn_to_north(workspace: Workspace) -> None:
    """Each selected box gets sides that run north and east.

    Raises
    ------
    UserError
        An image has no georeferencing, so that nobody knows where north is.
    """
    pair = workspace.pair
    if pair is None:
        return

    def turned(outline: Outline, scene_id: str, size: Size) -> Outline:
        def heading_of(ring: Ring) -> float:
            north = north_heading(pair.grounds.get(scene_id), ring_center(ring))
            if north is None:
                raise UserError(
                    tr("Where north is in {scene} is not known.", scene=scene_id),
                    tr("The image has no georeferencing."),
                    tr("Type the angle into the inspector instead."),
                )
            return north

        return _quarter(outline, heading_of, size)

    _turn(workspace, mark("Turn {what} to north"), turned)


def _quarter(outline: Outline, heading_of: Callable[[Ring], float], size: Size) -> Outline:
    """A box at the one of four headings that is nearest; what is no box has no heading, and stays."""
    ring = outline[0]
    if len(outline) > 1 or len(ring) != BOX_POINTS:
        return outline
    return (set_heading(ring, nearest_quarter(heading_of(ring), heading(ring)), size),)


def _turn(
    workspace: Workspace,
    name: str,
    turned: Callable[[Outline, str, Size], Outline],
    *,
    is_burst: bool = False,
) -> None:
    """Turn the selection, each annotation in its own scene; the name of the step is as for `reshape`."""
    pair = workspace.pair
    if pair is None:
        return
    outlines: dict[str, Outline] = {}
    for key, item in present(workspace.document, workspace.chosen).items():
        scene_id = item.drawn_on or pair.after.id
        size = pair.size_of(scene_id)
        if item.ring is not None and size is not None:
            outlines[key] = turned(outline_of(item), scene_id, size)
    edit = operations.reshape(workspace.document, outlines, workspace.context(), name=name)
    merge_key = burst(name, outlines) if is_burst else None
    workspace.dispatch(Edit(edit.label, edit.patch, edit.ids, merge_key, edit.locked))


# -- duplicating ---------------------------------------------------------------------------------------


def duplicate(workspace: Workspace) -> None:
    """Copies of the selection a little beside it, selected."""
    pair = workspace.pair
    if pair is None or not workspace.chosen:
        return
    context = workspace.context()
    step = DUPLICATE_OFFSET_SCREEN_PX / workspace.camera_in_hand.scale
    copies = []
    for item in present(workspace.document, workspace.chosen).values():
        scene_id, rings = item.drawn_on or pair.after.id, outline_of(item)
        size = pair.size_of(scene_id)
        if rings and size is not None:
            dx, dy = _beside(rings[0], step, size)
            moved = tuple(translate_ring(ring, dx, dy) for ring in rings)
            copies.append(copy_of(item, moved, scene_id, context))
    made = on_the_ground(copies, context.grounds)
    patch = Patch({key: (None, item) for key, item in made.items()})
    workspace.dispatch(Edit(tr("Duplicate {what}", what=what(copies)), patch, tuple(made)))
    workspace.select(made)


def _beside(ring: Ring, step: float, size: tuple[float, float]) -> Point:
    """To the lower right; at that corner of the image to the upper left."""
    bounds = ring_bounds(ring)
    dx, dy = clamp_delta(bounds, (step, step), size)
    if max(abs(dx), abs(dy)) < step / 2:
        dx, dy = clamp_delta(bounds, (-step, -step), size)
    return dx, dy
