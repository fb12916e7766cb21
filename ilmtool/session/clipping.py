"""Annotations as text and back, for the clipboard: the sidecar's own layout, which any GIS reads as GeoJSON.

What comes in may be from anybody: another window of the program, QGIS, an e-mail. It is read as strictly as a
file, and every annotation made of it is new.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import msgspec
import numpy as np

from ilmtool.core.annotation import CHANGES, CONFIDENCES, KINDS, LIKELIHOODS, RESULTS, Annotation
from ilmtool.core.document import Document, Patch
from ilmtool.core.geometry import ring_bounds
from ilmtool.core.layout import Side
from ilmtool.core.scene import Scene
from ilmtool.errors import UserError
from ilmtool.session.copies import copy_of, on_the_ground
from ilmtool.session.edit import Edit, EditContext, Outline, outline_of, present, what
from ilmtool.session.operations import interval_of
from ilmtool.session.outline_edits import shape_of
from ilmtool.session.pair import Pair
from ilmtool.session.ports import Notice
from ilmtool.text import mark, number, tr

_NAME = mark("The clipboard")
MAX_BYTES = 64 << 20
"""Some 80,000 annotations; a whole file is opened, not pasted."""

MAX_WORD = 200
"""Characters of a label or a certainty from elsewhere."""

_HINT = mark("Copy annotations here, or polygons as GeoJSON in another program.")
_NO_POLYGONS = mark("{count} left out: they are no polygons.")
_OUTSIDE = mark("{count} left out: they lie outside of both images.")
_NO_PLACE = mark("{count} left out: they have no place in these images.")
_EMPTY = mark("{count} left out: they cover nothing.")
_CROSSED = mark("{count} left out: they cross themselves.")
_AREAS = ("Polygon", "MultiPolygon", "GeometryCollection")
_LABELS = ("class", "name", "category", "type")
"""Where other programs keep what a thing is."""


@dataclass(frozen=True, slots=True)
class Paste:
    """What a text makes of a document.

    Attributes
    ----------
    edit : Edit
        May be empty.
    notice : Notice or None
        What the user has to know: boxes left out, or placed by their pixels only.
    """

    edit: Edit
    notice: Notice | None = None


def copied(document: Document, ids: Iterable[str]) -> str:
    """The annotations as a GeoJSON FeatureCollection, with the scenes that they are about."""
    from ilmtool.sidecar.codec import encode

    header = replace(document.header, extra={}, foreign={})
    return b"".join(encode(Document(header, present(document, ids)))).decode()


def pasted(text: str, document: Document, pair: Pair, context: EditContext, label: str = "") -> Paste:
    """Annotations from a text, placed in an open pair.

    On the same images they come to the same pixels. On others they come to the same place on the ground, by
    longitude and latitude, in the image of the same role, or in the other one if they lie outside of it.
    Where there is no ground, they keep their pixels.

    Parameters
    ----------
    label : str
        For polygons that say nothing about themselves.

    Raises
    ------
    UserError
        The text is no GeoJSON, is too large, is not in longitude and latitude, or holds no area.
    """
    from ilmtool.sidecar.reader import read_bytes

    clip = read_bytes(_collection(text), tr(_NAME)).document
    left: Counter[str] = Counter()
    if clip.opaque:
        left[_NO_POLYGONS] += len(clip.opaque)
    placer = _Placer(clip, document, pair)
    copies: list[Annotation] = []
    for item in clip.annotations.values():
        found = list(placer.places(item))
        if not found:
            left[placer.reason] += 1
        for outline, scene_id, by_pixels in found:
            problem = _problem(outline)
            if problem is not None:
                left[problem] += 1
                continue
            placer.by_pixels += by_pixels
            values = {**_said(item, context, label), **placer.evidence(item, context)}
            shape = _shape(item, outline)
            copies.append(copy_of(item, outline, scene_id, context, shape=shape, **values))
    if not copies and not left:
        raise _nothing()
    made = on_the_ground(copies, context.grounds)
    edit = Edit(
        tr("Paste {what}", what=what(copies)), Patch({key: (None, a) for key, a in made.items()}), tuple(made)
    )
    return Paste(edit, _notice(len(copies), left, placer.by_pixels))


def _nothing(why: str = "") -> UserError:
    return UserError(tr("The clipboard holds no annotations."), why, tr(_HINT))


def _collection(text: str) -> bytes:
    """The text as a FeatureCollection; a single feature or geometry becomes one.

    Raises
    ------
    UserError
        It is no GeoJSON of any of these kinds.
    """
    from ilmtool.sidecar.json_text import depth_within, members

    data = text.strip().encode("utf-8", "replace")
    if len(data) > MAX_BYTES:
        raise UserError(
            tr("The clipboard holds too much to paste."),
            tr(
                "It has {size} bytes; at most {most} are pasted.",
                size=number(len(data)),
                most=number(MAX_BYTES),
            ),
            tr("Save it as a file and open that."),
        )
    if data[:1] != b"{" or not depth_within(data):
        raise _nothing()
    try:
        kind = msgspec.json.decode(members(data).get("type", b"null"))
    except (ValueError, RecursionError) as error:
        raise _nothing(tr("It is not JSON: {error}.", error=error)) from error
    if kind == "FeatureCollection":
        return data
    if kind in _AREAS:
        data = b'{"type":"Feature","geometry":' + data + b',"properties":{}}'
    elif kind != "Feature":
        raise _nothing(tr("It is JSON, but no GeoJSON with areas."))
    return b'{"type":"FeatureCollection","features":[' + data + b"]}"


class _Placer:
    """Where annotations of one clip come to lie in one pair."""

    def __init__(self, clip: Document, document: Document, pair: Pair) -> None:
        self._clip, self._document, self._pair = clip, document, pair
        self._same = {
            scene.id
            for scene in clip.header.scenes
            if is_same_scene(scene, document.scene(scene.id)) and scene.id in pair.placements
        }
        self._evidence: dict[str, Any] = {}
        self.by_pixels = 0
        self.reason = ""
        """Why the last one was placed nowhere; marked."""

    def evidence(self, item: Annotation, context: EditContext) -> dict[str, Any]:
        """The scenes that are compared and the interval between them; nothing where the item's own stay."""
        p = item.properties
        if (p.scene_before, p.scene_after) == (context.before_id, context.after_id) and {
            p.scene_before,
            p.scene_after,
        } <= self._same:
            return {}
        if not self._evidence:
            start, end, precision = interval_of(self._document, context.before_id, context.after_id)
            self._evidence = {
                "scene_before": context.before_id,
                "scene_after": context.after_id,
                "change_not_before": start,
                "change_not_after": end,
                "change_precision": precision,
            }
        return self._evidence

    def places(self, item: Annotation) -> Iterator[tuple[Outline, str, bool]]:
        """(outline, scene, whether it has been placed by its pixels only); nothing, and a reason."""
        own = outline_of(item)
        self.reason = _OUTSIDE
        if own and item.drawn_on is not None and item.drawn_on in self._same:
            if self._touches(own, item.drawn_on):
                yield own, item.drawn_on, False
            return
        for side in self._sides(item):
            found = list(self._on_ground(item, side))
            if found:
                yield from ((outline, self._pair.scene_id(side), False) for outline in found)
                return
        if own and not self._has_ground(item):
            side = self._sides(item)[0]
            if self._touches(own, self._pair.scene_id(side)):
                yield own, self._pair.scene_id(side), True
        elif not own and not self._has_ground(item):
            self.reason = _NO_PLACE

    def _has_ground(self, item: Annotation) -> bool:
        """Whether the ground can tell where it is, on both ends."""
        scenes = (self._pair.scene(side) for side in Side)
        return item.geometry != b"null" and any(scene.ground is not None for scene in scenes)

    def _sides(self, item: Annotation) -> tuple[Side, Side]:
        """The side of the same role first."""
        scene = self._clip.scene(item.drawn_on)
        is_before = scene.role == "before" if scene is not None else self._is_before(item)
        return (Side.BEFORE, Side.AFTER) if is_before else (Side.AFTER, Side.BEFORE)

    @staticmethod
    def _is_before(item: Annotation) -> bool:
        return item.drawn_on is not None and item.drawn_on == item.properties.scene_before

    def _on_ground(self, item: Annotation, side: Side) -> Iterator[Outline]:
        from ilmtool.sidecar.geometry_text import BadGeometryError, OutsideLonLatError, parts
        from ilmtool.sidecar.outline import rings_in_pixels, tidy_rings

        ground = self._pair.scene(side).ground
        if ground is None or item.geometry == b"null":
            return
        try:
            areas = parts(item.geometry)
        except (BadGeometryError, OutsideLonLatError):
            return
        whole = rings_in_pixels(areas, ground)
        # Parts that do not make one area are several annotations.
        listed = [whole] if whole is not None else [rings_in_pixels([part], ground) for part in areas]
        for rings in listed:
            if rings is None or not all(np.isfinite(ring).all() for ring in rings):
                continue
            outline, _ = tidy_rings(rings, item.ring, item.properties.shape if item.ring else None)
            if self._touches(outline, self._pair.scene_id(side)):
                yield outline

    def _touches(self, outline: Outline, scene_id: str) -> bool:
        size = self._pair.size_of(scene_id)
        x0, y0, x1, y1 = ring_bounds(outline[0])
        return size is not None and x0 < size[0] and y0 < size[1] and x1 > 0 and y1 > 0


