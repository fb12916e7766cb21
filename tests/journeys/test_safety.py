"""No work lost, as the user meets it: a killed program, colleagues in the same file, earlier versions."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from person import CTRL, Person
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QMessageBox
from sample_pairs import SamplePair

from ilmtool.session.presence import lock_path
from ilmtool.session.settings import CONFIG_ENV
from ilmtool.sidecar.reader import read_sidecar
from ilmtool.ui.dialogs.disagreement import DisagreementDialog
from ilmtool.ui.dialogs.recovery import LeftWorkDialog, RecoveryDialog
from ilmtool.ui.dialogs.versions import VersionsDialog

DRIVER = Path(__file__).resolve().parents[1] / "safety" / "window_driver.py"
Launch = Callable[..., Person]


def labels_in(path: Path) -> list[str]:
    return sorted(a.label for a in read_sidecar(path).document.annotations.values())


def dialog_of(person: Person, kind: type[QDialog]) -> Any:
    person.until(lambda: isinstance(person.window.safety.dialog, kind))
    dialog = person.window.safety.dialog
    person.until(dialog.isVisible)
    return dialog


def press(person: Person, button: Any) -> None:
    """By the keyboard: the button has the focus and Space presses it."""
    button.setFocus()
    person.until(button.hasFocus)
    person.key(Qt.Key.Key_Space)
    person.until(lambda: person.program.executor.is_idle)


def change_elsewhere(path: Path, old: str, new: str) -> None:
    """A colleague saves the file in a text editor."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def come_back(person: Person) -> None:
    """The window gets the focus again."""
    person.window.safety.eventFilter(person.window, _activate())
    person.until(lambda: person.program.executor.is_idle)


def _activate() -> Any:
    from PySide6.QtCore import QEvent

    return QEvent(QEvent.Type.WindowActivate)


# -- after a kill ----------------------------------------------------------------------------------


