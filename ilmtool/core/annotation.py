"""The annotation: one GeoJSON feature of the sidecar, as an immutable value.

The classes are msgspec structs and not dataclasses because a sidecar of 100,000 features has to be read
in a fraction of a second: they are decoded straight from the file's bytes, without a second set of
classes. `gc=False` keeps them out of the garbage collector's walks (they hold no cycles).
"""

from __future__ import annotations

from typing import Annotated, Any

import msgspec

from ilmtool.core.geometry import Ring

SCHEMA = "ilmtool/1"

KINDS = ("observation", "examined")
SHAPES = ("box", "oriented_box", "polygon")
CERTAINTIES = ("confirmed", "probable", "possible", "unknown")
CHANGES = ("new", "removed", "modified", "moved", "unchanged", "unknown")
RESULTS = ("no_change_seen", "change_seen", "obscured", "no_image")
REVIEWS = ("draft", "submitted", "approved", "changes_requested", "rejected")
PRECISIONS = ("second", "day")
LIKELIHOODS = (
    "almost no chance",
    "very unlikely",
    "unlikely",
    "roughly even chance",
    "likely",
    "very likely",
    "almost certain",
)
CONFIDENCES = ("low", "moderate", "high")


MAX_PIXEL = 1e8
"""No image is larger; the bound is checked while decoding, where it costs nothing."""

_Pixel = Annotated[float, msgspec.Meta(ge=-MAX_PIXEL, le=MAX_PIXEL)]
_Ring = Annotated[tuple[tuple[_Pixel, _Pixel], ...], msgspec.Meta(min_length=4)]


class Polygon(msgspec.Struct, frozen=True, gc=False, tag_field="type", tag="Polygon"):
    """A GeoJSON-shaped polygon in pixel space; the exterior comes first, holes follow.

    The bounds in the type hold for what is decoded from a file, not for what is made here.
    """

    coordinates: Annotated[tuple[_Ring, ...], msgspec.Meta(min_length=1)]


class Comment(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """What a reviewer or author wrote about an annotation; `resolved` is when that was dealt with."""

    author: str = ""
    time: str = ""
    text: str = ""
    resolved: str = ""


class Properties(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """The feature properties that the contract names; field order is the file's key order.

    Times are full UTC datetimes as text (`2019-03-02T02:15:00Z`). None means absent. The first four are
    always written: `omit_defaults` leaves out plain defaults only, not those made by a factory. `locked` is a
    property of ilmtool beyond the contract's table: to a reader that does not know it, one of "any other".
    """

    schema: str = msgspec.field(default_factory=lambda: SCHEMA)
    kind: str = msgspec.field(default_factory=lambda: "observation")
    label: str = msgspec.field(default_factory=lambda: "")
    shape: str = msgspec.field(default_factory=lambda: "box")
    certainty: str | None = None
    certainty_term: str | None = None
    likelihood: str | None = None
    confidence: str | None = None
    change: str | None = None
    change_not_before: str | None = None
    change_not_after: str | None = None
    change_precision: str | None = None
    scene_before: str | None = None
    scene_after: str | None = None
    drawn_on: str | None = None
    visible_scene: str | None = None
    result: str | None = None
    note: str | None = None
    author: str | None = None
    created: str | None = None
    updated: str | None = None
    review: str | None = None
    reviewer: str | None = None
    reviewed: str | None = None
    comments: tuple[Comment, ...] | None = None
    locked: bool | None = None
    image_geometry: Polygon | None = msgspec.field(default=None, name="imageGeometry")


class Annotation(msgspec.Struct, frozen=True, gc=False):
    """One annotation.

    Attributes
    ----------
    id : str
        UUID.
    properties : Properties
        What the contract names.
    geometry : bytes
        The `geometry` member as JSON bytes, `b"null"` where the image has no georeferencing. It is
        derived from `image_geometry` when the box is edited, and otherwise kept exactly as it was read.
    source : bytes or None
        The feature's own line as it was read, from which members that ilmtool does not know are taken
        again on writing. None for an annotation made here.
    extra : dict or None
        Members of `properties` that the contract does not name (label-set attributes), when they have
        been edited here; None means "as in `source`". Treat it as immutable.
    """

    id: str
    properties: Properties
    geometry: bytes = b"null"
    source: bytes | None = None
    extra: dict[str, Any] | None = None

    @property
    def label(self) -> str:
        return self.properties.label

    @property
    def ring(self) -> Ring | None:
        """Exterior ring in pixel space of the scene `drawn_on`, or None where the file has none."""
        polygon = self.properties.image_geometry
        return polygon.coordinates[0] if polygon is not None and polygon.coordinates else None

    @property
    def drawn_on(self) -> str | None:
        return self.properties.drawn_on

    def edited(self, **changes: Any) -> Annotation:
        """A copy with some properties changed; the rest, `source` included, stays."""
        return msgspec.structs.replace(self, properties=msgspec.structs.replace(self.properties, **changes))
