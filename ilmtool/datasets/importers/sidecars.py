"""Makes sidecars of what was imported: scenes, annotations with stable ids, and the label set."""

from __future__ import annotations

import json
import math
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import msgspec

from ilmtool.core.annotation import (
    CERTAINTIES,
    CHANGES,
    CONFIDENCES,
    LIKELIHOODS,
    PRECISIONS,
    REVIEWS,
    Annotation,
    Polygon,
    Properties,
)
from ilmtool.core.document import Document, Header
from ilmtool.core.geometry import Ring
from ilmtool.core.labels import default_color, fold
from ilmtool.core.scene import Scene
from ilmtool.core.times import change_interval
from ilmtool.datasets.importers.found import SAME_PX, FoundClass, FoundObject, Losses
from ilmtool.imagery.source import SourceFacts
from ilmtool.session.hrefs import href_to
from ilmtool.session.matching import new_scene
from ilmtool.sidecar.derive import PixelToGround, derive_geometry
from ilmtool.sidecar.feature_values import FIELDS, mended_time

_NAMESPACE = uuid.UUID("6f1c1a0e-5d8b-5b0c-9d0e-0a4a3f6f5a11")
_TAKEN_OVER: Mapping[str, tuple[str, ...]] = {
    "certainty": CERTAINTIES,
    "change": CHANGES,
    "likelihood": LIKELIHOODS,
    "confidence": CONFIDENCES,
    "review": REVIEWS,
    "change_precision": PRECISIONS,
    "certainty_term": (),
    "note": (),
    "author": (),
    "reviewer": (),
}
"""Attributes that mean what the sidecar's own properties mean, and which words those may have."""

_TIMES = frozenset({"created", "updated", "reviewed", "change_not_before", "change_not_after"})
_OF_THE_PLACE = frozenset(
    {"schema", "kind", "label", "shape", "drawn_on", "visible_scene", "scene_before", "scene_after"}
)
"""What an exported dataset of ilmtool says of where an object lay: the import puts it somewhere itself."""

_MAX_ID = 1 << 31
"""Class numbers end before: TOML, JSON and GeoPackage readers hold no more for certain."""
_MAX_LISTED = 1000
"""Classes, of which the header of each annotation file lists that many at most."""


@dataclass(frozen=True, slots=True)
class Target:
    """One image, or pair, that gets a sidecar.

    Attributes
    ----------
    after : SourceFacts
    before : SourceFacts or None
    ground, ground_before : PixelToGround or None
    sidecar : Path
    attributes : mapping
        What the dataset says of the image: kept in the member `dataset` of its entry in the header.
    """

    after: SourceFacts
    before: SourceFacts | None
    ground: PixelToGround | None
    ground_before: PixelToGround | None
    sidecar: Path
    attributes: Mapping[str, Any] = field(default_factory=dict)


def document_of(
    target: Target, objects: Iterable[FoundObject], source: str, author: str, now: str, losses: Losses
) -> Document:
    """The document of an image with its objects.

    Parameters
    ----------
    target : Target
    objects : iterable of FoundObject
        In px.
    source : str
        Name of the format; part of the ids, so that the same import gives the same ids.
    author : str
    now : str
        UTC datetime.
    losses : Losses
        Grows by what an annotation cannot hold.
    """
    scenes: list[Scene] = []
    if target.before is not None:
        href = href_to(target.before.path, target.sidecar)
        scenes.append(new_scene(scenes, "before", target.before, href))
    entry = new_scene(scenes, "after", target.after, href_to(target.after.path, target.sidecar))
    extra = {**entry.extra, "dataset": dict(target.attributes)} if target.attributes else entry.extra
    scenes.append(replace(entry, extra=extra))
    before, after = scenes[0] if target.before is not None else None, scenes[-1]
    made: dict[str, Annotation] = {}
    for found in objects:
        annotation = _annotation(target, found, before, after, source, author, now, losses)
        made[annotation.id] = annotation
    return Document(Header(tuple(scenes)), dict(sorted(made.items())))


