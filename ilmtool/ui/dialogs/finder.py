"""Search as you type in a short list: labels, commands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QIcon, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ilmtool.text import tr

_MARGIN = 12
_TEXT, _HINT = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Choice:
    """One line: what is shown, what is beside it, and what happens when it is taken."""

    text: str
    hint: str
    take: Callable[[], None]
    icon: QIcon | None = None
    enabled: bool = True


_Place = QModelIndex | QPersistentModelIndex


class _Line(QStyledItemDelegate):
    """What is chosen at the beginning of a line, and what is beside it (its keys) at the end."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: _Place) -> None:
        super().initStyleOption(option, index)
        metrics, hint = option.fontMetrics, index.data(_HINT)
        room = option.rect.width() - _MARGIN - (metrics.horizontalAdvance(hint) + _MARGIN if hint else 0)
        if not option.icon.isNull():
            room -= option.decorationSize.width() + _MARGIN
        option.text = metrics.elidedText(index.data(_TEXT), Qt.TextElideMode.ElideRight, room)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Place) -> None:
        super().paint(painter, option, index)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        roles = QPalette.ColorRole.HighlightedText, QPalette.ColorRole.PlaceholderText
        painter.setPen(option.palette.color(roles[0] if chosen else roles[1]))
        place = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignTrailing
        aligned = QStyle.visualAlignment(option.direction, place)
        painter.drawText(option.rect.adjusted(4, 0, -6, 0), aligned, index.data(_HINT))

    def sizeHint(self, option: QStyleOptionViewItem, index: _Place) -> QSize:
        """As wide as the list, whose end is where the hints are."""
        return QSize(0, super().sizeHint(option, index).height())


class Finder(QDialog):
    """Typing narrows the list, arrows move in it, Enter takes, Esc leaves.

    Parameters
    ----------
    title : str
    search : callable
        The choices for what was typed, best first.
    """

    def __init__(self, title: str, search: Callable[[str], Sequence[Choice]], parent: QWidget | None) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self._search = search
        self._choices: Sequence[Choice] = ()
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.field = QLineEdit(placeholderText=title)
        self.field.setAccessibleName(title)
        self.list = QListWidget()
        self.list.setAccessibleName(tr("{title}: matches", title=title))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setItemDelegate(_Line(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addWidget(self.field)
        layout.addWidget(self.list)
        self.field.textChanged.connect(self._renew)
        self.field.installEventFilter(self)
        self.list.itemClicked.connect(lambda _: self._take())
        self.resize(480, 360)
        self._renew("")

    def _renew(self, text: str) -> None:
        self._choices = self._search(text)
        self.list.clear()
        for choice in self._choices:
            item = QListWidgetItem(f"{choice.text}    {choice.hint}" if choice.hint else choice.text)
            item.setData(_TEXT, choice.text)
            item.setData(_HINT, choice.hint)
            if choice.icon is not None:
                item.setIcon(choice.icon)
            if not choice.enabled:
                item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(item)
        self.list.setCurrentRow(next((i for i, c in enumerate(self._choices) if c.enabled), -1))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
            if event.key() in steps:
                row = self.list.currentRow() + steps[Qt.Key(event.key())]
                self.list.setCurrentRow(min(max(row, 0), self.list.count() - 1))
                return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._take()
                return True
        return super().eventFilter(watched, event)

    def _take(self) -> None:
        row = self.list.currentRow()
        if 0 <= row < len(self._choices) and self._choices[row].enabled:
            self.accept()
            self._choices[row].take()
