"""Something breaks: the work is on disk first, one dialog tells, and its report keeps paths to itself."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from person import CTRL, Person
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from sample_pairs import SamplePair

from ilmtool.session.log_file import MAX_BYTES, LogFile
from ilmtool.session.workspace import Workspace
from ilmtool.ui.canvas.canvas import Canvas
from ilmtool.ui.dialogs import crash
from ilmtool.ui.dialogs.crash import CrashDialog


@pytest.fixture
def watched(at_work: Person) -> Iterator[Person]:
    """Somebody whose program has its hooks in place, as `app.run` does."""
    at_work.program.crashes.install()
    yield at_work
    at_work.program.crashes.uninstall()


def dialog_of(person: Person) -> CrashDialog:
    person.until(lambda: isinstance(QApplication.activeWindow(), CrashDialog))
    dialog = QApplication.activeWindow()
    assert isinstance(dialog, CrashDialog)
    return dialog


def press(button: QPushButton) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def break_undo(monkeypatch: pytest.MonkeyPatch, message: str = "flux") -> None:
    def undo(_: Workspace) -> None:
        raise RuntimeError(message)

    monkeypatch.setattr(Workspace, "undo", undo)


def test_the_work_is_saved_first_and_the_dialog_says_where(
    watched: Person, pair: SamplePair, monkeypatch: pytest.MonkeyPatch
):
    watched.desk.saver.set_pace(60.0, by_itself=False)  # type: ignore[union-attr]
    watched.drag((600, 300), (640, 340))
    assert not pair.sidecar.exists()
    break_undo(monkeypatch, f"cannot undo in {pair.after}")
    watched.key(Qt.Key.Key_Z, CTRL)
    assert watched.boxes[0].id in pair.sidecar.read_text("utf-8"), "before anything is shown"
    dialog = dialog_of(watched)
    assert str(pair.sidecar) in dialog.saved.text()
    assert "RuntimeError" in dialog.what.text()
    assert dialog.proceed.hasFocus()

    press(dialog.copy)
    report = QGuiApplication.clipboard().text()
    assert "RuntimeError: cannot undo in <" in report
    assert "Python" in report
    assert "Qt 6" in report
    assert "test_crashes.py" in report, "the traceback"
    for private in (str(pair.after.parent), pair.after.name, pair.before.name, pair.sidecar.name, "/tmp"):
        assert private not in report, private
    QTest.keyClick(dialog.paths, Qt.Key.Key_Space)
    assert pair.after.name in dialog.text.toPlainText()
    press(dialog.copy)
    assert str(pair.after) in QGuiApplication.clipboard().text()
    press(dialog.proceed)
    watched.until(lambda: watched.program.crashes.dialog is None)
    assert watched.window.isVisible()


def test_what_cannot_be_saved_is_told(watched: Person, pair: SamplePair, monkeypatch: pytest.MonkeyPatch):
    from ilmtool.errors import UserError

    watched.drag((600, 300), (640, 340))
    watched.saved()
    break_undo(monkeypatch)
    saver = watched.desk.saver
    assert saver is not None
    monkeypatch.setattr(saver, "flush", lambda: UserError("The disk is full."))
    watched.key(Qt.Key.Key_Z, CTRL)
    assert "could NOT be saved: The disk is full." in dialog_of(watched).saved.text()
    assert dialog_of(watched).saved.objectName() == "finding"
    monkeypatch.undo()


def test_saving_that_breaks_as_well_ends_nothing(watched: Person, monkeypatch: pytest.MonkeyPatch):
    saver = watched.desk.saver
    assert saver is not None

    def flush() -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(saver, "flush", flush)
    break_undo(monkeypatch)
    watched.drag((600, 300), (640, 340))
    watched.key(Qt.Key.Key_Z, CTRL)
    assert "could not be saved" in dialog_of(watched).saved.text()
    assert "ZeroDivisionError" in watched.program.log.text()
    monkeypatch.undo()


def test_a_paint_event_that_breaks_again_and_again_opens_one_dialog(
    watched: Person, monkeypatch: pytest.MonkeyPatch
):
    painted = 0

    def paint(*_: Any) -> None:
        nonlocal painted
        painted += 1
        raise ValueError("no paint")

    monkeypatch.setattr(Canvas, "_paint_overlay", paint)
    watched.canvas.update()
    dialog = dialog_of(watched)

    def again() -> None:
        before = painted
        watched.canvas.update()
        watched.until(lambda: painted > before)
        QApplication.processEvents()

    for _ in range(4):
        again()
    assert [w for w in QApplication.topLevelWidgets() if isinstance(w, CrashDialog) and w.isVisible()] == [
        dialog
    ]
    assert "more since" not in dialog.what.text(), "it is the same one"
    press(dialog.proceed)
    again()
    again()
    assert watched.program.crashes.dialog is None
    assert [n.title for n in watched.notices].count("The same went wrong again.") == 1
    assert watched.program.log.text().count("ValueError: no paint") <= 10
    monkeypatch.undo()


def test_other_defects_join_the_open_dialog(watched: Person, monkeypatch: pytest.MonkeyPatch):
    break_undo(monkeypatch)
    watched.drag((600, 300), (640, 340))
    watched.key(Qt.Key.Key_Z, CTRL)
    dialog = dialog_of(watched)

    def fail() -> None:
        raise LookupError("lost")

    QTimer.singleShot(0, fail)
    watched.until(lambda: "And 1 more since." in dialog.what.text())
    assert "LookupError: lost" in dialog.text.toPlainText()
    assert "RuntimeError: flux" in dialog.text.toPlainText()


def test_a_thread_and_a_worker_come_to_the_dialog(watched: Person):
    def fail() -> None:
        raise OSError("of a thread")

    thread = threading.Thread(target=fail, name="errand")
    thread.start()
    thread.join()
    dialog = dialog_of(watched)
    assert "thread errand" in dialog.text.toPlainText()

    def work() -> None:
        raise KeyError("of a worker")

    watched.program.executor.submit(work)
    watched.until(lambda: "of a worker" in dialog.text.toPlainText())


def test_an_exception_that_cannot_be_written_out_ends_nothing(watched: Person):
    class OddError(Exception):
        def __str__(self) -> str:
            raise RuntimeError

    def fail() -> None:
        raise OddError

    QTimer.singleShot(0, fail)
    assert "OddError" in dialog_of(watched).what.text()


def test_a_dialog_that_cannot_be_made_is_told_by_a_notice(watched: Person, monkeypatch: pytest.MonkeyPatch):
    def broken(*_: Any) -> None:
        raise MemoryError

    monkeypatch.setattr(crash, "CrashDialog", broken)
    break_undo(monkeypatch)
    watched.drag((600, 300), (640, 340))
    watched.key(Qt.Key.Key_Z, CTRL)
    watched.until(lambda: any("Something unexpected" in notice.title for notice in watched.notices))
    assert "MemoryError" in watched.program.log.text()


def test_closing_from_the_dialog_saves_and_leaves(
    watched: Person, pair: SamplePair, monkeypatch: pytest.MonkeyPatch
):
    break_undo(monkeypatch)
    watched.drag((600, 300), (640, 340))
    watched.key(Qt.Key.Key_Z, CTRL)
    dialog = dialog_of(watched)
    press(dialog.leave)
    watched.until(lambda: not watched.window.isVisible())
    assert watched.boxes[0].id in pair.sidecar.read_text("utf-8")


def test_the_log_folder_is_opened(watched: Person, monkeypatch: pytest.MonkeyPatch, config: Path):
    opened = []
    monkeypatch.setattr(crash.QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    break_undo(monkeypatch)
    watched.drag((600, 300), (640, 340))
    watched.key(Qt.Key.Key_Z, CTRL)
    press(dialog_of(watched).folder)
    assert opened == [str(config / "state")]


# -- a library ends the process ------------------------------------------------------------------

ENDS = """
import ctypes, sys
from types import SimpleNamespace
from PySide6.QtCore import QTimer
from ilmtool import app
how = sys.argv[1]
def act():
    from PySide6.QtWidgets import QApplication
    window = next(w for w in QApplication.topLevelWidgets() if hasattr(w, "notices"))
    if how == "end":
        ctypes.string_at(0)
    print("NOTICES", [n.title + n.detail for n in window.notices.notices], flush=True)
    window.close()
