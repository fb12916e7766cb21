"""Nothing is cut off in a window of 1280 x 720: on a small screen, or at 200 % on one of 2560 x 1440."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from gui.test_safety_dialogs import DIALOGS
from person import CTRL, Person
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QTabBar,
    QToolButton,
    QWidget,
)

from ilmtool.session.ports import Notice
from ilmtool.ui.dialogs.crash import CrashDialog
from ilmtool.ui.elided import ElidedButton, ElidedLabel

WIDTH, HEIGHT = 1280, 720
DIALOG_COMMANDS = (
    "file.settings", "file.export", "file.open-address", "file.versions", "file.edit-label-set",
    "help.keys", "help.change-keys", "help.palette", "help.words", "help.log", "annotation.label",
    "place.go", "dates.choose", "search.new",
)  # fmt: skip
PANEL_COMMANDS = ("review.show", "suggest.show", "registration.points", "view.scenes", "view.contrast")


def cut_off(root: QWidget) -> Iterator[str]:
    """Each text in a widget that has less room than it needs."""
    for widget in root.findChildren(QWidget):
        if not widget.isVisible() or isinstance(widget, ElidedLabel | ElidedButton):
            continue
        needed = None
        if isinstance(widget, QLabel) and widget.text():
            if widget.wordWrap():
                if widget.height() < widget.heightForWidth(widget.width()):
                    yield f"label, too low: {widget.text()!r}"
                continue
            needed = widget.sizeHint()
        elif isinstance(widget, QToolButton):
            needed = widget.minimumSizeHint() if widget.text() else None
        elif isinstance(widget, QAbstractButton) and widget.text():
            needed = widget.minimumSizeHint()
        elif isinstance(widget, QComboBox):
            room = widget.width() - widget.fontMetrics().horizontalAdvance(widget.currentText())
            if room < 0:
                yield f"choice, too narrow: {widget.currentText()!r}"
        elif (
            isinstance(widget, QTabBar) and widget.count() > 1 and widget.sizeHint().width() > widget.width()
        ):
            yield f"tabs, {widget.width()} px for {widget.sizeHint().width()}"
        if needed is None:
            continue
        if widget.width() < needed.width() or widget.height() < needed.height() - 1:
            text = getattr(widget, "text")()  # noqa: B009 - labels and buttons have one
            yield f"{type(widget).__name__} {text!r}: {widget.size().toTuple()} for {needed.toTuple()}"


def check(root: QWidget) -> None:
    QApplication.sendPostedEvents()
    assert root.width() <= WIDTH
    assert root.height() <= HEIGHT
    assert not list(cut_off(root))


@pytest.fixture
def small(at_work: Person) -> Person:
    """Somebody with a pair and a selected box in a small window."""
    at_work.window.resize(WIDTH, HEIGHT)
    at_work.drag((800, 320), (840, 360))
    at_work.rest()
    return at_work


def look_at(opened: Callable[[], object]) -> list[QDialog]:
    """Open a dialog, check it while it is open, and close it."""
    seen: list[QDialog] = []
    wrong: list[str] = []

    def look() -> None:
        dialog = next(
            (w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()), None
        )
        if dialog is None:
            return
        timer.stop()
        seen.append(dialog)
        try:
            check(dialog)
        except AssertionError as error:
            wrong.append(str(error))
        dialog.reject()

    timer = QTimer(interval=10)
    timer.timeout.connect(look)
    timer.start()
    opened()
    while not seen:
        QApplication.processEvents()
    assert not wrong, wrong
    return seen


@pytest.mark.parametrize("command", DIALOG_COMMANDS)
def test_dialogs(small: Person, command: str):
    look_at(lambda: small.window.run_by_id(command))


@pytest.mark.parametrize("made", DIALOGS, ids=lambda made: made.__name__)
def test_questions_about_work(qapp: QApplication, made: Callable[[list[object]], QDialog]):
    dialog = made([])
    look_at(dialog.show)


def test_crash_dialog(small: Person):
    dialog = CrashDialog(lambda _: "report\n" * 80, small.window)
    dialog.tell("ValueError: a long message " * 6, "Saved in " + "a_long_folder/" * 9, is_saved=False, more=3)
    look_at(dialog.show)


@pytest.mark.parametrize("command", PANEL_COMMANDS)
def test_panels(small: Person, command: str):
    small.window.run_by_id(command)
    small.rest()
    check(small.window)


def test_scenes_and_a_search_leave_room_for_the_panels_at_the_right(small: Person):
    window = small.window
    window.run_by_id("view.scenes")
    small.rest()
    small.key(Qt.Key.Key_G, CTRL)
    small.key(Qt.Key.Key_Return)
    small.rest()
    assert window.search_bar.isVisible()
    check(window)
    assert window._side.mapTo(window, QPoint(window._side.width(), 0)).x() <= WIDTH
    assert window._side.width() >= window._side.minimumSizeHint().width()


def test_panels_on_both_sides_and_a_search_fit_together(small: Person):
    """The widest of each place; in any language, the bar of the search gives way."""
    window = small.window
    small.key(Qt.Key.Key_G, CTRL)
    small.key(Qt.Key.Key_Return)
    for command in ("view.scenes", "registration.points", "suggest.show", "review.show"):
        window.run_by_id(command)
    small.rest()
    check(window)
    beside = window.tabifiedDockWidgets(window.scenes.dock)
    assert window.registration.dock in beside, "tabs of one place"
    assert window.suggestions.dock in beside
    assert window.suggestions.dock.panel.list.height() > 300
    assert window._side.mapTo(window, QPoint(window._side.width(), 0)).x() <= WIDTH
    names = [button.text() for button, _ in window.search_bar._words]
    assert all(names)
    assert all(button.accessibleName() != button.text() for button, _ in window.search_bar._words)


def test_all_side_tabs_fit_with_pictures_and_the_front_one_s_word(small: Person):
    window = small.window
    window.run_by_id("review.show")
    window.run_by_id("measure.panel")
    window._split.setSizes([WIDTH - 300, 300])
    small.rest()
    tabs = window.tabs
    assert tabs.count() == 4
    assert not any(tabs.tabIcon(place).isNull() for place in range(4))
    assert tabs.tabText(tabs.currentIndex()) == "Measurements"
    assert all(tabs.tabToolTip(place) for place in range(4))
    check(window)


def test_fields_of_an_annotation_begin_at_one_line(small: Person):
    window = small.window
    small.key(Qt.Key.Key_1)  # a crane, which has attributes
    small.rest()
    inspector = window.inspector
    fields = [inspector.certainty, inspector.term, inspector.note, inspector.judgement.confidence]
    fields += inspector.attributes.fields.values()
    assert len(fields) > 4
    assert len({field.mapTo(inspector, QPoint()).x() for field in fields}) == 1


def test_status_line_gives_way_and_the_window_stays(small: Person):
    window = small.window
    window.run_by_id("measure.path")
    small.move((300, 300))
    window.status.say("A sentence about what was done, as long as a sentence can be. " * 4)
    window.registration.badge.show()
    window.registration.badge.setText("Shifted 6.5 px (2.0 m) NE · similarity, RMS below 0.1 px")
    window.notify(Notice("error", "Something " * 30, "of some length " * 20, "Do this."))
    check(window)
    status = window.status
    assert status.saved.width() >= status.saved.sizeHint().width(), "whether it is saved is never cut"
    assert status.saved.mapTo(window, QPoint(status.saved.width(), 0)).x() <= WIDTH


def test_toolbar_and_menus_fit(small: Person):
    window = small.window
    assert window._toolbar.sizeHint().width() <= WIDTH
    height = HEIGHT - window.menuBar().height()
    menus = [action.menu() for action in window.menuBar().actions()]
    row = window.fontMetrics().height() + 8
    for menu in menus:
        rows = sum(0.4 if action.isSeparator() else 1 for action in menu.actions())
        assert rows * row <= height, f"{menu.title()} has {rows:.0f} rows"
    reached = {a for menu in menus for a in _within(menu)}
    missing = [a.text() for c, a in window.actions_._actions.items() if a not in reached]
    assert not missing, "each command stands in a menu"


def _within(menu: QWidget) -> Iterator[object]:
    for action in menu.actions():
        yield action
        if action.menu() is not None:
            yield from _within(action.menu())


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_opening_says_so_and_can_be_stopped(person: Person, theme: str):
    window = person.window
    window.resize(WIDTH, HEIGHT)
    if theme == "light":
        window.settings.toggle_theme()
    window._show_busy("Opening a_long_name_of_an_image.tif and another_long_name_of_an_image.tif…")
    check(window)
    assert window.welcome.stop.isVisible()
    assert "a_long_name_of_an_image.tif" in window.welcome.what.text()
    window._show_busy("")
    assert not window.welcome.stop.isVisible()
