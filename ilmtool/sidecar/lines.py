"""Remembers the line that each annotation and scene was last written as."""

from __future__ import annotations

from dataclasses import dataclass, field

from ilmtool.core.annotation import Annotation
from ilmtool.core.document import Header
from ilmtool.core.scene import Registration, Scene


@dataclass(slots=True)
class LineCache:
    """Lines of one open sidecar, so that saving encodes only what has changed.

    Values are known by identity: an annotation that `is` the one seen has the line seen. One cache
    belongs to one open document and is used by one thread at a time (the serial lane that saves).

    Attributes
    ----------
    seen : dict
        Id -> the annotation as it was read or last encoded.
    lines : dict
        Id -> its line, without comma and line feed.
    head : tuple or None
        The header as it was read, and its bytes, if these are in the canonical layout.
    scenes, registrations : dict
        `id()` of the value -> the value (which keeps it alive) and its text.
    members : dict
        Text of the header's members as they were read, for the order and for unknown ones; those of the
        FeatureCollection under `""`, those of `ilmtool` under `"ilmtool"`, those of a scene under its id.
    """

    seen: dict[str, Annotation] = field(default_factory=dict)
    lines: dict[str, bytes] = field(default_factory=dict)
    head: tuple[Header, bytes] | None = None
    scenes: dict[int, tuple[Scene, bytes]] = field(default_factory=dict)
    registrations: dict[int, tuple[Registration, bytes]] = field(default_factory=dict)
    values: dict[int, tuple[object, bytes]] = field(default_factory=dict)
    members: dict[str, dict[str, bytes]] = field(default_factory=dict)
