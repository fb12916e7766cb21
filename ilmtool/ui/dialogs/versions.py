"""Earlier versions of the open annotation file, to bring one back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ilmtool.session.backups import Version
from ilmtool.text import number, tr
from ilmtool.ui.dialogs.moments import moment_text


class VersionsDialog(QDialog):
    """Lists versions, newest first.

    Parameters
    ----------
    versions : sequence of Version
    restore : callable
        Brings one back.
    """

    def __init__(
        self, versions: Sequence[Version], restore: Callable[[Version], None], parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Restore an earlier version"))
        self._versions, self._restore = list(versions), restore
        where = (
            tr("They lie in {folder}.", folder=versions[0].path.parent)
            if versions
            else tr("There is none yet.")
        )
        text = QLabel(
            tr(
                "The file as it was before it was replaced: when it was opened, and then every ten "
                "minutes of work. {where}",
                where=where,
            )
        )
        text.setTextFormat(Qt.TextFormat.PlainText)
        text.setWordWrap(True)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.list = QTreeWidget()
        self.list.setAccessibleName(tr("Earlier versions"))
        self.list.setHeaderLabels([tr("Put aside"), tr("Annotations"), tr("Size")])
        self.list.setRootIsDecorated(False)
        for version in self._versions:
            size = f"{number(max(1, version.size // 1000))} kB"
            item = QTreeWidgetItem(self.list, [moment_text(version.time), number(version.annotations), size])
            for column in (1, 2):
                item.setTextAlignment(column, Qt.AlignmentFlag.AlignRight)
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.list.header().setStretchLastSection(False)
        first = self.list.topLevelItem(0)
        if first is not None:
            self.list.setCurrentItem(first)
        self.list.itemActivated.connect(lambda *_: self._done())
        hint = QLabel(tr("Restoring is one step, which undo takes back; scenes stay as they are."))
        hint.setObjectName("muted")
        hint.setWordWrap(True)
        buttons = QDialogButtonBox()
        self.restore = QPushButton(tr("&Restore"))
        self.restore.setEnabled(bool(self._versions))
        self.restore.setDefault(True)
        buttons.addButton(self.restore, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self._done)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for part in (text, self.list, hint, buttons):
            layout.addWidget(part)
        self.resize(560, 360)

    def _done(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.accept()
            self._restore(self._versions[self.list.indexOfTopLevelItem(item)])
