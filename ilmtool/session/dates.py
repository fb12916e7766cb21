"""The dates of the open document: which images are open, which two are shown, and stepping through them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ilmtool.core.boxindex import BoxIndex
from ilmtool.core.layout import Side
from ilmtool.core.scene import Scene
from ilmtool.errors import UserError
from ilmtool.imagery.address import Place
from ilmtool.imagery.stretch import Stretch
from ilmtool.session.contrast import Contrast, remembered, stretches_of
from ilmtool.session.hrefs import never
from ilmtool.session.pair import Pair
from ilmtool.session.ports import CancelToken, Executor, Notice, Notify
from ilmtool.session.store import Change
from ilmtool.session.workspace import Workspace
from ilmtool.text import number, tr

if TYPE_CHECKING:
    from ilmtool.imagery.source import RasterSource, SourceFacts
    from ilmtool.session.series import OpenedDates


@dataclass(frozen=True, eq=False)
class ReadyDates:
    """Two dates that can be shown at once: what `Desk` needs of them."""

    opened: OpenedDates
    contrast: Contrast
    stretches: Mapping[Side, Stretch]
    index: BoxIndex


class Dates:
    """Scenes of one open document.

    Images that were shown stay open until the document is closed, so that going back to a date is immediate.

    Parameters
    ----------
    workspace : Workspace
    executor : Executor
    notify : Notify
    adopt : callable
        Shows two dates that are ready, on the window's thread.
    looks : callable
        Contrast by sensor, as the settings have it now.
    """

    def __init__(
        self,
        workspace: Workspace,
        executor: Executor,
        notify: Notify,
        adopt: Callable[[ReadyDates], None],
        looks: Callable[[], Mapping[str, Any]],
    ) -> None:
        self._workspace, self._executor, self._notify = workspace, executor, notify
        self._adopt, self._looks = adopt, looks
        self._sidecar = Path()
        self._allow: Callable[[Path], bool] = never
        self._token = CancelToken()
        self._sources: dict[str, RasterSource] = {}
        self._paths: dict[str, Place] = {}
        self._known: dict[str, SourceFacts] = {}
        workspace.store.subscribe(self._on_change)

    # -- the document --------------------------------------------------------------------------

    def begin(
        self,
        pair: Pair,
        sidecar: Path,
        allow: Callable[[Path], bool],
        others: Mapping[str, SourceFacts],
    ) -> None:
        """A document was opened with these two dates; `others` are known of its further images."""
        self._sidecar, self._allow = sidecar, allow
        self._token = CancelToken()
        self._sources = {scene.id: scene.source for scene in (pair.before, pair.after)}
        self._known = {**others, **{scene.id: scene.facts for scene in (pair.before, pair.after)}}
        self._paths = {key: facts.address for key, facts in self._known.items()}

    def end(self) -> None:
        """The document is closed, and so are its images."""
        self._token.cancel()
        for source in self._sources.values():
            source.close()
        self._sources, self._known, self._paths = {}, {}, {}

    @property
    def paths(self) -> dict[str, Place]:
        """Files of the scenes that were opened or added here."""
        return dict(self._paths)

    @property
    def known(self) -> Mapping[str, SourceFacts]:
        """What the files of the scenes say, as far as they were looked at."""
        return self._known

    def scenes(self) -> tuple[Scene, ...]:
        """All scenes of the document, the earliest first."""
        from ilmtool.session.series import scenes_by_date

        return scenes_by_date(self._workspace.document)

    # -- which two -----------------------------------------------------------------------------

    def show(self, before_id: str, after_id: str) -> None:
        """Show two scenes as before and after; nothing changes if one of them cannot be opened."""
        from ilmtool.session.series import open_dates

        pair = self._workspace.pair
        if pair is None or (pair.before.id, pair.after.id) == (before_id, after_id):
            return
        if before_id == after_id:
            self._notify(Notice("warning", tr("Before and after must be two different images.")))
            return
        self._token.cancel()
        token = self._token = CancelToken()
        document, looks = self._workspace.document, self._looks()
        sources, paths, known = dict(self._sources), dict(self._paths), dict(self._known)
        sidecar, allow = self._sidecar, self._allow

        def prepare() -> ReadyDates:
            opened = open_dates(document, (before_id, after_id), sidecar, sources, paths, known, allow)
            try:
                contrast = remembered(looks, opened.pair)
                stretches = stretches_of(opened.pair, contrast)
                ready = ReadyDates(opened, contrast, stretches, BoxIndex(document, opened.pair.forwards))
                token.check()
            except BaseException:
                _close(opened)
                raise
            return ready

        self._executor.submit(prepare, self._take, self._failed, token=token)

    def step(self, side: Side, step: int) -> None:
        """The next later (1) or earlier (-1) date on one side; the other side stays."""
        from ilmtool.session.series import stepped_scene

        pair = self._workspace.pair
        if pair is None:
            return
        scene_id = stepped_scene(self._workspace.document, pair, side, step)
        if scene_id is None:
            self._workspace.say(
                tr("There is no later image.") if step > 0 else tr("There is no earlier image.")
            )
        elif side is Side.AFTER:
            self.show(pair.before.id, scene_id)
        else:
            self.show(scene_id, pair.after.id)

    def add(self, paths: Sequence[Place]) -> None:
        """Add images to the document, as one undo step; none if one of them cannot be used."""
        from ilmtool.session.series import add_images

        pair = self._workspace.pair
        if pair is None or not paths:
            return
        document, sidecar = self._workspace.document, self._sidecar
        self._executor.submit(
            lambda: add_images(document, pair, paths, sidecar), self._added, self._failed, token=self._token
        )

    # -- answers -------------------------------------------------------------------------------

    def _take(self, ready: ReadyDates) -> None:
        opened = ready.opened
        if opened.document is not self._workspace.document:
            # Somebody drew meanwhile: the boxes are placed anew, which is much less than opening.
            index = BoxIndex(self._workspace.document, opened.pair.forwards)
            ready = ReadyDates(opened, ready.contrast, ready.stretches, index)
        for scene_id, source in opened.sources.items():
            self._sources[scene_id] = source
            self._known[scene_id] = source.facts
            self._paths[scene_id] = source.facts.address
        self._adopt(ready)

    def _added(self, answer: tuple[tuple[Scene, ...], dict[str, SourceFacts]]) -> None:
        from ilmtool.session.series import add_scenes

        scenes, known = answer
        self._known |= {key: facts for key, facts in known.items() if key not in self._sources}
        self._paths |= {key: facts.address for key, facts in known.items() if key not in self._sources}
        edit = add_scenes(self._workspace.document, scenes)
        self._workspace.dispatch(edit)
        count = len(self._workspace.document.header.scenes)
        self._workspace.say(
            tr(
                "%n image(s) (was|were) added; this document has {count}.",
                "",
                len(scenes),
                count=number(count),
            )
        )

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self._notify(Notice.of(error))

    def _on_change(self, change: Change) -> None:
        """Undoing the addition of an image that is on screen shows the document's own pair again."""
        pair = self._workspace.pair
        if pair is None or change.kind == "reset" or change.patch.header is None:
            return
        document = change.document
        if document.scene(pair.before.id) is None or document.scene(pair.after.id) is None:
            before, after = document.by_role("before"), document.by_role("after")
            if before is not None and after is not None:
                self.show(before.id, after.id)


def _close(opened: OpenedDates) -> None:
    for source in opened.sources.values():
        source.close()
