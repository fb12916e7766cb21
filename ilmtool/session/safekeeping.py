"""Keeps one open pair's work safe: journal, recovery, backups, and others who have the file open."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from ilmtool.core.document import Document, Patch, patch_between
from ilmtool.imagery.address import Place
from ilmtool.session.asks import Asks
from ilmtool.session.backups import Backups, Version, versions
from ilmtool.session.elsewhere import Elsewhere
from ilmtool.session.journal import Journal
from ilmtool.session.ports import Clock, Executor, Handle, Notice, Notify
from ilmtool.session.presence import TOUCH_EVERY_S, Claim, Holder, claim, release, renew
from ilmtool.session.recovery import LeftJournal, Recovery, left_journals, put_aside, recovery
from ilmtool.session.saver import Saver
from ilmtool.session.sidecar_file import ReadOnlyHere
from ilmtool.session.store import Store
from ilmtool.sidecar.derive import PixelToGround
from ilmtool.sidecar.files import sweep
from ilmtool.sidecar.merge import Choices
from ilmtool.text import tr


@dataclass(frozen=True, eq=False)
class Arrival:
    """What is found when a file is opened, on the worker.

    Attributes
    ----------
    claim : Claim
    left : tuple of LeftJournal
        Unsaved work of programs that have ended.
    digest : str
        SHA-256 of the file, where there is such work.
    """

    claim: Claim
    left: tuple[LeftJournal, ...] = ()
    digest: str = ""

    @classmethod
    def at(cls, sidecar: Path, who: str, now: str, own: Collection[str] = ()) -> Arrival:
        """Claim the file and look for work that was left behind."""
        sweep(sidecar.parent)
        left = tuple(left_journals(sidecar))
        return cls(claim(sidecar, who, now, own=own), left, digest_of(sidecar) if left else "")

    def leave(self) -> None:
        """The file is not opened after all."""
        for journal in self.left:
            journal.release()
        release(self.claim)


@dataclass(frozen=True, eq=False)
class Offer:
    """Unsaved work that can be brought back.

    Attributes
    ----------
    sidecar : Path
    time : str
        When the last of it was done, full UTC datetime.
    recovery : Recovery
    document : Document
        What `recovery` was made for.
    """

    sidecar: Path
    time: str
    recovery: Recovery
    document: Document


class Safekeeping:
    """One open pair's; made before its saver, so that the journal hears of a change first.

    It is the saver's `Witness`.
    """

    def __init__(
        self,
        store: Store,
        sidecar: Path,
        images: tuple[Place, ...],
        arrival: Arrival,
        who: str,
        executor: Executor,
        clock: Clock,
        notify: Notify,
        asks: Asks,
    ) -> None:
        self._store, self._who, self._sidecar = store, who, sidecar
        self._executor, self._clock, self._notify, self._asks = executor, clock, notify, asks
        self.claim = arrival.claim
        self._left, self._digest = list(arrival.left), arrival.digest
        self._recovered: list[tuple[int, LeftJournal]] = []
        self.journal = Journal(store, sidecar, images, executor, clock, notify)
        self._backups = Backups(clock)
        self._saver: Saver | None = None
        self.elsewhere: Elsewhere | None = None
        self.offer: Offer | None = None
        self._touching: Handle | None = None
        self._closed = False

    def attach(self, saver: Saver, grounds: Mapping[str, PixelToGround | None]) -> None:
        """Begin, with the saver that writes the file."""
        self._saver = saver
        saver.witness = self
        self.journal.know(lambda: saver.original)
        self.elsewhere = Elsewhere(
            self._store, saver, self._executor, self._clock, self._notify, grounds, self._asks.disagree
        )
        if self.claim.other is not None and saver.refusal is None:
            self._open_read_only(self.claim.other)
        self._touch_later()

    def ask(self) -> None:
        """Ask what there is to ask; when the window shows the pair."""
        if self.claim.other is not None:
            self._asks.locked(self.claim.other)
        if self._left:
            self._executor.submit(self._look_at_left(self._store.document), self._offer)

    # -- the saver's witness -------------------------------------------------------------------

    def number(self) -> int:
        """See `Witness.number`."""
        return self.journal.number

    def before_write(self, path: Path) -> None:
        """See `Witness.before_write`."""
        self._backups.keep(path)

    def writing(self, number: int, digest: str) -> None:
        """See `Witness.writing`."""
        self.journal.saving(number, digest)

    def written(self, number: int, path: Path) -> None:
        """See `Witness.written`."""
        self.journal.saved(number)
        self.journal.moved(path)
        if path != self._sidecar:
            release(self.claim)
            self._sidecar, self.claim = path, claim(path, self._who, self._clock.now(), take_over=True)
        for at, journal in tuple(self._recovered):
            if at <= number:
                self._recovered.remove((at, journal))
                journal.remove()

    def changed_elsewhere(self, now: bool) -> bool:
        """See `Witness.changed_elsewhere`."""
        if self.elsewhere is None:
            return False
        if now:
            return self.elsewhere.look_now()
        self.elsewhere.look(save_waits=True)
        return True

    # -- work left behind ----------------------------------------------------------------------

    def _look_at_left(self, document: Document) -> Callable[[], Offer | None]:
        left = tuple(self._left)

        def look() -> Offer | None:
            found = recovery([journal.read for journal in left], document, self._digest)
            if found.patch.is_empty and not found.damaged:
                return None
            return Offer(left[0].sidecar, max(journal.time for journal in left), found, document)

        return look

    def _offer(self, offer: Offer | None) -> None:
        if self._closed or not self._left:
            return
        if offer is None:
            # Everything is in the file: the program ended between saving and emptying the journal.
            for journal in self._left:
                journal.remove()
            self._left.clear()
            return
        self.offer = offer
        self._asks.recover(offer)

    def recover(self, choices: Choices | None = None) -> None:
        """Bring the unsaved work back, as one step that undo takes back.

        Parameters
        ----------
        choices : mapping, optional
            For the conflicts of the offer, in which `ours` is the unsaved work.
        """
        if not self._left:
            return
        document, offer = self._store.document, self.offer
        if offer is not None and offer.document is document and not choices:
            found = offer.recovery  # made on a worker: of 100,000 annotations it takes seconds
        else:
            found = recovery([journal.read for journal in self._left], document, self._digest, choices)
        self._store.dispatch(tr("Recover unsaved work"), found.patch, "recovery")
        # Each journal stays until the file has what it holds.
        self._recovered += [(self.journal.number, journal) for journal in self._left]
        self._left.clear()
        self.offer = None
        if found.damaged:
            text = tr("%n step(s) of the unsaved work could not be read.", "", found.damaged)
            self._notify(Notice("warning", text))
        if self._saver is not None:
            if self._store.dirty:
                self._saver.save_now()
            else:
                self.written(self.journal.number, self._saver.path)

    def discard_left(self) -> None:
        """Nobody wants the unsaved work; it is put aside and kept for a while."""
        for journal in self._left:
            journal.discard()
        self._left.clear()
        self.offer = None

    # -- somebody else -------------------------------------------------------------------------

    def _open_read_only(self, other: Holder) -> None:
        if self._saver is not None:
            self._saver.refuse(
                ReadOnlyHere(
                    tr(
                        "{name} is open read-only: {holder} has it open.",
                        name=self._saver.path.name,
                        holder=describe(other),
                    ),
                    tr("What is changed here is kept in the journal, not in the file."),
                    tr("Take the file over, or save the annotations under another name."),
                )
            )

    def take_over(self) -> None:
        """Write the file from here, although somebody else has it open."""
        saver = self._saver
        if saver is None or self.claim.other is None:
            return
        taken = claim(saver.path, self._who, self._clock.now(), take_over=True)
        self.claim = Claim(taken.path, taken.token)
        if isinstance(saver.refusal, ReadOnlyHere):
            saver.refuse(None)
        if self.elsewhere is not None:
            self.elsewhere.look()

    def _touch_later(self) -> None:
        self._touching = self._clock.schedule(TOUCH_EVERY_S, self._touch)

    def _touch(self) -> None:
        if self._closed:
            return
        claimed = self.claim
        if claimed.other is None:
            self._executor.submit(
                lambda: renew(claimed), lambda holder: self._touched(claimed, holder), lane="save"
            )
        self._touch_later()

    def _touched(self, claimed: Claim, holder: Holder | None) -> None:
        if self._closed or holder is None or self.claim is not claimed:
            return
        self.claim = Claim(claimed.path, claimed.token, holder)
        self._open_read_only(holder)
        self._asks.locked(holder)

    # -- earlier versions ----------------------------------------------------------------------

    def earlier_versions(self) -> list[Version]:
        """Earlier versions of the file, newest first."""
        return versions(self._saver.path) if self._saver is not None else []

    def restore(self, version: Version) -> None:
        """Bring an earlier version back, as one step that undo takes back. The scenes stay as they are.

        Raises
        ------
        UserError
            It cannot be read.
        """
        from ilmtool.sidecar.reader import read_sidecar

        old = read_sidecar(version.path).document
        patch = patch_between(self._store.document, old)
        name = tr("Restore an earlier version, {time}", time=version.time)
        self._store.dispatch(name, Patch(patch.annotations, None, patch.opaque), "")

    # -- leaving -------------------------------------------------------------------------------

    def close(self, *, discard: bool = False) -> None:
        """The pair is closed; what is not in the file and was not given up stays in the journal.

        Parameters
        ----------
        discard : bool
            The user gave up what is unsaved: its journal is put aside.
        """
        self._closed = True
        if self._touching is not None:
            self._touching.cancel()
        if self.elsewhere is not None:
            self.elsewhere.close()
        unsaved = self._store.dirty
        kept = self.journal.close(keep=unsaved)
        if kept is not None and discard:
            put_aside(kept)
        for _, journal in self._recovered:
            journal.release()
        for journal in self._left:
            journal.release()
        release(self.claim)


def digest_of(path: Path) -> str:
    """SHA-256 of a file; no text if it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def describe(holder: Holder) -> str:
    """Who that is, for people."""
    who = holder.who or tr("somebody")
    if holder.owner.is_here:
        return tr("{who} on this computer", who=who)
    return tr("{who} on {host}", who=who, host=holder.owner.host)