def is_same_scene(one: Scene, other: Scene | None) -> bool:
    """Whether two entries mean the same image, as far as they say: then pixels can be taken as they are."""
    if other is None or one.id != other.id or one.shape != other.shape or one.transform != other.transform:
        return False
    known = (
        (one.file_size, other.file_size),
        (one.file_checksum, other.file_checksum),
        (one.crs_code, other.crs_code),
    )
    return all(a is None or b is None or a == b for a, b in known)


def _said(item: Annotation, context: EditContext, label: str) -> dict[str, Any]:
    """What the annotation says, as far as it is the contract's words."""
    p = item.properties
    return {
        "kind": p.kind if p.kind in KINDS else "observation",
        "label": _word(p.label) or _foreign_label(item) or label,
        "certainty": _word(p.certainty or "") or context.certainty,
        "certainty_term": _word(p.certainty_term or "") or None,
        "change": p.change if p.change in CHANGES else context.change,
        "likelihood": p.likelihood if p.likelihood in LIKELIHOODS else None,
        "confidence": p.confidence if p.confidence in CONFIDENCES else None,
        "result": p.result if p.result in RESULTS else None,
    }


def _word(text: str) -> str:
    """One line of text, of bounded length."""
    return " ".join(text.split())[:MAX_WORD]


