"""Asks what to search, and in cells of which size."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from ilmtool.core.geometry import Bounds
from ilmtool.core.search_grid import MIN_CELL_PX, SearchGrid
from ilmtool.errors import UserError
from ilmtool.session.search_setup import AREAS, area_bounds, default_cell, drawn_area, metres_per_px, new_grid
from ilmtool.session.workspace import Workspace
from ilmtool.text import mark, number, tr
from ilmtool.ui.panels.number_box import NumberBox

DRAWN, DRAW = "drawn", "draw"
_TITLES = {
    "overlap": mark("All that both images show"),
    "view": mark("What is in view now"),
    "selection": mark("The bounds of the selection"),
    DRAWN: mark("The rectangle that was drawn"),
    DRAW: mark("A rectangle: draw it next"),
}


class NewSearchDialog(QDialog):
    """One area, one cell size, in pixels of the after image or in metres.

    Parameters
    ----------
    workspace : Workspace
    drawn : Bounds, optional
        An area that was drawn, reference px.
    """

    def __init__(
        self, workspace: Workspace, drawn: Bounds | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.setWindowTitle(tr("New search grid"))
        self.grid: SearchGrid | None = None
        self._filling = False
        self._areas = {name: area_bounds(workspace, name) for name in AREAS}
        if drawn is not None:
            self._areas[DRAWN] = drawn_area(workspace, drawn)
        pair = workspace.pair
        self._metres = None if pair is None else metres_per_px(pair)
        self.area = QComboBox()
        for name, bounds in self._areas.items():
            if bounds is not None:
                self.area.addItem(tr(_TITLES[name]), name)
        self.area.addItem(tr(_TITLES[DRAW]), DRAW)
        self.area.setCurrentIndex(max(0, self.area.findData(DRAWN)))
        self.unit = QComboBox()
        self.unit.addItem(tr("px of the after image"), "px")
        if self._metres is not None:
            self.unit.addItem("m", "m")
        self.width_, self.height_ = NumberBox(), NumberBox()
        self._px = default_cell(workspace)
        form = QFormLayout()
        for text, widget in (
            (tr("Area", "that is searched"), self.area),
            (tr("Cell width"), self.width_),
            (tr("Cell height"), self.height_),
            (tr("Unit"), self.unit),
        ):
            form.addRow(text, widget)
            widget.setAccessibleName(text)
        self.note = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.note.setMinimumWidth(420)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self._ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self._ok.setText(tr("Start"))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(self.note)
        layout.addWidget(buttons)
        self._show_size()
        self.area.currentIndexChanged.connect(lambda _: self._check())
        self.unit.currentIndexChanged.connect(lambda _: self._show_size())
        for box in (self.width_, self.height_):
            box.valueChanged.connect(lambda _: self._check())
        self._check()

    @property
    def wants_drawing(self) -> bool:
        """Whether the area is to be drawn first."""
        return bool(self.area.currentData() == DRAW)

    @property
    def _scale(self) -> tuple[float, float]:
        """Units per px."""
        return self._metres if self.unit.currentData() == "m" and self._metres is not None else (1.0, 1.0)

    def _show_size(self) -> None:
        """The size as it is, in the unit that is chosen now."""
        px, self._filling = self._px, True
        for box, size, scale in zip((self.width_, self.height_), px, self._scale, strict=True):
            box.setDecimals(0 if scale == 1.0 else 2)
            box.setRange(MIN_CELL_PX * scale, 1e6)
            box.setSingleStep(50 if scale == 1.0 else 10)
            box.setValue(size * scale)
        self._filling = False
        self._check()

    def _check(self) -> None:
        if self._filling:
            return
        if self.wants_drawing:
            self.note.setText(tr("The dialog comes back when the rectangle has been drawn."))
            self._ok.setEnabled(True)
            return
        scale = self._scale
        self._px = (self.width_.value() / scale[0], self.height_.value() / scale[1])
        try:
            self.grid = new_grid(self._workspace, self._areas.get(self.area.currentData()), self._px)
        except UserError as error:
            self.grid = None
            self.note.setText(error.detail or error.title)
        else:
            width, height = self.grid.cell_size
            cells = tr(
                "{columns} × {rows} = {count} cells",
                columns=number(self.grid.columns),
                rows=number(self.grid.rows),
                count=number(len(self.grid)),
            )
            sizes = [f"{number(width, '.0f')} × {number(height, '.0f')} px"]
            if self._metres is not None:
                metres = (
                    number(side * each, ".0f")
                    for side, each in zip((width, height), self._metres, strict=True)
                )
                sizes.append(f"{' × '.join(metres)} m")
            self.note.setText(tr("{cells} of {size}", cells=cells, size=", ".join(sizes)))
        self._ok.setEnabled(self.grid is not None)
