"""The table of annotations in the real window."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from person import CTRL, LEFT, NO, SHIFT, Person
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sample_pairs import AFTER_GREY, BEFORE_GREY, SamplePair

from ilmtool.core.layout import Side
from ilmtool.text import Language, install
from ilmtool.ui.panels.annotation_model import PLACES

LABEL_KEYS = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_1, Qt.Key.Key_3)


@pytest.fixture
def four(at_work: Person) -> Person:
    """Somebody with four boxes: crane, new wall, crane, new roof."""
    for key, (x, y) in zip(LABEL_KEYS, ((480, 240), (700, 300), (560, 450), (640, 180)), strict=True):
        at_work.drag((x, y), (x + 30, y + 20))
        at_work.key(key)
    at_work.key(Qt.Key.Key_Escape)
    assert len(at_work.boxes) == 4
    return at_work


def column(person: Person, name: str) -> list[str]:
    model = person.window.annotations.model
    return [model.index(row, PLACES[name]).data() for row in range(model.rowCount())]


def click_row(person: Person, row: int, name: str = "label", keys: Qt.KeyboardModifier = NO) -> None:
    table = person.window.annotations.table
    table.scrollTo(table.model().index(row, PLACES[name]))
    point = table.visualRect(table.model().index(row, PLACES[name])).center()
    QTest.mouseClick(table.viewport(), LEFT, keys, point)


def click_header(person: Person, name: str) -> None:
    header = person.window.annotations.table.horizontalHeader()
    at = header.sectionViewportPosition(PLACES[name]) + header.sectionSize(PLACES[name]) // 2
    QTest.mouseClick(header.viewport(), LEFT, NO, QPoint(at, header.height() // 2))


def labels(person: Person) -> list[str]:
    return [a.label for a in person.boxes]


def test_typing_filters_and_esc_brings_everything_back(four: Person):
    panel = four.window.annotations
    first, second = labels(four)[:2]
    four.key(Qt.Key.Key_F, CTRL)
    assert panel.filter.hasFocus()
    four.type(f"label:{first}")
    assert column(four, "label") == [first, first]
    assert panel._count.text() == "4 annotations, 2 shown"
    assert labels(four)[:2] == [first, second], "letters typed there are no commands"
    four.key(Qt.Key.Key_Escape)
    assert len(column(four, "label")) == 4
    four.key(Qt.Key.Key_Escape)
    assert four.canvas.hasFocus()


def test_a_filter_that_makes_no_sense_says_why_and_hides_nothing(four: Person):
    panel = four.window.annotations
    panel.filter.setText("colour:red")
    assert panel._problem.isVisible()
    assert "colour" in panel._problem.text()
    assert len(column(four, "label")) == 4
    panel.filter.clear()
    assert not panel._problem.isVisible()


def test_cells_headings_and_values_are_shown_in_the_language_of_the_window(four: Person):
    panel = four.window.annotations
    words = {"unknown": "unbekannt", "new": "neu"}
    try:
        install(Language(lambda source, comment, n: words.get(source, ""), {".": ","}))
        assert set(column(four, "change")) == {"neu"}
        assert all("," in size and "." not in size for size in column(four, "size"))
        panel._listing.group("certainty")
        assert panel.model.index(0, 0).data().split() == ["▾", "unbekannt", "4"]
        menu = panel._column_menu(PLACES["certainty"])
        (values,) = (action.menu() for action in menu.actions() if action.menu() is not None)
        values.actions()[-1].trigger()
        assert values.actions()[-1].text().startswith("unbekannt")
        assert panel.filter.text() == "certainty=unknown", "a filter means the same in every language"
        panel.copy_rows()
        assert "unknown" in QApplication.clipboard().text(), "and so does what a spreadsheet gets"
    finally:
        install(Language())


def test_a_click_on_a_header_sorts_up_then_down_then_not_at_all(four: Person):
    drawn = labels(four)
    for order in (sorted(drawn), sorted(drawn)[::-1], drawn):
        click_header(four, "label")
        assert column(four, "label") == order


def test_an_edit_moves_its_row(four: Person):
    click_header(four, "label")
    box = four.boxes[0]
    four.workspace.select([box.id])
    four.canvas.setFocus()
    four.key(Qt.Key.Key_3)
    assert column(four, "label") == sorted(labels(four))
    table = four.window.annotations.table
    rows = [index.row() for index in table.selectionModel().selectedRows()]
    assert [four.desk.listing.rows.at(row) for row in rows] == [box.id]
    four.key(Qt.Key.Key_Z, CTRL)
    assert column(four, "label") == sorted(labels(four))
    four.key(Qt.Key.Key_Delete)
    assert len(column(four, "label")) == 3


def test_a_group_folds_by_mouse_and_by_keyboard(four: Person):
    panel = four.window.annotations
    four.desk.listing.group("label")
    names = [h.title for h in four.desk.listing.rows.headings]
    assert names == sorted(set(labels(four)))
    assert len(column(four, "label")) == 4 + 3
    assert column(four, "label")[0].endswith(f"{labels(four).count(names[0])}")
    click_row(four, 0)
    assert len(column(four, "label")) == 7 - labels(four).count(names[0])
    assert not four.selected
    assert panel.table.hasFocus()
    panel.table.setCurrentIndex(panel.model.index(0, PLACES["label"]))
    four.key(Qt.Key.Key_Right)
    assert len(column(four, "label")) == 7
    four.key(Qt.Key.Key_Return)
    assert len(column(four, "label")) < 7


def test_rows_chosen_together_are_edited_together(four: Person):
    click_row(four, 1)
    click_row(four, 3, keys=SHIFT)
    assert four.selected == four.boxes[1:]
    four.key(Qt.Key.Key_2, CTRL)
    assert [b.properties.certainty for b in four.boxes] == ["unknown", *["probable"] * 3]
    four.key(Qt.Key.Key_Z, CTRL)
    assert [b.properties.certainty for b in four.boxes] == ["unknown"] * 4


def test_ctrl_click_keeps_what_the_filter_hides(four: Person):
    first, second = four.boxes[0], four.boxes[1]
    four.workspace.select([second.id])
    panel = four.window.annotations
    panel.filter.setText(f"label={first.label}")
    assert "(1 filtered out)" in panel._count.text()
    click_row(four, 0)
    assert four.selected == [first]
    four.workspace.select([second.id])
    table = panel.table
    with_control(four, table.visualRect(panel.model.index(0, PLACES["label"])).center())
    assert {b.id for b in four.selected} == {first.id, second.id}


def with_control(person: Person, point: QPoint) -> None:
    """A click on a row while Ctrl is really held, as the system tells it."""
    viewport = person.window.annotations.table.viewport()
    QTest.keyPress(viewport, Qt.Key.Key_Control, CTRL)
    QTest.mouseClick(viewport, LEFT, CTRL, point)
    QTest.keyRelease(viewport, Qt.Key.Key_Control)


def middle_of(person: Person, row: int, name: str) -> np.ndarray:
    """RGB of a corner inside a picture, away from the box's outline."""
    table = person.window.annotations.table
    rect = table.visualRect(table.model().index(row, PLACES[name]))
    image = table.viewport().grab(rect).toImage().convertToFormat(QImage.Format.Format_RGB888)
    color = image.pixelColor(6, 6)
    return np.array([color.red(), color.green(), color.blue()])


