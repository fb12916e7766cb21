"""Remembers the line that each annotation and scene was last written as."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ilmtool.core.annotation import Annotation
from ilmtool.core.document import Header, OpaqueFeature
from ilmtool.core.scene import Registration, Scene


@dataclass(slots=True)
class LineCache:
    """Lines of one open sidecar, so that saving encodes only what has changed.

    Values are known by identity: an annotation that `is` the one seen has the line seen. One cache
    belongs to one open document and is used by one thread at a time (the serial lane that saves).

    Attributes
    ----------
    original : mapping
        Id -> the annotation as it was read, where its `source` is in the canonical layout: its line.
    encoded : dict
        Id -> the annotation as it was last encoded, and its line, without comma and line feed.
    order, aligned, texts : list
        Ids, values and lines as they were last written, in the order of the file.
    head : tuple or None
        The header as it was read, and its bytes, if these are in the canonical layout.
    scenes, registrations, values : dict
        `id()` of a part of the header -> the part (which keeps it alive) and its text.
    members : dict
        Text of the header's members as they were read, for their order and for unknown ones; those of the
        FeatureCollection under `""`, those of `ilmtool` under its name, those of a scene under
        `scene <id>`, those of a registration under `registration <from> <to>`.
    """

    original: Mapping[str, Annotation] = field(default_factory=dict)
    encoded: dict[str, tuple[Annotation, bytes]] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)
    aligned: list[Annotation | OpaqueFeature] = field(default_factory=list)
    texts: list[bytes] = field(default_factory=list)
    head: tuple[Header, bytes] | None = None
    scenes: dict[int, tuple[Scene, bytes]] = field(default_factory=dict)
    registrations: dict[int, tuple[Registration, bytes]] = field(default_factory=dict)
    values: dict[int, tuple[object, bytes]] = field(default_factory=dict)
    members: dict[str, dict[str, bytes]] = field(default_factory=dict)
