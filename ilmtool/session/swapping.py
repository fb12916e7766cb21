"""The same pair the other way round: what was before is after, in everything that was recorded.

The annotation file lies beside the after image, so that the exchanged pair has another one. The document
moves there; the old file is renamed once the new one is on disk.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ilmtool.core.annotation import Annotation
from ilmtool.core.document import Document
from ilmtool.core.scene import Scene
from ilmtool.errors import UserError
from ilmtool.session.folders import annotations_of
from ilmtool.session.operations import interval_of
from ilmtool.session.ports import Notice, Notify
from ilmtool.session.sidecar_file import free_path
from ilmtool.text import tr

if TYPE_CHECKING:
    from ilmtool.session.opening import OpenedPair
    from ilmtool.session.pair import Pair
    from ilmtool.session.saver import Saver, SaveStatus


@dataclass(frozen=True, eq=False)
class Moved:
    """A document that goes on in another file: the one that was taken, and the file it leaves."""

    document: Document
    old: Path


_ROLES: Mapping[str, str] = {"before": "after", "after": "before"}
_CHANGES: Mapping[str | None, str] = {"new": "removed", "removed": "new"}


def swapped(document: Document, pair: Pair, now: str) -> Document:
    """A document in which the pair's two scenes have exchanged their parts.

    Annotations of this pair follow: what was new is removed and the other way round; the change interval is
    that of the new order, unless somebody set it. What they were drawn on stays what it was, and so does a
    registration, which `linking` reads in both directions.

    Parameters
    ----------
    now : str
        Full UTC datetime.
    """
    ids = pair.before.id, pair.after.id
    header = document.header
    scenes = tuple(_with_role(scene) if scene.id in ids else scene for scene in header.scenes)
    turned = replace(document, header=replace(header, scenes=scenes))
    was, becomes = interval_of(document, *ids), interval_of(turned, *reversed(ids))
    annotations: dict[str, Annotation] = {}
    for key, item in document.annotations.items():
        p = item.properties
        if (p.scene_before, p.scene_after) != ids:
            annotations[key] = item
            continue
        stated = p.change_not_before, p.change_not_after, p.change_precision
        start, end, precision = becomes if stated == was else stated
        annotations[key] = item.edited(
            scene_before=ids[1],
            scene_after=ids[0],
            change=_CHANGES.get(p.change, p.change),
            change_not_before=start,
            change_not_after=end,
            change_precision=precision,
            updated=now,
        )
    return replace(turned, annotations=annotations)


def open_swapped(
    document: Document, pair: Pair, analyst: str, now: str, cancelled: Callable[[], bool] | None = None
) -> OpenedPair:
    """Open the two images the other way round, with the document that belongs to them; nothing is written.

    Raises
    ------
    UserError
        Annotations in that order exist already, or an image cannot be opened.
    """
    from ilmtool.session.opening import open_with_document

    before, after = pair.after.facts.address, pair.before.facts.address
    target = annotations_of(pair.before.facts, analyst or None)
    if target.exists():
        raise UserError(
            tr("The scenes were not swapped: {name} exists already.", name=target.name),
            tr("It holds the annotations of these images in that order."),
            tr(
                "Open {image} as the after image to see them, or move that file away and swap again.",
                image=after.name,
            ),
        )
    return open_with_document(before, after, swapped(document, pair, now), target, cancelled)


def settle(saver: Saver, old: Path, notify: Notify) -> None:
    """Save what is open in its own file, and put the old one aside once that is on disk."""
    if not old.exists():
        return

    def told(status: SaveStatus) -> None:
        if status.state != "saved":
            return
        stop()
        aside = retire(old)
        kept = tr("{name} stays.", name=old.name)
        if aside:
            kept = tr("{name} of the old order is now {aside}.", name=old.name, aside=aside.name)
        text = tr("Before and after are swapped, saved in {name}.", name=status.path.name)
        notify(Notice("info", text, kept))

    stop = saver.subscribe(told)
    saver.save_as(saver.path)


def retire(sidecar: Path) -> Path | None:
    """Rename the file of the old order to `<name>.swapped`, which keeps it out of everyone's way.

    Returns
    -------
    Path or None
        Its new name; None if there was no file, or it cannot be renamed and stays.
    """
    aside = free_path(sidecar, ".swapped")
    try:
        sidecar.rename(aside)
    except OSError:
        return None
    return aside


def _with_role(scene: Scene) -> Scene:
    return replace(scene, role=_ROLES.get(scene.role, scene.role))
