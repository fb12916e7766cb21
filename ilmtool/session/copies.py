"""Annotations made from others: what a copy keeps, and what only its original may say."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from ilmtool.core.annotation import SCHEMA, Annotation, Polygon
from ilmtool.session.edit import EditContext, Outline, derived, outline_of

if TYPE_CHECKING:
    from ilmtool.imagery.ground import GroundMap


def copy_of(
    item: Annotation, outline: Outline, scene_id: str, context: EditContext, **values: Any
) -> Annotation:
    """A new annotation that says the same of another place.

    It keeps what was seen and judged, and members that ilmtool does not know. It is made now, by whoever
    copies it: id, author and times are new. Review, comments and lock are the original's own.

    Parameters
    ----------
    outline : tuple of Ring
        In pixels of the scene `scene_id`.
    **values
        Further properties that differ.
    """
    from ilmtool.sidecar.codec import extra_properties

    properties = replace(
        item.properties,
        **{
            "schema": SCHEMA,
            "drawn_on": scene_id,
            "visible_scene": context.visible_scene or scene_id,
            "image_geometry": Polygon(coordinates=outline),
            "author": context.author or None,
            "created": context.now,
            "updated": context.now,
            "review": "draft",
            "reviewer": None,
            "reviewed": None,
            "comments": None,
            "locked": None,
            **values,
        },
    )
    return Annotation(str(uuid.uuid4()), properties, extra=extra_properties(item) or None)


def on_the_ground(
    made: Sequence[Annotation], grounds: Mapping[str, GroundMap | None]
) -> dict[str, Annotation]:
    """The same annotations by id, with `geometry` derived from their outlines."""
    by_scene: dict[str, list[Annotation]] = {}
    for item in made:
        by_scene.setdefault(item.drawn_on or "", []).append(item)
    placed: dict[str, Annotation] = {}
    for scene_id, items in by_scene.items():
        geometries = derived([outline_of(item) for item in items], grounds.get(scene_id))
        for item, geometry in zip(items, geometries, strict=True):
            placed[item.id] = replace(item, geometry=geometry)
    return {item.id: placed[item.id] for item in made}
