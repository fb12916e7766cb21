"""Chooses which two images of the document are compared."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ilmtool.core.layout import Side
from ilmtool.core.scene import Scene
from ilmtool.session.pair import date_text, gsd_text
from ilmtool.text import tr

_ID = Qt.ItemDataRole.UserRole


class DatesDialog(QDialog):
    """Two lists of all dates, one a side.

    Parameters
    ----------
    scenes : sequence of Scene
        The earliest first.
    shown : (str, str)
        Ids of the scenes that are before and after now.
    add : callable
        Asks for further images; the dialog closes before.
    """

    def __init__(
        self,
        scenes: Sequence[Scene],
        shown: tuple[str, str],
        add: Callable[[], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Dates"))
        self.lists = {side: self._list(side, scenes, shown[side is Side.AFTER]) for side in Side}
        columns = QHBoxLayout()
        for side, text in ((Side.BEFORE, tr("Before")), (Side.AFTER, tr("After"))):
            column = QVBoxLayout()
            title = QLabel(text)
            title.setBuddy(self.lists[side])
            column.addWidget(title)
            column.addWidget(self.lists[side])
            columns.addLayout(column)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        more = QPushButton(tr("Add images…"))
        more.setAutoDefault(False)
        more.clicked.connect(self.reject)
        more.clicked.connect(add)
        buttons.addButton(more, QDialogButtonBox.ButtonRole.ActionRole)
        self._ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.note = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.note.setObjectName("finding")
        layout = QVBoxLayout(self)
        layout.addLayout(columns)
        layout.addWidget(self.note)
        layout.addWidget(buttons)
        for each in self.lists.values():
            each.currentItemChanged.connect(lambda *_: self._check())
            each.itemActivated.connect(lambda *_: self._ok.click())
        self.resize(820, 380)
        self._check()
        self.lists[Side.AFTER].setFocus()

    def _list(self, side: Side, scenes: Sequence[Scene], current: str) -> QListWidget:
        made = QListWidget()
        made.setAccessibleName(tr("Before image") if side is Side.BEFORE else tr("After image"))
        for scene in scenes:
            taken = scene.acquisition
            parts = [date_text(taken), scene.id, taken.platform or ""]
            parts += [gsd_text(taken.gsd)] if taken.gsd is not None else []
            item = QListWidgetItem("   ".join(part for part in parts if part))
            item.setData(_ID, scene.id)
            item.setToolTip(scene.href)
            made.addItem(item)
            if scene.id == current:
                made.setCurrentItem(item)
        return made

    def chosen(self, side: Side) -> str:
        """Id of the scene chosen for a side."""
        item = self.lists[side].currentItem()
        return "" if item is None else str(item.data(_ID))

    def _check(self) -> None:
        both = self.chosen(Side.BEFORE), self.chosen(Side.AFTER)
        rows = self.lists[Side.BEFORE].currentRow(), self.lists[Side.AFTER].currentRow()
        same = both[0] == both[1]
        self._ok.setEnabled(not same and all(both))
        text = tr("Before and after must be two different images.") if same else ""
        if not same and rows[0] > rows[1]:
            text = tr("Before is later than after: no change interval is recorded in this order.")
        self.note.setText(text)
