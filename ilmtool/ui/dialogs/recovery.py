"""Unsaved work of a program that ended: what it holds, and whether it is wanted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ilmtool.session.left_work import LeftWork
from ilmtool.session.safekeeping import Offer
from ilmtool.text import mark, tr
from ilmtool.ui.dialogs.moments import moment_text

SHOWN = 500
"""Rows of the preview; the counts above it are of all."""

_KINDS = {"added": mark("Added"), "changed": mark("Changed"), "removed": mark("Removed")}


class RecoveryDialog(QDialog):
    """Offers the unsaved work of the pair that is open.

    Parameters
    ----------
    offer : Offer
    recover, discard : callable
        What the buttons do; closing the dialog leaves the work for the next time.
    """

    def __init__(
        self,
        offer: Offer,
        recover: Callable[[], None],
        discard: Callable[[], None],
        parent: QWidget | None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Recover unsaved work"))
        found = offer.recovery
        added, changed, removed = (found.count(kind) for kind in ("added", "changed", "removed"))
        counts = (
            tr("%n added", "", added) if added else "",
            tr("%n changed", "", changed) if changed else "",
            tr("%n removed", "", removed) if removed else "",
        )
        said = tr(
            "ilmtool ended before {name} was saved. What was done until {moment} is still there.",
            name=offer.sidecar.name,
            moment=moment_text(offer.time),
        )
        remarks = []
        if any(counts):
            remarks.append(tr("Annotations: {counts}.", counts=", ".join(filter(None, counts))))
        if found.scenes:
            remarks.append(tr("What is said about the scenes changes too."))
        if found.conflicts:
            remarks.append(
                tr(
                    "The file has been changed since; in %n place(s) both differ, which you are asked about.",
                    "",
                    len(found.conflicts),
                )
            )
        if found.damaged:
            remarks.append(tr("%n step(s) could not be read.", "", found.damaged))
        text = QLabel("\n\n".join((said, " ".join(remarks))))
        text.setTextFormat(Qt.TextFormat.PlainText)
        text.setWordWrap(True)
        self.preview = QTreeWidget()
        self.preview.setAccessibleName(tr("What the unsaved work changes"))
        self.preview.setHeaderLabels([tr("Change"), tr("Label"), tr("What")])
        self.preview.setRootIsDecorated(False)
        self.preview.setUniformRowHeights(True)
        for item in found.items[:SHOWN]:
            row = QTreeWidgetItem(
                self.preview, [tr(_KINDS[item.kind]), item.label, ", ".join(map(tr, item.what))]
            )
            for column in range(3):
                row.setToolTip(column, tr("Id {id}", id=item.id))
        if len(found.items) > SHOWN:
            QTreeWidgetItem(self.preview, ["", tr("and %n more", "", len(found.items) - SHOWN)])
        header = self.preview.header()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        hint = QLabel(
            tr("Recovering is one step, which undo takes back. Discarded work is kept for a while.")
        )
        hint.setObjectName("muted")
        hint.setWordWrap(True)
        buttons = QDialogButtonBox()
        self.recover = QPushButton(tr("&Recover"))
        self.discard = QPushButton(tr("&Discard"))
        self.later = QPushButton(tr("Decide &later"))
        buttons.addButton(self.recover, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(self.discard, QDialogButtonBox.ButtonRole.DestructiveRole)
        buttons.addButton(self.later, QDialogButtonBox.ButtonRole.RejectRole)
        self.recover.setDefault(True)
        self.recover.clicked.connect(lambda: self._answer(recover))
        self.discard.clicked.connect(lambda: self._answer(discard))
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for part in (text, self.preview, hint, buttons):
            layout.addWidget(part)
        self.resize(680, 440)
        self.recover.setFocus()

    def _answer(self, verb: Callable[[], None]) -> None:
        self.accept()
        verb()


class LeftWorkDialog(QDialog):
    """Lists files with unsaved work, at the start of the program.

    Parameters
    ----------
    left : sequence of LeftWork
    open_pair : callable
        Opens the images of one; its own offer follows.
    """

    def __init__(
        self, left: Sequence[LeftWork], open_pair: Callable[[LeftWork], None], parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Unsaved work was found"))
        self._open_pair = open_pair
        text = QLabel(
            tr("ilmtool ended without saving. Open a file to see what it holds, and to recover it.")
        )
        text.setWordWrap(True)
        self.files = QListWidget()
        self.files.setAccessibleName(tr("Files with unsaved work"))
        for work in left:
            name, moment = Path(work.sidecar).name, moment_text(work.time)
            item = QListWidgetItem(
                tr("{name}: %n step(s), until {moment}", "", work.steps, name=name, moment=moment)
            )
            item.setToolTip(str(work.sidecar))
            item.setData(Qt.ItemDataRole.UserRole, work)
            self.files.addItem(item)
        self.files.setWordWrap(True)  # a name may be long
        self.files.setCurrentRow(0)
        self.files.itemActivated.connect(lambda _: self._open())
        buttons = QDialogButtonBox()
        self.open_file = QPushButton(tr("&Open"))
        self.later = QPushButton(tr("Decide &later"))
        buttons.addButton(self.open_file, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(self.later, QDialogButtonBox.ButtonRole.RejectRole)
        self.open_file.setDefault(True)
        buttons.accepted.connect(self._open)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for part in (text, self.files, buttons):
            layout.addWidget(part)
        self.resize(560, 280)

    def _open(self) -> None:
        item = self.files.currentItem()
        self.accept()
        if item is not None:
            self._open_pair(item.data(Qt.ItemDataRole.UserRole))
