"""One annotation against the contract."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import numpy as np

from ilmtool.core.annotation import (
    CERTAINTIES,
    CHANGES,
    CONFIDENCES,
    KINDS,
    LIKELIHOODS,
    PRECISIONS,
    RESULTS,
    REVIEWS,
    SCHEMA,
    SHAPES,
    Annotation,
)
from ilmtool.core.document import Document
from ilmtool.core.geometry import Ring, is_axis_aligned
from ilmtool.sidecar.feature_read import is_uuid
from ilmtool.sidecar.feature_values import TIMES, mended_time
from ilmtool.sidecar.findings import Report
from ilmtool.sidecar.geometry_text import Part, parts
from ilmtool.sidecar.json_text import duplicate_keys, members
from ilmtool.sidecar.outline import is_convex, is_rectangle
from ilmtool.text import tr

_WORDS = {
    "kind": KINDS,
    "shape": SHAPES,
    "likelihood": LIKELIHOODS,
    "confidence": CONFIDENCES,
    "change": CHANGES,
    "change_precision": PRECISIONS,
    "result": RESULTS,
    "review": REVIEWS,
}
_REQUIRED = ("schema", "kind", "label", "shape", "drawn_on", "imageGeometry")
_SCENES = ("scene_before", "scene_after", "drawn_on", "visible_scene")
_EDGE_PX = 0.01

_Say = Callable[[str, str, str, str], None]


class FeatureCheck:
    """Checks annotations of one document, one at a time.

    Parameters
    ----------
    document : Document
    report : Report
    has_header : bool
        Without one, scenes cannot be missing from it.
    """

    def __init__(self, document: Document, report: Report, *, has_header: bool) -> None:
        self._scenes = {scene.id: scene for scene in document.header.scenes}
        self._report = report
        self._has_header = has_header

    def run(self, annotation: Annotation, line: int) -> None:
        """Note everything about one annotation that is not as it should be."""

        def say(severity: str, code: str, message: str, member: str) -> None:
            path = f"$.features[?(@.id=='{annotation.id[:80]}')]{member}"
            self._report.add(severity, code, message, path, line, annotation.id)

        if not is_uuid(annotation.id):
            say("warning", "id-not-uuid", tr("The id {id!r} is not a UUID.", id=annotation.id[:80]), ".id")
        for name in duplicate_keys(annotation.source or b"{}"):
            say(
                "warning",
                "duplicate-key",
                tr("The member {name} occurs twice; the last one counts.", name=name),
                "",
            )
        _check_present(annotation, say)
        _check_words(annotation, say)
        _check_times(annotation, say)
        self._check_scenes(annotation, say)
        self._check_pixels(annotation, say)
        self._check_ground(annotation, say)

    def _check_scenes(self, annotation: Annotation, say: _Say) -> None:
        if not self._has_header:
            return
        for key in _SCENES:
            scene_id = getattr(annotation.properties, key)
            if scene_id is not None and scene_id not in self._scenes:
                message = tr(
                    "{key} is {value!r}, which is no scene of this file.", key=key, value=scene_id[:80]
                )
                say("warning", "unknown-scene", message, f".properties.{key}")

    def _check_pixels(self, annotation: Annotation, say: _Say) -> None:
        polygon = annotation.properties.image_geometry
        if polygon is None:
            return
        where = ".properties.imageGeometry"
        exterior = polygon.coordinates[0]
        for code, message in _ring_problems("imageGeometry", polygon.coordinates):
            say("warning", code, message, where)
        shape = annotation.properties.shape
        if shape == "box" and (len(polygon.coordinates) > 1 or not is_axis_aligned(exterior, 1e-6)):
            say("warning", "box-not-aligned", tr("The shape is box, but the ring is no upright box."), where)
        if shape == "oriented_box" and (len(polygon.coordinates) > 1 or not is_rectangle(exterior)):
            say(
                "warning",
                "not-a-rectangle",
                tr("The shape is oriented_box, but the ring is no rectangle."),
                where,
            )
        scene = self._scenes.get(annotation.drawn_on or "")
        if scene is not None and scene.shape is not None:
            rows, cols = scene.shape
            points = np.asarray(exterior)
            low, high = points.min(axis=0), points.max(axis=0)
            if min(low) < -_EDGE_PX or high[0] > cols + _EDGE_PX or high[1] > rows + _EDGE_PX:
                message = tr(
                    "The ring reaches out of the image {scene} ({cols} x {rows} px).",
                    scene=scene.id,
                    cols=cols,
                    rows=rows,
                )
                say("warning", "outside-scene", message, where)

    def _check_ground(self, annotation: Annotation, say: _Say) -> None:
        if annotation.geometry == b"null":
            scene = self._scenes.get(annotation.drawn_on or "")
            if scene is not None and scene.transform is not None and (scene.crs_code or scene.crs_wkt):
                message = tr("geometry is null, though {scene} is georeferenced.", scene=scene.id)
                say("warning", "geometry-missing", message, ".geometry")
            return
        try:
            areas: list[Part] = parts(annotation.geometry)
        except ValueError:
            return  # found while reading
        for area in areas:
            for code, message in _ring_problems("geometry", tuple(tuple(ring) for ring in area)):
                say("warning", code, message, ".geometry")
            for index, ring in enumerate(area):
                if (_area(ring) < 0) != (index > 0):
                    message = (
                        tr("A hole of geometry is not clockwise.") if index else tr("geometry is clockwise.")
                    )
                    say("warning", "ring-orientation", message, ".geometry")


def _check_present(annotation: Annotation, say: _Say) -> None:
    raw = members(annotation.source or b"{}").get("properties", b"null")
    present = members(raw) if raw[:1] == b"{" else {}
    for key in _REQUIRED:
        if present.get(key, b"null") == b"null" and key != "imageGeometry":
            say("warning", "member-missing", tr("{key} is missing.", key=key), f".properties.{key}")
    properties = annotation.properties
    if properties.schema != SCHEMA:
        say("warning", "unknown-schema", tr("schema is not {schema}.", schema=SCHEMA), ".properties.schema")
    if properties.kind == "observation" and not properties.label:
        say("warning", "label-missing", tr("The observation has no label."), ".properties.label")
    if properties.kind == "examined" and properties.result is None:
        say("warning", "member-missing", tr("An examined area has no result."), ".properties.result")


def _check_words(annotation: Annotation, say: _Say) -> None:
    for key, words in _WORDS.items():
        value = getattr(annotation.properties, key)
        if value is not None and value not in words:
            message = tr(
                "{key} is {value!r}, which is none of {words}.",
                key=key,
                value=value[:40],
                words=", ".join(words),
            )
            say("warning", "unknown-word", message, f".properties.{key}")
    certainty = annotation.properties.certainty
    if certainty is not None and certainty not in CERTAINTIES:
        message = tr(
            "certainty is {value!r}: a word of the team's own list, or a slip.", value=certainty[:40]
        )
        say("info", "own-certainty", message, ".properties.certainty")


def _check_times(annotation: Annotation, say: _Say) -> None:
    properties = annotation.properties
    for key in TIMES:
        value = getattr(properties, key)
        if value is not None and mended_time(value) != value:
            message = tr(
                "{key} is {value!r} and not a UTC datetime like 2019-03-02T02:15:00Z.",
                key=key,
                value=value[:40],
            )
            say("warning", "bad-datetime", message, f".properties.{key}")
    start, end = properties.change_not_before, properties.change_not_after
    times = [mended_time(value) for value in (start, end) if value is not None]
    if len(times) == 2 and None not in times and str(times[0]) > str(times[1]):
        message = tr("The change interval ends ({end}) before it starts ({start}).", end=end, start=start)
        say("warning", "interval-order", message, ".properties.change_not_after")


def _ring_problems(member: str, rings: tuple[Ring, ...]) -> list[tuple[str, str]]:
    """(code, message) for rings that are no simple polygon."""
    if len(rings) == 1 and len(rings[0]) == 5 and is_convex(rings[0]):
        return []
    import shapely

    polygon = shapely.Polygon(rings[0], rings[1:])
    if polygon.convex_hull.area == 0.0:
        return [("zero-area", tr("{member} covers nothing.", member=member))]
    if polygon.is_valid:
        return []
    reason = shapely.is_valid_reason(polygon)[:120]
    message = tr("{member} is not a simple polygon: {reason}.", member=member, reason=reason)
    return [("not-simple", message)]


def _area(ring: Ring | list[tuple[float, float]]) -> float:
    """Signed area, about the first point to be exact for small rings; positive counter-clockwise, y up."""
    x0, y0 = ring[0]
    return sum((x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0) for (x1, y1), (x2, y2) in pairwise(ring[1:]))
