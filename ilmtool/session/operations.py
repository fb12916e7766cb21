"""What an analyst does to annotations: each function names an undo step and makes its patch.

None writes anything: the result goes to `Store.dispatch`. Giving a value that is already there makes an
empty patch, so that no undo step appears and `updated` stays. An edit of several annotations is one patch.
Ids that are not in the document are passed over: they may have vanished since they were chosen.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from ilmtool.core.annotation import SHAPES, Annotation, Polygon, Properties
from ilmtool.core.document import Document, Patch
from ilmtool.core.geometry import Ring
from ilmtool.core.times import change_interval
from ilmtool.session.edit import Edit, EditContext, derived, editable, one_of, what
from ilmtool.session.outline_edits import check_ring, nudge, reshape, set_ring, set_rings, shape_of
from ilmtool.session.property_edits import (
    set_certainty,
    set_certainty_term,
    set_change,
    set_confidence,
    set_label,
    set_likelihood,
    set_locked,
    set_note,
)
from ilmtool.text import tr

__all__ = [
    "Edit",
    "EditContext",
    "check_ring",
    "create",
    "delete",
    "interval_of",
    "nudge",
    "reshape",
    "set_certainty",
    "set_certainty_term",
    "set_change",
    "set_confidence",
    "set_label",
    "set_likelihood",
    "set_locked",
    "set_note",
    "set_ring",
    "set_rings",
    "shape_of",
]


def create(
    document: Document,
    context: EditContext,
    ring: Ring,
    drawn_on: str,
    label: str,
    *,
    shape: str | None = None,
    annotation_id: str | None = None,
) -> Edit:
    """A new observation; interval, scenes, author and times are filled in.

    Parameters
    ----------
    ring : Ring
        Closed, in pixel space of the scene `drawn_on`; kept exactly.
    shape : str, optional
        One of `SHAPES`; from the ring by default.

    Raises
    ------
    ValueError
        The ring is not closed, is not finite, or has fewer than three corners, or the shape is unknown.
    """
    check_ring(ring)
    one_of(shape, SHAPES)
    not_before, not_after, precision = interval_of(document, context.before_id, context.after_id)
    properties = Properties(
        label=label,
        shape=shape if shape is not None else shape_of(ring),
        certainty=context.certainty,
        change=context.change,
        change_not_before=not_before,
        change_not_after=not_after,
        change_precision=precision,
        scene_before=context.before_id,
        scene_after=context.after_id,
        drawn_on=drawn_on,
        visible_scene=context.visible_scene or drawn_on,
        author=context.author or None,
        created=context.now,
        updated=context.now,
        review="draft",
        image_geometry=Polygon(coordinates=(ring,)),
    )
    made = Annotation(
        id=annotation_id or str(uuid.uuid4()),
        properties=properties,
        geometry=derived([(ring,)], context.grounds.get(drawn_on))[0],
    )
    name = tr("Draw {what}", what=label) if label else tr("Draw box")
    return Edit(name, Patch({made.id: (None, made)}), (made.id,))


def interval_of(
    document: Document, before_id: str, after_id: str
) -> tuple[str | None, str | None, str | None]:
    """The change interval that two scenes of a document give.

    Nothing is claimed where a date cannot be read or the dates contradict the order of the scenes.
    """
    before, after = document.scene(before_id), document.scene(after_id)
    try:
        start, end, precision = change_interval(
            before.acquisition if before is not None else None,
            after.acquisition if after is not None else None,
        )
    except ValueError:
        return None, None, None
    # Text in this one format compares like time.
    if start is not None and end is not None and start > end:
        return None, None, None
    return start, end, precision


def delete(document: Document, ids: Iterable[str]) -> Edit:
    """The annotations gone; undo brings them back as they were. Locked ones stay."""
    gone, locked = editable(document, ids)
    name = tr("Delete {what}", what=what(gone.values()))
    return Edit(name, Patch({i: (a, None) for i, a in gone.items()}), locked=locked)
