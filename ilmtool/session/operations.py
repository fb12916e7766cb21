"""What an analyst does to annotations: each function names an undo step and makes its patch.

None writes anything: the result goes to `Store.dispatch`. Giving a value that is already there makes an
empty patch, so that no undo step appears and `updated` stays. An edit of several annotations is one patch.
Ids that are not in the document are passed over: they may have vanished since they were chosen.
"""

from __future__ import annotations

import math
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ilmtool.core.annotation import (
    CHANGES,
    CONFIDENCES,
    LIKELIHOODS,
    SHAPES,
    Annotation,
    Polygon,
    Properties,
)
from ilmtool.core.document import Document, Patch
from ilmtool.core.geometry import Ring, is_axis_aligned, ring_bounds, translate_ring
from ilmtool.core.times import change_interval

if TYPE_CHECKING:
    from ilmtool.imagery.ground import GroundMap


@dataclass(frozen=True)
class EditContext:
    """Who edits, when, and looking at what.

    Attributes
    ----------
    now : str
        Full UTC datetime.
    before_id, after_id : str
        The two scenes that are compared.
    visible_scene : str or None
        The one on screen under the edit; None leaves what the annotation says.
    grounds : mapping
        Ground map of each scene id; None or missing where the image has no georeferencing.
    certainty, change : str
        What a new annotation gets. `unknown` by default for certainty: nobody has judged yet.
    """

    author: str
    now: str
    before_id: str
    after_id: str
    visible_scene: str | None = None
    grounds: Mapping[str, GroundMap | None] = field(default_factory=dict)
    certainty: str = "unknown"
    change: str = "new"


@dataclass(frozen=True, slots=True)
class Edit:
    """A named patch.

    Attributes
    ----------
    label : str
        Name of the undo step.
    patch : Patch
    ids : tuple of str
        Annotations that exist after it and were made or changed.
    merge_key : str or None
        For `Store.dispatch`: set where a burst of such edits is one step.
    """

    label: str
    patch: Patch
    ids: tuple[str, ...] = ()
    merge_key: str | None = None


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
    _one_of(shape, SHAPES)
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
        geometry=_geometry((ring,), context.grounds.get(drawn_on)),
    )
    return Edit(f"Draw {label}" if label else "Draw box", Patch({made.id: (None, made)}), (made.id,))


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


def shape_of(ring: Ring) -> str:
    """`box`, `oriented_box` or `polygon`, by what the ring is."""
    if is_axis_aligned(ring):
        return "box"
    return "oriented_box" if _is_rectangle(ring) else "polygon"


def _is_rectangle(ring: Ring) -> bool:
    if len(ring) != 5:
        return False
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = ring[:4]
    size = max(math.hypot(cx - ax, cy - ay), math.hypot(dx - bx, dy - by), 1e-12)
    middles_meet = math.hypot(ax + cx - bx - dx, ay + cy - by - dy) <= 1e-6 * size
    diagonals_equal = abs(math.hypot(cx - ax, cy - ay) - math.hypot(dx - bx, dy - by)) <= 1e-6 * size
    return middles_meet and diagonals_equal


def set_label(document: Document, ids: Iterable[str], label: str, context: EditContext) -> Edit:
    """Another class."""
    return _set(document, ids, context, f"Label {{what}} as {_plain(label)}", label=label)


def set_certainty(
    document: Document, ids: Iterable[str], certainty: str | None, context: EditContext
) -> Edit:
    """How sure the identification is; teams may use words beyond `CERTAINTIES`."""
    return _set(
        document, ids, context, f"Set certainty of {{what}} to {_plain(certainty)}", certainty=certainty
    )


def set_certainty_term(document: Document, ids: Iterable[str], term: str, context: EditContext) -> Edit:
    """The analyst's own word, e.g. `apparent`; no text takes it away. A burst of typing is one step."""
    ids = tuple(ids)
    return _set(
        document,
        ids,
        context,
        "Set certainty term of {what}",
        _burst("term", ids),
        certainty_term=term or None,
    )


def set_change(document: Document, ids: Iterable[str], change: str | None, context: EditContext) -> Edit:
    """What happened to the thing: one of `CHANGES`, or None.

    Raises
    ------
    ValueError
        For another word.
    """
    _one_of(change, CHANGES)
    return _set(document, ids, context, f"Set change of {{what}} to {_plain(change)}", change=change)


def set_likelihood(
    document: Document, ids: Iterable[str], likelihood: str | None, context: EditContext
) -> Edit:
    """The judgement, one of the seven `LIKELIHOODS`, or None.

    Raises
    ------
    ValueError
        For another word.
    """
    _one_of(likelihood, LIKELIHOODS)
    return _set(document, ids, context, "Set likelihood of {what}", likelihood=likelihood)


def set_confidence(
    document: Document, ids: Iterable[str], confidence: str | None, context: EditContext
) -> Edit:
    """The confidence in the judgement, one of `CONFIDENCES`, or None.

    Raises
    ------
    ValueError
        For another word.
    """
    _one_of(confidence, CONFIDENCES)
    return _set(document, ids, context, "Set confidence of {what}", confidence=confidence)


def set_note(document: Document, ids: Iterable[str], note: str, context: EditContext) -> Edit:
    """Free text; no text takes the note away. A burst of typing is one step."""
    ids = tuple(ids)
    return _set(document, ids, context, "Edit note of {what}", _burst("note", ids), note=note or None)


def delete(document: Document, ids: Iterable[str]) -> Edit:
    """The annotations gone; undo brings them back as they were."""
    gone = _present(document, ids)
    return Edit(f"Delete {_what(gone.values())}", Patch({i: (a, None) for i, a in gone.items()}))


