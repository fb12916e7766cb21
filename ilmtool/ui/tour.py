"""A tour of three steps, once: how to compare, to draw and label, and where the work is kept.

It points at the parts of the window themselves. It stops nobody: what lies beside the bubble works as ever,
and Esc, at any time, ends it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPalette, QPen, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMainWindow, QPushButton, QVBoxLayout, QWidget

from ilmtool.text import tr
from ilmtool.ui.key_text import sequence

TEXT_PX = 340
"""Width of the text; lines of some 55 letters."""
_ARROW_PX, _GAP_PX, _MARGIN_PX = 9, 3, 8


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to know.

    Attributes
    ----------
    title, text : str
        `text` is plain.
    target : callable
        The part of the window that it is about, or None where it is not there now.
    """

    title: str
    text: str
    target: Callable[[], QWidget | None]


def steps_of(
    keys: Callable[[str], str], target: Callable[[str], QWidget | None], sidecar: str
) -> tuple[Step, ...]:
    """The three steps.

    Parameters
    ----------
    keys : callable
        The keys of a command, by its id, as they are now.
    target : callable
        `compare`, `draw` or `saved` to the part of the window.
    sidecar : str
        Name of the file that the annotations go into.
    """
    return (
        Step(
            tr("Compare both dates"),
            tr(
                "Both images move together, by the ground. The wheel zooms, Space and a drag pan."
                " {side_by_side}, {swipe}, {before} and {after} are ways of looking at them; hold F to"
                " flicker between the dates.",
                side_by_side=keys("view.side-by-side"),
                swipe=keys("view.swipe"),
                before=keys("view.before"),
                after=keys("view.after"),
            ),
            lambda: target("compare"),
        ),
        Step(
            tr("Draw what changed, and label it"),
            tr(
                "Drag on either image: the box appears on both. {first} to {last} label it, {label} finds any"
                " label by its name, and {undo} takes the last step back.",
                first=keys("annotation.label-1"),
                last=keys("annotation.label-9"),
                label=keys("annotation.label"),
                undo=keys("edit.undo"),
            ),
            lambda: target("draw"),
        ),
        Step(
            tr("Everything is saved by itself"),
            tr(
                "Annotations go into {sidecar}, a moment after each edit; the images are never changed."
                " {keys} shows all keys, and {palette} finds any command.",
                sidecar=sidecar,
                keys=keys("help.keys"),
                palette=keys("help.palette"),
            ),
            lambda: target("saved"),
        ),
    )


