"""Pictures of commands: Lucide's outlines in the colours of the theme, at whatever size and scale is wanted.

The colour is looked up when an icon is painted, so that another theme needs nothing but a repaint.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QIconEngine, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ilmtool.resources import resource_dir

_GROUPS = {QIcon.Mode.Disabled: QPalette.ColorGroup.Disabled}
_MARK = "currentColor"


def icon(name: str) -> QIcon:
    """The icon of that name in `resources/icons/lucide`, read when it is first painted."""
    return QIcon(_Engine(name))


class _Engine(QIconEngine):
    """Draws one outline."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:  # noqa: ARG002
        _renderer(self._name, _color(mode)).render(painter, QRectF(rect))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        """`size` is in logical pixels; Qt takes the ratio from the size of what it gets."""
        pixmap = QPixmap(QSizeF(size.width() * scale, size.height() * scale).toSize())
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        try:
            self.paint(painter, pixmap.rect(), mode, state)
        finally:
            painter.end()
        return pixmap

    def clone(self) -> QIconEngine:
        return _Engine(self._name)


def _color(mode: QIcon.Mode) -> str:
    palette = QGuiApplication.palette()
    role = (
        QPalette.ColorRole.HighlightedText if mode is QIcon.Mode.Selected else QPalette.ColorRole.ButtonText
    )
    group = _GROUPS.get(mode, QPalette.ColorGroup.Active)
    return QColor(palette.color(group, role)).name()


@lru_cache(maxsize=512)
def _renderer(name: str, color: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_source(name).replace(_MARK, color).encode()))


def _source(name: str) -> str:
    try:
        return (resource_dir() / "icons" / "lucide" / f"{name}.svg").read_text("utf-8")
    except OSError:
        return ""  # nothing is painted; `ilmtool doctor` says what is missing
