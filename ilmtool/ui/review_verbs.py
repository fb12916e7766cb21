"""The verbs of a review that need the window: panel, colleague's file, what is painted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from ilmtool.core.geometry import Bounds
from ilmtool.errors import UserError
from ilmtool.session.desk import Desk
from ilmtool.session.ports import Notice
from ilmtool.session.settling import Choice, record_of
from ilmtool.text import tr
from ilmtool.ui.canvas.canvas import Canvas
from ilmtool.ui.file_filters import annotation_files
from ilmtool.ui.side_tabs import SideTabs

if TYPE_CHECKING:
    from ilmtool.session.team_folder import TeamFolder
    from ilmtool.ui.dialogs.team_folder import TeamFolderDialog
    from ilmtool.ui.panels.review import ReviewPanel


class ReviewUi(QObject):
    """Implements `commands.front_end.ReviewVerbs`.

    Parameters
    ----------
    desk : Desk
    canvas : Canvas
    tabs : SideTabs
        Gets the review's panel when it is first wanted.
    add_form : callable
        Told of the panel, whose fields are walked through by Tab.
    window : QWidget
    """

    changed = Signal()
    """Which verbs can run may be different now."""

    def __init__(
        self,
        desk: Desk,
        canvas: Canvas,
        tabs: SideTabs,
        add_form: Callable[[QWidget], None],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._desk, self._canvas, self._tabs, self._window = desk, canvas, tabs, window
        self._add_form = add_form
        self.panel: ReviewPanel | None = None
        self.folder: TeamFolderDialog | None = None
        desk.reviewer.subscribe(self._on_review)

    @property
    def is_settling(self) -> bool:
        return self._desk.reviewer.is_settling

    @property
    def has_conflict(self) -> bool:
        return self._desk.reviewer.item is not None

    def show(self) -> None:
        """Show the panel of the review."""
        if self.panel is None:
            from ilmtool.ui.panels.review import ReviewPanel

            self.panel = ReviewPanel(
                self._desk.reviewer,
                self._desk.workspace,
                self.compare,
                self.guarded,
                self._desk.open_annotations,
            )
            self.panel.left.connect(self._canvas.setFocus)
            self._tabs.add(self.panel, "review", "list-checks", tr("Review"))
            self._add_form(self.panel)
        self._tabs.setCurrentWidget(self.panel)
        self.panel.renew()

    def compare(self) -> None:
        """Ask for a colleague's file and settle it with the open one."""
        saver = self._desk.saver
        if saver is None:
            return
        if record_of(self._desk.workspace.document.header):
            raise UserError(
                tr("{name} is the result of a review already.", name=saver.path.name),
                "",
                tr("Open your own annotation file to compare it with a colleague's."),
            )
        name, _ = QFileDialog.getOpenFileName(
            self._window, tr("Colleague's annotation file"), str(saver.path.parent), annotation_files()
        )
        if name:
            self._desk.opener.settle(saver.path, Path(name))

    def show_folder(self) -> None:
        """Ask for a team's folder and show what is in it; it is read on a worker."""
        name = QFileDialog.getExistingDirectory(
            self._window, tr("Team folder"), self._desk.settings.last_folder
        )
        if name:
            from ilmtool.session.team_folder import read_folder

            self._desk.on_busy(tr("Reading {name}…", name=Path(name).name))
            self._desk.executor.submit(
                lambda: read_folder(Path(name)), self._show_folder, self._folder_failed
            )

    def _show_folder(self, team: TeamFolder) -> None:
        from ilmtool.ui.dialogs.team_folder import TeamFolderDialog

        self._desk.on_busy("")
        self.folder = TeamFolderDialog(team, self._desk.open_annotations, self._window)
        self.folder.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.folder.open()

    def _folder_failed(self, error: Exception) -> None:
        self._desk.on_busy("")
        if not isinstance(error, UserError):
            raise error
        self._desk.notify(Notice.of(error))

    def step(self, step: int) -> None:
        """On to the next thing to review."""
        self._desk.reviewer.step(step)

    def judge(self, state: str) -> None:
        """Give the selection a state of review."""
        self._desk.reviewer.judge(state)

    def choose(self, choice: str) -> None:
        """Settle the conflict that is looked at."""
        self._desk.reviewer.choose(cast("Choice", choice))

    def write_comment(self) -> None:
        """Put the cursor into the field for remarks."""
        self.show()
        if self.panel is not None:
            self.panel.start_comment()

    def guarded(self, verb: Callable[[], None]) -> None:
        """Do something that the panel asks for, and show what goes wrong."""
        try:
            verb()
        except UserError as error:
            self._desk.notify(Notice.of(error))

    def _on_review(self, touched: tuple[Bounds, ...] | None) -> None:
        if touched is None:
            self._canvas.set_rivals(self._desk.reviewer.rivals)
            self._canvas.refresh()
            if self.is_settling:
                self.show()
                self._canvas.setFocus()
        elif touched:
            self._canvas.repaint_hidden(list(touched))
        if self.panel is not None and self.panel.isVisible():
            self.panel.renew()
        self.changed.emit()
