"""Keys are the user's own: changed in a dialog, clashes refused, kept; and every verb is found by typing."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from person import CTRL, SHIFT, Person
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from sample_pairs import SamplePair

from ilmtool.ui.dialogs.finder import Finder
from ilmtool.ui.dialogs.key_editor import KeyEditor
from ilmtool.ui.dialogs.keys import KeySheet
from ilmtool.ui.key_text import key_text


def find_command(person: Person, text: str) -> None:
    """Run a command by the palette."""
    person.key(Qt.Key.Key_K, CTRL)
    person.until(lambda: isinstance(QApplication.activeWindow(), Finder))
    person.type(text)
    person.key(Qt.Key.Key_Return)


def open_editor(person: Person) -> KeyEditor:
    find_command(person, "change keys")
    person.until(lambda: isinstance(QApplication.activeWindow(), KeyEditor))
    editor = QApplication.activeWindow()
    assert isinstance(editor, KeyEditor)
    return editor


def give(person: Person, editor: KeyEditor, verb: str, key: Qt.Key, keys: Qt.KeyboardModifier) -> None:
    """Find a verb and give it one key, without the mouse."""
    editor.search.setFocus()
    editor.search.selectAll()
    person.type(verb)
    editor.replace.setFocus()
    person.key(Qt.Key.Key_Space)
    person.key(key, keys)


def test_a_verb_gets_another_key_which_is_kept(
    at_work: Person, launch: Callable[..., Person], pair: SamplePair, config: Path
):
    editor = open_editor(at_work)
    give(at_work, editor, "duplicate", Qt.Key.Key_F8, CTRL)
    assert editor.message.text() == "Duplicate: Ctrl+F8."
    at_work.key(Qt.Key.Key_Escape)
    at_work.drag((600, 300), (640, 340))
    at_work.key(Qt.Key.Key_D, CTRL)
    assert len(at_work.boxes) == 1, "the old key does nothing any more"
    at_work.key(Qt.Key.Key_F8, CTRL)
    assert len(at_work.boxes) == 2
    at_work.until(lambda: '"edit.duplicate"' in (config / "settings.json").read_text("utf-8"))
    assert json.loads((config / "settings.json").read_text("utf-8"))["keys"] == {
        "edit.duplicate": ["Ctrl+F8"]
    }

    at_work.key(Qt.Key.Key_F1)
    at_work.until(lambda: isinstance(QApplication.activeWindow(), KeySheet))
    sheet = QApplication.activeWindow()
    assert isinstance(sheet, KeySheet)
    assert key_text(["Ctrl+F8"]) in sheet.text()
    at_work.type("select all")
    groups = [sheet.tree.topLevelItem(n) for n in range(sheet.tree.topLevelItemCount())]
    left = [
        group.child(row).text(0)
        for group in groups
        if not group.isHidden()
        for row in range(group.childCount())
        if not group.child(row).isHidden()
    ]
    assert "Select all" in left
    assert len(left) < 6
    at_work.key(Qt.Key.Key_Escape)
    at_work.saved()
    at_work.window.close()

    again = launch()
    again.open(pair.before, pair.after)
    again.key(Qt.Key.Key_A, CTRL)
    again.key(Qt.Key.Key_F8, CTRL)
    assert len(again.boxes) == 4


CLASHES = (
    (Qt.Key.Key_Z, CTRL, "Undo"),
    (Qt.Key.Key_Backtab, SHIFT, "Previous annotation"),
    (Qt.Key.Key_F, Qt.KeyboardModifier.NoModifier, "Flicker"),
    (Qt.Key.Key_Question, SHIFT, "Keys"),
    (Qt.Key.Key_Plus, Qt.KeyboardModifier.KeypadModifier, "Zoom in"),
    (Qt.Key.Key_E, Qt.KeyboardModifier.AltModifier, "the Edit menu"),
)


def test_a_clash_is_refused_with_the_name_of_the_other(at_work: Person):
    editor = open_editor(at_work)
    for key, keys, owner in CLASHES:
        give(at_work, editor, "duplicate", key, keys)
        assert f"belongs to {owner}" in editor.message.text()
        assert at_work.desk.settings.keys == {}
    at_work.key(Qt.Key.Key_Escape)
    at_work.drag((600, 300), (640, 340))
    at_work.key(Qt.Key.Key_D, CTRL)
    assert len(at_work.boxes) == 2


def test_keys_are_added_removed_and_reset(at_work: Person):
    editor = open_editor(at_work)
    at_work.type("invert")
    editor.add.setFocus()
    at_work.key(Qt.Key.Key_Space)
    at_work.key(Qt.Key.Key_F7, CTRL)
    assert at_work.desk.settings.keys == {"edit.select-invert": ("Ctrl+I", "Ctrl+F7")}
    editor.remove.setFocus()
    at_work.key(Qt.Key.Key_Space)
    assert at_work.desk.settings.keys == {"edit.select-invert": ()}
    editor.search.clear()
    give(at_work, editor, "duplicate", Qt.Key.Key_I, CTRL)
    editor.search.selectAll()
    editor.search.setFocus()
    at_work.type("invert")
    editor.reset.setFocus()
    at_work.key(Qt.Key.Key_Space)
    assert "belongs to Duplicate now" in editor.message.text()
    editor.reset_all.setFocus()
    at_work.key(Qt.Key.Key_Space)
    assert at_work.desk.settings.keys == {}
    at_work.key(Qt.Key.Key_Escape)
    at_work.drag((600, 300), (640, 340))
    at_work.key(Qt.Key.Key_I, CTRL)
    assert at_work.selected == []


def test_all_keys_of_a_verb_can_be_read(at_work: Person):
    tree = open_editor(at_work).tree
    at_work.rest()
    assert tree.columnWidth(1) >= tree.sizeHintForColumn(1) > 0


def test_escape_gives_no_key(at_work: Person):
    editor = open_editor(at_work)
    give(at_work, editor, "duplicate", Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    assert not editor.replace.isChecked()
    assert editor.isVisible(), "it only stopped listening"
    assert at_work.desk.settings.keys == {}
    at_work.key(Qt.Key.Key_Escape)


def test_keys_of_the_settings_that_clash_are_told_at_the_start(config: Path, launch: Callable[..., Person]):
    (config / "settings.json").write_text('{"keys": {"edit.undo": ["Ctrl+S"], "edit.lock": ["Ctrl+F7"]}}')
    person = launch()
    (notice,) = person.notices
    assert notice.title.startswith("The key chosen for Undo is not used: Ctrl+S belongs to Save now.")
    shortcuts = {
        name: person.window.actions_.action(name).shortcut().toString() for name in ("edit.undo", "edit.lock")
    }
    assert shortcuts == {"edit.undo": "Ctrl+Z", "edit.lock": "Ctrl+F7"}


def test_the_palette_lists_every_verb(at_work: Person):
    at_work.key(Qt.Key.Key_K, CTRL)
    at_work.until(lambda: isinstance(QApplication.activeWindow(), Finder))
    finder = QApplication.activeWindow()
    assert isinstance(finder, Finder)
    lines = [finder.list.item(row).text() for row in range(finder.list.count())]
    for command in at_work.window._book.commands:
        title = at_work.window.actions_.action(command.id).text().replace("&&", "&")
        assert any(title in line for line in lines), command.id
    assert finder.list.horizontalScrollBar().maximum() == 0, "nothing beyond the edge"
    at_work.key(Qt.Key.Key_Escape)


def test_a_key_whose_command_cannot_run_now_is_not_silent(at_work: Person) -> None:
    said = at_work.window.status
    at_work.key(Qt.Key.Key_Delete)
    assert said.said == "Not possible now: Delete"
    at_work.drag((480, 240), (520, 280))
    at_work.key(Qt.Key.Key_Delete)
    assert "Not possible" not in said.said


def test_the_key_sheet_is_narrowed_by_typing(at_work: Person):
    at_work.key(Qt.Key.Key_F1)
    at_work.until(lambda: isinstance(QApplication.activeWindow(), KeySheet))
    sheet = QApplication.activeWindow()
    assert isinstance(sheet, KeySheet)

    def shown() -> list[str]:
        groups = [sheet.tree.topLevelItem(n) for n in range(sheet.tree.topLevelItemCount())]
        rows = [g.child(n) for g in groups if not g.isHidden() for n in range(g.childCount())]
        return [f"{row.text(0)}|{row.text(1)}" for row in rows if not row.isHidden()]

    everything = shown()
    at_work.type("swipe left")  # the field has the keyboard at once
    assert shown() == ["Swipe left and right|W"]
    at_work.key(Qt.Key.Key_A, CTRL)
    at_work.type("ctrl+shift+s")  # by a key
    assert any(line.startswith("Save as…|") for line in shown())
    at_work.key(Qt.Key.Key_Return)
    assert sheet.isVisible(), "Enter ends a word, and not the reading"
    at_work.key(Qt.Key.Key_A, CTRL)
    at_work.type("xyzzy")
    assert shown() == []
    assert sheet._nothing.isVisible()
    at_work.key(Qt.Key.Key_A, CTRL)
    at_work.key(Qt.Key.Key_Backspace)
    assert shown() == everything
    at_work.key(Qt.Key.Key_Escape)
    at_work.until(lambda: not isinstance(QApplication.activeWindow(), KeySheet))
