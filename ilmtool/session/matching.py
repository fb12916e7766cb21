"""Which scene of a sidecar is which of the two files that were opened."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from ilmtool.core.document import Document, Header
from ilmtool.core.scene import Acquisition, Scene
from ilmtool.core.times import format_utc, parse_utc
from ilmtool.errors import Finding
from ilmtool.imagery.address import public_url
from ilmtool.session.corrections import corrected_members
from ilmtool.session.hrefs import href_to, target_of
from ilmtool.session.placement_record import MEMBER, is_same_placement, placement_record
from ilmtool.text import tr

if TYPE_CHECKING:
    from ilmtool.imagery.source import SourceFacts
    from ilmtool.sidecar.derive import PixelToGround
    from ilmtool.sidecar.reconcile import SceneState

_ROLES = ("before", "after")
_TRANSFORM_TOLERANCE = 1e-9
_BY_ID = 4
"""Score of a scene that has a file's name as its id; what scores less is a guess by role and size."""


@dataclass(frozen=True, slots=True)
class Matched:
    """A document whose header has both opened files as scenes."""

    document: Document
    before_id: str
    after_id: str
    findings: tuple[Finding, ...] = ()


def match_scenes(
    document: Document, before: SourceFacts, after: SourceFacts, sidecar: Path, *, is_new: bool
) -> Matched:
    """Find the two files among the document's scenes, or add them.

    A scene is recognised by where its href leads, then by the file's name, then by its id, then, for a
    renamed file, by its role and size. What the header says stays as it is; only what it does not say
    is filled in, and the hrefs follow the files. The reader gives a document that lost its header the
    scenes that its features name.
    """
    facts = (before, after)
    scenes = list(document.header.scenes)
    findings: list[Finding] = []
    places = _find(scenes, facts, sidecar)
    ids: list[str] = []
    for role, fact, place in zip(_ROLES, facts, places, strict=True):
        href = href_to(fact.address, sidecar)
        if place is None:
            scene = new_scene(scenes, role, fact, href)
            if not is_new and document.header.scenes:
                text = tr(
                    "{image} was not among the scenes of {file}; it is added as {scene}.",
                    image=fact.name,
                    file=sidecar.name,
                    scene=scene.id,
                )
                findings.append(Finding("info", "scene-added", text))
            scenes.append(scene)
        else:
            scene = scenes[place] = _filled(scenes[place], fact, href)
        ids.append(scene.id)
    if tuple(scenes) == document.header.scenes:
        return Matched(document, ids[0], ids[1], tuple(findings))
    header: Header = replace(document.header, scenes=tuple(scenes))
    return Matched(replace(document, header=header), ids[0], ids[1], tuple(findings))


def image_scene(document: Document, fact: SourceFacts, sidecar: Path) -> tuple[Document, str]:
    """The document with a further image among its scenes, and the id of that scene.

    One that the document has already, by its path, its name or its id, keeps its entry.
    """
    scenes = list(document.header.scenes)
    href = href_to(fact.path, sidecar)
    scores = [_score(scene, fact, "other", sidecar) for scene in scenes]
    best = max(range(len(scenes)), key=scores.__getitem__, default=None)
    if best is not None and scores[best] >= _BY_ID:
        scenes[best] = _filled(scenes[best], fact, href)
        scene_id = scenes[best].id
    else:
        scenes.append(new_scene(scenes, "other", fact, href))
        scene_id = scenes[-1].id
    if tuple(scenes) == document.header.scenes:
        return document, scene_id
    return replace(document, header=replace(document.header, scenes=tuple(scenes))), scene_id


def _find(scenes: Sequence[Scene], facts: Sequence[SourceFacts], sidecar: Path) -> list[int | None]:
    """Index of each file's scene: the best pairs first, each scene and file once."""
    scores = [
        (_score(scene, fact, role, sidecar), which, place)
        for which, (fact, role) in enumerate(zip(facts, _ROLES, strict=True))
        for place, scene in enumerate(scenes)
    ]
    found: list[int | None] = [None, None]
    for score, which, place in sorted(scores, key=lambda entry: (-entry[0], entry[1:])):
        if score > 0 and found[which] is None and place not in found:
            found[which] = place
    return found


def _score(scene: Scene, fact: SourceFacts, role: str, sidecar: Path) -> int:
    in_role = int(scene.role == role)
    if _leads_to(scene.href, fact, sidecar):
        return 8 + in_role
    if PurePosixPath(scene.href.replace("\\", "/")).name == fact.name:
        return 6 + in_role
    if scene.id in {fact.name, _stem(fact)}:
        return _BY_ID + in_role
    if not in_role:
        return 0
    if scene.shape is None:
        # Known from the features alone: the header was lost.
        return int(not scene.href)
    same_bytes = not (scene.file_size and fact.file_size) or scene.file_size == fact.file_size
    return int(tuple(scene.shape) == (fact.height, fact.width) and same_bytes)


