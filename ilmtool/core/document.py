"""The document: everything that a sidecar says, as one immutable value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ilmtool.core.annotation import Annotation
from ilmtool.core.layered import Layered, changed
from ilmtool.core.scene import Registration, Scene


@dataclass(frozen=True, slots=True)
class Header:
    """The sidecar's `ilmtool` member.

    `extra` keeps members of it that this version does not know, `foreign` those of the FeatureCollection.
    """

    scenes: tuple[Scene, ...] = ()
    registrations: tuple[Registration, ...] = ()
    version: str = "1.0"
    extra: Mapping[str, Any] = field(default_factory=dict)
    foreign: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OpaqueFeature:
    """A feature that could not be read as an annotation: kept byte for byte and written back.

    `id` is its id where it has one, for sorting; `index` its place in the file it came from.
    """

    raw: bytes
    id: str | None
    index: int


@dataclass(frozen=True, slots=True)
class Document:
    """Scenes, registration and annotations.

    Never changed in place: a `Patch` makes the next one. `annotations` maps id to annotation and must be
    treated as immutable.
    """

    header: Header = Header()
    annotations: Mapping[str, Annotation] = field(default_factory=dict)
    opaque: tuple[OpaqueFeature, ...] = ()

    def scene(self, scene_id: str | None) -> Scene | None:
        """The scene of that id, or None."""
        return next((s for s in self.header.scenes if s.id == scene_id), None)

    def pick(self, ids: Iterable[str]) -> list[Annotation]:
        """The annotations of those of many ids that are there, in their order."""
        held = self.annotations
        if isinstance(held, Layered):
            return held.pick(ids)
        return [found for i in ids if (found := held.get(i)) is not None]

    def by_role(self, role: str) -> Scene | None:
        """The first scene of that role, or None."""
        return next((s for s in self.header.scenes if s.role == role), None)


@dataclass(frozen=True, slots=True)
class Patch:
    """The only way to change a document: for each id what was there and what is there now.

    None on the left means the annotation is added, None on the right that it is removed. `opaque` is set
    where a merge brought in or took away features that cannot be read.
    """

    annotations: Mapping[str, tuple[Annotation | None, Annotation | None]] = field(default_factory=dict)
    header: tuple[Header, Header] | None = None
    opaque: tuple[tuple[OpaqueFeature, ...], tuple[OpaqueFeature, ...]] | None = None

    def inverse(self) -> Patch:
        """The patch that takes this one back."""
        return Patch(
            {key: (after, before) for key, (before, after) in self.annotations.items()},
            None if self.header is None else (self.header[1], self.header[0]),
            None if self.opaque is None else (self.opaque[1], self.opaque[0]),
        )

    @property
    def is_empty(self) -> bool:
        return not self.annotations and self.header is None and self.opaque is None


def apply_patch(document: Document, patch: Patch) -> Document:
    """The document after the patch.

    Raises
    ------
    ValueError
        If the patch was not made from this document: what it says was there is not.
    """
    for key, (before, _) in patch.annotations.items():
        if document.annotations.get(key) is not before:
            raise ValueError(f"the patch does not fit the document at {key}")
    after = {key: value for key, (_, value) in patch.annotations.items()}
    annotations = changed(document.annotations, after) if after else document.annotations
    header = document.header
    if patch.header is not None:
        if patch.header[0] is not header:
            raise ValueError("the patch does not fit the document's header")
        header = patch.header[1]
    opaque = document.opaque
    if patch.opaque is not None:
        if patch.opaque[0] is not opaque:
            raise ValueError("the patch does not fit the document's opaque features")
        opaque = patch.opaque[1]
    return replace(document, annotations=annotations, header=header, opaque=opaque)


def patch_between(old: Document, new: Document) -> Patch:
    """The patch that makes `new` of `old`; values that are equal count as unchanged."""
    before, after = old.annotations, new.annotations
    annotations: dict[str, tuple[Annotation | None, Annotation | None]] = {
        key: (value, None) for key, value in before.items() if key not in after
    }
    for key, value in after.items():
        was = before.get(key)
        if was is not value and was != value:
            annotations[key] = (was, value)
    return Patch(
        annotations,
        None if old.header == new.header else (old.header, new.header),
        None if old.opaque == new.opaque else (old.opaque, new.opaque),
    )
