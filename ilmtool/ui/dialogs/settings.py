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
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ilmtool.session.settings import DECLARED, GROUPS, LOOK, Settings
from ilmtool.text import mark, tr
from ilmtool.ui.dialogs.setting_row import SettingRow

KEYS_PAGE = mark("Keys")
_GROUP = Qt.ItemDataRole.UserRole
_LABEL_PX = 165
_NOTHING = mark("No setting has these words.")


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
        self.setWindowTitle(tr("Settings"))
        self._settings, self._use = settings, use
        self._reset_from: Settings | None = None
        self.search = QLineEdit(placeholderText=tr("Search settings"), clearButtonEnabled=True)
        self.search.setAccessibleName(tr("Search settings"))
        for clear in self.search.findChildren(QToolButton):
            clear.setAccessibleName(tr("Clear the search"))
        self.search.textChanged.connect(self._filter)
        self.pages = QListWidget()
        self.pages.setAccessibleName(tr("Pages"))
        for group in (*GROUPS, KEYS_PAGE):
            page = QListWidgetItem(tr(group), self.pages)
            page.setData(_GROUP, group)
        self.pages.currentRowChanged.connect(lambda _: self._filter(self.search.text()))
        self.rows: dict[str, SettingRow] = {}
        self._sections: dict[str, QWidget] = {}
        self._extras: dict[str, QWidget] = {}
        self._fill(change_keys, reset_layout)
        self.nothing = QLabel(tr(_NOTHING))
        self.nothing.hide()
        self.message = QLabel()
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        self.message.setAccessibleName(tr("What was changed"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.reset_all = QPushButton(tr("Reset all"))
        self.reset_all.setToolTip(tr("Gives every setting here the value that ships; keys stay."))
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
        for row in range(self.pages.count()):
            if self.pages.item(row).data(_GROUP) == group:
                self.search.clear()
                self.pages.setCurrentRow(row)

    # -- assembling ------------------------------------------------------------------------------

    def _fill(self, change_keys: Callable[[], None], reset_layout: Callable[[], None]) -> None:
        for group in (*GROUPS, KEYS_PAGE):
            section = QWidget()
            column = QVBoxLayout(section)
            column.setContentsMargins(0, 0, 0, 12)
            heading = QLabel(tr(group))
            font = heading.font()
            font.setBold(True)
            heading.setFont(font)
            column.addWidget(heading)
            self._sections[group] = section
        for name, setting in DECLARED.items():
            row = SettingRow(setting, getattr(self._settings, name), partial(self._set, name))
            self.rows[name] = row
            self._section(setting.group).addWidget(row)
        width = max(row.label.sizeHint().width() for row in self.rows.values())
        for row in self.rows.values():
            row.label.setMinimumWidth(max(_LABEL_PX, width))
        self._extra(
            KEYS_PAGE, mark("Every command can be given other keys."), mark("Change keys…"), change_keys
        )
        self._extra(
            LOOK,
            mark("Where the window, its panels and the table's columns are."),
            mark("Reset the layout"),
            reset_layout,
        )

    def _section(self, group: str) -> QVBoxLayout:
        layout = self._sections[group].layout()
        assert isinstance(layout, QVBoxLayout)  # noqa: S101 - made with the section
        return layout

    def _extra(self, group: str, text: str, verb: str, run: Callable[[], None]) -> None:
        line = QWidget()
        layout = QHBoxLayout(line)
        layout.setContentsMargins(0, 6, 0, 6)
        label = QLabel(tr(text))
        label.setWordWrap(True)
        button = QPushButton(tr(verb))
        button.setAutoDefault(False)
        button.setObjectName(verb)
        button.setAccessibleDescription(tr(text))
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
        page = current.data(_GROUP) if current is not None else GROUPS[0]
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
        return " ".join([tr(group), *texts]).casefold()

    def _set(self, name: str, value: Any) -> None:
        if value == getattr(self._settings, name):
            return
        self._reset_from = None
        said = [self.rows[name].words(value), *filter(None, [DECLARED[name].when])]
        text = tr("{setting}: {value}.", setting=tr(DECLARED[name].title), value=", ".join(said))
        self._take(replace(self._settings, **{name: value}), text)

    def _reset_or_undo(self) -> None:
        if self._reset_from is not None:
            again = {name: getattr(self._reset_from, name) for name in DECLARED}
            self._reset_from = None
            self._take(replace(self._settings, **again), tr("The settings are what they were before."))
            return
        before = self._settings
        shipped = {name: setting.default for name, setting in DECLARED.items()}
        self._take(replace(before, **shipped), tr("All settings have the values that ship."))
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
        self.reset_all.setText(tr("Undo the reset") if can_undo else tr("Reset all"))
        changed = any(getattr(self._settings, n) != s.default for n, s in DECLARED.items())
        self.reset_all.setEnabled(can_undo or changed)
