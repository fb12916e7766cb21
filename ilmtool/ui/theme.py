"""Dark by default, light on demand; grey without a tint, because colour is evidence."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

DARK = {
    "window": "#2b2b2b", "base": "#232323", "alternate": "#2a2a2a", "text": "#e8e8e8", "button": "#3a3a3a",
    "mid": "#5a5a5a", "disabled": "#8a8a8a", "highlight": "#3d6fa5", "highlighted": "#ffffff",
    "link": "#7ab8ff", "help": "#b4b4b4", "error": "#ff8a80", "warning": "#ffcc66",
}  # fmt: skip
LIGHT = {
    "window": "#ececec", "base": "#ffffff", "alternate": "#f4f4f4", "text": "#1a1a1a", "button": "#e2e2e2",
    "mid": "#a8a8a8", "disabled": "#767676", "highlight": "#2f6db5", "highlighted": "#ffffff",
    "link": "#0b57a4", "help": "#555555", "error": "#b3261e", "warning": "#8a5a00",
}  # fmt: skip

_ROLES = (
    (QPalette.ColorRole.Window, "window"),
    (QPalette.ColorRole.Base, "base"),
    (QPalette.ColorRole.AlternateBase, "alternate"),
    (QPalette.ColorRole.Button, "button"),
    (QPalette.ColorRole.ToolTipBase, "base"),
    (QPalette.ColorRole.WindowText, "text"),
    (QPalette.ColorRole.Text, "text"),
    (QPalette.ColorRole.ButtonText, "text"),
    (QPalette.ColorRole.ToolTipText, "text"),
    (QPalette.ColorRole.BrightText, "highlighted"),
    (QPalette.ColorRole.Highlight, "highlight"),
    (QPalette.ColorRole.HighlightedText, "highlighted"),
    (QPalette.ColorRole.Link, "link"),
    (QPalette.ColorRole.PlaceholderText, "disabled"),
    (QPalette.ColorRole.Mid, "mid"),
)
_FADED = (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText)


def is_light(name: str) -> bool:
    """Whether a theme is light now; `system` goes by the system, and is dark where that says nothing."""
    if name != "system":
        return name == "light"
    return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Light


def apply_theme(app: QApplication, name: str) -> None:
    """Colour the whole program: `dark`, `light`, or as the `system`."""
    colors = LIGHT if is_light(name) else DARK
    palette = QPalette()
    for role, key in _ROLES:
        palette.setColor(role, QColor(colors[key]))
    for role in _FADED:
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colors["disabled"]))
    app.setStyle("Fusion")
    app.setPalette(palette)
    app.setStyleSheet(_sheet(colors))


def _sheet(colors: dict[str, str]) -> str:
    return f"""
    QToolTip {{ border: 1px solid {colors["mid"]}; padding: 3px; }}
    QMenu {{ padding: 4px 0; }}
    QMenu::item {{ padding: 4px 28px 4px 24px; }}
    QMenu::icon {{ padding-left: 8px; }}
    QMenu::item:selected {{ background: {colors["highlight"]}; color: {colors["highlighted"]}; }}
    QTableView {{ gridline-color: {colors["window"]}; }}
    QHeaderView::section {{ background: {colors["window"]}; padding: 3px 6px; border: none;
        border-bottom: 1px solid {colors["mid"]}; }}
    QStatusBar::item {{ border: none; }}
    QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
    #notice {{ border: 1px solid {colors["mid"]}; border-radius: 4px; background: {colors["base"]}; }}
    #notice[severity="error"] {{ border-color: {colors["error"]}; }}
    #notice[severity="warning"] {{ border-color: {colors["warning"]}; }}
    #welcomeTitle {{ font-size: 22px; }}
    #muted, #help {{ color: {colors["help"]}; }}
    #saved[state="failed"] {{ color: {colors["error"]}; font-weight: bold; }}
    #saved[state="unsaved"] {{ color: {colors["warning"]}; }}
    #finding {{ color: {colors["warning"]}; }}
    QLineEdit[invalid="true"], QLineEdit[invalid="true"]:focus, QComboBox[invalid="true"] {{
        border: 1px solid {colors["error"]}; }}
    #remark {{ color: {colors["warning"]}; }}
    #muted[severity="error"], QLineEdit[refused="true"] {{ color: {colors["error"]}; }}
    QCheckBox::indicator:unchecked {{ width: 12px; height: 12px; border: 1px solid {colors["disabled"]};
        border-radius: 2px; background: {colors["base"]}; }}
    *:focus {{ outline: none; }}
    QCheckBox:focus {{ color: {colors["link"]}; text-decoration: underline; }}
    QLineEdit:focus, QComboBox:focus, QPlainTextEdit:focus, QTableView:focus {{
        border: 1px solid {colors["link"]}; }}
    """
