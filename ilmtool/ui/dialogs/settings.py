"""The settings, one control each, made from their declaration. What is chosen acts at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ilmtool.session.settings import DECLARED, GROUPS, Settings
from ilmtool.ui.dialogs.setting_row import SettingRow

KEYS_PAGE = "Keys"
_NOTHING = "No setting has these words."


class SettingsDialog(QDialog):
    """Pages of settings, found by typing; each can be reset by itself, or all of them.

    Parameters
    ----------
    settings : Settings
        As they are.
    use : callable
        Takes the settings over, after each change.
    change_keys, reset_layout : callable
        Opens the editor of keys; puts window and panels where they are in a new installation.
    parent : QWidget or None
    """

    def __init__(
        self,
        settings: Settings,
        use: Callable[[Settings], None],
        change_keys: Callable[[], None],
        reset_layout: Callable[[], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Settings")
        self._settings, self._use = settings, use
        self._reset_from: Settings | None = None
        self.search = QLineEdit(placeholderText="Search settings", clearButtonEnabled=True)
        self.search.setAccessibleName("Search settings")
        for clear in self.search.findChildren(QToolButton):
            clear.setAccessibleName("Clear the search")
        self.search.textChanged.connect(self._filter)
        self.pages = QListWidget()
        self.pages.setAccessibleName("Pages")
        self.pages.addItems([*GROUPS, KEYS_PAGE])
        self.pages.currentRowChanged.connect(lambda _: self._filter(self.search.text()))
        self.rows: dict[str, SettingRow] = {}
        self._sections: dict[str, QWidget] = {}
        self._extras: dict[str, QWidget] = {}
        self._fill(change_keys, reset_layout)
        self.nothing = QLabel(_NOTHING)
        self.nothing.hide()
        self.message = QLabel()
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        self.message.setAccessibleName("What was changed")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.reset_all = QPushButton("Reset all")
        self.reset_all.setToolTip("Gives every setting here the value that ships; keys stay.")
        self.reset_all.setAutoDefault(False)
        buttons.addButton(self.reset_all, QDialogButtonBox.ButtonRole.ResetRole)
        self.reset_all.clicked.connect(self._reset_or_undo)
        for button in buttons.buttons():
            if isinstance(button, QPushButton):  # Return in a field takes the field over, and leaves nothing
                button.setAutoDefault(False)
        buttons.rejected.connect(self.reject)
        self._lay_out(buttons)
        self.pages.setCurrentRow(0)
        self._show_resets()
        self.resize(760, 520)

    def show_settings(self, settings: Settings) -> None:
        """They were changed elsewhere: in a menu, by a key."""
        if settings == self._settings:
            return
        self._settings = settings
        for name, row in self.rows.items():
            row.show_value(getattr(settings, name))
        self._show_resets()

    def show_page(self, group: str) -> None:
        """Turn to a page."""
        found = self.pages.findItems(group, Qt.MatchFlag.MatchExactly)
        if found:
            self.search.clear()
            self.pages.setCurrentItem(found[0])

    # -- assembling ------------------------------------------------------------------------------

    def _fill(self, change_keys: Callable[[], None], reset_layout: Callable[[], None]) -> None:
        for group in (*GROUPS, KEYS_PAGE):
            section = QWidget()
            column = QVBoxLayout(section)
            column.setContentsMargins(0, 0, 0, 12)
            heading = QLabel(group)
            font = heading.font()
            font.setBold(True)
            heading.setFont(font)
            column.addWidget(heading)
            self._sections[group] = section
        for name, setting in DECLARED.items():
            row = SettingRow(setting, getattr(self._settings, name), partial(self._set, name))
            self.rows[name] = row
            self._section(setting.group).addWidget(row)
        self._extra(KEYS_PAGE, "Every command can be given other keys.", "Change keys…", change_keys)
        self._extra("Appearance", "Where the window, its panels and the table's columns are.",
                    "Reset the layout", reset_layout)  # fmt: skip

    def _section(self, group: str) -> QVBoxLayout:
        layout = self._sections[group].layout()
        assert isinstance(layout, QVBoxLayout)  # noqa: S101 - made with the section
        return layout

    def _extra(self, group: str, text: str, verb: str, run: Callable[[], None]) -> None:
        line = QWidget()
        layout = QHBoxLayout(line)
        layout.setContentsMargins(0, 6, 0, 6)
        label = QLabel(text)
        label.setWordWrap(True)
        button = QPushButton(verb)
        button.setAutoDefault(False)
        button.setObjectName(verb)
        button.setAccessibleDescription(text)
        button.clicked.connect(run)
        layout.addWidget(label, 1)
        layout.addWidget(button)
        self._section(group).addWidget(line)
        self._extras[group] = line

    def _lay_out(self, buttons: QDialogButtonBox) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        for section in self._sections.values():
            column.addWidget(section)
        column.addWidget(self.nothing)
        column.addStretch(1)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(inside)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.pages.setMaximumWidth(self.pages.sizeHintForColumn(0) + 40)
        middle = QHBoxLayout()
        middle.addWidget(self.pages)
        middle.addWidget(scroll, 1)
        layout = QVBoxLayout(self)
        layout.addWidget(self.search)
        layout.addLayout(middle, 1)
        layout.addWidget(self.message)
        layout.addWidget(buttons)

    # -- changing --------------------------------------------------------------------------------

    def _filter(self, text: str) -> None:
        """One page, or of all pages what has the words."""
        words = text.casefold().split()
        current = self.pages.currentItem()
        page = current.text() if current is not None else GROUPS[0]
        any_shown = False
        for group, section in self._sections.items():
            members = [row for row in self.rows.values() if row.setting.group == group]
            for row in members:
                row.setVisible(not words or row.has(words))
            extra = self._extras.get(group)
            if extra is not None:
                extra.setVisible(not words or all(w in self._words_of(group, extra) for w in words))
            parts = [*members, *([extra] if extra is not None else [])]
            shown = any(not part.isHidden() for part in parts) and (bool(words) or group == page)
            section.setVisible(shown)
            any_shown |= shown
        self.pages.setEnabled(not words)
        self.nothing.setVisible(not any_shown)

    @staticmethod
    def _words_of(group: str, extra: QWidget) -> str:
        texts = [label.text() for label in extra.findChildren(QLabel)]
        texts += [button.text() for button in extra.findChildren(QPushButton)]
        return " ".join([group, *texts]).casefold()

    def _set(self, name: str, value: Any) -> None:
        if value == getattr(self._settings, name):
            return
        self._reset_from = None
        title = DECLARED[name].title
        when = f", {DECLARED[name].when}" if DECLARED[name].when else ""
        self._take(
            replace(self._settings, **{name: value}), f"{title}: {self.rows[name].words(value)}{when}."
        )

    def _reset_or_undo(self) -> None:
        if self._reset_from is not None:
            again = {name: getattr(self._reset_from, name) for name in DECLARED}
            self._reset_from = None
            self._take(replace(self._settings, **again), "The settings are what they were before.")
            return
        before = self._settings
        shipped = {name: setting.default for name, setting in DECLARED.items()}
        self._take(replace(before, **shipped), "All settings have the values that ship.")
        self._reset_from = before
        self._show_resets()

    def _take(self, settings: Settings, text: str) -> None:
        self._settings = settings
        self._use(settings)
        for name, row in self.rows.items():
            row.show_value(getattr(settings, name))
        self.message.setText(text)
        self._show_resets()

    def _show_resets(self) -> None:
        can_undo = self._reset_from is not None
        self.reset_all.setText("Undo the reset" if can_undo else "Reset all")
        changed = any(getattr(self._settings, n) != s.default for n, s in DECLARED.items())
        self.reset_all.setEnabled(can_undo or changed)
