"""Somebody exports a dataset from the window and reads it on disk."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from person import Person
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QSpinBox

from ilmtool.__main__ import main
from ilmtool.datasets.common_options import OPTIONS
from ilmtool.datasets.formats.registry import format_of
from ilmtool.ui.dialogs.export import ExportDialog


def dialog_of(person: Person) -> ExportDialog:
    person.program.window.run_by_id("file.export")
    (dialog,) = person.program.window.findChildren(ExportDialog)
    return dialog


def test_boxes_just_drawn_become_chips(at_work: Person, tmp_path: Path) -> None:
    at_work.drag((700, 300), (740, 340))
    at_work.key(Qt.Key.Key_1)
    dialog = dialog_of(at_work)
    target = tmp_path / "set"
    dialog.formats.setCurrentText("yolo-obb")
    dialog.target.setText(str(target))
    images, size = dialog.control("images"), dialog.control("tile_size")
    assert isinstance(images, QComboBox)
    assert isinstance(size, QSpinBox)
    images.setCurrentText("chips")
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


def test_an_export_is_stopped_and_goes_on(
    at_work: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ilmtool.datasets import export as exporting

    at_work.drag((700, 300), (740, 340))
    at_work.key(Qt.Key.Key_1)
    dialog = dialog_of(at_work)
    target = tmp_path / "set"
    dialog.target.setText(str(target))
    real = exporting.export_place

    def stops(job: exporting.Job, tick: Callable[[int], None]) -> exporting.PlaceDone:
        # As if the user had clicked while the place was worked on.
        at_work.program.window._export_verbs.stop()
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
    assert main(["export", "--verify", str(target)]) == 0
    dialog.close()


def test_the_form_has_every_option_and_names_it(at_work: Person) -> None:
    dialog = dialog_of(at_work)
    dialog.formats.setCurrentText("voc")
    for option in (*OPTIONS, *format_of("voc").options):
        control = dialog.control(option.key)
        assert control.accessibleName() == option.title
        assert control.toolTip() == option.help
    assert dialog.values() == {}
    dialog.formats.setCurrentText("csv")
    assert dialog.values() == {}
    dialog.close()
