"""Gives commands other keys: every verb, found by typing; a key that something else has is refused."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ilmtool.commands.command import Command, HeldKey
from ilmtool.commands.keymap import MAX_KEYS, Keys, normal_key, owner_of, with_keys
from ilmtool.text import tr
from ilmtool.ui.key_text import key_text

_MODIFIERS = {Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr}


def pressed_key(event: QKeyEvent) -> str | None:
    """The key of an event as commands write it; None while only modifiers are down."""
    if event.key() in _MODIFIERS or event.key() == Qt.Key.Key_unknown:
        return None
    key = Qt.Key.Key_Tab if event.key() == Qt.Key.Key_Backtab else Qt.Key(event.key())
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    text = QKeySequence(held.value | key.value).toString(QKeySequence.SequenceFormat.PortableText)
    try:
        return normal_key(text)
    except ValueError:
        return None


class KeyCatcher(QPushButton):
    """A button that, once pressed, takes the next key whatever it is; Esc takes none.

    Between two keys it is a button like any other, so that Tab leads on from it.
    """

    caught = Signal(str)

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._text = text
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.toggled.connect(self._listen)

    def _listen(self, on: bool) -> None:
        self.setText(tr("Press the new key…") if on else self._text)

    def event(self, event: QEvent) -> bool:
        if self.isChecked():
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                self._take(event)
                return True
            if event.type() == QEvent.Type.FocusOut:
                self.setChecked(False)
        return super().event(event)

    def _take(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.setChecked(False)
            return
        key = pressed_key(event)
        if key is not None:
            self.setChecked(False)
            self.caught.emit(key)


class KeyEditor(QDialog):
    """All commands and their keys. What is changed here is used and kept at once.

    Parameters
    ----------
    commands : sequence of Command
        With the keys that ship.
    held : sequence of HeldKey
        Keys that are no commands, and cannot be given away.
    chosen : mapping
        The user's own keys by command id.
    use : callable
        Uses and keeps other ones.
    """

    def __init__(
        self,
        commands: Sequence[Command],
        held: Sequence[HeldKey],
        chosen: Keys,
        use: Callable[[Keys], None],
        parent: QWidget | None,
    ) -> None:
        super().__init__(parent)
        self._commands, self._held, self._use = commands, held, use
        self._shipped = {command.id: command for command in commands}
        self._chosen: dict[str, tuple[str, ...]] = {name: tuple(keys) for name, keys in chosen.items()}
        self.setWindowTitle(tr("Change keys"))
        self.search = QLineEdit(placeholderText=tr("Search commands and keys"))
        self.search.setAccessibleName(tr("Search commands and keys"))
        self.tree = QTreeWidget()
        self.tree.setAccessibleName(tr("Commands and their keys"))
        self.tree.setHeaderLabels([tr("Command"), tr("Keys"), ""])
        self.tree.setRootIsDecorated(False)
        self.tree.setUniformRowHeights(True)
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2):
            self.tree.header().setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.tree.header().setStretchLastSection(False)  # the names of commands take what is left
        self.add = KeyCatcher(tr("Add a key"))
        self.replace = KeyCatcher(tr("Replace the keys"))
        self.remove = QPushButton(tr("Remove the keys"))
        self.reset = QPushButton(tr("Reset this command"))
        self.reset_all = QPushButton(tr("Reset all"))
        self.message = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.message.setAccessibleName(tr("Result"))
        self.message.setMinimumHeight(2 * self.fontMetrics().height())
        self._items: dict[str, QTreeWidgetItem] = {}
        self._lay_out()
        self._fill()
        self._connect()
        self.resize(680, 620)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        for button in (self.replace, self.add, self.remove, self.reset):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        self.reset_all.setAutoDefault(False)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.addButton(self.reset_all, QDialogButtonBox.ButtonRole.ResetRole)
        close.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for widget in (self.search, self.tree):
            layout.addWidget(widget)
        layout.addLayout(buttons)
        layout.addWidget(self.message)
        layout.addWidget(close)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._filter)
        self.tree.currentItemChanged.connect(lambda *_: self._show_state())
        self.add.caught.connect(lambda key: self._give(key, more=True))
        self.replace.caught.connect(lambda key: self._give(key, more=False))
        self.remove.clicked.connect(lambda: self._set(()))
        self.reset.clicked.connect(self._reset)
        self.reset_all.clicked.connect(self._reset_all)
        self.tree.setCurrentItem(next(iter(self._items.values())))

    def _fill(self) -> None:
        for command in self._commands:
            item = QTreeWidgetItem(self.tree, [command.line, "", ""])
            item.setData(0, Qt.ItemDataRole.UserRole, command.id)
            self._items[command.id] = item
        self._show_keys()

    def _effective(self) -> tuple[Command, ...]:
        return with_keys(self._commands, self._held, self._chosen)[0]

    def _show_keys(self) -> None:
        for command in self._effective():
            item = self._items[command.id]
            item.setText(1, key_text(command.keys))
            item.setText(2, tr("changed") if command.keys != self._shipped[command.id].keys else "")
        self._show_state()

    def _show_state(self) -> None:
        command = self._current()
        for button in (self.add, self.replace, self.remove, self.reset):
            button.setEnabled(command is not None)
        if command is not None:
            self.add.setEnabled(len(command.keys) < MAX_KEYS)
            self.remove.setEnabled(bool(command.keys))
            self.reset.setEnabled(command.keys != self._shipped[command.id].keys)

    def _filter(self, text: str) -> None:
        words = text.casefold().split()
        first = None
        for name, item in self._items.items():
            line = f"{item.text(0)} {item.text(1)} {self._shipped[name].title}".casefold()
            item.setHidden(not all(word in line for word in words))
            if first is None and not item.isHidden():
                first = item
        current = self.tree.currentItem()
        if current is None or current.isHidden():
            self.tree.setCurrentItem(first)  # type: ignore[arg-type]  # None means no item
        self._show_state()

    def _current(self) -> Command | None:
        item = self.tree.currentItem()
        if item is None or item.isHidden():
            return None
        wanted = item.data(0, Qt.ItemDataRole.UserRole)
        return next(command for command in self._effective() if command.id == wanted)

    def _give(self, key: str, *, more: bool) -> None:
        command = self._current()
        if command is None:
            return
        owner = owner_of(key, self._effective(), self._held, beside=command.id)
        if owner is not None:
            self._say(
                tr(
                    "{key} belongs to {owner}. Take it away there first, or choose another.",
                    key=key_text([key]),
                    owner=owner,
                )
            )
            return
        self._set(tuple(dict.fromkeys((*command.keys, key))) if more else (key,))

    def _set(self, keys: tuple[str, ...]) -> None:
        command = self._current()
        if command is None:
            return
        if keys == self._shipped[command.id].keys:
            self._chosen.pop(command.id, None)
        else:
            self._chosen[command.id] = keys
        self._changed(_has_now(command, keys))

    def _reset(self) -> None:
        command = self._current()
        if command is None:
            return
        others = [c for c in self._effective() if c.id != command.id]
        shipped = self._shipped[command.id].keys
        for key in shipped:
            owner = owner_of(key, others, self._held)
            if owner is not None:
                self._say(
                    tr(
                        "{key} belongs to {owner} now. Take it away there first.",
                        key=key_text([key]),
                        owner=owner,
                    )
                )
                return
        self._chosen.pop(command.id, None)
        self._changed(_has_now(command, shipped))

    def _reset_all(self) -> None:
        self._chosen = {name: keys for name, keys in self._chosen.items() if name not in self._shipped}
        self._changed(tr("All commands have the keys that ship."))

    def _changed(self, text: str) -> None:
        self._use(dict(self._chosen))
        self._show_keys()
        self._say(text)

    def _say(self, text: str) -> None:
        self.message.setText(text)
        self.message.setAccessibleName(text)


def _has_now(command: Command, keys: Sequence[str]) -> str:
    return tr("{command}: {keys}.", command=command.shown_title, keys=key_text(keys) or tr("no key"))
