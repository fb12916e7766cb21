"""The key sheet, made from the commands."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ilmtool.commands.command import Command, Context, HeldKey, menu_name
from ilmtool.text import tr
from ilmtool.ui.key_text import key_text

_SEARCHED = Qt.ItemDataRole.UserRole


class KeySheet(QDialog):
    """All keys by menu; typing leaves those that have every word: in what they do, in menu or keys."""

    def __init__(
        self, commands: Sequence[Command], held: Sequence[HeldKey], context: Context, parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Keys"))
        tree = self.tree = QTreeWidget()
        tree.setAccessibleName(tr("Keys"))
        tree.setHeaderLabels([tr("What"), tr("Key")])
        tree.setRootIsDecorated(False)
        tree.header().setStretchLastSection(False)
        tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        groups: dict[str, QTreeWidgetItem] = {}
        lines: dict[str, list[QTreeWidgetItem]] = {}
        self._lines: list[str] = []

        def add(menu: str, title: str, keys: str, english: str) -> None:
            self._lines.append(f"{title}\t{keys}")
            if menu not in groups:
                groups[menu] = QTreeWidgetItem(tree, [menu])
                font = groups[menu].font(0)
                font.setBold(True)
                groups[menu].setFont(0, font)
                groups[menu].setFlags(Qt.ItemFlag.ItemIsEnabled)
            line = QTreeWidgetItem(groups[menu], [title, keys])
            line.setToolTip(0, title)
            # In English as well: guides and colleagues name commands so.
            line.setData(0, _SEARCHED, f"{menu}: {title}\n{keys}\n{english}".casefold())
            lines.setdefault(menu, []).append(line)

        for item in held:
            keys = tr(item.keys) if item.is_gesture else key_text([item.keys])
            add(menu_name(item.menu), item.shown_title, keys, f"{item.menu}: {item.title} {item.keys}")
        for command in commands:
            if command.keys:
                english = f"{command.menu.split('/')[0]}: {command.title} {' '.join(command.keys)}"
                add(command.shown_menu, command.title_now(context), key_text(command.keys), english)
        self._groups = [(groups[menu], lines[menu]) for menu in groups]
        tree.expandAll()
        tree.resizeColumnToContents(1)  # as all keys need it, whichever are shown
        self._nothing = QLabel(tr("No key matches."))
        self._nothing.setObjectName("muted")
        self._nothing.hide()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        # Enter in the field is the end of a word, not of reading.
        buttons.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        self.field = QLineEdit(placeholderText=tr("Search commands and keys"))
        self.field.setAccessibleName(tr("Search commands and keys"))
        self.field.textChanged.connect(self._narrow)
        layout = QVBoxLayout(self)
        layout.addWidget(self.field)
        layout.addWidget(tree)
        layout.addWidget(self._nothing)
        layout.addWidget(buttons)
        self.resize(760, 640)
        self.field.setFocus()

    def _narrow(self, text: str) -> None:
        """Show what has all the words in its menu, its name or its keys."""
        words = text.casefold().split()
        for group, lines in self._groups:
            for line in lines:
                line.setHidden(not all(word in line.data(0, _SEARCHED) for word in words))
            group.setHidden(all(line.isHidden() for line in lines))
        self._nothing.setVisible(all(group.isHidden() for group, _ in self._groups))

    def text(self) -> str:
        """All of it, one line a key."""
        return "\n".join(self._lines)