def test_each_row_has_a_picture_of_both_dates(four: Person):
    panel = four.window.annotations

    def made() -> bool:
        return all(panel.picture(box, side) is not None for box in four.boxes for side in Side)

    panel.table.resize(600, 400)
    four.window._side.setSizes([700, 10])
    four.until(made)
    four.rest()
    for row in range(2):
        assert middle_of(four, row, "before") == pytest.approx(BEFORE_GREY, abs=4)
        assert middle_of(four, row, "after") == pytest.approx(AFTER_GREY, abs=4)
    box = four.boxes[0]
    picture = panel.picture(box, Side.AFTER)
    assert picture.shape[:2] == (44, 44)
    rgb = four.workspace.labels.style(box.label).rgb
    off = np.abs(picture[..., 2::-1].astype(int) - rgb).max(axis=2)
    assert (off < 40).sum() > 20, "the outline is in the label's colour"


def test_pictures_can_be_put_away(four: Person):
    table = four.window.annotations.table
    high = table.rowHeight(0)
    table.set_picture_px(0)
    assert table.rowHeight(0) < high
    table.set_picture_px(96)
    assert table.rowHeight(0) > high


def test_columns_order_and_groups_are_remembered(launch: Callable[..., Person], pair: SamplePair):
    first = launch()
    first.open(pair.before, pair.after)
    table = first.window.annotations.table
    for name in ("note", "before", "after"):
        table.show_column(name, False)
    table.show_column("review", True)
    header = table.horizontalHeader()
    header.moveSection(header.visualIndex(PLACES["review"]), 0)
    header.resizeSection(PLACES["label"], 77)
    first.desk.listing.sort("label", True)
    first.desk.listing.group("certainty")
    columns = table.shown_columns
    assert columns[0] == "review"
    first.window.close()
    first.until(lambda: first.program.executor.is_idle)
    again = launch().window.annotations
    assert again.table.shown_columns == columns
    assert again.table.horizontalHeader().sectionSize(PLACES["label"]) == 77
    spec = again._listing.spec
    assert (spec.sort, spec.descending, spec.group) == ("label", True, "certainty")