def set_rings(
    document: Document, rings: Mapping[str, Ring], context: EditContext, *, name: str = "Move"
) -> Edit:
    """Other outlines, each in pixel space of its annotation's own scene; holes stay.

    `updated`, `visible_scene` and the derived geometry follow. A box that was turned becomes an
    `oriented_box`, and stays one when it is turned back, because its corners have an order then.

    Parameters
    ----------
    name : str
        Verb of the undo step: Move, Resize, Rotate.

    Raises
    ------
    ValueError
        A ring is not closed, is not finite, or has fewer than three corners.
    """
    changed: dict[str, tuple[Annotation | None, Annotation | None]] = {}
    touched: list[Annotation] = []
    for key, old in _present(document, rings).items():
        ring = rings[key]
        check_ring(ring)
        if ring == old.ring:
            continue
        scene_id = old.drawn_on or context.after_id
        polygon = old.properties.image_geometry
        outline = Polygon(coordinates=(ring, *(polygon.coordinates[1:] if polygon is not None else ())))
        values: dict[str, Any] = {"image_geometry": outline, "drawn_on": scene_id}
        if old.properties.shape == "box":
            values["shape"] = shape_of(ring)
        new = _stamped(old, context, values)
        changed[key] = (old, _with_geometry(new, context.grounds.get(scene_id)))
        touched.append(old)
    return Edit(f"{name} {_what(touched)}", Patch(changed), tuple(changed))


def set_ring(
    document: Document, annotation_id: str, ring: Ring, context: EditContext, *, name: str = "Move"
) -> Edit:
    """Another outline for one annotation; see `set_rings`."""
    return set_rings(document, {annotation_id: ring}, context, name=name)


def nudge(document: Document, ids: Iterable[str], dx: float, dy: float, context: EditContext) -> Edit:
    """Moved by (dx, dy) px of each annotation's own scene, together, and not out of the image.

    A burst of nudges is one step.
    """
    ids = tuple(ids)
    chosen = {k: a for k, a in _present(document, ids).items() if a.ring is not None}
    for item in chosen.values():
        dx, dy = _kept_inside(document, item, dx, dy)
    moved = {k: translate_ring(a.ring, dx, dy) for k, a in chosen.items() if a.ring is not None}
    edit = set_rings(document, moved, context, name="Nudge")
    return Edit(edit.label, edit.patch, edit.ids, _burst("nudge", ids))


def check_ring(ring: Ring) -> None:
    """Refuse what is no outline.

    Raises
    ------
    ValueError
        The ring is not closed, is not finite, or has fewer than three corners.
    """
    if len(ring) < 4 or ring[0] != ring[-1]:
        raise ValueError("the ring is not closed or has fewer than three corners")
    if not all(math.isfinite(v) for point in ring for v in point):
        raise ValueError("the ring has a coordinate that is not finite")


def _kept_inside(document: Document, item: Annotation, dx: float, dy: float) -> tuple[float, float]:
    """The part of a move that keeps an outline in its image; one already outside may only come back."""
    scene = document.scene(item.drawn_on)
    if scene is None or scene.shape is None or item.ring is None:
        return dx, dy
    x0, y0, x1, y1 = ring_bounds(item.ring)
    rows, cols = scene.shape
    return (
        min(max(dx, min(0.0, -x0)), max(0.0, cols - x1)),
        min(max(dy, min(0.0, -y0)), max(0.0, rows - y1)),
    )


def _set(
    document: Document,
    ids: Iterable[str],
    context: EditContext,
    name: str,
    merge_key: str | None = None,
    **values: Any,
) -> Edit:
    changed: dict[str, tuple[Annotation | None, Annotation | None]] = {}
    touched: list[Annotation] = []
    for key, old in _present(document, ids).items():
        if all(getattr(old.properties, field_name) == value for field_name, value in values.items()):
            continue
        changed[key] = (old, _stamped(old, context, values))
        touched.append(old)
    return Edit(name.format(what=_what(touched)), Patch(changed), tuple(changed), merge_key)


def _stamped(old: Annotation, context: EditContext, values: Mapping[str, Any]) -> Annotation:
    """The annotation with new values, when, and what was on screen."""
    seen = context.visible_scene or old.properties.visible_scene
    return old.edited(**values, updated=context.now, visible_scene=seen)


def _with_geometry(item: Annotation, ground: GroundMap | None) -> Annotation:
    from msgspec.structs import replace

    polygon = item.properties.image_geometry
    rings = polygon.coordinates if polygon is not None else ()
    return replace(item, geometry=_geometry(rings, ground))


def _geometry(rings: tuple[Ring, ...], ground: GroundMap | None) -> bytes:
    from ilmtool.sidecar.derive import derive_geometry

    return derive_geometry(rings, ground)


def _present(document: Document, ids: Iterable[str]) -> dict[str, Annotation]:
    """Those of the ids that exist, each once."""
    return {i: document.annotations[i] for i in ids if i in document.annotations}


def _one_of(value: str | None, words: tuple[str, ...]) -> None:
    if value is not None and value not in words:
        raise ValueError(f"{value!r} is none of {', '.join(words)}")


def _plain(word: str | None) -> str:
    """A word for a step's name; braces would be taken for a place to fill in."""
    return (word or "none").replace("{", "{{").replace("}", "}}")


def _burst(what: str, ids: Iterable[str]) -> str:
    return f"{what}:{hash(frozenset(ids))}"


def _what(items: Iterable[Annotation]) -> str:
    """`crane`, or `3 boxes`."""
    names = [a.label or "box" for a in items]
    return names[0].replace("{", "(").replace("}", ")") if len(names) == 1 else f"{len(names)} boxes"
