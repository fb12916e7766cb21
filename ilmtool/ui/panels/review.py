"""The review's panel: what is walked through or settled, how far, remarks, and the decisions as buttons."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
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
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from ilmtool.core.annotation import Annotation
from ilmtool.core.document import Document
from ilmtool.review.conflicts import ONLY_A, ONLY_B
from ilmtool.review.walk import STATES, State, authors
from ilmtool.session.reviewer import Reviewer
from ilmtool.session.settling import Choice, comment_of, open_items
from ilmtool.session.workspace import Workspace

_STATE_NAMES = {
    "unreviewed": "Not reviewed yet",
    "all": "All",
    "changes_requested": "Changes requested",
    "rejected": "Rejected",
    "approved": "Approved",
    "open_comments": "With open comments",
}
_KIND_NAMES = {ONLY_A: "only mine", ONLY_B: "only theirs"}
_EVERYBODY = "Everybody"
_MOST_LISTED = 500


class ReviewPanel(QScrollArea):
    """Shows a `Reviewer` and calls it; holds no state of its own but what is being typed.

    Parameters
    ----------
    reviewer : Reviewer
    workspace : Workspace
    compare : callable
        Asks for a colleague's file.
    guarded : callable
        Runs a verb and shows what goes wrong.
    """

    left = Signal()
    """The keyboard goes back to the canvas."""

    def __init__(
        self,
        reviewer: Reviewer,
        workspace: Workspace,
        compare: Callable[[], None],
        guarded: Callable[[Callable[[], None]], None],
    ) -> None:
        super().__init__()
        self._reviewer, self._workspace, self._guarded = reviewer, workspace, guarded
        self._authors: tuple[Document | None, list[str]] = (None, [])
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setAccessibleName("Review")
        inside = QWidget()
        column = QVBoxLayout(inside)
        self.progress = QProgressBar()
        self.progress.setAccessibleName("Progress of the review")
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
        button = QPushButton(f"{text}  {key}".rstrip())
        button.setAccessibleName(text)
        button.setToolTip(tip or text)
        button.clicked.connect(lambda: self._guarded(verb))
        return button

    def _make_walking(self, compare: Callable[[], None]) -> QWidget:
        box = QGroupBox("This file")
        form = QFormLayout(box)
        self.state = QComboBox()
        self.state.setAccessibleName("Which annotations to review")
        for state in STATES:
            self.state.addItem(_STATE_NAMES[state], state)
        self.state.activated.connect(self._choose_walk)
        self.author = QComboBox()
        self.author.setAccessibleName("Whose annotations to review")
        self.author.activated.connect(self._choose_walk)
        form.addRow("Show", self.state)
        form.addRow("Drawn by", self.author)
        self.wanted = QLineEdit("10 %")
        self.wanted.setAccessibleName("Size of the sample: a count or a share")
        self.seed = QSpinBox()
        self.seed.setRange(0, 2_000_000_000)
        self.seed.setValue(1)
        self.seed.setAccessibleName("Seed of the sample")
        sample = QHBoxLayout()
        sample.addWidget(self.wanted, 1)
        sample.addWidget(QLabel("seed"))
        sample.addWidget(self.seed)
        form.addRow("Sample", sample)
        buttons = QHBoxLayout()
        self.draw = self._button(
            "Draw sample", "", self._draw, "The same size and seed draw the same boxes everywhere"
        )
        self.all = self._button("All again", "", self._leave_sample)
        buttons.addWidget(self.draw)
        buttons.addWidget(self.all)
        form.addRow(buttons)
        judge = QGridLayout()
        verdicts = (
            ("Approve", "F9", "approved"),
            ("Request changes", "F10", "changes_requested"),
            ("Reject", "F12", "rejected"),
            ("Submit", "", "submitted"),
        )
        for at, (text, key, verdict) in enumerate(verdicts):
            button = self._button(text, key, partial(self._reviewer.judge, verdict))
            judge.addWidget(button, at // 2, at % 2)
        form.addRow(judge)
        form.addRow(self._step_buttons())
        self.compare = self._button("Compare with a colleague's file…", "", compare)
        form.addRow(self.compare)
        return box

    def _make_settling(self) -> QWidget:
        box = QGroupBox("Two files")
        column = QVBoxLayout(box)
        self.conflict = QLabel()
        self.conflict.setWordWrap(True)
        self.conflict.setTextFormat(Qt.TextFormat.PlainText)
        self.conflict.setAccessibleName("The conflict that is looked at")
        column.addWidget(self.conflict)
        grid = QGridLayout()
        choices: tuple[tuple[str, str, Choice], ...] = (
            ("Mine", "F2", "mine"), ("Theirs", "F3", "theirs"), ("Both", "F4", "both"),
            ("Neither", "F5", "neither"), ("Edit", "F7", "edited"),
        )  # fmt: skip
        self.choices = []
        for at, (text, key, choice) in enumerate(choices):
            button = self._button(text, key, partial(self._reviewer.choose, choice))
            self.choices.append(button)
            grid.addWidget(button, at // 2, at % 2)
        column.addLayout(grid)
        column.addLayout(self._step_buttons())
        self.worklist = QListWidget()
        self.worklist.setAccessibleName("Open conflicts")
        self.worklist.setMinimumHeight(90)
        self.worklist.itemActivated.connect(
            lambda item: self._reviewer.look_at(item.data(Qt.ItemDataRole.UserRole))
        )
        column.addWidget(self.worklist)
        return box

    def _step_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(self._button("Previous", "Shift+F8", lambda: self._reviewer.step(-1)))
        row.addWidget(self._button("Next", "F8", lambda: self._reviewer.step(1)))
        return row

    def _make_remarks(self) -> QWidget:
        box = QGroupBox("Comments")
        column = QVBoxLayout(box)
        self.comments = QListWidget()
        self.comments.setAccessibleName("Comments")
        self.comments.setWordWrap(True)
        self.comments.setFixedHeight(84)
        column.addWidget(self.comments)
        self.resolve = self._button(
            "Resolved", "", self._resolve, "The chosen comment is dealt with; again: it is open"
        )
        column.addWidget(self.resolve)
        self.remark = QLineEdit()
        self.remark.setPlaceholderText("Comment, then Return")
        self.remark.setAccessibleName("New comment")
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
        self.progress.setValue(done if everything else 1)
        self.progress.setFormat(f"{done:,} of {everything:,}")
        self._walking.setVisible(settling is None)
        self._settling.setVisible(settling is not None)
        if settling is None:
            self._show_walk(done, everything)
        else:
            self._show_conflict(done, everything)
        self._show_comments()

    def _show_walk(self, done: int, everything: int) -> None:
        walk = self._reviewer.walk
        what = "annotations" if walk.sample is None else f"annotations of the sample (seed {walk.seed})"
        self.told.setText(f"{done:,} of {everything:,} {what} are reviewed.")
        self.state.setCurrentIndex(STATES.index(walk.state))
        document = self._workspace.document
        if self._authors[0] is not document:
            self._authors = (document, authors(document))
        names = self._authors[1]
        if [self.author.itemData(i) for i in range(1, self.author.count())] != names:
            self.author.clear()
            self.author.addItem(_EVERYBODY, None)
            for name in names:
                self.author.addItem(name or "not named", name)
        self.author.setCurrentIndex(0 if walk.author not in names else 1 + names.index(walk.author or ""))
        self.all.setEnabled(walk.sample is not None)

    def _show_conflict(self, done: int, everything: int) -> None:
        reviewer, header = self._reviewer, self._workspace.document.header
        settling, item = reviewer.settling, reviewer.item
        if settling is None:
            return
        mine, theirs = settling.names
        self.told.setText(
            f"Mine: {mine}. Theirs: {theirs}. {done:,} of {everything:,} conflicts are settled."
        )
        for button in self.choices:
            button.setEnabled(item is not None)
        if item is None:
            self.conflict.setText("All conflicts are settled." if done == everything else "No conflict.")
        else:
            said = [
                f"{name}: {claim(settling.annotation(number, key))}"
                for number, (name, key) in enumerate((("Mine", item.a), ("Theirs", item.b)))
            ]
            kinds = ", ".join(_KIND_NAMES.get(kind, kind) for kind in item.kinds)
            self.conflict.setText("\n".join([kinds.capitalize(), *said]))
        self.worklist.clear()
        for other in open_items(settling, header, _MOST_LISTED):
            box = settling.annotation(0, other.a) or settling.annotation(1, other.b)
            kind = _KIND_NAMES.get(other.kinds[0], other.kinds[0])
            entry = QListWidgetItem(f"{kind}: {box.label if box is not None else ''}")
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
                mark = "✓ " if comment.resolved else ""
                who = comment.author or "not named"
                self.comments.addItem(f"{mark}{who}, {comment.time[:16]}: {comment.text}")
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
        return "no box"
    p = annotation.properties
    words = [p.label or "(no label)", p.certainty, p.change]
    if p.change_not_before or p.change_not_after:
        words.append(f"{(p.change_not_before or '?')[:10]} to {(p.change_not_after or '?')[:10]}")
    words += [p.likelihood, p.certainty_term, f"by {p.author}" if p.author else None]
    return ", ".join(word for word in words if word)
