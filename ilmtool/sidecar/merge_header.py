"""Three-way merge of headers: scenes by id and member, registrations whole, the rest object by object."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from typing import Any, TypeVar

from ilmtool.core.document import Header
from ilmtool.core.scene import Acquisition, Registration, Scene
from ilmtool.sidecar.header import SCENE
from ilmtool.sidecar.merge_values import Decisions, changed_side, merge_objects, merge_order, same

_TOGETHER = (
    ("datetime", "datetime_source", "datetime_precision"),
    ("proj:code", "proj:wkt2", "proj:transform"),
    ("file:size", "file:checksum"),
)
"""Members that mean nothing one without the other."""

_GROUP = {member: group for group in _TOGETHER for member in group}
_ACQUISITION = {f.name for f in fields(Acquisition)}
_NAMES = {attribute.removeprefix("acquisition."): member for member, (attribute, _) in SCENE.items()}
_ATTRIBUTES = tuple(
    name
    for name in (*(f.name for f in fields(Scene)), *(f.name for f in fields(Acquisition)))
    if name not in {"id", "acquisition", "extra"}
)

Item = TypeVar("Item", Scene, Registration)


def merge_headers(base: Header, ours: Header, theirs: Header, decisions: Decisions) -> Header:
    """The header with the changes of both sides; `ours` or `theirs` itself where it has them all."""
    if theirs in (base, ours):
        return ours
    if ours == base:
        return theirs
    made = Header(
        scenes=_merge_items(
            [{s.id: s for s in h.scenes} for h in (base, ours, theirs)], "scenes", _merge_scene, decisions
        ),
        registrations=_merge_items(
            [{f"{r.from_id} {r.to_id}": r for r in h.registrations} for h in (base, ours, theirs)],
            "registration",
            _merge_registration,
            decisions,
        ),
        version=max(ours.version, theirs.version, key=_version),
        extra=merge_objects(base.extra, ours.extra, theirs.extra, "", decisions),
        foreign=merge_objects(base.foreign, ours.foreign, theirs.foreign, "$", decisions),
    )
    return ours if made == ours else theirs if made == theirs else made


def _version(text: str) -> tuple[tuple[int, ...], str]:
    return tuple(int(part) for part in text.split(".") if part.isdigit()), text


def _merge_items(
    sides: list[dict[str, Item]],
    path: str,
    merge_one: Callable[[str, Item | None, Item, Item, Decisions], Item],
    decisions: Decisions,
) -> tuple[Item, ...]:
    base, ours, theirs = sides
    made: list[Item] = []
    for key in merge_order(base, ours, theirs):
        old, own, other = base.get(key), ours.get(key), theirs.get(key)
        where = f"{path}/{key}"
        side = changed_side(old, own, other)
        if side is not None:
            item = own if side == "ours" else other
        elif own is not None and other is not None:
            item = merge_one(where, old, own, other, decisions)
        else:
            # Removed on one side, changed on the other: what was worked on stays.
            values = (_shown(old), _shown(own), _shown(other))
            chosen = decisions.decide(("", where), values, default="theirs" if own is None else "ours")
            item = own if chosen == "ours" else other
        if item is not None:
            made.append(item)
    return tuple(made)


def _merge_registration(
    where: str, old: Registration | None, own: Registration, other: Registration, decisions: Decisions
) -> Registration:
    """A measured shift is one thing: half of one and half of another would be no measurement."""
    side = decisions.decide(("", where), (_shown(old), _shown(own), _shown(other)))
    return own if side == "ours" else other


def _merge_scene(where: str, old: Scene | None, own: Scene, other: Scene, decisions: Decisions) -> Scene:
    values = [_members(scene) for scene in (old, own, other)]
    taken: dict[str, Any] = {}
    for attribute in _ATTRIBUTES:
        name = _NAMES.get(attribute, attribute)
        group = _GROUP.get(name, (name,))
        if name != group[0]:
            continue
        parts = [{key: side.get(key) for key in group} for side in values]
        side = changed_side(*parts)
        if side is None:
            shown = [part[name] if len(group) == 1 else part for part in parts]
            side = decisions.decide(("", f"{where}/{name}"), (shown[0], shown[1], shown[2]))
        taken |= parts[1] if side == "ours" else parts[2]
    extra = merge_objects({} if old is None else old.extra, own.extra, other.extra, where, decisions)
    by_attribute = {attribute: taken[_NAMES.get(attribute, attribute)] for attribute in _ATTRIBUTES}
    acquisition = Acquisition(**{k: v for k, v in by_attribute.items() if k in _ACQUISITION})
    plain = {k: v for k, v in by_attribute.items() if k not in _ACQUISITION}
    return replace(own, acquisition=acquisition, extra=extra, **plain)


def _members(scene: Scene | None) -> dict[str, Any]:
    """Members of a scene by their names in the file."""
    if scene is None:
        return {}
    return {
        _NAMES.get(name, name): getattr(scene.acquisition if name in _ACQUISITION else scene, name)
        for name in _ATTRIBUTES
    }


def _shown(item: Scene | Registration | None) -> Mapping[str, Any] | None:
    """A scene or registration as an object, for showing a conflict."""
    if item is None:
        return None
    if isinstance(item, Scene):
        known = {"id": item.id, **_members(item)}
    else:
        known = {f.name.removesuffix("_id"): getattr(item, f.name) for f in fields(item) if f.name != "extra"}
    return {k: v for k, v in {**known, **item.extra}.items() if not same(v, None)}
