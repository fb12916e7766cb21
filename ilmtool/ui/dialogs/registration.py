"""What a registration was measured to be, or why it was refused, and what to do with it."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ilmtool.core.document import Document
from ilmtool.core.tie_points import turn_and_scale
from ilmtool.painting.residuals import residual_picture
from ilmtool.session.registering import entry_in_force, quality_of, shift_by, shift_of, turn_text
from ilmtool.session.registrar import Measured
from ilmtool.text import mark, number, tr

_MODELS = {"shift": mark("shift"), "similarity": mark("similarity"), "affine": mark("affine")}
WIDTH_PX = 340
"""As narrow as the panels beside the images, over which the answer lies."""
PICTURE_PX = QSize(300, 230)


class ResidualPicture(QLabel):
    """The residuals over the dimmed after image, at the screen's own density.

    Parameters
    ----------
    measured : Measured
    """

    def __init__(self, measured: Measured, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._measured = measured
        self._made: tuple[QSize, float] | None = None
        self.setMinimumSize(PICTURE_PX)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(tr("Residuals as a picture"))
        points = measured.found.points
        good = sum(point.is_inlier for point in points)
        said = tr("{good} places agree, {bad} do not", good=number(good), bad=number(len(points) - good))
        self.setAccessibleDescription(said)
        self.setToolTip(
            tr("{said}; each line runs from where the shift puts a place to where it is", said=said)
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._paint()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._paint()
        return super().event(event)

    def _paint(self) -> None:
        ratio = self.devicePixelRatioF()
        if self._made == (self.size(), ratio):
            return
        self._made = (self.size(), ratio)
        size = round(self.width() * ratio), round(self.height() * ratio)
        measured = self._measured
        picture = residual_picture(measured.found, size, measured.bounds, measured.ground, ratio)
        rows = np.ascontiguousarray(picture)
        image = QImage(rows.data, rows.shape[1], rows.shape[0], rows.strides[0], QImage.Format.Format_RGB32)
        pixmap = QPixmap.fromImage(image.copy())
        pixmap.setDevicePixelRatio(ratio)
        self.setPixmap(pixmap)


class RegistrationDialog(QDialog):
    """The answer of a measurement. The pair behind it shows it already; nothing is kept until it is applied.

    Parameters
    ----------
    measured : Measured
    document : Document
    """

    applied = Signal()
    points_wanted = Signal()
    """Tie points by hand: of what was measured, where it was not refused."""
    nudge_wanted = Signal()

    def __init__(self, measured: Measured, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.measured = measured
        found = measured.found
        self.setWindowTitle(tr("Registration refused") if found.is_refused else tr("Registration measured"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.summary = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.summary.setAccessibleName(tr("What was found"))
        self.summary.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout = QVBoxLayout(self)
        layout.addWidget(self.summary)
        self.values: dict[str, QLabel] = {}
        held = entry_in_force(document, measured.pair)
        if found.is_refused:
            self.summary.setText(
                tr(
                    "The before image was not shifted: {reason}.\nSet tie points by hand on things that both "
                    "dates show (Ctrl+T), or nudge the before image until the ground fits (Ctrl+N).",
                    reason=found.reason,
                )
            )
        else:
            self.summary.setText(
                tr("The window shows the before image shifted; nothing is kept until you apply it.")
                if held is None
                else tr("The window shows the new shift; the old one is kept until you apply the new one.")
            )
            layout.addLayout(self._facts(document))
        if found.points or found.unmatched:
            layout.addWidget(ResidualPicture(measured), 1)
        self.apply = QPushButton(tr("Apply"))
        self.apply.setVisible(not found.is_refused)
        self.points = QPushButton(tr("Tie points…"))
        self.nudge = QPushButton(tr("Nudge…"))
        keeps = (
            tr("Close")
            if found.is_refused
            else tr("Keep the old")
            if held is not None
            else tr("Do not apply")
        )
        self.keep = QPushButton(keeps)
        self.points.setToolTip(
            tr("Set tie points by hand") if found.is_refused else tr("Edit the points that were measured")
        )
        self.apply.clicked.connect(self._apply)
        self.points.clicked.connect(lambda: self._leave_for(self.points_wanted.emit))
        self.nudge.clicked.connect(lambda: self._leave_for(self.nudge_wanted.emit))
        self.keep.clicked.connect(self.reject)
        first: QPushButton = self.points if found.is_refused else self.apply
        first.setDefault(True)
        buttons = QGridLayout()
        for place, button in enumerate((self.apply, self.keep, self.points, self.nudge)):
            buttons.addWidget(button, place // 2, place % 2)
        layout.addLayout(buttons)
        # The text's height depends on its width, which a dialog does not ask for by itself.
        self.setMinimumSize(WIDTH_PX, layout.totalHeightForWidth(WIDTH_PX))
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_beside(self, images: QWidget) -> None:
        """Show it where it hides least of the images, by which it is judged: over the panels beside them, or
        beyond the window.
        """
        screen, window = images.screen().availableGeometry(), images.window().frameGeometry()
        if window.width() > screen.width():  # then what is beside the images is beyond the screen, too
            screen = window
        area = QRect(images.mapToGlobal(QPoint()), images.size())
        self.resize(self.minimumSize())
        x = min(area.right() + 1, screen.right() + 1 - self.width())
        if area.left() - screen.left() > screen.right() - area.right():
            x = max(area.left() - self.width(), screen.left())
        y = min(area.top(), screen.bottom() + 1 - self.height())
        self.move(max(x, screen.left()), max(y, screen.top()))
        self.show()

    def _facts(self, document: Document) -> QGridLayout:
        measured, found = self.measured, self.measured.found
        pair = measured.pair
        turn, scale = turn_and_scale(measured.matrix, pair.aspect)
        rows = [
            (tr("Model"), tr(_MODELS.get(found.model, found.model))),
            (tr("Shift at the centre"), shift_by(pair, measured.matrix).text),
            (tr("Turn"), turn_text(turn)),
            (tr("Scale"), number(scale, ".5f")),
            (tr("RMS"), tr("{rms} px of the after image", rms=number(found.rms_px, ".2f"))),
            (
                tr("Places that agree"),
                tr(
                    "{count} of {total}",
                    count=number(found.inliers),
                    total=number(len(found.points) + len(found.unmatched)),
                ),
            ),
            (
                tr("Inlier share"),
                tr(
                    "{share} of the places that were found again",
                    share=number(found.inlier_share, ".0%"),
                ),
            ),
        ]
        held = entry_in_force(document, pair)
        if held is not None:
            missed = self._missed_by_the_old()
            old = f"{shift_of(pair).text} · {quality_of(held, pair.aspect)}"
            rows.append(
                (
                    tr("Old registration"),
                    tr(
                        "{old}; misses these places by {missed} px RMS", old=old, missed=number(missed, ".2f")
                    ),
                )
            )
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        for row, (name, text) in enumerate(rows):
            label, value = QLabel(name), QLabel(text, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
            value.setAccessibleName(name)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self.values[name] = value
            grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, row, 1)
        return grid

    def _missed_by_the_old(self) -> float:
        """RMS of the places that agree, by the placement that the pair had when it was measured, px."""
        points = self.measured.tie_points
        if not points:
            return math.nan
        start = np.array([point.before for point in points], np.float64)
        end = np.array([point.after for point in points], np.float64)
        gaps = self.measured.pair.before.placement.forward(start) - end
        return float(np.sqrt(np.mean((gaps**2).sum(axis=1))))

    def _apply(self) -> None:
        self.applied.emit()
        self.accept()

    def _leave_for(self, go: Callable[[], None]) -> None:
        self.reject()
        go()
