"""From the annotations of a place to objects in the pixels of one date."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from ilmtool.core.annotation import Annotation
from ilmtool.core.geometry import FloatArray, Ring
from ilmtool.datasets.classes import ClassMap
from ilmtool.datasets.filters import Filter
from ilmtool.datasets.place import Place
from ilmtool.datasets.records import DatasetObject, Note
from ilmtool.sidecar.codec import extra_properties

ATTRIBUTES = (
    "certainty",
    "certainty_term",
    "likelihood",
    "confidence",
    "change",
    "change_not_before",
    "change_not_after",
    "change_precision",
    "scene_before",
    "scene_after",
    "drawn_on",
    "note",
    "author",
    "created",
    "updated",
    "review",
    "reviewer",
    "reviewed",
)
"""Properties of the contract that every object carries along."""

_ABSENT = {"before": "new", "after": "removed"}
"""The change by which an object is not there on a date."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The annotations of a place that become objects.

    Attributes
    ----------
    annotations : list of (Annotation, str)
        With their class, in the order of the file.
    left_out : Counter
        How many each filter left out, by its name; `class-map` for dropped classes.
    notes : list of Note
        Annotations that cannot be objects.
    blocks_negatives : bool
        Something in the file could not be read, so that nobody knows where there is nothing.
    """

    annotations: list[tuple[Annotation, str]]
    left_out: Counter[str] = field(default_factory=Counter)
    notes: list[Note] = field(default_factory=list)
    blocks_negatives: bool = False


def choose(place: Place, sidecar: str, wanted: Filter, class_map: ClassMap) -> Chosen:
    """The annotations that filters and class map let through."""
    made = Chosen([], blocks_negatives=bool(place.document.opaque))
    for feature in place.document.opaque:
        made.notes.append(
            Note("skipped", "unreadable feature", sidecar, feature.id or f"#{feature.index + 1}")
        )
    for annotation in place.document.annotations.values():
        properties = annotation.properties
        if properties.kind != "observation":
            continue
        refusal = wanted.refusal(properties)
        name = None if refusal else class_map.name_of(properties.label)
        if refusal is None and name is None:
            if properties.label:
                refusal = "class-map"
            else:
                made.notes.append(Note("skipped", "no label", sidecar, annotation.id))
                continue
        if refusal is not None:
            made.left_out[refusal] += 1
        elif annotation.ring is None:
            made.notes.append(Note("skipped", "no place in the image", sidecar, annotation.id))
        elif name is not None:
            made.annotations.append((annotation, name))
    return made


def objects_on(
    place: Place,
    chosen: Iterable[tuple[Annotation, str]],
    role: str,
    numbers: Mapping[str, tuple[int, int]],
    sidecar: str,
    *,
    grid: str | None = None,
    visible_only: bool = False,
) -> tuple[list[DatasetObject], list[Note]]:
    """Objects on the date of one role, in px of a whole scene; they may reach beyond it.

    Parameters
    ----------
    place : Place
    chosen : iterable of (Annotation, str)
    role : str
        `before` or `after`.
    numbers : mapping
        Class name -> (id, position).
    sidecar : str
        For the notes.
    grid : str, optional
        Role of the scene in whose px they are wanted; that of `role` by default.
    visible_only : bool
        Leave out what is not there on that date: `new` objects before, `removed` ones after, and `moved` ones
        on the date on which they were not drawn.
    """
    notes: list[Note] = []
    kept: list[tuple[Annotation, str]] = []
    own_id = place.scenes[role].scene.id
    for annotation, name in chosen:
        change = annotation.properties.change
        elsewhere = change == "moved" and annotation.drawn_on not in {None, own_id}
        if visible_only and (change == _ABSENT.get(role) or elsewhere):
            notes.append(Note("skipped", f"not there on the {role} date ({change})", sidecar, annotation.id))
        else:
            kept.append((annotation, name))
    rings = rings_on(place, [annotation for annotation, _ in kept], grid or role)
    objects: list[DatasetObject] = []
    for (annotation, name), mapped in zip(kept, rings, strict=True):
        if mapped is None:
            notes.append(Note("skipped", f"no place on the {role} image", sidecar, annotation.id))
            continue
        class_id, position = numbers[name]
        objects.append(
            DatasetObject(
                id=annotation.id,
                label=annotation.label,
                name=name,
                class_id=class_id,
                position=position,
                shape=annotation.properties.shape,
                ring=mapped[0],
                holes=tuple(mapped[1:]),
                attributes=_attributes(annotation),
                extra=_plain(extra_properties(annotation)),
                geometry=_geometry(place, annotation),
            )
        )
    return objects, notes


def _geometry(place: Place, annotation: Annotation) -> str:
    """Its place on the ground as GeoJSON; computed where the sidecar states none and the scene has one."""
    from ilmtool.sidecar.derive import derive_geometry

    known, polygon = annotation.geometry.decode(), annotation.properties.image_geometry
    own = place.after.scene.id if annotation.drawn_on is None else annotation.drawn_on
    scene = next((s for s in place.scenes.values() if s.scene.id == own), None)
    if known != "null" or polygon is None or scene is None:
        return known
    return derive_geometry(polygon.coordinates, scene.ground).decode()


def _attributes(annotation: Annotation) -> dict[str, str]:
    values = {name: getattr(annotation.properties, name) for name in ATTRIBUTES}
    return {name: str(value) for name, value in values.items() if value is not None}


def _plain(extra: Mapping[str, Any]) -> dict[str, Any]:
    """Attributes that are text or numbers; nested ones stay in the sidecar."""
    return {
        key: value
        for key, value in extra.items()
        if isinstance(value, str | int | float) and (not isinstance(value, float) or np.isfinite(value))
    }


def rings_on(place: Place, annotations: Sequence[Annotation], role: str) -> list[list[Ring] | None]:
    """Rings of each annotation in px of the scene of a role, None where it has none there.

    All points of a scene are mapped at once.
    """
    by_scene: dict[str | None, list[int]] = {}
    for index, annotation in enumerate(annotations):
        by_scene.setdefault(annotation.drawn_on, []).append(index)
    own_id = place.scenes[role].scene.id
    moved: list[list[Ring] | None] = [None] * len(annotations)
    for drawn_on, indices in by_scene.items():
        rings = [annotations[i].properties.image_geometry for i in indices]
        listed = [() if polygon is None else polygon.coordinates for polygon in rings]
        if (drawn_on or place.after.scene.id) == own_id:
            for index, coordinates in zip(indices, listed, strict=True):
                moved[index] = list(coordinates) or None
            continue
        points = np.array([p for coordinates in listed for ring in coordinates for p in ring], np.float64)
        mapped = place.to_role(points.reshape(-1, 2), drawn_on, role)
        if mapped is None:
            continue
        start = 0
        for index, coordinates in zip(indices, listed, strict=True):
            made: list[Ring] = []
            for ring in coordinates:
                part = mapped[start : start + len(ring)]
                start += len(ring)
                made.append(_closed(part))
            moved[index] = made if made and all(np.isfinite(ring).all() for ring in made) else None
    return moved


def _closed(points: FloatArray) -> Ring:
    ring: Ring = tuple((x, y) for x, y in points.tolist())
    return (*ring[:-1], ring[0])
