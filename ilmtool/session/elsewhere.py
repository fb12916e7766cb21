"""A file changed by somebody else while it is open: noticed, merged, and asked about where both did."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from ilmtool.core.annotation import Annotation
from ilmtool.core.document import Document, Patch, apply_patch, patch_between
from ilmtool.errors import UserError
from ilmtool.session.ports import Clock, Executor, Handle, Notice, Notify
from ilmtool.session.saver import Saver
from ilmtool.session.sidecar_file import Foreign
from ilmtool.session.store import Store
from ilmtool.sidecar.derive import PixelToGround
from ilmtool.sidecar.merge_values import Choices, Conflict
from ilmtool.text import mark, tr

LOOK_EVERY_S = 3.0
"""Between looks at the file's stamp: a look is one request to the file system, on a worker."""

PATIENCE = 3
"""A file that cannot be read may be one that is being copied: it is looked at again before it is given up."""

STEP = mark("Merge changes made elsewhere")


@dataclass(frozen=True, eq=False)
class Disagreement:
    """What the user has to decide.

    Attributes
    ----------
    path : Path
    conflicts : tuple of Conflict
        `ours` is what the window shows.
    names : mapping
        Feature id -> label, for showing.
    """

    path: Path
    conflicts: tuple[Conflict, ...]
    names: Mapping[str, str]


@dataclass(frozen=True, eq=False)
class _Found:
    foreign: Foreign
    document: Document
    """The store's, from which `patch` goes."""
    patch: Patch
    conflicts: tuple[Conflict, ...]
    nothing_of_ours: bool
    """Theirs has everything already."""


