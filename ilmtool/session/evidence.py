"""When it changed, as the analyst sees it: marks tighten the change interval of annotations.

`change_not_before` is the last image in the old state, `change_not_after` the first in the new one. Each end
rests on one scene, which stands in `scene_before` and `scene_after`, so that the interval follows
when a date is corrected.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal

from ilmtool.core.annotation import Annotation
from ilmtool.core.document import Document, Patch
from ilmtool.core.layout import Side
from ilmtool.core.times import change_interval
from ilmtool.errors import UserError
from ilmtool.session.edit import Edit, EditContext, editable, what
from ilmtool.session.pair import date_text
from ilmtool.text import mark, tr

if TYPE_CHECKING:
    from ilmtool.session.workspace import Workspace

Mark = Literal["first_seen", "last_not_seen"]
"""The scene is the first in the new state, or the last in the old one."""

_STEPS = {
    "first_seen": mark("First seen {date}: {what}"),
    "last_not_seen": mark("Last not seen {date}: {what}"),
}


def mark_change(
    document: Document, ids: Iterable[str], scene_id: str, which: Mark, context: EditContext
) -> Edit:
    """Record that a scene is the first with the new state, or the last with the old one.

    The other end of the interval stays. A mark that would turn the interval round is refused for all.

    Raises
    ------
    UserError
        The scene has no date, or contradicts the other end of an interval.
    """
    scene = document.scene(scene_id)
    if scene is None:
        raise UserError(tr("There is no image {scene} in this document.", scene=scene_id))
    is_first = which == "first_seen"
    taken = scene.acquisition
    try:
        start, end, precision = change_interval(None, taken) if is_first else change_interval(taken, None)
    except ValueError:
        start = end = precision = None
    edge = end if is_first else start
    if edge is None or precision is None:
        raise UserError(
            tr(
                "The date of {scene} is not known, so nothing can be said about the time of a change.",
                scene=scene_id,
            ),
            "",
            tr("Correct the date of the image first."),
        )
    changed: dict[str, tuple[Annotation | None, Annotation | None]] = {}
    refused: list[str] = []
    touched: list[Annotation] = []
    free, locked = editable(document, ids)
    for key, old in free.items():
        if old.properties.kind != "observation":
            continue
        p = old.properties
        other = p.change_not_before if is_first else p.change_not_after
        other_scene = p.scene_before if is_first else p.scene_after
        # Text in this one format compares like time.
        wrong_order = other is not None and ((other > edge) if is_first else (other < edge))
        if wrong_order or (other is not None and other_scene == scene_id):
            refused.append(old.label or tr("box"))
            continue
        values = {
            "change_not_after" if is_first else "change_not_before": edge,
            "scene_after" if is_first else "scene_before": scene_id,
            "change_precision": _precision(document, other, other_scene, p.change_precision, precision),
        }
        if all(getattr(p, name) == value for name, value in values.items()):
            continue
        changed[key] = (old, old.edited(**values, updated=context.now, visible_scene=scene_id))
        touched.append(old)
    if refused:
        raise UserError(_refusal(is_first, date_text(taken), refused))
    name = tr(_STEPS[which], date=date_text(taken)[:10], what=what(touched))
    return Edit(name, Patch(changed), tuple(changed), locked=locked)


def _precision(
    document: Document, other: str | None, other_scene: str | None, said: str | None, own: str
) -> str:
    """The coarser of both ends."""
    if other is None:
        return own
    scene = document.scene(other_scene)
    theirs = scene.acquisition.datetime_precision if scene is not None else said
    return "second" if own == theirs == "second" else "day"


def _refusal(is_first: bool, date: str, refused: list[str]) -> str:
    names, more = refused[0], len(refused) - 1
    if more:
        names = tr("{name} and %n more", "", more, name=names)
    if is_first:
        return tr(
            "{names} cannot be first seen on {date}: that is not after the image it was last not seen on.",
            names=names,
            date=date,
        )
    return tr(
        "{names} cannot be last not seen on {date}: that is not before the image it was first seen on.",
        names=names,
        date=date,
    )


def _marked(edit: Edit, annotation: Annotation) -> str:
    """What a mark did to one annotation, and the interval that follows from it."""
    p = annotation.properties
    start, end = (t[:10] if t else "?" for t in (p.change_not_before, p.change_not_after))
    return tr("{step}; changed between {start} and {end}", step=edit.label, start=start, end=end)


def scene_here(workspace: Workspace, which: Mark) -> str:
    """The scene that a mark means: the one that alone is on screen; with both dates in view, the after scene
    for what is seen and the before scene for what is not.
    """
    pair = workspace.pair
    if pair is None:
        raise ValueError("no pair is open")
    side = Side.AFTER if which == "first_seen" else Side.BEFORE
    return workspace.only_scene_on_screen or pair.scene_id(side)


def mark_here(workspace: Workspace, which: Mark) -> None:
    """Mark the selected annotations on the scene on screen, and say what the interval is now.

    Raises
    ------
    UserError
        As `mark_change` does.
    """
    scene_id = scene_here(workspace, which)
    edit = mark_change(workspace.document, workspace.chosen, scene_id, which, workspace.context(scene_id))
    workspace.dispatch(edit)
    if len(edit.ids) == 1:
        item = workspace.document.annotations[edit.ids[0]]
        workspace.say(_marked(edit, item))
    else:
        workspace.say(edit.label if edit.ids else tr("The interval says so already."))
