"""The key sheet, made from the commands."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ilmtool.commands.command import Command, Context, HeldKey, menu_name
from ilmtool.text import tr
from ilmtool.ui.key_text import key_text


class KeySheet(QDialog):
    """All keys by menu."""

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
        tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        groups: dict[str, QTreeWidgetItem] = {}
        lines: dict[str, list[QTreeWidgetItem]] = {}
        self._lines: list[str] = []

        def add(menu: str, title: str, keys: str) -> None:
            self._lines.append(f"{title}\t{keys}")
            if menu not in groups:
                groups[menu] = QTreeWidgetItem(tree, [menu])
                font = groups[menu].font(0)
                font.setBold(True)
                groups[menu].setFont(0, font)
                groups[menu].setFlags(Qt.ItemFlag.ItemIsEnabled)
            line = QTreeWidgetItem(groups[menu], [title, keys])
            line.setToolTip(0, title)
            lines.setdefault(menu, []).append(line)

        for item in held:
            keys = tr(item.keys) if item.is_gesture else key_text([item.keys])
            add(menu_name(item.menu), item.shown_title, keys)
        for command in commands:
            if command.keys:
                add(command.shown_menu, command.title_now(context), key_text(command.keys))
        self._groups = [(groups[menu], lines[menu]) for menu in groups]
        tree.expandAll()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        self.field = QLineEdit(placeholderText=tr("Search commands and keys"))
        self.field.setAccessibleName(tr("Search commands and keys"))
        self.field.textChanged.connect(self._narrow)
        layout = QVBoxLayout(self)
        layout.addWidget(self.field)
        layout.addWidget(tree)
        layout.addWidget(buttons)
        self.resize(760, 640)
        self.field.setFocus()

    def _narrow(self, text: str) -> None:
        """Show what has all the words in its menu, its name or its keys."""
        words = text.casefold().split()
        for group, lines in self._groups:
            for line in lines:
                said = f"{group.text(0)} {line.text(0)} {line.text(1)}".casefold()
                line.setHidden(not all(word in said for word in words))
            group.setHidden(all(line.isHidden() for line in lines))

    def text(self) -> str:
        """All of it, one line a key."""
        return "\n".join(self._lines)
