"""What the window does about datasets: the export dialog, and the work behind it off the window's thread."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ilmtool.errors import Cancelled, UserError
from ilmtool.session.desk import Desk
from ilmtool.session.ports import CancelToken, Notice
from ilmtool.text import tr
from ilmtool.ui.dialogs.export import ExportDialog


class ExportVerbs:
    """The export dialog and its job.

    Parameters
    ----------
    desk : Desk
    window : QWidget
        Parent of the dialog.
    """

    def __init__(self, desk: Desk, window: QWidget) -> None:
        self._desk, self._window = desk, window
        self._dialog: ExportDialog | None = None
        self._token = CancelToken()

    def show(self) -> None:
        """Open the dialog, or bring it to the front while an export runs."""
        if self._dialog is not None:
            self._dialog.raise_()
            self._dialog.activateWindow()
            return
        saver = self._desk.saver
        names = [str(saver.path)] if saver is not None else []
        dialog = self._dialog = ExportDialog(names, self._begin, self.stop, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.destroyed.connect(self._forget)
        dialog.show()

    def _forget(self) -> None:
        self._dialog = None

    def stop(self) -> None:
        """Give up an export that is running; what is done is kept."""
        self._token.cancel()

    def _begin(
        self, names: tuple[str, ...], target: Path, format_name: str, values: Mapping[str, Any], resume: bool
    ) -> None:
        from ilmtool.datasets.export import Exported, Request, export
        from ilmtool.datasets.formats.registry import format_of
        from ilmtool.datasets.runners import runner_for
        from ilmtool.datasets.settings import make_settings
        from ilmtool.session.labels import load_label_set

        dialog = self._dialog
        if dialog is None:
            return
        token = self._token = CancelToken()
        unsaved = self._desk.saver.flush() if self._desk.saver is not None else None
        if unsaved is not None:
            self._failed(tr("The boxes just drawn could not be saved. {why}", why=unsaved), target)
            return

        def tell(what: str, done: int, total: int, images: int) -> None:
            token.check()
            dialog.told.emit(what, done, total, images)

        def work() -> Exported | None:
            settings = make_settings(format_name, values, format_of(format_name))
            labels, _ = load_label_set(settings.label_set or self._desk.settings.label_set)
            request = Request(
                names, target, settings, labels, labels_chosen=bool(settings.label_set), resume=resume
            )
            try:
                return export(request, lambda jobs: runner_for(None, jobs), tell)
            except Cancelled:
                return None

        def done(exported: Exported | None) -> None:
            if exported is None:
                self._failed(tr("Stopped. What is done is kept; Go on continues."), target)
                return
            remarks = " ".join(exported.remarks)
            self._tell(f"{exported.folder}: {exported.account}. {remarks}".strip(), exported.folder)

        def failed(error: Exception) -> None:
            if not isinstance(error, UserError):
                self._failed(tr("The export failed: {why}", why=error), target)
                raise error
            self._failed(str(error), target)

        self._desk.executor.submit(work, done, failed, lane="background")

    def _tell(self, text: str, folder: Path) -> None:
        if self._dialog is not None:
            self._dialog.finished_well(text)
        else:
            self._desk.notify(Notice("info", tr("The dataset is in {folder}.", folder=folder)))

    def _failed(self, text: str, target: Path) -> None:
        if self._dialog is not None:
            from ilmtool.datasets.output import partial_of

            self._dialog.failed(text, resumable=partial_of(target.absolute()).exists())
