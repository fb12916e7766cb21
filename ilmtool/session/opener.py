"""Opening on a worker: images, a sidecar, two analysts' files; one at a time, the latest wish wins."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ilmtool.core.boxindex import BoxIndex
from ilmtool.core.layout import Side
from ilmtool.imagery.address import Place, address_of
from ilmtool.imagery.parts import ChoiceNeeded
from ilmtool.imagery.stretch import Stretch
from ilmtool.session.contrast import Contrast, remembered, stretches_of
from ilmtool.session.hrefs import ConsentNeeded
from ilmtool.session.ports import CancelToken, Clock, Executor
from ilmtool.session.reviewer import Rivals
from ilmtool.session.settings import Settings
from ilmtool.session.workspace import Workspace
from ilmtool.text import tr

if TYPE_CHECKING:
    from ilmtool.session.opening import OpenedPair
    from ilmtool.session.safekeeping import Arrival
    from ilmtool.session.swapping import Moved


@dataclass(frozen=True, eq=False)
class Ready:
    """What the worker hands over: an open pair, how its values become grey, and where its boxes lie."""

    opened: OpenedPair
    contrast: Contrast
    stretches: dict[Side, Stretch]
    index: BoxIndex
    arrival: Arrival
    moved: Moved | None = None
    rivals: Rivals | None = None

    def drop(self) -> None:
        """It is not wanted any more."""
        self.arrival.leave()
        self.opened.pair.close()


class Opener:
    """Opens what the window is to show, and asks what only the user can say.

    Parameters
    ----------
    workspace : Workspace
    executor : Executor
    clock : Clock
    settings : callable
        The settings now.
    save_first : callable
        Saves the open pair, because the same may be opened again and the worker must read what the window
        shows; gives the tokens by which its claim on its file is known.
    adopt, failed : callable
        Told of what was opened, or of why it was not.
    tell_busy : callable
        Told what is being opened, for people; empty when that has ended.

    Attributes
    ----------
    on_choice : callable
        `on_choice(ChoiceNeeded, answer)`: which of a file's images is meant?
    on_consent : callable
        `on_consent(ConsentNeeded, agree)`: may a sidecar's images be fetched?
    """

    def __init__(
        self,
        workspace: Workspace,
        executor: Executor,
        clock: Clock,
        settings: Callable[[], Settings],
        save_first: Callable[[], tuple[str, ...]],
        adopt: Callable[[Ready], None],
        failed: Callable[[Exception], None],
        tell_busy: Callable[[str], None],
    ) -> None:
        self._workspace, self._executor, self._clock = workspace, executor, clock
        self._settings, self._save_first = settings, save_first
        self._adopt, self._failed, self._tell_busy = adopt, failed, tell_busy
        self._token = CancelToken()
        self._is_opening = False
        self.on_choice: Callable[[ChoiceNeeded, Callable[[int], None]], None] = self._cannot_ask
        self.on_consent: Callable[[ConsentNeeded, Callable[[], None]], None] = self._cannot_ask

    def open_images(self, before: Place, after: Place) -> None:
        """Open two images in the order given."""
        from ilmtool.session.opening import open_pair

        analyst = self._settings().analyst
        self.begin(
            both_names(before.name, after.name),
            lambda cancelled: open_pair(before, after, analyst, cancelled=cancelled),
            lambda chosen: self.open_images(chosen(before), chosen(after)),
        )

    def open_annotations(self, sidecar: Path, agreed: frozenset[str] = frozenset()) -> None:
        """Open a sidecar and the images that it names; `agreed` are URLs that may be fetched for it."""
        from ilmtool.session.opening import open_sidecar

        allow = self._settings().was_opened
        self.begin(
            sidecar.name,
            lambda cancelled: open_sidecar(
                sidecar, allow=allow, fetch=agreed.__contains__, cancelled=cancelled
            ),
        )

    def open_dropped(self, paths: Sequence[Place]) -> None:
        """Open two images or more, ordered by date and then by name, or a sidecar."""
        from ilmtool.session.opening import open_files

        allow, analyst = self._settings().was_opened, self._settings().analyst
        what = both_names(*(path.name for path in paths[:2]))
        self.begin(
            what,
            lambda cancelled: open_files(paths, analyst, allow, cancelled=cancelled),
            lambda chosen: self.open_dropped([chosen(path) for path in paths]),
        )

    def settle(self, mine: Path, theirs: Path) -> None:
        """Settle two analysts' files of one pair into the consensus beside the after image."""
        from ilmtool.session.settling import open_settling

        allow = self._settings().was_opened
        self.begin(
            both_names(mine.name, theirs.name),
            lambda _: open_settling(mine, theirs, allow),
        )

    @property
    def is_opening(self) -> bool:
        """Whether images are being opened."""
        return self._is_opening

    def stop(self) -> None:
        """Give up what is being opened; the open pair stays."""
        self._token.cancel()
        self._is_opening = False
        self._tell_busy("")

    def begin(
        self,
        what: str,
        work: Callable[[Callable[[], bool]], OpenedPair],
        again: Callable[[Callable[[Place], Place]], None] | None = None,
        moved: Moved | None = None,
    ) -> None:
        """Open on a worker.

        Parameters
        ----------
        what : str
            What is opened, for people.
        work : callable
            Opens it; asks its argument whether it is still wanted.
        again : callable, optional
            Opens the same with an image named that nobody had named.
        moved : Moved, optional
            What the open pair's annotations move along from.
        """
        self._token.cancel()
        token = self._token = CancelToken()
        self._is_opening = True
        own = self._save_first()
        self._tell_busy(tr("Opening {what}…", what=what))
        looks, who, now = self._settings().looks, self._workspace.author, self._clock.now()

        def prepare() -> Ready:
            from ilmtool.session.safekeeping import Arrival
            from ilmtool.session.settling import resumed

            opened = work(lambda: token.cancelled)
            try:
                settling, more = resumed(opened.document, opened.file.path)
                opened = replace(opened, findings=(*opened.findings, *more))
                rivals = None if settling is None else Rivals.of(settling, opened.document.header)
                contrast = remembered(looks, opened.pair)
                stretches = stretches_of(opened.pair, contrast)
                index = BoxIndex(opened.document, opened.pair.forwards)
                arrival = Arrival.at(opened.file.path, who, now, own)
            except BaseException:
                opened.pair.close()
                raise
            ready = Ready(opened, contrast, stretches, index, arrival, moved, rivals)
            if token.cancelled:
                ready.drop()
            return ready

        def failed(error: Exception) -> None:
            self._is_opening = False
            if isinstance(error, ChoiceNeeded) and again is not None:
                self._tell_busy("")
                self._ask_which(error, again)
            elif isinstance(error, ConsentNeeded):
                self._tell_busy("")
                sidecar, urls = error.sidecar, frozenset(error.urls)
                self.on_consent(error, lambda: self.open_annotations(sidecar, urls))
            else:
                self._failed(error)

        def done(ready: Ready) -> None:
            self._is_opening = False
            # From here on, giving up another opening is not meant for these images.
            self._token = CancelToken()
            self._tell_busy("")
            self._adopt(ready)

        self._executor.submit(prepare, done, failed, token=token)

    def _ask_which(self, error: ChoiceNeeded, again: Callable[[Callable[[Place], Place]], None]) -> None:
        def chosen(number: int) -> None:
            def name(place: Place) -> Place:
                address = address_of(place).absolute()
                return address.with_part(str(number)) if address == error.address else place

            again(name)

        self.on_choice(error, chosen)

    def _cannot_ask(self, error: Exception, answer: Callable[..., None]) -> None:  # noqa: ARG002
        self._failed(error)


def both_names(one: str, other: str = "") -> str:
    """What is being opened, for people."""
    return tr("{one} and {other}", one=one, other=other) if other else one
