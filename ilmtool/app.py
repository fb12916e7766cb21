"""Builds the window from its parts: constructs, wires, passes down."""

from __future__ import annotations

import logging
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from ilmtool import PROGRAM, __version__
from ilmtool.errors import UserError
from ilmtool.imagery.address import Place
from ilmtool.painting.text import font_sprites
from ilmtool.qt_check import check_qt
from ilmtool.resources import resource_dir
from ilmtool.session.desk import Desk
from ilmtool.session.diagnosis.crash_report import names_in_use
from ilmtool.session.image_settings import use_for_images
from ilmtool.session.labels import load_label_set
from ilmtool.session.native_crash import NativeCrashes
from ilmtool.session.ports import CancelToken, Notice
from ilmtool.session.settings import Settings, author_of
from ilmtool.session.settings_file import load_settings, save_settings
from ilmtool.session.workspace import Workspace
from ilmtool.text import tr

# Qt comes last, for two reasons. Once PySide6 is imported, its import hook reads the source of every module
# that follows, which costs a tenth of a second for what stands above. And a missing system library gets a
# sentence from `check_qt`, not a traceback.
check_qt()

from PySide6.QtCore import QtMsgType, qInstallMessageHandler  # noqa: E402
from PySide6.QtGui import QIcon  # noqa: E402
from PySide6.QtWidgets import QApplication, QProgressBar, QProgressDialog  # noqa: E402

from ilmtool.ui.crash import CrashWatch  # noqa: E402
from ilmtool.ui.language import share_format, speak  # noqa: E402
from ilmtool.ui.main_window import MainWindow  # noqa: E402
from ilmtool.ui.notify import NOTICES  # noqa: E402
from ilmtool.ui.theme import apply_theme  # noqa: E402
from ilmtool.ui.workers import QtClock, QtExecutor  # noqa: E402

if TYPE_CHECKING:
    from ilmtool.demo.pair import DemoPair

LOG_CHARACTERS = 200_000


class Request(Protocol):
    """What to open first; see `cli.main.WindowRequest`."""

    @property
    def files(self) -> tuple[Place, ...]: ...

    @property
    def analyst(self) -> str | None: ...

    @property
    def demo(self) -> bool: ...


class Log(logging.Handler):
    """Keeps what was reported, for the user to open; bounded."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
        self._text = StringIO()

    def emit(self, record: logging.LogRecord) -> None:
        """Add one line."""
        self._text.write(self.format(record) + "\n")
        if self._text.tell() > 2 * LOG_CHARACTERS:
            kept = self.text()
            self._text = StringIO()
            self._text.write(kept)

    def text(self) -> str:
        """The last part of the log."""
        return self._text.getvalue()[-LOG_CHARACTERS:]

    def of_libraries(self) -> str:
        """Without the notices, which name files and labels of the user's: for a report to others."""
        return "".join(line for line in self.text().splitlines(True) if f" {NOTICES}: " not in line)