class _Frame(QWidget):
    """A line around a part of the window."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def put_around(self, part: QRect | None) -> None:
        """Show it there, or nowhere."""
        self.setVisible(part is not None)
        if part is not None:
            self.setGeometry(part.adjusted(-2, -2, 2, 2))
            self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Link), 2))
            painter.drawRoundedRect(self.rect().toRectF().adjusted(1, 1, -1, -1), 4, 4)


class Bubble(QWidget):
    """Text beside a part of the window, with an arrow to it; lies inside the window, whatever its size.

    Parameters
    ----------
    window : QMainWindow
    left : callable
        Called once, when it goes.
    plates : callable
        What it may not cover: what says which image is which, in the window. It gives way to them, and a
        frame around the part of the window then says what it is about.
    """

    def __init__(
        self,
        window: QMainWindow,
        steps: Sequence[Step],
        left: Callable[[], None],
        plates: Callable[[], Sequence[QRect]] = tuple,
    ) -> None:
        super().__init__(window)
        self._plates = plates
        self._frame = _Frame(window)
        self.setObjectName("tour")
        self._steps, self._at = tuple(steps), 0
        self._left: Callable[[], None] | None = left
        self._watched: QWidget | None = None
        self._arrow: tuple[QPoint, bool] | None = None
        self._title, self._text, self._count = QLabel(), QLabel(), QLabel()
        font = self._title.font()
        font.setBold(True)
        self._title.setFont(font)
        for label in (self._title, self._text):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setFixedWidth(TEXT_PX)
        self._count.setObjectName("help")
        self.skip, self.back = QPushButton(tr("Skip")), QPushButton(tr("Back"))
        self.on = QPushButton(tr("Next"))
        self.skip.setToolTip(tr("Ends the tour (Esc); Help shows it again"))
        self.skip.clicked.connect(self.leave)
        self.back.clicked.connect(lambda: self._show(self._at - 1))
        self.on.clicked.connect(self._go_on)
        row = QHBoxLayout()
        row.addWidget(self._count)
        row.addStretch(1)
        for button in (self.skip, self.back, self.on):
            row.addWidget(button)
        self._layout = QVBoxLayout(self)
        for widget in (self._title, self._text):
            self._layout.addWidget(widget)
        self._layout.addLayout(row)
        here = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for key, verb in (("Esc", self.leave), ("Return", self._press), ("Enter", self._press)):
            QShortcut(sequence(key), self, verb, context=here)
        window.installEventFilter(self)
        self._show(0)
        self.show()
        self.place()

    @property
    def step(self) -> int:
        """Which step is shown, from 0."""
        return self._at

    @property
    def text(self) -> str:
        """What it says."""
        return f"{self._title.text()}. {self._text.text()}"

    def take_keyboard(self) -> None:
        """Enter goes on, Esc leaves, Tab goes to the other buttons."""
        self.on.setFocus(Qt.FocusReason.TabFocusReason)  # so that its ring is drawn

    def leave(self) -> None:
        """End it; does nothing the second time."""
        window = self.parentWidget()
        if self._left is None or window is None:
            return
        left, self._left = self._left, None
        window.removeEventFilter(self)
        self._watch(None)
        for part in (self._frame, self):
            part.hide()
            part.deleteLater()
        left()

    def _press(self) -> None:
        """Enter presses the button that has the keyboard."""
        focus = self.focusWidget()
        if isinstance(focus, QPushButton) and focus.isEnabled():
            focus.click()

    def _go_on(self) -> None:
        if self._at + 1 < len(self._steps):
            self._show(self._at + 1)
        else:
            self.leave()

    def _show(self, at: int) -> None:
        self._at = at
        step, last = self._steps[at], at + 1 == len(self._steps)
        self._title.setText(step.title)
        self._text.setText(step.text)
        self._count.setText(tr("{step} of {steps}", step=at + 1, steps=len(self._steps)))
        self.on.setText(tr("Done") if last else tr("Next"))
        if (at == 0 and self.back.hasFocus()) or (last and self.skip.hasFocus()):
            self.on.setFocus()  # a button that is no longer there would give the keyboard to another
        self.back.setEnabled(at > 0)
        self.skip.setVisible(not last)  # there is nothing left to skip
        name = tr("Tour, {step} of {steps}: {text}", step=at + 1, steps=len(self._steps), text=self.text)
        self.setAccessibleName(name)
        # Read out with the button, because that is what gets the keyboard.
        self.on.setAccessibleDescription(name)
        self._watch(step.target())
        self.place()

    def _watch(self, target: QWidget | None) -> None:
        if self._watched is not None:
            self._watched.removeEventFilter(self)
        self._watched = target
        if target is not None:
            target.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.WindowBlocked and watched is self.parentWidget():
            self.hide()  # a question comes first
            self._frame.hide()
        elif event.type() == QEvent.Type.WindowUnblocked and watched is self.parentWidget():
            self.show()
            self.place()
        elif event.type() in {
            QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show, QEvent.Type.Hide,
            QEvent.Type.WindowStateChange, QEvent.Type.ChildAdded, QEvent.Type.LayoutRequest,
        }:  # fmt: skip
            # After the window has laid its parts out anew.
            QTimer.singleShot(0, self, self.place)
        return super().eventFilter(watched, event)

    def place(self) -> None:
        """Beside its target; in the middle of the window where that is not to be seen."""
        window, target = self.parentWidget(), self._watched
        assert window is not None  # noqa: S101 - it is never without
        self.raise_()  # a panel that came up since lies over it
        room = window.rect()
        at = None
        if target is not None and target.isVisible():
            at = QRect(target.mapTo(window, QPoint(0, 0)), target.size()).intersected(room)
        if at is None or at.isEmpty():
            self._frame.hide()
            self._arrow = None
            self._margins(top=0, bottom=0)
            size = self._wanted()
            self.setGeometry(QRect(room.center() - QPoint(size.width() // 2, size.height() // 2), size))
            return
        below = at.center().y() < room.center().y()
        self._margins(top=_ARROW_PX if below else 0, bottom=0 if below else _ARROW_PX)
        size = self._wanted()
        x = at.center().x() - size.width() // 2
        x = max(_MARGIN_PX, min(x, room.width() - size.width() - _MARGIN_PX))
        y = at.bottom() + _GAP_PX if below else at.top() - size.height() - _GAP_PX
        in_the_way = [p for p in self._plates() if p.intersects(QRect(QPoint(x, y), size))]
        if in_the_way:
            self._margins(top=0, bottom=0)
            size = self._wanted()
            lowest, highest = max(p.bottom() for p in in_the_way), min(p.top() for p in in_the_way)
            y = lowest + _MARGIN_PX if below else highest - size.height() - _MARGIN_PX
        y = max(_MARGIN_PX, min(y, room.height() - size.height() - _MARGIN_PX))
        self.setGeometry(QRect(QPoint(x, y), size))
        self._frame.put_around(None if self.isHidden() or not in_the_way else at)
        if in_the_way:
            self._arrow = None
            self.update()
            return
        tip = max(3 * _ARROW_PX, min(at.center().x() - x, size.width() - 3 * _ARROW_PX))
        self._arrow = (QPoint(tip, 0 if below else size.height()), below)
        self.update()

    def _margins(self, top: int, bottom: int) -> None:
        self._layout.setContentsMargins(14, 12 + top, 14, 10 + bottom)

    def _wanted(self) -> QSize:
        self._layout.activate()
        width = self._layout.totalMinimumSize().width()
        return QSize(width, self._layout.totalHeightForWidth(width))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        palette = self.palette()
        body = self.rect().toRectF().adjusted(1, 1, -1, -1)
        path = QPainterPath()
        if self._arrow is None:
            path.addRoundedRect(body, 6, 6)
        else:
            tip, below = self._arrow
            body.adjust(0, _ARROW_PX if below else 0, 0, 0 if below else -_ARROW_PX)
            path.addRoundedRect(body, 6, 6)
            foot = body.top() + 1 if below else body.bottom() - 1
            arrow = QPainterPath(QPointF(tip.x() - _ARROW_PX, foot))
            arrow.lineTo(QPointF(tip.x(), 1 if below else tip.y() - 1))
            arrow.lineTo(QPointF(tip.x() + _ARROW_PX, foot))
            arrow.closeSubpath()
            path = path.united(arrow)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(palette.color(QPalette.ColorRole.Link), 1.5))
            painter.setBrush(palette.color(QPalette.ColorRole.Window))
            painter.drawPath(path)