original = app.Program.open
def opened(self, request):
    original(self, request)
    QTimer.singleShot(0, act)
app.Program.open = opened
sys.exit(app.run(SimpleNamespace(files=(), analyst=None, demo=False)))
"""


def started(config: Path, how: str) -> Any:
    environment = {**os.environ, "ILMTOOL_CONFIG_DIR": str(config)}
    return subprocess.run(
        [sys.executable, "-c", ENDS, how], env=environment, capture_output=True, text=True, check=False
    )


def test_the_next_start_tells_that_a_library_ended_the_program(config: Path):
    assert started(config, "end").returncode != 0
    told = started(config, "start")
    assert told.returncode == 0, told.stderr
    assert "ended unexpectedly the last time" in told.stdout
    (report,) = (config / "state" / "crashes").iterdir()
    assert str(report) in told.stdout
    assert "Fatal Python error" in report.read_text("utf-8")
    assert "act" in report.read_text("utf-8"), "where it happened"
    again = started(config, "start")
    assert "unexpectedly" not in again.stdout, "told once"
    assert list((config / "state" / "crashes").iterdir()) == [report]
    environment = {**os.environ, "ILMTOOL_CONFIG_DIR": str(config)}
    doctor = subprocess.run(
        [sys.executable, "-m", "ilmtool", "doctor"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Crashes of a library: 1" in doctor.stdout


# -- the log -------------------------------------------------------------------------------------


def test_the_log_file_is_replaced_when_it_is_full(tmp_path: Path):
    import logging

    handler = LogFile(tmp_path / "ilmtool.log")
    line = "x" * 10_000
    for number in range(4 * MAX_BYTES // 10_000):
        handler.emit(logging.LogRecord("a", logging.INFO, "", 0, f"{number} {line}", None, None))
    handler.close()
    files = sorted(tmp_path.glob("ilmtool.log*"))
    assert [p.name for p in files] == ["ilmtool.log", "ilmtool.log.1", "ilmtool.log.2"]
    assert all(p.stat().st_size <= MAX_BYTES for p in files)


@pytest.mark.usefixtures("config")
def test_ctrl_c_in_the_terminal_closes_the_window(watched: Person, launch: Callable[..., Person]):
    def interrupt() -> None:
        raise KeyboardInterrupt

    QTimer.singleShot(0, interrupt)
    watched.until(lambda: not watched.window.isVisible())
    assert watched.program.crashes.dialog is None
