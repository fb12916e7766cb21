"""Somebody exports a dataset from the window and reads it on disk."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from person import Person
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QSpinBox

from ilmtool.__main__ import main
from ilmtool.core.annotation import CERTAINTIES
from ilmtool.datasets.common_options import OPTIONS
from ilmtool.datasets.formats.registry import format_of
from ilmtool.ui.dialogs.export import ExportDialog


def dialog_of(person: Person) -> ExportDialog:
    person.program.window.run_by_id("file.export")
    (dialog,) = person.program.window.findChildren(ExportDialog)
    return dialog


def choose(box: QComboBox, value: str) -> None:
    """Choose what a list has under a machine's word; people read a title."""
    row = box.findData(value)
    assert row >= 0
    assert box.itemText(row) != value
    box.setCurrentIndex(row)


def test_boxes_just_drawn_become_chips(at_work: Person, tmp_path: Path) -> None:
    at_work.drag((700, 300), (740, 340))
    at_work.key(Qt.Key.Key_1)
    dialog = dialog_of(at_work)
    target = tmp_path / "set"
    choose(dialog.formats, "yolo-obb")
    dialog.target.setText(str(target))
    images, size = dialog.control("images"), dialog.control("tile_size")
    assert isinstance(images, QComboBox)
    assert isinstance(size, QSpinBox)
    choose(images, "chips")
    size.setValue(128)
    dialog.start.click()
    at_work.until(lambda: not dialog.running)
    assert main(["export", "--verify", str(target)]) == 0
    table = json.loads((target / "manifest.json").read_text())
    assert table["settings"]["tile_size"] == 128
    assert table["splits"]["all"]["classes"]["crane"] >= 1
    assert list((target / "images" / "all").glob("*.png"))
    dialog.close()


def test_what_is_wrong_is_said_and_nothing_is_written(at_work: Person, tmp_path: Path) -> None:
    dialog = dialog_of(at_work)
    dialog.start.click()
    assert "Name the folder" in dialog.message.text()
    taken = tmp_path / "taken"
    taken.mkdir()
    (taken / "mine").write_text("mine")
    dialog.sidecars.clear()
    dialog.sidecars.addItem(str(tmp_path / "nowhere"))
    dialog.target.setText(str(taken))
    dialog.start.click()
    at_work.until(lambda: not dialog.running)
    assert "not empty" in dialog.message.text()
    assert not dialog.resume.isVisible()
    assert [p.name for p in taken.iterdir()] == ["mine"]
    dialog.close()


def test_options_in_what_is_said_are_those_of_the_dialog(at_work: Person, tmp_path: Path) -> None:
    dialog = dialog_of(at_work)
    dialog.target.setText(str(tmp_path / "set"))
    images, overlap = dialog.control("images"), dialog.control("overlap")
    assert isinstance(images, QComboBox)
    assert isinstance(overlap, QSpinBox)
    choose(images, "chips")
    overlap.setValue(700)
    dialog.start.click()
    at_work.until(lambda: not dialog.running)
    assert dialog.message.text().startswith("“Overlap” 700 is not less than “Chip size” 640.")
    dialog.failed(
        "Leave it out with --missing skip, or repeat with --resume and --workers 2.", resumable=True
    )
    assert dialog.message.text() == (
        "Leave it out with “Missing image: Leave its annotations out”, "
        "or repeat with “Go on” and --workers 2."
    )
    dialog.close()


def test_an_export_is_stopped_and_goes_on(
    at_work: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ilmtool.datasets import export as exporting

    at_work.drag((700, 300), (740, 340))
    at_work.key(Qt.Key.Key_1)
    # What is learned of the images later is saved by itself, and would make it another export.
    saver = at_work.desk.saver
    assert saver is not None
    at_work.until(lambda: saver.path.exists() and saver.path.read_text().count("file:checksum") == 2)
    dialog = dialog_of(at_work)
    target = tmp_path / "set"
    dialog.target.setText(str(target))
    real = exporting.export_place

    def stops(job: exporting.Job, tick: Callable[[int], None]) -> exporting.PlaceDone:
        # As if the user had clicked while the place was worked on.
        at_work.program.window.files.exports.stop()
        return real(job, tick)

    monkeypatch.setattr(exporting, "export_place", stops)
    dialog.start.click()
    at_work.until(lambda: not dialog.running)
    assert "Stopped" in dialog.message.text()
    assert not target.exists()
    assert dialog.resume.isVisible()
    monkeypatch.undo()
    dialog.resume.click()
    at_work.until(lambda: not dialog.running)
    assert main(["export", "--verify", str(target)]) == 0, dialog.message.text()
    dialog.close()


def test_the_form_has_every_option_and_names_it(at_work: Person) -> None:
    dialog = dialog_of(at_work)
    choose(dialog.formats, "voc")
    for option in (*OPTIONS, *format_of("voc").options):
        control = dialog.control(option.key)
        assert control.accessibleName() == option.title
        assert control.toolTip().startswith(option.help)
    assert dialog.values() == {}
    checks = dialog.control("certainty").findChildren(QCheckBox)
    assert [check.text() for check in checks] == list(CERTAINTIES)
    checks[1].click()
    checks[0].click()
    assert dialog.values() == {"certainty": CERTAINTIES[:2]}
    checks[1].click()
    checks[0].click()
    choose(dialog.formats, "csv")
    assert dialog.values() == {}
    dialog.close()
