"""Work that a program left behind when it ended without saving: found, shown, brought back or put aside."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from ilmtool.core.annotation import Annotation
from ilmtool.core.document import Document, Header, OpaqueFeature, Patch, patch_between
from ilmtool.core.words import property_name
from ilmtool.imagery.address import Place, place_of
from ilmtool.session.state_folder import discarded_dir, journals_dir, key_of
from ilmtool.sidecar.codec import extra_properties
from ilmtool.sidecar.feature_values import FIELDS
from ilmtool.sidecar.holding import hold
from ilmtool.sidecar.journal_file import (
    SUFFIX,
    ReadJournal,
    StepRecord,
    read_annotation,
    read_head,
    read_journal,
    read_opaque,
)
from ilmtool.sidecar.merge_values import Choices, Conflict
from ilmtool.text import tr

KEPT = 20
"""Journals that were discarded, or could not be read, are kept for a while; the oldest go first."""

_BEING_MADE_S = 60.0
"""A younger file without a first line may be one that another program is making at this moment."""

_PLACE = frozenset({"image_geometry", "shape", "drawn_on"})
_SILENT = frozenset({"updated", "visible_scene", "schema"})


class LeftJournal:
    """A journal whose program has ended. Held, so that no other program offers it at the same time."""

    def __init__(self, path: Path, handle: int, read: ReadJournal) -> None:
        self.path = path
        self.read = read
        self._handle = handle

    @property
    def sidecar(self) -> Path:
        return Path(self.read.opening.path)

    @property
    def images(self) -> tuple[Place, ...]:
        """Before and after."""
        return tuple(place_of(name) for name in self.read.opening.images)

    @property
    def time(self) -> str:
        """When the last step was done, full UTC datetime."""
        return self.read.steps[-1].time if self.read.steps else self.read.opening.time

    def release(self) -> None:
        """Leave it for a later time."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1

    def remove(self) -> None:
        """What it holds is safe elsewhere."""
        self.release()
        with suppress(OSError):
            self.path.unlink()

    def discard(self) -> Path | None:
        """Put it aside, where it is kept for a while.

        Returns
        -------
        Path or None
            Where it is now; None if it could not be moved, and stays.
        """
        self.release()
        return put_aside(self.path)


def put_aside(journal: Path, folder: Callable[[], Path] = discarded_dir) -> Path | None:
    """Move a journal to those that nobody wants back; of these the last `KEPT` stay."""
    target = folder() / journal.name
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        journal.replace(target)
        kept = sorted(target.parent.glob(f"*{SUFFIX}"), key=lambda p: p.stat().st_mtime_ns)
        for old in kept[:-KEPT]:
            old.unlink()
    except OSError:
        return None
    return target


def left_journals(
    sidecar: Path | None = None, folder: Callable[[], Path] = journals_dir
) -> list[LeftJournal]:
    """Journals of programs that have ended, oldest first; those without a step are deleted.

    Parameters
    ----------
    sidecar : Path, optional
        Only those of this file.
    """
    pattern = f"{key_of(sidecar)}-*{SUFFIX}" if sidecar is not None else f"*{SUFFIX}"
    found: list[LeftJournal] = []
    try:
        paths = sorted(folder().glob(pattern))
    except OSError:
        return []
    for path in paths:
        with suppress(OSError):
            journal = _taken(path)
            if journal is not None:
                found.append(journal)
    return sorted(found, key=lambda journal: (journal.time, str(journal.path)))


def _taken(path: Path) -> LeftJournal | None:
    handle = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
    taken: LeftJournal | None = None
    try:
        held = hold(handle)
        if held is False:
            return None
        read = read_journal(path)
        if read is None:
            # Not even its first line was written, or it is damaged: nothing that could be brought back.
            if time.time() - os.fstat(handle).st_mtime > _BEING_MADE_S:
                put_aside(path)
        elif held is None and not read.opening.owner.is_gone:
            return None
        elif not read.steps:
            path.unlink()
        else:
            taken = LeftJournal(path, handle, read)
    finally:
        if taken is None:
            os.close(handle)
    return taken


Kind = Literal["added", "changed", "removed"]


@dataclass(frozen=True, slots=True)
class RecoveredItem:
    """What bringing back does to one annotation.

    `what` names the properties that differ; `label` is the annotation's name.
    """

    id: str
    kind: Kind
    label: str
    what: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Recovery:
    """What journals hold that a document lacks.

    Attributes
    ----------
    patch : Patch
        Brings it into that document; to be dispatched as one step, so that undo takes it back.
    items : tuple of RecoveredItem
    conflicts : tuple of Conflict
        Where the file has been changed since; the unsaved work counts, unless chosen otherwise.
    scenes : bool
        Whether what is said about the scenes changes too.
    damaged : int
        Steps that could not be read.
    """

    patch: Patch
    items: tuple[RecoveredItem, ...]
    conflicts: tuple[Conflict, ...] = ()
    scenes: bool = False
    damaged: int = 0

    def count(self, kind: Kind) -> int:
        """How many annotations are added, changed or removed."""
        return sum(item.kind == kind for item in self.items)