def _leads_to(href: str, fact: SourceFacts, sidecar: Path) -> bool:
    if fact.url:
        return href == public_url(fact.url)
    target = target_of(href, sidecar.absolute().parent)
    if target.path is None:
        return False
    if fact.part:
        return str(target.path) == fact.address.absolute().text
    return target.path == fact.path.absolute()


def _stem(fact: SourceFacts) -> str:
    """The file's stem, which with several images in it has the number of this one."""
    return f"{fact.path.stem}_{fact.part}" if fact.part else fact.path.stem


def new_scene(scenes: Sequence[Scene], role: str, fact: SourceFacts, href: str) -> Scene:
    """The entry of an image that is not among `scenes`; `other` where one has that role already."""
    if any(s.role == role for s in scenes):
        role = "other"
    scene = Scene(id=unique_id(_stem(fact), {s.id for s in scenes}), role=role)
    return _filled(scene, fact, href)


def unique_id(stem: str, taken: Collection[str]) -> str:
    """A readable scene id from a file's stem that no other scene has."""
    base = re.sub(r"\s+", "_", stem.strip()) or "scene"
    candidate, number = base, 2
    while candidate in taken:
        candidate, number = f"{base}_{number}", number + 1
    return candidate


def scene_state(scene: Scene | None, fact: SourceFacts, ground: PixelToGround | None) -> SceneState:
    """Whether an image is still the one that a sidecar's header describes.

    A file of another size has another checksum, so that nothing has to be read to know. Of equal size,
    it is taken to be the same.
    """
    from ilmtool.sidecar.reconcile import SceneState

    if scene is None:
        return SceneState(ground)
    return SceneState(
        ground,
        same_checksum=None if not (scene.file_size and fact.file_size) else scene.file_size == fact.file_size,
        same_transform=is_same_placement(scene, fact) if scene.transform is None else not _moved(scene, fact),
        same_shape=None if scene.shape is None else tuple(scene.shape) == (fact.height, fact.width),
    )


def _moved(scene: Scene, fact: SourceFacts) -> bool:
    if scene.transform is None or fact.transform is None:
        return scene.transform is not fact.transform
    return any(
        abs(a - b) > _TRANSFORM_TOLERANCE * max(1.0, abs(a), abs(b))
        for a, b in zip(scene.transform, fact.transform, strict=True)
    )


def _filled(scene: Scene, fact: SourceFacts, href: str) -> Scene:
    """The scene with what its entry does not say taken from the file."""
    has_crs = scene.crs_code is not None or scene.crs_wkt is not None
    # An entry that says how GCPs or RPCs placed the image keeps that: its geometries were made so.
    transform = scene.transform if scene.transform is not None or MEMBER in scene.extra else fact.transform
    record = placement_record(fact) if transform is None and MEMBER not in scene.extra else None
    return replace(
        scene,
        href=href,
        acquisition=_merged(scene, fact.acquisition),
        crs_code=scene.crs_code if has_crs else fact.crs_code,
        crs_wkt=scene.crs_wkt if has_crs or fact.crs_code is not None else fact.crs_wkt,
        transform=transform,
        shape=scene.shape if scene.shape is not None else (fact.height, fact.width),
        file_size=scene.file_size if scene.file_size is not None else fact.file_size or None,
        extra=scene.extra if record is None else {**scene.extra, MEMBER: record},
    )


def as_recorded(found: Acquisition) -> Acquisition:
    """What a file says, as the sidecar can say it: in whole seconds, without the incidence angle, for which
    it has no member.
    """
    return replace(found, incidence=None, datetime=_whole_seconds(found.datetime))


def _merged(scene: Scene, found: Acquisition) -> Acquisition:
    """What the header says, and the file's for the rest; a date keeps its own source and precision.

    What an analyst took away does not come back from the file: members listed as corrected, and the date
    where its source is `manual`.
    """
    said, found = scene.acquisition, as_recorded(found)
    missing = {f.name: getattr(found, f.name) for f in fields(Acquisition) if getattr(said, f.name) is None}
    for name in corrected_members(scene):
        missing.pop(name, None)
    if said.datetime is not None or said.datetime_source is not None:
        for name in ("datetime", "datetime_source", "datetime_precision"):
            missing.pop(name, None)
    return replace(said, **missing)


def _whole_seconds(moment: str | None) -> str | None:
    try:
        return None if moment is None else format_utc(parse_utc(moment))
    except ValueError:
        return moment
