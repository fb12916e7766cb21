"""From two files, or one sidecar, to an open pair with its document: for a worker, no pixels are read."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from ilmtool.core.document import Document, Patch
from ilmtool.core.scene import Acquisition
from ilmtool.core.times import parse_utc
from ilmtool.errors import Finding, UserError
from ilmtool.imagery.address import Address, Place, address_of
from ilmtool.session.folders import annotations_of
from ilmtool.session.hrefs import (
    Allow,
    AllowUrl,
    NoImageError,
    find_image,
    find_images,
    in_words,
    never,
    never_fetch,
)
from ilmtool.session.matching import Matched, match_scenes, scene_state
from ilmtool.session.pair import Pair, date_text, georeference, make_pair
from ilmtool.session.placement_record import MEMBER
from ilmtool.session.sidecar_file import SidecarFile, conflict_files
from ilmtool.sidecar.files import SUFFIX
from ilmtool.text import tr

if TYPE_CHECKING:
    from ilmtool.imagery.placement import PixelMap
    from ilmtool.imagery.source import RasterSource, SourceFacts

Order = Literal["given", "date"]
Cancelled = Callable[[], bool] | None


@dataclass(frozen=True, eq=False)
class OpenedPair:
    """What opening gives.

    Attributes
    ----------
    pair : Pair
        Open images and their placement.
    document : Document
        Of the sidecar, or an empty one; its header has both scenes. Nothing was written.
    file : SidecarFile
        Where the document is saved; `file.refusal` says why that must not be, e.g. because the sidecar
        there cannot be read.
    findings : tuple of Finding
        What the user should know.
    adoption : Patch
        Boxes that were moved or drawn in another program, in their new places. Empty as a rule; else to be
        dispatched once the document is in the store, so that undo has the old places.
    changed_scenes : tuple of str
        Scenes whose image is not the one that was annotated.
    others : mapping
        What the files of further scenes say, by scene id, where they were opened too.
    """

    pair: Pair
    document: Document
    file: SidecarFile
    findings: tuple[Finding, ...] = ()
    adoption: Patch = field(default_factory=Patch)
    changed_scenes: tuple[str, ...] = ()
    others: Mapping[str, SourceFacts] = field(default_factory=dict)


def open_files(
    paths: Sequence[Place],
    analyst: str = "",
    allow: Allow = never,
    fetch: AllowUrl = never_fetch,
    cancelled: Cancelled = None,
) -> OpenedPair:
    """What was dropped on the window: two images or more, ordered by date, or one sidecar.

    Raises
    ------
    UserError
        It is neither, or cannot be opened.
    """
    sidecars = [path for path in paths if isinstance(path, Path) and _is_sidecar(path)]
    if len(paths) == 1 and sidecars:
        return open_sidecar(sidecars[0], allow=allow, fetch=fetch, cancelled=cancelled)
    images = [path for path in paths if path not in sidecars]
    if len(images) == 2:
        return open_pair(images[0], images[1], analyst, order="date", cancelled=cancelled)
    if len(images) > 2:
        from ilmtool.session.series import open_series

        return open_series(images, analyst, cancelled=cancelled)
    raise UserError(
        tr("{name} is one image.", name=images[0].name)
        if images
        else tr("%n image(s) cannot be compared.", "", len(images)),
        tr("A comparison needs two images, before and after."),
        tr("Choose two images, or one annotation file (.ilm.geojson)."),
    )


def is_sidecar_name(path: Path) -> bool:
    """Whether a file is named like a sidecar."""
    return path.name.lower().endswith((".geojson", ".json"))


def _is_sidecar(path: Path) -> bool:
    """Whether a file is named like a sidecar, and is not the STAC item of an image."""
    if not is_sidecar_name(path):
        return False
    from ilmtool.imagery.item_source import is_item_file

    return path.name.lower().endswith(SUFFIX) or not is_item_file(Address(path))


def open_pair(
    before: Place,
    after: Place,
    analyst: str = "",
    *,
    order: Order = "given",
    sidecar: Path | None = None,
    cancelled: Cancelled = None,
) -> OpenedPair:
    """Open two images and the sidecar beside the after one, if there is one.

    Parameters
    ----------
    before, after : Path or Address
        Files, or URLs that the user named.
    analyst : str
        Part of the sidecar's name where it is set.
    order : {"given", "date"}
        `date` puts the earlier acquisition first, whatever the parameters' names say, then by file name.
    sidecar : Path, optional
        Annotations to show instead of those beside the after image; it must be readable.
    cancelled : callable, optional
        Whether nobody waits any more.

    Raises
    ------
    ChoiceNeeded
        A file holds several images and none of them is named.
    UserError
        An image cannot be opened, both are the same file, or they do not overlap.
    """
    _check_different(before, after)
    sources = _open_both(before, after, cancelled)
    try:
        if order == "date" and _is_later(sources[0].facts, sources[1].facts):
            sources = (sources[1], sources[0])
        facts = sources[1].facts
        path = sidecar or annotations_of(facts, analyst or None)
        document, file, findings = _load(path, must_read=sidecar is not None)
        file.makes_folder = facts.address.is_remote and sidecar is None
        return _assemble(sources, document, file, findings)
    except BaseException:
        _close(sources)
        raise


def open_sidecar(
    path: Path, *, allow: Allow = never, fetch: AllowUrl = never_fetch, cancelled: Cancelled = None
) -> OpenedPair:
    """Open a sidecar and the images that it speaks of.

    Parameters
    ----------
    path : Path
    allow : callable, optional
        Whether the user agreed to follow a path that leads out of the sidecar's own folders.
    fetch : callable, optional
        Whether the user agreed to fetch a URL that the sidecar names.
    cancelled : callable, optional
        Whether nobody waits any more.

    Raises
    ------
    ConsentNeeded
        An image is in the network, and nobody agreed to fetch it.
    UserError
        The sidecar cannot be read, names fewer than two scenes, or an image is missing.
    """
    document, file, findings = _load(path, must_read=True)
    header = document.header
    before, after = document.by_role("before"), document.by_role("after")
    if before is None or after is None:
        raise NoImageError(
            tr("{name} does not say which images are before and after.", name=path.name),
            tr("Its header is missing or names fewer than two scenes.")
            if len(header.scenes) < 2
            else tr("No scene has that role."),
            tr(
                "Open both images instead (File > Open pair); "
                "the annotation file beside the after image is used."
            ),
        )
    first, second = find_images((before, after), path, allow, fetch)
    _check_different(first, second)
    sources = _open_both(first, second, cancelled)
    try:
        return _assemble(sources, document, file, findings)
    except BaseException:
        _close(sources)
        raise


def open_with_document(
    before: Place, after: Place, document: Document, sidecar: Path, cancelled: Cancelled = None
) -> OpenedPair:
    """Open two images with a document that is not on disk yet; it is to be saved at `sidecar`.

    Raises
    ------
    UserError
        An image cannot be opened, or they do not overlap.
    """
    sources = _open_both(before, after, cancelled)
    try:
        file = SidecarFile(sidecar)
        file.makes_folder = sources[1].facts.address.is_remote
        return _assemble(sources, document, file, [])
    except BaseException:
        _close(sources)
        raise


def ordering(first: Place, second: Place) -> tuple[Place, Place]:
    """Two images as (before, after): by acquisition date, then by name.

    Raises
    ------
    UserError
        An image cannot be opened.
    """
    sources = _open_both(first, second)
    try:
        return (second, first) if _is_later(sources[0].facts, sources[1].facts) else (first, second)
    finally:
        _close(sources)


def _open_both(before: Place, after: Place, cancelled: Cancelled = None) -> tuple[RasterSource, RasterSource]:
    from ilmtool.imagery.source import open_source

    first = open_source(address_of(before).absolute(), cancelled=cancelled)
    try:
        return first, open_source(address_of(after).absolute(), cancelled=cancelled)
    except BaseException:
        first.close()
        raise


def _close(sources: Sequence[RasterSource]) -> None:
    for source in sources:
        source.close()


def _check_different(before: Place, after: Place) -> None:
    if address_of(before).is_same(address_of(after)):
        raise UserError(
            tr("{name} was given twice.", name=before.name),
            tr("A comparison needs two different images."),
            tr("Choose another before or after image."),
        )


def _load(path: Path, *, must_read: bool = False) -> tuple[Document, SidecarFile, list[Finding]]:
    """The document on disk, or an empty one. One that cannot be read is never to be written over."""
    from ilmtool.sidecar.header import NewerVersion
    from ilmtool.sidecar.merge_record import conflict_findings
    from ilmtool.sidecar.reader import read_sidecar

    if not must_read and not os.path.lexists(path):
        return Document(), SidecarFile(path), []
    try:
        loaded = read_sidecar(path)
        refusal = None
    except NewerVersion as error:
        loaded = read_sidecar(path, allow_newer=True)
        refusal = UserError(
            tr("{name} is not written over, because a newer version of ilmtool made it.", name=path.name),
            str(error),
            tr("Save the annotations under another name, or install the newer version."),
        )
    except UserError as error:
        if must_read:
            raise
        refusal = UserError(
            tr("{name} is not written over, because it cannot be read.", name=path.name),
            f"{error.title} {error.detail}".strip(),
            tr("Rename it to save the annotations made now, or save them under another name."),
        )
        text = tr("{problem} The file is left as it is.", problem=error)
        finding = Finding("error", "sidecar-unreadable", text)
        return Document(), SidecarFile(path, refusal=refusal), [finding]
    findings = [*loaded.findings, *conflict_findings(loaded.document.header)]
    if refusal is not None:
        findings.append(Finding("warning", "newer-version", f"{refusal.title} {refusal.hint}"))
    file = SidecarFile(path, loaded.lines, loaded.stamp, loaded.document, refusal)
    return loaded.document, file, findings


def _assemble(
    sources: tuple[RasterSource, RasterSource], document: Document, file: SidecarFile, findings: list[Finding]
) -> OpenedPair:
    from ilmtool.sidecar.reconcile import reconcile

    before, after = (source.facts for source in sources)
    matched: Matched = match_scenes(document, before, after, file.path, is_new=not file.on_disk)
    others = _bent_others(matched, file.path)
    pair = make_pair(matched.document, *sources, matched.before_id, matched.after_id, others)
    check_overlap(before, after, pair.before.placement)
    states = {
        scene.id: scene_state(document.scene(scene.id), scene.facts, scene.ground)
        for scene in (pair.before, pair.after)
    }
    compared = reconcile(matched.document, states)
    findings = [*findings, *matched.findings, *compared.findings]
    findings += [*before.findings, *after.findings, *pair_findings(pair)]
    findings += [
        Finding(
            "warning",
            "conflict-file",
            tr("{other} holds another version of {name}.", other=other.name, name=file.path.name),
        )
        for other in conflict_files(file.path)
    ]
    unwritable = file.look_for_room() if file.refusal is None else None
    if unwritable is not None:
        text = f"{unwritable.title} {unwritable.hint}"
        findings.append(Finding("warning", "not-writable", text))
    changed = compared.changed_scenes
    return OpenedPair(pair, matched.document, file, tuple(findings), compared.patch, changed, others)


def _bent_others(matched: Matched, sidecar: Path) -> dict[str, SourceFacts]:
    """What the files of further scenes say that control points or RPCs place: the header knows such only
    roughly, and boxes drawn on them are to lie where they belong. A file that cannot be had is gone without.
    """
    from ilmtool.imagery.source import open_source

    found: dict[str, SourceFacts] = {}
    for scene in matched.document.header.scenes:
        if scene.id in {matched.before_id, matched.after_id} or MEMBER not in scene.extra:
            continue
        try:
            with open_source(find_image(scene, sidecar)) as source:
                found[scene.id] = source.facts
        except UserError:
            continue
    return found


def check_overlap(before: SourceFacts, after: SourceFacts, placement: PixelMap) -> None:
    """Refuse two images of different places.

    Parameters
    ----------
    placement : PixelMap
        Pixels of `before` -> pixels of `after`.

    Raises
    ------
    UserError
        They do not overlap; it says where each lies.
    """
    from ilmtool.imagery.placement import overlaps

    if overlaps(georeference(before), georeference(after), placement):
        return
    raise UserError(
        tr("{before} and {after} do not overlap on the ground.", before=before.name, after=after.name),
        tr(
            "The first is around {first}, the second around {second}.",
            first=_where(before),
            second=_where(after),
        ),
        tr("Choose two images of the same place."),
    )


def pair_findings(pair: Pair) -> list[Finding]:
    """What the user should know of two dates together."""
    return [*_date_findings(pair), *_placement_findings(pair)]


def _where(facts: SourceFacts) -> str:
    import numpy as np

    from ilmtool.imagery.ground import ground_map

    ground = ground_map(georeference(facts))
    if ground is None:
        return tr("an unknown place")
    middle = np.array([[facts.width / 2, facts.height / 2]])
    lon, lat = ground.to_lonlat(middle)[0]
    return f"{abs(lat):.3f} {'N' if lat >= 0 else 'S'} {abs(lon):.3f} {'E' if lon >= 0 else 'W'}"


def _date_findings(pair: Pair) -> list[Finding]:
    before, after = pair.before.scene.acquisition, pair.after.scene.acquisition
    names = pair.before.facts.name, pair.after.facts.name
    first, second = _moment(before), _moment(after)
    if first is None or second is None:
        unknown = [n for n, m in zip(names, (first, second), strict=True) if m is None]
        text = tr(
            "The date of {names} is not known; the change interval stays open there.", names=in_words(unknown)
        )
        return [Finding("info", "date-unknown", text)]
    if first > second:
        text = tr(
            "{before} ({before_date}) is shown as before, but was taken after {after} ({after_date}). "
            "No change interval is recorded in this order.",
            before=names[0],
            before_date=date_text(before),
            after=names[1],
            after_date=date_text(after),
        )
        return [Finding("warning", "dates-contradict-order", text)]
    return []


def _placement_findings(pair: Pair) -> list[Finding]:
    if not pair.is_placed_by_size:
        return []
    names = [s.facts.name for s in (pair.before, pair.after) if s.ground is None]
    text = tr(
        "{names} has no georeferencing; the before image is scaled to the after image.", names=in_words(names)
    )
    return [Finding("info", "placed-by-size", text)]


def _moment(acquisition: Acquisition) -> float | None:
    if acquisition.datetime is None:
        return None
    try:
        return parse_utc(acquisition.datetime).timestamp()
    except ValueError:
        return None


def _is_later(first: SourceFacts, second: SourceFacts) -> bool:
    """Whether `first` comes second by date, or by name where a date is missing or both are the same."""
    moments = _moment(first.acquisition), _moment(second.acquisition)
    if moments[0] is not None and moments[1] is not None and moments[0] != moments[1]:
        return moments[0] > moments[1]
    return (first.name, first.address.text) > (second.name, second.address.text)
