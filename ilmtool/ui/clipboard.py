"""Copy, cut and paste, by way of the system's clipboard."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QClipboard

from ilmtool.errors import UserError
from ilmtool.session.pair import Pair
from ilmtool.session.ports import Executor, Notice
from ilmtool.session.workspace import Workspace
from ilmtool.text import tr

if TYPE_CHECKING:
    from ilmtool.session import clipping

MIME = "application/geo+json"


class ClipboardUi:
    """Implements `commands.front_end.ClipboardVerbs`.

    Annotations go out as text that other windows of the program and GIS programs read, and as GeoJSON's own
    media type. Reading and placing what comes in is left to a worker: it may be long, and from anybody.

    Parameters
    ----------
    clipboard : QClipboard
    workspace : Workspace
    executor : Executor
    notify : callable
    """

    def __init__(
        self,
        clipboard: QClipboard,
        workspace: Workspace,
        executor: Executor,
        notify: Callable[[Notice], None],
    ) -> None:
        self._clipboard, self._workspace = clipboard, workspace
        self._executor, self._notify = executor, notify

    def copy(self) -> bool:
        """The selection into the clipboard; False if nothing that is seen is selected."""
        from ilmtool.session import clipping

        ids = sorted(self._workspace.chosen)
        if not ids:
            return False
        text = clipping.copied(self._workspace.document, ids)
        data = QMimeData()
        data.setText(text)
        data.setData(MIME, text.encode())
        self._clipboard.setMimeData(data)
        self._workspace.say(tr("%n annotation(s) copied", "", len(ids)))
        return True

    def cut(self) -> None:
        """The selection into the clipboard, and out of the document."""
        if self.copy():
            self._workspace.delete_selection()

    def paste(self) -> None:
        """What the clipboard holds, at its place in the open pair."""
        from ilmtool.session import clipping

        workspace = self._workspace
        pair = workspace.pair
        if pair is None:
            return
        text, document, context = self._text(), workspace.document, workspace.context()
        label = workspace.view.current_label
        workspace.say(tr("Pasting…"))
        self._executor.submit(
            lambda: clipping.pasted(text, document, pair, context, label),
            lambda paste: self._adopt(paste, pair),
            self._failed,
        )

    def _text(self) -> str:
        data: QMimeData | None = self._clipboard.mimeData()  # None where nothing was ever copied
        if data is None:
            return ""
        if data.hasFormat(MIME) and not data.hasText():
            return bytes(data.data(MIME).data()).decode("utf-8", "replace")
        return data.text()

    def _adopt(self, paste: clipping.Paste, pair: Pair) -> None:
        if self._workspace.pair is not pair:
            return  # another pair came meanwhile; the clipboard still has it
        if paste.edit.ids:
            self._workspace.dispatch(paste.edit)
            self._workspace.select(paste.edit.ids)
        else:
            self._workspace.say(tr("Nothing was pasted"))
        if paste.notice is not None:
            self._notify(paste.notice)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self._workspace.say(tr("Nothing was pasted"))
        self._notify(Notice.of(error))
