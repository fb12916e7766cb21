"""Everything is reachable by keyboard and has a name; both themes can be read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from person import CTRL, SHIFT, Person
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAccessible, QColor, QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QTabBar,
    QWidget,
)

from ilmtool.app import Program

INTERACTIVE = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
)
SCAFFOLDING = (QHeaderView, QScrollBar, QTabBar)
"""Parts of other widgets, which Qt names itself."""


def interactive(root: QWidget) -> Iterator[QWidget]:
    """What a person can work with in a window, its own parts made by Qt left out."""
    for widget in root.findChildren(QWidget):
        if not isinstance(widget, INTERACTIVE) or isinstance(widget, SCAFFOLDING):
            continue
        parents = []
        parent = widget.parentWidget()
        while parent is not None:
            parents.append(parent)
            parent = parent.parentWidget()
        if any(isinstance(p, (QComboBox, QAbstractSpinBox, QHeaderView, QTabBar)) for p in parents):
            continue
        if widget.objectName().startswith("qt_"):
            continue
        # The corner of a table is a button without function here.
        if type(widget).__name__ == "QTableCornerButton" or (
            isinstance(parents[0], QAbstractItemView) and isinstance(widget, QAbstractButton)
        ):
            continue
        yield widget


def spoken(widget: QWidget) -> str:
    """What a screen reader says of a widget."""
    interface = QAccessible.queryAccessibleInterface(widget)
    assert interface is not None, widget
    return interface.text(QAccessible.Text.Name)


def check_names(root: QWidget, at_least: int) -> None:
    found = list(interactive(root))
    assert len(found) >= at_least
    silent = [f"{type(w).__name__} {w.objectName()!r}" for w in found if not spoken(w).strip()]
    assert silent == []


def test_every_control_of_the_window_has_a_name(at_work: Person):
    at_work.drag((600, 300), (640, 340))
    check_names(at_work.window, 12)
    assert spoken(at_work.canvas)
    at_work.desk.open_dropped([Path("nowhere.tif")])
    at_work.until(lambda: at_work.notices)
    check_names(at_work.window, 13)
    notice = at_work.notices[0]
    assert notice.title in at_work.window.notices._text.accessibleName()


def test_every_control_of_an_empty_window_has_a_name(person: Person):
    check_names(person.window.welcome, 3)


@pytest.mark.parametrize(
    ("key", "keys"), [(Qt.Key.Key_L, None), (Qt.Key.Key_K, CTRL)], ids=["label", "palette"]
)
def test_every_control_of_a_finder_has_a_name(at_work: Person, key: Qt.Key, keys: Any):
    at_work.key(key, keys or Qt.KeyboardModifier.NoModifier)
    dialog = QApplication.activeWindow()
    assert isinstance(dialog, QDialog)
    check_names(dialog, 2)
    assert QApplication.focusWidget() is not None
    assert isinstance(QApplication.focusWidget(), QLineEdit)
    at_work.key(Qt.Key.Key_Escape)
    assert QApplication.activeModalWidget() is None


@pytest.mark.parametrize(
    ("command", "controls"),
    [
        ("file.edit-label-set", 14),
        ("dates.choose", 5),
        ("search.new", 6),
        ("annotation.map-labels", 5),
        ("file.open-address", 4),
        ("file.settings", 30),
    ],
)
def test_every_control_of_a_dialog_has_a_name_and_esc_leaves_it(at_work: Person, command: str, controls: int):
    at_work.drag((600, 300), (640, 340))
    at_work.workspace.set_field("label", "something of ours")
    at_work.window.run_by_id(command)
    at_work.until(lambda: isinstance(QApplication.activeWindow(), QDialog))
    dialog = QApplication.activeWindow()
    assert isinstance(dialog, QDialog)
    assert dialog.windowTitle()
    check_names(dialog, controls)
    at_work.key(Qt.Key.Key_Escape)
    assert QApplication.activeModalWidget() is None


def test_every_control_of_a_report_has_a_name(person: Person):
    from ilmtool.ui.dialogs.crash import CrashDialog

    dialog = CrashDialog(lambda paths: f"paths: {paths}", person.window)
    dialog.tell("KeyError: 'x'", "Your annotations are saved.", is_saved=True, more=0)
    dialog.open()
    person.until(lambda: QApplication.activeWindow() is dialog)
    check_names(dialog, 6)
    person.key(Qt.Key.Key_Escape)
    assert QApplication.activeModalWidget() is None


def test_every_control_of_a_search_has_a_name(at_work: Person):
    at_work.key(Qt.Key.Key_G, CTRL)
    at_work.key(Qt.Key.Key_Return)
    at_work.rest()
    bar = at_work.window.search_bar
    assert bar.isVisible()
    check_names(bar, 6)
    assert "0 of" in bar.bar.accessibleDescription()


def test_every_control_of_registering_has_a_name_and_can_be_reached(at_work: Person):
    at_work.key(Qt.Key.Key_T, CTRL)
    registration = at_work.window.registration
    dock = registration.dock
    check_names(dock, 6)
    table = dock.panel.table
    at_work.canvas.setFocus()
    for _ in range(9):
        at_work.key(Qt.Key.Key_F6)
        if table.hasFocus():
            break
    assert table.hasFocus()
    reached = []
    for _ in range(6):
        at_work.key(Qt.Key.Key_Tab)
        reached.append(QApplication.focusWidget())
    panel = dock.panel
    wanted = [panel.model, panel.remove, panel.automatic, panel.apply, panel.cancel]
    assert [w for w in wanted if w.isEnabled()] == [w for w in reached if w in wanted]
    at_work.key(Qt.Key.Key_Escape)
    assert at_work.canvas.hasFocus()
    at_work.key(Qt.Key.Key_Escape)
    at_work.key(Qt.Key.Key_N, CTRL)
    check_names(registration.bar, 2)
    at_work.key(Qt.Key.Key_Escape)
    at_work.key(Qt.Key.Key_R, CTRL | SHIFT)
    at_work.until(lambda: registration.dialog is not None)
    assert registration.dialog.windowTitle()
    check_names(registration.dialog, 3)
    at_work.until(registration.dialog.isActiveWindow)
    at_work.key(Qt.Key.Key_Escape)
    assert registration.dialog is None


def test_the_key_sheet_lists_every_key_and_every_name(at_work: Person):
    from PySide6.QtWidgets import QTreeWidget

    from ilmtool.commands.catalog import HELD, all_commands
    from ilmtool.ui.dialogs.keys import KeySheet
    from ilmtool.ui.key_text import key_text

    sheet = KeySheet(all_commands(), HELD, at_work.window._context, at_work.window)
    check_names(sheet, 2)
    tree = sheet.findChild(QTreeWidget)
    assert tree is not None
    rows = [
        (group.child(i).text(0), group.child(i).text(1))
        for group in (tree.topLevelItem(n) for n in range(tree.topLevelItemCount()))
        for i in range(group.childCount())
    ]
    shown = " ".join(keys for _, keys in rows)
    for command in all_commands():
        for key in command.keys:
            assert key_text([key]) in shown
    for held in HELD:
        assert (held.title, held.keys) in rows
    sheet.deleteLater()


def test_every_control_of_the_key_editor_has_a_name_and_tab_reaches_it(at_work: Person):
    from ilmtool.ui.dialogs.key_editor import KeyEditor

    at_work.window.run_by_id("help.change-keys")
    editor = QApplication.activeModalWidget()
    assert isinstance(editor, KeyEditor)
    at_work.until(editor.isActiveWindow)
    check_names(editor, 8)
    assert editor.search.hasFocus()
    for stop in (editor.tree, editor.replace, editor.add, editor.remove):
        at_work.key(Qt.Key.Key_Tab)
        assert stop.hasFocus()
    at_work.key(Qt.Key.Key_Escape)


def test_f6_goes_round_the_panels(at_work: Person):
    at_work.canvas.setFocus()
    stops = [at_work.window.annotations.table, at_work.window.inspector.label, at_work.canvas]
    for stop in (*stops, stops[0]):
        at_work.key(Qt.Key.Key_F6)
        assert stop.hasFocus()


def test_tab_goes_through_the_fields_in_their_order(at_work: Person):
    at_work.drag((600, 300), (640, 340))
    inspector = at_work.window.inspector
    inspector.label.setFocus()
    order = [inspector.certainty, inspector.term, inspector.change, inspector.note]
    for field in order:
        at_work.key(Qt.Key.Key_Tab)
        assert field.hasFocus()
    for field in reversed(order[:-1]):
        at_work.key(Qt.Key.Key_Backtab, SHIFT)
        assert field.hasFocus()
    at_work.key(Qt.Key.Key_Backtab, SHIFT)
    assert inspector.label.hasFocus()


def test_tab_reaches_every_control_of_the_inspector_once_and_esc_leads_out(at_work: Person):
    at_work.drag((600, 300), (640, 340))
    inspector = at_work.window.inspector
    inspector.label.setFocus()
    seen = [QApplication.focusWidget()]
    wanted = {w for w in interactive(inspector) if w.isVisibleTo(inspector) and w.isEnabled()}
    wanted = {w for w in wanted if w.focusPolicy() & Qt.FocusPolicy.TabFocus}
    while len(seen) <= len(wanted):
        at_work.key(Qt.Key.Key_Tab)
        seen.append(QApplication.focusWidget())
        if not inspector.isAncestorOf(seen[-1]):
            break
    reached = [w for w in seen if inspector.isAncestorOf(w)]
    assert set(reached) >= wanted
    assert len(reached) == len(set(reached))
    tops = [w.mapTo(inspector.widget(), w.rect().topLeft()).y() for w in reached if w in wanted]
    assert tops == sorted(tops), "from top to bottom"
    for field in reached:
        field.setFocus()
        at_work.key(Qt.Key.Key_Escape)
        assert at_work.canvas.hasFocus(), field.accessibleName()


def test_nothing_of_the_inspector_is_cut_off_in_a_small_window(at_work: Person):
    at_work.window.resize(1280, 720)
    at_work.drag((600, 300), (640, 340))
    at_work.rest()
    assert at_work.window.inspector.horizontalScrollBar().maximum() == 0


def test_the_selection_is_told_in_words(at_work: Person):
    def said() -> str:
        interface = QAccessible.queryAccessibleInterface(at_work.canvas)
        assert interface is not None
        return interface.text(QAccessible.Text.Description)

    at_work.drag((600, 300), (640, 340))
    assert said() == "crane, unknown, new, drawn on after; 1 of 1"
    at_work.key(Qt.Key.Key_L, CTRL | SHIFT)
    assert "locked" in said()
    at_work.drag((200, 300), (230, 340))
    at_work.key(Qt.Key.Key_2)
    assert said() == "trailer, unknown, new, drawn on before; 2 of 2"
    at_work.key(Qt.Key.Key_A, CTRL)
    assert said() == "2 annotations selected: 1 crane, 1 trailer"
    at_work.key(Qt.Key.Key_Escape)
    assert said() == "Nothing is selected; 2 annotations"


def test_what_is_hidden_is_told_and_has_a_name(at_work: Person):
    at_work.drag((600, 300), (640, 340))
    at_work.key(Qt.Key.Key_H, SHIFT)
    assert spoken(at_work.window.status.hidden) == "1 annotation is hidden: show them"
    check_names(at_work.window, 12)


def test_a_choice_is_made_by_keyboard(at_work: Person):
    at_work.drag((600, 300), (640, 340))
    certainty = at_work.window.inspector.certainty
    assert at_work.boxes[0].properties.certainty == "unknown"
    certainty.setFocus()
    at_work.key(Qt.Key.Key_Up)
    assert at_work.boxes[0].properties.certainty == "possible"
    assert len(at_work.boxes) == 1
    assert at_work.window.inspector.certainty.currentText() == "possible"


def test_space_presses_the_focused_button(at_work: Person):
    at_work.drag((600, 300), (640, 340))
    at_work.window.inspector.label.setFocus()
    at_work.key(Qt.Key.Key_Space)
    dialog = QApplication.activeWindow()
    assert isinstance(dialog, QDialog)
    at_work.key(Qt.Key.Key_Escape)


def luminance(color: QColor) -> float:
    """Relative luminance, WCAG 2."""
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in color.getRgbF()[:3]]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(a: QColor, b: QColor) -> float:
    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def check_readable(palette: QPalette) -> None:
    role = QPalette.ColorRole
    for ink, paper in (
        (role.WindowText, role.Window),
        (role.Text, role.Base),
        (role.Text, role.AlternateBase),
        (role.ButtonText, role.Button),
        (role.HighlightedText, role.Highlight),
        (role.ToolTipText, role.ToolTipBase),
        (role.Link, role.Window),
    ):
        ratio = contrast(palette.color(ink), palette.color(paper))
        assert ratio >= 4.5, f"{ink.name} on {paper.name}: {ratio:.1f}"


def test_both_themes_apply_and_can_be_read(at_work: Person, config: Path):
    table = at_work.window.annotations.table
    assert luminance(table.palette().color(QPalette.ColorRole.Base)) < 0.1, "dark by default"
    check_readable(at_work.window.palette())
    picture = at_work.shot()

    at_work.window.actions_.action("view.light").trigger()
    assert luminance(table.palette().color(QPalette.ColorRole.Base)) > 0.8
    check_readable(at_work.window.palette())
    grabbed = table.viewport().grab().toImage().pixelColor(20, table.viewport().height() - 10)
    assert luminance(grabbed) > 0.8, "what is painted follows"
    at_work.rest()
    at_work.move((30, 20))
    assert (at_work.shot()[200:480] == picture[200:480]).all(), "the imagery's colours are evidence"
    assert json.loads((config / "settings.json").read_text(encoding="utf-8"))["theme"] == "light"
    assert at_work.window.actions_.action("view.light").isChecked()

    at_work.window.actions_.action("view.light").trigger()
    assert luminance(table.palette().color(QPalette.ColorRole.Base)) < 0.1


def test_neutral_grey_surrounds_the_imagery_in_both_themes(at_work: Person):
    corner = (at_work.size[0] // 2 - 12, at_work.size[1] - 10)  # beside the scale bar
    for _ in range(2):
        red, green, blue = at_work.shot()[corner[1], corner[0]].tolist()
        assert red == green == blue == 58
        at_work.window.actions_.action("view.light").trigger()


def test_the_first_window_is_no_larger_than_the_screen(qapp: QApplication):
    program = Program(qapp, None)
    try:
        screen, size = program.window.screen().availableSize(), program.window.size()
        assert size == QSize(1440, 900).boundedTo(screen)
    finally:
        program.window.close()
        program.close()
        program.window.deleteLater()
