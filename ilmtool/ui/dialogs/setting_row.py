"""One setting in the dialog: what it is called, its control, what it does, and the way back to what ships."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QWidget,
)

from ilmtool.errors import UserError
from ilmtool.session.label_library import choices_of_label_sets, open_label_set
from ilmtool.session.setting import Setting
from ilmtool.text import in_sentence, mark, number, tr
from ilmtool.ui.panels.number_box import NumberBox, WholeNumberBox

_LABEL_SETS = mark("Label sets (*.toml)")


class SettingRow(QWidget):
    """A row.

    Parameters
    ----------
    setting : Setting
    value : Any
        Of the setting's type.
    chosen : callable
        Told of each value that the user chooses; never of one that is not allowed.
    """

    def __init__(
        self, setting: Setting, value: Any, chosen: Callable[[Any], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setting, self._chosen = setting, chosen
        self._editor = _EDITORS[setting.kind](setting, self._try)
        self.control = self._editor.control
        self.control.setObjectName(setting.name)
        title, self._said = tr(setting.title), tr(setting.help)
        self.control.setAccessibleName(title)
        self.control.setAccessibleDescription(self._said)
        self.control.setToolTip(self._said)
        self.label = label = QLabel(title)
        label.setBuddy(self.control)
        self.reset = QToolButton()
        self.reset.setText(tr("Reset"))
        self.reset.setAccessibleName(tr("Reset {title}", title=title))
        self.reset.setToolTip(tr("Back to: {words}", words=self.words(setting.default)))
        self.reset.clicked.connect(self._reset)
        self.help = QLabel(f"{self._said} {setting.later}".rstrip())
        self.problem = QLabel()
        self.problem.hide()
        self.help.setObjectName("help")
        self.problem.setObjectName("finding")
        for text in (self.help, self.problem):
            text.setWordWrap(True)
            text.setTextFormat(Qt.TextFormat.PlainText)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 4, 0, 4)
        grid.setColumnStretch(1, 1)
        grid.addWidget(label, 0, 0)
        grid.addWidget(self._editor, 0, 1)
        grid.addWidget(self.reset, 0, 2)
        grid.addWidget(self.problem, 1, 1, 1, 2)
        grid.addWidget(self.help, 2, 1, 1, 2)
        self._value: Any = None
        self.show_value(value)

    def show_value(self, value: Any) -> None:
        """The value as it is now; not told to anybody."""
        self.reset.setEnabled(value != self.setting.default)
        self._tell("")
        if value == self._value and self._editor.shows(value):
            return
        self._value = value
        self._editor.show_value(value)

    def words(self, value: Any) -> str:
        """A value as people say it."""
        return self._editor.words(value)

    def has(self, words: Sequence[str]) -> bool:
        """Whether all of the words stand in it; they are in small letters."""
        setting = self.setting
        texts = (setting.title, setting.help, setting.group, *setting.choices.values())
        text = " ".join((setting.name, *map(tr, texts))).casefold()
        return all(word in text for word in words)

    def _try(self, raw: Any) -> None:
        """Take over what was entered, or say why not."""
        try:
            value = self.setting.value_of(raw)
            problem = self._editor.problem(value)
        except ValueError as allowed:
            problem = tr("Not taken over: it must be {allowed}.", allowed=allowed)
        self._tell(problem)
        if problem:
            self.reset.setEnabled(True)
            return
        self._value = value
        self.reset.setEnabled(value != self.setting.default)
        self._chosen(value)

    def _tell(self, problem: str) -> None:
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        self.control.setProperty("invalid", bool(problem))
        self.control.style().polish(self.control)
        self.control.setAccessibleDescription(problem or self._said)

    def _reset(self) -> None:
        self._editor.show_value(self.setting.default)
        self._try(self.setting.default)
        self.control.setFocus(Qt.FocusReason.OtherFocusReason)


class _Editor(QWidget):
    """A control, and what stands beside it."""

    control: QWidget

    def __init__(self, setting: Setting, tell: Callable[[Any], None]) -> None:
        super().__init__()
        self.setting, self._tell = setting, tell
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)

    def show_value(self, value: Any) -> None:
        """Show a value without telling anybody."""
        self.control.blockSignals(True)
        self._put(value)
        self.control.blockSignals(False)

    def _put(self, value: Any) -> None:
        raise NotImplementedError

    def shows(self, value: Any) -> bool:  # noqa: ARG002
        """Whether that value stands in the control; False if the control may show something else."""
        return False

    def problem(self, value: Any) -> str:  # noqa: ARG002
        """Why an allowed value cannot be used here and now, or no text."""
        return ""

    def words(self, value: Any) -> str:
        """A value as people say it."""
        return str(value) or tr("none")

    def _browse(self, said: str, ask: Callable[[], str]) -> None:
        button = QPushButton(tr("Browse…"))
        button.setAutoDefault(False)
        button.setAccessibleName(said)

        def browse() -> None:
            name = ask()
            if name:
                self.show_value(name)
                self._tell(name)

        button.clicked.connect(browse)
        self._row.addWidget(button)


class _Flag(_Editor):
    control: QCheckBox

    def __init__(self, setting: Setting, tell: Callable[[Any], None]) -> None:
        super().__init__(setting, tell)
        self.control = QCheckBox(tr("On"))
        self.control.toggled.connect(tell)
        self._row.addWidget(self.control)
        self._row.addStretch(1)

    def _put(self, value: Any) -> None:
        self.control.setChecked(value)

    def words(self, value: Any) -> str:
        return tr("on") if value else tr("off")


class _Choice(_Editor):
    control: QComboBox

    def __init__(self, setting: Setting, tell: Callable[[Any], None]) -> None:
        super().__init__(setting, tell)
        self.control = QComboBox()
        for value, text in setting.choices.items():
            self.control.addItem(tr(text), value)
        self.control.currentIndexChanged.connect(lambda at: tell(self.control.itemData(at)))
        self._row.addWidget(self.control)
        self._row.addStretch(1)

    def _put(self, value: Any) -> None:
        self.control.setCurrentIndex(self.control.findData(value))

    def words(self, value: Any) -> str:
        return tr(self.setting.choices[value])


class _Number(_Editor):
    control: NumberBox | WholeNumberBox

    def __init__(self, setting: Setting, tell: Callable[[Any], None]) -> None:
        super().__init__(setting, tell)
        low, high = setting.low or 0, setting.high or 0
        if setting.kind == "integer":
            whole = WholeNumberBox()
            whole.setRange(int(low), int(high))
            whole.setSingleStep(10)
            self.control = whole
        else:
            self.control = NumberBox()
            self.control.setDecimals(1)
            self.control.setRange(low, high)
            self.control.setSingleStep(0.5)
        self.control.setSuffix(f" {tr(setting.unit)}")
        self.control.valueChanged.connect(tell)
        self._row.addWidget(self.control)
        self._row.addStretch(1)

    def _put(self, value: Any) -> None:
        self.control.setValue(value)

    def words(self, value: Any) -> str:
        return f"{number(value, 'g')} {tr(self.setting.unit)}"


class _Text(_Editor):
    control: QLineEdit

    def __init__(self, setting: Setting, tell: Callable[[Any], None]) -> None:
        super().__init__(setting, tell)
        self.control = QLineEdit()
        self.control.editingFinished.connect(lambda: tell(self.control.text().strip()))
        self._row.addWidget(self.control, 1)

    def _put(self, value: Any) -> None:
        self.control.setText(value)

    def words(self, value: Any) -> str:
        return value or tr("none")


class _Folder(_Text):
    def __init__(self, setting: Setting, tell: Callable[[Any], None]) -> None:
        super().__init__(setting, tell)
        self.control.setPlaceholderText(tr("the usual place"))
        title = tr(setting.title)
        self._browse(
            tr("Browse for {what}", what=in_sentence(title)),
            lambda: QFileDialog.getExistingDirectory(self, title, self.control.text()),
        )

    def problem(self, value: Any) -> str:
        return _folder_problem(Path(value)) if value else ""

    def words(self, value: Any) -> str:
        return value or tr("the usual place")


class _LabelSet(_Choice):
    def __init__(self, setting: Setting, tell: Callable[[Any], None]) -> None:
        super().__init__(setting, tell)
        self.control.blockSignals(True)  # the first one that is added becomes the current one
        for title, value in choices_of_label_sets().items():
            self.control.addItem(tr(title), value)
        self.control.blockSignals(False)
        self._browse(
            tr("Browse for a label set"),
            lambda: QFileDialog.getOpenFileName(self, tr(setting.title), "", tr(_LABEL_SETS))[0],
        )

    def _put(self, value: Any) -> None:
        if self.control.findData(value) < 0:
            self.control.addItem(Path(value).name, value)
        super()._put(value)

    def problem(self, value: Any) -> str:
        try:
            open_label_set(value)
        except UserError as error:
            return tr("Not taken over. {error}", error=error)
        return ""

    def words(self, value: Any) -> str:
        at = self.control.findData(value)
        return self.control.itemText(at) if at >= 0 else Path(value).name


def _folder_problem(path: Path) -> str:
    """Why nothing could be kept in a folder, or no text; nothing is made there."""
    there = path
    while not there.exists() and there != there.parent:
        there = there.parent
    if not there.is_dir():
        return tr("Not taken over: {path} is not a folder.", path=there)
    if not os.access(there, os.W_OK | os.X_OK):
        return tr("Not taken over: {path} may not be written to.", path=there)
    return ""


_EDITORS: dict[str, Callable[[Setting, Callable[[Any], None]], _Editor]] = {
    "flag": _Flag,
    "choice": _Choice,
    "integer": _Number,
    "number": _Number,
    "text": _Text,
    "folder": _Folder,
    "label_set": _LabelSet,
}
