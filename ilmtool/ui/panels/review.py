"""The review's panel: what is walked through or settled, how far, remarks, and the decisions as buttons."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QGridLayout,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ilmtool.core.annotation import Annotation
from ilmtool.core.document import Document
from ilmtool.core.words import shown
from ilmtool.review.conflicts import (
    ONLY_A,
    ONLY_B,
    OTHER_ATTRIBUTE,
    OTHER_CERTAINTY,
    OTHER_CHANGE,
    OTHER_DATE,
    OTHER_LABEL,
)
from ilmtool.review.walk import STATES, State, authors
from ilmtool.session.reviewer import Reviewer
from ilmtool.session.settling import Choice, comment_of, open_items
from ilmtool.session.workspace import Workspace
from ilmtool.text import mark, number, tr
from ilmtool.ui.key_text import key_text
from ilmtool.ui.panels.number_box import WholeNumberBox
from ilmtool.ui.panels.scroll_panel import ScrollPanel

_STATE_NAMES = {
    "unreviewed": mark("Not reviewed yet"),
    "all": mark("All"),
    "changes_requested": mark("Changes requested"),
    "rejected": mark("Rejected"),
    "approved": mark("Approved"),
    "open_comments": mark("With open comments"),
}
_KIND_NAMES = {
    ONLY_A: mark("only mine"),
    ONLY_B: mark("only theirs"),
    OTHER_LABEL: mark("other label"),
    OTHER_CHANGE: mark("other change"),
    OTHER_DATE: mark("other date"),
    OTHER_CERTAINTY: mark("other certainty"),
    OTHER_ATTRIBUTE: mark("other attribute"),
}
_EVERYBODY = mark("Everybody")
_MOST_LISTED = 500


class ReviewPanel(ScrollPanel):
    """Shows a `Reviewer` and calls it; holds no state of its own but what is being typed.

    Parameters
    ----------
    reviewer : Reviewer
    workspace : Workspace
    compare : callable
        Asks for a colleague's file.
    guarded : callable
        Runs a verb and shows what goes wrong.
    open_file : callable
        Opens an annotation file.
    """

    left = Signal()
    """The keyboard goes back to the canvas."""

    def __init__(
        self,
        reviewer: Reviewer,
        workspace: Workspace,
        compare: Callable[[], None],
        guarded: Callable[[Callable[[], None]], None],
        open_file: Callable[[Path], None],
    ) -> None:
        super().__init__()
        self._reviewer, self._workspace, self._guarded = reviewer, workspace, guarded
        self._open_file = open_file
        self._authors: tuple[Document | None, list[str]] = (None, [])
        self.setAccessibleName(tr("Review"))
        inside = QWidget()
        column = QVBoxLayout(inside)
        self.progress = QProgressBar()
        self.progress.setAccessibleName(tr("Progress of the review"))
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        column.addWidget(self.progress)
        column.addWidget(self.told)
        self._walking = self._make_walking(compare)
        self._settling = self._make_settling()
        column.addWidget(self._walking)
        column.addWidget(self._settling)
        column.addWidget(self._make_remarks())
        column.addStretch(1)
        self.setWidget(inside)
        self.renew()

    # -- making --------------------------------------------------------------------------------

    def _button(self, text: str, key: str, verb: Callable[[], None], tip: str = "") -> QPushButton:
        button = QPushButton(f"{text}  {key_text([key]) if key else ''}".rstrip())
        button.setAccessibleName(text)
        button.setToolTip(tip or text)
        button.clicked.connect(lambda: self._guarded(verb))
        return button

    def _make_walking(self, compare: Callable[[], None]) -> QWidget:
        box = QGroupBox(tr("This file"))
        form = QFormLayout(box)
        self.state = QComboBox()
        self.state.setAccessibleName(tr("Which annotations to review"))
        for state in STATES:
            self.state.addItem(tr(_STATE_NAMES[state]), state)
        self.state.activated.connect(self._choose_walk)
        self.author = QComboBox()
        self.author.setAccessibleName(tr("Whose annotations to review"))
        self.author.activated.connect(self._choose_walk)
        form.addRow(tr("Show"), self.state)
        form.addRow(tr("Drawn by"), self.author)
        self.wanted = QLineEdit("10 %")
        self.wanted.setAccessibleName(tr("Size of the sample: a count or a share"))
        self.wanted.setMinimumWidth(self.fontMetrics().horizontalAdvance("12.5 %") + 16)
        self.seed = WholeNumberBox()
        self.seed.setRange(0, 2_000_000_000)
        self.seed.setValue(1)
        self.seed.setAccessibleName(tr("Seed of the sample"))
        sample = QHBoxLayout()
        sample.addWidget(self.wanted, 1)
        sample.addWidget(QLabel(tr("seed")))
        sample.addWidget(self.seed)
        form.addRow(tr("Sample"), sample)
        buttons = QHBoxLayout()
        self.draw = self._button(
            tr("Draw sample"), "", self._draw, tr("The same size and seed draw the same boxes everywhere")
        )
        self.all = self._button(tr("All again"), "", self._leave_sample)
        buttons.addWidget(self.draw)
        buttons.addWidget(self.all)
        form.addRow(buttons)
        judge = QGridLayout()
        verdicts = (
            (tr("Approve"), "F9", "approved"),
            (tr("Request changes"), "F10", "changes_requested"),
            (tr("Reject"), "F12", "rejected"),
            (tr("Submit"), "", "submitted"),
        )
        for at, (text, key, verdict) in enumerate(verdicts):
            button = self._button(text, key, partial(self._reviewer.judge, verdict))
            judge.addWidget(button, at // 2, at % 2)
        form.addRow(judge)
        form.addRow(self._step_buttons())
        self.compare = self._button(tr("Compare with a colleague's file…"), "", compare)
        form.addRow(self.compare)
        return box

    def _make_settling(self) -> QWidget:
        box = QGroupBox(tr("Two files"))
        column = QVBoxLayout(box)
        self.conflict = QLabel()
        self.conflict.setWordWrap(True)
        self.conflict.setTextFormat(Qt.TextFormat.PlainText)
        self.conflict.setAccessibleName(tr("The conflict that is looked at"))
        column.addWidget(self.conflict)
        grid = QGridLayout()
        choices: tuple[tuple[str, str, Choice], ...] = (
            (tr("Mine"), "F2", "mine"), (tr("Theirs"), "F3", "theirs"), (tr("Both"), "F4", "both"),
            (tr("Neither"), "F5", "neither"), (tr("Edit"), "F7", "edited"),
        )  # fmt: skip
        self.choices = []
        for at, (text, key, choice) in enumerate(choices):
            button = self._button(text, key, partial(self._reviewer.choose, choice))
            self.choices.append(button)
            grid.addWidget(button, at // 2, at % 2)
        column.addLayout(grid)
        column.addLayout(self._step_buttons())
        self.worklist = QListWidget()
        self.worklist.setAccessibleName(tr("Open conflicts"))
        self.worklist.setMinimumHeight(90)
        self.worklist.itemActivated.connect(
            lambda item: self._reviewer.look_at(item.data(Qt.ItemDataRole.UserRole))
        )
        column.addWidget(self.worklist)
        hint = QLabel(
            tr("The consensus is open now: what you draw or change goes into it, not into your file.")
        )
        hint.setWordWrap(True)
        hint.setObjectName("muted")
        column.addWidget(hint)
        self.back = self._button(tr("Back to my file"), "", self._go_back, tr("The consensus stays as it is"))
        column.addWidget(self.back)
        return box

    def _step_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(self._button(tr("Previous"), "Shift+F8", lambda: self._reviewer.step(-1)))
        row.addWidget(self._button(tr("Next"), "F8", lambda: self._reviewer.step(1)))
        return row

    def _make_remarks(self) -> QWidget:
        box = QGroupBox(tr("Comments"))
        column = QVBoxLayout(box)
        self.comments = QListWidget()
        self.comments.setAccessibleName(tr("Comments"))
        self.comments.setWordWrap(True)
        self.comments.setFixedHeight(84)
        column.addWidget(self.comments)
        self.resolve = self._button(
            tr("Resolved"), "", self._resolve, tr("The chosen comment is dealt with; again: it is open")
        )
        column.addWidget(self.resolve)
        self.remark = QLineEdit()
        self.remark.setPlaceholderText(tr("Comment, then Return"))
        self.remark.setAccessibleName(tr("New comment"))
        self.remark.setMaxLength(10_000)
        self.remark.returnPressed.connect(self._say)
        column.addWidget(self.remark)
        return box

    # -- showing -------------------------------------------------------------------------------

    def renew(self) -> None:
        """Show the present state."""
        reviewer = self._reviewer
        settling = reviewer.settling
        done, everything = reviewer.progress
        self.progress.setRange(0, max(everything, 1))
        self.progress.setValue(done)
        self.progress.setFormat(
            tr("{done} of {everything}", done=number(done), everything=number(everything))
        )
        self._walking.setVisible(settling is None)
        self._settling.setVisible(settling is not None)
        if settling is None:
            self._show_walk(done, everything)
        else:
            self._show_conflict(done, everything)
        self._show_comments()

    def _show_walk(self, done: int, everything: int) -> None:
        walk = self._reviewer.walk
        counts = {"done": number(done), "everything": number(everything)}
        self.told.setText(
            tr("{done} of {everything} annotations are reviewed.", **counts)
            if walk.sample is None
            else tr(
                "{done} of {everything} annotations of the sample (seed {seed}) are reviewed.",
                seed=walk.seed,
                **counts,
            )
        )
        self.state.setCurrentIndex(STATES.index(walk.state))
        document = self._workspace.document
        if self._authors[0] is not document:
            self._authors = (document, authors(document))
        names = self._authors[1]
        if [self.author.itemData(i) for i in range(1, self.author.count())] != names:
            self.author.clear()
            self.author.addItem(tr(_EVERYBODY), None)
            for name in names:
                self.author.addItem(name or tr("not named"), name)
        self.author.setCurrentIndex(0 if walk.author not in names else 1 + names.index(walk.author or ""))
        self.all.setEnabled(walk.sample is not None)

    def _show_conflict(self, done: int, everything: int) -> None:
        reviewer, header = self._reviewer, self._workspace.document.header
        settling, item = reviewer.settling, reviewer.item
        if settling is None:
            return
        mine, theirs = settling.names
        self.told.setText(
            tr(
                "Mine: {mine}. Theirs: {theirs}. {done} of {everything} conflicts are settled.",
                mine=mine,
                theirs=theirs,
                done=number(done),
                everything=number(everything),
            )
        )
        for button in self.choices:
            button.setEnabled(item is not None)
        if item is None:
            self.conflict.setText(
                tr("All conflicts are settled.") if done == everything else tr("No conflict.")
            )
        else:
            said = [
                f"{name}: {claim(settling.annotation(file, key))}"
                for file, (name, key) in enumerate(((tr("Mine"), item.a), (tr("Theirs"), item.b)))
            ]
            kinds = ", ".join(_kind(kind) for kind in item.kinds)
            self.conflict.setText("\n".join([kinds[:1].upper() + kinds[1:], *said]))
        self.worklist.clear()
        for other in open_items(settling, header, _MOST_LISTED):
            box = settling.annotation(0, other.a) or settling.annotation(1, other.b)
            label = box.label if box is not None else ""
            entry = QListWidgetItem(f"{_kind(other.kinds[0])}: {label}")
            entry.setData(Qt.ItemDataRole.UserRole, other.key)
            self.worklist.addItem(entry)
            if item is not None and other.key == item.key:
                self.worklist.setCurrentItem(entry)

    def _show_comments(self) -> None:
        self.comments.clear()
        item, settling = self._reviewer.item, self._reviewer.settling
        annotation = self._annotation()
        if settling is not None and item is not None:
            text = comment_of(self._workspace.document.header, item)
            self.comments.addItems(text.splitlines())
        elif annotation is not None:
            for comment in annotation.properties.comments or ():
                sign = "✓ " if comment.resolved else ""
                who = comment.author or tr("not named")
                self.comments.addItem(f"{sign}{who}, {comment.time[:16]}: {comment.text}")
        self.resolve.setVisible(settling is None)
        self.resolve.setEnabled(self.comments.count() > 0)
        self.remark.setEnabled(item is not None or bool(self._workspace.chosen))

    def _annotation(self) -> Annotation | None:
        active = self._workspace.view.active_id
        return None if active is None else self._workspace.document.annotations.get(active)

    # -- what is typed and clicked ---------------------------------------------------------------

    def _choose_walk(self) -> None:
        state = cast("State", self.state.currentData())
        self._reviewer.set_walk(replace(self._reviewer.walk, state=state, author=self.author.currentData()))

    def _draw(self) -> None:
        self._reviewer.sample(self.wanted.text(), self.seed.value())

    def _go_back(self) -> None:
        settling = self._reviewer.settling
        if settling is not None:
            self._open_file(settling.review.files[0].path)

    def _leave_sample(self) -> None:
        self._reviewer.set_walk(self._reviewer.walk.of_everybody())

    def _resolve(self) -> None:
        annotation = self._annotation()
        if annotation is not None:
            row = self.comments.currentRow()
            self._reviewer.resolve(annotation.id, row if row >= 0 else self.comments.count() - 1)

    def start_comment(self) -> None:
        """The next letters are a remark."""
        self.remark.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.ensureWidgetVisible(self.remark)

    def _say(self) -> None:
        text = self.remark.text()
        self.remark.clear()
        self._guarded(lambda: self._reviewer.comment(text))
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)


def claim(annotation: Annotation | None) -> str:
    """What somebody says of an object, in one line."""
    if annotation is None:
        return tr("no box")
    p = annotation.properties
    words = [p.label or tr("(no label)"), *(shown(word) for word in (p.certainty, p.change) if word)]
    if p.change_not_before or p.change_not_after:
        words.append(
            tr(
                "{start} to {end}",
                start=(p.change_not_before or "?")[:10],
                end=(p.change_not_after or "?")[:10],
            )
        )
    words += [shown(p.likelihood)] if p.likelihood else []
    words += [p.certainty_term] if p.certainty_term else []
    words += [tr("by {author}", author=p.author)] if p.author else []
    return ", ".join(words)


def _kind(kind: str) -> str:
    """A kind of conflict as it is shown."""
    return tr(_KIND_NAMES.get(kind, kind))