@pytest.fixture
def killed(pair: SamplePair, config: Path) -> int:
    """A program that drew in the pair was killed in the middle of a gesture; how many boxes it had."""
    environment = {**os.environ, CONFIG_ENV: str(config), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, str(DRIVER), str(pair.before), str(pair.after), "7", "60"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
    assert process.stdout is not None
    lines = iter(process.stdout.readline, "")
    count = next(int(line.split()[1]) for line in lines if line.startswith("ready"))
    process.send_signal(signal.SIGKILL) if hasattr(signal, "SIGKILL") else process.kill()
    process.wait()
    process.stdout.close()
    assert not pair.sidecar.exists(), "nothing was saved yet"
    return count


def test_the_pair_of_a_killed_program_offers_what_was_done(
    killed: int, person: Person, pair: SamplePair
) -> None:
    person.open(pair.before, pair.after)
    assert person.boxes == []
    dialog = dialog_of(person, RecoveryDialog)
    assert dialog.preview.topLevelItemCount() == killed
    assert dialog.recover.isDefault()
    press(person, dialog.recover)
    person.saved()
    assert len(person.boxes) == killed
    assert len(labels_in(pair.sidecar)) == killed
    assert set(labels_in(pair.sidecar)) == {b.label for b in person.boxes}
    assert len(set(labels_in(pair.sidecar))) == 2, "drawn with one label, two of them given another"
    person.key(Qt.Key.Key_Z, CTRL)
    assert person.boxes == [], "recovering is a step like any other"
    person.key(Qt.Key.Key_Y, CTRL)
    person.saved()
    assert len(labels_in(pair.sidecar)) == killed


def test_the_next_start_lists_the_file_and_opens_it(killed: int, launch: Launch, pair: SamplePair) -> None:
    person = launch()
    person.program.open(_Nothing())
    listed = dialog_of(person, LeftWorkDialog)
    assert pair.sidecar.name in listed.files.item(0).text()
    press(person, listed.open_file)
    dialog = dialog_of(person, RecoveryDialog)
    press(person, dialog.later)
    assert person.boxes == []
    person.window.close()

    again = launch()
    again.open(pair.before, pair.after)
    dialog = dialog_of(again, RecoveryDialog)
    press(again, dialog.discard)
    again.window.close()
    assert not pair.sidecar.exists()
    last = launch()
    last.open(pair.before, pair.after)
    last.until(lambda: last.program.executor.is_idle)
    assert last.window.safety.dialog is None


def test_work_that_is_put_off_is_offered_once_and_a_notice_from_then_on(
    killed: int, launch: Launch, pair: SamplePair
) -> None:
    person = launch()
    person.program.open(_Nothing())
    press(person, dialog_of(person, LeftWorkDialog).later)
    person.window.close()
    again = launch()
    again.program.open(_Nothing())
    again.until(lambda: again.notices)
    assert again.window.safety.dialog is None
    (notice,) = again.notices
    assert pair.sidecar.name in notice.title
    assert again.window.notices.mend.text() == "Recover unsaved work…"
    again.click_on(again.window.notices.mend)
    assert pair.sidecar.name in dialog_of(again, LeftWorkDialog).files.item(0).text()


class _Nothing:
    files = ()
    analyst = None
    demo = False


# -- somebody else in the file ---------------------------------------------------------------------


def test_what_a_colleague_did_meanwhile_is_merged_and_told(at_work: Person, pair: SamplePair) -> None:
    at_work.drag((600, 300), (640, 340))
    at_work.drag((500, 300), (540, 340))
    at_work.saved()
    first, second = at_work.boxes
    at_work.workspace.select((second.id,))
    at_work.key(Qt.Key.Key_2)
    at_work.saved()
    line = next(x for x in pair.sidecar.read_text().splitlines() if first.id in x)
    change_elsewhere(pair.sidecar, line, line.replace('"certainty":"unknown"', '"certainty":"probable"'))
    come_back(at_work)
    assert at_work.workspace.document.annotations[first.id].properties.certainty == "probable"
    assert [n.severity for n in at_work.notices if "somebody else" in n.title] == ["info"]
    theirs = pair.sidecar.read_bytes()
    at_work.until(lambda: not at_work.workspace.store.dirty)
    assert pair.sidecar.read_bytes() == theirs, "nothing of ours is missing there"
    at_work.workspace.select((first.id,))
    at_work.key(Qt.Key.Key_3)
    at_work.saved()
    kept = read_sidecar(pair.sidecar).document.annotations[first.id]
    assert kept.properties.certainty == "probable"
    assert kept.label == at_work.workspace.document.annotations[first.id].label
    assert list(pair.sidecar.parent.glob("*.conflict-*")) == []


@pytest.mark.parametrize("choice", ["mine", "theirs", "later"])
def test_what_both_changed_is_shown_side_by_side(at_work: Person, pair: SamplePair, choice: str) -> None:
    at_work.drag((600, 300), (640, 340))
    at_work.saved()
    label = at_work.boxes[0].label
    change_elsewhere(pair.sidecar, f'"label":"{label}"', '"label":"colleague’s crane"')
    at_work.key(Qt.Key.Key_2)
    mine = at_work.boxes[0].label
    dialog = dialog_of(at_work, DisagreementDialog)
    cells = [dialog.table.item(0, column).text() for column in range(5)]
    assert cells == [mine, "label", label, mine, "colleague’s crane"]
    assert labels_in(pair.sidecar) == ["colleague’s crane"], "nothing is written over before it is decided"
    if choice == "later":
        press(at_work, dialog.later)
        assert "NOT SAVED" in at_work.title
        at_work.window.safety.resolve()
        dialog = dialog_of(at_work, DisagreementDialog)
    else:
        press(at_work, dialog.all_mine if choice == "mine" else dialog.all_theirs)
    press(at_work, dialog.merge)
    at_work.saved()
    wanted = "colleague’s crane" if choice == "theirs" else mine
    assert labels_in(pair.sidecar) == [wanted]
    assert at_work.boxes[0].label == wanted
    assert "NOT SAVED" not in at_work.title
    assert list(pair.sidecar.parent.glob("*.conflict-*")) == []


def test_closing_without_deciding_loses_neither_version(at_work: Person, pair: SamplePair) -> None:
    at_work.drag((600, 300), (640, 340))
    at_work.saved()
    change_elsewhere(pair.sidecar, f'"label":"{at_work.boxes[0].label}"', '"label":"theirs"')
    at_work.key(Qt.Key.Key_2)
    mine = at_work.boxes[0].label
    press(at_work, dialog_of(at_work, DisagreementDialog).later)
    at_work.window.close()
    assert labels_in(pair.sidecar) == ["theirs"]
    (ours,) = pair.sidecar.parent.glob("*.conflict-*.ilm.geojson")
    assert labels_in(ours) == [mine]


def test_the_second_window_on_a_file_is_told_and_can_take_over(
    at_work: Person, launch: Launch, pair: SamplePair
) -> None:
    at_work.drag((600, 300), (640, 340))
    at_work.saved()
    assert lock_path(pair.sidecar).exists()
    second = launch()
    second.open(pair.before, pair.after)
    box = dialog_of(second, QMessageBox)
    assert "this computer has this annotation file open since" in box.text()
    stay, take = box.buttons()
    assert [b.text() for b in (stay, take)] == ["Stay &read-only", "&Take over"]
    press(second, stay)
    assert second.window.status.saved.text() == "⊘ Read-only", "before anything is drawn in vain"
    assert "(read-only)" in second.title
    second.drag((300, 300), (340, 340))
    second.until(lambda: "NOT SAVED" in second.title)
    assert len(labels_in(pair.sidecar)) == 1
    second.key(Qt.Key.Key_S, CTRL)
    box = dialog_of(second, QMessageBox)
    press(second, box.buttons()[1])
    second.saved()
    assert second.window.status.saved.text() == "✓ Saved"
    assert len(labels_in(pair.sidecar)) == 2
    come_back(at_work)
    assert len(at_work.boxes) == 2, "the first window follows"
    second.window.close()
    assert not lock_path(pair.sidecar).exists()


def test_a_lock_of_a_process_that_is_gone_is_nobodys(person: Person, pair: SamplePair) -> None:
    import socket

    owner = {"host": socket.gethostname(), "pid": 2**22 - 7, "started": ""}
    left = {"who": "ann", "owner": owner, "since": "2026-01-01T00:00:00Z", "token": "x"}
    lock_path(pair.sidecar).write_text(json.dumps(left))
    person.open(pair.before, pair.after)
    person.drag((600, 300), (640, 340))
    person.saved()
    assert person.window.safety.dialog is None
    assert len(labels_in(pair.sidecar)) == 1


def test_an_earlier_version_comes_back_as_a_step(at_work: Person, launch: Launch, pair: SamplePair) -> None:
    at_work.drag((600, 300), (640, 340))
    at_work.drag((500, 300), (540, 340))
    at_work.saved()
    at_work.window.close()
    second = launch()
    second.open(pair.before, pair.after)
    second.key(Qt.Key.Key_A, CTRL)
    second.key(Qt.Key.Key_Delete)
    second.saved()
    assert labels_in(pair.sidecar) == []
    second.window.safety.show_versions()
    dialog = dialog_of(second, VersionsDialog)
    assert dialog.list.topLevelItem(0).text(1) == "2"
    press(second, dialog.restore)
    second.saved()
    assert len(labels_in(pair.sidecar)) == 2
    second.key(Qt.Key.Key_Z, CTRL)
    second.saved()
    assert labels_in(pair.sidecar) == []


def test_recovering_into_a_file_that_was_changed_meanwhile_asks_where_both_differ(
    killed: int, launch: Launch, pair: SamplePair
) -> None:
    first = launch()
    first.open(pair.before, pair.after)
    press(first, dialog_of(first, RecoveryDialog).recover)
    first.saved()
    label = first.boxes[0].label
    settings_of(first, delay=60.0)
    first.workspace.select((first.boxes[0].id,))
    first.key(Qt.Key.Key_4)
    mine = first.boxes[0].label
    first.until(lambda: first.program.executor.is_idle)
    crash(first)
    change_elsewhere(pair.sidecar, f'"label":"{label}"', '"label":"theirs"')
    again = launch()
    again.open(pair.before, pair.after)
    press(again, dialog_of(again, RecoveryDialog).recover)
    dialog = dialog_of(again, DisagreementDialog)
    assert {dialog.table.item(0, column).text() for column in (2, 3, 4)} == {label, mine, "theirs"}
    press(again, dialog.merge)
    again.saved()
    assert len(labels_in(pair.sidecar)) == killed
    assert mine in labels_in(pair.sidecar)
    assert "theirs" not in labels_in(pair.sidecar)


def settings_of(person: Person, delay: float) -> None:
    """Nothing is saved by itself from now on."""
    person.desk.saver._delay_s = person.desk.saver._longest_s = delay


def crash(person: Person) -> None:
    """What the system does for a process that ends: it closes its files, and its lock is nobody's."""
    keeping = person.desk.safekeeping
    keeping.journal._file.close()
    lock_path(keeping.journal._sidecar).unlink()
    person.desk.saver.discard()
