"""When something unexpected happens: the work is saved, then a report is shown, once for each defect.

Exceptions come here from slots, timers, painting, and every thread. Nothing here may raise, and no dialog is
opened from inside of whatever broke.
"""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from ilmtool.session.diagnosis.crash_report import Defect, report
from ilmtool.session.ports import Notice
from ilmtool.text import tr

if TYPE_CHECKING:
    from ilmtool.ui.dialogs.crash import CrashDialog

_log = logging.getLogger("ilmtool")
MOST_LOGGED = 5
"""Of one defect: a broken paint event comes back with each frame."""


class CrashWatch(QObject):
    """Python's hooks for exceptions that nobody caught.

    Parameters
    ----------
    window : QWidget
    save : callable
        Saves what is unsaved, on the window's thread; says what became of it.
    names : callable
        What must not stand in a report; see `session.diagnosis.private`.
    log : callable
        The text of the log.
    notify : callable
    """

    _came = Signal(object)

    def __init__(
        self,
        window: QWidget,
        save: Callable[[], tuple[bool, str]],
        names: Callable[[], list[str]],
        log: Callable[[], str],
        notify: Callable[[Notice], None],
    ) -> None:
        super().__init__(window)
        self._window, self._save, self._names, self._log, self._notify = window, save, names, log, notify
        self._counts: dict[tuple[str, str, int], int] = {}
        self._shown: dict[tuple[str, str, int], Defect] = {}
        self._told_again: set[tuple[str, str, int]] = set()
        self._lock = threading.Lock()
        self._saved = True, ""
        self._old: tuple[object, object] | None = None
        self.dialog: CrashDialog | None = None
        self._came.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Begin to watch."""
        self._old = sys.excepthook, threading.excepthook
        sys.excepthook = self.caught
        threading.excepthook = self._thread_ended

    def uninstall(self) -> None:
        """Leave it to Python again."""
        if self._old is not None:
            sys.excepthook, threading.excepthook = self._old  # type: ignore[assignment]
            self._old = None

    def caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """An exception that nobody caught, on any thread."""
        if issubclass(kind, KeyboardInterrupt):
            self._came.emit(None)
            return
        defect = Defect.of(kind, error, trace, threading.current_thread().name)
        with self._lock:
            count = self._counts[defect.place] = self._counts.get(defect.place, 0) + 1
        if count <= MOST_LOGGED:
            self._write_down(defect)
        if count == 1 and threading.current_thread() is threading.main_thread():
            self._save_now()  # at once: perhaps nothing runs any more after this
        self._came.emit(defect)

    def _thread_ended(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None and not issubclass(args.exc_type, SystemExit):
            self.caught(args.exc_type, args.exc_value, args.exc_traceback)

    @staticmethod
    def _write_down(defect: Defect) -> None:
        try:
            _log.error("unexpected, in thread %s: %s", defect.thread, defect.trace)
            if sys.stderr is not None:
                sys.stderr.write(defect.trace)
        except Exception:  # noqa: BLE001 - a full disk, a closed terminal
            return

    def _save_now(self) -> None:
        try:
            self._saved = self._save()
        except Exception:  # noqa: BLE001 - whatever it is, it is told
            _log.exception("saving after a defect failed")
            self._saved = False, tr("They could not be saved either.")

    def _show(self, defect: Defect | None) -> None:
        """On the window's thread, when whatever broke has come to its end."""
        try:
            if defect is None:
                self._window.close()
            else:
                self._tell(defect)
        except Exception:  # noqa: BLE001 - it must not come back here
            _log.exception("a defect could not be shown")
            self._tell_plainly()

    def _tell_plainly(self) -> None:
        """Without a dialog: that is what did not work."""
        self.dialog = None
        try:
            text = tr("Something unexpected happened in ilmtool.")
            self._notify(Notice("error", text, self._saved[1], tr("Help > Log holds what it was.")))
        except Exception:  # noqa: BLE001 - there is nothing left to try
            _log.exception("nor could it be told")

    def _tell(self, defect: Defect) -> None:
        is_new = defect.place not in self._shown
        if is_new:
            self._save_now()
        elif self.dialog is None:
            if defect.place not in self._told_again:
                self._told_again.add(defect.place)
                self._notify(
                    Notice(
                        "error", tr("The same went wrong again."), defect.what, tr("Help > Log counts on.")
                    )
                )
            return
        self._shown[defect.place] = defect
        if self.dialog is None:
            from ilmtool.ui.dialogs.crash import CrashDialog  # not at the start: it is seldom needed

            # Over whatever dialog is open, so that it can be reached.
            parent = QApplication.activeModalWidget() or self._window
            self.dialog = CrashDialog(self._report, parent)
            self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            self.dialog.finished.connect(self._closed)
            self._first = defect
        is_saved, saved = self._saved
        self.dialog.tell(self._first.what, saved, is_saved=is_saved, more=len(self._unread()) - 1)
        if is_new:
            self.dialog.open()

    def _unread(self) -> list[Defect]:
        """What has come since the dialog is open, the first one first."""
        shown = list(self._shown.values())
        return shown[shown.index(self._first) :]

    def _report(self, paths: bool) -> str:
        told = [(defect, self._counts[defect.place]) for defect in self._unread()]
        window = f"Qt {qVersion()}, {QGuiApplication.platformName()}"
        return report(told, self._saved[1], window, self._log(), self._names(), paths=paths)

    def _closed(self, code: int) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None and code == dialog.LEAVE:
            self._window.close()
