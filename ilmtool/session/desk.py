"""The desk: has a pair opened, seen and saved, and puts it away. One per window."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ilmtool.core.boxindex import BoxIndex
from ilmtool.core.document import Patch
from ilmtool.core.layout import Side
from ilmtool.errors import UserError
from ilmtool.imagery.address import Place
from ilmtool.painting.raster import SceneLayer
from ilmtool.painting.view import PairView
from ilmtool.session.asks import Asks
from ilmtool.session.contrast import remember
from ilmtool.session.dates import Dates, ReadyDates
from ilmtool.session.hrefs import NoImageError
from ilmtool.session.left_work import LeftWork, left_work, newly_left, put_off_notice
from ilmtool.session.light_table import LightTable
from ilmtool.session.opener import Opener, Ready, both_names
from ilmtool.session.opening_notices import adopted_notice, folder_notice, foreign_labels_notice, notices_of
from ilmtool.session.pair import Pair
from ilmtool.session.placer import Placer
from ilmtool.session.ports import OPEN_PAIR, Clock, Executor, Handle, Notice, Notify
from ilmtool.session.provenance import Provenance
from ilmtool.session.registrar import Registrar
from ilmtool.session.reviewer import Reviewer
from ilmtool.session.saver import Saver, SaveStatus
from ilmtool.session.settings import Settings, author_of
from ilmtool.session.suggesting import Suggesting
from ilmtool.session.table.listing import Listing
from ilmtool.session.workspace import Workspace
from ilmtool.text import tr

if TYPE_CHECKING:
    from ilmtool.session.opening import OpenedPair
    from ilmtool.session.safekeeping import Arrival, Safekeeping

CHECKSUMS_AFTER_S = 2.0
"""From the opening of a pair to the hashing of its files, which are looked at first."""


class Desk:
    """Owns what an open pair needs beside its document.

    What is seen of it lies on the `light_table`, and `opener` brings it; its file is seen to here.

    Parameters
    ----------
    workspace : Workspace
    executor : Executor
    clock : Clock
    notify : Notify
    settings : Settings
    keep_settings : callable
        Told of every change of the settings.
    """

    def __init__(
        self,
        workspace: Workspace,
        executor: Executor,
        clock: Clock,
        notify: Notify,
        settings: Settings,
        keep_settings: Callable[[Settings], None],
    ) -> None:
        self.workspace = workspace
        self._executor, self._clock, self._notify = executor, clock, notify
        self._settings, self._keep_settings = settings, keep_settings
        self._settings_watchers: tuple[Callable[[Settings, Settings], None], ...] = ()
        self._provenance: Provenance | None = None
        self._hashing: Handle | None = None
        self.opener = Opener(
            workspace, executor, clock, lambda: self._settings, self._save_first, self._adopt,
            self._failed_to_open, self._tell_busy,
        )  # fmt: skip
        self.listing = Listing(workspace, executor)
        self.light_table = LightTable(executor, clock, self._failed_to_open)
        self.reviewer = Reviewer(workspace)
        self.suggesting = Suggesting(workspace, executor, notify)
        self.dates = Dates(workspace, executor, notify, self._adopt_dates, lambda: self._settings.looks)
        self.placer = Placer(workspace, executor, lambda: self.dates.known, self._adopt_placing)
        self.registrar = Registrar(executor)
        self.saver: Saver | None = None
        self.safekeeping: Safekeeping | None = None
        self.asks = Asks()
        self._looked_for_left = False
        self.on_pair: Callable[[Pair, PairView], None] = lambda pair, view: None  # noqa: ARG005
        self.on_dates: Callable[[Pair, PairView], None] = lambda pair, view: None  # noqa: ARG005
        self.on_placed: Callable[[Mapping[Side, SceneLayer | None]], None] = lambda layers: None  # noqa: ARG005
        self.on_status: Callable[[SaveStatus | None], None] = lambda status: None  # noqa: ARG005
        self.on_busy: Callable[[str], None] = lambda text: None  # noqa: ARG005

    @property
    def executor(self) -> Executor:
        """Where work goes that must not hold up the window."""
        return self._executor

    @property
    def settings(self) -> Settings:
        return self._settings

    def change_settings(self, settings: Settings) -> None:
        """Remember other settings, and tell who acts by them."""
        if settings != self._settings:
            old, self._settings = self._settings, settings
            self._keep_settings(settings)
            if settings.analyst != old.analyst:
                self.workspace.author = author_of(settings)
            if self.saver is not None:
                self.saver.set_pace(settings.autosave_delay_s, by_itself=settings.autosave)
            for watcher in self._settings_watchers:
                watcher(old, settings)

    def watch_settings(self, watcher: Callable[[Settings, Settings], None]) -> Callable[[], None]:
        """Be told of each change of the settings: what they were, and what they are; the result ends that."""
        self._settings_watchers = (*self._settings_watchers, watcher)

        def unwatch() -> None:
            self._settings_watchers = tuple(w for w in self._settings_watchers if w is not watcher)

        return unwatch

    # -- opening -------------------------------------------------------------------------------

    def open_images(self, before: Place, after: Place) -> None:
        """Open two images in the order given."""
        self.opener.open_images(before, after)

    def open_annotations(self, sidecar: Path) -> None:
        """Open a sidecar and the images that it names."""
        self.opener.open_annotations(sidecar)

    def open_dropped(self, paths: Sequence[Place]) -> None:
        """Open two images or more, ordered by date and then by name, or a sidecar."""
        self.opener.open_dropped(paths)

    def swap(self) -> None:
        """Show the open pair the other way round; annotations and corrections move to its file."""
        from ilmtool.session.swapping import Moved, open_swapped

        pair, saver = self.workspace.pair, self.saver
        if pair is None or saver is None:
            return
        if len(self.workspace.document.header.scenes) > 2:
            self.dates.show(pair.after.id, pair.before.id)  # of several, any two can be shown in any order
            return
        problem = saver.flush()
        if problem is not None:
            self._notify(Notice.of(problem))
            return
        document, now, analyst = self.workspace.document, self._clock.now(), self._settings.analyst
        what = both_names(pair.after.facts.name, pair.before.facts.name)
        self.opener.begin(
            what,
            lambda cancelled: open_swapped(document, pair, analyst, now, cancelled=cancelled),
            moved=Moved(document, saver.path),
        )

    def _save_first(self) -> tuple[str, ...]:
        if self.saver is not None:
            self.saver.flush()
        return () if self.safekeeping is None else (self.safekeeping.claim.token,)

    def _tell_busy(self, text: str) -> None:
        self.on_busy(text)

    def _failed_to_open(self, error: Exception) -> None:
        self.on_busy("")
        if not isinstance(error, UserError):
            raise error
        self._notify(Notice.of(error, OPEN_PAIR if isinstance(error, NoImageError) else ""))

    def _adopt(self, ready: Ready) -> None:
        """Put another pair on the desk; the one there is saved first, and stays if that fails."""
        if ready.moved is not None and ready.moved.document is not self.workspace.document:
            ready.drop()
            self._notify(
                Notice("warning", tr("The annotations were edited meanwhile."), "", tr("Swap again."))
            )
            return
        problem = self.put_away()
        if problem is not None:
            ready.drop()
            self._notify(Notice.of(problem))
            return
        opened, pair = ready.opened, ready.opened.pair
        view = self.light_table.lay_out(pair, ready.contrast, ready.stretches)
        self.placer.begin()
        self.dates.begin(pair, opened.file.path, self._settings.was_opened, opened.others)
        self.workspace.show_pair(pair, opened.document, ready.index)
        self.reviewer.begin(ready.rivals)
        self._start_saving(opened, ready.arrival)
        self.on_pair(pair, view)
        self.reviewer.go_on()
        addresses = pair.before.facts.address, pair.after.facts.address
        self.change_settings(self._settings.with_recent(*addresses))
        self.light_table.sharpen()
        for notice in notices_of(opened.findings, opened.file.path):
            self._notify(notice)
        if opened.file.makes_folder:
            self._notify(folder_notice(pair.after.facts.name, opened.file.path))
        self._adopt_edits(opened.adoption, opened.file.path.name)
        if ready.moved is not None and self.saver is not None:
            from ilmtool.session.swapping import settle

            settle(self.saver, ready.moved.old, self._notify)
        self.tell_foreign_labels()
        if self.safekeeping is not None:
            self.safekeeping.ask()
        if not self._looked_for_left:
            self.look_for_left_work()

    def _adopt_dates(self, ready: ReadyDates) -> None:
        """Show two other scenes of the open document: it stays, with its file, its history and its tiles."""
        old, saver = self.workspace.pair, self.saver
        if old is None or saver is None or self._provenance is None:
            return
        pair = ready.opened.pair
        self.registrar.cancel()
        self.placer.begin()
        self._remember_looks(old)
        view = self.light_table.exchange(pair, ready.contrast, ready.stretches)
        if view is None:
            return
        self.workspace.show_dates(pair, ready.index)
        self._provenance.include(self.dates.paths)
        self._provenance.start(self.workspace.document, self._executor, saver.save_again)
        self.on_dates(pair, view)
        self.light_table.sharpen()
        for notice in notices_of(ready.opened.findings, saver.path):
            self._notify(notice)
        self._adopt_edits(ready.opened.adoption, saver.path.name)
        self.placer.follow()  # it was registered while the images were opened

    def _adopt_placing(self, pair: Pair, index: BoxIndex) -> None:
        """Show the two scenes otherwise placed on each other; tiles, contrast and history stay."""
        layers = self.light_table.place(pair)
        if layers is not None:
            self.workspace.show_placed(pair, index)
            self.on_placed(layers)

    def notify(self, notice: Notice) -> None:
        """Tell the user something."""
        self._notify(notice)

    def tell_foreign_labels(self) -> None:
        """Say which labels of the open file its label set lacks, and how to bring them in."""
        notice = foreign_labels_notice(self.workspace.document, self.workspace.labels)
        if notice is not None:
            self._notify(notice)

    def look_for_left_work(self, *, told: bool = False) -> None:
        """Offer unsaved work of programs that have ended; with `told`, say so if there is none."""
        self._looked_for_left = True

        def look() -> tuple[list[LeftWork], bool]:
            left = left_work()
            return left, newly_left(left)

        def answer(found: tuple[list[LeftWork], bool]) -> None:
            left, is_new = found
            if left and (told or is_new):
                self.asks.left(left)
            elif left:
                self._notify(put_off_notice(left))
            elif told:
                self._notify(Notice("info", tr("There is no unsaved work to recover.")))

        self._executor.submit(look, answer)

    def _adopt_edits(self, adoption: Patch, name: str) -> None:
        """Take over boxes that were moved or drawn in another program, as a step that undo takes back."""
        count = len(adoption.annotations)
        if count == 0:
            return
        self.workspace.store.dispatch(tr("Adopt changes made elsewhere"), adoption, "opening")
        self._notify(adopted_notice(count, name))

    def _start_saving(self, opened: OpenedPair, arrival: Arrival) -> None:
        from ilmtool.session.safekeeping import Safekeeping

        pair = opened.pair
        images = {pair.scene(side).id: pair.scene(side).facts.address for side in Side}
        images |= {key: facts.address for key, facts in opened.others.items()}
        safekeeping = self.safekeeping = Safekeeping(
            self.workspace.store, opened.file.path, tuple(images.values()), arrival, self.workspace.author,
            self._executor, self._clock, self._notify, self.asks,
        )  # fmt: skip
        provenance = self._provenance = Provenance(images)
        saver = self.saver = Saver(
            self.workspace.store, opened.file, self._executor, self._clock, self._notify,
            delay_s=self._settings.autosave_delay_s, by_itself=self._settings.autosave,
            prepare=provenance.prepare,
        )  # fmt: skip
        safekeeping.attach(saver, pair.grounds)
        saver.subscribe(self.on_status)
        # Hashing two large files would take the cores from the first tiles.
        self._hashing = self._clock.schedule(
            CHECKSUMS_AFTER_S,
            lambda: provenance.start(opened.document, self._executor, saver.save_again),
        )
        self.on_status(saver.status)

    # -- leaving -------------------------------------------------------------------------------

    def put_away(self) -> UserError | None:
        """Save and close the open pair.

        Returns
        -------
        UserError or None
            Why the annotations could not be saved; the pair stays open then.
        """
        pair = self.workspace.pair
        if pair is None or self.saver is None:
            return None
        problem = self.saver.flush()
        if problem is not None:
            return problem
        self._close_pair(pair)
        return None

    def abandon(self) -> None:
        """Close the open pair without saving: the user said so."""
        if self.saver is not None:
            self.saver.discard()
            self.saver = None
        if self.safekeeping is not None:
            self.safekeeping.close(discard=True)
            self.safekeeping = None
        if self.workspace.pair is not None:
            self._close_pair(self.workspace.pair)

    def _close_pair(self, pair: Pair) -> None:
        self.registrar.cancel()
        self.placer.begin()
        self._remember_looks(pair)
        self.light_table.clear()
        if self._hashing is not None:
            self._hashing.cancel()
            self._hashing = None
        if self._provenance is not None:
            self._provenance.stop()
        if self.saver is not None:
            self.saver.close()
        if self.safekeeping is not None:
            self.safekeeping.close()
            self.safekeeping = None
        self.saver = self._provenance = None
        self.dates.end()
        pair.close()

    def _remember_looks(self, pair: Pair) -> None:
        darkroom = self.light_table.darkroom
        if darkroom is not None:
            looks = remember(self._settings.looks, pair, darkroom.contrast)
            self.change_settings(replace(self._settings, looks=looks))

    def name_analyst(self, analyst: str) -> None:
        """Who annotates from now on; the next pair's sidecar carries the name."""
        self.change_settings(replace(self._settings, analyst=analyst))
