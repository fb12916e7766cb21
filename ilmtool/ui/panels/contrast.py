"""Levels, gamma, bands and colours of both dates."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QComboBox,
    QFormLayout,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from ilmtool.core.layout import Side
from ilmtool.imagery.band_order import band_label
from ilmtool.imagery.radiometry import (
    COLOR_MAPS,
    GAMMA_RANGE,
    Histogram,
    Look,
    LookMethod,
    presets,
)
from ilmtool.imagery.stretch import Stretch
from ilmtool.session.contrast import Contrast, Developed, are_alike
from ilmtool.session.pair import Pair
from ilmtool.text import mark, number, tr
from ilmtool.ui.panels.number_box import NumberBox
from ilmtool.ui.panels.scroll_panel import ScrollPanel

_METHODS = (
    (LookMethod.DEFAULT, mark("Default")),
    (LookMethod.PERCENTILE, mark("2–98 % of the scene")),
    (LookMethod.MIN_MAX, mark("Minimum to maximum")),
    (LookMethod.VIEW, mark("2–98 % of a view, frozen")),
    (LookMethod.MANUAL, mark("By hand")),
)
_CURVES = ("#e0605c", "#46a855", "#5b8ee6")  # to be told apart on dark and on light
_GAMMA_STEPS = 100
ANY_THREE = mark("Any three…")
SETTLE_MS = 60
"""A slider that is being dragged is followed this often."""


class GammaSlider(QSlider):
    """A double click brings it back to gamma 1, its middle."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.setValue(_GAMMA_STEPS)
        event.accept()