def test_settings_that_make_no_sense_give_the_default(launch: Callable[..., Person], config: object):
    (config / "settings.json").write_text(
        '{"table": {"columns": ["nothing", 3], "widths": [1], "pictures": "big", "sort": 7, "group": "note"}}'
    )
    table = launch().window.annotations.table
    assert "label" in table.shown_columns
    assert table.picture_px == 44


def test_rows_are_copied_as_text(four: Person):
    box = four.boxes[1]
    four.workspace.select([box.id])
    four.workspace.set_field("note", "=HYPERLINK(1)")
    four.key(Qt.Key.Key_C, CTRL | Qt.KeyboardModifier.AltModifier)
    header, row, end = QApplication.clipboard().text().split("\n")
    assert end == ""
    cells = dict(zip(header.split("\t"), row.split("\t"), strict=True))
    assert cells["Label"] == box.label
    assert cells["Note"] == "'=HYPERLINK(1)"


def test_a_column_menu_filters_by_its_values(four: Person):
    panel = four.window.annotations
    menu = panel._column_menu(PLACES["label"])
    choices = next(a.menu() for a in menu.actions() if a.text() == "Filter")
    wanted = next(a for a in choices.actions() if a.text().startswith(labels(four)[1]))
    wanted.trigger()
    assert column(four, "label") == [labels(four)[1]]
    assert panel.filter.text().startswith("label=")
    menu.deleteLater()


def test_every_choice_of_the_options_works(four: Person):
    panel = four.window.annotations
    panel.options.setFocus()
    four.key(Qt.Key.Key_Space)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    groups = next(a.menu() for a in menu.actions() if a.text() == "Group by")
    next(a for a in groups.actions() if a.text() == "Change").trigger()
    menu.close()
    assert len(four.desk.listing.rows.headings) == 1


def test_tab_walks_through_the_table_as_it_stands(four: Person):
    click_header(four, "label")
    click_header(four, "label")
    first = labels(four)[0]
    four.window.annotations.filter.setText(f"-label={first}")
    rows = [four.desk.listing.rows.at(row) for row in range(2)]
    four.workspace.select(())
    four.canvas.setFocus()
    for key in (*rows, rows[0]):
        four.key(Qt.Key.Key_Tab)
        assert [b.id for b in four.selected] == [key]
    four.key(Qt.Key.Key_Backtab, SHIFT)
    assert [b.id for b in four.selected] == [rows[1]]


def test_values_of_a_column_are_counted_and_follow_edits(four: Person):
    listing = four.desk.listing
    assert dict(listing.values("label")) == {name: labels(four).count(name) for name in labels(four)}
    assert listing.values("shape") == [("box", 4)]
    assert len(listing.values("interval")) == 1
    four.workspace.select([four.boxes[0].id])
    four.key(Qt.Key.Key_3)
    assert dict(listing.values("label")) == {name: labels(four).count(name) for name in labels(four)}


def test_an_empty_table_says_how_to_fill_it(at_work: Person) -> None:
    invitation = at_work.window.annotations._invitation
    assert invitation.isVisible()
    at_work.drag((100, 300), (150, 340))
    assert not invitation.isVisible()
    at_work.key(Qt.Key.Key_Z, CTRL)
    assert invitation.isVisible()


def test_a_filter_that_nothing_passes_says_so(four: Person) -> None:
    panel = four.window.annotations
    panel.filter.setText("label=nothing")
    assert "passes the filter" in panel._invitation.text()
    assert panel._invitation.isVisible()
    panel.filter.setText("")
    assert not panel._invitation.isVisible()


def test_searched_areas_say_what_they_are(at_work: Person) -> None:
    at_work.drag((480, 240), (510, 260))
    at_work.key(Qt.Key.Key_G, CTRL)
    at_work.key(Qt.Key.Key_Return)
    at_work.key(Qt.Key.Key_X)
    at_work.key(Qt.Key.Key_Y)
    assert column(at_work, "label") == ["crane", "searched: clear", "searched: change seen"]
    model = at_work.window.annotations.model
    picture = model.index(1, PLACES["before"]).data(Qt.ItemDataRole.AccessibleTextRole)
    assert picture == "searched: clear, before image"
    # By what rows are filtered and sorted, they have no label, as in the file.
    at_work.window.annotations.filter.setText('label=""')
    assert len(column(at_work, "label")) == 2


def test_titles_over_pictures_are_not_cut_by_another_language_s_width(at_work: Person) -> None:
    table = at_work.window.annotations.table
    header, look = table.horizontalHeader(), table.look()
    table.arrange_columns(look | {"widths": {"before": 22, "after": 22}})
    for name in ("before", "after"):
        title = table.model().headerData(PLACES[name], Qt.Orientation.Horizontal, Qt.ItemDataRole.DisplayRole)
        room = header.sectionSize(PLACES[name]) - 2 * 6
        assert header.fontMetrics().horizontalAdvance(title) <= room, title