def _foreign_label(item: Annotation) -> str:
    from ilmtool.sidecar.codec import extra_properties

    extra = extra_properties(item)
    found = (extra[key] for key in _LABELS if isinstance(extra.get(key), str))
    return _word(next(found, ""))


def _shape(item: Annotation, outline: Outline) -> str:
    """A box that lies straight stays oriented, or a polygon, if it was one."""
    found = "polygon" if len(outline) > 1 else shape_of(outline[0])
    was = item.properties.shape
    if was == "polygon" and item.ring is not None:
        return was
    return "oriented_box" if found == "box" and was == "oriented_box" and item.ring is not None else found


def _problem(outline: Outline) -> str | None:
    from ilmtool.sidecar.outline import covers_nothing, crosses_itself

    if covers_nothing(outline):
        return _EMPTY
    return _CROSSED if crosses_itself(outline) else None


def _notice(count: int, left: Counter[str], by_pixels: int) -> Notice | None:
    if not left and not by_pixels:
        return None
    lines = []
    if by_pixels:
        lines.append(
            tr(
                "One of the images has no georeferencing, so they lie at the same pixels, "
                "not at the same place."
            )
        )
    lines += [tr(reason, count=number(of_it)) for reason, of_it in left.items()]
    title = tr("{count} pasted.", count=number(count)) if count else tr("Nothing was pasted.")
    return Notice("warning" if left or by_pixels else "info", title, " ".join(lines))