@dataclass(slots=True)
class _Net:
    """What a journal's steps come to: the state before the first, and after the last."""

    annotations: dict[str, tuple[Annotation | None, Annotation | None]] = field(default_factory=dict)
    header: tuple[Header, Header] | None = None
    opaque: tuple[tuple[OpaqueFeature, ...], tuple[OpaqueFeature, ...]] | None = None
    damaged: int = 0


def recovery(
    journals: Sequence[ReadJournal], document: Document, digest: str = "", choices: Choices | None = None
) -> Recovery:
    """What journals hold that a document lacks, by a three-way merge with the journals' own base.

    Pure. The document may be another than the one the journals were written for: what somebody else changed
    in the meantime stays.

    Parameters
    ----------
    journals : sequence of ReadJournal
        Of one file, oldest first.
    document : Document
        What the file says.
    digest : str
        SHA-256 of that file.
    choices : mapping, optional
        For conflicts, in which `ours` is the unsaved work.
    """
    from ilmtool.sidecar.merge import merge
    from ilmtool.sidecar.merge_feature import same_feature

    net = _net([step for journal in journals for step in _unsaved(journal, document, digest)])
    base = _with(document, {k: before for k, (before, _) in net.annotations.items()})
    ours = _with(document, {k: after for k, (_, after) in net.annotations.items()})
    if net.header is not None:
        base, ours = replace(base, header=net.header[0]), replace(ours, header=net.header[1])
    if net.opaque is not None:
        base, ours = replace(base, opaque=net.opaque[0]), replace(ours, opaque=net.opaque[1])
    merged = merge(base, ours, document, choices)
    patch = patch_between(document, merged.document)
    # An annotation that only came through the journal's text is no difference.
    differing = {k: v for k, v in patch.annotations.items() if not same_feature(*v)}
    patch = replace(patch, annotations=differing)
    items = tuple(_item(k, before, after) for k, (before, after) in patch.annotations.items())
    return Recovery(patch, items, merged.conflicts, patch.header is not None, net.damaged)


def _unsaved(journal: ReadJournal, document: Document, digest: str) -> Sequence[StepRecord]:
    """Steps that are not in the file, where the program may have ended in the middle of saving.

    If the file is the one that was to be written, the save had reached the disk. If it is neither that nor
    the one before, because somebody else changed it since, what it says of the journal's features decides.
    """
    from ilmtool.sidecar.merge_feature import same_feature

    for saving in reversed(journal.savings):
        done = [step for step in journal.steps if step.number <= saving.number]
        rest = [step for step in journal.steps if step.number > saving.number]
        if saving.digest == digest:
            return rest
        net = _net(done)
        touched = [pair for pair in net.annotations.items() if not same_feature(*pair[1])]
        after = sum(same_feature(a, document.annotations.get(key)) for key, (_, a) in touched)
        before = sum(same_feature(b, document.annotations.get(key)) for key, (b, _) in touched)
        if after > before:
            return rest
    return journal.steps


def _net(steps: Iterable[StepRecord]) -> _Net:
    net = _Net()
    for step in steps:
        try:
            for key, before, after in step.features:
                first = net.annotations[key][0] if key in net.annotations else read_annotation(before)
                net.annotations[key] = (first, read_annotation(after))
            if step.header is not None:
                was = read_head(step.header[0]) if net.header is None else net.header[0]
                net.header = (was, read_head(step.header[1]))
            if step.opaque is not None:
                old = read_opaque(step.opaque[0]) if net.opaque is None else net.opaque[0]
                net.opaque = (old, read_opaque(step.opaque[1]))
        except (ValueError, RecursionError):
            net.damaged += 1
    return net


def _with(document: Document, annotations: Mapping[str, Annotation | None]) -> Document:
    made = dict(document.annotations)
    for key, annotation in annotations.items():
        if annotation is None:
            made.pop(key, None)
        else:
            made[key] = annotation
    return replace(document, annotations=made)


def _item(key: str, before: Annotation | None, after: Annotation | None) -> RecoveredItem:
    if before is None:
        return RecoveredItem(key, "added", after.label if after is not None else "")
    if after is None:
        return RecoveredItem(key, "removed", before.label)
    return RecoveredItem(key, "changed", after.label, tuple(changed_properties(before, after)))


def changed_properties(before: Annotation, after: Annotation) -> Iterable[str]:
    """Names of the properties that differ, the place as one; without those that every edit moves."""
    place = False
    for name, (attribute, _) in FIELDS.items():
        if getattr(before.properties, attribute) != getattr(after.properties, attribute):
            if attribute in _PLACE:
                place = True
            elif attribute not in _SILENT:
                yield property_name(name)
    if place:
        yield tr("place")
    old, new = extra_properties(before), extra_properties(after)
    yield from sorted(k for k in {*old, *new} if old.get(k) != new.get(k))