class Elsewhere:
    """Watches one open file.

    Parameters
    ----------
    store, saver, executor, clock, notify
    grounds : mapping
        Scene id -> its map to the ground, to place boxes that were moved in another program.
    on_disagreement : callable
        Asks the user; the answer is `decide`. Called again when there is something new to ask.
    every_s : float
    """

    def __init__(
        self,
        store: Store,
        saver: Saver,
        executor: Executor,
        clock: Clock,
        notify: Notify,
        grounds: Mapping[str, PixelToGround | None],
        on_disagreement: Callable[[Disagreement], None],
        *,
        every_s: float = LOOK_EVERY_S,
    ) -> None:
        self._store, self._saver = store, saver
        self._executor, self._clock, self._notify = executor, clock, notify
        self._grounds, self._ask = grounds, on_disagreement
        self._every_s = every_s
        self._looking = self._again = self._closed = self._save_waits = False
        self._choices: Choices | None = None
        self._timer: Handle | None = None
        self._failures = 0
        self.disagreement: Disagreement | None = None
        self._wait()

    def look(self, *, save_waits: bool = False) -> None:
        """Look at the file soon; for when the window gets the focus.

        Parameters
        ----------
        save_waits : bool
            A save found the file changed, and is to be tried again.
        """
        if self._closed:
            return
        self._save_waits = self._save_waits or save_waits
        if self._looking:
            self._again = True
            return
        self._looking, self._again = True, False
        document, choices = self._store.document, self._choices
        self._executor.submit(
            lambda: self._find(document, choices), self._found, self._unreadable, lane="save"
        )

    def decide(self, choices: Choices) -> None:
        """What the user chose for the conflicts."""
        self._choices = dict(choices)
        self.look()

    def look_now(self) -> bool:
        """Merge on the calling thread, for closing.

        Returns
        -------
        bool
            Whether the file may be written now.
        """
        try:
            found = self._find(self._store.document, self._choices)
        except UserError:
            return False
        if found is None or self._open_conflicts(found):
            return found is None
        self._adopt(found)
        return True

    def close(self) -> None:
        """Look no more."""
        self._closed = True
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _wait(self) -> None:
        self._timer = self._clock.schedule(self._every_s, self._due)

    def _due(self) -> None:
        self._timer = None
        if not self._closed:
            self.look()
            self._wait()

    def _find(self, document: Document, choices: Choices | None) -> _Found | None:
        """On a worker."""
        from ilmtool.sidecar.merge import merge

        foreign = self._saver.read_elsewhere()
        if foreign is None:
            return None
        ours = self._saver.completed(document)
        theirs = foreign.loaded.document
        if not foreign.loaded.had_header:
            # Another program dropped it: nobody removed the scenes.
            theirs = replace(theirs, header=foreign.base.header)
        merged = merge(foreign.base, ours, theirs, choices)
        made = merged.document
        if made.header is ours.header:
            made = replace(made, header=document.header)
        patch = self._with_places(document, made)
        final = replace(apply_patch(document, patch), header=merged.document.header)
        nothing_of_ours = foreign.loaded.had_header and _says_the_same(final, theirs)
        return _Found(foreign, document, patch, merged.conflicts, nothing_of_ours)

    def _with_places(self, document: Document, made: Document) -> Patch:
        """The patch to the merged document, with boxes that were moved in another program placed anew."""
        from ilmtool.sidecar.reconcile import SceneState, reconcile

        patch = patch_between(document, made)
        touched = {k: after for k, (_, after) in patch.annotations.items() if after is not None}
        states = {scene: SceneState(ground) for scene, ground in self._grounds.items() if ground is not None}
        moved = reconcile(replace(made, annotations=touched), states).patch.annotations
        if not moved:
            return patch
        annotations: dict[str, tuple[Annotation | None, Annotation | None]] = dict(patch.annotations)
        for key, (_, placed) in moved.items():
            annotations[key] = (annotations[key][0], placed)
        return replace(patch, annotations=annotations)

    def _open_conflicts(self, found: _Found) -> tuple[Conflict, ...]:
        """Conflicts without an answer; one that was given for other values is none."""
        chosen = self._choices or {}
        asked = self.disagreement.conflicts if self.disagreement is not None else ()
        answered = {c.key: replace(c, taken="ours") for c in asked if c.key in chosen}
        return tuple(c for c in found.conflicts if answered.get(c.key) != replace(c, taken="ours"))

    def _found(self, found: _Found | None) -> None:
        self._looking = False
        self._failures = 0
        if self._closed:
            return
        if found is None:
            if self.disagreement is not None or self._save_waits:
                # It is gone again, or as it was: nothing stands in the way any more.
                self.disagreement = self._choices = None
                self._save_waits = False
                self._saver.release()
            if self._again:
                self.look()
            return
        if found.document is not self._store.document or self._again:
            self.look()  # something was drawn meanwhile
            return
        if self._open_conflicts(found):
            self._hold(found)
            return
        self._adopt(found)

    def _hold(self, found: _Found) -> None:
        path = self._saver.path
        annotations = found.document.annotations
        theirs = found.foreign.loaded.document.annotations
        names = {}
        for conflict in found.conflicts:
            known = annotations.get(conflict.id) or theirs.get(conflict.id)
            names[conflict.id] = known.label if known is not None else ""
        is_new = self.disagreement is None or self.disagreement.conflicts != found.conflicts
        self.disagreement = Disagreement(path, found.conflicts, names)
        self._saver.hold(
            UserError(
                tr(
                    "{name} was changed by somebody else, and in part in the same places as here.",
                    name=path.name,
                ),
                tr("It is not written over. Your work is safe in the journal."),
                tr("File > Resolve changes made elsewhere… shows both versions side by side."),
            )
        )
        if is_new:
            self._ask(self.disagreement)

    def _adopt(self, found: _Found) -> None:
        self.disagreement = self._choices = None
        self._save_waits = False
        self._saver.adopt(found.foreign)
        if not found.patch.is_empty:
            self._store.dispatch(tr(STEP), found.patch, "elsewhere")
        if found.nothing_of_ours:
            self._saver.settle()
        else:
            self._saver.save_now()
        self._notify(_merged_notice(self._saver.path, found))

    def _unreadable(self, error: Exception) -> None:
        self._looking = False
        if not isinstance(error, UserError):
            raise error
        if self._closed or not self._store.dirty:
            return
        self._failures += 1
        if self._failures < PATIENCE:
            self._clock.schedule(self._every_s / PATIENCE, self.look)
        else:
            self._failures = 0
            self._saver.write_beside()


def _says_the_same(a: Document, b: Document) -> bool:
    """Whether writing `a` over `b` would change nothing but the layout."""
    from ilmtool.sidecar.merge_feature import same_feature

    if a.header != b.header or a.opaque != b.opaque or a.annotations.keys() != b.annotations.keys():
        return False
    return all(same_feature(value, b.annotations[key]) for key, value in a.annotations.items())


def _merged_notice(path: Path, found: _Found) -> Notice:
    counts = {"added": 0, "changed": 0, "removed": 0}
    for before, after in found.patch.annotations.values():
        counts["added" if before is None else "removed" if after is None else "changed"] += 1
    words = {
        "added": tr("%n added", "annotations", counts["added"]),
        "changed": tr("%n changed", "annotations", counts["changed"]),
        "removed": tr("%n removed", "annotations", counts["removed"]),
    }
    said = ", ".join(words[kind] for kind, count in counts.items() if count)
    return Notice(
        "info",
        tr("{name} was changed by somebody else; both versions are merged.", name=path.name),
        tr("Annotations: {counts}.", counts=said) if said else "",
        tr("Undo takes “{step}” back.", step=tr(STEP)) if said else "",
    )
