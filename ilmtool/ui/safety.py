"""Asks the window's questions about keeping work safe, one dialog at a time, without stopping the program."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QDialog, QMessageBox, QWidget

from ilmtool.core.document import patch_between
from ilmtool.errors import UserError
from ilmtool.session.desk import Desk
from ilmtool.session.left_work import LeftWork
from ilmtool.session.ports import Notice, Notify
from ilmtool.text import mark, tr

if TYPE_CHECKING:
    from ilmtool.session.backups import Version
    from ilmtool.session.elsewhere import Disagreement
    from ilmtool.session.presence import Holder
    from ilmtool.session.safekeeping import Offer
    from ilmtool.sidecar.merge import Choices
    from ilmtool.ui.dialogs.disagreement import Words


class Safety(QObject):
    """Connects a desk's questions with a window."""

    def __init__(self, desk: Desk, notify: Notify, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._notify, self._window = desk, notify, window
        self._waiting: deque[Callable[[], QDialog | None]] = deque()
        self.dialog: QDialog | None = None
        desk.asks.recover = self._ask_recovery
        desk.asks.disagree = self._ask_disagreement
        desk.asks.locked = self._ask_locked
        desk.asks.left = self._ask_left
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """When somebody comes back to the window, the file may have changed meanwhile."""
        if event.type() == QEvent.Type.WindowActivate:
            keeping = self._desk.safekeeping
            if keeping is not None and keeping.elsewhere is not None:
                keeping.elsewhere.look()
        return super().eventFilter(watched, event)

    # -- commands ------------------------------------------------------------------------------

    @property
    def can_resolve(self) -> bool:
        keeping = self._desk.safekeeping
        if keeping is None:
            return False
        from ilmtool.sidecar.merge_record import conflicts_of

        elsewhere = keeping.elsewhere
        waits = elsewhere is not None and elsewhere.disagreement is not None
        return waits or bool(conflicts_of(self._desk.workspace.document.header))

    @property
    def can_take_over(self) -> bool:
        keeping = self._desk.safekeeping
        return keeping is not None and keeping.claim.other is not None

    def recover(self) -> None:
        """Offer the unsaved work of the open pair again, or of others."""
        keeping = self._desk.safekeeping
        if keeping is not None and keeping.offer is not None:
            self._ask_recovery(keeping.offer)
        else:
            self._desk.look_for_left_work(told=True)

    def resolve(self) -> None:
        """Show again where both changed the same thing."""
        keeping = self._desk.safekeeping
        elsewhere = keeping.elsewhere if keeping is not None else None
        if elsewhere is not None and elsewhere.disagreement is not None:
            self._ask_disagreement(elsewhere.disagreement)
        else:
            self._ask_merged()

    def _ask_merged(self) -> None:
        """Settle what a merge by git left in the file."""
        from ilmtool.session.elsewhere import Disagreement
        from ilmtool.sidecar.merge_record import conflicts_of
        from ilmtool.sidecar.merge_settle import settle
        from ilmtool.ui.dialogs.disagreement import DisagreementDialog

        workspace, saver = self._desk.workspace, self._desk.saver
        document = workspace.document
        conflicts = conflicts_of(document.header)
        if saver is None or not conflicts:
            return
        names = {c.id: document.annotations[c.id].label for c in conflicts if c.id in document.annotations}
        both = Disagreement(saver.path, conflicts, names)

        def decide(choices: Choices) -> None:
            now = workspace.document
            workspace.store.dispatch(
                tr("Settle the merge"), patch_between(now, settle(now, choices)), "command"
            )

        self._show(lambda: DisagreementDialog(both, decide, self._go_to, self._window, _merged()))

    def take_over(self) -> None:
        """Ask again about a file that somebody else has open."""
        keeping = self._desk.safekeeping
        if keeping is not None and keeping.claim.other is not None:
            self._ask_locked(keeping.claim.other)

    def show_versions(self) -> None:
        """Show earlier versions of the file."""
        keeping = self._desk.safekeeping
        if keeping is None:
            return
        from ilmtool.ui.dialogs.versions import VersionsDialog

        found = keeping.earlier_versions()

        def restore(version: Version) -> None:
            try:
                keeping.restore(version)
            except UserError as error:
                self._notify(Notice.of(error))

        self._show(lambda: VersionsDialog(found, restore, self._window))

    # -- questions -----------------------------------------------------------------------------

    def _ask_recovery(self, offer: Offer) -> None:
        keeping = self._desk.safekeeping
        if keeping is None:
            return

        from ilmtool.session.elsewhere import Disagreement
        from ilmtool.ui.dialogs.disagreement import DisagreementDialog
        from ilmtool.ui.dialogs.recovery import RecoveryDialog

        def recover() -> None:
            conflicts = offer.recovery.conflicts
            if not conflicts:
                keeping.recover()
                return
            annotations = self._desk.workspace.document.annotations
            names = {c.id: annotations[c.id].label for c in conflicts if c.id in annotations}
            both = Disagreement(offer.sidecar, conflicts, names)
            self._show(lambda: DisagreementDialog(both, keeping.recover, self._go_to, self._window))

        def make() -> QDialog | None:
            if keeping.offer is not offer:
                return None
            return RecoveryDialog(offer, recover, keeping.discard_left, self._window)

        self._show(make)

    def _ask_disagreement(self, disagreement: Disagreement) -> None:
        keeping = self._desk.safekeeping
        elsewhere = keeping.elsewhere if keeping is not None else None
        if elsewhere is None:
            return

        from ilmtool.ui.dialogs.disagreement import DisagreementDialog

        def make() -> QDialog | None:
            if elsewhere.disagreement is not disagreement:
                return None
            return DisagreementDialog(disagreement, elsewhere.decide, self._go_to, self._window)

        self._show(make)

    def _go_to(self, annotation_id: str) -> None:
        if annotation_id in self._desk.workspace.document.annotations:
            self._desk.workspace.select((annotation_id,), fly=True)

    def _ask_locked(self, holder: Holder) -> None:
        keeping = self._desk.safekeeping
        if keeping is None:
            return

        from ilmtool.session.safekeeping import describe
        from ilmtool.ui.dialogs.moments import moment_text

        def make() -> QDialog | None:
            if keeping.claim.other is not holder:
                return None
            box = QMessageBox(
                QMessageBox.Icon.Warning,
                "ilmtool",
                tr(
                    "{holder} has this annotation file open since {moment}.",
                    holder=describe(holder),
                    moment=moment_text(holder.since),
                ),
                parent=self._window,
            )
            box.setInformativeText(
                tr(
                    "It is shown read-only. Taking it over does not close it there; what both change is"
                    " merged."
                )
            )
            stay = box.addButton(tr("Stay &read-only"), QMessageBox.ButtonRole.RejectRole)
            take = box.addButton(tr("&Take over"), QMessageBox.ButtonRole.DestructiveRole)
            box.setDefaultButton(stay)
            box.setEscapeButton(stay)
            take.clicked.connect(keeping.take_over)
            return box

        self._show(make)

    def _ask_left(self, left: list[LeftWork]) -> None:
        from ilmtool.ui.dialogs.recovery import LeftWorkDialog

        def open_pair(work: LeftWork) -> None:
            if len(work.images) == 2:
                self._desk.open_images(*work.images)
            else:
                self._desk.open_dropped(work.images or (work.sidecar,))

        self._show(lambda: LeftWorkDialog(left, open_pair, self._window))

    def _show(self, make: Callable[[], QDialog | None]) -> None:
        """One after another, each without a loop of its own: work behind it goes on."""
        self._waiting.append(make)
        if self.dialog is None:
            self._next()

    def _next(self) -> None:
        self.dialog = None
        while self._waiting and self.dialog is None:
            self.dialog = self._waiting.popleft()()
        if self.dialog is not None:
            self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            self.dialog.finished.connect(lambda _: self._next())
            self.dialog.open()

    def close(self) -> None:
        """The window closes: no more questions."""
        self._waiting.clear()
        if self.dialog is not None:
            self.dialog.reject()


def _merged() -> Words:
    """What the dialog of disagreements says where a merge by git left them."""
    from ilmtool.ui.dialogs.disagreement import Words

    return Words(
        mark("Left by a merge"),
        mark(
            "{name} was merged of two versions. What only one side changed is in it; {where} changed by both."
        ),
        mark("Ours is what the merge kept on your side. Settling is one step, which undo takes back."),
    )