class SideControls(QGroupBox):
    """The look of one date.

    Parameters
    ----------
    side : Side
    chosen : callable
        `chosen(side, look)` when the user chose another look.
    """

    def __init__(
        self, side: Side, chosen: Callable[[Side, Look], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(tr("Before") if side is Side.BEFORE else tr("After"), parent)
        self._side, self._chosen = side, chosen
        self._look = Look()
        self._bands: list[tuple[int, ...]] = []
        self._stretch = Stretch((0,))
        self._filling = False
        self._later = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._later.timeout.connect(self._send)
        self.bands = self._combo(mark("Bands of the before image"), mark("Bands of the after image"))
        self.three = [
            self._combo(
                mark("Band shown as red of the before image"), mark("Band shown as red of the after image")
            ),
            self._combo(
                mark("Band shown as green of the before image"),
                mark("Band shown as green of the after image"),
            ),
            self._combo(
                mark("Band shown as blue of the before image"), mark("Band shown as blue of the after image")
            ),
        ]
        self._any_three = False
        self.method = self._combo(mark("Stretch of the before image"), mark("Stretch of the after image"))
        for method, name in _METHODS:
            self.method.addItem(tr(name), method)
        self.colors = self._combo(mark("Colours of the before image"), mark("Colours of the after image"))
        for color_map in COLOR_MAPS:
            self.colors.addItem(tr(color_map), color_map)
        self.gamma = GammaSlider(Qt.Orientation.Horizontal)
        self.gamma.setRange(0, 2 * _GAMMA_STEPS)
        self.black = self._level(
            self._said(mark("Black level of the before image"), mark("Black level of the after image")),
            tr("Value shown as black"),
        )
        self.white = self._level(
            self._said(mark("White level of the before image"), mark("White level of the after image")),
            tr("Value shown as white"),
        )
        self.gamma.setAccessibleName(
            self._said(mark("Gamma of the before image"), mark("Gamma of the after image"))
        )
        self.gamma.setToolTip(tr("Right brightens what is dark; double click for 1"))
        self._gamma_text = QLabel(number(1.0, ".2f"))
        self._plot = pg.PlotWidget(background=None)
        self._plot.setFixedHeight(110)
        self._plot.setMouseEnabled(x=False, y=False)
        self._plot.setMenuEnabled(False)
        self._plot.hideButtons()
        self._plot.hideAxis("left")
        self._plot.setAccessibleName(
            self._said(mark("Histogram of the before image"), mark("Histogram of the after image"))
        )
        self._region = pg.LinearRegionItem(pen="#c08a00", brush=(128, 128, 128, 45))
        self._plot.addItem(self._region)
        self._curves: list[pg.PlotDataItem] = []
        for part in (self._plot, self.gamma):  # dark stays on the left in every language
            part.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._arrange()
        self.bands.activated.connect(self._choose_bands)
        for box in self.three:
            box.activated.connect(self._choose_three)
        self.black.valueChanged.connect(self._choose_typed_levels)
        self.white.valueChanged.connect(self._choose_typed_levels)
        self.method.activated.connect(self._choose_method)
        self.colors.activated.connect(
            lambda: self._choose(replace(self._look, color_map=self.colors.currentData()))
        )
        self.gamma.valueChanged.connect(self._choose_gamma)
        self._region.sigRegionChanged.connect(self._choose_levels)

    def _said(self, before: str, after: str) -> str:
        """The marked text of this side."""
        return tr(before if self._side is Side.BEFORE else after)

    def _combo(self, before: str, after: str) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(self._said(before, after))
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        return box

    def _level(self, name: str, tip: str) -> NumberBox:
        box = NumberBox()
        box.setRange(-1e12, 1e12)
        # Its hint would have room for the whole range.
        box.setMinimumWidth(self.fontMetrics().horizontalAdvance("000000.00"))
        box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        box.setAccessibleName(name)
        box.setToolTip(tip)
        return box

    def _arrange(self) -> None:
        form = self._form = QFormLayout()
        form.addRow(tr("Bands"), self.bands)
        for box, color in zip(self.three, (tr("Red"), tr("Green"), tr("Blue")), strict=True):
            form.addRow(color, box)
        form.addRow(tr("Stretch"), self.method)
        levels = QHBoxLayout()
        levels.setDirection(_from_left(self))
        levels.addWidget(self.black)
        levels.addWidget(self.white)
        form.addRow(tr("Levels"), levels)
        row = QHBoxLayout()
        row.addWidget(self.gamma)
        row.addWidget(self._gamma_text)
        form.addRow(tr("Gamma"), row)
        form.addRow(tr("Colours"), self.colors)
        layout = QVBoxLayout(self)
        layout.addWidget(self._plot)
        layout.addLayout(form)

    # -- showing -------------------------------------------------------------------------------

    def show_scene(self, pair: Pair) -> None:
        """Offer the bands of the open image."""
        self.bands.clear()
        self._bands = []
        facts = pair.scene(self._side).facts
        for preset in presets(facts):
            self.bands.addItem(preset.name)
            self._bands.append(preset.bands)
        if facts.bands >= 2 and facts.palette is None:
            self.bands.addItem(tr(ANY_THREE))
        for box in self.three:
            box.clear()
            box.addItems([band_label(facts, band) for band in range(facts.bands)])
        self._any_three = False

    def show_look(self, look: Look, stretch: Stretch, histogram: Histogram | None) -> None:
        """Show a look and the numbers it led to."""
        if self._later.isActive():
            return  # the user has chosen again meanwhile; what that leads to will be shown
        self._filling = True
        self._look, self._stretch = look, stretch
        known = stretch.bands in self._bands
        self._any_three = len(stretch.bands) == 3 and (self._any_three or not known)
        any_three = len(self._bands) if self.bands.count() > len(self._bands) else -1
        row = self._bands.index(stretch.bands) if known else any_three
        self.bands.setCurrentIndex(any_three if self._any_three else row)
        self._show_three(stretch.bands)
        self.method.setCurrentIndex(self.method.findData(look.method))
        self.colors.setCurrentIndex(self.colors.findData(look.color_map))
        self.colors.setEnabled(len(stretch.bands) == 1 and stretch.palette is None)
        if not self.gamma.isSliderDown():
            self.gamma.setValue(_gamma_position(look.gamma))
        self._gamma_text.setText(number(look.gamma, ".2f"))
        self.setEnabled(stretch.palette is None)
        if histogram is not None:
            self._draw(histogram, stretch)
            self._show_levels(histogram, stretch)
        self._filling = False

    def _draw(self, histogram: Histogram, stretch: Stretch) -> None:
        for curve in self._curves:
            self._plot.removeItem(curve)
        colors = _CURVES if len(histogram.counts) == 3 else ("#999999",)
        self._curves = []
        for counts, color in zip(histogram.counts, colors, strict=False):
            # The square root keeps a narrow peak from flattening all the rest.
            curve = pg.PlotDataItem(histogram.edges, np.sqrt(counts), stepMode="center", pen=color)
            self._plot.addItem(curve)
            self._curves.append(curve)
        low, high = float(histogram.edges[0]), float(histogram.edges[-1])
        self._plot.setXRange(low, high, padding=0.02)
        black, white = levels_of(stretch, low, high)
        if not self._region.moving and not any(line.moving for line in self._region.lines):
            self._region.setRegion((black, white))

    def _show_three(self, bands: tuple[int, ...]) -> None:
        for index, box in enumerate(self.three):
            self._form.setRowVisible(box, self._any_three)
            if len(bands) == 3:
                box.setCurrentIndex(bands[index])

    def _show_levels(self, histogram: Histogram, stretch: Stretch) -> None:
        low, high = float(histogram.edges[0]), float(histogram.edges[-1])
        black, white = levels_of(stretch, low, high)
        decimals = max(0, min(9, 3 - math.floor(math.log10(high - low)))) if high > low else 3
        for box, value in ((self.black, black), (self.white, white)):
            box.setDecimals(decimals)
            box.setSingleStep(10.0 ** math.floor(math.log10((high - low) / 50)) if high > low else 1.0)
            if not box.hasFocus():
                box.setValue(value)

    # -- choosing ------------------------------------------------------------------------------

    def _plain(self) -> Look:
        """The present look without levels of other bands."""
        method = self._look.method
        if method in {LookMethod.MANUAL, LookMethod.VIEW}:
            method = LookMethod.DEFAULT
        return replace(self._look, method=method, low=(), high=())

    def _choose(self, look: Look) -> None:
        if not self._filling:
            self._look = look
            self._later.start()

    def _choose_bands(self, row: int) -> None:
        self._any_three = row >= len(self._bands)
        if not self._any_three:
            self._choose(replace(self._plain(), bands=self._bands[row]))
            return
        shown = self._stretch.bands
        self._choose(replace(self._plain(), bands=shown if len(shown) == 3 else shown * 3))
        self._show_three(self._look.bands)

    def _choose_three(self) -> None:
        self._choose(replace(self._plain(), bands=tuple(box.currentIndex() for box in self.three)))

    def _choose_typed_levels(self) -> None:
        black, white = self.black.value(), self.white.value()
        if not self._filling and white > black:
            self._choose(self._with_levels(black, white))

    def _choose_method(self) -> None:
        method = LookMethod(self.method.currentData())  # Qt gives the bare text back
        if method in {LookMethod.MANUAL, LookMethod.VIEW}:
            low, high = levels_of(self._stretch, 0.0, 255.0)
            count = len(self._stretch.bands)
            lows = self._stretch.low or (low,) * count
            highs = self._stretch.high or (high,) * count
            look = replace(
                self._look, method=LookMethod.MANUAL, bands=self._stretch.bands, low=lows, high=highs
            )
            self._choose(look)
        else:
            self._choose(replace(self._look, method=method, low=(), high=()))

    def _choose_gamma(self, position: int) -> None:
        gamma = _gamma_at(position)
        self._gamma_text.setText(number(gamma, ".2f"))
        self._choose(replace(self._look, gamma=gamma))

    def _choose_levels(self) -> None:
        if self._filling:
            return
        self._choose(self._with_levels(*self._region.getRegion()))

    def _with_levels(self, low: float, high: float) -> Look:
        bands = self._stretch.bands
        black, white = levels_of(self._stretch, low, high)
        # The bands keep their distances: moving the ends does not change the colour balance.
        lows = tuple(value - black + low for value in self._stretch.low) or (low,) * len(bands)
        highs = tuple(value - white + high for value in self._stretch.high) or (high,) * len(bands)
        highs = tuple(max(a + 1e-9, b) for a, b in zip(lows, highs, strict=True))
        return replace(self._look, method=LookMethod.MANUAL, bands=bands, low=lows, high=highs)

    def forget_choice(self) -> None:
        """What was chosen a moment ago is not wanted any more."""
        self._later.stop()

    def _send(self) -> None:
        self._chosen(self._side, self._look)


def levels_of(stretch: Stretch, low: float, high: float) -> tuple[float, float]:
    """The outermost levels of a stretch; the ends of its type where samples are shown as they are."""
    if stretch.as_it_is or not stretch.low:
        return 0.0, 255.0
    black, white = min(stretch.low), max(stretch.high)
    return (black, white) if white > black else (low, high)


def _gamma_at(position: int) -> float:
    """Gamma 1 lies in the middle of the slider, its range to both sides on a logarithmic scale."""
    share = position / _GAMMA_STEPS - 1
    return float(round(GAMMA_RANGE[1] ** share, 3)) if share else 1.0


def _gamma_position(gamma: float) -> int:
    return round((math.log(gamma) / math.log(GAMMA_RANGE[1]) + 1) * _GAMMA_STEPS)


class ContrastPanel(ScrollPanel):
    """Both dates' looks, linked or not, and matching before to after.

    Parameters
    ----------
    change : callable
        `change(contrast)` when the user chose.
    freeze : callable
        Takes the stretch from what is in view.
    """

    def __init__(
        self, change: Callable[[Contrast], None], freeze: Callable[[], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._change = change
        self._contrast = Contrast()
        self._alike = False
        self.linked = QCheckBox(tr("Link both dates"))
        self.matched = QCheckBox(tr("Match before to after"))
        self.matched.setToolTip(
            tr("Gives the before image the histogram of the after image. Colour is evidence.")
        )
        view = QPushButton(tr("Stretch to view"))
        view.setToolTip(tr("2–98 % of what is in view now, frozen"))
        reset = QPushButton(tr("Reset"))
        self.sides = {side: SideControls(side, self._choose) for side in Side}
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(6, 6, 6, 6)
        for first, second in ((self.linked, self.matched), (view, reset)):
            row = QHBoxLayout()
            row.addWidget(first)
            row.addWidget(second)
            layout.addLayout(row)
        for controls in self.sides.values():
            layout.addWidget(controls)
        layout.addStretch(1)
        self.setWidget(body)
        self.linked.clicked.connect(lambda on: self._send(replace(self._contrast, linked=on)))
        self.matched.clicked.connect(lambda on: self._send(replace(self._contrast, matched=on)))
        view.clicked.connect(freeze)
        reset.clicked.connect(self._reset)

    def show_pair(self, pair: Pair) -> None:
        """Another pair is open."""
        self._alike = are_alike(pair)
        for controls in self.sides.values():
            controls.show_scene(pair)

    def show_developed(self, developed: Developed) -> None:
        """Show what is on screen now."""
        self._contrast = developed.contrast
        self.linked.setChecked(developed.contrast.linked)
        self.matched.setChecked(developed.contrast.matched)
        for side, controls in self.sides.items():
            look = developed.contrast.looks[side]
            controls.show_look(look, developed.stretches[side], developed.histograms[side])

    def _reset(self) -> None:
        for controls in self.sides.values():
            controls.forget_choice()
        self._send(Contrast())

    def _choose(self, side: Side, look: Look) -> None:
        self._send(self._contrast.with_look(side, look, alike=self._alike))

    def _send(self, contrast: Contrast) -> None:
        self._contrast = contrast
        self._change(contrast)


def _from_left(widget: QWidget) -> QBoxLayout.Direction:
    """The direction of a row that begins on the left also where all else begins on the right."""
    if widget.layoutDirection() == Qt.LayoutDirection.RightToLeft:
        return QBoxLayout.Direction.RightToLeft
    return QBoxLayout.Direction.LeftToRight
