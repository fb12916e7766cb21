"""More than two dates in one document: adding images, and showing any two of them as before and after."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ilmtool.core.document import Document, Header, Patch
from ilmtool.core.layout import Side
from ilmtool.core.scene import Scene
from ilmtool.core.times import parse_utc
from ilmtool.errors import Finding, UserError
from ilmtool.imagery.address import Address, Place, address_of
from ilmtool.session.hrefs import Allow, find_image
from ilmtool.session.matching import image_scene, scene_state
from ilmtool.session.opening import Cancelled, OpenedPair, check_overlap, open_pair, pair_findings
from ilmtool.session.operations import Edit
from ilmtool.session.pair import Pair, make_pair
from ilmtool.text import number, tr

if TYPE_CHECKING:
    from ilmtool.imagery.source import RasterSource, SourceFacts

MAX_IMAGES = 200
"""In one document; more is a slip of the hand in a file dialog."""


@dataclass(frozen=True, eq=False)
class OpenedDates:
    """Two scenes of the open document, ready to be shown.

    Attributes
    ----------
    pair : Pair
    sources : mapping
        Images that were opened for it, by scene id.
    document : Document
        What it was made from.
    findings : tuple of Finding
    adoption : Patch
        As in `OpenedPair`.
    """

    pair: Pair
    sources: Mapping[str, RasterSource]
    document: Document
    findings: tuple[Finding, ...] = ()
    adoption: Patch = field(default_factory=Patch)


def scenes_by_date(document: Document) -> tuple[Scene, ...]:
    """All scenes, the earliest first; those without a date come last."""
    return tuple(
        sorted(document.header.scenes, key=lambda s: (moment_of(s) is None, moment_of(s) or 0, s.id))
    )


def moment_of(scene: Scene) -> float | None:
    """When a scene was taken, in seconds since 1970; None where nobody knows."""
    try:
        return parse_utc(scene.acquisition.datetime).timestamp() if scene.acquisition.datetime else None
    except ValueError:
        return None


def stepped_scene(document: Document, pair: Pair, side: Side, step: int) -> str | None:
    """The scene `step` dates later (or earlier) than the one of a side, skipping the other side's; None at
    the end of the row.
    """
    row = [s.id for s in scenes_by_date(document) if s.id != pair.scene_id(side.other)]
    if pair.scene_id(side) not in row:
        return None
    place = row.index(pair.scene_id(side)) + step
    return row[place] if 0 <= place < len(row) else None


def open_series(paths: Sequence[Place], analyst: str = "", *, cancelled: Cancelled = None) -> OpenedPair:
    """Open images of one place as one document: the earliest as before, the latest as after.

    Raises
    ------
    UserError
        An image cannot be opened, was given twice, or does not overlap the latest one.
    """
    ordered = [facts.address for facts in sorted(facts_of(paths, cancelled), key=_by_date)]
    opened = open_pair(ordered[0], ordered[-1], analyst, cancelled=cancelled)
    try:
        document, known = opened.document, dict(opened.others)
        for facts in facts_of(ordered[1:-1], cancelled):
            document, scene_id = image_scene(document, facts, opened.file.path)
            known[scene_id] = facts
        before, after = opened.pair.before, opened.pair.after
        pair = make_pair(document, before.source, after.source, before.id, after.id, known)
        for scene_id, facts in known.items():
            check_overlap(facts, after.facts, pair.placements[scene_id])
    except BaseException:
        opened.pair.close()
        raise
    return replace(opened, document=document, pair=pair, others=known)


def facts_of(paths: Sequence[Place], cancelled: Cancelled = None) -> list[SourceFacts]:
    """What the files say of themselves; none stays open.

    Raises
    ------
    UserError
        A file cannot be opened, was given twice, or there are too many.
    """
    from ilmtool.imagery.source import open_source

    if len(paths) > MAX_IMAGES:
        raise UserError(
            tr("%n image(s) (is|are) too many.", "", len(paths)),
            tr("{limit} is the limit.", limit=number(MAX_IMAGES, "d")),
            tr("Choose fewer."),
        )
    seen: list[Address] = []
    found = []
    for path in paths:
        address = address_of(path).absolute()
        if any(address.is_same(other) for other in seen):
            raise UserError(tr("{name} was given twice.", name=path.name), "", tr("Give each image once."))
        seen.append(address)
        with open_source(address, cancelled=cancelled) as source:
            found.append(source.facts)
    return found


def _by_date(facts: SourceFacts) -> tuple[bool, float, str]:
    moment = moment_of(Scene("", acquisition=facts.acquisition))
    return moment is None, moment or 0.0, facts.name


def add_images(
    document: Document, pair: Pair, paths: Sequence[Place], sidecar: Path
) -> tuple[tuple[Scene, ...], dict[str, SourceFacts]]:
    """Scenes for images that are to be added, and what their files say. Opens files: for a worker.

    An image that the document has already keeps its scene, whose place on this computer is known then.

    Raises
    ------
    UserError
        A file cannot be opened, was given twice, or does not overlap the after image. None is added then.
    """
    before = {scene.id for scene in document.header.scenes}
    known: dict[str, SourceFacts] = {}
    for facts in facts_of(paths):
        document, scene_id = image_scene(document, facts, sidecar)
        known[scene_id] = facts
    placed = make_pair(document, pair.before.source, pair.after.source, pair.before.id, pair.after.id, known)
    for scene_id, facts in known.items():
        check_overlap(facts, pair.after.facts, placed.placements[scene_id])
    return tuple(s for s in document.header.scenes if s.id not in before), known


def add_scenes(document: Document, scenes: Sequence[Scene]) -> Edit:
    """The document with more scenes, as one step."""
    taken = {s.id for s in document.header.scenes}
    new = tuple(s for s in scenes if s.id not in taken)
    if not new:
        return Edit("", Patch())
    header: Header = replace(document.header, scenes=(*document.header.scenes, *new))
    name = tr("Add %n image(s)", "", len(new))
    if len(new) == 1:
        name = tr("Add image {scene}", scene=new[0].id)
    return Edit(name, Patch({}, (document.header, header)))


def open_dates(
    document: Document,
    ids: tuple[str, str],
    sidecar: Path,
    sources: Mapping[str, RasterSource],
    paths: Mapping[str, Place],
    known: Mapping[str, SourceFacts],
    allow: Allow,
) -> OpenedDates:
    """Place two scenes of a document on each other. Opens files: for a worker.

    Parameters
    ----------
    ids : (str, str)
        Before and after.
    sidecar : Path
    sources : mapping
        Images that are open already.
    paths : mapping
        Files of scenes, where they are known to be something else than the header's hrefs lead to.
    known : mapping
        What the files of other scenes say.
    allow : callable
        Whether the user agreed to follow a path that leads out of the sidecar's own folders.

    Raises
    ------
    UserError
        An image is missing, cannot be opened, or the two do not overlap.
    """
    from ilmtool.imagery.source import open_source
    from ilmtool.sidecar.reconcile import reconcile

    opened: dict[str, RasterSource] = {}
    try:
        for scene_id in ids:
            scene = document.scene(scene_id)
            if scene is None:
                raise UserError(tr("There is no image {scene} in this document.", scene=scene_id))
            if scene_id not in sources:
                path = paths.get(scene_id) or find_image(scene, sidecar, allow)
                opened[scene_id] = open_source(path.absolute())
        both = {**sources, **opened}
        pair = make_pair(document, both[ids[0]], both[ids[1]], ids[0], ids[1], known)
        check_overlap(pair.before.facts, pair.after.facts, pair.before.placement)
        fresh = [scene for scene in (pair.before, pair.after) if scene.id in opened]
        states = {s.id: scene_state(document.scene(s.id), s.facts, s.ground) for s in fresh}
        compared = reconcile(document, states)
        findings = [*compared.findings, *(f for s in fresh for f in s.facts.findings), *pair_findings(pair)]
    except BaseException:
        for source in opened.values():
            source.close()
        raise
    return OpenedDates(pair, opened, document, tuple(findings), compared.patch)