class Program:
    """Everything that lives as long as the window.

    Parameters
    ----------
    qt : QApplication
    settings_path : Path, optional
        Where settings are kept; the user's own place by default.
    """

    def __init__(self, qt: QApplication, analyst: str | None = None) -> None:
        self._qt = qt
        self.log = Log()
        logging.getLogger().addHandler(self.log)
        speak(qt, load_settings(mend=False)[0].language)  # before anything is said, of the settings too
        settings, findings = load_settings()
        if analyst is not None:
            settings = replace(settings, analyst=analyst)
        self._kept = settings
        use_for_images(settings)
        apply_theme(qt, settings.theme)
        labels, label_findings = load_label_set(settings.label_set)
        self.executor, self.clock = QtExecutor(), QtClock()
        self.workspace = Workspace(self.clock, labels, author_of(settings))
        self.desk = Desk(
            self.workspace, self.executor, self.clock, self._notify, settings, self._keep_settings
        )
        self.window = MainWindow(qt, self.desk, font_sprites(), self.make_demo, self.log.text)
        self.crashes = CrashWatch(
            self.window,
            self._save_first,
            lambda: names_in_use(self.desk),
            self.log.of_libraries,
            self._notify,
        )
        self.desk.light_table.on_tile_error = self._tile_failed
        for finding in (*findings, *label_findings, *self.window.key_findings):
            self.window.notify(Notice("warning", finding.message), stays=True)

    def open(self, request: Request) -> None:
        """Open what the command line named."""
        if request.demo:
            self.make_demo()
        elif len(request.files) == 2:
            self.desk.open_images(*request.files)
        elif request.files:
            self.desk.open_dropped(request.files)
        else:
            self.desk.look_for_left_work()

    def make_demo(self) -> None:
        """Make the demo pair in the background, with progress and cancel, and open it."""
        from platformdirs import user_data_path

        from ilmtool.demo import write_demo

        token = CancelToken()
        dialog = QProgressDialog(tr("Making the demo pair…"), tr("Cancel"), 0, 100, self.window)
        dialog.setWindowTitle(PROGRAM)
        for bar in dialog.findChildren(QProgressBar):
            bar.setFormat(share_format())
        dialog.setMinimumDuration(300)
        dialog.setMinimumWidth(360)  # as wide for every step: it does not jump
        dialog.setAutoReset(False)
        dialog.canceled.connect(token.cancel)
        folder = user_data_path("ilmtool", appauthor=False) / "demo"

        def told(share: float, what: str) -> None:
            self.executor.report(lambda: _show_progress(dialog, share, what))

        def done(pair: DemoPair) -> None:
            dialog.close()
            self.desk.open_images(pair.before, pair.after)

        def failed(error: Exception) -> None:
            dialog.close()
            if not isinstance(error, UserError):
                raise error
            self._notify(Notice.of(error))

        self.executor.submit(
            lambda: write_demo(folder, told, lambda: token.cancelled), done, failed, token=token
        )

    def tell_of_crash(self, path: Path | None) -> None:
        """Say that a library ended the program the last time, if it did."""
        if path is not None:
            self.window.notify(
                Notice(
                    "warning",
                    tr("ilmtool ended unexpectedly the last time."),
                    tr("A library ended it; where is written in {path}.", path=path),
                    tr("What was saved or in the journal is not lost. Send that file with a report."),
                ),
                stays=True,
            )

    def close(self) -> None:
        """End the threads; the window has saved."""
        self.executor.close()
        logging.getLogger().removeHandler(self.log)

    def _notify(self, notice: Notice) -> None:
        self.window.notify(notice)

    def _keep_settings(self, settings: Settings) -> None:
        # Away from the window's thread: writing safely waits for the disk.
        before, self._kept = self._kept, settings

        def lost(error: Exception) -> None:
            self._kept = before  # the next save tries again with this change
            self._settings_lost(error)

        self.executor.submit(lambda: save_settings(settings, before=before), on_error=lost, lane="save")

    def _settings_lost(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self._notify(Notice("warning", error.title, error.detail, error.hint))

    def _tile_failed(self, scene_id: str, error: UserError) -> None:  # noqa: ARG002
        self.executor.report(lambda: self._notify(Notice.of(error)))

    def _save_first(self) -> tuple[bool, str]:
        """Whether everything is on disk after a defect, and where, as a sentence."""
        saver = self.desk.saver
        if saver is None:
            return True, tr("No pair was open, so there was nothing to save.")
        problem = saver.flush()
        if problem is None:
            return True, tr("Your annotations are saved in {path}.", path=saver.path)
        return False, tr(
            "Your annotations could NOT be saved: {problem} Each edit stands in the journal, and the next"
            " start brings it back.",
            problem=problem,
        )


def _show_progress(dialog: QProgressDialog, share: float, what: str) -> None:
    dialog.setLabelText(what)
    dialog.setValue(round(share * 100))


def run(request: Request) -> int:
    """Show the window until it is closed; the exit code."""
    qt = QApplication.instance() or QApplication(["ilmtool"])
    qt.setApplicationName("ilmtool")
    qt.setApplicationVersion(__version__)
    qt.setDesktopFileName("ilmtool")
    qt.setWindowIcon(QIcon(str(resource_dir() / "icons" / "ilmtool.svg")))
    program = Program(qt, request.analyst)  # type: ignore[arg-type]
    program.crashes.install()
    native = NativeCrashes()
    program.tell_of_crash(native.begin())
    qInstallMessageHandler(_qt_message)
    program.window.tour.await_pair()
    program.window.show()
    program.open(request)
    code = qt.exec()
    program.crashes.uninstall()
    native.end()
    qInstallMessageHandler(None)
    program.close()
    return int(code)


def _qt_message(kind: QtMsgType, context: object, message: str) -> None:  # noqa: ARG001
    levels = {QtMsgType.QtWarningMsg: logging.WARNING, QtMsgType.QtCriticalMsg: logging.ERROR}
    logging.getLogger("qt").log(levels.get(kind, logging.INFO), message)


__all__ = ["Log", "Program", "Request", "run"]
