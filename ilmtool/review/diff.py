"""Two versions of one file: what was drawn, removed and changed, by id, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

from ilmtool.core.annotation import Annotation
from ilmtool.core.document import Document, Header
from ilmtool.core.scene import Registration, Scene
from ilmtool.review.wording import changes, described, details, name_of, plain, short_ids
from ilmtool.sidecar.codec import extra_properties

ADDED, REMOVED, CHANGED = "+", "-", "~"


@dataclass(frozen=True, slots=True)
class Difference:
    """One line of a diff.

    Attributes
    ----------
    sign : {"+", "-", "~"}
    id : str or None
        Of the annotation; None for the header and for features that cannot be read.
    text : str
        What happened, in words, safe for a terminal.
    """

    sign: str
    id: str | None
    text: str

    def __str__(self) -> str:
        return f"{self.sign} {self.text}"


def diff(old: Document, new: Document) -> list[Difference]:
    """What differs between two documents: the header first, then annotations by id."""
    short = short_ids((*old.annotations, *new.annotations))
    found = list(_header(old.header, new.header))
    for key in sorted(old.annotations.keys() | new.annotations.keys()):
        before, after = old.annotations.get(key), new.annotations.get(key)
        if before is None and after is not None:
            found.append(Difference(ADDED, key, f"{name_of(after, short)} {described(after)}"))
        elif after is None and before is not None:
            found.append(Difference(REMOVED, key, f"{name_of(before, short)} {described(before)}"))
        elif before is not None and after is not None:
            parts = _changed(before, after)
            if parts:
                found.append(Difference(CHANGED, key, f"{name_of(before, short)} {', '.join(parts)}"))
    return found + list(_opaque(old, new))


def _changed(before: Annotation, after: Annotation) -> list[str]:
    if before is after or (before.source is not None and before.source == after.source):
        return []
    return changes(before, after, extra_properties(before), extra_properties(after))


def summary(differences: list[Difference]) -> str:
    """`2 drawn, 1 removed, 3 changed`."""
    words = ((ADDED, "drawn"), (REMOVED, "removed"), (CHANGED, "changed"))
    counts = [(sum(d.sign == sign and d.id is not None for d in differences), word) for sign, word in words]
    told = [f"{count} {word}" for count, word in counts if count]
    if any(d.id is None for d in differences):
        told.append("header or unreadable features differ")
    return ", ".join(told) or "no difference"


def _header(old: Header, new: Header) -> Iterator[Difference]:
    yield from _entries("scene", {s.id: _scene(s) for s in old.scenes}, {s.id: _scene(s) for s in new.scenes})
    yield from _entries(
        "registration",
        {f"{r.from_id} -> {r.to_id}": _registration(r) for r in old.registrations},
        {f"{r.from_id} -> {r.to_id}": _registration(r) for r in new.registrations},
    )
    rest_old, rest_new = {**old.extra, **old.foreign}, {**new.extra, **new.foreign}
    for key in sorted(rest_old.keys() | rest_new.keys()):
        if rest_old.get(key) != rest_new.get(key):
            sign = ADDED if key not in rest_old else REMOVED if key not in rest_new else CHANGED
            yield Difference(sign, None, f"header {plain(key)}")
    if old.version != new.version:
        yield Difference(CHANGED, None, f"format version {plain(old.version)} -> {plain(new.version)}")


def _entries(
    what: str, old: dict[str, dict[str, Any]], new: dict[str, dict[str, Any]]
) -> Iterator[Difference]:
    for key in sorted(old.keys() | new.keys()):
        if key not in old:
            yield Difference(ADDED, None, f"{what} {plain(key)}")
        elif key not in new:
            yield Difference(REMOVED, None, f"{what} {plain(key)}")
        else:
            before, after = old[key], new[key]
            parts = [
                f"{plain(name)} {plain(before.get(name))} -> {plain(after.get(name))}"
                for name in sorted(before.keys() | after.keys())
                if before.get(name) != after.get(name)
            ]
            if parts:
                yield Difference(CHANGED, None, f"{what} {plain(key)}: {', '.join(parts)}")


def _scene(scene: Scene) -> dict[str, Any]:
    own = {f.name: getattr(scene, f.name) for f in fields(scene) if f.name not in {"acquisition", "extra"}}
    taken = {f.name: getattr(scene.acquisition, f.name) for f in fields(scene.acquisition)}
    return {**own, **taken, **scene.extra}


def _registration(registration: Registration) -> dict[str, Any]:
    own = {f.name: getattr(registration, f.name) for f in fields(registration) if f.name != "extra"}
    return {**own, **registration.extra}


def _opaque(old: Document, new: Document) -> Iterator[Difference]:
    before, after = {f.raw for f in old.opaque}, {f.raw for f in new.opaque}
    for sign, raws in ((REMOVED, before - after), (ADDED, after - before)):
        for raw in sorted(raws):
            text = raw[:400].decode("utf-8", "replace")
            yield Difference(sign, None, f"feature that cannot be read: {plain(text)}")


def listed(document: Document) -> Iterator[str]:
    """The whole document in words, a line for each thing, in a fixed order: what git's textconv compares."""
    for scene in sorted(document.header.scenes, key=lambda s: s.id):
        members = {k: v for k, v in _scene(scene).items() if v not in (None, "") and k != "id"}
        told = ", ".join(f"{plain(key)} {plain(value)}" for key, value in members.items())
        yield f"scene {plain(scene.id)}: {told}"
    for registration in document.header.registrations:
        members = {k: v for k, v in _registration(registration).items() if v is not None}
        yield "registration " + ", ".join(f"{plain(k)} {plain(v)}" for k, v in members.items())
    for key in sorted(document.header.extra):
        yield f"header {plain(key)}: {plain(document.header.extra[key])}"
    for key in sorted(document.annotations):
        annotation = document.annotations[key]
        words = [described(annotation), *details(annotation, extra_properties(annotation))]
        yield f"{plain(annotation.label or 'box')} {plain(key)} {', '.join(words)}"
    for feature in document.opaque:
        yield f"feature that cannot be read: {plain(feature.raw[:400].decode('utf-8', 'replace'))}"
