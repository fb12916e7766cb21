"""Brings the boxes of several sidecars of one pair into one frame, without their images.

The frame is the after scene's pixels. Boxes drawn on another scene come into it by the scenes' entries in the
headers and the registration, as they do when a pair is open (`session.pair`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from ilmtool.core.document import Document
from ilmtool.core.geometry import IDENTITY, Affine, FloatArray, invert
from ilmtool.core.placed_outlines import Forward
from ilmtool.core.scene import Scene
from ilmtool.errors import Finding, UserError
from ilmtool.session.pair import header_reference
from ilmtool.text import tr

if TYPE_CHECKING:
    from ilmtool.imagery.placement import Georeference

Forwards = Mapping[str | None, Forward]


def common_frame(
    documents: Sequence[Document], names: Sequence[str]
) -> tuple[list[Forwards], tuple[Finding, ...]]:
    """For each document, where its scenes' pixels lie in the common frame.

    Parameters
    ----------
    documents : sequence of Document
    names : sequence of str
        Of the files, for messages.

    Returns
    -------
    forwards : list of mapping
        For `review.boxes.boxes_of`.
    findings : tuple of Finding
        Scenes that differ between the files, registrations that disagree.

    Raises
    ------
    UserError
        The files are of different pairs.
    """
    afters = [_after(document) for document in documents]
    target = _reference_scene([scene for scene in afters if scene is not None])
    findings: list[Finding] = []
    if target is None:
        return [_Unplaced(document) for document in documents], ()
    _check_same_place(afters, names, target, findings)
    shift = _registrations(documents, afters, findings)
    known = _known_scenes(documents, findings)
    frame = _georeference(target)
    made: list[Forwards] = []
    for document, after in zip(documents, afters, strict=True):
        forwards: dict[str | None, Forward] = {}
        for scene in document.header.scenes:
            if _is_same(scene, target):
                forwards[scene.id] = _identity
                continue
            told = known.get(scene.id, scene) if scene is not after else scene
            forwards[scene.id] = _forward(told, target, frame, shift.get(scene.id), findings)
        forwards[None] = forwards[after.id] if after is not None else _identity
        made.append(forwards)
    return made, tuple(dict.fromkeys(findings))


def placed_by_ground(document: Document) -> Document:
    """The document with boxes that were drawn in another program: they have a `geometry` and no pixels yet.

    They get the pixels that opening the file in the window would give them, by the header's placement. Boxes
    that have pixels keep them: these are the truth.
    """
    bare = {
        key: a
        for key, a in document.annotations.items()
        if a.properties.image_geometry is None and a.geometry != b"null"
    }
    if not bare:
        return document
    from ilmtool.imagery.ground import ground_map
    from ilmtool.sidecar.reconcile import SceneState, reconcile

    states = {}
    for scene in document.header.scenes:
        try:
            states[scene.id] = SceneState(ground_map(_georeference(scene)))
        except (ValueError, ArithmeticError):
            continue
    with np.errstate(all="ignore"):
        patch = reconcile(replace(document, annotations=bare), states).patch
    found = {key: made for key, (_, made) in patch.annotations.items() if made is not None}
    return replace(document, annotations={**document.annotations, **found}) if found else document


class _Unplaced(dict[str | None, Forward]):
    """For files without scenes: every box is in pixels of one and the same unknown image."""

    def __init__(self, document: Document) -> None:
        super().__init__({a.drawn_on: _identity for a in document.annotations.values()})
        self[None] = _identity


def _identity(points: FloatArray) -> FloatArray:
    return points


def _after(document: Document) -> Scene | None:
    scene = document.by_role("after")
    return scene or (document.header.scenes[-1] if document.header.scenes else None)


def _reference_scene(scenes: Sequence[Scene]) -> Scene | None:
    """The after scene that says most of itself; the same one, in whatever order the files come."""

    def rank(scene: Scene) -> tuple[bool, bool, str, str]:
        return scene.transform is None, scene.shape is None, scene.id, repr((scene.transform, scene.shape))

    return min(scenes, key=rank, default=None)


def _is_same(one: Scene, other: Scene) -> bool:
    """Whether two entries speak of the same pixels."""
    if one.file_checksum is not None and other.file_checksum is not None:
        return one.file_checksum == other.file_checksum
    shapes = {one.shape, other.shape} - {None}
    return one.id == other.id and len(shapes) <= 1


def _check_same_place(
    afters: Sequence[Scene | None], names: Sequence[str], target: Scene, findings: list[Finding]
) -> None:
    for scene, name in zip(afters, names, strict=True):
        if scene is None or _is_same(scene, target):
            continue
        if scene.id != target.id and not (_has_place(scene) and _has_place(target)):
            raise UserError(
                tr("{name} is of another pair.", name=name),
                tr(
                    "Its after scene is {own}; that of the other file is {other}.",
                    own=scene.id,
                    other=target.id,
                ),
                tr("Compare annotation files of one pair."),
            )
        text = (
            tr(
                "The after scene {scene} of {name} is not the image that the others name; "
                "boxes are compared on the ground.",
                scene=scene.id,
                name=name,
            )
            if _has_place(scene) and _has_place(target)
            else tr(
                "The after scene {scene} of {name} is not the image that the others name; "
                "its pixels are taken as theirs.",
                scene=scene.id,
                name=name,
            )
        )
        findings.append(Finding("warning", "other-after-scene", text))


def _has_place(scene: Scene) -> bool:
    return _georeference(scene).is_placed


def _registrations(
    documents: Sequence[Document], afters: Sequence[Scene | None], findings: list[Finding]
) -> dict[str, Affine]:
    """One registration for each scene, so that one box in two files comes to one place."""
    found: dict[str, dict[Affine, str]] = {}
    for document, after in zip(documents, afters, strict=True):
        last = {
            r.from_id: r for r in document.header.registrations if after is not None and r.to_id == after.id
        }
        for scene_id, registration in last.items():
            if _is_usable(registration.matrix):
                own = found.setdefault(scene_id, {})
                matrix = registration.matrix
                own[matrix] = max(own.get(matrix, ""), registration.created or "")
    for scene_id, matrices in found.items():
        if len(matrices) > 1:
            text = tr(
                "The files register {scene} differently; the newest registration is used for all.",
                scene=scene_id,
            )
            findings.append(Finding("warning", "registrations-differ", text))
    return {scene_id: max(matrices, key=lambda m: (matrices[m], m)) for scene_id, matrices in found.items()}


def _is_usable(matrix: Affine) -> bool:
    try:
        invert(matrix)
    except ValueError:
        return False
    return matrix != IDENTITY


def _known_scenes(documents: Sequence[Document], findings: list[Finding]) -> dict[str, Scene]:
    """Of each scene id the entry that says most, for files that have lost their header."""
    known: dict[str, Scene] = {}
    for document in documents:
        for scene in document.header.scenes:
            other = known.get(scene.id)
            if other is None:
                known[scene.id] = scene
                continue
            if not _is_same(scene, other):
                text = tr("The files mean different images by the scene {scene}.", scene=scene.id)
                findings.append(Finding("warning", "scenes-differ", text))
            chosen = _reference_scene((scene, other))
            known[scene.id] = chosen if chosen is not None else scene
    return known


def _georeference(scene: Scene) -> Georeference:
    """What the header says of its place; a transform without an inverse places nothing."""
    if scene.transform is not None:
        try:
            invert(scene.transform)
        except ValueError:
            scene = replace(scene, transform=None)
    return header_reference(scene)


def _forward(
    scene: Scene,
    target: Scene,
    frame: Georeference,
    registration: Affine | None,
    findings: list[Finding],
) -> Forward:
    from ilmtool.imagery.placement import PixelMap, place

    own = _georeference(scene)
    if 0 in (*own.shape, *frame.shape) and not (own.is_placed and frame.is_placed):
        text = tr(
            "Nothing says how {scene} lies on {other}; its pixels are taken as those of the other.",
            scene=scene.id,
            other=target.id,
        )
        findings.append(Finding("warning", "scene-not-placed", text))
        return PixelMap(registration or IDENTITY, "identity").forward
    try:
        return _quiet(place(own, frame, registration).forward)
    except (ValueError, ArithmeticError):
        text = tr(
            "{scene} cannot be placed on {other}; its pixels are taken as those of the other.",
            scene=scene.id,
            other=target.id,
        )
        findings.append(Finding("warning", "scene-not-placed", text))
        return _identity


def _quiet(forward: Forward) -> Forward:
    """The map without numpy's remarks on places that are none; they come out as NaN and are unplaced."""

    def moved(points: FloatArray) -> FloatArray:
        with np.errstate(all="ignore"):
            return forward(points)

    return moved
