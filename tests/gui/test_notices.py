"""What is told stays to be read, and its button does what it advises."""

from __future__ import annotations

import errno
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from person import Person
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QPlainTextEdit
from sample_pairs import SamplePair

from ilmtool.session.ports import Notice
from ilmtool.ui.dialogs.log import LogDialog


def log_of(person: Person, monkeypatch: pytest.MonkeyPatch) -> str:
    """What Help > Log shows."""
    shown: list[str] = []

    def look(dialog: QDialog) -> int:
        shown.append(dialog.findChild(QPlainTextEdit).toPlainText())
        return 0

    monkeypatch.setattr(LogDialog, "exec", look)
    person.window.run_by_id("help.log")
    return shown[0]


def test_a_failed_save_is_mended_by_its_button(
    at_work: Person, pair: SamplePair, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    really = Path.replace

    def replace(source: Path, target: Path) -> Any:
        if target == pair.sidecar:
            raise OSError(errno.ENOSPC, "full")
        return really(source, target)

    monkeypatch.setattr(Path, "replace", replace)
    at_work.drag((600, 300), (640, 340))
    at_work.until(lambda: "NOT SAVED" in at_work.title)
    strip = at_work.window.notices
    assert "another folder" in at_work.notices[-1].hint
    assert strip.mend.isVisible()
    assert strip.mend.text() == "Save as…"
    other = tmp_path / "other.ilm.geojson"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", staticmethod(lambda *_a, **_k: (str(other), "")))
    at_work.canvas.setFocus()
    while QApplication.focusWidget() is not strip.mend:  # F6 leads there without the mouse
        at_work.key(Qt.Key.Key_F6)
    at_work.key(Qt.Key.Key_Space)
    at_work.saved()
    assert at_work.boxes[0].id in other.read_text("utf-8")
    assert not strip.isVisible(), "it is over"
    assert at_work.canvas.hasFocus()
    assert "no space left" in log_of(at_work, monkeypatch), "but not forgotten"


def test_a_notice_without_a_cure_has_no_button(at_work: Person) -> None:
    at_work.window.notify(Notice("info", "Something was done."))
    assert at_work.window.notices.isVisible()
    assert not at_work.window.notices.mend.isVisible()


def test_the_log_holds_each_notice_with_its_time(at_work: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    at_work.window.notify(Notice("info", "One happened.", "On two\nlines."))
    at_work.window.notices.dismiss()
    at_work.window.notify(Notice("error", "Another happened.", "", "Do this."))
    log = log_of(at_work, monkeypatch)
    time = r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d"
    one = re.search(rf"^{time}\S* INFO \S+ One happened\. On two lines\.$", log, re.MULTILINE)
    assert one
    assert re.search(rf"^{time}\S* ERROR \S+ Another happened\. Do this\.$", log[one.end() :], re.MULTILINE)
    # A report to others names nothing that a notice named.
    assert "happened" not in at_work.program.log.of_libraries()


def test_a_missing_image_is_chosen_by_the_button_of_its_notice(
    launch: Callable[..., Person], pair: SamplePair, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    first = launch()
    first.open(pair.before, pair.after)
    first.drag((600, 300), (640, 340))
    first.saved()
    first.window.close()
    moved = pair.before.rename(tmp_path / pair.before.name)
    second = launch()
    second.drop([pair.sidecar])
    second.until(lambda: second.notices)
    assert second.notices[-1].title.startswith("The before image of ")
    assert "ilmtool BEFORE" not in second.notices[-1].hint, "no command line in a window"
    names = [str(moved), str(pair.after)]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", staticmethod(lambda *_a, **_k: (names, "")))
    strip = second.window.notices
    assert strip.mend.text() == "Open pair…"
    strip.mend.click()
    second.until(lambda: second.workspace.pair is not None)
    second.rest()
    assert len(second.boxes) == 1
    assert "is missing" not in " ".join(notice.title for notice in second.notices)