def _annotation(
    target: Target,
    found: FoundObject,
    before: Scene | None,
    after: Scene,
    source: str,
    author: str,
    now: str,
    losses: Losses,
) -> Annotation:
    drawn_on = before if found.on_before and before is not None else after
    ground = target.ground_before if drawn_on is before else target.ground
    rings = (found.ring, *found.holes)
    extra, known = _attributes(found, f"{after.id}, {found.key}", losses)
    interval = change_interval(before.acquisition, after.acquisition) if before is not None else None
    properties = Properties(
        label=found.label,
        shape=found.shape,
        certainty="unknown",
        change="unknown",
        scene_before=before.id if before is not None else None,
        scene_after=after.id,
        drawn_on=drawn_on.id,
        visible_scene=drawn_on.id,
        author=author or None,
        created=now,
        updated=now,
        review="draft",
        image_geometry=Polygon(rings),
    )
    if interval is not None:
        properties = msgspec.structs.replace(properties, **_interval_members(interval))
    properties = msgspec.structs.replace(properties, **known)
    name = "\n".join((source, target.after.path.name, found.key, found.label, json.dumps(rings)))
    key = str(uuid.uuid5(_NAMESPACE, name))
    return Annotation(key, properties, derive_geometry(rings, ground), extra=extra)


def _interval_members(interval: Any) -> dict[str, str | None]:
    start, end, precision = interval
    return {"change_not_before": start, "change_not_after": end, "change_precision": precision}


def _attributes(found: FoundObject, where: str, losses: Losses) -> tuple[dict[str, Any], dict[str, Any]]:
    """(attributes beside the contract's properties, values of those)."""
    extra: dict[str, Any] = {}
    known: dict[str, Any] = {}
    for name, value in found.attributes.items():
        if isinstance(value, str) and _is_taken_over(name, value):
            known[name] = value
        elif name in _OF_THE_PLACE:
            continue
        elif name in FIELDS or not name:
            extra[f"source_{name}"] = value
            losses.add("attribute renamed, because the sidecar has its own of that name", f"{where}: {name}")
        else:
            extra[name] = value
    if found.before_ring is not None and _differs(found.before_ring, found.ring):
        extra["before_outline"] = json.dumps([list(point) for point in found.before_ring])
    return extra, known


def _is_taken_over(name: str, value: str) -> bool:
    """Whether an attribute is what the sidecar's own property of that name holds."""
    if name in _TIMES:
        return mended_time(value) == value
    words = _TAKEN_OVER.get(name)
    return words is not None and (not words or value in words)


def _differs(one: Ring, other: Ring) -> bool:
    """Whether any corner of one lies further than half a pixel from all of the other's."""
    return len(one) != len(other) or any(min(math.dist(a, b) for b in other) > SAME_PX for a in one)


def label_set_text(name: str, classes: Sequence[FoundClass], losses: Losses) -> str:
    """TOML of a label set with these classes, their ids kept as far as they do not clash."""
    lines = [f"name = {_toml(name)}", f"description = {_toml('Classes of an imported dataset')}"]
    parents = {fold(found.name) for found in classes}
    for found in _distinct(classes, losses):
        lines += ["", "[[class]]", f"id = {found.id}", f"name = {_toml(found.name)}"]
        lines.append(f"color = {_toml(default_color(found.name))}")
        if found.parent and fold(found.parent) in parents and fold(found.parent) != fold(found.name):
            lines.append(f"parent = {_toml(found.parent)}")
        elif found.parent:
            lines.append(f"description = {_toml(found.parent)}")
    return "\n".join(lines) + "\n"


def labels_member(name: str, classes: Sequence[FoundClass]) -> dict[str, Any] | None:
    """The header's member `labels`: the classes with their numbers, so that an export keeps them.

    None where there are none, or so many that every annotation file would be full of them.
    """
    entries = [{"id": found.id, "name": found.name} for found in _distinct(classes, Losses())]
    return {"name": name, "classes": entries} if 0 < len(entries) <= _MAX_LISTED else None


def _distinct(classes: Sequence[FoundClass], losses: Losses) -> Iterator[FoundClass]:
    ids: set[int] = set()
    names: set[str] = set()
    exact: set[str] = set()
    free = max((found.id for found in classes if found.id < _MAX_ID), default=0) + 1
    for found in classes:
        folded = fold(found.name)
        if not folded or folded in names:
            if folded and found.name not in exact:
                losses.add("class whose name another has but for case or blanks", found.name)
            continue
        names.add(folded)
        exact.add(found.name)
        if found.id in ids or not 0 <= found.id < _MAX_ID:
            shown = str(found.id) if abs(found.id) < _MAX_ID else "beyond 32 bits"
            losses.add(
                "class number that is taken, negative or too large (another was given)",
                f"{found.name}: {shown}",
            )
            found = replace(found, id=free)  # noqa: PLW2901 - the same class under a free number
            free += 1
        ids.add(found.id)
        yield found


def _toml(text: str) -> str:
    """A basic string: JSON's escapes are TOML's too."""
    return json.dumps("".join(c if c.isprintable() else " " for c in text), ensure_ascii=False)
