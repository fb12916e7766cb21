"""Menus of the table: what a column can do, which columns there are, groups, pictures."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from ilmtool.session.table.columns import COLUMNS, Column
from ilmtool.session.table.listing import Listing
from ilmtool.session.table.query import with_values
from ilmtool.text import in_sentence, mark, number, tr

VALUES_SHOWN = 25
PICTURE_SIZES = ((mark("None"), 0), (mark("Small"), 44), (mark("Large"), 96))
"""Names, and logical pixels of a side."""


def column_menu(
    parent: QWidget,
    column: Column,
    listing: Listing,
    line: str,
    set_line: Callable[[str], None],
    hide: Callable[[str], None],
) -> QMenu:
    """Sort, group and filter by one column."""
    menu = QMenu(tr(column.title), parent)
    if column.kind != "picture":
        spec = listing.spec
        for text, descending in ((tr("Sort ascending"), False), (tr("Sort descending"), True)):
            action = _checkable(menu, text, spec.sort == column.id and spec.descending == descending)
            action.triggered.connect(lambda _=False, d=descending: listing.sort(column.id, d))
        if spec.sort:
            menu.addAction(tr("In the order of drawing")).triggered.connect(lambda: listing.sort(""))
        menu.addSeparator()
    if column.is_groupable:
        grouped = listing.spec.group == column.id
        group = _checkable(menu, tr("Group by {column}", column=in_sentence(tr(column.title))), grouped)
        group.triggered.connect(lambda: listing.group("" if grouped else column.id))
        _add_values(menu, column, listing, line, set_line)
        menu.addSeparator()
    menu.addAction(tr("Hide “{column}”", column=tr(column.title))).triggered.connect(lambda: hide(column.id))
    return menu


def _add_values(
    menu: QMenu, column: Column, listing: Listing, line: str, set_line: Callable[[str], None]
) -> None:
    """One entry a value: rows with one of the checked values pass."""
    values = listing.values(column.id, VALUES_SHOWN)
    terms = [t for t in listing.spec.query.terms if t.column == column.id and t.op == "=" and not t.negated]
    chosen = {value for value, _ in values if any(value.casefold() in t.values for t in terms)}
    choices = menu.addMenu(tr("Filter"))
    clear = choices.addAction(tr("All values"))
    clear.triggered.connect(lambda: set_line(with_values(line, column.id, None)))
    choices.addSeparator()
    for value, count in values:
        shown = column.shown(value) or tr("(none)")
        text = f"{shown}\t{number(count)}".replace("&", "&&")
        action = _checkable(choices, text, value in chosen)
        after = [v for v, _ in values if (v in chosen) != (v == value)]
        action.triggered.connect(lambda _=False, a=after: set_line(with_values(line, column.id, a or None)))


def options_menu(
    parent: QWidget,
    listing: Listing,
    shown: Sequence[str],
    show: Callable[[str, bool], None],
    picture_px: int,
    set_picture_px: Callable[[int], None],
) -> QMenu:
    """Columns, grouping and pictures."""
    menu = QMenu(tr("Table"), parent)
    columns = menu.addMenu(tr("Columns"))
    for column in COLUMNS:
        action = _checkable(columns, tr(column.title), column.id in shown)
        action.setEnabled(column.id not in shown or len(shown) > 1)
        action.toggled.connect(lambda on, c=column.id: show(c, on))
    groups = menu.addMenu(tr("Group by"))
    for name, title in (("", mark("Nothing")), *((c.id, c.title) for c in COLUMNS if c.is_groupable)):
        _checkable(groups, tr(title), listing.spec.group == name).triggered.connect(
            lambda _=False, n=name: listing.group(n)
        )
    pictures = menu.addMenu(tr("Pictures"))
    for title, size in PICTURE_SIZES:
        _checkable(pictures, tr(title), size == picture_px).triggered.connect(
            lambda _=False, s=size: set_picture_px(s)
        )
    menu.addSeparator()
    for title, collapsed in ((tr("Collapse all groups"), True), (tr("Expand all groups"), False)):
        action = menu.addAction(title)
        action.setEnabled(bool(listing.spec.group))
        action.triggered.connect(lambda _=False, c=collapsed: listing.collapse_all(c))
    return menu


def _checkable(menu: QMenu, text: str, checked: bool) -> QAction:
    action = menu.addAction(text)
    action.setCheckable(True)
    action.setChecked(checked)
    return action
