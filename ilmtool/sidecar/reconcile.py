"""What happened to a file while others had it: geometry edited elsewhere, scenes that changed.

`imageGeometry` is the truth, `geometry` is derived. Where the two disagree by more than half a pixel while
the scene still is the same, somebody moved the box in another program: what they did is adopted. Where the
scene itself changed, the pixels stay and the user is told.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce

import numpy as np

from ilmtool.core.annotation import Annotation, Polygon
from ilmtool.core.document import Document, Patch
from ilmtool.core.geometry import FloatArray
from ilmtool.errors import Finding
from ilmtool.sidecar.derive import PixelToGround
from ilmtool.sidecar.geometry_text import (
    BadGeometryError,
    LonLatPolygon,
    OutsideLonLatError,
    decode_area,
    parts,
)
from ilmtool.sidecar.limits import MAX_FINDINGS
from ilmtool.sidecar.outline import TOLERANCE_PX, rings_in_pixels, same_place, tidy_rings
from ilmtool.text import tr

_LAST_DECIMAL_DEG = 1.2e-8
"""Rounding of `geometry`, with a margin: no edit."""

_BATCH = 2_000


@dataclass(frozen=True, slots=True)
class SceneState:
    """What is known about the image of a scene now.

    Attributes
    ----------
    ground : PixelToGround or None
        None without georeferencing, and where the image is not there.
    same_checksum, same_transform, same_shape : bool or None
        Whether they are those in the header; None where either side is unknown.
    """

    ground: PixelToGround | None
    same_checksum: bool | None = None
    same_transform: bool | None = None
    same_shape: bool | None = None

    @property
    def changed(self) -> bool:
        """The image is another one, or placed elsewhere. What is not known counts as unchanged."""
        return False in (self.same_checksum, self.same_transform, self.same_shape)


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """The answer of `reconcile`.

    Attributes
    ----------
    patch : Patch
        Adopts edited geometry; empty if there is none. To be dispatched, so that undo has the old one.
    findings : tuple of Finding
    changed_scenes : tuple of str
        Scenes whose image changed, for which `replace_from_geometry` may be offered.
    """

    patch: Patch
    findings: tuple[Finding, ...]
    changed_scenes: tuple[str, ...]


def reconcile(document: Document, scenes: Mapping[str, SceneState]) -> Reconciliation:
    """Compare `geometry` with `imageGeometry`, and scenes with their images.

    Parameters
    ----------
    document : Document
    scenes : mapping
        Scene id -> its state. Annotations of other scenes are left alone.

    Notes
    -----
    Pure, and without a window; 100,000 boxes take a fraction of a second, most of it in pyproj.
    """
    findings: list[Finding] = []
    changed: list[str] = []
    adopted: dict[str, tuple[Annotation | None, Annotation | None]] = {}
    by_scene = _by_scene(document, scenes)
    for scene_id, state in scenes.items():
        own = by_scene.get(scene_id, [])
        if state.changed and document.scene(scene_id) is not None:
            changed.append(scene_id)
            findings.append(_scene_finding(scene_id, state, len(own)))
        elif state.ground is not None:
            for annotation, known in disagreeing(own, state.ground):
                rings = _placed(annotation, state.ground) if known is None else known
                _adopt(annotation, scene_id, rings, adopted, findings)
    if len(findings) > MAX_FINDINGS:
        rest = len(findings) - MAX_FINDINGS
        more = Finding("warning", "more-findings", tr("%n more finding(s) (is|are) left out.", "", rest))
        findings = [*findings[:MAX_FINDINGS], more]
    return Reconciliation(Patch(adopted), tuple(findings), tuple(changed))


def replace_from_geometry(document: Document, scene_id: str, ground: PixelToGround) -> Patch:
    """Place every annotation of a scene anew in its pixels, from where `geometry` says it is.

    For a scene that changed: what the user may ask for after `reconcile` has warned.
    """
    adopted: dict[str, tuple[Annotation | None, Annotation | None]] = {}
    for annotation in _by_scene(document, {scene_id: None}).get(scene_id, []):
        _adopt(annotation, scene_id, _placed(annotation, ground), adopted, [])
    return Patch(adopted)


def _by_scene(document: Document, scenes: Mapping[str, object]) -> dict[str, list[Annotation]]:
    """Annotations with a geometry, by the scene that they are drawn on.

    One that was drawn in another program names none: it belongs to the after scene.
    """
    after = document.by_role("after")
    own: dict[str, list[Annotation]] = {scene_id: [] for scene_id in scenes}
    for annotation in document.annotations.values():
        properties = annotation.properties
        scene_id = properties.drawn_on
        if scene_id is None and properties.image_geometry is None:
            scene_id = properties.scene_after or (after.id if after is not None else None)
        if annotation.geometry != b"null" and scene_id in own:
            own[scene_id].append(annotation)
    return own


def _scene_finding(scene_id: str, state: SceneState, count: int) -> Finding:
    what = [
        text
        for same, text in (
            (state.same_shape, tr("it has another size")),
            (state.same_transform, tr("it is placed elsewhere on the ground")),
            (state.same_checksum, tr("its file has changed")),
        )
        if same is False
    ]
    message = tr(
        "The image of {scene} is not the one that was annotated: {reasons}.",
        scene=scene_id,
        reasons=reduce(lambda one, other: tr("{one} and {other}", one=one, other=other), what),
    )
    if state.same_shape is False:
        kept = tr(
            "Its %n annotation(s) keep(s|) (its|their) pixels, which may be wrong; place (it|them) anew.",
            "",
            count,
        )
        return Finding("error", "scene-resized", f"{message} {kept}", "$.ilmtool.scenes")
    kept = tr("Its %n annotation(s) keep(s|) (its|their) pixels.", "", count)
    return Finding("warning", "scene-changed", f"{message} {kept}", "$.ilmtool.scenes")


Rings = list[FloatArray]
"""Exterior and holes in px, each closed, shape (N, 2)."""


def disagreeing(
    annotations: list[Annotation], ground: PixelToGround
) -> list[tuple[Annotation, Rings | None]]:
    """Annotations whose geometry is more than half a pixel from their rings, or that have no rings.

    Returns
    -------
    list of (Annotation, list of array or None)
        With the geometry's rings in px where they are known already.
    """
    found: list[tuple[Annotation, Rings | None]] = []
    for start in range(0, len(annotations), _BATCH):
        found += _disagreeing_batch(annotations[start : start + _BATCH], ground)
    return found


def _disagreeing_batch(
    annotations: list[Annotation], ground: PixelToGround
) -> list[tuple[Annotation, Rings | None]]:
    found: list[tuple[Annotation, Rings | None]] = []
    unsure: list[Annotation] = []
    boxes: list[Annotation] = []
    corners: list[object] = []
    pixels: list[object] = []
    for annotation in annotations:
        polygon = annotation.properties.image_geometry
        try:
            area = decode_area(annotation.geometry)
        except (ValueError, RecursionError):
            unsure.append(annotation)
            continue
        simple = (
            isinstance(area, LonLatPolygon)
            and polygon is not None
            and len(polygon.coordinates) == len(area.coordinates) == 1
            and len(polygon.coordinates[0]) == len(area.coordinates[0]) == 5
        )
        if simple and polygon is not None and isinstance(area, LonLatPolygon):
            boxes.append(annotation)
            corners.append(area.coordinates[0])
            pixels.append(polygon.coordinates[0])
        else:
            unsure.append(annotation)
    if boxes:
        lonlat = np.array(corners, dtype=np.float64)
        placed = ground.to_pixel(lonlat.reshape(-1, 2)).reshape(-1, 5, 2)
        near = _corners_agree(
            placed[:, :4], np.array(pixels, dtype=np.float64)[:, :4], _slack_px(lonlat, ground)
        )
        # Four corners that lie elsewhere are another place: there is nothing more to compare.
        found = [(boxes[i], [placed[i]]) for i in np.flatnonzero(~near)]
    return found + [(annotation, None) for annotation in unsure if not _agrees(annotation, ground)]


def _slack_px(lonlat: FloatArray, ground: PixelToGround) -> float:
    """How far the last decimal of `geometry` reaches in pixels, at the first corner."""
    probe = lonlat[0, 0] + np.array([[0.0, 0.0], [_LAST_DECIMAL_DEG, _LAST_DECIMAL_DEG]])
    placed = ground.to_pixel(np.clip(probe, [-180.0, -90.0], [180.0, 90.0]))
    reach = float(np.hypot(*(placed[1] - placed[0])))
    return reach if np.isfinite(reach) else 0.0


def _corners_agree(placed: FloatArray, pixels: FloatArray, slack: float) -> np.ndarray:
    """For each box whether its corners lie on each other, from any first corner, either way round."""
    near = np.zeros(len(placed), dtype=bool)
    with np.errstate(invalid="ignore"):
        for order in (placed, placed[:, ::-1]):
            for turn in range(4):
                gap = np.abs(np.roll(order, turn, axis=1) - pixels).max(axis=(1, 2))
                near |= gap <= TOLERANCE_PX + slack
                if near.all():
                    return near
    return near


def _agrees(annotation: Annotation, ground: PixelToGround) -> bool:
    """The same, for any geometry; what cannot be compared counts as agreeing."""
    polygon = annotation.properties.image_geometry
    if polygon is None:
        return False
    rings = _placed(annotation, ground)
    if rings is None:  # no place in the image, or parts that make no single polygon
        return not _is_area(annotation)
    own = [np.asarray(ring, np.float64) for ring in polygon.coordinates]
    slack = _slack_px(ground.to_lonlat(own[0][:1])[None], ground)
    return same_place(own, rings, TOLERANCE_PX + slack)


def _is_area(annotation: Annotation) -> bool:
    try:
        return bool(parts(annotation.geometry))
    except (BadGeometryError, OutsideLonLatError):
        return False


def _placed(annotation: Annotation, ground: PixelToGround) -> Rings | None:
    try:
        return rings_in_pixels(parts(annotation.geometry), ground)
    except (BadGeometryError, OutsideLonLatError):
        return None


def _adopt(
    annotation: Annotation,
    scene_id: str,
    rings: Rings | None,
    adopted: dict[str, tuple[Annotation | None, Annotation | None]],
    findings: list[Finding],
) -> None:
    def say(severity: str, code: str, message: str) -> None:
        findings.append(Finding(severity, code, message, feature_id=annotation.id))

    label = annotation.label or tr("A box")
    name = f"{label} ({annotation.id})"
    if rings is None or not all(np.isfinite(ring).all() for ring in rings):
        say(
            "warning",
            "geometry-not-adopted",
            tr("{name} has a geometry that has no place in {scene}.", name=name, scene=scene_id),
        )
        return
    was = annotation.properties.shape if annotation.ring is not None else None
    made, shape = tidy_rings(rings, annotation.ring, was)
    changes = {"image_geometry": Polygon(made), "drawn_on": scene_id, "shape": shape}
    if annotation.ring is None:
        say(
            "info",
            "placed-from-geometry",
            tr("{name} was drawn elsewhere; it is placed in {scene}.", name=name, scene=scene_id),
        )
    else:
        say(
            "info",
            "geometry-adopted",
            tr("{name} was moved in another program; its new place is kept.", name=name),
        )
    adopted[annotation.id] = (annotation, annotation.edited(**changes))
