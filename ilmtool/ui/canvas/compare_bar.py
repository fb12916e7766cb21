"""The bar over the lower edge of the images: a fade's slider, the gain of differences, the legend."""

from __future__ import annotations

import math

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSlider, QWidget

from ilmtool.core.layout import CompareMode
from ilmtool.painting.legend import gain_text, legend_in_words, legend_sprite
from ilmtool.painting.text import TextSprites
from ilmtool.session.shown import Update
from ilmtool.session.view_state import GAIN_RANGE, ViewState
from ilmtool.session.workspace import Workspace
from ilmtool.text import number, tr

SLIDER_PX = 180
MARGIN_PX = 10
_FINEST = 100


class CompareBar(QFrame):
    """A real slider for what keys and the wheel set too; it is there in the modes that have something to set.

    Parameters
    ----------
    workspace : Workspace
    sprites : TextSprites
    parent : QWidget
        The canvas: the bar lies over the middle of its lower edge.
    """

    def __init__(self, workspace: Workspace, sprites: TextSprites, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace, self._sprites, self._canvas = workspace, sprites, parent
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.legend, self.name, self.value = QLabel(), QLabel(), QLabel()
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, _FINEST)
        self.slider.setPageStep(10)
        self.slider.setFixedWidth(SLIDER_PX)
        # The mouse leaves the keyboard to the images; F6 brings it here.
        self.slider.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.slider.valueChanged.connect(self._set)
        self.value.setMinimumWidth(self.value.fontMetrics().horizontalAdvance("100 %") + 4)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 8, 4)
        for widget in (self.legend, self.name, self.slider, self.value):
            row.addWidget(widget)
        self.hide()
        workspace.subscribe(self.apply)

    def paintEvent(self, event: QPaintEvent) -> None:
        # Not by autoFillBackground: Qt would cut an opaque child out of what the canvas paints, and blitting
        # around a hole costs several times as much.
        QPainter(self).fillRect(self.rect(), self.palette().window())
        super().paintEvent(event)

    def apply(self, update: Update) -> None:
        """Follow the mode and what it is set to."""
        old, new = update.old, update.new
        if (old.view.mode, old.pair) != (new.view.mode, new.pair):
            self.renew()
        elif (old.view.cut.fade, old.view.gain) != (new.view.cut.fade, new.view.gain):
            self._show_value(new.view)

    def renew(self) -> None:
        """Show what the present mode needs, at the present display scale."""
        view, mode = self._workspace.view, self._workspace.view.mode
        ratio = self.devicePixelRatioF()
        sprite = legend_sprite(self._sprites, mode, ratio)
        self.legend.setVisible(sprite is not None)
        if sprite is not None:
            rows, cols = sprite.shape[:2]
            image = QImage(sprite.data, cols, rows, sprite.strides[0], QImage.Format.Format_RGB32)
            pixmap = QPixmap.fromImage(image)
            pixmap.setDevicePixelRatio(ratio)
            self.legend.setPixmap(pixmap)
            self.legend.setAccessibleName(legend_in_words(mode))
            self.legend.setToolTip(legend_in_words(mode))
        fades = mode is CompareMode.FADE
        slides = fades or mode.has_gain
        for widget in (self.name, self.slider, self.value):
            widget.setVisible(slides)
        self.name.setText(tr("After") if fades else tr("Gain"))
        if fades:
            name = tr("Share of the after date in the fade")
            tip = tr("{what}. Alt+Left and Alt+Right, or the wheel with Shift.", what=name)
        else:
            name = tr("Gain: how strongly differences are shown")
            tip = tr("{what}. Alt+Up and Alt+Down, or the wheel with Shift.", what=name)
        self.slider.setAccessibleName(name)
        self.slider.setToolTip(tip)
        self._show_value(view)
        if self._workspace.pair is None or not (slides or sprite is not None):
            if self.slider.hasFocus():
                self._canvas.setFocus()
            self.hide()
            return
        self.place()
        self.show()

    def _show_value(self, view: ViewState) -> None:
        if view.mode is CompareMode.FADE:
            share = number(round(view.cut.fade * 100))
            self.value.setText(f"{share} %")
        else:
            self.value.setText(gain_text(view.gain))
        self.slider.setValue(_position(view))
        self.slider.setAccessibleDescription(self.value.text())

    def _set(self, position: int) -> None:
        view = self._workspace.view
        if position == _position(view):
            return
        if view.mode is CompareMode.FADE:
            self._workspace.set_view(view.with_fade(position / _FINEST))
        elif view.mode.has_gain:
            low, high = GAIN_RANGE
            self._workspace.set_view(view.with_gain(low * (high / low) ** (position / _FINEST)))

    def place(self) -> None:
        """Over the middle of the canvas's lower edge."""
        canvas = self._canvas
        self.adjustSize()
        width = min(self.width(), canvas.width())
        self.resize(width, self.height())
        left, top = (canvas.width() - width) // 2, canvas.height() - self.height() - MARGIN_PX
        self.move(QPoint(left, max(0, top)))


def _position(view: ViewState) -> int:
    """Where the slider stands: a percentage of the after date, or the gain on a logarithmic scale."""
    if view.mode is CompareMode.FADE:
        return round(view.cut.fade * _FINEST)
    low, high = GAIN_RANGE
    return round(math.log(view.gain / low) / math.log(high / low) * _FINEST)
