"""A language in which every text is in brackets, and what a window says in it that is not.

`⟦Undo ⟧draw crane` is told apart from `⟦Undo ⟧⟦draw ⟧crane`: only what is written in the source is in
brackets, not what is put into it. What stands outside of brackets is data, or a text that nobody translates.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QDockWidget,
    QDoubleSpinBox,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QProgressBar,
    QSpinBox,
    QTabBar,
    QTableView,
    QTextBrowser,
    QTreeView,
    QWidget,
)

_PART = re.compile(r"(%n|\{\w*\})")
_SAID = re.compile(r"⟦[^⟦⟧]*⟧")
_DATA = re.compile(
    r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\b[0-9a-f]{8}\b|#[0-9a-f]{6}\b"  # ids, colours
    r"|\*(\.\w+)+|(?<!\S)/\S+|https?://\S+|[^\s⟦⟧]+…[^\s⟦⟧]+"  # files: patterns, paths, addresses, cut names
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_ROWS = 40
"""Of a table or list that are looked at."""

Found = tuple[str, str]
"""Where a text stands, and the text."""


def bracketed(source: str) -> str:
    """A text of the source, as the language has it: `⟦Undo ⟧{step}`."""
    return "".join(part if _PART.fullmatch(part) else f"⟦{part}⟧" for part in _PART.split(source) if part)


def lookup(source: str, comment: str, n: int | None) -> str:
    """For `text.Language`."""
    return bracketed(source)


def left_over(text: str, data: Iterable[str] = ()) -> list[str]:
    """Words outside of brackets that are no data.

    Parameters
    ----------
    text : str
    data : iterable of str
        Names of files, labels, people; longest first where one is part of another.
    """
    plain = _SAID.sub(" ", re.sub(r"<[^<>]*>", " ", text)).replace("&", "")
    plain = _DATA.sub(" ", plain)
    for name in data:
        plain = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", " ", plain)
    return _WORD.findall(plain)


def texts_of(root: QWidget) -> Iterator[Found]:
    """Every text of a window and of what is in it, hidden parts too."""
    for widget in (root, *root.findChildren(QWidget)):
        where = f"{type(widget).__name__} {widget.objectName()}".strip()
        if widget.objectName().startswith("qt_dockwidget") or widget.objectName().startswith("Scroll"):
            continue  # Qt's own
        for kind, text in _own(widget):
            if text:
                yield f"{where}: {kind}", text
    for action in root.findChildren(QAction):
        if not type(action.parent()).__module__.startswith("pyqtgraph"):  # its menus are never shown
            yield from _action(action)


def _action(action: QAction) -> Iterator[Found]:
    for kind in ("text", "toolTip", "iconText", "statusTip"):
        text = getattr(action, kind)()
        if text and not action.isSeparator():
            yield f"QAction {kind}", text


def _own(widget: QWidget) -> Iterator[Found]:
    for kind in (
        "windowTitle",
        "toolTip",
        "statusTip",
        "whatsThis",
        "accessibleName",
        "accessibleDescription",
    ):
        yield kind, getattr(widget, kind)()
    match widget:
        case QMessageBox():
            yield "text", widget.text()
            yield "informativeText", widget.informativeText()
        case QLabel() | QAbstractButton():
            yield "text", widget.text()
        case QGroupBox() | QMenu():
            yield "title", widget.title()
        case QDockWidget():
            yield "windowTitle", widget.windowTitle()
        case QLineEdit():
            yield "placeholderText", widget.placeholderText()
            if widget.isReadOnly():
                yield "text", widget.text()
        case QPlainTextEdit():
            yield "placeholderText", widget.placeholderText()
        case QTabBar():
            for index in range(widget.count()):
                yield "tab", widget.tabText(index)
                yield "tab's tip", widget.tabToolTip(index)
        case QProgressBar():
            if widget.isTextVisible():
                yield "text", widget.text()
        case QComboBox():
            for index in range(min(widget.count(), _ROWS)):
                yield "choice", widget.itemText(index)
                yield "choice's tip", str(widget.itemData(index, Qt.ItemDataRole.ToolTipRole) or "")
        case QTextBrowser():
            pass  # what is read in it is a page or a report
    if isinstance(widget, QAbstractSpinBox):
        yield "special value", widget.specialValueText()
    if isinstance(widget, QSpinBox | QDoubleSpinBox):
        yield "prefix", widget.prefix()
        yield "suffix", widget.suffix()
    if isinstance(widget, QAbstractItemView) and not isinstance(widget, QHeaderView):
        yield from _items(widget)


def _items(view: QAbstractItemView) -> Iterator[Found]:
    model = view.model()
    if model is None:
        return
    columns = _columns(model, QModelIndex()) if isinstance(view, QTableView | QTreeView) else 0
    for column in range(columns):
        for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            yield "header", str(model.headerData(column, Qt.Orientation.Horizontal, role) or "")
    yield from _cells(model, QModelIndex(), isinstance(view, QTreeView))


def _columns(model: QAbstractItemModel, above: QModelIndex) -> int:
    return 1 if isinstance(model, QAbstractListModel) else model.columnCount(above)


def _cells(model: QAbstractItemModel, above: QModelIndex, is_tree: bool) -> Iterator[Found]:
    for row in range(min(model.rowCount(above), _ROWS)):
        for column in range(_columns(model, above)):
            index = model.index(row, column, above)
            for role in (
                Qt.ItemDataRole.DisplayRole,
                Qt.ItemDataRole.ToolTipRole,
                Qt.ItemDataRole.AccessibleTextRole,
            ):
                value = model.data(index, role)
                if isinstance(value, str):
                    yield f"cell {role.name}", value
            if column == 0 and is_tree:
                yield from _cells(model, index, is_tree)
